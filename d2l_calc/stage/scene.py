"""One Matplotlib figure in two layers of SVG: what stays, and what moves on top of it."""

import io
import re
import sys
from collections import OrderedDict
from math import isfinite, log
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure

from d2l_calc.stage.look import INKS
from d2l_calc.stage.refusal import WrongThing, plain

_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))

# Decimals beyond a thousandth of a point.
_FINE = re.compile(r"(?<=\.\d{3})\d+")

# In what stays, which is large: beyond a hundredth, but not in numbers below 1, which may be the
# scale of a letter.
_FINER = re.compile(r"(?<=[1-9]\.\d\d)\d+|(?<=\d0\.\d\d)\d+")


def coarser(svg):
    """Give SVG elements without the decimals that nobody sees on a page.

    Examples
    --------
    >>> coarser('<path d="M 12.345 -6.789"/><g transform="scale(0.125)"/>')
    '<path d="M 12.34 -6.78"/><g transform="scale(0.125)"/>'
    """
    return _FINER.sub("", svg)


# Around letters that stand on lines.
HALO = "paint-order: stroke; stroke: white; stroke-width: 3px; stroke-linejoin: round"


def handle(artist, x=None, y=None, turns=None, around=(0.0, 0.0)):
    """Make a moving point a handle: dragging it sets controls.

    Parameters
    ----------
    artist : matplotlib.lines.Line2D
        A line of one point, among the artists that `setup` returns.
    x, y : str, optional
        The control that follows the point along the x-axis, and along the y-axis: it changes as
        much as the point does (on a logarithmic axis: by the same ratio).
    turns : str, optional
        The control, in degrees from 0 to 360, that follows as the point is turned.
    around : pair of float or matplotlib.lines.Line2D, optional
        The point that it turns around, in the coordinates of the artist; or another handle,
        wherever that is.

    Returns
    -------
    matplotlib.lines.Line2D
        The same artist.

    Examples
    --------
    >>> axes = Figure().subplots()
    >>> point = handle(axes.plot(0, 0, "o")[0], x="x0")
    """
    artist.handle = {axis: name for axis, name in (("x", x), ("y", y), ("turns", turns)) if name}
    artist.around = around
    return artist


def plane(axes, name):
    """Let a reader put points into axes: a click puts one, a click on one takes it away.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        With linear scales.
    name : str
        The control that has the points, a `Points`.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.
    """
    axes.plane_of = name
    return axes


class Letters(Artist):
    """Texts that go into the picture as letters, not as outlines: a tenth of the bytes and time.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    style : str, optional
        How, in the language of style sheets.
    size : float, optional
        How large, in points.

    Attributes
    ----------
    words : dict
        What is written, by name; where a name has no place, nothing is.
    """

    def __init__(self, axes, style="", size=9):
        super().__init__()
        self.set_zorder(5)
        self.where, self._places, self._inks, self.words = axes, {}, {}, {}
        self.size = size
        font = f"{size}px 'DejaVu Sans', sans-serif"
        self._style = f"font: {font}; text-anchor: middle; {style or HALO}"

    def clear(self):
        """Take all texts away."""
        self._places.clear()
        self.words = {}

    def write(self, name, text, at, right=0.0, up=0.0, ink=None):
        """Write a text, to stay inside of the axes; where a point is nowhere, nothing.

        Parameters
        ----------
        name : str
            Which of the texts it is.
        text : str
        at : pair of float
            A point of the axes.
        right, up : float, optional
            How many points of the page beside it the middle of the text is.
        ink : str, optional
            The name of a colour of `look.INKS`.
        """
        self.words.pop(name, None)
        self._places.pop(name, None)
        x, y = np.add(self.where.transData.transform(at), (right, up))
        if not isfinite(x + y):
            return
        box, half = self.where.bbox, 0.33 * self.size * len(text) + 2
        x = min(max(x, box.x0 + half), box.x1 - half)
        y = min(max(y, box.y0 + self.size / 2 + 2), box.y1 - self.size / 2 - 1)
        # Away from what is written already, towards the middle.
        line = (self.size + 1) * (1 if y < (box.y0 + box.y1) / 2 else -1)
        while any(
            abs(x - a) < 1.8 * half and abs(y - 3.2 - b) < abs(line) for a, b in self._others()
        ):
            y += line
        self._places[name], self._inks[name], self.words[name] = (x, y - 3.2), INKS.get(ink), text

    def place(self, name, x, y, down=3.2):
        """Make a place for a text: its middle, and how many points below it the letters stand."""
        x, y = self.where.transData.transform((x, y))
        self._places[name] = x, y - down

    def _others(self):
        return [place for name, place in self._places.items() if name in self.words]

    def elements(self, height):
        """Give it as SVG elements of a picture of this height in points."""
        # A full stop is written so that no decimals behind it are cut, as those of places are.
        inks = {name: f' fill="{ink}"' for name, ink in self._inks.items() if ink}
        texts = "".join(
            f'  <text x="{x:.1f}" y="{height - y:.1f}"{inks.get(name, "")}>'
            f"{escape(self.words[name]).replace('.', '&#46;')}</text>\n"
            for name, (x, y) in self._places.items()
            if name in self.words
        )
        style = quoteattr(self._style)
        return f" <g style={style}>\n{texts} </g>\n" if texts else f" <g style={style}/>\n"


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
    handles : list of protocol.Handle
        For each handle the controls that follow it, and how.
    plane : protocol.Plane or None
        Where points can be put.
    moving : object
        What `setup` returned.
    """

    def __init__(self, setup, size):
        __tracebackhide__ = True
        inches = [points / 72 for points in size]
        self._figure = Figure(figsize=inches, dpi=72, layout="constrained")
        others = _figures_of_pyplot()
        self.moving = setup(self._figure)
        self._artists = sorted(_artists_in(self.moving), key=Artist.get_zorder)
        elsewhere = _figures_of_pyplot() - others
        for number in elsewhere:
            sys.modules["matplotlib.pyplot"].close(number)
        at_home = (None, self._figure)
        if elsewhere or any(each.get_figure(root=True) not in at_home for each in self._artists):
            raise WrongThing("other_figure")
        if not self._artists:
            raise WrongThing("nothing_moves", value=plain(self.moving))
        for artist in self._artists:
            artist.set_animated(True)
            artist.set_in_layout(False)
        self.background = coarser(self._svg([self._figure]))
        for axes in self._figure.axes:
            axes.autoscale(False)
        self._handles = [artist for artist in self._artists if hasattr(artist, "handle")]
        self.handles = [
            {way: self._follow(point, way, name) for way, name in point.handle.items()}
            for point in self._handles
        ]

        planes = [axes for axes in self._figure.axes if hasattr(axes, "plane_of")]
        self.plane = self._plane(planes[0]) if planes else None

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
        __tracebackhide__ = True
        readings = update(self.moving)
        if not isinstance(readings, dict | None):
            raise WrongThing("no_readings", value=plain(readings))
        return readings or {}

    def layer(self):
        """Give the SVG elements of what moves, where it is now."""
        return self._svg(self._artists)

    def places(self):
        """Give the place of each handle in points from the top left, None where it is nowhere."""
        height = self._figure.bbox.height
        points = [each.get_transform().transform(each.get_xydata()[-1]) for each in self._handles]
        return [
            [round(float(x), 1), round(float(height - y), 1)] if isfinite(x + y) else None
            for x, y in points
        ]

    def _plane(self, axes):
        """Give where a reader can put points."""
        box, top = axes.bbox, self._figure.bbox.height
        sides = box.x0, top - box.y1, box.width, box.height
        ends = [[float(end) for end in lim] for lim in (axes.get_xlim(), axes.get_ylim())]
        box = [round(float(side), 2) for side in sides]
        return {"name": axes.plane_of, "box": box, "x": ends[0], "y": ends[1]}

    def _follow(self, point, way, name):
        """Give how a control follows a handle that is dragged along an axis, or turned."""
        if way == "turns":
            other = isinstance(point.around, Artist)
            ends = np.add((0, 0) if other else point.around, [(0, 0), (1, 0), (0, 1)])
            middle, *sides = point.get_transform().transform(ends)
            x, y = middle
            wide, high = np.hypot(*(sides - middle))
            about = [round(float(x), 1), round(float(self._figure.bbox.height - y), 1)]
            if other:
                about = self._handles.index(point.around)
            return {"name": name, "about": about, "flat": round(float(high / wide), 4)}
        axes = point.axes
        logarithmic = getattr(axes, f"get_{way}scale")() == "log"
        low, high = getattr(axes, f"get_{way}lim")()
        length = axes.bbox.width if way == "x" else -axes.bbox.height
        change = log(high / low) if logarithmic else high - low
        return {"name": name, "change": change / length, "log": logarithmic}

    def _svg(self, artists):
        """Give SVG elements alone, without the element around them and the style for all pages."""
        file = io.StringIO()
        width, height = self._figure.bbox.size
        renderer = RendererSVG(width, height, file, metadata=_METADATA)
        start = file.tell()
        for artist in artists:
            if isinstance(artist, Letters):
                file.write(artist.elements(height))
            else:
                # In three dimensions, areas are put into perspective before they are drawn.
                getattr(artist, "do_3d_projection", lambda: None)()
                artist.draw(renderer)
        renderer.finalize()
        return _FINE.sub("", file.getvalue()[start:].removesuffix("</svg>\n").strip())


class Scenes:
    """The scenes used last, whichever explorers they belong to.

    Parameters
    ----------
    most : int
        How many are kept.
    """

    def __init__(self, most):
        self.most, self._kept = most, OrderedDict()

    def get(self, explorer, at, make):
        """Give an explorer's scene for some values of its controls; `make` it if it is not here."""
        __tracebackhide__ = True
        key = explorer, at
        if key not in self._kept:
            self._kept[key] = make()
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def forget(self, explorer):
        """Give back the scenes of an explorer; what needs them again makes them anew."""
        for key in [key for key in self._kept if key[0] is explorer]:
            del self._kept[key]


def _figures_of_pyplot():
    """Give the numbers of the figures that `matplotlib.pyplot` has open, if anybody uses it."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    return {*pyplot.get_fignums()} if pyplot else set()


def _artists_in(thing):
    """Give the artists among what `setup` returned, however it is nested."""
    if isinstance(thing, Artist):
        yield thing
    elif isinstance(thing, list | tuple | dict):
        for item in thing.values() if isinstance(thing, dict) else thing:
            yield from _artists_in(item)
