"""Build a form of the book with Sphinx; a warning is an error."""

import sys

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils


def build(builder, settings, work, target, **values):
    """Build anew what is in a folder.

    Parameters
    ----------
    builder : str
        ``"html"`` or ``"latex"``.
    settings : pathlib.Path
        The folder of the form's ``conf.py``.
    work, target : pathlib.Path
        A folder with the notebooks in ``source``, and where to write.
    **values
        What ``conf.py`` leaves to the edition; ``a.b`` is the entry ``b`` of the setting ``a``.

    Raises
    ------
    SystemExit
        If Sphinx warns of something. It has printed what.
    """
    folders = work / "source", settings, target, work / "doctrees"
    with patch_docutils(settings), docutils_namespace():
        app = Sphinx(
            *folders,
            builder,
            confoverrides=values,
            status=None,
            warning=sys.stderr,
            freshenv=True,
            warningiserror=True,
        )
        app.build()
    if app.statuscode:
        sys.exit(app.statuscode)
