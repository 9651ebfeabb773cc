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


# Backpropagation through a small network

# The weights of the picture, and what they are multiplied with.
SMALL = {"W₁₁": 1.0, "W₁₂": -1.0, "W₂₁": 0.5, "W₂₂": 1.0, "w₁": 2.0, "w₂": -1.0}
INTO = {"1": ["W₁₁", "W₁₂", "w₁"], "2": ["W₂₁", "W₂₂", "w₂"]}  # and out of each neuron


def sums(v):
    """Give what two neurons have before their ReLU."""
    return v["W₁₁"] * v["x₁"] + v["W₁₂"] * v["x₂"], v["W₂₁"] * v["x₁"] + v["W₂₂"] * v["x₂"]


def loss(v):
    z1, z2 = sums(v)
    return (v["w₁"] * max(z1, 0) + v["w₂"] * max(z2, 0) - 1) ** 2


def backward(**state):
    """Give the derivatives in the picture as numbers, by name."""
    words = made("network").artists_at(**state)["letters"]["slopes"].words
    return {name: float(text.replace("−", "-")) for name, text in words.items()}


def dotted(**state):
    """Count the arrows on which nothing flows back, and those on which something does."""
    moving = made("network").artists_at(**state)
    return len(moving["still"].get_xdata()) // 3, len(moving["flow"].get_path().vertices) // 8


def reached(**state):
    return "reached" in made("network").frame_at(**state)


def test_the_network_shows_the_derivatives_of_its_loss():
    compared = 0
    for state in chances(made("network"), 60):
        v = SMALL | {"x₁": state["x1"], "x₂": state["x2"], "W₁₁": state["weight"]}
        told = backward(**state)
        if min(map(abs, sums(v))) < 0.01:  # a difference would reach over the corner of ReLU
            continue
        for name in v:
            up, down = (loss(v | {name: v[name] + h}) for h in (1e-5, -1e-5))
            assert told[name] == pytest.approx((up - down) / 2e-5, rel=6e-4, abs=6e-4), state
            compared += 1
    assert compared > 300


def test_the_network_at_first_is_as_computed_by_hand():
    # z = (1 - 0.5, 0.5 + 0.5), ŷ = 2·0.5 - 1·1 = 0, and 2(ŷ - 1) = -2 is passed back.
    told = backward()
    assert (told["L"], told["ŷ"]) == (1, -2)
    assert (told["a₁"], told["a₂"], told["w₁"], told["w₂"]) == (-4, 2, -1, -2)
    assert (told["z₁"], told["z₂"]) == (-4, 2)
    assert [told[name] for name in ("W₁₁", "W₁₂", "W₂₁", "W₂₂")] == [-4, -2, 2, 1]
    assert (told["x₁"], told["x₂"]) == (-4 * 1 + 2 * 0.5, -4 * -1 + 2 * 1)
    assert made("network").frame_at()["blanks"] == ["(−2.000)", "2", "1", "1", "−4.000"]
    assert dotted() == (0, 9)
    assert not reached()


def test_nothing_at_all_gets_through_a_neuron_that_is_off():
    tried = {"1": 0, "2": 0}
    for state in chances(made("network"), 60):
        v = SMALL | {"x₁": state["x1"], "x₂": state["x2"], "W₁₁": state["weight"]}
        texts = made("network").artists_at(**state)["letters"]["slopes"].words
        for neuron, z in zip("12", sums(v), strict=True):
            if z < 0:
                # A derivative that is not quite 0 is written 0.000.
                shown = [texts[name] for name in (f"z{'₁₂'[int(neuron) - 1]}", *INTO[neuron])]
                assert shown == ["0"] * 4, state
                tried[neuron] += 1
        assert reached(**state) == (min(sums(v)) < 1e-9 and loss(v) > 1e-9), state
    assert min(tried.values()) > 10


def test_one_neuron_off_leaves_three_arrows_without_anything_and_one_that_ends_at_its_door():
    assert dotted(x2=1.5) == (3, 6)
    told = backward(x2=1.5)  # z = (-0.5, 2), ŷ = -2
    assert (told["a₁"], told["z₁"]) == (-12, 0)
    assert (told["a₂"], told["z₂"], told["W₂₁"], told["W₂₂"]) == (6, 6, 6, 9)
    assert reached(x2=1.5)


def test_with_both_neurons_off_there_is_a_loss_and_no_weight_hears_of_it():
    told = backward(x1=-1.0, x2=0.0)
    assert made("network").read(x1=-1.0, x2=0.0)["L"] == 1
    assert {told[name] for name in SMALL} == {0}
    assert dotted(x1=-1.0, x2=0.0) == (6, 3)


def test_without_an_error_nothing_flows_anywhere():
    # z = (0.5, -0.2), ŷ = 2·0.5 = 1
    assert dotted(x1=0.2, x2=-0.3) == (9, 0)
    assert not reached(x1=0.2, x2=-0.3)


@pytest.mark.parametrize(
    ("weight", "x1", "x2"), [(1.0, 0.7, 0.7), (0.2, 1.5, 0.3), (-1.1, 1.0, -1.1)]
)
def test_at_the_corner_of_relu_the_derivative_is_taken_as_0(weight, x1, x2):
    told = backward(weight=weight, x1=x1, x2=x2)
    assert (told["z₁"], told["W₁₁"], told["W₁₂"]) == (0, 0, 0)
    assert made("network").read(weight=weight, x1=x1, x2=x2)["φ′₁"] == 0


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
