"""brat standoff: ``id.txt``, ``id.ann``, and ``id.json`` with what brat has no place for (id, day of publication).

A record is a text-bound annotation (fragments divide at line breaks, which brat's lines cannot hold), its listed fields
are attributes, all of them together a note in JSON. An attribute that was changed in brat overrules the note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from zhextract.corpus.articles import Article
from zhextract.corpus.marked import TYPES
from zhextract.exchange.common import ENUMS, ExchangeError, fields, notes, row, span, type_of

__all__ = ["dump", "load"]

_PIECE = re.compile(r"[^\r\n\t\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BOUND = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_NOTE = "AnnotatorNotes"


def dump(found: Iterable[Article]) -> list[tuple[str | None, bytes]]:
    """Three files an article, and the ``annotation.conf`` that brat wants in the folder."""
    from zhextract.exchange import file_name

    files: list[tuple[str | None, bytes]] = [("annotation.conf", _configuration().encode())]
    for article in found:
        name = file_name(article.id)
        header = {"id": article.id, "published": article.published}
        files.append((f"{name}.txt", article.text.encode("utf-8", "surrogatepass")))
        files.append((f"{name}.ann", _annotations(article).encode("utf-8", "surrogatepass")))
        files.append((f"{name}.json", (json.dumps(header, ensure_ascii=False) + "\n").encode()))
    return files


def _annotations(article: Article) -> str:
    lines: list[str] = []
    attributes = 0
    for number, record in enumerate(article.gold, 1):
        start, end = record["start"], record["end"]
        pieces = [(m.start() + start, m.end() + start) for m in _PIECE.finditer(article.text[start:end])]
        pieces = pieces or [(start, end)]
        places = ";".join(f"{a} {b}" for a, b in pieces)
        words = " ".join(article.text[a:b] for a, b in pieces)
        lines.append(f"T{number}\t{record['type']} {places}\t{words}")
        for key in ENUMS:
            if record.get(key) is not None:
                attributes += 1
                lines.append(f"A{attributes}\t{key} T{number} {record[key]}")
        for key, on in (("optional", record.get("optional")), ("unjudged", record.get("judged") is False)):
            if on:
                attributes += 1
                lines.append(f"A{attributes}\t{key} T{number}")
        told = fields(record)
        if pieces[0][0] != start or pieces[-1][1] != end:  # a span that begins or ends with a line break
            told["span"] = [start, end]
        lines.append(f"#{number}\t{_NOTE} T{number}\t{_one_line(told)}")
    return "".join(line + "\n" for line in lines)


def _one_line(value: Any) -> str:
    return re.sub("[\x85\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(value, ensure_ascii=False))


def load(paths: Iterable[str]) -> list[Article]:
    """The articles of ``.ann`` files, or of all that stand in a folder."""
    found: list[Article] = []
    for path in map(Path, paths):
        anns = sorted(path.glob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
        if not anns:
            raise ExchangeError(f"{path}: no .ann file in this folder")
        found += map(_load, anns)
    return found


def _load(path: Path) -> Article:
    text = path.with_suffix(".txt").read_bytes().decode("utf-8", "surrogatepass")
    bounds: dict[str, tuple[str, int, int]] = {}
    told: dict[str, dict[str, Any]] = {}
    attributes: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(path.read_bytes().decode("utf-8", "surrogatepass").split("\n"), 1):
        where = f"{path}:{number}"
        if line.startswith("T"):
            match = _BOUND.fullmatch(line.rstrip("\r"))
            if match is None:
                raise ExchangeError(f"{where}: no text-bound annotation: {line[:60]!r}")
            pieces = [tuple(map(int, piece.split())) for piece in match[3].split(";")]
            for (_, a), (b, _) in pairwise(pieces):
                if text[a:b].strip():
                    raise ExchangeError(f"{where}: a span with a gap in it ({text[a:b]!r}): a record has none")
            bounds[match[1]] = (type_of(match[2], where), *span(text, pieces[0][0], pieces[-1][1], where))
        elif line.startswith("A"):
            words = line.split("\t", 1)[-1].split()
            if len(words) in (2, 3):
                attributes.setdefault(words[1], {})[words[0]] = words[2] if len(words) == 3 else True
        elif line.startswith("#"):
            parts = line.split("\t", 2)
            if len(parts) == 3 and parts[1].startswith(_NOTE + " ") and parts[2].startswith("{"):
                told[parts[1].split()[1]] = notes(parts[2], where)
    rows = []
    for name, (kind, start, end) in bounds.items():
        known = told.get(name)
        if known is not None and (whole := known.pop("span", None)) is not None:
            start, end = span(text, whole[0], whole[1], f"{path}: {name}")
        record = row(kind, start, end, text, known)
        rows.append(_overruled(record, attributes.get(name, {}), known is not None))
    header_path = path.with_suffix(".json")
    header = notes(header_path.read_text(encoding="utf-8"), str(header_path)) if header_path.exists() else {}
    rows.sort(key=lambda r: (r["start"], r["end"]))
    return Article(
        id=header.get("id") or path.stem,
        text=text,
        published=header.get("published"),
        gold=tuple(rows),
        path=str(path.with_suffix(".txt")),
    )


def _overruled(record: dict[str, Any], said: dict[str, Any], told: bool) -> dict[str, Any]:
    for key in ENUMS:
        if key in said and record.get(key) != said[key]:
            record[key] = said[key]
        elif key not in said and record.get(key) is not None:
            record[key] = None  # taken away in brat
    if "optional" in said:
        record["optional"] = True
    elif record.get("optional"):
        del record["optional"]
    if told and "unjudged" not in said and "judged" in record:
        del record["judged"]
    return record


def _configuration() -> str:
    kinds = "\n".join(f"{name}\tArg:<ENTITY>, Value:{'|'.join(values)}" for name, values in ENUMS.items())
    flags = "optional\tArg:<ENTITY>\nunjudged\tArg:<ENTITY>"
    entities = "\n".join(TYPES)
    return (
        f"[entities]\n{entities}\n[relations]\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n"
        f"[events]\n[attributes]\n{kinds}\n{flags}\n"
    )
