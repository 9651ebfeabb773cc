"""Keep the glossary in step with the terms that the chapters introduce.

    python tools/glossary.py book/zh            write the rows of book/zh/glossary.ipynb
    python tools/glossary.py book/zh --check    only compare: exit 1 and say what differs

A term is marked as `*导数*（derivative）` in Chinese, as `*derivative*` in English. Each chapter
gets a table of its terms, in the order in which a reader meets them. Symbols are written into the
tables by hand and stay with their terms; a new term begins without one. Cells that are no such
table are left as they are.
"""

import argparse
import difflib
import re
import sys
from itertools import groupby
from pathlib import Path

import nbformat

from publish.chapter import BookError, Edition, pattern, section_named, words

NEARLY_A_TERM = re.compile(r"(?<!\*)\*[^*\n（）]+\*(?!\*)(?: +（|（ | *\()[A-Za-z][\w ,'-]*[）)]")


def terms(edition):
    """Give the terms of all chapters, in the order in which a reader meets them.

    Parameters
    ----------
    edition : publish.chapter.Edition

    Returns
    -------
    list of publish.chapter.Term
    """
    return [term for chapter in edition.chapters for term in chapter.terms]


def problems(edition):
    """Give what is wrong with the terms of a book, one sentence for each finding.

    Parameters
    ----------
    edition : publish.chapter.Edition
    """
    example = edition.words["term_example"]
    if "{english}" in edition.words["term"]:
        for chapter in edition.chapters:
            for _, source in chapter.prose:
                for find in NEARLY_A_TERM.finditer(source):
                    yield f"{chapter.path.name}: {find[0]} is not marked as {example} is"
    names, english = {}, {}
    for term in terms(edition):
        first = names.setdefault(term.name, term)
        if first is not term:
            yield f"{term.name} is marked in {first.link} and again in {term.link}"
        first = english.setdefault(term.english.lower(), term)
        if first.name != term.name:
            places = f"{first.name} in {first.link}, {term.name} in {term.link}"
            yield f"{term.english} is {places}"


class Table:
    """How the table of a chapter's terms is written, and read.

    Parameters
    ----------
    language : str
    """

    def __init__(self, language):
        self.language, self.words = language, words(language)
        self.heading = pattern(language, "chapter")
        self.translated = "{english}" in self.words["term"]
        english = r" .*? \|" if self.translated else ""
        self.row = re.compile(
            rf"^\| (?P<name>.*?) \|{english} (?P<symbol>.*?) ?\| \[.*\]\(.*\) \|$", re.MULTILINE
        )

    def is_in(self, cell):
        return cell.source.startswith("## ") and self.heading.match(cell.source, 3)

    def symbols(self, cell):
        """Give the symbols of a table by their terms."""
        return {row["name"]: row["symbol"] for row in self.row.finditer(cell.source)}

    def written(self, chapter, terms, symbols):
        """Give the Markdown of a chapter's table."""
        number, _, title = chapter.partition(" ")
        heading = self.words["chapter"].format(number=number, title=title)
        rows = [self._row(term, symbols.get(term.name, "")) for term in terms]
        head = self.words["glossary_head"]
        rule = "|" + "---|" * (head.count("|") - 1)
        return "\n".join([f"## {heading}\n", head, rule, *rows])

    def _row(self, term, symbol):
        names = [term.name, term.english] if self.translated else [term.name]
        where = section_named(term.section, self.language)
        symbol = f"{symbol} " if symbol else ""
        return f"| {' | '.join(names)} | {symbol}| [{where}]({term.link}) |"


def updated(glossary, found):
    """Give the glossary with one table for each chapter, its rows as the chapters have them.

    Parameters
    ----------
    glossary : publish.chapter.Chapter
        As it is: its last cell stays last, its symbols stay with their terms.
    found : list of publish.chapter.Term
        What `terms` gives.

    Returns
    -------
    nbformat.NotebookNode
    """
    table = Table(glossary.language)
    known = {}
    for cell in filter(table.is_in, glossary.cells):
        known |= table.symbols(cell)
    tables = []
    for chapter, group in groupby(found, key=lambda term: term.chapter):
        cell = nbformat.v4.new_markdown_cell(table.written(chapter, group, known))
        cell.id = f"chapter-{chapter.partition(' ')[0]}"
        cell.metadata["slideshow"] = {"slide_type": "slide"}
        tables.append(cell)
    others = [cell for cell in glossary.cells if not table.is_in(cell)]
    cells = [*others[:-1], *tables, *others[-1:]]
    return nbformat.from_dict({**glossary.notebook, "cells": cells})


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="an edition, such as book/zh")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    options = parser.parse_args(arguments)
    try:
        edition = Edition(options.folder)
        if wrong := list(problems(edition)):
            sys.exit("\n".join(wrong))
        after = updated(edition.glossary, terms(edition))
    except BookError as error:
        sys.exit(str(error))
    path = edition.glossary.path
    old, new = (nbformat.writes(each) + "\n" for each in (edition.glossary.notebook, after))
    if not options.check:
        path.write_text(new, encoding="utf-8")
    elif old != new:
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "is", "should be", n=0)
        sys.exit(
            "\n".join([*lines, f"{path} is behind; run: python tools/glossary.py {path.parent}"])
        )


if __name__ == "__main__":
    main()
