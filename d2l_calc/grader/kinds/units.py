"""Units behind a number: ``9.8 m/s²``."""

import re

from d2l_calc.grader.kinds.notation import plain
from d2l_calc.grader.messages import Faulty, brief

CONSTANTS = ("pi", "π", "e")
NUMBER = re.compile(r"(.*?[\d.)\]πe%]|.*?pi)\s*([^\W\d].*)?", re.DOTALL)


class Units:
    """The units in which an answer may be given.

    Parameters
    ----------
    known : str or dict of str to float
        The unit that is asked for; or several, each with what one of it is in the first.

    Examples
    --------
    >>> units = Units({"m/s^2": 1, "cm/s^2": 0.01})
    >>> units.split("9.8 m/s²"), units.split("980 cm/s**2")
    (('9.8', 1.0), ('980', 0.01))
    >>> units.split("9.8"), units.split("9.8 m")
    (('9.8', 1.0), ('9.8', None))
    """

    def __init__(self, known):
        known = {known: 1} if isinstance(known, str) else known
        if not isinstance(known, dict) or not known:
            raise Faulty("define_unit", unit=brief(known))
        for unit, factor in known.items():
            number = isinstance(factor, (int, float)) and not isinstance(factor, bool)
            if not isinstance(unit, str) or not tidy(unit) or not number:
                raise Faulty("define_unit", unit=brief(unit))
            if not 0 < factor < float("inf"):
                raise Faulty("define_unit", unit=brief(unit))
        self.factors = {tidy(unit): float(factor) for unit, factor in known.items()}

    def split(self, text):
        """Give the number in a text and the factor of its unit, None for one that is not known."""
        text = text.strip()
        for end in range(1, len(text)):
            number, factor = text[:end].rstrip(), self.factors.get(tidy(text[end:]))
            if factor is not None and (not number[-1:].isalpha() or number.endswith(CONSTANTS)):
                return number, factor
        match = NUMBER.fullmatch(text)
        if match and match[2]:
            return match[1].strip(), None
        return text, 1.0


def tidy(unit):
    """Write a unit in one way: without blanks, product signs and signs of a power."""
    signs, _ = plain(unit)
    return re.sub(r"[\s*^\x01-\x03]", "", signs)
