"""Functions of one number that always answer, whatever a learner has written."""

from functools import lru_cache
from math import inf, isfinite, nan
from time import monotonic

import numpy as np

from d2l_calc.language import say
from d2l_calc.saved import central_difference

# The longest that sampling one curve may take, in seconds; a fast function takes milliseconds.
PATIENCE = 1.0


class CannotDraw(ValueError):
    """There is nothing to draw; the explorer shows the reason in the picture's place.

    Parameters
    ----------
    zh, en : str
        The reason and what to do, in Chinese and in English.
    """

    def __init__(self, zh, en):
        super().__init__(say(zh, en))
        self.texts = {"zh": zh, "en": en}


class Function:
    """A function of one float that gives a float: NaN where it has no value there.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    slope : callable, optional
        Its exact derivative, NaN where there is none; measured if left out.

    Raises
    ------
    TypeError
        When `f` cannot be called.

    Examples
    --------
    >>> inverse = Function(lambda x: 1 / x)
    >>> inverse(2.0), inverse(0.0), round(inverse.slope(2.0), 6)
    (0.5, nan, -0.25)
    """

    def __init__(self, f, slope=None):
        if not callable(f):
            raise TypeError(f"f takes a function of one number, such as np.sin, not {f!r}")
        self.f = f
        self.exact_slope = slope
        self._error = None
        self._value = lru_cache(maxsize=10_000)(self._ask)

    def __call__(self, x):
        return self._value(float(x))

    def _ask(self, x):
        try:
            return float(np.asarray(self.f(x)).item())
        except Exception as error:
            self._error = f"f({x:.4g}): {type(error).__name__}: {error}"
            return nan

    def slope(self, x):
        """Give the derivative at a point, exact or measured, NaN where there is none."""
        return float(self.exact_slope(x)) if self.exact_slope else measured_slope(self, x)

    def best_slope(self, x):
        """Give the derivative at a point as exactly as can be had.

        Without an exact one: the complex step, where the function takes complex numbers and the
        central difference agrees, else the central difference.
        """
        measured = self.slope(x)
        if self.exact_slope is not None:
            return measured
        try:
            fine = float(np.imag(self.f(complex(x, 1e-100))) / 1e-100)
        except Exception:
            return measured
        return fine if abs(fine - measured) <= 1e-6 * (1 + abs(measured)) else measured

    def over(self, xs):
        """Give the values at many points; a slow function is asked at some and joined up.

        Parameters
        ----------
        xs : array of shape (n,)
            In rising order.
        """
        known = {}
        end = monotonic() + PATIENCE
        for i in coarse_first(len(xs)):
            known[i] = self(xs[i])
            if monotonic() > end and len(known) > 2:
                break
        order = sorted(known)
        return np.interp(xs, xs[order], [known[i] for i in order])

    def at(self, x):
        """Give the value at the one point that a picture is about.

        Raises
        ------
        CannotDraw
            When it has no finite value there.
        """
        if not isfinite(self(x)):
            raise self._no_value(x)
        return self(x)

    def _no_value(self, x):
        reason = self._error or f"f({x:.4g}) = {self(x)}"
        return CannotDraw(
            f"这个函数在图上没有一个点算得出来。{reason}。f 要能接受一个数，返回一个数。",
            f"This function has no value anywhere in the picture. {reason}."
            " f has to take one number and return one number.",
        )

    def curve(self, low, high, count=300):
        """Give the points of its graph, with a gap wherever it leaps.

        Parameters
        ----------
        low, high : float
            From where to where.
        count : int, optional
            How many points, before gaps.

        Returns
        -------
        x, y : array

        Raises
        ------
        CannotDraw
            When it has no finite value at any of them.
        """
        x = np.linspace(low, high, count)
        y = self.over(x)
        if not np.isfinite(y).any():
            raise self._no_value(low)
        bottom, top = limits(y)
        steep = np.flatnonzero(np.abs(np.diff(y)) > (top - bottom) / 10)[:20]
        leaps = [i + 1 for i in steep if self._leaps(x[i], x[i + 1])]
        return np.insert(x, leaps, nan), np.insert(y, leaps, nan)

    def _leaps(self, a, b):
        """Tell whether the values at both ends stay apart however often the interval is halved."""
        apart = abs(self(b) - self(a)) / 2
        end = monotonic() + PATIENCE / 20
        for _ in range(30):
            middle = (a + b) / 2
            left, right = abs(self(middle) - self(a)), abs(self(b) - self(middle))
            if not left + right < inf:
                return True
            a, b = (a, middle) if left > right else (middle, b)
            if max(left, right) < apart or monotonic() > end:
                return False
        return True


def measured_slope(f, x):
    """Give the derivative of a function at a point, NaN where there is none.

    Where the quotients to the left and to the right settle down and agree, the central
    difference.

    Parameters
    ----------
    f : callable
        Takes a float and gives one.
    x : float

    Examples
    --------
    >>> round(measured_slope(abs, 2.0), 6), measured_slope(abs, 0.0)
    (1.0, nan)
    """
    left, right = (_one_sided_slope(f, x, h) for h in (-1e-4, 1e-4))
    if not abs(right - left) <= 1e-3 * (1 + abs(left) + abs(right)):
        return nan
    return float(central_difference(f, x))


def _one_sided_slope(f, x, h):
    coarse, fine = ((f(x + step) - f(x)) / step for step in (h, h / 2))
    settled = abs(fine - coarse) <= 1e-2 * (1 + abs(fine))
    return 2 * fine - coarse if settled else nan


def limits(y, margin=0.06):
    """Give y-limits that show a curve and are not spoilt by its poles.

    Parameters
    ----------
    y : array
        Values, some of them possibly not finite.
    margin : float, optional
        Room above and below, as a part of the height.

    Examples
    --------
    >>> limits(np.array([0.0, 1.0, 2.0]), margin=0)
    (0.0, 2.0)
    """
    y = y[np.isfinite(y)]
    if not y.size:
        return -1.0, 1.0
    first, last = np.percentile(y, (5, 95))
    low = max(y.min(), first - 1.5 * (last - first))
    high = min(y.max(), last + 1.5 * (last - first))
    # A constant gets room of its own size, so that round-off in it stays invisible.
    margin = margin * (high - low) if high - low > 1e-9 * abs(high) else max(1.0, abs(high))
    return float(low - margin), float(high + margin)


def coarse_first(count):
    """Give all indices below count: both ends, then halves, quarters, … between them."""
    halves = (i for power in range(count.bit_length(), -1, -1) for i in range(0, count, 2**power))
    return dict.fromkeys([0, count - 1, *halves])
