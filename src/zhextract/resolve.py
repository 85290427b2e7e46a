"""Which record wins where two overlap.

Quantities and programs nest freely in each other's neighbourhood, but no number is two things: a time wins over the
quantities that it covers, a longer quantity over one inside it, and a numeral inside a program's name is the name's.
Times inside names stay: they say when (《…（2021—2035年）》).
"""

from __future__ import annotations

from typing import Any

__all__ = ["apart", "drop_covered", "outside_names", "without_overlaps"]


def without_overlaps(records: list[Any]) -> list[Any]:
    """Of records of one type that overlap, the one that begins first stays; of those, the longest."""
    end = 0
    for record in records:
        if record.start < end:
            break
        end = record.end
    else:
        return records  # as nearly always
    records.sort(key=lambda r: (r.start, -r.end))
    kept = [records[0]]
    for record in records[1:]:
        if record.start >= kept[-1].end:
            kept.append(record)
    return kept


def drop_covered(records: list[Any], covers: list[Any]) -> list[Any]:
    """The records that no span of `covers` touches; both are sorted and without overlaps."""
    if not covers or not records:
        return records
    kept = []
    following = iter(covers)
    cover = next(following)
    for record in records:
        start = record.start
        while cover is not None and cover.end <= start:
            cover = next(following, None)
        if cover is None or cover.start >= record.end:
            kept.append(record)
    return kept


def apart(text: str, quantities: list[Any], times: list[Any]) -> tuple[list[Any], list[Any]]:
    """Quantities and times that share no character: a time wins, unless it is only a part of the quantity (零点零一)."""
    if len(quantities) == 1 and quantities[0].rule == "whole":
        whole = quantities[0]
        if any(t.start == whole.start and t.end == whole.end for t in times) and not _decimal(text):
            return [], times
        return quantities, []
    quantities = without_overlaps(quantities)
    kept = []  # the times that are none a part of a quantity, from its beginning or to its end
    at, count = 0, len(quantities)
    for t in times:
        start, end = t.start, t.end
        while at < count and quantities[at].end <= start:
            at += 1
        if at < count:
            q = quantities[at]
            if q.start <= start and end <= q.end and (q.start == start) != (q.end == end):
                continue
        kept.append(t)
    times = kept
    return drop_covered(quantities, times), times


def _decimal(text: str) -> bool:
    """Of texts that may be a decimal or an hour, 一点零一 is the one and 十六点四十 the other."""
    return text.strip()[1:2] == "点"


def outside_names(text: str, quantities: list[Any], programs: list[Any]) -> list[Any]:
    """The quantities that are not part of a program's name (三 in “三个一批”, 百个 in 《关于联系百个重点项目的通知》)."""
    if not programs:
        return quantities
    return drop_covered(quantities, without_overlaps(list(programs)))
