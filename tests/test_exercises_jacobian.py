"""The keys of chapter 6, found again in another way; and what a transpose is told."""

import numpy as np
import pytest

from d2l_calc.exercises import book, jacobian
from d2l_calc.grader.messages import MESSAGES, tell
from d2l_calc.saved import numerical_jacobian

RNG = np.random.default_rng(6)


def measured(f, *others):
    """Give the Jacobian of f with respect to its last argument, as a function of all of them."""

    def derivative(*arguments):
        *fixed, x = arguments
        return numerical_jacobian(lambda z: f(*fixed, z), x)

    return derivative


def test_a_picture_of_784_pixels_and_10_scores():
    W = RNG.normal(size=(10, 784))
    found = numerical_jacobian(lambda x: np.tanh(W @ x), np.zeros(784)).shape
    assert jacobian.SHAPE.check(list(found)).status == "correct"


@pytest.mark.parametrize(
    ("exercise", "f"),
    [
        (
            jacobian.FIRST_JACOBIAN,
            lambda x: np.array([x[0] ** 2 * x[1], 3 * x[0] + x[1], np.sin(x[1])]),
        ),
        (jacobian.SPIRAL, lambda x: np.exp(x[0]) * np.array([np.cos(x[1]), np.sin(x[1])])),
        (jacobian.SCALAR_TIMES_VECTOR, lambda a, x: (a @ x) * x),
        (jacobian.QUADRATIC_FORM, lambda A, x: x @ A @ x),
        (jacobian.TANH_LAYER, lambda W, b, x: np.tanh(W @ x + b)),
        (jacobian.SPREAD, lambda x: np.sqrt(np.mean((x - np.mean(x)) ** 2))),
    ],
    ids=lambda value: getattr(value, "title", ("", ""))[1] if hasattr(value, "title") else "",
)
def test_what_is_measured_is_correct(exercise, f):
    assert exercise.check(measured(f)).status == "correct"


def test_a_row_times_a_matrix():
    def derivative(A):
        return numerical_jacobian(lambda x: x @ A, np.ones(4))

    assert jacobian.ROW_TIMES_MATRIX.check(derivative).status == "correct"


LAYOUTS = [
    jacobian.FIRST_JACOBIAN,
    jacobian.SPIRAL,
    jacobian.ROW_TIMES_MATRIX,
    jacobian.SCALAR_TIMES_VECTOR,
    jacobian.TANH_LAYER,
]


@pytest.mark.parametrize("exercise", LAYOUTS, ids=lambda exercise: exercise.title[1])
def test_an_exact_transpose_is_told_that_it_is_the_other_layout(exercise):
    verdict = exercise.check(lambda *point: np.array(exercise.key(*point)).T)
    assert (verdict.status, verdict.note) == ("incorrect", "layout")
    assert verdict.message == tell(MESSAGES["layout_jacobian"])
    assert "**分母布局**" in verdict.message


@pytest.mark.parametrize("exercise", LAYOUTS, ids=lambda exercise: exercise.title[1])
def test_a_wrong_transpose_is_not_taken_for_a_right_one(exercise):
    verdict = exercise.check(lambda *point: np.array(exercise.key(*point)).T + 1.0)
    assert verdict.status == "incorrect"
    assert "每个数都对" not in verdict.message
    rows, columns = exercise._kind.shape
    assert (verdict.note == "layout") == (rows != columns)


def test_three_of_the_tables_are_not_even_square():
    shapes = {exercise.title[1]: exercise._kind.shape for exercise in LAYOUTS}
    assert sorted(shapes.values()) == [(2, 2), (3, 2), (3, 3), (3, 4), (3, 4)]


@pytest.mark.parametrize("shape", [(3,), (1, 3), (3, 1)])
def test_the_derivative_of_one_number_may_lie_or_stand(shape):
    def derivative(A, x):
        return np.reshape((A + A.T) @ x, shape)

    assert jacobian.QUADRATIC_FORM.check(derivative).status == "correct"


def test_2Ax_is_right_for_a_symmetric_matrix_only():
    A = RNG.normal(size=(3, 3))
    x = RNG.normal(size=3)
    symmetric = A + A.T
    np.testing.assert_allclose(jacobian.QUADRATIC_FORM.key(symmetric, x), 2 * symmetric @ x)
    assert not np.allclose(jacobian.QUADRATIC_FORM.key(A, x), 2 * A @ x)
    assert jacobian.QUADRATIC_FORM.check(lambda A, x: 2 * A @ x).note == "symmetric_only"


def test_the_square_of_the_figure_doubles_and_turns_over():
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) @ np.array([[0, 1], [2, 1]])
    x, y = corners.T
    area = np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2
    choices = {"A": 2, "B": -2, "C": 1 / 2, "D": -1 / 2}
    assert choices[jacobian.AREA_AND_SIDE.key] == area


def test_the_other_book_puts_inputs_in_rows():
    W, a, x = RNG.normal(size=(2, 5)), RNG.normal(size=5), RNG.normal(size=5)
    theirs = numerical_jacobian(lambda x: W @ x, x).T
    np.testing.assert_allclose(theirs, W.T, atol=1e-8)
    column = numerical_jacobian(lambda x: a @ x, x).T
    assert column.shape == (5, 1)
    np.testing.assert_allclose(column[:, 0], a, atol=1e-8)
    assert jacobian.OTHER_BOOK.key == "C"


def test_the_spread_of_any_number_of_values():
    for size in (2, 7):
        x = RNG.normal(size=size)
        np.testing.assert_allclose(
            jacobian.SPREAD.key(x), numerical_jacobian(np.std, x)[0], atol=1e-8
        )
        assert np.sum(jacobian.SPREAD.key(x)) == pytest.approx(0, abs=1e-12)


def test_the_product_rule_for_a_quadratic_form_is_among_them():
    assert jacobian.QUADRATIC_FORM in book().values()


def test_the_shape_of_a_matrix_times_a_function():
    K = np.ones((2, 3))
    found = numerical_jacobian(lambda x: K @ (x[:3] * x[1:]), np.ones(4)).shape
    assert tuple(jacobian.SHAPE_FIRST.key) == found


def test_squared_entries_have_a_diagonal_jacobian():
    x = np.array([1.0, 2.0, 3.0])
    found = numerical_jacobian(lambda x: x * x, x)
    assert jacobian.SQUARED_ENTRIES.key(x) == pytest.approx(found, abs=1e-8)
