"""Run the book and write it as it is published: every explorer alive without a kernel.

    python -m publish.run book/zh dist/prepared

The website, the slides and the PDF are made from what this writes:

- the notebooks, with hints and solutions below each exercise;
- ``explorers/``: of each explorer the first picture, and all its frames as a script.

What a notebook gives when it is run has to be what is committed with it, to the letter.
"""

import base64
import gzip
import json
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_markdown_cell

from d2l_calc.exercises import chapter
from d2l_calc.grader.messages import tell
from tools.execute import KERNEL, WIDGET_VIEW, joined, normalised

# What every kernel runs first: explorers make all their frames at once, about so many each. The
# sliders have more stops, the more there are; the page weighs more, and 3 MB is enough.
ALIVE = "from d2l_calc.stage import Explorer; Explorer.frames_ahead = {}"
FRAMES = 2000
FRAMES_OF = {
    "01-derivative": 4000,
    "05-gradient": 1800,
    "06-jacobian": 1200,
    "07-chain": 6000,
    "08-softmax": 6000,
    "09-learning": 4000,
}

EXERCISE = re.compile(r'd2l\.check\("((\d)\.\d+)"')
CAPTION = re.compile(r"\*(图 [\d.]+：.*?)\*(?!\*)", re.DOTALL)
# Where one artist of a layer ends; Matplotlib indents what belongs to it by more.
END_OF_PART = re.compile(r"(?<=^ </g>\n)", re.MULTILINE)

# What the first page shows at once, and what it says below.
LANDING, PLAYS = "d2l.explore.secant()", "h"
START = '<a class="start" href="{}">开始读</a>'
CONTENTS = """```{{toctree}}
:hidden:

{}
```"""

HINT, SOLUTION = "提示 {}", "解答"
TO_CHECK = "在 JupyterLab 里写下答案、运行这一格，就知道对不对；网页上不能批改。"


class Outdated(Exception):
    """A notebook that gives something else than what is committed with it."""


def run(path):
    """Run a notebook; give it as committed, with the state of every widget that it shows.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    nbformat.NotebookNode
        Outputs still have their widget views.
    dict of str to dict
        The state of each widget, by the id that the views name.
    """
    notebook = nbformat.read(path, as_version=4)
    alive = ALIVE.format(FRAMES_OF.get(path.stem, FRAMES))
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name=KERNEL["name"],
        extra_arguments=[f"--IPKernelApp.exec_lines={alive}"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = list(joined(cell.outputs))
    committed = nbformat.read(path, as_version=4)
    made = nbformat.from_dict(json.loads(json.dumps(notebook)))
    normalised(made)
    for number, (new, old) in enumerate(zip(made.cells, committed.cells, strict=True), 1):
        if new.get("outputs") != old.get("outputs"):
            raise Outdated(f"{path}, cell {number}, gives other outputs now: run `make execute`")
    return notebook, client.widget_state


def prepare(path, folder):
    """Write a notebook as it is published, and the files of its explorers.

    Parameters
    ----------
    path, folder : pathlib.Path
        The notebook, and where to write.

    Returns
    -------
    dict of str to str
        The HTML of each explorer, by the cell that shows it.
    """
    notebook, states = run(path)
    shown, cells = {}, []
    for place, cell in enumerate(notebook.cells):
        cells.append(cell)
        if cell.cell_type == "markdown":
            continue
        caption = _caption(notebook.cells[place + 1 : place + 2])
        for output in cell.outputs:
            data = output.get("data", {})
            if view := data.pop(WIDGET_VIEW, None):
                name = f"{path.stem}-{len(shown) + 1}"
                shown[cell.source] = data["text/html"] = write_explorer(
                    name,
                    _titled(states[view["model_id"]], caption),
                    data["image/svg+xml"],
                    folder / "explorers",
                )
            elif "image/svg+xml" in data:
                cell.metadata["mystnb"] = {"image": {"alt": caption}}
        if numbers := EXERCISE.findall(cell.source):
            cell.outputs = [each for each in cell.outputs if not _unanswered(each)]
            cells += [exercise_cell(number, of) for number, of in numbers]
    notebook.cells = cells
    notebook.metadata.pop("widgets", None)
    nbformat.write(notebook, folder / path.name)
    return shown


def write_explorer(name, state, picture, folder):
    """Write an explorer's picture and frames; give the HTML that stands for it on a page.

    Parameters
    ----------
    name : str
        What its files are called.
    state : dict
        The state of its widget.
    picture : str
        Its first picture, an SVG.
    folder : pathlib.Path

    Returns
    -------
    str
    """
    values = {key: value for key, value in state.items() if not _of_jupyter(key)}
    values["_pictures"] = in_parts(values["_pictures"])
    frames = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b64encode(gzip.compress(frames, mtime=0)).decode()
    (folder / f"{name}.js").write_text(f'd2lFrames("{name}", "{packed}");\n', "utf-8")
    (folder / f"{name}.svg").write_text(picture, "utf-8")
    width, height = re.search(r'width="([\d.]+)" height="([\d.]+)"', picture).groups()
    stage = values["_stage"]
    return (
        f'<div class="explorer" data-explorer="{name}">'
        f'<img src="explorers/{name}.svg" width="{width}" height="{height}" loading="lazy"'
        f' alt="{escape(" — ".join(filter(None, (stage["title"], stage["description"]))))}"></div>'
    )


def in_parts(pictures):
    """Give frames whose layers are the numbers of their parts, each of which is there once.

    What a slider does not move is the same in many frames, too far apart for gzip to notice.
    """
    parts = {}

    def folded(layer):
        return [parts.setdefault(part, len(parts)) for part in END_OF_PART.split(layer)]

    frames = [
        frame | {"layer": folded(frame["layer"])} if "layer" in frame else frame
        for frame in pictures["frames"]
    ]
    return pictures | {"frames": frames, "parts": [*parts]}


def exercise_cell(number, of):
    """Give what a page shows below an exercise: hints and solution behind clicks.

    Parameters
    ----------
    number, of : str
        The exercise, such as ``"1.3"``, and its chapter.
    """
    exercise = chapter(of)[number]
    parts = [(HINT.format(i), text) for i, text in enumerate(exercise.hints, 1)]
    parts.append((SOLUTION, exercise.solution))
    folded = "\n\n".join(
        f'<details class="exercise">\n<summary>{summary}</summary>\n\n'
        f"{markdown(tell(text))}\n\n</details>"
        for summary, text in parts
        if text is not None
    )
    cell = new_markdown_cell(f'{folded}\n\n<p class="to-check">{TO_CHECK}</p>')
    cell.metadata = {"slideshow": {"slide_type": "skip"}, "exercise": number}
    return cell


def markdown(text):
    r"""Give a text of an exercise as Markdown: each line a paragraph, `<` and `*` themselves.

    Examples
    --------
    >>> markdown("**so** $a<b$\n2 * x < y")
    '**so** $a<b$\n\n2 \\* x &lt; y'
    """
    parts = re.split(r"(`[^`]+`|\$[^$]+\$|\*\*)", text)
    parts[::2] = [escape(part, quote=False).replace("*", r"\*") for part in parts[::2]]
    return "".join(parts).replace("\n", "\n\n")


def landing(notebook, explorer, pages):
    """Give the book's first page: in one look what the book is, and where it starts.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        The book's index. Its sections with code are for those who run the book: they go.
    explorer : str
        The HTML of what plays at the top.
    pages : list of str
        The stems of the other pages, in order.
    """
    title, sentence, *rest = notebook.cells[0].source.split("\n\n")
    playing = explorer.replace("data-explorer", f'data-plays="{PLAYS}" data-explorer')
    top = [title, sentence, START.format(f"{pages[0]}.html"), playing, *rest]
    sections = []
    for cell in notebook.cells[1:]:
        if cell.source.startswith("## ") or not sections:
            sections.append([])
        sections[-1].append(cell)
    kept = [s for s in sections if all(cell.cell_type == "markdown" for cell in s)]
    notebook.cells = [
        new_markdown_cell("\n\n".join(top)),
        *(cell for section in kept for cell in section),
        new_markdown_cell(CONTENTS.format("\n".join(pages))),
    ]
    return notebook


def _caption(cells):
    """Give the caption at the start of the cell below a figure, without marks of Markdown."""
    for cell in cells:
        if cell.cell_type == "markdown" and (found := CAPTION.match(cell.source)):
            return re.sub(r"[`*]", "", found[1])
    return "图"


def _titled(state, caption):
    """Let an explorer that has no title be called what its caption says."""
    if "_stage" not in state:
        raise TypeError(f"a {state['_model_name']} is no explorer: it cannot move on a page")
    stage = state["_stage"]
    return state | {"_stage": stage | {"title": stage["title"] or caption}}


def _unanswered(output):
    return "○ 尚未作答" in output.get("data", {}).get("text/plain", "")


def _of_jupyter(key):
    """Whether a part of a widget's state is about where its code comes from."""
    own = ("_stage", "_pictures")
    return (key.startswith("_") and key not in own) or key in ("layout", "tabbable", "tooltip")


def main(source, target):
    source, target = Path(source), Path(target)
    (target / "explorers").mkdir(parents=True, exist_ok=True)
    paths = [*sorted(source.glob("[0-9]*.ipynb")), source / "glossary.ipynb"]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        shown = [*pool.map(lambda path: prepare(path, target), paths)]
    index, _ = run(source / "index.ipynb")
    playing = next(explorers[LANDING] for explorers in shown if LANDING in explorers)
    index = landing(index, playing, [path.stem for path in paths])
    nbformat.write(index, target / "index.ipynb")


if __name__ == "__main__":
    main(*sys.argv[1:])
