"""What the stage promises to whoever makes an explorer, in a notebook or for the book."""

import gc
import importlib
import inspect
import math
import re
import sys
import warnings
import weakref

import ipywidgets
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

import d2l_calc as d2l
from d2l_calc.chapters import CHAPTERS
from d2l_calc.explorers import Catalogue
from d2l_calc.stage import CannotDraw, Choice, Log, SignedLog, Slider, Switch, handle
from d2l_calc.stage.controls import control, spread
from d2l_calc.stage.explorer import SCENES
from d2l_calc.stage.form import words_of
from d2l_calc.stage.functions import Function, Surface, limits
from d2l_calc.stage.look import drawing
from d2l_calc.stage.numbers import written
from tests.explorers import KEPT, made


def setup(figure):
    axes = figure.subplots()
    axes.set(xlim=(-3, 3), ylim=(-9, 9))
    return axes.plot([], [])


def update(lines, a, kind="sin"):
    x = np.linspace(-3, 3, 50)
    lines[0].set_data(x, a * {"sin": np.sin, "exp": np.exp}[kind](x))
    return {"a": a, "positive": a > 0}


@pytest.fixture
def waves():
    return d2l.Explorer(setup, update, a=(-2.0, 2.0), kind=["sin", "exp"])


@pytest.fixture
def in_english():
    d2l.set_language("en")
    yield
    d2l.set_language("zh")


def ask(explorer, *states, known=()):
    """Give what the kernel answers to a page."""
    answers = []
    explorer.send = answers.append
    send(explorer, "now", states=list(map(list, states)), known=known)
    (answer,) = answers
    return answer


def send(explorer, purpose, page="me", states=(), known=()):
    """Let a page send a message to the kernel."""
    request = {"from": page, "purpose": purpose, "states": states, "known": known}
    data = {"method": "custom", "content": request}
    explorer.comm.handle_msg({"content": {"data": data}, "buffers": []})


def found(explorer, trait):
    """Give what a page finds when it opens."""
    return explorer.get_state(trait)[trait]


# Controls


@pytest.mark.parametrize(
    ("given", "kind", "first", "last", "value"),
    [
        ((0, 10), Slider, 0, 10, 5),
        ((0, 10, 5), Slider, 0, 10, 5),
        ((0.0, 1.0), Slider, 0.0, 1.0, 0.5),
        ((-1, 2.5), Slider, -1.0, 2.5, 0.75),
        (["sin", "exp"], Choice, "sin", "exp", "sin"),
        ({"sin": np.sin, "exp": np.exp}, Choice, "sin", "exp", "sin"),
        ([("one", 1), ("two", 2)], Choice, "one", "two", "one"),
        (True, Switch, False, True, True),
        (Log(0.01, 1), Log, 0.01, 1.0, 0.1),
        (SignedLog(1e-3, 1, 0.5), SignedLog, -1.0, 1.0, 0.5),
    ],
)
def test_abbreviations_are_those_of_interact(given, kind, first, last, value):
    made = control(given)
    assert type(made) is kind
    assert (made.stops[0], made.stops[-1], made.value) == (first, last, value)
    assert made.value in made.stops


@pytest.mark.parametrize("given", [3, "sin", None, (2, 1), [], np.sin])
def test_what_is_no_control_is_refused_by_its_name(given):
    error = ValueError if isinstance(given, tuple | list) else TypeError
    with pytest.raises(error, match=r"^a 要"):
        d2l.Explorer(setup, update, a=given)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Slider(1, 1),
        lambda: Slider(0, math.nan),
        lambda: Slider(0, 1, step=-1),
        lambda: Slider(0, 1, value=2),
        lambda: Log(0, 1),
        lambda: Log(1, 0.1),
        lambda: Choice([]),
        lambda: Choice(["a"], value="b"),
        lambda: Choice([[1], [2]]),
    ],
)
def test_a_range_that_is_none_is_refused(make):
    with pytest.raises(ValueError, match=r"要.*，给的是 .*。$"):
        make()


@pytest.mark.parametrize(
    ("each", "right", "wrong"),
    [
        (Slider(0.0, 1.0), [0, 1, 0.123, np.float32(0.5)], [-0.1, 1.1, math.nan, "1", None, True]),
        (Slider(3, 96), [3, 96, 4.0], [2, 97, 3.5, True]),
        (SignedLog(1e-3, 1), [-1, -1e-3, 1e-3, 1], [0, 1e-4, -1e-4, 1.1]),
        (Log(1e-3, 1), [1e-3, 0.5, 1], [0, 2]),
        (Choice(["a", "b"]), ["a", "b"], ["c", 1, None, ["a"]]),
        (Choice([1, 2]), [1, 2.0], ["1", 3, None]),
        (Switch(), [True, False], [2, "yes", None]),
    ],
)
def test_a_control_takes_what_it_shows_and_nothing_else(each, right, wrong):
    for value in right:
        assert each.check(value) == value
    for value in wrong:
        with pytest.raises(ValueError, match=f"给的是 {re.escape(repr(value))}。$"):
            each.check(value)


@pytest.mark.parametrize("stops", [Slider(-1.5, 1.5).stops, Slider(0.1, 3.0).stops])
def test_stops_are_round_numbers(stops):
    assert 30 <= len(stops) <= 125
    assert all(len(f"{stop:.12g}") <= 5 for stop in stops)


@pytest.mark.parametrize("each", [Log(1e-20, 1), Log(1, 1e6), SignedLog(1e-6, 1)])
def test_powers_of_ten_are_stops(each):
    low, high = each.ranges[-1]
    powers = {10.0**k for k in range(round(math.log10(low)), round(math.log10(high)) + 1)}
    assert powers <= set(each.stops)
    assert 0 not in each.stops


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2.0, "2.0000"),
        (-0.25, "−0.25000"),
        (0.0, "0.0000"),
        (-0.0, "0.0000"),
        (99999.96, "1.0000×10⁵"),
        (9.999996e-4, "0.0010000"),
        (99999.4, "99999"),
        (123456.0, "1.2346×10⁵"),
        (2e-7, "2.0000×10⁻⁷"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "—"),
        (-7, "−7"),
        (np.int64(7), "7"),
        ("saddle", "saddle"),
    ],
)
def test_numbers_are_written_for_reading(value, text):
    assert written(value) == text


# Making an explorer


def test_what_moves_is_drawn_once_a_frame_and_what_stays_once():
    drawn = []

    def counting(figure):
        drawn.append("setup")
        return setup(figure)

    explorer = d2l.Explorer(counting, update, a=(-2.0, 2.0))
    layers = {explorer.frame_at(a=a)["layer"] for a in (-2.0, 0.0, 2.0)}
    assert drawn == ["setup"]
    assert len(layers) == 3


def test_a_control_that_setup_takes_redraws_the_background():
    def framed(figure, width):
        axes = figure.subplots()
        axes.set(xlim=(0, width), ylim=(0, width))
        return axes.plot([], [], "o")

    def moved(points, a):
        points[0].set_data([a], [a])

    explorer = d2l.Explorer(framed, moved, width=[1, 1000], a=(0.0, 1.0))
    answer = ask(explorer, (1, 0.5), (1000, 0.5), (1000, 0.6), known=[[1]])
    assert [scene["at"] for scene in answer["scenes"]] == [[1000]]
    assert explorer.svg(width=1) != explorer.svg(width=1000)


def test_the_widget_shows_exactly_the_picture(waves):
    waves.a, waves.kind = 1.0, "exp"
    answer = ask(waves, (1.0, "exp"))
    (frame,), (scene,) = answer["frames"], answer["scenes"]
    assert scene["background"] + frame["layer"] in waves.svg(a=1.0, kind="exp")
    assert frame["readings"] == [["a", "1.0000"], ["positive", "是"]]
    assert waves.read(a=1.0, kind="exp") == {"a": 1.0, "positive": True}


def test_what_moves_is_not_in_the_background():
    def made(figure):
        return figure.subplots().plot([0, 1], [0, 1], color="#123456")

    explorer = d2l.Explorer(made, lambda lines, a: None, a=(0, 1))
    pictures = found(explorer, "_pictures")
    (scene,), (frame,) = pictures["scenes"], pictures["frames"]
    assert "#123456" in frame["layer"]
    assert "#123456" not in scene["background"]


@pytest.mark.parametrize("nested", [lambda a: a, lambda a: [a], lambda a: {"b": (a,), "data": 3}])
def test_setup_may_return_what_moves_in_any_nesting(nested):
    def made(figure):
        return nested(figure.subplots().plot([0, 1], [0, 1])[0])

    d2l.Explorer(made, lambda moving, a: None, a=(0, 1)).svg()


def test_setup_that_returns_nothing_is_told_what_to_return():
    with pytest.raises(TypeError, match=r"setup 要返回会动的东西.*返回的是 None。"):
        d2l.Explorer(lambda figure: None, update, a=(-2.0, 2.0))


def test_update_that_returns_a_number_is_told_what_to_return():
    with pytest.raises(TypeError, match=r"update 要返回一个字典.*返回的是 3。"):
        d2l.Explorer(setup, lambda lines, a: 3, a=(0, 1))


def test_a_mistake_in_update_is_seen_where_it_was_made():
    with pytest.raises(NameError, match="wrong_name"):
        d2l.Explorer(setup, lambda lines, a: wrong_name, a=(0, 1))  # noqa: F821


def test_a_mistake_that_shows_only_later_is_told_in_the_pictures_place():
    explorer = d2l.Explorer(setup, lambda lines, a: {"1/a": 1 / (a - 2)}, a=(0, 2))
    (frame,) = ask(explorer, [2])["frames"]
    assert frame == {"at": [2], "problem": "ZeroDivisionError: division by zero"}


def test_an_interrupted_page_gets_its_answer():
    def interrupted(lines, a):
        if a:
            raise KeyboardInterrupt

    explorer = d2l.Explorer(setup, interrupted, a=[0, 1])
    assert "KeyboardInterrupt" in ask(explorer, [1])["frames"][0]["problem"]


def test_a_control_that_nobody_takes_is_refused():
    with pytest.raises(TypeError, match="setup 和 update 都没有用到控件 b"):
        d2l.Explorer(setup, update, a=(0, 1), b=(0, 1))


@pytest.mark.parametrize("options", [{}, {"size": (5, 3)}])
def test_a_name_without_its_control_is_told(options):
    def moved(lines, a, size):
        return None

    with pytest.raises(TypeError, match="moved 要 size，可是没有这个控件"):
        d2l.Explorer(setup, moved, a=(0, 1), **options)


@pytest.mark.parametrize("name", ["layout", "keys", "svg", "comm"])
def test_a_control_cannot_take_the_name_of_something_else(name):
    with pytest.raises(ValueError, match=f"{name} 这个名字另有用处"):
        d2l.Explorer(setup, lambda lines, **controls: None, **{name: (0, 1)})


def test_start_gives_the_first_state():
    explorer = d2l.Explorer(setup, update, a=(-2.0, 2.0), start={"a": 0.123})
    assert explorer.a == 0.123
    assert explorer.read()["a"] == 0.123
    with pytest.raises(TypeError, match=r"没有叫 b 的控件；有 a。"):
        d2l.Explorer(setup, update, a=(-2.0, 2.0), start={"b": 1})


# Among other widgets


def test_controls_are_traits_that_can_be_observed_and_linked(waves):
    seen = []
    waves.observe(lambda change: seen.append(change["new"]), "a")
    slider = ipywidgets.FloatSlider(min=-2, max=2)
    ipywidgets.link((waves, "a"), (slider, "value"))
    slider.value = 1.5
    assert waves.a == 1.5
    assert seen == [1.5]
    assert waves in ipywidgets.VBox([waves, slider]).children
    assert repr(waves) == "<Explorer: a=1.5, kind='sin'>"


def test_a_trait_takes_what_its_control_takes(waves):
    with pytest.raises(ValueError, match=r"^a 要 -2 到 2 之间的数，给的是 3。$"):
        waves.a = 3
    with pytest.raises(ValueError, match=r"^kind 要从 'sin'、'exp' 里选，给的是 'cos'。$"):
        waves.kind = "cos"
    assert (waves.a, waves.kind) == (0.0, "sin")


def test_controls_are_there_to_be_read_and_not_to_be_changed(waves):
    assert {name: each.kind for name, each in waves.controls.items()} == {
        "a": "slider",
        "kind": "choice",
    }
    with pytest.raises(TypeError):
        waves.controls["a"] = Slider(0, 1)


def test_a_state_is_looked_at_without_setting_it(waves):
    lines = waves.artists_at(a=2.0, kind="exp")
    assert lines[0].get_ydata()[-1] == pytest.approx(2 * math.exp(3))
    frame = waves.frame_at(a=2.0, kind="exp")
    assert frame["readings"] == [["a", "2.0000"], ["positive", "是"]]
    assert frame["layer"] in waves.svg(a=2.0, kind="exp")
    assert (waves.a, waves.kind) == (0.0, "sin")
    for look in (waves.frame_at, waves.artists_at):
        with pytest.raises(ValueError, match=r"^a 要 -2 到 2 之间的数，给的是 3。$"):
            look(a=3)


def test_read_outs_may_be_words_with_a_label():
    explorer = d2l.Explorer(
        setup,
        lambda lines, a: {"sign": "plus" if a > 0 else "minus"},
        labels={"plus": ("正", "positive")},
        a=(-2.0, 2.0),
    )
    assert [explorer.read(a=a)["sign"] for a in (1, -1)] == ["正", "minus"]
    assert explorer.frame_at(a=1)["readings"] == [["sign", "正"]]


def test_two_explorers_do_not_share_their_controls(waves):
    other = d2l.Explorer(setup, update, a=(0, 1))
    waves.a = 2
    assert other.a != 2
    assert not other.has_trait("kind")


def test_a_notebook_shows_the_state_now(waves):
    waves.a = 2
    assert waves._repr_mimebundle_()[0]["image/svg+xml"] == waves.svg(a=2) != waves.svg()


# Words


def test_labels_are_in_the_language_of_the_making(in_english):
    explorer = d2l.Explorer(
        setup, update, title=("波", "Waves"), labels={"a": ("振幅", "amplitude")}, a=(-2.0, 2.0)
    )
    d2l.set_language("zh")
    assert "<title>Waves</title>" in explorer.svg()
    assert found(explorer, "_stage")["controls"][0]["label"] == "amplitude"
    assert ask(explorer, [1.0])["frames"][0]["readings"][1] == ["positive", "yes"]


def test_texts_from_outside_are_only_texts():
    explorer = d2l.Explorer(setup, update, title="<b>&", labels={"a": "<i>"}, a=(0, 1))
    assert "<title>&lt;b&gt;&amp;</title>" in explorer.svg()
    assert "&lt;i&gt;" in explorer.svg()


# What cannot be done


def told(source):
    """Give what a notebook shows for a line that fails."""
    shell = InteractiveShell()
    shell.run_cell("import d2l_calc as d2l, numpy as np")
    lines = []
    shell._showtraceback = lambda kind, error, text: lines.extend("\n".join(text).splitlines())
    shell.run_cell(source)
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in lines]


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        (
            "d2l.explore.secant(x0=3)",
            "x0 要 -1.5 到 1.5 之间的数，给的是 3。",
            "x0 takes a number from -1.5 to 1.5, not 3.",
        ),
        (
            "d2l.explore.secant().x0 = 9",
            "x0 要 -1.5 到 1.5 之间的数，给的是 9。",
            "x0 takes a number from -1.5 to 1.5, not 9.",
        ),
        (
            "d2l.explore.secant(x=3)",
            "没有叫 x 的控件；有 x0、h、method、function。",
            "There is no control called x; the controls are x0, h, method, function.",
        ),
        (
            "d2l.explore.exhaustion(n=4.5)",
            "n 要 3 到 96 之间的整数，给的是 4.5。",
            "n takes a whole number from 3 to 96, not 4.5.",
        ),
        (
            "d2l.explore.secant(xlim=np.array([2, 1]))",
            "xlim 要两个数，小的在前，比如 (-2, 2)；给的是 array([2, 1])。",
            "xlim takes two numbers, the smaller one first, such as (-2, 2); not array([2, 1]).",
        ),
        (
            "d2l.explore.field(np.hypot, (0, 1), 5)",
            "ylim 要两个数，小的在前，比如 (-2, 2)；给的是 5。",
            "ylim takes two numbers, the smaller one first, such as (-2, 2); not 5.",
        ),
        (
            "d2l.explore.hessian(np.sin)",
            "不写名字的，hessian 最多收 0 个，给了 1 个。",
            "hessian takes at most 0 unnamed arguments, not 1.",
        ),
        (
            "d2l.explore.secnt()",
            "没有叫 secnt 的图（是不是 secant？）。写 d2l.explore 会列出全部。",
            "There is no explorer called secnt (did you mean secant?). d2l.explore lists them all.",
        ),
        (
            "d2l.explore()",
            "d2l.explore 是一张目录，要写出是哪一张图，比如 d2l.explore.secant()。",
            "d2l.explore is a list of pictures: say which one, as in d2l.explore.secant().",
        ),
    ],
)
def test_what_is_refused_is_told_in_one_sentence_and_no_traceback(source, zh, en):
    assert told(source) == [zh]
    d2l.set_language("en")
    try:
        assert told(source) == [en]
    finally:
        d2l.set_language("zh")


MISTAKEN = """
def setup(figure):
    return figure.subplots().plot([], [])


def update(lines, a):
    return {"b": 1 / a}


d2l.Explorer(setup, update, a=[0, 1])
"""


def test_a_mistake_in_a_learners_code_is_shown_without_the_way_through_ours():
    lines = told(MISTAKEN)
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert not [line for line in lines if "stage/" in line]
    assert len(lines) < 25


def test_what_is_no_read_out_is_named():
    with pytest.raises(TypeError, match=r"读数 slope 要一个数或一句话，给的是 \[1, 2\]。"):
        d2l.Explorer(setup, lambda lines, a: {"slope": [1, 2]}, a=(0, 1))


def test_a_figure_of_pyplot_is_refused_and_closed():
    def elsewhere(figure):
        return plt.plot([0, 1], [0, 1])

    def both(figure):
        plt.title("somewhere")
        return figure.subplots().plot([0, 1], [0, 1])

    before = plt.get_fignums()
    for drawn in (elsewhere, both):
        with pytest.raises(TypeError, match=r"setup 要画在给它的 figure 上.*不用 plt\.plot。"):
            d2l.Explorer(drawn, lambda lines, a: None, a=(0, 1))
        assert plt.get_fignums() == before


def test_a_net_in_three_dimensions_moves():
    x, y = np.meshgrid(np.linspace(0, 1, 4), np.linspace(0, 1, 4))

    def setup(figure):
        axes = figure.add_subplot(projection="3d")
        axes.set(xlim=(0, 1), ylim=(0, 1), zlim=(0, 1))
        return axes.plot_wireframe(x, y, x * y)

    def update(net, a):
        net.set_segments(list(np.stack([x, y, a * x * y], axis=-1)))

    explorer = d2l.Explorer(setup, update, a=(0.0, 1.0))
    assert explorer.frame_at(a=0)["layer"] != explorer.frame_at(a=1)["layer"]


def test_a_function_that_prints_prints_a_few_lines(capsys):
    def loud(x):
        print("x is", x)
        return x * x

    explorer = d2l.explore.slope_trace(loud)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("x is")
    assert len(lines) == 4
    assert lines[-1].startswith("……（")
    explorer.svg(x=0.123)
    assert len(capsys.readouterr().out.splitlines()) <= 4
    print("and after it as ever")
    assert capsys.readouterr().out == "and after it as ever\n"


# Handles


@pytest.mark.parametrize(("scale", "log"), [("linear", False), ("log", True)])
def test_a_handle_follows_the_pointer(scale, log):
    def made(figure):
        axes = figure.subplots()
        axes.set(xscale=scale, xlim=(1, 100), ylim=(0, 10))
        return handle(axes.plot([], [], "o")[0], x="a", y="b")

    def moved(point, a, b):
        point.set_data([a], [b])

    explorer = d2l.Explorer(made, moved, a=(1.0, 100.0), b=(0.0, 10.0))
    states = (10.0, 5.0), (10.0, 10.0), (100.0, 0.0)
    answer = ask(explorer, *states)
    handle_ = answer["scenes"][0]["handles"][0]
    start, up, right = (frame["places"][0] for frame in answer["frames"])
    assert handle_["y"]["name"] == "b"
    assert 5 + (up[1] - start[1]) * handle_["y"]["change"] == pytest.approx(10, abs=0.02)
    moved_by = (right[0] - start[0]) * handle_["x"]["change"]
    assert handle_["x"]["log"] is log
    reached = 10 * math.exp(moved_by) if log else 10 + moved_by
    assert reached == pytest.approx(100, rel=0.01)


def test_a_handle_that_is_turned_says_around_what_and_how_flat_its_circle_is():
    def setup(figure):
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(-2, 2), ylim=(-2, 2))
        return handle(axes.plot([], [], "o")[0], turns="angle", around=(1, 0))

    def update(tip, angle):
        tip.set_data([1 + math.cos(math.radians(angle))], [math.sin(math.radians(angle))])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        explorer = d2l.Explorer(setup, update, size=(4, 2), angle=Slider(0.0, 360.0, 0.0, 5.0))
    pictures = explorer.get_state("_pictures")["_pictures"]
    (turn,) = pictures["scenes"][0]["handles"][0].values()
    assert turn == {"name": "angle", "about": [216.0, 72.0], "flat": 0.5}
    assert pictures["frames"][0]["places"] == [[288.0, 72.0]]


def test_a_handle_that_is_nowhere_has_no_place():
    explorer = d2l.explore.secant(lambda x: math.sqrt(x))
    assert None in explorer.frame_at(x0=-1.0)["places"]


# What is held


def figure_of(explorer):
    """Give a weak reference to the figure that an explorer draws on at first."""
    return weakref.ref(explorer.artists_at()[0].figure)


def test_an_explorer_that_no_page_shows_gives_back_its_figure(waves):
    figure, picture = figure_of(waves), waves.svg()
    for page in ("one", "other"):
        send(waves, "greeting", page)
    send(waves, "parting", "one")
    gc.collect()
    assert figure() is not None
    send(waves, "parting", "other")
    gc.collect()
    assert figure() is None
    assert waves.svg() == picture


def test_a_closed_explorer_gives_back_its_figure(waves):
    figure = figure_of(waves)
    waves.close()
    gc.collect()
    assert figure() is None


def test_a_cell_that_is_run_again_gives_back_what_it_held_before(monkeypatch):
    runs = iter([("a", 1), ("a", 1), ("b", 2), ("a", 3)])
    monkeypatch.setattr("d2l_calc.stage.explorer.underway", lambda: next(runs))
    explorers = [d2l.Explorer(setup, update, a=(-2.0, 2.0)) for _ in range(3)]
    figures, pictures = [figure_of(each) for each in explorers], [each.svg() for each in explorers]
    again = d2l.Explorer(setup, update, a=(-2.0, 2.0))
    gc.collect()
    assert [figure() is None for figure in figures] == [True, True, False]
    assert figure_of(again)() is not None
    assert [each.svg() for each in explorers] == pictures


def test_however_many_explorers_there_are_few_figures_are_kept(monkeypatch):
    monkeypatch.setattr(SCENES, "most", KEPT)
    explorers = [d2l.Explorer(setup, update, a=(-2.0, 2.0)) for _ in range(50)]
    figures = [figure_of(explorer) for explorer in explorers]
    gc.collect()
    assert 20 < sum(figure() is not None for figure in figures) < 40
    assert explorers[0].svg() == explorers[-1].svg()


# Without a kernel


def test_frames_are_kept_for_every_choice_and_evenly_for_sliders(waves):
    waves.keep_frames(most=60)
    frames = found(waves, "_pictures")["frames"]
    assert 40 <= len(frames) <= 62
    assert {frame["at"][1] for frame in frames} == {"sin", "exp"}
    stops = sorted({frame["at"][0] for frame in frames})
    assert (stops[0], stops[-1]) == (-2, 2)
    assert np.ptp(np.diff(stops)[:-1]) < 0.3
    assert frames[0]["at"] == [waves.a, waves.kind]


@pytest.mark.parametrize("start", [0.0, 1.0, 2.0, 3.0, 5.0, 9.0])
def test_few_frames_are_kept_wherever_a_slider_starts(start):
    def setup(figure):
        return figure.subplots().plot([], [])

    def update(lines, a, b):
        lines[0].set_data([a], [b])

    sliders = {name: Slider(0.0, 9.0, start, 1.0) for name in "ab"}
    explorer = d2l.Explorer(setup, update, **sliders).keep_frames(most=9)
    kept = {tuple(frame["at"]) for frame in found(explorer, "_pictures")["frames"]}
    assert {0.0, start, 9.0} <= {a for a, _ in kept}
    assert len(kept) <= 9


@pytest.mark.parametrize("name", d2l.explore)
def test_a_slider_keeps_stops_enough_to_see_what_it_moves(name):
    controls = made(name).controls
    kept = spread(controls, {name: each.value for name, each in controls.items()}, most=2000)
    assert math.prod(map(len, kept.values())) <= 2000
    kept = [(controls[name], {*stops}) for name, stops in kept.items()]
    sliders = [(each, stops) for each, stops in kept if each.kind == "slider"]
    for each, stops in sliders[: 1 if len(sliders) > 2 else 2]:
        assert len(stops) >= min(7, len(each.stops))
    for each, stops in kept:
        assert {each.stops[0], each.stops[-1], each.value} <= stops <= {*each.stops}
        assert each.kind == "slider" or stops == {*each.stops}


def test_exported_pages_keep_frames_of_every_explorer(monkeypatch):
    monkeypatch.setattr(d2l.Explorer, "frames_ahead", 500)
    assert len(found(d2l.explore.exhaustion(), "_pictures")["frames"]) == 95


def test_a_slider_may_end_sooner_for_some_choices():
    def made(figure, kind):
        return figure.subplots().plot([], [])

    def last(kind):
        return {"short": 2, "long": 4}[kind]

    explorer = d2l.Explorer(
        made, lambda lines, step: None, step=Slider(0, 4, 0, last=last), kind=["short", "long"]
    )
    answer = ask(explorer, (0, "short"), (0, "long"))
    assert [scene["lasts"] for scene in answer["scenes"]] == [{"step": 2}, {"step": 4}]
    frames = found(explorer.keep_frames(), "_pictures")["frames"]
    kept = {tuple(frame["at"]) for frame in frames}
    assert kept == {(step, kind) for kind in ("short", "long") for step in range(1 + last(kind))}


# Functions


def test_a_slow_function_is_asked_only_a_few_times(monkeypatch):
    clock = [0.0]
    monkeypatch.setattr("d2l_calc.stage.functions.monotonic", lambda: clock[0])

    def slow(x):
        clock[0] += 1.0
        return x * x

    function = Function(slow)
    xs = np.linspace(-1, 1, 101)
    ys = function.over(xs)
    assert clock[0] <= 4
    assert np.isfinite(ys).all()
    assert (ys[0], ys[-1]) == (1.0, 1.0)


def test_a_busy_machine_makes_no_function_slow(monkeypatch):
    clock, asked = [0.0], []
    monkeypatch.setattr("d2l_calc.stage.functions.monotonic", lambda: clock[0])

    def interrupted(x, y=0.0):
        asked.append((x, y))
        clock[0] += 3.0 if len(asked) % 4 == 2 else 1e-6
        return np.sign(x)

    _, y = Function(interrupted).curve(-1, 1)
    assert len(asked) >= 300
    assert np.isnan(y).sum() == 1
    asked.clear()
    Surface(interrupted).grid(np.linspace(-1, 1, 7), np.linspace(-1, 1, 41))
    assert len(asked) == 7 * 41


# How often an explorer may call a learner's function before its first picture is there.
CALLS = {
    "secant": 400,
    "step_size": 230,
    "microscope": 500,
    "slope_trace": 700,
    "extrema": 1400,
    "descent_1d": 850,
    "slices": 1800,
    "direction": 1500,
    "field": 3000,
    "tangent_plane": 1500,
    "jacobian": 550,
}


@pytest.mark.parametrize("name", CALLS)
def test_a_learners_function_is_called_no_more_often_than_the_picture_needs(name):
    calls = []

    def f(x, y=None):
        calls.append((x, y))
        one = x * x + 0.5 * x
        return (x * y, x + y) if name == "jacobian" else one if y is None else one + y * y

    d2l.explore[name](f)
    assert len(calls) <= CALLS[name]


@pytest.mark.parametrize("name", CALLS)
def test_a_slow_function_does_not_hold_up_a_lesson(name, monkeypatch):
    clock, calls = [0.0], []
    monkeypatch.setattr("d2l_calc.stage.functions.monotonic", lambda: clock[0])

    def f(x, y=None):
        calls.append((x, y))
        clock[0] += 0.3
        one = x * x + 0.5 * x
        return (x * y, x + y) if name == "jacobian" else one if y is None else one + y * y

    explorer = d2l.explore[name](f)
    assert clock[0] < 60
    assert explorer.svg()


@pytest.mark.parametrize(
    ("f", "gaps"),
    [
        (np.sign, 1),
        (math.floor, 4),
        (lambda x: 1 / x, 1),
        (lambda x: 1 / (x - 0.5), 1),
        (abs, 0),
        (np.cbrt, 0),
        (lambda x: x**3, 0),
        (lambda x: 1000 * math.sin(20 * x), 0),
    ],
)
def test_a_curve_has_a_gap_where_it_leaps_and_only_there(f, gaps):
    _, y = Function(f).curve(-2, 2)
    assert np.isnan(y).sum() == gaps


@pytest.mark.parametrize(
    ("f", "x", "slope"),
    [
        (math.sin, 0.3, math.cos(0.3)),
        (math.exp, 1.0, math.e),
        (lambda x: x * x * math.sin(1 / x) if x else 0, 0.0, 0.0),
        (abs, 0.5, 1.0),
        (abs, 0.0, math.nan),
        (lambda x: max(x, 0), 0.0, math.nan),
        (np.cbrt, 0.0, math.nan),
        (np.sign, 0.0, math.nan),
        (math.sqrt, 0.0, math.nan),
        (lambda x: 1 / x, 0.0, math.nan),
        (lambda x: 3, 0.0, 0.0),
    ],
)
def test_a_slope_is_measured_where_there_is_one(f, x, slope):
    assert Function(f).slope(x) == pytest.approx(slope, abs=1e-4, nan_ok=True)


def test_one_pole_does_not_spoil_the_picture():
    x = np.linspace(-2, 2, 401)[1:]
    with np.errstate(divide="ignore"):
        low, high = limits(1 / (x - 0.001))
    assert -40 < low < high < 40
    assert limits(np.exp(x))[1] > np.exp(2)


def test_a_reason_is_told_in_the_language_of_the_explorer(in_english):
    explorer = d2l.explore.secant(lambda x, y: x)
    d2l.set_language("zh")
    assert "has no value anywhere" in explorer._repr_mimebundle_()[0]["text/plain"]
    with pytest.raises(CannotDraw, match="missing 1 required positional argument"):
        explorer.svg()


# For the last row


@pytest.fixture
def in_class():
    d2l.set_stage("class")
    yield
    d2l.set_stage("page")


def sizes(explorer):
    """Give the pixels that a picture is shown in, and those of its letters."""
    svg = explorer.svg()
    shown, drawn = (
        float(re.search(rf' {n}="(?:0 0 )?([\d.]+)', svg)[1]) for n in ("width", "viewBox")
    )
    return shown, shown / drawn


def test_in_class_letters_and_lines_are_larger_and_the_picture_is_as_large(waves, in_class):
    larger = d2l.Explorer(setup, update, a=(-2.0, 2.0), kind=["sin", "exp"])
    assert sizes(larger)[0] == pytest.approx(sizes(waves)[0], rel=1e-3)
    assert sizes(larger)[1] == pytest.approx(1.35 * sizes(waves)[1], rel=1e-3)
    assert found(larger, "_stage")["zoom"] == 1.35
    assert plt.rcParams["font.size"] == 13.5


def test_after_class_pictures_are_as_before(waves):
    before = dict(plt.rcParams)
    d2l.set_stage("class")
    d2l.set_stage("class")
    d2l.set_stage("page")
    assert dict(plt.rcParams) == before
    assert d2l.Explorer(setup, update, a=(-2.0, 2.0), kind=["sin", "exp"]).svg() == waves.svg()


@pytest.mark.parametrize("name", d2l.explore)
def test_every_explorer_can_be_shown_in_class(name, in_class):
    explorer = d2l.explore[name]()
    assert sizes(explorer)[0] == pytest.approx(sizes(made(name))[0], rel=1e-3)


def test_another_size_is_refused():
    with pytest.raises(ValueError, match=r"^set_stage 要从 'page'、'class' 里选，给的是 'huge'。$"):
        d2l.set_stage("huge")


# Isolation


def test_drawing_leaves_the_readers_settings_alone(waves):
    with matplotlib.rc_context({"font.size": 23.0}):
        before = dict(matplotlib.rcParams)
        waves.svg(a=0.5)
        assert dict(matplotlib.rcParams) == before


def test_what_is_private_in_matplotlib_is_still_there(monkeypatch):
    # `rc_context` with all settings takes longer than a frame, so that `look.drawing` does without.
    for name in ("_get", "_update_raw"):
        assert callable(getattr(matplotlib.rcParams, name, None)), (
            f"Matplotlib {matplotlib.__version__} has no rcParams.{name} any more:"
            " what does rc_context use there?"
        )
    with drawing():
        inside = dict(matplotlib.rcParams)
    with matplotlib.rc_context():
        matplotlib.style.use("default")
        matplotlib.rcParams["svg.hashsalt"] = "other"
        assert inside["svg.hashsalt"] == "d2l_calc"
        assert inside["font.size"] == 9.0 != matplotlib.rcParams["font.size"]
        assert inside.keys() == matplotlib.rcParams.keys()


def test_warnings_of_numpy_stay_out_of_the_notebook(recwarn):
    explorer = d2l.explore.secant(lambda x: np.log(x))
    explorer.svg(x0=-1.0, h=0.5)
    assert not list(recwarn)


# The list


CHAPTER = """
from d2l_calc.stage.form import explorer

@explorer(says=["steep"])
def new(f=None):
    '''A new one.

    Parameters
    ----------
    f : callable, optional
    **start
        First values of controls: a, kind.
    '''

    def setup(figure):
        return figure.subplots().plot([], [])

    def update(lines, a, kind):
        lines[0].set_data([a], [1])
        return {"slope": "steep" if a else "—"}

    return setup, update, {"a": (0, 5), "kind": ["sin"]}
"""
WORDS = """
[new]
title.zh = '新的'
title.en = 'A new one'
description.zh = '一个点。'
description.en = 'A point.'
a.all = 'a'
kind.zh = '哪一种'
kind.en = 'kind'
sin.all = 'sin x'
slope.zh = '斜率'
slope.en = 'slope'
steep.zh = '陡'
steep.en = 'steep'
"""


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    """Write a chapter's module and its words; give the module."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(name, words=WORDS, code=CHAPTER):
        package = tmp_path / "a_book"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        (package / f"{name}.py").write_text(code, "utf-8")
        (package / f"{name}.toml").write_text(words, "utf-8")
        importlib.invalidate_caches()
        return importlib.import_module(f"a_book.{name}")

    yield write
    words_of.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "a_book"]:
        del sys.modules[name]


def test_explorers_are_listed_in_the_order_of_the_book():
    listed = [d2l.explore[name].__module__.rpartition(".")[2] for name in d2l.explore]
    assert listed == sorted(listed, key=[*CHAPTERS.values()].index)
    assert repr(d2l.explore).startswith(" 1  d2l.explore.exhaustion()")


def test_what_a_module_marks_is_found_and_what_it_imports_is_not(chapter):
    module = chapter("first")
    module.secant = d2l.explore.secant
    assert [*Catalogue({"1": module})] == ["new"]


def test_two_explorers_of_one_name_are_refused(chapter):
    with pytest.raises(ImportError, match="two explorers are called new"):
        Catalogue({"1": chapter("first"), "2": chapter("second")})


# The form of the book's explorers


def test_an_explorer_of_the_book_is_a_function_and_its_words(chapter, in_english):
    new = chapter("first").new
    explorer = new(np.sin, a=3)
    assert (explorer.a, explorer.kind) == (3, "sin")
    assert explorer.read() == {"slope": "steep"}
    assert repr(explorer) == "<Explorer A new one: a=3, kind='sin'>"
    assert [c["label"] for c in found(explorer, "_stage")["controls"]] == ["a", "kind"]
    assert found(explorer, "_stage")["controls"][1]["texts"] == ["sin x"]
    assert new.title == ("新的", "A new one")
    assert str(inspect.signature(new)) == "(f=None, **start)"
    with pytest.raises(TypeError, match=r"no control called b; the controls are a, kind."):
        new(b=1)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("slope.zh = '斜率'\nslope.en = 'slope'", "", r"\[new.slope\] is missing"),
        ("a.all = 'a'", "", r"\[new.a\] is missing"),
        ("sin.all = 'sin x'", "", r"\[new.sin\] is missing"),
        ("steep.zh = '陡'\nsteep.en = 'steep'", "", r"\[new.steep\] is missing"),
        ("title.zh = '新的'\ntitle.en = 'A new one'", "", r"\[new.title\] is missing"),
        ("a.all = 'a'", "a.all = 'a'\nflat.all = '0'", r"\[new.flat\] is said by nobody"),
        ("slope.en = 'slope'", "", r"\[new.slope\] has no text in 'en'"),
        ("slope.en = 'slope'", "slope.en = '斜率'", r"\[new.slope\] is not translated"),
        ("a.all = 'a'", "a.all = '甲'", r"\[new.a\] is not translated"),
        ("[new]", "[old.title]\nall = 'x'\n[new]", r"\[old\] are words of no explorer"),
        ("[new]", "[old]", r"\[new\] is missing"),
    ],
)
def test_words_that_are_missing_or_unused_are_told_with_their_file(chapter, before, after, says):
    assert before in WORDS
    with pytest.raises((KeyError, ValueError), match=rf"a_book/first.toml: {says}"):
        Catalogue({"1": chapter("first", WORDS.replace(before, after))}).new()


VARIED = """
[new.other]
title.zh = '另一个'
title.en = 'Another'
slope.zh = '坡'
slope.en = 'rise'
"""


def test_a_variant_has_words_of_its_own_and_all_others(chapter, in_english):
    code = CHAPTER.replace('["sin"]}', '["sin"]}, *["other"] * bool(f)')
    new = chapter("first", WORDS + VARIED, code).new
    for explorer, title, label in ((new(), "A new one", "slope"), (new(f=max), "Another", "rise")):
        assert repr(explorer) == f"<Explorer {title}: a=3, kind='sin'>"
        assert found(explorer, "_pictures")["frames"][0]["readings"] == [[label, "steep"]]


def test_words_of_a_variant_that_it_does_not_say_are_told_with_their_place(chapter):
    code = CHAPTER.replace('["sin"]}', '["sin"]}, "other"')
    with pytest.raises(
        ValueError, match=r"a_book/first.toml: \[new.other.flat\] is said by nobody"
    ):
        chapter("first", WORDS + VARIED + "flat.all = '0'", code).new()


def test_functions_that_come_together_are_asked_for_together():
    with pytest.raises(TypeError, match="z、u、v 这几个函数要一起给"):
        d2l.explore.graph(z=max, v=max)


def test_a_slip_in_a_name_is_met_with_the_name_that_was_meant():
    with pytest.raises(AttributeError, match=r"没有叫 secnt 的图（是不是 secant？）"):
        _ = d2l.explore.secnt


def test_a_chapters_module_is_reached_by_import():
    module = importlib.import_module("d2l_calc.explorers.extrema")
    assert module.extrema is d2l.explore.extrema
