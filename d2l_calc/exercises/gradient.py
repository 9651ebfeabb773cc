"""Exercises of chapter 5, the gradient."""

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)

WHICH_ARROW = exercise(
    "WHICH_ARROW",
    level=1,
    key="B",
    mistakes={
        "to_the_summit": "A",
        "downhill": "C",
        "along_the_contour": "D",
    },
)

FIRST_GRADIENT = exercise(
    "FIRST_GRADIENT",
    level=1,
    key="[6x_1, 5e^(x_2)]",
    domain={"x": (-2, 2)},
    shapes={"x": (2,)},
    derivative_of="3x_1² + 5e^(x_2)",
    mistakes={
        "scalar_for_vector": "6x_1 + 5e^(x_2)",
        "others_differentiated": "[6x_1 + 5e^(x_2), 6x_1 + 5e^(x_2)]",
        "order": "[5e^(x_2), 6x_1]",
        "factor_forgotten": "[6x_1, e^(x_2)]",
        "power_rule_on_exponential": "[6x_1, 5x_2 e^(x_2 - 1)]",
        "normalised": lambda x: (
            np.array([6 * x[0], 5 * np.exp(x[1])]) / np.hypot(6 * x[0], 5 * np.exp(x[1]))
        ),
    },
)

TAKING_TURNS = exercise(
    "TAKING_TURNS",
    level=1,
    key="[2xy + y², x² + 2xy]",
    domain={"x": (-2, 2), "y": (-2, 2)},
    derivative_of="x²y + x y²",
    mistakes={
        "others_differentiated": "[2x + 2y, 2x + 2y]",
        "factor_dropped": "[2x + y², x² + 2y]",
        "order": "[x² + 2xy, 2xy + y²]",
        "scalar_for_vector": "x² + 4xy + y²",
    },
)

ALONG_A_DIRECTION = exercise(
    "ALONG_A_DIRECTION",
    level=2,
    key=-1.6,
    mistakes={
        "unit_vector_forgotten": -8,
        "divided_twice": -0.32,
        "steepest": np.sqrt(41),
        "divided_by_gradient": -8 / np.sqrt(41),
        "cosine": -8 / (5 * np.sqrt(41)),
    },
)

OFF_BY_SIXTY = exercise(
    "OFF_BY_SIXTY",
    level=2,
    key="B",
    mistakes={
        "proportional_to_the_angle": "A",
        "sine_for_cosine": "C",
        "all_or_nothing": "D",
    },
)

ONE_STEP = exercise(
    "ONE_STEP",
    level=2,
    key=[2.52, -0.6],
    mistakes={
        "uphill": [3.48, 2.6],
        "step_only": [0.48, 1.6],
        "factor_forgotten": [2.76, 0.2],
        "scalar_for_vector": [1.48, -0.52],
        "normalised": [3 - 0.08 * 6 / np.hypot(6, 20), 1 - 0.08 * 20 / np.hypot(6, 20)],
        "summed": [0.92, -1.08],
        "no_rate": [-3, -19],
        "point_for_gradient": [2.76, 0.92],
    },
)

NORM = exercise(
    "NORM",
    level=2,
    key=lambda x: x / np.linalg.norm(x),
    domain={"x": [(-2, -0.3), (0.3, 2)]},
    shapes={"x": (3,)},
    derivative_of=np.linalg.norm,
    mistakes={
        "square_of_the_norm": lambda x: 2 * x,
        "as_of_absolute_value": lambda x: np.ones(3),
        "scalar_for_vector": lambda x: 1.0,
        "inner_factor_forgotten": lambda x: x / (2 * np.linalg.norm(x)),
        "missing_inner": lambda x: 1 / (2 * np.linalg.norm(x)),
        "root_forgotten": lambda x: x / np.sum(x**2),
        "absolute_value_by_component": np.sign,
        "length_left_out": lambda x: x,
    },
)

NORM_AT_ZERO = exercise(
    "NORM_AT_ZERO",
    level=2,
    key="C",
    mistakes={
        "minimum_has_gradient_zero": "A",
        "one_sided": "B",
        "trusts_the_central_difference": "D",
    },
)

QUADRATIC = exercise(
    "QUADRATIC",
    level=3,
    key=lambda A, b, x: (A + A.T) @ x + b,
    derivative_of=lambda A, b, x: x @ A @ x + b @ x,
    by=["x"],
    domain={"A": (-2, 2), "b": (-2, 2), "x": (-2, 2)},
    shapes={"A": (3, 3), "b": (3,), "x": (3,)},
    mistakes={
        "taken_for_symmetric": lambda A, b, x: 2 * A @ x + b,
        "linear_part_forgotten": lambda A, b, x: (A + A.T) @ x,
        "wrong_letter": lambda A, b, x: (A + A.T) @ x + x,
        "one_place_only": lambda A, b, x: A @ x + b,
        "value_for_gradient": lambda A, b, x: x @ A @ x + b @ x,
        "taken_for_symmetric_transposed": lambda A, b, x: 2 * A.T @ x + b,
        "other_place_only": lambda A, b, x: A.T @ x + b,
        "linear_part_kept": lambda A, b, x: (A + A.T) @ x + b @ x,
    },
)

THREE_SHARES = exercise(
    "THREE_SHARES",
    level=3,
    key=lambda z: np.exp(z) / np.sum(np.exp(z)),
    domain={"z": (-2, 2)},
    shapes={"z": (3,)},
    derivative_of=lambda z: np.log(np.sum(np.exp(z))),
    mistakes={
        "missing_inner": lambda z: np.ones(3) / np.sum(np.exp(z)),
        "missing_outer": np.exp,
        "sum_for_each": lambda z: np.ones(3),
        "exponentials_lost": lambda z: z / np.sum(z),
        "scalar_for_vector": lambda z: 1.0,
        "logarithm_termwise": lambda z: z,
        "logarithm_of_the_shares": lambda z: z - np.log(np.sum(np.exp(z))),
    },
)

BY_A_MATRIX = exercise(
    "BY_A_MATRIX",
    level=3,
    key=np.outer,
    domain={"a": (-2, 2), "b": (-2, 2)},
    shapes={"a": (2,), "b": (3,)},
    mistakes={
        "only_b": lambda a, b: np.tile(b, (2, 1)),
        "only_a": lambda a, b: np.tile(a[:, None], (1, 3)),
        "sum_for_product": lambda a, b: np.add.outer(a, b),
        "layout": lambda a, b: np.outer(b, a),
        "scalar_for_matrix": lambda a, b: np.sum(a) * np.sum(b),
    },
)

WITHOUT_A_FORMULA = exercise(
    "WITHOUT_A_FORMULA",
    level=1,
    key=3.5,
    mistakes={
        "minus_lost": 3.1,
        "one_knob": 3.3,
        "other_knob": 3.2,
        "change_only": 0.5,
        "step_forgotten": 5,
        "place_for_step": 4.5,
    },
)

TWO_RULES = exercise(
    "TWO_RULES",
    level=1,
    key=[7, 0],
    mistakes={
        "linear_part_forgotten": [6, 2],
        "quadratic_part_forgotten": [1, -2],
        "factor_forgotten": [4, -1],
        "value": 11,
        "linear_part_as_value": [7, 3],
    },
)

EXERCISES = exercise.all()
