"""The shapes of slogans: numerals that alternate with words, counts, formulas, 拿地即开工."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from zhextract.rules.program.vocabulary import HAN

__all__ = ["YEARS", "H", "alternating", "articles", "counted", "shaped"]

_N: Final = "[一二两三四五六七八九十百千万双几]"
H: Final = f"[{HAN}]"
# 五纵六横, 一树一策, 一核两翼三片区: numerals that alternate with short words
_ALTERNATE: Final = rf"{_N}+(?!{_N}){H}{{1,3}}(?:(?:{_N}+|多)(?!{_N}){H}{{1,3}}){{1,5}}"
# 五个一线, 双减, 十大工程, 五项管理
_COUNT: Final = rf"(?:[二两三四五六七八九十百双]+|[1-9]\d?)[个大项]?{H}{{1,4}}"
# 135, 1+3+6, 1+N, 2468
_SUM: Final = r"[\dNnMX]+(?:[+＋][\dNnMXx]+)+"
# 拿地即开工, 交房即交证
_AT_ONCE: Final = rf"{H}{{1,4}}即{H}{{1,4}}"
_CIRCLE: Final = r"(?:\d+(?:分钟|小时|公里)|一刻钟|[半一两三]小时).*圈|([村户镇县乡市组])\1通|.*一件事(?:一次办)?"
_ONE: Final = rf"一[网窗次件门站码证照业枚章键屏图卡单表体]{H}{{2,6}}"
YEARS: Final = re.compile(r"十[一二三四五]五|[一二三四五六七八九]五")


# May a string have one of the shapes? Each of them holds a numeral, 即 or +.
shaped: Final = re.compile(r"[一二两三四五六七八九十百千万双几即\d+＋]").search


def articles(inside: str) -> bool:
    """惠企三十条: a document that is known by the number of its articles."""
    return "条" in inside and _articles().search(inside) is not None


@cache
def _articles() -> re.Pattern[str]:
    return re.compile(rf"{H}{{2,16}}(?:{_N}+|\d{{1,3}})条(?:禁令|措施|意见|政策)?$")


@cache
def _alternated() -> re.Pattern[str]:
    return re.compile(_ALTERNATE)


@cache
def _slogan() -> re.Pattern[str]:
    return re.compile(rf"{_ALTERNATE}|{_COUNT}|\d{{2,5}}|{_SUM}|{_AT_ONCE}|{_ONE}|{_CIRCLE}")


@cache
def _at_once() -> re.Pattern[str]:
    return re.compile(_AT_ONCE)


@cache
def _aimed() -> re.Pattern[str]:
    return re.compile(rf"{_N}个?{H}{{1,3}}\Z")


@cache
def _one_counter() -> re.Pattern[str]:
    return re.compile(rf"一[网窗门站码证照枚章键卡](?:[{HAN}]{{2}}|[{HAN}]*[办管审批])")


@cache
def _listed() -> re.Pattern[str]:
    return re.compile(rf"(?:{_N}+|\d+|多(?=点))[个大项]?{H}{{1,4}}")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(rf"{_N}+(?:[年天月日岁次届米元点道趟代分期句字]|公里|小时|季度|个字|块钱|篇文章)(?:{H}{{0,1}})$")


@lru_cache(4096)
def alternating(inside: str) -> bool:
    """Slogans whose numerals alone tell what they are: 一树一策, 五纵六横; lists of them too."""
    if shaped(inside) is None:
        return False
    if (inside.startswith(("打造", "建设", "争创", "实现")) and _aimed().match(inside, 2)) or (
        "即" in inside and len(inside) >= 4 and _at_once().fullmatch(inside)
    ):
        return True
    if inside[0] == "一" and _one_counter().fullmatch(inside):
        return True
    parts = (_PAREN.sub("", inside) if "（" in inside else inside).split("、")
    if len(parts) > 1 and _alternated().fullmatch(parts[0]) and all(_listed().fullmatch(part) for part in parts[1:]):
        return True
    return all(_alternated().fullmatch(part) or ("+" in part and _FORMULA.fullmatch(part)) for part in parts)


_FORMULA: Final = re.compile(_SUM)
_PAREN: Final = re.compile(r"（[^（）]*）")
# 15分钟健身圈, 一件事一次办


@lru_cache(4096)
def counted(inside: str) -> bool:
    """Slogans shaped like 五个一线, 双减, 135, 拿地即开工, 一窗受理."""
    if shaped(inside) is None:
        return False
    if "（" in inside:
        inside = _PAREN.sub("", inside)
    if "、" in inside and all(_listed().fullmatch(part) for part in inside.split("、")):
        return True
    if _measure().match(inside) or (inside[-1:] == "战" and inside[-2:] not in ("坚战", "会战")):  # a fight on two fronts is a figure
        return False
    if "、" not in inside:
        return _slogan().fullmatch(inside) is not None
    return all(_slogan().fullmatch(part) for part in inside.split("、"))
