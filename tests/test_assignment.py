"""A chapter's exercises as a notebook for nbgrader. The round with it: `make test-class`."""

import re

import pytest
from IPython.core.interactiveshell import InteractiveShell

from d2l_calc.language import set_language
from publish.assignment import LINK, assignment, main, with_its_end
from publish.chapter import Chapter
from tests.support import EDITIONS, NOTEBOOKS

ASKING = [path for path in NOTEBOOKS if re.match(r"\d", path.name)]
FIRST = [path for path in ASKING if path.parent == EDITIONS[-1]]


@pytest.fixture
def shell(monkeypatch):
    """Give an IPython whose pictures nobody sees."""
    monkeypatch.setenv("MPLBACKEND", "agg")
    shell = InteractiveShell.instance()
    shell.display_pub.publish = lambda *data, **more: None
    yield shell
    InteractiveShell.clear_instance()
    set_language("zh")


def code(path):
    return [cell for cell in assignment(Chapter(path)).cells if cell.cell_type == "code"]


@pytest.mark.parametrize("path", ASKING, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_exercise_has_an_answer_and_a_test_worth_its_level(path):
    chapter = Chapter(path)
    marks = [cell.metadata.nbgrader for cell in code(path) if "nbgrader" in cell.metadata]
    names = [mark.grade_id for mark in marks]
    assert len(set(names)) == len(names)
    assert [mark.points for mark in marks if mark.grade] == [e.level for e in chapter.exercises]
    assert sum(mark.solution for mark in marks) == len(chapter.exercises)
    assert not any(mark.grade and mark.solution for mark in marks)


@pytest.mark.parametrize("path", FIRST, ids=lambda path: path.stem)
def test_the_exercises_stand_alone_and_their_answers_get_all_points(path, shell):
    """The notebook has nothing of the chapter but its exercises."""
    for cell in code(path):
        result = shell.run_cell(cell.source)
        result.raise_error()
        if cell.metadata.get("nbgrader", {}).get("grade"):
            assert result.result == cell.metadata.nbgrader.points, cell.source
    shell.run_line_magic("reset", "-f")


def test_links_that_would_lead_nowhere_are_what_they_say():
    text = "[5.7](#eq-5-7), [5.2](#exercise-5-2), [4](04-partial.ipynb#a), [w](//w.org) `f[0](x)`"
    said = LINK.sub(lambda link: with_its_end(link, {"exercise-5-2"}), text)
    assert said == "5.7, [5.2](#exercise-5-2), 4, [w](//w.org) `f[0](x)`"


def test_a_chapter_that_is_not_there_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main([str(FIRST[0].with_name("05-gradients.ipynb")), str(tmp_path)])
    assert "05-gradient" in capsys.readouterr().err
