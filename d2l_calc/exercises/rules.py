"""Exercises of chapter 2, the differentiation rules."""

from d2l_calc.grader import Bank

exercise = Bank(__name__)

POLYNOMIAL = exercise(
    "POLYNOMIAL",
    level=1,
    key="12x³ - 2",
    domain={"x": (-2, 2)},
    derivative_of="3x⁴ - 2x + 7",
    mistakes={
        "power_not_lowered": "12*x**4 - 2*x",
        "factor_forgotten": "3*x**3 - 2",
        "constant_kept": "12*x**3 - 2 + 7",
        "linear_term": "12*x**3 - 2*x",
        "second_derivative": "36x²",
    },
)

CORNER = exercise(
    "CORNER",
    level=1,
    key="C",
    mistakes={
        "one_side_only": "A",
        "two_sides_only": "B",
        "not_smaller": "D",
    },
)

PRODUCT_OF_VALUES = exercise(
    "PRODUCT_OF_VALUES",
    level=1,
    key=23,
    mistakes={
        "product_of_derivatives": 20,
        "wrong_partners": 22,
        "sum_of_derivatives": 9,
        "one_strip": 15,
        "other_strip": 8,
        "quotient_sign": 7,
        "value_for_slope": 6,
    },
)

CONSTANT_FACTOR = exercise(
    "CONSTANT_FACTOR",
    level=1,
    key="B",
    mistakes={
        "product_of_derivatives": "A",
        "derivative_of_a_constant": "C",
        "constant_is_a_function": "D",
    },
)

ORDER = exercise(
    "ORDER",
    level=1,
    key=37,
    mistakes={
        "order": 15,
        "product_for_composition": 30,
        "inner_only": 6,
        "outer_only": 5,
        "square_of_x_only": 13,
        "one_forgotten": 36,
        "added_first": 49,
    },
)

LOG_PRODUCT = exercise(
    "LOG_PRODUCT",
    level=2,
    key="2x ln(x) + x",
    domain={"x": (0.2, 4)},
    derivative_of="x² ln(x)",
    mistakes={
        "product_of_derivatives": "2",
        "sum_of_derivatives": "2*x + 1/x",
        "one_strip": "2*x*log(x)",
        "other_strip": "x",
        "quotient_sign": "2*x*log(x) - x",
        "other_not_differentiated": "2x ln(x) + x²",
        "second_derivative": "2ln(x) + 3",
    },
)

QUOTIENT = exercise(
    "QUOTIENT",
    level=2,
    key="(2(x² + 1) - 2x(2x + 1)) / (x² + 1)²",
    domain={"x": (-3, 3)},
    derivative_of="(2x + 1) / (x² + 1)",
    mistakes={
        "upside_down": "((2*x + 1)*2*x - 2*(x**2 + 1)) / (x**2 + 1)**2",
        "quotient_of_derivatives": "2 / (2*x)",
        "square_forgotten": "(2*(x**2 + 1) - (2*x + 1)*2*x) / (x**2 + 1)",
        "product_sign": "(2*(x**2 + 1) + (2*x + 1)*2*x) / (x**2 + 1)**2",
        "denominator_forgotten": "2*(x**2 + 1) - (2*x + 1)*2*x",
    },
)

CHAIN_OF_VALUES = exercise(
    "CHAIN_OF_VALUES",
    level=2,
    key=21,
    mistakes={
        "wrong_place": 12,
        "missing_inner": 7,
        "derivative_inside": 11,
        "derivative_inside_too": 33,
        "inner_only": 3,
        "sum_for_product": 10,
        "inner_in_wrong_place": 28,
        "value_of_inner": 14,
    },
)

GAUSSIAN = exercise(
    "GAUSSIAN",
    level=2,
    key="-x exp(-x²/2)",
    domain={"x": (-2.5, 2.5)},
    derivative_of="exp(-x²/2)",
    mistakes={
        "derivative_inside": "exp(-x)",
        "power_rule": "-x**2/2 * exp(-x**2/2 - 1)",
        "half_forgotten": "-2*x*exp(-x**2/2)",
        "inner_only": "-x",
        "inner_not_differentiated": "-x²/2 exp(-x²/2)",
        "derivative_inside_too": "-x exp(-x)",
    },
)

THREE_LAYERS = exercise(
    "THREE_LAYERS",
    level=2,
    key="2sin(3x) cos(3x) · 3",
    domain={"x": (-2, 2)},
    derivative_of="sin²(3x)",
    mistakes={
        "missing_inner": "2*sin(3*x)*cos(3*x)",
        "missing_middle": "6*sin(3*x)",
        "outer_only": "2*sin(3*x)",
        "derivative_inside": "2*cos(3*x)*3",
        "square_of_derivative": "9*cos(3*x)**2",
        "sign": "-6*sin(3*x)*cos(3*x)",
        "derivative_of_inside_squared": "2cos(3x)",
        "inside_replaced": "6sin(x) cos(x)",
    },
)

EXPONENTIAL = exercise(
    "EXPONENTIAL",
    level=2,
    key="2x ln(2) 2^(x²)",
    domain={"x": (-1, 1)},
    derivative_of="2^(x²)",
    mistakes={
        "log_forgotten": "2*x * 2**(x**2)",
        "missing_inner": "log(2) * 2**(x**2)",
        "power_rule": "x**2 * 2**(x**2 - 1)",
        "value_for_slope": "2**(x**2)",
        "log_divided": "2*x * 2**(x**2) / log(2)",
        "derivative_inside": "ln(2) 2^(2x)",
        "inner_not_differentiated": "x² ln(2) 2^(x²)",
    },
)

SLOPE_OF_SIGMOID = exercise(
    "SLOPE_OF_SIGMOID",
    level=2,
    key="B",
    mistakes={
        "scale": "A",
        "missing_outer": "C",
        "height_for_slope": "D",
        "missing_inner": "E",
    },
)

X_TO_THE_X = exercise(
    "X_TO_THE_X",
    level=3,
    key="x^(2x) (2ln(x) + 2)",
    domain={"x": (0.2, 2)},
    derivative_of="x^(2x)",
    mistakes={
        "power_rule": "2*x * x**(2*x - 1)",
        "exponential_rule": "2 * x**(2*x) * log(x)",
        "missing_inner": "x**(2*x) * (log(x) + 1)",
        "inner_only": "2*log(x) + 2",
        "product_of_derivatives": "x**(2*x) * 2 / x",
        "half_of_the_product_rule": "x^(2x) (2ln(x) + 1)",
        "half_of_the_exponential_rule": "x^(2x) ln(x)",
    },
)

INVERSE = exercise(
    "INVERSE",
    level=3,
    key=0.25,
    mistakes={
        "not_inverted": 4,
        "wrong_place": 1 / 13,
        "wrong_place_not_inverted": 13,
        "one_over_value": 0.1,
        "reciprocal_function": -13 / 100,
        "value_for_slope": 1,
        "one_over_place": 0.5,
        "value": 10,
    },
)

SWISH = exercise(
    "SWISH",
    level=3,
    key="σ(x) + x σ(x)(1 - σ(x))",
    domain={"x": (-3, 3)},
    derivative_of="x σ(x)",
    mistakes={
        "product_of_derivatives": "σ(x)(1 - σ(x))",
        "one_strip": "σ(x)",
        "other_strip": "x σ(x)(1 - σ(x))",
        "derivative_of_sigmoid": "σ(x) + x(1 - σ(x))",
        "sum_of_derivatives": "1 + σ(x)(1 - σ(x))",
    },
)

NEURON = exercise(
    "NEURON",
    level=3,
    key="-2(1 - σ(2w - 1))",
    domain={"w": (-2, 2)},
    derivative_of="-ln(σ(2w - 1))",
    mistakes={
        "outer_only": "-1/σ(2w - 1)",
        "missing_inner": "-(1 - σ(2w - 1))",
        "missing_middle": "-2/σ(2w - 1)",
        "wrong_place": "-2(1 - σ(w))",
        "sign": "2(1 - σ(2w - 1))",
        "variable": "-2(1 - w)",
        "outer_forgotten": "-2σ(2w - 1)(1 - σ(2w - 1))",
        "cancelled_wrongly": "-2σ(2w - 1)",
    },
)

EXERCISES = exercise.all()
