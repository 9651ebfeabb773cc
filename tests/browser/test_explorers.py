"""Every explorer of the catalogue, moved in every way in which a reader can move it."""

from itertools import groupby

import pytest
from playwright.sync_api import expect

from d2l_calc.explorers import explore as catalogue
from tests.shown import all_shown, cells
from tests.support import wait_for

# In so many steps a hand drags.
STEPS = 4

# The size that fingers need, in pixels (WCAG 2.2, 2.5.8), and a telephone's width.
FINGER, TELEPHONE = 24, 320

# What sticks out of an element, or does not fit into its own place.
OVERFLOW = """root => [...root.querySelectorAll("*:not(svg *, option)")].filter(element => {
    if (!element.getClientRects().length) return false;
    const [outer, inner] = [root, element].map(one => one.getBoundingClientRect());
    return inner.right > outer.right + 0.5 || inner.left < outer.left - 0.5
        || (element.matches("dt, dd, button, select, .d2l-label, .d2l-value")
            && element.scrollWidth > inner.width + 1);
}).map(element => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`)"""

# What there is to choose from and has no room where it is chosen.
CUT_OFF = """root => [...root.querySelectorAll("select")].flatMap(select => {
    const pen = document.createElement("canvas").getContext("2d");
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    pen.font = font;
    const arrow = 12;
    const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - arrow;
    return [...select.options].map(option => option.text)
        .filter(text => pen.measureText(text).width > room);
})"""

# What takes keys.
FIELDS = "input, select, button, summary"

OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


def chapter_of(name):
    """Give the chapter that an explorer is from."""
    return catalogue[name].__module__.rpartition(".")[-1]


# A notebook for each chapter: on a page of all, every step takes twice as long.
CHAPTERS = {chapter: [*names] for chapter, names in groupby(catalogue, chapter_of)}


def pytest_generate_tests(metafunc):
    """Let every test have every explorer, those of a chapter one after the other."""
    if "shown" in metafunc.fixturenames:
        each = [(chapter, name) for chapter, names in CHAPTERS.items() for name in names]
        names = [name for _, name in each]
        metafunc.parametrize(("gallery", "shown"), each, indirect=True, scope="module", ids=names)


@pytest.fixture(scope="module")
def gallery(request, lab, page):
    """Give a notebook with all explorers of a chapter, all of its cells run."""
    with lab.open(page, lab.write("gallery", *cells(CHAPTERS[request.param]))) as notebook:
        notebook.run_all()
        yield notebook


@pytest.fixture
def shown(request, gallery):
    """Give an explorer, for the first of its tests in its first state."""
    name = request.param
    shown = all_shown(gallery, CHAPTERS[chapter_of(name)])[name]
    shown.reset()
    return shown


def test_first_picture_is_there(shown):
    assert shown.picture.bounding_box()["width"] > 300
    assert shown.state() == {name: each["first"] for name, each in shown.controls.items()}


class Mouse:
    """A hand on the mouse."""

    ABOUT = 3  # pixels

    def __init__(self, page):
        self._mouse = page.mouse

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def drag(self, start, end):
        self._mouse.move(*start)
        self._mouse.down()
        self._mouse.move(*end, steps=STEPS)
        self._mouse.up()


class Finger:
    """A finger on the screen."""

    ABOUT = 6  # pixels: a browser waits until it knows that a finger does not scroll

    def __init__(self, page):
        self._touch = page.context.new_cdp_session(page)

    def __enter__(self):
        self._touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
        return self

    def __exit__(self, *_):
        self._touch.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
        self._touch.detach()

    def drag(self, start, end):
        for step in range(STEPS + 1):
            x, y = (a + step / STEPS * (b - a) for a, b in zip(start, end, strict=True))
            kind = "touchMove" if step else "touchStart"
            self._send(kind, [{"x": x, "y": y}])
        self._send("touchEnd", [])

    def _send(self, kind, points):
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.fixture(params=[Mouse, Finger])
def hand(request, gallery):
    """Give what drags things over the page."""
    with request.param(gallery.page) as hand:
        yield hand


def test_sliders_are_dragged(shown, hand):
    for name in shown.sliders:
        for share in (0.8, 0.3):
            hand.drag(shown.thumb(name), shown.along(name, share))
            place = shown.place(name, shown.assert_right())
            length = shown.along(name, 1)[0] - shown.along(name, 0)[0]
            few_pixels = max(1, hand.ABOUT * shown.last(name) / length)
            assert place == pytest.approx(share * shown.last(name), rel=0.1, abs=few_pixels)


def test_sliders_take_keys(shown):
    for name in shown.sliders:
        shown.field(name).focus()
        places = []
        for key in ("End", "ArrowLeft", "PageDown", "Home", "ArrowRight", "PageUp"):
            shown.page.keyboard.press(key)
            places.append(shown.place(name, shown.assert_right()))
        end, left, down, home, right, up = places
        assert (end, left, home, right) == (shown.last(name), shown.last(name) - 1, 0, 1)
        assert down < left
        assert up > right


def quarter(shown, i, turn):
    """Give where in the page a handle is, and to where a quarter turn to the left brings it."""
    shown.point(i)  # which scrolls
    box, places = shown.picture.bounding_box(), shown.twin.frame_at()["places"]
    scale = box["width"] / shown.twin._size[0]
    about = turn["about"]
    (x, y), (left, top) = places[i], places[about] if isinstance(about, int) else about
    right, up = x - left, (top - y) / turn["flat"]
    ends = (x, y), (left - up, top - turn["flat"] * right)
    return [(box["x"] + scale * x, box["y"] + scale * y) for x, y in ends]


def test_points_are_dragged(shown, hand):
    shown.reset()
    for i, handle in enumerate(shown.handles):
        if "turns" in handle:
            name, (start, goal) = handle["turns"]["name"], quarter(shown, i, handle["turns"])
            wait_for(lambda i=i, at=start: shown.point(i) == pytest.approx(at, abs=2), "the point")
            hand.drag(start, goal)
            by = shown.assert_right()[name] - shown.controls[name]["first"]
            assert by % 360 == pytest.approx(90, abs=6)
            wait_for(lambda i=i, at=goal: shown.point(i) == pytest.approx(at, abs=8), "the point")
            shown.reset()
            continue
        moved = []
        for way in (-40, 40):
            x, y = shown.point(i)
            hand.drag((x, y), (x + way * ("x" in handle), y + way * ("y" in handle)))
            shown.assert_right()
            now_x, now_y = shown.point(i)
            moved.append(abs(now_x - x) * ("x" in handle) + abs(now_y - y) * ("y" in handle))
            shown.reset()
        # A point at the end of its range moves one way only.
        assert max(moved) > 25, handle


def test_choices_and_switches_change_the_picture(shown):
    for name, control in shown.controls.items():
        if control["kind"] == "choice":
            for text, stop in zip(control["texts"], control["stops"], strict=True):
                shown.field(name).select_option(text)
                assert shown.assert_right()[name] == stop
        if control["kind"] == "switch":
            shown.field(name).click()
            assert shown.assert_right()[name] != control["first"]


def test_letters_do_not_reach_jupyterlab(shown, gallery):
    before = gallery.ask_cells("cell => cell.className.replace(/jp-mod-\\w+/g, '')")
    shown.unfold()
    for field in shown.root.locator(FIELDS).all():
        field.focus()
        for key in "abcdmxyzrlfh00iidd":
            shown.page.keyboard.press(key)
        expect(field).to_be_focused()
    after = gallery.ask_cells("cell => cell.className.replace(/jp-mod-\\w+/g, '')")
    assert after == before
    assert shown.page.locator(".jp-Dialog").count() == 0
    shown.assert_right()


def test_play_runs_and_stops(shown):
    for name in shown.sliders:
        toggle = shown.toggle(name)
        shown.field(name).press("Home")
        before = shown.place(name)
        toggle.click()
        wait_for(lambda name=name, i=before: shown.place(name) != i, "play to run")
        expect(toggle).to_have_accessible_name(
            f"{shown.words['pause']} {shown.controls[name]['label']}"
        )
        toggle.click()
        expect(toggle).to_have_accessible_name(
            f"{shown.words['play']} {shown.controls[name]['label']}"
        )
        here = shown.place(name)
        shown.page.wait_for_timeout(300)
        assert shown.place(name) == here
        shown.assert_right()


def test_play_ends_at_the_end(shown):
    for name in shown.sliders:
        toggle = shown.toggle(name)
        goal = shown.goal(name)
        shown.field(name).press("Home" if goal < shown.place(name) and not goal else "End")
        back = "ArrowRight" if not goal else "ArrowLeft"
        if 0 < goal < shown.last(name):  # in the middle, between both signs
            continue
        shown.field(name).press(back)
        shown.field(name).press(back)
        toggle.click()
        wait_for(lambda name=name, goal=goal: shown.place(name) == goal, "play to reach the end")
        expect(toggle).to_have_accessible_name(
            f"{shown.words['play']} {shown.controls[name]['label']}"
        )
        shown.assert_right()


def test_play_is_calm_for_those_who_want_less_motion(shown):
    name = shown.sliders[0]
    shown.field(name).press("Home")
    shown.page.emulate_media(reduced_motion="reduce")
    try:
        shown.toggle(name).click()
    finally:
        # It is asked for when play begins.
        shown.page.emulate_media(reduced_motion="no-preference")
    first = wait_for(lambda: shown.place(name), "play to run")
    shown.toggle(name).click()
    assert first >= shown.last(name) / 8


def test_controls_say_what_they_are(shown):
    expect(shown.root).to_have_role("group")
    expect(shown.root).to_have_accessible_name(shown.twin._title)
    assert shown.picture.locator("title").text_content() == shown.twin._title
    assert shown.picture.locator("desc").text_content()
    for name, control in shown.controls.items():
        expect(shown.field(name)).to_have_accessible_name(control["label"])
    for name in shown.sliders:
        shown.field(name).press("End")
        spoken = shown.controls[name]["texts"][-1]
        expect(shown.field(name)).to_have_attribute("aria-valuetext", spoken)


def test_focus_is_seen(shown):
    shown.unfold()
    shown.root.locator(FIELDS).first.focus()
    shown.page.keyboard.press("Shift+Tab")
    for _ in range(shown.root.locator(FIELDS).count()):
        shown.page.keyboard.press("Tab")
        assert shown.root.evaluate("root => root.contains(document.activeElement)")
        assert shown.page.evaluate(OUTLINE) >= 2


def test_what_a_point_stands_for_is_folded_and_keys_reach_it(shown):
    folded = [name for name, control in shown.controls.items() if control["folded"]]
    if not folded:
        return
    more = shown.root.locator("details")
    if more.evaluate("more => more.open"):
        more.locator("summary").click()
    for name in folded:
        expect(more.locator(".d2l-row").first).to_be_hidden()
        assert shown.controls[name]["label"] in more.locator("summary").inner_text()
    more.locator("summary").press("Enter")
    expect(more.locator(".d2l-row").first).to_be_visible()
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Home")
    assert shown.place(folded[0], shown.assert_right()) == 0


PUT = """(range, place) => {
    range.value = place;
    range.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_a_question_is_answered_when_the_picture_is_there(shown):
    ask = shown.twin._ask
    if not ask:
        return
    said = shown.root.locator(".d2l-said")
    shown.reset()  # whatever was typed into its field before
    expect(said).to_have_text("")
    top = shown.picture.bounding_box()["y"]
    if field := shown.root.locator(".d2l-asked input").all():
        field[0].fill("−123")
        field[0].press("Enter")
        expect(said).to_have_text(shown.words["not_yet"])
        field[0].fill(f"{ask.answer}")
        field[0].press("Enter")
    for name, value in dict(ask.at).items():
        shown.field(name).evaluate(PUT, shown.controls[name]["stops"].index(value))
    expect(said).to_have_text(f"✓ {shown.twin._stage['ask']['why']}")
    # Opening what is folded is below; the picture stays where it was.
    assert shown.picture.bounding_box()["y"] == top
    shown.reset()
    expect(said).to_have_text("")


def test_what_play_passes_by_is_no_answer(shown):
    if shown.name != "slope_trace":
        return
    shown.field("x").press("Home")
    shown.toggle("x").click()
    wait_for(lambda: shown.place("x") == shown.last("x"), "play to reach the end")
    assert "reached" not in shown.twin.frame_at(**shown.assert_right())
    expect(shown.root.locator(".d2l-said")).to_have_text("")


# The steps that a lesson is about come to 0, wherever they start.
SHRINKING = {
    "secant": "h",
    "step_size": "h",
    "product_rectangle": "dx",
    "chain_lines": "dx",
    "slices": "h",
    "jacobian": "cell",
}


def test_play_makes_a_step_small_from_the_first_state_on(shown):
    if shown.name not in SHRINKING:
        return
    name = SHRINKING[shown.name]
    sizes = [abs(shown.state()[name])]
    shown.toggle(name).click()
    goal = shown.goal(name)
    while shown.place(name) != goal:
        sizes.append(abs(shown.state()[name]))
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 3
    shown.toggle(name).click()
    wait_for(lambda: shown.place(name) != goal, "play to begin anew")
    assert abs(shown.state()[name]) <= sizes[0]


def test_a_walk_has_the_steps_that_its_graph_has(shown):
    if shown.name != "graph":
        return
    function = shown.controls["function"]
    for name, text in zip(function["stops"], function["texts"], strict=True):
        for order in ("reverse", "forward"):
            shown.field("function").select_option(text)
            shown.field("order").select_option(index=int(order == "forward"))
            shown.assert_right()
            shown.field("step").press("End")
            last = shown.assert_right()["step"]
            graph = shown.twin.controls["function"].meant(name)
            assert (last, shown.last("step")) == 2 * (graph.steps(order) - 1,)
            layers = {
                shown.twin.frame_at(function=name, order=order, step=step)["layer"]
                for step in range(last + 1)
            }
            assert len(layers) == last + 1


# Where the picture is, and where the last of what belongs to it ends.
PLACES = """root => {
    const box = selector => root.querySelector(selector).getBoundingClientRect();
    const [picture, side] = [box(".d2l-picture"), box(".d2l-side")];
    return { top: picture.top, right: picture.right, bottom: picture.bottom, width: picture.width,
        left: side.left, under: side.top, end: Math.max(picture.bottom, side.bottom) };
}"""


def test_on_a_projector_picture_and_sliders_are_seen_at_once(shown):
    window = shown.page.viewport_size
    shown.page.set_viewport_size({"width": 1280, "height": 720})
    try:
        places = shown.root.evaluate(PLACES)
        space = shown.page.locator(".jp-WindowedPanel-outer").last.bounding_box()["height"]
        overflow = shown.root.evaluate(OVERFLOW) + shown.root.evaluate(CUT_OFF)
        shown.photograph("projector")
    finally:
        shown.page.set_viewport_size(window)
    assert places["left"] >= places["right"]
    assert places["end"] - places["top"] <= space
    assert places["width"] > 1.19 * shown.twin._size[0]
    assert overflow == []


def test_on_a_telephone_controls_are_below_the_picture(shown):
    shown.root.evaluate("root => { root.style.width = '360px' }")
    places = shown.root.evaluate(PLACES)
    shown.photograph("telephone")
    shown.root.evaluate("root => { root.style.width = '' }")
    assert places["under"] >= places["bottom"]


def test_a_telephones_width_is_enough(shown):
    shown.root.evaluate("(root, width) => { root.style.width = `${width}px` }", TELEPHONE)
    assert shown.root.evaluate(OVERFLOW) == []
    shown.unfold()
    for field in shown.root.locator(FIELDS).all():
        assert field.bounding_box()["height"] >= FINGER
    shown.photograph(TELEPHONE)
    shown.root.evaluate("root => { root.style.width = '' }")


def test_the_console_has_no_errors(shown, gallery):
    assert gallery.errors == []
