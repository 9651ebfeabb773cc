"""Which names a piece of Python gives to its module, and which it takes from it."""

import ast
import re
from dataclasses import dataclass, field, fields, replace


@dataclass(frozen=True)
class Names:
    """The names of a module at one place in it.

    Attributes
    ----------
    certain, possible : frozenset of str
        Those that are there on every way to this place, and on some way.
    ever : frozenset of str
        Those that are or were there, or are there for type checkers.
    for_checkers : frozenset of str
        Those that are there for type checkers only.
    taken_back, changed : frozenset of str
        Those from elsewhere that are deleted, or given another value (``a += 1``).
    imported : frozenset of str
        Those that are imported under their own name.
    left_over : frozenset of str
        Those that a loop or a with statement leaves behind.
    """

    certain: frozenset = frozenset()
    possible: frozenset = frozenset()
    ever: frozenset = frozenset()
    for_checkers: frozenset = frozenset()
    taken_back: frozenset = frozenset()
    changed: frozenset = frozenset()
    imported: frozenset = frozenset()
    left_over: frozenset = frozenset()

    def with_(self, new, left_over=False):
        """Give the names after some more are there."""
        old = self.left_over - new
        return replace(
            self,
            certain=self.certain | new,
            possible=self.possible | new,
            ever=self.ever | new,
            for_checkers=self.for_checkers - new,
            left_over=old | new if left_over else old,
        )

    def without(self, gone):
        """Give the names after some were deleted."""
        return replace(
            self,
            certain=self.certain - gone,
            possible=self.possible - gone,
            taken_back=self.taken_back | (gone - self.ever),
            left_over=self.left_over - gone,
        )


@dataclass
class Uses:
    """The names that a piece of a module takes from the module's top level, at any depth.

    Attributes
    ----------
    at_once, later : set of str
        Those that it takes on import, and those that its functions take when they are called.
    perhaps : set of str
        Those that a class takes if it has none itself, and those in annotations, quoted or not.
    given : set of str
        Those that its functions give to the module by ``global``.
    """

    at_once: set = field(default_factory=set)
    later: set = field(default_factory=set)
    perhaps: set = field(default_factory=set)
    given: set = field(default_factory=set)

    @property
    def any(self):
        """All the names that it may take."""
        return self.at_once | self.later | self.perhaps


def names_after(statements, names=Names()):
    r"""Give the names of a module after some of its statements.

    Parameters
    ----------
    statements : list of ast.stmt
    names : Names, optional
        Those that are there before.

    Examples
    --------
    >>> tree = ast.parse("import os; a = [b := 1]\nif a: c = 2\ndel b")
    >>> names = names_after(tree.body)
    >>> sorted(names.certain), sorted(names.possible - names.certain)
    (['a', 'os'], ['c'])
    """
    for statement in statements:
        names = _after(statement, names)
    return names


# What runs where it stands, although it has a scope of its own.
_AT_ONCE = {"listcomp", "setcomp", "dictcomp", "genexpr"}


def uses(table, tree):
    """Give the names that a piece of a module takes from the module.

    Parameters
    ----------
    table : symtable.SymbolTable
        That of the piece, as if it were a module.
    tree : ast.Module
        The same piece.
    """
    found = Uses()
    _add_uses(table, found, found.at_once)
    # Since Python 3.12 the table has the variables of comprehensions too, as if they were its own.
    own = (names := names_after(tree.body)).ever | names.changed
    found.at_once -= {s.get_name() for s in table.get_symbols() if s.is_assigned()} - own
    found.perhaps |= _annotated(tree)
    return found


def _either(ways):
    """Give the names where several ways meet."""
    union, both = frozenset.union, frozenset.intersection
    met = {kind.name: union(*(getattr(way, kind.name) for way in ways)) for kind in fields(Names)}
    return Names(**met | {"certain": both(*(way.certain for way in ways))})


def _after(node, names):
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return names.with_({node.name, *_stored(node)})
        case ast.ImportFrom(module="__future__"):
            return names
        case ast.Import() | ast.ImportFrom():
            plain = {a.name.partition(".")[0] for a in node.names if not a.asname}
            names = names.with_(plain | {a.asname for a in node.names if a.asname})
            return replace(names, imported=names.imported | plain)
        case ast.Delete():
            return names.without({n.id for n in ast.walk(node) if _is(n, ast.Del)})
        case ast.AugAssign(target=ast.Name(name)):
            names = names.with_(_stored(node.value))
            return names if name in names.ever else replace(names, changed=names.changed | {name})
        case ast.AnnAssign(value=None):
            return names
        case ast.With() | ast.AsyncWith():
            return names_after(node.body, names.with_(_stored(*node.items), left_over=True))
        case ast.If():
            return _after_if(node, names.with_(_stored(node.test)))
        case ast.For() | ast.AsyncFor() | ast.While():
            return _after_loop(node, names)
        case ast.Try() | ast.TryStar():
            return _after_try(node, names)
        case ast.Match():
            return _after_match(node, names.with_(_stored(node.subject)))
    return names.with_(_stored(node))


def _after_if(node, names):
    checked = ast.unparse(node.test).removeprefix("typing.")
    if checked in ("TYPE_CHECKING", "not TYPE_CHECKING"):
        hidden, run = (node.body, node.orelse)[:: 1 if checked == "TYPE_CHECKING" else -1]
        names = names_after(run, names)
        told = names_after(hidden, Names()).possible - names.possible
        return replace(names, ever=names.ever | told, for_checkers=names.for_checkers | told)
    return _where_they_meet([(node.body, names), (node.orelse, names)])


def _after_loop(node, names):
    if isinstance(node, ast.While):
        start = names = names.with_(_stored(node.test))
        runs = isinstance(node.test, ast.Constant) and node.test.value
    else:
        names = names.with_(_stored(node.iter))
        start = names.with_(_stored(node.target), left_over=True)
        runs = getattr(node.iter, "elts", None) or getattr(node.iter, "keys", None)
    once = names_after(node.body, start)
    return names_after(node.orelse, once if runs else _either([once, names]))


def _after_try(node, names):
    done = names_after(node.body, names)
    broken = _either([done, names])
    ways = [(node.orelse, done)]
    for handler in node.handlers:
        ways.append((handler.body, broken.with_({handler.name} - {None})))
    met = _where_they_meet(ways)
    caught = {handler.name for handler in node.handlers} - {None}
    return names_after(node.finalbody, met.without(caught) if caught else met)


def _after_match(node, names):
    ways = [(case.body, names.with_(_captured(case.pattern))) for case in node.cases]
    last = node.cases[-1]
    catches_all = isinstance(last.pattern, ast.MatchAs) and not (last.pattern.pattern or last.guard)
    return _where_they_meet(ways if catches_all else [*ways, ([], names)])


def _where_they_meet(ways):
    """Give the names after one of several blocks of statements, but for those that raise."""
    ends = [
        names_after(body, names)
        for body, names in ways
        if not (body and isinstance(body[-1], ast.Raise))
    ]
    return _either(ends or [names_after(body, names) for body, names in ways])


def _captured(pattern):
    caught = (getattr(n, "name", None) or getattr(n, "rest", None) for n in ast.walk(pattern))
    return set(caught) - {None}


def _stored(*nodes):
    """Give the names that expressions and simple statements give to their scope."""
    names = set()
    for node in nodes:
        inside = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = [child for child in inside if child not in node.body]
        elif isinstance(node, ast.Lambda):
            inside = [node.args]
        elif isinstance(node, ast.comprehension):
            inside = [node.iter, *node.ifs]
        names |= {node.id} if _is(node, ast.Store) else _stored(*inside)
    return names


def _is(node, context):
    return isinstance(node, ast.Name) and isinstance(node.ctx, context)


def _add_uses(table, found, reached):
    """Add the names that a scope takes, of which those outside of its classes are `reached`."""
    for symbol in table.get_symbols():
        name = symbol.get_name()
        if symbol.is_referenced():
            if table.get_type() == "module" or symbol.is_global():
                reached.add(name)
            elif table.get_type() == "class":
                found.perhaps.add(name)
        if symbol.is_declared_global() and symbol.is_assigned():
            found.given.add(name)
    for child in table.get_children():
        waits = child.get_type() == "function" and child.get_name().strip("<>") not in _AT_ONCE
        _add_uses(child, found, found.later if waits else reached)


def _annotated(tree):
    """Give the names in annotations, quoted ones too."""
    written = [
        annotation
        for node in ast.walk(tree)
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if annotation
    ]
    names = set()
    for node in (inner for annotation in written for inner in ast.walk(annotation)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names.update(re.findall(r"\w+", node.value))
    return names
