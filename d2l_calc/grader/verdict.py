"""What the grader has to say about one answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Witness:
    """Where an answer differs from the right one, and what it gives there.

    Attributes
    ----------
    point : dict of str to float or numpy.ndarray
        The arguments of the function; empty where the answer is not a function.
    value : object
        What the answer gives there. The right value is never part of a witness.
    """

    point: dict
    value: object


@dataclass(frozen=True)
class Verdict:
    """What the grader thinks of one answer.

    Attributes
    ----------
    status : {"correct", "incorrect", "not_attempted", "invalid", "ungradable"}
        ``invalid`` is not an answer (wrong type, wrong number of arguments, raises);
        ``ungradable`` says that the exercise itself is at fault.
    note : str
        A short tag: that of a listed mistake, or what the grader noticed by itself
        (``sign``, ``factor``, ``offset``, ``order``, ``approximate``, ``partly``,
        ``domain_error``, ``layout``, ``shape``, …), or ``none``.
    message : str
        What to tell the learner, in the language in force when it was checked.
    witness : Witness or None
        Where the answer differs and what it gives there; never the right value.
    printed : str
        What the answer printed while it was tried, the first of it.
    """

    status: str
    note: str
    message: str
    witness: Witness | None = None
    printed: str = ""
