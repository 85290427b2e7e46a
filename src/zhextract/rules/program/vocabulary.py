"""The vocabulary of programs: heads, verbs, figures of speech, the words around names; words by their ends or beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind

__all__ = [
    "HAN",
    "Beginnings",
    "Endings",
    "anywhere",
    "guarded",
    "heads",
    "known_slogans",
    "listed",
    "phrases",
    "predicates",
    "project_end",
    "verbs",
    "without",
    "words",
    "works",
]

HAN: Final = "\u4e00-\u9fff"


def without(chars: str) -> str:
    """The ranges of `HAN` without some characters, for a class."""
    starts = [HAN[0], *(chr(ord(char) + 1) for char in sorted(chars))]
    ends = [*(chr(ord(char) - 1) for char in sorted(chars)), HAN[-1]]
    return "".join(f"{start}-{end}" for start, end in zip(starts, ends, strict=True) if start <= end)


@cache
def heads() -> dict[str, tuple[ProgramKind, str, str]]:
    """Head word → kind, how it works behind marks (strong, direct), how without marks (free, verb, "")."""
    return {word: (ProgramKind(kind), quoted, plain) for word, kind, quoted, plain in table("program_heads.tsv")}


@cache
def verbs() -> dict[str, tuple[str, str]]:
    """Verb → what it carries before quotation marks, whether a name without marks is bound by it."""
    return {verb: (quoted, plain) for verb, quoted, plain in table("program_verbs.tsv")}


@cache
def phrases() -> dict[str, str]:
    """What stands in quotation marks and names nothing → its class (figure, never, class, headed)."""
    return {phrase: kind for phrase, kind in table("figures_of_speech.tsv")}


@cache
def known_slogans() -> dict[str, ProgramKind]:
    """Quoted strings that name a policy wherever they stand."""
    return {phrase: ProgramKind(kind) for phrase, kind in table("known_slogans.tsv")}


class Endings:
    """Words that a string may end in; the longest counts."""

    __slots__ = ("_by_last", "_single", "last_two", "lasts")

    def __init__(self, words: Iterable[str]) -> None:
        these = sorted(set(words), key=len, reverse=True)
        self._by_last: dict[str, list[str]] = {}  # by the last two characters
        for word in these:
            if len(word) > 1:
                self._by_last.setdefault(word[-2:], []).append(word)
        self._single = {word: word for word in these if len(word) == 1}
        self.lasts = frozenset(word[-1] for word in these)
        self.last_two = frozenset(word[-2:] for word in these)  # or the word, where it has one character

    def of(self, text: str) -> str:
        """The longest of the words that the text ends in, or ""."""
        for word in self._by_last.get(text[-2:], ()):
            if text.endswith(word):
                return word
        return self._single.get(text[-1:], "") if self._single else ""


class Beginnings:
    """Words that may stand at a place of a text; the longest counts."""

    __slots__ = ("_by_first", "_single", "firsts")

    def __init__(self, words: Iterable[str]) -> None:
        these = sorted(set(words), key=len, reverse=True)
        self._by_first: dict[str, list[str]] = {}  # by the first two characters
        for word in these:
            if len(word) > 1:
                self._by_first.setdefault(word[:2], []).append(word)
        self._single = {word: word for word in these if len(word) == 1}
        self.firsts = frozenset(word[0] for word in these)

    def at(self, text: str, at: int) -> str:
        """The longest of the words that stands at `at`, or ""."""
        for word in self._by_first.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                return word
        return self._single.get(text[at : at + 1], "") if self._single else ""


@cache
def predicates() -> Beginnings:
    """What begins a predicate: verbs, adverbs, prepositions."""
    return Beginnings(word for word, kind in table("boundaries.tsv") if kind in ("verb", "adverb", "function", "gerund"))


@cache
def project_end() -> Endings:
    """The endings of projects' names."""
    return Endings(table("project_heads.tsv").column("head"))


@cache
def _uses() -> dict[str, tuple[str, ...]]:
    uses: dict[str, list[str]] = {}
    for word, use in table("program_words.tsv", 2):
        uses.setdefault(use, []).append(word)
    return {use: tuple(its) for use, its in uses.items()}


def listed(use: str) -> tuple[str, ...]:
    """The words of that use in program_words.tsv."""
    return _uses()[use]


def words(use: str) -> str:
    """A prefix tree of the words of that use in program_words.tsv."""
    return trie(listed(use))


def guarded(words: Iterable[str]) -> str:
    """A prefix tree behind a look at the first character, which is cheap where most places fail."""
    these = tuple(words)
    first = "".join(sorted({re.escape(word[0]) for word in these}))
    return f"(?=[{first}]){trie(these)}"


def anywhere(words: Iterable[str]) -> str:
    """A pattern to search for the words, the longest at each place: a prefix tree for each first character.

    `re` skips quickly to the next place where one of several branches may begin, if each begins with a character.
    """
    trees: dict[str, list[str]] = {}
    for word in words:
        trees.setdefault(word[0], []).append(word)
    return "|".join(trie(its) for its in trees.values())


@cache
def works() -> re.Pattern[str]:
    """In the modifier of an …工程 that is a construction, not a programme of works."""
    return re.compile(
        r"[东西南北]延|调水|引水|矿坑|国道|省道|北环|大桥|综合(?<=[河湖江山渠溪]综合)|水利枢纽|输变电|输电|隧道|水库|三峡|除险加固|改扩建|迁建|新建|拓宽|护岸"
        r"|改造一期|期\Z(?<=[一二三]期)|灌区|河道|综合治理\Z|捷运|延伸|主体\Z|重划|河岸|上跨|下穿|平交口|交叉口|互通|高速公路|管廊|分校建设\Z|市郊铁路|特高压|东线|中线|机场|港区|排水支流"
    )
