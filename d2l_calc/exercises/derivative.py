"""Exercises of chapter 1, the derivative."""

from d2l_calc.exercises.grader import Exercise

CHAPTER = 1

EXERCISES = [Exercise(-3, title="x")]
