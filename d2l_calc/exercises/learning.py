"""Exercises of chapter 9, from derivatives to learning."""

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)

ONE_STEP = exercise(
    "ONE_STEP",
    level=1,
    key=[9, 0],
    mistakes={
        "uphill": [11, 2],
        "forgotten_factor": [9, 0.9],
        "step_only": [1, 1],
        "forgotten_half": [8, -1],
        "no_rate": [0, -9],
    },
)

WHO_EXPLODES = exercise(
    "WHO_EXPLODES",
    level=1,
    key="B",
    mistakes={
        "size_of_start": "A",
        "both": "C",
        "limit_forgotten": "D",
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

LIMIT = exercise(
    "LIMIT",
    level=2,
    key=0.12,
    mistakes={
        "no_momentum": 0.08,
        "smallest_bend": 3,
        "wrong_way": 0.04,
        "effective_step": 0.16,
        "forgotten_two": 0.06,
        "best_rate": 2 / 26,
    },
)

BEST_RATE = exercise(
    "BEST_RATE",
    level=2,
    key=[0.2, 0.6],
    mistakes={
        "limit": [0.25, 1],
        "only_steep": [0.125, 0.75],
        "only_flat": [0.5, 0],
        "rate_for_factor": [0.2, 0.2],
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

BATCH_GRADIENT = exercise(
    "BATCH_GRADIENT",
    level=3,
    key=lambda P, Y, X: (P - Y).T @ X / len(X),
    domain={"P": (0, 1), "Y": (0, 1), "X": (-2, 2)},
    shapes={"P": (5, 3), "Y": (5, 3), "X": (5, 2)},
    mistakes={
        "layout": lambda P, Y, X: X.T @ (P - Y) / len(X),
        "sum_for_mean": lambda P, Y, X: (P - Y).T @ X,
        "sign": lambda P, Y, X: (Y - P).T @ X / len(X),
        "answer_forgotten": lambda P, Y, X: P.T @ X / len(X),
        "softmax_twice": lambda P, Y, X: (P * (1 - P) * (P - Y)).T @ X / len(X),
        "mean_over_all": lambda P, Y, X: (P - Y).T @ X / (3 * len(X)),
    },
)

HIDDEN_GRADIENT = exercise(
    "HIDDEN_GRADIENT",
    level=3,
    key=lambda G2, W2, A, X: ((G2 @ W2) * (1 - A**2)).T @ X,
    domain={"G2": (-1, 1), "W2": (-2, 2), "A": (-0.9, 0.9), "X": (-2, 2)},
    shapes={"G2": (5, 3), "W2": (3, 4), "A": (5, 4), "X": (5, 2)},
    mistakes={
        "layout": lambda G2, W2, A, X: X.T @ ((G2 @ W2) * (1 - A**2)),
        "missing_inner": lambda G2, W2, A, X: (G2 @ W2).T @ X,
        "tanh_twice": lambda G2, W2, A, X: ((G2 @ W2) * (1 - np.tanh(A) ** 2)).T @ X,
        "sigmoid": lambda G2, W2, A, X: ((G2 @ W2) * A * (1 - A)).T @ X,
        "square_forgotten": lambda G2, W2, A, X: ((G2 @ W2) * (1 - A)).T @ X,
        "value_for_slope": lambda G2, W2, A, X: ((G2 @ W2) * A).T @ X,
    },
)

EXERCISES = exercise.all()
