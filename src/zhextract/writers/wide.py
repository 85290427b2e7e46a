"""Text in a terminal's cells: a Chinese character fills two."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["cut", "one_line", "pad", "width"]

_BLANKS = re.compile(r"\s+")
# control characters (a terminal would obey them), direction marks (they would turn the table round), lone surrogates
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text on one line, without what a terminal would obey instead of showing."""
    return _UNSEEN.sub("", _BLANKS.sub(" ", text)).strip()


def width(text: str) -> int:
    """How many cells the text fills: two a wide character, none a combining one, one any other."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    return 0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1


def cut(text: str, cells: int) -> str:
    """The text, or as much of its beginning as fits in `cells` with an ellipsis behind it."""
    if width(text) <= cells:
        return text
    used = 1
    for at, char in enumerate(text):
        used += _cells(char)
        if used > cells:
            return text[:at] + "…"
    return text


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text filled with blanks to `cells`; `right`: the blanks before it."""
    blanks = " " * (cells - width(text))
    return blanks + text if right else text + blanks
