"""What the notebooks save; generated from their cells marked #@save, not edited.

Notebooks: 01-derivative.ipynb, 06-jacobian.ipynb, 09-autodiff.ipynb, 02-rules.ipynb,
03-extrema.ipynb, 04-partial.ipynb, 05-gradient.ipynb, 07-chain.ipynb, 08-softmax.ipynb,
10-training.ipynb.
Command: `make save`, which is `python tools/save.py book/zh d2l_calc/saved.py`.
"""

# 01-derivative.ipynb, code cell 52
import functools
import sys
import warnings

import matplotlib.pyplot as plt
import numpy as np

from d2l_calc.fonts import settle_fonts


# 06-jacobian.ipynb, code cell 46
from matplotlib.colors import LinearSegmentedColormap


# 09-autodiff.ipynb, code cell 39
import math


import numbers


import operator


# 01-derivative.ipynb, code cell 46
def central_difference(f, x, h=6e-6):
    """Estimate the derivative of a function of one number by a central difference.

    (f(x + h) - f(x - h)) / 2h, with an error of O(h²) from truncation and O(ε/h)
    from round-off; the default h is near ∛ε, where the two balance for values and
    derivatives of size 1.

    Parameters
    ----------
    f : callable
        The function; it is called with numbers or arrays, as x is.
    x : float or array
        Where to differentiate.
    h : float, optional
        The step to each side.

    Returns
    -------
    float or array
        The estimate, in the shape of what f returns.

    Examples
    --------
    >>> round(central_difference(lambda x: x**3, 2.0), 6)
    12.0
    """
    return (f(x + h) - f(x - h)) / (2 * h)


# 01-derivative.ipynb, code cell 53
def use_svg_display():
    """Show Jupyter's inline figures as SVG, the same bytes on every run.

    Outside a Jupyter kernel this does nothing.

    Examples
    --------
    >>> use_svg_display()
    """
    ipython = sys.modules.get("IPython")
    if ipython is None or not hasattr(ipython.get_ipython(), "kernel"):
        return
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    plt.rcParams["svg.hashsalt"] = "d2l_calc"
    set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None})


# 01-derivative.ipynb, code cell 54
def set_figsize(figsize=(3.5, 2.5)):
    """Set the size of the figures that follow.

    Parameters
    ----------
    figsize : pair of float
        Width and height in inches.

    Examples
    --------
    >>> set_figsize((4, 3))
    >>> plt.rcParams["figure.figsize"]
    [4.0, 3.0]
    >>> set_figsize()
    """
    use_svg_display()
    plt.rcParams["figure.figsize"] = figsize


# 01-derivative.ipynb, code cell 55
def set_axes(axes, xlabel, ylabel, xlim, ylim, xscale, yscale, legend):
    """Label and scale one pair of axes, and put its grid and legend in place.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        What to work on.
    xlabel, ylabel : str or None
        Text along each axis.
    xlim, ylim : pair of float or None
        First and last value shown; None lets the data decide, for one end or both.
    xscale, yscale : str
        A scale of Matplotlib's, such as ``"linear"`` or ``"log"``.
    legend : str, sequence of str or None
        A label for each curve; None or an empty one means no legend.

    Examples
    --------
    >>> axes = plt.figure().gca()
    >>> set_axes(axes, "x", "y", (0, 1), None, "linear", "linear", None)
    >>> plt.close()
    """
    for scale, set_scale in ((xscale, axes.set_xscale), (yscale, axes.set_yscale)):
        set_scale(scale, **({"nonpositive": "mask"} if scale == "log" else {}))
    axes.set(xlabel=xlabel, ylabel=ylabel)
    if xlim is not None:
        axes.set_xlim(xlim)
    if ylim is not None:
        axes.set_ylim(ylim)
    if labels := _texts(legend, "legend"):
        axes.legend(labels)
    axes.grid(True)


def _texts(value, name):
    """Return None, one string or several as a list of strings."""
    if value is None or isinstance(value, str):
        return [] if value is None else [value]
    if not hasattr(value, "__iter__"):
        raise TypeError(f"{name} takes a string or a list of them, not {value!r}")
    return [str(item) for item in value]


# 01-derivative.ipynb, code cell 56
def _curves(data, name):
    """Give X or Y as a list of float arrays, one for each curve."""
    if data is None or callable(data) or isinstance(data, str | bytes | dict | set):
        kind = type(data).__name__
        raise TypeError(f"{name} takes numbers or rows of numbers, not {kind}")
    _refuse_table(data, name)
    array = hasattr(data, "ndim")
    column = array and data.ndim == 2 and data.shape[1] == 1
    if column or (data.ndim == 0 if array else not hasattr(data, "__iter__")):
        return [_numbers(data if column else [data], name)]
    rows = data if array else list(data)
    if len(rows) == 0:
        raise ValueError(f"{name} is empty; give at least one number")
    nested = {bool(getattr(row, "ndim", hasattr(row, "__len__"))) for row in rows}
    if len(nested) == 2:
        raise ValueError(f"{name} mixes numbers and rows of numbers; give one kind")
    if nested == {False}:
        return [_numbers(rows, name)]
    return [_numbers(row, f"{name}[{i}]") for i, row in enumerate(rows)]


# 01-derivative.ipynb, code cell 57
def _numbers(row, name):
    """Give one curve's values as floats, gaps as NaN, or say what is wrong."""
    _refuse_table(row, name)
    try:
        if np.ma.isMaskedArray(row):
            row = row.astype(float).filled(np.nan)
        row = np.asarray(row)
        if row.dtype == object and any(isinstance(x, str) for x in row.flat):
            raise TypeError("it holds text")
        if row.dtype.kind not in "biufO":
            raise TypeError(f"it holds values of type {row.dtype.name}")
        row = row.astype(float)
    except Exception as error:
        raise TypeError(f"{name} takes real numbers: {error}") from error
    if row.size == 0 or row.size not in row.shape:
        raise ValueError(f"{name} takes a row of numbers; its shape is {row.shape}")
    return row.ravel()


def _refuse_table(data, name):
    if (kind := type(data).__name__).endswith("DataFrame"):
        way = f"np.asarray({name}).T has a row for each column"
        raise TypeError(f"{name} takes rows of numbers, not a {kind}: {way}")


# 01-derivative.ipynb, code cell 58
def _pairs(X, Y):
    """Give the x and y values of each curve."""
    if Y is None:
        return [(np.arange(len(y)), y) for y in _curves(X, "X")]
    xs, ys = _curves(X, "X"), _curves(Y, "Y")
    if len(xs) == 1:
        xs = xs * len(ys)
    if len(xs) != len(ys):
        way = "give one X for all, or one for each Y"
        raise ValueError(f"X has {len(xs)} rows and Y has {len(ys)}: {way}")
    for i, (x, y) in enumerate(zip(xs, ys, strict=True), start=1):
        if len(x) != len(y):
            way = "a 2-D array is a list of rows; .T turns columns into rows"
            lengths = f"x has {len(x)} values and y has {len(y)}"
            raise ValueError(f"curve {i}: {lengths} ({way})")
    return list(zip(xs, ys, strict=True))


# 01-derivative.ipynb, code cell 59
def _styles(fmts, count):
    """Give a format and more properties for each curve; each lap has its marker."""
    fmts = _texts(fmts, "fmts")
    for fmt in fmts or [None]:
        _check_format(fmt)
    for i in range(count):
        lap, k = divmod(i, len(fmts))
        marker = {"marker": "os^Dv*XP"[(lap - 1) % 8], "markevery": 0.15}
        yield fmts[k], marker if lap else {}


@functools.cache
def _check_format(fmt):
    """Raise ValueError unless Matplotlib can read the format, such as "r--"."""
    try:
        plt.Figure().add_subplot().plot([], fmt)
    except (TypeError, ValueError) as error:
        message = f"fmts takes formats such as 'r--', not {fmt!r}"
        raise ValueError(message) from error


# 01-derivative.ipynb, code cell 60
def _check_axis(name, limits, scale):
    """Check limits and scale of one axis before anything is drawn."""
    scales = "linear, log, symlog, logit, asinh"
    if scale not in scales.split(", "):
        raise ValueError(f"{name}scale takes one of {scales}, not {scale!r}")
    if limits is not None:
        ends = _numbers(limits, f"{name}lim")
        given = ends[[end is not None for end in np.ravel(limits)]]
        if len(ends) != 2 or not np.isfinite(given).all() or ends[0] == ends[1]:
            wanted = "two different finite numbers"
            raise ValueError(f"{name}lim takes {wanted}, not {limits!r}")
        if scale == "log" and (given <= 0).any():
            wanted = "positive numbers on a log axis"
            raise ValueError(f"{name}lim takes {wanted}, not {limits!r}")


def _warn_of_gaps(name, rows):
    """Warn of each row of values that a log axis does not show whole."""
    shared = len(rows) > 1 and all(row is rows[0] for row in rows)
    for i, row in enumerate(rows[:1] if shared else rows, start=1):
        if gaps := np.count_nonzero(row <= 0):
            which = "all curves" if shared else f"curve {i}"
            text = f"{which}: {gaps} of {len(row)} {name} values are not positive"
            warnings.warn(f"{text}; the log axis leaves gaps there", stacklevel=3)


# 01-derivative.ipynb, code cell 61
@np.errstate(over="ignore", invalid="ignore")
def _leaps_across_a_pole(y):
    """Find where a curve changes sign and grows towards that place, as 1/x does."""
    a, b, c, d = (y[i : len(y) - 3 + i] for i in range(4))
    growing = (np.abs(b) > 1.5 * np.abs(a)) & (np.abs(c) > 1.5 * np.abs(d))
    return np.abs(c - b)[(b * c < 0) & growing]


def _ylim_beside_poles(rows):
    """Give y-limits for curves of which one leaps across a pole; None if none does.

    A leap is longer than the span between Tukey's fences, which stand 1.5
    interquartile ranges outside the quartiles. The limits hold that curve between
    its fences and the others whole.
    """
    finite = [row[np.isfinite(row)] for row in rows]
    leaps = [_leaps_across_a_pole(y) for y in finite]
    if not any(map(len, leaps)):
        return None
    limits, poles = [], False
    for y, leap in zip(finite, leaps, strict=True):
        first, third = np.percentile(y, (25, 75)) if len(leap) else (0, 0)
        fences = first - 1.5 * (third - first), third + 1.5 * (third - first)
        pole = first < third and max(leap) > fences[1] - fences[0]
        limits.extend(np.clip(y, *fences) if pole else y)
        poles |= pole
    margin = 0.05 * (max(limits) - min(limits)) if poles else 0
    return (min(limits) - margin, max(limits) + margin) if poles else None


# 01-derivative.ipynb, code cell 62
def _check_figure(axes, figsize):
    """Give the size of the figure, or say what is wrong with it or the axes."""
    size = _numbers(figsize, "figsize")
    if size.shape != (2,) or not (np.isfinite(size) & (size > 0)).all():
        wanted = "a width and a height in inches"
        raise ValueError(f"figsize takes {wanted}, not {figsize!r}")
    if not isinstance(axes, plt.Axes | None):
        raise TypeError(f"axes takes one pair of axes, not {type(axes).__name__}")
    return size


def _blank_axes(axes, figsize):
    """Give these axes emptied, or the current ones on a figure of this size."""
    settle_fonts()
    if axes is None:
        use_svg_display()
        figure = plt.gcf() if plt.get_fignums() else plt.figure(figsize=figsize)
        if len(figure.axes) <= 1:
            figure.set_size_inches(figsize)
        if not figure.axes:
            return figure.gca()
        axes = figure.gca()
    axes.cla()
    return axes


# 01-derivative.ipynb, code cell 63
def plot(
    X,
    Y=None,
    xlabel=None,
    ylabel=None,
    legend=None,
    xlim=None,
    ylim=None,
    xscale="linear",
    yscale="linear",
    fmts=("-", "m--", "g-.", "r:"),
    figsize=(3.5, 2.5),
    axes=None,
):
    """Draw one curve or several on cleared axes.

    Parameters
    ----------
    X, Y : number, sequence or array
        The points of the curves. One X serves many Y; rows of X and Y pair up;
        a 2-D array is a list of rows, except that shape (n, 1) makes one curve.
        ``plot(X)`` draws X against 0, 1, 2, ….
    xlabel, ylabel : str, optional
        Text along each axis; Chinese characters and ``$mathematics$`` work too.
    legend : str or sequence of str, optional
        A label for each curve.
    xlim, ylim : pair of float, optional
        First and last value shown; None lets the data decide. Without ylim,
        where a curve leaps across a pole, as 1/x does at 0, the picture keeps to
        its usual range (Tukey's fences). A NaN between the two branches takes away
        the line that joins them.
    xscale, yscale : {"linear", "log", "symlog", "logit", "asinh"}
        How values are spread along the axis. Values that a log axis cannot show
        leave gaps.
    fmts : str or sequence of str, optional
        Matplotlib formats, used in turn; from the second turn on with markers.
    figsize : pair of float, optional
        Width and height of this figure in inches, unless it holds several axes.
    axes : matplotlib.axes.Axes, optional
        Where to draw, at the size it has; the current axes if left out.

    Raises
    ------
    TypeError, ValueError
        For what cannot be drawn; the figure stays as it was.

    Notes
    -----
    To keep a figure, save it in the cell that draws it, for Jupyter closes it at
    the end of the cell: ``d2l.plt.savefig("figure.svg")``, or ``.pdf``, ``.png``.

    Examples
    --------
    >>> x = np.arange(0, 3, 0.1)
    >>> curves, labels = [3 * x**2 - 4 * x, 2 * x - 3], ["f(x)", "tangent at 1"]
    >>> plot(x, curves, "x", "f(x)", labels)
    >>> plt.close()
    """
    pairs = _pairs(X, Y)
    labels = _texts(legend, "legend")
    if labels and len(labels) != len(pairs):
        raise ValueError(f"legend has {len(labels)} labels for {len(pairs)} curves")
    styles = list(_styles(fmts, len(pairs)))
    size = _check_figure(axes, figsize)
    _check_axis("x", xlim, xscale)
    _check_axis("y", ylim, yscale)
    xs, ys = zip(*pairs, strict=True)
    _warn_of_gaps("x", xs if xscale == "log" and Y is not None else ())
    _warn_of_gaps("y", ys if yscale == "log" else ())
    if yscale == "linear" and (ylim is None or set(ylim) == {None}):
        ylim = _ylim_beside_poles(ys)

    axes = _blank_axes(axes, size)
    for (x, y), (fmt, marker) in zip(pairs, styles, strict=True):
        (line,) = axes.plot(x, y, fmt, **marker)
        if len(x) == 1 and line.get_marker() == "None":
            line.set_marker("o")  # a line of one point would not be seen
    set_axes(axes, xlabel, ylabel, xlim, ylim, xscale, yscale, labels)


# 01-derivative.ipynb, code cell 65
def draw_polygons(counts):
    """Draw regular polygons in a circle side by side, cut into triangles.

    Parameters
    ----------
    counts : sequence of int
        How many corners each of them has.

    Examples
    --------
    >>> draw_polygons([3, 6, 12])
    >>> plt.close()
    """
    use_svg_display()
    size = (2.4 * len(counts), 2.4)
    _, panels = plt.subplots(1, len(counts), figsize=size, squeeze=False)
    circle = np.linspace(0, 2 * np.pi, 200)
    for axes, n in zip(panels.flat, counts, strict=True):
        corners = 2 * np.pi * np.arange(n + 1) / n
        x, y = np.cos(corners), np.sin(corners)
        axes.plot(np.cos(circle), np.sin(circle), "k-")
        axes.fill(x, y, "tab:blue", alpha=0.25)
        for k in range(n):
            axes.plot([0, x[k]], [0, y[k]], "b:")
        axes.set(aspect="equal", title=f"n = {n}")
        axes.set_axis_off()


# 01-derivative.ipynb, code cell 66
def draw_secants(f, x0, others, xlim):
    """Draw a curve, its secants from one point to others, and its tangent there.

    Parameters
    ----------
    f : callable
        The function whose curve it is.
    x0 : float
        The point that all lines pass through.
    others : sequence of float
        The other point of each secant.
    xlim : pair of float
        The part of the curve that is shown.

    Examples
    --------
    >>> draw_secants(lambda x: x**2, 1, [-1, 0], xlim=(-1.5, 1.5))
    >>> plt.close()
    """
    x = np.linspace(*xlim, 201)
    slopes = [(f(x1) - f(x0)) / (x1 - x0) for x1 in others]
    lines = [f(x0) + m * (x - x0) for m in [*slopes, central_difference(f, x0)]]
    labels = ["f(x)", *(f"through {x1}" for x1 in others), "tangent"]
    low, high = min(f(x)), max(f(x))
    options = {
        "ylim": (low - 0.2 * (high - low), high + 0.3 * (high - low)),
        "fmts": ["k-", *("m:", "g-.", "y-")[: len(others)], "r--"],
        "figsize": (4.5, 3.4),
    }
    plot(x, [f(x), *lines], "x", "f(x)", labels, **options)
    for x1 in [x0, *others]:
        plt.plot(x1, f(x1), "ko")


# 02-rules.ipynb, code cell 63
def plot_slopes(curves, columns, ylim=None):
    """Plot functions side by side, each with its slope, measured at every point.

    Parameters
    ----------
    curves : dict of str to (array, callable)
        For the name of each function where it is shown, and the function.
    columns : int
        How many stand side by side.
    ylim : pair of float, optional
        Lowest and highest value shown, the same for all.

    Examples
    --------
    >>> plot_slopes({"$x^2$": (np.linspace(-1, 1, 21), np.square)}, columns=1)
    >>> plt.close()
    """
    use_svg_display()
    rows = -(-len(curves) // columns)
    size = {"figsize": (3 * columns, 2.5 * rows), "layout": "constrained"}
    _, panels = plt.subplots(rows, columns, squeeze=False, **size)
    for axes, (name, (x, f)) in zip(panels.flat, curves.items(), strict=False):
        both = [f(x), central_difference(f, x)]
        plot(x, both, "x", "", [name, "slope"], ylim=ylim, axes=axes)


# 02-rules.ipynb, code cell 64
_UP, _DOWN = (
    "#e69f00",
    "#0072b2",
)  # what is gained and what is lost, everywhere in the book


def _tile(axes, corners, color, label="", alpha=0.5):
    """Fill the shape with these corners, and write a label in its middle."""
    x, y = np.transpose(corners)
    axes.fill(x, y, facecolor=color, edgecolor="black", alpha=alpha)
    axes.text(np.mean(x), np.mean(y), label, ha="center", va="center")


def _rectangle(x, y, width, height):
    """Give the corners of a rectangle whose lower left corner is (x, y)."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


# 02-rules.ipynb, code cell 65
def draw_nudges(dx):
    """Draw what a nudge adds to a square, to a cube and to a rectangle of area 1.

    Parameters
    ----------
    dx : float
        The nudge; every side that is nudged was 1.

    Examples
    --------
    >>> draw_nudges(0.25)
    >>> plt.close()
    """
    use_svg_display()
    _, panels = plt.subplots(1, 3, figsize=(8.4, 3), layout="constrained")
    for axes, draw in zip(panels, (_square, _cube, _reciprocal), strict=True):
        draw(axes, dx)
        axes.set_aspect("equal")
        axes.set_axis_off()


def _square(axes, dx):
    _tile(axes, _rectangle(0, 0, 1, 1), "white", "$x^2$")
    _tile(axes, _rectangle(1, 0, dx, 1), _UP, "$x\\,dx$")
    _tile(axes, _rectangle(0, 1, 1, dx), _UP, "$x\\,dx$")
    _tile(axes, _rectangle(1, 1, dx, dx), "lightgrey")


# 02-rules.ipynb, code cell 66
def _cube(axes, dx):
    """Draw a cube of side 1, and on three of its faces a slab of thickness dx."""
    front = _rectangle(0, 0, 1, 1)
    right = [(1, 0), (1.45, 0.3), (1.45, 1.3), (1, 1)]
    top = [(0, 1), (1, 1), (1.45, 1.3), (0.45, 1.3)]
    slabs = [(front, (-0.45 * dx, -0.3 * dx)), (right, (dx, 0)), (top, (0, dx))]
    for face, _ in slabs:
        _tile(axes, face, "white", alpha=1)
    for face, thick in slabs:
        near = np.add(face, np.multiply(thick, 1.2))
        far = near + thick
        for k in range(4):
            _tile(axes, [near[k - 1], near[k], far[k], far[k - 1]], _UP)
        _tile(axes, far, _UP, "$x^2\\,dx$")


# 02-rules.ipynb, code cell 67
def _reciprocal(axes, dx):
    """Draw the rectangle of sides x and 1/x below the curve, before and after."""
    x, wide = 1.0, 1.0 + dx
    curve = np.linspace(0.6, 1.8, 61)
    axes.plot(curve, 1 / curve, "k-")
    _tile(axes, _rectangle(0, 0, x, 1 / wide), "white")
    _tile(axes, _rectangle(x, 0, dx, 1 / wide), _UP, "$\\dfrac{1}{x}\\,dx$")
    _tile(axes, _rectangle(0, 1 / wide, x, 1 / x - 1 / wide), _DOWN)
    axes.text(
        x / 2, 1 / wide / 2, "$x\\cdot\\dfrac{1}{x}=1$", ha="center", va="center"
    )
    axes.text(1.5, 0.85, "$1/x$", ha="center")


# 02-rules.ipynb, code cell 68
def draw_arc(x, h):
    """Draw a step of length h along the unit circle, and how far it rises.

    Parameters
    ----------
    x, h : float
        The angle where it begins and its length, both between 0 and 1.

    Examples
    --------
    >>> draw_arc(0.7, 0.3)
    >>> plt.close()
    """
    use_svg_display()
    axes = plt.figure(figsize=(4.5, 4)).gca()
    angles = np.linspace(0, np.pi / 2, 91)
    axes.plot(np.cos(angles), np.sin(angles), "k-", lw=1)
    start = np.cos(x), np.sin(x)
    rise, left = h * np.cos(x), h * np.sin(x)
    end = np.add(start, (-left, rise))
    corner = np.add(start, (0, rise))
    axes.plot([1, 0, start[0]], [0, 0, start[1]], "k-", lw=1)
    axes.plot(*np.transpose([start, end]), "k-", lw=3)
    axes.plot(*np.transpose([start, corner]), "-", color=_UP, lw=3)
    axes.plot(*np.transpose([corner, end]), "-", color=_DOWN, lw=3)
    _name_the_sides(axes, x, start, end, corner)


# 02-rules.ipynb, code cell 69
def _name_the_sides(axes, x, start, end, corner):
    """Write beside each line of `draw_arc` what it is."""
    arc = np.linspace(0, x, 31)
    axes.plot(0.2 * np.cos(arc), 0.2 * np.sin(arc), "k-", lw=1)
    names = [
        ("$x$", (0.27 * np.cos(x / 2), 0.27 * np.sin(x / 2)), (0, 0)),
        ("1", np.multiply(start, 0.5), (-0.05, 0.05)),
        ("$h$", np.add(start, end) / 2, (-0.06, -0.05)),
        ("$h\\,\\cos x$", np.add(start, corner) / 2, (0.14, 0.0)),
        ("$h\\,\\sin x$", np.add(corner, end) / 2, (0.02, 0.05)),
    ]
    for name, place, beside in names:
        axes.text(*np.add(place, beside), name, ha="center", va="center")
    axes.plot(*start, "ko")
    axes.set(aspect="equal", xlim=(-0.05, 1.15), ylim=(-0.05, 1.1))
    axes.set_axis_off()


# 02-rules.ipynb, code cell 70
def draw_sector(h):
    """Draw the sector of angle h in the unit circle, between two triangles.

    Parameters
    ----------
    h : float
        In radians, between 0 and 1.

    Examples
    --------
    >>> draw_sector(0.8)
    >>> plt.close()
    """
    use_svg_display()
    axes = plt.figure(figsize=(4.5, 4)).gca()
    arc = np.linspace(0, h, 61)
    rim = np.transpose([np.cos(arc), np.sin(arc)])
    _tile(axes, [(0, 0), (1, 0), (1, np.tan(h))], "white")
    _tile(axes, [(0, 0), *rim], _UP)
    _tile(axes, [(0, 0), (1, 0), rim[-1]], "lightgrey", alpha=1)
    axes.text(0.3, 0.08, "$h$")
    axes.text(1.03, np.tan(h) / 2, "$\\tan h$")
    axes.plot([rim[-1, 0]] * 2, [0, rim[-1, 1]], "k:")
    axes.text(rim[-1, 0] - 0.02, rim[-1, 1] / 2, "$\\sin h$", ha="right")
    axes.set_aspect("equal")
    axes.set_axis_off()


# 03-extrema.ipynb, code cell 41
def mark_extrema(f, tops=(), bottoms=(), axes=None):
    """Mark tops of a curve with orange triangles, and bottoms with blue ones.

    Parameters
    ----------
    f : callable
        The function whose curve it is.
    tops, bottoms : sequence of float
        Where they are; their triangles point up and down.
    axes : matplotlib.axes.Axes, optional
        Where the curve is drawn; the current axes if left out.

    Examples
    --------
    >>> x = np.linspace(-2, 2, 81)
    >>> plot(x, x**3 - 3 * x)
    >>> mark_extrema(lambda x: x**3 - 3 * x, tops=[-1], bottoms=[1])
    >>> plt.close()
    """
    axes = plt.gca() if axes is None else axes
    for places, marker, color in (
        (tops, "^", "#d55e00"),
        (bottoms, "v", "#0072b2"),
    ):
        for x in places:
            axes.plot(x, f(x), marker, color=color)


# 04-partial.ipynb, code cell 52
def _heights(f, xlim, ylim, count):
    """Give the coordinates of a grid's points and their heights, gaps masked."""
    for limits, name in ((xlim, "xlim"), (ylim, "ylim")):
        ends = np.array(limits, dtype=float)
        if ends.shape != (2,) or not np.isfinite(ends).all() or ends[0] >= ends[1]:
            wanted = "two finite numbers, the smaller one first"
            raise ValueError(f"{name} takes {wanted}, not {limits!r}")
    x, y = np.meshgrid(np.linspace(*xlim, count), np.linspace(*ylim, count))
    heights = np.ma.masked_invalid(f(x, y) + 0 * x)
    if not heights.count():
        raise ValueError(f"f has no finite height for x in {xlim}, y in {ylim}")
    return x, y, heights


# 04-partial.ipynb, code cell 53
def _levels(low, high, step):
    """Give the multiples of a step between the lowest and the highest point."""
    if not 0 < step < np.inf:
        raise ValueError(f"step takes a positive number, not {step!r}")
    first, last = int(np.floor(low / step)) + 1, int(np.ceil(high / step)) - 1
    count, heights = last - first + 1, f"heights from {low:.3g} to {high:.3g}"
    if not 1 <= count <= 60:
        way = "larger step, or a top" if count > 60 else "smaller step"
        wrong = f"{max(count, 0)} lines: take a {way}"
        raise ValueError(f"{heights} in steps of {step:g} make {wrong}")
    return np.round(step * np.arange(first, last + 1), 12)


# 04-partial.ipynb, code cell 54
def contours(
    f,
    xlim,
    ylim,
    step,
    xlabel="x",
    ylabel="y",
    top=None,
    figsize=(3.5, 2.5),
    axes=None,
):
    """Draw the contours of a function of two numbers on cleared axes.

    Neighboring lines differ by the same height: where they are dense it is steep.
    Their heights stand on them; those below 0 are dashed.

    Parameters
    ----------
    f : callable
        The function; it takes the coordinates x and y of many points, two arrays of
        one shape, and gives their heights.
    xlim, ylim : pair of float
        First and last value of x and of y.
    step : float
        The height from one line to the next; the lines are at its multiples.
    xlabel, ylabel : str, optional
        Text along each axis.
    top : float, optional
        Where it is higher than this, no lines are drawn.
    figsize : pair of float, optional
        Width and height of this figure in inches, unless it holds several axes.
    axes : matplotlib.axes.Axes, optional
        Where to draw, at the size it has; the current axes if left out.

    Raises
    ------
    ValueError
        For what cannot be drawn, such as a step that makes no line or hundreds.

    Examples
    --------
    >>> contours(lambda x, y: x**2 + x * y + y**2, (-1, 1), (-1, 1), 0.5)
    >>> plt.close()
    """
    size = _check_figure(axes, figsize)
    x, y, heights = _heights(f, xlim, ylim, 121)
    high = heights.max() if top is None else top * (1 + 1e-9)
    levels = _levels(heights.min(), high, step)
    axes = _blank_axes(axes, size)
    lines = axes.contour(x, y, heights, levels, colors="0.45", linewidths=0.8)
    axes.clabel(lines, fontsize=7, fmt="%g")
    for path in lines.get_paths():  # half the bytes, and no corner that can be seen
        path.should_simplify, path.simplify_threshold = True, 0.3
    axes.set(xlabel=xlabel, ylabel=ylabel, xlim=xlim, ylim=ylim)


# 04-partial.ipynb, code cell 55
def landscape(f, xlim, ylim, step, xlabel="x", ylabel="y", view=(30, -60)):
    """Draw a function of two numbers as a surface and, beside it, as a contour map.

    Parameters
    ----------
    f, xlim, ylim, step, xlabel, ylabel
        As for `contours`.
    view : pair of float, optional
        From where the surface is seen: degrees above the plane, degrees around.

    Returns
    -------
    space, plane : matplotlib.axes.Axes
        Those of the surface and of the map, to draw more on them.

    Examples
    --------
    >>> space, plane = landscape(lambda x, y: x * y, (-1, 1), (-1, 1), 0.25)
    >>> point = plane.plot(0.5, 0.5, "ro")
    >>> plt.close()
    """
    use_svg_display()
    figure = plt.figure(figsize=(7.6, 3.3), layout="constrained")
    space = figure.add_subplot(1, 2, 1, projection="3d")
    x, y, heights = _heights(f, xlim, ylim, 25)
    space.plot_wireframe(x, y, heights, color="0.45", linewidth=0.5)
    space.set(xlabel=xlabel, ylabel=ylabel)
    space.view_init(*view)
    plane = figure.add_subplot(1, 2, 2)
    contours(f, xlim, ylim, step, xlabel, ylabel, axes=plane)
    return space, plane


# 04-partial.ipynb, code cell 56
def partial_difference(f, point, i, h=6e-6):
    """Estimate a partial derivative of a function of several numbers.

    The i-th argument moves by h to each side, the others hold still; see
    `central_difference`.

    Parameters
    ----------
    f : callable
        The function; it takes as many numbers as the point has.
    point : sequence of float
        Where to differentiate, one number for each argument.
    i : int
        Which argument moves, the first being 0.
    h : float, optional
        The step to each side.

    Returns
    -------
    float
        The estimate.

    Examples
    --------
    >>> round(partial_difference(lambda x, y: x**2 * y, (3.0, 2.0), 0), 6)
    12.0
    """
    before, after = point[:i], point[i + 1 :]
    return central_difference(lambda x: f(*before, x, *after), point[i], h)


# 05-gradient.ipynb, code cell 6
def numerical_gradient(f, x, h=6e-6):
    """Estimate the gradient of a function of an array by central differences.

    Parameters
    ----------
    f : callable
        The function; it takes an array of the shape of x and gives a number.
    x : array of any shape
        Where to differentiate.
    h : float, optional
        The step to each side; see `central_difference`.

    Returns
    -------
    array of the shape of x
        The estimate: each entry is the partial derivative with respect to the same
        entry of x.

    Examples
    --------
    >>> numerical_gradient(lambda x: x[0] ** 2 + 3 * x[1], [1.0, 5.0]).round(6)
    array([2., 3.])
    """
    x = np.asarray(x, dtype=float)
    gradient = np.empty_like(x)
    for i in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


# 06-jacobian.ipynb, code cell 5
def numerical_jacobian(f, x, h=6e-6):
    """Estimate the Jacobian of a vector-valued function by central differences.

    Parameters
    ----------
    f : callable
        The function; it takes an array of shape (n,) and gives one of shape (m,),
        or a number.
    x : array of shape (n,)
        Where to differentiate.
    h : float, optional
        The step to each side; see `central_difference`.

    Returns
    -------
    array of shape (m, n)
        The estimate, in numerator layout: row i, column j is the partial derivative
        of the i-th output with respect to the j-th input. For a function that gives
        a number, m is 1.

    Examples
    --------
    >>> def f(x):
    ...     return np.array([x[0] * x[1], x[0], 2.0])
    >>> numerical_jacobian(f, [3.0, 5.0]).round(6)
    array([[5., 3.],
           [1., 0.],
           [0., 0.]])
    """
    x = np.asarray(x, dtype=float)
    steps = h * np.eye(len(x))
    changes = [np.atleast_1d(f(x + s)) - np.atleast_1d(f(x - s)) for s in steps]
    return np.stack(changes, axis=1) / (2 * h)


# 06-jacobian.ipynb, code cell 46
def draw_table(axes, table, title="", letters="yx"):
    """Draw a matrix as a table: orange where it is positive, blue where negative.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Where to draw.
    table : array of shape (m, n)
        The numbers.
    title : str, optional
        The text above the table.
    letters : str, optional
        One for the rows, one for the columns: by default rows are called
        $y_1$, $y_2$, …, columns $x_1$, $x_2$, ….

    Raises
    ------
    ValueError
        If the table is not a matrix.

    Examples
    --------
    >>> axes = plt.figure().gca()
    >>> draw_table(axes, np.array([[1.0, -2.0], [0.0, 3.5]]), "$W$")
    >>> plt.close()
    """
    table = np.asarray(table, dtype=float)
    if table.ndim != 2 or not table.size:
        wanted = "rows of equally many numbers"
        raise ValueError(f"table takes {wanted}; its shape is {table.shape}")
    use_svg_display()
    (m, n), (row, column) = table.shape, letters
    colors = LinearSegmentedColormap.from_list("", ["#0072B2", "white", "#E69F00"])
    most = 1.5 * np.abs(table).max() or 1
    axes.pcolormesh(table[::-1], cmap=colors, vmin=-most, vmax=most, edgecolors="k")
    for i, j in np.ndindex(m, n):
        number = f"{table[i, j]:g}"
        axes.text(j + 0.5, m - i - 0.5, number, ha="center", va="center")
    axes.set(aspect="equal", title=title)
    axes.set_xticks(np.arange(n) + 0.5, [f"${column}_{j + 1}$" for j in range(n)])
    axes.set_yticks(np.arange(m) + 0.5, [f"${row}_{m - i}$" for i in range(m)])


# 07-chain.ipynb, code cell 55
def _columns(edges):
    """Place each value one column to the right of the last it is made from."""
    column = {name: 0 for edge in edges for name in edge}
    for _ in column:  # no path has more arrows than there are values
        for a, b in edges:
            column[b] = max(column[b], column[a] + 1)
    places = {}
    for x in sorted(set(column.values())):
        names = [name for name in column if column[name] == x]
        middle = (len(names) - 1) / 2
        places |= {name: (x, middle - k) for k, name in enumerate(names)}
    return places


# 07-chain.ipynb, code cell 56
def _said(number):
    return number if isinstance(number, str) else f"{number:g}"


def _draw_arrow(axes, start, end, label, at):
    start, end = np.array(start), np.array(end)
    arrow = {"arrowstyle": "-|>", "color": "gray", "shrinkA": 15, "shrinkB": 15}
    axes.annotate("", end, start, arrowprops=arrow)
    place = start + at * (end - start)
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    axes.text(*place, _said(label), ha="center", va="center", bbox=white)


def _draw_circle(axes, name, place, value, total):
    axes.plot(*place, "o", markersize=27, color="black", markerfacecolor="white")
    axes.text(*place, f"${name}$", ha="center", va="center")
    beside = {"textcoords": "offset points", "ha": "center", "va": "center"}
    axes.annotate(_said(value), place, (0, 21), **beside)
    axes.annotate(_said(total), place, (0, -21), color="#D55E00", **beside)


# 07-chain.ipynb, code cell 57
def draw_graph(
    edges,
    places=None,
    values=None,
    totals=None,
    size=(4.6, 2.2),
    at=0.3,
    axes=None,
):
    """Draw a computational graph: a circle for each value, an arrow for each use.

    Parameters
    ----------
    edges : dict
        By ``(a, b)`` what stands on the arrow from a to b: a number, text, or ""
        for nothing. Names are written as mathematics, such as ``"x_1"``.
    places : dict, optional
        By name the place (x, y) of each circle. Left out, a value stands one column
        to the right of the last that it is made from.
    values, totals : dict, optional
        Numbers or text by name: its value above a circle; below it, in orange, its
        derivative over all paths.
    size : pair of float
        Width and height of the figure in inches.
    at : float
        How far along the arrows their labels stand, from 0 to 1.
    axes : matplotlib.axes.Axes, optional
        Where to draw, in place of a new figure.

    Raises
    ------
    ValueError
        When something belongs to a circle that has no place.

    Examples
    --------
    >>> edges = {("x", "u"): 2, ("x", "v"): 1, ("u", "z"): 6, ("v", "z"): 1}
    >>> draw_graph(edges, values={"x": 1}, totals={"x": 13})
    """
    places = _columns(edges) if places is None else places
    values, totals = values or {}, totals or {}
    names = {name for edge in edges for name in edge} | {*values, *totals}
    if lost := sorted(names - set(places)):
        raise ValueError(f"no place for {lost}; there is one for {[*places]}")
    axes = axes or plt.subplots(figsize=size)[1]
    for (a, b), label in edges.items():
        _draw_arrow(axes, places[a], places[b], label, at)
    for name, place in places.items():
        _draw_circle(axes, name, place, values.get(name, ""), totals.get(name, ""))
    axes.margins(0.12, 0.35)
    axes.set_axis_off()


# 08-softmax.ipynb, code cell 8
def softmax(z):
    """Turn scores into probabilities, without overflow.

    The largest score is subtracted first, which changes nothing in the result.

    Parameters
    ----------
    z : array of shape (..., n)
        Scores (logits); the last axis is the one that runs over the classes.

    Returns
    -------
    array of the shape of z
        Positive numbers that sum to 1 along the last axis.

    Examples
    --------
    >>> softmax(np.array([1000.0, 1000.0]))
    array([0.5, 0.5])
    """
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


# 08-softmax.ipynb, code cell 16
def cross_entropy(z, y):
    """Give the cross-entropy of softmax(z) against y, without overflow or log 0.

    That is logsumexp(z)·Σy − Σ y·z; for a one-hot y it is logsumexp(z) minus the
    score of the class.

    Parameters
    ----------
    z : array of shape (..., n)
        Scores (logits); the last axis is the one that runs over the classes.
    y : array of shape (..., n)
        What the probabilities should be; one-hot rows for known classes.

    Returns
    -------
    float or array of shape (...)
        One loss for each row.

    Examples
    --------
    >>> z, y = np.array([2.0, 1.0, 0.1]), np.array([1, 0, 0])
    >>> round(float(cross_entropy(z, y)), 6)
    0.41703
    """
    shifted = z - np.max(z, axis=-1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
    return -np.sum(y * log_p, axis=-1)


# 09-autodiff.ipynb, code cell 30
def relative_error(a, b):
    """Give how far apart two arrays are, relative to the larger.

    That is ‖a − b‖ / max(‖a‖, ‖b‖). For gradients in double precision, of which b
    is measured by `numerical_gradient`: below 1e-7 they agree, above 1e-2 one of
    them is almost certainly wrong.

    Parameters
    ----------
    a, b : array of the same shape
        Or two numbers.

    Returns
    -------
    float
        From 0 to 2; 0 when both are 0.

    Examples
    --------
    >>> relative_error([3.0, 4.0], [3.0, 4.5]) < 0.1
    True
    """
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    largest = max(np.linalg.norm(a), np.linalg.norm(b))
    return float(np.linalg.norm(a - b) / largest) if largest else 0.0


# 09-autodiff.ipynb, code cell 39
class Value:
    """A number that remembers how it was made, so that slopes can be traced back.

    +, −, ×, ÷, powers, abs, exp, log, sqrt, tanh and relu of such numbers give new
    ones, also where the other side is a plain number or an array; comparisons look
    at the numbers alone. `backward` then gives the derivatives.

    Parameters
    ----------
    data : float
        The number itself.
    parents : sequence of Value, optional
        Those that it was made from.
    slopes : sequence of float, optional
        Its partial derivative with respect to each of them.

    Attributes
    ----------
    grad : float
        What `backward`, called on a result, has added up here: the derivative of
        the result with respect to this number.

    Raises
    ------
    TypeError
        If the data are not one number.

    Examples
    --------
    >>> x = Value(3.0)
    >>> y = x * x + 2 * x
    >>> y.backward()
    >>> y.data, x.grad
    (15.0, 8.0)
    """

    def __init__(self, data, parents=(), slopes=()):
        self.data, self.grad = _one_number(data), 0.0
        self.parents, self.slopes = parents, slopes

    def __repr__(self):
        return f"Value({self.data:.6g}, grad={self.grad:.6g})"


# 09-autodiff.ipynb, code cell 40
def _one_number(data):
    """Give a number as a float; say what to do with anything else."""
    if isinstance(data, np.ndarray) and data.ndim == 0:
        data = data.item()
    if isinstance(data, numbers.Real | np.bool_):
        return float(data)
    raise TypeError(
        f"a Value holds one real number, not {type(data).__name__} {data!r};"
        " for an array write np.vectorize(Value, otypes=[object])(array)"
    )


# 09-autodiff.ipynb, code cell 41
_ADVICE = {
    "/": "keep the denominator away from 0",
    "**": (
        "a negative base needs a whole exponent, and 0 cannot have "
        "a negative one; or the result is too large"
    ),
    "exp": "subtract the largest number first, as d2l.softmax does",
    "log": "it takes numbers above 0; for -log of a softmax use d2l.cross_entropy",
    "sqrt": "it takes numbers from 0 on",
}


def _made(rule, value, slopes, *parents):
    """Apply a rule to some numbers; if there is no result, say for which."""
    data = [parent.data for parent in parents]
    try:
        return Value(value(*data), parents, slopes(*data))
    except (ArithmeticError, ValueError) as error:
        came = [f"{number:g}" for number in data]
        asked = f" {rule} ".join(came) if came[1:] else f"{rule}({came[0]})"
        advice = _ADVICE.get(rule, "the result is too large")
        raise type(error)(f"{asked} has no value: {advice}") from None


# 09-autodiff.ipynb, code cell 42
def _both_ways(rule, value, slopes):
    """Give an operation on two numbers, and the same with its sides exchanged."""

    def operation(a, b):
        if isinstance(b, np.ndarray) and b.ndim:
            return NotImplemented
        a, b = (x if isinstance(x, Value) else Value(x) for x in (a, b))
        return _made(rule, value, slopes, a, b)

    return operation, lambda b, a: operation(a, b)


def _function(rule, value, slope):
    """Give a function of one number, which also knows its derivative."""
    return lambda a: _made(rule, value, lambda x: (slope(x),), a)


# 09-autodiff.ipynb, code cell 43
def _power_slopes(a, b):
    """Give the slopes of a**b, also at 0, where one of them may be infinite."""
    if a == 0:
        by_base = math.inf if 0 < b < 1 else float(b == 1)
        return by_base, 0.0 if b > 0 else math.nan
    by_exponent = math.pow(a, b) * math.log(a) if a > 0 else math.nan
    return b * math.pow(a, b - 1), by_exponent


Value.__add__, Value.__radd__ = _both_ways(
    "+", operator.add, lambda a, b: (1.0, 1.0)
)
Value.__sub__, Value.__rsub__ = _both_ways(
    "-", operator.sub, lambda a, b: (1.0, -1.0)
)
Value.__mul__, Value.__rmul__ = _both_ways("*", operator.mul, lambda a, b: (b, a))
Value.__truediv__, Value.__rtruediv__ = _both_ways(
    "/", operator.truediv, lambda a, b: (1 / b, -a / b / b)
)
Value.__pow__, Value.__rpow__ = _both_ways("**", math.pow, _power_slopes)
Value.__neg__, Value.__pos__ = lambda a: 0 - a, lambda a: a


# 09-autodiff.ipynb, code cell 44
Value.exp = _function("exp", math.exp, math.exp)
Value.log = _function("log", math.log, lambda a: 1 / a)
Value.sqrt = _function(
    "sqrt", math.sqrt, lambda a: 0.5 / math.sqrt(a) if a else math.inf
)
Value.tanh = _function("tanh", math.tanh, lambda a: 1 - math.tanh(a) ** 2)
Value.relu = _function("relu", lambda a: max(a, 0.0), lambda a: float(a > 0))
Value.__abs__ = _function("abs", abs, lambda a: float((a > 0) - (a < 0)))


def _compared(compare):
    """Give a comparison in which a Value counts as its number."""
    return lambda a, b: compare(a.data, b.data if isinstance(b, Value) else b)


Value.__lt__, Value.__le__ = _compared(operator.lt), _compared(operator.le)
Value.__gt__, Value.__ge__ = _compared(operator.gt), _compared(operator.ge)
Value.__eq__ = _compared(operator.eq)


# 09-autodiff.ipynb, code cell 46
def _in_order(end):
    """Give a number and all that it was made from, each after its parents."""
    order, seen, waiting = [], set(), [(end, False)]
    while waiting:
        node, parents_done = waiting.pop()
        if parents_done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((parent, False) for parent in node.parents)
    return order


# 09-autodiff.ipynb, code cell 47
def _backward(self):
    """Add the derivative of this number to the grad of each it was made from."""
    arrived = {self: 1.0}
    for node in reversed(_in_order(self)):
        node.grad += arrived[node]
        for parent, slope in zip(node.parents, node.slopes, strict=True):
            arrived[parent] = arrived.get(parent, 0.0) + arrived[node] * slope


Value.backward = _backward


# 10-training.ipynb, code cell 51
_LOOKS = [("#0072B2", "o"), ("#E69F00", "s"), ("#009E73", "^")]


def draw_flowers(points, labels, names, axes=None):
    """Draw points in the plane, each class with its color and mark.

    Parameters
    ----------
    points : array of shape (n, 2)
        Length and width of the petals, in centimeters.
    labels : array of int, shape (n,)
        The class of each: 0, 1 or 2.
    names : sequence of str
        What the classes are called.
    axes : matplotlib.axes.Axes, optional
        Where to draw, in place of a new figure.

    Examples
    --------
    >>> points, labels = np.array([[1.4, 0.2], [4.7, 1.4]]), np.array([0, 1])
    >>> draw_flowers(points, labels, ["a", "b"])
    >>> plt.close()
    """
    use_svg_display()
    axes = axes or plt.subplots(figsize=(4.5, 3))[1]
    for k, (name, (color, mark)) in enumerate(zip(names, _LOOKS, strict=False)):
        spots = np.unique(points[labels == k], axis=0).T
        look = {"color": color, "markersize": 5, "markeredgecolor": "white"}
        axes.plot(*spots, mark, label=name, markeredgewidth=0.5, **look)
    axes.set(xlabel="petal length", ylabel="petal width")
    axes.legend(loc="upper left")


# 10-training.ipynb, code cell 52
def draw_regions(scores, points, labels, names, axes=None):
    """Draw points, and color the plane by the class with the highest score.

    Parameters
    ----------
    scores : callable
        For an array of shape (..., 2), of places in the plane, the score of each
        class there, of shape (..., classes).
    points, labels, names, axes
        As for `draw_flowers`.

    Examples
    --------
    >>> points, labels = np.array([[1.4, 0.2], [4.7, 1.4]]), np.array([0, 1])
    >>> draw_regions(lambda at: at * [-1, 1] + [5, 0], points, labels, ["a", "b"])
    >>> plt.close()
    """
    use_svg_display()
    axes = axes or plt.subplots(figsize=(4.5, 3))[1]
    (x0, y0), (x1, y1) = points.min(axis=0) - 0.3, points.max(axis=0) + 0.3
    x, y = np.meshgrid(np.linspace(x0, x1, 71), np.linspace(y0, y1, 61))
    found = scores(np.stack([x, y], axis=-1))
    for k, (color, _) in enumerate(_LOOKS[: found.shape[-1]]):
        lead = found[..., k] - np.delete(found, k, axis=-1).max(axis=-1)
        beyond = max(1, lead.max() + 1)
        axes.contourf(x, y, lead, levels=[0, beyond], colors=[color], alpha=0.25)
    draw_flowers(points, labels, names, axes)


__all__ = [
    "Value",
    "central_difference",
    "contours",
    "cross_entropy",
    "draw_arc",
    "draw_flowers",
    "draw_graph",
    "draw_nudges",
    "draw_polygons",
    "draw_regions",
    "draw_secants",
    "draw_sector",
    "draw_table",
    "landscape",
    "mark_extrema",
    "np",
    "numerical_gradient",
    "numerical_jacobian",
    "partial_difference",
    "plot",
    "plot_slopes",
    "plt",
    "relative_error",
    "set_axes",
    "set_figsize",
    "softmax",
    "use_svg_display",
]
