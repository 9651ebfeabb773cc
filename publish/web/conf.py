"""How the website is made of an edition's pages; publish/site.py runs it.

What depends on the edition comes from there: its title, its language, its words.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

author = "d2l-calc"

extensions = ["myst_nb", "sphinx_book_theme", "publish.anchors", "publish.headings"]
extensions += ["search", "lines", "pages", "progress", "drilling"]
templates_path = ["templates"]
exclude_patterns = ["_*"]
# Links to `<a id="…">` are right and not known to Sphinx; the tests follow every one.
suppress_warnings = ["myst.xref_missing"]

nb_execution_mode = "off"  # publish/run.py has run them
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3
myst_dmath_double_inline = True

html_theme = "sphinx_book_theme"
html_static_path = ["static"]  # and what publish/site.py gathers
html_css_files = ["stage.css", "site.css", "answers.css"]
# Before MathJax: an explorer answers before the last formula is set.
html_js_files = [
    (name, {"defer": "defer", "priority": 300})
    for name in ("stage.js", "explorers.js", "answering.js", "editions.js", "wide.js")
]
html_copy_source = True
html_use_index = False  # no page of the book marks words for an index
html_sourcelink_suffix = ""
html_show_sphinx = False
html_show_copyright = False
html_last_updated_fmt = None
html_theme_options = {
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": True,
    "use_fullscreen_button": False,
    "home_page_in_toc": False,
    "navbar_persistent": [],
}
html_sidebars = {
    "**": [
        "navbar-logo.html",
        "icon-links.html",
        "search-button-field.html",
        "sbt-sidebar-nav.html",
        "to-progress.html",
    ]
}
html_context = {"default_mode": "auto"}

mathjax_path = "mathjax/tex-chtml.js"
mathjax4_config = {
    "loader": {
        "load": ["ui/lazy"],
        "paths": {"fonts": "[mathjax]/..", "mathjax-newcm": "[mathjax]/../mathjax-newcm"},
    },
    "output": {"font": "mathjax-newcm"},
    # What is spoken comes as MathML: the speech engine needs a worker, which file:// has not.
    "options": {
        "enableSpeech": False,
        "enableBraille": False,
        "enableExplorer": False,
        "enableMenu": False,
        "menuOptions": {"settings": {"enrich": False, "speech": False, "assistiveMml": True}},
    },
    "chtml": {"displayOverflow": "scroll"},
}
