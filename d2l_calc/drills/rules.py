"""Drills on the rules of differentiation: power, product, quotient, chain, explog, trig."""

from math import gcd

from sympy import (
    Function,
    Integer,
    Rational,
    cos,
    diff,
    exp,
    expand,
    factor,
    log,
    sin,
    sqrt,
    symbols,
    tan,
)
from sympy.abc import x

from d2l_calc.drills.notation import in_brackets, leading, times, typed, typeset
from d2l_calc.drills.problem import Problem, Say, Wrong, family

u, v = symbols("u v")
ANYWHERE, POSITIVE = {"x": (-2, 2)}, {"x": (0.3, 3)}
SIGNED = (-5, -4, -3, -2, 2, 3, 4, 5)
NAMED = {"exp": exp, "sin": sin, "cos": cos, "tan": tan, "ln": log, "root": sqrt}


class _CosineWithoutMinus(Function):
    """The cosine of those who forget that a minus comes with its derivative."""

    def fdiff(self, argindex=1):
        return sin(self.args[0])


def sign_forgotten(f, variable=x):
    """Differentiate as one does who takes sin for the derivative of cos."""
    slope = diff(f.replace(cos, _CosineWithoutMinus), variable)
    return slope.replace(_CosineWithoutMinus, cos)


def derivative(f, key, mistakes, hints, steps, *, domain=ANYWHERE, shown=None):
    """Ask for the derivative of a function.

    Parameters
    ----------
    f, key : sympy.Expr
        The function and its derivative, as the solution is to end.
    mistakes : list of (str, sympy.Expr, Say)
        Tag, derivative, text.
    hints, steps : list of Say
        All steps but the last, which gives the key.
    domain : dict, optional
    shown : str, optional
        The function as LaTeX, where it is to be shown in another form.
    """
    if f.has(cos):
        mistakes = [*mistakes, ("sign", sign_forgotten(f), Say("wrong.sign_of_cosine"))]
    return Problem(
        Say("ask.derivative", f=shown or typeset(f)),
        "formula",
        typed(key),
        [Wrong(typed(wrong), tag, text) for tag, wrong, text in mistakes],
        hints,
        [*steps, Say("so.derivative", key=typeset(key))],
        {"domain": domain, "derivative_of": typed(f)},
    )


# Powers


def sum_of_powers(terms, constant=0, *, domain=ANYWHERE, shown=None, first=(), more=()):
    """Ask for the derivative of a sum of powers.

    Parameters
    ----------
    terms : list of (int, int or Rational)
        Factor and power of each term.
    constant : int
    domain, shown : optional
        As for `derivative`.
    first : list of Say
        The steps that make it a sum of powers.
    more : list of (str, sympy.Expr, Say)
        Further mistakes.
    """
    f = sum((a * x**n for a, n in terms), Integer(constant))
    key = sum(a * n * x ** (n - 1) for a, n in terms)
    mistakes = [
        *more,
        ("power_not_lowered", sum(a * n * x**n for a, n in terms)),
        ("factor_forgotten", sum(a * x ** (n - 1) for a, n in terms)),
        ("power_raised", sum(a * n * x ** (n + 1) for a, n in terms)),
        ("second_derivative", diff(key, x)),
    ]
    each = [_power_step(a, n) for a, n in terms]
    hints = [*first[:1], Say("hint.powers"), each[0]]
    if constant:
        mistakes.insert(0, ("constant_kept", key + constant))
        each.append(Say("step.constant_term", c=constant))
    mistakes = [(tag, wrong, Say(f"wrong.{tag}", c=constant)) for tag, wrong, *_ in mistakes]
    return derivative(f, key, mistakes, hints, [*first, *each], domain=domain, shown=shown)


def _power_step(a, n):
    """Say what one term gives."""
    term, slope = typeset(a * x**n), typeset(a * n * x ** (n - 1))
    if n == 1:
        return Say("step.line_term", term=term, slope=slope)
    raw = times(n, a * x ** (n - 1))
    raw = "" if a * n == n or raw == slope else f"{raw}="
    return Say("step.power_term", term=term, raw=raw, slope=slope, n=typeset(n))


@family("power", 1, SIGNED, (3, 4, 5), SIGNED, (1, 2), (-7, 1, 6))
def polynomial_of_two_terms(a, n, b, m, c):
    return sum_of_powers([(a, n), (b, m)], c)


@family("power", 1, (2, 3, 4), (-3, -2, 2, 3), (-5, 2, 4), (-4, 3, 8))
def polynomial_of_three_terms(a, b, c, d):
    return sum_of_powers([(a, 3), (b, 2), (c, 1)], d)


@family("power", 2, SIGNED, (1, 2, 3), SIGNED, (1, 2, 3))
def power_below(a, n, b, m):
    return sum_of_powers([(a, -n), (b, m)], domain=POSITIVE, first=[_rewritten(a, -n)])


@family("power", 2, (-8, -6, -4, -2, 2, 4, 6, 8), SIGNED, (1, 2, 3))
def root(a, b, m):
    half = Rational(1, 2)
    return sum_of_powers([(a, half), (b, m)], domain=POSITIVE, first=[_rewritten(a, half)])


def _rewritten(a, n):
    lead = {1: "", -1: "-"}.get(a, a)
    power = f"{lead}x^{{{n}}}"
    return Say("step.write_as_power", term=typeset(a * x**n), power=power)


@family(
    "power", 3, (1, 2, 3, -2), (3, 4, 5), (-4, -2, 3, 5), (0, 1), (1, 2, 3),
    where=lambda a, m, b, n, k: n < k < m,
)  # fmt: skip
def quotient_of_powers(a, m, b, n, k):
    top = a * x**m + b * x**n
    shown = rf"\frac{{{typeset(top)}}}{{{typeset(x**k)}}}"
    simple = typeset(expand(top / x**k))
    return sum_of_powers(
        [(a, m - k), (b, n - k)],
        domain=POSITIVE,
        shown=shown,
        first=[Say("step.divide_first", f=shown, simple=simple)],
        more=[("quotient_of_derivatives", diff(top, x) / diff(x**k, x))],
    )


@family("power", 3, (2, 4, 6, -2, -4), (1, 2, 3), (-5, -3, 2, 3, 7))
def power_times_root(a, k, b):
    n = k + Rational(1, 2)
    shown = rf"{typeset(a * x**k)}\sqrt{{x}}{b:+d}"
    return sum_of_powers(
        [(a, n)],
        b,
        domain=POSITIVE,
        shown=shown,
        first=[Say("step.powers_add", power=typeset(x**k), n=typeset(n), sum=f"x^{{{n}}}")],
        more=[("product_of_derivatives", diff(a * x**k, x) / (2 * sqrt(x)))],
    )


# Products and quotients


def product_of(first, second, domain=ANYWHERE, key=None):
    """Ask for the derivative of a product; `key` is how one would leave it, if not as it comes."""
    du, dv = diff(first, x), diff(second, x)
    parts = {"u": typeset(first), "v": typeset(second), "du": typeset(du), "dv": typeset(dv)}
    raw = rf"{times(du, second)}+{in_brackets(first)}\cdot {in_brackets(dv)}"
    mistakes = [
        ("product_of_derivatives", du * dv),
        ("one_strip", du * second),
        ("other_strip", first * dv),
        ("quotient_sign", du * second - first * dv),
        ("sum_of_derivatives", du + dv),
    ]
    return derivative(
        first * second,
        du * second + first * dv if key is None else key,
        [(tag, wrong, Say(f"wrong.{tag}", **parts)) for tag, wrong in mistakes],
        [Say("hint.product", **parts), Say("step.parts", **parts)],
        [Say("step.parts", **parts), Say("step.product_rule", raw=raw)],
        domain=domain,
        shown=rf"{leading(first)}\,{in_brackets(second)}",
    )


@family("product", 1, (1, 2, 3, 4, 5, -2, -3), (1, 2, 3, 4, 5), ("exp", "sin", "cos"))
def power_and_function(a, n, name):
    return product_of(a * x**n, NAMED[name](x))


@family("product", 1, (2, 3, 4, 5), SIGNED, ("exp", "sin", "cos"))
def line_and_function(a, b, name):
    return product_of(a * x + b, NAMED[name](x))


@family("product", 2, (1, 2, 3, 4), SIGNED, (2, 3, 4))
def polynomial_and_logarithm(a, b, n):
    return product_of(a * x**n + b, log(x), POSITIVE)


@family("product", 2, (1, 2, 3, 4, 5, 6), SIGNED)
def exponential_and_waves(a, b):
    simple = exp(x) * ((a - b) * sin(x) + (a + b) * cos(x))
    return product_of(exp(x), a * sin(x) + b * cos(x), key=simple)


@family("product", 2, (1, 2, 3, 4), (-3, -1, 1, 3, 5), (2, 4, 6))
def polynomial_and_root(a, b, c):
    return product_of(a * x**2 + b, c * sqrt(x), POSITIVE)


@family(
    "product", 3, (1, 2, 3, 4, 5), (-4, -3, -2, 2, 3, 4, 5, 6), ("exp", "sin", "cos"),
    where=lambda n, k, name: k > 0 or name == "exp",
)  # fmt: skip
def power_and_inner_line(n, k, name):
    return product_of(x**n, NAMED[name](k * x))


@family("product", 3, (-3, -2, -1, 2, 3), (2, 3, 4, 5), ("sin", "cos"), (1, 2, 3, 4))
def damped_wave(a, k, name, c):
    return product_of(c * exp(a * x), NAMED[name](k * x))


def quotient_of(top, bottom, domain=ANYWHERE):
    """Ask for the derivative of a quotient."""
    du, dv = diff(top, x), diff(bottom, x)
    parts = {"u": typeset(top), "v": typeset(bottom), "du": typeset(du), "dv": typeset(dv)}
    upper = rf"{times(du, bottom)}-{in_brackets(top)}\cdot {in_brackets(dv)}"
    lower = "x^2" if bottom == x else f"({typeset(bottom)})^2"
    raw = rf"\frac{{{upper}}}{{{lower}}}"
    above = du * bottom - top * dv
    mistakes = [
        ("quotient_of_derivatives", du / dv),
        ("upside_down", -above / bottom**2),
        ("product_sign", (du * bottom + top * dv) / bottom**2),
        ("square_forgotten", above / bottom),
        ("denominator_forgotten", above),
    ]
    return derivative(
        top / bottom,
        _shortest(above, bottom),
        [(tag, wrong, Say(f"wrong.{tag}", **parts)) for tag, wrong in mistakes],
        [Say("hint.quotient", **parts), Say("step.parts", **parts)],
        [
            Say("step.parts", **parts),
            Say("step.quotient_rule", raw=raw),
            *_cancel_step(bottom),
        ],
        domain=domain,
        shown=rf"\frac{{{typeset(top)}}}{{{typeset(bottom)}}}",
    )


def _cancel_step(bottom):
    """Say what can be cancelled, if anything."""
    n = bottom.as_base_exp()[1] if bottom.is_Pow else 1
    return [Say("step.cancel", power=typeset(x ** (n - 1)))] if n > 1 else []


def _shortest(above, bottom):
    """Write what the quotient rule gives as one would leave it."""
    if bottom.is_Pow or bottom.is_Symbol:  # some x can be cancelled
        n = bottom.as_base_exp()[1]
        above, below = expand(above / x ** (n - 1)), x ** (n + 1)
    else:
        below = bottom**2
    if above.has(exp):
        return factor(above) / below
    return expand(above) / below if above.is_polynomial(x) else above / below


@family(
    "quotient", 1, (1, 2, 3, 4, 5), (-4, -3, -1, 1, 2, 5), (1, 2, 3), (1, 2, 3, 4, 5),
    where=lambda a, b, c, d: a * d != b * c,
)  # fmt: skip
def two_lines(a, b, c, d):
    return quotient_of(a * x + b, c * x + d, POSITIVE)


@family("quotient", 1, (1, 2, 3, 4, 5), (-5, -4, -3, -2, -1, 1, 2, 3), (1, 2, 3, 4))
def line_over_square(a, b, k):
    return quotient_of(a * x + b, x**2 + k)


@family("quotient", 2, ("exp", "sin", "cos", "ln"), (1, 2, 3, 4), (1, 2, 3, 4, 5, -2, -3))
def function_over_power(name, n, a):
    return quotient_of(a * NAMED[name](x), x**n, POSITIVE)


@family("quotient", 2, (1, 2, 3, 4, 5), (2, 3), ("exp", "sin", "cos"), (1, 2, 3))
def function_over_polynomial(k, n, name, a):
    return quotient_of(a * NAMED[name](x), x**n + k, POSITIVE)


@family("quotient", 3, (-3, -2, 2, 3, 4), (1, 2, 3, 4, 5), (1, 2, 3, 4))
def exponential_over_square(a, k, c):
    return quotient_of(exp(a * x), c * x**2 + k)


@family("quotient", 3, (2, 3, 4, 5), (1, 2, 3, 4, 5), ("sin", "cos"), (2, 3, 4))
def wave_over_polynomial(k, c, name, n):
    return quotient_of(NAMED[name](k * x), x**n + c, POSITIVE)


# The chain rule


def two_layers(outer, inner, domain=ANYWHERE, hint="hint.layers"):
    """Ask for the derivative of outer(inner); outer is an expression in u."""
    slope, dg = diff(outer, u), diff(inner, x)
    parts = {"g": typeset(inner), "f": typeset(outer), "df": typeset(slope), "dg": typeset(dg)}
    mistakes = [
        ("missing_inner", slope.subs(u, inner)),
        ("derivative_inside", slope.subs(u, dg)),
        ("wrong_place", slope.subs(u, x) * dg),
        ("outer_forgotten", outer.subs(u, inner) * dg),
    ]
    return derivative(
        outer.subs(u, inner),
        slope.subs(u, inner) * dg,
        [(tag, wrong, Say(f"wrong.{tag}", **parts)) for tag, wrong in mistakes],
        [
            Say(hint),
            Say("step.layers", **parts),
            Say("step.slopes", **parts),
        ],
        [Say("step.layers", **parts), Say("step.slopes", **parts), Say("step.chain_rule")],
        domain=domain,
    )


def three_layers(outer, middle, inner, domain=ANYWHERE):
    """Ask for the derivative of outer(middle(inner)); outer is in v, middle in u."""
    first, second, third = diff(outer, v), diff(middle, u), diff(inner, x)
    reached = middle.subs(u, inner)
    parts = {"h": typeset(outer), "g": typeset(middle), "f": typeset(inner)}
    slopes = {"dh": typeset(first), "dg": typeset(second), "df": typeset(third)}
    first, second = first.subs(v, reached), second.subs(u, inner)
    mistakes = [
        ("missing_inner", first * second),
        ("missing_middle", first * third),
        ("outer_only", first),
        ("outer_forgotten", second * third),
        ("derivative_inside", diff(outer, v).subs(v, second * third)),
    ]
    texts = {"derivative_inside": "wrong.derivative_inside_three"}
    return derivative(
        outer.subs(v, reached),
        first * second * third,
        [(t, wrong, Say(texts.get(t, f"wrong.{t}_three"), **parts)) for t, wrong in mistakes],
        [Say("hint.three_layers"), Say("step.three_layers", **parts)],
        [
            Say("step.three_layers", **parts),
            Say("step.three_slopes", **slopes),
            Say("step.three_factors"),
        ],
        domain=domain,
    )


@family(
    "chain",
    1,
    SIGNED,
    SIGNED,
    (3, 4, 5, 6),
    where=lambda a, b, n: gcd(a, b) == 1 and (a > 0 or b > 0),
)
def power_of_a_line(a, b, n):
    return two_layers(u**n, a * x + b)


@family("chain", 1, SIGNED, SIGNED, ("sin", "cos", "exp"), where=lambda a, b, name: a > 0)
def function_of_a_line(a, b, name):
    return two_layers(NAMED[name](u), a * x + b)


@family("chain", 2, SIGNED, (1, 2, 3, 5), (3, 4, 5))
def power_of_a_square(a, b, n):
    return two_layers(u**n, x**2 + a * x + b)


@family("chain", 2, (2, 3), SIGNED, ("sin", "cos", "exp"), (1, 2))
def function_of_a_polynomial(n, a, name, c):
    return two_layers(NAMED[name](u), c * x**n + a * x)


@family("chain", 2, (1, 2, 3, 4, 5), (1, 2, 3, 4, 5), (2, 4), ("ln", "root"))
def logarithm_or_root(a, k, n, name):
    return two_layers(NAMED[name](u), a * x**n + k)


@family("chain", 3, (2, 3, 4), (2, 3, 4, 5, 6, 7), ("sin", "cos"), (1, 2, 3, 4, 5))
def power_of_a_wave(n, k, name, c):
    return three_layers(c * v**n, NAMED[name](u), k * x)


@family("chain", 3, ("sin", "cos"), (2, 3, 4, 5, 6), SIGNED)
def exponential_of_a_wave(name, k, a):
    return three_layers(exp(v), a * NAMED[name](u), k * x)


@family("chain", 3, (1, 2, 3, 4, 5), (-4, -3, -2, 2, 3, 4), (1, 2, 3))
def logarithm_of_an_exponential(k, a, c):
    return three_layers(log(v), k + c * exp(u), a * x)


# Exponentials and logarithms


@family(
    "explog", 1, (2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 4, 5), (-3, -2, 2, 3, 5),
    where=lambda a, c, k: a != c,
)  # fmt: skip
def exponential(a, c, k):
    power, line = Integer(a) ** x, k * x
    mistakes = [
        ("log_forgotten", c * power + k),
        ("power_rule", c * x * Integer(a) ** (x - 1) + k),
        ("log_divided", c * power / log(a) + k),
    ]
    steps = [
        Say("step.exponential", a=a),
        _line_step(line),
    ]
    return derivative(
        c * power + line,
        c * power * log(a) + k,
        [(tag, wrong, Say(f"wrong.{tag}", a=a)) for tag, wrong in mistakes],
        [Say("hint.exponential", a=a), steps[0]],
        steps,
    )


def _line_step(line):
    return Say("step.line_term", term=typeset(line), slope=typeset(diff(line, x)))


@family("explog", 1, (2, 3, 4, 5, 6, 7, 8, 9, 10), (1, 2, 3, 4, 5), (-3, -2, 2, 3, 5))
def logarithm(b, c, k):
    f = c * log(x) / log(b) + k * x
    mistakes = [
        ("log_forgotten", c / x + k, "wrong.base_forgotten"),
        ("log_multiplied", c * log(b) / x + k, "wrong.log_multiplied"),
        ("not_inverted", c * x / log(b) + k, "wrong.not_inverted"),
    ]
    steps = [Say("step.logarithm", b=b), _line_step(k * x)]
    return derivative(
        f,
        c / (x * log(b)) + k,
        [(tag, wrong, Say(text, b=b)) for tag, wrong, text in mistakes],
        [Say("hint.logarithm", b=b), steps[0]],
        steps,
        domain=POSITIVE,
        shown=rf"{'' if c == 1 else c}\log_{{{b}}}x{k:+d}x",
    )


@family("explog", 2, (2, 3, 5, 7), (-4, -3, -2, 2, 3, 4), (-3, -2, -1, 1, 2, 3))
def exponential_of_a_line(a, k, m):
    g = k * x + m
    f, known = Integer(a) ** g, {"a": a, "g": typeset(g), "dg": k}
    mistakes = [
        ("missing_inner", f * log(a), "wrong.missing_inner_exponent"),
        ("log_forgotten", f * k, "wrong.log_forgotten_inner"),
        ("power_rule", g * Integer(a) ** (g - 1) * k, "wrong.power_rule"),
        ("derivative_inside", Integer(a) ** k * log(a), "wrong.derivative_inside_exponent"),
    ]
    return derivative(
        f,
        f * log(a) * k,
        [(tag, wrong, Say(text, **known)) for tag, wrong, text in mistakes],
        [Say("hint.exponential", a=a), Say("step.exponential", a=a)],
        [Say("step.exponential_layers", **known), Say("step.exponential_inner", **known)],
        shown=rf"{a}^{{{typeset(g)}}}",
    )


@family("explog", 2, (1, 2, 3, 4), (1, 2, 3, 5, 7), (0, 1, 2, 3))
def logarithm_of_a_square(a, k, b):
    g = a * x**2 + b * x + k
    return two_layers(log(u), g, POSITIVE, hint="hint.logarithm_inner")


@family("explog", 3, (1, 2, 3), (1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4))
def x_to_the_x(k, c, m):
    g = k * x + m
    f, inner = c * x**g, g * log(x)
    mistakes = [
        ("power_rule", c * g * x ** (g - 1), "wrong.power_rule_needs_constant"),
        ("exponential_rule", c * k * x**g * log(x), "wrong.exponential_rule"),
        ("derivative_inside", c * exp(diff(inner, x)), "wrong.derivative_inside_tower"),
    ]
    return derivative(
        f,
        f * diff(inner, x),
        [(tag, wrong, Say(text, g=typeset(g))) for tag, wrong, text in mistakes],
        [Say("hint.tower"), Say("step.tower", g=typeset(g), inner=_times_log(g))],
        [
            Say("step.tower", g=typeset(g), inner=_times_log(g)),
            Say("step.tower_inner", inner=_times_log(g), slope=typeset(diff(inner, x))),
        ],
        domain=POSITIVE,
        shown=rf"{'' if c == 1 else c}x^{{{typeset(g)}}}",
    )


def _times_log(g):
    return rf"{leading(g)}\ln x"


@family("explog", 3, (1, 2, 3, 4, 5, 6), (1, 2, 3, 4, 5), (1, 2, 3, 4))
def logarithm_of_a_quotient(a, k, n):
    top = a * x**2 + k
    first, second = diff(top, x) / top, n / x
    apart = rf"\ln({typeset(top)})-{'' if n == 1 else n}\ln x"
    mistakes = [
        ("outer_only", x**n / top, "wrong.reciprocal_only"),
        ("quotient_of_derivatives", first / second, "wrong.logarithms_divided"),
        ("sign", first + second, "wrong.logarithms_added"),
        ("missing_inner", 1 / top - second, "wrong.missing_inner_logarithm"),
    ]
    return derivative(
        log(top) - n * log(x),
        first - second,
        [(tag, wrong, Say(text, top=typeset(top))) for tag, wrong, text in mistakes],
        [Say("hint.logarithm_apart"), Say("step.logarithm_apart", apart=apart)],
        [
            Say("step.logarithm_apart", apart=apart),
            Say("step.logarithm_inner", g=typeset(top), slope=typeset(first)),
            Say("step.logarithm_power", term=rf"{'' if n == 1 else n}\ln x", slope=typeset(second)),
        ],
        domain=POSITIVE,
        shown=rf"\ln\frac{{{typeset(top)}}}{{{typeset(x**n)}}}",
    )


# Trigonometric functions


@family("trig", 1, SIGNED, SIGNED, (0, 2, 3, -4))
def waves(a, b, c):
    f = a * sin(x) + b * cos(x) + c * x
    mistakes = [
        ("sign_of_sine", -a * cos(x) - b * sin(x) + c),
        ("functions_kept", a * sin(x) - b * cos(x) + c),
    ]
    steps = [Say("step.waves")]
    if c:
        mistakes.append(("linear_term", a * cos(x) - b * sin(x) + c * x))
        steps.append(_line_step(c * x))
    return derivative(
        f,
        diff(f, x),
        [(tag, wrong, Say(f"wrong.{tag}", line=typeset(c * x))) for tag, wrong in mistakes],
        [Say("hint.waves"), steps[0]],
        steps,
        shown=f"{typeset(a * sin(x))}{'+' if b > 0 else ''}{typeset(b * cos(x))}"
        + (f"{c:+d}x" if c else ""),
    )


@family("trig", 2, (2, 3, 4, 5, 6), SIGNED, ("sin", "cos"), (1, 2, 3))
def wave_of_a_line(k, c, name, m):
    return _wave(NAMED[name](u), k * x + m, c)


@family("trig", 2, (2, 3, 4, 5, 6), SIGNED, (1, 2, 3, 4))
def tangent_of_a_line(k, c, a):
    return _wave(a * tan(u), k * x, c, {"x": (-0.2, 0.2)})


def _wave(outer, inner, c, domain=ANYWHERE):
    """Ask for the derivative of a function of a line, with a straight line added."""
    slope, dg = outer.coeff(tan(u)) / cos(u) ** 2 or diff(outer, u), diff(inner, x)
    name = next(name for name in ("sin", "cos", "tan") if outer.has(NAMED[name]))
    parts = {"g": typeset(inner), "dg": dg, "f": typeset(outer), "df": typeset(slope)}
    mistakes = [
        ("missing_inner", slope.subs(u, inner) + c),
        ("wrong_place", slope.subs(u, x) * dg + c),
    ]
    return derivative(
        outer.subs(u, inner) + c * x,
        slope.subs(u, inner) * dg + c,
        [(tag, wrong, Say(f"wrong.{tag}", **parts)) for tag, wrong in mistakes],
        [Say("hint.wave_of_a_line", g=typeset(inner)), Say(f"step.{name}")],
        [Say(f"step.{name}"), Say("step.wave_inner", **parts), _line_step(c * x)],
        domain=domain,
        shown=f"{typeset(outer.subs(u, inner))}{c:+d}x",
    )


@family("trig", 3, (2, 3, 4), (2, 3, 4, 5), ("sin", "cos"), SIGNED)
def wave_power_and_line(n, k, name, c):
    wave = NAMED[name](k * x)
    slope, line = diff(wave, x), c * x
    layers = {"h": typeset(u**n), "g": typeset(wave), "dg": typeset(slope)}
    mistakes = [
        ("missing_inner", n * wave ** (n - 1) * slope / k + c, "wrong.missing_inner_wave"),
        ("outer_only", n * wave ** (n - 1) + c, "wrong.outer_only_wave"),
        ("power_not_lowered", n * wave**n * slope + c, "wrong.power_not_lowered_wave"),
    ]
    return derivative(
        wave**n + line,
        n * wave ** (n - 1) * slope + c,
        [(tag, wrong, Say(text, k=k)) for tag, wrong, text in mistakes],
        [Say("hint.wave_power"), Say("step.wave_layers", **layers)],
        [
            Say("step.wave_layers", **layers),
            Say("step.wave_slope", g=typeset(wave), dg=typeset(slope), k=k),
            Say("step.wave_power", slope=typeset(n * wave ** (n - 1) * slope)),
            _line_step(line),
        ],
        shown=f"{typeset(wave**n)}{c:+d}x",
    )


@family(
    "trig", 3, (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4, 5, 6), ("sin cos", "sin sin", "cos cos"),
    where=lambda k, m, names: k != m and (k < m or names == "sin cos"),
)  # fmt: skip
def product_of_waves(k, m, names):
    first, second = (NAMED[name] for name in names.split())
    return product_of(first(k * x), second(m * x))
