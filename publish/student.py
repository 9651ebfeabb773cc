"""Write a copy of the book for students: everything but the solutions and the tests.

    python -m publish.student dist/student

In the copy ``d2l.solution`` says that there is none; hints and checks work as ever. The keys stay,
for the grader needs them: this keeps honest students from peeking, it does not make an exam.
"""

import argparse
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".*",
    "__pycache__",
    "*.egg-info",
    "dist",
    "tests",
    "student.py",
    "collect.py",
    "*.solutions.toml",
)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", type=Path, help="an empty or new folder")
    target = parser.parse_args(arguments).target.resolve()
    if target.exists() and any(target.iterdir()):
        sys.exit(f"{target} is not empty; name a new folder, or remove this one first")
    shutil.copytree(ROOT, target, ignore=LEFT_OUT, dirs_exist_ok=True)
    print(f"The students' copy is in {target}; `make lab` opens it.")


if __name__ == "__main__":
    main()
