"""The keys of chapter 3, found again in another way."""

import numpy as np
import pytest

from d2l_calc.exercises import extrema

# No point of it is one that is looked for.
X = np.linspace(-3.1, 4.3, 100_003)


def changes(y):
    """Give where the values change their sign, as points of X with the signs before and after."""
    crossings = np.flatnonzero(y[:-1] * y[1:] < 0)
    return {round(float(X[i]), 2): (int(np.sign(y[i])), int(np.sign(y[i + 1]))) for i in crossings}


def slopes(f):
    return (f(X + 1e-5) - f(X - 1e-5)) / 2e-5


def walk(slope, x, eta, steps):
    for _ in range(steps):
        x -= eta * slope(x)
    return x


def test_stationary_points_are_where_the_slope_changes_its_sign():
    assert set(changes(slopes(lambda x: x**3 - 12 * x))) == extrema.STATIONARY_POINTS.key


def test_the_derivative_that_is_shown_falls_through_zero_at_the_first_choice():
    signs = changes((X + 1) * (X - 2))
    falling = [x for x, (left, right) in signs.items() if left > right]
    assert dict(zip("ABC", (-1, 0.5, 2), strict=True))[extrema.READ_THE_DERIVATIVE.key] == (
        pytest.approx(falling[0])
    )


def test_one_step_for_each_learning_rate():
    steps = [walk(lambda x: 2 * x, 3, eta, 1) for eta in (0.1, 1, 2)]
    assert extrema.ONE_STEP.check(steps).status == "correct"


def test_of_two_stationary_points_only_the_minimum_is_an_extremum():
    def f(x):
        return 3 * x**4 - 4 * x**3

    assert changes(slopes(f)) == {1.0: (-1, 1)}
    roots = np.unique(np.roots(np.poly1d([3, -4, 0, 0, 0]).deriv().coeffs).real.round(6))
    assert set(roots) == set(extrema.CLASSIFY.key)
    assert extrema.CLASSIFY.key == {0: "none", 1: "min"}


def test_both_derivatives_zero_leave_every_case_open():
    minimum, maximum, neither = (
        np.poly1d(c) for c in ([1, 0, 0, 0, 0], [-1, 0, 0, 0, 0], [1, 0, 0, 0])
    )
    for f in (minimum, maximum, neither):
        assert f.deriv()(0) == f.deriv(2)(0) == 0
    h = np.array([-0.01, 0.01])
    assert (minimum(h) > 0).all()
    assert (maximum(h) < 0).all()
    assert neither(h[0]) < 0 < neither(h[1])
    assert extrema.BOTH_ZERO.key == "D"


def test_inflections_are_where_the_second_derivative_changes_its_sign():
    bend = np.poly1d([3, -5, 0, 0, 0, 0]).deriv(2)
    assert set(changes(bend(X))) == extrema.INFLECTIONS.key
    assert {round(float(x), 6) for x in bend.roots.real} == extrema.INFLECTIONS.mistakes[0][0]


def test_lowest_and_highest_of_many_points():
    x = np.linspace(0, 3, 3001)
    y = x**3 - 3 * x
    assert extrema.ON_AN_INTERVAL.check([y.min(), y.max()]).status == "correct"


@pytest.mark.parametrize(("factor", "grows"), [(0.999, False), (1.001, True)])
def test_beyond_the_largest_rate_the_steps_grow(factor, grows):
    end = walk(lambda x: 10 * x, 1.0, factor * extrema.LARGEST_RATE.key, 1000)
    assert (abs(end) > 1) == grows


def test_from_just_left_of_the_hilltop_the_descent_ends_in_the_left_valley():
    ends = {"A": -1.047, "B": 0.101, "C": 0.946}
    end = walk(lambda w: w**3 - w + 0.1, 0.09, 0.1, 300)
    assert ends[extrema.WHICH_VALLEY.key] == pytest.approx(end, abs=1e-3)


def test_the_best_knob_is_the_least_squares_solution():
    x, y = np.random.default_rng(3).uniform(-2, 2, (2, 3))
    (expected,), *_ = np.linalg.lstsq(x[:, None], y)
    assert extrema.BEST_KNOB.key(x, y) == pytest.approx(expected)
    assert extrema.BEST_KNOB.key([1, 2, 3], [2, 3, 5]) == pytest.approx(23 / 14)


def test_of_the_four_curves_offered_one_has_the_derivative_that_is_shown():
    x, h = np.linspace(-3, 3, 121), 1e-5
    offered = {
        "A": lambda x: (1 - x**2) / (1 + x**2) ** 2,
        "B": lambda x: -np.log(1 + x**2) / 2 + 0.5,
        "C": lambda x: x / (1 + x**2) + 0.5,
        "D": lambda x: np.log(1 + x**2) / 2 - 0.5,
    }
    slopes = {name: (f(x + h) - f(x - h)) / (2 * h) for name, f in offered.items()}
    fits = [name for name, slope in slopes.items() if np.allclose(slope, x / (1 + x**2))]
    assert fits == [extrema.ORIGINAL.key]


def test_three_ways_lead_to_the_largest_box():
    volume = np.poly1d([1, 0]) * np.poly1d([-2, 21]) * np.poly1d([-2, 29.7])
    by_formula = min(volume.deriv().roots)
    grid = np.linspace(0, 10.5, 100_001)
    by_trying = grid[np.argmax(volume(grid))]
    by_descent = 3.0
    for _ in range(100):
        by_descent += 0.005 * volume.deriv()(by_descent)
    assert [by_trying, by_descent] == pytest.approx([by_formula] * 2, abs=1e-3)
    assert extrema.BOX.key == pytest.approx([by_formula, volume(by_formula)], rel=1e-5)


@pytest.mark.parametrize("answer", [[4.04, 1128], [4.04, 1128.5], "[4.042, 1128.49]"])
def test_the_largest_box_may_be_rounded_as_is_asked(answer):
    assert extrema.BOX.check(answer).status == "correct"


def test_the_wrong_boxes_are_those_of_wrong_cuts():
    volume = np.poly1d([1, 0]) * np.poly1d([-2, 21]) * np.poly1d([-2, 29.7])
    once = np.poly1d([1, 0]) * np.poly1d([-1, 21]) * np.poly1d([-1, 29.7])
    outside, cut = max(volume.deriv().roots), min(once.deriv().roots)
    assert extrema.BOX.check([outside, volume(outside)]).note == "outside"
    assert extrema.BOX.check([cut, once(cut)]).note == "one_cut_a_side"
    assert extrema.BOX.check([21 / 6, volume(21 / 6)]).note == "square_sheet"


def test_the_bend_at_two_is_measured_and_positive():
    def f(x):
        return x + 4 / x

    h = 1e-3
    assert (f(2 + h) - f(2 - h)) / (2 * h) == pytest.approx(0, abs=1e-6)
    assert (f(2 + h) - 2 * f(2) + f(2 - h)) / h**2 == pytest.approx(extrema.BOWL.key, abs=1e-5)
