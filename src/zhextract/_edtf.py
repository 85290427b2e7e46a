"""EDTF (ISO 8601-2) and ISO 8601 values: published dates told by the user, the days that a value covers."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from zhextract.records import Period

__all__ = ["bounds", "month_end", "parse_published"]

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DECADE: Final = re.compile(r"\d{3}X|\d{2}XX")
_WRITTEN: Final = re.compile(
    r"\s*(\d{4})(?:(?P<s>[-/.])(\d{1,2})(?:(?P=s)(\d{1,2}))?|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?|(\d{2})(\d{2}))?(?:[T\s]\s*\d{1,2}[:：]?\d{2}.*)?\s*"
)


_MONTH_ENDS: Final = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_end(year: int, month: int) -> int:
    """The number of the month's last day."""
    return 29 if month == 2 and isleap(year) else _MONTH_ENDS[month]


def parse_published(value: str | date) -> str:
    """A publication date as EDTF: ``2022``, ``2022-05`` or ``2022-05-20``.

    Takes a `date` or `datetime`, and as a string also 2022-5-20, 2022/05/20, 2022.5.20, 20220520, 2022年5月20日 and any
    of these with a time of day behind it, which is dropped. Raises ValueError for anything else and for a day or month
    that does not exist, TypeError for what is neither a string nor a date.
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day).isoformat()
    if not isinstance(value, str):
        raise TypeError(f"published: expected a string or a date, got {type(value).__name__}")
    m = _WRITTEN.fullmatch(value)
    if m is None:
        raise ValueError(f"published: {value!r} is no date; write 2022, 2022-05 or 2022-05-20")
    year, month, day = m[1], m[3] or m[5] or m[7], m[4] or m[6] or m[8]
    if int(year) == 0:
        raise ValueError(f"published: {value!r} has no such year")
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        raise ValueError(f"published: {value!r} has no such month")
    if day is None:
        return f"{year}-{int(month):02}"
    if not 1 <= int(day) <= month_end(int(year), int(month)):
        raise ValueError(f"published: {value!r} has no such day")
    return f"{year}-{int(month):02}-{int(day):02}"


_QUARTERS: Final = {
    33: (1, 3),
    34: (4, 6),
    35: (7, 9),
    36: (10, 12),
    37: (1, 4),
    38: (5, 8),
    39: (9, 12),
    40: (1, 6),
    41: (7, 12),
}


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Period:
    """The first and last day of an EDTF date: a year, month, day, quarter (``2022-33``), half-year (``2022-40``),
    decade (``199X``), interval (``2021/2035``, ``2022-05/..``), with or without a time of day.

    Raises ValueError for what is none of these; a season (``2022-21``) has no days either.
    """
    if "/" in edtf:
        left, _, right = edtf.partition("/")
        start = None if left in ("", "..") else bounds(left).start
        end = None if right in ("", "..") else bounds(right).end
        return Period(start, end)
    text = edtf.partition("T")[0].rstrip("~?%")
    m = _ISO.fullmatch(text)
    if m is None:
        if _DECADE.fullmatch(text):
            first = int(text.replace("X", "0"))
            return Period(date(first, 1, 1), date(int(text.replace("X", "9")), 12, 31))
        raise ValueError(f"{edtf!r} is no EDTF date with known days")
    year, month, day = int(m[1]), m[2], m[3]
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    number = int(month)
    if day is not None:
        only = date(year, number, int(day))
        return Period(only, only)
    if number in _QUARTERS:
        first, last = _QUARTERS[number]
        return Period(date(year, first, 1), date(year, last, month_end(year, last)))
    if not 1 <= number <= 12:
        raise ValueError(f"{edtf!r} is no EDTF date with known days")
    return Period(date(year, number, 1), date(year, number, month_end(year, number)))


def week(day: date) -> tuple[date, date]:
    """Monday and Sunday of the day's week."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
