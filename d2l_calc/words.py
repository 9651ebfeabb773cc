"""Texts for readers that are data, not code: TOML files with all languages on neighbouring lines.

A text is a table with one line for each language::

    [want_number]
    zh = '这里要的是一个数。'
    en = 'This asks for one number.'

Literal strings take LaTeX as it is; three quotes around a text allow for apostrophes and new lines.
What all languages write alike, such as a formula, is one line: ``all = 'f(x)'``.
"""

import re
import tomllib
from importlib.resources import files

from d2l_calc.language import LANGUAGES

CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Words(dict):
    """Texts by name, which know where they are from.

    Parameters
    ----------
    words : dict of str to (tuple of str, Words or list)
    file : str
        The file, for an error message.
    path : tuple of str
        The names that lead to this table in it.
    """

    def __init__(self, words, file, path=()):
        super().__init__(words)
        self.file, self.path = file, path

    def __missing__(self, name):
        raise KeyError(f"{self.place(name)} is missing")

    def place(self, name):
        """Name one of its entries in an error message: the file, and the key in it."""
        return _place(self.file, (*self.path, name))


def read_words(package, name):
    """Read the texts of a file that is part of a package.

    Parameters
    ----------
    package : str
        Such as ``"d2l_calc.grader"``.
    name : str
        The file, such as ``"messages.toml"``.

    Returns
    -------
    Words
        Nested as the file is; each text is a tuple in the order of `LANGUAGES`.

    Raises
    ------
    ValueError
        If the file is no TOML, or a text is missing in one of the languages.
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> read_words("d2l_calc.grader", "messages.toml")["want_number"][1]
    'This asks for one number. You gave `{got}`.'
    """
    file = f"{package.replace('.', '/')}/{name}"
    try:
        return _words(tomllib.loads(files(package).joinpath(name).read_text("utf-8")), file)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from error


def _words(table, file, path=()):
    """Turn a table of tables into texts, looking at each."""
    entries = {key: _entry(value, file, (*path, key)) for key, value in table.items()}
    return Words(entries, file, path)


def _entry(value, file, path):
    match value:
        case dict() if not value or any(isinstance(part, str) for part in value.values()):
            return _text(value, _place(file, path))
        case dict():
            return _words(value, file, path)
        case [*items] if all(isinstance(item, dict) for item in items):
            return [_entry(item, file, (*path, str(i))) for i, item in enumerate(items, 1)]
    raise ValueError(f"{_place(file, path)} is {value!r}; a text has a line for each language")


def _text(table, place):
    if table.keys() == {"all"}:
        table = dict.fromkeys(LANGUAGES, table["all"])
    for language in LANGUAGES:
        text = table.get(language)
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{place} has no text in {language!r}")
    if unknown := sorted(table.keys() - set(LANGUAGES)):
        raise ValueError(f"{place} has {unknown[0]!r}, which is none of {', '.join(LANGUAGES)}")
    if CHINESE.search(table["en"]):
        raise ValueError(f"{place} is not translated: {table['en']!r}")
    return tuple(table[language].strip("\n") for language in LANGUAGES)


def _place(file, path):
    return f"{file}: [{'.'.join(path)}]"
