"""How the drills write mathematics: as the book typesets it, and as a learner may type it."""

import re

from sympy import Add, S, sstr
from sympy.printing.latex import LatexPrinter

# A blank that TeX needs, behind the name of a function; any other.
BLANKS = re.compile(r"(\\[a-zA-Z]+) +(?=[a-zA-Z])| +")


NAMES = {"log": "ln"}


class _BookPrinter(LatexPrinter):
    r"""LaTeX with the book's habits: ``\sin x``, ``\sin^2(3x)``, ``\ln x``, ``x^{3/2}``."""

    def __init__(self):
        super().__init__({"fold_frac_powers": True})

    def _print_Function(self, expr, exp=None):
        name, (inner,) = expr.func.__name__, expr.args
        power = f"^{{{exp}}}" if exp else ""
        bare = inner.is_Symbol or (inner.is_Integer and inner > 0)
        argument = self._print(inner)
        argument = f" {argument}" if bare else f"({argument})"
        return rf"\{NAMES.get(name, name)}{power}{argument}"

    _print_log = _print_Function


_PRINTER = _BookPrinter()


def typeset(expression):
    r"""Give an expression as LaTeX, as the book would print it.

    Parameters
    ----------
    expression : sympy.Expr or number

    Examples
    --------
    >>> from sympy.abc import x
    >>> from sympy import log, sin
    >>> typeset(x**2 * sin(3 * x + 1)), typeset(log(x) / x), typeset(sin(x) ** 2)
    ('x^2\\sin(3x+1)', '\\frac{\\ln x}{x}', '\\sin^2 x')
    """
    text = _PRINTER.doprint(S(expression))
    text = text.replace(r"\left(", "(").replace(r"\right)", ")")
    text = BLANKS.sub(lambda blank: f"{blank[1]} " if blank[1] else "", text)
    text = re.sub(r"\^\{(\w)\}", r"^\1", text)
    text = re.sub(r"\^\{(-?)\\frac\{(\w)\}\{(\w)\}\}", r"^{\1\2/\3}", text)
    # A power of a function without brackets: TeX sees the end of \sin^2, people want a blank.
    return re.sub(r"(\\[a-z]+\^\w)(?=[a-z])", r"\1 ", text)


def in_brackets(expression):
    """Give a factor of a product as LaTeX, in brackets where it needs them.

    Examples
    --------
    >>> from sympy.abc import x
    >>> in_brackets(x + 1), in_brackets(-x), in_brackets(x**2)
    ('(x+1)', '(-x)', 'x^2')
    """
    text = typeset(expression)
    return f"({text})" if isinstance(S(expression), Add) or text.startswith("-") else text


def leading(expression):
    """Give the first factor of a product as LaTeX: a minus needs no brackets there.

    Examples
    --------
    >>> from sympy.abc import x
    >>> leading(x + 1), leading(-x)
    ('(x+1)', '-x')
    """
    text = typeset(expression)
    return f"({text})" if isinstance(S(expression), Add) else text


def times(first, second):
    r"""Give a product as LaTeX, as a rule leaves it.

    Examples
    --------
    >>> from sympy.abc import x
    >>> times(-x, x + 1), times(x + 1, -2)
    ('-x\\cdot (x+1)', '(x+1)\\cdot (-2)')
    """
    return rf"{leading(first)}\cdot {in_brackets(second)}"


def typed(expression):
    """Give an expression as a formula that the grader reads.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from sympy import exp, log, sqrt
    >>> typed(2**x * log(2) + sqrt(x)), typed(exp(1) * x)
    ('2**x*log(2) + sqrt(x)', 'e*x')
    """
    return re.sub(r"\bE\b", "e", sstr(S(expression)))


def listed(parts):
    """Give several formulas, or rows of them, as one answer.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> listed([2 * x, y]), listed([[1, x], [0, 2]])
    ('[2*x, y]', '[[1, x], [0, 2]]')
    """
    nested = (listed(p) if isinstance(p, (list, tuple)) else typed(p) for p in parts)
    return f"[{', '.join(nested)}]"


def column(parts):
    r"""Give a column vector as LaTeX.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> column([2 * x, y])
    '\\begin{bmatrix}2x\\\\y\\end{bmatrix}'
    """
    return table([[part] for part in parts])


def table(rows):
    r"""Give a matrix as LaTeX.

    Examples
    --------
    >>> table([[1, 2], [3, 4]])
    '\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}'
    """
    lines = r"\\".join("&".join(map(typeset, row)) for row in rows)
    return rf"\begin{{bmatrix}}{lines}\end{{bmatrix}}"


def in_a_row(parts):
    r"""Give several expressions as LaTeX, commas between them.

    Examples
    --------
    >>> from sympy.abc import x
    >>> in_a_row([2 * x, 1])
    '2x,\\ 1'
    """
    return r",\ ".join(map(typeset, parts))
