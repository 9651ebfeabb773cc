"""The explorer of chapter 7: a computational graph, walked forward and backward."""

from collections.abc import Callable
from math import isfinite, prod
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist

from d2l_calc.language import say
from d2l_calc.saved import partial_difference
from d2l_calc.stage.controls import Choice, Slider, written
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.functions import CannotDraw
from d2l_calc.stage.look import BLACK, BLUE, GREY, RED, SKY
from d2l_calc.stage.scene import handle


class _Node(NamedTuple):
    """A value in a graph: an input, or something made from values before it.

    Parameters
    ----------
    name : str
    place : pair of float
        Where it is drawn.
    formula : str
        What it is made of, as it is written.
    make : callable, optional
        Takes the values that it is made of; None for an input.
    slopes : dict
        For each value that it is made of, by name: how the local derivative is written, and a
        function that gives it, which takes what `make` takes.
    """

    name: str
    place: tuple
    formula: str = ""
    make: Callable | None = None
    slopes: dict | None = None


class _Graph:
    """A computational graph: two inputs, then one value after another, the output last."""

    def __init__(self, *nodes):
        self.nodes = {node.name: node for node in nodes}
        self.inputs = [node.name for node in nodes if not node.make]
        self.made = [node.name for node in nodes if node.make]
        self.output = self.made[-1]
        self.edges = [(source, name) for name in self.made for source in self.nodes[name].slopes]

    def values(self, *inputs):
        """Give every value, by name."""
        values = dict(zip(self.inputs, inputs, strict=True))
        for name in self.made:
            node = self.nodes[name]
            values[name] = node.make(*(values[source] for source in node.slopes))
        return values

    def slopes(self, values):
        """Give the local derivative on every edge."""
        return {
            (source, name): self.nodes[name].slopes[source][1](
                *(values[other] for other in self.nodes[name].slopes)
            )
            for source, name in self.edges
        }

    def into(self, name):
        return [edge for edge in self.edges if edge[1] == name]

    def out_of(self, name):
        return [edge for edge in self.edges if edge[0] == name]

    def paths(self, name):
        """Give every path from a value to the output, as a list of edges."""
        if name == self.output:
            return [[]]
        return [[edge, *rest] for edge in self.out_of(name) for rest in self.paths(edge[1])]

    def sweeps(self, order):
        """Give the sweeps of an order: where each begins, and the edges that it multiplies by.

        The edges are grouped by the value whose derivative they give.
        """
        if order == "reverse":
            others = [name for name in reversed(self.nodes) if name != self.output]
            return {self.output: {name: self.out_of(name) for name in others}}
        sweeps = {}
        for start in self.inputs:
            reached, sweeps[start] = {start}, {}
            for name in self.made:
                if edges := [edge for edge in self.into(name) if edge[0] in reached]:
                    reached.add(name)
                    sweeps[start][name] = edges
        return sweeps

    def passes(self, order):
        """Count the edges that an order passes: one multiplication for each."""
        if order == "paths":
            return sum(len(path) for start in self.inputs for path in self.paths(start))
        return sum(len(es) for sweep in self.sweeps(order).values() for es in sweep.values())


def _sigmoid(s):
    return 1 / (1 + np.exp(-s))


_HIGH, _LOW = 4.0, -4.0

# Each with how it is shown.
_GRAPHS = {
    "two_paths": (
        "z = u² + v, u = x² + y, v = x + y²",
        _Graph(
            _Node("x", (1, _HIGH)),
            _Node("y", (1, _LOW)),
            _Node(
                "u",
                (2.6, _HIGH),
                "u = x² + y",
                lambda x, y: x * x + y,
                {"x": ("2x", lambda x, y: 2 * x), "y": ("1", lambda x, y: 1.0)},
            ),
            _Node(
                "v",
                (2.6, _LOW),
                "v = x + y²",
                lambda x, y: x + y * y,
                {"x": ("1", lambda x, y: 1.0), "y": ("2y", lambda x, y: 2 * y)},
            ),
            _Node(
                "z",
                (4, 0),
                "z = u² + v",
                lambda u, v: u * u + v,
                {"u": ("2u", lambda u, v: 2 * u), "v": ("1", lambda u, v: 1.0)},
            ),
        ),
    ),
    "regression": (
        "z = (⟨x, w⟩ − y)², x = (1, 2), y = 3",
        _Graph(
            _Node("w₁", (1, _HIGH)),
            _Node("w₂", (1, _LOW)),
            _Node(
                "a",
                (2.2, 0),
                "a = ⟨x, w⟩",
                lambda w1, w2: w1 + 2 * w2,
                {"w₁": ("x₁", lambda w1, w2: 1.0), "w₂": ("x₂", lambda w1, w2: 2.0)},
            ),
            _Node("b", (3.15, 0), "b = a − y", lambda a: a - 3, {"a": ("1", lambda a: 1.0)}),
            _Node("z", (4.1, 0), "z = b²", lambda b: b * b, {"b": ("2b", lambda b: 2 * b)}),
        ),
    ),
    "neuron": (
        "L = (σ(wx + b) − y)², x = 2, y = 0",
        _Graph(
            _Node("w", (1, _HIGH)),
            _Node("b", (1, _LOW)),
            _Node(
                "s",
                (2.2, 0),
                "s = wx + b",
                lambda w, b: 2 * w + b,
                {"w": ("x", lambda w, b: 2.0), "b": ("1", lambda w, b: 1.0)},
            ),
            _Node(
                "a",
                (3.15, 0),
                "a = σ(s)",
                _sigmoid,
                {"s": ("a(1−a)", lambda s: _sigmoid(s) * (1 - _sigmoid(s)))},
            ),
            _Node(
                "L",
                (4.1, 0),
                "L = (a − y)²",
                lambda a: a * a,
                {"a": ("2(a−y)", lambda a: 2 * a)},
            ),
        ),
    ),
    "many_paths": (
        "z = pq, p = uv, q = u + v, u = x + y, v = xy",
        _Graph(
            _Node("x", (1, _HIGH)),
            _Node("y", (1, _LOW)),
            _Node(
                "u",
                (2.1, _HIGH),
                "u = x + y",
                lambda x, y: x + y,
                {"x": ("1", lambda x, y: 1.0), "y": ("1", lambda x, y: 1.0)},
            ),
            _Node(
                "v",
                (2.1, _LOW),
                "v = xy",
                lambda x, y: x * y,
                {"x": ("y", lambda x, y: y), "y": ("x", lambda x, y: x)},
            ),
            _Node(
                "p",
                (3.2, _HIGH),
                "p = uv",
                lambda u, v: u * v,
                {"u": ("v", lambda u, v: v), "v": ("u", lambda u, v: u)},
            ),
            _Node(
                "q",
                (3.2, _LOW),
                "q = u + v",
                lambda u, v: u + v,
                {"u": ("1", lambda u, v: 1.0), "v": ("1", lambda u, v: 1.0)},
            ),
            _Node(
                "z",
                (4.18, 0),
                "z = pq",
                lambda p, q: p * q,
                {"p": ("q", lambda p, q: q), "q": ("p", lambda p, q: p)},
            ),
        ),
    ),
}


def _careful(name, f):
    """Give a learner's function of two numbers as one that gives a float or cannot be drawn."""

    def value(*at):
        try:
            result = float(np.asarray(f(*at)).item())
            reason = f"{result}"
        except Exception as error:
            result, reason = np.nan, f"{type(error).__name__}: {error}"
        if not isfinite(result):
            place = ", ".join(f"{number:.4g}" for number in at)
            raise CannotDraw(
                f"{name}({place}) 算不出来：{reason}。{name} 要能接受两个数，返回一个数。",
                f"{name}({place}) has no value: {reason}."
                f" {name} has to take two numbers and return one number.",
            )
        return result

    return value


def _own(z, u, v):
    """Give the graph of z(u, v), u(x, y), v(x, y); local derivatives are measured."""

    def node(name, place, f, sources):
        f = _careful(name, f)
        slopes = {
            source: (
                f"∂{name}/∂{source}",
                lambda *at, i=i: float(partial_difference(f, at, i)),
            )
            for i, source in enumerate(sources)
        }
        return _Node(name, place, f"{name}({', '.join(sources)})", f, slopes)

    return _Graph(
        _Node("x", (1, _HIGH)),
        _Node("y", (1, _LOW)),
        node("u", (2.6, _HIGH), u, "xy"),
        node("v", (2.6, _LOW), v, "xy"),
        node("z", (4, 0), z, "uv"),
    )


class _Letters(Artist):
    """Texts that go into the picture as letters, not as outlines: a tenth of the bytes and time.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    style : str
        How, in the language of style sheets.

    Attributes
    ----------
    words : dict
        What is written, by name; where a name has no place, nothing is.
    """

    def __init__(self, axes, style):
        super().__init__()
        self.set_zorder(5)
        self._axes, self._places, self.words = axes, {}, {}
        self._style = f"font: 9px 'DejaVu Sans', sans-serif; text-anchor: middle; {style}"

    def place(self, name, x, y, down=3.2):
        """Make a place for a text: its middle, and how many points below it the letters stand."""
        x, y = self._axes.transData.transform((x, y))
        self._places[name] = x, y - down

    def draw(self, renderer):
        renderer.writer.start("g", style=self._style)
        for name, (x, y) in self._places.items():
            if name in self.words:
                at = {"x": f"{x:.1f}", "y": f"{renderer.height - y:.1f}"}
                renderer.writer.element("text", self.words[name], at)
        renderer.writer.end("g")


class _Step(NamedTuple):
    """What a step finds out, by name or edge; where, along which edges; how it says so."""

    adds: dict
    at: list
    edges: list
    words: str


def _short(value):
    """Write a number with four digits and no more than three decimals; 0.000 is not quite 0."""
    if abs(value) >= 1e4:
        return written(value, 3, zeros=False)
    decimals = 3 if abs(value) < 10 else 2 if abs(value) < 100 else 1
    text = f"{value + 0.0:.{decimals}f}".replace("-", "−")
    return text if value and not text.strip("−0.") else text.rstrip("0").rstrip(".")


def _product(factors):
    """Write a product, with negative factors in brackets."""
    return "·".join(f"({_short(x)})" if x < 0 else _short(x) for x in factors)


_WORDS = {
    "inputs": ("两个输入", "the two inputs"),
    "slopes": ("各边上的局部导数", "local derivatives on the edges"),
}


def _steps(graph, values, slopes, order, said=_WORDS):
    """Give all steps: the inputs, value after value, the local derivatives, then the sweeps."""
    inputs = {name: values[name] for name in graph.inputs}
    steps = [_Step(inputs, graph.inputs, [], said["inputs"])]
    for name in graph.made:
        words = f"{name} = {_short(values[name])}"
        steps.append(_Step({name: values[name]}, [name], graph.into(name), words))
    steps.append(_Step(slopes, [], graph.edges, said["slopes"]))
    backward = order == "reverse"
    for start, sweep in graph.sweeps(order).items():
        found = {start: 1.0}
        steps.append(_Step({f"∂{start}/∂{start}": 1.0}, [start], [], f"∂{start}/∂{start} = 1"))
        for name, edges in sweep.items():
            factors = [
                (found[to], slopes[source, to]) if backward else (slopes[source, to], found[source])
                for source, to in edges
            ]
            found[name] = sum(map(prod, factors))
            title = f"∂{start}/∂{name}" if backward else f"∂{name}/∂{start}"
            words = f"{title} = {' + '.join(map(_product, factors))} = {_short(found[name])}"
            steps.append(_Step({title: found[name]}, [name], edges, words))
    return steps


_SIZE = (5.6, 3.8)  # inches
_XLIM, _YLIM = (0.1, 4.6), (-8, 8)
_POINTS = 72 * np.array(_SIZE) / (np.ptp(_XLIM), np.ptp(_YLIM))  # for each unit of x and y
_TRACK = 0.4  # where the scales of the inputs stand
_DISC = 35  # the size of a circle in points
_ARROW = {"arrowstyle": "-|>", "color": GREY, "shrinkA": _DISC / 2, "shrinkB": 0}
_HALO = "paint-order: stroke; stroke: white; stroke-width: 3px; stroke-linejoin: round"
_PAPER = {"facecolor": "white", "edgecolor": "none", "pad": 1}


def _draw_track(axes, low, high, height):
    """Draw the scale beside an input, on which its value is a point."""
    axes.plot([_TRACK, _TRACK], [height + low, height + high], "-", color=GREY, linewidth=0.8)
    for tick in (low, 0, high):
        axes.plot(_TRACK, height + tick, "_", color=GREY, markersize=6)
        place = (_TRACK - 0.1, height + tick)
        axes.text(*place, written(tick, zeros=False), ha="right", va="center", color=GREY)


def _draw_edge(axes, a, b, symbol):
    """Draw an arrow with its label; give its two visible parts, and where a number goes."""
    length = np.hypot(*((b - a) * _POINTS))
    radius = _DISC / 2 + 2
    # Labels stay away from the middle, where edges cross.
    middle = 0.3 if a[1] * b[1] and a[1] != b[1] else 0.5
    ends = np.array([radius, middle * length - 16, np.nan, middle * length + 16, length - radius])
    x, y = a + middle * (b - a)
    axes.annotate("", a + ends[-1] / length * (b - a), a, arrowprops=_ARROW)
    axes.text(x, y, f"{symbol}\n ", ha="center", va="center", color=GREY, bbox=_PAPER)
    parts = [*(a + np.outer(ends / length, b - a)), (np.nan, np.nan)]
    return parts, (x, y)


def _draw_graph(axes, graph, order, letters):
    """Draw what stays, with a place for every text that comes; give the parts of every edge."""
    places = {name: np.array(node.place) for name, node in graph.nodes.items()}
    parts = {}
    for source, name in graph.edges:
        symbol = graph.nodes[name].slopes[source][0]
        parts[source, name], middle = _draw_edge(axes, places[source], places[name], symbol)
        letters["slopes"].place((source, name), *middle, down=8.5)
    zeros = dict.fromkeys([*graph.nodes, *graph.edges], 0.0)
    steps = _steps(graph, zeros, zeros, order)
    for name, (x, y) in places.items():
        axes.plot(x, y, "o", color=GREY, markerfacecolor="white", markersize=_DISC)
        letters["values"].place(name, x, y)
        up, va = (-1, "top") if y < 0 else (1, "bottom")
        axes.text(x, y + 1.15 * up, graph.nodes[name].formula or name, ha="center", va=va)
        titles = [t for each in steps if each.at == [name] for t in each.adds if t != name]
        for line, title in enumerate(titles):
            letters["sums"].place(title, x, y + (2.4 + 0.9 * line) * up)
    return parts


@explorer("计算图：先往前算，再往回走", "A computational graph: forward, then backward")
def graph(z=None, u=None, v=None, **start):
    """A computational graph that fills in step by step: values, local derivatives, sums.

    Parameters
    ----------
    z, u, v : callable, optional
        Three functions of two numbers, all or none, to choose beside the presets: the graph of
        z(u, v) with u(x, y) and v(x, y).
    **start
        First values of controls: step, x, y, order, function.

    Returns
    -------
    Explorer
    """
    options = {name: preset for name, (_, preset) in _GRAPHS.items()}
    labels = {name: text for name, (text, _) in _GRAPHS.items()}
    given = [f for f in (z, u, v) if f is not None]
    if given:
        if len(given) < 3 or not all(map(callable, given)):
            raise TypeError("z, u and v are functions of two numbers; give all three or none")
        options = {"own": _own(z, u, v)} | options
        labels = {"own": ("自己的 z(u, v)", "your own z(u, v)")} | labels
    said = {name: say(*texts) for name, texts in _WORDS.items()}
    low, high = -3.0, 3.0
    most = max(
        len(_steps(each, each.values(1, 1), dict.fromkeys(each.edges, 1.0), order))
        for _, each in _GRAPHS.values()
        for order in ("reverse", "forward")
    )

    def setup(figure, function, order):
        axes = figure.subplots()
        axes.set(position=(0, 0, 1, 1), xlim=_XLIM, ylim=_YLIM)
        axes.set_axis_off()
        for height in (_HIGH, _LOW):
            _draw_track(axes, low, high, height)
        letters = {
            "values": _Letters(axes, f"fill: {BLACK}"),
            "slopes": _Letters(axes, f"fill: {BLACK}; {_HALO}"),
            "sums": _Letters(axes, f"fill: {RED}; {_HALO}"),
        }
        lines = {
            "making": (BLUE, {"linewidth": 2.5, "linestyle": "-"}),
            "passing": (RED, {"linewidth": 2.5, "linestyle": "--" if order == "reverse" else "-"}),
            "known": (SKY, {"marker": "o", "markersize": _DISC, "alpha": 0.4}),
            "now": (BLACK, {"marker": "o", "markersize": _DISC, "fillstyle": "none"}),
        }
        lines = {
            name: axes.plot([], [], color=color, **({"linestyle": ""} | style))[0]
            for name, (color, style) in lines.items()
        }
        return {
            "graph": function,
            "order": order,
            "parts": _draw_graph(axes, function, order, letters),
            "lines": lines,
            "letters": letters,
            "inputs": [handle(axes.plot([], [], "o", color=BLUE)[0], y=name) for name in "xy"],
        }

    def update(moving, step, x, y):
        graph, order = moving["graph"], moving["order"]
        values = graph.values(x, y)
        slopes = graph.slopes(values)
        steps = _steps(graph, values, slopes, order, said)
        last = steps[min(step, len(steps) - 1)]
        known = {key: value for each in steps[: step + 1] for key, value in each.adds.items()}
        short = {key: _short(value) for key, value in known.items()}
        moving["letters"]["values"].words = moving["letters"]["slopes"].words = short
        moving["letters"]["sums"].words = {key: f"{key} = {text}" for key, text in short.items()}
        passed = [point for edge in last.edges for point in moving["parts"][edge]]
        makes = any(name in last.adds for name in graph.made)
        points = {
            "making": passed if makes else [],
            "passing": [] if makes else passed,
            "known": [node.place for name, node in graph.nodes.items() if name in known],
            "now": [graph.nodes[name].place for name in last.at],
        }
        for name, line in moving["lines"].items():
            line.set_data(np.array(points[name]).reshape(-1, 2).T)
        for point, name in zip(moving["inputs"], graph.inputs, strict=True):
            point.set_data([_TRACK], [graph.nodes[name].place[1] + values[name]])
        output = values[graph.output]
        readings = {"value": output}
        readings |= {f"passes {way}": graph.passes(way) for way in ("paths", "forward", "reverse")}
        for i, name in enumerate(graph.inputs):
            readings[f"paths {i}"] = sum(
                prod(slopes[edge] for edge in path) for path in graph.paths(name)
            )
            measured = partial_difference(lambda *at: graph.values(*at)[graph.output], (x, y), i)
            # What rounding leaves of a zero is one.
            nothing = abs(measured) < 1e-9 * max(1, abs(output))
            readings[f"measured {i}"] = 0.0 if nothing else measured
        # Last, for its length changes from step to step, and what follows would move.
        return readings | {"now": last.words}

    labels |= {
        "step": ("走到第几步", "step"),
        "x": ("上面的输入", "upper input"),
        "y": ("下面的输入", "lower input"),
        "order": ("次序", "order"),
        "reverse": ("反向：从输出往回", "reverse: from the output back"),
        "forward": ("前向：从每个输入往前", "forward: from each input onward"),
        "function": ("算式", "expression"),
        "value": ("输出", "output"),
        "passes paths": ("乘几次：一条路一条路", "multiplications: path by path"),
        "passes forward": ("乘几次：前向", "multiplications: forward"),
        "passes reverse": ("乘几次：反向", "multiplications: reverse"),
        "paths 0": ("对上面的输入：各路相加", "by the upper input: sum over paths"),
        "measured 0": ("中心差商", "central difference"),
        "paths 1": ("对下面的输入：各路相加", "by the lower input: sum over paths"),
        "measured 1": ("中心差商", "central difference"),
        "now": ("这一步", "this step"),
    }
    return Explorer(
        setup,
        update,
        title=graph.title,
        description=(
            "一张计算图：圆圈里是值，箭头上是局部导数，圆圈下是偏导数，一步一步填进去。",
            "A computational graph: values in circles, local derivatives on the arrows, partial"
            " derivatives below the circles, filled in step by step.",
        ),
        labels=labels,
        start=start,
        size=_SIZE,
        step=Slider(0, most - 1, 9),
        x=Slider(low, high, 1.0, 0.1),
        y=Slider(low, high, 2.0, 0.1),
        order=Choice(["reverse", "forward"]),
        function=Choice(options),
    )
