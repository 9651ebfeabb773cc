"""The teacher's page: what it names is there, in both languages."""

import importlib.util
import re
import tempfile
from pathlib import Path

import pytest

from publish.chapter import Chapter
from tests.support import NOTEBOOKS, ROOT

PAGES = [ROOT / "classroom" / name for name in ("README.md", "README.zh.md")]
ROW = re.compile(r"^\| (\d+)\.(\d+) .*\| ((?:`\w+`[、, ]*)+) \|$", re.MULTILINE)
CHAPTERS = {Chapter(path).number: Chapter(path) for path in NOTEBOOKS if path.parent.name == "zh"}


def asked(page):
    """Give chapter, section and explorers of each question to ask."""
    rows = ROW.findall(page.read_text("utf-8"))
    return [
        (chapter, f"{chapter}.{place}", re.findall(r"\w+", names)) for chapter, place, names in rows
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_question_is_asked_where_its_explorer_stands(page):
    assert len(asked(page)) >= 12
    assert {chapter for chapter, *_ in asked(page)} == {str(number) for number in range(1, 11)}
    for number, section, names in asked(page):
        chapter = CHAPTERS[number]
        (cells,) = (cells for heading, cells in chapter.spans if heading.number == section)
        assert names[0] in {shown.name for shown in chapter.explorers if shown.cell in cells}
        assert set(names) <= {shown.name for shown in chapter.explorers}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_to_a_file_and_each_task_is_one(page):
    text = page.read_text("utf-8")
    for link in re.findall(r"\]\(((?!https?:)[^)#]+)\)", text):
        assert (page.parent / link).exists(), link
    tasks = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for task in re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)", text, re.MULTILINE):
        task = "".join(task)
        assert task in tasks, task


def test_both_pages_show_the_same_code_and_numbers():
    blocks = [re.findall(r"^```.*?^```$", p.read_text("utf-8"), re.M | re.S) for p in PAGES]
    assert blocks[0] == blocks[1]
    assert asked(PAGES[0]) == asked(PAGES[1])


def test_a_picture_is_asked_about_before_its_answer_is_unfolded():
    """What is to be seen is folded away, below the picture; the question stands above."""
    for chapter in CHAPTERS.values():
        for shown in chapter.explorers:
            below = "\n".join(
                cell.source for cell in chapter.cells[shown.cell + 1 : shown.cell + 3]
            )
            above = "\n".join(cell.source for cell in chapter.cells[shown.cell - 3 : shown.cell])
            assert "想好了再看" in below, (chapter.name, shown.name)
            assert "想好了再看" not in above.rpartition("玩一玩")[2]
            assert re.search(r"\*\*问题", above + below.partition("<details>")[0]), shown.name


def test_a_python_that_students_may_not_run_is_named():
    spec = importlib.util.spec_from_file_location("of_class", ROOT / "classroom/environment.py")
    spec.loader.exec_module(of_class := importlib.util.module_from_spec(spec))
    with tempfile.TemporaryDirectory() as folder:  # tmp_path is closed to others
        folder = Path(folder).resolve()
        home = folder / "home"
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "python").touch()
        (folder / "python").symlink_to(home / "bin" / "python")
        folder.chmod(0o755)
        above = [each for each in reversed(folder.parents) if oct(each.stat().st_mode)[-1] in "024"]
        open_to_all = of_class.closed_to_others(folder / "python")
        home.chmod(0o750)
        closed = of_class.closed_to_others(folder / "python")
    assert (open_to_all, closed) == ((above[0],) * 2 if above else (None, home))
