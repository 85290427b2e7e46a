"""CoNLL: a character a line with its BIO tag for each type, a blank line behind every sentence. For export only.

Columns are character, quantity, time, program, divided by tabs: records of different types may nest, and of two of one
type that overlap the outer one is tagged. Blanks and line breaks, which a column cannot hold, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhextract.corpus.articles import Article
from zhextract.corpus.marked import TYPES
from zhextract.exchange.common import ExchangeError

__all__ = ["dump", "load"]


def dump(found: Iterable[Article]) -> list[tuple[str | None, bytes]]:
    """One file, each article behind a ``-DOCSTART-`` line."""
    lines: list[str] = []
    for article in found:
        lines += ["\t".join(["-DOCSTART-", *("O" for _ in TYPES)]), ""]
        lines += _lines(article)
    return [(None, "".join(line + "\n" for line in lines).encode("utf-8", "replace"))]


def _lines(article: Article) -> list[str]:
    text = article.text
    columns: list[list[str]] = []
    for kind in TYPES:
        tags = ["O"] * len(text)
        rows = sorted((r for r in article.gold if r["type"] == kind), key=lambda r: r["start"] - r["end"])
        for record in rows:
            start, end = record["start"], record["end"]
            if any(tag != "O" for tag in tags[start:end]):
                continue
            inside = [at for at in range(start, end) if not text[at].isspace()]
            for at in inside:
                tags[at] = f"I-{kind}"
            if inside:
                tags[inside[0]] = f"B-{kind}"
        columns.append(tags)
    lines: list[str] = []
    for at, char in enumerate(text):
        within = any(at + 1 < len(text) and tags[at + 1].startswith("I-") for tags in columns)
        if not char.isspace():
            lines.append("\t".join([char, *(tags[at] for tags in columns)]))
        if (char in "。！？；" or (char == "\n" and text[at - 1 : at] == "\n")) and not within and lines and lines[-1]:
            lines.append("")
    if lines and lines[-1]:
        lines.append("")
    return lines


def load(paths: Iterable[str]) -> list[Article]:
    """Not to be had: the format has neither offsets nor fields."""
    raise ExchangeError("conll is written, not read: it has no offsets and no fields")
