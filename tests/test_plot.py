"""What the saved helpers promise."""

import os
import subprocess
import sys
import warnings
from fractions import Fraction

import hypothesis.extra.numpy as hnp
import matplotlib
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

import d2l_calc as d2l

matplotlib.use("agg")

x = np.arange(0, 3, 0.1)


@pytest.fixture(autouse=True)
def _no_figures_left_over():
    plt.close("all")
    yield
    plt.close("all")


def lines():
    return plt.gca().lines


def drawn():
    return [(line.get_xdata().tolist(), line.get_ydata().tolist()) for line in lines()]


class DataFrame:
    """What plot can see of a table of pandas: its rows are the names of its columns."""

    ndim, shape = 2, (30, 2)

    def __iter__(self):
        return iter(("a", "b"))

    def __len__(self):
        return 30

    def __array__(self, *_, **__):
        return np.ones(self.shape)


# Kept


def test_one_row_is_drawn_against_its_index():
    assert d2l.plot([4, 5, 6]) is None
    assert drawn() == [([0, 1, 2], [4, 5, 6])]


def test_positional_order_is_that_of_published_code():
    d2l.plot(x, x, "a", "b", "c", [0, 4], [-1, 5], "symlog", "linear", ("r--",), (4, 3), plt.gca())
    axes = plt.gca()
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("a", "b")
    assert axes.get_legend().get_texts()[0].get_text() == "c"
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 4), (-1, 5))
    assert (axes.get_xscale(), axes.get_yscale()) == ("symlog", "linear")
    assert (lines()[0].get_color(), lines()[0].get_linestyle()) == ("r", "--")


PAIRINGS = {
    "one X serves many Y": ([1, 2], [[3, 4], [5, 6]], [([1, 2], [3, 4]), ([1, 2], [5, 6])]),
    "rows pair up": ([[1, 2], [3]], [[4, 5], [6]], [([1, 2], [4, 5]), ([3], [6])]),
    "an array X is not multiplied": (
        np.array([1, 2]),
        [np.array([3, 4]), np.array([5, 6])],
        [([1, 2], [3, 4]), ([1, 2], [5, 6])],
    ),
    "a 2-D array is a list of rows": (
        np.array([1, 2]),
        np.array([[3, 4], [5, 6]]),
        [([1, 2], [3, 4]), ([1, 2], [5, 6])],
    ),
    "several rows without Y": (
        [[1, 2], [3, 4, 5]],
        None,
        [([0, 1], [1, 2]), ([0, 1, 2], [3, 4, 5])],
    ),
    "ranges and tuples": (range(2), (3, 4), [([0, 1], [3, 4])]),
    "iterators": (map(float, "12"), (v for v in (3, 4)), [([1, 2], [3, 4])]),
    "numbers of any kind": (
        [True, np.int8(2), np.array(3)],
        [Fraction(1, 2), np.float32(2), 10**17],
        [([1, 2, 3], [0.5, 2, 1e17])],
    ),
    "a lone number is a point": (1, np.float64(2), [([1], [2])]),
    "columns in a list are rows": (
        np.array([1, 2]),
        [np.array([[3], [4]]), [[5], [6]], np.array([[7, 8]])],
        [([1, 2], [3, 4]), ([1, 2], [5, 6]), ([1, 2], [7, 8])],
    ),
    "a column for each row of X": (
        [[1, 2], np.array([[3], [4], [5]])],
        [np.array([[1], [2]]), np.ones((1, 3))],
        [([1, 2], [1, 2]), ([3, 4, 5], [1, 1, 1])],
    ),
    "a column is one curve": (np.array([[3], [4]]), None, [([0, 1], [3, 4])]),
    "a column against a row": ([1, 2], np.array([[3], [4]]), [([1, 2], [3, 4])]),
    "a column against a column": (
        np.array([[1], [2]]),
        np.array([[3], [4]]),
        [([1, 2], [3, 4])],
    ),
    "one row of a 2-D array": (np.array([[1, 2]]), np.array([[3, 4]]), [([1, 2], [3, 4])]),
    "a block of columns": (
        np.array([1, 2]),
        np.arange(4).reshape(2, 2, 1),
        [([1, 2], [0, 1]), ([1, 2], [2, 3])],
    ),
    "a masked column": (np.ma.array([[3.0], [4.0]]), None, [([0, 1], [3, 4])]),
}


@pytest.mark.parametrize(("X", "Y", "expected"), PAIRINGS.values(), ids=PAIRINGS)
def test_x_and_y_pair_up(X, Y, expected):
    d2l.plot(X, Y)
    assert drawn() == expected


@pytest.mark.parametrize(("fmt", "marker"), [("-", "o"), ("gv", "v"), ("r", "o")])
def test_a_lone_point_is_seen(fmt, marker):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        d2l.plot(1, 2, fmts=fmt)
    assert lines()[0].get_marker() == marker


def test_masked_values_nan_and_none_leave_gaps():
    d2l.plot([np.ma.array([1, 2, 3], mask=[0, 1, 0]), [1, None, 3], [1, np.inf, 3]])
    first, second, third = (y for _, y in drawn())
    assert np.isnan(first[1])
    assert np.isnan(second[1])
    assert third[1] == np.inf


@given(
    data=st.data(),
    many=st.integers(1, 9),
    length=st.integers(1, 6),
    shared=st.booleans(),
    wrap=st.sampled_from([list, tuple, np.array]),
)
@settings(deadline=None)
def test_every_curve_given_is_drawn_as_given(data, many, length, shared, wrap):
    assume(wrap is not np.array or length > 1)  # that is one curve, standing
    numbers = hnp.arrays(float, (many, length), elements=st.floats(-1e6, 1e6))
    xs, ys = data.draw(numbers), data.draw(numbers)
    rows = wrap([wrap(y.tolist()) for y in ys])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        d2l.plot(wrap(xs[0].tolist()) if shared else wrap([wrap(v.tolist()) for v in xs]), rows)
    expected = [(xs[0 if shared else i].tolist(), ys[i].tolist()) for i in range(many)]
    assert drawn() == expected
    plt.close("all")


@given(st.lists(st.lists(st.floats(-1e100, 1e100), min_size=1, max_size=5), min_size=1))
@settings(deadline=None)
def test_rows_of_unequal_length_are_all_drawn(rows):
    d2l.plot(rows)
    assert [y for _, y in drawn()] == rows
    plt.close("all")


# Made right


def test_fifth_curve_is_drawn():
    d2l.plot(x, [k * x for k in range(12)])
    assert len(lines()) == 12


def test_curves_differ_without_colour():
    d2l.plot(x, [k * x for k in range(12)])
    assert len({(line.get_linestyle(), line.get_marker()) for line in lines()}) == 12


REFUSED = {
    "counts that cannot pair": (([x, x], [x, x, x]), ValueError, "X has 2 rows and Y has 3"),
    "two X for one Y": (([x, x], x), ValueError, "X has 2 rows and Y has 1"),
    "unequal lengths": (([x, x], [x, x[:7]]), ValueError, "curve 2: x has 30 values and y has 7"),
    "columns for rows": ((x, np.ones((30, 2))), ValueError, ".T turns columns into rows"),
    "empty": (([],), ValueError, "X is empty"),
    "empty row": ((x, [x, []]), ValueError, r"Y\[1\] .* shape is \(0,\)"),
    "nothing": ((None,), TypeError, "X takes numbers .* not NoneType"),
    "a function": ((x, np.sin), TypeError, "Y takes numbers .* not ufunc"),
    "text": (("abc",), TypeError, "X takes numbers .* not str"),
    "rows of text": ((["a", "b"],), TypeError, r"X\[0\] takes real numbers"),
    "numbers written as text": ((np.array(["1", "2"]),), TypeError, "X takes real numbers"),
    "text among numbers": (([1, "2", None],), ValueError, "X mixes numbers and rows"),
    "a dictionary": (({1: 2},), TypeError, "X takes numbers .* not dict"),
    "complex": ((x, 1j * x), TypeError, "Y takes real numbers: .* complex"),
    "dates": ((np.array(["2026-01-01"], "M8[D]"),), TypeError, "X takes real .* datetime"),
    "three axes": ((np.ones((2, 2, 2)),), ValueError, r"X\[0\] .* shape is \(2, 2\)"),
    "a column that is too short": ((x, np.ones((7, 1))), ValueError, "x has 30 values and y has 7"),
    "a table": ((DataFrame(),), TypeError, "X takes rows .* not a DataFrame: np.asarray"),
    "a table for Y": ((x, DataFrame()), TypeError, "Y takes rows .* not a DataFrame"),
    "a table in a list": ((x, [x, DataFrame()]), TypeError, r"Y\[1\] takes .* not a DataFrame"),
    "numbers beside rows": (([1, [2, 3]],), ValueError, "X mixes numbers and rows"),
}


@pytest.mark.parametrize(("data", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_named(data, error, message):
    with pytest.raises(error, match=message):
        d2l.plot(*data)


WRONG_OPTIONS = {
    "too many labels": ({"legend": ["a", "b", "c"]}, "3 labels for 2 curves"),
    "too few labels": ({"legend": ["a"]}, "1 labels for 2 curves"),
    "label that is no text": ({"legend": 5}, "legend takes a string"),
    "unknown format": ({"fmts": "zz"}, "fmts takes formats such as 'r--', not 'zz'"),
    "no format": ({"fmts": []}, "fmts takes formats"),
    "unknown scale": ({"xscale": "logg"}, "xscale takes one of linear, log"),
    "limit of one": ({"xlim": [1]}, "xlim takes two"),
    "limit not finite": ({"ylim": [0, np.inf]}, "ylim takes two"),
    "limit not a number": ({"ylim": [0, np.nan]}, "ylim takes two"),
    "limits without end": ({"xlim": [None, None, None]}, "xlim takes two"),
    "a limit alone": ({"xlim": 5}, "xlim takes a row of numbers"),
    "limit at zero, the other open": ({"xlim": [0, None], "xscale": "log"}, "xlim takes positive"),
    "equal limits": ({"ylim": [1, 1]}, "ylim takes two"),
    "limit at zero on a log axis": ({"xlim": [0, 1], "xscale": "log"}, "xlim takes positive"),
    "size of nothing": ({"figsize": (0, 2)}, "figsize takes a width"),
    "size of one number": ({"figsize": 3}, "figsize takes"),
    "an array of axes": ({"axes": np.array([1, 2])}, "axes takes one pair of axes, not ndarray"),
}


@pytest.mark.parametrize(("options", "message"), WRONG_OPTIONS.values(), ids=WRONG_OPTIONS)
def test_errors_leave_the_figure_as_it_was(options, message):
    d2l.plot(x, [x, 2 * x], "before", legend=["a", "b"], figsize=(4, 4))
    before = drawn()
    with pytest.raises((TypeError, ValueError), match=message):
        d2l.plot(x, [x**2, x**3], **{"axes": None, **options})
    assert drawn() == before
    assert plt.gca().get_xlabel() == "before"
    assert plt.gcf().get_size_inches().tolist() == [4, 4]


def test_an_error_opens_no_figure():
    with pytest.raises(ValueError, match="empty"):
        d2l.plot([])
    assert not plt.get_fignums()


@pytest.mark.parametrize("legend", ["slope", ["slope"], ("slope",), np.array(["slope"])])
def test_one_label_is_one_label(legend):
    d2l.plot(x, x, legend=legend)
    assert [text.get_text() for text in plt.gca().get_legend().get_texts()] == ["slope"]


@pytest.mark.parametrize("legend", [None, [], (), np.array([])])
def test_no_labels_no_legend(legend):
    d2l.plot(x, x, legend=legend)
    assert plt.gca().get_legend() is None


def test_one_format_is_one_format():
    d2l.plot(x, [x, 2 * x], fmts="r-")
    assert [line.get_color() for line in lines()] == ["r", "r"]
    assert [line.get_linestyle() for line in lines()] == ["-", "-"]


def test_figsize_takes_effect_on_an_open_figure_and_no_other():
    usual = plt.rcParams["figure.figsize"]
    plt.figure(figsize=(8, 8))
    d2l.plot(x, x, figsize=(5, 2))
    assert plt.gcf().get_size_inches().tolist() == [5, 2]
    assert plt.figure().get_size_inches().tolist() == usual


def test_a_figure_of_several_axes_keeps_its_size():
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
    d2l.plot(x, x, axes=left)
    d2l.plot(x, x)
    assert figure.get_size_inches().tolist() == [8, 3]
    assert len(left.lines) == len(right.lines) == 1


def test_set_figsize_is_for_the_figures_that_follow():
    d2l.set_figsize((6, 4))
    assert plt.figure().get_size_inches().tolist() == [6, 4]
    d2l.set_figsize()
    assert plt.figure().get_size_inches().tolist() == [3.5, 2.5]


@pytest.mark.parametrize("grid_before", [True, False])
def test_grid_is_on_after_every_call(grid_before):
    for _ in range(2):
        plt.gca().grid(grid_before)
        d2l.plot(x, x)
        assert all(line.get_visible() for line in plt.gca().get_xgridlines())
    axes = plt.gca()
    d2l.set_axes(axes, "x", "y", None, None, "linear", "linear", [])
    assert all(line.get_visible() for line in axes.get_xgridlines())


def test_a_second_plot_starts_afresh():
    d2l.plot([1, 10, 100], [1, 10, 100], xscale="log", yscale="log", xlim=(1, 5))
    d2l.plot(x, 2 * x)
    axes = plt.gca()
    assert len(axes.lines) == 1
    assert axes.get_xscale() == axes.get_yscale() == "linear"
    assert axes.get_ylim()[1] == pytest.approx(2 * x[-1] * 1.05)
    assert len(axes.get_xticks()) < 12


def test_log_axis_warns_of_the_curve_it_cannot_show():
    with pytest.warns(UserWarning, match="curve 2: 2 of 3 y values are not positive") as caught:
        d2l.plot([1, 2, 3], [[1, 2, 3], [-1, 0, 3]], yscale="log")
    assert len(caught) == 1
    assert caught[0].filename == __file__


def test_an_x_that_serves_all_curves_is_warned_of_once():
    with pytest.warns(UserWarning, match="all curves: 1 of 30 x values are not pos") as caught:
        d2l.plot(x, [x, 2 * x, 3 * x], xscale="log")
    assert len(caught) == 1


def test_nobody_is_warned_of_an_index():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        d2l.plot([[3, 2, 1], [6, 5]], xscale="log", yscale="log")


def test_positive_data_and_gaps_on_a_log_axis_warn_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        d2l.plot([1, 2, 3], [1, np.nan, 3], xscale="log", yscale="log")


POLES = {
    "x³ - 1/x, a sample next to the pole": (np.arange(-2, 2, 0.1), lambda x: x**3 - 1 / x),
    "x³ - 1/x, no sample near the pole": (np.linspace(-2, 2, 400), lambda x: x**3 - 1 / x),
    "tan": (np.linspace(-6, 6, 500), np.tan),
}


@pytest.mark.parametrize(("points", "f"), POLES.values(), ids=POLES)
def test_a_pole_does_not_ruin_the_picture(points, f):
    y = f(points)
    d2l.plot(points, [y, points])
    low, high = plt.gca().get_ylim()
    assert -30 < low < -3
    assert 3 < high < 30
    assert drawn()[0][1] == y.tolist()


NO_POLES = {
    "exponential": np.exp(np.linspace(0, 30, 100)),
    "narrow peak": np.exp(-(np.linspace(-5, 5, 101) ** 2) / 0.005),
    "one outlier": np.where(np.arange(50) == 20, 1e6, np.arange(50)),
    "steps": np.sign(np.sin(np.arange(100) / 3)),
    "sawtooth": np.arange(100) % 10 - 5.0,
    "mostly one value": [1, -1, 1, 1, 1, 1, 1, -1],
    "noise": np.random.default_rng(0).normal(size=500),
    "alternating": (-1.0) ** np.arange(40) * np.arange(40),
}


@pytest.mark.parametrize("y", NO_POLES.values(), ids=NO_POLES)
def test_a_curve_without_pole_is_shown_whole(y):
    d2l.plot(y)
    low, high = plt.gca().get_ylim()
    assert low <= min(y)
    assert max(y) <= high


LIMITS = {
    "None at the end": ((1, None), (1, 3.045)),
    "None at the start": ([None, 2], (-0.145, 2)),
    "None for both": ((None, None), (-0.145, 3.045)),
    "an array": (np.array([1, 2]), (1, 2)),
    "the larger first": ((2, 1), (2, 1)),
}


@pytest.mark.parametrize(("limits", "shown"), LIMITS.values(), ids=LIMITS)
def test_where_a_limit_is_left_out_the_data_decide(limits, shown):
    d2l.plot(x, x, xlim=limits, ylim=limits)
    assert plt.gca().get_xlim() == pytest.approx(shown)
    assert plt.gca().get_ylim() == pytest.approx(shown)


def test_limits_left_out_on_purpose_do_not_spoil_the_picture_of_a_pole():
    points = np.linspace(-6, 6, 500)
    d2l.plot(points, np.tan(points), ylim=(None, None))
    assert plt.gca().get_ylim()[1] < 30


def test_limits_given_are_kept_at_a_pole():
    points = np.arange(-2, 2, 0.1)
    d2l.plot(points, 1 / points, ylim=(-100, 100))
    assert plt.gca().get_ylim() == (-100, 100)


def test_a_script_gets_no_shell_and_leaves_nothing_at_home(tmp_path):
    script = "\n".join(
        [
            "import d2l_calc as d2l, sys",
            "d2l.use_svg_display(); d2l.plot([1, 2, 3]); d2l.plt.savefig('figure.svg')",
            "assert 'IPython' not in sys.modules, 'IPython was loaded'",
        ]
    )
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir(), work.mkdir()
    environment = {
        **os.environ,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "MPLBACKEND": "svg",
        "MPLCONFIGDIR": str(work),
    }
    environment.pop("JPY_PARENT_PID", None)
    subprocess.run([sys.executable, "-c", script], cwd=work, env=environment, check=True)
    assert list(home.iterdir()) == []
    assert (work / "figure.svg").stat().st_size > 1000


def test_an_ipython_terminal_keeps_its_settings():
    script = (
        "from IPython.core.interactiveshell import InteractiveShell as S; S.instance();"
        "import d2l_calc as d2l; d2l.use_svg_display();"
        "assert d2l.plt.rcParams['svg.hashsalt'] is None"
    )
    environment = {**os.environ, "MPLBACKEND": "agg"}
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
