# -*- coding: utf-8 -*-
"""Open the book in JupyterLab; set it up first, where that has not been done.

    python3 start/lab.py [--edition=zh] [--with-this-python] [options of JupyterLab]

Like start/environment.py it runs on whatever Python there is.
"""

import glob
import os
import subprocess
import sys

import environment
import settings

BOOK = os.path.join(environment.ROOT, "book")


def main(arguments):
    own = [each for each in arguments if each.startswith(("--with-this-python", "--edition="))]
    if environment.main(["read"] + own):
        return 1
    variables = settings.for_reading(os.environ)
    trust(variables)
    command = [environment.PYTHON, "-m", "jupyterlab"] + options()
    command += [each for each in arguments if each not in own]
    command += [os.path.join(BOOK, edition(own), "index.ipynb")]
    if os.name != "nt":
        os.execve(command[0], command, variables)
    try:
        return subprocess.call(command, env=variables)
    except KeyboardInterrupt:
        return 0


def edition(own):
    """Give the language that is asked for; else Chinese, or what there is."""
    asked = [each.partition("=")[2] for each in own if each.startswith("--edition=")]
    there = glob.glob(os.path.join(BOOK, "*", "index.ipynb"))
    there = [os.path.basename(os.path.dirname(path)) for path in there]
    return (asked + sorted(there, key=lambda name: name != "zh"))[0]


def options():
    """Give what JupyterLab has to be told: the book's folder, whatever its user's own is."""
    found = ["--ServerApp.root_dir=" + BOOK]  # with every edition: they lead to each other
    # Containers and rented machines know no other user.
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        found.append("--allow-root")
    return found


def trust(variables):
    """Let JupyterLab show the book's saved pictures; it opens without them, too."""
    notebooks = sorted(glob.glob(os.path.join(BOOK, "*", "*.ipynb")))
    done = subprocess.Popen(
        [environment.PYTHON, "-m", "nbformat.sign"] + notebooks,
        env=variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = done.communicate()[1].decode("utf-8", "replace").strip()
    if done.returncode:
        environment.tell(
            "The notebooks could not be marked as trusted ({}): pictures show once their cells "
            "are run.".format(said.splitlines()[-1] if said else done.returncode),
            "没能把笔记本标为可信：运行一格，它的图就会出现。",
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
