"""Write a copy of the book for students: what git tracks, without solutions and workshop.

    python -m publish.student dist/student          every edition
    python -m publish.student dist/student en       one of them

In the copy ``d2l.solution`` says that there is none; hints and checks work as ever. The keys stay,
for the grader needs them: this keeps honest students from peeking, it does not make an exam.
"""

import argparse
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

from publish.chapter import without_other_editions

ROOT = Path(__file__).resolve().parent.parent

# Files that only authors and teachers need.
LEFT_OUT = (
    "*.solutions.toml",
    ".ci/*",
    ".github/workflows/*",
    ".pre-commit-config.yaml",
    "CONTRIBUTING.md",
    "classroom/*",
    "conftest.py",
    "TEACHERS*.md",
    "publish/*",
    "tests/*",
    "tools/*.py",
)
# In files with comments, what stands between two that say so.
MARKED = ("Makefile", "pyproject.toml")
MARKS = re.compile(r"^[^\n]*\[authors\].*?\[/authors\][^\n]*\n+", re.M | re.S)
TASK = re.compile(r"^([a-z-]+):.*## ", re.M)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", type=Path, help="an empty or new folder")
    parser.add_argument("edition", nargs="?", help="the language of the one that is wanted")
    options = parser.parse_args(arguments)
    target = options.target.resolve()
    if options.edition and not (ROOT / "book" / options.edition).is_dir():
        sys.exit(f"there is no edition {options.edition}: book/{options.edition} is not there")
    if target.exists() and any(target.iterdir()):
        sys.exit(f"{target} is not empty; name a new folder, or remove this one first")
    for name in tracked():
        if not any(fnmatch(name, pattern) for pattern in LEFT_OUT) and is_of(options.edition, name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    for path in map(target.joinpath, MARKED):
        path.write_text(MARKS.sub("", path.read_text("utf-8")), "utf-8")
    if options.edition:
        index = target / "book" / options.edition / "index.ipynb"
        index.write_text(without_other_editions(index.read_text("utf-8")), "utf-8")
    lacking = what_lacks(target)
    for path in target.glob("README*.md"):
        path.write_text(without(lacking, path.read_text("utf-8")), "utf-8")
    if others := git_lists("--others", "--exclude-standard", "--directory"):
        print("Not copied, for git does not track it:", ", ".join(others))
    print(f"The students' copy is in {target}; `make lab` opens it.")


def is_of(edition, name):
    """Whether a file belongs to an edition, or to all.

    Examples
    --------
    >>> [is_of("en", name) for name in ("book/en/index.ipynb", "book/zh/index.ipynb", "Makefile")]
    [True, False, True]
    """
    folder, *inside = name.split("/")
    return not edition or folder != "book" or len(inside) < 2 or inside[0] == edition


def tracked():
    """Give the names of the book's files, as far as they are there."""
    if names := [name for name in git_lists() if (ROOT / name).is_file()]:
        return names
    sys.exit(ADVICE.format(why="it tracks nothing in this folder"))


def git_lists(*options):
    """Give names of files as ``git ls-files`` does."""
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z", *options]
    try:
        listed = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except subprocess.CalledProcessError as error:
        sys.exit(ADVICE.format(why=error.stderr.decode().strip()))
    except OSError as error:
        sys.exit(ADVICE.format(why=error))
    return listed.split("\0")[:-1]


ADVICE = (
    "Only git knows which files are the book's and which are yours or your students', and it "
    "cannot tell: {why}\nMake the copy in a clone of the repository; or, in a download just "
    "unpacked, with nothing added yet: git init && git add . && make student"
)


def what_lacks(target):
    """Give a pattern of what a copy lacks: the names of its files and folders, and the tasks."""
    before, after = (TASK.findall((p / "Makefile").read_text("utf-8")) for p in (ROOT, target))
    tasks = "|".join(sorted(set(before) - set(after)))
    names = [re.escape(start) for pattern in LEFT_OUT if (start := pattern.partition("*")[0])]
    return re.compile("|".join([rf"make ({tasks})\b", *names]))


def without(names, text):
    r"""Give Markdown without what tells of some names: lines of tables and code, paragraphs.

    Parameters
    ----------
    names : re.Pattern
    text : str

    Examples
    --------
    >>> without(re.compile("b"), "# A\n\naa\n\n## B\n\na\nb\n\n## C\n\n|a|\n|b|\n|c|\n")
    '# A\n\naa\n\n## C\n\n|a|\n|c|\n'
    """
    kept = []
    for block in text.split("\n\n"):
        if block.startswith(("|", "```")):
            kept.append("\n".join(line for line in block.split("\n") if not names.search(line)))
        elif not names.search(block):
            kept.append(block)
    # A heading goes with what stood below it.
    return re.sub(r"^#+ [^\n]*\n\n(?=#)", "", "\n\n".join(kept), flags=re.M)


if __name__ == "__main__":
    main()
