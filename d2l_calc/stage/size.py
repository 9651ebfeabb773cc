"""How large pictures are drawn: for a page, or for the last row of a classroom."""

import matplotlib.pyplot as plt

from d2l_calc.stage.refusal import WrongValue, listed, plain

# By how much type and lines are larger than on a page; pictures keep their size.
ZOOMS = {"page": 1, "class": 1.35}

# Matplotlib's settings that are larger too, for figures that are no explorers.
_SETTINGS = ("font.size", "axes.linewidth", "lines.linewidth", "lines.markersize")

_zoom, _before = 1, {}


def set_stage(size):
    """Choose how large the pictures that follow are drawn.

    Pictures that are there stay as they are: run their cell again.

    Parameters
    ----------
    size : {"page", "class"}
        As for a reader (the default at start), or with type and lines that are seen from the last
        row of a classroom.

    Raises
    ------
    ValueError
        For any other size.

    Examples
    --------
    >>> set_stage("class")
    >>> zoom()
    1.35
    >>> set_stage("page")
    >>> zoom()
    1
    """
    global _zoom
    if size not in ZOOMS:
        options = listed(map(repr, ZOOMS))
        raise WrongValue("not_offered", name="set_stage", options=options, value=plain(size))
    if _zoom == 1:
        _before.update((name, plt.rcParams[name]) for name in _SETTINGS)
    _zoom = ZOOMS[size]
    plt.rcParams.update((name, value * _zoom) for name, value in _before.items())


def zoom():
    """Give by how much type and lines are larger now than on a page."""
    return _zoom
