"""A teacher hands out the book without solutions."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from d2l_calc.chapters import CHAPTERS, WARM_UP
from d2l_calc.words import read_words
from tests.support import ROOT

# What lies about in a teacher's folder and is nobody else's business.
PRIVATE = (
    "handed-in/张三/01-derivative.ipynb",
    "course/submitted/李四/05-gradient/05-gradient.ipynb",
    "answers.csv",
    "venv/pyvenv.cfg",
    "book/zh/with my solutions.ipynb",
    "d2l_calc/exercises/my.solutions.toml",
    ".ipynb_checkpoints/01-derivative-checkpoint.ipynb",
)


def git(folder, *arguments):
    command = ["git", "-C", str(folder), "-c", f"safe.directory={folder}", *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def tracked(folder, *options):
    return set(git(folder, "ls-files", "-z", *options).split("\0")[:-1])


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Make a clone of this folder, and put beside the book what a teacher has there."""
    if not (ROOT / ".git").exists():
        pytest.skip("the students' copy is made in a clone")
    folder = tmp_path_factory.mktemp("teacher") / "微积分 book"
    for name in tracked(ROOT, "--cached", "--others", "--exclude-standard"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    for name in PRIVATE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("张三,1.1,correct", "utf-8")
    return folder


def make_copy(folder, target, *edition):
    """Run what `make student` runs, in a clone."""
    command = [sys.executable, "-m", "publish.student", str(target), *edition]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(clone):
    """Make the students' copy once."""
    target = clone / "dist" / "student"
    assert make_copy(clone, target).returncode == 0
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


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_copy_has_what_git_tracks_and_nothing_else(clone, copy):
    assert files(copy) <= tracked(clone)
    assert not files(copy) & set(PRIVATE)


def test_the_copy_has_the_whole_book_and_what_opens_it(clone, copy):
    needed = ("book/", "d2l_calc/", "environment.yml", "constraints.txt", "README", "LICENSE")
    book = {name for name in tracked(clone) if name.startswith(needed)}
    assert {name for name in book if not name.endswith(".solutions.toml")} <= files(copy)
    assert {"Makefile", "pyproject.toml"} <= files(copy)


@pytest.mark.parametrize(("edition", "other"), [("en", "zh"), ("zh", "en")])
def test_a_copy_of_one_edition_does_not_lead_to_the_other(clone, edition, other):
    target = clone / "dist" / edition
    assert make_copy(clone, target, edition).returncode == 0
    assert not (target / "book" / other).exists()
    for path in (target / "book" / edition).glob("*.ipynb"):
        assert f"](../{other}/" not in path.read_text("utf-8"), path


def test_the_copy_has_no_solution_anywhere(copy):
    assert len(list(ROOT.glob("d2l_calc/exercises/*.solutions.toml"))) == len(WARM_UP | CHAPTERS)
    assert not list(copy.rglob("*.solutions.toml"))
    everything = "".join(
        (copy / name).read_text("utf-8") for name in files(copy) if not name.endswith(".png")
    )
    for stem in (WARM_UP | CHAPTERS).values():
        for solution in read_words("d2l_calc.exercises", f"{stem}.solutions.toml").values():
            for text in solution:
                assert text not in everything


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


def test_in_the_copy_nothing_points_to_a_solution(copy):
    said = run(
        "import d2l_calc as d2l; from d2l_calc.exercises import book\n"
        "for language in ('zh', 'en'):\n"
        "    d2l.set_language(language)\n"
        "    for number, exercise in book().items():\n"
        "        print(d2l.check(number, exercise.key), d2l.check(number, None))\n"
        "        print(*(d2l.hint(number) for _ in exercise.hints))",
        copy,
    )
    assert "最后一条提示" in said
    assert "d2l.solution" not in said
    for path in copy.glob("book/*/*.ipynb"):
        assert "d2l.solution" not in path.read_text("utf-8"), path


def test_the_copys_make_knows_reading_and_nothing_that_is_not_there(copy):
    makefile = (copy / "Makefile").read_text("utf-8")
    tasks = re.findall(r"^([a-z-]+):.*## ", makefile, re.M)
    assert tasks == ["help", "setup", "lab", "clean"]
    listed = subprocess.run(["make"], cwd=copy, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^  make ([a-z-]+)", listed, re.M) == tasks
    # Every file that the rules of these tasks need is there.
    plan = subprocess.run(
        ["make", "--dry-run", "lab"], cwd=copy, capture_output=True, text=True, check=True
    ).stdout
    assert "python3 start/lab.py" in plan
    assert {f"start/{path.name}" for path in (ROOT / "start").glob("*.py")} <= files(copy)
    assert {"constraints.txt", "pyproject.toml", "book/zh/index.ipynb"} <= files(copy)
    phony = re.search(r"^\.PHONY: (.*)", makefile, re.M)[1].split()
    assert set(phony) == set(tasks)


@pytest.mark.parametrize("name", ["Makefile", "README.md", "README.zh.md", "pyproject.toml"])
def test_no_text_of_the_copy_names_what_it_lacks(clone, copy, name):
    text = (copy / name).read_text("utf-8")
    left_out = tracked(clone) - files(copy)
    folders = {path.split("/")[0] for path in left_out if "/" in path and path[0] != "."}
    lacks = {folder for folder in folders if not (copy / folder).exists()}
    assert {"tests", "publish"} <= lacks
    for word in lacks:
        assert not re.search(rf"\b{word}/", text), word
    for task in ("test", "site", "slides", "pdf", "student", "save", "execute", "lint", "format"):
        assert not re.search(rf"make {task}\b", text), task
    assert "CONTRIBUTING" not in text
    assert "TEACHERS" not in text
    assert "[authors]" not in text
    for link in re.findall(r"\]\(([^):]+)\)", text):
        assert (copy / link).exists(), link


def test_the_copys_readme_still_says_how_the_book_is_opened(copy):
    for name, licence in (("README.md", "## Licence"), ("README.zh.md", "## 许可")):
        text = (copy / name).read_text("utf-8")
        assert re.search(r"^```\nmake lab .*\n```", text, re.M)
        assert licence in text
        # No heading stands alone.
        assert not re.search(r"^#.*\n\n?(?=#|\Z)", text, re.M)


def test_what_was_changed_or_deleted_goes_along_as_it_is(clone, tmp_path):
    readme, licence = clone / "README.zh.md", clone / "LICENSE-text"
    before = readme.read_bytes(), licence.read_bytes()
    try:
        readme.write_bytes(before[0] + "\n周三交作业。\n".encode())
        licence.unlink()
        assert make_copy(clone, tmp_path / "new").returncode == 0
    finally:
        readme.write_bytes(before[0])
        licence.write_bytes(before[1])
    assert "周三交作业" in (tmp_path / "new/README.zh.md").read_text("utf-8")
    assert not (tmp_path / "new/LICENSE-text").exists()


def test_what_stays_behind_is_told(clone, tmp_path):
    said = make_copy(clone, tmp_path / "new").stdout
    assert "with my solutions.ipynb" in said
    assert "my.solutions.toml" in said
    assert "answers.csv" not in said


def test_what_students_handed_in_is_not_the_books_even_where_everything_is_added(clone):
    git(clone, "add", "--all")
    try:
        assert not tracked(clone) & set(PRIVATE[:4])
    finally:
        git(clone, "reset", "--quiet", "--", *PRIVATE[4:6])


def test_a_download_without_git_gives_nothing_away_and_says_what_to_do(clone, tmp_path):
    download = tmp_path / "download"
    shutil.copytree(clone, download, ignore=shutil.ignore_patterns(".git", "dist"))
    result = make_copy(download, tmp_path / "copy")
    assert result.returncode != 0
    assert "git" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "copy").exists()


def test_where_git_is_not_installed_that_is_told(clone, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = make_copy(clone, tmp_path / "copy")
    assert result.returncode != 0
    assert "git" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "copy").exists()


def test_a_folder_with_something_in_it_is_left_alone(clone, tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    result = make_copy(clone, tmp_path)
    assert "not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
