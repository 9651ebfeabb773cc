"""Explorers where there is no kernel: a picture, and all frames as a script beside the page."""

import base64
import gzip
import json
import re
from html import escape

from d2l_calc.stage.scene import coarser

# Where one artist of a layer ends; Matplotlib indents what belongs to it by more.
END_OF_PART = re.compile(r"(?<=^ </g>\n)", re.MULTILINE)
SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


def keep(name, state, picture, title, folder):
    """Write an explorer's picture and frames; give what is to be known of it.

    Parameters
    ----------
    name : str
        What its files are called.
    state : dict
        The state of its widget.
    picture : str
        Its first picture, an SVG.
    title : str
        What it is called if it has no title of its own.
    folder : pathlib.Path

    Returns
    -------
    dict of str to str
        ``name``, ``title``, ``description``, ``width`` and ``height``: what `html` takes.

    Raises
    ------
    TypeError
        For the state of another widget.
    """
    if "_stage" not in state:
        raise TypeError(f"a {state.get('_model_name')} is no explorer: it cannot move on a page")
    stage = state["_stage"] | {"title": state["_stage"]["title"] or title}
    values = {key: value for key, value in state.items() if not _of_jupyter(key)}
    values |= {"_stage": stage, "_pictures": in_parts(state["_pictures"])}
    frames = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()
    packed = base64.b64encode(gzip.compress(frames, mtime=0)).decode()
    (folder / f"{name}.js").write_text(f'd2lFrames("{name}", "{packed}");\n', "utf-8")
    (folder / f"{name}.svg").write_text(picture, "utf-8")
    width, height = SIZE.search(picture).groups()
    return {
        "name": name,
        "title": stage["title"],
        "description": stage["description"],
        "width": width,
        "height": height,
    }


def in_parts(pictures):
    """Give frames whose layers are the numbers of their parts, each of which is there once.

    What a slider does not move is the same in many frames, too far apart for gzip to notice. And a
    page has no use for thousandths of a point, which do not pack.
    """
    parts = {}

    def folded(layer):
        pieces = END_OF_PART.split(coarser(layer))
        return [parts.setdefault(part, len(parts)) for part in pieces]

    frames = [
        frame | {"layer": folded(frame["layer"])} if "layer" in frame else frame
        for frame in pictures["frames"]
    ]
    return pictures | {"frames": frames, "parts": [*parts]}


def html(explorer, plays=None):
    """Give what stands for an explorer on a page, until its frames are there.

    Parameters
    ----------
    explorer : dict of str to str
        What `keep` gives.
    plays : str, optional
        The slider that moves by itself.
    """
    alt = " — ".join(filter(None, (explorer["title"], explorer["description"])))
    playing = f' data-plays="{plays}"' if plays else ""
    return (
        f'<div class="explorer"{playing} data-explorer="{explorer["name"]}">'
        f'<img src="explorers/{explorer["name"]}.svg" width="{explorer["width"]}"'
        f' height="{explorer["height"]}" loading="lazy" alt="{escape(alt)}"></div>'
    )


def shown_by(output):
    """Give what is known of the explorer that an output shows, or None."""
    return output.get("metadata", {}).get("d2l", {}).get("explorer")


def _of_jupyter(key):
    """Whether a part of a widget's state is about where its code comes from."""
    own = ("_stage", "_pictures")
    return (key.startswith("_") and key not in own) or key in ("layout", "tabbable", "tooltip")
