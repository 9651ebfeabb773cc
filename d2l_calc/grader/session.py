"""What happens in one session: checks, hints, solutions, and what came of them."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from d2l_calc.grader.cards import Card, ShownVerdict, Table, first_words
from d2l_calc.grader.exercise import Exercise
from d2l_calc.grader.messages import brief, message, tell
from d2l_calc.grader.series import Streak


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
    """

    def __init__(self, chapters, load):
        self._chapters, self._load = tuple(chapters), load
        # By number, or by exercise for those that have none.
        self._checks, self._hints, self._statuses = Counter(), Counter(), {}
        # By the name of a series; and of its exercises those that are not solved at once any more.
        self._streaks, self._helped = {}, set()
        self._last = None

    def reset(self):
        """Forget what happened so far."""
        records = (self._checks, self._hints, self._statuses, self._streaks, self._helped)
        for record in records:
            record.clear()
        self._last = None

    def turn_to(self, exercise):
        """Take an exercise for the one that `hint` and `solution` are about, until the next."""
        self._last = Found("", exercise)

    def check(self, exercise=None, answer=...):
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
        found = self._find(exercise)
        if found is None:
            return ShownVerdict("invalid", "none", self._unknown(exercise, answer))
        key, verdict = found.key, found.exercise.check(answer)
        self._last = found
        if found.exercise.series:
            self._count(found, verdict.status)
        if verdict.status != "not_attempted":
            self._checks[key] += 1
        if self._statuses.get(key) != "correct":
            self._statuses[key] = verdict.status
        footer = " ".join(filter(None, (self._next_step(found, verdict.status), found.aside)))
        return ShownVerdict(**vars(verdict), heading=found.heading, footer=footer)

    def _count(self, found, status):
        """Keep count of a series: an exercise counts once, an answer that is none does not."""
        key, streak = found.key, self._streak(found.exercise.series)
        if self._statuses.get(key) == "correct" or status not in ("correct", "incorrect"):
            return
        streak.tries += 1
        if status == "correct":
            streak.right(at_once=key not in self._helped)
        else:
            streak.wrong()
            self._helped.add(key)

    def _streak(self, series):
        """Give the record of a series, a new one if there is none yet."""
        return self._streaks.setdefault(series.name, Streak(series))

    def _help(self, found, hints=0):
        """Note that a learner saw more than the question before answering."""
        if found.exercise.series:
            self._helped.add(found.key)
            self._streak(found.exercise.series).hints += hints

    def _next_of_series(self, exercise):
        """Say how many were right in a row, and what to call for one more."""
        if not exercise.series:
            return ""
        row = self._streak(exercise.series).now
        well = message("in_a_row", count=row) if row > 1 else ""
        return " ".join(filter(None, (well, message("one_more", call=exercise.series.call))))

    def _next_step(self, found, status):
        """Say what to call next: a hint while there are some, then the solution."""
        solvable = found.exercise.solution is not None
        if status == "correct":
            see = found.invite("see_solution", "solution") if solvable else ""
            return " ".join(filter(None, (self._next_of_series(found.exercise), see)))
        if status not in ("incorrect", "invalid"):
            return ""
        if self._hints[found.key] < len(found.exercise.hints):
            return found.invite("ask_hint", "hint")
        return found.invite("ask_solution", "solution") if solvable else ""

    def hint(self, exercise=None):
        """Give a hint; called again, the next and more explicit one.

        Parameters
        ----------
        exercise : str or Exercise, optional
            The last one that was checked if not given.

        Returns
        -------
        Card
        """
        found = self._last if exercise is None else self._find(exercise)
        if found is None:
            return Card("note", "", self._unknown(exercise))
        self._last, exercise = found, found.exercise
        if not exercise.hints:
            return Card("hint", found.heading, message("no_hints"), footer=found.aside)
        of, before = len(exercise.hints), self._hints[found.key]
        given = self._hints[found.key] = min(before + 1, of)
        self._help(found, hints=given - before)
        if given < of:
            footer = found.invite("more_hints", "hint")
        elif exercise.solution is not None:
            footer = found.invite("last_hint", "solution")
        else:
            footer = message("last_hint_alone")
        return Card(
            "hint",
            found.heading,
            tell(exercise.hints[given - 1]),
            footer=" ".join(filter(None, (footer, found.aside))),
            count=f"{given}/{of}",
        )

    def solution(self, exercise=None):
        """Give the worked solution, with its steps.

        Parameters
        ----------
        exercise : str or Exercise, optional
            The last one that was checked if not given.

        Returns
        -------
        Card
        """
        found = self._last if exercise is None else self._find(exercise)
        if found is None:
            return Card("note", "", self._unknown(exercise))
        self._help(found)
        steps = found.exercise.solution
        text = message("no_solution") if steps is None else tell(steps)
        return Card("solution", found.heading, text, footer=found.aside)

    def progress(self, chapter=None):
        """Show which exercises are solved in this session.

        Parameters
        ----------
        chapter : str, optional
            One chapter; those worked on so far if not given.

        Returns
        -------
        Table or Card
            The exercises of these chapters, those of one's own that were checked, and a line for
            each series.
        """
        worked = {_chapter(n) for n in {**self._statuses, **self._hints} if isinstance(n, str)}
        asked = worked if chapter is None else {str(chapter).strip()}
        if chapter is not None and not asked <= set(self._chapters):
            return Card("note", "", self._unknown(chapter))
        chapters = [self._load(number) for number in self._chapters if number in asked]
        rows = {number: ex for part in chapters for number, ex in part.items()}
        if chapter is None:
            own = [ex for ex in self._statuses if isinstance(ex, Exercise)]
            rows |= {ex: ex for ex in own if not ex.series}
        streaks = [*self._streaks.values()] if chapter is None else []
        if not rows and not streaks:
            return Card("note", "", message("progress_none", call='d2l.check("1.1", ...)'))
        solved = sum(self._statuses.get(number) == "correct" for number in rows)
        return Table(
            [message(name) for name in COLUMNS],
            [*(self._row(*row) for row in rows.items()), *map(_row_of_series, streaks)],
            message("progress_solved", solved=solved, count=len(rows)) if rows else "",
        )

    def _row(self, key, exercise):
        """Give the line of one exercise, a text for each of `COLUMNS`."""
        number = key if isinstance(key, str) else message("own_exercise")
        status = first_words(self._statuses.get(key, "not_attempted"))
        counts = str(self._checks[key]), str(self._hints[key])
        return [number, tell(exercise.title), _level(exercise), status, *counts]

    def _find(self, exercise):
        """Give what is meant by an exercise or its number; None if there is no such number."""
        if isinstance(exercise, Exercise):
            return Found("", exercise)
        number = spelt_out(exercise)
        if number is None or _chapter(number) not in self._chapters:
            return None
        chapter = self._load(_chapter(number))
        if number not in chapter:
            return None
        aside, other = "", f"{number}0"
        if not isinstance(exercise, str) and other in chapter:
            aside = message("number_as_float", number=number, other=other)
        return Found(number, chapter[number], aside)

    def _unknown(self, exercise, answer=...):
        """Say that there is no such exercise, and which ones there are."""
        loaded = map(list, map(self._load, self._chapters))
        spans = [f"`{numbers[0]}` – `{numbers[-1]}`" for numbers in loaded if numbers]
        known = message("list_comma").join(spans)
        exchanged = isinstance(answer, (str, Exercise)) and self._find(answer) is not None
        if exchanged or not isinstance(exercise, str):
            return message("number_first", call='d2l.check("1.1", …)', numbers=known)
        return message("no_exercise", number=brief(exercise), numbers=known)


@dataclass(frozen=True)
class Found:
    """An exercise that was asked for.

    Attributes
    ----------
    number : str
        Empty for one that has none.
    exercise : Exercise
    aside : str
        What to say of the way its number was written.
    """

    number: str
    exercise: Exercise
    aside: str = ""

    @property
    def key(self):
        """What its record is kept under."""
        return self.number or self.exercise

    @property
    def heading(self):
        """What its card begins with."""
        title, level = tell(self.exercise.title), _level(self.exercise)
        return " ".join(part for part in (message("exercise"), self.number, title, level) if part)

    def invite(self, name, verb):
        """Say what to call next; without a number it is the exercise that was checked last."""
        number = f'"{self.number}"' if self.number else ""
        return message(name, call=f"d2l.{verb}({number})")


def spelt_out(number):
    """Give an exercise's number as the book writes it, from whatever way people write it.

    Examples
    --------
    >>> spelt_out(" 练习１.１ "), spelt_out("1-3"), spelt_out("第 2 章第 10 题"), spelt_out(1.3)
    ('1.1', '1.3', '2.10', '1.3')
    >>> spelt_out("seven") is None
    True
    """
    if isinstance(number, float):
        number = repr(float(number))
    if not isinstance(number, str) or len(number) > 100:
        return None
    parts = re.findall(r"\d+", unicodedata.normalize("NFKC", number))
    return ".".join(str(int(part)) for part in parts) if len(parts) == 2 else None


COLUMNS = (
    "column_exercise",
    "column_title",
    "column_level",
    "column_status",
    "column_tries",
    "column_hints",
)


def _row_of_series(streak):
    """Give the line of a series, a text for each of `COLUMNS`."""
    known = {"solved": streak.solved, "now": streak.now, "best": streak.best}
    counts = str(streak.tries), str(streak.hints)
    title = tell(streak.series.title)
    return [message("series"), title, "", message("series_solved", **known), *counts]


def _chapter(number):
    return number.split(".")[0]


def _level(exercise):
    return "●" * exercise.level + "○" * (3 - exercise.level)
