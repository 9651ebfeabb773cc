"""Write the drills of the website: of each topic problems made at random, as a script of its own.

    python -m publish.drills dist/drills zh en

They are exercises as all others are: what a page needs to check them is `publish.answers.data`.
Making some thousands takes a minute or two, so it is done once for all languages, and again when
the package changes.
"""

import base64
import gzip
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from d2l_calc.drills.drill import TOPICS, make
from d2l_calc.drills.problem import LEVELS
from d2l_calc.grader.messages import tell
from d2l_calc.language import set_language
from publish import answers
from publish.chapter import language_of, words

OF_EACH_LEVEL = 67  # so that a topic has about two hundred
DIGITS = 10  # of values that are compared to six


def problems(topic, language, count=OF_EACH_LEVEL):
    """Give what a page needs of a topic: its problems by level, and the data to check each.

    Parameters
    ----------
    topic : str
    language : str
    count : int
        How many of each level.

    Returns
    -------
    dict
    """
    set_language(language)
    listed, exercises = {}, {}
    for level in LEVELS:
        made = {}
        for seed in range(count):
            drill = make(topic, level, seed)
            made.setdefault(drill.question, drill)
        listed[level] = []
        for question, drill in made.items():
            number = f"{topic}.{level}.{drill.seed}"
            exercises[number] = _shortened(answers.data(drill))
            listed[level].append(
                {
                    "number": number,
                    # Its last line tells how to write the answer in a notebook.
                    "question": tell(question).rpartition("\n")[0],
                    "field": answers.field(number, drill, words(language)),
                    "hints": [tell(hint) for hint in drill.hints],
                    "solution": tell(drill.solution),
                }
            )
    return {"topic": topic, "levels": listed, "exercises": exercises}


def _shortened(part):
    """Give data with numbers of fewer digits: a whole topic comes at once."""
    if isinstance(part, dict):
        return {name: _shortened(each) for name, each in part.items()}
    if isinstance(part, list):
        return [_shortened(each) for each in part]
    return float(f"{part:.{DIGITS}g}") if isinstance(part, float) else part


def write(topic, folders, count=OF_EACH_LEVEL):
    """Write the script of a topic, packed, into the folder of each language."""
    for folder in folders:
        known = problems(topic, language_of(folder), count)
        text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{topic}.js").write_text(f'd2lAnswers.unpack("{packed}");\n', "utf-8")


def main(target, *languages):
    folders = [Path(target, language) for language in languages]
    # Each in a process of its own: a language is that of a whole process.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(write, folders=folders), TOPICS))


if __name__ == "__main__":
    main(*sys.argv[1:])
