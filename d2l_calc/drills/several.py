"""Drills on functions of several variables: partial derivatives, gradients, Jacobians."""

from sympy import Integer, cos, diff, exp, log, sin
from sympy.abc import x, y, z

from d2l_calc.drills.notation import column, in_a_row, listed, table, typed, typeset
from d2l_calc.drills.problem import Problem, Say, Wrong, family
from d2l_calc.drills.rules import sign_forgotten

PLANE = {"x": (0.3, 1.5), "y": (0.3, 1.5)}
SPACE = PLANE | {"z": (0.3, 1.5)}
SIGNED = (-5, -4, -3, -2, 2, 3, 4, 5)
NAMED = {"exp": exp, "sin": sin, "cos": cos}
OTHER = {x: y, y: x}


# Partial derivatives


def partial(f, variable, both, dropped):
    """Ask for a partial derivative.

    Parameters
    ----------
    f : sympy.Expr
        In x and y.
    variable : sympy.Symbol
    both : sympy.Expr
        What comes of differentiating the other variable too, in every product.
    dropped : sympy.Expr
        What comes of dropping the factors that hold still.
    """
    other = OTHER[variable]
    key, names = diff(f, variable), {"v": variable, "w": other}
    still = sum(term for term in f.as_ordered_terms() if not term.has(variable))
    mistakes = [
        ("others_too", both),
        ("wrong_variable", diff(f, other)),
        ("factor_dropped", dropped),
        ("constant_kept", key + still),
        ("constant_differentiated", key + diff(still, other)),
        ("missing_inner", _inner_forgotten(f, variable)),
        ("sign", sign_forgotten(f, variable)),
    ]
    texts = {
        "sign": "sign_of_cosine",
        "missing_inner": "missing_inner_partial",
        "constant_kept": "still_term_kept",
    }
    terms = [_term_step(term, variable, other) for term in f.as_ordered_terms()]
    known = {**names, "still": typeset(still)}
    return Problem(
        Say("ask.partial", f=typeset(f), **names),
        "partial",
        typed(key),
        [Wrong(typed(w), tag, Say(f"wrong.{texts.get(tag, tag)}", **known)) for tag, w in mistakes],
        [Say("hint.partial", **names), next(t for t in terms if t.name != "step.still_term")],
        [Say("step.hold_still", **names), *terms, Say("so.partial", key=typeset(key), **names)],
        {"domain": PLANE, "derivative_of": typed(f), "by": [variable.name]},
    )


def _inner_forgotten(f, variable):
    """Differentiate as one does who leaves the inner derivative out."""
    inner = {part.args[0] for part in f.atoms(exp, sin, cos)}
    for inside in inner:
        f = f.subs(inside, variable)
        return diff(f, variable).subs(variable, inside)
    return diff(f, variable)


def _term_step(term, variable, other):
    """Say what one term gives."""
    parts = {"term": typeset(term), "v": variable, "w": other}
    if not term.has(variable):
        return Say("step.still_term", **parts)
    name = "step.inner_term" if term.has(exp, sin, cos) else "step.partial_term"
    inner = next((typeset(part.args[0]) for part in term.atoms(exp, sin, cos)), "")
    return Say(name, slope=typeset(diff(term, variable)), inner=inner, **parts)


@family("partial", 1, SIGNED, (2, 3, 4), (1, 2, 3), (-4, -2, 3, 5), (x, y))
def product_of_powers(a, m, n, b, variable):
    other = OTHER[variable]
    still = y**n if variable == x else x**m
    both = a * m * n * x ** (m - 1) * y ** (n - 1) + 2 * b * other
    term = a * x**m * y**n
    return partial(term + b * other**2, variable, both, diff(term, variable) / still)


@family("partial", 1, (2, 3, 4, 5), SIGNED, (1, 2, 3), (x, y))
def sum_with_a_product(a, b, n, variable):
    both = 2 * a * x + b * n * y ** (n - 1) + 1
    dropped = 2 * a * x + b if variable == x else b * n * y ** (n - 1) + 1
    return partial(a * x**2 + b * x * y**n + y, variable, both, dropped)


@family("partial", 2, (-3, -2, -1, 1, 2, 3), (1, 2, 3, 4, 5), ("exp", "sin", "cos"), (x, y))
def function_of_a_product(k, c, name, variable):
    k = k if name == "exp" else abs(k) + 3 * (k < 0)
    f = c * NAMED[name](k * x * y) + x * y**2
    slope = diff(c * NAMED[name](k * x * y), variable) / OTHER[variable]
    both = slope + 2 * y
    dropped = slope + {x: Integer(1), y: 2 * y}[variable]
    return partial(f, variable, both, dropped)


@family("partial", 2, SIGNED, (1, 2, 3), (1, 2, 3), (2, 3, 5), (x, y))
def ratio_of_powers(a, m, n, b, variable):
    both = -a * m * n * x ** (m - 1) / y ** (n + 1) + b
    dropped = a * m * x ** (m - 1) if variable == x else -a * n / y ** (n + 1) + b
    return partial(a * x**m / y**n + b * y, variable, both, dropped)


@family("partial", 3, SIGNED, (1, 2, 3), (1, 2, 3), (-2, -1, 1, 2), ("exp", "sin"))
def mixed(a, m, n, k, name):
    k = k if name == "exp" else abs(k) + 2 * (k < 0)
    f = a * x**m * y**n + NAMED[name](k * x * y)
    fx, fy = diff(f, x), diff(f, y)
    key = diff(fy, x)
    mistakes = [
        ("first_derivative", fy, "wrong.first_derivative_y"),
        ("first_derivative", fx, "wrong.first_derivative_x"),
        ("wrong_variable", diff(fy, y), "wrong.twice_y"),
        ("wrong_variable", diff(fx, x), "wrong.twice_x"),
        ("product", fx * fy, "wrong.product_of_first"),
        ("half_of_the_product_rule", _half(fy), "wrong.half_of_mixed"),
    ]
    return Problem(
        Say("ask.mixed", f=typeset(f)),
        "partial",
        typed(key),
        [Wrong(typed(wrong), tag, Say(text)) for tag, wrong, text in mistakes],
        [Say("hint.mixed"), Say("step.mixed_first", fy=typeset(fy)), Say("hint.mixed_product")],
        [
            Say("step.mixed_first", fy=typeset(fy)),
            Say("step.mixed_second"),
            Say("so.mixed", key=typeset(key)),
        ],
        {"domain": PLANE},
    )


def _half(fy):
    """Differentiate by x, but the x that stands before a function of x and y not."""
    terms = []
    for term in fy.as_ordered_terms():
        before, function = term.as_independent(exp, sin, cos)
        terms.append(before * diff(function, x) if function != 1 else diff(term, x))
    return sum(terms)


# Gradients


def gradient(f, domain=PLANE):
    """Ask for a gradient."""
    variables = [x, y, z][: len(domain)]
    parts = [diff(f, each) for each in variables]
    names = ",".join(map(str, variables))
    known = {"first": variables[0], "last": variables[-1], "count": len(parts)}
    steps = [
        Say("step.partial_with_respect_to", v=each, slope=typeset(part))
        for each, part in zip(variables, parts, strict=True)
    ]
    inner = [_inner_forgotten_in(f, each) for each in variables]
    mistakes = [
        ("order", [parts[1], parts[0], *parts[2:]], "wrong.order_of_parts"),
        ("scalar_for_vector", sum(parts), "wrong.parts_added"),
        ("missing_inner", inner, "wrong.missing_inner_part"),
        ("sign", [sign_forgotten(f, each) for each in variables], "wrong.sign_of_cosine"),
    ]
    return Problem(
        Say("ask.gradient", f=typeset(f), names=names),
        f"vector_{len(parts)}",
        listed(parts),
        [Wrong(_written(wrong), tag, Say(text, **known)) for tag, wrong, text in mistakes],
        [Say("hint.gradient", **known), steps[0]],
        [*steps, Say("so.gradient", key=column(parts))],
        {"domain": domain, "derivative_of": typed(f)},
    )


def _written(wrong):
    return listed(wrong) if isinstance(wrong, list) else typed(wrong)


def _inner_forgotten_in(f, variable):
    """Differentiate as one does who leaves the inner derivatives of exp, sin and cos out."""
    slope = diff(f, variable)
    for part in f.atoms(exp, sin, cos):
        inner = diff(part.args[0], variable)
        if inner not in (0, 1):
            plain = diff(part, variable) / inner
            slope = slope.subs(diff(part, variable), plain)
    return slope


@family("gradient", 1, (1, 2, 3, 4), SIGNED, (1, 2, 3, 5), where=lambda a, b, c: a != c)
def quadratic(a, b, c):
    return gradient(a * x**2 + b * x * y + c * y**2)


@family("gradient", 1, (1, 2, 3, 4, 5), (2, 3), SIGNED, (2, 3, 4))
def powers_apart(a, m, b, n):
    return gradient(a * x**m + b * y**n + x)


@family("gradient", 2, (1, 2, 3, 4, 5), (2, 3), SIGNED, (-2, -1, 1, 2))
def power_and_exponential(a, m, b, k):
    return gradient(a * x**m + b * exp(k * y))


@family("gradient", 2, SIGNED, (1, 2, 3), ("sin", "cos", "exp"), (2, 3, 4))
def power_times_function(a, k, name, m):
    return gradient(a * x**m * NAMED[name](k * y))


@family("gradient", 3, (1, 2, 3, 4, 5), (1, 2, 3), SIGNED)
def three_variables(a, m, b):
    return gradient(a * x**m * y * z + b * z**2 + x * y**2, SPACE)


@family("gradient", 3, (1, 2, 3, 4, 5), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5))
def logarithm_of_a_sum(a, b, c):
    return gradient(c * log(exp(a * x) + exp(b * y)) + x * y)


# Jacobians


def jacobian(outputs, domain=PLANE):
    """Ask for a Jacobian."""
    variables = [x, y, z][: len(domain)]
    rows = [[diff(f, each) for each in variables] for f in outputs]
    diagonal = [[part if i == j else Integer(0) for j, part in enumerate(row)]
                for i, row in enumerate(rows)]  # fmt: skip
    unsigned = [[sign_forgotten(f, each) for each in variables] for f in outputs]
    inner = [[_inner_forgotten_in(f, each) for each in variables] for f in outputs]
    steps = [
        Say("step.row", i=i, f=typeset(f), row=in_a_row(row))
        for i, (f, row) in enumerate(zip(outputs, rows, strict=True), 1)
    ]
    known = {"m": len(outputs), "n": len(variables), "names": ",".join(map(str, variables))}
    mistakes = [
        ("layout", [*zip(*rows, strict=True)], "wrong.layout"),
        ("only_diagonal", diagonal, "wrong.only_diagonal_jacobian"),
        ("order", [row[::-1] for row in rows], "wrong.columns_reversed"),
        ("sign", unsigned, "wrong.sign_of_cosine"),
        ("missing_inner", inner, "wrong.missing_inner_entry"),
    ]
    return Problem(
        Say("ask.jacobian", f=column(outputs), **known),
        "matrix",
        listed(rows),
        [Wrong(listed(wrong), tag, Say(text, **known)) for tag, wrong, text in mistakes],
        [Say("hint.jacobian", **known), steps[0]],
        [*steps, Say("so.jacobian", key=table(rows))],
        {"domain": domain, "jacobian": True, "derivative_of": listed(outputs)},
    )


@family("jacobian", 1, (2, 3, 4), (-3, -2, -1, 1, 2), (-4, 1, 3, 5), (2, 3, 4))
def line_and_square(a, b, c, d):
    return jacobian([a * x + b * y, c * x + d * y**2])


@family("jacobian", 1, (1, 2, 3, 4, 5), SIGNED, (2, 3, 4, 5))
def square_and_product(a, b, c):
    return jacobian([a * x**2 + b * y, c * x * y])


@family("jacobian", 2, (1, 2, 3), (2, 3), (-3, -2, 2, 3), ("exp", "sin", "cos"))
def product_and_function(a, m, k, name):
    k = k if name == "exp" else abs(k) + 2 * (k < 0)
    return jacobian([a * x**m * y, NAMED[name](k * x) + y])


@family("jacobian", 2, SIGNED, (1, 2, 3, -1), (2, 3, 4), (1, 2))
def ratio_and_sum(a, b, n, c):
    return jacobian([a * x / y, b * x**n + c * y**2])


@family("jacobian", 3, (1, 2, 3, 4, 5), SIGNED, (2, 3, 4))
def three_outputs(a, b, n):
    return jacobian([a * x * y, b * x**n + y, exp(2 * y)])


@family("jacobian", 3, (1, 2, 3, 4, 5), SIGNED, (2, 3, 4))
def three_inputs(a, b, n):
    return jacobian([a * x * y + z**n, b * x * z + y**2], SPACE)
