"""Points of several classes that a learner brings along: read, or refused in one sentence."""

from typing import NamedTuple

import numpy as np

from d2l_calc.stage.refusal import WrongThing, WrongValue, plain

# What a picture holds: of more points one covers the other, and it has three looks.
_MOST, _CLASSES = 500, 3
_LARGEST, _TINY = 1e6, 1e-9


class Sample(NamedTuple):
    """Points in the plane, each of a class.

    Attributes
    ----------
    points : array of shape (n, 2)
    labels : array of int, shape (n,)
        The class of each, counted from 0.
    names : list of str
        What the classes are called in the picture.
    """

    points: np.ndarray
    labels: np.ndarray
    names: list


def sample(name, given):
    """Give the points of a learner.

    Parameters
    ----------
    name : str
        What a refusal calls them.
    given : pair of array
        Points, of shape (n, 2), and a whole number for each, which says its class.

    Returns
    -------
    Sample

    Raises
    ------
    WrongThing, WrongValue
        The message says what came, what was expected and what to do.

    Examples
    --------
    >>> sample("points", ([(0, 1), (2, 3)], [5, 7]))[1:]
    (array([0, 1]), ['class 5', 'class 7'])
    """
    points, labels = _arrays(name, given)
    wrong = ~(np.abs(points) <= _LARGEST).all(axis=1)
    if wrong.any():
        raise WrongValue("no_point", name=name, **_first(wrong, points))
    wrong = ~(np.abs(labels) <= _LARGEST) | (labels != np.round(labels))
    if wrong.any():
        raise WrongValue("no_class", name=name, **_first(wrong, labels))
    classes, labels = np.unique(labels.astype(int), return_inverse=True)
    if len(classes) < 2:
        raise WrongValue("one_class", name=name, value=plain(classes.tolist()))
    if len(classes) > _CLASSES:
        classes = classes.tolist()
        raise WrongValue("many_classes", name=name, count=len(classes), value=plain(classes))
    points = _without_rounding(points)
    if not np.ptp(points, axis=0).any():
        raise WrongValue("no_spread", name=name, value=plain(tuple(points[0].tolist())))
    return Sample(points, labels, [f"class {each}" for each in classes])


def _arrays(name, given):
    """Give points and labels as arrays that belong together, whatever their numbers are."""
    try:
        points, labels = (np.array(each, dtype=float) for each in given)
    except (TypeError, ValueError):
        raise WrongThing("no_sample", name=name, value=plain(given)) from None
    if points.ndim == 2 and points.shape[1] != 2:
        raise WrongValue("no_pairs", name=name, value=points.shape)
    if (points.ndim, labels.ndim) != (2, 1):
        raise WrongThing("no_sample", name=name, value=plain(given))
    if len(points) != len(labels):
        raise WrongValue("unlabelled", name=name, points=len(points), labels=len(labels))
    if len(points) > _MOST:
        each = -(-len(points) // _MOST)
        raise WrongValue("many_points", name=name, most=_MOST, count=len(points), each=each)
    if not len(points):
        raise WrongValue("one_class", name=name, value="[]")
    return points, labels


def _first(wrong, values):
    """Give the first thing that is wrong and its place, as blanks of a refusal."""
    place = int(np.argmax(wrong))
    return {"place": place, "value": plain(values[place].tolist())}


def _without_rounding(points):
    """Let a coordinate that differs by no more than rounding be the same in all points."""
    same = np.ptp(points, axis=0) <= _TINY * np.maximum(np.abs(points).max(axis=0), _TINY)
    return np.where(same, points[0], points)
