"""Text in, records out: the whole flow on one screen.

Each step (`_STEPS`) is a function of what the steps before it have found; offsets are into the repaired view until the
last one, which turns them into offsets of the text as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter, eq
from typing import TYPE_CHECKING, Any

from zhextract import breakdown, calendar, context, drafts, resolve
from zhextract.records import Breakdown, Document
from zhextract.rules import program, quantity, time
from zhextract.source import Source

if TYPE_CHECKING:
    from zhextract.names import Names
    from zhextract.tokenizer import Segmenter, Token

__all__ = ["Extractor", "extract", "extract_many"]

Item = str | tuple[str | None, str] | tuple[str | None, str, str | None]


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
        work = _Work(self, text, published, id)
        for step in _STEPS:
            step(work)
        return work.document

    def tokenize(self, text: str) -> list[Token]:
        """The words of `text` with offsets and parts of speech, own names and units whole (`zhextract.tokenizer`)."""
        from zhextract.tokenizer import tokenize

        return tokenize(text, segmenter=self.segmenter, names=self.names, units=self.units)

    def extract_many(self, items: Iterable[Item], *, published: str | date | None = None) -> Iterator[Document]:
        """Documents of an iterable of texts, one at a time: ``text``, ``(id, text)`` or ``(id, text, published)``."""
        for item in items:
            id, text, day = _parts(item)
            yield self.extract(text, published=day or published, id=id)

    def extract_batch(
        self, items: Sequence[Item], *, published: str | date | None = None
    ) -> list[Document | Exception]:
        """The documents of texts that are at hand, in order; what a text failed with stands in its place.

        Each step of the flow goes over all of them before the next one begins, which is a tenth faster than text by text
        (a step's code and tables stay in the processor's caches). Some tens of thousands of characters are enough for that.
        """
        works: list[_Work] = []
        made: list[_Work | Exception] = []
        for item in items:
            id, text, day = _parts(item)
            try:
                works.append(_Work(self, text, day or published, id))
                made.append(works[-1])
            except Exception as error:
                made.append(error)
        for step in _STEPS:
            for work in works:
                if work.error is None:
                    try:
                        step(work)
                    except Exception as error:
                        work.error = error
        return [(work.error or work.document) if isinstance(work, _Work) else work for work in made]


def _parts(item: Item) -> tuple[str | None, str, str | None]:
    """(id, text, published) of an item."""
    if isinstance(item, str):
        return None, item, None
    return item if len(item) == 3 else (*item, None)


class _Work:
    """A text on its way through the steps, with what each of them has found."""

    __slots__ = (
        "candidates",
        "document",
        "error",
        "id",
        "names",
        "programs",
        "quantities",
        "resolved",
        "source",
        "sums",
        "text",
        "told",
        "units",
    )

    source: Source
    quantities: list[drafts.QuantityDraft]
    candidates: list[time.TimeCandidate]
    programs: list[drafts.ProgramDraft]
    resolved: calendar.Resolved
    sums: list[breakdown.Found]
    document: Document

    def __init__(self, extractor: Extractor, text: str, published: str | date | None, id: str | None) -> None:
        if not isinstance(text, str):
            raise TypeError(f"text: expected str, got {type(text).__name__}")
        self.text, self.id = text, id
        self.told = None if published is None else calendar.parse_published(published)
        self.units, self.names = extractor.units, extractor.names
        self.error: Exception | None = None


def _repair(work: _Work) -> None:
    work.source = Source(work.text)


def _find_quantities(work: _Work) -> None:
    work.quantities = quantity.find(work.source, work.units)


def _find_times(work: _Work) -> None:
    work.candidates = time.find(work.source)
    work.quantities, work.candidates = resolve.apart(work.source.text, work.quantities, work.candidates)


def _find_programs(work: _Work) -> None:
    work.programs = program.find(work.source, work.quantities, work.candidates, work.names)
    work.quantities = resolve.outside_names(work.source.text, work.quantities, work.programs)


def _date(work: _Work) -> None:
    work.resolved = calendar.resolve(work.source, work.candidates, work.told)


def _attach(work: _Work) -> None:
    program.members(work.source, work.programs, work.quantities)
    context.attach(work.source, work.quantities, work.resolved.times, work.programs, work.resolved.published)


def _sum_up(work: _Work) -> None:
    work.sums = breakdown.find(work.source, work.quantities) if work.quantities else []


_START = attrgetter("start")


def _freeze(work: _Work) -> None:
    records: list[Any] = [*work.programs, *work.quantities, *work.resolved.times]
    records.sort(key=_START)
    starts = list(map(_START, records))
    if any(map(eq, starts, starts[1:])):
        # the longer first, then (sorts are stable) by type: hardly ever needed, and thrice as dear as by start alone
        records.sort(key=lambda d: (d.start << 32) - d.end)
    work.source.place(records)
    drafts.freeze_all(records)
    work.document = Document(
        text=work.text,
        records=tuple(records),
        id=work.id,
        published=work.resolved.published,
        published_from=work.resolved.published_from,
        breakdowns=tuple(Breakdown(*found) for found in work.sums),
    )


_STEPS = (_repair, _find_quantities, _find_times, _find_programs, _date, _attach, _sum_up, _freeze)


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
