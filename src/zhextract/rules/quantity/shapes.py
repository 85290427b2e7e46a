"""Numbers of other shapes: fractions and percents in words, ordinals, halves, 翻一番, degrees, a text that is one number."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, Literal

from zhextract import drafts, numerals
from zhextract.drafts import QuantityDraft
from zhextract.numerals import CHINESE
from zhextract.records import QuantityKind
from zhextract.rules.quantity.amounts import MEASURES, begin
from zhextract.rules.quantity.codes import WORDS, YEARISH
from zhextract.rules.quantity.reading import NUMERAL, TIME_UNIT, read_numeral
from zhextract.source import Source
from zhextract.units import Units

__all__ = [
    "FRACTION",
    "degrees",
    "doubling",
    "fraction",
    "half",
    "one_half",
    "ordinal",
    "plain_fraction",
    "plain_ordinal",
    "slash",
    "whole_text",
]

_COUNT, _NUMBER, _ORDINAL = QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.ORDINAL
_PERCENT, _MULTIPLE = QuantityKind.PERCENT, QuantityKind.MULTIPLE


FRACTION: Final = re.compile(
    rf"(?=(?:负的?)?(?:[0-9.]++|[{CHINESE}]++)[又分])(?P<sign>负的?)?(?:(?P<whole>(?:[0-9]++|[{CHINESE}]++))又)?(?P<below>(?:[0-9.]++|[{CHINESE}]++)(?=分)|百(?=分[{CHINESE}0-9]))分(?:之(?=[{CHINESE}0-9负])|(?=[一二三四五六七八九十0-9]))"
)


def plain_fraction(text: str, start: int, end: int, units: Units) -> QuantityDraft | None:
    """A Chinese numeral and 分之: no other rule needs to look at it."""
    found = FRACTION.match(text, start)
    return None if found is None else _fraction(found, text, units)


def fraction(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """百分之四十, 三分之一, 千分之二: percents and fractions in words."""
    return _fraction(m, source.text, units)


def _fraction(m: re.Match[str], text: str, units: Units) -> QuantityDraft | None:
    below, sign = m["below"], m["sign"] or ""
    whole = m["whole"]
    above = NUMERAL.match(text, m.end())
    read = None if above is None else read_numeral(above)
    if read is None or ("之" not in m[0] and WORDS.covers(text, m.start()) > read.end):  # 四分五裂
        return None
    start, end = m.start(), read.end
    negative = bool(sign) and sign != "+"
    if below in ("百", "佰") and whole is None:
        k = _range_to(text, end, _PERCENT_WORD) or _next_digit(text, above)
        draft = begin(read, start, end, "percent_words", "%", _PERCENT)
        if k is not None and draft.value is not None:
            draft.low, draft.high, draft.value, draft.end = draft.value, k[0], None, k[1]
        if negative and draft.value is not None:
            draft.value = -draft.value
        return draft
    divisor = numerals.parse(below)
    if divisor is None or not divisor.value or read.number.value is None:
        return None
    if below in ("千", "万") and whole is None:
        draft = begin(read, start, end, "fraction", "‰" if below == "千" else "‱", _NUMBER)
        draft.kind = units.heads["‰"].kind if below == "千" and "‰" in units.heads else _NUMBER
        return draft
    value = read.number.value / divisor.value
    if whole is not None:
        first = numerals.parse(whole)
        if first is None or first.value is None:
            return None
        value += first.value
    draft = drafts.quantity(start, end, "fraction")
    draft.value = -value if negative and value > 0 else abs(value)
    unit = units.match(text, end)
    if unit is not None and unit[0].kind in MEASURES:
        draft.unit, draft.kind, draft.end = unit[1], unit[0].kind, unit[2]
    return draft


_PERCENT_WORD: Final = re.compile(r"(?:至|到|—|~|-)(?:百分之)?")


def _range_to(text: str, at: int, link: re.Pattern[str]) -> tuple[Decimal, int] | None:
    m = link.match(text, at)
    if m is None:
        return None
    second = NUMERAL.match(text, m.end())
    read = None if second is None else read_numeral(second)
    return None if read is None or read.number.value is None else (read.number.value, read.end)


#: behind 百分之二、三: a longer number, or the text breaks off
_NO_END_OF_TWO: Final = frozenset((*CHINESE, "、", "，", "", "·"))


def _next_digit(text: str, first: re.Match[str] | None) -> tuple[Decimal, int] | None:
    """百分之二、三: two to three percent."""
    if first is None or len(first[0]) != 1 or text[first.end() : first.end() + 1] != "、":
        return None
    at = first.end() + 1
    above, below = numerals.DIGIT.get(text[at : at + 1]), numerals.DIGIT.get(first[0])
    if above is None or below is None or above != below + 1 or text[at + 1 : at + 2] in _NO_END_OF_TWO:
        return None
    return Decimal(above), at + 1


_SHARE: Final = re.compile("[^0-9/][1-9]/[1-9]0?、$")  # 全国1/4、1/3
_FRACTION_AFTER: Final = re.compile("以[上下]|[的左是弱强]")


def slash(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """2/3, 3/16: a fraction in digits, where it is no date."""
    text = source.text
    above, below = Decimal(m["above"]), Decimal(m["below"])
    a = text[m.start() - 1 : m.start()]
    if (
        m.end() != len(text)
        and not _FRACTION_AFTER.match(text, m.end())
        and a not in "的约近达占有为简少之国省"
        and not (a == "、" and _SHARE.search(text, max(0, m.start() - 6), m.start()))
    ):
        return None  # 8/26 is a day
    if not below or (a and a.isascii() and (a.isalnum() or a in "/=._%&?")) or TIME_UNIT.match(text, m.end()):
        return None
    if m["below"][0] == "0" or len(m["above"]) > 4 or len(m["below"]) > 4:
        return None
    draft = drafts.quantity(m.start(), m.end(), "fraction")
    draft.value = above / below
    if a == "-":
        draft.start, draft.value = draft.start - 1, -draft.value
    return draft


def plain_ordinal(text: str, start: int, end: int, units: Units) -> QuantityDraft | Literal[False] | None:
    """第 and a numeral of few characters with a measure word or nothing behind it: the common case, kept short."""
    b = text[end : end + 1]
    if end - start > 6 or b in _MORE_BEHIND:
        return None
    if b in "，、：" and b:
        if _MORE_OF_LIST.match(text, end + 1) is not None:
            return None
        if text[start - 1 : start] in _BEGINNINGS:
            return False  # 第一， numbers what is said
    if WORDS.covers(text, start):
        return False
    number = numerals.parse(text[start + 1 : end])
    if number is None or number.value is None:
        return None
    unit = units.match(text, end)
    if b == "项" and unit is not None and _of_article(text, start, unit[2]):
        return False
    draft = drafts.quantity(start, end, "ordinal")
    draft.value, draft.kind = number.value, _ORDINAL
    if unit is None and b == "个":
        if _OF_YEARS.match(text, end) is None:
            return None
        draft.unit, draft.end = "个", end + 1
    if unit is not None and unit[0].kind is _COUNT:
        draft.unit, draft.end = unit[1], unit[2]
    return draft


_MORE_OF_LIST: Final = re.compile(f"[0-9{CHINESE}第]")
# what belongs to the numeral, a list, a time or a reference, and 第N项, 第N个五年: the full rule reads it
_MORE_BEHIND: Final = frozenset(
    "0123456789百千兆余多来几数点kKwW·•. 及和至到~—-/条章款编目篇节页部号产方者线手书季步年月日天周小时分秒星礼世工昼学交刻晚半"
)


def ordinal(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """第三, 第七期, 第11届; 第三条 and 第二章 are references, 第三产业 and 第一时间 words."""
    text = source.text
    if _PART.match(text, m.end()) is not None or WORDS.covers(text, m.start()):
        return None
    number = NUMERAL.match(text, m.end())
    read = None if number is None else read_numeral(number)
    if read is None or read.number.value is None or read.bound is not None or read.length > 5:
        return None
    listed = _LISTED.match(text, read.end)
    if listed is not None and not _REFERENCE.match(text, read.end):
        unit = units.match(text, listed.end())
        if unit is not None and unit[0].kind is _COUNT and unit[1] not in ("条", "款", "项"):  # 第3、4名
            return begin(read, m.start(), read.end, "ordinal", unit[1], _ORDINAL)
    if _REFERENCE.match(text, read.end) or (
        text[read.end : read.end + 1] in ("，", "、", "：") and text[m.start() - 1 : m.start()] in _BEGINNINGS
    ):
        return None  # 第三条 refers, 第一， numbers what is said
    unit = units.match(text, read.end)
    if unit is None and read.arabic and read.length < 3 and _OF_SERIES.match(text, read.end):
        return begin(read, m.start(), read.end + 1, "ordinal", text[read.end], _ORDINAL)  # 迈入第14年
    if unit is None and _OF_YEARS.match(text, read.end):
        return begin(read, m.start(), read.end + 1, "ordinal", "个", _ORDINAL)
    if TIME_UNIT.match(text, read.end) and (unit is None):
        return None
    if unit is not None and unit[1] == "项" and _of_article(text, m.start(), unit[2]):
        return None
    head, end = (unit[1], unit[2]) if unit is not None and unit[0].kind is _COUNT else ("", read.end)
    return begin(read, m.start(), end, "ordinal", head, _ORDINAL)


def _of_article(text: str, start: int, end: int) -> bool:
    """Whether 第1项 between `start` and `end` is a part of an article: 第22条第1项第3款, 第11条之1第2项."""
    return (
        text[start - 1 : start] in ("条", "款")
        or text.startswith("第", end)
        or _ARTICLE.search(text, max(0, start - 5), start) is not None
    )


_LISTED: Final = re.compile(f"[、及和][0-9{CHINESE}]{{1,3}}(?=[^0-9{CHINESE}])")
_PART: Final = re.compile(f"[0-9{CHINESE}]{{1,5}}+(?:[章款编目]|节(?!课))")  # the commonest references, before the number is read
_OF_SERIES: Final = re.compile("年(?![级度])|周(?![年岁])|天")
_ARTICLE: Final = re.compile(r"条之[0-9]{1,2}\Z")
_OF_YEARS: Final = re.compile(f"个(?=[0-9{CHINESE}]+年)")  # 第六个五年计划
_BEGINNINGS: Final = ("", "\n", "，", "。", "；", "：", " ", "“")
_REFERENCE: Final = re.compile(
    rf"(?:[、至和到~—-]+第?[0-9{CHINESE}]+)*(?:条(?![^，。、；：的是为和与及或规]{{0,6}}(?:线|路|铁|航))|[章款编目点]"
    r"|篇(?![论文报])|节(?!课)|页|部分|篇章|号|产业|方(?!面)|者|线|手|书记|季度)"
)


def half(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """半斤, 半公里; 一半 as a half."""
    text = source.text
    start = m.start()
    if start and text[start - 1] in "一":
        return None
    if WORDS.covers(text, start):
        return None
    unit = units.match(text, m.end())
    if unit is None or unit[0].kind not in MEASURES or unit[0].kind in (_PERCENT,) or len(unit[1]) < 1:
        return None
    if unit[1] in ("度", "成", "里", "分", "角", "元", "丈", "尺"):
        return None
    draft = drafts.quantity(start, unit[2], "half")
    draft.value, draft.unit, draft.kind = Decimal("0.5"), unit[1], unit[0].kind
    return draft


def one_half(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """一半: 0.5."""
    draft = drafts.quantity(m.start(), m.end(), "half")
    draft.value = Decimal("0.5")
    return draft


def doubling(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """翻一番, 翻两番: doublings, 1 and 2 of them; the span is 一番."""
    number = numerals.parse(m["times"])
    if number is None or number.value is None or not 0 < number.value < 20:
        return None
    draft = drafts.quantity(m.start("times"), m.end(), "doubling")
    draft.value, draft.unit, draft.kind = number.value, "番", _MULTIPLE
    return draft


def degrees(m: re.Match[str], source: Source, units: Units) -> QuantityDraft | None:
    """摄氏37度, 华氏零下三十一度半: the scale stands before the number."""
    number = NUMERAL.match(source.text, m.end())
    read = None if number is None else read_numeral(number)
    if read is None or read.start != m.end():
        return None
    after = re.match(r"度(?:半|(?P<d>[一二三四五六七八九0-9]))?|°", source.text[read.end : read.end + 3])
    if after is None:
        return None
    head = "摄氏度" if "摄" in m[0] else "华氏度"
    draft = begin(read, m.start(), read.end + after.end(), "degrees", head, QuantityKind.TEMPERATURE)
    if m["below"] and draft.value is not None:
        draft.value = -draft.value
    if after[0] == "度半" and draft.value is not None:
        draft.value += Decimal("0.5") if draft.value >= 0 else Decimal("-0.5")
    return draft


def whole_text(source: Source, units: Units, numbers: Callable[[Source, Units], list[QuantityDraft]]) -> QuantityDraft | None:
    """A text that is nothing but a number: 一百零一, -10.1万, or one record with blanks inside (三 百 五, 六 点 五 成)."""
    text = source.text
    if not text or len(text) > 40:
        return None
    squeezed = text.replace(" ", "")
    if " " in text.strip():
        inner = Source(squeezed)
        made = numbers(inner, units) if len(inner.text) == len(squeezed) else []
        if len(made) == 1 and made[0].start == 0 and made[0].end == len(squeezed):
            made[0].start, made[0].end = len(text) - len(text.lstrip()), len(text.rstrip())
            return made[0]
    if len(squeezed) == 1 and (squeezed in "万亿百千十数几两半" or (not squeezed.isdigit() and squeezed not in CHINESE)):
        return None
    number = numerals.parse(squeezed)
    if number is None or squeezed in ("万万", "两两", "亿万", "万一", "千万", "百万"):
        return None
    if len(squeezed) == 2 and squeezed[0] == squeezed[1] and squeezed[0] in "万千百十两一":
        return None
    if not squeezed.isascii() and WORDS.covers(squeezed, 0) >= len(squeezed):
        return None
    if squeezed.isascii() and (YEARISH.fullmatch(squeezed) or (squeezed.startswith("0") and squeezed[1:2].isdigit())):
        return None
    start = len(text) - len(text.lstrip())
    draft = drafts.quantity(start, len(text.rstrip()), "whole")
    draft.value, draft.low, draft.high = number
    return draft
