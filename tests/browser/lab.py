"""A real JupyterLab, started by ``make lab`` in a folder of its own, and notebooks open in it."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from itertools import count
from math import ceil
from pathlib import Path
from urllib.parse import quote

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from tests.support import PATIENCE, PICTURES, ROOT, wait_for

# A notebook opened as from the list of files, in place of what JupyterLab shows.
OPEN = """async path => {
    const notebook = await jupyterapp.commands.execute("docmanager:open", { path });
    for (const other of [...jupyterapp.shell.widgets("main")]) {
        if (other !== notebook) other.dispose();
    }
}"""

# Away with all notebooks, saved or not, and their kernels; tells what JupyterLab then still shows.
LEAVE = """async () => {
    for (const widget of [...jupyterapp.shell.widgets("main")]) widget.dispose();
    await jupyterapp.serviceManager.sessions.shutdownAll();
    return document.querySelectorAll(".jp-Dialog, .jp-Notification-Toast").length;
}"""

# Height of one piece of a long screenshot, in pixels: small enough to be looked at.
PIECE = 3000


class Lab:
    """JupyterLab as ``make lab`` starts it, with an empty HOME and a copy of the book.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder. The copy of the book in it is for tests to change.
    """

    def __init__(self, folder):
        folder = folder.resolve()
        self.book, home = folder / "book", folder / "home"
        self._runtime, self._log = folder / "runtime", folder / "lab.log"
        shutil.copytree(ROOT / "book", self.book)
        home.mkdir()
        self._environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "IPYTHON"))},
            **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA"), str(home)),
            "JUPYTER_RUNTIME_DIR": str(self._runtime),
        }
        self.trust(*self.book.glob("*/*.ipynb"))
        # Containers run as root; the app in the page is asked when all cells have run.
        options = [
            "--no-browser",
            "--allow-root",
            "--port=0",
            "--LabApp.expose_app_in_browser=True",
            f"--ServerApp.root_dir={self.book}",
        ]
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options, self.book / "zh/index.ipynb"],
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        server = json.loads(wait_for(self._ready, "JupyterLab to start").read_text())
        self.url, self.token, self.root = server["url"], server["token"], Path(server["root_dir"])
        self._workspaces = count(1)

    def _ready(self):
        """Give the file in which the server tells its address, once it is ready."""
        if self._process.poll() is not None:
            raise RuntimeError(f"JupyterLab ended by itself:\n{self._log.read_text()}")
        # It then writes the page that takes the reader's browser there.
        ready = any(self._runtime.glob("jpserver-*-open.html"))
        return ready and next(self._runtime.glob("jpserver-*.json"))

    def stop(self):
        """End the server and its kernels."""
        self._process.terminate()
        self._process.wait(PATIENCE)

    def trust(self, *paths):
        """Let JupyterLab show the saved figures of notebooks."""
        command = [sys.executable, "-m", "nbformat.sign", *paths]
        subprocess.run(command, env=self._environment, check=True, capture_output=True)

    def write(self, name, *cells):
        """Write a notebook where the server finds it, and give its path.

        Parameters
        ----------
        name : str
            File name without its ending.
        *cells : str or nbformat.NotebookNode
            Sources of code cells, or cells of any kind.
        """
        cells = [new_code_cell(cell) if isinstance(cell, str) else cell for cell in cells]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path = self.root / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
        return path

    @contextmanager
    def open(self, page, path):
        """Open a notebook in a page, and leave no kernel behind.

        In a page that has JupyterLab it is opened there, in place of the one before; else with its
        address, as a link from elsewhere would.

        Parameters
        ----------
        page : playwright.sync_api.Page
        path : pathlib.Path
            A notebook below the folder that is served.

        Yields
        ------
        Notebook
        """
        name = path.relative_to(self.root).as_posix()
        self._leave(page)
        with Notebook(page, path, self.root) as notebook:
            if page.url.startswith(self.url):
                page.evaluate(OPEN, name)
            else:
                # A workspace of its own, or JupyterLab brings back the notebooks of earlier pages.
                place = f"lab/workspaces/{next(self._workspaces)}/tree"
                page.goto(f"{self.url}{place}/{quote(name)}?token={self.token}")
            notebook.wait_until_ready()
            self._last = notebook
            yield notebook
        if notebook is self._last:
            self._leave(page)

    def _leave(self, page):
        """Close what is open; where JupyterLab still has something to say, begin anew."""
        if page.url.startswith(self.url) and page.evaluate(LEAVE):
            page.goto("about:blank")


class Notebook:
    """A notebook open in JupyterLab: what a reader does with it, and what the page shows.

    Parameters
    ----------
    page : playwright.sync_api.Page
    path : pathlib.Path
        Where the notebook's file is.
    root : pathlib.Path
        The folder that the server serves.

    Attributes
    ----------
    cells : list of nbformat.NotebookNode
        The cells as the file had them when it was opened.
    errors : list of str
        What the page wrote to its console as errors so far.
    """

    def __init__(self, page, path, root):
        self.page, self.path, self.root = page, path, root
        self.cells = nbformat.read(path, as_version=4).cells
        self.panel = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.errors = []
        self._heard = {"pageerror": self._hear_error, "console": self._hear_console}

    def __enter__(self):
        for event, heard in self._heard.items():
            self.page.on(event, heard)
        return self

    def __exit__(self, *_):
        for event, heard in self._heard.items():
            self.page.remove_listener(event, heard)

    def _hear_error(self, error):
        self.errors.append(str(error))

    def _hear_console(self, message):
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")

    def ask_cells(self, script):
        """Give what a JavaScript function of a cell's element gives for each cell."""
        return self.panel.locator(".jp-Notebook-cell").evaluate_all(
            f"cells => Promise.all(cells.map({script}))"
        )

    def wait_until_ready(self):
        """Wait until every cell is in the page and the kernel is idle."""
        self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp?.shell.currentWidget;
                const cells = panel?.content?.widgets;
                return panel?.isRevealed && panel.sessionContext.isReady
                    && panel.sessionContext.session?.kernel?.status === "idle"
                    && cells?.length && !cells.some(cell => cell.isPlaceholder());
            }""",
            timeout=PATIENCE * 1000,
        )

    def run_all(self):
        """Clear the outputs and run all cells, as the menu does, and wait for the last one."""
        for command in ("clear-all-cell-outputs", "run-all-cells"):
            self.page.evaluate("name => jupyterapp.commands.execute(name)", f"notebook:{command}")
        self.wait_until_ready()

    def photograph(self, name):
        """Save pictures of the whole notebook, from top to bottom, where people want some.

        JupyterLab lays out only what is in the window: the window grows to the notebook's length.

        Parameters
        ----------
        name : str
            How the names of the pictures begin.
        """
        if not PICTURES:
            return
        window = self.page.viewport_size
        area = self.panel.locator(".jp-WindowedPanel-outer")
        last, height = self.panel.locator(".jp-Notebook-cell").last, 0
        area.evaluate("area => area.scrollTo(0, 0)")
        while height < (height := self._bottom(last)):
            self.page.set_viewport_size({**window, "height": height + window["height"]})
        paper = area.bounding_box()
        tops = range(int(paper["y"]), height, PIECE)
        for piece, top in enumerate(tops, 1):
            box = {**paper, "y": top, "height": min(PIECE, height - top)}
            self.page.screenshot(path=PICTURES / f"{name}-{piece}.png", clip=box)
        self.page.set_viewport_size(window)

    @staticmethod
    def _bottom(element):
        box = element.bounding_box()
        return ceil(box["y"] + box["height"])
