"""HTML: one self-contained page, every text with its records marked in place, a table of its facts, a timeline.

The page opens from disk, loads nothing, follows the reader's dark mode and prints. `zhextract.report` draws it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from zhextract.records import Quantity, Time
from zhextract.report import render, timeline
from zhextract.report.views import Field, Item, Table, View
from zhextract.writers.table import period as told
from zhextract.writers.wide import one_line

if TYPE_CHECKING:
    from zhextract.records import Document, Record
    from zhextract.writers import Format

__all__ = ["html", "view"]

_HIDDEN = {"type", "start", "end", "text", "rule"}


def html(only: frozenset[str]) -> Format:
    """A page of the documents, with the record types in `only`."""
    from zhextract.writers import Format

    def document(doc: Document) -> bytes:
        return render.article(view(doc, only))

    return Format("html", document, head=render.head("zhextract"), tail=render.tail())


def view(doc: Document, only: frozenset[str]) -> View:
    """A document as a page shows it."""
    records = [record for record in doc.records if record.type in only]
    items = [
        Item(r.type, r.start, r.end, r.text, "found", [Field(n, None, v) for n, v in _fields(r)], r.rule)
        for r in records
    ]
    counts = ", ".join(f"{sum(r.type == kind for r in records)} {kind} records" for kind in sorted(only))
    about = f"published {doc.published or 'unknown'}{_from(doc)} · {counts}"
    name = doc.id or "text"
    tables = _tables(records)
    periods = []
    for r in records:
        if isinstance(r, Quantity | Time) and r.period is not None:
            label = r.text if isinstance(r, Time) else f"{r.of or ''} {r.text}"
            periods.append((r.period.start, r.period.end, one_line(label)))
    anchor = "t-" + re.sub(r"\W", "-", name)
    return View(anchor, name, doc.text, items, about, tables, timeline.draw(periods))


def _from(doc: Document) -> str:
    return f" ({doc.published_from})" if doc.published_from not in (None, "given") else ""


def _fields(record: Record) -> list[tuple[str, str]]:
    out = []
    for name, value in record.to_dict().items():
        if name in _HIDDEN or value is None or value == [] or value == "":
            continue
        if name == "period":
            out.append((name, f"{value['start'] or ''}…{value['end'] or ''}"))
        else:
            out.append((name, "、".join(value) if isinstance(value, list) else str(value)))
    return out


def _tables(records: list[Record]) -> list[Table]:
    """A table for each type of record; a click on a row shows the record."""
    rows: dict[str, list[tuple[str, ...]]] = {kind: [] for kind in _TITLES}
    places: dict[str, list[int]] = {kind: [] for kind in _TITLES}
    for index, record in enumerate(records):
        rows[record.type].append(tuple(map(one_line, _cells(record))))
        places[record.type].append(index)
    return [
        Table(
            f"{len(rows[kind])} {_PLURALS[kind]}",
            titles,
            rows[kind],
            frozenset({1}) if kind == "quantity" else frozenset(),
            open=kind == "quantity",
            items=places[kind],
        )
        for kind, titles in _TITLES.items()
    ]


_PLURALS = {"quantity": "quantities", "time": "times", "program": "programs"}
_TITLES = {
    "quantity": ("of", "value", "unit", "bound", "subject", "period", "status", "change", "text"),
    "time": ("text", "kind", "value", "period", "relation"),
    "program": ("name", "kind", "text"),
}


def _cells(record: Record) -> tuple[str, ...]:
    if isinstance(record, Quantity):
        change = " ".join(filter(None, (record.change, record.basis)))
        bound = "" if record.bound == "exact" else record.bound
        return (
            record.of or "",
            _amount(record),
            record.unit,
            bound,
            record.subject or "",
            told(record.period),
            record.status,
            change,
            record.text,
        )
    if isinstance(record, Time):
        return record.text, record.kind, record.value or "", told(record.period), record.relation or ""
    return record.name, record.kind, record.text


def _amount(record: Quantity) -> str:
    if record.value is not None:
        return f"{record.value:,f}"
    if record.low is not None and record.high is not None:
        return f"{record.low:,f} – {record.high:,f}"
    return ""
