"""An exported page: explorers that move with no kernel and no request to anywhere outside."""

import shutil
import subprocess
import tarfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Thread

import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

from d2l_calc.explorers import explore as catalogue
from tests.shown import Shown, twin
from tests.support import ROOT

# The scripts that lie beside the page, from packages of npm; anywidget brings its own along.
PACKAGES = {
    "embed-amd.js": ("@jupyter-widgets/html-manager@1.0.15", "dist/embed-amd.js"),
    "require.js": ("requirejs@2.3.7", "require.js"),
}
ADDRESSES = {
    "require_js_url": "require.js",
    "widget_renderer_url": "embed-amd.js",
    "mathjax_url": "data:text/javascript,",
}


def fetched(name):
    """Give the path of a script, which npm fetches the first time."""
    package, member = PACKAGES[name]
    script = ROOT / ".venv/cache/npm" / package.replace("/", "-") / name
    if not script.exists():
        npm = shutil.which("npm")
        assert npm, f"npm fetches {package}, and there is no npm here: install Node.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        pack = [npm, "pack", "--silent", package]
        packed = subprocess.run(pack, cwd=script.parent, check=True, capture_output=True, text=True)
        with tarfile.open(script.parent / packed.stdout.split()[-1]) as archive:
            script.write_bytes(archive.extractfile(f"package/{member}").read())
    return script


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a folder with a page of all explorers and the scripts that it needs."""
    folder = tmp_path_factory.mktemp("static")
    export = "import d2l_calc as d2l\n\nd2l.Explorer.frames_ahead = 500"
    cells = [export, *(f"d2l.explore.{name}()" for name in catalogue)]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3").execute()
    page, _ = HTMLExporter(**ADDRESSES).from_notebook_node(notebook)
    (folder / "page.html").write_text(page, "utf-8")
    for name in PACKAGES:
        shutil.copy(fetched(name), folder)
    (folder / "anywidget.js").write_bytes(
        files("anywidget").joinpath("nbextension/index.js").read_bytes()
    )
    return folder


@pytest.fixture(scope="module", params=["http", "file"])
def exported(request, folder, browser):
    """Give the exported page, open, and the addresses that it has asked for."""
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    handler.log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    bases = {"http": f"http://127.0.0.1:{server.server_port}", "file": folder.as_uri()}
    base = bases[request.param]
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        page = window.new_page()
        asked, errors = [], []
        page.on("request", lambda asking: asked.append(asking.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{base}/page.html")
        page.locator(".d2l-explorer").nth(len(catalogue) - 1).wait_for()
        yield page, base, asked, errors
    server.shutdown()


@pytest.fixture(params=catalogue)
def shown(request, exported):
    """Give each explorer of the exported page in its first state."""
    page, *_ = exported
    root = page.locator(".d2l-explorer").nth(list(catalogue).index(request.param))
    shown = Shown(root, twin(request.param))
    shown.reset()
    return shown


def test_it_follows_keys_without_a_kernel(shown):
    for name in shown.sliders:
        shown.assert_keys_move(name)


def test_it_follows_the_mouse_without_a_kernel(shown):
    for name in shown.sliders:
        shown.field(name).press("Home")
        states = [shown.state()[name]]
        for share in (0.9, 0.2):
            shown.page.mouse.move(*shown.thumb(name))
            shown.page.mouse.down()
            shown.page.mouse.move(*shown.along(name, share), steps=8)
            shown.page.mouse.up()
            shown.assert_right()
            states.append(shown.state()[name])
        first, high, low = states
        assert first <= low < high
        assert shown.note.inner_text() == ""


def test_nothing_is_asked_of_anywhere_else(exported):
    _, base, asked, errors = exported
    assert any(address.endswith("anywidget.js") for address in asked)
    inside = (base, "data:", "blob:")
    assert [address for address in asked if not address.startswith(inside)] == []
    assert errors == []
