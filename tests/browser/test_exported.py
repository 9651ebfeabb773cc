"""A notebook exported with nbconvert: pictures, and explorers that move without a kernel."""

import shutil
import subprocess
import sys
import tarfile
from importlib.resources import files

import pytest

from tests.shown import Shown, cells, twin
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

# One slider; sliders, a choice and points to drag; the most controls.
EXPLORERS = ("exhaustion", "secant", "valley")

# How a reader who wants them to move on the page begins (see CONTRIBUTING).
ALIVE = "import d2l_calc as d2l\n\nd2l.Explorer.frames_ahead = 500"


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


@pytest.fixture
def export(browser, write_notebook):
    """Give a function that runs cells, exports them and opens the page, as a file.

    It gives the page, the addresses that it has asked for and the errors on it.
    """
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:

        def export(*cells, **options):
            notebook = write_notebook("exported.ipynb", *cells)
            options = [f"--{name}={value}" for name, value in options.items()]
            addresses = [f"--HTMLExporter.{name}={value}" for name, value in ADDRESSES.items()]
            command = [sys.executable, "-m", "nbconvert", "--to=html", "--execute", notebook]
            subprocess.run([*command, *options, *addresses], check=True, capture_output=True)
            page, asked, errors = window.new_page(), [], []
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(notebook.with_suffix(".html").as_uri())
            return page, asked, errors

        yield export


def test_an_exported_notebook_shows_its_pictures(export):
    page, asked, errors = export(
        *cells(EXPLORERS), **{"ExecutePreprocessor.store_widget_state": False}
    )
    pictures = page.locator(".jp-OutputArea-output").get_by_role("img")
    assert pictures.count() == len(EXPLORERS)
    assert all(picture.bounding_box()["width"] > 300 for picture in pictures.all())
    assert errors == []
    assert [address for address in asked if address.startswith("http")] == []


def test_with_frames_made_ahead_explorers_move_without_a_kernel(export, tmp_path):
    beside = tmp_path / "book"
    beside.mkdir()
    for name in PACKAGES:
        shutil.copy(fetched(name), beside)
    anywidget = files("anywidget").joinpath("nbextension/index.js").read_bytes()
    (beside / "anywidget.js").write_bytes(anywidget)
    page, asked, errors = export(ALIVE, *cells(EXPLORERS)[1:])
    for i, name in enumerate(EXPLORERS):
        shown = Shown(page.locator(".d2l-explorer").nth(i), twin(name), name)
        shown.assert_right()
        for slider in shown.sliders:
            shown.assert_keys_move(slider)
            page.mouse.move(*shown.thumb(slider))
            page.mouse.down()
            page.mouse.move(*shown.along(slider, 0.2), steps=8)
            page.mouse.up()
            stops = shown.controls[slider]["stops"]
            assert stops[0] <= shown.assert_right()[slider] < stops[-1]
        assert shown.note.inner_text() == ""
    assert any(address.endswith("anywidget.js") for address in asked)
    assert [address for address in asked if address.startswith("http")] == []
    assert errors == []
