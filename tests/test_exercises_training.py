"""The keys of chapter 10, found again in another way."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import training


def walk(bends, start, eta, steps, beta=0.0):
    """Give the end of a descent on half the sum of bends times squares."""
    point, speed = np.array(start, dtype=float), 0
    for _ in range(steps):
        speed = beta * speed + np.array(bends) * point
        point = point - eta * speed
    return point


def logsumexp(Z):
    return anp.log(anp.sum(anp.exp(Z), axis=1))


def test_one_step():
    assert training.ONE_STEP.check(walk([1, 10], [10, 1], 0.1, 1)).status == "correct"


def test_only_the_direction_that_bends_most_explodes():
    x, y = np.abs(walk([1, 10], [10, 1], 0.25, 100))
    assert (x < 1e-9, y > 1e9) == (True, True)
    assert training.WHO_EXPLODES.key == "B"


def test_the_loss_at_the_start_is_that_of_ten_equal_classes():
    assert training.FIRST_LOSS.key == pytest.approx(d2l.cross_entropy(np.zeros(10), np.eye(10)[3]))


def test_what_momentum_gathers_on_an_even_slope():
    v, seen = 0, []
    for _ in range(3):
        v = 0.5 * v + 2
        seen.append(v)
    assert training.GATHERED.key == seen


def test_only_one_line_spoils_the_two_gradients_that_are_wrong_and_no_other():
    uses = {"W2": "AB", "b2": "AB", "W1": "ACD", "b1": "ACD"}
    suspects = set(uses["W1"]) & set(uses["b1"]) - set(uses["W2"])
    assert suspects == {training.WRONG_LINE.key, "D"}  # in D, both of its formulas would have to be


def test_mean_and_spread_of_all_flowers_depend_on_those_kept_back():
    features, _, _ = d2l.load_iris()
    others = features.copy()
    others[::3] += 1
    assert not np.allclose(features.mean(axis=0), others.mean(axis=0))
    assert training.PEEKED.key == "B"


@pytest.mark.parametrize(("factor", "grows"), [(0.999, False), (1.001, True)])
def test_beyond_the_limit_with_momentum_the_steps_grow(factor, grows):
    end = walk([1, 25], [1, 1], factor * training.LIMIT.key, 20_000, beta=0.5)
    assert (np.abs(end).max() > 1) == grows


def test_the_best_rate_of_many_and_its_factor():
    rates = np.arange(0.001, 0.25, 0.001)
    factors = [np.abs(walk([2, 8], [1, 1], eta, 1)).max() for eta in rates]
    best = int(np.argmin(factors))
    assert training.BEST_RATE.key == pytest.approx([rates[best], factors[best]], abs=1e-9)


def test_the_gradient_for_a_batch_is_that_of_the_loss():
    rng = np.random.default_rng(5)
    X, W, Y = rng.normal(size=(5, 2)), rng.normal(size=(3, 2)), np.eye(3)[[0, 2, 1, 1, 0]]

    def loss(W):
        Z = anp.dot(X, W.T)
        return anp.mean(logsumexp(Z) - anp.sum(Y * Z, axis=1))

    P = np.exp(X @ W.T) / np.exp(X @ W.T).sum(axis=1, keepdims=True)
    assert training.BATCH_GRADIENT.key(P, Y, X) == pytest.approx(autograd.grad(loss)(W))


def test_the_gradient_of_the_hidden_layer_is_that_of_any_loss():
    rng = np.random.default_rng(6)
    X, W1, W2 = rng.normal(size=(5, 2)), rng.normal(size=(4, 2)), rng.normal(size=(3, 4))
    target = rng.normal(size=(5, 3))

    def loss(W1):
        return anp.sum((anp.dot(anp.tanh(anp.dot(X, W1.T)), W2.T) - target) ** 2)

    A = np.tanh(X @ W1.T)
    found = training.HIDDEN_GRADIENT.key(2 * (A @ W2.T - target), W2, A, X)
    assert found == pytest.approx(autograd.grad(loss)(W1))
