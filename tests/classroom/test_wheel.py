"""The package works where the repository is not: its wheel, in an environment made afresh."""

import json
import os
import re
import shutil
import site
import subprocess
import sys
import venv
from pathlib import Path

import nbformat
import pytest

from tests.support import ROOT

RUN = r"""
import json, sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], 4)
asked = "import d2l_calc, sys; print(d2l_calc.__file__, *sys.path, sep='\\n')"
notebook.cells.append(nbformat.v4.new_code_cell(asked))
NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
print(json.dumps([[dict(output) for output in cell.get("outputs", [])] for cell in notebook.cells]))
"""

# The cell with which a notebook begins on Colab and Kaggle, as the teacher's page shows it.
PAGE = (ROOT / "classroom" / "README.md").read_text("utf-8")
INSTALLING, FIRST_CELL = re.search(r"^```python\n(%pip .*?)\n(.*?)^```", PAGE, re.M | re.S).groups()


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """Build the wheel, and install it where nothing else of the book is."""
    folder = tmp_path_factory.mktemp("outside")
    build = ["pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    bounds = {"PIP_CONSTRAINT": "constraints.txt", "PIP_BUILD_CONSTRAINT": "constraints.txt"}
    command = [sys.executable, "-m", *build]
    if subprocess.run([sys.executable, "-c", "import pip"], capture_output=True).returncode:
        command = ["uv", "build", "--quiet", "--wheel", "--out-dir", folder, ROOT]
    subprocess.run(command, cwd=ROOT, env=os.environ | bounds, check=True)
    (wheel,) = folder.glob("*.whl")
    place = folder / "env"
    venv.create(place, symlinks=True, with_pip=False)
    python = place / "bin" / "python"
    (packages,) = place.glob("lib/*/site-packages")
    # What the package needs is that of .venv, but for the package itself: a path in such a file
    # is looked at last, and brings none of the links that lie in it.
    (packages / "needed.pth").write_text(f"{site.getsitepackages()[0]}\n")
    shutil.unpack_archive(wheel, packages, "zip")
    return folder, python


def test_the_wheel_has_what_the_package_reads(outside):
    _, python = outside
    (package,) = python.parents[1].glob("lib/*/site-packages/d2l_calc")
    files = {
        path.relative_to(ROOT / "d2l_calc")
        for path in (ROOT / "d2l_calc").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path("stage/stage.js"), Path("data/iris.csv")} < files
    assert [name for name in files if not (package / name).is_file()] == []
    assert list(package.parent.glob("*.data/data/etc/jupyter/labconfig/*.json"))


def test_the_first_cell_of_colab_and_kaggle_installs_this_wheel(outside):
    folder, _ = outside
    (wheel,) = folder.glob("*.whl")
    assert INSTALLING.startswith("%pip install ")
    assert INSTALLING.endswith(f"/{wheel.name}")


def test_chapter_1_runs_with_it_alone(outside):
    folder, python = outside
    notebook = nbformat.read(ROOT / "book" / "zh" / "01-derivative.ipynb", 4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(FIRST_CELL))
    chapter = folder / "01-derivative.ipynb"
    nbformat.write(notebook, chapter)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    environment |= {"HOME": str(folder), "PYTHONSAFEPATH": "1"}
    command = [python, "-c", RUN, chapter]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    outputs = json.loads(done.stdout.splitlines()[-1])
    said = "".join(output.get("text", "") for output in outputs[-1])
    assert said.startswith(str(folder))
    assert str(ROOT) not in said.splitlines()
    assert sum("image/svg+xml" in o.get("data", {}) for cell in outputs for o in cell) > 10
