"""Keep an edition in another language in step with the first one, cell by cell.

    python tools/editions.py book/en/01-derivative.ipynb            follow the first edition's cells
    python tools/editions.py book/en/01-derivative.ipynb --agrees   say that the texts agree now

Following takes cells, code and marks from the first edition and keeps every translated text; a
text that is new there comes as it is, to be translated. Each translated cell remembers which text
it was written for, so that a check can name those that were overtaken.
"""

import argparse
import hashlib
import re
from collections import Counter
from functools import cache
from itertools import zip_longest
from pathlib import Path

import nbformat

from d2l_calc.language import LANGUAGES
from publish.chapter import ANCHOR, CODE, GLOSSARY, MATHS, TAG, BookError, Chapter, Edition
from tools.execute import normalised

TWIN = "twin"  # in a cell's metadata: which text of the first edition it says
SET_LANGUAGE = re.compile(r"\bset_language\(")
IMPORT = re.compile(r"^import d2l_calc as d2l$", re.MULTILINE)
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")

# What numbers are looked for in: a text without the targets of its links and its HTML.
TARGET = re.compile(r"\]\([^)]*\)|<[^>]*>")
LINKED = re.compile(r"\]\(([^)\s]+)\)")
BESIDE = re.compile(r"^\.\./\w+/")  # from one edition to another
NUMBER = re.compile(r"\d+(?:(?:,|\{,\}|\\,)\d{3})*(?:\.\d+)?")
DISPLAYED = re.compile(r"\$\$(.*?)\$\$", re.DOTALL)
WORDS = re.compile(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}")
# What may stand between formulas, in any language.
PUNCTUATION = str.maketrans("，。；：", ",.;:")

# Numbers that a language writes as words, where another has figures.
SPELLED = {
    "zh": {sign: value for value, sign in enumerate("零一二三四五六七八九十")}
    | {"两": 2, "半": 0.5, "百": 100, "千": 1000, "万": 10_000},
    "en": {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    | {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
    | {"once": 1, "twice": 2, "half": 0.5, "hundred": 100},
}
# What multiplies a figure before it.
SCALES = {
    "zh": {"万": 10_000, "亿": 100_000_000},
    "en": {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000},
}


# What may stand for a term of the glossary: its short form, or another sense of the Chinese word.
ALSO = {
    "contour line": ["contour", "ring", "level"],
    "derivative": ["differentiat", "slope"],
    "difference quotient": ["quotient"],
    "divergence": ["diverge", "blow"],
    "extrema": ["extremum", "extreme", "maximum", "minimum"],
    "feature": ["number"],
    "global maximum": ["maximum", "largest", "highest"],
    "global minimum": ["minimum", "smallest", "lowest"],
    "independent variable": ["variable", "input"],
    "integral": ["calculus"],
    "jacobian matrix": ["jacobian"],
    "local maximum": ["maximum"],
    "local minimum": ["minimum"],
    "logarithm": ["log", "ln", "number"],
    "logarithmic scale": ["log"],
    "matrix": ["matrices"],
    "polynomial": ["power"],
    "saddle point": ["saddle"],
    "score": ["fraction", "power"],
    "secant line": ["secant"],
    "tangent line": ["tangent"],
}
ENDING = re.compile(r"(ies|ves|es|e|s|y)$")  # of a word, where a text may have another one


def twin_of(chapter):
    """Give the same chapter of the first edition; None for one of that edition, or without one."""
    path = chapter.path.resolve().parent.with_name(LANGUAGES[0]) / chapter.path.name
    if chapter.language == LANGUAGES[0] or not path.exists():
        return None
    return Chapter(path)


def written_for(source):
    """Give the sign of a text, by which a translation remembers it."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def line_of(language):
    """Give the line by which the notebooks of a language name it; the first language has none."""
    return "" if language == LANGUAGES[0] else f'd2l.set_language("{language}")'


def follow(chapter, twin):
    """Give a notebook the cells of its twin, with the texts that are translated already.

    Parameters
    ----------
    chapter : publish.chapter.Chapter or None
        As it is; None for one that is only begun.
    twin : publish.chapter.Chapter
        The same chapter of the first edition.

    Returns
    -------
    nbformat.NotebookNode
    """
    language = chapter.language
    ours = {cell.id: cell for cell in chapter.cells}
    line, cells = line_of(language), []
    importing = next((cell.id for cell in twin.cells if _imports(cell)), None)
    for theirs in twin.cells:
        cell, old = nbformat.from_dict(theirs), ours.get(theirs.id)
        if cell.cell_type == "code":
            cell.source += f"\n\n{line}" if cell.id == importing else ""
            if old is not None and old.source == cell.source:
                cell.outputs, cell.execution_count = old.outputs, old.execution_count
        elif old is not None and old.cell_type == "markdown":
            cell.source = old.source
            if TWIN in old.metadata:
                cell.metadata[TWIN] = old.metadata[TWIN]
        cells.append(cell)
    return nbformat.from_dict({**twin.notebook, "cells": cells})


def agree(chapter, twin):
    """Let every translated text remember the one that it says."""
    for cell, theirs in zip(chapter.cells, twin.cells, strict=True):
        if cell.cell_type == "markdown":
            cell.metadata[TWIN] = written_for(theirs.source)


# What is wrong with a translation, one sentence for each finding


def check_language(chapter):
    """In an edition of another language than the first, one line says so, where d2l is imported."""
    line = line_of(chapter.language)
    naming = [n for n, cell in code_cells(chapter) if SET_LANGUAGE.search(cell.source)]
    importing = [n for n, cell in code_cells(chapter) if _imports(cell)]
    if not line:
        yield from (
            f"code cell {n} sets a language: this edition needs no such line" for n in naming
        )
    elif importing and naming != importing[:1]:
        yield f"code cell {importing[0]} imports d2l_calc: it, and no other, ends with {line}"
    elif naming and not _code(chapter)[naming[0] - 1].endswith(f"\n{line}"):
        yield f"code cell {naming[0]} ends with {line}"


def check_same_code(chapter):
    """The code of all editions is that of the first, but for the line that names the language."""
    if chapter.language == LANGUAGES[0]:
        return
    twin = twin_of(chapter)
    if not twin:
        yield f"there is no {chapter.path.name} in {LANGUAGES[0]}, of which this is a translation"
        return
    line = line_of(chapter.language)
    ours = [source.removesuffix(line).rstrip("\n") for source in _code(chapter)]
    for number, pair in enumerate(zip_longest(ours, _code(twin)), start=1):
        if pair[0] != pair[1]:
            yield f"code cell {number} is not that of {LANGUAGES[0]}/{chapter.path.name}"
            return


def check_same_cells(chapter):
    """Every cell has its twin, with the same mark, anchors, links, equations and exercises."""
    twin = twin_of(chapter)
    if not twin or chapter.name == GLOSSARY:
        return
    ours, theirs = ([_place(cell) for cell in each.cells] for each in (chapter, twin))
    for number, pair in enumerate(zip_longest(ours, theirs), start=1):
        if pair[0] != pair[1]:
            yield f"cell {number} is {pair[0]}, its twin {pair[1]}: run tools/editions.py"
            return
    for cell, has, wants in zip(
        range(1, len(ours) + 1), _signs(chapter), _signs(twin), strict=True
    ):
        for name in wants:
            if has[name] != wants[name]:
                lacks, more = wants[name] - has[name], has[name] - wants[name]
                said = f"lacks {sorted(lacks.elements())}, has {sorted(more.elements())} instead"
                yield f"cell {cell}: {name}: {said}"


def check_samenumbers(chapter):
    """Every number in the text of one edition is in the same section of the other."""
    twin = twin_of(chapter)
    if not twin or chapter.name == GLOSSARY or len(chapter.cells) != len(twin.cells):
        return
    first = chapter.sections[0].cell if chapter.sections else len(chapter.cells)
    for section, cells in [(None, range(first)), *chapter.spans]:
        texts = ["\n".join(_texts(each, cells)) for each in (chapter, twin)]
        (ours, spelled), (theirs, others) = map(numbers, texts, (chapter.language, twin.language))
        where = section.number or section.title if section else "the beginning"
        for name, found in [
            (chapter.language, ours - theirs - others),
            (twin.language, theirs - ours - spelled),
        ]:
            if found:
                listed = ", ".join(f"{number:g}" for number in sorted(found))
                yield f"section {where}: only in {name}: {listed}"


def check_terms(chapter):
    """A term is introduced where the first edition does, by the word that it gives there."""
    twin = twin_of(chapter)
    if not twin:
        return
    ours, theirs = (
        {term.english.lower(): term.link.partition("#")[2] for term in each.terms}
        for each in (chapter, twin)
    )
    for term in sorted(theirs.keys() - ours.keys()):
        yield f"the term *{term}* is not marked; it belongs to #{theirs[term]}"
    for term in sorted(ours.keys() - theirs.keys()):
        yield f"*{term}* is no term of {LANGUAGES[0]}: stress a word by **two** asterisks"
    for term in sorted(ours.keys() & theirs.keys()):
        if ours[term] != theirs[term]:
            yield f"the term *{term}* is marked in #{ours[term]}, not in #{theirs[term]}"


def check_one_word_for_one_thing(chapter):
    """Where a section of the first edition uses a term, the translation uses its English."""
    twin = twin_of(chapter)
    if not twin or chapter.name == GLOSSARY or len(chapter.cells) != len(twin.cells):
        return
    pairs = _pairs(twin.path.parent)
    for section, cells in chapter.spans:
        ours, theirs = (_words("\n".join(_texts(each, cells))) for each in (chapter, twin))
        for term in sorted(pairs, key=len, reverse=True):
            if term not in theirs:
                continue
            theirs = theirs.replace(term, " ")  # a longer term is none of its parts
            english = pairs[term].lower()
            if not any(_says(ours.lower(), name) for name in [english, *ALSO.get(english, [])]):
                where = section.number or section.title
                yield f"section {where}: {term} is {english!r}, which is not there"


def check_not_overtaken(chapter):
    """A translation says what the first edition says now."""
    twin = twin_of(chapter)
    if not twin or chapter.name == GLOSSARY:
        return
    now = {cell.id: written_for(cell.source) for cell in twin.cells}
    for number, cell in enumerate(chapter.cells, start=1):
        if cell.cell_type == "markdown" and cell.metadata.get(TWIN) != now.get(cell.id):
            yield (
                f"cell {number} ({cell.id}) was written for another text of {LANGUAGES[0]}: "
                "read both, then run tools/editions.py with --agrees"
            )


def check_own_language(chapter):
    """No text and no output of a translation is in Chinese."""
    if chapter.language == LANGUAGES[0]:
        return
    for number, cell in enumerate(chapter.cells, start=1):
        said = [cell.source, *map(str, cell.get("outputs", []))]
        if found := CHINESE.search("\n".join(said)):
            yield f"cell {number} has {found[0]!r}, which is Chinese"


def _imports(cell):
    return cell.cell_type == "code" and IMPORT.search(cell.source)


def code_cells(chapter):
    """Give number and cell of each cell of code, the first of which is 1."""
    return enumerate((cell for cell in chapter.cells if cell.cell_type == "code"), start=1)


def _code(chapter):
    return [cell.source for _, cell in code_cells(chapter)]


def _place(cell):
    """Give what a cell is, whatever it says."""
    mark = cell.metadata.get("slideshow", {}).get("slide_type")
    return f"{cell.id}, {cell.cell_type}, {mark!r}, tags {cell.metadata.get('tags', [])}"


def _signs(chapter):
    """Give, of each cell, what every language writes alike, each as often as it stands there."""
    headings, captions, exercises = (
        {place: [] for place in range(len(chapter.cells))} for _ in range(3)
    )
    for each in chapter.headings:
        headings[each.cell].append(f"{'#' * each.level} {each.number} {each.depth}")
    for each in chapter.captions:
        captions[each.cell].append(each.number)
    for each in chapter.exercises:
        exercises[each.cell].append(f"{each.number} {each.level} {each.here}")
    for place, cell in enumerate(chapter.cells):
        source = cell.source if cell.cell_type == "markdown" else ""
        yield {
            "headings": Counter(headings[place]),
            "captions": Counter(captions[place]),
            "exercises": Counter(exercises[place]),
            "anchors": Counter(ANCHOR.findall(source)),
            "numbered equations": Counter(TAG.findall(source)),
            "links": Counter(BESIDE.sub("../…/", link) for link in LINKED.findall(source)),
            "folds": Counter(re.findall("<details>", source)),
            "displayed formulas": Counter(map(_formula, DISPLAYED.findall(source))),
        }


def _formula(text):
    """Give a formula without its words, spaces and what punctuates it."""
    text = WORDS.sub("", text.translate(PUNCTUATION))
    return re.sub(r"\\q?quad|\\[,;!: ]|\s", "", text).rstrip(",.;:")


@cache
def _pairs(folder):
    """Give the English of every term of an edition."""
    return {term.name: term.english for each in Edition(folder).chapters for term in each.terms}


def _words(text):
    """Give a text without code, formulas, and where its links lead."""
    return MATHS.sub(" ", CODE.sub(" ", TARGET.sub(" ", text)))


def _says(text, name):
    """Whether a text has a term, in whatever form."""
    words = [re.escape(ENDING.sub("", word)) for word in name.split()]
    return re.search(r"\w*[\s-]+".join(words), text) is not None


def _texts(chapter, cells):
    return [text for place, text in chapter.prose if place in cells]


def numbers(text, language):
    """Give the numbers in a text that stand there in figures, and those in words."""
    if language not in SPELLED:
        lacking = "SPELLED and SCALES in tools/editions.py do not say how numbers are written"
        raise BookError(f"{lacking} as words in {language!r}: add a line to each")
    text = TARGET.sub(" ", text)
    scales = "|".join(SCALES[language])
    written, spelled = set(), set()
    for found in re.finditer(rf"({NUMBER.pattern})\s*({scales})?", text):
        number = float(re.sub(r"[^\d.]", "", found[1]))
        written.add(number * SCALES[language].get(found[2], 1))
        spelled.add(number)
    names = {**SPELLED[language], **SCALES[language]}
    between = "" if language == "zh" else r"\b"
    for found in re.findall(rf"{between}({'|'.join(names)}){between}", text, re.IGNORECASE):
        spelled.add(float(names[found.lower()]))
    return written, spelled


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("notebooks", type=Path, nargs="+", help="such as book/en/*.ipynb")
    parser.add_argument("--agrees", action="store_true", help="the texts were compared and agree")
    options = parser.parse_args(arguments)
    for path in options.notebooks:
        path.parent.mkdir(exist_ok=True)
        begun = None if path.exists() else nbformat.v4.new_notebook()
        chapter = Chapter(path, begun)
        if not (twin := twin_of(chapter)):
            parser.error(f"{path} is no translation of a notebook of {LANGUAGES[0]}")
        if options.agrees:
            agree(chapter, twin)
        else:
            chapter.notebook = follow(chapter, twin)
        path.write_text(normalised(chapter.notebook), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
