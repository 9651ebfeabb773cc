"""The data that come with the book."""

from hashlib import sha256
from pathlib import Path

import numpy as np

IRIS = Path(__file__).with_name("iris.csv")
_IRIS_SHA256 = "f2bcaaaaef2b48262405c58170bdcb99c282d364f27026945f841e0026cca4ad"


def load_iris(path=IRIS):
    """Load Fisher's measurements of 150 iris flowers, 50 of each of three species.

    Parameters
    ----------
    path : str or pathlib.Path, optional
        Where the table is, if not where it comes with the package.

    Returns
    -------
    features : array of shape (150, 4)
        Length and width of the sepals, length and width of the petals, in centimetres.
    labels : array of int, shape (150,)
        The species of each flower: 0, 1 or 2.
    names : tuple of str
        What the species are called.

    Raises
    ------
    ValueError
        When the file is not the one that comes with the book.

    Examples
    --------
    >>> features, labels, names = load_iris()
    >>> features.shape, labels.shape, names
    ((150, 4), (150,), ('setosa', 'versicolor', 'virginica'))
    """
    text = Path(path).read_text("utf-8")  # with \n, however the file ends its lines
    rows = [line.split(",") for line in text.splitlines() if not line.startswith("#")][1:]
    if [len(row) for row in rows] != [5] * 150:
        raise ValueError(
            f"{path} holds {len(rows)} rows; Fisher's table has 150, of four numbers and a name"
            " each. Get the file again, for example with: git checkout d2l_calc/data/iris.csv"
        )
    if sha256(text.encode()).hexdigest() != _IRIS_SHA256:
        raise ValueError(
            f"{path} has been changed: its SHA-256 is not {_IRIS_SHA256[:12]}…"
            " Get the file again, for example with: git checkout d2l_calc/data/iris.csv"
        )
    names = tuple(dict.fromkeys(row[4] for row in rows))
    features = np.array([row[:4] for row in rows], dtype=float)
    labels = np.array([names.index(row[4]) for row in rows])
    return features, labels, names
