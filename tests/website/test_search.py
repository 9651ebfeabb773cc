"""Searching the book: what a reader types, and what comes first."""

import html
import json
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from urllib.parse import unquote

import nbformat
import pytest

from publish.build import build
from publish.web import plain, search
from tests.support import ROOT, SITE

AXE = ROOT / ".venv" / "npm" / "node_modules" / "axe-core" / "axe.min.js"
CHAPTERS = sorted(path.stem for path in SITE.glob("[0-9]*.html"))

# What is typed; what the first result leads to; what its excerpt says; and why.
QUERIES = [
    # the title of a chapter
    ("导数", "01-derivative.html", "导数（derivative）"),
    ("极值", "03-extrema.html", "极值（extrema）"),
    ("偏导数", "04-partial.html", "偏导数（partial derivative）"),
    ("梯度", "05-gradient.html", "梯度（gradient）"),
    ("链式法则", "07-chain.html", "链式法则"),
    # a title that has more
    ("softmax", "08-softmax.html", "softmax 函数（softmax function）"),
    ("求导", "02-rules.html", "求导"),
    ("法则", "02-rules.html", "法则"),
    # the title of a section
    ("导数的定义", "01-derivative.html#definition", "f′(x) = lim(h → 0) (f(x+h)−f(x))/h"),
    ("拐点", "03-extrema.html#inflection", "拐点（inflection point）"),
    ("海森矩阵", "04-partial.html#hessian", "海森矩阵（Hessian matrix）"),
    ("计算图", "07-chain.html#graph", "计算图（computational graph）"),
    # a term where it is explained
    ("差商", "01-derivative.html#", "差商（difference quotient）"),
    ("割线", "01-derivative.html#", "割线（secant line）"),
    ("驻点", "03-extrema.html#", "驻点（stationary point）"),
    ("鞍点", "04-partial.html#", "鞍点（saddle point）"),
    ("方向导数", "05-gradient.html#", "方向导数（directional derivative）"),
    ("雅可比矩阵", "06-jacobian.html#jacobian", "雅可比矩阵（Jacobian matrix）"),
    ("交叉熵", "08-softmax.html#", "交叉熵（cross-entropy）"),
    ("学习率", "03-extrema.html#", "学习率（learning rate）"),
    ("反向传播", "07-chain.html#", "反向传播（backpropagation）"),
    # part of a term, and one character
    ("雅可比", "06-jacobian.html#jacobian", "雅可比矩阵（Jacobian matrix）"),
    ("海森", "04-partial.html#hessian", "海森矩阵（Hessian matrix）"),
    ("导", "01-derivative.html", "导数"),
    ("熵", "08-softmax.html#", "熵（entropy）"),
    ("迹", "04-partial.html#", "迹（trace）"),
    # in English: part of a term, its plural, large letters, a hyphen more or less
    ("derivative", "01-derivative.html", "导数（derivative）"),
    ("derivatives", "01-derivative.html", "导数（derivative）"),
    ("Gradients", "05-gradient.html", "梯度（gradient）"),
    ("chain rule", "02-rules.html#chain", "链式法则（chain rule）"),
    ("Jacobian", "06-jacobian.html#jacobian", "雅可比矩阵（Jacobian matrix）"),
    ("HESSIAN", "04-partial.html#", "海森矩阵（Hessian matrix）"),
    ("cross entropy", "08-softmax.html#", "交叉熵（cross-entropy）"),
    ("minima", "03-extrema.html#", "local minimum"),
    ("matrices", "04-partial.html#", "矩阵（matrix）"),
    # only in the text, in formulas, in the code
    ("tanh", "02-rules.html#activations", "tanh x = (eˣ−e⁻ˣ)/(eˣ+e⁻ˣ)"),
    ("sigmoid", "card-rules.html", "σ′ = σ(1−σ)"),
    ("莱布尼茨", "01-derivative.html#", "莱布尼茨"),
    ("拉格朗日", "01-derivative.html#notation", "拉格朗日"),
    ("x^x", "02-rules.html#", "xˣ"),
    ("meshgrid", "05-gradient.html#meshgrid", 'indexing="ij"'),
    ("__radd__", "09-autodiff.html#value-code", "Value.__add__"),
    ("numerical_gradient", "05-gradient.html#", "def numerical_gradient"),
    # more than the book says
    ("梯度下降法", "03-extrema.html#", "梯度下降（gradient descent）"),
    ("什么是导数？", "01-derivative.html", "导数（derivative）"),
    ("梯度是什么", "05-gradient.html", "梯度（gradient）"),
    ("softmax函数", "08-softmax.html#", "softmax 函数（softmax function）"),
    ("“链式法则”", "07-chain.html", "链式法则"),
    ("导数 极限", "01-derivative.html#definition", "极限"),
    ("梯度 下降", "03-extrema.html#", "梯度下降"),
    # numbers, as one has them in mind
    ("5.10", "05-gradient.html#", ""),
    ("８．７", "08-softmax.html#", ""),
    ("第 7.6 节", "07-chain.html#", ""),
    ("7.6节", "07-chain.html#", ""),
    ("练习 5.9", "05-gradient.html#exercise-5-9", ""),
    ("习题5.9", "05-gradient.html#exercise-5-9", ""),
    ("第7章", "07-chain.html", ""),
    ("图 7.3", "07-chain.html#", "图 7.3："),
    ("（7.3）", "07-chain.html#eq-7-3", "(7.3)"),
]
NONSENSE = ["量子色动力学", "香蕉奶昔", "asdfghjkl", "第99章", "99.99", "🍌", "xyzzy plugh"]


@pytest.fixture(scope="module")
def searching(browser):
    """Give the page for searching, from a folder, which may load scripts and nothing else."""
    asked = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as window:
        page = window.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: asked.append(f"error: {error}"))
        page.goto(f"{SITE.as_uri()}/search.html")
        yield page
    assert [url for url in asked if not url.startswith(SITE.as_uri())] == []


def results(page, query):
    """Type a query; give where each result leads, what it is called, and its excerpt."""
    page.locator(".bd-search-container input").fill(query)
    return page.locator("#search-results li").evaluate_all("""items => items.map(item => [
        item.querySelector("a").getAttribute("href"),
        item.querySelector("a").textContent,
        item.querySelector(".search-excerpt").textContent,
    ])""")


@pytest.mark.parametrize(("query", "place", "said"), QUERIES)
def test_what_is_looked_for_comes_first(searching, query, place, said):
    (href, _, excerpt), *_ = results(searching, query)
    exact = "#" in place and not place.endswith("#")
    assert href == place if exact else href.startswith(place)
    assert said in excerpt


@pytest.mark.parametrize("query", NONSENSE)
def test_what_is_not_there_is_said_kindly(searching, query):
    assert results(searching, query) == []
    summary = searching.locator(".search-summary").inner_text()
    assert summary.startswith(f"没有找到“{query}”")
    assert searching.locator(".search-hint a[href*='glossary']").is_visible()


def test_what_is_not_wholly_there_is_said(searching):
    results(searching, "梯度下降法")
    assert "没有“梯度下降法”" in searching.locator(".search-summary").inner_text()
    assert results(searching, "牛顿法") == []
    near = searching.locator(".search-summary a")
    assert near.inner_text() == "“牛顿”倒是有。"
    assert unquote(near.get_attribute("href")) == "?q=牛顿"


def test_nothing_typed_shows_what_can_be_typed(searching):
    assert results(searching, " ？ ") == []
    hint = searching.locator(".search-hint")
    assert hint.is_visible()
    for query in hint.locator("a[href^='?q=']").all_inner_texts():
        assert results(searching, query) != []


@pytest.fixture(scope="module")
def terms():
    """Give the rows of the glossary: term, English, where it is explained."""
    rows = re.findall(r"<tr.*?</tr>", (SITE / "glossary.html").read_text("utf-8"), re.DOTALL)
    found = []
    for row in rows:
        cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
        if cells:
            link = re.search(r'href="([^"]+)"', cells[-1])[1]
            found.append([html.unescape(re.sub("<[^>]+>", "", c)).strip() for c in cells[:2]])
            found[-1].append(link)
    assert len(found) > 100
    return found


def test_every_term_finds_the_place_that_explains_it(searching, terms):
    lost = []
    for term, english, link in terms:
        for query in (term, english):
            href, title, excerpt = (results(searching, query) or [("", "", "")])[0]
            explains = href.partition("#")[0] == link.partition("#")[0]
            if term not in excerpt or not (explains or title.endswith(f" {term}")):
                lost.append((query, href, excerpt))
    assert lost == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_title_and_every_number_finds_its_place(searching, name):
    page = (SITE / f"{name}.html").read_text("utf-8")
    heading = r'<h[12]>(?:<span class="title-\w+">)?(\d[\d.]*) (.*?)(?:</span> <span|<a class)'
    chapter, *sections = re.findall(heading, page)
    exercises = re.findall(r'id="exercise-(\d+)-(\d+)"', page)
    assert len(sections) >= 5
    assert len(exercises) >= 5
    number, title = chapter
    for query in (title, f"{number} {title}", f"第 {number} 章"):
        assert results(searching, query)[0][0] == f"{name}.html"
    for number, _ in sections:
        assert results(searching, number)[0][1].startswith(f"{number} ")
    numbers = {number for number, _ in sections}
    for number in map(".".join, exercises):
        found = [title for _, title, _ in results(searching, number)]
        assert found[number in numbers].startswith(f"练习 {number} ")


def test_what_is_marked_is_what_was_typed(searching):
    results(searching, "derivatives")
    marks = set(searching.locator(".search-excerpt mark").all_inner_texts())
    assert {mark.lower() for mark in marks} <= {"derivative", "derivatives"}
    results(searching, "导数 极限")
    marks = set(searching.locator(".search-excerpt mark").all_inner_texts())
    assert marks == {"导数", "极限"}


def test_more_is_shown_when_one_asks(searching):
    few = len(results(searching, "导数"))
    more = searching.locator(".search-more")
    total = int(re.search(r"\d+", searching.locator(".search-summary").inner_text())[0])
    while more.is_visible():
        more.click()
    assert searching.locator("#search-results li").count() == total > few
    assert searching.evaluate("document.activeElement.closest('#search-results') !== null")


# With hands on the keyboard, in both themes, on a telephone


@pytest.mark.parametrize("words", ["差商", "雅可比", "softmax", "5.10"])
def test_keys_alone_lead_from_a_chapter_to_what_is_looked_for(any_visit, words):
    page = any_visit.open("03-extrema.html")
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    first = page.locator("#search-results li a").first
    first.wait_for()
    address = first.get_attribute("href")
    page.keyboard.press("Tab")
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{address}")
    assert words in page.locator("article").inner_text()
    if anchor := address.partition("#")[2]:
        assert page.locator(f"[id='{anchor}']").count() == 1
    assert any_visit.foreign == []
    assert any_visit.errors == []


def test_what_is_only_in_the_text_is_marked_on_arrival(any_visit):
    page = any_visit.open("search.html?q=莱布尼茨")
    page.locator("#search-results li a").first.click()
    page.wait_for_url("**/01-derivative.html*")
    page.locator("article .highlighted").first.wait_for()
    assert page.locator("article .highlighted").first.inner_text() == "莱布尼茨"


def test_who_comes_back_finds_what_was_found(any_visit):
    page = any_visit.open("search.html")
    before = results(page, "雅可比")
    page.locator("#search-results li a").nth(2).click()
    page.wait_for_url(f"**/{before[2][0]}")
    page.go_back()
    page.wait_for_url("**/search.html?q=*")
    page.locator("#search-results li").first.wait_for()
    assert page.locator(".bd-search-container input").input_value() == "雅可比"
    assert page.locator("#search-results li").count() == len(before)


def test_typing_with_an_input_method_waits_for_the_characters(visit):
    page = visit.open("search.html?q=导数")
    before = page.locator("#search-results").inner_text()
    field = page.locator(".bd-search-container input")
    field.evaluate("""field => {
        field.value = "ti'du";
        field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    }""")
    assert page.locator("#search-results").inner_text() == before
    field.evaluate("""field => {
        field.value = "梯度";
        field.dispatchEvent(new CompositionEvent("compositionend"));
    }""")
    assert page.locator("#search-results a").first.inner_text() == "5 梯度"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["梯度", "meshgrid", "牛顿法"])
def test_results_can_be_read_by_everybody(browser, host, scheme, query):
    with browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740}) as window:
        page = window.new_page()
        page.goto(f"{host}/site/search.html?q={query}")
        page.locator(".search-summary:not(:empty)").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run('main').then(found => found.violations)")
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


# In English


ENGLISH = {
    "index": [
        "# Calculus",
        "A book in English.",
        "```{toctree}\n:hidden:\n\n01-derivative\n02-rules\nglossary\n```",
    ],
    "01-derivative": [
        "# 1 The derivative",
        "You look down: 60. Sixty miles in an hour: which hour?",
        '<a id="quotient"></a>\n## 1.1 Average rates ●',
        "Two points, one line. Its slope is the *difference quotient*: $\\frac{f(x+h)-f(x)}{h}$.",
        "*Figure 1.1: A secant line.*",
        '<a id="limit"></a>\n## 1.2 What remains of $x$ ○',
        "Let $h$ go to zero. What remains is the *derivative*. It is a **rate**, not a value.",
        '<a id="eq-1-1"></a>\n$$f\'(x)=\\lim_{h\\to0}\\frac{f(x+h)-f(x)}{h}\\tag{1.1}$$',
        '<a id="exercise-1-1"></a>\n**1.1 By hand** ●○○ Take $x^2$. Find its quotient.',
        '<a id="exercise-1-2"></a>\n**Your turn · 1.2 By heart** ●●○ Take $y^3$.',
        '<a id="tools"></a>\n## Appendix A Tools for drawing ○',
        "A ruler and a pencil.",
    ],
    "02-rules": [
        "# 2 Rules",
        "The derivative of a sum is the sum of the derivatives. Matrices come later.",
        '<a id="chain"></a>\n## 2.1 One inside the other',
        "Factors multiply. This is the *chain rule*. Every minimum and every loss waits for it.",
    ],
    "glossary": ["# Glossary", "Every term of the book."],
}
IN_ENGLISH = [
    ("derivative", "01-derivative.html", "What remains is the derivative."),
    ("derivatives", "01-derivative.html", "What remains is the derivative."),
    ("The Derivative", "01-derivative.html", "What remains is the derivative."),
    ("deriv", "01-derivative.html", "derivative"),
    ("difference quotients", "01-derivative.html#quotient", "difference quotient: (f(x+h)−f(x))/h"),
    ("quotient", "01-derivative.html#quotient", "difference quotient"),
    ("chain-rule", "02-rules.html#chain", "This is the chain rule."),
    ("what is the chain rule?", "02-rules.html#chain", "This is the chain rule."),
    ("matrix", "02-rules.html", "Matrices come later."),
    ("minima", "02-rules.html#chain", "Every minimum"),
    ("losses", "02-rules.html#chain", "every loss"),
    ("rules", "02-rules.html", "The derivative of a sum"),
    ("1.1", "01-derivative.html#quotient", "Two points, one line."),
    ("Exercise 1.1", "01-derivative.html#exercise-1-1", "Take x². Find its quotient."),
    ("Exercise 1.2", "01-derivative.html#exercise-1-2", "Take y³."),
    ("By heart", "01-derivative.html#exercise-1-2", "Take y³."),
    ("appendix A", "01-derivative.html#tools", "A ruler and a pencil."),
    ("Tools for drawing", "01-derivative.html#tools", "A ruler and a pencil."),
    ("Figure 1.1", "01-derivative.html#quotient", "Figure 1.1: A secant line."),
    ("(1.1)", "01-derivative.html#eq-1-1", "f′(x) = lim(h → 0) (f(x+h)−f(x))/h (1.1)"),
    ("chapter 2", "02-rules.html", "The derivative of a sum"),
]


@pytest.fixture(scope="module")
def english(browser, tmp_path_factory):
    """Give the page for searching of a small book in English."""
    folder = tmp_path_factory.mktemp("english")
    (folder / "source").mkdir()
    for name, sources in ENGLISH.items():
        cells = [nbformat.v4.new_markdown_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        nbformat.write(notebook, folder / "source" / f"{name}.ipynb")
    settings = ROOT / "publish" / "web"
    own = {"edition": "en", "language": "en", "html_js_files": []}
    # In a process of its own: Sphinx keeps a language as long as it runs.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(build, "html", settings, folder, folder / "site", **own).result()
    page = browser.new_page()
    page.goto(f"{(folder / 'site').as_uri()}/search.html")
    yield page
    page.close()


@pytest.mark.parametrize(("query", "place", "said"), IN_ENGLISH)
def test_an_english_book_is_searched_by_the_same_code(english, query, place, said):
    (href, _, excerpt), *_ = results(english, query)
    assert href == place
    assert said in excerpt


def test_marks_are_behind_titles_and_not_in_them(english, browser):
    page = browser.new_page()
    page.goto(re.sub(r"search\.html.*", "01-derivative.html", english.url))
    marks = page.locator("article h2 .section-mark").evaluate_all(
        "marks => marks.map(mark => [mark.textContent, mark.ariaLabel, mark.title])"
    )
    core, depth = ["●", "core", "core"], ["○", "optional", "optional"]
    assert marks == [core, depth, depth]
    contents = page.locator("nav.page-toc").text_content()
    assert "1.1 Average rates" in contents
    assert re.findall("[●○]", contents + page.title()) == []
    assert page.locator(".page-toc .title-depth").count() == 2
    page.close()


def test_an_english_book_says_kindly_in_english_what_it_has_not(english):
    assert results(english, "banana") == []
    assert english.locator(".search-summary").inner_text().startswith("“banana” is not in the book")
    words = english.locator("body").inner_text()
    assert re.findall(r"[\u4e00-\u9fff]", words) == []


# What it is made of


@pytest.fixture(scope="module")
def book():
    """Give the book's text as the page for searching has it."""
    script = (SITE / search.INDEX).read_text("utf-8")
    return json.loads(script.removeprefix("d2lSearch(").removesuffix(");\n"))


def test_only_the_page_for_searching_fetches_the_text(visit):
    visit.open("index.html")
    visit.open("01-derivative.html")
    assert [url for url in visit.got if "search" in url] == []
    visit.open("search.html")
    assert f"{visit.base}/{search.INDEX}" in visit.got
    assert (SITE / search.INDEX).stat().st_size <= 450_000
    # English takes more letters to say the same.
    assert (SITE / "en" / search.INDEX).stat().st_size <= 500_000
    assert [path.name for path in SITE.rglob("searchindex.js")] == []


def test_formulas_are_said_in_plain_characters(book):
    lines = [line for page in book["pages"] for entry in page["entries"] for line in entry["lines"]]
    assert len(lines) > 1000
    assert [line for line in lines if re.search(r"\\[a-zA-Z]|\$|\^\{|_\{", line)] == []
    assert [line for line in lines if line.strip().startswith("…")] == []


def test_nothing_that_is_behind_a_click_is_found(book):
    pages = {page["url"]: json.dumps(page, ensure_ascii=False) for page in book["pages"]}
    hidden = []
    for name in CHAPTERS:
        page = (SITE / f"{name}.html").read_text("utf-8")
        for folded in re.findall(r"<details.*?</details>", page, re.DOTALL):
            texts = [html.unescape(text) for text in re.findall(r">([^<]{20,})<", folded)]
            hidden += texts
            assert [text for text in texts if text in pages[f"{name}.html"]] == []
    assert len(hidden) > 100


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"x^2-\frac12x^{n+1}", "x²−1/2 xⁿ⁺¹"),
        (r"\frac{\partial^2f}{\partial x\,\partial y}", "∂²f/(∂x ∂y)"),
        (r"\frac{1}{2\sqrt{x+1}}", "1/(2√(x+1))"),
        (r"\lim_{h\to0}\frac{f(x+h)-f(x)}{h}\tag{1.4}", "lim(h → 0) (f(x+h)−f(x))/h"),
        (r"\hat y_c=\sigma(z)_i", "ŷ_c = σ(z)ᵢ"),
        (r"\underbrace{\nabla f(x)^\top}_{1\times n}u", "∇f(x)ᵀu"),
        (r"\begin{bmatrix}1&-2\\0&x_{12}\end{bmatrix}", "[1 −2; 0 x₁₂]"),
        (r"f''(x)=\ddot x,\qquad\lVert x\rVert_2\le\varepsilon", "f″(x) = ẍ, ‖x‖₂ ≤ ε"),
        (r"\cos60^\circ≈0.5×1", "cos 60° ≈ 0.5×1"),
    ],
)
def test_a_formula_is_said(tex, said):
    assert plain.plain(tex).replace(plain.WIDE, " ") == said
