"""What a learner's own copy shows the next day, and to those who have no kernel."""

import nbformat
import pytest
from playwright.sync_api import expect

from tests.shown import Shown, twin
from tests.support import wait_for

CELLS = (
    "import d2l_calc as d2l",
    "d2l.explore.exhaustion()",
    "explorer = d2l.explore.secant(); explorer",
    "explorer",
)
FORMATS = ["image/svg+xml", "text/plain"]
LOST = "model not found"
DIRTY = "() => jupyterapp.shell.currentWidget.context.model.dirty"


def save(notebook):
    notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    return nbformat.read(notebook.path, as_version=4)


def pictures(saved):
    """Give the outputs of all explorers in a file."""
    return [output for cell in saved.cells[1:] for output in cell.outputs]


@pytest.fixture
def played(lab, page):
    """Give a notebook that was run and played with, open, and its first explorer at n = 96."""
    path = lab.write("played", *CELLS)
    with lab.open(page, path) as notebook:
        notebook.run_all()
        shown = Shown(notebook.panel.locator(".d2l-explorer").first, twin("exhaustion"))
        shown.field("n").press("End")
        shown.assert_right()
        yield notebook, shown


def test_a_saved_notebook_has_each_explorers_last_picture_and_no_view(played):
    notebook, shown = played
    save(notebook)
    wait_for(lambda: not notebook.page.evaluate(DIRTY), "an end of saving")
    # What has moved since waits to be saved.
    shown.field("n").press("Home")
    shown.field("n").press("End")
    wait_for(lambda: notebook.page.evaluate(DIRTY), "something to save")
    last = twin("exhaustion").svg(n=96)
    wait_for(lambda: pictures(save(notebook))[0].data["image/svg+xml"] == last, "the last picture")
    saved = save(notebook)
    assert "n=96" in pictures(saved)[0].data["text/plain"]
    assert [sorted(output.data) for output in pictures(saved)] == [FORMATS] * 3
    assert "widgets" not in saved.metadata
    drawn = sum(len(output.data["image/svg+xml"]) for output in pictures(saved))
    assert notebook.path.stat().st_size < 1.6 * drawn
    expect(notebook.panel.locator(".d2l-explorer")).to_have_count(3)


def test_the_next_day_the_pictures_are_there_and_play_when_they_are_run(played, lab, page):
    notebook, _ = played
    last = twin("exhaustion").svg(n=96)
    wait_for(lambda: pictures(save(notebook))[0].data["image/svg+xml"] == last, "the last picture")
    with lab.open(page, notebook.path) as reopened:
        expect(reopened.panel.locator(".jp-RenderedSVG")).to_have_count(3)
        assert LOST not in reopened.panel.inner_text()
        assert reopened.errors == []
        reopened.run_all()
        shown = Shown(reopened.panel.locator(".d2l-explorer").first, twin("exhaustion"))
        shown.assert_keys_move("n")


@pytest.mark.parametrize("way", ["the page is loaded anew", "the notebook is opened anew"])
def test_while_the_kernel_lives_explorers_are_where_they_were(played, way):
    notebook, shown = played
    if way == "the page is loaded anew":
        # Such a page has no time to say goodbye: the kernel knows what settled before.
        last = twin("exhaustion").svg(n=96)
        wait_for(lambda: pictures(save(notebook))[0].data["image/svg+xml"] == last, "the picture")
        notebook.page.reload()
    else:
        save(notebook)
        path = notebook.path.relative_to(notebook.root).as_posix()
        notebook.page.evaluate(
            """async path => {
                jupyterapp.shell.currentWidget.dispose();
                await jupyterapp.commands.execute("docmanager:open", { path });
            }""",
            path,
        )
    expect(notebook.panel.locator(".d2l-explorer")).to_have_count(3)
    assert shown.state() == {"n": 96}
    shown.assert_keys_move("n")
