"""The explorers of chapter 7: a computational graph, a network, what is left of a gradient."""

from collections.abc import Callable
from math import prod
from typing import NamedTuple

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from d2l_calc.saved import partial_difference
from d2l_calc.stage.controls import Choice, Slider
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import Surface, presets
from d2l_calc.stage.look import BLACK, BLUE, GREY, INKS, LIGHT, ORANGE, RED, SKY
from d2l_calc.stage.numbers import short, written
from d2l_calc.stage.scene import HALO, Letters, handle


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

    def steps(self, order):
        """Count the steps of a walk: the inputs, each value, the local derivatives, the sweeps."""
        return 2 + len(self.made) + sum(1 + len(sweep) for sweep in self.sweeps(order).values())

    def passes(self, order):
        """Count the edges that an order passes: one multiplication for each."""
        if order == "paths":
            return sum(len(path) for start in self.inputs for path in self.paths(start))
        return sum(len(es) for sweep in self.sweeps(order).values() for es in sweep.values())


def _sigmoid(s):
    return 1 / (1 + np.exp(-s))


_HIGH, _LOW = 4.0, -4.0

# Each with how it is shown.
_PRESETS = {
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
    "skip": (
        "z = ux, u = x² + y",
        _Graph(
            _Node("x", (1, _HIGH)),
            _Node("y", (1, _LOW)),
            _Node(
                "u",
                (2.6, _LOW),
                "u = x² + y",
                lambda x, y: x * x + y,
                {"x": ("2x", lambda x, y: 2 * x), "y": ("1", lambda x, y: 1.0)},
            ),
            _Node(
                "z",
                (4, 0),
                "z = ux",
                lambda u, x: u * x,
                {"u": ("x", lambda u, x: x), "x": ("u", lambda u, x: u)},
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
        "z = pq, p = uv, q = u + v, …",
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


def _graph(z, u=None, v=None):
    """Give a graph of the book as it is, or that of z(u, v), u(x, y), v(x, y) of a learner.

    A learner's local derivatives are measured.
    """
    if isinstance(z, _Graph):
        return z

    def node(name, place, f, sources):
        f = Surface(f, name=name).at
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


class _Step(NamedTuple):
    """What a step finds out, by name or edge; where, along which edges; how it says so."""

    adds: dict
    at: list
    edges: list
    words: str


def _product(factors):
    """Write a product, with negative factors in brackets."""
    return "·".join(f"({short(x)})" if x < 0 else short(x) for x in factors)


def _steps(graph, values, slopes, order):
    """Give all steps: the inputs, value after value, the local derivatives, then the sweeps."""
    inputs = {name: values[name] for name in graph.inputs}
    steps = [_Step(inputs, graph.inputs, [], "inputs")]
    for name in graph.made:
        words = f"{name} = {short(values[name])}"
        steps.append(_Step({name: values[name]}, [name], graph.into(name), words))
    steps.append(_Step(slopes, [], graph.edges, "slopes"))
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
            words = f"{title} = {' + '.join(map(_product, factors))} = {short(found[name])}"
            steps.append(_Step({title: found[name]}, [name], edges, words))
    return steps


_SIZE = (5.6, 3.8)  # inches
_XLIM, _YLIM = (0.1, 4.6), (-8, 8)
_TRACK = 0.4  # where the scales of the inputs stand
_DISC = 35  # the size of a circle in points
_ARROW = {"arrowstyle": "-|>", "color": GREY, "shrinkA": _DISC / 2, "shrinkB": 0}
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
    points = axes.get_figure(root=True).bbox.size / (np.ptp(_XLIM), np.ptp(_YLIM))
    length = np.hypot(*((b - a) * points))
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


def _partials(graph, slopes, *at):
    """Give the derivatives by both inputs: as sums over paths, and measured."""
    found = {}
    for i, name in enumerate(graph.inputs):
        found[f"paths {i}"] = sum(prod(slopes[edge] for edge in path) for path in graph.paths(name))
        output = graph.values(*at)[graph.output]
        measured = partial_difference(lambda *at: graph.values(*at)[graph.output], at, i)
        # What rounding leaves of a zero is one.
        nothing = abs(measured) < 1e-9 * max(1, abs(output))
        found[f"measured {i}"] = 0.0 if nothing else measured
    return found


def _most_steps():
    """Give how many steps the longest way through any graph of the book has."""
    graphs = (graph for _, graph in _PRESETS.values())
    return max(graph.steps(order) for graph in graphs for order in ("reverse", "forward"))


def _last_step(function, order):
    return function.steps(order) - 1


def _draw_moving(axes, order):
    """Give what moves in a graph: letters, and the lines behind them."""
    letters = {
        "values": Letters(axes, f"fill: {BLACK}"),
        "slopes": Letters(axes, f"fill: {BLACK}; {HALO}"),
        "sums": Letters(axes, f"fill: {RED}; {HALO}"),
    }
    disc = {"marker": "o", "markersize": _DISC, "linestyle": ""}
    lines = {
        "making": axes.plot([], [], "-", color=BLUE, linewidth=2.5)[0],
        "passing": axes.plot([], [], "--" if order == "reverse" else "-", color=RED, linewidth=2.5)[
            0
        ],
        "known": axes.plot([], [], color=SKY, alpha=0.4, **disc)[0],
        "now": axes.plot([], [], color=BLACK, fillstyle="none", **disc)[0],
    }
    return letters, lines


def _place_lines(moving, step, known):
    """Show with what a step is about, and which values are known so far."""
    graph, parts = moving["graph"], moving["parts"]
    passed = [point for edge in step.edges for point in parts[edge]]
    makes = any(name in step.adds for name in graph.made)
    points = {
        "making": passed if makes else [],
        "passing": [] if makes else passed,
        "known": [node.place for name, node in graph.nodes.items() if name in known],
        "now": [graph.nodes[name].place for name in step.at],
    }
    for name, line in moving["lines"].items():
        line.set_data(np.array(points[name]).reshape(-1, 2).T)


_SEEN = "value", "paths 0", "paths 1", "measured 0", "measured 1"


@explorer(
    size=_SIZE,
    says=["inputs", "slopes"],
    seen=_SEEN,
    answer=lambda **known: abs(known["paths 1"]) < 0.05,
    at={"y": -0.5},
)
def graph(z=None, u=None, v=None):
    """A computational graph that fills in step by step: values, local derivatives, sums.

    Parameters
    ----------
    z, u, v : callable, optional
        Three functions of two numbers, all or none, to choose beside the presets: the graph of
        z(u, v) with u(x, y) and v(x, y).
    **start
        First values of controls: step, x, y, order, function.
    """
    low, high = -3.0, 3.0
    controls = {
        "step": Slider(0, _most_steps() - 1, 9, last=_last_step),
        "x": Slider(low, high, 1.0, 0.1),
        "y": Slider(low, high, 2.0, 0.1),
        "order": Choice(["reverse", "forward"]),
        "function": presets(_PRESETS, make=_graph, z=z, u=u, v=v),
    }

    def setup(figure, function, order):
        axes = figure.subplots()
        axes.set(position=(0, 0, 1, 1), xlim=_XLIM, ylim=_YLIM)
        axes.set_axis_off()
        for height in (_HIGH, _LOW):
            _draw_track(axes, low, high, height)
        letters, lines = _draw_moving(axes, order)
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
        steps = _steps(graph, values, slopes, order)
        last = steps[min(step, len(steps) - 1)]
        known = {key: value for each in steps[: step + 1] for key, value in each.adds.items()}
        texts = {key: short(value) for key, value in known.items()}
        moving["letters"]["values"].words = moving["letters"]["slopes"].words = texts
        moving["letters"]["sums"].words = {key: f"{key} = {text}" for key, text in texts.items()}
        _place_lines(moving, last, known)
        for point, name in zip(moving["inputs"], graph.inputs, strict=True):
            point.set_data([_TRACK], [graph.nodes[name].place[1] + values[name]])
        readings = {"value": values[graph.output]}
        readings |= {f"passes {way}": graph.passes(way) for way in ("paths", "forward", "reverse")}
        readings |= _partials(graph, slopes, x, y)
        # Last, for its length changes from step to step, and what follows would move.
        return readings | {"now": last.words}

    return setup, update, controls


# Backpropagation: what flows back through two neurons, and what one that is off holds up

# The circles of a network: two inputs, two neurons before and after their ReLU, output, loss.
_CIRCLES = {
    "x₁": (0.92, _HIGH),
    "x₂": (0.92, _LOW),
    "z₁": (2.06, _HIGH),
    "z₂": (2.06, _LOW),
    "a₁": (2.79, _HIGH),
    "a₂": (2.79, _LOW),
    "ŷ": (3.46, 0),
    "L": (4.32, 0),
}
# Its arrows: the name of the local derivative, and where that is written, so many points from how
# far along the arrow; two of them cross in the middle.
_ARROWS = {
    ("x₁", "z₁"): ("W₁₁", 0.5, (0, 0)),
    ("x₂", "z₁"): ("W₁₂", 0.37, (0, 0)),
    ("x₁", "z₂"): ("W₂₁", 0.37, (0, 0)),
    ("x₂", "z₂"): ("W₂₂", 0.5, (0, 0)),
    ("z₁", "a₁"): ("φ′₁", 0.5, (0, 0)),
    ("z₂", "a₂"): ("φ′₂", 0.5, (0, 0)),
    ("a₁", "ŷ"): ("w₁", 0.5, (24, 24)),
    ("a₂", "ŷ"): ("w₂", 0.5, (24, -20)),
    ("ŷ", "L"): ("L′", 0.5, (0, 0)),
}
_LOCAL = {arrow: name for arrow, (name, *_) in _ARROWS.items()}


def _by_name(arrays):
    """Give the entries of vectors and matrices by name, such as x₁ and W₂₁."""
    return {
        name + "".join("₁₂"[i] for i in index): entry.item()
        for name, array in arrays.items()
        for index, entry in np.ndenumerate(array)
    }


def _backpropagate(x, W, w, y):
    """Give values and local derivatives by name, and the derivatives of the loss L."""
    # Rounded, so that a 0 stays one: at ReLU's corner, and where there is no error.
    z = np.round(W @ x, 12)
    a, on = np.maximum(z, 0), (z > 0).astype(int)
    error = round(float(w @ a) - y, 12)
    values = _by_name({"x": x, "W": W, "z": z, "φ′": on, "a": a, "w": w})
    values |= {"ŷ": error + y, "L": error**2, "L′": 2 * error}
    from_output = 2 * error * w
    delta = from_output * on
    slopes = {"x": W.T @ delta, "W": np.outer(delta, x), "z": delta, "a": from_output}
    slopes = _by_name(slopes | {"w": 2 * error * a})
    return values, slopes | {"ŷ": 2 * error, "L": 1.0}


def _draw_network(axes, letters, scale):
    """Draw circles and their names, with a place for every number that comes."""
    for name, (x, y) in _CIRCLES.items():
        axes.plot(x, y, "o", color=GREY, markerfacecolor="white", markersize=_DISC)
        letters["values"].place(name, x, y, down=4)
        letters["slopes"].place(name, x, y, down=_DISC / 2 + 12)
        axes.text(x, y + (_DISC / 2 + 4) / scale[1], name, ha="center", va="bottom", size=11)
    axes.text(_XLIM[1] - 6 / scale[0], -5.7, "L = (ŷ − 1)²", ha="right", va="center", size=11)
    for (source, to), (name, share, aside) in _ARROWS.items():
        a, b = np.array(_CIRCLES[source]), np.array(_CIRCLES[to])
        x, y = a + share * (b - a) + np.divide(aside, scale)
        letters["values"].place(name, x, y, down=-5)
        letters["slopes"].place(name, x, y, down=14)


def _arrows_back(scale):
    """Give the corners of all arrows from right to left, and by what each is widened."""
    a, b = (np.array([_CIRCLES[arrow[end]] for arrow in _ARROWS]) * scale for end in (0, 1))
    way = (a - b) / np.linalg.norm(a - b, axis=1, keepdims=True)
    side = way[:, ::-1] * (-1, 1)
    tail, tip = b + (_DISC / 2 + 2) * way, a - (_DISC / 2 + 2) * way
    neck = tip - 9 * way
    corners = [tail, neck, neck + 3 * side, tip, neck - 3 * side, neck, tail, tail]
    wider = [side, side, side, 0 * side, -side, -side, -side, side]
    return np.stack(corners, axis=1) / scale, np.stack(wider, axis=1) / scale


_OUTLINE = [Path.MOVETO, *[Path.LINETO] * 6, Path.CLOSEPOLY]


def _place_flow(moving, amounts):
    """Show on every arrow how much flows back, and where nothing does."""
    (corners, wider), amounts = moving["arrows"], np.array(amounts)
    flows = amounts != 0
    half = np.minimum(0.6 + np.abs(amounts) / 4, 5)[:, None, None]
    outlines = (corners + half * wider)[flows]
    moving["flow"].set_path(Path(outlines.reshape(-1, 2), _OUTLINE * len(outlines)))
    still = corners[~flows][:, [0, 3, 3]]
    still[:, 2] = np.nan
    moving["still"].set_data(*still.reshape(-1, 2).T)


@explorer(
    size=(6, 3.3),
    seen=["L", "φ′₂"],
    answer=lambda **known: known["L"] > 0 and not (known["φ′₁"] and known["φ′₂"]),
    at={"x2": 1.5},
)
def network():
    """Backpropagation through two neurons with ReLU, and where nothing gets through.

    Parameters
    ----------
    **start
        First values of controls: weight, x1, x2.
    """
    low, high, height = -2.0, 2.0, 6.8
    controls = {
        "weight": Slider(low, high, 1.0, 0.1),
        "x1": Slider(low, high, 1.0, 0.1),
        "x2": Slider(low, high, 0.5, 0.1),
    }

    def setup(figure):
        axes = figure.subplots()
        axes.set(position=(0, 0, 1, 1), xlim=_XLIM, ylim=(-height, height))
        axes.set_axis_off()
        scale = figure.bbox.size / (np.ptp(_XLIM), 2 * height)
        for each in (_HIGH, _LOW):
            _draw_track(axes, low, high, each)
        letters = {
            "values": Letters(axes, size=11),
            "slopes": Letters(axes, f"fill: {INKS['red']}; {HALO}", size=11),
        }
        _draw_network(axes, letters, scale)
        return {
            "arrows": _arrows_back(scale),
            "flow": axes.add_patch(PathPatch(Path(np.empty((0, 2))), color=RED, alpha=0.6, lw=0)),
            "still": axes.plot([], [], ":", color=GREY, linewidth=1.8)[0],
            "off": axes.plot([], [], "o", color=GREY, markerfacecolor=LIGHT, markersize=_DISC)[0],
            "letters": letters,
            "inputs": [handle(axes.plot([], [], "o", color=BLUE)[0], y=x) for x in ("x1", "x2")],
        }

    def update(moving, weight, x1, x2):
        W, w = np.array([[weight, -1], [0.5, 1]]), np.array([2, -1])
        values, slopes = _backpropagate(np.array([x1, x2]), W, w, 1.0)
        texts = {name: short(value) for name, value in values.items()}
        texts |= {name: f"{name} = {texts[name]}" for name in texts if name[0] in "Ww"}
        texts |= {name: f"φ′={texts[name]}" for name in texts if name[0] == "φ"}
        moving["letters"]["values"].words = texts
        moving["letters"]["slopes"].words = {name: short(value) for name, value in slopes.items()}
        _place_flow(moving, [values[name] * slopes[to] for (_, to), name in _LOCAL.items()])
        off = [name + i for i in "₁₂" if not values[f"φ′{i}"] for name in "za"]
        moving["off"].set_data(*np.reshape([_CIRCLES[name] for name in off], (-1, 2)).T)
        for point, x, middle in zip(moving["inputs"], (x1, x2), (_HIGH, _LOW), strict=True):
            point.set_data([_TRACK], [middle + x])
        readings = {name: values[name] for name in ("L", "w₁", "φ′₁", "φ′₂")}
        return readings | {f"∂{name}": slopes[name] for name in ("ŷ", "W₁₁")}

    return setup, update, controls


# Vanishing gradients: what the local derivatives of many layers come to

# Each with how it is shown, and its derivative.
_ACTIVATIONS = {
    "sigmoid": ("σ", _sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    "tanh": ("tanh", np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": ("ReLU", lambda z: max(z, 0.0), lambda z: float(z > 0)),
}


@explorer(size=(4.6, 3.1), answer=lambda product, **_: product < 1e-6, at={"depth": 10})
def vanishing():
    """Layer upon layer of one neuron, and what is left of the gradient on its way back.

    Parameters
    ----------
    **start
        First values of controls: depth, weight, function.
    """
    deepest, least, most = 16, 1e-16, 1e6
    controls = {
        "depth": Slider(1, deepest, 5),
        "weight": Slider(0.5, 2.0, 1.0, 0.25),
        "function": presets(_ACTIVATIONS, make=lambda *pair: pair),
    }

    def setup(figure):
        axes = figure.subplots()
        axes.set(xlim=(-0.9, deepest + 0.9), ylim=(least, most), yscale="log")
        axes.set(xlabel="$k$", ylabel=r"$\partial a_K/\partial a_k$")
        axes.set_xticks(range(0, deepest + 1, 4))
        axes.set_yticks(10.0 ** np.arange(-15, 6, 5))
        axes.axhline(1, color=GREY, linewidth=0.8, linestyle="-")
        style = {"linewidth": 8, "solid_capstyle": "butt"}
        return {
            "down": axes.plot([], [], "-", color=BLUE, **style)[0],
            "up": axes.plot([], [], "-", color=ORANGE, **style)[0],
            "ends": axes.plot([], [], "-", color=BLACK, linewidth=1.2)[0],
            "output": handle(axes.plot([], [], "o", color=BLACK)[0], x="depth"),
            "numbers": Letters(axes),
        }

    def update(moving, depth, weight, function):
        activation, slope = function
        a, factors = 1.0, []
        for _ in range(depth):
            factors.append(float(weight * slope(weight * a)))
            a = activation(weight * a)
        left = np.append(np.cumprod(factors[::-1])[::-1], 1.0)
        for name, these in (("down", left < 1), ("up", left > 1)):
            k = np.flatnonzero(these)
            ends = np.column_stack([k, k, k]), np.column_stack([k**0, left[k], k * np.nan])
            moving[name].set_data(*map(np.ravel, ends))
        moving["ends"].set_data(range(depth + 1), left)
        moving["output"].set_data([depth], [1])
        numbers, less = moving["numbers"], left[0] < 1
        numbers.clear()
        ink = "blue" if less else "orange" if left[0] > 1 else "black"
        numbers.write("first", written(left[0], 3), (0, left[0]), 16, -10 if less else 10, ink)
        numbers.write("output", "1", (depth, 1), 0, 12)
        return {"first": factors[0], "last": factors[-1], "product": left[0]}

    return setup, update, controls
