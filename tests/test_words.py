"""A translator edits TOML only, and is told at once what is missing, where."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import d2l_calc
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


# All words of the package

PACKAGE = Path(d2l_calc.__file__).parent
# A chapter that has no explorers of its own has an empty one.
FILES = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.toml")) if path.read_text()]


def texts(words):
    """Yield every text of a file, however deep."""
    for part in words.values() if isinstance(words, dict) else words:
        if isinstance(part, tuple):
            yield part
        else:
            yield from texts(part)


@pytest.fixture(params=FILES, ids=str)
def written(request):
    """Give all texts of one file."""
    package = ".".join(("d2l_calc", *request.param.parts[:-1]))
    return list(texts(read_words(package, request.param.name)))


def test_maths_code_and_bold_are_closed_where_they_are_opened(written):
    for text in written:
        for words in text:
            prose = re.sub("`[^`]*`", "", words)
            assert all(prose.count(mark) % 2 == 0 for mark in ("$", "`", "**")), words


def test_half_width_punctuation_stays_out_of_chinese(written):
    for chinese, *_ in written:
        prose = re.sub(r"\$[^$]*\$|`[^`]*`", "", chinese)
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", prose), chinese


def test_a_text_stands_as_it_is_written(written):
    """Nothing is escaped: what a translator sees is what a reader gets."""
    assert written
    for path in FILES:
        source = (PACKAGE / path).read_text("utf-8")
        assert not re.search(r'^\w+ = "', source, re.M), path


def test_words_are_found_in_a_package_that_is_one_zip_file(tmp_path):
    archive = shutil.make_archive(tmp_path / "d2l", "zip", PACKAGE.parent, "d2l_calc")
    code = "import d2l_calc as d2l; print(d2l.__file__, d2l.check('2.3', 15), d2l.solution('2.3'))"
    result = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {archive!r}); {code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert "d2l.zip" in result.stdout, result.stderr
    assert (
        read_words("d2l_calc.exercises", "rules.solutions.toml")["PRODUCT_OF_VALUES"][0]
        in result.stdout
    )


def test_only_the_words_of_the_chapter_asked_for_are_read():
    code = (
        "import sys, d2l_calc as d2l\n"
        "assert 'tomllib' not in sys.modules\n"
        "d2l.check('2.3', 15)\n"
        "print([name for name in sys.modules if name.startswith('d2l_calc.exercises.')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "['d2l_calc.exercises.rules']", result.stderr
