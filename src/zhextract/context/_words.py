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
#: a word: where it begins and ends, and its class
Word = tuple[int, int, str]


def _sizes() -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in CLASSES:
        lengths.setdefault(word[0], set()).add(len(word))
    for mark in _CLOSING:
        lengths[mark] = {0}
    return {char: tuple(sorted(sizes, reverse=True)) for char, sizes in lengths.items()}


# what stands in marks or brackets is one word: “签约一批”项目, 《…》, 走访企业（项目）
_CLOSING = {"“": ("”", 32), "《": ("》", 42), "（": ("）", 14)}
_SIZES = _sizes()


def word_at(text: str, at: int, stop: int) -> Word | None:
    """The longest word of the boundaries that stands at `at` and ends by `stop`."""
    for size in _SIZES.get(text[at], ()):
        if size == 0:
            mark, reach = _CLOSING[text[at]]
            close = text.find(mark, at + 1, min(stop, at + reach))
            return (at, close + 1, NOUN) if close > 0 else None
        end = at + size
        if end <= stop:
            kind = CLASSES.get(text[at:end])
            if kind is not None:
                return at, end, kind
    return None


def words(text: str, at: int, stop: int) -> list[Word]:
    """The words of the boundaries from `at` to `stop`, from left to right, the longest at each place; no nouns but those
    in marks, which other nouns only protect."""
    found: list[Word] = []
    sizes, classes = _SIZES.get, CLASSES.get
    while at < stop:
        lengths = sizes(text[at])
        if lengths is None:
            at += 1
            continue
        for size in lengths:
            if size == 0:
                mark, reach = _CLOSING[text[at]]
                close = text.find(mark, at + 1, min(stop, at + reach))
                if close > 0:
                    found.append((at, close + 1, NOUN))
                    at = close + 1
                else:
                    at += 1
                break
            end = at + size
            if end <= stop:
                kind = classes(text[at:end])
                if kind is not None:
                    if kind != NOUN or text[end - 1] in "率例比重数积额":
                        found.append((at, end, kind))
                    at = end
                    break
        else:
            at += 1
    return found


#: word → class of `tails.tsv`, up to TAIL_LENGTH characters
TAILS: dict[str, str] = dict(table("tails.tsv"))  # type: ignore[arg-type]
TAIL_LENGTH = 4
#: verbs before an indicator that take the number off it
DOWN_VERBS = frozenset(word for word, _ in table("trends.tsv"))

#: word → class of `modals.tsv`
MODALS: dict[str, str] = dict(table("modals.tsv"))  # type: ignore[arg-type]
#: finds them
MODAL_WORDS = re.compile(f"(?=[{''.join({w[0] for w in MODALS})}]){trie(MODALS)}").finditer

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
