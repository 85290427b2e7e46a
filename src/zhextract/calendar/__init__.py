"""What a recognised time means in days: EDTF value, first and last day, by the document's date and the running context.

Nothing is taken from a clock. The day of reference is the one that the caller tells (`published`), else a date line,
else the latest year that the text itself reports of; a time that needs more stays open (value and period None).
Every time for which a year, month or day had to be supplied is marked `inferred`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from zhextract import drafts
from zhextract._edtf import bounds, month_end, parse_published, week
from zhextract.calendar.almanac import festival, lunar_day, lunar_month
from zhextract.calendar.dateline import dateline, in_title, latest_year
from zhextract.calendar.days import NONE, Span, clock_time, edtf_value, interval, moved, numbered, share, within
from zhextract.calendar.tense import (
    COMPARES,
    is_compared,
    is_done,
    is_due,
    is_planned,
    is_reported,
    is_summed,
)
from zhextract.calendar.timex3 import to_timex3
from zhextract.records import Period, Relation, TimeKind
from zhextract.rules.time.spec import Point, TimeCandidate
from zhextract.source import Source

__all__ = ["Resolved", "bounds", "parse_published", "resolve", "to_timex3"]

_SOON: Final = 45  # days: 6月22日 in a text of the 15th of June is the one to come, unless it is reported of
_ANY: Final = frozenset(("开标", "决标", "公告", "核发", "签约", "上班", "送达", "通知", "订约", "缴款", "受理"))
_SUMS: Final = 60  # characters behind 全年 that may tell its sums
_AGAINST: Final = frozenset("比较由从")
_CLAUSE_HEADS: Final = frozenset("，。；：！？\n“（ 在自截至到")
_period: Final = lru_cache(maxsize=4096)(Period)  # records never change: equal periods may be one


class Resolved:
    """The times of a document, and the date by which they were resolved.

    `published` is EDTF, as fine as it is known; `published_from` says where it is from: ``given``, ``dateline``,
    ``title`` or ``text`` (the latest year that the text reports of), None where there is none.
    """

    __slots__ = ("published", "published_from", "times")

    def __init__(self, times: list[Any], published: str | None, published_from: str | None) -> None:
        self.times, self.published, self.published_from = times, published, published_from


def resolve(source: Source, candidates: list[TimeCandidate], published: str | date | None) -> Resolved:
    """Fills value, period and `inferred` of every candidate, in the order of the text.

    `published` is a date as `parse_published` takes it, or None. Raises ValueError (TypeError) where it is no date.
    """
    told: str | None
    where: str | None
    given = None if published is None else parse_published(published)
    line, place = dateline(source, candidates, given)
    if given is not None:
        told, where = given, "given"
    elif line is not None:
        told, where = line, place
    else:
        year = latest_year(source, candidates)
        told = None if year is None else f"{year:04}"
        where = None if year is None else "text"
    state = _State(source, told, line)
    times = [_undated(c) if c.first is None else state.draft(c, c.first) for c in candidates]
    return Resolved(times, told, where)


def _undated(c: TimeCandidate) -> Any:
    """A duration, a set, a reference: what it is worth its rule has told."""
    d: Any = drafts.time(c.start, c.end, c.rule, c.kind)
    d.relation, d.value = c.relation, c.value
    return d


_HELD: Final = re.compile("[一-鿿]{2,4}的").match
#: what stands before the day of what is to come: 预计6月底通车, 排到了4月中旬
_DUE: Final = tuple("预计 预计于 将于 力争 确保 有望 有望于 计划 计划于 拟于 排到了 排到 排至".split())


class _State:
    """What the text has told so far."""

    __slots__ = (
        "day",
        "end",
        "first",
        "inferred",
        "last",
        "named_day",
        "named_month",
        "named_period",
        "named_year",
        "one_line",
        "paragraph",
        "previous",
        "since",
        "source",
        "text",
        "title",
        "titles",
        "told",
        "topic",
    )

    def __init__(self, source: Source, published: str | None, line: str | None) -> None:
        self.source = source
        self.text = text = source.text
        self.titles = "《" in text
        self.first: date | None = None  # of the days on which the text may have appeared
        self.last: date | None = None
        self.day: date | None = None  # the day, where it is known
        if published is not None:
            span = bounds(published)
            self.first, self.last = span.start, span.end
            if self.first == self.last:
                self.day = self.first
            elif line is not None and self.first is not None and self.last is not None:
                told = bounds(line)
                if told.start == told.end and told.start is not None and self.first <= told.start <= self.last:
                    self.day = told.start
        self.one_line = "\n" not in text.strip()
        self.title = self._paragraph_end(0)
        self.end = 0  # of the last time
        self.previous: tuple[date, date] | None = None  # its days
        self.paragraph = -1  # where the current paragraph ends
        self.topic: tuple[int, int] | None = None  # the year spoken of, and its paragraph
        self.told = False  # by its number, not as 去年
        self.since: date | None = None  # the end of the month with which it was told: 去年10月
        self.named_year: int | None = None
        self.named_month: tuple[int, int, int] | None = None  # year, month, paragraph
        self.named_day: date | None = None
        self.named_period: tuple[date, date, int] | None = None
        self.inferred = False

    def _paragraph_end(self, at: int) -> int:
        """Behind the line break of the paragraph."""
        end = self.text.find("\n", at)
        return (len(self.text) if end < 0 else end) + 1

    # --- drafts

    def draft(self, c: TimeCandidate, first: Point) -> Any:
        d: Any = drafts.time(c.start, c.end, c.rule, c.kind)
        d.relation = c.relation
        if c.start >= self.paragraph:
            self.paragraph = self._paragraph_end(c.start)
        self.inferred = False
        try:
            start, end, value = self.point(first, c) if c.last is None else self.range(first, c.last, c)
        except (ValueError, OverflowError):  # a day before the year 1 or after 9999
            start, end, value = NONE
        d.value, d.inferred = value, self.inferred
        self.end = c.end
        if start is None or end is None:
            self.previous = None
            if start is not None or end is not None:
                d.period = _period(start, end)
            elif first.unit_from == "context" and c.kind is TimeKind.DATE:
                d.kind = TimeKind.REFERENCE  # 当天 of a day that the text does not name
        else:
            d.period = _period(start, end)
            self.previous = (start, end)
            self.remember(c, first if c.last is None else c.last, start, end)
        return d

    def remember(self, c: TimeCandidate, p: Point, start: date, end: date) -> None:
        """What later times may refer to."""
        if not p.plain and (p.years is not None or p.decade is not None or p.century is not None or p.event):
            return
        text, at = self.text, c.start
        if text[at] == "即" and text.startswith("即日", at):
            return  # 当日 behind it means another
        if (text[at - 1 : at] in COMPARES and is_compared(text, at, c.end)) or (self.titles and in_title(text, at)):
            return
        year = self.named_year = start.year
        named = self.named_period
        if (
            named is not None
            and named[2] == self.paragraph
            and (p.festival or (self.last is not None and end > self.last and (end - start).days > 360))
        ):
            pass  # 本期适逢春节, 综观今年市场, 较去年同期: not that of the feast nor of the year under way
        else:
            self.named_period = (start, end, self.paragraph)
        if year != end.year:
            return
        topic = self.topic
        aside = p.year_from == "published" and p.year and p.month is not None and self._is_aside(c)
        if (topic is not None and topic[0] == year and not aside) or self._sets_topic(c, p, start, end, bool(aside)):
            if topic is None or topic != (year, self.paragraph):
                self.topic = (year, self.paragraph)
                self.since = end if p.month is not None and p.year_from == "published" else None
            if p.year_from == "given" or topic is None or topic[0] != year:
                self.told = p.year_from == "given"
        if start.month == end.month:
            self.named_month = (year, start.month, self.paragraph)
            if start == end:
                self.named_day = start

    def _sets_topic(self, c: TimeCandidate, p: Point, start: date, end: date, aside: bool) -> bool:
        """The text speaks of this year, which is another than before, from here on."""
        if p.year_from == "topic" and p.year == 0 and self.last is not None and start.year == self.last.year - 1:
            return self._topic_here() is None  # 全年 of the year before
        if p.year is None or p.year_from not in ("given", "two", "published"):
            return False
        if c.relation is not None and not self._reports_of(c.relation, start, end):
            return False
        if aside:
            return False
        # a year in the midst of a clause does not replace the one that the paragraph opened with
        text = self.text
        if self._topic_here() is None or c.start == 0 or text[c.start - 1] in _CLAUSE_HEADS:
            return True
        if text[c.start - 1] == "”":
            return text[max(0, c.start - 2)] in _CLAUSE_HEADS
        return text[max(0, c.start - 2) : c.start] in ("回顾", "展望") and text[c.end : c.end + 1] == "，"

    def _is_aside(self, c: TimeCandidate) -> bool:
        """The month of an event told by the way, 去年12月召开的全会, 商场去年12月22日开业: the sentences behind are not of it."""
        text = self.text
        if c.start and text[c.start - 1] not in _CLAUSE_HEADS:
            return True
        return _HELD(text, c.end) is not None

    def _reports_of(self, said: Relation, start: date, end: date) -> bool:
        """The text speaks of the year of a time of which `said` is told."""
        if said is Relation.UNTIL:
            return self.last is not None and end <= self.last
        if said is Relation.SINCE:  # 1996年以来最大的洪水
            return self.last is None or start.year >= self.last.year
        return said is not Relation.BEFORE

    # --- years

    def _topic_here(self) -> int | None:
        """The year that the paragraph speaks of."""
        return self.topic[0] if self.topic is not None and self.topic[1] == self.paragraph else None

    def _published_year(self) -> int | None:
        return self.last.year if self.last is not None else None

    def year(self, p: Point, c: TimeCandidate) -> int | None:
        """The year that `p` tells itself; None where it tells none, or none can be known."""
        told, origin = p.year, p.year_from
        if told is None or origin == "given":
            return told
        self.inferred = True
        now = self._published_year()
        if origin == "two":
            self.inferred = False
            limit = now + 15 if now is not None else 2049
            century = limit // 100 * 100
            return century + told if century + told <= limit else century - 100 + told
        if origin == "published":
            return None if now is None else now + told
        if origin == "context":
            base = self.named_year if self.named_year is not None else now
            return None if base is None else base + told
        return self._topic_year(p, c, told)

    def _topic_year(self, p: Point, c: TimeCandidate, offset: int) -> int | None:
        """全年, 年底, 上年: of the year that the paragraph speaks of, else of that of publication or the one before."""
        here, now = self._topic_here(), self._published_year()
        forecast = self.text.endswith("预计", 0, c.start)  # 预计全年, in a report at the year's end
        if here is not None and (offset or forecast or not self._plans(c) or now is None or here >= now):
            return here + offset
        if now is None:
            return None
        last_year = self.topic is not None and self.topic[0] == now - 1 and not self._is_late()
        if offset and not last_year and (self.topic is None or self.topic[1] <= self.title):
            # a report of January to March that names no year but its own, in the title
            last_year = self.last is not None and self.first != self.last and self.last.month < 4
        if last_year and not self._plans(c) and (not offset or is_reported(self.source, c.start, c.end)):
            return now - 1 + offset
        if not offset and not p.part and self._told_early(c) and not self._plans(c):
            return now - 1
        return now + offset

    def _is_late(self) -> bool:
        """Published in the second half of a year: what 去年 told in another paragraph is no longer spoken of."""
        return not self.told and self.first is not None and self.first.month > 6

    def _told_early(self, c: TimeCandidate) -> bool:
        """全年 of which the sums are told in the first half of a year: of the year before."""
        if self.first is None or self.last is None or self.last.month > 6:
            return False
        if self.last.month <= 2 and self.first != self.last and is_reported(self.source, c.start, c.end):
            return True
        return is_summed(self.text, c.end, min(self.source.sentence(c.start)[1], c.end + _SUMS))

    def _plans(self, c: TimeCandidate) -> bool:
        return is_planned(self.source, c.start, c.end, c.relation)

    def _near(self, days: list[tuple[date, date]], c: TimeCandidate) -> tuple[date, date] | None:
        """Of the same days of successive years (months, weeks), the latest by publication, or the next in a plan."""
        if self.last is None or self.first is None or not days:
            return None
        if self._plans(c):
            for before, span in zip([None, *days], days, strict=False):
                if span[1] >= self.first:
                    if before is not None and (self.first - before[1]).days < 31 and (span[0] - self.last).days > 300:
                        return before  # 将于10月27日 in a text of the 7th of November
                    if c.relation is Relation.BEFORE and before is not None and (self.first - before[1]).days < 92 < 240 < (span[0] - self.last).days:
                        return before  # 10月底前修复通车 in a text of December
                    if before is not None and (self.first - before[1]).days < 4 and (span[0] - self.last).days > 20:
                        return before  # 7日 in a text of the 9th
                    return span
            return days[-1]
        best = None
        for span in days:
            if span[0] <= self.last:
                best = span
            elif (
                (c.last is None or (c.first is not None and c.first.day is not None))
                and (span[0] - self.last).days <= _SOON
                and (best is None or (self.first - best[1]).days > 180)
                and not is_done(self.source, c.start, c.end)
            ):
                return span
            elif c.relation is Relation.BEFORE and best is not None and (span[0] - self.last) < (self.first - best[1]):
                if is_due(self.source, c.start, c.end):
                    return span  # 国庆节前具备通车条件 in a text of June
                break
        named = self.named_period
        if (
            named is not None
            and named[2] == self.paragraph
            and named[0] > self.last
            and best is not None
            and c.relation is not Relation.UNTIL
        ):
            for span in days:  # behind 8月22日 that is to come, 9月19日 is so too
                if 0 <= (span[0] - named[0]).days <= 120:
                    return span
        return best or days[0]

    def _yearly(
        self, make: Callable[[int], tuple[date, date] | None], c: TimeCandidate, p: Point
    ) -> tuple[date, date] | None:
        """A part of an untold year: of the year named in the paragraph, else the nearest by publication and tense."""
        self.inferred = True
        listed = self._listed(make, c)
        if listed is not None:
            return listed
        here = self._topic_here()
        if here is not None and c.relation is Relation.UNTIL and self.last is not None and here < self.last.year - 1:
            here = None  # 截至3月末, behind the history of an earlier year
        if here is not None:
            span = self._going_on(make, here)
            if p.day is not None and self._is_of_now(p, c, here):
                span = make(here + 1)  # 2021年，…。1月12日，… in a text of January 2022
            if (p.festival or p.day is None) and self._is_to_come(span, c):
                pass  # 今年…，春节前通车 in a text of November
            elif span is not None and (self.last is None or span[0] <= self.last or self._plans(c)):
                return self._weekday_told(span, make, p)
        if self.last is None:
            return None
        now = self.last.year
        days = [s for y in (now - 1, now, now + 1) if (s := make(y)) is not None]
        found = self._near(days, c)
        return None if found is None else self._weekday_told(found, make, p)

    def _going_on(self, make: Callable[[int], tuple[date, date] | None], here: int) -> tuple[date, date] | None:
        """The days of the year spoken of; of the next one where that was told with a month behind them, and they are over: 去年10月，…。上半年，…"""
        span, since = make(here), self.since
        if span is not None and since is not None and self.last is not None and span[1] < since:
            following = make(here + 1)
            if following is not None and following[1] <= self.last:
                return following
        return span

    def _is_of_now(self, p: Point, c: TimeCandidate, here: int) -> bool:
        """A day of the month of publication that a sentence begins with, where the paragraph speaks of the year before."""
        first, last = self.first, self.last
        return (
            self.text[c.start - 1] == "。"
            and last is not None
            and first is not None
            and here == last.year - 1
            and first.month == last.month == p.month
            and (p.day or 0) <= last.day
        )

    def _is_to_come(self, span: tuple[date, date] | None, c: TimeCandidate) -> bool:
        """Is it a deadline, told as one to come, that those days were before?"""
        return (
            (c.relation is Relation.BEFORE or self.text.endswith(_DUE, 0, c.start))
            and span is not None
            and self.first is not None
            and span[1] < self.first
            and is_due(self.source, c.start, c.end)
        )

    def _weekday_told(
        self, found: tuple[date, date], make: Callable[[int], tuple[date, date] | None], p: Point
    ) -> tuple[date, date]:
        """4月2日（周四）: of the years about publication the one in which it is a Thursday, where that is nearer."""
        if p.told_weekday is None or self.last is None or found[0].isoweekday() == p.told_weekday:
            return found
        days = [s for y in range(self.last.year - 1, self.last.year + 2) if (s := make(y)) is not None]
        told = [s for s in days if s[0].isoweekday() == p.told_weekday]
        if len(told) == 1 and abs((told[0][0] - self.last).days) < abs((found[0] - self.last).days):
            return told[0]
        return found

    def _listed(self, make: Callable[[int], tuple[date, date] | None], c: TimeCandidate) -> tuple[date, date] | None:
        """7月 in 6月、7月 and 6、7月: of the year of the member before it."""
        if self.previous is None or self.end != c.start - 1 or self.text[self.end] != "、":
            return None
        span = make(self.previous[1].year)
        if span is not None and span[0] < self.previous[0]:
            return make(self.previous[1].year + 1)
        return span

    # --- points

    def point(self, p: Point, c: TimeCandidate, near: tuple[date, date] | None = None) -> Span:
        """First day, last day, EDTF value."""
        if p.plain:  # most of all
            year = p.year if p.year_from == "given" else self.year(p, c)
            if year is None:
                return NONE
            if 1 <= year <= 9999:
                return numbered(year, p.month, p.day)
        if p.recent or p.holiday:
            return NONE
        if p.event:
            days = bounds(p.event)
            return days.start, days.end, p.event
        if p.years is not None:
            first, last = p.years
            if p.unit == "school":
                return date(first, 9, 1), date(last, 8, 31), f"{first}/{last}"
            return date(first, 1, 1), date(last, 12, 31), f"{first}/{last}"
        if p.decade is not None or p.century is not None:
            return self._decade(p)
        if p.unit:
            return self._timed(p, self._unit(p, c))
        year = self.year(p, c)
        if p.year is not None and year is None:
            return NONE
        if year is not None and not 1 <= year <= 9999:
            return None, None, f"{year:05}" if -9999 <= year < 0 else None
        if p.same_period or p.same_day:
            return self._same(p, year)
        if p.festival:
            return self._timed(p, self._feast(p, c, year))
        if p.lunar:
            return self._timed(p, self._lunar(p, c, year))
        if p.season is not None:
            return None, None, f"{year:04}-{p.season}" if year is not None else None
        if p.month is None and p.day is not None:
            return self._timed(p, self._lone_day(p, c))
        if p.weekday is not None and p.month is None:
            return self._timed(p, self._weekday(p, c))
        if year is None and self._dayless(p):
            return self._clock_only(p)
        if year is not None:
            span = within(p, year)
        elif p.nth_weekday is not None or p.nth_week is not None:
            self.inferred = True
            base = self._topic_here() or self._published_year()
            span = None if base is None else within(p, base)
        elif p.half is not None or p.quarter is not None or p.span is not None:
            span = self._quarterly(p, c)
        else:
            span = self._yearly(lambda y: within(p, y), c, p)
        if span is None:
            return self._timed(p, NONE)
        return self._timed(p, (*span, edtf_value(p, *span)))

    def _quarterly(self, p: Point, c: TimeCandidate) -> tuple[date, date] | None:
        """上半年, 一季度: of the year spoken of here, else of that of publication, or of the one before where
        a part of the year that is to come is reported of."""
        self.inferred = True
        here, now = self._topic_here(), self._published_year()
        listed = self._listed(lambda y: within(p, y), c)
        if listed is not None:
            return listed
        if here is not None and now is not None and here < now and self.first is not None and self._plans(c):
            span = within(p, now)
            if span is not None and span[1] >= self.first:
                return span  # 2020年位列全市第四。下半年，全区还将…
        if here is not None:
            return self._going_on(lambda y: within(p, y), here)
        if now is None or self.last is None:
            return None
        span = within(p, now)
        reported = not self._plans(c) and is_reported(self.source, c.start, c.end)
        if span is not None and reported and (self.last - span[0]) * 2 < span[1] - span[0]:
            return within(p, now - 1)
        whole = self.first == date(now, 1, 1) and self.last == date(now, 12, 31)
        if whole and reported and self.topic is not None and self.topic[0] == now - 1:
            return within(p, now - 1)  # only the year of publication is known: a report of the year before
        return span

    @staticmethod
    def _dayless(p: Point) -> bool:
        """Nothing but a part of the day or a clock time."""
        return (
            p.month is None
            and p.half is None
            and p.quarter is None
            and p.span is None
            and p.nth_day is None
            and p.nth_week is None
            and not p.part
        )

    def _clock_only(self, p: Point) -> Span:
        self.inferred = True
        day = self.named_day
        if day is None and self.one_line:
            day = self.day  # in a longer text, 下午3时 of a day that is not named may be any
        if day is not None:
            return self._timed(p, (day, day, day.isoformat()))
        clock = clock_time(p)
        return None, None, f"T{clock}" if clock else None

    def _timed(self, p: Point, span: Span) -> Span:
        """The value with the clock time, where there is one that is certain."""
        start, end, value = span
        if p.hour is None or start != end:
            return span
        if start is None:
            clock = clock_time(p)
            return None, None, f"T{clock}" if clock else None
        clock = clock_time(p)
        return start, end, f"{start.isoformat()}T{clock}" if clock else value

    def _decade(self, p: Point) -> Span:
        if p.century is not None and p.century < 1:
            now = self._published_year()
            self.inferred = True
            century = 20 + p.century + 1 if now is None else (now - 1) // 100 + 1 + p.century
        elif p.century is not None:
            century = p.century
        else:
            century = 20
        if p.decade is None:
            if p.part:
                return NONE
            return date(century * 100 - 99, 1, 1), date(century * 100, 12, 31), f"{century * 100 - 99}/{century * 100}"
        first = p.decade if p.decade > 99 else (century - 1) * 100 + p.decade
        if p.century is None and p.decade < 100:
            self.inferred = True
            if p.decade <= 20:
                first += 100
        if p.part:
            return None, None, f"{first // 10}X"
        return date(first, 1, 1), date(first + 9, 12, 31), f"{first // 10}X"

    def _unit(self, p: Point, c: TimeCandidate) -> Span:
        """Days, weeks, months, quarters and half-years told from publication or the last time named."""
        self.inferred = True
        unit, offset = p.unit, p.offset
        if unit == "day":
            if p.day is not None:
                return self._paren_day(p)
            if p.unit_from == "context" and self.text[c.start - 1 : c.start] == "之" and self.end < c.start - 1:
                return NONE  # 邀标之次日
            if p.unit_from == "context" and self.text[max(0, c.start - 2) : c.start] in _ANY:
                return NONE  # 开标当日: whenever that is
            base = self.named_day if p.unit_from == "context" else self.day
            if p.unit_from == "context" and base is None:
                base = self.day
            if base is None:
                return NONE
            day = base + timedelta(days=offset)
            return day, day, day.isoformat()
        if unit in ("week", "weekend"):
            if self.day is None:
                return NONE
            monday, sunday = week(self.day + timedelta(days=7 * offset))
            if p.weekday is not None:
                day = monday + timedelta(days=p.weekday - 1)
                return day, day, day.isoformat()
            if unit == "weekend":
                monday = sunday - timedelta(days=1)
            return monday, sunday, f"{monday.isoformat()}/{sunday.isoformat()}"
        base_month = self._base_month(p, c)
        if base_month is None:
            return NONE
        year, month = base_month
        if unit == "month":
            index = year * 12 + month - 1 + offset
            year, month = divmod(index, 12)
            told = Point(p.start)
            told.month, told.part, told.day, told.nth_day, told.nth_week = (
                month + 1,
                p.part,
                p.day,
                p.nth_day,
                p.nth_week,
            )
            told.weekday, told.nth_weekday = p.weekday, p.nth_weekday
            span = within(told, year)
            return NONE if span is None else (*span, edtf_value(told, *span))
        size = 3 if unit == "quarter" else 6
        index = year * (12 // size) + (month - 1) // size + offset
        year, part = divmod(index, 12 // size)
        told = Point(p.start)
        told.part = p.part
        if unit == "quarter":
            told.quarter = part + 1
        else:
            told.half = part + 1
        span = within(told, year)
        return NONE if span is None else (*span, edtf_value(told, *span))

    def _against(self, c: TimeCandidate) -> bool:
        """Is it what the month before it is compared with: 5月份，车速由上月的21公里提高到23公里?"""
        text, at = self.text, c.start
        return text[at - 1 : at] in _AGAINST and at > 0

    def _base_month(self, p: Point, c: TimeCandidate) -> tuple[int, int] | None:
        named = self.named_month
        if named is not None and (
            p.unit_from == "context" or (p.offset == -1 and named[2] == self.paragraph and self._against(c))
        ):
            return named[:2]
        if self.day is not None:
            return self.day.year, self.day.month
        if self.last is not None and self.first is not None and self.first.month == self.last.month:
            return self.last.year, self.last.month
        return None

    def _paren_day(self, p: Point) -> Span:
        """今（13）日: the 13th that is nearest to publication."""
        assert p.day is not None
        if self.last is None or self.first is None:
            return NONE
        if self.day is None and self.first.month != self.last.month:
            return NONE
        middle = (self.day or self.last) + timedelta(days=p.offset)
        best = None
        for shift in (-1, 0, 1):
            year, month = divmod(middle.year * 12 + middle.month - 1 + shift, 12)
            if self.day is None and shift:
                continue
            if p.day <= month_end(year, month + 1):
                day = date(year, month + 1, p.day)
                if best is None or abs((day - middle).days) < abs((best - middle).days):
                    best = day
        return NONE if best is None else (best, best, best.isoformat())

    def _lone_day(self, p: Point, c: TimeCandidate) -> Span:
        """20日: of the month named in the paragraph, else the latest or, in a plan, the next by publication."""
        assert p.day is not None
        self.inferred = True
        if not 1 <= p.day <= 31:
            return NONE
        if self.named_month is not None and self.named_month[2] == self.paragraph:
            year, month, _ = self.named_month
            if p.day > month_end(year, month):
                return NONE
            day = date(year, month, p.day)
            return day, day, day.isoformat()
        if self.last is None or self.first is None or (self.day is None and self.first.month != self.last.month):
            return NONE
        days = []
        for shift in (-2, -1, 0, 1, 2):
            year, month = divmod(self.last.year * 12 + self.last.month - 1 + shift, 12)
            if p.day <= month_end(year, month + 1):
                day = date(year, month + 1, p.day)
                days.append((day, day))
        if self.day is not None and not self._plans(c) and not is_reported(self.source, c.start, c.end):
            near = min(days, key=lambda s: abs((s[0] - self.last).days))  # type: ignore[operator]
            return near[0], near[1], near[0].isoformat()
        span = self._near(days, c)
        return NONE if span is None else (span[0], span[1], span[0].isoformat())

    def _weekday(self, p: Point, c: TimeCandidate) -> Span:
        assert p.weekday is not None
        self.inferred = True
        if self.day is None:
            return NONE
        monday, _ = week(self.day)
        days = [monday + timedelta(days=p.weekday - 1 + 7 * shift) for shift in (-1, 0, 1)]
        span = self._near([(d, d) for d in days], c)
        return NONE if span is None else (span[0], span[1], span[0].isoformat())

    def _same(self, p: Point, year: int | None) -> Span:
        """去年同期: the last period named, in that year; 去年的今天: the day of publication, in that year."""
        if year is None:
            return NONE
        if p.same_day:
            return NONE if self.day is None else moved(self.day, self.day, year)
        if self.named_period is None or self.named_period[2] != self.paragraph:
            return NONE
        return moved(*self.named_period[:2], year)

    def _feast(self, p: Point, c: TimeCandidate, year: int | None) -> Span:
        if c.relation is Relation.DURING:
            return NONE  # 国庆期间: of the holiday, whose days the text does not tell
        if year is not None:
            day = festival(p.festival, year)
            return NONE if day is None else (day, day, day.isoformat())

        def of(year: int) -> tuple[date, date] | None:
            day = festival(p.festival, year)
            return None if day is None else (day, day)

        span = self._yearly(of, c, p)
        return NONE if span is None else (span[0], span[1], span[0].isoformat())

    def _lunar(self, p: Point, c: TimeCandidate, year: int | None) -> Span:
        assert p.month is not None

        def of(year: int) -> tuple[date, date] | None:
            if p.day is None:
                return lunar_month(year, p.month or 0, p.leap)
            day = lunar_day(year, p.month or 0, p.day, p.leap)
            return None if day is None else (day, day)

        span = of(year) if year is not None else self._yearly(of, c, p)
        if span is None:
            return NONE
        value = span[0].isoformat() if span[0] == span[1] else f"{span[0].isoformat()}/{span[1].isoformat()}"
        return *span, value

    # --- ranges

    def _lies_ahead(self, start: date, end: date, c: TimeCandidate) -> bool:
        """Most of a range that is reported of would be after publication: 1—11月 in a text of January."""
        if self.last is None or end <= self.last or (self.last - start) * 2 > end - start:
            return False
        return not self._plans(c) and is_reported(self.source, c.start, c.end)

    def range(self, first: Point, last: Point, c: TimeCandidate) -> Span:
        """Two ends; what only one of them says holds for both."""
        told = first.year is not None or last.year is not None or bool(first.unit or last.unit)
        borrowed = share(first, last)
        start, start_end, left = self.point(first, c)
        inferred = self.inferred
        if borrowed and first.year is None and start is not None and last.year is None and not last.unit:
            last.year, last.year_from = start.year, "given"
        _, end, right = self.point(last, c)
        self.inferred = self.inferred or inferred
        if end is not None and start is not None and end < start:
            if borrowed and last.year is not None and last.year_from == "given":
                last.year += 1
                _, end, right = self.point(last, c)
                self.inferred = True
            if end is None or end < start:
                return NONE
        elif borrowed and not told and start is not None and end is not None and self._lies_ahead(start, end, c):
            year = start.year - 1
            first.year, first.year_from = year, "given"
            last.year, last.year_from = year + (end.year - start.year), "given"
            start, start_end, left = self.point(first, c)
            _, end, right = self.point(last, c)
            self.inferred = True
        if start is None or end is None:
            if left and right and left[0] == right[0] == "T":
                return None, None, f"{left}/{right}"
            return NONE
        if left and right and "T" in left and "T" in right:
            return start, end, f"{left}/{right}"
        assert start_end is not None
        return start, end, interval(first, last, start, end)
