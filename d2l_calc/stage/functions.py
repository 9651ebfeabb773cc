"""What a learner may give: functions that always answer, whatever he has written.

`Function`, `Surface` and `Map` differ in what goes in and what comes out. `presets` lets a reader
choose between the book's functions and his own.
"""

import math
from collections import deque
from functools import lru_cache
from itertools import product, zip_longest
from math import inf, isfinite, nan
from statistics import median
from time import monotonic

import numpy as np

from d2l_calc.language import say
from d2l_calc.saved import central_difference, numerical_jacobian, partial_difference
from d2l_calc.stage.controls import Choice, Slider
from d2l_calc.stage.refusal import WrongThing, WrongValue, listed, plain
from d2l_calc.words import read_words

# The longest that sampling one curve of a slow function may take, in seconds.
PATIENCE = 1.0

# The largest number that is drawn: differences and margins are numbers too.
_LARGEST = 1e305

_WORDS = read_words(__package__, "words.toml")


class CannotDraw(ValueError):
    """There is nothing to draw; the explorer shows the reason in the picture's place.

    Parameters
    ----------
    zh, en : str
        The reason and what to do, in Chinese and in English.
    **blanks
        What goes into the blanks of both, as `str.format` fills them.
    """

    def __init__(self, zh, en, **blanks):
        if blanks:
            zh, en = zh.format(**blanks), en.format(**blanks)
        super().__init__(say(zh, en))
        self.texts = {"zh": zh, "en": en}


class Given:
    """A function that always answers: NaN where it has no value.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    name : str, optional
        What messages call it.

    Raises
    ------
    TypeError
        When `f` cannot be called.
    """

    # How many numbers go in, how many come out, and a function of this kind that everybody has.
    takes, gives, example = 1, 1, "np.sin"

    def __init__(self, f, name="f"):
        if not callable(f):
            takes, gives = (say(*_numbers(count)) for count in (self.takes, self.gives))
            given = {"takes": takes, "gives": gives, "example": self.example, "value": plain(f)}
            raise WrongThing("no_function", name=name, **given)
        self.f, self.name = f, name
        self._value = lru_cache(maxsize=10_000)(self._ask)
        self._took = deque(maxlen=99)

    def __call__(self, *at):
        return self._value(*map(float, at))

    def _ask(self, *at):
        try:
            return self._read(self.ask(*at))
        except Exception:
            return self._read(np.full(self.gives, nan))

    def ask(self, *at):
        """Give what the function itself gives, whatever it takes, and note how long that took."""
        start = monotonic()
        try:
            return self.f(*at)
        finally:
            self._took.append(monotonic() - start)

    def out_of_patience(self, most, count):
        """Give what tells whether so many seconds are up, and the function is to blame.

        A machine that is busy with other things makes some calls slow; what is drawn must not
        depend on that. So it is the usual call that counts, if there were so many.
        """
        end = monotonic() + most
        return lambda: monotonic() > end and median(self._took) * count > most

    def in_time(self, ask, count, calls=None):
        """Give what `ask` gives for each index; where the function is slow, for some of them only.

        Parameters
        ----------
        ask : callable
            Takes an index, and calls the function.
        count : int
            How many indices there are.
        calls : int, optional
            How many calls of the function all of them take; one each if left out.

        Returns
        -------
        dict
            By index, in rising order: at least both ends and one between.
        """
        known, out_of_patience = {}, self.out_of_patience(PATIENCE, calls or count)
        for i in coarse_first(count):
            known[i] = ask(i)
            if len(known) > 2 and out_of_patience():
                break
        return dict(sorted(known.items()))

    def _read(self, result):
        """Give what a function has returned as a float, or as a tuple of two."""
        if self.gives == 1:
            return _drawable(float(np.asarray(result).item()))
        return tuple(map(_drawable, np.array(result, dtype=float).reshape(self.gives).tolist()))

    def at(self, *at):
        """Give the value where a picture has to have one.

        Raises
        ------
        CannotDraw
            When it has no finite value there.
        """
        value = self(*at)
        self.need(value, *at)
        return value

    def need(self, values, *at, nowhere=False):
        """Raise CannotDraw if none of some values is finite.

        Parameters
        ----------
        values : float or array
        *at : float
            Where one of them is, for the reason.
        nowhere : bool, optional
            Whether these are all values of the picture.
        """
        if np.isfinite(values).any():
            return
        place = ", ".join(f"{number:.4g}" for number in at)
        try:
            what, reason = "other_value", plain(self.f(*at))
        except Exception as error:
            what, reason = "no_value", f"{type(error).__name__}: {error}"
        texts = (
            text.format(name=self.name, place=place, reason=reason, **blanks)
            for text, blanks in zip(_WORDS[what], self._blanks(nowhere), strict=True)
        )
        raise CannotDraw(*texts)

    def _blanks(self, nowhere):
        """Give for each language what depends on the kind of function."""
        takes, gives = (_numbers(count) for count in (self.takes, self.gives))
        before = _WORDS["nowhere"] if nowhere else [""] * len(takes)
        for parts in zip(before, takes, gives, strict=True):
            yield dict(zip(("nowhere", "takes", "gives"), parts, strict=True))


def _numbers(count):
    return _WORDS["one_number" if count == 1 else "two_numbers"]


def _drawable(value):
    """Give a number that limits can be computed from; what is larger counts as infinite."""
    return value if abs(value) < _LARGEST else value * inf


class Function(Given):
    """A function of one number that gives one.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    slope, bend : callable, optional
        Its exact first and second derivative, NaN where there is none; measured if left out.
    name : str, optional
        What messages call it.

    Examples
    --------
    >>> inverse = Function(lambda x: 1 / x)
    >>> inverse(2.0), inverse(0.0), round(inverse.slope(2.0), 6), round(inverse.bend(2.0), 4)
    (0.5, nan, -0.25, 0.25)
    """

    def __init__(self, f, slope=None, bend=None, *, name="f"):
        super().__init__(f, name)
        self.exact, self._slope, self._bend = slope is not None, slope, bend

    def slope(self, x):
        """Give the derivative at a point, exact or measured, NaN where there is none."""
        return float(self._slope(x)) if self._slope else measured_slope(self, x)

    def quick_slope(self, x):
        """Give the derivative as `slope` does, with three calls: for pictures with many of them."""
        return float(self._slope(x)) if self.exact else _quick_slope(self, x)

    def best_slope(self, x):
        """Give the derivative at a point as exactly as can be had.

        Without an exact one: the complex step, where the function takes complex numbers and the
        central difference agrees, else the central difference.
        """
        measured = self.slope(x)
        if self._slope is not None:
            return measured
        try:
            fine = float(np.imag(self.f(complex(x, 1e-100))) / 1e-100)
        except Exception:
            return measured
        return fine if abs(fine - measured) <= 1e-6 * (1 + abs(measured)) else measured

    def bend(self, x, h=2e-4):
        """Give the second derivative at a point, NaN where there is not even a first one."""
        if self._bend is not None:
            return float(self._bend(x))
        if not isfinite(self.slope(x)):
            return nan
        return self._second_difference(x, h)

    def _second_difference(self, x, h):
        measured = (self(x + h) - 2 * self(x) + self(x - h)) / h**2
        # What the rounding of three values may leave of a true zero.
        return 0.0 if abs(measured) < 1e-5 * (1 + abs(self(x))) else measured

    def over(self, xs):
        """Give the values at many points; a slow function is asked at some and joined up.

        Parameters
        ----------
        xs : array of shape (n,)
            In rising order.
        """
        known = self.in_time(lambda i: self(xs[i]), len(xs))
        return np.interp(xs, xs[[*known]], [*known.values()])

    def slopes(self, xs, h=6e-6):
        """Give the derivative at many points, with fewer calls than `slope` at each of them.

        Where none is exact, central differences; those that stand out from their neighbours are
        looked at more closely, for there may be none.

        Parameters
        ----------
        xs : array of shape (n,)
            In rising order.
        h : float, optional
            The step of the differences; at that of `bends`, both share their values.
        """
        if self.exact:
            return Function(self._slope).over(xs)
        slopes = Function(lambda x: central_difference(self, x, h)).over(xs)
        self._look_closer(xs, slopes)
        return slopes

    def bends(self, xs, h=2e-4):
        """Give the second derivative at many points, as `slopes` gives the first."""
        if self._bend:
            return Function(self.bend).over(xs)
        bends = Function(lambda x: self._second_difference(x, h)).over(xs)
        return np.where(np.isfinite(self.slopes(xs, h)), bends, nan)

    def _look_closer(self, xs, slopes, most=10):
        """Measure anew the slopes that leap most from one point to the next."""
        leaps = np.abs(np.diff(slopes, prepend=slopes[:1], append=slopes[-1:]))
        leaps = np.nan_to_num(leaps[1:] + leaps[:-1])
        out_of_patience = self.out_of_patience(PATIENCE, 7 * most)
        usual = np.median(leaps)
        for i in np.argsort(-leaps)[:most]:
            if leaps[i] > 5 * usual and not out_of_patience():
                slopes[i] = self.slope(xs[i])

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
        self.need(y, low, nowhere=True)
        bottom, top = limits(y)
        steep = np.flatnonzero(np.abs(np.diff(y)) > (top - bottom) / 10)[:20]
        leaps = [i + 1 for i in steep if self._leaps(x[i], x[i + 1])]
        return np.insert(x, leaps, nan), np.insert(y, leaps, nan)

    def _leaps(self, a, b):
        """Tell whether the values at both ends stay apart however often the interval is halved."""
        apart = abs(self(b) - self(a)) / 2
        out_of_patience = self.out_of_patience(PATIENCE / 20, 60)
        for _ in range(30):
            middle = (a + b) / 2
            left, right = abs(self(middle) - self(a)), abs(self(b) - self(middle))
            if not left + right < inf:
                return True
            a, b = (a, middle) if left > right else (middle, b)
            if max(left, right) < apart or out_of_patience():
                return False
        return True


class Surface(Given):
    """A function of two numbers that gives one.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    gradient : callable, optional
        Gives both exact partial derivatives, NaN where there are none; measured if left out.
    name : str, optional
        What messages call it.

    Examples
    --------
    >>> quotient = Surface(lambda x, y: x / y)
    >>> quotient(1.0, 2.0), quotient(1.0, 0.0)
    (0.5, nan)
    >>> [round(partial, 6) for partial in quotient.gradient(1.0, 2.0)]
    [0.5, -0.25]
    """

    takes, gives, example = 2, 1, "np.hypot"

    def __init__(self, f, gradient=None, *, name="f"):
        super().__init__(f, name)
        self._gradient = gradient

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
        if self._gradient is not None:
            return tuple(map(float, self._gradient(x, y)))
        return tuple(
            measured_slope(side, at) for side, at in zip(self.slices(x, y), (x, y), strict=True)
        )

    def quick_gradient(self, x, y):
        """Give the gradient as `gradient` does, with five calls: for pictures with many of them."""
        if self._gradient is not None:
            return self.gradient(x, y)
        sides = zip(self.slices(x, y), (x, y), strict=True)
        return tuple(_quick_slope(side, at) for side, at in sides)

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
        out_of_patience = self.out_of_patience(PATIENCE, len(x) * len(y))
        for stride in 2 ** np.arange(len(x).bit_length() - 2, -1, -1):
            columns, rows = ({*range(0, len(side), stride), len(side) - 1} for side in (x, y))
            columns, rows = sorted(columns), sorted(rows)
            values = np.array([[self(x[j], y[i]) for j in columns] for i in rows])
            if out_of_patience():
                break
        if values.shape != (len(y), len(x)):
            values = np.array([np.interp(x, x[columns], row) for row in values])
            values = np.array([np.interp(y, y[rows], column) for column in values.T]).T
        self.need(values, x[0], y[0], nowhere=True)
        return values


class Map(Given):
    """A function of two numbers that gives two.

    Parameters
    ----------
    f : callable
        May take scalars only, raise, be slow, or give NaN and infinities.
    name : str, optional
        What messages call it.

    Examples
    --------
    >>> swap = Map(lambda x, y: (y, x))
    >>> swap(1.0, 2.0)
    (2.0, 1.0)
    >>> swap.derivative((1.0, 2.0)).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """

    takes, gives, example = 2, 2, "lambda x, y: (y, x)"

    def over(self, points):
        """Give the images of points; gaps among them stay gaps.

        A slow map is asked at both ends of each stretch without a gap, and between them as time
        allows; the rest is joined up.

        Parameters
        ----------
        points : array of shape (k, 2)

        Returns
        -------
        array of shape (k, 2)
        """
        places = np.flatnonzero(~np.isnan(points).any(axis=1))
        stretches = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
        known, out_of_patience = {}, self.out_of_patience(PATIENCE, len(points))
        for turn in zip_longest(
            *([part[i] for i in coarse_first(len(part))] for part in stretches)
        ):
            known |= {i: self(*points[i]) for i in turn if i is not None}
            if all(part[-1] in known for part in stretches) and out_of_patience():
                break
        images = np.full((len(points), 2), nan)
        for part in stretches if len(known) < len(places) else ():
            there = [i for i in part if i in known]
            for axis in (0, 1):
                images[part, axis] = np.interp(part, there, [known[i][axis] for i in there])
        images[[*known]] = [*known.values()]
        return images

    def derivative(self, point):
        """Give the Jacobian; what is left of a zero by rounding is taken for a zero."""
        return numerical_jacobian(lambda at: np.array(self(*at)), point).round(8) + 0.0


def span(name, given):
    """Give two numbers, the smaller one first.

    Parameters
    ----------
    name : str
        What a refusal calls them.
    given : pair of float

    Raises
    ------
    WrongValue

    Examples
    --------
    >>> span("xlim", (-1, 2))
    (-1, 2)
    """
    try:
        low, high = given
        if -inf < low < high < inf:
            return given
    except (TypeError, ValueError):
        pass
    raise WrongValue("no_span", name=name, value=plain(given))


def slider_at(limits, value, f=None):
    """Give a slider that starts at a value, or near it.

    Parameters
    ----------
    limits : pair of float
        Its ends.
    value : float
        Where it starts if that lies between them; else it starts in the middle.
    f : callable, optional
        A learner's function of one number: the slider starts where it has a value.

    Returns
    -------
    Slider

    Examples
    --------
    >>> slider_at((0, 1), 0.25).value, slider_at((2, 3), 0.25).value
    (0.25, 2.5)
    >>> slider_at((-1, 1), -0.5, math.log).value
    0.02
    """
    low, high = map(float, limits)
    slider = Slider(low, high, value if low <= value <= high else None)
    if f is None:
        return slider
    return Slider(low, high, *_nearest(Function(f), [slider.value], slider.stops))


def sliders_at(xlim, ylim, point, f=None):
    """Give the sliders of a point, by name, as `slider_at` gives one; `f` takes two numbers."""
    x, y = (slider_at(limits, at) for limits, at in zip((xlim, ylim), point, strict=True))
    if f is not None:
        at = _nearest(Surface(f), [x.value, y.value], x.stops[::4], y.stops[::4])
        x, y = (slider_at(limits, value) for limits, value in zip((xlim, ylim), at, strict=True))
    return {"x": x, "y": y}


def _nearest(f, point, *stops):
    """Give the nearest place where a function has a value; the point itself if none is found."""
    if isfinite(f(*point)):
        return point
    end = monotonic() + PATIENCE
    for place in sorted(product(*stops), key=lambda place: math.dist(place, point)):
        if isfinite(f(*place)):
            return place
        if monotonic() > end:
            break
    return point


def presets(table, *names, make=Function, **given):
    """Give the choice of a function: the learner's own first, if there is one, then the book's.

    Parameters
    ----------
    table : dict
        For each name how it is shown, and then what `make` takes.
    *names : str, optional
        Which of them, in order; all if left out.
    make : callable, optional
        Makes what `setup` gets.
    **given
        The learner's functions by name, None where he gave none; `make` takes them too. The choice
        calls what it makes of them ``f``.

    Returns
    -------
    Choice

    Raises
    ------
    TypeError
        When one of several functions is missing, or what was given is no function.

    Examples
    --------
    >>> presets({"sine": ("sin x", np.sin)}, f=np.tanh).stops
    ('f', 'sine')
    """
    table = {name: table[name] for name in names or table}
    options = {name: make(*parts) for name, (_, *parts) in table.items()}
    shown = {name: text for name, (text, *_) in table.items()}
    if any(f is not None for f in given.values()):
        _check_together(given)
        options = {"f": make(*given.values())} | options
        shown = {"f": _called(*given.values())} | shown
    choice = Choice(options, shown=shown)
    choice.label = _WORDS["function"]
    return choice


def _check_together(given):
    """Raise TypeError if of several functions one is missing."""
    if len(given) > 1 and not all(map(callable, given.values())):
        raise WrongThing("apart", names=listed(given))


def _called(f, *others):
    """Give how a learner's function is shown: by its own name, if it has one."""
    if others:
        return _WORDS["own"]
    name = getattr(f, "__name__", "f")
    return "f" if name == "<lambda>" else name


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


def _quick_slope(f, x, h=6e-6):
    """Give the central difference, NaN at a kink: where the slopes on both sides do not agree."""
    left, here, right = f(x - h), f(x), f(x + h)
    slope = (right - left) / (2 * h)
    return slope if abs(left - 2 * here + right) / h <= 1e-3 * (1 + 2 * abs(slope)) else nan


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
