"""The kernel that a notebook runs in: what it is running, and the thread in which cells run."""

import signal
import sys
import threading
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import copy_context
from functools import wraps


def _kernel():
    """Give the kernel, or None where there is none."""
    ipython = sys.modules.get("IPython")
    return getattr(ipython and ipython.get_ipython(), "kernel", None)


def underway():
    """Give the cell that a kernel is running, and what tells this run from others of it."""
    kernel = _kernel()
    if kernel is None:
        return None, None
    request = kernel.get_parent("shell")
    return request.get("metadata", {}).get("cellId"), request.get("header", {}).get("msg_id")


def where_cells_run(function):
    """Make a function run in the thread in which cells run, when no cell is running.

    JupyterLab has widgets answered in another thread, at the same time as cells. Matplotlib's
    settings and what `print` prints to belong to the whole process, though: a cell would draw with
    the look of an explorer, or print what nobody sees. Interrupting a kernel stops what runs in
    the thread of the cells, and nothing else.

    Parameters
    ----------
    function : callable
        What it returns is lost.

    Returns
    -------
    callable
        Takes the same, and is done when the function is.
    """

    @wraps(function)
    def there(*args):
        kernel = _kernel()
        if kernel is None or threading.current_thread() is threading.main_thread():
            function(*args)
            return
        context, done = copy_context(), Future()

        def run():
            try:
                with _interruptible():
                    done.set_result(context.run(function, *args))
            except BaseException as error:
                done.set_exception(error)

        kernel.io_loop.add_callback(run)
        while not wait([done], timeout=1).done:
            if not kernel.io_loop.asyncio_loop.is_running():  # the kernel ends
                return
        done.result()

    return there


@contextmanager
def _interruptible():
    """Let an interrupt reach what runs, as it reaches a cell; between cells kernels ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
