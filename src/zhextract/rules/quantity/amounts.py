"""Amounts: a numeral, the unit behind it, the second end of a range, smaller units, the currency before it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, Literal, NamedTuple

from zhextract import drafts, numerals
from zhextract.drafts import QuantityDraft
from zhextract.lexicon import alternation, table
from zhextract.numerals import CHINESE, shift
from zhextract.records import Bound, QuantityKind
from zhextract.rules.quantity.codes import (
    NOUN_AFTER,
    OPENERS,
    RATIO_BEFORE,
    WORDS,
    YEARISH,
    is_code,
    stands_alone,
    stands_alone_han,
)
from zhextract.rules.quantity.hedges import HAN_CHAR, HEDGES
from zhextract.rules.quantity.reading import MAGNITUDES, NUMERAL, PLACES, RANGE, TIME_UNIT, Read, read_numeral
from zhextract.source import Source
from zhextract.units import Unit, Units, default_units

__all__ = ["MEASURES", "PLAIN", "amount", "begin", "currency_signs", "money", "plain_amount", "plain_han", "thousands"]

Found = tuple[Unit, str, int]
_COUNT, _NUMBER, _MONEY, _ORDINAL = QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.ORDINAL
_ABOVE: Final = Bound.ABOVE


# kinds of units that measure: one of them makes even a single 一 or 半 a number (一公里, 半斤)
MEASURES: Final = frozenset(
    {
        QuantityKind.MONEY,
        QuantityKind.AREA,
        QuantityKind.LENGTH,
        QuantityKind.MASS,
        QuantityKind.VOLUME,
        QuantityKind.ENERGY,
        QuantityKind.POWER,
        QuantityKind.TEMPERATURE,
        QuantityKind.SPEED,
        QuantityKind.DATA,
        QuantityKind.PERCENT,
        QuantityKind.PERCENTAGE_POINT,
        QuantityKind.MULTIPLE,
    }
)


def begin(read: Read, start: int, end: int, rule: str, unit: str, kind: QuantityKind) -> QuantityDraft:
    draft = drafts.quantity(start, end, rule)
    draft.value, draft.low, draft.high = read.number
    draft.unit, draft.kind = unit, kind
    if read.bound is not None:
        draft.bound = read.bound
    return draft


# behind its first digit: digits, perhaps 万 or 亿, perhaps 余 or 多 before it or behind it
PLAIN: Final = (
    rf"[0-9]*+(?:,[0-9]{{3}}(?![0-9]))*+(?:\.[0-9]++)?+{MAGNITUDES}{{0,3}}+"
    rf"(?:[余多](?:(?<=[0-9].){MAGNITUDES}{{1,3}}+|(?<=[百千仟][余多])[万亿]|(?<=万[余多])亿)?+(?!{MAGNITUDES}))?+"
)
# before one of these an amount may be something else, or more: the full rule reads it
_UNCLEAR_AFTER: Final = frozenset("—-~至到 余多半/每制目亿")
_UNCLEAR_AFTER_MEASURE: Final = _UNCLEAR_AFTER | frozenset(CHINESE + "0123456789")
_TIME_FIRST: Final = frozenset("个年月天日号小钟分秒季星礼世工周昼学交刻时点晚多半")
_SPECIAL: Final = frozenset("块度角版段国级期届楼号室巷弄")
_MAGNITUDES: Final = "十百千万亿兆仟佰"


class _Behind(NamedTuple):
    """A unit behind a number, with nothing behind it that makes it unclear.

    `size`: of how many characters it is; `plain`: it counts wherever it stands (not 度, 级, 号); `odd`: a hedge or a bracket may follow,
    or it may be a part of a text.
    """

    kind: QuantityKind
    head: str
    size: int
    plain: bool
    odd: bool
    what: Unit


def _behind(text: str, end: int, units: Units) -> _Behind | Literal[False] | None:
    """The unit at `end`; False where none is there, None where the full rule has to read what is."""
    # all depends on the unit and the character behind it, and of such pairs there are some thousands
    key, verdicts = text[end : end + 2], units.verdicts
    if key in units.longer:
        key, verdicts = text[end : units.end(text, end) + 1], units.verdicts_longer
    known: _Behind | Literal[False] | _Unknown | None = verdicts.get(key, _UNKNOWN)
    if not isinstance(known, _Unknown):
        return known
    found = _judge(text, end, units)
    in_doubt = key[:1] in _TIME_FIRST and (key[0] != "个" or key[1:2] in _TIME_FIRST)
    if not in_doubt and key[-1:] not in _PER and not units.depends(key):
        if len(verdicts) >= 16_384:
            verdicts.clear()
        verdicts[key] = found
    return found


class _Unknown:
    """No verdict yet."""


_UNKNOWN: Final = _Unknown()
_PER: Final = frozenset("/每")  # a compound unit goes on behind one of these: 吨/日


def _judge(text: str, end: int, units: Units) -> _Behind | Literal[False] | None:
    unit = units.match(text, end)
    if unit is None:
        return False
    what, head, after = unit
    b = text[after : after + 1]
    unclear = _UNCLEAR_AFTER if what.kind is _COUNT and what.dimension == "count" else _UNCLEAR_AFTER_MEASURE
    if b in unclear or (text[end] in _TIME_FIRST and TIME_UNIT.match(text, end) is not None):
        return None
    plain = head not in _SPECIAL and "ordinal" not in what.flags
    return _Behind(what.kind, head, after - end, plain, b in HEDGES.first or head in _PARTS_OF_TEXTS, what)


def plain_amount(text: str, start: int, end: int, units: Units) -> QuantityDraft | Literal[False] | None:
    """An Arabic numeral, perhaps 万 or 亿, and a unit or none, with nothing odd around: the common case, kept short."""
    run = text[start:end]
    unit = units.verdicts.get(text[end : end + 2], _UNKNOWN)
    if unit is _UNKNOWN:
        unit = _behind(text, end, units)
    if not unit:
        return None if unit is None else _plain_number(text, start, end, run)
    kind, head, size, plain, odd, what = unit
    after = end + size
    if odd and _is_odd(text, start, head, after):
        return None
    if not plain:
        if "多" in run or "余" in run or text[start - 1 : start] in _LINE_BEGINS:
            return None
        return _with_unit(text, _read(start, end, run), (what, head, after), units) or False
    draft = drafts.quantity(start, after, "amount")
    draft.unit, draft.kind = head, kind
    if run.isdigit():
        draft.value = Decimal(run)
    elif run[-1] <= "9":
        draft.value = shift(run, 0)
    elif "多" in run or "余" in run:
        draft.value, draft.bound = _scaled(run.replace("多", "").replace("余", "")), _ABOVE
    else:
        draft.value = _scaled(run)
    return draft


def _plain_number(text: str, start: int, end: int, run: str) -> QuantityDraft | Literal[False] | None:
    """The number from `start` to `end` with no unit behind it (达到3.08亿，); False where it is none, None where the full rule
    has to read what stands around."""
    b = text[end : end + 1]
    if b in _UNCLEAR_BEHIND or "余" in run or "多" in run or text[start - 1 : start] in _LINE_BEGINS:
        return None
    if b == "，" and "0" <= text[end + 1 : end + 2] <= "9":
        return None  # 53，7万吨
    return bare_number(text, _read(start, end, run)) or False


def _read(start: int, end: int, run: str) -> Read:
    """Digits and the magnitudes behind them, as the full rule reads them."""
    digits = run.rstrip(_MAGNITUDES)
    return Read(start, end, numerals.Number(_scaled(run)), PLACES[run[len(digits) :]], True, None, len(digits))


_LINE_BEGINS: Final = ("", "\n")
# what may belong to a number, or make it a range, a ratio, a fraction, a code, a time
_UNCLEAR_BEHIND = frozenset(("", *"点·•余多来几百千兆仟佰十万亿：:比分又/半号—-~至到（一×*#＃", *_TIME_FIRST, *map(chr, range(32, 127)))) - {"[", "]"}


def _scaled(run: str) -> Decimal:
    """Digits and the magnitudes behind them."""
    last = run[-1]
    if last in "万亿" and run[-2] <= "9" and "," not in run:
        whole, _, part = run[:-1].partition(".")
        places = 4 if last == "万" else 8
        if len(part) <= places:
            return Decimal(whole + part.ljust(places, "0"))
    digits = run.rstrip(_MAGNITUDES)
    return shift(digits, PLACES[run[len(digits) :]])


def _is_odd(text: str, start: int, head: str, after: int) -> bool:
    """Whether the amount from `start` to `after` may be the first end of a range, 5（含）至8个, or a reference, 第4条或5条."""
    return text.startswith("（含", after) or (head in _PARTS_OF_TEXTS and _LEGAL.search(text, max(0, start - 30), start) is not None)


# what may belong to a Chinese numeral, or be a list's, a range's or a fraction's
_GOES_ON: Final = frozenset("点·0123456789余多来，、分又/ 半—-~至到（下")
# before one of these letters 百, 千 or 兆 may belong to the unit: 五千瓦
_CLAIMED: Final = frozenset(surface[:2] for surface in default_units().surfaces if surface[0] in "十百千万亿兆" and len(surface) > 1)


def plain_han(text: str, start: int, end: int, units: Units) -> QuantityDraft | Literal[False] | None:
    """A Chinese numeral and a unit, with nothing odd around; False where a word covers the numeral or it does not count."""
    number_end = end
    if text[end : end + 1] in _MORE_THAN:
        end += 1  # 三百多公里
    unit = units.verdicts.get(text[end : end + 2], _UNKNOWN)
    if unit is _UNKNOWN:
        unit = _behind(text, end, units)
    if not unit:
        if end > number_end or text[end : end + 1] in _GOES_ON:
            return None
        if WORDS.covers(text, start) >= end:
            return False
        # a single digit with no unit behind it is no number
        return False if unit is False and start and end - start == 1 and text[start] not in "百千万亿" else None
    kind, head, size, plain, odd, what = unit
    after = end + size
    if WORDS.covers(text, start) >= end:
        return False
    a = text[start - 1] if start else "\n"
    if a in _CURRENCY_LAST or (a in _ODD_BEFORE and _ODD_BEFORE[a] in head) or text[end - 1 : end + 1] in _CLAIMED:
        return None
    number = numerals.parse(text[start:number_end])
    if number is None or (odd and _is_odd(text, start, head, after)):
        return None
    if not _counts(text, start, end, what, after):
        return False
    bound = _ABOVE if end > number_end else None
    if not plain:
        return _with_unit(text, Read(start, end, number, 0, False, bound, end - start), (what, head, after), units) or False
    draft = drafts.quantity(start, after, "amount")
    draft.value, draft.low, draft.high = number
    draft.unit, draft.kind = head, kind
    if bound is not None:
        draft.bound = bound
    return draft


_MORE_THAN: Final = ("多", "余")
_ODD_BEFORE: Final = {"届": "次", "年": "班"}  # 九次 of 十一届九次全会, 七班 of 九年七班


def amount(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | list[QuantityDraft] | None:
    """A numeral, the unit behind it, a second end of a range, parts of units (九元九角), 半 (三斤半)."""
    text = source.text
    start, end = m.span()
    # the commonest refusals come before the number is read
    if m["plain"] is None:
        if text.startswith("分之", end):
            return None  # a fraction's
        if text[end : end + 1] == "年" or text[start] == "+" or WORDS.covers(text, start) >= end:
            return None  # 文旅+百业
        if end - start == 1 and text[end : end + 1] == "、" and (spread := _next_of_list(text, start, units)) is not None:
            return spread
    elif text[end : end + 1] in ("：", ":", "比") and (ratio := _to_one(text, m)) is not None:
        return ratio
    elif text[end : end + 1] == "M" and _in_metres(text, start, end):
        read = read_numeral(m)
        return None if read is None else _with_unit(text, read, (units.heads["米"], "米", end + 1), units)
    elif is_code(text, start, end, units):
        return None
    if end < len(text) and text[end] in _OTHER_FIRST and _OTHER.match(text, end):
        return None  # a fraction's or 一半's
    read = read_numeral(m)
    if read is None:
        return _shorter(m, source, units)
    if text[start] == "负" and start and text[start - 1] in _BEARS:
        return None  # 不负千万人民
    if read.number.value is not None and text.startswith("个亿", end) and text[end + 2 : end + 3] in _BEHIND_SUM:
        return begin(read._replace(number=read.number._replace(value=shift(str(read.number.value), 8))), start, end + 2, "amount", "", _NUMBER)
    unit = units.match(text, end)
    if unit is None and end < len(text) and text[end] == " ":
        unit = units.match(text, end + 1)
        if unit is not None and not (read.arabic and unit[0].kind in MEASURES):
            unit = None
    after = unit[2] if unit is not None else end
    if (
        end < len(text)
        and text[end] in _TIME_FIRST
        and TIME_UNIT.match(text, end) is not None
        and (unit is None or unit[0].head not in ("岁", "分"))
    ):
        return None
    ranged = _range(text, read, unit, after, units) if after < len(text) and text[after] in "—-~至到 （一" else None
    if ranged is not None:
        return ranged if ranged is not _NOTHING else None
    if unit is None:
        return bare_number(text, read)
    return _with_unit(text, read, unit, units)


def _large(draft: QuantityDraft) -> bool:
    """From 10,000 on: so many 度 are kilowatt-hours."""
    most = draft.value if draft.value is not None else draft.high
    return most is not None and most >= 10_000


# 到位资金3个亿, not 3个亿元以上项目
_BEHIND_SUM: Final = frozenset(("", *"，。；、：！？）”的\n"))
_BEARS: Final = frozenset("不辜欠担肩背抱胜自欺减")
# 宽度30M, 8M道路: metres, as the press of Taiwan writes them; M alone may be a million or megabytes
_LONG: Final = re.compile("[宽长高深径]度?[约为达至到仅：]?$")
_ROAD: Final = re.compile("宽?的?(?:计画|计划|既有|联络)?(?:道路|巷道|便道|拓宽|[宽长高深])")


def _in_metres(text: str, start: int, end: int) -> bool:
    if text[start] in "+-" or text[start - 1 : start] == "-":
        return False  # 道路5-25-12M: the number of a road
    return _ROAD.match(text, end + 1) is not None or _LONG.search(text, max(0, start - 4), start) is not None


_TO_ONE: Final = re.compile(r"(?:[：:]|比)1(?![0-9.·：:%比])")


def _to_one(text: str, m: re.Match[str]) -> QuantityDraft | None:
    """2.1：1, 1.03比1: a ratio to one is one number; 3：2 and 3比1 may be a score, 3.9：59.5：36.6 has many members."""
    start = m.start()
    one = _TO_ONE.match(text, m.end())
    before = text[start - 1 : start]
    if one is None or before in ("：", ":", "比") or (before.isascii() and before.isalnum()):
        return None
    if not RATIO_BEFORE.search(text, max(0, start - 42), start) and not text.startswith(_RATIO_WORDS, one.end()):
        return None
    read = read_numeral(m)
    return None if read is None else begin(read, start, one.end(), "ratio", "", _NUMBER)


_RATIO_WORDS: Final = ("的比例", "比例", "的比重", "的黄金比例")
_NEXT: Final = re.compile("、([二三四五六七八九])([十百千万亿]+)")


def _next_of_list(text: str, start: int, units: Units) -> QuantityDraft | None:
    """二、三十亿斤: twenty to thirty, two digits that follow each other before one magnitude; not 一、二 of a list's head."""
    m = _NEXT.match(text, start + 1)
    if m is None or start == 0 or text[start - 1] in _HEADS:
        return None
    low, high = numerals.DIGIT.get(text[start]), numerals.DIGIT[m[1]]
    unit = units.match(text, m.end())
    places = sum(numerals.MAGNITUDE[c] for c in m[2])
    if unit is None or low is None or high != low + 1 or TIME_UNIT.match(text, m.end()) is not None:
        return None
    draft = drafts.quantity(start, unit[2], "range")
    draft.low, draft.high = shift(str(low), places), shift(str(high), places)
    draft.unit, draft.kind = unit[1], unit[0].kind
    if draft.unit == "度" and _large(draft):
        draft.kind = QuantityKind.ENERGY
    return with_currency(text, draft)


_HEADS: Final = frozenset("\n。；：、第（" + CHINESE)
_OTHER_FIRST: Final = frozenset("分又/ 半")
_OTHER: Final = re.compile(rf"分之|(?<=百)分[{CHINESE}0-9]|又(?:[0-9]|[{CHINESE}])+分| ?/ ?[0-9]|(?<=[^0-9{CHINESE}]一)半|(?<![\s\S].)(?<=一)半")


def _shorter(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """三百两: the last character of the run was the unit."""
    han = m["han"]
    if han is None or len(han) < 2 or han[-1] != "两" or m["h3"]:
        return None
    number = numerals.parse(han[:-1])
    if number is None or WORDS.covers(source.text, m.start()) >= m.end():
        return None
    read = Read(m.start(), m.end() - 1, number, 0, False, None, len(han) - 1)
    unit = units.match(source.text, read.end)
    return None if unit is None else _with_unit(source.text, read, unit, units)


def thousands(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """二九、四七三万册: digits in groups of three, as the reports of the 1950s write them; only with a unit."""
    text = source.text
    start, end = m.span()
    before = text[start - 1 : start]
    if before in CHINESE or (before == "、" and text[start - 2 : start - 1] in CHINESE) or before in ("\n", "。"):
        return None
    unit = units.match(text, end)
    if unit is None or TIME_UNIT.match(text, end) is not None:
        return None
    digits = "".join("." if c in "·点" else str(numerals.DIGIT[c]) for c in m["digits"] if c != "、")
    number = numerals.Number(shift(digits, sum(numerals.MAGNITUDE[c] for c in m["mag"] or "")))
    return _with_unit(text, Read(start, end, number, 0, False, None, end - start), unit, units)


_PAYS: Final = frozenset("花付卖赚费价要钱给")  # spoken money: 三块, 九块九毛; before a noun 块 counts pieces


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether 块 between `start` and `end` is the yuan."""
    if _CHANGE.match(text, end):
        return True
    return not HAN_CHAR.match(text, end) and (start == 0 or text[start - 1] in _PAYS)


def _with_unit(text: str, read: Read, unit: Found, units: Units, rule: str = "amount") -> QuantityDraft | None:
    what, head, end = unit
    if not read.arabic and not _counts(text, read.start, read.end, what, end):
        return None
    if read.arabic and what.kind in (_COUNT, _ORDINAL) and not _arabic_counts(text, read, what, end):
        return None
    if head == "班" and text[read.start - 1 : read.start] == "年" and text[read.start - 2 : read.start - 1] in _TENTHS:
        return None  # 九年七班
    if head in _PARTS_OF_TEXTS and _LEGAL.search(text, max(0, read.start - 30), read.start):
        return None  # 第104条或105条, 第十七、十八、十九条, 第679—680页
    if read.arabic and text[end : end + 1].isdigit() and _MISREAD.search(text, end - 2, end):
        return None  # 2g2·6万吨: the same
    if head == "个" and text.startswith("多百分点", end):  # 2个多百分点
        what, head, end = units.heads["个百分点"], "个百分点", end + 4
        read = read._replace(bound=_ABOVE)
    draft = begin(read, read.start, end, rule, head, what.kind)
    if head == "次" and text[read.start - 1 : read.start] == "届":
        draft.kind = _ORDINAL  # 十一届九次全会
    if head == "块" and _is_money(text, read.start, end):
        what = units.heads["元"]
        draft.unit, draft.kind = what.head, what.kind
    if head == "度" and (_large(draft) or "电" in text[max(0, read.start - 7) : read.start]):
        draft.kind = QuantityKind.ENERGY
    if head == "角" and draft.value is not None and _CENTS.match(text, end):
        draft.value = draft.value / 10 + Decimal(numerals.DIGIT[text[end]]) / 100  # 六角五分
        draft.unit, draft.end = "元", end + (2 if text[end + 1 : end + 2] == "分" else 1)
    elif what.kind in MEASURES or what.kind is _COUNT:
        _parts(text, draft, what, units)
    return with_currency(text, draft)


def _counts(text: str, start: int, stop: int, what: Unit, end: int) -> bool:
    """Whether a Chinese numeral from `start` to `stop` counts before a unit that ends at `end`.

    A single 一 is an article, a single 十 百 千 万 mostly part of a name.
    """
    numeral = text[start:stop]
    single = stop - start == 1
    if single and numeral in "一半" and what.kind is _COUNT and what.dimension == "count":
        return numeral == "一" and start > 0 and text[end : end + 1] != "”" and _is_one(text, start, what.head)
    if numeral == "一" and text[end - 1] == "圆" and HAN_CHAR.match(text, end):
        return False  # 一圆多年梦想
    if "幺" in numeral:
        return False
    a = text[start - 1] if start else ""
    if not a and end == len(text):
        return True  # nothing but this: no word to be part of
    head = what.head
    if single:
        if numeral in "百千万亿十":
            if text[end : end + 1].isdigit() or a in ("：", "（"):
                return False  # 原油加工量 万吨 1286.5, （单位：亿元）: the unit of a column
            if numeral in "万亿" and a == "，" and text[start - 2 : start - 1] in _TENTHS:
                return False  # 七三一，亿元: a digit is lost
            if a == "·" or _MISREAD.search(text, max(0, start - 2), start):
                return False
            if what.kind in MEASURES and head != "里":
                return not text.startswith("级", end)
            if head in "名户台场辆位件项个亩" and NOUN_AFTER.match(text, end) and text[end] not in CHINESE:
                return not a or a not in _IN_NAMES
            return a != "" and a in "近上超逾约达过破数"
        if numeral in "壹贰叁肆伍陆柒捌玖拾佰仟":
            return False
        if what.flags:
            if "arabic" in what.flags:
                return head == "角" and _CENTS.match(text, end) is not None
            if "ordinal" in what.flags:
                return head == "期" and a == "分"  # 二期 numbers one, 分两期建设 counts
    if end < len(text) and text[end] == "制":
        return False
    if head in "县市镇村乡区级" and all(c in "百千万亿" for c in numeral):
        return False  # 千亿县, 百强村
    if a == "、" and text[start - 2 : start - 1] in _TENTHS and _RUN.match(numeral):
        return False  # 二、二〇〇公尺: the thousands of the 1950s
    if head in _NUMBERED or (head == "段" and a in ("路", "街", "道")):
        return False
    return a not in OPENERS or text.find("”", end, end + 8) < 0  # the head of a short quoted slogan: “三个一批”, “四个一”


def _is_one(text: str, start: int, head: str) -> bool:
    """Is the 一 at `start` a number: one that is the least or the most, or all that is left, or how often within a time?"""
    at = max(0, start - _LONGEST_WAY)
    if head in _RECURS and _EVERY.search(text, at, start) is not None:
        return True
    return _LEAST.search(text, at, start) is not None


_LONGEST_WAY: Final = 18
_RECURS: Final = frozenset("次轮趟回遍场")
#: 每月到中心接听一次, 每两年评估一次
_EVERY: Final = re.compile(f"(?:每|逢)[个隔逢]?(?:[0-9{CHINESE}半]{{0,3}}个?)(?:年|月|季度?|周|天|日|旬|星期|学期|小时|分钟)[^，。；：、\n]{{0,12}}$")
#: 户均至少有一人, 只剩下一件, 最多跑一次
_LEAST: Final = re.compile("(?:至少|最少|至多|最多|不少于|(?:[只仅还]|^|[，。；])剩下?)[一-鿿]{0,4}$")
_NUMBERED: Final = frozenset(("届", "楼", "号", "号楼", "街"))
_PARTS_OF_TEXTS: Final = frozenset("条款项页")
_JOINT: Final = "(?:[、或和及至到~]|—{1,2}|-|或者|以及)"
_LEGAL: Final = re.compile(rf"第[0-9{CHINESE}]+[条款项页]?(?:{_JOINT}[0-9{CHINESE}]+[条款项页]?)*{_JOINT}$")
_MISREAD: Final = re.compile("[0-9][A-Za-z]$")  # 25l亿元: a digit lost to the scanner
_RUN: Final = re.compile("[零〇一二三四五六七八九]{3}[万亿]?$")
_IN_NAMES: Final = frozenset("“‘《「" + CHINESE)


_ADDRESS_AFTER: Final = re.compile("[段巷弄号楼室]")
_SCALE_BEFORE: Final = re.compile("[风力震烈浪阵]")
_SCALE_AFTER: Final = re.compile("(?:以上)?的?(?:[强大阵台]风|雷雨大风|(?:地|余|强)震)")


def _arabic_counts(text: str, read: Read, what: Unit, end: int) -> bool:
    """Whether an Arabic numeral before a measure word counts: not in a version, an address, a grade."""
    if what.head == "版" and ("." in text[read.start : read.end] or YEARISH.match(text, read.start, read.end)):
        return False  # 3.0版, 2022版
    if what.head == "楼":
        return False
    if what.head == "项" and text.startswith("目", end) and text[read.start - 1 : read.start] == "附":
        return False  # 附5项目清单
    if _ADDRESS_AFTER.match(what.head) and text[read.start - 1 : read.start] in ("路", "街", "道", "巷", "弄", "段", "号"):
        return False
    if what.head == "国" and read.length >= 4:
        return False  # a postal code
    if "ordinal" not in what.flags or read.length > 2 or read.places:
        return True
    if what.head == "级":  # wind and earthquakes have grades, hospitals and sights are of one
        graded = _SCALE_BEFORE.search(text, max(0, read.start - 6), read.start) or _SCALE_AFTER.match(text, end)
        return graded is not None or "." in text[read.start : read.end]
    if what.head == "期":  # 2期工程 numbers a phase, 24期培训 counts
        return read.number.value is not None and (read.number.value >= 5 or text[read.start - 1 : read.start] in ("分", "共", "了"))
    if what.head == "届":  # 举办2届 counts
        before = text[read.start - 1 : read.start]
        return before in ("办", "了", "过", "续") or (before == "、" and "届" in text[max(0, read.start - 14) : read.start])
    return what.head not in ("号", "号楼")


_NOTHING: Final[QuantityDraft] = object()


def _range(text: str, read: Read, unit: Found | None, after: int, units: Units) -> QuantityDraft | None:
    """The second end of a range: 3至5个, 300万—500万元, 10%-15%; None where there is none, _NOTHING for a code (3-5号楼)."""
    mark = RANGE.match(text, after)
    if mark is None:
        return None
    second = NUMERAL.match(text, mark.end())
    if second is None:
        return None
    other = read_numeral(second)
    if other is None or other.number.value is None or read.number.value is None or (other.arabic != read.arabic and read.arabic):
        return None
    if TIME_UNIT.match(text, other.end) is not None:
        return _NOTHING if unit is None and not read.places else None  # from 562亿到110年 the year is no end
    behind = units.match(text, other.end)
    if unit is not None and (behind is None or behind[1] != unit[1]):
        return None
    dash = mark[0].strip() in ("-", "--", "一")
    if behind is None and (dash and (read.number.value == read.number.value.to_integral_value()) and len(text) > 12):
        return _NOTHING if read.places == other.places == 0 else None
    low, high = read.number.value, other.number.value
    if unit is None and read.places == 0 and other.places and low * 10**other.places <= high and read.arabic:
        low = shift(format(low, "f"), other.places)  # 3至5万元
    elif unit is None and not read.arabic and other.places == 0:
        low = _shared(text, read, other, low, high)
    if low > high or (behind is None and read.arabic and not dash and low == high):
        return None
    if behind is not None and not read.arabic and read.length == 1 and "ordinal" in behind[0].flags:
        return _NOTHING
    end = behind[2] if behind is not None else other.end
    draft = drafts.quantity(read.start, end, "range")
    draft.low, draft.high = low, high
    if behind is not None:
        draft.unit, draft.kind = behind[1], behind[0].kind
    return with_currency(text, draft)


def _shared(text: str, read: Read, other: Read, low: Decimal, high: Decimal) -> Decimal:
    """三到五万: the magnitude of the second end is the first's as well."""
    tail = re.search("[十百千万亿拾佰仟]+$", text[other.start : other.end])
    if tail is None or text[read.end - 1] in "十百千万亿拾佰仟":
        return low
    scaled = shift(format(low, "f"), sum(numerals.MAGNITUDE[c] for c in tail[0]))
    return scaled if scaled <= high else low


_CENTS: Final = re.compile("[一二两三四五六七八九](?:分|(?![\u4e00-\u9fff]))")
_CHANGE: Final = re.compile("[一二两三四五六七八九](?:[角毛分]|(?![\u4e00-\u9fff]))")
_CENTIMETRES: Final = re.compile(r"[0-9]{1,2}(?![0-9.,万亿千百×*])(?=[\u4e00-\u9fff，。；、]|$)(?!厘|公分|毫|年|月|日|米|公尺)")
_TENTHS: Final = frozenset("一二三四五六七八九")
_ONE_TO_NINE: Final = frozenset("123456789")
_MORE: Final = re.compile("[0-9.,年月日天个%％万亿]")


def _tenths(text: str, at: int, what: Unit) -> bool:
    """Whether one digit behind the unit is its tenths: 九成五, 5成9, 三块二."""
    if what.head == "成" and text[at : at + 1] in _ONE_TO_NINE:
        return not _MORE.match(text, at + 1)
    if text[at : at + 1] not in _TENTHS:
        return False
    return what.head == "成" or (what.head in ("元", "角", "度") and not HAN_CHAR.match(text, at + 1))


def _half_behind(text: str, at: int, what: Unit) -> bool:
    """Whether 半 behind the unit is half of it: 三斤半."""
    return text[at] == "半" and (what.kind in MEASURES or what.head == "岁") and text[at + 1 : at + 2] not in _HALVES


_HALVES: Final = frozenset("年月天日价数径")


def _parts(text: str, draft: QuantityDraft, what: Unit, units: Units) -> None:
    """九元九角, 3斤5两, 三斤半: what follows in smaller units of the same dimension is part of the amount."""
    if draft.value is not None and _tenths(text, draft.end, what):
        draft.value += Decimal(numerals.DIGIT.get(text[draft.end]) or text[draft.end]) / 10
        draft.end += 1
    if draft.value is not None and what.head in ("米", "公尺"):
        m = _CENTIMETRES.match(text, draft.end)
        if m is not None and draft.value == draft.value.to_integral_value():
            draft.value += Decimal(f"0.{m[0]}")  # 18公尺85
            draft.end = m.end()
            return
    while draft.value is not None and draft.end < len(text):
        if _half_behind(text, draft.end, what):
            draft.value += Decimal("0.5") if draft.value >= 0 else Decimal("-0.5")
            draft.end += 1
            return
        m = NUMERAL.match(text, draft.end)
        if m is None or m["sign"] or what.dimension in ("", "count") or what.kind is _COUNT:
            return
        read = read_numeral(m)
        if read is None and m["han"] and m[0][-1] == "两":
            m = NUMERAL.match(text, draft.end, m.end() - 1)  # 六斤八两
            read = None if m is None else read_numeral(m)
        elif read is None and m[0][0] == "零":
            m = NUMERAL.match(text, draft.end + 1)  # 九元零九分
            read = None if m is None else read_numeral(m)
        if read is None or read.number.value is None:
            return
        if what.base == "元" and text[read.end : read.end + 1] == "分" and read.number.value < 10:
            draft.value += read.number.value / 100
            draft.end = read.end + 1
            return
        below = units.match(text, read.end)
        if below is None and what.head == "元" and text[read.end : read.end + 1] in ("毛", "角"):
            below = units.heads["角"], "角", read.end + 1
        if below is None or below[0].dimension != what.dimension or below[0].base != what.base or below[0].factor >= what.factor:
            return
        ratio = below[0].factor / what.factor
        draft.value += read.number.value * Decimal(ratio.numerator) / Decimal(ratio.denominator)
        draft.end = below[2]


@cache
def currency_signs() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    signs: dict[str, str] = {}
    words: dict[str, str] = {}
    for text, unit, position in table("currency_signs.tsv"):
        (signs if position == "sign" else words)[text] = unit
    return signs, words, re.compile("(?:" + alternation(words) + ")[ :：]?$")


def with_currency(text: str, draft: QuantityDraft) -> QuantityDraft:
    """新台币177.1亿元, 人民币5亿: the currency stands before the amount, outside the span."""
    if draft.unit in ("元", "") and draft.start and text[draft.start - 1] in _CURRENCY_LAST:
        _, words, before = currency_signs()
        m = before.search(text[max(0, draft.start - 6) : draft.start])
        if m is not None:
            draft.unit, draft.kind = words[m[0].rstrip(" :：")], _MONEY
    return draft


_CURRENCY_LAST: Final = frozenset("币元金镑磅圆钞币 :：YDBRK")


def money(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """￥1.25, US$3亿, RMB 500万元: the sign is inside the span."""
    signs, _, _ = currency_signs()
    at = m.start()
    if at and source.text[at - 1].isascii() and source.text[at - 1].isalnum():
        return None
    number = NUMERAL.match(source.text, m.end())
    read = None if number is None else read_numeral(number)
    if read is None or read.start != m.end():
        return None
    unit = signs[m["sign_"]]
    end = read.end
    behind = units.match(source.text, end)
    if behind is not None and (behind[1] in (unit, "元")):
        end = behind[2]
    draft = begin(read, at, end, "money_sign", unit, _MONEY)
    return draft


def bare_number(text: str, read: Read) -> QuantityDraft | None:
    """A number without a unit: 15万中小学生, 千余衣物, 指数为102.3; not a numbering, a year, a code, a word's numeral."""
    start, end = read.start, read.end
    a = text[start - 1] if start else "\n"
    b = text[end] if end < len(text) else "\n"
    numeral = text[start:end]
    if read.arabic:
        if not stands_alone(text, read, a, b, numeral):
            return None
    elif not stands_alone_han(text, read, a, b, numeral):
        return None
    return with_currency(text, begin(read, start, end, "number", "", _NUMBER))
