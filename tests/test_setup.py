"""A stranger sets the book up: on any Python, in any folder, with any network.

A small book stands for the whole: the same Makefile and the same start/, a package of one line and
two packages that it needs, from an index on this machine. A uv that only notes what it is told
makes most of it quick; what pip does is tried with pip.
"""

import ast
import json
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest

from tests.support import ROOT, wait_for

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("make"), reason="needs make"
)

RUNNING = "{}.{}.{}".format(*sys.version_info)
PYPROJECT = """
[build-system]
requires = ["backend"]
build-backend = "backend"

[project]
name = "d2l-calc"
version = "1.0"
dependencies = ["first", "second"]
classifiers = ["Programming Language :: Python :: 3.{}"]
[project.optional-dependencies]
test = []
site = []
"""
BACKEND = '''
from pathlib import Path
from zipfile import ZipFile

def build_editable(folder, *_):
    name = "d2l_calc-1.0-py3-none-any.whl"
    with ZipFile(Path(folder) / name, "w") as wheel:
        info = "d2l_calc-1.0.dist-info/"
        wheel.writestr("d2l.pth", str(Path.cwd()))
        wheel.writestr(info + "METADATA", """Metadata-Version: 2.1
Name: d2l-calc
Version: 1.0
Requires-Dist: first
Requires-Dist: second
""")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any")
        wheel.writestr(info + "RECORD", "")
    return name
'''
# Makes an environment without pip, which is quick, and notes everything else.
UV = """#!/bin/sh
echo "$*" >> {log}
echo "$UV_DEFAULT_INDEX" > {log}.index
case $1 in
venv) {python} -m venv --without-pip "$5" || exit 1 ;;
pip) [ ! -e {log}.wait ] || sleep 600; [ ! -e {log}.fail ] || exit 2 ;;
esac
"""


@pytest.fixture
def book(tmp_path):
    """Give a small book, and a uv that notes what it is told."""
    return Book(tmp_path / "book", tmp_path / "bin")


class Book:
    """A small book in a folder, and how a stranger sets it up.

    Parameters
    ----------
    folder : pathlib.Path
        Where it is written.
    path : pathlib.Path
        A folder for a uv, first on the PATH.
    """

    def __init__(self, folder, path):
        self.folder, self.path, self.log = folder, path, path / "uv.log"
        self.venv = folder / ".venv"
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PIP_", "UV_", "VIRTUAL_ENV", "PYTHON", "MAKE", "MFLAGS"))
        }
        self.environment["PATH"] = f"{path}{os.pathsep}{os.environ['PATH']}"
        self.environment["PIP_CONFIG_FILE"] = os.devnull
        for name in ("d2l_calc", "publish/web"):
            (folder / name).mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", folder)
        shutil.copytree(ROOT / "start", folder / "start")
        self.names(sys.version_info[1])
        (folder / "constraints.txt").write_text("first==1.0\nsecond==1.0\nbackend==1.0\n")
        path.mkdir(exist_ok=True)
        uv = path / "uv"
        uv.write_text(UV.format(log=f"'{self.log}'", python=f"'{sys.executable}'"))
        uv.chmod(0o755)
        (path / "python3").symlink_to(Path(sys.executable).resolve())  # the first on the PATH

    def names(self, *minors):
        """Let pyproject.toml name some Pythons."""
        text = PYPROJECT.format('", "Programming Language :: Python :: 3.'.join(map(str, minors)))
        (self.folder / "pyproject.toml").write_text(text)

    def make(self, *words, **variables):
        """Run make, on the Python of these tests unless another is named; give what it did."""
        return subprocess.run(
            ["make", *words],
            cwd=self.folder,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )

    def set_up(self, *words, **variables):
        """Set up, which has to go well; give what is said."""
        done = self.make("setup", *words, **variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def fails(self, *words, **variables):
        """Set up, which cannot go well; give what the reader is told, without make's last word."""
        done = self.make("setup", *words, **variables)
        assert done.returncode != 0, done.stdout
        assert "Traceback" not in done.stderr
        return [line for line in done.stderr.splitlines() if not line.startswith("make: ")]

    def asked(self):
        """Give what uv has been told since this was asked last."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [line.split(" ")[0] for line in lines]

    def remember(self, **changes):
        """Change what the environment remembers of itself."""
        record = json.loads((self.venv / "book.json").read_text())
        (self.venv / "book.json").write_text(json.dumps({**record, **changes}))

    def fake_python(self, version, pyvenv=None):
        """Let the environment be one of another Python."""
        python = self.venv / "bin" / "python"
        python.unlink()
        self.write_python(python, version)
        settings = self.venv / "pyvenv.cfg"
        settings.write_text(settings.read_text().replace(RUNNING, pyvenv or version))

    @staticmethod
    def write_python(path, version):
        """Write a Python that can only say what it is."""
        machine = "{} {}".format(*os.uname()[::4])
        lines = (version.replace(".", " "), "/elsewhere", path, machine)
        path.write_text("#!/bin/sh\n" + "".join(f"echo '{line}'\n" for line in lines))
        path.chmod(0o755)


# What is there is kept


def test_a_second_run_finds_nothing_to_do(book):
    assert "Installing" in book.set_up()
    assert book.asked() == ["venv", "pip"]
    assert "Installing" not in book.set_up()
    assert book.asked() == []
    marked = (book.venv / "ready-to-read").stat().st_mtime_ns
    assert book.make(".venv/ready-to-read").returncode == 0
    assert (book.venv / "ready-to-read").stat().st_mtime_ns == marked


def test_what_tests_need_is_added_once(book):
    book.set_up()
    for _ in range(2):
        assert book.make(".venv/ready-to-test").returncode == 0
    assert book.asked() == ["venv", "pip", "pip"]
    book.set_up()
    assert book.asked() == []


@pytest.mark.parametrize("name", ["constraints.txt", "pyproject.toml", "start/jupyter/new.json"])
def test_a_change_of_what_is_installed_is_noticed_whatever_its_time(book, name):
    book.set_up()
    assert book.make(".venv/ready-to-test").returncode == 0
    book.asked()
    changed = book.folder / name
    changed.write_text((changed.read_text() if changed.exists() else "") + "\n")
    os.utime(changed, (0, 0))
    book.set_up()
    assert book.asked() == ["pip"]
    assert not (book.venv / "ready-to-test").exists()


def test_the_environment_of_an_earlier_edition_is_taken_over(book):
    book.set_up()
    (book.venv / "book.json").unlink()
    (book.venv / "kept").touch()
    book.set_up()
    assert book.asked() == ["venv", "pip", "pip"]
    assert (book.venv / "kept").exists()


# Its folder


@pytest.fixture
def two_places(book):
    """Set up a book whose environment names its folder as those of pip and uv do."""
    book.set_up()
    book.asked()
    (book.venv / "bin" / "tool").write_text(f"#!{book.venv}/bin/python\nprint()\n")
    (packages,) = book.venv.glob("lib/python*/site-packages")
    (packages / "d2l.pth").write_text(str(book.folder))
    (packages / "other.pth").write_text(f"{book.folder}-other")
    return book


def names_of(folder):
    tool = (folder / ".venv" / "bin" / "tool").read_text().splitlines()[0]
    (packages,) = (folder / ".venv").glob("lib/python*/site-packages")
    return tool, (packages / "d2l.pth").read_text(), (packages / "other.pth").read_text()


@pytest.mark.parametrize("name", ["moved", "微积分"])
def test_a_moved_folder_works_at_once_and_without_a_network(two_places, name):
    old, new = two_places.folder, two_places.folder.parent / name
    two_places.folder = old.rename(new)
    two_places.set_up()
    assert two_places.asked() == []
    assert names_of(new) == (f"#!{new}/.venv/bin/python", str(new), f"{old}-other")


def test_a_copied_folder_runs_its_own_package(two_places):
    old, new = two_places.folder, two_places.folder.parent / "copy"
    shutil.copytree(old, new, symlinks=True)
    two_places.folder = new
    two_places.set_up()
    assert names_of(new)[:2] == (f"#!{new}/.venv/bin/python", str(new))
    assert names_of(old)[:2] == (f"#!{old}/.venv/bin/python", str(old))


def test_where_scripts_cannot_name_the_new_folder_all_is_made_anew(two_places):
    old, new = two_places.folder, two_places.folder.parent / "d2l & 'my' 微积分"
    two_places.folder = old.rename(new)
    two_places.venv = new / ".venv"
    assert f"Making .venv anew: it was made in {old}." in two_places.set_up()
    assert two_places.asked() == ["venv", "pip"]
    assert two_places.set_up().count("Installing") == 0


def test_another_way_to_the_same_folder_changes_nothing(two_places):
    link = two_places.folder.parent / "link"
    link.symlink_to(two_places.folder)
    two_places.folder = link
    two_places.set_up()
    assert two_places.asked() == []
    assert str(link) not in names_of(link)


def test_an_environment_of_another_computer_is_made_anew(book):
    book.set_up()
    book.remember(machine="Linux riscv64")
    assert "it was made on another computer" in book.set_up()


# Its Python


@pytest.mark.parametrize("how", ["word", "variable"])
def test_another_python_that_is_named_makes_it_anew(book, how):
    book.set_up()
    book.names(sys.version_info[1], 99)
    book.set_up()
    book.fake_python("3.99.1")
    assert "anew" not in book.set_up()
    named = f"PYTHON={sys.executable}"
    said = book.set_up(named) if how == "word" else book.set_up(PYTHON=sys.executable)
    assert f"Making .venv anew: it has Python 3.99.1, not {RUNNING}." in said
    assert "anew" not in book.set_up(named)


def test_a_python_that_is_gone_is_noticed(book):
    book.set_up()
    for python in book.venv.glob("bin/python*"):
        python.unlink()
        python.symlink_to("/nowhere/python3")
    assert "Making .venv anew: its Python does not run." in book.set_up()
    assert (book.venv / "bin" / "python").exists()


def test_a_python_that_became_another_is_noticed(book):
    book.set_up()
    settings = book.venv / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace(RUNNING, "3.9.1"))
    assert f"Making .venv anew: its Python was 3.9, and is {RUNNING} now." in book.set_up()
    assert "anew" not in book.set_up()


def test_a_python_that_is_too_old_is_told_so_and_leaves_nothing(book):
    (book.path / "uv").unlink()
    book.names(98, 99)
    english, chinese = book.fails()
    assert english == (
        f"This book needs Python 3.98 or newer; found Python {RUNNING}. "
        "Name another one: make lab PYTHON=python3.13"
    )
    assert "这本书要用 Python 3.98" in chinese
    assert not book.venv.exists()


def test_a_python_that_is_too_new_is_told_so_but_may_be_insisted_on(book):
    (book.path / "uv").unlink()
    book.names(3, 4)
    assert f"Python {RUNNING} is newer than this book knows: 3.3 to 3.4." in book.fails()[0]
    assert not book.venv.exists()


def test_another_python_on_the_path_is_taken_where_the_first_does_not_do(book):
    book.names(98, 99)
    other = book.path / "python3.98"
    book.write_python(other, "3.98.2")
    said = book.make("setup").stdout
    assert f"Python {RUNNING} does not do for this book; taking 3.98.2." in said
    assert f"venv --allow-existing --python {other} {book.venv}" in book.log.read_text()


def test_where_there_is_no_python_make_says_so(book):
    assert book.fails("PYTHON=no-such-python") == []
    said = book.make("setup", "PYTHON=no-such-python").stdout
    assert "There is no no-such-python here: install Python" in said


def test_old_pythons_can_read_what_tells_them_so():
    for path in ROOT.glob("start/*.py"):
        tree = ast.parse(path.read_text("utf-8"), feature_version=(3, 5))
        strange = (ast.JoinedStr, ast.NamedExpr, ast.AnnAssign, ast.AsyncFunctionDef)
        assert not any(isinstance(node, strange) for node in ast.walk(tree)), path


# Made by hand


def by_hand(book, *options):
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", book.venv], check=True)
    (book.venv / "mine").touch()


def test_an_environment_made_by_hand_is_used_and_never_taken_away(book):
    by_hand(book)
    book.set_up()
    assert book.asked() == ["pip"]
    book.folder = book.folder.rename(book.folder.parent / "in a new place")
    book.venv = book.folder / ".venv"
    english, _ = book.fails()
    assert "is not the book's own, and it was made in" in english
    assert "make clean" in english
    assert (book.venv / "mine").exists()


def test_a_file_in_the_way_is_named(book):
    book.venv.write_text("elsewhere")
    assert "is not the book's own" in book.fails()[0]
    assert book.venv.read_text() == "elsewhere"


# Broken off


def test_what_was_broken_off_while_it_was_made_is_made_anew(book):
    book.set_up()
    book.remember(made=False, ready=[])
    assert "it is half made" in book.set_up()


def test_what_was_broken_off_while_packages_came_is_completed(book):
    (book.path / "uv.log.wait").touch()
    process = subprocess.Popen(
        [sys.executable, "start/environment.py"],
        cwd=book.folder,
        env=book.environment,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    wait_for(lambda: book.log.exists() and "pip install" in book.log.read_text(), "uv")
    os.killpg(process.pid, signal.SIGINT)
    assert "Stopped. The same command goes on from here." in process.communicate()[0]
    assert process.returncode == 130
    (book.path / "uv.log.wait").unlink()
    book.asked()
    book.set_up()
    assert "--reinstall " in book.log.read_text()
    assert book.asked() == ["pip"]


def test_two_at_once_do_not_get_in_each_others_way(book):
    start = partial(
        subprocess.Popen,
        [sys.executable, "start/environment.py"],
        cwd=book.folder,
        env=book.environment,
        stdout=subprocess.DEVNULL,
    )
    assert [each.wait() for each in [start(), start(), start()]] == [0, 0, 0]
    assert book.asked() == ["venv", "pip"]


# What goes wrong


@pytest.mark.parametrize("how", ["variable", "file", "uv's own"])
def test_uv_is_told_of_the_mirror_that_pip_is_told_of(book, how):
    settings = book.path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://mirror.test/simple\n")
    variables = {
        "variable": {"PIP_INDEX_URL": "https://mirror.test/simple"},
        "file": {"PIP_CONFIG_FILE": str(settings)},
        "uv's own": {"PIP_CONFIG_FILE": str(settings), "UV_DEFAULT_INDEX": "https://uv.test"},
    }
    book.set_up(**variables[how])
    index = (book.path / "uv.log.index").read_text().strip()
    assert index == ("https://uv.test" if how == "uv's own" else "https://mirror.test/simple")


def test_a_folder_that_cannot_be_written_is_named(book):
    script = "import os, sys; os.access = lambda *_: False; import environment as e; e.main([])"
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=book.folder / "start",
        env=book.environment,
        capture_output=True,
    ).stderr.decode()
    assert "Nothing can be written into this folder: copy the book" in said
    assert not book.venv.exists()


def test_a_python_without_ensurepip_is_told_what_to_install(book):
    (book.path / "uv").unlink()
    (book.folder / "venv.py").write_text("raise SystemExit('ensurepip is not available')")
    english, chinese = book.fails()
    assert english.endswith("On Debian and Ubuntu: apt install python3-venv")
    assert chinese.endswith("apt install python3-venv")
    assert not book.venv.exists()


def test_a_terminal_without_chinese_letters_gets_english(book):
    (book.path / "uv").unlink()
    book.names(98)
    variables = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    assert len(book.fails(**variables)) == 1


class Index(SimpleHTTPRequestHandler):
    """A package index that may break off in the middle, and remembers what was asked for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        name = self.path.strip("/").removeprefix("simple/")
        files = [wheel for wheel in self.server.wheels if wheel.startswith(f"{name}-")]
        if files:
            kind = "text/html"
            body = "".join(f'<a href="/{wheel}">{wheel}</a>' for wheel in files).encode()
        elif name in self.server.wheels:
            kind, body = "application/octet-stream", self.server.wheels[name]
        else:
            self.send_error(404)
            return
        length = len(body)
        if kind != "text/html" and name.startswith(self.server.breaks):
            body = body[:10]
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", length)
        if kind != "text/html":
            self.send_header("Cache-Control", "max-age=365000000, immutable, public")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Give an index on this machine with the two packages and the backend."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    folder = tmp_path_factory.mktemp("wheels")
    server.wheels, server.breaks, server.asked = {}, "nothing", []
    for name, version, source in (
        ("first", "1.0", ""),
        ("second", "1.0", ""),
        ("backend", "1.0", BACKEND),
        ("backend", "2.0", "raise Exception('a newer one, which is not pinned')"),
    ):
        path = folder / f"{name}-{version}-py3-none-any.whl"
        says = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        with ZipFile(path, "w") as wheel:
            info = f"{name}-{version}.dist-info/"
            wheel.writestr(f"{name}.py", source)
            wheel.writestr(info + "METADATA", says)
            wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(info + "RECORD", "")
        server.wheels[path.name] = path.read_bytes()
    Thread(target=server.serve_forever, daemon=True).start()
    server.address = f"http://127.0.0.1:{server.server_port}/simple"
    yield server
    server.shutdown()
    server.server_close()


def test_a_bad_network_is_told_and_the_next_try_goes_on(book, index):
    """One story, for pip is slow: uv gives up, no network, one that breaks, and then a good one."""
    (book.path / "uv.log.fail").touch()
    done = book.make("setup", PIP_INDEX_URL="http://127.0.0.1:9/simple")
    assert "uv could not; trying pip, which has its own settings." in done.stdout
    assert "the network does not answer" in done.stdout
    english, chinese, _ = done.stderr.splitlines()
    assert english.startswith("No network, or a bad one: the packages could not be fetched.")
    assert chinese.startswith("没有网络")
    assert "NewConnectionError" in (book.venv / "installing.log").read_text("utf-8")

    index.breaks = "second"
    # As readers with a mirror have it; what is not trusted, pip does not keep.
    mirror = {"PIP_INDEX_URL": index.address, "PIP_TRUSTED_HOST": index.address.split("/")[2]}
    english, _ = book.fails(**mirror)
    assert english.startswith("No network, or a bad one: the packages could not be fetched.")
    assert "/first-1.0-py3-none-any.whl" in index.asked

    index.breaks, index.asked[:] = "nothing", []
    target = book.path / "target"
    led_astray = dict(PIP_USER="1", PIP_TARGET=str(target), PIP_NO_CACHE_DIR="1", PYTHONPATH=".")
    assert "second 1.0" in book.set_up(**mirror, **led_astray)
    assert "/second-1.0-py3-none-any.whl" in index.asked
    assert "/first-1.0-py3-none-any.whl" not in index.asked, "what had arrived was not kept"
    assert "/backend-2.0-py3-none-any.whl" not in index.asked, "what builds is not pinned"
    python, script = book.venv / "bin" / "python", "import first, second; print(first.__file__)"
    found = subprocess.check_output([python, "-I", "-c", script]).decode()
    assert Path(found.strip()).is_relative_to(book.venv)
    assert not target.exists()
    assert not (book.venv / "arrived").exists()
