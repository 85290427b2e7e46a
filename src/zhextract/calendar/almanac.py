"""Feasts, lunar dates and solar terms by year: the tables of ``lexicon/lunar.tsv`` and ``lexicon/festivals.tsv``."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.lexicon import table

__all__ = ["festival", "lunar_day", "lunar_month"]


class _Year(NamedTuple):
    new_year: date
    months: str
    leap: int
    terms: tuple[int, ...]


@cache
def _years() -> dict[int, _Year]:
    return {
        int(year): _Year(date.fromisoformat(first), months, int(leap or 0), tuple(map(int, terms.split())))
        for year, first, months, leap, terms in table("lunar.tsv")
    }


def _place(info: _Year, month: int, leap: bool) -> int | None:
    """Where a month stands among the months of its year."""
    if leap:
        return month if info.leap == month else None
    return month - 1 + (0 < info.leap < month)


def lunar_month(year: int, month: int, leap: bool = False) -> tuple[date, date] | None:
    """First and last day of a lunar month; None where the tables (1900 to 2100) or the year have no such month."""
    info = _years().get(year)
    if info is None or not 1 <= month <= 12:
        return None
    place = _place(info, month, leap)
    if place is None:
        return None
    first = info.new_year + timedelta(days=sum(30 if c == "L" else 29 for c in info.months[:place]))
    return first, first + timedelta(days=29 if info.months[place] == "L" else 28)


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The day of a lunar date; None where there is none."""
    span = lunar_month(year, month, leap)
    if span is None or not 1 <= day <= (span[1] - span[0]).days + 1:
        return None
    return span[0] + timedelta(days=day - 1)


@lru_cache(maxsize=1024)
def festival(rule: str, year: int) -> date | None:
    """The day of a feast in a year, by its rule in ``festivals.tsv``; None outside the tables."""
    kind, _, rest = rule.partition(" ")
    if not rest:
        month, day = map(int, kind.split("-"))
        return date(year, month, day)
    if kind == "lunar":
        month, day = map(int, rest.split("-"))
        if not month:  # the eve of the year's Spring Festival
            first = lunar_day(year, 1, 1)
            return first - timedelta(days=1) if first else None
        return lunar_day(year, month, day)
    if kind == "term":
        info = _years().get(year)
        number = int(rest)
        return date(year, (number + 1) // 2, info.terms[number - 1]) if info else None
    if kind == "nth":
        month, weekday, n = map(int, rest.split("-"))
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    month, day = map(int, rest.split("-"))
    return _islamic(year, month, day)


def _islamic(year: int, month: int, day: int) -> date | None:
    """The first such day of the tabular Islamic calendar in the year; the day observed may be a day off."""
    guess = int((year - 622) * 33 / 32)
    for hijri in (guess - 1, guess, guess + 1, guess + 2):
        days = day + -(-59 * (month - 1) // 2) + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        found = date(622, 7, 19) + timedelta(days=days - 1)
        if found.year == year:
            return found
    return None
