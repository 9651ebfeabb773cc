"""The explorers of chapter 4 show what the chapter says they show."""

import math
import re

import numpy as np
import pytest

from d2l_calc import explore
from d2l_calc.stage.functions import Surface
from d2l_calc.stage.look import GREY
from tests.explorers import chances, made

# Functions of two numbers


@pytest.mark.parametrize("name", made("slices").controls["function"].stops)
def test_partial_derivatives_of_presets_are_right(name):
    f = made("slices").controls["function"].options[name]
    measured = Surface(f)
    for x, y in np.random.default_rng(1).uniform(-1.9, 1.9, (30, 2)):
        assert measured.gradient(x, y) == pytest.approx(f.gradient(x, y), abs=1e-7, rel=1e-7)


# Slices


def test_both_readings_are_slopes_of_the_slices():
    explorer = explore.slices(lambda x, y: x**3 * y + y**2)
    for state in chances(explorer, 40):
        x, y, h = state["x"], state["y"], state["h"]
        found = explorer.read(**(state | {"function": "f"}))
        assert found["height"] == pytest.approx(x**3 * y + y**2)
        assert found["partial_x"] == pytest.approx(3 * x * x * y, abs=1e-6)
        assert found["partial_y"] == pytest.approx(x**3 + 2 * y, abs=1e-6)
        quotient = ((x + h) ** 3 - x**3) * y / h
        assert found["quotient_x"] == pytest.approx(quotient, abs=1e-9)
        assert found["quotient_y"] == pytest.approx(x**3 + 2 * y + h, abs=1e-9)


def test_slopes_of_a_product_are_the_other_factor():
    found = made("slices").read(function="product", x=1.5, y=-0.5)
    assert (found["partial_x"], found["partial_y"]) == (-0.5, 1.5)


def test_the_quotient_comes_to_the_slope():
    far, near = (made("slices").read(h=h) for h in (1.0, 0.001))
    for name in "xy":
        slope = near[f"partial_{name}"]
        assert abs(near[f"quotient_{name}"] - slope) < 1e-3 < abs(far[f"quotient_{name}"] - slope)


def test_at_a_crease_one_reading_is_missing():
    found = made("slices").read(function="crease", x=0, y=1)
    assert math.isnan(found["partial_x"])
    assert found["partial_y"] == 2


def test_the_point_can_be_dragged_both_ways():
    scene = made("slices").get_state("_pictures")["_pictures"]["scenes"][0]
    point = {axis: follow["name"] for axis, follow in scene["handles"][-1].items()}
    assert point == {"x": "x", "y": "y"}


# Hessian


def on_floor(space, place):
    """Give x and y of a place on the floor of a space."""
    sides = np.array([space.place(1, 0), space.place(0, 1)]).T
    return np.linalg.solve(sides, place)


def test_eigenvalues_and_eigenvectors_are_those_of_the_matrix():
    explorer = made("hessian")
    for a, b, c in np.random.default_rng(2).uniform(-4, 4, (200, 3)):
        state = {"a": float(a), "b": float(b), "c": float(c)}
        found, matrix = explorer.read(**state), np.array([[a, b], [b, c]])
        values = found["low"], found["high"]
        assert values == pytest.approx(np.linalg.eigvalsh(matrix))
        moving = explorer.artists_at(**state)
        for value, line in zip(values, moving["own"], strict=True):
            direction = on_floor(moving["space"], line.get_xydata()[-1])
            assert np.linalg.norm(direction) == pytest.approx(1)
            assert matrix @ direction == pytest.approx(value * direction, abs=1e-12)


@pytest.mark.parametrize(
    ("a", "b", "c", "low", "high", "verdict"),
    [
        (2, 3, 2, -1, 5, "鞍点"),
        (2, 1, 2, 1, 3, "碗：极小值"),
        (-2, 1, -3, (-5 - math.sqrt(5)) / 2, (-5 + math.sqrt(5)) / 2, "帽子：极大值"),
        (2, 2, 2, 0, 4, "说不准"),
        (2, 0, 0, 0, 2, "说不准"),
        (0, 0, 0, 0, 0, "说不准"),
        (0.1, 0.2, 0.4, 0, 0.5, "说不准"),
        (0, -3, 0, -3, 3, "鞍点"),
    ],
)
def test_verdicts(a, b, c, low, high, verdict):
    found = made("hessian").read(a=a, b=b, c=c)
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=1e-12)
    assert found["trace"] == pytest.approx(low + high)
    assert found["det"] == pytest.approx(low * high, abs=1e-12)
    assert found["verdict"] == verdict


@pytest.mark.parametrize(
    ("extra", "sign"), [("plus_fourth", 1), ("minus_fourth", -1), ("cube", -1), ("none", 0)]
)
@pytest.mark.parametrize("controls", [{"a": 2, "b": 2, "c": 2}, {"a": 2, "b": 0, "c": 0}])
def test_undecided_really_is_either(controls, extra, sign):
    found = made("hessian").read(extra=extra, **controls)
    assert found["verdict"] == "说不准"
    assert found["highest"] > 0
    assert np.sign(found["lowest"]) == sign


def test_no_contour_is_drawn_at_0_where_the_form_only_touches_it():
    explorer = made("hessian")
    cubic, level = (explorer.svg(a=2, b=2, c=2, extra=extra) for extra in ("cube", "none"))
    # Of all grey lines only this one has the width of one point, which goes without saying.
    contour = rf'<path d="[^>]*stroke: {GREY}; stroke-linecap'
    assert re.search(contour, cubic)
    assert not re.search(contour, level)


def test_what_is_added_leaves_a_clear_verdict_as_it_is():
    explorer = made("hessian")
    for state in chances(explorer, 40):
        a, b, c = (state[name] for name in "abc")
        found = explorer.read(**state)
        low, high = np.linalg.eigvalsh([[a, b], [b, c]])
        if min(abs(low), abs(high)) > 0.3:
            expected = {2: "碗：极小值", 0: "鞍点", -2: "帽子：极大值"}
            assert found["verdict"] == expected[int(np.sign(low) + np.sign(high))]
            assert np.sign(found["lowest"]) == np.sign(low)
            assert np.sign(found["highest"]) == np.sign(high)


def test_contours_lie_at_their_heights():
    state = {"a": 2.0, "b": 3.0, "c": 2.0, "extra": "none"}
    lines = made("hessian").artists_at(**state)["contours"]
    for line, levels in zip(lines, ([0.6, 1.2], [0], [-0.6, -1.2]), strict=True):
        x, y = (values[np.isfinite(values)] for values in line.get_data())
        assert len(x) > 10
        heights = x * x + 3 * x * y + y * y
        nearest = np.abs(heights[:, None] - levels).min(axis=1)
        assert nearest == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("theta", [0.0, 60.0, 135.0, 360.0])
def test_the_cut_bends_as_the_number_beside_it_says(theta):
    state = {"theta": theta, "a": 2.0, "b": 3.0, "c": 2.0}
    found, moving = made("hessian").read(**state), made("hessian").artists_at(**state)
    p, q = math.cos(math.radians(theta)), math.sin(math.radians(theta))
    assert found["bend"] == pytest.approx(2 * p * p + 6 * p * q + 2 * q * q, abs=1e-8)
    assert on_floor(moving["space"], moving["cut"].get_xydata()[-1]) == pytest.approx((p, q))
    # Above its own place on the floor, each point is as high as the form is there.
    end = moving["cut"].get_xydata()[12]
    far = math.sqrt(1.3 / max(abs(found["bend"]) / 2, 1.3 / 1.2**2))
    level, raised = (moving["space"].place(far * p, far * q, z) for z in (0, 1))
    height = (end[1] - level[1]) / (raised[1] - level[1])
    assert height == pytest.approx(found["bend"] / 2 * far**2, abs=1e-8)
    assert end[0] == pytest.approx(level[0])


def test_the_net_is_orange_above_0_and_blue_below():
    above, below = made("hessian").artists_at(a=-2.0, b=1.0, c=-3.0)["net"]
    assert np.isfinite(below.get_xdata()).sum() > 80 > 10 > np.isfinite(above.get_xdata()).sum()
    above, below = made("hessian").artists_at(a=2.0, b=1.0, c=2.0)["net"]
    assert np.isfinite(above.get_xdata()).sum() > 80
    assert not np.isfinite(below.get_xdata()).any()
