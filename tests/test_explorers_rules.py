"""The explorers of chapter 2 show what the chapter says they show."""

import numpy as np
import pytest

from d2l_calc.explorers.rules import chain_lines, inverse, product_rectangle
from d2l_calc.stage import CannotDraw
from tests.explorers import ends, made

MAKERS = [product_rectangle, chain_lines]


@pytest.mark.parametrize("make", MAKERS)
def test_every_end_of_every_control_has_finite_readings(make):
    explorer = made(make.__name__)
    for state in ends(explorer):
        readings = explorer.read(**state)
        assert all(np.isfinite(value) for value in readings.values()), state


@pytest.mark.parametrize("function", ["powers", "lines", "exp", "root"])
def test_strips_stay_and_the_corner_goes(function):
    explorer = made("product_rectangle")
    coarse, fine = (explorer.read(function=function, dx=dx) for dx in (0.01, 0.001))
    assert fine["corner"] == pytest.approx(coarse["corner"] / 10, rel=0.05)
    assert fine["wide"] + fine["high"] == pytest.approx(fine["slope"], rel=0.01)
    assert fine["wide"] + fine["high"] + fine["corner"] == pytest.approx(fine["quotient"])


def test_parts_of_x_times_x_squared():
    # (1.5)(1.5²) − 1 = 2.375 = 0.5 + 1.25 + 0.625, each over Δx = 0.5.
    readings = made("product_rectangle").read(x=1, dx=0.5)
    assert readings == {"wide": 1, "high": 2.5, "corner": 1.25, "quotient": 4.75, "slope": 3}


def test_a_learners_own_sides_grow_too():
    explorer = product_rectangle(u=lambda x: x, v=lambda x: x)
    assert explorer.read(x=1.2)["slope"] == pytest.approx(2.4)


@pytest.mark.parametrize(
    "v",
    [lambda x: -x, lambda x: x - 1, lambda x: 3 - x, lambda x: 1 / 0, lambda x: float("nan")],
    ids=["negative", "crossing 0", "falling", "raises", "NaN"],
)
def test_sides_that_make_no_rectangle_get_a_message(v):
    explorer = product_rectangle(u=lambda x: x, v=v)
    with pytest.raises(CannotDraw):
        explorer.svg()


@pytest.mark.parametrize("make", MAKERS)
def test_one_function_of_a_pair_is_asked_for_the_other(make):
    with pytest.raises(TypeError, match="要么都给，要么都不给"):
        make(lambda x: x)


def test_stretch_factors_multiply_to_48_not_8():
    readings = made("chain_lines").read(x=1, dx=0.001)
    assert (readings["inner"], readings["outer"]) == (4, 12)
    assert (readings["right"], readings["wrong"]) == (48, 8)
    assert readings["first"] * readings["second"] == pytest.approx(readings["whole"])
    assert readings["whole"] == pytest.approx(48, rel=0.01)


@pytest.mark.parametrize("function", ["square", "line", "sin", "sigmoid"])
@pytest.mark.parametrize("x", [0.3, 1.4, 2.0])
def test_the_chain_rule_is_what_small_steps_come_to(function, x):
    readings = made("chain_lines").read(function=function, x=x, dx=0.001)
    assert readings["whole"] == pytest.approx(readings["right"], abs=0.1, rel=0.01)


def test_where_the_inside_stands_still_there_is_no_second_factor():
    explorer = chain_lines(f=lambda u: u, g=lambda x: 1.0)
    readings = explorer.read()
    assert readings["whole"] == 0
    assert np.isnan(readings["second"])
    explorer.svg()


def test_a_learners_own_functions_are_chained():
    readings = chain_lines(f=abs, g=lambda x: x - 3).read(x=1)
    assert readings["right"] == pytest.approx(-1)


def test_a_chain_that_has_no_value_gets_a_message():
    with pytest.raises(CannotDraw):
        chain_lines(f=lambda u: 1 / 0, g=lambda x: x).svg()


@pytest.mark.parametrize("state", [{}, {"x": 2, "dx": 0.001}, {"function": "sin", "x": 0.6}])
def test_pieces_are_as_long_as_their_factors_say_all_in_one_unit(state):
    readings = made("chain_lines").read(**state)
    pieces = [np.ptp(each.get_xdata()) for each in _pieces(state)]
    factors = [1, *(readings[name] for name in ("first", "whole", "wrong"))]
    assert pieces == pytest.approx(np.abs(factors) * pieces[0])
    assert max(pieces) <= 2.5 + 1e-9


def test_a_piece_that_shrinks_backwards_goes_to_the_other_side():
    _, inner, whole, _ = _pieces({"function": "sin", "x": 0.6})
    assert np.diff(inner.get_xdata()) < 0 < np.diff(whole.get_xdata())


def _pieces(state):
    return made("chain_lines").artists_at(**state)["pieces"]


# The sliver that dx adds


def area(patch):
    """Give the area of the closed outlines of a patch, by the shoelace formula."""
    whole = 0.0
    for outline in patch.get_path().to_polygons():
        (x, y), (later_x, later_y) = outline[:-1].T, outline[1:].T
        whole += abs((x * later_y - y * later_x).sum()) / 2
    return whole


def nudged(function, x, dx):
    """Give what is read and what is drawn."""
    state = {"function": function, "x": x, "dx": dx}
    return made("nudge").read(**state), made("nudge").artists_at(**state)


@pytest.mark.parametrize(("x", "dx"), [(1.0, 0.25), (0.5, 0.5), (1.5, 0.01)])
def test_what_a_nudge_adds_is_as_large_in_the_picture_as_it_says(x, dx):
    got, drawn = nudged("square", x, dx)
    assert got["df"] == pytest.approx(area(drawn["gain"]) + area(drawn["corner"]))
    assert got["linear"] == pytest.approx(area(drawn["gain"]))
    got, drawn = nudged("inverse", x, dx)
    assert area(drawn["gain"]) == pytest.approx(area(drawn["loss"]))
    assert area(drawn["body"]) + area(drawn["gain"]) == pytest.approx(1)
    for function in ("inverse", "root", "sin"):
        got, drawn = nudged(function, x, dx)
        (a, b), (c, d) = drawn["lines"][1].get_xydata()
        assert abs(got["df"]) == pytest.approx(np.hypot(a - c, b - d))
    got, drawn = nudged("root", x, dx)
    assert area(drawn["area"]) == pytest.approx(dx)
    got, drawn = nudged("sin", x, dx)
    arc = drawn["lines"][0].get_xydata()
    assert np.hypot(*np.diff(arc, axis=0).T).sum() == pytest.approx(dx, rel=1e-3)


@pytest.mark.parametrize("function", ["square", "cube", "inverse", "root", "sin"])
def test_nudge_teaches_that_what_is_left_out_goes_faster_than_dx(function):
    for x in (0.5, 1.0, 1.5):
        coarse, fine = (nudged(function, x, dx)[0] for dx in (0.1, 0.01))
        off = [abs(got["df"] - got["linear"]) for got in (coarse, fine)]
        assert off[1] < off[0] / 80


# Another base


def test_exponential_measures_the_tangent():
    explorer = made("exponential")
    for a in (1.6, 2.0, 2.72, 4.0):
        for x in (-1.0, 0.0, 0.8, 1.2):
            got = explorer.read(a=a, x=x)
            slope = (a ** (x + 1e-6) - a ** (x - 1e-6)) / 2e-6
            assert got["slope"] == pytest.approx(slope, rel=1e-8)
            assert got["height"] / got["run"] == pytest.approx(got["slope"])
            # The tangent meets the axis where the run begins.
            (foot, zero), (right, high) = explorer.artists_at(a=a, x=x)["tangent"].get_xydata()
            assert (foot, zero) == pytest.approx((x - got["run"], 0))
            assert high / (right - foot) == pytest.approx(slope, rel=1e-8)


def test_exponential_teaches_that_the_run_is_the_same_everywhere_and_1_for_e():
    explorer = made("exponential")
    for a in (1.6, 2.72, 4.0):
        assert len({round(explorer.read(a=a, x=x)["run"], 9) for x in (-1, 0, 1)}) == 1
    answered = [
        a for a in explorer.controls["a"].stops if explorer._ask.reached(explorer.read(a=a))
    ]
    assert answered == [2.72]


@pytest.mark.parametrize(("function", "back"), [("exp", np.log), ("square", np.sqrt)])
def test_the_slope_in_the_mirror_is_that_of_the_inverse_function(function, back):
    for x in (0.2, 0.7, 1.1):
        readings = made("inverse").read(x=x, function=function)
        h = 1e-6
        measured = (back(readings["y"] + h) - back(readings["y"] - h)) / (2 * h)
        assert readings["back"] == pytest.approx(measured, rel=1e-6)
        assert readings["back"] * readings["slope"] == pytest.approx(1)


def test_a_level_tangent_has_no_slope_in_the_mirror():
    assert np.isnan(made("inverse").read(x=0, function="cube")["back"])


def test_the_triangle_and_its_image_have_the_slopes_that_are_told():
    explorer = made("inverse")
    moving, readings = explorer.artists_at(x=0.7), explorer.read(x=0.7)
    (a, b, _, c, d), (e, f, _, g, h) = moving["tangents"].get_data()
    assert (f - e) / (b - a) == pytest.approx(readings["slope"])
    assert (h - g) / (d - c) == pytest.approx(readings["back"])
    assert moving["runs"].get_xydata()[0, 1] == moving["runs"].get_xydata()[1, 1]
    assert moving["runs"].get_xydata()[3, 0] == moving["runs"].get_xydata()[4, 0]


@pytest.mark.parametrize("f", [lambda x: x**3 + x, lambda x: -2 * x, lambda x: 1 / (1 + x)])
def test_a_learners_own_function_is_mirrored_too(f):
    readings = inverse(f).read(x=0.5)
    assert readings["y"] == f(0.5)
    assert readings["back"] == pytest.approx(1 / readings["slope"])


@pytest.mark.parametrize(
    "f",
    [lambda x: x * (1 - x), lambda x: 1.0, lambda x: x // 0.5, lambda x: 1 / (x - 0.6)],
    ids=["up and down", "constant", "steps", "a pole"],
)
def test_without_a_way_back_there_is_a_message(f):
    with pytest.raises(CannotDraw, match="不能两次走到同一个高度"):
        inverse(f).svg()


def test_the_question_in_the_mirror_is_answered_where_both_are_equally_steep():
    explorer = made("inverse")
    for function, place in (("square", 0.5), ("exp", 0.0), ("cube", 1 / np.sqrt(3))):
        stops = explorer.controls["x"].stops
        reached = [x for x in stops if explorer.frame_at(x=x, function=function).get("reached")]
        assert reached
        assert all(abs(x - place) < 0.03 for x in reached)
