"""An exercise, and what it thinks of an answer. It knows nothing of notebooks."""

from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from d2l_calc.grader.definition import (
    find_kind,
    require_level,
    require_mistakes,
    require_texts,
)
from d2l_calc.grader.kinds.reading import holds_ellipsis, leaves
from d2l_calc.grader.kinds.sampling import quiet
from d2l_calc.grader.messages import (
    MESSAGES,
    Faulty,
    NotAttempted,
    Unreadable,
    brief,
    error_text,
    message,
    reason,
    tell,
)
from d2l_calc.grader.verdict import Verdict


class Mistake(NamedTuple):
    """A wrong answer that was foreseen: its comparable form, its tag, what to think about."""

    form: object
    tag: str
    text: str | tuple


class Compared(NamedTuple):
    """What answers are compared with, for whoever checks them without Python.

    Attributes
    ----------
    kind : Kind
    right : list
        The right answers, as the kind reads them.
    foreseen : list of Mistake
    accept : callable or None
        A teacher's own check.
    """

    kind: object
    right: list
    foreseen: list
    accept: object


class Exercise:
    """An exercise that knows its answer, and what the usual mistakes mean.

    Every text may be one string, or a pair of strings: Chinese and English. An answer may always
    be written, too: as a formula in the domain's names, ``"2x cos(x²+1)"`` (see
    `d2l_calc.grader.kinds.formula` for all that is read), a list of them, ``"{-1, 1}"``.

    Parameters
    ----------
    key : callable, number, array_like, set, dict, str or bool
        The right answer. A function is compared at sample points, arrays by component, a set
        of points and a dictionary point -> label in any order. A string with a domain is a
        formula; without one, a string, a bool, or a set of strings is one of several choices, or
        several of them; the other choices are those listed as mistakes.
    domain : dict of str to (lo, hi), list of (lo, hi) or range, optional
        For a function: the name of each argument, in order, and where it may be evaluated; a
        range is for whole numbers. Points at which the key is not finite are left out.
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
    shapes : dict of str to (tuple of int or list of tuple of int), optional
        The shape of those arguments that are arrays: ``{"x": (3,), "A": (3, 3)}``. A list of
        shapes asks for an answer that works for all of them.
    formula : bool
        Whether a key that is a string without a domain is a formula too: ``key="7/2"``.
    derivative_of : callable or str, optional
        The function that the key is the derivative of. The key is tested against it, and an
        answer that repeats it is recognised.
    by : str or sequence of str, optional
        The arguments by which `derivative_of` is differentiated; all of them if not given.
    jacobian : bool
        Whether the key is a table of derivatives, so that a transposed answer hears of layouts;
        where `derivative_of` is given it is known.
    defined_at : dict of str to float, optional
        Values of some arguments at which a right answer must be right too, such as ``{"h": 0}``
        for a quotient from which h has to be cancelled.
    also : sequence
        Further right answers.
    up_to : {None, "constant", "scale", "sign"}
        What a right answer may differ in: one constant added to a function, one factor (not 0),
        the sign of the whole.
    unordered : bool
        Whether the components of a vector, or the rows of a table, may come in any order.
    unit : str or dict of str to float, optional
        The unit that a number may come with, ``"9.8 m/s²"``; or several, each with what one of it
        is in the first: ``{"m/s^2": 1, "cm/s^2": 0.01}``.
    accept : callable, optional
        A check of one's own, for answers of which there are many: it takes the answer (a function,
        a number or an array, a set or dictionary of points, a choice) and gives True if it is
        right, else False or a text that says why not. The key is then one right answer of many.
    rtol, atol : float
        An answer is right when ``|answer - key| <= atol + rtol * max(|key|, 1e-3 * scale)``,
        `scale` being the largest size of the key at the sample points.

    Raises
    ------
    ValueError
        If a listed mistake is right or is listed twice, if the key is not the derivative of
        `derivative_of`, or if a part of the exercise is missing or cannot be used. What is said is
        in the language in force.

    Examples
    --------
    >>> import numpy as np
    >>> ex = Exercise(
    ...     key=lambda x: 2 * x * np.cos(x**2 + 1),
    ...     domain={"x": (-2, 2)},
    ...     mistakes=[(lambda x: np.cos(x**2 + 1), "missing_inner", "And the inside?")],
    ... )
    >>> ex.check("cos(x² + 1)·2x").status
    'correct'
    >>> verdict = ex.check(lambda x: np.cos(x**2 + 1))
    >>> verdict.status, verdict.note, verdict.message
    ('incorrect', 'missing_inner', 'And the inside?')
    """

    series = None  # the `Series` that it belongs to, if it does

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
        also=(),
        accept=None,
        **options,
    ):
        require_level(level)
        require_mistakes(mistakes)
        require_texts(title, hints, solution, praise, *(text for _, _, text in mistakes))
        self.mistakes = tuple(map(tuple, mistakes))
        self.title, self.level = title, level
        self.hints, self.solution, self.praise = tuple(hints), solution, praise
        with quiet():
            others = [*(answer for answer, _, _ in mistakes), *also]
            self._kind = find_kind(key, domain, others, options)
            self.key = self._kind.written_out(key)
            self.derivative_of = self._kind.written_out(options.get("derivative_of"))
            self._right = [self._kind.key, *(self._read_own(answer, "also") for answer in also)]
            self._accept = self._own_check(accept)
            self._foreseen = []
            for answer, tag, text in mistakes:
                self._foresee(answer, tag, text)
            if self.derivative_of is not None:
                with suppress(Faulty):  # it may be listed already
                    words = MESSAGES["function_itself"]
                    self._foresee(self.derivative_of, "value_for_slope", words)

    def __repr__(self):
        return f"Exercise({tell(self.title)!r}, level={self.level})"

    @property
    def compared(self):
        """What an answer is compared with, see `Compared`."""
        return Compared(self._kind, self._right, self._foreseen, self._accept)

    # Definition

    def _read_own(self, answer, name):
        """Read an answer of the teacher's."""
        try:
            return self._kind.read(answer)
        except (Unreadable, NotAttempted, TypeError) as error:
            raise Faulty("define_answer", name=name, error=reason(error)) from error

    def _own_check(self, accept):
        """Look at a teacher's own check: it has to accept the key."""
        if accept is None:
            return None
        if not callable(accept):
            raise Faulty("define_accept", error=brief(accept))
        try:
            answer = accept(self._kind.plain(self._kind.key))
        except Exception as error:
            raise Faulty("define_accept", error=error_text(error)) from error
        if not _is_true(answer):
            raise Faulty("define_accept", error=brief(answer))
        return accept

    def _foresee(self, answer, tag, text):
        """Keep a listed mistake, unless it is right or another one in disguise."""
        form = self._read_own(answer, tag)
        if _is_true(self._is_right(form)):
            raise Faulty("define_mistake_right", tag=tag)
        for other in self._foreseen:
            if self._kind.same(form, other.form):
                raise Faulty("define_mistakes_same", one=other.tag, other=tag)
        self._foreseen.append(Mistake(form, tag, text))

    # Checking

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
        with quiet() as heard:
            verdict = self._check(answer)
        return replace(verdict, printed=heard.text)

    def _check(self, answer):
        try:
            return self._judge_carefully(self._read(answer))
        except NotAttempted as stub:
            return Verdict("not_attempted", "none", message(*stub.args))
        except Unreadable as problem:
            return Verdict("invalid", problem.note, str(problem))
        except KeyboardInterrupt:
            return Verdict("invalid", "stopped", message("stopped_somewhere"))
        except BaseException as error:  # whatever a strange object does when it is looked at
            return Verdict("invalid", "none", message("strange", error=error_text(error)))

    def _read(self, answer):
        if holds_ellipsis(answer):
            if answer is ... or isinstance(answer, str):
                raise NotAttempted("not_attempted")
            dots = any(
                leaf is ... or (isinstance(leaf, str) and leaf.strip()) for leaf in leaves(answer)
            )
            raise NotAttempted("half_attempted" if dots else "half_blank")
        if answer is None:
            raise Unreadable("none")
        return self._kind.read(answer)

    def _judge_carefully(self, given):
        try:
            return self._judge(given)
        except Unreadable:  # the answer was stopped while it was tried further
            raise
        except Exception as error:  # a fault of the exercise, never a learner's traceback
            return Verdict("ungradable", "none", message("ungradable", reason=error_text(error)))

    def _judge(self, given):
        """Go from the surest to the vaguest thing that can be said of an answer."""
        right = self._is_right(given)
        if _is_true(right):
            praise = tell(self.praise or MESSAGES["correct"])
            return self._kind.fails(given) or Verdict("correct", "none", praise)
        finding = self._kind.explain(given)
        for mistake in self._foreseen:
            if self._kind.same(given, mistake.form):
                witness = finding or self._kind.point_out(given)
                return Verdict("incorrect", mistake.tag, tell(mistake.text), witness.witness)
        if self._accept:
            why = right if isinstance(right, (str, tuple)) else MESSAGES["not_accepted"]
            return Verdict("incorrect", "none", tell(why))
        known = self._rounded(given) or self._kin(given, finding)
        return known or finding or self._kind.point_out(given)

    def _is_right(self, given):
        """Tell whether an answer is right; a check of the teacher's own may say why not."""
        if self._accept:
            return self._accept(self._kind.plain(given))
        return any(self._kind.right(given, key) for key in self._right)

    def _rounded(self, given):
        """Recognise the right answer, or a listed mistake, with fewer digits; the nearest."""
        candidates = [(self._kind.rounded(given, key), None) for key in self._right]
        candidates += [(self._kind.rounded(given, m.form), m) for m in self._foreseen]
        candidates = [candidate for candidate in candidates if candidate[0] is not None]
        if not candidates:
            return None
        _, mistake = min(candidates, key=lambda candidate: candidate[0])
        if mistake is None:
            return Verdict("incorrect", "approximate", message("rounded"))
        return Verdict("incorrect", mistake.tag, tell(mistake.text))

    def _kin(self, given, finding):
        """Recognise a listed mistake with another one on top."""
        for mistake in self._foreseen:
            more = self._kind.kin(given, mistake.form)
            vague = finding is None and self._kind.point_out(given).note != "partly"
            if more is None or (more == "sign_too" and not vague):
                continue
            words = tell(mistake.text) + message("also", reason=message(more))
            note = "layout" if finding and finding.note == "layout" else mistake.tag
            return Verdict("incorrect", note, words, finding and finding.witness)
        if finding and finding.note == "overflow":
            for mistake in self._foreseen:
                if mistake.tag == "overflow":
                    return Verdict("incorrect", "overflow", tell(mistake.text))
        return None


def _is_true(answer):
    """Tell whether a check said True, be it Python's or NumPy's."""
    return isinstance(answer, (bool, np.bool_)) and bool(answer)
