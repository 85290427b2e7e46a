"""Inputs of any size, one text at a time: texts, folders, tables with a text column, archives, compressed files.

A text is found first and read later (`Reference`), so that a run that is taken up again passes over what is done
without reading it. What a file is, its name tells: ``.jsonl`` and ``.ndjson`` (one JSON object a line), ``.parquet``,
``.zip`` (of texts), each of the first two and any text also behind ``.gz`` or ``.zst``.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from zhextract._edtf import parse_published
from zhextract.readers.decode import DecodeError, decode
from zhextract.readers.files import SUFFIXES, Failure, Item

if TYPE_CHECKING:
    import zipfile

__all__ = ["NO_FIELDS", "Fields", "Reference", "day", "read", "references", "size"]

_PACKED = (".gz", ".zst")
_LINES = (".jsonl", ".ndjson")
_ROWS = 512  # rows of a Parquet file that are held at once
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|[T ].*)?$|(\d{4})(\d\d)(\d\d)$")


class Fields(NamedTuple):
    """The columns of a table. `id` and `published` of None are the columns of that name where there are such."""

    text: str | None = None
    id: str | None = None
    published: str | None = None


NO_FIELDS = Fields()


class Reference(NamedTuple):
    """A text that can be read, before the next is asked for. `at`: bytes of all inputs up to its end.

    `load` does not raise.
    """

    name: str
    at: int
    load: Callable[[], Item | Failure]


class _Options(NamedTuple):
    published: str | None
    encoding: str | None
    fields: Fields
    stdin: Callable[[], bytes]


def _standard_input() -> bytes:
    return sys.stdin.buffer.read()


def read(
    targets: Iterable[str],
    *,
    published: str | None = None,
    encoding: str | None = None,
    fields: Fields = NO_FIELDS,
    stdin: Callable[[], bytes] = _standard_input,
) -> Iterator[Item | Failure]:
    """The texts that the targets name, each read when it is asked for.

    `published` is told of all texts, but a table's own column goes before it.
    """
    for reference in references(targets, published=published, encoding=encoding, fields=fields, stdin=stdin):
        yield reference.load()


def references(
    targets: Iterable[str],
    *,
    published: str | None = None,
    encoding: str | None = None,
    fields: Fields = NO_FIELDS,
    stdin: Callable[[], bytes] = _standard_input,
) -> Iterator[Reference]:
    """What `read` reads, in the same order, not read yet.

    A file's id is its name without its suffix, or for one in a folder or archive its path below that; where that was
    given before, the whole path. A row's id is its id column or ``NAME:ROW``. In a folder, texts and archives are read;
    tables only where `fields` names their text column, since a folder may hold the output of an earlier run.
    """
    options = _Options(published, encoding, fields, stdin)
    seen: set[str] = set()
    at = 0
    for target in targets:
        if target == "-":
            yield Reference("<stdin>", at, partial(_standard, options))
            continue
        if os.path.isdir(target):
            files: Iterable[str | Failure] = _walk(target, tables=fields.text is not None)
            below: str | None = target
        else:
            files, below = (target,), None
        empty = True
        for path in files:
            empty = False
            if isinstance(path, Failure):
                yield _failed(path.name, at, path.reason)
                continue
            last = at
            for reference in _file(path, below, seen, at, options):
                last = reference.at
                yield reference
            at = max(last, at + _size(path))
        if empty:
            reason = f"no text in this folder (no file ends in {' or '.join(SUFFIXES)})"
            yield _failed(target, at, reason)


def size(targets: Iterable[str], *, fields: Fields = NO_FIELDS) -> int | None:
    """The bytes of all that the targets name, on which `Reference.at` counts; None with standard input."""
    total = 0
    for target in targets:
        if target == "-":
            return None
        if os.path.isdir(target):
            found = _walk(target, tables=fields.text is not None)
            total += sum(_size(path) for path in found if isinstance(path, str))
        else:
            total += _size(target)
    return total


def day(value: Any) -> str | None:
    """A publication date of a table as EDTF: ``2022``, ``2022-05``, ``2022-05-20``; None for none.

    Takes days and times of day, as values or as text in the usual forms. Raises ValueError for what is no date.
    """
    if value is None or value == "" or value != value:  # NaN, which a data frame has for None
        return None
    if isinstance(value, date):
        return value.isoformat()[:10]
    text = str(value).strip()
    if m := _DAY.match(text):
        year, month, number = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
        text = f"{year}-{month:0>2}-{number:0>2}"
    return parse_published(text) if text else None


# --- files ----------------------------------------------------------------------------------------------------------


def _walk(folder: str, *, tables: bool) -> Iterator[str | Failure]:
    """The paths below a folder in the order of names; a folder that cannot be read is a failure of its own."""
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _wanted(name, tables):
                yield os.path.join(root, name)
    for error in closed:
        yield Failure(str(error.filename), error.strerror or str(error))


def _wanted(name: str, tables: bool) -> bool:
    name = name.lower()
    if name.endswith(".errors.jsonl"):  # what an earlier run could not do
        return False
    if tables and name.endswith(".parquet"):
        return True
    inner, packed = _inner(name)
    return inner.endswith(SUFFIXES + (_LINES if tables else ())) or (not packed and name.endswith(".zip"))


def _inner(path: str) -> tuple[str, str]:
    """A path without the suffix of its compression, and that suffix."""
    suffix = os.path.splitext(path)[1].lower()
    return (path[: -len(suffix)], suffix) if suffix in _PACKED else (path, "")


def _file(path: str, folder: str | None, seen: set[str], at: int, options: _Options) -> Iterator[Reference]:
    lower = _inner(path)[0].lower()
    if lower.endswith(_LINES):
        yield from _guarded(path, at, _lines(path, at, options))
    elif path.lower().endswith(".parquet"):
        yield from _guarded(path, at, _rows(path, at, options))
    elif path.lower().endswith(".zip"):
        # members are named like files in a folder, which lies in its folder under the archive's name
        prefix = "" if folder is None else os.path.splitext(os.path.relpath(path, folder))[0] + "/"
        yield from _guarded(path, at, _archive(path, prefix, seen, at, options))
    else:
        relative = os.path.basename(path) if folder is None else os.path.relpath(path, folder)
        id_ = _id(_inner(relative)[0], path, seen)
        yield Reference(path, at + _size(path), partial(_text, path, id_, options))


def _guarded(path: str, at: int, found: Iterator[Reference]) -> Iterator[Reference]:
    """What an archive or table has, up to where it is damaged."""
    try:
        yield from found
    except _Damaged as error:
        yield _failed(path, at, str(error))
    except (OSError, EOFError, zlib.error, ValueError) as error:
        yield _failed(path, at, _why(error))
    except MemoryError:
        yield _failed(path, at, "is too large for the memory")


class _Damaged(Exception):
    """A file that cannot be read (on); the message is one line."""


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if isinstance(error, DecodeError):
        return str(error)
    return " ".join(str(error).split()) or type(error).__name__


def _failed(name: str, at: int, reason: str) -> Reference:
    failure = Failure(name, reason)
    return Reference(name, at, lambda: failure)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except (OSError, ValueError):
        return 0


def _id(relative: str, path: str, seen: set[str]) -> str:
    stem, suffix = os.path.splitext(relative)
    id_ = (stem if suffix[1:].isalpha() else relative).replace(os.sep, "/")  # 2022.05 has no suffix
    if id_ in seen:
        id_ = path.replace(os.sep, "/")
    seen.add(id_)
    return id_


def _loaded(name: str, get: Callable[[], Item]) -> Item | Failure:
    """What `get` gives, or why it gives nothing."""
    try:
        return get()
    except (_Damaged, DecodeError) as error:
        return Failure(name, str(error))
    except MemoryError:
        return Failure(name, "is too large for the memory")
    except (OSError, EOFError, zlib.error, ValueError, RuntimeError, NotImplementedError) as error:
        return Failure(name, _why(error))


def _standard(options: _Options) -> Item | Failure:
    return _loaded(
        "<stdin>", lambda: Item(None, decode(options.stdin(), options.encoding), options.published, "<stdin>")
    )


def _text(path: str, id_: str, options: _Options) -> Item | Failure:
    def get() -> Item:
        if _inner(path)[1]:
            with _opened(path) as (stream, _):
                data = stream.read()
        else:
            data = Path(path).read_bytes()
        return Item(id_, decode(data, options.encoding), options.published, path)

    return _loaded(path, get)


@contextlib.contextmanager
def _opened(path: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """A file for reading, unpacked, and the file as it is, which tells how far one is."""
    suffix = _inner(path)[1]
    with open(path, "rb") as raw:
        if suffix == ".gz":
            import gzip

            with gzip.GzipFile(fileobj=raw) as unpacked:
                yield io.BufferedReader(unpacked, 1 << 17), raw
        elif suffix == ".zst":
            try:
                import zstandard
            except ImportError:
                raise _Damaged("needs zstandard: pip install 'zhextract[zstd]'") from None
            try:
                with zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as unpacked:
                    yield io.BufferedReader(unpacked, 1 << 17), raw
            except zstandard.ZstdError as error:
                raise _Damaged(_why(error)) from None
        else:
            yield raw, raw


# --- archives -------------------------------------------------------------------------------------------------------


def _archive(path: str, prefix: str, seen: set[str], at: int, options: _Options) -> Iterator[Reference]:
    import zipfile  # here, since few need it and it is slow to load

    try:
        with zipfile.ZipFile(path) as archive:
            members = []
            for info in archive.infolist():
                name = _member(info)
                hidden = any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
                if name.lower().endswith(SUFFIXES) and not hidden:
                    members.append((name, info))
            members.sort(key=lambda member: member[0])
            if not members:
                raise _Damaged(f"no text in this archive (no file ends in {' or '.join(SUFFIXES)})")
            for name, info in members:
                at += info.compress_size
                whole = f"{path}/{name}"
                load = partial(_unzipped, archive, info, whole, _id(prefix + name, whole, seen), options)
                yield Reference(whole, at, load)
    except zipfile.BadZipFile as error:
        raise _Damaged(_why(error)) from None


def _member(info: zipfile.ZipInfo) -> str:
    """A member's name: archives made on Chinese systems have it in GBK without saying so."""
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            return info.filename.encode("cp437").decode("gb18030")
    return info.filename


def _unzipped(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, id_: str, options: _Options
) -> Item | Failure:
    def get() -> Item:
        from zipfile import BadZipFile

        try:
            data = archive.read(info)
        except BadZipFile as error:
            raise _Damaged(_why(error)) from None
        return Item(id_, decode(data, options.encoding), options.published, name)

    return _loaded(name, get)


# --- tables ---------------------------------------------------------------------------------------------------------


def _lines(path: str, at: int, options: _Options) -> Iterator[Reference]:
    stem = os.path.splitext(os.path.basename(_inner(path)[0]))[0]
    with _opened(path) as (stream, raw):
        for number, line in enumerate(stream, 1):
            if not line.isspace():
                name = f"{path}:{number}"
                get = partial(_object, line, f"{stem}:{number}", name, options)
                yield Reference(name, at + raw.tell(), partial(_loaded, name, get))


def _object(line: bytes, id_: str, name: str, options: _Options) -> Item:
    try:
        row = json.loads(decode(line, options.encoding))
    except json.JSONDecodeError as error:
        raise _Damaged(f"is no JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise _Damaged("is no JSON: nested too deeply") from None
    if not isinstance(row, dict):
        raise _Damaged("is no JSON object")
    return _item(row, id_, name, options)


def _item(row: dict[str, Any], id_: str, name: str, options: _Options) -> Item:
    fields = options.fields
    column = fields.text or "text"
    if column not in row:
        raise _Damaged(f"has no field {column!r} (--text-field names the field of the text)")
    text = row[column]
    if not isinstance(text, str):
        raise _Damaged(f"{column}: expected a text, got {'null' if text is None else type(text).__name__}")
    for wanted in (fields.id, fields.published):
        if wanted is not None and wanted not in row:
            raise _Damaged(f"has no field {wanted!r}")
    own = row.get(fields.id or "id")
    try:
        published = day(row.get(fields.published or "published"))
    except ValueError as error:
        raise _Damaged(str(error)) from None
    return Item(id_ if own is None else str(own), text, published or options.published, name)


def _rows(path: str, at: int, options: _Options) -> Iterator[Reference]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise _Damaged("needs pyarrow: pip install 'zhextract[parquet]'") from None
    stem = os.path.splitext(os.path.basename(path))[0]
    fields = options.fields
    whole = _size(path)
    number = 0
    try:
        with parquet.ParquetFile(path, pre_buffer=False) as table:
            wanted = (fields.text or "text", fields.id or "id", fields.published or "published")
            columns = [name for name in table.schema_arrow.names if name in wanted]
            count = table.metadata.num_rows
            for batch in table.iter_batches(batch_size=_ROWS, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    name = f"{path}:{number}"
                    get = partial(_item, row, f"{stem}:{number}", name, options)
                    yield Reference(name, at + whole * number // max(count, 1), partial(_loaded, name, get))
    except pyarrow.ArrowException as error:
        raise _Damaged(_why(error)) from None
