"""Write a copy of the book for students: everything but the solutions and the tests.

    python -m publish.student dist/student

In the copy ``d2l.solution`` says that there is none; hints and checks work as ever. The keys stay,
for the grader needs them: this keeps honest students from peeking, it does not make an exam.
"""

import argparse
import ast
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".*", "__pycache__", "*.egg-info", "dist", "tests", "student.py", "collect.py"
)


def without_solutions(source):
    """Give the source of a chapter's exercises with every ``solution=`` set to None.

    Parameters
    ----------
    source : str
        A Python module.

    Returns
    -------
    str
        The same, letter by letter, but for the solutions.

    Examples
    --------
    >>> without_solutions('ex = Exercise(2, solution="1 + 1", level=1)')
    'ex = Exercise(2, solution=None, level=1)'
    """
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    text = b"".join(lines)
    for value in reversed(list(_solutions(ast.parse(source)))):
        start = starts[value.lineno - 1] + value.col_offset
        end = starts[value.end_lineno - 1] + value.end_col_offset
        # A tuple's position includes its brackets; a bracketed string's does not.
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if before.endswith(b"(") and after.startswith(b")"):
            start, end = len(before) - 1, len(text) - len(after) + 1
        text = text[:start] + b"None" + text[end:]
    return text.decode()


def _solutions(tree):
    """Find the value of every ``solution=`` in a call of ``Exercise``, in order."""
    values = [
        keyword.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("Exercise")
        for keyword in call.keywords
        if keyword.arg == "solution"
    ]
    return sorted(values, key=lambda value: value.lineno)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", type=Path, help="an empty or new folder")
    target = parser.parse_args(arguments).target.resolve()
    if target.exists() and any(target.iterdir()):
        sys.exit(f"{target} is not empty; name a new folder, or remove this one first")
    shutil.copytree(ROOT, target, ignore=LEFT_OUT, dirs_exist_ok=True)
    for path in sorted((target / "d2l_calc" / "exercises").glob("*.py")):
        path.write_text(without_solutions(path.read_text("utf-8")), "utf-8")
    print(f"The students' copy is in {target}; `make lab` opens it.")


if __name__ == "__main__":
    main()
