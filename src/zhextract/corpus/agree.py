"""How far two readings of the same articles agree: two people's gold, neither knowing the other's.

What one of the two held to be optional is left out where the other's record overlaps it; that they agree on which records
are optional is a figure of its own. A field agrees where one reading's value is right by the measure of gold against the
other's: for ``of`` and ``subject``, where any of the wordings have a common head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from zhextract.corpus.compare import GOLD, TYPES, field_name, measured
from zhextract.corpus.score import f1

__all__ = ["agreement", "figures"]

Row = Mapping[str, Any]


def agreement(first: Iterable[Row], second: Iterable[Row]) -> dict[str, Counter[str]]:
    """Counts by type, for one article; they add up."""
    first, second = list(first), list(second)
    out: dict[str, Counter[str]] = {}
    for kind in TYPES:
        a = {(r["start"], r["end"]): r for r in first if r["type"] == kind}
        b = {(r["start"], r["end"]): r for r in second if r["type"] == kind}
        n = out[kind] = Counter()
        for span in a.keys() & b.keys():
            n["both"] += 1
            n["same optional"] += bool(a[span].get("optional")) == bool(b[span].get("optional"))
        a_must, b_must = _required(a, b), _required(b, a)
        n["first"] += len(a_must)
        n["second"] += len(b_must)
        for span in a_must.keys() & b_must.keys():
            n["span"] += 1
            for name in GOLD[kind]:
                if name == "of" or not (measured(name, a[span]) or measured(name, b[span])):
                    continue
                n["n " + field_name(name)] += 1
                n["ok " + field_name(name)] += _same(kind, name, a[span], b[span])
    return out


def _required(mine: Mapping[tuple[int, int], Row], other: Mapping[tuple[int, int], Row]) -> dict[tuple[int, int], Row]:
    may = [span for span, row in other.items() if row.get("optional")]
    return {
        span: row
        for span, row in mine.items()
        if not row.get("optional") and not any(span[0] < end and start < span[1] for start, end in may)
    }


def _same(kind: str, name: str, a: Row, b: Row) -> bool:
    test, key = GOLD[kind][name], field_name(name)
    if name.endswith("~"):
        one, two = _wordings(a.get(key)), _wordings(b.get(key))
        if not one or not two:
            return not one and not two
        return any(test({**a, key: [x]}, {**b, key: y}) for x in one for y in two)
    return test(a, b) and test(b, a)


def _wordings(value: Any) -> list[str]:
    """The accepted wordings; a record that was not made as gold has one at most."""
    if not value:
        return []
    return [value] if isinstance(value, str) else list(value)


def figures(counts: Mapping[str, Counter[str]]) -> dict[str, dict[str, Any]]:
    """By type: how many records each reading has, the F1 of the spans, the share of equal values of each field."""
    out: dict[str, dict[str, Any]] = {}
    for kind, n in counts.items():
        row: dict[str, Any] = {
            "first": n["first"],
            "second": n["second"],
            "spans": f1(n["span"], n["first"], n["second"])[0],
        }
        for key in sorted(key[2:] for key in n if key.startswith("n ")):
            row[key] = n["ok " + key] / n["n " + key]
        row["optional or not"] = n["same optional"] / n["both"] if n["both"] else 0.0
        out[kind] = row
    return out
