"""Exercises of chapter 10, training."""

from math import log

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

FIRST_LOSS = exercise(
    "FIRST_LOSS",
    level=1,
    key=log(10),
    mistakes={
        "three_classes": log(3),
        "probability": 0.1,
        "other_logarithm": 1,
        "share_wrong": 0.9,
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
        "signed": [0.2, -0.6],
    },
)

GATHERED = exercise(
    "GATHERED",
    level=2,
    key=[2, 3, 3.5],
    mistakes={
        "no_memory": [2, 2, 2],
        "nothing_fades": [2, 4, 6],
        "other_books": [1, 1.5, 1.75],
        "too_early": [0, 2, 3],
        "only_fades": [2, 1, 0.5],
    },
)

WRONG_LINE = exercise(
    "WRONG_LINE",
    level=2,
    key="C",
    mistakes={
        "output_layer": "A",
        "passed": "B",
        "two_at_once": "D",
    },
)

PEEKED = exercise(
    "PEEKED",
    level=2,
    key="B",
    mistakes={
        "same_flowers": "A",
        "labels_only": "C",
        "always_worse": "D",
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
