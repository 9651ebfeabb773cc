"""Right and wrong answers to exercises of every chapter's kind, and what must be said of them.

    python tests/grader_answers.py      print how many were judged rightly, and how fast

Answers are Python source, so that they can be read in a test's name.
"""

import math
import statistics
import time
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from d2l_calc.exercises import book
from d2l_calc.grader import Exercise


@dataclass
class Case:
    """An exercise, answers that are right, and wrong ones with the note they must get."""

    name: str
    exercise: Exercise
    right: list[str]
    wrong: dict[str, str]


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


def central(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def forward(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h


NAMES = {"math": math, "np": np, "Fraction": Fraction, "sigmoid": sigmoid}
NAMES |= {"softmax": softmax, "central": central, "forward": forward}
BOTH_SIDES = {"x": [(-3, -0.3), (0.3, 3)]}
ONE_HOT = np.array([0, 1, 0])


CASES = [
    Case(
        "power",
        Exercise(
            lambda x: 5 * x**4,
            {"x": (-2, 2)},
            formula=True,
            derivative_of=lambda x: x**5,
            mistakes=[("5*x**5", "exponent", "The exponent drops by one.")],
        ),
        right=[
            "lambda x: 5 * x**4",
            "lambda x: 5 * x * x * x * x",
            "lambda x: 5 * math.pow(x, 4)",
            "lambda x: central(lambda t: t**5, x)",
            "'5*x^4'.replace('^', '**')",
            "'x**3 * (2*x + 3*x)'",
            "lambda x, n=5: n * x ** (n - 1)",
        ],
        wrong={
            "lambda x: 5 * x**5": "exponent",
            "lambda x: x**4": "factor",
            "lambda x: -5 * x**4": "sign",
            "lambda x: x**5": "value_for_slope",
            "lambda x: 5 * x**4 + 1": "offset",
            "lambda x: 4 * x**5": "none",
            "lambda x: 5 * abs(x) ** 3.9": "none",
            "lambda x: forward(lambda t: t**5, x)": "approximate",
            "lambda x: 5.001 * x**4": "approximate",
            "lambda x: math.log(x)": "domain_error",
            "lambda x: 5 * x**4 if x > 0 else 0": "partly",
            "lambda x: x ** 6 / 6": "none",
        },
    ),
    Case(
        "product",
        Exercise(
            lambda x: 2 * x * np.sin(x) + x**2 * np.cos(x),
            {"x": (-3, 3)},
            derivative_of=lambda x: x**2 * np.sin(x),
            mistakes=[(lambda x: 2 * x * np.cos(x), "product_of_derivatives", "Two parts move.")],
        ),
        right=[
            "lambda x: x * (2 * math.sin(x) + x * math.cos(x))",
            "lambda x: 2 * x * np.sin(x) + x**2 * np.sin(x + np.pi / 2)",
            "lambda x: central(lambda t: t**2 * np.sin(t), x)",
        ],
        wrong={
            "lambda x: 2 * x * np.cos(x)": "product_of_derivatives",
            "lambda x: x**2 * np.sin(x)": "value_for_slope",
            "lambda x: 2 * x * np.sin(x)": "none",
            "lambda x: x**2 * np.cos(x)": "none",
            "lambda x: 2 * x * np.sin(x) - x**2 * np.cos(x)": "none",
            "lambda x: -2 * x * np.sin(x) - x**2 * np.cos(x)": "sign",
            "lambda x: 4 * x * np.sin(x) + 2 * x**2 * np.cos(x)": "factor",
            "lambda x: forward(lambda t: t**2 * np.sin(t), x, 1e-4)": "approximate",
        },
    ),
    Case(
        "quotient",
        Exercise(
            lambda x: (x * np.cos(x) - np.sin(x)) / x**2,
            BOTH_SIDES,
            derivative_of=lambda x: np.sin(x) / x,
            mistakes=[
                (lambda x: np.cos(x), "derivatives_divided", "A quotient has its own rule."),
                (
                    lambda x: (np.sin(x) - x * np.cos(x)) / x**2,
                    "upside_down",
                    "Which product comes first?",
                ),
                (
                    lambda x: (x * np.cos(x) + np.sin(x)) / x**2,
                    "plus_for_minus",
                    "The product rule has a plus; and the quotient rule?",
                ),
            ],
        ),
        right=[
            "lambda x: np.cos(x) / x - np.sin(x) / x**2",
            "lambda x: (np.cos(x) - np.sin(x) / x) / x",
        ],
        wrong={
            "lambda x: np.cos(x)": "derivatives_divided",
            "lambda x: (np.sin(x) - x * np.cos(x)) / x**2": "upside_down",
            "lambda x: (x * np.cos(x) + np.sin(x)) / x**2": "plus_for_minus",
            "lambda x: (x * np.cos(x) - np.sin(x)) / x": "one_factor",
            "lambda x: np.cos(x) / x - np.sin(x) / abs(x) ** 2 * (x > 0)": "partly",
            "lambda x: np.sin(x) / x": "value_for_slope",
            "lambda x: math.sqrt(x)": "domain_error",
        },
    ),
    Case(
        "chain",
        Exercise(
            lambda x: 2 * x * np.cos(x**2 + 1),
            {"x": (-2, 2)},
            formula=True,
            derivative_of=lambda x: np.sin(x**2 + 1),
            mistakes=[
                ("cos(x**2 + 1)", "missing_inner", "And the inside?"),
                ("cos(2*x)", "derivative_inside", "The inside stays as it is."),
                ("2*x*cos(x)", "outer_argument", "Of what is the cosine taken?"),
            ],
        ),
        right=[
            "lambda x: 2 * x * np.cos(x**2 + 1)",
            "lambda x: np.cos(1 + x * x) * (x + x)",
            "'2*x*cos(x**2+1)'",
            "'2·x·np.cos(x²＋1)'",
            "'2*x*sin(x**2 + 1 + pi/2)'",
            "lambda x: central(lambda t: np.sin(t**2 + 1), x)",
        ],
        wrong={
            "lambda x: np.cos(x**2 + 1)": "missing_inner",
            "'cos(1 + x*x)'": "missing_inner",
            "lambda x: np.cos(2 * x)": "derivative_inside",
            "lambda x: 2 * x * np.cos(x)": "outer_argument",
            "lambda x: -2 * x * np.cos(x**2 + 1)": "sign",
            "lambda x: x * np.cos(x**2 + 1)": "factor",
            "lambda x: 2 * x * np.sin(x**2 + 1)": "none",
            "lambda x: np.sin(x**2 + 1)": "value_for_slope",
            "lambda x: 2 * x * np.cos(x**2)": "none",
            "lambda x: 2 * x + np.cos(x**2 + 1)": "none",
            "lambda x: 2.02 * x * np.cos(x**2 + 1)": "approximate",
            "lambda x: forward(lambda t: np.sin(t**2 + 1), x)": "approximate",
            "lambda x: forward(lambda t: np.sin(t**2 + 1), x, -1e-3)": "approximate",
        },
    ),
    Case(
        "exponential",
        Exercise(
            lambda x: 2**x * np.log(2),
            {"x": (-2, 3)},
            derivative_of=lambda x: 2**x,
            mistakes=[(lambda x: x * 2 ** (x - 1), "power_rule", "Where is the variable?")],
        ),
        right=[
            "lambda x: math.log(2) * math.exp(x * math.log(2))",
            "lambda x: np.log(4) * 2 ** (x - 1)",
        ],
        wrong={
            "lambda x: x * 2 ** (x - 1)": "power_rule",
            "lambda x: 2**x": "value_for_slope",
            "lambda x: 2**x / np.log(2)": "factor",
            "lambda x: 2**x * 0.693": "approximate",
            "lambda x: 2**x * np.log(x)": "domain_error",
            "lambda x: 2**x * np.log10(2)": "factor",
            "lambda x: np.exp(x)": "none",
        },
    ),
    Case(
        "x to the x",
        Exercise(
            lambda x: x**x * (np.log(x) + 1),
            {"x": (0.2, 3)},
            derivative_of=lambda x: x**x,
            mistakes=[
                (lambda x: x * x ** (x - 1), "power_rule", "The exponent moves too."),
                (lambda x: x**x * np.log(x), "exponential_rule", "The base moves too."),
            ],
        ),
        right=["lambda x: np.exp(x * np.log(x)) * (1 + np.log(x))"],
        wrong={
            "lambda x: x**x": "power_rule",
            "lambda x: x**x * np.log(x)": "exponential_rule",
            "lambda x: np.log(x) + 1": "none",
        },
    ),
    Case(
        "logarithm",
        Exercise(
            lambda x: 1 / (x * np.log(10)),
            {"x": (0.2, 5)},
            derivative_of=np.log10,
            mistakes=[(lambda x: 1 / x, "ln_forgotten", "To which base?")],
        ),
        right=["lambda x: np.log10(np.e) / x", "lambda x: 1 / np.log(10.0**x)"],
        wrong={
            "lambda x: 1 / x": "ln_forgotten",
            "lambda x: np.log(10) / x": "factor",
            "lambda x: 1 / (10 * x)": "factor",
            "np.log10": "value_for_slope",
            "lambda x: 0.434 / x": "approximate",
            "lambda x: 1 / (x * np.log(x))": "none",
        },
    ),
    Case(
        "absolute value",
        Exercise(
            np.sign,
            {"x": [(-2, 0), (0, 2)]},
            derivative_of=abs,
            mistakes=[(lambda x: 1, "one_side", "And on the left?")],
        ),
        right=[
            "np.sign",
            "lambda x: x / abs(x)",
            "lambda x: 1 if x > 0 else -1",
            "lambda x: np.where(x > 0, 1, -1)",
            "lambda x: [1.0] if x > 0 else [-1.0]",
        ],
        wrong={
            "lambda x: 1": "one_side",
            "lambda x: -1": "partly",
            "lambda x: 0": "none",
            "abs": "value_for_slope",
            "lambda x: x": "none",
            "lambda x: 1 if x < 0 else -1": "sign",
            "lambda x: x > 0": "partly",
        },
    ),
    Case(
        "sigmoid",
        Exercise(
            lambda x: sigmoid(x) * (1 - sigmoid(x)),
            {"x": (-4, 4)},
            derivative_of=sigmoid,
            mistakes=[(lambda x: 1 - sigmoid(x), "half", "One factor is missing.")],
        ),
        right=[
            "lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2",
            "lambda x: sigmoid(x) - sigmoid(x) ** 2",
            "lambda x: 1 / (2 + 2 * np.cosh(x))",
            "lambda x: (1 - np.tanh(x / 2) ** 2) / 4",
        ],
        wrong={
            "lambda x: 1 - sigmoid(x)": "half",
            "lambda x: sigmoid(x)": "value_for_slope",
            "lambda x: sigmoid(x) * (1 + sigmoid(x))": "none",
            "lambda x: -np.exp(-x) / (1 + np.exp(-x)) ** 2": "sign",
            "lambda x: 1 - np.tanh(x / 2) ** 2": "factor",
            "lambda x: forward(sigmoid, x)": "approximate",
            "lambda x: sigmoid(x) * (1 - sigmoid(x)) + 0.01": "offset",
            "lambda x: np.exp(-x) / (1 + np.exp(-x))": "half",
        },
    ),
    Case(
        "extrema",
        Exercise({-1: "max", 3: "min"}, mistakes=[({-1: "min", 3: "max"}, "swapped", "Sign?")]),
        right=[
            "{3: 'min', -1: 'max'}",
            "{-1.0: 'maximum', 3.0: 'MIN'}",
            "{-1: '极大值', 3: '极小'}",
            "{np.float64(-1): 'max', Fraction(3): 'min'}",
        ],
        wrong={
            "{-1: 'min', 3: 'max'}": "swapped",
            "{-1: 'max'}": "missing",
            "{-1: 'max', 3: 'max'}": "label",
            "{-1: 'max', 3: 'min', 0: 'min'}": "extra",
            "{1: 'max', -3: 'min'}": "sign",
            "{-1.0004: 'max', 3: 'min'}": "approximate",
        },
    ),
    Case(
        "stationary points",
        Exercise({-1, 0, 1}, mistakes=[({-1, 1}, "zero_divided_away", "Do not divide by x.")]),
        right=["{1, 0, -1}", "[-1, 0, 1]", "np.array([0.0, 1.0, -1.0])", "(0, 1, 1, -1)"],
        wrong={
            "{-1, 1}": "zero_divided_away",
            "{1}": "missing",
            "{-2**0.5, 0, 2**0.5}": "extra",
            "{-1, 0, 1, 2}": "extra",
            "set()": "missing",
            "0": "missing",
        },
    ),
    Case(
        "saddle points",
        Exercise({(0, 0): "saddle", (1, 1): "min", (-1, -1): "min"}),
        right=["{(1, 1): 'min', (0, 0): '鞍点', (-1, -1): '极小'}"],
        wrong={
            "{(1, 1): 'min', (0, 0): 'min', (-1, -1): 'min'}": "label",
            "{(1, 1): 'min', (0, 0): 'saddle'}": "missing",
            "{(1, 1): 'min', (0, 0): 'saddle', (1, -1): 'min'}": "extra",
        },
    ),
    Case(
        "gradient",
        Exercise(
            lambda x, y: [2 * x + y, 2 * y + x],
            {"x": (-1, 1), "y": (-1, 1)},
            derivative_of=lambda x, y: x**2 + x * y + y**2,
            mistakes=[
                (lambda x, y: 3 * x + 3 * y, "scalar_for_vector", "One number for each input."),
                (
                    lambda x, y: [2 * x + y + x, 2 * y + x + y],
                    "others_too",
                    "Hold the other variable still.",
                ),
            ],
        ),
        right=[
            "lambda x, y: (2 * x + y, x + 2 * y)",
            "lambda x, y: np.array([[2 * x + y], [x + 2 * y]])",
            "lambda x, y: [[2 * x + y, x + 2 * y]]",
            "lambda x, y: np.array([[2, 1], [1, 2]]) @ [x, y]",
        ],
        wrong={
            "lambda x, y: 3 * x + 3 * y": "scalar_for_vector",
            "lambda x, y: [3 * x + y, 3 * y + x]": "others_too",
            "lambda x, y: [2 * x, 2 * y]": "one_term",
            "lambda x, y: [2 * x + y, 2 * y]": "partly",
            "lambda x, y: [2 * y + x, 2 * x + y]": "order",
            "lambda x, y: [-2 * x - y, -2 * y - x]": "sign",
            "lambda x, y: [x + y / 2, y + x / 2]": "factor",
            "lambda x, y: [2 * x + y + 1, 2 * y + x]": "partly",
            "lambda x, y: [2 * x + y, math.sqrt(x)]": "domain_error",
            "lambda x, y: x**2 + x * y + y**2": "value_for_slope",
        },
    ),
    Case(
        "gradient of the norm",
        Exercise(
            lambda x: x / np.linalg.norm(x),
            {"x": (-2, 2)},
            shapes={"x": (3,)},
            derivative_of=np.linalg.norm,
            mistakes=[
                (lambda x: 2 * x, "square", "Of the norm, not of its square."),
                (lambda x: np.ones(3), "ones", "Does it not depend on x?"),
            ],
        ),
        right=[
            "lambda x: x / (x @ x) ** 0.5",
            "lambda x: [xi / math.hypot(*x) for xi in x]",
            "lambda x: (x / np.linalg.norm(x)).reshape(3, 1)",
        ],
        wrong={
            "lambda x: 2 * x": "square",
            "lambda x: np.ones(3)": "ones",
            "lambda x: x / (x @ x)": "none",
            "lambda x: x": "none",
            "lambda x: np.linalg.norm(x)": "value_for_slope",
            "lambda x: -x / np.linalg.norm(x)": "sign",
            "lambda x: x / np.linalg.norm(x) / 2": "factor",
            "lambda x: abs(x) / np.linalg.norm(x)": "none",
        },
    ),
    Case(
        "Jacobian",
        Exercise(
            lambda x, y: [[2 * x * y, x**2], [5, np.cos(y)], [0, 1]],
            {"x": (-2, 2), "y": (-2, 2)},
            derivative_of=lambda x, y: np.array([x**2 * y, 5 * x + np.sin(y), y]),
        ),
        right=["lambda x, y: np.array([[2 * x * y, x * x], [5.0, np.cos(y)], [0.0, 1.0]])"],
        wrong={
            "lambda x, y: [[2 * x * y, 5, 0], [x**2, np.cos(y), 1]]": "layout",
            "lambda x, y: [[2 * x * y, x**2], [5, np.sin(y)], [0, 1]]": "partly",
            "lambda x, y: [[2 * x, x**2], [5, np.cos(y)], [0, 1]]": "partly",
            "lambda x, y: [[-2 * x * y, -(x**2)], [-5, -np.cos(y)], [0, -1]]": "sign",
            "lambda x, y: [[x**2 * y, 0], [5 * x, np.sin(y)], [y, 0]]": "none",
        },
    ),
    Case(
        "square Jacobian",
        Exercise(
            lambda x: np.array([[1, 2], [3, 4]]) + 0 * x[0],
            {"x": (-1, 1)},
            shapes={"x": (2,)},
            derivative_of=lambda x: np.array([[1, 2], [3, 4]]) @ x,
        ),
        right=["lambda x: [[1, 2], [3, 4]]", "lambda x: np.arange(1, 5).reshape(2, 2)"],
        wrong={
            "lambda x: [[1, 3], [2, 4]]": "layout",
            "lambda x: [[1, 2], [3, 5]]": "partly",
            "lambda x: [[2, 4], [6, 8]]": "factor",
        },
    ),
    Case(
        "quadratic form",
        Exercise(
            lambda x, A: x @ (A + A.T),
            {"x": (-2, 2), "A": (-2, 2)},
            shapes={"x": (3,), "A": (3, 3)},
            mistakes=[
                (lambda x, A: 2 * A @ x, "symmetric_only", "Is A symmetric?"),
                (lambda x, A: A @ x, "one_part", "x occurs twice."),
                (lambda x, A: x @ A, "one_part", "x occurs twice."),
            ],
        ),
        right=[
            "lambda x, A: A @ x + A.T @ x",
            "lambda x, A: (x @ (A + A.T))[None, :]",
            "lambda x, A: [sum((A[i, j] + A[j, i]) * x[j] for j in range(3)) for i in range(3)]",
        ],
        wrong={
            "lambda x, A: 2 * A @ x": "symmetric_only",
            "lambda x, A: A @ x": "one_part",
            "lambda x, A: x @ A": "one_part",
            "lambda x, A: 2 * x @ A": "none",
            "lambda x, A: -x @ (A + A.T)": "sign",
            "lambda x, A: x @ (A - A.T)": "none",
            "lambda x, A: 2 * x @ (A + A.T)": "factor",
        },
    ),
    Case(
        "softmax and cross-entropy",
        Exercise(
            lambda z: softmax(z) - ONE_HOT,
            {"z": (-3, 3)},
            shapes={"z": (3,)},
            derivative_of=lambda z: np.log(np.exp(z).sum()) - z @ ONE_HOT,
            mistakes=[
                (softmax, "prediction_alone", "Where is the truth?"),
                (
                    lambda z: softmax(z) * (1 - softmax(z)),
                    "only_own_output",
                    "Every output depends on every z.",
                ),
            ],
        ),
        right=[
            "lambda z: np.exp(z) / np.exp(z).sum() - [0, 1, 0]",
            "lambda z: softmax(z + 5) - np.eye(3)[1]",
        ],
        wrong={
            "softmax": "prediction_alone",
            "lambda z: softmax(z) * (1 - softmax(z))": "only_own_output",
            "lambda z: [0, 1, 0] - softmax(z)": "sign",
            "lambda z: softmax(z) - [1, 0, 0]": "partly",
            "lambda z: (softmax(z) - [0, 1, 0]) / 3": "factor",
            "lambda z: -np.log(softmax(z)[1])": "value_for_slope",
        },
    ),
    Case(
        "one number",
        Exercise(np.sqrt(2 / 3), formula=True),
        right=["math.sqrt(2 / 3)", "[(2 / 3) ** 0.5]", "'sqrt(2/3)'", "2 / 6**0.5"],
        wrong={
            "0.8165": "approximate",
            "0.82": "approximate",
            "-math.sqrt(2 / 3)": "sign",
            "2 / 3": "none",
            "0": "none",
            "math.inf": "domain_error",
            "'2/3'": "none",
        },
    ),
    Case(
        "several numbers",
        Exercise([2.3, 2.03, 2.003], mistakes=[([0.3, 0.03, 0.003], "difference", "Over h?")]),
        right=["[2.3, 2.03, 2.003]", "(2.3, 2.03, 2.003)", "np.array([[2.3], [2.03], [2.003]])"],
        wrong={
            "[0.3, 0.03, 0.003]": "difference",
            "[2.3, 2.03, 2.03]": "partly",
            "[2.003, 2.03, 2.3]": "order",
            "[4.6, 4.06, 4.006]": "factor",
            "[-2.3, -2.03, -2.003]": "sign",
            "[2, 2, 2]": "none",
        },
    ),
    Case(
        "difference quotient",
        Exercise(
            lambda x, h: 6 * x - 4 + 3 * h,
            {"x": (-3, 3), "h": [(-1, -0.05), (0.05, 1)]},
            formula=True,
            mistakes=[("6*x - 4", "limit_too_early", "And h?")],
        ),
        right=[
            "'6*x - 4 + 3*h'",
            "'3*(2*x + h) - 4'",
            "lambda x, h: ((3 * (x + h) ** 2 - 4 * (x + h)) - (3 * x**2 - 4 * x)) / h",
        ],
        wrong={
            "'6*x - 4'": "limit_too_early",
            "'6*x + 4 + 3*h'": "offset",
            "'6*x - 4 + h'": "one_term",
            "'6*x*h - 4*h + 3*h**2'": "one_factor",
            "'-(6*x - 4 + 3*h)'": "sign",
            "'12*x - 8 + 6*h'": "factor",
        },
    ),
    Case(
        "choice",
        Exercise("B", mistakes=[("A", "too_large", "Smaller."), ("C", "too_small", "Larger.")]),
        right=["'B'", "'b'", "' Ｂ '"],
        wrong={"'A'": "too_large", "'c'": "too_small"},
    ),
    Case(
        "yes or no",
        Exercise(False, mistakes=[(True, "stationary_is_extremum", "And x cubed at 0?")]),
        right=["False", "np.bool_(False)", "'false'"],
        wrong={"True": "stationary_is_extremum"},
    ),
    Case(
        "book 1.8",
        book()["1.8"],
        right=["lambda x: -1 / x**2", "'-x**-2'", "lambda x: central(lambda t: 1 / t, x, 1e-6)"],
        wrong={
            "'1/x**2'": "sign",
            "'-1/x'": "denominator",
            "'-2/x**2'": "factor",
            "'-1/x**3'": "exponent",
            "lambda x: forward(lambda t: 1 / t, x, 1e-6)": "approximate",
        },
    ),
    Case(
        "book 1.9",
        book()["1.9"],
        right=["lambda x: 4 * x - 4", "lambda x: 0 + 4 * (x - 1)", "np.poly1d([4, -4])"],
        wrong={
            "lambda x: 4 * x + 4": "shift",
            "lambda x: 4 * x - 3": "offset",
            "lambda x: 4 * (1 - x)": "sign",
            "lambda x: 2 * x - 3": "none",
            "lambda x: 3 * x**2 + x**-2": "derivative_for_tangent",
        },
    ),
]


def answers():
    """Yield every answer: its case, its source, and the status and note it must get."""
    for case in CASES:
        for source in case.right:
            yield case, source, "correct", "none"
        for source, note in case.wrong.items():
            yield case, source, "incorrect", note


def give(source):
    """Make the answer that a piece of source stands for."""
    return eval(source, dict(NAMES))


def summary():
    """Give the figures of the closing table, as lines of text."""
    right, wrong, refused, accepted, specific, times = 0, 0, [], [], 0, []
    for case, source, status, _ in answers():
        answer = give(source)
        start = time.perf_counter()
        verdict = case.exercise.check(answer)
        times.append(1000 * (time.perf_counter() - start))
        if status == "correct":
            right += 1
            if verdict.status != "correct":
                refused.append(f"{case.name}: {source}")
        else:
            wrong += 1
            specific += verdict.note != "none"
            if verdict.status == "correct":
                accepted.append(f"{case.name}: {source}")
    return [
        f"right answers: {right}, refused: {len(refused)} {refused or ''}",
        f"wrong answers: {wrong}, accepted: {len(accepted)} {accepted or ''}",
        f"wrong answers told a specific reason: {specific} ({100 * specific / wrong:.0f} %)",
        f"time of check: median {statistics.median(times):.2f} ms, worst {max(times):.2f} ms",
    ]


if __name__ == "__main__":
    print("\n".join(summary()))
