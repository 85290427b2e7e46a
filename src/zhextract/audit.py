"""Do the figures of a text agree with each other, and with those of other texts?

Four checks, each with the figures quoted and the arithmetic written out: *sum* (parts and their total), *share* (a
percentage beside the two figures it comes from), *growth* (an amount, its change and the rate of change; a multiple of
an earlier figure), *conflict* (one indicator, one bearer, one period, two values). Everything is compared as far as the
figures are rounded. What agrees is reported as ``ok``, what contradicts itself as ``error``, what may have another
reason (revised data, another scope) as ``warning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zhextract._codec import dump, plain
from zhextract.breakdown import step, tolerance
from zhextract.records import Bound, Change, Document, Quantity, QuantityKind, Status

__all__ = ["Finding", "Quote", "Severity", "audit"]


class Severity(StrEnum):
    """``ok``: the figures agree; ``warning``: they differ, perhaps for a reason; ``error``: they contradict each other."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Quote:
    """A figure as the text has it: ``document`` is the document's id, offsets are those of its text."""

    document: str | None
    start: int
    end: int
    text: str
    of: str | None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"document": self.document, "start": self.start, "end": self.end, "text": self.text, "of": self.of}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. `kind`: sum, share, growth, multiple or conflict; `arithmetic`: the sum, written out."""

    kind: str
    severity: Severity
    message: str
    arithmetic: str
    quotes: tuple[Quote, ...]

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "type": "finding",
            "kind": self.kind,
            "severity": self.severity.value,
            "message": self.message,
            "arithmetic": self.arithmetic,
            "quotes": [q.to_dict() for q in self.quotes],
        }

    def to_json(self) -> str:
        """One line of JSON."""
        return dump(self.to_dict())

    def __str__(self) -> str:
        where = f"{self.quotes[0].document or '-'}:{self.quotes[0].start}" if self.quotes else "-"
        return f"{where}: {self.severity}: {self.kind}: {self.message}: {self.arithmetic}"


_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
# at constant prices, so that two values at current prices do not give the rate
_CONSTANT = ("生产总值", "增加值", "总产值", "GDP")
# 较2020年的9323亿元增加: the figure is the basis, not the amount
_BASE = re.compile("(?:比|较|較)[^，。；]{1,14}的?$")
_LESS = ("压减", "减少", "下降", "降低", "削减", "精简", "压缩")
_NEAR = Decimal("0.3")


def audit(documents: Iterable[Document]) -> list[Finding]:
    """The findings of every document, in its order, then those between documents.

    A document's figures are compared as extracted: the precision of a finding is that of the records it quotes.
    """
    known = list(documents)
    found: list[Finding] = []
    for document in known:
        own = [*_sums(document), *_shares(document), *_growth(document)]
        own.sort(key=lambda f: f.quotes[0].start)
        found += own
    found += _conflicts(known)
    return found


def _quote(document: Document, *quantities: Quantity) -> tuple[Quote, ...]:
    return tuple(Quote(document.id, q.start, q.end, document.text[q.start : q.end], q.of) for q in quantities)


def _flat(text: str) -> str:
    return "".join(text.split())


def _round(value: Decimal, like: Decimal) -> str:
    """`value` with one digit more than `like` has."""
    digits = max(0, -int(like.as_tuple().exponent)) + 1
    return plain(round(value, digits)) or ""


def _slack(q: Quantity) -> Decimal:
    """Half the last written digit of a figure."""
    return step(q.text, q.value or Decimal(0)) * _HALF


# --- sums ---------------------------------------------------------------------------------------------------------


def _sums(document: Document) -> Iterator[Finding]:
    for b in document.breakdowns:
        if not b.complete or b.difference is None or b.total.value is None:
            continue
        figures = [(q.text, q.value) for q in (b.total, *b.parts) if q.value is not None]
        slack = tolerance(figures)
        total = _flat(b.total.text)
        arithmetic = " + ".join(_flat(p.text) for p in b.parts)
        if abs(b.difference) <= slack:
            sign = "=" if not b.difference else "≈"
            yield Finding(
                "sum",
                Severity.OK,
                f"{b.total.of or '合计'} 与各分项相符",
                f"{total} {sign} {arithmetic}",
                _quote(document, b.total, *b.parts),
            )
        else:
            told = plain(abs(b.difference).normalize()) or ""
            more = "多" if b.difference < 0 else "少"
            yield Finding(
                "sum",
                Severity.ERROR,
                f"{b.total.of or '合计'} 与各分项之和不符，分项之和{more} {told}{b.total.unit}",
                f"{total} ≠ {arithmetic}",
                _quote(document, b.total, *b.parts),
            )


# --- shares -------------------------------------------------------------------------------------------------------


def _shares(document: Document) -> Iterator[Finding]:
    """占60% beside the part and the whole that a breakdown has; 开工率84.6% beside 156个 and 已开工132个."""
    text = document.text
    quantities = document.quantities
    whole: dict[int, tuple[Quantity, int]] = {}
    for b in document.breakdowns:
        for part in b.parts:
            whole[part.start] = (b.total, len(b.parts))
    for i, q in enumerate(quantities):
        if (
            q.kind is not QuantityKind.PERCENT
            or q.unit != "%"
            or q.value is None
            or q.change is not None
            or q.bound is not Bound.EXACT
        ):
            continue
        before = _flat(text[max(0, q.start - 12) : q.start])
        clause = before[max(before.rfind("，"), before.rfind("。"), before.rfind("；"), before.rfind("、")) + 1 :]
        if clause.startswith("占") and i:
            part = quantities[i - 1]
            if part.change is not None and i > 1 and part.kind is QuantityKind.PERCENT:  # 12.19亿元，增长3.7%，占65.4%
                part = quantities[i - 2]
            if part.start not in whole or _ends(text, part.end, q.start):
                continue
            total, _ = whole[part.start]
            named = clause[1:].strip("比重达到为约的")
            if named and not _same(named, total.of or ""):
                continue
            yield from _share(document, part, total, q, Severity.ERROR)
        elif q.of is not None and q.of.endswith("率") and i >= 2:
            yield from _rate(document, quantities, i)


def _same(named: str, of: str) -> bool:
    """Is what a share is said to be of (占粮食总产量) the total that is at hand?"""
    for word in ("全部", "全县", "全市", "全省", "全区", "全国", "全年", "总"):
        named = named.removeprefix(word)
    return bool(named and of) and (of.endswith(named) or (named.endswith(of) and len(named) - len(of) <= 2))


def _ends(text: str, start: int, end: int) -> bool:
    return "。" in text[start:end] or "；" in text[start:end]


def _rate(document: Document, quantities: list[Quantity], i: int) -> Iterator[Finding]:
    q, done, all_ = quantities[i], quantities[i - 1], quantities[i - 2]
    text = document.text
    if (
        not (done.unit == all_.unit and done.kind is QuantityKind.COUNT is all_.kind)
        or done.value is None
        or all_.value is None
    ):
        return
    if (
        all_.value < done.value
        or all_.value == 0
        or _ends(text, all_.start, q.start)
        or "\n\n" in text[all_.start : q.start]
    ):
        return
    of = q.of or ""
    verb = of[:-1][-2:]
    if (
        len(verb) < 2
        or verb not in _flat(text[all_.end : done.start])
        or Bound.EXACT is not done.bound
        or all_.bound is not Bound.EXACT
    ):
        return
    yield from _share(document, done, all_, q, Severity.WARNING, rest=verb in _LESS)


def _share(
    document: Document, part: Quantity, total: Quantity, q: Quantity, severity: Severity, rest: bool = False
) -> Iterator[Finding]:
    """`rest`: the share is what has gone (由1432家压减至87家，压减率93.9%)."""
    if part.value is None or not total.value or q.value is None:
        return
    low = (part.value - _slack(part)) / (total.value + _slack(total)) * _HUNDRED
    high = (part.value + _slack(part)) / max(total.value - _slack(total), Decimal(1)) * _HUNDRED
    # 占30% of what is 30.9%: a share without decimals may have been cut off, not rounded
    digits = int(q.value.as_tuple().exponent)
    given = Decimal(1).scaleb(digits) * (_HALF if digits < 0 else 1)
    exact = part.value / total.value * _HUNDRED
    arithmetic = f"{_flat(part.text)} ÷ {_flat(total.text)} = {_round(exact, q.value)}%"
    if rest:
        low, high, exact = _HUNDRED - high, _HUNDRED - low, _HUNDRED - exact
        arithmetic = f"1 - {_flat(part.text)} ÷ {_flat(total.text)} = {_round(exact, q.value)}%"
    if low - given <= q.value <= high + given:
        yield Finding(
            "share", Severity.OK, f"{q.of or '占比'} 与两数相符", arithmetic, _quote(document, q, part, total)
        )
    else:
        yield Finding(
            "share",
            severity,
            f"{q.of or '占比'} {_flat(q.text)} 与两数不符",
            arithmetic,
            _quote(document, q, part, total),
        )


# --- growth -------------------------------------------------------------------------------------------------------


def _growth(document: Document) -> Iterator[Finding]:
    """62.3万人，减少0.4万人，下降0.6%: amount, change and rate in one sentence; 由A增至B，增长p%; 是上年的k倍."""
    text = document.text
    quantities = document.quantities
    for i, q in enumerate(quantities):
        if q.value is None or q.unit != "%" or q.change is None or i < 2 or q.bound is not Bound.EXACT:
            continue
        a, b = quantities[i - 2], quantities[i - 1]
        if a.value is None or b.value is None or a.unit != b.unit or not a.unit or a.kind is QuantityKind.PERCENT:
            continue
        if (
            a.of != b.of
            or b.of != q.of
            or _ends(text, a.start, q.start)
            or a.bound is not Bound.EXACT
            or b.bound is not Bound.EXACT
        ):
            continue
        gap = _flat(text[a.end : b.start])
        behind = _flat(text[b.end : q.start])
        if (
            any(word in behind for word in ("年均", "平均", "每年", "递增", "可比"))
            or any(word in gap for word in ("年均", "平均", "每年"))
            or _BASE.search(text, max(0, a.start - 18), a.start)
        ):
            continue
        if len(behind) > 8 or (any(word in behind for word in ("同比", "比上", "较", "环比")) and b.change is None):
            continue
        if b.change is q.change and a.change is None and b.basis == q.basis and len(gap) <= 10:
            base = a.value - b.value if b.change is Change.INCREASE else a.value + b.value
            yield from _rate_of(document, base, _slack(a) + _slack(b), b.value, _slack(b), q, (q, a, b))
        elif (
            a.change is None
            and b.change is None
            and text[a.start - 1 : a.start] in ("由", "从")
            and ("到" in gap or "至" in gap)
        ):
            rise = b.value - a.value if q.change is Change.INCREASE else a.value - b.value
            if not (a.of or "").endswith(_CONSTANT):
                yield from _rate_of(document, a.value, _slack(a), rise, _slack(a) + _slack(b), q, (q, a, b))


def _rate_of(
    document: Document,
    base: Decimal,
    base_slack: Decimal,
    rise: Decimal,
    rise_slack: Decimal,
    q: Quantity,
    figures: tuple[Quantity, ...],
) -> Iterator[Finding]:
    if base - base_slack <= 0 or q.value is None:
        return
    low, high = (
        (rise - rise_slack) / (base + base_slack) * _HUNDRED,
        (rise + rise_slack) / (base - base_slack) * _HUNDRED,
    )
    given = Decimal(1).scaleb(int(q.value.as_tuple().exponent)) * _HALF
    exact = rise / base * _HUNDRED
    arithmetic = f"{plain(rise.normalize())} ÷ {plain(base.normalize())} = {_round(exact, q.value)}%"
    if low - given <= q.value <= high + given:
        yield Finding(
            "growth", Severity.OK, f"{q.of or '增速'} 的变化与增速相符", arithmetic, _quote(document, *figures)
        )
    else:
        yield Finding(
            "growth",
            Severity.ERROR,
            f"{q.of or '增速'} 的变化与增速 {_flat(q.text)} 不符",
            arithmetic,
            _quote(document, *figures),
        )


# --- one indicator, two values ------------------------------------------------------------------------------------


def _conflicts(documents: list[Document]) -> list[Finding]:
    """Two values of one known indicator for one bearer and one period; within a text, or between texts."""
    seen: dict[tuple[Any, ...], list[tuple[Document, Quantity]]] = {}
    for document in documents:
        parts = {p.start for b in document.breakdowns for p in b.parts}
        for q in document.quantities:
            if (
                q.indicator is None
                or q.value is None
                or q.period is None
                or q.period.start is None
                or q.change is not None
                or q.basis is not None
                or q.status is Status.PLANNED
                or q.bound is not Bound.EXACT
                or q.start in parts
                or q.subject is None
            ):
                continue
            bearer = q.subject_name or q.subject
            seen.setdefault((q.indicator, bearer, q.period, q.unit), []).append((document, q))
    found = []
    for (indicator, bearer, period, _unit), values in seen.items():
        first, a = values[0]
        for other, b in values[1:]:
            if a.value is None or b.value is None or (first is not other and bearer[0] in "全我本该"):
                continue
            difference = abs(a.value - b.value)
            if difference <= _slack(a) + _slack(b) or (first is other and not _ends(first.text, a.end, b.start)):
                continue
            if difference > max(abs(a.value), abs(b.value)) * _NEAR:
                continue  # another scope, most likely
            quotes = (*_quote(first, a), *_quote(other, b))
            found.append(
                Finding(
                    "conflict",
                    Severity.ERROR if first is other else Severity.WARNING,
                    f"{bearer} {indicator}（{period.start}—{period.end or ''}）有两个数值",
                    f"{_flat(a.text)} ≠ {_flat(b.text)}",
                    quotes,
                )
            )
            break
    return found
