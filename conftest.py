"""What every run of pytest needs, over tests and notebooks alike."""

import os

from start import settings

# Before anything else is imported: nobody's own settings are seen, however pytest is started.
settings.isolate()

from tools.execute import WIDGET_VIEW, joined  # noqa: E402

# The first plot of a machine lists its fonts, and says so where that takes long: not in a test.
if "PYTEST_XDIST_WORKER" not in os.environ:
    import matplotlib.font_manager  # noqa: F401


def pytest_configure(config):
    if nbval := config.pluginmanager.get_plugin("nbval"):
        compare_in_order(nbval)


def compare_in_order(nbval):
    """Let nbval see when two outputs of a cell change places, or what is printed moves past one.

    By itself it joins all that a cell prints, and compares pictures with pictures and texts with
    texts, whatever stands between them.
    """
    compare = nbval.IPyNbCell.compare_outputs
    nbval.coalesce_streams = lambda outputs: list(joined(outputs))

    def compare_outputs(cell, made, saved, *options):
        alike = compare(cell, made, saved, *options)
        if alike and (now := kinds(made)) != (before := kinds(saved)):
            cell.comparison_traceback.append(f"The order of the outputs is {now}, not {before}")
            return False
        return alike

    nbval.IPyNbCell.compare_outputs = compare_outputs


def kinds(outputs):
    """Give of each output what it is, with the formats that it has."""
    return [
        " ".join(
            [
                output.output_type,
                output.get("name", ""),
                *sorted({*output.get("data", {})} - {WIDGET_VIEW}),
            ]
        )
        for output in outputs
    ]
