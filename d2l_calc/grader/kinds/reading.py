"""What a learner handed in, read as numbers: any object, any function, any surprise."""

from decimal import Decimal
from itertools import chain, islice
from numbers import Number

import numpy as np

from d2l_calc.grader.kinds.sampling import attempt
from d2l_calc.grader.messages import (
    NotAttempted,
    Unreadable,
    brief,
    error_text,
    shape_text,
)

MOST = 10_000  # numbers that an answer may hold
OF_A_POINT = (ArithmeticError, ValueError)  # what mathematics says no with: math.log(-1), 1 / 0


def as_numbers(value):
    """Give a value as an array of float64.

    Raises
    ------
    Unreadable
        For what looks like numbers and cannot be used: complex, empty, ragged, too many.
    TypeError
        For what is no number and no array of numbers at all.
    """
    if sum(1 for _ in islice(leaves(value), MOST + 1)) > MOST:
        raise Unreadable("too_many", note="shape", most=MOST)
    try:
        array = np.asarray(value)
    except ValueError:
        raise Unreadable("ragged", note="shape", got=brief(value)) from None
    if array.size > MOST:
        raise Unreadable("too_many", note="shape", most=MOST)
    if array.size == 0:
        raise Unreadable("empty", note="shape")
    if array.dtype.kind == "c":
        raise Unreadable("complex", got=brief(value))
    if array.dtype.kind == "O":
        if not all(isinstance(item, (Number, Decimal)) for item in array.flat):
            raise TypeError("not numbers")
        if any(isinstance(item, complex) for item in array.flat):
            raise Unreadable("complex", got=brief(value))
    elif array.dtype.kind not in "biuf" or value is True or value is False:
        raise TypeError("not numbers")
    try:
        return array.astype(np.float64)
    except OverflowError:  # an integer of more than 308 digits
        return np.full(array.shape, np.inf)


def evaluate(function, points, where=lambda row: f"point {row + 1}"):
    """Give a function's values at some points, NaN where it cannot be computed.

    Parameters
    ----------
    function : callable
    points : list of tuple
    where : callable
        Names a point, by its number, in a message.

    Returns
    -------
    numpy.ndarray, shape (len(points), …)

    Raises
    ------
    Unreadable, NotAttempted
        If it can be computed nowhere, if it breaks off with an error that is not about the
        point, or if it gives back something that is not numbers.
    """
    rows, failures = {}, {}
    for row, point in enumerate(points):
        value = attempt(function, point)
        if isinstance(value, OF_A_POINT):
            failures[row] = value
        elif isinstance(value, BaseException):
            raise _raised(value, where(row))
        else:
            rows[row] = _as_value(value, function)
    if failures and not rows:
        raise _raised(failures[0], where(0))
    shapes = list(dict.fromkeys(value.shape for value in rows.values()))
    if len(shapes) > 1:
        one, other = map(shape_text, shapes[:2])
        raise Unreadable("shapes_vary", note="shape", one=one, other=other)
    values = np.full((len(points), *(shapes or [()])[0]), np.nan)
    for row, value in rows.items():
        values[row] = value
    return values


def _raised(error, point):
    if "ellipsis" in str(error):
        return Unreadable("raises_ellipsis")
    return Unreadable("raises", point=point, error=error_text(error))


def _as_value(value, function):
    """Read what a learner's function gave back at one point."""
    if holds_ellipsis(value):
        raise NotAttempted("not_attempted" if value is ... else "half_attempted")
    if value is None:
        if _does_nothing(function):
            raise NotAttempted("not_attempted")
        raise Unreadable("returns_none")
    try:
        return as_numbers(value)
    except TypeError:
        raise Unreadable("not_numbers", got=brief(value)) from None


def _does_nothing(function):
    """Tell whether a function is a stub: a body of ``pass``, or a docstring and no more."""
    code = getattr(function, "__code__", None)
    return code is not None and code.co_code in (_pass.__code__.co_code, _doc.__code__.co_code)


def _pass(x):
    pass


def _doc(x):
    """Stand for a function that has a docstring and no body."""


def holds_ellipsis(value):
    """Tell whether ``...`` stands anywhere in an answer, or nothing between its quotes."""
    return any(
        leaf is ... or (isinstance(leaf, str) and leaf.strip() in ("", "...", "…"))
        for leaf in islice(leaves(value), MOST)
    )


def leaves(value):
    """Yield what stands in lists, tuples, sets and dictionaries, however deep.

    Examples
    --------
    >>> list(leaves([1, (2, {3: "max"})]))
    [1, 2, 3, 'max']
    """
    if isinstance(value, dict):
        for item in chain.from_iterable(value.items()):
            yield from leaves(item)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, np.ndarray) and value.dtype.kind == "O":
        yield from value.flat
    else:
        yield value


def derivative(function, points, step=1e-5):
    """Give a function's derivative by central differences, in all its arguments.

    Parameters
    ----------
    function : callable
        Of numbers or arrays, giving a number or an array.
    points : list of tuple
    step : float
        The h of the central difference, relative to arguments larger than 1.

    Returns
    -------
    numpy.ndarray, shape (len(points), outputs, inputs)
        NaN where the function cannot be evaluated.

    Examples
    --------
    >>> derivative(lambda x, y: x * y, [(2.0, 3.0)]).round(6)
    array([[[3., 2.]]])
    """
    jacobians = []
    for point in points:
        columns = []
        for place, value in enumerate(point):
            for index in np.ndindex(np.shape(value)):
                h = step * max(1.0, abs(np.asarray(value)[index]))
                ends = []
                for end in (h, -h):
                    moved = np.array(value, dtype=np.float64)
                    moved[index] += end
                    moved = moved if np.ndim(value) else moved[()]
                    ends.append(function(*point[:place], moved, *point[place + 1 :]))
                columns.append(np.ravel(np.subtract(*ends) / (2 * h)))
        jacobians.append(np.stack(columns, axis=1))
    return np.array(jacobians, dtype=np.float64)
