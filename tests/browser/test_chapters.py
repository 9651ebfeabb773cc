"""Every chapter, as a reader meets it: open it, look at it, run it, follow its links."""

import re
from functools import partial
from urllib.parse import unquote, urlsplit

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from playwright.sync_api import expect

from tests.support import FIRST_EDITION, NOTEBOOKS, ROOT, lasting

FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><path d="M0 0h9v9"/></svg>'

# How many outputs of a cell show a picture: an image that is decoded, or a widget's drawing.
PICTURES = """async cell => {
    const images = [...cell.querySelectorAll(".jp-OutputArea-output img")];
    await Promise.allSettled(images.map(image => image.decode()));
    const shows = picture => picture.checkVisibility() && picture.naturalWidth !== 0
        && picture.getBoundingClientRect().height > 50;
    return [...cell.querySelectorAll(".jp-OutputArea-output")].filter(
        output => [...output.querySelectorAll("img, svg")].some(shows)).length;
}"""

# What a code cell says of its run: the text of an error, or that it has no number.
FAILURE = """cell => {
    const error = cell.querySelector('[data-mime-type$=".stderr"], [data-mime-type$=".error"]');
    const unrun = cell.querySelector(".jp-InputPrompt")?.textContent === "[ ]:";
    return error?.textContent ?? (unrun ? "not run" : "");
}"""

# A text cell's displayed equations, MathJax's complaints, and the text outside maths and code.
TEXT = """cell => {
    const text = cell.querySelector(".jp-RenderedMarkdown")?.cloneNode(true);
    if (!text) return null;
    const all = selector => [...text.querySelectorAll(selector)];
    const displayed = all("mjx-container[display=true]").length;
    const errors = all("mjx-container").map(equation =>
        equation.querySelector("[data-mjx-error]")?.dataset.mjxError
        ?? equation.textContent.match(/\\\\[a-z]+/i)?.[0]).filter(Boolean);
    all("mjx-container, pre, code").forEach(element => element.remove());
    return { displayed, errors, prose: text.textContent };
}"""

# Whether an anchor, which has no size, is in view; scrolled to, it lies on the upper edge.
IN_VIEW = """anchor => {
    const y = anchor.getBoundingClientRect().y;
    const view = anchor.closest(".jp-WindowedPanel-outer").getBoundingClientRect();
    return y > view.top - 2 && y < view.bottom;
}"""

LINKS = ".jp-RenderedMarkdown a[href]:not(.jp-InternalAnchorLink)"


def missing_figures(notebook):
    """Name the cells that show fewer figures than the file has saved."""
    saved = [
        sum("image/svg+xml" in output.get("data", {}) for output in cell.get("outputs", []))
        for cell in notebook.cells
    ]
    shown = notebook.ask_cells(PICTURES)
    counts = enumerate(zip(saved, shown, strict=True))
    return [f"cell {i}: {now} of {then}" for i, (then, now) in counts if now < then]


def failed_cells(notebook):
    """Name the cells that failed or were not run."""
    return [f"cell {i}: {why}" for i, why in enumerate(notebook.ask_cells(FAILURE)) if why]


def raw_equations(notebook):
    """Name what is not typeset: equations in error, equations missing, TeX among the words."""
    complaints = []
    cells = zip(notebook.cells, notebook.ask_cells(TEXT), strict=True)
    for i, (cell, text) in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        code = r"```.*?```|`[^`\n]+`"
        written = len(re.findall(r"\$\$.+?\$\$", re.sub(code, "", cell.source, flags=re.S), re.S))
        left = re.findall(r"\$\$|\\[A-Za-z]+|\$[^$]+\$", text["prose"])
        complaints += [f"cell {i}: {what}" for what in text["errors"] + left]
        if text["displayed"] != written:
            complaints.append(f"cell {i}: {text['displayed']} of {written} displayed equations")
    return complaints


def pop_ups(notebook):
    """Give the text of dialogs and notifications."""
    return notebook.page.locator(
        ".jp-Dialog, .jp-Notification-Toast, .Toastify__toast"
    ).all_inner_texts()


def out_of_view(anchor):
    """Say so if an anchor is not in view."""
    return [] if anchor.evaluate(IN_VIEW) else ["is not scrolled to"]


def dead_links(notebook):
    """Name the links to nowhere, after following those within the page."""
    panel = notebook.panel
    panel.locator("details").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
    complaints = []
    for link in panel.locator(LINKS).all():
        href = unquote(link.get_attribute("href"))
        if href.startswith("#"):
            anchor = panel.locator(f'[data-jupyter-id="{href[1:]}"]').first
            why = ["is no anchor"]
            if anchor.count():
                link.click()
                why = lasting(partial(out_of_view, anchor))
            complaints += [f"{href} {text}" for text in why]
        elif "/files/" in href:
            target = notebook.root / urlsplit(href).path.partition("/files/")[2]
            if not target.exists():
                complaints.append(f"{target.name} is no file")
    return complaints


# Of a translation, whose code is the same, some: the way in, much text, many pictures.
READ = FIRST_EDITION + [
    path
    for path in NOTEBOOKS
    if path not in FIRST_EDITION and path.stem in ("index", "01-derivative", "05-gradient")
]


@pytest.fixture(scope="module", params=READ, ids=lambda path: f"{path.parent.name}/{path.stem}")
def chapter(request, lab, page):
    """Give a chapter, open and not run."""
    path = lab.book / request.param.relative_to(ROOT / "book")
    if path.stem == "index":
        # As `make lab` opens it: by its address.
        page.goto("about:blank")
    with lab.open(page, path) as notebook:
        yield notebook


@pytest.fixture(scope="module")
def finished(chapter):
    """Give the same chapter with all of its cells run, for the tests that come after."""
    chapter.run_all()
    chapter.photograph("-".join(chapter.path.with_suffix("").parts[-2:]))
    return chapter


def test_saved_figures_are_seen_before_anything_is_run(chapter):
    assert lasting(lambda: missing_figures(chapter)) == []


def test_equations_are_typeset(chapter):
    assert lasting(lambda: raw_equations(chapter)) == []


def test_all_cells_run_without_an_error(finished):
    assert failed_cells(finished) == []


def test_figures_are_seen_after_running(finished):
    assert lasting(lambda: missing_figures(finished)) == []


def test_links_lead_somewhere(finished):
    assert dead_links(finished) == []


def test_nothing_pops_up(finished):
    assert pop_ups(finished) == []


def test_console_has_no_errors(finished):
    assert finished.errors == []


def test_a_link_to_another_notebook_opens_it(lab, page):
    """The first link of the index leads on, and so does the first link of what it leads to."""
    with lab.open(page, lab.book / "zh" / "index.ipynb") as notebook:
        for _ in range(2):
            links = notebook.panel.locator(LINKS).and_(page.locator('[href*=".ipynb"]'))
            target = unquote(urlsplit(links.first.get_attribute("href")).path)
            links.first.click()
            tab = page.locator(".lm-TabBar-tab.jp-mod-current")
            title = re.compile(re.escape(target.partition("/files/")[2]))
            expect(tab).to_have_attribute("title", title)


def test_a_broken_notebook_is_found_out(open_notebook):
    figure = new_output("display_data", {"image/svg+xml": FIGURE})
    notebook = open_notebook(
        "from IPython.display import Javascript; Javascript('console.error(\"broken\")')",
        new_code_cell("1 / 0", outputs=[figure]),
        "never reached",
        new_markdown_cell(r"never closed: $$\frac{1}{2}$"),
        new_markdown_cell(r"no such name: $\nosuchname$"),
        new_markdown_cell(r"half a fraction: $$\frac{1}$$"),
        new_markdown_cell("[gone](#gone), [gone](gone.ipynb)"),
    )
    assert missing_figures(notebook) == ["cell 1: 0 of 1"]
    notebook.run_all()
    failed, unrun = failed_cells(notebook)
    assert "ZeroDivisionError" in failed
    assert unrun == "cell 2: not run"
    assert raw_equations(notebook) == [
        "cell 3: $$",
        r"cell 3: \frac",
        r"cell 4: \nosuchname",
        r"cell 5: Missing argument for \frac",
    ]
    assert dead_links(notebook) == ["#gone is no anchor", "gone.ipynb is no file"]
    assert "broken" in str(notebook.errors)
