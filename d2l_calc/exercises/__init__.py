"""Exercises that answer at once: one module per chapter, all graded by one grader.

A chapter's module is found by itself. It holds ``CHAPTER``, its number, and ``EXERCISES``, a
list of `Exercise`; the third exercise of chapter 2 is then ``"2.3"``.
"""

from collections import Counter
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from d2l_calc.exercises.grader import Exercise, Verdict
from d2l_calc.exercises.messages import brief, message, tell
from d2l_calc.exercises.show import TONES, Card, ShownVerdict, Table

__all__ = ["Exercise", "Verdict", "check", "hint", "progress", "solution", "statuses"]

# What happened in this session, by exercise.
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
    verdict = exercise.check(answer)
    if verdict.status != "not_attempted":
        _checks[exercise] += 1
    if _statuses.get(exercise) != "correct":
        _statuses[exercise] = verdict.status
    ask = verdict.status in ("incorrect", "invalid") and _hints[exercise] < len(exercise.hints)
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
    _hints[exercise] = min(_hints[exercise] + 1, len(exercise.hints))
    given, of = _hints[exercise], len(exercise.hints)
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
    touched = {n.split(".")[0] for n, ex in book().items() if ex in _statuses or ex in _hints}
    rows = {n: ex for n, ex in book().items() if n.split(".")[0] in touched}
    if not rows:
        return Card("note", "", message("progress_none", call='d2l.check("1.1", ...)'))
    solved = sum(_statuses.get(exercise) == "correct" for exercise in rows.values())
    return Table(
        [tell(word) for word in PROGRESS_HEAD],
        [
            [number, tell(ex.title), _level(ex), _status(ex), str(_checks[ex]), str(_hints[ex])]
            for number, ex in rows.items()
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
    return {number: _statuses[ex] for number, ex in book().items() if ex in _statuses}


PROGRESS_HEAD = (
    ("练习", "Exercise"),
    ("题目", "Title"),
    ("难度", "Level"),
    ("状态", "Status"),
    ("试过", "Tries"),
    ("提示", "Hints"),
)


@cache
def book():
    """Find all exercises of the book.

    Returns
    -------
    dict of str to Exercise
        By number, ``"1.1"`` first.
    """
    names = (module.name for module in iter_modules(__path__, __name__ + "."))
    modules = [module for module in map(import_module, names) if hasattr(module, "EXERCISES")]
    modules.sort(key=lambda module: module.CHAPTER)
    return {
        f"{module.CHAPTER}.{place}": exercise
        for module in modules
        for place, exercise in enumerate(module.EXERCISES, 1)
    }


def _find(exercise):
    """Give an exercise with its number, "" for one's own; None if there is no such number."""
    if isinstance(exercise, Exercise):
        return next((n for n, ex in book().items() if ex is exercise), ""), exercise
    number = exercise.strip() if isinstance(exercise, str) else exercise
    return number, book().get(number) if isinstance(number, str) else None


def _no_exercise(number):
    if isinstance(number, (int, float)):
        return message("quote_number", number=number)
    numbers = message("list_comma").join(f"`{n}`" for n in book())
    return message("no_exercise", number=brief(number), numbers=numbers)


def _heading(number, exercise):
    title, level = tell(exercise.title), _level(exercise)
    return " ".join(part for part in (message("exercise"), number, title, level) if part)


def _level(exercise):
    return "●" * exercise.level + "○" * (3 - exercise.level)


def _status(exercise):
    _, sign, words = TONES[_statuses.get(exercise, "not_attempted")]
    return f"{sign} {tell(words)}"


def _call(verb, number):
    return f'd2l.{verb}("{number}")'
