"""Load a hub as a class does, and say how it holds: memory, time, frames, failures.

    .venv/classroom/bin/python classroom/load.py --students 40

Everybody signs in, opens a chapter and runs all of it in the same minute; then everybody drags in
explorers, now and then. The same again with a picture of ipywidgets' `interact`. The hub is that of
`make hub`, on this machine and for this alone; who loads it works on the same machine, too.
"""

import argparse
import asyncio
import contextlib
import json
import math
import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from page import Explorer, Failure, Page, Slider

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

# What forty would draw with ipywidgets: chapter 5's contours, and the arrow of the gradient.
INTERACT = """
import numpy as np
import d2l_calc as d2l
from ipywidgets import interact

d2l.use_svg_display()


def valley(x, y):
    return x**2 + 2 * y**2


@interact(x=(-2, 2, 0.02), y=(-1.5, 1.5, 0.02))
def show(x=1.0, y=0.5):
    d2l.contours(valley, (-2, 2), (-1.5, 1.5), 1, figsize=(5, 4))
    axes = d2l.plt.gca()
    axes.plot([x], [y], "ko")
    axes.quiver([x], [y], [2 * x], [4 * y], angles="xy", scale_units="xy", scale=4)
    axes.set_title(f"{valley(x, y):.3f}")
    d2l.plt.show()
"""


@dataclass
class Seen:
    """What came of a round."""

    moves: int = 0
    at_once: int = 0
    frames: list = field(default_factory=list)
    failures: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)


class Hub:
    """A hub of its own, in a folder of its own, that ends with all that it started."""

    def __init__(self, students, place):
        self.port, self.place = free_ports(3), place.resolve()
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir(parents=True)
        self.address = f"http://127.0.0.1:{self.port}"
        book = self.place / "book.git"
        # The hub has no packages of authors; who made it has.
        made = [ROOT / ".venv" / "bin" / "python", HERE / "hand_out.py", book]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        environment = os.environ | {
            "STUDENTS": str(students),
            "PORT": str(self.port),
            "BOOK": str(book),
        }
        self.log = open(self.place / "hub.log", "w")  # noqa: SIM115  as long as the hub runs
        self.process = subprocess.Popen(
            [Path(sys.prefix) / "bin" / "jupyterhub", "-f", HERE / "demo_config.py"],
            cwd=self.place,
            env=environment,
            stdout=self.log,
            stderr=self.log,
        )

    async def ready(self):
        async with aiohttp.ClientSession() as session:
            for _ in range(240):
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"{self.address}/hub/health") as said:
                        if said.status == 200:
                            return
                if self.process.poll() is not None:
                    break
                await asyncio.sleep(0.5)
        raise Failure(f"the hub does not start: see {self.place / 'hub.log'}")

    def processes(self):
        """Give what runs under the hub: id -> its kind."""
        parents, kinds = {}, {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                parents[int(folder.name)] = parent_of(folder), line
        for number, (parent, line) in parents.items():
            above = parent
            while above in parents and above != self.process.pid:
                above = parents[above][0]
            if above == self.process.pid:
                kinds[number] = kind_of(line)
        return kinds

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            for number in [*self.processes(), self.process.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
        self.log.close()


def parent_of(folder):
    return int((folder / "stat").read_text().rpartition(")")[2].split()[1])


def kind_of(line):
    if "kernel.py" in line:
        return "kernel"
    return "server" if "lean.py" in line else "hub"


def free_ports(count):
    """Give the first of some neighbouring ports that nobody uses."""
    while True:
        first = random.randrange(20000, 60000, 10)
        with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
            for port in range(first, first + count):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first


def memory(hub):
    """Give the MiB of each process, by its kind; what several share is shared out."""
    sizes = {"server": [], "kernel": [], "hub": []}
    for number, kind in hub.processes().items():
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{number}/smaps_rollup").read_text()
            size = next(line for line in text.splitlines() if line.startswith("Pss:"))
            sizes[kind].append(int(size.split()[1]) / 1024)
    return sizes


async def everybody(pages, seen, what):
    """Let all do something at the same time; note who could not."""

    async def one(page):
        try:
            return await what(page)
        except Exception as error:
            seen.failures.append(f"{page.name}: {type(error).__name__}: {error}")

    return await asyncio.gather(*map(one, pages))


async def round_of(hub, students, notebook, cells, widgets, drags, seconds, pause):
    """Sign in, open, run, drag; give what was seen."""
    seen = Seen()
    pages = [Page(hub.address, f"student{n}") for n in range(1, students + 1)]
    begin = time.perf_counter()

    async def sign_in(page):
        await page.sign_in()

    await everybody(pages, seen, sign_in)
    seen.facts["signed in"] = time.perf_counter() - begin
    sources, begin, ends, first = {}, time.perf_counter(), [], []

    async def open_and_run(page):
        sources[page.name] = cells or await page.open(notebook)
        if cells:
            await page.open(notebook)
        for number, source in enumerate(sources[page.name]):
            await page.run(source)
            if number == 0:
                first.append(time.perf_counter() - begin)
        ends.append(time.perf_counter() - begin)

    await everybody(pages, seen, open_and_run)
    seen.facts |= {"first cell": max(first, default=0), "all have run": max(ends, default=0)}

    async def play(page):
        chance = random.Random(page.name)
        found = widgets(page)
        if not found:
            raise Failure("no widget has come")
        await asyncio.sleep(chance.uniform(0, pause))
        for _ in range(drags):
            widget = found[0](page, chance.choice(found[1]), seen)
            await page.drag(widget.move, seconds, chance.random())
            await widget.settle()
            await asyncio.sleep(pause)

    running = [page for page in pages if len(page.widgets)]
    await everybody(running, seen, play)
    sizes = memory(hub)
    alive = {kind: len(each) for kind, each in sizes.items()}
    if alive["kernel"] < students:
        seen.failures.append(f"{students - alive['kernel']} kernels are gone")
    seen.facts |= {kind: sum(each) / max(len(each), 1) for kind, each in sizes.items()}
    for page in pages:
        await page.close()
    return seen


def rows_of(seen):
    """Give the lines of the table: what, and how much."""
    frames = sorted(1000 * each for each in seen.frames) or [float("nan")]
    facts = seen.facts
    return {
        "failures": f"{len(seen.failures)}",
        "memory a student": f"{facts['server'] + facts['kernel']:.0f} MiB",
        "  server": f"{facts['server']:.0f} MiB",
        "  kernel": f"{facts['kernel']:.0f} MiB",
        "until all are signed in": f"{facts['signed in']:.0f} s",
        "until all have run it": f"{facts['all have run']:.0f} s",
        "moves shown at once": f"{100 * seen.at_once / max(seen.moves, 1):.0f} %",
        "frames asked for": f"{len(seen.frames)}",
        "  median": f"{statistics.median(frames):.0f} ms",
        "  95 %": f"{frames[math.ceil(0.95 * len(frames)) - 1]:.0f} ms",
        "  worst": f"{frames[-1]:.0f} ms",
    }


def print_table(columns):
    """Print what was seen, a column for each round."""
    named = {name: rows_of(seen) for name, seen in columns.items()}
    wide = max(map(len, next(iter(named.values()))))
    print(" " * wide, *(f"{name:>14}" for name in named))
    for row in next(iter(named.values())):
        print(f"{row:{wide}}", *(f"{column[row]:>14}" for column in named.values()))
    for name, seen in columns.items():
        for failure in seen.failures[:10]:
            print(f"{name}: {failure}")


async def load(students, chapter, edition, drags, seconds, pause, place, only=None):
    """Load a hub with the book, and one with `interact`; give what was seen of each."""
    path = f"calculus/book/{edition}/{chapter}.ipynb"
    rounds = {
        "the book": (None, lambda page: (Explorer, page.explorers())),
        "interact": ([INTERACT], lambda page: (Slider, page.sliders())),
    }
    found = {}
    for name, (cells, widgets) in rounds.items():
        if only and name != only:
            continue
        hub = Hub(students, place)
        try:
            await hub.ready()
            found[name] = await round_of(hub, students, path, cells, widgets, drags, seconds, pause)
        finally:
            hub.stop()
    return found


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--chapter", default="05-gradient")
    parser.add_argument("--edition", default="zh")
    parser.add_argument("--drags", type=int, default=5, help="of each student")
    parser.add_argument("--seconds", type=float, default=5, help="of a drag")
    parser.add_argument("--pause", type=float, default=25, help="seconds from one to the next")
    parser.add_argument("--only", help="the book, or interact")
    parser.add_argument(
        "--place",
        type=Path,
        default=ROOT / "dist" / "load",
        help="an empty folder, or that of an earlier load; another one for each load at a time",
    )
    options = parser.parse_args(arguments)
    if any(options.place.glob("*")) and not (options.place / "hub.log").exists():
        parser.error(f"--place: {options.place} has something in it that is of no load")
    # Whoever stops this stops the hub as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    print(
        f"{options.students} students, {options.chapter}, on {os.cpu_count()} cores; load before: "
        f"{os.getloadavg()[0]:.1f}",
        flush=True,
    )
    found = asyncio.run(load(**vars(options)))
    print_table(found)
    print(json.dumps({name: seen.facts for name, seen in found.items()}), file=sys.stderr)
    return any(seen.failures for seen in found.values())


if __name__ == "__main__":
    sys.exit(main())
