"""Run notebooks and write their outputs back, the same bytes on every run.

    python tools/execute.py book/zh/*.ipynb

A notebook that fails is left as it was; the message names the cell.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from start.settings import own_settings

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# For whoever runs a notebook: on a busy machine nothing that is printed is lost in silence.
PATIENT = {"iopub_timeout": 60, "raise_on_iopub_timeout": True}


def execute(path):
    """Run one notebook and write it back; give an error message, or None.

    Parameters
    ----------
    path : pathlib.Path
        The notebook. It runs in its own folder, as it does in JupyterLab.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        **PATIENT,
        kernel_name=KERNEL["name"],
        store_widget_state=False,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{path}, code cell {client.code_cells_executed}: {error.ename}: {error.evalue}"
    path.write_text(normalised(notebook), "utf-8", newline="\n")
    return None


def normalised(notebook):
    """Give a notebook's text without what differs between machines and runs.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Changed in place: the kernel's version, widget state and widget views go (a saved view
        without its kernel shows "model not found"; without it the picture is shown), and printed
        text is one piece however it arrived. What the book says of the notebook stays.
    """
    said = {key: notebook.metadata[key] for key in ("d2l",) if key in notebook.metadata}
    notebook.metadata = said | {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        cell.outputs = list(joined(cell.outputs))
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET_VIEW, None)
    return nbformat.writes(notebook) + "\n"


def joined(outputs):
    """Join what was printed in one go but came in pieces, as it does on a busy machine.

    Parameters
    ----------
    outputs : iterable of nbformat.NotebookNode

    Yields
    ------
    nbformat.NotebookNode
    """
    last = None
    for output in outputs:
        same = last and output.output_type == "stream" == last.output_type
        if same and output.name == last.name:
            last.text += output.text
            continue
        last = output
        yield last


def main(paths):
    with own_settings(), ThreadPoolExecutor(os.cpu_count()) as pool:
        errors = [error for error in pool.map(execute, map(Path, paths)) if error]
    if errors:
        sys.exit("\n\n".join([*errors, f"{len(errors)} of {len(paths)} notebooks failed"]))


if __name__ == "__main__":
    main(sys.argv[1:])
