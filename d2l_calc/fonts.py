"""Chinese letters in figures: an installed font to fall back on, found without a word."""

import logging
import re
import sys
import warnings
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.mathtext import MathTextParser

from d2l_calc.language import say

# Fonts for simplified Chinese first, sans-serif ones before others; names begin with one of these.
_CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "DengXian",
    "Heiti SC",
    "STHeiti",
    "SimHei",
    "WenQuanYi",
    "Noto Sans CJK",
    "Source Han Sans",
    "PingFang",
    "Heiti TC",
    "Droid Sans Fallback",
    "Arial Unicode MS",
    "Songti SC",
    "Noto Serif CJK",
    "Noto Serif SC",
    "Source Han Serif",
    "SimSun",
    "NSimSun",
    "STSong",
    "FangSong",
    "KaiTi",
    "Microsoft JhengHei",
    "AR PL",
    "Unifont",
)
_GENERIC = font_manager.font_family_aliases
_OWN = "DejaVu Sans"  # comes with Matplotlib

# From here on Unicode has the letters and the punctuation of Chinese, among others.
_FIRST = "\u2e80"


def family(given=("sans-serif",)):
    """Give a font family in which whatever can be drawn is drawn.

    Parameters
    ----------
    given : sequence of str, optional
        The fonts wanted. Those that are not installed are left out: Matplotlib prints a line for
        each of them on each text.

    Returns
    -------
    list of str
        The fonts wanted, Matplotlib's own, and one with Chinese letters if there is one.

    Examples
    --------
    >>> family(["no such font", "serif"])[:2]
    ['serif', 'DejaVu Sans']
    """
    installed, chinese = _installed()
    there = [name for name in given if name in installed or name.lower() in _GENERIC]
    return list(dict.fromkeys([*there, _OWN, *chinese]))


def settle_fonts():
    """Let Matplotlib draw Chinese letters in what is drawn from now on.

    Letters that the reader's own fonts have are drawn as before, to the byte. Where no font has
    Chinese letters, one sentence says so when they are drawn, once.

    Examples
    --------
    >>> settle_fonts()
    """
    _teach_matplotlib()
    settings, (installed, _) = matplotlib.rcParams, _installed()
    if settings["font.family"] != (wanted := family(settings["font.family"])):
        settings["font.family"] = wanted
    for kind in ("sans-serif", "serif", "monospace"):
        if installed.isdisjoint(settings[f"font.{kind}"]):
            settings[f"font.{kind}"] = [_OWN]


def _installed():
    """Give the names of all fonts, and in a list that of the best with Chinese letters, if any."""
    fonts = font_manager.fontManager.ttflist
    return _looked_through(id(fonts), len(fonts))


@lru_cache(maxsize=1)
def _looked_through(*_):
    names = frozenset(font.name for font in font_manager.fontManager.ttflist)
    chinese = (name for start in _CHINESE for name in sorted(names) if name.startswith(start))
    return names, list(islice(chinese, 1))


def _chinese():
    return _installed()[1]


@cache
def _say_that_there_is_none():
    listed = Path(matplotlib.get_cachedir(), "fontlist-*.json")
    text = say(
        "图里的汉字画成了方框，因为 Matplotlib 在这台电脑上没有找到中文字体："
        f"装一个（例如 Noto Sans CJK SC），删掉 {listed}，再重启内核就好。",
        "Chinese letters in figures are boxes, for Matplotlib found no Chinese font on this"
        f" computer: install one, such as Noto Sans CJK SC, delete {listed}, and restart the"
        " kernel.",
    )
    print(text, file=sys.stderr)


# Matplotlib has no setting for the rest: it prints a line for each letter that it cannot draw and
# each font that it does not find, every time, and takes all text beside mathematics from one font.


class _OneLine(logging.Filter):
    """Let a font be missed once, not on each text, and the weights of Chinese fonts never."""

    said = frozenset()

    def filter(self, record):
        text = record.getMessage()
        if "Failed to find font weight" in text and any(name in text for name in _chinese()):
            return False
        new = text not in self.said
        self.said |= {text} if text.startswith("findfont: ") else set()
        return new


class _MixedText:
    """Text with mathematics, whose Chinese letters come from the Chinese font."""

    def _get_glyph(self, fontname, font_class, symbol):
        if len(symbol) == 1 and symbol >= _FIRST:
            if not _chinese():
                _say_that_there_is_none()
                symbol = "\N{CURRENCY SIGN}"  # as Matplotlib does
            elif (font := self._chinese_font()).get_char_index(ord(symbol)):
                return font, ord(symbol), False
        return super()._get_glyph(fontname, font_class, symbol)

    def _chinese_font(self):
        weight = self.default_font_prop.get_weight()
        wanted = font_manager.FontProperties(family=_chinese(), weight=weight)
        return self._get_font(font_manager.findfont(wanted))


def _show_warning(show, message, category, *place):
    """Show a warning, but of all about missing Chinese letters only that there is no font."""
    missing = re.match(r"Glyph (\d+) .* missing from", str(message))
    if missing and chr(int(missing[1])) >= _FIRST and not _chinese():
        _say_that_there_is_none()
    else:
        show(message, category, *place)


@cache
def _teach_matplotlib():
    logging.getLogger(font_manager.__name__).addFilter(_OneLine())
    kinds = MathTextParser._font_type_mapping
    for name, kind in kinds.items():
        kinds[name] = type(kind.__name__, (_MixedText, kind), {})
    if not _chinese():
        warnings.showwarning = partial(_show_warning, warnings.showwarning)
