"""What a page shows, as plain values: neither HTML nor records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["OUTCOMES", "Field", "Item", "Outcome", "Table", "View"]


class Outcome(NamedTuple):
    """How a record stands to what is wanted. `sign` goes before it in the text, so that no one needs the colour."""

    name: str
    sign: str
    meaning: str


OUTCOMES = {
    outcome.name: outcome
    for outcome in (
        Outcome("right", "✓", "found as wanted"),
        Outcome("wrong", "≠", "found, but a field differs"),
        Outcome("false", "✗", "found, and not wanted"),
        Outcome("missing", "○", "wanted, and not found"),
        Outcome("unjudged", "?", "nobody has read it yet"),
        Outcome("optional", "·", "may be there or not"),
        Outcome("found", "", "found"),
    )
}


class Field(NamedTuple):
    """One field of a record: what is wanted (None: nothing is said), what is found, and whether that is right (None:
    not measured)."""

    name: str
    wanted: str | None
    found: str | None
    right: bool | None = None


class Item(NamedTuple):
    """A record as it is shown. `note` stands under its fields."""

    type: str
    start: int
    end: int
    text: str
    outcome: str
    fields: Sequence[Field] = ()
    rule: str | None = None
    note: str = ""


class Table(NamedTuple):
    """A table: its caption, its titles, its rows of cells; the columns in `right` are numbers. A cell that begins with
    ``#`` in the first column and has a label behind ``|`` is a link within the page. `items` are the indexes of the
    items that the rows are about."""

    caption: str
    titles: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()
    open: bool = False
    items: Sequence[int] = ()


class View(NamedTuple):
    """A text with its records: `title` and `about` (published, counts) over it, `tables` and a `drawing` (SVG)
    under it."""

    id: str
    title: str
    text: str
    items: Sequence[Item]
    about: str = ""
    tables: Sequence[Table] = ()
    drawing: str = ""
