"""General patterns: what a wrong answer has to do with the right one, told from values alone."""

import math

import numpy as np
import pytest

from d2l_calc.grader import Exercise
from d2l_calc.grader.kinds.tree import slips, terms, value

A3 = np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 10]])


def note(key, answer, **options):
    verdict = Exercise(key, **options).check(answer)
    assert verdict.status == "incorrect"
    return verdict.note


OF_X = {"domain": {"x": [(-2, -0.3), (0.3, 2)]}}
OF_V = {"domain": {"v": (-2, 2)}, "shapes": {"v": (3,)}}

NUMBERS = [
    (3.5, -3.5, "sign"),
    (3.5, 2 / 7, "upside_down"),
    (3.5, 0.286, "upside_down"),
    (-0.25, -25, "percent"),
    (0.25, 25, "percent"),
    (math.pi / 6, 30, "degrees"),
    (0.12, 1.2, "decimal_point"),
    (350, 35, "decimal_point"),
    ([1, 2, 3], [3, 1, 2], "order"),
    ([1, 2, 3], [-1, -2, -3], "sign"),
    ([1, 2, 3], [2, 4, 6], "factor"),
    ([1, 2, 3], [1, 2, -3], "partly"),
    ([[1, 2], [3, 4]], [[3, 4], [1, 2]], "order"),
    ([[1, 2], [3, 4]], [[2, 1], [4, 3]], "order"),
    ([[1, 2], [3, 4]], [[1, 3], [2, 4]], "layout"),
    ([[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5], [3, 6]], "layout"),
    ([[1, 2, 3], [4, 5, 6]], [[1, 4], [2, 5], [3, 7]], "layout"),
    ({1, 2}, {-1, -2}, "sign"),
    ({(1, 2)}, {(2, 1)}, "order"),
    ({1, 2}, set(), "missing"),
    ({1, 2}, {1}, "missing"),
    ({1, 2}, {1, 2, 3}, "extra"),
    ({1: "max", 2: "min"}, {1: "min", 2: "min"}, "label"),
]


@pytest.mark.parametrize(("key", "answer", "expected"), NUMBERS)
def test_a_typed_answer_is_told_what_it_is(key, answer, expected):
    assert note(key, answer) == expected


NO_PATTERN = [
    (1, 2, "none"),  # one number is a multiple of every other
    (0.5, 5, "none"),  # one digit is no digits to compare
    (1, -0.7, "none"),
    (0, 3, "none"),
    ([9, 0], [10, 0], "partly"),  # one entry is a multiple of every other
    ([0, 1], [0, 0.5], "partly"),
    ([2, 2, 2], [3, 3, 3], "none"),
    ([0.2, -0.3, 0.1], [0.1, -0.1, 0], "none"),
    (4.5, 45.1, "none"),
    (2, 200, "none"),  # no share of anything
]


@pytest.mark.parametrize(("key", "answer", "expected"), NO_PATTERN)
def test_no_pattern_is_seen_where_there_is_none(key, answer, expected):
    assert note(key, answer) == expected


def test_a_wide_tolerance_is_not_for_patterns():
    assert note([0.2, -0.3, 0.1], [0.16, -0.21, 0.09], atol=0.04) == "partly"
    assert note([0.2, -0.3, 0.1], [0.4, -0.6, 0.2], atol=0.04) == "factor"


FUNCTIONS = [
    ("12x³ - 2", "2 - 12x³", "sign"),
    ("12x³ - 2", "6x³ - 1", "factor"),
    ("12x³ - 2", "12x³", "term_missing"),
    ("12x³ - 2", "12x³ + 2", "term_sign"),
    ("12x³ - 2", "5x³ - 2", "coefficient"),
    ("12x³ - 2", "12x³ - 2 + 5x", "one_term"),
    ("12x³ - 2", "12x³ + 9", "offset"),
    ("12x³ - 2", "12x⁴ - 2", "exponent"),
    ("2x cos(x²)", "cos(x²)", "one_factor"),
    ("2x cos(x²)", "2x sin(x²)", "swapped"),
    ("2x cos(x²)", "2x cos(x)", "power_missing"),
    ("2x cos(x²)", "2x cos(x² π/180)", "degrees"),
    ("2x cos(x²)", "2x·x²", "layer_missing"),
    ("2x cos(x²)", "1/(2x cos(x²))", "upside_down"),
    ("2x ln(3)", "2x lg(3)", "factor"),
    ("x + ln(3x²)", "x + lg(3x²)", "base"),
    ("(x² + 1)²", "x⁴ + 1", "power_of_sum"),
    ("x(x² + 3)", "x³ + 3", "brackets"),
    ("x ln(2) 2^x", "x 0.69·2^x", "approximate"),
    ("cos(x)", "π/180 cos(x)", "degrees"),
]


@pytest.mark.parametrize(("key", "answer", "expected"), FUNCTIONS)
def test_a_formula_with_one_slip_is_told_which(key, answer, expected):
    assert note(key, answer.replace("0.69·", "*0.69*"), **OF_X) == expected


def test_a_reason_of_the_slope_is_for_slopes_only():
    slope = Exercise("2x", derivative_of="x²", **OF_X).check("-2x").message
    assert "往右走一小步" in slope
    for other in (Exercise("2x", **OF_X).check("-2x"), Exercise(2).check(-2)):
        assert other.note == "sign"
        assert "往右" not in other.message
    assert "求导" in Exercise("2x", derivative_of="x²", **OF_X).check("2x + 1").message
    assert "求导" not in Exercise("2x", **OF_X).check("2x + 1").message


def test_only_a_table_of_derivatives_hears_of_layouts():
    field = {"derivative_of": "[x², x y]", "domain": {"x": (0.5, 2), "y": (-2, -0.5)}}
    assert "分子布局" in Exercise("[[2x, 0], [y, x]]", **field).check("[[2x, y], [0, x]]").message
    assert "布局" not in Exercise([[1, 2], [3, 4]]).check([[1, 3], [2, 4]]).message
    told = Exercise(lambda v: A3 @ np.diag(v), jacobian=True, **OF_V)
    assert "分子布局" in told.check(lambda v: (A3 @ np.diag(v)).T).message


def test_one_component_gets_a_reason_of_its_own():
    exercise = Exercise("[2xy, x² + 3]", {"x": (0.5, 2), "y": (0.5, 2)})
    for answer, words in {
        "[2xy, x² - 3]": "正负号",
        "[2xy, x²]": "一项",
        "[2xy, x³ + 3]": "指数",
        "[-2xy, x² + 3]": "正负号",
        "[4xy, x² + 3]": "倍数",
    }.items():
        verdict = exercise.check(answer)
        assert verdict.note == "partly"
        assert words in verdict.message


@pytest.mark.parametrize(("by", "answer"), [(["x"], "x²y"), (["y"], "x²y"), (None, "x²y")])
def test_the_function_itself_is_known_from_its_partial_derivatives(by, answer):
    key = {("x",): "2xy", ("y",): "x²"}.get(tuple(by or ()), "[2xy, x²]")
    domain = {"x": (0.5, 2), "y": (0.5, 2)}
    assert note(key, answer, domain=domain, derivative_of="x²y", by=by) == "value_for_slope"


MISTAKES = [(lambda v: np.outer(v, [1, 2, 0]), "known", "known")]


@pytest.mark.parametrize(
    ("answer", "expected", "more"),
    [
        (lambda v: np.outer(v, [1, 2, 0]), "known", ""),
        (lambda v: np.outer([1, 2, 0], v), "known", "行和列"),
        (lambda v: -np.outer(v, [1, 2, 0]), "known", "正负号"),
        (lambda v: np.outer(v, [1, 2, 0]) / (v[0] > 0), "known", "定义"),
    ],
)
def test_a_listed_mistake_is_known_with_another_one_on_top(answer, expected, more):
    verdict = Exercise(lambda v: A3 * v, mistakes=MISTAKES, **OF_V).check(answer)
    assert verdict.note == expected
    assert "known" in verdict.message
    assert more in verdict.message


def test_a_function_in_single_precision_is_right():
    exercise = Exercise("6sin(3x)cos(3x)", **OF_X, mistakes=[("2sin(3x)", "outer", "outer")])
    single = np.float32
    assert (
        exercise.check(lambda x: 6 * np.sin(3 * single(x)) * np.cos(3 * single(x))).status
        == "correct"
    )
    assert exercise.check(lambda x: 2 * np.sin(3 * single(x))).note == "outer"
    assert (
        exercise.check(lambda x: single(6.01) * np.sin(3 * x) * np.cos(3 * x)).status != "correct"
    )


def test_a_function_too_large_to_compute_is_told_so():
    exercise = Exercise(lambda x: x, {"x": (800, 900)})
    assert exercise.check(lambda x: math.log(math.exp(x))).note == "overflow"
    assert exercise.check(lambda x: 1 / 0).status == "invalid"


def test_a_function_that_gives_nothing_somewhere_is_told_where():
    def forgets(x):
        if x > 0:
            return x

    verdict = Exercise("x", **OF_X).check(forgets)
    assert verdict.status == "invalid"
    assert "x = -" in verdict.message
    assert "return" in verdict.message


def test_arguments_in_another_order_are_told_unless_it_does_not_matter():
    exercise = Exercise(lambda x, y: x - 2 * y, {"x": (0, 1), "y": (0, 1)})
    verdict = exercise.check(lambda y, x: x - 2 * y)
    assert (verdict.status, verdict.note) == ("invalid", "arguments")
    assert "`x, y`" in verdict.message
    assert exercise.check(lambda b, a: a - 2 * b).note != "arguments"
    assert (
        Exercise(lambda x, y: x + y, {"x": (0, 1), "y": (0, 1)}).check(lambda y, x: x + y).status
        == "correct"
    )


@pytest.mark.parametrize("answer", ["lambda x: x^2", "lambda x: 2*x^3 + 1"])
def test_the_wrong_sign_for_a_power_is_told(answer):
    assert "`**`" in Exercise("x²", **OF_X).check(eval(answer)).message


def test_every_slip_is_another_function():
    """Else the grader would speak of a slip where there is none."""
    tree = Exercise("(2(x² + 1) - 2x(2x + 1)) / (x² + 1)²", **OF_X)._kind.tree
    x = np.linspace(0.3, 2, 7)
    right = value(tree, {"x": x})
    assert len(list(slips(tree))) > 20
    wrong = [slip for name, slip in slips(tree) if np.allclose(value(slip, {"x": x}), right)]
    assert wrong == []
    assert len(terms(tree)) == 1


def test_a_key_for_whole_numbers_is_never_asked_between_them():
    exercise = Exercise(math.factorial, {"n": range(9)})
    assert exercise.check(lambda n: math.factorial(n) * (1 + 1e-5)).note == "approximate"
    assert exercise.check(lambda n: math.gamma(n + 1)).status == "correct"


def test_a_form_may_be_wanted_beside_an_array():
    exercise = Exercise(
        lambda x, h: 2 * x + h,
        {"x": (1, 2), "h": (0.1, 1)},
        shapes={"x": (2,)},
        defined_at={"h": 0},
    )
    verdict = exercise.check(lambda x, h: ((x + h) ** 2 - x**2) / h)
    assert verdict.note == "not_simplified"
    assert "`h = 0`" in verdict.message


@pytest.mark.parametrize("by", ["fx", ["fx"]])
def test_what_is_differentiated_by_may_have_a_long_name(by):
    domain = {"fx": (1, 2), "f": (1, 2), "x": (1, 2)}
    assert note("2fx·x", "fx² x", domain=domain, derivative_of="fx² x", by=by) == "value_for_slope"


# Witnesses


@pytest.mark.parametrize(
    ("domain", "shapes"),
    [
        ({"A": (-3, 3), "x": (-2, 2)}, {"A": (3, 3), "x": (3,)}),
        ({"P": (0, 1), "X": (-2, 2)}, {"P": (5, 3), "X": (3, 4)}),
        ({"z": [(-800, -798), (798, 800)]}, {"z": (3,)}),
        ({"x": (0.2, 0.9), "y": (-100, 100)}, {}),
        ({"n": range(1, 9)}, {}),
    ],
)
def test_a_witness_can_be_worked_out_by_hand(domain, shapes):
    def key(*arguments):
        return sum(np.sum(a) for a in arguments) * np.ones(2)

    def wrong(*arguments):
        return key(*arguments) * [1, 1.5]

    verdict = Exercise(key, domain, shapes=shapes).check(wrong)
    assert "第 2 个分量" in verdict.message
    assert "…" not in verdict.message
    for name, argument in verdict.witness.point.items():
        assert f"{name} = " in verdict.message
        assert all(len(f"{abs(number):g}") <= 4 for number in np.ravel(argument))
    given = wrong(*verdict.witness.point.values())
    np.testing.assert_allclose(verdict.witness.value, given)
    assert f"`{given[1]:.4g}`" in verdict.message
    assert not np.isclose(key(*verdict.witness.point.values())[1], given[1])
