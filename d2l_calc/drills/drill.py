"""One problem as an exercise that shows its question, and the way to ask for one."""

import sys
from contextlib import suppress
from functools import cache
from itertools import count
from random import randrange

from d2l_calc.drills.problem import LEVELS, WORDS, Say, kept, problem
from d2l_calc.exercises import session
from d2l_calc.grader import Exercise
from d2l_calc.grader.cards import Card, Shown
from d2l_calc.grader.messages import Faulty, brief, tell
from d2l_calc.grader.series import Series

TOPICS = tuple(WORDS["topics"])
NUMBERS = 1000  # where to begin when no problem is asked for by its number


class Drill(Exercise, Shown):
    r"""A problem made at random: an exercise that knows its question, and shows it as a card.

    It is checked as every other exercise is, and answers to `check`, `hint` and `solution`.

    Attributes
    ----------
    topic : str
    seed : int
        The number of the problem: the same one gives the same problem, always and everywhere.
    question : (str, str)
        In Chinese and English; a second line tells how to write the answer.
    answer : str or dict
        The right answer, as it would be typed.
    mistakes : tuple of (answer, str, text)
        Those that this problem has words for, with the answers as they would be typed.

    Examples
    --------
    >>> q = make("product", level=1, seed=3)
    >>> q.check(q.answer).status
    'correct'
    >>> print(q.question[1])
    $f(x)=(3x-5)\,\cos x$. Find $f'(x)$.
    Write it as a formula in quotes, such as `"3x^2 + sin(2x)"`.
    """

    def __init__(self, topic, level, seed):
        found = problem(topic, level, seed)
        self.topic, self.seed, self.answer = topic, seed, found.key
        self.question = _lines(found.question.texts(), WORDS["answer"][found.answer])
        self.series = Series(topic, WORDS["topics"][topic], _call(topic, level))
        self._shown_in = None
        self._listed = []
        super().__init__(
            found.key,
            mistakes=[(each.answer, each.tag, each.text.texts()) for each in found.mistakes],
            hints=[hint.texts() for hint in found.hints],
            solution=_lines(*(step.texts() for step in found.steps)),
            title=self.series.title,
            level=level,
            **found.options,
        )
        self.mistakes = tuple(self._listed)

    def _foresee(self, answer, tag, text):
        """Keep a mistake, unless it is right here, or the same as another one."""
        self._read_own(answer, tag)
        with suppress(Faulty):
            super()._foresee(answer, tag, text)
            if answer is not self.derivative_of:  # which every exercise recognises
                self._listed.append((answer, tag, text))

    # What is shown

    def card(self):
        """Give the question as a card.

        Returns
        -------
        Card
        """
        same = _call(self.topic, self.level, self.seed)
        stars = "●" * self.level + "○" * (len(LEVELS) - self.level)
        heading = _fill("card.first", title=tell(self.title), level=stars, seed=self.seed)
        how = _fill("card.how", same=same)
        return Card("question", heading, tell(self.question), footer=how)

    def text(self):
        """Give the question as plain text."""
        return self.card().text()

    def html(self):
        """Give the question as a coloured card."""
        return self.card().html()

    def show(self):
        """Show the card in a notebook at once; anywhere else nothing is printed."""
        if shell := _shell():
            self._shown_in = shell.execution_count
            shell.display_pub.publish(self._repr_mimebundle_())

    def _ipython_display_(self):
        """Show the card, but not twice in one cell."""
        if self._shown_in != _shell().execution_count:
            self.show()


def _shell():
    """Give IPython, if this runs in it."""
    loaded = sys.modules.get("IPython")
    return loaded.get_ipython() if loaded else None


def _call(topic, level, seed=None):
    """Write down how a problem is asked for."""
    level = "" if level == 1 else f", level={level}"
    seed = "" if seed is None else f", seed={seed}"
    return f'd2l.drill("{topic}"{level}{seed})'


def _lines(*texts):
    """Put texts in two languages one below the other."""
    return tuple(map("\n".join, zip(*texts, strict=True)))


def _fill(name, **blanks):
    return tell(Say(name, **blanks).texts())


@cache
def make(topic, level, seed):
    """Give a problem as an exercise; the same one again is the very same exercise.

    Parameters
    ----------
    topic : str
    level : {1, 2, 3}
    seed : int

    Returns
    -------
    Drill
    """
    return Drill(topic, level, seed)


@cache
def _numbers(topic, level):
    """Count from anywhere, so that no problem comes twice before all were there.

    Where some are kept, they are all.
    """
    if most := len(kept(topic, level)):
        return (number % most for number in count(randrange(most)))
    return count(randrange(NUMBERS))


def drill(topic, level=1, seed=None):
    """Give a problem to practise on; there is always one more.

    A notebook shows its question at once. It is an exercise like those of the book: hand in what
    you got with ``d2l.check(q, …)``, ask for ``d2l.hint()`` or ``d2l.solution()``.

    ============ ======================= ========================== ==============================
    topic        level 1                 level 2                    level 3
    ============ ======================= ========================== ==============================
    "power"      polynomials             1/xⁿ and √x                quotients, x√x: rewrite first
    "product"    a power or line times   with ln x, with √x,        with an inner line: xⁿ sin 3x,
                 exp, sin or cos         eˣ times waves             e²ˣ cos 3x
    "quotient"   lines, line over        exp, sin, cos, ln over     e²ˣ or sin 3x over a
                 square                  powers and polynomials     polynomial
    "chain"      function of a line      function of a polynomial   three layers
    "explog"     aˣ and log to base b    aᵏˣ⁺ᵐ, ln of a polynomial  xˣ, ln of a quotient
    "trig"       sums of sin and cos     sin, cos, tan of a line    powers and products of waves
    "tangent"    parabolas               cubics, a/x, √x            exp at 0, ln at 1, sin and tan
    "extrema"    parabolas and cubics    quartics, with a flat      xⁿ e⁻ˣ, a x + b/x
                                         point or three extrema
    "partial"    polynomials             chain rule and quotients   mixed second derivatives
    "gradient"   polynomials             with exp, sin, cos         three variables, ln of a sum
    "jacobian"   polynomials, 2 × 2      functions and quotients    3 × 2 and 2 × 3
    "softmax"    probabilities           gradient of the loss       ∂ŷᵢ/∂zⱼ, temperature
    ============ ======================= ========================== ==============================

    Parameters
    ----------
    topic : str
        One of those above, or its title.
    level : {1, 2, 3}
    seed : int, optional
        The number of a problem; the same number gives the same problem, on every machine. Without
        it, one that has not been given yet.

    Returns
    -------
    Drill

    Raises
    ------
    ValueError
        If there is no such topic, level or number. It says what there is, in the language in force.

    Examples
    --------
    >>> q = drill("chain", seed=2)
    >>> q.question[1].split(". ")[0]
    '$f(x)=(4x+5)^4$'
    >>> from d2l_calc.exercises import check
    >>> check(q, q.answer).status
    'correct'
    """
    topic = _topic(topic)
    if level not in LEVELS:
        raise ValueError(_fill("card.no_level", got=brief(level)))
    if seed is None:
        seed = next(_numbers(topic, level))
    if not isinstance(seed, int):
        raise ValueError(_fill("card.no_seed", got=f"`{brief(seed)}`"))
    found = make(topic, int(level), int(seed))
    session.turn_to(found)
    found.show()
    return found


def _topic(name):
    """Find a topic by its name or its title in any language."""
    names = {topic: topic for topic in TOPICS}
    for topic, titles in WORDS["topics"].items():
        names |= dict.fromkeys(map(str.casefold, titles), topic)
    asked = name.strip().casefold() if isinstance(name, str) else ""
    if asked not in names:
        known = ", ".join(f'"{topic}"' for topic in TOPICS)
        raise ValueError(_fill("card.no_topic", got=brief(name), topics=known))
    return names[asked]
