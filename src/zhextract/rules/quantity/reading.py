"""Numerals where they stand in a text: the pattern of one, its number, and what ends or joins it."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import product
from typing import Final, NamedTuple

from zhextract import numerals
from zhextract.numerals import CHINESE, Number, shift
from zhextract.records import Bound
from zhextract.units import default_units

__all__ = ["MAGNITUDES", "NUMERAL", "PLACES", "RANGE", "TIME_UNIT", "Read", "read_numeral"]

_ABOVE, _ABOUT = Bound.ABOVE, Bound.ABOUT


_UNITS: Final = default_units()
MAGNITUDES: Final = _UNITS.unclaimed("十百千万亿兆仟佰")
# decimals (and thousands) of scanned pages: 3·17亿, 2 .5亿, 53，7万吨 (not 2025，10万吨), 增长51·8，
_ARABIC: Final = (
    r"(?:(?<![0-9.,] )[0-9]{1,3} [0-9]00(?= ?[亩吨公千米元斤台度户人辆])|[0-9]++(?:,[0-9]{3}(?![0-9]))*+)"  # 4 000 亩
    r"(?:(?=[. ·•，])(?:\.[0-9]++| \.[0-9]++(?=[%‰万亿倍个吨公千米元斤亩台度户人岁])|[·•][0-9]{1,2}(?=[%‰万亿倍个吨公千米元斤亩台度户人：])"
    r"|(?<=,[0-9]{3})·[0-9]{1,2}(?![0-9·])|·[0-9]{1,3}(?=[，。；、提降改左多\n]|$)|(?<![0-9]{4})，[0-9](?=[万亿%‰])))?+"
)
_HAN: Final = _UNITS.unclaimed(CHINESE)
_SIGN: Final = r"(?P<sign>[-+]|负的?|零下)?"
NUMERAL: Final = re.compile(
    rf"{_SIGN}(?:"
    rf"(?P<plain>{_ARABIC})"
    # nearly all end here
    rf"(?:(?=[kKwW点余多来几十百千万亿兆仟佰])(?P<k>[kKwW](?![A-Za-z]))?"
    rf"(?:点(?P<point>[0-9]++)(?=[{CHINESE}0-9]|[^分])(?!分))?"
    rf"(?P<h1>[余多来几](?={MAGNITUDES}))?(?P<mag>{MAGNITUDES}{{1,3}})?"
    rf"(?:(?<=[十百千万亿兆仟佰])(?P<more>(?:零?[0-9]++(?:,[0-9]{{3}})*+{MAGNITUDES}++(?=[0-9]))?+零?[0-9]++(?:,[0-9]{{3}})*+(?:\.[0-9]++(?=[万亿]))?+(?:[余多](?={MAGNITUDES}))?+{MAGNITUDES}*+)(?![0-9.]))?+"
    rf"(?P<h2>(?:[余多几]|来(?![看说讲自源到]))(?P<mag2>(?<=[百千仟][余多])[万亿]|(?<=万[余多])亿)?+)?)?"
    rf"|(?P<han>[数几]{MAGNITUDES}++|[零〇一二三四五六七八九]{{1,3}}，[一二三四五六七八九][万亿](?![0-9{CHINESE}])|{_HAN}++(?:(?=[点·几0-9])(?:[点·][{CHINESE}0-9]++)?(?:几(?:{MAGNITUDES})*+|(?<=[十百千万亿零])[0-9]++{_HAN}*+)?)?)"
    rf"(?P<h3>[余多来](?P<mag3>{MAGNITUDES}*+))?"
    rf")"
)
TIME_UNIT: Final = re.compile(
    r"个?(?:多|半)?(?:年(?!轻)|月|天|日(?!元|均(?!适)|圆)|号(?![楼线院店机文])|小时|钟头|分钟|秒(?!杀)|季度|星期|礼拜|世纪|工作[日天]|年代|周(?![长刊岁])|昼夜|学年|交易日|学期|刻钟|个月|月份|晚(?![上会间]))"
    r"|时(?![间代期速空尚而装候局段限])|分(?=[0-9]+秒)|点(?=[0-9半钟至到]|$)"
)
# 岁 is a unit; 周岁 too
RANGE: Final = re.compile(r"(?:（含）)? ?(?:—{1,4}|-{1,4}|~|至|到|(?<=[0-9%万亿])一(?=[0-9])) ?")


class Read(NamedTuple):
    """A numeral as it stands in the text: its value or bounds, magnitude (places), whether it is Arabic, hedged inside."""

    start: int
    end: int
    number: Number
    places: int
    arabic: bool
    bound: Bound | None
    length: int


_MAGNITUDES: Final = "十百千万亿兆仟佰"
# by how many powers of ten what stands behind digits multiplies them
PLACES: Final = {"".join(mag): sum(numerals.MAGNITUDE[c] for c in mag) for n in (0, 1, 2, 3) for mag in product(_MAGNITUDES, repeat=n)}
_POINTS: Final = str.maketrans("·•，", "...")


def _point(plain: str) -> str:
    """The digits with a plain decimal point."""
    return plain if plain.isascii() and " " not in plain else plain.replace(" ", "").translate(_POINTS)


_LINK: Final = re.compile(f"([0-9][0-9,]*+(?:[.][0-9]++)?+)([{_MAGNITUDES}]*+)")


def _chain(text: str) -> Number | None:
    """1亿5384万6000: digits before magnitudes that fall, each part less than what its forerunner counts; None for all else."""
    total, last, at = Decimal(0), 16, 0
    while at < len(text):
        m = _LINK.match(text, at)
        if m is None or m[2] not in PLACES:
            return None
        places = PLACES[m[2]]
        value = shift(m[1], places)
        if places >= last or (total and value >= 10**last):
            return None
        total += value
        last, at = places, m.end()
    return Number(total)


def read_numeral(m: re.Match[str]) -> Read | None:
    """The number that a match of `NUMERAL` writes."""
    sign, plain, k, point, h1, mag, more, h2, mag2, han, h3, mag3 = m.groups()
    start, end = m.span()
    bound: Bound | None = None
    if plain is not None:
        if not (more or point or h1 or h2 or k):
            # the common case, kept short: digits and perhaps a magnitude
            places = PLACES[mag] if mag else 0
            value = Decimal(plain) if not places and plain.isdigit() else shift(_point(plain), places)
            return Read(start, end, Number(-value if sign and sign != "+" else value), places, True, None, len(plain))
        hedge = (h2 or h1 or "")[:1]
        if more and ("多" in more or "余" in more):
            hedge = "多"  # 1亿5000多万元
        if more or hedge == "几":
            number = _chain(plain + mag + more) if more and not (h1 or h2 or h3 or point or k) else None
            if number is None:
                number = numerals.parse(m[0][len(sign or "") :].replace("余", "").replace("多", "").replace("来", ""))
            if number is None:
                return None
            places = 0
        else:
            places = sum(numerals.MAGNITUDE[c] for c in (mag or "") + (mag2 or "") + (k or ""))  # 3万多亿
            number = Number(shift(_point(plain) + (f".{point}" if point else ""), places))
        arabic = True
    else:
        han, tail = han.replace("，", "·"), mag3 or ""  # 七〇，六亿: a decimal of a scanned page
        number = numerals.parse(han + tail)
        if number is None:
            return None
        hedge, places, arabic = h3, 0, False
        if han[0] in "几数":
            places = 0
    if hedge and hedge != "几":
        bound = _ABOUT if hedge == "来" else _ABOVE
    if sign and sign != "+":
        if number.value is None:
            return None
        number = Number(-number.value)
    return Read(start, end, number, places, arabic, bound, end - start)
