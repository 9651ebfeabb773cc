"""Right answers are accepted, in whatever form they come; what differs from them is not."""

import math
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import book
from d2l_calc.grader.kinds.tree import OPERATIONS, value

NAMES = {"np": np, "math": math, "d2l": d2l, "Fraction": Fraction, "Value": d2l.Value}
TABLE = tomllib.loads(Path(__file__).with_name("grader_right.toml").read_text("utf-8"))
ANSWERS = [(number, answer) for number, answers in TABLE.items() for answer in answers]


@pytest.mark.parametrize(("number", "answer"), ANSWERS)
def test_a_right_answer_is_accepted_in_any_form(number, answer):
    verdict = book()[number].check(eval(answer, dict(NAMES)))
    assert verdict.status == "correct", verdict.message


def test_there_are_many_of_them():
    assert len(ANSWERS) >= 350


def mutants(tree):
    """Yield a formula with one number, sign, name or function exchanged."""
    kind, *parts = tree
    if kind == "number":
        yield from (("number", parts[0] * 1.001), ("number", parts[0] + 1))
    elif kind in OPERATIONS:
        others = [sign for sign in OPERATIONS if sign != kind] if len(parts) == 2 else []
        yield from ((sign, *parts) for sign in others)
    elif kind == "call":
        yield from (("call", name, *parts[1:]) for name in ("sin", "exp", "ln") if name != parts[0])
    for place, part in enumerate(parts, 1):
        if isinstance(part, tuple):
            yield from ((*tree[:place], other, *tree[place + 1 :]) for other in mutants(part))


FORMULAS = [number for number, ex in book().items() if getattr(ex._kind, "tree", None)]


@pytest.mark.parametrize("number", FORMULAS)
def test_no_changed_key_is_accepted(number):
    kind = book()[number]._kind
    names = list(kind.domain)
    x = dict(zip(names, np.random.default_rng(1).uniform(0.3, 0.9, (len(names), 9)), strict=True))
    vectors = {
        name: np.stack([x[name]] * count, axis=1) for name, count in kind.names.items() if count
    }
    for name, columns in vectors.items():
        x[name] = columns * np.linspace(1, 1.5, columns.shape[1])
    with np.errstate(all="ignore"):
        for mutant in mutants(kind.tree):
            same = np.allclose(
                np.array(np.broadcast_arrays(*_all(value(mutant, x)))),
                np.array(np.broadcast_arrays(*_all(value(kind.tree, x)))),
                rtol=1e-9,
                equal_nan=True,
            )
            verdict = book()[number].check(
                lambda *point, m=mutant: value(m, dict(zip(names, point, strict=True)))
            )
            assert same == (verdict.status == "correct"), mutant


def _all(values):
    """Give a flat list of what may be a list of lists."""
    return [v for part in values for v in _all(part)] if isinstance(values, list) else [values]
