"""The book as a PDF: contents, links, figures as vectors, solutions at the end."""

import re

import pytest
from pypdf import PdfReader

from d2l_calc.chapters import CHAPTERS
from d2l_calc.exercises import book
from d2l_calc.language import LANGUAGES
from publish.chapter import Edition
from publish.typesetting import faults
from tests.support import EDITIONS, ROOT


def squeezed(text):
    """Give a text without the blanks, which a PDF has in other places."""
    return re.sub(r"\s", "", text)


class Printed:
    """An edition, and its PDF."""

    def __init__(self, folder):
        self.edition = Edition(folder)
        self.words, language = self.edition.words, self.edition.language
        self.reader = PdfReader(pdf_of(folder))
        self.log = ROOT / "dist" / "paper" / language / "latex" / "book.log"
        self.texts = [page.extract_text() for page in self.reader.pages]
        self.whole = squeezed("".join(self.texts))
        begins = squeezed(self.words["appendix"])[:4]
        starts = (i for i, text in enumerate(self.texts) if squeezed(text).startswith(begins))
        self.appendix = next(i for i in starts if i > 4)

    @property
    def annotations(self):
        return [each.get_object() for page in self.reader.pages for each in page.get("/Annots", [])]


def pdf_of(folder):
    first = folder.name == LANGUAGES[0]
    return ROOT / "dist" / ("book.pdf" if first else f"book-{folder.name}.pdf")


MADE = [folder for folder in EDITIONS if pdf_of(folder).exists()]
if not MADE:
    pytest.skip("there is no PDF here: `make pdf` makes it", allow_module_level=True)


@pytest.fixture(scope="module", params=MADE, ids=lambda folder: folder.name)
def printed(request):
    return Printed(request.param)


def test_contents_come_first_with_every_chapter(printed):
    titles = [each.title for each in printed.reader.outline if not isinstance(each, list)]
    words, edition = printed.words, printed.edition
    assert titles[0] == words["preface"]
    assert [title.split()[0] for title in titles[1:-4]] == ["0", *CHAPTERS]
    assert squeezed(titles[-4]) == squeezed(words["appendix"])
    assert titles[-3:] == [each.title for each in [*edition.cards, edition.glossary]]
    assert words["contents"] in printed.texts[1]
    first = next(chapter for chapter in edition.chapters if chapter.number == "1").sections[0]
    assert squeezed(f"{first.number}{first.title}") in squeezed(printed.texts[1])


def test_the_cover_says_what_the_book_asks(printed):
    cover = squeezed(printed.texts[0])
    assert squeezed(printed.edition.title) in cover
    assert squeezed(printed.edition.index.lead[0]) in cover


def test_every_link_inside_leads_to_a_page(printed):
    named = printed.reader.named_destinations
    inside = [each["/Dest"] for each in printed.annotations if "/Dest" in each]
    inside += [
        each["/A"]["/D"] for each in printed.annotations if each.get("/A", {}).get("/S") == "/GoTo"
    ]
    assert len(inside) > 100
    assert [place for place in inside if isinstance(place, str) and place not in named] == []


def test_no_link_leads_to_a_file_of_the_website_or_the_book(printed):
    addresses = [str(each["/A"].get("/URI", "")) for each in printed.annotations if "/A" in each]
    assert [each for each in addresses if ".ipynb" in each or ".html" in each] == []
    assert "??" not in printed.whole


def test_nothing_is_cut_off_or_lost(printed):
    """No line runs out of its page, no sign lacks its picture, no reference its place."""
    assert [*faults(printed.log.read_text("utf-8", "replace"))] == []


def test_figures_are_vectors(printed):
    def rasters(resources):
        for thing in (resources.get("/XObject") or {}).values():
            thing = thing.get_object()
            if thing["/Subtype"] == "/Image":
                yield thing
            elif "/Resources" in thing:
                yield from rasters(thing["/Resources"])

    assert [r for page in printed.reader.pages for r in rasters(page["/Resources"])] == []


def test_every_figure_has_its_caption_on_its_page(printed):
    captions = [each.number for chapter in printed.edition.chapters for each in chapter.captions]
    assert len(captions) > 50
    label = printed.words["figure"]
    drawn = [
        squeezed(text)
        for page, text in zip(printed.reader.pages, printed.texts, strict=True)
        if page["/Resources"].get("/XObject")
    ]
    assert [n for n in captions if not any(f"{label}{n}" in text for text in drawn)] == []


def titled(number, language):
    """Give how an exercise is called in the appendix, as far as it is no formula."""
    return squeezed(f"{number}{book()[number].title[LANGUAGES.index(language)].split('$')[0]}")


def test_solutions_are_in_the_appendix_only(printed):
    language = printed.edition.language
    end = squeezed("".join(printed.texts[printed.appendix :]))
    assert [number for number in book() if titled(number, language) not in end] == []
    solved = [each for each in book().values() if each.solution]
    assert end.count(printed.words["solution"]) >= len(solved)
    front = squeezed("".join(printed.texts[: printed.appendix]))
    hint = squeezed(printed.words["hint"].format(number=1))
    hints = [re.findall(rf"{hint}(?![.\d])", text) for text in (front, end)]
    assert hints[0] == []
    # Behind a number, a hint that begins with one cannot be told.
    firsts = [each.hints[0][LANGUAGES.index(language)] for each in book().values()]
    assert len(hints[1]) == sum(not re.match(r"\$?[.\d]", first) for first in firsts)


def test_each_exercise_names_the_page_of_its_solution(printed):
    words, language = printed.words, printed.edition.language
    front = "".join(printed.texts[: printed.appendix])
    front = squeezed(re.sub(r"(?<=\d)\s+(?=\d)", ";", front))  # a number may follow the page's
    way = squeezed(words["to_solution"] + words["page"].format(page=r"(\d+)"))
    named = re.findall(rf'check\("(\d+\.\d+)",?.*?{way}', front)
    assert sorted(number for number, _ in named) == sorted(book())
    labels = [*printed.reader.page_labels]
    pages = {number: squeezed(printed.texts[labels.index(page)]) for number, page in named}
    assert [n for n in book() if titled(n, language) not in pages[n]] == []


def test_equations_keep_their_numbers(printed):
    tags = [each.number for chapter in printed.edition.chapters for each in chapter.equations]
    assert len(tags) > 80
    assert [tag for tag in tags if f"({tag})" not in printed.whole] == []


def test_tables_that_code_gives_are_tables(printed):
    assert "largesterror" in printed.whole
    assert "<1e-8|" not in printed.whole
