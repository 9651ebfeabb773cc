"""The page of what a reader has solved, and what its script has to know of the book.

What is solved stays in the reader's browser: progress.js keeps it, and nothing is sent anywhere.
"""

from d2l_calc.exercises import chapter as exercises_of
from d2l_calc.grader.messages import tell
from publish.answers import chapter_of, needs_code
from publish.chapter import words

PAGE = "progress"
# What progress.js says, in the words of the edition.
SAID = ("solved", "sure", "wiped", "read_back", "not_read")


def chapters(app):
    """Give every chapter with the exercises that answer on its page.

    Yields
    ------
    dict
        ``page``, ``title``, and ``exercises``: number, title and link of each.
    """
    for name in app.env.toctree_includes[app.config.root_doc]:
        number, title = chapter_of(name), app.env.titles[name].astext()
        exercises = [
            {
                "number": each,
                "title": tell(exercise.title),
                "link": f"{app.builder.get_target_uri(name)}#exercise-{each.replace('.', '-')}",
            }
            for each, exercise in exercises_of(number).items()
            if not needs_code(exercise)
        ]
        if exercises:
            page = app.builder.get_target_uri(name)
            yield {"page": page, "title": title, "exercises": exercises}


def progress_page(app):
    """Give the page: all chapters and exercises, for the script to mark."""
    if app.builder.format == "html":
        known = words(app.config.edition)
        said = {name: known[f"progress_{name}"] for name in SAID}
        context = {"words": known, "said": said, "chapters": [*chapters(app)]}
        yield PAGE, context, "progress.html"


def script_knows_counts(app):
    """Tell the script how many exercises of each chapter answer."""
    numbers = [chapter_of(path.stem) for path in sorted(app.srcdir.glob("[0-9]*.ipynb"))]
    answer = {n: sum(not needs_code(each) for each in exercises_of(n).values()) for n in numbers}
    told = " ".join(f"{number}:{count}" for number, count in answer.items() if count)
    app.add_js_file("progress.js", loading_method="defer", priority=300, **{"data-counts": told})


def way_leads_here(app, name, template, context, doctree):
    """Let every page lead to this one, below its list of chapters."""
    context["to_progress"] = words(app.config.edition)["progress"]


def setup(app):
    app.connect("builder-inited", script_knows_counts)
    app.connect("html-page-context", way_leads_here)
    app.connect("html-collect-pages", progress_page)
    return {"parallel_read_safe": True}
