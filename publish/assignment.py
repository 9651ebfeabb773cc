"""Write the exercises of a chapter as a notebook to hand out, collect and grade with nbgrader.

    python -m publish.assignment book/zh/05-gradient.ipynb course/source/05-gradient

Each exercise is what the chapter has from its question to the cell that checks it. That cell has a
right answer, too, which nbgrader takes out where it hands the notebook out. The cell below it is
nbgrader's own: its test, hidden from students, gives one point for each ● of the exercise's level.
"""

import argparse
import ast
import re
import symtable
from copy import deepcopy
from pathlib import Path

import nbformat

from d2l_calc.exercises import numbered
from d2l_calc.language import LANGUAGES
from publish.chapter import ANCHOR, BookError, Chapter, words
from tools.execute import KERNEL

ANSWER = re.compile(r'\n+(?P<check>d2l\.check\("[\d.]+", (?P<name>\w+)\))\s*\Z')
LINK = re.compile(r"\[([^]]*)\]\(((?:[\w-]+\.ipynb)?(?:#([\w-]+))?)\)")
HELPERS = "from d2l_calc.classroom import {}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("chapter", type=Path, help="such as book/zh/05-gradient.ipynb")
    parser.add_argument("folder", type=Path, help="where to write it, under its own name")
    options = parser.parse_args(arguments)
    if not options.chapter.is_file():
        names = sorted(path.stem for path in options.chapter.parent.glob("[01]*.ipynb"))
        parser.error(f"there is no {options.chapter}; the chapters are {', '.join(names)}")
    notebook = assignment(Chapter(options.chapter))
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / options.chapter.name
    nbformat.write(notebook, path)
    points = [cell.metadata.get("nbgrader", {}).get("points", 0) for cell in notebook.cells]
    print(f"{path}: {len(list(filter(None, points)))} exercises, {sum(points)} points")


def assignment(chapter):
    """Give the exercises of a chapter as nbgrader's source notebook.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    BookError
        Where a chapter has none.
    """
    if not chapter.exercises:
        raise chapter.error("there are no exercises")
    title = f"# {chapter.number} {chapter.title}\n\n{words(chapter.language)['assignment']}"
    start = next(cell.source for cell in chapter.cells if cell.cell_type == "code")
    cells = [
        nbformat.v4.new_markdown_cell(title, id="title"),
        nbformat.v4.new_code_cell(start, id="start", metadata=marked("start", locked=True)),
    ]
    for exercise in chapter.exercises:
        *question, answer = deepcopy(chapter.cells[exercise.cell : exercise.checked + 1])
        known = [cell.source for cell in cells if cell.cell_type == "code"]
        needed = [cell for cell in question if cell.cell_type == "code"]
        cells += [*defining(chapter, needed, known, exercise.cell), *question]
        cells += graded(chapter, exercise, answer)
    anchors = {anchor for cell in cells for anchor in ANCHOR.findall(cell.source)}
    for cell in cells:
        cell.metadata.pop("slideshow", None)
        if cell.cell_type == "code":
            cell.update(outputs=[], execution_count=None)
        else:
            cell.source = LINK.sub(lambda link: with_its_end(link, anchors), cell.source)
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def defining(chapter, needed, known, before):
    """Give the cells of a chapter that define what some of its cells use, each once, in order.

    Parameters
    ----------
    chapter : Chapter
    needed : list of nbformat.NotebookNode
    known : list of str
        Code that stands above already.
    before : int
        The place in the chapter of the first of them.
    """
    wanted = set().union(*(used(cell.source) for cell in needed))
    there = set().union(*map(defined, known))
    found = []
    for cell in reversed(chapter.cells[:before]):
        if cell.cell_type == "code" and defined(cell.source) & (wanted - there):
            found.insert(0, deepcopy(cell))
            wanted = wanted - defined(cell.source) | used(cell.source)
    return found


def defined(source):
    r"""Give the names that some code defines, outside of functions.

    Examples
    --------
    >>> sorted(defined("import numpy as np\n\ndef f(x):\n    y = x\n\na, b = 1, 2"))
    ['a', 'b', 'f', 'np']
    """
    table = symtable.symtable(source, "cell", "exec")
    return {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}


def used(source):
    r"""Give the names that some code uses and does not define.

    Examples
    --------
    >>> sorted(used("def f(x):\n    return g(x) + y\n\ny = print(1)"))
    ['g', 'print']
    """
    tables, found = [symtable.symtable(source, "cell", "exec")], set()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        found |= {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
    return found - defined(source)


def graded(chapter, exercise, cell):
    """Give the cell of an exercise with a right answer, and the cell that tests it.

    Parameters
    ----------
    chapter : Chapter
    exercise : publish.chapter.Exercise
    cell : nbformat.NotebookNode
        As it is in the chapter: ``...`` for the answer, and the check in its last line.
    """
    number, points, place = exercise.number, exercise.level, exercise.number.replace(".", "-")
    found = ANSWER.search(cell.source)
    if not found:
        raise chapter.error(f'the last line is to be d2l.check("{number}", …)', exercise.checked)
    name = found["name"]
    # In the place of the answer nbgrader leaves an empty line.
    stub, right = (
        cell.source[: found.start()],
        hidden("SOLUTION", *right_answer(chapter, number, name)),
    )
    cell.source = f"{stub}\n{right}\n{found['check']}"
    cell.metadata = marked(f"answer-{place}", solution=True)
    test = HELPERS.format("points"), f'points("{number}", "{name}", of={points})'
    said = words(chapter.language)["points"].format(exercise=number, points=points)
    tests = nbformat.v4.new_code_cell(
        f"# {said}\n{hidden('HIDDEN TESTS', *test)}",
        id=f"points-{place}",
        metadata=marked(f"points-{place}", grade=True, locked=True, points=points),
    )
    return cell, tests


def right_answer(chapter, number, name):
    """Give lines of code that answer an exercise, below what its solution says."""
    exercise = numbered(number)
    said = exercise.solution or ""
    if not isinstance(said, str):
        said = said[LANGUAGES.index(chapter.language)]
    steps = [f"# {step}" for step in said.splitlines()]
    if callable(exercise.key) or not is_written_as_it_is(exercise.key):
        return [*steps, HELPERS.format("right_answer"), f'{name} = right_answer("{number}")']
    return [*steps, f"{name} = {exercise.key!r}"]


def is_written_as_it_is(key):
    """Tell whether Python reads a key from what it writes for it.

    Examples
    --------
    >>> is_written_as_it_is({(0, 0): "saddle"}), is_written_as_it_is(print)
    (True, False)
    """
    try:
        return ast.literal_eval(repr(key)) == key
    except (ValueError, SyntaxError):
        return False


def hidden(what, *lines):
    """Give some lines between the marks by which nbgrader knows what students do not see."""
    return "\n".join([f"### BEGIN {what}", *lines, f"### END {what}"])


def marked(name, points=None, **kind):
    """Give the metadata by which nbgrader knows a cell.

    Parameters
    ----------
    name : str
        No other cell of the notebook has it.
    points : int, optional
    **kind : bool
        What the cell is: ``grade``, ``solution``, ``locked``.
    """
    known = {"grade": False, "solution": False, "locked": False, "task": False, **kind}
    known |= {"grade_id": name, "schema_version": 3, "cell_type": "code"}
    return nbformat.from_dict({"nbgrader": known | ({"points": points} if points else {})})


def with_its_end(link, anchors):
    """Give a link that still leads somewhere; of others, what it says."""
    text, target, anchor = link.groups()
    return link[0] if not target or (target[0] == "#" and anchor in anchors) else text


if __name__ == "__main__":
    try:
        main()
    except BookError as error:
        raise SystemExit(str(error)) from None
