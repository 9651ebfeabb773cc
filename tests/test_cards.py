"""The cards say nothing that is not so: each example, each rule and each shape is computed."""

import re
from functools import cache

import numpy as np
import pytest
import sympy as sp

import d2l_calc as d2l
from publish.chapter import CARDS, Chapter
from tests.support import EDITIONS

ROW = re.compile(r"^\| (\d+) \|(.*)\|$", re.MULTILINE)
FRACTION = re.compile(r"\\t?frac(\{(?:[^{}]|\{[^{}]*\})*\}|\d|\w)(\{(?:[^{}]|\{[^{}]*\})*\}|\d|\w)")


@cache
def rows(name):
    """Give the rows of a card of the first edition, each a list of its cells, by their number."""
    text = "\n".join(source for _, source in Chapter(EDITIONS[-1] / f"{name}.ipynb").prose)
    return {
        int(n): [cell.strip().strip("$") for cell in row.split("|")] for n, row in ROW.findall(text)
    }


def typed(tex):
    r"""Give a formula as it is typed into an exercise.

    Examples
    --------
    >>> typed(r"\tfrac52\,x^{3/2}"), typed(r"\frac{\ln x}x")
    ('((5)/(2)) x^(3/2)', '((ln x)/(x))')
    """
    while found := FRACTION.search(tex):
        above, below = (part.strip("{}") if part[0] == "{" else part for part in found.groups())
        tex = f"{tex[: found.start()]}(({above})/({below})){tex[found.end() :]}"
    tex = tex.replace(r"\log_{10}x", "lg(x)").replace(r"\log_2(x^2+1)", "(ln(x^2+1)/ln(2))")
    for sign, instead in [(r"\,", " "), (r"\cdot", "*"), ("{", "("), ("}", ")"), ("\\", "")]:
        tex = tex.replace(sign, instead)
    return re.sub(r"sqrt x", "sqrt(x)", tex)


@pytest.mark.parametrize("number", range(1, 20))
def test_the_derivative_of_each_example_is_the_one_beside_it(number):
    _, _, _, f, df, _ = rows("card-rules")[number]
    domain = {"x": (0.2, 1.2)}
    made = d2l.Exercise(key=typed(df), domain=domain, derivative_of=typed(f))
    assert made.check(typed(df)).status == "correct"


# The rules themselves, for any functions: what stands on the card, and what SymPy makes of it.

x, y = sp.symbols("x y", positive=True)
a, b, c, n = sp.symbols("a b c n", positive=True)
u, v, g, h = (sp.Function(name)(x) for name in "uvgh")
outer = sp.Function("f")
du, dv, dg = (sp.diff(each, x) for each in (u, v, g))
slope_at = lambda inside: sp.diff(outer(y), y).subs(y, inside)  # noqa: E731

IDENTITIES = {
    r"c'=0": (c, 0),
    r"(x^n)'=n\,x^{n-1}": (x**n, n * x ** (n - 1)),
    r"(e^x)'=e^x": (sp.exp(x), sp.exp(x)),
    r"(a^x)'=a^x\ln a": (a**x, a**x * sp.log(a)),
    r"(\ln x)'=\frac1x": (sp.log(x), 1 / x),
    r"(\log_bx)'=\frac1{x\ln b}": (sp.log(x, b), 1 / (x * sp.log(b))),
    r"(\sin x)'=\cos x": (sp.sin(x), sp.cos(x)),
    r"(\cos x)'=-\sin x": (sp.cos(x), -sp.sin(x)),
    r"(\tan x)'=\sec^2x": (sp.tan(x), sp.sec(x) ** 2),
    r"(c\,u)'=c\,u'": (c * u, c * du),
    r"(u+v)'=u'+v'": (u + v, du + dv),
    r"(uv)'=u'v+uv'": (u * v, du * v + u * dv),
    r"\left(\frac uv\right)'=\frac{u'v-uv'}{v^2}": (u / v, (du * v - u * dv) / v**2),
    r"f(g(x))'=f'(g(x))\,g'(x)": (outer(g), slope_at(g) * dg),
    r"(e^g)'=g'e^g": (sp.exp(g), dg * sp.exp(g)),
    r"(a^g)'=g'a^g\ln a": (a**g, dg * a**g * sp.log(a)),
    r"(\ln g)'=\frac{g'}g": (sp.log(g), dg / g),
    r"(\log_bg)'=\frac{g'}{g\ln b}": (sp.log(g, b), dg / (g * sp.log(b))),
}
INVERSE = r"(f^{-1})'(x)=\frac1{f'(f^{-1}(x))}"


@pytest.mark.parametrize("rule", IDENTITIES)
def test_a_rule_holds_for_any_functions(rule):
    function, derivative = IDENTITIES[rule]
    assert sp.simplify(sp.diff(function, x) - derivative) == 0


def test_the_rule_of_the_inverse_follows_from_the_chain_rule():
    # f(h(x)) = x: both sides have the same derivative.
    (slope,) = sp.solve(sp.diff(outer(h) - x, x), sp.diff(h, x))
    assert sp.simplify(slope - 1 / slope_at(h)) == 0


def test_every_rule_of_the_card_is_among_them():
    on_the_card = [rows("card-rules")[number][1] for number in range(1, 20)]
    assert on_the_card == [*IDENTITIES, INVERSE]


ACTIVATIONS = {
    (r"\sigma(x)=\frac1{1+e^{-x}}", r"\sigma'=\sigma(1-\sigma)"): (
        s := 1 / (1 + sp.exp(-x)),
        s * (1 - s),
    ),
    (r"\tanh x=\frac{e^x-e^{-x}}{e^x+e^{-x}}", r"\tanh'=1-\tanh^2"): (
        (sp.exp(x) - sp.exp(-x)) / (sp.exp(x) + sp.exp(-x)),
        1 - sp.tanh(x) ** 2,
    ),
    (r"\max(x,0)", r"$x>0$ 时 1，$x<0$ 时 0".strip("$")): (sp.Max(x, 0), 1),
    (r"\ln(1+e^x)", r"\sigma(x)"): (sp.log(1 + sp.exp(x)), s),
}


def test_the_activation_functions_have_the_derivatives_of_the_card():
    on_the_card = [tuple(rows("card-rules")[number][1:3]) for number in range(20, 24)]
    assert on_the_card == [*ACTIVATIONS]
    for function, derivative in ACTIVATIONS.values():
        for value in (0.3, 1.7):
            difference = sp.diff(function, x) - derivative
            assert abs(difference.subs(x, value).evalf()) < 1e-12
    real = sp.symbols("x", real=True)
    assert sp.diff(sp.Max(real, 0), real).subs(real, -1.5) == 0


# Matrices: n = 4, m = 3, k = 2

rng = np.random.default_rng(6)
A, B, C, K = (rng.normal(size=shape) for shape in [(3, 4), (4, 3), (4, 4), (2, 3)])
p, q, x0 = rng.normal(size=4), rng.normal(size=3), rng.normal(size=4)
S, T = rng.normal(size=(2, 3, 4))


def vector_u(x):
    return np.sin(S @ x)


def vector_v(x):
    return (T @ x) ** 2


def row(z):
    return np.reshape(z, (1, -1))


def column(z):
    return np.reshape(z, (-1, 1))


U, V = vector_u(x0), vector_v(x0)
DU, DV = np.cos(S @ x0)[:, None] * S, 2 * (T @ x0)[:, None] * T
size, cube = np.linalg.norm(x0), np.diag(3 * x0**2)
s0, t0, Ds, Dt = p @ x0, x0 @ x0, row(p), row(2 * x0)

# What stands on the card, as text and as numbers: the function, D, its shape, the other layout.
LAYOUTS = {
    r"\mathbf c | 0 | m\times n | 0": (lambda x: q, 0 * A, 0 * A.T),
    r"\mathbf x | I | n\times n | I": (lambda x: x, np.eye(4), np.eye(4)),
    r"A\mathbf x | A | m\times n | A^\top": (lambda x: A @ x, A, A.T),
    r"\mathbf x^\top B | B^\top | m\times n | B": (lambda x: x @ B, B.T, B),
    r"\mathbf a^\top\mathbf x | \mathbf a^\top | 1\times n | \mathbf a": (
        lambda x: p @ x,
        row(p),
        column(p),
    ),
    r"\operatorname{sum}(\mathbf x) | \mathbf 1^\top | 1\times n | \mathbf 1": (
        np.sum,
        np.ones((1, 4)),
        np.ones((4, 1)),
    ),
    r"\lVert\mathbf x\rVert^2 | 2\mathbf x^\top | 1\times n | 2\mathbf x": (
        lambda x: x @ x,
        row(2 * x0),
        column(2 * x0),
    ),
    r"\lVert\mathbf x\rVert | \frac{\mathbf x^\top}{\lVert\mathbf x\rVert} | 1\times n"
    r" | \frac{\mathbf x}{\lVert\mathbf x\rVert}": (
        np.linalg.norm,
        row(x0 / size),
        column(x0 / size),
    ),
    r"\mathbf x^\top C\mathbf x | \mathbf x^\top(C+C^\top) | 1\times n | (C+C^\top)\mathbf x": (
        lambda x: x @ C @ x,
        row(x0) @ (C + C.T),
        (C + C.T) @ column(x0),
    ),
    r"\varphi(\mathbf x) | \operatorname{diag}(\varphi'(\mathbf x)) | n\times n"
    r" | \operatorname{diag}(\varphi'(\mathbf x))": (lambda x: x**3, cube, cube),
    r"a\,\mathbf u | a\,D\mathbf u | m\times n | a\,(D\mathbf u)^\top": (
        lambda x: 5 * vector_u(x),
        5 * DU,
        5 * DU.T,
    ),
    r"K\mathbf u | K\,D\mathbf u | k\times n | (D\mathbf u)^\top K^\top": (
        lambda x: K @ vector_u(x),
        K @ DU,
        DU.T @ K.T,
    ),
    r"\mathbf u+\mathbf v | D\mathbf u+D\mathbf v | m\times n"
    r" | (D\mathbf u)^\top+(D\mathbf v)^\top": (
        lambda x: vector_u(x) + vector_v(x),
        DU + DV,
        DU.T + DV.T,
    ),
    r"s\,t | t\,Ds+s\,Dt | 1\times n | t\,\nabla s+s\,\nabla t": (
        lambda x: (p @ x) * (x @ x),
        t0 * Ds + s0 * Dt,
        t0 * column(p) + s0 * column(2 * x0),
    ),
    r"s\,\mathbf v | \mathbf v\,Ds+s\,D\mathbf v | m\times n"
    r" | (\nabla s)\,\mathbf v^\top+s\,(D\mathbf v)^\top": (
        lambda x: (p @ x) * vector_v(x),
        column(V) @ Ds + s0 * DV,
        column(p) @ row(V) + s0 * DV.T,
    ),
    r"\langle\mathbf u,\mathbf v\rangle"
    r" | \mathbf u^\top D\mathbf v+\mathbf v^\top D\mathbf u | 1\times n"
    r" | (D\mathbf v)^\top\mathbf u+(D\mathbf u)^\top\mathbf v": (
        lambda x: vector_u(x) @ vector_v(x),
        row(U) @ DV + row(V) @ DU,
        DV.T @ column(U) + DU.T @ column(V),
    ),
    r"\mathbf u\odot\mathbf v"
    r" | \operatorname{diag}(\mathbf v)\,D\mathbf u+\operatorname{diag}(\mathbf u)\,D\mathbf v"
    r" | m\times n | (D\mathbf u)^\top\operatorname{diag}(\mathbf v)"
    r"+(D\mathbf v)^\top\operatorname{diag}(\mathbf u)": (
        lambda x: vector_u(x) * vector_v(x),
        np.diag(V) @ DU + np.diag(U) @ DV,
        DU.T @ np.diag(V) + DV.T @ np.diag(U),
    ),
    r"\mathbf f(\mathbf g(\mathbf x)) | D\mathbf f(\mathbf g(\mathbf x))\,D\mathbf g(\mathbf x)"
    r" | m\times n | D\mathbf g(\mathbf x)^\top D\mathbf f(\mathbf g(\mathbf x))^\top": (
        lambda x: vector_v(x**3),
        2 * (T @ x0**3)[:, None] * T @ cube,
        cube.T @ (2 * (T @ x0**3)[:, None] * T).T,
    ),
}


@pytest.mark.parametrize("text", LAYOUTS)
def test_a_rule_with_matrices_is_what_is_measured(text):
    function, D, other = LAYOUTS[text]
    steps = 1e-6 * np.eye(4)
    measured = [(function(x0 + step) - function(x0 - step)) / 2e-6 for step in steps]
    measured = np.transpose(np.reshape(measured, (4, -1)))
    sizes = [{"m": 3, "n": 4, "k": 2, "1": 1}[s] for s in text.split(" | ")[2].split("\\times ")]
    assert D.shape == tuple(sizes) == measured.shape
    np.testing.assert_allclose(D, measured, atol=1e-7)
    np.testing.assert_allclose(other, D.T, atol=1e-15)


def test_every_rule_with_matrices_is_among_them():
    on_the_card = [
        " | ".join(cell.strip("$") for cell in rows("card-matrix")[number][:4])
        for number in range(1, 19)
    ]
    assert on_the_card == [*LAYOUTS]


def test_the_gradients_of_a_layer_are_those_of_the_card():
    found = [rows("card-matrix")[number][1] for number in range(19, 23)]
    assert found == [
        r"\nabla_X=2X",
        r"\nabla_WL=(\nabla_{\mathbf y}L)\,\mathbf x^\top",
        r"\nabla_{\mathbf x}L=W^\top\nabla_{\mathbf y}L",
        r"\nabla_{\mathbf b}L=\nabla_{\mathbf y}L",
    ]

    def loss(W, x, b):
        return np.sum(np.sin(W @ x + b))

    at_y = np.cos(A @ x0 + q)
    for number, gradient in enumerate([np.outer(at_y, x0), A.T @ at_y, at_y]):
        values = [A, x0, q]

        def moved(z, number=number, values=values):
            return loss(*values[:number], z, *values[number + 1 :])

        measured = d2l.numerical_gradient(moved, values[number])
        np.testing.assert_allclose(gradient, measured, atol=1e-8)
    measured = d2l.numerical_gradient(lambda X: np.sum(X**2), A)
    np.testing.assert_allclose(2 * A, measured, atol=1e-8)


# What the links say


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("name", CARDS)
def test_each_link_of_a_card_says_the_number_of_the_section_it_leads_to(folder, name):
    text = "\n".join(source for _, source in Chapter(folder / f"{name}.ipynb").prose)
    links = re.findall(r"\[([\d.]+)\]\(([\w-]+\.ipynb)#([\w-]+)\)", text)
    assert len(links) > 20
    for number, file, anchor in links:
        sections = Chapter(folder / file).sections
        assert (number, anchor) in [(s.number, s.anchor) for s in sections], (number, file, anchor)
