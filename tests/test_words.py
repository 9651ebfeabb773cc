"""A translator edits TOML only, and is told at once what is missing, where."""

import sys

import pytest

from d2l_calc.words import read_words

GOOD = """
[slope]
zh = '坡度 $\\frac{a}{b}$'
en = '''the slope's name'''

[[box.hints]]
zh = '''
一行
两行
'''
en = '''
one
two
'''
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read words from a package made on the fly."""
    folder = tmp_path / "spoken"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def read(text):
        (folder / "words.toml").write_text(text, "utf-8")
        return read_words("spoken", "words.toml")

    yield read
    sys.modules.pop("spoken", None)


def test_words_are_read_as_they_stand(read):
    words = read(GOOD)
    assert words["slope"] == (r"坡度 $\frac{a}{b}$", "the slope's name")
    assert words["box"]["hints"] == [("一行\n两行", "one\ntwo")]


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("en = '''the slope's name'''", "", r"\[slope\] has no text in 'en'"),
        ("en = '''the slope's name'''", "en = ' '", r"\[slope\] has no text in 'en'"),
        ("en = '''the slope's name'''", "en = 7", r"\[slope\] has no text in 'en'"),
        ("zh = '坡度 $\\frac{a}{b}$'", "", r"\[slope\] has no text in 'zh'"),
        ("the slope's name", "坡度", r"\[slope\] is not translated: '坡度'"),
        ("[[box", "xx = 'Neigung'\n[[box", r"\[slope\] has 'xx'"),
        ("[slope]", "[empty]\n[slope]", r"\[empty\] has no text"),
        ("one\ntwo", "", r"\[box.hints.1\] has no text in 'en'"),
        ("[slope]", "title = 'a text alone'\n[slope]", r"\[title\] is 'a text alone'"),
        ("[slope]", "titles = ['one', 'two']\n[slope]", r"\[titles\] is "),
        ("[slope]", "[slope", r"line 2"),
        ("[[box.hints]]", "[slope]", r"slope"),
    ],
)
def test_a_fault_is_told_with_its_file_and_key(read, before, after, says):
    assert before in GOOD
    with pytest.raises(ValueError, match=rf"spoken/words.toml: .*{says}"):
        read(GOOD.replace(before, after, 1))


def test_a_missing_name_is_told_with_its_file(read):
    with pytest.raises(KeyError, match=r"spoken/words.toml: \[height\] is missing"):
        read(GOOD)["height"]
