"""From what keyboards and copied formulas give to the plain signs that the grammar knows."""

import sys
import unicodedata

# One plain sign for every sign that looks like it; NFKC takes care of the full-width ones.
LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("·⋅∙•・×∗✕✖", "*"),
        **dict.fromkeys("÷∕⁄", "/"),
        **dict.fromkeys("−–—‐‑‒﹣", "-"),
        **dict.fromkeys("【〔", "["),
        **dict.fromkeys("】〕", "]"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚′`´", "'"),
        **dict.fromkeys("、，", ","),
        **dict.fromkeys("∣｜❘", "|"),
        "ˆ": "^",
        **dict.fromkeys("º˚", "°"),
        "。": ".",
        "π": "pi",
        "ϵ": "ε",
        "ϕ": "φ",
    }
)
# Signs that stand above or below the line, and what they are on it.
ABOVE = dict(
    zip(
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
        "0123456789+-()abcdeghijklmnoprstuvwxyz",
        strict=True,
    )
)
BELOW = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
FRACTIONS = {
    **{"½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5"},
    **{"⅗": "3/5", "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8"},
    **{"⅝": "5/8", "⅞": "7/8", "⅑": "1/9", "⅒": "1/10"},
}
# What NFKC would write smaller or larger than it is meant stays as it came, to be refused.
KEPT = ("<super>", "<sub>", "<fraction>", "<square>")
# What wraps a run of signs above the line, and one fraction, in a plain text.
RAISED, FRACTION, CLOSE = "\x01", "\x02", "\x03"


def plain(text):
    """Write a text with plain signs only, and tell where each of them came from.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        A run of raised signs stands between `RAISED` and `CLOSE`, a fraction that is one sign
        between `FRACTION` and `CLOSE`; a lowered digit follows ``_``.
    list of int
        For each sign, and for the end, its place in the text.

    Examples
    --------
    >>> plain("２·x₁　－　１")
    ('2*x_1 - 1', [0, 1, 2, 3, 3, 4, 5, 6, 7, 8])
    """
    signs, places, level = [], [], ""
    for place, sign in enumerate(text):
        now = "above" if sign in ABOVE else "below" if sign in BELOW else ""
        if now != level:
            change = (CLOSE if level == "above" else "") + {"above": RAISED, "below": "_"}.get(
                now, ""
            )
            signs.extend(change)
            places.extend([place] * len(change))
            level = now
        written = _plain(sign)
        signs.extend(written)
        places.extend([place] * len(written))
    if level == "above":
        signs.append(CLOSE)
        places.append(len(text))
    return "".join(signs), [*places, len(text)]


def _plain(sign):
    """Write one sign plainly; nothing for one that cannot be seen, a blank for other blanks."""
    if sign in ABOVE or sign in BELOW:
        return ABOVE.get(sign) or BELOW[sign]
    if sign in FRACTIONS:
        return f"{FRACTION}{FRACTIONS[sign]}{CLOSE}"
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf"):
        return ""
    if unicodedata.decomposition(sign).startswith(KEPT):
        return sign
    return unicodedata.normalize("NFKC", sign.translate(LOOK_ALIKES)).translate(LOOK_ALIKES)


def kept_as_it_is():
    """Give every sign that stays as it came, in one text."""
    signs = map(chr, range(sys.maxunicode + 1))
    return "".join(s for s in signs if unicodedata.decomposition(s).startswith(KEPT))
