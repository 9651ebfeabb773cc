"""Drills on curves: the tangent at a point, the extrema of a function."""

from sympy import Rational, diff, exp, expand, log, sin, sqrt, tan
from sympy.abc import x

from d2l_calc.drills.notation import typed, typeset
from d2l_calc.drills.problem import Problem, Say, Wrong, family

ANYWHERE, POSITIVE = {"x": (-2, 2)}, {"x": (0.3, 3)}


# Tangents


def tangent(f, x0, domain=ANYWHERE):
    """Ask for the tangent of a curve at a point."""
    df = diff(f, x)
    slope, height = df.subs(x, x0), f.subs(x, x0)
    line = slope * x + height - slope * x0
    known = {"x0": x0, "y0": typeset(height), "m": typeset(slope), "df": typeset(df)}
    mistakes = [
        ("derivative_for_tangent", df),
        ("slope_only", slope),
        ("through_origin", slope * x),
        ("intercept", slope * x + height),
        ("shift", slope * (x + x0) + height),
        ("value_for_slope", height * (x - x0) + height),
    ]
    moved = "x" if x0 == 0 else f"(x{-x0:+d})"
    raw = f"{'' if height == 0 else typeset(height)}{_signed(slope)}{moved}".removeprefix("+")
    steps = [
        Say("step.tangent_slope", **known),
        Say("step.tangent_height", **known),
        Say("step.tangent_line", raw=raw),
    ]
    return Problem(
        Say("ask.tangent", f=typeset(f), x0=x0),
        "line",
        typed(line),
        [Wrong(typed(wrong), tag, Say(f"wrong.{tag}", **known)) for tag, wrong in mistakes],
        [Say("hint.tangent", **known), Say("hint.tangent_slope", **known), *steps[1:2]],
        [*steps, Say("so.line", key=typeset(line))],
        {"domain": domain},
    )


def _signed(slope):
    """Write a slope that follows something and is followed by what it multiplies."""
    if abs(slope) == 1:
        return "+" if slope > 0 else "-"
    return typeset(slope) if slope < 0 else f"+{typeset(slope)}"


@family(
    "tangent", 1, (1, 2, 3, -1, -2), (-4, -2, 1, 3, 5), (-3, 1, 4), (-2, -1, 1, 2),
    where=lambda a, b, c, x0: 2 * a * x0 + b != 0,
)  # fmt: skip
def tangent_of_a_parabola(a, b, c, x0):
    return tangent(a * x**2 + b * x + c, x0)


@family(
    "tangent", 2, (1, 2, -1, -2), (-4, -3, 2, 5), (-2, -1, 1, 2), (-3, 0, 1),
    where=lambda a, b, x0, c: 3 * a * x0**2 + b != 0,
)  # fmt: skip
def tangent_of_a_cubic(a, b, x0, c):
    return tangent(a * x**3 + b * x + c, x0)


@family("tangent", 2, (4, 8, 12, -4, -8), (-2, -1, 1, 2), (-3, 0, 2, 5))
def tangent_of_a_hyperbola(a, x0, c):
    return tangent(a / x + c, x0, {"x": [(-3, -0.3), (0.3, 3)]})


@family("tangent", 2, (2, 4, 6, 8, 12), (1, 4, 9), (-5, -2, 0, 1, 3))
def tangent_of_a_root(a, x0, c):
    return tangent(a * sqrt(x) + c, x0, {"x": (0.3, 10)})


@family(
    "tangent", 3, (1, 2, 3, 4, 5), (-3, -2, 2, 3, 4), (-4, -1, 0, 1, 2),
    where=lambda b, a, c: a * b + c != 0,
)  # fmt: skip
def tangent_of_an_exponential(b, a, c):
    return tangent(b * exp(a * x) + c * x, 0)


@family(
    "tangent", 3, (1, 2, 3, 4, 5, -2, -3), (-3, -1, 0, 2, 4), (1, 2),
    where=lambda a, c, n: a + c * n != 0 and (c, n) != (0, 2),
)  # fmt: skip
def tangent_of_a_logarithm(a, c, n):
    return tangent(a * log(x) + c * x**n, 1, POSITIVE)


@family("tangent", 3, (2, 3, 4, 5), (1, 2, 3), (-2, 0, 1, 3, 4), ("sin", "tan"))
def tangent_of_a_wave(k, a, c, name):
    return tangent(a * {"sin": sin, "tan": tan}[name](k * x) + c, 0, {"x": (-0.3, 0.3)})


# Extrema

OTHER = {"max": "min", "min": "max"}


def extrema(f, slope, signs, where="everywhere"):
    """Ask for the extrema of a function: points with labels.

    Parameters
    ----------
    f : sympy.Expr
    slope : str
        The derivative in factors, as LaTeX.
    signs : dict of int to str
        The stationary points in order, each with the signs of the slope before and behind:
        ``{0: "-+"}``.
    where : {"everywhere", "nonzero"}
        The name of the text that says where the function lives.
    """
    kinds = {"+-": "max", "-+": "min"}
    if f.is_polynomial(x) and typeset(diff(f, x)) != slope:
        slope = f"{typeset(diff(f, x))}={slope}"
    labels = {p: kinds[pair] for p, pair in signs.items() if pair in kinds}
    steps = [
        Say("step.extrema_slope", df=slope),
        Say("step.extrema_points", points=",\\ ".join(f"x={p}" for p in signs)),
        *(_sign_step(point, pair) for point, pair in signs.items()),
    ]
    written = ", ".join(f'{p}: "{label}"' for p, label in labels.items())
    return Problem(
        Say(f"ask.extrema_{where}", f=typeset(f)),
        "points",
        labels,
        _wrong_points(labels, [p for p in signs if p not in labels]),
        [Say("hint.extrema"), Say("hint.extrema_slope", df=slope)],
        [*steps, Say("so.points", key=f"{{{written}}}")],
    )


def _wrong_points(labels, flat):
    """Give the usual mistakes, from the extrema and the points that are only flat."""
    swapped = {point: OTHER[label] for point, label in labels.items()}
    found = [Wrong(swapped, "swapped", Say("wrong.swapped"))]
    for label in ("min", "max"):
        taken = labels | dict.fromkeys(flat, label)
        text = Say("wrong.stationary_is_extremum", flat=", ".join(map(str, flat)))
        found.append(Wrong(taken, "stationary_is_extremum", text))
    for point in labels if len(labels) > 1 else ():
        fewer = {p: label for p, label in labels.items() if p != point}
        found.append(Wrong(fewer, "lost_root", Say("wrong.lost_root")))
    return found


def _sign_step(point, pair):
    """Say what the signs of the slope on both sides make of a point."""
    name = {"+-": "step.maximum", "-+": "step.minimum"}.get(pair, "step.neither")
    return Say(name, p=point, signs=",".join(pair))


def _turned(signs, factor):
    """Give the signs of a slope multiplied by a number."""
    if factor > 0:
        return signs
    return {p: pair.translate({43: "-", 45: "+"}) for p, pair in signs.items()}


def _root(p):
    return "x" if p == 0 else f"(x{-p:+d})"


def _lead(factor):
    return {1: "", -1: "-"}.get(factor, typeset(factor))


@family(
    "extrema", 1, (1, -1), (-4, -3, -2, -1, 0, 1, 2), (-1, 0, 1, 2, 3, 4), (-4, 0, 1, 5),
    where=lambda s, p, q, c: p < q and (p + q) % 2 == 0,
)  # fmt: skip
def cubic_with_two_extrema(s, p, q, c):
    f = expand(s * (x**3 - Rational(3, 2) * (p + q) * x**2 + 3 * p * q * x) + c)
    slope = rf"{3 * s}{_root(p)}{_root(q)}" if p else rf"{3 * s}x{_root(q)}"
    return extrema(f, slope, _turned({p: "+-", q: "-+"}, s))


@family("extrema", 1, (1, 2, 3, -1, -2), (-3, -2, -1, 1, 2, 3), (-5, -3, 0, 2, 4, 7))
def parabola(a, p, c):
    f = expand(a * (x - p) ** 2 + c)
    return extrema(f, rf"{2 * a}{_root(p)}", _turned({p: "-+"}, a))


@family("extrema", 2, (1, -1, 2, -2), (-3, -2, -1, 1, 2, 3), (-4, -2, 0, 1, 3, 6))
def quartic_with_a_flat_point(s, p, c):
    f = s * (3 * x**4 - 4 * p * x**3) + c
    signs = {0: "--", p: "-+"} if p > 0 else {p: "-+", 0: "++"}
    return extrema(f, rf"{12 * s}x^2{_root(p)}", _turned(signs, s))


@family("extrema", 2, (1, -1, 2, -2, 3), (1, 2, 3, 4), (-4, -2, 0, 1, 3, 6))
def quartic_with_three_extrema(s, p, c):
    f = s * (x**4 - 2 * p**2 * x**2) + c
    signs = _turned({-p: "-+", 0: "+-", p: "-+"}, s)
    return extrema(f, rf"{4 * s}x{_root(-p)}{_root(p)}", signs)


@family("extrema", 3, (1, 2, 3, 4, 5), (1, 2, 3), (1, 2, 3, -1, -2, 5))
def power_times_decay(n, k, a):
    f, end = a * x**n * exp(-x / k), n * k
    signs = {} if n == 1 else {0: "++" if n % 2 else "-+"}
    power = {1: "", 2: "x"}.get(n, f"x^{n - 1}")
    slope = rf"{_lead(Rational(a, k))}{power}({end}-x)\,{typeset(exp(-x / k))}"
    return extrema(f, slope, _turned({**signs, end: "+-"}, a))


@family("extrema", 3, (1, 2, 3, 4), (1, 2, 3, 4, 5, 6), (-3, 0, 2, 4, 5))
def line_and_hyperbola(a, p, c):
    f = a * x + a * p**2 / x + c
    slope = rf"\frac{{{_lead(a)}{_root(-p)}{_root(p)}}}{{x^2}}"
    return extrema(f, slope, {-p: "+-", p: "-+"}, "nonzero")
