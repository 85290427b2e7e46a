"""Quantities: a numeral with the unit behind it, ranges, hedges, percents, ordinals — and what is no number.

`find` scans the view for the places where a numeral may begin and tries the RULES at the foot of this file there, in
their order. A rule reads a numeral (`zhextract.numerals`), the unit behind it (`zhextract.units`) and the words around it
(``lexicon/bounds.tsv``), and declines what a lexicon or its surroundings show to be part of a name or a word
(``lexicon/not_numbers.tsv``). Times are another extractor's: a numeral before 年 月 日 and the like is declined.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from zhextract import drafts, numerals
from zhextract.drafts import QuantityDraft
from zhextract.lexicon import alternation, table, trie
from zhextract.numerals import CHINESE, Number, shift
from zhextract.records import Bound, QuantityKind
from zhextract.scan import Rule, Scanner
from zhextract.source import Source
from zhextract.units import Unit, Units, default_units

__all__ = ["RULES", "find"]

Found = tuple[Unit, str, int]
_COUNT, _NUMBER, _ORDINAL = QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.ORDINAL
_PERCENT, _MULTIPLE, _MONEY = QuantityKind.PERCENT, QuantityKind.MULTIPLE, QuantityKind.MONEY
_ABOVE, _ABOUT = Bound.ABOVE, Bound.ABOUT
# kinds of units that measure: one of them makes even a single 一 or 半 a number (一公里, 半斤)
_MEASURES = frozenset(
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

# --- numerals in the text ---------------------------------------------------------------------------------------

_CLAIMS = default_units().claims
_MAG = f"(?:{_CLAIMS}[十百千万亿兆])"
_ARABIC = rf"[0-9]++(?:,[0-9]{{3}}(?![0-9]))*+(?:\.[0-9]++|·[0-9]{{1,2}}(?=[%‰万亿倍个吨公千米元斤亩台度户人]))?+"
_HAN = f"(?:{_CLAIMS}[{CHINESE}])"
_SIGN = r"(?P<sign>[-+]|负的?|零下)?"
_NUMERAL = re.compile(
    rf"{_SIGN}(?:"
    rf"(?P<plain>{_ARABIC})(?P<k>[kKwW](?![A-Za-z]))?"
    rf"(?:点(?P<point>[0-9]++)(?=[{CHINESE}0-9]|[^分])(?!分))?"
    rf"(?P<h1>[余多来几](?={_MAG}))?(?P<mag>{_MAG}{{1,3}})?"
    rf"(?:(?<=[十百千万亿兆])(?P<more>零?[0-9]++(?:,[0-9]{{3}})*+{_MAG}*+)(?![0-9.]))?+"
    rf"(?P<h2>[余多来几])?"
    rf"|(?P<han>[数几]{_MAG}++|{_HAN}++(?:[点·][{CHINESE}0-9]++)?(?:几(?:{_MAG})*+|(?<=[十百千万亿零])[0-9]++{_HAN}*+)?)"
    rf"(?P<h3>[余多来](?P<mag3>{_MAG}*+))?"
    rf")"
)
_TIME_UNIT = re.compile(
    r"个?(?:多|半)?(?:年|月|天|日(?!元|均|圆)|号(?![楼线院店机文])|小时|钟头|分钟|秒(?!杀)|季度|星期|礼拜|世纪|工作日|年代|周(?![长刊岁])|昼夜|学年|交易日|学期|刻钟|个月|月份|晚(?![上会间]))"
    r"|时(?![间代期速空尚而装候局段限])|分(?=[0-9]+秒)|点(?=[0-9半钟至到]|$)"
)
# 岁 is a unit; 周岁 too
_RANGE = re.compile(r"(?:（含）)? ?(?:—{1,2}|-{1,2}|~|至|到) ?")


class _Read(NamedTuple):
    """A numeral as it stands in the text: its value or bounds, magnitude (places), whether it is Arabic, hedged inside."""

    start: int
    end: int
    number: Number
    places: int
    arabic: bool
    bound: Bound | None
    length: int


def _read(m: re.Match[str]) -> _Read | None:
    """The number that a match of `_NUMERAL` writes."""
    sign, plain, mag = m["sign"], m["plain"], m["mag"]
    bound: Bound | None = None
    if plain is not None:
        point, more, hedge = m["point"], m["more"], m["h2"] or m["h1"]
        k = m["k"]
        if not (more or point or hedge or k):
            # the common case, kept short: digits and perhaps a magnitude
            places = 0
            if mag:
                for char in mag:
                    places += numerals.MAGNITUDE[char]
            value = shift(plain.replace("·", "."), places)
            return _Read(m.start(), m.end(), Number(-value if sign and sign != "+" else value), places, True, None, len(plain))
        if more or hedge == "几":
            number = numerals.parse(m[0][len(sign or "") :].replace("余", "").replace("多", "").replace("来", ""))
            if number is None:
                return None
            places = 0
        else:
            places = sum(numerals.MAGNITUDE[c] for c in (mag or "") + (k or ""))
            number = Number(shift(plain.replace("·", ".") + (f".{point}" if point else ""), places))
        arabic = True
    else:
        han, tail = m["han"], m["mag3"] or ""
        number = numerals.parse(han + tail)
        if number is None:
            return None
        hedge, places, arabic = m["h3"], 0, False
        if han[0] in "几数":
            places = 0
    if hedge and hedge != "几":
        bound = _ABOUT if hedge == "来" else _ABOVE
    if sign and sign != "+":
        if number.value is None:
            return None
        number = Number(-number.value)
    return _Read(m.start(), m.end(), number, places, arabic, bound, len(m[0]))


# --- hedges around a number ---------------------------------------------------------------------------------------


_HAN_CHAR = re.compile("(?![的地])[\u4e00-\u9fff]")


class _Bounds:
    """The words of ``bounds.tsv`` before and after a number."""

    def __init__(self) -> None:
        before: dict[str, Bound] = {}
        after: dict[str, Bound] = {}
        self._not_in: dict[str, tuple[str, ...]] = {}
        self._far: dict[str, Bound] = {}
        sides = {"before": before, "after": after, "far": self._far}
        for word, side, bound, not_in in table("bounds.tsv", key=2):
            sides[side][word] = Bound(bound)
            if not_in:
                self._not_in[word] = tuple(not_in.split())
        self.before, self.after = before, after
        self.last = frozenset(word[-1] for word in before) | frozenset("了达为到 有上过币元")
        self.first = frozenset(word[0] for word in after)
        self._after = re.compile(" ?(" + alternation(after) + ")").match
        longest = sorted(before, key=lambda w: -len(w))
        currencies = alternation(row[0] for row in table("currency_signs.tsv", key=2) if row[2] == "word")
        self._before = re.compile(f"({alternation(longest)})(?:了|到|达|达到|为|有| |{currencies})?$").search
        self._far_last = re.compile(f"({alternation(self._far)})[^，。；：、！？\n0-9“”（）]{{1,14}}$").search

    def behind(self, text: str, end: int) -> bool:
        """Whether a hedge of more than one character stands behind `end`: 三十以上, 五十左右."""
        if end >= len(text) or text[end] not in self.first:
            return False
        m = self._after(text, end)
        return m is not None and len(m[1]) > 1

    def around(self, text: str, start: int, end: int) -> Bound | None:
        """The hedge before `start` or after `end`; one behind (以上) is the more exact where both stand."""
        if end < len(text) and (text[end] in self.first or text[end] == " "):
            m = self._after(text, end)
            if m is not None and not (len(m[1]) == 1 and _HAN_CHAR.match(text, m.end())):
                return self.after[m[1]]
        if start and text[start - 1] in self.last:
            lo = max(0, start - 9)
            m = self._before(text[lo:start])
            if m is not None:
                word = m[1]
                tail = text[lo : lo + m.end(1)]
                if not any(tail.endswith(w) for w in self._not_in.get(word, ())):
                    return self.before[word]
            if text[start - 1] == "过" and text[start] in "百千万亿":
                return Bound.ABOVE  # 过万, 过千亿
            if text[start - 1] == "上" and text[start] in "百千万亿":
                return Bound.AT_LEAST  # 上千, 上万
        near = text[max(0, start - 18) : start]
        if "不" in near or "最" in near or "至少" in near:
            m = self._far_last(near)
            return None if m is None else self._far[m[1]]
        return None


_bounds = _Bounds()


# --- words and names with numerals in them ------------------------------------------------------------------------


class _Words:
    """``not_numbers.tsv``: does a word that is no number cover the numeral at a place?"""

    def __init__(self) -> None:
        words = [row[0] for row in table("not_numbers.tsv")]
        self._match = re.compile(trie(words)).match
        # how far before its numeral such a word may begin, by the character that stands there
        self._before: dict[str, set[int]] = {}
        for word in words:
            for i, char in enumerate(word):
                if (char in CHINESE or char in "第数几半") and i:
                    self._before.setdefault(word[i - 1], set()).add(i)

    def covers(self, text: str, at: int) -> int:
        """The end of a word that covers the numeral at `at`, or 0."""
        m = self._match(text, at)
        if m is not None:
            return m.end()
        if at:
            for back in self._before.get(text[at - 1], ()):
                if at >= back:
                    m = self._match(text, at - back)
                    if m is not None and m.end() > at:
                        return m.end()
        return 0


_words = _Words()

# --- surroundings that make a number a code -----------------------------------------------------------------------

_CODE_BEFORE = re.compile(
    r"(?:电话|手机|热线|传真|邮编|号码|编号|编码|代码|账号|帐号|身份证号?|尾号|拨打|QQ|微信|网址|备案号?|证号|案号|型号|批号|车牌|ICP备|公网安备|统一社会信用代码)[^，。；\n]{0,20}$"
)
_LABEL_BEFORE = re.compile(r"(?:[图表]|附件|附表|专栏|附录|例|注|第|步骤|版本|窗口|代号|型|款式|编号|No\.?|NO\.?|№)\s?$")
_CODE_AFTER = re.compile(
    r"\s?(?:号|#|室|热线|电话|平台|专线|版(?!面)|型|系列|路(?!公里)|国道|省道|县道|工程|行动|计划|模式|体系|战略|规划|工作法|专项|部队|高地|大道|街坊|专班|项目部|时代|标准体系|全运|世博|专列)"
)
_JOINED = frozenset("+·•×*#@_=&\\/^")
_ENUMERATOR = re.compile(r"[.．、）)](?![0-9])")
_OPENERS = frozenset("“‘《「『〔[【")
_CLOSERS = frozenset("”’》」』〕]】")


def find(source: Source, units: Units | None = None) -> list[QuantityDraft]:
    """The quantities of a text, in order, as drafts in view offsets."""
    units = units or default_units()
    whole = _whole(source, units)
    if whole is not None:
        return [whole]
    found: list[QuantityDraft] = _scanner()(source, units)
    _share_units(source.text, found)
    return found


# --- builders -----------------------------------------------------------------------------------------------------


def _begin(read: _Read, start: int, end: int, rule: str, unit: str, kind: QuantityKind) -> QuantityDraft:
    draft = drafts.quantity(start, end, rule)
    draft.value, draft.low, draft.high = read.number
    draft.unit, draft.kind = unit, kind
    if read.bound is not None:
        draft.bound = read.bound
    return draft


def _hedge(draft: QuantityDraft, text: str) -> QuantityDraft:
    bound = _bounds.around(text, draft.start, draft.end)
    if bound is not None and (draft.bound is Bound.EXACT or bound in (Bound.AT_LEAST, Bound.AT_MOST)):
        draft.bound = bound
    return draft


def _amount(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | list[QuantityDraft] | None:
    """A numeral, the unit behind it, a second end of a range, parts of units (九元九角), 半 (三斤半)."""
    text = source.text
    read = _read(m)
    if read is None:
        return _shorter(m, source, units)
    start, end = read.start, read.end
    if text[end : end + 1] in _OTHER_FIRST and _OTHER.match(text, end):
        return None  # a fraction's or 一半's
    if not read.arabic and _words.covers(text, start) >= end:
        return None
    if read.arabic and _is_code(text, start, end, units):
        return None
    unit = units.match(text, end)
    if unit is None and end < len(text) and text[end] == " ":
        unit = units.match(text, end + 1)
        if unit is not None and not (read.arabic and unit[0].kind in _MEASURES):
            unit = None
    after = unit[2] if unit is not None else end
    if _TIME_UNIT.match(text, end) is not None and (unit is None or unit[0].head not in ("岁", "分")):
        return None
    ranged = _range(text, read, unit, after, units) if after < len(text) and text[after] in "—-~至到 （" else None
    if ranged is not None:
        return ranged if ranged is not _NOTHING else None
    if unit is None:
        return _bare(text, read)
    return _with_unit(text, read, unit, units)


_OTHER_FIRST = frozenset("分又/ 半")
_OTHER = re.compile(rf"分之|(?<=百)分[{CHINESE}0-9]|又(?:[0-9]|[{CHINESE}])+分| ?/ ?[0-9]|(?<=[^0-9{CHINESE}]一)半|(?<![\s\S].)(?<=一)半")


def _shorter(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """三百两: the last character of the run was the unit."""
    han = m["han"]
    if han is None or len(han) < 2 or han[-1] != "两" or m["h3"]:
        return None
    number = numerals.parse(han[:-1])
    if number is None or _words.covers(source.text, m.start()) >= m.end():
        return None
    read = _Read(m.start(), m.end() - 1, number, 0, False, None, len(han) - 1)
    unit = units.match(source.text, read.end)
    return None if unit is None else _with_unit(source.text, read, unit, units)


def _with_unit(text: str, read: _Read, unit: Found, units: Units, rule: str = "amount") -> QuantityDraft | None:
    what, head, end = unit
    if not read.arabic and not _counts(text, read, what, end):
        return None
    if read.arabic and what.kind is _COUNT and not _arabic_counts(text, read, what, end):
        return None
    draft = _begin(read, read.start, end, rule, head, what.kind)
    if head == "块" and (_CHANGE.match(text, end) or (not _HAN_CHAR.match(text, end) and (read.start == 0 or text[read.start - 1] in "花付卖赚费价要钱给费"))):
        what = units.heads["元"]  # spoken money: 三块, 九块九毛; before a noun 块 counts pieces
        draft.unit, draft.kind = what.head, what.kind
    if head == "度" and (read.places >= 4 or "电" in text[max(0, read.start - 7) : read.start]):
        draft.kind = QuantityKind.ENERGY
    if head == "角" and draft.value is not None and _CENTS.match(text, end):
        draft.value = draft.value / 10 + Decimal(numerals.DIGIT[text[end]]) / 100  # 六角五分
        draft.unit, draft.end = "元", end + (2 if text[end + 1 : end + 2] == "分" else 1)
    elif what.kind in _MEASURES or what.kind is _COUNT:
        _parts(text, draft, what, units)
    if draft.end < len(text) and text[draft.end] in "余多" and not _HAN_CHAR.match(text, draft.end + 1):
        draft.end += 1  # 六成多，: with no further word behind it, 多 is the numeral's
        draft.bound = _ABOVE
    return _hedge(_currency(text, draft), text)


def _counts(text: str, read: _Read, what: Unit, end: int) -> bool:
    """Whether a Chinese numeral before a unit counts: a single 一 is an article, a single 十 百 千 万 mostly part of a name."""
    numeral = text[read.start : read.end]
    if numeral in ("一", "半") and what.kind is _COUNT and what.dimension == "count":
        return False
    if "幺" in numeral:
        return False
    if read.start == 0 and end == len(text):
        return True  # nothing but this: no word to be part of
    if len(numeral) == 1:
        if numeral in "百千万亿十":
            if text[end : end + 1].isdigit():
                return False  # 原油加工量 万吨 1286.5: the unit of a column
            if what.kind in _MEASURES and what.head != "里":
                return not text.startswith("级", end)
            if what.head in "名户台场辆位件项个亩" and _NOUN_AFTER.match(text, end) and text[end] not in CHINESE:
                return not read.start or text[read.start - 1] not in _IN_NAMES
            return bool(read.start and text[read.start - 1] in "近上超逾约达过破数")
        if numeral in "壹贰叁肆伍陆柒捌玖拾佰仟":
            return False
        if "arabic" in what.flags:
            return what.head == "角" and _CENTS.match(text, end) is not None
        if "ordinal" in what.flags:
            return False
    if end < len(text) and text[end] == "制":
        return False
    if what.head in ("届", "楼", "号", "号楼") or (what.head == "段" and text[read.start - 1 : read.start] in ("路", "街", "道")):
        return False
    return not _slogan(text, read.start, end)


_IN_NAMES = frozenset("“‘《「" + CHINESE)


def _slogan(text: str, start: int, end: int) -> bool:
    """The head of a short quoted slogan: “三个一批”, “四个一”."""
    if not start or text[start - 1] not in _OPENERS:
        return False
    close = text.find("”", end, end + 8)
    return close >= 0


_ADDRESS_AFTER = re.compile("[段巷弄号楼室]")
_SCALE_BEFORE = re.compile("[风力震烈浪阵]")


def _arabic_counts(text: str, read: _Read, what: Unit, end: int) -> bool:
    if what.head == "版" and "." in text[read.start : read.end]:
        return False  # 3.0版
    if _ADDRESS_AFTER.match(what.head) and text[read.start - 1 : read.start] in ("路", "街", "道", "巷", "弄", "段", "号"):
        return False
    if what.head == "国" and read.length >= 4:
        return False  # a postal code
    if "ordinal" not in what.flags or read.length > 2 or read.places:
        return True
    if what.head == "级":  # wind and earthquakes have grades, hospitals and sights are of one
        return bool(_SCALE_BEFORE.search(text, max(0, read.start - 6), read.start)) or read.number.value != read.number.value.to_integral_value()
    if what.head == "期":  # 2期工程 numbers a phase, 24期培训 counts
        return bool(read.number.value >= 5)
    return what.head not in ("号", "楼", "号楼", "届")


_NOTHING: QuantityDraft = object()


def _range(text: str, read: _Read, unit: Found | None, after: int, units: Units) -> QuantityDraft | None:
    """The second end of a range: 3至5个, 300万—500万元, 10%-15%; None where there is none, _NOTHING for a code (3-5号楼)."""
    mark = _RANGE.match(text, after)
    if mark is None:
        return None
    second = _NUMERAL.match(text, mark.end())
    if second is None:
        return None
    other = _read(second)
    if other is None or other.number.value is None or read.number.value is None or other.arabic != read.arabic and read.arabic:
        return None
    if _TIME_UNIT.match(text, other.end) is not None:
        return _NOTHING
    behind = units.match(text, other.end)
    if unit is not None and (behind is None or behind[1] != unit[1]):
        if behind is None and mark[0].strip() in ("至", "到", "—", "~", "-") and unit[1] == "%":
            return None
        return None
    dash = mark[0].strip() in ("-", "--")
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
    return _hedge(_currency(text, draft), text)


def _shared(text: str, read: _Read, other: _Read, low: Decimal, high: Decimal) -> Decimal:
    """三到五万: the magnitude of the second end is the first's as well."""
    tail = re.search("[十百千万亿拾佰仟]+$", text[other.start : other.end])
    if tail is None or text[read.end - 1] in "十百千万亿拾佰仟":
        return low
    scaled = shift(format(low, "f"), sum(numerals.MAGNITUDE[c] for c in tail[0]))
    return scaled if scaled <= high else low


_CENTS = re.compile("[一二两三四五六七八九](?:分|(?![\u4e00-\u9fff]))")
_CHANGE = re.compile("[一二两三四五六七八九](?:[角毛分]|(?![\u4e00-\u9fff]))")
_TENTHS = frozenset("一二三四五六七八九")


def _parts(text: str, draft: QuantityDraft, what: Unit, units: Units) -> None:
    """九元九角, 3斤5两, 三斤半: what follows in smaller units of the same dimension is part of the amount."""
    after = text[draft.end : draft.end + 1]
    if after in _TENTHS and draft.value is not None and (what.head == "成" or (what.head in ("元", "角", "度") and not _HAN_CHAR.match(text, draft.end + 1))):
        draft.value += Decimal(numerals.DIGIT[text[draft.end]]) / 10  # 九成五
        draft.end += 1
    while draft.value is not None and draft.end < len(text):
        if text[draft.end] == "半" and (what.kind in _MEASURES or what.head == "岁") and not re.match("半[年月天日价数径]", text[draft.end : draft.end + 2]):
            draft.value += Decimal("0.5") if draft.value >= 0 else Decimal("-0.5")
            draft.end += 1
            return
        m = _NUMERAL.match(text, draft.end)
        if m is None or m["sign"] or what.dimension in ("", "count") or what.kind is _COUNT:
            return
        read = _read(m)
        if read is None and m["han"] and m[0][-1] == "两":
            m = _NUMERAL.match(text, draft.end, m.end() - 1)  # 六斤八两
            read = None if m is None else _read(m)
        elif read is None and m[0][0] == "零":
            m = _NUMERAL.match(text, draft.end + 1)  # 九元零九分
            read = None if m is None else _read(m)
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


# --- currencies ---------------------------------------------------------------------------------------------------


@cache
def _signs() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    signs, words = {}, {}
    for text, unit, position in table("currency_signs.tsv"):
        (signs if position == "sign" else words)[text] = unit
    return signs, words, re.compile("(?:" + alternation(words) + ")[ :：]?$")


def _currency(text: str, draft: QuantityDraft) -> QuantityDraft:
    """新台币177.1亿元, 人民币5亿: the currency stands before the amount, outside the span."""
    if draft.unit in ("元", "") and draft.start and text[draft.start - 1] in _CURRENCY_LAST:
        _, words, before = _signs()
        m = before.search(text[max(0, draft.start - 6) : draft.start])
        if m is not None:
            draft.unit, draft.kind = words[m[0].rstrip(" :：")], _MONEY
    return draft


_CURRENCY_LAST = frozenset("币元金镑磅圆钞币 :：YDBRK")


def _money(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """￥1.25, US$3亿, RMB 500万元: the sign is inside the span."""
    signs, _, _ = _signs()
    at = m.start()
    if at and source.text[at - 1].isascii() and source.text[at - 1].isalnum():
        return None
    number = _NUMERAL.match(source.text, m.end())
    read = None if number is None else _read(number)
    if read is None or read.start != m.end():
        return None
    unit = signs[m["sign_"]]
    end = read.end
    behind = units.match(source.text, end)
    if behind is not None and (behind[1] in (unit, "元")):
        end = behind[2]
    draft = _begin(read, at, end, "money_sign", unit, _MONEY)
    return _hedge(draft, source.text)


# --- numbers without a unit ---------------------------------------------------------------------------------------


_SECTION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3} ?(?![0-9%个万亿])")


def _is_unit_end(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_code(text: str, start: int, end: int, units: Units) -> bool:
    """Digits that are no number: joined to letters or signs, of a phone, a document, a version, a numbering."""
    a = text[start - 1] if start else "\n"
    b = text[end] if end < len(text) else "\n"
    if text[start] in "+-" and not (a in " （，、：；\n为是率至幅达到（—长降值度跌涨增减约额由从在" and text[start] == "-"):
        return True
    if a == "/" and start > 1 and _is_unit_end(text[start - 2]):
        return False  # 200兆瓦/800兆瓦时
    if (a.isascii() and (a.isalpha() or a in "._/@-#")) or a in _JOINED:
        return True
    if start and a == "\n" and _SECTION.match(text, start):
        return True
    if b in _JOINED:
        return not (b == "/" and units.match(text, end) is not None)
    if text[end - 1] == "K" and b not in "\n-~—至":
        return True  # 4K频道
    if b.isascii() and b.isalpha() and units.match(text, end) is None:
        return text[end - 1] not in "万亿"
    if a in "〔[【%":
        return True
    if b == "号" and not text.startswith("号", end + 1):
        return True
    if b in "：:比" and end + 1 < len(text) and text[end + 1].isdigit():
        return True  # a score, a ratio
    if a in "：:比" and start > 1 and text[start - 2].isdigit():
        return True
    if a == "—" and b == "—":
        return True  # a page number
    if text[start] == "0" and text[start : end].isdigit() and end - start > 1:
        return True
    return b == "." and text[end + 1 : end + 2].isdigit()


_VERSION = re.compile(r"[0-9]\.0$")
_HOTLINE = re.compile(r"(?:12[0-9]{3}|9[56][0-9]{3}|100(?:86|10|00)|11[0-9]|12[0-2])$")
_YEARISH = re.compile(r"(?:19|20)[0-9]{2}$")
_NOUN_AFTER = re.compile(r"[\u4e00-\u9fff“]")


def _bare(text: str, read: _Read) -> QuantityDraft | None:
    """A number without a unit: 15万中小学生, 千余衣物, 指数为102.3; not a numbering, a year, a code, a word's numeral."""
    start, end = read.start, read.end
    a = text[start - 1] if start else "\n"
    b = text[end] if end < len(text) else "\n"
    numeral = text[start:end]
    if read.arabic:
        if not _bare_arabic(text, read, a, b, numeral):
            return None
    elif not _bare_han(text, read, a, b, numeral):
        return None
    return _hedge(_currency(text, _begin(read, start, end, "number", "", _NUMBER)), text)


def _bare_arabic(text: str, read: _Read, a: str, b: str, numeral: str) -> bool:
    if a in _OPENERS and b in _CLOSERS:
        return False
    if "·" in numeral or (_VERSION.match(numeral) and not (read.end == len(text) or a in "为是达至到数值比率")):
        return False
    if _CODE_AFTER.match(text, read.end) or (a == "\n" and b == "\n" and len(text) > read.end - read.start):
        return False
    if read.places:
        return True  # 15万中小学生
    if numeral.isdigit():
        if a in "\n 。；（(：）】]" and _ENUMERATOR.match(text, read.end) and read.length <= 3:
            return False
        if _YEARISH.match(numeral) or (numeral[0] == "0" and len(numeral) > 1) or _HOTLINE.match(numeral):
            return False
        if read.length >= 3 and _CODE_BEFORE.search(text[max(0, read.start - 28) : read.start]):
            return False
        if (read.length == 11 and numeral[0] == "1") or read.length > 12:
            return False
        if b in "大级星环区院线-]】休连" or a in "图表第例注之]址休-转座栋幢" or _LABEL_BEFORE.search(text[max(0, read.start - 4) : read.start]):
            return False
        if b == "." and text[read.end + 1 : read.end + 2] in (" ", "\n"):
            return False
    # a number alone is one where a word leads to it, a table's blanks stand around it, or a list goes on
    if a in _LEADS or "," in numeral or read.bound is not None or _bounds.around(text, read.start, read.end) is not None:
        return True
    if _bounds.behind(text, read.end) or (a in " \t" and b in " \t\n"):
        return True
    if numeral.endswith("00") and _NOUN_AFTER.match(b) and _NOUN_AFTER.match(a):
        return True  # 动员5000党员干部
    return b in "、和与及至" or read.end == len(text) or not _NOUN_AFTER.match(b) and _NOUN_AFTER.match(a) is not None


_LEADS = frozenset("为是达至到约近超过于共有仅计以比由从了逾、和与或：—~占及成得率数值度额")
_HAN_HEDGE = frozenset("近上超逾约达过破共有计为于")


def _bare_han(text: str, read: _Read, a: str, b: str, numeral: str) -> bool:
    """Without a unit a Chinese numeral is a number where it is long, or hedged: 三百多, 千余, 近千, 数百企业."""
    if "幺" in numeral:
        return False  # digits read out one by one
    if "·" in numeral:
        return False  # 九·一八
    if len(numeral) > 1 and _bounds.behind(text, read.end):
        return True
    if b in "大级届次中五强环区院线路号里道" or a in _OPENERS:
        return False
    if read.bound is not None and read.number.value is not None:
        return read.number.value >= 10 and b not in "年月天日"
    if numeral[0] in "数几":
        return numeral[-1] in "百千万亿" and a not in "无"
    if len(numeral) == 1:
        return numeral in "百千万亿" and a in "近上超逾" and _NOUN_AFTER.match(b) is not None
    if not any(c in "百千万亿点" for c in numeral):
        return False
    if numeral in ("万万", "百万", "千万", "万千", "百千", "亿万", "万亿", "千百", "百十", "十万", "百亿", "千亿"):
        return a in "近上超逾约达过破"
    return len(numeral) >= 2 and read.number is not None


# --- other shapes -------------------------------------------------------------------------------------------------

_PER = {"百": ("%", _PERCENT, 0), "佰": ("%", _PERCENT, 0), "千": ("‰", None, 0), "万": ("‱", None, 0)}


def _fraction(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """百分之四十, 三分之一, 千分之二: percents and fractions in words."""
    text = source.text
    below, sign = m["below"], m["sign"] or ""
    whole = m["whole"]
    above = _NUMERAL.match(text, m.end())
    read = None if above is None else _read(above)
    if read is None:
        return None
    start, end = m.start(), read.end
    negative = bool(sign) and sign != "+"
    if below in ("百", "佰") and whole is None:
        k = _range_to(text, end, _PERCENT_WORD)
        draft = _begin(read, start, end, "percent_words", "%", _PERCENT)
        if k is not None and draft.value is not None:
            draft.low, draft.high, draft.value, draft.end = draft.value, k[0], None, k[1]
        if negative and draft.value is not None:
            draft.value = -draft.value
        return _hedge(draft, text)
    divisor = numerals.parse(below)
    if divisor is None or not divisor.value or read.number.value is None:
        return None
    if below in ("千", "万") and whole is None:
        draft = _begin(read, start, end, "fraction", "‰" if below == "千" else "‱", _NUMBER)
        draft.kind = units.heads["‰"].kind if below == "千" and "‰" in units.heads else _NUMBER
        return _hedge(draft, text)
    value = read.number.value / divisor.value
    if whole is not None:
        first = numerals.parse(whole)
        if first is None or first.value is None:
            return None
        value += first.value
    draft = drafts.quantity(start, end, "fraction")
    draft.value = -value if negative and value > 0 else abs(value)
    unit = units.match(text, end)
    if unit is not None and unit[0].kind in _MEASURES:
        draft.unit, draft.kind, draft.end = unit[1], unit[0].kind, unit[2]
    return _hedge(draft, text)


_PERCENT_WORD = re.compile(r"(?:至|到|—|~|-)(?:百分之)?")


def _range_to(text: str, at: int, link: re.Pattern[str]) -> tuple[Decimal, int] | None:
    m = link.match(text, at)
    if m is None:
        return None
    second = _NUMERAL.match(text, m.end())
    read = None if second is None else _read(second)
    return None if read is None or read.number.value is None else (read.number.value, read.end)


_FRACTION_AFTER = re.compile("以[上下]|[的左是弱强]")


def _slash(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """2/3, 3/16: a fraction in digits, where it is no date."""
    text = source.text
    above, below = Decimal(m["above"]), Decimal(m["below"])
    a = text[m.start() - 1 : m.start()]
    if not m.end() == len(text) and not _FRACTION_AFTER.match(text, m.end()) and a not in "的约近达占有为":
        return None  # 8/26 is a day
    if not below or (a and a.isascii() and (a.isalnum() or a in "/=._%&?")) or _TIME_UNIT.match(text, m.end()):
        return None
    if m["below"][0] == "0" or len(m["above"]) > 4 or len(m["below"]) > 4:
        return None
    draft = drafts.quantity(m.start(), m.end(), "fraction")
    draft.value = above / below
    if a == "-":
        draft.start, draft.value = draft.start - 1, -draft.value
    return _hedge(draft, text)


def _ordinal(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """第三, 第七期, 第11届; 第三条 and 第二章 are references, 第三产业 and 第一时间 words."""
    text = source.text
    end_of_word = _words.covers(text, m.start())
    if end_of_word:
        return None
    number = _NUMERAL.match(text, m.end())
    read = None if number is None else _read(number)
    if read is None or read.number.value is None or read.bound is not None:
        return None
    if _REFERENCE.match(text, read.end) or (
        text[read.end : read.end + 1] in ("，", "、", "：") and text[m.start() - 1 : m.start()] in _BEGINNINGS
    ):
        return None  # 第三条 refers, 第一， numbers what is said
    unit = units.match(text, read.end)
    if _TIME_UNIT.match(text, read.end) and (unit is None):
        return None
    head, end = (unit[1], unit[2]) if unit is not None and unit[0].kind is _COUNT else ("", read.end)
    return _begin(read, m.start(), end, "ordinal", head, _ORDINAL)


_BEGINNINGS = ("", "\n", "。", "；", "：", " ", "“")
_REFERENCE = re.compile(r"[条章款编目点]|节(?!课)|部分|篇章|号|产业|方(?!面)|者|线|手|书记|季度")


def _half(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """半斤, 半公里; 一半 as a half."""
    text = source.text
    start = m.start()
    if start and text[start - 1] in "一":
        return None
    if _words.covers(text, start):
        return None
    unit = units.match(text, m.end())
    if unit is None or unit[0].kind not in _MEASURES or unit[0].kind in (_PERCENT,) or len(unit[1]) < 1:
        return None
    if unit[1] in ("度", "成", "里", "米", "分", "角", "元", "丈", "尺"):
        return None
    draft = drafts.quantity(start, unit[2], "half")
    draft.value, draft.unit, draft.kind = Decimal("0.5"), unit[1], unit[0].kind
    return _hedge(draft, text)


def _one_half(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """一半: 0.5."""
    draft = drafts.quantity(m.start(), m.end(), "half")
    draft.value = Decimal("0.5")
    return _hedge(draft, source.text)


def _doubling(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """翻一番, 翻两番: a multiple of 2, of 4; the span is 一番."""
    number = numerals.parse(m["times"])
    if number is None or number.value is None or not 0 < number.value < 20:
        return None
    draft = drafts.quantity(m.start("times"), m.end(), "doubling")
    draft.value, draft.unit, draft.kind = Decimal(2 ** int(number.value)), "倍", _MULTIPLE
    return _hedge(draft, source.text)


def _degrees(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """摄氏37度, 华氏零下三十一度半: the scale stands before the number."""
    number = _NUMERAL.match(source.text, m.end())
    read = None if number is None else _read(number)
    if read is None or read.start != m.end():
        return None
    after = re.match(r"度(?:半|(?P<d>[一二三四五六七八九0-9]))?|°", source.text[read.end : read.end + 3])
    if after is None:
        return None
    head = "摄氏度" if "摄" in m[0] else "华氏度"
    draft = _begin(read, m.start(), read.end + after.end(), "degrees", head, QuantityKind.TEMPERATURE)
    if m["below"] and draft.value is not None:
        draft.value = -draft.value
    if after[0] == "度半" and draft.value is not None:
        draft.value += Decimal("0.5") if draft.value >= 0 else Decimal("-0.5")
    return _hedge(draft, source.text)


def _whole(source: Source, units: Units) -> QuantityDraft | None:
    """A text that is nothing but a number: 一百零一, -10.1万, or one record with blanks inside (三 百 五, 六 点 五 成)."""
    text = source.text
    if not text or len(text) > 40:
        return None
    squeezed = text.replace(" ", "")
    if " " in text.strip():
        inner = Source(squeezed)
        made = _scanner()(inner, units) if len(inner.text) == len(squeezed) else []
        if len(made) == 1 and made[0].start == 0 and made[0].end == len(squeezed):
            made[0].start, made[0].end = len(text) - len(text.lstrip()), len(text.rstrip())
            return made[0]
    if len(squeezed) == 1 and (squeezed in "万亿百千十数几两半" or not squeezed.isdigit() and squeezed not in CHINESE):
        return None
    number = numerals.parse(squeezed)
    if number is None or squeezed in ("万万", "两两", "亿万", "万一", "千万", "百万"):
        return None
    if len(squeezed) == 2 and squeezed[0] == squeezed[1] and squeezed[0] in "万千百十两一":
        return None
    if not squeezed.isascii() and _words.covers(squeezed, 0) >= len(squeezed):
        return None
    if squeezed.isascii() and (_YEARISH.fullmatch(squeezed) or squeezed.startswith("0") and squeezed[1:2].isdigit()):
        return None
    start = len(text) - len(text.lstrip())
    draft = drafts.quantity(start, len(text.rstrip()), "whole")
    draft.value, draft.low, draft.high = number
    return draft


# --- lists that share a unit ----------------------------------------------------------------------------------------


def _share_units(text: str, found: list[QuantityDraft]) -> None:
    """10、20、30个: the unit (and a magnitude) stands once for several numbers."""
    carried = 0
    for i in range(len(found) - 2, -1, -1):
        a, b = found[i], found[i + 1]
        if b.start - a.end == 1 and a.unit in ("", "个") and b.unit and b.kind is not _ORDINAL:
            if text[a.end] in "、和与及或" and a.unit == "个" and b.unit == "个百分点":
                a.unit, a.kind = b.unit, b.kind  # 2.7个、4.0个和1.9个百分点
            elif text[a.end] in "、和与及或" and a.rule == "number":
                a.unit, a.kind = b.unit, b.kind
                places = carried if b.rule == "shared_unit" else _places(text[b.start : b.end])
                carried, a.rule = places, "shared_unit"
                if places and a.value is not None and b.value is not None and _places(text[a.start : a.end]) == 0 and a.value < 10000:
                    a.value = shift(format(a.value, "f"), places)


def _places(numeral: str) -> int:
    m = re.match(r"[0-9.,]+([万亿]+)", numeral)
    return sum(numerals.MAGNITUDE[c] for c in m[1]) if m else 0


# --- the rules ------------------------------------------------------------------------------------------------------

_DIGITS = "0123456789"
_CN = CHINESE + "数几"

RULES: tuple[Rule, ...] = (
    Rule("ordinal", "第", re.compile("第(?=[0-9" + CHINESE + "])"), _ordinal),
    Rule("doubling", "翻", re.compile(f"翻了?(?P<times>[{CHINESE}0-9]{{1,3}})番"), _doubling),
    Rule("degrees", "摄华零负", re.compile(r"(?:(?P<below>零下|负))?(?:摄氏|华氏)"), _degrees),
    Rule("amount", _DIGITS + _CN + "-+负零", _NUMERAL, _amount),
    Rule(
        "fraction",
        _DIGITS + _CN + "负",
        re.compile(
            rf"(?P<sign>负的?)?(?:(?P<whole>(?:[0-9]++|[{CHINESE}]++))又)?(?P<below>(?:[0-9.]++|[{CHINESE}]++)(?=分)|百(?=分[{CHINESE}0-9]))分(?:之(?=[{CHINESE}0-9负])|(?=[一二三四五六七八九十0-9]))"
        ),
        _fraction,
    ),
    Rule("one_half", "一", re.compile("一半(?![天年月路信点])"), _one_half),
    Rule("slash", _DIGITS, re.compile(r"(?P<above>[0-9.]++) ?/ ?(?P<below>[0-9.]*[0-9])(?![0-9/年月日.])"), _slash),
    Rule("half", "半", re.compile("半个?"), _half),
)


@cache
def _scanner() -> Scanner:
    signs, _, _ = _signs()
    money = Rule("money_sign", "".join({s[0] for s in signs}), re.compile(f"(?P<sign_>{alternation(signs)}) ?"), _money)
    firsts = re.escape("".join(sorted({surface[0] for surface in default_units().surfaces})))
    others = re.escape("".join({c for rule in RULES for c in rule.first if c not in _CN} | {c[0] for c in signs}))
    # a Chinese digit is worth a look only before what may go on with a quantity: of 一 in running text, one in six
    start = rf"(?<![0-9.,])(?:[{others}]|[{_CN}](?=[{_CN}{firsts}0-9余多来分又点·年月日天号时半到至下—~（ -]|$|[的以左]))"
    return Scanner((money, *RULES), start, skip=rf"[0-9.,]++|[{CHINESE}几]++|第[0-9{CHINESE}]*+|.")
