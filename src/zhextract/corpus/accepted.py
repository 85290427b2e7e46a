"""The last accepted state: what was found when someone last looked at it and said yes.

For every corpus file one JSON lines file of the same place and name under ``accepted/`` in the corpus folder: a head
line (``figures``: the counts of an article's score), then every text with the records found in it, fields at their
defaults left out. It says what was, not what is right: gold and marks say that.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhextract.corpus import score
from zhextract.corpus.articles import Article, read_rows
from zhextract.corpus.bench import ACCEPTED, Result, root
from zhextract.corpus.marked import Case

__all__ = ["Accepted", "Found", "of_result", "place", "read", "render"]

Row = dict[str, Any]
_DEFAULTS = {"unit": "", "bound": "exact", "status": "actual", "inferred": False}


@dataclass(frozen=True, slots=True)
class Found:
    """A text with the records that were found in it, as dicts without fields at their defaults."""

    id: str
    text: str
    published: str | None
    records: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted of one corpus file; `figures` is an article's tally."""

    texts: tuple[Found, ...]
    figures: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def place(path: str) -> Path:
    """Where the accepted state of a corpus file is."""
    base = root(path)
    return (base / ACCEPTED / os.path.relpath(path, base)).with_suffix(".jsonl")


def compact(row: Mapping[str, Any]) -> Row:
    """A record's dict without what is at its default."""
    return {key: v for key, v in row.items() if v is not None and v != [] and _DEFAULTS.get(key, ...) != v}


def of_result(result: Result) -> Accepted:
    """The state that a check has found."""
    figures: dict[str, Any] = {}
    texts = []
    for item, rows in result.found:
        if isinstance(item, Article):
            figures = score.tally(item.gold, rows).to_dict()
        if isinstance(item, Case):
            rows = tuple(row for row in rows if row["type"] in item.scope)
        texts.append(Found(item.id, item.text, item.published, tuple(map(compact, rows))))
    return Accepted(tuple(texts), figures)


def read(path: Path) -> Accepted | None:
    """The accepted state in a file, None where there is none yet; raises ValueError for a damaged file."""
    try:
        lines = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    figures: Mapping[str, Mapping[str, int]] = {}
    texts: list[tuple[Row, list[Row]]] = []
    for number, row in enumerate(read_rows(lines, str(path)), 1):
        if row.get("type") == "accepted":
            figures = row.get("figures") or {}
        elif row.get("type") == "document":
            texts.append((row, []))
        elif texts:
            head, records = texts[-1]
            records.append({**row, "text": head["text"][row["start"] : row["end"]]})
        else:
            raise ValueError(f"{path}:{number}: a record before any text")
    found = (Found(head["id"], head["text"], head.get("published"), tuple(records)) for head, records in texts)
    return Accepted(tuple(found), figures)


def render(state: Accepted) -> str:
    """The file's text."""
    lines: list[Mapping[str, Any]] = [{"type": "accepted", "figures": state.figures}]
    for found in state.texts:
        lines.append({"type": "document", "id": found.id, "published": found.published, "text": found.text})
        lines += [{key: v for key, v in row.items() if key != "text"} for row in found.records]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
