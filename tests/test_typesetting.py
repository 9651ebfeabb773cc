"""A page of the PDF that is not as it should be stops the build, and so does a missing program."""

import pytest

from publish import typesetting

STUMBLES = [
    r"! Package amsmath Error: \tag not allowed here.",
    r"Missing character: There is no μ (U+03BC) in font [lmroman10-italic]:mapping=tex-text;!",
    "LaTeX Warning: Hyper reference `02-rules:blocks' on page 232 undefined on input line 19845.",
    "LaTeX Warning: Reference `eq-1-1' on page 3 undefined on input line 200.",
    "LaTeX Warning: Label `01-derivative:exercise-1-1' multiply defined.",
    r"Overfull \hbox (24.5pt too wide) in paragraph at lines 307--311",
    r"Overfull \vbox (10.1pt too high) has occurred while \output is active []",
]
HARMLESS = [
    r"Overfull \vbox (2.9pt too high) has occurred while \output is active []",
    r"Underfull \hbox (badness 10000) in paragraph at lines 21135--21137",
    "Package fancyhdr Warning: Make it at least 13.6pt.",
    "LaTeX Font Warning: Font shape `TU/lmr/m/sc' undefined",
]


@pytest.mark.parametrize("line", STUMBLES)
def test_what_a_reader_stumbles_over_is_found(line):
    assert [*typesetting.faults(f"before\n{line}\nafter")] == [line]


@pytest.mark.parametrize("line", HARMLESS)
def test_what_nobody_sees_is_passed_over(line):
    assert [*typesetting.faults(line)] == []


def test_what_is_missing_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setattr(typesetting.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit) as stopped:
        typesetting.check("chinese")
    assert "xelatex" in str(stopped.value)
    assert "apt install" in str(stopped.value)
    assert "texlive-xetex" in str(stopped.value)


def test_a_missing_face_is_named(monkeypatch):
    monkeypatch.setattr(typesetting.shutil, "which", lambda name: name)
    monkeypatch.setattr(typesetting, "_says", lambda program, name: program == "kpsewhich")
    assert typesetting.missing("latin") == typesetting.FACES
    assert typesetting.missing("chinese") == typesetting.FACES | typesetting.FACES_OF["chinese"]


def test_nothing_is_said_where_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(typesetting, "missing", lambda faces: {})
    typesetting.check("chinese")
