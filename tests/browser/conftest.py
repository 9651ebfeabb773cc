"""One JupyterLab and one page for all browser tests of a worker."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.browser.lab import Lab
from tests.support import PATIENCE

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
