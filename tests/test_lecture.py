"""What is on a slide, what the lecturer says, and where a slide's links lead."""

import nbformat
import pytest

from publish.chapter import BookError, Chapter
from publish.slides import FIELD, Lecture, from_slides


@pytest.fixture
def lecture(tmp_path):
    """Give the lecture of a chapter, from the slide marks and texts of its cells."""

    def make(*cells, language="zh"):
        notebook = nbformat.v4.new_notebook()
        for mark, source, *outputs in cells:
            new = nbformat.v4.new_code_cell if outputs else nbformat.v4.new_markdown_cell
            cell = new(source)
            cell.metadata["slideshow"] = {"slide_type": mark}
            if outputs:
                data = {"image/svg+xml": outputs[0]}
                cell.outputs = [nbformat.v4.new_output("display_data", data)]
            notebook.cells.append(cell)
        return Lecture(Chapter(tmp_path / language / "12-topic.ipynb", notebook))

    return make


def marks(lecture):
    return [cell.metadata["slideshow"]["slide_type"] for cell in lecture.cells]


@pytest.mark.parametrize(("language", "name"), [("zh", "练习"), ("en", "Exercises")])
def test_the_lecturer_says_what_is_skipped_but_no_exercise(lecture, language, name):
    made = lecture(
        ("skip", "before the first slide"),
        ("slide", "# 12 Title"),
        ("skip", "said"),
        ("slide", f'<a id="exercises"></a>\n## {name}'),
        ("skip", "**12.1 First** ●○○ What?"),
        ("skip", "**12.2 Second** ●○○ What?"),
        ("slide", "## Last"),
        ("skip", "said again"),
        language=language,
    )
    assert marks(made) == ["skip", "slide", "notes", "slide", "skip", "skip", "slide", "notes"]


def test_an_exercise_on_a_slide_answers_there(lecture):
    picture = '<svg width="10pt" height="10pt"></svg>'
    made = lecture(("slide", "# 1 T"), ("-", "x = ...", picture), ("skip", "y = ...", picture))
    for number, cell in zip(("1.1", "1.2"), made.cells[1:], strict=True):
        cell.metadata["d2l"] = {"exercises": [number]}
    page = made.page()
    assert page.count("data-exercise=") == page.count('data-exercise="1.1"') == 1


def test_a_cell_that_only_waits_for_an_answer_gives_way_to_the_field(lecture):
    stub, picture = 'slope = ...\nd2l.check("1.1", slope)', '<svg width="10pt" height="10pt"></svg>'
    made = lecture(("slide", "# 1 T"), ("-", stub, picture), ("-", f"look = 1\n{stub}", picture))
    for cell in made.cells[1:]:
        cell.metadata["d2l"] = {"exercises": ["1.1"]}
        cell.outputs = []  # the card that waits is not published
    made = Lecture(made.chapter)
    waits, looks = made.cells[1:]
    assert made.height(waits) == FIELD < made.height(looks)
    page = made.page()
    assert page.count('data-exercise="1.1"') == 2
    assert page.count(">look<") == 1
    assert page.count(">slope<") == 2


def test_an_exercise_in_the_text_is_not_said(lecture):
    made = lecture(
        ("slide", "# 12 Title"),
        ("skip", "said"),
        ("skip", "**轮到你 · 12.1 一** ●○○　问。"),
        ("slide", "## Last"),
    )
    assert marks(made) == ["slide", "notes", "skip", "slide"]


@pytest.mark.parametrize(
    ("language", "heading", "said"),
    [
        ("zh", "## 12.1 一 ○", "选读"),
        ("zh", "## 12.1 $x$ ●", "主线"),
        ("en", "## Appendix A One ○", "optional"),
    ],
)
def test_a_mark_is_spoken_as_a_word(lecture, language, heading, said):
    made = lecture(("slide", "# 12 T"), ("slide", f"{heading}\n\n●○○ ○"), language=language)
    spoken = f'aria-label="{said}" title="{said}"'
    sign = f'<span class="section-mark" role="img" {spoken}>{heading[-1]}</span>'
    assert made.cells[1].source == f"{heading[:-1]}{sign}\n\n●○○ ○"


@pytest.mark.parametrize("size", ['height="72pt" width="90pt"', 'width="120" height="96px"'])
def test_a_picture_is_as_high_as_its_file_says(lecture, size):
    made = lecture(("slide", "# 12 T"), ("-", "x", f"<svg {size}></svg>"))
    assert made.height(made.cells[1]) == 30 + 28 + 125


def test_a_picture_of_no_size_is_named_with_its_place(lecture):
    problem = r"zh/12-topic\.ipynb, cell 2: an SVG says how large it is by width and height"
    with pytest.raises(BookError, match=problem):
        lecture(("slide", "# 12 T"), ("-", "x", '<svg width="100%"></svg>'))


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("index.ipynb", "../index.html"),
        ("02-rules.ipynb", "../02-rules.html"),
        ("02-rules.ipynb#chain", "../02-rules.html#chain"),
        ("10-training.ipynb#eq-10-1", "../10-training.html#eq-10-1"),
        ("#eq-12-1", "#eq-12-1"),
        ("#exercise-12-1", "../12-topic.html#exercise-12-1"),
        ("#spoken", "../12-topic.html#spoken"),
        ("explorers/12-topic-1.svg", "../explorers/12-topic-1.svg"),
        ("../_static/stage.css", "../_static/stage.css"),
        ("https://example.org/a.ipynb", "https://example.org/a.ipynb"),
        ("data:image/svg+xml;base64,AAAA", "data:image/svg+xml;base64,AAAA"),
    ],
)
def test_links_lead_to_the_pages_above(address, leads):
    notes = '<aside class="notes"><a id="spoken"></a></aside>'
    page = f'<a id="eq-12-1"></a>{notes}<a href="{address}">x</a>'
    assert f'href="{leads}"' in from_slides(page, "12-topic")
