"""Documents in, bytes out: JSON lines, JSON, CSV (one row a quantity), and tables for a terminal.

A format is five plain values: what stands before the first document, between two, behind the last, and a function from
one document to its bytes. The function keeps no state, so that workers may each write the bytes of their own documents
and one place puts them in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zhextract.records import Document

__all__ = ["FORMATS", "TYPES", "Format", "by_name", "by_suffix", "write"]

TYPES = ("quantity", "time", "program")
"""The types of records, in the order in which tables show them."""

FORMATS = ("table", "jsonl", "json", "csv", "html")

_SUFFIXES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".html": "html", ".txt": "table"}


class Format(NamedTuple):
    """How documents become a file."""

    name: str
    document: Callable[[Document], bytes]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""


def by_name(
    name: str, *, only: Iterable[str] = TYPES, bom: bool = False, width: int | None = None, titles: bool = False
) -> Format:
    """The format of this name (one of `FORMATS`), restricted to the record types in `only`.

    `bom`: CSV begins with a byte order mark, by which Excel knows UTF-8. `width`: the columns of the terminal that a
    table must fit in. `titles`: a table names its document. Raises ValueError for an unknown name, and for CSV without
    quantities, since its rows are quantities.
    """
    wanted = frozenset(only)
    if name == "jsonl":
        from zhextract.writers import jsonl

        return jsonl.jsonl(wanted)
    if name == "json":
        from zhextract.writers import jsonl

        return jsonl.json(wanted)
    if name == "csv":
        if "quantity" not in wanted:
            raise ValueError("csv has a row for each quantity, and quantities are left out")
        from zhextract.writers import csv

        return csv.csv(bom=bom)
    if name == "html":
        from zhextract.writers import html

        return html.html(wanted)
    if name == "table":
        from zhextract.writers import table

        return table.table(wanted, width=width, titles=titles)
    raise ValueError(f"no format {name!r}: {', '.join(FORMATS)}")


def by_suffix(path: str) -> str | None:
    """The name of the format that a file's name asks for, None where it asks for none."""
    return next((name for suffix, name in _SUFFIXES.items() if path.lower().endswith(suffix)), None)


def write(documents: Iterable[Document], format: Format) -> Iterator[bytes]:
    """The pieces of a file, one a document, as they come."""
    yield format.head
    first = True
    for document in documents:
        piece = format.document(document)
        yield piece if first else format.between + piece
        first = False
    yield format.tail
