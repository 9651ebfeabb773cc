"""Run notebooks that students handed in, and write which exercises they solved, as CSV.

    python tools/collect.py handed-in/*.ipynb > answers.csv

Each notebook runs from top to bottom in a kernel of its own, so that what counts is what its
code does now, not the output it was saved with. Running a notebook runs whatever is in it: do
this only with notebooks of people you trust, or in a machine that may break.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from d2l_calc.exercises import book
from start.settings import own_settings

REPORT = "import json, d2l_calc.exercises; print(json.dumps(d2l_calc.exercises.statuses()))"


def statuses(path, timeout=60):
    """Run a notebook; give the last status of every exercise that it checks.

    Parameters
    ----------
    path : Path
    timeout : float
        Seconds that one cell may take; a notebook that takes longer has no statuses.

    Returns
    -------
    dict of str to str
        Exercise number, or title -> status, such as ``{"1.1": "correct"}``.
    """
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_code_cell(REPORT))
    NotebookClient(notebook, timeout=timeout, allow_errors=True, kernel_name="python3").execute()
    printed = [output.text for output in notebook.cells[-1].outputs if "text" in output]
    return json.loads(printed[-1])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", type=Path, nargs="+")
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one cell")
    options = parser.parse_args(arguments)
    table = csv.writer(sys.stdout)
    found = {}
    for path in options.notebooks:
        try:
            found[path] = statuses(path, options.timeout)
        except Exception as error:
            print(f"{path}: could not be run: {type(error).__name__}", file=sys.stderr)
            found[path] = {}
    chapters = {number.split(".")[0] for one in found.values() for number in one}
    numbers = [number for number in book() if number.split(".")[0] in chapters]
    own = dict.fromkeys(name for one in found.values() for name in one if name not in book())
    numbers += own  # a teacher's own exercises, by their titles
    table.writerow(["notebook", *numbers])
    for path, one in found.items():
        table.writerow([path.name, *(one.get(number, "") for number in numbers)])


if __name__ == "__main__":
    with own_settings():
        main()
