"""What several tests use: notebooks made on the fly, and one Chromium."""

import nbformat
import pytest

from tests.support import chromium

pytest.register_assert_rewrite("tests.shown")


@pytest.fixture
def write_notebook(tmp_path):
    """Write a notebook from the sources of its code cells; give its path."""

    def write(name, *cells):
        folder = tmp_path / "book"
        folder.mkdir(exist_ok=True)
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
        path = folder / name
        nbformat.write(notebook, path)
        return path

    return write


@pytest.fixture(scope="session")
def browser():
    """Give the one Chromium of all tests."""
    with chromium() as browser:
        yield browser
