"""The grader: an exercise, and what it thinks of an answer. It knows nothing of notebooks."""

from contextlib import suppress
from typing import NamedTuple

from d2l_calc.grader.kinds import Choice, Numbers, Points
from d2l_calc.grader.kinds.reading import holds_ellipsis
from d2l_calc.grader.kinds.sampling import quiet
from d2l_calc.grader.messages import (
    MESSAGES,
    NotAttempted,
    Unreadable,
    brief,
    error_text,
    message,
    tell,
)
from d2l_calc.grader.verdict import Verdict
from d2l_calc.language import LANGUAGES

LEVELS = (1, 2, 3)


class Mistake(NamedTuple):
    """A wrong answer that was foreseen: its comparable form, its tag, what to think about."""

    form: object
    tag: str
    text: str | tuple


class Exercise:
    """An exercise that knows its answer, and what the usual mistakes mean.

    Every text may be one string, or a pair of strings: Chinese and English.

    Parameters
    ----------
    key : callable, number, array_like, set, dict, str or bool
        The right answer. A function is compared at sample points, arrays by component, a set
        of points and a dictionary point -> label in any order. A string or a bool is one of
        several choices; the wrong choices are those listed as mistakes.
    domain : dict of str to (lo, hi) or list of (lo, hi), optional
        For a function: the name of each argument, in order, and where it may be evaluated.
        Points at which the key is not finite are left out.
    mistakes : sequence of (answer, str, text)
        Wrong answers worth a word of their own, each with a tag and what to think about.
    hints : sequence of text
        From a nudge to nearly everything.
    solution : text, optional
        The worked solution; each line is a step.
    praise : text, optional
        What to say when the answer is right: the reason, or where it leads.
    title : text
    level : {1, 2, 3}
        How difficult it is.
    shapes : dict of str to tuple of int, optional
        The shape of those arguments that are arrays: ``{"x": (3,), "A": (3, 3)}``.
    formula : bool
        Whether a string of Python maths in the domain's names is an answer too.
    derivative_of : callable, optional
        The function that the key is the derivative of. The key is tested against it, and an
        answer that repeats it is recognised.
    rtol, atol : float
        An answer is right when ``|answer - key| <= atol + rtol * max(|key|, 1e-3 * scale)``,
        `scale` being the largest size of the key at the sample points.

    Raises
    ------
    ValueError
        If a listed mistake is right or is listed twice, if the key is not the derivative of
        `derivative_of`, or if a part of the exercise is missing or cannot be used.

    Examples
    --------
    >>> import numpy as np
    >>> ex = Exercise(
    ...     key=lambda x: 2 * x * np.cos(x**2 + 1),
    ...     domain={"x": (-2, 2)},
    ...     mistakes=[(lambda x: np.cos(x**2 + 1), "missing_inner", "And the inside?")],
    ... )
    >>> ex.check(lambda x: np.cos(x * x + 1) * x * 2).status
    'correct'
    >>> verdict = ex.check(lambda x: np.cos(x**2 + 1))
    >>> verdict.status, verdict.note, verdict.message
    ('incorrect', 'missing_inner', 'And the inside?')
    """

    def __init__(
        self,
        key,
        domain=None,
        *,
        mistakes=(),
        hints=(),
        solution=None,
        praise=None,
        title="",
        level=1,
        shapes=None,
        formula=False,
        derivative_of=None,
        rtol=1e-6,
        atol=1e-8,
    ):
        if callable(key) and not domain:
            raise ValueError('a key that is a function needs a domain, such as {"x": (-2, 2)}')
        if level not in LEVELS:
            raise ValueError(f"level is {level!r}; choose one of {LEVELS}")
        self.key, self.mistakes, self.derivative_of = key, tuple(mistakes), derivative_of
        self.title, self.level = title, level
        self.hints, self.solution, self.praise = tuple(hints), solution, praise
        if isinstance(hints, str):
            raise ValueError(f"hints is {hints!r}; give a list of texts")
        for mistake in mistakes:
            if not isinstance(mistake, tuple) or len(mistake) != 3:
                raise ValueError(f"{brief(mistake)} needs three parts: answer, tag, text")
        _require_texts(title, *hints, solution, praise, *(text for _, _, text in mistakes))
        with quiet():
            try:
                self._kind = _kind(key, domain, mistakes, shapes, formula, rtol, atol)
            except (Unreadable, NotAttempted, TypeError) as error:
                raise ValueError(f"the key cannot be used: {error_text(error)}") from error
            self._foreseen = []
            for answer, tag, text in mistakes:
                self._foresee(answer, tag, text)
            if derivative_of is not None:
                self._compare_with_derivative(derivative_of)
                with suppress(ValueError):  # it may be listed already
                    self._foresee(derivative_of, "value_for_slope", MESSAGES["function_itself"])

    def __repr__(self):
        return f"Exercise({tell(self.title)!r}, level={self.level})"

    def check(self, answer):
        """Judge an answer. Never raises, prints nothing.

        Parameters
        ----------
        answer : object
            Anything at all.

        Returns
        -------
        Verdict
        """
        with quiet():
            try:
                given = self._read(answer)
            except NotAttempted as stub:
                return Verdict("not_attempted", "none", message(*stub.args))
            except Unreadable as problem:
                return Verdict("invalid", problem.note, str(problem))
            except Exception as error:  # whatever a strange object does when it is looked at
                return Verdict("invalid", "none", message("strange", error=error_text(error)))
            try:
                return self._judge(given)
            except Exception as error:  # a fault of the exercise, never a learner's traceback
                return _ungradable(error_text(error))

    def _read(self, answer):
        if holds_ellipsis(answer):
            whole = answer is ... or isinstance(answer, str)
            raise NotAttempted("not_attempted" if whole else "half_attempted")
        if answer is None:
            raise Unreadable("none")
        return self._kind.read(answer)

    def _judge(self, given):
        if self._kind.fault:
            return _ungradable(self._kind.fault)
        if self._kind.same(given, self._kind.key):
            return Verdict("correct", "none", tell(self.praise or MESSAGES["correct"]))
        finding = self._kind.explain(given)
        for mistake in self._foreseen:
            if self._kind.same(given, mistake.form):
                return Verdict("incorrect", mistake.tag, tell(mistake.text), finding.witness)
        return finding

    def _foresee(self, answer, tag, text):
        """Keep a listed mistake, unless it is right or another one in disguise."""
        if not isinstance(tag, str) or not tag.isidentifier():
            raise ValueError(f"the tag of a mistake is {tag!r}; use one short word, like 'sign'")
        try:
            form = self._kind.read(answer)
        except (Unreadable, NotAttempted) as error:
            raise ValueError(f"mistake {tag!r} is no answer: {error_text(error)}") from error
        if self._kind.fault:
            return  # nothing can be compared; `check` says why
        if self._kind.same(form, self._kind.key):
            raise ValueError(f"mistake {tag!r} is the right answer: the key agrees with it")
        for other in self._foreseen:
            if self._kind.same(form, other.form):
                raise ValueError(f"mistakes {other.tag!r} and {tag!r} are the same answer")
        self._foreseen.append(Mistake(form, tag, text))

    def _compare_with_derivative(self, function):
        """Raise ValueError where the key is not the derivative of a function."""
        if not callable(self.key):
            raise ValueError("derivative_of is given, but the key is not a function")
        if fault := self._kind.differs_from_derivative(function):
            raise ValueError(f"the key is not the derivative of the given function: {fault}")


def _ungradable(reason):
    return Verdict("ungradable", "none", message("ungradable", reason=reason))


def _kind(key, domain, mistakes, shapes, formula, rtol, atol):
    """Find the kind of answer that a key asks for."""
    if isinstance(key, (str, bool)):
        return Choice(key, [answer for answer, _, _ in mistakes])
    if isinstance(key, dict):
        listed = [key, *(answer for answer, _, _ in mistakes if isinstance(answer, dict))]
        labels = [label for answer in listed for label in answer.values()]
        return Points(key, labels, rtol, atol)
    if isinstance(key, (set, frozenset)):
        return Points(key, (), rtol, atol)
    return Numbers(key, domain, shapes, formula, rtol, atol)


def _require_texts(*texts):
    """Raise ValueError unless each is a text, a pair of texts, or missing."""
    for text in texts:
        parts = text if isinstance(text, tuple) and 1 < len(text) <= len(LANGUAGES) else (text,)
        if text is not None and not all(isinstance(part, str) for part in parts):
            raise ValueError(
                f"{brief(text)} is no text; give a string or a pair (Chinese, English)"
            )
