"""All that the grader says to a learner: the texts of ``messages.toml``, their blanks filled in."""

import re
import reprlib
import unicodedata

import numpy as np

from d2l_calc.language import say
from d2l_calc.words import read_words

# Control and format signs, and what breaks a line.
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")

MESSAGES = read_words(__package__, "messages.toml")


def tell(text):
    """Give a text in the language in force.

    Parameters
    ----------
    text : str or (str, str)
        One string that serves both languages, or a pair, Chinese and English.

    Examples
    --------
    >>> tell(("切线", "the tangent")), tell("y = 2x - 3")
    ('切线', 'y = 2x - 3')
    """
    return text if isinstance(text, str) else say(*text)


def message(name, /, **values):
    """Give one of `MESSAGES` in the language in force, its blanks filled in."""
    return tell(MESSAGES[name]).format(**values)


class Unreadable(ValueError):
    """An answer that cannot be read as one; its text is the message for the learner."""

    def __init__(self, name, /, note="none", **values):
        super().__init__(message(name, **values))
        self.note = note


class Faulty(ValueError):
    """An exercise that cannot be graded; its text is the message for the teacher."""

    def __init__(self, name, /, **values):
        super().__init__(message(name, **values))


class NotAttempted(Exception):
    """A stub, nothing answered yet; its argument names the message for the learner."""


def reason(error):
    """Give what an error says of an answer, in the language in force if it is one of ours."""
    if isinstance(error, NotAttempted):
        return message(*error.args)
    return str(error) if isinstance(error, (Unreadable, Faulty)) else f"`{error_text(error)}`"


def show(value, digits=4):
    """Write a number or a small array as a learner would: ``1.4``, ``[0.6, -0.3]``.

    Examples
    --------
    >>> show(np.float64(1.4)), show(np.array([0.6, -0.3])), show(5e-6, digits=1)
    ('1.4', '[0.6, -0.3]', '5e-06')
    """
    if np.ndim(value) == 0:
        return f"{float(value) + 0.0:.{digits}g}"
    return "[" + ", ".join(show(item, digits) for item in value) + "]"


def shape_text(shape):
    """Name a shape in words: one number, 3 numbers, 2 rows and 3 columns."""
    match shape:
        case ():
            return message("a_number")
        case (count,):
            return message("a_vector", count=count)
        case (rows, columns):
            return message("a_matrix", rows=rows, columns=columns)
    return message("a_shape", shape=shape)


def place_text(index):
    """Name a component of a vector, or an entry of a matrix, counting from 1."""
    counted = [int(i) + 1 for i in index]
    if len(counted) == 2:
        return message("entry", row=counted[0], column=counted[1])
    return message("component", index=", ".join(map(str, counted)))


def brief(value):
    """Write any object in at most a line, the same in every run."""
    try:
        text = _repr.repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # whatever a strange object does when it is looked at
        text = type(value).__name__
    return as_code(text)


def error_text(error):
    """Write an exception as Python does in the last line of a traceback."""
    try:
        text = str(error).strip()
    except KeyboardInterrupt:
        raise
    except BaseException:
        text = ""
    return as_code(f"{type(error).__name__}: {text}" if text else type(error).__name__)[:200]


def as_code(text):
    r"""Write foreign text so that it stays within `` `code` ``, on one line, the same in every run.

    Examples
    --------
    >>> as_code("a`b\u2028c <object at 0x7f01>")
    "a'b c <object>"
    """
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", text).replace("`", "'")
    return "".join(" " if unicodedata.category(sign) in UNSEEN else sign for sign in text)


def marked(text, start, end, around=30):
    """Write foreign text with a place in it marked.

    Examples
    --------
    >>> marked("2*x - )", 6, 7)
    '2*x - ▶)◀'
    """
    before, after = text[max(0, start - around) : start], text[end : end + around]
    before = "…" + before if start > around else before
    after = after + "…" if end + around < len(text) else after
    return as_code(f"{before}▶{text[start:end]}◀{after}".strip())


_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 60
