"""The files that describe the environment agree, and importing the package is light."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.support import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def ranges(lines):
    """Read requirements as a dictionary from name to range."""
    return {r.name: r.specifier for r in map(Requirement, lines)}


def listed(path, pattern):
    return re.findall(pattern, (ROOT / path).read_text("utf-8"), re.MULTILINE)


READING = ranges(PROJECT["dependencies"])
TESTING = ranges(PROJECT["optional-dependencies"]["test"])
PUBLISHING = ranges(PROJECT["optional-dependencies"]["site"])


def test_conda_gets_the_same_ranges_as_pip():
    conda = ranges(listed("environment.yml", r"^  - ([a-z]+[<>=].*)$"))
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    assert conda == READING
    assert listed("environment.yml", r"^      - (.*)$") == ["-e ."]


def test_constraints_are_exact_and_within_the_ranges():
    lines = listed("constraints.txt", r"^[^#\n].*$")
    exact = dict(line.split("==") for line in lines)
    assert len(exact) == len(lines)
    for name, specifier in (READING | TESTING | PUBLISHING).items():
        assert Version(exact[name]) in specifier, name


def test_constraints_name_all_that_the_packages_need():
    """Whatever an install brings in has its version fixed, at any depth."""
    exact = {_plain(line.split("==")[0]) for line in listed("constraints.txt", r"^[^#\n].*$")}
    waiting, seen = {_plain(name) for name in READING | TESTING}, set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for requirement in map(Requirement, requires(name) or []):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting |= {_plain(requirement.name)} - seen
    assert seen <= exact


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_make_help_lists_every_task():
    phony = set(listed("Makefile", r"^\.PHONY: (.*)$")[0].split())
    assert phony == set(listed("Makefile", r"^([a-z-]+):.*## ")) | {"help"}


LATER = ("ipywidgets", "anywidget", "IPython", "d2l_calc.explorers", "d2l_calc.exercises")


def test_importing_the_package_loads_no_widgets():
    script = f"import d2l_calc, sys; print([name for name in {LATER} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_every_name_that_the_package_offers_is_there():
    script = "import d2l_calc as d2l; [getattr(d2l, name) for name in d2l.__all__]; dir(d2l)"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_saved_names_hide_nothing_of_the_package():
    script = (
        "import d2l_calc; from d2l_calc.saved import __all__ as saved;"
        "assert len(set(d2l_calc.__all__)) == len(d2l_calc.__all__)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_unknown_name_is_an_attribute_error():
    import d2l_calc

    with pytest.raises(AttributeError, match="no attribute 'plott'"):
        _ = d2l_calc.plott


def test_any_tests_run_together():
    """One run may name tests of several folders: no module stands in another one's way."""
    together = ("tests/test_check.py", "tests/website", "tests/browser", "tests/test_explorers.py")
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *together], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_binder_trusts_the_notebooks():
    """repo2docker runs an executable postBuild after it has made what environment.yml says."""
    script = ROOT / "postBuild"
    assert sys.platform == "win32" or script.stat().st_mode & 0o111
    assert "jupyter trust book/*/*.ipynb" in script.read_text("utf-8")
