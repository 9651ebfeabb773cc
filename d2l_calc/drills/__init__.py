"""Practice without end: exercises made at random from the table of rules.

Nothing here is loaded before a drill is asked for. SymPy, which does the algebra, is loaded when a
problem has to be made that is not kept.
"""

from d2l_calc.drills.drill import TOPICS, Drill, drill, make

__all__ = ["TOPICS", "Drill", "drill", "make"]
