"""Format the code cells of notebooks with ruff, leaving the marker ``#@save`` as it is.

    python tools/format.py book/zh/*.ipynb
    python tools/format.py --check book/zh/*.ipynb    change nothing; exit 1 when one differs

On its own, ruff turns ``#@save`` into ``# @save``.
"""

import argparse
import subprocess
import sys
from pathlib import Path


def formatted(path):
    """Give the text of a notebook with its cells formatted."""
    ruff = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(path), "-"]
    text = path.read_text("utf-8").replace("#@save", "# @save")
    done = subprocess.run(ruff, input=text.encode(), capture_output=True)
    if done.returncode:
        sys.exit(f"{path}: {done.stderr.decode().strip()}")
    return done.stdout.decode().replace("# @save", "#@save")


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", type=Path, nargs="+")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    differ = [path for path in options.notebooks if formatted(path) != path.read_text("utf-8")]
    if options.check:
        sys.exit("".join(f"Not formatted: {path}. Run: make format\n" for path in differ) or 0)
    for path in differ:
        path.write_text(formatted(path), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
