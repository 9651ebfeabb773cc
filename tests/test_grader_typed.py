"""Typed numbers are compared as typed: fewer digits are the same number, and keep its reason."""

import math

import numpy as np
import pytest

from d2l_calc.exercises import book
from d2l_calc.grader import Exercise
from d2l_calc.grader.kinds.compare import rounded


def numbers(answer):
    """Give the numbers in an answer that holds nothing else, or nothing."""
    if isinstance(answer, (bool, str)) or callable(answer):
        return None
    try:
        return np.array(sorted(answer) if isinstance(answer, set) else answer, dtype=float)
    except (TypeError, ValueError):
        return None


def with_digits(values, digits, significant):
    """Round as people do: to decimals, or to significant digits."""

    def one(value):
        if not significant or value == 0:
            return round(float(value), digits)
        return float(f"{value:.{digits}g}")

    return [one(value) for value in np.ravel(values)]


def nearer(typed, other, values):
    """Tell whether typed numbers are others, rounded, and by less than these."""
    same = other is not None and np.shape(other) == np.shape(values)
    distance = rounded(typed, other) if same else None
    return distance is not None and distance < rounded(typed, values)


def roundings():
    """Give every key and every listed mistake of the book with 4, 3 and 2 digits."""
    for number, exercise in book().items():
        references = [(exercise.key, "approximate"), *((a, tag) for a, tag, _ in exercise.mistakes)]
        exact = [numbers(answer) for answer, _ in references]
        for answer, note in references:
            values = numbers(answer)
            if values is None or values.ndim > 1:
                continue
            for digits in (4, 3, 2):
                for significant in (True, False):
                    typed = with_digits(values, digits, significant)
                    wide = exercise._kind.tolerance.same(np.array(typed), np.ravel(values))
                    if wide or rounded(typed, values) is None:
                        continue  # nothing was cut off, or more than anyone could recognise
                    if any(
                        other is not None and np.array_equal(np.ravel(other), typed)
                        for other in exact
                    ):
                        continue  # it is another one, exactly
                    if any(nearer(typed, other, values) for other in exact):
                        continue  # it is another one, rounded by less
                    shown = set(typed) if isinstance(answer, set) else typed
                    yield number, shown if values.ndim else typed[0], note


ROUNDINGS = list(dict.fromkeys((n, repr(a), note) for n, a, note in roundings()))


@pytest.mark.parametrize(("number", "typed", "note"), ROUNDINGS)
def test_a_rounded_number_keeps_its_reason(number, typed, note):
    verdict = book()[number].check(eval(typed))
    assert (verdict.status, verdict.note) == ("incorrect", note)


def test_there_are_many_roundings():
    assert len(ROUNDINGS) >= 81


@pytest.mark.parametrize("typed", [1.204, 1.2, 1.20397, "1.2", "1.20", [1.2], np.array(1.2)])
def test_the_right_number_with_fewer_digits_is_right_but_rounded(typed):
    exercise = Exercise(-math.log(0.3))
    verdict = exercise.check(typed)
    assert (verdict.status, verdict.note) == ("incorrect", "approximate")
    assert verdict.message.startswith("数找对了，只是四舍五入过")


@pytest.mark.parametrize("typed", [1.3, 1.21, 1.1, 1, 1.19])
def test_another_number_is_not_called_rounded(typed):
    assert Exercise(-math.log(0.3)).check(typed).note == "none"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (1 / 3, 0.333),
        (2 / 3, 0.67),
        (2 / 3, 0.66),  # cut off
        (-5 / 64, -0.078),
        (-5 / 64, -0.08),
        (1234.5678, 1235),
        (1e-3 / 3, 3.33e-4),
        ([0.125, -0.75, 0.625], [0.13, -0.75, 0.63]),
        ({0, 4 / 3}, {0, 1.33}),
        ({(1 / 3, 1): "min"}, {(0.33, 1): "min"}),
    ],
)
def test_what_counts_as_rounded(key, typed):
    assert Exercise(key).check(typed).note == "approximate"


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        (3, 3.01),
        (1 / 3, 0.3),
        (0.0149, 0.01),
        (1234, 1230),
        ([1 / 3, 2], [0.33, 1.9]),
        ([1, 2, 3], [1, 2, 3.1]),
    ],
)
def test_what_does_not_count_as_rounded(key, typed):
    assert Exercise(key).check(typed).note in ("none", "partly")


def test_the_nearest_of_two_that_were_meant_is_named():
    exercise = Exercise(
        0.5012,
        mistakes=[(0.5034, "near", "near"), (0.5051, "nearer", "nearer"), (0.498, "low", "l")],
    )
    assert exercise.check(0.505).note == "nearer"
    assert exercise.check(0.503).note == "near"
    assert exercise.check(0.501).note == "approximate"


def test_a_rounded_component_is_right_beside_a_wrong_one():
    verdict = Exercise([0.125, 1 / 3, 5]).check([0.13, 0.33, 7])
    assert verdict.note == "partly"
    assert "有 2 个分量" in verdict.message
    assert "第 3 个分量" in verdict.message


def test_the_size_of_an_error_is_not_told():
    for exercise, answer in (
        (Exercise(0.3), 0.3001),
        (Exercise(np.exp, {"x": (0, 1)}), "1.0001e^x"),
    ):
        verdict = exercise.check(answer)
        assert verdict.note == "approximate"
        assert "0.0001" not in verdict.message
        assert "e-05" not in verdict.message
