"""Problems made at random are as good as written ones: right, various, and with true reasons."""

import os
import pickle
import re
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from matplotlib.mathtext import MathTextParser

import d2l_calc as d2l
from d2l_calc.drills import TOPICS, Drill, make
from d2l_calc.drills.drill import _call
from d2l_calc.drills.problem import LEVELS, WORDS, keep, kept, places, problem
from d2l_calc.exercises import session
from d2l_calc.grader.kinds import formula
from d2l_calc.language import LANGUAGES, set_language

# How many problems of a topic and level are looked at; DRILLS=300 looks at ten thousand.
COUNT = int(os.environ.get("DRILLS", "24"))
ALL = [(topic, level) for topic in TOPICS for level in LEVELS]
EVERY = pytest.mark.parametrize(("topic", "level"), ALL)
GARBAGE = [
    None,
    ...,
    "",
    "x +",
    "f(x)",
    "2**",
    [],
    {},
    set(),
    {"a": 1},
    [[1], [2, 3]],
    1j,
    object(),
]
GARBAGE += [float("nan"), float("inf"), lambda: 1, lambda x: 1 / 0, "x" * 1000, b"x", True, print]


@pytest.fixture(autouse=True)
def fresh():
    """Begin a session, and end in Chinese."""
    session.reset()
    yield
    session.reset()
    set_language("zh")


@cache
def some(topic, level):
    """Give problems of one topic and level."""
    return [make(topic, level, seed) for seed in range(COUNT)]


# The mathematics


@EVERY
def test_the_key_is_right(topic, level):
    for q in some(topic, level):
        assert q.check(q.answer).status == "correct", (q, q.answer)


@EVERY
def test_every_mistake_is_wrong_and_has_its_own_words(topic, level):
    for q in some(topic, level):
        assert len(q.mistakes) >= 1, q
        for answer, tag, text in q.mistakes:
            verdict = q.check(answer)
            assert (verdict.status, verdict.note) == ("incorrect", tag), (q, answer)
            assert verdict.message == text[0], (q, answer)


@EVERY
def test_the_solution_ends_in_the_key(topic, level):
    """The last formula of it, read from its LaTeX, is right."""
    for q in some(topic, level):
        for solution in q.solution:
            answer = last_formula(solution)
            assert q.check(answer).status == "correct", (q, solution, answer)


def last_formula(solution):
    """Read the answer in the last line of a solution, as one would type it."""
    last = solution.rpartition("\n")[2]
    if "`" in last:
        written = last.split("`")[1]
        return {int(p): label for p, label in re.findall(r'(-?\d+): "(\w+)"', written)}
    return typed(last.split("$")[-2].rpartition("=")[2])


def typed(latex):
    r"""Read LaTeX as a formula: ``\frac{2x}{3}`` is ``((2x)/(3))``."""
    text = latex.replace(r"\begin{bmatrix}", "[[").replace(r"\end{bmatrix}", "]]")
    text = text.replace(r"\\", "],[").replace("&", ",").replace(r"\cdot", "*").replace(r"\ ", " ")
    if text.startswith("[[") and not re.search(r",(?!\[)", text):  # a column is a list
        text = text.replace("[[", "[").replace("]]", "]").replace("],[", ",")
    old = None
    while old != text:  # from the inside out
        old = text
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"sqrt(\1)", text)
        text = re.sub(r"\^\{([^{}]*)\}", r"^(\1)", text)
    text = re.sub(r"\be\^(\w|\([^()]*(?:\([^()]*\)[^()]*)*\))", r"exp(\1)", text)
    text = re.sub(r"(?<![a-z]{2})\^(\w)", r"^(\1)", text)
    return re.sub(r"\\([a-z]+)", r" \1", text).strip()


def asked(q):
    """Read the function that a problem is about from its question, and the letters it takes."""
    letters, latex = re.match(r"\$f\(([xyz,]+)\)=(.*?)\$", q.question[1]).groups()
    latex = re.sub(r"\\log_\{(\d+)\}x", r"(ln(x)/ln(\1))", latex).replace(r"\,", "*")
    letters = letters.split(",")
    return formula.parse(typed(latex), letters), letters


def measured(f, at, h=1e-5):
    """Give the Jacobian of a function by difference quotients: a column for each variable."""
    steps = h * np.eye(len(at))
    columns = [np.subtract(f(*(at + step)), f(*(at - step))) / (2 * h) for step in steps]
    return np.stack(columns, axis=-1)


def partial_of(f, i):
    """Give a partial derivative as a function."""
    return lambda *at: measured(f, np.array(at), h=1e-3)[i]


def points(q):
    """Give three places where all functions of the drills have a value."""
    if "tan" in q.question[1]:  # which has a pole not far from there
        return 0.11, 0.17, 0.05
    return 0.37, 0.81, 1.3


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("topic", ["power", "product", "quotient", "chain", "explog", "trig"])
def test_the_key_is_the_slope_of_what_is_asked(topic, level):
    """The question is read from its LaTeX and differentiated by a difference quotient."""
    for q in some(topic, level):
        f, _ = asked(q)
        key = formula.parse(q.answer, ["x"])
        for x in points(q):
            slope = measured(f, np.array([x]))[0]
            assert np.isclose(key(x), slope, rtol=1e-5, atol=1e-6), q


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("topic", ["gradient", "jacobian"])
def test_the_key_has_every_partial_derivative_in_its_place(topic, level):
    for q in some(topic, level):
        f, letters = asked(q)
        key = formula.parse(q.answer, letters)
        at = np.array(points(q)[: len(letters)])
        assert np.allclose(key(*at), measured(f, at), rtol=1e-5, atol=1e-6), q


@pytest.mark.parametrize("level", LEVELS)
def test_the_key_is_the_partial_derivative_that_is_asked_for(level):
    """Of first and of second order; which one is read from the question."""
    for q in some("partial", level):
        f, letters = asked(q)
        key = formula.parse(q.answer, letters)
        at = np.array(points(q)[: len(letters)])
        for letter in reversed(re.findall(r"\\partial ?([xyz])", q.question[1])):
            f = partial_of(f, letters.index(letter))
        assert np.isclose(key(*at), f(*at), rtol=1e-4, atol=1e-4), q


@pytest.mark.parametrize("level", LEVELS)
def test_the_tangent_meets_the_curve_with_its_slope(level):
    for q in some("tangent", level):
        f, _ = asked(q)
        line = formula.parse(q.answer, ["x"])
        x = float(Fraction(re.search(r"at \$x=(.+?)\$", q.question[1])[1]))
        assert np.isclose(line(x), f(x)), q
        at = np.array([x])
        assert np.allclose(measured(line, at), measured(f, at), rtol=1e-6, atol=1e-6), q


@pytest.mark.parametrize("level", LEVELS)
def test_the_key_has_every_extremum_and_nothing_else(level):
    """The values beside each point decide its kind; the sign of the slope finds them all."""
    for q in some("extrema", level):
        f, _ = asked(q)
        for x, kind in q.answer.items():
            beside = np.array([f(x - 0.01), f(x + 0.01)])
            assert np.all(beside < f(x) if kind == "max" else beside > f(x)), (q, x)
        pole = r"x\ne0" in q.question[1]
        for x in ([-60, -0.013], [0.013, 60]) if pole else ([-60, 60],):
            x = np.linspace(*x, 60_001)
            with np.errstate(all="ignore"):
                slope = np.diff(f(x))
            rises = np.sign(slope[np.abs(slope) > 1e-12])
            turns = np.count_nonzero(rises[1:] != rises[:-1])
            assert turns == sum(x[0] < place < x[-1] for place in q.answer), q


@pytest.mark.parametrize("level", LEVELS)
def test_the_key_is_what_softmax_and_its_derivatives_give(level):
    """Only scores, temperature, class and indices are read; the derivatives are measured."""
    for q in some("softmax", level):
        text = q.question[1]
        scores = re.search(r"\$z=\((.+?)\)\$", text)[1]
        z = formula.parse(f"[{typed(scores)}]", [])()
        if found := re.search(r"\$T=(\d+)\$", text):
            expected = d2l.softmax(z / int(found[1]))
        elif found := re.search(r"the right answer is class (\d)", text):
            true = int(found[1]) - 1
            expected = measured(lambda *z, c=true: -np.log(d2l.softmax(np.array(z))[c]), z)
        elif found := re.search(r"\\partial\\hat y_(\d)\}\{\\partial z_(\d)\}", text):
            row, column = (int(i) - 1 for i in found.groups())
            expected = measured(lambda *z: d2l.softmax(np.array(z)), z)[row, column]
        else:
            expected = d2l.softmax(z)
        key = formula.parse(str(q.answer), [])()
        assert np.allclose(key, expected, rtol=1e-6, atol=1e-8), q


# The words


@EVERY
def test_every_formula_can_be_typeset(topic, level):
    for q in some(topic, level):
        for language in range(len(LANGUAGES)):
            for maths in formulas(q, language):
                # One number is typeset as another one is: far fewer formulas are left.
                typeset(re.sub(r"\d+", "2", maths))


def formulas(q, language):
    """Yield all LaTeX of a problem, in one language."""
    texts = [q.question, q.solution, *q.hints, *(text for _, _, text in q.mistakes)]
    for text in texts:
        prose = re.sub("`[^`]*`", "", text[language])
        assert prose.count("$") % 2 == 0, prose
        assert not re.search(r"<\w+>", text[language]), text
        yield from re.findall(r"\$(.+?)\$", prose)


@cache
def typeset(maths):
    """Let Matplotlib typeset LaTeX; of a matrix each entry, since it knows none."""
    flat = re.sub(r"\\(begin|end)\{bmatrix\}", "", maths)
    for part in re.split(r"\\\\|&", flat):
        _PARSER.parse(f"${part}$")


_PARSER = MathTextParser("path")


@EVERY
def test_notation_is_the_books(topic, level):
    for q in some(topic, level):
        for maths in formulas(q, 0):
            assert not re.search(r"\\log(?!_)|\\left\(x|\\tfrac|log\{|\*", maths), maths
            assert not re.search(r"\\cdot[a-z]|\+-|\+\+|--|\b1x", maths), maths


@EVERY
def test_hints_lead_further_and_keep_the_answer(topic, level):
    for q in some(topic, level):
        assert len(q.hints) >= 2, q
        last = q.solution[0].rpartition("\n")[2]
        assert all(last not in hint[0] for hint in q.hints), q


def test_every_text_is_used():
    """Of the words for drills none is left over."""
    used = set()
    for topic, level in ALL:
        for seed in range(max(COUNT, 24)):
            found = problem(topic, level, seed)
            used |= {f"answer.{found.answer}", found.question.name}
            used |= {say.name for say in (*found.hints, *found.steps)}
            used |= {wrong.text.name for wrong in found.mistakes}
    written = {f"{part}.{name}" for part, texts in WORDS.items() for name in texts}
    rest = {name for name in written if not name.startswith(("card.", "topics."))}
    assert rest - used == set()


# The choice


@EVERY
def test_no_two_of_two_hundred_are_alike(topic, level):
    assert len(places(topic, level)) >= 200
    asked = [problem(topic, level, seed).question.texts() for seed in range(200)]
    assert [question for question, count in Counter(asked).items() if count > 1] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_levels_differ(topic):
    questions = [{q.question for q in some(topic, level)} for level in LEVELS]
    assert not questions[0] & questions[1]
    assert not questions[1] & questions[2]
    assert not questions[0] & questions[2]


def test_the_same_number_is_the_same_problem_in_every_python():
    """What these were when drills were new they are for ever: seeds are in people's notebooks."""
    script = (
        "from d2l_calc.drills import TOPICS, Drill;"
        "print([Drill(t, 2, 17).answer for t in ('power', 'chain', 'gradient', 'softmax')])"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env)
    assert done.stdout.strip() == FIXED


FIXED = str(
    [
        "-6*x**2 - 4/sqrt(x)",
        "12*x**3/(3*x**4 + 4)",
        "[8*x*sin(y), 4*x**2*cos(y)]",
        "[1/13, -6/13, 5/13]",
    ]
)


# Asking for one


def test_a_drill_is_an_exercise():
    q = d2l.drill("chain", level=2, seed=4)
    assert isinstance(q, d2l.Exercise)
    assert d2l.check(q, q.answer).status == "correct"
    assert d2l.check(q, ...).status == "not_attempted"
    assert "1/" in d2l.hint(q).count
    assert q.solution[0].split("\n")[0] in d2l.solution(q).text()


def test_the_card_says_what_to_do():
    q = d2l.drill("chain", level=2, seed=4)
    text = q.text()
    assert q.question[0] in text
    assert "d2l.check(q, 你的答案)" in text
    assert 'd2l.drill("chain", level=2, seed=4)' in text
    set_language("en")
    assert q.question[1] in q.text()
    assert "Your turn" in q.html()


def test_hint_and_solution_are_about_the_problem_on_the_card():
    d2l.check("2.1", 3)
    q = d2l.drill("power", seed=1)
    assert q.hints[0][0] in d2l.hint().text()
    assert q.solution[0].split("\n")[0] in d2l.solution().text()


@pytest.mark.parametrize(
    ("cells", "times"),
    [
        (['q = d2l.drill("chain")'], 1),
        (['d2l.drill("chain")'], 1),
        (['q = d2l.drill("chain")', "q"], 2),
    ],
)
def test_a_notebook_shows_the_card_once_in_a_cell(cells, times):
    script = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "shell = InteractiveShell.instance()\n"
        f"for cell in {['import d2l_calc as d2l', *cells]}:\n"
        "    shell.run_cell(cell, store_history=True).raise_error()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.stdout.count("轮到你了") == times, done.stderr


def test_without_a_number_every_problem_is_another_one():
    found = [d2l.drill("trig").question for _ in range(30)]
    assert len(set(found)) == 30


@pytest.mark.parametrize("name", ["chain", "链式法则", "The chain rule", " CHAIN "])
def test_a_topic_is_found_by_its_name_or_title(name):
    assert d2l.drill(name, seed=0).topic == "chain"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["chian", "", 3, None, ["chain"], "x" * 500])
def test_an_unknown_topic_names_those_there_are(name, language):
    set_language(language)
    with pytest.raises(ValueError, match='"chain"') as error:
        d2l.drill(name)
    assert all(topic in str(error.value) for topic in TOPICS)


@pytest.mark.parametrize("level", [0, 4, "2", None, 1.5, [1]])
def test_an_unknown_level_names_those_there_are(level):
    with pytest.raises(ValueError, match="1、2、3"):
        d2l.drill("chain", level=level)


@pytest.mark.parametrize("seed", ["x", 1.5, [1]])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(ValueError, match="seed"):
        d2l.drill("chain", seed=seed)


def test_seeds_go_round():
    count = len(places("chain", 1))
    assert Drill("chain", 1, -1).question == Drill("chain", 1, count - 1).question


@EVERY
def test_garbage_is_no_answer_and_never_an_error(topic, level):
    q = make(topic, level, 0)
    for answer in GARBAGE:
        assert q.check(answer).status in ("invalid", "incorrect", "not_attempted"), answer


@pytest.mark.parametrize("topic", TOPICS)
def test_a_card_calls_what_makes_it(topic):
    q = make(topic, 3, 12)
    call = _call(topic, 3, 12)
    assert call in q.text()
    assert eval(call, {"d2l": d2l}) is q


def test_sympy_waits_until_a_drill_is_asked_for():
    script = "import sys, d2l_calc as d2l; d2l.check('2.3', 15); print('sympy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Give a folder with three problems of each topic and level, where other ones were kept."""
    folder = tmp_path_factory.mktemp("shelf") / "kept"
    folder.mkdir()
    (folder / "power-1.pickle").write_bytes(pickle.dumps(["older", "older"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("d2l_calc.drills.problem.KEPT", folder)
        kept.cache_clear()
        keep(3)
    kept.cache_clear()
    return folder


def all_of(q):
    """Give all that a learner can see of a problem."""
    return q.text(), q.answer, q.mistakes, q.hints, q.solution


@EVERY
def test_a_kept_problem_is_the_one_that_is_made(topic, level, shelf, monkeypatch):
    made = [all_of(Drill(topic, level, seed)) for seed in (0, 2, 3, -1)]
    monkeypatch.setattr("d2l_calc.drills.problem.KEPT", shelf)
    kept.cache_clear()
    assert len(kept(topic, level)) == 3
    assert [all_of(Drill(topic, level, seed)) for seed in (0, 2, 3, -1)] == made
    kept.cache_clear()


def test_kept_problems_are_given_without_sympy_each_once(shelf):
    script = f"""
import sys
from pathlib import Path
from d2l_calc.drills import problem
problem.KEPT = Path({str(shelf)!r})
import d2l_calc as d2l
numbers = []
for _ in range(6):
    q = d2l.drill("gradient", level=2)
    assert d2l.check(q, q.answer).status == "correct"
    numbers.append(q.seed)
print(sorted(numbers[:3]) == [0, 1, 2], numbers[:3] == numbers[3:], "sympy" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split()[-3:] == ["True", "True", "False"], done.stderr


# Streaks


def right(seed, topic="chain"):
    q = d2l.drill(topic, seed=seed)
    return d2l.check(q, q.answer)


def test_progress_has_one_line_for_a_topic():
    for seed in range(3):
        right(seed)
    wrong = d2l.drill("chain", seed=3)
    assert d2l.check(wrong, "7").status == "incorrect"
    assert d2l.check(wrong, wrong.answer).status == "correct"
    right(4)
    right(0, "power")
    rows = d2l.progress().rows
    assert len(rows) == 2
    assert rows[0][1] == "链式法则"
    assert rows[0][3] == "做对 5，连对 1，最多连对 3"
    assert rows[1][3] == "做对 1，连对 1，最多连对 1"


def test_a_streak_is_told_with_the_way_to_go_on():
    assert "连对" not in right(0).footer
    footer = right(1).footer
    assert "连对 2" in footer
    assert 'q = d2l.drill("chain")' in footer


def test_a_solved_problem_counts_once():
    right(0)
    right(0)
    assert "做对 1，连对 1" in d2l.progress().rows[0][3]


def test_what_is_no_answer_ends_no_streak():
    right(0)
    q = d2l.drill("chain", seed=1)
    assert d2l.check(q, "2x +").status == "invalid"
    d2l.check(q, ...)
    d2l.check(q, q.answer)
    assert "连对 2" in d2l.progress().rows[0][3]


def test_help_adds_nothing_and_ends_nothing():
    right(0)
    q = d2l.drill("chain", seed=1)
    d2l.hint(q)
    d2l.check(q, q.answer)
    other = d2l.drill("chain", seed=2)
    d2l.solution(other)
    d2l.check(other, other.answer)
    row = d2l.progress().rows[0]
    assert row[3] == "做对 3，连对 1，最多连对 1"
    assert row[5] == "1"


def test_drills_stand_below_the_exercises_of_the_book():
    d2l.check("2.1", 3)
    right(0)
    table = d2l.progress()
    assert table.rows[0][0] == "2.1"
    assert table.rows[-1][1] == "链式法则"
    set_language("en")
    assert d2l.progress().rows[-1][3] == "1 solved, 1 in a row now, 1 at best"
    assert "1 in a row" not in d2l.progress("2").text()
