"""Exercises answer on a page as the grader does in Python."""

import gzip
import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from d2l_calc.drills.drill import make
from d2l_calc.drills.problem import LEVELS
from d2l_calc.exercises import book
from d2l_calc.grader import Exercise
from publish import answers, drills
from publish.chapter import words
from publish.site import ANSWERS, bundled
from tests.support import ROOT
from tests.website.conftest import Visit
from tests.website.typed import answers as typed

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>answers</title>
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="_static/answers.css">
<h1>answers</h1><p style="height: 3000px"></p><main>{}</main>
<script defer src="_static/answering.js"></script></html>"""
DRILLS = ("quotient", "extrema", "jacobian")
# Exercises of a teacher's, of the kinds that the book has none of.
OWN = {
    "99.1": Exercise(9.8, unit={"m/s^2": 1, "cm/s^2": 0.01}),
    "99.2": Exercise({"A", "C"}, mistakes=[({"B", "D"}, "others", "Not these.")]),
    "99.3": Exercise(True),
    "99.4": Exercise([1, 2, 3], up_to="scale"),
    "99.5": Exercise([[1, 2], [3, 4]], unordered=True),
    "99.6": Exercise("x²", {"x": (-2, 2)}, up_to="constant"),
    "99.7": Exercise([[1, 2], [3, 4]], mistakes=[([[1, 0], [0, 4]], "diagonal", "And the rest?")]),
    "99.8": Exercise("[[2x, 1], [y, x]]", {"x": (-2, 2), "y": (1, 3)}, jacobian=True),
    "99.9": Exercise({(0.5, 1), (2, 3)}),
    "99.10": Exercise(set()),
    "99.11": Exercise("n²", {"n": range(1, 40)}),
    "99.12": Exercise([1, 2], also=[[2, 4]], up_to="sign"),
    "99.13": Exercise({1: "root", 2: "pole"}),
    "99.14": Exercise("E"),
}
SAID = {
    "99.1": [
        "9.8",
        "9.8 m/s²",
        "980 cm/s**2",
        "9.8 m",
        "9.8m/s^2",
        "-9.8 m/s^2",
        "98/10 m / s^2",
        "9",
    ],
    "99.2": ["A, C", "AC", "c a", "A", "A, B, C", "E", "B, D", "a，c", "", "A 和 C", "!"],
    "99.3": ["True", "对", "不对", "no", "maybe", "t", "TRUE。"],
    "99.4": ["[2, 4, 6]", "1, 2, 3", "0, 0, 0", "-1,-2,-3", "1, 2", "[1, 2, 4]", "[1/0, 2, 3]"],
    "99.5": [
        "[[3, 4], [1, 2]]",
        "[[4, 3], [2, 1]]",
        "[[1, 3], [2, 4]]",
        "[1, 2, 3, 4]",
        "[[1,2],[3]]",
    ],
    "99.6": ["x² + 5", "x^2", "x³", "-x²", "2x² + 1", "5", "x² + x"],
    "99.7": ["[[1, 3], [2, 4]]", "[[1, 0], [0, 4]]", "[[1, 2], [3, 5]]", "[[2, 1], [4, 3]]", "1"],
    "99.8": [
        "[[2x, y], [1, x]]",
        "[[2x, 1], [y, x]]",
        "[[1, 2x], [x, y]]",
        "[2x, 1]",
        "x",
        "[[2x,1],[y]]",
    ],
    "99.9": [
        "{(0.5, 1), (2, 3)}",
        "(1, 0.5), (3, 2)",
        "{(0.5, 1)}",
        "0.5, 1",
        "{(-0.5, -1), (-2, -3)}",
    ],
    "99.10": ["∅", "{}", "set()", "1", "{1, 2}"],
    "99.11": ["n^2", "n² + 1", "n", "2n²", "n(n+1)"],
    "99.12": ["[1, 2]", "[-1, -2]", "[2, 4]", "[2, 1]", "[1, 3]"],
    "99.13": [
        "{1: root, 2: pole}",
        "{1: pole, 2: root}",
        "1: root, 2: max",
        "{1: root}",
        "1, 2",
        "{[1]: root}",
    ],
    "99.14": ["E", "e.", "A", "选 E", "E 不对", "AB", "1"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Give a small site: a page with every exercise of the book, far below its beginning."""
    folder = tmp_path_factory.mktemp("site")
    for name in ("_static", answers.FOLDER):
        (folder / name).mkdir()
    chapters = {}
    for number, exercise in (book() | OWN).items():
        chapters.setdefault(number.partition(".")[0], {})[number] = answers.data(exercise)
    for chapter, known in chapters.items():
        text = answers.script("take", known)
        (folder / answers.FOLDER / f"{chapter}.js").write_text(text, "utf-8")
    for topic in DRILLS:
        drills.write(topic, [folder / "zh"], 2)
        shutil.copy(folder / "zh" / f"{topic}.js", folder / answers.FOLDER)
    known = answers.script("learn", answers.language(words("zh")))
    (folder / answers.FOLDER / "words.js").write_text(known, "utf-8")
    grader = bundled(ANSWERS / "page.js") + answers.script("learn", answers.signs())
    (folder / "_static" / "answers.js").write_text(grader, "utf-8")
    for name in ("answering.js", "answers.css"):
        shutil.copy(ROOT / "publish" / "web" / "static" / name, folder / "_static")
    chapter = SimpleNamespace(words=words("zh"), path=Path("01-derivative.ipynb"))
    fields = [
        answers.field_or_way(number, each, chapter) for number, each in (book() | OWN).items()
    ]
    (folder / "page.html").write_text(PAGE.format("\n".join(fields)), "utf-8")
    return folder


@pytest.fixture
def visit(browser, folder):
    """Give a fresh visit of the page as a file, which may load scripts and nothing else."""
    with browser.new_context(viewport={"width": 360, "height": 740}) as window:
        visit = Visit(window.new_page(), folder.as_uri())
        visit.page.goto(f"{visit.base}/page.html")
        yield visit
    assert visit.errors == []
    assert visit.foreign == []


@pytest.fixture(scope="module")
def page(browser, folder):
    """Give the page when it knows every exercise."""
    with browser.new_context() as window:
        page = window.new_page()
        page.goto((folder / "page.html").as_uri())
        for number in book() | OWN:
            page.evaluate("number => d2l.check(number, '')", number)
        yield page


CHECK = """answers => answers.map(([number, answer]) => {
    const start = performance.now();
    const verdict = d2lAnswers.check(number, answer);
    return [verdict && [verdict.status, verdict.note, verdict.message], performance.now() - start];
})"""


def differences(page, given):
    """Give what the page says otherwise than Python, and how long each answer took it in ms."""
    exercises, found, times = book() | OWN, [], []
    for (number, answer), (said, time) in zip(given, page.evaluate(CHECK, given), strict=True):
        times.append(time)
        if answers.needs_code(exercises[number]):
            assert said is None
            continue
        verdict = exercises[number].check(answer)
        if said != [verdict.status, verdict.note, verdict.message]:
            found.append((number, answer, said, verdict))
    return found, times


def test_the_page_says_what_python_says(page, record_property):
    given = typed()
    assert len(given) > 8000
    found, times = differences(page, given)
    print(f"{len(given)} answers, the slowest in {max(times):.0f} ms")
    assert found == []


def test_the_page_says_it_of_a_teachers_own_exercises(page):
    found, _ = differences(page, [(n, text) for n, texts in SAID.items() for text in texts])
    assert found == []


@pytest.mark.parametrize("topic", DRILLS)
def test_drills_are_checked_as_python_does(page, topic):
    page.evaluate("topic => d2l.ready(`${topic}.1`)", topic)
    problems = [make(topic, level, seed) for level in LEVELS for seed in range(2)]
    given = [
        (f"{topic}.{each.level}.{each.seed}", str(text), each)
        for each in problems
        for text in (each.answer, *(answer for answer, *_ in each.mistakes), "1", "x²")
    ]
    said = page.evaluate(CHECK, [[number, text] for number, text, _ in given])
    for (number, text, drill), (verdict, _) in zip(given, said, strict=True):
        wanted = drill.check(text)
        assert verdict == [wanted.status, wanted.note, wanted.message], (number, text)
    assert len(given) > 20


def test_at_least_95_exercises_answer():
    assert sum(not answers.needs_code(exercise) for exercise in book().values()) >= 95


def test_nothing_of_it_runs_what_is_typed():
    script = bundled(ANSWERS / "page.js")
    assert "eval(" not in script
    assert "Function(" not in script


def test_the_script_is_small_and_needs_no_other():
    script = bundled(ANSWERS / "page.js").encode()
    loader = (ROOT / "publish/web/static/answering.js").read_bytes()
    assert len(gzip.compress(script)) + len(gzip.compress(loader)) < 250_000
    assert b"import " not in script.replace(b" import ", b"")


def test_what_is_written_out_has_no_formula_to_copy():
    written = json.dumps(answers.data(book()["2.1"]), ensure_ascii=False)
    assert "12x³" not in written
    assert "x**3" not in written


# What a reader does


def form(visit, number):
    """Give the field of an exercise, when it is near and ready."""
    form = visit.page.locator(f"form[data-exercise='{number}']")
    form.scroll_into_view_if_needed()
    visit.page.locator(f"form[data-exercise='{number}'][data-ready]").wait_for()
    return form


def shown(message):
    """Give a message as a page shows it where no formula is set."""
    return re.sub(r"\$(.+?)\$", r"\\(\1\\)", message.replace("**", ""))


def verdict(form):
    return form.locator("[role=status]").inner_text()


def test_nothing_is_fetched_before_a_reader_comes_near(visit):
    assert not [url for url in visit.asked if "answers.js" in url or "/answers/" in url]
    form(visit, "1.1")
    fetched = [url.rpartition("/")[2] for url in visit.asked]
    assert {"answers.js", "words.js", "1.js"} <= set(fetched)


def test_whoever_is_quicker_than_the_network_is_answered(visit):
    visit.page.evaluate("""() => {
        const form = document.querySelector("form[data-exercise='1.1']");
        form.querySelector("input").value = "-3";
        form.requestSubmit();
        document.querySelector("form[data-exercise='1.2'] button[value=b]").click();
    }""")
    for number in ("1.1", "1.2"):
        visit.page.locator(f"form[data-exercise='{number}'][data-status=correct]").wait_for()


def test_a_formula_is_answered_by_the_keyboard_alone(visit):
    field = form(visit, "2.1").locator("input")
    field.focus()
    visit.page.keyboard.type("12x³ − 2x")
    visit.page.keyboard.press("Enter")
    assert "还没对" in verdict(form(visit, "2.1"))
    assert shown(book()["2.1"].check("12x³ − 2x").message) in verdict(form(visit, "2.1"))
    assert field.evaluate("field => field === document.activeElement")


def test_a_choice_is_answered_by_the_keyboard_alone(visit):
    form(visit, "1.2").locator("button").first.focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Space")
    assert "对了" in verdict(form(visit, "1.2"))
    pressed = form(visit, "1.2").locator("[aria-pressed=true]")
    assert pressed.all_inner_texts() == ["B"]


def test_several_are_chosen_before_they_are_judged(visit):
    field = form(visit, "99.2")
    for letter in "AC":
        field.get_by_role("button", name=letter, exact=True).click()
    assert "对了" not in verdict(field)
    field.locator("[type=submit]").click()
    assert "对了" in verdict(field)


def test_a_list_is_filled_in_or_pasted(visit):
    field = form(visit, "1.11")
    for place, text in enumerate(["4", "8", "3·2"]):
        field.locator("input").nth(place).fill(text)
    field.locator("[type=submit]").click()
    assert "对了" in verdict(field)
    paste = """(field, text) => {
        const data = new DataTransfer();
        data.setData("text", text);
        const event = { bubbles: true, cancelable: true, clipboardData: data };
        field.dispatchEvent(new ClipboardEvent("paste", event));
    }"""
    field.locator("input").first.evaluate(paste, "[4， 4, 6]")
    assert [each.input_value() for each in field.locator("input").all()] == ["4", "4", "6"]
    field.locator("[type=submit]").click()
    assert shown(book()["1.11"].check([4, 4, 6]).message) in verdict(field)
    table = form(visit, "99.7")
    table.locator("input").first.evaluate(paste, "[[1, 2], [3, 4]]")
    table.locator("[type=submit]").click()
    assert "对了" in verdict(table)


def test_an_empty_place_is_asked_for(visit):
    field = form(visit, "1.11")
    field.locator("input").first.fill("4")
    field.locator("input").nth(2).fill("6")
    field.locator("[type=submit]").click()
    assert "尚未作答" in verdict(field)


def test_a_table_may_be_smaller_than_its_grid(visit):
    field = form(visit, "6.2")
    assert field.locator("input").count() == 9
    rows = [["2x_1 x_2", "x_1²"], ["3", "1"], ["0", "cos(x_2)"]]
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            field.locator("input").nth(3 * i + j).fill(text)
    field.locator("[type=submit]").click()
    assert "对了" in verdict(field)


def test_points_have_labels_and_more_may_be_told(visit):
    field = form(visit, "4.10")
    field.locator("[data-adds]").click()
    for i, (point, label) in enumerate([("0，0", "saddle"), ("(1,1)", "min"), ("-1, -1", "min")]):
        field.locator("input").nth(i).fill(point)
        field.locator("select").nth(i).select_option(label)
    field.locator("[type=submit]").click()
    assert "对了" in verdict(field)


def test_nothing_moves_when_the_verdict_comes(visit):
    field = form(visit, "1.1")
    before = field.bounding_box()
    field.locator("input").fill("3")
    field.locator("input").press("Enter")
    assert "正负号" in verdict(field)
    assert field.bounding_box() == before


def test_no_field_is_wider_than_a_telephone(visit):
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 360


def test_an_empty_text_is_not_attempted_and_code_is_for_the_notebook(visit):
    assert visit.page.evaluate("() => d2l.check('1.1', '')")["status"] == "not_attempted"
    assert visit.page.evaluate("() => d2l.check('5.9', 'x')") is None
    assert visit.page.get_by_text("网页上批改不了").count() >= 9
