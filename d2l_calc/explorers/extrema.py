"""The explorers of chapter 3: hilltops, valleys, and how to walk down."""

import math

import numpy as np

from d2l_calc.stage.controls import Choice, Slider
from d2l_calc.stage.draw import dots, place_dots
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import limits, presets, slider_at
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, LIGHT, ORANGE, RED
from d2l_calc.stage.numbers import fixed, written
from d2l_calc.stage.scene import Letters, handle

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


def stationary(f, grid):
    """Give the points where a derivative is 0: on a grid, or where its sign changes.

    Parameters
    ----------
    f : d2l_calc.stage.functions.Function
    grid : sequence of float
        In rising order.

    Returns
    -------
    list of float

    Examples
    --------
    >>> from d2l_calc.stage.functions import Function
    >>> points = stationary(Function(lambda x: x**3 - 3 * x), [-2, 0, 0.5, 1, 2])
    >>> [round(x, 6) for x in points]
    [-1.0, 1.0]
    """
    slopes = f.slopes(np.array(grid)).tolist()
    flat = [0.0 if abs(slope) < 1e-7 else slope for slope in slopes]
    found = [float(x) for x, slope in zip(grid, flat, strict=True) if slope == 0]
    for i in range(len(grid) - 1):
        if flat[i] * flat[i + 1] < 0:
            x = _zero_of_slope(f, float(grid[i]), float(grid[i + 1]))
            found += [x] if abs(f.slope(x)) < 1e-6 else []
    return sorted(found)


def _zero_of_slope(f, a, b):
    rising = f.quick_slope(b) > 0
    for _ in range(50 if f.exact else 25):
        middle = (a + b) / 2
        a, b = (a, middle) if (f.quick_slope(middle) > 0) == rising else (middle, b)
    return (a + b) / 2


def _sign(value):
    """Give the sign as it is written: +, − or 0, and — where there is no value."""
    return "—" if math.isnan(value) else "+" if value > 0 else "−" if value < 0 else "0"


_VERDICTS = "max", "min", "neither", "open", "sloping", "unusable", "nothing"


def _first_test(f, x, near=0.01):
    """Give the signs of the derivative on both sides of a point, and what they say of it."""
    slope = f.slope(x)
    signs = _sign(f.slope(x - near)), _sign(f.slope(x + near))
    if not math.isfinite(f(x)):
        return signs, "nothing"
    if "—" in signs:
        return signs, "open"
    if abs(slope) > 1e-6:
        return signs, "sloping"
    both = {("+", "−"): "max", ("−", "+"): "min", ("+", "+"): "neither", ("−", "−"): "neither"}
    return signs, both.get(signs, "open")


def _second_test(f, x):
    """Give what the second derivative says of a point."""
    slope, bend = f.slope(x), f.bend(x)
    if not math.isfinite(f(x)):
        return "nothing"
    if not math.isfinite(slope + bend):
        return "unusable"
    if abs(slope) > 1e-6:
        return "sloping"
    return "max" if bend < 0 else "min" if bend > 0 else "open"


def _draw_signs(axes, x, y):
    """Shade the stretches where y is positive or negative, and write its sign over each."""
    for wanted, color in (("+", ORANGE), ("−", BLUE)):
        where = np.array([_sign(value) == wanted for value in y])
        across = axes.get_xaxis_transform()
        axes.fill_between(x, 0, 1, where=where, transform=across, color=color, alpha=0.2, lw=0)
        ends = np.flatnonzero(np.diff(np.concatenate([[0], where, [0]])))
        for first, last in ends.reshape(-1, 2):
            middle = (x[first] + x[last - 1]) / 2
            axes.text(middle, 0.97, f"${wanted}$", transform=across, ha="center", va="top")


def _draw_derivative(axes, grid, y, name):
    """Draw a derivative, with its signs."""
    _draw_signs(axes, grid, y)
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.plot(grid, y, color=BLACK)
    axes.set(ylim=limits(np.append(y, (-1, 1)), 0.3), ylabel=name)


@explorer(
    size=(5, 4.6), says=[*_VERDICTS], answer=lambda second, **_: second == "min", at={"x": 0.8}
)
def extrema(f=None, xlim=(-1.5, 1.5)):
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
    """
    low, high = map(float, xlim)
    slider = slider_at(xlim, -1.0, f)
    names = "cubic", "quintic", "cube", "fourth", "minus_fourth", "abs", "line"

    def setup(figure, function):
        top, middle, bottom = panels = figure.subplots(3, 1, sharex=True, height_ratios=(1.5, 1, 1))
        curve, grid = function.curve(low, high), np.linspace(low, high, 241)
        top.plot(*curve, color=BLACK)
        top.set(xlim=(low, high), ylim=limits(curve[1], 0.12), ylabel="$f(x)$")
        _draw_derivative(middle, grid, function.slopes(grid, 2e-4), "$f\\,'(x)$")
        _draw_derivative(bottom, grid, function.bends(grid), "$f\\,''(x)$")
        bottom.set_xlabel("$x$")
        return {
            "function": function,
            "stationary": stationary(function, slider.stops),
            "plumb": [axes.plot([], [], ":", color=GREY)[0] for axes in panels],
            "tangent": top.plot([], [], "--", color=BLUE)[0],
            "slope": middle.plot([], [], "o", color=RED)[0],
            "bend": bottom.plot([], [], "s", color=RED)[0],
            "point": handle(top.plot([], [], "o", color=BLACK)[0], x="x"),
            "numbers": [Letters(middle), Letters(bottom)],
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
        flat = 0.0 if abs(slope) < 1e-6 else slope
        for letters, value in zip(moving["numbers"], (flat, bend), strict=True):
            up = 8 if value < sum(letters.where.get_ylim()) / 2 else -12  # away from the signs
            letters.write("value", written(value, 3), (x, value), 26, up, "red")
        signs, first = _first_test(f, x)
        readings = {"at": x, "f": y, "f1": flat, "f2": bend}
        return readings | {"signs": " ".join(signs), "first": first, "second": _second_test(f, x)}

    return setup, update, {"x": slider, "function": presets(_PRESETS, *names, f=f)}


@explorer(size=(5, 4.4), says=["left", "arrived", "moving"], answer=0.5)
def descent_1d(f=None, xlim=(-2.0, 2.0)):
    """Gradient descent in one variable, drawn on the curve and over the steps.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown, and where the descent may start.
    **start
        First values of controls: steps, eta, x0, function.
    """
    low, high = map(float, xlim)
    most = 50
    controls = {
        "steps": Slider(0, most, 10),
        "eta": Slider(0.01, 1.2, 0.1, 0.01),
        "x0": slider_at(xlim, 1.8, f),
        "function": presets(_PRESETS, "square", "wells", "cube", f=f),
    }

    def setup(figure, function):
        top, bottom = figure.subplots(2, 1, height_ratios=(1.7, 1))
        curve = function.curve(low, high)
        around = limits(np.array([low, high]), 0.03)
        top.plot(*curve, color=BLACK)
        top.set(xlim=around, ylim=limits(curve[1], 0.12), xlabel="$x$", ylabel="$f(x)$")
        bottom.set(xlim=(-1, most + 1), ylim=around, xlabel="$k$", ylabel="$x_k$")
        for x in stationary(function, np.linspace(low, high, 201)):
            bottom.axhline(x, color=GREEN, linestyle="--", linewidth=1)
        return {
            "function": function,
            "jumps": top.plot([], [], "-", color=RED, linewidth=0.9)[0],
            "stops": dots(top, RED, 4.5),
            "trace": bottom.plot([], [], "-", color=RED, linewidth=0.9)[0],
            "ticks": dots(bottom, RED, 3.5),
            "now": dots(bottom, RED, 8),
            "end": dots(top, RED, 8),
            "start": handle(top.plot([], [], "o", color=BLACK, markerfacecolor="white")[0], x="x0"),
        }

    def update(moving, eta, x0, steps):
        f = moving["function"]
        xs = _descent(f, x0, eta, steps)
        ys, ks = [f(x) for x in xs], range(len(xs))
        moving["jumps"].set_data(xs, ys)
        moving["trace"].set_data(ks, xs)
        place_dots(moving["stops"], xs, ys)
        place_dots(moving["ticks"], ks, xs)
        place_dots(moving["now"], ks[-1:], xs[-1:])
        place_dots(moving["end"], xs[-1:], ys[-1:])
        moving["start"].set_data([x0], [ys[0]])
        x, slope = xs[-1], f.slope(xs[-1])
        last = xs[-1] - xs[-2] if len(xs) > 1 else math.nan
        state = "arrived" if abs(slope) < 1e-3 else "moving"
        readings = {"x": x, "f": ys[-1], "slope": 0.0 if abs(slope) < 1e-9 else slope, "last": last}
        readings["next"] = x - eta * slope
        return readings | {"state": state if low <= x <= high else "left"}

    return setup, update, controls


def _descent(f, x, eta, steps, far=1e9):
    """Give the points of gradient descent, up to the first one that is far away or has no slope."""
    xs = [x]
    for _ in range(steps):
        step = eta * f.quick_slope(xs[-1])
        if not math.isfinite(step) or abs(xs[-1]) > far:
            break
        xs.append(xs[-1] - step)
    return xs


# Their names tell nothing: in the fog nobody knows how many valleys there are.
_LANDSCAPES = {
    "a": ("A", lambda x: x**4 / 16 - x**2 / 2 + x / 5, lambda x: x**3 / 4 - x + 0.2),
    "b": (
        "B",
        lambda x: x * x / 10 - 0.4 * x - 0.5 * math.cos(3 * x),
        lambda x: x / 5 - 0.4 + 1.5 * math.sin(3 * x),
    ),
    "c": ("C", lambda x: (x - 0.6) ** 2 / 3 - 1.2, lambda x: (x - 0.6) * 2 / 3),
    "d": (
        "D",
        lambda x: (x - 1.2) ** 2 / 5 - 2 * math.exp(-1.6 * (x + 1.2) ** 2),
        lambda x: (x - 1.2) * 2 / 5 + 6.4 * (x + 1.2) * math.exp(-1.6 * (x + 1.2) ** 2),
    ),
}


_WAYS = {"rises": ORANGE, "falls": BLUE, "level": BLACK}


def _way(slope):
    """Give what feet feel of a slope."""
    return "level" if abs(slope) < 0.05 else "rises" if slope > 0 else "falls"


def _draw_ground(axes, width, **labels):
    return {
        way: axes.plot([], [], "-", color=color, linewidth=width, label=labels.get(way))[0]
        for way, color in _WAYS.items()
    }


def _place_ground(lines, points, slopes, half):
    """Put a piece of the tangent at each point, into the line of its way."""
    pieces = {way: [(math.nan, math.nan)] for way in lines}
    for (x, y), slope in zip(points, slopes, strict=True):
        dx = half / math.hypot(1, slope)
        ends = (x - dx, y - slope * dx), (x + dx, y + slope * dx)
        pieces[_way(slope)] += [*ends, (math.nan, math.nan)]
    for way, line in lines.items():
        line.set_data(*zip(*pieces[way], strict=True))


@explorer(
    size=(5, 3.6),
    says=["level", "moving", "unseen", "deepest", "deeper"],
    answer=lambda slope, **_: _way(slope) == "level",
    at={"steps": 30},
)
def fog():
    """Gradient descent that sees only the ground under its feet, until the fog is lifted.

    Parameters
    ----------
    **start
        First values of controls: steps, x0, landscape, view.
    """
    side, floor, eta = 3.0, -2.1, 0.25
    controls = {
        "steps": Slider(0, 30, 3),
        "x0": Slider(-side, side, 0.6, 0.05),
        "landscape": presets(_LANDSCAPES),
        "view": Choice({"fog": False, "map": True}),
    }

    def setup(figure, landscape, view):
        axes = figure.subplots()
        axes.set(xlim=(-3.2, 3.2), ylim=(-2.4, 3.8), xlabel="$x$", ylabel="$f(x)$")
        axes.axhline(floor, color=GREY, linewidth=0.8)
        start = axes.plot([], [], "o", color=BLACK, markerfacecolor="white")[0]
        moving = {
            "prints": _draw_ground(axes, 2.4),
            "ground": _draw_ground(axes, 4, **{way: way for way in _WAYS}),
            "plumb": axes.plot([], [], ":", color=GREY)[0],
            "here": axes.plot([], [], "o", color=BLACK)[0],
            "start": handle(start, x="x0"),
            "number": Letters(axes, size=11),
        }
        lowest = min(stationary(landscape, np.linspace(-side, side, 61)), key=landscape)
        if view:
            axes.plot(*landscape.curve(-side, side), color=BLACK)
            ends = [landscape(lowest), floor]
            axes.plot([lowest, lowest], ends, "--", color=GREEN, label="deepest")
        else:
            axes.set_facecolor(LIGHT)
        axes.legend(ncols=4, **ABOVE)
        return moving | {"f": landscape, "lowest": lowest}

    def update(moving, steps, x0, view):
        f = moving["f"]
        xs = _descent(f, x0, eta, steps)
        points, slopes = [(x, f(x)) for x in xs], [f.slope(x) for x in xs]
        _place_ground(moving["prints"], points[:-1], slopes[:-1], 0.12)
        _place_ground(moving["ground"], points[-1:], slopes[-1:], 0.24)
        (x, y), slope, way = points[-1], slopes[-1], _way(slopes[-1])
        moving["here"].set_data([x], [y])
        moving["start"].set_data([x0], [floor])
        moving["plumb"].set_data([x0, x0], [floor, points[0][1]])
        # Below the ground, where neither it nor footprints are.
        ink, right = {"rises": ("orange", 24), "falls": ("blue", -24), "level": ("black", 0)}[way]
        moving["number"].write("slope", fixed(slope, 2), (x, y), right, -14, ink)
        found = "deepest" if abs(x - moving["lowest"]) < 0.1 else "deeper"
        readings = {"x": x, "slope": slope if abs(slope) > 1e-3 else 0.0, "next": x - eta * slope}
        state = "level" if way == "level" else "moving"
        return readings | {"height": y, "state": state, "verdict": found if view else "unseen"}

    return setup, update, controls
