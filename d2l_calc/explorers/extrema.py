"""The explorers of chapter 3: hilltops, valleys, and how to walk down."""

import math

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from d2l_calc.language import say
from d2l_calc.stage.controls import Choice, Slider, slider_within
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.functions import Function, limits
from d2l_calc.stage.look import BLACK, BLUE, GREEN, GREY, ORANGE, RED, SKY
from d2l_calc.stage.scene import handle

# Each with how it is shown and its first and second derivative, NaN where there is none.
_PRESETS = {
    "cubic": (
        "x³ − 2x + 4",
        lambda x: x**3 - 2 * x + 4,
        lambda x: 3 * x**2 - 2,
        lambda x: 6 * x,
    ),
    "quintic": (
        "x⁵ − 2x³ + x + 2",
        lambda x: x**5 - 2 * x**3 + x + 2,
        lambda x: 5 * x**4 - 6 * x**2 + 1,
        lambda x: 20 * x**3 - 12 * x,
    ),
    "cube": ("x³", lambda x: x**3, lambda x: 3 * x**2, lambda x: 6 * x),
    "fourth": ("x⁴", lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x**2),
    "minus_fourth": ("−x⁴", lambda x: -(x**4), lambda x: -4 * x**3, lambda x: -12 * x**2),
    "abs": (
        "|x|",
        abs,
        lambda x: math.copysign(1, x) if x else math.nan,
        lambda x: 0.0 if x else math.nan,
    ),
    "line": ("x + 1", lambda x: x + 1, lambda x: 1.0, lambda x: 0.0),
    "square": ("x²", lambda x: x * x, lambda x: 2 * x, lambda x: 2.0),
    "wells": (
        "x⁴/4 − x²/2 + x/10",
        lambda x: x**4 / 4 - x**2 / 2 + x / 10,
        lambda x: x**3 - x + 0.1,
        lambda x: 3 * x**2 - 1,
    ),
}

_VERDICTS = {
    "max": ("极大值", "maximum"),
    "min": ("极小值", "minimum"),
    "neither": ("不是极值", "no extremum"),
    "open": ("说不准", "undecided"),
    "sloping": ("f′ ≠ 0，不是极值", "f′ ≠ 0: no extremum"),
    "unusable": ("没有 f″，用不上", "no f″: does not apply"),
    "left": ("跑出图外了", "has left the picture"),
    "arrived": ("停下了：f′ 几乎是 0", "has stopped: f′ is nearly 0"),
    "moving": ("还在走", "still moving"),
}


def _functions(f, *names):
    """Give the choice of a function, the learner's own first, and how its names are shown."""
    labels = {name: _PRESETS[name][0] for name in names}
    options = {name: _Curve(*_PRESETS[name][1:]) for name in names}
    if f is not None:
        name = getattr(f, "__name__", "f")
        labels = {"f": "f" if name == "<lambda>" else name} | labels
        options = {"f": _Curve(f)} | options
    return Choice(options), {"function": ("函数", "function")} | labels


class _Curve(Function):
    """A function that also knows its second derivative, measured if none is given.

    Parameters
    ----------
    f : callable
    slope, bend : callable, optional
        The exact first and second derivative.
    """

    def __init__(self, f, slope=None, bend=None):
        super().__init__(f, slope)
        self.exact_bend = bend

    def bend(self, x, h=2e-4):
        """Give the second derivative at a point, NaN where there is not even a first one."""
        if self.exact_bend is not None:
            return float(self.exact_bend(x))
        if not math.isfinite(self.slope(x)):
            return math.nan
        measured = (self(x + h) - 2 * self(x) + self(x - h)) / h**2
        # What the rounding of three values may leave of a true zero.
        return 0.0 if abs(measured) < 1e-5 * (1 + abs(self(x))) else measured

    def stationary(self, grid):
        """Give the points where the derivative is 0: on the grid, or where its sign changes."""
        slopes = [self.slope(x) for x in grid]
        flat = [0.0 if abs(slope) < 1e-7 else slope for slope in slopes]
        found = [float(x) for x, slope in zip(grid, flat, strict=True) if slope == 0]
        for i in range(len(grid) - 1):
            if flat[i] * flat[i + 1] < 0:
                x = self._zero_of_slope(float(grid[i]), float(grid[i + 1]))
                found += [x] if abs(self.slope(x)) < 1e-6 else []
        return sorted(found)

    def _zero_of_slope(self, a, b):
        rising = self.slope(b) > 0
        for _ in range(50):
            middle = (a + b) / 2
            a, b = (a, middle) if (self.slope(middle) > 0) == rising else (middle, b)
        return (a + b) / 2


def _sign(value):
    """Give the sign as it is written: +, − or 0, and — where there is no value."""
    return "—" if math.isnan(value) else "+" if value > 0 else "−" if value < 0 else "0"


def _first_test(f, x, near=0.01):
    """Give the signs of the derivative on both sides of a point, and what they say of it."""
    slope = f.slope(x)
    signs = _sign(f.slope(x - near)), _sign(f.slope(x + near))
    if not math.isfinite(f(x)) or "—" in signs:
        return signs, "open"
    if abs(slope) > 1e-6:
        return signs, "sloping"
    return signs, {("+", "−"): "max", ("−", "+"): "min", ("0", "0"): "open"}.get(signs, "neither")


def _second_test(f, x):
    """Give what the second derivative says of a point."""
    slope, bend = f.slope(x), f.bend(x)
    if not math.isfinite(slope + bend):
        return "unusable"
    if abs(slope) > 1e-6:
        return "sloping"
    return "max" if bend < 0 else "min" if bend > 0 else "open"


def _draw_signs(axes, x, y):
    """Shade the stretches where y is positive or negative, and write its sign over each."""
    for wanted, color in (("+", SKY), ("−", ORANGE)):
        where = np.array([_sign(value) == wanted for value in y])
        across = axes.get_xaxis_transform()
        axes.fill_between(x, 0, 1, where=where, transform=across, color=color, alpha=0.25, lw=0)
        ends = np.flatnonzero(np.diff(np.concatenate([[0], where, [0]])))
        for first, last in ends.reshape(-1, 2):
            middle = (x[first] + x[last - 1]) / 2
            axes.text(middle, 0.97, f"${wanted}$", transform=across, ha="center", va="top")


@explorer("找极值：两种判别法怎么说", "Finding extrema: what the two tests say")
def extrema(f=None, xlim=(-1.5, 1.5), **start):
    """A curve over its first and second derivative, with the verdicts of both tests.

    A point within half a step of a stationary point is moved onto it.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown.
    **start
        First values of controls: x, function.

    Returns
    -------
    Explorer
    """
    function, labels = _functions(
        f, "cubic", "quintic", "cube", "fourth", "minus_fourth", "abs", "line"
    )
    low, high = map(float, xlim)
    slider = slider_within(low, high, -1.0)
    words = {name: say(*texts) for name, texts in _VERDICTS.items()}

    def setup(figure, function):
        panels = figure.subplots(3, 1, sharex=True, height_ratios=(1.5, 1, 1))
        curve, grid = function.curve(low, high), np.linspace(low, high, 241)
        panels[0].plot(*curve, color=BLACK)
        panels[0].set(xlim=(low, high), ylim=limits(curve[1], 0.12), ylabel="$f(x)$")
        names = "$f\\,'(x)$", "$f\\,''(x)$"
        for axes, derivative, name in zip(
            panels[1:], (function.slope, function.bend), names, strict=True
        ):
            y = Function(derivative).over(grid)
            _draw_signs(axes, grid, y)
            axes.axhline(0, color=GREY, linewidth=0.8)
            axes.plot(grid, y, color=BLUE)
            axes.set(ylim=limits(np.append(y, (-1, 1)), 0.3), ylabel=name)
        panels[2].set_xlabel("$x$")
        return {
            "function": function,
            "stationary": function.stationary(slider.stops),
            "plumb": [axes.plot([], [], ":", color=GREY)[0] for axes in panels],
            "tangent": panels[0].plot([], [], "--", color=BLUE)[0],
            "slope": panels[1].plot([], [], "o", color=RED)[0],
            "bend": panels[2].plot([], [], "s", color=RED)[0],
            "point": handle(panels[0].plot([], [], "o", color=BLACK)[0], x="x"),
        }

    def update(moving, x):
        f, half = moving["function"], (slider.stops[1] - slider.stops[0]) / 2
        x = next((s for s in moving["stationary"] if abs(s - x) <= half), x)
        y, slope, bend = f(x), f.slope(x), f.bend(x)
        ends = np.array([x - (high - low) / 8, x + (high - low) / 8])
        moving["tangent"].set_data(ends, y + slope * (ends - x))
        for line in moving["plumb"]:
            line.set_data([x, x], [-1e3, 1e3])
        moving["point"].set_data([x], [y])
        moving["slope"].set_data([x], [slope])
        moving["bend"].set_data([x], [bend])
        signs, first = _first_test(f, x)
        return {
            "at": x,
            "f": y,
            "f1": 0.0 if abs(slope) < 1e-6 else slope,
            "f2": bend,
            "signs": " ".join(signs),
            "first": words[first],
            "second": words[_second_test(f, x)],
        }

    labels |= {
        "at": ("这一点 x", "the point x"),
        "f": "f(x)",
        "f1": "f′(x)",
        "f2": "f″(x)",
        "signs": ("f′ 在左、右的符号", "signs of f′ left, right"),
        "first": ("一阶导数判别", "first-derivative test"),
        "second": ("二阶导数判别", "second-derivative test"),
    }
    return Explorer(
        setup,
        update,
        title=extrema.title,
        description=(
            "上下三幅图：f、f′ 和 f″，底色表示正负，并写出两种判别法的结论。",
            "f, f′ and f″ above one another, their signs shaded, with the verdicts of both tests.",
        ),
        labels=labels,
        start=start,
        size=(5, 4.6),
        x=slider,
        function=function,
    )


@explorer(
    "一步一步往下走：学习率太小、正好、太大", "Step by step downhill: too small, right, too large"
)
def descent_1d(f=None, xlim=(-2.0, 2.0), **start):
    """Gradient descent in one variable, drawn on the curve and over the steps.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown, and where the descent may start.
    **start
        First values of controls: eta, x0, steps, function.

    Returns
    -------
    Explorer
    """
    function, labels = _functions(f, "square", "wells", "cube")
    low, high = map(float, xlim)
    words = {name: say(*texts) for name, texts in _VERDICTS.items()}
    most = 50

    def setup(figure, function):
        top, bottom = figure.subplots(2, 1, height_ratios=(1.7, 1))
        curve = function.curve(low, high)
        around = limits(np.array([low, high]), 0.03)
        top.plot(*curve, color=BLACK)
        top.set(xlim=around, ylim=limits(curve[1], 0.12), xlabel="$x$", ylabel="$f(x)$")
        bottom.set(xlim=(-1, most + 1), ylim=around, xlabel="$k$", ylabel="$x_k$")
        for x in function.stationary(np.linspace(low, high, 201)):
            bottom.axhline(x, color=GREEN, linestyle="--", linewidth=1)
        return {
            "function": function,
            "jumps": top.plot([], [], "-", color=RED, linewidth=0.9)[0],
            "stops": _dots(top, 4.5),
            "trace": bottom.plot([], [], "-", color=RED, linewidth=0.9)[0],
            "ticks": _dots(bottom, 3.5),
            "now": _dots(bottom, 8),
            "end": _dots(top, 8),
            "start": handle(top.plot([], [], "o", color=BLACK, markerfacecolor="white")[0], x="x0"),
        }

    def update(moving, eta, x0, steps):
        f = moving["function"]
        xs = _descent(f, x0, eta, steps)
        ys, ks = [f(x) for x in xs], range(len(xs))
        moving["jumps"].set_data(xs, ys)
        moving["trace"].set_data(ks, xs)
        _place(moving["stops"], xs, ys)
        _place(moving["ticks"], ks, xs)
        _place(moving["now"], ks[-1:], xs[-1:])
        _place(moving["end"], xs[-1:], ys[-1:])
        moving["start"].set_data([x0], [ys[0]])
        x, slope = xs[-1], f.slope(xs[-1])
        state = "arrived" if abs(slope) < 1e-3 else "moving"
        return {
            "x": x,
            "f": ys[-1],
            "slope": 0.0 if abs(slope) < 1e-9 else slope,
            "last": xs[-1] - xs[-2] if len(xs) > 1 else math.nan,
            "state": words[state if low <= x <= high else "left"],
        }

    labels |= {
        "eta": ("学习率 η", "learning rate η"),
        "x0": ("起点 x₀", "start x₀"),
        "steps": ("走几步", "steps"),
        "x": ("现在的 x", "x now"),
        "f": "f(x)",
        "slope": "f′(x)",
        "last": ("最后一步走了", "the last step"),
        "state": ("情形", "state"),
    }
    return Explorer(
        setup,
        update,
        title=descent_1d.title,
        description=(
            "曲线上梯度下降的每一步，下面是位置随步数的变化。",
            "The steps of gradient descent on a curve; below, the place over the number of steps.",
        ),
        labels=labels,
        start=start,
        size=(5, 4.4),
        steps=Slider(0, most, 10),
        eta=Slider(0.01, 1.2, 0.1, 0.01),
        x0=slider_within(low, high, 1.8),
        function=function,
    )


def _dots(axes, size):
    """Give dots that are still nowhere: the round ends of strokes without length.

    Each takes a quarter of the bytes that a marker takes, and a path has many. They are filled,
    for Matplotlib shortens what is not, and these have nothing to shorten.
    """
    dots = PathPatch(Path(np.empty((0, 2))), color=RED, linewidth=size, capstyle="round", zorder=2)
    return axes.add_patch(dots)


def _place(dots, xs, ys):
    """Put a dot at each point that is in the picture."""
    seen = [point for point in zip(xs, ys, strict=True) if dots.axes.viewLim.contains(*point)]
    strokes = np.reshape(seen, (-1, 2)).repeat(2, axis=0)
    dots.set_path(Path(strokes, [Path.MOVETO, Path.CLOSEPOLY] * len(seen)))


def _descent(f, x, eta, steps, far=1e9):
    """Give the points of gradient descent, up to the first one that is far away or has no slope."""
    xs = [x]
    for _ in range(steps):
        step = eta * f.slope(xs[-1])
        if not math.isfinite(step) or abs(xs[-1]) > far:
            break
        xs.append(xs[-1] - step)
    return xs
