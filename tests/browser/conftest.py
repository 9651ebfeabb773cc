"""One JupyterLab and one page for all browser tests of a worker."""

import json
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.support import PATIENCE, ROOT

expect.set_options(timeout=PATIENCE * 1000)


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Give a running JupyterLab with a copy of the book."""
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.stop()


@pytest.fixture(scope="session")
def page(browser):
    """Give the one page, in which one notebook is opened after the other."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        window.set_default_timeout(PATIENCE * 1000)
        yield window.new_page()


@pytest.fixture
def open_notebook(lab, page):
    """Give a function that writes a notebook of the given cells and opens it."""
    with ExitStack() as opened:
        yield lambda *cells: opened.enter_context(lab.open(page, lab.write("made", *cells)))


STAGE, STYLE = (
    (ROOT / "d2l_calc" / "stage" / f"stage.{kind}").read_text("utf-8") for kind in ("js", "css")
)

# What a page does that has an explorer's state, with a kernel that answers or with none.
ON_A_PAGE = """([values, answers]) => {
    document.body.replaceChildren(document.createElement("div"));
    const heard = {};
    const tell = (event, ...told) => (heard[event] ?? []).forEach(listener => listener(...told));
    const model = {
        get: name => values[name],
        set(name, value) { values[name] = value; tell(`change:${name}`); },
        save_changes() {},
        on: (event, listener) => (heard[event] ??= []).push(listener),
        send({ from, purpose }) {
            if (!answers) throw new Error("there is no kernel");
            const answer = { to: from, purpose, frames: [], scenes: [], ms: 0 };
            setTimeout(() => tell("msg:custom", answer));
        },
    };
    globalThis.d2lStage.render({ model, el: document.body.firstChild });
}"""


@pytest.fixture
def on_a_page(browser, tmp_path):
    """Give a function that shows an explorer on a page of its own and gives the page.

    It has the frames that the explorer has kept; a kernel answers, without a frame, if that is
    wanted.
    """
    with browser.new_context() as window:
        window.set_default_timeout(PATIENCE * 1000)
        page, file = window.new_page(), tmp_path / "page.html"
        file.write_text("<!doctype html><body></body>", "utf-8")
        page.goto(file.as_uri())
        page.add_script_tag(content=STAGE.replace("export default", "globalThis.d2lStage ="))
        page.add_style_tag(content=STYLE)

        def show(explorer, answers=False):
            values = explorer.get_state([*explorer.controls, "_stage", "_pictures"])
            page.evaluate(ON_A_PAGE, [json.loads(json.dumps(values)), answers])
            return page

        yield show
