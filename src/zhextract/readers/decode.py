"""Bytes to text: UTF-8 with or without a mark, UTF-16 and UTF-32 by their mark, GB18030 recognised by what it gives.

Nothing is guessed that the bytes do not bear out: what is no text in one of these is refused. No line end is
translated, no character replaced; a byte order mark is taken off.
"""

from __future__ import annotations

import codecs

__all__ = ["DecodeError", "decode"]

# the longer marks first: UTF-32's little-endian mark begins with UTF-16's
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# file types that are often handed over by mistake; their first bytes
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_SAMPLE = 65_536


class DecodeError(ValueError):
    """Bytes that are no text; the message says why, in one line."""


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of `data`, in `encoding` or, where that is None, in the encoding that its bytes show.

    Raises `DecodeError` for binary data (a NUL character, another file type) and for bytes that no encoding fits, and
    LookupError for an `encoding` that Python does not know.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise DecodeError(f"is {what}, not text")
    if encoding is not None:
        codecs.lookup(encoding)
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeError as error:
            raise DecodeError(f"cannot be decoded as {encoding}: {_why(error)}") from None
        return _no_nul(text)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeError as error:
                raise DecodeError(f"has the mark of {name} but cannot be decoded: {_why(error)}") from None
            return _no_nul(text)
    at = data.find(0)
    if at >= 0:
        raise DecodeError(f"is binary (a NUL byte at offset {at}), not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = error
    if not _mostly_utf8(data):
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            pass
        else:
            if _is_chinese(text[:_SAMPLE]):
                return text
    raise DecodeError(f"cannot be decoded: neither UTF-8 ({_why(problem)}) nor GB18030")


def _no_nul(text: str) -> str:
    at = text.find("\0")
    if at >= 0:
        raise DecodeError(f"is binary (a NUL character at offset {at}), not text")
    return text


def _why(error: UnicodeError) -> str:
    """Where and what, without the bytes themselves, which may be any number of them."""
    if isinstance(error, UnicodeDecodeError):
        return f"{error.reason} at byte {error.start}"
    return str(error).splitlines()[0]


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few damaged bytes: read as GB18030 it would be silent nonsense."""
    sample = data[:_SAMPLE].decode("utf-8", "replace")
    damaged = sample.count("\ufffd")
    whole = sum(char > "\x7f" for char in sample) - damaged
    return whole > 4 * damaged


def _is_chinese(text: str) -> bool:
    """Does text that GB18030 gave read as Chinese?

    GB18030 gives some character for nearly any pair of bytes, so that Latin-1, Big5 or Shift-JIS may decode without an
    error. But what they give is rare characters, kana and private ones, while of a Chinese text at least half are marks
    and the 3,755 common characters that GB 2312 lists first (of traditional text in GB18030 some two thirds).
    """
    foreign = [char for char in text if char > "\x7f"]
    if not foreign or any(char < " " and char not in "\t\n\r\f\v\x1a" for char in text):
        return False
    common = private = 0
    for char in foreign:
        if "\ue000" <= char <= "\uf8ff":
            private += 1
            continue
        pair = char.encode("gb18030")
        if len(pair) == 2 and pair[1] >= 0xA1 and (0xB0 <= pair[0] <= 0xD7 or 0xA1 <= pair[0] <= 0xA3):
            common += 1
    return common * 2 >= len(foreign) and private * 50 <= len(foreign)
