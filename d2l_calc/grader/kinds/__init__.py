"""The kinds of answers: `Numbers`, `Points`, `Choice`.

Every kind has the same parts, which is all that the grader uses:

``key``
    the right answer, in a form that can be compared;
``fault``
    what makes the key unfit to grade with, usually an empty text;
``read(answer)``
    an answer in the same form; raises `Unreadable` or `NotAttempted`;
``same(given, reference)``
    whether two such forms are one answer;
``explain(given)``
    a `Verdict` on an answer that is neither right nor a listed mistake.
"""

from d2l_calc.grader.kinds.choice import Choice
from d2l_calc.grader.kinds.numbers import Numbers
from d2l_calc.grader.kinds.points import Points

__all__ = ["Choice", "Numbers", "Points"]
