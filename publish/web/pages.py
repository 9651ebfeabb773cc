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


def translations(app, name):
    """Give address and words of every other edition that has a page.

    Yields
    ------
    str, dict of str to str
    """
    for language, (folder, names) in app.config.others.items():
        if name in names:
            yield f"{folder}/{name}.html", words(language)


def ways_out(app, name):
    """Give the line that says where a page's slides are, and the same in other languages."""
    links = []
    if name[0].isdigit():
        text = words(app.config.edition)["to_slides"]
        links.append(f'<a href="slides/{name}.html">{text}</a>')
    for address, said in translations(app, name):
        way = f'href="{address}" hreflang="{said["html"]}" lang="{said["html"]}"'
        links.append(f"<a {way}>{said['own_name']}</a>")
    return f'<p class="lecture">{" · ".join(links)}</p>' if links else ""


def ways_lead_out(app, doctree, name):
    """Put that line below the title of each page."""
    if line := ways_out(app, name):
        title = next(doctree.findall(nodes.title))
        title.parent.insert(title.parent.index(title) + 1, nodes.raw("", line, format="html"))


def editions_know_each_other(app, name, template, context, doctree):
    """Tell what reads the head of a page where the same page is in other languages.

    A page that is no notebook has the line below its title from its template.
    """
    context["ways_out"] = ways_out(app, name)
    for address, said in translations(app, name):
        way = f'hreflang="{said["html"]}" href="{address}"'
        link = f'<link rel="alternate" {way}>\n'
        context["metatags"] = context.get("metatags", "") + link


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
