"""The autodiff of chapter 9 gives the derivatives that others give, whatever is computed."""

import math
from pathlib import Path

import autograd
import autograd.numpy as anp
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import d2l_calc as d2l
from d2l_calc import Value

X, Y = 0.7, -1.3

# Each as (function of two, where): values, and numbers of another library, go through it alike.
EXPRESSIONS = {
    "sum": lambda x, y, m: x + y + 3 + x,
    "difference": lambda x, y, m: 2 - x - y - 1.5,
    "product": lambda x, y, m: 3 * x * y * 0.5,
    "quotient": lambda x, y, m: 2 / x + x / y / 4,
    "negative": lambda x, y, m: -x * -y,
    "power": lambda x, y, m: x**3 + y**2 - y**-3 + x**0.5 + y**0,
    "number to a power": lambda x, y, m: 2**x + 0.5**y,
    "power of both": lambda x, y, m: x**y + x**x,
    "functions": lambda x, y, m: m.exp(y) * m.log(x) + m.tanh(x * y),
    "used often": lambda x, y, m: (x + y) * (x - y) * x / (y * y + x),
    "deep": lambda x, y, m: m.tanh(m.exp(m.tanh(m.log(x * x + 1) - y)) / 3) ** 2,
    "softmax": lambda x, y, m: -m.log(m.exp(x) / (m.exp(x) + m.exp(y) + m.exp(0.1 * x))),
}


def traced(f, *numbers):
    """Give a function's value and its derivatives, by Value."""
    values = [Value(number) for number in numbers]
    result = f(*values)
    result.backward()
    return result.data, [value.grad for value in values]


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_derivatives_are_those_of_another_library(name):
    f = EXPRESSIONS[name]
    value, gradient = traced(lambda x, y: f(x, y, np), X, Y)
    assert value == pytest.approx(float(f(X, Y, np)), rel=1e-14)
    expected = [float(autograd.grad(lambda x, y: f(x, y, anp), i)(X, Y)) for i in (0, 1)]
    assert gradient == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", EXPRESSIONS)
def test_derivatives_are_those_of_the_central_difference(name):
    f = EXPRESSIONS[name]
    _, gradient = traced(lambda x, y: f(x, y, np), X, Y)
    expected = [d2l.partial_difference(lambda x, y: f(x, y, np), (X, Y), i) for i in (0, 1)]
    assert gradient == pytest.approx(expected, rel=1e-7, abs=1e-9)


# Random expressions: a list of steps; each takes results from before and appends one.
# Every operation keeps its results moderate, so that a central difference can measure them.

UNARY = {
    "exp": lambda a, m: m.exp(m.tanh(a)),
    "log": lambda a, m: m.log(a * a + 1),
    "tanh": lambda a, m: m.tanh(a),
    "negative": lambda a, m: -a,
    "power": lambda a, m: m.tanh(a) ** 3,
    "number to a power": lambda a, m: 1.5 ** m.tanh(a),
}
BINARY = {
    "+": lambda a, b, m: a + b,
    "-": lambda a, b, m: a - b,
    "*": lambda a, b, m: m.tanh(a) * b,
    "/": lambda a, b, m: a / (b * b + 1),
    "**": lambda a, b, m: (m.tanh(a) + 2) ** m.tanh(b),
}
STEPS = st.lists(
    st.tuples(st.sampled_from([*UNARY, *BINARY]), st.integers(0, 99), st.integers(0, 99)),
    min_size=1,
    max_size=12,
)
NUMBERS = st.floats(-2, 2)


def run(steps, x, y, m=np):
    """Compute what the steps say, in numbers or Values alike; some steps use a plain number."""
    results = [x, y]
    for name, i, j in steps:
        a = results[i % len(results)]
        if name in UNARY:
            results.append(UNARY[name](a, m))
        else:
            b = 1.25 if j % 5 == 0 else results[j % len(results)]
            results.append(BINARY[name](*((b, a) if j % 2 else (a, b)), m))
    return results[-1] + 0 * (x + y)


@given(steps=STEPS, x=NUMBERS, y=NUMBERS)
@settings(max_examples=200, deadline=None)
def test_random_expressions_have_the_derivatives_that_are_measured(steps, x, y):
    value, gradient = traced(lambda x, y: run(steps, x, y), x, y)
    assume(abs(value) < 1e3)
    assert value == pytest.approx(float(run(steps, x, y)), rel=1e-12, abs=1e-12)
    expected = [d2l.partial_difference(lambda x, y: run(steps, x, y), (x, y), i) for i in (0, 1)]
    assert gradient == pytest.approx(expected, rel=1e-5, abs=1e-6)


@given(steps=STEPS, x=NUMBERS, y=NUMBERS)
@settings(max_examples=200, deadline=None)
def test_random_expressions_have_the_derivatives_of_another_library(steps, x, y):
    _, gradient = traced(lambda x, y: run(steps, x, y), x, y)
    gradients = [autograd.grad(lambda x, y: run(steps, x, y, anp), i) for i in (0, 1)]
    expected = [float(gradient(x, y)) for gradient in gradients]
    assert gradient == pytest.approx(expected, rel=1e-9, abs=1e-9)


# Gradients add up


def test_a_number_used_twice_gets_both_shares():
    assert traced(lambda x: x * x, 3.0) == (9.0, [6.0])
    assert traced(lambda x: x + x + x, 3.0) == (9.0, [3.0])


def test_paths_of_different_length_add():
    _, (grad,) = traced(lambda a: (b := a * 3) * (a + b), 2.0)
    assert grad == 48


def test_a_second_pass_adds_the_same_again_to_every_number():
    x = Value(3.0)
    middle = x * x
    end = middle * middle
    end.backward()
    once = [node.grad for node in (x, middle, end)]
    end.backward()
    assert [node.grad for node in (x, middle, end)] == [2 * grad for grad in once]
    x.grad = 0.0
    (x * 5).backward()
    assert x.grad == 5


def test_two_results_add_in_what_they_share():
    x = Value(2.0)
    (x**2).backward()
    (x**3).backward()
    assert x.grad == 4 + 12


def test_what_a_result_does_not_use_keeps_no_gradient():
    x, y = Value(2.0), Value(3.0)
    (x * 4).backward()
    assert y.grad == 0


# Edges


@pytest.mark.parametrize(("x", "value", "grad"), [(2.0, 2.0, 1.0), (-2.0, 0.0, 0.0), (0, 0, 0)])
def test_relu(x, value, grad):
    assert traced(lambda x: x.relu(), x) == (value, [grad])


def test_powers_of_numbers_that_are_not_positive():
    assert traced(lambda x: x**3, -2.0) == (-8.0, [12.0])
    assert traced(lambda x: x**2, 0.0) == (0.0, [0.0])
    assert traced(lambda x: x**0, 0.0) == (1.0, [0.0])
    _, (base, exponent) = traced(lambda x, y: x**y, -2.0, 3.0)
    assert base == 12
    assert math.isnan(exponent)  # x**y is no function of y there


def test_slopes_at_zero_are_those_of_the_curve():
    assert traced(lambda x: x**0.5, 0.0) == (0.0, [math.inf])
    assert traced(lambda x: x.sqrt(), 0.0) == (0.0, [math.inf])
    assert traced(lambda x: x**1, 0.0) == (0.0, [1.0])
    assert traced(lambda x: x**3, 0.0) == (0.0, [0.0])
    assert traced(lambda x, y: x**y, 0.0, 2.0) == (0.0, [0.0, 0.0])
    assert traced(abs, 0.0) == (0.0, [0.0])


@pytest.mark.parametrize(
    ("f", "error", "says"),
    [
        (lambda x: x / 0, ZeroDivisionError, "1 / 0 has no value: keep the denominator away"),
        (lambda x: 2 / (x - 1), ZeroDivisionError, "2 / 0 has no value"),
        (lambda x: (x - 2).log(), ValueError, r"log\(-1\) has no value: it takes numbers above 0"),
        (lambda x: np.log(x - 1), ValueError, r"log\(0\) has no value.*cross_entropy"),
        (
            lambda x: np.exp(1000 * x),
            OverflowError,
            r"exp\(1000\) has no value: subtract the largest",
        ),
        (lambda x: np.sqrt(-x), ValueError, r"sqrt\(-1\) has no value: .* from 0 on"),
        (lambda x: (x - 2) ** 0.5, ValueError, r"-1 \*\* 0.5 has no value: .* a whole exponent"),
        (lambda x: (x - 1) ** -1, ValueError, r"0 \*\* -1 has no value: .* and 0 cannot"),
        (
            lambda x: (1e10 * x) ** 99,
            OverflowError,
            r"1e\+10 \*\* 99 has no value: .* the result is too large",
        ),
        (lambda x: x + "2", TypeError, "holds one real number, not str '2'"),
        (lambda x: x * [1, 2], TypeError, "not list"),
        (lambda x: x * 1j, TypeError, "not complex 1j"),
        (lambda x: x * None, TypeError, "not NoneType"),
        (lambda x: Value(np.ones(2)), TypeError, r"np\.vectorize\(Value, otypes=\[object\]\)"),
        (lambda x: Value(x), TypeError, "not Value"),
    ],
)
def test_an_error_says_what_came_and_what_to_do(f, error, says):
    with pytest.raises(error, match=says):
        f(Value(1.0))


@pytest.mark.parametrize("b", [1e200, 1e-200])
def test_a_quotient_has_a_value_however_large_or_small_what_it_divides_by_is(b):
    assert (1 / Value(b)).data == 1 / b


def test_the_advice_on_arrays_works():
    assert [x.data for x in np.vectorize(Value, otypes=[object])(np.array([1.0, 2.0]))] == [1, 2]


# Arrays, comparisons, and what the book itself computes with


OPERATIONS = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "**": lambda a, b: a**b,
}


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("array", [np.array([0.5, 2.0]), np.array([[1, 2, 3]]), np.float64(1.5)])
def test_an_array_may_stand_on_either_side(name, array):
    operation = OPERATIONS[name]
    for f in (lambda x: operation(x, array), lambda x: operation(array, x)):
        x = Value(1.25)
        found = f(x)
        assert np.shape(found) == np.shape(array)
        np.sum(found).backward()
        assert np.vectorize(lambda one: one.data)(found) == pytest.approx(f(1.25))
        slope = d2l.central_difference(lambda number, f=f: np.sum(f(number)), 1.25)
        assert x.grad == pytest.approx(slope, rel=1e-7)


def test_comparisons_look_at_the_numbers():
    a, b = Value(2.0), Value(3.0)
    assert (a < b, a <= b, b > a, b >= a, a != b, a == 2) == (True,) * 6
    assert 1 < a <= 2.0 < b
    assert (np.array([1.0, 2.0, 3.0]) < a).tolist() == [True, False, False]
    assert (a == "2", a == Value(2.0)) == (False, True)
    assert len({a, Value(2.0)}) == 2  # two numbers that happen to be equal are still two


def test_max_abs_and_signs():
    a, b = Value(-2.0), Value(3.0)
    assert max(a, b) is b is np.max(np.array([a, b]))
    (max(a, 0) + abs(a) + np.abs(b) + +b).backward()
    assert (a.grad, b.grad) == (-1, 2)


def test_a_branch_taken_is_the_one_whose_slope_counts():
    def f(x):
        return x * x if x < 0 else 3 * x

    assert traced(f, -2.0) == (4.0, [-4.0])
    assert traced(f, 2.0) == (6.0, [3.0])


@pytest.mark.parametrize("shift", [0.0, 1000.0])
def test_softmax_and_cross_entropy_of_values(shift):
    Z, Y = np.array([[2.0, 1.0, 0.1], [0.0, -1.0, 3.0]]) + shift, np.eye(3)[[0, 1]]
    traced = np.vectorize(Value, otypes=[object])(Z)
    np.mean(d2l.cross_entropy(traced, Y)).backward()
    found = np.vectorize(lambda score: score.grad)(traced)
    assert found == pytest.approx((d2l.softmax(Z) - Y) / 2, abs=1e-12)

    weights = np.array([1.0, -2.0, 0.5])
    traced = np.vectorize(Value, otypes=[object])(Z[0])
    np.sum(d2l.softmax(traced) * weights).backward()
    p = d2l.softmax(Z[0])
    assert [score.grad for score in traced] == pytest.approx(p * (weights - p @ weights))


def test_a_chain_of_a_hundred_thousand_operations():
    x = Value(1.0)
    end = x
    for i in range(100_000):
        end = end + x if i % 2 else end * 1.0
    end.backward()
    assert end.data == x.grad == 50_001
    del end  # taking it apart must not run out of stack either


def test_numpy_computes_with_arrays_of_values():
    rng = np.random.default_rng(1)
    numbers, x = rng.normal(size=(2, 3)), rng.normal(size=3)
    W = np.array([[Value(number) for number in row] for row in numbers])
    np.sum(np.tanh(W @ x) ** 2).backward()
    expected = autograd.grad(lambda W: anp.sum(anp.tanh(W @ x) ** 2))(numbers)
    assert [[w.grad for w in row] for row in W] == pytest.approx(expected)


def test_a_value_shows_its_number_and_its_gradient():
    assert repr(Value(2)) == "Value(2, grad=0)"


def test_it_takes_less_than_a_hundred_lines():
    source = Path(d2l.saved.__file__).read_text("utf-8")
    part = source[source.index("class Value:") : source.index("Value.backward = _backward")]
    lines = [line for line in part.splitlines() if line.strip() and not line.startswith("#")]
    docstring = len(Value.__doc__.splitlines())
    assert len(lines) - docstring < 100


# The gradient check


def test_relative_error():
    assert d2l.relative_error([1.0, 2.0], [1.0, 2.0]) == 0
    assert d2l.relative_error([0.0, 0.0], [0.0, 0.0]) == 0
    assert d2l.relative_error([3.0, 4.0], [0.0, 0.0]) == 1
    assert d2l.relative_error(2.0, -2.0) == 2
    a, b = np.random.default_rng(0).normal(size=(2, 3, 4, 2))
    assert (
        d2l.relative_error(a, b) == d2l.relative_error(b, a) == d2l.relative_error(-3 * a, -3 * b)
    )


@pytest.mark.parametrize("factor", [1, 1e-8, 1e8])
def test_relative_error_tells_right_from_wrong_at_every_scale(factor):
    x = np.array([0.3, -1.2, 2.0])
    measured = d2l.numerical_gradient(lambda x: factor * np.sum(np.exp(x)), x)
    assert d2l.relative_error(factor * np.exp(x), measured) < 1e-7
    assert d2l.relative_error(factor * np.exp(x) * [1, 1, 0.95], measured) > 1e-2
