"""The teacher's pages: every example runs, and gives what is written beside it."""

import ast
import re

import pytest

from tests.support import ROOT

PAGES = ("TEACHERS.md", "TEACHERS.zh.md")
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def blocks(page):
    """Give the examples of a page, the imports first."""
    return BLOCK.findall((ROOT / page).read_text("utf-8"))


def outcome(line):
    """Give the status and the note that a line promises, or nothing."""
    promise = re.search(r"  # (\w+)(?:: (\w+))?$", line)
    return promise and (promise[1], promise[2] or "none")


@pytest.mark.parametrize("page", PAGES)
def test_there_are_ten_worked_examples(page):
    text = (ROOT / page).read_text("utf-8")
    assert re.findall(r"^## (\d+)\. ", text, re.M) == [str(n) for n in range(1, 11)]
    assert len(blocks(page)) == 11


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("number", range(1, 11))
def test_an_example_gives_what_it_says(page, number):
    start, *examples = blocks(page)
    names = {}
    exec(start, names)
    promises, source = 0, examples[number - 1]
    for statement in ast.parse(source).body:
        code = ast.get_source_segment(source, statement)
        promised = outcome(source.splitlines()[statement.end_lineno - 1])
        if promised is None:
            exec(code, names)
            continue
        verdict = eval(code, names)
        assert (verdict.status, verdict.note) == promised, code
        promises += 1
    assert promises >= 2


def test_both_pages_show_the_same_code():
    english, chinese = ([re.sub(r'"[^"]*"', '""', b) for b in blocks(page)] for page in PAGES)
    assert english == chinese
