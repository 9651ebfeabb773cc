"""One Matplotlib figure in two layers of SVG: what stays, and what moves on top of it."""

import io
import re
from math import isfinite, log

from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

# Decimals beyond a thousandth of a point.
_FINE = re.compile(r"(?<=\.\d{3})\d+")


def handle(artist, x=None, y=None):
    """Make a moving point a handle: dragging it sets controls.

    Parameters
    ----------
    artist : matplotlib.lines.Line2D
        A line of one point, among the artists that `setup` returns.
    x, y : str, optional
        The control that changes with the point along the x-axis, and along the y-axis, as much
        as the point does (on a logarithmic axis: by the same ratio).

    Returns
    -------
    matplotlib.lines.Line2D
        The same artist.

    Examples
    --------
    >>> axes = Figure().subplots()
    >>> point = handle(axes.plot(0, 0, "o")[0], x="x0")
    """
    artist.handle = {axis: name for axis, name in (("x", x), ("y", y)) if name}
    return artist


class Scene:
    """What `setup` has drawn, ready to be moved; everything happens inside `look.drawing`.

    Parameters
    ----------
    setup : callable
        Takes a figure, draws on it, and returns what moves.
    size : pair of float
        Width and height in points.

    Attributes
    ----------
    background : str
        SVG elements of what stays.
    handles : list of dict
        For each handle, by axis: its control, the change of the control's value for each point
        of the page (of its logarithm on a logarithmic axis), and whether it is the logarithm.
    """

    def __init__(self, setup, size):
        inches = [points / 72 for points in size]
        self._figure = Figure(figsize=inches, dpi=72, layout="constrained")
        self._moving = setup(self._figure)
        self._artists = sorted(_artists_in(self._moving), key=Artist.get_zorder)
        if not self._artists:
            raise TypeError(
                "setup returns the artists that move, such as what axes.plot gives;"
                f" this one returned {self._moving!r}"
            )
        for artist in self._artists:
            artist.set_animated(True)
            artist.set_in_layout(False)
        self.background = self._svg([self._figure])
        for axes in self._figure.axes:
            axes.autoscale(False)
        self._grips = [artist for artist in self._artists if hasattr(artist, "handle")]
        self.handles = [
            {axis: _gear(artist.axes, axis, name) for axis, name in artist.handle.items()}
            for artist in self._grips
        ]

    def move(self, update):
        """Move what moves, and give the read-outs.

        Parameters
        ----------
        update : callable
            Takes what `setup` returned and gives a dict or None.

        Returns
        -------
        dict
        """
        readings = update(self._moving)
        if not isinstance(readings, dict | None):
            raise TypeError(
                "update returns its read-outs as a dict, such as {'slope': 2.0},"
                f" not {readings!r}"
            )
        return readings or {}

    def layer(self):
        """Give the SVG elements of what moves, where it is now."""
        return self._svg(self._artists)

    def grips(self):
        """Give the place of each handle in points from the top left, None where it is nowhere."""
        height = self._figure.bbox.height
        places = [grip.get_transform().transform(grip.get_xydata()[-1]) for grip in self._grips]
        return [
            [round(float(x), 1), round(float(height - y), 1)] if isfinite(x + y) else None
            for x, y in places
        ]

    def _svg(self, artists):
        file = io.StringIO()
        renderer = RendererSVG(*self._figure.bbox.size, file, metadata=_METADATA)
        for artist in artists:
            artist.draw(renderer)
        renderer.finalize()
        return _FINE.sub("", _elements(file.getvalue()))


def _elements(svg):
    """Give what stands in the svg element, but for a style that is meant for the whole page."""
    start = svg.index("</defs>", svg.index("</style>")) + len("</defs>")
    return svg[start : svg.rindex("</svg>")].strip()


def _artists_in(thing):
    """Give the artists among what `setup` returned, however it is nested."""
    if isinstance(thing, Artist):
        yield thing
    elif isinstance(thing, list | tuple | dict):
        for item in thing.values() if isinstance(thing, dict) else thing:
            yield from _artists_in(item)


def _gear(axes, axis, name):
    """Give how a control follows a handle that is dragged along an axis."""
    logarithmic = getattr(axes, f"get_{axis}scale")() == "log"
    low, high = getattr(axes, f"get_{axis}lim")()
    length = axes.bbox.width if axis == "x" else -axes.bbox.height
    change = log(high / low) if logarithmic else high - low
    return {"name": name, "change": change / length, "log": logarithmic}
