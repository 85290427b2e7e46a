"""Articles with gold: a text, and beside it JSON lines with its records.

The first line of a gold file is the document (``id``, ``published``, ``sha256`` of the text in UTF-8), every other
one a record; ``corpus/README.md`` says what the fields mean. ``optional`` records count neither as missing nor as
wrong;
``"judged": false`` marks one that nobody has read yet: it holds the output still, but is left out of the figures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhextract.corpus.marked import TYPES, Case, numbered_rows

__all__ = ["Article", "ArticleError", "dump", "load", "read_rows", "sha256"]

Row = dict[str, Any]


class ArticleError(ValueError):
    """An article that cannot be read; the message names its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with its gold. `gold` are the lines of the gold file as dicts, in order; `header` its first line."""

    id: str
    text: str
    published: str | None
    gold: tuple[Row, ...]
    path: str = ""
    gold_path: str = ""
    header: Row = field(default_factory=dict)

    def case(self) -> Case:
        """The article as a case of marked text."""
        return Case(text=self.text, wanted=self.gold, published=self.published, id=self.id, path=self.path, line=1)


def sha256(text: str) -> str:
    """The digest by which a gold file knows its text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def find_text(gold_path: Path, id_: str) -> Path | None:
    """The text of a gold file: beside it under its own name or under its id, or in ``texts`` beside or above it."""
    folder = gold_path.parent
    places = (
        gold_path.with_suffix(".txt"),
        folder / f"{id_}.txt",
        folder / "texts" / f"{id_}.txt",
        folder.parent / "texts" / f"{id_}.txt",
    )
    return next((place for place in places if place.is_file()), None)


def load(gold_path: str | Path, *, lenient: bool = False) -> Article:
    """The article of a gold file; raises `ArticleError` where file and text do not fit together, OSError where one
    cannot be read. `lenient`: where the text is not the one that gold was made for, gold is left out."""
    from zhextract.readers import DecodeError, decode

    gold_path = Path(gold_path)
    rows = read_rows(gold_path.read_text(encoding="utf-8"), str(gold_path))
    if not rows or rows[0].get("type") != "document":
        raise ArticleError(f"{gold_path}:1: the first line is no document")
    header, gold = rows[0], rows[1:]
    id_ = str(header.get("id") or gold_path.stem)
    text_path = find_text(gold_path, id_)
    if text_path is None:
        raise ArticleError(f"{gold_path}: no text for it ({id_}.txt)")
    try:
        text = decode(text_path.read_bytes())
    except DecodeError as error:
        raise ArticleError(f"{text_path}: {error}") from None
    if header.get("sha256") not in (None, sha256(text)):
        if lenient:
            gold = []
        else:
            raise ArticleError(
                f"{text_path}: the text is not the one that {gold_path.name} was made for (sha256 differs)"
            )
    for number, row in enumerate(gold, 2):
        where = f"{gold_path}:{number}"
        if row.get("type") not in TYPES:
            raise ArticleError(f"{where}: no type {row.get('type')!r}")
        start, end = row.get("start"), row.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
            raise ArticleError(f"{where}: start {start!r}, end {end!r}: no span of the text")
        if text[start:end] != row.get("text", text[start:end]):
            raise ArticleError(f"{where}: text is {row['text']!r}, but {text[start:end]!r} stands there")
        row.setdefault("text", text[start:end])
    return Article(
        id=id_,
        text=text,
        published=header.get("published"),
        gold=tuple(gold),
        path=str(text_path),
        gold_path=str(gold_path),
        header=header,
    )


def read_rows(lines: str, path: str) -> list[Row]:
    """JSON lines as dicts; raises `ArticleError` naming the line."""
    return [row for _, row in numbered_rows(lines, path, ArticleError)]


def dump(header: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str:
    """The lines of a gold file, in the order of start and end."""
    ordered = sorted(rows, key=lambda row: (row["start"], row["end"]))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in (header, *ordered))
