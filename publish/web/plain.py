"""Say a formula in plain characters, for where nothing sets it: ∂f/∂x, not its TeX."""

import re
import unicodedata
from xml.etree import ElementTree

from docutils.utils.math.latex2mathml import tex2mathml

# What docutils does not read, in words that it does.
REWRITTEN = [
    (re.compile(r"\\tag\{[^}]*\}"), ""),
    (re.compile(r"\\\\\[[\d.]+[a-z]+\]"), r"\\\\"),
    (re.compile(r"\\dots(?![a-z])"), r"\\ldots "),
    (re.compile(r"\\([dt]?frac)\s*(\d)(\d)"), r"\\\1{\2}{\3}"),
    (re.compile("≈"), r"\\approx "),
    (re.compile("×"), r"\\times "),
    (re.compile("·"), r"\\cdot "),
]
ENTITY = re.compile("&(nbsp|ApplyFunction);")

LOW = "abcdefghijklmnoprstuvwxyz0123456789+−=()"
RAISED = dict(zip(LOW, "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True))
RAISED |= {"T": "ᵀ", "⊤": "ᵀ", "∘": "°", "′": "′", "″": "″", "‴": "‴"}
LOWERED = dict(zip("aehijklmnoprstuvx" + LOW[25:], "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True))
ACCENTS = {"ˆ": "\u0302", "ˉ": "\u0304", "˙": "\u0307", "¨": "\u0308", "˜": "\u0303"}
BRACES = "⏟⏞"
SCRIPTS = f"[{''.join({*RAISED.values(), *LOWERED.values(), *ACCENTS.values()})}]*"
# One letter, number or size: what needs no brackets wherever it stands.
ONE = re.compile(rf"(?:[∂Δd]?(?:[\d.]+|[^\W\d_]|∞)|\|\w+\||‖\w+‖){SCRIPTS}")
WIDE = "\u2003"
RELATION = re.compile(f"[ {WIDE}]*([=≠≈<>≤≥≪≫∈→←↦⇒⟹⟶≔∼])[ {WIDE}]*")
NEEDLESS_SPACE = re.compile(r" +(?=[)\]+−⋅×/,;′″])|(?<=[(\[+−⋅×/√]) +|(?<=\w) +(?=\()")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def plain(tex):
    r"""Give a formula in plain characters.

    Parameters
    ----------
    tex : str
        The formula in TeX, as between dollar signs.

    Raises
    ------
    docutils.utils.math.MathError
        For what docutils cannot read.

    Examples
    --------
    >>> plain(r"\frac{f(x+h)-f(x)}{h}")
    '(f(x+h)−f(x))/h'
    >>> plain(r"\hat y_i=\nabla f(x)^\top u, \quad e^{x_2}\ne\frac12\|x\|^2")
    'ŷᵢ = ∇f(x)ᵀu,\u2003e^(x₂) ≠ 1/2 ‖x‖²'
    """
    for pattern, instead in REWRITTEN:
        tex = pattern.sub(instead, tex)
    if r"\\" in tex and r"\begin" not in tex:
        tex = rf"\begin{{aligned}}{tex}\end{{aligned}}"
    mathml = ENTITY.sub(" ", tex2mathml(tex))
    said = re.sub(" +", " ", _said(ElementTree.fromstring(mathml)))
    said = said.replace("′′", "″")
    said = re.sub(f" *{WIDE}[ {WIDE}]*", WIDE, said)
    return unicodedata.normalize("NFC", RELATION.sub(r" \1 ", NEEDLESS_SPACE.sub("", said)).strip())


def _said(element):
    name = element.tag.rpartition("}")[2]
    parts = [_said(part) for part in element]
    if name in ("mi", "mn", "mo", "mtext"):
        return _letters(element.text or "")
    if name == "mspace":
        return WIDE if float(element.get("width", "0em").removesuffix("em")) >= 1 else " "
    if name == "mfrac":
        return f" {_grouped(parts[0], product=True)}/{_grouped(parts[1])} "
    if name == "msqrt":
        return "√" + _grouped("".join(parts))
    if name == "mroot":
        return _script(parts[1], "^") + "√" + _grouped(parts[0])
    if name == "mtable":
        return "; ".join(parts)
    if name == "mtr":
        return WIDE.join(parts)
    if name in ("msub", "msup", "msubsup", "munder", "mover", "munderover"):
        return _with_scripts(element, parts, name)
    return "".join(parts)


def _with_scripts(element, parts, name):
    """Give a base with what stands below and above it."""
    base, *scripts = (part.strip() for part in parts)
    if scripts[-1] and scripts[-1] in BRACES:
        return base + scripts[-1]
    if base[-1:] and base[-1] in BRACES:  # what a brace is said to be: not here
        return base[:-1]
    if element[0].tag.endswith(("mfrac", "mrow")):
        base = _grouped(base)
    places = "_" * ("sub" in name or "under" in name) + "^" * ("sup" in name or "over" in name)
    of_operator = name.startswith("munder") and element[0].tag.endswith("mo")
    for place, script in zip(places, scripts, strict=True):
        if script in ACCENTS:
            base = base[:1] + ACCENTS[script] + base[1:]
        elif place == "_" and of_operator and not set(script) <= set(LOWERED):
            base += f"({script}) "
        else:
            base = base.rstrip() + _script(script, place)
    return base


def _script(text, place):
    """Give a text small where there are such letters, else after a sign."""
    small = LOWERED if place == "_" else RAISED
    if set(text) <= set(small):
        return "".join(map(small.get, text))
    return f"{place}{text} " if len(text) == 1 else f"{place}({text})"


def _grouped(text, product=False):
    """Give a text in brackets, unless it is one thing, or a product where that is enough."""
    text = text.strip()
    whole = (
        ONE.fullmatch(text)
        or BRACKETED.fullmatch(text)
        or (product and not re.search(r"[\s+−=<>/,]", text))
    )
    return text if whole else f"({text})"


def _letters(text):
    """Give the letters themselves for those of mathematical alphabets."""
    letters = (unicodedata.normalize("NFKC", c) if "𝐀" <= c <= "𝟿" else c for c in text)
    return (
        "".join(letters)
        .replace("'", "′")
        .replace("′′", "″")
        .replace("\u2061", " ")
        .replace("\u00a0", " ")
    )
