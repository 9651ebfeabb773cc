"""The explorers of chapter 5: in which direction a function rises fastest."""

import math
from math import nan

import numpy as np
from matplotlib.patches import Circle

from d2l_calc.language import say
from d2l_calc.stage.controls import Log, Slider
from d2l_calc.stage.draw import SQUARE, arrow, contours, place_arrow
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import PATIENCE, CannotDraw, Surface, limits, presets, sliders_at
from d2l_calc.stage.look import BLACK, BLUE, GREEN, GREY, ORANGE, RED, SKY
from d2l_calc.stage.numbers import vector, written
from d2l_calc.stage.scene import Letters, handle
from d2l_calc.stage.space import Space


def _soft_maximum(x, y):
    return math.log(math.exp(x) + math.exp(y))


def _soft_maximum_gradient(x, y):
    share = 1 / (1 + math.exp(y - x))
    return share, 1 - share


def _twisted(x, y):
    return x * x * y / (x * x + y * y) if x or y else 0.0


def _twisted_gradient(x, y):
    if not (x or y):
        return 0.0, 0.0  # both partial derivatives are 0, and yet it is not differentiable
    return 2 * x * y**3 / (x * x + y * y) ** 2, x * x * (x * x - y * y) / (x * x + y * y) ** 2


def _norm_gradient(x, y):
    size = math.hypot(x, y)
    return (x / size, y / size) if size else (nan, nan)


# Each with how it is shown and its gradient.
_PRESETS = {
    "bowl": (
        "x² + xy + y²",
        lambda x, y: x * x + x * y + y * y,
        lambda x, y: (2 * x + y, 2 * y + x),
    ),
    "ridge": (
        "−(x² + 10y²)",
        lambda x, y: -(x * x + 10 * y * y),
        lambda x, y: (-2 * x, -20 * y),
    ),
    "round": (
        "4 − x² − y²",
        lambda x, y: 4 - x * x - y * y,
        lambda x, y: (-2 * x, -2 * y),
    ),
    "saddle": ("x² − y²", lambda x, y: x * x - y * y, lambda x, y: (2 * x, -2 * y)),
    "growth": (
        "eˣ cos y",
        lambda x, y: math.exp(x) * math.cos(y),
        lambda x, y: (math.exp(x) * math.cos(y), -math.exp(x) * math.sin(y)),
    ),
    "soft": ("ln(eˣ + eʸ)", _soft_maximum, _soft_maximum_gradient),
    "norm": ("‖(x, y)‖", math.hypot, _norm_gradient),
    "twisted": ("x²y/(x² + y²)", _twisted, _twisted_gradient),
}


def _map(axes, function, xlim, ylim, count=37):
    """Draw contours on equal axes; give the values on the grid."""
    x, y = (np.linspace(*ends, count) for ends in (xlim, ylim))
    values = function.grid(x, y)
    low, high = limits(values, margin=0)
    if low < values[np.isfinite(values)].max() and high - low > 1e-9 * abs(high):
        levels = np.linspace(low, high, 11)[:-1] + (high - low) / 20
        contours(axes, x, y, values, levels, 0.7)
    axes.set(xlim=xlim, ylim=ylim, aspect="equal", xlabel="$x$", ylabel="$y$")
    axes.grid(False)
    return values


def _usual_slope(heights, xlim, ylim):
    """Give the median length of the gradient over the grid of a map."""
    rows, columns = heights.shape
    steps = (ylim[1] - ylim[0]) / (rows - 1), (xlim[1] - xlim[0]) / (columns - 1)
    slopes = np.hypot(*np.gradient(heights, *steps))
    return np.median(np.append(slopes[np.isfinite(slopes)], 0))


def _tidy(value):
    """Round away what the arithmetic leaves of a true zero."""
    return round(value, 9) + 0.0


_RIM = 1.05  # of a polar plot, where its outer ring is 1


def _draw_rose(axes):
    """Prepare a polar plot of the slopes in all directions; give what moves in it."""
    axes.set(rlim=(0, _RIM), rticks=[0.5, 1], xticks=np.arange(0, 2 * np.pi, np.pi / 4))
    axes.set_yticklabels([])
    axes.tick_params(labelsize=7, pad=-2)
    plain = {"transform": axes.transAxes, "clip_on": False, "linewidth": 1.8}
    lobe = {"fill": False, "zorder": 2, **plain}
    return {
        "uphill": axes.add_patch(Circle((0.5, 0.5), 0, edgecolor=RED, **lobe)),
        "downhill": axes.add_patch(Circle((0.5, 0.5), 0, edgecolor=BLUE, linestyle="--", **lobe)),
        "rate": axes.plot([], [], "o-", color=GREEN, markevery=[1], **plain)[0],
    }


def _turn_rose(rose, gradient, u, rate):
    """Show the slopes in all directions, and that in one; give the radius of the outer ring."""
    size = math.hypot(*gradient)
    ring = _ring(size)
    scale = 0.5 / _RIM / ring
    # Over all directions, the slopes uphill are a circle through the middle, those downhill too.
    for name, way in (("uphill", 0.5), ("downhill", -0.5)):
        rose[name].set(center=0.5 + way * scale * np.array(gradient), radius=scale * size / 2)
    rose["rate"].set_data(*zip((0.5, 0.5), 0.5 + scale * abs(rate) * np.array(u), strict=True))
    return ring


def _room(at, way, lim):
    """Give how many steps of a length there are from a place to the end of a range."""
    return (lim[way > 0] - at) / way if abs(way) > 1e-9 else math.inf


@explorer(
    size=(5.8, 3.7),
    seen=["height", "ring"],
    answer=lambda rate, norm, **_: abs(rate) < 0.05 * norm,
    at={"theta": 63},
)
def direction(f=None, xlim=(-2, 2), ylim=(-2, 2)):
    """A direction at a point of a map: the slice along it, and the slopes in all directions.

    The arrow of the gradient is drawn no longer than 1.5.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: theta, function, x, y.
    """
    reach = np.linspace(-1.2, 1.2, 33)
    names = "bowl", "ridge", "saddle", "soft", "twisted"
    controls = {
        "theta": Slider(0, 360, 30, 1),
        "function": presets(_PRESETS, *names, make=Surface, f=f),
        **sliders_at(xlim, ylim, (0.5, -0.4), f),
    }

    def setup(figure, function):
        left, right = figure.subfigures(1, 2, width_ratios=(1.25, 1))
        plane = left.subplots()
        heights = _map(plane, function, xlim, ylim)
        around, along = right.add_subplot(2, 1, 1, projection="polar"), right.add_subplot(2, 1, 2)
        rise = max(0.6, reach[-1] * _usual_slope(heights, xlim, ylim))
        along.set(xlim=reach[[0, -1]], ylim=(-rise, rise), xlabel="$t$")
        along.set_ylabel("$f(x+t\\,u)-f(x)$")
        along.plot(0, 0, "o", color=BLACK)
        tip = plane.plot([], [], "o", color=GREEN, markerfacecolor="white", markersize=6)[0]
        point = handle(plane.plot([], [], "o", color=BLACK)[0], x="x", y="y")
        return {
            "function": function,
            "rose": _draw_rose(around),
            "slice": along.plot([], [], "-", color=BLACK)[0],
            "tangent": along.plot([], [], "--", color=GREEN)[0],
            "line": plane.plot([], [], ":", color=GREEN, linewidth=1.2)[0],
            "gradient": arrow(plane, RED, 0.014),
            "u": arrow(plane, GREEN, 0.01),
            "lengths": Letters(plane),
            "scale": Letters(around),
            "tip": handle(tip, turns="theta", around=point),
            "point": point,
        }

    def update(moving, theta, x, y):
        f, angle = moving["function"], math.radians(theta)
        cos, sin = math.cos(angle), math.sin(angle)
        height, (dx, dy) = f(x, y), f.gradient(x, y)
        there = math.isfinite(dx + dy)
        if not there:  # what one would take for the gradient
            dx, dy = f.partials(x, y)
        size, rate = math.hypot(dx, dy), cos * dx + sin * dy
        shown = min(1.0, 1.5 / size) if size else 0.0
        moving["point"].set_data([x], [y])
        moving["line"].set_data(x + reach[[0, -1]] * cos, y + reach[[0, -1]] * sin)
        place_arrow(moving["u"], x, y, cos, sin)
        inside = min(_room(x, cos, xlim), _room(y, sin, ylim), 1.0)
        moving["tip"].set_data([x + inside * cos], [y + inside * sin])
        place_arrow(moving["gradient"], x, y, shown * dx, shown * dy)
        ring = _turn_rose(moving["rose"], (dx, dy), (cos, sin), rate)
        moving["scale"].write("ring", written(ring, zeros=False), (np.pi / 8, 1.05), ink="grey")
        moving["lengths"].clear()
        for name, tip, value, ink in (
            ("u", (cos, sin), rate, "green"),
            ("gradient", (shown * dx, shown * dy), size, "red"),
        ):
            aside = (18 if tip[0] >= 0 else -18), (8 if name == "u" else -8)
            moving["lengths"].write(name, written(value, 3), (x + tip[0], y + tip[1]), *aside, ink)
        moving["slice"].set_data(reach, f.along(x, y, angle, reach) - height)
        moving["tangent"].set_data(reach, rate * reach)
        ahead, behind = f.along(x, y, angle, (1e-5, -1e-5))
        between = np.degrees(np.arccos(np.clip(rate / size, -1, 1))) if size and there else nan
        return {
            "height": height,
            "gradient": vector((dx, dy)),
            "norm": size,
            "between": round(float(between), 3),
            "rate": _tidy(rate),
            "slope": _tidy((ahead - behind) / 2e-5),
            "ring": written(ring, zeros=False),
        }

    return setup, update, controls


def _ring(size):
    """Give a round number that is at least a size, for the outer ring of a polar plot."""
    if not 1e-6 < size < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= 0.999 * size)


def _draw_directions(axes, function, xlim, ylim):
    """Draw arrows of one length along the gradient, wherever there is one."""
    x, y = np.meshgrid(*(np.linspace(*ends, 12)[1:-1] for ends in (xlim, ylim)), indexing="ij")
    arrows = np.full(x.size, complex(nan, nan))
    known = function.in_time(lambda i: _unit(function, complex(x.flat[i], y.flat[i])), x.size, 500)
    arrows[[*known]] = [*known.values()]
    there = np.isfinite(arrows)
    lengths = 0.06 * (xlim[1] - xlim[0]) * arrows[there]
    shape = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": 0.006, "pivot": "mid"}
    places = x.flat[there], y.flat[there]
    axes.quiver(*places, lengths.real, lengths.imag, color=SKY, **shape)


@explorer(
    size=(4.6, 4.4), answer=lambda off, way, **_: way == "up" and off < 1, at={"x": 1.2, "y": 0.0}
)
def field(f=None, xlim=(-2, 2), ylim=(-2, 2)):
    """Gradient arrows over contours, and the path of somebody who follows them.

    Arrows in the background are of one length: they show directions.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: step, way, function, x, y.
    """
    low, high = complex(xlim[0], ylim[0]), complex(xlim[1], ylim[1])
    function = presets(_PRESETS, "ridge", "round", "bowl", "saddle", "soft", make=Surface, f=f)
    summits = {function.options[name]: 0j for name in ("ridge", "round")}
    controls = {
        "step": Slider(0.01, 0.1, 0.04, 0.01),
        "way": list(_WAYS),
        "function": function,
        **sliders_at(xlim, ylim, (1.2, 0.5), f),
    }

    def setup(figure, function):
        axes = figure.subplots()
        _map(axes, function, xlim, ylim, 37 if f else 73)  # a learner's is called less often
        _draw_directions(axes, function, xlim, ylim)
        return {
            "function": function,
            "straight": axes.plot([], [], ":", color=BLACK, linewidth=1.2)[0],
            "path": axes.plot([], [], ".-", color=RED, markevery=5)[0],
            "end": axes.plot([], [], "s", color=RED, markersize=6)[0],
            "summit": axes.plot([], [], "^", color=BLACK)[0],
            "gradient": arrow(axes, BLUE, 0.011),
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x", y="y"),
        }

    def update(moving, step, x, y, way):
        f, here = moving["function"], complex(x, y)
        path = np.array(_follow(f, here, step, way, low, high))
        uphill, summit = _unit(f, here), summits.get(f, complex(nan, nan))
        shown = 0.5 * uphill if np.isfinite(uphill) else 0j
        moving["path"].set_data(path.real, path.imag)
        moving["end"].set_data(path.real[-1:], path.imag[-1:])
        moving["straight"].set_data([x, summit.real], [y, summit.imag])
        moving["summit"].set_data([summit.real], [summit.imag])
        place_arrow(moving["gradient"], x, y, shown.real, shown.imag)
        moving["point"].set_data([x], [y])
        end = path[-1]
        return {
            "gradient": vector(f.gradient(x, y)),
            "height": f(x, y),
            "change": round(f(end.real, end.imag) - f(x, y), 4) + 0.0,
            "length": float(np.abs(np.diff(path)).sum()),
            "angle": round(_angle(_WAYS[way] * uphill, _contour(f, here), line=True), 2),
            "off": round(_angle(uphill, summit - here), 2),
        }

    return setup, update, controls


# By what each way turns the gradient, in the complex plane.
_WAYS = {"up": 1, "down": -1, "along": 1j}


def _unit(f, at):
    """Give the direction of the gradient as a complex number of size 1, NaN if there is none."""
    gradient = complex(*f.quick_gradient(at.real, at.imag))
    size = abs(gradient)
    return gradient / size if 1e-9 < size < math.inf else complex(nan, nan)


def _follow(f, here, step, way, low, high, count=50):
    """Give the points of a path, by the method of Runge and Kutta (RK4).

    It ends where it leaves the picture, where there is no direction, and, going up or down, where
    the next step would not; and where a slow function would keep a reader waiting.
    """
    path, turn, out_of_patience = [here], _WAYS[way], f.out_of_patience(PATIENCE, 21 * count)
    for _ in range(count):
        k1 = turn * _unit(f, here)
        k2 = turn * _unit(f, here + step / 2 * k1)
        k3 = turn * _unit(f, here + step / 2 * k2)
        k4 = turn * _unit(f, here + step * k3)
        there = here + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        inside = low.real <= there.real <= high.real and low.imag <= there.imag <= high.imag
        gain = f(there.real, there.imag) - f(here.real, here.imag)
        if not inside or (way != "along" and not turn * gain > 0):
            break
        path.append(there)
        here = there
        if out_of_patience():
            break
    return path


def _contour(f, at, radius=1e-3):
    """Give the direction of the contour through a point from heights alone, NaN if there is none.

    Where a small circle about the point is as high as the point itself; two such places, and the
    contour runs from one to the other.
    """

    def higher(angle):
        return f(at.real + radius * math.cos(angle), at.imag + radius * math.sin(angle)) - height

    height, crossings = f(at.real, at.imag), []
    angles = np.linspace(0, 2 * np.pi, 25).tolist()
    signs = [higher(angle) > 0 for angle in angles]
    for i in range(24):
        if signs[i] != signs[i + 1]:
            a, b = angles[i], angles[i + 1]
            for _ in range(30):
                middle = (a + b) / 2
                a, b = (middle, b) if (higher(middle) > 0) == signs[i] else (a, middle)
            crossings.append(complex(math.cos(a), math.sin(a)))
    return crossings[0] - crossings[1] if len(crossings) == 2 else complex(nan, nan)


def _angle(one, other, line=False):
    """Give the angle between two directions in degrees, from 0 to 180; up to 90 to a line."""
    product = one.conjugate() * other
    angle = math.degrees(abs(math.atan2(product.imag, product.real)))
    if not product or math.isnan(angle):
        return nan
    return min(angle, 180 - angle) if line else angle


def _steepness(heights, xlim):
    """Give how steep a net of lines along x has to be drawn, for most of a map to be seen."""
    slopes = np.abs(np.diff(heights)) * (heights.shape[1] - 1) / (xlim[1] - xlim[0])
    return max(1.2, 2.5 * np.median(np.append(slopes[np.isfinite(slopes)], 0)))


def _heights(f, x, y):
    """Give the heights of a surface on a grid, NaN where it has none at all."""
    try:
        return f.grid(x, y)
    except CannotDraw:
        return np.full((len(y), len(x)), nan)


def _every_other(grid):
    """Give every other row and column of a grid, one after the other, a gap after each."""
    lines = np.vstack([grid[::2], grid.T[::2]])
    return np.pad(lines, ((0, 0), (0, 1)), constant_values=nan).ravel()


@explorer(
    size=(4.6, 4.1),
    says=["none"],
    answer=lambda first_order, **_: first_order < 0.01,
    at={"zoom": 100.0},
)
def tangent_plane(f=None, xlim=(-2, 2), ylim=(-2, 2)):
    """A surface and its tangent plane around a point, under a microscope.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: zoom, theta, function, x, y.
    """
    side = np.linspace(-1, 1, 13)
    names = "growth", "bowl", "soft", "norm", "twisted"
    none = say(*tangent_plane.words["none"])
    controls = {
        "zoom": Log(1.0, 1e4, 2.0),
        "theta": Slider(0.0, 360.0, 60.0, 5.0),
        "function": presets(_PRESETS, *names, make=Surface, f=f),
        **sliders_at(xlim, ylim, (0.5, 0.5), f),
    }

    def setup(figure, function):
        axes = figure.subplots()
        map_ = axes.inset_axes((0, 0.73, 0.27, 0.27))
        top = _steepness(_map(map_, function, xlim, ylim, 25), xlim)
        map_.set(xlabel="", ylabel="", xticks=[], yticks=[])
        space = Space(axes, 1, -top, top, 0.9 / top, turned=52)
        line = space.line
        return {
            "function": function,
            "space": space,
            "top": top,
            "net": [line("-", color, 1, zorder=z) for color, z in ((BLACK, 3), (GREY, 1))],
            "sheet": axes.fill([], [], fc=ORANGE, ec=ORANGE, ls=(0, (4, 3)), alpha=0.5, zorder=2)[
                0
            ],
            "rod": line("-", ORANGE, 2.5, on_floor=True),
            "post": axes.plot([], [], ":", color=BLACK, linewidth=0.9)[0],
            "gap": axes.plot([], [], "-", color=RED, linewidth=3.5, zorder=4)[0],
            "number": Letters(axes, size=11),
            "window": map_.plot([], [], "-", color=ORANGE, linewidth=1.5)[0],
            "tip": handle(
                line("o", ORANGE, 2, on_floor=True, markerfacecolor="white"), turns="theta"
            ),
            "point": handle(map_.plot([], [], "o", color=BLACK, markersize=5)[0], x="x", y="y"),
        }

    def update(moving, zoom, theta, x, y):
        f, space, r, angle = moving["function"], moving["space"], 1 / zoom, math.radians(theta)
        cos, sin = math.cos(angle), math.sin(angle)
        height, gradient = f(x, y), f.gradient(x, y)
        there = math.isfinite(sum(gradient))
        dx, dy = gradient if there else f.partials(x, y)
        rate = cos * dx + sin * dy
        # An axis is met only up to rounding, by the sine of 180°: what that leaves is 0.
        value, plane = round(f(x + r * cos, y + r * sin), 15) + 0.0, height + rate * r
        error, rise = abs(value - plane), (value - height) / r
        grid = (_heights(f, x + r * side, y + r * side) - height) / r
        corners = 2 * SQUARE.T - 1
        # A steep place is drawn less steep, so that all of it is in the window.
        top = moving["top"]
        less = min(1.0, 0.8 * top / max(abs(dx) + abs(dy), 1e-300))
        across, up, bent = (_every_other(part) for part in (*np.meshgrid(side, side), grid))
        bent[np.abs(less * bent) > 1.3 * top] = nan
        above = ~(bent < dx * across + dy * up - 1e-9)
        space.place_net(moving["net"], across, up, less * bent, above)
        sheet = np.array(space.place(*corners, less * (dx * corners[0] + dy * corners[1]))).T
        moving["sheet"].set_xy(sheet if np.isfinite(sheet).all() else np.empty((0, 2)))
        ends = [space.place(cos, sin, z) for z in (None, less * rate, less * rise)]
        moving["rod"].set_data([0, cos], [0, sin])
        moving["tip"].set_data([cos], [sin])
        moving["post"].set_data(*zip(*ends[:2], strict=True))
        moving["gap"].set_data(*zip(*ends[1:], strict=True))
        moving["number"].clear()
        moving["number"].write("z", "z", space.place(1.16 * cos, 1.16 * sin))
        moving["number"].write("share", written(error / r, 3), ends[2], 0, 12, "red")
        moving["window"].set_data(*(np.array([[x], [y]]) + r * corners[:, [0, 1, 2, 3, 0]]))
        moving["point"].set_data([x], [y])
        tried = vector((dx, dy))
        tried = tried if there else none.format(tried=tried)
        readings = {"gradient": tried, "value": value, "plane": plane, "error": error}
        return readings | {"first_order": error / r, "second_order": error / r**2}

    return setup, update, controls
