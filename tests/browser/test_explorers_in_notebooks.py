"""Explorers in the life of a notebook: late echoes, lost kernels, functions that are none."""

import pytest
from playwright.sync_api import expect

from d2l_calc.explorers import explore as catalogue
from tests.shown import IMPORT, Shown, all_shown, cells, twin
from tests.support import wait_for

# The contrast of each text with what is behind it, as WCAG defines it; 1 if there is none.
CONTRASTS = r"""root => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const pixel = colours => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const behind = element => element
        ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : ["white"];
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const texts = [...root.querySelectorAll("dt, dd, label, span, button, select, .d2l-note")];
    return texts.filter(element => element.innerText.trim()).map(element => {
        const under = behind(element), colour = getComputedStyle(element).color;
        const [dark, light] = [pixel(under), pixel([...under, colour])]
            .map(luminance).sort((a, b) => a - b);
        return [element.innerText, (light + 0.05) / (dark + 0.05)];
    });
}"""

IDS = "root => [...root.querySelectorAll('[id]')].map(element => element.id)"
NAMED = (
    r"""root => [...root.innerHTML.matchAll(/(?:url\(#|href="#)([^)"]+)/g)].map(one => one[1])"""
)


@pytest.fixture(scope="module")
def gallery(lab, page):
    """Give a notebook with all explorers, all of its cells run."""
    with lab.open(page, lab.write("gallery", *cells())) as notebook:
        notebook.run_all()
        yield notebook


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_texts_stand_out_in_both_themes(gallery, theme):
    gallery.page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    gallery.page.wait_for_function(
        "theme => document.body.dataset.jpThemeName === theme", arg=theme
    )
    for shown in all_shown(gallery).values():
        contrasts = shown.root.evaluate(CONTRASTS)
        assert len(contrasts) > 4
        assert [text for text, contrast in contrasts if contrast < 4.5] == []
        shown.photograph(theme.split()[1].lower())


def test_no_picture_uses_a_part_of_another(gallery):
    seen = set()
    for shown in all_shown(gallery).values():
        ids = set(shown.root.evaluate(IDS))
        assert ids >= set(shown.root.evaluate(NAMED))
        assert ids.isdisjoint(seen), shown.name
        seen |= ids


def test_a_hidden_neighbour_takes_nothing_away(open_notebook):
    notebook = open_notebook(IMPORT, *2 * ["d2l.explore.secant()"])
    notebook.run_all()
    first, second = (notebook.panel.locator(".d2l-explorer").nth(i) for i in (0, 1))
    Shown(second, twin("secant")).assert_right()
    # Out of the way and still drawn; then not drawn.
    first.evaluate("root => { root.style.position = 'fixed'; root.style.top = '-5000px' }")
    before = second.screenshot()
    first.evaluate("root => { root.style.display = 'none' }")
    assert second.screenshot() == before


DIRTY = "() => jupyterapp.shell.currentWidget.context.model.dirty"

DIRTY = "() => jupyterapp.shell.currentWidget.context.model.dirty"

# As Notebook 7 does it: keys are taken for commands on their way to where they are typed.
TAKE_KEYS_FIRST = """() => {
    document.addEventListener("keydown", e => jupyterapp.commands.processKeydownEvent(e), true);
}"""


def test_keys_move_a_slider_where_jupyter_takes_them_first(lab, browser):
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        page = window.new_page()
        with lab.open(page, lab.write("keys", *cells(["exhaustion"]))) as notebook:
            notebook.run_all()
            page.evaluate(TAKE_KEYS_FIRST)
            count = len(notebook.ask_cells("cell => cell.className"))
            shown = Shown(notebook.panel.locator(".d2l-explorer"), twin("exhaustion"))
            shown.assert_keys_move("n")
            for key in "abm":
                page.keyboard.press(key)
            expect(shown.field("n")).to_be_focused()
            assert len(notebook.ask_cells("cell => cell.className")) == count
            # What is Jupyter's still comes to it.
            page.keyboard.press("Escape")
            page.keyboard.press("Control+s")
            wait_for(lambda: not page.evaluate(DIRTY), "an end of saving")


def test_a_late_echo_does_not_take_a_value_back(open_notebook):
    notebook = open_notebook(IMPORT, "d2l.explore.exhaustion()", "import time; time.sleep(2)")
    notebook.run_all()
    shown = Shown(notebook.panel.locator(".d2l-explorer"), twin("exhaustion"))
    shown.field("n").press("Home")
    shown.assert_right()
    notebook.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-below') }")
    for pressed in range(30):
        shown.field("n").press("ArrowRight")
        notebook.page.wait_for_timeout(100 if pressed else 500)
    assert shown.place("n") == 30


@pytest.mark.parametrize("end", ["shutdown", "restart"])
def test_without_its_kernel_a_picture_stays_and_says_what_moving_needs(open_notebook, end):
    notebook = open_notebook(*cells())
    notebook.run_all()
    everyone = all_shown(notebook).values()
    for shown in everyone:
        shown.assert_right()
    notebook.page.evaluate(
        "end => jupyterapp.shell.currentWidget.sessionContext.session.kernel[end]()", end
    )
    told = 0
    for shown in everyone:
        slider, excuse = shown.sliders[0], shown.words["unanswered"]
        away = "PageDown" if shown.place(slider) == shown.last(slider) else "PageUp"
        shown.field(slider).press(away)
        # Frames made ahead still come; where there are none, the reader is told.
        wait_for(lambda s=shown, e=excuse: s.note.inner_text() == e or not s.wrong(), "a word")
        told += shown.note.inner_text() == excuse
        expect(shown.picture).to_be_visible()
        assert shown.picture.locator("path").count() > 10
    assert told > len(everyone) / 2


BAD = {
    "takes_two": "lambda x, y: x + y",
    "raises": "lambda x: 1 / 0",
    "gives_nan": "lambda x: float('nan')",
    "gives_text": "lambda x: 'x'",
}
OF_ONE_NUMBER = [n for n, make in catalogue.items() if "A function of one number" in make.__doc__]


def test_a_bad_function_gets_a_message_and_the_presets_still_work(open_notebook):
    cells = [f"d2l.explore.{name}({bad})" for name in OF_ONE_NUMBER for bad in BAD.values()]
    notebook = open_notebook(IMPORT, *cells)
    notebook.run_all()
    assert notebook.panel.locator('[data-mime-type$=".error"]').count() == 0
    roots = notebook.panel.locator(".d2l-explorer")
    expect(roots).to_have_count(len(cells))
    for root, cell in zip(roots.all(), cells, strict=True):
        message = root.locator(".d2l-problem")
        expect(message).to_have_role("alert")
        expect(message).to_contain_text("f")
        assert "Traceback" not in message.inner_text(), cell
        root.locator("select").last.select_option(index=1)
        expect(root.locator(".d2l-picture")).to_be_visible()
        expect(message).to_be_hidden()


OF_MY_OWN = """
def setup(figure):
    return figure.subplots().plot([], [])


def update(lines, w, v):
    lines[0].set_data([0, w], [0, v])


d2l.Explorer(setup, update, w=(0.0, 3.0), v=(0.0, 3.0))
"""


def test_an_explorer_without_a_title_is_called_by_what_moves_it(open_notebook):
    notebook = open_notebook(IMPORT, OF_MY_OWN)
    notebook.run_all()
    root = notebook.panel.locator(".d2l-explorer")
    expect(root).to_have_attribute("aria-label", "可以拖动的图：w, v")
    expect(root.get_by_role("img", name="可以拖动的图：w, v")).to_be_visible()


SLOW = """
import time


def slow(x):
    time.sleep(0.3)
    return x * x


explorer = d2l.explore.slope_trace(slow)
explorer
"""


def test_a_slow_function_says_that_it_is_thinking_and_the_page_goes_on(open_notebook):
    notebook = open_notebook(IMPORT, SLOW)
    notebook.run_all()
    shown = Shown(notebook.panel.locator(".d2l-explorer"), twin("slope_trace"))
    expect(shown.picture.locator("path").first).to_be_attached()
    slider = shown.field("x")
    start = int(slider.input_value())
    slider.press("ArrowRight")
    expect(shown.note).to_have_text(shown.words["thinking"])
    # The page goes on while the kernel is at work.
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(slider).to_have_value(str(start + 3))
    expect(shown.note).to_have_text("")


ENDLESS = """
import time


def update(lines, v):
    time.sleep(600 * (v > 2))


d2l.Explorer(lambda figure: figure.subplots().plot([], []), update, v=(0.0, 3.0))
"""


def test_a_kernel_that_ends_at_work_is_said_to_be_gone(open_notebook):
    notebook = open_notebook(IMPORT, ENDLESS)
    notebook.run_all()
    root, words = notebook.panel.locator(".d2l-explorer"), twin("exhaustion")._stage["words"]
    root.locator("input").press("End")
    expect(root.locator(".d2l-note")).to_have_text(words["thinking"])
    notebook.page.evaluate(
        "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.shutdown()"
    )
    expect(root.locator(".d2l-note")).to_have_text(words["unanswered"], timeout=20_000)
