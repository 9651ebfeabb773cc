"""Notebooks as pages of the website: explorers move, exercises answer, the first page plays.

What `publish.run` gives in, MyST that Sphinx reads out.
"""

import re

from nbformat.v4 import new_markdown_cell

from d2l_calc.exercises import numbered
from publish import answers, explorers
from publish.chapter import without_other_editions
from publish.help import help_with

FEW_LINES = 4  # of code, which are read beside their figure
CONTENTS = """```{{toctree}}
:hidden:

{}
```"""


def page(chapter):
    """Give a chapter's notebook as a page.

    Parameters
    ----------
    chapter : publish.chapter.Chapter

    Returns
    -------
    nbformat.NotebookNode
    """
    cells = []
    for cell in chapter.cells:
        facts = cell.metadata.get("d2l", {})
        numbers = facts.get("exercises", [])
        cells += [_field(number, cell, chapter) for number in numbers]
        if cell.cell_type == "markdown":
            cell.source = answers.asked_here(cell.source, chapter.words)
        if only_draws(cell):
            _tag(cell, "hide-input")
        cells.append(cell)
        for output in cell.get("outputs", []):
            if explorer := explorers.shown_by(output):
                output.data["text/html"] = explorers.html(explorer)
            elif "image/svg+xml" in output.get("data", {}):
                cell.metadata["mystnb"] = {"image": {"alt": facts["caption"]}}
        cells += [_help(number, chapter.words) for number in numbers]
    chapter.notebook.cells = cells
    return chapter.notebook


def _field(number, cell, chapter):
    """Give the field of an exercise; where it answers, the cell for the notebook steps back.

    It goes if nothing but the answer is in it, else it folds away.
    """
    asked = numbered(number)
    if not answers.needs_code(asked):
        _tag(cell, "remove-input" if answers.only_asks(cell) else "hide-input")
    return new_markdown_cell(answers.field_or_way(number, asked, chapter))


def only_draws(cell):
    """Whether the figure is the point of a cell: its code, more than a few lines, folds away.

    Code that defines something is there to be read. An author may fold any other cell by the tag
    ``hide-input`` (Property Inspector → Cell Tags).
    """
    outputs = cell.get("outputs", [])
    figures = all("image/svg+xml" in output.get("data", {}) for output in outputs)
    lines = [line for line in cell.source.splitlines() if line]
    defines = re.search(r"^(def|class) |#@save", cell.source, re.MULTILINE)
    return bool(outputs) and figures and len(lines) > FEW_LINES and not defines


def _tag(cell, tag):
    cell.metadata["tags"] = [*cell.metadata.get("tags", []), tag]


def _help(number, words):
    """Give what a page shows below an exercise: hints and solution behind clicks."""
    folded = "\n\n".join(
        f'<details class="exercise">\n<summary>{name}</summary>\n\n{text}\n\n</details>'
        for name, text in help_with(number, words)
    )
    return new_markdown_cell(folded)


def first_page(edition):
    """Give the book's first page: in one look what the book is, and where it starts.

    Its sections with code are for those who run the book: they go.

    Parameters
    ----------
    edition : publish.chapter.Edition

    Returns
    -------
    nbformat.NotebookNode
    """
    index, words = edition.index, edition.words
    question, *rest = index.lead
    pages = [name for name in edition.paths if name != index.name]
    shown = index.facts["shows"]
    playing = [explorers.html(shown, index.facts.get("plays"))] if shown else []
    top = [
        f"# {index.title}",
        question,
        f'<a class="start" href="{edition.start}.html">{words["start"]}</a>',
        *beside(playing, first_exercise(edition)),
        *rest,
        words["ways"].strip(),
    ]
    starts = sorted({1, *(section.cell for section in index.sections if section.cell)})
    sections = [index.cells[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    kept = [s for s in sections if all(cell.cell_type == "markdown" for cell in s)]
    for cell in index.cells:
        cell.source = without_other_editions(cell.source)  # they are below the title
    index.notebook.cells = [
        new_markdown_cell("\n\n".join(top)),
        *(cell for section in kept for cell in section),
        new_markdown_cell(CONTENTS.format("\n".join(pages))),
    ]
    return index.notebook


def beside(*columns):
    """Put parts of a page beside each other where there is room."""
    columns = [column for column in columns if column]
    if not columns:
        return []
    inside = [part for column in columns for part in ("<div>", *column, "</div>")]
    return ['<div class="beside">', *inside, "</div>"]


def first_exercise(edition):
    """Give an exercise that a reader may try at once: what it asks, and its field.

    It is the first of the book that asks in one paragraph, without a picture above, without code.

    Parameters
    ----------
    edition : publish.chapter.Edition

    Returns
    -------
    list of str
        Empty where there is none.
    """
    for chapter in edition.chapters:
        for each in chapter.exercises if chapter.number else []:
            asked, text = numbered(each.number), chapter.cells[each.cell].source
            if "\n\n" in text or "`" in text or answers.needs_code(asked):
                continue
            question = text.partition(f"{each.title}**")[2].lstrip(" \u3000●○")
            field = answers.field_or_way(each.number, asked, chapter)
            return [f"**{each.title}**", question, field]
    return []
