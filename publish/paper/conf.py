"""How Sphinx and XeLaTeX make the book as one PDF; `make pdf` runs it."""

import sys
from pathlib import Path

import nbformat

PAPER = Path(__file__).parent
sys.path.insert(0, str(PAPER))

# The title and the question under it are those of the book's first page.
INDEX = nbformat.read(PAPER.parent.parent / "book" / "zh" / "index.ipynb", as_version=4)
TITLE, QUESTION, *_ = INDEX.cells[0].source.split("\n\n")

project = TITLE.removeprefix("# ")
author = ""
language = "zh_CN"
root_doc = "contents"

extensions = ["myst_nb", "vectors", "places", "together"]
suppress_warnings = ["myst.xref_missing"]  # `<a id="…">`: turned into targets by `places`

nb_execution_mode = "off"
nb_mime_priority_overrides = [("latex", "image/svg+xml", 0)]
nb_render_markdown_format = "myst"  # tables that code gives
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
myst_dmath_double_inline = True

latex_engine = "xelatex"
latex_documents = [(root_doc, "book.tex", project, author, "manual")]
latex_additional_files = ["paper.sty"]
latex_use_xindy = False
latex_toplevel_sectioning = "chapter"
latex_domain_indices = False
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "geometry": r"\usepackage[hmargin=22mm,top=25mm,bottom=24mm,headsep=7mm]{geometry}",
    "extraclassoptions": "oneside,openany",
    "fncychap": "",
    "fontpkg": r"\usepackage{xeCJK}",
    "fvset": "",
    "preamble": rf"\usepackage{{paper}}\newcommand{{\question}}{{{QUESTION}}}",
    "maketitle": r"\cover",
    "tableofcontents": r"\contents",
    "printindex": "",
}
