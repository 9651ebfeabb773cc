"""What every explorer promises; a new one is found and tested by itself."""

import math
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from itertools import product

import matplotlib.pyplot as plt
import numpy as np
import pytest

import d2l_calc as d2l

NAMES = sorted(d2l.explore)
# Those that say that they take any function of one number.
WITH_FUNCTION = [n for n in NAMES if "A function of one number" in d2l.explore[n].__doc__]
SVG = "{http://www.w3.org/2000/svg}"
LARGEST_STEP = 8_000  # bytes that one step sends
LARGEST_PICTURE = 150_000  # bytes of a first picture


def make(name, **options):
    return d2l.explore[name](**options)


def states(explorer):
    """Give every end of every control, one at a time, and some states at random."""
    controls = explorer._controls
    for name, control in controls.items():
        for value in {control.stops[0], control.stops[-1]}:
            yield {name: value}
        if control.kind == "choice":
            yield from ({name: value} for value in control.stops)
    chance = random.Random(0)
    for _ in range(8):
        yield {name: chance.choice(control.stops) for name, control in controls.items()}


@pytest.mark.parametrize("name", NAMES)
def test_picture_and_read_outs_are_whole_in_every_state(name):
    explorer = make(name)
    for state in states(explorer):
        picture = ElementTree.fromstring(explorer.svg(**state))
        assert picture.find(f"{SVG}title").text
        assert picture.find(f"{SVG}desc").text
        drawn = [path.get("d") for path in picture.iter(f"{SVG}path")]
        assert not any("nan" in path or "inf" in path for path in drawn if path)
        readings = explorer.read(**state)
        assert readings
        assert all(isinstance(value, int | float | str | np.number) for value in readings.values())


@pytest.mark.parametrize("name", NAMES)
def test_something_moves_with_every_control(name):
    explorer = make(name)
    first = re.sub("<text.*</text>", "", explorer.svg())
    for control, each in explorer._controls.items():
        pictures = {
            re.sub("<text.*</text>", "", explorer.svg(**{control: v})) for v in each.stops[:3]
        }
        assert pictures - {first}, control


def test_pictures_are_the_same_in_every_process():
    script = (
        "import d2l_calc as d2l, hashlib\n"
        "for name, make in d2l.explore.items():\n"
        "    print(name, hashlib.sha256(make().svg().encode()).hexdigest(), repr(make()))"
    )
    command = [sys.executable, "-c", script]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert len(first.stdout.splitlines()) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_the_first_picture(name):
    explorer = make(name)
    data, _ = explorer._repr_mimebundle_()
    assert data["image/svg+xml"] == explorer.svg()
    assert data["text/plain"] == repr(explorer)
    assert len(repr(explorer)) < 200
    assert len(data["image/svg+xml"].encode()) < LARGEST_PICTURE


def slides(explorer, most=120):
    """Give states along every slider, with the other sliders at their ends and all choices."""
    controls = explorer._controls
    ends = [
        (each.stops[0], each.stops[-1]) if each.kind == "slider" else each.stops
        for each in controls.values()
    ]
    found = set()
    for i, each in enumerate(controls.values()):
        if each.kind == "slider":
            found |= set(product(*ends[:i], (*each.stops[::10], each.stops[-1]), *ends[i + 1 :]))
    found = [dict(zip(controls, state, strict=True)) for state in sorted(found)]
    few = random.Random(0).sample(found, min(most, len(found)))
    return sorted(few, key=explorer._behind)  # states of one scene stand together


@pytest.mark.parametrize("name", NAMES)
def test_a_step_sends_little(name):
    explorer = make(name)
    for frame in explorer._draw([list(state.values()) for state in slides(explorer)])["frames"]:
        assert len(repr(frame).encode()) < LARGEST_STEP, frame["at"]


@pytest.mark.parametrize("name", NAMES)
def test_wrong_settings_name_what_is_right(name):
    explorer = make(name)
    first = next(iter(explorer._controls))
    with pytest.raises(TypeError, match=rf"no control nothing; the controls are {first}"):
        explorer.read(nothing=1)
    with pytest.raises(ValueError, match=rf"{first}: takes .* not 1e\+99"):
        explorer.svg(**{first: 1e99})


@pytest.mark.parametrize("name", NAMES)
def test_a_readers_settings_of_matplotlib_change_nothing(name):
    before = make(name).svg()
    with plt.rc_context({"font.size": 30, "lines.linewidth": 9, "axes.facecolor": "black"}):
        assert make(name).svg() == before


def test_explorers_open_no_figures():
    plt.close("all")
    for name in NAMES:
        make(name).svg()
    assert not plt.get_fignums()


@pytest.mark.parametrize("name", NAMES)
def test_everything_can_be_read_in_english(name):
    d2l.set_language("en")
    try:
        explorer = make(name)
        shown = explorer.svg() + repr(explorer) + repr(explorer._stage)
    finally:
        d2l.set_language("zh")
    assert not re.findall("[\u4e00-\u9fff]+", shown)


def scalars_only(x):
    return x if x > 0 else -2 * x


def raises_on_the_left(x):
    if x < 0:
        raise ValueError("no")
    return math.sqrt(x)


LEARNERS = {
    "scalars only": scalars_only,
    "raises at some points": raises_on_the_left,
    "NaN and infinities": lambda x: math.nan if x < -1 else math.inf if x > 1 else x,
    "constant": lambda x: 2,
    "discontinuous": lambda x: math.floor(x),
    "huge": lambda x: 1e300 * x,
    "a pole": lambda x: 1 / x,
    "NumPy": np.tanh,
    "an array of one": lambda x: np.array([x]) ** 2,
}


@pytest.mark.parametrize("f", LEARNERS.values(), ids=LEARNERS)
@pytest.mark.parametrize("name", WITH_FUNCTION)
def test_any_function_can_be_tried(name, f):
    explorer = make(name, f=f)
    for state in states(explorer):
        if state.get("function", "f") == "f":
            ElementTree.fromstring(explorer.svg(**state))


NO_FUNCTIONS = {
    "two arguments": lambda x, y: x + y,
    "raises everywhere": lambda x: [][0],
    "gives nothing": lambda x: None,
    "gives text": lambda x: "one",
    "complex": lambda x: 1j * x,
}


@pytest.mark.parametrize("f", NO_FUNCTIONS.values(), ids=NO_FUNCTIONS)
@pytest.mark.parametrize("name", WITH_FUNCTION)
def test_what_is_no_function_gets_a_message_in_the_pictures_place(name, f):
    explorer = make(name, f=f)
    data, _ = explorer._repr_mimebundle_()
    assert "image/svg+xml" not in data
    assert "Traceback" not in data["text/plain"]
    assert "f" in data["text/plain"]
    frame = explorer._draw([list(explorer._first.values())])["frames"][0]
    assert frame["problem"] == data["text/plain"]


@pytest.mark.parametrize("name", WITH_FUNCTION)
def test_what_cannot_be_called_is_refused(name):
    with pytest.raises(TypeError, match=r"f takes a function of one number, such as np\.sin"):
        make(name, f=3)


def test_the_package_lists_its_explorers():
    listed = repr(d2l.explore).splitlines()
    assert [re.search(r"d2l\.explore\.(\w+)\(\)", line)[1] for line in listed] == list(d2l.explore)
    assert d2l.explore._repr_html_().count("<tr>") == len(NAMES)
