"""Buttons that open a page with a kernel: there where a build is told the repository."""

import nbformat
import pytest

from publish.build import build
from publish.site import launching

CONF = """
extensions = ["myst_nb", "sphinx_book_theme"]
html_theme = "sphinx_book_theme"
html_theme_options = {}
nb_execution_mode = "off"
"""


@pytest.mark.parametrize("repository", [None, "https://github.com/you/calculus"])
def test_a_page_has_them_if_and_only_if_it_is_told_the_repository(tmp_path, repository):
    (tmp_path / "web" / "source").mkdir(parents=True)
    (tmp_path / "conf.py").write_text(CONF)
    cells = [nbformat.v4.new_markdown_cell("# 1 导数"), nbformat.v4.new_code_cell("1 + 1")]
    kernel = {"kernelspec": {"name": "python3", "display_name": "", "language": "python"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, tmp_path / "web" / "source" / "index.ipynb")
    options = launching(repository, "zh")
    build("html", tmp_path, tmp_path / "web", tmp_path / "site", **options)
    page = (tmp_path / "site" / "index.html").read_text("utf-8")
    binder = "https://mybinder.org/v2/gh/you/calculus/main?urlpath=lab/tree/book/zh/index.ipynb"
    assert (binder in page) == bool(repository)
    colab = "https://colab.research.google.com/github/you/calculus/blob/main/book/zh/index.ipynb"
    assert (colab in page) == bool(repository)
    assert ("mybinder" in page) == bool(repository)
