"""The explorers of chapter 4: slices through a surface, and what shape it has where it is level."""

import math

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.path import Path

from d2l_calc.stage.controls import Choice, Log, Slider
from d2l_calc.stage.draw import contours
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import Surface, limits, presets, sliders_at
from d2l_calc.stage.look import (
    ABOVE,
    BLACK,
    BLUE,
    GREEN,
    GREY,
    LIGHT,
    ORANGE,
    PURPLE,
    RED,
    SKY,
)
from d2l_calc.stage.numbers import written
from d2l_calc.stage.scene import Letters, handle

# Low to high; lightness alone tells them apart as well.
_HEIGHTS = LinearSegmentedColormap.from_list("heights", [BLUE, SKY, LIGHT, ORANGE])

# Each with how it is shown and its gradient, NaN where there is none.
_PRESETS = {
    "waves": (
        "sin x · cos y",
        lambda x, y: math.sin(x) * math.cos(y),
        lambda x, y: (math.cos(x) * math.cos(y), -math.sin(x) * math.sin(y)),
    ),
    "product": ("xy", lambda x, y: x * y, lambda x, y: (y, x)),
    "bowl": ("x² + y²", lambda x, y: x * x + y * y, lambda x, y: (2 * x, 2 * y)),
    "saddle": ("x² − y²", lambda x, y: x * x - y * y, lambda x, y: (2 * x, -2 * y)),
    "mixture": (
        "e^(xy) cos x sin y",
        lambda x, y: math.exp(x * y) * math.cos(x) * math.sin(y),
        lambda x, y: (
            math.exp(x * y) * math.sin(y) * (y * math.cos(x) - math.sin(x)),
            math.exp(x * y) * math.cos(x) * (x * math.sin(y) + math.cos(y)),
        ),
    ),
    "crease": (
        "|x| + y²",
        lambda x, y: abs(x) + y * y,
        lambda x, y: (math.copysign(1, x) if x else math.nan, 2 * y),
    ),
}


def _draw_contours(axes, function, x, y):
    """Draw the contour map of a function over a grid; give limits for its heights."""
    heights = function.grid(x, y)
    bottom, top = limits(heights)
    inside = np.ma.masked_invalid(np.clip(heights, bottom, top))
    levels = np.linspace(bottom, top, 12)
    axes.contourf(x, y, inside, levels, cmap=_HEIGHTS, alpha=0.45)
    contours(axes, x, y, inside, levels[1:-1], 0.6)
    axes.grid(False)
    axes.set(xlabel="$x$", ylabel="$y$")
    return bottom, top


def _draw_slice(map_, axes, name, colour, style):
    """Draw what moves for a slice along x or y, on the map and on axes of its own."""
    return {
        "cut": map_.plot([], [], style, color=colour)[0],
        "beside": map_.plot([], [], "o", color=colour, markerfacecolor="white")[0],
        "curve": axes.plot([], [], style, color=colour)[0],
        "tangent": axes.plot([], [], "-", color=BLACK, linewidth=1, label="tangent")[0],
        "secant": axes.plot([], [], ":", color=PURPLE, label="secant")[0],
        "ends": axes.plot([], [], "o", color=PURPLE, markerfacecolor="white")[0],
        "point": handle(axes.plot([], [], "o", color=BLACK)[0], x=name),
        "number": Letters(axes),
    }


@explorer(
    size=(6, 3.5),
    answer=lambda partial_x, partial_y, **_: abs(partial_x) < 0.06 and abs(partial_y) < 0.06,
    at={"x": -1.6, "y": 0.0},
)
def slices(f=None, xlim=(-2.0, 2.0), ylim=(-2.0, 2.0)):
    """A contour map cut through one point along x and along y, each slice with its tangent.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: x, y, h, function.
    """
    xlim, ylim = tuple(map(float, xlim)), tuple(map(float, ylim))
    controls = {
        **sliders_at(xlim, ylim, (0.6, 1.0), f),
        "h": Log(1e-3, 1.0, 0.6, shrinks=True),
        "function": presets(_PRESETS, make=Surface, f=f),
    }

    def setup(figure, function):
        places = figure.subplot_mosaic("mx;my", width_ratios=(1.35, 1))
        grids = [np.linspace(*lim, 41) for lim in (xlim, ylim)]
        heights = _draw_contours(places["m"], function, *grids)
        moving = {"function": function}
        sides = [("x", "$f(x, y_0)$", BLUE, "-", xlim), ("y", "$f(x_0, y)$", RED, "--", ylim)]
        for name, label, colour, style, lim in sides:
            places[name].set(xlim=lim, ylim=heights, xlabel=f"${name}$", ylabel=label)
            moving[name] = _draw_slice(places["m"], places[name], name, colour, style)
        places["x"].legend(ncols=2, **ABOVE)
        point = places["m"].plot([], [], "o", color=BLACK)[0]
        moving["point"] = handle(point, x="x", y="y")
        return moving

    def update(moving, x, y, h):
        function = moving["function"]
        moving["point"].set_data([x], [y])
        moving["x"]["cut"].set_data(xlim, [y, y])
        moving["y"]["cut"].set_data([x, x], ylim)
        moving["x"]["beside"].set_data([x + h], [y])
        moving["y"]["beside"].set_data([x], [y + h])
        height, readings = function(x, y), {"height": function(x, y)}
        sides = zip("xy", (x, y), (xlim, ylim), function.slices(x, y), strict=True)
        for (name, at, lim, along), slope in zip(sides, function.gradient(x, y), strict=True):
            parts, ends = moving[name], np.array(lim)
            points = np.linspace(*lim, 41)
            quotient = (along(at + h) - height) / h
            parts["curve"].set_data(points, along.over(points))
            parts["tangent"].set_data(ends, height + slope * (ends - at))
            parts["secant"].set_data(ends, height + quotient * (ends - at))
            parts["ends"].set_data([at + h], [along(at + h)])
            parts["point"].set_data([at], [height])
            ink = "blue" if name == "x" else "red"
            parts["number"].write("slope", written(slope, 3), (at, height), 0, 12, ink)
            readings |= {f"quotient_{name}": quotient + 0.0, f"partial_{name}": slope + 0.0}
        return readings

    return setup, update, controls


# What may be added to the quadratic form; none of it changes the Hessian at the origin.
_EXTRAS = {
    "none": lambda y: 0 * y,
    "plus_fourth": lambda y: y**4,
    "minus_fourth": lambda y: -(y**4),
    "cube": lambda y: y**3,
}


def _eigen(a, b, c):
    """Give the eigenvalues of [[a, b], [b, c]], smaller first, and the angles of eigenvectors."""
    centre, radius = (a + c) / 2, math.hypot((a - c) / 2, b)
    largest = math.atan2(2 * b, a - c) / 2
    # What the rounding of sliders' decimals may leave of a true zero.
    values = [0.0 if abs(v) < 1e-12 else v for v in (centre - radius, centre + radius)]
    return values, [largest + math.pi / 2, largest]


def _verdict(low, high):
    """Give what the signs of both eigenvalues tell of a stationary point."""
    if low * high < 0:
        return "saddle"
    return "min" if low > 0 else "max" if high < 0 else "open"


_REACH = 1.2  # from the middle of the picture to its sides
_LEVELS = [0.16, 0.64, 1.44]


def _draw_slices(axes, title, *lines):
    """Prepare axes for two slices through the middle; give what moves in them."""
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.set(xlim=(-_REACH, _REACH), ylim=(-1.5, 1.5), title=title)
    slices = [axes.plot([], [], style, color=c, label=label)[0] for style, c, label in lines]
    axes.legend(loc="lower center", ncols=2)
    return slices


def _place_contours(lines, x, y, heights):
    """Show the contours above 0, at 0 and below 0 of heights on a grid."""
    contours, low, high = contour_generator(x, y, heights), heights.min(), heights.max()
    levels = _LEVELS, [0], [-level for level in _LEVELS]
    for line, wanted in zip(lines, levels, strict=True):
        inside = [level for level in wanted if low < level < high]
        _set_curves(line, [curve for level in inside for curve in contours.lines(level)])


@explorer(
    size=(6, 3.9),
    says=["min", "max", "saddle", "open"],
    answer=lambda verdict, **_: verdict == "max",
    at={"a": -2.0, "b": 1.0, "c": -3.0},
)
def hessian():
    """Contours of a quadratic form around its level point, and its slices along two pairs of lines.

    Parameters
    ----------
    **start
        First values of controls: a, b, c, extra.
    """
    side, steps = np.linspace(-_REACH, _REACH, 41), np.linspace(-_REACH, _REACH, 19)
    x, y = np.meshgrid(side, side)
    circle = np.linspace(0, 2 * np.pi, 73)
    controls = {
        "a": Slider(-4.0, 4.0, 2.0, 0.1),
        "b": Slider(-4.0, 4.0, 3.0, 0.1),
        "c": Slider(-4.0, 4.0, 2.0, 0.1),
        "extra": Choice(_EXTRAS),
    }

    def setup(figure):
        places = figure.subplot_mosaic("ma;me", width_ratios=(1.35, 1))
        plane = places["m"]
        plane.set(aspect="equal", xlim=(-_REACH, _REACH), ylim=(-_REACH, _REACH))
        plane.set(xlabel="$x$", ylabel="$y$")
        plane.plot(0, 0, "o", color=BLACK)
        places["e"].set_xlabel("$t$")
        axes = ("-", BLUE, "$x$"), ("--", ORANGE, "$y$")
        own = ("--", PURPLE, r"$\lambda_1$"), ("-", GREEN, r"$\lambda_2$")
        return {
            "contours": [
                plane.plot([], [], style, color=color, linewidth=1)[0]
                for style, color in (("-", RED), ("-", GREY), (":", BLUE))
            ],
            "across": [
                plane.plot([], [], style, color=color, linewidth=2.4)[0] for style, color, _ in own
            ],
            "along": [
                *_draw_slices(places["a"], "along $x$ and $y$", *axes),
                *_draw_slices(places["e"], "along eigenvectors", *own),
            ],
        }

    def update(moving, a, b, c, extra):
        def f(x, y):
            # Rounding leaves a true zero where a form is level along a line.
            return np.round((a * x * x + 2 * b * x * y + c * y * y) / 2 + extra(y), 12) + 0.0

        (low, high), angles = _eigen(a, b, c)
        _place_contours(moving["contours"], side, side, f(x, y))
        directions = [(math.cos(angle), math.sin(angle)) for angle in (0, math.pi / 2, *angles)]
        for line, (p, q) in zip(moving["along"], directions, strict=True):
            line.set_data(steps, f(p * steps, q * steps))
        for line, (p, q) in zip(moving["across"], directions[2:], strict=True):
            line.set_data([-p, p], [-q, q])
        around = f(0.1 * np.cos(circle + angles[0]), 0.1 * np.sin(circle + angles[0]))
        return {
            "trace": a + c,
            "det": a * c - b * b,
            "low": low,
            "high": high,
            "verdict": _verdict(low, high),
            "lowest": around.min(),
            "highest": around.max(),
        }

    return setup, update, controls


def _set_curves(line, curves):
    """Show several curves as one line with gaps, without points that hardly bend them."""
    gap = [[math.nan, math.nan]]
    parts = [part for curve in curves for part in (_simplified(curve), gap)]
    line.set_data(*np.concatenate(parts or [gap]).T)


def _simplified(curve, tolerance=0.012):
    path = Path(curve)
    path.simplify_threshold = tolerance
    return path.cleaned(simplify=True).vertices[:-1]
