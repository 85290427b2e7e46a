"""The words around a number that hedge it: 约, 近, 超过, 不少于 before it, 以上, 左右 behind it (``lexicon/bounds.tsv``)."""

from __future__ import annotations

import re

from zhextract.lexicon import alternation, table
from zhextract.records import Bound

__all__ = ["HAN_CHAR", "HEDGES", "Hedges"]


HAN_CHAR = re.compile("(?![的地])[\u4e00-\u9fff]")


_LINKS = frozenset("了到达为有 ")
_STOPS = frozenset(("", *"，。；：、！？\n0123456789“”（）"))  # no hedge reaches over one of these


class Hedges:
    """The words of ``bounds.tsv`` before and after a number."""

    def __init__(self) -> None:
        before: dict[str, Bound] = {}
        after: dict[str, Bound] = {}
        self._not_in: dict[str, tuple[str, ...]] = {}
        self._far: dict[str, Bound] = {}
        sides = {"before": before, "after": after, "far": self._far}
        for word, side, bound, not_in in table("bounds.tsv", key=2):
            sides[side][word] = Bound(bound)
            if not_in:
                self._not_in[word] = tuple(not_in.split())
        self._before, self.after = before, after
        # what a hedge may end in, a link or a currency behind it included: some single characters, and pairs
        last = {word[-1] for word in before}
        self._one = frozenset(word for word in before if len(word) == 1) | frozenset("上过币元")
        self._two = frozenset(word[-2:] for word in before) | {char + link for char in last for link in _LINKS} | {"达到"}
        self._last = frozenset(last | _LINKS)
        self.first = frozenset(word[0] for word in after)
        self._after = re.compile(" ?(" + alternation(after) + ")").match
        sizes: dict[str, set[int]] = {}
        for word in before:
            sizes.setdefault(word[-1], set()).add(len(word))
        self._sizes = {last: sorted(found, reverse=True) for last, found in sizes.items()}  # by the last character
        self._currencies = tuple(row[0] for row in table("currency_signs.tsv", key=2) if row[2] == "word")
        self._far_last = re.compile(f"({alternation(self._far)})[^，。；：、！？\n0-9“”（）]{{1,14}}$").search

    def _word(self, text: str, start: int) -> tuple[str, int]:
        """The hedge before `start`, perhaps with 了, 到, 为 or a currency behind it, and where it ends."""
        before, sizes = self._before, self._sizes
        last, end = text[start - 1], start
        if last in "币元":
            known = [len(c) for c in self._currencies if text.endswith(c, 0, start)]
            if known:
                end = start - max(known)
                last = text[end - 1 : end]
        for size in sizes.get(last, ()):
            if size <= end and text[end - size : end] in before:
                return text[end - size : end], end
        if last in _LINKS:
            for drop in (1, 2) if text.endswith("达到", 0, end) else (1,):
                bare = end - drop
                for size in sizes.get(text[bare - 1 : bare], ()):
                    if size <= bare and text[bare - size : bare] in before:
                        return text[bare - size : bare], bare
        return "", 0

    def behind(self, text: str, end: int) -> bool:
        """Whether a hedge of more than one character stands behind `end`: 三十以上, 五十左右."""
        if end >= len(text) or text[end] not in self.first:
            return False
        m = self._after(text, end)
        return m is not None and len(m[1]) > 1

    def around(self, text: str, start: int, end: int) -> Bound | None:
        """The hedge before `start` or after `end`; one behind (以上) is the more exact where both stand."""
        if end < len(text) and (text[end] in self.first or text[end] == " "):
            m = self._after(text, end)
            if m is not None and not (len(m[1]) == 1 and HAN_CHAR.match(text, m.end())):
                return self.after[m[1]]
        return self.before(text, start)

    def before(self, text: str, start: int) -> Bound | None:
        """The hedge before `start`."""
        a = text[start - 1 : start]
        if a in _STOPS:
            return None
        if a in self._one or (a in self._last and text[start - 2 : start] in self._two):
            word, end = self._word(text, start)
            if word and not text.endswith(self._not_in.get(word, ()), 0, end):
                return self._before[word]
            if a == "过" and text[start] in "百千万亿":
                return Bound.ABOVE  # 过万, 过千亿
            if a == "上" and text[start] in "百千万亿" and text[start - 2] not in "跨迈登踏攀站":
                return Bound.AT_LEAST  # 上千, 上万
        near = text[start - 18 : start] if start > 18 else text[:start]
        if "不" in near or "最" in near or "至少" in near:
            m = self._far_last(near)
            return None if m is None else self._far[m[1]]
        return None


HEDGES = Hedges()
