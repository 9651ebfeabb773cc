"""The kinds of answers, each a `Kind`: `Numbers`, `Functions`, `Points`, `Choice`."""

from d2l_calc.grader.kinds.choice import Choice
from d2l_calc.grader.kinds.functions import Functions
from d2l_calc.grader.kinds.numbers import Numbers
from d2l_calc.grader.kinds.points import Points

__all__ = ["Choice", "Functions", "Numbers", "Points"]
