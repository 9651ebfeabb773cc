"""What holds for every page of HTML there is: links lead somewhere, every equation is set."""

import pytest

from tests.support import SITE
from tests.website.links import lost, pages

# Mathematics is set when it comes near; this comes near to everything. It does not wait for frames
# to be painted: a browser without a screen may leave off painting, and what is asked is not that.
SCROLL = """async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
        scrollTo(0, top);
        await new Promise((done) => setTimeout(done, 16));
    }
    await globalThis.MathJax?.startup.document.lazyTypesetAll?.();
}"""
EQUATIONS = """() => ({
    written: document.querySelectorAll("article .math").length,
    set: document.querySelectorAll("article mjx-container, .slides mjx-container").length,
    waiting: document.querySelectorAll("mjx-lazy").length,
    wrong: [...document.querySelectorAll("mjx-merror")].map(
        (part) => part.dataset.mjxError ?? part.textContent),
})"""


def equations(page):
    """Give how many formulas a page has, and what MathJax has against any of them."""
    page.evaluate(SCROLL)
    return page.evaluate(EQUATIONS)


def test_every_address_leads_somewhere_inside():
    assert lost(SITE) == []


@pytest.mark.parametrize("name", pages(SITE))
def test_every_equation_is_set_in_both_themes(visit, name):
    page = visit.open(name)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = equations(page)
        assert found["wrong"] == []
        assert found["waiting"] == 0
        if "slides/" in name:
            assert found["set"] > (0 if "warm-up" in name else 20)
        else:
            assert found["set"] == found["written"]
