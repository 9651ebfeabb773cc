"""Make the website from the prepared editions.

    python -m publish.site dist/site dist/prepared/zh dist/prepared/en

The first language has the site's own folder, every other one a folder in it. Warnings are errors.
What a page needs from elsewhere is copied into the site, so that it works from any folder of any
host, and from a folder of one's own.
"""

import os
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from gettext import translation
from importlib.resources import files
from multiprocessing import get_context
from os.path import relpath
from pathlib import Path

import nbformat

from d2l_calc.language import set_language
from publish import answers
from publish.build import build
from publish.chapter import BookError, Edition, words
from publish.page import first_page, page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STAGE = ROOT / "d2l_calc" / "stage"
ANSWERS = HERE / "web" / "answers"
IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:class|const|function) (\w+)", re.MULTILINE)
PACKAGES = ROOT / ".venv" / "npm" / "node_modules"
MATHJAX = PACKAGES / "mathjax"
MATHJAX_FONT = PACKAGES / "@mathjax" / "mathjax-newcm-font"
CHANGES = {
    re.compile(r'\s*<script defer src="[^"]*/fontawesome\.js[^"]*"></script>'): "",
    re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="[^"]*"'): r"\1",
}
# Pages that are no notebooks.
MADE = ("drills", "progress", "search")
# What folds code away says what it does; this hides that from who listens.
FOLDED = '<summary aria-label="Toggle hidden content">'


def classic(module):
    r"""Give a module as a script that keeps what it exports as `d2lStage`.

    A browser takes no module from a page that was opened from a file.

    Examples
    --------
    >>> classic("const A = 1;\nexport default { A };\n")
    '(() => {\nconst A = 1;\nglobalThis.d2lStage = { A };\n})();\n'
    """
    script, count = re.subn(r"^export default ", "globalThis.d2lStage = ", module, flags=re.M)
    if count != 1 or re.search(r"^(import|export) ", script, re.M):
        raise ValueError("the stage is a module that imports nothing and has one default export")
    return f"(() => {{\n{script}}})();\n"


def bundled(module):
    """Give a module, and all that it imports, as one classic script.

    Each module is a function that gives what it exports, so that its other names stay its own.

    Parameters
    ----------
    module : pathlib.Path

    Raises
    ------
    ValueError
        For modules that import each other, or in another form than ``import { a } from "./b.js"``.
    """
    functions = {}

    def gather(path):
        text = path.read_text("utf-8")
        for _, name in IMPORT.findall(text):
            if name not in functions:
                gather(path.with_name(f"{name}.js"))
        exported = ", ".join(EXPORT.findall(text))
        text = IMPORT.sub(r"const {\1} = \2Module;", text)
        text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
        if found := re.search(r"^import .*", text, re.MULTILINE):
            raise ValueError(f"{path}: {found[0]} is an import in a form that is not known here")
        body = f"{text.strip()}\nreturn {{ {exported} }};"
        functions[path.stem] = f"const {path.stem}Module = (() => {{\n{body}\n}})();\n"

    gather(module)
    return f"(() => {{\n{''.join(functions.values())}}})();\n"


def gather_assets(static):
    """Write what the pages share: the stage, the grader, and MathJax with its font."""
    shutil.rmtree(static, ignore_errors=True)
    for part in ("input/tex", "a11y", "ui/lazy.js", "tex-chtml.js"):
        copy(MATHJAX / part, static / "mathjax" / part)
    for part in ("chtml", "chtml.js"):
        copy(MATHJAX_FONT / part, static / "mathjax-newcm" / part)
    copy(STAGE / "stage.css", static / "stage.css")
    stage = (STAGE / "stage.js").read_text("utf-8")
    (static / "stage.js").write_text(classic(stage), "utf-8")
    grader = bundled(ANSWERS / "page.js") + answers.script("learn", answers.signs())
    (static / "answers.js").write_text(grader, "utf-8")


def copy(source, target):
    """Copy a file or a folder, with the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def tidy(site, said):
    """Change what the theme writes into every page and has no setting for.

    1.5 MB of drawn icons go, for the theme has the few that it shows as a font too, and 2 MB of
    what only its makers read: maps of its scripts and styles, and its words in all languages. The
    button for searching is called what is written on it. Searching is our own, too.

    Parameters
    ----------
    site : pathlib.Path
    said : dict of str to str
        The words of its edition: the theme calls some parts of a page in English only, and some
        in characters that the edition does not use.
    """
    folder = files("sphinx_book_theme") / "theme" / "sphinx_book_theme" / "static" / "locales"
    translated = translation("booktheme", folder, [said["sphinx"]], fallback=True).gettext
    own_words = [
        (theirs, said[name])
        for name in said
        if name.startswith("theme_")
        for theirs in (words("en")[name], translated(words("en")[name]))
    ]
    for path in site.glob("*.html"):
        text = path.read_text("utf-8")
        for pattern, instead in CHANGES.items():
            text, count = pattern.subn(instead, text)
            if not count:
                raise ValueError(f"{path} has nothing like {pattern.pattern}: a new theme?")
        for theirs, ours in own_words:
            text = text.replace(f'="{theirs}"', f'="{ours}"')
        text = text.replace(FOLDED, "<summary>")
        path.write_text(text, "utf-8")
    for name in ("scripts/fontawesome.js*", "searchtools.js", "language_data.js", "*/*.map"):
        for script in (site / "_static").glob(name):
            script.unlink()
    shutil.rmtree(site / "_static" / "locales")


def publish(folder, folders, site, work):
    """Build the pages of an edition.

    Parameters
    ----------
    folder : pathlib.Path
        The prepared edition.
    folders : list of pathlib.Path
        Those of all editions of the site: a page leads to the same page of the others.
    site, work : pathlib.Path
        The folder of the site, and one for what is on the way there.
    """
    edition, target = Edition(folder), site / Edition(folder).home
    set_language(edition.language)
    source = work / edition.language / "source"
    source.mkdir(parents=True)
    for chapter in [*edition.chapters, *edition.cards, edition.glossary]:
        nbformat.write(page(chapter), source / chapter.path.name)
    nbformat.write(first_page(edition), source / edition.index.path.name)
    others = {
        other.language: (relpath(other.home, edition.home), [*other.paths, *MADE])
        for other in map(Edition, folders)
        if other.language != edition.language
    }
    build(
        "html",
        HERE / "web",
        source.parent,
        target,
        edition=edition.language,
        others=others,
        drills=(drills := site.parent / "drills" / edition.language).is_dir(),
        project=edition.title,
        html_title=edition.title,
        language=edition.words["sphinx"],
        html_static_path=["static", str(work / "assets")],
        **{
            "nb_code_prompt_show": edition.words["show_code"],
            "nb_code_prompt_hide": edition.words["hide_code"],
            "html_theme_options.toc_title": edition.words["in_this_chapter"],
            "html_theme_options.search_bar_text": edition.words["search_field"],
            **launching(os.environ.get("REPOSITORY"), edition.language),
        },
    )
    # What MyST keeps beside the pages, which is inside the site for an edition in a folder of it.
    shutil.rmtree(target.parent / "jupyter_execute", ignore_errors=True)
    tidy(target, edition.words)
    copy(edition.folder / "explorers", target / "explorers")
    answers.write(edition, target / answers.FOLDER)
    if drills.is_dir():
        shutil.copytree(drills, target / answers.FOLDER, dirs_exist_ok=True)
    for notebook in (edition.folder / "committed").iterdir():
        shutil.copy(notebook, target / "_sources")


def launching(repository, language):
    """Give what the theme has to know to show buttons that open a page with a kernel.

    Parameters
    ----------
    repository : str or None
        Where the book is published, such as ``"https://github.com/you/calculus"``; without one
        there are no buttons.
    language : str

    Examples
    --------
    >>> launching(None, "zh")
    {}
    >>> launching("https://github.com/you/calculus", "zh")["html_theme_options.path_to_docs"]
    'book/zh'
    """
    if not repository:
        return {}
    options = {
        "repository_url": repository,
        "repository_branch": "main",
        "path_to_docs": f"book/{language}",
        "launch_buttons": {
            "notebook_interface": "jupyterlab",
            "binderhub_url": "https://mybinder.org",
            "colab_url": "https://colab.research.google.com",
        },
    }
    return {f"html_theme_options.{name}": value for name, value in options.items()}


def main(site, *folders):
    site = Path(site).resolve()
    work, folders = site.with_name("web"), [*map(Path, folders)]
    for folder in (site, work):
        shutil.rmtree(folder, ignore_errors=True)
    gather_assets(work / "assets")
    # Each in a process of its own: Sphinx keeps a language as long as it runs.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        publishing = partial(publish, folders=folders, site=site, work=work)
        list(pool.map(publishing, folders))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
