"""What a learner handed in, read as numbers: any object, any function, any surprise."""

from decimal import Decimal
from numbers import Number

import numpy as np

from d2l_calc.exercises.kinds.sampling import attempt
from d2l_calc.exercises.messages import (
    NotAttempted,
    Unreadable,
    brief,
    error_text,
    shape_text,
)

MOST = 10_000  # numbers that an answer may hold


def as_numbers(value):
    """Give a value as an array of float64.

    Raises
    ------
    Unreadable
        For what looks like numbers and cannot be used: complex, empty, ragged, too many.
    TypeError
        For what is no number and no array of numbers at all.
    """
    if isinstance(value, (list, tuple)) and len(value) > MOST:
        raise Unreadable("too_many", note="shape", size=len(value))
    try:
        array = np.asarray(value)
    except ValueError:
        raise Unreadable("ragged", note="shape", got=brief(value)) from None
    if array.size > MOST:
        raise Unreadable("too_many", note="shape", size=array.size)
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
    """Give a function's values at some points, NaN where it raises.

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
        If it raises everywhere, or gives back something that is not numbers.
    """
    if not points:
        return np.zeros(0)
    rows, failures = {}, {}
    for row, point in enumerate(points):
        value = attempt(function, point)
        if isinstance(value, BaseException):
            failures[row] = value
            continue
        rows[row] = _as_value(value, function)
        first = next(iter(rows.values()))
        if rows[row].shape != first.shape:
            one, other = shape_text(first.shape), shape_text(rows[row].shape)
            raise Unreadable("shapes_vary", note="shape", one=one, other=other)
    if failures and not rows:
        row, error = next(iter(failures.items()))
        if "ellipsis" in str(error):
            raise Unreadable("raises_ellipsis")
        raise Unreadable("raises", point=where(row), error=error_text(error))
    values = np.full((len(points), *first.shape), np.nan)
    for row, value in rows.items():
        values[row] = value
    return values


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
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return len(value) <= MOST and any(map(holds_ellipsis, value))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O" and value.size <= MOST:
        return any(item is ... for item in value.flat)
    return value is ... or (isinstance(value, str) and value.strip() in ("", "...", "…"))


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
