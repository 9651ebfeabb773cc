"""The keys of chapter 2, found again in another way."""

import numpy as np
import pytest

from d2l_calc.exercises import book, rules


def slope(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def test_every_function_asked_for_is_compared_with_a_measured_derivative():
    keys = {number: ex for number, ex in book().items() if number.startswith("2.")}
    assert all(ex.derivative_of for ex in keys.values() if callable(ex.key))


def test_polynomial_by_its_coefficients():
    derivative = np.poly1d([3, 0, 0, -2, 7]).deriv()
    assert rules.POLYNOMIAL.check(lambda x: derivative(x)).status == "correct"


def test_the_corner_of_a_box_shrinks_to_a_thousandth():
    corners = [((1 + dx) - 1) * ((1 + dx) ** 2 - 1) * ((1 + dx) ** 3 - 1) for dx in (1e-3, 1e-4)]
    choices = {"A": 1 / 10, "B": 1 / 100, "C": 1 / 1000, "D": 1}
    nearest = min(choices, key=lambda name: abs(np.log(choices[name] * corners[0] / corners[1])))
    assert nearest == rules.CORNER.key


def test_any_two_functions_with_these_values_have_this_product():
    for bend in (-3, 0, 2):
        u = np.poly1d([bend, 5 - 2 * bend, 2 - 5 + bend])
        v = np.poly1d([bend, 4 - 2 * bend, 3 - 4 + bend])
        assert [u(1), u.deriv()(1), v(1), v.deriv()(1)] == [2, 5, 3, 4]
        assert (u * v).deriv()(1) == rules.PRODUCT_OF_VALUES.key


def test_inner_function_comes_first():
    f, g = np.poly1d([1, 0, 1]), np.poly1d([3, 0])
    assert f(g)(2) == rules.ORDER.key
    assert g(f)(2) == rules.ORDER.mistakes[0][0]


def test_any_functions_with_these_values_have_this_composite():
    # f′(1) = 4, f′(2) = 7, f′(3) = 11; g(1) = 2, g′(1) = 3.
    outer = np.poly1d(np.polyfit([1, 2, 3], [4, 7, 11], 2)).integ()
    for bend in (-1, 0, 4):
        inner = np.poly1d([bend, 3 - 2 * bend, -1 + bend])
        assert inner(1) == 2
        assert outer(inner).deriv()(1) == pytest.approx(rules.CHAIN_OF_VALUES.key)


def test_of_the_slopes_offered_the_second_is_the_steepest_of_the_sigmoid():
    x = np.linspace(-1, 1, 4001)
    steepest = slope(lambda x: sigmoid(10 * x), x).max()
    assert [0.025, 2.5, 10, 1, 0.25]["ABCDE".index(rules.SLOPE_OF_SIGMOID.key)] == pytest.approx(
        steepest, rel=1e-6
    )


def test_slope_of_the_inverse_by_solving_for_x():
    def inverse(y):
        return next(x.real for x in np.roots([1, 0, 1, -y]) if abs(x.imag) < 1e-9)

    assert rules.INVERSE.key == pytest.approx(slope(inverse, 2.0), abs=1e-6)


def test_slope_of_the_neuron_is_minus_what_is_missing_twice():
    w = np.linspace(-2, 2, 9)
    measured = slope(lambda w: -np.log(sigmoid(2 * w - 1)), w)
    assert rules.NEURON.key(w) == pytest.approx(measured, abs=1e-8)
