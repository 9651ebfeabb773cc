"""The chapters of the book, in the book's order: the one list of them.

A chapter has one name everywhere: ``book/zh/04-partial.ipynb``, ``explorers/partial.py``,
``exercises/partial.py``.
"""

CHAPTERS = {
    "1": "derivative",
    "2": "rules",
    "3": "extrema",
    "4": "partial",
    "5": "gradient",
    "6": "jacobian",
    "7": "chain",
    "8": "softmax",
    "9": "autodiff",
    "10": "training",
}

# Before them comes a page about Python: it has exercises, and nothing else of its own.
WARM_UP = {"0": "warm_up"}
