"""The alarms of this test suite ring: what it is set up to notice, it notices."""

import re
import subprocess
import sys
import tomllib
import warnings

import pytest
from matplotlib import MatplotlibDeprecationWarning
from matplotlib._api import warn_deprecated

from tests.support import ROOT

OLD = [DeprecationWarning, PendingDeprecationWarning, FutureWarning, MatplotlibDeprecationWarning]
OURS = ["d2l_calc", "d2l_calc.stage.look", "tools.save", "publish.site", "tests.test_plot"]


def run_in(module, call, *arguments, **options):
    """Call a function from code of this module."""
    exec("call(*arguments, **options)", {"__name__": module, **locals()})


@pytest.mark.parametrize("category", OLD)
@pytest.mark.parametrize("module", OURS)
def test_what_is_deprecated_in_our_code_is_an_error(module, category):
    with pytest.raises(category):
        run_in(module, warnings.warn, "old", category)


def test_what_matplotlib_will_take_away_is_an_error_in_our_code():
    with pytest.raises(MatplotlibDeprecationWarning):
        run_in("d2l_calc.saved", warn_deprecated, "3.0", name="what we use")


@pytest.mark.parametrize("category", OLD)
def test_what_is_deprecated_in_a_library_is_its_own_business(category):
    with pytest.warns(category):
        run_in("sphinx", warnings.warn, "old", category)


def collected(*arguments):
    """Give the files in which pytest finds a test when it is called with these arguments."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return {line.partition("::")[0] for line in done.stdout.splitlines() if "::" in line}


def test_every_example_in_a_docstring_is_run_by_make_test_or_make_test_site():
    files = [path.relative_to(ROOT) for path in ROOT.glob("[a-z]*/**/*.py")]
    with_examples = {
        path.as_posix()
        for path in files
        if path.parts[0] != "dist" and not path.name.startswith("test_")
        if re.search(r"^ +>>> ", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    }
    assert "d2l_calc/saved.py" in with_examples
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]
    rooms = [room for room in settings["ini_options"]["testpaths"] if room != "book"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for_the_site = re.search(r"^SITE_TESTS \?= (.*)$", makefile, re.MULTILINE)[1].split()
    by_make_test_site = {path for path in with_examples if path.startswith(tuple(for_the_site))}
    assert with_examples <= by_make_test_site | collected("--ignore-glob=tests/test_*", *rooms)
