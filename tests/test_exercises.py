"""Every exercise of the book, found by itself, does to a learner what it should."""

import gc
import math
import re
import socket
import warnings
from importlib import import_module
from pathlib import Path

import nbformat
import numpy as np
import pytest

from d2l_calc import exercises, set_language
from d2l_calc.chapters import CHAPTERS, WARM_UP
from d2l_calc.exercises import book
from d2l_calc.grader.messages import tell
from d2l_calc.language import LANGUAGES
from d2l_calc.words import read_words
from tests.support import NOTEBOOKS

BOOK = book()
MISTAKES = [(number, mistake) for number, ex in BOOK.items() for mistake in ex.mistakes]
MISTAKE_NAMES = [f"{number} {tag}" for number, (_, tag, _) in MISTAKES]
CHINESE = re.compile(r"[\u4e00-\u9fff]")

each = pytest.mark.parametrize("number", BOOK)


@pytest.fixture(autouse=True)
def nothing_gets_out(capfd):
    """Fail a test in which anything is printed or warned about."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # What another test's kernel left open may be collected here, and is not this test's fault.
        warnings.simplefilter("ignore", ResourceWarning)
        warnings.simplefilter("default", pytest.PytestUnraisableExceptionWarning)
        yield
    assert capfd.readouterr() == ("", "")


def texts(exercise):
    """Give every text of an exercise."""
    words = [text for _, _, text in exercise.mistakes]
    return [exercise.title, *exercise.hints, exercise.solution, exercise.praise, *words]


def test_what_another_test_left_open_is_not_held_against_this_one():
    socket.socket()
    gc.collect()


# A chapter


def test_every_module_of_exercises_belongs_to_a_chapter():
    modules = Path(exercises.__file__).parent.glob("*.py")
    stems = {path.stem for path in modules if "\nEXERCISES = " in path.read_text("utf-8")}
    assert stems <= {*WARM_UP.values(), *CHAPTERS.values()}


@pytest.mark.parametrize("stem", [*WARM_UP.values(), *CHAPTERS.values()])
def test_the_words_of_a_chapter_are_in_the_order_of_its_exercises(stem):
    module = import_module(f"d2l_calc.exercises.{stem}")
    names = [next(k for k, v in vars(module).items() if v is ex) for ex in module.EXERCISES]
    for file in (f"{stem}.toml", f"{stem}.solutions.toml"):
        assert list(read_words("d2l_calc.exercises", file)) == names


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_has_six_exercises_of_every_difficulty(chapter):
    levels = [ex.level for number, ex in BOOK.items() if number.split(".")[0] == chapter]
    assert len(levels) >= 6
    assert set(levels) == {1, 2, 3}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_asks_for_two_predictions(chapter):
    titles = [tell(ex.title) for n, ex in BOOK.items() if n.split(".")[0] == chapter]
    assert sum("先猜" in title for title in titles) >= 2


# An exercise


@each
def test_an_exercise_has_a_title_two_hints_and_a_solution_in_steps(number):
    exercise = BOOK[number]
    assert len(exercise.hints) >= 2
    for language in ("zh", "en"):
        set_language(language)
        try:
            assert tell(exercise.title)
            assert len(tell(exercise.solution).splitlines()) >= 2
        finally:
            set_language("zh")


@each
def test_every_text_is_there_in_every_language(number):
    for text in texts(BOOK[number]):
        assert len(text) == len(LANGUAGES)
        for language, words in zip(LANGUAGES, text, strict=True):
            assert words == words.strip() != ""
            assert bool(CHINESE.search(words)) == (language == "zh")


@each
@pytest.mark.parametrize("stub", [..., lambda *x: ..., lambda *x: None, [...], "..."])
def test_a_stub_is_not_attempted(number, stub):
    if callable(stub) and not callable(BOOK[number].key):
        assert BOOK[number].check(stub).status in ("invalid", "not_attempted")
    else:
        assert BOOK[number].check(stub).status == "not_attempted"


@each
def test_the_solution_is_correct(number):
    verdict = BOOK[number].check(BOOK[number].key)
    assert verdict.status == "correct"
    assert verdict.message == tell(BOOK[number].praise)


def other_forms(key):
    """Give the same answer as a learner might write it instead."""
    if callable(key):
        return [
            lambda *x: (np.array(key(*x)) * 3 - 7 + 7) / 3,
            lambda *x: [key(*x)],
            lambda *x, scale=1: np.array(key(*x)) * scale,
        ]
    if isinstance(key, dict):
        return [dict(reversed(key.items())), {k: v.upper() for k, v in key.items()}]
    if isinstance(key, set):
        return [sorted(key), sorted(key, reverse=True), tuple(key), np.array(sorted(key))]
    if isinstance(key, bool):
        return [np.bool_(key), str(key)]
    if isinstance(key, str):
        return [key.lower(), f" {key} ", chr(ord(key) + 0xFEE0)]
    numbers = np.array(key, dtype=float)
    return [numbers, numbers.tolist(), numbers.reshape(-1, 1), numbers * 3 / 3]


@each
def test_an_equal_form_written_differently_is_correct(number):
    for form in other_forms(BOOK[number].key):
        assert BOOK[number].check(form).status == "correct", form


@pytest.mark.parametrize(("number", "mistake"), MISTAKES, ids=MISTAKE_NAMES)
def test_a_listed_mistake_gets_its_own_words(number, mistake):
    answer, tag, words = mistake
    verdict = BOOK[number].check(answer)
    assert (verdict.status, verdict.note, verdict.message) == ("incorrect", tag, tell(words))


DERIVATIVES = [number for number, ex in BOOK.items() if ex.derivative_of]
OF_ONE_NUMBER = [
    number
    for number in DERIVATIVES
    if len(BOOK[number]._kind.domain) == 1 and BOOK[number]._kind.shape == ()
]


@pytest.mark.parametrize("number", OF_ONE_NUMBER)
def test_a_central_difference_is_correct_and_a_forward_one_approximate(number):
    exercise = BOOK[number]
    f, h = exercise.derivative_of, 1e-5
    assert exercise.check(lambda x: (f(x + h) - f(x - h)) / (2 * h)).status == "correct"
    verdict = exercise.check(lambda x: (f(x + h) - f(x)) / h)
    assert (verdict.status, verdict.note) == ("incorrect", "approximate")


@pytest.mark.parametrize("number", DERIVATIVES)
def test_the_function_itself_is_told_from_its_derivative(number):
    verdict = BOOK[number].check(BOOK[number].derivative_of)
    assert verdict.status == "incorrect"
    assert verdict.note in ("value_for_slope", "value_for_gradient")


GARBAGE = {
    "None": None,
    "a string": "seven",
    "an object": object(),
    "complex": 1j,
    "NaN": math.nan,
    "an empty list": [],
    "a huge array": np.zeros(10**7),
    "a function that raises": lambda *x: 1 / 0,
    "a function of five": lambda a, b, c, d, e: 1,
    "a function to complex": lambda *x: 1j,
    "a function to strings": lambda *x: "x",
    "a function to huge arrays": lambda *x: np.zeros(10**7),
}


@each
@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_invalid_and_never_a_traceback(number, garbage):
    verdict = BOOK[number].check(GARBAGE[garbage])
    assert verdict.status == "invalid"
    assert verdict.message


@each
def test_a_wrong_answer_is_never_told_the_right_one(number):
    exercise = BOOK[number]
    if isinstance(exercise.key, (int, float)) and not isinstance(exercise.key, bool):
        for wrong in (12345.0, -98.7, 0.011, -exercise.key):
            words = exercise.check(wrong).message.replace(f"`{wrong:.4g}`", "")
            assert not re.search(rf"(?<![\d.]){re.escape(f'{exercise.key:g}')}(?![\d.])", words)


# The question stands in the notebook, its name and difficulty in the package too

QUESTION = re.compile(r"^\*\*(?:轮到你 · |Your turn · )?(\d+\.\d+) (.+?)\*\* ([●○]{3})", re.M)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_notebook_and_the_package_call_an_exercise_by_one_name(path):
    cells = nbformat.read(path, as_version=4).cells
    asked = [match for cell in cells for match in QUESTION.findall(cell.source)]
    language = LANGUAGES.index(path.parent.name)
    chapter = exercises.chapter(str(int(path.stem[:2])) if path.stem[:2].isdigit() else "")
    assert sorted(asked) == sorted(
        (number, exercise.title[language], "●" * exercise.level + "○" * (3 - exercise.level))
        for number, exercise in chapter.items()
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_where_a_chapter_sends_to_an_exercise_it_folds_no_solution_away(path):
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        told, *folded = cell.source.split("<details>")
        assert not (folded and "#exercise-" in told), f"cell {number}: {told}"
