"""The explorers of chapter 6: the Jacobian as a local map, and the shapes of derivatives."""

import numpy as np

from d2l_calc.language import say
from d2l_calc.saved import numerical_jacobian
from d2l_calc.stage.controls import Choice, Log, Slider
from d2l_calc.stage.explorer import Explorer, explorer
from d2l_calc.stage.functions import CannotDraw
from d2l_calc.stage.look import BLACK, BLUE, GREY, LIGHT, ORANGE, RED, SKY
from d2l_calc.stage.scene import handle

# Each with how it is shown; all of them are at home for x from 0 to 2, y from -1.5 to 1.5.
_MAPS = {
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


class _Map:
    """A map of the plane that always answers: NaN where it has no value.

    Parameters
    ----------
    f : callable
        Takes two floats and gives two.
    """

    def __init__(self, f):
        if not callable(f):
            raise TypeError(f"f takes a function of two numbers that gives two, not {f!r}")
        self.f = f
        self._error = ""

    def __call__(self, point):
        try:
            return np.array(self.f(*map(float, point)), dtype=float).reshape(2)
        except Exception as error:
            x, y = point
            self._error = f"f({x:.4g}, {y:.4g}): {type(error).__name__}: {error}"
            return np.full(2, np.nan)

    def over(self, points):
        """Give the images of points, an array of shape (k, 2); gaps among them stay gaps."""
        gap = np.full(2, np.nan)
        return np.array([gap if np.isnan(point[0] + point[1]) else self(point) for point in points])

    def derivative(self, point):
        """Give the Jacobian; what is left of a zero by rounding is taken for a zero."""
        return numerical_jacobian(self, point).round(8) + 0.0

    def grid(self, count=8):
        """Give a net of lines over the plane and its image, a gap after each line.

        Raises
        ------
        CannotDraw
            When the map has no value anywhere on it.
        """
        net = _net(count, 25) * (_HIGH - _LOW + _LARGEST) + _LOW
        image = self.over(net)
        if not np.isfinite(image).any():
            reason = self._error or f"f({_LOW[0]:g}, {_LOW[1]:g}) = {self(_LOW)}"
            raise CannotDraw(
                f"这个映射在图上没有一个点算得出来。{reason}。f 要能接受两个数，返回两个数。",
                f"This map has no value anywhere in the picture. {reason}."
                " f has to take two numbers and return two numbers.",
            )
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
    far = np.abs([f.derivative(spot) for spot in spots]).sum(axis=2)
    far = far[np.isfinite(far)]
    return max(1.05 * float(far.max()), 0.1) if far.size else 1.0


_TURNS = {
    1: ("没有翻面", "kept"),
    -1: ("翻了面", "reversed"),
    0: ("压扁了", "squashed flat"),
}


@explorer("雅可比矩阵：凑近看，弯的也是直的", "The Jacobian: seen closely, what bends is straight")
def jacobian(f=None, **start):
    """A small square, its image under a map of the plane, and the parallelogram of the Jacobian.

    Parameters
    ----------
    f : callable, optional
        A function of two numbers that gives two, to choose beside the presets.
    **start
        First values of controls: x, y, cell, function.

    Returns
    -------
    Explorer
    """
    options = {name: _Map(preset) for name, (_, preset) in _MAPS.items()}
    labels = {name: text for name, (text, _) in _MAPS.items()}
    if f is not None:
        options = {"own": _Map(f)} | options
        labels = {"own": ("自己的", "your own")} | labels
    words = {sign: say(*texts) for sign, texts in _TURNS.items()}
    rim, net, corners = _around(8), _net(4, 4), np.array([[0, 0], [1, 0], [1, 1], [0, 1]])

    def setup(figure, function):
        panels = figure.subplot_mosaic(
            [["plane", "zoom"], ["image", "zoom"]], width_ratios=(1, 1.95)
        )
        plane, image, zoom = (panels[name] for name in ("plane", "image", "zoom"))
        lines, images = function.grid()
        for axes, points in ((plane, lines), (image, images)):
            axes.plot(*points.T, "-", color=GREY, linewidth=0.4)
            axes.grid(False)
        plane.set(xlim=(-0.15, 2.65), ylim=(-1.65, 2.15), title="$(x,\\,y)$")
        image.set(**_room(images), title="$f(x,\\,y)$")
        reach = _reach(function)
        zoom.set(xlim=(-reach, reach), ylim=(-reach, reach), title="image, enlarged by 1 / cell")
        for axes in (plane, image, zoom):
            axes.set_aspect("equal")
            axes.tick_params(labelsize=7)

        def outline(axes, **style):
            return axes.plot([], [], **style)[0]

        moving = {
            "function": function,
            "square": plane.fill([], [], facecolor=SKY, edgecolor=BLACK, linewidth=1)[0],
            "small": image.fill([], [], facecolor=SKY, edgecolor=BLACK, linewidth=1)[0],
            "curved": zoom.fill([], [], facecolor=SKY, alpha=0.5, label="image of the square")[0],
            "net": outline(zoom, linestyle="-", color=BLUE, linewidth=0.7),
            "straight": outline(zoom, linestyle="--", color=RED, label="$Df$ of the square"),
            "columns": [
                outline(zoom, linestyle=s, color=BLACK, linewidth=2.4, label=name)
                for s, name in (("-", "column 1 of $Df$"), (":", "column 2 of $Df$"))
            ],
            "point": handle(plane.plot([], [], "o", color=BLACK, markersize=5)[0], x="x", y="y"),
        }
        figure.legend(loc="outside lower right", ncols=2, frameon=False)
        return moving

    def update(moving, x, y, cell):
        f, point = moving["function"], np.array([x, y])
        here, slope = f(point), f.derivative(point)
        edge, inside = (f.over(point + cell * z) for z in (rim, net))
        true, linear = (edge - here) / cell, rim @ slope.T
        det = float(slope[0, 0] * slope[1, 1] - slope[0, 1] * slope[1, 0])
        sign = int(np.sign(np.round(det, 7))) if np.isfinite(det) else 1
        color = ORANGE if sign < 0 else SKY
        moving["point"].set_data([x], [y])
        moving["square"].set_xy(point + cell * corners)
        for name, path in (("small", edge), ("curved", true)):
            moving[name].set_xy(path if np.isfinite(path).all() else np.empty((0, 2)))
            moving[name].set_facecolor(color)
        moving["net"].set_data(*((inside - here) / cell).T)
        moving["straight"].set_data(*(corners[[0, 1, 2, 3, 0]] @ slope.T).T)
        for line, (a, b) in zip(moving["columns"], slope.T, strict=True):
            line.set_data([0, a], [0, b])
        off = float(np.max(np.hypot(*(true - linear).T)).round(8))
        wound = np.roll(true, -1, axis=0)
        area = float(np.sum(true[:, 0] * wound[:, 1] - wound[:, 0] * true[:, 1]) / 2)
        entries = dict(zip(("f1x", "f1y", "f2x", "f2y"), map(float, slope.ravel()), strict=True))
        return entries | {
            "det": round(det, 7) + 0.0,
            "area": round(area, 7) + 0.0,
            "side": words[sign] if np.isfinite(det) else "—",
            "off": off,
            "off2": off / cell,
        }

    labels |= {
        "cell": ("小方块的边长", "side of the square"),
        "function": ("映射 f", "map f"),
        "f1x": "∂f₁/∂x",
        "f1y": "∂f₁/∂y",
        "f2x": "∂f₂/∂x",
        "f2y": "∂f₂/∂y",
        "det": "det Df",
        "area": ("像的面积 ÷ 方块面积", "area of image / of square"),
        "side": ("正反面", "orientation"),
        "off": ("最远相差 ÷ 边长", "furthest apart / side"),
        "off2": ("最远相差 ÷ 边长²", "furthest apart / side²"),
    }
    return Explorer(
        setup,
        update,
        title=jacobian.title,
        description=(
            "左上是一个小方块，左下是它的像，右边把像放大，和雅可比矩阵给出的平行四边形叠在一起。",
            "A small square, its image below, and to the right the image enlarged over the"
            " parallelogram that the Jacobian makes of the square.",
        ),
        labels=labels,
        start=start,
        size=(5.8, 4.4),
        cell=Log(0.01, _LARGEST, _LARGEST),
        x=Slider(_LOW[0], _HIGH[0], 1.2),
        y=Slider(_LOW[1], _HIGH[1], 0.3),
        function=Choice(options),
    )


# What an expression of the column x is made of: (name, rows, columns) of each factor; how many
# numbers come out, as rows and columns; how its derivative reads in both layouts.
_EXPRESSIONS = {
    "Ax": ([("A", "m", "n"), ("x", "n", "1")], ("m", "1"), "A", "Aᵀ"),
    "xᵀA": ([("xᵀ", "1", "n"), ("A", "n", "m")], ("1", "m"), "Aᵀ", "A"),
    "aᵀx": ([("aᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "aᵀ", "a"),
    "xᵀAx": (
        [("xᵀ", "1", "n"), ("A", "n", "n"), ("x", "n", "1")],
        ("1", "1"),
        "xᵀ(A + Aᵀ)",
        "(A + Aᵀ)x",
    ),
    "‖x‖²": ([("xᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "2xᵀ", "2x"),
    "sum(x)": ([("1ᵀ", "1", "n"), ("x", "n", "1")], ("1", "1"), "1ᵀ", "1"),
    "x": ([("x", "n", "1")], ("n", "1"), "I", "I"),
}
_LAYOUTS = {"numerator": ("分子布局", "numerator"), "denominator": ("分母布局", "denominator")}
_MOST = 6  # rows or columns
_MATHS = str.maketrans({"ᵀ": "^\\top ", "‖": "\\Vert ", "²": "^2", "∇": "\\nabla "})


def _maths(text):
    """Write an expression as Matplotlib's mathtext."""
    return f"${text.translate(_MATHS)}$".replace("sum", "\\mathrm{sum}")


class _Box:
    """A box of so many rows and columns around a fixed middle.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    middle : float
        Where it is along the x-axis.
    color : str
    """

    def __init__(self, axes, middle, color):
        self.middle = middle
        style = {"facecolor": color, "edgecolor": BLACK, "linestyle": "-", "linewidth": 1.2}
        self.body = axes.fill([], [], **style)[0]
        self.rules = axes.plot([], [], "-", color=BLACK, linewidth=0.4)[0]
        self.artists = [self.body, self.rules]

    def resize(self, rows, columns):
        """Give it so many rows and columns."""
        left, right = self.middle - columns / 2, self.middle + columns / 2
        bottom, top = -rows / 2, rows / 2
        self.body.set_xy([(left, bottom), (right, bottom), (right, top), (left, top)])
        inner = [((left, right, np.nan), 2 * (bottom + i,) + (np.nan,)) for i in range(1, rows)]
        inner += [(2 * (left + j,) + (np.nan,), (bottom, top, np.nan)) for j in range(1, columns)]
        self.rules.set_data(*np.array(inner).reshape(-1, 2, 3).swapaxes(0, 1).reshape(2, -1))


def _written(text, numerator, denominator):
    """Write the derivative of an expression in both layouts."""
    inside = f" {text}" if len(text) == 1 else f"({text})"
    return {"numerator": f"D{inside} = {numerator}", "denominator": f"∇{inside} = {denominator}"}


def _turned(convention, pair):
    """Give what is of outputs and what is of inputs, that of the rows first."""
    return pair if convention == "numerator" else pair[::-1]


@explorer("导数的形状：两种布局", "The shape of a derivative: two layouts")
def shapes(**start):
    """Boxes to scale: an expression of a vector x, and its derivative in either layout.

    Parameters
    ----------
    **start
        First values of controls: n, m, convention, expression.

    Returns
    -------
    Explorer
    """
    options = {text: (text, *parts) for text, parts in _EXPRESSIONS.items()}
    words = {"outputs": say("一个输出", "one output"), "inputs": say("一个输入", "one input")}
    # Where names and shapes are written, and where the derivative is.
    high, low, middle = 0.5 * _MOST + 0.5, -0.5 * _MOST - 1.2, 28.5

    def setup(figure, expression, convention):
        axes = figure.subplots()
        text, factors, product, *both = expression
        axes.set(xlim=(-1, 32.5), ylim=(-5.5, 6))
        axes.set_aspect("equal")
        axes.set_axis_off()
        boxes, right = [], -0.8
        for name, rows, columns in [*factors, ("y", *product)]:
            if name == "y":
                right += 1.6
                axes.text(right - 0.4, 0, "$=$", ha="center", va="center", fontsize=13)
            left, right = right + 0.8, right + 0.8 + (1 if columns == "1" else _MOST)
            color = ORANGE if name == "y" else SKY if name[0] == "x" else LIGHT
            boxes.append(_Box(axes, (left + right) / 2, color))
            axes.text((left + right) / 2, high, _maths(name), ha="center", fontsize=11)
            axes.text((left + right) / 2, low, f"${rows}\\times {columns}$", ha="center", va="top")
        axes.text(-0.5, 5.2, _maths(f"y = {text}"), fontsize=11)
        written = _maths(_written(text, *both)[convention])
        axes.text(middle, 5.2, written, ha="center", fontsize=11)
        outputs = product[1] if product[0] == "1" else product[0]
        sizes = _turned(convention, (outputs, "n"))
        axes.text(middle, low, "${}\\times {}$".format(*sizes), ha="center", va="top")
        of_row, of_column = _turned(convention, ("outputs", "inputs"))
        side = middle - _MOST / 2 - 0.5
        axes.text(side, 0, of_row, rotation=90, ha="right", va="center", color=GREY)
        axes.text(middle, high, of_column, ha="center", color=GREY)
        boxes.append(_Box(axes, middle, "white"))
        style = {"facecolor": ORANGE, "edgecolor": BLACK, "linestyle": "-", "linewidth": 1.2}
        return {
            "expression": expression,
            "convention": convention,
            "boxes": boxes,
            "artists": [box.artists for box in boxes],
            "first": axes.fill([], [], **style)[0],
            "shape": axes.text(middle, 0, "", ha="center", va="top"),
        }

    def update(moving, n, m):
        count, convention = {"n": n, "m": m, "1": 1}, moving["convention"]
        text, factors, product, *both = moving["expression"]
        sizes = [(count[rows], count[columns]) for _, rows, columns in factors]
        sizes.append(tuple(count[each] for each in product))
        shape = rows, columns = _turned(convention, (sizes[-1][0] * sizes[-1][1], n))
        for box, size in zip(moving["boxes"], [*sizes, shape], strict=True):
            box.resize(*size)
        corner = np.array([middle - columns / 2, rows / 2])
        first = (columns, -1) if convention == "numerator" else (1, -rows)
        moving["first"].set_xy(corner + np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * first)
        moving["shape"].set_y(-rows / 2 - 0.2)
        moving["shape"].set_text(f"{rows} × {columns}")
        written = _written(text, *both)
        other = written["denominator" if convention == "numerator" else "numerator"]
        return {
            "written": written[convention],
            "shape": f"{rows} × {columns}",
            "row": words[_turned(convention, ("outputs", "inputs"))[0]],
            "numbers": rows * columns,
            "other": other,
            "other_shape": f"{columns} × {rows}",
        }

    return Explorer(
        setup,
        update,
        title=shapes.title,
        description=(
            "左边按比例画出式子里每个矩阵和向量的方框，右边是导数的方框，涂色的是第一个输出的导数。",
            "Boxes to scale for what an expression is made of, and for its derivative; in colour"
            " the derivatives of the first output.",
        ),
        labels=_LAYOUTS
        | {
            "n": ("x 的长度 n", "length n of x"),
            "m": ("另一边 m", "other side m"),
            "convention": ("布局", "layout"),
            "expression": ("式子 y", "expression y"),
            "written": ("写法", "written"),
            "shape": ("形状", "shape"),
            "row": ("每一行属于", "each row belongs to"),
            "numbers": ("一共几个数", "numbers in it"),
            "other": ("换一种布局", "in the other layout"),
            "other_shape": ("形状变成", "the shape becomes"),
        },
        start=start,
        size=(6.4, 2.5),
        n=Slider(1, _MOST, 4),
        m=Slider(1, _MOST, 3),
        convention=Choice(list(_LAYOUTS)),
        expression=Choice(options),
    )
