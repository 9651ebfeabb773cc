"""A second edition is published by the same code, and has no word of the first in it."""

import base64
import gzip
import json
import os
import re
from functools import partial
from html import unescape
from http.server import ThreadingHTTPServer
from threading import Thread

import pytest
from pypdf import PdfReader

from publish.typesetting import missing
from tests.test_editions import CHINESE, LANGUAGES
from tests.tiny import NAME, N, TinyBook
from tests.website.conftest import Quiet, Visit
from tests.website.links import lost, pages
from tests.website.test_every_page import equations

# What leads to the other edition is in the other language.
TO_CHINESE = re.compile(r'<a [^>]*lang="zh-CN">.*?</a>')
TO_ENGLISH = re.compile(r'<a [^>]*lang="en">.*?</a>')
TRADITIONAL = re.compile("[顯關啟檔標閱讀頁選開處動換題圖書節進資訊儲設]|列印")
# What is for the eyes of a browser: the libraries, and what styles and scripts say to their makers.
SHARED = "_static"
PREPARED = [f"dist/prepared/{language}" for language in LANGUAGES]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A book of one tiny chapter with its website in both languages."""
    book = TinyBook(tmp_path_factory.mktemp("tiny"))
    book.finish()
    for language in LANGUAGES:
        book.run("-m", "publish.run", f"book/{language}", f"dist/prepared/{language}")
    book.run("-m", "publish.site", "dist/site", *PREPARED, REPOSITORY="")
    book.run("-m", "publish.slides", "dist/site", *PREPARED)
    return book


@pytest.fixture(scope="module")
def site(tiny):
    return tiny.folder / "dist" / "site"


@pytest.fixture
def tiny_visit(site, browser):
    """Give a fresh visit of the tiny site over HTTP."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site.parent))
    Thread(target=server.serve_forever, daemon=True).start()
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        yield Visit(window.new_page(), f"http://127.0.0.1:{server.server_port}/site")
    server.shutdown()
    server.server_close()


def said(path):
    """Give what a file of the site says to a reader."""
    text = path.read_text("utf-8")
    if path.parent.name == "explorers" and path.suffix == ".js":
        (packed,) = re.findall(r'"([^"]{100,})"', text)
        return gzip.decompress(base64.b64decode(packed)).decode()
    if path.name == "words.js":  # which also has what a reader may type, in any language
        learnt = json.loads(text.partition("(")[2].rpartition(")")[0])
        return str({name: learnt[name] for name in ("messages", "cards", "words")})
    return unescape(TO_CHINESE.sub("", text))


def test_no_word_of_chinese_is_in_the_english_site(site):
    files = [path for path in (site / "en").rglob("*") if path.is_file()]
    texts = [path for path in files if path.suffix in (".html", ".js", ".svg", ".ipynb")]
    read = [path for path in texts if SHARED not in path.parts]
    assert {path.suffix for path in read} == {".html", ".js", ".svg", ".ipynb"}
    assert {
        path.name: CHINESE.findall(said(path))[:9] for path in read if CHINESE.search(said(path))
    } == {}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (
            "index",
            ["A small book", "Start reading", "Read it & you know 100% of it.", "With a class"],
        ),
        (NAME, ["In this chapter", "Slides for this chapter", "Hint 1", "Solution"]),
        (
            NAME,
            ["The slope is 2.", "Type your answer and press Enter", "See the *first* equation"],
        ),
        ("glossary", [f"Chapter {N}: One point", "Term", "Where", "slope"]),
        (f"slides/{NAME}", [f"{N} One point", "Back to the chapter", "This is what the speaker"]),
    ],
)
def test_the_english_site_says_so_in_english(site, page, words):
    text = (site / "en" / f"{page}.html").read_text("utf-8")
    assert re.search(r'<html [^>]*lang="en"', text)
    shown = unescape(re.sub(r"<[^>]+>", "", text))
    assert [each for each in words if each not in shown] == []


def test_the_chinese_site_says_so_in_chinese(site):
    for page in ("index", NAME, f"slides/{NAME}"):
        text = (site / f"{page}.html").read_text("utf-8")
        assert re.search(r'<html [^>]*lang="zh-CN"', text)
    text = (site / f"{NAME}.html").read_text("utf-8")
    assert [word for word in ("提示 1", "解答", "本章内容") if word not in text] == []


@pytest.mark.parametrize("page", ["index", NAME, "glossary", "search"])
def test_what_surrounds_a_chinese_page_is_in_chinese(site, page):
    """Buttons, tips and what is spoken of them; what a chapter says is its own business."""
    text = (site / f"{page}.html").read_text("utf-8")
    around = TO_ENGLISH.sub("", re.sub(r"<article.*?</article>", "", text, flags=re.DOTALL))
    said = re.findall(r'\b(?:title|aria-label|placeholder)="([^"]+)"', around)
    said += [part.strip() for part in re.findall(r"<button[^>]*>(.*?)</button>", around, re.DOTALL)]
    said = [unescape(re.sub(r"<[^>]+>", "", part)).strip() for part in said]
    assert len(said) > 12
    names = [part for part in said if re.search("[A-Za-z]{2}", part) and part[0] != "."]
    assert [part for part in names if not CHINESE.search(part) and part != "Ctrl+K"] == []
    assert TRADITIONAL.findall("".join(said)) == []


def test_every_page_leads_to_its_translation_and_nowhere_else(site):
    assert f"en/{NAME}.html" in pages(site)
    for name in ("index", NAME, "glossary", "search", "progress"):
        chinese = (site / f"{name}.html").read_text("utf-8")
        english = (site / "en" / f"{name}.html").read_text("utf-8")
        assert f'<link rel="alternate" hreflang="en" href="en/{name}.html">' in chinese
        assert f'<link rel="alternate" hreflang="zh-CN" href="../{name}.html">' in english
        assert re.search(rf'<a href="en/{name}.html"[^>]*>English</a>', chinese)
        assert re.search(rf'<a href="\.\./{name}.html"[^>]*>中文</a>', english)
    assert lost(site) == []


def test_a_page_opens_with_a_kernel_if_and_only_if_the_repository_is_told(tiny, site):
    told = tiny.folder / "dist" / "told" / "site"
    tiny.run("-m", "publish.site", told, *PREPARED, REPOSITORY="https://github.com/you/calculus")
    button = re.compile(r'href="([^"]*(?:colab|mybinder)[^"]*)"')
    colab = "https://colab.research.google.com/github/you/calculus/blob/main"
    binder = "https://mybinder.org/v2/gh/you/calculus/main?urlpath=lab/tree"
    for language, home in zip(LANGUAGES, [".", "en"], strict=True):
        for name in (NAME, "index", "glossary"):
            with_them, without = (
                button.findall((folder / home / f"{name}.html").read_text("utf-8"))
                for folder in (told, site)
            )
            place = f"book/{language}/{name}.ipynb"
            assert sorted(with_them) == [f"{colab}/{place}", f"{binder}/{place}"]
            assert without == []


def test_the_way_to_the_other_edition_leads_to_the_same_section_and_is_remembered(tiny_visit):
    page = tiny_visit.open(f"{NAME}.html")
    page.evaluate("document.querySelector('article').style.paddingBottom = '2000px'")
    page.evaluate(f"document.getElementById('eq-{N}-2').scrollIntoView()")
    way = page.locator(".lecture a[hreflang]")
    way.evaluate("way => way.click()")
    page.wait_for_url(f"**/en/{NAME}.html#eq-{N}-2")

    page = tiny_visit.open("index.html")
    page.wait_for_url("**/en/index.html")
    page.locator(".lecture a[hreflang]").click()
    page.wait_for_url("**/site/index.html")
    page.reload()
    assert page.url.endswith("/site/index.html")
    assert tiny_visit.errors == []


def test_what_a_lecturer_says_is_no_exercise(site):
    for folder in ("", "en"):
        text = (site / folder / "slides" / f"{NAME}.html").read_text("utf-8")
        notes = "".join(re.findall(r'<aside class="notes">.*?</aside>', text, re.DOTALL))
        assert ("讲的人" in notes) or ("the speaker says" in notes)
        assert f"{N}.1" not in notes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", [f"en/{NAME}.html", f"en/slides/{NAME}.html", f"{NAME}.html"])
def test_equations_of_several_lines_keep_their_numbers(tiny_visit, page, scheme):
    tiny_visit.page.emulate_media(color_scheme=scheme)
    found = equations(tiny_visit.open(page))
    assert found["wrong"] == []
    assert found["waiting"] == 0
    assert found["set"] >= 2
    assert tiny_visit.errors == []
    assert tiny_visit.foreign == []


def test_the_english_site_is_alive(tiny_visit):
    page = tiny_visit.open(f"en/{NAME}.html")
    place = page.locator("[data-explorer]")
    place.scroll_into_view_if_needed()
    assert "Play" in place.locator("button").first.get_attribute("aria-label")
    search = tiny_visit.open("en/search.html?q=slope")
    search.locator(f"#search-results a[href*='{NAME}']").first.wait_for()
    assert not CHINESE.search(search.locator("main").inner_text().replace("中文", ""))


def test_who_is_quicker_than_the_network_is_answered_when_it_is_there(tiny_visit):
    held = []
    tiny_visit.page.route(f"**/answers/{N}.js", lambda route: held.append(route))
    page = tiny_visit.open(f"en/{NAME}.html")
    field = page.locator("form.answer")
    field.scroll_into_view_if_needed()
    page.wait_for_function("() => globalThis.d2lAnswers")
    field.locator("input").fill("1")
    field.locator("input").press("Enter")
    for route in held:
        route.continue_()
    field.get_by_text("That is a height.").wait_for()
    assert tiny_visit.errors == []


def test_an_exercise_answers_and_is_remembered_in_this_browser_alone(tiny_visit, tmp_path):
    page = tiny_visit.open(f"en/{NAME}.html")
    field = page.locator("form.answer")
    field.scroll_into_view_if_needed()
    for answer, said in {"1": "That is a height.", "4/2": "It is as steep everywhere."}.items():
        field.locator("input").fill(answer)
        field.locator("input").press("Enter")
        field.get_by_text(said).wait_for()
    assert (
        page.evaluate(f"() => d2l.check('{N}.1', '2').then(({{ status }}) => status)") == "correct"
    )

    page = tiny_visit.open("en/progress.html")
    solved = page.locator(f"[data-solves='{N}.1'][data-status=solved]")
    assert solved.locator("a").get_attribute("href") == f"{NAME}.html#exercise-{N}-1"
    assert page.locator("[role=status]").inner_text() == "1 of 1 solved."
    assert page.locator(f".bd-docs-nav a[href='{NAME}.html']").get_attribute("data-done") == "1/1"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    kept = tmp_path / "kept.json"
    download.value.save_as(kept)
    wipe = page.get_by_role("button", name="Clear everything")
    wipe.click()
    assert solved.count() == 1
    wipe.click()
    assert solved.count() == 0
    page.reload()
    assert solved.count() == 0
    page.get_by_label("Load from a file").set_input_files(kept)
    solved.wait_for()
    kept.write_text('{"exercises": {"1.1": "<b>"}}', "utf-8")
    page.get_by_label("Load from a file").set_input_files(kept)
    page.get_by_text("This file holds no saved progress.").wait_for()
    assert solved.count() == 1
    assert tiny_visit.errors == []
    assert tiny_visit.foreign == []


# The PDF


@pytest.fixture(scope="module")
def latex(tiny):
    """Give the LaTeX of both editions; pictures are converted where there is what does it."""
    folder = tiny.folder / "programs"
    folder.mkdir()
    stand_in = folder / "rsvg-convert"
    stand_in.write_text('#!/bin/sh\necho "%PDF" > "$4"\n')
    stand_in.chmod(0o755)
    code = (
        "import sys; from pathlib import Path; from publish.chapter import Edition;"
        "from publish.pdf import latex; latex(Edition(sys.argv[1]), Path(sys.argv[2]))"
    )
    search = f"{folder}{os.pathsep}{os.environ['PATH']}"
    texts = {}
    for language in LANGUAGES:
        work = tiny.folder / "dist" / "latex" / language
        tiny.run("-c", code, f"dist/prepared/{language}", work, PATH=search)
        texts[language] = (work / "latex" / "book.tex").read_text("utf-8")
    return texts


def test_no_word_of_chinese_is_in_the_english_latex(latex):
    assert CHINESE.findall(latex["en"]) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", [r"\usepackage{latin}", r"\contentswords}{Contents}", "Before you begin", "Hint 1"]),
        ("en", [rf"\sphinxstylestrong{{Figure {N}.1}} Two lines", r" page \pageref", "The slope"]),
        ("zh", [r"\usepackage{chinese}", r"\contentswords}{目录}", "写在前面", "提示 1"]),
        ("zh", [rf"\sphinxstylestrong{{图 {N}.1}}　两条线", r"第 \pageref"]),
    ],
)
def test_latex_speaks_the_language_of_its_edition(latex, language, words):
    assert [each for each in words if each not in latex[language]] == []


def test_a_number_stands_outside_of_the_lines_of_its_equation(latex):
    assert rf"\end{{split}}\tag{{{N}.1}}" in latex["en"]
    assert rf"\end{{bmatrix}}\tag{{{N}.2}}" in latex["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_edition_becomes_a_pdf(tiny, language):
    if lacking := missing({"zh": "chinese", "en": "latin"}[language]):
        pytest.skip(f"XeLaTeX is not here: {', '.join(lacking)}")
    tiny.run("-m", "publish.pdf", f"dist/prepared/{language}", f"dist/{language}.pdf")
    text = "".join(
        page.extract_text() for page in PdfReader(tiny.folder / f"dist/{language}.pdf").pages
    )
    assert bool(CHINESE.search(text)) == (language == "zh")
    assert f"({N}.1)" in text
