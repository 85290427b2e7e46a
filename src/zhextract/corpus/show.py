"""Differences as lines of text, coloured on a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from typing import IO, Any

from zhextract.corpus.articles import Article
from zhextract.corpus.bench import Failure
from zhextract.corpus.compare import Difference, tell

__all__ = ["Paint", "excerpt", "long", "painter", "short"]

Paint = Callable[[str, str], str]

_CODES = {"red": "31", "green": "32", "yellow": "33", "cyan": "36", "dim": "2", "bold": "1"}
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENDS = "。！？；\n"


def painter(stream: IO[Any]) -> Paint:
    """A function that colours text for the stream: plain where it is no terminal, or NO_COLOR is set."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return lambda colour, text: clean(text)
    return lambda colour, text: f"\x1b[{_CODES[colour]}m{clean(text)}\x1b[0m"


def clean(text: str) -> str:
    """The text without what a terminal would obey instead of showing."""
    return _CONTROL.sub("", text)


def default_paint() -> Paint:
    """The painter of standard output."""
    return painter(sys.stdout)


def excerpt(text: str, start: int, end: int, reach: int = 60) -> str:
    """The sentence around a span, on one line, the span marked; a long one cut on both sides."""
    first, last = start, end
    while first > 0 and start - first < reach and text[first - 1] not in _ENDS:
        first -= 1
    while last < len(text) and last - end < reach and text[last] not in _ENDS:
        last += 1
    if last < len(text) and text[last] in "。！？；":
        last += 1
    left = "…" if first > 0 and text[first - 1] not in _ENDS else ""
    right = "…" if last < len(text) and text[last - 1] not in _ENDS else ""
    marked = f"{text[first:start]}⟦{text[start:end]}⟧{text[end:last]}"
    return left + re.sub(r"\s+", "⏎", marked.strip()) + right


def short(failure: Failure) -> str:
    """One line: where, the text, what differs."""
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    first = failure.differences[0]
    text = excerpt(failure.item.text, first.start, first.end, 20) if isinstance(failure.item, Article) else failure.text
    return clean(f"{where}: {text}  ## " + "; ".join(map(str, failure.differences)))


def long(failure: Failure, paint: Paint) -> str:
    """The case with its marks, and under it the two sides of each difference."""
    where = f"{failure.path}:{failure.line}" if failure.line else failure.path
    lines = [f"{paint('bold', where)}  {paint('dim', failure.key)}"]
    if isinstance(failure.item, Article):
        first = failure.differences[0]
        lines.append("  " + paint("cyan", excerpt(failure.item.text, first.start, first.end)))
    else:
        lines.append("  " + paint("cyan", failure.item.marked))
    for difference in failure.differences:
        lines += _sides(difference, paint)
    return "\n".join(lines)


def _sides(difference: Difference, paint: Paint) -> list[str]:
    d = difference
    rule = f"  (rule {d.rule})" if d.rule else ""
    if d.what == "missed":
        return ["    " + paint("red", f"- wanted {d.type} {d.text!r}"), "    " + paint("green", "+ found nothing there")]
    if d.what == "false":
        return ["    " + paint("red", "- wanted nothing"), "    " + paint("green", f"+ found {d.type} {d.text!r}{rule}")]
    return [
        "    " + paint("red", f"- wanted {d.type} {d.text!r} {d.what}={tell(d.wanted)}"),
        "    " + paint("green", f"+ found  {d.type} {d.text!r} {d.what}={tell(d.found)}{rule}"),
    ]
