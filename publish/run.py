"""Run an edition of the book and keep what is published of it: every explorer alive.

    python -m publish.run book/zh dist/prepared/zh              the whole edition
    python -m publish.run book/zh dist/draft/zh 07-chain        some of its chapters

The website, the slides and the PDF are made from what this writes:

- the notebooks, with what is to be known of a cell in its metadata, under ``d2l``: the ``caption``
  of its figure, the ``exercises`` that it checks, and in an output's metadata the ``explorer``;
- ``explorers/``: of each explorer the first picture, and all its frames as a script;
- ``committed/``: the notebooks as they are.

What a notebook gives when it is run has to be what is committed with it, to the letter.
"""

import json
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from d2l_calc.exercises import chapter as exercises_of
from d2l_calc.grader.cards import Card
from d2l_calc.language import set_language
from publish import explorers
from publish.chapter import BookError, Chapter, Edition, language_of
from publish.pictures import size
from start.settings import own_settings
from tools.execute import KERNEL, PATIENT, WIDGET_VIEW, joined, normalised

# What every kernel runs first: explorers make all their frames at once, about so many each. The
# sliders have more stops, the more there are; the page weighs more, and 3 MB is enough. A notebook
# may have another number in its metadata, under d2l: {"frames": 4000}.
ALIVE = "from d2l_calc.stage import Explorer; Explorer.frames_ahead = {}"
FRAMES = 2000


class Outdated(BookError):
    """A notebook that gives something else than what is committed with it."""


def run(path, frames=FRAMES):
    """Run a notebook; give it as committed, with the state of every widget that it shows.

    Parameters
    ----------
    path : pathlib.Path
    frames : int, optional
        About how many frames each explorer makes.

    Returns
    -------
    nbformat.NotebookNode
        Outputs still have their widget views.
    dict of str to dict
        The state of each widget, by the id that the views name.

    Raises
    ------
    BookError
        If a cell fails, or gives other outputs than those committed.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        **PATIENT,
        kernel_name=KERNEL["name"],
        extra_arguments=[f"--IPKernelApp.exec_lines={ALIVE.format(frames)}"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise _stopped(path, client, f"{error.ename}: {error.evalue}") from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise _stopped(path, client, type(error).__name__) from error
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


def _stopped(path, client, why):
    return BookError(f"{path}, code cell {client.code_cells_executed}: {why}")


def prepare(path, folder):
    """Write a notebook with what is to be known of its cells, and the files of its explorers.

    Parameters
    ----------
    path, folder : pathlib.Path
        The notebook, and where to write.

    Returns
    -------
    dict of str to dict
        What is known of each explorer of the catalogue, by its name there.
    """
    chapter, shown = Chapter(path), []
    chapter.notebook, states = run(path, chapter.facts.get("frames", FRAMES))
    for place, cell in enumerate(chapter.cells):
        if cell.cell_type == "markdown":
            continue
        caption = chapter.caption_below(place) or chapter.words["figure"]
        cell.metadata["d2l"] = {"caption": caption, "exercises": _checked(chapter, place)}
        if cell.metadata["d2l"]["exercises"]:
            cell.outputs = [each for each in cell.outputs if not _unanswered(each)]
        for output in cell.outputs:
            try:
                known = _explorer(
                    output, states, f"{chapter.name}-{len(shown) + 1}", caption, folder
                )
            except (TypeError, ValueError) as error:
                raise chapter.error(error, place) from error
            if known:
                shown.append((place, known))
    chapter.notebook.metadata.pop("widgets", None)
    nbformat.write(chapter.notebook, folder / path.name)
    by_cell = dict(reversed(shown))  # the first of a cell
    return {e.name: by_cell[e.cell] for e in reversed(chapter.explorers) if e.cell in by_cell}


def _explorer(output, states, name, title, folder):
    """Keep the explorer that an output shows, if it shows one; give what is known of it.

    Parameters
    ----------
    output : nbformat.NotebookNode
        Its widget view gives way to what is known.
    states : dict of str to dict
    name, title : str
        What the explorer's files are called, and what it is if it has no title.
    folder : pathlib.Path

    Raises
    ------
    TypeError, ValueError
        For another widget, and for a picture that does not say how large it is.
    """
    data = output.get("data", {})
    picture, view = data.get("image/svg+xml"), data.pop(WIDGET_VIEW, None)
    if not view:
        if picture:
            size(picture)
        return None
    known = explorers.keep(name, states[view["model_id"]], picture, title, folder / "explorers")
    output.metadata["d2l"] = {"explorer": known}
    return known


def _checked(chapter, place):
    """Give the numbers of the exercises that a cell checks, all of which the package has."""
    numbers = chapter.checks.get(place, [])
    for number in numbers:
        if number not in exercises_of(number.partition(".")[0]):
            raise chapter.error(f"d2l_calc.exercises has no exercise {number}", place)
    return numbers


def _unanswered(output):
    """Whether an output is the card of an exercise that waits for its answer."""
    return Card("not_attempted", "", "").label in output.get("data", {}).get("text/plain", "")


def first_page(index, shown):
    """Run the book's first page; give it with what is known of the explorer that plays there.

    Parameters
    ----------
    index : publish.chapter.Chapter
        Its notebook's metadata names the explorer and what plays: ``"d2l": {"explorer":
        "secant", "plays": "h"}``.
    shown : dict of str to dict
        What is known of the explorers of the catalogue.

    Returns
    -------
    nbformat.NotebookNode
    """
    wanted = index.facts.get("explorer")
    if shown and wanted not in shown:
        raise index.error(
            f"the first page shows the explorer {wanted!r}, which is in no chapter; its metadata "
            f'names one that is, {{"d2l": {{"explorer": …}}}}: {", ".join(sorted(shown))}'
        )
    notebook, _ = run(index.path)
    notebook.metadata["d2l"] = index.facts | {"shows": shown.get(wanted)}
    return notebook


def main(source, target, *names):
    edition, target = Edition(source, names), Path(target)
    language_of(target)
    set_language(edition.language)
    shutil.rmtree(target, ignore_errors=True)
    for folder in ("explorers", "committed"):
        (target / folder).mkdir(parents=True)
    index = edition.index
    paths = [path for name, path in edition.paths.items() if name != index.name]
    with own_settings(), ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [*pool.map(lambda path: prepare(path, target), paths)]
    shown = {name: explorer for each in reversed(found) for name, explorer in each.items()}
    if names and index.facts.get("explorer") not in shown:  # a draft has what there is
        index.notebook.metadata["d2l"] = {"explorer": next(iter(shown), None)}
    nbformat.write(first_page(index, shown), target / index.path.name)
    for path in edition.paths.values():
        shutil.copy(path, target / "committed")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
