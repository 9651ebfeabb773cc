"""Numbers, as readers see them: with a real minus sign, and steady in width while they change."""

from math import inf, isnan

import numpy as np

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def written(value, digits=5, zeros=True):
    """Write a number with so many digits that count.

    Parameters
    ----------
    value : float, int or str
        Text stays as it is.
    digits : int, optional
        Significant digits.
    zeros : bool, optional
        Whether to keep zeros at the end, so that a changing number keeps its width.

    Examples
    --------
    >>> written(-2.00003), written(1e-6, zeros=False), written(12), written(float("nan"))
    ('−2.0000', '10⁻⁶', '12', '—')
    """
    if isinstance(value, str):
        return value
    if isnan(value):
        return "—"
    if value in (inf, -inf):
        return "∞" if value > 0 else "−∞"
    if isinstance(value, int | np.integer):
        return _signed(str(value))
    value = float(f"{value:.{digits - 1}e}") + 0.0
    if value == 0 or 1e-3 <= abs(value) < 10**digits:
        return _signed(f"{value:{'#' if zeros else ''}.{digits}g}".rstrip("."))
    mantissa, exponent = f"{value:.{digits - 1 if zeros else 1}e}".split("e")
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    if not zeros:
        mantissa = mantissa.removesuffix(".0")
    short = {"1": power, "-1": f"−{power}"}
    return short.get(mantissa) or f"{_signed(mantissa)}×{power}"


def fixed(value, decimals):
    """Write a number with so many decimals; what rounds to zero has no sign.

    Examples
    --------
    >>> fixed(-0.125, 2), fixed(-1e-9, 3)
    ('−0.12', '0.000')
    """
    return _signed(f"{value:z.{decimals}f}")


def short(value):
    """Write a number with four digits and no more than three decimals; 0.000 is not quite 0.

    Examples
    --------
    >>> short(-2.5), short(31.4159), short(1e-9), short(0.0), short(2e6)
    ('−2.5', '31.42', '0.000', '0', '2×10⁶')
    """
    if abs(value) >= 1e4:
        return written(value, 3, zeros=False)
    decimals = 3 if abs(value) < 10 else 2 if abs(value) < 100 else 1
    text = _signed(f"{value + 0.0:.{decimals}f}")
    return text if value and not text.strip("−0.") else text.rstrip("0").rstrip(".")


def row(values, decimals=5):
    """Write numbers in a line that keeps its length while they change.

    Examples
    --------
    >>> row([0.5, -0.25], 2)
    '0.50, −0.25'
    """
    return ", ".join(fixed(value, decimals) for value in values)


def vector(values):
    """Write a vector with three decimals at most.

    Examples
    --------
    >>> vector([0.6, -1 / 3])
    '(0.6, −0.333)'
    """
    rounded = (round(value, 3) + 0.0 for value in values)
    return "(" + ", ".join(written(value, 4, zeros=False) for value in rounded) + ")"


def _signed(text):
    return text.replace("-", "−")
