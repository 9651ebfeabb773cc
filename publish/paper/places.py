"""Places that links lead to, equations that keep their numbers, pages named beside links."""

import re

from docutils import nodes

from publish.chapter import words

ALIGNED = re.compile(r"\\begin\{(align|gather|equation)\*?\}")
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}((?!\\begin).)*?\\end\{\1\}", re.DOTALL)
TAG = re.compile(r"\\tag\*?\{[^}]*\}")
ANCHOR = re.compile(r'<a id="([^"]+)">')
OF_AN_EXERCISE = re.compile(r"#(solution|exercise)-[\d-]+$")


def places(app, doctree):
    r"""Make a target of every `<a id>`, and a numbered equation of every `\tag`."""
    for raw in list(doctree.findall(nodes.raw)):
        if names := ANCHOR.findall(raw.astext()):
            _place(raw, names)
    for equation in doctree.findall(nodes.math_block):
        if TAG.search(equation.astext()) and not ALIGNED.search(equation.astext()):
            text = rf"\begin{{equation*}}{in_lines(equation.astext().strip())}\end{{equation*}}"
            equation.children = [nodes.Text(text)]
            equation.rawsource = text
            equation["no-wrap"] = equation["nowrap"] = True


def in_lines(equation):
    r"""Let an equation that is broken into lines have them, beside its one number.

    Examples
    --------
    >>> print(in_lines(r"a=b\\ c=d\tag{1.1}"))
    \begin{split}a=b\\ c=d\end{split}\tag{1.1}
    >>> print(in_lines(r"\begin{pmatrix}a\\b\end{pmatrix}\tag{1.1}"))
    \begin{pmatrix}a\\b\end{pmatrix}\tag{1.1}
    """
    outside, count = equation, 1
    while count:
        outside, count = ENVIRONMENT.subn("", outside)
    if r"\\" not in outside:
        return equation
    tags = "".join(TAG.findall(equation))
    return rf"\begin{{split}}{TAG.sub('', equation)}\end{{split}}{tags}"


def _place(raw, names):
    """Put a target where a reader looks: at a heading or table, or where the text leads there."""
    inside = raw.parent
    target = nodes.target("", "", ids=names)
    if isinstance(inside, nodes.paragraph) and inside.astext() == _html(inside):
        inside.replace_self(raw)  # a paragraph of nothing else
    elif isinstance(inside, nodes.TextElement):
        raw.replace_self(target)
        return
    before = raw.parent[raw.parent.index(raw) - 1] if raw.parent.index(raw) else None
    last = raw
    while last.parent is not None and last.parent[-1] is last:
        last = last.parent
    after = last.next_node(descend=False, siblings=True)
    if isinstance(after, (nodes.section, nodes.table)):
        after["ids"] += names
        raw.parent.remove(raw)
    elif isinstance(before, nodes.paragraph):
        before += target
        raw.parent.remove(raw)
    else:
        raw.replace_self(nodes.paragraph("", "", target))


def _html(node):
    return "".join(raw.astext() for raw in node.findall(nodes.raw))


def pages(app, doctree, name):
    """Say on which page an exercise's solution is, and on which the exercise."""
    for link in list(doctree.findall(nodes.reference)):
        if OF_AN_EXERCISE.search(link.get("refuri", "")):
            label = link["refuri"].lstrip("%").replace("#", ":")
            page = rf"\pageref{{\detokenize{{{label}}}}}"
            said = words(app.config.edition)["page"].format(page=page)
            link += nodes.raw("", said, format="latex")


def setup(app):
    app.add_config_value("edition", "zh", "env")
    app.connect("doctree-read", places)
    app.connect("doctree-resolved", pages)
    return {"parallel_read_safe": True}
