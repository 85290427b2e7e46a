"""doccano's JSON lines for sequence labeling: ``{"text": …, "label": [[start, end, type], …]}``, metadata beside it.

doccano keeps what it does not know as metadata of a text, so the records' fields stand there by span. Also read are
``labels`` (before 1.5) and ``entities`` with ``start_offset`` and ``end_offset`` (projects with relations).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhextract.corpus.articles import Article
from zhextract.exchange.common import ExchangeError, fields, row, span, type_of

__all__ = ["dump", "load"]

_BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dump(found: Iterable[Article]) -> list[tuple[str | None, bytes]]:
    """One file, a line an article."""
    lines = []
    for article in found:
        rows = article.gold
        line = {
            "text": article.text,
            "label": [[r["start"], r["end"], r["type"]] for r in rows],
            "document": article.id,
            "published": article.published,
            "records": [[r["start"], r["end"], r["type"], fields(r)] for r in rows],
        }
        text = json.dumps(line, ensure_ascii=False)
        for char, code in _BREAKS.items():
            text = text.replace(char, code)
        lines.append(text + "\n")
    return [(None, "".join(lines).encode("utf-8", "backslashreplace"))]


def load(paths: Iterable[str]) -> list[Article]:
    """The texts of exported files."""
    found = []
    for path in paths:
        lines = Path(path).read_bytes().decode("utf-8").split("\n")
        for number, line in enumerate(lines, 1):
            if line.strip():
                found.append(_article(line, f"{path}:{number}", f"{Path(path).stem}-{number}"))
    return found


def _article(line: str, where: str, name: str) -> Article:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise ExchangeError(f"{where}: not JSON: {error}") from None
    text = (data.get("text") or data.get("data")) if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise ExchangeError(f"{where}: no text")
    meta = data.get("meta") if isinstance(data.get("meta"), dict) else data
    told = {tuple(entry[:3]): entry[3] for entry in meta.get("records") or []}
    rows = []
    for start, end, label in _labels(data, where):
        span(text, start, end, where)
        kind = type_of(label, where)
        rows.append(row(kind, start, end, text, told.get((start, end, kind))))
    rows.sort(key=lambda r: (r["start"], r["end"]))
    published = meta.get("published")
    return Article(id=str(meta.get("document") or name), text=text, published=published, gold=tuple(rows), path=where)


def _labels(data: dict[str, Any], where: str) -> list[tuple[int, int, str]]:
    if "entities" in data:
        return [(e["start_offset"], e["end_offset"], e["label"]) for e in data["entities"]]
    labels = data.get("label", data.get("labels", []))
    if not all(isinstance(entry, list) and len(entry) == 3 for entry in labels):
        raise ExchangeError(f"{where}: label: expected [start, end, type]")
    return [(start, end, label) for start, end, label in labels]
