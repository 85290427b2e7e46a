"""How long and how often: durations (5年, 一年半, 36天5小时30分, 3至6个月) and sets (每年, 每月底, 每两周)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from zhextract import numerals
from zhextract.records import TimeKind
from zhextract.rules.time import patterns as P
from zhextract.rules.time.points import hours, part_of_year, point, tail_of_month
from zhextract.rules.time.reader import Reader, number, relation
from zhextract.rules.time.spec import Point, TimeCandidate

__all__ = ["duration", "iso", "recurrence", "years"]


def iso(parts: dict[str, float | int]) -> str:
    """An ISO 8601 duration from amounts of Y M W D H m (minutes) S."""
    if len(parts) == 1:
        for unit, amount in parts.items():
            if amount:
                return f"{'PT' if unit in 'HmS' else 'P'}{_plain(amount)}{unit.upper()}"
    days = "".join([f"{_plain(parts[k])}{k}" for k in "YMWD" if parts.get(k)])
    hours = "".join([f"{_plain(parts[k])}{k.upper()}" for k in "HmS" if parts.get(k)])
    if not days and not hours:
        return "P0D"
    return "P" + days + ("T" + hours if hours else "")


def _plain(value: float | int) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


_ORDER: Final = "YMWDHmS"


_HOURS: Final = _ORDER.index("H")


_HALVES: Final = {"Y": ("M", 6), "M": ("D", 15), "D": ("H", 12), "H": ("m", 30), "m": ("S", 30)}


def years(r: Reader, at: int) -> TimeCandidate | None:
    """5年, 五年, 100年 with nothing around that may belong to the length: most of all lengths."""
    text, end = r.text, r.behind
    number_, before, behind = text[at : end - 1], text[at - 1 : at], text[end : end + 1]
    value = _YEARS.get(number_) or _years(number_)
    if not value or before in _DOUBTFUL or behind in P.YEARS_GO_ON or behind.isspace():
        return duration(r, at)
    if before.isascii() and before.isalpha():
        return None  # PM2.5年均
    start = _left(r, at)
    if number_ == "一" and not _one_stands(r, "年", at, start, end):
        return None
    return TimeCandidate(start, end, "duration", _LENGTH, None, None, value, relation(r, start, end))


_YEARS: Final[dict[str, str]] = {}
_LONGEST: Final = 12  # characters of a number of years
_DOUBTFUL: Final = frozenset("第每个、") | P.SHARE_LAST
_LENGTH: Final = TimeKind.DURATION


def _years(number_: str) -> str:
    """The ISO 8601 duration of so many years; empty where `duration` has to look at what stands around."""
    if len(number_) > _LONGEST:
        return ""
    m = P.ITEM.fullmatch(number_ + "年")
    value = ""
    if m is not None and m["n"] == number_ and number_[0] not in "百千万多亿半零〇0" and len(number_) != 4:
        amount = _amount(number_)
        value = iso({"Y": amount}) if amount is not None else ""
    if len(_YEARS) > 4096:
        _YEARS.clear()
    _YEARS[number_] = value
    return value


def duration(r: Reader, at: int) -> TimeCandidate | None:
    """5年, 3个小时, 一年半, 一个半小时, 36天5小时30分, 三天两夜, 数月, 3至6个月."""
    text = r.text
    if text[at - 1 : at] in P.SHARE_LAST and _SHARE.search(text, max(0, at - 12), at):
        return None  # 百分之六十点三到一九五七年
    m = P.ITEM.match(text, at)
    if m is None or m.start("n") != at:
        return _range_or_list(r, at)
    mark = text[m.end("u") : m.end("u") + 1]
    if (mark in P.JOIN_FIRST or mark.isspace()) and (found := _range_or_list(r, at)) is not None:
        return found
    parts: dict[str, float | int] = {}
    end, vague, last, first = at, False, -1, None
    while m is not None:
        n, more, measure, inner, name, outer = m.group("n", "v", "g", "h", "u", "t")
        unit, size = P.UNITS[name]
        if not _counts_months(name, measure, n):
            break
        if name == "夜":
            if last == _ORDER.index("D"):
                end = m.end()
            break
        rank = _ORDER.index(unit) if unit else 9
        if rank <= last:
            break
        if first is None:
            first = m
            if _no_length(r, m):
                return None
        elif name == "日" and text[end] not in "又零加外再":
            break
        last = rank
        end = m.end()
        if not unit:
            vague = True
            break
        amount = _amount(n)
        if amount is None:
            vague = True
        elif n == "半":
            small, half = _HALVES.get(unit, ("", 0))
            if name == "世纪":
                parts["Y"] = 50
            elif name == "刻钟" or not small:
                break
            else:
                parts[small] = parts.get(small, 0) + half
        elif unit == "H" and amount != int(amount):
            parts["H"], parts["m"] = int(amount), round((amount - int(amount)) * 60, 3)
        elif unit == "m" and amount != int(amount):
            parts["m"], parts["S"] = int(amount) * size, round((amount - int(amount)) * 60, 3)
        else:
            parts[unit] = amount * size
        if inner == "半" or outer == "半":
            small, half = _HALVES.get(unit, ("", 0))
            if name == "世纪":
                parts["Y"] = parts.get("Y", 0) + 50
            elif small:
                parts[small] = parts.get(small, 0) + half
        if name == "分" and text[end : end + 1] == "钟":
            end += 1
        if more or outer or inner in ("多", "余") or text[end : end + 1] not in P.LENGTH_FIRST:
            break
        m = P.ITEM.match(text, end) or (P.MINUTES.match(text, end) if last == _HOURS else None)
    if first is None:
        return None
    start = _left(r, at)
    one = end == first.end() and first["n"] == "一" and not (first["h"] or first["t"] or first["v"])
    if one and not _one_stands(r, first["u"], at, start, end):
        return None
    value = None if vague else iso(parts)
    return TimeCandidate(start, end, "duration", _LENGTH, None, None, value, relation(r, start, end))


def _range_or_list(r: Reader, at: int) -> TimeCandidate | None:
    """3至6个月, 三年到五年; 三、四年."""
    m = P.LENGTH_RANGE.match(r.text, at) if P.JOINED.search(r.text, at, at + P.JOINED_SIZE) else None
    year = m is not None and m["u"] == "年" and len(m["b"]) == 4 and m["b"].isdecimal()
    if m is None or year or not _counts_months(m["u"], m["g"], m["b"]):
        m = P.LENGTH_LIST.match(r.text, at) if r.text.startswith("、", at + 1) else None
        if m is None or not _neighbours(r, m) or not _counts_months(m["u"], m["g"], ""):
            return None
    start = _left(r, at)
    return TimeCandidate(start, m.end(), "duration-range", TimeKind.DURATION, relation=relation(r, start, m.end()))


def _neighbours(r: Reader, m: re.Match[str]) -> bool:
    """三、四年, 三、五年 within a clause: a vague length, not the head of a list."""
    at = m.start()
    if at == 0 or r.text[at - 1] in "\n第（" or (r.text[at - 1] in "。；：" and m["a"] == "一"):
        return False
    return 0 < number(m["b"]) - number(m["a"]) <= 2


def _counts_months(unit: str | None, measure: str | None, amount: str) -> bool:
    """月 counts months only behind 个 (and in 半月, 数月, 仨月): 3月 is March. 钟 needs 个."""
    if unit == "月":
        return bool(measure) or amount in ("半", "仨", "俩", "数", "几", "两")
    if unit == "钟":
        return bool(measure)
    return not (unit in ("年", "天", "日", "秒", "秒钟") and measure)


@lru_cache(maxsize=1024)
def _amount(text: str) -> float | int | None:
    if text == "半":
        return 0.5
    if text in ("仨", "俩"):
        return 3 if text == "仨" else 2
    found = numerals.parse(text)
    if found is None or found.value is None:
        return None
    value = float(found.value)
    return int(value) if value == int(value) else value


def _left(r: Reader, at: int) -> int:
    """The start, with 近 过去 未来 今后 before the length."""
    last = r.text[at - 1 : at]
    if last not in P.LEFT_LAST and not last.isspace():
        return at
    m = P.LEFT.search(r.text, max(0, at - 4), at)
    if m is None or (m[0] == "近" and r.text[at - 2] in _HEDGING and "来" not in r.text[at : at + _SINCE]):
        return at
    return m.start()


# 近 is a hedge behind them: 快了近5个月, 缩短近3个月; not 创造了近五年来的最好成绩
_HEDGING: Final = frozenset("了快慢早晚短前时")
_SINCE: Final = 8  # characters that a length and 以来 behind it may take


_NUMBERED: Final = re.compile(r"第[\d一二三四五六七八九十]{1,3}、\Z")
_SHARE: Final = re.compile(rf"分之[{P.NUMERAL}点]*+\Z")
_LENGTH_SIGNS: Final = frozenset(("少于", "多于", "低于", "超过", "历时", "为期", "长达", "连续", "持续", "不足"))
_MANY_DAYS: Final = re.compile(r"[内后前]|计(?![划算时件])|以[内后前]|之[内后前]|左右|的?时间")


def _no_length(r: Reader, m: re.Match[str]) -> bool:
    """Look-alikes: 第三年 (an ordinal), 每五年, 5日 (a day), 四周 (all around), 百年 (in names)."""
    text, at, end = r.text, m.start(), m.end()
    before = text[at - 1 : at]
    n, unit = m["n"], m["u"]
    if before and (before in "第每个" or (before.isascii() and before.isalpha())):
        return True  # 第三年, 第二个五年计划, PM2.5年均
    if before == "、" and _NUMBERED.search(text, max(0, at - 5), at):
        return True  # 第1、2天
    if unit == "日":
        if (n.isdecimal() and int(n) <= 31) or (n not in ("两", "数", "几", "半") and not n.isdecimal()):
            if not _MANY_DAYS.match(text, end):
                return text[max(0, at - 2) : at] not in _LENGTH_SIGNS
            return text[end] == "前" and n.isdecimal()
        return False
    if unit == "年" and n in ("百", "千", "万", "多", "亿"):
        return not (n == "百" and before in ("近", "上")) and not text.startswith(("来", "以来"), end)
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
    return n in ("零", "〇") or (n[0] == "0" and n[1:2].isdecimal())


def _one_stands(r: Reader, unit: str, at: int, start: int, end: int) -> bool:
    """一天, 一年 (from `at`, with what belongs to it from `start`) after 这 某 新的 are phrases."""
    text = r.text
    if start < at or _MANY_DAYS.match(text, end) or r.whole(start, end):
        return True
    if unit == "天":
        return False
    if text[start - 1 : start] == "的":
        return text[max(0, start - 2) : start - 1] == "新" or text[max(0, start - 3) : start - 1] in (
            "过去",
            "未来",
            "此后",
            "随后",
            "之后",
            "今后",
            "其后",
            "往后",
            "后来",
        )
    return text[start - 1 : start] not in tuple("这那某哪另有同新键") if start else True


def recurrence(r: Reader, at: int) -> TimeCandidate | None:
    """每年, 每月底, 每两周, 每周三下午, 每隔5天."""
    text = r.text
    m = P.EACH.match(text, at)
    if m is None:
        return None
    unit, size = P.EACH_UNIT[m["u"]]
    if unit in ("H", "m", "S") and not m["ge"] and not m["n"] and text[m.end() : m.end() + 1].isdecimal():
        return None  # 每小时60公里 is a speed
    value: str | None = None
    if m["n"] == "半":
        value = {"Y": "P6M", "M": "P15D", "H": "PT30M", "D": "PT12H"}.get(unit)
    elif unit and m["n"] != "几":
        value = iso({unit: (number(m["n"]) if m["n"] else 1) * size})
    end = m.end()
    if m["u"] in ("周", "星期", "礼拜") and not m["n"]:
        d = P.EACH_DAY.match(text, end)
        if d is not None:
            end = d.end()
    tail = Point(end)
    ok = False
    if unit == "Y":
        part_of_year(r, tail)
        if tail.end == end and text[end : end + 1] in ("春", "夏", "秋", "冬") and text[end + 1 : end + 2] == "季":
            tail.end += 2
        ok = tail.end > end
    elif unit == "M":
        before = tail.end
        tail_of_month(r, tail)
        ok = tail.end > before
    else:
        ok = hours(r, tail)
    if ok:
        end = tail.end
        j = P.JOIN.match(text, end)
        other = point(r, j.end(), tail) if j is not None else None
        if other is not None and other.year is None:
            end = other.end
    return TimeCandidate(at, end, "recurrence", TimeKind.SET, value=value)
