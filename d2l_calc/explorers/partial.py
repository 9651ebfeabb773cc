"""The explorers of chapter 4: slices through a surface, and what shape it has where it is level."""

import math

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.path import Path

from d2l_calc.language import say
from d2l_calc.stage.controls import Choice, Log, Slider, slider_within
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.functions import limits
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, RED, SKY
from d2l_calc.stage.scene import handle
from d2l_calc.stage.surface import choice_of_surfaces

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
    axes.contour(x, y, inside, levels[1:-1], colors=GREY, linewidths=0.6, linestyles="-")
    axes.grid(False)
    axes.set(xlabel="$x$", ylabel="$y$")
    return bottom, top


@explorer("切两刀：只动一个，别的按住", "Two slices: one variable moves, the other holds still")
def slices(f=None, xlim=(-2.0, 2.0), ylim=(-2.0, 2.0), **start):
    """A contour map cut through one point along x and along y, each slice with its tangent.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: x, y, h, function.

    Returns
    -------
    Explorer
    """
    function, labels = choice_of_surfaces(f, _PRESETS)
    xlim, ylim = tuple(map(float, xlim)), tuple(map(float, ylim))

    def setup(figure, function):
        places = figure.subplot_mosaic("mx;my", width_ratios=(1.35, 1))
        grids = [np.linspace(*lim, 41) for lim in (xlim, ylim)]
        heights = _draw_contours(places["m"], function, *grids)
        moving = {"function": function}
        sides = [("x", "$f(x, y_0)$", BLUE, "-", xlim), ("y", "$f(x_0, y)$", RED, "--", ylim)]
        for name, label, colour, style, lim in sides:
            axes = places[name]
            axes.set(xlim=lim, ylim=heights, xlabel=f"${name}$", ylabel=label)
            moving[name] = {
                "cut": places["m"].plot([], [], style, color=colour)[0],
                "beside": places["m"].plot([], [], "o", color=colour, markerfacecolor="white")[0],
                "curve": axes.plot([], [], style, color=colour)[0],
                "tangent": axes.plot([], [], "-", color=BLACK, linewidth=1, label="tangent")[0],
                "secant": axes.plot([], [], ":", color=PURPLE, label="secant")[0],
                "ends": axes.plot([], [], "o", color=PURPLE, markerfacecolor="white")[0],
                "point": handle(axes.plot([], [], "o", color=BLACK)[0], x=name),
            }
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
            readings |= {f"quotient_{name}": quotient + 0.0, f"partial_{name}": slope + 0.0}
        return readings

    labels |= {
        "height": "f(x, y)",
        "quotient_x": ("x 走 h 的差商", "quotient, x moves by h"),
        "partial_x": "∂f/∂x",
        "quotient_y": ("y 走 h 的差商", "quotient, y moves by h"),
        "partial_y": "∂f/∂y",
    }
    return Explorer(
        setup,
        update,
        title=slices.title,
        description=(
            "左边是等高线图，过一点切两刀；右边是两条切口曲线，各有切线和割线。",
            "A contour map cut twice through a point; the two slices with tangent and secant.",
        ),
        labels=labels,
        start=start,
        size=(6, 3.5),
        x=slider_within(*xlim, 0.6),
        y=slider_within(*ylim, 1.0),
        h=Log(1e-3, 1.0, 0.6),
        function=function,
    )


# What may be added to the quadratic form; none of it changes the Hessian at the origin.
_EXTRAS = {
    "none": (("不加", "nothing"), lambda y: 0 * y),
    "plus_fourth": ("+ y⁴", lambda y: y**4),
    "minus_fourth": ("− y⁴", lambda y: -(y**4)),
    "cube": ("+ y³", lambda y: y**3),
}

_VERDICTS = {
    "min": ("碗：极小值", "bowl: minimum"),
    "max": ("帽子：极大值", "dome: maximum"),
    "saddle": ("鞍点", "saddle point"),
    "open": ("说不准", "undecided"),
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


@explorer("海森矩阵：碗、帽子、鞍，还是说不准", "The Hessian: bowl, dome, saddle, or undecided")
def hessian(**start):
    """Contours of a quadratic form around its level point, and its slices along two pairs of lines.

    Parameters
    ----------
    **start
        First values of controls: a, b, c, extra.

    Returns
    -------
    Explorer
    """
    words = {name: say(*texts) for name, texts in _VERDICTS.items()}
    reach, far = 1.2, 1.5
    side, steps = np.linspace(-reach, reach, 41), np.linspace(-reach, reach, 19)
    x, y = np.meshgrid(side, side)
    circle = np.linspace(0, 2 * np.pi, 73)
    levels = [0.16, 0.64, 1.44]

    def setup(figure):
        places = figure.subplot_mosaic("ma;me", width_ratios=(1.35, 1))
        plane = places["m"]
        plane.set(aspect="equal", xlim=(-reach, reach), ylim=(-reach, reach))
        plane.set(xlabel="$x$", ylabel="$y$")
        for name, title in (("a", "along $x$ and $y$"), ("e", "along eigenvectors")):
            places[name].axhline(0, color=GREY, linewidth=0.8)
            places[name].set(xlim=(-reach, reach), ylim=(-far, far), title=title)
        places["e"].set_xlabel("$t$")
        plane.plot(0, 0, "o", color=BLACK)
        lines = [(BLUE, "-"), (ORANGE, "--"), (PURPLE, "--"), (GREEN, "-")]
        moving = {
            "contours": [
                plane.plot([], [], style, color=colour, linewidth=1)[0]
                for style, colour in (("-", RED), ("-", GREY), (":", BLUE))
            ],
            "across": [
                plane.plot([], [], style, color=colour, linewidth=2.4)[0]
                for colour, style in lines[2:]
            ],
            "along": [
                places[name].plot([], [], style, color=colour, label=label)[0]
                for name, label, (colour, style) in zip(
                    "aaee",
                    ("$x$", "$y$", r"$\lambda_1$", r"$\lambda_2$"),
                    lines,
                    strict=True,
                )
            ],
        }
        for name in "ae":
            places[name].legend(loc="lower center", ncols=2)
        return moving

    def update(moving, a, b, c, extra):
        def f(x, y):
            # Rounding leaves a true zero where a form is level along a line.
            return np.round((a * x * x + 2 * b * x * y + c * y * y) / 2 + extra(y), 12) + 0.0

        (low, high), angles = _eigen(a, b, c)
        surface = f(x, y)
        contours, seen = contour_generator(side, side, surface), (surface.min(), surface.max())
        for line, heights in zip(
            moving["contours"], (levels, [0], [-level for level in levels]), strict=True
        ):
            inside = [level for level in heights if seen[0] < level < seen[1]]
            _set_curves(line, [curve for level in inside for curve in contours.lines(level)])
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
            "verdict": words[_verdict(low, high)],
            "lowest": around.min(),
            "highest": around.max(),
        }

    labels = {name: text for name, (text, _) in _EXTRAS.items()} | {
        "extra": ("再加上", "add"),
        "trace": ("迹 a + c", "trace a + c"),
        "det": ("行列式 ac − b²", "determinant ac − b²"),
        "low": "λ₁",
        "high": "λ₂",
        "verdict": ("特征值说", "the eigenvalues say"),
        "lowest": ("绕原点一小圈，最低", "lowest around the origin"),
        "highest": ("绕原点一小圈，最高", "highest around the origin"),
    }
    return Explorer(
        setup,
        update,
        title=hessian.title,
        description=(
            "二次函数的等高线和两个特征向量；右边是沿坐标轴和沿特征向量的切口。",
            "Contours of a quadratic form with its eigenvectors; slices along both pairs of lines.",
        ),
        labels=labels,
        start=start,
        size=(6, 3.9),
        a=Slider(-4.0, 4.0, 2.0, 0.1),
        b=Slider(-4.0, 4.0, 3.0, 0.1),
        c=Slider(-4.0, 4.0, 2.0, 0.1),
        extra=Choice({name: added for name, (_, added) in _EXTRAS.items()}),
    )


def _set_curves(line, curves):
    """Show several curves as one line with gaps, without points that hardly bend them."""
    gap = [[math.nan, math.nan]]
    parts = [part for curve in curves for part in (_simplified(curve), gap)]
    line.set_data(*np.concatenate(parts or [gap]).T)


def _simplified(curve, tolerance=0.012):
    path = Path(curve)
    path.simplify_threshold = tolerance
    return path.cleaned(simplify=True).vertices[:-1]
