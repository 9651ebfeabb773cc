"""Make the book as one PDF from the prepared notebooks, with XeLaTeX.

    python tools/pdf.py dist/prepared dist/book.pdf

Explorers are their first pictures; hints and solutions are in an appendix.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from prepare import HINT, markdown
from sphinx.cmd.build import build_main

from d2l_calc.exercises import chapter
from d2l_calc.exercises.messages import tell

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS, HINTS = "附录　提示与解答", "第 {} 章"
TO_SOLUTION = "[提示与解答](solutions.md#solution-{})"


def for_paper(notebook):
    """Put a link to the appendix in place of an exercise's hints and solution."""
    for cell in notebook.cells:
        if number := cell.metadata.get("exercise"):
            cell.source = TO_SOLUTION.format(number.replace(".", "-"))
    return notebook


def solutions(chapters):
    """Give the appendix.

    Parameters
    ----------
    chapters : list of str
        The numbers of the chapters.

    Returns
    -------
    str
        Markdown.
    """
    parts = [f"# {SOLUTIONS}"]
    for of in chapters:
        if exercises := chapter(of):
            parts.append("## " + HINTS.format(of))
        for number, exercise in exercises.items():
            anchor = f'<a id="solution-{number.replace(".", "-")}"></a>'
            parts.append(f"{anchor}**{number} {tell(exercise.title)}**")
            parts += [
                f"*{HINT.format(i)}*　{markdown(tell(text))}"
                for i, text in enumerate(exercise.hints, 1)
            ]
            if exercise.solution is not None:
                parts.append(f"*解答*　{markdown(tell(exercise.solution))}")
    return "\n\n".join(parts) + "\n"


def main(source, target):
    source, target = Path(source), Path(target).resolve()
    work = target.parent / "paper"
    shutil.rmtree(work, ignore_errors=True)
    (work / "source").mkdir(parents=True)
    stems = [path.stem for path in sorted(source.glob("[0-9]*.ipynb"))]
    for stem in [*stems, "glossary"]:
        notebook = for_paper(nbformat.read(source / f"{stem}.ipynb", as_version=4))
        nbformat.write(notebook, work / "source" / f"{stem}.ipynb")
    chapters = [str(int(stem[:2])) for stem in stems]
    (work / "source" / "solutions.md").write_text(solutions(chapters), "utf-8")
    pages = "\n".join([*stems, "solutions", "glossary"])
    contents = f"# Book\n\n```{{toctree}}\n{pages}\n```\n"
    (work / "source" / "contents.md").write_text(contents, "utf-8")
    options = ["-b", "latex", "-W", "--keep-going", "-q", "-c", str(ROOT / "paper")]
    if error := build_main([*options, str(work / "source"), str(work / "latex")]):
        sys.exit(error)
    typeset = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "book.tex"]
    done = subprocess.run(typeset, cwd=work / "latex", capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"XeLaTeX: see {work / 'latex' / 'book.log'}\n{done.stdout[-2000:]}")
    shutil.copy(work / "latex" / "book.pdf", target)


if __name__ == "__main__":
    main(*sys.argv[1:])
