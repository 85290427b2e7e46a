"""Records as tables for a terminal: one a type of record, columns aligned, wide characters counted as two."""

from __future__ import annotations

from calendar import monthrange
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zhextract.writers.rows import COLUMNS
from zhextract.writers.wide import cut, one_line, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from zhextract.records import Document, Period, Program, Quantity, Time
    from zhextract.writers import Format

__all__ = ["COLUMNS", "Column", "grid", "period", "table"]

_GAP = "  "
_NARROWEST = 8  # cells that a column keeps when a table is made to fit
_BOUNDS = {"about": "≈", "nearly": "≲", "above": ">", "at_least": "≥", "below": "<", "at_most": "≤"}
_RELATIONS = {"until": "until", "since": "since", "before": "before", "after": "after", "during": "within"}


class Column(NamedTuple):
    """A column: its title, the most cells it takes, whether it is set to the right."""

    title: str
    most: int  # cells
    right: bool = False


_QUANTITY = (
    Column("of", 28),
    Column("value", 24, right=True),
    Column("unit", 14),
    Column("subject", 20),
    Column("period", 23),
    Column("status", 8),
    Column("change", 14),
    Column("text", 24),
)
_TIME = (Column("text", 28), Column("kind", 10), Column("value", 26), Column("period", 23), Column("relation", 8))
_PROGRAM = (Column("name", 60), Column("kind", 10), Column("text", 40))


def table(only: frozenset[str], *, width: int | None = None, titles: bool = False) -> Format:
    """Tables of the record types in `only`; see `by_name`."""
    from zhextract.writers import Format

    def document(doc: Document) -> bytes:
        parts = [_title(doc)] if titles else []
        if "quantity" in only and doc.quantities:
            parts.append(grid(_QUANTITY, map(_quantity, doc.quantities), width))
        if "time" in only and doc.times:
            parts.append(grid(_TIME, map(_time, doc.times), width))
        if "program" in only and doc.programs:
            parts.append(grid(_PROGRAM, map(_program, doc.programs), width))
        if len(parts) == titles:
            parts.append("nothing found\n")
        return "\n".join(parts).encode("utf-8", "backslashreplace")

    return Format("table", document, between=b"\n")


def _title(doc: Document) -> str:
    words = [one_line(doc.id or "-")]
    if doc.published:
        words.append(doc.published)
    return "== " + " · ".join(words) + "\n"


def grid(columns: tuple[Column, ...], rows: Iterable[Iterable[str]], most: int | None = None) -> str:
    """Rows under their titles, cut to the columns' widths and, where `most` is given, to so many cells in all."""
    cells = [[one_line(text) for text in row] for row in rows]
    widths = [
        min(column.most, max(width(column.title), *(width(row[i]) for row in cells)))
        for i, column in enumerate(columns)
    ]
    if most is not None:
        room = most - len(_GAP) * (len(columns) - 1)
        while sum(widths) > room and max(widths) > _NARROWEST:
            widths[widths.index(max(widths))] -= 1
    lines = [[column.title for column in columns], ["─" * w for w in widths], *cells]
    out = []
    for line in lines:
        parts = [
            pad(cut(text, w), w, right=column.right) for text, w, column in zip(line, widths, columns, strict=True)
        ]
        out.append(_GAP.join(parts).rstrip() + "\n")
    return "".join(out)


def _quantity(q: Quantity) -> tuple[str, ...]:
    if q.value is not None:
        amount = _amount(q.value)
    elif q.low is not None and q.high is not None:
        amount = f"{_amount(q.low)} – {_amount(q.high)}"
    else:
        amount = ""
    sign = _BOUNDS.get(q.bound.value)
    change = {"increase": "↑", "decrease": "↓"}[q.change.value] if q.change else ""
    return (
        q.of or "",
        f"{sign} {amount}" if sign else amount,
        q.unit,
        q.subject or "",
        period(q.period),
        q.status.value,
        f"{change} {q.basis or ''}",
        q.text,
    )


def _time(t: Time) -> tuple[str, ...]:
    relation = _RELATIONS[t.relation.value] if t.relation else ""
    return t.text, t.kind.value, t.value or "", period(t.period), relation


def _program(p: Program) -> tuple[str, ...]:
    return p.name, p.kind.value, p.text


def _amount(value: Decimal) -> str:
    return f"{value:,f}"


def period(value: Period | None) -> str:
    """A period as short as it can be told: ``2022``, ``2022-05``, ``2021…2025``, ``…2025``, ``2022-07-01…``."""
    if value is None:
        return ""
    first, last = value.start, value.end
    if first is None and last is None:
        return ""
    from_year = first is None or (first.month, first.day) == (1, 1)
    to_year = last is None or (last.month, last.day) == (12, 31)
    from_month = first is None or first.day == 1
    to_month = last is None or last.day == monthrange(last.year, last.month)[1]
    if first is not None and last is not None and from_year and to_year:
        length = 4
    elif first is not None and last is not None and from_month and to_month:
        length = 7
    else:  # an open period tells its end's day
        length = 10
    a = first.isoformat()[:length] if first else ""
    b = last.isoformat()[:length] if last else ""
    return a if a == b else f"{a}…{b}"
