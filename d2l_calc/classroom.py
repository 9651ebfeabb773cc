"""What the tests of a handed-in notebook call: the verdict on an answer, and its points."""

from IPython import get_ipython
from IPython.display import display

from d2l_calc.exercises import chapter, check
from d2l_calc.grader.cards import Card
from d2l_calc.language import say


def points(number, name, of):
    """Show the card of an answer; give its points.

    The answer's name is forgotten afterwards: the next exercise may ask for one of the same name,
    and where its cell fails, this answer is not taken for that one.

    Parameters
    ----------
    number : str
        Such as ``"5.2"``.
    name : str
        What the answer is called in the notebook.
    of : int
        The points of a right answer.

    Returns
    -------
    int
        All points, or none.
    """
    names = get_ipython().user_ns
    if name not in names:
        display(Card("note", "", say(*WITHOUT).format(name=name)))
    verdict = check(number, names.pop(name, ...))
    display(verdict)
    return of if verdict.status == "correct" else 0


WITHOUT = (
    "上面那一格没有交出 `{name}`：它出错了，太慢了，或者被删掉了。",
    "The cell above leaves no `{name}`: it fails, takes too long, or is not there.",
)


def right_answer(number):
    """Give the key of an exercise: an answer that is right.

    Parameters
    ----------
    number : str

    Examples
    --------
    >>> right_answer("1.1")
    -3
    """
    return chapter(number.split(".")[0])[number].key
