"""Answers that are functions, compared by what they give at sample points."""

import inspect
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from keyword import iskeyword
from numbers import Real

import numpy as np

from d2l_calc.grader.kinds import formula
from d2l_calc.grader.kinds.compare import fit
from d2l_calc.grader.kinds.numbers import Numbers
from d2l_calc.grader.kinds.patterns import NEAR, Pair
from d2l_calc.grader.kinds.reading import Given, as_numbers, derivative, evaluate, leaves
from d2l_calc.grader.kinds.sampling import COUNT, intervals_of, sample, simple_points
from d2l_calc.grader.kinds.tree import CONSTANTS, FUNCTIONS, slips, terms, value
from d2l_calc.grader.messages import (
    Faulty,
    Unreadable,
    brief,
    message,
    place_text,
    show,
)
from d2l_calc.grader.verdict import Verdict, Witness

FLOOR = 0.01  # of the largest value: what is smaller counts as so large, for what is near
LEAST = 8  # points that a key must be defined at, of the COUNT that are tried
MOST_IN_ARRAY = 1000  # numbers in an argument
LARGE = 6  # numbers in an array that an error need not show
FEW = 3  # points at which an answer is tried further, or is right already


@dataclass(frozen=True)
class Trial:
    """Points, beside the sample points, at which a right answer must be right too.

    Attributes
    ----------
    points : list of tuple
    values : numpy.ndarray
        What the key gives there.
    note : str
        What is said of an answer that fails, and its tag.
    """

    points: list
    values: np.ndarray
    note: str


class Functions(Numbers):
    """Functions of some arguments, compared at sample points.

    Parameters
    ----------
    key : callable, str, float or array_like
        A function, a formula, or what a constant function gives.
    domain : dict of str to (lo, hi), list of (lo, hi), or range
        Where each argument may be, in order.
    shapes : dict of str to (tuple of int or list of tuple), optional
        The shape of the arguments that are arrays; several, if the answer has to work for all.
    defined_at : dict of str to float, optional
        Values of some arguments at which a right answer must be right too: those at which a form
        that is not simplified cannot be computed.
    derivative_of : callable or str, optional
        The function that the key is the derivative of.
    by : str or sequence of str, optional
        The arguments it is differentiated by; all of them if not given.
    jacobian : bool
        Whether the key is a table of derivatives, should `derivative_of` not tell.
    **options
        Whatever else `Numbers` takes.
    """

    typed = False
    words = ("some_components_at", "witness_entry", "witness")

    def __init__(
        self,
        key,
        domain,
        shapes=None,
        *,
        defined_at=None,
        derivative_of=None,
        by=None,
        jacobian=False,
        **options,
    ):
        self.domain = _domain(domain)
        shapes = _shapes(shapes or {}, self.domain)
        self.shapes = {name: several[0] for name, several in shapes.items()}
        self.points = sample(self.domain, self.shapes)
        self.names = self._names()
        self.slope, self.jacobian = False, bool(jacobian)
        self._find_key(key, options)
        self.trials = [*self._other_shapes(shapes), *self._form(defined_at or {})]
        if derivative_of is not None:
            self._compare_with(derivative_of, by)

    # Definition

    def _names(self):
        """Give the names of a formula, or None where an argument is a table."""
        shapes = [self.shapes.get(name, ()) for name in self.domain]
        if any(len(shape) > 1 for shape in shapes):
            return None
        return {
            n: shape[0] if shape else None for n, shape in zip(self.domain, shapes, strict=True)
        }

    def _find_key(self, key, options):
        """Keep the points of the domain at which the key is defined, and its values there."""
        self.shape = self.key = None
        super().__init__(key, **options)
        defined = self._defined()
        if len(defined) < LEAST and len(self.domain) > 1:
            # Some keys are defined for x < y only, or inside a circle.
            self.points = sample(self.domain, self.shapes, 8 * COUNT)
            self.key = self.read(key)
            defined = self._defined()
        if len(defined) < LEAST:
            raise Faulty("define_few_points", count=len(defined), least=LEAST)
        defined = defined[:COUNT]
        self.points = [self.points[row] for row in defined]
        self.key = Given(self.key.values[defined], self.key.function)
        self.tree = getattr(self.key.function, "tree", None)

    def _defined(self):
        """Give the numbers of the points at which the key is defined."""
        finite = np.isfinite(self.key.values).reshape(len(self.points), -1).all(axis=1)
        return np.flatnonzero(finite)

    def _other_shapes(self, shapes):
        """Try an answer with arguments of other lengths as well."""
        count = max(map(len, shapes.values()), default=1)
        for turn in range(1, count):
            other = {name: several[min(turn, len(several) - 1)] for name, several in shapes.items()}
            points = sample(self.domain, other)[:FEW]
            values = evaluate(self.key.function, points, lambda row, p=points: self._name(p[row]))
            yield Trial(points, values.values, "fixed_length")

    def _form(self, defined_at):
        """Try an answer where only the form that is asked for is defined."""
        if not defined_at:
            return
        if not isinstance(defined_at, dict) or not all(
            isinstance(value, Real) for value in defined_at.values()
        ):
            raise Faulty("define_at", defined_at=brief(defined_at))
        if unknown := [name for name in defined_at if name not in self.domain]:
            raise Faulty("define_name", name=unknown[0], names=", ".join(self.domain))
        points = [
            tuple(
                np.float64(defined_at.get(name, value))
                for name, value in zip(self.domain, point, strict=True)
            )
            for point in self.points
        ]
        values = evaluate(self.key.function, points, lambda row: self._name(points[row])).values
        if not np.isfinite(values).all():
            raise Faulty("define_defined_at", point=self._name(points[0]))
        yield Trial(points, values, "not_simplified")

    def _compare_with(self, derivative_of, by):
        """Raise Faulty where the key is not the derivative of a function."""
        by = list(self.domain) if by is None else [by] if isinstance(by, str) else by
        if not isinstance(by, (list, tuple, set)) or not by:
            raise Faulty("define_name", name=brief(by), names=", ".join(self.domain))
        if unknown := [name for name in by if name not in self.domain]:
            raise Faulty("define_name", name=unknown[0], names=", ".join(self.domain))
        places = [i for i, name in enumerate(self.domain) if name in by]
        whole = self.read(derivative_of)
        found = derivative(whole.function, self.points, by=places)
        count, outputs, inputs = found.shape
        key = self.key.values.reshape(count, -1)
        if key.shape[1] != outputs * inputs:
            raise Faulty("define_components", came=key.shape[1], outputs=outputs, inputs=inputs)
        tolerance = 1e-6 + 1e-5 * np.abs(key).max(axis=0, initial=0)
        layouts = found.reshape(count, -1), found.swapaxes(1, 2).reshape(count, -1)
        wrong = [~(np.abs(key - layout) <= tolerance).all(axis=1) for layout in layouts]
        if min(rows.sum() for rows in wrong):
            raise Faulty("define_derivative", point=self._where(int(np.argmax(wrong[0]))))
        self.slope = len(self.domain) == 1 and not self.shape and not self.shapes
        self.jacobian = self.jacobian or (outputs > 1 and len(self.shape) == 2)

    # Reading

    def read(self, answer):
        """Give an answer's values, one row for each sample point."""
        if isinstance(answer, (list, tuple)) and any(isinstance(a, str) for a in leaves(answer)):
            answer = _written(answer)
        if isinstance(answer, str):
            if self.names is None:
                raise self._want_function(answer)
            return self._values(formula.parse(answer, self.names))
        if not callable(answer):
            return self._constant(answer)
        _check_arguments(answer, self.domain)
        if not _in_other_order(answer, self.domain):
            return self._values(answer)
        with suppress(Unreadable):  # shapes that do not fit are a matter of the order, too
            given = self._values(answer)
            if self.key and self.same(given, self.key):
                return given
        raise Unreadable("arguments_order", note="arguments", names=", ".join(self.domain))

    def _values(self, function):
        return evaluate(function, self.points, self._where_briefly, self.shape or ())

    def _constant(self, answer):
        """Read a number, or as many as are asked for, as a function that gives just that."""
        try:
            numbers = as_numbers(answer)
        except TypeError:
            raise self._want_function(answer) from None
        if np.isnan(numbers).any():
            raise Unreadable("nan")
        if self.shape is not None and numbers.size > 1 and fit(numbers[None], self.shape) is None:
            raise self._want_function(answer)
        numbers = numbers.reshape(()) if numbers.size == 1 else numbers
        values = np.array([numbers] * len(self.points))
        return Given(values, lambda *arguments: numbers, constant=True)

    def _want_function(self, answer):
        """Ask for a function; for a formula in quotes, where Python has computed one already."""
        computed = isinstance(answer, np.ndarray) and self.names and not self.shapes
        name = "want_quotes" if computed else "want_function" if self.names else "want_def"
        return Unreadable(name, names=", ".join(self.domain), got=brief(answer))

    def fails(self, given):
        """Speak of the first trial that an answer which is right elsewhere does not stand."""
        failed = (trial for trial in self.trials if not self._stands(trial, given))
        trial = next(failed, None)
        return None if trial is None else self._complain(trial)

    def _stands(self, trial, given):
        try:
            values = evaluate(given.function, trial.points).values
        except Unreadable as problem:
            if problem.note == "stopped":
                raise
            return False
        values = fit(values, trial.values.shape[1:])
        return values is not None and self.tolerance.same(values, trial.values)

    def _complain(self, trial):
        columns = zip(self.domain, self.points[0], trial.points[0], strict=True)
        if trial.note == "fixed_length":
            name, tried, other = next(c for c in columns if np.shape(c[1]) != np.shape(c[2]))
            blanks = {"name": name, "tried": len(tried), "other": len(other)}
        else:
            moved = [f"{n} = {show(v)}" for n, old, v in columns if not np.array_equal(old, v)]
            blanks = {"point": ", ".join(moved)}
        return Verdict("incorrect", trial.note, message(trial.note, **blanks))

    def plain(self, given):
        """Give the function."""
        return given.function

    # What is said of a wrong one

    def point_out(self, given):
        """Show a simple point, or a component, at which an answer is not right."""
        verdict = super().point_out(given)
        if verdict.note != "none" or not given.constant or not np.ptp(self.key.values):
            return verdict
        name = "constants" if self.shape else "constant"
        words = message(name, value=show(given.values[0]), names=", ".join(self.domain))
        return Verdict("incorrect", "constant", words, verdict.witness)

    def _undefined(self, values):
        row = int(np.argmin(np.isfinite(values).reshape(len(values), -1).all(axis=1)))
        words = message("domain_error", point=self._where(row))
        return Verdict("incorrect", "domain_error", words, self._witness(values, row))

    def _near(self, values):
        """Speak of an approximation: a difference quotient, a constant that was rounded."""
        difference = values - self.key.values
        scale = np.max(np.abs(self.key.values), axis=0)
        off = np.max(np.abs(difference) / np.where(scale > 0, scale, 1))
        step = self._step(difference) if off <= 10 * NEAR else None
        if step is not None:
            words = message("difference_quotient", step=show(step, digits=1))
        elif (
            np.abs(difference) <= NEAR * np.maximum(np.abs(self.key.values), FLOOR * scale)
        ).all():
            words = message("approximate")
        else:
            return None
        return Verdict("incorrect", "approximate", words, self._witness(values))

    def _step(self, difference):
        """Find the h of a difference quotient: it is off by h/2 times the key's slope."""
        slope = self.steepness
        if slope is None:
            return None
        half = np.vdot(slope, difference) / np.vdot(slope, slope)
        left_over = np.linalg.norm(difference - half * slope)
        return 2 * half if left_over < 0.05 * np.linalg.norm(difference) else None

    @cached_property
    def steepness(self):
        """The key's slope at the sample points, where it is a smooth function of one number."""
        whole = any(isinstance(intervals, range) for intervals in self.domain.values())
        if len(self.domain) != 1 or self.shapes or self.shape or whole:
            return None
        slope = derivative(self.key.function, self.points)[:, 0, 0]
        return slope if np.isfinite(slope).all() and slope.any() else None

    def pair(self, values, place=()):
        """Put an answer, or one component of it, beside the key."""
        inside = (slice(None), *place)
        tree = self.tree
        for index in place:
            tree = tree[1 + index] if tree and tree[0] == "list" else None
        key = self.key.values[inside]
        return Pair(
            values[inside],
            key,
            self.tolerance.tight(),
            slope=self.slope,
            arguments=self._columns,
            slips=self._slips(tree) if key.ndim == 1 else (),
            terms=self._terms(tree) if key.ndim == 1 else (),
        )

    @cached_property
    def _at(self):
        """The arguments at all sample points at once, by name."""
        return {
            n: np.array(v) for n, v in zip(self.domain, zip(*self.points, strict=True), strict=True)
        }

    @cached_property
    def _columns(self):
        return tuple(column for column in self._at.values() if column.ndim == 1)

    def _slips(self, tree):
        """Give the key with every slip that people make, as far as it is defined."""
        if tree is None or tree[0] == "list":
            return ()
        found = ((name, self._along(slip)) for name, slip in slips(tree))
        return tuple((name, values) for name, values in found if np.isfinite(values).all())

    def _terms(self, tree):
        if tree is None or tree[0] == "list":
            return ()
        return tuple(self._along(term) for _, term in terms(tree))

    def _along(self, tree):
        """Give a formula's values at all sample points."""
        return np.broadcast_to(value(tree, self._at), len(self.points)).astype(float)

    # A point to look at

    def _partly(self, values, given):
        rows = self.tolerance.agree(values, self.key.values).reshape(len(values), -1).all(axis=1)
        if self.shape or not FEW <= rows.sum() < len(rows):
            return super()._partly(values, given)
        row = self._worst_row(values)
        right, wrong = self._where(int(np.argmax(rows))), self._where(row)
        words = message("some_points", right=right, wrong=wrong, value=show(values[row]))
        return Verdict("incorrect", "partly", words, self._witness(values, row))

    def _difference(self, values, given, place):
        """Find a point at which one component differs, as simple as can be."""
        for point, right in self.simple:
            found = self._value_at(given.function, point)
            if found is not None and not self.tolerance.agree(found, right)[(0, *place)]:
                return self._shown(point, found[0], place)
        row = int(np.argmax(np.abs(values - self.key.values)[(slice(None), *place)]))
        return self._shown(self.points[row], values[row], place)

    def _shown(self, point, found, place):
        blanks = {"value": show(found[place]), "place": place_text(place)}
        blanks["point"] = self._name(point)
        return blanks, self._witness_at(point, found)

    @cached_property
    def simple(self):
        """The simple points at which the key is defined, with its values there."""
        points = simple_points(self.domain, self.shapes)
        right = [self._value_at(self.key.function, point) for point in points]
        return [(p, value) for p, value in zip(points, right, strict=True) if value is not None]

    def _value_at(self, function, point):
        """Give a function's value at one point, in one row; None if it has none."""
        try:
            values = fit(evaluate(function, [point]).values, self.shape)
        except Unreadable as problem:
            if problem.note == "stopped":
                raise
            return None
        return values if values is not None and np.isfinite(values).all() else None

    def _worst_row(self, values):
        """Give the number of the sample point where an answer is furthest from right."""
        off = np.abs(values - self.key.values) / self.tolerance.of(self.key.values)
        return int(np.argmax(off.reshape(len(off), -1).max(axis=1)))

    def _witness(self, values, row=None):
        row = self._worst_row(values) if row is None else row
        return self._witness_at(self.points[row], values[row])

    def _witness_at(self, point, found):
        arguments = (argument if np.ndim(argument) else float(argument) for argument in point)
        return Witness(
            dict(zip(self.domain, arguments, strict=True)),
            found.item() if found.size == 1 else found,
        )

    def _where(self, row):
        return self._name(self.points[row])

    def _where_briefly(self, row):
        """Name a sample point for an error, with the shapes of arrays that are large."""
        if all(np.size(value) <= LARGE for value in self.points[row]):
            return self._where(row)
        values = zip(self.domain, self.points[row], strict=True)
        return ", ".join(f"{name}: {np.shape(value)}" for name, value in values)

    def _name(self, point):
        """Name a point as a learner would write it: ``x = 0.71``."""
        values = zip(self.domain, point, strict=True)
        return ", ".join(f"{name} = {show(value)}" for name, value in values)


def _written(answer):
    """Write a list of formulas as one."""
    if isinstance(answer, (list, tuple)):
        return "[" + ", ".join(map(_written, answer)) + "]"
    return str(answer)


def _domain(domain):
    if not isinstance(domain, dict) or not domain:
        raise Faulty("define_domain", domain=brief(domain))
    if wrong := [name for name in domain if not isinstance(name, str) or not name.isidentifier()]:
        raise Faulty("define_domain", domain=brief(wrong[0]))
    if taken := [name for name in domain if name in (*CONSTANTS, *FUNCTIONS) or iskeyword(name)]:
        raise Faulty("define_taken", name=taken[0])
    return {name: intervals_of(name, declared) for name, declared in domain.items()}


def _shapes(shapes, domain):
    """Give a list of shapes for each argument that is an array."""
    if not isinstance(shapes, dict):
        raise Faulty("define_shapes", shapes=brief(shapes))
    found = {}
    for name, declared in shapes.items():
        several = declared if isinstance(declared, list) else [declared]
        if name not in domain:
            raise Faulty("define_name", name=name, names=", ".join(domain))
        for shape in several:
            whole = isinstance(shape, tuple) and all(isinstance(n, int) and n > 0 for n in shape)
            if not whole or not shape or np.prod(shape, dtype=float) > MOST_IN_ARRAY:
                raise Faulty("define_shape", name=name, shape=brief(shape))
        if not several:
            raise Faulty("define_shape", name=name, shape=brief(declared))
        found[name] = several
    return found


def _parameters(function):
    """Give the signature of a function, or None where it does not tell."""
    try:
        return inspect.signature(function)
    except (TypeError, ValueError):
        return None  # some functions written in C; calling them will tell


def _check_arguments(function, names):
    signature = _parameters(function)
    if signature is None:
        return
    try:
        signature.bind(*names)
    except TypeError as error:
        count, listed = len(names), ", ".join(names)
        raise Unreadable(
            "arguments", note="arguments", count=count, names=listed, error=error
        ) from None


def _in_other_order(function, names):
    """Tell whether a function has the arguments that are asked for, in another order."""
    signature = _parameters(function)
    own = [] if signature is None else list(signature.parameters)[: len(names)]
    return own != list(names) and sorted(own) == sorted(names)
