"""A chapter says about itself what its author wrote, in the words of its edition."""

import re

import nbformat
import pytest

from d2l_calc.exercises import chapter as exercises_of
from d2l_calc.language import LANGUAGES
from d2l_calc.words import read_words
from publish.chapter import CARDS, BookError, Chapter, Edition, caption_in, pattern, words
from tests.support import EDITIONS, NOTEBOOKS

CHAPTERS = [path for path in NOTEBOOKS if path.stem[0].isdigit()]
WORDS = read_words("publish", "words.toml")


@pytest.fixture
def written(tmp_path):
    """Write a notebook of an edition from its cells; `>` begins one of code."""

    def write(*cells, language="zh", name="12-topic"):
        folder = tmp_path / language
        folder.mkdir(exist_ok=True)
        notebook = nbformat.v4.new_notebook(
            cells=[
                nbformat.v4.new_code_cell(source[1:])
                if source.startswith(">")
                else nbformat.v4.new_markdown_cell(source)
                for source in cells
            ]
        )
        nbformat.write(notebook, folder / f"{name}.ipynb")
        return Chapter(folder / f"{name}.ipynb")

    return write


# Words


@pytest.mark.parametrize("name", WORDS)
def test_every_language_fills_the_same_blanks(name):
    if name != "term":  # the English of a term is beside it, unless the term is English
        assert len({frozenset(re.findall(r"\{(\w*)\}", text)) for text in WORDS[name]}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figures_and_a_terms_sign_find_what_is_written_by_them(language):
    caption = words(language)["caption"].format(number="10.2", text="x, $y$ **z**.")
    assert pattern(language, "caption").fullmatch(caption)["text"] == "x, $y$ **z**."
    label, colon, text = caption_in(caption.strip("*"), language)
    assert (label.split()[-1], text) == ("10.2", "x, $y$ **z**.")
    assert caption == f"*{label}{colon}{text}*"
    assert pattern(language, "term").fullmatch(words(language)["term_example"])


# What is read


def test_number_and_title(written):
    assert (written("# 12 两位数").number, written("# 12 两位数").title) == ("12", "两位数")
    assert (written("# 术语表").number, written("# 术语表").title) == ("", "术语表")
    nameless = written("没有", ">1")
    assert nameless.number == ""
    with pytest.raises(BookError, match=r"12-topic\.ipynb, cell 1: a notebook begins with its"):
        _ = nameless.title


def test_sections_have_their_numbers_anchors_and_marks(written):
    chapter = written(
        "# 12 一",
        '<a id="a"></a>\n## 12.1 二 ○\n\n```\n# 注释\n```',
        "## 12.2 $D(x)$ ●\n\n●○○",
        "## 小结",
        "## 练习",
        "## 附 A `三` ○",
    )
    assert [tuple(section)[1:] for section in chapter.sections] == [
        ("12.1", "二", "a", 1, "depth"),
        ("12.2", "$D(x)$", "", 2, "core"),
        ("", "小结", "", 3, ""),
        ("", "练习", "", 4, ""),
        ("A", "`三`", "", 5, "depth"),
    ]


@pytest.mark.parametrize(
    ("language", "name", "heading"),
    [
        ("zh", "exercises", "练习"),
        ("zh", "summary", "小结"),
        ("en", "exercises", "Exercises"),
        ("en", "summary", "Summary"),
    ],
)
def test_a_part_goes_to_the_next_section(written, language, name, heading):
    cells = ["# 12 T", f'<a id="x"></a>\n## {heading}', ">1", "text", "## 12.1 S", "more"]
    assert written(*cells, language=language).part(name) == range(1, 4)
    assert written(*cells[:4], language=language).part(name) == range(1, 4)
    other = "en" if language == "zh" else "zh"
    assert not written(*cells, language=other).part(name)


def test_captions_belong_to_the_figure_above(written):
    chapter = written(
        "# 12 T", ">1", "*图 12.1：`f` 和 **粗**。*\n\n*图 12.2：没有图。*", ">2", "字"
    )
    assert [(c.number, c.text) for c in chapter.captions] == [
        ("12.1", "图 12.1：f 和 粗。"),
        ("12.2", "图 12.2：没有图。"),
    ]
    assert chapter.caption_below(1) == "图 12.1：f 和 粗。"
    assert chapter.caption_below(3) is None


def test_equations_carry_numbers_of_two_digits(written):
    chapter = written("# 12 T", r"$$a\tag{12.1}$$", "`$$b\\tag{1}$$`", r"$$c\\d\tag{12.10}$$")
    assert [(e.number, e.cell) for e in chapter.equations] == [("12.1", 1), ("12.10", 3)]


def test_an_exercise_is_known_with_its_check(written):
    chapter = written(
        "# 12 T",
        '<a id="exercise-12-1"></a>\n**12.1 先猜：$x$** ●●○　问。',
        ">x = ...\nd2l.check('other')",
        '>d2l.check("12.1", x)',
        "**轮到你 · 12.2 又一道** ●○○　问。",
    )
    assert [tuple(each) for each in chapter.exercises] == [
        ("12.1", "先猜：$x$", 2, 1, 3, False),
        ("12.2", "又一道", 1, 4, None, True),
    ]
    assert chapter.checks == {3: ["12.1"]}


def test_explorers_are_those_of_the_catalogue(written):
    chapter = written("# 12 T", ">d2l.explore.secant(x0=1)", ">d2l.explore\nd2l.Explorer(a, b)")
    assert [tuple(each) for each in chapter.explorers] == [("secant", 1)]


HEADS = {
    "zh": "> **读完这一章，你能**\n> - 一，$x$\n> - 二\n>\n> 主线（●）约 30 分钟，全部约 50 分钟。"
    "标 ○ 的是选读，跳过它们，后面照样能懂。",
    "en": "> **After this chapter you can**\n> - 一，$x$\n> - 二\n>\n> The core (●) takes about 30 "
    "minutes, all of it about 50. Sections marked ○ are optional: skip them, and you can still "
    "follow the rest.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_head_says_what_one_will_be_able_to_do_and_how_long_it_takes(written, language):
    chapter = written("# 12 T", "问。\n\n" + HEADS[language], language=language)
    assert chapter.head == 1
    assert chapter.goals == ["一，$x$", "二"]
    assert chapter.minutes == (30, 50)
    other = written("# 12 T", "> - 一", language=language)
    assert (other.head, other.goals, other.minutes) == (None, [], None)


def test_who_leaves_out_the_depth_has_the_rest(written):
    chapter = written(
        "# 12 T", "## 12.1 一 ●", ">1", "## 12.2 二 ○", ">2", "## 练习", "## 附 A 三 ○"
    )
    kept = [cell.source for cell in chapter.without_depth().cells]
    assert kept == ["# 12 T", "## 12.1 一 ●", "1", "## 练习"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", "*导数*（derivative）", [("导数", "derivative")]),
        ("zh", "*导数* **狗**（dog）", []),
        ("en", "the *chain rule* is", [("chain rule", "chain rule")]),
        ("en", "**not** 2 * 3 * 4 `a*b*c` $a*b*c$", []),
        ("en", "*Figure 12.1: A line.*", []),
        ("en", "*one* and *two*", [("one", "one"), ("two", "two")]),
    ],
)
def test_terms_are_marked_in_the_way_of_their_language(written, language, text, found):
    chapter = written("# 12 T", text, language=language)
    assert [(term.name, term.english) for term in chapter.terms] == found


# The book


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_chapter_of_the_book_is_read_whole(path):
    chapter = Chapter(path)
    assert chapter.number == str(int(path.stem[:2]))
    assert chapter.title
    numbers = [each.number for each in chapter.exercises]
    assert sorted(numbers) == sorted(exercises_of(chapter.number))
    assert all(each.checked and each.level in (1, 2, 3) for each in chapter.exercises)
    if chapter.number == "0":  # about Python: questions, and nothing more
        return
    assert chapter.part("summary")
    assert chapter.part("exercises")
    assert chapter.captions
    assert chapter.equations
    assert chapter.explorers


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_an_edition_has_its_pages_in_the_books_order(folder):
    edition = Edition(folder)
    names = [*edition.paths]
    assert (names[0], names[-1]) == ("index", "glossary")
    chapters = [name for name in names if name[0].isdigit()]
    assert names == ["index", *sorted(chapters), *CARDS, "glossary"]
    assert edition.start == "01-derivative"
    assert edition.index.part("how_to_use")
    assert [*Edition(folder, names[2:3]).paths] == ["index", names[2], "glossary"]
    with pytest.raises(BookError, match="has no chapter 99-none; it has 00-warm-up"):
        Edition(folder, ["99-none"])
