"""The explorers of chapter 5 show what the chapter says they show."""

import math
import random

import numpy as np
import pytest

from d2l_calc import explore
from tests.explorers import made

CHANCE = random.Random(5)
PLACES = [
    (round(CHANCE.uniform(-1.9, 1.9), 2), round(CHANCE.uniform(-1.9, 1.9), 2)) for _ in "12345"
]
PRESETS = {
    name: f
    for explorer in ("direction", "field", "tangent_plane")
    for name, f in made(explorer).controls["function"].options.items()
}


def value(name, x, y):
    """Give the value of a preset, written once more."""
    return {
        "bowl": lambda: x**2 + x * y + y**2,
        "ridge": lambda: -(x**2) - 10 * y**2,
        "round": lambda: 4 - x**2 - y**2,
        "saddle": lambda: (x - y) * (x + y),
        "growth": lambda: np.exp(x) * np.cos(y),
        "soft": lambda: np.logaddexp(x, y),
        "norm": lambda: np.sqrt(x**2 + y**2),
        "twisted": lambda: x**2 * y / (x**2 + y**2),
    }[name]()


def slopes(name, x, y, h=1e-5):
    """Give both partial derivatives of a preset by central differences."""
    return (
        (value(name, x + h, y) - value(name, x - h, y)) / (2 * h),
        (value(name, x, y + h) - value(name, x, y - h)) / (2 * h),
    )


def numbers(text):
    """Give the numbers of a vector as it is written."""
    return [float(part) for part in text.strip("()").replace("−", "-").split(",")]


@pytest.mark.parametrize("name", PRESETS)
def test_presets_and_their_gradients_are_right(name):
    f = PRESETS[name]
    for x, y in PLACES:
        assert f(x, y) == pytest.approx(value(name, x, y))
        assert f.gradient(x, y) == pytest.approx(slopes(name, x, y), abs=1e-6)


@pytest.mark.parametrize("name", ["ridge", "round"])
def test_a_summit_is_higher_than_every_other_place(name):
    f = PRESETS[name]
    assert all(f(x, y) < f(0, 0) for x, y in PLACES)


def test_a_learners_function_is_measured_as_the_preset_is():
    explorer = explore.direction(lambda x, y: x * x + x * y + y * y)
    for x, y in PLACES:
        own, preset = (explorer.read(function=name, x=x, y=y) for name in ("f", "bowl"))
        for name in ("norm", "between", "rate", "slope"):
            assert own[name] == pytest.approx(preset[name], abs=1e-3)


# Directions


@pytest.mark.parametrize("name", ["bowl", "ridge", "saddle", "soft", "twisted"])
def test_the_slope_in_a_direction_is_what_the_gradient_says(name):
    explorer = made("direction")
    for x, y in PLACES:
        for theta in (0, 90, 215, 360):
            got = explorer.read(function=name, x=x, y=y, theta=theta)
            dx, dy = slopes(name, x, y)
            u = math.cos(math.radians(theta)), math.sin(math.radians(theta))
            expected = u[0] * dx + u[1] * dy
            assert got["height"] == pytest.approx(value(name, x, y))
            assert got["norm"] == pytest.approx(math.hypot(dx, dy), abs=1e-6)
            assert got["rate"] == pytest.approx(expected, abs=1e-5)
            assert got["slope"] == pytest.approx(expected, abs=1e-5)
            cosine = math.cos(math.radians(got["between"]))
            assert got["norm"] * cosine == pytest.approx(expected, abs=1e-2)


def test_the_first_picture_has_the_numbers_of_the_chapter():
    got = made("direction").read()
    assert got["height"] == pytest.approx(0.21)
    assert numbers(got["gradient"]) == [0.6, -0.3]
    assert got["norm"] == pytest.approx(0.67082, abs=5e-6)


def test_the_best_direction_is_the_gradient_and_the_contour_is_level():
    explorer = made("direction")
    rates = {theta: explorer.read(theta=theta)["rate"] for theta in range(0, 360)}
    steepest = math.degrees(math.atan2(-0.3, 0.6)) % 360
    assert max(rates, key=rates.get) == round(steepest)
    assert min(rates, key=rates.get) == round(steepest - 180)
    assert min(rates, key=lambda theta: abs(rates[theta])) in (round(steepest - 270), 243)


@pytest.mark.parametrize("name", made("direction").controls["function"].stops)
def test_the_direction_can_be_turned_onto_the_gradient(name):
    explorer = made("direction")
    stops = explorer.controls["theta"].stops
    assert min(explorer.read(function=name, theta=theta)["between"] for theta in stops) < 1


def test_the_tip_of_the_direction_is_inside_of_the_map_and_the_point_is_what_it_turns_around():
    explorer = made("direction")
    (turn,) = explorer.get_state("_pictures")["_pictures"]["scenes"][0]["handles"][0].values()
    assert turn == {"name": "theta", "about": 1, "flat": 1.0}
    for x, y, theta, tip in (
        (0.5, -0.4, 90, (0.5, 0.6)),
        (1.5, 0.0, 0, (2.0, 0.0)),
        (1.5, 0.0, 60, (2.0, 0.5 * math.sqrt(3))),
        (0.0, -2.0, 270, (0.0, -2.0)),
        (2.0, 0.0, 90, (2.0, 1.0)),
    ):
        moving = explorer.artists_at(x=x, y=y, theta=theta)
        assert moving["tip"].get_xydata()[0] == pytest.approx(tip)


@pytest.mark.parametrize("theta", [0, 75, 200])
def test_the_dot_in_all_directions_is_on_the_circle_as_far_out_as_the_slope_is(theta):
    explorer = made("direction")
    got, rose = (explorer.read(theta=theta), explorer.artists_at(theta=theta)["rose"])
    lobe = rose["uphill" if got["rate"] > 0 else "downhill"]
    dot = np.array(rose["rate"].get_xydata()[-1])
    assert np.linalg.norm(dot - lobe.center) == pytest.approx(lobe.radius)
    # The ring of 1 is drawn at 1/1.05 of the radius, which is half of the axes.
    rim = np.linalg.norm(dot - 0.5) / (0.5 / 1.05)
    assert rim == pytest.approx(abs(got["rate"]) / float(got["ring"]))


@pytest.mark.parametrize("name", made("direction").controls["function"].stops)
def test_the_slope_of_the_slice_is_seen_at_the_start(name):
    explorer = made("direction")
    theta = round(math.degrees(math.atan2(*reversed(slopes(name, 0.5, -0.4)))) % 360)
    tangent = explorer.artists_at(function=name, theta=theta)["tangent"]
    low, high = tangent.axes.get_ylim()
    assert 0.2 < np.ptp(tangent.get_ydata()) / (high - low) < 1


def test_where_it_is_not_differentiable_the_formula_fails():
    got = made("direction").read(function="twisted", x=0, y=0, theta=45)
    assert got["rate"] == 0
    assert got["slope"] == pytest.approx(0.35355, abs=5e-6)


def test_where_there_is_no_gradient_there_is_no_angle_to_it():
    found = explore.direction(lambda x, y: math.sqrt(x * y)).read(x=1, y=-1)
    assert math.isnan(found["between"])
    assert math.isnan(found["rate"])


def test_at_a_kink_there_is_no_angle_to_the_gradient():
    found = explore.direction(lambda x, y: abs(x) + y * y).read(x=0, y=1)
    assert math.isnan(found["between"])
    assert found["gradient"] == "(0, 2)"  # both central differences, which one would take for it


@pytest.mark.parametrize("name", ["direction", "tangent_plane", "field"])
def test_where_both_partial_derivatives_are_0_the_gradient_is_read_out_as_0(name):
    def twisted(x, y):
        return x * x * y / (x * x + y * y) if x or y else 0.0

    for explorer in (made(name), explore[name](twisted)):
        function = "twisted" if "twisted" in explorer.controls["function"].stops else "f"
        if function in explorer.controls["function"].stops:
            found = explorer.read(function=function, x=0, y=0)
            assert found["gradient"] == "(0, 0)"
            assert math.isnan(found.get("between", math.nan))


@pytest.mark.parametrize(
    ("size", "ring"),
    [(0.67, "1"), (1, "1"), (1.01, "2"), (4.2, "5"), (72, "100"), (0, "1"), (3e-5, "5×10⁻⁵")],
)
def test_the_outer_ring_is_a_round_number(size, ring):
    explorer = explore.direction(lambda x, y: size * (x + 0 * y))
    assert explorer.read()["ring"] == ring


# The field


@pytest.mark.parametrize("name", ["ridge", "round", "bowl", "saddle", "soft"])
@pytest.mark.parametrize(("way", "angle"), [("up", 90), ("down", 90), ("along", 0)])
def test_paths_leave_across_the_contour_or_along_it(name, way, angle):
    explorer = made("field")
    for x, y in PLACES:
        got = explorer.read(function=name, way=way, x=x, y=y)
        assert got["angle"] == pytest.approx(angle, abs=0.05)
        if way == "up":
            assert got["change"] >= 0
        elif way == "down":
            assert got["change"] <= 0


@pytest.mark.parametrize("name", ["ridge", "round", "bowl", "saddle", "soft"])
def test_a_walk_along_a_contour_stays_on_its_height(name):
    explorer = made("field")
    for x, y in [(1.0, 0.5), (-0.7, 0.9), (1.2, -0.8)]:
        got = explorer.read(function=name, way="along", x=x, y=y)
        assert got["length"] > 0.5
        assert abs(got["change"]) < 1e-4


def test_the_gradient_does_not_point_at_the_summit():
    explorer = made("field")
    assert explorer.read()["off"] == pytest.approx(53.88, abs=0.01)
    cosine = (2.4 * 1.2 + 10 * 0.5) / math.hypot(2.4, 10) / math.hypot(1.2, 0.5)
    assert explorer.read()["off"] == pytest.approx(math.degrees(math.acos(cosine)), abs=0.01)
    assert explorer.read(function="round")["off"] == 0
    assert explorer.read(y=0)["off"] == 0
    assert math.isnan(explorer.read(function="saddle")["off"])


def test_a_way_up_ends_near_the_summit():
    got = made("field").read()
    assert got["height"] + got["change"] == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("step", [0.01, 0.03, 0.1])
def test_a_path_is_as_long_as_its_steps(step):
    got = made("field").read(function="round", way="along", x=1, y=0, step=step)
    chord = 50 * 2 * math.sin(step / 2)
    assert got["length"] == pytest.approx(chord, rel=1e-3)


# The tangent plane


@pytest.mark.parametrize("name", ["growth", "bowl", "soft", "norm", "twisted"])
def test_the_error_is_the_distance_from_the_plane(name):
    explorer = made("tangent_plane")
    for x, y in PLACES:
        for zoom, theta in [(1.0, 0), (7.0, 115)]:
            got = explorer.read(function=name, x=x, y=y, zoom=zoom, theta=theta)
            r = 1 / zoom
            dx, dy = slopes(name, x, y)
            step = r * math.cos(math.radians(theta)), r * math.sin(math.radians(theta))
            there = value(name, x + step[0], y + step[1])
            plane = value(name, x, y) + dx * step[0] + dy * step[1]
            assert numbers(got["gradient"]) == pytest.approx((dx, dy), abs=1e-3)
            assert got["value"] == pytest.approx(there)
            assert got["plane"] == pytest.approx(plane, abs=1e-6)
            assert got["error"] == pytest.approx(abs(there - plane), abs=1e-6)
            assert got["first_order"] == pytest.approx(got["error"] / r)
            assert got["second_order"] == pytest.approx(got["error"] / r**2)


def test_the_error_is_of_second_order():
    explorer = made("tangent_plane")
    coarse, fine = (explorer.read(zoom=zoom) for zoom in (1e3, 1e4))
    assert fine["first_order"] == pytest.approx(coarse["first_order"] / 10, rel=0.01)
    # Half of uᵀHu, where H of eˣ cos y is eˣ [[cos y, −sin y], [−sin y, −cos y]].
    bend = math.exp(0.5) * math.cos(0.5 + 2 * math.radians(60)) / 2
    assert fine["second_order"] == pytest.approx(abs(bend), rel=1e-3)


def test_a_kink_stays_a_kink():
    explorer = made("tangent_plane")
    for zoom in (1, 100, 1e4):
        for theta in (0, 30, 200):
            got = explorer.read(function="norm", x=0, y=0, zoom=zoom, theta=theta)
            assert got["first_order"] == pytest.approx(1)
            assert "没有" in got["gradient"]


@pytest.mark.parametrize(("theta", "share"), [(0, 0), (90, 0), (45, 0.35355)])
def test_partial_derivatives_alone_do_not_make_a_tangent_plane(theta, share):
    explorer = made("tangent_plane")
    for zoom in (2, 1000):
        got = explorer.read(function="twisted", x=0, y=0, zoom=zoom, theta=theta)
        assert got["gradient"] == "(0, 0)"
        assert got["first_order"] == pytest.approx(share, abs=5e-6)
        assert (got["error"] == 0) == (share == 0)


@pytest.mark.parametrize("zoom", [1.0, 10.0, 1e4])
def test_the_window_shows_net_and_plane_enlarged_alike(zoom):
    moving = made("tangent_plane").artists_at(function="bowl", x=0.5, y=-0.5, zoom=zoom)
    corners = moving["sheet"].get_xy()[:4]
    across, up = np.hstack([line.get_data() for line in moving["net"]])
    there = np.isfinite(across + up)
    # At the corner (1, 1), where x² + xy + y² is 3 r² above its plane.
    (plane,) = [up for at, up in corners if at == pytest.approx(corners[2][0])]
    corner = up[there][np.isclose(across[there], corners[2][0])].max()
    tall = moving["space"].place(0, 0, 1)[1] - moving["space"].place(0, 0, 0)[1]
    assert plane == pytest.approx(corners[2][1])
    assert corner - plane == pytest.approx(3 / zoom * tall, abs=1e-9)


def test_the_red_line_leads_from_the_plane_to_the_surface():
    # None of these is so steep that it is drawn less steep.
    level = {"x": 0.0, "y": 0.0}
    for state in ({"function": "norm"}, {"function": "twisted", "theta": 45.0}):
        state |= level
        found = made("tangent_plane").read(**state)
        moving = made("tangent_plane").artists_at(**state)
        tall = moving["space"].place(0, 0, 1)[1] - moving["space"].place(0, 0, 0)[1]
        foot, top = moving["gap"].get_ydata()
        assert abs(top - foot) == pytest.approx(found["first_order"] * tall)


def test_the_net_is_gray_where_it_is_below_the_plane():
    above, below = made("tangent_plane").artists_at(function="bowl")["net"]
    assert np.isfinite(above.get_xdata()).sum() == 7 * 13 * 2
    assert not np.isfinite(below.get_xdata()).any()
    above, below = made("tangent_plane").artists_at(function="twisted", x=0.0, y=0.0)["net"]
    assert min(np.isfinite(line.get_xdata()).sum() for line in (above, below)) > 60


def test_a_steep_place_stays_in_the_window():
    explorer = made("tangent_plane")
    for x in (-2.0, 2.0):
        moving = explorer.artists_at(function="growth", x=x, y=0.0, zoom=100.0)
        low, high = moving["sheet"].axes.get_ylim()
        corners = moving["sheet"].get_xy()[:, 1]
        assert low < corners.min() < corners.max() < high
