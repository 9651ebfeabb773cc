"""Controls: what a reader can set, and which values it takes."""

from math import floor, gcd, inf, isfinite, log10, prod

import numpy as np

from d2l_calc.language import say
from d2l_calc.stage.refusal import WrongThing, WrongValue, listed, plain

_MOST_STOPS = 120


class Slider:
    """A number from a range, in even steps; in whole steps where all bounds are whole.

    Parameters
    ----------
    low, high : float or int
        The ends.
    value : float or int, optional
        Where it starts; the middle if left out.
    step : float or int, optional
        From stop to stop; a round number that gives about a hundred stops if left out.
    shrinks : bool, optional
        Whether the lesson is at its small end, as that of a step is: play goes there.
    last : callable, optional
        Where only a part of the stops means anything: takes controls that `setup` takes, by name,
        and gives the last stop that there is then.

    Examples
    --------
    >>> Slider(0, 3).stops
    (0, 1, 2, 3)
    >>> Slider(0.0, 1.0, step=0.25).stops
    (0.0, 0.25, 0.5, 0.75, 1.0)
    """

    kind = "slider"
    label = None  # how it is called, unless the explorer says

    def __init__(self, low, high, value=None, step=None, *, shrinks=False, last=None):
        self.shrinks, self.last = shrinks, last
        given = [number for number in (low, high, step, value) if number is not None]
        if not all(_is_number(number) and isfinite(number) for number in given) or low >= high:
            raise WrongValue("no_range", name="Slider", low=plain(low), high=plain(high))
        if step is not None and step <= 0:
            raise WrongValue("no_step", name="Slider", value=plain(step))
        whole = all(isinstance(number, int) for number in given)
        step = step or _round_step(high - low, whole)
        count = floor((high - low) / step + 1e-9)
        stops = [low + k * step for k in range(count + 1)]
        if not whole:
            digits = 12 - floor(log10(high - low))
            stops = [round(stop, digits) + 0.0 for stop in stops]
        self._make(stops, [(low, high)], value, whole)

    def _make(self, stops, ranges, value=None, whole=False):
        number = int if whole else float
        ends = {end for pair in ranges for end in pair}
        self.ranges, self.whole = ranges, whole
        self.stops = tuple(sorted({number(stop) for stop in (*stops, *ends)}))
        if value is None:
            value = self.stops[len(self.stops) // 2]
        self.value = self.check(value)
        self.stops = tuple(sorted({*self.stops, self.value}))

    def check(self, value):
        """Give a value as this control takes it, or raise ValueError."""
        inside = _is_number(value) and any(low <= value <= high for low, high in self.ranges)
        if not inside or (self.whole and value != int(value)):
            to = say("到", "to")
            ranges = say(" 或 ", " or ").join(f"{low:g} {to} {high:g}" for low, high in self.ranges)
            why = "out_of_whole_range" if self.whole else "out_of_range"
            raise WrongValue(why, name=type(self).__name__, ranges=ranges, value=plain(value))
        return int(value) if self.whole else float(value)

    def meant(self, value):
        """Give what `setup` and `update` get for a value."""
        return value

    def fewer(self, start):
        """Give its stops, and fewer and fewer of them, down to its ends and where it starts.

        Where it starts at an end, its middle stays too.

        Examples
        --------
        >>> Slider(-4, 4).fewer(1)[1], Slider(-4, 4).fewer(1)[-1], Slider(-4, 4).fewer(4)[-1]
        ([-4, -2, 0, 1, 2, 4], [-4, 1, 4], [-4, 0, 4])
        """
        return [*_fewer(self.stops, start)]


class Log(Slider):
    """A positive number over several powers of ten, in even ratios.

    Parameters
    ----------
    low, high : float
        The ends, both positive.
    value : float, optional
        Where it starts; the middle if left out.
    shrinks : bool, optional
        Whether the lesson is at its small end, as that of a step is: play goes there.

    Examples
    --------
    >>> Log(0.01, 1).stops[:5]
    (0.01, 0.013, 0.016, 0.02, 0.025)
    """

    def __init__(self, low, high, value=None, *, shrinks=False):
        self.shrinks, self.last = shrinks, None
        self._make(_log_stops(low, high, _MOST_STOPS), [(low, high)], value)


class SignedLog(Slider):
    """A number of either sign over several powers of ten; 0 and what is near it are left out.

    Play makes it smaller, and leaves it its sign.

    Parameters
    ----------
    smallest, largest : float
        The least and the greatest size, both positive.
    value : float, optional
        Where it starts; the smallest positive one if left out.

    Examples
    --------
    >>> SignedLog(0.5, 1).stops
    (-1.0, -0.79, -0.63, -0.5, 0.5, 0.63, 0.79, 1.0)
    """

    def __init__(self, smallest, largest, value=None):
        self.shrinks, self.last = True, None
        stops = _log_stops(smallest, largest, _MOST_STOPS // 2)
        stops += [-stop for stop in stops]
        self._make(stops, [(-largest, -smallest), (smallest, largest)], value)

    def fewer(self, start):
        """Give its stops, and fewer and fewer of them, the same sizes of both signs."""
        sizes = [stop for stop in self.stops if stop > 0]
        return [
            sorted({start, *(stop for stop in self.stops if abs(stop) in kept)})
            for kept in _fewer(sizes, abs(start))
        ]


class Choice:
    """One of several things, by name.

    Parameters
    ----------
    options : list or dict
        The names; a dict says what each name means to `setup` and `update`.
    value : str, int or float, optional
        The name chosen at the start; the first if left out.
    shown : dict, optional
        For some of the names how they are shown: a text, or a pair of texts.

    Examples
    --------
    >>> Choice({"sine": np.sin, "exp": np.exp}).stops
    ('sine', 'exp')
    """

    kind = "choice"
    label = None  # how it is called, unless the explorer says

    def __init__(self, options, value=None, shown=None):
        if isinstance(options, dict):
            pairs = list(options.items())
        else:
            paired = all(isinstance(item, tuple) and len(item) == 2 for item in options)
            pairs = list(options) if paired else [(item, item) for item in options]
        if not pairs or not all(isinstance(name, str | int | float) for name, _ in pairs):
            raise WrongValue("no_options", name="Choice", value=plain(options))
        self.options = dict(pairs)
        self.stops = tuple(self.options)
        self.value = self.check(self.stops[0] if value is None else value)
        self.shown = shown or {}

    def check(self, value):
        """Give a value as this control takes it, or raise ValueError."""
        for name in self.stops:
            if isinstance(value, type(name) | int | float) and value == name:
                return name
        options = listed(map(repr, self.stops))
        name = type(self).__name__
        raise WrongValue("not_offered", name=name, options=options, value=plain(value))

    def meant(self, value):
        """Give what `setup` and `update` get for a value."""
        return self.options[value]

    def fewer(self, start):
        """Give all that can be chosen: none of it is like another."""
        return [[*self.stops]]


class Switch(Choice):
    """Off or on.

    Parameters
    ----------
    value : bool, optional
        How it starts.
    """

    kind = "switch"

    def __init__(self, value=False):
        super().__init__([False, True], bool(value))


class Points:
    """Points of some classes, which a reader puts into the picture and takes away.

    Its value is a row for each point: x, y and the number of its class. `setup` says where they
    are put, with `scene.plane`.

    Parameters
    ----------
    *classes : str
        How the classes are called in the picture.
    most : int, optional
        How many points there may be.

    Examples
    --------
    >>> Points("class 0", "class 1").check([[1, 2, 0], [0.5, 3, 1]])
    ((1.0, 2.0, 0), (0.5, 3.0, 1))
    """

    kind = "points"
    label = None  # how it is called, unless the explorer says
    value, stops = (), ((),)

    def __init__(self, *classes, most=60):
        self.classes, self.most = classes, most

    def check(self, value):
        """Give a value as this control takes it, or raise ValueError."""
        try:
            rows = np.array(value, dtype=float).reshape(len(value), 3)
        except (TypeError, ValueError):
            rows = np.full((1, 3), np.nan)
        classes = rows[:, 2]
        known = np.isin(classes, range(len(self.classes))).all()
        if not np.isfinite(rows).all() or not known or len(rows) > self.most:
            blanks = {"most": self.most, "last": len(self.classes) - 1, "value": plain(value)}
            raise WrongValue("no_points", name=type(self).__name__, **blanks)
        return tuple((x, y, int(kind)) for x, y, kind in rows.tolist())

    def meant(self, value):
        """Give what `setup` and `update` get for a value."""
        return value

    def written(self, value):
        """Write how many points there are of each class."""
        counts = [sum(kind == k for *_, kind in value) for k in range(len(self.classes))]
        named = zip(self.classes, counts, strict=True)
        return ", ".join(f"{name}: {count}" for name, count in named)

    def fewer(self, start):
        """Give the points of the start alone: others need a kernel."""
        return [[start]]


def control(given):
    """Give the control that a value stands for, by the abbreviations of `ipywidgets.interact`.

    Parameters
    ----------
    given : tuple, list, dict, bool or control
        ``(low, high)`` or ``(low, high, step)`` is a slider, a list or a dict a choice, a bool a
        switch.

    Raises
    ------
    TypeError
        For anything else.
    ValueError
        For a range that is none, or an empty choice.

    Examples
    --------
    >>> type(control((0.1, 3.0))).__name__, type(control(True)).__name__
    ('Slider', 'Switch')
    """
    if isinstance(given, Slider | Choice | Points):
        return given
    if isinstance(given, bool):
        return Switch(given)
    if isinstance(given, tuple) and len(given) in (2, 3) and all(map(_is_number, given)):
        low, high, *step = given
        return Slider(low, high, step=step[0] if step else None)
    if isinstance(given, list | tuple | dict):
        return Choice(given)
    raise WrongThing("no_control", name="Explorer", value=plain(given))


def spread(controls, first, most, also=()):
    """Give for each control some of its stops, so that their combinations are not too many.

    Every choice is kept, and of each slider the ends and where it starts, or else its middle.
    Further stops, evenly spread and round where they can be, go to the slider that has the fewest,
    as long as there is room; the first slider gets twice as many as another.

    Parameters
    ----------
    controls : dict of str to control
    first : dict
        Where each control starts.
    most : int
        How many combinations are not too many.
    also : dict, optional
        For some sliders a stop that is kept too.

    Returns
    -------
    dict of str to list

    Examples
    --------
    >>> spread({"a": Slider(0, 10), "b": Slider(0, 10)}, {"a": 5, "b": 0}, most=21)
    {'a': [0, 2, 4, 5, 6, 8, 10], 'b': [0, 5, 10]}
    """
    finer = {name: each.fewer(first[name]) for name, each in controls.items()}
    for name in also:
        finer[name] = [sorted({*stops, also[name]}) for stops in finer[name]]
    kept = {name: stops.pop() for name, stops in finer.items()}
    slider = next((name for name in kept if controls[name].kind == "slider"), None)

    def fits(name):
        return finer[name] and prod(map(len, {**kept, name: finer[name][-1]}.values())) <= most

    while fitting := [name for name in kept if fits(name)]:
        name = min(fitting, key=lambda name: len(kept[name]) / (1 + (name == slider)))
        kept[name] = finer[name].pop()
    return kept


def _is_number(value):
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def _round_step(span, whole):
    """Give the smallest step of 1, 2 or 5 times a power of ten that takes at most 120 stops."""
    exponent = floor(log10(span / _MOST_STOPS))
    steps = [factor * 10.0**power for power in (exponent, exponent + 1) for factor in (1, 2, 5)]
    step = next(step for step in steps if span / step <= _MOST_STOPS)
    return max(1, round(step)) if whole else step


def _fewer(stops, start):
    """Give every k-th stop for greater and greater k, always with the ends and one between.

    Stops are counted from 0, or else from the start, by 2, 5, 10 and so on, so that those left are
    round numbers; and by whatever leads from end to end in even steps.
    """
    low, *_, high = stops
    between = start if low < start < high else stops[len(stops) // 2]
    origin = min(
        range(len(stops)), key=lambda i: abs(stops[i] - (0 if low <= 0 <= high else start))
    )
    even = gcd(origin, len(stops) - 1)
    for k in range(1, len(stops)):
        if even % k == 0 or k in (2, 5, 10, 20, 50):
            yield sorted({low, between, *stops[origin % k :: k], high})
    yield sorted({low, between, high})


def _log_stops(low, high, most):
    """Give numbers in even ratios, written with two digits, every power of ten among them."""
    if not (_is_number(low) and _is_number(high) and 0 < low < high < inf):
        raise WrongValue("no_positive_range", name="Log", low=plain(low), high=plain(high))
    decades = log10(high / low)
    per_decade = next(n for n in (10, 5, 2, 1) if n * decades <= most or n == 1)
    first, last = floor(log10(low) * per_decade), floor(log10(high) * per_decade + 1e-9)
    stops = [float(f"{10 ** (k / per_decade):.1e}") for k in range(first, last + 1)]
    return [stop for stop in stops if low <= stop <= high]
