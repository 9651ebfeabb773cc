"""Formulas are read as people write them; where there are two readings, both are shown."""

import math

import numpy as np
import pytest

from d2l_calc.exercises import book
from d2l_calc.grader import Exercise
from d2l_calc.grader.kinds.formula import parse
from d2l_calc.grader.kinds.notation import ABOVE, BELOW, plain
from d2l_calc.grader.messages import NotAttempted, Unreadable

X, Y = 0.7, 1.3  # what x and y are below
READ = {
    # products
    "2x": 2 * X,
    "2 x": 2 * X,
    "2(x+1)": 2 * (X + 1),
    "(x+1)(x-1)": (X + 1) * (X - 1),
    "x(x+1)": X * (X + 1),
    "xy": X * Y,
    "2xy": 2 * X * Y,
    "x y": X * Y,
    "3·x": 3 * X,
    "3⋅x×y": 3 * X * Y,
    "x*(y)x": X * X * Y,
    "½x": X / 2,
    "½(x+y)": (X + Y) / 2,
    "2⅓*x": None,
    "(1/2)x": X / 2,
    "x/2*y": X / 2 * Y,
    "x÷2": X / 2,
    "1/2 x": X / 2,
    "x²/2 exp(-x²/2)": X**2 / 2 * math.exp(-(X**2) / 2),
    "x/2 sin x": X / 2 * math.sin(X),
    "pi x": math.pi * X,
    "2πx": 2 * math.pi * X,
    # powers
    "x^2": X**2,
    "x**2": X**2,
    "x²": X**2,
    "x⁴": X**4,
    "x⁻²": X**-2,
    "x^-2": X**-2,
    "x¹⁰": X**10,
    "-x²": -(X**2),
    "-x^2": -(X**2),
    "2^3^2": 2.0**9,
    "2^-x": 2**-X,
    "e^x": math.exp(X),
    "eˣ": math.exp(X),
    "e²ˣ": math.exp(2 * X),
    "e^(-x²/2)": math.exp(-(X**2) / 2),
    "e^-x^2": math.exp(-(X**2)),
    "xe^x": X * math.exp(X),
    "e^x(x+1)": math.exp(X) * (X + 1),
    "e^xsin(x)": math.exp(X) * math.sin(X),
    "x²y": X**2 * Y,
    "x^2y": X**2 * Y,
    "x^2sin(x)": X**2 * math.sin(X),
    "x^3(x+1)": X**3 * (X + 1),
    "x^2/3": X**2 / 3,
    "x 2^x": X * 2**X,
    "ln(2) 2²": math.log(2) * 4,
    "2e": 2 * math.e,
    "1e-3": 1e-3,
    # functions
    "sin x": math.sin(X),
    "sin 3x": math.sin(3 * X),
    "sin3x": math.sin(3 * X),
    "sinx": math.sin(X),
    "sin²(3x)": math.sin(3 * X) ** 2,
    "sin^2(3x)": math.sin(3 * X) ** 2,
    "sin² x": math.sin(X) ** 2,
    "sin(x)²": math.sin(X) ** 2,
    "sin(x)^2": math.sin(X) ** 2,
    "sin x²": math.sin(X**2),
    "sin 2x cos 3x": math.sin(2 * X) * math.cos(3 * X),
    "6sin(3x)cos(3x)": 6 * math.sin(3 * X) * math.cos(3 * X),
    "sin x * cos x": math.sin(X) * math.cos(X),
    "sin x / cos x": math.tan(X),
    "ln x + x": math.log(X) + X,
    "2*x*ln x + x": 2 * X * math.log(X) + X,
    "x(2lnx+1)": X * (2 * math.log(X) + 1),
    "ln|x|": math.log(X),
    "ln sin x": math.log(math.sin(X)),
    "exp(-x)": math.exp(-X),
    "np.sqrt(x) + math.exp(0)": math.sqrt(X) + 1,
    "np.pi": math.pi,
    "pow(x, 3)": X**3,
    "max(0, x)": X,
    "log(x, 2)": math.log2(X),
    "lg x": math.log10(X),
    "arctan(x)": math.atan(X),
    "sec(x)": 1 / math.cos(X),
    "σ(x)(1-σ(x))": 1 / (2 + 2 * math.cosh(X)),
    "√x": math.sqrt(X),
    "2√x": 2 * math.sqrt(X),
    "√(x+1)": math.sqrt(X + 1),
    "|x - 2|": 2 - X,
    "2|x|y": 2 * X * Y,
    "|x||y|": X * Y,
    "|x+1|/2": (X + 1) / 2,
    # what keyboards give
    "６·ｘ": 6 * X,
    "12*x**3　-　2": 12 * X**3 - 2,
    "x\u00a0–\u00a01": X - 1,
    "（x²－1）× 2 ÷ 4": (X**2 - 1) / 2,
    "x − 1": X - 1,
    "【x】": None,
    "x ＋ １．５": X + 1.5,
    "x\u200b+1": X + 1,
    "2x # my answer": 2 * X,
    "2x；": 2 * X,
    "2x。": 2 * X,
    "e^(-x²/2)/2": math.exp(-(X**2) / 2) / 2,
    "e^x /2": math.exp(X) / 2,
    "e^x/x": math.exp(X) / X,
    "2^3/x": 8 / X,
    "50%": 0.5,
    "30°": math.pi / 6,
    "sin 30°": 0.5,
}


@pytest.mark.parametrize("text", [text for text, value in READ.items() if value is not None])
def test_a_formula_means_what_a_mathematician_means(text):
    assert parse(text, ["x", "y"])(X, Y) == pytest.approx(READ[text], rel=1e-14)


TWO_READINGS = {
    "1/2x": ("(1/2)*x", "1/(2*x)"),
    "x/2y": ("(x/2)*y", "x/(2*y)"),
    "1/x(x+1)": ("(1/x)*(…)", "1/(x*(…))"),
    "1/x sin x": ("(1/x)*sin(…)", "1/(x*sin(…))"),
    "1/(2) x": ("(1/(2))*x", "1/((2)*x)"),
    "e^2x": ("e**(2*x)", "e**2*x"),
    "2^3x": ("2**(3*x)", "2**3*x"),
    "e^xy": ("e**(x*y)", "e**x*y"),
    "x^1/2": ("x**(1/2)", "(x**1)/2"),
    "x^-1/2": ("x**(-1/2)", "(x**-1)/2"),
    "e^x/2": ("e**(x/2)", "(e**x)/2"),
    "e^-x²/2": ("e**(-x²/2)", "(e**-x²)/2"),
    "x e^-x^2/2": ("e**(-x^2/2)", "(e**-x^2)/2"),
    "x^2x": ("x**(2*x)", "x**2*x"),
    "ex": ("e*x", "e**x"),
    "√2x": ("sqrt(2)*x", "sqrt(2*x)"),
    "√x²": ("sqrt(x)²", "sqrt(x²)"),
    "sin x/2": ("sin(x)/2", "sin(x/2)"),
    "sin 3*x": ("sin(3)*x", "sin(3*x)"),
    "sin x(x+1)": ("sin(x)*(…)", "sin(x*(…))"),
    "sin x y": ("sin(x)*y", "sin(x*y)"),
    "tan⁻¹(x)": ("arctan(…)", "1/tan(…)"),
    "sin^-1 x": ("arcsin(…)", "1/sin(…)"),
    "1½": ("1 + (1/2)", "1*(1/2)"),
    "2⅓*x": ("2 + (1/3)", "2*(1/3)"),
    "x2": ("x**2", "x*2"),
    "x 2": ("x**2", "x*2"),
    "(x+1)2": ("(…)**2", "(…)*2"),
    "log2x": ("log(2*x)", "log2(x)"),
}


@pytest.mark.parametrize("text", TWO_READINGS)
def test_what_can_be_read_in_two_ways_is_not_guessed(text):
    with pytest.raises(Unreadable) as refusal:
        parse(text, ["x", "y"])
    for reading in TWO_READINGS[text]:
        assert f"`{reading}`" in str(refusal.value)
    assert "▶" in str(refusal.value)


TOLD = {
    "x + ": "x +",
    "2*(x": "2*▶(◀x",
    "|x": "▶|◀x",
    "x)": "x▶)◀",
    "2 3": "2 ▶3◀",
    "x + + ": "x + +",
    "6*sin(3*x)*cos": "cos(x)",
    "6*sin**2(3*x)": "sin(…)**2",
    "sin(x, x)": "▶sin◀",
    "y' = 2x": "y' ▶=◀ 2x",
    "x == 1": "x ▶=◀",
    "\\frac{x}{2}": "LaTeX",
    "$x^2$": "LaTeX",
    "lambda x: 2x": "lambda x: 2x",
    "return x": "return x",
    "x + sinn(x)": "x + ▶sinn◀(x)",
    "X + 1": "`x`",
    "z": "`x`、`y`",
    "x_3 + 1": "▶x_3◀",
    "∞": "▶∞◀",
    "x % 2": "▶%◀",
    "{x, 1}": "[ ]",
    "2[x, y]": "▶[◀",
    "(x, y) + 1": "(x, y) + 1",
}


@pytest.mark.parametrize("text", TOLD)
def test_what_cannot_be_read_is_shown_with_its_place(text):
    with pytest.raises(Unreadable) as refusal:
        parse(text, ["x", "y"])
    assert TOLD[text] in str(refusal.value)


NO_FORMULAS = [
    "x.real",
    "[x][0]",
    'open("f")',
    '__import__("os")',
    "x@x",
    '"x"',
    "True",
    "1j",
    "x;x",
    "print(x)",
    "np.linalg.norm(x)",
    "().__class__",
    "sin",
    'f"{x}"',
    "(x:=1)",
    "x<1",
    "*x",
    "{x}",
    "not x",
    "x if x else x",
    "[x for x in x]",
    "x[0]",
    "(" * 99,
    "(" * 240 + "x" + ")" * 240,
    "x" * 501,
    "`x`",
    "",
]


@pytest.mark.parametrize("text", NO_FORMULAS)
def test_nothing_but_arithmetic_gets_into_a_formula(text):
    with pytest.raises(Unreadable):
        parse(text, ["x"])


@pytest.mark.parametrize("text", ["x + ...", "[1, …]", "3x² + …"])
def test_dots_in_a_formula_are_nothing_done_yet(text):
    with pytest.raises(NotAttempted):
        parse(text, ["x"])


@pytest.mark.parametrize(
    "text", ["-" * 499 + "x", "2**" * 160 + "x", "x+" * 249 + "x", "9**9**9**9"]
)
def test_a_formula_as_large_as_it_likes_is_done_at_once(text):
    with np.errstate(over="ignore"):
        assert not np.isnan(parse(text, ["x"])(1))


def test_several_formulas_make_a_vector_or_a_table():
    assert parse("[2xy, x²]", ["x", "y"])(X, Y) == pytest.approx([2 * X * Y, X**2])
    assert parse("(x, y)", ["x", "y"])(1, 2).tolist() == [1, 2]
    assert parse("x, y", ["x", "y"])(1, 2).tolist() == [1, 2]
    assert parse("[[x, 0], [1, y]]", ["x", "y"])(1, 2).tolist() == [[1, 0], [1, 2]]


@pytest.mark.parametrize(
    "text", ["6x_1 + x_2", "6x₁+x₂", "6x[0] + x[1]", "6x1 + x2", "6 x_1 + x_2"]
)
def test_components_of_a_vector_have_several_names(text):
    assert parse(text, {"x": 2})(np.array([2.0, 3.0])) == 15


def test_a_vector_needs_its_components():
    for text, words in {"2x": "`x_1`", "x_3": "`x_2`", "x[2]": "x_2"}.items():
        with pytest.raises(Unreadable) as refusal:
            parse(text, {"x": 2})
        assert words in str(refusal.value)


def test_a_declared_name_comes_before_what_it_might_mean():
    assert parse("e*T + fx_1", ["e", "T", "fx1"])(2, 3, 4) == 10


def test_every_digit_and_small_letter_above_the_line_is_known():
    for text in ("x⁰¹²³⁴⁵⁶⁷⁸⁹", "x⁺⁻⁽⁾"):
        assert all(sign in ABOVE for sign in text[1:])
    assert plain("x₀₁")[0] == "x_01"
    assert len(BELOW) == 10


def test_a_place_in_a_formula_is_a_place_in_what_was_typed():
    signs, places = plain("½＋x²")
    assert len(places) == len(signs) + 1
    assert places[-1] == 4
    with pytest.raises(Unreadable) as refusal:
        parse("½ ＋ ？", ["x"])
    assert "½ ＋ ▶？◀" in str(refusal.value)


# Everywhere the same


def texts(number):
    """Write the key of an exercise as a learner may, or give nothing."""
    key = book()[number].key
    if isinstance(key, (int, float)) and not isinstance(key, bool):
        return [repr(key), f" {key!r} ", f"({key!r})", f"2*{key!r}/2"]
    if isinstance(key, str) or callable(key):
        return []
    if isinstance(key, dict):
        return [str(key), ", ".join(f"{point}: {label}" for point, label in key.items())]
    return [str(key), str(list(key))] if key else []


@pytest.mark.parametrize("number", [number for number in book() if texts(number)])
def test_every_answer_that_is_no_function_may_be_typed(number):
    for text in texts(number):
        assert book()[number].check(text).status == "correct", text


SCALARS = [n for n, ex in book().items() if callable(ex.key) and not ex._kind.shapes]


@pytest.mark.parametrize("number", SCALARS)
def test_every_function_of_numbers_may_be_typed(number):
    names = list(book()[number]._kind.domain)
    shape = book()[number]._kind.shape
    text = (
        str(np.full(shape, "x").tolist()).replace("'x'", f"{names[0]} + 12345")
        if shape
        else names[0]
    )
    assert book()[number].check(text).status == "incorrect"


def test_a_number_that_goes_on_is_no_stub():
    assert Exercise(1 / 3).check("0.333...").note == "approximate"
    assert Exercise(1 / 3).check("0.333…").note == "approximate"
    assert Exercise(1 / 3).check("1 + ...").status == "not_attempted"


def test_a_complex_number_without_imaginary_part_is_real():
    assert Exercise(-3).check(-3 + 0j).status == "correct"
    assert Exercise({-2, 2}).check(np.array([2 + 0j, -2])).status == "correct"
    assert Exercise(-3).check(-3 + 1e-9j).status == "invalid"


def test_a_number_may_be_a_formula():
    for text in ("7/2", "3.5", "３．５", "3½".replace("3½", "3 + ½"), "√12.25", "350%"):
        assert Exercise(3.5).check(text).status == "correct"
    assert Exercise([0.5, 2]).check(["1/2", "2"]).status == "correct"
    assert Exercise([0.5, 2]).check("[1/2, 2]").status == "correct"
    assert Exercise({0.5}).check("{1/2}").status == "correct"
    assert Exercise({0.5}).check({"1/2"}).status == "correct"


def test_points_may_be_typed():
    assert Exercise({0: "max", 1: "min"}).check([(0, "max"), (1, "min")]).status == "correct"
    labels = Exercise({(0, 0): "saddle", (1, 1): "min"})
    assert labels.check("{(0, 0): 鞍点, (1, 1): 'min'}").status == "correct"
    assert labels.check("(0,0): saddle, (1,1): saddle").note == "label"
    assert Exercise({-1, 1}).check("-1, 1").status == "correct"
    assert Exercise({-1, 1}).check("1，－1").status == "correct"
    assert Exercise(set()).check("{}").status == "correct"
    assert Exercise({(1, 2)}).check((1, 2)).status == "correct"
