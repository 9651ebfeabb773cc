"""Where the texts of an explorer's picture are: boxes in points, without a browser.

A picture is one SVG at any width and in any theme, so these boxes hold for all of them.
"""

from typing import NamedTuple

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from d2l_calc.stage.look import drawing
from d2l_calc.stage.scene import Letters

_RENDERER = RendererAgg(10, 10, 72)


class Box(NamedTuple):
    """A text and its place, from the bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other, by=1.0):
        """Tell whether two boxes have more in common than a narrow strip."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > by and high > by

    def sticks_out(self, width, height, by=1.0):
        """Tell whether it is cut off at the edge of a picture."""
        outside = self.left < -by or self.bottom < -by
        return outside or self.right > width + by or self.top > height + by


def boxes(explorer, **state):
    """Give the boxes of all texts that are seen in a state, and width and height of the picture."""
    values = explorer._checked(state)
    with drawing():
        scene = explorer._scene(values)
        explorer._move(scene, values)
        figure = scene._figure
        found = [_of_text(each) for each in _texts(figure)]
        for letters in scene._artists:
            if isinstance(letters, Letters):
                found += _of_letters(letters)
        return [box for box in found if box.text.strip()], tuple(figure.bbox.size)


def faults(explorer, **state):
    """Name the texts that cover one another or are cut off in a state."""
    found, size = boxes(explorer, **state)
    out = [f"{box.text!r} is cut off" for box in found if box.sticks_out(*size)]
    pairs = ((a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    return out + [f"{a.text!r} meets {b.text!r}" for a, b in pairs if a.meets(b)]


def _texts(figure):
    legends, axes = [*figure.legends], [*figure.axes]
    for part in figure.subfigs:
        legends += part.legends
    for each in axes:
        legends += [each.get_legend()] if each.get_legend() else []
        yield from each.texts
        yield from (each.title, each._left_title, each._right_title)
        if each.axison and each.name != "3d":
            for axis in (each.xaxis, each.yaxis):
                yield axis.label
                yield from (
                    tick.label1 for tick in axis._update_ticks() if tick.label1.get_visible()
                )
    for legend in legends:
        yield from legend.get_texts()


def _of_text(text):
    if not text.get_visible() or not text.get_text().strip():
        return Box("", 0, 0, 0, 0)
    left, bottom, right, top = text.get_window_extent(_RENDERER).extents
    if text.get_text().endswith("\n "):  # room for letters that move
        bottom = (bottom + top) / 2
    return Box(text.get_text(), left, bottom, right, top)


def _of_letters(letters):
    for name, (x, y) in letters._places.items():
        if name in letters.words:
            text = letters.words[name]
            font = FontProperties(family="DejaVu Sans", size=letters.size)
            width, *_ = _RENDERER.get_text_width_height_descent(text, font, False)
            if "monospace" in letters._style:
                width = 0.602 * letters.size * len(text)
            yield Box(text, x - width / 2, y, x + width / 2, y + 0.73 * letters.size)
