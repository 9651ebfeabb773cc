"""Answers that are numbers: one, or an array of them."""

import numpy as np

from d2l_calc.grader.kinds import formula
from d2l_calc.grader.kinds.compare import Tolerance, fit, rounded
from d2l_calc.grader.kinds.kind import Kind
from d2l_calc.grader.kinds.patterns import NEAR, PART, Pair, in_any_order, recognise
from d2l_calc.grader.kinds.reading import Given, as_numbers
from d2l_calc.grader.messages import (
    Faulty,
    Unreadable,
    as_code,
    brief,
    message,
    place_text,
    shape_text,
    show,
)
from d2l_calc.grader.verdict import Verdict, Witness

UP_TO = (None, "constant", "scale", "sign")
FEWEST = 3  # points at which a function has to be defined to be taken for a known one


class Numbers(Kind):
    """Numbers, one or an array of them, as somebody types them.

    Parameters
    ----------
    key : float, array_like or str
    tolerance : Tolerance, optional
    up_to : {None, "constant", "scale", "sign"}
        What a right answer may differ in: one constant added, one factor, the sign of all.
    unordered : bool
        Whether components, or rows, may come in any order.
    units : Units, optional
        The units that a number may come with.
    """

    typed = True
    words = ("some_components", "witness_component", "witness_number")
    jacobian = False  # a table of derivatives, which has a layout to speak of

    def __init__(self, key, tolerance=None, up_to=None, unordered=False, units=None):
        if up_to not in UP_TO or (up_to == "constant" and self.typed):
            raise Faulty("define_up_to", up_to=brief(up_to))
        self.tolerance, self.units = tolerance or Tolerance(), units
        self.up_to, self.unordered = up_to, unordered
        self.shape = None
        self.key = self.read(key)
        self.shape = self.key.values.shape[1:]
        if self.typed and not np.isfinite(self.key.values).all():
            raise Faulty("define_finite")

    def read(self, answer):
        """Give an answer's numbers, in one row."""
        if isinstance(answer, str):
            if self.units:
                return self._with_unit(answer)
            answer = formula.parse(answer, ())()
        count = 1 if self.shape is None else int(np.prod(self.shape))
        if isinstance(answer, (set, frozenset)) and count == len(answer) == 1:
            (answer,) = answer  # one number has no order to lose
            return self.read(answer)
        if callable(answer):
            name = "number_not_function" if count == 1 else "numbers_not_function"
            raise Unreadable(name, count=count)
        try:
            values = as_numbers(answer)
        except TypeError:
            name = "want_number" if count == 1 else "want_numbers"
            raise Unreadable(name, count=count, got=brief(answer)) from None
        if np.isnan(values).any():
            raise Unreadable("nan")
        return Given(values[None])

    def _with_unit(self, text):
        """Read a number with its unit; without one it is in the unit that is asked for."""
        number, factor = self.units.split(text)
        given = self.read(formula.parse(number, ())())
        if factor is None:
            return Given(given.values, unit=text)
        return Given(given.values * factor)

    # Whether two answers are one

    def same(self, given, reference):
        """Tell whether two answers agree everywhere."""
        values = fit(given.values, reference.values.shape[1:])
        if values is None or given.unit:
            return False
        tolerance = self.tolerance
        if given.single:
            tolerance = tolerance.single(reference.values)
        return tolerance.same(values, reference.values)

    def right(self, given, key):
        """Tell whether an answer is right: the same, but for what the exercise leaves free."""
        if self.same(given, key):
            return True
        values = fit(given.values, key.values.shape[1:])
        if values is None or given.unit or not np.isfinite(values).all():
            return False
        if self.up_to == "constant":
            off = (values - key.values).mean(axis=0)
            return self.same(Given(values - off, single=given.single), key)
        if self.up_to == "sign":
            return self.same(Given(-values, single=given.single), key)
        if self.up_to == "scale":
            size = np.vdot(values, values)
            multiple = np.vdot(values, key.values) / size if size else 0.0
            return self.same(Given(multiple * values, single=given.single), key)
        pair = Pair(values, key.values, self.tolerance)
        return self.unordered and values.ndim > 1 and in_any_order(pair, values, key.values)

    def rounded(self, given, reference):
        """Give how far an answer is from another that it is, rounded; None if it is not."""
        values = fit(given.values, reference.values.shape[1:])
        if not self.typed or values is None or given.unit:
            return None
        return rounded(values, reference.values)

    def kin(self, given, mistake):
        """Name what else is wrong with an answer that is nearly a listed mistake.

        Returns
        -------
        str or None
            The name of what to say beside the mistake's own words; None for a stranger.
        """
        if given.values.ndim == 3:
            turned = Given(given.values.swapaxes(1, 2), single=given.single)
            if len(self.shape) == 2 and self.same(turned, mistake):
                return "layout_too"
        values = fit(given.values, mistake.values.shape[1:])
        if values is None or given.unit:
            return None
        defined = np.isfinite(values).reshape(len(values), -1).all(axis=1)
        if FEWEST <= defined.sum() < len(values):
            part, whole = values[defined], mistake.values[defined]
            return "not_everywhere" if self.tolerance.same(part, whole) else None
        opposite = Given(-values, single=given.single)
        alike = self.same(opposite, mistake) or self.rounded(opposite, mistake) is not None
        return "sign_too" if mistake.values.any() and alike else None

    # What is said of a wrong one

    def explain(self, given):
        """Say what kind of difference this is, if it is one throughout."""
        if given.unit:
            return Verdict("incorrect", "unit", message("unit", text=as_code(given.unit)))
        if given.overflow:
            return Verdict("incorrect", "overflow", message("overflow"))
        if given.values.ndim == 3 and self._is_turned(given):
            return self._turned(given)
        values = fit(given.values, self.shape)
        if values is None:
            wanted, came = shape_text(self.shape), shape_text(given.values.shape[1:])
            return Verdict("invalid", "shape", message("shape", wanted=wanted, came=came))
        if not np.isfinite(values).all():
            return self._undefined(values)
        if near := self._near(values):
            return near
        misplaced = given.constant and np.ptp(self.key.values)  # a number for what varies
        if not misplaced and (found := recognise(self.pair(values))):
            return Verdict("incorrect", found.note, message(found.words), self._witness(values))
        return None

    def point_out(self, given):
        """Name what is right already, if anything, and the first thing that is not."""
        return self._partly(fit(given.values, self.shape), given)

    def _is_turned(self, given):
        """Tell whether rows and columns have changed places, number by number or in shape."""
        turned = given.values.swapaxes(1, 2)
        if len(self.shape) != 2 or turned.shape[1:] != self.shape:
            return False
        square = self.shape[0] == self.shape[1]
        return self.same(Given(turned), self.key) if square else 1 not in self.shape

    def _turned(self, given):
        """Say that rows and columns have changed places, and whether that is all."""
        if self.same(Given(given.values.swapaxes(1, 2), single=given.single), self.key):
            words = message("layout_jacobian" if self.jacobian else "layout")
        else:
            wanted, came = shape_text(self.shape), shape_text(given.values.shape[1:])
            words = message("layout_and_more", wanted=wanted, came=came)
        return Verdict("incorrect", "layout", words)

    def _undefined(self, values):
        return Verdict("incorrect", "domain_error", message("infinite"), self._witness(values))

    def _near(self, values):
        """Speak of an approximation of the key that is no rounding."""
        key = self.key.values
        if (np.abs(values - key) > NEAR * np.max(np.abs(key), axis=0)).any():
            return None
        return Verdict("incorrect", "approximate", message("near"), self._witness(values))

    def pair(self, values, place=()):
        """Put an answer, or one component of it, beside the key."""
        place = (slice(None), *place)
        tolerance = self.tolerance.tight()
        return Pair(values[place], self.key.values[place], tolerance, typed=self.typed)

    def _agree(self, values):
        """Tell which components are right."""
        agree = self.tolerance.agree(values, self.key.values)
        if self.typed:
            pairs = zip(values.flat, self.key.values.flat, strict=True)
            few_digits = [rounded(one, other) is not None for one, other in pairs]
            agree = agree | np.reshape(few_digits, agree.shape)
        return agree.all(axis=0)

    def _partly(self, values, given):
        agree = self._agree(values)
        place = tuple(map(int, np.unravel_index(np.argmin(agree), agree.shape)))
        blanks, witness = self._difference(values, given, place)
        found = recognise(self.pair(values, place), PART) if place else None
        also = message("also", reason=message(found.words)) if found else ""
        note = "partly" if agree.any() else found.note if found else "none"
        some, one_of_many, only = self.words
        name = some if agree.any() else one_of_many if place else only
        words = message(name, count=int(agree.sum()), **blanks) + also
        return Verdict("incorrect", note, words, witness)

    def _difference(self, values, given, place):
        """Show an answer at one place: what a sentence needs, and a witness."""
        blanks = {"value": show(values[0][place]), "place": place_text(place)}
        return blanks, self._witness(values)

    def _witness(self, values):
        value = values[0]
        return Witness({}, value.item() if value.size == 1 else value)

    def plain(self, given):
        """Give the number, or an array."""
        return given.values[0].item() if given.values.size == 1 else given.values[0]

    def written_out(self, answer):
        """Give a teacher's answer, or the number or function that it stands for if it is text."""
        return self.plain(self.read(answer)) if isinstance(answer, str) else answer
