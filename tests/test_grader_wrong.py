"""What is said of six hundred wrong answers: nearly always a reason, and a true one."""

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.exercises import book
from d2l_calc.words import CHINESE

NAMES = {"np": np, "math": math, "d2l": d2l}
TABLE = tomllib.loads(Path(__file__).with_name("grader_wrong.toml").read_text("utf-8"))
ANSWERS = [(number, *item) for number, answers in TABLE.items() for item in answers.items()]
NO_REASON = ("none", "shape")


@pytest.fixture
def english():
    """Speak English."""
    d2l.set_language("en")
    yield
    d2l.set_language("zh")


@pytest.mark.parametrize(("number", "answer", "note"), ANSWERS)
def test_a_wrong_answer_gets_its_reason(number, answer, note):
    verdict = book()[number].check(eval(answer, dict(NAMES)))
    assert verdict.status == ("invalid" if note in ("shape", "arguments") else "incorrect")
    assert verdict.note == note


def test_the_reasons_are_the_same_in_english(english):
    for number, answer, note in ANSWERS:
        verdict = book()[number].check(eval(answer, dict(NAMES)))
        assert (verdict.note, CHINESE.search(verdict.message)) == (note, None)


def test_three_of_four_wrong_answers_get_a_reason():
    assert len(ANSWERS) >= 300
    assert set(TABLE) == set(book())
    reasons = sum(note not in NO_REASON for *_, note in ANSWERS)
    assert reasons / len(ANSWERS) >= 0.75
