"""Make the website from the prepared notebooks.

    python -m publish.site dist/prepared dist/site

Warnings are errors. What a page needs from elsewhere is copied into the site, so that it works
from any folder of any host, and from a folder of one's own.
"""

import re
import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import build_main

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STAGE = ROOT / "d2l_calc" / "stage"
PACKAGES = ROOT / ".venv" / "npm" / "node_modules"
MATHJAX = PACKAGES / "mathjax"
MATHJAX_FONT = PACKAGES / "@mathjax" / "mathjax-newcm-font"
CHANGES = {
    re.compile(r'\s*<script defer src="[^"]*/fontawesome\.js[^"]*"></script>'): "",
    re.compile(r'(<button class="btn search-button-field[^>]*?) aria-label="[^"]*"'): r"\1",
}


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


def gather_assets(static):
    """Write what the pages share: the stage, and MathJax with its font."""
    shutil.rmtree(static, ignore_errors=True)
    for part in ("input/tex", "a11y", "ui/lazy.js", "tex-chtml.js"):
        copy(MATHJAX / part, static / "mathjax" / part)
    for part in ("chtml", "chtml.js"):
        copy(MATHJAX_FONT / part, static / "mathjax-newcm" / part)
    copy(STAGE / "stage.css", static / "stage.css")
    stage = (STAGE / "stage.js").read_text("utf-8")
    (static / "stage.js").write_text(classic(stage), "utf-8")


def copy(source, target):
    """Copy a file or a folder, with the folders above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


def tidy(site):
    """Change what the theme writes into every page and has no setting for.

    1.5 MB of drawn icons go, for the theme has the few that it shows as a font too; the button for
    searching is called what is written on it.
    """
    for page in site.glob("*.html"):
        text = page.read_text("utf-8")
        for pattern, instead in CHANGES.items():
            text, count = pattern.subn(instead, text)
            if not count:
                raise ValueError(f"{page} has nothing like {pattern.pattern}: a new theme?")
        page.write_text(text, "utf-8")
    for script in (site / "_static" / "scripts").glob("fontawesome.js*"):
        script.unlink()


def main(source, target):
    source, target = Path(source).resolve(), Path(target).resolve()
    shutil.rmtree(target, ignore_errors=True)
    assets = target.with_name("assets")
    gather_assets(assets)
    options = ["-b", "html", "-W", "--keep-going", "-q", "-E", "-c", str(HERE / "web")]
    options += ["-D", f"html_static_path=static,{assets}", "-d", str(target.with_name("doctrees"))]
    if error := build_main([*options, str(source), str(target)]):
        sys.exit(error)
    tidy(target)
    copy(source / "explorers", target / "explorers")
    for notebook in (ROOT / "book" / "zh").glob("*.ipynb"):
        shutil.copy(notebook, target / "_sources")


if __name__ == "__main__":
    main(*sys.argv[1:])
