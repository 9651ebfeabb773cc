"""The lectures: every slide on the screen, explorers alive, notes for who speaks."""

import pytest

from tests.support import SITE

# How small a slide may be made, and still be read from the last row.
SMALLEST = 0.65

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
    spilled, small, count = {}, {}, page.evaluate("() => Reveal.getTotalSlides()")
    for number in range(count):
        if page.locator("section.present:not(.stack) [data-explorer]").count():
            page.locator("section.present:not(.stack) .d2l-explorer").first.wait_for()
        page.wait_for_timeout(100)
        spill, size = page.evaluate(SPILL)
        if spill:
            spilled[number + 1] = spill[:2]
        if size < SMALLEST:
            small[number + 1] = size
        last = number == count - 1
        assert page.evaluate("() => Reveal.isLastSlide()") == last
        if not last:
            page.evaluate("""() => {
                const [before, next] = [Reveal.getCurrentSlide(), () => Reveal.next()];
                while (Reveal.getCurrentSlide() === before) next();
            }""")
    assert spilled == {}
    assert small == {}
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


def test_chapter_and_lecture_lead_to_each_other(any_visit):
    for name in LECTURES:
        page = any_visit.open(f"{name}.html")
        page.get_by_role("link", name="这一章的幻灯片").click()
        page.wait_for_url(f"**/slides/{name}.html*")
        page.wait_for_function("() => globalThis.Reveal?.isReady()")
        page.get_by_role("link", name="回到这一章").click()
        page.wait_for_url(f"**/{name}.html")
    assert any_visit.errors == []


def test_a_slide_that_goes_on_says_what_it_is_part_of(visit):
    page = visit.page
    page.goto(f"{visit.base}/slides/{LECTURES[0]}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    slides = page.locator(".slides section:not(:has(section))")
    assert slides.count() > 20
    assert (
        page.locator(".slides section:not(:has(section)):not(:has(h1, h2, .goes-on))").count() == 0
    )


def test_there_are_notes_for_who_speaks(visit):
    page = visit.page
    page.goto(f"{visit.base}/slides/{LECTURES[0]}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    assert page.locator("aside.notes").count() > 5
    assert not page.locator("aside.notes").first.is_visible()
    assert page.evaluate("() => Reveal.hasPlugin('notes')")
