"""A page on a telephone: nothing is cut off, and lines end where a reader expects it."""

import pytest

from publish.chapter import CARDS
from tests.website.conftest import CHAPTERS, PAGES, typeset, wake

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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_a_telephone(telephone, host, name, subtests):
    telephone.goto(f"{host}/site/{name}.html")
    wake(telephone)
    typeset(telephone)
    telephone.wait_for_timeout(500)
    with subtests.test("it does not scroll sideways"):
        assert telephone.evaluate("() => document.documentElement.scrollWidth") <= 360
    if name in CHAPTERS:
        with subtests.test("no line begins with the sign after a formula"):
            assert telephone.locator("article .together mjx-container").count() > 10
            assert telephone.evaluate(BEGIN_A_LINE) == []


def test_what_goes_on_to_the_right_fades_out_there(telephone, host):
    telephone.goto(f"{host}/site/02-rules.html")
    typeset(telephone)
    for selector in ("mjx-container[display]", "pre"):
        fades = telephone.locator(f"article {selector}").evaluate_all("""async boxes => {
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


# What is wider than its place, what can be reached by keys, and what fades out at its side.
WIDER = """() => {
    const boxes = [...document.querySelectorAll(
        'article :is(mjx-container[display="true"], table, pre)')].filter(b => b.checkVisibility());
    const place = box => boxes.indexOf(box);
    return [boxes.filter(box => box.scrollWidth > box.clientWidth).map(place),
        boxes.filter(box => box.matches('[tabindex="0"]')).map(place),
        boxes.filter(box => getComputedStyle(box).maskImage !== "none").map(place)];
}"""


@pytest.mark.parametrize("name", ["08-softmax", "glossary", CARDS[0]])
def test_what_is_wider_than_a_telephone_says_so_and_keys_move_it(telephone, host, name):
    telephone.goto(f"{host}/site/{name}.html")
    typeset(telephone)
    telephone.wait_for_timeout(500)
    wide, reached, fading = telephone.evaluate(WIDER)
    assert wide
    assert reached == fading == wide
    box = telephone.locator("article [tabindex='0']:is(mjx-container, table, pre)").first
    box.focus()
    telephone.keyboard.press("ArrowRight")
    telephone.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())
