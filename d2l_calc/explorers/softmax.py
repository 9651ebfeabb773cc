"""The explorer of chapter 8: from scores to probabilities, and what a loss says of the scores."""

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from d2l_calc.saved import softmax as probabilities
from d2l_calc.stage.controls import Choice, Slider
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.look import BLACK, BLUE, GREY, ORANGE, RED, SKY
from d2l_calc.stage.scene import handle

_CLASSES = ("cat", "dog", "bird")

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
    """Give the colour of an entry of the Jacobian: blue above 0, orange below, white at 0."""
    color = BLUE if entry > 0 else ORANGE
    channels = np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return tuple(1 - min(abs(entry) / _STEEPEST, 1) * (1 - channels))


def _row(numbers):
    """Write numbers in a line that keeps its length while they change."""
    return ", ".join(f"{round(number, 5) + 0.0:.5f}" for number in numbers).replace("-", "−")


@explorer("Softmax：该把哪个分数往上推，推多少", "Softmax: which score to push up, and by how much")
def softmax(**start):
    """Three scores, their probabilities, the Jacobian, and the gradient of a loss.

    Parameters
    ----------
    **start
        First values of controls: z1, z2, z3, shift, label, loss.

    Returns
    -------
    Explorer
    """

    def setup(figure, label):
        (scores, chances), (map_, slopes) = figure.subplots(2, 2)
        _panel(scores, -7.6, 13.6, "$z$")
        _panel(chances, 0, 1.3, r"$\hat y$")
        chances.set_yticks([0, 0.5, 1])
        chances.bar(range(3), np.eye(3)[label], 0.62, fill=False, edgecolor=BLACK, linestyle="--")
        keys = [
            Line2D([], [], linestyle="-", linewidth=6, color=SKY, label=r"$\hat y$"),
            Line2D([], [], linestyle="--", color=BLACK, label="$y$"),
        ]
        chances.legend(handles=keys, loc="upper center", ncols=2)
        _panel(slopes, -1.15, 1.65, None)
        keys = [
            Line2D([], [], linestyle="-", linewidth=6, color=SKY, label=r"$\hat y-y$"),
            Line2D([], [], linestyle="none", marker="D", markersize=6, color=RED),
        ]
        keys[1].set_label(r"$\partial L/\partial z$")
        slopes.set_yticks([-1, -0.5, 0, 0.5, 1])
        slopes.legend(handles=keys, loc="upper center", ncols=2)
        map_.set(xlim=(-0.5, 2.5), ylim=(2.5, -0.5), aspect="equal", ylabel=r"$D\sigma$")
        map_.set_xticks(range(3), [f"$z_{i}$" for i in (1, 2, 3)])
        map_.set_yticks(range(3), [rf"$\hat y_{i}$" for i in (1, 2, 3)])
        map_.grid(visible=False)
        corners = 0.48 * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        squares = [np.add(corners, (i, j)) for j in range(3) for i in range(3)]
        return {
            "scores": _bars(scores, GREY),
            "tops": [
                handle(scores.plot([], [], "o", color=BLACK)[0], y=name)
                for name in ("z1", "z2", "z3")
            ],
            "chances": _bars(chances, SKY),
            "cells": map_.add_collection(PolyCollection(squares, linewidths=0)),
            "signs": map_.plot(*_signs(), "-", color=BLACK, linewidth=1)[0],
            "errors": _bars(slopes, SKY),
            "gradient": slopes.plot([], [], "D", color=RED, markersize=6)[0],
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
        _raise(moving["errors"], p - y)
        moving["gradient"].set_data(range(3), gradient)
        return {
            "L": value(p, y),
            "sum": round(gradient.sum(), 12) + 0.0,
            "p": _row(p),
            "error": _row(p - y),
            "gradient": _row(gradient),
            **{f"row{i + 1}": _row(jacobian[i]) for i in range(3)},
        }

    labels = {
        "z1": ("z₁（猫）", "z₁ (cat)"),
        "z2": ("z₂（狗）", "z₂ (dog)"),
        "z3": ("z₃（鸟）", "z₃ (bird)"),
        "shift": ("一起加上", "added to all"),
        "label": ("标准答案", "truth"),
        "cat": ("猫", "cat"),
        "dog": ("狗", "dog"),
        "bird": ("鸟", "bird"),
        "loss": ("损失", "loss"),
        "cross_entropy": ("交叉熵", "cross-entropy"),
        "squared": ("平方误差 ½‖ŷ − y‖²", "squared error ½‖ŷ − y‖²"),
        "p": "ŷ",
        "error": "ŷ − y",
        "gradient": "∂L/∂z",
        "sum": ("∂L/∂z 三个数之和", "sum of ∂L/∂z"),
        "row1": ("Dσ 第一行", "Dσ, first row"),
        "row2": ("Dσ 第二行", "Dσ, second row"),
        "row3": ("Dσ 第三行", "Dσ, third row"),
    }
    return Explorer(
        setup,
        update,
        title=softmax.title,
        description=(
            "三个分数、softmax 给出的概率、概率对分数的雅可比矩阵，以及损失对每个分数的导数。",
            "Three scores, their probabilities under softmax, the Jacobian of softmax, and the"
            " derivatives of a loss with respect to the scores.",
        ),
        labels=labels,
        start=start,
        size=(5.4, 4.4),
        z1=Slider(-4.0, 10.0, 2.0, 0.1),
        z2=Slider(-4.0, 10.0, 1.0, 0.1),
        z3=Slider(-4.0, 10.0, 0.1, 0.1),
        shift=Slider(-3.0, 3.0, 0.0, 0.1),
        label=Choice({name: i for i, name in enumerate(_CLASSES)}),
        loss=Choice(_LOSSES),
    )
