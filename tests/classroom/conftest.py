"""What a class needs is in an environment of its own, which `make test-class` makes first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BIN = Path(sys.prefix, "classroom", "bin")


def pytest_collection_modifyitems(items):
    if not (BIN / "nbgrader").exists():
        for item in items:
            item.add_marker(pytest.mark.skip("make test-class makes the environment first"))


@pytest.fixture(scope="session")
def surroundings(tmp_path_factory):
    """Give the variables of a teacher's shell in which that environment is activated."""
    home = tmp_path_factory.mktemp("home")
    return os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}


@pytest.fixture(scope="session")
def run(surroundings):
    """Run a command in that environment; give what it said."""

    def run(*command, cwd, ok=True, timeout=300):
        done = subprocess.run(
            [str(each) for each in command],
            cwd=cwd,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=timeout,
        )
        assert not ok or done.returncode == 0, done.stdout
        return done.stdout

    return run
