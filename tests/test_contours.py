"""What a contour map promises: equal steps, heights on the lines, a light picture."""

import io

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

import d2l_calc as d2l

matplotlib.use("agg")

SQUARE = (-1, 1), (-1, 1)


@pytest.fixture(autouse=True)
def _no_figures_left_over():
    plt.close("all")
    yield
    plt.close("all")


def bowl(x, y):
    return x**2 + x * y + y**2


def lines():
    (found,) = plt.gca().collections
    return found


def written():
    return {text.get_text() for text in plt.gca().texts}


def test_lines_are_at_the_multiples_of_the_step_inside_the_heights():
    assert d2l.contours(bowl, *SQUARE, 0.5) is None
    assert lines().levels.tolist() == [0.5, 1, 1.5, 2, 2.5]


def test_each_point_of_a_line_is_as_high_as_the_line():
    d2l.contours(bowl, *SQUARE, 0.5)
    for level, path in zip(lines().levels, lines().get_paths(), strict=True):
        assert bowl(*path.vertices.T) == pytest.approx(level, abs=2e-3)


def test_the_heights_stand_on_the_lines():
    d2l.contours(bowl, *SQUARE, 0.5)
    assert written() == {"0.5", "1", "1.5", "2", "2.5"}


def test_lines_below_zero_are_dashed():
    d2l.contours(lambda x, y: x, *SQUARE, 0.5)
    assert lines().levels.tolist() == [-0.5, 0, 0.5]
    dashed = [pattern is not None for _, pattern in lines().get_linestyle()]
    assert dashed == [True, False, False]


def test_a_step_that_no_binary_number_is_gives_round_heights():
    d2l.contours(lambda x, y: x, *SQUARE, 0.1)
    assert lines().levels.tolist() == [round(0.1 * i, 1) + 0.0 for i in range(-9, 10)]


def test_nothing_is_drawn_above_the_top_which_has_a_line_itself():
    d2l.contours(bowl, *SQUARE, 0.1, top=0.3)
    assert lines().levels.tolist() == [0.1, 0.2, 0.3]


def test_axes_that_are_given_are_cleared_and_used_and_the_current_ones_are_not():
    _, (left, right) = plt.subplots(1, 2)
    left.plot([0, 5], [0, 5])
    d2l.contours(bowl, (0, 1), (0, 2), 0.5, "w", "b", axes=left)
    assert (left.get_xlabel(), left.get_ylabel()) == ("w", "b")
    assert (left.get_xlim(), left.get_ylim()) == ((0, 1), (0, 2))
    assert not left.lines
    assert not right.collections


def test_a_figure_that_is_open_gets_the_size():
    plt.figure()
    d2l.contours(bowl, *SQUARE, 0.5, figsize=(4.2, 4))
    assert plt.gcf().get_size_inches().tolist() == [4.2, 4]
    assert len(plt.get_fignums()) == 1


def test_a_constant_beside_x_is_broadcast_and_gaps_stay_gaps():
    with np.errstate(invalid="ignore"):
        d2l.contours(lambda x, y: np.sqrt(x), *SQUARE, 0.25)
    assert lines().levels.tolist() == [0.25, 0.5, 0.75]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (((1, 1), (0, 1), 0.1), r"xlim takes two finite numbers.*\(1, 1\)"),
        (((0, 1), (0, None), 0.1), r"ylim takes two finite numbers.*\(0, None\)"),
        (((0, 1), (0, 1), 0), "step takes a positive number, not 0"),
        (((0, 1), (0, 1), -1), "step takes a positive number, not -1"),
        (((0, 1), (0, 1), 5), "from 0 to 3 in steps of 5 make 0 lines: take a smaller step"),
        (((0, 1), (0, 1), 0.001), "2999 lines: take a larger step, or a top"),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_anything_is_cleared(arguments, says):
    d2l.plot([1, 2, 3])
    with pytest.raises(ValueError, match=says):
        d2l.contours(bowl, *arguments)
    assert len(plt.gca().lines) == 1


def test_a_function_without_a_finite_height_is_named_as_such():
    with pytest.raises(ValueError, match="f has no finite height"):
        d2l.contours(lambda x, y: x * np.nan, *SQUARE, 1)


def test_a_landscape_is_a_surface_and_beside_it_the_map():
    space, plane = d2l.landscape(bowl, *SQUARE, 0.5, "w", "b", view=(10, 20))
    assert space.name == "3d"
    assert (space.elev, space.azim) == (10, 20)
    assert (space.get_xlabel(), plane.get_ylabel()) == ("w", "b")
    assert plane.collections[0].levels.tolist() == [0.5, 1, 1.5, 2, 2.5]


def test_a_map_stays_light():
    d2l.contours(lambda x, y: (x + y) ** 2 + 30 * (x - y) ** 2, *SQUARE, 4)
    picture = io.StringIO()
    plt.savefig(picture, format="svg")
    assert len(picture.getvalue()) <= 130_000


def test_what_is_drawn_on_a_map_does_not_move_its_limits():
    d2l.contours(bowl, *SQUARE, 0.5)
    plt.plot([0, 5], [0, 5])
    assert (plt.xlim(), plt.ylim()) == SQUARE
