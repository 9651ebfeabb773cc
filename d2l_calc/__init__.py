"""What the notebooks of the book import: ``import d2l_calc as d2l``.

Importing this loads NumPy and Matplotlib and nothing heavier: explorers and exercises, and the
widget libraries under them, are loaded when first asked for.
"""

from importlib import import_module

from d2l_calc import inline  # noqa: F401  before Matplotlib is loaded
from d2l_calc.fonts import settle_fonts as _settle_fonts
from d2l_calc.language import set_language
from d2l_calc.saved import *  # noqa: F403
from d2l_calc.saved import __all__ as _saved

_LAZY = {
    "Ask": "d2l_calc.stage",
    "Explorer": "d2l_calc.stage",
    "Exercise": "d2l_calc.grader",
    "check": "d2l_calc.exercises",
    "drill": "d2l_calc.drills",
    "explore": "d2l_calc.explorers",
    "hint": "d2l_calc.exercises",
    "load_iris": "d2l_calc.data",
    "progress": "d2l_calc.exercises",
    "set_stage": "d2l_calc.stage",
    "solution": "d2l_calc.exercises",
}

__all__ = ["set_language", *_saved, *_LAZY]

_settle_fonts()


def __getattr__(name):
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__():
    return sorted({*globals(), *__all__})
