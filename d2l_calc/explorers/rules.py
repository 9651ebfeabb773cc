"""The explorers of chapter 2: the product rule and the chain rule."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from d2l_calc.stage.controls import Log, Slider
from d2l_calc.stage.draw import SQUARE
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import CannotDraw, Function, limits, presets
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED, SKY
from d2l_calc.stage.numbers import written
from d2l_calc.stage.scene import Letters, handle


def _sigmoid(u):
    return 1 / (1 + np.exp(-u))


# Each pair with how it is shown; every function with its derivative.
_PRODUCTS = {
    "powers": (
        "u = x, v = x²",
        (lambda x: x, lambda x: 1.0),
        (lambda x: x * x, lambda x: 2 * x),
    ),
    "lines": (
        "u = x + 1, v = 2x + 1",
        (lambda x: x + 1, lambda x: 1.0),
        (lambda x: 2 * x + 1, lambda x: 2.0),
    ),
    "exp": ("u = x, v = eˣ", (lambda x: x, lambda x: 1.0), (np.exp, np.exp)),
    "root": (
        "u = √x, v = x³ + 1",
        (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
        (lambda x: x**3 + 1, lambda x: 3 * x * x),
    ),
}
_COMPOSITES = {
    "square": (
        "u = x² + 2x + 3, y = u²",
        (lambda u: u * u, lambda u: 2 * u),
        (lambda x: x * x + 2 * x + 3, lambda x: 2 * x + 2),
    ),
    "line": (
        "u = x², y = 2u + 3",
        (lambda u: 2 * u + 3, lambda u: 2.0),
        (lambda x: x * x, lambda x: 2 * x),
    ),
    "sin": (
        "u = x³ − 3x, y = sin u",
        (np.sin, np.cos),
        (lambda x: x**3 - 3 * x, lambda x: 3 * x * x - 3),
    ),
    "sigmoid": (
        "u = 3x − 1, y = σ(u)",
        (_sigmoid, lambda u: _sigmoid(u) * (1 - _sigmoid(u))),
        (lambda x: 3 * x - 1, lambda x: 3.0),
    ),
}


def _pair_called(*names):
    """Give what makes a pair of functions, each given alone or with its derivative."""

    def pair(*sides):
        sides = [side if isinstance(side, tuple) else (side,) for side in sides]
        return [Function(*side, name=name) for side, name in zip(sides, names, strict=True)]

    return pair


def _growing(functions, low, high):
    """Give the points and the values of two functions that are positive and rise, or refuse."""
    (x, u), (_, v) = (side.curve(low, high) for side in functions)
    if not all(side[0] > 0 and (np.diff(side) > 0).all() for side in (u, v)):
        raise CannotDraw(*product_rectangle.words["growing"], low=low, high=high)
    return x, u, v


@explorer(
    size=(5.2, 2.9),
    says=["growing"],
    answer=lambda corner, quotient, **_: corner < 0.01 * quotient,
    at={"dx": 0.01},
)
def product_rectangle(u=None, v=None):
    """A rectangle of sides u(x) and v(x) that gains two strips and a small corner.

    Parameters
    ----------
    u, v : callable, optional
        Two functions of one number, positive and growing from 0.5 to 2, to choose beside the
        presets.
    **start
        First values of controls: x, dx, function.
    """
    controls = {
        "x": Slider(0.5, 1.5, 1.0),
        "dx": Log(1e-3, 0.5, 0.5, shrinks=True),
        "function": presets(_PRODUCTS, make=_pair_called("u", "v"), u=u, v=v),
    }
    parts = {"$uv$": SKY, r"$\Delta u\,v$": ORANGE, r"$u\,\Delta v$": GREEN}
    parts[r"$\Delta u\,\Delta v$"] = PURPLE

    def setup(figure, function):
        left, right = figure.subplots(1, 2, width_ratios=(1.5, 1))
        x, u, v = _growing(function, 0.5, 2.0)
        left.set(xlim=(0, 1.05 * u[-1]), ylim=(0, 1.05 * v[-1]), xlabel="$u$", ylabel="$v$")
        steepest = np.max(np.diff(u * v) / np.diff(x))
        right.set(xlim=(-0.6, 1.6), ylim=(0, 1.1 * steepest))
        right.set_xticks([0, 1], [r"$\Delta(uv)/\Delta x$", "$u'v+uv'$"])

        def boxes(axes, names):
            style = {"alpha": 0.7, "edgecolor": BLACK, "linewidth": 0.5, "linestyle": "-"}
            return [axes.fill([], [], facecolor=parts[n], label=n, **style)[0] for n in names]

        moving = {
            "function": function,
            "rectangle": boxes(left, [*parts]),
            "quotient": boxes(right, [*parts][1:]),
            "slope": boxes(right, [*parts][1:3]),
        }
        left.legend(ncols=4, columnspacing=1, handlelength=1.4, **ABOVE)
        moving["numbers"] = Letters(right)
        return moving

    def update(moving, x, dx):
        u, v = moving["function"]
        a, b, da, db = u(x), v(x), u(x + dx) - u(x), v(x + dx) - v(x)
        places = [((0, 0), (a, b)), ((a, 0), (da, b)), ((0, b), (a, db)), ((a, b), (da, db))]
        for box, (place, size) in zip(moving["rectangle"], places, strict=True):
            box.set_xy(place + SQUARE * size)
        quotient = np.array([da * b, a * db, da * db]) / dx
        slope = np.array([u.slope(x) * b, a * v.slope(x)])
        for bar, at, heights in [("quotient", -0.35, quotient), ("slope", 0.65, slope)]:
            tops = np.cumsum(heights)
            for box, top, height in zip(moving[bar], tops, heights, strict=True):
                box.set_xy((at, top - height) + SQUARE * (0.7, height))
        middles = np.cumsum(quotient) - quotient / 2
        numbers, (low, high) = moving["numbers"], moving["numbers"].where.get_ylim()
        numbers.clear()
        for name, middle, value in zip(("wide", "high", "corner"), middles, quotient, strict=True):
            if value > 0.07 * (high - low):
                numbers.write(name, written(value, 3), (0, middle))
        readings = dict(zip(["wide", "high", "corner"], quotient, strict=True))
        return readings | {"quotient": quotient.sum(), "slope": slope.sum()}

    return setup, update, controls


def _number_line(axes, height, name, values, low, high):
    """Draw a number line that holds these values from low to high; give its scale."""
    first, last = limits(values)

    def place(value):
        return low + (np.asarray(value) - first) / (last - first) * (high - low)

    axes.plot([low, high], [height, height], "-", color=GREY, linewidth=0.8)
    ticks = MaxNLocator(7).tick_values(first, last)
    for tick in ticks[(first <= ticks) & (ticks <= last)]:
        axes.plot(place(tick), height, "|", color=GREY, markersize=6)
        number = written(tick, zeros=False)
        axes.text(place(tick), height - 0.13, number, ha="center", va="top", color=GREY)
    axes.text(low - 0.1, height, name, ha="right", va="center")
    return place


@explorer(
    size=(5.2, 3),
    answer=lambda whole, right, **_: abs(whole - right) < 0.01 * abs(right),
    at={"dx": 0.01},
)
def chain_lines(f=None, g=None):
    """Three number lines, x to u = g(x) to y = f(u), and a small step that each map stretches.

    Parameters
    ----------
    f, g : callable, optional
        The outer and the inner function, each of one number, to choose beside the presets.
    **start
        First values of controls: x, dx, function.
    """
    low, high, longest = 0.0, 2.0, 0.5
    controls = {
        "x": Slider(low, high, 1.0),
        "dx": Log(1e-3, longest, longest, shrinks=True),
        "function": presets(_COMPOSITES, make=_pair_called("f", "g"), f=f, g=g),
    }

    def setup(figure, function):
        axes = figure.subplots()
        axes.set(xlim=(low - 0.55, high + longest + 0.05), ylim=(-0.35, 2.15))
        axes.set_axis_off()
        f, g = function
        x, u = g.curve(low, high + longest)
        _, y = Function(lambda x: f(g(x))).curve(low, high + longest)
        lines = zip((2, 1, 0), ("$x$", "$u=g(x)$", "$y=f(u)$"), (x, u, y), strict=True)
        return {
            "function": function,
            "scales": [_number_line(axes, *line, low, high + longest) for line in lines],
            "maps": [axes.fill([], [], color=colour, alpha=0.3)[0] for colour in (SKY, ORANGE)],
            "steps": [axes.plot([], [], "-", color=c, linewidth=5)[0] for c in (BLUE, GREEN, RED)],
            "factors": [axes.text(0, y, "", ha="center", va="center") for y in (1.5, 0.5)],
            "end": handle(axes.plot([], [], "o", color=BLUE, markerfacecolor="white")[0], x="dx"),
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x"),
        }

    def update(moving, x, dx):
        f, g = moving["function"]
        ends = np.array([(at, g(at), f(g(at))) for at in (x, x + dx)])
        places = [scale(pair) for scale, pair in zip(moving["scales"], ends.T, strict=True)]
        for step, place, height in zip(moving["steps"], places, (2, 1, 0), strict=True):
            step.set_data(place, [height, height])
        moving["point"].set_data(places[0][:1], [2])
        moving["end"].set_data(places[0][1:], [2])
        _, du, dy = np.diff(ends, axis=0)[0]
        first, second = factors = du / dx, dy / du
        for i, factor in enumerate(factors):
            (a, b), (c, d) = places[i : i + 2]
            moving["maps"][i].set_xy([(a, 2 - i), (b, 2 - i), (d, 1 - i), (c, 1 - i)])
            moving["factors"][i].set_x((a + b + c + d) / 4)
            number = written(factor, 3, zeros=False)
            moving["factors"][i].set_text(f"×{number}" if np.isfinite(factor) else "")
        inner, outer = g.slope(x), f.slope(g(x))
        right, wrong = inner * outer + 0.0, inner * f.slope(x) + 0.0
        readings = {"first": first, "second": second, "whole": dy / dx}
        return readings | {"inner": inner, "outer": outer, "right": right, "wrong": wrong}

    return setup, update, controls
