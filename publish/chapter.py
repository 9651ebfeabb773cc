"""What a chapter says about itself: title, sections, captions, terms, equations, exercises.

The conventions by which an author writes them are known here and nowhere else; the words in them
are those of the chapter's edition, from ``words.toml``. An edition is a folder that is named for
its language, such as ``book/zh``, and so is what `publish.run` makes of it.
"""

import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import nbformat

from d2l_calc.language import LANGUAGES
from d2l_calc.words import read_words

INDEX, GLOSSARY = "index", "glossary"
WARM_UP = "00-warm-up"  # before the first chapter, for those who need it
CARDS = ("card-rules", "card-matrix")  # a page each, to print

HEADING = re.compile(r"^(#+) +(.+?)\s*$", re.MULTILINE)
NUMBERED = re.compile(r"(\d[\d.]*)\s+(.*)")
GOAL = re.compile(r"(> - .*\n?)*")
MARKED = re.compile(r"(.*?)\s*([●○])")
DEPTHS = {"●": "core", "○": "depth"}
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
TAG = re.compile(r"\\tag\{([^}]*)\}")
CHECK = re.compile(r'\bd2l\.check\("(\d+\.\d+)"')
EXPLORER = re.compile(r"\bd2l\.explore\.(\w+)\(")

# A link to another edition, and what parts it from the one before.
ELSEWHERE = re.compile(r"\s*·?\s*\[[^\]]*\]\(\.\./\w+/[\w-]+\.ipynb(?:#[^)\s]*)?\)")

# Code and mathematics, in which an asterisk or a number sign marks nothing.
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
MATHS = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)

# What is read where a template of words.toml has a name.
FIELDS = {
    "number": r"\d+(?:\.\d+)?",
    "text": r"(?:[^*\n]|\*\*|\n(?!\n))+?",
    "term": r"[^\s*`$（）](?:[^*`$\n（）]*[^\s*`$（）])?",
    "english": r"[A-Za-z][A-Za-z0-9 ,'-]*",
    "title": r".+",
    "sentence": r".+",
    "exercise": r"\d+\.\d+ .+",
    "letter": r"[A-Z]",
    "core": r"\d+",
    "all": r"\d+",
}
LONE_ASTERISK = r"(?<!\*)\*(?!\*)"
# An asterisk of a template that is none of two, escaped.
ALONE = re.compile(r"(?<!\\\*)\\\*(?!\\\*)")


class BookError(Exception):
    """Something in a notebook is not as it has to be; the message says where, and what to do."""


class Heading(NamedTuple):
    """A heading, and the anchor right above it."""

    level: int
    number: str  # such as "4.7", "A" of an appendix, or empty
    title: str  # without number and mark
    anchor: str
    cell: int
    depth: str  # "core" or "depth" by its mark, or empty


class Caption(NamedTuple):
    """The caption of the figure in the cell above."""

    number: str
    text: str  # with its label, without marks of Markdown
    cell: int
    begins: bool  # whether the cell begins with it


class Term(NamedTuple):
    """A term where a chapter introduces it."""

    name: str
    english: str
    chapter: str  # number and title, such as "1 导数"
    section: str  # number of the section, or of the chapter before its first
    link: str


class Equation(NamedTuple):
    """A numbered equation."""

    number: str
    cell: int


class Exercise(NamedTuple):
    """An exercise: where it is put, and where its answer is checked."""

    number: str
    title: str
    level: int
    cell: int
    checked: int | None
    here: bool  # in the text, where what it asks arises


class Shown(NamedTuple):
    """An explorer of the catalogue, where a cell shows it."""

    name: str
    cell: int


@cache
def words(language):
    """Give the words of an edition.

    Parameters
    ----------
    language : str

    Returns
    -------
    dict of str to str

    Raises
    ------
    ValueError, KeyError
        For a text that is missing in some language.
    """
    place = LANGUAGES.index(language)
    return {name: texts[place] for name, texts in read_words("publish", "words.toml").items()}


@cache
def pattern(language, name):
    """Give what finds a sign of ``words.toml`` in a text.

    Examples
    --------
    >>> pattern("zh", "caption").search("*图 1.2：一条线。*")["text"]
    '一条线。'
    >>> pattern("en", "term").findall("A *slope* is **not** 2 * 3 * 4.")
    ['slope']
    """
    parts = re.split(r"\{(\w+)\}", words(language)[name])
    parts[::2] = [ALONE.sub(LONE_ASTERISK, re.escape(part)) for part in parts[::2]]
    parts[1::2] = [f"(?P<{field}>{FIELDS[field]})" for field in parts[1::2]]
    return re.compile("".join(parts))


def language_of(folder):
    """Give the language of an edition: what its folder is called.

    Parameters
    ----------
    folder : pathlib.Path
    """
    if (name := folder.resolve().name) not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise BookError(f"{folder} is named for no language of the book; those are {known}")
    return name


def caption_in(text, language):
    """Split what a figure's caption shows into label and text; None for any other text.

    Examples
    --------
    >>> caption_in("图 1.2：一条线。", "zh")
    ('图 1.2', '：', '一条线。')
    """
    label, _, _ = words(language)["caption"].strip("*").partition("{text}")
    before, after = map(re.escape, label.split("{number}"))
    found = re.match(rf"({before}{FIELDS['number']})({after})(.*)", text, re.DOTALL)
    return found.groups() if found else None


def without_other_editions(text):
    """Give a text without its links to other editions, for who has them elsewhere, or not at all.

    Examples
    --------
    >>> without_other_editions("[Start →](01-derivative.ipynb) · [Chinese](../zh/index.ipynb)")
    '[Start →](01-derivative.ipynb)'
    """
    return ELSEWHERE.sub("", text)


def split_mark(text):
    """Take the mark off the end of a heading.

    Examples
    --------
    >>> split_mark("4.7 次序要紧的时候 ○"), split_mark("小结")
    (('4.7 次序要紧的时候', 'depth'), ('小结', ''))
    """
    found = MARKED.fullmatch(text)
    return (found[1], DEPTHS[found[2]]) if found else (text, "")


def read_heading(text, language):
    """Split a heading, or how an exercise is called, into number, title and what its mark says.

    Examples
    --------
    >>> read_heading("4.7 次序要紧的时候 ○", "zh")
    ('4.7', '次序要紧的时候', 'depth')
    >>> read_heading("Appendix A Tools for drawing ○", "en")
    ('A', 'Tools for drawing', 'depth')
    >>> read_heading("轮到你 · 2.3 先猜：少了什么", "zh")
    ('2.3', '先猜：少了什么', '')
    """
    title, depth = split_mark(text)
    if found := pattern(language, "your_turn").fullmatch(title):
        title = found["exercise"]
    if found := pattern(language, "appended").fullmatch(title):
        return found["letter"], found["title"], depth
    numbered = NUMBERED.fullmatch(title)
    return (*(numbered.groups() if numbered else ("", title)), depth)


def in_order(number):
    """Give what numbers of exercises are sorted by: 2.9 comes before 2.10."""
    return [int(part) for part in number.split(".")]


def section_named(number, language):
    """Give how a link calls a section: by its number, or as the appendix that it is.

    Examples
    --------
    >>> section_named("4.7", "zh"), section_named("A", "zh")
    ('4.7', '附 A')
    """
    appended = words(language)["appended"].format(letter=number, title="").strip()
    return appended if number.isalpha() else number


@cache
def exercise_pattern(language):
    """Give what finds an exercise in a text, in the list at the end or where it arises."""
    before = re.escape(words(language)["your_turn"].partition("{exercise}")[0])
    return re.compile(
        rf"^\*\*(?P<here>{before})?(?P<number>\d+\.\d+) (?P<title>.+?)\*\* +(?P<level>●*○*)",
        re.MULTILINE,
    )


class Chapter:
    """A notebook of an edition, and what is written in it by the book's conventions.

    Parameters
    ----------
    path : pathlib.Path
        Where it is; the folder's name is the language.
    notebook : nbformat.NotebookNode, optional
        What is in it, if that is not to be read from there.

    Attributes
    ----------
    number : str
        Such as ``"10"``; empty for a notebook that is no chapter.
    title : str
        Without the number.
    """

    def __init__(self, path, notebook=None):
        self.path, self.name = Path(path), Path(path).stem
        self.language = language_of(self.path.parent)
        self.words = words(self.language)
        self.notebook = notebook or nbformat.read(path, as_version=4)

    def error(self, problem, cell=None):
        """Give an error that names the notebook, and the cell, the first of which is 1."""
        place = f", cell {cell + 1}" if cell is not None else ""
        return BookError(f"{self.path}{place}: {problem}")

    @property
    def cells(self):
        return self.notebook.cells

    @property
    def facts(self):
        """What the notebook's metadata says of the whole of it, such as ``{"frames": 4000}``."""
        return self.notebook.metadata.get("d2l", {})

    @cached_property
    def prose(self):
        """Place and source of each cell of text."""
        return [(i, c.source) for i, c in enumerate(self.cells) if c.cell_type == "markdown"]

    @property
    def headings(self):
        """Every heading, in order."""
        found = []
        for place, source in self.prose:
            for match in HEADING.finditer(_without(source, CODE)):
                text = source[slice(*match.span(2))]
                number, title, depth = read_heading(text, self.language)
                anchor = _anchor_above(source, match.start())
                found.append(Heading(len(match[1]), number, title, anchor, place, depth))
        return found

    @cached_property
    def _title(self):
        return next((heading for heading in self.headings if heading.level == 1), None)

    @property
    def number(self):
        return self._title.number if self._title else ""

    @property
    def title(self):
        if not self._title:
            raise self.error("a notebook begins with its title: # …", 0)
        return self._title.title

    @property
    def sections(self):
        """The headings of the second level, in order."""
        return [heading for heading in self.headings if heading.level == 2]

    @property
    def spans(self):
        """Each section with the places of its cells, in order."""
        starts = [*(section.cell for section in self.sections), len(self.cells)]
        return [*zip(self.sections, map(range, starts, starts[1:]), strict=True)]

    def without_depth(self):
        """Give the notebook to who leaves out what is marked as depth."""
        left_out = {i for section, cells in self.spans if section.depth == "depth" for i in cells}
        kept = [cell for i, cell in enumerate(self.cells) if i not in left_out]
        return nbformat.from_dict({**self.notebook, "cells": kept})

    def part(self, name):
        """Give the places of the cells of a section that is called by a word of the edition.

        Parameters
        ----------
        name : str
            ``"exercises"``, ``"summary"`` or ``"how_to_use"``.

        Returns
        -------
        range
            Empty if there is no such section.
        """
        parts = (cells for section, cells in self.spans if section.title == self.words[name])
        return next(parts, range(0))

    @property
    def head(self):
        """The place of the cell that says what a reader will be able to do; None without one."""
        sign = self.words["goals"]
        return next((place for place, source in self.prose if sign in source), None)

    @property
    def goals(self):
        """What a reader will be able to do, one sentence each."""
        if self.head is None:
            return []
        *_, below = self.cells[self.head].source.partition(f"> {self.words['goals']}\n")
        return GOAL.match(below)[0].replace("> - ", "").splitlines()

    @property
    def minutes(self):
        """How long its core takes, and all of it; None where it is not said."""
        if self.head is None:
            return None
        found = pattern(self.language, "minutes").search(self.cells[self.head].source)
        return (int(found["core"]), int(found["all"])) if found else None

    @cached_property
    def captions(self):
        """Every caption, in order."""
        found = []
        for place, source in self.prose:
            for match in pattern(self.language, "caption").finditer(source):
                if _begins_a_line(source, match.start()):
                    text = re.sub(r"[`*]", "", match[0])
                    found.append(Caption(match["number"], text, place, match.start() == 0))
        return found

    def caption_below(self, place):
        """Give the text of the caption with which the cell below begins, or None."""
        below = (c.text for c in self.captions if c.begins and c.cell == place + 1)
        return next(below, None)

    @property
    def anchors(self):
        """Every anchor that a link can lead to, in order."""
        return [a for _, source in self.prose for a in ANCHOR.findall(_without(source, CODE))]

    @property
    def equations(self):
        """Every numbered equation, in order."""
        return [
            Equation(number, place)
            for place, source in self.prose
            for number in TAG.findall(_without(source, CODE))
        ]

    @property
    def terms(self):
        """Every term where it is introduced, with the link that leads there."""
        section = anchor = ""
        chapter = " ".join(filter(None, (self.number, self.title)))
        term = pattern(self.language, "term")
        for _, source in self.prose:
            text, above = _without(source, CODE), None
            marks = _without(text, MATHS, pattern(self.language, "caption"))
            finds = [*HEADING.finditer(text), *ANCHOR.finditer(text), *term.finditer(marks)]
            for find in sorted(finds, key=re.Match.start):
                if find.re is term:
                    link = f"{self.path.name}#{anchor}" if anchor else self.path.name
                    fields = find.groupdict()
                    english = fields.get("english", fields["term"])
                    yield Term(fields["term"], english, chapter, section, link)
                elif find.re is ANCHOR:
                    if not find[1].startswith(("eq-", "exercise-")):
                        anchor, above = find[1], find.end()
                elif len(find[1]) <= 2:
                    section = read_heading(find[2], self.language)[0] or section
                    # An anchor that stands right above a heading belongs to it.
                    anchor = "" if above is None or text[above : find.start()].strip() else anchor

    @cached_property
    def exercises(self):
        """Every exercise, in order."""
        checked = {number: place for place, numbers in self.checks.items() for number in numbers}
        return [
            Exercise(
                found["number"],
                found["title"],
                found["level"].count("●"),
                place,
                checked.get(found["number"]),
                bool(found["here"]),
            )
            for place, source in self.prose
            for found in exercise_pattern(self.language).finditer(source)
        ]

    @cached_property
    def checks(self):
        """The numbers of the exercises that a cell checks, by the cell's place."""
        code = ((i, c.source) for i, c in enumerate(self.cells) if c.cell_type == "code")
        return {place: found for place, source in code if (found := CHECK.findall(source))}

    @cached_property
    def explorers(self):
        """Every explorer of the catalogue that a cell shows, in order."""
        return [
            Shown(name, place)
            for place, cell in enumerate(self.cells)
            if cell.cell_type == "code"
            for name in EXPLORER.findall(cell.source)
        ]

    @property
    def lead(self):
        """The paragraphs of the first page: its question, and what follows in the first cell."""
        _, *paragraphs = self.cells[0].source.split("\n\n")
        if not paragraphs:
            raise self.error("below the title a paragraph says what the book asks", 0)
        return paragraphs


class Edition:
    """The book in one language: its first page, its chapters and its glossary.

    Parameters
    ----------
    folder : pathlib.Path
        Named for the language.
    names : sequence of str, optional
        Those of the chapters that are wanted, if not all are.

    Attributes
    ----------
    paths : dict of str to pathlib.Path
        Where each notebook is, by its name, in the book's order.
    """

    def __init__(self, folder, names=()):
        self.folder = Path(folder)
        self.language = language_of(self.folder)
        self.words = words(self.language)
        chapters = sorted(path.stem for path in self.folder.glob("[0-9]*.ipynb"))
        known = [*chapters, *(name for name in CARDS if self._file(name).exists())]
        if unknown := sorted(set(names) - set(known)) or not chapters:
            there = ", ".join(known) or "none, NN-topic.ipynb"
            raise BookError(f"{folder} has no chapter {unknown and unknown[0]}; it has {there}")
        known = [name for name in known if not names or name in names]
        self.paths = {name: self._file(name) for name in (INDEX, *known, GLOSSARY)}

    def _file(self, name):
        return self.folder / f"{name}.ipynb"

    @cached_property
    def index(self):
        return Chapter(self._file(INDEX))

    @cached_property
    def glossary(self):
        return Chapter(self._file(GLOSSARY))

    @cached_property
    def chapters(self):
        """The chapters, in the book's order."""
        return [Chapter(path) for name, path in self.paths.items() if name[0].isdigit()]

    @cached_property
    def cards(self):
        """The pages to print."""
        return [Chapter(path) for name, path in self.paths.items() if name in CARDS]

    @property
    def start(self):
        """The name of the chapter that one starts with."""
        _, *names = self.paths
        return next((name for name in names if name != WARM_UP), names[0])

    @property
    def title(self):
        return self.index.title

    @property
    def home(self):
        """Where it is in the site: the first language has the site's own folder."""
        return "." if self.language == LANGUAGES[0] else self.language


def _anchor_above(source, start):
    """Give the anchor that stands on the line above."""
    *_, anchor = [None, *ANCHOR.finditer(source, 0, start)]
    return anchor[1] if anchor and not source[anchor.end() : start].strip() else ""


def _begins_a_line(source, start):
    return start == 0 or source[start - 1] == "\n"


def _without(source, *patterns):
    """Give a text in which what is found is blotted out, and everything else is in its place."""
    for each in patterns:
        source = each.sub(lambda match: re.sub(r"[^\n]", "`", match[0]), source)
    return source
