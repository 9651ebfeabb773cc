"""Answers that are one of several choices."""

import unicodedata

import numpy as np

from d2l_calc.grader.messages import Unreadable, brief, message
from d2l_calc.grader.verdict import Verdict, Witness


class Choice:
    """One of a few letters or words, or True or False.

    Parameters
    ----------
    key : str or bool
    others : list of (str or bool)
        The choices that are not right.
    """

    fault = ""

    def __init__(self, key, others):
        self.choices = sorted(map(tidy, [key, *others]), key=str)
        if None in self.choices:
            raise TypeError("a choice is a short text, True or False")
        self.key = tidy(key)

    def read(self, answer):
        """Give the choice in its plain form: capitals and full-width letters are the same."""
        choice = tidy(answer)
        if choice not in self.choices:
            names = message("list_comma").join(
                brief(c.upper() if len(c) == 1 else c) for c in self.choices
            )
            raise Unreadable("want_choice", choices=names, got=brief(answer))
        return choice

    def same(self, given, reference):
        """Tell whether two choices are one."""
        return given == reference

    def explain(self, given):
        """Say that a choice is not right."""
        return Verdict(
            "incorrect", "none", message("choice", value=given.upper()), Witness({}, given)
        )


def tidy(word):
    """Give a word in lower case and half width, without blanks around it.

    Examples
    --------
    >>> tidy(" Ｂ "), tidy("Max"), tidy(True)
    ('b', 'max', 'true')
    """
    if isinstance(word, (bool, np.bool_)):
        word = str(word)
    if not isinstance(word, str) or len(word) > 100:
        return None
    return unicodedata.normalize("NFKC", word).strip().casefold()
