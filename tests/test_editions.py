"""A second edition is a folder: everything that makes and tests the book works on it alike."""

import re

import nbformat
import pytest

from publish.chapter import BookError, Chapter, Edition
from tests.support import EDITIONS, ROOT
from tests.tiny import NAME, N, TinyBook
from tools import editions, glossary, save
from tools.check import problems
from tools.editions import CHINESE, numbers
from tools.format import formatted

LANGUAGES = ["zh", "en"]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A book of one tiny chapter, finished in both languages."""
    book = TinyBook(tmp_path_factory.mktemp("tiny"))
    book.finish()
    return book


def test_what_an_english_notebook_says_and_gives_is_english(tiny):
    for path in tiny.notebooks("en"):
        assert CHINESE.findall(path.read_text("utf-8")) == []
    card = nbformat.read(tiny.path("en"), as_version=4).cells[13].outputs[0].data["text/plain"]
    assert card.startswith(f"Exercise {N}.1 A line")
    assert "Not attempted" in card


def test_running_it_again_changes_nothing(tiny):
    before = {path: path.read_bytes() for path in tiny.book.rglob("*.ipynb")}
    tiny.finish()
    assert {path: path.read_bytes() for path in tiny.book.rglob("*.ipynb")} == before


def test_what_is_said_of_a_notebook_stays_in_it(tiny):
    assert Chapter(tiny.path("en", "index")).facts == {"explorer": "secant", "plays": "h"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guards_have_nothing_against_it(tiny, language):
    assert [problem for path in tiny.notebooks(language) for problem in problems(path)] == []
    for path in tiny.notebooks(language):
        assert formatted(path) == path.read_text("utf-8")
    glossary.main([str(tiny.book / language), "--check"])


def test_every_edition_saves_the_same_module(tiny):
    saved = []
    for language in LANGUAGES:
        save.main([str(tiny.book / language), str(tiny.folder / f"{language}.py")])
        saved.append((tiny.folder / f"{language}.py").read_text("utf-8"))
    assert saved[0] == saved[1]
    assert "def doubled(x):" in saved[0]


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_every_edition_of_the_book_saves_the_packages_module(folder):
    save.main([str(folder), str(ROOT / "d2l_calc" / "saved.py"), "--check"])


def test_its_outputs_are_tests(tiny):
    asked = ["-m", "pytest", "-q", "-p", "no:cacheprovider", tiny.path("en")]
    assert "passed" in tiny.run(*asked)
    changed = tiny.path("en").read_text("utf-8").replace('"6\\n"', '"7\\n"')
    other = tiny.book / "en" / f"{N}-changed.ipynb"
    other.write_text(changed, "utf-8")
    assert tiny.python(*asked[:-1], other).returncode == 1
    other.unlink()


def test_the_glossary_of_each_edition_has_its_columns(tiny):
    tables = {
        language: Chapter(tiny.path(language, "glossary")).cells[1].source for language in LANGUAGES
    }
    assert tables["zh"].split("\n\n") == [
        f"## 第 {N} 章　一个点",
        "| 中文 | English | 符号 | 在哪里 |\n|---|---|---|---|\n"
        f"| 斜率 | slope | | [{N}.1]({NAME}.ipynb#line) |",
    ]
    assert tables["en"].split("\n\n") == [
        f"## Chapter {N}: One point",
        f"| Term | Symbol | Where |\n|---|---|---|\n| slope | | [{N}.1]({NAME}.ipynb#line) |",
    ]


BROKEN = {
    "other code": (lambda cells: cells[3].update(source="1 + 1"), "code cell 2 is not that of zh/"),
    "one cell more": (
        lambda cells: cells.append(nbformat.v4.new_code_cell("1")),
        "code cell 7 is not that of zh/",
    ),
    "no language": (
        lambda cells: cells[1].update(source=cells[1].source.partition("\n\nd2l.set")[0]),
        'ends with d2l.set_language("en")',
    ),
    "another language": (
        lambda cells: cells[1].update(source=cells[1].source.replace('"en"', '"zh"')),
        'ends with d2l.set_language("en")',
    ),
    "a language later on": (
        lambda cells: cells[7].update(source=cells[7].source + '\nd2l.set_language("en")'),
        'ends with d2l.set_language("en")',
    ),
    "a caption in Chinese": (
        lambda cells: cells[4].update(source=f"*图 {N}.1：线。*"),
        f"no caption (*Figure {N}.…: …*) below",
    ),
    "a text in Chinese": (lambda cells: cells[5].update(source="这"), "cell 6 has '这', which is"),
    "an output in Chinese": (
        lambda cells: cells[7].outputs[0].update(text="六"),
        "cell 8 has '六', which is Chinese",
    ),
    "another mark": (
        lambda cells: cells[5].metadata.update(slideshow={"slide_type": "slide"}),
        "cell 6 is cell-5, markdown, 'slide', tags [], its twin cell-5, markdown, 'skip'",
    ),
    "cells that changed places": (
        lambda cells: cells.insert(9, cells.pop(10)),
        "cell 10 is cell-10, markdown, 'slide', tags [], its twin cell-9,",
    ),
    "a link to elsewhere": (
        lambda cells: cells[15].update(source="---\n[← Contents](glossary.ipynb)"),
        "cell 16: links: lacks ['index.ipynb'], has ['glossary.ipynb'] instead",
    ),
    "another formula": (
        lambda cells: cells[2].update(source=cells[2].source.replace("2x", "3x")),
        "cell 3: displayed formulas: lacks",
    ),
    "another number": (
        lambda cells: cells[10].update(source="## Summary\n\n- The slope is 7."),
        "section Summary: only in en: 7",
    ),
    "a number that is lost": (
        lambda cells: cells[10].update(source="## Summary\n\n- The slope is steep."),
        "section Summary: only in zh: 2",
    ),
    "an exercise of another level": (
        lambda cells: cells[12].update(source=cells[12].source.replace("●○○", "●●○")),
        f"cell 13: exercises: lacks ['{N}.1 1 False'], has ['{N}.1 2 False'] instead",
    ),
    "a term that is not marked": (
        lambda cells: cells[2].update(source=cells[2].source.replace("*slope*", "slope")),
        "the term *slope* is not marked; it belongs to #line",
    ),
    "a term that is none": (
        lambda cells: cells[5].update(source="This is what the *speaker* says."),
        "*speaker* is no term of zh",
    ),
    "another word for a term": (
        lambda cells: cells[10].update(source="## Summary\n\n- The steepness is 2."),
        "section Summary: 斜率 is 'slope', which is not there",
    ),
    "an answer that stands open": (
        lambda cells: cells[9].update(source=re.sub("</?(details|summary)>", "", cells[9].source)),
        "cell 10: folds: lacks ['<details>'], has [] instead",
    ),
}


@pytest.mark.parametrize(("breaks", "problem"), BROKEN.values(), ids=BROKEN)
def test_a_translation_that_is_none_is_stopped(tiny, breaks, problem):
    notebook = nbformat.read(tiny.path("en"), as_version=4)
    before = tiny.path("en").read_bytes()
    breaks(notebook.cells)
    nbformat.write(notebook, tiny.path("en"))
    found = problems(tiny.path("en"))
    tiny.path("en").write_bytes(before)
    assert problem in "\n".join(found)


def test_a_language_without_words_for_numbers_is_told_so():
    with pytest.raises(BookError, match=r"SPELLED and SCALES .* in 'fr': add a line"):
        numbers("deux", "fr")


def test_a_number_may_be_written_as_a_word(tiny):
    """Who writes "two", or "10 thousand" for 1 万, says the same number."""
    said = {
        "zh": "两条线，斜率是 2，一共 3 万个点，1.5 倍，12,000 米。",
        "en": "Two lines of slope two, 30,000 points in all, 1.5 times, 12{,}000 meters.",
    }
    (ours, spelled), (theirs, others) = (numbers(said[each], each) for each in ("en", "zh"))
    assert ours - theirs - others == theirs - ours - spelled == set()
    assert theirs == {2, 30_000, 1.5, 12_000}


def test_a_text_that_was_overtaken_is_named_until_it_is_read_again(tiny):
    zh, en = (tiny.path(language) for language in LANGUAGES)
    before = [path.read_bytes() for path in (zh, en)]
    zh.write_text(zh.read_text("utf-8").replace("这是讲的人说的。", "讲的人说。"), "utf-8")
    named = problems(en)
    editions.main([str(en), "--agrees"])
    read_again = problems(en)
    for path, content in zip((zh, en), before, strict=True):
        path.write_bytes(content)
    assert [re.sub(r".*: (cell \d+).*", r"\1", each) for each in named] == ["cell 6"]
    assert "another text of zh" in named[0]
    assert read_again == []


def test_a_translation_follows_the_cells_of_the_first_edition(tiny):
    zh, en = (tiny.path(language) for language in LANGUAGES)
    before = [path.read_bytes() for path in (zh, en)]
    first = nbformat.read(zh, as_version=4)
    new = nbformat.v4.new_markdown_cell("新的。", id="new", metadata=first.cells[5].metadata)
    first.cells[5:7] = [first.cells[6], new]
    first.cells[6].source = "新的。"
    nbformat.write(first, zh)
    editions.main([str(en)])
    after = nbformat.read(en, as_version=4)
    for path, content in zip((zh, en), before, strict=True):
        path.write_bytes(content)
    assert [cell.id for cell in after.cells] == [cell.id for cell in first.cells]
    assert after.cells[6].source == "新的。"
    assert after.cells[0].source == nbformat.reads(before[1].decode(), 4).cells[0].source
    assert after.cells[1].source.endswith('d2l.set_language("en")')
    assert after.cells[3].outputs


def test_what_translates_nothing_is_refused(tmp_path, capsys):
    (tmp_path / "en").mkdir()
    with pytest.raises(SystemExit):
        editions.main([str(tmp_path / "en" / "01-none.ipynb")])
    assert "is no translation of a notebook of zh" in capsys.readouterr().err


def test_a_language_in_the_first_edition_is_stopped(tiny):
    before = tiny.path("zh").read_text("utf-8")
    tiny.path("zh").write_text(
        before.replace('as d2l"', 'as d2l; d2l.set_language(\\"en\\")"'), "utf-8"
    )
    found = problems(tiny.path("zh"))
    tiny.path("zh").write_text(before, "utf-8")
    assert "sets a language" in "\n".join(found)


def test_a_folder_of_no_language_is_named(tmp_path):
    with pytest.raises(BookError, match="unheard is named for no language of the book"):
        Edition(tmp_path / "unheard")
