"""The keys of chapter 8, found again in another way."""

import math
from fractions import Fraction

import numpy as np
import pytest

from d2l_calc.exercises import softmax as chapter

CHANCE = np.random.default_rng(8)


def probabilities(z):
    """Give softmax by its definition, one number after the other."""
    powers = [math.exp(score) for score in z]
    return np.array([power / sum(powers) for power in powers])


def loss(z, y):
    return -sum(share * math.log(p) for share, p in zip(y, probabilities(z), strict=True))


def slopes(f, x, h=1e-5):
    """Give the central differences of a function of an array, in the shape of the array."""
    found = np.empty_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        found[place] = (f(x + step) - f(x - step)) / (2 * h)
    return found


def test_adding_100_changes_no_probability():
    z = np.array([2, 1, 0.1])
    assert probabilities(z + 100) == pytest.approx(probabilities(z))
    assert chapter.SHIFT.key == "C"


def test_bars_come_from_scores_whose_loss_has_this_slope():
    z = np.log([0.2, 0.7, 0.1])
    assert slopes(lambda z: loss(z, [0, 1, 0]), z) == pytest.approx(chapter.READ_THE_BARS.key)


def test_bars_may_be_read_with_an_eye_and_not_a_ruler():
    assert chapter.READ_THE_BARS.check([0.22, -0.28, 0.08]).status == "correct"
    assert chapter.READ_THE_BARS.check([0.3, -0.3, 0.1]).status == "incorrect"


def test_the_loss_is_the_power_to_which_e_is_raised():
    assert math.exp(-chapter.ONE_LOSS.key) == pytest.approx(0.3)
    assert chapter.ONE_LOSS.check(1.204).status == "correct"


def test_by_hand_in_fractions():
    powers = [Fraction(1), Fraction(2), Fraction(5)]
    p = [power / sum(powers) for power in powers]
    assert [p[0], p[1] - 1, p[2]] == chapter.BY_HAND.key
    z = np.log([1.0, 2.0, 5.0])
    assert slopes(lambda z: loss(z, [0, 1, 0]), z) == pytest.approx(chapter.BY_HAND.key)


def test_one_entry_is_a_slope_of_the_first_probability():
    z = np.log([1.0, 2.0, 5.0])
    assert chapter.ONE_ENTRY.key == pytest.approx(slopes(lambda z: probabilities(z)[0], z)[2])


@pytest.mark.parametrize("T", [0.4, 1.0, 2.5])
def test_a_temperature_enters_twice(T):
    z = CHANCE.uniform(-2, 2, 3)
    measured = slopes(lambda z: loss(z / T, [0, 1, 0]), z)
    assert chapter.TEMPERATURE.key(z, T) == pytest.approx(measured, abs=1e-8)


def test_a_batch_by_adding_up_its_losses():
    Z, classes = CHANCE.uniform(-2, 2, (4, 3)), [0, 2, 1, 0]

    def mean(Z):
        return sum(-math.log(probabilities(row)[c]) for row, c in zip(Z, classes, strict=True)) / 4

    assert chapter.BATCH.key(Z) == pytest.approx(slopes(mean, Z), abs=1e-8)


def test_log_softmax_of_small_scores_is_the_log_of_softmax():
    z = CHANCE.uniform(-2, 2, 3)
    assert np.exp(chapter.LOG_SOFTMAX.key(z)) == pytest.approx(probabilities(z))


def test_log_softmax_of_large_scores_is_known():
    assert chapter.LOG_SOFTMAX.key(np.array([800.0, 800.0, -800.0])) == pytest.approx(
        [-math.log(2), -math.log(2), -1600 - math.log(2)]
    )


def test_more_wrong_by_ten_points_is_slower_by_e_to_the_ten():
    def length(top):
        measured = slopes(
            lambda z: np.sum((probabilities(z) - [0, 1, 0]) ** 2) / 2, np.array([top, 0.0, 0.0])
        )
        return np.linalg.norm(measured)

    # Scores that a difference quotient can still tell apart, as far from each other.
    ratio = length(14.0) / length(4.0)
    factors = {"A": 1, "B": 2, "C": 1 / 2, "D": 1 / 20_000}
    nearest = min(factors, key=lambda name: abs(math.log(factors[name] / ratio)))
    assert nearest == chapter.MORE_WRONG.key


def test_log_softmax_row_by_row():
    z = CHANCE.uniform(-2, 2, 3)
    rows = [slopes(lambda z, j=j: math.log(probabilities(z)[j]), z) for j in range(3)]
    assert chapter.JACOBIAN_OF_LOG.key(z) == pytest.approx(np.array(rows), abs=1e-8)


def test_the_other_layout_of_log_softmax_is_named():
    verdict = chapter.JACOBIAN_OF_LOG.check(lambda z: chapter.JACOBIAN_OF_LOG.key(z).T)
    assert (verdict.status, verdict.note) == ("incorrect", "layout")


@pytest.mark.parametrize("y", [(1, 0, 0), (0.2, 0.5, 0.3), (2, 0, 0), (0.5, 1.5, 1)])
def test_any_target(y):
    z = CHANCE.uniform(-2, 2, 3)
    measured = slopes(lambda z: loss(z, y), z)
    assert chapter.ANY_TARGET.key(z, np.array(y)) == pytest.approx(measured, abs=1e-8)


def test_curvature_along_a_line_is_a_second_difference():
    for _ in range(5):
        z, v = CHANCE.uniform(-2, 2, (2, 3))
        h, y = 1e-3, [0.2, 0.5, 0.3]
        second = (loss(z + h * v, y) - 2 * loss(z, y) + loss(z - h * v, y)) / h**2
        assert chapter.CURVATURE.key(z, v) == pytest.approx(second, abs=1e-5)
        assert second > 0


def test_the_loss_is_level_only_along_a_shift():
    z = CHANCE.uniform(-2, 2, 3)
    assert chapter.CURVATURE.key(z, np.ones(3)) == pytest.approx(0)


def test_large_scores_lose_what_the_truth_is_behind():
    # The same shift of all scores changes no probability, and none is too large to store here.
    assert chapter.LARGE_SCORES.key == pytest.approx(loss([0, -12, -200], [0, 1, 0]), abs=1e-4)
    assert chapter.LARGE_SCORES.check(12.000006).status == "correct"
