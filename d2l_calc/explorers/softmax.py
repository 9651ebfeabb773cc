"""The explorers of chapter 8: from scores to probabilities, and what temperature does to them."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from d2l_calc.saved import softmax as probabilities
from d2l_calc.stage.controls import Choice, Log, Slider
from d2l_calc.stage.draw import SQUARE
from d2l_calc.stage.form import explorer
from d2l_calc.stage.look import BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED
from d2l_calc.stage.numbers import fixed, row
from d2l_calc.stage.scene import Letters, handle

_CLASSES = ("cat", "dog", "bird")
_SCORES = {"z1": 2.0, "z2": 1.0, "z3": 0.1}

# Each loss as a function of the probabilities and the truth, with its slope in the probabilities.
_LOSSES = {
    "cross_entropy": (lambda p, y: -y @ np.log(p), lambda p, y: -y / p),
    "squared": (lambda p, y: (p - y) @ (p - y) / 2, lambda p, y: p - y),
}

_STEEPEST = 0.25  # no entry of the Jacobian is larger: p(1 - p) at p = 1/2


def _panel(axes, low, high, name):
    """Prepare axes for one bar for each class."""
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set(xlim=(-0.6, 2.6), ylim=(low, high), ylabel=name)
    axes.set_xticks(range(3), _CLASSES)
    axes.grid(axis="x", visible=False)


def _bars(axes, color, width=15):
    """Make three bars, all of them one thick line with gaps."""
    return axes.plot([], [], "-", color=color, linewidth=width, solid_capstyle="butt")[0]


def _raise(bars, heights):
    """Set the heights of three bars."""
    x, y = np.full((2, 3, 3), np.nan)
    x[:, :2], y[:, 0], y[:, 1] = np.arange(3)[:, None], 0, heights
    bars.set_data(x.ravel(), y.ravel())


def _signs():
    """Give a line that draws the signs in a 3 × 3 map: plus on the diagonal, minus beside it."""
    dash = np.array([[-0.14, 0], [0.14, 0], [np.nan, np.nan]])
    places = [(j, i) for i in range(3) for j in range(3)]
    level = [dash + place for place in places]
    upright = [dash[:, ::-1] + (i, i) for i in range(3)]
    return np.concatenate(level + upright).T


def _tint(entry):
    """Give the colour of an entry of the Jacobian: orange above 0, blue below, white at 0."""
    color = ORANGE if entry > 0 else BLUE
    channels = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return tuple(1 - min(abs(entry) / _STEEPEST, 1) * (1 - channels))


def _key(axes, name, against, **mark):
    """Write above bars what they are, and what is drawn against them."""
    bars = Line2D([], [], linestyle="-", linewidth=6, color=GREY, label=name)
    other = Line2D([], [], label=against, **mark)
    axes.legend(handles=[bars, other], loc="upper center", ncols=2)


def _draw_map(axes):
    """Prepare a map of the 3 × 3 entries of the Jacobian; give its cells and their signs."""
    axes.set(xlim=(-0.5, 2.5), ylim=(2.5, -0.5), aspect="equal", ylabel=r"$D\sigma$")
    axes.set_xticks(range(3), [f"$z_{i}$" for i in (1, 2, 3)])
    axes.set_yticks(range(3), [rf"$\hat y_{i}$" for i in (1, 2, 3)])
    axes.grid(visible=False)
    squares = [0.96 * (SQUARE - 0.5) + (i, j) for j in range(3) for i in range(3)]
    cells = axes.add_collection(PolyCollection(squares, linewidths=0))
    return cells, axes.plot(*_signs(), "-", color=BLACK, linewidth=1)[0]


def _write(letters, p, error, jacobian):
    """Write the numbers at their bars, and in the cells of the map below their signs."""
    for each in letters.values():
        each.clear()
    for i in range(3):
        letters["p"].write(f"{i}", fixed(p[i], 3), (i, p[i]), up=7)
        up = 11 if error[i] >= 0 else -11
        ink = "orange" if error[i] >= 0 else "blue"
        letters["slope"].write(f"{i}", fixed(error[i], 3), (i, error[i]), up=up, ink=ink)
        for j in range(3):
            letters["entry"].write(f"{i}{j}", fixed(jacobian[i, j], 3), (j, i), up=-13)


@explorer(
    size=(5.4, 4.4),
    seen=["p", "row1", "row2", "row3"],
    answer=lambda p, label, **_: float(p.split(", ")[("cat", "dog", "bird").index(label)]) > 0.95,
    at={"z1": 5.0},
)
def softmax():
    """Three scores, their probabilities, the Jacobian, and the gradient of a loss.

    Parameters
    ----------
    **start
        First values of controls: z1, z2, z3, shift, label, loss.
    """
    controls = {
        **{name: Slider(-4.0, 10.0, at, 0.1) for name, at in _SCORES.items()},
        "shift": Slider(-3.0, 3.0, 0.0, 0.1),
        "label": Choice({name: i for i, name in enumerate(_CLASSES)}),
        "loss": Choice(_LOSSES),
    }

    def setup(figure, label):
        (scores, chances), (map_, slopes) = figure.subplots(2, 2)
        _panel(scores, -7.6, 13.6, "$z$")
        _panel(chances, 0, 1.3, r"$\hat y$")
        chances.set_yticks([0, 0.5, 1])
        chances.bar(range(3), np.eye(3)[label], 0.62, fill=False, edgecolor=BLACK, linestyle="--")
        _key(chances, r"$\hat y$", "$y$", linestyle="--", color=BLACK)
        _panel(slopes, -1.15, 1.65, None)
        slopes.set_yticks([-1, -0.5, 0, 0.5, 1])
        diamond = {"linestyle": "none", "marker": "D", "markersize": 6, "color": BLACK}
        _key(slopes, r"$\hat y-y$", r"$\partial L/\partial z$", **diamond)
        cells, signs = _draw_map(map_)
        return {
            "scores": _bars(scores, GREY),
            "tops": [handle(scores.plot([], [], "o", color=BLACK)[0], y=name) for name in _SCORES],
            "chances": _bars(chances, GREY),
            "cells": cells,
            "signs": signs,
            "above": _bars(slopes, ORANGE),
            "below": _bars(slopes, BLUE),
            "numbers": {"p": Letters(chances), "slope": Letters(slopes), "entry": Letters(map_)},
            "gradient": slopes.plot([], [], "D", color=BLACK, markersize=6)[0],
        }

    def update(moving, z1, z2, z3, shift, label, loss):
        z, y = np.array([z1, z2, z3]) + shift, np.eye(3)[label]
        p = probabilities(z)
        jacobian = np.diag(p) - np.outer(p, p)
        value, slope = loss
        gradient = slope(p, y) @ jacobian
        _raise(moving["scores"], z)
        for i, top in enumerate(moving["tops"]):
            top.set_data([i], [z[i]])
        _raise(moving["chances"], p)
        moving["cells"].set_facecolor([_tint(entry) for entry in jacobian.flat])
        _raise(moving["above"], np.maximum(p - y, 0))
        _raise(moving["below"], np.minimum(p - y, 0))
        moving["gradient"].set_data(range(3), gradient)
        _write(moving["numbers"], p, p - y, jacobian)
        readings = {"L": value(p, y), "sum": round(gradient.sum(), 12) + 0.0}
        readings |= {"p": row(p), "error": row(p - y), "gradient": row(gradient)}
        return readings | {f"row{i + 1}": row(jacobian[i]) for i in range(3)}

    return setup, update, controls


@explorer(size=(4.7, 2.8), seen=["first"], answer=lambda first, **_: first > 0.9, at={"T": 0.4})
def temperature():
    """Three probabilities at a temperature, and over all temperatures.

    Parameters
    ----------
    **start
        First values of controls: T, scores.
    """
    controls = {
        "T": Log(0.1, 10.0, 1.0),
        "scores": Choice({"photo": (2.0, 1.0, 0.1), "close": (2.0, 1.8, 0.1), "tie": (2, 2, 0.1)}),
    }
    looks = [(BLACK, "-"), (GREEN, "--"), (PURPLE, "-.")]
    grid = np.geomspace(0.1, 10, 80)

    def setup(figure, scores):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.3), sharey=True)
        _panel(left, 0, 1.12, r"$\hat y$")
        right.set(xscale="log", xlim=(0.085, 12), xlabel="$T$")
        right.set_xticks([0.1, 1, 10], ["0.1", "1", "10"])
        right.axhline(1 / 3, color=GREY, linewidth=0.8)
        curves = np.array([probabilities(np.array(scores) / T) for T in grid]).T
        for curve, (color, style) in zip(curves, looks, strict=True):
            right.plot(grid, curve, style, color=color)
        bar = {"linewidth": 15, "solid_capstyle": "butt"}
        return {
            "scores": np.array(scores),
            "bars": [left.plot([], [], "-", color=color, **bar)[0] for color, _ in looks],
            "now": right.plot([], [], ":", color=RED, linewidth=1.2)[0],
            "dots": [right.plot([], [], "o", color=color, markersize=5)[0] for color, _ in looks],
            "T": handle(right.plot([], [], "o", color=RED)[0], x="T"),
            "numbers": Letters(left),
        }

    def update(moving, T):
        p = probabilities(moving["scores"] / T)
        moving["numbers"].clear()
        for i, (bar, dot) in enumerate(zip(moving["bars"], moving["dots"], strict=True)):
            bar.set_data([i, i], [0, p[i]])
            dot.set_data([T], [p[i]])
            moving["numbers"].write(f"{i}", fixed(p[i], 3), (i, p[i]), 0, 8)
        moving["now"].set_data([T, T], [0, 1.05])
        moving["T"].set_data([T], [1.05])
        return {"first": p[0], "p": row(p, 3)}

    return setup, update, controls
