"""The keys of chapter 9, found again in another way."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import autodiff


def test_by_hand():
    a, b = d2l.Value(2), d2l.Value(3)
    u = a * b
    (u * u + a).backward()
    assert autodiff.BY_HAND.key == [a.grad, b.grad]


def test_what_is_left_when_the_second_share_overwrites_the_first():
    x = d2l.Value(5)
    y = x * x
    for parent, slope in zip(y.parents, y.slopes, strict=True):
        parent.grad = slope
    assert autodiff.PLUS_LOST.key == x.grad


@pytest.mark.parametrize(("zeroed", "end"), [(False, autodiff.NOT_ZEROED.key), (True, 0.64)])
def test_two_steps_with_and_without_setting_to_zero(zeroed, end):
    x = d2l.Value(1)
    for _ in range(2):
        x.grad *= not zeroed
        (x * x).backward()
        x.data -= 0.1 * x.grad
    assert x.data == pytest.approx(end)


def test_ten_times_double():
    x = y = d2l.Value(1)
    numbers = {x}
    for _ in range(10):
        y = y + y
        numbers.add(y)
    y.backward()
    assert autodiff.DOUBLING.key == [x.grad, len(numbers)]


def test_a_pair_that_goes_forward_is_the_quotient_and_its_derivative():
    a, b = anp.sin, lambda x: anp.exp(x) + 1
    pair = autodiff.FORWARD_PAIR.key(a(0.7), autograd.grad(a)(0.7), b(0.7), autograd.grad(b)(0.7))
    quotient = autograd.value_and_grad(lambda x: a(x) / b(x))
    assert pair == pytest.approx(quotient(0.7))


def test_the_derivative_with_respect_to_the_learning_rate():
    for x, eta in [(0.6, 0.1), (1.4, 0.3)]:
        slope = autograd.grad(lambda eta, x=x: (x - eta * x**3) ** 4 / 4)
        assert autodiff.RATE_AS_INPUT.key(x, eta) == pytest.approx(slope(eta))


def test_backward_twice():
    x = d2l.Value(3)
    y = x * x
    y.backward()
    y.backward()
    assert autodiff.BACKWARD_TWICE.key == x.grad


def test_the_new_function_has_the_slope_that_another_library_gives():
    slope = autograd.elementwise_grad(lambda a: anp.log1p(anp.exp(a)))
    points = np.linspace(-3, 3, 13)
    assert autodiff.NEW_FUNCTION.key(points) == pytest.approx(slope(points), rel=1e-12)


def test_a_gradient_twice_too_large():
    x = np.array([0.3, -2.0, 1.1])
    measured = d2l.numerical_gradient(lambda x: np.sum(x**2) / 2, x)
    assert d2l.relative_error(2 * x, measured) == pytest.approx(autodiff.TWICE_TOO_LARGE.key)


def test_the_order_in_which_every_number_has_got_all_its_shares():
    children = {"a": "bc", "b": "cd", "c": "d", "d": ""}
    orders = {"A": "dcba", "B": "dbca", "C": "abcd"}
    fits = [
        name
        for name, order in orders.items()
        if all(order.index(child) < order.index(node) for node in order for child in children[node])
    ]
    assert fits == [autodiff.WHOSE_TURN.key]
