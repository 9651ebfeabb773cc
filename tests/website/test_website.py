"""The website as a reader meets it: alive, found, light, and asking nothing of anywhere else."""

import re
import statistics
from urllib.parse import urlsplit

import nbformat
import pytest
from pypdf import PdfReader

from d2l_calc.exercises import chapter
from d2l_calc.explorers import explore as catalogue
from d2l_calc.language import say
from publish import answers
from publish.chapter import CARDS
from tests.shown import Shown
from tests.support import EDITIONS, ROOT, SITE
from tests.website.conftest import CHAPTERS, PAGES, WRITTEN, wake
from tests.website.test_every_page import assert_all_is_set

BOOK = ROOT / "book" / "zh"
AXE = ROOT / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
MEGABYTE = 1_000_000


CONTROLS = "rows => rows.map(row => row.dataset.name)"


def shown_of_catalogue(woken):
    """Give those explorers that the package makes too, next to those that it makes.

    One that was made from a reader's own data may have the title and not the controls.
    """
    makers = {say(*make.title): (name, make) for name, make in catalogue.items()}
    titles = [(root, root.evaluate("element => element.ariaLabel")) for root in woken]
    known = [(root, *makers[title]) for root, title in titles if title in makers]
    found = [Shown(root, make(), name) for root, name, make in known]
    return [
        shown
        for shown in found
        if {*shown.root.locator(".d2l-row").evaluate_all(CONTROLS)} == shown.controls.keys()
    ]


def own(visit):
    """Give the bytes of what a page has fetched, but for what all pages share."""
    return sum(len(r.body()) for url, r in list(visit.got.items()) if "/_static/" not in url)


# It does not wait for frames to be painted: a browser without a screen may leave off painting.
READ = """async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += 600) {
        scrollTo(0, top);
        await new Promise(done => setTimeout(done, 16));
    }
}"""

# What axe has against a page; of what it has not, it need not tell. In the second theme only
# colours are others.
SHUT_OUT = """scheme => axe.run({
    resultTypes: ["violations"],
    ...(scheme === "dark" && { runOnly: ["color-contrast", "link-in-text-block"] }),
}).then(({ violations }) => violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 200))]))"""


# Alive


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_top_to_bottom(visit, name, subtests):
    """One visit for all that wants a page whole: most of the time goes into making it so."""
    page = visit.open(f"{name}.html")
    page.wait_for_load_state("networkidle")
    first = own(visit)
    page.evaluate(READ)
    woken = wake(page)
    assert len(woken) >= len(list(SITE.glob(f"explorers/{name}-*.js")))
    with subtests.test("every equation is set"):
        assert_all_is_set(page)
    with subtests.test("light"):
        page.wait_for_load_state("networkidle")
        print(f"{name}: first view {first / 1000:.0f} kB, whole page {own(visit) / 1000:.0f} kB")
        assert first < MEGABYTE
        assert own(visit) < 3 * MEGABYTE
    with subtests.test("shuts nobody out"):
        page.add_script_tag(path=AXE)
        assert page.evaluate(SHUT_OUT, "light") == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(SHUT_OUT, "dark") == []
    for shown in shown_of_catalogue(woken):
        with subtests.test("keys", explorer=shown.name):
            for slider in shown.sliders:
                shown.assert_keys_move(slider)
            shown.reset()
        with subtests.test("choices and switches", explorer=shown.name):
            for control in shown.controls.keys() - set(shown.sliders):
                choose_each(shown, control)
    with subtests.test("asks nothing of anywhere else"):
        assert visit.foreign == []
        assert visit.errors == []


def choose_each(shown, control):
    """Take every option of a choice, or turn a switch, and see that the picture is right."""
    field = shown.field(control)
    options = range(field.locator("option").count())
    for change in [lambda i=i: field.select_option(index=i) for i in options] or [field.click]:
        change()
        shown.assert_right()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_page_lives_as_a_file(file_visit, name):
    page = file_visit.open(f"{name}.html")
    first, *_ = shown_of_catalogue(wake(page))
    first.assert_keys_move(first.sliders[0])
    assert file_visit.foreign == []
    assert file_visit.errors == []


def test_no_style_of_the_page_reaches_into_an_explorer(visit):
    explorer = wake(visit.open(f"{WRITTEN[0]}.html"))[0]
    names = explorer.evaluate("""root => [...root.querySelectorAll("[class]")]
        .flatMap(part => [...part.classList])""")
    assert [name for name in names if not name.startswith("d2l-")] == []
    below = explorer.locator("dl").evaluate("readings => getComputedStyle(readings).margin")
    assert below == "6px 4px"


def test_a_mouse_and_a_finger_move_a_slider(browser, host):
    with browser.new_context(has_touch=True, viewport={"width": 360, "height": 740}) as window:
        page = window.new_page()
        page.goto(f"{host}/site/{WRITTEN[0]}.html")
        shown = shown_of_catalogue(wake(page))[0]
        name = shown.sliders[0]
        page.mouse.move(*shown.thumb(name))
        page.mouse.down()
        page.mouse.move(*shown.along(name, 0.8), steps=8)
        page.mouse.up()
        shown.assert_right()
        dragged = shown.place(name)
        page.touchscreen.tap(*shown.along(name, 0.3))
        shown.assert_right()
        assert dragged > shown.place(name) > 0


def test_a_point_in_a_picture_can_be_dragged(visit):
    for shown in shown_of_catalogue(wake(visit.open(f"{WRITTEN[0]}.html"))):
        if not shown.points.count():
            continue
        before = shown.state()
        x, y = shown.point(0)
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 60, y - 10, steps=6)
        visit.page.mouse.up()
        shown.assert_right()
        assert shown.state() != before
        return
    pytest.fail("no explorer has a point to drag")


def test_the_first_page_plays(visit):
    page = visit.open("index.html")
    value = page.locator("[data-plays] .d2l-slider[data-name=h] .d2l-value")
    value.wait_for()
    for _ in range(3):
        before = value.inner_text()
        page.wait_for_function(
            "([shown, before]) => shown.textContent !== before",
            arg=[value.element_handle(), before],
        )
    start = page.get_by_role("link", name="开始读", exact=True)
    box, picture = start.bounding_box(), page.locator("[data-plays] .d2l-picture").bounding_box()
    assert max(box["y"] + box["height"], picture["y"] + picture["height"]) < 800
    start.click()
    assert page.title().startswith("1")


def test_the_first_page_keeps_still_for_who_wants_it_so(browser, host):
    with browser.new_context(reduced_motion="reduce") as window:
        page = window.new_page()
        page.goto(f"{host}/site/index.html")
        value = page.locator("[data-plays] .d2l-slider[data-name=h] .d2l-value")
        value.wait_for()
        before = value.inner_text()
        page.wait_for_timeout(600)
        assert value.inner_text() == before


def test_without_scripts_every_explorer_has_its_picture(browser, host):
    with browser.new_context(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(f"{host}/site/{WRITTEN[0]}.html")
        pictures = page.locator("[data-explorer] img")
        assert pictures.count() == len(list(SITE.glob(f"explorers/{WRITTEN[0]}-*.js")))
        pictures.first.scroll_into_view_if_needed()
        page.wait_for_load_state("load")
        assert (
            pictures.first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
        )


# Exercises


@pytest.mark.parametrize("name", WRITTEN)
def test_hints_and_solutions_are_behind_a_click(visit, name):
    page = visit.open(f"{name}.html")
    exercises = chapter(str(int(name[:2]))).values()
    folded = page.locator("details.exercise")
    texts = sum(len(each.hints) + (each.solution is not None) for each in exercises)
    assert folded.count() == texts > 0
    assert page.locator("details.exercise[open]").count() == 0
    assert not folded.first.locator("p").first.is_visible()
    folded.first.locator("summary").click()
    assert folded.first.locator("p").first.is_visible()
    coded = sum(map(answers.needs_code, exercises))
    assert page.locator("form.answer").count() == len(exercises) - coded
    assert page.get_by_text("网页上批改不了").count() == coded


# The letters of a formula that come nearer than 4 pixels to what is above or below.
TOO_NEAR = """place => {
    const box = place.getBoundingClientRect();
    return [...place.querySelectorAll("mjx-c, mjx-line")].map(part => part.getBoundingClientRect())
        .filter(part => part.top < box.top + 4 || part.bottom > box.bottom - 4).length;
}"""


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    ("name", "number", "answer"),
    [("02-rules", "2.7", "(2(x²+1)-(2x+1)(2x))/(x²+1)²"), ("05-gradient", "5.13", "[7/2, 3]")],
)
def test_how_an_answer_is_read_stands_free(visit, name, number, answer, width):
    visit.page.set_viewport_size({"width": width, "height": 740})
    field = visit.open(f"{name}.html").locator(f"form[data-exercise='{number}']")
    field.scroll_into_view_if_needed()
    visit.page.locator(f"form[data-exercise='{number}'][data-ready]").wait_for()
    field.locator("input").first.fill(answer)
    field.locator(".answer-seen mjx-container").first.wait_for()
    assert field.locator(".answer-seen").evaluate(TOO_NEAR) == 0


# Found


def test_the_glossary_leads_to_each_term(visit):
    page = visit.open("glossary.html")
    assert page.locator("tbody tr").count() > 100
    page.locator("tbody tr", has_text="difference quotient").locator("a").click()
    page.wait_for_url("**/01-derivative.html#*")
    assert page.locator(f"[id='{urlsplit(page.url).fragment}']").count() == 1
    assert "差商" in page.locator("article").inner_text()


@pytest.mark.parametrize("name", ["index", *CHAPTERS])
def test_each_notebook_can_be_downloaded_as_it_is_committed(name):
    downloaded = SITE / "_sources" / f"{name}.ipynb"
    assert downloaded.read_bytes() == (BOOK / f"{name}.ipynb").read_bytes()
    assert f"_sources/{name}.ipynb" in (SITE / f"{name}.html").read_text("utf-8")


@pytest.mark.parametrize("name", WRITTEN)
def test_text_and_figures_are_those_of_the_notebook(name):
    page = (SITE / f"{name}.html").read_text("utf-8")
    pictures = {path.read_text("utf-8").strip() for path in SITE.glob("*/*.svg")}
    notebook = nbformat.read(BOOK / f"{name}.ipynb", as_version=4)
    texts = re.sub(r"<[^>]+>", "", page)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if picture := output.get("data", {}).get("image/svg+xml"):
                assert picture.strip() in pictures
            elif output.output_type == "stream":
                for line in output.text.splitlines():
                    assert (
                        line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                        in texts
                    )


# Light


def test_each_edition_of_the_site_is_small():
    others = {path.name for path in EDITIONS} & {path.name for path in SITE.iterdir()}
    weights = dict.fromkeys(["", *others], 0)
    for path in SITE.rglob("*"):
        folder = path.relative_to(SITE).parts[0]
        weights[folder if folder in others else ""] += path.stat().st_size * path.is_file()
    assert {folder for folder, weight in weights.items() if weight > 40 * MEGABYTE} == set()


DRAG = """async range => {
    const times = [];
    const picture = range.closest(".d2l-explorer").querySelector(".d2l-picture");
    for (let i = 0; i < 40; i++) {
        const start = performance.now();
        range.value = Math.round((range.max * (i % 20)) / 19);
        range.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(resolve => queueMicrotask(resolve));
        await new Promise(resolve => queueMicrotask(resolve));
        picture.getBoundingClientRect();
        picture.getBBox();
        times.push(performance.now() - start);
        await new Promise(requestAnimationFrame);
    }
    return times;
}"""


@pytest.mark.parametrize("name", ["index", *WRITTEN])
def test_the_first_explorer_answers_soon_and_each_step_at_once(visit, name):
    page = visit.page
    page.goto(f"{visit.base}/{name}.html", wait_until="commit")
    place = page.locator("[data-explorer]").first
    place.scroll_into_view_if_needed()
    range_ = place.locator(".d2l-explorer input[type=range]").first
    range_.wait_for()
    picture = place.locator(".d2l-picture > g").nth(1)
    before = picture.inner_html()
    range_.press("End" if range_.input_value() == "0" else "Home")
    page.wait_for_function(
        "([picture, before]) => picture.innerHTML !== before",
        arg=[picture.element_handle(), before],
    )
    answered = page.evaluate("() => performance.now()")
    steps = range_.evaluate(DRAG)
    # How long it takes is for people to read: it says as much of the machine as of the page.
    print(f"{name}: answers after {answered:.0f} ms, a step {statistics.median(steps):.1f} ms")
    assert answered > 0
    assert len(steps) == 40


# On paper


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_one_sheet_of_paper(visit, tmp_path, name):
    page = visit.open(f"{name}.html")
    for place in page.locator("tr, img").all():  # formulas are set when one comes near
        place.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelectorAll('mjx-lazy').length === 0")
    page.pdf(path=tmp_path / "card.pdf", prefer_css_page_size=True)
    reader = PdfReader(tmp_path / "card.pdf")
    assert len(reader.pages) == 1
    assert [round(float(x) * 25.4 / 72) for x in reader.pages[0].mediabox[2:]] == [210, 297]


# For everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_wears_the_readers_colours(browser, host, scheme):
    with browser.new_context(color_scheme=scheme) as window:
        page = window.new_page()
        page.goto(f"{host}/site/{WRITTEN[0]}.html")
        colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", colour)[:3])) > 384) == (scheme == "light")


def test_previous_and_next_lead_through_the_book(visit):
    page = visit.open("index.html")
    for name in CHAPTERS:
        page.locator("a.right-next").click()
        page.wait_for_url(f"**/{name}.html")
    page.locator("a.left-prev").click()
    page.wait_for_url(f"**/{CHAPTERS[-2]}.html")
