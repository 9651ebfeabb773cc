"""What a formula says, as a tree: nested tuples that begin with what is done.

``("number", 2.0)``, ``("name", "x")``, ``("component", "x", 0)``, ``("call", "sin", u)``,
``("-", u)``, ``("+", u, v)`` and so on for ``- * / ^``; ``("list", u, …)``.
"""

import operator

import numpy as np

CONSTANTS = {"pi": np.pi, "e": np.e}
OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "^": operator.pow,
}


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _log(x, base=np.e):
    return np.log(x) if base is np.e else np.log(x) / np.log(base)


# A function takes one number, but for those in `MORE`.
FUNCTIONS = {
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    **{name: getattr(np, name) for name in ("exp", "sqrt", "abs", "sign", "log2", "log10")},
    **{f"arc{name}": getattr(np, f"arc{name}") for name in ("sin", "cos", "tan")},
    **{f"a{name}": getattr(np, f"arc{name}") for name in ("sin", "cos", "tan")},
    **{"ln": np.log, "log": _log, "lg": np.log10, "tg": np.tan, "sgn": np.sign},
    **{"pow": np.power, "max": np.maximum, "min": np.minimum},
    **{"sigmoid": _sigmoid, "σ": _sigmoid},
    "cot": lambda x: 1 / np.tan(x),
    "sec": lambda x: 1 / np.cos(x),
    "csc": lambda x: 1 / np.sin(x),
}
MORE = {"log": (1, 2), "pow": (2,), "max": (2,), "min": (2,)}


def value(tree, at):
    """Give the value of a formula.

    Parameters
    ----------
    tree : tuple
    at : dict of str to float64 or numpy.ndarray
        The value of each name; components are taken along the last axis.

    Returns
    -------
    float64 or nested list of them

    Examples
    --------
    >>> float(value(("+", ("name", "x"), ("number", 1.0)), {"x": np.float64(2)}))
    3.0
    """
    match tree:
        case ("number", number):
            return np.float64(number)
        case ("name", name):
            return at[name] if name in at else np.float64(CONSTANTS[name])
        case ("component", name, index):
            return at[name][..., index]
        case ("call", name, *arguments):
            return FUNCTIONS[name](*(value(argument, at) for argument in arguments))
        case ("list", *items):
            return [value(item, at) for item in items]
        case ("-", inner):
            return -value(inner, at)
        case (sign, left, right):
            return OPERATIONS[sign](value(left, at), value(right, at))
    raise ValueError(f"{tree!r} is no formula")


def shape(tree):
    """Give the shape of what a formula gives; None for a list whose rows differ in length.

    Examples
    --------
    >>> x = ("name", "x")
    >>> shape(("list", x, x)), shape(("list", ("list", x), x))
    ((2,), None)
    """
    if tree[:1] != ("list",):
        return ()
    first, *others = map(shape, tree[1:])
    alike = first is not None and all(other == first for other in others)
    return (len(tree) - 1, *first) if alike else None


SWAPPED = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}
OTHER_BASE = {"ln": "log10", "log": "log10", "log10": "ln", "lg": "ln", "log2": "ln"}
OF_ANGLES = ("sin", "cos", "tan", "tg", "cot", "sec", "csc")


def slips(tree):
    """Yield a formula with one slip in it, for every slip that people make.

    Parameters
    ----------
    tree : tuple

    Yields
    ------
    (str, tuple)
        What the slip is called, and the formula that it makes.

    Examples
    --------
    >>> cube = ("^", ("name", "x"), ("number", 3.0))
    >>> sorted({name for name, _ in slips(("-", cube, ("name", "x")))})
    ['exponent', 'power_missing', 'term_missing', 'term_sign']
    """
    found = [*_slips(tree, whole=True)]
    found.sort(key=lambda slip: ORDER.index(slip[0]))
    if any(slip == "angle" for slip, _ in found):
        found = [slip for slip in found if slip[0] != "angle"]
        found.append(("degrees", _in_degrees(tree)))
    return iter(found)


ORDER = (
    *("term_missing", "term_sign", "factor_missing", "power_missing", "power_of_sum", "brackets"),
    *("exponent", "swapped", "base", "layer_missing", "angle"),
)


def _slips(tree, whole=False):
    """Yield the slips of a formula in no order; the whole one may not lose a constant factor."""
    yield from _of_sum(tree)
    yield from _of_product(tree, whole)
    yield from _of_power(tree)
    yield from _of_function(tree)
    for place, part in enumerate(tree[1:], 1):
        if isinstance(part, tuple):
            for name, slip in _slips(part):
                yield name, (*tree[:place], slip, *tree[place + 1 :])


def terms(tree):
    """Give the terms of a sum, each with its sign.

    Examples
    --------
    >>> terms(("-", ("name", "x"), ("number", 1.0)))
    [(1, ('name', 'x')), (-1, ('number', 1.0))]
    """
    match tree:
        case ("+", left, right):
            return [*terms(left), *terms(right)]
        case ("-", left, right):
            return [*terms(left), *((-sign, term) for sign, term in terms(right))]
        case ("-", inner):
            return [(-sign, term) for sign, term in terms(inner)]
    return [(1, tree)]


def _add(signed):
    """Make a sum of terms with their signs."""
    total = None
    for sign, term in signed:
        if total is None:
            total = term if sign > 0 else ("-", term)
        else:
            total = ("+" if sign > 0 else "-", total, term)
    return total


def _factors(tree):
    """Give the factors of a product or a quotient, each with 1 or, below the stroke, -1."""
    match tree:
        case ("*", left, right):
            return [*_factors(left), *_factors(right)]
        case ("/", left, right):
            return [*_factors(left), *((-side, factor) for side, factor in _factors(right))]
        case ("-", inner):
            return [(1, ("number", -1.0)), *_factors(inner)]
    return [(1, tree)]


def _multiply(sided):
    """Make a product of factors with their sides of the stroke."""
    product = ("number", 1.0)
    for side, factor in sided:
        product = ("*" if side > 0 else "/", product, factor)
    return product


def _of_sum(tree):
    signed = terms(tree)
    if len(signed) < 2 or tree[0] not in ("+", "-"):
        return
    for place, (sign, term) in enumerate(signed):
        yield "term_missing", _add([*signed[:place], *signed[place + 1 :]])
        yield "term_sign", _add([*signed[:place], (-sign, term), *signed[place + 1 :]])


def _of_product(tree, whole):
    sided = _factors(tree)
    if len(sided) < 2 or tree[0] not in ("*", "/", "-"):
        return
    for place, (side, factor) in enumerate(sided):
        rest = [*sided[:place], *sided[place + 1 :]]
        constant = factor[0] == "number"
        if factor == ("number", -1.0) or (whole and constant):
            continue  # a sign, a constant factor: patterns know both
        yield "factor_missing", _multiply(rest)
        inner = terms(factor)
        if len(inner) > 1 and rest:
            (sign, first), *others = inner
            yield "brackets", _add([(sign, _multiply([*rest, (side, first)])), *others])
            *others, (sign, last) = inner
            yield "brackets", _add([*others, (sign, _multiply([*rest, (side, last)]))])


def _of_power(tree):
    match tree:
        case ("^", base, ("number", exponent)):
            yield "power_missing", base
            for other in (exponent - 1, exponent + 1):
                yield "exponent", ("^", base, ("number", other))
            if len(terms(base)) > 1:
                powers = [(sign, ("^", part, ("number", exponent))) for sign, part in terms(base)]
                yield "power_of_sum", _add(powers)


def _of_function(tree):
    match tree:
        case ("call", name, argument):
            if name in SWAPPED:
                yield "swapped", ("call", SWAPPED[name], argument)
            if name in OTHER_BASE:
                yield "base", ("call", OTHER_BASE[name], argument)
            if name in OF_ANGLES:
                yield "angle", tree
            yield "layer_missing", argument


def _in_degrees(tree):
    """Make all angles of a formula degrees."""
    if tree[0] == "call" and tree[1] in OF_ANGLES:
        return ("call", tree[1], ("*", ("number", np.pi / 180), _in_degrees(tree[2])))
    return tuple(_in_degrees(part) if isinstance(part, tuple) else part for part in tree)
