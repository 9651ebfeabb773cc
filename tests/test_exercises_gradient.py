"""The keys of chapter 5, found again in another way."""

import numpy as np
import pytest

from d2l_calc.exercises import book, gradient

RNG = np.random.default_rng(5)


def complex_gradient(f, x, h=1e-30):
    """Give the gradient by complex steps, exact to the last digits."""
    found = np.empty(np.shape(x))
    for i in np.ndindex(found.shape):
        step = np.zeros(found.shape, complex)
        step[i] = 1j * h
        found[i] = np.imag(f(x + step)) / h
    return found


def test_the_arrow_is_perpendicular_to_the_contour_and_goes_up():
    arrows = {"A": (-0.76, -0.25), "B": (-0.48, -0.64), "C": (0.48, 0.64), "D": (-0.64, 0.48)}

    def height(x, y):
        return -(x**2) - 4 * y**2

    # The ellipse x² + 4y² = 3.25 as a curve of its angle; (1.5, 0.5) lies on it.
    t = np.arctan2(2 * 0.5, 1.5)
    tangent = np.array([-np.sin(t), np.cos(t) / 2])
    fits = [
        letter
        for letter, (dx, dy) in arrows.items()
        if abs(np.dot(tangent, (dx, dy))) < 1e-12
        and height(1.5 + 0.01 * dx, 0.5 + 0.01 * dy) > height(1.5, 0.5)
    ]
    assert fits == [gradient.WHICH_ARROW.key]


@pytest.mark.parametrize(
    ("exercise", "f", "shape"),
    [
        (gradient.FIRST_GRADIENT, lambda x: 3 * x[0] ** 2 + 5 * np.exp(x[1]), 2),
        (gradient.NORM, lambda x: np.sqrt(x @ x), 3),
        (gradient.THREE_SHARES, lambda z: np.log(np.exp(z).sum()), 3),
    ],
    ids=["sum", "norm", "softmax"],
)
def test_gradients_by_complex_steps(exercise, f, shape):
    for x in RNG.uniform(0.4, 1.9, (5, shape)):
        assert exercise.key(x) == pytest.approx(complex_gradient(f, x), rel=1e-12)


def test_taking_turns_by_complex_steps():
    for x, y in RNG.uniform(-2, 2, (5, 2)):
        found = complex_gradient(lambda p: p[0] ** 2 * p[1] + p[0] * p[1] ** 2, np.array([x, y]))
        assert gradient.TAKING_TURNS.key(x, y) == pytest.approx(found, rel=1e-12)


def test_rate_along_the_direction_is_that_of_a_short_walk():
    def f(x, y):
        return x * x + x * y + y * y

    h = 1e-6  # along (3, -4), each of length 5
    rate = (f(1 + 3 * h, 2 - 4 * h) - f(1 - 3 * h, 2 + 4 * h)) / (2 * 5 * h)
    assert gradient.ALONG_A_DIRECTION.key == pytest.approx(rate)


def test_sixty_degrees_off_half_of_the_rise_is_left():
    steepest = np.array([np.cos(0.3), np.sin(0.3)])
    off = np.array([np.cos(0.3 + np.pi / 3), np.sin(0.3 + np.pi / 3)])
    shares = {"A": 1 / 3, "B": 0.5, "C": 0.87, "D": 0}
    assert shares[gradient.OFF_BY_SIXTY.key] == pytest.approx(off @ steepest)


def test_one_step_by_measured_slopes():
    start = np.array([3.0, 1.0])
    slopes = complex_gradient(lambda p: p[0] ** 2 + 10 * p[1] ** 2, start)
    assert gradient.ONE_STEP.check(start - 0.08 * slopes).status == "correct"


def test_the_norm_has_no_derivative_at_zero_along_any_axis():
    for axis in np.eye(3):
        ahead, back = (np.linalg.norm(h * axis) / h for h in (1e-8, -1e-8))
        assert ahead == -back == pytest.approx(1)
    assert gradient.NORM_AT_ZERO.key == "C"


def test_linear_and_quadratic_by_complex_steps():
    for _ in range(5):
        A, b, x = RNG.normal(size=(3, 3)), RNG.normal(size=3), RNG.normal(size=3)
        found = complex_gradient(lambda x, A=A, b=b: x @ A @ x + b @ x, x)
        assert gradient.QUADRATIC.key(A, b, x) == pytest.approx(found, rel=1e-10)


def test_gradient_by_a_matrix_by_complex_steps():
    a, b, X = RNG.normal(size=2), RNG.normal(size=3), RNG.normal(size=(2, 3))
    found = complex_gradient(lambda X: a @ X @ b, X)
    assert gradient.BY_A_MATRIX.key(a, b) == pytest.approx(found, rel=1e-12)


def test_the_transposed_answer_is_named_a_layout():
    verdict = gradient.BY_A_MATRIX.check(lambda a, b: np.outer(b, a))
    assert (verdict.status, verdict.note) == ("incorrect", "layout")


@pytest.mark.parametrize("number", ["5.2", "5.3", "5.7", "5.10"])
def test_a_numerical_gradient_is_right_and_a_column_too(number):
    exercise = book()[number]

    def measured(*at):
        x = np.concatenate([np.atleast_1d(part) for part in at]).astype(float)
        split = len(at) > 1

        def f(x):
            return exercise.derivative_of(*x) if split else exercise.derivative_of(x)

        steps = 6e-6 * np.eye(len(x))
        return [(f(x + s) - f(x - s)) / 1.2e-5 for s in steps]

    assert exercise.check(measured).status == "correct"
    assert exercise.check(lambda *at: np.reshape(measured(*at), (-1, 1))).status == "correct"


def test_a_guess_without_a_formula_is_the_first_order_approximation():
    step = np.array([1.1, 1.8]) - [1, 2]
    assert gradient.WITHOUT_A_FORMULA.key == pytest.approx(3 + step @ [3, -1])


def test_two_rules_give_the_measured_gradient():
    a = np.array([1, -2])
    found = complex_gradient(lambda x: a @ x + np.sum(x * x), np.array([3.0, 1.0]))
    assert gradient.TWO_RULES.key == pytest.approx(found)
