"""The explorers of chapter 1: what a derivative is."""

import math

import numpy as np

from d2l_calc.stage.controls import Log, SignedLog, Slider
from d2l_calc.stage.draw import SQUARE, filled
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import Function, limits, presets, slider_at
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED, SKY
from d2l_calc.stage.numbers import fixed, written
from d2l_calc.stage.scene import HALO, Letters, handle

# Each with how it is shown and its derivative, which is NaN where there is none.
_PRESETS = {
    "cubic": (
        "x³/3 + x²/4 − 0.24x",
        lambda x: x**3 / 3 + x**2 / 4 - 0.24 * x,
        lambda x: (x + 0.8) * (x - 0.3),
    ),
    "square": ("x²", lambda x: x * x, lambda x: 2 * x),
    "sin": ("sin x", np.sin, math.cos),
    "exp": ("eˣ", np.exp, math.exp),
    "inverse": ("1/x", lambda x: 1 / x, lambda x: -1 / x**2 if x else math.nan),
    "abs": ("|x|", abs, lambda x: math.copysign(1, x) if x else math.nan),
    "relu": (
        "ReLU(x)",
        lambda x: max(x, 0.0),
        lambda x: float(x > 0) if x else math.nan,
    ),
    "cbrt": ("∛x", np.cbrt, lambda x: 1 / (3 * np.cbrt(x) ** 2) if x else math.nan),
    "wiggle": (
        "x² sin(1/x), f(0) = 0",
        lambda x: x * x * math.sin(1 / x) if x else 0.0,
        lambda x: 2 * x * math.sin(1 / x) - math.cos(1 / x) if x else 0.0,
    ),
}


@explorer(size=(5.2, 2.6), seen=["area"], answer=lambda n, **_: n == 25, at={"n": 25})
def exhaustion():
    """Inscribed polygons: doubling the corners quarters the error.

    Parameters
    ----------
    **start
        First values of controls: n.
    """

    def missing(n):
        return math.pi - n / 2 * math.sin(2 * math.pi / n)

    def setup(figure):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.15))
        angles = np.linspace(0, 2 * np.pi, 200)
        left.plot(np.cos(angles), np.sin(angles), "-", color=BLACK)
        left.set(aspect="equal", xlim=(-1.08, 1.08), ylim=(-1.08, 1.08))
        left.set_axis_off()
        n = np.array([3, 6, 12, 24, 48, 96, 192])
        right.loglog(n, 2 * np.pi**3 / 3 / n**2, ":", color=GREY, label=r"$20.67\,/\,n^2$")
        right.loglog(n, [missing(k) for k in n], "-", color=BLUE, label=r"$\pi-A_n$")
        right.set(xlabel="$n$", xlim=(2.5, 230), ylim=(3e-4, 4))
        right.set_xticks(n, n)
        right.minorticks_off()
        right.legend()
        return {
            "polygon": left.fill([], [], facecolor=SKY, alpha=0.4, edgecolor=BLUE)[0],
            "radii": left.plot([], [], ":", color=BLUE, linewidth=0.8)[0],
            "step": right.plot([], [], "--", color=RED, linewidth=1.2)[0],
            "now": handle(right.plot([], [], "o", color=RED)[0], x="n"),
            "doubled": right.plot([], [], "o", color=RED, markerfacecolor="white")[0],
            "area": Letters(left),
            "errors": Letters(right),
        }

    def update(moving, n):
        angles = np.pi / 2 + 2 * np.pi * np.arange(n) / n
        corners = np.column_stack([np.cos(angles), np.sin(angles)])
        radii = np.full((n, 3, 2), np.nan)
        if n <= 24:  # more of them are a grey haze
            radii[:, 0], radii[:, 1] = 0, corners
        error, half = missing(n), missing(2 * n)
        moving["polygon"].set_xy(corners)
        moving["radii"].set_data(*radii.reshape(-1, 2).T)
        moving["step"].set_data([n, 2 * n, 2 * n], [error, error, half])
        moving["now"].set_data([n], [error])
        moving["doubled"].set_data([2 * n], [half])
        area, ratio = math.pi - error, error / half
        moving["area"].write("area", f"{area:.5f}", (0, 0), ink="blue")
        moving["errors"].clear()
        for name, at, value in (("now", n, error), ("doubled", 2 * n, half)):
            moving["errors"].write(name, written(value, 3), (at, value), 24, 9, "red")
        readings = {"area": area, "error": error, "half": half, "ratio": ratio}
        return readings | {"scaled": n**2 * error}

    return setup, update, {"n": Slider(3, 96, 3)}


def _draw_quotients(axes, slopes):
    """Prepare axes for a quotient over a step of either sign, near and far; give what moves."""
    axes.set(xlim=(-4, 4), ylim=limits(slopes), xlabel="$h$", ylabel=r"$\Delta y/\Delta x$")
    axes.set_xscale("symlog", linthresh=1e-6, linscale=0.3)
    axes.set_xticks([-1, -1e-3, 0, 1e-3, 1], ["$-1$", "$-10^{-3}$", "0", "$10^{-3}$", "1"])
    axes.minorticks_off()
    return {
        "level": axes.plot([], [], "--", color=BLUE, linewidth=1.2)[0],
        "left": axes.plot([], [], "-", color=GREY, linewidth=1.2)[0],
        "right": axes.plot([], [], "-", color=GREY, linewidth=1.2)[0],
        "quotient": axes.plot([], [], "o", color=RED)[0],
    }


def _write_sides(letters, corner, run, rise):
    """Write how long the sides of a triangle are, where there is room for it."""
    letters.clear()
    (left, bottom), (right, top) = letters.where.transData.transform(
        (corner, np.add(corner, (run, rise)))
    )
    if abs(right - left) > 45:
        down = -8 if rise >= 0 else 8
        letters.write(
            "run",
            f"Δx = {written(run, 3)}",
            (corner[0] + run / 2, corner[1]),
            0,
            down,
            "green",
        )
    if abs(top - bottom) > 14:
        aside = 34 if run > 0 else -34
        at = corner[0] + run, corner[1] + rise / 2
        letters.write("rise", f"Δy = {written(rise, 3)}", at, aside, 0, "green")


@explorer(size=(5, 4.4), answer=lambda error, **_: abs(error) < 1e-3, at={"h": 0.0001})
def secant(f=None, xlim=(-1.5, 1.5)):
    """Secants through two points of a curve, and what their slope comes to as the points meet.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown.
    **start
        First values of controls: x0, h, method, function.
    """
    low, high = ends = np.array(xlim, float)
    steps = SignedLog(1e-6, 1.0, 1.0)
    right = np.array([stop for stop in steps.stops if stop > 0])[::2]
    controls = {
        "x0": slider_at(xlim, 0.4, f),
        "h": steps,
        "method": ["forward", "central"],
        "function": presets(_PRESETS, "cubic", "abs", "relu", "cbrt", "sin", "exp", f=f),
    }

    def setup(figure, function):
        top, bottom = figure.subplots(2, 1, height_ratios=(2.2, 1))
        x, y = function.curve(low, high)
        top.plot(x, y, "-", color=BLACK)
        top.set(xlim=ends, ylim=limits(y))
        slopes = np.append(np.diff(y) / np.diff(x), (0, 1))
        return {
            "function": function,
            "tangent": top.plot([], [], "--", color=BLUE)[0],
            "secant": top.plot([], [], "-", color=RED)[0],
            "triangle": top.plot([], [], ":", color=GREEN, linewidth=1.4)[0],
            **_draw_quotients(bottom, slopes),
            "other": handle(top.plot([], [], "o", color=RED, markerfacecolor="white")[0], x="h"),
            "point": handle(top.plot([], [], "o", color=BLACK)[0], x="x0"),
            "sides": Letters(top),
        }

    def update(moving, x0, h, method):
        f = moving["function"]

        def ends_at(h):
            return x0 - h * (method == "central"), x0 + h

        def quotient(h):
            a, b = ends_at(h)
            return (f(b) - f(a)) / (b - a)

        a, b = ends_at(h)
        value, slope = quotient(h), f.slope(x0)
        moving["secant"].set_data(ends, f(a) + value * (ends - a))
        moving["tangent"].set_data(ends, f(x0) + slope * (ends - x0))
        moving["triangle"].set_data([a, b, b], [f(a), f(a), f(b)])
        rise, run = f(b) - f(a), b - a
        _write_sides(moving["sides"], (a, f(a)), run, rise)
        moving["point"].set_data([x0], [f(x0)])
        moving["other"].set_data([b], [f(b)])
        moving["level"].set_data([-4, 4], [slope, slope])
        moving["left"].set_data(-right[::-1], Function(quotient).over(-right[::-1]))
        moving["right"].set_data(right, Function(quotient).over(right))
        moving["quotient"].set_data([h], [value])
        readings = {"rise": rise, "run": run, "quotient": value, "slope": slope}
        return readings | {"error": value - slope}

    return setup, update, controls


# Functions at a point, with where the quotients are looked at.
_GAMES = {
    "square": ("x², x = 0.5", lambda h: (h + 0.5) ** 2),
    "sin": ("sin x, x = 0", np.sin),
    "abs": ("|x|, x = 0", np.abs),
    "relu": ("ReLU(x), x = 0", lambda h: np.maximum(h, 0.0)),
    "cbrt": ("∛x, x = 0", np.cbrt),
    "wiggle": ("x² sin(1/x), f(0) = 0, x = 0", lambda h: h * h * np.sin(1 / h) if np.all(h) else 0),
}


def _quotients(f):
    """Give what gives the quotient of f at 0, over steps other than 0."""
    return lambda h: (f(h) - f(0.0)) / h


def _reach(quotient, level, tolerance, sizes):
    """Give the first size of a step of which the quotient leaves the band; 0 if the least does."""
    apart = np.maximum(abs(quotient(sizes) - level), abs(quotient(-sizes) - level))
    outside = np.flatnonzero(apart >= tolerance)
    if not outside.size:
        return sizes[-1]
    if outside[0] == 0:
        return 0.0
    inside, beyond = sizes[outside[0] - 1], sizes[outside[0]]
    for _ in range(30):
        middle = (inside + beyond) / 2
        far = max(abs(quotient(side) - level) for side in (middle, -middle))
        inside, beyond = (middle, beyond) if far < tolerance else (inside, middle)
    return inside


@explorer(
    size=(4.6, 3.2),
    says=["none"],
    answer=lambda tolerance, h, **_: tolerance <= 0.05 and h != "none",
    at={"limit": 1.0, "tolerance": 0.05},
)
def limit_game():
    """A game about the limit: you name a number and a tolerance, and an h has to be found.

    Parameters
    ----------
    **start
        First values of controls: limit, tolerance, function.
    """
    sizes = np.append(1e-6, np.geomspace(1e-2, 1, 2000))
    controls = {
        "limit": Slider(-1.5, 2.5, 1.3, 0.05),
        "tolerance": Log(0.02, 1.0, 0.5, shrinks=True),
        "function": presets(_GAMES, make=_quotients),
    }

    def setup(figure, function):
        axes = figure.subplots()
        axes.set(xlim=(-1, 1), ylim=(-1.7, 2.7), xlabel="$h$", ylabel=r"$\Delta y/\Delta x$")
        axes.set_xticks([-1, -0.5, 0, 0.5, 1])
        h = np.geomspace(2e-3, 1, 300)
        for steps in (-h[::-1], h):
            axes.plot(steps, function(steps), "-", color=BLACK)
        ends = np.array([-1e-6, 1e-6])
        axes.plot(0 * ends, function(ends), "o", color=BLACK, markerfacecolor="white", zorder=3)
        return {
            "quotient": function,
            "band": filled(axes, SKY, 0.35),
            "box": filled(axes, GREEN, 0.4),
            "out": axes.plot([], [], "X", color=RED, markersize=9)[0],
            "level": axes.plot([], [], "--", color=BLUE)[0],
            "edge": handle(axes.plot([], [], "o", color=SKY)[0], y="tolerance"),
            "limit": handle(axes.plot([], [], "o", color=BLUE)[0], y="limit"),
            "numbers": Letters(axes),
        }

    def update(moving, limit, tolerance):
        quotient, numbers = moving["quotient"], moving["numbers"]
        h = _reach(quotient, limit, tolerance, sizes)
        corners = 2 * SQUARE - 1
        moving["band"].set_xy((0, limit) + corners * (1, tolerance))
        moving["box"].set_xy((0, limit) + corners * (h, tolerance))
        moving["level"].set_data([-1, 1], [limit, limit])
        moving["limit"].set_data([-0.9], [limit])
        ends = sizes[0] * np.array([-1, 1])
        lost = abs(quotient(ends) - limit) >= tolerance
        moving["out"].set_data(0 * ends[lost], quotient(ends[lost]))
        numbers.clear()
        numbers.write("limit", f"L = {fixed(limit, 2)}", (-0.9, limit), 8, 11, "blue")
        edge = 0.9, limit + tolerance
        moving["edge"].set_data(*np.reshape(edge, (2, 1)))
        numbers.write("edge", f"ε = {written(tolerance, 2)}", edge, -8, 11, "sky")
        if h:
            numbers.write("h", f"h = {written(h, 3)}", (h, limit - tolerance), 0, -8, "green")
        return {"h": h or "none"}

    return setup, update, controls


_NUMBERS = {"float64": (np.float64, np.complex128), "float32": (np.float32, np.complex64)}


def _in_two(text, count):
    """Part a number as it is written behind so many digits that count.

    Examples
    --------
    >>> _in_two("−0.0912", 2), _in_two("12.5", 3), _in_two("−1.5", 0)
    (('−0.091', '2'), ('12.5', ''), ('', '−1.5'))
    """
    seen = 0
    for i, sign in enumerate(text):
        seen += sign.isdigit() and (seen > 0 or sign != "0")
        if seen > count:
            return (text[:i], text[i:]) if count else ("", text)
    return text, ""


_MONOSPACED = "font-family: 'DejaVu Sans Mono', monospace"
_LETTER = 0.602  # the width of its letters, as a part of their size


def _draw_digits(axes):
    """Give what writes a number over axes, its right digits bold."""
    styles = {"right": f"{_MONOSPACED}; font-weight: bold", "wrong": _MONOSPACED}
    return {name: Letters(axes, f"{style}; {HALO}", 11) for name, style in styles.items()}


def _write_digits(letters, value, precision, count):
    """Write a number, so many of its digits in green, the others in red and not bold."""
    small = not 1e-3 <= abs(value) < 1e3
    text = written(value, 3) if small else f"{value:#.{_DIGITS[precision]}g}".replace("-", "−")
    right, wrong = ("", text) if small else _in_two(text, count)
    axes = letters["right"].where
    top = axes.transData.inverted().transform(axes.transAxes.transform((0.5, 1)))
    left = -len(text) / 2
    for name, part, ink in (("right", right, "green"), ("wrong", wrong, "red")):
        middle = (left + len(part) / 2) * _LETTER * letters[name].size
        letters[name].clear()
        if part:
            letters[name].write("digits", part, top, middle, -12, ink)
        left += len(part)


_DIGITS = {"float64": 16, "float32": 8}


def _quotient(f, x, h, method, precision):
    """Give a difference quotient in the arithmetic of a precision, NaN where there is none."""
    real, complex_ = _NUMBERS[precision]
    x, h = real(x), real(h)
    try:
        if method == "complex":
            return float(np.imag(complex_(f(complex_(complex(x, h))))) / h)
        back = h if method == "central" else real(0)
        return float((real(f(x + h)) - real(f(x - back))) / (h + back))
    except Exception:
        return math.nan


@explorer(answer=lambda digits, method, **_: method == "forward" and digits > 7, at={"h": 1e-08})
def step_size(f=None, x=1.0):
    """The error of three difference quotients over the step h, from 1 to 1e-20.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    x : float, optional
        Where to differentiate.
    **start
        First values of controls: h, method, precision, function.
    """
    steps = Log(1e-20, 1.0, 0.1, shrinks=True)
    least = 1e-17  # errors below this, 0 among them, are drawn here
    controls = {
        "h": steps,
        "method": ["forward", "central", "complex"],
        "precision": list(_NUMBERS),
        "function": presets(_PRESETS, "inverse", "exp", "sin", "square", "abs", f=f),
    }

    def setup(figure, function, method, precision):
        axes = figure.subplots()
        exact = function.best_slope(x)
        h = np.array(steps.stops)
        errors = function.in_time(
            lambda i: abs(_quotient(function.ask, x, h[i], method, precision) - exact), len(h)
        )
        order = 1 if method == "forward" else 2
        error = abs(_quotient(function.f, x, 0.01, method, "float64") - exact)
        label = r"$\propto h$" if order == 1 else r"$\propto h^2$"
        axes.loglog(h, error / 0.01**order * h**order, "--", color=BLUE, label=label)
        if method != "complex":
            round_off = np.finfo(precision).eps * max(abs(function.at(x)), abs(exact * x)) / h
            axes.loglog(h, round_off, "-.", color=GREEN, label=r"$\varepsilon\,|f|\,/\,h$")
        shown = np.maximum([*errors.values()], least)
        axes.loglog(h[[*errors]], shown, ".-", color=BLACK, linewidth=0.8, label="error")
        axes.set(xlim=(4e-21, 2.5), ylim=(least / 3, 1e4), xlabel="$h$", ylabel="error")
        axes.legend(ncols=3, **ABOVE)
        return {
            "f": function.f,
            "exact": exact,
            "line": axes.plot([], [], ":", color=RED, linewidth=1.2)[0],
            "point": handle(axes.plot([], [], "o", color=RED)[0], x="h"),
            "digits": _draw_digits(axes),
        }

    def update(moving, h, method, precision):
        estimate = _quotient(moving["f"], x, h, method, precision)
        error = abs(estimate - moving["exact"])
        moving["point"].set_data([h], [max(error, least)])
        moving["line"].set_data([h, h], [least / 3, 1e4])
        relative = max(error / abs(moving["exact"] or 1), np.finfo(precision).eps / 2)
        real, _ = _NUMBERS[precision]
        digits = max(0.0, -math.log10(relative))
        _write_digits(moving["digits"], estimate, precision, int(digits))
        return {
            "exact": moving["exact"],
            "estimate": estimate,
            "error": error,
            "digits": digits,
            "same": bool(real(x) + real(h) == real(x)),
        }

    return setup, update, controls


@explorer(size=(5.4, 2.7), answer=lambda deviation, **_: deviation < 0.01, at={"zoom": 100.0})
def microscope(f=None, xlim=(-1.5, 1.5)):
    """A window on a curve that shrinks by up to a million.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown.
    **start
        First values of controls: zoom, x0, function.
    """
    low, high = map(float, xlim)
    u = np.linspace(-1, 1, 161)
    controls = {
        "zoom": Log(1.0, 1e6, 1.0),
        "x0": slider_at(xlim, 0.7, f),
        "function": presets(_PRESETS, "cubic", "abs", "wiggle", "cbrt", "sin", "exp", f=f),
    }

    def setup(figure, function):
        whole, window = figure.subplots(1, 2, width_ratios=(1.1, 1))
        x, y = function.curve(low, high)
        whole.plot(x, y, "-", color=BLACK)
        whole.set(xlim=xlim, ylim=limits(y))
        window.set(aspect="equal", xlim=(-1, 1), ylim=(-1, 1))
        window.set_xticks([-1, 0, 1], ["$x_0-r$", "$x_0$", "$x_0+r$"])
        window.set_yticks([-1, 0, 1], [])
        for spine in window.spines.values():
            spine.set(visible=True, color=RED)
        return {
            "function": function,
            "frame": whole.plot([], [], "-", color=RED, linewidth=1.2)[0],
            "tangent": window.plot([], [], "--", color=BLUE)[0],
            "closest": window.plot([], [], "-.", color=PURPLE)[0],
            "curve": window.plot([], [], "-", color=BLACK)[0],
            "centre": window.plot([0], [0], "o", color=RED)[0],
            "point": handle(whole.plot([], [], "o", color=RED)[0], x="x0"),
        }

    def update(moving, x0, zoom):
        f, r = moving["function"], 1 / zoom
        slope, v = f.slope(x0), (f.over(x0 + r * u) - f(x0)) / r
        closest = _closest_line(u, v) if math.isnan(slope) else np.full_like(u, np.nan)
        moving["curve"].set_data(u, v)
        moving["tangent"].set_data(u, slope * u)
        moving["closest"].set_data(u, closest)
        moving["point"].set_data([x0], [f(x0)])
        frame = r * np.array([[-1, 1, 1, -1, -1], [-1, -1, 1, 1, -1]])
        moving["frame"].set_data(x0 + frame[0], f(x0) + frame[1])
        apart = np.abs(v - (closest if math.isnan(slope) else slope * u))
        far = float(np.nanmax(apart))
        return {"width": 2 * r, "slope": slope, "apart": far * r, "deviation": far / 2}

    return setup, update, controls


def _closest_line(x, y):
    """Give the least-squares line, shifted so that the largest deviation is least."""
    known = np.isfinite(y)
    if known.sum() < 2:
        return np.full_like(x, np.nan)
    line = np.polyval(np.polyfit(x[known], y[known], 1), x)
    apart = (y - line)[known]
    return line + (apart.min() + apart.max()) / 2


@explorer(size=(5, 4), answer=lambda slope, **_: abs(slope) < 0.015, at={"x": 0.3})
def slope_trace(f=None, xlim=(-1.5, 1.5)):
    """A tangent that slides along a curve; below, its slope draws the derivative.

    Parameters
    ----------
    f : callable, optional
        A function of one number, to choose beside the presets.
    xlim : pair of float, optional
        The part of the curve that is shown.
    **start
        First values of controls: x, function.
    """
    low, high = ends = np.array(xlim, float)
    controls = {
        "x": slider_at(xlim, -1.0, f),
        "function": presets(_PRESETS, "cubic", "square", "sin", "exp", "abs", f=f),
    }

    def setup(figure, function):
        top, bottom = figure.subplots(2, 1, sharex=True)
        x, y = function.curve(low, high)
        top.plot(x, y, "-", color=BLACK)
        top.set(xlim=ends, ylim=limits(y), ylabel="$f(x)$")
        grid = np.linspace(low, high, 151)
        slopes = function.slopes(grid)
        bottom.axhline(0, color=GREY, linewidth=0.8)
        bottom.set(ylim=limits(np.append(slopes, (-1, 1))), xlabel="$x$", ylabel="$f\\,'(x)$")
        return {
            "function": function,
            "grid": grid,
            "slopes": slopes,
            "tangent": top.plot([], [], "--", color=BLUE)[0],
            "run": top.plot([], [], "-", color=GREEN, linewidth=1)[0],
            "rise": top.plot([], [], "-", color=ORANGE, linewidth=3)[0],
            "bar": bottom.plot([], [], "-", color=ORANGE, linewidth=3)[0],
            "trace": bottom.plot([], [], "-", color=RED)[0],
            "now": bottom.plot([], [], "o", color=RED)[0],
            "point": handle(top.plot([], [], "o", color=BLACK)[0], x="x"),
            "above": Letters(top),
            "below": Letters(bottom),
        }

    def update(moving, x):
        f, done = moving["function"], moving["grid"] < x
        height, slope = f(x), f.slope(x)
        moving["tangent"].set_data(ends, height + slope * (ends - x))
        moving["run"].set_data([x, x + 1], [height, height])
        moving["rise"].set_data([x + 1, x + 1], [height, height + slope])
        moving["bar"].set_data([x, x], [0, slope])
        for bar in (moving["rise"], moving["bar"]):
            bar.set_color(BLUE if slope < 0 else ORANGE)
        moving["trace"].set_data([*moving["grid"][done], x], [*moving["slopes"][done], slope])
        moving["now"].set_data([x], [slope])
        ink, number = "blue" if slope < 0 else "orange", written(slope, 3)
        moving["above"].write("rise", number, (x + 1, height + slope / 2), 20, 0, ink)
        moving["below"].write("bar", number, (x, slope / 2), 20, 0, ink)
        moving["point"].set_data([x], [height])
        return {"height": height, "slope": slope}

    return setup, update, controls
