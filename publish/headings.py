"""What is core and what is depth, in the forms that Sphinx makes: beside the titles, not in them.

Contents, running heads and the search have titles without marks. A page shows the mark behind the
title and its contents in another colour what may be left out; on paper that is said in a line.
"""

from docutils import nodes
from sphinx.transforms import SphinxTransform

from publish.chapter import DEPTHS, split_mark, words
from publish.marks import html


class MarksAside(SphinxTransform):
    """Take the marks off the titles; keep them as classes of the sections."""

    default_priority = 790

    def apply(self):
        for section in self.document.findall(nodes.section):
            title = section[0]
            if not isinstance(title, nodes.title) or not isinstance(title[-1], nodes.Text):
                continue
            text, depth = split_mark(title[-1].astext())
            if not depth:
                continue
            section["classes"].append(depth)
            title.pop()
            if text:
                title += nodes.Text(text)
            if self.app.builder.format == "html":
                title.children, parts = [], title.children
                title += nodes.inline("", "", *parts, classes=[f"title-{depth}"])


def show_marks(app, doctree, name):
    """Show each mark where a reader looks for it."""
    known = words(app.config.edition)
    for section in doctree.findall(nodes.section):
        for depth in {*DEPTHS.values()} & {*section["classes"]}:
            if app.builder.format == "html":
                section[0] += [nodes.Text(" "), nodes.raw("", html(depth, known), format="html")]
            elif depth == "depth":
                section.insert(1, _line(f"○ {known[depth]}"))


def _line(text):
    begins, ends = (nodes.raw("", tex, format="latex") for tex in (r"{\captionface ", r"\par}"))
    return nodes.paragraph("", "", begins, nodes.Text(text), ends)


def setup(app):
    app.add_transform(MarksAside)
    app.connect("doctree-resolved", show_marks)
    return {"parallel_read_safe": True}
