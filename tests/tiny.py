"""A book of one tiny chapter in every language, in a copy of the house that publishes it.

The chapter has a number of two digits and one of everything that a chapter can have.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import nbformat

from d2l_calc.chapters import CHAPTERS
from publish.chapter import words
from tests.support import ROOT
from tools import editions, glossary

N = max(10, len(CHAPTERS) + 1)
NAME = f"{N}-tiny"

# What the package has for the chapter.
PACKAGE = {
    "explorers/tiny.py": '"""The chapter shows an explorer of another one."""\n',
    "explorers/tiny.toml": "",
    "exercises/tiny.py": '''"""Exercises of the tiny chapter."""

from d2l_calc.grader import Bank

exercise = Bank(__name__)

DOUBLE = exercise("DOUBLE", level=1, key=2, mistakes={"height": 1})

EXERCISES = [DOUBLE]
''',
    "exercises/tiny.toml": """[DOUBLE.title]
zh = '一条线'
en = 'A line'

[DOUBLE.mistakes.height]
zh = '这是高度。'
en = 'That is a height.'

[[DOUBLE.hints]]
zh = '看（1）。'
en = 'See the *first* equation: $2 < 3$.'

[DOUBLE.praise]
zh = '到处一样陡。'
en = 'It is as steep everywhere.'
""",
    "exercises/tiny.solutions.toml": """[DOUBLE]
zh = '斜率是 2。'
en = 'The slope is 2.'
""",
}

EXERCISE = f'slope = ...\nd2l.check("{N}.1", slope)'
SAVED = '''\
def doubled(x):  #@save
    """Double a number."""
    return 2 * x'''
PLOT = 'x = np.arange(-1, 1.1, 0.5)\nd2l.plot(x, [2 * x, x], "x", "f(x)", ["2x", "x"])'
IMPORT = "import numpy as np\n\nimport d2l_calc as d2l"

HEAD = {
    language: f"> {words(language)['goals']}\n> - {goals}\n>\n> "
    + words(language)["minutes"].format(core=1, all=2)
    for language, goals in [("zh", "一\n> - 二\n> - 三"), ("en", "one\n> - two\n> - three")]
}

# Each cell: its slide mark, then its code, or its text in Chinese and in English.
CHAPTER = [
    (
        "slide",
        f"# {N} 一个点\n\n一条线有多陡？\n\n{HEAD['zh']}",
        f"# {N} One point\n\nHow steep is a line?\n\n{HEAD['en']}",
    ),
    ("-", IMPORT),
    (
        "slide",
        f"""<a id="line"></a>
## {N}.1 一条线 ●

它的陡是*斜率*（slope）。看[表](glossary.ipynb)，看[目录](index.ipynb)，做[练习](#exercise-{N}-1)：

<a id="eq-{N}-1"></a>
$$f(x)=2x\\\\ f'(x)=2\\tag{{{N}.1}}$$

<a id="eq-{N}-2"></a>
$$\\begin{{bmatrix}}1\\\\2\\end{{bmatrix}}\\tag{{{N}.2}}$$""",
        f"""<a id="line"></a>
## {N}.1 A line ●

How steep it is, is its *slope*. See the [terms](glossary.ipynb) and the [contents](index.ipynb);
do [the exercise](#exercise-{N}-1):

<a id="eq-{N}-1"></a>
$$f(x)=2x\\\\ f'(x)=2\\tag{{{N}.1}}$$

<a id="eq-{N}-2"></a>
$$\\begin{{bmatrix}}1\\\\2\\end{{bmatrix}}\\tag{{{N}.2}}$$""",
    ),
    ("-", PLOT),
    (
        "-",
        f"*图 {N}.1：两条线，$x$ 和 $2x$。*\n\n看[（{N}.1）](#eq-{N}-1)。",
        f"*Figure {N}.1: Two lines, $x$ and $2x$.*\n\nSee [({N}.1)](#eq-{N}-1).",
    ),
    ("skip", "这是讲的人说的。", "This is what the speaker says."),
    ("fragment", SAVED),
    ("fragment", "print(doubled(3))"),
    ("subslide", "d2l.explore.secant()"),
    (
        "-",
        f"*图 {N}.2：割线。*\n\n<details><summary>想好了再看</summary>\n\n切线。\n\n</details>"
        "\n\n> **会了这些就够往下走**：斜率到处一样。",
        f"*Figure {N}.2: A secant.*\n\n<details><summary>Think first</summary>\n\n"
        "A tangent.\n\n</details>\n\n> **Enough to go on**: the slope is the same everywhere.",
    ),
    ("slide", "## 小结\n\n- 斜率是 2。", "## Summary\n\n- The slope is 2."),
    (
        "slide",
        '<a id="exercises"></a>\n## 练习\n\n把 `...` 换成答案。',
        '<a id="exercises"></a>\n## Exercises\n\nPut your answer in place of `...`.',
    ),
    (
        "skip",
        f'<a id="exercise-{N}-1"></a>\n**{N}.1 一条线** ●○○　$f(x)=2x$ 的斜率？',
        f'<a id="exercise-{N}-1"></a>\n**{N}.1 A line** ●○○ What is the slope of $f(x)=2x$?',
    ),
    ("skip", EXERCISE),
    ("skip", "## 附 A 尺 ○\n\n一把尺。", "## Appendix A A ruler ○\n\nStraight."),
    ("skip", "---\n[← 目录](index.ipynb)", "---\n[← Contents](index.ipynb)"),
]
INDEX = [
    (
        "slide",
        "# 小书\n\n一条线有多陡？\n\n读了就 100% 知道。",
        "# A small book\n\nHow steep is a line?\n\nRead it & you know 100% of it.",
    ),
    ("slide", "## 准备好了吗", "## Ready?"),
    ("-", "print(1 + 1)"),
    ("slide", "## 怎么用这本书\n\n从上往下读。", "## How to use this book\n\nFrom top to bottom."),
    (
        "skip",
        f"从这里开始：[{N}]({NAME}.ipynb) · [English edition](../en/index.ipynb)",
        f"Start here: [{N}]({NAME}.ipynb) · [Chinese edition](../zh/index.ipynb)",
    ),
]
GLOSSARY = [
    ("slide", "# 术语表\n\n都在这里。", "# Glossary\n\nAll of them are here."),
    ("skip", "---\n[← 目录](index.ipynb)", "---\n[← Contents](index.ipynb)"),
]
FACTS = {"explorer": "secant", "plays": "h"}


class TinyBook:
    """The copy, and what is run in it.

    Parameters
    ----------
    folder : pathlib.Path
        A new folder.
    """

    def __init__(self, folder):
        self.folder, self.book = folder, folder / "book"
        unwanted = shutil.ignore_patterns("__pycache__")
        for name in ("d2l_calc", "publish", "start", "tools"):
            shutil.copytree(ROOT / name, folder / name, ignore=unwanted)
        for name in ("pyproject.toml", "conftest.py"):
            shutil.copy(ROOT / name, folder)
        self.make_environment()
        for name, text in PACKAGE.items():
            (folder / "d2l_calc" / name).write_text(text, "utf-8")
        chapters = folder / "d2l_calc" / "chapters.py"
        text = chapters.read_text("utf-8")
        chapters.write_text(text.replace("\n}", f'\n    "{N}": "tiny",\n}}'), "utf-8")
        for language in ("zh", "en"):
            (self.book / language).mkdir(parents=True)
            self.write(language, NAME, CHAPTER)
            self.write(language, "index", INDEX, FACTS)
            self.write(language, "glossary", GLOSSARY)

    def make_environment(self):
        """Make an environment that has the copy's package, and everything else of this one."""
        environment = self.folder / ".venv"
        venv.create(environment, symlinks=os.name != "nt")
        (environment / "npm").symlink_to(ROOT / ".venv" / "npm")
        # Of fonts: without it, a slow machine says in a cell that Matplotlib is looking for them.
        (environment / "cache").symlink_to(ROOT / ".venv" / "cache")
        (environment / "share").symlink_to(Path(sys.prefix) / "share")
        names = {"base": environment, "platbase": environment}
        site = Path(sysconfig.get_path("purelib", "venv", names))
        others = sysconfig.get_path("purelib")
        (site / "tiny.pth").write_text(f"{self.folder}\n{others}\n", "utf-8")
        self.executable = Path(sysconfig.get_path("scripts", "venv", names)) / "python"

    def write(self, language, name, cells, facts=None):
        """Write a notebook that was never run."""
        notebook = nbformat.v4.new_notebook()
        if facts:
            notebook.metadata["d2l"] = facts
        for number, (mark, *texts) in enumerate(cells):
            if len(texts) == 1:
                line = '\n\nd2l.set_language("en")'
                source = texts[0] + line * (texts[0] == IMPORT and language == "en")
                cell = nbformat.v4.new_code_cell(source)
            else:
                cell = nbformat.v4.new_markdown_cell(texts[language == "en"])
            cell.id, cell.metadata["slideshow"] = f"cell-{number}", {"slide_type": mark}
            notebook.cells.append(cell)
        nbformat.write(notebook, self.path(language, name))

    def path(self, language, name=NAME):
        return self.book / language / f"{name}.ipynb"

    def notebooks(self, language):
        return sorted((self.book / language).glob("*.ipynb"))

    def python(self, *command, **environment):
        """Run the copy's Python in it.

        Returns
        -------
        subprocess.CompletedProcess
        """
        return subprocess.run(
            [self.executable, *map(str, command)],
            cwd=self.folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
        )

    def run(self, *command, **environment):
        """Run Python in the copy, which has to succeed."""
        done = self.python(*command, **environment)
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def finish(self):
        """Do what an author does when the chapter is written."""
        for language in ("zh", "en"):
            glossary.main([str(self.book / language)])
        translated = [str(self.path("en", name)) for name in (NAME, "index")]
        editions.main([*translated, "--agrees"])
        self.run("tools/execute.py", *self.notebooks("zh"), *self.notebooks("en"))
