"""A source as the time rules read it, small numerals, and what the words around a time say."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from zhextract import numerals
from zhextract.records import Relation
from zhextract.rules.time import patterns as P
from zhextract.rules.time.spec import Point
from zhextract.source import Source

__all__ = ["Reader", "number", "relation", "word_at"]


@lru_cache(maxsize=4096)
def number(text: str) -> int:
    """A small whole numeral: 12, 十二, 廿, 二〇二二, 两; 元 (of a reign) is 1."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if text == "仨":
        return 3
    if len(text) > 1 and all(c in P.DIGIT for c in text):
        return int("".join(str("〇一二三四五六七八九".index("〇" if c == "零" else c)) for c in text))
    found = numerals.parse(text.removeprefix("初"))
    return int(found.value) if found is not None and found.value is not None else 0


def word_at(text: str, at: int) -> str | None:
    """The longest word of ``time_words.tsv`` that stands at `at` and may stand there."""
    for word, guard, _, _ in P.WORDS_AT.get(text[at : at + 2], ()):
        if text.startswith(word, at) and (guard is None or guard.match(text, at) is not None):
            return word
    return None


class Reader:
    """A source as the rules read it."""

    __slots__ = ("behind", "roc", "size", "source", "text")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.size = len(source.text)
        self.behind = 0  # the offset behind the sign of the number that a time begins with; 0 where it begins with none
        # years of three digits are those of the Republic (Taiwan)
        self.roc = source.hant and ("民国" in source.text or P.OF_ROC.search(source.text) is not None)

    def whole(self, start: int, end: int) -> bool:
        """The text is nothing but this span."""
        return end - start >= self.size - 1 and not (self.text[:start] + self.text[end:]).strip("。 \n")

    def heads_clause(self, at: int) -> bool:
        """A clause begins here."""
        return at == 0 or self.text[at - 1] in P.CLAUSE_HEAD

    def ends_clause(self, at: int) -> bool:
        """A clause ends here."""
        return at >= self.size or self.text[at] in P.CLAUSE_HEAD


_RELATIONS: Final = {str(kind): kind for kind in Relation}


def relation(r: Reader, start: int, end: int, p: Point | None = None) -> Relation | None:
    """What the words before and behind a time say."""
    text = r.text
    m = P.AFTER.match(text, end) if text[end : end + 1] in P.AFTER_FIRST else None
    if m is not None:
        kind = m.lastgroup or ""
        if kind == "come":
            if p is None or (not P.COME.match(text, m.end()) and (p.year is not None or p.month is not None)):
                return Relation.SINCE
        elif kind == "before" and m[0][-1] == "前" and text[m.end() : m.end() + 1] == "后":
            return None
        else:
            return _RELATIONS[kind]
    if p is None:
        return None
    last = text[start - 1 : start]
    if last in P.MARK_BEFORE:  # 截至“十三五”末
        start -= 1
        last = text[start - 1 : start]
    if last not in P.BEFORE_LAST:
        return None
    b = P.BEFORE.match(text, start)
    if b is not None:
        if b.lastgroup == "since":
            return Relation.SINCE
        if text[end : end + 1] != "的":
            return Relation.UNTIL
    return None
