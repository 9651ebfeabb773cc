"""What every explorer plays on: a Matplotlib picture in two layers, with controls."""

from d2l_calc.stage.ask import Ask
from d2l_calc.stage.controls import Choice, Log, SignedLog, Slider, Switch
from d2l_calc.stage.explorer import Explorer
from d2l_calc.stage.functions import CannotDraw
from d2l_calc.stage.scene import handle
from d2l_calc.stage.size import set_stage

__all__ = [
    "Ask",
    "CannotDraw",
    "Choice",
    "Explorer",
    "Log",
    "SignedLog",
    "Slider",
    "Switch",
    "handle",
    "set_stage",
]
