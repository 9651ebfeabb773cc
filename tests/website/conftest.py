"""The built website, in a folder of a host and as files."""

from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread

import pytest

from publish.chapter import CARDS
from tests.support import ROOT, SITE

CHAPTERS = sorted(path.stem for path in ROOT.glob("book/zh/[0-9]*.ipynb"))
WRITTEN = [name for name in CHAPTERS if list(SITE.glob(f"explorers/{name}-*.js"))]
PAGES = ["index", "glossary", "search", "progress", "drills", *CHAPTERS, *CARDS]

# Where nothing is published there is no Sphinx; the other tests run all the same.
collect_ignore_glob = [] if find_spec("sphinx") else ["*.py"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def host():
    """Give the address of the folder ``dist`` on a host, so that the site lies in a sub-folder."""
    assert (SITE / "index.html").exists(), "there is no website here yet: run `make site`"
    handler = partial(Quiet, directory=SITE.parent)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def typeset(page):
    """Let a page set all of its mathematics, if it has any, what is far away too."""
    page.wait_for_function("() => !globalThis.MathJax || MathJax.startup?.promise")
    page.evaluate("""() => globalThis.MathJax?.startup.promise
        .then(() => MathJax.startup.document.lazyTypesetAll?.())
        .then(() => 0)""")
    page.wait_for_function("() => !document.querySelector('mjx-lazy')")


def wake(page):
    """Scroll to every explorer of a page, and give them when they are alive."""
    places = page.locator("[data-explorer]")
    for i in range(places.count()):
        places.nth(i).scroll_into_view_if_needed()
        places.nth(i).locator(".d2l-explorer").wait_for()
    return [places.nth(i).locator(".d2l-explorer") for i in range(places.count())]


class Visit:
    """An open page, what it has asked for, and what went wrong in it."""

    def __init__(self, page, base):
        self.page, self.base = page, base
        self.asked, self.got, self.errors = [], {}, []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", self._keep)
        page.on("requestfailed", self._miss)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _keep(self, response):
        self.got[response.url] = response
        if response.status >= 400:
            self.errors.append(f"{response.status}: {response.url}")

    def _miss(self, request):
        # What a page is still loading when it is left, nobody misses.
        if request.failure != "net::ERR_ABORTED":
            self.errors.append(f"no {request.url}: {request.failure}")

    def open(self, name):
        """Open a page of the site and wait until it has set its mathematics."""
        self.page.goto(f"{self.base}/{name}")
        self.page.wait_for_function("() => !globalThis.MathJax || MathJax.startup?.promise")
        self.page.evaluate("() => globalThis.MathJax?.startup.promise.then(() => 0)")
        return self.page

    @property
    def foreign(self):
        """Give the addresses outside the site that were asked for."""
        inside = (self.base, "data:", "blob:")
        return [address for address in self.asked if not address.startswith(inside)]


@contextmanager
def visiting(browser, base):
    """Give a fresh visit of a site in a window as wide as a computer's."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        yield Visit(window.new_page(), base)


@pytest.fixture
def visit(browser, host):
    """Give a fresh visit of the site over HTTP."""
    with visiting(browser, f"{host}/site") as visit:
        yield visit


@pytest.fixture
def file_visit(browser):
    """Give a fresh visit of the site's files, as a reader opens a folder of her own."""
    with visiting(browser, SITE.as_uri()) as visit:
        yield visit


@pytest.fixture(params=["visit", "file_visit"], ids=["http", "file"])
def any_visit(request):
    """Give a fresh visit of the site over HTTP, and one of its files."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def telephone(browser):
    """Give an empty page as large as a telephone's."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as window:
        yield window.new_page()
