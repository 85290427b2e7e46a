"""The fact layer's vocabulary, compiled once: where nouns end, what stands before a number, who bears a figure."""

from __future__ import annotations

import re

from zhextract.lexicon import table, trie

__all__ = [
    "ATTRIBUTES",
    "CLASSES",
    "DOWN_VERBS",
    "INDICATORS",
    "MODALS",
    "MODAL_WORDS",
    "TAILS",
    "TAIL_LENGTH",
    "words",
]

NOUN, VERB, FUNCTION, LINK, DE = "noun", "verb", "function", "link", "de"

#: word → class of `boundaries.tsv`
CLASSES: dict[str, str] = dict(table("boundaries.tsv"))  # type: ignore[arg-type]
# what stands in marks or brackets is one word: “签约一批”项目, 《…》, 走访企业（项目）
_WORDS = re.compile(r"“[^”\n]{0,30}”|《[^》\n]{0,40}》|（[^（）\n]{0,12}）|" + trie(CLASSES))
#: all words of the boundaries in a stretch of the view, as matches
words = _WORDS.finditer
#: the word of the boundaries at a place, or None
word_at = _WORDS.match

#: word → class of `tails.tsv`, up to TAIL_LENGTH characters
TAILS: dict[str, str] = dict(table("tails.tsv"))  # type: ignore[arg-type]
TAIL_LENGTH = 4
#: verbs before an indicator that take the number off it
DOWN_VERBS = frozenset(word for word, _ in table("trends.tsv"))

#: word → class of `modals.tsv`
MODALS: dict[str, str] = dict(table("modals.tsv"))  # type: ignore[arg-type]
#: finds them
MODAL_WORDS = re.compile(trie(MODALS)).finditer

#: measures of one thing
ATTRIBUTES = frozenset(row[0] for row in table("attributes.tsv"))


def _indicators() -> dict[str, str]:
    named: dict[str, str] = {}
    for name, aliases, _code, _note in table("indicators.tsv"):
        named[name] = name
        for alias in aliases.split():
            named.setdefault(alias, name)
    return named


#: an indicator's name or alias → its standard name
INDICATORS = _indicators()
