"""Times in a text: recognition only. What they mean in days is `zhextract.calendar`'s business.

One scan (`_time_patterns.SCAN`) finds where a time may begin; there the rules of `RULES` are tried in order, and the
first that answers wins. A rule reads the view from an offset and gives a `TimeCandidate`, or None.

A point in time is read from the coarse to the fine: century, year, part of the year, month, part of the month, day, part
of the day, clock time; any of them may be the first. Two points with a joining mark are a range, and share what
only one of them says.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from zhextract import numerals
from zhextract.records import Relation, TimeKind
from zhextract.rules import _time_patterns as P
from zhextract.rules._time_spec import Point, TimeCandidate
from zhextract.source import Source

__all__ = ["RULES", "Point", "TimeCandidate", "find"]

Rule = Callable[["Reader", int], TimeCandidate | None]


def number(text: str) -> int:
    """A small whole numeral: 12, 十二, 廿, 二〇二二, 两; 元 (of a reign) is 1."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if text == "仨":
        return 3
    if len(text) > 1 and all(c in P.DIGIT for c in text):
        return int("".join(str("〇一二三四五六七八九".index("〇" if c == "零" else c)) for c in text))
    found = numerals.parse(text.removeprefix("初"))
    return int(found.value) if found is not None and found.value is not None else 0


class Reader:
    """A source as the rules read it."""

    __slots__ = ("_roc", "size", "source", "text")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.size = len(source.text)
        self._roc: bool | None = None

    @property
    def roc(self) -> bool:
        """Years of three digits are those of the Republic (Taiwan)."""
        if self._roc is None:
            self._roc = self.source.hant and P.IS_ROC.search(self.text) is not None
        return self._roc

    def whole(self, start: int, end: int) -> bool:
        """The text is nothing but this span."""
        return end - start >= self.size - 1 and not (self.text[:start] + self.text[end:]).strip("。 \n")

    def heads_clause(self, at: int) -> bool:
        """A clause begins here."""
        return at == 0 or self.text[at - 1] in P.CLAUSE_HEAD

    def ends_clause(self, at: int) -> bool:
        """A clause ends here."""
        return at >= self.size or self.text[at] in P.CLAUSE_HEAD


# --- points -------------------------------------------------------------------------------------------------------


def point(r: Reader, at: int, right_of: Point | None = None) -> Point | None:
    """The point in time that begins at `at`, as long as it can be read; `right_of`: the left end of its range."""
    p = Point(at)
    if not _coarse(r, p, right_of):
        if right_of is not None and right_of.year is not None and right_of.month is None:
            m = P.FOUR_RIGHT.match(r.text, at) or P.TWO_RIGHT.match(r.text, at)
            if m is not None:
                p.year, p.year_from, p.end = _right_year(m, right_of), "given", m.end()
                return p
        if not _middle(r, p, right_of) and not _hours(r, p):
            return None
    return p


def _right_year(m: re.Match[str], left: Point) -> int:
    year = int(m[1])
    return year if year > 99 or left.year is None else left.year // 100 * 100 + year


def _coarse(r: Reader, p: Point, right_of: Point | None) -> bool:
    """Century, decade, year, and what follows them."""
    text, at = r.text, p.start
    char = text[at : at + 1]
    if char in "上本12一二十3456789三四五六七八九":
        m = P.DECADE.match(text, at)
        if m is not None:
            p.century = _century(m["cen"])
            decade = number(m["dec"])
            p.decade = decade
            p.part = m["part"] or ""
            p.end = m.end()
            return True
        m = P.CENTURY.match(text, at)
        if m is not None:
            p.century, p.part, p.end = _century(m["cen"]), m["part"] or "", m.end()
            return True
    m = P.YEAR.match(text, at)
    if m is not None and not _doubtful_year(r, m):
        _year(p, m)
    elif char in _STEP_YEAR and (m := P.PAREN_YEAR.match(text, at)) is not None:
        told = int(m["n"])
        p.year, p.year_from, p.end = told + 1911 if told < 200 else told, "given", m.end()
    elif r.roc and (m := P.ROC_DAY.match(text, at)) is not None:
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]) + 1911, "given", int(m["m"]), int(m["d"]), m.end()
        _weekday_behind(r, p)
        _hours(r, p)
        return True
    elif r.roc and (m := P.ROC.match(text, at) or P.ROC_LEFT.match(text, at)) is not None:
        p.year, p.year_from, p.end = int(m["n"]) + 1911, "given", m.end()
    else:
        m = P.WORD.match(text, at)
        if m is None:
            return False
        level, source = P.WORDS[m[0]]
        if level in ("reference", "set"):
            return False
        p.end = m.end()
        if level == "recent":
            p.recent = True
            return True
        origin, _, offset = source.partition(" ")
        if level != "year":
            p.unit, p.unit_from, p.offset = level, origin, int(offset)
            if level == "night":
                p.unit, p.day_part = "day", "am" if m[0][-1] in "晨早" else "night"
            _behind_unit(r, p)
            return True
        p.year, p.year_from = int(offset), origin
    _part_of_year(r, p)
    return True


_STEP_YEAR = frozenset("今去明后前")


def _doubtful_year(r: Reader, m: re.Match[str]) -> bool:
    """A year of two digits that the text gives as a length of time (连续98年), or a round number of years."""
    before = r.text[max(0, m.start() - 2) : m.start()]
    return m.lastgroup in ("y0", "yq", "y2", "yp") and before.endswith(("连续", "历时", "长达", "近", "已有", "过去", "未来", "第", "超过", "满"))


def _century(words: str | None) -> int | None:
    if not words:
        return None
    if words[0] in "上本":
        return -1 if words[0] == "上" else 0
    return number(words.split("世纪")[0])


def _year(p: Point, m: re.Match[str]) -> None:
    kind = m.lastgroup
    p.end, p.year_from = m.end(), "given"
    if kind in ("y4", "y4r", "yc", "ycr"):
        p.year = number(m[kind])
    elif kind == "ad":
        p.year = -number(m["ad"]) + 1 if m["bc"] else number(m["ad"])
    elif kind == "rn":
        p.year = P.REIGNS[m["reign"]] + number(m["rn"]) - 1
    else:
        p.year, p.year_from = number(m[kind or "y2"]), "two"


def _part_of_year(r: Reader, p: Point) -> None:
    """What follows a year: a half, a quarter, a month, a feast …"""
    text, at = r.text, p.end
    sign = P.LUNAR_SIGN.match(text, at + (text[at : at + 1] in "的 "))
    if sign is not None and _lunar(r, p, sign.end()):
        return
    m = P.LUNAR_PLAIN.match(text, at + (text[at : at + 1] == "的"))
    if m is not None:
        _lunar_match(r, p, m)
        return
    m = P.MONTH.match(text, at)
    if m is not None:
        _month(r, p, m)
        return
    m = P.SUB.match(text, at)
    if m is not None:
        _sub(r, p, m)
        return
    if text[at : at + 1] == "的":
        at += 1
    m = P.FESTIVAL.match(text, at)
    if m is not None:
        _festival(p, m)
        _hours(r, p)


def _sub(r: Reader, p: Point, m: re.Match[str]) -> None:
    p.end = m.end()
    kind = m.lastgroup
    if kind == "half":
        p.half = 1 if m["half"] in "上前" else 2
    elif kind in ("q", "q1", "qq", "qf", "qr"):
        p.quarter = 1 if kind == "qf" else number(m[kind])
        _quarter_end(r, p)
    elif kind == "fu":
        n = number(m["fn"]) * (3 if "季" in m["fu"] else 1)
        p.span = (1, min(n, 12)) if m["fl"] in "前头" else (13 - min(n, 12), 12)
    elif kind in ("nm", "first"):
        p.month = number(m["nm"]) if m["nm"] else 1
        _tail_of_month(r, p)
    elif kind in ("nd", "last"):
        p.nth_day = number(m["nd"]) if m["nd"] else -1
        _hours(r, p)
    elif kind == "nw":
        p.nth_week = number(m["nw"])
    elif kind == "same":
        p.same_period = True
    elif kind == "today":
        p.same_day = True
    elif kind == "all":
        pass  # 去年全年 is the year
    elif kind == "sea":
        p.season = P.SEASON[m["sea"]]
    elif kind == "mid":
        p.part = "中"
    else:
        p.part = "底" if m["yp"][-1] in "底末" else "初"


def _quarter_end(r: Reader, p: Point) -> None:
    mark = r.text[p.end : p.end + 1]
    if mark and mark in "初末底" and r.text[p.end + 1 : p.end + 2] not in ("步", "级", "期"):
        p.part = "初" if mark == "初" else "底"
        p.end += 1


def _behind_unit(r: Reader, p: Point) -> None:
    """What follows a relative month, quarter, week or day."""
    if p.unit == "month":
        _tail_of_month(r, p)
    elif p.unit == "quarter":
        _quarter_end(r, p)
    elif p.unit == "week":
        m = P.WEEK_DAY.match(r.text, p.end)
        if m is not None and not m["rel"]:
            p.weekday, p.end = P.WEEKDAY[m["wd"]], m.end()
            _hours(r, p)
    elif p.unit == "day":
        _weekday_behind(r, p)
        _hours(r, p)


def _month(r: Reader, p: Point, m: re.Match[str]) -> None:
    p.month, p.end = number(m["m"]), m.end()
    if m["r"] is None:
        _tail_of_month(r, p)


def _tail_of_month(r: Reader, p: Point) -> None:
    text = r.text
    m = P.MONTH_TAIL.match(text, p.end)
    if m is None:
        return
    kind = m.lastgroup
    if kind == "b" and text[p.end - 1 : p.end] != "月":
        return
    p.end = m.end()
    if kind == "x":
        p.part = m["x"]
    elif kind == "p":
        p.part = "初" if m["p"][-1] == "初" else "底"
    elif kind in ("nw", "wd"):
        if m["wd"]:
            p.nth_weekday, p.weekday = number(m["nw"]), P.WEEKDAY[m["wd"]]
        else:
            p.nth_week = number(m["nw"])
    elif kind in ("nd", "last"):
        p.nth_day = number(m["nd"]) if m["nd"] else -1
        _hours(r, p)
    else:
        p.day = number(m["d"])
        if kind != "r":
            _weekday_behind(r, p)
            _hours(r, p)


def _weekday_behind(r: Reader, p: Point) -> None:
    """20日（星期五）, 20日星期五: the weekday adds nothing, but belongs to the expression."""
    m = P.BEHIND_DAY.match(r.text, p.end)
    if m is not None:
        p.end = m.end()


def _hours(r: Reader, p: Point) -> bool:
    """A part of the day, a clock time, or both."""
    text, at = r.text, p.end
    m = P.DAY_PART.match(text, at)
    if m is not None and (m[0][0] != "的" or at > p.start):
        p.day_part, at = P.DAY_PARTS[m["w"]], m.end()
    c = P.CLOCK.match(text, at)
    if c is not None and (c[0][0] not in "的 " or at > p.start):
        if p.start == p.end and m is None and c["m3"] is None and c["h2"] and c.end() < r.size and text[c.end()] in P.NUMERAL:
            return False  # 二十四点五度
        p.end = c.end()
        _clock(p, c)
        return True
    if m is None:
        return False
    p.end = at
    return True


def _clock(p: Point, c: re.Match[str]) -> None:
    p.hour = number(c["h"] or c["h2"] or c["h3"])
    if c["half"]:
        p.minute = 30
    elif c["quarter"]:
        p.minute = number(c["quarter"]) * 15
    else:
        p.minute = number(c["m"] or c["m2"] or c["m3"] or "0")
    second = c["s"] or c["s2"]
    p.second = number(second) if second else None
    if c["ap"]:
        p.day_part = "am" if c["ap"].strip()[0] in "aA" else "pm"
        if p.day_part == "am" and p.hour == 12:
            p.hour = 0
    elif not p.day_part and (c["h"] and (len(c["h"]) == 2 or c["s"]) or c["h2"] and "时" in c[0]):
        p.day_part = "am"  # 09:30, 4:30:00 and 7时05分 are told by the 24 hours


def _middle(r: Reader, p: Point, right_of: Point | None) -> bool:
    """A part of an untold year or month, a day, a weekday, a feast."""
    text, at = r.text, p.start
    m = P.LUNAR_SIGN.match(text, at)
    if m is not None:
        y = P.YEAR.match(text, m.end())
        if y is not None:
            _year(p, y)
        if _lunar(r, p, p.end if y is not None else m.end()):
            return True
    m = P.LUNAR_PLAIN.match(text, at)
    if m is not None:
        _lunar_match(r, p, m)
        return True
    m = P.MONTH.match(text, at)
    if m is not None and m[0][0] not in " 的":
        _month(r, p, m)
        return True
    m = P.DAY.match(text, at)
    if m is not None:
        return _day(r, p, m, right_of)
    m = P.WEEK_DAY.match(text, at)
    if m is not None:
        rel = m["rel"] or ""
        if not rel and at and text[at - 1] in "每一两二三四五六七八九十0123456789半上下前后个几隔":
            return False
        p.weekday, p.end = P.WEEKDAY[m["wd"]], m.end()
        if not rel and text[p.end : p.end + 1] == "，":
            d = P.MONTH.match(text, p.end + 1)
            if d is not None:  # 周日，2月10日
                whole = Point(at)
                _month(r, whole, d)
                if whole.day is not None:
                    p.weekday, p.month, p.day, p.end = None, whole.month, whole.day, whole.end
                    return True
        if rel:
            p.unit, p.unit_from = "week", "published"
            p.offset = (rel.count("下") or -rel.count("上")) if rel[0] in "上下" else 0
        _hours(r, p)
        return True
    m = P.HALF_YEAR.match(text, at)
    if m is not None:
        p.half, p.end = (1 if m["half"] == "上" else 2), m.end()
        return True
    m = P.QUARTER.match(text, at)
    if m is not None:
        p.quarter, p.end = (1 if m["qf"] else number(m["q"] or m["q1"] or m["qq"] or m["qr"])), m.end()
        _quarter_end(r, p)
        return True
    m = P.FIRST_N.match(text, at)
    if m is not None:
        p.span, p.end = (1, min(12, number(m["fn"]) * (3 if "季" in m["fu"] else 1))), m.end()
        return True
    m = P.YEAR_PART.match(text, at) or P.MONTH_PART.match(text, at)
    if m is not None:
        p.part, p.end = ("初" if m["p"] == "初" else "底"), m.end()
        p.year_from = "topic" if text[at] == "年" else ""
        if text[at] == "年":
            p.year = 0
        else:
            p.unit, p.unit_from = "month", "published"
        return True
    m = P.SUB_MONTH.match(text, at)
    if m is not None:
        p.part, p.end, p.unit, p.unit_from = m["x"], m.end(), "month", "context"
        return True
    m = P.FESTIVAL.match(text, at)
    if m is not None and _festival_stands(r, m):
        _festival(p, m)
        _hours(r, p)
        return True
    return False


def _day(r: Reader, p: Point, m: re.Match[str], right_of: Point | None) -> bool:
    text, start, end = r.text, m.start(), m.end()
    p.day, p.end = number(m["d"]), end
    if right_of is not None and right_of.day is not None:
        _weekday_behind(r, p)
        _hours(r, p)
        return True
    if m["u"] is None:
        return True  # the left end of a range
    if start and text[start - 1] in "第每近满共达仅约超隔":
        return False
    if m["u"] == "号":
        # alone, 12号 may be a building, a line, a document: a part of the day must follow
        return _hours(r, p) or r.whole(start, end)
    if text[end : end + 1] in ("内", "后", "游", "常", "照", "元", "本", "均", "用") or text[end : end + 1] == "报" and text[end + 1 : end + 2] not in ("道", "告", "送", "到", "名") or text[end : end + 2] in ("以内", "之内", "之后", "以后", "之前", "以上"):
        return False
    if text[start] in P.NUMERAL and not (end - start > 2 or r.whole(start, end)):
        return False  # 三日, 十日: a length of time, or part of a name
    if text[max(0, start - 2) : start] in ("连续", "历时", "为期", "长达", "不少", "超过", "持续", "期限"):
        return False
    _weekday_behind(r, p)
    _hours(r, p)
    return True


def _lunar(r: Reader, p: Point, at: int) -> bool:
    """A date of the lunar calendar, behind 农历."""
    m = P.LUNAR.match(r.text, at)
    if m is None:
        f = P.FESTIVAL.match(r.text, at)
        if f is not None:
            _festival(p, f)
            return True
        y = P.YEAR.match(r.text, at) if p.year is None else None
        if y is not None:
            _year(p, y)
            return _lunar(r, p, y.end())
        return False
    p.lunar, p.end, p.leap = True, m.end(), bool(m["leap"])
    p.month = {"正": 1, "冬": 11, "腊": 12}.get(m["mw"] or "") or number(m["m"])
    if m["d"]:
        p.day = number(m["d"].removesuffix("日"))
    _hours(r, p)
    return True


def _lunar_match(r: Reader, p: Point, m: re.Match[str]) -> None:
    p.lunar, p.end, p.leap = True, m.end(), bool(m["lm"])
    p.month = {"正": 1, "冬": 11, "腊": 12}.get(m["mw"] or "") or number(m["lm"] or m["m"])
    day = m["ld"] or m["d"] or m["d2"]
    if day:
        p.day = number(day.removesuffix("日"))
    _hours(r, p)


def _festival(p: Point, m: re.Match[str]) -> None:
    p.festival = P.FESTIVALS[m["q"] or m["n"]][0]
    p.holiday = m["h"] is not None
    p.end = m.end()


def _festival_stands(r: Reader, m: re.Match[str]) -> bool:
    """A short name (五一, 清明) is a time only where marks, a holiday or a word of relation say so."""
    name = m["q"] or m["n"]
    if m["h"] or P.FESTIVALS[name][1] or r.whole(m.start(), m.end()):
        return True
    end = m.end()
    if m["q"] or m["s"]:
        return bool(m["s"]) or r.text[end : end + 2] in ("期间", "前后", "前夕", "当天", "当日") or r.text[end : end + 1] in ("前", "后", "，", "至", "、", "“")
    if name in ("十一",):
        return r.text[end : end + 2] in ("期间",)
    if name in ("六一", "三八", "五四", "七一", "八一"):
        return r.text[end : end + 2] in ("期间", "前夕") or r.text[end : end + 1] == "节"
    return r.text[end : end + 2] in ("期间", "前夕", "前后", "当天", "当日", "时节") or (r.heads_clause(m.start()) and r.ends_clause(end))


# --- rules --------------------------------------------------------------------------------------------------------


def _candidate(r: Reader, rule: str, p: Point, kind: TimeKind = TimeKind.DATE) -> TimeCandidate:
    return TimeCandidate(p.start, p.end, rule, kind, first=p, relation=relation(r, p.start, p.end, p))


def relation(r: Reader, start: int, end: int, p: Point | None = None) -> Relation | None:
    """What the words before and behind a time say."""
    text = r.text
    m = P.AFTER.match(text, end)
    if m is not None:
        kind = m.lastgroup
        if kind == "since":
            return Relation.SINCE
        if kind == "come":
            if p is None or not P.COME.match(text, m.end()) and (p.year is not None or p.month is not None):
                return Relation.SINCE
        elif kind == "before" and m[0][-1] == "前" and text[m.end() : m.end() + 1] == "后":
            return None
        else:
            return Relation(kind)
    b = P.BEFORE.search(text, max(0, start - 6), start)
    if b is not None and p is not None:
        if b["since"]:
            return Relation.SINCE
        if text[end : end + 1] != "的":
            return Relation.UNTIL
    return None


def trap(r: Reader, at: int) -> TimeCandidate | None:
    """A phrase that only looks like a time; the scan goes on behind it."""
    m = P.TRAP.match(r.text, at)
    return TimeCandidate(at, m.end(), "trap", TimeKind.REFERENCE) if m is not None else None


def word(r: Reader, at: int) -> TimeCandidate | None:
    """A vague reference (目前, 近年来) or a set word (年均, 逐月)."""
    m = P.WORD.match(r.text, at)
    if m is None:
        return None
    level, source = P.WORDS[m[0]]
    if level == "reference":
        end = m.end()
        if m[0].endswith("以来"):
            return TimeCandidate(at, end, "reference", TimeKind.REFERENCE)
        return TimeCandidate(at, end, "reference", TimeKind.REFERENCE, relation=relation(r, at, end, Point(at)))
    if level == "set":
        return TimeCandidate(at, m.end(), "recurrence", TimeKind.SET, value=source)
    return None


def recurrence(r: Reader, at: int) -> TimeCandidate | None:
    """每年, 每月底, 每两周, 每周三下午, 每隔5天."""
    text = r.text
    m = P.EACH.match(text, at)
    if m is None:
        return None
    unit, size = P.EACH_UNIT[m["u"]]
    if unit in ("H", "m", "S") and not m["ge"] and not m["n"]:
        return None  # 每小时60公里 is a rate
    value: str | None = None
    if m["n"] == "半":
        value = {"Y": "P6M", "M": "P15D", "H": "PT30M", "D": "PT12H"}.get(unit)
    elif unit:
        value = iso({unit: (number(m["n"]) if m["n"] else 1) * size})
    end = m.end()
    if m["u"] in ("周", "星期", "礼拜") and not m["n"]:
        d = P.EACH_DAY.match(text, end)
        if d is not None:
            end = d.end()
    tail = Point(end)
    ok = False
    if unit == "Y":
        _part_of_year(r, tail)
        if tail.end == end and text[end : end + 1] in ("春", "夏", "秋", "冬") and text[end + 1 : end + 2] == "季":
            tail.end += 2
        ok = tail.end > end
    elif unit == "M":
        before = tail.end
        _tail_of_month(r, tail)
        ok = tail.end > before
    else:
        ok = _hours(r, tail)
    if ok:
        end = tail.end
        j = P.JOIN.match(text, end)
        other = point(r, j.end(), tail) if j is not None else None
        if other is not None and other.year is None:
            end = other.end
    return TimeCandidate(at, end, "recurrence", TimeKind.SET, value=value)


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
    m = P.PLAN.match(r.text, at)
    if m is None or m["plan"] or r.text.startswith(("”规划", "”计划", "”纲要", "”普法"), m.end()):
        return None
    name = m["q"] or m["u"]
    if len(name) < 3 and not (m["near"] or m["part"]):
        return None  # 五五 and 十五 are numerals
    if m["u"] and not (m["near"] or m["part"] or len(name) == 3 and r.ends_clause(m.end())):
        if not (at and r.text[at - 1] in "“、" and len(name) == 3):
            return None
    p = Point(at)
    p.years = P.PLANS[name]
    if m["part"]:
        p.year, p.year_from = p.years[m["part"][0] == "末"], "given"
        p.years, p.end = None, m.end("part")
    elif m["q"]:
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
    m = P.SCHOOL.match(r.text, at)
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


def numeric(r: Reader, at: int) -> TimeCandidate | None:
    """2022-05-20, 2022.5.20, 20220520, 05-20 behind which a clock time stands."""
    text = r.text
    if at and text[at - 1] in "-/.0123456789" and not (text[at - 1] in "-/" and not text[at - 2 : at - 1].isalnum()):
        return None
    p = _numeric_point(r, at)
    if p is None:
        return None
    return _ranged(r, p, "numeric")


def _numeric_point(r: Reader, at: int) -> Point | None:
    text = r.text
    p = Point(at)
    m = P.NUMERIC.match(text, at)
    if m is not None:
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]), "given", int(m["m"]), int(m["d"]), m.end()
        while text[p.end - 1] in " T":
            p.end -= 1
        c = P.CLOCK.match(text, m.end())
        if c is not None and c["h"]:
            p.end = c.end()
            _clock(p, c)
        else:
            _weekday_behind(r, p)
            _hours(r, p)
        return p
    m = P.COMPACT.match(text, at)
    if m is not None and not text[max(0, at - 2) : at].endswith(("号", "码", "第", "编号", "：")) and not text[at - 1 : at].isascii():
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]), "given", int(m["m"]), int(m["d"]), m.end()
        return p
    if m is not None and (at == 0 or text[at - 1] in "（ \n"):
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]), "given", int(m["m"]), int(m["d"]), m.end()
        return p
    m = P.NUMERIC_MONTH.match(text, at)
    if m is not None:
        p.year, p.year_from, p.month, p.end = int(m["y"]), "given", int(m["m"] or m["n"]), m.end()
        return p
    m = P.MONTH_DAY.match(text, at)
    if m is None:
        m = P.MONTH_DAY_ALONE.match(text, at)
        if m is not None and not r.whole(at, m.end()):
            m = None
    if m is not None:
        p.month, p.day, p.end = int(m["m"]), int(m["d"]), m.end()
        _weekday_behind(r, p)
        _hours(r, p)
        return p
    return None


def _ranged(r: Reader, p: Point, rule: str) -> TimeCandidate:
    """The point, or the range that it begins."""
    j = P.YEAR_JOIN.match(r.text, p.end)
    if j is not None:
        q = _numeric_point(r, j.end()) or point(r, j.end(), p)
        if q is not None and _joinable(p, q):
            return TimeCandidate(p.start, q.end, "range", TimeKind.RANGE, first=p, last=q, relation=relation(r, p.start, q.end))
    return _candidate(r, rule, p)


def _joinable(p: Point, q: Point) -> bool:
    """Two ends of one range: both are of the calendar, and the right one does not start coarser than it can."""
    if p.recent or q.recent or p.holiday or q.holiday or q.same_period:
        return False
    if q.hour is not None and q.day is None and q.unit == "" and q.month is None and q.year is None and q.weekday is None:
        return p.hour is not None
    if q.day is not None and q.month is None and q.unit == "" and q.year is None:
        return p.day is not None
    if p.hour is not None and q.hour is None and q.day is None and q.unit != "day":
        return False
    return True


def paren_day(r: Reader, at: int) -> TimeCandidate | None:
    """今（13）日, of a press release."""
    m = P.PAREN_DAY.match(r.text, at)
    if m is None:
        return None
    p = Point(at)
    p.end = m.end()
    p.day, p.unit, p.unit_from = int(m["d"]), "day", "published"
    p.offset = {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}[m["w"]]
    _hours(r, p)
    return _ranged(r, p, "day")


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


_TWO = re.compile(r"(?P<w>今明|明后|去今|昨今)[两二](?P<u>[年天日])")
_STEP = {"今": 0, "明": 1, "后": 2, "去": -1, "昨": -1}
_SEASONS = re.compile(r"(?:(?P<y>[今去明])(?P<s>[春夏秋冬])(?:季|明春|今春)?|(?P<b>[春夏秋冬])季(?!度))(?![节耕播运种收])")


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


def iso(parts: dict[str, float | int]) -> str:
    """An ISO 8601 duration from amounts of Y M W D H m (minutes) S."""
    days = "".join(f"{_plain(parts[k])}{k}" for k in "YMWD" if parts.get(k))
    hours = "".join(f"{_plain(parts[k])}{k.upper()}" for k in "HmS" if parts.get(k))
    if not days and not hours:
        return "P0D"
    return "P" + days + ("T" + hours if hours else "")


def _plain(value: float | int) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


_ORDER = "YMWDHmS"
_HOURS = _ORDER.index("H")
_HALVES = {"Y": ("M", 6), "M": ("D", 15), "D": ("H", 12), "H": ("m", 30), "m": ("S", 30)}


def duration(r: Reader, at: int) -> TimeCandidate | None:
    """5年, 3个小时, 一年半, 一个半小时, 36天5小时30分, 三天两夜, 数月, 3至6个月."""
    text = r.text
    m = P.LENGTH_RANGE.match(text, at)
    if m is not None and _counts_months(m["u"], m["g"], m["b"]):
        start = _left(r, at)
        return TimeCandidate(start, m.end(), "duration-range", TimeKind.DURATION, relation=relation(r, start, m.end()))
    parts: dict[str, float | int] = {}
    end, vague, last, first = at, False, -1, None
    while True:
        m = P.ITEM.match(text, end) or (P.MINUTES.match(text, end) if last == _HOURS else None)
        if m is None or (end == at and m.start("n") != at):
            break
        unit, size = P.UNITS[m["u"]]
        if not _counts_months(m["u"], m["g"] or ("个" if m["u"] == "钟" and m["g"] else None), m["n"]):
            break
        if m["u"] == "夜":
            if last != _ORDER.index("D"):
                break
            end = m.end()
            break
        rank = _ORDER.index(unit) if unit else 9
        if rank <= last:
            break
        if first is None:
            first = m
            if _no_length(r, m):
                return None
        elif m["u"] == "日" and text[end] not in "又零加外再":
            break
        last = rank
        end = m.end()
        if not unit:
            vague = True
            break
        amount = _amount(m["n"])
        if amount is None:
            vague = True
        elif m["n"] == "半":
            small, half = _HALVES[unit]
            if m["u"] == "世纪":
                parts["Y"] = 50
            elif m["u"] == "刻钟":
                break
            else:
                parts[small] = parts.get(small, 0) + half
        elif unit == "H" and amount != int(amount):
            parts["H"], parts["m"] = int(amount), round((amount - int(amount)) * 60, 3)
        elif unit == "m" and amount != int(amount):
            parts["m"], parts["S"] = int(amount) * size, round((amount - int(amount)) * 60, 3)
        else:
            parts[unit] = amount * size
        half = m["h"] == "半" or m["t"] == "半"
        if half:
            small, more = _HALVES.get(unit, ("", 0))
            if m["u"] == "世纪":
                parts["Y"] = parts.get("Y", 0) + 50
            elif small:
                parts[small] = parts.get(small, 0) + more
        if m["u"] == "分" and text[end : end + 1] == "钟":
            end += 1
        if m["v"] or m["t"] or m["h"] in ("多", "余"):
            break
    if first is None:
        return None
    start = _left(r, at)
    if not _stands(r, first, start, end):
        return None
    value = None if vague else iso(parts)
    return TimeCandidate(start, end, "duration", TimeKind.DURATION, value=value, relation=relation(r, start, end))


def _counts_months(unit: str | None, measure: str | None, amount: str) -> bool:
    """月 counts months only behind 个 (and in 半月, 数月, 仨月): 3月 is March. 钟 needs 个."""
    if unit == "月":
        return bool(measure) or amount in ("半", "仨", "数", "几", "两")
    if unit == "钟":
        return bool(measure)
    return not (unit in ("年", "天", "日", "秒", "秒钟") and measure)


def _amount(text: str) -> float | int | None:
    if text == "半":
        return 0.5
    if text == "仨":
        return 3
    found = numerals.parse(text)
    if found is None or found.value is None:
        return None
    value = float(found.value)
    return int(value) if value == int(value) else value


def _left(r: Reader, at: int) -> int:
    """The start, with 近 过去 未来 今后 before the length."""
    m = P.LEFT.search(r.text, max(0, at - 4), at)
    return m.start() if m is not None else at


_MANY_DAYS = re.compile(r"[内后前]|以[内后前]|之[内后前]|左右|的?时间")


def _no_length(r: Reader, m: re.Match[str]) -> bool:
    """Look-alikes: 第三年 (an ordinal), 每五年, 5日 (a day), 四周 (all around), 百年 (in names)."""
    text, at, end = r.text, m.start(), m.end()
    before = text[at - 1 : at]
    n, unit = m["n"], m["u"]
    if before and (before in "第每个" or before.isascii() and before.isalpha()):
        return True  # 第三年, 第二个五年计划, PM2.5年均
    if unit == "日":
        if n.isdecimal() and int(n) <= 31 or n not in ("两", "数", "几", "半") and not n.isdecimal():
            if not _MANY_DAYS.match(text, end):
                return True
            return text[end] == "前" and n.isdecimal()
        return False
    if unit == "年" and n in ("百", "千", "万", "多", "亿"):
        return not text.startswith(("来", "以来"), end) or before == "千"
    if unit == "年" and n.isdecimal() and 1300 <= int(n) < 2200 and len(n) == 4:
        return True
    if n in ("多", "百", "千"):
        return True
    if unit == "周" and n == "四" and not _MANY_DAYS.match(text, end) and not r.whole(at, end):
        return True
    if unit in ("分", "秒") and not m["g"] and before in (".", "："):
        return True
    if unit in ("秒",) and n in ("一", "半", "几"):
        return not _MANY_DAYS.match(text, end) and not r.whole(at, end)
    return n in ("零", "〇") or n[0] == "0" and n[1:2].isdecimal()


def _stands(r: Reader, m: re.Match[str], start: int, end: int) -> bool:
    """一天, 一年 after 这 某 新的 are phrases; a lone 一日, 半天 as well."""
    text = r.text
    if end != m.end() or m["h"] or m["t"] or m["v"] or m["n"] != "一":
        return True
    if r.whole(start, end) or start < m.start() or _MANY_DAYS.match(text, end):
        return True
    if m["u"] == "天":
        return False
    if text[start - 1 : start] == "的":
        return text[max(0, start - 2) : start - 1] == "新" or text[max(0, start - 3) : start - 1] in ("过去", "未来", "此后", "随后", "之后", "今后", "其后", "往后", "后来")
    return text[start - 1 : start] not in tuple("这那某哪另有同新") if start else True


def date_point(r: Reader, at: int) -> TimeCandidate | None:
    """Every other date: 2022年5月20日, 今年一季度, 5月至8月, 下周三上午10点 …"""
    text = r.text
    char = text[at]
    p = point(r, at)
    if p is None:
        return None
    c = _ranged(r, p, "date")
    if c.last is not None:
        if p.month is None and p.day is None and p.year is None and p.hour is not None and not p.day_part and c.last.hour is None:
            return None
        return c
    if p.end <= at:
        return None
    if p.hour is not None and _only_hours(p) and not _clock_stands(r, p):
        return None
    if p.hour is None and p.day_part and _only_hours(p) and p.unit == "":
        word_ = text[at : p.end]
        if word_ not in P.BARE_PARTS or not (r.heads_clause(at) and r.ends_clause(p.end) or r.whole(at, p.end)):
            return None
    # the left end of a range whose right end could not be read
    last = text[p.end - 1]
    if last.isdecimal() and p.hour is None and p.day is None and (p.month is not None or p.year is not None) and not (p.month and p.unit):
        if char.isdecimal() and not text[p.end : p.end + 1] == "月":
            return None
    return c


def _only_hours(p: Point) -> bool:
    return (
        p.year is None and p.month is None and p.day is None and p.weekday is None and not p.unit and not p.festival and p.decade is None and p.century is None
    )


def _clock_stands(r: Reader, p: Point) -> bool:
    """A clock time without a day: not 三点要求, 零点一, 1:2, 比例为1:10."""
    text, start, end = r.text, p.start, p.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    written = text[start:end]
    if ":" in written:
        if before.endswith(("比", "分", "例", "按", ":")) or after.startswith(("的比", "比例", "的大比", "战胜", "险胜", "击败")):
            return False
        return True
    if p.day_part and not written[0].isdecimal() and written[0] not in P.NUMERAL:
        return True
    if "分之" in before or before.endswith(("长", "降", "高", "低", "加", "减", "为", "达", "约")):
        return False
    if "分" in written and "点" in written or written.endswith(("半", "刻", "整", "点钟")) or "时" in written and "分" in written:
        return True
    heads = r.heads_clause(start) or before.endswith(("在", "至", "到", "于", "从", "自"))
    tail = r.ends_clause(end) or after.startswith(("前", "后", "之", "以", "许", "左右", "至", "到", "起"))
    if heads and tail:
        return True
    return False


# name, rule, and the characters a time of that rule begins with (None: any)
RULES: tuple[tuple[str, Rule, str | None], ...] = (
    ("trap", trap, None),
    ("recurrence", recurrence, "每"),
    ("word", word, None),
    ("event", event, None),
    ("plan", plan, "“一二三四五六七八九十"),
    ("plan", ordinal_plan, "第"),
    ("numeric", numeric, "0123456789"),
    ("school-year", school_year, "12"),
    ("day", paren_day, "今昨明前后"),
    ("two", two_years, "今明去昨"),
    ("season", season, "今去明春夏秋冬"),
    ("date", date_point, None),
    ("duration", duration, P.NUMERAL + "几数半多0123456789"),
)

# the rules that may answer at a character: what is never first in a word of theirs is left out
_FIRST = {word: {w[0] for w in words} for word, words in (("word", P.WORDS), ("event", P.EVENTS))}
_BY_CHAR: dict[str, tuple[Rule, ...]] = {}


def _rules_at(char: str) -> tuple[Rule, ...]:
    rules = _BY_CHAR.get(char)
    if rules is None:
        rules = _BY_CHAR[char] = tuple(
            rule
            for name, rule, first in RULES
            if (first is None or char in first) and (name not in _FIRST or char in _FIRST[name]) and not (name == "date" and char == "每")
        )
    return rules


def find(source: Source) -> list[TimeCandidate]:
    """The times of a text, in order, without overlaps; offsets are those of the view.

    Recognition only: what they mean in days is `zhextract.calendar.resolve`'s business.
    """
    r = Reader(source)
    found: list[TimeCandidate] = []
    search, text = P.SCAN.search, source.text
    m = search(text)
    while m is not None:
        at = m.start()
        end = at + 1
        for rule in _rules_at(text[at]):
            c = rule(r, at)
            if c is not None:
                end = max(c.end, end)
                if c.rule != "trap" and (not found or found[-1].end <= c.start):
                    found.append(c)
                break
        m = search(text, end)
    return found
