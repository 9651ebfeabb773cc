"""How the mark of a section looks on a screen: its sign, which is spoken as a word."""

import re

from publish.chapter import DEPTHS

AT_THE_END = re.compile(rf"^(#+ .*?)[ \t]*([{''.join(DEPTHS)}])[ \t]*$", re.MULTILINE)


def html(depth, words):
    """Give a mark as HTML.

    Parameters
    ----------
    depth : str
        ``"core"`` or ``"depth"``.
    words : dict of str to str
        Those of the edition.
    """
    (sign,) = [sign for sign, name in DEPTHS.items() if name == depth]
    said = words[depth]
    return f'<span class="section-mark" role="img" aria-label="{said}" title="{said}">{sign}</span>'


def spoken(source, words):
    """Give a cell's Markdown with the marks of its headings as HTML."""
    return AT_THE_END.sub(lambda found: f"{found[1]} {html(DEPTHS[found[2]], words)}", source)
