"""On a page without a kernel, pictures glide from stop to stop, and rest where numbers are true."""

import re

import pytest
from playwright.sync_api import expect

import d2l_calc as d2l
from d2l_calc.stage.controls import Slider
from tests.shown import Shown

# How many pictures there have been from now on.
COUNT = """explorer => {
    const layer = explorer.querySelector(".d2l-layer");
    const seen = new Set();
    new MutationObserver(() => seen.add(layer.innerHTML)).observe(layer, { childList: true });
    explorer.pictures = seen;
}"""


# What a value says from now on, each text once.
TELL = """value => {
    const told = value.closest(".d2l-explorer").told = [];
    const change = () => value.textContent === told.at(-1) || told.push(value.textContent);
    new MutationObserver(change).observe(value, { childList: true, characterData: true });
}"""


# Waits until a thumb that moves has just left a stop.
SOON_AFTER_A_STOP = """async range => {
    const gone = () => range.value % 1;
    while (!(gone() > 0 && gone() < 0.15)) await new Promise(done => setTimeout(done, 5));
}"""


@pytest.fixture
def show(on_a_page):
    """Give a function that shows an explorer of the book with so many frames and no kernel."""

    def show(name, frames):
        explorer = d2l.explore[name]().keep_frames(frames)
        return Shown(on_a_page(explorer).locator(".d2l-explorer"), d2l.explore[name](), name)

    return show


def is_between(shown):
    return shown.root.locator(".d2l-between").count() == 1


def free(shown):
    """Give the number of the point that can be dragged both ways."""
    return next(i for i, each in enumerate(shown.handles) if {"x", "y"} <= each.keys())


def test_a_point_is_where_the_pointer_is_and_rests_at_a_stop(show):
    shown = show("knobs", frames=400)
    mouse, (x, y) = shown.page.mouse, shown.point(free(shown))
    mouse.move(x, y)
    mouse.down()
    for right, down in ((13, 7), (29, -17), (-11, -31)):
        mouse.move(x + right, y + down)
        assert shown.point(free(shown)) == pytest.approx((x + right, y + down), abs=1.5)
        assert is_between(shown)
    mouse.up()
    shown.assert_right()
    assert not is_between(shown)


def test_a_thumb_that_is_held_is_between_stops_and_the_numbers_are_those_of_one(show):
    shown = show("secant", frames=60)
    mouse, field = shown.page.mouse, shown.field("x0")
    shown.unfold()
    most, texts = shown.last("x0"), set()
    mouse.move(*shown.thumb("x0"))
    mouse.down()
    for share in (0.5, 0.37, 0.21, 0.68):
        mouse.move(*shown.along("x0", share))
        assert float(field.input_value()) / most == pytest.approx(share, abs=0.02)
        texts.add(shown.row("x0").locator(".d2l-value").inner_text())
    assert texts <= {*shown.controls["x0"]["texts"]}
    mouse.up()
    shown.assert_right()
    assert float(field.input_value()).is_integer()
    shown.assert_keys_move("x0")


def test_play_glides(show):
    shown = show("slices", frames=60)
    shown.root.evaluate(COUNT)
    shown.unfold()
    shown.toggle("x").click()
    expect(shown.row("x")).not_to_have_class(re.compile("d2l-playing"))
    assert shown.root.evaluate("explorer => explorer.pictures.size") > 3 * (1 + shown.last("x"))
    shown.assert_right()


def test_play_that_is_stopped_rests_at_a_stop(show):
    shown = show("slices", frames=60)
    shown.unfold()
    shown.toggle("x").click()
    expect(shown.root.locator(".d2l-between")).to_be_visible()
    shown.toggle("x").click()
    shown.assert_right()


def test_a_key_during_play_goes_to_the_next_stop(show):
    shown = show("slices", frames=60)
    shown.unfold()
    shown.toggle("x").click()
    field = shown.field("x")
    field.focus()
    field.evaluate(SOON_AFTER_A_STOP)
    before = int(float(field.input_value()))
    shown.page.keyboard.press("ArrowRight")
    expect(shown.row("x")).not_to_have_class(re.compile("d2l-playing"))
    assert float(field.input_value()) == before + 1
    shown.assert_right()


def test_play_at_its_end_begins_anew_and_does_not_glide_back(show):
    shown = show("slices", frames=60)
    shown.unfold()
    shown.field("x").press("End")
    shown.assert_right()
    shown.row("x").locator(".d2l-value").evaluate(TELL)
    shown.toggle("x").click()
    expect(shown.row("x")).not_to_have_class(re.compile("d2l-playing"))
    texts, told = shown.controls["x"]["texts"], shown.root.evaluate("explorer => explorer.told")
    end, *way = told
    assert end == way[-1] == texts[-1]
    assert way[0] == texts[0]
    assert sorted(way, key=texts.index) == way


def test_a_picture_between_two_is_the_mean_of_both_where_both_have_the_same_parts(on_a_page):
    def setup(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 20), ylim=(0, 20))
        names = "absent", "bar", "dots"
        return {name: axes.plot([], [], "-")[0] for name in names}

    def update(moving, a):
        moving["absent"].set_data([0, a] if a else [], [0, a] if a else [])
        moving["bar"].set_data([0, a], [0, 2 * a])
        moving["dots"].set_data(range(2 + int(a)), range(2 + int(a)))

    explorer = d2l.Explorer(setup, update, a=Slider(0.0, 10.0, 0.0, 1.0))
    page = on_a_page(explorer.keep_frames(11))
    field = page.get_by_role("slider")
    box = field.bounding_box()
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + 0.04 * (box["width"] - 16), box["y"] + box["height"] / 2)
    share = float(field.input_value())
    seen = numbers(page.locator(".d2l-layer").inner_html())
    page.mouse.up()
    # What is absent in the first has no path there; bar and dots are the last.
    first, second = (numbers(explorer.frame_at(a=a)["layer"]) for a in (0.0, 1.0))
    assert 0.3 < share < 0.5
    bar = [a + share * (b - a) for a, b in zip(first[-2], second[-2], strict=True)]
    assert seen[-2] == pytest.approx(bar, abs=0.01)
    assert seen[-1] == first[-1]


def numbers(layer):
    """Give the numbers of each path."""
    return [[*map(float, re.findall(r"-?[\d.]+", d))] for d in re.findall(r' d="([^"]+)"', layer)]


def test_between_stops_no_question_is_answered(show):
    shown = show("knobs", frames=400)
    asked, mouse, point = shown.root.locator(".d2l-ask"), shown.page.mouse, free(shown)
    start, floor = (
        shown.twin.frame_at(**at)["places"][point] for at in ({}, {"w": 1.5, "b": 0.35})
    )
    large = shown.picture.bounding_box()["width"] / shown.twin._size[0]
    x, y = (
        place + large * (b - a)
        for place, a, b in zip(shown.point(point), start, floor, strict=True)
    )
    mouse.move(*shown.point(point))
    mouse.down()
    mouse.move(x + 2, y - 2)
    assert is_between(shown)
    expect(asked).not_to_have_class(re.compile("d2l-reached"))
    mouse.up()
    expect(asked).to_have_class(re.compile("d2l-reached"))


def test_stops_far_apart_are_passed_quickly(show):
    shown = show("votes", frames=20)
    assert shown.last("x") == 2
    shown.page.mouse.move(*shown.thumb("x"))
    shown.page.mouse.down()
    for share, between in ((0.1, False), (0.25, True), (0.4, False), (0.6, False), (0.75, True)):
        shown.page.mouse.move(*shown.along("x", share))
        assert is_between(shown) == between
    shown.page.mouse.up()
    shown.assert_right()


def test_a_whole_number_is_never_between(show):
    shown = show("exhaustion", frames=9)
    mouse = shown.page.mouse
    mouse.move(*shown.thumb("n"))
    mouse.down()
    for share in (0.5, 0.37, 0.21, 0.68):
        mouse.move(*shown.along("n", share))
        assert not is_between(shown)
        shown.assert_right()
    mouse.up()
