"""Explorers: pictures with controls, one module per chapter, all on one stage.

An explorer is a function marked with ``@explorer`` in a module of this package. Display the
package to see them all.
"""

import sys
from html import escape
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from d2l_calc.explore.controls import Choice, Log, SignedLog, Slider, Switch
from d2l_calc.explore.function import CannotDraw
from d2l_calc.explore.scene import handle
from d2l_calc.explore.stage import Explorer
from d2l_calc.language import say


def _find():
    """Give every function marked as an explorer, by name, in the order of the modules."""
    found = {}
    for module in iter_modules(__path__):
        for name, value in vars(import_module(f"{__name__}.{module.name}")).items():
            marked = hasattr(value, "title") and getattr(value, "__name__", None) == name
            if marked and found.setdefault(name, value) is not value:
                raise ImportError(f"two explorers are called {name}")
    return found


class _Catalogue(ModuleType):
    """The package, which shows its explorers when it is displayed."""

    def __repr__(self):
        width = max(map(len, self.catalogue))
        return "\n".join(
            f"d2l.explore.{name + '()':{width + 2}}  {say(*make.title)}"
            for name, make in self.catalogue.items()
        )

    def _repr_html_(self):
        rows = "".join(
            f"<li><code>d2l.explore.{name}()</code> {escape(say(*make.title))}</li>"
            for name, make in self.catalogue.items()
        )
        return f"<ul>{rows}</ul>"


catalogue = _find()
globals().update(catalogue)
sys.modules[__name__].__class__ = _Catalogue

__all__ = [
    "CannotDraw",
    "Choice",
    "Explorer",
    "Log",
    "SignedLog",
    "Slider",
    "Switch",
    "handle",
    *catalogue,
]
