"""Search in Chinese: every pair of neighbouring characters is a word.

Whoever looks for 链式法则 looks for 链式, 式法 and 法则. Needs no dictionary, misses no term.
"""

import re

from sphinx.search.zh import SearchChinese

CHINESE = r"[\u3400-\u9fff]"


def words(text):
    """Split a text into pairs of Chinese characters and words of other letters.

    Examples
    --------
    >>> words("用 softmax 求导数")
    ['用', 'softmax', '求导', '导数']
    """
    found = []
    for run in re.findall(rf"{CHINESE}+|[^\W_\u3400-\u9fff]+", text):
        pairs = [run[i : i + 2] for i in range(len(run) - 1)]
        found += pairs if re.match(CHINESE, run) and pairs else [run]
    return found


class SearchBigrams(SearchChinese):
    """What Sphinx indexes, and how the page splits what a reader looks for: the same way."""

    language_name = "English"  # names the stemmer, for the words that are not Chinese
    js_splitter_code = r"""
var splitQuery = (query) =>
  (query.match(/[\u3400-\u9fff]+|[^\s\p{P}\p{S}\u3400-\u9fff]+/gu) ?? []).flatMap((run) =>
    /[\u3400-\u9fff]/.test(run) && run.length > 1
      ? [...run].slice(1).map((_, i) => run.slice(i, i + 2))
      : [run],
  );
"""

    def split(self, text):
        found = words(text)
        self.latin_terms.update(word for word in found if word.isascii())
        return found

    def word_filter(self, word):
        return bool(word) and word not in self.stopwords


def setup(app):
    app.add_search_language(SearchBigrams)
    return {"parallel_read_safe": True}
