"""What every explorer plays on: a Matplotlib picture in two layers, with controls."""

from d2l_calc.stage.ask import Ask
from d2l_calc.stage.controls import Choice, Log, Points, SignedLog, Slider, Switch
from d2l_calc.stage.explorer import Explorer
from d2l_calc.stage.functions import CannotDraw
from d2l_calc.stage.scene import handle, plane
from d2l_calc.stage.size import set_stage

__all__ = [
    "Ask",
    "CannotDraw",
    "Choice",
    "Explorer",
    "Log",
    "Points",
    "SignedLog",
    "Slider",
    "Switch",
    "handle",
    "plane",
    "set_stage",
]
