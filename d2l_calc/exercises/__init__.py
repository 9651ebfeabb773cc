"""The exercises of the book: one module per chapter, loaded when first asked for.

It holds ``EXERCISES``, a list of `Exercise`; the third one of chapter 2 is then ``"2.3"``.
"""

from functools import cache
from importlib import import_module

from d2l_calc.chapters import CHAPTERS, WARM_UP
from d2l_calc.grader import Exercise, Verdict
from d2l_calc.grader.session import Session

__all__ = [
    "Exercise",
    "Verdict",
    "book",
    "chapter",
    "check",
    "hint",
    "numbered",
    "progress",
    "session",
    "solution",
]

ASKING = WARM_UP | CHAPTERS


@cache
def chapter(number):
    """Load the exercises of one chapter.

    Parameters
    ----------
    number : str
        Such as ``"1"``.

    Returns
    -------
    dict of str to Exercise
        By number, ``"1.1"`` first; empty where there is no such chapter.
    """
    if number not in ASKING:
        return {}
    exercises = import_module(f"{__name__}.{ASKING[number]}").EXERCISES
    return {f"{number}.{place}": exercise for place, exercise in enumerate(exercises, 1)}


def numbered(number):
    """Give one exercise of the book.

    Parameters
    ----------
    number : str
        Such as ``"1.2"``.

    Returns
    -------
    Exercise

    Raises
    ------
    KeyError
        If the book has none of that number.

    Examples
    --------
    >>> numbered("2.1").title
    ('一个多项式', 'A polynomial')
    """
    return chapter(number.partition(".")[0])[number]


def book():
    """Load all exercises of the book.

    Returns
    -------
    dict of str to Exercise
        By number, ``"0.1"`` first.
    """
    return {n: exercise for number in ASKING for n, exercise in chapter(number).items()}


# The one session of a kernel: what a reader calls as d2l.check, d2l.hint, …
session = Session(ASKING, chapter)
check, hint = session.check, session.hint
solution, progress = session.solution, session.progress
