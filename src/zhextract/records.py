"""The typed records: what was measured (`Quantity`), when (`Time`), what is named (`Program`), and the `Document`.

Offsets are Python `str` indices (code points) into the text as given, half open: ``record.text ==
document.text[record.start:record.end]``. Amounts are `decimal.Decimal`, days are `datetime.date`, and JSON is exact
both ways: decimals as plain decimal strings, days as ISO 8601, absent values as null, ``type`` first.

The classes are frozen, slotted dataclasses that carry dataclasses-json's field metadata, so that every function of
that library works on them; `to_dict`, `to_json`, `from_dict`, `from_json` are compiled once per class
(`zhextract._codec`), give the same bytes, and are some thirty times faster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self

from zhextract import _codec
from zhextract._codec import RecordError

if TYPE_CHECKING:
    from zhextract.audit import Finding

__all__ = [
    "Basis",
    "Bound",
    "Breakdown",
    "Change",
    "Document",
    "Period",
    "Program",
    "ProgramKind",
    "Quantity",
    "QuantityKind",
    "Record",
    "RecordError",
    "Relation",
    "Status",
    "Time",
    "TimeKind",
    "record_from_dict",
    "record_from_json",
]


class QuantityKind(StrEnum):
    """What sort of unit a quantity has; `NUMBER` is a bare number."""

    MONEY = "money"
    AREA = "area"
    LENGTH = "length"
    MASS = "mass"
    VOLUME = "volume"
    ENERGY = "energy"
    POWER = "power"
    TEMPERATURE = "temperature"
    SPEED = "speed"
    DATA = "data"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    MULTIPLE = "multiple"
    COUNT = "count"
    ORDINAL = "ordinal"
    NUMBER = "number"


class Bound(StrEnum):
    """How the text hedges a number: 约, 近, 超过 or 余, 不少于 or 以上, 不足, 不超过 or 以内."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"


class Status(StrEnum):
    """Whether a figure is told as planned (力争, 计划, 将, 到2025年 …) or as fact (all else)."""

    ACTUAL = "actual"
    PLANNED = "planned"


class Change(StrEnum):
    """The direction of a change of the indicator in `Quantity.of`."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Basis(StrEnum):
    """Named bases of a comparison; a basis may also be a period such as ``"2015"``."""

    YOY = "yoy"
    MOM = "mom"


class TimeKind(StrEnum):
    """A day or calendar period, two ends, a length, a recurrence, or a vague reference."""

    DATE = "date"
    RANGE = "range"
    DURATION = "duration"
    SET = "set"
    REFERENCE = "reference"


class Relation(StrEnum):
    """What the words around a time say: 截至, 以来, 前, 后, 期间."""

    UNTIL = "until"
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"
    DURING = "during"


class ProgramKind(StrEnum):
    """The six kinds of named programs."""

    INITIATIVE = "initiative"
    MECHANISM = "mechanism"
    DOCUMENT = "document"
    PROJECT = "project"
    PLATFORM = "platform"
    HONOUR = "honour"


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive; None is an open end."""

    start: date | None = field(default=None, metadata=_codec.DATE)
    end: date | None = field(default=None, metadata=_codec.DATE)

    def to_dict(self) -> dict[str, Any]:
        """``{"start": "2022-01-01" | None, "end": … | None}``."""
        return {
            "start": None if self.start is None else self.start.isoformat(),
            "end": None if self.end is None else self.end.isoformat(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of `to_dict`; raises `RecordError` where a day is no ISO day."""
        return _codec.decode_period(cls, data, "period")


class _Record:
    """What all records share; the compiled methods come from `_codec.compiled`."""

    __slots__ = ()
    type: ClassVar[str]

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values: strings, ints, None, lists, dicts; ``type`` first."""
        raise NotImplementedError

    def to_json(self) -> str:
        """One line of JSON, not ASCII-escaped."""
        raise NotImplementedError

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reverse of `to_dict`; raises `RecordError`, naming the field, where one is unknown or ill-typed."""
        return _codec.decode(cls, data)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """The reverse of `to_json`; raises `RecordError`."""
        return _codec.decode(cls, _codec.load(line))


@_codec.compiled
@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(_Record):
    """A number with what it counts or measures.

    `value` is in `unit`, magnitude applied (2550亿元 is ``255000000000`` 元); a range or vague numeral has inclusive
    `low` and `high` instead. `of` is what is counted or measured, `subject` whose it is (as written; `subject_name`
    resolves 全区 and the like), `period` the days it speaks of. `change` and `basis` are set for growth and comparison.
    `indicator` is the standard name of a known indicator in `of`; `members` are the names that an enumeration gives.
    """

    type: str = field(default="quantity", init=False)  # type: ignore[misc]
    start: int
    end: int
    text: str
    value: Decimal | None = field(default=None, metadata=_codec.DECIMAL)
    low: Decimal | None = field(default=None, metadata=_codec.DECIMAL)
    high: Decimal | None = field(default=None, metadata=_codec.DECIMAL)
    unit: str = ""
    kind: QuantityKind = QuantityKind.NUMBER
    bound: Bound = Bound.EXACT
    of: str | None = None
    subject: str | None = None
    period: Period | None = field(default=None, metadata=_codec.PERIOD)
    status: Status = Status.ACTUAL
    change: Change | None = None
    basis: str | None = None
    indicator: str | None = None
    subject_name: str | None = None
    members: tuple[str, ...] = field(default=(), metadata=_codec.STRINGS)
    rule: str = ""

    def to_base(self) -> tuple[Decimal | tuple[Decimal, Decimal] | None, str]:
        """The amount in the unit's base unit: ``(amount, base unit)``, a pair of amounts for a range.

        Base units and exact factors stand in ``lexicon/units.tsv``; a unit that is not there is its own base.
        """
        from zhextract.units import to_base

        return to_base(self)

    def to_pint(self, registry: Any = None) -> Any:
        """A `pint.Quantity` in the unit as written (`registry`: a `pint.UnitRegistry`); needs the extra ``pint``.

        Raises ImportError without pint, ValueError for a unit that is no physical unit (个, 元).
        """
        from zhextract.units import to_pint

        return to_pint(self, registry)


@_codec.compiled
@dataclass(frozen=True, slots=True, kw_only=True)
class Time(_Record):
    """When, how long, how often.

    `value` is EDTF for dates and ranges, an ISO 8601 duration for durations and sets, None for a vague time. `period`
    is resolved by the document's date, never by a clock; `inferred` marks a time for which a year, month or day had to
    be supplied from `Document.published` or the running context.
    """

    type: str = field(default="time", init=False)  # type: ignore[misc]
    start: int
    end: int
    text: str
    kind: TimeKind = TimeKind.DATE
    value: str | None = None
    period: Period | None = field(default=None, metadata=_codec.PERIOD)
    relation: Relation | None = None
    inferred: bool = False
    rule: str = ""

    def to_timex3(self) -> str:
        """The time as a TIMEX3 element (TimeML 1.2.1), its text escaped."""
        from zhextract.calendar import to_timex3

        return to_timex3(self)


@_codec.compiled
@dataclass(frozen=True, slots=True, kw_only=True)
class Program(_Record):
    """Something the government names. `name` is canonical: the same program met twice has the same name.

    `parts` are the names that the text spells a numeral abbreviation out with (三个一批: 签约一批, 开工一批, 投产一批);
    `issuer`, `number` and `year` are those of a document where the text gives them.
    """

    type: str = field(default="program", init=False)  # type: ignore[misc]
    start: int
    end: int
    text: str
    kind: ProgramKind = ProgramKind.INITIATIVE
    name: str = ""
    parts: tuple[str, ...] = field(default=(), metadata=_codec.STRINGS)
    issuer: str | None = None
    number: str | None = None
    year: int | None = None
    rule: str = ""


Record = Quantity | Time | Program
_TYPES: dict[str, type[Quantity] | type[Time] | type[Program]] = {"quantity": Quantity, "time": Time, "program": Program}


def record_from_dict(data: Mapping[str, Any]) -> Record:
    """A record from its dict, by its ``type``; raises `RecordError` for an unknown type or field."""
    kind = data.get("type") if isinstance(data, Mapping) else None
    cls = _TYPES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise RecordError(f"type: expected one of {', '.join(_TYPES)}, got {kind!r}")
    return cls.from_dict(data)


def record_from_json(line: str | bytes) -> Record:
    """A record from its line of JSON, by its ``type``; raises `RecordError`."""
    return record_from_dict(_codec.load(line))


def _place(q: Quantity) -> dict[str, Any]:
    return {"start": q.start, "end": q.end, "of": q.of, "value": _codec.plain(q.value), "unit": q.unit}


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total with its parts. `complete`: the text gives the parts as all of it. `difference`: total minus the sum of
    the parts, None where a range has no sum."""

    total: Quantity
    parts: tuple[Quantity, ...]
    complete: bool
    difference: Decimal | None

    def to_dict(self) -> dict[str, Any]:
        """Offsets and values, for JSON."""
        return {
            "type": "breakdown",
            "total": _place(self.total),
            "parts": [_place(q) for q in self.parts],
            "complete": self.complete,
            "difference": _codec.plain(self.difference),
        }


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what was found in it, in the order of the text.

    `published` is an EDTF date as fine as it is known, `published_from` says where it is from: ``"given"``, a place in the
    text (``"dateline"``, ``"text"`` …), or None.
    """

    text: str
    records: tuple[Record, ...] = ()
    id: str | None = None
    published: str | None = None
    published_from: str | None = None
    breakdowns: tuple[Breakdown, ...] = ()

    @property
    def quantities(self) -> list[Quantity]:
        """The quantities, in order."""
        return [r for r in self.records if type(r) is Quantity]

    @property
    def times(self) -> list[Time]:
        """The times, in order."""
        return [r for r in self.records if type(r) is Time]

    @property
    def programs(self) -> list[Program]:
        """The programs, in order."""
        return [r for r in self.records if type(r) is Program]

    def header(self) -> dict[str, Any]:
        """The document's own line in a JSONL file: ``type``, ``id``, ``published``, ``published_from``."""
        return {"type": "document", "id": self.id, "published": self.published, "published_from": self.published_from}

    def to_dict(self) -> dict[str, Any]:
        """The whole document as JSON values. Breakdowns are not part of it: they follow from the records."""
        return {**self.header(), "text": self.text, "records": [r.to_dict() for r in self.records]}

    def to_json(self) -> str:
        """The whole document as one line of JSON."""
        return _codec.dump(self.to_dict())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Document:
        """The reverse of `to_dict`; raises `RecordError`."""
        return _codec.decode_document(cls, data, record_from_dict)

    @classmethod
    def from_json(cls, line: str | bytes) -> Document:
        """The reverse of `to_json`; raises `RecordError`."""
        return cls.from_dict(_codec.load(line))

    def to_rows(self) -> list[dict[str, Any]]:
        """One dict a quantity, flat, for a table; the columns are `zhextract.writers.rows.COLUMNS`."""
        from zhextract.writers.rows import rows

        return rows(self)

    def audit(self) -> list[Finding]:
        """Sums, shares and growth checked against each other (`zhextract.audit`)."""
        from zhextract.audit import audit

        return audit([self])
