"""Every explorer of the catalogue, moved in every way in which a reader can move it."""

from functools import cache
from inspect import signature

import pytest
from lab import ARTIFACTS, wait_for
from playwright.sync_api import expect
from shown import Shown

from d2l_calc.explore import catalogue

IMPORT = "import d2l_calc as d2l"

# The size that fingers need, in pixels (WCAG 2.2, 2.5.8), and a telephone's width.
FINGER, TELEPHONE = 24, 320

# What sticks out of an element, or does not fit into its own place.
OVERFLOW = """root => [...root.querySelectorAll("*:not(svg *)")].filter(element => {
    const [outer, inner] = [root, element].map(one => one.getBoundingClientRect());
    return inner.right > outer.right + 0.5 || inner.left < outer.left - 0.5
        || (element.matches("dt, dd, button, select, .value")
            && element.scrollWidth > inner.width + 1);
}).map(element => `<${element.localName}> ${element.textContent.trim().slice(0, 40)}`)"""

# The contrast of each text with what is behind it, as WCAG defines it.
CONTRASTS = """root => {
    const parts = colour => colour.match(/[\\\\d.]+/g).map(Number);
    const blend = ([r, g, b, a = 1], under) => [r, g, b].map((c, i) => a * c + (1 - a) * under[i]);
    const behind = element => {
        if (!element) return [255, 255, 255];
        const colour = parts(getComputedStyle(element).backgroundColor);
        return colour[3] === 0 ? behind(element.parentElement)
            : colour[3] === undefined ? colour : blend(colour, behind(element.parentElement));
    };
    const luminance = colour => colour.map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const texts = [...root.querySelectorAll("dt, dd, label, span, button, select, .note")];
    return texts.filter(element => element.innerText.trim()).map(element => {
        const under = behind(element);
        const colours = [blend(parts(getComputedStyle(element).color), under), under];
        const [dark, light] = colours.map(luminance).sort((a, b) => a - b);
        return [element.innerText, (light + 0.05) / (dark + 0.05)];
    });
}"""

OUTLINE = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
}"""


@cache
def twin(name):
    """Give an explorer of the catalogue, here."""
    return catalogue[name]()


@pytest.fixture(scope="module")
def gallery(lab, window):
    """Give a notebook with all explorers, all of its cells run."""
    path = lab.write("gallery", IMPORT, *(f"d2l.explore.{name}()" for name in catalogue))
    with window.new_page() as page, lab.open(page, path) as notebook:
        notebook.run_all()
        yield notebook


def all_shown(notebook):
    """Give the explorers of a notebook that has the whole catalogue."""
    roots = notebook.panel.locator(".d2l-explorer")
    return [Shown(roots.nth(i), twin(name)) for i, name in enumerate(catalogue)]


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
        assert max(moved) > 10, handle


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
    shown.root.screenshot(path=ARTIFACTS / f"explorer-{shown.twin._title}-320.png")
    shown.root.evaluate("root => { root.style.width = '' }")


def test_texts_stand_out_in_both_themes(shown):
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        shown.page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
        )
        shown.page.wait_for_function(
            "theme => document.body.dataset.jpThemeName === theme", arg=theme
        )
        faint = [text for text, contrast in shown.root.evaluate(CONTRASTS) if contrast < 4.5]
        assert faint == [], theme
        kind = theme.split()[1].lower()
        shown.root.screenshot(path=ARTIFACTS / f"explorer-{shown.twin._title}-{kind}.png")


def test_the_console_has_no_errors(gallery):
    assert gallery.errors == []


def test_a_late_echo_does_not_take_a_value_back(open_notebook):
    notebook = open_notebook(IMPORT, "d2l.explore.exhaustion()", "import time; time.sleep(2)")
    notebook.run_all()
    shown = Shown(notebook.panel.locator(".d2l-explorer"), twin("exhaustion"))
    shown.field("n").press("Home")
    shown.assert_right()
    notebook.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-below') }")
    for pressed in range(30):
        shown.field("n").press("ArrowRight")
        notebook.page.wait_for_timeout(100 if pressed else 500)
    assert shown.place("n") == 30


@pytest.mark.parametrize("end", ["shutdown", "restart"])
def test_without_its_kernel_a_picture_stays_and_says_what_moving_needs(open_notebook, end):
    notebook = open_notebook(IMPORT, *(f"d2l.explore.{name}()" for name in catalogue))
    notebook.run_all()
    everyone = all_shown(notebook)
    for shown in everyone:
        shown.assert_right()
    notebook.page.evaluate(
        "end => jupyterapp.shell.currentWidget.sessionContext.session.kernel[end]()", end
    )
    told = set()
    for shown in everyone:
        slider = shown.sliders[0]
        way = "PageDown" if shown.place(slider) == shown.last(slider) else "PageUp"
        shown.field(slider).press(way)
        excuse = shown.words["unanswered"]
        wait_for(lambda s=shown, e=excuse: s.note.inner_text() == e or not s.wrong(), "a word")
        told.add(shown.note.inner_text())
        expect(shown.picture).to_be_visible()
    assert everyone[0].words["unanswered"] in told


BAD = {
    "takes_two": "lambda x, y: x + y",
    "raises": "lambda x: 1 / 0",
    "gives_nan": "lambda x: float('nan')",
    "gives_text": "lambda x: 'x'",
}
OWN = [name for name, make in catalogue.items() if {"f", "xlim"} <= {*signature(make).parameters}]


def test_a_bad_function_gets_a_message_and_the_presets_still_work(open_notebook):
    cells = [f"d2l.explore.{name}({bad})" for name in OWN for bad in BAD.values()]
    notebook = open_notebook(IMPORT, *cells)
    notebook.run_all()
    assert notebook.panel.locator('[data-mime-type$=".error"]').count() == 0
    roots = all_roots(notebook)
    assert len(roots) == len(cells)
    for root, cell in zip(roots, cells, strict=True):
        message = root.locator(".problem")
        expect(message).to_have_role("alert")
        expect(message).to_contain_text("f")
        assert "Traceback" not in message.inner_text(), cell
        root.locator("select").last.select_option(index=1)
        expect(root.locator(".picture")).to_be_visible()
        expect(message).to_be_hidden()


def all_roots(notebook):
    """Give the elements of a notebook's explorers."""
    expect(notebook.panel.locator(".d2l-explorer").last).to_be_visible()
    return notebook.panel.locator(".d2l-explorer").all()
