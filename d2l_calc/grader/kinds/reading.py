"""What a learner handed in, read as numbers: any object, any function, any surprise."""

from dataclasses import dataclass
from decimal import Decimal
from numbers import Number

import numpy as np

from d2l_calc.grader.kinds import formula
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
STUBS = ("", "...", "…")


@dataclass(frozen=True)
class Given:
    """An answer in a form that can be compared.

    Attributes
    ----------
    values : numpy.ndarray
        A row for each sample point; one row for what is no function.
    function : callable or None
    single : bool
        Whether it was computed in single precision.
    overflow : bool
        Whether it is too large to be computed anywhere.
    constant : bool
        Whether a number came in place of a function.
    unit : str
        What was typed, if its unit is none of those that are known.
    """

    values: np.ndarray
    function: object = None
    single: bool = False
    overflow: bool = False
    constant: bool = False
    unit: str = ""


def as_numbers(value):
    """Give a value as an array of float64.

    Numbers may be written, ``"7/2"``, and a `Value` of the book counts as its number.

    Raises
    ------
    Unreadable
        For what looks like numbers and cannot be used: complex, empty, ragged, too many.
    TypeError
        For what is no number and no array of numbers at all.
    """
    if _length(value) > MOST:
        raise Unreadable("too_many", note="shape", most=MOST)
    holds_ellipsis(value)  # counts what is in it
    try:
        array = np.asarray(value)
    except ValueError:
        raise Unreadable("ragged", note="shape", got=brief(value)) from None
    if array.size > MOST:
        raise Unreadable("too_many", note="shape", most=MOST)
    if array.size == 0:
        raise Unreadable("empty", note="shape")
    if array.dtype.kind in "OU" and not isinstance(value, str):
        array = np.asarray(_each(array))
    if array.dtype.kind == "c" and not array.imag.any():
        array = array.real
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


def _length(value):
    """Give how many things a value says it holds."""
    try:
        return len(value)
    except (TypeError, ValueError):
        return 0
    except OverflowError:  # more than any list could hold
        return MOST + 1


def _each(array):
    """Read what stands in an array of objects: written numbers, and a `Value` as its number."""
    items = [_bare(item) for item in array.flat]
    read = np.empty(len(items), dtype=object)
    read[:] = [formula.parse(item, ())() if isinstance(item, str) else item for item in items]
    if any(isinstance(item, list) for item in read):
        raise TypeError("not numbers")
    return read.reshape(array.shape)


def _bare(item):
    """Give the number in a `Value`, the book's or a learner's own; anything else as it is."""
    number = getattr(item, "data", None) if hasattr(item, "grad") else None
    return number if isinstance(number, Number) else item


def evaluate(function, points, where=lambda row: f"point {row + 1}", shape=()):
    """Give a function's values at some points, NaN where it cannot be computed.

    Parameters
    ----------
    function : callable
    points : list of tuple
    where : callable
        Names a point, by its number, in a message.
    shape : tuple of int
        The shape of what is asked for.

    Returns
    -------
    Given

    Raises
    ------
    Unreadable, NotAttempted
        If it can be computed nowhere, if it breaks off with an error that is not about the
        point, if it was stopped, or if it gives back something that is not numbers.
    """
    rows, failures, single, nothing = {}, {}, False, []
    for row, point in enumerate(points):
        value = attempt(function, point)
        if isinstance(value, OF_A_POINT):
            failures[row] = value
        elif isinstance(value, BaseException):
            raise _raised(value, where(row))
        elif value is None:
            nothing.append(row)
        else:
            single = single or getattr(value, "dtype", None) in (np.float32, np.float16)
            rows[row] = _as_value(value)
    if nothing:
        raise _gave_nothing(function, nothing, points, where)
    if failures and not rows:
        if any(isinstance(error, OverflowError) for error in failures.values()):
            return Given(np.full((len(points), *shape), np.nan), function, overflow=True)
        raise _raised(failures[0], where(0))
    return Given(_stack(rows, len(points)), function, single)


def _stack(rows, count):
    """Put the values at some points below each other, NaN for those that are missing."""
    shapes = list(dict.fromkeys(value.shape for value in rows.values()))
    if len(shapes) > 1:
        one, other = map(shape_text, shapes[:2])
        raise Unreadable("shapes_vary", note="shape", one=one, other=other)
    values = np.full((count, *shapes[0]), np.nan)
    for row, value in rows.items():
        values[row] = value
    return values


def _raised(error, point):
    """Say what stopped a function."""
    text = error_text(error)
    if isinstance(error, KeyboardInterrupt):
        return Unreadable("stopped", note="stopped", point=point)
    if "ellipsis" in text:
        return Unreadable("raises_ellipsis")
    if "bitwise_xor" in text or "for ^" in text:
        return Unreadable("caret")
    return Unreadable("raises", point=point, error=text)


def _gave_nothing(function, rows, points, where):
    """Say that a function gave back None, at all points or at some."""
    if len(rows) < len(points):
        return Unreadable("returns_none_at", point=where(rows[0]))
    return NotAttempted("not_attempted") if _does_nothing(function) else Unreadable("returns_none")


def _as_value(value):
    """Read what a learner's function gave back at one point."""
    if holds_ellipsis(value):
        raise NotAttempted("not_attempted" if value is ... else "half_attempted")
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
    """Tell whether ``...`` stands anywhere in an answer, or nothing between its quotes.

    Raises
    ------
    Unreadable
        If there is far too much in it to look at.
    """
    return any(
        leaf is ... or (isinstance(leaf, str) and leaf.strip() in STUBS) for leaf in leaves(value)
    )


def leaves(value):
    """Give what stands in lists, tuples, sets and dictionaries, however deep.

    Raises
    ------
    Unreadable
        If there is more than `MOST` in it, lists of nothing included.

    Examples
    --------
    >>> leaves([1, (2, {3: "max"})])
    [1, 2, 3, 'max']
    """
    found, waiting, seen = [], [value], 0
    while waiting:
        item = waiting.pop()
        seen += 1
        if isinstance(item, dict):
            inside = [part for pair in item.items() for part in pair] if len(item) < MOST else item
        elif isinstance(item, (list, tuple, set, frozenset)):
            inside = item
        elif isinstance(item, np.ndarray) and item.dtype.kind == "O":
            inside = item.ravel()
        else:
            found.append(item)
            continue
        if seen + len(waiting) + len(inside) > MOST:
            raise Unreadable("too_many", note="shape", most=MOST)
        waiting.extend(reversed(list(inside)))
    return found


def derivative(function, points, step=1e-5, by=None):
    """Give a function's derivative by central differences.

    Parameters
    ----------
    function : callable
        Of numbers or arrays, giving a number or an array.
    points : list of tuple
    step : float
        The h of the central difference, relative to arguments larger than 1.
    by : collection of int, optional
        The places of the arguments it is differentiated by; all of them if not given.

    Returns
    -------
    numpy.ndarray, shape (len(points), outputs, inputs)
        NaN where the function cannot be evaluated.

    Examples
    --------
    >>> derivative(lambda x, y: x * y, [(2.0, 3.0)]).round(6)
    array([[[3., 2.]]])
    """
    columns = [[*_columns(function, point, step, by)] for point in points]
    outputs = max(column.size for row in columns for column in row)
    missing = np.full(outputs, np.nan)
    return np.array(
        [
            np.stack([c if c.size == outputs else missing for c in row], axis=1, dtype=np.float64)
            for row in columns
        ]
    )


def _columns(function, point, step, by):
    """Yield a function's slope at one point in every direction, NaN where it has none."""
    for place, value in enumerate(point):
        if by is not None and place not in by:
            continue
        for index in np.ndindex(np.shape(value)):
            h = step * max(1.0, abs(np.asarray(value)[index]))
            ends = []
            for end in (h, -h):
                moved = np.array(value, dtype=np.float64)
                moved[index] += end
                moved = moved if np.ndim(value) else moved[()]
                ends.append(attempt(function, (*point[:place], moved, *point[place + 1 :])))
            broken = any(isinstance(end, BaseException) for end in ends)
            yield np.ravel(np.nan if broken else np.subtract(*ends) / (2 * h))
