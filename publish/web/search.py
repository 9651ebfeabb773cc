"""What the page for searching knows of the book, and that page.

One script with the book's text: an entry for each section and each exercise, with its number, its
title, the terms it explains and its lines, formulas in plain characters. What is behind a click on
the page (hints, solutions) is not there: a search gives nothing away.
"""

import json
import re

from docutils import nodes

from publish.chapter import GLOSSARY, TAG, caption_in, pattern, read_heading, section_named, words
from publish.web.plain import plain

INDEX = "search-index.js"
# What search.js says, in the words of the edition.
SAID = [f"search_{name}" for name in ("around", "found", "instead", "none", "near", "more")]
SAID += ["numbered_exercise"]

ANCHOR = re.compile(r'\bid="([^"]+)"')
CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
BREAK = re.compile(rf"(?<={CHINESE})\n+(?={CHINESE})")
# A name in the code: the first line that has it is enough.
NAME = re.compile(r"[A-Za-z_]\w+")
# What the book gives its readers for good.
SAVED = re.compile(r"(?:def|class) (\w+).*#@save")


def said(node):
    """Give the text of a node in one line, formulas in plain characters."""
    if isinstance(node, nodes.math | nodes.math_block):
        numbers = "".join(f" ({number})" for number in TAG.findall(node.astext()))
        try:
            return plain(node.astext()) + numbers
        except ValueError:
            return f"…{numbers}"
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, nodes.raw | nodes.image):
        return ""
    text = "".join(map(said, node.children))
    return re.sub(r"\s+", " ", BREAK.sub("", text)) if isinstance(node, nodes.TextElement) else text


def out_of_sight(node):
    """Whether a node is what a cell of code gave, or code that is folded away."""
    while node := node.parent:
        if {"cell_output", "tag_hide-input"} & {*node.get("classes", ())}:
            return True
    return False


def entries(page, language):
    """Give the sections and exercises of a page, in its order; the first is the page itself.

    Parameters
    ----------
    page : docutils.nodes.document
    language : str
        In which the page is written, and its terms are marked.

    Returns
    -------
    list of dict
        ``kind`` (page, section or exercise), ``anchor``, ``number``, ``title``, and what it says:
        its ``lines``, of which an equation begins with a tab, and its ``code``; its ``terms``, each
        with its English and the number of its line; the ``anchors`` inside it, each with the
        number of the line below.
    """
    reader = _Reader(language)
    for block in page.findall(reader.wants):
        if isinstance(block, nodes.transition):  # below it is the way to other pages
            break
        reader.read(block)
    return reader.found


class _Reader:
    """What has been read of a page, and where the reading is."""

    def __init__(self, language):
        self.language, self.found = language, []
        self.anchor, self.names, self.folded = "", set(), False

    @staticmethod
    def wants(node):
        if isinstance(node, nodes.raw | nodes.math_block):
            return not isinstance(node.parent, nodes.paragraph)
        if isinstance(node, nodes.paragraph):
            return not isinstance(node.parent, nodes.entry)
        return isinstance(node, nodes.title | nodes.row | nodes.literal_block | nodes.transition)

    def read(self, block):
        if isinstance(block, nodes.raw):
            self.fold(block.astext())
        elif isinstance(block, nodes.title):
            where = (self.anchor or block.parent["ids"][0]) if self.found else ""
            self.begin("section" if self.found else "page", said(block), where)
        elif self.folded or out_of_sight(block) or self.announces(block):
            pass
        elif isinstance(block, nodes.literal_block):
            if self.entry["kind"] != "exercise":
                self.code(block.astext())
        elif isinstance(block, nodes.row):
            self.line(" · ".join(filter(None, map(said, block))))
        elif isinstance(block, nodes.math_block):
            self.line(said(block), equation=True)
        else:
            self.paragraph(block)

    def announces(self, block):
        """Tell whether a block is a chapter's goals or its table of letters: explained below."""
        if self.entry["kind"] != "page" or not self.entry["number"]:
            return False
        quoted = any(isinstance(above, nodes.block_quote) for above in _above(block))
        return quoted or isinstance(block, nodes.row)

    def fold(self, html):
        self.folded = "<details" in html or (self.folded and "</details" not in html)
        if 'class="exercise"' in html and self.entry["kind"] == "exercise":
            self.entry = self.section  # its hints: here ends what it asks

    def begin(self, kind, heading, anchor):
        number, title, _ = read_heading(heading, self.language)
        number = section_named(number, self.language)
        self.entry = {"kind": kind, "anchor": anchor, "number": number, "title": title}
        self.entry |= {"terms": [], "lines": [], "anchors": [], "code": []}
        self.anchor = ""
        if kind != "exercise":
            self.section = self.entry
        self.found.append(self.entry)

    def paragraph(self, block):
        html = "".join(part.astext() for part in block.findall(nodes.raw))
        if 'class="start"' in html:
            return
        anchors = ANCHOR.findall(html)
        text = said(block).strip()
        for anchor in anchors:
            self.anchor = anchor
        if anchors and anchors[-1].startswith("exercise-") and text:
            heading = said(next(block.findall(nodes.strong)))
            self.begin("exercise", heading, anchors[-1])
            text = text.removeprefix(heading).lstrip(" \u3000●○")
        shown = [part for part in block if not isinstance(part, nodes.raw) and said(part).strip()]
        self.line(text, equation=len(shown) == 1 and isinstance(shown[0], nodes.math_block))
        if not caption_in(text, self.language):
            for mark in block.findall(nodes.emphasis):
                self.term(mark)

    def term(self, mark):
        after = mark.parent[mark.parent.index(mark) + 1 :]
        written = f"*{said(mark)}*{''.join(map(said, after))}"
        if found := pattern(self.language, "term").match(written):
            fields = found.groupdict()
            names = fields["term"], fields.get("english", fields["term"])
            self.entry["terms"].append([*names, len(self.entry["lines"]) - 1])

    def line(self, text, equation=False):
        """Keep a line, and the anchor that stands before it."""
        if text := text.strip():
            if self.anchor:
                self.entry["anchors"].append([len(self.entry["lines"]), self.anchor])
                self.anchor = ""
            self.entry["lines"].append(f"\t{text}" if equation else text)

    def code(self, text):
        """Keep the lines that have a name which no line of the page before them has.

        Not what is said in TeX, such as labels.
        """
        for line in text.splitlines():
            names = {*NAME.findall(line)} - self.names
            if names and not re.search(r"^(import|from) |[\\$]", line):
                self.names |= names
                self.entry["code"].append(line.strip())


def _above(node):
    while node := node.parent:
        yield node


def called(entry, words):
    """Give all that a reader may call an entry: its title, its number, both, 第 1.3 节."""
    number, title = entry["number"], entry["title"]
    if not number:
        return [title]
    kind = "appendix" if number[-1].isalpha() else entry["kind"]
    last = number.split()[-1]
    forms = [form.format(number=last) for form in words[f"called_{kind}"].split("|")]
    return [title, number, f"{number} {title}", *forms]


def about(page):
    """Let a page say at once what the terms in its title are."""
    first = page[0]
    first["about"] = []
    title = first["title"].lower()
    for entry in page[1:]:
        for term, english, line in entry["terms"]:
            if title.removeprefix("the ").removesuffix("s") == term.lower().removesuffix("s"):
                first["terms"].append([term, english, len(first["lines"] + first["about"])])
            if term.split()[0].lower() in title:
                first["about"] += entry["lines"][line : line + 2]


def pages(app):
    """Give what the site says, page by page, in the book's order."""
    root, language = app.config.root_doc, app.config.edition
    for name in [root, *app.env.toctree_includes[root]]:
        page = entries(app.env.get_doctree(name), language)
        if name == GLOSSARY:  # what it says is said where its links lead
            page = [page[0] | {"lines": page[0]["lines"][:1]}]
        for entry in page:
            entry["names"] = called(entry, words(language))
            entry["saved"] = SAVED.findall("\n".join(entry["code"]))
        about(page)
        yield {"url": app.builder.get_target_uri(name), "entries": page}


def search_page(app):
    """Write the book's text, and give the page that looks into it."""
    if app.builder.format != "html":
        return
    known = words(app.config.edition)
    content = {"words": {name: known[name] for name in SAID}, "pages": [*pages(app)]}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (app.outdir / INDEX).write_text(f"d2lSearch({text});\n", "utf-8")
    yield "search", {"words": known, "index": INDEX}, "search.html"


def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    app.connect("html-collect-pages", search_page)
    return {"parallel_read_safe": True}
