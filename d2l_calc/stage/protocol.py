"""What the kernel and the page say to each other about an explorer, and the words for it.

Both sides keep to this module: `explorer.py` in the kernel, `stage.js` on the page, and on a
website, where no kernel is, what was written down beforehand.

The words, each for one thing:

control
    What a reader sets: a slider, a choice, a switch, or points. It has a name, and stops: values to
    set it to.
state
    The values of all controls, in the controls' order.
scene
    What stays while things move: all that `setup` has drawn. States in which the controls that
    `setup` takes (`in_setup`) have the same values share a scene.
handle
    A moving point that a reader can drag; controls follow it.
plane
    The part of a picture in which a reader puts points, by a click or a key, and takes them away.
    The value of a control of points is a row of x, y and a class's number for each. Only a kernel
    can show what it was not told of: without one, there is no plane.
frame
    What is seen in one state, apart from its scene: the layer of what moves, the places of the
    handles, the read-outs, what is in the blanks of the formula.
pictures
    Some frames, and scenes that they stand on.

How they talk. When a widget is shown, the page finds a `Stage` and the first `Pictures` as traits
of the model, ``_stage`` and ``_pictures``, and the value of each control as a trait of the
control's name. It sends a `Request` for the frames that it lacks, by custom message, and the
kernel sends an `Answer` to each but a parting, in any case. The values themselves go by their
traits: the page sets them some time after the picture has moved. Then it asks, once more, for what
a notebook's file is to keep: the picture as it is now, without the widget, which is nothing without
its kernel. The trait ``_id`` is what that file calls the widget, so that it can be put back.

A page without a kernel has the frames that it was given, and no others. While a slider or a point
is held there, or plays, the page shows what lies between two frames, with the numbers of the nearer
one; then it comes to rest at a frame.
"""

from typing import Literal, NotRequired, TypedDict

Value = str | int | float | bool | list[list[float]]


class Put(TypedDict):
    """What the page has to know of points that a reader puts."""

    # How the classes are called.
    classes: list[str]
    # How many points there may be.
    most: int
    # How it is done, and how the choice of a class is called.
    hint: str
    kind: str


class Control(TypedDict):
    """A control, as the page draws it."""

    name: str
    kind: Literal["slider", "choice", "switch", "points"]
    # How it is called.
    label: str
    # Its value at the start, which it is reset to.
    first: Value
    # The values to set it to, in order, and how they are shown.
    stops: list[Value]
    texts: list[str]
    # Whether it is folded away, for a point in the picture is dragged instead.
    folded: bool
    # Whether play makes it smaller, towards 0, and not larger.
    shrinks: bool
    # Where it takes any number, and not its stops alone: from where to where.
    ranges: list[tuple[float, float]]
    # Where it is points.
    put: NotRequired[Put]


class Formula(TypedDict):
    """What a formula with blanks is; a frame has what is in its blanks."""

    # MathML, in parts between which a line may end. Each blank has the class d2l-blank.
    math: str
    # The same as a line of text, in which {0}, {1} and so on are the blanks.
    spoken: str


class Ask(TypedDict):
    """What a question above the picture is; a frame tells whether it is answered there."""

    question: str
    # What is said to whoever has found the answer.
    why: str
    # What is to be typed, and how far off it may be; none where the picture is the answer.
    number: tuple[float, float] | None


class Stage(TypedDict):
    """What the page is told once; the trait ``_stage``."""

    # What the picture is, in a few words and in a sentence.
    title: str
    description: str
    # Width and height in points.
    size: tuple[float, float]
    # By how much type and lines are larger than on a page.
    zoom: float
    controls: list[Control]
    # The names of the controls that `setup` takes.
    in_setup: list[str]
    # What stands below the picture, filled with the numbers of the moment; empty if nothing does.
    formula: Formula | None
    # What is asked above the picture.
    ask: Ask | None
    # What the page itself says, by what it is for.
    words: dict[str, str]


class Follow(TypedDict):
    """How a control follows a handle that is dragged along an axis."""

    # The control.
    name: str
    # By how much its value grows for each point of the page, to the right or down.
    change: float
    # Whether it is not the value that grows so but its logarithm.
    log: bool


class Turn(TypedDict):
    """How a control, in degrees, follows a handle that is turned."""

    # The control.
    name: str
    # The point that it turns around, in points from the top left; or the number of the handle.
    about: tuple[float, float] | int
    # How high its circle is, compared with its width.
    flat: float


class Handle(TypedDict):
    """What follows a handle, by the ways in which it can be dragged."""

    x: NotRequired[Follow]
    y: NotRequired[Follow]
    turns: NotRequired[Turn]


class Plane(TypedDict):
    """Where a reader puts points."""

    # The control that has them.
    name: str
    # Left, top, width and height, in points from the top left.
    box: tuple[float, float, float, float]
    # What is at its left and right side, and at its bottom and top.
    x: tuple[float, float]
    y: tuple[float, float]


class Scene(TypedDict):
    """What stays, for the states that share it."""

    # The values of the controls in `in_setup`.
    at: list[Value]
    # SVG elements.
    background: str
    handles: list[Handle]
    plane: NotRequired[Plane]
    # For sliders that end sooner in these states, the last stop that there is.
    lasts: dict[str, float]


class Frame(TypedDict):
    """What is seen in a state: either a problem, or all the rest."""

    # The state.
    at: list[Value]
    # SVG elements of what moves.
    layer: NotRequired[str]
    # Where each handle of the scene is, in points from the top left; nowhere, if None.
    places: NotRequired[list[tuple[float, float] | None]]
    # Label and text of each read-out that stands below.
    readings: NotRequired[list[tuple[str, str]]]
    # What is in the blanks of the formula.
    blanks: NotRequired[list[str]]
    # Whether the question above the picture is answered here.
    reached: NotRequired[bool]
    # What is said in the picture's place.
    problem: NotRequired[str]


class Pictures(TypedDict):
    """Some frames, and the scenes that they stand on; the trait ``_pictures``."""

    frames: list[Frame]
    scenes: list[Scene]
    # The milliseconds that the slowest frame took: the page asks for fewer at once.
    ms: float


# Why the page writes: to show a state now; to have what a slider may come to next; to have what the
# notebook's file keeps; to hear whether there is a kernel; or to say that it shows the explorer no
# longer.
Purpose = Literal["now", "ahead", "keep", "greeting", "parting"]

# What the page sends. It asks for some states (`states`), says which scenes it has (`known`, by
# their `at`), and who it is (`from`), for several pages may show one explorer.
Request = TypedDict(
    "Request",
    {
        "from": str,
        "purpose": Purpose,
        "states": list[list[Value]],
        "known": list[list[Value]],
    },
)


class Answer(Pictures):
    """What the kernel sends: pictures, to the page that asked, and to the others as well."""

    to: str
    purpose: Purpose
    # What the file keeps, by its format.
    kept: NotRequired[dict[str, str]]
