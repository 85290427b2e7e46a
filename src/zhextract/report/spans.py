"""Marks in a text as HTML: nested and overlapping ones too, each with a line of its own under it."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from zhextract.report.views import OUTCOMES, Item

__all__ = ["highlight", "quoted", "slots"]

_LEVELS = 5  # lines under a text that can be told apart; deeper marks share the last one
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def quoted(text: str) -> str:
    """Text for HTML: what could be markup escaped, what no page may hold shown as U+FFFD."""
    return escape(_UNFIT.sub("\ufffd", text), quote=True)


def slots(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each span (sorted by start, longer ones first) its line: (level, how many levels its cluster has).

    Level 0 is the outermost. Spans that overlap have levels of their own; a cluster is a run of spans that hang
    together.
    """
    levels = [0] * len(spans)
    depth = [1] * len(spans)
    active: list[tuple[int, int]] = []  # end, level
    free: list[int] = []
    cluster: list[int] = []
    most = 0
    for index, (start, end) in enumerate(spans):
        while active and active[0][0] <= start:
            heapq.heappush(free, heapq.heappop(active)[1])
        if not active:
            for member in cluster:
                depth[member] = most
            cluster, most, free = [], 0, []
        if free:
            level = heapq.heappop(free)
        else:
            level, most = most, most + 1
        heapq.heappush(active, (end, level))
        levels[index] = level
        cluster.append(index)
    for member in cluster:
        depth[member] = most
    return list(zip(levels, depth, strict=True))


def highlight(text: str, items: Iterable[Item]) -> str:
    """The text with every item marked. The marks of one item share ``data-i``, its index among the items."""
    ordered = sorted(enumerate(items), key=lambda pair: (pair[1].start, -pair[1].end, pair[0]))
    lines = slots([(item.start, item.end) for _, item in ordered])
    cuts = sorted({0, len(text), *(i.start for _, i in ordered), *(i.end for _, i in ordered)})
    opening: dict[int, list[int]] = {}
    for place, (_, item) in enumerate(ordered):
        opening.setdefault(item.start, []).append(place)
    out: list[str] = []
    active: list[int] = []
    for start, end in pairwise(cuts):
        active = [place for place in active if ordered[place][1].end > start] + opening.get(start, [])
        active.sort(key=lambda place: lines[place][0])
        for place in active:
            index, item = ordered[place]
            level, depth = lines[place]
            out.append(_opened(index, item, min(depth - 1 - level, _LEVELS - 1), first=item.start == start))
        out.append(quoted(text[start:end]))
        out.append("</span>" * len(active))
    return "".join(out)


def _opened(index: int, item: Item, under: int, *, first: bool) -> str:
    classes = f"m {item.type} {item.outcome} l{under}" + (" first" if first else "")
    outcome = OUTCOMES[item.outcome]
    if not first:
        return f'<span class="{classes}" data-i="{index}">'
    label = quoted(f"{item.type}, {outcome.meaning}: {item.text[:80]}")
    sign = f' data-sign="{outcome.sign}"' if outcome.sign else ""
    return f'<span class="{classes}" data-i="{index}"{sign} tabindex="0" role="button" aria-label="{label}">'
