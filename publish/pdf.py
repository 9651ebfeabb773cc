"""Make the book as one PDF from the prepared notebooks, with XeLaTeX.

    python -m publish.pdf dist/prepared dist/book.pdf

Explorers are their first pictures; hints and solutions are in an appendix.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from sphinx.cmd.build import build_main

from d2l_calc.exercises import chapter
from d2l_calc.grader.messages import tell
from publish import typesetting
from publish.run import HINT, SOLUTION, markdown

HERE = Path(__file__).resolve().parent

PREFACE, HOW, PRINTED = "写在前面", "## 怎么用这本书", "## 印在纸上"
ON_PAPER = (
    "你现在读的是印出来的书。图停在第一个样子，“想好了再看”的答案就印在图的下面："
    "先遮住它。练习的提示和解答在[附录](solutions.md)里。想让图动起来，让练习当场批改，"
    "就在 JupyterLab 里打开这本书。"
)
APPENDIX, OF_CHAPTER = "附录　提示与解答", "第 {} 章　{}"
TO_SOLUTION = "[提示与解答：](solutions.md#solution-{0})"
TO_EXERCISE = "[题目：]({}.ipynb#exercise-{})"

FOLDED = re.compile(r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", re.DOTALL)
WAY_ON = re.compile(r"\n*---\n.*\.ipynb\).*\Z")


def for_paper(notebook):
    """Unfold what is folded, lead from exercises to the appendix, drop what only a screen needs."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = re.sub(r"\n{3,}", "\n\n", cell.source)
        elif number := cell.metadata.get("exercise"):
            cell.source = TO_SOLUTION.format(number.replace(".", "-"))
        else:
            cell.source = FOLDED.sub(_unfolded, cell.source)
    notebook.cells[-1].source = WAY_ON.sub("", notebook.cells[-1].source)
    return notebook


def _unfolded(match):
    summary, text = match.groups()
    return "\n".join(f"> {line}".rstrip() for line in f"**{summary}** {text}".split("\n"))


def preface(index):
    """Give how to use the book, from its first page."""
    _, _, *what = index.cells[0].source.split("\n\n")
    what = [part for part in what if not part.startswith("<")]
    how = next(cell.source for cell in index.cells if cell.source.startswith(HOW))
    return "\n\n".join([f"# {PREFACE}", *what, how, PRINTED, ON_PAPER]) + "\n"


def solutions(chapters):
    """Give the appendix.

    Parameters
    ----------
    chapters : dict of str to nbformat.NotebookNode
        The chapters by their stems.

    Returns
    -------
    str
        Markdown.
    """
    parts = [f"# {APPENDIX}"]
    for stem, notebook in chapters.items():
        of, title = notebook.cells[0].source.split("\n")[0].removeprefix("# ").split(" ", 1)
        if exercises := chapter(of):
            parts.append("## " + OF_CHAPTER.format(of, title))
        for number, exercise in exercises.items():
            name = number.replace(".", "-")
            parts.append(f'<a id="solution-{name}"></a>')
            parts.append(f"### {number} {tell(exercise.title)}")
            parts.append(TO_EXERCISE.format(stem, name))
            parts += [
                f"**{HINT.format(i)}**　{markdown(tell(text))}"
                for i, text in enumerate(exercise.hints, 1)
            ]
            if exercise.solution is not None:
                parts.append(f"**{SOLUTION}**　{markdown(tell(exercise.solution))}")
    return "\n\n".join(parts) + "\n"


def main(source, target):
    typesetting.check()
    source, target = Path(source), Path(target).resolve()
    work = target.parent / "paper"
    shutil.rmtree(work, ignore_errors=True)
    (work / "source").mkdir(parents=True)

    index = nbformat.read(source / "index.ipynb", as_version=4)
    chapters = {
        path.stem: for_paper(nbformat.read(path, as_version=4))
        for path in [*sorted(source.glob("[0-9]*.ipynb")), source / "glossary.ipynb"]
    }
    for stem, notebook in chapters.items():
        nbformat.write(notebook, work / "source" / f"{stem}.ipynb")
    glossary = chapters.popitem()[0]
    pages = ["preface", *chapters, "solutions", glossary]
    contents = "# Book\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n"
    for name, text in (
        ("preface", preface(index)),
        ("solutions", solutions(chapters)),
        ("contents", contents),
    ):
        (work / "source" / f"{name}.md").write_text(text, "utf-8")

    options = ["-b", "latex", "-W", "--keep-going", "-q", "-c", str(HERE / "paper")]
    if error := build_main([*options, str(work / "source"), str(work / "latex")]):
        sys.exit(error)
    picture = re.search(r'src="(explorers/.*?\.svg)"', index.cells[0].source)[1]
    cover = ["rsvg-convert", "-f", "pdf", "-o", work / "latex" / "cover.pdf", source / picture]
    subprocess.run(cover, check=True)
    typesetting.run(work / "latex")
    shutil.copy(work / "latex" / "book.pdf", target)


if __name__ == "__main__":
    main(*sys.argv[1:])
