"""The drawings of chapters 1 to 3 show what their captions say."""

import numpy as np
import pytest

import d2l_calc as d2l


@pytest.fixture(autouse=True)
def closed():
    """Close what a test has drawn."""
    yield
    d2l.plt.close("all")


def lines(axes=None):
    """Give the points of each line that is drawn, in order."""
    return [line.get_xydata() for line in (axes or d2l.plt.gca()).lines]


def cubic(x):
    return x**3 / 3 + x**2 / 4 - 0.24 * x


def test_each_secant_passes_through_its_two_points_and_the_tangent_touches():
    others = [-0.8, -0.2, 0.3]
    d2l.draw_secants(cubic, 0.7, others, xlim=(-1.5, 1.2))
    _, *secants, tangent = lines()[:5]
    for secant, x in zip(secants, others, strict=True):
        heights = np.interp([x, 0.7], *secant.T)
        assert heights == pytest.approx([cubic(x), cubic(0.7)])
    assert np.polyfit(*tangent.T, 1)[0] == pytest.approx(1.5 * 0.4)
    assert [tuple(dot[0]) for dot in lines()[5:]] == [(x, cubic(x)) for x in (0.7, *others)]


def test_polygons_have_their_corners_on_the_circle():
    d2l.draw_polygons([3, 6])
    for axes, n in zip(d2l.plt.gcf().axes, (3, 6), strict=True):
        (polygon,) = axes.patches
        assert np.hypot(*polygon.get_xy().T) == pytest.approx(1)
        assert len({(x, y) for x, y in polygon.get_xy().round(9) + 0.0}) == n


def test_beside_each_function_stands_its_slope():
    x = np.linspace(-1, 1, 11)
    d2l.plot_slopes({"a": (x, np.square), "b": (x, np.sin), "c": (x, np.exp)}, columns=2)
    for axes, slope in zip(d2l.plt.gcf().axes, (2 * x, np.cos(x), np.exp(x)), strict=False):
        assert lines(axes)[1][:, 1] == pytest.approx(slope)


def areas(axes):
    """Give the area of each rectangle that is filled, in order."""
    return [np.prod(np.ptp(tile.get_xy(), axis=0)) for tile in axes.patches]


def test_what_a_nudge_adds_is_drawn_to_scale():
    d2l.draw_nudges(0.25)
    square, _, reciprocal = d2l.plt.gcf().axes
    assert areas(square) == pytest.approx([1, 0.25, 0.25, 0.25**2])
    kept, gained, lost = areas(reciprocal)
    assert (kept + gained, kept + lost) == (pytest.approx(1), pytest.approx(1))


def test_a_step_along_the_circle_has_the_length_and_the_direction_it_is_said_to_have():
    x, h = 0.7, 0.3
    d2l.draw_arc(x, h)
    step, rise, left = lines()[2:5]
    assert np.hypot(*(step[1] - step[0])) == pytest.approx(h)
    assert step[0] == pytest.approx([np.cos(x), np.sin(x)])
    assert np.dot(step[1] - step[0], step[0]) == pytest.approx(0, abs=1e-12)
    assert rise[1] - rise[0] == pytest.approx([0, h * np.cos(x)])
    assert left[1] - left[0] == pytest.approx([-h * np.sin(x), 0])


def test_tops_point_up_in_orange_and_bottoms_down_in_blue():
    d2l.plot([-2, 2], [0, 0])
    d2l.mark_extrema(lambda x: x**3 - 3 * x, tops=[-1], bottoms=[1])
    top, bottom = d2l.plt.gca().lines[1:]
    assert (top.get_marker(), top.get_color(), *top.get_ydata()) == ("^", "#d55e00", 2)
    assert (bottom.get_marker(), bottom.get_color(), *bottom.get_ydata()) == ("v", "#0072b2", -2)
