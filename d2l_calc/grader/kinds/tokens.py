"""The pieces of a formula: numbers, names, functions and signs, each with its place in the text."""

import re
from dataclasses import dataclass

from d2l_calc.grader.kinds.notation import CLOSE, FRACTION, RAISED, plain
from d2l_calc.grader.messages import NotAttempted, Unreadable, marked, message

LONGEST_WORD = 30
TOKEN = re.compile(
    rf"""(?P<blank>[ ]+|\#.*)
    | (?P<dots>\.\.+)
    | (?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    | {FRACTION}(?P<fraction>[^{CLOSE}]*){CLOSE}
    | {RAISED}(?P<raised>[^{CLOSE}]*){CLOSE}
    | (?:(?:np|numpy|math|d2l)[ ]*\.[ ]*)?(?P<word>[^\W\d_]\w*)
    | (?P<quoted>"[^"]*"|'[^']*')
    | (?P<sign>\*\*|.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One piece of a formula.

    Attributes
    ----------
    kind : str
        ``number``, ``fraction``, ``raised``, ``name``, ``function``, ``word``, ``quoted``,
        ``end``, or the sign itself (``^`` for both signs of a power).
    text : str
        What it says in plain signs.
    start, end : int
        Where it stands in the text as it was typed.
    glued : bool
        Whether it follows the one before without a blank.
    part : int
        Which piece of a word it is: 1 for the y of ``xy``.
    index : int or None
        For a component of a vector, which one, counted from 0.
    problem : Unreadable or None
        What is wrong with a word, should it be needed for a name.
    """

    kind: str
    text: str
    start: int
    end: int
    glued: bool = False
    part: int = 0
    index: int | None = None
    problem: Unreadable | None = None


def tokens(text, vocabulary):
    """Take a formula to pieces.

    Parameters
    ----------
    text : str
    vocabulary : Vocabulary
        What words mean.

    Returns
    -------
    list of Token
        With one of kind ``end`` at the end.

    Raises
    ------
    NotAttempted
        If ``...`` is left in it.
    """
    signs, places = plain(text)
    found, glued = [], False
    for match in TOKEN.finditer(signs):
        kind, written = match.lastgroup, match[match.lastgroup]
        start, end = places[match.start()], max(places[match.end()], places[match.start()] + 1)
        if kind == "dots":
            if glued and found[-1].kind == "number" and "." in found[-1].text:
                continue  # 0.333… is a number that goes on
            raise NotAttempted("half_attempted")
        if kind == "sign":
            kind = {"**": "^"}.get(written, written)
        if kind == "word":
            starts = [places[match.start("word") + i] for i in range(len(written))] + [end]
            follows = signs[match.end() :].lstrip()
            try:
                pieces = vocabulary.pieces(written, marked(text, start, end), follows)
            except Unreadable as problem:
                found.append(Token("word", written, start, end, glued, problem=problem))
                pieces = ()
            for number, (kind, name, index, at, upto) in enumerate(pieces):
                place = starts[at], starts[upto]
                found.append(Token(kind, name, *place, glued or number > 0, number, index))
        elif kind != "blank":
            found.append(Token(kind, written, start, end, glued))
        glued = kind != "blank"
    return [*found, Token("end", "", len(text), len(text))]


class Vocabulary:
    """The names, functions and constants that may occur in a formula.

    Parameters
    ----------
    names : dict of str to (int or None)
        The declared names, in order; for a vector, how many components it has.
    functions, constants : collection of str

    Examples
    --------
    >>> vocabulary = Vocabulary({"x": None, "y": None}, ["sin", "ln"], ["pi", "e"])
    >>> [name for _, name, *_ in vocabulary.pieces("xsin2y")]
    ['x', 'sin', '2', 'y']
    """

    def __init__(self, names, functions, constants):
        self.names, self.functions, self.constants = names, functions, constants

    def pieces(self, word, place="", follows=""):
        """Give the meaning of a word: a list of (kind, name, index, from, to).

        A word that is none is taken for several written side by side, if there is one way only.
        A number may stand in it right after a function, and ``e`` at its end, before a power.
        """
        if whole := self._whole(word):
            return [(*whole, 0, len(word))]
        ways = list(self._ways(word, 0, follows)) if len(word) <= LONGEST_WORD else []
        if len(ways) == 1:
            return ways[0]
        if len(ways) > 1:
            one, other = map(_spelt_out, ways[:2])
            raise Unreadable("formula_ambiguous", place=place, one=one, other=other)
        raise self._unknown(word, place)

    def _whole(self, word):
        """Give the kind, the name and the index of a word that has a meaning as it is."""
        joined = word.replace("_", "")
        for spelt in (word, joined):
            if spelt in self.names:
                return "name", spelt, None
        if component := re.fullmatch(r"(.*?)_?(\d+)", word):
            name, number = component[1], int(component[2])
            if self.names.get(name):
                if not 1 <= number <= self.names[name]:
                    raise Unreadable("formula_component", name=name, count=self.names[name])
                return "name", name, number - 1
        for spelt in (word, word.lower()):
            if spelt in self.functions:
                return "function", spelt, None
        if word in self.constants or word in ("Pi", "PI"):
            return "name", word.lower(), None
        return None

    def _ways(self, word, start, follows):
        """Yield every way to take the rest of a word for pieces side by side."""
        if start == len(word):
            yield []
            return
        for end in range(start + 1, len(word) + 1):
            piece = word[start:end]
            if piece.isdigit():
                after_function = start and any(
                    word[:start].endswith(name) for name in self.functions
                )
                whole = ("number", piece, None) if after_function else None
                if end < len(word) and word[end].isdigit():
                    continue
            elif piece == "e":
                ends = end == len(word) and follows.startswith(("^", "**", RAISED))
                whole = ("name", "e", None) if ends else None
            elif piece.startswith("_") or (end < len(word) and word[end] == "_"):
                whole = None
            else:
                whole = self._whole(piece)
            if whole:
                for rest in self._ways(word, end, follows):
                    yield [(*whole, start, end), *rest]

    def _unknown(self, word, place):
        """Say what is wrong with a word that means nothing."""
        if (power := re.fullmatch(r"(.*?)([2-9]|\d\d+)", word)) and power[1] in self.names:
            one, other = f"{power[1]}**{power[2]}", f"{power[1]}*{power[2]}"
            return Unreadable("formula_ambiguous", place=place, one=one, other=other)
        if word[0] == "e" and (self._whole(word[1:]) or any(self._ways(word, 1, ""))):
            one, other = f"e*{word[1:]}", f"e**{word[1:]}"
            return Unreadable("formula_ambiguous", place=place, one=one, other=other)
        if word.lower() in self.names:
            return Unreadable("formula_name_like", name=word, other=word.lower())
        known = [
            part
            for name, count in self.names.items()
            for part in ([f"{name}_{i + 1}" for i in range(count)] if count else [name])
        ]
        letters = message("list_comma").join(f"`{name}`" for name in [*known, *self.constants])
        return Unreadable("formula_name", name=word, place=place, names=letters)


def _spelt_out(way):
    """Write one way to read a word so that it cannot be read in another."""
    text, closing = "", ""
    for kind, name, *_ in way:
        text += "*" if text and not text.endswith("(") else ""
        text += f"{name}(" if kind == "function" else name
        closing += ")" if kind == "function" else ""
    return text + closing
