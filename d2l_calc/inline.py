"""In Jupyter figures appear below their cell, whatever backend the environment asks for."""

import os
import sys

_INLINE = "module://matplotlib_inline.backend_inline"
_FOR_FILES = ("agg", "cairo", "pdf", "pgf", "ps", "svg", "template")


def show_figures_inline():
    """Take back a backend that the variable MPLBACKEND has chosen for a Jupyter kernel.

    Servers and shells set it for scripts, to ``agg`` or ``QtAgg``, and every figure of a notebook
    is then missing, without a word. What shows figures because a cell has chosen it, as
    ``%matplotlib widget`` does, stays.

    Examples
    --------
    >>> show_figures_inline()
    """
    ipython = sys.modules.get("IPython")
    shell = ipython and ipython.get_ipython()
    if not hasattr(shell, "kernel"):
        return
    asked = os.environ.get("MPLBACKEND", "")
    if "inline" not in asked:
        # Matplotlib reads it when it is loaded, and fails on a name that it does not know.
        os.environ["MPLBACKEND"] = _INLINE
    matplotlib = sys.modules.get("matplotlib")
    unseen = {asked.lower(), *_FOR_FILES} - {_INLINE}
    if matplotlib and matplotlib.get_backend().lower() in unseen:
        shell.run_line_magic("matplotlib", "inline")


show_figures_inline()
