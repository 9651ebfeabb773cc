"""Exercises that answer at once: one module per chapter, all graded by one grader."""
