"""Exercises that come one after the other without end, and how long a learner stays right."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """What exercises of one sort have in common; `Exercise.series` holds it.

    Attributes
    ----------
    name : str
        Exercises of the same name are counted together.
    title : text
    call : str
        What to call for the next one.
    """

    name: str
    title: str | tuple
    call: str


@dataclass
class Streak:
    """How a learner fares in one series.

    Attributes
    ----------
    series : Series
    solved : int
        How many exercises were solved.
    now, best : int
        How many in a row were right at once, without a wrong answer and without help; now, and at
        best. A wrong answer ends a row, a hint does not: it only adds nothing.
    tries, hints : int
    """

    series: Series
    solved: int = 0
    now: int = 0
    best: int = 0
    tries: int = 0
    hints: int = 0

    def right(self, at_once):
        """Count an exercise that was solved.

        Examples
        --------
        >>> streak = Streak(Series("sums", "Sums", "sum()"))
        >>> streak.right(at_once=True), streak.right(at_once=True), streak.wrong()
        (None, None, None)
        >>> streak.solved, streak.now, streak.best
        (2, 0, 2)
        """
        self.solved += 1
        self.now += at_once
        self.best = max(self.best, self.now)

    def wrong(self):
        """Count a wrong answer."""
        self.now = 0
