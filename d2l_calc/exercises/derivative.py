"""Exercises of chapter 1, the derivative."""

from d2l_calc.grader import Bank

exercise = Bank(__name__)

SLOPE_OF_A_LINE = exercise(
    "SLOPE_OF_A_LINE",
    level=1,
    key=-3,
    mistakes={
        "upside_down": -1 / 3,
        "only_rise": -6,
        "intercept": 8,
        "sign_of_value": -2,
        "only_run": 2,
    },
)

STEEPEST_POINT = exercise(
    "STEEPEST_POINT",
    level=1,
    key="B",
    mistakes={
        "value_for_slope": "A",
        "still_steeper": "C",
        "bottom_for_steepest": "D",
    },
)

LEVEL_TANGENTS = exercise(
    "LEVEL_TANGENTS",
    level=1,
    key={-1, 1},
    atol=0.05,
    mistakes={
        "value_for_slope": {-2, 1},
        "height_of_zero": {-2},
        "steepest": {0},
        "heights": {0, 4},
    },
)

AVERAGE_RATE = exercise(
    "AVERAGE_RATE",
    level=1,
    key=3.5,
    mistakes={
        "only_rise": 1.75,
        "upside_down": 2 / 7,
        "limit_too_early": 2,
        "rate_at_the_end": 5,
        "value_for_slope": 0.75,
        "sign_of_start": -0.5,
        "multiplied": 0.875,
    },
)

FROM_OUTSIDE = exercise(
    "FROM_OUTSIDE",
    level=2,
    key=0.5,
    atol=0.005,
    mistakes={
        "same": 1,
        "upside_down": 2,
        "doubling": 0.25,
        "side": -0.5,
    },
)

VANISHING_SECANT = exercise(
    "VANISHING_SECANT",
    level=2,
    key="C",
    mistakes={
        "secant_vanishes": "A",
        "zero_over_zero": "B",
        "small_enough": "D",
    },
)

DIFFERENCE_QUOTIENT = exercise(
    "DIFFERENCE_QUOTIENT",
    level=2,
    key="3x² + 3xh + h²",
    defined_at={"h": 0},
    domain={"x": (-3, 3), "h": [(-1, -0.05), (0.05, 1)]},
    mistakes={
        "limit_too_early": "3*x**2",
        "cross_terms": "h**2",
        "not_divided": "3*x**2*h + 3*x*h**2 + h**3",
        "coefficients": "x**2 + x*h + h**2",
        "one_cross_term": "3*x**2 + h**2",
        "one_term_not_divided": "3*x**2 + 3*x*h + h**3",
        "derivative_at_the_end": "3(x + h)²",
    },
)

RECIPROCAL = exercise(
    "RECIPROCAL",
    level=2,
    key="-1/x²",
    domain={"x": [(-3, -0.3), (0.3, 3)]},
    derivative_of="1/x",
    mistakes={
        "denominator": "-1/x",
        "bottom_only": "1",
        "reversed": "log(abs(x))",
    },
)

TANGENT_LINE = exercise(
    "TANGENT_LINE",
    level=2,
    key="4(x - 1)",
    domain={"x": (-2, 2)},
    mistakes={
        "derivative_for_tangent": "3x² + 1/x²",
        "slope_only": 4,
        "through_origin": "4x",
        "shift": "4(x + 1)",
        "slope_of_reciprocal": "2(x - 1)",
        "one_part_only": "3(x - 1)",
        "value_for_slope": "x³ - 1/x",
        "slope_that_changes": "(3x² + 1/x²)(x - 1)",
    },
)

CORNER = exercise(
    "CORNER",
    level=2,
    key=[0, 1],
    mistakes={
        "swapped": [1, 0],
        "central_difference": [0.5, 0.5],
        "one_number_for_two": 0.5,
        "value_for_slope": [0, 0],
        "absolute_value": [-1, 1],
        "sign_of_h": [1, 1],
    },
)

MOTION = exercise(
    "MOTION",
    level=2,
    key=[4, 8, 6],
    mistakes={
        "one_too_far": [8, 6, 0],
        "value_for_slope": [4, 4, 6],
        "average_rate": [4, 2, 6],
        "velocity_twice": [4, 8, 8],
        "coefficient": [4, 8, 3],
        "derivative_of_a_value": [4, 8, 0],
        "term_lost": [4, 12, 6],
        "time_kept": [4, 8, 12],
    },
)

SINGLE_PRECISION = exercise(
    "SINGLE_PRECISION",
    level=3,
    key="C",
    mistakes={
        "as_in_float64": "A",
        "at_epsilon": "B",
        "central_difference": "D",
        "truncation": "E",
    },
)

SAME_SLOPE = exercise(
    "SAME_SLOPE",
    level=3,
    key="(a + b)/2",
    domain={"a": (-3, 0.5), "b": (1, 4)},
    mistakes={
        "rate_itself": "3*(a + b) - 4",
        "half_the_width": "(b - a)/2",
        "twice_as_far": "a + b",
        "not_solved": "3*(a + b)",
        "constant_kept": "(3(a + b) - 4)/6",
    },
)

LINEAR_PREDICTION = exercise(
    "LINEAR_PREDICTION",
    level=1,
    key=4.7,
    mistakes={
        "sign": 5.3,
        "change_only": -0.3,
        "whole_step": 2,
        "place_for_step": -1.3,
        "value_unchanged": 5,
        "slope_not_scaled": 4.9,
    },
)

MEANING = exercise(
    "MEANING",
    level=1,
    key="C",
    mistakes={
        "change_for_rate": "A",
        "value_for_slope": "B",
        "upside_down": "D",
    },
)

WHICH_DERIVATIVE = exercise(
    "WHICH_DERIVATIVE",
    level=2,
    key="C",
    mistakes={
        "sign": "A",
        "shape_of_the_function": "B",
        "far_out": "D",
    },
)

SPEEDOMETER = exercise(
    "SPEEDOMETER",
    level=2,
    key=16.6,
    atol=0.1,
    unit={
        "m/s": 1,
        "km/h": 1 / 3.6,
        "米/秒": 1,
        "公里/小时": 1 / 3.6,
        "千米/小时": 1 / 3.6,
    },
    mistakes={
        "only_after": 17.1,
        "only_before": 16.1,
        "from_the_start": 12.86,
        "only_rise": 33.2,
        "value_for_slope": 128.6,
        "unit_forgotten": 59.76,
    },
)

EXERCISES = exercise.all()
