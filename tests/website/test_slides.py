"""The lectures: every slide on the screen, explorers alive, notes for who speaks."""

import re

import pytest

from tests.support import PATIENCE, SITE
from tests.website.conftest import WRITTEN

# How small a slide may be made, and still be read from the last row.
SMALLEST = 0.65

LECTURES = sorted(path.stem for path in (SITE / "slides").glob("*.html"))

# A whole lecture: what reaches beyond a slide of 1280 by 720, slides that were made too small to
# fit, and explorers that do not come alive; by the number of the slide.
LECTURE = """async ([smallest, patience]) => {
    const found = { count: 0, spilled: {}, small: {}, dead: [] };
    const frame = () => new Promise(requestAnimationFrame);
    const end = performance.now() + patience;
    const screen = document.querySelector(".slides").getBoundingClientRect();
    for (;;) {
        const slide = Reveal.getCurrentSlide();
        const number = ++found.count;
        const places = [...slide.querySelectorAll("[data-explorer]")];
        const asleep = () => places.some(place => !place.querySelector(".d2l-explorer"));
        while (asleep() && performance.now() < end) await frame();
        if (asleep()) found.dead.push(number);
        const images = [...slide.querySelectorAll("img")];
        await Promise.all(images.map(image => image.decode().catch(() => null)));
        // What has changed is made to fit before it is painted.
        await frame();
        await frame();
        const spilled = [...slide.querySelectorAll("*")]
            .filter(part => part.checkVisibility())
            .filter(part => !part.closest("aside, mjx-assistive-mml, svg *"))
            .filter(part => {
                const box = part.getBoundingClientRect();
                return box.right > screen.right + 2 || box.bottom > screen.bottom + 2;
            });
        if (spilled.length) found.spilled[number] = spilled.map(p => p.outerHTML.slice(0, 80));
        if (Number(slide.style.zoom) < smallest) found.small[number] = slide.style.zoom;
        if (Reveal.isLastSlide()) return found;
        // One step may only show what is to appear on the same slide.
        while (Reveal.getCurrentSlide() === slide) Reveal.next();
    }
}"""


def attend(visit, name):
    """Open a lecture."""
    page = visit.page
    page.goto(f"{visit.base}/slides/{name}.html")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    page.evaluate("() => MathJax.startup.promise.then(() => 0)")
    return page


@pytest.mark.parametrize("name", LECTURES)
def test_every_slide_is_on_the_screen(visit, name):
    page = attend(visit, name)
    found = page.evaluate(LECTURE, [SMALLEST, PATIENCE * 1000])
    assert found.pop("count") == page.evaluate("() => Reveal.getTotalSlides()")
    assert found == {"spilled": {}, "small": {}, "dead": []}
    assert visit.foreign == []
    assert visit.errors == []


@pytest.mark.parametrize("name", WRITTEN)
def test_an_explorer_lives_on_its_slide_in_a_file(file_visit, name):
    page = attend(file_visit, name)
    place = page.locator("[data-explorer]").first
    place.evaluate("""place => {
        const { h, v } = Reveal.getIndices(place.closest("section"));
        Reveal.slide(h, v, 99);
    }""")
    slider = place.locator(".d2l-explorer input[type=range]").first
    slider.wait_for()
    picture = place.locator(".d2l-picture")
    before = picture.inner_html()
    slider.press("End" if slider.input_value() == "0" else "Home")
    page.wait_for_function(
        "([picture, before]) => picture.innerHTML !== before",
        arg=[picture.element_handle(), before],
    )
    assert file_visit.foreign == []
    assert file_visit.errors == []


@pytest.mark.parametrize("name", LECTURES)
def test_chapter_and_lecture_name_each_other(name):
    assert way(SITE / f"{name}.html", "这一章的幻灯片") == f"slides/{name}.html"
    assert way(SITE / "slides" / f"{name}.html", "回到这一章") == f"../{name}.html"


def way(path, said):
    """Give where the link leads whose words are these."""
    (address,) = re.findall(rf'<a [^>]*href="([^"#]*)[^>]*>\s*{said}', path.read_text("utf-8"))
    return address


def test_chapter_and_lecture_lead_to_each_other(any_visit):
    name = LECTURES[0]
    page = any_visit.open(f"{name}.html")
    page.get_by_role("link", name="这一章的幻灯片").click()
    page.wait_for_url(f"**/slides/{name}.html*")
    page.wait_for_function("() => globalThis.Reveal?.isReady()")
    page.get_by_role("link", name="回到这一章").click()
    page.wait_for_url(f"**/{name}.html")
    assert any_visit.errors == []


def test_a_slide_that_goes_on_says_what_it_is_part_of(visit):
    page = attend(visit, "01-derivative")
    slides = page.locator(".slides section:not(:has(section))")
    assert slides.count() > 20
    assert (
        page.locator(".slides section:not(:has(section)):not(:has(h1, h2, .goes-on))").count() == 0
    )


def test_there_are_notes_for_who_speaks(visit):
    page = attend(visit, "01-derivative")
    assert page.locator("aside.notes").count() > 5
    assert not page.locator("aside.notes").first.is_visible()
    assert page.evaluate("() => Reveal.hasPlugin('notes')")
