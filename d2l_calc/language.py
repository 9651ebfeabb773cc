"""The language of everything a reader sees that lives in code: Chinese or English."""

LANGUAGES = ("zh", "en")

_language = "zh"


def set_language(language):
    """Choose the language of labels, read-outs, feedback and hints.

    Explorers keep the language they were made in.

    Parameters
    ----------
    language : {"zh", "en"}
        Simplified Chinese (the default at start) or English.

    Raises
    ------
    ValueError
        For any other language.

    Examples
    --------
    >>> set_language("en")
    >>> say("斜率", "slope")
    'slope'
    >>> set_language("zh")
    >>> say("斜率", "slope")
    '斜率'
    """
    global _language
    if language not in LANGUAGES:
        raise ValueError(f"language is {language!r}; choose one of {', '.join(LANGUAGES)}")
    _language = language


def get_language():
    """Give the language in force, ``"zh"`` or ``"en"``."""
    return _language


def say(*texts):
    """Give the one of some texts that is in the language in force.

    Parameters
    ----------
    *texts : str
        The same text in each of `LANGUAGES`, in their order. The last one stands for languages
        that have none.
    """
    return texts[min(LANGUAGES.index(_language), len(texts) - 1)]
