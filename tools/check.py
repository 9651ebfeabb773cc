"""Check what a test of outputs cannot see: that notebooks are complete, clean and well linked.

    python tools/check.py book/zh/*.ipynb

Each check takes a chapter and yields what is wrong with it, one sentence for each finding.
"""

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path
from string import ascii_uppercase
from unicodedata import east_asian_width
from urllib.parse import unquote

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from publish.chapter import INDEX, BookError, Chapter, in_order, pattern
from tools import editions
from tools.editions import code_cells
from tools.execute import KERNEL

LARGEST_NOTEBOOK = 1_000_000  # bytes
LARGEST_FIGURE = 300_000  # bytes
LONGEST_CELL = 20  # lines, without blank ones, docstrings and lists of parameters
PLAYED = "d2l_explorer"  # what stage.js writes into an output that is saved from a page
WIDEST_LINE = 84  # characters, of which a full-width one takes the room of two
GOALS = 3  # of a chapter, in its head

SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
NBVAL_SWITCHES = re.compile(r"#\s*(NBVAL_|PYTEST_VALIDATE_)", re.IGNORECASE)
NBVAL_TAG = re.compile(r"nbval-|^skip-execution$", re.IGNORECASE)
ADDRESS = re.compile(r" at 0x[0-9a-f]{4,}", re.IGNORECASE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(")
PUNCTUATION = re.compile(r"[^\w\s]")
SIGNS = {"core": "●", "depth": "○", "": "neither ● nor ○"}
CHAPTER_ROW = re.compile(r"^\|.*\]\(([\w-]+\.ipynb)\).*\| *(\d+) *\| *(\d+) *\|$", re.MULTILINE)


# Outputs


def check_execution_counts(chapter):
    """A cell without its number passes nbval in silence, whatever it does."""
    expected = 1
    for number, cell in code_cells(chapter):
        if cell.execution_count != expected:
            yield f"code cell {number}: execution count {cell.execution_count}, not {expected}"
        expected += 1


def check_outputs(chapter):
    """What a reader should never meet, or no two runs give alike."""
    for number, cell in code_cells(chapter):
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                yield f"code cell {number}: text on stderr: {output.text.strip()[:60]!r}"
            if output.output_type == "error" and "raises-exception" not in _tags(cell):
                yield f"code cell {number}: {output.ename}: {output.evalue}"
            if ADDRESS.search(_text(output)):
                yield f"code cell {number}: an address in memory, new on every run"
            for kind in sorted(output.get("data", {})):
                if kind in ("image/png", "image/jpeg"):
                    yield f"code cell {number}: {kind}, which nbval does not compare; use SVG"
                if "widget" in kind:
                    yield f"code cell {number}: a widget view, which hides the saved picture"
            if PLAYED in output.get("metadata", {}):
                yield f"code cell {number}: an explorer as somebody left it; run `make execute`"


def check_widget_state(chapter):
    """Widget state is large and differs on every run."""
    if "widgets" in chapter.notebook.metadata:
        yield "metadata: widget state is saved"


def check_kernel(chapter):
    """The kernel is the one that every set-up has; another's name is left by who has saved it."""
    name = chapter.notebook.metadata.get("kernelspec", {}).get("name")
    if name != KERNEL["name"]:
        yield f"metadata: kernel {name!r}, which others may not have, not {KERNEL['name']!r}"


def check_nothing_is_ignored(chapter):
    """Every output is compared: no comment and no tag switches nbval off."""
    for number, cell in code_cells(chapter):
        if NBVAL_SWITCHES.search(cell.source):
            yield f"code cell {number}: a comment that changes what nbval checks"
        for tag in _tags(cell):
            if NBVAL_TAG.search(tag):
                yield f"code cell {number}: the tag {tag}"


def check_size(chapter):
    """A notebook stays light enough to open at once and to review."""
    size = len(nbformat.writes(chapter.notebook).encode())
    if size > LARGEST_NOTEBOOK:
        yield f"{size} bytes, more than {LARGEST_NOTEBOOK}"
    for number, cell in code_cells(chapter):
        for output in cell.outputs:
            size = len(output.get("data", {}).get("image/svg+xml", "").encode())
            if size > LARGEST_FIGURE:
                yield f"code cell {number}: a figure of {size} bytes, more than {LARGEST_FIGURE}"


# Cells


def check_cell_length(chapter):
    """A code cell fits on a screen."""
    for number, cell in code_cells(chapter):
        lines = _lines_of_code(cell.source)
        if lines > LONGEST_CELL:
            yield f"code cell {number}: {lines} lines of code, more than {LONGEST_CELL}"


def check_line_width(chapter):
    """A code cell fits on a page; tools/format.py formats to the same width."""
    for number, cell in code_cells(chapter):
        for line in cell.source.splitlines():
            width = len(line) + sum(east_asian_width(letter) in "WF" for letter in line)
            if width > WIDEST_LINE:
                yield f"code cell {number}: {width} characters, not {WIDEST_LINE}: {line.strip()}"


def check_slide_marks(chapter):
    """Every cell says what it is on a slide."""
    for number, cell in enumerate(chapter.cells, start=1):
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDE_TYPES:
            yield f"cell {number}: slide type {kind!r}, not one of {sorted(SLIDE_TYPES)}"


# Markdown


def check_headings(chapter):
    """One title; then sections, one level at a time, numbered n.1, n.2, … as the chapter is.

    Below the exercises come the appendices, called A, B, …
    """
    headings = chapter.headings
    if [heading.level for heading in headings[:1]] != [1] or any(
        h.level == 1 for h in headings[1:]
    ):
        yield "the notebook begins with its one title (# …)"
        return
    for above, heading in pairwise(headings):
        if heading.level > above.level + 1:
            yield f"heading {heading.title!r}: level {heading.level} follows level {above.level}"
    numbers = [heading.number for heading in headings[1:] if heading.number[:1].isdigit()]
    sections = range(1, len(numbers) + 1)
    expected = [f"{chapter.number}.{i}" for i in sections] if chapter.number else []
    if numbers != expected:
        yield f"sections are numbered {numbers}, not {expected}"
    appended = [heading for heading in headings if heading.number.isalpha()]
    letters = [heading.number for heading in appended]
    if letters != [*ascii_uppercase[: len(letters)]]:
        yield f"appendices are called {letters}, not {[*ascii_uppercase[: len(letters)]]}"
    for heading in appended:
        if heading.cell < chapter.part("exercises").stop or not chapter.part("exercises"):
            yield f"appendix {heading.number} comes below the exercises"


def check_equation_tags(chapter):
    """Equations are numbered in order, once each, below an anchor that carries their number."""
    found = [equation.number for equation in chapter.equations]
    expected = [f"{chapter.number}.{i}" for i in range(1, len(found) + 1)]
    if found != expected:
        yield f"equations are numbered {found}, not {expected}"
    for number in found:
        anchor = f"eq-{number.replace('.', '-')}"
        if anchor not in chapter.anchors:
            yield f'equation {number}: no <a id="{anchor}"></a> above it'


def check_links(chapter):
    """Every link leads to a file that is there and to an anchor that is in it."""
    anchors, path = chapter.anchors, chapter.path
    for anchor in sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
        yield f"the anchor {anchor} stands {anchors.count(anchor)} times"
    for number, source in _prose(chapter):
        for target in LINK.findall(source):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = unquote(target).partition("#")
            other = path.parent / file if file else path
            if not other.exists():
                yield f"cell {number}: no file for the link {target}"
            elif anchor:
                there = Chapter(other).anchors if file else anchors
                if anchor not in there:
                    yield f"cell {number}: no anchor for the link {target}"


def check_bold(chapter):
    """Asterisks show where punctuation stands just inside bold text and a letter just outside."""
    for number, source in _prose(chapter):
        for paragraph in source.split("\n\n"):
            for i, mark in enumerate(re.finditer(r"\*\*", paragraph)):
                before, after = paragraph[: mark.start()][-1:], paragraph[mark.end() :][:1]
                inside, outside = (after, before) if i % 2 == 0 else (before, after)
                if PUNCTUATION.match(inside) and re.match(r"\w", outside):
                    around = paragraph[max(0, mark.start() - 8) : mark.end() + 8]
                    yield f"cell {number}: asterisks will show in {around!r}; move punctuation out"


def check_figures(chapter):
    """Each figure is followed by its numbered caption, each image has a text in its place."""
    for number, source in _prose(chapter):
        if not all(text.strip() for text in IMAGE.findall(source)):
            yield f"cell {number}: an image without alternative text"
    found = [caption.number for caption in chapter.captions]
    before = f"{chapter.number}." if chapter.number else ""
    expected = [f"{before}{i}" for i in range(1, len(found) + 1)]
    if found != expected:
        yield f"figures are numbered {found}, not {expected}"
    for place, cell in enumerate(chapter.cells):
        pictures = [o for o in cell.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
        if pictures and not chapter.caption_below(place):
            caption = chapter.words["caption"].format(number=f"{before}…", text="…")
            yield f"cell {place + 1}: no caption ({caption}) below the figure"


# What is core, what is depth


def check_head(chapter):
    """A chapter's head says three things that a reader will be able to do, and the minutes."""
    if chapter.head is None:
        if chapter.number not in ("", "0"):
            yield f"no cell says what a reader will be able to do: > {chapter.words['goals']}"
        return
    sign, number = chapter.words["goals"], chapter.head + 1
    if chapter.head not in [place for place, _ in chapter.prose[:2]]:
        yield f"cell {number}: {sign} belongs into the first or second cell of text"
    if len(chapter.goals) != GOALS:
        yield f"cell {number}: {len(chapter.goals)} lines '> - …' right below {sign}, not {GOALS}"
    if not chapter.minutes:
        line = chapter.words["minutes"].format(core="…", all="…")
        yield f"cell {number}: below the goals there is no line '> {line}'"
        return
    core, all_of_it = chapter.minutes
    more = any(section.depth == "depth" for section in chapter.sections)
    if not (0 < core < all_of_it if more else 0 < core == all_of_it):
        why = "some sections are marked ○" if more else "no section is marked ○"
        yield f"cell {number}: {core} minutes of {all_of_it}, but {why}"


def check_minutes_of_the_contents(chapter):
    """The contents on the first page say of each chapter what its head says."""
    contents = chapter.path.with_name(f"{INDEX}.ipynb")
    if not (chapter.minutes or chapter.name == INDEX) or not contents.exists():
        return
    rows = [row for _, text in Chapter(contents).prose for row in CHAPTER_ROW.findall(text)]
    for file, *said in rows:
        if chapter.name in (INDEX, Path(file).stem):
            minutes = Chapter(chapter.path.with_name(file)).minutes
            if minutes and tuple(map(int, said)) != minutes:
                written = " and ".join(said)
                now = " and ".join(map(str, minutes))
                yield f"{contents.name} gives {file} {written} minutes, its head {now}"


def check_marks(chapter):
    """Numbered sections end in ● or ○, appendices in ○, nothing else does."""
    if chapter.head is None:
        return
    for section in chapter.sections:
        allowed = ["core", "depth"] if section.number else [""]
        if section.number.isalpha():
            allowed = ["depth"]
        if section.depth not in allowed:
            wanted = " or ".join(SIGNS[each] for each in allowed)
            yield f"cell {section.cell + 1}: section {section.title!r} ends in {wanted}"


def check_enough(chapter):
    """Each section of the core ends with what one has to have understood."""
    if chapter.head is None:
        return
    exercises = {i for e in chapter.exercises for i in range(e.cell, (e.checked or e.cell) + 1)}
    line, sign = chapter.words["enough"].format(sentence="…"), pattern(chapter.language, "enough")
    for section, cells in chapter.spans:
        if section.depth != "core":
            continue
        texts = [text for i, text in chapter.prose if i in cells and i not in exercises]
        found = [bool(sign.search(text)) for text in texts]
        if sum(found) != 1 or not sign.fullmatch(texts[-1].splitlines()[-1]):
            yield (
                f"section {section.number}: its last cell of text that is no exercise ends with "
                f"a line '{line}', and there is no other one"
            )


def check_exercises(chapter):
    """Each exercise is asked once, below its anchor; those at the end grow harder."""
    asked = [exercise.number for exercise in chapter.exercises]
    for number in sorted({number for number in asked if asked.count(number) > 1}):
        yield f"exercise {number} is asked {asked.count(number)} times"
    here = chapter.words["your_turn"].partition("{exercise}")[0]
    for exercise in chapter.exercises:
        number, at_the_end = exercise.number, exercise.cell in chapter.part("exercises")
        anchor = f"exercise-{number.replace('.', '-')}"
        if anchor not in chapter.anchors:
            yield f'exercise {number}: no <a id="{anchor}"></a> above it'
        if exercise.checked is None:
            yield f'exercise {number}: no cell has d2l.check("{number}", …)'
        if at_the_end and exercise.here:
            yield f"exercise {number}: among those at the end it is called without {here!r}"
        if not at_the_end and not exercise.here:
            yield f"exercise {number}: in the text its name begins with {here!r}"
    last = [each for each in chapter.exercises if each.cell in chapter.part("exercises")]
    rising = sorted(last, key=lambda each: (each.level, in_order(each.number)))
    if last != rising:
        yield f"the exercises at the end are {_numbers(last)}; by level: {_numbers(rising)}"


def problems(path):
    """Give everything that is wrong with one notebook, as a list of sentences.

    Parameters
    ----------
    path : pathlib.Path
        The notebook; links are followed from its folder.
    """
    chapter = Chapter(path)
    both = {**globals(), **vars(editions)}
    checks = (check for name, check in both.items() if name.startswith("check_"))
    return [f"{path.name}: {problem}" for check in checks for problem in check(chapter)]


def _numbers(exercises):
    return ", ".join(exercise.number for exercise in exercises)


def _tags(cell):
    return cell.metadata.get("tags", [])


def _text(output):
    return "".join(map(str, [output.get("text", ""), *output.get("data", {}).values()]))


def _prose(chapter):
    """Give number and Markdown of each text cell, without the code in it."""
    for place, source in chapter.prose:
        yield place + 1, INLINE_CODE.sub("code", FENCED.sub("", source))


def _lines_of_code(source):
    """Count the lines that a reader has to think through: no blanks, docstrings, parameters."""
    lines = source.splitlines()
    skipped = {i for i, line in enumerate(lines, start=1) if not line.strip()}
    for node in ast.walk(ast.parse(TransformerManager().transform_cell(source))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            body = node.body[0]
            first = node.lineno + 1
            last = body.end_lineno if ast.get_docstring(node) else body.lineno - 1
            skipped.update(range(first, last + 1))
    return len(lines) - len(skipped)


def main(paths):
    try:
        found = [problem for path in map(Path, paths) for problem in problems(path)]
    except BookError as error:
        found = [str(error)]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main(sys.argv[1:])
