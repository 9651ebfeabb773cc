"""Points of a domain at which functions are compared, and careful calls of unknown ones."""

import io
import math
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from numbers import Real

import numpy as np

from d2l_calc.grader.messages import Faulty, brief

COUNT = 12
SIMPLE = 6
SEED = 20
LARGEST = 1e150  # an end of an interval: the width of one has to be a number, and its square


def intervals_of(name, declared):
    """Give the intervals declared for one argument as a list of pairs, or its whole numbers.

    Parameters
    ----------
    name : str
        The argument, for the error message.
    declared : (lo, hi) or list of (lo, hi) or range

    Returns
    -------
    list of (lo, hi), or range

    Raises
    ------
    Faulty
        If an interval is empty, infinite, or no pair, or if there are more than `COUNT`.
    """
    if isinstance(declared, range):
        if not declared:
            raise Faulty("define_interval", name=name, interval=brief(declared))
        return declared
    if not isinstance(declared, (tuple, list)) or not declared:
        raise Faulty("define_interval", name=name, interval=brief(declared))
    intervals = [declared] if is_number(declared[0]) else list(declared)
    for interval in intervals:
        pair = isinstance(interval, (tuple, list)) and len(interval) == 2
        if not pair or not all(map(is_number, interval)):
            raise Faulty("define_interval", name=name, interval=brief(interval))
        if not -LARGEST < interval[0] < interval[1] < LARGEST:
            raise Faulty("define_interval", name=name, interval=brief(interval))
    if len(intervals) > COUNT:
        raise Faulty("define_intervals", name=name, count=len(intervals), most=COUNT)
    return [tuple(interval) for interval in intervals]


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


def is_number(value):
    """Tell whether something is one real number, and not a bool."""
    return isinstance(value, Real) and not isinstance(value, bool)


def sample(domain, shapes, count=COUNT):
    """Choose the points at which functions are compared, the same ones every time.

    Parameters
    ----------
    domain : dict of str to (list of (lo, hi) or range)
        Where each argument may be, in order.
    shapes : dict of str to tuple of int
        The shape of the arguments that are arrays; the others are numbers.

    Returns
    -------
    list of tuple
        `count` points, each with one value per argument: a float64, an int, or an array of them.
    """
    rng = np.random.default_rng(SEED)
    columns = []
    for name, intervals in domain.items():
        shape = shapes.get(name, ())
        size = count * math.prod(shape)
        if isinstance(intervals, range):
            places = np.linspace(0, len(intervals) - 1, size).round().astype(int)
            numbers = np.array([intervals[place] for place in places])
        else:
            numbers = spread(intervals, size, rng)
        if columns or shape:
            numbers = rng.permutation(numbers)
        whole = isinstance(intervals, range) and not shape
        columns.append(numbers.tolist() if whole else numbers.reshape(count, *shape))
    return list(zip(*columns, strict=True))


def simple_points(domain, shapes):
    """Choose a few points that one can work with by pencil and paper, the simplest first.

    Numbers are whole if whole ones are allowed, else they have one digit behind the point, or few;
    in a larger array most are the same.

    Parameters
    ----------
    domain, shapes : dict
        As for `sample`.

    Returns
    -------
    list of tuple
        `SIMPLE` points, each with one value per argument.

    Examples
    --------
    >>> [float(x) for (x,) in simple_points({"x": [(-2, 4)]}, {})][:3]
    [2.0, 3.0, -1.0]
    """
    rng = np.random.default_rng(SEED)
    pools = {name: _simple_numbers(intervals) for name, intervals in domain.items()}
    points = []
    for turn in range(SIMPLE):
        point = []
        for place, (name, pool) in enumerate(pools.items()):
            shape = shapes.get(name, ())
            if shape:
                point.append(_simple_array(pool, shape, 3 * 2**turn, rng))
            elif isinstance(domain[name], range):
                point.append(int(pool[(turn + place) % len(pool)]))
            else:
                point.append(np.float64(pool[(turn + place) % len(pool)]))
        points.append(tuple(point))
    return points


def _simple_numbers(intervals):
    """Give some numbers of an argument that are easy to work with, 0 last."""
    if isinstance(intervals, range):
        found = [number for number in intervals[:9] if number] or [0]
        return found[1:] + found[:1]
    for unit in (1, 0.5, 0.1, 0.05, 0.01):
        middles = [round((lo + hi) / 2 / unit) for lo, hi in intervals]
        counts = [2, 3, -1, -2, 1, 4, 5, -3, -4, 6, 7, 8, 9, *middles, *(m + 1 for m in middles), 0]
        numbers = dict.fromkeys(round(count * unit, 2) for count in counts)
        inside = [n for n in numbers if any(lo < n < hi for lo, hi in intervals)]
        if len(inside) > 1:
            return inside
    return spread(intervals, COUNT, np.random.default_rng(SEED)).tolist()


def _simple_array(pool, shape, most, rng):
    """Make an array of which no more numbers differ from the commonest one than `most`."""
    size = math.prod(shape)
    array = np.full(size, 0.0 if 0 in pool else pool[0])
    places = rng.permutation(size)[: size if size < 7 else most]
    numbers = rng.permutation([number for number in pool[:5] if number])
    array[places] = np.resize(numbers, len(places))
    return array.reshape(shape)


class Heard(io.TextIOBase):
    """What foreign code prints: the first of it is kept, nothing gets out.

    Examples
    --------
    >>> heard = Heard()
    >>> print("a" * 2000, file=heard)
    >>> len(heard.text)
    1000
    """

    def __init__(self, most=1000):
        self.text, self._most = "", most

    def writable(self):
        return True

    def write(self, text):
        """Keep a text, if there is room."""
        self.text = (self.text + text[: self._most])[: self._most]
        return len(text)


@contextmanager
def quiet():
    """Let nothing out that foreign code prints or warns about; give what it printed.

    Yields
    ------
    Heard
    """
    heard = Heard()
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        redirect_stdout(heard),
        redirect_stderr(Heard(0)),
    ):
        warnings.simplefilter("ignore")
        yield heard


def attempt(function, point):
    """Call a function at a point; give its value, or the exception that stopped it.

    Arrays are copied, so that a function that changes its argument harms nobody.
    """
    try:
        return function(*(np.copy(value) if np.ndim(value) else value for value in point))
    except BaseException as error:
        return error
