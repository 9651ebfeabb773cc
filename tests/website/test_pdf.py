"""The book as a PDF: contents, links, figures as vectors, solutions at the end."""

import re

import nbformat
import pytest

from d2l_calc.chapters import CHAPTERS
from d2l_calc.exercises import book
from publish.typesetting import faults
from tests.support import ROOT

PDF = ROOT / "dist" / "book.pdf"
if not PDF.exists():
    pytest.skip("there is no PDF here: `make pdf` makes it", allow_module_level=True)
PdfReader = pytest.importorskip("pypdf").PdfReader

LOG = ROOT / "dist" / "paper" / "zh" / "latex" / "book.log"
READER = PdfReader(PDF)
TEXTS = [page.extract_text() for page in READER.pages]
PROSE = "\n".join(
    cell.source
    for path in sorted((ROOT / "book" / "zh").glob("[0-9]*.ipynb"))
    for cell in nbformat.read(path, as_version=4).cells
    if cell.cell_type == "markdown"
)


def squeezed(text):
    """Give a text without the blanks, which a PDF has in other places."""
    return re.sub(r"\s", "", text)


WHOLE = squeezed("".join(TEXTS))
APPENDIX = next(i for i, text in enumerate(TEXTS) if i > 4 and squeezed(text).startswith("附录"))


def annotations():
    return [each.get_object() for page in READER.pages for each in page.get("/Annots", [])]


def test_contents_come_first_with_every_chapter():
    titles = [each.title for each in READER.outline if not isinstance(each, list)]
    assert titles[0] == "写在前面"
    assert [title.split()[0] for title in titles[1:-4]] == ["0", *CHAPTERS]
    assert "提示与解答" in titles[-4]
    assert titles[-3:] == ["求导法则", "矩阵求导速查", "术语表"]
    assert "目录" in TEXTS[1]
    assert "1.1 用多边形逼近圆" in TEXTS[1]


def test_the_cover_says_what_the_book_asks():
    title, question, *_ = (
        nbformat.read(ROOT / "book" / "zh" / "index.ipynb", as_version=4)
        .cells[0]
        .source.removeprefix("# ")
        .split("\n\n")
    )
    assert squeezed(title) in squeezed(TEXTS[0])
    assert squeezed(question) in squeezed(TEXTS[0])


def test_every_link_inside_leads_to_a_page():
    named = READER.named_destinations
    inside = [each["/Dest"] for each in annotations() if "/Dest" in each]
    inside += [
        each["/A"]["/D"] for each in annotations() if each.get("/A", {}).get("/S") == "/GoTo"
    ]
    assert len(inside) > 100
    assert [place for place in inside if isinstance(place, str) and place not in named] == []


def test_no_link_leads_to_a_file_of_the_website_or_the_book():
    addresses = [str(each["/A"].get("/URI", "")) for each in annotations() if "/A" in each]
    assert [each for each in addresses if ".ipynb" in each or ".html" in each] == []
    assert "[??]" not in "".join(TEXTS)
    assert "??" not in "".join(TEXTS)


def test_nothing_is_cut_off_or_lost():
    """No line runs out of its page, no sign lacks its picture, no reference its place."""
    assert [*faults(LOG.read_text("utf-8", "replace"))] == []


def test_figures_are_vectors():
    def rasters(resources):
        for thing in (resources.get("/XObject") or {}).values():
            thing = thing.get_object()
            if thing["/Subtype"] == "/Image":
                yield thing
            elif "/Resources" in thing:
                yield from rasters(thing["/Resources"])

    assert [r for page in READER.pages for r in rasters(page["/Resources"])] == []


def test_every_figure_has_its_caption_on_its_page():
    captions = re.findall(r"^\*图 (\d+\.\d+)：", PROSE, re.MULTILINE)
    assert len(captions) > 50
    drawn = [
        squeezed(text)
        for page, text in zip(READER.pages, TEXTS, strict=True)
        if page["/Resources"].get("/XObject")
    ]
    assert [n for n in captions if not any(f"图{n}" in text for text in drawn)] == []


def titled(number):
    """Give how an exercise is called in the appendix, as far as it is no formula."""
    return squeezed(f"{number}{book()[number].title[0].split('$')[0]}")


def test_solutions_are_in_the_appendix_only():
    end = squeezed("".join(TEXTS[APPENDIX:]))
    assert [number for number in book() if titled(number) not in end] == []
    assert end.count("解答") >= len([each for each in book().values() if each.solution])
    front = squeezed("".join(TEXTS[:APPENDIX]))
    hints = [re.findall(r"提示1(?![.\d])", text) for text in (front, end)]
    assert hints[0] == []
    assert len(hints[1]) == len(book())


def test_each_exercise_names_the_page_of_its_solution():
    front = squeezed("".join(TEXTS[:APPENDIX]))
    named = re.findall(r'check\("(\d+\.\d+)",?.*?提示与解答：第(\d+)页', front)
    assert sorted(number for number, _ in named) == sorted(book())
    labels = [*READER.page_labels]
    pages = {number: squeezed(TEXTS[labels.index(page)]) for number, page in named}
    assert [number for number in book() if titled(number) not in pages[number]] == []


def test_equations_keep_their_numbers():
    tags = re.findall(r"\\tag\{([\d.]+)\}", PROSE)
    assert len(tags) > 80
    assert [tag for tag in tags if f"({tag})" not in WHOLE] == []


def test_tables_that_code_gives_are_tables():
    assert "largesterror" in WHOLE
    assert "<1e-8|" not in WHOLE
