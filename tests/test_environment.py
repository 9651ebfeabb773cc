"""The files that describe the environment agree, and importing the package is light."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distributions, requires

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tests.support import ROOT

SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = SETTINGS["project"]
BACKEND = SETTINGS["build-system"]["requires"]

# The systems that a reader may have, as markers of requirements see them.
SYSTEMS = {
    "Linux": {"sys_platform": "linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "os_name": "nt"},
}


def ranges(lines):
    """Read requirements as a dictionary from name to range."""
    return {r.name: r.specifier for r in map(Requirement, lines)}


def listed(path, pattern):
    return re.findall(pattern, (ROOT / path).read_text("utf-8"), re.MULTILINE)


READING = ranges(PROJECT["dependencies"])
TESTING = ranges(PROJECT["optional-dependencies"]["test"])
PUBLISHING = ranges(PROJECT["optional-dependencies"]["site"])
PINS = [Requirement(line) for line in listed("constraints.txt", r"^[^#\n].*$")]
# The first release of each Python that is promised: what takes it takes the later ones.
PYTHONS = [each.rpartition(" ")[2] for each in PROJECT["classifiers"]]


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def _holds(requirement, python, system):
    """Whether a requirement is one for this Python on this system."""
    machine = SYSTEMS[system] | {"python_version": python, "python_full_version": f"{python}.0"}
    return requirement.marker is None or requirement.marker.evaluate(machine)


def pinned(python, system):
    """Give the pins that hold for one Python on one system, as pairs of name and version."""
    return [
        (_plain(pin.name), *(each.version for each in pin.specifier))
        for pin in PINS
        if _holds(pin, python, system)
    ]


def needed(names, python, system):
    """Give the plain names of all that packages bring in, at any depth.

    What is not installed here, because another system needs it, is taken to need nothing.
    """
    waiting, seen = {_plain(name) for name in names}, set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= {_plain(r.name) for r in _asked(name) if _holds(r, python, system)} - seen
    return seen


@cache
def _asked(name):
    """Give what an installed package asks for; its extras left out, which no test here wants."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return []
    return [requirement for requirement in map(Requirement, lines) if not _of_extra(requirement)]


def _of_extra(requirement):
    return "extra ==" in str(requirement.marker)


def test_conda_gets_the_same_ranges_as_pip():
    conda = ranges(listed("environment.yml", r"^  - ([a-z]+[<>=].*)$"))
    assert str(conda.pop("python")) == PROJECT["requires-python"]
    assert conda == READING
    assert listed("environment.yml", r"^      - (.*)$") == ["-e ."]


def test_every_python_from_the_least_on_is_named():
    numbers = [int(python.removeprefix("3.")) for python in PYTHONS]
    assert numbers == [*range(numbers[0], numbers[-1] + 1)]
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_constraints_are_exact_and_within_the_ranges(python, system):
    assert [str(pin) for pin in PINS if [each.operator for each in pin.specifier] != ["=="]] == []
    exact = dict(pinned(python, system))
    assert len(exact) == len(pinned(python, system)), "two pins of one package hold at once"
    for name, specifier in (READING | TESTING | PUBLISHING).items():
        assert Version(exact[name]) in specifier, name


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_constraints_name_all_that_the_packages_need(python, system):
    """Whatever an install brings in has its version fixed, at any depth, on any system."""
    names = [*READING, *TESTING, *PUBLISHING, *ranges(BACKEND)]
    assert needed(names, python, system) - {*dict(pinned(python, system))} == set()


def test_every_pin_takes_every_python_that_is_promised():
    """A pin that wants more than the least Python ends a reader's first minutes in a riddle."""
    found = {each.name: each for each in distributions()}
    here = {(_plain(name), each.version): each for name, each in found.items()}
    narrow, looked_at = [], set()
    for python in PYTHONS:
        for name, version in {pin for system in SYSTEMS for pin in pinned(python, system)}:
            if (name, version) in here:
                looked_at.add(name)
                takes = here[name, version].metadata.get("Requires-Python")
                if f"{python}.0" not in SpecifierSet(takes or ""):
                    narrow.append(f"{name} {version}: {takes}, not {python}.0")
    assert narrow == []
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert needed([*READING, *TESTING], running, _system()) - looked_at == set()


def _system():
    return next(name for name, of in SYSTEMS.items() if of["sys_platform"] == sys.platform)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_both_readmes_say_which_pythons_work(name):
    between = " to " if name == "README.md" else " 到 "
    said = f"Python {PYTHONS[0]}{between}{PYTHONS[-1]}"
    assert (ROOT / name).read_text("utf-8").count(said) == 2


def test_the_ends_of_the_range_are_tested_on_every_system_and_all_of_it_every_week():
    workflows = ROOT / ".github" / "workflows"
    ends = ", ".join(f'"{python}"' for python in (PYTHONS[0], PYTHONS[-1]))
    assert f"python: [{ends}]" in (workflows / "test.yml").read_text("utf-8")
    weekly = (workflows / "versions.yml").read_text("utf-8")
    assert set(re.findall(r"^ +(3\.\d+)$", weekly, re.MULTILINE)) == set(PYTHONS)
    assert "make matrix" in weekly
    assert "cron" in weekly


def test_what_decides_runs_side_by_side_too_and_no_part_is_left_out():
    decides = (ROOT / ".ci" / "run").read_text("utf-8")
    listed = " ".join(re.findall(r"^(?:one_core|all_cores)=\((.+)\)$", decides, re.MULTILINE))
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    beside = re.findall(r"^ {10}- (.+)$", workflow.partition("part:")[2], re.MULTILINE)
    assert beside == [each.strip('"') for each in re.findall(r'"[^"]+"|\S+', listed)]


def test_no_index_is_named_anywhere():
    """A reader's mirror stands in pip's own settings; the book names none that could be gone."""
    paths = [ROOT / "Makefile", *ROOT.glob("*.md"), *ROOT.glob("*.toml"), *ROOT.glob("*.yml")]
    paths += [*ROOT.glob("start/*.py"), *ROOT.glob(".ci/*"), *ROOT.glob(".github/workflows/*")]
    named = re.compile(r"https?://[\w.-]*(?:pypi|mirror|simple)|index-url (?![…镜])")
    assert [path for path in paths if named.search(path.read_text("utf-8"))] == []


def test_the_package_is_built_by_the_version_that_is_pinned():
    for python in PYTHONS:
        (backend,) = ranges(BACKEND).items()
        assert str(backend[1]) == f"=={dict(pinned(python, 'Linux'))[backend[0]]}"


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
