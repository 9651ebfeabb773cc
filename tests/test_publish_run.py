"""What is published is what is committed."""

import nbformat
import pytest

from publish import run
from publish.chapter import BookError, Chapter
from publish.explorers import in_parts
from tests.support import ROOT
from tools.execute import execute

IN_PIECES = """\
import time

print("one", end=" ", flush=True)
time.sleep(0.3)
print("line")
"""


def test_printed_text_is_published_in_one_piece(write_notebook):
    path = write_notebook("01.ipynb", IN_PIECES)
    assert execute(path) is None
    notebook, _ = run.run(path)
    assert [output.text for output in notebook.cells[0].outputs] == ["one line\n"]


def test_outputs_that_are_not_the_committed_ones_stop_it(write_notebook):
    path = write_notebook("01.ipynb", "print('here')", "print('there')")
    assert execute(path) is None
    path.write_text(path.read_text("utf-8").replace("there\\n", "elsewhere\\n"), "utf-8")
    with pytest.raises(run.Outdated, match=r"01\.ipynb, cell 2, gives other outputs now"):
        run.run(path)


def test_what_is_in_many_frames_is_published_once():
    curve, point = "<g id='a'>\n  <path/>\n </g>\n", " <g id='b'>\n </g>\n <defs/>"
    frames = [{"at": [0], "layer": curve + point}, {"at": [1], "layer": curve}, {"problem": "no"}]
    pictures = in_parts({"frames": frames, "scenes": []})
    layers = [frame.get("layer", []) for frame in pictures["frames"]]
    assert ["".join(pictures["parts"][part] for part in layer) for layer in layers] == [
        curve + point,
        curve,
        "",
    ]
    assert sum(map(len, pictures["parts"])) == len(curve + point)


def test_a_page_gets_no_decimals_that_nobody_sees():
    layer = '<path d="M 12.345 -6.789"/><g transform="scale(0.125)"/>'
    (frame,), (part,) = (
        in_parts({"frames": [{"layer": layer}]})[name] for name in ("frames", "parts")
    )
    assert (frame["layer"], part) == ([0], layer.replace("345", "34").replace("789", "78"))


# Errors say where


FAILING = {
    "an error": ("1 / 0", r"01\.ipynb, code cell 2: ZeroDivisionError: division by zero"),
    "a dead kernel": ("import os; os._exit(1)", r"01\.ipynb, code cell 2: DeadKernelError"),
}


@pytest.mark.parametrize(("source", "problem"), FAILING.values(), ids=FAILING)
def test_a_cell_that_fails_is_named(write_notebook, source, problem):
    with pytest.raises(BookError, match=problem):
        run.run(write_notebook("01.ipynb", "print(1)", source))


CANNOT = {
    "an exercise that there is not": (
        'd2l.check("1.99", 1)',
        r"zh/01-topic\.ipynb, cell 2: d2l_calc\.exercises has no exercise 1\.99",
    ),
    "a widget that is no explorer": (
        "import ipywidgets\n\nipywidgets.IntSlider()",
        r"zh/01-topic\.ipynb, cell 2: a IntSliderModel is no explorer",
    ),
    "a picture of no size": (
        "from IPython.display import SVG\n\nSVG(\"<svg xmlns='http://www.w3.org/2000/svg'></svg>\")",
        r"zh/01-topic\.ipynb, cell 2: an SVG says how large it is",
    ),
}


@pytest.mark.parametrize(("source", "problem"), CANNOT.values(), ids=CANNOT)
def test_what_cannot_be_published_is_named_with_its_cell(tmp_path, source, problem):
    path = tmp_path / "zh" / "01-topic.ipynb"
    path.parent.mkdir()
    cells = [
        nbformat.v4.new_markdown_cell("# 1 T"),
        nbformat.v4.new_code_cell(f"import d2l_calc as d2l\n\n{source}"),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    assert execute(path) is None
    with pytest.raises(BookError, match=problem):
        run.prepare(path, tmp_path)


def test_an_explorer_that_no_chapter_shows_is_named():
    index = Chapter(ROOT / "book" / "zh" / "index.ipynb")
    index.notebook.metadata["d2l"] = {"explorer": "unheard"}
    problem = r"zh/index\.ipynb: the first page shows the explorer 'unheard'.*: field, secant$"
    with pytest.raises(BookError, match=problem):
        run.first_page(index, {"secant": {}, "field": {}})
