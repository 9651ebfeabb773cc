"""Make the book as one PDF from the prepared notebooks, with XeLaTeX.

    python tools/pdf.py dist/prepared dist/book.pdf
    python tools/pdf.py             # only say whether everything is there that this needs

Explorers are their first pictures; hints and solutions are in an appendix. What a reader would
stumble over stops the build: a sign without a picture, a link to nowhere, a line that runs out
of the page.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from prepare import HINT, SOLUTION, markdown
from sphinx.cmd.build import build_main

from d2l_calc.exercises import chapter
from d2l_calc.exercises.messages import tell

ROOT = Path(__file__).resolve().parent.parent

# What has to be there beside Python: how to ask for it, and the Debian package that brings it.
PROGRAMS = {
    "xelatex": "texlive-xetex",
    "latexmk": "latexmk",
    "kpsewhich": "texlive-xetex",
    "rsvg-convert": "librsvg2-bin",
    "fc-list": "fontconfig",
}
STYLES = {
    "xeCJK.sty": "texlive-lang-chinese",
    "titlesec.sty": "texlive-latex-extra",
    "newunicodechar.sty": "texlive-latex-extra",
}
FACES = {
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Noto Sans Mono CJK SC": "fonts-noto-cjk",
    "DejaVu Sans Mono": "fonts-dejavu-core",
}

# What the log says of pages that are not as they should be; boxes may stick out by a hair.
FAULTS = [
    re.compile(r"^Missing character: .*"),
    re.compile(r"^LaTeX Warning: (?:Hyper )?[Rr]eference .* undefined.*"),
    re.compile(r"^LaTeX Warning: Label .* multiply defined.*"),
]
OVERFULL, HAIR = re.compile(r"^Overfull \\[hv]box \(([\d.]+)pt too (?:wide|high)\).*"), 5

PREFACE, HOW, PRINTED = "写在前面", "## 怎么用这本书", "## 印在纸上"
ON_PAPER = (
    "你现在读的是印出来的书。图停在第一个样子，“想好了再看”的答案就印在图的下面："
    "先遮住它。练习的提示和解答在[附录](solutions.md)里。想让图动起来，让练习当场批改，"
    "就在 JupyterLab 里打开这本书。"
)
APPENDIX, OF_CHAPTER = "附录　提示与解答", "第 {} 章　{}"
TO_SOLUTION = '[提示与解答：](solutions.md#solution-{0})'
TO_EXERCISE = "[题目：]({}.ipynb#exercise-{})"

FOLDED = re.compile(
    r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", re.DOTALL
)
WAY_ON = re.compile(r"\n*---\n.*\.ipynb\).*\Z")


def missing():
    """Give what this needs and does not find, with the Debian package that brings it."""
    lacking = {name: package for name, package in PROGRAMS.items() if not shutil.which(name)}
    if "kpsewhich" not in lacking:
        lacking |= {k: v for k, v in STYLES.items() if not _says("kpsewhich", k)}
    if "fc-list" not in lacking:
        lacking |= {k: v for k, v in FACES.items() if not _says("fc-list", k)}
    return lacking


def _says(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout.strip()


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
                f"*{HINT.format(i)}*　{markdown(tell(text))}"
                for i, text in enumerate(exercise.hints, 1)
            ]
            if exercise.solution is not None:
                parts.append(f"*{SOLUTION}*　{markdown(tell(exercise.solution))}")
    return "\n\n".join(parts) + "\n"


def faults(log):
    """Give the lines of a log of XeLaTeX that tell of pages not as they should be."""
    for line in log.splitlines():
        found = OVERFULL.match(line)
        if any(fault.match(line) for fault in FAULTS) or (found and float(found[1]) > HAIR):
            yield line


def typeset(folder):
    """Run XeLaTeX as often as it takes."""
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "book.tex"]
    whole_lines = os.environ | {"max_print_line": "1000"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=whole_lines)
    log = folder / "book.log"
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    if done.returncode:
        errors = [line for line in text.splitlines() if line.startswith(("! ", "l."))]
        sys.exit("\n".join([f"XeLaTeX stopped; {log} says more.", *errors[:6]]))
    if found := [*faults(text)]:
        sys.exit("\n".join([f"The pages are not as they should be; {log} says:", *found]))


def main(source=None, target=None):
    if lacking := missing():
        packages = " ".join(sorted(set(lacking.values())))
        sys.exit(
            f"The PDF is set with XeLaTeX; not found here: {', '.join(lacking)}.\n"
            f"On Debian and Ubuntu: apt install {packages}"
        )
    if source is None:
        return
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

    options = ["-b", "latex", "-W", "--keep-going", "-q", "-c", str(ROOT / "paper")]
    if error := build_main([*options, str(work / "source"), str(work / "latex")]):
        sys.exit(error)
    picture = re.search(r'src="(explorers/.*?\.svg)"', index.cells[0].source)[1]
    cover = ["rsvg-convert", "-f", "pdf", "-o", work / "latex" / "cover.pdf", source / picture]
    subprocess.run(cover, check=True)
    typeset(work / "latex")
    shutil.copy(work / "latex" / "book.pdf", target)


if __name__ == "__main__":
    main(*sys.argv[1:])
