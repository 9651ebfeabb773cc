"""Formulas as people write them, read as mathematics: the one grammar, in one place.

What is written is first made plain (`notation.plain`): full-width letters, digits and brackets,
``×``, ``·``, ``÷``, ``−``, odd blanks. Then it is read by this grammar; a blank counts for nothing
but where a rule says so::

    answer   = value | value ("," value)+ | "{" [entry ("," entry)*] "}" | "set()" | "∅"
    entry    = value [":" label]          label = a word, or anything in quotes
    value    = sum | "[" value ("," value)* "]" | "(" value ("," value)+ ")"
    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/") signed | power)*         two side by side are multiplied
    signed   = ("+" | "-") signed | power
    power    = atom (raised signs | ("^" | "**") signed)*   before any sign, from right to left
    atom     = number | name | call | "√" atom | "(" sum ")" | "|" sum "|" | number ("%" | "°")
    call     = function [raised signs | "^" number] ("(" sum ("," sum)* ")" | argument)
    argument = power+                     without brackets, up to what is no number and no name

=============================  ===================================================================
written                        read as
=============================  ===================================================================
``2x``, ``2(x+1)``, ``(a)(b)`` products; also ``x(x+1)``, and ``xy`` where x and y are names
``x^2``, ``x**2``, ``x²``      a power; so are ``2^-x``, ``x⁻²``, ``eˣ``; ``-x²`` is −(x²)
``x_1``, ``x₁``, ``x1``        the first component of x (as is ``x[0]``), or the name ``x1``
``sin x``, ``ln 2x``, ``lnx``  sin(x), ln(2·x), ln(x)
``sin²(3x)``, ``sin^2(3x)``    (sin(3·x))²
``√x``, ``√(x+1)``, ``|x|``    a root, an absolute value
``½x``, ``50%``, ``30°``       x/2, 0.5, π/6
``1/2 x``                      (1/2)·x: the blank ends the number below; ``1/2x`` is asked about
``e``, ``pi``, ``π``           the constants; ``np.`` and ``math.`` before a name are dropped
``log``, ``ln``; ``lg``        the natural logarithm; to base 10 (as is ``log10``)
=============================  ===================================================================

What has two readings is not guessed: the learner is shown both, and where. So it is with ``1/2x``,
``e^2x``, ``x^2x``, ``e^x/2``, ``x^1/2``, ``√2x``, ``sin x/2``, ``sin⁻¹(x)``, ``1½``, and with a
word that falls apart in two ways.

Nothing is ever executed but the arithmetic and the functions of `tree`, in float64.
"""

import numpy as np

from d2l_calc.grader.kinds.notation import LOOK_ALIKES
from d2l_calc.grader.kinds.tokens import Vocabulary, tokens
from d2l_calc.grader.kinds.tree import CONSTANTS, FUNCTIONS, MORE, shape, value
from d2l_calc.grader.messages import Unreadable, as_code, marked, message

LONGEST = 500  # signs
DEEPEST = 50  # brackets within brackets
CODE = ("lambda", "def", "return", "import", "print", "if", "for")
OPENING = ("number", "fraction", "name", "function", "(", "√", "|")


def parse(text, names):
    """Read a formula as a function of the given names.

    Parameters
    ----------
    text : str
        Such as ``"6x - 4 + 3h"``, or several in brackets: ``"[2xy, x²]"``.
    names : sequence of str, or dict of str to (int or None)
        The names that may occur, in the order of the function's arguments; for those that are
        vectors, how many components they have.

    Returns
    -------
    callable
        Takes one number (or array) for each name; computes in float64, so that nothing overflows
        slowly. Its attribute `tree` is what was read.

    Raises
    ------
    Unreadable, NotAttempted
        If the text is anything else; the message tells the learner what to change, and where.

    Examples
    --------
    >>> line = parse("2x - 3", ["x"])
    >>> float(line(1))
    -1.0
    """
    names = dict.fromkeys(names) if not isinstance(names, dict) else names
    tree = read(text, names)
    if tree[0] == "set":
        tree = _only_one(tree, text, names)
    require_table(tree, text)

    def function(*values):
        found = value(tree, dict(zip(names, map(np.float64, values), strict=True)))
        return np.array(found) if tree[0] == "list" else found

    function.tree = tree
    return function


def read(text, names):
    """Read an answer that is written: a formula, a list of them, a set, or points with labels.

    Parameters
    ----------
    text : str
    names : dict of str to (int or None)

    Returns
    -------
    tuple
        A `tree`; or ``("set", entry, …)`` with ``("entry", tree, label or None)``.
    """
    if len(text) > LONGEST:
        raise Unreadable("formula_long")
    if "\\" in text or "$" in text:
        raise Unreadable("formula_latex")
    try:
        return _Reader(text, names).answer()
    except RecursionError:
        raise Unreadable("formula_long") from None


def require_table(tree, text):
    """Refuse a list whose rows differ in length."""
    if shape(tree) is None:
        raise Unreadable("ragged", note="shape", got=as_code(text.strip()))


def _only_one(tree, text, names):
    """Give the one number in a set; the order of several would count."""
    _, *entries = tree
    if not entries:
        raise Unreadable("empty", note="shape")
    if any(label is not None for *_, label in entries):
        at = text.translate(LOOK_ALIKES).replace("：", ":").index(":")
        raise Unreadable("formula_place", place=marked(text, at, at + 1))
    if len(entries) > 1 or names:
        raise Unreadable("formula_braces", text=as_code(text))
    return entries[0][1]


class _Reader:
    """Reads the tokens of one text from left to right; each method reads what it is named for."""

    def __init__(self, text, names):
        self.text, self.names = text, names
        self.tokens = tokens(text, Vocabulary(names, FUNCTIONS, CONSTANTS))
        while len(self.tokens) > 1 and self.tokens[-2].kind in (".", ";"):
            del self.tokens[-2]  # what ends a sentence
        self.at, self.depth, self.bars = 0, 0, False

    @property
    def next(self):
        return self.tokens[self.at]

    def take(self, *kinds):
        """Give the next token and go on, if it is of one of these kinds."""
        if self.next.kind not in kinds:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def need(self, kind):
        """Take a token that has to be there."""
        return self.take(kind) or self.stop()

    def place(self, first, last=None):
        """Mark some tokens in what was typed."""
        return marked(self.text, first.start, (last or first).end)

    def stop(self):
        """Refuse the next token: here the reading ends."""
        token = self.next
        if token.kind == "end":
            raise Unreadable("formula_end", text=as_code(self.text.strip()))
        if token.problem:
            raise token.problem
        name = {"=": "formula_equals", "'": "formula_equals"}.get(token.kind, "formula_place")
        raise Unreadable(name, place=self.place(token))

    def ambiguous(self, first, last, one, other):
        """Refuse what has two readings, and show both."""
        place = self.place(first, last)
        raise Unreadable("formula_ambiguous", place=place, one=as_code(one), other=as_code(other))

    def source(self, first, last):
        """Give what was typed from one token to another."""
        return self.text[first.start : last.end].strip()

    # An answer

    def answer(self):
        for token in self.tokens:
            if token.kind == "=":
                raise Unreadable("formula_equals", place=self.place(token))
            if token.kind == "word" and token.text in CODE:
                raise Unreadable("formula_code", text=as_code(self.text.strip()))
        if self.take("∅"):
            tree = ("set",)
        elif [token.text for token in self.tokens] == ["set", "(", ")", ""]:
            return ("set",)
        elif self.take("{"):
            tree = ("set", *self.entries("}"))
        else:
            tree = self.value()
            if self.next.kind == ":":
                self.at = 0
                return ("set", *self.entries("end"))
            if self.next.kind == ",":
                tree = ("list", tree, *self.more("end"))
        self.need("end")
        return tree

    def entries(self, close):
        """Read the points of a set, with their labels if there are any."""
        found = []
        while not self.take(close):
            tree = self.value()
            found.append(("entry", tree, self.label() if self.take(":") else None))
            if not self.take(","):
                self.need(close)
                break
        return found

    def label(self):
        first = self.next
        while self.next.kind not in (",", "}", "end"):
            self.at += 1
        label = self.source(first, self.tokens[self.at - 1]) if first is not self.next else ""
        return label.strip("\"'“”‘’ ") or self.stop()

    def value(self):
        if opening := self.take("["):
            return ("list", *self.inside(opening, "]", self.value))
        return self.sum()

    def more(self, close):
        """Read what follows the first of several values, up to a closing sign."""
        items = []
        while self.take(","):
            if self.next.kind == close:
                break
            items.append(self.value())
        return items

    def inside(self, opening, close, read):
        """Read one or several things up to a closing bracket."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("formula_long")
        bars, self.bars = self.bars, False
        items = [read()]
        items += self.more(close)
        self.bars = bars
        self.depth -= 1
        if not self.take(close):
            if self.next.kind == "end":
                raise Unreadable("formula_bracket", place=self.place(opening))
            self.stop()
        return items

    # A sum, and what it is made of

    def sum(self):
        tree = self.product()
        while sign := self.take("+", "-"):
            tree = self.join(sign.kind, tree, self.product())
        return tree

    def product(self):
        first, slash = self.next, None
        tree = self.signed()
        while True:
            if self.take("*"):
                tree, slash = self.join("*", tree, self.signed()), None
            elif sign := self.take("/"):
                tree, slash = self.join("/", tree, self.signed()), sign
            elif self.next.kind in OPENING and not (self.bars and self.next.kind == "|"):
                self.look_at_neighbours()
                if slash:
                    self.look_below(first, slash)
                tree = self.join("*", tree, self.power())
            else:
                return tree

    def look_at_neighbours(self):
        """Refuse two things side by side that might be more than a product."""
        last, token = self.tokens[self.at - 1], self.next
        one, other = self.short(last), self.short(token)
        if token.kind in ("number", "fraction"):
            if last.kind == "number" and token.kind == "fraction":
                self.ambiguous(last, token, f"{one} + {other}", f"{one}*{other}")
            if last.kind in ("number", "fraction", "raised"):
                self.stop()
            if self.tokens[self.at + 1].kind in ("^", "raised"):
                return  # a power of its own is nobody's lost exponent
            self.ambiguous(last, token, f"{one}**{other}", f"{one}*{other}")

    def look_below(self, first, slash):
        """Refuse a product below a fraction stroke: how much of it belongs there."""
        last, token = self.tokens[self.at - 1], self.next
        start = self.tokens[self.tokens.index(slash) + 1]
        if start is last and start.kind == "number" and not token.glued:
            return  # a blank behind the number ends it: 1/2 x
        below = self.source(start, last)
        one = f"({self.source(first, last)})*{self.short(token)}"
        other = f"{self.source(first, slash)}({below}*{self.short(token)})"
        self.ambiguous(first, token, one, other)

    def short(self, token):
        """Write what begins or ends with a token."""
        source = self.source(token, token)
        whole = {"fraction": f"({token.text})", "function": f"{source}(…)", "|": "|…|"}
        return whole.get(token.kind) or {"(": "(…)", ")": "(…)"}.get(source, source)

    def signed(self):
        if sign := self.take("+", "-"):
            inner = self.signed()
            return inner if sign.kind == "+" else self.join("-", inner)
        return self.power()

    def power(self):
        first = self.next
        tree = self.atom()
        while raised := self.take("raised"):
            tree = self.join("^", tree, self.raised(raised))
        if caret := self.take("^"):
            start = self.at
            tree = self.join("^", tree, self.signed())
            self.look_behind_exponent(first, caret, self.tokens[start : self.at])
        return tree

    def look_behind_exponent(self, first, caret, exponent):
        """Refuse a power of which one cannot tell where its exponent ends."""
        token, then = self.next, self.tokens[self.at + 1 :][:1]
        base = self.source(first, self.tokens[self.tokens.index(caret) - 1])
        power = self.source(exponent[0], exponent[-1])
        constant = first.kind in ("number", "fraction") or first.text in CONSTANTS
        bare = [part for part in exponent if part.kind not in "+-"]
        if token.kind == "/" and token.glued and then[0].kind == "number":
            letters = all(part.kind in ("name", "number", "raised", "^") for part in bare)
            e_to_the_x = constant and letters and any(part.kind == "name" for part in bare)
            if e_to_the_x or (len(bare) == 1 and bare[0].text == "1"):
                below = then[0].text
                one, other = f"{base}**({power}/{below})", f"({base}**{power})/{below}"
                self.ambiguous(first, then[0], one, other)
        if token.kind not in OPENING or not token.glued or len(bare) != 1:
            return
        split = token.part > 0 and token.kind == "name"
        again = constant or token.text == first.text
        if split or (bare[0].kind == "number" and again):
            more = self.short(token)
            self.ambiguous(first, token, f"{base}**({power}*{more})", f"{base}**{power}*{more}")

    def raised(self, token):
        reader = _Reader(token.text, self.names)
        tree = reader.sum()
        reader.need("end")
        return tree

    def join(self, sign, *parts):
        if any(part[0] == "list" for part in parts):
            raise Unreadable("formula_list", text=as_code(self.text.strip()))
        return (sign, *parts)

    # Atoms

    def atom(self):
        match self.next.kind:
            case "number" | "fraction":
                return self.number()
            case "name":
                return self.name()
            case "function":
                return self.call()
            case "√":
                return self.root()
            case "(":
                items = self.inside(self.take("("), ")", self.value)
                return items[0] if len(items) == 1 else ("list", *items)
            case "|":
                return self.join("call", "abs", self.between_bars())
        return self.stop()

    def number(self):
        token = self.take("number", "fraction")
        above, _, below = token.text.partition("/")
        number = float(above) / float(below or 1)
        if self.next.kind == "%" and self.tokens[self.at + 1].kind not in OPENING:
            self.take("%")
            return ("number", number / 100)
        if self.take("°"):
            return ("number", np.pi * number / 180)
        return ("number", number)

    def name(self):
        token = self.take("name")
        count = self.names.get(token.text)
        if not count:
            return ("name", token.text)
        if token.index is not None:
            return ("component", token.text, token.index)
        if self.take("["):
            index = self.need("number")
            self.need("]")
            if not index.text.isdigit() or int(index.text) >= count:
                raise Unreadable("formula_component", name=token.text, count=count)
            return ("component", token.text, int(index.text))
        parts = message("list_comma").join(f"`{token.text}_{i + 1}`" for i in range(count))
        raise Unreadable("formula_vector", name=token.text, parts=parts, place=self.place(token))

    def between_bars(self):
        opening, outer = self.take("|"), self.bars
        self.bars = True
        tree = self.sum()
        self.bars = outer
        if not self.take("|"):
            raise Unreadable("formula_bracket", place=self.place(opening))
        return tree

    def root(self):
        sign, token = self.take("√"), self.next
        tree = self.join("call", "sqrt", self.atom())
        follows = self.next.kind in (*OPENING, "raised", "^") and not (
            self.bars and self.next.kind == "|"
        )
        if token.kind in ("number", "fraction", "name") and follows:
            inner, more = self.source(token, self.tokens[self.at - 1]), self.next
            product = "*" if more.kind in OPENING else ""
            rest = self.short(more) if more.kind != "^" else "^…"
            one, other = f"sqrt({inner}){product}{rest}", f"sqrt({inner}{product}{rest})"
            self.ambiguous(sign, more, one, other)
        return tree

    # Functions

    def call(self):
        token = self.take("function")
        power = self.power_of(token)
        match self.next.kind:
            case "(":
                arguments = self.inside(self.take("("), ")", self.sum)
            case "|":
                arguments = [self.join("call", "abs", self.between_bars())]
            case "function":
                arguments = [self.call()]
            case "number" | "fraction" | "name" | "√":
                arguments = [self.argument(token)]
            case _:
                letter = next(iter(self.names), "x")
                raise Unreadable(
                    "formula_bare", name=token.text, letter=letter, place=self.place(token)
                )
        if len(arguments) not in MORE.get(token.text, (1,)):
            raise Unreadable("formula_arguments", name=token.text, place=self.place(token))
        tree = self.join("call", token.text, *arguments)
        return tree if power is None else ("^", tree, power)

    def power_of(self, token):
        """Read the 2 of sin²(x), if there is one."""
        if raised := self.take("raised"):
            power = self.raised(raised)
        elif caret := self.take("^"):
            if caret.text == "**":
                place = self.place(token, caret)
                raise Unreadable("formula_function_power", name=token.text, place=place)
            minus = self.take("-")
            number = self.need("number")
            power = ("number", float(number.text))
            power = ("-", power) if minus else power
        else:
            return None
        if power == ("-", ("number", 1.0)):
            name = token.text
            self.ambiguous(token, self.tokens[self.at - 1], f"arc{name}(…)", f"1/{name}(…)")
        return power

    def argument(self, function):
        """Read what a function without brackets is taken of: ``3x`` of ``sin 3x``."""
        first, name = self.next, function.text
        tree = self.power()
        while self.next.kind in ("name", "fraction", "number"):
            last, token = self.tokens[self.at - 1], self.next
            ends = not token.glued and (first.glued or token.text in CONSTANTS)
            if last.kind in ("number", "fraction") and (ends or token.kind == "number"):
                inner, more = self.source(first, last), self.short(token)  # ln2 x, ln 2 e^x
                self.ambiguous(
                    function, token, f"{name}({inner})*{more}", f"{name}({inner}*{more})"
                )
            if token.kind != "name":
                self.look_at_neighbours()
            if last.kind == "name" and last.text not in CONSTANTS and not token.part:
                inner = self.source(first, last)
                one, other = f"{name}({inner})*{token.text}", f"{name}({inner}*{token.text})"
                self.ambiguous(function, token, one, other)
            tree = self.join("*", tree, self.power())
        self.look_behind_argument(function, first)
        return tree

    def look_behind_argument(self, function, first):
        """Refuse a function without brackets of which one cannot tell where it ends."""
        token, then = self.next, self.tokens[self.at + 1 :][:1]
        product = token.kind in ("*", "/") and then and then[0].kind not in ("function", "end")
        after = self.tokens[self.at + 2 :][:1]
        if product and then[0].kind == "number" and after[0].kind in ("^", "raised"):
            product = token.kind == "/"  # ln 2 · 2^x: a power begins something new
        if product or (token.kind in ("(", "√") or (token.kind == "|" and not self.bars)):
            inner = self.source(first, self.tokens[self.at - 1])
            sign, rest = (token.kind, self.short(then[0])) if product else ("*", self.short(token))
            one = f"{function.text}({inner}){sign}{rest}"
            other = f"{function.text}({inner}{sign}{rest})"
            self.ambiguous(function, then[0] if product else token, one, other)
