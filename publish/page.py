"""Notebooks as pages of the website: explorers move, exercises answer, the first page plays.

What `publish.run` gives in, MyST that Sphinx reads out.
"""

import re

from nbformat.v4 import new_markdown_cell

from d2l_calc.exercises import chapter as exercises_of
from publish import answers, explorers
from publish.help import help_with

# A cell that waits for an answer and has nothing else in it.
STUB = re.compile(r"(def .*\n    return \.\.\.|\w+ = \.\.\.)\s+d2l\.check\(.*\)\s*")
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
    exercise = exercises_of(number.partition(".")[0])[number]
    if not answers.needs_code(exercise):
        tag = "remove-input" if STUB.fullmatch(cell.source) else "hide-input"
        cell.metadata["tags"] = [*cell.metadata.get("tags", []), tag]
    return new_markdown_cell(answers.field(number, exercise, chapter))


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
        *playing,
        *rest,
    ]
    starts = sorted({1, *(section.cell for section in index.sections if section.cell)})
    sections = [index.cells[a:b] for a, b in zip(starts, [*starts[1:], None], strict=True)]
    kept = [s for s in sections if all(cell.cell_type == "markdown" for cell in s)]
    index.notebook.cells = [
        new_markdown_cell("\n\n".join(top)),
        *(cell for section in kept for cell in section),
        new_markdown_cell(CONTENTS.format("\n".join(pages))),
    ]
    return index.notebook
