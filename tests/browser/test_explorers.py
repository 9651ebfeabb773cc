"""Every explorer of the catalogue, moved in every way in which a reader can move it."""

import pytest
from playwright.sync_api import expect

from d2l_calc.explorers import explore as catalogue
from tests.shown import IMPORT, Shown, all_shown, twin
from tests.support import ARTIFACTS, wait_for

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

# The contrast of each text with what is behind it, as WCAG defines it; 1 if there is none.
CONTRASTS = r"""root => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const pixel = colours => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) {
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const behind = element => element
        ? [...behind(element.parentElement), getComputedStyle(element).backgroundColor] : ["white"];
    const luminance = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const texts = [...root.querySelectorAll("dt, dd, label, span, button, select, .d2l-note")];
    return texts.filter(element => element.innerText.trim()).map(element => {
        const under = behind(element), colour = getComputedStyle(element).color;
        const [dark, light] = [pixel(under), pixel([...under, colour])]
            .map(luminance).sort((a, b) => a - b);
        return [element.innerText, (light + 0.05) / (dark + 0.05)];
    });
}"""

OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


@pytest.fixture(scope="module")
def gallery(lab, window):
    """Give a notebook with all explorers, all of its cells run."""
    path = lab.write("gallery", IMPORT, *(f"d2l.explore.{name}()" for name in catalogue))
    with window.new_page() as page, lab.open(page, path) as notebook:
        notebook.run_all()
        yield notebook


@pytest.fixture(params=catalogue)
def shown(request, gallery):
    """Give each explorer in its first state."""
    shown = all_shown(gallery)[list(catalogue).index(request.param)]
    shown.reset()
    return shown


def test_first_picture_is_there(shown):
    assert shown.picture.bounding_box()["width"] > 300
    assert shown.state() == {name: each["first"] for name, each in shown.controls.items()}


class Mouse:
    """A hand on the mouse."""

    def __init__(self, page):
        self._mouse = page.mouse

    def drag(self, start, end):
        self._mouse.move(*start)
        self._mouse.down()
        self._mouse.move(*end, steps=8)
        self._mouse.up()


class Finger:
    """A finger on the screen."""

    def __init__(self, page):
        self._touch = page.context.new_cdp_session(page)
        self._touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def drag(self, start, end):
        for share in range(9):
            x, y = (a + share / 8 * (b - a) for a, b in zip(start, end, strict=True))
            kind = "touchMove" if share else "touchStart"
            self._send(kind, [{"x": x, "y": y}])
        self._send("touchEnd", [])

    def _send(self, kind, points):
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.fixture(params=[Mouse, Finger])
def hand(request, gallery):
    """Give what drags things over the page."""
    return request.param(gallery.page)


def test_sliders_are_dragged(shown, hand):
    for name in shown.sliders:
        for share in (0.8, 0.3):
            hand.drag(shown.thumb(name), shown.along(name, share))
            assert shown.place(name) == pytest.approx(share * shown.last(name), rel=0.1, abs=1)
            shown.assert_right()


def test_sliders_take_keys(shown):
    for name in shown.sliders:
        shown.field(name).focus()
        places = []
        for key in ("End", "ArrowLeft", "PageDown", "Home", "ArrowRight", "PageUp"):
            shown.page.keyboard.press(key)
            shown.assert_right()
            places.append(shown.place(name))
        end, left, down, home, right, up = places
        assert (end, left, home, right) == (shown.last(name), shown.last(name) - 1, 0, 1)
        assert down < left
        assert up > right


def test_points_are_dragged(shown, hand):
    for i, handle in enumerate(shown.handles):
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
                assert shown.state()[name] == stop
                shown.assert_right()
        if control["kind"] == "switch":
            shown.field(name).click()
            assert shown.state()[name] != control["first"]
            shown.assert_right()


def test_letters_do_not_reach_jupyterlab(shown, gallery):
    before = gallery.ask_cells("cell => cell.className.replace(/jp-mod-\\w+/g, '')")
    for field in shown.root.locator("input, select, button").all():
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
        toggle.click()
        wait_for(lambda name=name: shown.place(name) > 2, "play to run")
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
        shown.field(name).press("End")
        shown.field(name).press("ArrowLeft")
        shown.field(name).press("ArrowLeft")
        toggle.click()
        last = shown.last(name)
        wait_for(lambda name=name, last=last: shown.place(name) == last, "play to reach the end")
        expect(toggle).to_have_accessible_name(
            f"{shown.words['play']} {shown.controls[name]['label']}"
        )
        shown.assert_right()


def test_play_is_calm_for_those_who_want_less_motion(shown):
    shown.page.emulate_media(reduced_motion="reduce")
    name = shown.sliders[0]
    shown.field(name).press("Home")
    shown.toggle(name).click()
    first = wait_for(lambda: shown.place(name), "play to run")
    shown.toggle(name).click()
    shown.page.emulate_media(reduced_motion="no-preference")
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
    shown.root.locator("input, select, button").first.focus()
    shown.page.keyboard.press("Shift+Tab")
    for _ in range(shown.root.locator("input, select, button").count()):
        shown.page.keyboard.press("Tab")
        assert shown.root.evaluate("root => root.contains(document.activeElement)")
        assert shown.page.evaluate(OUTLINE) >= 2


def test_a_telephones_width_is_enough(shown):
    shown.root.evaluate("(root, width) => { root.style.width = `${width}px` }", TELEPHONE)
    assert shown.root.evaluate(OVERFLOW) == []
    for field in shown.root.locator("input, select, button").all():
        assert field.bounding_box()["height"] >= FINGER
    photograph(shown, TELEPHONE)
    shown.root.evaluate("root => { root.style.width = '' }")


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_texts_stand_out_in_both_themes(gallery, theme):
    gallery.page.evaluate(
        "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
    )
    gallery.page.wait_for_function(
        "theme => document.body.dataset.jpThemeName === theme", arg=theme
    )
    for shown in all_shown(gallery):
        contrasts = shown.root.evaluate(CONTRASTS)
        assert len(contrasts) > 5
        assert [text for text, contrast in contrasts if contrast < 4.5] == []
        photograph(shown, theme.split()[1].lower())


def photograph(shown, kind):
    """Save a picture of an explorer, for people to look at."""
    ARTIFACTS.mkdir(exist_ok=True)
    shown.root.screenshot(path=ARTIFACTS / f"explorer-{shown.name}-{kind}.png")


IDS = "root => [...root.querySelectorAll('[id]')].map(element => element.id)"
NAMED = (
    r"""root => [...root.innerHTML.matchAll(/(?:url\(#|href="#)([^)"]+)/g)].map(one => one[1])"""
)


def test_no_picture_uses_a_part_of_another(gallery):
    seen = set()
    for shown in all_shown(gallery):
        ids = set(shown.root.evaluate(IDS))
        assert ids >= set(shown.root.evaluate(NAMED))
        assert ids.isdisjoint(seen), shown.name
        seen |= ids


def test_a_hidden_neighbour_takes_nothing_away(open_notebook):
    notebook = open_notebook(IMPORT, *2 * ["d2l.explore.secant()"])
    notebook.run_all()
    first, second = (notebook.panel.locator(".d2l-explorer").nth(i) for i in (0, 1))
    Shown(second, twin("secant")).assert_right()
    # Out of the way and still drawn; then not drawn.
    first.evaluate("root => { root.style.position = 'fixed'; root.style.top = '-5000px' }")
    before = second.screenshot()
    first.evaluate("root => { root.style.display = 'none' }")
    assert second.screenshot() == before


def test_the_console_has_no_errors(gallery):
    assert gallery.errors == []
