"""Make a prepared edition one PDF, with XeLaTeX.

    python -m publish.pdf dist/prepared/zh dist/book.pdf

Explorers are their first pictures; hints and solutions are in an appendix.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from sphinx.util import texescape

from d2l_calc.language import set_language
from publish import typesetting
from publish.build import build
from publish.chapter import INDEX, BookError, Edition, in_order, without_other_editions
from publish.explorers import shown_by
from publish.help import help_with

HERE = Path(__file__).resolve().parent

PREAMBLE = r"""\usepackage{{paper}}
\newcommand{{\question}}{{{question}}}
\newcommand{{\contentswords}}{{{contents}}}"""
TO_SOLUTION = "[{}](solutions.md#solution-{})"
TO_EXERCISE = "[{}]({}.ipynb#exercise-{})"

FOLDED = re.compile(r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", re.DOTALL)
TO_INDEX = re.compile(rf"\]\({INDEX}\.ipynb(#[^)\s]*)?\)")
WAY_ON = re.compile(r"\n*---\n.*\]\([\w-]+\.(ipynb|md)\).*\Z")


def for_paper(chapter):
    """Unfold what is folded, lead from exercises to the appendix, drop what only a screen needs.

    Parameters
    ----------
    chapter : publish.chapter.Chapter

    Returns
    -------
    nbformat.NotebookNode
    """
    cells = []
    for cell in chapter.cells:
        cells.append(cell)
        if cell.cell_type == "markdown":
            cell.source = FOLDED.sub(_unfolded, TO_INDEX.sub("](preface.md)", cell.source))
            continue
        cell.source = re.sub(r"\n{3,}", "\n\n", cell.source)
        if any(map(shown_by, cell.outputs)):
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), "explorer"]
        for number in cell.metadata["d2l"]["exercises"]:
            link = TO_SOLUTION.format(chapter.words["to_solution"], number.replace(".", "-"))
            cells.append(nbformat.v4.new_markdown_cell(link))
    cells[-1].source = WAY_ON.sub("", cells[-1].source)
    chapter.notebook.cells = cells
    return chapter.notebook


def _unfolded(match):
    summary, text = match.groups()
    return "\n".join(f"> {line}".rstrip() for line in f"**{summary}** {text}".split("\n"))


def preface(index):
    """Give how to use the book, from its first page."""
    words, (_, *what) = index.words, index.lead
    how = "\n\n".join(index.cells[place].source for place in index.part("how_to_use"))
    how = without_other_editions(how)
    if not how:
        raise index.error(f"there is no section {words['how_to_use']!r}, the preface of the PDF")
    printed = [f"## {words['on_paper']}", words["how_on_paper"]]
    return "\n\n".join([f"# {words['preface']}", *what, how, *printed]) + "\n"


def solutions(edition):
    """Give the appendix.

    Parameters
    ----------
    edition : publish.chapter.Edition

    Returns
    -------
    str
        Markdown.
    """
    words = edition.words
    parts = [f"# {words['appendix']}"]
    for chapter in edition.chapters:
        if chapter.exercises:
            name = words["chapter"].format(number=chapter.number, title=chapter.title)
            parts.append(f"## {name}")
        for exercise in sorted(chapter.exercises, key=lambda each: in_order(each.number)):
            anchor = exercise.number.replace(".", "-")
            parts.append(f'<a id="solution-{anchor}"></a>')
            parts.append(f"### {exercise.number} {exercise.title}")
            parts.append(TO_EXERCISE.format(words["to_exercise"], chapter.name, anchor))
            for name, text in help_with(exercise.number, words):
                parts.append(words["labelled"].format(label=f"**{name}**", text=text))
    return "\n\n".join(parts) + "\n"


def write(edition, source):
    """Write what Sphinx makes the book of.

    Parameters
    ----------
    edition : publish.chapter.Edition
    source : pathlib.Path
        A new folder.
    """
    source.mkdir(parents=True)
    chapters = [chapter.name for chapter in edition.chapters]
    cards = [card.name for card in edition.cards]
    pages = ["preface", *chapters, "solutions", *cards, edition.glossary.name]
    contents = "# Book\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    for name, text in (
        ("preface", preface(edition.index)),
        ("solutions", solutions(edition)),
        ("contents", contents),
    ):
        (source / f"{name}.md").write_text(text, "utf-8")
    for chapter in [*edition.chapters, *edition.cards, edition.glossary]:
        nbformat.write(for_paper(chapter), source / chapter.path.name)


def latex(edition, work):
    """Make LaTeX of an edition, and its cover's picture.

    Parameters
    ----------
    edition : publish.chapter.Edition
    work : pathlib.Path
        A new folder; what XeLaTeX needs is in ``latex`` in it afterwards.
    """
    set_language(edition.language)
    texescape.init()
    write(edition, work / "source")
    build(
        "latex",
        HERE / "paper",
        work,
        work / "latex",
        edition=edition.language,
        project=edition.title,
        language=edition.words["sphinx"],
        latex_documents=[("contents", "book.tex", edition.title, "", "manual")],
        **{
            "latex_elements.fontpkg": rf"\usepackage{{{edition.words['faces']}}}",
            "latex_elements.preamble": PREAMBLE.format(
                question=texescape.escape(edition.index.lead[0], "xelatex"),
                contents=edition.words["contents"],
            ),
        },
    )
    picture = edition.folder / "explorers" / f"{edition.index.facts['shows']['name']}.svg"
    cover = ["rsvg-convert", "-f", "pdf", "-o", work / "latex" / "cover.pdf", picture]
    subprocess.run(cover, check=True)


def main(folder, target):
    edition, target = Edition(folder), Path(target).resolve()
    typesetting.check(edition.words["faces"])
    work = target.parent / "paper" / edition.language
    shutil.rmtree(work, ignore_errors=True)
    latex(edition, work)
    typesetting.run(work / "latex")
    shutil.copy(work / "latex" / "book.pdf", target)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
