"""What an exercise needs to be gradable; a teacher is told at once, in his or her language."""

import numpy as np

from d2l_calc.grader.kinds import Choice, Functions, Numbers, Points
from d2l_calc.grader.kinds.compare import Tolerance
from d2l_calc.grader.kinds.sampling import is_number
from d2l_calc.grader.kinds.units import Units
from d2l_calc.grader.messages import Faulty, NotAttempted, Unreadable, brief, reason
from d2l_calc.language import LANGUAGES
from d2l_calc.words import CHINESE

LEVELS = (1, 2, 3)
# What an exercise may be told beside its key; what only functions can use; what numbers can.
OPTIONS = {"rtol", "atol", "formula"}
OF_FUNCTIONS = {"shapes", "derivative_of", "by", "defined_at", "jacobian"}
OF_NUMBERS = {"up_to", "unordered", "unit"}


def require_level(level):
    """Raise Faulty unless a level is one of `LEVELS`."""
    if level not in LEVELS:
        raise Faulty("define_level", level=brief(level), levels=", ".join(map(str, LEVELS)))


def require_mistakes(mistakes):
    """Raise Faulty unless each mistake is an answer, a tag and a text."""
    if not isinstance(mistakes, (list, tuple)):
        raise Faulty("define_list", name="mistakes", got=brief(mistakes))
    for mistake in mistakes:
        if not isinstance(mistake, (list, tuple)) or len(mistake) != 3:
            raise Faulty("define_mistake", mistake=brief(mistake))
        tag = mistake[1]
        if not isinstance(tag, str) or not tag.isidentifier():
            raise Faulty("define_tag", tag=brief(tag))


def require_texts(title, hints, solution, praise, *more):
    """Raise Faulty unless each is a text, a pair of texts, or missing."""
    if not isinstance(hints, (list, tuple)):
        raise Faulty("define_list", name="hints", got=brief(hints))
    if len(hints) == 2 and isinstance(hints, tuple) and _is_translation(*hints):
        raise Faulty("define_hints")
    for text in (title, *hints, solution, praise, *more):
        parts = text if isinstance(text, tuple) and 1 < len(text) <= len(LANGUAGES) else (text,)
        if text is not None and not all(isinstance(part, str) for part in parts):
            raise Faulty("define_text", text=brief(text))


def _is_translation(zh, en):
    """Tell whether two texts look like one in Chinese and in English."""
    both = isinstance(zh, str) and isinstance(en, str)
    return both and bool(CHINESE.search(zh)) and not CHINESE.search(en)


def find_kind(key, domain, others, options):
    """Find the kind of answer that a key asks for, and make it.

    Parameters
    ----------
    key, domain : object
        As `Exercise` takes them.
    others : list
        The listed mistakes, and further right answers.
    options : dict of str to object
        The rest of what `Exercise` takes.

    Returns
    -------
    Kind

    Raises
    ------
    Faulty
        If anything about it cannot work.
    """
    if unknown := sorted(options.keys() - OPTIONS - OF_FUNCTIONS - OF_NUMBERS):
        raise TypeError(f"Exercise got an unexpected argument {unknown[0]!r}")
    tolerance = _tolerance(options)
    functions = {name: options[name] for name in OF_FUNCTIONS & options.keys()}
    numbers = {name: options[name] for name in OF_NUMBERS & options.keys()}
    if numbers.get("unit") is not None:
        numbers["units"] = Units(numbers.pop("unit"))
    numbers.pop("unit", None)
    if functions.get("by") is not None and functions.get("derivative_of") is None:
        raise Faulty("define_by_alone")
    _require_use(key, domain, numbers, options.get("formula", False))
    try:
        if domain is not None:
            return Functions(key, domain, tolerance=tolerance, **functions, **numbers)
        _require_domain(key, functions)
        return _without_domain(key, others, options.get("formula", False), tolerance, numbers)
    except Faulty:
        raise
    except (Unreadable, NotAttempted, TypeError, ValueError) as error:
        raise Faulty("define_key", error=reason(error)) from error


def _without_domain(key, others, formula, tolerance, numbers):
    """Make a kind of answer that is no function."""
    strings = isinstance(key, (set, frozenset)) and any(isinstance(part, str) for part in key)
    if isinstance(key, (bool, np.bool_)) or strings or (isinstance(key, str) and not formula):
        return Choice(key, others)
    if isinstance(key, dict):
        listed = [answer for answer in others if isinstance(answer, dict)]
        labels = [label for answer in listed for label in answer.values()]
        return Points(key, labels, tolerance)
    if isinstance(key, (set, frozenset)):
        return Points(key, (), tolerance)
    return Numbers(key, tolerance, **numbers)


def _require_use(key, domain, numbers, formula):
    """Raise Faulty for what the kind of answer that a key asks for would leave unused."""
    used = sorted(name for name, value in numbers.items() if value)
    word = isinstance(key, (bool, np.bool_)) or (isinstance(key, str) and not formula)
    choice_or_points = domain is None and (word or isinstance(key, (set, frozenset, dict)))
    if len(used) > 1 and {"up_to", "unordered"} <= set(used):
        raise Faulty("define_together")
    if used and choice_or_points:
        raise Faulty("define_numbers_only", name=used[0].removesuffix("s"))
    if domain is not None and "units" in used:
        raise Faulty("define_numbers_only", name="unit")


def _require_domain(key, functions):
    if callable(key):
        raise Faulty("define_needs_domain")
    if given := sorted(name for name, value in functions.items() if value is not None):
        raise Faulty("define_no_function", name=given[0])


def _tolerance(options):
    found = {}
    for name in ("rtol", "atol"):
        size = options.get(name, getattr(Tolerance, name))
        if not is_number(size) or not 0 <= size < (1 if name == "rtol" else np.inf):
            raise Faulty("define_tolerance", name=name, got=brief(size))
        found[name] = float(size)
    return Tolerance(**found)
