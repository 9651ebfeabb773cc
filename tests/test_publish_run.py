"""What is published is what is committed."""

import pytest

from publish import run
from publish.explorers import in_parts
from tools.execute import execute

IN_PIECES = """\
import time

print("one", end=" ", flush=True)
time.sleep(0.3)
print("line")
"""


def test_printed_text_is_published_in_one_piece(write_notebook):
    path = write_notebook("01.ipynb", IN_PIECES)
    assert execute(path) is None
    notebook, _ = run.run(path)
    assert [output.text for output in notebook.cells[0].outputs] == ["one line\n"]


def test_outputs_that_are_not_the_committed_ones_stop_it(write_notebook):
    path = write_notebook("01.ipynb", "print('here')", "print('there')")
    assert execute(path) is None
    path.write_text(path.read_text("utf-8").replace("there\\n", "elsewhere\\n"), "utf-8")
    with pytest.raises(run.Outdated, match=r"01\.ipynb, cell 2, gives other outputs now"):
        run.run(path)


def test_what_is_in_many_frames_is_published_once():
    curve, point = "<g id='a'>\n  <path/>\n </g>\n", " <g id='b'>\n </g>\n <defs/>"
    frames = [{"at": [0], "layer": curve + point}, {"at": [1], "layer": curve}, {"problem": "no"}]
    pictures = in_parts({"frames": frames, "scenes": []})
    layers = [frame.get("layer", []) for frame in pictures["frames"]]
    assert ["".join(pictures["parts"][part] for part in layer) for layer in layers] == [
        curve + point,
        curve,
        "",
    ]
    assert sum(map(len, pictures["parts"])) == len(curve + point)
