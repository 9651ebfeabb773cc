"""A floor and heights above it, seen from above one of its corners, drawn with plain lines.

Matplotlib's own pictures in three dimensions take several times as long, and their areas more bytes
than a step may have.
"""

from math import cos, radians, sin

import numpy as np
from matplotlib.transforms import Affine2D

from d2l_calc.stage.look import LIGHT


class Space:
    """A square floor around (0, 0), and heights above it, without perspective.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Empty; only this is drawn in them.
    reach : float
        From the middle of the floor to its sides.
    low, high : float
        The least and the greatest height that is shown.
    tall : float, optional
        How many units of the floor one of height takes.
    turned, tilted : float, optional
        By how many degrees the floor is turned, and its far side lifted towards the reader.

    Attributes
    ----------
    floor : matplotlib.transforms.Transform
        For lines on the floor, which have the coordinates x and y.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> space = Space(Figure().subplots(), 1, -1, 1)
    >>> middle, above = (space.place(0, 0, z) for z in (0, 1))
    >>> middle[0] == above[0], bool(middle[1] < above[1])
    (True, True)
    """

    def __init__(self, axes, reach, low, high, tall=1.0, turned=-28, tilted=32):
        self._axes = axes
        self._turned, self._tall = radians(turned), tall * cos(radians(tilted))
        self._flat = sin(radians(tilted))
        width = reach * (abs(cos(self._turned)) + abs(sin(self._turned)))
        # Height 0 is so far above the floor that nothing on it is covered.
        self._lift = 0.5 * self._flat * width - low * self._tall
        top = self._lift + high * self._tall + 0.8 * self._flat * width
        axes.set(xlim=(-1.06 * width, 1.06 * width), ylim=(-1.1 * self._flat * width, top))
        axes.set(aspect="equal")
        axes.set_axis_off()
        on_page = Affine2D().rotate(self._turned).scale(1, self._flat)
        self.floor = on_page + axes.transData
        side = reach * np.array([-1, 1, 1, -1, -1])
        axes.plot(side, np.roll(side, 1), "-", color=LIGHT, linewidth=1, transform=self.floor)
        # Their names are beside the edges in front.
        for name, x, y in (("$x$", 0, -1.13), ("$y$", -1.13 if turned > 0 else 1.13, 0)):
            axes.text(reach * x, reach * y, name, ha="center", va="center", transform=self.floor)

    def line(self, style, color, width, on_floor=False, **more):
        """Give a line that moves, and may reach beyond the axes.

        Parameters
        ----------
        style, color : str
        width : float
            In points.
        on_floor : bool, optional
            Whether its coordinates are those of the floor, not of the axes.
        **more
            What else Matplotlib's lines take.

        Returns
        -------
        matplotlib.lines.Line2D
        """
        if on_floor:
            more["transform"] = self.floor
        return self._axes.plot([], [], style, color=color, lw=width, clip_on=False, **more)[0]

    def place(self, x, y, z=None):
        """Give where points are in the axes.

        Parameters
        ----------
        x, y : float or array
        z : float or array, optional
            Their heights; on the floor if left out.

        Returns
        -------
        tuple of two floats or arrays
        """
        c, s = cos(self._turned), sin(self._turned)
        up = 0 if z is None else self._lift + self._tall * z
        return x * c - y * s, self._flat * (x * s + y * c) + up

    def place_net(self, lines, x, y, z, above):
        """Show a net, with one artist where it is above something and with another elsewhere.

        Parameters
        ----------
        lines : pair of matplotlib.lines.Line2D
        x, y, z : array of shape (n,)
            The lines one after the other, NaN between them.
        above : array of bool of shape (n,)
            Which points are above.
        """
        below = ~above
        # Where a line goes from one side to the other, it has no gap.
        below[1:] |= ~above[:-1]
        below[:-1] |= ~above[1:]
        across, up = self.place(x, y, z)
        for line, there in zip(lines, (above, below), strict=True):
            line.set_data(np.where(there, across, np.nan), up)
