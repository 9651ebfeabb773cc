"""The explorers of chapter 4: slices through a surface, and what shape it has where it is level."""

import math

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.path import Path

from d2l_calc.stage.controls import Choice, Log, Slider, Switch
from d2l_calc.stage.draw import arrow, contours, place_arrow
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
from d2l_calc.stage.numbers import vector, written
from d2l_calc.stage.scene import Letters, handle
from d2l_calc.stage.space import Space

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


def _image_and_bend(a, b, c, p, q):
    """Give both numbers of H v and then vᵀHv, without what rounding leaves of a true zero."""
    u, w = a * p + b * q, b * p + c * q
    return np.round((u, w, p * u + q * w), 12) + 0.0


_SHORTER, _LONGEST = 1 / 3, 2.0  # how H v is drawn, and how long at most
_RING = 1.11  # where the ring around the letter v is, beyond the arrow


def _name_arrows(numbers, v, tip, foot, length, bend):
    """Write beside each arrow, on the side away from the other one, what it is."""
    (p, q), shown = v, math.hypot(*tip)
    right, up = (tip[0] / shown, tip[1] / shown) if shown else v
    side = 1 if p * up - q * right > -1e-9 else -1
    away = side if bend >= 0 else -side
    ink = "orange" if bend > 0 else "blue" if bend < 0 else "grey"
    text = f"|Hv| = {written(length, 3)}"
    numbers.clear()
    numbers.write("image", text, tip, -50 * away * up, 15 * away * right, "green")
    numbers.write("bend", written(bend, 3), foot, 26 * side * q, -16 * side * p, ink)
    numbers.write("v", "v", (_RING * p, _RING * q), ink="black")


@explorer(
    size=(4.6, 4.6),
    seen=["length"],
    answer=lambda off, length, **_: not length or off <= 1,
    at={"theta": 45.0},
)
def turn():
    """A direction that can be turned, where a matrix takes it, and the bend in all directions.

    What the matrix gives is drawn at a third of its length, or shorter still, to fit.

    Parameters
    ----------
    **start
        First values of controls: theta, a, b, c.
    """
    circle = np.linspace(0, 2 * np.pi, 121)
    x, y = np.cos(circle), np.sin(circle)
    controls = {
        # A page without a kernel keeps every 25th stop, so 45° and 135° are among them.
        "theta": Slider(0.0, 360.0, 22.5, 0.9),
        "a": Slider(-4.0, 4.0, 2.0, 0.5),
        "b": Slider(-4.0, 4.0, 3.0, 0.5),
        "c": Slider(-4.0, 4.0, 2.0, 0.5),
    }

    def setup(figure):
        axes = figure.subplots()
        axes.set(xlim=(-2.3, 2.3), ylim=(-2.3, 2.3), aspect="equal")
        axes.set_axis_off()
        for ends in ([-2.05, 2.05], [0, 0]), ([0, 0], [-2.05, 2.05]):
            axes.plot(*ends, "-", color=LIGHT, linewidth=1)
        axes.plot(x, y, ":", color=GREY, linewidth=1)
        for name, place in (("$x$", (2.17, 0)), ("$y$", (0, 2.17))):
            axes.text(*place, name, ha="center", va="center", size=11)

        def line(style, color, width, **more):
            return axes.plot([], [], style, color=color, linewidth=width, **more)[0]

        ways = ("-", ORANGE), ("--", BLUE)
        tip = line("o", BLACK, 1, markersize=15, markerfacecolor="white", markeredgewidth=1)
        return {
            "all": [line(*each, 1.2) for each in ways],
            "bend": [line(*each, 7, zorder=0.5) for each in ways],
            "drop": line(":", BLACK, 1),
            "image": arrow(axes, GREEN, 0.009),
            "v": arrow(axes, BLACK, 0.009),
            "numbers": Letters(axes, size=11),
            "tip": handle(tip, turns="theta"),
        }

    def update(moving, theta, a, b, c):
        (low, high), _ = _eigen(a, b, c)
        scale = min(_SHORTER, _LONGEST / max(high, -low, 1e-9))
        *_, bends = _image_and_bend(a, b, c, x, y)
        v = p, q = math.cos(math.radians(theta)), math.sin(math.radians(theta))
        u, w, bend = map(float, _image_and_bend(a, b, c, p, q))
        tip, foot = (scale * u, scale * w), (scale * bend * p, scale * bend * q)
        for whole, part, sign in zip(moving["all"], moving["bend"], (1, -1), strict=True):
            size = np.where(sign * bends >= 0, scale * np.abs(bends), np.nan)
            whole.set_data(size * x, size * y)
            part.set_data(*([0, end] if sign * bend > 0 else [] for end in foot))
        moving["drop"].set_data(*zip(tip, foot, strict=True))
        place_arrow(moving["image"], 0, 0, *tip)
        place_arrow(moving["v"], 0, 0, p, q)
        moving["tip"].set_data([_RING * p], [_RING * q])
        length, off = math.hypot(u, w), math.degrees(math.atan2(abs(p * w - q * u), abs(bend)))
        _name_arrows(moving["numbers"], v, tip, foot, length, bend)
        return {
            "v": vector(v),
            "image": vector((u, w)),
            "bend": bend,
            "length": length,
            "off": round(off, 2) if length else math.nan,
            "low": low,
            "high": high,
        }

    return setup, update, controls


_REACH, _TALL = 1.2, 1.3  # from the middle of the floor to its sides; the greatest height
_LEVELS = [0.6, 1.2]


def _place_contours(lines, x, y, heights):
    """Show the contours above 0, at 0 and below 0 of heights on a grid."""
    contours, low, high = contour_generator(x, y, heights), heights.min(), heights.max()
    levels = _LEVELS, [0], [-level for level in _LEVELS]
    for line, wanted in zip(lines, levels, strict=True):
        inside = [level for level in wanted if low < level < high]
        _set_curves(line, [curve for level in inside for curve in contours.lines(level)])


def _rings_and_rays():
    """Give the lines of a net, a gap after each: shares of the way to the rim, and angles."""
    out, gap = np.linspace(-1, 1, 7), [[np.nan], [np.nan]]
    parts = [(out, np.full(7, angle)) for angle in np.arange(6) * np.pi / 6]
    for share, count in ((0.5, 21), (1, 41)):
        parts.append((np.full(count, share), np.linspace(0, 2 * np.pi, count)))
    return np.hstack([np.hstack([part, gap]) for part in parts])


@explorer(
    size=(4.6, 4.3),
    says=["min", "max", "saddle", "open"],
    seen=["bend"],
    answer=lambda verdict, **_: verdict == "max",
    at={"a": -2.0, "b": 2.0, "c": -3.0},
)
def hessian():
    """The surface of a quadratic form above its contours, cut in a direction that can be turned.

    Parameters
    ----------
    **start
        First values of controls: theta, a, b, c, extra.
    """
    side, share = np.linspace(-_REACH, _REACH, 61), np.linspace(-1, 1, 13)
    grid, net = np.meshgrid(side, side), _rings_and_rays()
    circle = np.linspace(0, 2 * np.pi, 73)
    controls = {
        "theta": Slider(0.0, 360.0, 0.0, 5.0),
        "a": Slider(-4.0, 4.0, 2.0, 0.1),
        "b": Slider(-4.0, 4.0, 3.0, 0.1),
        "c": Slider(-4.0, 4.0, 2.0, 0.1),
        "extra": Choice(_EXTRAS),
    }

    def setup(figure):
        axes = figure.subplots()
        space = Space(axes, _REACH, -_TALL, _TALL, 0.58)
        line = space.line
        return {
            "space": space,
            "contours": [
                line(style, color, width, on_floor=True)
                for style, color, width in (("-", ORANGE, 1), ("-", GREY, 1), (":", BLUE, 1.3))
            ],
            "net": [line("-", color, 0.8) for color in (ORANGE, BLUE)],
            "own": [line("--", PURPLE, 2.2), line("-", GREEN, 2.2)],
            "post": line(":", BLACK, 0.9),
            "cut": line("-", BLACK, 2.8),
            "numbers": Letters(axes, size=11),
            "tip": handle(
                line("o", BLACK, 2, on_floor=True, markerfacecolor="white"), turns="theta"
            ),
        }

    def update(moving, theta, a, b, c, extra):
        def f(x, y):
            # Rounding leaves a true zero where a form is level along a line.
            return np.round((a * x * x + 2 * b * x * y + c * y * y) / 2 + extra(y), 12) + 0.0

        def bend(angle):
            x, y = np.cos(angle), np.sin(angle)
            return a * x * x + 2 * b * x * y + c * y * y

        def rim(angle):
            """How far the surface is shown: to the floor's side, or as high as there is room."""
            steep = abs(bend(angle)) / 2 + abs(extra(_REACH * np.sin(angle))) / _REACH**2
            return np.minimum(_REACH, np.sqrt(_TALL / np.maximum(steep, 1e-9)))

        def points(share, angle):
            way = share * rim(angle)
            x, y = way * np.cos(angle), way * np.sin(angle)
            return x, y, f(x, y)

        def on_surface(share, angle):
            return space.place(*points(share, angle))

        (low, high), angles = _eigen(a, b, c)
        space = moving["space"]
        _place_contours(moving["contours"], side, side, f(*grid))
        x, y, z = points(*net)
        space.place_net(moving["net"], x, y, z, ~(z < 0))
        turned = math.radians(theta)
        for line, angle in zip((*moving["own"], moving["cut"]), (*angles, turned), strict=True):
            # On the surface, and as an arm of length 1 on the floor.
            arm = np.array([0 if line is moving["cut"] else -1, 1])
            below = space.place(arm * math.cos(angle), arm * math.sin(angle))
            line.set_data(*np.hstack([on_surface(share, angle), [[np.nan], [np.nan]], below]))
        p, q = math.cos(turned), math.sin(turned)
        moving["tip"].set_data([p], [q])
        *foot, top = points(1, turned)
        moving["post"].set_data(*zip(space.place(*foot), space.place(*foot, top), strict=True))
        curvature, numbers = round(float(bend(turned)), 9) + 0.0, moving["numbers"]
        numbers.clear()
        for name, value, angle, ink in (
            ("", curvature, turned, "orange" if curvature > 0 else "blue"),
            ("λ₂ = ", high, angles[1], "green"),
            ("λ₁ = ", low, angles[0], "purple"),
        ):
            text = name + written(value, 3, zeros=False)
            numbers.write(name, text, on_surface(1, angle), 0, 11, ink)
        numbers.write("v", "v", space.place(1.14 * p, 1.14 * q), ink="black")
        around = f(0.1 * np.cos(circle + angles[0]), 0.1 * np.sin(circle + angles[0]))
        return {
            "bend": curvature,
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


def _simplified(curve, tolerance=0.026):
    path = Path(curve)
    path.simplify_threshold = tolerance
    return path.cleaned(simplify=True).vertices[:-1]


# Two knobs, one loss


@explorer(
    size=(4.8, 2.8),
    answer=lambda dw, db, **_: max(abs(dw), abs(db)) < 0.3,
    at={"w": 1.5, "b": 0.35},
)
def knobs():
    """A line for three points, and on the map of its loss how steep it is along w and along b.

    Parameters
    ----------
    **start
        First values of controls: w, b, together.
    """
    xs, ys, eta = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0]), 0.1
    controls = {
        "w": Slider(0.0, 3.0, 0.5, 0.05),
        "b": Slider(-2.0, 2.0, -1.5, 0.05),
        "together": Switch(),
    }

    def loss(w, b):
        return sum((w * x + b - y) ** 2 for x, y in zip(xs, ys, strict=True)) / 3

    def setup(figure):
        left, right = figure.subplots(1, 2, width_ratios=(1.1, 1))
        left.set(xlim=(0, 3.6), ylim=(-1.8, 6.6), xlabel="$x$", ylabel="$y$")
        right.set(xlim=(-0.3, 3.3), ylim=(-2.3, 2.3), aspect="equal", xlabel="$w$", ylabel="$b$")
        right.set_title("$L(w, b)$")
        w, b = np.linspace(-0.3, 3.3, 61), np.linspace(-2.3, 2.3, 61)
        contours(right, w, b, loss(w, b[:, None]), np.arange(0.5, 90, 3), 0.6)
        return {
            "line": left.plot([], [], "-", color=BLACK)[0],
            "misses": left.plot([], [], "-", color=GREY, linewidth=2)[0],
            "points": left.plot(xs, ys, "o", color=BLACK)[0],
            "both": arrow(right, RED, 0.016),
            "along_w": arrow(right, BLUE, 0.016),
            "along_b": arrow(right, GREEN, 0.016),
            "ball": handle(right.plot([], [], "o", color=BLACK, markersize=4)[0], x="w", y="b"),
            "numbers": Letters(right),
        }

    def update(moving, w, b, together):
        misses = w * xs + b - ys
        dw, db = 2 * np.mean(misses * xs), 2 * np.mean(misses)
        moving["line"].set_data([0, 4], [b, b + 4 * w])
        ends = np.column_stack([ys, ys + misses, np.full(3, np.nan)])
        moving["misses"].set_data(np.repeat(xs, 3), ends.ravel())
        moving["ball"].set_data([w], [b])
        place_arrow(moving["along_w"], w, b, -eta * dw, 0)
        place_arrow(moving["along_b"], w, b, 0, -eta * db)
        place_arrow(moving["both"], w, b, -eta * dw * together, -eta * db * together)
        numbers = moving["numbers"]
        numbers.clear()
        numbers.write("w", written(dw, 3), (w - eta * dw, b), 24 * np.copysign(1, -dw), 0, "blue")
        numbers.write("b", written(db, 3), (w, b - eta * db), 0, 10 * np.copysign(1, -db), "green")
        return {"dw": dw, "db": db, "loss": loss(w, b)}

    return setup, update, controls
