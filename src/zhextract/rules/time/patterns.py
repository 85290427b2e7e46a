"""The patterns of the time rules, made from the lexicon once, on import.

All of them are matched at a known offset (`Pattern.match(text, at)`), save `SCAN`, which finds where a time may begin.
Every repetition is bounded or possessive, so that no text takes more than linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from zhextract.lexicon import alternation, table, trie

__all__: Final[list[str]] = []

N: Final = "一二三四五六七八九"
DIGIT: Final = "〇零" + N
NUMERAL: Final = rf"{DIGIT}十百千两廿卅仨俩"
COUNTS: Final = NUMERAL + "几数半多"  # what a number in Chinese may begin with
MONTH_N: Final = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[{N}])"
DAY_N: Final = rf"(?:3[01]|[12]\d|0?[1-9]|三十一?|[一二]?十[{N}]?|廿[{N}]?|卅一?|[{N}])"
HOUR_N: Final = rf"(?:2[0-4]|1\d|0?\d|二十[一二三四]?|十[{N}]?|[零〇两{N}])"
MINUTE_N: Final = rf"(?:[0-5]?\d|[二三四五]?十[{N}]?|[零〇][{N}]|[{N}])"
# 2一3天: a dash that a scanner took for the numeral
JOIN_P: Final = r"\s?(?:起?至|起?到|—{1,2}|-{1,2}|~{1,2}|(?<=\d)一(?=\d))\s?"
JOIN: Final = re.compile(JOIN_P)
# 6、7月份: a member of a list whose last alone has the unit
MONTH_LIST_P: Final = rf"(?=(?:、{MONTH_N}){{1,6}}月(?!{DAY_N}[日号]))"
DAY_LIST_P: Final = rf"(?=(?:、{DAY_N}){{1,6}}日(?![报常均]))"
QUARTER_LIST_P: Final = r"(?=(?:、[一二三四1-4]){1,3}季度)"
WEEKDAY: Final = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
SEASON: Final = {"春": 21, "夏": 22, "秋": 23, "冬": 24}

# --- words --------------------------------------------------------------------------------------------------------

_words: Final = list(table("time_words.tsv"))
WORDS: Final = {word: (level, source) for word, level, source, _, _ in _words}
# (level, from, offset) of those that are told from another time
OFFSETS: Final = {
    word: (level, source.partition(" ")[0], int(source.partition(" ")[2]))
    for word, level, source, _, _ in _words
    if level not in ("recent", "reference", "set")
}


def _guarded(rows: list[tuple[str, str]]) -> str:
    """Any of the words, the longest first, each but before its guard."""
    rows = sorted(rows, key=lambda r: -len(r[0]))
    return "|".join(word + (f"(?!{guard})" if guard else "") for word, guard in rows)


# by their first two characters, the words, what matches each where it may stand (None: anywhere), and their level and source,
# the longest first
WORDS_AT: Final[dict[str, list[tuple[str, re.Pattern[str] | None, str, str]]]] = {}
for _word, _level, _source, _before, _after in sorted(_words, key=lambda row: -len(row[0])):
    _guard = (f"(?<!{_before})" if _before else "") + _word + (f"(?!{_after})" if _after else "")
    WORDS_AT.setdefault(_word[:2], []).append(
        (_word, re.compile(_guard) if _before or _after else None, _level, _source)
    )
_parts: Final = list(table("day_parts.tsv"))
DAY_PARTS: Final = {word: hours for word, hours, _, _ in _parts}
BARE_PARTS: Final = frozenset(word for word, _, bare, _ in _parts if bare == "y")
DAY_PART_P: Final = _guarded([(w, g) for w, _, _, g in _parts])
DAY_PART: Final = re.compile(rf"的?(?P<w>{DAY_PART_P})")
_traps: Final = table("time_traps.tsv").column("phrase")
_atom: Final = re.compile(r"\[([^]]+)\]|\(\?:((?:\w\|)*\w)\)|(\w)")


def _trap_heads(row: str) -> list[str]:
    """The two characters that what the pattern matches may begin with."""
    first, second = [m[m.lastindex or 0].replace("|", "") for m in list(_atom.finditer(row))[:2]]
    return [a + b for a in first for b in second]


_number_traps: Final = [row for row in _traps if re.match(r"\[[^]]+\]\+?[年周日]", row)]
_word_traps: Final = [row for row in _traps if row not in _number_traps]
TRAP: Final = re.compile("|".join(_word_traps))
TRAP_HEADS: Final = frozenset(head for row in _word_traps for head in _trap_heads(row))
TRAP_SIGNS: Final = "年月日天夜季周时"
# 18周岁, 100年一遇: the sign behind the number, and what stands behind that
NUMBER_TRAP: Final = re.compile("|".join(_number_traps))
NUMBER_TRAP_SIGNS: Final = "".join(sorted({re.sub(r"\[[^]]+\]\+?", "", row)[0] for row in _number_traps}))
NUMBER_TRAP_BEHIND: Final = frozenset(re.sub(r"\[[^]]+\]\+?", "", row)[1] for row in _number_traps)

_plans: Final = [row for row in table("eras.tsv") if row[1] == "plan"]
_reigns: Final = [row for row in table("eras.tsv") if row[1] == "reign"]
PLANS: Final = {name: (int(first), int(last)) for name, _, first, last in _plans}
REIGNS: Final = {name: int(first) for name, _, first, _ in _reigns}
EVENTS: Final = {name: value for name, value in table("named_times.tsv")}
SEASONS: Final = table("seasons.tsv").column("name")
FESTIVALS: Final = {name: (rule, bare == "y") for name, rule, bare in table("festivals.tsv")}

# --- years and what is longer ---------------------------------------------------------------------------------------

_SUB_YEAR: Final = (
    rf"(?=年?度|\s?{MONTH_N}(?:月|{JOIN_P}{MONTH_N}月)|[上下前后]半年|第?[一二三四1-4]季"
    rf"|年?[底末](?![层部线盘端])|年初|春节|国庆|元旦|前[{N}十\d])"
)
_NO_YEAR: Final = r"(?![代级龄轮]|轻(?![工纺]))"
_YEAR_DIGITS: Final = re.compile(
    rf"""(?P<y4>(?:1[3-9]|2[01])\d\d)\s?年度?{_NO_YEAR}
    |(?P<y4r>(?:1[89]|2[01])\d\d)(?={JOIN_P}\d{{2,4}}年(?!代)|一\d{{4}}年|(?:—{{1,2}}|-|~)(?:1[89]|2[01])\d\d(?![\d.]|-\d))
    |(?P<y4l>(?:19|20)\d\d)(?=(?:[、及和与](?:19|20)\d\d){{1,6}}[两三四五]?年(?!代)|(?<=[、及和与]\d{{4}})[两三四五]年)
    |(?P<y4b>(?:(?<=盘点|回望|回顾|回眸|回首|展望|告别|走过|迎接|迈向|奋进|奔向|瞄准|再见|你好|面向|决胜|拥抱)|(?<=[^额数率值量度]的))20\d\d)(?=[，。：；！？、”\n]|\Z)
    |(?P<y2>\d\d)\s?年{_SUB_YEAR}
    |(?P<y0>0\d|9[1-9])\s?年(?![代级龄轮轻]|来|间|内|期)
    """,
    re.X,
)
_YEAR_NUMERALS: Final = re.compile(
    rf"""(?P<yc>[一二][{DIGIT}]{{3}})年度?{_NO_YEAR}
    |(?P<ycr>[一二][{DIGIT}]{{3}})(?={JOIN_P}[一二]?[{DIGIT}]{{2,3}}年(?!代))
    |(?P<yp>[{DIGIT}]{{2}})年{_SUB_YEAR}
    |(?P<yq>零[一-九]|[零〇一][〇零{N}]|[八九][〇零{N}])年(?![代级龄轮轻]|来|间|内|期|的?时间|以上|以下|以内)
    """,
    re.X,
)
_YEAR_ERAS: Final = re.compile(
    rf"""公元(?P<bc>前)?(?P<ad>\d{{1,4}}|[{NUMERAL}]{{1,6}})年(?!代)
    |(?P<reign>{alternation(REIGNS)})\s?(?P<rn>元|\d{{1,3}}|[{NUMERAL}]{{1,4}})年度?(?!代)
    """,
    re.X,
)
REVIEW_LAST: Final = "点望顾眸首别过接向进准见好胜抱的"  # before a bare year: 盘点2023，…
# by the first character, how a year is written
YEARS: Final = {
    **dict.fromkeys("公" + "".join(name[0] for name in REIGNS), _YEAR_ERAS),
    **dict.fromkeys(DIGIT, _YEAR_NUMERALS),
    **dict.fromkeys("0123456789", _YEAR_DIGITS),
}
ROC: Final = re.compile(
    r"(?P<n>1\d\d|[6-9]\d)\s?(?:（[今去明]）)?年度?(?![代级龄轮轻来]|以[上下来]|的?历史|多(?!出)|余|半|前(?!瞻)|后|\d{1,2}个月)"
)
ROC_LEFT: Final = re.compile(rf"(?P<n>1\d\d)(?=(?:{JOIN_P}|(?:、1\d\d){{0,6}}[、及和与])1\d\d年(?!代))")
PAREN_YEAR: Final = re.compile(r"(?P<w>[今本去明后前])（(?P<n>\d{2,4})）(?:年度?|(?=(?:1[0-2]|[1-9])月))")
ROC_DAY: Final = re.compile(r"(?P<y>1\d\d)(?P<s>[./])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.])")
OF_ROC: Final = re.compile(
    r"1[01]\d(?:(?<!\d1\d\d)年(?![来间多]|的?历史|以)"
    r"|(?<![\d/.]1\d\d)(?P<s>[/.])(?:1[0-2]|0[1-9])(?P=s)[0-3]\d(?![\d/.]))"
)
TWO_RIGHT: Final = re.compile(r"(?P<y2>\d\d)年(?!代)")
FOUR_RIGHT: Final = re.compile(r"(?P<y4>(?:1[89]|2[01])\d\d)(?![\d.%年万亿])")
YEAR_JOIN: Final = re.compile(JOIN_P + r"|(?<=\d)一(?=\d{4}年)")
SCHOOL: Final = re.compile(
    r"(?P<a>(?:19|20)\d\d|1[01]\d)(?:年?(?:—{1,2}|-|~|至|/)(?P<b>(?:19|20)?\d\d|1[01]\d)年?)?(?P<u>年?学年度?|年?(?:财年|财政年度|会计年度))"
)
DECADE: Final = re.compile(
    rf"""(?:(?P<cen>[上本]个?世纪|(?:1[0-9]|2[01]|[一二]?十[{N}]?)世纪)(?:的)?)?
    (?P<dec>(?:1[5-9]|20)\d0|[1-9]0|[{N}]{{1,2}}十)年代(?:的)?(?P<part>初期?|末期?|中期|中叶|前期|后期|中后期|早期|晚期)?""",
    re.X,
)
CENTURY: Final = re.compile(
    rf"(?P<cen>[上本]个?世纪|(?:1[0-9]|2[01]|[一二]?十[{N}]?)世纪)(?P<part>初[期叶]?|末[期叶]?|中叶|中期|前半叶|[上后下前]半叶)?(?!之?交|大桥|城|广场|金源|联华)"
)
PLAN: Final = re.compile(
    rf"""(?:“(?P<q>{alternation(PLANS)})(?P<cq>”?)|(?P<u>{alternation(PLANS)})(?:”(?=期间|时期))?)
    (?:(?P<part>末期?|初期?)(?![步级])|(?P<near>期间|时期|以来|以后|之后|前(?!沿)|后(?!续)|开局|收官|头[一二三]年|前[一二三四]年|中期|后期)|(?P<plan>规划|计划|纲要|普法))?""",
    re.X,
)
ORDINAL_PLAN: Final = re.compile(rf"第(?P<n>[{N}]|十[一二三四五六]?)个五年(?:计划|规划)(?=的?(?:期间|时期))")
_EVENT_TAIL: Final = "(?:之?初期|前夕|后期|以来|以后|之后|以前|之前|[前后](?![所来期续身沿列卫线])|期间|时期)"
EVENT: Final = re.compile(rf"(?P<e>{alternation(EVENTS)}){_EVENT_TAIL}")

# --- parts of a year ------------------------------------------------------------------------------------------------

_FEAST: Final = alternation(FESTIVALS)
_HOLIDAY: Final = r"节?(?:假期|小长假|长假|黄金周|假日(?!办|经济|酒店))"
FESTIVAL: Final = re.compile(
    rf"(?:“(?P<q>{_FEAST})”|(?<![张王李赵刘陈杨黄周吴徐孙马朱胡郭何高林罗郑梁])(?P<n>{_FEAST}))(?P<s>国际劳动节|国际儿童节|国际妇女节|建党节|建军节|国庆节?)?(?P<h>{_HOLIDAY})?"
)
SUB: Final = re.compile(
    rf"""[ 的]?(?:
    (?P<half>[上下前后])半年(?!报)
    |(?:第(?P<q1>[一二三四1-4])(?:个?季度|季(?!节))|(?P<q>[一二三四1-4])季度)|[Qq](?P<qq>[1-4])(?:季度)?|(?P<qf>首季度?)
    |第?(?P<qr>[一二三四1-4])(?:(?={JOIN_P}第?[一二三四1-4]季度)|{QUARTER_LIST_P})
    |(?P<fl>前|头|后|最后)\s?(?P<fn>{MONTH_N}|两)\s?(?P<fu>个?季度|个?月份?)
    |第(?P<nm>{MONTH_N})个月|(?P<first>首月)
    |第(?P<nd>\d{{1,3}}|[{N}十百零]{{1,5}})[天日]|(?P<last>最后一天)
    |第(?P<nw>\d{{1,2}}|[{N}十]{{1,3}})周
    |(?P<same>同期)|(?P<today>今[天日])|(?P<all>全年)
    |(?P<sea>[春夏秋冬])(?:季(?:学期)?(?!度)|天|(?=[，。、；：！？\s）”]|$))
    |(?P<yp>年[初底末]|[初底末])(?![层部线盘端中级步心次衷{N}期])
    |(?P<mid>年[中终])(?![国心部考止点结奖端])
    |(?P<term>{alternation(SEASONS)})
    )""",
    re.X,
)
HALF_YEAR: Final = re.compile(r"(?P<half>[上下])半年(?!报)")
FIRST_N: Final = re.compile(rf"(?<![往向以之目提])前(?P<fn>{MONTH_N}|两)(?P<fu>个?季度|个月|月份?)")
YEAR_PART: Final = re.compile(
    r"(?<![末大少青老中壮童成周每百千万一两三四五六七八九十\d半多几今去明前后当同次本])年(?P<p>[初底末])(?![层部线盘端中级步心次衷终期])"
)
QUARTER: Final = re.compile(
    rf"第(?P<q1>[一二三四1-4])个?季度|(?P<q>[一二三四1-4])季度|[Qq](?P<qq>[1-4])(?:季度|(?![A-Za-z0-9]))|(?P<qf>首季度?)|第?(?P<qr>[一二三四1-4])(?:(?={JOIN_P}第?[一二三四1-4]季度)|{QUARTER_LIST_P})"
)
MONTH: Final = re.compile(
    rf"[ 的\n]?(?P<m>{MONTH_N})(?:\s?月份?|(?P<r>)(?={JOIN_P}{MONTH_N}月(?!{DAY_N}[日号]))|(?P<l>){MONTH_LIST_P})"
)
MONTH_TAIL: Final = re.compile(
    rf"""[ 的]?(?:
    (?P<x>上中旬|中下旬|上旬|中旬|下旬|[上下]半月)
    |(?P<p>月?[初底末])(?![层部线盘端中级步心次衷期一二三四五六七八九十])
    |第(?P<nw>\d|[{N}])(?:个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])|周)
    |第(?P<nd>{DAY_N})[天日]|(?P<last>最后一天)
    |\n?(?P<d>{DAY_N})(?:\s?(?:日|号(?!线|楼|院|店|文|井|桥|令|公告))|(?P<r>)(?={JOIN_P}{DAY_N}[日号])|(?P<b>)(?=$|[，。、；！？（）\s\n”]|出生))
    )""",
    re.X,
)
MONTH_PART: Final = re.compile(r"(?<![个半整每单隔同数两几本上下当次\d一二三四五六七八九十])月(?P<p>[初底末])(?![层部线盘端])")
SUB_MONTH: Final = re.compile(r"(?P<x>[上中下]旬|[上下]半月)(?!刊)")
LUNAR_SIGN: Final = re.compile(r"(?:农历|阴历|旧历|夏历)的?\s?")
_LUNAR_MONTH: Final = rf"(?P<leap>闰)?(?:(?P<mw>[正冬腊])|(?P<m>十[一二]?|[{N}]|1[0-2]|[1-9]))月"
_LUNAR_DAY: Final = rf"(?P<d>初[{N}十]|二十[{N}]?|十[{N}]|三十|廿[{N}]?|\d{{1,2}}日?|[{N}]日|十日)"
LUNAR: Final = re.compile(rf"{_LUNAR_MONTH}{_LUNAR_DAY}?")
LUNAR_PLAIN: Final = re.compile(
    rf"闰(?P<lm>十[一二]?|[{N}]|1[0-2]|[1-9])月(?:{_LUNAR_DAY.replace('<d>', '<ld>')})?"
    rf"|(?P<mw>[正腊冬])月(?:{_LUNAR_DAY})?|(?P<m>十[一二]?|[{N}])月(?P<d2>初[{N}十]|廿[{N}]?)(?![个批名家项次些期])"
)

# --- days and hours -------------------------------------------------------------------------------------------------

NUMBERED: Final = re.compile(r"(?P<y>\d{4}[-./]|\d{8})|\d{1,2}[-/]")
NUMERIC: Final = re.compile(
    r"(?P<y>(?:1[5-9]|20|21)\d\d)[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12]\d|0?[1-9])(?!\d|\.\d)"
    r"(?:[T ]?(?=\d\d?:\d\d))?"
)
NUMERIC_MONTH: Final = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/](?P<m>1[0-2]|0[1-9])(?![\d/.年-])|\.(?P<n>1[0-2]|0?[1-9])(?=(?:—{1,2}|-|至|~)(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])(?!\d)|[）]))"
)
COMPACT: Final = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>1[0-2]|0[1-9])(?P<d>3[01]|[12]\d|0[1-9])(?![\dA-Za-z.%])")
MONTH_DAY: Final = re.compile(
    r"(?P<m>1[0-2]|0?[1-9])(?P<s>[-/])(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:(?= ?(?:[上下中]午|晚上|早上)|\s\d\d?:\d\d)|(?=（(?:周|星期)?[一二三四五六日]）))"
)
MONTH_DAY_ALONE: Final = re.compile(r"(?P<m>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])")
PAREN_DAY: Final = re.compile(r"(?P<w>[今昨前明后])（(?:(?:1[0-2]|0?[1-9])/)?(?P<d>3[01]|[12]\d|0?[1-9])）[日天]?")
# 8/26 in prose, as the press of Taiwan writes days; 1/4 and 2/3 may be shares (`points.numeric_point`)
SLASH_DAY: Final = re.compile(r"(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])日?(?![\d/.%A-Za-z])")
# 5/24-25（六、日）, 6月23日至25在: the last day without its unit
LAST_DAY: Final = re.compile(r"(?P<d>3[01]|[12]\d|[1-9])(?=[）（，。、；在]|$)")
TOLD_YEAR: Final = re.compile(r"（(?:1\d\d|20\d\d)）")
DAY: Final = re.compile(rf"(?P<d>{DAY_N})(?:\s?(?P<u>[日号])|(?P<l>){DAY_LIST_P}|(?P<r>)(?={JOIN_P}{DAY_N}日(?!报)))")
# behind 13号 alone a part of the day or the end of the text must stand: 4号线, 12号文件, 6号楼
_WEEK_COUNT: Final = r"(?![次个天场期项小节课批轮遍篇件名家年岁千百万度])"
WEEK_DAY: Final = re.compile(
    rf"(?P<rel>上上个?|下下个?|上个?|下个?|这个?|本|今个?)?(?:周|星期|礼拜)(?:周)?(?P<wd>[一二三四五六日天]){_WEEK_COUNT}"
)
BEHIND_DAY: Final = re.compile(
    r"[，,]?\s?(?:星期|周|礼拜)(?P<a>[一二三四五六日天])(?![次个天])|[ ]?（(?:星期|周|礼拜)?(?P<b>[一二三四五六日天])）"
)
CLOCK: Final = re.compile(
    rf"""[ 的]?(?:
    (?P<h>2[0-4]|[01]?\d)[:：](?P<m>[0-5]\d)(?:[:：](?P<s>[0-5]\d)(?:\.\d+)?)?(?![\d:：])(?:时|(?P<ap>\s?[aApP](?:\.?\s?[mM]\.?)?)(?![A-Za-z]))?
    |(?P<h2>{HOUR_N})(?:点钟?|时(?![间期候代段刻常而]))
        (?:(?P<half>半)(?![年月天个])|(?P<quarter>[一三13])刻|(?P<m2>{MINUTE_N})分(?!钟)(?:(?P<s2>{MINUTE_N})秒)?|(?P<m3>[零〇0][1-9{N}]|[1-5]\d(?![\d.%])|[二三四五]?十[{N}]?(?![{N}]))(?![个多余度元万亿月年日])|(?P<whole>整))?
    |(?P<h3>{HOUR_N})(?={JOIN_P}{HOUR_N}[点时])
    )""",
    re.X,
)

# --- lengths and recurrences ----------------------------------------------------------------------------------------

UNITS: Final = {
    "世纪": ("Y", 100), "年": ("Y", 1), "季度": ("M", 3), "月": ("M", 1), "星期": ("W", 1), "礼拜": ("W", 1),
    "周": ("W", 1),
    "天": ("D", 1), "日": ("D", 1), "昼夜": ("D", 1), "夜": ("", 0), "工作日": ("D", 1), "交易日": ("D", 1),
    "自然日": ("D", 1), "日历天": ("D", 1), "工作天": ("D", 1), "周年": ("Y", 1),
    "学年": ("", 0), "学期": ("", 0), "小时": ("H", 1), "钟头": ("H", 1), "钟": ("H", 1), "刻钟": ("m", 15),
    "分钟": ("m", 1), "分": ("m", 1), "秒钟": ("S", 1), "秒": ("S", 1),
}  # fmt: skip
_UNIT: Final = (
    r"世纪|年(?![代级龄轮轻薪画糕均产终度纪])|季度|月|星期|礼拜|周年|周(?![年岁边围长报刊密到转折末恩知])|天(?!津|然|空|府)|昼夜|夜|日历天|自然日|工作[日天]|交易日|学年|学期"
    r"|小时|钟头|刻钟|分钟|分(?=半?钟|\s?[\d一二三四五六七八九十零]{1,3}秒)|秒钟|秒|钟(?!头|表|声|楼|情|爱|点)|日(?!历天)(?![报常程用记均夜]|(?:游|照|本|元))"
)
_AMOUNT: Final = (
    rf"\d[\d,]{{0,11}}(?:\.\d{{1,4}})?|[几数]十|[{N}]?十几|[{N}]百几十|[几数]百|[几数半多仨俩]"
    rf"|[{DIGIT}十百千两廿卅]{{1,9}}(?:点[{DIGIT}]{{1,3}})?"
)
ITEM: Final = re.compile(
    rf"[又零加]?(?:外加|再加)?(?P<n>{_AMOUNT})\s?(?P<v>[多余来])?(?P<g>个)?(?P<h>半|多|余)?\s?(?P<u>{_UNIT})(?P<t>半(?!数|径|成|岛|路|夜|价|天|年|月)|多(?![个种项家次名出])|余)?"
)
# behind hours 分 needs no 钟: 3小时05分
MINUTES: Final = re.compile(
    rf"[又零加]?(?P<n>[0-5]?\d|[{DIGIT}十]{{1,4}})(?P<v>)?(?P<g>)?(?P<h>)?(?P<u>分)(?P<t>)?(?![之公别校店部])"
)
LENGTH_RANGE: Final = re.compile(
    rf"(?P<a>{_AMOUNT})(?P<g1>个)?(?P<u1>{_UNIT})?{JOIN_P}(?P<b>{_AMOUNT})(?P<g>个)?(?P<u>{_UNIT})"
)
JOINED, JOINED_SIZE = re.compile("[至到—~一-]"), 30  # what joins its ends, and how far from its start at most
# 四、五十年, 2、3个小时; not 一、五年来的成就 at the head of a line
LENGTH_LIST: Final = re.compile(rf"(?P<a>[{N}两]|[1-9](?=、[1-9]))、(?P<b>[{N}1-9])十?(?P<g>个)?(?P<u>{_UNIT})")
EACH: Final = re.compile(
    rf"每(?P<ge>隔)?(?P<n>\d{{1,4}}|[{N}十两半几]{{1,4}})?\s?(?P<g>个)?(?P<u>年度?(?![级龄])|季度|季(?!节)|月|周(?![年岁边])|星期|礼拜|工作日|交易日|天(?!津)|日|晚|夜|学期|学年|小时|分钟|秒钟?)"
)
EACH_UNIT: Final = {
    "年": ("Y", 1), "年度": ("Y", 1), "季度": ("M", 3), "季": ("M", 3), "月": ("M", 1), "周": ("W", 1),
    "星期": ("W", 1),
    "礼拜": ("W", 1), "天": ("D", 1), "日": ("D", 1), "晚": ("D", 1), "夜": ("D", 1), "工作日": ("", 0),
    "交易日": ("", 0), "学期": ("", 0), "学年": ("Y", 1), "小时": ("H", 1),
    "分钟": ("m", 1), "秒": ("S", 1), "秒钟": ("S", 1),
}  # fmt: skip
# 每周一调度、每月一通报: once a week; 每周一举行升旗仪式 is every Monday
_ONCE: Final = "一(?:调度|通报|会商|研判|督查|督办|汇报|总结|复盘|小结|点评|讲评|例会|简报|专报|公示|盘点|主题)(?!会议|[，。]?.{0,6}召开)"
EACH_DAY: Final = re.compile(rf"(?!{_ONCE})(?P<wd>[一二三四五六日天]){_WEEK_COUNT}|工作日|周?末")
LEFT: Final = re.compile(r"(?:最近|(?<![将附接靠临远贴亲])近|过去|未来|今后|接下来|往[前后]|向[前后])\s?$")

# --- what the words around say ----------------------------------------------------------------------------------------

AFTER: Final = re.compile(
    r"""[”’]?(?:
    (?P<since>(?:启动|开工|实施|成立|运行|投用|投产|开园|开业|上线|开通|设立|推行|开展|挂牌|试点|创建|组建)以来|以来|[一-鿿]{2,6}以来(?<!近年以来)|至今|以降|起(?![草步点到来码诉降飞义重航始源伏居用火运]|(?:到|了)))|(?P<come>来(?![自源到临访得]|说|看|讲))
    |(?P<until>为止|止(?![步于境损]))
    |(?P<before>之前|以前|前(?![后期列沿景往三两四五六十来所述夕者任线锋端卫进移瞻台\d]))
    |(?P<after>之后|以后|过后|后(?![续来期勤备半台果代方者面厨院山街门盾浪劲排卫巷宅]))
    |(?P<during>期间|以内|之内|之间|内(?![部乱战容外涵需陆蒙地设控河在有阁江]|心)|间(?![接隔断距歇作]))
    )""",
    re.X,
)
AFTER_FIRST: Final = frozenset("”’以至起来为止之前过后期内间启开实成运投上设推挂试创组")
COME: Final = re.compile("[我市省县区全各这国京年深此]")  # 今年来我市 is a visit; 五年来我市 is since
# ends where it is matched
BEFORE: Final = re.compile(
    r"(?P<until>(?<=截至)|(?<=截止)|(?<=截至到)|(?<=排到了)|(?<=截止到)|(?<=截止至)|(?<=迄)"
    r"|(?<=到)(?<![达得看收感提想见拿做遇碰听回来赶谈受用等]到)|(?<=至)(?<![甚以乃直冬夏延增]至))"
    r"|(?P<since>(?<=自)(?<![来各亲独私擅]自)|(?<=自从)(?<![来各亲独私擅]自从))"
)
BEFORE_LAST: Final = frozenset("至到止迄自从了")
MARK_BEFORE: Final = frozenset("“‘ \n")
CLAUSE_HEAD: Final = frozenset("，。；：！？、\n“‘（《 ”）")

# --- what may stand first in each part: looked at before its pattern, which most places would only refuse ---------------

DIGITS: Final = frozenset("0123456789")
CENTURY_FIRST: Final = DIGITS | set("上本十" + N)
ROC_FIRST: Final = frozenset("16789")
FEAST_FIRST: Final = "“" + "".join(sorted({name[0] for name in FESTIVALS}))
PART_FIRST = DIGITS | set(" 的\n农阴旧夏闰正腊冬十上下前后头最第首同今全春秋年初底末Qq" + N + FEAST_FIRST)
PART_FIRST |= {name[0] for name in SEASONS}
LUNAR_SIGN_FIRST, LUNAR_FIRST = frozenset("农阴旧夏"), frozenset("闰正腊冬十" + N)
MONTH_FIRST: Final = DIGITS | set("\n十" + N)
TAIL_FIRST: Final = DIGITS | set(" 的\n上中下月初底末第最十廿卅" + N)
BEHIND_DAY_FIRST: Final = frozenset("，, （星周礼")
HOUR_FIRST: Final = DIGITS | set("零〇两十" + N) | {word[0] for word in DAY_PARTS}
JOIN_FIRST: Final = frozenset("起至到—-~一")
SCHOOL_BEHIND: Final = frozenset("学财会至—-~/")  # behind 2022年, where it begins the name of a school or financial year
SHARE_LAST: Final = frozenset(NUMERAL + "点之")
LEFT_LAST: Final = frozenset("近去来后下前")
LENGTH_FIRST: Final = DIGITS | set("又零加外再仨俩" + COUNTS)
YEARS_GO_ON: Final = LENGTH_FIRST | JOIN_FIRST | set("余代级龄轮轻薪画糕均产终度纪")  # behind 五年; 半 and 多 are COUNTS
FEAST_HEADS: Final = frozenset(mark + name[: 2 - len(mark)] for name in FESTIVALS for mark in ("", "“"))
# Most of all dates: 2022年, 2022年5月, 2022年5月20日, 5月20日, 一九五八年, and of the Republic 110年5月20日. `more` where more of the
# date may follow; of a character that begins many other words (全县, 国家, 的) the next one is looked at as well.
_more_of_date: Final = PART_FIRST | TAIL_FIRST | BEHIND_DAY_FIRST | HOUR_FIRST
_told: Final = "全年 同期 今天 今日 中旬 中下 农历 阴历 旧历 正月 腊月".split()
_more_heads: Final = {
    *_told,
    *(head for head in FEAST_HEADS if head[0] not in NUMERAL),
    *(word[:2] for word in DAY_PARTS if len(word) > 1),
    *(name[:2] for name in SEASONS),
}
PART_PAIRS: Final = (_more_of_date & {head[0] for head in _more_heads}) - DIGITS - set("上下前后月“春夏秋冬年早晚夜晨" + N)
PAIR_SECOND: Final = frozenset(head[1] for head in _more_heads if head[0] in PART_PAIRS)
_alone: Final = "".join(sorted(_more_of_date - PART_PAIRS - set("，,-的")))
# of a feast the whole name, for 国 and 全 begin much else
_pairs: Final = trie(
    word
    for word in sorted({*_more_heads, *FESTIVALS})
    if word[0] in PART_PAIRS and (word not in FEAST_HEADS or word in FESTIVALS or word in _told)
)
_MONTH_DAY: Final = r"(?P<m>1[0-2]|0?[1-9])月(?:(?P<d>3[01]|[12]\d|0?[1-9])日|份)?"
_MORE = (
    rf"(?P<more>(?=[\s学财会至到—~/、{_alone}-]|起[至到]|[，,][\s星周礼]"
    rf"|{_pairs}|的[{''.join(sorted(_more_of_date))}]))?"
)
WRITTEN_DATE: Final = re.compile(
    rf"(?:(?P<y>(?:1[3-9]|2[01])\d\d|[一二][{DIGIT}]{{3}})年度?(?![代级龄轮轻]|一遇)(?:{_MONTH_DAY})?|{_MONTH_DAY.replace('<', '<l')}){_MORE}"
)
ROC_DATE: Final = re.compile(rf"(?P<y>1\d\d)年度?+(?![代级龄轮轻来以的多余半前后]|\d+个月|一遇)(?:{_MONTH_DAY})?{_MORE}")
DATE_HEADS: Final = DIGITS | {a + b for a in "一二" for b in DIGIT}

# --- where a time may begin -------------------------------------------------------------------------------------------
#
# At a digit, at a numeral, or at the first character of a word of time; `SCAN` takes that one character and looks at what
# stands around it, so that `finditer` comes by every such place. Its group is the sign right behind a bare number (年 of 2022年
# and 五年, 个 of 3个月), which says what the number may be; no group where something else stands there. Branches begin with a
# class of what may stand second, or with another single character or class wherever they can: `re` passes over a branch of
# which the first character is not there at next to no cost.

SIGNS: Final = "年月日号天周星礼小点时分秒季世工钟刻交自学夜昼多余几个半来"
_SIGN: Final = (
    r"(?:[年月日号天周时秒季钟夜]|点|小(?=时)|星(?=期)|礼(?=拜)|世(?=纪)|学(?=[年期])|工(?=作[日天])|交(?=易日)|自(?=然日)"
    r"|昼(?=夜)|刻(?=钟)|分(?=[钟半\s\d一二三四五六七八九十零]))"
)
_SIGN_HAN: Final = _SIGN.replace("|点", "|点(?<!之.点)(?<!之..点)(?<!之...点)")  # 百分之九点七 is a share
_JOINS: Final = "(?:[至到]|起[至到]|——?|--?|~~?)"
# 3至6个月, 2021—2035, 5-20 上午; not a telephone's 06-2991111
_TO: Final = (
    rf"(?:[至到]|——?|--?|~~?|一(?=\d))\s?(?:(?:1[89]|2[01])\d\d(?!\d)|第?[\d,.{COUNTS}]*+[多余几个半来学财]{{0,3}}\s?(?:{_SIGN}|[学财会])"
    r"|\d\d?(?:[\s（上下中晚早]|.?\Z))"
)
_BEHIND: Final = r"年月日号天周点时秒季钟夜小星礼世学工交自昼刻分多余几个半来、至到—\-~\s"  # a number that may be a time
_AT_DIGIT: Final = (
    rf"(?:[0-9,]*+(?:\.[0-9]++)?+(?=[{_BEHIND}及和与学财一两三四五：:/（])(?:({_SIGN})(?<!\d{{8}}.)|([多余几个半来])[多余几个半来]?\s?{_SIGN}|[多余几个半来学财]{{0,2}}\s?{_SIGN}|{_TO}"
    rf"|[:：](?<!\.\d.)[0-5]\d|\s(?:{_TO}|[多余几个半来学财]{{0,2}}\s?{_SIGN}|（[今去明]）年)|（[今去明]）年"
    r"|/\d(?:(?<=\d{3}..)|\d?(?:.?\Z|日?(?![\d/.%A-Za-z])))"
    r"|[、及和与]\d{1,4}(?:[、及和与]\d{1,4}){0,5}(?:[年月日天]|季度|[两三四五]年|个[月小])|[两三四五](?<=\d{4}.)年)"
    r"|\d\d(?:\.(?<=1\d\d\.)\d\d?\.\d|\d(?:-\d|\.(?<=(?:1[5-9]|2[01])\d\d\.)\d\d?[-./至—~）]|\d{4}(?!\d)(?<=(?:19|20)\d{6})"
    rf"|(?=[，。：；！？、”\n]|\Z)(?<=[{REVIEW_LAST}]20\d\d))))"
)
# 十一届, 十一次全会 are no feast
_feasts: Final = alternation(w for w in [*FESTIVALS, *WORDS] if w[0] in NUMERAL).replace("十一", "十一(?![次届个项条])")
_events: Final = alternation(w for w in EVENTS if w[0] in NUMERAL) + r")(?:以|之|[前后期时]"
_named_second: Final = "".join(sorted({w[1] for w in [*FESTIVALS, *WORDS, *EVENTS] if w[0] in NUMERAL}))
_MORE = "[多余几个半来]"
_AT_NUMERAL: Final = (
    rf"(?:[{NUMERAL}几数]*+(?=[{_BEHIND}起”期末初以开收])(?:({_SIGN_HAN})|({_MORE}){_MORE}?{_MORE}?{_SIGN}"
    rf"|、[{NUMERAL}]{{1,3}}(?:、[{NUMERAL}]{{1,3}}){{0,5}}(?:个?月|季度|[年天]|小时)|{_JOINS}\s?[{NUMERAL}]"
    rf"|\s(?:{_MORE}{{0,3}}[年月日号天周星礼小点时分秒季世工钟刻交自学夜昼]|{_JOINS}\s?[{NUMERAL}])|”(?<=五.)(?!规划|计划|纲要|普法)|(?:[期时末初以]|开(?=局)|收(?=官))(?<=五.))"
    rf"|[{_named_second}](?<=(?={_feasts}|(?:{_events}))..))"
)
_weeks: Final = ("周", "星期", "礼拜")
_heads: Final = {
    *(w for w in [*WORDS, *FESTIVALS, *(p for p in DAY_PARTS if len(p) > 1)] if w[0] not in COUNTS + "0123456789"),
    *(a + b + w for a in ("上", "下", "这", "本", "今", "上上", "下下") for b in ("", "个") for w in _weeks),
    *(a + w for a in "去今明" for w in "春夏秋冬"),
    *(w + "季" for w in "春夏秋冬"),
    *(a + w for a in "年月" for w in "初底末"),
    *"今明 明后 去今 昨今 上半年 下半年 上旬 中旬 下旬 上半月 下半月 上世纪 上个世纪 本世纪".split(),
    *"公元 首季 农历 阴历 旧历 夏历 正月 腊月 冬月".split(),
}


def _rests() -> dict[str, tuple[str, set[str]]]:
    """By the first character of a word of time, what may follow it, and which characters that begins with."""
    rests: dict[str, list[str]] = {}
    seconds: dict[str, set[str]] = {}

    def add(chars: str, rest: str, second: Iterable[str]) -> None:
        for char in chars:
            rests.setdefault(char, []).append(rest)
            seconds.setdefault(char, set()).update(second)

    by_first: dict[str, set[str]] = {}
    for word in _heads:
        by_first.setdefault(word[0], set()).add(word[1:])
    for char, words in by_first.items():
        add(char, trie(sorted(words)), {word[0] for word in words})
    digits, week = "0123456789", "一二三四五六日天"
    add("今本昨前明后去", r"（\d", "（")
    each = f"个隔年月季周星礼天日晚夜半工交两几学小分秒{N}{digits}十"
    add("每", f"[{each}]", each)
    add("周", f"[{week}]", week)
    add("星", f"期[{week}]", "期")
    add("礼", f"拜[{week}]", "拜")
    add("闰", rf"[{N}十\d]", N + "十" + digits)
    add("前", rf"[{N}\d十两]", N + "十两" + digits)
    add("第", r"[一二三四1-4](?:、[一二三四1-4]){0,3}个?季", "一二三四1234")
    add("第", ORDINAL_PLAN.pattern.removeprefix("第").replace("?P<n>", "?:"), N + "十")
    add("“", f"(?:{alternation(PLANS)})(?!”?(?:规划|计划|纲要|普法))", {name[0] for name in PLANS})
    add("“", f"(?:{alternation(FESTIVALS)})", {name[0] for name in FESTIVALS})
    add("Qq", "[1-4]", "1234")
    for word in REIGNS:
        add(word[0], rf"{word[1:]}[元\d{NUMERAL}]", word[1])
    for word in EVENTS:
        add(word[0], word[1:] + _EVENT_TAIL, word[1])
    return {char: ("|".join(rests[char]), seconds[char]) for char in sorted(rests)}


def _blocks(rests: dict[str, tuple[str, set[str]]], size: int = 43) -> str:
    """One pattern of all, so many first characters at a time: most places are passed over by two classes."""
    chars = list(rests)
    blocks = []
    for first in range(0, len(chars), size):
        block = chars[first : first + size]
        second = "".join(sorted(set().union(*(rests[char][1] for char in block))))
        branches = "|".join(f"{re.escape(char)}(?:{rests[char][0]})" for char in block)
        blocks.append(f"[{''.join(block)}][{second}](?<=(?={branches})..)")
    return "|".join(blocks)


_rest: Final = _rests()
_second: Final = "".join(sorted(set().union(*(second for _, second in _rest.values()))))
_behind_digit: Final = f"0-9,.{_BEHIND}及和与学财一两三四五：:/（"
_behind_numeral: Final = f"{COUNTS}{_named_second}{_BEHIND}起”期末初以开收"
# what may stand second is asked first, at once for all of them
SCAN: Final = re.compile(
    f"[{COUNTS}0-9{''.join(_rest)}](?=[{_behind_digit}{_behind_numeral}{_second}])(?<=(?="
    f"[0-9](?<![0-9.].)[{_behind_digit}](?<=(?={_AT_DIGIT}).)"
    f"|[{COUNTS}](?<![{NUMERAL}几数].)[{_behind_numeral}](?<=(?={_AT_NUMERAL}).)"
    f"|{_blocks(_rest)}).)",
    re.S,
)
