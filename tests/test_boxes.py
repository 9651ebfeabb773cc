"""No text of an explorer's picture covers another one, and none is cut off at the frame."""

import pytest

import d2l_calc as d2l
from tests.boxes import Box, boxes, faults
from tests.explorers import by_scene, ends, first, made, singly


def states(explorer):
    """Give the first state, every choice, both ends of every control, and some ends together."""
    return by_scene(explorer, [first(explorer), *singly(explorer), *ends(explorer, most=12)])


@pytest.mark.parametrize("name", sorted(d2l.explore))
def test_no_text_covers_another_or_is_cut_off(name):
    explorer = made(name)
    found = {fault: state for state in states(explorer) for fault in faults(explorer, **state)}
    assert not found


def test_texts_that_meet_are_found():
    def setup(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        axes.text(0.5, 0.5, "one")
        axes.text(0.52, 0.5, "two")
        long = axes.text(0.95, 0.2, "a long text that goes on and on")
        long.set_in_layout(False)
        return axes.plot([], [])

    found = faults(d2l.Explorer(setup, lambda moving, a: None, a=(0, 1)))
    assert "'one' meets 'two'" in found
    assert "'a long text that goes on and on' is cut off" in found


def test_a_strip_in_common_is_none():
    assert not Box("a", 0, 0, 10, 10).meets(Box("b", 9.5, 0, 20, 10))
    assert Box("a", 0, 0, 10, 10).meets(Box("b", 8, 8, 20, 20))


def test_letters_and_labels_are_both_measured():
    texts = {box.text for box in boxes(made("secant"))[0]}
    assert {"Δx = 1.00", "0.5", "$h$"} <= texts
