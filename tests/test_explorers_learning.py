"""The explorers of chapter 9 show what the chapter says they show."""

import math
import random
import time

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from d2l_calc import explore
from d2l_calc.data import load_iris
from d2l_calc.explorers import learning as module

# The package names its explorers, not their modules.
CHANCE = random.Random(0)


def some_states(explorer, count=20):
    controls = explorer._controls
    return [{n: CHANCE.choice(c.stops) for n, c in controls.items()} for _ in range(count)]


# The valley


def companion(bend, eta, momentum):
    """Give the matrix that takes position and speed one step on, where the bend is λ."""
    return np.array([[1 - eta * bend, -eta * momentum], [bend, momentum]])


@pytest.mark.parametrize("state", some_states(explore.valley()), ids=str)
def test_read_outs_are_those_of_the_matrix_of_a_step(state):
    found = explore.valley().read(**state)
    eta, beta, kappa = (state[name] for name in ("eta", "momentum", "condition"))
    used = [bend for bend, name in ((1, "x0"), (kappa, "y0")) if state[name]]
    radius = [np.abs(np.linalg.eigvals(companion(bend, eta, beta))).max() for bend in used]
    assert found["bend"] == kappa
    assert found["limit"] == pytest.approx(2 * (1 + beta) / kappa)
    # Two equal eigenvalues are found to half the digits only.
    assert found["factor"] == pytest.approx(max(radius, default=0), abs=1e-6)


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ({}, "走得到谷底"),
        ({"eta": 0.2}, "永远来回跳"),
        ({"eta": 0.205}, "越跳越远"),
        ({"eta": 0.205, "y0": 0}, "走得到谷底"),
        ({"eta": 0.2, "momentum": 0.5}, "走得到谷底"),
        ({"eta": 0.3, "momentum": 0.5}, "永远来回跳"),
        ({"eta": 0.305, "momentum": 0.5}, "越跳越远"),
        ({"eta": 0.38, "momentum": 0.9}, "永远来回跳"),
        ({"eta": 0.385, "momentum": 0.9}, "越跳越远"),
        ({"eta": 0.5, "condition": 1}, "走得到谷底"),
        ({"eta": 0.02, "condition": 100}, "永远来回跳"),
        ({"x0": 0, "y0": 0, "eta": 0.5}, "已经在谷底"),
    ],
    ids=str,
)
def test_how_a_descent_ends(state, verdict):
    assert explore.valley().read(**state)["verdict"] == verdict


@pytest.mark.parametrize(
    ("state", "steps"),
    [({}, 28), ({"eta": 0.22, "momentum": 0.35}, 8), ({"eta": 0.2}, math.inf)],
    ids=str,
)
def test_steps_until_the_loss_is_small(state, steps):
    assert explore.valley().read(**state)["steps"] == steps


def test_momentum_needs_a_third_of_the_steps_and_too_much_of_it_three_times_as_many():
    explorer = explore.valley()
    fewest = {
        momentum: min(
            explorer.read(eta=eta, momentum=momentum)["steps"]
            for eta in explorer._controls["eta"].stops
        )
        for momentum in (0, 0.35, 0.95)
    }
    assert fewest == {0: 28, 0.35: 8, 0.95: 88}


def test_the_path_follows_the_closed_form():
    points = module._path((10, 1), np.array([1, 10]), 0.18, 0.0, 20)
    k = np.arange(21)
    assert points == pytest.approx(np.stack([10 * 0.82**k, (-0.8) ** k], axis=1))


def test_the_path_with_momentum_obeys_its_recurrence():
    beta, eta, bends = 0.6, 0.15, np.array([1, 10])
    points = module._path((10, 1), bends, eta, beta, 30)
    expected = (1 + beta - eta * bends) * points[1:-1] - beta * points[:-2]
    assert points[2:] == pytest.approx(expected)


# The boundary


@pytest.mark.parametrize("question", ["species", "middle"])
@pytest.mark.parametrize("hidden", [0, 2, 8])
def test_a_step_of_training_goes_against_the_gradient(hidden, question):
    shown, labels, frames = module._training(hidden, question)
    X = (shown - shown.mean(axis=0)) / shown.std(axis=0)
    Y = np.eye(labels.max() + 1)[labels]
    layers = frames[5][0]

    def loss(layers):
        inside = X
        for W, b in layers[:-1]:
            inside = anp.tanh(anp.dot(inside, W.T) + b)
        Z = anp.dot(inside, layers[-1][0].T) + layers[-1][1]
        return anp.mean(anp.log(anp.sum(anp.exp(Z), axis=1)) - anp.sum(Y * Z, axis=1))

    assert loss(layers) == pytest.approx(frames[5][1])
    gradients = autograd.grad(loss)(layers)
    moved = module._step(X, Y, layers, eta=1.0)
    for old, new, gradient in zip(layers, moved, gradients, strict=True):
        for before, after, slope in zip(old, new, gradient, strict=True):
            assert before - after == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize(
    ("state", "errors"),
    [
        ({"model": 0, "step": 200}, 58),
        ({"model": 2, "step": 200}, 6),
        ({"model": 8, "step": 200}, 6),
        ({"model": 0, "step": 200, "question": "species"}, 7),
        ({"model": 8, "step": 200, "question": "species"}, 6),
    ],
    ids=str,
)
def test_how_many_are_wrong_in_the_end(state, errors):
    found = explore.boundary().read(**state)
    assert found["errors"] == errors
    assert found["accuracy"] == f"{(150 - errors) / 150:.1%}"


@pytest.mark.parametrize("question", ["species", "middle"])
@pytest.mark.parametrize("hidden", [0, 2, 8])
def test_the_loss_falls_over_the_training(hidden, question):
    losses = np.array([loss for _, loss, _ in module._training(hidden, question)[2]])
    assert (np.diff(losses) < 0).mean() > 0.9
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("state", some_states(explore.boundary(), 8), ids=str)
def test_regions_hold_the_flowers_that_are_judged_so(state):
    shown, _, frames = module._training(state["model"], state["question"])
    layers = frames[state["step"] // 2][0]
    standardised = (shown - shown.mean(axis=0)) / shown.std(axis=0)
    scores = module._forward(standardised, layers)[1]
    (x0, y0), (x1, y1) = shown.min(axis=0) - 0.3, shown.max(axis=0) + 0.3
    x, y = np.meshgrid(np.linspace(x0, x1, 41), np.linspace(y0, y1, 41))
    grid = (np.stack([x, y], axis=-1) - shown.mean(axis=0)) / shown.std(axis=0)
    outlines = list(module._regions(x, y, module._forward(grid, layers)[1]))
    first, second = np.sort(scores, axis=1)[:, -2:].T[::-1]
    clear = first - second > 0.1  # the outline runs between points of a grid
    inside = np.array([outline.contains_points(shown) for outline in outlines])
    assert clear.sum() > 20
    assert (inside.argmax(axis=0)[clear] == scores.argmax(axis=1)[clear]).all()
    assert (inside.sum(axis=0)[clear] == 1).all()


def test_a_straight_boundary_is_sent_with_few_points():
    x, y = np.meshgrid(np.linspace(0, 1, 41), np.linspace(0, 1, 41))
    left, right = module._regions(x, y, np.stack([x, 1 - x], axis=-1))
    assert len(left.vertices) <= 6
    assert len(right.vertices) <= 6


def test_flowers_that_are_drawn_are_those_of_the_data():
    features, labels, _ = load_iris()
    shown, asked, _ = module._training(0, "middle")
    assert (shown == features[:, 2:]).all()
    assert (asked == (labels == 1)).all()


def test_training_is_done_once():
    module._training.cache_clear()
    start = time.perf_counter()
    explore.boundary()
    first = time.perf_counter() - start
    assert module._training.cache_info().misses == 1
    explore.boundary()
    assert module._training.cache_info().misses == 1
    assert first < 5  # on a busy machine; 0.2 s on a quiet one


@pytest.mark.parametrize("make", [explore.valley, explore.boundary], ids=lambda make: make.__name__)
def test_no_state_sends_much(make):
    explorer = make()
    for state in some_states(explorer, 40):
        behind = [[state[name] for name in explorer._in_setup]]
        sent = explorer._draw([list(state.values())], known=behind)
        assert len(repr(sent).encode()) < 8_000, state
