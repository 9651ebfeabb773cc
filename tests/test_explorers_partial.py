"""The explorers of chapter 4 show what the chapter says they show."""

import math
import re
from itertools import product

import numpy as np
import pytest

from d2l_calc import explore, set_language
from d2l_calc.explorers import partial as module
from d2l_calc.stage import CannotDraw
from d2l_calc.stage.look import GREY
from d2l_calc.stage.surface import Surface

EXPLORERS = [explore.slices, explore.hessian]


def ends(explorer):
    """Give every combination of the ends of sliders and of all choices."""
    controls = explorer._controls
    stops = [
        c.stops if c.kind == "choice" else (c.stops[0], c.stops[-1]) for c in controls.values()
    ]
    return [dict(zip(controls, values, strict=True)) for values in product(*stops)]


def chances(explorer, count=40):
    """Give states at random."""
    chance = np.random.default_rng(0)
    return [
        {name: c.stops[chance.integers(len(c.stops))] for name, c in explorer._controls.items()}
        for _ in range(count)
    ]


@pytest.mark.parametrize("make", EXPLORERS, ids=lambda make: make.__name__)
def test_every_end_of_every_control_has_a_picture_and_readings(make):
    explorer = make()
    for controls in ends(explorer):
        assert all(value is not None for value in explorer.read(**controls).values())
        assert explorer.svg(**controls).count("<svg") == 1


@pytest.mark.parametrize("make", EXPLORERS, ids=lambda make: make.__name__)
def test_no_step_sends_much(make):
    explorer = make()
    for state in [*ends(explorer), *chances(explorer)]:
        behind = [[state[name] for name in explorer._in_setup]]
        sent = explorer._draw([list(state.values())], known=behind)
        assert len(repr(sent).encode()) < 8_000


@pytest.mark.parametrize("make", EXPLORERS, ids=lambda make: make.__name__)
def test_labels_are_there_in_both_languages(make):
    set_language("en")
    try:
        assert not any("\u4e00" <= char <= "\u9fff" for char in make().svg())
    finally:
        set_language("zh")
    assert any("\u4e00" <= char <= "\u9fff" for char in make().svg())


# Functions of two numbers


@pytest.mark.parametrize("name", module._PRESETS)
def test_partial_derivatives_of_presets_are_right(name):
    _, f, gradient = module._PRESETS[name]
    measured = Surface(f)
    for x, y in np.random.default_rng(1).uniform(-1.9, 1.9, (30, 2)):
        assert measured.gradient(x, y) == pytest.approx(gradient(x, y), abs=1e-7, rel=1e-7)


# Slices


def scalars_only(x, y):
    return x if x > y else math.sqrt(y - x)


LEARNERS = {
    "scalars only": scalars_only,
    "NumPy": np.hypot,
    "constant": lambda x, y: 2,
    "a pole": lambda x, y: 1 / (x * x + y * y),
    "steps": lambda x, y: math.floor(x + y),
    "half of the plane": lambda x, y: math.log(x),
    "NaN and infinities": lambda x, y: math.nan if x < -1 else math.inf if y > 1 else x * y,
    "huge": lambda x, y: 1e300 * x * y,
    "an array of one": lambda x, y: np.array([x * y]),
}


@pytest.mark.parametrize("f", LEARNERS.values(), ids=LEARNERS)
def test_any_function_of_two_numbers_can_be_tried(f):
    explorer = explore.slices(f)
    for controls in ends(explorer):
        if controls["function"] == "f":
            assert "nan" not in explorer.svg(**controls)


@pytest.mark.parametrize(
    "f",
    [lambda x: x, lambda x, y: [][0], lambda x, y: None, lambda x, y: "one", lambda x, y: 1j * x],
    ids=["one argument", "raises", "gives nothing", "gives text", "complex"],
)
def test_what_has_no_values_gets_a_message(f):
    explorer = explore.slices(f)
    told = explorer._repr_mimebundle_()[0]
    assert "image/svg+xml" not in told
    assert "两个数" in told["text/plain"]
    with pytest.raises(CannotDraw):
        explorer.svg()


def test_what_cannot_be_called_is_refused():
    with pytest.raises(TypeError, match=r"f takes a function of two numbers, such as np\.hypot"):
        explore.slices(3)


def test_both_readings_are_slopes_of_the_slices():
    explorer = explore.slices(lambda x, y: x**3 * y + y**2)
    for state in chances(explorer):
        x, y, h = state["x"], state["y"], state["h"]
        found = explorer.read(**(state | {"function": "f"}))
        assert found["height"] == pytest.approx(x**3 * y + y**2)
        assert found["partial_x"] == pytest.approx(3 * x * x * y, abs=1e-6)
        assert found["partial_y"] == pytest.approx(x**3 + 2 * y, abs=1e-6)
        quotient = ((x + h) ** 3 - x**3) * y / h
        assert found["quotient_x"] == pytest.approx(quotient, abs=1e-9)
        assert found["quotient_y"] == pytest.approx(x**3 + 2 * y + h, abs=1e-9)


def test_slopes_of_a_product_are_the_other_factor():
    found = explore.slices().read(function="product", x=1.5, y=-0.5)
    assert (found["partial_x"], found["partial_y"]) == (-0.5, 1.5)


def test_the_quotient_comes_to_the_slope():
    far, near = (explore.slices().read(h=h) for h in (1.0, 0.001))
    for name in "xy":
        slope = near[f"partial_{name}"]
        assert abs(near[f"quotient_{name}"] - slope) < 1e-3 < abs(far[f"quotient_{name}"] - slope)


def test_at_a_crease_one_reading_is_missing():
    found = explore.slices().read(function="crease", x=0, y=1)
    assert math.isnan(found["partial_x"])
    assert found["partial_y"] == 2


def test_the_point_can_be_dragged_both_ways():
    scene = explore.slices()._draw([[0.6, 1.0, 0.6, "waves"]])["scenes"][0]
    assert {axis: gear["name"] for axis, gear in scene["handles"][-1].items()} == {
        "x": "x",
        "y": "y",
    }


# Hessian


def test_eigenvalues_and_eigenvectors_are_those_of_the_matrix():
    for a, b, c in np.random.default_rng(2).uniform(-4, 4, (200, 3)):
        values, angles = module._eigen(a, b, c)
        matrix = np.array([[a, b], [b, c]])
        assert values == pytest.approx(np.linalg.eigvalsh(matrix))
        for value, angle in zip(values, angles, strict=True):
            direction = np.array([math.cos(angle), math.sin(angle)])
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
    found = explore.hessian().read(a=a, b=b, c=c)
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=1e-12)
    assert found["trace"] == pytest.approx(low + high)
    assert found["det"] == pytest.approx(low * high, abs=1e-12)
    assert found["verdict"] == verdict


@pytest.mark.parametrize(
    ("extra", "sign"), [("plus_fourth", 1), ("minus_fourth", -1), ("cube", -1), ("none", 0)]
)
@pytest.mark.parametrize("controls", [{"a": 2, "b": 2, "c": 2}, {"a": 2, "b": 0, "c": 0}])
def test_undecided_really_is_either(controls, extra, sign):
    found = explore.hessian().read(extra=extra, **controls)
    assert found["verdict"] == "说不准"
    assert found["highest"] > 0
    assert np.sign(found["lowest"]) == sign


def test_no_contour_is_drawn_at_0_where_the_form_only_touches_it():
    explorer = explore.hessian()
    cubic, level = (explorer.svg(a=2, b=2, c=2, extra=extra) for extra in ("cube", "none"))
    # Of all grey lines only this one has the width of one point, which goes without saying.
    contour = rf'<path d="[^>]*stroke: {GREY}; stroke-linecap'
    assert re.search(contour, cubic)
    assert not re.search(contour, level)


def test_what_is_added_leaves_a_clear_verdict_as_it_is():
    explorer = explore.hessian()
    for state in chances(explorer):
        a, b, c = (state[name] for name in "abc")
        found = explorer.read(**state)
        low, high = np.linalg.eigvalsh([[a, b], [b, c]])
        if min(abs(low), abs(high)) > 0.3:
            expected = {2: "碗：极小值", 0: "鞍点", -2: "帽子：极大值"}
            assert found["verdict"] == expected[int(np.sign(low) + np.sign(high))]
            assert np.sign(found["lowest"]) == np.sign(low)
            assert np.sign(found["highest"]) == np.sign(high)


def test_contours_lie_at_their_heights():
    line = type("Line", (), {"set_data": lambda self, x, y: setattr(self, "at", (x, y))})()
    side = np.linspace(-1, 1, 41)
    x, y = np.meshgrid(side, side)
    curves = module.contour_generator(side, side, x * x + 3 * x * y + y * y).lines(0.25)
    module._set_curves(line, curves)
    x, y = line.at
    shown = np.isfinite(x)
    assert shown.sum() > 10
    assert (x * x + 3 * x * y + y * y)[shown] == pytest.approx(0.25, abs=0.05)
