"""What saving promises: the marked code and nothing else, and an error for every doubt."""

import subprocess
import sys

import pytest

from tests.support import ROOT
from tools.save import SaveError, main, module_source


@pytest.fixture
def saved(write_notebook):
    """Save notebooks given as lists of cells; give the module's text and its names."""

    def save(*notebooks):
        for i, cells in enumerate(notebooks, start=1):
            path = write_notebook(f"{i:02d}.ipynb", *cells)
        source = module_source(path.parent)
        names = {}
        exec(compile(source, "saved.py", "exec"), names)
        return source, names

    return save


KEPT = {
    "a function": ("def f(x):  #@save\n    return 2 * x", "f(3)", 6),
    "the marker with a space": ("def f(x):  # @save\n    return 2 * x", "f(3)", 6),
    "two functions under one marker": (
        "#@save\ndef f(x):\n    return x + 1\n\n\ndef g(x):\n    return f(x) * 2",
        "g(2)",
        6,
    ),
    "a decorator": (
        "#@save\nimport functools\n\n\n@functools.cache\ndef f(x):\n    return [x]",
        "f(1) is f(1)",
        True,
    ),
    "a marker on the decorator": ("@staticmethod  #@save\ndef f():\n    return 7", "f()", 7),
    "a marker below the decorator": ("@staticmethod\ndef f():  #@save\n    return 7", "f()", 7),
    "a signature of several lines, marked first": (
        "def f(  #@save\n    a,\n    b=(1,\n       2),\n):\n    return a, b",
        "f(0)",
        (0, (1, 2)),
    ),
    "a signature of several lines, marked last": (
        "def f(\n    a,\n    b=2,\n):  #@save\n    return a + b",
        "f(1)",
        3,
    ),
    "a body on the signature's line": ("def f(a,\n      b): return a + b  #@save", "f(1, 2)", 3),
    "a body that begins with a decorator": (
        "def f():  #@save\n    @staticmethod\n    def g():\n        return 5\n    return g()",
        "f()",
        5,
    ),
    "a class": ("class A:  #@save\n    def f(self):\n        return 1", "A().f()", 1),
    "an async function": ("async def f():  #@save\n    return 1", "f.__name__", "f"),
    "an assignment": ("a = [1,\n     2]  #@save", "a", [1, 2]),
    "an annotated assignment": ("a: int = 4  #@save", "a", 4),
    "an import with a new name": ("import math as m  #@save", "m.floor(2.5)", 2),
    "two statements on a line": ("a = 1; b = 2  #@save", "a + b", 3),
    "a marker inside a string": (
        'def f():  #@save\n    return """\n#@save\n"""',
        "f()",
        "\n#@save\n",
    ),
    "magics in the cell": (
        "%matplotlib inline\n!ls\ndef f():  #@save\n    return 1",
        "f()",
        1,
    ),
    "a magic and a marker above the rest": ("%matplotlib inline\n#@save\na = 1\nb = a + 1", "b", 2),
    "tabs": ("def f(x):  #@save\n\tif x:\n\t\treturn 1\n\treturn 2", "f(0)", 2),
    "names of inner scopes": (
        "def f(n):  #@save\n    total = [k * n for k in range(n)]\n"
        "    return (lambda v: sum(v) + n)(total)",
        "f(3)",
        12,
    ),
    "text with a character outside ASCII": ('a = "导数"  #@save', "a", "导数"),
    "imports for type checkers": (
        "#@save\nimport typing\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
        "    from collections.abc import Callable\nif typing.TYPE_CHECKING:\n    Number = float\n"
        "else:\n    kind = 1\n\n\ndef f(g: 'Callable[[Number], Number]') -> 'Callable':\n"
        "    return kind",
        "f(0)",
        1,
    ),
    "imports for type checkers, and no annotation is evaluated": (
        "from __future__ import annotations  #@save\n#@save\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from collections.abc import Callable\n\n\n"
        "def f(g: Callable) -> Callable:\n    return 1",
        "f(0)",
        1,
    ),
    "names taken back": (
        "#@save\nparts = []\nfor k in [1, 2]:\n    parts.append(k)\ntotal = sum(parts)\n"
        "del k, (parts)",
        "total",
        3,
    ),
    "single dispatch": (
        "#@save\nfrom functools import singledispatch\n\n\n@singledispatch\ndef f(x):\n"
        "    return 'any'\n\n\n@f.register\ndef _(x: int):\n    return 'int'\n\n\n"
        "@f.register\ndef _(x: str):\n    return 'str'",
        "[f(1), f('a'), f(None)]",
        ["int", "str", "any"],
    ),
    "a private function that its decorator keeps": (
        "#@save\nkept = []\n\n\n@kept.append\ndef _kept():\n    return 5",
        "kept[0]()",
        5,
    ),
    "comprehensions": (
        "#@save\na = [k * k for k in range(3)]\nb = {k: [j for j in range(k)] for k in a}",
        "a, b[4]",
        ([0, 1, 4], [0, 1, 2, 3]),
    ),
    "a walrus in a comprehension": (
        "#@save\nsquares = [last := k * k for k in range(4)]\n\n\ndef f():\n    return last",
        "f(), last",
        (9, 9),
    ),
    "a walrus in a condition": (
        "#@save\nif (n := 5) > 3:\n    m = n\nelse:\n    m = 0",
        "m, n",
        (5, 5),
    ),
    "an import that may fail": (
        "#@save\ntry:\n    import no_such_module as fast\nexcept ImportError as error:\n"
        "    import math as fast",
        "fast.floor(2.5)",
        2,
    ),
    "a flag of an import that may fail": (
        "#@save\ntry:\n    import no_such_module\nexcept ImportError:\n    there = False\nelse:\n"
        "    there = True\n\n\ndef f():\n    return no_such_module.g() if there else 1",
        "f()",
        1,
    ),
    "a definition in every branch": (
        "#@save\nimport sys\nif sys.maxsize > 0:\n\n    def f():\n        return 1\nelif 0:\n"
        "    f = None\nelse:\n    raise RuntimeError",
        "f()",
        1,
    ),
    "a loop that sets attributes": (
        "#@save\nclass A:\n    pass\n\n\nfor name, value in {'a': 1, 'b': 2}.items():\n"
        "    setattr(A, name, value)\nfor name in 'xy':\n    setattr(A, name, 0)",
        "A.a + A.b + A.y",
        3,
    ),
    "a name that a function sets": (
        "#@save\ndef count():\n    global _n\n    _n = 7\n\n\ndef counted():\n    count()\n"
        "    return _n",
        "counted()",
        7,
    ),
    "an augmented assignment": ("#@save\na = 1\na += 1", "a", 2),
    "a class that takes names for its own": (
        "k = 5  #@save\n#@save\nclass A:\n    k = k\n    double = [2 * i for i in range(k)]\n"
        "    def f(self):\n        return k, self.k, self.double[-1]",
        "A().f()",
        (5, 5, 8),
    ),
    "a match": (
        "#@save\nmatch [1, 2, 3]:\n    case [first, *rest] if first:\n        pass\n    case _:\n"
        "        first, rest = 0, []",
        "first, rest",
        (1, [2, 3]),
    ),
    "a name in a quoted annotation": (
        "from fractions import Fraction  #@save\n#@save\ndef f(a: 'list[Fraction]' = 1):\n"
        "    return a",
        "f()",
        1,
    ),
    "a with statement": (
        "#@save\nfrom contextlib import nullcontext\n\nwith nullcontext(3) as b:\n    a = b",
        "a",
        3,
    ),
    "an alias of a type": (
        "#@save\nfrom typing import TypeAlias\n\nVector: TypeAlias = list[float]",
        "Vector([1])",
        [1],
    ),
}


@pytest.mark.parametrize(("cell", "expression", "value"), KEPT.values(), ids=KEPT)
def test_marked_code_is_saved_and_works(saved, cell, expression, value):
    _, names = saved([cell])
    assert eval(expression, names) == value
    assert set(names["__all__"]) <= set(names)


EXPORTED = {
    "no name for type checkers": (KEPT["imports for type checkers"][0], ["f", "kind"]),
    "no name taken back": (KEPT["names taken back"][0], ["total"]),
    "no throwaway": (KEPT["single dispatch"][0], ["f"]),
    "no import in a branch": (KEPT["a flag of an import that may fail"][0], ["f", "there"]),
    "no name of a loop": (KEPT["a loop that sets attributes"][0], ["A"]),
    "the names of a match": (KEPT["a match"][0], ["first", "rest"]),
}


@pytest.mark.parametrize(("cell", "exported"), EXPORTED.values(), ids=EXPORTED)
def test_readers_get_what_is_there_when_the_module_is_imported(saved, cell, exported):
    _, names = saved([cell])
    assert names["__all__"] == exported


def test_several_cells_may_have_the_same_throwaway(saved):
    first = KEPT["single dispatch"][0] + "\n\n\nfor k in [1]:\n    pass"
    second = (
        "#@save\n@f.register\ndef _(x: float):\n    return 'float'\n\n\nfor k in [2]:\n    pass"
    )
    _, names = saved([first], [second])
    assert names["f"](1.5) == "float"


def test_a_later_cell_may_add_to_a_name(saved):
    _, names = saved(["_kinds = ['a']  #@save", "#@save\n_kinds += ['b']\nkinds = tuple(_kinds)"])
    assert names["kinds"] == ("a", "b")


def test_only_marked_code_is_saved(saved):
    source, names = saved(["a = 1\nb = 2  #@save\nc = 3", "d = 4", "e = '#@save'"])
    assert {"a", "c", "d", "e"}.isdisjoint(names)
    assert names["b"] == 2
    assert "#@save\n" not in source


def test_comments_and_layout_stay_as_the_reader_saw_them(saved):
    source, _ = saved(
        ["#@save\n# above\na = 1  # beside\n\n\ndef f():\n    # within\n    return a"]
    )
    assert "# above\na = 1  # beside\n\n\ndef f():\n    # within\n    return a" in source


def test_module_says_where_everything_comes_from(saved):
    source, _ = saved(["print()", "a = 1  #@save"], ["b = 2  #@save"])
    assert source.startswith('"""What the notebooks save; generated')
    assert "Notebooks: 01.ipynb, 02.ipynb." in source
    assert "make save" in source
    assert "# 01.ipynb, code cell 2\na = 1" in source
    assert "# 02.ipynb, code cell 1\nb = 2" in source


def test_readers_get_what_is_neither_private_nor_a_plain_import(saved):
    _, names = saved(
        ["#@save\nimport math\nimport cmath as cm\n\n_k = 2\n\n\ndef f():\n    return math.pi, _k"]
    )
    assert names["__all__"] == ["cm", "f"]


def test_imports_stand_first(saved):
    source, _ = saved(["def f():  #@save\n    return math.pi", "import math  #@save"])
    assert source.index("import math") < source.index("def f")


def test_a_name_saved_in_another_notebook_may_be_used(saved):
    _, names = saved(["a = 1  #@save"], ["def f():  #@save\n    return a"])
    assert names["f"]() == 1


REFUSED = {
    "a marker with nothing below": ("a = 1\n#@save", "line 2: #@save saves nothing"),
    "a marker alone": ("#@save", "saves nothing"),
    "a marker behind a call": ("print(1)  #@save", "belongs on a line of its own"),
    "a marker inside a function": ("def f():\n    a = 1  #@save", "line 2: .* its own above"),
    "a marker on its own in a function": (
        "def f():\n    #@save\n    return 1",
        "its own above",
    ),
    "a marker on a method": (
        "class A:\n    def f(self):  #@save\n        pass",
        "its own above",
    ),
    "a second marker for the same code": ("#@save\na = 1  #@save", "line 2: saved by an earlier"),
    "a marker with more words": ("a = 1  #@save this", "write the marker as #@save"),
    "a name that nobody saves": (
        "def f():  #@save\n    return np.pi",
        "uses np, which no cell saves",
    ),
    "an unsaved default": ("def f(a=k):  #@save\n    return a", "uses k, which"),
    "an unsaved base class": ("class A(B):  #@save\n    pass", "uses B, which"),
    "an unused import": ("import math  #@save", "math is saved, but no saved code uses it"),
    "an unused private name": ("_a = 1  #@save", "_a is saved, but no"),
    "a name of Python's own": ("def sum(x):  #@save\n    return x", "would hide Python's own sum"),
    "a saved magic": ("#@save\na = 1\n%matplotlib inline", "a magic or a ! command cannot"),
    "a cell of %% magic": ("%%time\na = 1  #@save", "begins with a %% magic"),
    "what is no Python": ("def f(:  #@save", "this is not Python"),
    "what is no Python of all readers": (
        "type Vector = list[float]  #@save"
        if sys.version_info >= (3, 12)
        else "type V = int  #@save",
        "this is not Python",
    ),
    "what no module may have": ("#@save\na = 1\nreturn a", "cannot stand in a module: 'return'"),
    "an unquoted annotation for type checkers": (
        "#@save\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import B\n\n\n"
        "def f(x: B):\n    pass",
        "uses B, which is there for type checkers only",
    ),
    "a call of what is for type checkers": (
        "#@save\nimport typing\nif typing.TYPE_CHECKING:\n    from a import B\n\n\n"
        "def f():\n    return B()",
        "uses B, which is there for type checkers only",
    ),
    "a name that it takes back": (
        "#@save\n_k = 1\n\n\ndef f():\n    return _k\n\n\ndel _k",
        "uses _k, which it takes back itself",
    ),
    "the name of an error": (
        "#@save\ntry:\n    a = 1\nexcept ValueError as e:\n    a = 2\n\n\ndef f():\n    return e",
        "uses e, which it takes back itself",
    ),
    "a name taken back from nowhere": ("#@save\na = 1\ndel b", "uses b, which no cell saves"),
    "an unsaved name in a walrus": (
        "[last := k for k in ks]  #@save",
        "belongs on a line of its own",
    ),
    "an unsaved iterable": ("#@save\na = [last := k for k in ks]", "uses ks, which no cell saves"),
    "an unsaved decorator": ("@deco  #@save\ndef f():\n    pass", "uses deco, which no cell"),
    "an unsaved decorator of a method": (
        "#@save\nclass A:\n    @deco\n    def f(self):\n        pass",
        "uses deco, which no cell",
    ),
    "an unsaved metaclass": ("class A(metaclass=M):  #@save\n    pass", "uses M, which no cell"),
    "an unsaved name in a lambda": ("f = lambda x: x + k  #@save", "uses k, which no cell saves"),
    "an unsaved name in a match": (
        "#@save\nmatch k:\n    case 1:\n        a = 1\n    case _:\n        a = 2",
        "uses k, which no cell saves",
    ),
    "an unsaved name in a class": ("class A:  #@save\n    k = k", "NameError: name 'k' is not"),
    "an unsaved throwaway": ("def f():  #@save\n    return _('text')", "uses _, which no cell"),
    "an addition to an unsaved name": ("#@save\na += 1", "uses a, which no cell saves"),
    "a star": ("from math import *  #@save", r"import \* does not say which names it brings"),
    "a name defined in one branch": (
        "#@save\nimport sys\nif sys.maxsize > 0:\n    f = 1",
        "f is not defined on every way through",
    ),
    "a name defined in a loop that may not run": (
        "#@save\nfor k in range(0):\n    a = k",
        "a is not defined on every way through",
    ),
    "a name defined by one case": (
        "#@save\nmatch 1:\n    case 2:\n        a = 1",
        "a is not defined on every way through",
    ),
    "a name defined unless there is an error": (
        "#@save\ntry:\n    a = 1\nexcept ValueError:\n    pass",
        "a is not defined on every way through",
    ),
    "an annotation without value": ("a: int  #@save", "a: int gives no value"),
    "a list of names for readers": ("__all__ = ['f']  #@save", "would hide Python's own __all__"),
    "a module that is not there": ("#@save\nimport no_such_module as m", "No module named 'no_s"),
    "what fails on import": ("#@save\na = 1 / 0", "fails on import: ZeroDivisionError"),
    "an import of the future below": (
        "#@save\na = 1\nfrom __future__ import annotations",
        "cannot stand in a module: from __future__",
    ),
}


@pytest.mark.parametrize(("cell", "message"), REFUSED.values(), ids=REFUSED)
def test_doubts_name_notebook_and_cell(saved, cell, message):
    with pytest.raises(SaveError, match=rf"01\.ipynb, code cell 2.*{message}"):
        saved(["print()", cell])


def test_a_name_used_before_it_is_there_names_its_cell(saved):
    cells = ["b = 0", "a = b + 1  #@save", "b = 1  #@save"]
    with pytest.raises(SaveError, match=r"code cell 2: .* fails on import: NameError: name 'b'"):
        saved(cells)


def test_what_another_cell_saves_is_not_taken_back(saved):
    with pytest.raises(SaveError, match=r"cell 2: del takes back a, which 01.ipynb, code cell 1"):
        saved(["a = 1  #@save", "#@save\nb = 2\ndel a"])


def test_a_broken_module_can_be_made_anew(write_notebook, tmp_path, monkeypatch):
    (tmp_path / "d2l_calc_broken.py").write_text("<<<<<<< HEAD")
    monkeypatch.syspath_prepend(tmp_path)
    cell = "from d2l_calc_broken import f  #@save\n#@save\ndef g():\n    return f"
    assert "def g" in module_source(write_notebook("01.ipynb", cell).parent)


def test_a_name_saved_twice_names_both_places(saved):
    with pytest.raises(SaveError, match=r"02\.ipynb, code cell 1: a .* by 01\.ipynb, code cell 1"):
        saved(["a = 1  #@save"], ["a = 2  #@save"])


def test_code_without_markers_need_not_be_python(saved):
    source, _ = saved(["this is not Python", "%%html\n<b>", "a = 1  #@save"])
    assert "a = 1" in source


def test_a_folder_without_notebooks_is_an_error(tmp_path):
    with pytest.raises(SaveError, match="no notebook"):
        module_source(tmp_path)


def test_a_broken_file_is_named(tmp_path):
    (tmp_path / "01.ipynb").write_text("{", "utf-8")
    with pytest.raises(SaveError, match=r"01\.ipynb is not a notebook"):
        module_source(tmp_path)


def test_check_shows_the_difference_and_writes_nothing(write_notebook, tmp_path):
    book = write_notebook("01.ipynb", "a = 1  #@save").parent
    output = tmp_path / "saved.py"
    main([str(book), str(output)])
    main([str(book), str(output), "--check"])
    write_notebook("01.ipynb", "a = 2  #@save")
    with pytest.raises(SystemExit, match=r"(?s)-a = 1.*\+a = 2.*make save"):
        main([str(book), str(output), "--check"])
    assert "a = 1" in output.read_text("utf-8")


def test_an_error_leaves_the_module_alone(write_notebook, tmp_path):
    output = tmp_path / "saved.py"
    output.write_text("old", "utf-8")
    book = write_notebook("01.ipynb", "a = b  #@save").parent
    with pytest.raises(SystemExit, match="Not saved"):
        main([str(book), str(output)])
    assert output.read_text("utf-8") == "old"


def test_the_command_exits_with_1_when_they_differ(write_notebook, tmp_path):
    book = write_notebook("01.ipynb", "a = 1  #@save").parent
    command = [sys.executable, ROOT / "tools/save.py", book, tmp_path / "saved.py"]
    assert subprocess.run([*command, "--check"], capture_output=True).returncode == 1
    assert subprocess.run(command).returncode == 0
    assert subprocess.run([*command, "--check"]).returncode == 0


def test_the_package_is_in_step_with_the_book():
    main([str(ROOT / "book/zh"), str(ROOT / "d2l_calc/saved.py"), "--check"])
