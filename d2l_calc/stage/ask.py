"""A question above a picture, which answers when a reader has brought the picture there."""

from d2l_calc.stage.refusal import WrongThing, plain


class Ask:
    """A question that a picture answers.

    Parameters
    ----------
    question, why : str or pair of str
        What is asked, and what is said when the answer is there; in Chinese and English if a pair.
    answer : callable or float
        What tells whether the picture is there: takes read-outs and controls by name, those that
        it wants and ``**_`` for the others. Or a number: then there is a field to type it in.
    within : float, optional
        How far from the number another one may be.
    at : dict, optional
        Values of sliders at which the picture answers it: pages without a kernel have them too.

    Examples
    --------
    >>> ask = Ask("Where is it steep?", "Its slope is above 2.", lambda slope, **_: slope > 2)
    >>> ask.reached({"x": 1.5, "slope": 3.0}), ask.reached({"x": 0.5, "slope": 1.0})
    (True, False)
    """

    def __init__(self, question, why, answer, within=0.005, at=()):
        number = isinstance(answer, int | float) and not isinstance(answer, bool)
        if not (callable(answer) or number):
            raise WrongThing("no_answer", value=plain(answer))
        self.question, self.why, self.answer = question, why, answer
        self.within, self.at = within, at

    def reached(self, known):
        """Tell whether the picture answers it.

        Parameters
        ----------
        known : dict
            The values of controls and read-outs, by name.
        """
        return bool(callable(self.answer) and self.answer(**known))

    def described(self, said):
        """Give it as the page gets it.

        Parameters
        ----------
        said : callable
            Gives a text in the reader's language.

        Returns
        -------
        protocol.Ask
        """
        number = None if callable(self.answer) else [self.answer, self.within]
        return {"question": said(self.question), "why": said(self.why), "number": number}
