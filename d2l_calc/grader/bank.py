"""A bank of exercises: the mathematics in a module, the words in a TOML file beside it."""

from d2l_calc.grader.exercise import Exercise
from d2l_calc.words import Words, read_words

KINDS = {tuple: "text", list: "list of texts, [[…]]", Words: "table of texts"}
PARTS = ("title", "mistakes", "hints", "praise")


class Bank:
    """Makes a module's exercises, each with its words, and keeps them in order.

    The words of ``rules.py`` are in ``rules.toml``: for an exercise ``POLYNOMIAL`` its
    ``[POLYNOMIAL.title]``, ``[POLYNOMIAL.praise]``, some ``[[POLYNOMIAL.hints]]``, and for every
    mistake its text by its tag, ``[POLYNOMIAL.mistakes.power_not_lowered]``. Its solution is
    ``[POLYNOMIAL]`` in ``rules.solutions.toml``. Without that file there are no solutions.

    Parameters
    ----------
    module : str
        The ``__name__`` of the module.

    Raises
    ------
    ValueError, KeyError
        As soon as a text is missing, not translated, or used by no exercise. What is said names
        the file and the key.

    Examples
    --------
    >>> from d2l_calc.exercises import rules
    >>> rules.POLYNOMIAL.title
    ('一个多项式', 'A polynomial')
    >>> rules.exercise("SLOPE", key=2)
    Traceback (most recent call last):
    KeyError: 'd2l_calc/exercises/rules.toml: [SLOPE] is missing'
    """

    def __init__(self, module):
        package, _, stem = module.rpartition(".")
        self._words = read_words(package, f"{stem}.toml")
        try:
            self._solutions = read_words(package, f"{stem}.solutions.toml")
        except FileNotFoundError:
            self._solutions = None
        self._exercises = {}

    def __call__(self, name, *, mistakes=None, **parts):
        """Make the next exercise.

        Parameters
        ----------
        name : str
            What its words are under.
        mistakes : dict of str to object, optional
            Wrong answers worth a word of their own, by tag.
        **parts
            Whatever else an `Exercise` takes: ``key``, ``domain``, ``level``, …

        Returns
        -------
        Exercise
        """
        if name in self._exercises:
            raise ValueError(f"there are two exercises {name}")
        words, mistakes = _part(self._words, name, Words), mistakes or {}
        _all_used(words, PARTS)
        texts = _part(words, "mistakes", Words) if mistakes else words.get("mistakes", {})
        _all_used(texts, mistakes)
        self._exercises[name] = Exercise(
            mistakes=[(answer, tag, _part(texts, tag)) for tag, answer in mistakes.items()],
            title=_part(words, "title"),
            hints=_part(words, "hints", list),
            praise=_part(words, "praise"),
            solution=None if self._solutions is None else _part(self._solutions, name),
            **parts,
        )
        return self._exercises[name]

    def all(self):
        """Give all exercises, in the order they were made, once there are no more to come.

        Returns
        -------
        list of Exercise
        """
        for words in (self._words, self._solutions or {}):
            _all_used(words, self._exercises)
        return list(self._exercises.values())


def _part(words, name, kind=tuple):
    """Give a text, some texts (`list`), or a table of texts (`Words`)."""
    if not isinstance(words[name], kind):
        raise ValueError(f"{words.place(name)} is no {KINDS[kind]}")
    return words[name]


def _all_used(words, names):
    """Raise ValueError for the first text that nobody asks for."""
    for name in words:
        if name not in names:
            raise ValueError(f"{words.place(name)} is used by no exercise")
