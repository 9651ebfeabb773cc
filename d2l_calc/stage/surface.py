"""Functions of two numbers that always answer, whatever a learner has written."""

import math
from functools import lru_cache
from time import monotonic

import numpy as np

from d2l_calc.saved import partial_difference
from d2l_calc.stage.controls import Choice
from d2l_calc.stage.functions import PATIENCE, CannotDraw, Function, coarse_first, measured_slope


class Surface:
    """A function of two floats that gives a float: NaN where it has no value there.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    gradient : callable, optional
        Gives both exact partial derivatives, NaN where there are none; measured if left out.

    Raises
    ------
    TypeError
        When `f` cannot be called.

    Examples
    --------
    >>> quotient = Surface(lambda x, y: x / y)
    >>> quotient(1.0, 2.0), quotient(1.0, 0.0)
    (0.5, nan)
    >>> [round(partial, 6) for partial in quotient.gradient(1.0, 2.0)]
    [0.5, -0.25]
    """

    def __init__(self, f, gradient=None):
        if not callable(f):
            raise TypeError(f"f takes a function of two numbers, such as np.hypot, not {f!r}")
        self.f = f
        self.exact_gradient = gradient
        self._error = None
        self._value = lru_cache(maxsize=10_000)(self._ask)

    def __call__(self, x, y):
        return self._value(float(x), float(y))

    def _ask(self, x, y):
        try:
            return float(np.asarray(self.f(x, y)).item())
        except Exception as error:
            self._error = f"f({x:.4g}, {y:.4g}): {type(error).__name__}: {error}"
            return math.nan

    def slices(self, x, y):
        """Give two functions of one number: with y held still, and with x held still."""
        return Function(lambda moving: self(moving, y)), Function(lambda moving: self(x, moving))

    def along(self, x, y, angle, distances):
        """Give the values at some distances from a point in one direction."""
        cos, sin = math.cos(angle), math.sin(angle)
        return np.array([self(x + t * cos, y + t * sin) for t in distances])

    def gradient(self, x, y):
        """Give both partial derivatives at a point, NaN where there is none.

        Returns
        -------
        tuple of two floats
        """
        if self.exact_gradient is not None:
            return tuple(map(float, self.exact_gradient(x, y)))
        return (
            measured_slope(lambda moving: self(moving, y), x),
            measured_slope(lambda moving: self(x, moving), y),
        )

    def partials(self, x, y):
        """Give both central differences, whether the function is differentiable or not."""
        return tuple(float(partial_difference(self, (x, y), i)) for i in (0, 1))

    def grid(self, x, y):
        """Give the values on a grid; a slow function is asked in some rows and joined up.

        Parameters
        ----------
        x, y : array of shape (n,), array of shape (m,)
            In rising order.

        Returns
        -------
        array of shape (m, n)
            One row for each y, as Matplotlib draws contours.

        Raises
        ------
        CannotDraw
            When it has no finite value at any of the points.
        """
        rows = {}
        end = monotonic() + PATIENCE
        for i in coarse_first(len(y)):
            rows[i] = [self(at, y[i]) for at in x]
            if monotonic() > end and len(rows) > 2:
                break
        known = sorted(rows)
        columns = np.array([rows[i] for i in known]).T
        values = np.array([np.interp(y, y[known], column) for column in columns]).T
        if not np.isfinite(values).any():
            raise self._no_value(x[0], y[0])
        return values

    def _no_value(self, x, y):
        reason = self._error or f"f({x:.4g}, {y:.4g}) = {self(x, y)}"
        return CannotDraw(
            f"这个函数在图上没有一个点算得出来。{reason}。f 要能接受两个数，返回一个数。",
            f"This function has no value anywhere in the picture. {reason}."
            " f has to take two numbers and return one number.",
        )


def choice_of_surfaces(f, presets):
    """Give the choice of a surface, the learner's own first, and how its names are shown.

    Parameters
    ----------
    f : callable or None
        The learner's function of two numbers.
    presets : dict
        For each name how it is shown, the function, and its gradient.

    Returns
    -------
    Choice
    dict
        Labels of the names.
    """
    labels = {name: text for name, (text, _, _) in presets.items()}
    options = {name: Surface(*functions) for name, (_, *functions) in presets.items()}
    if f is not None:
        name = getattr(f, "__name__", "f")
        labels = {"f": "f" if name == "<lambda>" else name} | labels
        options = {"f": Surface(f)} | options
    return Choice(options), labels | {"function": ("函数", "function")}
