"""Answers that are points: a set of them, or a dictionary point -> label."""

from numbers import Number

import numpy as np

from d2l_calc.grader.kinds.choice import tidy
from d2l_calc.grader.kinds.reading import as_numbers
from d2l_calc.grader.messages import Unreadable, brief, message, shape_text, show
from d2l_calc.grader.verdict import Verdict, Witness

MOST = 100  # points that an answer may hold
NEAR = 1e-3  # a point this close to the right one is an approximation of it


class Points:
    """A set of points, or a dictionary point -> label; order does not matter.

    Parameters
    ----------
    key : set or dict
        The points, numbers or tuples of numbers; with their labels if it is a dictionary.
    labels : iterable of str
        The labels that an answer may use.
    rtol, atol : float
        How far a point may lie from the right one.
    """

    fault = ""

    def __init__(self, key, labels=(), rtol=1e-6, atol=1e-8):
        self.labelled = isinstance(key, dict)
        self.labels = sorted({canonical(label) or brief(label) for label in labels})
        self.rtol, self.atol = rtol, atol
        self.shape = None
        self.key = self.read(key)
        if self.key:
            self.shape = self.key[0][0].shape

    def read(self, answer):
        """Give an answer as a list of pairs: a point, as an array, and its label."""
        if self.labelled:
            if not isinstance(answer, dict) or not answer:
                raise Unreadable("want_labels", got=brief(answer))
            self._count(answer)
            return [(self._point(point), self._label(name)) for point, name in answer.items()]
        if isinstance(answer, Number):
            answer = {answer}
        sized = isinstance(answer, (set, frozenset, list, tuple, np.ndarray, range))
        if not sized or (len(answer) == 0 and not isinstance(answer, (set, frozenset))):
            raise Unreadable("want_points", got=brief(answer))
        self._count(answer)
        return [(self._point(point), None) for point in answer]

    @staticmethod
    def _count(answer):
        if len(answer) > MOST:
            raise Unreadable("too_many", note="shape", most=MOST)

    def _point(self, value):
        try:
            point = as_numbers(value)
        except TypeError:
            raise Unreadable(
                "want_labels" if self.labelled else "want_points", got=brief(value)
            ) from None
        if np.isnan(point).any():
            raise Unreadable("nan")
        if self.shape not in (None, point.shape):
            wanted, came = shape_text(self.shape), shape_text(point.shape)
            raise Unreadable("point_shape", note="shape", wanted=wanted, came=came)
        return point

    def _label(self, name):
        label = canonical(name)
        if label not in self.labels:
            known = message("list_comma").join(f"`{label}`" for label in self.labels)
            raise Unreadable("want_label", got=brief(name), labels=known)
        return label

    def same(self, given, reference):
        """Tell whether two answers hold the same points, with the same labels."""
        return self._same(given, reference, self.rtol, self.atol)

    @staticmethod
    def _same(given, reference, rtol, atol, labels=True):
        def holds(others, point, label):
            return any(
                point.shape == other.shape
                and (np.abs(point - other) <= atol + rtol * np.abs(other)).all()
                and (not labels or label == name)
                for other, name in others
            )

        return all(holds(reference, *item) for item in given) and all(
            holds(given, *item) for item in reference
        )

    def explain(self, given):
        """Say which points or labels are not right."""

        def known(item):
            return any(
                self._same([item], [other], self.rtol, self.atol, False) for other in self.key
            )

        extra = [item for item in given if not known(item)]
        if extra and self._same(given, self.key, NEAR, NEAR):
            note, words, culprit = "approximate", message("points_approximate"), extra[0]
        elif extra:
            right = message("points_some_right") if len(extra) < len(given) else ""
            culprit = extra[0]
            note, words = "extra", message("points_extra", right=right, point=show(culprit[0]))
        elif not self._same(given, self.key, self.rtol, self.atol, labels=False):
            return Verdict("incorrect", "missing", message("points_missing"))
        else:
            culprit = next(i for i in given if not any(self.same([i], [k]) for k in self.key))
            note, words = "label", message("points_labels", point=show(culprit[0]))
        point, label = culprit
        value = point.item() if point.size == 1 else point
        return Verdict("incorrect", note, words, Witness({}, (value, label) if label else value))


def canonical(label):
    """Give one name for all names of a label; None for what is no label.

    Examples
    --------
    >>> canonical("极大值"), canonical("Maximum"), canonical("root")
    ('max', 'max', 'root')
    """
    return SAME_LABELS.get(tidy(label), tidy(label))


SAME_LABELS = {
    **dict.fromkeys(("maximum", "极大", "极大值", "极大值点", "最大", "最大值"), "max"),
    **dict.fromkeys(("minimum", "极小", "极小值", "极小值点", "最小", "最小值"), "min"),
    **dict.fromkeys(("鞍点", "saddle point"), "saddle"),
    **dict.fromkeys(("拐点", "inflection point"), "inflection"),
    **dict.fromkeys(("都不是", "neither"), "none"),
}
