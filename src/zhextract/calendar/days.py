"""Parts of a known year in days, their EDTF values, and what the ends of a range share: no context, no document."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from zhextract._edtf import month_end
from zhextract.rules.time.spec import Point

__all__ = ["NONE", "Span", "clock_time", "edtf_value", "interval", "moved", "numbered", "share", "within"]

Span = tuple[date | None, date | None, str | None]
NONE: Final[Span] = (None, None, None)


def share(first: Point, last: Point) -> bool:
    """Gives the right end what only the left one says, and the reverse; True where the left year became the right."""
    last.plain = False
    if (
        last.hour is not None
        and last.day is None
        and last.month is None
        and last.year is None
        and not last.unit
        and last.weekday is None
        and not last.festival
    ):
        for name in (
            "year",
            "year_from",
            "month",
            "day",
            "unit",
            "unit_from",
            "offset",
            "weekday",
            "festival",
            "lunar",
            "leap",
            "nth_day",
        ):
            setattr(last, name, getattr(first, name))
        if first.day_part and not last.day_part:
            last.day_part = first.day_part
        elif first.day_part in ("pm", "night") and last.day_part == "am" and first.hour is not None:
            if first.hour < last.hour <= 12:  # 下午1:30~3:00
                last.day_part = first.day_part
        elif last.day_part and not first.day_part:
            first.day_part = last.day_part
        return False
    if last.day is not None and last.month is None and not last.unit and last.year is None:
        last.month, last.unit, last.unit_from, last.offset = first.month, first.unit, first.unit_from, first.offset
        last.year, last.year_from = first.year, first.year_from
        last.lunar = first.lunar
        return first.year is None or first.year_from == "given"
    if last.weekday is not None and not last.unit and first.unit == "week":  # 下周一至周五
        last.unit, last.unit_from, last.offset = first.unit, first.unit_from, first.offset
        return False
    if last.unit or last.decade is not None or last.years is not None:
        return False
    if last.year is None:
        last.year, last.year_from = first.year, first.year_from
        return first.year is None or first.year_from in ("given", "two")
    if first.year is None and not first.unit and (first.month is not None or first.quarter is not None):
        first.year, first.year_from = last.year, last.year_from
        if first.month is not None and last.month is not None and first.month > last.month:
            first.year -= 1
    return False


def interval(first: Point, last: Point, start: date, end: date) -> str:
    """EDTF: both ends as fine as the text gives them."""

    def side(p: Point, day: date) -> str:
        if p.day is not None or p.festival or p.unit in ("day", "week", "weekend") or p.weekday is not None:
            return day.isoformat()
        if p.quarter is not None and not p.part:
            return f"{day.year:04}-{32 + p.quarter}"
        if p.month is not None or p.quarter is not None or p.half is not None or p.unit or p.span is not None or p.part:
            return f"{day.year:04}-{day.month:02}"
        return f"{day.year:04}"

    left, right = side(first, start), side(last, end)
    return left if left == right else f"{left}/{right}"


# --- parts of a known year ----------------------------------------------------------------------------------------


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, month_end(year, last))


@lru_cache(maxsize=4096)
def numbered(year: int, month: int | None, day: int | None) -> Span:
    """A year, a month of it or a day: what `within` and `edtf_value` make of a point that tells nothing else."""
    if month is None:
        return date(year, 1, 1), date(year, 12, 31), f"{year:04}"
    if not 1 <= month <= 12:
        return NONE
    last = month_end(year, month)
    if day is None:
        return date(year, month, 1), date(year, month, last), f"{year:04}-{month:02}"
    if not 1 <= day <= last:
        return NONE
    only = date(year, month, day)
    return only, only, only.isoformat()


def within(p: Point, year: int) -> tuple[date, date] | None:
    """The days of `p` in a year; None where there is no such day (2月30日)."""
    if p.month is not None:
        return _in_month(p, year, p.month)
    if p.half is not None:
        first, last = p.half * 6 - 5, p.half * 6
        return _months(year, first if p.part != "底" else last, last if p.part != "初" else first)
    if p.quarter is not None:
        first, last = p.quarter * 3 - 2, p.quarter * 3
        return _months(year, first if p.part != "底" else last, last if p.part != "初" else first)
    if p.span is not None:
        return _months(year, *p.span)
    if p.nth_day is not None:
        day = date(year, 12, 31) if p.nth_day < 0 else date(year, 1, 1) + timedelta(days=p.nth_day - 1)
        return (day, day) if day.year == year else None
    if p.nth_week is not None:
        return _nth_week(date(year, 1, 1), p.nth_week)
    if p.part == "底":
        return _months(year, 12, 12)
    if p.part == "初":
        return _months(year, 1, 1)
    if p.part == "中":
        return None
    return date(year, 1, 1), date(year, 12, 31)


def _nth_week(first: date, n: int) -> tuple[date, date]:
    """The n-th week that begins on a Monday of a month or year."""
    monday = first + timedelta(days=(7 - first.weekday()) % 7 + 7 * (n - 1))
    return monday, monday + timedelta(days=6)


_PARTS: Final = {
    "初": (1, 10), "底": (21, 31), "上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31),
    "上中旬": (1, 20), "中下旬": (11, 31), "上半月": (1, 15), "下半月": (16, 31),
}  # fmt: skip


def _in_month(p: Point, year: int, month: int) -> tuple[date, date] | None:
    if not 1 <= month <= 12:
        return None
    last = month_end(year, month)
    day = p.day if p.day is not None else p.nth_day
    if day is not None:
        if day < 0:
            day = last
        return (date(year, month, day),) * 2 if 1 <= day <= last else None
    if p.nth_weekday is not None and p.weekday is not None:
        found = date(year, month, 1) + timedelta(
            days=(p.weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (p.nth_weekday - 1)
        )
        return (found, found) if found.month == month else None
    if p.nth_week is not None:
        return _nth_week(date(year, month, 1), p.nth_week)
    if p.part:
        first, end = _PARTS[p.part]
        return date(year, month, first), date(year, month, min(end, last))
    return date(year, month, 1), date(year, month, last)


def edtf_value(p: Point, start: date, end: date) -> str:
    """EDTF. A part of a month (中旬, 月底) or of a year (年底) has the value of the month: EDTF has no finer one."""
    year = f"{start.year:04}"
    if start == end:
        return start.isoformat()
    if p.nth_week is not None:
        return f"{start.isoformat()}/{end.isoformat()}"
    if p.month is not None:
        return f"{year}-{start.month:02}"
    if p.half is not None:
        return f"{year}-{39 + p.half}" if not p.part else f"{year}-{start.month:02}"
    if p.quarter is not None:
        return f"{year}-{32 + p.quarter}" if not p.part else f"{year}-{start.month:02}"
    if p.span is not None:
        return f"{year}-{start.month:02}/{year}-{end.month:02}"
    if p.part:
        return f"{year}-{start.month:02}"
    return year


def moved(start: date, end: date, year: int) -> Span:
    """The same days of another year."""
    shift = year - start.year
    last = min(end.day, month_end(end.year + shift, end.month))
    if end.day == month_end(end.year, end.month):
        last = month_end(end.year + shift, end.month)
    a = date(year, start.month, min(start.day, month_end(year, start.month)))
    b = date(end.year + shift, end.month, last)
    if a == b:
        return a, b, a.isoformat()
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
        return a, b, f"{year:04}"
    if a.day == 1 and b.day == month_end(b.year, b.month) and a.year == b.year:
        known = {(1, 3): 33, (4, 6): 34, (7, 9): 35, (10, 12): 36, (1, 6): 40, (7, 12): 41}
        code = known.get((a.month, b.month))
        if code:
            return a, b, f"{year:04}-{code}"
        if a.month == b.month:
            return a, b, f"{year:04}-{a.month:02}"
        return a, b, f"{year:04}-{a.month:02}/{year:04}-{b.month:02}"
    return a, b, f"{a.isoformat()}/{b.isoformat()}"


def clock_time(p: Point) -> str | None:
    """HH:MM:SS; None where it may be morning or evening, or is the day's last moment."""
    if p.hour is None:
        return None
    hour, part = p.hour, p.day_part
    if (part == "pm" and hour < 12) or (part == "noon" and hour < 6) or (part == "night" and 5 <= hour < 12):
        hour += 12
    elif (part == "night" and (hour == 12 or hour < 5)) or (not part and 1 <= hour <= 11):
        return None
    if hour > 23 or p.minute > 59:
        return None
    return f"{hour:02}:{p.minute:02}:{p.second or 0:02}"
