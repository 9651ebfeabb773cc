"""General patterns: how a wrong answer may be related to the right one, from values alone.

Every pattern looks at what the key and the answer give at the sample points (for numbers that are
typed: at the one point there is), and at nothing else, so that a page without Python can do the
same. `WHOLE` are tried on a whole answer, `PART` on one component of it, both in order.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from d2l_calc.grader.kinds.compare import Tolerance, rounded

NEAR = 1e-3  # an answer this close, relative to the key's size, is an approximation of it
NEARLY_ONE = 0.02  # a factor this close to 1 is a constant that was rounded
FEWEST = 3  # points that it takes to be sure of a term
INNER = (1, 2, 3, 4, 5, 6)  # the factor of an inner derivative, 2x or 3x²
POWERS = (1, 2, -1, 3, -2, 4)  # of an argument, for a term that is missing


class Finding(NamedTuple):
    """What a pattern found: a short tag, and the name of what to say."""

    note: str
    words: str


@dataclass(frozen=True)
class Pair:
    """An answer beside the right one.

    Attributes
    ----------
    given, key : numpy.ndarray, shape (points, …)
    tolerance : Tolerance
        Not wider than needed for numbers that were computed.
    typed : bool
        Whether these are numbers as somebody typed them: fewer digits are the same number.
    slope : bool
        Whether the key is the derivative of a function of one number.
    arguments : tuple of numpy.ndarray, shape (points,)
        The arguments of a function that are numbers.
    slips : tuple of (str, numpy.ndarray)
        The key with one slip in it: what the slip is called, and what it gives.
    terms : tuple of numpy.ndarray
        What the terms of the key give, where it is a sum.
    """

    given: np.ndarray
    key: np.ndarray
    tolerance: Tolerance = field(default_factory=Tolerance)
    typed: bool = False
    slope: bool = False
    arguments: tuple = ()
    slips: tuple = ()
    terms: tuple = ()

    def same(self, given, reference):
        """Tell whether two arrays are the same, but perhaps for digits that were not typed."""
        if given.shape != reference.shape:
            return False
        if self.tolerance.same(given, reference):
            return True
        return self.typed and rounded(given, reference) is not None


def percent(pair):
    """Recognise a share that was given in per cent."""
    share = pair.key.size == 1 and 0 < abs(pair.key.item()) <= 1
    if pair.typed and share and pair.same(pair.given, 100 * pair.key):
        return Finding("percent", "percent")
    return None


def degrees(pair):
    """Recognise an angle in degrees, or a slope for each degree."""
    for factor in (180 / np.pi, np.pi / 180):
        if pair.key.any() and pair.same(pair.given, factor * pair.key):
            return Finding("degrees", "degrees")
    return None


def sign(pair):
    """Recognise the opposite of the key."""
    if not pair.key.any() or not pair.same(pair.given, -pair.key):
        return None
    return Finding("sign", "sign_slope" if pair.slope else "sign_number" if pair.typed else "sign")


def upside_down(pair):
    """Recognise one over the key."""
    if not pair.key.all() or np.allclose(np.abs(pair.key), 1):
        return None
    same = pair.same(pair.given, 1 / pair.key)
    return Finding("upside_down", "upside_down") if same else None


def decimal_point(pair):
    """Recognise the digits of the key with the point elsewhere."""
    if not pair.typed or pair.key.size > 1 or not pair.key.all() or not pair.given.all():
        return None
    shift = np.round(np.log10(abs(pair.given.item() / pair.key.item())))
    digits = f"{abs(pair.key.item()):.6e}".split("e")[0].strip("0.")
    if shift and abs(shift) < 6 and len(digits) > 2:
        moved = pair.key * 10.0**shift
        return Finding("decimal_point", "decimal_point") if pair.same(pair.given, moved) else None
    return None


def factor(pair):
    """Recognise a multiple of the key, which must not be one number, or the same one throughout."""
    key, given = pair.key, pair.given
    if np.count_nonzero(key) < 2 or np.ptp(key) <= 1e-9 * np.abs(key).max():
        return None
    multiple = np.vdot(key, given) / np.vdot(key, key)
    if abs(multiple) <= NEAR or not pair.tolerance.same(given, multiple * key):
        return None
    if abs(multiple - 1) < NEARLY_ONE:
        return Finding("approximate", "rounded_constant")
    return Finding("factor", "factor")


def offset(pair):
    """Recognise a function that lies too high or too low by one constant."""
    if pair.typed or pair.key.ndim > 1 or _flat(pair):
        return None
    if pair.tolerance.same(pair.given - (pair.given - pair.key).mean(), pair.key):
        return Finding("offset", "offset_slope" if pair.slope else "offset")
    return None


def order(pair):
    """Recognise the right components, or rows, or columns, in another order."""
    axes = range(1, pair.key.ndim) if pair.key.ndim < 4 else ()
    for axis in axes:
        key, given = (np.moveaxis(values, axis, 1) for values in (pair.key, pair.given))
        if in_any_order(pair, given, key):
            name = "order" if pair.key.ndim == 2 else ("order_rows", "order_columns")[axis - 1]
            return Finding("order", name)
    return None


def in_any_order(pair, given, key):
    """Tell whether there is one order in which the given components are the right ones."""
    if key.shape[1] < 2:
        return False
    free = list(range(key.shape[1]))
    for place in range(key.shape[1]):
        fits = [i for i in free if pair.same(given[:, i], key[:, place])]
        if not fits:
            return False
        free.remove(place if place in fits else fits[0])
    return True


def slip(pair):
    """Recognise the key with one slip in it."""
    for name, values in pair.slips:
        if pair.tolerance.same(pair.given, values):
            return Finding(name, name)
    return None


def coefficient(pair):
    """Recognise a sum in which one term has another coefficient."""
    difference = pair.given - pair.key
    for term in pair.terms:
        if len(pair.terms) > 1 and _multiple_of(difference, term, pair.tolerance):
            return Finding("coefficient", "coefficient")
    return None


def one_term(pair):
    """Recognise a function that is off by one power of an argument, and only by that."""
    if pair.key.ndim > 1 or np.ptp(pair.given) == 0:
        return None
    for x in pair.arguments:
        for power in POWERS:
            if x.all() and _multiple_of(pair.given - pair.key, x**power, pair.tolerance):
                return Finding("one_term", "one_term")
    return None


def one_factor(pair):
    """Recognise a function that lacks a factor such as 2x, or has an argument too many."""
    if pair.key.ndim > 1 or not np.ptp(pair.given):
        return None
    for x in pair.arguments:
        for power in (1, 2):
            lacking = [pair.given * n * x**power for n in INNER] if x.all() else []
            too_many = [pair.key * x**power]
            if any(pair.tolerance.same(pair.key, whole) for whole in lacking) or any(
                pair.tolerance.same(pair.given, more) for more in too_many
            ):
                return Finding("one_factor", "one_factor")
    return None


def _flat(pair):
    """Tell whether an answer is one number, or the key is: there is nothing to compare in shape."""
    return not (np.ptp(pair.given) and np.ptp(pair.key))


def _multiple_of(given, reference, tolerance):
    """Tell whether numbers are a multiple of others, and not nearly nothing."""
    size = np.vdot(reference, reference)
    if len(given) < FEWEST or not np.isfinite(size) or not size:
        return False
    multiple = np.vdot(reference, given) / size
    return abs(multiple) > NEAR and tolerance.same(given, multiple * reference)


WHOLE = (
    *(percent, degrees, sign, decimal_point, factor, slip, upside_down, offset, order),
    *(coefficient, one_term, one_factor),
)
PART = (
    *(percent, degrees, sign, decimal_point, factor, slip, upside_down, offset),
    *(coefficient, one_term, one_factor),
)


def recognise(pair, patterns=WHOLE):
    """Give the first finding of several patterns, or None."""
    with np.errstate(all="ignore"):
        return next(filter(None, (pattern(pair) for pattern in patterns)), None)
