"""Try the book with every Python that is here, and the pinned, the oldest and the newest versions.

    python tools/matrix.py                    # every cell of the table
    python tools/matrix.py 3.12-newest 3.15   # some of them

Pinned are the versions of constraints.txt, oldest and newest the ends of pyproject.toml's ranges:

- pinned: every test, and every output of every notebook, to the letter;
- oldest: the notebooks run without an error, and what explorers and grader promise holds;
- newest: that, and the website is built.

What is not on this machine is said, and is no failure. Environments and what each step said lie
in ``dist/matrix``. It takes uv, which is put there where it is not on the PATH.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "matrix"
VERSIONS = ("pinned", "oldest", "newest")

# For which systems every pin has to have a wheel.
SYSTEMS = {
    "Linux": "x86_64-manylinux_2_28",
    "Linux, ARM": "aarch64-manylinux_2_28",
    "macOS": "aarch64-apple-darwin",
    "macOS, Intel": "x86_64-apple-darwin",
    "Windows": "x86_64-pc-windows-msvc",
}

# What holds with any version: how a picture is written, to the letter, does not.
PROMISES = [
    *(ROOT / "tests").glob("test_explorers_*.py"),
    *(ROOT / "tests" / f"test_{name}.py" for name in ("grader", "exercises_session", "plot")),
]


def promised():
    """Give the Pythons that pyproject.toml names, such as ``["3.11", "3.12"]``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [each.rpartition(" ")[2] for each in project["classifiers"]]


def interpreter(python, uv):
    """Give the path of a Python of this machine, or None.

    Parameters
    ----------
    python : str
        Such as ``"3.12"``.
    uv : str
        Knows where Pythons are, but for those of pyenv that are not chosen.
    """
    ours = sorted(Path.home().glob(f".pyenv/versions/{python}.*/bin/python"))
    asked = [uv, "python", "find", "--no-project", "--no-python-downloads", python]
    done = subprocess.run(asked, capture_output=True, text=True)
    found = [*map(str, reversed(ours)), done.stdout.strip() if not done.returncode else ""]
    return next(filter(None, found), None)


def find_uv():
    """Give the path of uv: the machine's own, or one that is put beside the environments."""
    if found := shutil.which("uv"):
        return found
    folder = FOLDER / "uv"
    if not (folder / "bin" / "uv").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "-q", "uv"], check=True)
    return str(folder / "bin" / "uv")


class Failed(Exception):
    """A step that did not go well, and what it said last."""


class Cell:
    """One cell of the table: a Python, and the versions of what the book needs.

    Parameters
    ----------
    python, versions : str
        Such as ``"3.12"`` and ``"oldest"``.
    uv, base : str
        The paths of uv and of that Python.
    """

    def __init__(self, python, versions, uv, base):
        self.name, self.versions, self.uv, self.base = f"{python}-{versions}", versions, uv, base
        self.folder = FOLDER / self.name
        self.venv = self.folder / "venv"
        self.python = self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def run(self, *command):
        """Run a step; its words go into a file beside the environment."""
        log = self.folder / "log"
        with log.open("a", encoding="utf-8") as file:
            print("$", *command, file=file, flush=True)
            done = subprocess.run(command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT)
        if done.returncode:
            lines = log.read_text("utf-8", "replace").strip().splitlines()
            failed = [line for line in lines if re.match(r"(FAILED|ERROR|error)\b", line)]
            raise Failed((failed or lines)[-1])

    def install(self):
        """Make an environment with the versions of this cell."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.run(self.uv, "venv", "-q", "--python", self.base, self.venv)
        listed = self.folder / "versions.txt"
        # What is compiled from source is not what a reader gets.
        resolve = [self.uv, "pip", "compile", "-q", "--only-binary", ":all:", "--no-header"]
        resolve += ["--python", self.python, "--all-extras", "pyproject.toml", "-o", listed]
        resolve += {
            "pinned": ["-c", "constraints.txt"],
            "oldest": ["--resolution", "lowest-direct"],
            "newest": ["--upgrade"],
        }[self.versions]
        self.run(*resolve)
        install = [self.uv, "pip", "install", "-q", "--python", self.python]
        self.run(*install, "-r", listed)
        self.run(*install, "--no-deps", "-e", ".")

    def check(self):
        """See whether the book is whole with these versions."""
        test = [self.python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "auto"]
        if self.versions == "pinned":
            self.run(*test)
            return
        book = self.folder / "book"
        shutil.copytree(ROOT / "book", book)
        for edition in sorted(path for path in book.iterdir() if path.is_dir()):
            self.run(self.python, "tools/execute.py", *sorted(edition.glob("*.ipynb")))
        self.run(*test, "-W", "default", *PROMISES)
        if self.versions == "newest":
            prepared = self.folder / "prepared" / "zh"
            self.run(self.python, "-m", "publish.run", book / "zh", prepared)
            self.run(self.python, "-m", "publish.site", self.folder / "site", prepared)

    def outcome(self):
        """Give what the table says of this cell, and whether it is good."""
        start = time.monotonic()
        try:
            self.install()
            self.check()
        except Failed as failed:
            return f"FAILED: {failed}", False
        finally:
            shutil.rmtree(self.venv, ignore_errors=True)
        return f"good ({(time.monotonic() - start) / 60:.0f} min)", True


def without_wheels(uv, python):
    """Give the systems, and the pin, for which constraints.txt has no wheel for a Python."""
    lacking = []
    for system, platform in SYSTEMS.items():
        command = [uv, "pip", "compile", "-q", "--no-deps", "--only-binary", ":all:"]
        command += ["--python-version", f"{python}.0", "--python-platform", platform]
        done = subprocess.run(
            [*command, "constraints.txt"], cwd=ROOT, capture_output=True, text=True
        )
        if done.returncode:
            pin = re.search(r"[\w.-]+==[\w.]+", done.stderr)
            lacking.append(f"{system}: {pin[0] if pin else done.stderr.strip()}")
    return lacking


def main(names):
    FOLDER.mkdir(parents=True, exist_ok=True)
    uv, good, table = find_uv(), True, []
    for python in promised():
        lacking = without_wheels(uv, python)
        table.append((python, "wheels", "; ".join(lacking) or f"on {len(SYSTEMS)} systems"))
        good &= not lacking
        base = interpreter(python, uv)
        for versions in VERSIONS:
            if names and not {python, versions, f"{python}-{versions}"} & {*names}:
                continue
            if base:
                said, fine = Cell(python, versions, uv, base).outcome()
                good &= fine
            else:
                said = "not on this machine"
            table.append((python, versions, said))
            print(*table[-1], flush=True)
    print("\n| Python | versions | |\n|---|---|---|")
    print("\n".join(f"| {python} | {versions} | {said} |" for python, versions, said in table))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
