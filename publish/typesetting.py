"""Set LaTeX as PDF: say what is missing, run XeLaTeX, stop at what a reader would stumble over.

``python -m publish.typesetting zh`` only says what is missing for an edition.
"""

import os
import re
import shutil
import subprocess
import sys

from publish.chapter import words

# Programs, LaTeX styles and fonts, and the packages of Debian and Ubuntu that bring them.
PROGRAMS = {
    "xelatex": "texlive-xetex",
    "latexmk": "latexmk",
    "kpsewhich": "texlive-xetex",
    "rsvg-convert": "librsvg2-bin",
    "fc-list": "fontconfig",
}
STYLES = {
    "newunicodechar.sty": "texlive-latex-extra",
    "pzdr.tfm": "texlive-fonts-recommended",
}
FACES = {"DejaVu Sans Mono": "fonts-dejavu-core"}
# What the typefaces of an edition need besides: see words.toml.
STYLES_OF = {"chinese": {"xeCJK.sty": "texlive-lang-chinese"}}
FACES_OF = {
    "chinese": {
        "Noto Serif CJK SC": "fonts-noto-cjk",
        "Noto Sans CJK SC": "fonts-noto-cjk",
        "Noto Sans Mono CJK SC": "fonts-noto-cjk",
    }
}

# What the log says of pages that are not as they should be; boxes may stick out by a hair.
FAULTS = [
    re.compile(r"^! .*"),
    re.compile(r"^Missing character: .*"),
    re.compile(r"^LaTeX Warning: (?:Hyper )?[Rr]eference .* undefined.*"),
    re.compile(r"^LaTeX Warning: Label .* multiply defined.*"),
]
OVERFULL, HAIR = re.compile(r"^Overfull \\[hv]box \(([\d.]+)pt too (?:wide|high)\).*"), 5


def missing(faces):
    """Give what is not found here, with the package that brings it.

    Parameters
    ----------
    faces : str
        What the edition is set in: ``"chinese"`` or ``"latin"``.
    """
    lacking = {name: package for name, package in PROGRAMS.items() if not shutil.which(name)}
    for asked, names in (
        ("kpsewhich", STYLES | STYLES_OF.get(faces, {})),
        ("fc-list", FACES | FACES_OF.get(faces, {})),
    ):
        if asked not in lacking:
            lacking |= {name: names[name] for name in names if not _says(asked, name)}
    return lacking


def _says(*command):
    return subprocess.run(command, capture_output=True).stdout.strip()


def check(faces):
    """Stop, and say what to install, if something is missing for an edition's typefaces."""
    if lacking := missing(faces):
        packages = " ".join(sorted(set(lacking.values())))
        sys.exit(
            f"The PDF is set by XeLaTeX. Not found here: {', '.join(lacking)}.\n"
            f"On Debian and Ubuntu: apt install --no-install-recommends {packages}"
        )


def faults(log):
    """Give the lines of a log of XeLaTeX that tell of pages not as they should be."""
    for line in log.splitlines():
        found = OVERFULL.match(line)
        if any(fault.match(line) for fault in FAULTS) or (found and float(found[1]) > HAIR):
            yield line


def run(folder):
    """Run XeLaTeX as often as it takes."""
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-quiet", "book.tex"]
    whole_lines = os.environ | {"max_print_line": "1000"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=whole_lines)
    log = folder / "book.log"
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    if done.returncode:
        errors = [line for line in text.splitlines() if line.startswith(("! ", "l."))]
        sys.exit("\n".join([f"XeLaTeX stopped; {log} says more.", *errors[:6]]))
    if found := [*faults(text)]:
        sys.exit("\n".join([f"The pages are not as they should be; {log} says:", *found]))


if __name__ == "__main__":
    check(words(sys.argv[1])["faces"])
