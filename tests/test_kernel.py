"""Explorers in a real kernel that answers widgets in a thread of their own, as JupyterLab asks."""

import time

import pytest
from jupyter_client.manager import start_new_kernel

from tests.support import PATIENCE

# An explorer that notes where it is drawn, and does more once it is told to.
MAKE = """
import threading, time
import d2l_calc as d2l

threads, todo = set(), []

def update(lines, a):
    threads.add(threading.current_thread().name)
    for do in todo:
        do()

explorer = d2l.Explorer(lambda figure: figure.subplots().plot([], []), update, a=(0, 10))
print(explorer.comm.comm_id)
"""


class Kernel:
    """A kernel, with a subshell for messages of widgets."""

    def __init__(self):
        self._manager, self._client = start_new_kernel()
        control = self._client.session.msg("create_subshell_request")
        self._client.control_channel.send(control)
        reply = self._client.get_control_msg(timeout=PATIENCE)
        self._subshell = reply["content"].get("subshell_id")

    def stop(self):
        """End it."""
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)

    def interrupt(self):
        """Do as the button does."""
        self._manager.interrupt_kernel()

    def send(self, code):
        """Send a cell, and give what tells its messages from others."""
        return self._client.execute(code)

    def ask(self, comm, a):
        """Ask an explorer for a picture, as a page does."""
        request = {"from": "page", "purpose": "now", "states": [[a]], "known": []}
        data = {"method": "custom", "content": request}
        message = self._client.session.msg("comm_msg", {"comm_id": comm, "data": data})
        message["header"]["subshell_id"] = self._subshell
        self._client.shell_channel.send(message)

    def hear(self, until):
        """Give messages until one of them is as is asked for, that one included."""
        heard, end = [], time.monotonic() + PATIENCE
        while not (heard and until(heard[-1])):
            heard.append(self._client.get_iopub_msg(timeout=end - time.monotonic()))
        return heard

    def run(self, code):
        """Run a cell, and give what it printed."""
        cell = self.send(code)
        heard = self.hear(lambda message: is_idle(message, cell))
        assert [m["content"] for m in heard if m["msg_type"] == "error"] == []
        return printed(heard, cell)


def is_idle(message, cell):
    """Tell whether a message says that a cell has run."""
    state = message["content"].get("execution_state")
    return message["parent_header"]["msg_id"] == cell and state == "idle"


def answer(message):
    """Give what an explorer answers with a message, if it does."""
    return message["content"].get("data", {}).get("content", {}).get("frames")


def printed(messages, cell):
    """Give what a cell printed, by the messages that say that it did."""
    texts = [m["content"]["text"] for m in messages if m["msg_type"] == "stream"]
    whose = {m["parent_header"]["msg_id"] for m in messages if m["msg_type"] == "stream"}
    assert whose <= {cell}
    return "".join(texts)


@pytest.fixture
def kernel():
    """Give a kernel."""
    kernel = Kernel()
    yield kernel
    kernel.stop()


@pytest.fixture
def comm(kernel):
    """Give what the kernel calls the messages of its explorer, once it has answered a page."""
    comm = kernel.run(MAKE).strip()
    kernel.ask(comm, 0)
    kernel.hear(answer)
    return comm


def test_a_picture_is_drawn_where_cells_run(kernel, comm):
    kernel.run("threads.clear()")
    kernel.ask(comm, 1)
    kernel.hear(answer)
    assert kernel.run("print(*threads)") == "MainThread\n"


def test_what_a_cell_prints_is_its_own_while_a_picture_is_asked_for(kernel, comm):
    kernel.run("todo.append(lambda: time.sleep(0.3))")
    cell = kernel.send("for k in range(40): time.sleep(0.02); print(k)")
    kernel.ask(comm, 1)
    heard = kernel.hear(lambda message: is_idle(message, cell))
    assert printed(heard, cell).split() == [str(k) for k in range(40)]


def test_an_interrupt_ends_a_picture_that_never_ends(kernel, comm):
    kernel.run(
        """
        def forever():
            print("drawing", flush=True)
            while True:
                time.sleep(0.01)
        todo.append(forever)
        """
    )
    kernel.ask(comm, 1)
    kernel.hear(lambda message: message["content"].get("text") == "drawing\n")
    kernel.interrupt()
    (frame,) = answer(kernel.hear(answer)[-1])
    assert "problem" in frame
    assert kernel.run("print('and goes on')") == "and goes on\n"
