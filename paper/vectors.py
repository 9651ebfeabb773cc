"""What paper needs: figures as vectors, numbered equations, and places that links lead to."""

import re
import subprocess

from docutils import nodes
from sphinx.transforms.post_transforms.images import ImageConverter

ALIGNED = re.compile(r"\\begin\{(align|gather|equation)\*?\}")
ANCHOR = re.compile(r'<a id="([^"]+)">')


class Vectors(ImageConverter):
    """Turn SVG into PDF, which keeps lines lines."""

    conversion_rules = [("image/svg+xml", "application/pdf")]  # noqa: RUF012

    def is_available(self):
        return True

    def convert(self, source, target):
        subprocess.run(["rsvg-convert", "-f", "pdf", "-o", target, source], check=True)
        return True


def places(app, doctree):
    r"""Make a target of every `<a id>`, and a numbered equation of every `\tag`."""
    for raw in list(doctree.findall(nodes.raw)):
        if names := ANCHOR.findall(raw.astext()):
            target = nodes.target("", "", ids=names)
            inline = isinstance(raw.parent, nodes.TextElement)
            raw.replace_self(target if inline else nodes.paragraph("", "", target))
    for equation in doctree.findall(nodes.math_block):
        if r"\tag{" in equation.astext() and not ALIGNED.search(equation.astext()):
            text = rf"\begin{{equation*}}{equation.astext().strip()}\end{{equation*}}"
            equation.children = [nodes.Text(text)]
            equation.rawsource = text
            equation["no-wrap"] = equation["nowrap"] = True


def setup(app):
    app.add_post_transform(Vectors)
    app.connect("doctree-read", places)
    return {"parallel_read_safe": True}
