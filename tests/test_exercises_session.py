"""What a reader sees who works on exercises in a notebook."""

import html.parser
import re

import pytest

import d2l_calc as d2l
from d2l_calc import exercises
from d2l_calc.grader.cards import TONES, Card
from d2l_calc.grader.session import Session


@pytest.fixture(autouse=True)
def fresh_session():
    """Forget what other tests did, and speak Chinese."""
    exercises.session.reset()
    d2l.set_language("zh")
    yield
    d2l.set_language("zh")


def shown(card):
    """Give the HTML and the plain text that a notebook receives."""
    bundle = card._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    return bundle["text/html"], bundle["text/plain"]


def own(**parts):
    return d2l.Exercise(2, title="two", **parts)


# Checking


def test_a_stub_is_met_kindly():
    page, text = shown(d2l.check("1.1"))
    assert "尚未作答" in page
    assert "尚未作答" in text
    assert text.startswith("练习 1.1 直线的斜率 ●○○")


def test_a_wrong_answer_gets_its_reason_and_the_way_to_a_hint():
    verdict = d2l.check("1.1", 8)
    assert (verdict.status, verdict.note) == ("incorrect", "intercept")
    assert "截距" in str(verdict)
    assert 'd2l.hint("1.1")' in str(verdict)


def test_a_right_answer_gets_its_reason_and_no_more_hints():
    verdict = d2l.check("1.1", -3)
    assert verdict.status == "correct"
    assert "下降 3" in str(verdict)
    assert "hint" not in str(verdict)
    assert 'd2l.solution("1.1")' in str(verdict)


def test_english_is_a_call_away():
    d2l.set_language("en")
    for card in (d2l.check("1.1", 8), d2l.hint("1.1"), d2l.solution("1.1"), d2l.progress()):
        assert not re.search(r"[\u4e00-\u9fff]", "".join(shown(card)))


def test_a_teachers_own_exercise_is_checked_in_the_same_way():
    ex = own(hints=["more than one"], solution="1 + 1")
    assert "d2l.hint()" in str(d2l.check(ex, 3))
    assert d2l.check(ex, 2).status == "correct"
    assert "more than one" in str(d2l.hint())
    assert "1 + 1" in str(d2l.solution(ex))


@pytest.mark.parametrize("number", ["1.99", "x", "", "1", "1.1.1", None, ["1.1"], -3, 7, max])
def test_an_unknown_number_is_told_with_those_that_are_there(number):
    for card in (d2l.check(number, 1), d2l.hint(number), d2l.solution(number)):
        assert "`1.1`" in str(card)
    assert d2l.check(number).status == "invalid"


SPELLINGS = ["1.1", " 1.1 ", "练习1.1", "练习 1.1", "１.１", "１．１", "1。1", "1-1", "1–1", "1_1"]
SPELLINGS += ["第1章第1题", "Exercise 1.1", "ex1.1", "1.1 直线的斜率", "01.01", "(1.1)", 1.1]


@pytest.mark.parametrize("number", SPELLINGS)
def test_the_number_may_be_spelt_in_many_ways(number):
    assert d2l.check(number, -3).status == "correct"
    assert d2l.hint(number).heading.startswith("练习 1.1 ")
    assert d2l.solution(number).heading.startswith("练习 1.1 ")


def test_a_number_without_quotes_that_may_be_two_is_told_so():
    for card in (d2l.check(1.1, 8), d2l.hint(1.1), d2l.solution(1.1)):
        assert '"1.10"' in str(card)
    assert '"1.20"' not in str(d2l.check(1.2, "A"))
    assert d2l.check(1.11, [4, 8, 6]).status == "correct"


@pytest.mark.parametrize("arguments", [(), (-3,), (-3, "1.1"), ("-3", "1.1"), (max, "1.1")])
def test_an_answer_without_its_number_before_it_is_told(arguments):
    verdict = d2l.check(*arguments)
    assert verdict.status == "invalid"
    assert "先写题号" in str(verdict)


def test_what_a_function_prints_is_shown_the_first_of_it():
    def chatty(x):
        print("x is", x)
        print("<b>`$y$`</b>\u2028\x1b[31m")
        return 4 * x - 4

    page, text = shown(d2l.check("1.9", chatty))
    assert "对了" in text
    assert "你的函数打印了" in text
    assert "x is -1." in text
    assert len(text.splitlines()) < 15
    assert "&lt;b&gt;" in page
    assert "\u2028" not in page + text
    assert "\x1b" not in page + text
    assert "打印" not in str(d2l.check("1.9", lambda x: 4 * x - 4))


def test_a_loop_that_was_stopped_is_one_sentence(monkeypatch):
    def endless(x):
        raise KeyboardInterrupt

    verdict = d2l.check("1.9", endless)
    assert (verdict.status, verdict.note) == ("invalid", "stopped")
    assert "x = -" in str(verdict)


# Hints and solutions


def test_hints_come_one_after_the_other_and_the_last_one_stays():
    first, second, third = (str(d2l.hint("1.1")) for _ in range(3))
    assert "1/2" in first
    assert 'd2l.hint("1.1")' in first
    assert "2/2" in second
    assert 'd2l.solution("1.1")' in second
    assert third == second


def test_after_the_last_hint_the_card_offers_the_solution():
    assert "hint" in str(d2l.check("1.1", 7))
    d2l.hint("1.1")
    d2l.hint("1.1")
    card = str(d2l.check("1.1", 7))
    assert "hint" not in card
    assert 'd2l.solution("1.1")' in card


def test_without_a_number_it_is_the_exercise_that_was_checked_last():
    for call in (d2l.hint, d2l.solution):
        assert "先写题号" in str(call())
    d2l.check("1.3", {5})
    assert d2l.hint().heading.startswith("练习 1.3 ")
    d2l.check("1.1", 7)
    assert d2l.hint().heading.startswith("练习 1.1 ")
    assert d2l.solution().heading.startswith("练习 1.1 ")


def test_no_card_points_to_a_solution_that_is_not_there():
    exercise = own(hints=["more than one"])
    session = Session(["1"], lambda chapter: {"1.1": exercise})
    hint = str(session.hint("1.1"))
    assert "1/1" in hint
    assert "solution" not in hint
    assert "solution" not in str(session.check("1.1", 2))


def test_the_solution_has_its_steps_each_in_a_line():
    page, text = shown(d2l.solution("1.9"))
    assert len(text.splitlines()) >= 5
    assert "y=4(x-1)" in page


def test_an_exercise_without_hints_or_solution_says_so():
    assert "没有提示" in str(d2l.hint(own()))
    assert "没有附解答" in str(d2l.solution(own()))


# Progress


def test_progress_begins_with_an_invitation():
    assert 'd2l.check("1.1"' in str(d2l.progress())


def test_progress_counts_what_was_solved_tried_and_hinted():
    d2l.check("1.1", 8)
    d2l.hint("1.1")
    d2l.check("1.1", -3)
    d2l.check("1.2")
    d2l.check("1.3", {5})
    lines = str(d2l.progress()).splitlines()
    assert lines[1].endswith("✓ 对了 · 2 · 1")
    assert lines[2].endswith("○ 尚未作答 · 0 · 0")
    assert lines[3].endswith("✎ 还没对 · 1 · 0")
    assert lines[-1].startswith("做对了 1 道")


def test_own_exercises_count_too():
    d2l.check(own(), 2)
    d2l.check(own(), 3)
    lines = str(d2l.progress()).splitlines()
    assert lines[1] == "自编 · two · ●○○ · ✓ 对了 · 1 · 0"
    assert lines[2].startswith("自编 · two · ●○○ · ✎ 还没对 · 1")
    assert lines[-1] == "做对了 1 道，一共 2 道。"


def test_progress_may_be_asked_for_one_chapter():
    d2l.check("1.1", -3)
    for chapter in ("2", 2):
        assert str(d2l.progress(chapter)).splitlines()[1].startswith("2.1 ")
    assert "1.1" in str(d2l.progress("99"))


def test_what_was_solved_stays_solved():
    d2l.check("1.1", -3)
    d2l.check("1.1", 8)
    assert "做对了 1 道" in str(d2l.progress())


# The cards


class Strict(html.parser.HTMLParser):
    """Raises where tags are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("number", exercises.book())
def test_every_card_is_well_formed_and_the_same_each_time(number):
    key = exercises.book()[number].key
    for make in (
        lambda: d2l.check(number),
        lambda: d2l.check(number, key),
        lambda: d2l.check(number, object()),
        lambda: d2l.solution(number),
        lambda: d2l.progress(),
    ):
        page, text = shown(make())
        parser = Strict()
        parser.feed(page)
        assert parser.open == []
        assert " at 0x" not in page + text
    assert shown(d2l.solution(number)) == shown(d2l.solution(number))


def test_what_a_learner_typed_is_never_taken_for_html():
    page, _ = shown(d2l.check("1.1", "<img src=x onerror=alert(1)>"))
    assert "<img" not in page
    assert "&lt;img" in page


HOSTILE = [
    "`**bold**`",
    "2*`x` $\\href{javascript:alert(1)}{x}$",
    "x\u2028y\u0085z\x0bw",
    "a\u202eb",
    "# `\n# b",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("number", ["1.1", "1.2", "1.3", "1.7", "3.4", "5.3"])
def test_what_a_learner_typed_cannot_break_a_card(number, text):
    for answer in (text, [text], {text}, {text: text}, lambda *_: text):
        page, plain = shown(d2l.check(number, answer))
        inside = re.sub("<code>.*?</code>", "", page)
        for part in ("bold", "href", "<b>**", "\u2028", "\u0085", "\x0b", "\u202e"):
            assert part not in inside
        assert len(plain.split("\n")) == len(plain.splitlines())


def test_an_address_in_memory_is_not_shown():
    assert "0x" not in str(d2l.check("1.1", object()))


@pytest.mark.parametrize("tone", TONES)
def test_a_card_tells_its_kind_by_a_sign_too_not_by_colour_alone(tone):
    signs = {sign for _, sign, _ in TONES.values()}
    assert Card(tone, "", "").label[0] in signs
    assert len({sign for tone, (_, sign, _) in TONES.items()}) == len(TONES)


def test_bold_code_and_maths_are_told_apart():
    page = Card("note", "", "**bold** `a**b**c` $x^2 < 3$").html()
    assert "<b>bold</b>" in page
    assert "<code>a**b**c</code>" in page
    assert "$x^2 &lt; 3$" in page
