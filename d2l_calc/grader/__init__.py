"""The grader: exercises, and what it thinks of an answer. It knows no chapter."""

from d2l_calc.grader.bank import Bank
from d2l_calc.grader.exercise import Exercise
from d2l_calc.grader.verdict import Verdict

__all__ = ["Bank", "Exercise", "Verdict"]
