"""The lectures: every slide on the screen, explorers alive, notes for who speaks."""

import pytest
from conftest import SITE

LECTURES = sorted(path.stem for path in (SITE / "slides").glob("*.html"))

# What reaches beyond a slide of 1280 by 720, and how far it was made smaller to fit.
SPILL = """() => {
    const slide = Reveal.getCurrentSlide();
    const frame = document.querySelector(".slides").getBoundingClientRect();
    const spill = [...slide.querySelectorAll("*")]
        .filter(part => part.checkVisibility() && !part.closest("aside, mjx-assistive-mml, svg *"))
        .filter(part => {
            const box = part.getBoundingClientRect();
            return box.right > frame.right + 2 || box.bottom > frame.bottom + 2;
        });
    return [spill.map(part => part.outerHTML.slice(0, 80)), Number(slide.style.zoom)];
}"""


@pytest.mark.parametrize("name", LECTURES)
def test_every_slide_is_on_the_screen(any_visit, name):
    page = any_visit.page
    page.goto(f"{any_visit.base}/slides/{name}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    page.evaluate("() => MathJax.startup.promise.then(() => 0)")
    spilled, count = {}, page.evaluate("() => Reveal.getTotalSlides()")
    for number in range(count):
        page.evaluate("() => Reveal.getCurrentSlide().querySelectorAll('.fragment').length")
        if page.locator("section.present:not(.stack) [data-explorer]").count():
            page.locator("section.present:not(.stack) .d2l-explorer").first.wait_for()
        page.wait_for_timeout(100)
        spill, size = page.evaluate(SPILL)
        if spill or size < 0.55:
            spilled[number + 1] = (round(size, 2), spill[:2])
        last = number == count - 1
        assert page.evaluate("() => Reveal.isLastSlide()") == last
        if not last:
            page.evaluate("""() => {
                const [before, next] = [Reveal.getCurrentSlide(), () => Reveal.next()];
                while (Reveal.getCurrentSlide() === before) next();
            }""")
    print(name, count, "slides", spilled)
    assert {number: each for number, each in spilled.items() if each[1]} == {}
    assert any_visit.foreign == []
    assert any_visit.errors == []


def test_an_explorer_lives_on_its_slide(visit):
    page = visit.page
    page.goto(f"{visit.base}/slides/{LECTURES[0]}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    place = page.locator("[data-explorer]").first
    place.evaluate("""place => {
        const { h, v } = Reveal.getIndices(place.closest("section"));
        Reveal.slide(h, v, 99);
    }""")
    slider = place.locator(".d2l-explorer input[type=range]").first
    slider.wait_for()
    picture = place.locator(".d2l-picture")
    before = picture.inner_html()
    slider.press("End")
    page.wait_for_timeout(200)
    assert picture.inner_html() != before


def test_there_are_notes_for_who_speaks(visit):
    page = visit.page
    page.goto(f"{visit.base}/slides/{LECTURES[0]}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    assert page.locator("aside.notes").count() > 5
    assert not page.locator("aside.notes").first.is_visible()
    assert page.evaluate("() => Reveal.hasPlugin('notes')")
