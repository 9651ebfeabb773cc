"""Answers that are one of several choices, or several of them."""

import re
import string
import unicodedata

import numpy as np

from d2l_calc.grader.kinds.kind import Kind
from d2l_calc.grader.messages import Faulty, Unreadable, brief, message
from d2l_calc.grader.verdict import Verdict, Witness

TRUE = ("true", "t", "yes", "y", "对", "是", "真", "正确", "成立")
FALSE = ("false", "f", "no", "n", "错", "否", "假", "不对", "错误", "不成立")
LETTERS = tuple(string.ascii_lowercase)
# A choice that is named to be denied: "不是 B", "not B", "B 不对".
DENIED = (
    r"(?:不(?:是|选)?|非|别选?|除了?|(?:\b(?:not|never|no|except)|n't)(?: be)?)\s*(?:option|选项)?"
    r"\s*[^\w\s]?\b{0}\b|\b{0}\s*(?:不对|不是|不行|错|除外|(?:is )?(?:not|wrong|false)|isn't)"
)


class Choice(Kind):
    """One of a few letters or words, or True or False; several where the key has several.

    Parameters
    ----------
    key : str, bool, or set of str
    others : sequence of (str or bool)
        The choices that are not right. Where none are known, a letter may be any letter.
    """

    def __init__(self, key, others=()):
        self.several = isinstance(key, (set, frozenset))
        keys = list(key) if self.several else [key]
        known = list(dict.fromkeys(map(tidy, [*keys, *_each(others)])))
        if None in known or not known:
            raise Faulty("define_choice", key=brief(key))
        self.truth = set(known) <= {"true", "false"}
        if len(known) == len(keys) and not self.truth:
            if not set(known) <= set(LETTERS):
                raise Faulty("define_choices", key=brief(key))
            known = LETTERS
        self.choices = ("true", "false") if self.truth else tuple(sorted(known))
        self.key = frozenset(map(tidy, keys))

    def read(self, answer):
        """Give the choices that were made: capitals and full-width letters are the same."""
        if self.several and isinstance(answer, (set, frozenset, list, tuple)) and answer:
            return frozenset(self._one(choice) for choice in answer)
        if self.several and isinstance(answer, str):
            words = [tidy(word) for word in re.findall(r"\w+", answer)]
            words = [
                part for word in words for part in (word if word not in self.choices else [word])
            ]
            return frozenset(map(self._one, words)) if words else self._refuse(answer)
        if isinstance(answer, (set, frozenset, list, tuple)) and len(answer) == 1:
            (answer,) = answer
        return frozenset([self._one(answer)])

    def _one(self, answer):
        """Give one choice, also where it stands among other words: ``"B."``, ``"选 B"``."""
        word = tidy(answer)
        if word in self.choices:
            return word
        if self.truth and word is not None:
            word = "true" if word in TRUE else "false" if word in FALSE else word
        found = {w for w in re.findall(r"[a-z0-9]+", word or "") if w in self.choices} or {word}
        if len(found) > 1 or not found <= set(self.choices) or _denied(word, *found):
            return self._refuse(answer)
        return found.pop()

    def _refuse(self, answer):
        """Ask for one of the choices, without telling which."""
        if self.choices == LETTERS:
            raise Unreadable("want_letter", got=brief(answer))
        names = message("list_comma").join(
            brief(c.upper() if len(c) == 1 else c) for c in self.choices
        )
        name = "want_choice" if isinstance(answer, str) else "want_choice_quoted"
        raise Unreadable(name, choices=names, got=brief(answer))

    def same(self, given, reference):
        """Tell whether two answers are one."""
        return given == reference

    def plain(self, given):
        """Give the choice, or a set of several."""
        return given if self.several else next(iter(given))

    def point_out(self, given):
        """Say that a choice is not right."""
        witness = Witness({}, ", ".join(sorted(given)))
        if self.several and given & self.key:
            name = (
                "choices_more" if given < self.key else "choices_fewer" if given > self.key else ""
            )
            if name:
                return Verdict("incorrect", "partly", message(name), witness)
        value = message("list_comma").join(sorted(map(str.upper, given)))
        return Verdict("incorrect", "none", message("choice", value=value), witness)


def _denied(text, choice):
    """Tell whether a choice stands in a text only to be denied."""
    if text == choice:
        return False
    return re.search(DENIED.replace("{0}", re.escape(choice)), text, re.ASCII)


def _each(others):
    """Yield the single choices in a list of choices and sets of them."""
    for other in others:
        yield from other if isinstance(other, (set, frozenset, list)) else [other]


def tidy(word):
    """Give a word in lower case and half width, without blanks and signs around it.

    Examples
    --------
    >>> tidy(" Ｂ. "), tidy("(Max)"), tidy(True)
    ('b', 'max', 'true')
    """
    if isinstance(word, (bool, np.bool_)):
        word = str(word)
    if not isinstance(word, str) or len(word) > 100:
        return None
    word = unicodedata.normalize("NFKC", word).strip().casefold()
    return re.sub(r"^[^\w]+|[^\w]+$", "", word) or word
