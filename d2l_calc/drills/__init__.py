"""Practice without end: exercises made at random from the table of rules.

Nothing here is loaded before a drill is asked for, and so neither is SymPy, which does the algebra.
"""

from d2l_calc.drills.drill import TOPICS, Drill, drill, make

__all__ = ["TOPICS", "Drill", "drill", "make"]
