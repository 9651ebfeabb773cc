"""Lines of a page end where a reader of Chinese expects it, on a telephone too."""

import pytest

from tests.support import SITE
from tests.website.conftest import typeset

CHAPTERS = sorted(path.stem for path in SITE.glob("[0-9]*.html"))
# The signs that begin a line because a formula ended the one above; a formula as long as a line
# of a telephone is broken by itself, and its last piece is what ends there.
BEGIN_A_LINE = """() => {
    const found = [];
    for (const formula of document.querySelectorAll("article mjx-container:not([display])")) {
        let next = formula;
        while (next.matches(":last-child") && !next.nextSibling) next = next.parentElement;
        next = next.nextSibling;
        while (next?.nodeType === Node.ELEMENT_NODE) next = next.firstChild;
        if (!/^[，。、；：？！）”]/.test(next?.data ?? "") || formula.offsetWidth > 200) continue;
        const sign = document.createRange();
        sign.setStart(next, 0);
        sign.setEnd(next, 1);
        if (sign.getBoundingClientRect().left < formula.getBoundingClientRect().left)
            found.push(formula.parentElement.closest("p, li, td").textContent.slice(0, 60));
    }
    return found;
}"""


@pytest.fixture
def telephone(browser):
    """Open a page as wide as a telephone, and set all of its mathematics."""

    def opened(name):
        page = window.new_page()
        page.goto(f"{SITE.as_uri()}/{name}.html")
        typeset(page)
        return page

    with browser.new_context(viewport={"width": 360, "height": 740}) as window:
        yield opened


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_line_begins_with_the_sign_after_a_formula(telephone, name):
    page = telephone(name)
    assert page.locator("article .together mjx-container").count() > 10
    assert page.evaluate(BEGIN_A_LINE) == []


def test_what_goes_on_to_the_right_fades_out_there(telephone):
    page = telephone("02-rules")
    for selector in ("mjx-container[display]", "pre"):
        fades = page.locator(f"article {selector}").evaluate_all("""async boxes => {
            const seen = boxes.filter(box => box.checkVisibility());
            const wide = seen.find(box => box.scrollWidth > box.clientWidth + 60);
            const narrow = seen.find(box => box.scrollWidth <= box.clientWidth);
            const fades = box => getComputedStyle(box).getPropertyValue("--fades");
            const before = [fades(wide), fades(narrow)];
            wide.scrollLeft = wide.scrollWidth;
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            return [...before, fades(wide)];
        }""")
        assert [float(fade.removesuffix("px")) for fade in fades] == [48, 0, 0]
