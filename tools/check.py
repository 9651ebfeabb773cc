"""Check what a test of outputs cannot see: that notebooks are complete, clean and well linked.

    python tools/check.py book/zh/*.ipynb

Each check takes a notebook and yields what is wrong with it, one sentence for each finding.
"""

import ast
import re
import sys
from itertools import pairwise
from pathlib import Path
from unicodedata import east_asian_width
from urllib.parse import unquote

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

LARGEST_NOTEBOOK = 1_000_000  # bytes
LARGEST_FIGURE = 300_000  # bytes
LONGEST_CELL = 20  # lines, without blank ones, docstrings and lists of parameters
WIDEST_LINE = 84  # characters, of which a full-width one takes the room of two

SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
NBVAL_SWITCHES = re.compile(r"#\s*(NBVAL_|PYTEST_VALIDATE_)", re.IGNORECASE)
NBVAL_TAG = re.compile(r"nbval-|^skip-execution$", re.IGNORECASE)
ADDRESS = re.compile(r" at 0x[0-9a-f]{4,}", re.IGNORECASE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^(#+) +(.+?)\s*$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(")
TAG = re.compile(r"\\tag\{([^}]*)\}")
CAPTION = re.compile(r"^\*图 (\d+)\.(\d+)：[^*\n]+\*", re.MULTILINE)
PUNCTUATION = re.compile(r"[^\w\s]")


# Outputs


def check_execution_counts(notebook):
    """A cell without its number passes nbval in silence, whatever it does."""
    expected = 1
    for number, cell in _code_cells(notebook):
        if cell.execution_count != expected:
            yield f"code cell {number}: execution count {cell.execution_count}, not {expected}"
        expected += 1


def check_outputs(notebook):
    """What a reader should never meet, or no two runs give alike."""
    for number, cell in _code_cells(notebook):
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


def check_widget_state(notebook):
    """Widget state is large and differs on every run."""
    if "widgets" in notebook.metadata:
        yield "metadata: widget state is saved"


def check_nothing_is_ignored(notebook):
    """Every output is compared: no comment and no tag switches nbval off."""
    for number, cell in _code_cells(notebook):
        if NBVAL_SWITCHES.search(cell.source):
            yield f"code cell {number}: a comment that changes what nbval checks"
        for tag in _tags(cell):
            if NBVAL_TAG.search(tag):
                yield f"code cell {number}: the tag {tag}"


def check_size(notebook):
    """A notebook stays light enough to open at once and to review."""
    size = len(nbformat.writes(notebook).encode())
    if size > LARGEST_NOTEBOOK:
        yield f"{size} bytes, more than {LARGEST_NOTEBOOK}"
    for number, cell in _code_cells(notebook):
        for output in cell.outputs:
            size = len(output.get("data", {}).get("image/svg+xml", "").encode())
            if size > LARGEST_FIGURE:
                yield f"code cell {number}: a figure of {size} bytes, more than {LARGEST_FIGURE}"


# Cells


def check_cell_length(notebook):
    """A code cell fits on a screen."""
    for number, cell in _code_cells(notebook):
        lines = _lines_of_code(cell.source)
        if lines > LONGEST_CELL:
            yield f"code cell {number}: {lines} lines of code, more than {LONGEST_CELL}"


def check_line_width(notebook):
    """A code cell fits on a page; tools/format.py formats to the same width."""
    for number, cell in _code_cells(notebook):
        for line in cell.source.splitlines():
            width = len(line) + sum(east_asian_width(letter) in "WF" for letter in line)
            if width > WIDEST_LINE:
                yield f"code cell {number}: {width} characters, not {WIDEST_LINE}: {line.strip()}"


def check_slide_marks(notebook):
    """Every cell says what it is on a slide."""
    for number, cell in enumerate(notebook.cells, start=1):
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind not in SLIDE_TYPES:
            yield f"cell {number}: slide type {kind!r}, not one of {sorted(SLIDE_TYPES)}"


# Markdown


def check_headings(notebook):
    """One title; then sections, one level at a time, numbered n.1, n.2, … as the chapter is."""
    headings = [
        (len(marks), text)
        for _, source in _prose(notebook)
        for marks, text in HEADING.findall(source)
    ]
    if not headings or [level for level, _ in headings].count(1) != 1 or headings[0][0] != 1:
        yield "the notebook begins with its one title (# …)"
        return
    for (above, _), (level, text) in pairwise(headings):
        if level > above + 1:
            yield f"heading {text!r}: level {level} follows level {above}"
    chapter = re.match(r"(\d+)\s", headings[0][1])
    numbers = [m[0] for _, text in headings[1:] if (m := re.match(r"[\d.]+(?=\s)", text))]
    expected = [f"{chapter[1]}.{i}" for i in range(1, len(numbers) + 1)] if chapter else []
    if numbers != expected:
        yield f"sections are numbered {numbers}, not {expected}"


def check_equation_tags(notebook):
    """Equations are numbered in order, once each, below an anchor that carries their number."""
    found = [tag for _, source in _prose(notebook) for tag in TAG.findall(source)]
    chapter = found[0].partition(".")[0] if found else ""
    expected = [f"{chapter}.{i}" for i in range(1, len(found) + 1)]
    if found != expected:
        yield f"equations are numbered {found}, not {expected}"
    anchors = _anchors(notebook)
    for tag in found:
        if f"eq-{tag.replace('.', '-')}" not in anchors:
            yield f'equation {tag}: no <a id="eq-{tag.replace(".", "-")}"></a> above it'


def check_links(notebook, path):
    """Every link leads to a file that is there and to an anchor that is in it."""
    anchors = _anchors(notebook)
    for anchor in sorted({anchor for anchor in anchors if anchors.count(anchor) > 1}):
        yield f"the anchor {anchor} stands {anchors.count(anchor)} times"
    for number, source in _prose(notebook):
        for target in LINK.findall(source):
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = unquote(target).partition("#")
            other = path.parent / file if file else path
            if not other.exists():
                yield f"cell {number}: no file for the link {target}"
            elif anchor:
                there = _anchors(nbformat.read(other, as_version=4)) if file else anchors
                if anchor not in there:
                    yield f"cell {number}: no anchor for the link {target}"


def check_bold(notebook):
    """Asterisks show where punctuation stands just inside bold text and a letter just outside."""
    for number, source in _prose(notebook):
        for paragraph in source.split("\n\n"):
            for i, mark in enumerate(re.finditer(r"\*\*", paragraph)):
                before, after = paragraph[: mark.start()][-1:], paragraph[mark.end() :][:1]
                inside, outside = (after, before) if i % 2 == 0 else (before, after)
                if PUNCTUATION.match(inside) and re.match(r"\w", outside):
                    around = paragraph[max(0, mark.start() - 8) : mark.end() + 8]
                    yield f"cell {number}: asterisks will show in {around!r}; move punctuation out"


def check_figures(notebook):
    """Each figure is followed by its numbered caption, each image has a text in its place."""
    captions = []
    for number, source in _prose(notebook):
        captions += CAPTION.findall(source)
        if not all(text.strip() for text in IMAGE.findall(source)):
            yield f"cell {number}: an image without alternative text"
    chapters = {chapter for chapter, _ in captions}
    if len(chapters) > 1 or [int(n) for _, n in captions] != list(range(1, len(captions) + 1)):
        yield f"figures are numbered {['.'.join(pair) for pair in captions]}"
    for number, (cell, below) in enumerate(pairwise([*notebook.cells, None]), start=1):
        pictures = [o for o in cell.get("outputs", []) if "image/svg+xml" in o.get("data", {})]
        if pictures and not (below and CAPTION.match(below.source)):
            yield f"cell {number}: no caption (*图 …*) below the figure"


def problems(path):
    """Give everything that is wrong with one notebook, as a list of sentences.

    Parameters
    ----------
    path : pathlib.Path
        The notebook; links are followed from its folder.
    """
    notebook = nbformat.read(path, as_version=4)
    checks = (check for name, check in globals().items() if name.startswith("check_"))
    found = []
    for check in checks:
        arguments = (notebook, path) if check is check_links else (notebook,)
        found += [f"{path.name}: {problem}" for problem in check(*arguments)]
    return found


def _code_cells(notebook):
    return enumerate((cell for cell in notebook.cells if cell.cell_type == "code"), start=1)


def _tags(cell):
    return cell.metadata.get("tags", [])


def _text(output):
    return "".join(map(str, [output.get("text", ""), *output.get("data", {}).values()]))


def _prose(notebook):
    """Give number and Markdown of each text cell, without the code in it."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            yield number, INLINE_CODE.sub("code", FENCED.sub("", cell.source))


def _anchors(notebook):
    return [anchor for _, source in _prose(notebook) for anchor in ANCHOR.findall(source)]


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
    found = [problem for path in map(Path, paths) for problem in problems(path)]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main(sys.argv[1:])
