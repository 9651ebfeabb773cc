"""An author's anchor and a heading of the same name: the anchor keeps it.

Sphinx calls a section by its heading, *Exercises* by ``exercises``; so may ``<a id="exercises">``,
above that heading or elsewhere. One place has one name.
"""

from docutils import nodes
from sphinx.transforms import SphinxTransform

from publish.chapter import ANCHOR


class AnchorsComeFirst(SphinxTransform):
    """Call a section otherwise whose name is that of an anchor."""

    default_priority = 800

    def apply(self):
        raws = self.document.findall(nodes.raw)
        anchors = {name for raw in raws for name in ANCHOR.findall(f"{raw.astext()}</a>")}
        for section in self.document.findall(nodes.section):
            section["ids"] = [f"{i}-section" if i in anchors else i for i in section["ids"]]


def setup(app):
    app.add_transform(AnchorsComeFirst)
    return {"parallel_read_safe": True}
