"""Terms: marked once where they first stand, one translation each, all of them in the glossary."""

import re

import nbformat
import pytest

from publish.chapter import Chapter, Edition
from tests.support import EDITIONS, ROOT
from tools import glossary

BOOK = ROOT / "book" / "zh"

# What else these are called in Chinese, and what this book calls them.
OTHER_NAMES = {
    "可导": "可微",
    "微商": "导数",
    "导函数": "导数",
    "差分商": "差商",
    "偏微分": "偏导数",
    "代价函数": "损失函数",
    "乘法法则": "乘积法则",
    "除法法则": "商的法则",
    "和的法则": "加法法则",
    "链式规则": "链式法则",
    "激励函数": "激活函数",
    "梯度弥散": "梯度消失",
    "局部极小": "极小值",
    "临界点": "驻点",
    "稳定点": "驻点",
    "学习速率": "学习率",
    "等值线": "等高线",
    "黑塞": "海森矩阵",
    "赫斯": "海森矩阵",
    "海塞": "海森矩阵",
    "本征": "特征值，特征向量",
    "内积": "点积",
    "雅克比": "雅可比矩阵",
    "雅各比": "雅可比矩阵",
    "单位阵": "单位矩阵",
    "对角阵": "对角矩阵",
    "批归一化": "批量归一化",
    "批标准化": "批量归一化",
    "自动求导": "自动微分",
    "梯度检验": "梯度检查",
}


def chapter(folder, name, *cells):
    """Write a chapter from the sources of its Markdown cells."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(c) for c in cells])
    nbformat.write(notebook, folder / name)


def rows(folder):
    cells = nbformat.read(folder / "glossary.ipynb", as_version=4).cells
    return [line for cell in cells for line in cell.source.splitlines() if "| [" in line]


@pytest.fixture
def book(tmp_path):
    """A book of one chapter with two terms, and a glossary that knows neither."""
    folder = tmp_path / "zh"
    folder.mkdir()
    chapter(
        folder, "01-first.ipynb", "# 1 开头\n\n先是*甲*（first）。", "## 1.1 一\n\n*乙*（second）"
    )
    chapter(folder, "glossary.ipynb", "# 术语表", "---")
    return folder


# The book


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_glossary_has_every_term_where_it_stands_and_no_other(folder):
    glossary.main([str(folder), "--check"])


def test_the_terms_are_found():
    found = glossary.terms(Edition(BOOK))
    assert found[0] == ("导数", "derivative", "1 导数", "1", "01-derivative.ipynb")
    assert ("驻点", "stationary point", "3 极值", "3.1", "03-extrema.ipynb#stationary") in found
    assert len(found) >= 58


# Named in passing long before they are explained.
EXPLAINED = {
    "可微": "01-derivative.ipynb#definition",
    "梯度下降": "03-extrema.ipynb#descent",
    "鞍点": "04-partial.ipynb#",
    "权重": "04-partial.ipynb#neuron",
    "反向传播": "07-chain.ipynb#",
    "局部导数": "07-chain.ipynb#graph",
    "误差信号": "08-softmax.ipynb#",
    "自动微分": "09-autodiff.ipynb#",
}


@pytest.mark.parametrize(("name", "place"), EXPLAINED.items())
def test_the_glossary_leads_to_where_a_term_is_explained(name, place):
    (link,) = [term.link for term in glossary.terms(Edition(BOOK)) if term.name == name]
    assert link.startswith(place)


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_no_term_is_marked_twice_or_has_two_names(folder):
    assert list(glossary.problems(Edition(folder))) == []


@pytest.mark.parametrize("other", OTHER_NAMES)
def test_a_term_is_translated_one_way_only(other):
    notebooks = [
        (path.name, "\n".join(text for _, text in Chapter(path).prose))
        for path in BOOK.glob("*.ipynb")
    ]
    modules = [(path.name, path.read_text("utf-8")) for path in (ROOT / "d2l_calc").rglob("*.py")]
    assert [name for name, text in notebooks + modules if other in text] == [], OTHER_NAMES[other]


# The tool


def test_new_terms_get_rows_in_the_order_of_the_book(book):
    chapter(book, "02-next.ipynb", '<a id="top"></a>\n# 2 后来\n\n*丙*（third）')
    glossary.main([str(book)])
    assert rows(book) == [
        "| 甲 | first | | [1](01-first.ipynb) |",
        "| 乙 | second | | [1.1](01-first.ipynb) |",
        "| 丙 | third | | [2](02-next.ipynb#top) |",
    ]
    cells = nbformat.read(book / "glossary.ipynb", as_version=4).cells
    heads = [cell.source.partition("\n")[0] for cell in cells]
    assert heads == ["# 术语表", "## 第 1 章　开头", "## 第 2 章　后来", "---"]


def test_symbols_stay_with_their_terms(book):
    glossary.main([str(book)])
    path = book / "glossary.ipynb"
    symbol = r"$\\frac{a}{b}$，$\\lVert x\\rVert$"
    path.write_text(path.read_text("utf-8").replace("second | |", f"second | {symbol} |"), "utf-8")
    glossary.main([str(book), "--check"])
    chapter(
        book, "01-first.ipynb", "# 1 开头", '<a id="one"></a>\n## 1.1 一\n\n*乙*（second thing）'
    )
    glossary.main([str(book)])
    written = r"$\frac{a}{b}$，$\lVert x\rVert$"
    assert rows(book) == [f"| 乙 | second thing | {written} | [1.1](01-first.ipynb#one) |"]


def test_a_glossary_that_is_up_to_date_is_written_as_it_was(book):
    glossary.main([str(book)])
    before = (book / "glossary.ipynb").read_bytes()
    glossary.main([str(book)])
    assert (book / "glossary.ipynb").read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [("*甲*（first）", "甲"), ("first", "other"), ("*甲*（first）", "*甲*（first）*丁*（fourth）")],
    ids=["term gone", "English changed", "new term"],
)
def test_check_says_what_is_behind_and_writes_nothing(book, before, after):
    glossary.main([str(book)])
    written = (book / "glossary.ipynb").read_bytes()
    path = book / "01-first.ipynb"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")
    with pytest.raises(SystemExit, match=r"glossary\.ipynb is behind; run: python tools/glossary"):
        glossary.main([str(book), "--check"])
    assert (book / "glossary.ipynb").read_bytes() == written


def test_the_anchor_of_another_section_is_not_taken(book):
    cells = (
        '<a id="a"></a>\n## 1.1 一',
        "## 1.2 二\n\n*丙*（third）",
        '<a id="eq-1-1"></a>*丁*（fourth）',
        '<a id="exercise-1-1"></a>*戊*（fifth）',
    )
    chapter(book, "01-first.ipynb", "# 1 开头", *cells)
    assert [term.link for term in glossary.terms(Edition(book))] == ["01-first.ipynb"] * 3


def test_a_term_belongs_to_the_section_above_it(book):
    text = '## 1.1 一\n\n*丙*（third）\n\n<a id="b"></a>\n## 1.2 二\n\n*丁*（fourth）\n\n## 小结'
    chapter(book, "01-first.ipynb", f"# 1 开头\n\n*甲*（first）\n\n{text}")
    found = [(term.section, term.link) for term in glossary.terms(Edition(book))]
    assert found == [
        ("1", "01-first.ipynb"),
        ("1.1", "01-first.ipynb"),
        ("1.2", "01-first.ipynb#b"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("*甲*（first）", "甲 is marked in 01-first.ipynb and again in 02-next.ipynb"),
        ("*甲*（other）", "甲 is marked in 01-first.ipynb and again in 02-next.ipynb"),
        ("*丙*（First）", "First is 甲 in 01-first.ipynb, 丙 in 02-next.ipynb"),
        ("*丙* (third)", "02-next.ipynb: *丙* (third) is not marked as *导数*（derivative） is"),
        ("*丙*(third)", "02-next.ipynb: *丙*(third) is not marked as *导数*（derivative） is"),
        (
            "*丙*（ third）",
            "02-next.ipynb: *丙*（ third） is not marked as *导数*（derivative） is",
        ),
    ],
)
def test_a_wrong_mark_is_named_and_nothing_written(book, text, problem):
    chapter(book, "02-next.ipynb", f"# 2 后来\n\n{text}")
    assert list(glossary.problems(Edition(book))) == [problem]
    with pytest.raises(SystemExit, match=re.escape(problem)):
        glossary.main([str(book)])
    assert rows(book) == []


@pytest.mark.parametrize("text", ["**狗**（dog）", "*图 1.1：线。*（见上）", "2 * 3（three）* 4"])
def test_what_is_no_mark_is_left_alone(book, text):
    chapter(book, "02-next.ipynb", f"# 2 后来\n\n{text}")
    assert list(glossary.problems(Edition(book))) == []
    assert [term.name for term in glossary.terms(Edition(book))] == ["甲", "乙"]
