"""What the grader promises to a learner and to a teacher."""

import _thread
import ast
import asyncio
import inspect
import math
import re
import signal
import string
import threading
import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from d2l_calc import set_language
from d2l_calc.grader import Exercise
from d2l_calc.grader.kinds.sampling import COUNT, sample
from d2l_calc.grader.messages import MESSAGES, message
from d2l_calc.language import LANGUAGES
from d2l_calc.words import CHINESE


def note(exercise, answer):
    verdict = exercise.check(answer)
    return verdict.status, verdict.note


@pytest.fixture
def english():
    """Speak English."""
    set_language("en")
    yield
    set_language("zh")


@pytest.fixture
def square():
    """Ask for the derivative of x squared."""
    return Exercise(lambda x: 2 * x, {"x": (-2, 2)}, derivative_of=lambda x: x**2)


# Nothing done yet


def empty(x):
    pass


def only_a_docstring(x):
    """Give the derivative."""


@pytest.mark.parametrize(
    "stub",
    [..., lambda x: ..., lambda x: [..., ...], lambda x: None, empty, only_a_docstring, "...", ""],
)
def test_a_stub_is_not_attempted(square, stub):
    assert square.check(stub).status == "not_attempted"


@pytest.mark.parametrize("stub", [[..., ...], (1, ...), [[1], [...]], np.array([1, ...])])
def test_a_half_filled_list_is_not_attempted(stub):
    assert Exercise([1, 2]).check(stub).status == "not_attempted"


def test_a_half_filled_dictionary_is_not_attempted():
    assert Exercise({1: "max"}).check({1: ...}).status == "not_attempted"


def test_a_forgotten_return_is_told(square):
    def forgets(x):
        x * 2

    assert square.check(forgets).status == "invalid"
    assert "return" in square.check(forgets).message
    assert "return" in square.check(None).message


# What a learner's function may do


def test_a_function_that_prints_and_warns_is_heard_by_nobody(square, capfd):
    def noisy(x):
        print("here I am")
        warnings.warn("watch out", stacklevel=1)
        np.float64(1) / np.float64(0)
        return 2 * x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert square.check(noisy).status == "correct"
    assert capfd.readouterr() == ("", "")


def test_a_coroutine_leaves_no_warning_behind(square):
    async def later(x):
        await asyncio.sleep(x)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert square.check(later).status == "invalid"


def test_a_function_that_changes_its_argument_harms_nobody():
    def doubles(x):
        x *= 2
        return x

    exercise = Exercise(lambda x: 2 * x, {"x": (-1, 1)}, shapes={"x": (3,)})
    assert exercise.check(doubles).status == "correct"
    assert exercise.check(doubles).status == "correct"
    assert exercise.check(lambda x: 2 * x).status == "correct"


def test_a_function_that_keeps_state_is_judged_each_time(square):
    calls = []

    def counts(x):
        calls.append(x)
        return 2 * x

    assert square.check(counts).status == "correct"
    assert square.check(counts).status == "correct"
    assert len(calls) == 2 * COUNT


def test_a_function_for_plain_floats_only_is_accepted():
    exercise = Exercise(np.cos, {"x": (-2, 2)})
    assert exercise.check(lambda x: math.cos(x)).status == "correct"


def test_a_negative_base_never_turns_complex():
    exercise = Exercise(lambda x: abs(x) ** 0.7, {"x": (-2, 2)})
    assert note(exercise, lambda x: x**0.7) == ("incorrect", "domain_error")


def test_an_error_at_some_points_is_a_domain_error():
    exercise = Exercise(lambda x: x, {"x": (-2, 2)})
    assert note(exercise, lambda x: math.log(x)) == ("incorrect", "domain_error")


def test_an_error_of_the_program_is_told_even_if_it_comes_late():
    exercise = Exercise(lambda x: x, {"x": (-2, 2)})
    verdict = exercise.check(lambda x: x if x < 1 else None + 1)
    assert verdict.status == "invalid"
    assert "TypeError" in verdict.message
    assert "x = 1." in verdict.message


def test_an_error_everywhere_is_told_with_its_text(square):
    verdict = square.check(lambda x: x.missing)
    assert verdict.status == "invalid"
    assert "AttributeError" in verdict.message
    assert "missing" in verdict.message


def test_leaving_python_is_no_way_out(square):
    assert square.check(lambda x: exit()).status == "invalid"


def test_a_function_that_was_stopped_by_hand_is_told_where(square):
    def interrupted(x):
        if x > 1:
            raise KeyboardInterrupt
        return 2 * x

    verdict = square.check(interrupted)
    assert (verdict.status, verdict.note) == ("invalid", "stopped")
    assert "x = 1." in verdict.message


def test_an_endless_loop_is_stopped_from_outside(square):
    def endless(x):
        while True:
            pass

    # Where tests run in the background, Python may have been told to ignore Ctrl+C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    stop = threading.Timer(0.2, _thread.interrupt_main)
    stop.start()
    verdict = square.check(endless)
    stop.join()
    signal.signal(signal.SIGINT, before)
    assert (verdict.status, verdict.note) == ("invalid", "stopped")
    assert "x = -1.88" in verdict.message


def test_an_answer_that_cannot_even_be_looked_at_can_be_stopped(square):
    class Slow:
        def __array__(self, *_, **__):
            raise KeyboardInterrupt

    assert square.check(Slow()).note == "stopped"


def test_too_many_arguments_are_told_with_their_names(square):
    verdict = square.check(lambda x, y: 2 * x)
    assert verdict.status == "invalid"
    assert "`x`" in verdict.message
    assert "'y'" in verdict.message


def test_a_number_is_a_function_that_never_changes(square):
    assert square.check(3.7).note == "constant"
    assert "引号" in square.check(3.7).message
    assert Exercise(lambda x: 2, {"x": (0, 1)}).check(2.0).status == "correct"


def test_a_letter_without_its_quotes_is_told():
    exercise = Exercise("B", mistakes=[("A", "a", "a"), ("C", "c", "c")])
    for answer in (np.array([[0, 2], [1, 1]]), np.sin, 2, ["A", "B"]):
        verdict = exercise.check(answer)
        assert verdict.status == "invalid"
        assert "引号" in verdict.message


def test_a_formula_without_its_quotes_is_told(square):
    x = np.linspace(0, 1, 5)
    verdict = square.check(2 * x)
    assert verdict.status == "invalid"
    assert "引号" in verdict.message


class Hostile:
    """Raises whatever one asks of it."""

    def __getattribute__(self, name):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    def __repr__(self):
        raise RuntimeError("no")

    __hash__ = None


class Leaving:
    """Leaves Python when it is looked at."""

    def __repr__(self):
        raise SystemExit

    __str__ = __array__ = __len__ = __iter__ = __float__ = __repr__


class Renamed(Leaving):
    """Leaves Python when it is shown."""

    __array__ = __len__ = __iter__ = __float__ = None


ITSELF = []
ITSELF.append(ITSELF)
TWICE = []
for _ in range(40):
    TWICE = [TWICE, TWICE]
EXERCISES_OF_EVERY_KIND = {
    "function": Exercise(lambda x: x**2, {"x": (-2, 2)}),
    "formula": Exercise(lambda x: x**2, {"x": (-2, 2)}, formula=True),
    "number": Exercise(3.25),
    "numbers": Exercise([1.5, 2.5]),
    "points": Exercise({1.5, 2.5}),
    "labels": Exercise({1.5: "max", 2.5: "min"}),
    "choice": Exercise("B", mistakes=[("A", "other", "no")]),
}
NO_ANSWERS = {
    "None": None,
    "a string": "seven",
    "an object": object(),
    "a hostile object": Hostile(),
    "complex": 1j,
    "NaN": math.nan,
    "an empty list": [],
    "an empty dictionary": {},
    "a huge array": np.zeros(10**7),
    "a huge list": [0.0] * 10**6,
    "a huge nested list": [[0.0] * 1000] * 1000,
    "a huge set": set(range(10**5)),
    "a list of itself": ITSELF,
    "lists of nothing": [[]] * 10**6,
    "a list in itself twice, forty deep": TWICE,
    "a range without end": range(10**12),
    "a long range": range(10**7),
    "a range longer than memory": range(10**30),
    "what leaves Python": Leaving(),
    "what leaves Python when shown": Renamed(),
    "a function to what leaves Python": lambda *x: Leaving(),
    "a function to lists of nothing": lambda *x: [[]] * 10**6,
    "a function that leaves Python": lambda *x: exit(),
    "a dictionary of nothing": {i: {} for i in range(10**5)},
    "text without end": "1+" * 10**6,
    "a nested list of unequal rows": [[1, 2], [3]],
    "strings": ["one", "two"],
    "a function that raises": lambda *x: 1 / 0,
    "a function of five": lambda a, b, c, d, e: 1,
    "a function to complex": lambda *x: 1j,
    "a function to strings": lambda *x: "x",
    "a function to functions": lambda *x: math.sin,
    "a function to huge arrays": lambda *x: np.zeros(10**7),
    "a function that calls itself": (lambda f: lambda *x: f(f))(lambda f: f(f)),
    "a generator": (i for i in range(3)),
    "a module": math,
    "a class": dict,
}


@pytest.mark.parametrize("kind", EXERCISES_OF_EVERY_KIND)
@pytest.mark.parametrize("garbage", NO_ANSWERS)
def test_garbage_is_invalid_and_never_a_traceback(kind, garbage):
    assert EXERCISES_OF_EVERY_KIND[kind].check(NO_ANSWERS[garbage]).status == "invalid"


@pytest.mark.parametrize("kind", EXERCISES_OF_EVERY_KIND)
@pytest.mark.parametrize("stub", [..., "...", [...], {...: ...}])
def test_dots_are_never_called_wrong(kind, stub):
    assert EXERCISES_OF_EVERY_KIND[kind].check(stub).status == "not_attempted"


# How values are compared


@pytest.mark.parametrize(
    "answer",
    [0.25, Fraction(1, 4), Decimal("0.25"), np.float32(0.25), np.array(0.25), [0.25], [[0.25]]],
)
def test_a_number_may_come_in_any_dress(answer):
    assert Exercise(0.25).check(answer).status == "correct"


def test_a_whole_number_too_large_for_a_float_is_just_wrong():
    assert note(Exercise(1.0), 10**400) == ("incorrect", "domain_error")


def test_true_is_not_the_number_one():
    assert Exercise(1).check(True).status == "invalid"


def test_tolerance_does_not_forgive_a_factor_where_the_gradient_is_small():
    exercise = Exercise(lambda x: 1e-3 * x, {"x": (-1, 1)})
    assert note(exercise, lambda x: 2e-3 * x) == ("incorrect", "factor")


def test_large_values_elsewhere_do_not_hide_an_error_where_the_key_is_small():
    exercise = Exercise(lambda x: 1000 * x, {"x": (-2, 2)})
    nearly = lambda x: 1000 * x + (5e-4 if abs(x) < 0.1 else 0)  # noqa: E731
    assert exercise.check(nearly).status == "incorrect"


def test_a_large_component_does_not_hide_an_error_in_a_small_one():
    exercise = Exercise(lambda x: [1e12 * x, x], {"x": (1, 2)})
    assert note(exercise, lambda x: [1e12 * x, 1.1 * x]) == ("incorrect", "partly")


def test_equal_forms_agree_near_zero():
    exercise = Exercise(lambda x: x**2 - x**2 + x - np.sin(x), {"x": (-0.01, 0.01)})
    assert exercise.check(lambda x: -(np.sin(x) - x)).status == "correct"


def test_one_percent_off_is_refused_even_with_every_other_digit_right():
    exercise = Exercise(lambda x: 100 * x**3 + x, {"x": (-2, 2)})
    assert exercise.check(lambda x: 100 * x**3 + 1.01 * x).status == "incorrect"


@pytest.mark.parametrize("size", [1e-6, 1.0, 1e6])
def test_central_difference_passes_at_any_size(size):
    exercise = Exercise(lambda x: size * np.exp(x), {"x": (-2, 2)})
    f = lambda x: size * np.exp(x)  # noqa: E731
    assert exercise.check(lambda x: (f(x + 1e-5) - f(x - 1e-5)) / 2e-5).status == "correct"


@pytest.mark.parametrize("h", [1e-3, 1e-5, -1e-5])
def test_a_one_sided_difference_is_recognised_with_its_step(h):
    exercise = Exercise(np.cos, {"x": (-2, 2)})
    verdict = exercise.check(lambda x: (np.sin(x + h) - np.sin(x)) / h)
    assert (verdict.status, verdict.note) == ("incorrect", "approximate")
    assert f"{h:.1g}" in verdict.message


def test_points_at_which_the_key_is_undefined_do_not_count():
    exercise = Exercise(lambda x: np.log(x), {"x": (-0.5, 2)})
    assert exercise.check(lambda x: np.log(abs(x))).status == "correct"


def test_labels_have_other_names():
    exercise = Exercise({0: "极大", 1: "Saddle point", 2: "root"})
    assert exercise.check({0: "max", 1: "鞍点", 2: "ROOT"}).status == "correct"
    assert exercise.check({0: "max", 1: "valley", 2: "root"}).status == "invalid"


def test_two_points_close_together_are_two():
    exercise = Exercise({0, 0.0005})
    assert note(exercise, {0}) == ("incorrect", "missing")
    assert exercise.check({0, 0.0005}).status == "correct"


# Where functions are compared


DOMAINS = [
    {"x": (-2, 2)},
    {"x": [(-2, 0), (0, 2)]},
    {"x": [(i, i + 0.5) for i in range(COUNT)]},
    {"x": (0, 1e-6), "y": (1e6, 2e6)},
    {"x": [(-1, 0), (3, 4)], "y": [(0, 1), (2, 3), (4, 5)]},
]


@pytest.mark.parametrize("domain", DOMAINS)
def test_points_lie_inside_and_visit_every_interval(domain):
    domain = {n: [d] if isinstance(d, tuple) else d for n, d in domain.items()}
    points = sample(domain, {})
    assert len(points) == COUNT
    for values, intervals in zip(zip(*points, strict=True), domain.values(), strict=True):
        inside = [[lo < value < hi for lo, hi in intervals] for value in values]
        assert np.any(inside, axis=1).all()
        assert np.any(inside, axis=0).all()
        assert all(type(value) is np.float64 for value in values)


def test_points_are_the_same_in_every_session():
    x = [value for (value,) in sample({"x": [(-2, 2)]}, {})]
    assert x[:3] == [-1.88, -1.51, -1.25]


def test_points_can_be_typed_by_a_learner():
    assert all(float(f"{x:.4g}") == x for (x,) in sample({"x": [(-2, 2)]}, {}))


def test_arrays_are_sampled_in_their_shape():
    points = sample({"x": [(-1, 1)], "A": [(0, 1)]}, {"x": (3,), "A": (2, 3)})
    assert {(x.shape, A.shape) for x, A in points} == {((3,), (2, 3))}


# What is said of a wrong answer


def test_the_witness_is_a_point_where_the_answer_differs(square):
    witness = square.check(lambda x: 2 * x if x < 1 else 7.0).witness
    assert witness.value == 7.0
    assert witness.point["x"] > 1


def test_the_right_value_is_never_shown(square):
    verdict = square.check(lambda x: 17.5)
    right = f"{2 * verdict.witness.point['x']:.4g}"
    assert "17.5" in verdict.message
    assert right not in verdict.message
    assert right not in str(verdict.witness.value)


def test_listed_mistakes_come_before_what_the_grader_sees_by_itself():
    exercise = Exercise(
        lambda x: 2 * x, {"x": (-2, 2)}, mistakes=[(lambda x: -2 * x, "mirrored", "Left?")]
    )
    verdict = exercise.check(lambda x: -2 * x)
    assert (verdict.note, verdict.message) == ("mirrored", "Left?")


def test_a_listed_mistake_may_have_another_shape():
    exercise = Exercise([1, 2], mistakes=[(3, "added", "Two numbers.")])
    assert note(exercise, 3) == ("incorrect", "added")
    assert note(exercise, 4) == ("invalid", "shape")


def test_a_listed_mistake_may_be_undefined_somewhere():
    exercise = Exercise(lambda x: x, {"x": (-2, 2)}, mistakes=[(np.log, "logarithm", "no")])
    assert note(exercise, np.log) == ("incorrect", "logarithm")
    assert note(exercise, np.sqrt) == ("incorrect", "domain_error")


@pytest.mark.parametrize(("answer", "words"), [(1j, "复数"), (np.zeros(10**7), "太多")])
def test_what_cannot_be_used_is_told(answer, words):
    assert words in Exercise(1).check(answer).message
    assert words in Exercise(np.cos, {"x": (0, 1)}).check(lambda x: answer).message


def test_the_number_of_right_components_is_told():
    verdict = Exercise([1, 2, 3, 4]).check([1, 2, 3, 5])
    assert "3" in verdict.message
    assert "5" in verdict.message


@pytest.mark.parametrize("language", ["zh", "en"])
def test_messages_follow_the_language(square, language):
    set_language(language)
    try:
        words = square.check(lambda x: -2 * x).message
    finally:
        set_language("zh")
    assert ("sign" in words) == (language == "en")


@pytest.mark.parametrize("name", MESSAGES)
def test_every_language_fills_in_the_same_blanks(name):
    blanks = [{part[1] for part in string.Formatter().parse(text)} for text in MESSAGES[name]]
    assert len(blanks) == len(LANGUAGES)
    assert all(each - {None} == blanks[0] - {None} for each in blanks)


SOURCES = [p.read_text("utf-8") for p in Path(inspect.getfile(Exercise)).parent.rglob("*.py")]


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_is_in_use(name):
    assert any(f'"{name}"' in source for source in SOURCES)


def test_every_message_that_is_called_for_is_there():
    called = {
        call.args[0].value
        for source in SOURCES
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("message", "Unreadable", "NotAttempted", "_invite")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert len(called) > 40
    assert called <= set(MESSAGES)


def test_a_message_that_is_not_there_is_told_with_its_file():
    with pytest.raises(KeyError, match=r"d2l_calc/grader/messages.toml: \[no_such\] is missing"):
        message("no_such")


# What a teacher is told when an exercise is defined


FAULTY = [
    ({"key": np.sin}, "needs a domain"),
    ({"key": np.sin, "domain": {}}, "dictionary"),
    ({"key": np.sin, "domain": [(0, 1)]}, "dictionary"),
    ({"key": np.sin, "domain": {"x": []}}, "lo < hi"),
    ({"key": np.sin, "domain": {"x": (2, 2)}}, "lo < hi"),
    ({"key": np.sin, "domain": {"x": (0, math.inf)}}, "lo < hi"),
    ({"key": np.sin, "domain": {"x": (0, "1")}}, "lo < hi"),
    ({"key": np.sin, "domain": {"x": range(0)}}, "lo < hi"),
    ({"key": np.sin, "domain": {"x": [(i, i + 1) for i in range(13)]}}, "13 intervals"),
    ({"key": lambda x, y: x, "domain": {"x": (0, 1)}}, "cannot be used"),
    ({"key": lambda x: "a", "domain": {"x": (0, 1)}}, "cannot be used"),
    ({"key": np.log, "domain": {"x": (-2, -1)}}, "defined at only 0 points"),
    ({"key": np.log, "domain": {"x": (-2, 0.2)}}, "defined at only 1 points"),
    ({"key": np.sum, "domain": {"x": (0, 1)}, "shapes": {"x": 3}}, "comma"),
    ({"key": np.sum, "domain": {"x": (0, 1)}, "shapes": {"x": (0,)}}, "comma"),
    ({"key": np.sum, "domain": {"x": (0, 1)}, "shapes": {"y": (3,)}}, "`y` is not one of"),
    ({"key": np.sum, "domain": {"x": (0, 1)}, "shapes": (3,)}, "dictionary"),
    ({"key": "A", "mistakes": [(3, "number", "no")]}, "a short text"),
    ({"key": "2*x", "formula": True}, "cannot be used"),
    ({"key": "2*x +", "domain": {"x": (0, 1)}}, "not finished"),
    ({"key": "2*x"}, "domain"),
    ({"key": "largest"}, "give away the answer"),
    ({"key": {1: "root"}}, "give away the answer"),
    ({"key": {1: 2}}, "short text"),
    ({"key": math.nan}, "NaN"),
    ({"key": math.inf}, "infinity"),
    ({"key": [1, math.inf]}, "infinity"),
    ({"key": {math.inf}}, "infinity"),
    ({"key": [1, [2]]}, "cannot be used"),
    ({"key": 1, "atol": -1}, "not negative"),
    ({"key": 1, "rtol": "5%"}, "not negative"),
    ({"key": 1, "rtol": math.nan}, "not negative"),
    ({"key": 1, "rtol": 2}, "below 1"),
    ({"key": np.sin, "domain": {"x": (True, 2)}}, "lo < hi"),
    ({"key": [1, 2], "up_to": "scale", "unordered": True}, "together"),
    ({"key": np.cos, "domain": {"x": (0, 1)}, "by": "x"}, "no `derivative_of`"),
    ({"key": 2, "mistakes": [(2.0, "same", "no")]}, "right answer"),
    ({"key": 2, "mistakes": [(3, "a", "no"), (3.0, "b", "no")]}, "same answer"),
    ({"key": 2, "mistakes": [(3, "two words", "no")]}, "one short word"),
    ({"key": 2, "mistakes": [("three", "a", "no")]}, "cannot be read as an answer"),
    ({"key": 2, "mistakes": [(3, "a", None, "no")]}, "three parts"),
    ({"key": 2, "mistakes": ((n, "a", "no") for n in (3, 4))}, "give a list"),
    ({"key": 2, "hints": [7]}, "not a text"),
    ({"key": 2, "title": ("一", "one", "uno")}, "not a text"),
    ({"key": 2, "hints": "a single hint"}, "give a list"),
    ({"key": 2, "hints": ("一条提示", "one hint")}, "two languages"),
    ({"key": 2, "level": 4}, "level"),
    ({"key": 2, "up_to": "constant"}, "up_to"),
    ({"key": 2, "unit": 3}, "unit"),
    ({"key": 2, "unit": {"m": 0}}, "unit"),
    ({"key": 2, "unit": {"m": math.nan}}, "unit"),
    ({"key": {"A"}, "mistakes": [("B", "b", "no")], "unit": "m"}, "means nothing"),
    ({"key": {1, 2}, "up_to": "scale"}, "means nothing"),
    ({"key": {1: "max"}, "unordered": True}, "means nothing"),
    ({"key": True, "up_to": "sign"}, "means nothing"),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "unit": "m"}, "means nothing"),
    ({"key": "2e", "domain": {"e": (0, 1)}}, "`e` in `domain`"),
    ({"key": lambda sin: sin, "domain": {"sin": (0, 1)}}, "`sin` in `domain`"),
    ({"key": 3, "domain": {"lambda": (0, 1)}}, "`lambda` in `domain`"),
    ({"key": np.sin, "domain": {"x": (-1e308, 1e308)}}, "lo < hi"),
    ({"key": np.sum, "domain": {"x": (0, 1)}, "shapes": {"x": (10**6,)}}, "comma"),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "defined_at": ["x"]}, "dictionary"),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "defined_at": {"x": "0"}}, "dictionary"),
    ({"key": np.cos, "domain": {"x": (0, 1)}, "derivative_of": np.sin, "by": 3}, "is not one of"),
    ({"key": np.cos, "domain": {"x": (0, 1)}, "derivative_of": np.sin, "by": []}, "is not one of"),
    ({"key": 2, "also": ["three"]}, "cannot be read as an answer"),
    ({"key": 2, "accept": lambda answer: answer > 3}, "has to give True"),
    ({"key": 2, "accept": lambda answer: answer.missing}, "has to give True"),
    ({"key": 2, "derivative_of": np.sin}, "not a function"),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "derivative_of": np.sin}, "not the derivative"),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "derivative_of": "x +"}, "not finished"),
    ({"key": np.cos, "domain": {"x": (0, 1)}, "derivative_of": np.sin, "by": ["y"]}, "`y` is no"),
    (
        {
            "key": lambda x: [2 * x, 1],
            "domain": {"x": (0, 1)},
            "derivative_of": lambda x: [x**2, x] if x > 0.5 else 1 / 0,
        },
        "not the derivative",
    ),
    ({"key": np.sin, "domain": {"x": (0, 1)}, "defined_at": {"h": 0}}, "`h` is not one of"),
    ({"key": "1/h", "domain": {"h": (1, 2)}, "defined_at": {"h": 0}}, "the key itself is not"),
    (
        {"key": lambda x: [x, x], "domain": {"x": (0, 1)}, "derivative_of": np.sin},
        "2 components",
    ),
]


@pytest.mark.parametrize(("arguments", "words"), FAULTY)
def test_a_faulty_exercise_is_refused_when_it_is_defined(arguments, words, english):
    with pytest.raises(ValueError, match=re.escape(words)) as refusal:
        Exercise(**arguments)
    assert not CHINESE.search(re.sub("`.*?`", "", str(refusal.value)))


@pytest.mark.parametrize(("arguments", "_"), [case for case in FAULTY if "mistakes" not in case[0]])
def test_a_teacher_is_told_in_chinese_too(arguments, _):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011
        Exercise(**arguments)
    assert CHINESE.search(str(refusal.value))


def test_a_part_that_no_exercise_has_is_told():
    with pytest.raises(TypeError, match="domian"):
        Exercise(np.sin, domian={"x": (0, 1)})


def test_the_same_function_in_another_form_is_a_faulty_mistake(english):
    with pytest.raises(ValueError, match="right answer"):
        Exercise(
            lambda x: np.sin(2 * x),
            {"x": (-2, 2)},
            mistakes=[(lambda x: 2 * np.sin(x) * np.cos(x), "other_form", "no")],
        )


# What a teacher can express


@pytest.mark.parametrize(
    ("arguments", "right", "wrong"),
    [
        ({"key": 2, "also": [-2, "1/3"]}, [2, -2, 1 / 3], [3, 0.5]),
        ({"key": {1, 2}, "also": [{3}]}, [{2, 1}, {3}], [{1}, {1, 2, 3}]),
        ({"key": "A", "also": ["B"], "mistakes": [("C", "c", "c")]}, ["A", "b"], ["C"]),
        ({"key": [1, 2, 2], "up_to": "scale"}, [[1, 2, 2], [-0.5, -1, -1]], [[0, 0, 0], [1, 2, 3]]),
        ({"key": [0.6, 0.8], "up_to": "sign"}, [[-0.6, -0.8]], [[0.6, -0.8], [6, 8]]),
        ({"key": "x²", "domain": {"x": (-1, 1)}, "up_to": "constant"}, ["x² - 3"], ["2x²", "x³"]),
        (
            {"key": "[x, 2x]", "domain": {"x": (0.5, 1)}, "up_to": "constant"},
            ["[x + 1, 2x - 7]"],
            ["[2x, x]"],
        ),
        (
            {
                "key": lambda x, y: math.sqrt(y - x) if x < y else math.nan,
                "domain": {"x": (0, 1), "y": (0, 1)},
            },
            ["√(y - x)", lambda x, y: np.sqrt(y - x)],
            ["√(x - y)", "√|x - y| + 1"],
        ),
        (
            {"key": "[2xy, x²]", "domain": {"x": (0, 1), "y": (0, 1)}},
            ["[2*x*y, x**2]", ["2xy", "x²"], ("2xy", "x²")],
            [["2xy", "x"], ["2xy"]],
        ),
        ({"key": [1, 2, 3], "unordered": True}, [[3, 1, 2], "2, 3, 1"], [[1, 2, 2], [1, 2]]),
        (
            {"key": [[1, 2], [3, 4]], "unordered": True},
            [[[3, 4], [1, 2]]],
            [[[2, 1], [4, 3]], [[1, 2], [1, 2]]],
        ),
        ({"key": math.factorial, "domain": {"n": range(8)}}, [math.factorial], [lambda n: n]),
        ({"key": "7/2", "formula": True}, [3.5, "3.5"], [7, "2/7"]),
        ({"key": True}, [True, "对", "T", "yes"], [False, "错"]),
        ({"key": {"A", "C"}}, [{"A", "C"}, ["c", "a"], "AC", "A、C"], ["A", {"A", "B"}, "ABC"]),
        (
            {"key": 60, "unit": {"km/h": 1, "m/s": 3.6}},
            ["60 km/h", "60km/h", 60, "16.666666666666668 m/s"],
            ["60 m/s", "60 kg", "17 m/s", 61],
        ),
        ({"key": 5, "accept": lambda n: n % 2 == 1}, [5, 7, "9"], [4]),
        ({"key": {1}, "accept": lambda points: 1 in points}, [{1, 2}, "{1}"], [{2}]),
        ({"key": "A", "accept": lambda letter: letter in "ab"}, ["B"], ["C"]),
        (
            {"key": "2x", "domain": {"x": (0, 1)}, "accept": lambda f: f(0) == 0},
            ["x", lambda x: x**2],
            ["x + 1", 3],
        ),
    ],
)
def test_what_can_be_asked_for(arguments, right, wrong):
    exercise = Exercise(**arguments)
    for answer in right:
        assert exercise.check(answer).status == "correct", answer
    for answer in wrong:
        assert exercise.check(answer).status in ("incorrect", "invalid"), answer


def test_a_check_of_ones_own_may_say_why_not():
    exercise = Exercise(
        5,
        accept=lambda n: n % 2 == 1 or ("奇数是什么？", "What is odd?"),
        mistakes=[(4, "even", "4 is even")],
    )
    assert exercise.check(8).message == "奇数是什么？"
    assert (exercise.check(4).note, exercise.check(4).message) == ("even", "4 is even")
    assert Exercise(5, accept=lambda n: n > 1).check(0).message


def test_a_check_that_breaks_is_the_exercise_at_fault():
    exercise = Exercise(5, accept=lambda n: n < 9 or n.missing)
    assert exercise.check(10).status == "ungradable"


def test_the_unit_is_told_apart_from_the_number():
    exercise = Exercise(9.81, unit="m/s²")
    assert exercise.check("9.81 m/s").note == "unit"
    assert exercise.check("3 m").note == "unit"
    assert exercise.check("-9.81 m/s^2").note == "sign"
    assert exercise.check("9.8 m/s**2").note == "approximate"
    assert exercise.check("m/s²").status == "invalid"


def test_nothing_that_is_said_of_a_wrong_answer_is_the_key():
    for exercise, answer, key in (
        (Exercise("B"), "A", "B"),
        (Exercise("B"), 7, "B"),
        (Exercise(True), False, "true"),
        (Exercise({1: "min"}), {1: "max"}, "min"),
        (Exercise("2x cos(x²)", {"x": (0, 1)}), "x", "cos"),
    ):
        assert key.casefold() not in exercise.check(answer).message.casefold()
