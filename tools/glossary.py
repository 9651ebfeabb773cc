"""Keep the glossary in step with the terms that the chapters mark as `*导数*（derivative）`.

    python tools/glossary.py book/zh            write the rows of book/zh/glossary.ipynb
    python tools/glossary.py book/zh --check    only compare: exit 1 and say what differs

Each chapter gets a table of its terms, in the order in which a reader meets them. Symbols are
written into the tables by hand and stay with their terms; a new term begins without one. Cells
that are no such table are left as they are.
"""

import argparse
import difflib
import re
import sys
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import nbformat

NAME = "glossary.ipynb"
TERM = re.compile(r"(?<!\*)\*([^*\n（）]+)\*（([A-Za-z][A-Za-z0-9 ,'-]*)）")
NEARLY_A_TERM = re.compile(r"(?<!\*)\*[^*\n（）]+\*(?!\*)(?: +（|（ | *\()[A-Za-z][\w ,'-]*[）)]")
PLACE = re.compile(
    r'^#{1,2} (?P<number>[\d.]+)?.*$|<a id="(?!eq-)(?P<anchor>[^"]+)"></a>', re.MULTILINE
)
SECTION = "## 第 {} 章　{}\n"
OF_A_CHAPTER = re.compile(r"## 第 \d+ 章")
HEAD = "| 中文 | English | 符号 | 在哪里 |\n|---|---|---|---|"
ROW = re.compile(
    r"^\| (?P<chinese>.*?) \| .*? \| (?P<symbol>.*?) ?\| \[.*\]\(.*\) \|$", re.MULTILINE
)


class Term(NamedTuple):
    """A term where a chapter marks it."""

    chinese: str
    english: str
    chapter: str  # number and name, such as "1 导数"
    section: str  # number of the section, or of the chapter before its first
    link: str

    def row(self, symbol):
        symbol = f"{symbol} " if symbol else ""
        return f"| {self.chinese} | {self.english} | {symbol}| [{self.section}]({self.link}) |"


def terms(folder):
    """Give the terms of all chapters, in the order in which a reader meets them.

    Parameters
    ----------
    folder : pathlib.Path
        Where the chapters are.

    Returns
    -------
    list of Term
    """
    return [term for path in sorted(folder.glob("[0-9]*.ipynb")) for term in _terms_of(path)]


def _terms_of(path):
    chapter = section = anchor = above = ""
    for source in _prose(path):
        finds = [*PLACE.finditer(source), *TERM.finditer(source)]
        for find in sorted(finds, key=re.Match.start):
            if find.re is TERM:
                link = f"{path.name}#{anchor}" if anchor else path.name
                yield Term(*find.groups(), chapter, section, link)
            elif find["anchor"]:
                # One that stands right above a heading belongs to it.
                anchor, above = find["anchor"], source[find.end() :].lstrip()
            else:
                chapter = chapter or find[0].lstrip("# ")
                section = find["number"] or section
                anchor = anchor if above.startswith(find[0]) else ""


def problems(folder):
    """Give what is wrong with the terms of a book, one sentence for each finding.

    Parameters
    ----------
    folder : pathlib.Path
        Where the chapters are.
    """
    for path in sorted(folder.glob("[0-9]*.ipynb")):
        for source in _prose(path):
            for find in NEARLY_A_TERM.finditer(source):
                yield f"{path.name}: {find[0]} is not marked as *导数*（derivative） is"
    chinese, english = {}, {}
    for term in terms(folder):
        first = chinese.setdefault(term.chinese, term)
        if first is not term:
            yield f"{term.chinese} is marked in {first.link} and again in {term.link}"
        first = english.setdefault(term.english.lower(), term)
        if first.chinese != term.chinese:
            places = f"{first.chinese} in {first.link}, {term.chinese} in {term.link}"
            yield f"{term.english} is {places}"


def updated(glossary, found):
    """Give the glossary with one table for each chapter, its rows as the chapters have them.

    Parameters
    ----------
    glossary : nbformat.NotebookNode
        As it is: its last cell stays last, its symbols stay with their terms.
    found : list of Term
        What `terms` gives.

    Returns
    -------
    nbformat.NotebookNode
    """
    known = {row["chinese"]: row["symbol"] for cell in glossary.cells for row in _rows(cell)}
    tables = []
    for chapter, group in groupby(found, key=lambda term: term.chapter):
        number, _, title = chapter.partition(" ")
        rows = [term.row(known.get(term.chinese, "")) for term in group]
        cell = nbformat.v4.new_markdown_cell(
            "\n".join([SECTION.format(number, title), HEAD, *rows])
        )
        cell.id = f"chapter-{number}"
        cell.metadata["slideshow"] = {"slide_type": "slide"}
        tables.append(cell)
    others = [cell for cell in glossary.cells if not OF_A_CHAPTER.match(cell.source)]
    cells = [*others[:-1], *tables, *others[-1:]]
    return nbformat.from_dict({**glossary, "cells": cells})


def _rows(cell):
    return ROW.finditer(cell.source) if OF_A_CHAPTER.match(cell.source) else ()


def _prose(path):
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="where the chapters are")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    if wrong := list(problems(options.folder)):
        sys.exit("\n".join(wrong))
    path = options.folder / NAME
    before = nbformat.read(path, as_version=4)
    after = updated(before, terms(options.folder))
    old, new = (nbformat.writes(notebook) + "\n" for notebook in (before, after))
    if not options.check:
        path.write_text(new, encoding="utf-8")
    elif old != new:
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "is", "should be", n=0)
        sys.exit(
            "\n".join([*lines, f"{path} is behind; run: python tools/glossary.py {path.parent}"])
        )


if __name__ == "__main__":
    main()
