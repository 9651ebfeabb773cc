"""Exercises of chapter 6, the Jacobian and matrix calculus."""

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)


def _tanh_layer(W, b, x):
    """Give the Jacobian of tanh(Wx + b) with respect to x."""
    return (1 - np.tanh(W @ x + b) ** 2)[:, None] * W


SHAPE = exercise(
    "SHAPE",
    level=1,
    key=[10, 784],
    mistakes={
        "order": [784, 10],
        "outputs_only": [10, 10],
        "value_for_derivative": [10, 1],
        "shape_of_input": [784, 1],
    },
)

FIRST_JACOBIAN = exercise(
    "FIRST_JACOBIAN",
    level=1,
    key=lambda x: np.array([[2 * x[0] * x[1], x[0] ** 2], [3, 1], [0, np.cos(x[1])]]),
    domain={"x": (-2, 2)},
    shapes={"x": (2,)},
    derivative_of=lambda x: np.array([x[0] ** 2 * x[1], 3 * x[0] + x[1], np.sin(x[1])]),
    mistakes={
        "factor_forgotten": lambda x: [[2 * x[0], x[0] ** 2], [3, 1], [0, np.cos(x[1])]],
        "other_variable": lambda x: [
            [2 * x[0] * x[1], x[0] ** 2],
            [3, 1],
            [np.cos(x[1]), np.cos(x[1])],
        ],
        "summed": lambda x: [2 * x[0] * x[1] + x[0] ** 2, 4, np.cos(x[1])],
    },
)

AREA_AND_SIDE = exercise(
    "AREA_AND_SIDE",
    level=1,
    key="B",
    mistakes={
        "orientation": "A",
        "upside_down": "C",
        "factor_upside_down": "D",
    },
)

SPIRAL = exercise(
    "SPIRAL",
    level=2,
    key=lambda x: (
        np.exp(x[0]) * np.array([[np.cos(x[1]), -np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]])
    ),
    domain={"x": (-1.2, 1.2)},
    shapes={"x": (2,)},
    derivative_of=lambda x: np.exp(x[0]) * np.array([np.cos(x[1]), np.sin(x[1])]),
    mistakes={
        "sign": lambda x: (
            np.exp(x[0]) * np.array([[np.cos(x[1]), np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]])
        ),
        "factor_forgotten": lambda x: np.array(
            [[np.cos(x[1]), -np.sin(x[1])], [np.sin(x[1]), np.cos(x[1])]]
        ),
        "diagonal_only": lambda x: (
            np.exp(x[0]) * np.array([[np.cos(x[1]), 0.0], [0.0, np.cos(x[1])]])
        ),
    },
)

OTHER_BOOK = exercise(
    "OTHER_BOOK",
    level=2,
    key="C",
    mistakes={
        "one_is_wrong": "A",
        "mixed_layouts": "B",
        "scalar_for_vector": "D",
    },
)

ROW_TIMES_MATRIX = exercise(
    "ROW_TIMES_MATRIX",
    level=2,
    key=lambda A: np.array(A).T,
    domain={"A": (-3, 3)},
    shapes={"A": (4, 3)},
    jacobian=True,
    mistakes={
        "summed": lambda A: np.sum(A, axis=0),
        "power_rule": lambda A: 2 * np.array(A).T,
    },
)

SCALAR_TIMES_VECTOR = exercise(
    "SCALAR_TIMES_VECTOR",
    level=2,
    key=lambda a, x: np.outer(x, a) + np.dot(a, x) * np.eye(3),
    domain={"a": (-2, 2), "x": (-2, 2)},
    shapes={"a": (3,), "x": (3,)},
    derivative_of=lambda a, x: np.dot(a, x) * x,
    by=["x"],
    mistakes={
        "scalar_held_constant": lambda a, x: np.dot(a, x) * np.eye(3),
        "vector_held_constant": lambda a, x: np.outer(x, a),
        "inner_for_outer": lambda a, x: np.dot(a, x) * np.eye(3) + np.dot(a, x),
        "product_of_derivatives": lambda a, x: a + x,
    },
)

QUADRATIC_FORM = exercise(
    "QUADRATIC_FORM",
    level=3,
    key=lambda A, x: x @ (A + A.T),
    domain={"A": (-3, 3), "x": (-2, 2)},
    shapes={"A": (3, 3), "x": (3,)},
    derivative_of=lambda A, x: x @ A @ x,
    by=["x"],
    mistakes={
        "symmetric_only": lambda A, x: 2 * A @ x,
        "same_term_twice": lambda A, x: 2 * x @ A,
        "one_factor_only": lambda A, x: x @ A,
        "other_factor_only": lambda A, x: A @ x,
        "value_for_slope": lambda A, x: x @ A @ x,
    },
)

TANH_LAYER = exercise(
    "TANH_LAYER",
    level=3,
    key=_tanh_layer,
    domain={"W": (-1, 1), "b": (-1, 1), "x": (-1, 1)},
    shapes={"W": (3, 4), "b": (3,), "x": (4,)},
    derivative_of=lambda W, b, x: np.tanh(W @ x + b),
    by=["x"],
    mistakes={
        "activation_forgotten": lambda W, b, x: W,
        "value_for_slope": lambda W, b, x: np.tanh(W @ x + b)[:, None] * W,
        "missing_inner": lambda W, b, x: 1 - np.tanh(W @ x + b) ** 2,
        "wrong_place": lambda W, b, x: (1 - W**2) * W,
        "square_forgotten": lambda W, b, x: (1 - np.tanh(W @ x + b))[:, None] * W,
        "sigmoid": lambda W, b, x: (np.tanh(W @ x + b) * (1 - np.tanh(W @ x + b)))[:, None] * W,
    },
)

SPREAD = exercise(
    "SPREAD",
    level=3,
    key=lambda x: (x - np.mean(x)) / (np.size(x) * np.std(x)),
    domain={"x": (-3, 3)},
    shapes={"x": [(5,), (2,), (3,)]},
    derivative_of=np.std,
    mistakes={
        "outer_forgotten": lambda x: 2 * (x - np.mean(x)) / np.size(x),
        "count_forgotten": lambda x: (x - np.mean(x)) / np.std(x),
        "mean_forgotten": lambda x: x / (np.size(x) * np.std(x)),
        "own_term_only": lambda x: (
            (1 - 1 / np.size(x)) * (x - np.mean(x)) / (np.size(x) * np.std(x))
        ),
        "variance": lambda x: (x - np.mean(x)) / (np.size(x) * np.var(x)),
        "sample_deviation": lambda x: (x - np.mean(x)) / ((np.size(x) - 1) * np.std(x, ddof=1)),
    },
)

SHAPE_FIRST = exercise(
    "SHAPE_FIRST",
    level=1,
    key=[2, 4],
    mistakes={
        "order": [4, 2],
        "shape_of_matrix": [2, 3],
        "shape_of_inner": [3, 4],
        "value_for_derivative": [2, 1],
    },
)

SQUARED_ENTRIES = exercise(
    "SQUARED_ENTRIES",
    level=2,
    key=lambda x: np.diag(2 * x),
    domain={"x": (-2, 2)},
    shapes={"x": (3,)},
    derivative_of=lambda x: x * x,
    mistakes={
        "one_factor_only": np.diag,
        "diagonal_only": lambda x: 2 * x,
        "dot_product": lambda x: 2 * np.sum(x * x),
        "value_for_slope": lambda x: x * x,
        "column_times_row": lambda x: 2 * np.outer(x, x),
    },
)

EXERCISES = exercise.all()
