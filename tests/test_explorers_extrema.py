"""The explorers of chapter 3 show what the chapter says they show."""

import math
import re
from itertools import product

import numpy as np
import pytest

from d2l_calc import explore
from d2l_calc.explorers import extrema as module
from d2l_calc.stage.functions import Function
from tests.explorers import made

PRESETS = {
    name: f
    for explorer in ("extrema", "descent_1d")
    for name, f in made(explorer).controls["function"].options.items()
}
LANDSCAPES = made("fog").controls["landscape"].options


@pytest.mark.parametrize("name", [*PRESETS, *LANDSCAPES])
def test_derivatives_of_presets_are_right(name):
    f, h = (PRESETS | LANDSCAPES)[name], 1e-5
    for x in np.linspace(-1.45, 1.45, 30):
        assert (f(x + h) - f(x - h)) / (2 * h) == pytest.approx(f.slope(x), abs=1e-6)
        measured = (f.slope(x + h) - f.slope(x - h)) / (2 * h)
        assert measured == pytest.approx(f.bend(x), abs=1e-6)


# Both tests


@pytest.mark.parametrize(
    ("function", "near", "at", "signs", "first", "second"),
    [
        ("cubic", -0.8, -math.sqrt(2 / 3), "+ −", "极大值", "极大值"),
        ("cubic", 0.8, math.sqrt(2 / 3), "− +", "极小值", "极小值"),
        ("quintic", -1, -1, "+ −", "极大值", "极大值"),
        ("quintic", -0.45, -1 / math.sqrt(5), "− +", "极小值", "极小值"),
        ("quintic", 0.45, 1 / math.sqrt(5), "+ −", "极大值", "极大值"),
        ("quintic", 1, 1, "− +", "极小值", "极小值"),
        ("cube", 0, 0, "+ +", "不是极值", "说不准"),
        ("fourth", 0, 0, "− +", "极小值", "说不准"),
        ("minus_fourth", 0, 0, "+ −", "极大值", "说不准"),
        ("abs", 0, 0, "− +", "极小值", "没有 f″，用不上"),
        ("line", 0, 0, "+ +", "f′ ≠ 0，不是极值", "f′ ≠ 0，不是极值"),
    ],
)
def test_verdicts(function, near, at, signs, first, second):
    found = made("extrema").read(function=function, x=near)
    assert found["at"] == pytest.approx(at, abs=1e-12)
    assert (found["signs"], found["first"], found["second"]) == (signs, first, second)


def test_a_function_of_the_learner_is_judged_as_the_preset_is():
    explorer = explore.extrema(lambda x: x**5 - 2 * x**3 + x + 2)
    for x in (-1, -0.45, 0.45, 1):
        own, preset = (explorer.read(function=name, x=x) for name in ("f", "quintic"))
        for name in ("at", "f1", "f2"):
            assert own[name] == pytest.approx(preset[name], abs=1e-5)
        assert [own[name] for name in ("signs", "first", "second")] == [
            preset[name] for name in ("signs", "first", "second")
        ]


def test_where_one_side_is_flat_the_first_test_decides_nothing():
    """Where max(x, 0)³ rises from 0 there is a minimum, which no sign shows."""
    found = explore.extrema(lambda x: np.maximum(x, 0) ** 3).read(x=0)
    assert (found["signs"], found["first"]) == ("0 +", "说不准")


def test_where_there_is_no_value_there_is_no_verdict():
    found = explore.extrema(math.sqrt).read(x=-1)
    assert (found["signs"], found["first"], found["second"]) == ("— —", "这里没有值", "这里没有值")


def test_a_flat_learner_function_is_undecided_by_its_second_derivative():
    found = explore.extrema(lambda x: 1 + x**4).read(x=0)
    assert (found["f2"], found["first"], found["second"]) == (0, "极小值", "说不准")


def test_a_corner_is_no_stationary_point():
    corner = Function(lambda x: abs(x - 0.01))
    assert module.stationary(corner, np.linspace(-1, 1, 41)) == []


# Descent


@pytest.mark.parametrize("eta", [0.01, 0.1, 0.5, 0.9, 1.0, 1.1])
def test_descent_on_the_parabola_multiplies_by_one_factor(eta):
    found = made("descent_1d").read(eta=eta, x0=1, steps=20)
    assert found["x"] == pytest.approx((1 - 2 * eta) ** 20, abs=1e-12)


@pytest.mark.parametrize(
    ("controls", "x", "state"),
    [
        ({"function": "square", "eta": 0.5, "x0": 1.8, "steps": 1}, 0, "停下了：f′ 几乎是 0"),
        ({"function": "square", "eta": 1.0, "x0": 1.5, "steps": 50}, 1.5, "还在走"),
        ({"function": "wells", "x0": 2, "steps": 50}, 0.946, "停下了：f′ 几乎是 0"),
        ({"function": "wells", "x0": -2, "steps": 50}, -1.047, "停下了：f′ 几乎是 0"),
        ({"function": "wells", "x0": 2, "eta": 0.31, "steps": 50}, 0.946, "停下了：f′ 几乎是 0"),
        ({"function": "wells", "x0": 2, "eta": 0.32, "steps": 50}, -1.047, "停下了：f′ 几乎是 0"),
        ({"function": "wells", "x0": 2, "eta": 0.62, "steps": 50}, 0.946, "停下了：f′ 几乎是 0"),
        ({"function": "wells", "x0": 2, "eta": 0.65, "steps": 50}, -1.047, "停下了：f′ 几乎是 0"),
        ({"function": "cube", "x0": 1, "steps": 50}, 0.0592, "还在走"),
    ],
)
def test_where_descent_ends(controls, x, state):
    found = made("descent_1d").read(**controls)
    assert found["x"] == pytest.approx(x, abs=1e-3)
    assert found["state"] == state


@pytest.mark.parametrize(
    "controls",
    [
        {"function": "square", "eta": 1.1, "x0": 1, "steps": 50},
        {"function": "wells", "eta": 0.66, "x0": 2, "steps": 50},
        {"function": "cube", "eta": 0.4, "x0": 1, "steps": 50},
        {"function": "cube", "eta": 0.1, "x0": -0.5, "steps": 50},
    ],
)
def test_descent_that_runs_away_says_so(controls):
    assert made("descent_1d").read(**controls)["state"] == "跑出图外了"


@pytest.mark.parametrize(
    ("controls", "steps", "ticks"),
    [
        ({"function": "square", "eta": 0.1, "x0": 1, "steps": 50}, 51, 51),
        ({"function": "square", "eta": 1.1, "x0": 1, "steps": 50}, 5, 5),
        ({"function": "cube", "eta": 0.1, "x0": 1, "steps": 0}, 1, 1),
    ],
)
def test_every_step_in_the_picture_has_a_dot(controls, steps, ticks):
    # A dot is a stroke that closes where it began.
    paths = re.findall(r'<path d="((?:M [-\d. ]+\s*z\s*)+)"', made("descent_1d").svg(**controls))
    dots = [path.count("z") for path in paths]
    inside = [1, 1] if controls["eta"] < 1 else []
    assert dots == [steps, ticks, *inside]


def test_many_steps_send_little():
    explorer = made("descent_1d")
    for function, eta, x0 in product(
        ("square", "wells", "cube"), np.arange(2, 121, 4) / 100, (-2, 1)
    ):
        frame = explorer.frame_at(function=function, eta=round(float(eta), 2), x0=x0, steps=50)
        assert len(repr(frame).encode()) < 8_000, frame["at"]


# Descent in fog


def rest(landscape, x0, view="map"):
    return made("fog").read(landscape=landscape, x0=x0, view=view, steps=30)


def test_one_step_in_fog_by_hand():
    """The slope at 3 is 27/4 − 3 + 1/5 = 3.95, and a quarter of that is 0.9875."""
    start, then = (made("fog").read(x0=3, steps=steps) for steps in (0, 1))
    assert start["slope"] == pytest.approx(3.95)
    assert start["next"] == then["x"] == pytest.approx(2.0125)


@pytest.mark.parametrize("steps", [0, 1, 7, 30])
def test_in_the_bowl_each_step_leaves_five_sixths_of_the_way(steps):
    found = made("fog").read(landscape="c", x0=-3, steps=steps)
    assert found["x"] == pytest.approx(0.6 - 3.6 * (5 / 6) ** steps)


def test_in_fog_a_shallow_valley_feels_as_a_deep_one_does():
    deep, top, shallow = sorted(np.roots([1 / 4, 0, -1, 1 / 5]).real)
    for x0, bottom, verdict in ((0.6, shallow, "不是，别处更深"), (-0.6, deep, "是")):
        found = rest("a", x0)
        assert found["x"] == pytest.approx(bottom, abs=1e-4)
        assert (found["state"], found["verdict"]) == ("放平了", verdict)
        assert rest("a", x0, "fog")["verdict"] == "雾里看不出"
    assert made("fog").read(x0=round(top, 1), steps=0)["state"] == "放平了"


@pytest.mark.parametrize("name", LANDSCAPES)
def test_only_from_some_starts_is_the_deepest_valley_reached_but_in_the_bowl(name):
    x = np.linspace(-3, 3, 6001)
    lowest = x[np.argmin([LANDSCAPES[name](at) for at in x])]
    reached = 0
    for x0 in np.linspace(-3, 3, 25):
        found = rest(name, round(float(x0), 2))
        assert -3 <= found["x"] <= 3
        assert found["state"] == "放平了"
        assert (found["verdict"] == "是") == (abs(found["x"] - lowest) < 0.1)
        reached += found["verdict"] == "是"
    assert reached == 25 if name == "c" else 5 < reached < 20


def test_the_fog_looks_alike_over_all_landscapes():
    def drawn(**start):
        pictures = explore.fog(**start).get_state("_pictures")["_pictures"]
        return pictures["scenes"][0]["background"]

    assert len({drawn(landscape=name) for name in LANDSCAPES}) == 1
    assert len({drawn(landscape=name, view="map") for name in LANDSCAPES}) == len(LANDSCAPES)


@pytest.mark.parametrize(
    ("x0", "way", "slope"), [(3, "rises", 1.6), (-3, "falls", -2.4), (0.6, "level", 0)]
)
def test_the_ground_underfoot_is_the_tangent(x0, way, slope):
    ground = made("fog").artists_at(landscape="c", x0=x0, steps=0)["ground"]
    (a, b), (low, high) = (part[1:3] for part in ground[way].get_data())
    assert (high - low) / (b - a) == pytest.approx(slope, abs=1e-9)
    assert (a + b) / 2 == pytest.approx(x0)
    assert all(np.isnan(ground[other].get_xdata()).all() for other in ground if other != way)


def test_every_step_in_fog_leaves_a_footprint():
    prints = made("fog").artists_at(steps=12)["prints"].values()
    assert sum(np.isnan(line.get_xdata()).sum() - 1 for line in prints) == 12
