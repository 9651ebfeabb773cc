"""The explorers of chapter 6: the Jacobian as a local map, and the shapes of derivatives."""

import numpy as np
from matplotlib.colors import to_rgba

from d2l_calc.stage.controls import Choice, Log, Slider
from d2l_calc.stage.draw import SQUARE, filled
from d2l_calc.stage.form import explorer
from d2l_calc.stage.functions import Map, presets
from d2l_calc.stage.look import BLACK, BLUE, GREEN, GREY, ORANGE, RED, SKY
from d2l_calc.stage.numbers import written
from d2l_calc.stage.scene import Letters, handle

# Each with how it is shown; all of them are at home for x from 0 to 2, y from -1.5 to 1.5.
_PRESETS = {
    "polar": ("(x cos y, x sin y)", lambda x, y: (x * np.cos(y), x * np.sin(y))),
    "squeeze": ("(x, (x − 1)y)", lambda x, y: (x, (x - 1) * y)),
    "square": ("(x² − y², 2xy)", lambda x, y: (x * x - y * y, 2 * x * y)),
    "shear": ("(x + sin(2y)/2, y)", lambda x, y: (x + np.sin(2 * y) / 2, y)),
    "layer": (
        "tanh(Wx + b)",
        lambda x, y: (np.tanh(x - 0.5 * y - 0.6), np.tanh(0.4 * x + y - 0.3)),
    ),
}
_LOW, _HIGH = np.array([0.0, -1.5]), np.array([2.0, 1.5])
_LARGEST = 0.5  # side of a cell


def _grid(f, count=8):
    """Give a net of lines over the plane and its image, a gap after each line."""
    net = _net(count, 25) * (_HIGH - _LOW + _LARGEST) + _LOW
    image = f.over(net)
    f.need(image, *_LOW, nowhere=True)
    return net, image


def _net(count, fine):
    """Give the lines of a net over the unit square, along x and along y, a gap after each."""
    along = np.append(np.linspace(0, 1, fine), np.nan)
    across = np.repeat(np.linspace(0, 1, count + 1), fine + 1)
    lines = np.column_stack([np.tile(along, count + 1), across])
    return np.concatenate([lines, lines[:, ::-1]])


def _around(fine):
    """Give the boundary of the unit square, counter-clockwise from (0, 0)."""
    way = np.linspace(0, 1, fine, endpoint=False)
    zero, one = np.zeros(fine), np.ones(fine)
    xs, ys = [way, one, 1 - way, zero], [zero, way, one, 1 - way]
    return np.column_stack([np.concatenate(xs), np.concatenate(ys)])


def _room(points):
    """Give limits around points, which a few far ones do not spoil."""
    points = np.where(np.isfinite(points), points, np.nan)
    low, high = np.nanpercentile(points, (0.5, 99.5), axis=0)
    edges = (low + high) / 2 + np.outer((-1, 1), 0.56 * (high - low) + 0.05)
    return {"xlim": edges[:, 0], "ylim": edges[:, 1]}


def _reach(f):
    """Give how far the parallelograms of unit squares reach, over places all over the plane."""
    spots = np.stack(np.meshgrid(*np.linspace(_LOW, _HIGH, 5).T), axis=-1).reshape(-1, 2)
    known = f.in_time(lambda i: f.derivative(spots[i]), len(spots), 4 * len(spots))
    far = np.abs([*known.values()]).sum(axis=2)
    far = far[np.isfinite(far)]
    return max(1.05 * float(far.max()), 0.1) if far.size else 1.0


# How a map turns the plane, by the sign of its determinant.
_TURNS = {1: "kept", -1: "reversed", 0: "flat"}


def _draw_planes(plane, image, zoom, f):
    """Draw the net that a map bends, before and after, and the room for what is enlarged."""
    for axes, points in zip((plane, image), _grid(f), strict=True):
        axes.plot(*points.T, "-", color=GREY, linewidth=0.4)
        axes.grid(False)
        room = _room(points) if axes is image else {"xlim": (-0.15, 2.65), "ylim": (-1.65, 2.15)}
        axes.set(**room, title="$f(x,\\,y)$" if axes is image else "$(x,\\,y)$")
    reach = _reach(f)
    zoom.set(xlim=(-reach, reach), ylim=(-reach, reach), title="image, enlarged by 1 / side")
    for axes in (plane, image, zoom):
        axes.set_aspect("equal")
        axes.tick_params(labelsize=7)


def _area(corners):
    """Give the area of a polygon by the shoelace formula, negative if it runs clockwise."""
    wound = np.roll(corners, -1, axis=0)
    return float(np.sum(corners[:, 0] * wound[:, 1] - wound[:, 0] * corners[:, 1]) / 2)


def _place_patch(patch, path, color):
    """Show a patch in a colour; where its path is not wholly known, nothing."""
    patch.set_xy(path if np.isfinite(path).all() else np.empty((0, 2)))
    patch.set_facecolor(color)


@explorer(
    size=(5.8, 4.4),
    says=["kept", "reversed", "flat"],
    answer=lambda det, cell, **_: abs(abs(det) - 1) < 0.03 and cell < 0.1,
    at={"x": 1.0, "cell": 0.05},
)
def jacobian(f=None):
    """A small square, its image under a map of the plane, and the parallelogram of the Jacobian.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers that gives two, to choose beside the presets.
    **start
        First values of controls: cell, x, y, function.
    """
    controls = {
        "cell": Log(0.01, _LARGEST, _LARGEST, shrinks=True),
        "x": Slider(_LOW[0], _HIGH[0], 1.2),
        "y": Slider(_LOW[1], _HIGH[1], 0.3),
        "function": presets(_PRESETS, make=Map, f=f),
    }
    rim, net = _around(8), _net(4, 4)

    def setup(figure, function):
        panels = figure.subplot_mosaic(
            [["plane", "zoom"], ["image", "zoom"]], width_ratios=(1, 1.95)
        )
        plane, image, zoom = (panels[name] for name in ("plane", "image", "zoom"))
        _draw_planes(plane, image, zoom, function)
        moving = {
            "function": function,
            "square": plane.fill([], [], facecolor=SKY, edgecolor=BLACK, linewidth=1)[0],
            "small": image.fill([], [], facecolor=SKY, edgecolor=BLACK, linewidth=1)[0],
            "curved": zoom.fill([], [], facecolor=SKY, alpha=0.5, label="image of the square")[0],
            "net": zoom.plot([], [], "-", color=BLUE, linewidth=0.7)[0],
            "straight": zoom.plot([], [], "--", color=RED, label="$Df$ of the square")[0],
            "columns": [
                zoom.plot([], [], style, color=BLACK, linewidth=2.4, label=f"column {i} of $Df$")[0]
                for i, style in ((1, "-"), (2, ":"))
            ],
            "point": handle(plane.plot([], [], "o", color=BLACK, markersize=5)[0], x="x", y="y"),
            "det": Letters(zoom),
        }
        figure.legend(loc="outside lower right", ncols=2, frameon=False)
        return moving

    def update(moving, x, y, cell):
        f, point = moving["function"], np.array([x, y])
        here, slope = f(*point), f.derivative(point)
        edge, inside = (f.over(point + cell * z) for z in (rim, net))
        true, linear = (edge - here) / cell, rim @ slope.T
        det = float(slope[0, 0] * slope[1, 1] - slope[0, 1] * slope[1, 0])
        sign = int(np.sign(np.round(det, 7))) if np.isfinite(det) else 1
        color = ORANGE if sign < 0 else SKY
        moving["point"].set_data([x], [y])
        moving["square"].set_xy(point + cell * SQUARE)
        _place_patch(moving["small"], edge, color)
        _place_patch(moving["curved"], true, color)
        moving["net"].set_data(*((inside - here) / cell).T)
        moving["straight"].set_data(*(SQUARE[[0, 1, 2, 3, 0]] @ slope.T).T)
        for line, (a, b) in zip(moving["columns"], slope.T, strict=True):
            line.set_data([0, a], [0, b])
        off = float(np.max(np.hypot(*(true - linear).T)).round(8))
        entries = dict(zip(("f1x", "f1y", "f2x", "f2y"), map(float, slope.ravel()), strict=True))
        moving["det"].write("det", f"det = {written(det, 3)}", slope.sum(axis=1) / 2, ink="red")
        det, area = round(det, 7) + 0.0, round(_area(true), 7) + 0.0
        side = _TURNS[sign] if np.isfinite(det) else "—"
        return entries | {"det": det, "area": area, "side": side, "off": off, "off2": off / cell}

    return setup, update, controls


# What an expression of the column x is made of: (name, rows, columns) of each factor; how many
# numbers come out, as rows and columns; how its derivative reads in both layouts; and what one of
# its entries is, for output i and input j.
_EXPRESSIONS = {
    "Ax": ([("A", "m", "n"), ("x", "n", "1")], ("m", "1"), "A", "Aᵀ", "A{i}{j}"),
    "xᵀA": ([("xᵀ", "1", "n"), ("A", "n", "m")], ("1", "m"), "Aᵀ", "A", "A{j}{i}"),
    "aᵀx": ([("aᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "aᵀ", "a", "a{j}"),
    "xᵀAx": (
        [("xᵀ", "1", "n"), ("A", "n", "n"), ("x", "n", "1")],
        ("1", "1"),
        "xᵀ(A + Aᵀ)",
        "(A + Aᵀ)x",
        "Σₖ (A{j}ₖ + Aₖ{j}) xₖ",
    ),
    "‖x‖²": ([("xᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "2xᵀ", "2x", "2x{j}"),
    "sum(x)": ([("1ᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "1ᵀ", "1", "1"),
    "x": ([("x", "n", "1")], ("n", "1"), "I", "I", "{same}"),
}
_LAYOUTS = "numerator", "denominator"
_MOST = 5  # rows or columns
_MATHS = str.maketrans({"ᵀ": "^\\top ", "‖": "\\Vert ", "²": "^2", "∇": "\\nabla "})
_BELOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _maths(text):
    """Write an expression as Matplotlib's mathtext."""
    return f"${text.translate(_MATHS)}$".replace("sum", "\\mathrm{sum}")


def _sub(number):
    return str(number).translate(_BELOW)


class _Box:
    """A box of so many rows and columns, of which some light up.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Its y-axis points down.
    middle : pair of float
        Where its middle is.
    color, lit : str
        Of the box, and of what lights up.
    """

    def __init__(self, axes, middle, color, lit):
        self.middle = np.array(middle)
        self.body = filled(axes, color)
        self.lit = filled(axes, lit)
        self.artists = [self.body, self.lit]

    def resize(self, rows, columns):
        """Give it so many rows and columns; give the lines between and around them."""
        self.corner = left, top = self.middle - np.array([columns, rows]) / 2
        self.body.set_xy(self.corner + SQUARE * (columns, rows))
        lines = [((left, left + columns, np.nan), 2 * (top + i,) + (0,)) for i in range(rows + 1)]
        lines += [(2 * (left + j,) + (0,), (top, top + rows, np.nan)) for j in range(columns + 1)]
        self.size = rows, columns
        return np.array(lines).swapaxes(0, 1).reshape(2, -1)

    def light(self, row, column, cross=False):
        """Light up one entry, or all that are in its row or in its column; give its middle."""
        x, y = np.add(self.corner, (column, row))
        one, (rows, columns) = np.add(SQUARE, (x, y)), self.size
        if cross:
            left, top = self.corner
            right, bottom = np.add(self.corner, (columns, rows))
            across = [(left, y + 1), (left, y), (x, y), (x, top), (x + 1, top), (x + 1, y)]
            across += [(right, y), (right, y + 1), (x + 1, y + 1), (x + 1, bottom), (x, bottom)]
            one = np.array([*across, (x, y + 1)])
        self.lit.set_xy(one)
        return x + 0.5, y + 0.5


def _written(text, numerator, denominator):
    """Write the derivative of an expression in both layouts."""
    inside = f" {text}" if len(text) == 1 else f"({text})"
    return {"numerator": f"D{inside} = {numerator}", "denominator": f"∇{inside} = {denominator}"}


def _turned(convention, pair):
    """Give what is of outputs and what is of inputs, that of the rows first."""
    return pair if convention == "numerator" else pair[::-1]


# The height of the middle of an expression, and the middle of its derivative.
_LINE, _PLACE = 4.0, (5.5, 11.5)


def _draw_product(axes, factors, product):
    """Draw what an expression is made of and what it gives; give the boxes."""
    boxes, right = [], -0.4
    above, below = _LINE - _MOST / 2 - 0.5, _LINE + _MOST / 2 + 0.4
    for name, rows, columns in [*factors, ("y", *product)]:
        if name == "y":
            right += 1.6
            axes.text(right - 0.4, _LINE, "$=$", ha="center", va="center", fontsize=13)
        left, right = right + 0.8, right + 0.8 + (1 if columns == "1" else _MOST)
        middle = (left + right) / 2
        pale, lit = (
            (ORANGE, ORANGE) if name == "y" else (SKY, SKY) if name[0] == "x" else (GREY, GREEN)
        )
        boxes.append(_Box(axes, (middle, _LINE), to_rgba(pale, 0.2), lit))
        axes.text(middle, above, _maths(name), ha="center", fontsize=12)
        axes.text(middle, below, f"${rows}\\times {columns}$", ha="center", va="top", fontsize=10)
    return boxes


@explorer(
    size=(4.6, 3.8),
    says=["outputs", "inputs"],
    seen=["entry"],
    answer=lambda entry, **_: entry.startswith("∂y₃/∂x₁"),
    at={"i": 3, "j": 1},
)
def shapes():
    """Boxes to scale: an expression of a vector x, and its derivative in either layout.

    One output and one input are picked; what they have to do with each other lights up.

    Parameters
    ----------
    **start
        First values of controls: i, j, n, m, convention, expression.
    """
    expressions = {text: (text, *parts) for text, parts in _EXPRESSIONS.items()}
    controls = {
        "i": Slider(1, _MOST, 1),
        "j": Slider(1, _MOST, 3),
        "n": Slider(1, _MOST, 4),
        "m": Slider(1, _MOST, 3),
        "convention": Choice(_LAYOUTS),
        "expression": Choice(expressions, shown={text: text for text in expressions}),
    }

    def setup(figure, expression, convention):
        axes = figure.subplots()
        text, factors, product, *both, _ = expression
        axes.set(xlim=(-0.2, 18.6), ylim=(15.2, -0.2), aspect="equal")
        axes.set_axis_off()
        boxes = _draw_product(axes, factors, product)
        written = _written(text, *both)[convention]
        axes.text(13.3, _PLACE[1] - 1.7, _maths(written), ha="center", fontsize=12)
        boxes.append(_Box(axes, _PLACE, "none", GREEN))
        across, down = _turned(convention, ("i", "j"))[::-1]
        return {
            "expression": expression,
            "convention": convention,
            "bands": [filled(axes, color, 0.3) for color in (ORANGE, SKY)],
            "boxes": boxes,
            "artists": [box.artists for box in boxes],
            "rules": axes.plot([], [], "-", color=BLACK, linewidth=0.8)[0],
            "inside": Letters(axes, f"fill: {BLACK}", 9),
            "beside": Letters(axes, size=11),
            "entry": Letters(axes, size=11),
            "point": handle(axes.plot([], [], "o", color="white", ms=4)[0], x=across, y=down),
        }

    def update(moving, i, j, n, m):
        count, convention = {"n": n, "m": m, "1": 1}, moving["convention"]
        text_of, factors, product, *both, entry = moving["expression"]
        sizes = [(count[rows], count[columns]) for _, rows, columns in factors]
        sizes.append(tuple(count[each] for each in product))
        outputs = sizes[-1][0] * sizes[-1][1]
        shape = rows, columns = _turned(convention, (outputs, n))
        i, j = min(i, outputs), min(j, n)
        *parts, y, derivative = moving["boxes"]
        sized = zip(moving["boxes"], [*sizes, shape], strict=True)
        moving["rules"].set_data(*np.hstack([box.resize(*size) for box, size in sized]))
        one, inside, beside = outputs == 1, moving["inside"], moving["beside"]
        output, input_ = "y" if one else f"y{_sub(i)}", f"x{_sub(j)}"
        value = entry.format(i=_sub(i), j=_sub(j), same=int(i == j))
        inside.clear()
        for k, (box, (name, *of)) in enumerate(zip(parts, factors, strict=True)):
            crossed = of == ["n", "n"]
            place = box.light(*({"n": j, "m": i, "1": 1}[each] - 1 for each in of), crossed)
            text = input_ if name[0] == "x" else "1" if name[0] == "1" else value
            inside.write(k, "" if crossed else text, place, 0, 0)
        inside.write("y", output, y.light(*((0, i - 1) if product[0] == "1" else (i - 1, 0))))
        row, column = _turned(convention, (i - 1, j - 1))
        place = derivative.light(row, column)
        moving["point"].set_data([place[0]], [place[1]])
        left, top = derivative.corner
        bands = [
            np.add(SQUARE * (columns, 1), (left, top + row)),
            np.add(SQUARE * (1, rows), (left + column, top)),
        ]
        for band, corners in zip(moving["bands"], _turned(convention, bands), strict=True):
            band.set_xy(corners)
        of_row, of_column = _turned(convention, ((output, "orange"), (input_, "sky")))
        beside.clear()
        beside.write("row", of_row[0], (left, place[1]), -14, 0, of_row[1])
        beside.write("column", of_column[0], (place[0], top), 0, 10, of_column[1])
        beside.write("shape", f"{rows} × {columns}", (_PLACE[0], top + rows), 0, -12)
        named = f"∂{output}/∂{input_} = {value}"
        moving["entry"].write("entry", named, (13.3, _PLACE[1]), ink="green")
        this, other = _turned(convention, _LAYOUTS)
        written = _written(text_of, *both)
        return {
            "entry": named,
            "written": written[this],
            "shape": f"{rows} × {columns}",
            "row": _turned(convention, ("outputs", "inputs"))[0],
            "numbers": rows * columns,
            "other": written[other],
            "other_shape": f"{columns} × {rows}",
        }

    return setup, update, controls
