"""Wanted records against found ones: which are missed, which are false, which fields differ.

Two measures. A line of gold is read as the annotation guidelines say: any of the wordings of ``of`` and ``subject``
whose head agrees, a period only where the text tells one (`GOLD`, the measure of `score`). A case of marked text
says exactly the fields that it is about, and those must be met as they stand (`exact`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

__all__ = [
    "APPLIES",
    "GOLD",
    "TYPES",
    "Difference",
    "article",
    "case",
    "days",
    "exact",
    "field_name",
    "measured",
    "near",
    "number",
    "says",
]

Row = Mapping[str, Any]
TYPES = ("quantity", "time", "program")
_MEMBERS = ("value", "low", "high")
_NO_FIELDS = {"type", "start", "end", "text", "optional", "judged"}


class Difference(NamedTuple):
    """One thing that is not as wanted. `what` is ``missed``, ``false`` or the name of the field that differs; `text`
    and the offsets are those of the record; `rule` made the found record, None where there is none."""

    type: str
    what: str
    start: int
    end: int
    text: str
    wanted: Any = None
    found: Any = None
    rule: str | None = None

    def __str__(self) -> str:
        if self.what in ("missed", "false"):
            return f"{self.what} {self.type} {self.text!r}" + (f" by {self.rule}" if self.rule else "")
        return f"{self.type} {self.text!r} {self.what}: wanted {tell(self.wanted)}, found {tell(self.found)}"


def tell(value: Any) -> str:
    """A field's value as marked text writes it."""
    if value is None:
        return "null"
    if isinstance(value, Mapping) and set(value) == {"start", "end"}:
        return f"{value['start'] or ''}..{value['end'] or ''}"
    if isinstance(value, (list, tuple)):
        return "|".join(map(tell, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


# --- values -------------------------------------------------------------------------------------------------------


def number(value: Any) -> Any:
    """A decimal string as a number without trailing zeros; what is no number as it is."""
    try:
        return None if value is None else Decimal(str(value)).normalize()
    except InvalidOperation:
        return value


def days(period: Any) -> tuple[str | None, str | None] | None:
    """First and last day of a period, None where neither is told."""
    if not period:
        return None
    if isinstance(period, Mapping):
        period = (period.get("start"), period.get("end"))
    first, last = (day[:10] if day else None for day in period)
    return None if first is None and last is None else (first, last)


def _letters(phrase: str) -> str:
    return "".join(filter(str.isalnum, phrase))


def says(guess: str | None, wanted: Iterable[str] | None) -> bool:
    """Is the phrase one of the accepted wordings? Marks and spaces do not count. Nothing wanted: any is right."""
    if not wanted:
        return True
    return bool(guess) and _letters(guess or "") in set(map(_letters, wanted))


def near(guess: str | None, wanted: Iterable[str] | None) -> bool:
    """Has the phrase the head of an accepted wording: does one of the two end the other?"""
    if not wanted:
        return True
    guess = _letters(guess or "")
    if not guess:
        return False
    return any(guess.endswith(w[-2:]) and (w in guess or guess in w) for w in map(_letters, wanted))


# --- the measure of gold ------------------------------------------------------------------------------------------

Test = Callable[[Row, Row], bool]


def _amount(row: Row) -> tuple[Any, ...]:
    return tuple(number(row.get(key)) for key in _MEMBERS)


def _same(key: str) -> Test:
    return lambda gold, found: bool(gold.get(key) == found.get(key))


GOLD: dict[str, dict[str, Test]] = {
    "quantity": {
        "value": lambda gold, found: _amount(gold) == _amount(found),
        "unit": lambda gold, found: gold.get("unit") == (found.get("unit") or ""),
        "kind": _same("kind"),
        "bound": _same("bound"),
        "of": lambda gold, found: says(found.get("of"), gold.get("of")),
        "of~": lambda gold, found: near(found.get("of"), gold.get("of")),
        "subject~": lambda gold, found: near(found.get("subject"), gold.get("subject")),
        "period": lambda gold, found: days(gold.get("period")) == days(found.get("period")),
        "status": _same("status"),
        "change": lambda gold, found: (
            (gold.get("change"), gold.get("basis")) == (found.get("change"), found.get("basis"))
        ),
    },
    "time": {
        "kind": _same("kind"),
        "value": lambda gold, found: gold.get("value") is None or gold.get("value") == found.get("value"),
        "period": lambda gold, found: days(gold.get("period")) in (None, days(found.get("period"))),
        "relation": _same("relation"),
    },
    "program": {
        "kind": _same("kind"),
        "name": lambda gold, found: says(found.get("name"), [gold.get("name") or "", gold["text"]]),
    },
}
"""For each type the fields that are measured, with the test of a gold record against a found one of the same span.
``of~`` and ``subject~`` ask for the same head, ``of`` for an accepted wording."""


def measured(test: str, gold: Row) -> bool:
    """Is the field measured on this gold record? Not where gold does not tell it."""
    if test in APPLIES:
        return APPLIES[test](gold)
    return any(key in gold for key in _TOLD_BY.get(test, (field_name(test),)))


_TOLD_BY = {"value": _MEMBERS, "change": ("change", "basis")}

APPLIES: dict[str, Callable[[Row], bool]] = {
    "subject~": lambda gold: bool(gold.get("subject")),
    "period": lambda gold: days(gold.get("period")) is not None,
}
"""Fields that are measured only where gold tells them."""


def field_name(test: str) -> str:
    """The record's field that a test is about: ``of`` for ``of~``."""
    return test.rstrip("~")


# --- the measure of marked text -----------------------------------------------------------------------------------


def exact(key: str, wanted: Any, found: Any) -> bool:
    """Is the found value of a field the one that a case of marked text names?"""
    if key in _MEMBERS:
        return bool(number(wanted) == number(found))
    if key == "period":
        return days(wanted) == days(found)
    if key in ("of", "subject"):
        return found is None if wanted is None else says(found, wanted)
    if isinstance(wanted, (list, tuple)):
        return list(wanted) == list(found or ())
    if key == "name":
        return says(found, [wanted])
    return bool(wanted == found)


def _named(wanted: Row) -> list[str]:
    """The fields that a case names; where it names an amount, the whole of the amount."""
    named = [key for key in wanted if key not in _NO_FIELDS]
    if wanted["type"] != "quantity" or not any(key in wanted for key in _MEMBERS):
        return named
    return [*_MEMBERS, *(key for key in named if key not in _MEMBERS)]


# --- both ---------------------------------------------------------------------------------------------------------


def case(wanted: Iterable[Row], found: Iterable[Row], types: Iterable[str]) -> list[Difference]:
    """What is not as a case of marked text wants it, among the records of `types`."""

    def differing(gold: Row, row: Row) -> list[tuple[str, Any]]:
        return [(key, gold.get(key)) for key in _named(gold) if not exact(key, gold.get(key), row.get(key))]

    return _differences(wanted, found, types, differing)


def article(gold: Iterable[Row], found: Iterable[Row], types: Iterable[str] = TYPES) -> list[Difference]:
    """What is not as the gold of an article wants it: the differences that `score` counts."""

    def differing(row: Row, guess: Row) -> list[tuple[str, Any]]:
        out = []
        for name, right in GOLD[row["type"]].items():
            if name == "of" or not measured(name, row) or right(row, guess):
                continue
            key = field_name(name)
            if key == "value" and row["type"] == "quantity":
                out += [(k, row.get(k)) for k in _MEMBERS if number(row.get(k)) != number(guess.get(k))]
            elif key == "change":
                out += [(k, row.get(k)) for k in ("change", "basis") if row.get(k) != guess.get(k)]
            else:
                out.append((key, row.get(key)))
        return out

    return _differences(gold, found, types, differing)


def _differences(
    wanted: Iterable[Row],
    found: Iterable[Row],
    types: Iterable[str],
    differing: Callable[[Row, Row], list[tuple[str, Any]]],
) -> list[Difference]:
    wanted, found = list(wanted), list(found)
    out: list[Difference] = []
    for kind in types:
        must = {(w["start"], w["end"]): w for w in wanted if w["type"] == kind and not w.get("optional")}
        may = [(w["start"], w["end"]) for w in wanted if w["type"] == kind and w.get("optional")]
        got = {(f["start"], f["end"]): f for f in found if f["type"] == kind}
        for span, gold in must.items():
            row = got.get(span)
            if row is None:
                out.append(Difference(kind, "missed", *span, gold["text"]))
                continue
            rule = row.get("rule")
            for key, value in differing(gold, row):
                out.append(Difference(kind, key, *span, gold["text"], value, row.get(key), rule))
        for span, row in got.items():
            if span not in must and not any(span[0] < end and start < span[1] for start, end in may):
                out.append(Difference(kind, "false", *span, row.get("text", ""), rule=row.get("rule")))
    out.sort(key=lambda d: (d.start, -d.end, TYPES.index(d.type)))
    return out
