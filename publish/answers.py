"""Exercises that answer on a page: the field of each, and what the page compares answers with.

Python says what is right. What it knows is written out as plain data, once for each chapter: the
values of the key and of every listed mistake at the grader's own sample points, tolerances, the
values that its general patterns need, the texts in the edition's language. The scripts in
``web/answers`` read what is typed, evaluate it at these points and compare, as the grader does.
"""

import json
import re
from functools import partial
from html import escape

import numpy as np

from d2l_calc.exercises import chapter as exercises_of
from d2l_calc.exercises import numbered
from d2l_calc.grader.cards import TONES, first_words
from d2l_calc.grader.kinds import Choice, Functions, Numbers, Points
from d2l_calc.grader.kinds.choice import DENIED, FALSE, LETTERS, TRUE
from d2l_calc.grader.kinds.notation import ABOVE, BELOW, FRACTIONS, LOOK_ALIKES, kept_as_it_is
from d2l_calc.grader.kinds.points import SAME_LABELS
from d2l_calc.grader.kinds.sampling import quiet
from d2l_calc.grader.kinds.tree import CONSTANTS, FUNCTIONS, MORE
from d2l_calc.grader.messages import MESSAGES, message, tell

WIDEST = 6  # places in a row of a grid; longer lists are typed
FOLDER = "answers"
# A cell that waits for an answer and has nothing else in it.
STUB = re.compile(r"(def .*\n    return \.\.\.|\w+ = \.\.\.)\s+d2l\.check\(.*\)\s*")
# What a telephone's keyboard for numbers does not have, and what its others hide.
KEYS = "-/^()√πe"


def needs_code(exercise):
    """Whether an answer has to be Python: a teacher's check, tables, arrays of any length."""
    kind = exercise.compared.kind
    if exercise.compared.accept:
        return True
    lengths = [trial for trial in getattr(kind, "trials", ()) if trial.note == "fixed_length"]
    return isinstance(kind, Functions) and (kind.names is None or bool(lengths))


def only_asks(cell):
    """Whether a cell waits for an answer that a page can take, and has nothing else in it."""
    numbers = cell.metadata.get("d2l", {}).get("exercises", [])
    by_code = any(needs_code(numbered(number)) for number in numbers)
    return bool(numbers) and not by_code and bool(STUB.fullmatch(cell.source))


def asked_here(source, words):
    """Say of exercises how a page takes answers, where a notebook's text says how cells do."""
    for there, here in (("asked_there", "asked_here"), ("hinted_there", "hinted_here")):
        source = re.sub(words[there], partial(_begun_as, words[here]), source)
    return source


def _begun_as(text, found):
    """Give a text with the first letter small or large as in what it stands for."""
    first = text[0].upper() if found[0][0].isupper() else text[0].lower()
    return first + text[1:]


# What the page knows


def data(exercise):
    """Give what a page needs to check an exercise, or None where only a notebook can.

    Parameters
    ----------
    exercise : d2l_calc.Exercise

    Returns
    -------
    dict or None
        Plain data: what JSON can say, and NaN and infinities.

    Examples
    --------
    >>> import d2l_calc as d2l
    >>> known = data(d2l.Exercise(key=2, mistakes=[(1, "height", "That is a height.")]))
    >>> known["kind"], known["right"], known["mistakes"][0]["tag"]
    ('numbers', [{'rows': [[2.0]], 'shape': []}], 'height')
    """
    if needs_code(exercise):
        return None
    kind, right, foreseen, _ = exercise.compared
    form, more = OF_KIND[type(kind)]
    with quiet():  # a slip of the key may divide by 0
        particulars = more(kind)
    mistakes = [
        {"tag": mistake.tag, "text": tell(mistake.text), "form": form(mistake.form)}
        for mistake in foreseen
    ]
    return {
        "kind": type(kind).__name__.lower(),
        "right": [form(each) for each in right],
        "mistakes": mistakes,
        "praise": tell(exercise.praise or MESSAGES["correct"]),
        **particulars,
    }


def _block(values):
    """Give values at some points: the numbers in each row, and the shape of what they are."""
    return {"rows": values.reshape(len(values), -1).tolist(), "shape": list(values.shape[1:])}


def _numbers(given):
    return _block(given.values)


def _of_numbers(kind):
    units = kind.units and kind.units.factors
    return {
        "tolerance": [kind.tolerance.rtol, kind.tolerance.atol],
        "up_to": kind.up_to,
        "unordered": kind.unordered,
        "units": units,
        "jacobian": bool(kind.jacobian),
    }


def _of_functions(kind):
    pairs = [kind.pair(kind.key.values, place) for place in _places(kind.shape)]
    return _of_numbers(kind) | {
        "names": [*kind.names.items()],
        "points": [*map(_point, kind.points)],
        "slope": kind.slope,
        "slips": [
            {
                "slips": [[name, values.tolist()] for name, values in pair.slips],
                "terms": [values.tolist() for values in pair.terms],
            }
            for pair in pairs
        ],
        "steepness": None if kind.steepness is None else kind.steepness.tolist(),
        "simple": [[_point(point), values.ravel().tolist()] for point, values in kind.simple],
        "trials": [
            {
                "points": [*map(_point, trial.points)],
                "values": _block(trial.values),
                "note": trial.note,
            }
            for trial in kind.trials
        ],
    }


def _places(shape):
    """Give the place of each component, in the order of a row; that of a number is ()."""
    return [()] if shape == () else [*np.ndindex(*shape)]


def _point(point):
    return [value.tolist() if hasattr(value, "tolist") else value for value in point]


def _points(given):
    return [{"point": _block(point[None]), "label": label} for point, label in given]


def _of_points(kind):
    return {
        "tolerance": [kind.tolerance.rtol, kind.tolerance.atol],
        "labelled": kind.labelled,
        "labels": [*kind.labels],
    }


def _of_choice(kind):
    return {
        "several": kind.several,
        "truth": kind.truth,
        "choices": [*kind.choices],
        "letters": kind.choices == LETTERS,
    }


OF_KIND = {
    Numbers: (_numbers, _of_numbers),
    Functions: (_numbers, _of_functions),
    Points: (_points, _of_points),
    Choice: (sorted, _of_choice),
}


def signs():
    """Give what the grader reads in every language: signs, names of functions, words for labels."""
    return {
        "notation": {
            "alike": {chr(sign): plain for sign, plain in LOOK_ALIKES.items()},
            "above": ABOVE,
            "below": BELOW,
            "fractions": FRACTIONS,
            "kept": kept_as_it_is(),
        },
        "constants": {name: float(value) for name, value in CONSTANTS.items()},
        "functions": {name: [*MORE.get(name, (1,))] for name in FUNCTIONS},
        "labels": SAME_LABELS,
        "choice": {"yes": TRUE, "no": FALSE, "denied": DENIED},
    }


def language(words):
    """Give what is said of an answer, in the language in force.

    Parameters
    ----------
    words : dict of str to str
        Those of the edition.
    """
    said = {name: tell(text) for name, text in MESSAGES.items() if not name.startswith("define_")}
    return {
        "messages": said,
        "cards": {status: first_words(status) for status in TONES},
        "words": {"to_answer": words["to_answer"]},
    }


def write(edition, folder):
    """Write the scripts of an edition: its words, and the exercises of each chapter.

    Parameters
    ----------
    edition : publish.chapter.Edition
    folder : pathlib.Path
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "words.js").write_text(script("learn", language(edition.words)), "utf-8")
    for number in map(chapter_of, edition.paths):
        if known := {name: data(exercise) for name, exercise in exercises_of(number).items()}:
            (folder / f"{number}.js").write_text(script("take", known), "utf-8")


def chapter_of(name):
    """Give the number that the exercises of a page begin with.

    Examples
    --------
    >>> chapter_of("00-warm-up"), chapter_of("10-training"), chapter_of("glossary")
    ('0', '10', '')
    """
    number = name.partition("-")[0]
    return str(int(number)) if number.isdigit() else ""


def script(verb, known):
    r"""Write data as a script that hands it to the page: a page opened from a file reads no other.

    Examples
    --------
    >>> script("take", {"1.1": None})
    'd2lAnswers.take({"1.1":null});\n'
    """
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return f"d2lAnswers.{verb}({text});\n"


# What the page shows


def field_or_way(number, exercise, chapter):
    """Give the field of an exercise as HTML; where it needs code, the way to the notebook.

    Parameters
    ----------
    number : str
    exercise : d2l_calc.Exercise
    chapter : publish.chapter.Chapter
        Whose words it is in.
    """
    words = chapter.words
    if not needs_code(exercise):
        return field(number, exercise, words)
    notebook = f"_sources/{chapter.path.name}"
    way = f'<a href="{notebook}" download>{words["the_notebook"]}</a>'
    return f'<p class="to-check">{words["in_notebook"].format(notebook=way)}</p>'


def field(number, exercise, words):
    """Give the field of an exercise as HTML.

    Parameters
    ----------
    number : str
    exercise : d2l_calc.Exercise
        One that needs no code.
    words : dict of str to str
        Those of the edition.
    """
    kind = exercise.compared.kind
    name, facts, inside = _inside(kind, words)
    facts = {"exercise": number, "field": name} | facts
    told = words["to_choose" if name == "choice" else "to_answer"]
    called = f"{words['answer']} {number}" if number[0].isdigit() else words["answer"]
    parts = [
        f'<form class="answer" aria-label="{called}" autocomplete="off"{_data(facts)}>',
        inside,
        f'<div class="answer-verdict" role="status"><p>{told}</p></div>',
        "</form>",
    ]
    return "\n".join(parts)


def _inside(kind, words):
    """Give what a field is called, what is to be known of it, and its HTML."""
    check = f'<button type="submit">{words["check"]}</button>'
    seen = f'<div class="answer-seen" aria-hidden="true"></div>\n{_keys()}'
    if isinstance(kind, Choice):
        buttons = "".join(
            f'<button type="button" value="{choice}" aria-pressed="false">'
            f"{words.get(f'choice_{choice}', choice.upper())}</button>"
            for choice in kind.choices
        )
        facts = {"several": ""} if kind.several else {}
        return "choice", facts, _row(buttons + (check if kind.several else ""))
    if isinstance(kind, Points) and kind.labelled:
        rows = 2 * _row(_label_and_point(kind, words), "answer-row")
        more = f'<button type="button" data-adds>{words["one_more_point"]}</button>'
        return "labels", {}, f"{rows}{_row(more + check)}"
    functions = isinstance(kind, Functions)
    facts = {"names": json.dumps([*kind.names.items()])} if functions else {}
    mode = "text" if functions or isinstance(kind, Points) else "decimal"
    shape = () if isinstance(kind, Points) else kind.shape
    if not shape or max(shape) > WIDEST or len(shape) > 2:
        line = _row(_input(words["answer"], mode) + check)
        return "text", facts, f"{line}\n{seen}"
    height, width = (1, *shape) if len(shape) == 1 else (max(shape), max(shape))
    places = [
        _input(
            message("component", index=column + 1)
            if len(shape) == 1
            else message("entry", row=row + 1, column=column + 1),
            mode,
        )
        for row in range(height)
        for column in range(width)
    ]
    grid = f'<div class="answer-grid" style="--columns:{width}">{"".join(places)}</div>'
    return "grid", facts | {"rows": height}, f"{grid}\n{seen}\n{_row(check)}"


def _row(inside, name="answer-line"):
    return f'<div class="{name}">{inside}</div>'


def _input(label, mode):
    return (
        f'<input type="text" inputmode="{mode}" maxlength="500" aria-label="{escape(label)}"'
        ' autocapitalize="off" autocorrect="off" spellcheck="false">'
    )


def _label_and_point(kind, words):
    options = "".join(
        f'<option value="{escape(label)}">{escape(words.get(f"label_{label}", label))}</option>'
        for label in ("", *kind.labels)
    )
    labels = f'<select aria-label="{words["label"]}">{options}</select>'
    return _input(words["point"], "text") + labels


def _keys():
    keys = (f'<button type="button" data-types="{key}">{key}</button>' for key in KEYS)
    return f'<div class="answer-keys" aria-hidden="true">{"".join(keys)}</div>'


def _data(facts):
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in facts.items())
