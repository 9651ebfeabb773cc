"""Exercises of chapter 4, partial derivatives."""

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)

WARM_UP = exercise(
    "WARM_UP",
    level=1,
    key="2xy",
    derivative_of="x²y + 3y",
    by=["x"],
    domain={"x": (-2, 2), "y": (0.5, 3)},
    mistakes={
        "others_too": "2*x*y + x**2 + 3",
        "wrong_variable": "x**2 + 3",
        "factor_dropped": "2*x",
        "constant_kept": "2*x*y + 3*y",
        "constant_differentiated": "2*x*y + 3",
        "constants_dropped": "2x + 3",
    },
)

READ_THE_CONTOURS = exercise(
    "READ_THE_CONTOURS",
    level=1,
    key="B",
    mistakes={
        "along_x_only": "A",
        "along_y_only": "D",
        "both_reversed": "C",
    },
)

FIVE_LETTERS = exercise(
    "FIVE_LETTERS",
    level=1,
    key=[3, 0.5, 1],
    mistakes={
        "swapped": [0.5, 3, 1],
        "bias_is_constant": [3, 0.5, 0],
        "values": [1.5, 1.5, 1],
        "all_constant": [0, 0, 0],
    },
)

ALL_THREE = exercise(
    "ALL_THREE",
    level=2,
    key="[2xy, x² + z³, 3y z²]",
    domain={"x": (0.5, 2), "y": (-2, 2), "z": (0.5, 2)},
    derivative_of="x²y + y z³",
    mistakes={
        "others_too": lambda x, y, z: [2 * x * y + x**2 + z**3 + 3 * y * z**2] * 3,
        "factor_dropped": "[2x, 1, 3z²]",
        "constant_kept": "[2xy + y z³, x² + z³, x²y + 3y z²]",
        "term_missing": "[2xy, x², 3y z²]",
    },
)

LOGARITHM = exercise(
    "LOGARITHM",
    level=2,
    key="2y/(x² + y²)",
    derivative_of="ln(x² + y²)",
    by=["y"],
    domain={"x": (0.5, 2), "y": (0.5, 2)},
    mistakes={
        "missing_inner": "1/(x**2 + y**2)",
        "others_too": "(2*x + 2*y)/(x**2 + y**2)",
        "wrong_variable": "2*x/(x**2 + y**2)",
        "constant_dropped_too_soon": "2/y",
        "derivative_inside": "1/(2y)",
        "outer_not_differentiated": "2y ln(x² + y²)",
        "rule_of_one_over": "-2y/(x² + y²)²",
    },
)

ORDER = exercise(
    "ORDER",
    level=2,
    key=5,
    mistakes={
        "mixed_order": 3,
        "average": 4,
        "product": 15,
        "value": 0,
        "sum": 8,
    },
)

TABLE = exercise(
    "TABLE",
    level=2,
    key=[4, 2, 12],
    mistakes={
        "mixed_forgotten": [4, 0, 12],
        "first_derivative": [4, 13, 12],
        "diagonal_swapped": [12, 2, 4],
        "whole_matrix": [[4, 2], [2, 12]],
        "wrong_point": [2, 4, 6],
    },
)

BOTH_AXES = exercise(
    "BOTH_AXES",
    level=2,
    key="C",
    mistakes={
        "axes_only": "A",
        "mixed_ignored": "B",
        "arithmetic": "D",
    },
)

EIGENVALUES = exercise(
    "EIGENVALUES",
    level=2,
    key={-3, 2},
    mistakes={
        "diagonal": {1, -2},
        "sign_of_trace": {3, -2},
        "entries": {-2, 1, 2},
        "trace_and_determinant": {-1, -6},
        "smaller_only": {-3},
        "larger_only": {2},
    },
)

CLASSIFY = exercise(
    "CLASSIFY",
    level=3,
    key={(0, 0): "saddle", (1, 1): "min", (-1, -1): "min"},
    mistakes={
        "lost_root": {(0, 0): "saddle", (1, 1): "min"},
        "all_minima": {(0, 0): "min", (1, 1): "min", (-1, -1): "min"},
        "hill_between": {(0, 0): "max", (1, 1): "min", (-1, -1): "min"},
        "origin_lost": {(1, 1): "min", (-1, -1): "min"},
    },
)


def _best_line(x, y):
    slope = np.mean((x - np.mean(x)) * (y - np.mean(y))) / np.var(x)
    return np.array([slope, np.mean(y) - slope * np.mean(x)])


def _through_origin(x, y):
    return np.sum(x * y) / np.sum(x * x)


BEST_LINE = exercise(
    "BEST_LINE",
    level=3,
    key=_best_line,
    domain={"x": (-3, 3), "y": (0.5, 3)},
    shapes={"x": (3,), "y": (3,)},
    mistakes={
        "one_knob": lambda x, y: [_through_origin(x, y), 0],
        "one_after_the_other": lambda x, y: [
            _through_origin(x, y),
            np.mean(y) - _through_origin(x, y) * np.mean(x),
        ],
        "swapped": lambda x, y: _best_line(x, y)[::-1],
        "intercept": lambda x, y: [_best_line(x, y)[0], np.mean(y)],
        "mixed_denominators": lambda x, y: [
            np.cov(x, y)[0, 1] / np.var(x),
            np.mean(y) - np.cov(x, y)[0, 1] / np.var(x) * np.mean(x),
        ],
    },
)

TABLE_OF_TEMPERATURES = exercise(
    "TABLE_OF_TEMPERATURES",
    level=1,
    key=5.5,
    mistakes={
        "other_variable": 2.5,
        "forward_only": 5,
        "backward_only": 6,
        "not_divided": 11,
        "value_for_slope": 26,
    },
)

SECOND_TIME = exercise(
    "SECOND_TIME",
    level=1,
    key="4x³",
    domain={"x": (0.5, 2), "y": (0.5, 2)},
    mistakes={
        "once_only": "x⁴ + 2y",
        "once_only_by_x": "4x³y",
        "same_variable_x": "12x²y",
        "same_variable_y": "2",
        "product": "4x³y (x⁴ + 2y)",
    },
)

TWO_EQUATIONS = exercise(
    "TWO_EQUATIONS",
    level=2,
    key=[2, -1],
    mistakes={
        "order": [-1, 2],
        "one_knob": [1.5, 0],
        "one_round": [1.5, -0.75],
        "sign_lost": [1.2, 0.6],
    },
)

EXERCISES = exercise.all()
