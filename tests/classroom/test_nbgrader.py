"""A chapter's exercises are handed out, collected, graded and given back, by nbgrader itself."""

import csv
import getpass
import html
import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import nbformat
import pytest

from d2l_calc.exercises import book, chapter
from d2l_calc.grader.cards import inline
from tests.support import ROOT

CHAPTER = "05-gradient"
LEVELS = {number: exercise.level for number, exercise in chapter("5").items()}
LIMIT = 15  # seconds for a cell: on a busy machine the first import takes a few

# Three students, in whose names is what names may have. The first hands in as whoever runs this
# does; of the others we have the notebooks, as they come by mail.
RIGHT, ENDLESS, BROKEN = getpass.getuser(), "李四", "=1+1"

WRONG_STEP = "[3.48, 2.6]"  # up, not down


def solved(released, source):
    """Answer a notebook that was handed out as its source does."""
    right = {cell.metadata.nbgrader.grade_id: cell.source for cell in answers(source)}
    for cell in answers(released):
        cell.source = right[cell.metadata.nbgrader.grade_id]
    return released


def answers(notebook):
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]


def answer(notebook, number, code):
    """Put some code into the place of an answer."""
    name = f"answer-{number.replace('.', '-')}"
    cell = next(c for c in answers(notebook) if c.metadata.nbgrader.grade_id == name)
    cell.source = code


@pytest.fixture(scope="module")
def course(tmp_path_factory, run):
    """Go the whole round once."""
    folder = tmp_path_factory.mktemp("course")
    make = [sys.executable, "-m", "publish.assignment", f"book/zh/{CHAPTER}.ipynb"]
    made = subprocess.run(
        [*make, folder / "source" / CHAPTER], cwd=ROOT, capture_output=True, text=True, check=True
    )
    shutil.copy(ROOT / "classroom" / "nbgrader_config.py", folder)
    exchange, student = folder / "exchange", folder / "student"
    student.mkdir()
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    shared = f"--Exchange.root={exchange}", f"--Exchange.cache={folder / 'cache'}"

    def nbgrader(*what, cwd=folder):
        return run("nbgrader", *what, cwd=cwd)

    nbgrader("generate_assignment", CHAPTER, "--create")
    nbgrader("release_assignment", CHAPTER, *shared)
    nbgrader("fetch_assignment", CHAPTER, "--course=calculus", *shared, cwd=student)
    name = f"{CHAPTER}.ipynb"
    source = nbformat.read(folder / "source" / CHAPTER / name, 4)
    fetched = nbformat.read(student / CHAPTER / name, 4)
    nbformat.write(solved(fetched, source), student / CHAPTER / name)
    nbgrader("submit", CHAPTER, "--course=calculus", *shared, cwd=student)
    nbgrader("collect", CHAPTER, *shared)

    def hand_in(who, change):
        notebook = solved(nbformat.read(folder / "release" / CHAPTER / name, 4), source)
        change(notebook)
        path = folder / "submitted" / who / CHAPTER / name
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)

    hand_in(ENDLESS, lambda notebook: answer(notebook, "5.3", "while True:\n    pass"))
    hand_in(BROKEN, break_it)
    log = nbgrader("autograde", CHAPTER, "--create", f"--Execute.timeout={LIMIT}")
    nbgrader("generate_feedback", CHAPTER)
    nbgrader("release_feedback", CHAPTER, f"--student={RIGHT}", *shared)
    nbgrader("fetch_feedback", CHAPTER, "--course=calculus", *shared, cwd=student)
    nbgrader("export", "--to=points.csv")
    with open(folder / "points.csv", encoding="utf-8-sig") as file:
        text = file.read()
    rows = {row["student"]: row for row in csv.DictReader(text.splitlines())}
    return SimpleNamespace(
        folder=folder, made=made.stdout, student=student, text=text, log=log,
        rows={who.lstrip("'"): row for who, row in rows.items()},
        released=nbformat.read(folder / "release" / CHAPTER / name, 4),
    )  # fmt: skip


def break_it(notebook):
    """Hand in what is wrong in every way but being empty."""
    answer(notebook, "5.2", "def gradient(x):\n    return [6 * x[0], 5 * np.exp(x[1])")
    answer(notebook, "5.6", f'after_one_step = {WRONG_STEP}\nd2l.check("5.6", after_one_step)')
    answer(notebook, "5.12", 'estimate = 1 / 0\nd2l.check("5.12", estimate)')
    notebook.cells = [c for c in notebook.cells if c.id not in ("points-5-5", "start")]
    notebook.cells.insert(
        0, nbformat.v4.new_code_cell("import numpy as np\nimport d2l_calc as d2l")
    )


def feedback(course, who):
    return (course.folder / "feedback" / who / CHAPTER / f"{CHAPTER}.html").read_text("utf-8")


def got(course, who):
    return {n: float(course.rows[who][n]) for n in LEVELS if course.rows[who][n]}


def test_what_is_handed_out_has_every_exercise_and_no_answer(course):
    text = "\n".join(cell.source for cell in course.released.cells)
    for number, exercise in chapter("5").items():
        assert f'd2l.check("{number}", ' in text
        assert exercise.solution[0].splitlines()[-1] not in text
    assert "SOLUTION" not in text
    assert "HIDDEN" not in text
    assert "d2l_calc.classroom" not in text
    assert "return ..." in text
    assert f"{len(LEVELS)} exercises, {sum(LEVELS.values())} points" in course.made


def test_right_answers_get_a_point_for_each_level(course):
    assert got(course, RIGHT) == LEVELS
    assert float(course.rows[RIGHT]["points"]) == sum(LEVELS.values())


def test_an_endless_loop_costs_its_own_exercise_alone(course):
    assert got(course, ENDLESS) == LEVELS | {"5.3": 0}
    assert "秒还没有算完，停掉了" in feedback(course, ENDLESS)


def test_what_is_broken_costs_no_other_exercise(course):
    assert got(course, BROKEN) == LEVELS | {"5.2": 0, "5.6": 0, "5.12": 0}
    # An answer of the same name does not stand in for one that is not there.
    assert "没有交出 <code>gradient</code>" in feedback(course, BROKEN)


def test_a_feedback_gives_the_reasons_of_the_card(course):
    verdict = book()["5.6"].check(WRONG_STEP)
    assert verdict.status == "incorrect"
    said = feedback(course, BROKEN)
    for line in verdict.message.split("\n"):
        assert inline(line) in said or html.escape(line) in said
    praise = re.split(r"[$`*]", book()["5.6"].check(book()["5.6"].key).message)[0]
    assert praise in feedback(course, RIGHT)


def test_a_student_gets_the_feedback_and_no_solution(course):
    (page,) = course.student.rglob("feedback/**/*.html")
    assert "24" in page.read_text("utf-8")
    for step in chapter("5")["5.6"].solution[0].splitlines():
        assert step not in feedback(course, BROKEN)


def test_the_table_opens_in_excel_and_is_no_formula(course):
    assert (course.folder / "points.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in course.text
    assert ENDLESS in course.rows
