"""Make .venv/classroom: the reader's environment, and JupyterHub and nbgrader on top.

    .venv/bin/python classroom/environment.py

What the book needs is not installed twice: packages, JupyterLab and its settings are those of
.venv, and readers have nothing of what a class needs. The book's package is in it as students
get it, without solutions. Once it is made nobody has to write into it.
"""

import compileall
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
READING = Path(sys.prefix)
CLASSROOM = READING / "classroom"
PACKAGES = Path("lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "site-packages")
PYTHON = CLASSROOM / "bin" / "python"


def main():
    if not PYTHON.exists():
        venv.create(CLASSROOM, symlinks=True, with_pip=False)
    # Relative: the folder may be moved.
    above = Path(*[".."] * (len(PACKAGES.parts) + 1))
    (CLASSROOM / PACKAGES / "book.pth").write_text(f"{above / PACKAGES}\n")
    install()
    shutil.copy(HERE / "classroom_table.py", CLASSROOM / PACKAGES)
    add_students_package()
    keep_drills()
    for folder in ("share/jupyter", "etc/jupyter"):
        link(READING / folder, CLASSROOM / folder)
    for name in ("jupyter_server_config.py", "nbgrader_config.py", "labconfig/page_config.json"):
        shutil.copy(HERE / name, CLASSROOM / "etc" / "jupyter" / name)
    name_kernel()
    list_fonts()
    if closed := closed_to_others(PYTHON):
        print(
            f"No other account of this machine may run this Python: {closed} is closed to them. "
            "That is enough to try a hub with demo users; for a class, make .venv with the "
            "system's Python: make PYTHON=/usr/bin/python3 .venv/classroom/ready"
        )


def closed_to_others(path):
    """Give the folder that keeps accounts of others from a file, or None if there is none."""
    folders = reversed(path.resolve().parents)
    return next((folder for folder in folders if not folder.stat().st_mode & stat.S_IXOTH), None)


def install():
    """Install what is pinned, with uv where that made .venv, else with pip."""
    pins = ["--no-deps", "--quiet", "-r", str(HERE / "requirements.txt")]
    if subprocess.run([sys.executable, "-c", "import pip"], capture_output=True).returncode:
        command = ["uv", "pip", "install", "--python", str(PYTHON), *pins]
    else:
        quiet = ["--disable-pip-version-check", "--no-warn-script-location"]
        command = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *quiet, *pins]
    print("Installing JupyterHub and nbgrader into .venv/classroom, half a minute ...", flush=True)
    if code := subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(code)


def add_students_package():
    """Put the package of the students' copy where their kernels find it."""
    target = CLASSROOM / PACKAGES / "d2l_calc"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "publish.student", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(Path(folder) / "d2l_calc", target)
    compileall.compile_dir(target, quiet=2)


def keep_drills():
    """Make some drills once for all, as many of each level as nobody does in a term."""
    command = [PYTHON, "-P", "-c", "from d2l_calc.drills.problem import keep; keep(60)"]
    subprocess.run(command, check=True)


def name_kernel():
    """Let `python3` be the students' kernel, in this environment."""
    spec = {"display_name": "Python 3 (ipykernel)", "language": "python"}
    spec["argv"] = [str(PYTHON), str(HERE / "kernel.py"), "-f", "{connection_file}"]
    path = CLASSROOM / "share" / "jupyter" / "kernels" / "python3" / "kernel.json"
    path.unlink(missing_ok=True)
    path.write_text(json.dumps(spec))


def list_fonts():
    """Make Matplotlib's list of the fonts of this machine, once for all."""
    folder = CLASSROOM / "share" / "matplotlib"
    folder.mkdir(parents=True, exist_ok=True)
    command = [PYTHON, "-W", "ignore", "-c", "import matplotlib.font_manager"]
    subprocess.run(command, env=os.environ | {"MPLCONFIGDIR": str(folder)}, check=True)


def link(source, target):
    """Let a folder have the files of another, too, and what has changed there.

    They are hard links: a server gives no file out that is a symbolic link to another folder.
    """
    for path in [path for path in source.rglob("*") if path.is_file()]:
        place = target / path.relative_to(source)
        if place.exists() and place.samefile(path) and not place.is_symlink():
            continue
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.hardlink_to(path)
        except OSError:  # a file system without
            shutil.copy(path, place)


if __name__ == "__main__":
    main()
