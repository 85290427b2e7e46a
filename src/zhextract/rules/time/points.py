"""One point in time, read from the coarse to the fine: century, year, part of the year, month, part of the month, day,
part of the day, clock time; any of them may be the first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from zhextract.rules.time import patterns as P
from zhextract.rules.time.reader import Reader, number, word_at
from zhextract.rules.time.spec import Point

__all__ = [
    "behind_day",
    "counted_point",
    "hours",
    "numeric_point",
    "part_of_year",
    "point",
    "tail_of_month",
    "word_point",
]


def point(r: Reader, at: int, right_of: Point | None = None) -> Point | None:
    """The point in time that begins at `at`, as long as it can be read; `right_of`: the left end of its range."""
    p = Point(at)
    if not _coarse(r, p):
        if right_of is not None and right_of.year is not None and right_of.month is None:
            m = P.FOUR_RIGHT.match(r.text, at) or P.TWO_RIGHT.match(r.text, at)
            if m is not None:
                p.year, p.year_from, p.end = _right_year(m, right_of), "given", m.end()
                return p
        if not _middle(r, p, right_of) and not hours(r, p):
            return None
    return p


def counted_point(r: Reader, at: int, sign: str) -> Point | None:
    """The point that a bare number with `sign` right behind it begins; what `point` finds there, by fewer looks."""
    if sign == "年" and r.text[at + 1] == sign:
        return None  # 五年, 3年
    p = Point(at)
    for read in _COUNTED[sign]:
        told = read(r, p, None)
        if told is not None:
            return p if told or hours(r, p) else None
    return p if sign in "点时夜" and hours(r, p) else None


def _right_year(m: re.Match[str], left: Point) -> int:
    year = int(m[1])
    return year if year > 99 or left.year is None else left.year // 100 * 100 + year


def _coarse(r: Reader, p: Point) -> bool:
    """Century, decade, year, or a unit told from another, and what follows them."""
    word = word_at(r.text, p.start)
    if word is None:
        return _number_of_year(r, p)
    if P.WORDS[word][0] in ("reference", "set"):
        return False
    _relative(r, p, word)
    return True


def word_point(r: Reader, at: int, word: str) -> Point:
    """The point that a word of ``time_words.tsv`` begins: 今年, 去年一季度, 下个月底."""
    p = Point(at)
    _relative(r, p, word)
    return p


def _relative(r: Reader, p: Point, word: str) -> None:
    p.end = p.start + len(word)
    told = P.OFFSETS.get(word)
    if told is None:
        p.recent = True
        return
    level, origin, offset = told
    if level != "year":
        p.unit, p.unit_from, p.offset = level, origin, offset
        if level == "night":
            p.unit, p.day_part = "day", "am" if word[-1] in "晨早" else "night"
        _behind_unit(r, p)
        return
    p.year, p.year_from = offset, origin
    p.plain = True
    again = P.TOLD_YEAR.match(r.text, p.end) if r.roc else None
    if again is not None:  # 今年（114）
        p.end = again.end()
    end = p.end
    part_of_year(r, p)
    if p.end > end:
        p.plain = False


def _number_of_year(r: Reader, p: Point) -> bool:
    """A year told by its number, or a century or decade; and what follows it."""
    text, at = r.text, p.start
    char = text[at : at + 1]
    if (m := year_at(text, at)) is not None and not _doubtful_year(r, m):
        _year(p, m)
    elif char in P.CENTURY_FIRST and (told := _century_or_decade(text, p)) is not None:
        return told
    elif char in _STEP_YEAR and (m := P.PAREN_YEAR.match(text, at)) is not None:
        year = int(m["n"])
        p.year, p.year_from, p.end = year + 1911 if year < 200 else year, "given", m.end()
    elif char not in P.ROC_FIRST or not r.roc:
        return False
    elif (m := P.ROC_DAY.match(text, at)) is not None:
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]) + 1911, "given", int(m["m"]), int(m["d"]), m.end()
        behind_day(r, p)
        return True
    elif (m := P.ROC.match(text, at) or P.ROC_LEFT.match(text, at)) is not None:
        p.year, p.year_from, p.end = int(m["n"]) + 1911, "given", m.end()
    else:
        return False
    part_of_year(r, p)
    return True


def year_at(text: str, at: int) -> re.Match[str] | None:
    """The full or two-digit year written at `at`."""
    pattern = P.YEARS.get(text[at : at + 1])
    return pattern.match(text, at) if pattern is not None else None


def _century_or_decade(text: str, p: Point) -> bool | None:
    """20世纪, 九十年代, 八九十年代; None where there is none, False where two decades are no neighbours."""
    at = p.start
    if "年代" in text[at : at + 12] and (m := P.DECADE.match(text, at)) is not None:
        p.century = _century(m["cen"])
        decades = m["dec"]
        if len(decades) == 3 and decades[2] == "十":  # 八九十年代
            if number(decades[1]) != number(decades[0]) + 1:
                return False
            base = (number(m["cen"].removesuffix("世纪")) - 1) * 100 if m["cen"] and m["cen"][0] not in "上本" else 1900
            p.years = base + number(decades[0]) * 10, base + number(decades[1]) * 10 + 9
            p.end = m.end("dec") + 2
            return True
        p.decade = number(decades)
        p.part = m["part"] or ""
        p.end = m.end()
        return True
    if "世纪" in text[at : at + 6] and (m := P.CENTURY.match(text, at)) is not None:
        p.century, p.part, p.end = _century(m["cen"]), m["part"] or "", m.end()
        return True
    return None


_STEP_YEAR: Final = frozenset("今本去明后前")


def _doubtful_year(r: Reader, m: re.Match[str]) -> bool:
    """A year of two digits that the text gives as a length of time (连续98年), or a round number of years."""
    before = r.text[max(0, m.start() - 2) : m.start()]
    return m.lastgroup in ("y0", "yq", "y2", "yp") and before.endswith(
        ("连续", "历时", "长达", "近", "已有", "过去", "未来", "第", "超过", "满")
    )


def _century(words: str | None) -> int | None:
    if not words:
        return None
    if words[0] in "上本":
        return -1 if words[0] == "上" else 0
    return number(words.split("世纪")[0])


def _year(p: Point, m: re.Match[str]) -> None:
    kind = m.lastgroup
    p.end, p.year_from = m.end(), "given"
    if kind in ("y4", "y4r", "y4l", "y4b", "yc", "ycr"):
        p.year = number(m[kind])
    elif kind == "ad":
        p.year = -number(m["ad"]) + 1 if m["bc"] else number(m["ad"])
    elif kind == "rn":
        p.year = P.REIGNS[m["reign"]] + number(m["rn"]) - 1
    else:
        p.year, p.year_from = number(m[kind or "y2"]), "two"


def part_of_year(r: Reader, p: Point) -> None:
    """What follows a year: a half, a quarter, a month, a feast …"""
    text, at = r.text, p.end
    char = text[at : at + 1]
    if char not in P.PART_FIRST:
        return
    if char in P.PART_PAIRS and text[at + 1 : at + 2] not in P.PAIR_SECOND:
        return
    inner = at + (char == "的" or char == " ")
    first = text[inner : inner + 1] if inner > at else char
    if first not in P.PART_FIRST:
        return
    if first in P.LUNAR_SIGN_FIRST:
        sign = P.LUNAR_SIGN.match(text, inner)
        if sign is not None and _lunar(r, p, sign.end()):
            return
    elif first in P.LUNAR_FIRST and char != " ":
        m = P.LUNAR_PLAIN.match(text, inner)
        if m is not None:
            _lunar_match(r, p, m)
            return
    if first in P.MONTH_FIRST:
        m = P.MONTH.match(text, at)
        if m is not None:
            _month(r, p, m)
            return
    m = P.SUB.match(text, at)
    if m is not None:
        _sub(r, p, m)
        return
    m = P.FESTIVAL.match(text, at + (char == "的"))
    if m is not None:
        _festival(p, m)
        hours(r, p)


def _sub(r: Reader, p: Point, m: re.Match[str]) -> None:
    kind = m.lastgroup
    if kind == "same" and p.year_from == "given":
        return  # 2019年|同期: the year is told, 去年同期 is an expression of its own
    p.end = m.end()
    if kind == "half":
        p.half = 1 if m["half"] in "上前" else 2
        _quarter_end(r, p)
    elif kind in ("q", "q1", "qq", "qf", "qr"):
        p.quarter = 1 if kind == "qf" else number(m[kind])
        _quarter_end(r, p)
    elif kind == "fu":
        if m["fl"] in "前头":
            _first_part(p, m)
        else:
            p.span = (13 - min(number(m["fn"]) * (3 if "季" in m["fu"] else 1), 12), 12)
    elif kind in ("nm", "first"):
        p.month = number(m["nm"]) if m["nm"] else 1
        tail_of_month(r, p)
    elif kind in ("nd", "last"):
        p.nth_day = number(m["nd"]) if m["nd"] else -1
        hours(r, p)
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
    elif kind == "term":
        p.recent = True  # the text does not tell its days
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
        tail_of_month(r, p)
    elif p.unit == "quarter":
        _quarter_end(r, p)
    elif p.unit == "week":
        m = P.WEEK_DAY.match(r.text, p.end)
        if m is not None and not m["rel"]:
            p.weekday, p.end = P.WEEKDAY[m["wd"]], m.end()
            hours(r, p)
    elif p.unit == "day":
        behind_day(r, p)


def _month(r: Reader, p: Point, m: re.Match[str]) -> None:
    p.month, p.end = number(m["m"]), m.end()
    if m["r"] is None:
        tail_of_month(r, p)


def tail_of_month(r: Reader, p: Point) -> None:
    text = r.text
    if text[p.end : p.end + 1] not in P.TAIL_FIRST:
        return
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
        hours(r, p)
    else:
        p.day = number(m["d"])
        if kind != "r":
            behind_day(r, p)


def _weekday_behind(r: Reader, p: Point) -> None:
    """20日（星期五）, 20日星期五: the weekday adds nothing, but belongs to the expression."""
    mark = r.text[p.end : p.end + 1]
    if mark not in P.BEHIND_DAY_FIRST and not mark.isspace():
        return
    m = P.BEHIND_DAY.match(r.text, p.end)
    if m is not None:
        p.told_weekday, p.end = P.WEEKDAY[m["a"] or m["b"]], m.end()


def behind_day(r: Reader, p: Point) -> None:
    """What follows a day: its weekday, and the hour."""
    _weekday_behind(r, p)
    hours(r, p)


def hours(r: Reader, p: Point) -> bool:
    """A part of the day, a clock time, or both."""
    text, at = r.text, p.end
    char = text[at : at + 1]
    if char not in P.HOUR_FIRST and (char not in ("的", " ") or text[at + 1 : at + 2] not in P.HOUR_FIRST):
        return False
    m = P.DAY_PART.match(text, at)
    if m is not None and (m[0][0] != "的" or at > p.start):
        p.day_part, at = P.DAY_PARTS[m["w"]], m.end()
    c = P.CLOCK.match(text, at)
    if c is not None and (c[0][0] not in "的 " or at > p.start):
        if (
            p.start == p.end
            and m is None
            and c["m3"] is None
            and c["h2"]
            and c.end() < r.size
            and text[c.end()] in P.NUMERAL
        ):
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
    elif not p.day_part and (c["h"] or (c["h2"] and "时" in c[0])):
        p.day_part = "am"  # 09:30, 4:30:00 and 7时05分 are told by the 24 hours


def _middle(r: Reader, p: Point, right_of: Point | None) -> bool:
    """A part of an untold year or month, a day, a weekday, a feast."""
    for read in _MIDDLE.get(r.text[p.start : p.start + 1], ()):
        told = read(r, p, right_of)
        if told is not None:
            return told
    return False


# Each reads one of them at the start of the point; None where none stands there, False where one does that is no time.


def _lunar_date(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.LUNAR_SIGN.match(r.text, p.start)
    if m is not None:
        y = year_at(r.text, m.end())
        if y is not None:
            _year(p, y)
        if _lunar(r, p, p.end if y is not None else m.end()):
            return True
    return None


def _lunar_plain(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.LUNAR_PLAIN.match(r.text, p.start)
    if m is None:
        return None
    _lunar_match(r, p, m)
    return True


def _lone_month(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.MONTH.match(r.text, p.start)
    if m is None:
        return None
    _month(r, p, m)
    return True


def _lone_day(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.DAY.match(r.text, p.start)
    return None if m is None else _day(r, p, m, right_of)


def _day_of_week(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    text, at = r.text, p.start
    m = P.WEEK_DAY.match(text, at)
    if m is None:
        return None
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
    hours(r, p)
    return True


def _half_year(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.HALF_YEAR.match(r.text, p.start)
    if m is None:
        return None
    p.half, p.end = (1 if m["half"] == "上" else 2), m.end()
    _quarter_end(r, p)
    return True


def _quarter(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.QUARTER.match(r.text, p.start)
    if m is None:
        return None
    p.quarter, p.end = (1 if m["qf"] else number(m["q"] or m["q1"] or m["qq"] or m["qr"])), m.end()
    _quarter_end(r, p)
    return True


def _first_months(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.FIRST_N.match(r.text, p.start)
    if m is None:
        return None
    _first_part(p, m)
    return True


def _first_part(p: Point, m: re.Match[str]) -> None:
    """前7个月, 前三季度; 前6个月 is the half-year."""
    months, p.end = number(m["fn"]) * (3 if "季" in m["fu"] else 1), m.end()
    if months == 6 and "月" in m["fu"]:
        p.half = 1
    else:
        p.span = (1, min(months, 12))


def _end_of_year(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.YEAR_PART.match(r.text, p.start)
    if m is None:
        return None
    p.part, p.end = ("初" if m["p"] == "初" else "底"), m.end()
    p.year, p.year_from = 0, "topic"
    return True


def _end_of_month(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.MONTH_PART.match(r.text, p.start)
    if m is None:
        return None
    p.part, p.end = ("初" if m["p"] == "初" else "底"), m.end()
    p.unit, p.unit_from = "month", "published"
    return True


def _part_of_month(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    m = P.SUB_MONTH.match(r.text, p.start)
    if m is None:
        return None
    p.part, p.end, p.unit, p.unit_from = m["x"], m.end(), "month", "context"
    return True


def _feast(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    if r.text[p.start : p.start + 2] not in P.FEAST_HEADS:
        return None
    m = P.FESTIVAL.match(r.text, p.start)
    if m is None or not _festival_stands(r, m):
        return None
    _festival(p, m)
    hours(r, p)
    return True


def _counted_year(r: Reader, p: Point, right_of: Point | None) -> bool | None:
    return _number_of_year(r, p) or None


_Read = Callable[[Reader, Point, Point | None], bool | None]


def _by_first(*readers: tuple[_Read, str]) -> dict[str, tuple[_Read, ...]]:
    """What may be read where a character stands, in order."""
    found: dict[str, tuple[_Read, ...]] = {}
    for read, chars in readers:
        for char in dict.fromkeys(chars):
            found[char] = (*found.get(char, ()), read)
    return found


_MIDDLE: Final = _by_first(
    (_lunar_date, "农阴旧夏"),
    (_lunar_plain, "闰正腊冬十" + P.N),
    (_lone_month, "\n十0123456789" + P.N),
    (_lone_day, "十廿卅0123456789" + P.N),
    (_day_of_week, "上下这本今周星礼"),
    (_half_year, "上下"),
    (_quarter, "第一二三四1234Qq首"),
    (_first_months, "前"),
    (_end_of_year, "年"),
    (_end_of_month, "月"),
    (_part_of_month, "上中下"),
    (_feast, P.FEAST_FIRST),
)
_COUNTED: dict[str, tuple[_Read, ...]] = {
    "年": (_counted_year, _feast),
    "世": (_counted_year, _feast),
    "月": (_lunar_plain, _lone_month, _feast),
    "日": (_lone_day, _feast),
    "号": (_lone_day, _feast),
    "季": (_quarter, _feast),
}
_COUNTED |= {sign: (_feast,) for sign in P.SIGNS if sign not in _COUNTED}


def _day(r: Reader, p: Point, m: re.Match[str], right_of: Point | None) -> bool:
    text, start, end = r.text, m.start(), m.end()
    p.day, p.end = number(m["d"]), end
    if right_of is not None and right_of.day is not None:
        behind_day(r, p)
        return True
    if m["u"] is None:
        return True  # the left end of a range
    if start and text[start - 1] in "第每近满共达仅约超隔足":
        return False
    if m["u"] == "号":
        # alone, 12号 may be a building, a line, a document: a part of the day must follow
        return hours(r, p) or r.whole(start, end)
    if (
        text[end : end + 1] in ("内", "后", "游", "常", "照", "元", "本", "均", "用", "者", "计")
        or (text[end : end + 1] == "报" and text[end + 1 : end + 2] not in ("道", "告", "送", "到", "名"))
        or text[end : end + 2] in ("以内", "之内", "之后", "以后", "之前", "以上")
    ):
        return False
    if text[start] in P.NUMERAL and not (end - start > 2 or r.whole(start, end)):
        return False  # 三日, 十日: a length of time, or part of a name
    if text[max(0, start - 2) : start] in (
        ("连续", "历时", "为期", "长达", "少于", "多于", "低于", "超过", "持续", "期限")
    ):
        return False
    behind_day(r, p)
    return True


def _lunar(r: Reader, p: Point, at: int) -> bool:
    """A date of the lunar calendar, behind 农历."""
    m = P.LUNAR.match(r.text, at)
    if m is None:
        f = P.FESTIVAL.match(r.text, at)
        if f is not None:
            _festival(p, f)
            return True
        y = year_at(r.text, at) if p.year is None else None
        if y is not None:
            _year(p, y)
            return _lunar(r, p, y.end())
        return False
    p.lunar, p.end, p.leap = True, m.end(), bool(m["leap"])
    p.month = {"正": 1, "冬": 11, "腊": 12}.get(m["mw"] or "") or number(m["m"])
    if m["d"]:
        p.day = number(m["d"].removesuffix("日"))
    hours(r, p)
    return True


def _lunar_match(r: Reader, p: Point, m: re.Match[str]) -> None:
    p.lunar, p.end, p.leap = True, m.end(), bool(m["lm"])
    p.month = {"正": 1, "冬": 11, "腊": 12}.get(m["mw"] or "") or number(m["lm"] or m["m"])
    day = m["ld"] or m["d"] or m["d2"]
    if day:
        p.day = number(day.removesuffix("日"))
    hours(r, p)


def _festival(p: Point, m: re.Match[str]) -> None:
    p.festival = P.FESTIVALS[m["q"] or m["n"]][0]
    p.holiday = m["h"] is not None
    p.end = m.end()


def _festival_stands(r: Reader, m: re.Match[str]) -> bool:
    """A short name (五一, 清明) is a time only where marks, a holiday or a word of relation say so."""
    name = m["q"] or m["n"]
    if m.start() and r.text[m.start() - 1] in "个届次":
        return False  # 第52个世界环境日
    if m["h"] or P.FESTIVALS[name][1] or r.whole(m.start(), m.end()):
        return True
    end = m.end()
    if m["q"] or m["s"]:
        return (
            bool(m["s"])
            or r.text[end : end + 2] in ("期间", "前后", "前夕", "当天", "当日")
            or r.text[end : end + 1] in ("前", "后", "，", "至", "、", "“")
        )
    if name in ("十一",):
        return r.text[end : end + 2] in ("期间",)
    if name in ("六一", "三八", "五四", "七一", "八一"):
        return r.text[end : end + 2] in ("期间", "前夕") or r.text[end : end + 1] == "节"
    return r.text[end : end + 2] in ("期间", "前夕", "前后", "当天", "当日", "时节") or (
        r.heads_clause(m.start()) and r.ends_clause(end)
    )


def numeric_point(r: Reader, at: int) -> Point | None:
    """2022-05-20, 20220520, 2022-05, 05-20."""
    text = r.text
    numbered = P.NUMBERED.match(text, at)
    if numbered is None:
        return None
    if numbered["y"] is None:
        return _month_and_day(r, at)
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
            behind_day(r, p)
        return p
    m = P.COMPACT.match(text, at)
    if (
        m is not None
        and not text[max(0, at - 2) : at].endswith(("号", "码", "第", "编号", "："))
        and not text[at - 1 : at].isascii()
    ):
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]), "given", int(m["m"]), int(m["d"]), m.end()
        return p
    if m is not None and (at == 0 or text[at - 1] in "（ \n"):
        p.year, p.year_from, p.month, p.day, p.end = int(m["y"]), "given", int(m["m"]), int(m["d"]), m.end()
        return p
    m = P.NUMERIC_MONTH.match(text, at)
    if m is not None:
        p.year, p.year_from, p.month, p.end = int(m["y"]), "given", int(m["m"] or m["n"]), m.end()
        return p
    return None


def _month_and_day(r: Reader, at: int) -> Point | None:
    m = P.MONTH_DAY.match(r.text, at)
    if m is None:
        m = P.MONTH_DAY_ALONE.match(r.text, at)
        if m is not None and not r.whole(at, m.end()):
            m = None
        if m is None and ((m := P.SLASH_DAY.match(r.text, at)) is None or not _is_day(r, m)):
            return None
    p = Point(at)
    p.month, p.day, p.end = int(m["m"]), int(m["d"]), m.end()
    behind_day(r, p)
    return p


def _is_day(r: Reader, m: re.Match[str]) -> bool:
    """Whether a month and a day with a stroke between them are a day: 9/8将, 上周末（10/20）; not 1/4土地, 约2/3."""
    text, start, end = r.text, m.start(), m.end()
    before, month, day = text[start - 1] if start else "\n", int(m["m"]), int(m["d"])
    if before == "（" and text[start - 2 : start - 1] in _DAY_WORD_ENDS:
        return True
    if not r.source.hant or (before.isascii() and (before.isalnum() or before in ".=_%&?#")):
        return False
    if m[0][-1] == "日":
        return True
    if month < day and (before in _SHARE_BEFORE or text[end : end + 1] in ("的", "以", "左", "强", "弱")):
        return False
    if month <= 3 and month < day <= 12:  # most likely a share
        return before in _DAY_BEFORE or text[end : end + 1] in ("-", "~", "至", "（")
    return True


_DAY_WORD_ENDS: Final = frozenset("日天末间期一二三四五六")
_SHARE_BEFORE: Final = frozenset("约占近达少超过之")
_DAY_BEFORE: Final = frozenset("于至自到由（-~\n")
