"""Explorers in the life of a notebook: late echoes, lost kernels, functions that are none."""

import pytest
from playwright.sync_api import expect

from d2l_calc.explorers import explore as catalogue
from tests.shown import IMPORT, Shown, all_shown, twin
from tests.support import wait_for

GALLERY = [f"d2l.explore.{name}()" for name in catalogue]


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
    notebook = open_notebook(IMPORT, *GALLERY)
    notebook.run_all()
    everyone = all_shown(notebook)
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
