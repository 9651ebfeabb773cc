"""What tests of explorers share: explorers that are made once, and states to try them in."""

import random
from functools import cache
from itertools import product

from d2l_calc import explore
from d2l_calc.stage.explorer import SCENES

# Tests look at each scene of the book many times; making it is what takes time.
KEPT, SCENES.most = SCENES.most, 300


@cache
def made(name):
    """Give an explorer of the book, the same to all tests, which read and draw and never set it."""
    return explore[name]()


def first(explorer):
    """Give the state in which an explorer starts."""
    return {name: getattr(explorer, name) for name in explorer.controls}


def singly(explorer):
    """Give its start with one control changed: every choice, and both ends of every other one."""
    return [
        first(explorer) | {name: stop}
        for name, each in explorer.controls.items()
        for stop in (each.stops if each.kind == "choice" else (each.stops[0], each.stops[-1]))
    ]


def ends(explorer, most=None, **fixed):
    """Give the combinations of the ends of all sliders and of all choices.

    Parameters
    ----------
    explorer : Explorer
    most : int, optional
        How many, picked at random if there are more; all if left out.
    **fixed
        Values that some controls keep.

    Returns
    -------
    list of dict
        States that share a scene stand together.
    """
    stops = {
        name: (each.stops[0], each.stops[-1]) if each.kind == "slider" else each.stops
        for name, each in explorer.controls.items()
    }
    stops |= {name: (value,) for name, value in fixed.items()}
    states = [dict(zip(stops, values, strict=True)) for values in product(*stops.values())]
    if most is not None and len(states) > most:
        states = random.Random(0).sample(states, most)
    return by_scene(explorer, states)


def chances(explorer, count):
    """Give states at random, the same at every run."""
    chance = random.Random(0)
    controls = explorer.controls.items()
    states = [{name: chance.choice(each.stops) for name, each in controls} for _ in range(count)]
    return by_scene(explorer, states)


def by_scene(explorer, states):
    """Bring states into an order in which those with the same choices stand together."""
    choices = [name for name, each in explorer.controls.items() if each.kind != "slider"]
    return sorted(states, key=lambda state: [str(state[name]) for name in choices])
