"""What drills are made of: families of problems that differ in their numbers, and their words."""

import pickle
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import product, zip_longest
from pathlib import Path
from random import Random

from d2l_calc.words import read_words

LEVELS = (1, 2, 3)
BLANK = re.compile(r"<(\w+)>")
WORDS = read_words(__package__, "drills.toml")


class Say:
    """A text of ``drills.toml``, by its name, with what fills its blanks ``<u>``.

    Parameters
    ----------
    name : str
        Such as ``"step.chain_rule"``.
    **blanks
        Numbers, or LaTeX.
    """

    def __init__(self, name, **blanks):
        # As texts: what is kept would else bring SymPy along.
        self.name, self.blanks = name, {blank: str(filled) for blank, filled in blanks.items()}

    def texts(self):
        """Give the text in every language; KeyError where it, or what fills a blank, is missing."""
        words = WORDS
        for part in self.name.split("."):
            words = words[part]
        return tuple(BLANK.sub(lambda blank: self.blanks[blank[1]], text) for text in words)


@dataclass
class Wrong:
    """A wrong answer that a learner may well give.

    Attributes
    ----------
    answer : str or dict
        As it would be typed; points with labels are a dictionary.
    tag : str
        The book's name for the mistake.
    text : Say
        What to think about.
    """

    answer: object
    tag: str
    text: Say


@dataclass
class Problem:
    """One problem, before it becomes an exercise.

    Attributes
    ----------
    question : Say
    answer : str
        How to answer: the name of one of the texts under ``[answer]``.
    key : str or dict
        The right answer, as it would be typed; points with labels are a dictionary.
    mistakes : list of Wrong
        One that is right after all, or the same as another, is left out later.
    hints, steps : list of Say
        The last step ends in the key.
    options : dict
        What else `d2l_calc.grader.Exercise` takes: ``domain``, ``derivative_of``, ….
    """

    question: Say
    answer: str
    key: object
    mistakes: list
    hints: list
    steps: list
    options: dict = field(default_factory=dict)


class Family:
    """Problems of one kind: a function that makes one, and all the numbers to make one with.

    Parameters
    ----------
    make : callable
        Takes one number of each list and gives a `Problem`.
    numbers : list of sequence
    where : callable, optional
        Which combinations make a good problem; it takes them as `make` does.
    """

    def __init__(self, make, numbers, where=None):
        self.make = make
        self.choices = [each for each in product(*numbers) if where is None or where(*each)]
        _mix(self.choices, make.__name__)


def _mix(items, name):
    """Bring a list out of order, on every machine in the same way.

    Of all that `random` offers, only `Random.random` promises the same numbers in later Pythons.
    """
    random = Random(name).random
    for i in range(len(items) - 1, 0, -1):
        j = int(random() * (i + 1))
        items[i], items[j] = items[j], items[i]


FAMILIES = defaultdict(lambda: {level: [] for level in LEVELS})


def family(topic, level, *numbers, where=None):
    """Enter a function as a family of problems of a topic and level."""

    def enter(make):
        FAMILIES[topic][level].append(Family(make, numbers, where))
        return make

    return enter


@cache
def places(topic, level):
    """Give all problems of a topic and level as pairs (how to make it, its numbers).

    Neighbours are of different families, as long as there are any left.
    """
    # They enter their families, and load SymPy.
    from d2l_calc.drills import curves, rules, several, softmax  # noqa: F401

    families = FAMILIES[topic][level]
    turns = zip_longest(*([(each.make, c) for c in each.choices] for each in families))
    return [place for turn in turns for place in turn if place is not None]


def problem(topic, level, seed):
    """Give the problem of a topic and level that has this number; numbers go round."""
    there = kept(topic, level)
    return there[seed] if seed in range(len(there)) else _made(topic, level, seed)


def _made(topic, level, seed):
    all_places = places(topic, level)
    make, numbers = all_places[seed % len(all_places)]
    return make(*numbers)


# Problems that were made once for all who share this installation.
KEPT = Path(__file__).with_name("kept")


def keep(count):
    """Make the first problems of each topic and level and keep them beside the package.

    Whoever asks for one of them then has no need of SymPy, which takes 32 MiB of a kernel. It is
    for a class, whose kernels share a machine.

    Parameters
    ----------
    count : int
        How many.
    """
    KEPT.mkdir(exist_ok=True)
    for topic, level in product(WORDS["topics"], LEVELS):
        made = [_made(topic, level, seed) for seed in range(count)]
        _place(topic, level).write_bytes(pickle.dumps(made))


@cache
def kept(topic, level):
    """Give the problems of a topic and level that are kept."""
    place = _place(topic, level)
    return pickle.loads(place.read_bytes()) if place.exists() else []


def _place(topic, level):
    return KEPT / f"{topic}-{level}.pickle"
