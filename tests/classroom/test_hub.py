"""A hub for a class: four students come in, run a chapter and drag, each in a home of their own."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest

from tests.classroom.conftest import BIN
from tests.support import PATIENCE, ROOT, wait_for

CLASSROOM = ROOT / "classroom"
PLACE = ROOT / "dist" / "load-of-tests"
STUDENTS = 4


@pytest.fixture(scope="module")
def said(run):
    """Load a hub with a small class; give what is said of it, which ends well or not at all."""
    command = [BIN / "python", CLASSROOM / "load.py", f"--students={STUDENTS}", "--only=the book"]
    few = "--chapter=02-rules", "--drags=2", "--seconds=2", "--pause=1", f"--place={PLACE}"
    text = run(*command, *few, cwd=ROOT, ok=False, timeout=400)
    print(text)
    return text


def amount(said, name):
    return float(re.search(rf"^ *{name} +([\d.]+)", said, re.MULTILINE)[1])


TWO_AT_ONCE = """
from types import SimpleNamespace
import jupyterhub.utils
from traitlets.config.loader import PyFileConfigLoader

offered = iter([5001, 5001, 5002])
jupyterhub.utils.random_port = lambda: next(offered)
hook = PyFileConfigLoader("jupyterhub_config.py").load_config().Spawner.pre_spawn_hook
servers = [SimpleNamespace(port=0), SimpleNamespace(port=0)]
for server in servers:
    hook(server)
print([server.port for server in servers])
"""


def test_two_servers_that_start_together_have_ports_of_their_own(run):
    assert run(BIN / "python", "-c", TWO_AT_ONCE, cwd=CLASSROOM).strip() == "[5001, 5002]"


def test_nobody_fails(said):
    assert amount(said, "failures") == 0


def test_a_student_needs_no_more_memory_than_is_said(said):
    assert 40 < amount(said, "server") < 90
    assert 40 < amount(said, "kernel") < 160


def test_frames_come_from_the_kernel_and_from_those_made_ahead(said):
    assert amount(said, "frames asked for") > 0
    assert amount(said, "median") < 2000


def test_each_has_the_book_without_solutions_in_a_home_that_is_closed(said):
    for number in range(1, STUDENTS + 1):
        home = PLACE / "homes" / f"student{number}"
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert (home / "calculus" / "book" / "zh" / "index.ipynb").exists()
        assert not list(home.rglob("*.solutions.toml"))
        assert (home / "calculus" / ".git" / "trusted").exists()
        # Nobody waits for the list of fonts.
        assert list(home.glob(".cache/matplotlib/fontlist-*.json"))
    assert "building the font cache" not in (PLACE / "hub.log").read_text("utf-8")


def test_the_package_of_students_has_no_solutions():
    assert list(BIN.parent.rglob("d2l_calc/exercises/gradient.toml"))
    assert not list(BIN.parent.rglob("*.solutions.toml"))


def test_nothing_is_left_running(said):
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    assert not re.search(rf"{PLACE}|{CLASSROOM}/(lean|kernel|start_server|demo_config)\.py", lines)


def test_the_hub_listens_on_this_machine_and_knows_no_password(said):
    log = (PLACE / "hub.log").read_text("utf-8")
    assert re.search(r"JupyterHub is now running at http://127\.0\.0\.1:\d+", log)
    for path in CLASSROOM.iterdir():
        text = path.read_text("utf-8") if path.is_file() else ""
        assert not re.search(r"""(?i)(password|token|secret)["']? *[=:] *["'][^"']+["']""", text)


@contextmanager
def hub(folder, surroundings, **variables):
    """Start the hub that is tried before class; give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    hand_out(ROOT, folder / "book.git")
    known = {"STUDENTS": "1", "PORT": str(port), "BOOK": str(folder / "book.git")}
    command = [BIN / "jupyterhub", "-f", CLASSROOM / "demo_config.py"]
    with (
        open(folder / "hub.log", "w") as log,
        subprocess.Popen(
            command, cwd=folder, env=surroundings | known | variables, stdout=log, stderr=log
        ) as process,
    ):
        try:
            wait_for(lambda: process.poll() is not None or answers(port), "the hub")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def answers(port):
    with suppress(OSError):
        return urlopen(f"http://127.0.0.1:{port}/hub/health").status == 200


@contextmanager
def signed_in(browser, hub):
    """Let a student come in; give the page with the book, and what it was refused."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        page, refused = window.new_page(), []
        page.set_default_timeout(PATIENCE * 1000)
        page.on("response", lambda said: refused.extend([said.url] * (said.status == 403)))
        page.goto(f"{hub}/hub/login")
        page.fill("input[name=username]", "student1")
        page.click("#login_submit")
        page.locator(".jp-Notebook h1").first.wait_for()
        page.locator(".jp-Toolbar [data-jp-item-name=kernelName]").wait_for()
        yield page, refused


def test_a_student_comes_in_with_a_browser_and_sees_the_book(tmp_path, surroundings, browser):
    with hub(tmp_path, surroundings) as address, signed_in(browser, address) as (page, refused):
        # What is for teachers is not there.
        assert page.get_by_text("Kernel", exact=True).count() == 1
        assert page.get_by_text(re.compile("Nbgrader|Create Assignment|Validate")).count() == 0
    assert refused == []


ASSIGNMENT = "00-warm-up"


def test_a_student_fetches_and_submits_with_a_browser(tmp_path, surroundings, run, browser):
    course, exchange = tmp_path / "course", tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    write = [sys.executable, "-m", "publish.assignment", f"book/zh/{ASSIGNMENT}.ipynb"]
    run(*write, course / "source" / ASSIGNMENT, cwd=ROOT)
    shutil.copy(CLASSROOM / "nbgrader_config.py", course)

    def nbgrader(*what):
        run("env", f"EXCHANGE={exchange}", "nbgrader", *what, cwd=course)

    nbgrader("generate_assignment", ASSIGNMENT, "--create")
    nbgrader("release_assignment", ASSIGNMENT)
    with (
        hub(tmp_path, surroundings, EXCHANGE=str(exchange)) as address,
        signed_in(browser, address) as (page, refused),
    ):
        page.get_by_role("menuitem", name="Nbgrader").click()
        page.get_by_role("menuitem", name="Assignment List").click()
        page.get_by_role("button", name="Fetch", exact=True).click()
        fetched = page.locator("#fetched_assignments_list")
        fetched.get_by_role("button", name=ASSIGNMENT).click()
        fetched.get_by_role("link", name=ASSIGNMENT).click()
        notebook = page.locator(".jp-NotebookPanel", has_text="# 0.1：1 分")
        ready = re.compile(rf"Python.*Idle.*{ASSIGNMENT}")
        page.locator("#jp-main-statusbar", has_text=ready).wait_for()
        cells = notebook.locator(".jp-CodeCell .cm-content")
        cells.filter(has_text="import d2l_calc").click()
        page.keyboard.press("Shift+Enter")
        cells.filter(has_text='"0.1"').click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type('answer = [4, 2, 5]\nd2l.check("0.1", answer)')
        page.keyboard.press("Shift+Enter")
        notebook.locator(".jp-OutputArea-output", has_text="✓").wait_for()
        page.keyboard.press("ControlOrMeta+s")
        mine = tmp_path / "homes" / "student1" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        wait_for(lambda: "[4, 2, 5]" in mine.read_text("utf-8"), "what the student saves")
        page.get_by_role("tab", name="Assignments").click()
        fetched.get_by_role("button", name="Submit").click()
        page.locator("#submitted_assignments_list").get_by_text(" UTC").wait_for()
    nbgrader("collect", ASSIGNMENT)
    (submitted,) = (course / "submitted").rglob("*.ipynb")
    # Demo users have one account, and names of their own.
    assert submitted.relative_to(course / "submitted").parts[0] == "student1"
    assert "[4, 2, 5]" in submitted.read_text("utf-8")
    assert refused == []


START = """
import sys
from pathlib import Path
sys.path.insert(0, {folder!r})
import start_server
"""


def in_classroom(code, home, **variables):
    """Run some code as a student's server is started."""
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [BIN / "python", "-c", START.format(folder=str(CLASSROOM)) + code],
        env=os.environ | {"HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout + done.stderr


def hand_out(folder, repository):
    command = [sys.executable, CLASSROOM / "hand_out.py", repository]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_what_a_student_wrote_stays_when_the_teacher_changes_the_book(tmp_path):
    repository, home = tmp_path / "book.git", tmp_path / "home"
    hand_out(ROOT, repository)
    fetch = f"start_server.fetch({str(repository)!r}, Path.home() / 'calculus')"
    in_classroom(fetch, home)
    mine = home / "calculus" / "book" / "zh" / "01-derivative.ipynb"
    notebook = nbformat.read(mine, 4)
    notebook.cells.append(nbformat.v4.new_code_cell("mine = 1"))
    nbformat.write(notebook, mine)
    # The teacher changes another place of the same notebook, and adds a page.
    work = tmp_path / "work"
    git = "git", "-c", "user.name=t", "-c", "user.email=t@localhost", "-C", work
    subprocess.run(["git", "clone", "-q", repository, work], check=True)
    theirs = work / "book" / "zh" / "01-derivative.ipynb"
    theirs.write_text(theirs.read_text("utf-8").replace("仪表盘", "表盘", 1), "utf-8")
    (work / "book" / "zh" / "notice.md").write_text("周三小测", "utf-8")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "news"], check=True)
    subprocess.run([*git, "push", "-q"], check=True)
    log = in_classroom(fetch, home)
    assert (home / "calculus" / "book" / "zh" / "notice.md").exists(), log
    assert "mine = 1" in mine.read_text("utf-8"), log


def test_a_student_who_wants_too_much_memory_gets_an_error_alone(tmp_path):
    code = "start_server.keep_below(300_000_000)\n"
    assert "whole" in in_classroom(code + "bytearray(10**8); print('whole')", tmp_path)
    assert "MemoryError" in in_classroom(code + "bytearray(10**9)", tmp_path)


def test_a_lean_server_loads_nothing_that_only_the_hub_uses_or_nobody():
    code = (
        "import lean; lean.load(); import jupyterhub.singleuser.extension, jupyterlab.labapp\n"
        "print(sorted({'sqlalchemy', 'jupyterhub.orm', 'debugpy', 'httpx'} & {*sys.modules}))"
    )
    assert in_classroom(code, Path.home()).strip() == "[]"


def test_a_kernel_gives_a_drill_without_sympy(run, tmp_path):
    code = "import sys, d2l_calc; d2l_calc.drill('jacobian', 3); print('sympy' in sys.modules)"
    assert run(BIN / "python", "-c", code, cwd=tmp_path).split()[-1] == "False"
