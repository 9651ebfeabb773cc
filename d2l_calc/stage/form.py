"""The form of the book's explorers: a function and its words make an `Explorer`.

A chapter's module holds the functions; the file of the same name beside it, such as
``rules.toml`` beside ``rules.py``, holds what they say, in every language.
"""

from functools import cache, wraps
from inspect import Parameter, cleandoc, signature

from d2l_calc.stage.ask import Ask
from d2l_calc.stage.explorer import Explorer
from d2l_calc.stage.formula import Formula
from d2l_calc.stage.functions import CannotDraw, span
from d2l_calc.stage.look import few_lines
from d2l_calc.stage.refusal import WrongThing
from d2l_calc.words import Words, read_words

# Words that are about an explorer as a whole, and no name of a part of it.
_OF_THE_WHOLE = "title", "description", "formula", "ask", "why"

_RETURNS = """

Returns
-------
Explorer"""


@cache
def words_of(module):
    """Read what the explorers of a module say, by explorer.

    Parameters
    ----------
    module : str
        Its name.

    Returns
    -------
    d2l_calc.words.Words
    """
    package, _, stem = module.rpartition(".")
    return read_words(package, f"{stem}.toml")


def explorer(size=(5, 3.2), says=(), seen=(), answer=None, at=()):
    """Mark a function as one that makes an explorer of the book.

    The function takes what a reader may give, a function and the part of it that is shown, and
    returns ``setup``, ``update``, and a dict of the controls; and, where it then says something
    else, the name of a table of words below its own, in their place. What readers call takes first
    values of controls besides, and another question or none as `ask`; it gives an `Explorer`.

    Parameters
    ----------
    size : pair of float, optional
        Width and height of its figure in inches.
    says : sequence of str, optional
        Which of its words it says other than as the name of a control, choice or read-out.
    seen : sequence of str, optional
        The read-outs that the picture itself shows. They, and those in the formula, have no words;
        the others stand below.
    answer : callable or float, optional
        What answers the question that its words ask; see `Ask`.
    at : dict, optional
        Values of sliders at which the picture answers it.

    Returns
    -------
    callable
        A decorator. What it makes has the attributes ``words`` and ``title``, both languages of
        each text.

    Raises
    ------
    KeyError, ValueError
        When words are missing, or nobody says them; the message names the file and the words.
    """

    def mark(make):
        words = words_of(make.__module__)[make.__name__]
        takes = signature(make).parameters
        if ("ask" in words) != (answer is not None):
            raise KeyError(f"{words.place('ask')} has to come with an answer, and the other way")
        asked = Ask(words["ask"], words["why"], answer, at=at) if answer is not None else None

        @wraps(make)
        def made(*given, ask=asked, **options):
            if len(given) > len(takes):
                raise WrongThing("too_many", name=make.__name__, most=len(takes), count=len(given))
            start = {name: options.pop(name) for name in options.keys() - takes.keys()}
            for name, value in {**dict(zip(takes, given, strict=False)), **options}.items():
                if name in ("xlim", "ylim"):
                    span(name, value)
            with few_lines():
                setup, update, controls, *variant = make(*given, **options)
                said, own = _said(words, *variant)
                labels = _labels(said)
                explorer = Explorer(
                    setup,
                    update,
                    title=said["title"],
                    description=said["description"],
                    labels=labels,
                    start=start,
                    size=size,
                    formula=said.get("formula"),
                    below=labels,
                    ask=ask or None,
                    **controls,
                )
                _check_words(said, own, explorer, says, seen)
            return explorer

        first_values = Parameter("start", Parameter.VAR_KEYWORD)
        made.__signature__ = signature(make).replace(parameters=[*takes.values(), first_values])
        made.__doc__ = cleandoc(make.__doc__ or "") + _RETURNS
        made.words, made.title, made.is_explorer = words, words["title"], True
        return made

    return mark


def _said(words, variant=None):
    """Give all that is said, and of that what is said by no other variant."""
    texts = {name: text for name, text in words.items() if not isinstance(text, Words)}
    said = Words(texts, words.file, words.path)
    if variant is None:
        return said, said
    own = words[variant]
    return Words(texts | own, own.file, own.path), own


def _labels(words):
    """Give the words that are about a part of an explorer."""
    return {name: words[name] for name in words if name not in _OF_THE_WHOLE}


def _check_words(words, own, explorer, says, seen):
    """Raise an error if words are missing, or if nobody says those that are for this alone."""
    choices = [each for each in explorer.controls.values() if each.kind == "choice"]
    stops = {stop for each in choices for stop in each.stops if stop not in each.shown}
    needed = {name for name, each in explorer.controls.items() if not each.label}
    needed |= {stop for stop in stops if isinstance(stop, str)} | {*says}
    blanks = Formula(words["formula"][0]).blanks if "formula" in words else []
    try:
        needed |= explorer.read().keys() - {*seen, *blanks}
    except CannotDraw:  # and then it is not known what a learner's function leaves unsaid
        return
    for name in sorted(needed - _labels(words).keys()):
        raise KeyError(f"{words.place(name)} is missing")
    for name in sorted(_labels(own).keys() - needed - {*explorer.controls, *map(str, stops)}):
        raise ValueError(f"{own.place(name)} is said by nobody")
