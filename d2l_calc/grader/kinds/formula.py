"""A string of Python maths, read as a function: arithmetic, declared names, known functions."""

import ast
import operator

import numpy as np

from d2l_calc.grader.messages import Unreadable, message

LONGEST = 500

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
CONSTANTS = {"pi": np.pi, "e": np.e}
FUNCTIONS = {
    **{name: getattr(np, name) for name in ("sin", "cos", "tan", "arcsin", "arccos", "arctan")},
    **{name: getattr(np, name) for name in ("sinh", "cosh", "tanh", "exp", "sqrt", "abs", "sign")},
    **{"log": np.log, "ln": np.log, "log2": np.log2, "log10": np.log10},
}
# What a Chinese keyboard, or a copied formula, puts in place of the ASCII signs.
LOOK_ALIKES = str.maketrans(
    {"（": "(", "）": ")", "，": ",", "＋": "+", "－": "-", "−": "-", "＊": "*", "×": "*"}
    | {"·": "*", "／": "/", "÷": "/", "²": "**2", "³": "**3", "π": "pi"}
)


def parse(text, names):
    """Read a formula as a function of the given names.

    Nothing is ever executed but the arithmetic and the functions listed in this module.

    Parameters
    ----------
    text : str
        An expression in Python's notation, such as ``"6*x - 4 + 3*h"``.
    names : sequence of str
        The names that may occur, in the order of the function's arguments.

    Returns
    -------
    callable
        Takes one number for each name; computes in float64, so that nothing overflows slowly.

    Raises
    ------
    Unreadable
        If the text is anything else; its message tells the learner what to change.

    Examples
    --------
    >>> line = parse("2*x - 3", ["x"])
    >>> float(line(1))
    -1.0
    """
    if len(text) > LONGEST:
        raise Unreadable("formula_long")
    try:
        tree = ast.parse(text.translate(LOOK_ALIKES).strip(), mode="eval")
        compute = _build(tree.body, list(names))
    except (SyntaxError, RecursionError, MemoryError, OverflowError) as error:
        raise Unreadable("formula_syntax", text=text) from error
    return lambda *values: compute(dict(zip(names, map(np.float64, values), strict=True)))


def _build(node, names):
    """Turn a syntax tree into a function of a dictionary name -> value."""
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float() as number):
            value = np.float64(number)
            return lambda at: value
        case ast.Name(id=name) if name in names:
            return lambda at: at[name]
        case ast.Name(id=name):
            if name not in CONSTANTS:
                raise _unknown(name, names)
            return lambda at: np.float64(CONSTANTS[name])
        case ast.UnaryOp(op=sign, operand=operand) if type(sign) in OPERATORS:
            operate, inner = OPERATORS[type(sign)], _build(operand, names)
            return lambda at: operate(inner(at))
        case ast.BinOp(op=ast.BitXor()):
            raise Unreadable("formula_caret")
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            operate, one, other = (
                OPERATORS[type(sign)],
                _build(left, names),
                _build(right, names),
            )
            return lambda at: operate(one(at), other(at))
        case ast.Call(func=func, args=[argument], keywords=[]):
            function, inner = _function(func, names), _build(argument, names)
            return lambda at: function(inner(at))
    raise Unreadable("formula_part", part=ast.unparse(node))


def _function(node, names):
    """Find the function that a call names; ``np.sin`` and ``math.sin`` are ``sin``."""
    match node:
        case ast.Name(id=name) if name in names or name in CONSTANTS:
            raise Unreadable("formula_product", name=name)
        case ast.Constant(value=number):
            raise Unreadable("formula_product", name=number)
        case (
            ast.Name(id=name) | ast.Attribute(value=ast.Name(id="np" | "numpy" | "math"), attr=name)
        ):
            if name not in FUNCTIONS:
                raise _unknown(name, names)
            return FUNCTIONS[name]
    raise Unreadable("formula_part", part=ast.unparse(node))


def _unknown(name, names):
    letters = message("list_comma").join(f"`{name}`" for name in [*names, *CONSTANTS])
    return Unreadable("formula_name", name=name, names=letters)
