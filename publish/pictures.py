"""How large a picture is, as its file says."""

import re

TAG = re.compile(r"<svg\b[^>]*>")
LENGTH = re.compile(r"([\d.]+)(pt|px|pc|in|cm|mm|)")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}


def size(picture):
    """Give the width and the height of an SVG in pixels.

    Parameters
    ----------
    picture : str

    Raises
    ------
    ValueError
        If it has no size.

    Examples
    --------
    >>> size('<svg height="72pt" viewBox="0 0 90 72" width="90pt">')
    (120.0, 96.0)
    >>> size('<svg viewBox="0 0 90 72">')
    (90.0, 72.0)
    """
    tag = TAG.search(picture)
    said = dict(re.findall(r'\b(width|height|viewBox)="([^"]*)"', tag[0])) if tag else {}
    lengths = [LENGTH.fullmatch(said.get(side, "")) for side in ("width", "height")]
    if all(lengths):
        width, height = (float(length[1]) * PIXELS[length[2]] for length in lengths)
        return width, height
    try:
        _, _, width, height = map(float, re.split(r"[\s,]+", said["viewBox"].strip()))
    except (KeyError, ValueError):
        raise ValueError("an SVG says how large it is by width and height, or viewBox") from None
    return width, height
