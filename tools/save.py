"""Write a Python module from the notebook cells marked ``#@save``.

    python tools/save.py book/zh d2l_calc/saved.py            write the module
    python tools/save.py book/zh d2l_calc/saved.py --check    only compare: exit 1 and show a diff

A marker on a line of its own saves every top-level statement below it in the cell. A marker at
end of the first or last line of a ``def`` or ``class`` header, of an assignment or of an import
saves that statement.
"""

import argparse
import ast
import builtins
import difflib
import io
import os
import re
import symtable
import sys
import textwrap
import tokenize
import traceback
from itertools import groupby
from pathlib import Path

import nbformat
from IPython.core.inputtransformer2 import TransformerManager

from tools.names import names_after, uses

MARKER = "#@save"
LOOKS_LIKE_A_MARKER = re.compile(r"#\s*@save")
MODULE_NAMES = {*dir(builtins), "__name__", "__file__", "__doc__", "__all__"}
OLDEST_PYTHON = (3, 11)  # whose syntax the saved code keeps to
FUTURE = "from __future__ import annotations"
SAVED_BY_THEIR_OWN_MARKER = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.Assign,
    ast.AnnAssign,
    ast.Import,
    ast.ImportFrom,
)


class SaveError(Exception):
    """A notebook cannot be saved as it stands; the message says where and what to do."""


class Block:
    """A piece of a cell that goes into the module.

    Attributes
    ----------
    place : str
        The notebook and cell it comes from.
    source : str
        Its Python text.
    names : tools.names.Names
        The names it gives to the module.
    uses : tools.names.Uses
        Those it takes from it.
    exported, uncertain : set of str
        The names meant for readers, which are neither private nor imported under their own name;
        and those that would be, but are not there in every case.
    passing, may_rest : set of str
        The names that are for this block alone, as ``_`` and what a loop leaves behind; these and
        the others that nobody need use.
    only_imports : bool
        Whether it defines nothing itself; such blocks stand first in the module.
    """

    def __init__(self, place, source, before=""):
        self.place, self.source = place, source
        try:
            compile(before + source, place, "exec")
            module = symtable.symtable(before + source, place, "exec")
        except SyntaxError as error:
            raise SaveError(f"{place}: this cannot stand in a module: {error}") from error
        tree = ast.parse(source)
        self.names = names_after(tree.body)
        self.uses = uses(module, tree)
        self.only_imports = all(isinstance(n, ast.Import | ast.ImportFrom) for n in tree.body)
        if any(isinstance(node, ast.alias) and node.name == "*" for node in ast.walk(tree)):
            raise SaveError(f"{place}: import * does not say which names it brings; name them")
        if all(isinstance(node, ast.AnnAssign) and node.value is None for node in tree.body):
            raise SaveError(f"{place}: {source.strip()} gives no value, so nothing is saved")
        names = self.names
        self.passing = names.left_over | {n for n in names.possible if not n.strip("_")}
        # A decorator may keep what it is given.
        decorated = {n.name for n in tree.body if getattr(n, "decorator_list", None)}
        self.may_rest = self.passing | decorated
        public = {n for n in names.possible - names.imported - self.passing if n[0] != "_"}
        self.exported = public & names.certain
        self.uncertain = public - names.certain


def module_source(book):
    """Give the text of the module that the notebooks of a folder define.

    Parameters
    ----------
    book : pathlib.Path
        A folder of notebooks; they are read in the order of their names.

    Raises
    ------
    SaveError
        When the folder has no notebook, a marker saves nothing, a name is saved twice or used
        without being saved, a saved import or private name is not used, or the module fails.
    """
    notebooks = sorted(book.glob("*.ipynb"))
    if not notebooks:
        raise SaveError(f"no notebook (*.ipynb) in {book}")
    pieces = [piece for notebook in notebooks for piece in notebook_pieces(notebook)]
    before = f"{FUTURE}\n" if any(FUTURE in source for _, source in pieces) else ""
    blocks = [Block(place, source, before) for place, source in pieces]
    check_names(blocks)

    blocks.sort(key=lambda block: (not block.only_imports, FUTURE not in block.source))
    notebooks = ", ".join(dict.fromkeys(block.place.partition(",")[0] for block in blocks))
    origin = textwrap.fill(f"Notebooks: {notebooks or 'none'}.", 99, break_on_hyphens=False)
    exported = sorted({name for block in blocks for name in block.exported})
    head = (
        '"""What the notebooks save; generated from their cells marked #@save, not edited.\n\n'
        f"{origin}\n"
        "Command: `make save`, which is `python tools/save.py book/zh d2l_calc/saved.py`.\n"
        '"""\n'
    )
    cells = [
        f"# {place}\n" + "\n\n\n".join(block.source for block in group)
        for place, group in groupby(blocks, key=lambda block: block.place)
    ]
    names = "".join(f'    "{name}",\n' for name in exported)
    text = head + "\n" + "\n\n\n".join([*cells, f"__all__ = [\n{names}]"]) + "\n"
    check_that_it_runs(text)
    return text


def notebook_pieces(path):
    """Give place and source of what is saved of one notebook, in order."""
    try:
        cells = nbformat.read(path, as_version=4).cells
    except (ValueError, AttributeError) as error:
        raise SaveError(f"{path.name} is not a notebook: {error}") from error
    code_cells = [cell for cell in cells if cell.cell_type == "code"]
    for number, cell in enumerate(code_cells, start=1):
        if LOOKS_LIKE_A_MARKER.search(cell.source):
            place = f"{path.name}, code cell {number}"
            for source in cell_blocks(cell.source, place):
                yield place, source


def cell_blocks(cell, place):
    """Give the source of each saved block of a cell, without its marker.

    Parameters
    ----------
    cell : str
        The cell as the reader sees it, magics included.
    place : str
        Where it stands, for error messages.
    """
    code = TransformerManager().transform_cell(cell)
    try:
        body = ast.parse(code, feature_version=OLDEST_PYTHON).body
        markers = list(_markers(code, place))
    except (SyntaxError, tokenize.TokenError) as error:
        raise SaveError(f"{place}: this is not Python: {error}") from error
    if not markers and cell.lstrip().startswith("%%"):
        raise SaveError(f"{place}: a cell that begins with a %% magic cannot be saved")

    lines = code.splitlines()
    saved_to = 0
    for row, column in markers:
        own_line = not lines[row - 1][:column].strip()
        inside = [node for node in body if _first_line(node) <= row <= node.end_lineno]
        if row <= saved_to:
            raise SaveError(
                f"{place}, line {row}: saved by an earlier {MARKER} already; remove one"
            )
        if own_line and not inside:
            first, saved_to = row + 1, max((node.end_lineno for node in body), default=0)
            if saved_to < first:
                raise SaveError(f"{place}, line {row}: {MARKER} saves nothing, no code follows it")
        else:
            if own_line or not inside or not all(_marks(node, row, lines) for node in inside):
                raise SaveError(
                    f"{place}, line {row}: {MARKER} belongs on a line of its own above the code, "
                    "or at the end of a def, class, assignment or import line"
                )
            first, saved_to = _first_line(inside[0]), inside[-1].end_lineno
            lines[row - 1] = lines[row - 1][:column].rstrip()
        source = "\n".join(lines[first - 1 : saved_to]).strip("\n")
        if "get_ipython()" in source and "get_ipython()" not in cell:
            raise SaveError(f"{place}: a magic or a ! command cannot be saved; move it up")
        yield source


def check_names(blocks):
    """Raise SaveError unless every name is saved once, and every name used is saved."""
    home = {}
    for block in blocks:
        for name in sorted(block.names.possible - block.passing):
            if name in home:
                raise SaveError(f"{block.place}: {name} is saved already by {home[name]}")
            if name in MODULE_NAMES:
                raise SaveError(f"{block.place}: {name} would hide Python's own {name}; rename it")
            home[name] = block.place
    there = home.keys() | MODULE_NAMES | {name for block in blocks for name in block.uses.given}
    for block in blocks:
        _check_names_of(block, home, there | block.passing)
    needed = {n for block in blocks for n in block.uses.any | block.exported | block.may_rest}
    for name in sorted(home.keys() - needed):
        raise SaveError(
            f"{home[name]}: {name} is saved, but no saved code uses it; remove its {MARKER}"
        )


def _check_names_of(block, home, there):
    names, uses = block.names, block.uses
    for name in sorted(names.taken_back & home.keys()):
        raise SaveError(f"{block.place}: del takes back {name}, which {home[name]} saves")
    at_once = uses.at_once - (names.ever - names.for_checkers) | names.changed | names.taken_back
    for name in sorted((at_once | uses.later) - there):
        if name in names.for_checkers:
            why = "is there for type checkers only; import it outside of TYPE_CHECKING, or quote it"
        elif name in names.ever:
            why = "it takes back itself; do not delete it"
        else:
            why = f"no cell saves; mark the definition or import of {name} with {MARKER} too"
        raise SaveError(f"{block.place}: the saved code uses {name}, which {why}")
    for name in sorted(block.uncertain):
        raise SaveError(
            f"{block.place}: {name} is not defined on every way through the saved code;"
            " define it on each, or begin its name with _"
        )


def check_that_it_runs(text):
    """Raise SaveError unless the module can be imported, as far as it is to blame itself."""
    try:
        exec(compile(text, "<saved>", "exec"), {"__name__": "saved"})
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        files = [frame.filename for frame in frames] + [getattr(error, "filename", None) or ""]
        # The package's present module, which this one replaces, may be broken.
        if any("d2l_calc" in file for file in files):
            return
        line = next(frame.lineno for frame in frames if frame.filename == "<saved>")
        above = text.splitlines()[: line - 1]
        places = [row[2:] for row in above if re.match(r"# .+\.ipynb, code cell \d+$", row)]
        what = f"{type(error).__name__}: {error}"
        raise SaveError(f"{places[-1]}: the saved code fails on import: {what}") from error


def _markers(code, place):
    """Give row and column of each marker; what only looks like one is an error."""
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT and LOOKS_LIKE_A_MARKER.match(token.string):
            if token.string.replace("# ", "#", 1).strip() != MARKER:
                raise SaveError(
                    f"{place}, line {token.start[0]}: write the marker as {MARKER} and nothing else"
                )
            yield token.start


def _first_line(node):
    return min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])


def _marks(node, row, lines):
    """Say whether a marker at the end of this row saves the statement."""
    if not isinstance(node, SAVED_BY_THEIR_OWN_MARKER):
        return False
    if not hasattr(node, "body"):
        return True
    body_row = _first_line(node.body[0])
    starts_line = not lines[body_row - 1][: node.body[0].col_offset].strip("@ \t")
    return row < body_row + (not starts_line)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("book", type=Path, metavar="BOOK_DIR", help="folder of notebooks")
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="module to write")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 with a diff")
    options = parser.parse_args(arguments)
    try:
        new = module_source(options.book)
    except SaveError as error:
        sys.exit(f"Not saved. {error}")
    old = options.output.read_text("utf-8") if options.output.exists() else ""
    if new == old:
        return
    if options.check:
        diff = difflib.unified_diff(
            old.splitlines(),
            new.splitlines(),
            str(options.output),
            "the notebooks",
            lineterm="",
        )
        sys.exit("\n".join([*diff, "", "The module and the notebooks differ. Run: make save"]))
    temporary = options.output.with_suffix(".new")
    temporary.write_text(new, "utf-8", newline="\n")
    os.replace(temporary, options.output)


if __name__ == "__main__":
    main()
