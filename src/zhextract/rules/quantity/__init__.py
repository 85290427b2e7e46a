"""Quantities: a numeral with the unit behind it, ranges, hedges, percents, ordinals — and what is no number.

`find` scans the view for the places where a numeral may begin and tries the RULES at the foot of this file there, in
their order. A rule reads a numeral (`reading`), the unit behind it (`zhextract.units`) and the words around it
(`hedges`), and declines what a lexicon or its surroundings show to be part of a name, a word or a code (`codes`).
Times are another extractor's: a numeral before 年 月 日 and the like is declined.
"""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import QuantityDraft
from zhextract.lexicon import alternation, trie
from zhextract.numerals import CHINESE
from zhextract.rules.quantity.amounts import MEASURES, PLAIN, amount, currency_signs, money, plain_amount, thousands
from zhextract.rules.quantity.lists import share_units
from zhextract.rules.quantity.reading import NUMERAL
from zhextract.rules.quantity.shapes import degrees, doubling, fraction, half, one_half, ordinal, slash, whole_text
from zhextract.scan import Rule, Scanner
from zhextract.source import Source
from zhextract.units import Units, default_units

__all__ = ["RULES", "find"]


def find(source: Source, units: Units | None = None) -> list[QuantityDraft]:
    """The quantities of a text, in order, as drafts in view offsets."""
    units = units or default_units()
    whole = whole_text(source, units, _scanner())
    if whole is not None:
        return [whole]
    found: list[QuantityDraft] = _scanner()(source, units)
    share_units(source.text, found)
    return found


_DIGITS = "0123456789"
_CN = CHINESE + "数几"
_ONE_TO_NINE = "一二三四五六七八九"

RULES: tuple[Rule, ...] = (
    Rule("ordinal", "第", re.compile("第(?=[0-9" + CHINESE + "])"), ordinal),
    Rule("doubling", "翻", re.compile(f"翻了?(?P<times>[{CHINESE}0-9]{{1,3}})番"), doubling),
    Rule("degrees", "摄华零负", re.compile(r"(?:(?P<below>零下|负))?(?:摄氏|华氏)"), degrees),
    Rule("amount", _DIGITS, PLAIN, plain_amount),
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
        re.compile(
            rf"(?P<sign>负的?)?(?:(?P<whole>(?:[0-9]++|[{CHINESE}]++))又)?(?P<below>(?:[0-9.]++|[{CHINESE}]++)(?=分)|百(?=分[{CHINESE}0-9]))分(?:之(?=[{CHINESE}0-9负])|(?=[一二三四五六七八九十0-9]))"
        ),
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
    return Scanner((sign, *RULES), _start(list(signs)), skip=rf"[0-9.,]++|[{CHINESE}几]++|第[0-9{CHINESE}]*+|.")


def _start(signs: list[str]) -> str:
    """The places where a numeral may begin: one character of a class, and what has to stand around it.

    The class comes first, for so `re` searches fast; a place that is told here to be none costs a fiftieth of one that
    a rule declines.
    """
    surfaces = default_units().surfaces.items()
    firsts = re.escape("".join(sorted({s[0] for s, _ in surfaces})))
    measures = trie(s for s, unit in surfaces if unit.kind in MEASURES or unit.dimension != "count")
    goes_on = "0-9余多来分又点·日天号时半到至下—~（ -"
    # a Chinese digit is worth a look only before what may go on with a quantity; a single 一 only before a measure
    cn = CHINESE.replace("一", "")
    ends = "|$|[的以左]"
    numeral = f"[0-9{_CN}]"
    opening = "".join(sorted({s[0] for s in signs}))
    letters = "".join(c for c in opening if c.isalpha())
    written = alternation([s[1:] for s in signs if s[0] in letters])
    before = {
        "0-9": "(?![0-9]*+(?:[年月]|日(?![元均圆])))",
        cn: f"(?=[{_CN}{firsts}{goes_on}]{ends})(?![年月])",
        "一": f"(?:(?=[{_CN}{goes_on}]{ends}|{measures})(?![年月])|(?<=[{_CN}]一))",
        _ONE_TO_NINE: f"(?=、(?:[零〇{_ONE_TO_NINE}]{{3}}|[{_ONE_TO_NINE}][十百千万亿]))",
        "数几": "(?=[十百千万亿兆])",
        "第": f"(?={numeral})",
        "翻": f"(?=了?{numeral})",
        "摄华": "(?=氏)",
        "负": f"(?=的|摄|华|{numeral})",
        "零": "(?=下)",
        "半": "",
        "+-": f"(?={numeral})",
        letters: f"(?={written})",
        "".join(c for c in opening if not c.isalpha()): "",
    }
    every = "".join(re.escape(chars) if chars != "0-9" else chars for chars in before)
    branches = "|".join(f"(?<=[{chars if chars == '0-9' else re.escape(chars)}]){around}" for chars, around in before.items())
    return f"[{every}](?<![0-9.,][^第])(?:{branches})"
