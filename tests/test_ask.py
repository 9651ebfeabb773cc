"""The question above a picture: it is answered where it should be, and nowhere at the start."""

import math

import pytest

import d2l_calc as d2l
from d2l_calc.stage import Ask
from d2l_calc.stage.controls import spread
from tests.explorers import made

ASKED = [name for name in d2l.explore if "ask" in d2l.explore[name].words]


def test_at_least_ten_explorers_ask():
    assert len(ASKED) >= 10


@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_where_its_answer_is_and_not_at_the_start(name):
    explorer = made(name)
    ask = explorer._ask
    told = explorer.get_state("_stage")["_stage"]["ask"]
    assert told["question"]
    assert told["why"]
    assert "reached" not in explorer.frame_at()
    if told["number"] is None:
        assert ask.at
        assert explorer.frame_at(**ask.at)["reached"]


@pytest.mark.parametrize("name", ASKED)
def test_on_a_page_without_a_kernel_it_can_be_answered_too(name):
    explorer = made(name)
    first = {key: getattr(explorer, key) for key in explorer.controls}
    kept = spread(explorer.controls, first, 1200, explorer._ask.at)
    assert all(at in kept[key] for key, at in dict(explorer._ask.at).items())
    assert math.prod(map(len, kept.values())) <= 1200


def test_numbers_of_questions_are_those_of_the_pictures():
    assert made("descent_1d").read(eta=0.5, steps=1, x0=1.8)["x"] == pytest.approx(0, abs=1e-6)
    ratios = [made("exhaustion").read(n=n)["ratio"] for n in (24, 25)]
    assert ratios[0] < 3.99 < ratios[1]


def test_a_question_of_ones_own_takes_the_place_of_the_books():
    ask = Ask("Where?", "There.", lambda slope, **_: slope > 2)
    explorer = d2l.explore.slope_trace(ask=ask)
    assert explorer.get_state("_stage")["_stage"]["ask"]["question"] == "Where?"
    assert explorer.frame_at(x=1.5)["reached"]
    assert d2l.explore.slope_trace(ask=False).get_state("_stage")["_stage"]["ask"] is None


def test_what_is_no_answer_is_refused():
    with pytest.raises(TypeError, match="Ask 的 answer"):
        Ask("Where?", "There.", "2")
