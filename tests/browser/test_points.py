"""Points that a reader puts into a picture with the mouse, a finger or keys, and takes away."""

import ast
import re

import pytest
from playwright.sync_api import expect

import d2l_calc as d2l
from tests.browser.test_explorers import FINGER, OVERFLOW
from tests.shown import IMPORT, Shown, strokes
from tests.support import PICTURES, wait_for

GROUND = "ground = d2l.explore.boundary(points=[])\nground"


class Ground(Shown):
    """A ground for points on a page."""

    def __init__(self, notebook):
        twin = d2l.explore.boundary(points=[])
        super().__init__(notebook.panel.locator(".d2l-explorer"), twin, "ground")
        self.plane = self.root.locator(".d2l-plane")
        self.counts = self.root.locator(".d2l-points output")
        self.kind = self.root.locator(".d2l-points select")

    def click(self, x, y):
        """Click at a place of the plane, which goes from 0 to 10."""
        self.plane.scroll_into_view_if_needed()
        box = self.plane.bounding_box()
        place = box["x"] + x / 10 * box["width"], box["y"] + (1 - y / 10) * box["height"]
        self.page.mouse.click(*place)

    def sees(self, points, **state):
        """Wait for the picture of some points."""
        right = strokes(self.twin.svg(points=points, **state))
        wait_for(lambda: self.see()["strokes"] == right, f"the picture of {points}")

    def expect_counts(self, *counts):
        """Wait until so many points of each class are told."""
        classes = ", ".join(f"class {k}: {count}" for k, count in enumerate(counts))
        expect(self.counts).to_have_text(f"点 (≤ 60): {classes}")


@pytest.fixture
def notebook(open_notebook):
    """Give a notebook with a ground, and a cell that tells what the kernel knows of it."""
    notebook = open_notebook(IMPORT, GROUND, "print([*ground.points])")
    notebook.run_all()
    return notebook


@pytest.fixture
def ground(notebook):
    """Give its ground."""
    return Ground(notebook)


def points_of(notebook, count):
    """Give the points that the kernel knows, asked in the last cell, once there are so many."""
    output = notebook.panel.locator(".jp-Notebook-cell").last.locator(".jp-OutputArea-output")

    def asked():
        notebook.page.evaluate(
            """async () => {
                const { content } = jupyterapp.shell.currentWidget;
                content.activeCellIndex = content.widgets.length - 1;
                await jupyterapp.commands.execute("notebook:run-cell");
            }"""
        )
        told = ast.literal_eval(output.inner_text())
        return len(told) == count and told

    return wait_for(asked, f"{count} points in the kernel") if count else asked() or []


def test_a_click_puts_a_point_and_a_click_on_it_takes_it_away(notebook, ground):
    expect(ground.plane).to_be_visible()
    ground.expect_counts(0, 0)
    ground.click(2, 3)
    ground.expect_counts(1, 0)
    ground.kind.select_option("class 1")
    ground.click(7, 8)
    ground.click(7.1, 4)
    ground.expect_counts(1, 2)
    points = points_of(notebook, 3)
    assert [kind for *_, kind in points] == [0, 1, 1]
    for (x, y, _), place in zip(points, [(2, 3), (7, 8), (7.1, 4)], strict=True):
        assert (x, y) == pytest.approx(place, abs=0.06)
    ground.sees(points)
    ground.click(7, 8)
    ground.expect_counts(1, 1)
    ground.sees([points[0], points[2]])
    assert points_of(notebook, 2) == [points[0], points[2]]
    ground.root.locator(".d2l-reset").click()
    ground.expect_counts(0, 0)
    ground.sees([])
    assert notebook.errors == []


def test_training_goes_on_with_the_points_that_were_put(notebook, ground):
    for k, places in enumerate([[(2, 2), (8, 8)], [(2, 8), (8, 2)]]):
        ground.kind.select_option(f"class {k}")
        for place in places:
            ground.click(*place)
    points = points_of(notebook, 4)
    ground.sees(points)
    ground.field("step").press("End")
    ground.sees(points, step=100)
    right = ground.twin.read(points=points, step=100)
    assert (right["right"], right["count"]) == (4, 4)
    wait_for(lambda: ground.see()["blanks"][1:3] == ["4", "4"], "the four points to be learned")
    ground.photograph("four")


def test_keys_put_points_and_take_them_away(notebook, ground):
    before = len(notebook.ask_cells("cell => cell.className"))
    ground.plane.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp"):
        ground.page.keyboard.press(key)
    expect(ground.root.locator(".d2l-cross")).to_be_visible()
    box = ground.twin._pictures["scenes"][0]["plane"]["box"]
    there = 5 - 20 / box[2] * 10, 5 + 10 / box[3] * 10
    expect(ground.note).to_have_text(re.compile(r"^\(3\.\d+, 5\.\d+\)$"))
    ground.page.keyboard.press("Enter")
    ground.expect_counts(1, 0)
    ((x, y, kind),) = points_of(notebook, 1)
    assert (x, y, kind) == (pytest.approx(there[0], abs=0.06), pytest.approx(there[1], abs=0.06), 0)
    ground.plane.focus()
    ground.page.keyboard.press("Shift+ArrowRight")
    ground.page.keyboard.press(" ")
    ground.expect_counts(0, 0)
    for key in "abdm":
        ground.page.keyboard.press(key)
    expect(ground.plane).to_be_focused()
    assert len(notebook.ask_cells("cell => cell.className")) == before
    expect(ground.plane).to_have_accessible_name(ground.controls["points"]["put"]["hint"])


def test_there_is_room_for_so_many_points_and_no_more(ground):
    for k in range(62):
        ground.click(0.5 + k % 10, 9.5 - k // 10 * 1.5)
    ground.expect_counts(60, 0)
    expect(ground.problem).to_be_hidden()
    ground.click(0.5, 9.5)
    ground.expect_counts(59, 0)


@pytest.fixture
def ground_on_a_page(on_a_page):
    """Give a function that shows a ground on a page, in a language, with a kernel or without."""

    def show(answers, language="zh"):
        d2l.set_language(language)
        try:
            twin = d2l.explore.boundary(points=[]).keep_frames(50)
        finally:
            d2l.set_language("zh")
        return on_a_page(twin, answers)

    return show


def test_where_there_is_no_kernel_no_points_can_be_put(ground_on_a_page):
    page = ground_on_a_page(answers=False)
    expect(page.locator(".d2l-picture")).to_be_visible()
    expect(page.locator(".d2l-plane")).to_have_count(0)
    expect(page.locator(".d2l-points")).to_be_hidden()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 900])
def test_what_belongs_to_points_has_room(ground_on_a_page, language, width):
    page = ground_on_a_page(answers=True, language=language)
    root = page.locator(".d2l-explorer")
    root.evaluate("(root, width) => { root.style.width = `${width}px` }", width)
    expect(page.locator(".d2l-plane")).to_be_visible()
    expect(page.locator(".d2l-points")).to_be_visible()
    assert root.evaluate(OVERFLOW) == []
    box = page.locator(".d2l-points select").bounding_box()
    assert box["height"] >= FINGER
    assert box["width"] > 60
    if PICTURES:
        root.screenshot(path=PICTURES / f"points-{language}-{width}.png")
