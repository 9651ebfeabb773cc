"""The keys of chapter 1, found again in another way."""

import math

import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import book, derivative
from publish.chapter import Chapter
from tests.support import ROOT


def slope(f, x, h=1e-6):
    return (f(x + h) - f(x - h)) / (2 * h)


def curve(x):
    return x**3 - 3 * x + 2


def test_slope_of_a_line_through_two_points():
    assert derivative.SLOPE_OF_A_LINE.key == np.polyfit([1, 3], [5, -1], 1)[0].round(9)


def test_of_the_four_points_offered_the_curve_falls_fastest_at_the_second():
    slopes = [slope(curve, x) for x in (-1, 0, 0.6, 1)]
    assert "ABCD"[np.argmin(slopes)] == derivative.STEEPEST_POINT.key


def test_tangents_are_level_where_the_slope_changes_its_sign():
    x = np.linspace(-2.3, 2.1, 99_999)
    slopes = slope(curve, x)
    level = x[:-1][slopes[:-1] * slopes[1:] < 0]
    assert derivative.LEVEL_TANGENTS.check(level).status == "correct"
    assert sorted(derivative.LEVEL_TANGENTS.key) == pytest.approx(level, abs=1e-3)


def test_zeros_of_the_curve_are_the_mistake_listed_for_level_tangents():
    zeros = {round(float(x.real), 6) for x in np.roots([1, 0, -3, 2])}
    assert derivative.LEVEL_TANGENTS.check(zeros).note == "value_for_slope"


def test_average_rate_is_the_difference_quotient():
    assert derivative.AVERAGE_RATE.key == ((3 * 1.5**2 - 4 * 1.5) - (3 - 4)) / 0.5


def test_the_outer_polygon_is_twice_as_good():
    n = 100
    corners = np.exp(2j * np.pi * np.arange(n) / n)

    def area(points):
        return np.sum((np.conj(points) * np.roll(points, -1)).imag) / 2

    outer = area(corners / np.cos(np.pi / n)) - np.pi
    inner = np.pi - area(corners)
    assert derivative.FROM_OUTSIDE.check(outer / inner).status == "correct"
    assert derivative.FROM_OUTSIDE.key == pytest.approx(outer / inner, abs=1e-3)


def test_difference_quotient_of_the_cube():
    x, h = np.linspace(-3, 3, 7), 0.25
    simplified = derivative.DIFFERENCE_QUOTIENT.key(x, h)
    np.testing.assert_allclose(simplified, ((x + h) ** 3 - x**3) / h)


@pytest.mark.parametrize(
    "quotient",
    [
        lambda x, h: ((x + h) ** 3 - x**3) / h,
        "((x+h)³ - x³)/h",
        "3x² + 3xh + h³/h",
        lambda x, h: (3 * x**2 * h + 3 * x * h**2 + h**3) / h,
    ],
)
def test_a_quotient_that_still_has_its_h_below_is_not_simplified(quotient):
    verdict = derivative.DIFFERENCE_QUOTIENT.check(quotient)
    assert (verdict.status, verdict.note) == ("incorrect", "not_simplified")
    assert "h = 0" in verdict.message


def test_tangent_touches_the_curve_and_leaves_it_slowly():
    f, line = lambda x: x**3 - 1 / x, derivative.TANGENT_LINE.key
    assert line(1.0) == f(1.0)
    assert [abs(f(1 + h) - line(1 + h)) < 5 * h**2 for h in (1e-1, 1e-2, 1e-3)] == [True] * 3
    assert slope(f, 1.0) == pytest.approx(line(2.0) - line(1.0))


def test_left_and_right_at_the_corner():
    quotients = [(max(0, h) - 0) / h for h in (-1e-9, 1e-9)]
    assert derivative.CORNER.key == quotients


def test_position_velocity_acceleration():
    s = np.poly1d([3, -4, 0])
    assert derivative.MOTION.key == [s(2), s.deriv()(2), s.deriv(2)(2)]


@pytest.mark.parametrize("f", [np.exp, np.sin, lambda x: 1 / x], ids=["exp", "sin", "1/x"])
def test_of_the_steps_offered_float32_likes_the_third(f):
    x, steps = np.float32(1.1), np.float32([1e-8, 1e-7, 3e-4, 5e-3, 0.1])
    errors = [abs((f(x + h) - f(x)) / h - slope(f, 1.1)) for h in steps]
    assert "ABCDE"[np.argmin(errors)] == derivative.SINGLE_PRECISION.key


@pytest.mark.parametrize(("a", "b"), [(-1, 2), (0, 5), (0.3, 1.1)])
def test_the_slope_at_the_midpoint_is_the_average_rate(a, b):
    u = np.poly1d([3, -4, 0])
    c = derivative.SAME_SLOPE.key(a, b)
    assert u.deriv()(c) == pytest.approx((u(b) - u(a)) / (b - a))


def test_exercise_e1_is_there():
    assert book()["1.9"] is derivative.TANGENT_LINE


@pytest.mark.parametrize("f", [lambda x: 5 - 3 * (x - 2), lambda x: 4 + np.exp(-3 * (x - 2))])
def test_the_prediction_is_off_by_no_more_than_the_square_of_the_step(f):
    assert (f(2), slope(f, 2)) == (5, pytest.approx(-3))
    assert abs(f(2.1) - derivative.LINEAR_PREDICTION.key) < 5 * 0.1**2


def test_of_the_four_curves_offered_one_is_the_measured_derivative():
    x = np.linspace(-2.5, 2.5, 101)
    bump, wave = 1 / (1 + x**2), 2 * x / (1 + x**2) ** 2
    offered = {"A": wave, "B": bump - 0.5, "C": -wave, "D": -x / 2}
    measured = slope(lambda x: 1 / (1 + x**2), x)
    fits = [name for name, curve in offered.items() if np.allclose(curve, measured, atol=1e-6)]
    assert fits == [derivative.WHICH_DERIVATIVE.key]


def test_the_dial_shows_the_slope_of_the_smoothest_curve_through_the_table():
    path = np.poly1d(np.polyfit([8, 9, 10, 11, 12], [97.4, 112.5, 128.6, 145.7, 163.8], 4))
    assert derivative.SPEEDOMETER.key == pytest.approx(path.deriv()(10), abs=1e-6)


@pytest.mark.parametrize("answer", ["16.6 m/s", "59.76 km/h", "60 公里/小时", "16.6米/秒"])
def test_a_speed_may_come_in_either_unit(answer):
    assert derivative.SPEEDOMETER.check(answer).status == "correct"


@pytest.mark.parametrize("answer", [..., None, 4, lambda x: 4 * x - 4, lambda x: math.exp(x)])
def test_the_tangent_is_drawn_whatever_its_function_gives(answer):
    cells = Chapter(ROOT / "book/zh/01-derivative.ipynb").cells
    (cell,) = (c for c in cells if c.cell_type == "code" and "line(1)" in c.source)
    names = {"np": np, "d2l": d2l, "f": lambda x: x**3 - 1 / x}
    names["line"] = answer if callable(answer) else lambda x: answer
    exec(cell.source, names)
    assert len(d2l.plt.gca().lines) == 2 - (answer in (..., None))
    d2l.plt.close()
