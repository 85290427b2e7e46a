"""Quantities: a numeral with the unit behind it, ranges, hedges, percents, ordinals — and what is no number.

`find` scans the view for the places where a numeral may begin and tries the RULES at the foot of this file there, in
their order. A rule reads a numeral (`reading`), the unit behind it (`zhextract.units`) and the words around it
(`hedges`), and declines what a lexicon or its surroundings show to be part of a name, a word or a code (`codes`).
Times are another extractor's: a numeral before 年 月 日 and the like is declined.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zhextract.drafts import QuantityDraft
from zhextract.lexicon import alternation
from zhextract.numerals import CHINESE
from zhextract.rules.quantity.amounts import amount, currency_signs, money, plain_amount, plain_han, thousands
from zhextract.rules.quantity.hedges import HEDGES
from zhextract.rules.quantity.lists import share_units
from zhextract.rules.quantity.places import places
from zhextract.rules.quantity.reading import NUMERAL
from zhextract.rules.quantity.shapes import (
    FRACTION,
    degrees,
    doubling,
    fraction,
    half,
    one_half,
    ordinal,
    plain_fraction,
    plain_ordinal,
    slash,
    whole_text,
)
from zhextract.scan import Rule, Scanner
from zhextract.source import Source
from zhextract.units import Units, default_units

__all__ = ["RULES", "find"]


def find(source: Source, units: Units | None = None) -> list[QuantityDraft]:
    """The quantities of a text, in order, as drafts in view offsets."""
    units = units or default_units()
    whole = whole_text(source, units, _numbers)
    if whole is not None:
        return [whole]
    found = _numbers(source, units)
    share_units(source.text, found)
    return found


def _numbers(source: Source, units: Units) -> list[QuantityDraft]:
    """What the rules make of a text, with the hedges around."""
    found: list[QuantityDraft] = _scanner()(source, units)
    HEDGES.mark(source.text, found)
    return found


_DIGITS: Final = "0123456789"
_CN: Final = CHINESE + "数几"
_ONE_TO_NINE: Final = "一二三四五六七八九"

RULES: Final[tuple[Rule, ...]] = (
    Rule("ordinal", "第", re.compile("第(?=[0-9" + CHINESE + "])"), ordinal),
    Rule("doubling", "翻", re.compile(f"翻了?[近约超]?(?P<times>[{CHINESE}0-9]{{1,3}})番"), doubling),
    Rule("degrees", "摄华零负", re.compile(r"(?:(?P<below>零下|负))?(?:摄氏|华氏)"), degrees),
    Rule(
        "thousands",
        _ONE_TO_NINE,
        re.compile(rf"(?P<digits>[{_ONE_TO_NINE}][零〇{_ONE_TO_NINE}]{{0,2}}(?:、[零〇{_ONE_TO_NINE}]{{3}})+(?:[·点][零〇{_ONE_TO_NINE}]+)?)(?P<mag>[万亿])?(?![{CHINESE}])"),
        thousands,
    ),
    Rule("amount", _DIGITS + _CN + "-+负零", NUMERAL, amount),
    Rule(
        "fraction",
        _DIGITS + _CN + "负",
        FRACTION,
        fraction,
    ),
    Rule("one_half", "一", re.compile("一半(?![天年月路信点])"), one_half),
    Rule("slash", _DIGITS, re.compile(r"(?P<above>[0-9.]++) ?/ ?(?P<below>[0-9.]*[0-9])(?![0-9/年月日.])"), slash),
    Rule("half", "半", re.compile("半个?"), half),
)


@cache
def _scanner() -> Scanner:
    signs, _, _ = currency_signs()
    sign = Rule("money_sign", "".join({s[0] for s in signs}), re.compile(f"(?P<sign_>{alternation(signs)}) ?"), money)
    common = {"plain": plain_amount, "han": plain_han, "fraction": plain_fraction, "ordinal": plain_ordinal}
    return Scanner((sign, *RULES), places(signs), common)
