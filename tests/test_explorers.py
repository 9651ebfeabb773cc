"""What every explorer promises; a new one is found and tested by itself."""

import math
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from inspect import signature

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Patch

import d2l_calc as d2l
from tests.explorers import by_scene, chances, ends, made, singly

NAMES = sorted(d2l.explore)
SVG = "{http://www.w3.org/2000/svg}"
LARGEST_STEP = 8_000  # bytes that one step sends
LARGEST_PICTURE = 150_000  # bytes of a first picture


def states(explorer):
    """Give every value of every choice, ends of all controls together, and states at random."""
    return by_scene(explorer, [*singly(explorer), *ends(explorer, most=60), *chances(explorer, 8)])


@pytest.mark.parametrize("name", NAMES)
def test_picture_and_read_outs_are_whole_in_every_state(name):
    explorer = made(name)
    for state in states(explorer):
        picture = ElementTree.fromstring(explorer.svg(**state))
        assert picture.find(f"{SVG}title").text
        assert picture.find(f"{SVG}desc").text
        drawn = [path.get("d") for path in picture.iter(f"{SVG}path")]
        assert len(drawn) > 10
        assert not any("nan" in path or "inf" in path for path in drawn if path)
        readings = explorer.read(**state)
        assert readings
        assert all(isinstance(value, int | float | str | np.number) for value in readings.values())


def only_picture(svg):
    """Give a saved picture without the formula and the texts below it."""
    return re.sub(
        r'<desc>.*?</desc>|<g class="formula".*|<text[^\n]*</text>', "", svg, flags=re.DOTALL
    )


@pytest.mark.parametrize("name", NAMES)
def test_something_moves_with_every_control(name):
    explorer = made(name)
    first = only_picture(explorer.svg())
    for control, each in explorer.controls.items():
        pictures = {only_picture(explorer.svg(**{control: v})) for v in each.stops[:3]}
        assert pictures - {first}, control


def test_pictures_are_the_same_in_every_process():
    script = (
        "import d2l_calc as d2l, hashlib\n"
        "for name, make in d2l.explore.items():\n"
        "    explorer = make()\n"
        "    print(name, hashlib.sha256(explorer.svg().encode()).hexdigest(), repr(explorer))"
    )
    command = [sys.executable, "-c", script]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert len(first.stdout.splitlines()) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_the_first_picture(name):
    explorer = made(name)
    data, _ = explorer._repr_mimebundle_()
    assert data["image/svg+xml"] == explorer.svg()
    assert data["text/plain"] == repr(explorer)
    assert len(repr(explorer)) < 200
    assert len(data["image/svg+xml"].encode()) < LARGEST_PICTURE


def slides(explorer, most=120):
    """Give states along every slider, with the other sliders at their ends and all choices."""
    found = []
    for name, each in explorer.controls.items():
        if each.kind == "slider":
            for stop in {*each.stops[::10], each.stops[-1]}:
                found += ends(explorer, most=60, **{name: stop})
    return by_scene(explorer, found[:: max(1, len(found) // most)])


@pytest.mark.parametrize("name", NAMES)
def test_a_step_sends_little(name):
    explorer = made(name)
    for state in [*slides(explorer), *chances(explorer, 40)]:
        assert len(repr(explorer.frame_at(**state)).encode()) < LARGEST_STEP, state


@pytest.mark.parametrize("name", NAMES)
def test_wrong_settings_name_what_is_right(name):
    explorer = made(name)
    first = next(iter(explorer.controls))
    with pytest.raises(TypeError, match=rf"没有叫 nothing 的控件；有 {first}"):
        explorer.read(nothing=1)
    with pytest.raises(ValueError, match=rf"^{first} 要 .*，给的是 1e\+99。$"):
        explorer.svg(**{first: 1e99})


@pytest.mark.parametrize("name", NAMES)
def test_a_readers_settings_of_matplotlib_change_nothing(name):
    with plt.rc_context({"font.size": 30, "lines.linewidth": 9, "axes.facecolor": "black"}):
        assert d2l.explore[name]().svg() == made(name).svg()


@pytest.mark.parametrize("name", NAMES)
def test_what_has_no_edge_has_no_dashes(name, monkeypatch):
    """Matplotlib 3.10 stops at dashes of no width."""
    edges = []
    monkeypatch.setattr(Patch, "draw", lambda patch, renderer: edges.append(patch))
    d2l.explore[name]().svg()
    assert {each.get_linestyle() for each in edges if not each.get_linewidth()} <= {"solid", "-"}


def test_explorers_open_no_figures():
    plt.close("all")
    for name in NAMES:
        made(name).svg()
    assert not plt.get_fignums()


@pytest.mark.parametrize("name", NAMES)
def test_everything_can_be_read_in_english(name):
    d2l.set_language("en")
    try:
        explorer = d2l.explore[name]()
        shown = repr(explorer) + repr(explorer.get_state("_stage"))
        shown += "".join(explorer.svg(**state) for state in ends(explorer, most=12))
        assert "Parameters" in d2l.explore[name].__doc__
    finally:
        d2l.set_language("zh")
    assert not re.findall("[\u4e00-\u9fff]+", shown)
    assert re.search("[\u4e00-\u9fff]", made(name).svg())


@pytest.mark.parametrize("name", NAMES)
def test_read_outs_never_speak_in_words_of_the_code(name):
    explorer = made(name)
    told = {text for state in states(explorer) for text in explorer.read(**state).values()}
    assert not [text for text in told if isinstance(text, str) and re.fullmatch("[a-z_]+", text)]


@pytest.mark.parametrize("name", NAMES)
def test_help_names_what_a_reader_may_give(name):
    make = d2l.explore[name]
    first_values = re.search(r"First values of controls: ([\w, ]+)\.", make.__doc__)[1]
    assert first_values.split(", ") == [*made(name).controls]
    *given, start = signature(make).parameters.values()
    assert start.kind == start.VAR_KEYWORD
    for each in given:
        assert re.search(rf"^(\w+, )*{each.name}(, \w+)* : ", make.__doc__, re.MULTILINE)
    assert make.__doc__.endswith("Returns\n-------\nExplorer")


# A learner's own function, of every kind that explorers take, as their docstrings say


def scalars_only(x):
    return x if x > 0 else -2 * x


def raises_on_the_left(x):
    if x < 0:
        raise ValueError("no")
    return math.sqrt(x)


OF_ONE_NUMBER = {
    "scalars only": scalars_only,
    "raises at some points": raises_on_the_left,
    "NaN and infinities": lambda x: math.nan if x < -1 else math.inf if x > 1 else x,
    "constant": lambda x: 2,
    "discontinuous": lambda x: math.floor(x),
    "huge": lambda x: 1e300 * x,
    "nearly too large": lambda x: 1e304 * x,
    "a pole": lambda x: 1 / x,
    "half of the line": math.log,
    "many poles": math.gamma,
    "NumPy": np.tanh,
    "an array of one": lambda x: np.array([x]) ** 2,
}


def scalars_only_in_the_plane(x, y):
    return x if x > y else math.sqrt(y - x)


def another_of_scalars_only(x, y):
    return x if x > y else -2 * y


OF_TWO_NUMBERS = {
    "scalars only": scalars_only_in_the_plane,
    "scalars only, with a kink": another_of_scalars_only,
    "raises at some points": lambda x, y: math.sqrt(x) + y,
    "NaN and infinities": lambda x, y: math.nan if x < -1 else math.inf if y > 1 else x * y,
    "constant": lambda x, y: 2,
    "steps": lambda x, y: math.floor(x + y),
    "huge": lambda x, y: 1e300 * x * y,
    "nearly too large": lambda x, y: 1e304 * x * y,
    "a pole": lambda x, y: 1 / (x * x + y * y),
    "half of the plane": lambda x, y: math.log(x),
    "NumPy": np.hypot,
    "an array of one": lambda x, y: np.array([x * y]),
    "one place only": lambda x, y: 1.0 if (x, y) == (0, 0) else math.nan,
}


def raises_on_the_right(x, y):
    if x > 1:
        raise ValueError("no")
    return x, math.sqrt(x) * y


OF_THE_PLANE = {
    "raises at some points": raises_on_the_right,
    "an array": lambda x, y: np.array([x + y, x * y]),
    "constant": lambda x, y: (1, 2),
    "a pole": lambda x, y: (1 / x, y),
    "a corner": lambda x, y: (abs(x - 1), y),
    "NaN": lambda x, y: (math.nan if x > 1 else x, y),
    "huge": lambda x, y: (1e200 * x, 1e200 * y),
}

NO_FUNCTIONS_OF_ONE = {
    "two arguments": lambda x, y: x + y,
    "raises everywhere": lambda x: [][0],
    "gives nothing": lambda x: None,
    "gives text": lambda x: "one",
    "complex": lambda x: 1j * x,
    "nowhere": lambda x: math.nan,
    "too large": lambda x: 1.7e308 if x > 0 else -1.7e308,
}
NO_FUNCTIONS_OF_TWO = {
    "one argument": lambda x: x,
    "raises everywhere": lambda x, y: 1 / 0,
    "gives nothing": lambda x, y: None,
    "gives text": lambda x, y: "one",
    "gives a vector": lambda x, y: [x, y],
    "complex": lambda x, y: 1j * x,
    "nowhere": lambda x, y: math.nan,
    "too large": lambda x, y: 1.7e308 if x > y else -1.7e308,
}
NO_MAPS = {
    "one number": lambda x, y: x,
    "three numbers": lambda x, y: (x, y, x),
    "one argument": lambda x: (x, x),
    "raises everywhere": lambda x, y: 1 / 0,
    "gives nothing": lambda x, y: None,
    "gives text": lambda x, y: "xy",
    "complex": lambda x, y: (1j * x, y),
}

# By what a docstring says: functions to try, what is none, what the message asks for in Chinese
# and in English, and what else is told to whoever gives a number.
KINDS = {
    "A function of one number,": (
        OF_ONE_NUMBER,
        NO_FUNCTIONS_OF_ONE,
        ("接受一个数，返回一个数", "take one number and return one number"),
        r"f 要一个函数，接受一个数，返回一个数，比如 np\.sin；给的是 3。",
    ),
    "A function of two numbers,": (
        OF_TWO_NUMBERS,
        NO_FUNCTIONS_OF_TWO,
        ("接受两个数，返回一个数", "take two numbers and return one number"),
        r"f 要一个函数，接受两个数，返回一个数，比如 np\.hypot；给的是 3。",
    ),
    "A function of two numbers that gives two,": (
        OF_THE_PLANE,
        NO_MAPS,
        ("接受两个数，返回两个数", "take two numbers and return two numbers"),
        r"f 要一个函数，接受两个数，返回两个数，比如 lambda x, y: \(y, x\)；给的是 3。",
    ),
}
WITH_FUNCTION = {n: kind for n in NAMES for kind in KINDS if kind in d2l.explore[n].__doc__}


def test_every_explorer_that_takes_a_function_says_of_which_kind():
    assert [n for n in NAMES if "f" in signature(d2l.explore[n]).parameters] == [
        *sorted(["chain_lines", "inverse", *WITH_FUNCTION])
    ]


def cases(place):
    """Give each explorer with each of the functions at a place in KINDS."""
    return [
        pytest.param(name, f, id=f"{name}-{each}")
        for name, kind in WITH_FUNCTION.items()
        for each, f in KINDS[kind][place].items()
    ]


@pytest.mark.parametrize(("name", "f"), cases(0))
def test_any_function_can_be_tried(name, f):
    explorer = d2l.explore[name](f)
    for state in [*ends(explorer, most=24, function="f"), {}]:
        picture = explorer.svg(**state)
        ElementTree.fromstring(picture)
        assert not re.search(r'd="[^"]*(nan|inf)', picture), state


@pytest.mark.parametrize(("name", "f"), cases(1))
def test_what_is_no_function_gets_a_message_in_the_pictures_place(name, f):
    for place, language in enumerate(("zh", "en")):
        d2l.set_language(language)
        try:
            explorer = d2l.explore[name](f)
        finally:
            d2l.set_language("zh")
        data, _ = explorer._repr_mimebundle_()
        assert "image/svg+xml" not in data
        assert "Traceback" not in data["text/plain"]
        assert KINDS[WITH_FUNCTION[name]][2][place] in data["text/plain"]
        assert explorer.frame_at()["problem"] == data["text/plain"]


@pytest.mark.parametrize(("name", "f"), cases(1))
def test_what_is_no_function_is_first_told_what_is_wanted(name, f):
    wanted = KINDS[WITH_FUNCTION[name]][2][0]
    told = d2l.explore[name](f).frame_at()["problem"]
    assert told.removeprefix("这个函数在图上没有一个点有值。").startswith(f"f 要能{wanted}；f(")


def test_a_map_that_gives_one_number_is_told_what_it_gives():
    told = d2l.explore.jacobian(lambda x, y: x - y).frame_at()["problem"]
    assert told.endswith("f 要能接受两个数，返回两个数；f(0, -1.5) 给的却是 1.5。")


def far_right(x, y=1.0):
    return math.sqrt(x - 0.95) + math.sqrt(y - 0.55)


@pytest.mark.parametrize("name", [n for n in WITH_FUNCTION if n not in ("step_size", "jacobian")])
def test_an_explorer_starts_where_a_learners_function_has_a_value(name):
    explorer = d2l.explore[name](far_right)
    point = [getattr(explorer, at) for at in ("x", "x0", "y") if at in explorer.controls]
    assert math.isfinite(far_right(*point))
    assert explorer.frame_at()["places"][-1] is not None


@pytest.mark.parametrize("name", WITH_FUNCTION)
def test_what_cannot_be_called_is_refused(name):
    with pytest.raises(TypeError, match=KINDS[WITH_FUNCTION[name]][3]):
        d2l.explore[name](f=3)


@pytest.mark.parametrize("name", WITH_FUNCTION)
def test_a_learners_function_is_called_by_its_name(name):
    functions = KINDS[WITH_FUNCTION[name]][0].values()
    f = next(f for f in functions if getattr(f, "__name__", "<lambda>") != "<lambda>")
    told = d2l.explore[name](f).get_state("_stage")["_stage"]["controls"]
    (control,) = (each for each in told if each["name"] == "function")
    assert (control["stops"][0], control["texts"][0]) == ("f", f.__name__)


def test_the_package_lists_its_explorers():
    listed = repr(d2l.explore).splitlines()
    assert [re.search(r"d2l\.explore\.(\w+)\(\)", line)[1] for line in listed] == list(d2l.explore)
    assert d2l.explore._repr_html_().count("<tr>") == len(NAMES)
