"""An explorer on a page, and its twin in the test's own process, which tells what is right."""

import re
from functools import cache
from math import inf, isclose, isnan, nan
from xml.etree import ElementTree

from d2l_calc.explorers import explore as catalogue
from tests.support import lasting

# How a notebook of explorers begins.
IMPORT = "import d2l_calc as d2l"

# What a reader sees and hears: the controls' values, the read-outs, the words, the picture.
SEEN = """root => {
    const all = (selector, give) => [...root.querySelectorAll(selector)].map(give);
    return {
        values: all(".d2l-row", row => {
            const control = row.querySelector("input, select");
            return control.type === "checkbox" ? control.checked
                : control.ariaValueText ?? control.selectedOptions[0].text;
        }),
        readings: all("dl > div", pair => [...pair.children].map(part => part.innerText)),
        problem: root.querySelector(".d2l-problem").innerText,
        note: root.querySelector(".d2l-note").innerText,
        strokes: all(".d2l-picture > g:not([aria-hidden]) :is(path, use)",
            stroke => ["d", "x", "y"].map(
                name => (stroke.getAttribute(name) ?? "").replaceAll("\\n", " "))),
    };
}"""

SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text):
    """Give the number that a reader reads.

    Examples
    --------
    >>> number("−2.5"), number("10⁻⁶"), number("−1.2×10³"), number("—")
    (-2.5, 1e-06, -1200.0, nan)
    """
    text = text.replace("−", "-")
    if special := {"—": nan, "∞": inf, "-∞": -inf}.get(text):
        return special
    if power := re.fullmatch(r"(-?)(?:(.+)×)?10([⁻⁰-⁹¹²³]+)", text):
        sign, mantissa, exponent = power.groups()
        text = f"{sign}{mantissa or 1}e{exponent.translate(SUPERSCRIPTS)}"
    return float(text)


def says(text, value):
    """Tell whether a text is what a reader should read for a value, to five digits."""
    if isinstance(value, bool):
        return text == ("是" if value else "否")
    if isinstance(value, str):
        return text == value
    read = number(text)
    return isclose(read, value, rel_tol=1e-4) or (isnan(read) and isnan(value))


@cache
def twin(name):
    """Give an explorer of the catalogue, here."""
    return catalogue[name]()


class Shown:
    """An explorer on a page.

    Parameters
    ----------
    root : playwright.sync_api.Locator
        Its element.
    twin : d2l_calc.Explorer
        The same explorer, here.
    name : str, optional
        What the catalogue calls it.

    Attributes
    ----------
    controls : dict
        What the page was told of each control, by name.
    handles : list of dict
        What the page was told of each point that can be dragged, by axis.
    words : dict
        The words that all explorers use.
    """

    def __init__(self, root, twin, name=""):
        self.root, self.twin, self.name, self.page = root, twin, name, root.page
        self.controls = {control["name"]: control for control in twin._stage["controls"]}
        self.words = twin._stage["words"]
        self.handles = twin._pictures["scenes"][0]["handles"]
        self.picture = root.locator(".d2l-picture")
        self.note = root.locator(".d2l-note")
        self.problem = root.locator(".d2l-problem")
        self.grips = root.locator(".d2l-grip[display=inline]")

    @property
    def sliders(self):
        """Give the names of the sliders."""
        return [name for name, control in self.controls.items() if control["kind"] == "slider"]

    def row(self, name):
        """Give the element with everything that belongs to a control."""
        return self.root.locator(".d2l-row").nth(list(self.controls).index(name))

    def field(self, name):
        """Give the element that takes a control's value."""
        return self.row(name).locator("input, select")

    def toggle(self, name):
        """Give the button that plays a slider."""
        return self.row(name).get_by_role("button")

    def last(self, name):
        """Give the number of a control's last stop; the first is 0."""
        return len(self.controls[name]["stops"]) - 1

    def along(self, name, share):
        """Give where in the page a slider's thumb is when it has gone this share of its way."""
        field = self.field(name)
        field.scroll_into_view_if_needed()
        box, radius = field.bounding_box(), 8
        x = box["x"] + radius + share * (box["width"] - 2 * radius)
        return x, box["y"] + box["height"] / 2

    def thumb(self, name):
        """Give where in the page a slider's thumb is."""
        return self.along(name, self.field(name).evaluate("range => range.value / range.max"))

    def point(self, i):
        """Give where in the page a point that can be dragged is."""
        self.picture.scroll_into_view_if_needed()
        box = self.grips.nth(i).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def see(self):
        """Give what a reader sees and hears."""
        return self.root.evaluate(SEEN)

    def state(self, seen=None):
        """Give the values of all controls, as the reader reads them."""
        values = (seen or self.see())["values"]
        return {
            name: text if control["kind"] == "switch" else self._meant(control, text)
            for (name, control), text in zip(self.controls.items(), values, strict=True)
        }

    @staticmethod
    def _meant(control, text):
        return control["stops"][control["texts"].index(text)]

    def place(self, name):
        """Give at which of its stops a control is."""
        return self.controls[name]["stops"].index(self.state()[name])

    def wrong(self):
        """Name what is not as the twin says for the values that are shown."""
        seen = self.see()
        state = self.state(seen)
        right = self.twin.read(**state)
        complaints = [f"{state}: {seen['problem']}"] * bool(seen["problem"])
        if len(seen["readings"]) != len(right):
            return [*complaints, f"{state}: {seen['readings']} are not {right}"]
        complaints += [
            f"{state}: {label} is {text}, not {value}"
            for (label, text), value in zip(seen["readings"], right.values(), strict=True)
            if not says(text, value)
        ]
        if seen["strokes"] != strokes(self.twin.svg(**state)):
            complaints.append(f"{state}: the picture is another one")
        return complaints

    def assert_right(self):
        """Wait until picture and read-outs are those of the controls' values."""
        assert lasting(self.wrong) == []

    def assert_keys_move(self, slider):
        """Press the keys for both ends and for a step: each state is another one, and right."""
        values = []
        for key in ("Home", "ArrowRight", "End"):
            self.field(slider).press(key)
            self.assert_right()
            values.append(self.state()[slider])
        assert len(set(values)) == 3

    def reset(self):
        """Go back to the first state."""
        self.root.locator(".d2l-reset").click()
        self.assert_right()


def strokes(svg):
    """Give the strokes of a picture, as `SEEN` does."""
    elements = ElementTree.fromstring(svg).iter()
    names = ("d", "x", "y")
    return [
        [element.get(name, "") for name in names]
        for element in elements
        if element.tag.endswith(("}path", "}use"))
    ]


def all_shown(notebook):
    """Give the explorers of a notebook that has the whole catalogue."""
    roots = notebook.panel.locator(".d2l-explorer")
    return [Shown(roots.nth(i), twin(name), name) for i, name in enumerate(catalogue)]
