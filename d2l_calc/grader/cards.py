"""What a notebook shows of an exercise: a small coloured card, and the same in plain text."""

import html
import re
from dataclasses import dataclass

from d2l_calc.grader.messages import as_code, message
from d2l_calc.grader.verdict import Verdict

# The colour of the border, seen on white and on black; a sign that tells without colour what it is;
# the message that a card begins with.
TONES = {
    "correct": ("#0a8f6a", "✓", "card_correct"),
    "incorrect": ("#d98a00", "✎", "card_incorrect"),
    "not_attempted": ("#8a8f98", "○", "card_not_attempted"),
    "invalid": ("#8c6bd1", "?", "card_invalid"),
    "ungradable": ("#c2506b", "!", "card_ungradable"),
    "question": ("#3b82c4", "✦", "card_question"),
    "hint": ("#3b82c4", "☞", "card_hint"),
    "solution": ("#0a8f6a", "≡", "card_solution"),
    "note": ("#8a8f98", "i", ""),
}
CARD = (
    "border-left:4px solid {colour};background:{colour}14;border-radius:3px;"
    "padding:.45em .9em;margin:.2em 0;max-width:46em;line-height:1.65"
)
MOST_LINES = 8  # of what was printed
SMALL = "opacity:.8;font-size:90%"


class Shown:
    """Something that a notebook shows as HTML and everything else as text."""

    def __repr__(self):
        return self.text()

    __str__ = __repr__

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/plain": self.text(), "text/html": self.html()}


@dataclass(frozen=True, repr=False)
class Card(Shown):
    """A heading, what kind of card it is, some paragraphs, and a small last line.

    Attributes
    ----------
    tone : str
        One of `TONES`: it gives the colour, the sign and the first words.
    heading, body, footer : str
        In the body a new line starts a new paragraph. ``**bold**``, `` `code` `` and
        ``$maths$`` are known everywhere, nothing else of Markdown.
    count : str
        What follows the first words, such as ``1/2`` of a hint.
    printed : str
        What a learner's function printed; shown line by line, as it came.
    """

    tone: str
    heading: str
    body: str
    footer: str = ""
    count: str = ""
    printed: str = ""

    @property
    def label(self):
        """The sign and the first words."""
        return " ".join(part for part in (first_words(self.tone), self.count) if part)

    def text(self):
        """Give the card as plain text."""
        lines = [self.heading, self.label, *self._paragraphs(), *self._printed(), self.footer]
        return "\n".join(line for line in lines if line)

    def html(self):
        """Give the card as HTML that reads well on white and on black."""
        style = CARD.format(colour=TONES[self.tone][0])
        parts = [
            f'<div style="{SMALL}">{inline(self.heading)}</div>' if self.heading else "",
            f"<div><b>{inline(self.label)}</b></div>",
            *(f'<div style="margin:.25em 0">{inline(p)}</div>' for p in self._paragraphs()),
            *(f"<div><code>{html.escape(line)}</code></div>" for line in self._printed()),
            f'<div style="{SMALL}">{inline(self.footer)}</div>' if self.footer else "",
        ]
        return f'<div style="{style}">' + "".join(parts) + "</div>"

    def _paragraphs(self):
        return [*self.body.split("\n"), *([message("printed")] if self.printed.strip() else [])]

    def _printed(self):
        """Give what was printed, the first of it, one safe line after the other."""
        lines = [as_code(line).rstrip() for line in self.printed.strip("\n").split("\n")]
        lines = [line for line in lines if line]
        return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…"]


@dataclass(frozen=True, repr=False)
class ShownVerdict(Verdict, Shown):
    """A verdict with its exercise's heading, ready to be shown."""

    heading: str = ""
    footer: str = ""

    def text(self):
        """Give the verdict as plain text."""
        return self._card().text()

    def html(self):
        """Give the verdict as a coloured card."""
        return self._card().html()

    def _card(self):
        return Card(self.status, self.heading, self.message, self.footer, printed=self.printed)


@dataclass(frozen=True, repr=False)
class Table(Shown):
    """A small table with a line below it.

    Attributes
    ----------
    head : list of str
    rows : list of list of str
    footer : str
    """

    head: list
    rows: list
    footer: str

    def text(self):
        """Give the table as plain text, one line a row."""
        return "\n".join([*(" · ".join(row) for row in [self.head, *self.rows]), self.footer])

    def html(self):
        """Give the table as HTML."""
        rows = "".join(_row("td", row) for row in self.rows)
        return (
            f'<table style="text-align:left">{_row("th", self.head)}{rows}</table>'
            f'<div style="{SMALL}">{inline(self.footer)}</div>'
        )


def first_words(tone):
    """Give the sign and the first words of a kind of card.

    Examples
    --------
    >>> first_words("not_attempted")
    '○ 尚未作答'
    """
    _, sign, words = TONES[tone]
    return f"{sign} {message(words)}" if words else sign


def _row(cell, texts):
    cells = (f'<{cell} style="text-align:left">{inline(text)}</{cell}>' for text in texts)
    return f"<tr>{''.join(cells)}</tr>"


def inline(text):
    """Turn one line of text into HTML: ``**bold**`` and code; maths stays for the notebook.

    Examples
    --------
    >>> inline("`a < b`, **so** $x$")
    '<code>a &lt; b</code>, <b>so</b> $x$'
    """
    prose_and_code = re.split(r"`([^`]+)`", html.escape(text, quote=False))
    for i, part in enumerate(prose_and_code):
        bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", part)
        prose_and_code[i] = f"<code>{part}</code>" if i % 2 else bold
    return "".join(prose_and_code)
