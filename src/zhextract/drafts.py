"""Mutable twins of the records, and how one is begun: rules and context fill a draft, the pipeline freezes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from zhextract._codec import twin
from zhextract.records import Bound, Program, ProgramKind, Quantity, QuantityKind, Status, Time, TimeKind

__all__ = ["ProgramDraft", "QuantityDraft", "TimeDraft", "freeze", "freeze_all", "program", "quantity", "time"]

if TYPE_CHECKING:
    QuantityDraft = Any
    TimeDraft = Any
    ProgramDraft = Any
else:
    QuantityDraft, TimeDraft, ProgramDraft = twin(Quantity), twin(Time), twin(Program)

_FROZEN = {QuantityDraft: Quantity, TimeDraft: Time, ProgramDraft: Program}
_EXACT, _ACTUAL, _NUMBER = Bound.EXACT, Status.ACTUAL, QuantityKind.NUMBER


def quantity(start: int, end: int, rule: str) -> QuantityDraft:
    """A quantity from `start` to `end` in the view, made by `rule`; every other field at its default."""
    d = QuantityDraft()
    d.type, d.start, d.end, d.text, d.rule = "quantity", start, end, "", rule
    d.value = d.low = d.high = d.of = d.subject = d.period = d.change = d.basis = d.indicator = d.subject_name = None
    d.unit, d.kind, d.bound, d.status, d.members = "", _NUMBER, _EXACT, _ACTUAL, ()
    return d


def time(start: int, end: int, rule: str, kind: TimeKind = TimeKind.DATE) -> TimeDraft:
    """A time from `start` to `end` in the view, made by `rule`."""
    d = TimeDraft()
    d.type, d.start, d.end, d.text, d.rule, d.kind = "time", start, end, "", rule, kind
    d.value = d.period = d.relation = None
    d.inferred = False
    return d


def program(start: int, end: int, rule: str, kind: ProgramKind, name: str) -> ProgramDraft:
    """A program from `start` to `end` in the view, made by `rule`."""
    d = ProgramDraft()
    d.type, d.start, d.end, d.text, d.rule, d.kind, d.name = "program", start, end, "", rule, kind, name
    d.parts = ()
    d.issuer = d.number = d.year = None
    return d


def freeze(draft: Any) -> Any:
    """The frozen record that the draft has become (the same object)."""
    draft.__class__ = _FROZEN[draft.__class__]
    return draft


def freeze_all(drafts: Iterable[Any]) -> None:
    """Makes each of the drafts its frozen record."""
    frozen = _FROZEN
    for draft in drafts:
        draft.__class__ = frozen[draft.__class__]
