"""Chinese letters in figures, with a font for them and without, and nothing on stderr."""

import io
import subprocess
import sys

import matplotlib
import pytest
from matplotlib import font_manager
from matplotlib import pyplot as plt

import d2l_calc as d2l
from d2l_calc import fonts

matplotlib.use("agg")

with_a_font = pytest.mark.skipif(not fonts._chinese(), reason="no Chinese font is installed here")

BEFORE = """
import matplotlib
matplotlib.use("svg")
from matplotlib import font_manager, pyplot as plt
every = font_manager.fontManager.ttflist
"""
DRAW = """
import d2l_calc as d2l
x = [-1, 0, 1]
def draw():
    d2l.plot(x, [x, x], "时间 t", "路程 $s$", ["实际 $x^2$", "估计"])
    plt.title("粗体，$v_{平均}$ 是 −1.5", weight="bold")
    plt.text(0, 0, "斜体（说明）", style="italic")
    plt.savefig("figure.svg")
draw()
"""
EXPLORE = """
def setup(figure):
    axes = figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="时间 $t$", title="标题")
    return axes.text(0, 0.5, "")
def update(text, a):
    text.set_text(f"斜率 $k={a}$ 很陡")
d2l.Explorer(setup, update, a=(0.0, 1.0)).svg(a=0.5)
"""
ONLY_OWN = "font_manager.fontManager.ttflist = [f for f in every if 'mpl-data' in f.fname]\n"


def stderr_of(script, folder):
    """Run a script and give what it writes to stderr."""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


QUIET = {
    "labels, title and text": BEFORE + DRAW,
    "an explorer": BEFORE + DRAW + EXPLORE,
    "after the settings were set back": BEFORE + DRAW + "plt.style.use('default')\ndraw()",
    "with a font for Chinese that has no bold": BEFORE
    + "font_manager.fontManager.ttflist = [\n"
    + "    f for f in every if 'mpl-data' in f.fname or f.weight == 400\n]"
    + DRAW,
    "with fonts set that are not installed": BEFORE
    + "plt.rcParams['font.sans-serif'] = ['SimHei', 'Microsoft YaHei']\n" * 2
    + DRAW
    + "plt.rcParams['font.sans-serif'] = ['No such font']\ndraw()",
    "with a family set that is not installed": BEFORE
    + "plt.rcParams['font.family'] = 'No such font'"
    + DRAW
    + "plt.rcParams['font.family'] = ['Nor this', 'serif']\ndraw()",
}


@with_a_font
@pytest.mark.parametrize("script", QUIET.values(), ids=QUIET)
def test_chinese_letters_are_drawn_without_a_word(script, tmp_path):
    assert stderr_of(script, tmp_path) == ""


WITHOUT = {
    "labels, title and text": BEFORE + ONLY_OWN + DRAW + "draw()",
    "an explorer": BEFORE + ONLY_OWN + "import d2l_calc as d2l" + EXPLORE,
    "all of them": BEFORE + ONLY_OWN + DRAW + EXPLORE + "draw()",
    "only mathematics": BEFORE + ONLY_OWN + "import d2l_calc as d2l; plt.title('$v_{平均}$')\n"
    "for i in range(2): plt.savefig('figure.svg')",
    "only a title of the reader's own": BEFORE
    + ONLY_OWN
    + "import d2l_calc as d2l; plt.title('标题'); plt.savefig('figure.svg')",
}


@pytest.mark.parametrize("script", WITHOUT.values(), ids=WITHOUT)
def test_without_a_font_for_them_one_sentence_says_so_once(script, tmp_path):
    said = stderr_of(script, tmp_path)
    assert said.count("\n") == 1
    assert "Noto Sans CJK SC" in said


def test_without_chinese_letters_nothing_is_said(tmp_path):
    ascii_only = "import d2l_calc as d2l; d2l.plot([1, 2], [3, 4], 'x', '$y$', 'a', figsize=(3, 2))"
    assert stderr_of(BEFORE + ONLY_OWN + ascii_only + "; plt.savefig('f.svg')", tmp_path) == ""


def test_a_font_that_is_missing_is_named_once(tmp_path):
    own = "plt.figure().text(0, 0, 'a', family='Nowhere'); plt.savefig('f.svg')\n"
    said = stderr_of(BEFORE + "import d2l_calc\n" + own * 9, tmp_path)
    assert said.count("Nowhere") == 1


def figure():
    """Give a figure with letters and mathematics of many kinds, as bytes."""
    with plt.rc_context({"svg.hashsalt": "x"}):
        plt.close("all")
        d2l.plot([-1, 2], [[-1, 2], [3, 4]], "x", r"$\frac{df}{dx}$", ["$f'$", "Größe −1 ‖x‖ ½"])
        plt.title(r"bold $\mathbf{x}$ and $\nabla\mathcal{L}$", weight="bold")
        plt.text(0, 0, "αβγ → ∂ ∞ é", family="serif")
        file = io.BytesIO()
        plt.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


@with_a_font
def test_figures_without_chinese_letters_stay_the_same_to_the_byte(monkeypatch):
    drawn = figure()
    assert plt.rcParams["font.family"][0] == "sans-serif"
    assert plt.rcParams["font.family"][-1] in fonts._chinese()
    monkeypatch.setattr("d2l_calc.saved.settle_fonts", lambda: None)
    with matplotlib.style.context("default"):
        assert plt.rcParams["font.family"] == ["sans-serif"]
        assert figure() == drawn


def test_only_fonts_that_are_installed_are_asked_for(monkeypatch):
    own = [font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", own)
    assert fonts.family(["SimHei", "sans-serif", "Arial"]) == ["sans-serif", "DejaVu Sans"]
    assert fonts.family(["SimHei"]) == ["DejaVu Sans"]
