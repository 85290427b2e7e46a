"""Compiles the JSON methods of the record classes, and makes the mutable twins through which they are filled.

dataclasses-json takes 70 µs a record, is slow to import (marshmallow) and stumbles over `date`, unions and tuples; so
its field metadata is written here by hand (what `dataclasses_json.config` would return) and the hot methods are
compiled from the fields. ``tests/test_records.py`` holds them equal to the library's own output, byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import groupby
from json.encoder import encode_basestring as _quote
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class RecordError(ValueError):
    """A record that cannot be read; the message names the field."""


def plain(value: Decimal | None) -> str | None:
    """A decimal as a plain string, never with an exponent."""
    if value is None:
        return None
    text = str(value)
    return format(value, "f") if "E" in text else text


def _period(value: Any) -> dict[str, Any] | None:
    return None if value is None else value.to_dict()


def _config(encoder: Callable[[Any], Any], decoder: Callable[[Any], Any]) -> dict[str, Any]:
    return {"dataclasses_json": {"encoder": encoder, "decoder": decoder}}


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


def _date(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _period_decoder(value: Any) -> Any:
    from zhextract.records import Period

    return None if value is None else Period.from_dict(value)


DECIMAL = _config(plain, _decimal)
DATE = _config(lambda d: None if d is None else d.isoformat(), _date)
PERIOD = _config(_period, _period_decoder)
STRINGS = _config(list, tuple)


def load(line: str | bytes) -> Any:
    """JSON, with `RecordError` instead of a decoder's trace."""
    try:
        return json.loads(line)
    except ValueError as error:
        raise RecordError(f"not JSON: {error}") from None


def dump(value: Any) -> str:
    """JSON as `json.dumps` writes it, not ASCII-escaped."""
    return _encode(value)


def _or_null(value: Any) -> str:
    return "null" if value is None else _quote(value) if isinstance(value, str) else dump(value)


def document_line(id: str | None, published: str | None, published_from: str | None) -> str:
    """A document's own line in a JSONL file: `dump` of its header, in a tenth of the time."""
    return f'{{"type": "document", "id": {_or_null(id)}, "published": {_or_null(published)}, "published_from": {_or_null(published_from)}}}'


# --- encoding -----------------------------------------------------------------------------------------------------

_encode = json.JSONEncoder(ensure_ascii=False).encode
# fields of few different values: the JSON of those that stand next to each other is made once for their values
_RECURRING = frozenset(
    "unit kind bound status change basis indicator subject_name members rule relation inferred parts issuer number year".split()
)
_JSON = {  # how the value of a field of each type is written
    int: "{0}",
    str: "quote({0})",
    Decimal: """f'"{text}"' if "E" not in (text := str({0})) else number({0})""",
    object: "periods[{0}.start, {0}.end]",
}
_PLAIN = {int, str, bool, Decimal, tuple}
_DICT = {  # and how it stands in a dict
    Decimal: "plain({0})",
    StrEnum: "{0}.value",
    tuple: "list({0})",
    object: "{0}.to_dict()",
}


def _number(value: Decimal) -> str:
    text = str(value)
    return f'"{format(value, "f")}"' if "E" in text else f'"{text}"'


def _ends(low: Decimal | None, high: Decimal | None) -> str:
    """The ends of a range."""
    return f'"low": {"null" if low is None else _number(low)}, "high": {"null" if high is None else _number(high)}'


class _Run(dict[tuple[Any, ...], str]):
    """The JSON of some fields next to each other by their values, with what stands `before` and `behind` them in every
    record of a class; filled as they are met."""

    def __init__(self, names: list[str], before: str) -> None:
        self.names, self.before, self.behind = names, before, ""

    def __missing__(self, values: tuple[Any, ...]) -> str:
        if len(self) > 10_000:
            self.clear()
        fields = _encode(dict(zip(self.names, values, strict=True)))[1:-1]
        self[values] = text = f"{self.before}{fields}{self.behind}"
        return text


class _Periods(dict[tuple[date | None, date | None], str]):
    """The JSON of periods by their days; filled as they are met."""

    def __missing__(self, days: tuple[date | None, date | None]) -> str:
        if len(self) > 10_000:
            self.clear()
        start, end = (None if day is None else day.isoformat() for day in days)
        self[days] = text = _encode({"start": start, "end": end})
        return text


def _shape(hint: Any) -> tuple[Any, bool]:
    """A field's type and whether it may be None."""
    args = getattr(hint, "__args__", ())
    optional = type(None) in args
    if optional:
        hint = next(a for a in args if a is not type(None))
    hint = getattr(hint, "__origin__", hint)
    return hint, optional


def compiled(cls: type[T]) -> type[T]:
    """Class decorator: gives a record class its compiled `to_dict` and `to_json`.

    A line of JSON is one f-string, which takes time by the number of its pieces more than by its length: so a run of
    recurring fields has also what stands around it, and the ends of a range, which most quantities lack.
    """
    as_dict, as_json = [], []
    space: dict[str, Any] = {
        "__name__": cls.__module__, "quote": _quote, "number": _number, "periods": _Periods(), "plain": plain,
        "ends": _ends, "no_ends": _ends(None, None),
    }  # fmt: skip
    between = ""  # what stands behind the value or run before
    ranged = False
    last: _Run | None = None
    for recurring, run in groupby(_hints(cls).items(), key=lambda field: field[0] in _RECURRING):
        names = []
        for name, (kind, optional) in run:
            names.append(name)
            value = f"self.{name}"
            shape = StrEnum if issubclass(kind, StrEnum) else kind if kind in _PLAIN else object  # object: a Period
            in_dict = _DICT.get(shape, "{0}").format(value)
            as_dict.append(f'"{name}": ' + (f"None if {value} is None else {in_dict}" if optional else in_dict))
            if name == "type":  # the same in every record of a class
                between = f'{{"type": "{cls.__name__.lower()}", '
            elif name in ("low", "high"):
                ranged = True
            elif not recurring:
                between += f'"{name}": '
                if last is None:
                    as_json.append(between.replace("{", "{{"))
                else:
                    last.behind, last = between, None
                in_json = _JSON[shape].replace("{0}", value)
                as_json.append("{" + (f'"null" if {value} is None else {in_json}' if optional else in_json) + "}")
                between = ", "
        if recurring:
            if ranged:
                between += f"{_ends(None, None)}, "
            last = space[f"run_{names[0]}"] = _Run(names, between)
            piece = f"run_{names[0]}[{''.join(f'self.{name}, ' for name in names)}]"
            if ranged:
                piece += f" if self.low is self.high is None else {piece}.replace(no_ends, ends(self.low, self.high), 1)"
            as_json.append(f"{{{piece}}}")
            between, ranged = ", ", False
    assert last is not None  # `rule` comes last
    last.behind = "}"
    exec(  # made of this module's own strings and the class's field names
        f"def to_json(self):\n return f'''{''.join(as_json)}'''\n"
        f"def to_dict(self):\n return {{{', '.join(as_dict)}}}\n",
        space,
    )
    for name in ("to_json", "to_dict"):
        method = space[name]
        method.__doc__ = getattr(cls, name).__doc__
        setattr(cls, name, method)
    return cls


def twin(cls: type[T]) -> type[Any]:
    """A mutable class of the same layout: an instance is filled field by field, then its ``__class__`` is set to `cls`.

    A frozen dataclass pays one `object.__setattr__` a field (1.4 µs a record); this is a plain slotted object (0.3 µs).
    """
    base = cls.__mro__[1]
    return type(f"{cls.__name__}Draft", (base,), {"__slots__": tuple(cls.__slots__)})  # type: ignore[attr-defined]


# --- decoding -----------------------------------------------------------------------------------------------------

_hints_of: dict[type[Any], dict[str, tuple[Any, bool]]] = {}


def _hints(cls: type[Any]) -> dict[str, tuple[Any, bool]]:
    if cls not in _hints_of:
        import sys

        names = vars(sys.modules[cls.__module__])
        hints = get_type_hints(cls, names)
        _hints_of[cls] = {f.name: _shape(hints[f.name]) for f in fields(cls)}
    return _hints_of[cls]


def _value(cls: type[Any], name: str, value: Any) -> Any:
    kind, optional = _hints(cls)[name]
    where = f"{cls.__name__.lower()}.{name}"
    if value is None:
        if not optional:
            raise RecordError(f"{where}: must not be null")
        return None
    if kind is Decimal:
        if not isinstance(value, str):
            raise RecordError(f"{where}: expected a decimal string, got {value!r}")
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise RecordError(f"{where}: expected a decimal string, got {value!r}")
        return number
    if kind is tuple:
        if not isinstance(value, (list, tuple)) or not all(isinstance(v, str) for v in value):
            raise RecordError(f"{where}: expected a list of strings, got {value!r}")
        return tuple(value)
    if kind.__name__ == "Period":
        return decode_period(kind, value, where)
    if issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError:
            raise RecordError(f"{where}: expected one of {', '.join(kind)}, got {value!r}") from None
    if type(value) is not kind:
        raise RecordError(f"{where}: expected {kind.__name__}, got {value!r}")
    return value


def decode_period(cls: type[T], data: Any, where: str) -> T:
    """A period from ``{"start": day | None, "end": day | None}``; raises `RecordError`."""
    if not isinstance(data, Mapping) or set(data) - {"start", "end"}:
        raise RecordError(f"{where}: expected {{start, end}}, got {data!r}")
    try:
        return cls(_date(data.get("start")), _date(data.get("end")))  # type: ignore[call-arg]
    except (TypeError, ValueError):
        raise RecordError(f"{where}: expected ISO days, got {dict(data)!r}") from None


def decode(cls: type[T], data: Any) -> T:
    """A record of class `cls` from its dict; raises `RecordError` for an unknown, missing or ill-typed field."""
    label = cls.__name__.lower()
    if not isinstance(data, Mapping):
        raise RecordError(f"{label}: expected an object, got {data!r}")
    known = _hints(cls)
    for name in data:
        if name not in known:
            raise RecordError(f"{label}.{name}: no such field")
    if data.get("type", label) != label:
        raise RecordError(f"{label}.type: expected {label!r}, got {data['type']!r}")
    for name in ("start", "end", "text"):
        if name not in data:
            raise RecordError(f"{label}.{name}: is missing")
    return cls(**{name: _value(cls, name, value) for name, value in data.items() if name != "type"})


def decode_document(cls: type[T], data: Any, record: Callable[[Mapping[str, Any]], Any]) -> T:
    """A document from its dict; raises `RecordError`."""
    if not isinstance(data, Mapping):
        raise RecordError(f"document: expected an object, got {data!r}")
    for name in data:
        if name not in ("type", "id", "published", "published_from", "text", "records"):
            raise RecordError(f"document.{name}: no such field")
    if data.get("type", "document") != "document":
        raise RecordError(f"document.type: expected 'document', got {data['type']!r}")
    if not isinstance(data.get("text"), str):
        raise RecordError(f"document.text: expected str, got {data.get('text')!r}")
    for name in ("id", "published", "published_from"):
        if not isinstance(data.get(name), (str, type(None))):
            raise RecordError(f"document.{name}: expected str, got {data[name]!r}")
    if not isinstance(data.get("records", []), (list, tuple)):
        raise RecordError(f"document.records: expected a list, got {data['records']!r}")
    return cls(  # type: ignore[call-arg]
        text=data["text"],
        records=tuple(record(r) for r in data.get("records", ())),
        id=data.get("id"),
        published=data.get("published"),
        published_from=data.get("published_from"),
    )
