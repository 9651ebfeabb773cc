"""Who leaves out what is marked ○ can read everything else: its code runs, and shows the same."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from publish.chapter import Chapter
from start.settings import own_settings
from tests.support import FIRST_EDITION
from tools.execute import KERNEL, PATIENT, normalised

DEEP = [path for path in FIRST_EDITION if any(s.depth == "depth" for s in Chapter(path).sections)]


def core_of(chapter):
    """Run a chapter without its depth; give the sources and outputs of its cells, and an error."""
    notebook = chapter.without_depth()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    folder = {"metadata": {"path": str(chapter.path.parent)}}
    options = {"kernel_name": KERNEL["name"], "resources": folder}
    client = NotebookClient(notebook, timeout=300, **options, **PATIENT)
    error = None
    try:
        with own_settings():
            client.execute()
    except CellExecutionError as failed:
        error = f"{failed.ename}: {failed.evalue}"
    normalised(notebook)
    return notebook, error


def shown(notebook):
    """Give each cell of code with what it shows."""
    kept = ("output_type", "name", "text", "data")
    return [
        (cell.source, [{key: output.get(key) for key in kept} for output in cell.outputs])
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("path", DEEP, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_core_of_a_chapter_needs_nothing_of_its_depth(path):
    chapter = Chapter(path)
    now, error = core_of(chapter)
    assert error is None, f"without the sections marked ○ a cell fails: {error}"
    pairs = zip(shown(now), shown(chapter.without_depth()), strict=True)
    others = [source for (source, made), (_, committed) in pairs if made != committed]
    assert others == [], "without the sections marked ○ these cells show something else"


CORE = [
    "# 1 T",
    "## 1.1 A ●",
    ">a = 1\nprint(a)",
    "## 1.2 B ○",
    ">a = 2",
    "## 1.3 C ●",
    ">print({})",
]


@pytest.mark.parametrize(
    ("source", "fault"),
    [("b", "NameError"), ("a", None), ("1", None)],
    ids=["a name of the depth", "another value", "right"],
)
def test_a_core_that_needs_its_depth_is_found(tmp_path, source, fault):
    new = nbformat.v4
    cells = [
        new.new_code_cell(text[1:].format(source))
        if text[0] == ">"
        else new.new_markdown_cell(text)
        for text in CORE
    ]
    cells[4].source += "\nb = 3"
    printed = {2: "1\n", 6: "2\n" if source == "a" else "1\n"}
    for place, text in printed.items():
        cells[place].outputs = [new.new_output("stream", name="stdout", text=text)]
    (tmp_path / "zh").mkdir()
    nbformat.write(new.new_notebook(cells=cells), tmp_path / "zh" / "01-t.ipynb")
    chapter = Chapter(tmp_path / "zh" / "01-t.ipynb")
    now, error = core_of(chapter)
    assert (error or "").partition(":")[0] == (fault or "")
    assert (shown(now) == shown(chapter.without_depth())) == (source == "1")
