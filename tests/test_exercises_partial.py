"""The keys of chapter 4, found again in another way."""

import numpy as np
import pytest

from d2l_calc.exercises import partial

POINTS = np.random.default_rng(4).uniform(0.6, 1.9, (10, 3))


def slope(f, point, i, h=1e-5):
    step = h * np.eye(len(point))[i]
    return (f(*(point + step)) - f(*(point - step))) / (2 * h)


def second(f, point, i, j, h=1e-3):
    return slope(lambda *p: slope(f, np.array(p), j, h), np.array(point), i, h)


@pytest.mark.parametrize(
    ("exercise", "f", "i"),
    [
        (partial.WARM_UP, lambda x, y: x * x * y + 3 * y, 0),
        (partial.LOGARITHM, lambda x, y: np.log(x * x + y * y), 1),
    ],
)
def test_one_partial_derivative_is_the_slope_of_the_slice(exercise, f, i):
    for point in POINTS[:, :2]:
        assert exercise.key(*point) == pytest.approx(slope(f, point, i), rel=1e-8)


def test_all_three_partial_derivatives():
    def f(x, y, z):
        return x * x * y + y * z**3

    for point in POINTS:
        found = [slope(f, point, i) for i in range(3)]
        assert partial.ALL_THREE.key(*point) == pytest.approx(found, rel=1e-8)


def test_a_step_to_the_right_goes_up_and_a_step_up_goes_down():
    def f(x, y):
        return 9 - (x - 3) ** 2 - 2 * (y - 1) ** 2

    signs = f(2.01, 2) > f(2, 2), f(2, 2.01) > f(2, 2)
    choices = [(True, True), (True, False), (False, True), (False, False)]
    assert "ABCD"[choices.index(signs)] == partial.READ_THE_CONTOURS.key


def test_five_letters():
    def neuron(w1, w2, x1, x2, b1):
        return w1 * x1 + w2 * x2 + b1

    found = [slope(neuron, np.array([0.5, 4, 3, -2, 1]), i) for i in (0, 2, 4)]
    assert partial.FIVE_LETTERS.key == pytest.approx(found)


def test_first_y_then_x_for_a_function_with_the_given_slopes():
    def g(x, y):
        return 4 * x * y + (x * y * (x * x - y * y) / (x * x + y * y) if x or y else 0)

    def inner(i):
        return lambda x, y: slope(g, np.array([x, y]), i, 1e-6)

    assert inner(0)(0.0, 0.7) == pytest.approx(3 * 0.7)
    assert inner(1)(0.7, 0.0) == pytest.approx(5 * 0.7)
    y_first, x_first = (slope(inner(i), np.zeros(2), 1 - i, 0.01) for i in (1, 0))
    assert partial.ORDER.key == pytest.approx(y_first)
    assert partial.ORDER.mistakes[0][0] == pytest.approx(x_first)


def test_entries_of_the_hessian():
    def f(x, y):
        return x * x * y + y**3

    found = [second(f, (1, 2), i, j) for i, j in ((0, 0), (0, 1), (1, 1))]
    assert partial.TABLE.key == pytest.approx(found)


def test_both_axes_rise_and_yet_it_falls():
    def f(x, y):
        return x * x + 4 * x * y + 3 * y * y

    assert f(0.1, 0) > 0
    assert f(0, 0.1) > 0
    assert f(0.2, -0.1) < 0
    assert np.linalg.det([[2, 4], [4, 6]]) < 0
    assert partial.BOTH_AXES.key == "C"


def test_eigenvalues():
    found = np.linalg.eigvalsh([[1, 2], [2, -2]])
    assert sorted(partial.EIGENVALUES.key) == pytest.approx(found)


def test_kinds_of_all_stationary_points():
    def f(x, y):
        return x**4 + y**4 - 4 * x * y

    # Both partial derivatives are 0 where y = x³ and x⁹ = x.
    roots = np.roots([1, 0, 0, 0, 0, 0, 0, 0, -1, 0])
    real = {round(float(root.real)) for root in roots if abs(root.imag) < 1e-9}
    assert {(x, x**3) for x in real} == set(partial.CLASSIFY.key)
    angles = np.linspace(0, 2 * np.pi, 100)
    for (x, y), kind in partial.CLASSIFY.key.items():
        around = f(x + 0.1 * np.cos(angles), y + 0.1 * np.sin(angles)) - f(x, y)
        assert (around > 0).any()
        assert kind == ("min" if (around > 0).all() else "saddle")


def test_the_best_line_is_the_least_squares_solution():
    x, y = np.random.default_rng(5).uniform(-2, 2, (2, 3))
    assert partial.BEST_LINE.key(x, y) == pytest.approx(np.polyfit(x, y, 1))
    assert partial.BEST_LINE.key(np.array([1, 2, 3]), np.array([2, 3, 5])) == pytest.approx(
        [3 / 2, 1 / 3]
    )


def test_the_table_of_temperatures_gives_its_central_difference():
    row = {1: 20, 2: 26, 3: 31}
    quotient = (row[3] - row[1]) / (3 - 1)
    assert partial.TABLE_OF_TEMPERATURES.key == pytest.approx(quotient)


def test_the_second_time_is_the_mixed_derivative_in_either_order():
    def f(x, y):
        return x**4 * y + y * y

    for point in POINTS[:, :2]:
        found = [second(f, point, i, 1 - i) for i in (0, 1)]
        assert partial.SECOND_TIME.key(*point) == pytest.approx(found[0], rel=1e-4)
        assert found[0] == pytest.approx(found[1], rel=1e-4)


def test_two_equations_hold_at_once():
    def f(x, y):
        return x * x + x * y + y * y - 3 * x

    point = np.array(partial.TWO_EQUATIONS.key, dtype=float)
    assert [slope(f, point, i) for i in (0, 1)] == pytest.approx([0, 0], abs=1e-8)
