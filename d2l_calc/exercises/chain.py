"""Exercises of chapter 7, the chain rule in several variables."""

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)

MOVE_A_LITTLE = exercise(
    "MOVE_A_LITTLE",
    level=1,
    key="C",
    mistakes={
        "one_path": "A",
        "other_path": "B",
        "paths_multiplied": "D",
    },
)

COUNT_PATHS = exercise(
    "COUNT_PATHS",
    level=1,
    key=27,
    mistakes={
        "nodes_counted": 9,
        "edges_counted": 24,
        "one_column": 3,
        "one_too_many": 81,
    },
)

ALONG_A_CURVE = exercise(
    "ALONG_A_CURVE",
    level=1,
    key="2t² sin(t)cos(t) + 2t sin²(t)",
    domain={"t": (0.2, 3)},
    derivative_of="sin²(t) t²",
    mistakes={
        "one_path": "2*t**2*sin(t)*cos(t)",
        "other_path": "2*t*sin(t)**2",
        "missing_inner": "2*t**2*sin(t) + sin(t)**2",
        "other_factor_lost": "2*sin(t)*cos(t) + 2*t",
        "paths_multiplied": "4*t*sin(t)**2*t**2*cos(t)*sin(t)",
        "product_of_derivatives": "4t sin(t) cos(t)",
    },
)


def _three_paths(fx, fy, fz, xa, ya, za, xb, yb, zb):
    return np.array([fx * xa + fy * ya + fz * za, fx * xb + fy * yb + fz * zb])


THREE_PATHS = exercise(
    "THREE_PATHS",
    level=2,
    key=_three_paths,
    domain=dict.fromkeys(["fx", "fy", "fz", "xa", "ya", "za", "xb", "yb", "zb"], (-2, 2)),
    mistakes={
        "one_path": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [fx * xa, fx * xb],
        "sums_multiplied": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
            (fx + fy + fz) * (xa + ya + za),
            (fx + fy + fz) * (xb + yb + zb),
        ],
        "paths_multiplied": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
            fx * fy * fz * xa * ya * za,
            fx * fy * fz * xb * yb * zb,
        ],
        "outer_forgotten": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [xa + ya + za, xb + yb + zb],
        "order": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
            fx * xb + fy * yb + fz * zb,
            fx * xa + fy * ya + fz * za,
        ],
        "one_path_forgotten": lambda fx, fy, fz, xa, ya, za, xb, yb, zb: [
            fx * xa + fy * ya,
            fx * xb + fy * yb,
        ],
    },
)


FOUR_PATHS = exercise(
    "FOUR_PATHS",
    level=2,
    key="[4(2r + s)(r - s²) + (2r + s)², 2(2r + s)(r - s²) - 2s(2r + s)²]",
    domain={"r": (-2, 2), "s": (-2, 2)},
    derivative_of="(2r + s)²(r - s²)",
    mistakes={
        "one_path": "[4(2r + s)(r - s²), 2(2r + s)(r - s²)]",
        "other_paths": "[(2r + s)², -2s(2r + s)²]",
        "missing_inner": "[2(2r + s)(r - s²) + (2r + s)², 2(2r + s)(r - s²) + (2r + s)²]",
        "sign_of_one_piece": "[4(2r + s)(r - s²) + (2r + s)², 2(2r + s)(r - s²) + 2s(2r + s)²]",
        "order": "[2(2r + s)(r - s²) - 2s(2r + s)², 4(2r + s)(r - s²) + (2r + s)²]",
    },
)


USED_TWICE = exercise(
    "USED_TWICE",
    level=2,
    key="2(w tanh(w) - 1)(tanh(w) + w(1 - tanh²(w)))",
    domain={"w": (-2, 2)},
    derivative_of="(w tanh(w) - 1)²",
    mistakes={
        "one_path": "2*(w*tanh(w) - 1)*tanh(w)",
        "other_path": "2*(w*tanh(w) - 1)*w*(1 - tanh(w)**2)",
        "outer_forgotten": "tanh(w) + w*(1 - tanh(w)**2)",
        "product_of_derivatives": "2*(w*tanh(w) - 1)*(1 - tanh(w)**2)",
        "inner_forgotten": "2*(w*tanh(w) - 1)",
    },
)

BACK_TO_THE_INPUT = exercise(
    "BACK_TO_THE_INPUT",
    level=2,
    key=[2, 5],
    mistakes={
        "not_transposed": [0, 1],
        "forward_value": [5, -1],
        "componentwise": [6, -1],
        "one_path": [2, 0],
        "second_path_forgotten": [2, 4],
    },
)

GRADIENT_OF_WEIGHTS = exercise(
    "GRADIENT_OF_WEIGHTS",
    level=2,
    key=lambda x, g: np.outer(g, x),
    domain={"x": (-2, 2), "g": (-2, 2)},
    shapes={"x": (3,), "g": (2,)},
    mistakes={
        "layout": lambda x, g: np.outer(x, g),
        "index": lambda x, g: np.sum(g) * np.ones((2, 1)) * x,
        "outer_forgotten": lambda x, g: np.ones((2, 1)) * x,
        "inner_forgotten": lambda x, g: np.ones((1, 3)) * g[:, None],
    },
)

WHICH_ORDER = exercise(
    "WHICH_ORDER",
    level=2,
    key="B",
    mistakes={
        "reverse_always": "A",
        "order_does_not_matter": "C",
    },
)

LEAST_SQUARES = exercise(
    "LEAST_SQUARES",
    level=3,
    key=lambda X, w, y: 2 * X.T @ (X @ w - y),
    derivative_of=lambda X, w, y: np.sum((X @ w - y) ** 2),
    by=["w"],
    domain={"X": (-2, 2), "w": (-2, 2), "y": (-2, 2)},
    shapes={"X": (4, 3), "w": (3,), "y": (4,)},
    mistakes={
        "sign": lambda X, w, y: 2 * X.T @ (y - X @ w),
        "outer_factor": lambda X, w, y: X.T @ (X @ w - y),
        "target_lost": lambda X, w, y: 2 * X.T @ (X @ w),
        "outer_forgotten": lambda X, w, y: X.T @ np.ones(4),
        "one_path": lambda X, w, y: 2 * (X[0] @ w - y[0]) * X[0],
        "mean_for_sum": lambda X, w, y: 2 * X.T @ (X @ w - y) / 4,
        "inner_forgotten": lambda X, w, y: 2 * (X @ w - y),
    },
)

SHORTCUT = exercise(
    "SHORTCUT",
    level=3,
    key=1.25**10,
    rtol=2e-3,
    mistakes={
        "one_path": 0.25**10,
        "added_once": 1 + 0.25**10,
        "layers_added": 12.5,
        "one_layer": 1.25,
        "slopes_added": 1 + 10 * 0.25,
        "one_layer_short": 1.25**9,
    },
)

LEFT_FACTOR = exercise(
    "LEFT_FACTOR",
    level=1,
    key=[2, 5],
    mistakes={
        "other_way_round": [5, 2],
        "inner_for_outer": [5, 3],
        "whole_for_factor": [2, 3],
    },
)

PAST_AND_THROUGH = exercise(
    "PAST_AND_THROUGH",
    level=1,
    key=33,
    mistakes={
        "one_path": 24,
        "other_path": 9,
        "paths_multiplied": 216,
        "product_of_derivatives": 6,
        "value_for_slope": 36,
    },
)

EXERCISES = exercise.all()
