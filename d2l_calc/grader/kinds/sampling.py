"""Points of a domain at which functions are compared, and careful calls of unknown ones."""

import io
import math
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout

import numpy as np

COUNT = 12
SEED = 20


def intervals_of(name, declared):
    """Give the intervals declared for one argument as a list of pairs.

    Parameters
    ----------
    name : str
        The argument, for the error message.
    declared : (lo, hi) or list of (lo, hi)

    Raises
    ------
    ValueError
        If an interval is empty, infinite, or no pair, or if there are more than `COUNT`.
    """
    declared = list(declared)
    intervals = declared if np.ndim(declared[0]) else [tuple(declared)]
    for interval in intervals:
        if len(interval) != 2 or not -math.inf < interval[0] < interval[1] < math.inf:
            raise ValueError(
                f"domain of {name!r} holds {interval!r}; "
                "give (lo, hi) with finite lo < hi, or a list of such pairs"
            )
    if len(intervals) > COUNT:
        raise ValueError(f"domain of {name!r} has {len(intervals)} intervals; at most {COUNT}")
    return intervals


def spread(intervals, count, rng):
    """Spread numbers evenly over intervals, each somewhere inside a stretch of its own.

    They are rounded so that a learner who reads one can type it, and never lie at an end.

    Parameters
    ----------
    intervals : list of (lo, hi)
    count : int
        How many numbers; each interval gets its share, at least one if `count` allows.
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray, shape (count,)

    Examples
    --------
    >>> x = spread([(-1, 0), (2, 3)], 4, np.random.default_rng(0))
    >>> bool(((-1 < x[:2]) & (x[:2] < 0)).all() and ((2 < x[2:]) & (x[2:] < 3)).all())
    True
    """
    numbers = []
    for (lo, hi), share in zip(
        intervals, np.array_split(np.arange(count), len(intervals)), strict=True
    ):
        decimals = 2 - math.floor(math.log10(hi - lo))
        for i in range(len(share)):
            number = lo + (hi - lo) * (i + rng.uniform(0.15, 0.85)) / len(share)
            rounded = round(number, decimals)
            numbers.append(rounded if lo < rounded < hi else number)
    return np.array(numbers, dtype=float)


def sample(domain, shapes):
    """Choose the points at which functions are compared, the same ones every time.

    Parameters
    ----------
    domain : dict of str to list of (lo, hi)
        The intervals of each argument, in order.
    shapes : dict of str to tuple of int
        The shape of the arguments that are arrays; the others are numbers.

    Returns
    -------
    list of tuple
        `COUNT` points, each with one value per argument: a float64 or an array of them.
    """
    rng = np.random.default_rng(SEED)
    columns = []
    for name, intervals in domain.items():
        shape = shapes.get(name, ())
        numbers = spread(intervals, COUNT * math.prod(shape), rng)
        if columns or shape:
            numbers = rng.permutation(numbers)
        columns.append(numbers.reshape(COUNT, *shape))
    return list(zip(*columns, strict=True))


@contextmanager
def quiet():
    """Let nothing out that foreign code prints or warns about."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        yield


def attempt(function, point):
    """Call a function at a point; give its value, or the exception that stopped it.

    Arrays are copied, so that a function that changes its argument harms nobody.
    `KeyboardInterrupt` passes: a reader must be able to stop a function that never ends.
    """
    try:
        return function(*(np.copy(value) if np.ndim(value) else value for value in point))
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return error
