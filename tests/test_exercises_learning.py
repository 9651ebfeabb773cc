"""The keys of chapter 9, found again in another way."""

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import learning


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
    assert learning.ONE_STEP.check(walk([1, 10], [10, 1], 0.1, 1)).status == "correct"


def test_only_the_direction_that_bends_most_explodes():
    x, y = np.abs(walk([1, 10], [10, 1], 0.25, 100))
    assert (x < 1e-9, y > 1e9) == (True, True)
    assert learning.WHO_EXPLODES.key == "B"


def test_backward_twice():
    x = d2l.Value(3)
    y = x * x
    y.backward()
    y.backward()
    assert learning.BACKWARD_TWICE.key == x.grad


@pytest.mark.parametrize(("factor", "grows"), [(0.999, False), (1.001, True)])
def test_beyond_the_limit_with_momentum_the_steps_grow(factor, grows):
    end = walk([1, 25], [1, 1], factor * learning.LIMIT.key, 20_000, beta=0.5)
    assert (np.abs(end).max() > 1) == grows


def test_the_best_rate_of_many_and_its_factor():
    rates = np.arange(0.001, 0.25, 0.001)
    factors = [np.abs(walk([2, 8], [1, 1], eta, 1)).max() for eta in rates]
    best = int(np.argmin(factors))
    assert learning.BEST_RATE.key == pytest.approx([rates[best], factors[best]], abs=1e-9)


def test_the_new_function_has_the_slope_that_another_library_gives():
    slope = autograd.elementwise_grad(lambda a: anp.log1p(anp.exp(a)))
    points = np.linspace(-3, 3, 13)
    assert learning.NEW_FUNCTION.key(points) == pytest.approx(slope(points), rel=1e-12)


def test_a_gradient_twice_too_large():
    x = np.array([0.3, -2.0, 1.1])
    measured = d2l.numerical_gradient(lambda x: np.sum(x**2) / 2, x)
    assert d2l.relative_error(2 * x, measured) == pytest.approx(learning.TWICE_TOO_LARGE.key)


def test_the_order_in_which_every_number_has_got_all_its_shares():
    children = {"a": "bc", "b": "cd", "c": "d", "d": ""}
    orders = {"A": "dcba", "B": "dbca", "C": "abcd"}
    fits = [
        name
        for name, order in orders.items()
        if all(order.index(child) < order.index(node) for node in order for child in children[node])
    ]
    assert fits == [learning.WHOSE_TURN.key]


def test_the_gradient_for_a_batch_is_that_of_the_loss():
    rng = np.random.default_rng(5)
    X, W, Y = rng.normal(size=(5, 2)), rng.normal(size=(3, 2)), np.eye(3)[[0, 2, 1, 1, 0]]

    def loss(W):
        Z = anp.dot(X, W.T)
        return anp.mean(logsumexp(Z) - anp.sum(Y * Z, axis=1))

    P = np.exp(X @ W.T) / np.exp(X @ W.T).sum(axis=1, keepdims=True)
    assert learning.BATCH_GRADIENT.key(P, Y, X) == pytest.approx(autograd.grad(loss)(W))


def test_the_gradient_of_the_hidden_layer_is_that_of_any_loss():
    rng = np.random.default_rng(6)
    X, W1, W2 = rng.normal(size=(5, 2)), rng.normal(size=(4, 2)), rng.normal(size=(3, 4))
    target = rng.normal(size=(5, 3))

    def loss(W1):
        return anp.sum((anp.dot(anp.tanh(anp.dot(X, W1.T)), W2.T) - target) ** 2)

    A = np.tanh(X @ W1.T)
    found = learning.HIDDEN_GRADIENT.key(2 * (A @ W2.T - target), W2, A, X)
    assert found == pytest.approx(autograd.grad(loss)(W1))
