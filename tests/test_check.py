"""Each guard of the notebooks lets a good notebook through and stops a broken one."""

import json
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from publish.chapter import words
from tests.support import NOTEBOOKS, ROOT
from tools.check import WIDEST_LINE, problems
from tools.execute import KERNEL
from tools.format import formatted

FIGURE = new_output("display_data", {"image/svg+xml": "<svg></svg>"})
MARK = {"slideshow": {"slide_type": "-"}}


ENOUGH_LINE = words("zh")["enough"].format(sentence="会甲。")


def head(core, all_of_it):
    minutes = words("zh")["minutes"].format(core=core, all=all_of_it)
    return f"> {words('zh')['goals']}\n> - 一\n> - 二\n> - 三\n>\n> {minutes}"


@pytest.fixture
def found(tmp_path):
    """Make a good chapter, let a function break it, and give what the checks say."""

    def find(breaks, cells=None):
        notebook = new_notebook(
            cells=cells
            or [
                new_markdown_cell(
                    f"# 1 Title\n\n{head(30, 50)}\n\n[there](#eq-1-1) [beside](02.ipynb#top)"
                ),
                new_markdown_cell('## 1.1 Part ○\n\n<a id="eq-1-1"></a>\n$$a=b\\tag{1.1}$$'),
                new_code_cell("1 + 1", execution_count=1),
                new_code_cell("plot()", execution_count=2, outputs=[FIGURE]),
                new_markdown_cell("*图 1.1：一条线。*\n\n**粗体**，**粗体（bold）** 。"),
            ]
        )
        notebook.metadata.kernelspec = nbformat.from_dict(KERNEL)
        for cell in notebook.cells:
            cell.metadata = nbformat.from_dict(MARK)
        beside = new_notebook(cells=[new_markdown_cell('<a id="top"></a>\n# Beside')])
        edition = tmp_path / "zh"
        edition.mkdir()
        nbformat.write(beside, edition / "02.ipynb")
        breaks(notebook)
        nbformat.write(notebook, edition / "01.ipynb")
        return problems(edition / "01.ipynb")

    find.folder = tmp_path
    return find


def output(kind, **content):
    return lambda nb: nb.cells[2].outputs.append(new_output(kind, **content))


def text(i, source):
    return lambda nb: nb.cells[i].update(source=source)


def add(i, source):
    return lambda nb: nb.cells[i].update(source=nb.cells[i].source + source)


def data(kind, value="x"):
    return output("display_data", data={kind: value})


BROKEN = {
    "a cell never run": (lambda nb: nb.cells[2].update(execution_count=None), "count None, not 1"),
    "cells run out of order": (lambda nb: nb.cells[3].update(execution_count=3), "count 3, not 2"),
    "stderr": (output("stream", name="stderr", text="careful"), "stderr: 'careful'"),
    "an error": (output("error", ename="ValueError", evalue="no"), "ValueError: no"),
    "an address": (output("stream", name="stdout", text="<f at 0x7f3a2b>"), "address"),
    "an address in HTML": (data("text/html", "<b> at 0x7f3a2b"), "address"),
    "a PNG": (data("image/png"), "image/png"),
    "a JPEG": (data("image/jpeg"), "image/jpeg"),
    "a widget view": (data("application/vnd.jupyter.widget-view+json", {}), "widget view"),
    "an explorer that was played with": (
        lambda nb: nb.cells[3].update(
            outputs=[new_output("display_data", metadata={"d2l_explorer": "a1"})]
        ),
        "an explorer as somebody left it",
    ),
    "widget state": (lambda nb: nb.metadata.update(widgets={}), "widget state"),
    "a comment to nbval": (text(2, "1 + 1\n# NBVAL_IGNORE_OUTPUT"), "comment that changes"),
    "an older comment to nbval": (
        text(2, "#PYTEST_VALIDATE_X"),
        "comment that changes",
    ),
    "a tag to nbval": (lambda nb: nb.cells[2].metadata.update(tags=["nbval-skip"]), "nbval-skip"),
    "another's kernel": (
        lambda nb: nb.metadata.kernelspec.update(name="my-env"),
        "metadata: kernel 'my-env'",
    ),
    "no kernel": (lambda nb: nb.metadata.clear(), "metadata: kernel None"),
    "a large figure": (data("image/svg+xml", "x" * 300_001), "figure of 300001 bytes"),
    "a large notebook": (add(4, "x" * 1_000_001), "more than 1000000"),
    "a long cell": (text(2, "a = 1\n" * 21), "21 lines of code"),
    "a wide line": (text(2, f"a = '{'x' * 79}'"), "85 characters, not 84: a = 'x"),
    "a wide comment": (text(2, f"1\n# {'x' * 83}"), "85 characters"),
    "a line of full-width letters": (text(2, f"a = '{'导' * 40}'"), "86 characters"),
    "a wide magic": (text(2, f"!echo {'x' * 80}"), "86 characters"),
    "no slide mark": (lambda nb: nb.cells[1].metadata.clear(), "slide type None"),
    "an unknown slide mark": (
        lambda nb: nb.cells[1].metadata.slideshow.update(slide_type="big"),
        "slide type 'big'",
    ),
    "no title": (text(0, "Title"), "one title"),
    "two titles": (add(4, "\n\n# Another"), "one title"),
    "a level left out": (text(1, "### 1.1 Part"), "level 3 follows level 1"),
    "a number left out": (add(4, "\n\n## 1.3 Part"), "numbered"),
    "a section of another chapter": (add(4, "\n\n## 2.2 Part"), "numbered"),
    "an equation left out": (add(4, '\n\n<a id="eq-1-3"></a>\\tag{1.3}'), "equations are numbered"),
    "an equation twice": (add(4, "\n\n$$\\tag{1.1}$$"), "equations are numbered"),
    "an equation without anchor": (add(4, "\n\n$$\\tag{1.2}$$"), "equation 1.2: no <a id="),
    "an anchor twice": (add(4, '\n\n<a id="eq-1-1"></a>'), "stands 2 times"),
    "a link to no anchor": (add(4, "\n\n[x](#nowhere)"), "no anchor for the link #nowhere"),
    "a link to no file": (add(4, "\n\n[x](03.ipynb)"), "no file for the link 03.ipynb"),
    "a link to no anchor beside": (add(4, "\n\n[x](02.ipynb#eq-1-1)"), "no anchor for the link 02"),
    "bold that ends in a full stop": (add(4, "\n\n**停。**再走"), "asterisks will show"),
    "bold that begins with a quote": (add(4, "\n\n再**“走”** 吧"), "asterisks will show"),
    "bold that ends in a formula": (add(4, "\n\n**数 $m$**乘"), "asterisks will show"),
    "a figure with no caption below": (text(4, "一条线。"), "no caption"),
    "a caption misnumbered": (text(4, "*图 1.2：一条线。*"), "figures are numbered"),
    "an image without text": (add(4, "\n\n![](a.png)"), "without alternative text"),
}


@pytest.mark.parametrize(("breaks", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_notebook_is_stopped(found, breaks, message):
    assert message in "\n".join(found(breaks))


def test_a_good_notebook_passes(found):
    assert found(lambda notebook: None) == []


def test_an_error_may_be_shown_on_purpose(found):
    def shows_an_error(notebook):
        notebook.cells[2].metadata["tags"] = ["raises-exception"]
        notebook.cells[2].outputs = [new_output("error", ename="ValueError", evalue="no")]

    assert found(shows_an_error) == []


def test_code_in_prose_is_not_read_as_prose(found):
    assert found(add(4, "\n\n`[x](#nowhere)` `**停。**再`\n\n```\n# not a title\n```")) == []


def test_a_line_may_be_as_wide_as_the_page(found):
    assert found(text(2, f"a = '{'x' * 78}'\nb = '{'导' * 39}'")) == []


def test_what_is_formatted_is_as_wide_as_the_check_allows(write_notebook):
    path = write_notebook(
        "01.ipynb", f"a = f({'x' * 38}, {'y' * 37})", f"b = f({'x' * 38}, {'y' * 38})"
    )
    shutil.copy(ROOT / "book/ruff.toml", path.parent)
    (path.parent.parent / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    lines = [line for cell in json.loads(formatted(path))["cells"] for line in cell["source"]]
    assert max(len(line.rstrip("\n")) for line in lines) == WIDEST_LINE


def test_docstrings_and_parameters_do_not_make_a_cell_long(found):
    parameters = "".join(f"    p{i},\n" for i in range(15))
    more = "    more\n" * 20
    source = f'def f(\n{parameters}):\n    """Do.\n{more}    """\n    return 1'
    assert found(text(2, source)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_book_has_no_problems(path):
    assert problems(path) == []


def test_the_book_is_found():
    assert "01-derivative" in {path.stem for path in NOTEBOOKS}


# A chapter that says what is core


def deep_chapter():
    """A good chapter with a head: core and depth, an exercise in the text, an appendix."""
    texts = [
        "# 1 Title\n\n问。",
        head(30, 50),
        "## 1.1 甲 ●\n\n文。",
        f"文。\n\n{ENOUGH_LINE}",
        '<a id="exercise-1-2"></a>\n**轮到你 · 1.2 乙** ●●○　问。',
        '!d2l.check("1.2", ...)',
        "## 1.2 丙 ○\n\n文。",
        "## 小结\n\n完。",
        "## 练习",
        '<a id="exercise-1-1"></a>\n**1.1 丁** ●○○　问。',
        '!d2l.check("1.1", ...)',
        '<a id="exercise-1-3"></a>\n**1.3 戊** ●●○　问。',
        '!d2l.check("1.3", ...)',
        "## 附 A 工具 ○",
    ]
    return [
        new_code_cell(text[1:], execution_count=1 + sum(t[0] == "!" for t in texts[:place]))
        if text[0] == "!"
        else new_markdown_cell(text)
        for place, text in enumerate(texts)
    ]


HEAD, ENOUGH, HERE, DEPTH, LAST = 1, 3, 4, 6, 13


def swap(i, old, new):
    def breaks(nb):
        assert old in nb.cells[i].source
        nb.cells[i].source = nb.cells[i].source.replace(old, new)

    return breaks


DEEP_AND_BROKEN = {
    "no head": (text(HEAD, "文。"), "no cell says what a reader will be able to do: > **读完"),
    "two goals": (swap(HEAD, "> - 二\n", ""), "cell 2: 2 lines '> - …' right below"),
    "no goal right below": (swap(HEAD, "> - 一", "> 一\n> - 一"), "cell 2: 0 lines '> - …'"),
    "no minutes": (
        swap(HEAD, "50 分钟", "50 页"),
        "cell 2: below the goals there is no line '> 主",
    ),
    "all shorter than the core": (swap(HEAD, "50", "20"), "30 minutes of 20, but some sections"),
    "depth that takes no time": (swap(HEAD, "50", "30"), "30 minutes of 30, but some sections"),
    "minutes for no depth": (
        lambda nb: (
            nb.cells.pop(LAST),
            swap(DEPTH, "○\n\n文。", "●\n\n> **会了这些就够往下走**：会丙。")(nb),
        ),
        "30 minutes of 50, but no section is marked",
    ),
    "a head too late": (
        lambda nb: nb.cells.insert(HEAD, new_markdown_cell("文。", metadata=MARK)),
        "cell 3: **读完这一章，你能** belongs into the first or second",
    ),
    "a section without a mark": (swap(DEPTH, " ○", ""), "cell 7: section '丙' ends in ● or ○"),
    "a summary with a mark": (swap(7, "小结", "小结 ●"), "section '小结' ends in neither ● nor ○"),
    "an appendix of the core": (swap(LAST, "○", "●"), "section '工具' ends in ○"),
    "an appendix with another letter": (swap(LAST, "A", "B"), "appendices are called ['B'], not"),
    "an appendix in the text": (
        lambda nb: nb.cells.insert(DEPTH, nb.cells.pop(LAST)),
        "appendix A comes below the exercises",
    ),
    "not said what is enough": (
        swap(ENOUGH, "> **会了", "> **学会"),
        "section 1.1: its last cell of text that is no exercise ends with a line '> **会了这些",
    ),
    "said too early": (add(ENOUGH, "\n\n还有。"), "section 1.1: its last cell of text"),
    "said twice": (add(2, "\n\n> **会了这些就够往下走**：会甲。"), "there is no other one"),
    "an exercise twice": (swap(11, "**1.3", "**1.1"), "exercise 1.1 is asked 2 times"),
    "an exercise without anchor": (
        swap(HERE, "exercise-1-2", "e"),
        'exercise 1.2: no <a id="exercise-1-2">',
    ),
    "an exercise that nothing checks": (swap(5, "1.2", "1.9"), "exercise 1.2: no cell has"),
    "an exercise at the end as in the text": (
        swap(9, "**1.1", "**轮到你 · 1.1"),
        "exercise 1.1: among those at the end it is called without '轮到你 · '",
    ),
    "an exercise in the text as at the end": (
        swap(HERE, "轮到你 · ", ""),
        "exercise 1.2: in the text its name begins with '轮到你 · '",
    ),
    "a hard exercise first": (swap(9, "●○○", "●●●"), "at the end are 1.1, 1.3; by level: 1.3, 1.1"),
}


@pytest.mark.parametrize(("breaks", "message"), DEEP_AND_BROKEN.values(), ids=DEEP_AND_BROKEN)
def test_a_broken_chapter_is_stopped(found, breaks, message):
    assert message in "\n".join(found(breaks, deep_chapter()))


def test_a_good_chapter_passes(found):
    assert found(lambda notebook: None, deep_chapter()) == []


def test_a_chapter_without_depth_takes_one_time(found):
    def breaks(notebook):
        swap(HEAD, "50", "30")(notebook)
        swap(DEPTH, "○\n\n文。", "●\n\n> **会了这些就够往下走**：会丙。")(notebook)
        del notebook.cells[LAST]

    assert found(breaks, deep_chapter()) == []


@pytest.mark.parametrize(("said", "wrong"), [("30 | 50", False), ("30 | 40", True)])
def test_the_contents_say_how_long_a_chapter_takes(found, said, wrong):
    found(lambda notebook: None, deep_chapter())
    folder = found.folder / "zh"
    row = f"# Book\n\n| chapter | core | all |\n|---|---|---|\n| [1 Title](01.ipynb) | {said} |"
    contents = new_notebook(cells=[new_markdown_cell(row, metadata=MARK)])
    contents.metadata.kernelspec = nbformat.from_dict(KERNEL)
    nbformat.write(contents, folder / "index.ipynb")
    problem = "index.ipynb gives 01.ipynb 30 and 40 minutes, its head 30 and 50"
    for name in ("index.ipynb", "01.ipynb"):
        assert problems(folder / name) == ([f"{name}: {problem}"] if wrong else [])
