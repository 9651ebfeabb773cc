"""The explorers of chapter 5: in which direction a function rises fastest."""

import math
from math import nan

import numpy as np

from d2l_calc.language import say
from d2l_calc.stage.controls import Log, Slider, slider_within, written
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.functions import limits
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, ORANGE, RED, SKY
from d2l_calc.stage.scene import handle
from d2l_calc.stage.surface import choice_of_surfaces


def _soft_maximum(x, y):
    return math.log(math.exp(x) + math.exp(y))


def _soft_maximum_gradient(x, y):
    share = 1 / (1 + math.exp(y - x))
    return share, 1 - share


def _twisted(x, y):
    return x * x * y / (x * x + y * y) if x or y else 0.0


def _twisted_gradient(x, y):
    if not (x or y):
        return nan, nan
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


def _functions(f, *names):
    """Give the choice of a function, the learner's own first, and how its names are shown."""
    return choice_of_surfaces(f, {name: _PRESETS[name] for name in names})


def _sliders(xlim, ylim, x, y):
    """Give the controls of a point, which starts at (x, y) if that lies in the picture."""
    return {
        "x": slider_within(*map(float, xlim), x),
        "y": slider_within(*map(float, ylim), y),
    }


def _map(axes, function, xlim, ylim):
    """Draw contours on equal axes; give the values on the grid."""
    x, y = (np.linspace(*ends, 37) for ends in (xlim, ylim))
    values = function.grid(x, y)
    low, high = limits(values, margin=0)
    if low < values[np.isfinite(values)].max() and high - low > 1e-9 * abs(high):
        levels = np.linspace(low, high, 11)[:-1] + (high - low) / 20
        heights = np.ma.masked_invalid(values)
        axes.contour(x, y, heights, levels, colors=GREY, linewidths=0.7, linestyles="-")
    axes.set(xlim=xlim, ylim=ylim, aspect="equal", xlabel="$x$", ylabel="$y$")
    axes.grid(False)
    return values


def _usual_slope(heights, xlim, ylim):
    """Give the median length of the gradient over the grid of a map."""
    rows, columns = heights.shape
    steps = (ylim[1] - ylim[0]) / (rows - 1), (xlim[1] - xlim[0]) / (columns - 1)
    slopes = np.hypot(*np.gradient(heights, *steps))
    return np.median(np.append(slopes[np.isfinite(slopes)], 0))


def _arrow(axes, color, width):
    """Give an arrow that moves; its width is a part of that of the axes."""
    low, high = axes.get_xlim()
    return axes.arrow(
        *(0, 0, 0, 0),
        width=width * (high - low),
        length_includes_head=True,
        facecolor=color,
        linewidth=0,
    )


def _point_arrow(arrow, x, y, dx, dy):
    """Put an arrow at a point; an arrow without a length is not drawn."""
    size = math.hypot(dx, dy)
    if not 1e-9 < size < math.inf:
        dx = dy = size = 0
    low, high = arrow.axes.get_xlim()
    arrow.set_data(x=x, y=y, dx=dx, dy=dy, head_length=min(size, (high - low) / 18))


def _pair(vector):
    """Write a vector as a reader sees it."""
    rounded = (round(part, 3) + 0.0 for part in vector)
    return "(" + ", ".join(written(part, 4, zeros=False) for part in rounded) + ")"


def _tidy(value):
    """Round away what the arithmetic leaves of a true zero."""
    return round(value, 9) + 0.0


@explorer("往哪边走升得最快：方向导数", "Which way is steepest: the directional derivative")
def direction(f=None, xlim=(-2, 2), ylim=(-2, 2), **start):
    """A direction at a point of a map: the slice along it, and the slopes in all directions.

    The arrow of the gradient is drawn no longer than 1.5.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: theta, x, y, function.

    Returns
    -------
    Explorer
    """
    function, labels = _functions(f, "bowl", "ridge", "saddle", "soft", "twisted")
    reach = np.linspace(-1.2, 1.2, 33)
    half_turn = np.linspace(-np.pi / 2, np.pi / 2, 19)

    def setup(figure, function):
        left, right = figure.subfigures(1, 2, width_ratios=(1.25, 1))
        plane = left.subplots()
        heights = _map(plane, function, xlim, ylim)
        around, along = right.add_subplot(2, 1, 1, projection="polar"), right.add_subplot(2, 1, 2)
        around.set(rlim=(0, 1.05), rticks=[0.5, 1], xticks=np.arange(0, 2 * np.pi, np.pi / 4))
        around.set_yticklabels([])
        around.tick_params(labelsize=7, pad=-2)
        rise = max(0.6, reach[-1] * _usual_slope(heights, xlim, ylim))
        along.set(xlim=reach[[0, -1]], ylim=(-rise, rise), xlabel="$t$")
        along.set_ylabel("$f(x+t\\,u)-f(x)$")
        return {
            "function": function,
            "uphill": around.plot([], [], "-", color=RED, clip_on=False)[0],
            "downhill": around.plot([], [], "--", color=BLUE, clip_on=False)[0],
            "rate": around.plot([], [], "o-", color=GREEN, markevery=[1], clip_on=False)[0],
            "slice": along.plot([], [], "o-", color=BLACK, markevery=[len(reach) // 2])[0],
            "tangent": along.plot([], [], "--", color=GREEN)[0],
            "line": plane.plot([], [], ":", color=GREEN, linewidth=1.2)[0],
            "gradient": _arrow(plane, RED, 0.014),
            "u": _arrow(plane, GREEN, 0.01),
            "point": handle(plane.plot([], [], "o", color=BLACK)[0], x="x", y="y"),
        }

    def update(moving, theta, x, y):
        f, angle = moving["function"], math.radians(theta)
        cos, sin = math.cos(angle), math.sin(angle)
        height, (dx, dy) = f(x, y), f.gradient(x, y)
        if math.isnan(dx):  # what one would take for the gradient
            dx, dy = f.partials(x, y)
        size, steepest = math.hypot(dx, dy), math.atan2(dy, dx)
        rate = cos * dx + sin * dy
        ring = _ring(size)
        shown = min(1.0, 1.5 / size) if size else 0.0
        moving["point"].set_data([x], [y])
        moving["line"].set_data(x + reach[[0, -1]] * cos, y + reach[[0, -1]] * sin)
        _point_arrow(moving["u"], x, y, cos, sin)
        _point_arrow(moving["gradient"], x, y, shown * dx, shown * dy)
        lobe = size / ring * np.cos(half_turn)
        moving["uphill"].set_data(steepest + half_turn, lobe)
        moving["downhill"].set_data(steepest + np.pi + half_turn, lobe)
        moving["rate"].set_data([angle, angle], [0, abs(rate) / ring])
        moving["slice"].set_data(reach, f.along(x, y, angle, reach) - height)
        moving["tangent"].set_data(reach, rate * reach)
        ahead, behind = f.along(x, y, angle, (1e-5, -1e-5))
        between = math.degrees(math.acos(max(-1.0, min(1.0, rate / size)))) if size else nan
        return {
            "height": height,
            "gradient": _pair((dx, dy)),
            "norm": size,
            "between": round(between, 3),
            "rate": _tidy(rate),
            "slope": _tidy((ahead - behind) / 2e-5),
            "ring": f"{ring:g}",
        }

    labels |= {
        "theta": ("角度 θ（度）", "angle θ (degrees)"),
        "height": "f",
        "gradient": "∇f",
        "norm": "‖∇f‖",
        "between": ("u 和 ∇f 的夹角（度）", "between u and ∇f (degrees)"),
        "rate": "uᵀ∇f",
        "slope": ("切片在这一点的斜率（量出来的）", "slope of the slice (measured)"),
        "ring": ("外圈的刻度", "outer ring"),
    }
    return Explorer(
        setup,
        update,
        title=direction.title,
        description=(
            "左边是等高线图，红箭头是梯度，绿箭头是方向 u。右上是各个方向的斜率，实线正、虚线负，"
            "外圈的数是刻度；右下是沿 u 的切片。",
            "Contours with the gradient (red) and a direction u (green); on the right the slope in"
            " every direction, solid where positive, dashed where negative, and the slice along u.",
        ),
        labels=labels,
        start=start,
        size=(5.8, 3.7),
        theta=Slider(0, 360, 30),
        function=function,
        **_sliders(xlim, ylim, 0.5, -0.4),
    )


def _ring(size):
    """Give a round number that is at least a size, for the outer ring of a polar plot."""
    if not 1e-6 < size < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= 0.999 * size)


@explorer("梯度场：往上、往下、沿着走", "The gradient field: up, down, along")
def field(f=None, xlim=(-2, 2), ylim=(-2, 2), **start):
    """Gradient arrows over contours, and the path of somebody who follows them.

    Arrows in the background are of one length: they show directions.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: step, x, y, way, function.

    Returns
    -------
    Explorer
    """
    function, labels = _functions(f, "ridge", "round", "bowl", "saddle", "soft")
    summits = {function.options[name]: 0j for name in ("ridge", "round")}
    low, high = complex(xlim[0], ylim[0]), complex(xlim[1], ylim[1])

    def setup(figure, function):
        axes = figure.subplots()
        _map(axes, function, xlim, ylim)
        x, y = np.meshgrid(*(np.linspace(*ends, 12)[1:-1] for ends in (xlim, ylim)), indexing="ij")
        arrows = np.array(
            [_unit(function, complex(*at)) for at in zip(x.flat, y.flat, strict=True)]
        )
        there = np.isfinite(arrows)
        lengths = 0.06 * (xlim[1] - xlim[0]) * arrows[there]
        shape = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": 0.006, "pivot": "mid"}
        places = x.flat[there], y.flat[there]
        axes.quiver(*places, lengths.real, lengths.imag, color=SKY, **shape)
        return {
            "function": function,
            "straight": axes.plot([], [], ":", color=BLACK, linewidth=1.2)[0],
            "path": axes.plot([], [], ".-", color=RED, markevery=5)[0],
            "end": axes.plot([], [], "s", color=RED, markersize=6)[0],
            "summit": axes.plot([], [], "^", color=BLACK)[0],
            "gradient": _arrow(axes, BLUE, 0.011),
            "point": handle(axes.plot([], [], "o", color=BLACK)[0], x="x", y="y"),
        }

    def update(moving, step, x, y, way):
        f, here = moving["function"], complex(x, y)
        path = np.array(_follow(f, here, step, way, low, high))
        uphill, summit = _unit(f, here), summits.get(f, complex(nan, nan))
        arrow = 0.5 * uphill if np.isfinite(uphill) else 0j
        moving["path"].set_data(path.real, path.imag)
        moving["end"].set_data(path.real[-1:], path.imag[-1:])
        moving["straight"].set_data([x, summit.real], [y, summit.imag])
        moving["summit"].set_data([summit.real], [summit.imag])
        _point_arrow(moving["gradient"], x, y, arrow.real, arrow.imag)
        moving["point"].set_data([x], [y])
        end = path[-1]
        return {
            "gradient": _pair(f.gradient(x, y)),
            "height": f(x, y),
            "change": round(f(end.real, end.imag) - f(x, y), 4) + 0.0,
            "length": float(np.abs(np.diff(path)).sum()),
            "angle": round(_angle(_WAYS[way] * uphill, _contour(f, here), line=True), 2),
            "off": round(_angle(uphill, summit - here), 2),
        }

    labels |= {
        "step": ("一步多长", "length of a step"),
        "way": ("怎么走", "way"),
        "up": ("往上：沿着 ∇f", "up: along ∇f"),
        "down": ("往下：沿着 −∇f", "down: along −∇f"),
        "along": ("不升不降：垂直于 ∇f", "level: across ∇f"),
        "gradient": ("起点的 ∇f", "∇f at the start"),
        "height": ("起点的高度", "height of the start"),
        "change": ("走完升了多少", "height gained"),
        "length": ("走了多远", "distance walked"),
        "angle": ("出发方向和等高线的夹角（度）", "first step against the contour (degrees)"),
        "off": ("∇f 偏离山顶方向（度）", "∇f off the way to the summit (degrees)"),
    }
    return Explorer(
        setup,
        update,
        title=field.title,
        description=(
            "等高线上的梯度箭头（浅蓝，只表示方向），从黑点出发沿梯度、逆着梯度或者垂直于梯度走的路，"
            "和直奔山顶的虚线。",
            "Gradient arrows (directions only) over contours, a path that follows them up, down or"
            " across, and the straight way to the summit.",
        ),
        labels=labels,
        start=start,
        size=(4.6, 4.4),
        step=Slider(0.01, 0.1, 0.04, 0.01),
        way=list(_WAYS),
        function=function,
        **_sliders(xlim, ylim, 1.2, 0.5),
    )


# By what each way turns the gradient, in the complex plane.
_WAYS = {"up": 1, "down": -1, "along": 1j}


def _unit(f, at):
    """Give the direction of the gradient as a complex number of size 1, NaN if there is none."""
    gradient = complex(*f.gradient(at.real, at.imag))
    size = abs(gradient)
    return gradient / size if 1e-9 < size < math.inf else complex(nan, nan)


def _follow(f, here, step, way, low, high, count=50):
    """Give the points of a path, by the method of Runge and Kutta (RK4).

    It ends where it leaves the picture, where there is no direction, and, going up or down, where
    the next step would not.
    """
    path, turn = [here], _WAYS[way]
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


@explorer("切平面贴得有多紧", "How closely the tangent plane fits")
def tangent_plane(f=None, xlim=(-2, 2), ylim=(-2, 2), **start):
    """A function and its linear approximation along a line through a point, under a microscope.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers, to choose beside the presets.
    xlim, ylim : pair of float, optional
        The part of the plane that is shown.
    **start
        First values of controls: zoom, theta, x, y, function.

    Returns
    -------
    Explorer
    """
    function, labels = _functions(f, "growth", "bowl", "soft", "norm", "twisted")
    share = np.linspace(-1, 1, 41)
    distances = np.logspace(-4, 0, 17)

    def setup(figure, function):
        left, right = figure.subfigures(1, 2, width_ratios=(1, 1.05))
        plane = left.subplots()
        heights = _map(plane, function, xlim, ylim)
        window, error = right.subplots(2, 1, height_ratios=(1.2, 1))
        slopes = np.abs(np.diff(heights)) * (heights.shape[1] - 1) / (xlim[1] - xlim[0])
        top = max(1.2, 2.5 * np.median(np.append(slopes[np.isfinite(slopes)], 0)))
        window.set(xlim=(-1, 1), ylim=(-top, top), xlabel="$t\\,/\\,r$")
        window.set_ylabel("$(f(z)-f(x))\\,/\\,r$")
        error.set(xlim=(7e-5, 1.5), ylim=(1e-6, 1e5), xscale="log", yscale="log")
        error.set(xticks=[1e-4, 1e-2, 1], yticks=[1e-6, 1e-4, 1e-2, 1, 1e2, 1e4])
        error.set_xlabel(r"$\|z-x\|$")
        error.minorticks_off()
        moving = {
            "function": function,
            "curve": window.plot([], [], "-", color=BLACK)[0],
            "tangent": window.plot([], [], "--", color=BLUE)[0],
            "gap": window.plot([], [], "-", color=RED, linewidth=2.5)[0],
            "first": error.plot([], [], "-", color=RED, label=r"error$/\|z-x\|$")[0],
            "second": error.plot([], [], "-.", color=GREEN, label=r"error$/\|z-x\|^2$")[0],
            "one": error.plot([], [], "o", color=RED)[0],
            "two": error.plot([], [], "s", color=GREEN, markersize=6)[0],
            "ray": plane.plot([], [], "o-", color=ORANGE, lw=2.5, markersize=5, markevery=[1])[0],
            "point": handle(plane.plot([], [], "o", color=BLACK)[0], x="x", y="y"),
        }
        error.legend(ncols=2, **ABOVE)
        return moving

    def update(moving, zoom, theta, x, y):
        f, r, angle = moving["function"], 1 / zoom, math.radians(theta)
        cos, sin = math.cos(angle), math.sin(angle)
        height, gradient = f(x, y), f.gradient(x, y)
        dx, dy = f.partials(x, y) if math.isnan(gradient[0]) else gradient
        rate = cos * dx + sin * dy
        curve = (f.along(x, y, angle, r * share) - height) / r
        errors = np.abs(f.along(x, y, angle, distances) - height - rate * distances)
        errors[errors < 1e-15] = nan
        z = complex(x + r * cos, y + r * sin)
        # An axis is met only up to rounding, by the sine of 180°: what that leaves is 0.
        value, plane = round(f(z.real, z.imag), 15) + 0.0, height + rate * r
        error = abs(value - plane)
        moving["curve"].set_data(share, curve)
        moving["tangent"].set_data(share[[0, -1]], rate * share[[0, -1]])
        moving["gap"].set_data([1, 1], [rate, curve[-1]])
        moving["first"].set_data(distances, errors / distances)
        moving["second"].set_data(distances, errors / distances**2)
        moving["one"].set_data([r], [error / r])
        moving["two"].set_data([r], [error / r**2])
        moving["ray"].set_data([x, z.real], [y, z.imag])
        moving["point"].set_data([x], [y])
        tried = _pair((dx, dy))
        none = say(f"没有；拿 {tried} 试", f"none; {tried} is tried")
        return {
            "gradient": none if math.isnan(gradient[0]) else tried,
            "value": value,
            "plane": plane,
            "error": error,
            "first_order": error / r,
            "second_order": error / r**2,
        }

    labels |= {
        "zoom": ("放大倍数 1/r", "zoom 1/r"),
        "theta": ("方向 θ（度）", "direction θ (degrees)"),
        "gradient": "∇f(x)",
        "value": "f(z)",
        "plane": "f(x) + ∇f(x)ᵀ(z − x)",
        "error": ("误差", "error"),
        "first_order": ("误差 ÷ ‖z − x‖", "error / ‖z − x‖"),
        "second_order": ("误差 ÷ ‖z − x‖²", "error / ‖z − x‖²"),
    }
    return Explorer(
        setup,
        update,
        title=tangent_plane.title,
        description=(
            "左边是等高线图，从 x 到 z 的一小段是橙色的；右上是这个方向上的 f（实线）和"
            "切平面（虚线），放大到同样大小；右下是误差除以距离、除以距离的平方。",
            "A map with a short way from x to z; on the right f along it (solid) and the tangent"
            " plane (dashed), enlarged; below, the error over the distance and over its square.",
        ),
        labels=labels,
        start=start,
        size=(5.8, 3.7),
        zoom=Log(1.0, 1e4, 2.0),
        theta=Slider(0, 360, 60),
        function=function,
        **_sliders(xlim, ylim, 0.5, 0.5),
    )
