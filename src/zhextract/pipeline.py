"""Text in, records out: the whole flow on one screen.

Each step is a pure function of what comes before it; offsets are into the repaired view until the last step, which
turns them into offsets of the text as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zhextract import breakdown, calendar, context, drafts, resolve
from zhextract.records import Breakdown, Document
from zhextract.rules import program, quantity, time
from zhextract.source import Source

if TYPE_CHECKING:
    from zhextract.names import Names
    from zhextract.tokenizer import Segmenter, Token

__all__ = ["Extractor", "extract", "extract_many"]

Item = str | tuple[str, str] | tuple[str, str, str | None]


class Extractor:
    """A configured extractor; it can be used for any number of texts, also from several processes.

    `units`: further units, as rows of ``lexicon/units.tsv`` (a path of such a file, or tuples). `names`: own programs to
    be found wherever they occur, a path of a TSV (name, kind, aliases) or an iterable of such tuples. `segmenter`: what
    cuts words for `tokenize`; extraction itself needs none.
    """

    def __init__(self, *, units: Any = None, names: Any = None, segmenter: Segmenter | None = None) -> None:
        from zhextract.units import Units, default_units

        self.units = default_units() if units is None else Units.extended(units)
        self.names: Names | None = None
        if names is not None:
            from zhextract.names import Names

            self.names = Names.read(names)
        self.segmenter = segmenter

    def extract(self, text: str, *, published: str | date | None = None, id: str | None = None) -> Document:
        """The records of `text`.

        `published` is the day of publication as a date or an EDTF string (``2022``, ``2022-05``, ``2022-05-20``); without it
        the text itself is asked, never the clock. Raises TypeError where `text` is no str, ValueError where `published`
        is no date.
        """
        if not isinstance(text, str):
            raise TypeError(f"text: expected str, got {type(text).__name__}")
        told = None if published is None else calendar.parse_published(published)
        source = Source(text)
        quantities, candidates = resolve.apart(
            source.text, quantity.find(source, self.units), time.find(source)
        )
        programs = program.find(source, quantities, candidates, self.names)
        quantities = resolve.outside_names(source.text, quantities, programs)
        resolved = calendar.resolve(source, candidates, told)
        program.members(source, programs, quantities)
        context.attach(source, quantities, resolved.times, programs, resolved.published)
        sums = breakdown.find(source, quantities) if quantities else []
        records = sorted([*quantities, *resolved.times, *programs], key=_order)
        for draft in records:
            start, end = source.span(draft.start, draft.end)
            draft.start, draft.end, draft.text = start, end, text[start:end]
            drafts.freeze(draft)
        return Document(
            text=text,
            records=tuple(records),
            id=id,
            published=resolved.published,
            published_from=resolved.published_from,
            breakdowns=tuple(Breakdown(*found) for found in sums),
        )

    def tokenize(self, text: str) -> list[Token]:
        """The words of `text` with offsets and parts of speech, own names and units whole (`zhextract.tokenizer`)."""
        from zhextract.tokenizer import tokenize

        return tokenize(text, segmenter=self.segmenter, names=self.names, units=self.units)

    def extract_many(self, items: Iterable[Item], *, published: str | date | None = None) -> Iterator[Document]:
        """Documents of an iterable of texts, one at a time: ``text``, ``(id, text)`` or ``(id, text, published)``."""
        for item in items:
            if isinstance(item, str):
                yield self.extract(item, published=published)
            else:
                name, text, *day = item
                yield self.extract(text, published=(day[0] if day else None) or published, id=name)


def _order(draft: Any) -> tuple[int, int, str]:
    return draft.start, -draft.end, draft.type


_default: Extractor | None = None


def default_extractor() -> Extractor:
    """The shared extractor with the shipped lexicons, made at first use."""
    global _default
    if _default is None:
        _default = Extractor()
    return _default


def extract(text: str, *, published: str | date | None = None, id: str | None = None) -> Document:
    """`Extractor.extract` with the shipped lexicons."""
    return default_extractor().extract(text, published=published, id=id)


def extract_many(items: Iterable[Item], *, published: str | date | None = None) -> Iterator[Document]:
    """`Extractor.extract_many` with the shipped lexicons."""
    return default_extractor().extract_many(items, published=published)
