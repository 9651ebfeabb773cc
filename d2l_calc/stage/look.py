"""One look for all explorers: colours and lines that also tell apart without colour."""

import io
import sys
import warnings
from contextlib import contextmanager, redirect_stdout
from functools import cache

import matplotlib.style
import numpy as np
from cycler import cycler

from d2l_calc.fonts import family
from d2l_calc.language import say
from d2l_calc.words import read_words

_WORDS = read_words(__package__, "words.toml")

# The colours of Okabe and Ito, which stay apart for every common kind of colour blindness.
BLACK, GREY, LIGHT = "#1a1a1a", "#767676", "#dddddd"
ORANGE, SKY, GREEN, BLUE = "#e69f00", "#56b4e9", "#009e73", "#0072b2"
RED, PURPLE = "#d55e00", "#cc79a7"

# As ink, on white: dark enough to be read.
INKS = {
    "black": BLACK,
    "grey": "#757575",
    "orange": "#9c6c00",
    "sky": "#3a7a9e",
    "green": "#008561",
    "blue": BLUE,
    "red": "#c05500",
    "purple": "#a16084",
}

# A legend above its axes, where it covers no curve.
ABOVE = {"loc": "lower center", "bbox_to_anchor": (0.5, 1), "frameon": False}

_CURVES = cycler(color=[BLUE, RED, GREEN, PURPLE, ORANGE, BLACK])
_STYLES = cycler(linestyle=["-", "--", "-.", ":", (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1))])

_LOOK = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.grid": True,
    "axes.prop_cycle": _CURVES + _STYLES,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.size": 9,
    "grid.color": LIGHT,
    "grid.linewidth": 0.6,
    "legend.fontsize": 8,
    "legend.framealpha": 0.9,
    "lines.linewidth": 1.8,
    "lines.markersize": 7,
    "svg.fonttype": "path",
    "svg.hashsalt": "d2l_calc",
}


@cache
def _settings():
    """Give all of Matplotlib's settings for explorers; checking them takes a while."""
    with matplotlib.style.context(["default", _LOOK, {"font.family": family()}]):
        return {name: value for name, value in matplotlib.rcParams.items() if name != "backend"}


@contextmanager
def drawing():
    """Draw as explorers do, whatever the reader has set, and in silence about NaN and infinity.

    Examples
    --------
    >>> with drawing():
    ...     matplotlib.rcParams["font.size"]
    9.0
    """
    settings = _settings()
    # As matplotlib.rc_context does, which checks each of them and takes longer than a curve.
    before = {name: matplotlib.rcParams._get(name) for name in settings}
    matplotlib.rcParams._update_raw(settings)
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings(), few_lines():
            warnings.simplefilter("ignore", RuntimeWarning)
            warnings.filterwarnings("ignore", "Data has no positive values", UserWarning)
            yield
    finally:
        matplotlib.rcParams._update_raw(before)


@contextmanager
def few_lines(most=3):
    """Let what a learner's functions print through, but not hundreds of lines for one picture.

    Parameters
    ----------
    most : int, optional
        How many lines are printed; then one more says that the rest is left out.

    Examples
    --------
    >>> with few_lines(1):
    ...     print("once")
    ...     print("twice")
    once
    ……（画一张图，函数要算很多次；后面打印的都略去了。）
    """
    if isinstance(sys.stdout, _FewLines):
        yield
        return
    with redirect_stdout(_FewLines(sys.stdout, most)):
        yield


class _FewLines(io.TextIOBase):
    def __init__(self, out, most):
        self._out, self._left = out, most

    def write(self, text):
        if self._left > 0:
            self._out.write(text)
            self._left -= text.count("\n")
        elif self._left == 0:
            self._out.write(say(*_WORDS["more_printed"]) + "\n")
            self._left = -1
        return len(text)

    def flush(self):
        self._out.flush()
