"""What holds for every page of HTML there is: links lead somewhere, every equation is set."""

import pytest

from tests.support import SITE
from tests.website.conftest import PAGES, typeset
from tests.website.links import lost, pages

# Those of the first edition are read from top to bottom in test_website.py.
OTHERS = [name for name in pages(SITE) if name.removesuffix(".html") not in PAGES]

EQUATIONS = """() => ({
    written: document.querySelectorAll("article .math").length,
    set: document.querySelectorAll("article mjx-container, .slides mjx-container").length,
    waiting: document.querySelectorAll("mjx-lazy").length,
    wrong: [...document.querySelectorAll("mjx-merror")].map(
        (part) => part.dataset.mjxError ?? part.textContent),
})"""


def equations(page):
    """Give how many formulas a page has, and what MathJax has against any of them."""
    typeset(page)
    return page.evaluate(EQUATIONS)


def assert_all_is_set(page):
    """See that every formula that was written is set, and none waits or is wrong."""
    found = equations(page)
    assert found["wrong"] == []
    assert found["waiting"] == 0
    if "/slides/" in page.url:
        assert found["set"] > (0 if "warm-up" in page.url else 20)
    else:
        assert found["set"] == found["written"]


def test_every_address_leads_somewhere_inside():
    assert lost(SITE) == []


@pytest.mark.parametrize("name", OTHERS)
def test_every_equation_is_set(visit, name):
    assert_all_is_set(visit.open(name))
