"""The explorers of chapter 4 show what the chapter says they show."""

import math
import re

import numpy as np
import pytest

from d2l_calc import explore
from d2l_calc.stage.controls import spread
from d2l_calc.stage.functions import Surface
from d2l_calc.stage.look import GREY
from tests.explorers import chances, first, made

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


# A direction, and where the matrix takes it


def angle_between_lines(one, other):
    """Give the angle between two lines in degrees, up to 90."""
    cosine = abs(np.dot(one, other)) / np.linalg.norm(one) / np.linalg.norm(other)
    return math.degrees(math.acos(min(1.0, cosine)))


def test_the_arrow_and_the_bend_are_those_of_the_matrix():
    explorer = made("turn")
    for state in chances(explorer, 60):
        angle, (a, b, c) = math.radians(state["theta"]), (state[name] for name in "abc")
        matrix, v = np.array([[a, b], [b, c]]), np.array([math.cos(angle), math.sin(angle)])
        found, moving = explorer.read(**state), explorer.artists_at(**state)
        image = matrix @ v
        assert found["length"] == pytest.approx(np.linalg.norm(image))
        assert found["bend"] == pytest.approx(v @ matrix @ v, abs=1e-9)
        assert found["off"] == pytest.approx(angle_between_lines(v, image), abs=0.01)
        assert (found["low"], found["high"]) == pytest.approx(np.linalg.eigvalsh(matrix))
        # The tip of the arrow stands above its shadow on the line of v.
        tip, foot = moving["drop"].get_xydata()
        scale = np.linalg.norm(tip) / np.linalg.norm(image)
        assert 0 < scale <= 1 / 3 + 1e-12
        assert tip == pytest.approx(scale * image)
        assert foot == pytest.approx(scale * found["bend"] * v, abs=1e-9)
        assert (tip - foot) @ v == pytest.approx(0, abs=1e-9)


def test_worked_by_hand_along_the_first_axis():
    found = made("turn").read(theta=0, a=2, b=3, c=-1)
    assert (found["v"], found["image"], found["bend"]) == ("(1, 0)", "(2, 3)", 2)
    assert found["off"] == pytest.approx(56.31, abs=0.005)  # arctan 3/2


def test_they_line_up_where_the_bend_is_extreme_and_nowhere_else():
    explorer = made("turn")
    stops = explorer.controls["theta"].stops
    seen = {theta: explorer.read(theta=theta) for theta in stops}
    lined_up = [theta for theta in stops if seen[theta]["off"] <= 1]
    assert lined_up == [45, 135, 225, 315]
    on_a_page = spread(explorer.controls, first(explorer), 4000, {"theta": 45.0})["theta"]
    assert {*lined_up} <= {*on_a_page}
    bends = [found["bend"] for found in seen.values()]
    assert [seen[theta]["bend"] for theta in lined_up] == [max(bends), min(bends)] * 2
    assert (max(bends), min(bends)) == (5, -1)


def test_the_question_is_answered_by_some_stop_for_every_matrix():
    explorer = made("turn")
    assert not explorer.frame_at().get("reached")
    for a, b, c in np.random.default_rng(3).uniform(-4, 4, (20, 3)).round(1).tolist():
        values, vectors = np.linalg.eigh([[a, b], [b, c]])
        p, q = vectors[:, np.abs(values).argmax()]
        angle = math.degrees(math.atan2(q, p)) % 360
        stop = min(explorer.controls["theta"].stops, key=lambda stop: abs(stop - angle))
        assert explorer.frame_at(theta=stop, a=a, b=b, c=c)["reached"], (a, b, c)


@pytest.mark.parametrize("theta", [0, 77, 200])
@pytest.mark.parametrize("size", [-3, 0, 2])
def test_a_multiple_of_the_identity_turns_nothing(theta, size):
    state = {"theta": theta, "a": size, "b": 0, "c": size}
    found = made("turn").read(**state)
    assert (found["low"], found["bend"], found["high"]) == (size, size, size)
    assert found["off"] == 0 or (size == 0 and math.isnan(found["off"]))
    assert made("turn").frame_at(**state)["reached"]


def test_a_direction_that_the_matrix_takes_to_0_lies_along_it_too():
    state = {"theta": 135, "a": 2, "b": 2, "c": 2}
    found = made("turn").read(**state)
    assert (found["length"], found["bend"], found["low"]) == (0, 0, 0)
    assert math.isnan(found["off"])
    assert made("turn").frame_at(**state)["reached"]
    assert not made("turn").frame_at(**(state | {"theta": 134})).get("reached")


def test_the_curve_is_as_far_from_the_middle_as_it_bends():
    upward, downward = made("turn").artists_at(theta=0)["all"]
    for line, sign in ((upward, 1), (downward, -1)):
        x, y = (values[np.isfinite(values)] for values in line.get_data())
        r = np.hypot(x, y)
        assert 3 * r**3 == pytest.approx(sign * (2 * x * x + 6 * x * y + 2 * y * y), abs=1e-9)
        assert 3 * r.max() == pytest.approx({1: 5, -1: 1}[sign])


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


def test_the_two_slopes_are_those_of_the_loss():
    explorer, h = made("knobs"), 1e-4
    for w, b in ((0.5, -1.5), (2.0, 1.0)):
        readings = explorer.read(w=w, b=b)
        for name, low, high in (
            ("dw", {"w": w - h, "b": b}, {"w": w + h, "b": b}),
            ("db", {"w": w, "b": b - h}, {"w": w, "b": b + h}),
        ):
            rise = explorer.read(**high)["loss"] - explorer.read(**low)["loss"]
            assert readings[name] == pytest.approx(rise / (2 * h), abs=1e-6)


def test_arrows_point_down_by_a_tenth_of_the_slope_and_add_up():
    explorer = made("knobs")
    moving, readings = (
        give(w=2.0, b=1.0, together=True) for give in (explorer.artists_at, explorer.read)
    )
    w, b, both = (moving[name] for name in ("along_w", "along_b", "both"))
    assert (w._dx, w._dy) == pytest.approx((-0.1 * readings["dw"], 0))
    assert (b._dx, b._dy) == pytest.approx((0, -0.1 * readings["db"]))
    assert (both._dx, both._dy) == pytest.approx((w._dx, b._dy))


def test_turning_b_by_1_changes_the_slope_along_w_by_4():
    explorer = made("knobs")
    one, other = (explorer.read(w=1.0, b=b)["dw"] for b in (0.0, 1.0))
    assert other - one == pytest.approx(4)


def test_from_the_start_it_takes_nine_turns_to_answer_the_question():
    explorer, w, b = made("knobs"), 0.5, -1.5
    for turn in range(1, 10):
        if turn % 2:
            w = (46 / 3 - 4 * b) / (28 / 3)
        else:
            b = (20 / 3 - 4 * w) / 2
        reached = explorer.frame_at(w=w, b=b).get("reached", False)
        assert reached == (turn == 9)
