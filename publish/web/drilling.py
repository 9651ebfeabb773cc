"""The page of drills, where publish/drills.py has made some: one problem after the other."""

import json

from d2l_calc.drills.drill import TOPICS
from d2l_calc.drills.problem import LEVELS, WORDS
from d2l_calc.grader.messages import tell
from publish.chapter import words

PAGE = "drills"
# What drilling.js says, in the words of the edition.
SAID = {"score": "drills_score", "hint": "hint", "solution": "solution"}


def drills_page(app):
    if app.builder.format == "html" and app.config.drills:
        known = words(app.config.edition)
        topics = {topic: tell(WORDS["topics"][topic]) for topic in TOPICS}
        levels = {level: "●" * level + "○" * (len(LEVELS) - level) for level in LEVELS}
        said = json.dumps({name: known[text] for name, text in SAID.items()}, ensure_ascii=False)
        context = {"words": known, "said": said, "topics": topics, "levels": levels}
        context["has_maths_elements"] = True  # so that Sphinx lets the page have MathJax
        yield PAGE, context, "drills.html"


def way_leads_here(app, name, template, context, doctree):
    """Let every page lead to this one, below its list of chapters."""
    context["to_drills"] = words(app.config.edition)["drills"] if app.config.drills else ""


def setup(app):
    app.add_config_value("drills", False, "html")
    app.connect("html-page-context", way_leads_here)
    app.connect("html-collect-pages", drills_page)
    return {"parallel_read_safe": True}
