"""What the formats share: the error, the shape of a module, reading a record back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from zhextract.corpus.articles import Article
from zhextract.corpus.marked import TYPES

__all__ = ["ENUMS", "ExchangeError", "Tool", "fields", "row", "span", "type_of"]

Row = dict[str, Any]

ENUMS: dict[str, list[str]] = {
    "kind": (
        "money area length mass volume energy power temperature speed data percent percentage_point multiple count "
        "ordinal number date range duration set reference initiative mechanism document project platform honour"
    ).split(),
    "bound": "exact about nearly above at_least below at_most".split(),
    "status": "actual planned".split(),
    "change": "increase decrease".split(),
    "relation": "until since before after during".split(),
}
"""Fields whose value is a word of a list: what a tool shows as an attribute."""

_OWN = ("type", "start", "end", "text")


class ExchangeError(ValueError):
    """A file that cannot be read or written in a format; the message names the file."""


class Tool(Protocol):
    """A module that knows a format."""

    def load(self, paths: Iterable[str]) -> list[Article]:
        """The articles in files of the format."""

    def dump(self, found: Iterable[Article]) -> list[tuple[str | None, bytes]]:
        """The files that hold the articles."""


def fields(record: Mapping[str, Any]) -> Row:
    """What a record says besides its type and place."""
    return {key: value for key, value in record.items() if key not in _OWN}


def type_of(label: str, where: str) -> str:
    """The type of record that a label names, in any case; raises `ExchangeError`."""
    kind = label.lower()
    if kind not in TYPES:
        raise ExchangeError(f"{where}: label {label!r} is none of {', '.join(TYPES)}")
    return kind


def span(text: str, start: Any, end: Any, where: str) -> tuple[int, int]:
    """The offsets, checked; raises `ExchangeError`."""
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ExchangeError(f"{where}: {start!r}–{end!r} is no span of a text of {len(text)} characters")
    return start, end


def row(kind: str, start: int, end: int, text: str, told: Mapping[str, Any] | None) -> Row:
    """A record of gold. One that came without its fields (a span that was drawn in the tool) is marked unjudged: it says
    where something is, and not yet what."""
    made: Row = {"type": kind, "start": start, "end": end, "text": text[start:end]}
    if told is None:
        return {**made, "judged": False}
    return {**made, **told}


def notes(text: str, where: str) -> Row:
    """The fields out of their JSON; raises `ExchangeError`."""
    try:
        told = json.loads(text)
    except ValueError as error:
        raise ExchangeError(f"{where}: not JSON: {error}") from None
    if not isinstance(told, dict):
        raise ExchangeError(f"{where}: no JSON object")
    return told
