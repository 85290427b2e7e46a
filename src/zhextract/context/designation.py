"""Where the name of what is counted ends and what is told of it begins: 2.4万户居民|免费换上, 9个口袋公园|串珠成链.

Verbs are without number, but what a measure word counts is known by how its names end.
"""

from __future__ import annotations

from typing import Final

from zhextract.context import _words
from zhextract.lexicon import table

__all__ = ["COUNTED", "ends", "names"]


def _names(*classes: str) -> _words.Endings:
    return _words.Endings(word for word, kind in table("designations.tsv") if kind in classes)


_PERSONS, _BODIES = _names("person"), _names("body")
#: by measure words: how the names of those end that it counts
COUNTED: Final = {
    **dict.fromkeys(("名", "位", "员", ""), _PERSONS),
    **dict.fromkeys(("家", "所"), _BODIES),
    "户": _names("person", "household", "body"),
}
_THINGS: Final = _names("thing", "body", "household")
_PIECES: Final = frozenset(
    "个 处 座 条 栋 幢 间 台 辆 套 块 件 项 片 段 眼 口 盏 部 起 亩 公顷 平方米 公里 株 棵 种 支 艘 架 列 组".split()
)
_GOING_ON: Final = _words.Endings(table("going_on.tsv").column("end"))


def ends(text: str, unit: str, at: int, end: int) -> int:
    """Where what is counted in `unit` ends, of the phrase from `at` to `end`; 0: that cannot be told."""
    if end - at < 3:
        return 0
    counted = COUNTED.get(unit)
    if counted is not None:
        quoted = text.find("”", at, end) + 1 if text[at] == "“" else 0
        if quoted == end:
            return end  # 两所“园区托管班”
        size = counted.size(text, at, end)
        if size > 1:
            return end
        close = _last(counted, text, max(at, quoted), end)
        if quoted and not (size or close):
            return quoted  # 128名“红管家”|走村入户
        return close if not size or (close and any(True for _ in _words.words(text, close, end))) else end  # 95家单位|周末开放停车场
    if unit not in _PIECES or end - at < 4:
        return 0
    size = _GOING_ON.size(text, at, end)
    if size > 1 or (size and _words.CLASSES.get(text[end - 2 : end]) != "gerund"):
        return 0  # 12个公园管理处
    if _THINGS.of(text, at, end):
        return 0
    marked = text.find("”", at, end) + 1 if text[at] == "“" else 0
    close = _last(_THINGS, text, max(at, marked), end)
    return close if close and text.find("“", close, end) < 0 else marked


def names(text: str, unit: str, at: int, stop: int) -> bool:
    """Does a name of what `unit` counts stand somewhere between `at` and `stop`?"""
    counted = COUNTED.get(unit, _THINGS)
    return counted.size(text, at, stop) > 0 or _last(counted, text, at, stop) > 0


def _last(endings: _words.Endings, text: str, at: int, end: int) -> int:
    """Where the last of the names before the end of a phrase ends."""
    lasts = endings.lasts
    for stop in range(end - 1, at + 1, -1):
        if text[stop - 1] in lasts and endings.size(text, at, stop) > 1 and text[stop] not in "”式型级":
            return stop
    return 0
