"""Exercises of chapter 3, extrema."""

import math

import numpy as np

from d2l_calc.grader import Bank

exercise = Bank(__name__)

STATIONARY_POINTS = exercise(
    "STATIONARY_POINTS",
    level=1,
    key={-2, 2},
    mistakes={
        "value_for_slope": {-math.sqrt(12), 0, math.sqrt(12)},
        "one_root": {2},
        "second_derivative": {0},
        "no_root": {-4, 4},
        "values": {-16, 16},
    },
)

READ_THE_DERIVATIVE = exercise(
    "READ_THE_DERIVATIVE",
    level=1,
    key="A",
    mistakes={
        "lowest_of_derivative": "B",
        "order_of_signs": "C",
        "no_extremum": "D",
    },
)

ONE_STEP = exercise(
    "ONE_STEP",
    level=1,
    key=[2.4, -3, -9],
    mistakes={
        "uphill": [3.6, 9, 15],
        "value_for_slope": [2.1, -6, -15],
        "step_only": [-0.6, -6, -12],
        "forgotten_factor": [2.7, 0, -3],
        "one_after_the_other": [2.4, -2.4, 7.2],
    },
)

CLASSIFY = exercise(
    "CLASSIFY",
    level=2,
    key={0: "none", 1: "min"},
    mistakes={
        "stationary_is_extremum": {0: "max", 1: "min"},
        "two_valleys": {0: "min", 1: "min"},
        "lost_root": {1: "min"},
        "bend_upside_down": {0: "none", 1: "max"},
    },
)

BOTH_ZERO = exercise(
    "BOTH_ZERO",
    level=2,
    key="D",
    mistakes={
        "zero_is_inflection": "A",
        "never_an_extremum": "B",
        "stationary_is_extremum": "C",
    },
)

INFLECTIONS = exercise(
    "INFLECTIONS",
    level=2,
    key={1},
    mistakes={
        "zero_is_inflection": {0, 1},
        "wrong_zero": {0},
        "first_derivative": {0, 4 / 3},
        "valley": {4 / 3},
        "every_candidate": {0, 1, 4 / 3},
        "value_for_bend": {0, 5 / 3},
    },
)

ON_AN_INTERVAL = exercise(
    "ON_AN_INTERVAL",
    level=2,
    key=[-2, 18],
    mistakes={
        "ends_forgotten": [-2, 2],
        "only_ends": [0, 18],
        "place_for_value": [1, 3],
        "one_end": [-2, 0],
        "order": [18, -2],
        "slopes_for_values": [0, 24],
        "ends_themselves": [0, 3],
    },
)

LARGEST_RATE = exercise(
    "LARGEST_RATE",
    level=2,
    key=0.2,
    mistakes={
        "same_limit": 1,
        "wrong_way": 5,
        "one_step": 0.1,
        "forgotten_factor": 0.4,
        "bend_itself": 10,
    },
)

WHICH_VALLEY = exercise(
    "WHICH_VALLEY",
    level=3,
    key="A",
    mistakes={
        "stops_at_the_top": "B",
        "nearest_valley": "C",
        "diverges": "D",
    },
)

BEST_KNOB = exercise(
    "BEST_KNOB",
    level=3,
    key=lambda x, y: np.sum(np.multiply(x, y)) / np.sum(np.multiply(x, x)),
    domain={"x": (0.5, 3), "y": (0.5, 3)},
    shapes={"x": (3,), "y": (3,)},
    mistakes={
        "ratio_of_means": lambda x, y: np.mean(y) / np.mean(x),
        "mean_of_ratios": lambda x, y: np.mean(y / x),
        "not_solved": lambda x, y: np.sum(x * y),
        "square_of_the_sum": lambda x, y: np.sum(x * y) / np.sum(x) ** 2,
        "wrong_letter": lambda x, y: np.sum(x * y) / np.sum(y * y),
        "with_intercept": lambda x, y: np.polyfit(x, y, 1)[0],
        "mean_squared": lambda x, y: np.mean(x * y) / np.mean(x) ** 2,
    },
)

ORIGINAL = exercise(
    "ORIGINAL",
    level=2,
    key="D",
    mistakes={
        "differentiated": "A",
        "sign": "B",
        "value_for_slope": "C",
    },
)

BOX = exercise(
    "BOX",
    level=3,
    key=[4.0423, 1128.495],
    rtol=1.5e-3,
    mistakes={
        "outside": [12.8577, -241.58],
        "one_cut_a_side": [8.0847, 2257],
        "square_sheet": [3.5, 1112.3],
        "end": [10.5, 0],
        "other_order": [1128.495, 4.0423],
    },
)

BOWL = exercise(
    "BOWL",
    level=1,
    key=1,
    mistakes={
        "first_derivative": 0,
        "value_for_bend": 4,
        "sign": -1,
        "factor_forgotten": -0.5,
        "one_power_short": 2,
    },
)

EXERCISES = exercise.all()
