"""Exercises of the warm-up, which is about Python and not yet about calculus."""

from d2l_calc.grader import Bank

exercise = Bank(__name__)

COMPREHENSION = exercise(
    "COMPREHENSION",
    level=1,
    key=[4, 2, 5],
    mistakes={
        "appended": [3, 1, 4, 1],
        "first_only": [4, 1, 4],
        "places": [1, 2, 3],
    },
)

FUNCTION = exercise(
    "FUNCTION",
    level=1,
    key="3x² - 4x",
    domain={"x": (-2, 2)},
    mistakes={
        "squared_too_much": "(3x)² - 4x",
        "doubled": "3*x*2 - 4*x",
        "letter_lost": "3x² - 4",
        "all_squared": "(3x - 4x)²",
    },
)

LAST_OF_ARANGE = exercise(
    "LAST_OF_ARANGE",
    level=1,
    key=0.75,
    mistakes={
        "end_counted": 1,
        "how_many": 4,
        "next_to_last": 0.5,
    },
)

ROUNDED = exercise(
    "ROUNDED",
    level=1,
    key=0.67,
    mistakes={
        "cut_off": 0.66,
        "one_place": 0.7,
        "three_places": 0.667,
        "not_rounded": 2 / 3,
    },
)

OWN_CURVE = exercise(
    "OWN_CURVE",
    level=2,
    key=[2, 1.25, 1, 1.25, 2],
    mistakes={
        "only_x": [-1, -0.5, 0, 0.5, 1],
        "one_forgotten": [1, 0.25, 0, 0.25, 1],
        "end_left_out": [2, 1.36, 1.04, 1.04, 1.36],
        "doubled": [-1, 0, 1, 2, 3],
    },
)

EXERCISES = exercise.all()
