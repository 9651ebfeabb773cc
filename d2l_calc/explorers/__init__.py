"""The explorers of the book, one module per chapter, all on one stage.

An explorer is a function marked with ``@explorer`` in a chapter's module, such as ``rules.py``;
what it says is in the file beside that, ``rules.toml``. Readers find it in `explore`.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from html import escape
from importlib import import_module

from d2l_calc.chapters import CHAPTERS
from d2l_calc.language import say
from d2l_calc.stage.form import words_of
from d2l_calc.stage.refusal import Refusal, WrongName, WrongThing


class Catalogue(Mapping):
    """All explorers, by name and in the order of the book; displayed, it lists them.

    Parameters
    ----------
    chapters : dict of str to module
        The modules in which to look, by the number of their chapter.

    Raises
    ------
    ImportError
        If two explorers have one name.
    ValueError
        If there are words of an explorer that there is not.

    Examples
    --------
    >>> explore.secant(x0=0.5).x0
    0.5
    >>> list(explore)[:2]
    ['exhaustion', 'secant']
    """

    def __init__(self, chapters):
        self._explorers, self._chapters = {}, {}
        for number, module in chapters.items():
            for name, make in vars(module).items():
                if getattr(make, "is_explorer", False) and make.__module__ == module.__name__:
                    if name in self._explorers:
                        raise ImportError(f"two explorers are called {name}")
                    self._explorers[name], self._chapters[name] = make, number
            words = words_of(module.__name__)
            for name in words.keys() - self._explorers.keys():
                raise ValueError(f"{words.place(name)} are words of no explorer")

    def __getitem__(self, name):
        return self._explorers[name]

    def __iter__(self):
        return iter(self._explorers)

    def __len__(self):
        return len(self._explorers)

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._explorers:
            near = get_close_matches(name, self.__dict__.get("_explorers", ()), 1)
            meant = str(Refusal("did_you_mean", name=near[0])) if near else ""
            raise WrongName("no_explorer", name=name, meant=meant)
        return self._explorers[name]

    def __call__(self, *_, **__):
        raise WrongThing("catalogue_called")

    def __dir__(self):
        return [*super().__dir__(), *self._explorers]

    def __repr__(self):
        width = max(map(len, self))
        return "\n".join(
            f"{self._chapters[name]:>2}  d2l.explore.{name + '()':{width + 2}}  {say(*make.title)}"
            for name, make in self.items()
        )

    def _repr_html_(self):
        rows = "".join(
            f"<tr><td>{self._chapters[name]}</td><td><code>d2l.explore.{name}()</code></td>"
            f"<td>{escape(say(*make.title))}</td></tr>"
            for name, make in self.items()
        )
        return f"<table>{rows}</table>"


explore = Catalogue(
    {number: import_module(f"{__name__}.{stem}") for number, stem in CHAPTERS.items()}
)
