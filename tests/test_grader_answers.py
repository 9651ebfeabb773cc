"""Right answers are accepted, wrong ones refused, each with the note that it deserves."""

import pytest

from tests.grader_answers import answers, give

ANSWERS = list(answers())
NAMES = [f"{case.name}: {source}" for case, source, _, _ in ANSWERS]


@pytest.mark.parametrize(("case", "source", "status", "note"), ANSWERS, ids=NAMES)
def test_answer_gets_its_verdict(case, source, status, note):
    verdict = case.exercise.check(give(source))
    assert (verdict.status, verdict.note) == (status, note)


def test_table_is_large_enough():
    statuses = [status for _, _, status, _ in ANSWERS]
    assert statuses.count("correct") >= 60
    assert statuses.count("incorrect") >= 120
