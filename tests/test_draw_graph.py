"""Computational graphs as chapter 7 draws them: every value, every arrow, and what stands on it."""

import pytest

import d2l_calc as d2l
from d2l_calc.saved import _columns

TWO_PATHS = {("x", "u"): 2, ("x", "v"): "1", ("u", "z"): 6.0, ("v", "z"): ""}


@pytest.fixture
def axes():
    """Give empty axes, closed afterwards."""
    figure, axes = d2l.plt.subplots()
    yield axes
    d2l.plt.close(figure)


def said(axes):
    """Give what is written in a picture."""
    return sorted(filter(None, (text.get_text() for text in axes.texts)))


def test_circles_arrows_values_and_derivatives_are_all_there(axes):
    d2l.draw_graph(TWO_PATHS, values={"x": 1, "z": 14.0}, totals={"x": 13}, axes=axes)
    assert said(axes) == sorted(["$x$", "$u$", "$v$", "$z$", "2", "1", "6", "1", "14", "13"])
    assert len(axes.lines) == 4
    assert sum(text.arrow_patch is not None for text in axes.texts if hasattr(text, "xyann")) == 4


def test_a_value_stands_to_the_right_of_all_that_it_is_made_from():
    edges = [("z", "L"), ("x", "u"), ("x", "z"), ("u", "z")]
    columns = {name: place[0] for name, place in _columns(edges).items()}
    assert columns == {"x": 0, "u": 1, "z": 2, "L": 3}


def test_no_two_circles_share_a_place():
    places = _columns(TWO_PATHS).values()
    assert len({*places}) == 4


def test_a_circle_without_a_place_is_named():
    before = d2l.plt.get_fignums()
    with pytest.raises(
        ValueError, match=r"no place for \['v', 'z'\]; there is one for \['x', 'u'\]"
    ):
        d2l.draw_graph(TWO_PATHS, {"x": (0, 0), "u": (1, 0)})
    with pytest.raises(ValueError, match=r"no place for \['w'\]"):
        d2l.draw_graph(TWO_PATHS, values={"w": 1})
    assert d2l.plt.get_fignums() == before
