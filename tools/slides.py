"""Make a lecture of each chapter, beside the website whose explorers and fonts it uses.

    python tools/slides.py dist/prepared dist/site

A cell's slide mark decides where it goes. Prose that is marked to be skipped is what the lecturer
says: it becomes the notes of the slide before it.
"""

import re
import shutil
import sys
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

ROOT = Path(__file__).resolve().parent.parent
FULL, CAPTION = 950, 150  # pixels; slides are made a little smaller where they hold more
LOOK = ROOT / "website" / "slides"
REVEAL = ROOT / ".venv" / "npm" / "node_modules" / "reveal.js"
REVEAL_PARTS = (
    "dist/reveal.js",
    "dist/reveal.css",
    "plugin/notes/notes.js",
)


def speak(notebook):
    """Turn what is skipped between the slides into the lecturer's notes, up to the exercises."""
    started = False
    for cell in notebook.cells:
        slideshow = cell.metadata.setdefault("slideshow", {"slide_type": "-"})
        kind = slideshow["slide_type"]
        started = started or kind == "slide"
        if cell.source.lstrip().startswith("## 练习") or "exercise" in cell.metadata:
            return
        if kind == "skip" and started and cell.cell_type == "markdown":
            slideshow["slide_type"] = "notes"


def turn_over(notebook):
    """Begin a new slide below where a slide has become too full to be read from the last row."""
    filled = 0
    for cell in notebook.cells:
        slideshow = cell.metadata["slideshow"]
        if slideshow["slide_type"] in ("skip", "notes"):
            continue
        needed = height(cell)
        caption = cell.source.startswith("*图")
        if slideshow["slide_type"] in ("slide", "subslide"):
            filled = 0
        elif filled + needed > (FULL + CAPTION if caption else FULL):
            slideshow["slide_type"] = "subslide"
            filled = 0
        filled += needed


def height(cell):
    """Give about how many pixels of a slide a cell takes.

    Examples
    --------
    >>> height(nbformat.v4.new_markdown_cell("## 1.1 用多边形逼近圆"))
    50
    """
    if cell.cell_type == "markdown":
        lines = [line for line in cell.source.splitlines() if not line.startswith("<")]
        equations = 45 * cell.source.count("$$") // 2
        return equations + sum(50 * -(-len(line) // 44) for line in lines)
    pixels = 30 + 27 * len(cell.source.splitlines())
    for output in cell.outputs:
        data = output.get("data", {})
        if "data-explorer" in data.get("text/html", ""):
            pixels += 560
        elif picture := data.get("image/svg+xml"):
            pixels += float(re.search(r'height="([\d.]+)pt"', picture)[1]) * 4 / 3
        else:
            pixels += 27 * len(output.get("text", data.get("text/plain", "")).splitlines())
    return pixels


def lecture(path):
    """Give the page of a chapter's slides.

    Parameters
    ----------
    path : pathlib.Path
        A prepared notebook.

    Returns
    -------
    str
    """
    notebook = nbformat.read(path, as_version=4)
    speak(notebook)
    turn_over(notebook)
    title = notebook.cells[0].source.partition("\n")[0].strip("# ")
    exporter = SlidesExporter(
        template_name="slides",
        extra_template_basedirs=[str(LOOK.parent)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    page, _ = exporter.from_notebook_node(notebook, resources={"title": title})
    page = page.replace('src="explorers/', 'src="../explorers/')
    return page.replace(".ipynb#", ".html#").replace('href="0', 'href="../0')


def main(source, target):
    source, target = Path(source), Path(target) / "slides"
    shutil.rmtree(target, ignore_errors=True)
    for part in REVEAL_PARTS:
        (target / "reveal" / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REVEAL / part, target / "reveal" / part)
    # The theme's own fonts have no Chinese and are not used.
    theme = (REVEAL / "dist" / "theme" / "white.css").read_text("utf-8")
    (target / "white.css").write_text(re.sub(r"@import .*?;", "", theme), "utf-8")
    for part in ("slides.js", "slides.css"):
        shutil.copy(LOOK / part, target)
    for path in sorted(source.glob("[0-9]*.ipynb")):
        (target / f"{path.stem}.html").write_text(lecture(path), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
