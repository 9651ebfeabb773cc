"""What tests share: where things are, how long to wait, and a Chromium."""

import os
import shutil
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from d2l_calc.language import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted(ROOT.glob("book/*/*.ipynb"))
EDITIONS = sorted({path.parent for path in NOTEBOOKS})
# The code of all editions is the same, as a test says: what code does is tried with the first one.
FIRST_EDITION = [path for path in NOTEBOOKS if path.parent.name == LANGUAGES[0]]
SITE = ROOT / "dist" / "site"

# The folder for pictures of what tests see, for people to look at; without a name, none are taken.
PICTURES = Path(os.environ["PICTURES"]) if os.environ.get("PICTURES") else None

# The longest wait for anything, in seconds: a hang fails a test, slowness does not.
PATIENCE = 120

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium():
    """Give the Chromium that CHROMIUM names, or the machine's own, or Playwright's."""
    # Most tests want none, and need not load what starts it.
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def wait_for(question, what, patience=PATIENCE):
    """Ask until the answer is true, and give that answer.

    Parameters
    ----------
    question : callable
        Takes nothing. Anything true ends the waiting.
    what : str
        What is waited for, as the error names it.
    patience : float, optional
        The longest wait in seconds.

    Raises
    ------
    TimeoutError
        When no answer is true in that time.
    """
    end = time.monotonic() + patience
    while not (answer := question()):
        if time.monotonic() > end:
            raise TimeoutError(f"waited {patience} s in vain for {what}")
        time.sleep(0.05)
    return answer


def lasting(complaints):
    """Give the complaints that do not go away while a page finishes its work.

    Parameters
    ----------
    complaints : callable
        Takes nothing and gives a list.
    """
    with suppress(TimeoutError):
        wait_for(lambda: not complaints(), "an end of complaints", patience=20)
    return complaints()
