"""What a user has set for other work changes nothing of the book, in JupyterLab and in tests."""

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from jupyterlab_server.config import ConfigManager

from start import settings
from tests.support import NOTEBOOKS, PATIENCE, ROOT, wait_for

OVERRIDES = "start/jupyter/labconfig/default_setting_overrides.json"
MATPLOTLIB = """
backend: TkAgg
text.usetex: True
font.size: 20
"""
IPYTHON = """
c.InlineBackend.rc = {"font.size": 30}
c.InlineBackend.print_figure_kwargs = {"bbox_inches": "tight"}
c.InteractiveShell.ast_node_interactivity = "all"
"""
STARTUP = """
import matplotlib.pyplot as plt
plt.rcParams["font.sans-serif"] = ["SimHei"]
print("hello from my own start-up file")
"""
JUPYTER = """
c.ServerApp.root_dir = "/"
c.KernelManager.kernel_cmd = ["false"]
c.MultiKernelManager.default_kernel_name = "mine"
"""


@pytest.fixture
def hostile(tmp_path):
    """Give the environment variables of a user who has set everything for other work."""
    home, packages = tmp_path / "home", tmp_path / "packages"
    files = {
        home / ".config" / "matplotlib" / "matplotlibrc": MATPLOTLIB,
        home / ".ipython" / "profile_default" / "ipython_kernel_config.py": IPYTHON,
        home / ".ipython" / "profile_default" / "startup" / "00-mine.py": STARTUP,
        home / ".jupyter" / "jupyter_lab_config.py": JUPYTER,
        home / ".jupyter" / "jupyter_server_config.py": JUPYTER,
        home / ".jupyter" / "jupyter_config.py": JUPYTER,
        home / ".local/share/jupyter/kernels/python3/kernel.json": json.dumps(
            {"argv": ["false"], "display_name": "mine", "language": "python"}
        ),
        packages / "matplotlib.py": "raise ImportError('an older Matplotlib, of other work')",
        packages / "numpy.py": "raise ImportError('an older NumPy, of other work')",
    }
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "XDG", "PYTEST"))}
    return {
        **kept,
        "HOME": str(home),
        "MATPLOTLIBRC": str(home / ".config" / "matplotlib"),
        "MPLCONFIGDIR": str(home / ".config" / "matplotlib"),
        "IPYTHONDIR": str(home / ".ipython"),
        "MPLBACKEND": "QtAgg",
        "PYTHONPATH": str(packages),
        "JUPYTER_PREFER_ENV_PATH": "0",
        "JUPYTER_PATH": str(home / ".local/share/jupyter"),
    }


def output(*command, **options):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# Tests and outputs


@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["one process", "a worker"])
def test_bare_pytest_compares_the_books_own_figures(hostile, workers):
    """The first cells of a chapter: what is drawn and said has no trace of its user."""
    chapter = next(str(path) for path in NOTEBOOKS if path.name.startswith("08"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *workers]
    said = output(*command, *(f"{chapter}::Cell {n}" for n in range(10)), env=hostile)
    assert "10 passed" in said


@pytest.mark.parametrize("home", ["missing", "a file"])
def test_nothing_is_written_into_a_home_that_cannot_be_written(hostile, tmp_path, home):
    shutil.rmtree(tmp_path / "home")
    (tmp_path / "file").write_text("")
    hostile["HOME"] = "/proc/nobody" if home == "missing" else str(tmp_path / "file")
    path = tmp_path / "one.ipynb"
    shutil.copy(next(path for path in NOTEBOOKS if path.name == "glossary.ipynb"), path)
    output(sys.executable, "tools/execute.py", path, env={**hostile, "PYTHONPATH": ""})


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_under_make_nothing_strange_is_left(hostile, tmp_path):
    (tmp_path / "Makefile").write_text(f"include {ROOT}/Makefile\nprobe:\n\t@env\n")
    hostile.update(dict.fromkeys(settings.STRANGE, "1"))
    said = output("make", "-f", tmp_path / "Makefile", "probe", env=hostile)
    found = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    wanted = settings.for_testing(hostile)
    names = [name for name in settings.STRANGE if found.get(name) != wanted.get(name)]
    places = ("IPYTHONDIR", "MPLCONFIGDIR")
    assert [name for name in names if name not in places] == []
    for name in places:
        assert Path(found[name]) == ROOT / ".venv" / "cache" / Path(wanted[name]).name


# JupyterLab


def test_jupyterlab_has_the_books_settings_wherever_the_package_is_installed():
    """Installed, not handed to `make lab` alone: conda, Windows, Binder and hubs have them, too."""
    found = ConfigManager(config_dir_name="labconfig")
    asked = json.loads((ROOT / OVERRIDES).read_text("utf-8"))
    given = found.get("default_setting_overrides")
    assert {name: given.get(name) for name in asked} == asked, "run `make setup` to install them"


LAB = """
import os, sys
sys.path.insert(0, {start!r})
import environment, lab
environment.main = lambda arguments: 0
environment.PYTHON = sys.executable
sys.exit(lab.main({options}))
"""


@pytest.fixture
def open_lab(tmp_path):
    """Open the book as `make lab` does once it is set up; give its address and what it said."""
    processes = []

    def start(environment, *options):
        runtime = tmp_path / "runtime"
        options = ["--no-browser", "--port=0", *options]
        script = LAB.format(start=str(ROOT / "start"), options=options)
        with (tmp_path / "lab.log").open("w") as log:
            command = [sys.executable, "-I", "-c", script]
            environment = {**environment, "JUPYTER_RUNTIME_DIR": str(runtime)}
            processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        said = (tmp_path / "lab.log").read_text

        def server():
            """Give what JupyterLab tells of itself, once it answers."""
            assert processes[-1].poll() is None, said()
            with suppress(OSError, ValueError):
                (told,) = (json.loads(path.read_text()) for path in runtime.glob("jpserver-*.json"))
                socket.create_connection(("localhost", told["port"])).close()
                return told

        return wait_for(server, "JupyterLab"), said()

    yield start
    for process in processes:
        process.terminate()
        process.wait(PATIENCE)


def ask(server, place):
    address = f"{server['url']}{place}?token={server['token']}"
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is elsewhere")
def test_the_book_opens_whatever_its_readers_settings_are(hostile, open_lab, tmp_path):
    """Also as root, whom JupyterLab sends away, and with a folder of its own in its settings."""
    extra = tmp_path / "extra" / "labconfig"
    extra.mkdir(parents=True)
    readers = {"@jupyterlab/apputils-extension:themes": {"theme": "JupyterLab Dark"}}
    (extra / "default_setting_overrides.json").write_text(json.dumps(readers))
    hostile["JUPYTER_CONFIG_PATH"] = str(extra.parent)
    server, _ = open_lab(hostile)
    assert Path(server["root_dir"]) == ROOT / "book"
    contents = ask(server, "api/contents/zh/index.ipynb")
    assert all(cell["metadata"].get("trusted", True) for cell in contents["content"]["cells"])
    tracker = ask(server, "lab/api/settings/@jupyterlab/notebook-extension:tracker")
    properties = tracker["schema"]["properties"]
    assert properties["windowingMode"]["default"] == "none"
    themes = ask(server, "lab/api/settings/@jupyterlab/apputils-extension:themes")
    assert themes["schema"]["properties"]["theme"]["default"] == "JupyterLab Dark"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is elsewhere")
def test_the_book_opens_for_a_home_that_cannot_be_written(hostile, open_lab):
    server, said = open_lab({**hostile, "HOME": "/proc/nobody"})
    assert ask(server, "api/contents/zh/index.ipynb")["name"] == "index.ipynb"
    assert "Traceback" not in said


def test_the_book_opens_when_it_cannot_be_trusted(monkeypatch, capsys):
    monkeypatch.syspath_prepend(ROOT / "start")
    import environment
    import lab

    monkeypatch.setattr(environment, "PYTHON", shutil.which("false"))
    lab.trust(os.environ)
    assert "could not be marked as trusted" in capsys.readouterr().out
