"""What the book's pages need beside their text: late figures, captions, the way to the lecture."""

import re

from docutils import nodes

# The picture's size in points or pixels, as its file says.
SIZE = re.compile(r'width="([\d.]+)(pt)?" height="([\d.]+)(pt)?"')


def figures_come_when_near(app, doctree, name):
    """Let a browser fetch figures late, and know their size before."""
    for image in doctree.findall(nodes.image):
        image["loading"] = "lazy"
        path = app.srcdir / image["uri"]
        if path.suffix == ".svg" and (size := SIZE.search(path.read_text("utf-8"))):
            width, unit, height, _ = size.groups()
            pixels = 4 / 3 if unit else 1
            image["width"], image["height"] = (f"{float(n) * pixels:.0f}" for n in (width, height))


def captions_look_so(app, doctree, name):
    """Mark the paragraphs that are a figure's caption."""
    for paragraph in doctree.findall(nodes.paragraph):
        alone = len(paragraph) == 1 and isinstance(paragraph[0], nodes.emphasis)
        if alone and paragraph.astext().startswith("图 "):
            paragraph["classes"].append("figure-caption")


def lectures_are_linked(app, doctree, name):
    """Say below the title of each chapter where its slides are."""
    if not name[0].isdigit():
        return
    link = f'<p class="lecture"><a href="slides/{name}.html">这一章的幻灯片</a></p>'
    title = next(doctree.findall(nodes.title))
    title.parent.insert(title.parent.index(title) + 1, nodes.raw("", link, format="html"))


def setup(app):
    app.connect("doctree-resolved", captions_look_so)
    app.connect("doctree-resolved", lectures_are_linked)
    app.connect("doctree-resolved", figures_come_when_near)
    return {"parallel_read_safe": True}
