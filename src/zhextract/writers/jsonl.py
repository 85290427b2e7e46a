"""JSON lines (a document's own line, then one record a line) and JSON (a list of documents with their texts)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract._codec import document_line, dump

if TYPE_CHECKING:
    from zhextract.records import Document
    from zhextract.writers import Format

__all__ = ["encode", "json", "jsonl"]

# line ends to str.splitlines, JavaScript and some readers of JSON lines, though none to JSON
_LINE_ENDS = ("\x85", "\u2028", "\u2029")


def encode(text: str) -> bytes:
    """JSON text as UTF-8 on lines of its own making.

    A lone surrogate, which UTF-8 cannot have, and the line ends of Unicode become escapes (``\\ud800``), so that every
    record is written and reads back the same.
    """
    for end in _LINE_ENDS:  # each looked for alone takes a fiftieth of the time of a pattern
        if end in text:
            text = text.replace(end, f"\\u{ord(end):04x}")
    return text.encode("utf-8", "backslashreplace")


def jsonl(only: frozenset[str]) -> Format:
    """One line a document (`Document.header`), behind it one a record."""
    from zhextract.writers import TYPES, Format

    all_types = only.issuperset(TYPES)

    def document(doc: Document) -> bytes:
        records = doc.records if all_types else [record for record in doc.records if record.type in only]
        lines = [document_line(doc.id, doc.published, doc.published_from)]
        lines += [record.to_json() for record in records]
        lines.append("")
        return encode("\n".join(lines))

    return Format("jsonl", document)


def json(only: frozenset[str]) -> Format:
    """A list of documents, each with its text and records (`Document.to_dict`), a document a line."""
    from zhextract.writers import Format

    def document(doc: Document) -> bytes:
        data = doc.to_dict()
        data["records"] = [record for record in data["records"] if record["type"] in only]
        return encode(dump(data))

    return Format("json", document, b"[\n", b",\n", b"\n]\n")
