"""Exercises of chapter 8, softmax and cross-entropy."""

import math

import numpy as np

from d2l_calc.grader import Bank
from d2l_calc.saved import cross_entropy, softmax

exercise = Bank(__name__)


def _log_softmax(z):
    shifted = z - np.max(z)
    return shifted - np.log(np.sum(np.exp(shifted)))


SHIFT = exercise(
    "SHIFT",
    level=1,
    key="C",
    mistakes={
        "size_for_difference": "A",
        "denominator_only": "B",
        "overflow": "D",
    },
)

READ_THE_BARS = exercise(
    "READ_THE_BARS",
    level=1,
    key=[0.2, -0.3, 0.1],
    atol=0.04,
    mistakes={
        "prediction_alone": [0.2, 0.7, 0.1],
        "sign": [-0.2, 0.3, -0.1],
        "only_diagonal": [0, -0.3, 0],
        "wrong_class": [-0.8, 0.7, 0.1],
        "one_everywhere": [-0.8, -0.3, -0.9],
    },
)

ONE_LOSS = exercise(
    "ONE_LOSS",
    level=1,
    key=-math.log(0.3),
    atol=1e-3,
    mistakes={
        "common_logarithm": -math.log10(0.3),
        "binary_logarithm": -math.log2(0.3),
        "sign": math.log(0.3),
        "largest_for_truth": -math.log(0.6),
        "truth_forgotten": -math.log(0.1) - math.log(0.6) - math.log(0.3),
        "distance_to_one": 0.7,
        "wrong_class": -math.log(0.1),
        "probability": 0.3,
    },
)

BY_HAND = exercise(
    "BY_HAND",
    level=2,
    key=[0.125, -0.75, 0.625],
    mistakes={
        "prediction_alone": [0.125, 0.25, 0.625],
        "sign": [-0.125, 0.75, -0.625],
        "only_diagonal": [0, -0.75, 0],
        "loss_by_probability": [0, -4, 0],
        "not_normalized": [1, 1, 5],
        "wrong_class": [-0.875, 0.25, 0.625],
    },
)

ONE_ENTRY = exercise(
    "ONE_ENTRY",
    level=2,
    key=-5 / 64,
    mistakes={
        "only_diagonal": 0,
        "sign": 5 / 64,
        "diagonal_formula": 7 / 64,
        "diagonal_of_third": 15 / 64,
        "not_normalized": -5,
        "wrong_index": -2 / 64,
        "value_for_slope": 1 / 8,
    },
)

_SECOND = np.array([0, 1, 0])

TEMPERATURE = exercise(
    "TEMPERATURE",
    level=2,
    key=lambda z, T: (softmax(z / T) - _SECOND) / T,
    domain={"z": (-2, 2), "T": (0.4, 3)},
    shapes={"z": (3,)},
    mistakes={
        "missing_inner": lambda z, T: softmax(z / T) - _SECOND,
        "temperature_left_out": lambda z, T: (softmax(z) - _SECOND) / T,
        "temperature_nowhere": lambda z, T: softmax(z) - _SECOND,
        "inner_upside_down": lambda z, T: (softmax(z / T) - _SECOND) * T,
        "prediction_alone": lambda z, T: softmax(z / T) / T,
        "only_diagonal": lambda z, T: -_SECOND * (1 - softmax(z / T)) / T,
    },
)

_BATCH = np.eye(3)[[0, 2, 1, 0]]

BATCH = exercise(
    "BATCH",
    level=2,
    key=lambda Z: (softmax(Z) - _BATCH) / 4,
    domain={"Z": (-2, 2)},
    shapes={"Z": (4, 3)},
    derivative_of=lambda Z: np.mean(cross_entropy(Z, _BATCH)),
    mistakes={
        "layout": lambda Z: (softmax(Z) - _BATCH).T / 4,
        "mean_forgotten": lambda Z: softmax(Z) - _BATCH,
        "mean_of_entries": lambda Z: (softmax(Z) - _BATCH) / 12,
        "mean_of_classes": lambda Z: (softmax(Z) - _BATCH) / 3,
        "prediction_alone": lambda Z: softmax(Z) / 4,
        "sign": lambda Z: (_BATCH - softmax(Z)) / 4,
        "wrong_axis": lambda Z: (np.exp(Z) / np.sum(np.exp(Z)) - _BATCH) / 4,
    },
)

LOG_SOFTMAX = exercise(
    "LOG_SOFTMAX",
    level=2,
    key=_log_softmax,
    domain={"z": [(-800, -798), (798, 800)]},
    shapes={"z": (3,)},
    mistakes={
        "log_of_zero": lambda z: np.log(softmax(z)),
        "overflow": lambda z: np.log(np.exp(z) / np.sum(np.exp(z))),
        "overflow_in_sum": lambda z: z - np.log(np.sum(np.exp(z))),
        "normalizer_forgotten": lambda z: z - np.max(z),
        "normalizer_counts": lambda z: z - np.max(z) - np.log(3),
    },
)

MORE_WRONG = exercise(
    "MORE_WRONG",
    level=2,
    key="D",
    mistakes={
        "jacobian_forgotten": "A",
        "loss_for_gradient": "B",
        "proportional": "C",
    },
)

JACOBIAN_OF_LOG = exercise(
    "JACOBIAN_OF_LOG",
    level=3,
    key=lambda z: np.eye(3) - softmax(z)[None, :],
    domain={"z": (-2, 2)},
    shapes={"z": (3,)},
    derivative_of=_log_softmax,
    mistakes={
        "only_diagonal": lambda z: np.diag(1 - softmax(z)),
        "log_forgotten": lambda z: np.diag(softmax(z)) - np.outer(softmax(z), softmax(z)),
        "outer_only": lambda z: np.diag(1 / softmax(z)),
        "identity_forgotten": lambda z: np.tile(-softmax(z), (3, 1)),
        "sign": lambda z: np.eye(3) + softmax(z)[None, :],
        "outer_product": lambda z: np.eye(3) - np.outer(softmax(z), softmax(z)),
    },
)

ANY_TARGET = exercise(
    "ANY_TARGET",
    level=3,
    key=lambda z, y: softmax(z) * np.sum(y) - y,
    domain={"z": (-2, 2), "y": (0.1, 2)},
    shapes={"z": (3,), "y": (3,)},
    mistakes={
        "sum_is_not_one": lambda z, y: softmax(z) - y,
        "target_normalized": lambda z, y: softmax(z) - y / np.sum(y),
        "factor_too_wide": lambda z, y: (softmax(z) - y) * np.sum(y),
        "prediction_alone": lambda z, y: softmax(z) * np.sum(y),
        "only_diagonal": lambda z, y: -y * (1 - softmax(z)),
        "loss_by_probability": lambda z, y: -y / softmax(z),
    },
)

CURVATURE = exercise(
    "CURVATURE",
    level=3,
    key=lambda z, v: softmax(z) @ v**2 - (softmax(z) @ v) ** 2,
    domain={"z": (-2, 2), "v": (-2, 2)},
    shapes={"z": (3,), "v": (3,)},
    mistakes={
        "outer_product_forgotten": lambda z, v: softmax(z) @ v**2,
        "only_diagonal": lambda z, v: (softmax(z) * (1 - softmax(z))) @ v**2,
        "sign": lambda z, v: softmax(z) @ v**2 + (softmax(z) @ v) ** 2,
        "gradient_for_bend": lambda z, v: softmax(z) @ v,
        "diagonal_forgotten": lambda z, v: (softmax(z) @ v) ** 2,
    },
)

LARGE_SCORES = exercise(
    "LARGE_SCORES",
    level=1,
    key=12,
    atol=1e-3,
    mistakes={
        "sign": -12,
        "largest_score": 500,
        "score_of_the_truth": 488,
        "other_class": 200,
        "truth_on_top": 0,
        "factor_for_difference": math.exp(12),
    },
)

EXERCISES = exercise.all()
