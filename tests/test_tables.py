"""What a drawn table promises: every number in its place, orange above 0, blue below."""

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt

import d2l_calc as d2l

matplotlib.use("agg")

W = np.array([[1.0, -2.0, 0.0], [0.5, 3.0, -1.0]])


@pytest.fixture
def axes():
    yield plt.figure().gca()
    plt.close("all")


def test_every_number_stands_in_its_row_and_column(axes):
    d2l.draw_table(axes, W, "W")
    there = {text.get_position(): text.get_text() for text in axes.texts}
    rows, columns = W.shape
    for i, j in np.ndindex(rows, columns):
        assert there[j + 0.5, rows - i - 0.5] == f"{W[i, j]:g}"
    assert axes.get_title() == "W"


def test_rows_and_columns_have_their_names_the_first_row_on_top(axes):
    d2l.draw_table(axes, W, letters="xy")
    assert [label.get_text() for label in axes.get_xticklabels()] == ["$y_1$", "$y_2$", "$y_3$"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["$x_2$", "$x_1$"]
    assert axes.get_yticks().tolist() == [0.5, 1.5]


def test_positive_is_orange_and_negative_is_blue(axes):
    d2l.draw_table(axes, W)
    (mesh,) = axes.collections
    plt.gcf().canvas.draw()
    colors = mesh.get_facecolors().reshape(*W.shape, 4)[::-1]
    redder = colors[..., 0] - colors[..., 2]
    assert np.array_equal(np.sign(np.round(redder, 2)), np.sign(W))


@pytest.mark.parametrize("table", [[1.0, 2.0], 3.0, [[]], np.zeros((2, 2, 2))])
def test_what_is_no_matrix_is_refused(axes, table):
    with pytest.raises(ValueError, match="table takes rows of equally many numbers; its shape"):
        d2l.draw_table(axes, table)


def test_a_table_of_zeros_is_white(axes):
    d2l.draw_table(axes, [[0, 0], [0, 0]])
    plt.gcf().canvas.draw()
    assert axes.collections[0].get_facecolors() == pytest.approx(1, abs=0.01)
