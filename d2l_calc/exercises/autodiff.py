"""Exercises of chapter 9, automatic differentiation."""

from d2l_calc.grader import Bank

exercise = Bank(__name__)

BY_HAND = exercise(
    "BY_HAND",
    level=1,
    key=[37, 24],
    mistakes={
        "one_path": [36, 24],
        "direct_only": [1, 24],
        "used_once": [19, 12],
        "exchanged": [25, 36],
    },
)

PLUS_LOST = exercise(
    "PLUS_LOST",
    level=1,
    key=5,
    mistakes={
        "not_lost": 10,
        "value_for_slope": 25,
        "nothing": 0,
    },
)

BACKWARD_TWICE = exercise(
    "BACKWARD_TWICE",
    level=1,
    key=12,
    mistakes={
        "not_added": 6,
        "one_path": 3,
        "multiplied": 36,
        "value_for_slope": 9,
    },
)

NOT_ZEROED = exercise(
    "NOT_ZEROED",
    level=2,
    key=0.44,
    mistakes={
        "zeroed": 0.64,
        "one_step": 0.8,
        "old_place": 0.4,
        "slope_for_place": 3.6,
    },
)

DOUBLING = exercise(
    "DOUBLING",
    level=2,
    key=[1024, 11],
    mistakes={
        "added": [20, 11],
        "every_path": [1024, 1024],
        "one_too_few": [1024, 10],
        "arrows": [1024, 20],
        "one_path": [1, 11],
    },
)

NEW_FUNCTION = exercise(
    "NEW_FUNCTION",
    level=2,
    key="1/(1 + e^(-a))",
    domain={"a": (-3, 3)},
    derivative_of="ln(1 + e^a)",
    mistakes={
        "missing_inner": "1/(1 + e^a)",
        "only_inner": "e^a",
        "second_derivative": "σ(a)(1 - σ(a))",
        "relu": lambda a: (a > 0) * 1.0,
    },
)

TWICE_TOO_LARGE = exercise(
    "TWICE_TOO_LARGE",
    level=2,
    key=0.5,
    mistakes={
        "smaller_below": 1,
        "ratio": 2,
        "sum_below": 1 / 3,
        "no_error": 0,
    },
)

WHOSE_TURN = exercise(
    "WHOSE_TURN",
    level=2,
    key="A",
    mistakes={
        "too_early": "B",
        "forward": "C",
        "any_order": "D",
    },
)

FORWARD_PAIR = exercise(
    "FORWARD_PAIR",
    level=3,
    key=lambda a, da, b, db: [a / b, (da * b - a * db) / b**2],
    domain={"a": (-2, 2), "da": (-2, 2), "b": (0.5, 2), "db": (0.5, 2)},
    mistakes={
        "slopes_divided": lambda a, da, b, db: [a / b, da / db],
        "turned": lambda a, da, b, db: [a / b, (a * db - da * b) / b**2],
        "square_forgotten": lambda a, da, b, db: [a / b, (da * b - a * db) / b],
        "product_rule": lambda a, da, b, db: [a / b, da * b + a * db],
        "other_constant": lambda a, da, b, db: [a / b, da / b],
    },
)

RATE_AS_INPUT = exercise(
    "RATE_AS_INPUT",
    level=3,
    key=lambda x, eta: -(x**3) * (x - eta * x**3) ** 3,
    domain={"x": (0.5, 1.5), "eta": (0.05, 0.4)},
    mistakes={
        "inner_missing": lambda x, eta: (x - eta * x**3) ** 3,
        "old_place": lambda x, eta: -(x**6),
        "wrong_variable": lambda x, eta: (1 - 3 * eta * x**2) * (x - eta * x**3) ** 3,
        "value_for_slope": lambda x, eta: (x - eta * x**3) ** 4 / 4,
    },
)

EXERCISES = exercise.all()
