"""The fact layer's vocabulary, compiled once: where nouns end, what stands before a number, who bears a figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from zhextract.lexicon import lengths, table, trie

__all__ = [
    "ADJECTIVES",
    "ATTRIBUTES",
    "CLASSES",
    "DOWN_VERBS",
    "INDICATORS",
    "MODAL",
    "MODALS",
    "PLAN",
    "TAILS",
    "Endings",
    "bearing",
    "begun",
    "holds",
    "modal_words",
    "words",
]

NOUN, VERB, FUNCTION, LINK, DE = "noun", "verb", "function", "link", "de"

#: word → class of `boundaries.tsv`
CLASSES: Final[dict[str, str]] = dict(table("boundaries.tsv"))  # type: ignore[arg-type]
#: a word: where it begins and ends, and its class
Word = tuple[int, int, str]


def begun(kinds: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """By the first two characters of words: what may follow them to make a longer one, the longest first, and what the two
    alone are. Most places of a text begin no word of two."""
    rests: dict[str, list[str]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        if len(word) > 1:
            rests.setdefault(word[:2], []).append(word[2:])
    return {pair: (tuple(filter(None, found)), kinds.get(pair)) for pair, found in rests.items()}


# what stands in marks or brackets is one word: “签约一批”项目, 《…》, 走访企业（项目）
_CLOSING: Final = {"“": ("”", 32), "《": ("》", 42), "（": ("）", 14)}
_STARTS: Final = frozenset(word[0] for word in CLASSES) | frozenset(_CLOSING)
# the same classes without that of nouns which only protect their characters, and those of one character
_KINDS: Final = {word: "" if kind == NOUN and word[-1] not in "率例比重数积额值" else kind for word, kind in CLASSES.items()}
_BEGUN: Final = begun(_KINDS)
_PAIRS: Final = frozenset(_BEGUN)  # three places in four begin no word: a set tells so sooner than a dict
_ALONE: Final = {**dict.fromkeys(_CLOSING, ""), **{word: kind for word, kind in _KINDS.items() if len(word) == 1}}


def word_at(text: str, at: int, stop: int) -> Word | None:
    """The longest word of the boundaries that stands at `at` and ends by `stop`."""
    char = text[at]
    if char not in _STARTS:
        return None
    if char in _CLOSING:
        mark, reach = _CLOSING[char]
        close = text.find(mark, at + 1, min(stop, at + reach))
        return (at, close + 1, NOUN) if close > 0 else None
    known = _BEGUN.get(text[at : at + 2])
    if known is not None:
        for rest in known[0]:
            if text.startswith(rest, at + 2, stop):
                end = at + 2 + len(rest)
                return at, end, CLASSES[text[at:end]]
        if known[1] is not None and at + 2 <= stop:
            return at, at + 2, CLASSES[text[at : at + 2]]
    kind = CLASSES.get(char)
    return (at, at + 1, kind) if kind is not None and at < stop else None


def bearing(use: str) -> tuple[str, ...]:
    """The words of that use in bearer_words.tsv."""
    return _BEARING[use]


def _by_use() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word, use in table("bearer_words.tsv", 2):
        found.setdefault(use, []).append(word)
    return {use: tuple(words) for use, words in found.items()}


_BEARING: Final = _by_use()


def holds(name: str) -> bool:
    """Does a word of two or more characters stand in `name`?"""
    for at in range(len(name) - 1):
        known = _BEGUN.get(name[at : at + 2])
        if known is not None and (known[1] is not None or name.startswith(known[0], at + 2)):
            return True
    return False


def words(text: str, at: int, stop: int) -> Iterator[Word]:
    """The words of the boundaries from `at` to `stop`, from left to right, the longest at each place; no nouns but those
    in marks and of measures: the others only protect their characters. Told one by one, since the first often decides."""
    pairs, alone = _PAIRS, _ALONE
    while at < stop:
        pair = text[at : at + 2]
        if pair in pairs:
            longer, kind = _BEGUN[pair]
            end = at + 2
            if longer and text.startswith(longer, end, stop):
                for rest in longer:
                    if text.startswith(rest, end, stop):
                        end += len(rest)
                        kind = _KINDS[text[at:end]]
                        break
            if kind is not None and end <= stop:
                if kind:
                    yield at, end, kind
                at = end
                continue
        char = text[at]
        if char in alone:
            kind = alone[char]
            if kind:
                yield at, at + 1, kind
            elif char in _CLOSING:
                mark, reach = _CLOSING[char]
                close = text.find(mark, at + 1, min(stop, at + reach))
                if close > 0:
                    yield at, close + 1, NOUN
                    at = close
        at += 1


#: word → class of `tails.tsv`; words of up to four characters are taken off
TAILS: Final[dict[str, str]] = dict(table("tails.tsv"))  # type: ignore[arg-type]
#: verbs before an indicator that take the number off it
DOWN_VERBS: Final = frozenset(word for word, _ in table("trends.tsv"))

#: word → class of `modals.tsv`
MODALS: Final[dict[str, str]] = dict(table("modals.tsv"))  # type: ignore[arg-type]


def _spotter(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the words, in its group 1. The first character and the second, or a first that is one alone, tell
    where one may begin; only there the whole words are tried, one step back: a class in front lets `re` skip what begins none."""
    words = sorted(words)
    return re.compile(
        f"[{''.join({w[0] for w in words})}](?:(?=[{''.join(sorted({w[1] for w in words if len(w) > 1}))}])"
        f"|(?<=[{''.join(w for w in words if len(w) == 1) or '#'}]))(?<=(?=({trie(words)})).)"
    )


MODAL: Final = _spotter(MODALS).finditer
_PLANS: Final = [word for word, kind in MODALS.items() if kind in ("planned", "after", "be", "must")]
#: finds the first that may make a plan of what follows: few sentences have one
PLAN: Final = _spotter(w for w in _PLANS if not any(other in w and other != w for other in _PLANS)).search


def modal_words(text: str, at: int, stop: int) -> Iterator[Word]:
    """The modal words from `at` to `stop`, from left to right, the longest at each place."""
    for m in MODAL(text, at, stop):
        start, end = m.span(1)
        if start >= at:
            at = end
            yield start, end, MODALS[m[1]]


class Endings:
    """A set of words that something may end in: a dict lookup or two, where `str.endswith` tries every word."""

    __slots__ = ("_sizes", "_words", "lasts")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sizes = lengths(word[::-1] for word in self._words)
        self.lasts = self._sizes.keys()  # the characters that they end in

    def of(self, text: str, start: int, end: int) -> bool:
        """Does the stretch of `text` from `start` to `end` end in one of them?"""
        if end > start:
            sizes = self._sizes.get(text[end - 1])
            if sizes is not None:
                words, room = self._words, end - start
                for size in sizes:
                    if size <= room and text[end - size : end] in words:
                        return True
        return False

    def size(self, text: str, start: int, end: int) -> int:
        """How long is the longest of them that the stretch of `text` from `start` to `end` ends in? 0: none."""
        if end <= start:
            return 0
        sizes = self._sizes.get(text[end - 1])
        if sizes is None:
            return 0
        words, room = self._words, end - start
        for size in sizes:
            if size <= room and text[end - size : end] in words:
                return size
        return 0


#: adjectives that stand before 的
ADJECTIVES: Final = frozenset(row[0] for row in table("adjectives.tsv"))


#: measures of one thing
ATTRIBUTES: Final = frozenset(row[0] for row in table("attributes.tsv"))


def _indicators() -> dict[str, str]:
    named: dict[str, str] = {}
    for name, aliases, _code, _note in table("indicators.tsv"):
        named[name] = name
        for alias in aliases.split():
            named.setdefault(alias, name)
    return named


#: an indicator's name or alias → its standard name
INDICATORS: Final = _indicators()
