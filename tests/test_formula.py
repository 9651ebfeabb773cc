"""The formula under a picture: what can be written, how it is typeset, drawn and spoken."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

import d2l_calc as d2l
from d2l_calc.stage.formula import Formula
from d2l_calc.stage.look import INKS, drawing
from tests.explorers import chances, ends, made

NAMES = sorted(d2l.explore)
WITH_FORMULA = [name for name in NAMES if "formula" in d2l.explore[name].words]


@pytest.mark.parametrize(
    ("template", "spoken"),
    [
        (r"\frac{\Delta y}{\Delta x} = [a]", "Δy/Δx = 2"),
        (r"\frac{a + b}{c} \to [a]", "(a + b)/c → 2"),
        (r"x_{k+1} = x_k - \eta f′(x_k)", "x_(k + 1) = xₖ − ηf′(xₖ)"),
        (r"f''(x) = \red{[a]}", "f″(x) = 2"),
        (r"\lambda_1 \approx \lambda_{\max}", "λ₁ ≈ λₘₐₓ"),
        (r"u^\top v = [a] \cdot [(b)]", "uᵀv = 2·(−3)"),
        (r"\det\matrix{1}{[b]}{0}{[a]} \quad \hat{y}", "det [1, −3; 0, 2]; ŷ"),
        (r"[a] < [b], \cos x, \partial f", "2 < −3, cos x, ∂f"),
        (r'\frac{"so many"}{150} : [a]', "(so many)/150 : 2"),
    ],
)
def test_a_formula_is_spoken(template, spoken):
    formula = Formula(template)
    blanks = formula.filled({"a": "2", "b": "−3"})
    assert formula.spoken(blanks) == spoken


def test_a_negative_number_is_in_parentheses_where_it_is_asked_for():
    formula = Formula("[a] + [(a)] + [(b)]")
    assert formula.blanks == ["a", "a", "b"]
    assert formula.filled({"a": "−1", "b": "1"}) == ["−1", "(−1)", "1"]


@pytest.mark.parametrize(
    ("template", "why"),
    [
        (r"\frac{a}", "a brace is missing"),
        (r"\frac{a}{b", "a brace is not closed"),
        (r"\nothing x", "none of the commands"),
        ("x_[a]", "no plain signs"),
        ("[a]^2", "no plain signs"),
    ],
)
def test_a_template_that_is_not_complete_is_refused(template, why):
    with pytest.raises(ValueError, match=why):
        Formula(template)


def test_a_blank_that_nothing_fills_is_named():
    with pytest.raises(TypeError, match=r"\[slop\].*a、slope"):
        d2l.Explorer(
            lambda figure: figure.subplots().plot([], []),
            lambda moving, a: {"slope": a},
            formula="[slop]",
            a=(0, 1),
        )


def test_a_learners_explorer_has_a_formula():
    explorer = d2l.Explorer(
        lambda figure: figure.subplots().plot([], []),
        lambda moving, a: {"square": a * a, "cube": a**3},
        formula=r"[a] \cdot [a] = [square]",
        a=(0, 4),
    )
    frame = explorer.frame_at(a=3)
    assert frame["blanks"] == ["3", "3", "9"]
    assert frame["readings"] == [["cube", "27"]]


@pytest.mark.parametrize("name", NAMES)
def test_every_explorer_has_a_formula(name):
    assert name in WITH_FORMULA


@pytest.mark.parametrize("name", WITH_FORMULA)
def test_its_blanks_are_filled_in_every_state_and_change(name):
    explorer = made(name)
    filled = {tuple(explorer.frame_at(**state)["blanks"]) for state in chances(explorer, 8)}
    assert all(text for texts in filled for text in texts)
    assert len(filled) > 3


@pytest.mark.parametrize("name", WITH_FORMULA)
def test_the_page_gets_mathematics_with_a_place_for_every_blank(name):
    explorer = made(name)
    told = explorer.get_state("_stage")["_stage"]["formula"]
    math = ElementTree.fromstring(f"<div>{told['math']}</div>")
    blanks = math.findall(".//mn[@class='d2l-blank']")
    assert len(blanks) == len(explorer.frame_at()["blanks"]) > 0
    assert [f"{{{i}}}" for i in range(len(blanks))] == re.findall(r"\{\d+\}", told["spoken"])
    known = {f"color: {ink}" for ink in INKS.values()}
    assert {part.get("style") for part in math.iter("mrow")} <= known | {None}


@pytest.mark.parametrize("name", WITH_FORMULA)
def test_a_saved_picture_has_the_formula_with_its_numbers_and_says_it(name):
    explorer = made(name)
    for state in ends(explorer, most=3):
        picture = ElementTree.fromstring(explorer.svg(**state))
        svg = "{http://www.w3.org/2000/svg}"
        said = explorer._formula.spoken(explorer.frame_at(**state)["blanks"])
        assert picture.find(f"{svg}desc").text.endswith(said)
        (drawn,) = picture.findall("*[@class='formula']")
        assert len("".join(text.text for text in drawn.iter(f"{svg}text"))) > 3


@pytest.mark.parametrize("name", WITH_FORMULA)
def test_a_formula_is_as_wide_as_its_picture_at_most(name):
    explorer = made(name)
    width = explorer._size[0] - 18
    for state in ends(explorer, most=6):
        blanks = explorer.frame_at(**state)["blanks"]
        with drawing():
            elements, _ = explorer._formula.drawn(blanks, width, 10.5)
        lefts = [float(x) for xs in re.findall(r' x="([^"]+)"', elements) for x in xs.split()]
        assert min(lefts) > -0.5, (state, blanks)
        assert max(lefts) < width, (state, blanks)
