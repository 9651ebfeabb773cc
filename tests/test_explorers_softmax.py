"""The explorer of chapter 8 shows what the chapter says it shows."""

import math

import numpy as np
import pytest

from d2l_calc.explorers.softmax import softmax
from tests.explorers import chances as at_random
from tests.explorers import ends, made

CLASSES = ["cat", "dog", "bird"]
SCORES = ("z1", "z2", "z3")
LAST_DIGIT = 5.1e-6  # how far a read-out of five decimals may be off


@pytest.fixture(scope="module")
def explorer():
    """Give one explorer, which reading and drawing leave as it is."""
    return made("softmax")


def numbers(text):
    """Read the numbers of a read-out such as ``−0.50000, 0.24000``."""
    return [float(part) for part in text.replace("−", "-").split(", ")]


def drawn(explorer, name, **state):
    """Give what the picture shows for the three classes: heights of bars, or of diamonds."""
    heights = explorer.artists_at(**state)[name].get_ydata()
    return heights if len(heights) == 3 else heights[1::3]


def states():
    """Give all corners of the controls, and some states at random."""
    return [*ends(made("softmax")), *at_random(made("softmax"), 30)]


def chances(z):
    """Give softmax by its definition."""
    powers = [math.exp(score) for score in z]
    return [power / sum(powers) for power in powers]


def loss(z, state):
    """Give the loss of three scores in a state, by its definition."""
    p, truth = chances(z), CLASSES.index(state["label"])
    if state["loss"] == "cross_entropy":
        return -math.log(p[truth])
    return sum((p[i] - (i == truth)) ** 2 for i in range(3)) / 2


def slope(f, z, i, h=1e-4):
    up, down = ([score + sign * h * (k == i) for k, score in enumerate(z)] for sign in (1, -1))
    return (f(up) - f(down)) / (2 * h)


def test_every_read_out_is_right_in_every_corner(explorer):
    for state in states():
        readings, z = explorer.read(**state), [state[name] for name in SCORES]
        p, truth = chances(z), CLASSES.index(state["label"])
        assert readings["L"] == pytest.approx(loss(z, state), rel=1e-6, abs=1e-12), state
        error = [p[i] - (i == truth) for i in range(3)]
        measured = [slope(lambda z, state=state: loss(z, state), z, i) for i in range(3)]
        right = {"p": p, "error": error, "gradient": measured}
        for j in range(3):
            right[f"row{j + 1}"] = [slope(lambda z, j=j: chances(z)[j], z, i) for i in range(3)]
        for name, values in right.items():
            assert numbers(readings[name]) == pytest.approx(values, abs=LAST_DIGIT)
        assert readings["sum"] == 0
        assert drawn(explorer, "chances", **state) == pytest.approx(p, rel=1e-3)
        assert drawn(explorer, "above", **state) == pytest.approx(np.maximum(error, 0), rel=1e-3)
        assert drawn(explorer, "below", **state) == pytest.approx(np.minimum(error, 0), rel=1e-3)
        assert drawn(explorer, "gradient", **state) == pytest.approx(measured, rel=2e-3, abs=1e-7)


def test_read_outs_keep_their_length_so_that_no_slider_moves_away(explorer):
    lengths = {
        tuple(len(text.replace("−", "")) for text in readings.values() if isinstance(text, str))
        for readings in (explorer.read(**state) for state in states())
    }
    assert len(lengths) == 1


def test_the_photo_of_the_chapter(explorer):
    readings = explorer.read()
    assert readings["L"] == pytest.approx(0.417030, abs=1e-6)
    assert numbers(readings["p"]) == pytest.approx([0.659001, 0.242433, 0.098566], abs=1e-4)
    assert readings["error"] == readings["gradient"] == "−0.34100, 0.24243, 0.09857"


def test_a_shift_of_all_scores_changes_nothing_but_the_scores(explorer):
    before = explorer.read()
    for shift in (-3.0, 0.7, 3.0):
        after = explorer.read(shift=shift)
        assert after.pop("L") == pytest.approx(before["L"])
        assert after == {name: value for name, value in before.items() if name != "L"}
    pictures = [explorer.svg(shift=shift).split("<path") for shift in (0.0, 1.0)]
    assert 0 < sum(one != other for one, other in zip(*pictures, strict=True)) <= 5


def test_squared_error_hardly_pushes_where_the_model_is_confidently_wrong():
    explorer = softmax(z1=10, z2=0, z3=0, label="dog", loss="squared")
    assert drawn(explorer, "gradient") == pytest.approx([1.36e-4, -9.08e-5, -4.54e-5], rel=2e-3)
    assert explorer.read()["gradient"] == "0.00014, −0.00009, −0.00005"
    crossed = explorer.read(loss="cross_entropy")
    assert numbers(crossed["gradient"]) == pytest.approx([0.99991, -0.99995, 0.00005], abs=1e-4)


def test_what_the_chapter_says_of_dragging_the_confident_score_down():
    explorer = softmax(z1=10, z2=0, z3=0, label="dog", loss="squared")
    pushes = {
        z1: numbers(explorer.read(z1=z1)["gradient"])[0] for z1 in explorer.controls["z1"].stops
    }
    assert pushes[5.0] == pytest.approx(0.02, abs=0.001)
    steepest = max(pushes, key=pushes.get)
    assert steepest == pytest.approx(1.4, abs=0.05)
    assert pushes[steepest] == pytest.approx(0.22, abs=0.005)


def test_components_stay_below_1_and_the_whole_below_the_root_of_2(explorer):
    for state in states():
        push = numbers(explorer.read(**state | {"loss": "cross_entropy"})["gradient"])
        assert max(map(abs, push)) <= 1
        assert np.linalg.norm(push) <= math.sqrt(2) + 1e-9


def test_each_score_has_a_handle_that_follows_it(explorer):
    (scene,) = explorer.get_state("_pictures")["_pictures"]["scenes"]
    assert [handle["y"]["name"] for handle in scene["handles"]] == list(SCORES)
    tops = [float(top.get_ydata()[0]) for top in explorer.artists_at(shift=1.0)["tops"]]
    assert tops == pytest.approx([3.0, 2.0, 1.1])


def colour(explorer, row, column, **state):
    """Give the colour of a cell of the map as red, green, blue."""
    return explorer.artists_at(**state)["cells"].get_facecolor()[3 * row + column][:3]


def test_the_map_is_orange_above_0_blue_below_and_pale_near_0(explorer):
    red, _, blue = colour(explorer, 0, 0)
    assert red > blue
    red, _, blue = colour(explorer, 0, 1)
    assert blue > red
    assert min(colour(explorer, 0, 0, z1=10.0, z2=-4.0)) > 0.99


# Temperature


@pytest.mark.parametrize("z", [(2, 1, 0.1), (2, 1.8, 0.1), (2, 2, 0.1)])
def test_temperature_divides_the_scores(z):
    explorer = made("temperature")
    name = {1: "photo", 1.8: "close", 2: "tie"}[z[1]]
    for T in (0.1, 0.4, 1.0, 10.0):
        powers = [math.exp(each / T) for each in z]
        right = [power / sum(powers) for power in powers]
        got = explorer.read(scores=name, T=T)
        assert got["first"] == pytest.approx(right[0])
        assert numbers(got["p"]) == pytest.approx(right, abs=5.1e-4)
        tops = [bar.get_ydata()[1] for bar in explorer.artists_at(scores=name, T=T)["bars"]]
        assert tops == pytest.approx(right)


def test_temperature_teaches_that_low_is_one_hot_and_high_is_even():
    explorer = made("temperature")
    assert numbers(explorer.read(T=0.1)["p"]) == [1, 0, 0]
    assert numbers(explorer.read(T=0.1, scores="tie")["p"]) == [0.5, 0.5, 0]
    assert max(abs(p - 1 / 3) for p in numbers(explorer.read(T=10)["p"])) < 0.04
