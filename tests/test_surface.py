"""A learner's function of two numbers: values, gaps, slopes, whatever it does."""

import math

import numpy as np
import pytest

from d2l_calc.stage.functions import Surface


def test_values_on_a_grid_lie_row_by_row():
    values = Surface(lambda x, y: x + 10 * y).grid(np.arange(3.0), np.arange(2.0))
    assert values.tolist() == [[0, 1, 2], [10, 11, 12]]


def test_a_function_has_gaps_where_it_fails():
    f = Surface(lambda x, y: math.sqrt(x) / y)
    assert math.isnan(f(-1, 1))
    assert math.isnan(f(1, 0))
    assert f(4, 2) == 1
    assert np.isnan(f.grid(np.array([-1.0, 1.0]), np.array([0.0, 1.0]))).sum() == 3


def test_a_crease_has_one_partial_derivative_and_not_the_other():
    across, along = Surface(lambda x, y: abs(x) + y * y).gradient(0, 1)
    assert math.isnan(across)
    assert along == pytest.approx(2)


def test_a_slow_function_is_joined_up(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("d2l_calc.stage.functions.monotonic", lambda: clock[0])

    def slow(x, y):
        clock[0] += 0.1
        return x + y

    x, y = np.linspace(0, 1, 9), np.linspace(0, 1, 41)
    assert Surface(slow).grid(x, y) == pytest.approx(x + y[:, None])
    assert clock[0] < 4
