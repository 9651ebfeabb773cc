"""Write the protocol between kernel and page as types of TypeScript, for the page's side.

    python -m tools.lint.types > protocol.d.ts

What the messages are is said once, in `d2l_calc.stage.protocol`; with these types, the type check
of `make lint` holds the page to it.
"""

from types import NoneType, UnionType
from typing import Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from d2l_calc.stage import protocol

_PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null"}


def written(kind):
    """Give a type as TypeScript writes it.

    Examples
    --------
    >>> written(list[int | str]), written(tuple[float, float]), written(Literal["now", "ahead"])
    ('(number | string)[]', '[number, number]', '"now" | "ahead"')
    """
    if kind in _PLAIN:
        return _PLAIN[kind]
    if is_typeddict(kind):
        return kind.__name__
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return " | ".join(f'"{part}"' for part in parts)
    parts = [written(part) for part in parts]
    if origin in (Union, UnionType):
        return " | ".join(dict.fromkeys(parts))
    if origin is tuple:
        return f"[{', '.join(parts)}]"
    if origin is dict:
        return f"{{ [name: {parts[0]}]: {parts[1]} }}"
    if origin is list:
        return f"({parts[0]})[]" if "|" in parts[0] else f"{parts[0]}[]"
    raise TypeError(f"{kind!r} is nothing that JSON can say")


def fields(message):
    """Give each field of a message, its type, and whether it may be missing."""
    for name, kind in get_type_hints(message, include_extras=True).items():
        missing = get_origin(kind) is NotRequired
        yield name, get_args(kind)[0] if missing else kind, missing


def declaration():
    """Give the whole file."""
    lines = ["// Generated from d2l_calc/stage/protocol.py by tools/lint/types.py.", ""]
    lines.append("declare namespace Protocol {")
    for name, kind in vars(protocol).items():
        if is_typeddict(kind):
            lines.append(f"  interface {name} {{")
            for field, inner, missing in fields(kind):
                lines.append(f"    {field}{'?' * missing}: {written(inner)};")
            lines.append("  }")
        elif name in ("Value", "Purpose"):
            lines.append(f"  type {name} = {written(kind)};")
    return "\n".join([*lines, "}", ""])


if __name__ == "__main__":
    print(declaration(), end="")
