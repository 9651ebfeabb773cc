"""The explorers of chapter 6 show what the chapter says they show."""

import math
from itertools import product

import numpy as np
import pytest

from d2l_calc.explorers.jacobian import jacobian
from d2l_calc.saved import numerical_gradient, numerical_jacobian
from d2l_calc.stage.look import ORANGE, SKY
from tests.explorers import made


def polar(x, y):
    return [[math.cos(y), -x * math.sin(y)], [math.sin(y), x * math.cos(y)]]


def layer(x, y):
    W, b = np.array([[1, -0.5], [0.4, 1]]), np.array([-0.6, -0.3])
    return (1 - np.tanh(W @ [x, y] + b) ** 2)[:, None] * W


# Each preset with its Jacobian in closed form.
JACOBIANS = {
    "polar": polar,
    "squeeze": lambda x, y: [[1, 0], [y, x - 1]],
    "square": lambda x, y: [[2 * x, -2 * y], [2 * y, 2 * x]],
    "shear": lambda x, y: [[1, math.cos(2 * y)], [0, 1]],
    "layer": layer,
}
PLACES = [*product((0.0, 2.0), (-1.5, 1.5)), (1.2, 0.3), (0.7, -1.1), (1.0, 0.0)]


def read(**controls):
    return made("jacobian").read(**controls)


def entries(readings):
    return [[readings["f1x"], readings["f1y"]], [readings["f2x"], readings["f2y"]]]


def test_every_preset_has_a_closed_form_to_compare_with():
    assert [*JACOBIANS] == [*made("jacobian").controls["function"].stops]


@pytest.mark.parametrize("function", JACOBIANS)
@pytest.mark.parametrize("place", PLACES)
def test_entries_and_determinant_are_those_of_the_closed_form(function, place):
    readings = read(function=function, x=place[0], y=place[1])
    expected = np.array(JACOBIANS[function](*place), dtype=float)
    np.testing.assert_allclose(entries(readings), expected, atol=2e-8)
    assert readings["det"] == pytest.approx(np.linalg.det(expected), abs=1e-6)


@pytest.mark.parametrize("function", JACOBIANS)
@pytest.mark.parametrize("place", PLACES)
def test_the_difference_falls_with_the_square_of_the_side(function, place):
    where = {"function": function, "x": place[0], "y": place[1]}
    coarse, fine = (read(**where, cell=cell) for cell in (0.1, 0.01))
    assert fine["off"] < 0.06
    assert fine["off2"] == pytest.approx(coarse["off2"], abs=0.5)
    assert fine["off"] == pytest.approx(0.01 * fine["off2"])


@pytest.mark.parametrize("cell", [0.01, 0.1, 0.5])
def test_the_difference_of_the_complex_square_is_exactly_quadratic(cell):
    # f(p + d) is f(p) + Df d + d², and the far corner has |d|² = 2 cell².
    assert read(function="square", cell=cell)["off2"] == pytest.approx(2, abs=1e-5)


@pytest.mark.parametrize("function", JACOBIANS)
@pytest.mark.parametrize("place", PLACES)
def test_the_area_comes_to_the_determinant(function, place):
    readings = read(function=function, x=place[0], y=place[1], cell=0.01)
    assert readings["area"] == pytest.approx(readings["det"], abs=0.07, rel=0.02)


def test_areas_of_polar_cells():
    # A ring sector: (1.7² − 1.2²)/2 times the angle 0.5, over the cell's 0.25.
    readings = read(x=1.2, y=0.3, cell=0.5)
    assert readings["area"] == pytest.approx(1.45, abs=2e-3)
    assert read(x=1.2, y=0.3, cell=0.01)["off2"] == pytest.approx(1.17, abs=5e-3)


@pytest.mark.parametrize(("x", "side"), [(1.5, "没有翻面"), (1.0, "压扁了"), (0.5, "翻了面")])
def test_the_squeeze_turns_over_where_its_determinant_changes_sign(x, side):
    readings = read(function="squeeze", x=x, y=0.3)
    assert readings["side"] == side
    assert readings["det"] == pytest.approx(x - 1)


def test_a_turned_over_image_has_another_colour():
    kept, reversed_ = (
        {color for color in (SKY, ORANGE) if color in moving(function="squeeze", x=x)}
        for x in (1.5, 0.5)
    )
    assert kept == {SKY}
    assert reversed_ == {SKY, ORANGE}  # the square itself stays as it was


def moving(**controls):
    return made("jacobian").frame_at(**controls)["layer"]


def test_a_learners_own_map_is_measured():
    explorer = jacobian(lambda x, y: (y, x))
    readings = explorer.read()
    assert entries(readings) == [[0, 1], [1, 0]]
    assert (readings["det"], readings["side"]) == (-1, "翻了面")
    assert readings["off"] == pytest.approx(0, abs=1e-8)


# Shapes

RNG = np.random.default_rng(6)
LAYOUTS = "numerator", "denominator"


def values(n, m):
    """Give each expression as a function of x, for some n and m, with its derivative."""
    A, B, C, a = (RNG.normal(size=shape) for shape in ((m, n), (n, m), (n, n), (n,)))
    return {
        "Ax": (lambda x: A @ x, lambda x: A),
        "xᵀA": (lambda x: x @ B, lambda x: B.T),
        "aᵀx": (lambda x: a @ x, lambda x: a[None, :]),
        "xᵀAx": (lambda x: x @ C @ x, lambda x: (x @ (C + C.T))[None, :]),
        "‖x‖²": (lambda x: x @ x, lambda x: 2 * x[None, :]),
        "sum(x)": (np.sum, lambda x: np.ones((1, n))),
        "x": (lambda x: x, lambda x: np.eye(n)),
    }


@pytest.mark.parametrize(("n", "m"), [(1, 1), (4, 3), (5, 2), (1, 5)])
@pytest.mark.parametrize("expression", made("shapes").controls["expression"].stops)
def test_shapes_are_those_of_measured_derivatives(expression, n, m):
    f, derivative = values(n, m)[expression]
    x = RNG.normal(size=n)
    measured = numerical_jacobian(f, x)
    np.testing.assert_allclose(measured, derivative(x), atol=1e-7)
    state = {"n": n, "m": m, "expression": expression}
    ours, theirs = (made("shapes").read(**state, convention=name) for name in LAYOUTS)
    rows, columns = measured.shape
    assert ours["shape"] == theirs["other_shape"] == f"{rows} × {columns}"
    assert theirs["shape"] == ours["other_shape"] == f"{columns} × {rows}"
    assert ours["numbers"] == theirs["numbers"] == measured.size
    if np.ndim(f(x)) == 0:
        assert numerical_gradient(f, x).shape == (columns,)


@pytest.mark.parametrize(
    ("expression", "ours", "theirs"),
    [
        ("Ax", "D(Ax) = A", "∇(Ax) = Aᵀ"),
        ("xᵀA", "D(xᵀA) = Aᵀ", "∇(xᵀA) = A"),
        ("aᵀx", "D(aᵀx) = aᵀ", "∇(aᵀx) = a"),
        ("xᵀAx", "D(xᵀAx) = xᵀ(A + Aᵀ)", "∇(xᵀAx) = (A + Aᵀ)x"),
        ("‖x‖²", "D(‖x‖²) = 2xᵀ", "∇(‖x‖²) = 2x"),
        ("sum(x)", "D(sum(x)) = 1ᵀ", "∇(sum(x)) = 1"),
        ("x", "D x = I", "∇ x = I"),
    ],
)
def test_both_layouts_are_written_as_in_the_books(expression, ours, theirs):
    first, second = (
        made("shapes").read(expression=expression, convention=name) for name in LAYOUTS
    )
    assert (first["written"], first["other"]) == (ours, theirs)
    assert (second["written"], second["other"]) == (theirs, ours)
    assert (first["row"], second["row"]) == ("一个输出", "一个输入")


def size(patch):
    return np.ptp(patch.get_xy(), axis=0).tolist()


def test_boxes_are_drawn_to_scale():
    moving = made("shapes").artists_at(n=5, m=2)
    sizes = [size(box.body) for box in moving["boxes"]]
    assert sizes == [[5, 2], [1, 5], [1, 2], [5, 2]]  # A, x, y and the derivative
    assert [size(band) for band in moving["bands"]] == [[5, 1], [1, 2]]
    moving = made("shapes").artists_at(n=5, m=2, convention="denominator")
    assert size(moving["boxes"][-1].body) == [2, 5]
    assert [size(band) for band in moving["bands"]] == [[1, 5], [2, 1]]


def lit(**state):
    """Give rows and columns of what is lit in each box, counted from 1."""
    found = []
    for box in made("shapes").artists_at(**state)["boxes"]:
        assert size(box.lit) == [1, 1]
        column, row = box.lit.get_xy().min(axis=0) - box.corner
        found.append((1 + round(row), 1 + round(column)))
    return found


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ({"i": 2, "j": 4}, [(2, 4), (4, 1), (2, 1), (2, 4)]),
        ({"i": 2, "j": 4, "convention": "denominator"}, [(2, 4), (4, 1), (2, 1), (4, 2)]),
        ({"i": 3, "j": 1, "expression": "xᵀA"}, [(1, 1), (1, 3), (1, 3), (3, 1)]),
        ({"i": 5, "j": 5, "n": 2}, [(3, 2), (2, 1), (3, 1), (3, 2)]),  # no more than there are
        ({"i": 4, "j": 1, "expression": "x"}, [(1, 1), (4, 1), (4, 1)]),
    ],
)
def test_an_output_and_an_input_light_up_and_so_does_the_entry_that_links_them(state, expected):
    assert lit(**state) == expected


@pytest.mark.parametrize("expression", made("shapes").controls["expression"].stops)
def test_the_entry_that_is_named_is_the_measured_one(expression):
    n, m = 4, 3
    rng = np.random.default_rng(8)
    A, C, a = rng.normal(size=(m, n)), rng.normal(size=(n, n)), rng.normal(size=n)
    A = {"xᵀA": A.T, "xᵀAx": C}.get(expression, A)
    functions = {
        "Ax": lambda x: A @ x,
        "xᵀA": lambda x: x @ A,
        "aᵀx": lambda x: a @ x,
        "xᵀAx": lambda x: x @ A @ x,
        "‖x‖²": lambda x: x @ x,
        "sum(x)": np.sum,
        "x": lambda x: x,
    }
    x = rng.normal(size=n)
    measured = numerical_jacobian(functions[expression], x)
    for i, j in np.ndindex(measured.shape):
        state = {"expression": expression, "n": n, "m": m, "i": i + 1, "j": j + 1}
        left, right = made("shapes").read(**state)["entry"].split(" = ")
        output = "y" if len(measured) == 1 else f"y{'₁₂₃₄'[i]}"
        assert left == f"∂{output}/∂x{'₁₂₃₄'[j]}"
        assert value_of(right, A, a, x) == pytest.approx(measured[i, j], abs=1e-6)


def value_of(text, A, a, x):
    """Give the value of an entry as it is written."""
    places = ["₁₂₃₄".index(sign) for sign in text if sign in "₁₂₃₄"]
    if text.startswith("Σ"):
        assert text == f"Σₖ (A{'₁₂₃₄'[places[0]]}ₖ + Aₖ{'₁₂₃₄'[places[0]]}) xₖ"
        return (A[places[0]] + A[:, places[0]]) @ x
    if not places:
        return float(text)
    return {"A": A, "a": a, "2": 2 * x}[text[0]][tuple(places)]


def test_the_question_is_answered_by_its_entry_in_both_layouts():
    explorer = made("shapes")
    for convention in LAYOUTS:
        assert explorer.frame_at(i=3, j=1, convention=convention)["reached"]
        assert "reached" not in explorer.frame_at(i=1, j=3, convention=convention)
    assert "reached" not in explorer.frame_at(i=3, j=1, m=2)
