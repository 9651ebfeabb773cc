"""The explorer of chapter 7: what it says, against closed forms and counts made by hand."""

import re
from html import unescape

import numpy as np
import pytest

from d2l_calc import set_language
from d2l_calc.explorers.chain import graph
from d2l_calc.stage import CannotDraw
from tests.explorers import chances, made

FUNCTIONS = ["two_paths", "skip", "regression", "neuron", "many_paths"]
POINTS = [(-3.0, 3.0), (3.0, -3.0), (0.0, 0.0), (1.0, 2.0), (-1.7, 0.4)]
LARGEST_STEP = 8_000  # bytes


def neuron(w, b):
    a = 1 / (1 + np.exp(-(2 * w + b)))
    return a**2, 4 * a**2 * (1 - a), 2 * a**2 * (1 - a)


def many_paths(x, y):
    # (x + y)xy · (x + y + xy), multiplied out.
    value = x**3 * y + 2 * x**2 * y**2 + x * y**3 + x**3 * y**2 + x**2 * y**3
    by_x = 3 * x**2 * y + 4 * x * y**2 + y**3 + 3 * x**2 * y**2 + 2 * x * y**3
    by_y = x**3 + 4 * x**2 * y + 3 * x * y**2 + 2 * x**3 * y + 3 * x**2 * y**2
    return value, by_x, by_y


# Value and both partial derivatives, in closed form.
CLOSED = {
    "two_paths": lambda x, y: (
        (x**2 + y) ** 2 + x + y**2,
        4 * x * (x**2 + y) + 1,
        2 * x**2 + 4 * y,
    ),
    "skip": lambda x, y: (x**3 + x * y, 3 * x**2 + y, x),
    "regression": lambda w1, w2: (
        (w1 + 2 * w2 - 3) ** 2,
        2 * (w1 + 2 * w2 - 3),
        4 * (w1 + 2 * w2 - 3),
    ),
    "neuron": neuron,
    "many_paths": many_paths,
}


def shown(explorer, **controls):
    """Give the texts that the moving layer shows, in order."""
    layer = explorer.frame_at(**controls)["layer"]
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", layer)]


def told(explorer, **controls):
    """Give the derivatives written in the picture, by name."""
    pairs = [text.split(" = ") for text in shown(explorer, **controls) if text.startswith("∂")]
    return {name: float(value.replace("−", "-")) for name, value in pairs}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_sums_over_paths_are_the_partial_derivatives(function, point):
    readings = made("graph").read(function=function, x=point[0], y=point[1])
    value, by_x, by_y = CLOSED[function](*point)
    assert readings["value"] == pytest.approx(value)
    assert readings["paths 0"] == pytest.approx(by_x)
    assert readings["paths 1"] == pytest.approx(by_y)
    assert readings["measured 0"] == pytest.approx(by_x, abs=1e-6, rel=1e-7)
    assert readings["measured 1"] == pytest.approx(by_y, abs=1e-6, rel=1e-7)


@pytest.mark.parametrize("order", ["reverse", "forward"])
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_both_orders_arrive_at_the_same_derivatives(function, point, order):
    explorer = made("graph")
    last = {"function": function, "step": explorer.controls["step"].stops[-1]}
    derivatives = told(explorer, x=point[0], y=point[1], order=order, **last)
    output, inputs = ("L", "wb") if function == "neuron" else ("z", "xy")
    inputs = ("w₁", "w₂") if function == "regression" else inputs
    for name, expected in zip(inputs, CLOSED[function](*point)[1:], strict=True):
        # Four digits are shown, three of them decimals at most.
        given = derivatives[f"∂{output}/∂{name}"]
        assert given == pytest.approx(expected, rel=5e-4, abs=6e-4)


# Every edge that is passed is one multiplication; counted in the pictures with a finger.
COUNTS = {
    "two_paths": (4 * 2, 4 + 4, 6),
    "skip": (3 + 2, 3 + 2, 4),
    "regression": (3 + 3, 3 + 3, 4),
    "neuron": (3 + 3, 3 + 3, 4),
    "many_paths": (8 * 3, 8 + 8, 10),
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_multiplications_are_counted(function):
    readings = made("graph").read(function=function)
    ways = ("paths", "forward", "reverse")
    assert tuple(readings[f"passes {way}"] for way in ways) == COUNTS[function]


def test_the_first_picture_adds_two_paths():
    readings = made("graph").read()
    assert readings["now"] == "∂z/∂x = 6·2 + 1·1 = 13"
    assert (readings["paths 0"], readings["paths 1"]) == (13, 10)
    assert told(made("graph")) == {"∂z/∂x": 13, "∂z/∂y": 10, "∂z/∂u": 6, "∂z/∂v": 1, "∂z/∂z": 1}


def test_step_by_step_values_then_slopes_then_derivatives():
    explorer = made("graph")
    texts = [shown(explorer, step=step) for step in range(10)]
    assert texts[0] == ["1", "2"]
    assert texts[1] == ["1", "2", "3"]
    assert texts[3] == ["1", "2", "3", "5", "14"]
    assert sorted(texts[4]) == sorted([*texts[3], "2", "1", "1", "4", "6", "1"])
    assert [len(text) for text in texts[4:]] == [11, 12, 13, 14, 15, 16]
    words = [explorer.read(step=step)["now"] for step in range(1, 10)]
    assert words[:3] == ["u = 3", "v = 5", "z = 14"]
    assert words[4:7] == ["∂z/∂z = 1", "∂z/∂v = 1·1 = 1", "∂z/∂u = 1·6 = 6"]
    assert words[7:] == ["∂z/∂y = 6·1 + 1·4 = 10", "∂z/∂x = 6·2 + 1·1 = 13"]


def test_a_shortcut_brings_less_than_all_paths_together():
    readings = made("graph").read(function="skip", x=2, y=0, step=8)
    assert readings["now"] == "∂z/∂x = 2·4 + 1·4 = 12"
    assert "4" in shown(made("graph"), function="skip", x=2, y=0)


def test_the_forward_order_takes_one_sweep_for_each_input():
    explorer = graph(order="forward")
    words = [explorer.read(step=step)["now"] for step in range(5, 13)]
    assert words[0] == "∂x/∂x = 1"
    assert words[3] == "∂z/∂x = 6·2 + 1·1 = 13"
    assert words[4] == "∂y/∂y = 1"
    assert words[7] == "∂z/∂y = 6·1 + 1·4 = 10"
    assert explorer.read(step=18)["now"] == words[7]


def test_large_numbers_fit_into_a_circle():
    explorer = graph(z=lambda u, v: 1e9 * u, u=lambda x, y: x, v=lambda x, y: y)
    assert "10⁹" in shown(explorer)


def test_small_numbers_are_not_shown_as_zero():
    derivatives = shown(made("graph"), function="neuron", x=-3, y=-3)
    assert "∂L/∂s = 0.000" in derivatives
    assert "∂z/∂x = 1" in shown(made("graph"), x=0)


def test_every_step_sends_little():
    explorer = made("graph")
    for state in chances(explorer, 150):
        assert len(repr(explorer.frame_at(**state)).encode()) < LARGEST_STEP, state


def test_a_learners_own_functions_make_a_graph():
    explorer = graph(z=lambda u, v: u * v, u=lambda x, y: x + y, v=lambda x, y: np.sin(x * y))
    readings = explorer.read(x=0.5, y=2)
    assert readings["value"] == pytest.approx(2.5 * np.sin(1))
    assert readings["paths 0"] == pytest.approx(np.sin(1) + 2.5 * 2 * np.cos(1))
    assert readings["paths 1"] == pytest.approx(np.sin(1) + 2.5 * 0.5 * np.cos(1))
    assert explorer.read(function="many_paths", x=1, y=2)["value"] == 30


BAD = {
    "raises": lambda a, b: 1 / 0,
    "one argument": lambda a: a,
    "gives nothing": lambda a, b: None,
    "gives text": lambda a, b: "one",
    "NaN": lambda a, b: float("nan"),
    "two numbers": lambda a, b: [a, b],
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("place", "zuv")
def test_functions_that_have_no_value_get_a_message(place, bad):
    good = dict.fromkeys("zuv", lambda a, b: a + b)
    explorer = graph(**(good | {place: bad}))
    with pytest.raises(CannotDraw, match=rf"返回一个数；{place}\("):
        explorer.svg()
    data, _ = explorer._repr_mimebundle_()
    assert "Traceback" not in data["text/plain"]
    set_language("en")
    try:
        with pytest.raises(CannotDraw, match=rf"{place}\(.* (has no value|gives)"):
            graph(**(good | {place: bad})).svg()
    finally:
        set_language("zh")


@pytest.mark.parametrize("given", [{"z": max}, {"u": max, "v": max}, dict.fromkeys("zuv", 3)])
def test_own_functions_come_all_three(given):
    with pytest.raises(TypeError, match="z、u、v 这几个函数要一起给"):
        graph(**given)


def test_what_rounding_leaves_of_a_zero_reads_as_zero():
    assert made("graph").read(y=-0.5)["measured 1"] == 0


def test_the_words_of_a_step_come_last_so_that_no_number_moves_with_their_length():
    assert list(made("graph").read())[-1] == "now"


# What is left of a gradient


def after(layers, weight, name, a):
    """Give what comes out of layers of one neuron; takes complex numbers too."""
    for _ in range(layers):
        z = weight * a
        a = 1 / (1 + np.exp(-z)) if name == "sigmoid" else np.tanh(z) if name == "tanh" else z
    return a


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_vanishing_multiplies_the_local_derivatives(name):
    for depth in (1, 5, 16):
        for weight in (0.5, 1.0, 1.7, 2.0):
            got = made("vanishing").read(function=name, depth=depth, weight=weight)
            # A complex step is exact to the last digit, however small the derivative is.
            whole = after(depth, weight, name, 1 + 1e-200j).imag / 1e-200
            first = after(1, weight, name, 1 + 1e-200j).imag / 1e-200
            last = whole / (after(depth - 1, weight, name, 1 + 1e-200j).imag / 1e-200)
            assert got["product"] == pytest.approx(whole, rel=1e-9)
            assert (got["first"], got["last"]) == pytest.approx((first, last), rel=1e-9)


def test_vanishing_teaches_that_ten_layers_of_sigmoid_leave_less_than_a_millionth():
    explorer = made("vanishing")
    left = [explorer.read(depth=depth)["product"] for depth in range(1, 17)]
    assert next(depth for depth, each in enumerate(left, 1) if each < 1e-6) == 10
    for weight in explorer.controls["weight"].stops:
        assert explorer.read(depth=1, weight=weight)["product"] <= weight / 4
    assert explorer.read(depth=16, function="relu")["product"] == 1
    assert explorer.read(depth=16, function="relu", weight=2.0)["product"] == 2**16
