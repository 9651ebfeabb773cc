"""Make a lecture of each chapter, beside the website whose explorers and fonts it uses.

    python -m publish.slides dist/prepared dist/site

A cell's slide mark decides where it goes. Prose that is marked to be skipped is what the lecturer
says: it becomes the notes of the slide before it.
"""

import re
import shutil
import sys
from math import ceil
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# In pixels: what a slide shows in full size, what it holds when made a little smaller, and how much
# more for the sake of a last line or two; and how much larger than on a page a figure is.
SCREEN, FULL, LINE, LARGER = 640, 820, 150, 1.3
HEADING = re.compile(r"^##? (.*)", re.MULTILINE)
LOOK = HERE / "lecture"
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


def loosen(notebook):
    """Take the paragraphs below a caption, and those of long prose, apart: they may go on below."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        long = cell.source.startswith("*图") or height(cell) > SCREEN
        if cell.cell_type == "code" or not long or "<details" in cell.source:
            continue
        # What announces something, as headings do, stays with it.
        first, *rest = re.split(r"(?<!：)\n\n(?!\$\$)", cell.source)
        if HEADING.search(first) and rest:
            first += "\n\n" + rest.pop(0)
        cell.source = first
        for paragraph in rest:
            below = nbformat.v4.new_markdown_cell(paragraph)
            kind = "-" if _mark(cell) in ("slide", "subslide", "fragment") else _mark(cell)
            below.metadata["slideshow"] = {"slide_type": kind}
            cells.append(below)
    notebook.cells = cells


def turn_over(notebook):
    """Let each slide hold what can be read from the last row: neither too much nor next to nothing.

    What is to be below a slide, and has room on it, appears there. Where a slide is too full, it
    goes on below, under the heading of its section. A cell that is too much for any slide shows
    what it gives, without its code.
    """
    slides = []
    for cell in notebook.cells:
        if _mark(cell) in ("slide", "subslide"):
            slides.append([])
        if slides and _mark(cell) not in ("skip", "notes"):
            slides[-1].append(cell)
    filled = SCREEN
    for cells in slides:
        for cell in cells:
            if height(cell) > FULL and cell.get("outputs"):
                cell.metadata["transient"] = {"remove_source": True}
        needed = sum(map(height, cells))
        if _mark(cells[0]) == "subslide" and filled + needed <= SCREEN:
            cells[0].metadata["slideshow"]["slide_type"] = "fragment"
            filled += needed
        else:
            filled = spread(cells)


def spread(cells):
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
    left = sum(map(height, cells))
    room = min(FULL, left / ceil(left / FULL) + LINE)
    filled = 0
    for cell in cells:
        needed = height(cell)
        caption = LINE if cell.source.startswith("*图") else 0
        full = room + caption if filled > LINE else FULL + LINE
        if filled and left > LINE and filled + needed > full:
            cell.metadata["slideshow"]["slide_type"] = "subslide"
            filled = 0
        filled += needed
        left -= needed
    return filled


def go_on(notebook):
    """Say on each slide below another which section it is part of."""
    heading, cells = "", []
    for cell in notebook.cells:
        if _mark(cell) == "subslide" and not HEADING.search(cell.source):
            line = nbformat.v4.new_markdown_cell(f'<p class="goes-on">{heading}</p>')
            line.metadata["slideshow"] = {"slide_type": "subslide"}
            cell.metadata["slideshow"]["slide_type"] = "-"
            cells.append(line)
        cells.append(cell)
        if cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            heading = found[1]
    notebook.cells = cells


def height(cell):
    """Give about how many pixels of a slide a cell takes.

    Examples
    --------
    >>> height(nbformat.v4.new_markdown_cell("## 1.1 用多边形逼近圆"))
    50
    """
    if cell.cell_type == "markdown":
        return _height_of(cell.source)
    pixels = 0
    if "transient" not in cell.metadata:
        pixels += 30 + 28 * sum(1 + len(line) // 95 for line in cell.source.splitlines())
    for output in cell.outputs:
        data = output.get("data", {})
        if "data-explorer" in data.get("text/html", ""):
            pixels += 480
        elif picture := data.get("image/svg+xml"):
            points = float(re.search(r'height="([\d.]+)pt"', picture)[1])
            pixels += min(points * 4 / 3 * LARGER, 480)
        elif table := data.get("text/markdown"):
            pixels += _height_of(table)
        else:
            pixels += 28 * len(output.get("text", data.get("text/plain", "")).splitlines())
    return pixels


def _height_of(text):
    text = re.sub(r"<details>.*?</details>", "（一行）", text, flags=re.DOTALL)
    lines = [line for line in text.splitlines() if not line.startswith(("<", "|"))]
    rows = sum(line.startswith("|") for line in text.splitlines())
    equations = re.findall(r"\$\$.*?\$\$", text, re.DOTALL)
    tall = sum(len(re.findall(r"\\\\|$", each)) for each in equations if "frac" in each)
    return (
        40 * rows + 45 * (len(equations) + tall) + sum(50 * -(-len(line) // 44) for line in lines)
    )


def _mark(cell):
    return cell.metadata["slideshow"]["slide_type"]


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
    loosen(notebook)
    turn_over(notebook)
    go_on(notebook)
    title = notebook.cells[0].source.partition("\n")[0].strip("# ")
    exporter = SlidesExporter(
        template_name=LOOK.name,
        extra_template_basedirs=[str(LOOK.parent)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    page, _ = exporter.from_notebook_node(
        notebook, resources={"title": title, "chapter": path.stem}
    )
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
