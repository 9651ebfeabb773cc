r"""A formula with blanks that are filled with the numbers of the moment.

It is written once, as a template, and stands in three places: typeset on the page, as MathML of
which the blanks alone change; typeset under a saved picture; and as a line of text that is spoken.

A template is a little of TeX: letters, numbers, signs such as ``\Delta`` and ``\to``,
``\frac{}{}``, ``\matrix{}{}{}{}`` of two rows, ``_`` and ``^`` with what has no blanks, words in
``"quotes"``. A blank is the name of a
read-out or a control in square brackets, ``[slope]``; ``[(slope)]`` is in parentheses where its
number is negative. ``\red{...}`` gives a part the colour that it has in the picture.
"""

import re
from html import escape
from itertools import groupby

from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

from d2l_calc.stage.look import BLACK, INKS
from d2l_calc.words import CHINESE

# What a page writes for a command, and the same text is spoken; Matplotlib knows the command.
_SIGNS = {
    "Delta": "Δ",
    "Vert": "‖",
    "angle": "∠",
    "approx": "≈",
    "beta": "β",
    "cdot": "·",
    "eta": "η",
    "kappa": "κ",
    "lambda": "λ",
    "nabla": "∇",
    "partial": "∂",
    "pi": "π",
    "prime": "′",
    "sigma": "σ",
    "times": "×",
    "to": "→",
    "top": "⊤",
}
_UPRIGHT = ("cos", "det", "ln", "max", "sin")  # which Matplotlib and MathML write upright
_SPACE = "quad"
_RELATIONS = ("=", "<", "→", "≈")  # in front of which a line may end
_BETWEEN = "+", "−", "·", "×", ":"  # two terms, with room on both sides
_ROOM = 0.14  # beside these, as a part of the size of letters; twice as much beside a relation
_OPERATORS = (*_BETWEEN, *"(),", "∂", "∇", "‖", "Δ", *_RELATIONS)
_TOKEN = re.compile(r'\\[a-zA-Z]+|\[\(?[^\]]+\]|"[^"]*"|[0-9.]+|[^\s]')
_RAISED = str.maketrans("0123456789⊤′", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ′")
_LOWERED = str.maketrans("0123456789akmnx", "₀₁₂₃₄₅₆₇₈₉ₐₖₘₙₓ")


_PARSER = MathTextParser("path")
_MATH = '<math displaystyle="true"><mrow>{}</mrow></math>'


class Formula:
    r"""A formula with blanks.

    Parameters
    ----------
    template : str

    Attributes
    ----------
    blanks : list of str
        The names in the blanks, in order.

    Raises
    ------
    ValueError
        For a template that is not complete.

    Examples
    --------
    >>> formula = Formula(r"\frac{\Delta y}{\Delta x} = \frac{\green{[dy]}}{[dx]} = [slope]")
    >>> formula.blanks
    ['dy', 'dx', 'slope']
    >>> formula.spoken(["1", "2", "0.5"])
    'Δy/Δx = 1/2 = 0.5'
    """

    def __init__(self, template):
        self._template, self._left = template, _TOKEN.findall(template)[::-1]
        self._blanks = []
        self._whole = self._row(None)
        self.blanks = [name.strip("()") for name in self._blanks]

    def filled(self, texts):
        """Give the texts of the blanks, in order, from those of all names.

        Parameters
        ----------
        texts : dict of str to str
        """
        filled = []
        for name in self._blanks:
            text = texts[name.strip("()")]
            filled.append(f"({text})" if name[0] == "(" and text.startswith("−") else text)
        return filled

    def spoken(self, texts):
        """Give the formula as a line of text, its blanks filled."""
        return re.sub(" +", " ", self._whole.spoken(texts)).replace("′′", "″").strip()

    def described(self):
        """Give it as the page gets it.

        Returns
        -------
        protocol.Formula
        """
        math = "".join(
            f"<div>{''.join(_MATH.format(part.mathml()) for part in group)}</div>"
            for group in self._whole.groups()
        )
        return {"math": math, "spoken": self.spoken([f"{{{i}}}" for i in range(len(self.blanks))])}

    def drawn(self, texts, width, size):
        """Give the formula as SVG elements, its blanks filled.

        Parameters
        ----------
        texts : list of str
            Of the blanks.
        width, size : float
            How wide the place is, and how large the letters are, in points.

        Returns
        -------
        str
        float
            The height that it takes.
        """
        pen = _Pen(texts, size)
        lines, gap = [[]], 0.35 * size
        for group in self._whole.groups():
            boxes = [part.box(pen, BLACK) for part in group]
            if lines[-1]:
                boxes[0] = pen.row([pen.room(1.5), boxes[0]])
            if lines[-1] and _breadth([*lines[-1], *boxes]) > width:
                lines.append([])
            for box in boxes:
                if lines[-1] and _breadth([*lines[-1], box]) > width:
                    lines.append([])
                lines[-1].append(box)
        height, marks = 0.0, []
        for line in lines:
            up, down = max(b.up for b in line), max(b.down for b in line)
            x = (width - _breadth(line)) / 2
            for box in line:
                marks += [(x + dx, height + up + dy, put) for dx, dy, put in box.marks]
                x += box.width
            height += up + down + gap
        return "\n".join(element for x, y, put in marks for element in put(x, y)), height

    # Reading a template

    def _row(self, end):
        """Read up to a closing brace, or to the end of the template."""
        items = []
        while (self._left and self._left[-1] != end) or (end and not self._left):
            if not self._left:
                raise ValueError(f"a brace is not closed: {self._template}")
            items.append(self._scripts(self._item()))
        if end:
            self._left.pop()
        return _Row(items)

    def _group(self):
        if not self._left or self._left.pop() != "{":
            raise ValueError(f"a brace is missing: {self._template}")
        return self._row("}")

    def _item(self):
        token = self._left.pop()
        if token[0] == "[":
            self._blanks.append(token[1:-1])
            return _Blank(len(self._blanks) - 1)
        if token[0] == '"':
            return _Words(token[1:-1])
        if token[0] != "\\":
            text = token.replace("-", "−").replace("'", "′")
            return _Sign(text, text)
        name = token[1:]
        if name == "frac":
            return _Fraction(self._group(), self._group())
        if name == "matrix":
            return _Matrix([self._group() for _ in range(4)])
        if name == "hat":
            return _Sign(*2 * ({"y": "ŷ"}[self._group().spoken(())],))
        if name in INKS:
            return _Coloured(self._group(), INKS[name])
        if name in _SIGNS or name in _UPRIGHT or name == _SPACE:
            return _Sign(_SIGNS.get(name, "" if name == _SPACE else name), f"{token} ")
        raise ValueError(f"{token} is none of the commands: {self._template}")

    def _scripts(self, item):
        while self._left and self._left[-1] in ("_", "^"):
            way = self._left.pop()
            script = self._group() if self._left[-1] == "{" else _Row([self._item()])
            item = _Script(item, way, script)
        return item


# The parts of a formula: each gives its MathML, what is spoken, and a box to draw.


class _Part:
    text = tex = None  # which only signs have


class _Sign(_Part):
    """A letter, a number or a sign."""

    def __init__(self, text, tex):
        self.text, self.tex = text, tex

    def mathml(self):
        if self.text in _OPERATORS:
            between = self.text in (*_BETWEEN, *_RELATIONS)
            form = ' form="infix"' if between else ' form="prefix" lspace="0" rspace="0"'
            return f'<mo{form} stretchy="false">{escape(self.text)}</mo>'
        return f"<mn>{self.text}</mn>" if self.text[0].isdigit() else f"<mi>{self.text}</mi>"

    def spoken(self, texts):
        if self.text in _UPRIGHT:
            return f"{self.text} "
        if self.text in (",", ""):
            return ", " if self.text else "; "
        return f" {self.text} " if self.text in ("+", "−", ":", *_RELATIONS) else self.text

    def box(self, pen, color):
        box = pen.text(f"${self.tex}$", color)
        room = _ROOM * (2 if self.text in _RELATIONS else self.text in _BETWEEN)
        return pen.row([pen.room(room), box, pen.room(room)]) if room else box


class _Words(_Sign):
    def __init__(self, text):
        super().__init__(text, text)

    def mathml(self):
        return f"<mtext>{escape(self.text)}</mtext>"

    def spoken(self, texts):
        return f" {self.text} "

    def box(self, pen, color):
        return pen.text(self.text, color)


class _Blank(_Part):
    def __init__(self, place):
        self._place = place

    def mathml(self):
        return '<mn class="d2l-blank"></mn>'

    def spoken(self, texts):
        return texts[self._place]

    def box(self, pen, color):
        return pen.text(pen.texts[self._place], color)


class _Script(_Part):
    """What stands above or below its base; without blanks, so it is drawn in one piece."""

    def __init__(self, base, way, script):
        if None in (base.tex, *(item.tex for item in script.items)):
            raise ValueError(f"{base.spoken([''])}{way} has no plain signs about it")
        self._base, self._way, self._script = base, way, script
        self.tex = f"{base.tex}{way}{{{''.join(item.tex for item in script.items)}}}"

    def mathml(self):
        tag = "msub" if self._way == "_" else "msup"
        return f"<{tag}>{self._base.mathml()}<mrow>{self._script.mathml()}</mrow></{tag}>"

    def spoken(self, texts):
        base, script = self._base.spoken(texts), self._script.spoken(texts).strip()
        table = _LOWERED if self._way == "_" else _RAISED
        if all(ord(sign) in table for sign in script):
            return base + script.translate(table)
        return f"{base}{self._way}({script})" if len(script) > 1 else f"{base}{self._way}{script} "

    def box(self, pen, color):
        return pen.text(f"${self.tex}$", color)


class _Row:
    def __init__(self, items):
        self.items = items

    def groups(self):
        """Give what a wide gap divides, each as rows that begin with a relation, but for the first.

        Where a place is narrow, a line ends between two groups, or else between two rows.
        """
        groups = [[[]]]
        for item in self.items:
            if item.text == "":
                groups.append([[]])
                continue
            if item.text in _RELATIONS and groups[-1][-1]:
                groups[-1].append([])
            groups[-1][-1].append(item)
        return [[_Row(items) for items in group] for group in groups]

    def mathml(self):
        return "".join(item.mathml() for item in self.items)

    def spoken(self, texts):
        return "".join(item.spoken(texts) for item in self.items)

    def box(self, pen, color):
        return pen.row([item.box(pen, color) for item in self._merged()])

    def _merged(self):
        """Join signs that stand together, for Matplotlib knows how much room is between them."""
        merged = []
        for item in self.items:
            apart = isinstance(item, _Words) or item.text in (*_BETWEEN, *_RELATIONS)
            if item.tex and not apart:
                before = merged.pop().tex if merged and merged[-1].text == "" else ""
                item = _Sign("", before + item.tex)
            merged.append(item)
        return merged


class _Coloured(_Part):
    def __init__(self, inside, color):
        self._inside, self._color = inside, color

    def mathml(self):
        return f'<mrow style="color: {self._color}">{self._inside.mathml()}</mrow>'

    def spoken(self, texts):
        return self._inside.spoken(texts)

    def box(self, pen, color):
        return self._inside.box(pen, self._color)


class _Matrix(_Part):
    def __init__(self, entries):
        self._entries = entries

    def mathml(self):
        cells = [f"<mtd>{entry.mathml()}</mtd>" for entry in self._entries]
        rows = (f"<mtr>{''.join(cells[i : i + 2])}</mtr>" for i in (0, 2))
        bracket = '<mo stretchy="true" form="{}">{}</mo>'.format
        table = f"<mtable>{''.join(rows)}</mtable>"
        return f"<mrow>{bracket('prefix', '(')}{table}{bracket('postfix', ')')}</mrow>"

    def spoken(self, texts):
        a, b, c, d = (entry.spoken(texts) for entry in self._entries)
        return f"[{a}, {b}; {c}, {d}]"

    def box(self, pen, color):
        return pen.matrix([entry.box(pen, color) for entry in self._entries], color)


class _Fraction(_Part):
    def __init__(self, above, below):
        self._above, self._below = above, below

    def mathml(self):
        rows = (f"<mrow>{row.mathml()}</mrow>" for row in (self._above, self._below))
        return f"<mfrac>{''.join(rows)}</mfrac>"

    def spoken(self, texts):
        sides = (row.spoken(texts).strip() for row in (self._above, self._below))
        return "/".join(f"({side})" if " " in side else side for side in sides)

    def box(self, pen, color):
        return pen.fraction(self._above.box(pen, color), self._below.box(pen, color), color)


# Drawing: boxes, in points, that hold what is drawn and where from their left end and base line.


def _breadth(boxes):
    return sum(box.width for box in boxes)


class _Box:
    def __init__(self, width, up, down, marks):
        self.width, self.up, self.down, self.marks = width, up, down, marks


class _Pen:
    """What draws the parts of one formula.

    Letters are letters, each at its place, and not outlines: a fifth of the bytes.
    """

    def __init__(self, texts, size):
        self.texts, self._size, self._font = texts, size, FontProperties(size=size)

    def text(self, text, color):
        if CHINESE.search(text):
            return self._words(text, color)
        whole = _PARSER.parse(text, 72, self._font)

        def put(x, y):
            runs = groupby(
                whole.glyphs,
                lambda glyph: (glyph[0].style_name, glyph[1], round(y - glyph[-1], 2)),
            )
            for (style, size, base), glyphs in runs:
                places, letters = [], ""
                for _, _, number, *_, right, _ in glyphs:
                    places.append(f"{x + right:.1f}")
                    letters += chr(number)
                slant = ' font-style="italic"' if "Oblique" in style else ""
                yield (
                    f'<text x="{" ".join(places)}" y="{base:g}" font-size="{size:g}"{slant}'
                    f' fill="{color}">{escape(letters)}</text>'
                )

        return _Box(whole.width, whole.height - whole.depth, whole.depth, [(0, 0, put)])

    def _words(self, text, color):
        """Write Chinese, of which Matplotlib may have no letters to measure."""
        width = self._size * sum(1.0 if char > "\u2e80" else 0.55 for char in text)

        def put(x, y):
            yield (
                f'<text x="{x:.1f}" y="{y:.2f}" textLength="{width:.1f}" fill="{color}"'
                f' font-size="{self._size:g}">{escape(text)}</text>'
            )

        return _Box(width, 0.85 * self._size, 0.2 * self._size, [(0, 0, put)])

    def room(self, share):
        return _Box(share * self._size, 0, 0, [])

    def row(self, boxes):
        x, marks = 0.0, []
        for box in boxes:
            marks += [(x + dx, dy, put) for dx, dy, put in box.marks]
            x += box.width
        up, down = (max((getattr(b, way) for b in boxes), default=0) for way in ("up", "down"))
        return _Box(x, up, down, marks)

    def fraction(self, above, below, color):
        gap, axis, side = 0.28 * self._size, 0.28 * self._size, 0.2 * self._size
        width = max(above.width, below.width) + 2 * side
        raised, lowered = axis + gap + above.down, -axis + gap + below.up
        marks = [((width - above.width) / 2 + dx, dy - raised, put) for dx, dy, put in above.marks]
        marks += [((width - below.width) / 2 + dx, dy + lowered, p) for dx, dy, p in below.marks]
        marks.append((side / 2, -axis, self._line([0, width - side], [0, 0], color)))
        return _Box(width, raised + above.up, lowered + below.down, marks)

    def matrix(self, boxes, color):
        gap, axis, marks = 0.6 * self._size, 0.28 * self._size, []
        widths = [max(boxes[i].width, boxes[i + 2].width) for i in (0, 1)]
        up, down = max(box.up for box in boxes), max(box.down for box in boxes)
        shift = (up + down) / 2 + 0.16 * self._size
        base = (up - down) / 2 - axis  # what brings the middle of a line to the axis
        for i, box in enumerate(boxes):
            x = gap / 2 + (i % 2) * (widths[0] + gap) + (widths[i % 2] - box.width) / 2
            y = base + (shift if i > 1 else -shift)
            marks += [(x + dx, y + dy, put) for dx, dy, put in box.marks]
        width, half = sum(widths) + 2 * gap, 2 * shift
        for x, hook in ((0, 1), (width, -1)):
            hook *= 0.25 * self._size
            path = self._line([hook, 0, 0, hook], [half, half, -half, -half], color)
            marks.append((x, -axis, path))
        return _Box(width + gap / 3, half + axis, half - axis, marks)

    def _line(self, xs, ys, color):
        def put(x, y):
            ends = " L ".join(f"{x + dx:.1f} {y + dy:.2f}" for dx, dy in zip(xs, ys, strict=True))
            width = 0.08 * self._size
            yield f'<path d="M {ends}" fill="none" stroke="{color}" stroke-width="{width:g}"/>'

        return put
