"""Answers that are points: a set of them, or a dictionary point -> label."""

import re
from numbers import Number

import numpy as np

from d2l_calc.grader.kinds import formula
from d2l_calc.grader.kinds.choice import tidy
from d2l_calc.grader.kinds.compare import Tolerance, fit, rounded
from d2l_calc.grader.kinds.kind import Kind
from d2l_calc.grader.kinds.reading import as_numbers
from d2l_calc.grader.kinds.tree import value
from d2l_calc.grader.messages import Faulty, Unreadable, brief, message, shape_text, show
from d2l_calc.grader.verdict import Verdict, Witness

MOST = 100  # points that an answer may hold
NEAR = Tolerance(1e-3, 1e-3)  # a point this close to the right one is an approximation of it
USUAL = ("max", "min", "saddle", "inflection", "none")
LOCAL = re.compile(r"^(?:an? )?(?:(?:local|relative) |局部|相对)")  # in front of a label


class Points(Kind):
    """A set of points, or a dictionary point -> label; order does not matter.

    Parameters
    ----------
    key : set or dict
        The points, numbers or tuples of numbers; with their labels if it is a dictionary.
    labels : sequence of str
        The labels that listed mistakes use. An answer may use these and those of the key; where
        that is one label alone, `USUAL` ones as well.
    tolerance : Tolerance, optional
        How far a point may lie from the right one.
    """

    def __init__(self, key, labels=(), tolerance=None):
        self.labelled = isinstance(key, dict)
        self.tolerance, self.shape = tolerance or Tolerance(), None
        self.labels = self._known([*key.values(), *labels]) if self.labelled else ()
        self.key = self.read(key)
        if not all(np.isfinite(point).all() for point, _ in self.key):
            raise Faulty("define_finite")
        if self.key:
            self.shape = self.key[0][0].shape

    @staticmethod
    def _known(labels):
        known = {canonical(label) for label in labels}
        if None in known:
            raise Faulty("define_labels")
        if len(known) == 1:
            if not known <= set(USUAL):
                raise Faulty("define_one_label", label=brief(known.pop()))
            known = USUAL
        return tuple(sorted(known))

    # Reading

    def read(self, answer):
        """Give an answer as a list of pairs: a point, as an array, and its label."""
        typed = answer
        if isinstance(answer, str):
            answer = self._written(answer)
        if self.labelled and _holds_pairs(answer):
            answer = {_hashable(point): label for point, label in answer}
        if self.labelled and not (isinstance(answer, dict) and answer):
            raise Unreadable("want_labels", got=brief(typed))
        if isinstance(answer, dict) and answer:
            items = list(answer.items())
            if not self.labelled:  # what is said to be none of those asked for is left out
                items = [i for i in items if i[1] is None or canonical(i[1]) != "none"]
        else:
            items = [(point, None) for point in self._listed(answer)]
        if len(items) > MOST:
            raise Unreadable("too_many", note="shape", most=MOST)
        label = self._label if self.labelled else lambda name: None
        return [(self._point(point), label(name)) for point, name in items]

    def _written(self, text):
        """Read what is typed, as ``{-1, 1}`` or ``{0: none, 1: min}``."""
        kind, *parts = tree = formula.read(text, {})
        if kind in ("set", "list"):
            for point in [entry[1] for entry in parts] if kind == "set" else parts:
                formula.require_table(point, text)
        if kind == "set":
            entries = [(value(point, {}), label) for _, point, label in parts]
            if any(label is not None for _, label in entries):
                return {_hashable(point): label for point, label in entries}
            return [point for point, _ in entries] if entries else set()
        return [value(part, {}) for part in parts] if kind == "list" else [value(tree, {})]

    def _listed(self, answer):
        """Give the points of a set, a list, an array, or one point alone."""
        if isinstance(answer, np.ndarray) and answer.ndim == 0:
            answer = answer.item()
        if isinstance(answer, Number):
            return [answer]
        sized = isinstance(answer, (set, frozenset, list, tuple, np.ndarray, range))
        if not sized or (len(answer) == 0 and not isinstance(answer, (set, frozenset))):
            raise Unreadable("want_points", got=brief(answer))
        if len(answer) > MOST:
            raise Unreadable("too_many", note="shape", most=MOST)
        alone = self.shape and len(self.shape) == 1 and isinstance(answer, (list, tuple))
        if alone and len(answer) == self.shape[0] and all(isinstance(n, Number) for n in answer):
            return [answer]
        return list(answer)

    def _point(self, point):
        if isinstance(point, str):
            point = formula.parse(point, ())()
        try:
            numbers = as_numbers(point)
        except TypeError:
            name = "want_labels" if self.labelled else "want_points"
            raise Unreadable(name, got=brief(point)) from None
        if np.isnan(numbers).any():
            raise Unreadable("nan")
        if self.shape is None:
            return numbers
        fitted = fit(numbers[None], self.shape)
        if fitted is None:
            wanted, came = shape_text(self.shape), shape_text(numbers.shape)
            raise Unreadable("point_shape", note="shape", wanted=wanted, came=came)
        return fitted[0]

    def _label(self, name):
        label = canonical(name)
        if label not in self.labels:
            known = message("list_comma").join(f"`{label}`" for label in self.labels)
            raise Unreadable("want_label", got=brief(name), labels=known)
        return label

    # Whether two answers are one

    def same(self, given, reference):
        """Tell whether two answers hold the same points, with the same labels."""
        return _match(given, reference, self.tolerance.same)

    def rounded(self, given, reference):
        """Give how far an answer is from another that it is, rounded; None if it is not."""
        distances = [0.0]

        def alike(point, other):
            if self.tolerance.same(point, other):
                return True
            distance = rounded(point, other) if point.shape == other.shape else None
            distances.append(distance or 0.0)
            return distance is not None

        return max(distances) or None if _match(given, reference, alike) else None

    def plain(self, given):
        """Give a set of points, or a dictionary point -> label."""
        points = [(tuple(p.tolist()) if p.shape else p.item(), label) for p, label in given]
        return dict(points) if self.labelled else {point for point, _ in points}

    # What is said of a wrong one

    def point_out(self, given):
        """Say which points or labels are not right."""
        if not given:
            return Verdict("incorrect", "missing", message("points_none"))
        extra = [item for item in given if not self._known_point(item)]
        if not extra:
            return self._missing_or_label(given)
        note, words = "extra", ""
        if _match(given, self.key, NEAR.same):
            note, words = "approximate", message("points_approximate")
        elif _match([(-point, label) for point, label in given], self.key, self.tolerance.same):
            note, words = "sign", message("points_sign")
        elif self.shape and _match([(p[::-1], n) for p, n in given], self.key, self.tolerance.same):
            note, words = "order", message("points_order")
        else:
            right = message("points_some_right") if len(extra) < len(given) else ""
            words = right + message("points_extra", point=show(extra[0][0]))
        return Verdict("incorrect", note, words, _witness(*extra[0]))

    def _missing_or_label(self, given):
        if not _match(given, self.key, self.tolerance.same, labels=False):
            return Verdict("incorrect", "missing", message("points_missing"))
        point, label = next(i for i in given if not any(self.same([i], [k]) for k in self.key))
        words = message("points_labels", point=show(point))
        return Verdict("incorrect", "label", words, _witness(point, label))

    def _known_point(self, item):
        return any(self.tolerance.same(item[0], other) for other, _ in self.key)


def _match(given, reference, alike, labels=True):
    """Tell whether each point of either answer has its like in the other."""

    def holds(others, point, label):
        return any(alike(point, other) and (not labels or label == name) for other, name in others)

    def held(others, point, label):
        return any(alike(other, point) and (not labels or label == name) for other, name in others)

    return all(holds(reference, *item) for item in given) and all(
        held(given, *item) for item in reference
    )


def _witness(point, label):
    at = point.item() if point.size == 1 else point
    return Witness({}, (at, label) if label else at)


def _holds_pairs(answer):
    """Tell whether an answer is a list of points with their labels."""
    listed = isinstance(answer, (list, tuple, set, frozenset)) and 0 < len(answer) <= MOST
    return listed and all(
        isinstance(pair, (list, tuple))
        and len(pair) == 2
        and isinstance(pair[1], (str, type(None)))
        for pair in answer
    )


def _hashable(point):
    return tuple(map(_hashable, point)) if isinstance(point, list) else point


def canonical(label):
    """Give one name for all names of a label; None for what is no label.

    Examples
    --------
    >>> canonical("极大值"), canonical("Maximum"), canonical("root"), canonical(None)
    ('max', 'max', 'root', 'none')
    """
    if label is None:
        return "none"
    name = tidy(label)
    bare = LOCAL.sub("", name) if name else name
    return SAME_LABELS.get(bare, bare)


SAME_LABELS = {
    **dict.fromkeys(("maximum", "maxima", "max point", "maximum point"), "max"),
    **dict.fromkeys(("极大", "极大值", "极大值点", "极大点", "最大", "最大值", "最大值点"), "max"),
    **dict.fromkeys(("minimum", "minima", "min point", "minimum point"), "min"),
    **dict.fromkeys(("极小", "极小值", "极小值点", "极小点", "最小", "最小值", "最小值点"), "min"),
    **dict.fromkeys(("鞍点", "鞍", "saddle point", "saddlepoint"), "saddle"),
    **dict.fromkeys(("拐点", "inflection point", "inflexion", "point of inflection"), "inflection"),
    **dict.fromkeys(
        ("都不是", "不是", "不是极值", "不是极值点", "都不是极值", "无", "没有"), "none"
    ),
    **dict.fromkeys(("非极值", "非极值点", "无极值", "没有极值", "既不极大也不极小"), "none"),
    **dict.fromkeys(("neither", "no extremum", "not an extremum", "no", "nothing"), "none"),
    **dict.fromkeys(("neither max nor min", "neither maximum nor minimum"), "none"),
}
