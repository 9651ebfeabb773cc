"""Measure what the book promises about speed, as ratios within one run.

    python tools/bench.py

Machines differ and drift, so the two sides of each ratio take turns; the medians are compared.
"""

import io
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
from jupyter_client.manager import start_new_kernel

import d2l_calc as d2l

ROOT = Path(__file__).parent.parent
X = np.arange(0, 3, 0.1)
CURVES = [3 * X**2 - 4 * X, 2 * X - 3]
LABELS = ["f(x)", "Tangent line (x=1)"]


def in_turns(ours, other, rounds):
    """Time two calls in turns.

    Returns
    -------
    tuple of float
        Median seconds of ours and of the other, and the median ratio of the pairs.
    """
    pairs = []
    for i in range(rounds + 2):
        times = {}
        for call in (ours, other) if i % 2 else (other, ours):
            start = time.perf_counter()
            call()
            times[call] = time.perf_counter() - start
        pairs.append((times[ours], times[other]))
    pairs = pairs[2:]
    mine, others = zip(*pairs, strict=True)
    return (
        statistics.median(mine),
        statistics.median(others),
        statistics.median(a / b for a, b in pairs),
    )


def python(code):
    """Give a call that runs a line of Python in a process of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, env=os.environ)


def by_plot():
    d2l.plot(X, CURVES, "x", "f(x)", LABELS)


def by_hand():
    figure = plt.figure(figsize=(3.5, 2.5))
    axes = figure.gca()
    axes.plot(X, CURVES[0], "-", X, CURVES[1], "m--")
    axes.set_xlabel("x")
    axes.set_ylabel("f(x)")
    axes.legend(LABELS)
    axes.grid()


def drawn(make):
    """Give a call that makes a figure, writes it as SVG and closes it."""

    def call():
        make()
        plt.savefig(io.BytesIO(), format="svg")
        plt.close("all")

    return call


def closed(make):
    """Give a call that makes a figure and closes it undrawn."""

    def call():
        make()
        plt.close("all")

    return call


def nbval():
    """Compare every output of every notebook, one notebook after the other."""
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "book"], cwd=ROOT, check=True, capture_output=True
    )


def bare_kernels():
    """Start and stop as many kernels as the book has notebooks."""
    for _ in ROOT.glob("book/*/*.ipynb"):
        manager, client = start_new_kernel(stderr=subprocess.DEVNULL)
        client.stop_channels()
        manager.shutdown_kernel(now=True)


BENCHES = {
    "import d2l_calc / import numpy, matplotlib.pyplot": (
        python("import d2l_calc"),
        python("import numpy, matplotlib.pyplot"),
        15,
    ),
    "plot / the same figure by hand, made": (closed(by_plot), closed(by_hand), 200),
    "plot / the same figure by hand, made and drawn": (drawn(by_plot), drawn(by_hand), 100),
    "strict nbval of the book / its kernels, bare": (nbval, bare_kernels, 1),
}


def main():
    print(f"{'':48s}       ours      other   ratio")
    for name, bench in BENCHES.items():
        ours, other, ratio = in_turns(*bench)
        print(f"{name:48s} {ours * 1e3:7.1f} ms {other * 1e3:7.1f} ms {ratio:7.3f}")


if __name__ == "__main__":
    main()
