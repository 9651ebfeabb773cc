"""A figure appears below its cell in Jupyter, whatever the reader's environment says."""

import os

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

PLOT = "import d2l_calc as d2l\nd2l.plot([1, 2, 3])"
OWN = "import d2l_calc as d2l\nd2l.plt.plot([1, 2, 3]);"
PANELS = "import d2l_calc as d2l\n_, axes = d2l.plt.subplots()\nd2l.plot([1, 2], axes=axes)"
PYPLOT_FIRST = f"import matplotlib.pyplot as plt\n{PLOT}"

SIMHEI = """
import matplotlib.pyplot as plt
plt.rcParams["font.sans-serif"] = ["SimHei", "No such font either"]
plt.rcParams["axes.unicode_minus"] = False
"""


def outputs(cells, folder, startup="", **environment):
    """Run cells in a kernel of a reader's; give the kinds of all outputs, and what goes wrong."""
    profile = folder / "ipython/profile_default/startup"
    profile.mkdir(parents=True)
    (profile / "00-fonts.py").write_text(startup)
    environment = {**os.environ, "IPYTHONDIR": str(folder / "ipython"), **environment}
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, kernel_name="python3", timeout=120).execute(env=environment)
    found = [output for cell in notebook.cells for output in cell.outputs]
    assert [output for output in found if output.output_type == "stream"] == []
    return [kind for output in found for kind in output.data if kind.startswith("image/")]


BACKENDS = ["agg", "QtAgg", "module://nowhere.backend", "no such backend", ""]


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_figure_appears_whatever_MPLBACKEND_says(backend, tmp_path):
    assert outputs([PLOT, PANELS], tmp_path, MPLBACKEND=backend) == ["image/svg+xml"] * 2


@pytest.mark.parametrize("backend", ["agg", "QtAgg"])
@pytest.mark.parametrize("cell", [PYPLOT_FIRST, OWN], ids=["pyplot first", "pyplot alone"])
def test_so_does_one_of_the_readers_own(cell, backend, tmp_path):
    assert len(outputs([cell], tmp_path, MPLBACKEND=backend)) == 1


CHOSEN = {
    "one that shows figures": (
        "import matplotlib; matplotlib.use('nbagg')\nimport d2l_calc as d2l",
        "nbagg",
    ),
    "any, later": ("import d2l_calc as d2l\nd2l.plt.switch_backend('agg')", "agg"),
}


@pytest.mark.parametrize(("cell", "backend"), CHOSEN.values(), ids=CHOSEN)
def test_a_backend_that_a_cell_has_chosen_stays(cell, backend, tmp_path):
    cells = [cell, f"assert d2l.plt.get_backend().lower() == {backend!r}; d2l.use_svg_display()"]
    assert outputs(cells, tmp_path, MPLBACKEND="agg") == []


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "agg"])
def test_fonts_that_a_start_up_file_asks_for_in_vain_flood_no_cell(backend, tmp_path):
    cells = [PLOT, "d2l.plot([1, -2], xlabel='x')", PANELS, "d2l.explore.secant()"]
    assert len(outputs(cells, tmp_path, SIMHEI, MPLBACKEND=backend)) == 4
