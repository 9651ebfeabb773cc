"""What is read together stands on one page: code and its result, a figure and its caption."""

import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from publish.chapter import caption_in, read_heading, words
from publish.pictures import size

# A letter that stands alone: the x of 3x², not the d of d2l.
VARIABLE = re.compile(r"(?<![A-Za-z])(?<![A-Za-z]\d)([a-zA-Z])(?![A-Za-z\d])")
EXERCISE = re.compile(r"\d+\.\d+")

# Pictures are drawn for a screen: on paper their letters are about as large as those of code.
ON_PAPER, EXPLORER, PIXEL = 0.8, 0.9, 0.75
LINE = 11.6  # points from one line of code to the next; see paper.sty
BOX = 22  # around them
CAPTION = 45
LONGEST = 22  # lines of code that never go over two pages
LONG_TABLE = 22  # rows from which on a table may go on over the page
QUESTION = 6  # lines that an exercise takes besides its code
FEW = 3  # lines of code that stay with their figure


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
                shown += with_caption(image, cell, self.env)
            _before(cell, height(code, printed, shown) + _ending(cell))
        for paragraph in list(self.document.findall(nodes.paragraph)):
            _spaced(paragraph, self.config.edition)
        for table in self.document.findall(nodes.table):
            if len(list(table.findall(nodes.row))) > LONG_TABLE:
                table["classes"].append("longtable")
            for formula in list(table.findall(nodes.math)):
                if "frac" in formula.astext():
                    formula.parent += nodes.raw("", r"\tall", format="latex")


def _spaced(paragraph, language):
    """Set off what a paragraph begins with in bold: an exercise, a callout's name."""
    seen = [part for part in paragraph if part.astext().strip() and not _unseen(part)]
    for part in paragraph[: paragraph.index(seen[0])] if seen else []:
        if isinstance(part, nodes.Text):
            paragraph.remove(part)
    if not seen or not isinstance(name := seen[0], nodes.strong):
        return
    if EXERCISE.fullmatch(read_heading(name.astext(), language)[0]):
        _before(paragraph, (QUESTION + _stub(paragraph)) * LINE, "exercise")
    after = name.next_node(descend=False, siblings=True)
    closed = name.astext().endswith(("。", "：", "，", "？", "！"))
    if isinstance(after, nodes.Text) and after.startswith(" ") and not closed:
        # Between Chinese characters TeX drops a space.
        labelled = words(language)["labelled"].format(label="", text=after.lstrip())
        paragraph.replace(after, nodes.Text(labelled))


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
        needed += (printed if code + printed <= LONGEST else min(printed, FEW)) * LINE + BOX
    return needed


def with_caption(image, cell, env):
    """Set a figure with the caption below its cell; give the height of both in points."""
    _, tall = size(Path(env.srcdir, image["uri"]).read_text("utf-8"))
    scale = EXPLORER if "tag_explorer" in cell["classes"] else ON_PAPER
    image["scale"] = 100 * scale
    below = cell.parent[cell.parent.index(cell) + 1 :][:1]
    parts = [nodes.raw("", r"\begin{shown}", format="latex"), image.deepcopy()]
    for paragraph in below:
        found = caption_in(paragraph.astext(), env.config.edition)
        if isinstance(paragraph, nodes.paragraph) and found:
            paragraph.parent.remove(paragraph)
            parts.append(_caption(paragraph, *found[:2], env.config.edition))
    parts.append(nodes.raw("", r"\end{shown}", format="latex"))
    image.parent.replace(image, parts)
    return tall * PIXEL * scale + CAPTION


def _caption(paragraph, label, colon, language):
    """Give the label of a caption in bold, and the rest with its variables in italics."""
    (emphasis,) = [part for part in paragraph if isinstance(part, nodes.emphasis)]
    begins = emphasis[0].astext().removeprefix(f"{label}{colon}")
    face = nodes.raw("", r"\captionface", format="latex")
    gap = nodes.Text(words(language)["labelled"].format(label="", text=""))
    caption = nodes.paragraph("", "", face, nodes.strong("", label), gap)
    for part in [nodes.Text(begins), *emphasis[1:]]:
        if isinstance(part, nodes.Text):
            for place, piece in enumerate(VARIABLE.split(part.astext())):
                caption += nodes.emphasis("", piece) if place % 2 else nodes.Text(piece)
        else:
            caption += part
    return caption


def _unseen(node):
    return isinstance(node, nodes.raw) and node["format"] != "latex"


def _is_cell(node):
    return isinstance(node, nodes.container) and "cell" in node["classes"]


def _ending(cell):
    """Give the points of a section's last words: no page has nothing else on it."""
    below = cell.parent[cell.parent.index(cell) + 1 :]
    last = 0 < len(below) <= 2 and all(isinstance(node, nodes.paragraph) for node in below)
    return CAPTION if last else 0


def _stub(paragraph):
    """Count the lines of code below an exercise's question, as far as they are to follow it."""
    after = paragraph.parent[paragraph.parent.index(paragraph) :]
    cell = next(filter(_is_cell, after))
    return min(LONGEST, next(cell.findall(nodes.literal_block)).astext().count("\n") + 1)


def _before(node, points, needs="room"):
    need = nodes.raw("", rf"\{needs}{{{points:.0f}pt}}", format="latex")
    node.parent.insert(node.parent.index(node), need)


def setup(app):
    app.add_post_transform(Together)
    return {"parallel_read_safe": True}
