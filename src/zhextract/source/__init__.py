"""The text as given and the view that the rules read: `layout` repaired, characters folded (`folding`), and the map back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate, count
from operator import add
from typing import Any, Final

from zhextract.source.folding import fold, is_traditional, simplify
from zhextract.source.layout import repair

__all__ = ["Source"]

_CLOSED: Final = re.compile("\n[”’）》]+")
_CLAUSE_END: Final = re.compile("[。！？\n，；：]")


def _sentence_ends(text: str) -> list[int]:
    """Where the sentences end: behind 。！？, the closing marks that follow, and line breaks."""
    # signs replaced and lines split take half of the time of a class of signs
    lines = text.replace("。", "\n").replace("！", "\n").replace("？", "\n")
    lines = _CLOSED.sub(lambda m: m[0][1:] + "\n", lines)
    ends = list(map(add, accumulate(map(len, lines.split("\n"))), count(1)))
    ends.pop()  # of the text
    return ends


class Source:
    """A text and its view.

    ``raw`` is the text as given, ``text`` the view that rules read, ``clean`` the view with its characters as written
    (same length as ``text``); ``hant`` says that the text is in Traditional Chinese. All offsets of rules are offsets
    into ``text``; `span` turns them into offsets into ``raw``.
    """

    __slots__ = ("_marks", "_raws", "_sentences", "_views", "clean", "hant", "raw", "text")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.clean, self._views, self._raws = repair(raw)
        self._views.append(len(raw) + 1)  # so that a place stands behind every offset
        self._marks = "&" in raw
        text = fold(self.clean)
        self.hant = is_traditional(text)
        self.text = simplify(text) if self.hant else text
        self._sentences: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw (start, end) of a non-empty view span; layout inside is covered, layout after its last character is not."""
        views, raws = self._views, self._raws
        i = bisect_right(views, start)
        begin = start + raws[i - 1] - views[i - 1]
        if views[i] < end:
            i = bisect_right(views, end - 1, i)
            last = end + raws[i - 1] - views[i - 1]
        else:
            last = begin + end - start
        if self._marks and self.raw[last - 1] == "&" and i < len(raws) and self.clean[end - 1] != "&":
            last = raws[i]  # a mark of a page (&sup3;) is inside to its semicolon
        return begin, last

    def place(self, drafts: Iterable[Any]) -> None:
        """Gives drafts, in order of their starts, their offsets in ``raw`` and their texts."""
        raw, views, raws, marks = self.raw, self._views, self._raws, self._marks
        i = 1
        for d in drafts:
            start, end = d.start, d.end
            while views[i] <= start:
                i += 1
            if end <= views[i] and not marks:  # as nearly always: no layout inside
                shift = raws[i - 1] - views[i - 1]
                start += shift
                end += shift
            else:
                start, end = self.span(start, end)
            d.start, d.end, d.text = start, end, raw[start:end]

    def sentence(self, at: int) -> tuple[int, int]:
        """(start, end) of the sentence around view offset `at`: it ends behind 。！？ (and a closing mark) or at a paragraph's end."""
        ends = self._sentences
        if ends is None:
            ends = self._sentences = _sentence_ends(self.text)
        i = bisect_right(ends, at)
        return (ends[i - 1] if i else 0), (ends[i] if i < len(ends) else len(self.text))

    def clause_end(self, at: int, limit: int) -> int:
        """The end of the clause around view offset `at`, which ends also behind ，；：; at most `limit`."""
        m = _CLAUSE_END.search(self.text, at, limit)
        return limit if m is None else m.end()

    def paragraph(self, at: int) -> tuple[int, int]:
        """(start, end) of the paragraph around view offset `at`, without its line break."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def view_offset(self, at: int) -> int:
        """The view offset of raw offset `at`, or of the next character that the view keeps."""
        i = max(1, bisect_left(self._raws, at + 1))
        return min(self._views[i - 1] + at - self._raws[i - 1], self._views[i], len(self.text))
