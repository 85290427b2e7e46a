"""Do the figures of a text agree with each other, and with those of other texts?

Five checks, each with the figures quoted and the arithmetic written out: *sum* (parts and their total), *share* (a
percentage beside the two figures it comes from), *growth* (a rate beside the amount and what it was, or how much it
rose), *multiple* (是2015年的1.64倍 beside both values), *conflict* (one indicator, one bearer, one period, two values).
Everything is compared as far as the figures are rounded. What agrees is reported as ``ok``, what contradicts itself as
``error``, what may have another reason (revised data, another scope, constant prices) as ``warning``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zhextract._codec import dump, plain
from zhextract.breakdown import step, tolerance
from zhextract.records import Basis, Bound, Change, Document, Period, Quantity, QuantityKind, Status
from zhextract.source import Source

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
_ONE = Decimal(1)
_NEAR = Decimal("0.3")
# more values of one thing in a text than this belong to a table
_MANY = 64
_MAGNITUDES = {"亿": Decimal(10**8), "億": Decimal(10**8), "万": Decimal(10**4), "萬": Decimal(10**4)}
# told at constant prices, so that two values at current prices do not give the rate: no contradiction
_CONSTANT = re.compile("(?:生产总值|生產總值|增加值|总产值|總產值|GDP)$")
# often told at constant prices without saying so
_DEFLATED = re.compile("(?:人均|居民|农民|農民|职工|職工).{0,6}(?:收入|消费|消費|支出|工资|工資)")
_LESS = ("压减", "减少", "下降", "降低", "削减", "精简", "压缩")

_RISE = "(?:增长|增加|提高|上升|扩大|净增|增幅为|增幅达?|增速为|增速达?)"
_FALL = "(?:下降|减少|降低|回落|缩减|压减|减幅为|减幅达?|降幅为|降幅达?)"
_MOVES = f"(?:{_RISE}|{_FALL})了?"
_THAN = "(?:同比|环比|比上年|比去年|较上年|较去年|比上年同期|比去年同期)"
# what stands between the figures of a statement, from the end of one to the start of the next; all of it
_RATE_BEHIND = re.compile(f"[，、（]?{_THAN}?(?:[^，。；（]{{0,4}}年)?(?:共|累计)?{_MOVES}")
_ROSE_BY = re.compile(f"[，、（]?(?:同比|环比|(?:比|较)[^，。；]{{1,8}})?{_MOVES}")
_THAN_WHAT = re.compile("[，、（]?(?:比|较|同|与)[^，。；]{1,16}")
_MOVED = re.compile(f"(?:相比)?，?{_MOVES}")
_MOVED_SINCE = re.compile(f"[，、]?(?:{_THAN}|(?:比|较)[^，。；]{{1,10}}){_MOVES}")
_TIMES_BEFORE = re.compile("[，、]?(?:是|为)(?:原来|以前|此前|之前)的")
_OWN_BASE = re.compile("[，、（]?(?:同比|环比|比|较)")
# 较2020年的9323亿元增加: the figure is the basis
_AS_BASE = re.compile("(?:比|较)[^，。；]{1,14}的?$")
_FROM = re.compile("(?:由|从)[^，。；]{0,16}$")
_TO = re.compile("(?:[增提升扩减降压缩发跃上下达][^，。；]{0,4})?[到至为][^，。；]{0,14}")
_PER_YEAR = re.compile(f"[，、（]?(?:[^，。；]{{1,4}}年)?(?:年均|年平均|平均每年|每年平均)(?:{_MOVES}|递增|递减)")
_TIMES = re.compile("[，、]?(?:大约|约)?(?:是|为|相当于)(?:[^，。；]{1,16}?)的")
_TIMES_WHAT = re.compile("[，、]?(?:大约|约)?(?:是|为|相当于)[^，。；]{0,16}")
_ROUND_NUMERAL = re.compile("[一二三四五六七八九两]([十百千])?[万亿萬億]+[^0-9]{0,3}$")
# 百分之八，七: a figure that a scanner took for two
_SPOILT = re.compile("[，·．][零〇○一二三四五六七八九0-9]")
_BEFORE = re.compile("[，（；](?:而)?(?:上年|去年|上年同期|去年同期|上年度)(?:仅|只)?(?:为|是|有)?")


def audit(documents: Iterable[Document]) -> list[Finding]:
    """The findings of every document, in its order, then those between documents.

    A document's figures are compared as extracted: the precision of a finding is that of the records it quotes.
    """
    known = list(documents)
    found: list[Finding] = []
    for document in known:
        own = list(_sums(document))
        if len(document.quantities) > 1:
            page = _Page(document)
            own += [*_misprints(page), *_shares(page), *_growth(page)]
        own.sort(key=lambda f: f.quotes[0].start)
        found += own
    found += _conflicts(known)
    return found


class _Page:
    """A document's text as the rules read it (layout repaired, simplified), and its quantities with their places there."""

    def __init__(self, document: Document) -> None:
        source = Source(document.text)
        self.document = document
        self.text = source.text
        self.clean = source.clean
        self.figures = document.quantities
        self.starts = [source.view_offset(q.start) for q in self.figures]
        self.ends = [source.view_offset(q.end - 1) + 1 for q in self.figures]
        self.by_of: dict[str | None, list[int]] = {}
        for i, q in enumerate(self.figures):
            if q.period is not None and _amount(q):
                self.by_of.setdefault(q.of, []).append(i)

    def gap(self, i: int, j: int) -> str:
        """What stands between two figures."""
        return self.text[self.ends[i] : self.starts[j]]

    def before(self, i: int, length: int) -> str:
        """What stands before a figure."""
        return self.text[max(0, self.starts[i] - length) : self.starts[i]]

    def together(self, i: int, j: int) -> bool:
        """Do two figures stand in one sentence?"""
        return not any(mark in self.gap(i, j) for mark in "。；\n！？")


def _quote(document: Document, *quantities: Quantity) -> tuple[Quote, ...]:
    return tuple(Quote(document.id, q.start, q.end, document.text[q.start : q.end], q.of) for q in quantities)


def _flat(text: str) -> str:
    return "".join(text.split())


def _round(value: Decimal, like: Decimal) -> str:
    """`value` with one digit more than `like` has."""
    digits = max(0, -int(like.as_tuple().exponent)) + 1
    return plain(round(value, digits)) or ""


def _slack(q: Quantity) -> Decimal:
    """Half the last written digit of a figure: of 三亿八千万 half of 千万."""
    last = _ROUND_NUMERAL.search(q.text)
    power = 1 if last is None or last[1] is None else 10 ** ("十百千".index(last[1]) + 1)
    return step(q.text, q.value or Decimal(0)) * power * _HALF


def _given(q: Quantity) -> Decimal:
    """How far a rate may be off by rounding. One without decimals may have been cut off instead (占30% of what is 30.9%),
    and so may a multiple (是3倍 of what is 3.4)."""
    digits = int((q.value or _ONE).as_tuple().exponent)
    return _ONE.scaleb(min(digits, 0)) * (_HALF if digits < 0 and q.unit != "倍" else _ONE)


def _amount(q: Quantity) -> bool:
    """Is the figure an exact amount, no rate and no change?"""
    return (
        q.value is not None
        and q.value > 0
        and q.bound is Bound.EXACT
        and q.kind
        not in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.MULTIPLE, QuantityKind.ORDINAL)
    )


def _alike(a: Quantity, b: Quantity) -> bool:
    return _amount(a) and _amount(b) and a.unit == b.unit and bool(a.unit)


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
            yield _unequal(document, b.total, b.parts, b.difference, Severity.ERROR)


def _unequal(
    document: Document, total: Quantity, parts: Sequence[Quantity], difference: Decimal, severity: Severity
) -> Finding:
    magnitude = next((m for m in _MAGNITUDES if m in total.text), "")
    told = plain((abs(difference) / _MAGNITUDES.get(magnitude, _ONE)).normalize()) or ""
    more = "多" if difference < 0 else "少"
    return Finding(
        "sum",
        severity,
        f"{total.of or '合计'} 与各分项之和不符，分项之和{more} {told}{magnitude}{total.unit}",
        f"{_flat(total.text)} ≠ {' + '.join(_flat(p.text) for p in parts)}",
        _quote(document, total, *parts),
    )


# --- sums that miss by one digit ----------------------------------------------------------------------------------

_OPENS = re.compile(
    "[^，。；、（\\n]{0,12}[，。；（：]?[^，。；（\\n]{0,8}"
    "(?:其中|包括|分别为|(?<=[，（])含|分为|按[^，。；]{1,12}分|分[^，。；]{1,6}看)[：，]?"
)
_CLOSES = re.compile("[^，。；、（等\\n]{0,16}(?:[。；）\\n]|$)")
_TOTALS = re.compile("(?:合计|共计|总计|一共|总共)[^，。；、\\n]{0,12}$")
_MEMBERS = re.compile("[^，。；、\\n]{0,12}[，、；和及与][^。\\n]{0,36}")
_NO_MEMBER = re.compile("已|新增|占|达|完成|截至|目标|力争|计划|平均|人均|每|累计|比|较|增长|下降|合计|共计|总计|等")
_CLAIMED_DIGITS, _BARE_DIGITS = 2, 3


def _misprints(page: _Page) -> Iterator[Finding]:
    """Lists that read as all of a total and miss it by one digit of one figure: a misprint, most likely.

    That a list is all of its total is not always said (其中 names some of it, too); that a list of some should miss by what
    one digit makes is unlikely where the figures have three digits, or two where the text says 合计. Never an error.
    """
    settled = {q.start for b in page.document.breakdowns if b.complete for q in (b.total, *b.parts)}
    for i, total in enumerate(page.figures):
        if not _amount(total) or total.change is not None or total.start in settled:
            continue
        claimed = _TOTALS.search(page.before(i, 20)) is not None
        parts = _list_before(page, i) if claimed else _list_behind(page, i)
        if len(parts) < 2 or any(page.figures[k].start in settled for k in parts):
            continue
        members = [page.figures[k] for k in parts]
        difference = (total.value or Decimal(0)) - sum((m.value or Decimal(0) for m in members), Decimal(0))
        slack = tolerance([(m.text, m.value or Decimal(0)) for m in (total, *members)])
        if abs(difference) <= slack or not _one_digit([total, *members], difference, slack, claimed):
            continue
        if _explained(page, i, parts, abs(difference)):
            continue
        yield _unequal(page.document, total, members, difference, Severity.WARNING)


def _list_behind(page: _Page, i: int) -> list[int]:
    """The figures of the list that 其中 opens right behind a total and its sentence closes."""
    total = page.figures[i]
    opening = _OPENS.match(page.text, page.ends[i])
    if opening is None:
        return []
    parts: list[int] = []
    for k in range(i + 1, min(len(page.figures), i + 24)):
        q = page.figures[k]
        if page.starts[k] < opening.end():
            if _amount(q):
                return []
            continue
        if q.unit != total.unit:
            continue  # 增长5%，占三成；9个，总投资3亿元
        gap = page.text[page.ends[parts[-1]] if parts else opening.end() : page.starts[k]]
        if "。" in gap or "\n" in gap or "）" in gap:
            break
        if not _alike(total, q) or q.change is not None or q.status is not total.status:
            return []
        if parts and (_MEMBERS.fullmatch(gap) is None or (_NO_MEMBER.search(gap) is not None and "%" not in gap)):
            return []
        if not parts and len(gap) > 20:
            return []
        parts.append(k)
    return parts if parts and _CLOSES.match(page.text, page.ends[parts[-1]]) is not None else []


def _list_before(page: _Page, i: int) -> list[int]:
    """The figures of the sentence before 合计."""
    total = page.figures[i]
    parts: list[int] = []
    for k in range(i - 1, max(-1, i - 12), -1):
        q = page.figures[k]
        if not page.together(k, i):
            break
        if q.unit != total.unit:
            continue
        if not _alike(total, q) or q.change is not None or q.status is not total.status:
            return []
        if parts and (_MEMBERS.fullmatch(page.gap(k, parts[0])) is None or _NO_MEMBER.search(page.gap(k, parts[0]))):
            return []
        parts.insert(0, k)
    return parts


def _one_digit(figures: list[Quantity], difference: Decimal, slack: Decimal, claimed: bool) -> bool:
    """Would another digit in one of the figures (the total first) set the sum right, and is that no likely chance?"""
    whole = [step(q.text, q.value or _ONE) or _ONE for q in figures]
    least = min(whole)
    values = [q.value or Decimal(0) for q in figures]
    while all(v % (least * 10) == 0 for v in values):
        least *= 10
    if len(str(int(values[0] / least))) < (_CLAIMED_DIGITS if claimed else _BARE_DIGITS):
        return False
    for n, (value, unit) in enumerate(zip(values, whole, strict=True)):
        wanted = value - difference if n == 0 else value + difference
        other = (wanted / unit).to_integral_value() * unit
        if wanted <= 0 or abs(other - wanted) > slack:
            continue
        a, b = str(int(value / unit)), str(int(other / unit))
        if len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1:
            return True
    return False


def _explained(page: _Page, i: int, parts: list[int], difference: Decimal) -> bool:
    """Does the text near by have a figure as large as the difference (…200亿元，这也包括在内)?"""
    first, last = min(i, parts[0]), max(i, parts[-1])
    near = page.figures[max(0, first - 4) : first] + page.figures[last + 1 : last + 9]
    return any(q.value == difference and q.unit == page.figures[i].unit for q in near)


# --- shares -------------------------------------------------------------------------------------------------------


def _shares(page: _Page) -> Iterator[Finding]:
    """占60% beside the part and the whole; 开工率84.6% beside 156个 and 已开工132个."""
    quantities = page.figures
    whole = {part.start: b.total for b in page.document.breakdowns for part in b.parts}
    for i, q in enumerate(quantities):
        if (
            q.kind is not QuantityKind.PERCENT
            or q.unit != "%"
            or q.value is None
            or q.change is not None
            or q.bound is not Bound.EXACT
            or not i
        ):
            continue
        clause = re.split("[，。；、（\n]", page.before(i, 24))[-1]
        if clause.startswith("占"):
            k = i - 1
            if quantities[k].change is not None and i > 1 and quantities[k].kind is QuantityKind.PERCENT:
                k = i - 2  # 12.19亿元，增长3.7%，占65.4%
            part = quantities[k]
            if not _amount(part) or not page.together(k, i):
                continue
            named = page.clean[page.starts[i] - len(clause) + 1 : page.starts[i]].strip("了比重达到为约的")
            total = whole.get(part.start)
            if total is not None and _amount(total) and (not named or _same(named, total.of or "")):
                yield from _share(page.document, part, total, q, Severity.ERROR)
            elif named:
                yield from _named(page, k, i, named)
        elif q.of is not None and q.of.endswith("率") and i >= 2:
            yield from _rate(page, i)


_SUMMED = re.compile("(?:总数|总额|总量|總數|總額|總量|合计)$")


def _named(page: _Page, k: int, i: int, named: str) -> Iterator[Finding]:
    """占经济建设支出的53.2%: the whole is named, and told earlier in the paragraph."""
    part, q = page.figures[k], page.figures[i]
    wanted = {named, _SUMMED.sub("", named)}
    if part.of in wanted:
        return
    for j in range(k - 1, max(-1, k - 12), -1):
        total = page.figures[j]
        if "\n" in page.gap(j, k):
            return
        if total.of not in wanted or total.unit != part.unit:
            continue
        if not _alike(total, part) or total.change is not None or total.status is not part.status:
            return
        if total.period != part.period or (total.value or 0) <= (part.value or 0):
            return
        severity = Severity.ERROR if page.together(j, k) else Severity.WARNING
        yield from _share(page.document, part, total, q, severity)
        return


def _same(named: str, of: str) -> bool:
    """Is what a share is said to be of (占粮食总产量) the total that is at hand?"""
    for word in ("全部", "全县", "全市", "全省", "全区", "全国", "全年", "总"):
        named = named.removeprefix(word)
    return bool(named and of) and (of.endswith(named) or (named.endswith(of) and len(named) - len(of) <= 2))


def _rate(page: _Page, i: int) -> Iterator[Finding]:
    q, done, all_ = page.figures[i], page.figures[i - 1], page.figures[i - 2]
    if not (_alike(done, all_) and done.kind is QuantityKind.COUNT is all_.kind):
        return
    if done.value is None or all_.value is None or all_.value < done.value or not page.together(i - 2, i):
        return
    verb = (q.of or "")[:-1][-2:]
    if len(verb) < 2 or verb not in page.gap(i - 2, i - 1):
        return
    yield from _share(page.document, done, all_, q, Severity.WARNING, rest=verb in _LESS)


def _share(
    document: Document, part: Quantity, total: Quantity, q: Quantity, severity: Severity, rest: bool = False
) -> Iterator[Finding]:
    """`rest`: the share is what has gone (由1432家压减至87家，压减率93.9%)."""
    if part.value is None or not total.value or q.value is None:
        return
    low = (part.value - _slack(part)) / (total.value + _slack(total)) * _HUNDRED
    high = (part.value + _slack(part)) / max(total.value - _slack(total), _ONE) * _HUNDRED
    given = _given(q)
    exact = part.value / total.value * _HUNDRED
    arithmetic = f"{_flat(part.text)} ÷ {_flat(total.text)} = {_round(exact, q.value)}%"
    if rest:
        low, high, exact = _HUNDRED - high, _HUNDRED - low, _HUNDRED - exact
        arithmetic = f"1 - {_flat(part.text)} ÷ {_flat(total.text)} = {_round(exact, q.value)}%"
    agrees = low - given <= q.value <= high + given
    yield Finding(
        "share",
        Severity.OK if agrees else severity,
        f"{q.of or '占比'} 与两数相符" if agrees else f"{q.of or '占比'} {_flat(q.text)} 与两数不符",
        arithmetic,
        _quote(document, q, part, total),
    )


# --- growth and multiples -----------------------------------------------------------------------------------------


def _growth(page: _Page) -> Iterator[Finding]:
    """A rate or a multiple, with the values that it comes from.

    62.3万人，减少0.4万人，下降0.6% · 由A增至B，增长p% · A，比2015年的B增长p% · A，增长p%，上年为B · A，是2015年B的k倍 ·
    由2015年的A增至2020年的B，年均增长p% · A，是2015年的k倍 or 比2015年增长p% where the text has the value of 2015.
    """
    figures = page.figures
    for i, q in enumerate(figures):
        if q.value is None or q.value <= 0 or q.bound is not Bound.EXACT or not i:
            continue
        if q.unit == "倍" or (q.unit == "%" and q.kind is QuantityKind.PERCENT and q.change is not None):
            pair = _values(page, i) or _earlier(page, i)
            if pair is not None and not (q.text[-1] not in "%％倍" and _SPOILT.match(page.text, page.ends[i])):
                yield from _compared(page, i, *pair)


#: the amount, what it was before (or None), how much it rose (or None), the years between for a mean, the severity
_Pair = tuple[Quantity, Quantity | None, Quantity | None, int, Severity]


def _values(page: _Page, i: int) -> _Pair | None:
    """The figures that the statement itself puts beside the rate."""
    q, b = page.figures[i], page.figures[i - 1]
    if not _amount(b) or not page.together(i - 1, i):
        return None
    behind = page.gap(i - 1, i)
    if q.change is not None and i + 1 < len(page.figures) and _RATE_BEHIND.fullmatch(behind) is not None:
        last = page.figures[i + 1]  # A，增长p%，上年为B
        if _alike(b, last) and b.change is None and _BEFORE.fullmatch(page.gap(i, i + 1)) is not None:
            return b, last, None, 1, Severity.ERROR
    if i < 2:
        return None
    a = page.figures[i - 2]
    if not _alike(a, b) or a.change is not None or not page.together(i - 2, i - 1):
        return None
    gap = page.gap(i - 2, i - 1)
    constant = q.unit == "%" and _CONSTANT.search(q.of or b.of or "") is not None
    told = Severity.OK if constant else Severity.ERROR
    from_ = _FROM.search(page.before(i - 2, 20))
    if from_ is not None and _TO.fullmatch(gap) is not None:
        if q.change is not None and _RATE_BEHIND.fullmatch(behind) is not None:
            return b, a, None, 1, told
        if q.change is not None and _PER_YEAR.fullmatch(behind) is not None:
            years = _years(a.period, b.period)
            return (b, a, None, years, Severity.OK if constant else Severity.WARNING) if years > 1 else None
        if q.change is None and _TIMES_BEFORE.fullmatch(behind) is not None:
            return b, a, None, 1, Severity.ERROR
        return None
    if from_ is not None or _AS_BASE.search(page.before(i - 2, 18)) is not None:
        return None
    if q.change is not None and b.change is not None:
        if b.change is not q.change or _ROSE_BY.fullmatch(gap) is None or _RATE_BEHIND.fullmatch(behind) is None:
            return None
        if b.basis not in (None, q.basis) and _OWN_BASE.match(behind) is not None:
            return None
        # 较年初增加20亿元，增长5%: perhaps over the year
        return a, None, b, 1, told if b.basis in (None, *Basis) else Severity.OK
    if q.change is not None and _BEFORE.fullmatch(gap) is not None and _RATE_BEHIND.fullmatch(behind) is not None:
        return a, b, None, 1, Severity.ERROR
    if q.change is not None and _THAN_WHAT.fullmatch(gap) is not None and _MOVED.fullmatch(behind) is not None:
        return a, b, None, 1, Severity.ERROR
    if q.change is None and behind == "的" and _TIMES_WHAT.fullmatch(gap) is not None:
        return a, b, None, 1, Severity.ERROR
    return None


def _years(a: Period | None, b: Period | None) -> int:
    return b.end.year - a.end.year if a is not None and b is not None and a.end is not None and b.end is not None else 0


def _earlier(page: _Page, i: int) -> _Pair | None:
    """The amount before the rate, and the value that the text gives elsewhere for the period compared with."""
    q, now = page.figures[i], page.figures[i - 1]
    if not _amount(now) or now.change is not None or now.basis is not None or now.of is None or now.of != q.of:
        return None
    told = _TIMES if q.change is None else _MOVED_SINCE
    if told.fullmatch(page.gap(i - 1, i)) is None or q.basis is None:
        return None
    wanted = _base_period(now.period, q.basis)
    if wanted is None or now.period == wanted:
        return None
    values = []
    told_of = page.by_of.get(now.of, [])
    for j in told_of if len(told_of) <= _MANY else ():
        base = page.figures[j]
        if (
            _alike(base, now)
            and base.subject == now.subject
            and base.period is not None
            and _is_period(base.period, wanted)
            and base.change is None
            and base.basis is None
            and base.status is Status.ACTUAL
            and (now.subject is not None or abs(i - j) < 8)
        ):
            values.append(j)
    if not values or len({page.figures[j].value for j in values}) > 1:
        return None
    near = any(page.together(j, i) if j < i else page.together(i, j) for j in values)
    if q.unit == "%" and _CONSTANT.search(now.of) is not None:
        return now, page.figures[values[0]], None, 1, Severity.OK
    return now, page.figures[values[0]], None, 1, Severity.ERROR if near else Severity.WARNING


def _base_period(now: Period | None, basis: str) -> Period | None:
    """The days that a rate compares with: the year that its basis names, or the same days a year before."""
    if basis.isdecimal() and len(basis) == 4:
        return Period(date(int(basis), 1, 1), date(int(basis), 12, 31))
    if basis != Basis.YOY or now is None or now.start is None or now.end is None:
        return None
    if (now.start.month, now.start.day, now.end.month, now.end.day) != (1, 1, 12, 31) or now.start.year != now.end.year:
        return None
    return Period(now.start.replace(year=now.start.year - 1), now.end.replace(year=now.end.year - 1))


def _is_period(period: Period, wanted: Period) -> bool:
    """Is it the year, or its end (2015年底)?"""
    return period.end == wanted.end and (period.start in (None, wanted.start) or period.start.month == 12)


def _compared(
    page: _Page, i: int, now: Quantity, base: Quantity | None, rise: Quantity | None, years: int, severity: Severity
) -> Iterator[Finding]:
    """The rate as it follows from the values, beside the rate as told. With severity ``ok`` only agreement is told."""
    q = page.figures[i]
    other = base if base is not None else rise
    if now.value is None or other is None or other.value is None or q.value is None:
        return
    down = q.change is Change.DECREASE
    amounts = [(now.value + s * _slack(now), other.value + t * _slack(other)) for s in (0, -1, 1) for t in (0, -1, 1)]
    rates: list[Decimal] = []
    for n, o in amounts:
        first = o if rise is None else (n + o if down else n - o)
        if first <= 0 or n <= 0:
            return
        ratio = n / first
        if years > 1:
            ratio = ratio ** (_ONE / years)
        if q.unit == "倍":
            rates.append(ratio if q.change is None else ratio - 1)
        else:
            rates.append((1 - ratio if down else ratio - 1) * _HUNDRED)
    exact = rates[0]
    given = _given(q)
    agrees = min(rates) - given <= q.value <= max(rates) + given
    of = q.of or now.of or ""
    if not agrees:
        if severity is Severity.OK:
            return
        if _DEFLATED.search(of) is not None or _CONSTANT.search(of) is not None:
            severity = Severity.WARNING
    kind = "multiple" if q.unit == "倍" else "growth"
    yield Finding(
        kind,
        Severity.OK if agrees else severity,
        f"{of or '指标'} 的{'倍数' if kind == 'multiple' else '增速'} {_flat(q.text)} 与数值{'相符' if agrees else '不符'}",
        _written(now, base, rise, years, q, exact),
        _quote(page.document, q, now, other),
    )


def _written(
    now: Quantity, base: Quantity | None, rise: Quantity | None, years: int, q: Quantity, exact: Decimal
) -> str:
    """The arithmetic with the figures as the text has them."""
    n, unit = _flat(now.text), "倍" if q.unit == "倍" else "%"
    down = q.change is Change.DECREASE
    result = f"{_round(exact, q.value or exact)}{unit}"
    if base is None:
        r = _flat(rise.text) if rise is not None else ""
        return f"{r} ÷ ({n} {'+' if down else '-'} {r}) = {result}"
    b = _flat(base.text)
    if years > 1:
        return f"({n} ÷ {b})^(1/{years}) - 1 = {result}"
    if q.change is None:
        return f"{n} ÷ {b} = {result}"
    return f"1 - {n} ÷ {b} = {result}" if down else f"{n} ÷ {b} - 1 = {result}"


# --- one indicator, two values ------------------------------------------------------------------------------------


def _conflicts(documents: list[Document]) -> list[Finding]:
    """Two values of one known indicator for one bearer and one period; within a text, or between texts."""
    seen: dict[tuple[Any, ...], list[tuple[Document, Quantity]]] = {}
    for document in documents:
        parts = {p.start for b in document.breakdowns for p in b.parts}
        for q in document.quantities:
            if q.indicator is None or q.start in parts or not _dated(q):
                continue
            # whose a figure is must be named to be compared with other texts
            bearer = q.subject_name or q.subject or ""
            place = None if bearer and bearer[0] not in "全我本该" else id(document)
            key = (q.indicator, bearer, place, q.period, q.unit, q.change, q.basis)
            seen.setdefault(key, []).append((document, q))
    found = []
    for (_, bearer, *_), values in seen.items():
        if len(values) > _MANY * len(documents):
            continue
        told: list[tuple[Document, Quantity]] = []  # values that differ from each other
        unsure = {id(d) for d, q in values if any(d is other and _apart(q, v) for other, v in values)}
        for document, q in values:
            for other, before in told:
                # a text with several values of its own tells them of several things
                sure = other is document or not {id(other), id(document)} & unsure
                if sure and _differ(other, before, document, q):
                    found.append(_conflict(other, before, document, q, bearer))
                    break
            if all(q.value != before.value or other is not document for other, before in told):
                told.append((document, q))
    return found


def _dated(q: Quantity) -> bool:
    """Is the figure a value, or a rate over the year, of a definite period that has begun?"""
    return (
        q.value is not None
        and q.period is not None
        and q.period.start is not None
        and q.status is not Status.PLANNED
        and q.bound is Bound.EXACT
        and (
            (q.basis is None and q.change is None) or (q.basis == Basis.YOY and q.unit == "%" and q.change is not None)
        )
    )


def _apart(a: Quantity, b: Quantity) -> bool:
    """Do two values differ by more than rounding?"""
    return a.value is not None and b.value is not None and abs(a.value - b.value) > _slack(a) + _slack(b)


def _differ(other: Document, before: Quantity, document: Document, q: Quantity) -> bool:
    """Do two values of one indicator, one bearer and one period contradict each other?"""
    if q.value is None or before.value is None or not _apart(before, q):
        return False
    if other is document:
        between = document.text[before.end : q.start]
        if not any(mark in between for mark in "。；！？"):
            return False  # of which, by the other measure …
    a, b = _flat(before.text), _flat(q.text)
    changed = [(x, y) for x, y in zip(a, b, strict=True) if x != y] if len(a) == len(b) else []
    misprint = len(changed) == 1 or (
        len(changed) == 2 and changed[0] == changed[1][::-1]
    )  # or two digits the wrong way round
    # farther apart than this they are of another scope, most likely
    return misprint or abs(before.value - q.value) <= max(abs(before.value), abs(q.value)) * _NEAR


def _conflict(other: Document, before: Quantity, document: Document, q: Quantity, bearer: str) -> Finding:
    period = q.period or Period()
    return Finding(
        "conflict",
        Severity.ERROR if other is document else Severity.WARNING,
        f"{bearer}{' ' if bearer else ''}{q.indicator}（{period.start}—{period.end or ''}）有两个数值",
        f"{_flat(before.text)} ≠ {_flat(q.text)}",
        (*_quote(other, before), *_quote(document, q)),
    )
