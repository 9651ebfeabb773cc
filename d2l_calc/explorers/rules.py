"""The explorers of chapter 2: what a nudge adds, the product rule and the chain rule."""

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from d2l_calc.stage.controls import Log, Slider
from d2l_calc.stage.draw import SQUARE, filled
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import CannotDraw, Function, limits, presets, slider_at
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, LIGHT, ORANGE, PURPLE, RED, SKY
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


# What x is the side, the area or the angle of, and what dx adds


def _box(low, high):
    """Give the three faces of a box that are seen from the front, the right and above."""
    (a, b, c), (d, e, f) = low, high
    front = (a, b, c), (d, b, c), (d, e, c), (a, e, c)
    above = (a, e, c), (d, e, c), (d, e, f), (a, e, f)
    right = (d, b, c), (d, e, c), (d, e, f), (d, b, f)
    faces = front, above, right
    return [[(x + 0.4 * z, y + 0.4 * z) for x, y, z in face] for face in faces]


def _square(x, dx):
    gain = [(x, 0) + SQUARE * (dx, x), (0, x) + SQUARE * (x, dx)]
    parts = {"body": [SQUARE * x], "gain": gain, "corner": [(x, x) + SQUARE * dx]}
    parts |= {"dx": [(x, 0), (x + dx, 0)], "df": [(x, x + dx)]}
    return parts, {"dx": (0, -12), "df": (0, 10)}


def _cube(x, dx):
    slabs = [((x, 0, 0), (x + dx, x, x)), ((0, x, 0), (x, x + dx, x)), ((0, 0, -dx), (x, x, 0))]
    gain = [face for slab in slabs for face in _box(*slab)]
    parts = {"body": _box((0, 0, 0), (x, x, x)), "gain": gain}
    parts |= {"dx": [(x, 0), (x + dx, 0)], "df": [(x, 1.4 * x + dx)]}
    return parts, {"dx": (8, -12), "df": (0, 10)}


def _hyperbola(x, dx):
    low, high = 1 / (x + dx), 1 / x
    parts = {"body": [SQUARE * (x, low)], "gain": [(x, 0) + SQUARE * (dx, low)]}
    parts["loss"] = [(0, low) + SQUARE * (x, high - low)]
    parts |= {"dx": [(x, 0), (x + dx, 0)], "df": [(0, high), (0, low)]}
    return parts, {"dx": (0, -12), "df": (-38, 0)}


def _root(x, dx):
    side = np.sqrt(x)
    parts, _ = _square(side, np.sqrt(x + dx) - side)
    area = [*parts["gain"], *parts["corner"]]
    parts = {"body": parts["body"], "area": area, "df": parts["dx"], "dx": parts["df"]}
    return parts, {"dx": (0, 10), "df": (0, -12)}


def _circle(x, dx):
    a, b = (np.array([np.cos(t), np.sin(t)]) for t in (x, x + dx))
    arc = [(np.cos(t), np.sin(t)) for t in np.linspace(x, x + dx, 20)]
    corner = b[0], a[1]
    parts = {"body": [[(0, 0), (a[0], 0), a]], "gain": [[a, corner, b]]}
    return parts | {"dx": arc, "df": [corner, b]}, {"dx": (40, 10), "df": (-36, -14)}


# The curve that a picture lies along.
_ACROSS, _ANGLE = np.linspace(0.45, 2.2, 80), np.linspace(0, 2.1, 80)
_CURVES = {_hyperbola: (_ACROSS, 1 / _ACROSS), _circle: (np.cos(_ANGLE), np.sin(_ANGLE))}

# Each with how it is shown, the function, its derivative, the picture, and what of it is shown.
_NUDGES = {
    "square": ("x²", lambda x: x * x, lambda x: 2 * x, _square, (-0.25, 2.2)),
    "cube": ("x³", lambda x: x**3, lambda x: 3 * x * x, _cube, (-0.4, 2.8)),
    "inverse": ("1/x", lambda x: 1 / x, lambda x: -1 / x**2, _hyperbola, (-0.25, 2.2)),
    "root": ("√x", np.sqrt, lambda x: 0.5 / np.sqrt(x), _root, (-0.2, 1.6)),
    "sin": ("sin x", np.sin, np.cos, _circle, (-0.1, 1.15)),
}


@explorer(
    size=(4.6, 3.5),
    answer=lambda df, linear, **_: abs(df - linear) < 0.01 * abs(df),
    at={"dx": 0.01},
)
def nudge():
    """A square, a cube, a rectangle, a root and a circle, and the sliver that dx adds to each.

    Parameters
    ----------
    **start
        First values of controls: x, dx, function.
    """
    controls = {
        "x": Slider(0.5, 1.5, 1.0, 0.1),
        "dx": Log(0.01, 0.5, 0.25, shrinks=True),
        "function": presets(_NUDGES, make=lambda *parts: parts),
    }
    inks = {"body": SKY, "gain": ORANGE, "loss": BLUE, "area": GREEN, "corner": PURPLE}

    def setup(figure, function):
        axes = figure.subplots()
        *_, shape, (low, high) = function
        axes.set(aspect="equal", xlim=(low - 0.5, high + 0.3), ylim=(low, high))
        axes.set_axis_off()
        axes.axhline(0, color=GREY, linewidth=0.6)
        axes.axvline(0, color=GREY, linewidth=0.6)
        axes.plot(1, 0, "|", 0, 1, "_", color=GREY)
        if shape in _CURVES:
            axes.plot(*_CURVES[shape], "-", color=GREY, linewidth=1)
        style = {"edgecolor": BLACK, "linewidth": 0.5}
        moving = {
            name: axes.add_patch(PathPatch(Path([(0, 0)]), facecolor=ink, alpha=0.6, **style))
            for name, ink in inks.items()
        }
        moving["lines"] = [axes.plot([], [], "-", color=c, linewidth=4)[0] for c in (GREEN, ORANGE)]
        if shape in (_square, _cube, _hyperbola):
            moving["end"] = handle(axes.plot([], [], "o", color=GREEN)[0], x="dx")
            moving["point"] = handle(axes.plot([], [], "o", color=BLACK)[0], x="x")
        return moving | {"numbers": Letters(axes)}

    def update(moving, x, dx, function):
        f, slope, shape, _ = function
        (parts, beside), df = shape(x, dx), f(x + dx) - f(x)
        for name in inks:
            outlines = [Path([*part, part[0]], closed=True) for part in parts.get(name, ())]
            moving[name].set_path(Path.make_compound_path(*outlines))
        for line, name in zip(moving["lines"], ("dx", "df"), strict=True):
            line.set_data(*np.transpose(parts[name]))
        moving["lines"][1].set_color(BLUE if df < 0 else ORANGE)
        for name, at in (("point", 0), ("end", -1)):
            if name in moving:
                moving[name].set_data(*np.reshape(parts["dx"][at], (2, 1)))
        numbers, ink = moving["numbers"], "blue" if df < 0 else "orange"
        said = f"dx = {written(dx, 3)}"
        numbers.clear()
        for name, text, color in (("df", f"Δf = {written(df, 3)}", ink), ("dx", said, "green")):
            numbers.write(name, text, np.mean(parts[name], axis=0), *beside[name], color)
        return {"df": df, "slope": slope(x), "linear": slope(x) * dx}

    return setup, update, controls


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


def _number_line(axes, low, high, height):
    """Draw a number line."""
    axes.plot([low, high], [height, height], "-", color=GREY, linewidth=0.8)
    for tick in MaxNLocator(5).tick_values(low, high):
        axes.plot(tick, height, "|", color=GREY, markersize=6)
        number = written(tick, zeros=False)
        axes.text(tick, height + 0.15, number, ha="center", va="bottom", color=GREY, fontsize=10)


# Where the number line is, and below it what is enlarged: Δx, Δu, Δy, and the wrong product.
_LINE, _ROWS = 3.55, (2.7, 1.6, 0.5, -0.45)


def _place_pieces(pieces, factors, left, right):
    """Show pieces of so many Δx, all in one unit and ruled into Δx; give their ends.

    The unit is the largest with which all of them are in the picture.
    """
    known = [factor for factor in factors if np.isfinite(factor)]
    unit = (right - left) / (max(known) - min(0, *known))
    start = left - min(0, *known) * unit
    low, high = pieces[0].axes.transData.transform([(0, 0), (unit, 0)])[:, 0]
    rules = (0, ((high - low - 1) / 9, 1 / 9)) if high - low > 3 else "-"
    for piece, factor, height in zip(pieces, factors, _ROWS, strict=True):
        piece.set_data([start, start + factor * unit], [height, height])
        piece.set_linestyle(rules)
    return start, start + unit * np.where(np.isfinite(factors), factors, np.nan)


def _times(factor):
    number = written(factor, 3, zeros=False)
    return f"×({number})" if factor < 0 else f"×{number}"


@explorer(
    size=(4.6, 3.7),
    answer=lambda whole, right, **_: abs(whole - right) < 0.01 * abs(right),
    at={"dx": 0.01},
)
def chain_lines(f=None, g=None):
    """A small step in x under a lens, and what g and then f make of it, all in one unit.

    The pale piece is as long as f′(x)·g′(x) would have it.

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
        axes.set(xlim=(-0.6, 2.6), ylim=(-0.75, 4.1))
        axes.set_axis_off()
        f, g = function
        Function(lambda x: f(g(x))).curve(low, high + longest)
        _number_line(axes, low, high + longest, _LINE)
        axes.text(-0.33, _LINE, "$x$", ha="center", va="center", fontsize=12)
        names = "$\\Delta x$", "$\\Delta u$", "$\\Delta y$", "$f\\,'(x)\\,g'(x)$"
        for name, height, size in zip(names, _ROWS, (12, 12, 12, 10), strict=True):
            axes.text(-0.33, height, name, ha="center", va="center", fontsize=size)
        style = {"linewidth": 9, "dash_capstyle": "butt", "solid_capstyle": "butt"}
        return {
            "function": function,
            "maps": [filled(axes, color, 0.3) for color in (LIGHT, SKY, ORANGE)],
            "pieces": [axes.plot([], [], color=c, **style)[0] for c in (BLUE, GREEN, RED, LIGHT)],
            "step": axes.plot([], [], "-", color=BLUE, linewidth=5)[0],
            "numbers": Letters(axes, size=11),
            "points": Letters(axes, f"fill: {GREY}", 10),
            "end": handle(axes.plot([], [], "o", color=BLUE, markerfacecolor="white")[0], x="dx"),
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x"),
        }

    def update(moving, x, dx):
        f, g = moving["function"]
        (u, y), there = [np.array([g(at), f(g(at))]) for at in (x, x + dx)]
        du, dy = there - (u, y)
        first, second, whole = du / dx, dy / du, dy / dx
        inner, outer = g.slope(x), f.slope(u)
        right, wrong = inner * outer + 0.0, inner * f.slope(x) + 0.0
        start, ends = _place_pieces(moving["pieces"], (1, first, whole, wrong), low, high + longest)
        for name, at in (("point", [x]), ("end", [x + dx]), ("step", [x, x + dx])):
            moving[name].set_data(at, [_LINE] * len(at))
        above = [(x, x + dx), (start, ends[0]), (start, ends[1])]
        heights = [_LINE, *_ROWS]
        for i, shape in enumerate(moving["maps"]):
            (a, b), top, bottom = above[i], *heights[i : i + 2]
            shape.set_xy([(a, top), (b, top), (ends[i], bottom), (start, bottom)])
        numbers, points = moving["numbers"], moving["points"]
        numbers.clear()
        for i, (factor, ink) in enumerate(((first, "sky"), (second, "orange"))):
            place = (2 * start + ends[i] + ends[i + 1]) / 4, (_ROWS[i] + _ROWS[i + 1]) / 2
            numbers.write(i, _times(factor), place, ink=ink)
        for i, factor, ink in ((2, whole, "red"), (3, wrong, "grey")):
            numbers.write(i, _times(factor), (ends[i], _ROWS[i]), 0, 13, ink)
        for name, value, height in zip("xuy", (x, u, y), _ROWS, strict=False):
            points.write(
                name, f"{name} = {written(value, 3, zeros=False)}", (-0.33, height), 0, -14
            )
        readings = {"first": first, "second": second, "whole": whole}
        return readings | {"inner": inner, "outer": outer, "right": right, "wrong": wrong}

    return setup, update, controls


@explorer(size=(4.6, 3.3), answer=lambda run, **_: abs(run - 1) < 0.004, at={"a": 2.72})
def exponential():
    """The tangent of an exponential function, down to the axis, for one base or another.

    Parameters
    ----------
    **start
        First values of controls: x, a.
    """
    grid = np.linspace(-3.2, 2.0, 45)
    controls = {"x": Slider(-1.0, 1.2, 0.0, 0.2), "a": Slider(1.6, 4.0, 2.0, 0.08)}

    def setup(figure):
        axes = figure.subplots()
        axes.set(xlim=(grid[0], grid[-1]), ylim=(-0.6, 6), xlabel="$x$", ylabel="$a^x$")
        axes.axhline(0, color=GREY, linewidth=0.8)
        base = axes.plot([], [], "o", color=BLACK, markerfacecolor="white")[0]
        return {
            "curve": axes.plot([], [], "-", color=BLACK)[0],
            "tangent": axes.plot([], [], "--", color=BLUE)[0],
            "run": axes.plot([], [], "-", color=GREEN, linewidth=4)[0],
            "height": axes.plot([], [], "-", color=ORANGE, linewidth=4)[0],
            "base": handle(base, y="a"),
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x"),
            "numbers": Letters(axes),
        }

    def update(moving, x, a):
        height, factor = a**x, np.log(a)
        run, numbers = 1 / factor, moving["numbers"]
        moving["curve"].set_data(grid, a**grid)
        moving["tangent"].set_data([x - run, 2], [0, height * factor * (2 - x + run)])
        moving["run"].set_data([x - run, x], [0, 0])
        moving["height"].set_data([x, x], [0, height])
        moving["base"].set_data([1], [a])
        moving["point"].set_data([x], [height])
        numbers.clear()
        numbers.write("run", written(run, 3), (x - run / 2, 0), 0, -10, "green")
        numbers.write("height", written(height, 3), (x, height / 2), 20, 0, "orange")
        numbers.write("base", f"a = {written(a, 3)}", (1, a), -32, 8)
        return {"height": height, "run": run, "slope": factor * height, "factor": factor}

    return setup, update, controls


# There and back: the inverse function is the mirror image

_INVERTIBLE = {
    "square": ("x², x ≥ 0", lambda x: x * x if x >= 0 else np.nan, lambda x: 2 * x),
    "exp": ("eˣ", np.exp, np.exp),
    "cube": ("x³", lambda x: x**3, lambda x: 3 * x * x),
}


def _one_to_one(f, low, high):
    """Give the values of a function that only rises or only falls, or refuse."""
    x, y = f.curve(low, high)
    steps = np.diff(y)
    if not ((steps > 0).all() or (steps < 0).all()):
        raise CannotDraw(*inverse.words["twice"], low=low, high=high)
    return x, y


@explorer(
    size=(4.2, 3.9),
    says=["twice"],
    answer=lambda slope, back, **_: abs(slope - back) < 0.05,
    at={"x": 0.5},
)
def inverse(f=None, xlim=(0.0, 1.2)):
    """A curve and its mirror image, the inverse function, with the triangle of a tangent on each.

    Parameters
    ----------
    f : callable, optional
        A function of one number that only rises, or only falls, to choose beside the presets.
    xlim : pair of float, optional
        Where the point can be.
    **start
        First values of controls: x, function.
    """
    low, high = map(float, xlim)
    controls = {"x": slider_at(xlim, 0.7, f), "function": presets(_INVERTIBLE, f=f)}

    def setup(figure, function):
        x, y = _one_to_one(function, low, high)
        ends = limits(np.append(x, y), 0.26)
        axes = figure.subplots()
        axes.set(xlim=ends, ylim=ends, aspect="equal")
        axes.axline((0, 0), slope=1, color=GREY, linewidth=0.8, linestyle=":")
        x = np.linspace(*ends, 200)
        y = function.over(x)
        axes.plot(x, y, "-", color=BLACK, label="$f$")
        axes.plot(y, x, "--", color=PURPLE, label="$f^{\\,-1}$")
        axes.legend(**ABOVE, ncols=2)
        return {
            "function": function,
            "long": 0.3 * (ends[1] - ends[0]),
            "fold": axes.plot([], [], ":", color=GREY, linewidth=1)[0],
            "runs": axes.plot([], [], "-", color=GREEN, linewidth=3)[0],
            "rises": axes.plot([], [], "-", color=ORANGE, linewidth=3)[0],
            "tangents": axes.plot([], [], "-", color=BLUE, linewidth=1.6)[0],
            "image": axes.plot([], [], "o", color=PURPLE, markerfacecolor="white")[0],
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x"),
            "numbers": Letters(axes),
        }

    def update(moving, x):
        y, slope = moving["function"](x), moving["function"].slope(x)
        back = 1 / slope if slope else np.nan
        run, rise = moving["long"] * np.array([1, slope]) / np.hypot(1, slope)
        away = 1 if y < x else -1  # from the mirror, so that the triangles do not meet
        corners = (x, y) + np.array([(-away, -away), (away, -away), (away, away)]) * (run, rise) / 2
        parts = {"runs": corners[:2], "rises": corners[1:]}
        parts["tangents"] = (x, y) + 1.6 * (corners[::2] - (x, y))
        for name, there in parts.items():
            moving[name].set_data(*np.transpose([*there, (np.nan, np.nan), *there[:, ::-1]]))
        moving["fold"].set_data([x, y], [y, x])
        moving["point"].set_data([x], [y])
        moving["image"].set_data([y], [x])
        moving["numbers"].clear()
        right, up = 30 * away, -9 * away
        there, back_again = f"f′ = {written(slope, 3)}", f"1/f′ = {written(back, 3)}"
        moving["numbers"].write("there", there, corners[1], right, up)
        moving["numbers"].write("back", back_again, corners[1, ::-1], -right, -up, "purple")
        return {"y": y, "slope": slope, "back": back}

    return setup, update, controls
