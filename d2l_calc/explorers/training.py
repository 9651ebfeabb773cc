"""The explorers of chapter 10: votes on a step, a narrow valley, a classifier that learns."""

from functools import cache, lru_cache
from itertools import count, islice, pairwise
from math import inf, isclose, nan, sqrt

import numpy as np
from contourpy import contour_generator
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from d2l_calc.data import load_iris
from d2l_calc.saved import cross_entropy, softmax
from d2l_calc.stage.controls import Choice, Points, Slider
from d2l_calc.stage.draw import arrow, dots, place_arrow, place_dots
from d2l_calc.stage.form import explorer
from d2l_calc.stage.look import ABOVE, BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, RED
from d2l_calc.stage.numbers import fixed, row, written
from d2l_calc.stage.samples import Sample, sample
from d2l_calc.stage.scene import Letters, handle, plane

_NOTHING = Path(np.zeros((1, 2)))

# Many dots as one path of strokes without length: a third of what markers would send.
_DOTS = {"linewidth": 3.5, "capstyle": "round"}
_DOT = [Path.MOVETO, Path.LINETO]

# What each data point wants


def _ellipses(matrix, middle, levels):
    """Give the contours of (θ − θ*)ᵀA(θ − θ*), each a circle that is stretched."""
    sizes, turn = np.linalg.eigh(matrix)
    circle = Path.unit_circle()
    stretched = circle.vertices / np.sqrt(sizes) @ turn.T
    outlines = [Path(middle + sqrt(level) * stretched, circle.codes) for level in levels]
    return Path.make_compound_path(*outlines)


@explorer(
    size=(4.7, 2.8),
    answer=lambda steepness, **_: steepness < 0.4,
    at={"w": 1.5, "b": 3.5},
)
def votes():
    """Three data points, the line fitted to them, and the arrow by which each pulls w and b.

    Parameters
    ----------
    **start
        First values of controls: w, b, x, y.
    """
    eta, inks = 0.5, ("blue", "green", "purple")
    controls = {
        "w": Slider(-1.0, 3.0, 0.5, 0.5),
        "b": Slider(1.0, 5.0, 1.5, 0.5),
        "x": Slider(1.0, 3.0, 1.0, 1.0),
        "y": Slider(1.0, 5.0, 5.0, 2.0),
    }

    def setup(figure):
        left, right = figure.subplots(1, 2, width_ratios=(1, 1.15))
        left.set(xlim=(-1.6, 3.6), ylim=(-0.5, 6.5), xlabel="$x$", ylabel="$y$")
        right.set(xlim=(-1.3, 3.3), ylim=(0.6, 5.4), xlabel="$w$", ylabel="$b$")
        colors = [BLUE, GREEN, PURPLE]
        outline = PathPatch(_NOTHING, fill=False, edgecolor=GREY, linewidth=0.8)
        moving = {
            "contours": right.add_patch(outline),
            "bottom": right.plot([], [], "+", color=GREY, markersize=9)[0],
            "line": left.plot([], [], "-", color=BLACK)[0],
            "misses": [left.plot([], [], "-", color=c, linewidth=2.5)[0] for c in colors],
            "votes": [arrow(right, color, 0.012) for color in colors],
            "step": arrow(right, RED, 0.02),
            "numbers": Letters(left),
        }
        for x, y, color in ((-1, 2, BLUE), (0, 3, GREEN)):
            left.plot(x, y, "o", color=color)
        ball = right.plot([], [], "o", color=BLACK, zorder=1)[0]  # below the arrows
        moving["ball"] = handle(ball, x="w", y="b")
        moving["third"] = handle(left.plot([], [], "o", color=PURPLE)[0], x="x", y="y")
        return moving

    def update(moving, w, b, x, y):
        xs, ys = np.array([-1.0, 0.0, x]), np.array([2.0, 3.0, y])
        inputs = np.column_stack([xs, np.ones(3)])
        misses = w * xs + b - ys
        shares = -eta * 2 / 3 * misses[:, None] * inputs
        best = np.linalg.solve(inputs.T @ inputs, inputs.T @ ys)
        levels = (0.05, 0.3, 1, 2.2, 4)
        moving["contours"].set_path(_ellipses(inputs.T @ inputs / 3, best, levels))
        moving["bottom"].set_data(*best[:, None])
        moving["line"].set_data([-2, 4], [b - 2 * w, b + 4 * w])
        moving["ball"].set_data([w], [b])
        moving["third"].set_data([x], [y])
        moving["numbers"].clear()
        for i, (ink, miss) in enumerate(zip(inks, misses, strict=True)):
            moving["misses"][i].set_data([xs[i]] * 2, [ys[i], ys[i] + miss])
            place_arrow(moving["votes"][i], w, b, *shares[i])
            middle = xs[i], ys[i] + miss / 2
            moving["numbers"].write(ink, fixed(miss, 1), middle, 18, 0, ink)
        step = shares.sum(axis=0)
        place_arrow(moving["step"], w, b, *step)
        said = (f"({row(each, 2)})" for each in (*shares, step))
        readings = dict(zip((*inks, "step"), said, strict=True))
        return readings | {"loss": np.mean(misses**2), "steepness": np.hypot(*step) / eta}

    return setup, update, controls


# Downhill in a valley


def _path(start, bends, eta, momentum, steps, far=1e6):
    """Give the points of a descent on (λ₁x² + λ₂y²)/2, up to the first one far away."""
    point, speed, points = np.array(start), np.zeros(2), [np.array(start)]
    while len(points) <= steps and abs(point).max() < far:
        speed = momentum * speed + bends * point
        point = point - eta * speed
        points.append(point)
    return np.array(points)


def _factor(bend, eta, momentum):
    """Give by how much a step shrinks the distance in the long run, where the bend is λ.

    It is the larger root, in size, of r² − (1 + β − ηλ)r + β.
    """
    middle = 1 + momentum - eta * bend
    root = middle**2 - 4 * momentum
    return (abs(middle) + sqrt(root)) / 2 if root > 0 else sqrt(momentum)


def _outcome(start, bends, eta, momentum):
    """Give the factor that decides in the long run, and what it comes to."""
    used = [bend for at, bend in zip(start, bends, strict=True) if at]
    if not used:
        return 0.0, "there"
    factor = max(_factor(bend, eta, momentum) for bend in used)
    if any(isclose(eta * bend, 2 * (1 + momentum)) for bend in used) and isclose(factor, 1):
        return 1.0, "oscillates"
    return factor, "converges" if factor < 1 else "diverges"


@explorer(
    size=(5, 4),
    says=["converges", "oscillates", "diverges", "there"],
    answer=lambda verdict, **_: verdict == "oscillates",
    at={"eta": 0.2},
)
def valley():
    """Gradient descent with momentum on (x² + κy²)/2, over its contours and over the steps.

    Parameters
    ----------
    **start
        First values of controls: eta, momentum, x0, y0, condition.
    """
    shown, goal = 50, 1e-3
    controls = {
        "eta": Slider(0.005, 0.5, 0.18, 0.005),
        "momentum": Slider(0.0, 0.95, 0.0, 0.05),
        "x0": Slider(-10.0, 10.0, 10.0, 0.5),
        "y0": Slider(-3.0, 3.0, 1.0, 0.1),
        "condition": Choice([1, 2, 5, 10, 25, 100], 10),
    }

    def setup(figure, condition):
        top, bottom = figure.subplots(2, 1, height_ratios=(1.35, 1))
        top.set(xlim=(-11.5, 11.5), ylim=(-3.8, 3.8), xlabel="$x$", ylabel="$y$", aspect="equal")
        angle = np.linspace(0, 2 * np.pi, 61)
        for radius in (1, 2.5, 5, 8, 11):
            ellipse = radius * np.cos(angle), radius * np.sin(angle) / sqrt(condition)
            top.plot(*ellipse, "-", color=GREY, linewidth=0.7)
        top.plot(0, 0, "+", color=GREEN, markersize=10)
        bottom.set(yscale="log", xlim=(-0.5, shown + 0.5), ylim=(1e-9, 1e5))
        bottom.set(xlabel="$k$", ylabel="$f$", yticks=[1e-9, 1e-6, 1e-3, 1, 1e3])
        bottom.axhline(goal, color=GREEN, linestyle="--", linewidth=1)
        return {
            "bends": np.array([1.0, condition]),
            "path": top.plot([], [], "-", color=RED, linewidth=0.9)[0],
            "dots": top.add_patch(PathPatch(_NOTHING, fill=False, edgecolor=RED, **_DOTS)),
            "loss": bottom.plot([], [], "-", color=RED, linewidth=1.2)[0],
            "end": top.plot([], [], "o", color=RED, markersize=5)[0],
            "start": handle(
                top.plot([], [], "o", color=BLACK, markerfacecolor="white")[0], x="x0", y="y0"
            ),
        }

    def update(moving, eta, momentum, x0, y0):
        bends = moving["bends"]
        points = _path((x0, y0), bends, eta, momentum, shown)
        losses = points**2 @ bends / 2
        moving["path"].set_data(*points.T)
        moving["dots"].set_path(Path(points.repeat(2, axis=0), _DOT * len(points)))
        moving["loss"].set_data(range(len(losses)), np.maximum(losses, 1e-30))
        moving["start"].set_data([x0], [y0])
        moving["end"].set_data(*points[-1:].T)
        factor, outcome = _outcome((x0, y0), bends, eta, momentum)
        steps = _steps_to(goal, (x0, y0), bends, eta, momentum) if factor < 1 else inf
        readings = {"bend": bends.max(), "limit": 2 * (1 + momentum) / bends.max()}
        readings["side"] = (
            "=" if isclose(eta, readings["limit"]) else "<" if eta < readings["limit"] else ">"
        )
        return readings | {"factor": factor, "verdict": outcome, "steps": steps}

    return setup, update, controls


def _steps_to(goal, start, bends, eta, momentum, most=2000):
    """Give how many steps a descent takes until the loss is below a goal; ∞ if too many."""
    x, y, u, v = *map(float, start), 0.0, 0.0
    a, b = map(float, bends)
    for step in range(most + 1):
        if a * x * x + b * y * y < 2 * goal:
            return step
        u, v = momentum * u + a * x, momentum * v + b * y
        x, y = x - eta * u, y - eta * v
    return inf


# A classifier while it learns

_STEPS = 200
_STRIDE = 2
_GRID = 41
_LOOKS = [(BLUE, "o"), (ORANGE, "s"), (GREEN, "^")]
_CLASSES = ["class 0", "class 1"]


def _forward(X, layers):
    """Give what each layer takes in, and the scores of the last one."""
    inputs = [X]
    for W, b in layers[:-1]:
        inputs.append(np.tanh(inputs[-1] @ W.T + b))
    W, b = layers[-1]
    return inputs, inputs[-1] @ W.T + b


def _step(inputs, scores, Y, layers, eta):
    """Give the layers after one step of gradient descent, from what `_forward` gives."""
    back, new = (softmax(scores) - Y) / len(Y), []
    for (W, b), inside in zip(reversed(layers), reversed(inputs), strict=True):
        new.append((W - eta * back.T @ inside, b - eta * back.sum(axis=0)))
        back = back @ W * (1 - inside**2)
    return new[::-1]


@cache
def _irises(question):
    """Give the petals of all irises, and what each is: a species, or versicolor or not."""
    features, species, names = load_iris()
    if question == "species":
        return Sample(features[:, 2:], species, names)
    return Sample(features[:, 2:], (species == 1).astype(int), ["other", "versicolor"])


@cache
def _training(hidden, question):
    """Train on irises once, whoever asks: give them and all frames."""
    irises = _irises(question)
    return irises, _frames(irises, hidden)


def _standardized(at, points):
    """Give places as a network gets them that learns from points; a coordinate may be all alike."""
    return (at - points.mean(axis=0)) / np.where(np.ptp(points, axis=0), points.std(axis=0), 1)


def _train(sample, hidden):
    """Give layers, loss and errors at every frame of a training, one after the other."""
    X, classes = _standardized(sample.points, sample.points), len(sample.names)
    Y = np.eye(classes)[sample.labels]
    chance = np.random.default_rng(0)
    sizes = [(hidden, 2), (classes, hidden)] if hidden else [(classes, 2)]
    layers = [(chance.normal(size=s) * bool(hidden), np.zeros(s[0])) for s in sizes]
    for step in count():
        inputs, scores = _forward(X, layers)
        if step % _STRIDE == 0:
            errors = int((scores.argmax(axis=1) != sample.labels).sum())
            yield layers, float(cross_entropy(scores, Y).mean()), errors
        layers = _step(inputs, scores, Y, layers, eta=0.5)


def _frames(sample, hidden):
    """Give all frames of a training."""
    return [*islice(_train(sample, hidden), _STEPS // _STRIDE + 1)]


def _regions(x, y, scores):
    """Give for each class the outline of the region where its score is the highest."""
    fine = 1e-5 * np.ptp(x) * np.ptp(y) / 19.5  # 1e-5 square centimeters of petals
    for k in range(scores.shape[-1]):
        ahead = scores[..., k] - np.delete(scores, k, axis=-1).max(axis=-1)
        pieces = contour_generator(x, y, ahead, fill_type="OuterOffset").filled(0, inf)
        rings = [
            Path(_corners(points[first:last], fine), closed=True)
            for points, offsets in zip(*pieces, strict=True)
            for first, last in pairwise(offsets)
        ]
        yield Path.make_compound_path(*rings) if rings else _NOTHING


def _draw_region(axes, color):
    """Draw a region that is still nowhere."""
    region = PathPatch(_NOTHING, facecolor=color, alpha=0.25, edgecolor=BLACK, lw=0.8)
    return axes.add_patch(region)


def _corners(ring, fine):
    """Leave out the points of a closed line that lie straight between their neighbours.

    What is straight depends on the picture's scale: twice the area, with both, is less than `fine`.
    """
    ring = ring[:-1]
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    turns = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]) > fine
    return np.concatenate([ring[turns], ring[:1]])


def _show_petals(axes, petals):
    """Let axes show all petals; give the corners."""
    return _window(axes, petals, 0.3, ("petal length", "petal width"))


def _show(axes, points):
    """Let axes show some points, whatever numbers they are; give the corners."""
    reach = np.ptp(points, axis=0)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
        axis.set_major_formatter(lambda number, _: written(number, 7, zeros=False))
    return _window(axes, points, np.where(reach, 0.08 * reach, 1), ("$x_1$", "$x_2$"))


def _window(axes, points, margin, names):
    """Let axes show points with a margin around them; give the corners."""
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xlabel=names[0], ylabel=names[1])
    return low, high


class _Run:
    """A training that goes no farther than somebody looks."""

    def __init__(self, points, hidden):
        *at, labels = np.array(points).T
        sample = Sample(np.transpose(at), labels.astype(int), _CLASSES)
        self.points, self._more, self._frames = sample.points, _train(sample, hidden), []

    def until(self, step):
        """Give the frames up to a step."""
        last = step // _STRIDE + 1
        self._frames += islice(self._more, max(0, last - len(self._frames)))
        return self._frames[:last]


_run = lru_cache(16)(_Run)


def _ground():
    """Give what makes a ground on which a reader puts points, and a network learns them at once."""
    last = 100  # a training answers a click
    controls = {
        "points": Points(*_CLASSES),
        "step": Slider(0, last, 40, _STRIDE),
        "model": Choice([0, 2, 8], 8),
    }

    def setup(figure):
        left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
        plane(left, "points").set(xlim=(0, 10), ylim=(0, 10), xlabel="$x_1$", ylabel="$x_2$")
        right.set(xlim=(-3, last + 4), ylim=(0, 1.5), xlabel="step", ylabel="loss")
        spots, moving = (dots(left, BLUE, 6), dots(left, ORANGE, 5.5)), {"regions": []}
        spots[1].set_capstyle("projecting")  # squares
        for name, (color, marker) in zip(_CLASSES, _LOOKS, strict=False):
            left.plot([], [], marker, color=color, markersize=5, label=name)
            moving["regions"].append(_draw_region(left, color))
        left.legend(ncols=2, **ABOVE)
        moving |= {"spots": spots, "curve": right.plot([], [], "-", color=GREY)[0]}
        moving |= {"now": dots(right, RED, 7), "loss": Letters(right)}
        side = np.linspace(0, 10, 31)
        return moving | {"grid": np.meshgrid(side, side)}

    def update(moving, points, step, model):
        for kind, spots in enumerate(moving["spots"]):
            own = [(x, y) for x, y, k in points if k == kind]
            place_dots(spots, *zip(*own, strict=True) if own else ((), ()))
        outlines, losses, total, right = [_NOTHING] * 2, [], len(points), nan
        if len({kind for *_, kind in points}) == 2:
            run = _run(points, model)
            frames = run.until(step)
            layers, _, errors = frames[-1]
            grid = _standardized(np.stack(moving["grid"], axis=-1), run.points)
            outlines = [*_regions(*moving["grid"], _forward(grid, layers)[1])]
            losses, right = [loss for _, loss, _ in frames], total - errors
        for region, outline in zip(moving["regions"], outlines, strict=True):
            region.set_path(outline)
        steps, now = np.arange(len(losses)) * _STRIDE, losses[-1] if losses else nan
        moving["curve"].set_data(steps, losses)
        place_dots(moving["now"], steps[-1:], losses[-1:])
        moving["loss"].write("loss", written(now, 3), (step, now), 20, 9, "red")
        accuracy = f"{right / total:.1%}" if losses else nan
        return {"loss": now, "right": right, "count": total, "accuracy": accuracy}

    return setup, update, controls, "ground"


@explorer(size=(5.6, 3))
def boundary(points=None):
    """The decision regions of a classifier and its loss, at each step of training.

    Parameters
    ----------
    points : pair of array, optional
        What to learn from in place of the irises: ``(X, labels)`` with points, of shape (n, 2),
        and a whole number for each, which says its class; up to 500 points, two or three classes.
        ``[]`` is a ground on which points are put with the mouse or with keys.
    **start
        First values of controls: step, model, question.
    """
    if isinstance(points, list) and not points:
        return _ground()
    controls = {"step": Slider(0, _STEPS, 40, _STRIDE), "model": Choice([0, 2, 8], 8)}
    training, show, words = _training, _show_petals, ()
    if points is None:
        controls["question"] = Choice(["species", "middle"], "middle")
    else:
        own, show, words = sample("points", points), _show, ("own",)
        training = cache(lambda hidden, _: (own, _frames(own, hidden)))

    def setup(figure, model, question=None):
        left, right = figure.subplots(1, 2, width_ratios=(1.35, 1))
        (shown, labels, names), frames = training(model, question)
        (x0, y0), (x1, y1) = show(left, shown)
        moving = {"regions": [], "frames": frames, "count": len(labels)}
        for k, (name, (color, marker)) in enumerate(zip(names, _LOOKS, strict=False)):
            places = np.unique(shown[labels == k], axis=0).T
            left.plot(*places, marker, color=color, markersize=3.5, label=name)
            moving["regions"].append(_draw_region(left, color))
        left.legend(ncols=3, **ABOVE)
        losses = [loss for _, loss, _ in frames]
        right.plot(range(0, _STEPS + 1, _STRIDE), losses, "-", color=GREY)
        right.set(xlim=(-6, _STEPS + 8), ylim=(0, 1.05 * max(losses)), xlabel="step", ylabel="loss")
        moving["now"] = right.plot([], [], "o", color=RED)[0]
        moving["loss"] = Letters(right)
        x, y = np.meshgrid(np.linspace(x0, x1, _GRID), np.linspace(y0, y1, _GRID))
        moving["grid"] = x, y, _standardized(np.stack([x, y], axis=-1), shown)
        return moving

    def update(moving, step):
        layers, loss, errors = moving["frames"][step // _STRIDE]
        x, y, grid = moving["grid"]
        outlines = _regions(x, y, _forward(grid, layers)[1])
        for region, outline in zip(moving["regions"], outlines, strict=True):
            region.set_path(outline)
        now, total = step // _STRIDE * _STRIDE, moving["count"]
        moving["now"].set_data([now], [loss])
        moving["loss"].write("loss", written(loss, 3), (now, loss), 20, 9, "red")
        readings = {"loss": loss, "errors": errors, "accuracy": f"{1 - errors / total:.1%}"}
        return readings if points is None else readings | {"count": total}

    return setup, update, controls, *words
