"""Drawn alike wherever it is needed: contour maps, areas, arrows, and many dots."""

import math

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from d2l_calc.stage.look import GREY

# The corners of the unit square, counter-clockwise.
SQUARE = np.array([[0, 0], [1, 0], [1, 1], [0, 1]])


def contours(axes, x, y, heights, levels, width):
    """Draw the contours of a surface, each a thin grey line; gaps are left out.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    x, y : array of shape (n,), array of shape (m,)
    heights : array of shape (m, n)
    levels : array
        Rising.
    width : float
        Of the lines, in points.
    """
    heights = np.ma.masked_invalid(heights)
    axes.contour(x, y, heights, levels, colors=GREY, linewidths=width, linestyles="-")


def filled(axes, color, alpha=None):
    """Give an area without an edge, still nowhere: ``set_xy`` puts its corners.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    color : str
    alpha : float, optional
        How little is seen through it, from 0 to 1; all covered, unless given.

    Returns
    -------
    matplotlib.patches.Polygon
    """
    # Not in the style that is next: Matplotlib 3.10 does not draw dashes of no width.
    return axes.fill([], [], facecolor=color, alpha=alpha, linewidth=0, linestyle="-")[0]


def dots(axes, color, size):
    """Give dots that are still nowhere: the round ends of strokes without length.

    Each takes a quarter of the bytes that a marker takes, and a path has many. They are filled,
    for Matplotlib shortens what is not, and these have nothing to shorten.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    color : str
    size : float
        Across a dot, in points.

    Returns
    -------
    matplotlib.patches.PathPatch
    """
    style = {"color": color, "linewidth": size, "capstyle": "round", "zorder": 2}
    return axes.add_patch(PathPatch(Path(np.empty((0, 2))), **style))


def place_dots(dots, xs, ys):
    """Put a dot at each point that is in the picture."""
    seen = [point for point in zip(xs, ys, strict=True) if dots.axes.viewLim.contains(*point)]
    strokes = np.reshape(seen, (-1, 2)).repeat(2, axis=0)
    dots.set_path(Path(strokes, [Path.MOVETO, Path.CLOSEPOLY] * len(seen)))


def arrow(axes, color, width):
    """Give an arrow that moves.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    color : str
    width : float
        Of its shaft, as a part of that of the axes.

    Returns
    -------
    matplotlib.patches.FancyArrow
    """
    low, high = axes.get_xlim()
    return axes.arrow(
        *(0, 0, 0, 0),
        width=width * (high - low),
        length_includes_head=True,
        facecolor=color,
        linewidth=0,
    )


def place_arrow(arrow, x, y, dx, dy):
    """Put an arrow at a point; an arrow without a length is not drawn."""
    size = math.hypot(dx, dy)
    if not 1e-9 < size < math.inf:
        dx = dy = size = 0
    low, high = arrow.axes.get_xlim()
    arrow.set_data(x=x, y=y, dx=dx, dy=dy, head_length=min(size, (high - low) / 18))
