"""Marked text: one case a line, ⟦ ⟧ around every wanted record, a line of fields under it for each mark.

    # A count after the thing counted
    scope: quantity
    published: 2022-05

    改造老旧小区⟦35个⟧。
      quantity value=35 unit=个 of=老旧小区|小区

``docs/corpus.md`` describes the format. `parse` and `render` are exact reverses up to the order in which a file's
author wrote a line's fields; `to_jsonl` and `from_jsonl` turn a file into JSON lines and back without loss.

A wanted record is a plain dict, as a line of gold JSON is: ``type start end text``, the fields that the case names, and
``optional`` (may be there or not) or ``judged: False`` (nobody has read it yet) where they are set.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "TYPES",
    "Case",
    "MarkedError",
    "Plain",
    "from_jsonl",
    "identity",
    "mark",
    "numbered_rows",
    "parse",
    "render",
    "to_jsonl",
    "unmark",
]

Row = dict[str, Any]
TYPES = ("quantity", "time", "program")

_LISTS = {"of", "subject", "parts", "members"}
_FLAGS = {"optional": ("optional", True), "unjudged": ("judged", False)}
_OWN = {"type", "start", "end", "text"}
_DIRECTIVE = re.compile(r"(scope|published|id):[ \t]*(.*)")
_LABELS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"\\(u[0-9a-fA-F]{{4}}|.)|⟦([{_LABELS}]*)|⟧([{_LABELS}]*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SPECIAL = re.compile("[\\\\⟦⟧\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_CODES = {char: "\\" + letter for letter, char in _LETTERS.items()}
_WORD = re.compile(r'[ \t]+(?:(\w+)(:?=)("(?:[^"\\]|\\.)*"|(?:[^\s"\\]|\\.)*)|(\w+))(?=[ \t]|$)')
_PIECE = re.compile(r"\\.|\||[^\\|]+", re.DOTALL)
_NEEDS_QUOTES = re.compile(r"[\s\"'\\]")
_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?")


class MarkedError(ValueError):
    """Marked text that cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A line that is no case: a comment (``# …``), a directive (``scope: …``), or an empty line; `text` as written."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text with the records that are wanted of it.

    `text` is the text to extract from, marks and escapes taken off; `wanted` its records, in the order of their marks,
    offsets into `text`. `scope`: the types that are wanted; a record of these types that is not in `wanted` is false.
    `block` is the comment over the case's block, `path` and `line` (counted from 1) say where the case stands.
    """

    text: str
    wanted: tuple[Row, ...]
    scope: tuple[str, ...] = TYPES
    published: str | None = None
    id: str = ""
    path: str = ""
    line: int = 0
    block: str = ""

    @property
    def marked(self) -> str:
        """The text with its marks, as it stands in the file."""
        return mark(self.text, self.wanted)


def identity(text: str, scope: Iterable[str], published: str | None) -> str:
    """Eight hexadecimal digits that stand for a case as long as its text, its scope and its day do not change."""
    told = "\0".join((text, ",".join(scope), published or ""))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]


# --- reading ------------------------------------------------------------------------------------------------------


def parse(source: str, path: str = "<text>") -> list[Case | Plain]:
    """The lines of a marked text in order; raises `MarkedError` naming `path` and the line."""
    found: list[Case | Plain] = []
    scope: tuple[str, ...] = ()
    published: str | None = None
    told_id = block = ""
    lines = source.removeprefix("\ufeff").split("\n")
    if lines and not lines[-1]:
        lines.pop()
    stem = re.sub(r"\.\w+$", "", path.replace("\\", "/").rsplit("/", 1)[-1])
    seen: dict[str, int] = {}
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        if not line.strip() or line.startswith("#"):
            if line.startswith("#"):
                block = line.lstrip("# ").strip()
            found.append(Plain(line))
            continue
        if (directive := _DIRECTIVE.fullmatch(line)) is not None:
            key, value = directive[1], directive[2].strip()
            if key == "scope":
                scope = tuple(part.strip() for part in value.split(","))
                if unknown := [part for part in scope if part not in TYPES]:
                    raise MarkedError(f"{path}:{number}: scope: no type {unknown[0]!r} (known: {', '.join(TYPES)})")
            elif key == "published":
                published = None if value == "null" else value
            else:
                told_id = value
            found.append(Plain(line))
            continue
        if line.startswith("  "):
            raise MarkedError(f"{path}:{number}: fields without a case above them")
        if not scope:
            raise MarkedError(f"{path}:{number}: a case before any 'scope:' line")
        fields: list[Row] = []
        while at < len(lines) and lines[at].startswith("  ") and lines[at].strip():
            fields.append(_fields(lines[at], f"{path}:{at + 1}", scope))
            at += 1
        text, spans = unmark(line, f"{path}:{number}")
        if len(spans) != len(fields):
            raise MarkedError(f"{path}:{number}: {len(spans)} marks, but {len(fields)} lines of fields under them")
        name = told_id or f"{stem}:{identity(text, scope, published)}"
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
        wanted = tuple(
            {"type": row.pop("type"), "start": start, "end": end, "text": text[start:end], **row}
            for (start, end), row in zip(spans, fields, strict=True)
        )
        found.append(
            Case(
                text=text,
                wanted=wanted,
                scope=scope,
                published=published,
                id=name,
                path=path,
                line=number,
                block=block,
            )
        )
        told_id = ""
    return found


def unmark(line: str, where: str = "<text>") -> tuple[str, list[tuple[int, int]]]:
    """The text of a marked line and the spans of its marks in the order in which they open; raises `MarkedError`."""
    out: list[str] = []
    length = last = 0
    spans: list[tuple[int, int]] = []
    open_marks: list[tuple[int, str]] = []  # index in spans, label
    for match in _MARK.finditer(line):
        piece = line[last : match.start()]
        last = match.end()
        out.append(piece)
        length += len(piece)
        if match[1] is not None:
            char = _unescape(match[1])
            out.append(char)
            length += len(char)
        elif match[2] is not None:
            open_marks.append((len(spans), match[2]))
            spans.append((length, -1))
        else:
            at = next((i for i in reversed(range(len(open_marks))) if open_marks[i][1] == match[3]), None)
            if at is None:
                raise MarkedError(f"{where}: ⟧{match[3]} without ⟦{match[3]}")
            index, _ = open_marks.pop(at)
            if spans[index][0] == length:
                raise MarkedError(f"{where}: an empty mark")
            spans[index] = (spans[index][0], length)
    if open_marks:
        raise MarkedError(f"{where}: ⟦{open_marks[-1][1]} without ⟧{open_marks[-1][1]}")
    out.append(line[last:])
    if out[-1].endswith("\\"):
        raise MarkedError(f"{where}: a single backslash at the end")
    return "".join(out), spans


def _unescape(code: str) -> str:
    if len(code) == 5:
        return chr(int(code[1:], 16))
    return _LETTERS.get(code, code)


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda m: _unescape(m[1]), text) if "\\" in text else text


def _fields(line: str, where: str, scope: tuple[str, ...]) -> Row:
    words = line.split(None, 1)
    row: Row = {"type": words[0]}
    if words[0] not in TYPES:
        raise MarkedError(f"{where}: no type {words[0]!r} (known: {', '.join(TYPES)})")
    if words[0] not in scope:
        raise MarkedError(f"{where}: {words[0]} is not in the scope ({', '.join(scope)})")
    line = line.rstrip()
    at = line.index(words[0]) + len(words[0])
    while at < len(line):
        match = _WORD.match(line, at)
        if match is None:
            raise MarkedError(f"{where}: cannot be read from column {at + 1} on: {line[at:].strip()!r}")
        at = match.end()
        if match[4] is not None:
            if match[4] not in _FLAGS:
                raise MarkedError(f"{where}: {match[4]!r} is no field=value and none of {', '.join(_FLAGS)}")
            key, value = _FLAGS[match[4]]
        else:
            key = match[1]
            try:
                value = _value(key, match[3], json_value=match[2] == ":=")
            except ValueError as error:
                raise MarkedError(f"{where}: {key}: {error}") from None
        if key in row:
            raise MarkedError(f"{where}: {key} stands there twice")
        row[key] = value
    return row


def _value(key: str, written: str, *, json_value: bool) -> Any:
    quoted = written.startswith('"')
    if quoted:
        written = written[1:-1]
    if json_value:
        return json.loads(_plain(written))
    if written == "null" and not quoted:
        return None
    if key == "period":
        match = _PERIOD.fullmatch(written)
        if match is None:
            raise ValueError(f"{written!r} is no period such as 2022-01-01..2022-12-31")
        return {"start": match[1], "end": match[2]}
    if key in _LISTS:
        if not written:
            return [""] if quoted else []
        parts = [""]
        for piece in _PIECE.findall(written):
            if piece == "|":
                parts.append("")
            else:
                parts[-1] += piece
        return [_plain(part) for part in parts]
    if key == "inferred" and written in ("true", "false"):
        return written == "true"
    if key == "year" and re.fullmatch("[0-9]{1,4}", written):
        return int(written)
    return _plain(written)


# --- writing ------------------------------------------------------------------------------------------------------


def mark(text: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """The text with a mark around each record, nested by length; crossing spans carry superscript labels."""
    ordered = sorted(rows, key=lambda r: (r["start"], -r["end"]))
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for index, row in enumerate(ordered):
        if not 0 <= row["start"] < row["end"] <= len(text):
            raise ValueError(
                f"{row['type']} {row['start']}–{row['end']} is no span of a text of {len(text)} characters"
            )
        opens.setdefault(row["start"], []).append(index)
        closes.setdefault(row["end"], []).append(index)
    crossing: set[int] = set()
    for index, row in enumerate(ordered):
        for other in range(index + 1, len(ordered)):
            if ordered[other]["start"] >= row["end"]:
                break
            if row["start"] < ordered[other]["start"] and row["end"] < ordered[other]["end"]:
                crossing |= {index, other}
    labels = {index: _label(n) for n, index in enumerate(sorted(crossing), 1)}
    out: list[str] = []
    cuts = sorted({0, len(text), *opens, *closes})
    for position, at in enumerate(cuts):
        for index in reversed(closes.get(at, ())):
            out.append("⟧" + labels.get(index, ""))
        for index in opens.get(at, ()):
            out.append("⟦" + labels.get(index, ""))
        if at < len(text):
            piece = _SPECIAL.sub(_escape, text[at : cuts[position + 1]])
            if out and piece[0] in _LABELS:
                piece = "\\" + piece
            out.append(piece)
    return "".join(out)


def _label(number: int) -> str:
    return "".join(_LABELS[int(digit)] for digit in str(number))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char in "\\⟦⟧":
        return "\\" + char
    return _CODES.get(char) or f"\\u{ord(char):04x}"


def render(items: Iterable[Case | Plain]) -> str:
    """Marked text of these lines. The scope, day and id of a case are what the directives among them say; see
    `cases`."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, Plain):
            lines.append(item.text)
            continue
        if not item.text:
            raise ValueError("an empty text cannot be a case of marked text")
        line = item.marked
        if line[-1] == " ":  # editors take it off
            line = line[:-1] + "\\u0020"
        if line[0] in "# " or not line.strip() or _DIRECTIVE.fullmatch(line):
            line = "\\" + line
        lines.append(line)
        lines += [_line(row) for row in sorted(item.wanted, key=lambda r: (r["start"], -r["end"]))]
    return "".join(line + "\n" for line in lines)


def _line(row: Mapping[str, Any]) -> str:
    words = [row["type"]]
    flags = []
    for key, value in row.items():
        if key in _OWN:
            continue
        flag = next((word for word, state in _FLAGS.items() if state == (key, value) and value is state[1]), None)
        if flag is not None:
            flags.append(flag)
        else:
            words.append(_pair(key, value))
    return "  " + " ".join(words + flags)


def _pair(key: str, value: Any) -> str:
    written: str | None = None
    if value is None:
        written = "null"
    elif key == "period" and isinstance(value, dict) and set(value) == {"start", "end"}:
        written = f"{value['start'] or ''}..{value['end'] or ''}"
        written = written if _PERIOD.fullmatch(written) else None
    elif key in _LISTS and isinstance(value, list) and all(isinstance(v, str) for v in value):
        inner = "|".join(_SPECIAL.sub(_escape, v).replace("|", "\\|") for v in value)
        written = _quoted(inner, force=value == [""]) if value else ""
    elif key == "inferred" and isinstance(value, bool):
        written = "true" if value else "false"
    elif key == "year" and type(value) is int and 0 <= value <= 9999:
        written = str(value)
    elif isinstance(value, str) and key not in _LISTS and key != "period":
        text_like = key in ("inferred", "year") and (value in ("true", "false") or value.isdecimal())
        written = None if text_like else _quoted(_SPECIAL.sub(_escape, value), force=value in ("", "null"))
    if written is not None:
        return f"{key}={written}"
    encoded = json.dumps(value, ensure_ascii=False)
    return f"{key}:={_quoted(_SPECIAL.sub(_escape, encoded))}"


def _quoted(inner: str, *, force: bool = False) -> str:
    """`inner`, whose escapes are made, in quotation marks where it needs them."""
    if force or _NEEDS_QUOTES.search(inner):
        return '"' + inner.replace('"', '\\"') + '"'
    return inner


def cases(found: Iterable[Case]) -> list[Case | Plain]:
    """The cases with the directives (``scope``, ``published``, and ``id`` where it is no number of its own) they
    need."""
    lines: list[Case | Plain] = []
    scope: tuple[str, ...] | None = None
    published: str | None = None
    first = True
    for case in found:
        if case.scope != scope:
            lines.append(Plain("scope: " + ", ".join(case.scope)))
        if first or case.published != published:
            lines.append(Plain(f"published: {case.published or 'null'}"))
        scope, published, first = case.scope, case.published, False
        if case.id and not re.search(r":[0-9a-f]{8}(#\d+)?$", case.id):
            lines.append(Plain(f"id: {case.id}"))
        lines.append(case)
    return lines


# --- JSON lines -----------------------------------------------------------------------------------------------------


def to_jsonl(items: Iterable[Case | Plain]) -> str:
    """The lines as JSON lines: ``line`` for what is no case, ``document`` with its text for a case, then its
    records."""
    out: list[str] = []
    for item in items:
        if isinstance(item, Plain):
            out.append(json.dumps({"type": "line", "text": item.text}, ensure_ascii=False))
            continue
        head = {
            "type": "document",
            "id": item.id,
            "published": item.published,
            "scope": list(item.scope),
            "text": item.text,
        }
        out.append(json.dumps(head, ensure_ascii=False))
        out += [json.dumps(row, ensure_ascii=False) for row in item.wanted]
    return "".join(_unbroken(line) + "\n" for line in out)


_BREAKS = re.compile("[\x85\u2028\u2029\ud800-\udfff]")


def _unbroken(line: str) -> str:
    return _BREAKS.sub(lambda m: f"\\u{ord(m[0]):04x}", line)


def from_jsonl(lines: str, path: str = "<text>") -> list[Case | Plain]:
    """The reverse of `to_jsonl`; raises `MarkedError` naming the line."""
    items: list[Case | Plain] = []
    head: Row | None = None
    rows: list[Row] = []
    for number, row in numbered_rows(lines, path, MarkedError):
        kind = row.get("type")
        if kind in ("line", "document") and head is not None:
            items.append(_case(head, rows, path))
            head, rows = None, []
        if kind == "line":
            items.append(Plain(str(row.get("text", ""))))
        elif kind == "document":
            if not isinstance(row.get("text"), str):
                raise MarkedError(f"{path}:{number}: a document without its text")
            head = {**row, "line": number}
        elif kind in TYPES and head is not None:
            rows.append(row)
        else:
            raise MarkedError(f"{path}:{number}: {kind!r} is not expected here")
    if head is not None:
        items.append(_case(head, rows, path))
    return items


def numbered_rows(lines: str, path: str, error_type: type[ValueError]) -> Iterator[tuple[int, Row]]:
    """The objects of JSON lines with their line numbers; raises `error_type` naming the line."""
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise error_type(f"{path}:{number}: not JSON: {error}") from None
        if not isinstance(row, dict):
            raise error_type(f"{path}:{number}: not a JSON object")
        yield number, row


def _case(head: Row, rows: list[Row], path: str) -> Case:
    return Case(
        text=head["text"],
        wanted=tuple(sorted(rows, key=lambda r: (r["start"], -r["end"]))),
        scope=tuple(head.get("scope") or TYPES),
        published=head.get("published"),
        id=str(head.get("id") or ""),
        path=path,
        line=head["line"],
    )
