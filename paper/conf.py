"""How Sphinx and XeLaTeX make the book as one PDF; `make pdf` runs it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "深度学习的微积分"
author = ""
language = "zh_CN"
root_doc = "contents"

extensions = ["myst_nb", "vectors"]
exclude_patterns = ["index.ipynb"]
suppress_warnings = ["myst.xref_missing"]  # `<a id="…">`: turned into targets by `vectors`

nb_execution_mode = "off"
nb_mime_priority_overrides = [("latex", "image/svg+xml", 0)]
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
myst_dmath_double_inline = True

latex_engine = "xelatex"
latex_documents = [(root_doc, "book.tex", project, author, "manual")]
latex_use_xindy = False
latex_toplevel_sectioning = "chapter"
latex_domain_indices = False
latex_elements = {
    "papersize": "a4paper",
    "pointsize": "11pt",
    "extraclassoptions": "oneside,openany",
    "fncychap": "",
    "printindex": "",
    "releasename": "",
    "fontpkg": r"""
\setmonofont{DejaVu Sans Mono}[Scale=0.74]
\setCJKmainfont{Noto Serif CJK SC}
\setCJKsansfont{Noto Sans CJK SC}
\setCJKmonofont{Noto Sans Mono CJK SC}[Scale=0.84]
""",
    # Headings bring their own numbers; signs that the Latin face has not come from the Chinese one.
    "preamble": r"""
\setcounter{secnumdepth}{-1}
\setcounter{tocdepth}{1}
\addto\captionsenglish{\renewcommand{\contentsname}{目录}}
\AtBeginDocument{\renewcommand{\contentsname}{目录}}
\xeCJKDeclareCharClass{CJK}{"2190->"21FF,"2212,"221E,"2248,"2260,"25A0->"25FF,"2713}
\xeCJKsetup{CJKmath=true}
\usepackage{newunicodechar}
\newunicodechar{⁰}{\textsuperscript{0}}
\newunicodechar{⁴}{\textsuperscript{4}}
\newunicodechar{⁵}{\textsuperscript{5}}
\newunicodechar{⁶}{\textsuperscript{6}}
\newunicodechar{⁷}{\textsuperscript{7}}
\newunicodechar{⁸}{\textsuperscript{8}}
\newunicodechar{⁹}{\textsuperscript{9}}
\newunicodechar{⁻}{\textsuperscript{−}}
\newunicodechar{′}{\ensuremath{{}^\prime}}
\newunicodechar{″}{\ensuremath{{}^{\prime\prime}}}
\setlength{\emergencystretch}{3em}
\sphinxsetup{VerbatimBorderColor={RGB}{225,225,225},verbatimwithframe=true,TitleColor={RGB}{0,70,120},
InnerLinkColor={RGB}{0,90,150},OuterLinkColor={RGB}{0,90,150}}
""",
}
