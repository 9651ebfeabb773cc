"""Answers that are numbers: one, an array, or what a function gives at sample points."""

import inspect

import numpy as np

from d2l_calc.grader.kinds import formula
from d2l_calc.grader.kinds.reading import as_numbers, derivative, evaluate
from d2l_calc.grader.kinds.sampling import COUNT, intervals_of, sample
from d2l_calc.grader.messages import (
    Unreadable,
    brief,
    message,
    place_text,
    shape_text,
    show,
)
from d2l_calc.grader.verdict import Verdict, Witness

LEAST = 8  # points that a key must be defined at, of the COUNT that are tried
NEAR = 1e-3  # an answer this close, relative to the key's size, is an approximation of it


class Numbers:
    """Numbers: one, an array of them, or what a function gives at the sample points.

    Parameters
    ----------
    key : float, array_like or callable
    domain : dict of str to (lo, hi) or list of (lo, hi), optional
        For a function: the intervals of each argument, in order.
    shapes : dict of str to tuple of int, optional
        The shape of the arguments that are arrays.
    formula : bool
        Whether a string of Python maths is accepted too.
    rtol, atol : float
        Right when ``|answer - key| <= atol + rtol * max(|key|, 1e-3 * scale)``.
    """

    def __init__(self, key, domain=None, shapes=None, formula=False, rtol=1e-6, atol=1e-8):
        self.domain = {name: intervals_of(name, d) for name, d in (domain or {}).items()}
        self.formula, self.rtol, self.atol = formula, rtol, atol
        self.function = key if callable(key) else None
        if self.function is None:
            self.points = [()]
            self.key = as_numbers(key)[None]
        else:
            self._sample(key, shapes or {})

    def _sample(self, key, shapes):
        """Keep the points of the domain at which the key is defined, and its values there."""
        points = sample(self.domain, shapes)
        values = evaluate(key, points)
        defined = np.isfinite(values).reshape(COUNT, -1).all(axis=1)
        self.points = [point for point, keep in zip(points, defined, strict=True) if keep]
        self.key = values[defined]

    @property
    def fault(self):
        """What makes the key unfit to grade with, or an empty text."""
        if self.function is None or len(self.points) >= LEAST:
            return ""
        return message("few_points", count=len(self.points), least=LEAST)

    def read(self, answer):
        """Give an answer's values, one row for each sample point."""
        if isinstance(answer, str) and self.formula:
            answer = formula.parse(answer, list(self.domain))
            if self.function is None:
                answer = answer()
        if self.function is None:
            return self._read_numbers(answer)[None]
        if not callable(answer):
            raise Unreadable("want_function", names=", ".join(self.domain), got=brief(answer))
        self._check_arguments(answer)
        return evaluate(answer, self.points, self._where)

    def _read_numbers(self, answer):
        if callable(answer):
            raise Unreadable("number_not_function")
        try:
            values = as_numbers(answer)
        except TypeError:
            if self.key.size == 1:
                raise Unreadable("want_number", got=brief(answer)) from None
            raise Unreadable("want_numbers", count=self.key.size, got=brief(answer)) from None
        if np.isnan(values).any():
            raise Unreadable("nan")
        return values

    def _check_arguments(self, function):
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):
            return  # some functions written in C do not tell; calling them will
        try:
            signature.bind(*self.domain)
        except TypeError as error:
            raise Unreadable(
                "arguments", count=len(self.domain), names=", ".join(self.domain), error=error
            ) from None

    def same(self, given, reference):
        """Tell whether two answers agree at every sample point."""
        return bool(self._agree(given, reference).all())

    def _agree(self, given, reference):
        """Compare component by component; False where the shapes do not fit."""
        given = fit(given, reference.shape[1:])
        if given is None:
            return np.array(False)
        close = np.abs(given - reference) <= self._tolerance(reference)
        # A listed mistake may be undefined at some points: then so must the answer be.
        undefined = np.isnan(given) & np.isnan(reference)
        return np.where(np.isfinite(reference), close, (given == reference) | undefined)

    def _tolerance(self, reference):
        size = np.abs(reference)
        scale = np.max(size, axis=0, where=np.isfinite(size), initial=0)
        return self.atol + self.rtol * np.maximum(size, 1e-3 * scale)

    def explain(self, given):
        """Say what kind of difference this is, the most telling kind first."""
        if given.ndim == 3 and self.same(given.swapaxes(1, 2), self.key):
            return Verdict("incorrect", "layout", message("layout"))
        fitted = fit(given, self.key.shape[1:])
        if fitted is None:
            wanted, came = shape_text(self.key.shape[1:]), shape_text(given.shape[1:])
            return Verdict("invalid", "shape", message("shape", wanted=wanted, came=came))
        if not np.isfinite(fitted).all():
            return self._undefined(fitted)
        return self._pattern(fitted) or self._partly(fitted)

    def _undefined(self, given):
        row = int(np.argmin(np.isfinite(given).reshape(len(given), -1).all(axis=1)))
        name = "infinite" if self.function is None else "domain_error"
        words = message(name, point=self._where(row))
        return Verdict("incorrect", "domain_error", words, self._witness(row, given[row]))

    def differs_from_derivative(self, function):
        """Say where the key is not the derivative of a function; an empty text if it is.

        Either layout of a Jacobian will do.
        """
        found = derivative(function, self.points)
        count, outputs, inputs = found.shape
        key = self.key.reshape(count, -1)
        if key.shape[1] != outputs * inputs:
            return f"it has {key.shape[1]} components for {outputs} outputs and {inputs} inputs"
        tolerance = 1e-6 + 1e-5 * np.abs(key).max(axis=0, initial=0)
        layouts = found.reshape(count, -1), found.swapaxes(1, 2).reshape(count, -1)
        wrong = [~(np.abs(key - layout) <= tolerance).all(axis=1) for layout in layouts]
        if min(rows.sum() for rows in wrong) == 0:
            return ""
        return f"see {self._where(int(np.argmax(wrong[0])))}"

    def _pattern(self, given):
        """Recognise an answer that differs from the key in one simple way everywhere."""
        key, is_function = self.key, self.function is not None
        difference = given - key
        scale = np.max(np.abs(key), axis=0)
        off = np.max(np.abs(difference) / np.where(scale > 0, scale, 1))
        step = self._step(difference) if off <= 10 * NEAR else None
        if step is not None or (np.abs(difference) <= NEAR * scale).all():
            return self._approximate(given, difference, step)
        if self.same(given, -key):
            name = "sign" if is_function else "sign_number"
            return Verdict("incorrect", "sign", message(name), self._worst(given))
        if key.size == 1 or np.ptp(key) == 0:
            return None  # one number is a multiple of every other
        factor = np.vdot(key, given) / np.vdot(key, key)
        if abs(factor) > NEAR and self.same(given, factor * key):
            return Verdict("incorrect", "factor", message("factor"), self._worst(given))
        if is_function and key.ndim == 1 and self.same(given, key + difference.mean()):
            return Verdict("incorrect", "offset", message("offset"), self._worst(given))
        return None

    def _approximate(self, given, difference, step):
        error = show(np.max(np.abs(difference)), digits=1)
        if step is None:
            words = message("approximate", error=error)
        else:
            words = message("difference_quotient", error=error, step=show(step, digits=1))
        return Verdict("incorrect", "approximate", words, self._worst(given))

    def _step(self, difference):
        """Find the h of a difference quotient: it is off by h/2 times the key's slope."""
        if self.function is None or len(self.domain) != 1 or difference.ndim != 1:
            return None
        slope = derivative(self.function, self.points)[:, 0, 0]
        if not np.isfinite(slope).all() or not slope.any():
            return None
        half = np.vdot(slope, difference) / np.vdot(slope, slope)
        left_over = np.linalg.norm(difference - half * slope)
        return 2 * half if left_over < 0.05 * np.linalg.norm(difference) else None

    def _partly(self, given):
        """Name what is right already, if anything, and a point where the answer is not."""
        agree = self._agree(given, self.key)
        if given.ndim > 1 and agree.all(axis=0).any():
            return self._some_components(given, agree.all(axis=0))
        rows = agree.reshape(len(agree), -1).all(axis=1)
        witness, row = self._worst(given), self._worst_row(given)
        if 3 <= rows.sum() < len(rows):
            words = message(
                "some_points",
                right=self._where(int(np.argmax(rows))),
                wrong=self._where(row),
                value=show(given[row]),
            )
            return Verdict("incorrect", "partly", words, witness)
        if self.function is not None:
            words = message("witness", point=self._where(row), value=show(given[row]))
        elif given.size == 1:
            words = message("witness_number", value=show(given[row]))
        else:
            place = np.unravel_index(np.argmin(agree[0]), agree[0].shape)
            words = message(
                "witness_component", place=place_text(place), value=show(given[0][place])
            )
        return Verdict("incorrect", "none", words, witness)

    def _some_components(self, given, right):
        """Tell which components are right, and what the first wrong one is."""
        wrong = np.unravel_index(np.argmin(right), right.shape)
        row = int(np.argmax(np.abs(given - self.key)[(slice(None), *wrong)]))
        place = place_text(wrong) + (f" ({self._where(row)})" if self.function else "")
        words = message(
            "some_components",
            count=int(right.sum()),
            wrong=place,
            value=show(given[row][wrong]),
        )
        return Verdict("incorrect", "partly", words, self._witness(row, given[row]))

    def _worst_row(self, given):
        """Give the number of the sample point where an answer is furthest from right."""
        off = np.abs(given - self.key) / self._tolerance(self.key)
        return int(np.argmax(off.reshape(len(off), -1).max(axis=1)))

    def _worst(self, given):
        row = self._worst_row(given)
        return self._witness(row, given[row])

    def _witness(self, row, value):
        values = (value if np.ndim(value) else float(value) for value in self.points[row])
        point = dict(zip(self.domain, values, strict=True))
        return Witness(point, value.item() if value.size == 1 else value)

    def _where(self, row):
        """Name a sample point as a learner would write it: ``x = 0.71``."""
        values = zip(self.domain, self.points[row], strict=True)
        return ", ".join(f"{name} = {show(value)}" for name, value in values)


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
