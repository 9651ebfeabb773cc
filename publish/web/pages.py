"""What the book's pages need beside their text: late figures, captions, the way to the lecture."""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from publish.chapter import CARDS, caption_in, words
from publish.pictures import size


def figures_come_when_near(app, doctree, name):
    """Let a browser fetch figures late, and know their size before."""
    for image in doctree.findall(nodes.image):
        image["loading"] = "lazy"
        path = app.srcdir / image["uri"]
        if path.suffix == ".svg":
            lengths = size(path.read_text("utf-8"))
            image["width"], image["height"] = (f"{length:.0f}" for length in lengths)


def captions_look_so(app, doctree, name):
    """Mark the paragraphs that are a figure's caption."""
    for paragraph in doctree.findall(nodes.paragraph):
        alone = len(paragraph) == 1 and isinstance(paragraph[0], nodes.emphasis)
        if alone and caption_in(paragraph.astext(), app.config.edition):
            paragraph["classes"].append("figure-caption")


class EquationsAsWritten(SphinxPostTransform):
    r"""Leave an equation to MathJax as its author wrote it.

    Sphinx would put what contains ``\\\\`` into ``split``, in which MathJax takes no ``\\tag``.
    """

    default_priority = 700
    formats = ("html",)

    def run(self):
        start, end = self.config.mathjax_display
        for equation in self.document.findall(nodes.math_block):
            if not (equation.get("no-wrap") or equation.get("nowrap")):
                equation.children = [nodes.Text(f"{start}{equation.astext()}{end}")]
                equation["no-wrap"] = equation["nowrap"] = True


def cards_look_so(app, doctree, name):
    """Mark the pages that are to be printed on one sheet."""
    if name in CARDS:
        next(doctree.findall(nodes.section))["classes"].append("sheet")


def ways_lead_out(app, doctree, name):
    """Say below the title of each page where its slides are, and the same in other languages."""
    links = []
    if name[0].isdigit():
        text = words(app.config.edition)["to_slides"]
        links.append(f'<a href="slides/{name}.html">{text}</a>')
    for language, (folder, names) in app.config.others.items():
        if name in names:
            said = words(language)
            way = f'href="{folder}/{name}.html" hreflang="{said["html"]}" lang="{said["html"]}"'
            links.append(f"<a {way}>{said['own_name']}</a>")
    if links:
        title = next(doctree.findall(nodes.title))
        line = nodes.raw("", f'<p class="lecture">{" · ".join(links)}</p>', format="html")
        title.parent.insert(title.parent.index(title) + 1, line)


def editions_know_each_other(app, name, template, context, doctree):
    """Tell what reads the head of a page where the same page is in other languages."""
    for language, (folder, names) in app.config.others.items():
        if name in names:
            way = f'hreflang="{words(language)["html"]}" href="{folder}/{name}.html"'
            context["metatags"] += f'<link rel="alternate" {way}>\n'


def theme_speaks(app, name, template, context, doctree):
    """Let the theme say in the edition's language what it has no words for."""
    english, ours = words("en"), words(app.config.edition)
    said = {english[key]: ours[key] for key in ours if key.startswith("theme_")}

    def speaking(theirs):
        return lambda text: said.get(text) or theirs(text)

    context["translate"] = speaking(context["translate"])
    context["_"] = speaking(app.translator.gettext)


def setup(app):
    app.add_config_value("edition", "zh", "env")
    app.add_config_value("others", {}, "env")
    app.add_post_transform(EquationsAsWritten)
    app.connect("doctree-resolved", captions_look_so)
    app.connect("doctree-resolved", cards_look_so)
    app.connect("doctree-resolved", ways_lead_out)
    app.connect("doctree-resolved", figures_come_when_near)
    app.connect("html-page-context", editions_know_each_other)
    app.connect("html-page-context", theme_speaks, priority=900)  # after the theme's own
    return {"parallel_read_safe": True}
