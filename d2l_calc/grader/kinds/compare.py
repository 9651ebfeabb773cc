"""When two answers are one: within tolerance, or but for the digits that were typed."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

SMALL = 1e-3  # of a component's largest size: what is smaller is compared by this
TYPED = 12  # a number with more digits than this was computed, not typed
SINGLE = 2e-5  # of a component's largest size: what single precision may lose


@dataclass(frozen=True)
class Tolerance:
    """How far an answer may be from another and still be the same.

    Right when ``|answer - reference| <= atol + rtol * max(|reference|, 1e-3 * scale)``, `scale`
    being the largest size of the reference at the sample points, for each component.

    Attributes
    ----------
    rtol, atol : float

    Examples
    --------
    >>> near = Tolerance(1e-6, 1e-8)
    >>> near.agree(np.array([1.0, 2.0]), np.array([1.0000001, 2.1]))
    array([ True, False])
    """

    rtol: float = 1e-6
    atol: float = 1e-8

    def of(self, reference):
        """Give how far each number may be from a reference's."""
        size = np.abs(reference)
        scale = np.max(size, axis=0, where=np.isfinite(size), initial=0)
        return self.atol + self.rtol * np.maximum(size, SMALL * scale)

    def agree(self, given, reference):
        """Compare number by number; NaN and infinity agree with themselves."""
        close = np.abs(given - reference) <= self.of(reference)
        undefined = np.isnan(given) & np.isnan(reference)
        return np.where(np.isfinite(reference), close, (given == reference) | undefined)

    def same(self, given, reference):
        """Tell whether all numbers agree."""
        return given.shape == reference.shape and bool(self.agree(given, reference).all())

    def tight(self):
        """Give a tolerance for patterns, which must not be wider than this one."""
        return Tolerance(min(self.rtol, 1e-6), min(self.atol, 1e-8))

    def single(self, reference):
        """Give a tolerance for what was computed in single precision."""
        size = np.abs(reference)
        scale = np.max(size, where=np.isfinite(size), initial=0)
        return Tolerance(max(self.rtol, SINGLE), max(self.atol, SINGLE * scale))


def fit(values, shape):
    """Bring rows of values into a shape, if it is the same but for axes of length 1.

    A vector is one vector, whether it came as a list, a row or a column.

    Examples
    --------
    >>> fit(np.zeros((12, 1, 3)), (3,)).shape
    (12, 3)
    >>> fit(np.zeros((12, 2, 3)), (3, 2)) is None
    True
    """
    if values.shape[1:] == shape:
        return values
    if [n for n in values.shape[1:] if n != 1] == [n for n in shape if n != 1]:
        return values.reshape(len(values), *shape)
    return None


def rounded(given, reference):
    """Tell how far typed numbers are from others that they are, rounded or cut off.

    A number counts as rounded if it shows two digits, or two decimals, at least.

    Parameters
    ----------
    given, reference : array_like
        Of the same shape.

    Returns
    -------
    float or None
        The largest relative distance; None if a number is not the other one, rounded, or if none
        is rounded.

    Examples
    --------
    >>> round(rounded(0.333, 1 / 3), 6), round(rounded([1.2, -1], [1.204, -1]), 6)
    (0.001, 0.003322)
    >>> rounded(0.34, 1 / 3), rounded(0.3, 1 / 3), rounded(1, 1)
    (None, None, None)
    """
    distance = 0.0
    for one, other in zip(np.ravel(given), np.ravel(reference), strict=True):
        if Tolerance().agree(np.array(one), np.array(other)):
            continue
        if not _is_rounded(float(one), float(other)):
            return None
        distance = max(distance, float(abs(one - other) / abs(other)))
    return distance or None


def _is_rounded(given, exact):
    """Tell whether one number is another with fewer digits."""
    if given == 0 or not np.isfinite([given, exact]).all():
        return False
    _, digits, exponent = Decimal(repr(given)).normalize().as_tuple()
    decimals, count = max(-exponent, 0), len(digits) + max(exponent, 0)
    if count > TYPED or (count < 2 and decimals < 2) or abs(given - exact) > 0.05 * abs(exact):
        return False
    last = 10.0**-decimals
    cut_off = count > 1 and abs(given) < abs(exact) < abs(given) + last
    return cut_off or abs(given - exact) <= 0.5 * last * (1 + 1e-9)
