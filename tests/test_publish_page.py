"""What a page of the website says otherwise than the notebook that it is made from."""

import pytest

from publish.answers import asked_here
from publish.chapter import Edition
from tests.support import EDITIONS

# What can be done in a notebook alone.
IN_CELLS = {"zh": "运行那一格", "en": "run the cell"}


@pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)
def test_a_page_asks_for_no_answer_in_a_cell(folder):
    edition, heads = Edition(folder), 0
    for chapter in edition.chapters:
        for cell in chapter.cells:
            if cell.cell_type == "markdown" and "`...`" in cell.source:
                here, heads = asked_here(cell.source, chapter.words), heads + 1
                assert IN_CELLS[edition.language] not in here
                assert "`...`" not in here
                assert edition.words["asked_here"][1:] in here
    assert heads > 10


def test_a_page_leads_to_the_hints_below_the_question():
    words = {
        "asked_there": "run the cell",
        "asked_here": "write below",
        "hinted_there": r"[Ff]or a hint, run `d2l\.hint\(\)`",
        "hinted_here": "For a hint, look below",
    }
    assert asked_here("Run the cell", words) == "Run the cell"
    assert asked_here("Now run the cell.", words) == "Now write below."
    assert asked_here("Stuck? For a hint, run `d2l.hint()`.", words) == (
        "Stuck? For a hint, look below."
    )
    assert asked_here("And for a hint, run `d2l.hint()`.", words) == "And for a hint, look below."
