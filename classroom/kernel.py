"""A student's kernel: that of IPython, without the debugger, which the book does not use."""

import sys

# Whoever wants it is told that it is not there.
sys.modules["debugpy"] = None

from ipykernel import kernelapp  # noqa: E402

if __name__ == "__main__":
    kernelapp.launch_new_instance()
