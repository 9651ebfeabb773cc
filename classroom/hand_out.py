"""Put the students' copy of the book into a git repository, which students' homes follow.

    .venv/bin/python classroom/hand_out.py dist/hub/book.git

Where there is one, what is new is one commit on top, so that nbgitpuller can merge it into what
students wrote. The folder may be on this machine, or be pushed to any host of git repositories.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHO = "-c", "user.name=calculus", "-c", "user.email=calculus@localhost"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("repository", type=Path)
    repository = parser.parse_args(arguments).repository.resolve()
    if not repository.exists():
        run("git", "init", "--quiet", "--bare", "--initial-branch=main", repository)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        run(sys.executable, "-m", "publish.student", copy, cwd=ROOT)
        git = ["git", "--git-dir", repository, "--work-tree", copy, *WHO]
        run(*git, "add", "--all", "--force")
        if subprocess.run([*git, "diff", "--cached", "--quiet"], capture_output=True).returncode:
            run(*git, "commit", "--quiet", "--message", "The book as it is handed out")
    print(f"{repository} has the book as it is now.")


def run(*command, **options):
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(done.stderr)


if __name__ == "__main__":
    main()
