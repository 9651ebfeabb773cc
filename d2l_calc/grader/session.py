"""What happens in one session: checks, hints, solutions, and what came of them."""

from collections import Counter

from d2l_calc.grader.cards import Card, ShownVerdict, Table, first_words
from d2l_calc.grader.exercise import Exercise
from d2l_calc.grader.messages import brief, message, tell


class Session:
    """One learner's work on exercises that have numbers, and on some that have none.

    Parameters
    ----------
    chapters : sequence of str
        The chapters that there are, in order; an exercise's number begins with its chapter's.
    load : callable
        Gives the exercises of a chapter as a dictionary by number: ``{"1.1": Exercise(…)}``. It
        is asked for a chapter when one of its exercises is.

    Examples
    --------
    >>> session = Session(["1"], lambda chapter: {"1.1": Exercise(2, title="one and one")})
    >>> session.check("1.1", 2).status
    'correct'
    >>> session.statuses()
    {'1.1': 'correct'}
    """

    def __init__(self, chapters, load):
        self._chapters, self._load = tuple(chapters), load
        # By number, or by exercise for those that have none.
        self._checks, self._hints, self._statuses = Counter(), Counter(), {}

    def reset(self):
        """Forget what happened so far."""
        for record in (self._checks, self._hints, self._statuses):
            record.clear()

    def check(self, exercise, answer=...):
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
        """
        number, exercise = self._find(exercise)
        if exercise is None:
            return ShownVerdict("invalid", "none", self._no_exercise(number))
        key, verdict = number or exercise, exercise.check(answer)
        if verdict.status != "not_attempted":
            self._checks[key] += 1
        if self._statuses.get(key) != "correct":
            self._statuses[key] = verdict.status
        more = self._hints[key] < len(exercise.hints)
        if verdict.status == "correct" and exercise.solution is not None:
            footer = _invite("see_solution", "solution", number)
        elif verdict.status in ("incorrect", "invalid") and more:
            footer = _invite("ask_hint", "hint", number)
        else:
            footer = ""
        return ShownVerdict(
            verdict.status,
            verdict.note,
            verdict.message,
            verdict.witness,
            heading=_heading(number, exercise),
            footer=footer,
        )

    def hint(self, exercise):
        """Give a hint; called again, the next and more explicit one.

        Parameters
        ----------
        exercise : str or Exercise

        Returns
        -------
        Card
        """
        number, exercise = self._find(exercise)
        if exercise is None:
            return Card("note", "", self._no_exercise(number))
        if not exercise.hints:
            return Card("hint", _heading(number, exercise), message("no_hints"))
        key, of = number or exercise, len(exercise.hints)
        given = self._hints[key] = min(self._hints[key] + 1, of)
        if given < of:
            footer = _invite("more_hints", "hint", number)
        elif exercise.solution is not None:
            footer = _invite("last_hint", "solution", number)
        else:
            footer = message("last_hint_alone")
        return Card(
            "hint",
            _heading(number, exercise),
            tell(exercise.hints[given - 1]),
            footer=footer,
            count=f"{given}/{of}",
        )

    def solution(self, exercise):
        """Give the worked solution, with its steps.

        Parameters
        ----------
        exercise : str or Exercise

        Returns
        -------
        Card
        """
        number, exercise = self._find(exercise)
        if exercise is None:
            return Card("note", "", self._no_exercise(number))
        text = message("no_solution") if exercise.solution is None else tell(exercise.solution)
        return Card("solution", _heading(number, exercise), text)

    def progress(self):
        """Show which exercises are solved in this session.

        Returns
        -------
        Table or Card
            The exercises of the chapters worked on so far.
        """
        touched = {_chapter(n) for n in {**self._statuses, **self._hints} if isinstance(n, str)}
        chapters = [self._load(chapter) for chapter in self._chapters if chapter in touched]
        rows = {number: ex for chapter in chapters for number, ex in chapter.items()}
        if not rows:
            return Card("note", "", message("progress_none", call='d2l.check("1.1", ...)'))
        solved = sum(self._statuses.get(number) == "correct" for number in rows)
        return Table(
            [message(name) for name in COLUMNS],
            [[*self._row(number, exercise)] for number, exercise in rows.items()],
            message("progress_solved", solved=solved, count=len(rows)),
        )

    def _row(self, number, exercise):
        """Give the line of one exercise, a text for each of `COLUMNS`."""
        status = first_words(self._statuses.get(number, "not_attempted"))
        counts = str(self._checks[number]), str(self._hints[number])
        return number, tell(exercise.title), _level(exercise), status, *counts

    def statuses(self):
        """Give the status of every numbered exercise that was checked in this session.

        Returns
        -------
        dict of str to str
            By number: the best status so far if it was solved, else the latest.
        """
        return {key: status for key, status in self._statuses.items() if isinstance(key, str)}

    def _find(self, exercise):
        """Give an exercise with its number, "" for one's own; None if there is no such number."""
        if isinstance(exercise, Exercise):
            return "", exercise
        if not isinstance(exercise, str):
            return exercise, None
        number = exercise.strip()
        if _chapter(number) not in self._chapters:
            return number, None
        return number, self._load(_chapter(number)).get(number)

    def _no_exercise(self, number):
        if isinstance(number, (int, float)):
            return message("quote_number", number=number)
        loaded = map(list, map(self._load, self._chapters))
        spans = [f"`{numbers[0]}` – `{numbers[-1]}`" for numbers in loaded if numbers]
        known = message("list_comma").join(spans)
        return message("no_exercise", number=brief(number), numbers=known)


COLUMNS = (
    "column_exercise",
    "column_title",
    "column_level",
    "column_status",
    "column_tries",
    "column_hints",
)


def _chapter(number):
    return number.split(".")[0]


def _heading(number, exercise):
    title, level = tell(exercise.title), _level(exercise)
    return " ".join(part for part in (message("exercise"), number, title, level) if part)


def _level(exercise):
    return "●" * exercise.level + "○" * (3 - exercise.level)


def _invite(name, verb, number):
    """Say what to call next; nothing for an exercise of one's own, whose name nobody knows."""
    return message(name, call=f'd2l.{verb}("{number}")') if number else ""
