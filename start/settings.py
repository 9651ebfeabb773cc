"""What of a user's own settings reaches the book, and what does not.

The book is the same for everybody: in JupyterLab, where readers keep their own keys and colours,
and in tests and outputs, where nothing of a maintainer's may be seen.

Like start/environment.py this runs on whatever Python there is.
"""

import os
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Variables that change what Python, Matplotlib or a kernel does: a backend shows no figure in
# JupyterLab, and what lies on PYTHONPATH is not what the book was tried with.
STRANGE = """
    MPLBACKEND MPLCONFIGDIR MATPLOTLIBRC IPYTHONDIR PYTHONPATH PYTHONHOME PYTHONSTARTUP
    PYTHONINSPECT PYTHONOPTIMIZE PYTHONWARNINGS PYTHONDONTWRITEBYTECODE
""".split()
LEFT_OUT = "BOOK_LEFT_OUT_OF_PATH"


def for_reading(variables):
    """Give the environment variables of the book's JupyterLab.

    Parameters
    ----------
    variables : dict of str to str
        The user's own. What they say of Jupyter stays, as far as it can write where they say.
    """
    kept = {name: value for name, value in variables.items() if name not in STRANGE}
    kept.update(own("MPLCONFIGDIR", "IPYTHONDIR"))
    # The book's kernel before others of its name.
    kept["JUPYTER_PREFER_ENV_PATH"] = "1"
    # Its language servers ask npm, which never ends where it cannot keep what it knows.
    folders = dict(folders_of_jupyter(variables), npm_config_cache=os.path.expanduser("~/.npm"))
    for name, folder in folders.items():
        if not writable(folder):
            kept.update(own(name))
    return kept


def for_testing(variables):
    """Give the environment variables of tests and of notebooks that are run: nobody's own.

    Parameters
    ----------
    variables : dict of str to str
    """
    kept = {
        name: value
        for name, value in variables.items()
        if name not in STRANGE and not name.startswith("JUPYTER_")
    }
    kept.update(own("MPLCONFIGDIR", "IPYTHONDIR", *folders_of_jupyter({})))
    return kept


def isolate():
    """Let this process, and the kernels that it starts, know nothing of its user's settings."""
    # A worker of pytest-xdist gets its path from the process that starts it.
    path = os.environ.get("PYTHONPATH") or os.environ.get(LEFT_OUT, "")
    strange = [os.path.abspath(each) for each in path.split(os.pathsep) if each]
    sys.path[:] = [each for each in sys.path if each == ROOT or each not in strange]
    variables = for_testing(os.environ)
    variables[LEFT_OUT] = path
    # Nor what a matplotlibrc in the folder of a notebook says.
    found = find_spec("matplotlib")
    if found:
        folder = os.path.join(os.path.dirname(found.origin), "mpl-data")
        variables["MATPLOTLIBRC"] = os.path.join(folder, "matplotlibrc")
    os.environ.clear()
    os.environ.update(variables)


@contextmanager
def own_settings():
    """Let the kernels that are started in this block know nothing of their user's settings."""
    before, path = dict(os.environ), list(sys.path)
    isolate()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        sys.path[:] = path


def own(*names):
    """Give variables whose folders are the book's own, such as ``{"IPYTHONDIR": "…/ipython"}``."""
    folders = {name: name.partition("DIR")[0].strip("_").lower() for name in names}
    return {name: os.path.join(cache(), folder) for name, folder in folders.items()}


def cache():
    """Give a folder of the book, or of this process where nothing can be written in the book's."""
    if "place" not in _cache:
        places = [os.path.join(ROOT, name, "cache") for name in (".venv", ".artifacts")]
        if not os.path.isdir(os.path.join(ROOT, ".venv")):
            del places[0]
        _cache["place"] = next((each for each in places if writable(each)), None)
        _cache["place"] = _cache["place"] or tempfile.mkdtemp(prefix="book-")
    return _cache["place"]


_cache = {}


def writable(folder):
    """Whether a folder is there, or can be made, and can be written to."""
    try:
        if not os.path.isdir(folder):
            os.makedirs(folder)
        return os.access(folder, os.W_OK)
    except OSError:
        return False


def folders_of_jupyter(variables):
    """Give where Jupyter writes, by the names of the variables that say so."""
    home = os.path.expanduser("~")
    if sys.platform == "darwin":
        data = os.path.join(home, "Library", "Jupyter")
    elif os.name == "nt":
        data = os.path.join(variables.get("APPDATA") or os.path.join(home, ".jupyter"), "jupyter")
    else:
        share = variables.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
        data = os.path.join(share, "jupyter")
    data = variables.get("JUPYTER_DATA_DIR") or data
    folders = {
        "JUPYTER_CONFIG_DIR": os.path.join(home, ".jupyter"),
        "JUPYTER_DATA_DIR": data,
        "JUPYTER_RUNTIME_DIR": os.path.join(data, "runtime"),
    }
    return {name: variables.get(name) or folder for name, folder in folders.items()}
