"""The places where a number may begin, and the runs there that are none: one generated pattern, read by the scan.

A place that the pattern tells to be none costs a fiftieth of one that a rule declines, so the commonest refusals stand here:
years and times of day, numberings, telephone numbers, days with strokes, references to chapters and articles, a Chinese
numeral that no unit, hedge or magnitude goes with. What a branch says here, the rules say as well; nothing is refused here
that one of them would take.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhextract.lexicon import alternation, trie
from zhextract.numerals import CHINESE
from zhextract.rules.quantity.amounts import MEASURES, PLAIN, currency_signs
from zhextract.rules.quantity.hedges import HEDGES
from zhextract.units import default_units

__all__ = ["places"]

_CN: Final = CHINESE + "数几"
_ONE_TO_NINE: Final = "一二三四五六七八九"
_LARGE: Final = "百千万亿兆"
# what may go on with a quantity behind a Chinese numeral, beside a unit
_GOES_ON: Final = "0-9余多来分又点·日天号时半到至下—~（ \\-"
# times are another extractor's
_TIME: Final = "(?:[年月天]|日(?![元均圆])|个?小时)"
_THOUSANDS: Final = f"、[零〇{_ONE_TO_NINE}]{{3}}"


def places(signs: Iterable[str]) -> str:
    """A pattern of the runs at which a rule may begin: group ``plain`` is set where a plain amount may stand, ``han`` where
    a plain Chinese numeral may, ``fraction`` before 分之, ``ordinal`` behind 第 and a numeral, one of ``none_…`` at a
    run that no rule takes.

    The class of all first characters comes first, for so `re` searches fast.
    """
    signs = list(signs)
    ones, longer, _ = _unit_firsts()
    opening = "".join(sorted({s[0] for s in signs}))
    letters = "".join(c for c in opening if c.isalpha())
    written = alternation([s[1:] for s in signs if s[0] in letters])
    numeral = f"[0-9{_CN}]"
    branches = {
        "0-9": _digits(),
        CHINESE: _han(),
        "数": f"(?=[十{_LARGE}])",
        "第": _ordinal(),
        "摄华": "(?=氏)",
        "几": f"(?=[十{_LARGE}])[{CHINESE}几]*+",
        "翻": f"(?=了?[近约超]?{numeral})",
        "负": f"(?=的|摄|华|{numeral})",
        "半": f"(?=[个{re.escape(ones + longer)}])",
        # a hyphen before digits is a minus only behind certain characters
        "-": f"(?:(?<![^ （，、：；\n为是率至幅达到—长降值度跌涨增减约额由从在]-)(?=[0-9])|(?=[{_CN}]))",
        letters: f"(?={written})",
        "".join(c for c in opening if not c.isalpha()): "",
    }
    every = "".join(_class(chars) for chars in branches)
    return f"[{every}](?<![0-9.,][^第])(?:" + "|".join(f"(?<=[{_class(chars)}]){rest}" for chars, rest in branches.items()) + ")"


def _class(chars: str) -> str:
    return chars if chars == "0-9" else re.escape(chars)


def _digits() -> str:
    """Behind the first digit."""
    ones, longer, _ = _unit_firsts()
    letters = "".join(c for c in _LETTERS if c not in ones + longer + "kKwWM")
    joined = "".join(c for c in longer if c in _LETTERS and c not in "kKwWM")
    decimal = r"[0-9]*+(?:\.[0-9]++)?+"
    # before a letter that begins no unit, 号 or a sign: a code
    code = rf"[{letters}+*×@_=&\\^]|[{joined}](?![A-Za-z0-9/·²³.(])|号(?!号)"
    times = r"[年月天]|日(?![元均圆])|个(?:小时|月|星期|工作[日天])|小时|星期|工作[日天]|分钟|周(?![长刊岁])"
    refused = (
        f"{decimal}(?:{times})",
        # joined to a letter, a sign, a bracket: a code; but a ratio, a fraction or metres may follow
        r"(?:(?<=[A-Za-z_@#•·*=&\\^〔\[【%\-].)|(?<=[0-9A-Za-z]/.))(?![0-9.,]*+(?:[：:比M分又/#万亿]| /))",
        rf"(?<![/×+].)(?:{decimal}(?:{code})|[0-9]++(?:/[0-9]++/|#))",
        # an enumerator, a number in quotes, the first part of a telephone number
        r"(?<![^\n 。；（(：）】\]].)[0-9]{0,2}+[.．、）)](?![0-9])",
        f"(?<=[“‘《「『].){decimal}[”’》」』]",
        # a time of day
        r"(?:(?<=[日午].)|(?<=[0-9] .))[0-9]?:[0-9]{2}(?:[:：][0-9]{2})?(?![0-9.:：%])",
        r"(?<=0)(?:[0-9]++-|(?<![/×+：:].)[0-9]++(?![.,·• ，点余多来几十百千万亿兆仟佰kKwW：:比M分又/])|(?<=[：:].)[0-9]{3,}+[\n，。；）])",
    )
    clear = f"{_CLEAR_BEFORE}(?!(?<=0)[0-9]){PLAIN}(?!{times}|{code}|[\\-.．、）)”’》」』#:]|/[0-9]++/)(?P<plain>)"
    return f"(?:{clear}|(?:" + "|".join(refused) + ")(?P<none_digits>)|)"


_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def _unit_firsts() -> tuple[str, str, str]:
    """The characters that are units, those that only begin longer units, and the second characters of these."""
    surfaces = default_units().surfaces
    longer = {s[0] for s in surfaces if s[0] not in surfaces}
    return (
        "".join(sorted(s for s in surfaces if len(s) == 1)),
        "".join(sorted(longer)),
        "".join(sorted({s[1] for s in surfaces if s[0] in longer})),
    )


def _ideographs_without(chars: str) -> str:
    """The ranges of the ideographs but `chars`: one class costs less than a class and a second look."""
    starts = ["\u4e00", *(chr(ord(char) + 1) for char in sorted(chars))]
    ends = [*(chr(ord(char) - 1) for char in sorted(chars)), "\u9fff"]
    return "".join(f"{a}-{b}" for a, b in zip(starts, ends, strict=True) if a <= b)


_CURRENCIES: Final = "|".join(sorted({word[-2:] for word in currency_signs()[1] if word[-1] in "元金"}))
# next to another character a plain amount may be something else, or more: the full rule reads it
_UNCLEAR_BEFORE: Final = "币镑磅圆钞第元金比"
_CLEAR_BEFORE: Final = (
    rf"(?:(?<![^{_ideographs_without(_UNCLEAR_BEFORE)}，。、；！？”》）’\n（“\]].)"
    rf"|(?<=[元金比].)(?<!(?:{_CURRENCIES}|[0-9]比).)"
    r"|(?<=[^0-9币元金镑磅圆钞YDBRK :：]：.))"
)


def _han() -> str:
    """Behind the first character of a Chinese numeral."""
    ones, longer, seconds = map(re.escape, _unit_firsts())
    goes_on = f"(?:[{ones}{_GOES_ON}的以左]|[{longer}][{seconds}])"
    hedge = re.escape("".join(sorted(HEDGES.first - {" "})))
    run = f"[{CHINESE}几]"
    small = f"[{''.join(c for c in CHINESE if c not in _LARGE)}几]"
    # without a unit a numeral of more than tens is a number
    large = f"(?:(?<=[{_LARGE}])|{small}*+[{_LARGE}]){run}*+"
    many = f"{run}++(?!{_TIME})(?={goes_on}|[{hedge}]|$|，[{_ONE_TO_NINE}][万亿]|{_THOUSANDS})"
    # a single digit is worth a look only before what may go on with a quantity; a single 一 only before a measure, before what
    # may recur (每月走访一次), or behind 至少, 最多 and 剩下
    units = default_units().surfaces.items()
    measures = trie(s for s, unit in units if unit.kind in MEASURES or (unit.dimension != "count" and not unit.flags & {"ordinal", "arabic"}))
    decimal = f"点[{CHINESE}0-9]"
    one = rf"(?<=一)(?:(?=[0-9余多来又·半到至—~（ \-]|{decimal}|分[之{CHINESE}0-9]|$|(?=[{ones}{longer}]){measures})|(?<![\s\S].)|(?<=[{_CN}]一))"
    least = "".join(f"|(?<=[少多剩]{'[一-鿿]' * n}.)" for n in range(5))
    once = f"(?<=一)(?:(?=[次轮趟回遍场])|(?=[{ones}])(?:{least[1:]}))"
    listed = f"、(?:[零〇{_ONE_TO_NINE}]{{3}}|[{_ONE_TO_NINE}][十百千万亿])"
    single = f"(?={goes_on}|$)(?!{_TIME}|(?<=百)分点)(?<!一)"
    return (
        f"(?:{run}*+(?=分之)(?P<fraction>)|(?:(?={run}){many}|(?!{run}){single})(?P<han>)"
        f"|(?={run})(?:(?!{run}++{_TIME}){large}|{run}++(?P<none_han>))"
        f"|{one}|{once}|(?<=[{_ONE_TO_NINE}])(?={listed}))"
    )


def _ordinal() -> str:
    """Behind 第: what numbers parts of a text is a reference."""
    numeral = f"[0-9{_CN}]"
    plain = f"[0-9{CHINESE}]"
    parts = "[章款编目]|节(?!课)|条(?![^，。、；：的是为和与及或规]{0,6}(?:线|路|铁|航))"
    # what is so numbered behind a number of one writing, and no measure word
    named = "篇(?![论文报])|页|部分|产业|方(?!面)|者|线|手|书记|季度"
    refused = f"{plain}{{1,5}}+(?:{parts})|(?:[0-9]{{1,5}}+|[{CHINESE}]{{1,5}}+)(?:{named})"
    return f"(?={numeral})(?:(?:{refused})(?P<none_ordinal>)|{plain}*+(?P<ordinal>))"
