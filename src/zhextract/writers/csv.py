"""Facts as CSV (RFC 4180, UTF-8): one row a quantity, safe to open in a spreadsheet."""

from __future__ import annotations

import csv as _csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zhextract._codec import plain
from zhextract.writers.rows import COLUMNS, rows

if TYPE_CHECKING:
    from zhextract.records import Document
    from zhextract.writers import Format

__all__ = ["cell", "csv", "lines"]

# What a spreadsheet takes for a formula; Chinese and Japanese Excel read the full-width forms as the half-width ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> str:
    """A value as a cell: numbers and days plain, None empty, text that begins like a formula behind an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value) or ""
    if isinstance(value, (int, date)):
        return str(value)
    text = str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def lines(table: Iterable[Iterable[Any]]) -> bytes:
    """Rows of values as lines of CSV."""
    out = io.StringIO(newline="")
    _csv.writer(out).writerows([cell(value) for value in row] for row in table)
    return out.getvalue().encode("utf-8", "backslashreplace")


def csv(*, bom: bool = False) -> Format:
    """One row a quantity under a row of `COLUMNS`; `bom`: a byte order mark first, by which Excel knows UTF-8."""
    from zhextract.writers import Format

    def document(doc: Document) -> bytes:
        return lines(row.values() for row in rows(doc))

    return Format("csv", document, (b"\xef\xbb\xbf" if bom else b"") + lines([COLUMNS]))
