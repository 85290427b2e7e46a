"""What the fact layer knows of one text before it reads a figure: sentences, the ends of times, the names of places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhextract.context import _words
from zhextract.lexicon import alternation, table

if TYPE_CHECKING:
    from zhextract.drafts import ProgramDraft, TimeDraft
    from zhextract.source import Source

__all__ = ["Scene"]

_DIVISIONS = table("divisions.tsv")
_GENERAL = tuple(w for w, c in _DIVISIONS if c == "general")
_NO = tuple(w for w, c in _DIVISIONS if c == "no")
_AREA = alternation(w for w, c in _DIVISIONS if c == "area")
# 全区 wherever it stands; 临江市 where a clause, a quotation or a place of another name begins, or a time has just ended
_PLACE = re.compile(
    rf"(?P<general>{alternation(_GENERAL)})"
    rf"|(?:(?<=[，。；：、\n “”（）—日月年末底来度在对为与和省市县])|^)(?P<name>[一-鿿]{{1,5}}?(?:{_AREA}))(?![民长委政府域场区级]|[内外]的|中心城)"
)


class Scene:
    """A text with what `attach` looks up in it again and again."""

    __slots__ = ("clean", "main", "place_at", "place_ends", "places", "sentence", "text", "time_ends", "times")

    def __init__(self, source: Source, times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> None:
        self.text, self.clean = source.text, source.clean
        self.sentence = source.sentence
        self.times = times
        self.time_ends = {t.end: t for t in times}
        self.places = _places(source.text)
        self.place_at = 0
        self.place_ends = dict(self.places)
        self.main = _main(self.text, self.places)


def _places(text: str) -> list[tuple[int, int]]:
    """(start, end) of every place: as the text calls it in general, and by the names that it has at a clause's head."""
    found: dict[int, int] = {}
    names: set[str] = set()
    bad: set[str] = set()
    for m in _PLACE.finditer(text):
        name = m["name"]
        if name is None:
            found[m.start()] = m.end()
        elif name not in bad:
            if name in names or _is_name(name):
                names.add(name)
            else:
                bad.add(name)
    for name in names:
        at = text.find(name)
        size = len(name)
        while at >= 0:
            if found.get(at, 0) < at + size:
                found[at] = at + size
            at = text.find(name, at + size)
    return sorted(found.items())


def _is_name(name: str) -> bool:
    if len(name) < 3 or name.endswith(_NO):
        return False
    return all(_words.CLASSES.get(m[0], "noun") == "noun" and len(m[0]) < 2 for m in _words.words(name))


def _main(text: str, places: list[tuple[int, int]]) -> str | None:
    """The place that the article is about: the one named most often."""
    counts: dict[str, int] = {}
    for start, end in places:
        name = text[start:end]
        if name not in _GENERAL:
            counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda n: counts[n]) if counts else None
