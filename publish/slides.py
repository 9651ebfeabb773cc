"""Make a lecture of each chapter, beside the website whose explorers and fonts it uses.

    python -m publish.slides dist/site dist/prepared/zh dist/prepared/en

A cell's slide mark decides where it goes. Prose that is marked to be skipped is what the lecturer
says: it becomes the notes of the slide before it.
"""

import re
import shutil
import sys
from math import ceil
from pathlib import Path
from urllib.parse import unquote

import nbformat
from nbconvert import SlidesExporter

from d2l_calc.exercises import numbered
from publish import answers, marks
from publish.chapter import BookError, Edition, caption_in
from publish.explorers import html, shown_by
from publish.pictures import size

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# In pixels: what a slide shows in full size, what it holds when made a little smaller, and how much
# more for the sake of a last line or two; and how much larger than on a page a figure is.
SCREEN, FULL, LINE, LARGER = 640, 820, 150, 1.3
PICTURE = 480  # the most that one takes
FIELD = 230  # of an exercise, with what is said of the answer
SECTION = re.compile(r"^##? (.*)", re.MULTILINE)
NOTES = re.compile(r'<aside class="notes">.*?</aside>', re.DOTALL)
ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')
LOOK = HERE / "lecture"
REVEAL = ROOT / ".venv" / "npm" / "node_modules" / "reveal.js"
REVEAL_PARTS = (
    "dist/reveal.js",
    "dist/reveal.css",
    "plugin/notes/notes.js",
)


class Lecture:
    """The slides of a chapter.

    Parameters
    ----------
    chapter : publish.chapter.Chapter
        A prepared one; what is made of its cells here is made of them in place.

    Attributes
    ----------
    cells : list of nbformat.NotebookNode
        Each with its slide mark, as nbconvert reads it.
    """

    def __init__(self, chapter):
        self.chapter, self.words = chapter, chapter.words
        for cell in chapter.cells:
            cell.metadata.setdefault("slideshow", {"slide_type": "-"})
            if answers.only_asks(cell):
                cell.metadata["transient"] = {"remove_source": True}
        self.speak()
        for place, source in chapter.prose:
            source = answers.asked_here(marks.spoken(source, chapter.words), chapter.words)
            chapter.cells[place].source = source
        self.cells = list(self.loosened())
        self.turn_over()
        self.cells = list(self.going_on())

    def speak(self):
        """Turn what is skipped between the slides into the lecturer's notes, but no exercise."""
        started, exercises = False, {*self.chapter.part("exercises")}
        exercises |= {exercise.cell for exercise in self.chapter.exercises}
        for place, cell in enumerate(self.chapter.cells):
            started = started or _mark(cell) == "slide"
            skipped = _mark(cell) == "skip" and cell.cell_type == "markdown"
            if started and skipped and place not in exercises:
                _set_mark(cell, "notes")

    def loosened(self):
        """Take the paragraphs below a caption, and those of long prose, apart.

        They may go on below.
        """
        apart = re.compile(rf"(?<!{self.words['colon']})\n\n(?!\$\$)")
        for cell in self.chapter.cells:
            yield cell
            long = self.begins_with_caption(cell) or self.height(cell) > SCREEN
            if cell.cell_type == "code" or not long or "<details" in cell.source:
                continue
            # What announces something, as headings do, stays with it.
            first, *rest = apart.split(cell.source)
            if SECTION.search(first) and rest:
                first += "\n\n" + rest.pop(0)
            cell.source = first
            for paragraph in rest:
                below = nbformat.v4.new_markdown_cell(paragraph)
                shown = _mark(cell) in ("slide", "subslide", "fragment")
                yield _set_mark(below, "-" if shown else _mark(cell))

    def turn_over(self):
        """Let each slide hold what can be read from the last row: neither too much nor too little.

        What is to be below a slide, and has room on it, appears there. Where a slide is too full,
        it goes on below, under the heading of its section. A cell that is too much for any slide
        shows what it gives, without its code.
        """
        slides = []
        for cell in self.cells:
            if _mark(cell) in ("slide", "subslide"):
                slides.append([])
            if slides and _mark(cell) not in ("skip", "notes"):
                slides[-1].append(cell)
        filled = SCREEN
        for cells in slides:
            for cell in cells:
                if self.height(cell) > FULL and cell.get("outputs"):
                    cell.metadata["transient"] = {"remove_source": True}
            needed = sum(map(self.height, cells))
            if _mark(cells[0]) == "subslide" and filled + needed <= SCREEN:
                _set_mark(cells[0], "fragment")
                filled += needed
            else:
                filled = self.spread(cells)

    def spread(self, cells):
        """Let a slide that is too full go on below, in parts of about the same height.

        Neither a line or two at its head nor at its end is left alone.

        Parameters
        ----------
        cells : list of nbformat.NotebookNode

        Returns
        -------
        float
            How many pixels of the last part are taken.
        """
        left = sum(map(self.height, cells))
        room = min(FULL, left / ceil(left / FULL) + LINE)
        filled = 0
        for cell in cells:
            needed = self.height(cell)
            caption = LINE if self.begins_with_caption(cell) else 0
            full = room + caption if filled > LINE else FULL + LINE
            if filled and left > LINE and filled + needed > full:
                _set_mark(cell, "subslide")
                filled = 0
            filled += needed
            left -= needed
        return filled

    def going_on(self):
        """Say on each slide below another which section it is part of."""
        heading = ""
        for cell in self.cells:
            if _mark(cell) == "subslide" and not SECTION.search(cell.source):
                line = nbformat.v4.new_markdown_cell(f'<p class="goes-on">{heading}</p>')
                yield _set_mark(line, "subslide")
                _set_mark(cell, "-")
            yield cell
            if cell.cell_type == "markdown" and (found := SECTION.search(cell.source)):
                heading = found[1]

    def begins_with_caption(self, cell):
        return cell.source[:1] == "*" and caption_in(cell.source[1:], self.chapter.language)

    def height(self, cell):
        """Give about how many pixels of a slide a cell takes."""
        if cell.cell_type == "markdown":
            return self.height_of(cell.source)
        pixels = FIELD * len(cell.metadata.get("d2l", {}).get("exercises", []))
        if "transient" not in cell.metadata:
            pixels += 30 + 28 * sum(1 + len(line) // 95 for line in cell.source.splitlines())
        for output in cell.outputs:
            data = output.get("data", {})
            if shown_by(output):
                pixels += PICTURE
            elif picture := data.get("image/svg+xml"):
                try:
                    pixels += min(round(size(picture)[1] * LARGER), PICTURE)
                except ValueError as error:
                    raise self.chapter.error(error, self.place_of(cell)) from error
            elif table := data.get("text/markdown"):
                pixels += self.height_of(table)
            else:
                pixels += 28 * len(output.get("text", data.get("text/plain", "")).splitlines())
        return pixels

    def height_of(self, text):
        letters = int(self.words["letters"])
        text = re.sub(r"<details>.*?</details>", "…", text, flags=re.DOTALL)
        lines = [line for line in text.splitlines() if not line.startswith(("<", "|"))]
        rows = sum(line.startswith("|") for line in text.splitlines())
        equations = re.findall(r"\$\$.*?\$\$", text, re.DOTALL)
        tall = sum(len(re.findall(r"\\\\|$", each)) for each in equations if "frac" in each)
        written = sum(50 * ceil(len(line) / letters) for line in lines)
        return 40 * rows + 45 * (len(equations) + tall) + written

    def place_of(self, cell):
        return next(place for place, each in enumerate(self.chapter.cells) if each is cell)

    def page(self):
        """Give the page of HTML."""
        exporter = SlidesExporter(
            template_name=LOOK.name,
            extra_template_basedirs=[str(LOOK.parent)],
            exclude_anchor_links=True,
            exclude_input_prompt=True,
            exclude_output_prompt=True,
        )
        chapter, cells = self.chapter, []
        for cell in self.cells:
            cells += [cell, *self.fields(cell)]
            for output in cell.get("outputs", []):
                if explorer := shown_by(output):
                    output.data["text/html"] = html(explorer)
        page, _ = exporter.from_notebook_node(
            nbformat.from_dict({**chapter.notebook, "cells": cells}),
            resources={
                "title": f"{chapter.number} {chapter.title}",
                "chapter": chapter.name,
                "words": self.words,
            },
        )
        return from_slides(page, chapter.name)

    def fields(self, cell):
        """Give the fields of the exercises that a cell checks, where it is shown."""
        shown = _mark(cell) != "skip"
        for number in cell.metadata.get("d2l", {}).get("exercises", []) if shown else []:
            field = answers.field_or_way(number, numbered(number), self.chapter)
            yield _set_mark(nbformat.v4.new_markdown_cell(field), "-")


def from_slides(page, name):
    """Let the links of a lecture lead to the pages of the book, which are in the folder above.

    Parameters
    ----------
    page : str
    name : str
        That of the chapter: what its slides leave out is there.

    Examples
    --------
    >>> from_slides('<a href="02-rules.ipynb#chain"> <a href="#lost"> <a id="x" href="#x">', "01-x")
    '<a href="../02-rules.html#chain"> <a href="../01-x.html#lost"> <a id="x" href="#x">'
    """
    here = set(re.findall(r'\bid="([^"]+)"', NOTES.sub("", page)))

    def leads(link):
        path, sign, anchor = link[2].partition("#")
        if path.startswith(("explorers/", "_sources/")):
            path = f"../{path}"
        elif path.endswith(".ipynb") and ":" not in path:
            path = f"../{path.removesuffix('.ipynb')}.html"
        elif not path and anchor and unquote(anchor) not in here:
            path = f"../{name}.html"
        return f'{link[1]}="{path}{sign}{anchor}"'

    return ADDRESS.sub(leads, page)


def _mark(cell):
    return cell.metadata["slideshow"]["slide_type"]


def _set_mark(cell, kind):
    cell.metadata["slideshow"] = {"slide_type": kind}
    return cell


def main(site, *folders):
    # The theme's own fonts have no Chinese and are not used.
    theme = re.sub(r"@import .*?;", "", (REVEAL / "dist/theme/white.css").read_text("utf-8"))
    for edition in map(Edition, folders):
        target = Path(site) / edition.home / "slides"
        shutil.rmtree(target, ignore_errors=True)
        for part in REVEAL_PARTS:
            (target / "reveal" / part).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(REVEAL / part, target / "reveal" / part)
        (target / "white.css").write_text(theme, "utf-8")
        for part in ("slides.js", "slides.css"):
            shutil.copy(LOOK / part, target)
        for chapter in edition.chapters:
            (target / f"{chapter.name}.html").write_text(Lecture(chapter).page(), "utf-8")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
