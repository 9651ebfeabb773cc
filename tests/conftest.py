"""What several tests use: the book's notebooks, and notebooks made on the fly."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted(ROOT.glob("book/*/*.ipynb"))


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
