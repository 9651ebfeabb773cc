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


@pytest.mark.parametrize("name", PRESETS)
def test_derivatives_of_presets_are_right(name):
    f, h = PRESETS[name], 1e-5
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
