"""Answers that can be typed: all that the tests give the grader, and thousands made at random."""

import math
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np

import d2l_calc as d2l
from d2l_calc.exercises import book
from d2l_calc.grader.kinds.tree import FUNCTIONS, MORE
from tests.test_grader_formula import NO_FORMULAS, READ, TOLD, TWO_READINGS

TABLES = Path(__file__).parents[1]
NAMES = {"np": np, "math": math, "d2l": d2l, "Fraction": Fraction, "Value": d2l.Value}
FORMULAS = [*READ, *TWO_READINGS, *TOLD, *NO_FORMULAS]
# What people write around a formula, and in place of its signs.
DRESS = [
    lambda text: text.replace("*", "·").replace("-", "−"),
    lambda text: text.replace("(", "（").replace(")", "）").replace("*", " "),
    lambda text: text.replace("**2", "²").replace("**3", "³"),
    lambda text: text.replace("**", "^").replace("*", ""),
    lambda text: f" {text} 。",
]


def answers():
    """Give answers to the book's exercises: pairs of a number and what is handed in.

    Returns
    -------
    list of (str, str or int or float or list)
        What JSON can say, each once.
    """
    given = [*_of_tables(), *_of_exercises(), *_strange(), *_at_random(np.random.default_rng(7))]
    found = {}
    for number, answer in given:
        for each in _handed_in(answer):
            found[number, repr(each)] = (number, each)
    return list(found.values())


def _of_tables():
    """Yield what the tables of the grader's tests hold."""
    for name in ("wrong", "right", "cases"):
        table = tomllib.loads((TABLES / f"grader_{name}.toml").read_text("utf-8"))
        for number, group in table.items():
            if name == "cases":
                cases = ((case["exercise"], case["answer"]) for case in group["cases"])
                yield from (case for case in cases if case[0] in book())
            else:
                yield from ((number, answer) for answer in group)


def _of_exercises():
    """Yield every listed mistake, and every key, in some forms."""
    for number, exercise in book().items():
        for answer in (exercise.key, *(answer for answer, _, _ in exercise.mistakes)):
            yield number, _Given(answer)
            if isinstance(answer, str):
                yield from ((number, _Given(dress(answer))) for dress in DRESS)
            elif isinstance(answer, (int, float)):
                numbers = (-answer, answer * 100, answer + 1, round(answer, 2), 1 / (answer or 1))
                yield from ((number, _Given(each)) for each in numbers)
            elif isinstance(answer, list) and not isinstance(answer[0], list):
                for each in (answer[::-1], answer[:-1], [-x for x in answer], [*answer, 0]):
                    yield number, _Given(each)
                yield number, _Given([str(x) for x in answer])
                yield number, _Given([round(x, 2) for x in answer])
        tree = getattr(exercise.compared.kind, "tree", None)
        if tree and tree[0] != "list":
            text = _written(tree)
            yield from ((number, _Given(dress(text))) for dress in (str, *DRESS))
            for change in ("{} + 1", "-({})", "2*({})", "1/({})", "({})*1.00001", "({})*1.005"):
                yield number, _Given(change.format(text))


def _strange():
    """Yield what is no formula, or hardly one, to exercises of every kind."""
    for number in ("1.1", "1.2", "1.3", "1.11", "1.7", "3.4", "4.4", "4.10", "5.2"):
        for text in (
            *FORMULAS,
            "B",
            "B 不对",
            "不是 A",
            "对",
            "{1}",
            "{}",
            "∅",
            "max: 1",
            "0.333…",
        ):
            yield number, _Given(text)
        for text in (
            "[[1, 2], [3]]",
            "1, 2",
            "[1, 2, 3]",
            "{1: max, 2: ?}",
            "(0,0): saddle",
            "9e999",
        ):
            yield number, _Given(text)


def _at_random(rng):
    """Yield 2000 formulas and, of each, one with a number that is off by one per cent."""
    kinds = {n: e.compared.kind for n, e in book().items()}
    asked = [n for n, kind in kinds.items() if getattr(kind, "names", None)]
    for turn in range(2000):
        number = asked[turn % len(asked)]
        kind = kinds[number]
        leaves = [
            f"{name}_{i + 1}" if count else name
            for name, count in kind.names.items()
            for i in range(count or 1)
        ]
        shape = kind.shape if rng.random() < 0.9 else ()
        texts = [_formula(rng, leaves, 3) for _ in range(math.prod(shape))]
        near = [text.replace("2", "2.02", 1).replace("3", "2.97", 1) for text in texts]
        for parts in (texts, near):
            array = np.reshape(np.array(parts, dtype=object), shape).tolist()
            yield number, _Given(str(array).replace("'", "") if shape else parts[0])


def _formula(rng, leaves, depth):
    """Write a formula at random."""
    if depth == 0 or rng.random() < 0.15:
        number = str(rng.choice([1, 2, 3, 0.5, 4]))
        return str(rng.choice(leaves)) if rng.random() < 0.7 else number
    inner = [_formula(rng, leaves, depth - 1) for _ in range(2)]
    if rng.random() < 0.3:
        name = str(rng.choice([name for name in FUNCTIONS if name not in MORE]))
        return f"{name}({inner[0]})"
    if rng.random() < 0.2:
        return f"({inner[0]})^{rng.choice([2, 3, -1])}"
    sign = str(rng.choice(["+", "-", "*", "/", ""]))
    return f"({inner[0]}){sign}({inner[1]})" if sign in "*/" else f"{inner[0]} {sign} ({inner[1]})"


def _written(tree):
    """Write a formula with all its brackets."""
    match tree:
        case ("number", number):
            return repr(float(number)).removesuffix(".0")
        case ("name", name):
            return name
        case ("component", name, index):
            return f"{name}_{index + 1}"
        case ("call", name, *parts):
            return f"{name}({', '.join(map(_written, parts))})"
        case (sign, one):
            return f"({sign}{_written(one)})"
        case (sign, one, other):
            return f"({_written(one)}){'**' if sign == '^' else sign}({_written(other)})"
    raise ValueError(tree)


class _Given:
    """An answer that is there, not its Python source."""

    def __init__(self, answer):
        self.answer = answer


def _handed_in(answer):
    """Yield the forms in which a page can take an answer: a text, a number, a list."""
    if isinstance(answer, _Given):
        answer = answer.answer
    else:
        try:
            answer = eval(answer, dict(NAMES))
        except Exception:
            return
    if isinstance(answer, (np.ndarray, np.generic)):
        answer = answer.tolist()
    if isinstance(answer, int) and abs(answer) >= 2**53:
        return
    if isinstance(answer, (str, int, float, list)) and _plain(answer) and len(str(answer)) < 2000:
        yield answer
    if isinstance(answer, (bool, int, float, Fraction, list, tuple, set, dict)):
        text = "set()" if answer == set() and isinstance(answer, set) else str(answer)
        if len(text) < 600:
            yield text


def _is_number(answer):
    return isinstance(answer, (int, float)) and not isinstance(answer, bool)


def _plain(answer):
    """Whether JSON can say an answer, and JavaScript takes it for the same."""
    if isinstance(answer, list):
        return all(map(_plain, answer))
    if isinstance(answer, str):
        return True
    return _is_number(answer) and abs(answer) < 2**53
