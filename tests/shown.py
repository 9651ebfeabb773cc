"""An explorer on a page, and its twin in the test's own process, which tells what is right."""

import hashlib
import re
import time
from functools import cache
from math import inf, nan
from xml.etree import ElementTree

from d2l_calc.explorers import explore as catalogue
from tests.support import PATIENCE, PICTURES

# How a notebook of explorers begins.
IMPORT = "import d2l_calc as d2l"


def cells(names=catalogue):
    """Give the cells of a notebook that shows explorers of the catalogue."""
    return [IMPORT, *(f"d2l.explore.{name}()" for name in names)]


# The values of the controls, as a reader sees and hears them.
VALUES = """root => Object.fromEntries([...root.querySelectorAll(".d2l-row")].map(row => {
    const control = row.querySelector("input, select");
    return [row.dataset.name, control.type === "checkbox" ? control.checked
        : control.ariaValueText ?? control.selectedOptions[0].text];
}))"""

# What a reader sees and hears: the values, the read-outs, the words, the picture's strokes in
# short. Asked again, with the count of changes of before, it waits for a further change.
SEEN = f"""async (root, before) => {{
    if (!root.d2lWatch) {{
        root.d2lWatch = {{ changes: 0 }};
        const all = {{ attributes: true, characterData: true, childList: true, subtree: true }};
        new MutationObserver(() => {{
            root.d2lWatch.changes += 1;
            root.d2lWatch.wake?.();
        }}).observe(root, all);
    }}
    if (root.d2lWatch.changes === before) {{
        await new Promise(resolve => {{
            root.d2lWatch.wake = resolve;
            setTimeout(resolve, 500);
        }});
    }}
    const all = (selector, give) => [...root.querySelectorAll(selector)].map(give);
    const seen = {{
        changes: root.d2lWatch.changes,
        values: ({VALUES})(root),
        readings: all("dl > div", pair => [...pair.children].map(part => part.innerText)),
        spoken: root.querySelector(".d2l-formula")?.ariaLabel ?? null,
        blanks: all(".d2l-blank", blank => blank.textContent),
        problem: root.querySelector(".d2l-problem").innerText,
        note: root.querySelector(".d2l-note").innerText,
    }};
    const strokes = all(".d2l-picture > g:not([aria-hidden]) :is(path, use)", stroke =>
        ["d", "x", "y"].map(name => stroke.getAttribute(name) ?? "").join().replaceAll("\\n", " "));
    const whole = strokes.join("|").replace(/(\\.\\d\\d)\\d+/g, "$1");
    const digest = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(whole));
    seen.strokes = [...new Uint8Array(digest)].join();
    return seen;
}}"""

# Where a slider is, how wide, and which share of its way its thumb has gone.
THUMB = """range => {
    const box = range.getBoundingClientRect();
    return [box.x, box.y + box.height / 2, box.width, range.value / range.max];
}"""

# Of a thumb, in pixels.
RADIUS = 8

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
        self.points = root.locator(".d2l-handle[display=inline]")

    @property
    def sliders(self):
        """Give the names of the sliders."""
        return [name for name, control in self.controls.items() if control["kind"] == "slider"]

    def row(self, name):
        """Give the element with everything that belongs to a control."""
        self.unfold()
        return self.root.locator(f'.d2l-row[data-name="{name}"]')

    def unfold(self):
        """Open what is folded."""
        self.root.evaluate(
            "root => { for (const e of root.querySelectorAll('details')) e.open = true }"
        )

    def field(self, name):
        """Give the element that takes a control's value."""
        return self.row(name).locator("input, select")

    def toggle(self, name):
        """Give the button that plays a slider."""
        return self.row(name).get_by_role("button")

    def last(self, name):
        """Give the number of a control's last stop that there is now; the first is 0."""
        return int(self.field(name).get_attribute("max"))

    def goal(self, name):
        """Give the number of the stop that play runs to from where a slider is."""
        stops, shrinks = (self.controls[name][key] for key in ("stops", "shrinks"))
        if not shrinks:
            return self.last(name)
        now = stops[self.place(name)]
        return stops.index(min((stop for stop in stops if stop * now > 0), key=abs))

    def along(self, name, share=None):
        """Give where in the page a slider's thumb is when it has gone this share of its way."""
        field = self.field(name)
        field.scroll_into_view_if_needed()
        x, y, width, now = field.evaluate(THUMB)
        return x + RADIUS + (now if share is None else share) * (width - 2 * RADIUS), y

    def thumb(self, name):
        """Give where in the page a slider's thumb is."""
        return self.along(name)

    def point(self, i):
        """Give where in the page a point that can be dragged is."""
        self.picture.scroll_into_view_if_needed()
        box = self.points.nth(i).bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def see(self, before=None):
        """Give what a reader sees and hears, after something changed if `before` is given."""
        return self.root.evaluate(SEEN, before and before["changes"])

    def state(self, seen=None):
        """Give the values of all controls, as the reader reads them."""
        values = seen["values"] if seen else self.root.evaluate(VALUES)
        return {
            name: values[name]
            if control["kind"] == "switch"
            else self._meant(control, values[name])
            for name, control in self.controls.items()
        }

    @staticmethod
    def _meant(control, text):
        # A point that is dragged comes between the stops.
        known = text in control["texts"] or not control["ranges"]
        return control["stops"][control["texts"].index(text)] if known else number(text)

    def place(self, name, state=None):
        """Give at which of its stops a control is."""
        stops, now = self.controls[name]["stops"], (state or self.state())[name]
        return stops.index(now if isinstance(now, str) else min(stops, key=lambda x: abs(x - now)))

    def wrong(self, seen=None):
        """Name what is not as the twin says for the values that are shown."""
        seen = seen or self.see()
        state = self.state(seen)
        right = self.twin.frame_at(**state)
        complaints = [f"{state}: {seen['problem']}"] * bool(seen["problem"])
        complaints += [
            f"{state}: {seen[what]} are not {right[what]}"
            for what in ("readings", "blanks")
            if seen[what] != right.get(what, [])
        ]
        formula = self.twin._formula
        if seen["spoken"] != (formula and formula.spoken(right["blanks"])):
            complaints.append(f"{state}: {seen['spoken']} is said")
        if seen["strokes"] != strokes(self.twin.svg(**state)):
            complaints.append(f"{state}: the picture is another one")
        return complaints

    def assert_right(self):
        """Wait until picture and read-outs are those of the controls' values, and give these."""
        seen, end = self.see(), time.monotonic() + PATIENCE / 2
        while (wrong := self.wrong(seen)) and time.monotonic() < end:
            seen = self.see(before=seen)
        assert wrong == []
        return self.state(seen)

    def assert_keys_move(self, slider):
        """Press the keys for both ends and for a step: each state is another one, and right."""
        values = []
        for key in ("Home", "ArrowRight", "End"):
            self.field(slider).press(key)
            values.append(self.assert_right()[slider])
        assert len(set(values)) == 3

    def photograph(self, kind):
        """Save a picture where people want one."""
        if PICTURES:
            self.root.screenshot(path=PICTURES / f"explorer-{self.name}-{kind}.png")

    def reset(self):
        """Go back to the first state."""
        self.root.locator(".d2l-reset").click()
        self.assert_right()


def strokes(svg):
    """Give the strokes of a picture in short, as `SEEN` does."""
    picture = ElementTree.fromstring(svg)
    for formula in picture.findall("*[@class='formula']"):
        picture.remove(formula)
    elements = picture.iter()
    names = ("d", "x", "y")
    texts = [
        ",".join(element.get(name, "") for name in names)
        for element in elements
        if element.tag.endswith(("}path", "}use"))
    ]
    whole = re.sub(r"(\.\d\d)\d+", r"\1", "|".join(texts))  # what pages without a kernel have
    return ",".join(map(str, hashlib.sha1(whole.encode()).digest()))


def all_shown(notebook, names=catalogue):
    """Give the explorers of a notebook that has `cells`, by name."""
    roots = notebook.panel.locator(".d2l-explorer")
    return {name: Shown(roots.nth(i), twin(name), name) for i, name in enumerate(names)}
