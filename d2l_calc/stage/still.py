"""An explorer's picture as it stands alone: in a saved notebook, on paper, on a page of code."""

from html import escape

_ZOOM = 1.4  # from points, which the picture is drawn in, to the pixels of a wide page
_LINE = 14  # points from one line of text to the next
_FONT = 9  # points
_LETTERS = "DejaVu Sans, sans-serif"
_MATHS = 10.5  # points
_GAP = 18  # points between entries


def still(elements, size, title, description, *lines, formula=None, zoom=1):
    """Give an SVG: the picture, and under it a formula, the values of controls, the read-outs.

    Parameters
    ----------
    elements : str
        The SVG elements of the picture.
    size : pair of float
        Its width and height in points.
    title, description : str
        What the picture is, for those who cannot see it.
    *lines : list of pair of str
        Entries to write from left to right, each a label and a value, in as many lines as they
        need.
    formula : pair of formula.Formula and list of str, optional
        What stands between the picture and the lines, and what is in its blanks.
    zoom : float, optional
        By how much everything is larger than on a page.

    Returns
    -------
    str
    """
    width, height = size
    if formula:
        formula, blanks = formula
        description = f"{description} {formula.spoken(blanks)}".strip()
        drawn, more = formula.drawn(blanks, width - _GAP, _MATHS)
        place = f"translate({_GAP / 2:g} {height + _LINE / 2:g})"
        elements += (
            f'\n<g class="formula" transform="{place}" font-family="{_LETTERS}">\n{drawn}\n</g>'
        )
        height = round(height + _LINE / 2 + more, 1)
    rows = [row for line in lines for row in _wrapped(line, width - 2 * _GAP)]
    texts = "".join(
        f'<text x="{x:.0f}" y="{height + (i + 0.8) * _LINE:.0f}">'
        f'{escape(label)} <tspan font-weight="bold">{escape(value)}</tspan></text>\n'
        for i, row in enumerate(rows)
        for x, label, value in row
    )
    height += len(rows) * _LINE + _LINE / 2 * bool(rows)
    pixels = _ZOOM * zoom
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 {width:g} {height:g}"'
        f' width="{width * pixels:g}" height="{height * pixels:g}"'
        ' role="img" stroke-linejoin="round" stroke-linecap="butt">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(description)}</desc>\n"
        f'<rect width="100%" height="100%" fill="white"/>\n{elements}\n'
        f'<g font-family="sans-serif" font-size="{_FONT}" fill="#1a1a1a">\n{texts}</g>\n</svg>\n'
    )


def _wrapped(entries, width):
    """Give lines of entries, each with its place; a text's width is estimated from its letters."""
    row, x = [], _GAP
    for label, value in entries:
        length = _FONT * sum(1.0 if char > "\u2e80" else 0.6 for char in f"{label} {value}")
        if row and x + length > width + _GAP:
            yield row
            row, x = [], _GAP
        row.append((x, label, value))
        x += length + _GAP
    if row:
        yield row
