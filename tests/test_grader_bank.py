"""A bank's words are data; what is missing, unused or not translated is told at once, where."""

import sys

import pytest

from d2l_calc.grader import Bank

MODULE = """
from d2l_calc.grader import Bank

exercise = Bank(__name__)

SUM = exercise("SUM", key=2, mistakes={"product": 1})

SLOPE = exercise("SLOPE", key=3, level=2)

EXERCISES = exercise.all()
"""
WORDS = r"""
[SUM.title]
zh = '一个和'
en = 'A sum'

[SUM.mistakes.product]
zh = '这是**积** $1\cdot1$。'
en = 'That is the product $1\cdot1$.'

[[SUM.hints]]
zh = '加起来。'
en = 'Add.'

[SUM.praise]
zh = '对。'
en = 'Yes.'

[SLOPE.title]
zh = '一个斜率'
en = 'A slope'

[[SLOPE.hints]]
zh = '先看图。'
en = 'See the figure.'

[[SLOPE.hints]]
zh = '数一数。'
en = 'Count.'

[SLOPE.praise]
zh = '''就是 $f'(1)$。'''
en = 'It is 3.'
"""
SOLUTIONS = """
[SUM]
zh = '''
先写成 $1+1$。
再加。
'''
en = '''
First $1+1$.
Then add.
'''

[SLOPE]
zh = '三格。'
en = 'Three steps.'
"""


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Import a bank made on the fly."""
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def load(module=MODULE, words=WORDS, solutions=SOLUTIONS):
        (folder / "sums.py").write_text(module, "utf-8")
        (folder / "sums.toml").write_text(words, "utf-8")
        if solutions is not None:
            (folder / "sums.solutions.toml").write_text(solutions, "utf-8")
        from made import sums

        return sums

    yield load
    for name in ("made", "made.sums"):
        sys.modules.pop(name, None)


def test_exercises_come_with_their_words_in_the_order_they_were_made(load):
    made = load()
    assert made.EXERCISES == [made.SUM, made.SLOPE]
    assert made.SUM.title == ("一个和", "A sum")
    texts = r"这是**积** $1\cdot1$。", r"That is the product $1\cdot1$."
    assert made.SUM.mistakes == ((1, "product", texts),)
    assert made.SLOPE.hints == (("先看图。", "See the figure."), ("数一数。", "Count."))
    assert made.SLOPE.praise[0] == "就是 $f'(1)$。"
    assert made.SUM.solution == ("先写成 $1+1$。\n再加。", "First $1+1$.\nThen add.")


def test_a_bank_without_a_file_of_solutions_has_none(load):
    assert [exercise.solution for exercise in load(solutions=None).EXERCISES] == [None, None]


PRODUCT = r"""[SUM.mistakes.product]
zh = '这是**积** $1\cdot1$。'
en = 'That is the product $1\cdot1$.'
"""


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (PRODUCT, "", r"\[SUM.mistakes\] is missing"),
        ("[SUM.mistakes.product]", "[SUM.mistakes.prodcut]", r"\[SUM.mistakes.prodcut\] is used"),
        (
            "[[SUM.hints]]",
            PRODUCT.replace("product]", "old]") + "[[SUM.hints]]",
            r"s.old\] is used",
        ),
        (
            "[SLOPE.title]",
            PRODUCT.replace("SUM", "SLOPE") + "[SLOPE.title]",
            r"\[SLOPE.mistakes.pr",
        ),
        ("[SUM.title]", "[SUM.titel]", r"\[SUM.titel\] is used by no exercise"),
        ("[SUM.title]\nzh = '一个和'\nen = 'A sum'", "", r"\[SUM.title\] is missing"),
        ("[SUM.praise]\nzh = '对。'\nen = 'Yes.'", "", r"\[SUM.praise\] is missing"),
        ("[[SUM.hints]]\nzh = '加起来。'\nen = 'Add.'", "", r"\[SUM.hints\] is missing"),
        ("[[SUM.hints]]", "[SUM.hints]", r"\[SUM.hints\] is no list of texts"),
        ("[SUM.praise]", "[[SUM.praise]]", r"\[SUM.praise\] is no text"),
        ("en = 'Yes.'", "", r"\[SUM.praise\] has no text in 'en'"),
        ("en = 'Yes.'", "en = '对。'", r"\[SUM.praise\] is not translated"),
        ("en = 'Count.'", "", r"\[SLOPE.hints.2\] has no text in 'en'"),
        ("[SLOPE.", "[SLOPES.", r"\[SLOPE\.?"),
        (
            "[SUM.title]",
            "[MORE.title]\nzh = '多'\nen = 'More'\n[SUM.title]",
            r"\[MORE\] is used by no",
        ),
    ],
)
def test_a_fault_in_the_words_is_told_with_its_file_and_key(load, before, after, says):
    assert before in WORDS
    with pytest.raises((ValueError, KeyError), match=rf"made/sums.toml: .*{says}"):
        load(words=WORDS.replace(before, after))


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("[SLOPE]", "[SLOPES]", r"\[SLOPE\] is missing"),
        ("[SLOPE]", "[MORE]\nzh = '多'\nen = 'More'\n[SLOPE]", r"\[MORE\] is used by no exercise"),
        ("en = 'Three steps.'", "", r"\[SLOPE\] has no text in 'en'"),
        ("[SLOPE]", "[SLOPE.steps]", r"\[SLOPE\] is no text"),
    ],
)
def test_a_fault_in_the_solutions_is_told_with_its_file_and_key(load, before, after, says):
    assert before in SOLUTIONS
    with pytest.raises((ValueError, KeyError), match=rf"made/sums.solutions.toml: {says}"):
        load(solutions=SOLUTIONS.replace(before, after))


def test_a_mistake_without_words_is_told(load):
    with pytest.raises(KeyError, match=r"made/sums.toml: \[SUM.mistakes.sign\] is missing"):
        load(MODULE.replace('"product": 1', '"product": 1, "sign": -2'))


def test_one_name_is_one_exercise(load):
    with pytest.raises(ValueError, match="two exercises SUM"):
        load(MODULE.replace('"SLOPE", key=3', '"SUM", key=2'))


def test_a_module_without_words_is_told_which_file_it_lacks():
    with pytest.raises(FileNotFoundError, match=r"bank\.toml"):
        Bank("d2l_calc.grader.bank")
