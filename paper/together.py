"""What is read together stands on one page: code and its result, a figure and its caption."""

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

SIZE = re.compile(r'width="([\d.]+)(pt)?" height="([\d.]+)(pt)?"')
EXERCISE = re.compile(r"\d\.\d+ ")

LINE = 11.6  # points from one line of code to the next; see paper.sty
BOX = 16  # around them
CAPTION = 45
LONGEST = 18  # lines of code that never go over two pages
FEW = 6  # lines of code that stay with their figure


class Together(SphinxPostTransform):
    """Set each figure with its caption, and start a page where a cell would be torn apart."""

    default_priority = 50  # outputs are chosen already, pictures not yet converted
    formats = ("latex",)

    def run(self):
        for cell in list(self.document.findall(_is_cell)):
            code, shown, printed = 0, 0, 0
            for block in cell.findall(nodes.literal_block):
                lines = len(block.astext().splitlines())
                if "cell_input" in block.parent["classes"]:
                    code += lines
                else:
                    printed += lines
            for image in list(cell.findall(nodes.image)):
                shown += with_caption(image, cell, self.env.srcdir)
            _before(cell, height(code, printed, shown))
        for paragraph in list(self.document.findall(nodes.paragraph)):
            first = paragraph[0] if len(paragraph) else None
            if isinstance(first, nodes.strong):
                if EXERCISE.match(first.astext()):
                    _before(paragraph, 8 * LINE)
                after = paragraph[1] if len(paragraph) > 1 else None
                if isinstance(after, nodes.Text) and after.startswith(" "):
                    # Between Chinese characters TeX drops a space.
                    paragraph.replace(after, nodes.Text("　" + after.lstrip()))


def height(code, printed, shown):
    """Give the points that a cell needs below it on its page.

    Parameters
    ----------
    code, printed : int
        Lines.
    shown : float
        Height of its figures in points, 0 without one.
    """
    needed = min(code, LONGEST) * LINE + BOX
    if shown and code <= FEW:
        return needed + shown
    if printed:
        return needed + min(printed, FEW) * LINE + BOX
    return needed


def with_caption(image, cell, folder):
    """Set a figure with the caption below its cell; give the height of both in points."""
    text = Path(folder, image["uri"]).read_text("utf-8")
    width, points, tall, _ = SIZE.search(text).groups()
    # Figures are drawn for a screen: on paper their letters are as large as those of code.
    image["scale"] = 80 if points else 100
    below = cell.parent[cell.parent.index(cell) + 1 :][:1]
    parts = [nodes.raw("", r"\begin{shown}", format="latex"), image.deepcopy()]
    for paragraph in below:
        if isinstance(paragraph, nodes.paragraph) and paragraph.astext().startswith("图 "):
            paragraph.parent.remove(paragraph)
            label, said = paragraph[0].astext().split("：", 1)
            caption = [nodes.strong("", label), nodes.Text("　"), nodes.emphasis("", said)]
            small = nodes.raw("", r"\small", format="latex")
            parts.append(nodes.paragraph("", "", small, *caption, *paragraph[1:]))
    parts.append(nodes.raw("", r"\end{shown}", format="latex"))
    image.parent.replace(image, parts)
    return float(tall) * (0.8 if points else 0.75) + CAPTION


def _is_cell(node):
    return isinstance(node, nodes.container) and "cell" in node["classes"]


def _before(node, points):
    need = nodes.raw("", rf"\needspace{{{points:.0f}pt}}", format="latex")
    node.parent.insert(node.parent.index(node), need)


def setup(app):
    app.add_post_transform(Together)
    return {"parallel_read_safe": True}
