"""The shapes of slogans: numerals that alternate with words, counts, formulas, 拿地即开工."""

from __future__ import annotations

import re
from functools import lru_cache

from zhextract.rules._program_page import HAN

__all__ = ["ARTICLES", "YEARS", "H", "alternating", "counted"]

_N = "[一二两三四五六七八九十百千万双几]"
H = f"[{HAN}]"
# 五纵六横, 一树一策, 一核两翼三片区: numerals that alternate with short words
_ALTERNATING = re.compile(rf"{_N}+(?!{_N}){H}{{1,3}}(?:(?:{_N}+|多)(?!{_N}){H}{{1,3}}){{1,5}}")
# 五个一线, 双减, 十大工程, 五项管理
_COUNTED = re.compile(rf"(?:[二两三四五六七八九十百双]+|[1-9]\d?)[个大项]?{H}{{1,4}}")
# 135, 1+3+6, 1+N, 2468
_DIGITS = re.compile(r"\d{2,5}|[\dNnMX]+(?:[+＋][\dNnMXx]+)+")
# 拿地即开工, 交房即交证
_ATONCE = re.compile(rf"{H}{{1,4}}即{H}{{1,4}}")
_MEASURE = re.compile(rf"{_N}+(?:[年天月日岁次届米元点道趟代分期句字]|公里|小时|季度|个字|块钱|篇文章)(?:{H}{{0,1}})$")
ARTICLES = re.compile(rf"{H}{{2,16}}{_N}+条(?:禁令|措施|意见|政策)?$")
YEARS = re.compile(r"十[一二三四五]五|[一二三四五六七八九]五")


@lru_cache(4096)
def alternating(inside: str) -> bool:
    """Slogans whose numerals alone tell what they are: 一树一策, 五纵六横; lists of them too."""
    if re.match(rf"(?:打造|建设|争创|实现){_N}个?{H}{{1,3}}\Z", inside) or (
        len(inside) >= 4 and _ATONCE.fullmatch(inside)
    ):
        return True
    if _COUNTER.fullmatch(inside):
        return True
    parts = _PAREN.sub("", inside).split("、")
    if len(parts) > 1 and _ALTERNATING.fullmatch(parts[0]) and all(_LISTED.fullmatch(part) for part in parts[1:]):
        return True
    return all(_ALTERNATING.fullmatch(part) or (_DIGITS.fullmatch(part) and "+" in part) for part in parts)


_PAREN = re.compile(r"（[^（）]*）")
_COUNTER = re.compile(rf"一[网窗门站码证照枚章键](?:[{HAN}]{{2}}|[{HAN}]*[办管审批])")
_LISTED = re.compile(rf"(?:{_N}+|\d+)[个大项]?{H}{{1,4}}")
_CIRCLE = re.compile(r"\d+分钟.*圈|.*一件事(?:一次办)?")
_ONE = re.compile(rf"一[网窗次件门站码证照业枚章键屏图卡单表体][{HAN}]{{2,6}}")


@lru_cache(4096)
def counted(inside: str) -> bool:
    """Slogans shaped like 五个一线, 双减, 135, 拿地即开工, 一窗受理."""
    inside = _PAREN.sub("", inside)
    if "、" in inside and all(_LISTED.fullmatch(part) for part in inside.split("、")):
        return True
    if _MEASURE.match(inside) or re.search(r"(?<!坚)战\Z", inside):  # a fight on two fronts is a figure
        return False
    return all(
        _ALTERNATING.fullmatch(part)
        or _COUNTED.fullmatch(part)
        or _DIGITS.fullmatch(part)
        or _ATONCE.fullmatch(part)
        or _ONE.fullmatch(part)
        or _CIRCLE.fullmatch(part)
        for part in inside.split("、")
    )
