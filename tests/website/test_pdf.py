"""The book as a PDF: contents, links, figures as vectors, solutions at the end."""

import pytest
from conftest import ROOT
from pypdf import PdfReader

from d2l_calc.exercises import book

PDF = ROOT / "dist" / "book.pdf"
if not PDF.exists():
    pytest.skip("there is no PDF here: `make pdf` makes it", allow_module_level=True)

READER = PdfReader(PDF)
TEXTS = [page.extract_text() for page in READER.pages]


def annotations():
    return [each.get_object() for page in READER.pages for each in page.get("/Annots", [])]


def test_contents_come_first_with_every_chapter():
    titles = [each.title for each in READER.outline if not isinstance(each, list)]
    assert [title[0] for title in titles[:9]] == list("123456789")
    assert "提示与解答" in titles[-2]
    assert "目录" in TEXTS[1]
    assert "1.1 用多边形逼近圆" in TEXTS[1]


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


def test_figures_are_vectors():
    def rasters(resources):
        for thing in (resources.get("/XObject") or {}).values():
            thing = thing.get_object()
            if thing["/Subtype"] == "/Image":
                yield thing
            elif "/Resources" in thing:
                yield from rasters(thing["/Resources"])

    assert [r for page in READER.pages for r in rasters(page["/Resources"])] == []


def test_solutions_are_in_the_appendix_only():
    start = next(i for i, text in enumerate(TEXTS) if i > 4 and text.startswith("附录"))
    end = "".join(TEXTS[start:])
    assert all(number in end for number in book())
    assert end.count("解答") >= len([each for each in book().values() if each.solution])
    assert "提示 1" not in "".join(TEXTS[:start])


def test_equations_keep_their_numbers():
    assert "(1.1)" in "".join(TEXTS)
    assert "(1.5)" in "".join(TEXTS)
