"""What running the notebooks for their outputs promises, and that nbval compares them strictly."""

import os
import shutil
import subprocess
import sys
from itertools import combinations

import nbformat
import pytest

from conftest import kinds
from tests.support import NOTEBOOKS, ROOT
from tools.execute import execute, main, normalised

CELLS = [
    "import d2l_calc as d2l",
    "d2l.plot([1, 4, 9], xlabel='x')",
    "print(2.03)\nprint(2.003)",
    "import ipywidgets\nipywidgets.IntSlider(value=3)",
    "d2l.plot([1])\nprint(1)\nfigure = d2l.plt.gcf()\n7; 8",
    "from IPython.display import Latex\nprint('above')\ndisplay(Latex('$x$'))\nprint('below')",
]


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """Give a notebook that was executed once."""
    path = tmp_path_factory.mktemp("book") / "01.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    assert execute(path) is None
    return path


def nbval(path):
    """Run nbval over one notebook as the book's tests do; give its exit status and its words."""
    (path.parent / "none.ini").write_text("[pytest]\n")
    shutil.copy(ROOT / "conftest.py", path.parent)
    command = [sys.executable, "-m", "pytest", "--nbval", path, "-c", path.parent / "none.ini"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout


def test_a_second_run_in_another_folder_gives_the_same_bytes(executed, tmp_path):
    first = executed.read_bytes()
    again = shutil.copy(executed, tmp_path / "again.ipynb")
    assert execute(again) is None
    assert again.read_bytes() == first


def test_what_was_written_passes_nbval(executed):
    assert nbval(executed)[0] == 0


CHANGES = {
    "a printed digit": ("2.003", "2.004"),
    "a point of a curve": ('"M ', '"M 1'),
    "the name of a widget": ("IntSlider(value=3)", "IntSlider(value=4)"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_one_changed_character_in_an_output_turns_nbval_red(executed, tmp_path, old, new):
    notebook = nbformat.read(executed, as_version=4)
    for cell in notebook.cells:
        for output in cell.outputs:
            for values, key in [
                (output, "text"),
                *((output.get("data", {}), k) for k in output.get("data", {})),
            ]:
                values[key] = values.get(key, "").replace(old, new, 1)
    changed = tmp_path / "01.ipynb"
    nbformat.write(notebook, changed)
    assert changed.read_text("utf-8") != executed.read_text("utf-8")
    assert nbval(changed)[0] == 1


def move(cell, outputs):
    def change(notebook):
        cells = notebook.cells[cell]
        cells.outputs = [cells.outputs[i] for i in outputs]

    return change


def print_above(notebook):
    above, _, below = notebook.cells[5].outputs
    above.text, below.text = "above\nbe", "low\n"


MOVED = {
    "a text behind a figure": move(4, (1, 0, 2)),
    "a result before a figure": move(4, (2, 1, 0)),
    "a formula before what is printed above it": move(5, (1, 0, 2)),
    "a formula behind what is printed below it": move(5, (0, 2, 1)),
    "printed letters past a formula": print_above,
}


@pytest.mark.parametrize("change", MOVED.values(), ids=MOVED)
def test_outputs_that_change_places_turn_nbval_red(executed, tmp_path, change):
    notebook = nbformat.read(executed, as_version=4)
    change(notebook)
    nbformat.write(notebook, tmp_path / "01.ipynb")
    status, words = nbval(tmp_path / "01.ipynb")
    assert status == 1
    assert "1 failed, 5 passed" in words


MIXED = [
    (path, number, cell.outputs)
    for path in NOTEBOOKS
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells)
    if len(cell.get("outputs", [])) > 1
]


@pytest.mark.parametrize(("path", "number", "outputs"), MIXED, ids=lambda v: getattr(v, "stem", ""))
def test_the_outputs_of_the_book_can_be_told_apart(path, number, outputs):
    """So that any two that change places are noticed."""
    told = kinds(outputs)
    for one, other in combinations(range(len(outputs)), 2):
        assert told[one] != told[other] or outputs[one] != outputs[other]


HOSTILE = {
    "MPLBACKEND": "agg",
    "PYTHONWARNINGS": "always",
    "HOME": "/dev/null",
    "XDG_CONFIG_HOME": "/dev/null/config",
    "XDG_CACHE_HOME": "/dev/null/cache",
}


@pytest.fixture
def maintainer(tmp_path):
    """Give the environment of a maintainer with settings of his own, and no home to write to."""
    files = {
        "profile_default/startup/00.py": "print('hello')\nimport matplotlib.pyplot as plt\n"
        "plt.rcParams['font.size'] = 20",
        "profile_default/ipython_config.py": "c.InteractiveShell.ast_node_interactivity = 'all'\n"
        "c.InlineBackend.rc = {'font.size': 20}\nc.InlineBackend.figure_formats = {'png'}\n"
        "c.InlineBackend.print_figure_kwargs = {'facecolor': 'red', 'bbox_inches': None}",
        "startup.py": "print('good morning')",
        "matplotlibrc": "font.size: 20\ntext.usetex: True\nbackend: svg",
    }
    for name, text in files.items():
        file = tmp_path / "own" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    own = tmp_path / "own"
    theirs = {
        "IPYTHONDIR": str(own),
        "MPLCONFIGDIR": str(own),
        "MATPLOTLIBRC": str(own / "matplotlibrc"),
        "PYTHONSTARTUP": str(own / "startup.py"),
    }
    return {**os.environ, **HOSTILE, **theirs}


def test_a_maintainers_own_settings_do_not_get_into_outputs(executed, maintainer, tmp_path):
    again = shutil.copy(executed, tmp_path / "again.ipynb")
    command = [sys.executable, ROOT / "tools/execute.py", again]
    subprocess.run(command, env=maintainer, check=True)
    assert again.read_bytes() == executed.read_bytes()


def test_a_maintainers_own_settings_do_not_get_into_tests(executed, maintainer, monkeypatch):
    for name, value in maintainer.items():
        monkeypatch.setenv(name, value)
    status, words = nbval(executed)
    assert status == 0, words


def test_figures_are_svg_and_widgets_leave_no_view(executed):
    outputs = [cell.outputs for cell in nbformat.read(executed, as_version=4).cells]
    assert set(outputs[1][0].data) == {"image/svg+xml", "text/plain"}
    assert set(outputs[3][0].data) == {"text/plain"}


def test_machines_leave_no_trace():
    notebook = nbformat.v4.new_notebook(
        metadata={
            "language_info": {"name": "python", "version": "3.13.1"},
            "widgets": {},
            "orig_nbformat": 4,
        },
        cells=[nbformat.v4.new_code_cell("1", metadata={"execution": {"iopub": "12:30"}})],
    )
    text = normalised(notebook)
    assert not any(word in text for word in ("3.13.1", "widgets", "12:30", "orig_nbformat"))


def test_a_failing_notebook_is_left_alone_and_named(write_notebook, capfd):
    path = write_notebook("01.ipynb", "print('before')", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(
        SystemExit, match=r"(?s)01\.ipynb, code cell 2: ZeroDivisionError.*1 of 1 notebooks"
    ):
        main([path])
    assert path.read_bytes() == before


def test_printed_text_is_one_piece_however_it_arrived():
    pieces = [("stdout", "a"), ("stdout", "\n"), ("stderr", "b"), ("stdout", "c")]
    outputs = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in pieces]
    cell = nbformat.v4.new_code_cell("1", outputs=outputs)
    normalised(nbformat.v4.new_notebook(cells=[cell]))
    assert [output.text for output in cell.outputs] == ["a\n", "b", "c"]
