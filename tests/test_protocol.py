"""Kernel and page say to each other what the protocol says, no more and no less.

The page's side is held to it by the type check of `make lint` too, with the types that are tried
here.
"""

import json
import re
from types import UnionType
from typing import Literal, Union, get_args, get_origin, is_typeddict

import pytest

import d2l_calc as d2l
from d2l_calc.stage import protocol
from tests.explorers import ends, made
from tests.support import ROOT
from tools.lint.types import declaration, fields

PAGE = (ROOT / "d2l_calc" / "stage" / "stage.js").read_text("utf-8")
MESSAGES = [kind for kind in vars(protocol).values() if is_typeddict(kind)]


def faults(value, kind, where=""):
    """Give what is not as the protocol says in a value that is sent."""
    origin, parts = get_origin(kind), get_args(kind)
    if is_typeddict(kind):
        if not isinstance(value, dict):
            return [f"{where} is {value!r}"]
        known = {name: (inner, missing) for name, inner, missing in fields(kind)}
        found = [f"{where}.{name} is not in the protocol" for name in value.keys() - known]
        for name, (inner, missing) in known.items():
            if name in value:
                found += faults(value[name], inner, f"{where}.{name}")
            elif not missing:
                found.append(f"{where}.{name} is missing")
        return found
    if origin in (Union, UnionType):
        return [] if any(not faults(value, part) for part in parts) else [f"{where} is {value!r}"]
    if origin is Literal:
        return [] if value in parts else [f"{where} is {value!r}"]
    if origin in (list, tuple, dict):
        if not isinstance(value, dict if origin is dict else list):
            return [f"{where} is {value!r}"]
        if origin is tuple and len(value) != len(parts):
            return [f"{where} has {len(value)} parts"]
        items = value.values() if origin is dict else value
        kinds = parts if origin is tuple else [parts[-1]] * len(items)
        return [
            fault
            for i, (item, inner) in enumerate(zip(items, kinds, strict=True))
            for fault in faults(item, inner, f"{where}[{i}]")
        ]
    right = isinstance(value, int | float) if kind is float else isinstance(value, kind)
    # To Python, True is a number.
    wrong = isinstance(value, bool) and kind is not bool
    return [] if right and not wrong else [f"{where} is {value!r}"]


def answer(explorer, purpose, *states):
    """Give what the kernel answers to a page, as the page gets it."""
    answers = []
    explorer.send = answers.append
    request = {"from": "me", "purpose": purpose, "states": list(states), "known": []}
    assert faults(request, protocol.Request) == []
    data = {"method": "custom", "content": request}
    explorer.comm.handle_msg({"content": {"data": data}, "buffers": []})
    return [json.loads(json.dumps(each)) for each in answers]


@pytest.mark.parametrize("name", d2l.explore)
def test_what_the_kernel_sends_is_what_the_protocol_says(name):
    explorer = d2l.explore[name]()
    sent = json.loads(json.dumps(explorer.get_state(["_stage", "_pictures"])))
    assert faults(sent["_stage"], protocol.Stage) == []
    assert faults(sent["_pictures"], protocol.Pictures) == []
    states = [list(state.values()) for state in ends(explorer, most=6)]
    (answered,) = answer(explorer, "ahead", *states)
    assert faults(answered, protocol.Answer) == []
    assert [frame["at"] for frame in answered["frames"]] == states
    assert (answered["to"], answered["purpose"]) == ("me", "ahead")


def test_a_problem_is_sent_as_the_protocol_says():
    explorer = d2l.explore.secant(lambda x: 1 / 0)
    for problem in (
        explorer.frame_at(),
        *answer(explorer, "now", [0.4, 1.0, "none", "f"])[0]["frames"],
    ):
        assert faults(problem, protocol.Frame) == []
        assert problem.keys() == {"at", "problem"}


def test_a_greeting_is_answered_and_a_parting_is_not():
    (answered,) = answer(made("exhaustion"), "greeting")
    assert faults(answered, protocol.Answer) == []
    assert answer(made("exhaustion"), "parting") == []


def test_what_a_file_is_to_keep_is_the_picture_as_it_is_now_and_no_widget():
    explorer = d2l.explore.exhaustion()
    explorer.n = 12
    (answered,) = answer(explorer, "keep")
    assert faults(answered, protocol.Answer) == []
    assert answered["kept"] == {"image/svg+xml": explorer.svg(n=12), "text/plain": repr(explorer)}
    assert explorer.get_state("_id")["_id"] == explorer.model_id


def test_what_cannot_be_drawn_is_kept_in_words_and_a_mistake_is_not_kept():
    (answered,) = answer(d2l.explore.secant(lambda x: 1 / 0), "keep")
    assert answered["kept"].keys() == {"text/plain"}
    mistaken = d2l.Explorer(lambda f: f.text(0, 0, ""), lambda t, a: {"b": 1 / a}, a=[1, 0])
    mistaken.a = 0
    assert answer(mistaken, "keep") == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_the_page_knows_every_field_and_every_purpose(message):
    for name, kind, _ in fields(message):
        assert re.search(rf"\b{name}\b", PAGE), name
        if get_origin(kind) is Literal:
            for word in get_args(kind):
                assert re.search(rf"\b{word}\b", PAGE), word


def test_the_words_of_the_page_are_those_that_it_is_sent():
    told = made("secant").get_state("_stage")["_stage"]["words"]
    said = set(re.findall(r"\bwords\.(\w+)", PAGE))
    said |= set(re.findall(r"\w+", re.search(r"\{ ([\w, ]+) \} = this\.words", PAGE)[1]))
    assert said == told.keys()


def test_the_types_of_the_page_have_every_message():
    declared = declaration()
    for message in MESSAGES:
        assert f"interface {message.__name__} {{" in declared
    assert '  type Purpose = "now" | "ahead" | "keep" | "greeting" | "parting";\n' in declared
    assert "    places?: ([number, number] | null)[];\n" in declared


def test_points_are_sent_as_the_protocol_says():
    explorer = d2l.explore.boundary(points=[])
    sent = json.loads(json.dumps(explorer.get_state(["_stage", "_pictures"])))
    assert faults(sent["_stage"], protocol.Stage) == []
    assert faults(sent["_pictures"], protocol.Pictures) == []
    assert sent["_pictures"]["scenes"][0]["plane"]["name"] == "points"
    states = [[[], 40, 8], [[[1, 2, 0], [3.5, 4, 1]], 40, 8]]
    (answered,) = answer(explorer, "now", *states)
    assert faults(answered, protocol.Answer) == []
    assert [frame["at"] for frame in answered["frames"]] == states
    assert "put" not in made("boundary")._stage["controls"][0]
