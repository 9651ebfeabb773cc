"""The keys of chapter 7, found again in another way."""

from itertools import pairwise, product

import numpy as np
import pytest

from d2l_calc.exercises import chain

RNG = np.random.default_rng(7)


def measured(f, x, h=1e-5):
    """Give the partial derivatives of a function of an array that gives a number."""
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps]).reshape(x.shape)


def test_of_the_choices_the_third_is_how_far_z_moves():
    def z(x, y):
        return (x**2 + y) ** 2 + x + y**2

    moved = z(1.01, 2) - z(1, 2)
    choices = {"A": 0.12, "B": 0.01, "C": 0.13, "D": 0.0012}
    assert min(choices, key=lambda c: abs(choices[c] - moved)) == chain.MOVE_A_LITTLE.key


def test_paths_are_counted_by_powers_of_the_table_of_arrows():
    columns = [[0], [1, 2, 3], [4, 5, 6], [7, 8, 9], [10]]
    arrows = np.zeros((11, 11), dtype=int)
    for here, there in pairwise(columns):
        arrows[np.ix_(here, there)] = 1
    assert np.linalg.matrix_power(arrows, 4)[0, 10] == chain.COUNT_PATHS.key
    assert arrows.sum() == 24


def test_along_a_curve_the_measured_slope_is_the_key():
    t = np.linspace(0.3, 2.9, 7)
    slope = ((t + 1e-5) ** 2 * np.sin(t + 1e-5) ** 2 - (t - 1e-5) ** 2 * np.sin(t - 1e-5) ** 2) / (
        2e-5
    )
    assert chain.ALONG_A_CURVE.key(t) == pytest.approx(slope, abs=1e-8)


def test_three_paths_for_functions_with_any_nine_derivatives():
    # Every sine has slope 1 at 0, so the nine derivatives there are these numbers.
    outer, inner = RNG.normal(size=3), RNG.normal(size=(3, 2))

    def u(point):
        return outer @ np.sin(inner @ point)

    expected = measured(u, [0.0, 0.0])
    assert chain.THREE_PATHS.key(*outer, *inner[:, 0], *inner[:, 1]) == pytest.approx(expected)
    assert chain.THREE_PATHS.check(lambda *p: np.reshape(p[3:], (2, 3)) @ p[:3]).status == "correct"


def test_four_paths_by_multiplying_out():
    # (2r + s)²(r − s²) = 4r³ + 4r²s + rs² − 4r²s² − 4rs³ − s⁴
    def expanded(r, s):
        by_r = 12 * r**2 + 8 * r * s + s**2 - 8 * r * s**2 - 4 * s**3
        by_s = 4 * r**2 + 2 * r * s - 8 * r**2 * s - 12 * r * s**2 - 4 * s**3
        return [by_r, by_s]

    assert chain.FOUR_PATHS.check(expanded).status == "correct"


def test_a_weight_used_twice_by_two_weights_that_move_together():
    def loss(weights):
        return (weights[0] * np.tanh(weights[1]) - 1) ** 2

    for w in (-1.3, 0.2, 1.9):
        both = measured(loss, [w, w])
        assert chain.USED_TWICE.key(w) == pytest.approx(both.sum(), abs=1e-8)


def test_back_through_a_layer_by_moving_its_inputs():
    W, g = np.array([[1, 2], [0, -1]]), np.array([2, -1])
    by_x = measured(lambda x: g @ (W @ x), [3.0, 1.0])
    assert chain.BACK_TO_THE_INPUT.check(by_x).status == "correct"
    assert chain.BACK_TO_THE_INPUT.mistakes[1][0] == (W @ [3, 1]).tolist()


def test_gradient_of_the_weights_by_moving_each():
    def by_weights(x, g):
        return measured(lambda W: g @ (W @ x), np.zeros((2, 3)))

    verdict = chain.GRADIENT_OF_WEIGHTS.check(by_weights)
    assert verdict.status == "correct"
    verdict = chain.GRADIENT_OF_WEIGHTS.check(lambda x, g: np.outer(x, g))
    assert (verdict.status, verdict.note) == ("incorrect", "layout")


def multiplications(shapes):
    """Count those of a chain of matrices, multiplied from the left; the end shape is checked."""
    total, (rows, columns) = 0, shapes[0]
    for inner, after in shapes[1:]:
        assert columns == inner
        total += rows * inner * after
        columns = after
    return total


def test_from_one_input_to_many_outputs_forward_takes_fewer_multiplications():
    shapes = [(1000, 100), (100, 100), (100, 1)]
    reverse = multiplications(shapes)
    forward = multiplications([(b, a) for a, b in reversed(shapes)])
    counts = {"A": reverse, "B": forward}
    assert (reverse, forward) == (10_100_000, 110_000)
    assert min(counts, key=counts.get) == chain.WHICH_ORDER.key


def test_least_squares_by_moving_each_weight():
    for _ in range(3):
        X, w, y = RNG.normal(size=(4, 3)), RNG.normal(size=3), RNG.normal(size=4)
        by_w = measured(lambda w, X=X, y=y: np.sum((X @ w - y) ** 2), w)
        assert chain.LEAST_SQUARES.key(X, w, y) == pytest.approx(by_w, abs=1e-7)


def test_the_shortcut_is_the_sum_over_all_paths():
    total = sum(np.prod(path) for path in product([1, 0.25], repeat=10))
    assert chain.SHORTCUT.key == pytest.approx(total)
    assert chain.SHORTCUT.check(9.31).status == "correct"


def test_the_left_factor_of_a_chain_has_the_shape_of_the_outer_jacobian():
    f, g = RNG.normal(size=(2, 5)), RNG.normal(size=(5, 3))
    assert np.shape(f) == tuple(chain.LEFT_FACTOR.key)
    assert np.shape(f @ g) == (2, 3)


def test_past_and_through_by_putting_one_into_the_other():
    def z(x):
        return (x[0] + 1) * x[0] ** 2

    assert measured(z, [3.0]) == pytest.approx([chain.PAST_AND_THROUGH.key])
