"""Where lines end: no line begins with the comma after a formula, or ends with a bracket before it.

To a browser a formula is a picture, beside which a line may end, whatever sign comes next.
"""

import re

from docutils import nodes

from publish.web.plain import plain

BEFORE = re.compile(r"^(.*?)([（“‘《【(\[]+)$", re.DOTALL)
AFTER = re.compile(r"^([，。、；：？！）”’》】,.;:?!)\]]+)(.*)$", re.DOTALL)
# A longer formula may be broken itself, on a telephone.
SHORT = 24


def keep_signs_beside_formulas(app, doctree, name):
    """Put short formulas together with the signs beside them, so that no line ends between."""
    for formula in [*doctree.findall(nodes.math)]:
        if not short(formula):
            continue
        line, place = formula.parent, formula.parent.index(formula)
        together = nodes.inline("", "", classes=["together"])
        if place and (found := beside(line[place - 1], BEFORE)):
            line[place - 1 : place] = [nodes.Text(found[1])]
            together += nodes.Text(found[2])
        line.replace(formula, together)
        together += formula
        place = line.index(together)
        if place + 1 < len(line) and (found := beside(line[place + 1], AFTER)):
            line[place + 1 : place + 2] = [nodes.Text(found[2])]
            together += nodes.Text(found[1])


def beside(node, signs):
    return signs.match(node.astext()) if isinstance(node, nodes.Text) else None


def short(formula):
    try:
        return len(plain(formula.astext())) <= SHORT
    except ValueError:
        return False


def setup(app):
    app.connect("doctree-resolved", keep_signs_beside_formulas)
    return {"parallel_read_safe": True}
