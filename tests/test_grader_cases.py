"""Answers once judged wrongly, and others like them: each keeps the verdict that it deserves."""

import math
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import book

NAMES = {"np": np, "math": math, "d2l": d2l, "Fraction": Fraction, "Value": d2l.Value}
TABLE = tomllib.loads(Path(__file__).with_name("grader_cases.toml").read_text("utf-8"))
CASES = [
    pytest.param(
        case,
        id=f"{case['exercise']}: {case['answer']}",
        # Strict: whoever mends one has to take the mark away.
        marks=pytest.mark.xfail(strict=True) if case.get("red") else (),
    )
    for group in TABLE.values()
    for case in group["cases"]
]


def judged(case):
    """Give the status, note and message that a case gets."""
    try:
        number = case["exercise"]
        exercise = book()[number] if number[0].isdigit() else eval(number, dict(NAMES))
    except ValueError as refusal:
        return "refused", "none", str(refusal)
    verdict = exercise.check(eval(case["answer"], dict(NAMES)))
    return verdict.status, verdict.note, verdict.message


@pytest.mark.parametrize("case", CASES)
def test_an_answer_gets_the_verdict_it_deserves(case):
    status, note, message = judged(case)
    assert status == case["status"]
    if case.get("note") == "*":
        assert note != "none"
    else:
        assert note == case.get("note", note)
    assert case.get("says", "") in message
    if "never" in case:
        assert case["never"] not in message


def test_no_case_was_lost():
    assert len(CASES) >= 127
