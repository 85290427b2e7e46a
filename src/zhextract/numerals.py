"""Numerals of every writing to exact decimals: 1,234.5 · 两万三千 · 1.2万亿 · 3万4000 · 二三十 · 几十 · 百余.

万 and 亿 live here and nowhere else. A numeral is parsed as a whole: what cannot be read is None, never a guess at a part.

The readings of Chinese numerals follow GB/T 15835-2011 and common use: 两百五 is 250 (the last digit is of the next
lower place), 二三十 is 20 to 30, 十五六 is 15 to 16, 几十 is 20 to 99, 十几 is 11 to 19, 数百 is 200 to 999.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

__all__ = ["CHINESE", "DIGIT", "MAGNITUDE", "Number", "parse", "shift"]

DIGIT = {c: i for i, row in enumerate(["零〇洞", "一壹幺弌", "二贰两弍", "三叁参弎", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]) for c in row}
_PLACE: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_GROUP: Final = {"万": 4, "亿": 8, "兆": 12}
MAGNITUDE: Final = {"十": 1, "百": 2, "千": 3, "拾": 1, "佰": 2, "仟": 3, "万": 4, "亿": 8, "兆": 12, "k": 3, "K": 3, "w": 4, "W": 4}
_TENS: Final = {"廿": "二十", "卅": "三十", "卌": "四十"}
# the characters of a Chinese numeral, for the patterns of the rules
CHINESE: Final = "零〇一二两三四五六七八九十百千万亿兆廿卅壹贰叁肆伍陆柒捌玖拾佰仟幺"


class Number(NamedTuple):
    """A value, or inclusive bounds with value None."""

    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None


def shift(digits: str, places: int) -> Decimal:
    """A plain digit string (``96.4``, commas allowed) times 10**places, without an exponent or needless zeros behind it.

    Zeros that the text writes stay (``4.0`` → 4.0), for they tell its precision.
    """
    if "," in digits:
        digits = digits.replace(",", "")
    if not places:
        return Decimal(digits)
    whole, _, part = digits.partition(".")
    if len(part) <= places:
        return Decimal(whole + part.ljust(places, "0"))
    return Decimal(f"{whole}{part[:places]}.{part[places:]}")


@lru_cache(maxsize=4096)
def parse(text: str) -> Number | None:
    """The number that the whole of `text` writes, or None.

    `text` is in the folded form of `zhextract.source` (half-width digits, simplified characters), without unit, 余 or 多.
    """
    if not text:
        return None
    if text[0] in "-负" and len(text) > 1:
        found = parse(text[1:])
        if found is None or found.value is None:
            return None
        return Number(-found.value)
    if text[0] == "+":
        text = text[1:]
    if text.isascii() and text[:1].isdigit():
        plain = text.replace(",", "")
        if plain.replace(".", "", 1).isdigit() and plain[-1] != ".":
            return Number(Decimal(plain))
    for old, new in _TENS.items():
        if old in text:
            text = text.replace(old, new)
    if "几" in text or "数" in text or "多" in text:
        return _vague(text)
    if "·" in text:
        text = text.replace("·", "点")  # 二一·八万: the decimal point of the 1950s
    if "点" in text:
        return _decimal(text)
    return _integer(text)


# --- parts --------------------------------------------------------------------------------------------------------


def _digits(text: str) -> str | None:
    """A run of digits in one script as ASCII digits, or None; 两 is a digit only by itself."""
    if text.isascii():
        return text if text.isdigit() else None
    if "两" in text and len(text) > 1 and text != "两三":
        return None
    try:
        return "".join([str(DIGIT[char]) for char in text])
    except KeyError:
        return None


def _decimal(text: str) -> Number | None:
    """三点一四, 二十点一万: a point in words, a magnitude behind it."""
    whole, _, part = text.partition("点")
    places = 0
    while part and part[-1] in "十百千万亿兆":
        places += MAGNITUDE[part[-1]]
        part = part[:-1]
    digits = _digits(part)
    run = _digits(whole)
    head = Number(Decimal(run)) if run is not None else _integer(whole)
    if digits is None or head is None or head.value is None:
        return None
    return Number(shift(f"{head.value}.{digits}", places))


def _integer(text: str) -> Number | None:
    """An integer with 万 and 亿: section by section, each smaller than the one before."""
    if len(text) > 60:
        return None
    plain = _digits(text)
    if plain is not None:
        return _run(text, plain)
    for mark in "兆亿":
        if mark in text:
            head, _, tail = text.rpartition(mark)
            # 一万亿, 百万亿: a magnitude upon a magnitude
            return _section(head, tail, _GROUP[mark]) if mark not in head else None
    if "万" in text:
        head, _, tail = text.rpartition("万")
        return _section(head, tail, 4) if "万" not in head or (not tail and head[-1] == "万") else None  # 四万万
    return _below_myriad(text)


def _run(text: str, plain: str) -> Number | None:
    """Digits without a place: 二〇二三 is a number as it stands, 三五 is 3 to 5, 五六 is 5 to 6."""
    if len(text) == 1 or text.isascii():
        return Number(Decimal(plain))
    if len(text) == 2 and not text[0].isascii() and _neighbours(plain):
        return Number(None, Decimal(plain[0]), Decimal(plain[1]))
    return Number(Decimal(plain)) if len(text) >= 3 or plain[0] != "0" else None


def _neighbours(plain: str) -> bool:
    """Two digits that tell an approximate number: neighbours, or 三五."""
    a, b = int(plain[0]), int(plain[1])
    return a > 0 and (b == a + 1 or (a, b) == (3, 5))


def _section(head: str, tail: str, places: int) -> Number | None:
    """head × 10**places + tail; tail may be one digit of the next place (三万五) or an approximate one (一万六七)."""
    if not head:
        first = Number(Decimal(1)) if not tail else None
    elif head[0] in "零〇" and len(head) > 1:
        first = _integer(head[1:])
    else:
        first = _any(head)
    if first is None:
        return None
    if not tail:
        return Number(*(None if v is None else _scale(v, places) for v in first))
    if first.value is None:
        return None
    base = _scale(first.value, places)
    plain = _digits(tail)
    if plain is not None and tail[0] not in "零〇0" and not tail.isascii() and len(tail) <= 2:
        if len(tail) == 1:
            if tail == "两":
                return None
            return Number(base + int(plain) * 10 ** (places - 1))
        if _neighbours(plain):
            return Number(None, base + int(plain[0]) * 10 ** (places - 1), base + int(plain[1]) * 10 ** (places - 1))
        return None
    rest = _any(tail.lstrip("零〇") or "零")
    if rest is None:
        return None
    if rest.value is not None:
        return Number(base + rest.value) if rest.value < 10**places else None
    assert rest.low is not None and rest.high is not None
    return Number(None, base + rest.low, base + rest.high)


def _any(text: str) -> Number | None:
    """A part of a mixed numeral: 3, 1.2, 三十, 3千."""
    if text[:1].isascii() and text[:1].isdigit():
        text = text.replace(",", "")
        digits = text.rstrip("十百千万亿")
        places = sum(MAGNITUDE[c] for c in text[len(digits) :])
        plain = digits.replace(",", "")
        if plain.replace(".", "", 1).isdigit() and plain[-1] != ".":
            return Number(shift(plain, places))
    if "点" in text:
        return _decimal(text)
    return _integer(text)


def _scale(value: Decimal, places: int) -> Decimal:
    return shift(format(value, "f"), places)


def _below_myriad(text: str) -> Number | None:
    """千 百 十 and a digit: 一千零三十, 一百十六, 两百五, 十五六, 三四十, 七百三四十."""
    total, last, i, zero = 0, 10_000, 0, False
    n = len(text)
    while i < n:
        char = text[i]
        if char in "零〇":
            zero, i = True, i + 1
            continue
        j = i
        while j < n and (text[j] in DIGIT or (text[j].isascii() and text[j].isdigit())):
            j += 1
        plain = _digits(text[i:j]) if j > i else ""
        place = _PLACE.get(text[j]) if j < n else None
        if j < n and place is None:
            return None
        if plain is None:
            return None
        if place is not None:
            if place >= last:
                return None
            if plain == "":
                if total and place != 10:  # 一千百 is no numeral; 一百十六 is
                    return None
                plain = "1"
            if len(plain) == 2 and not text[i].isascii() and _neighbours(plain):
                if j + 1 != n:
                    return None
                return Number(None, Decimal(total + int(plain[0]) * place), Decimal(total + int(plain[1]) * place))
            if len(plain) > 1 and not (i == 0 and text[i].isascii()):
                return None
            total += int(plain) * place
            last, i, zero = place, j + 1, False
            continue
        # the digits at the end
        if len(plain) == 2 and _neighbours(plain) and (last == 10 or zero):
            return Number(None, Decimal(total + int(plain[0])), Decimal(total + int(plain[1])))
        if len(plain) == 2 and _neighbours(plain) and last >= 100 and last < 10_000:
            step = last // 10
            return Number(None, Decimal(total + int(plain[0]) * step), Decimal(total + int(plain[1]) * step))
        if (len(plain) > 1 and not text[i].isascii()) or text[n - 1] == "两":
            return None
        value = int(plain)
        if len(plain) == 1 and last in (100, 1000) and not zero and not text[i].isascii():
            value *= last // 10  # 两百五, 八千七
        if value >= last:
            return None
        return Number(Decimal(total + value))
    if zero and n > 1:
        return None
    return Number(Decimal(total))


def _vague(text: str) -> Number | None:
    """几十, 数百万, 十几, 二十几万, 一千五百零几万, 10几: bounds by the guidelines (几十 20–99, 十几 11–19)."""
    text = text.replace("多", "") if text.endswith("多") else text
    at = max(text.find("几"), text.find("数"))
    if at < 0 or text.count("几") + text.count("数") != 1:
        return None
    head, tail = text[:at], text[at + 1 :]
    places = 0
    for char in tail:
        if char not in MAGNITUDE:
            return None
        places += MAGNITUDE[char]
    if not head:
        if not tail:
            return None
        inner = sum(MAGNITUDE[c] for c in tail if c in _PLACE)  # 几十万 is 20 to 99 万, 数百 200 to 999
        return Number(None, shift("2", places), shift(str(10 ** (inner + 1) - 1), places - inner))
    if text[at] == "数":
        return None
    base = _any(head.rstrip("零〇") or "零") if head[-1] not in "十拾" else _integer(head)
    if base is None or base.value is None:
        return None
    low, high = base.value + 1, base.value + 9
    if head[-1:] not in ("十", "拾", "零", "〇", "0"):
        step = {"百": 10, "千": 100, "万": 1000}.get(head[-1])
        if step is None:
            return None
        low, high = base.value + step, base.value + 9 * step
    return Number(None, _scale(low, places), _scale(high, places))
