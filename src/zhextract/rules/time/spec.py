"""What a rule says about a time, before any calendar: the parts that the text tells, unresolved."""

from __future__ import annotations

from zhextract.records import Relation, TimeKind

__all__ = ["Point", "TimeCandidate"]


class Point:
    """One point or calendar period in the words of the text; `start`, `end` are view offsets.

    What the text does not tell has its default on the class: most points tell one or two parts of thirty.
    """

    start: int
    end: int
    plain: bool = False  # tells a year, a month or a day of it, and nothing else
    century: int | None = None  # 20: the years 1901 to 2000; 0 本世纪, -1 上世纪
    decade: int | None = None  # 90 (the century apart or not told), or 1990
    years: tuple[int, int] | None = None  # (first, last): a span of years with a name, a school year
    year: int | None = None  # as told: full, of two digits, or the offset of a relative one
    year_from: str = ""  # given · two (two digits) · published · context · topic (offsets from these)
    half: int | None = None
    quarter: int | None = None
    unit: str = ""  # half · quarter · month · week · weekend · day: told as an offset from another time
    offset: int = 0
    unit_from: str = ""  # published · context
    span: tuple[int, int] | None = None  # (first month, last month) of the year: 前三季度 is (1, 9)
    season: int | None = None  # EDTF 21 to 24
    month: int | None = None
    lunar: bool = False
    leap: bool = False
    part: str = ""  # 初 中 底 of a year, quarter, month; 上旬 中旬 下旬 上中旬 中下旬 上半月 下半月
    day: int | None = None
    nth_day: int | None = None  # counted from the start of the year or month told; -1: the last
    nth_week: int | None = None
    weekday: int | None = None  # 1 Monday to 7 Sunday
    told_weekday: int | None = None  # behind a day: 20日（星期五）
    nth_weekday: int | None = None  # the how manieth of its month
    festival: str = ""  # a rule of festivals.tsv
    holiday: bool = False  # 五一假期: days that the text does not tell
    event: str = ""  # EDTF of a named event
    same_day: bool = False  # 去年的今天
    same_period: bool = False  # 去年同期
    day_part: str = ""  # am · pm · noon · night
    hour: int | None = None
    minute: int = 0
    second: int | None = None
    recent: bool = False  # 日前: not told

    def __init__(self, start: int) -> None:
        self.start = self.end = start

    def __repr__(self) -> str:
        told = {name: value for name, value in sorted(vars(self).items()) if value != getattr(Point, name, 0)}
        return f"Point({told})"


class TimeCandidate:
    """A time as recognised: its span in the view, its rule, and what the text says.

    A date has `first`, a range `first` and `last`; a duration or set has its ISO 8601 `value` already (None for a vague
    one); a reference has none of them.
    """

    __slots__ = ("end", "first", "kind", "last", "relation", "rule", "start", "value")

    def __init__(
        self,
        start: int,
        end: int,
        rule: str,
        kind: TimeKind,
        first: Point | None = None,
        last: Point | None = None,
        value: str | None = None,
        relation: Relation | None = None,
    ) -> None:
        self.start, self.end, self.rule, self.kind = start, end, rule, kind
        self.first, self.last, self.value, self.relation = first, last, value, relation

    def __repr__(self) -> str:
        told = (self.start, self.end, self.rule, self.kind, self.value, self.relation, self.first, self.last)
        return f"TimeCandidate{told}"
