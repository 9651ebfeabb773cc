"""What a reader gave and nothing can be done with, said in one sentence.

In a notebook that sentence is all that is shown, without the way through the code to the place
that found it.
"""

from d2l_calc.language import say
from d2l_calc.words import read_words

_WORDS = read_words(__package__, "words.toml")["refused"]


class Refusal(Exception):
    """Something is refused; the message says what came, and what to give.

    Parameters
    ----------
    why : str
        The name of the sentence in ``words.toml``, under ``refused``.
    **blanks
        What goes into its blanks.
    """

    def __init__(self, why, **blanks):
        self.why, self.blanks = why, blanks
        super().__init__(say(*_WORDS[why]).format(**blanks))

    def _render_traceback_(self):
        """Give IPython the lines to show."""
        return [str(self)]


class WrongValue(Refusal, ValueError):
    """A value, or a range of values, that cannot be."""


class WrongThing(Refusal, TypeError):
    """Something of another kind than what is asked for, or by a name that nothing has."""


class WrongName(Refusal, AttributeError):
    """A name in the catalogue that no explorer has."""


def plain(value):
    """Write what came as a reader would type it, and not much of it.

    Examples
    --------
    >>> import numpy as np
    >>> plain(np.float64(3)), plain("a"), plain([0] * 99)
    ('3.0', "'a'", '[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, …')
    """
    text = repr(value.item() if hasattr(value, "item") and not getattr(value, "ndim", 0) else value)
    return text if len(text) <= 60 else text[:37] + "…"


def listed(things):
    """Write some things one after the other.

    Examples
    --------
    >>> listed(["x0", "h"])
    'x0、h'
    """
    return say("、", ", ").join(things)
