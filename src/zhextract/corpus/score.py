"""Precision, recall and F1 of found records against gold: per type, per field, per article, per rule.

A `Tally` counts, and tallies add up; `figures` turns one into figures. A record is found where its exact span is; its
*value* is right where value, low, high and unit are (of a time kind and period, of a program the kind); a quantity's
*fact* is right where also its bound, the head of ``of``, period, status, change and basis are. Optional gold counts
neither way, and neither does what overlaps it only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from zhextract.corpus.compare import GOLD, TYPES, measured

__all__ = ["FACT", "HEADLINE", "VALUE", "Figure", "Tally", "f1", "figures", "rule_figures", "tally"]

Row = Mapping[str, Any]
Figure = tuple[float, float, float]
VALUE = {"quantity": ("value", "unit"), "time": ("kind", "period"), "program": ("kind",)}
"""The fields of a type's value."""
FACT = ("value", "unit", "bound", "of~", "period", "status", "change")
HEADLINE = (
    ("quantity", "span F1"),
    ("quantity", "value F1"),
    ("quantity", "fact F1"),
    ("time", "span F1"),
    ("time", "value F1"),
    ("program", "span F1"),
    ("program", "overlap F1"),
)
"""The figures an article is shown by."""
"""The fields of a quantity's fact."""


class Tally:
    """Counts by type, and of the found records by type and rule. `unjudged`: gold left out since nobody has read it."""

    __slots__ = ("rules", "types", "unjudged")

    def __init__(self) -> None:
        self.types: dict[str, Counter[str]] = {kind: Counter() for kind in TYPES}
        self.rules: dict[tuple[str, str], Counter[str]] = {}
        self.unjudged = 0

    def __iadd__(self, other: Tally) -> Tally:
        for kind, counts in other.types.items():
            self.types[kind].update(counts)
        for key, counts in other.rules.items():
            self.rules.setdefault(key, Counter()).update(counts)
        self.unjudged += other.unjudged
        return self

    def to_dict(self) -> dict[str, Any]:
        """The counts as JSON values."""
        return {kind: {key: n for key, n in sorted(counts.items()) if n} for kind, counts in self.types.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Mapping[str, int]]) -> Tally:
        """The reverse of `to_dict`; rules are not kept."""
        made = cls()
        for kind in TYPES:
            made.types[kind].update(data.get(kind, {}))
        return made


def tally(gold: Iterable[Row], found: Iterable[Row], *, unjudged: bool = False) -> Tally:
    """The counts of one article. Gold marked ``"judged": false`` is left out as if it were optional, unless
    `unjudged`."""
    counts = Tally()
    gold, found = list(gold), list(found)
    for kind, fields in GOLD.items():
        must: dict[tuple[int, int], Row] = {}
        may: list[tuple[int, int]] = []
        for row in gold:
            if row["type"] != kind:
                continue
            span = row["start"], row["end"]
            if not unjudged and row.get("judged") is False:
                counts.unjudged += 1
                may.append(span)
            elif row.get("optional"):
                may.append(span)
            else:
                must[span] = row
        got = {(row["start"], row["end"]): row for row in found if row["type"] == kind}
        counted = {span: row for span, row in got.items() if span in must or not any(_touch(span, m) for m in may)}
        t = counts.types[kind]
        t["wanted"] += len(must)
        t["guessed"] += len(counted)
        t["overlap wanted"] += sum(any(_touch(span, wanted) for span in counted) for wanted in must)
        t["overlap guessed"] += sum(any(_touch(wanted, span) for wanted in must) for span in counted)
        for span, row in counted.items():
            rule = counts.rules.setdefault((kind, row.get("rule") or ""), Counter())
            rule["guessed"] += 1
            if span not in must:
                continue
            t["span"] += 1
            rule["span"] += 1
            wanted = must[span]
            right: dict[str, bool] = {}
            for name, test in fields.items():
                right[name] = test(wanted, row)
                if not measured(name, wanted):
                    right[name] = True  # what gold does not tell makes no fact wrong
                    continue
                t["n " + name] += 1
                t["ok " + name] += right[name]
            value = all(right[name] for name in VALUE[kind])
            t["value"] += value
            rule["value"] += value
            if kind == "quantity":
                fact = all(right[name] for name in FACT)
                t["fact"] += fact
                rule["fact"] += fact
    return counts


def _touch(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def f1(hit: int, guessed: int, wanted: int) -> Figure:
    """F1, precision and recall."""
    precision = hit / guessed if guessed else 0.0
    recall = hit / wanted if wanted else 0.0
    return (2 * precision * recall / (precision + recall) if hit else 0.0), precision, recall


def figures(counts: Tally) -> dict[str, dict[str, Any]]:
    """By type: how many are wanted and found, the F1 figures as (F1, precision, recall), the accuracy of each field."""
    out: dict[str, dict[str, Any]] = {}
    for kind, t in counts.types.items():
        row: dict[str, Any] = {
            "wanted": t["wanted"],
            "guessed": t["guessed"],
            "span F1": f1(t["span"], t["guessed"], t["wanted"]),
            "value F1": f1(t["value"], t["guessed"], t["wanted"]),
        }
        if kind == "quantity":
            row["fact F1"] = f1(t["fact"], t["guessed"], t["wanted"])
        if kind == "program":
            precision = t["overlap guessed"] / t["guessed"] if t["guessed"] else 0.0
            recall = t["overlap wanted"] / t["wanted"] if t["wanted"] else 0.0
            both = precision + recall
            row["overlap F1"] = (2 * precision * recall / both if both else 0.0, precision, recall)
        for name in sorted(key[2:] for key in t if key.startswith("n ") and t[key]):
            row["accuracy of " + name] = t["ok " + name] / t["n " + name]
        out[kind] = row
    return out


def rule_figures(counts: Tally) -> list[dict[str, Any]]:
    """For each rule of each type how many of its records counted, and which share had a right span and a right
    value."""
    return [
        {
            "type": kind,
            "rule": rule,
            "guessed": n["guessed"],
            "span precision": n["span"] / n["guessed"],
            "value precision": n["value"] / n["guessed"],
        }
        for (kind, rule), n in sorted(
            counts.rules.items(), key=lambda pair: (pair[0][0], -pair[1]["guessed"], pair[0][1])
        )
    ]
