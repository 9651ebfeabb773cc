"""A teacher hands out the book without solutions, and collects what students did."""

import csv
import io
import os
import subprocess
import sys

import nbformat
import pytest

from d2l_calc.chapters import CHAPTERS
from publish import student
from tests.support import ROOT
from tools import collect


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """Make the students' copy once."""
    target = tmp_path_factory.mktemp("student") / "book"
    student.main([str(target)])
    return target


def run(code, folder):
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_the_copy_has_no_solution_anywhere(copy):
    assert len(list(ROOT.glob("d2l_calc/exercises/*.solutions.toml"))) == len(CHAPTERS)
    assert not list(copy.rglob("*.solutions.toml"))


def test_in_the_copy_solution_is_off_and_the_rest_works(copy):
    code = (
        "import d2l_calc as d2l; print(d2l.__file__); print(d2l.solution('1.9'));"
        "print(d2l.hint('1.9')); print(d2l.check('1.9', lambda x: 4 * x - 4).status)"
    )
    said = run(code, copy)
    assert str(copy) in said
    assert "没有附解答" in said
    assert "提示 1/2" in said
    assert said.endswith("correct\n")


def test_the_copy_has_the_book_and_no_tests(copy):
    assert sorted(p.name for p in copy.glob("book/zh/*")) == sorted(
        p.name for p in ROOT.glob("book/zh/*.ipynb")
    )
    assert not (copy / "tests").exists()
    assert (copy / "Makefile").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit, match="not empty"):
        student.main([str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def hand_in(path, *sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return str(path)


def test_what_students_did_is_collected_by_running_it(tmp_path, capsys):
    start = "import d2l_calc as d2l"
    good = hand_in(tmp_path / "good.ipynb", start, "d2l.check('1.1', -3)", "d2l.check('1.2')")
    error = hand_in(tmp_path / "error.ipynb", start, "1 / 0", "d2l.check('1.1', 3)")
    endless = hand_in(tmp_path / "endless.ipynb", start, "while True: pass")
    collect.main([good, error, endless, "--timeout", "10"])
    out, err = capsys.readouterr()
    rows = {row["notebook"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["good.ipynb"]["1.1"] == "correct"
    assert rows["good.ipynb"]["1.2"] == "not_attempted"
    assert rows["good.ipynb"]["1.3"] == ""
    assert rows["error.ipynb"]["1.1"] == "incorrect"
    assert rows["endless.ipynb"]["1.1"] == ""
    assert "endless.ipynb" in err
