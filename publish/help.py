"""Hints and solution of an exercise, as Markdown."""

import re
from html import escape

from d2l_calc.exercises import numbered
from d2l_calc.grader.messages import tell


def help_with(number, words):
    """Give what helps with an exercise, one thing after the other.

    Parameters
    ----------
    number : str
        The exercise, such as ``"1.3"``.
    words : dict of str to str
        Those of the edition.

    Returns
    -------
    list of (str, str)
        What each is called, and its text as Markdown.
    """
    asked = numbered(number)
    parts = [(words["hint"].format(number=i), hint) for i, hint in enumerate(asked.hints, 1)]
    parts.append((words["solution"], asked.solution))
    return [(name, markdown(tell(text))) for name, text in parts if text is not None]


def markdown(text):
    r"""Give a text of an exercise as Markdown: each line a paragraph, `<` and `*` themselves.

    Examples
    --------
    >>> markdown("**so** $a<b$\n2 * x < y")
    '**so** $a<b$\n\n2 \\* x &lt; y'
    """
    parts = re.split(r"(`[^`]+`|\$[^$]+\$|\*\*)", text)
    parts[::2] = [escape(part, quote=False).replace("*", r"\*") for part in parts[::2]]
    return "".join(parts).replace("\n", "\n\n")
