"""The stage that every explorer plays on: a Matplotlib picture in two layers, with controls.

`setup` draws what stays and makes what moves; `update` moves it. What stays is rendered to SVG
once; for each state of the controls only what moves is, which takes well under a millisecond. What
goes to the page and comes from it is described in `protocol`.
"""

from contextlib import suppress
from functools import partial
from inspect import signature
from itertools import product
from pathlib import Path
from time import perf_counter
from types import MappingProxyType
from uuid import uuid4
from weakref import WeakSet

import anywidget
import numpy as np
import traitlets

from d2l_calc.language import LANGUAGES, get_language
from d2l_calc.stage import protocol
from d2l_calc.stage.controls import control, spread
from d2l_calc.stage.formula import Formula
from d2l_calc.stage.functions import CannotDraw
from d2l_calc.stage.kernel import underway, where_cells_run
from d2l_calc.stage.look import drawing
from d2l_calc.stage.numbers import written
from d2l_calc.stage.refusal import Refusal, WrongThing, WrongValue, listed, plain
from d2l_calc.stage.scene import Scene, Scenes
from d2l_calc.stage.size import zoom
from d2l_calc.stage.still import still
from d2l_calc.words import read_words

_WORDS = read_words(__package__, "words.toml")

# Each is a Matplotlib figure, a megabyte and more: so many are kept, of all explorers together.
SCENES = Scenes(32)


class Explorer(anywidget.AnyWidget):
    """A picture with controls that a reader can drag.

    Parameters
    ----------
    setup : callable
        ``setup(figure)`` draws on a `matplotlib.figure.Figure` and returns the artists that
        move: one, or a list or dict of them, possibly with other things that `update` needs. If
        it also takes controls, by name, the background is drawn anew when one of them changes.
    update : callable
        ``update(moving, ...)`` gets what `setup` returned and the controls that it takes by
        name. It moves the artists and returns the read-outs, a dict of numbers or texts, or
        nothing.
    title, description : str or pair of str, optional
        What the picture is, in a few words and in a sentence; in Chinese and English if a pair.
    labels : dict, optional
        How the names of controls, choices and read-outs are shown, and the words that read-outs
        give: a text or a pair of texts.
    start : dict, optional
        First values of some controls, in place of those that the controls bring along.
    size : pair of float, optional
        Width and height of the figure in inches.
    formula : str or pair of str, optional
        What stands below the picture, typeset, with read-outs in its blanks, such as
        ``r"a^2 = [square]"``; what can be written is in `d2l_calc.stage.formula`.
    below : sequence of str, optional
        The read-outs that stand below; if left out, those that are not in the formula.
    ask : Ask, optional
        A question above the picture.
    **controls
        Each control by name: ``(low, high)`` or ``(low, high, step)`` for a slider, a list or a
        dict for a choice, True or False for a switch, as in `ipywidgets.interact`; or a
        `Slider`, `Log`, `SignedLog`, `Choice`, `Switch` or `Points`.

    Raises
    ------
    TypeError, ValueError
        For what is no control, for names that are taken or used nowhere, for values that a
        control does not take.

    Notes
    -----
    Each control is a trait of this name: it can be set, observed, and linked to other widgets.

    Examples
    --------
    >>> def setup(figure):
    ...     axes = figure.subplots()
    ...     axes.set(xlim=(-3, 3), ylim=(0, 9))
    ...     return axes.plot([], [])
    >>> def update(lines, a):
    ...     x = np.linspace(-3, 3, 50)
    ...     lines[0].set_data(x, a * x**2)
    ...     return {"a": a, "height at 1": a}
    >>> explorer = Explorer(setup, update, a=(0.1, 3.0))
    >>> explorer.read(a=2)
    {'a': 2.0, 'height at 1': 2.0}
    """

    _esm = Path(__file__).with_name("stage.js")
    _css = Path(__file__).with_name("stage.css")
    _stage = traitlets.Dict().tag(sync=True)
    _pictures = traitlets.Dict().tag(sync=True)
    _id = traitlets.Unicode().tag(sync=True)

    # How many frames every new explorer makes ahead, to move without a kernel too; set by what
    # exports pages.
    frames_ahead = 0

    def __init__(
        self,
        setup,
        update,
        *,
        title="",
        description="",
        labels=None,
        start=None,
        size=(5, 3.2),
        formula=None,
        below=None,
        ask=None,
        **controls,
    ):
        __tracebackhide__ = True
        self._language = get_language()
        self._title, self._description = self._said(title), self._said(description)
        self._labels = {name: self._said(text) for name, text in (labels or {}).items()}
        self._formula, self._below = formula and Formula(self._said(formula)), below
        self._ask = ask
        # On less paper, shown as large, everything is larger.
        self._zoom = zoom()
        self._size = tuple(round(72 * inches / self._zoom, 1) for inches in size)
        self._controls = {name: _naming(name, control, given) for name, given in controls.items()}
        self._first = {name: each.value for name, each in self._controls.items()}
        self._first = self._checked(start or {})
        self._setup, self._in_setup = setup, self._taken_by(setup)
        self._update, self._in_update = update, self._taken_by(update)
        self._check_names()
        self._lasts = {
            name: (each.last, self._taken_by(each.last, skip=0))
            for name, each in self._controls.items()
            if each.kind == "slider" and each.last
        }
        self._pages = set()  # that show it, by what they call themselves
        # An echo of a value would undo what the reader has done since.
        self.add_traits(
            **{
                name: _Value(each.check, self._first[name]).tag(sync=True, echo_update=False)
                for name, each in self._controls.items()
            }
        )
        name = uuid4().hex
        pictures = self._draw([list(self._first.values())])
        super().__init__(
            model_id=name,
            _id=name,
            _stage=self._describe(pictures["scenes"]),
            _pictures=pictures,
        )
        self.on_msg(self._answer)
        _succeed(self)
        if self.frames_ahead:
            self.keep_frames(self.frames_ahead)

    @property
    def controls(self):
        """The controls by name, each a `Slider`, `Choice` and so on, with its `stops`."""
        return MappingProxyType(self._controls)

    def svg(self, **controls):
        """Give the whole picture as one SVG, with the values of the controls and the read-outs.

        Parameters
        ----------
        **controls
            The values shown; where left out, those of the start.

        Returns
        -------
        str

        Raises
        ------
        TypeError
            For a control that there is not.
        ValueError
            For a value that a control does not take.
        CannotDraw
            For a function that has no value anywhere in the picture.
        """
        values = self._checked(controls)
        with drawing():
            scene = self._scene(values)
            readings = self._move(scene, values)
            elements = scene.background + scene.layer()
            settings = [(self._label(name), self._shown(name, values[name])) for name in values]
            lines = settings, self._texts(readings)
            blanks, words = self._blanks(readings, values), (self._title, self._description)
            formula = self._formula and (self._formula, blanks)
            return still(elements, self._size, *words, *lines, formula=formula, zoom=self._zoom)

    def read(self, **controls):
        """Give the read-outs as `update` returned them, words in the explorer's language.

        Parameters
        ----------
        **controls
            As for `svg`, with the same errors.

        Returns
        -------
        dict
        """
        values = self._checked(controls)
        with drawing():
            return self._move(self._scene(values), values)

    def frame_at(self, **controls):
        """Give what a page gets to show a state: the SVG of what moves, and the read-outs.

        Parameters
        ----------
        **controls
            As for `svg`, with the same errors, but the reason of a CannotDraw is in the frame.

        Returns
        -------
        protocol.Frame
        """
        return self._draw([list(self._checked(controls).values())])["frames"][0]

    def artists_at(self, **controls):
        """Give what `setup` returned, as `update` has left it in a state.

        Parameters
        ----------
        **controls
            As for `svg`, with the same errors.
        """
        values = self._checked(controls)
        with drawing():
            scene = self._scene(values)
            self._move(scene, values)
        return scene.moving

    def keep_frames(self, most=500):
        """Make frames ahead, so that the picture also moves on a page without a kernel.

        They are those of all combinations of the stops that `controls.spread` picks.

        Parameters
        ----------
        most : int, optional
            How many frames are not too many.

        Returns
        -------
        Explorer
            Itself.
        """
        kept = spread(self._controls, self._first, most, self._ask.at if self._ask else ())
        states = [dict(zip(kept, values, strict=True)) for values in product(*kept.values())]
        states = [list(each.values()) for each in states if self._there(each)]
        # States of one scene stand together, for not all scenes are kept.
        states.sort(key=self._scene_at)
        self._pictures = self._draw([list(self._first.values()), *states])
        return self

    def _there(self, values):
        """Whether every slider is at a stop that there is in a state."""
        return all(values[name] <= last for name, last in self._lasts_at(values).items())

    def close(self):
        """Close the widget, here and on the page, and give back what it holds."""
        super().close()
        SCENES.forget(self)

    def __repr__(self):
        values = ", ".join(f"{name}={value!r}" for name, value in self._values().items())
        return f"<Explorer{' ' * bool(self._title)}{self._title}: {values}>"

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        try:
            data["image/svg+xml"] = self.svg(**self._values())
        except CannotDraw as problem:
            data["text/plain"] = self._told(problem)
        return data, metadata

    # Names and values

    def _taken_by(self, function, skip=1):
        """Give the names of the controls that a function takes, in the order of the controls."""
        others = list(signature(function).parameters.values())[skip:]
        taken = {other.name for other in others if other.kind != other.VAR_KEYWORD}
        for other in others:
            if other.name in taken - self._controls.keys() and other.default is other.empty:
                called = getattr(function, "__name__", function)
                raise WrongThing("without_control", function=called, name=other.name)
        everything = len(taken) < len(others)
        return tuple(name for name in self._controls if everything or name in taken)

    def _check_names(self):
        for name in self._controls:
            if hasattr(type(self), name):
                raise WrongValue("name_taken", name=name)
            if name not in self._in_setup + self._in_update:
                raise WrongThing("unused", name=name)

    def _checked(self, controls):
        """Give the value of every control: those given, and the first ones of the others."""
        if unknown := controls.keys() - self._controls.keys():
            known = listed(self._controls)
            raise WrongThing("no_such_control", name=min(unknown), known=known)
        checked = {
            name: _naming(name, self._controls[name].check, value)
            for name, value in controls.items()
        }
        return self._first | checked

    def _values(self):
        return {name: getattr(self, name) for name in self._controls}

    def _given(self, function, names, values):
        """Give a function of setup's or update's first argument alone."""
        taken = {name: self._controls[name].meant(values[name]) for name in names}
        return partial(function, **taken)

    # Words

    def _said(self, text):
        """Give a text in the explorer's language, if it is in several."""
        return text if isinstance(text, str) else text[LANGUAGES.index(self._language)]

    def _label(self, name):
        """Give how a control or a read-out is called."""
        control = self._controls.get(name)
        label = control.label if control and control.label else str(name)
        return self._labels.get(name, self._said(label))

    def _shown(self, name, value):
        """Write the value of a control."""
        control = self._controls[name]
        if control.kind == "slider":
            return written(value, zeros=False)
        if control.kind == "points":
            return control.written(value)
        if isinstance(value, bool):
            return self._text(name, value)
        if value in control.shown:
            return self._said(control.shown[value])
        return self._labels.get(value, self._labels.get(str(value), str(value)))

    def _texts(self, readings):
        """Write the read-outs that stand below: pairs of label and value."""
        texts = {name: self._text(name, value) for name, value in readings.items()}
        below = self._below
        if below is None:
            below = texts.keys() - (self._formula.blanks if self._formula else ())
        return [[self._label(name), text] for name, text in texts.items() if name in below]

    def _blanks(self, readings, values):
        """Write what is in the blanks of the formula."""
        if not self._formula:
            return []
        texts = {name: self._shown(name, value) for name, value in values.items()}
        texts |= {name: self._text(name, value, 4) for name, value in readings.items()}
        for name in self._formula.blanks:
            if name not in texts:
                raise WrongThing("empty_blank", name=name, known=listed(texts))
        return self._formula.filled(texts)

    def _text(self, name, value, digits=5):
        if isinstance(value, bool | np.bool):
            return self._said(_WORDS["yes" if value else "no"])
        try:
            return written(value, digits)
        except (TypeError, ValueError):
            raise WrongThing("no_reading", name=name, value=plain(value)) from None

    def _told(self, problem):
        if isinstance(problem, CannotDraw):
            return problem.texts[self._language]
        if isinstance(problem, Refusal):
            return str(problem)
        return f"{type(problem).__name__}: {problem}"

    # Pictures

    def _scene_at(self, state):
        """Give the values of the controls that setup takes: states alike in them share a scene."""
        named = zip(self._controls, state, strict=True)
        return tuple(value for name, value in named if name in self._in_setup)

    def _lasts_at(self, values):
        """Give the last stop of each slider that ends sooner in the scene of a state."""
        return {
            name: self._given(last, taken, values)() for name, (last, taken) in self._lasts.items()
        }

    def _scene(self, values):
        """Give the scene of a state, in whatever state it is."""
        __tracebackhide__ = True

        def make():
            __tracebackhide__ = True
            return Scene(self._given(self._setup, self._in_setup, values), self._size)

        return SCENES.get(self, self._scene_at(values.values()), make)

    def _move(self, scene, values):
        """Bring a scene into a state; give the read-outs."""
        __tracebackhide__ = True
        readings = self._moved(scene, values)
        return self._in_words(readings)

    def _in_words(self, readings):
        words = self._labels
        return {
            name: words.get(value, value) if isinstance(value, str) else value
            for name, value in readings.items()
        }

    def _moved(self, scene, values):
        """Bring a scene into a state; give the read-outs as `update` has them."""
        __tracebackhide__ = True
        return scene.move(self._given(self._update, self._in_update, values))

    def _frame(self, scene, values):
        """Give what the page needs to show a state, but for its scene."""
        __tracebackhide__ = True
        raw = self._moved(scene, values)
        readings = self._in_words(raw)
        frame = {
            "layer": scene.layer(),
            "places": scene.places(),
            "readings": self._texts(readings),
        }
        if self._formula:
            frame["blanks"] = self._blanks(readings, values)
        if self._ask and self._ask.reached(values | raw):
            frame["reached"] = True
        return frame

    def _draw(self, states, known=(), spare=CannotDraw) -> protocol.Pictures:
        """Give the frames of some states, and their scenes but for those that are known.

        Parameters
        ----------
        states : list of list
            The values of all controls, in order.
        known : list of list, optional
            The values that setup takes, for each scene that the page has.
        spare : type of exception or tuple of them, optional
            What becomes a message in the picture's place.
        """
        __tracebackhide__ = True
        frames, scenes, slowest = [], {}, 0.0
        with drawing():
            for at in states:
                try:
                    values = self._checked(dict(zip(self._controls, at, strict=True)))
                    scene = self._scene(values)
                    start = perf_counter()
                    frames.append({"at": at} | self._frame(scene, values))
                    slowest = max(slowest, perf_counter() - start)
                except spare as problem:
                    frames.append({"at": at, "problem": self._told(problem)})
                else:
                    scenes[self._scene_at(values.values())] = scene, self._lasts_at(values)
        for at in known:
            scenes.pop(tuple(at), None)
        scenes = [
            {"at": list(at), "background": each.background, "handles": each.handles, "lasts": lasts}
            | ({"plane": each.plane} if each.plane else {})
            for at, (each, lasts) in scenes.items()
        ]
        return {"frames": frames, "scenes": scenes, "ms": round(1000 * slowest, 2)}

    # The page

    def _folded(self, scenes):
        """Give the sliders that points in the picture stand for, if others stay in sight.

        One that shrinks stays: its lesson is to be played.
        """
        sliders = {name for name, each in self._controls.items() if each.kind == "slider"}
        follows = [
            follow for scene in scenes for each in scene["handles"] for follow in each.values()
        ]
        dragged = {each["name"] for each in follows if not self._controls[each["name"]].shrinks}
        return dragged if dragged < sliders else set()

    def _put(self, control):
        """Give what the page has to know of points; of another control, nothing."""
        if control.kind != "points":
            return {}
        said = {name: self._said(texts) for name, texts in _WORDS["points"].items()}
        return {"put": {"classes": [*control.classes], "most": control.most, **said}}

    def _describe(self, scenes) -> protocol.Stage:
        """Give what the page has to know once; scenes are the first ones."""
        folded = self._folded(scenes)
        controls = [
            {
                "name": name,
                "kind": each.kind,
                "label": self._label(name),
                "first": self._first[name],
                "stops": list(each.stops),
                "texts": [self._shown(name, stop) for stop in each.stops],
                "folded": name in folded,
                "shrinks": each.kind == "slider" and each.shrinks,
                "ranges": each.ranges if each.kind == "slider" and not each.whole else [],
            }
            | self._put(each)
            for name, each in self._controls.items()
        ]
        return {
            "title": self._title,
            "description": self._description,
            "size": list(self._size),
            "zoom": self._zoom,
            "in_setup": list(self._in_setup),
            "controls": controls,
            "formula": self._formula and self._formula.described(),
            "ask": self._ask and self._ask.described(self._said),
            "words": {name: self._said(texts) for name, texts in _WORDS["page"].items()},
        }

    @where_cells_run
    def _answer(self, _, request: protocol.Request, buffers):
        """Send a page the frames that it asks for; it waits for an answer in any case."""
        if request["purpose"] == "keep":
            with suppress(Exception, KeyboardInterrupt):  # then the picture before is kept
                self.send(self._keepsake(request))
            return
        if request["purpose"] == "parting":
            self._pages.discard(request["from"])
            if not self._pages:
                SCENES.forget(self)
            return
        self._pages.add(request["from"])
        spare = (Exception, KeyboardInterrupt)
        pictures = self._draw(request["states"], request["known"], spare)
        answer: protocol.Answer = {"to": request["from"], "purpose": request["purpose"], **pictures}
        self.send(answer)

    def _keepsake(self, request: protocol.Request) -> protocol.Answer:
        """Give what a notebook's file is to keep: what an output has, but for the widget."""
        data, _ = self._repr_mimebundle_()
        kept = {kind: text for kind, text in data.items() if isinstance(text, str)}
        answer = {"to": request["from"], "purpose": request["purpose"], "kept": kept}
        return answer | {"frames": [], "scenes": [], "ms": 0.0}


# The explorers that a cell has made, and in which run of it.
_OF_CELL = {}


def _succeed(explorer):
    """Let explorers of an earlier run of the same cell give back what they hold.

    Whoever kept one of them finds it as it was: what it needs is made anew.
    """
    cell, run = underway()
    if cell is None:
        return
    before, explorers = _OF_CELL.get(cell, (run, WeakSet()))
    if before != run:
        for each in explorers:
            SCENES.forget(each)
        explorers = WeakSet()
    explorers.add(explorer)
    _OF_CELL[cell] = run, explorers


class _Value(traitlets.TraitType):
    """The value of a control, as a trait that takes what the control takes."""

    def __init__(self, check, value):
        super().__init__(default_value=value)
        self._check = check

    def validate(self, explorer, value):
        return _naming(self.name, self._check, value)


def _naming(name, function, value):
    """Give function(value); where it refuses the value, it says whose."""
    try:
        return function(value)
    except Refusal as refusal:
        raise type(refusal)(refusal.why, **refusal.blanks | {"name": name}) from None
