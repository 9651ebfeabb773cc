"""One look for all explorers: colours and lines that also tell apart without colour."""

import warnings
from contextlib import contextmanager
from functools import cache

import matplotlib.style
import numpy as np
from cycler import cycler

from d2l_calc.fonts import family

# The colours of Okabe and Ito, which stay apart for every common kind of colour blindness.
BLACK, GREY, LIGHT = "#1a1a1a", "#767676", "#dddddd"
ORANGE, SKY, GREEN, BLUE = "#e69f00", "#56b4e9", "#009e73", "#0072b2"
RED, PURPLE = "#d55e00", "#cc79a7"

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
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            warnings.filterwarnings("ignore", "Data has no positive values", UserWarning)
            yield
    finally:
        matplotlib.rcParams._update_raw(before)
