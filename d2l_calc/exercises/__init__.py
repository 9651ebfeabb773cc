"""Exercises that answer at once: one module per chapter, all graded by one grader.

A chapter's module is loaded when first asked for. It holds ``EXERCISES``, a list of `Exercise`;
the third one of chapter 2 is then ``"2.3"``.
"""

from collections import Counter
from functools import cache
from importlib import import_module

from d2l_calc.chapters import CHAPTERS
from d2l_calc.grader import Exercise, Verdict
from d2l_calc.grader.cards import TONES, Card, ShownVerdict, Table
from d2l_calc.grader.messages import brief, message, tell

__all__ = ["Exercise", "Verdict", "check", "hint", "progress", "solution", "statuses"]

# What happened in this session, by number, or by exercise for those that have none.
_checks = Counter()
_hints = Counter()
_statuses = {}


def check(exercise, answer=...):
    """Tell whether an answer is right, and if it is not, why.

    Parameters
    ----------
    exercise : str or Exercise
        The number of an exercise of the book, such as ``"1.3"``, or an exercise of one's own.
    answer : object
        A function, a number, a list, …: what the exercise asks for.

    Returns
    -------
    ShownVerdict
        A `Verdict` that a notebook shows as a coloured card.

    Examples
    --------
    >>> check("1.1", ...).status
    'not_attempted'
    """
    number, exercise = _find(exercise)
    if exercise is None:
        return ShownVerdict("invalid", "none", _no_exercise(number))
    key, verdict = number or exercise, exercise.check(answer)
    if verdict.status != "not_attempted":
        _checks[key] += 1
    if _statuses.get(key) != "correct":
        _statuses[key] = verdict.status
    ask = verdict.status in ("incorrect", "invalid") and _hints[key] < len(exercise.hints)
    return ShownVerdict(
        verdict.status,
        verdict.note,
        verdict.message,
        verdict.witness,
        heading=_heading(number, exercise),
        footer=message("ask_hint", call=_call("hint", number)) if ask and number else "",
    )


def hint(exercise):
    """Give a hint; called again, the next and more explicit one.

    Parameters
    ----------
    exercise : str or Exercise

    Returns
    -------
    Card
    """
    number, exercise = _find(exercise)
    if exercise is None:
        return Card("note", "", _no_exercise(number))
    if not exercise.hints:
        return Card("hint", _heading(number, exercise), message("no_hints"))
    key, of = number or exercise, len(exercise.hints)
    given = _hints[key] = min(_hints[key] + 1, of)
    name, verb = ("more_hints", "hint") if given < of else ("last_hint", "solution")
    return Card(
        "hint",
        _heading(number, exercise),
        tell(exercise.hints[given - 1]),
        footer=message(name, call=_call(verb, number)) if number else "",
        count=f"{given}/{of}",
    )


def solution(exercise):
    """Give the worked solution, with its steps.

    Parameters
    ----------
    exercise : str or Exercise

    Returns
    -------
    Card
    """
    number, exercise = _find(exercise)
    if exercise is None:
        return Card("note", "", _no_exercise(number))
    text = message("no_solution") if exercise.solution is None else tell(exercise.solution)
    return Card("solution", _heading(number, exercise), text)


def progress():
    """Show which exercises are solved in this session.

    Returns
    -------
    Table or Card
        The exercises of the chapters worked on so far.
    """
    touched = {n.split(".")[0] for n in {**_statuses, **_hints} if isinstance(n, str)}
    rows = {n: ex for number in sorted(touched, key=int) for n, ex in chapter(number).items()}
    if not rows:
        return Card("note", "", message("progress_none", call='d2l.check("1.1", ...)'))
    solved = sum(_statuses.get(number) == "correct" for number in rows)
    return Table(
        [tell(word) for word in PROGRESS_HEAD],
        [
            [n, tell(ex.title), _level(ex), _status(n), str(_checks[n]), str(_hints[n])]
            for n, ex in rows.items()
        ],
        message("progress_solved", solved=solved, count=len(rows)),
    )


def statuses():
    """Give the status of every exercise of the book that was checked in this session.

    Returns
    -------
    dict of str to str
        By number: the best status so far if it was solved, else the latest.
    """
    return {key: status for key, status in _statuses.items() if isinstance(key, str)}


PROGRESS_HEAD = (
    ("练习", "Exercise"),
    ("题目", "Title"),
    ("难度", "Level"),
    ("状态", "Status"),
    ("试过", "Tries"),
    ("提示", "Hints"),
)


@cache
def chapter(number):
    """Load the exercises of one chapter.

    Parameters
    ----------
    number : str
        Such as ``"1"``.

    Returns
    -------
    dict of str to Exercise
        By number, ``"1.1"`` first; empty where there is no such chapter.
    """
    if number not in CHAPTERS:
        return {}
    exercises = import_module(f"{__name__}.{CHAPTERS[number]}").EXERCISES
    return {f"{number}.{place}": exercise for place, exercise in enumerate(exercises, 1)}


def book():
    """Load all exercises of the book.

    Returns
    -------
    dict of str to Exercise
        By number, ``"1.1"`` first.
    """
    return {n: exercise for number in CHAPTERS for n, exercise in chapter(number).items()}


def _find(exercise):
    """Give an exercise with its number, "" for one's own; None if there is no such number."""
    if isinstance(exercise, Exercise):
        return "", exercise
    if not isinstance(exercise, str):
        return exercise, None
    number = exercise.strip()
    return number, chapter(number.split(".")[0]).get(number)


def _no_exercise(number):
    if isinstance(number, (int, float)):
        return message("quote_number", number=number)
    loaded = map(list, map(chapter, CHAPTERS))
    spans = [f"`{numbers[0]}` – `{numbers[-1]}`" for numbers in loaded if numbers]
    known = message("list_comma").join(spans)
    return message("no_exercise", number=brief(number), numbers=known)


def _heading(number, exercise):
    title, level = tell(exercise.title), _level(exercise)
    return " ".join(part for part in (message("exercise"), number, title, level) if part)


def _level(exercise):
    return "●" * exercise.level + "○" * (3 - exercise.level)


def _status(number):
    _, sign, words = TONES[_statuses.get(number, "not_attempted")]
    return f"{sign} {tell(words)}"


def _call(verb, number):
    return f'd2l.{verb}("{number}")'
