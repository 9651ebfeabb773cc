"""How Sphinx and XeLaTeX make an edition one PDF; publish/pdf.py runs it.

What depends on the edition comes from there: its title, its language, its words, its typefaces.
"""

import sys
from pathlib import Path

PAPER = Path(__file__).parent
sys.path.insert(0, str(PAPER))

author = ""
root_doc = "contents"

extensions = ["myst_nb", "publish.anchors", "publish.headings", "vectors", "places", "together"]
suppress_warnings = ["myst.xref_missing"]  # `<a id="…">`: turned into targets by `places`

nb_execution_mode = "off"
nb_mime_priority_overrides = [("latex", "image/svg+xml", 0)]
nb_render_markdown_format = "myst"  # tables that code gives
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
myst_dmath_double_inline = True

latex_engine = "xelatex"
latex_additional_files = ["paper.sty", "chinese.sty", "latin.sty"]
latex_use_xindy = False
latex_toplevel_sectioning = "chapter"
latex_domain_indices = False
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "geometry": r"\usepackage[hmargin=22mm,top=25mm,bottom=24mm,headsep=7mm]{geometry}",
    "extraclassoptions": "oneside,openany",
    "fncychap": "",
    "fvset": "",
    "maketitle": r"\cover",
    "tableofcontents": r"\contents",
    "printindex": "",
}
