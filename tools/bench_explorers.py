"""Measure explorers against `ipywidgets.interact` with the same picture, in a real JupyterLab.

    python -m tools.bench_explorers

Each explorer moves along its first slider, three ways on one page and in one run: with frames made
ahead, with every frame asked of the kernel, and as an ordinary figure under `interact`, shown
inline as SVG. A step is one press of an arrow key; it is over when its picture is painted.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

import d2l_calc as d2l
from tests.browser.lab import Lab
from tests.support import PATIENCE, chromium

STEPS = 30
KEYS = 40
VAIN = 5000  # ms without a picture until none is waited for

# No frames ahead: the page is told that a frame costs the kernel a second.
MEASURE = """
import time, json, statistics, ipywidgets
import d2l_calc as d2l

ahead, asked, cold = (d2l.explore.NAME() for _ in range(3))
asked._draw = lambda *arguments, draw=asked._draw: draw(*arguments) | {"ms": 1000}
name = next(name for name, each in ahead.controls.items() if each.kind == "slider")
first = {each: getattr(ahead, each) for each in ahead.controls}
states = [first | {name: stop} for stop in ahead.controls[name].stops]
layers = [ahead.frame_at(**state)["layer"] for state in states]
same = [one == other for one, other in zip(layers, layers[1:])] + [True]


def seconds(call):
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


ready = statistics.median(seconds(d2l.explore.NAME) for _ in range(3))
frame = statistics.median(seconds(lambda: ahead.frame_at(**state)) for state in states)
print(json.dumps({"ready": ready, "frame": frame, "steps": same.index(True)}))
"""
OTHER = """
d2l.use_svg_display()


def show(i):
    figure = d2l.plt.figure(figsize=[points / 72 for points in ahead._size])
    moving = ahead._given(ahead._setup, ahead._in_setup, states[i])(figure)
    ahead._given(ahead._update, ahead._in_update, states[i])(moving)
    d2l.plt.show()


middle = len(states) // 2
ipywidgets.interact(show, i=ipywidgets.IntSlider(middle, 0, len(states) - 1));
"""
CELLS = [MEASURE, "ahead", "asked", "cold", OTHER]

# Notes when a key went down and when the picture that followed had been painted; counts pictures.
WATCH = """
element => {
    const watch = { pictures: 0, down: null };
    watch.step = new Promise((resolve) => { watch.done = resolve; });
    const picture = () => {
        const image = element.querySelector(".jp-OutputArea-output img");
        return image ? image.src : element.querySelector(".d2l-picture").innerHTML;
    };
    let last = picture();
    const painted = () => {
        if (watch.down === null) return;
        watch.done(performance.now() - watch.down);
        watch.step = new Promise((resolve) => { watch.done = resolve; });
        watch.down = null;
    };
    new MutationObserver(async () => {
        const image = element.querySelector(".jp-OutputArea-output img");
        if (!image && !element.querySelector(".d2l-picture")) return;
        const now = picture();
        if (now === last) return;
        last = now;
        watch.pictures += 1;
        await image?.decode().catch(() => null);
        requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = painted;
            channel.port2.postMessage(null);
        });
    }).observe(element, { childList: true, subtree: true });
    window.addEventListener("keydown", (event) => { watch.down ??= event.timeStamp; }, true);
    window.watch = watch;
}
"""


OVER = """({ over }, vain) =>
    Promise.race([over, new Promise(resolve => setTimeout(resolve, vain, null))])"""


class Bench:
    """One explorer's notebook, open and run.

    Parameters
    ----------
    notebook : tests.browser.lab.Notebook
    received : list of int
        Grows by the size of each message that comes from the server.
    """

    def __init__(self, notebook, received):
        self.notebook, self.page, self.received = notebook, notebook.page, received

    def kernel(self):
        """Give what the kernel measured in the first cell."""
        return json.loads(self.notebook.panel.locator(".jp-OutputArea-output").first.inner_text())

    def focus(self, cell, rest=2500):
        """Bring a cell's slider to its first stop, and rest there for some milliseconds."""
        output = self.notebook.panel.locator(".jp-Notebook-cell").nth(cell)
        output.scroll_into_view_if_needed()
        output.locator(".d2l-picture, .jp-OutputArea-output img").first.wait_for()
        output.locator("input[type=range], .noUi-handle").first.focus()
        self.page.keyboard.press("Home")
        self.page.wait_for_timeout(rest)
        output.evaluate(WATCH)

    def steps(self, cell):
        """Give the median milliseconds from key to picture, and the bytes that a step takes."""
        self.focus(cell)
        self.received.clear()
        steps = []
        for _ in range(min(STEPS, self.kernel()["steps"])):
            step = self.page.evaluate_handle("() => ({ over: watch.step })")
            self.page.keyboard.press("ArrowRight")
            # Where a slider moves nothing more, there is no picture to wait for.
            took = step.evaluate(OVER, VAIN)
            if took is None:
                break
            steps.append(took)
            self.page.wait_for_timeout(100)
        return statistics.median(steps), sum(self.received) / len(steps)

    def pictures(self, cell, rest=2500):
        """Give how many pictures quick keys give."""
        self.focus(cell, rest)
        for _ in range(KEYS):
            self.page.keyboard.press("ArrowRight")
        self.page.wait_for_timeout(4000)
        return self.page.evaluate("() => watch.pictures")


def measure(lab, window, name):
    """Give one row of the table."""
    with window.new_page() as page:
        received = []
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda data: received.append(len(data))),
        )
        path = lab.write(name, *(cell.replace("NAME", name) for cell in CELLS))
        with lab.open(page, path) as notebook:
            notebook.run_all()
            bench = Bench(notebook, received)
            other, _ = bench.steps(4)
            ahead, _ = bench.steps(1)
            asked, size = bench.steps(2)
            counts = bench.pictures(1), bench.pictures(3, rest=300), bench.pictures(4)
            return bench.kernel(), ahead, asked, other, size, counts


def main():
    print("A step with frames made ahead, with frames asked for, with interact; bytes of a step;")
    print(f"pictures that {KEYS} quick keys give: made ahead, at first touch, with interact.")
    print("explorer     ready   frame    ahead         asked         interact  bytes  pictures")
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        lab = Lab(Path(folder))
        try:
            window = browser.new_context(viewport={"width": 1000, "height": 1000})
            window.set_default_timeout(PATIENCE * 1000)
            for name in sys.argv[1:] or d2l.explore:
                kernel, ahead, asked, other, size, counts = measure(lab, window, name)
                print(
                    f"{name:12s} {kernel['ready']:.2f} s {kernel['frame'] * 1e3:5.1f} ms"
                    f" {ahead:5.0f} ms {ahead / other:.2f} {asked:5.0f} ms {asked / other:.2f}"
                    f" {other:6.0f} ms {size:6.0f}  {' '.join(map(str, counts))}",
                    flush=True,
                )
        finally:
            lab.stop()


if __name__ == "__main__":
    main()
