"""Times in a text: recognition only. What they mean in days is `zhextract.calendar`'s business.

One scan (`patterns.SCAN`) finds where a time may begin; there the rules of `RULES` are tried in order, and the
first that answers wins. A rule reads the view from an offset and gives a `TimeCandidate`, or None. Two points with a
joining mark between them are a range, and share what only one of them says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from zhextract.records import Relation, TimeKind
from zhextract.rules.time import patterns as P
from zhextract.rules.time.lengths import duration, recurrence, years
from zhextract.rules.time.points import (
    behind_day,
    counted_point,
    hours,
    numeric_point,
    part_of_year,
    point,
    tail_of_month,
    word_point,
)
from zhextract.rules.time.reader import Reader, number, relation
from zhextract.rules.time.spec import Point, TimeCandidate
from zhextract.source import Source

__all__ = ["RULES", "Point", "TimeCandidate", "find"]

Rule = Callable[["Reader", int], TimeCandidate | None]


def trap(r: Reader, at: int) -> TimeCandidate | None:
    """A phrase that only looks like a time; the scan goes on behind it."""
    m = P.TRAP.match(r.text, at)
    return TimeCandidate(at, m.end(), "trap", TimeKind.REFERENCE) if m is not None else None


def number_trap(r: Reader, at: int) -> TimeCandidate | None:
    """The same, in digits: 18周岁, 100年一遇."""
    m = P.NUMBER_TRAP.match(r.text, at) if r.text[r.behind : r.behind + 1] in P.NUMBER_TRAP_BEHIND else None
    return TimeCandidate(at, m.end(), "trap", TimeKind.REFERENCE) if m is not None else None


def word(r: Reader, at: int) -> TimeCandidate | None:
    """A word of time: vague (目前, 近年来), a set (年均, 逐月), or one that a date begins with (今年, 下周)."""
    text = r.text
    for found, guard, level, source in P.WORDS_AT[text[at : at + 2]]:
        if not text.startswith(found, at) or (guard is not None and guard.match(text, at) is None):
            continue
        end = at + len(found)
        if level == "reference":
            said = None if found.endswith("以来") else relation(r, at, end, _UNTOLD)
            return TimeCandidate(at, end, "reference", _REFERENCE, None, None, None, said)
        if level == "set":
            return TimeCandidate(at, end, "recurrence", _SET, None, None, source)
        p = word_point(r, at, found)
        return _ranged(r, p, "date") if p.hour is None and not p.day_part else _date(r, p)
    return None


_UNTOLD: Final = Point(0)
_DATE, _REFERENCE, _SET = TimeKind.DATE, TimeKind.REFERENCE, TimeKind.SET


def event(r: Reader, at: int) -> TimeCandidate | None:
    """党的十八大以来, 改革开放以来: only where a word of relation follows."""
    m = P.EVENT.match(r.text, at)
    if m is None:
        return None
    p = Point(at)
    p.event, p.end = P.EVENTS[m["e"]], m.end("e")
    return _candidate(r, "event", p)


def plan(r: Reader, at: int) -> TimeCandidate | None:
    """“十四五”期间, 十三五末: the years of a five-year plan; the plan itself (“十四五”规划) is no time."""
    m = P.PLAN.match(r.text, at) if "五" in r.text[at + 1 : at + 4] else None
    if m is None:
        return None
    quoted, _, bare, part, near, planned = m.groups()
    if planned or r.text.startswith(("”规划", "”计划", "”纲要", "”普法"), m.end()):
        return None
    name = quoted or bare
    if len(name) < 3 and not (near or part):
        return None  # 五五 and 十五 are numerals
    stands = len(name) == 3 and (r.ends_clause(m.end()) or r.text[at - 1 : at] in ("“", "、"))
    if bare and not (near or part or stands):
        return None
    p = Point(at)
    p.years = P.PLANS[name]
    if part and part[-1] == "期":
        p.years, p.recent, p.end = None, True, m.end("part")  # 初期 is no year
    elif part:
        p.year, p.year_from = p.years[part[0] == "末"], "given"
        p.years, p.end = None, m.end("part")
    elif quoted:
        p.start, p.end = m.span("q")
    else:
        p.end = m.end("u")
    return _candidate(r, "plan", p)


def ordinal_plan(r: Reader, at: int) -> TimeCandidate | None:
    """第一个五年计划期间: the years of the plan; the plan itself is no time."""
    m = P.ORDINAL_PLAN.match(r.text, at)
    if m is None:
        return None
    p = Point(at)
    p.end, p.years = m.end(), list(P.PLANS.values())[number(m["n"]) - 1]
    return _candidate(r, "plan", p)


def school_year(r: Reader, at: int) -> TimeCandidate | None:
    """2021—2022学年, 2022财年."""
    text = r.text
    if r.behind and text[r.behind - 1] == "年" and text[r.behind : r.behind + 1] not in P.SCHOOL_BEHIND:
        return None
    m = P.SCHOOL.match(text, at)
    if m is None:
        return None
    p = Point(at)
    p.end = m.end()
    first = int(m["a"])
    if first < 200:
        if not r.roc:
            return None
        first += 1911
    if "学" not in m["u"]:
        p.year, p.year_from = first, "given"
    else:
        p.years = (first, first + 1)
        p.unit = "school"
    return _candidate(r, "school-year", p)


def written_date(r: Reader, at: int) -> TimeCandidate | None:
    """2022年, 2022年5月, 2022年5月20日, 5月20日 and what follows them: most of all dates."""
    text = r.text
    m = P.WRITTEN_DATE.match(text, at)
    if m is not None:
        year, month, day, lone_month, lone_day, more = m.groups()
        p = Point(at)
        if year is not None:
            p.year, p.year_from = number(year), "given"
        else:
            month, day = lone_month, lone_day
    else:
        m = P.ROC_DATE.match(text, at) if r.roc else None
        if m is None:
            return None
        year, month, day, more = m.groups()
        p = Point(at)
        p.year, p.year_from = int(year) + 1911, "given"
    p.end = end = m.end()
    if month is not None:
        p.month = int(month)
    if day is not None:
        p.day = int(day)
    if more is None:
        p.plain = p.year is not None
        return TimeCandidate(at, end, "date", _DATE, p, None, None, relation(r, at, end, p))
    if day is not None:
        behind_day(r, p)
    elif month is not None:
        tail_of_month(r, p)
    elif text[end] in P.SCHOOL_BEHIND and P.SCHOOL.match(text, at) is not None:
        return None
    else:
        part_of_year(r, p)
    return _date(r, p)


def numeric(r: Reader, at: int) -> TimeCandidate | None:
    """2022-05-20, 2022.5.20, 20220520, 05-20 behind which a clock time stands."""
    text = r.text
    if at and text[at - 1] in "-/.0123456789" and not (text[at - 1] in "-/" and not text[at - 2 : at - 1].isalnum()):
        return None
    p = numeric_point(r, at)
    if p is None:
        return None
    return _ranged(r, p, "numeric")


def _ranged(r: Reader, p: Point, rule: str) -> TimeCandidate:
    """The point, or the range that it begins."""
    mark = r.text[p.end : p.end + 1]
    if mark == "、" and p.quarter is not None and r.text[p.end - 1] != "度":  # 三、四季度: the second half-year
        q = point(r, p.end + 1, p)
        if q is not None and q.quarter == p.quarter + 1 and not q.part and r.text[q.end - 1] == "度":
            return TimeCandidate(p.start, q.end, "range", TimeKind.RANGE, first=p, last=q, relation=relation(r, p.start, q.end))
    j = P.YEAR_JOIN.match(r.text, p.end) if mark in P.JOIN_FIRST or mark.isspace() else None
    if j is not None:
        q = numeric_point(r, j.end()) or point(r, j.end(), p) or _last_day(r, j.end(), p)
        if q is not None and _joinable(p, q):
            said = relation(r, p.start, q.end)
            if said is Relation.UNTIL:
                said = None  # 2月18日起至3月5日止
            return TimeCandidate(p.start, q.end, "range", TimeKind.RANGE, first=p, last=q, relation=said)
    return _candidate(r, rule, p)


def _last_day(r: Reader, at: int, p: Point) -> Point | None:
    """The 25 of 5/24-25 or 6月23日至25: a day of the month that the left end tells."""
    m = P.LAST_DAY.match(r.text, at) if p.month is not None and p.day is not None else None
    if m is None or p.day is None or int(m["d"]) <= p.day:
        return None
    q = Point(at)
    q.day, q.end = int(m["d"]), m.end()
    return q


def _joinable(p: Point, q: Point) -> bool:
    """Two ends of one range: both are of the calendar, and the right one does not start coarser than it can."""
    if p.recent or q.recent or p.holiday or q.holiday or q.same_period:
        return False
    if (
        q.hour is not None
        and q.day is None
        and q.unit == ""
        and q.month is None
        and q.year is None
        and q.weekday is None
    ):
        return p.hour is not None
    if q.day is not None and q.month is None and q.unit == "" and q.year is None:
        return p.day is not None
    return p.hour is None or q.hour is not None or q.day is not None or q.unit == "day"


def paren_day(r: Reader, at: int) -> TimeCandidate | None:
    """今（13）日, of a press release."""
    m = P.PAREN_DAY.match(r.text, at)
    if m is None:
        return None
    p = Point(at)
    p.end = m.end()
    p.day, p.unit, p.unit_from = int(m["d"]), "day", "published"
    p.offset = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}[m["w"]]
    hours(r, p)
    return _ranged(r, p, "day")


_TWO: Final = re.compile(r"(?P<w>今明|明后|去今|昨今)[两二](?P<u>[年天日])")


_STEP: Final = {"今": 0, "明": 1, "后": 2, "去": -1, "昨": -1}


def two_years(r: Reader, at: int) -> TimeCandidate | None:
    """今明两年, 明后两天."""
    m = _TWO.match(r.text, at)
    if m is None:
        return None
    first, last = Point(at), Point(at)
    a, b = (_STEP[c] for c in m["w"][:2])
    for p, offset in ((first, a), (last, b)):
        p.end = m.end()
        if m["u"] == "年":
            p.year, p.year_from = offset, "published"
        else:
            p.unit, p.unit_from, p.offset = "day", "published", offset
    return TimeCandidate(at, m.end(), "two", TimeKind.RANGE, first=first, last=last, relation=relation(r, at, m.end()))


_SEASONS: Final = re.compile(
    r"(?:(?P<y>[今去明])(?P<s>[春夏秋冬])(?:季|明春|今春)?|(?P<b>[春夏秋冬])季(?!度))(?![节耕播运种收])"
)


def season(r: Reader, at: int) -> TimeCandidate | None:
    """今春, 去冬今春, 冬季 (at the head of a clause)."""
    m = _SEASONS.match(r.text, at)
    if m is None or (m["b"] and not (r.heads_clause(at) and r.ends_clause(m.end()))):
        return None
    p = Point(at)
    p.end = m.end()
    p.season = P.SEASON[m["s"] or m["b"]]
    if m["y"]:
        p.year, p.year_from = {"今": 0, "去": -1, "明": 1}[m["y"]], "published"
    if p.end - at > 2 and m["y"] and r.text[p.end - 1] == "春" and r.text[p.end - 2] in "明今":
        p.season = None
        p.recent = True
    return _candidate(r, "season", p)


def date_point(r: Reader, at: int) -> TimeCandidate | None:
    """Every other date: 2022年5月20日, 今年一季度, 5月至8月, 下周三上午10点 …"""
    p = point(r, at)
    return _date(r, p) if p is not None else None


def _counted(sign: str) -> Rule:
    """The rule for a date that begins with a number and `sign` behind it."""

    def counted_date(r: Reader, at: int) -> TimeCandidate | None:
        p = counted_point(r, at, sign)
        return _date(r, p) if p is not None else None

    return counted_date


def _date(r: Reader, p: Point) -> TimeCandidate | None:
    """The date, or the range, that the point begins; None where it only looks like one."""
    text, at = r.text, p.start
    char = text[at]
    if text.startswith("、", p.end) and p.end - at < 3 and _heads_list(text, at):
        return None
    c = _ranged(r, p, "date")
    if c.last is not None:
        if (
            p.month is None
            and p.day is None
            and p.year is None
            and p.hour is not None
            and not p.day_part
            and c.last.hour is None
        ):
            return None
        return c
    if p.end <= at:
        return None
    if p.hour is not None and _only_hours(p) and not _clock_stands(r, p):
        return None
    if p.hour is None and p.day_part and _only_hours(p) and p.unit == "":
        word_ = text[at : p.end]
        if word_ not in P.BARE_PARTS or not ((r.heads_clause(at) and r.ends_clause(p.end)) or r.whole(at, p.end)):
            return None
    # the left end of a range whose right end could not be read
    if (
        text[p.end - 1].isdecimal()
        and char.isdecimal()
        and text[p.end : p.end + 1] not in tuple("月、及和与两三四五")
        and p.hour is None
        and p.day is None
        and (p.month is not None or p.year is not None)
        and not (p.month and p.unit)
        and text[at - 1] not in P.REVIEW_LAST
    ):
        return None
    return c


def _heads_list(text: str, at: int) -> bool:
    """一、七月份工作 at the head of a line: the number is that of the paragraph."""
    return (at == 0 or text[at - 1] == "\n") and text[at] in "一1二2三3四4五5六6七7八8九9"


def _only_hours(p: Point) -> bool:
    return (
        p.year is None
        and p.month is None
        and p.day is None
        and p.weekday is None
        and not p.unit
        and not p.festival
        and p.decade is None
        and p.century is None
    )


def _clock_stands(r: Reader, p: Point) -> bool:
    """A clock time without a day: not 三点要求, 零点一, 1:2, 比例为1:10."""
    text, start, end = r.text, p.start, p.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    written = text[start:end]
    if ":" in written:
        ratio = before.endswith(("比", "分", "例", "按", ":"))
        return not ratio and not after.startswith(("的比", "比例", "的大", "战胜", "险胜", "击败"))
    if p.day_part and not written[0].isdecimal() and written[0] not in P.NUMERAL:
        return True
    if (
        written[0].isdecimal()
        and "时" in written
        and ("分" in written or r.heads_clause(start) or before.endswith("至"))
    ):
        return True  # 路跑组为6时15分, 至6时进行
    if "分之" in before or before.endswith(("长", "降", "高", "低", "加", "减", "为", "达", "约")):
        return False
    if (
        ("分" in written and "点" in written)
        or written.endswith(("半", "刻", "整", "点钟"))
        or ("时" in written and "分" in written)
    ):
        return True
    heads = r.heads_clause(start) or before.endswith(("在", "至", "到", "于", "从", "自"))
    tail = r.ends_clause(end) or after.startswith(("前", "后", "之", "以", "许", "左右", "至", "到", "起"))
    if p.hour == 0 and p.minute and "分" not in written:
        return False  # 零点零一 is a number
    return heads and tail


# name, rule, and the characters a time of that rule begins with (None: any)


def _candidate(r: Reader, rule: str, p: Point, kind: TimeKind = TimeKind.DATE) -> TimeCandidate:
    start, end = p.start, p.end
    return TimeCandidate(start, end, rule, kind, p, None, None, relation(r, start, end, p))


_DIGITS: Final = "0123456789"
_NUMBERS: Final = P.COUNTS + _DIGITS
_NONE: Final = "-"
_LENGTHS: Final = _NONE + "世季月周星礼天日昼夜工交自学小钟刻分秒点多余几个半来"

# Name, rule, what a time of that rule begins with (one character or two; None: any), and the signs of `patterns.SIGNS` that
# may stand right behind the number that it begins with (None: any; -: it begins with no number, or has none right behind it).
RULES: Final[tuple[tuple[str, Rule, Iterable[str] | None, str | None], ...]] = (
    ("date", written_date, P.DATE_HEADS, "年月"),
    ("trap", trap, P.TRAP_HEADS, _NONE + P.TRAP_SIGNS),
    ("trap", number_trap, _NUMBERS, P.NUMBER_TRAP_SIGNS),
    ("recurrence", recurrence, "每", _NONE),
    ("word", word, P.WORDS_AT, _NONE),
    ("event", event, {name[:2] for name in P.EVENTS}, _NONE),
    ("plan", plan, {*(name[:2] for name in P.PLANS), *("“" + name[0] for name in P.PLANS)}, None),
    ("plan", ordinal_plan, "第", _NONE),
    ("numeric", numeric, _DIGITS, _NONE),
    ("school-year", school_year, {"19", "20", "10", "11"}, _NONE + "年学"),
    ("day", paren_day, {day + "（" for day in "今昨明前后"}, _NONE),
    ("two", two_years, {"今明", "明后", "去今", "昨今"}, _NONE),
    ("season", season, {*(a + b for a in "今去明" for b in P.SEASON), *(b + "季" for b in P.SEASON)}, _NONE),
    ("date", date_point, None, _NONE),
    *(("date", _counted(sign), _NUMBERS, sign) for sign in P.SIGNS if sign != "年"),
    ("date", _counted("年"), {a + b for a in _NUMBERS for b in _NUMBERS}, "年"),  # 五年 and 3年 are no dates
    ("duration", years, _NUMBERS, "年"),
    ("duration", duration, _NUMBERS, _LENGTHS),
)
_BY_HEAD: Final[dict[str, tuple[Rule, ...]]] = {}


def _rules_at(head: str) -> tuple[Rule, ...]:
    """The rules that may answer at two characters and the sign behind the number that they begin."""
    char, two, sign = head[0], head[:2], head[2:] or _NONE
    rules = _BY_HEAD[head] = tuple(
        rule
        for name, rule, first, signs in RULES
        if (first is None or char in first or two in first)
        and (signs is None or sign in signs)
        and not (name == "date" and char == "每")
    )
    return rules


def find(source: Source) -> list[TimeCandidate]:
    """The times of a text, in order, without overlaps; offsets are those of the view.

    Recognition only: what they mean in days is `zhextract.calendar.resolve`'s business.
    """
    r = Reader(source)
    text = source.text
    found: list[TimeCandidate] = []
    # all places first: a rule at a time between two stretches of the scan would find its patterns out of the cache
    end = taken = 0
    for m in list(P.SCAN.finditer(text)):
        at = m.start()
        if at < end:
            continue
        head = text[at : at + 2]
        sign = m.lastindex
        if sign is not None:
            r.behind = behind = m.end(sign)
            head += text[behind - 1]
        else:
            r.behind = 0
        for rule in _BY_HEAD.get(head) or _rules_at(head):
            c = rule(r, at)
            if c is not None:
                end = max(c.end, end)
                if c.start >= taken and c.rule != "trap":
                    found.append(c)
                    taken = c.end
                break
    return found
