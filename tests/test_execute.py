"""What running the notebooks for their outputs promises, and that nbval compares them strictly."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from tools.execute import execute, main, normalised

CELLS = [
    "import d2l_calc as d2l",
    "d2l.plot([1, 4, 9], xlabel='x')",
    "print(2.03)\nprint(2.003)",
    "import ipywidgets\nipywidgets.IntSlider(value=3)",
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
    """Run nbval over one notebook with nothing but its own settings; give its exit status."""
    command = [sys.executable, "-m", "pytest", "--nbval", path, "-c", path.parent / "none.ini"]
    (path.parent / "none.ini").write_text("[pytest]\n")
    return subprocess.run(command, capture_output=True, timeout=120).returncode


def test_a_second_run_in_another_folder_gives_the_same_bytes(executed, tmp_path):
    first = executed.read_bytes()
    again = shutil.copy(executed, tmp_path / "again.ipynb")
    assert execute(again) is None
    assert again.read_bytes() == first


def test_what_was_written_passes_nbval(executed):
    assert nbval(executed) == 0


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
    assert nbval(changed) == 1


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
