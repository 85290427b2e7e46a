"""Facts as flat rows, one a quantity: the form that a data frame or a spreadsheet takes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhextract.source import Source

if TYPE_CHECKING:
    from zhextract.records import Document, Program, Quantity

__all__ = ["COLUMNS", "SENTENCE_LIMIT", "rows"]

COLUMNS = (
    "document",
    "published",
    "of",
    "value",
    "low",
    "high",
    "unit",
    "kind",
    "bound",
    "base_value",
    "base_low",
    "base_high",
    "base_unit",
    "subject",
    "subject_name",
    "indicator",
    "period_start",
    "period_end",
    "status",
    "change",
    "basis",
    "program",
    "text",
    "start",
    "end",
    "sentence",
    "rule",
)
"""The columns of a row. Amounts are `Decimal`, days `date`, offsets int, the rest str; None where a fact has none."""

SENTENCE_LIMIT = 400
"""How many characters of a sentence a row quotes: a text without full stops must not be quoted whole on every row."""


def rows(document: Document) -> list[dict[str, Any]]:
    """A row for each quantity of the document, in order, with all of `COLUMNS`.

    ``base_value`` is the amount in the base unit (`Quantity.to_base`), ``program`` the program that the subject names
    or, where it names none, the last one before the quantity in its sentence, ``sentence`` the sentence around it with
    its layout repaired.
    """
    return list(_rows(document))


def _rows(document: Document) -> Iterator[dict[str, Any]]:
    quantities = document.quantities
    if not quantities:
        return
    source = Source(document.text)
    programs = document.programs
    names = {text: program.name for program in programs for text in (program.text, program.name)}
    passed, before = 0, None
    for q in quantities:
        while passed < len(programs) and programs[passed].start <= q.start:
            before = programs[passed]
            passed += 1
        at = source.view_offset(q.start)
        first, last = source.sentence(at)
        amount, base_unit = q.to_base()
        low, high = amount if isinstance(amount, tuple) else (None, None)
        yield {
            "document": document.id,
            "published": document.published,
            "of": q.of,
            "value": q.value,
            "low": q.low,
            "high": q.high,
            "unit": q.unit,
            "kind": q.kind.value,
            "bound": q.bound.value,
            "base_value": amount if isinstance(amount, Decimal) else None,
            "base_low": low,
            "base_high": high,
            "base_unit": base_unit,
            "subject": q.subject,
            "subject_name": q.subject_name,
            "indicator": q.indicator,
            "period_start": q.period.start if q.period else None,
            "period_end": q.period.end if q.period else None,
            "status": q.status.value,
            "change": q.change.value if q.change else None,
            "basis": q.basis,
            "program": _program(q, names, before, source, first),
            "text": q.text,
            "start": q.start,
            "end": q.end,
            "sentence": _quoted(source, at, first, last),
            "rule": q.rule,
        }


def _program(q: Quantity, names: dict[str, str], before: Program | None, source: Source, first: int) -> str | None:
    if q.subject is not None and (named := names.get(q.subject.strip("“”《》「」『』\"")) or names.get(q.subject)):
        return named
    if before is not None and source.view_offset(before.start) >= first:
        return before.name
    return None


def _quoted(source: Source, at: int, first: int, last: int) -> str:
    """The sentence as written, layout repaired; of a very long one what stands around `at`, the cuts marked."""
    if last - first <= SENTENCE_LIMIT:
        return source.clean[first:last].strip()
    start = max(first, at - SENTENCE_LIMIT // 2)
    end = min(last, start + SENTENCE_LIMIT)
    left = "…" if start > first else ""
    right = "…" if end < last else ""
    return left + source.clean[start:end].strip() + right
