"""Where a text tells its own date: a date line, a line under the title, or the years that it reports of."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from zhextract._edtf import month_end
from zhextract._tense import is_compared, is_planned
from zhextract.records import Relation, TimeKind
from zhextract.rules._time_spec import TimeCandidate
from zhextract.source import Source

__all__ = ["dateline", "in_title", "latest_year"]

_DATE = r"(?P<y>(?:19|20)\d\d|1[01]\d(?=年))(?:[-/.年])(?P<m>\d{1,2})(?:[-/.月])(?P<d>\d{1,2})日?"
_LABEL = re.compile(
    rf"(?:发[布稿表文][时日][间期]|发布于|刊发时间|成文日期|印发日期|更新时间|时间|日期)[：:]?\s*{_DATE}"
)
_WIRE = re.compile(r"(?:社|报|网|台|记者)[^。\n]{0,24}?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯)")
_TITLE = re.compile(rf"^[（—\s-]*{_DATE}[^。\n]{{0,12}}在[^。]{{2,60}}?(?:会议|大会|全会)上", re.M)
_REPORT = re.compile(r"(?P<y>(?:19|20)\d\d)年[^。\n]{0,24}(?:政府工作报告|工作要点|工作计划|重点工作)")
_ALONE = re.compile(rf"^[（\s]*{_DATE}[）\s]*(?:\d\d?:\d\d(?::\d\d)?)?[^\S\n]*(?:来源[^\n]{{0,30}})?$", re.M)
_HEAD, _TAIL = 1500, 300
_SHARE = 0.34  # of the mentions of the year named most, in a text with several


def dateline(source: Source, candidates: list[TimeCandidate]) -> tuple[str | None, str | None]:
    """(EDTF date, ``dateline`` or ``title``), or (None, None). A wire's 5月20日电 has the latest year of the text."""
    text = source.text
    head = text[:_HEAD]
    tail = text[max(_HEAD, len(text) - _TAIL) :]
    for pattern, place, part in (
        (_LABEL, "dateline", head),
        (_TITLE, "title", head),
        (_ALONE, "dateline", head),
        (_LABEL, "dateline", tail),
        (_ALONE, "dateline", tail),
    ):
        m = pattern.search(part)
        if m is not None:
            day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
            if day is not None:
                return day, place
    m = _REPORT.search(text[:80])
    if m is not None:
        return m["y"], "title"
    m = _WIRE.search(head)
    if m is not None:
        year = latest_year(source, candidates)
        if year is not None:
            day = _day(year, int(m["m"]), int(m["d"]))
            if day is not None:
                return day, "dateline"
    return None, None


def _day(year: int, month: int, day: int) -> str | None:
    if year < 1900:
        year += 1911
    if not 1 <= month <= 12 or not 1 <= day <= month_end(year, month):
        return None
    return date(year, month, day).isoformat()


def latest_year(source: Source, candidates: list[TimeCandidate]) -> int | None:
    """The latest year that the text reports of, and not just once in a long text.

    Years of deadlines, names and comparisons do not count, nor does one that the text only plans for.
    """
    text = source.text
    counts: Counter[int] = Counter()
    reported: set[int] = set()
    deadline = -1  # behind 7月底前 the rest of a sentence is a plan
    for c in candidates:
        p = c.first
        if p is None or c.kind is not TimeKind.DATE:
            continue
        if c.relation is Relation.BEFORE:
            deadline = source.sentence(c.start)[1]
        if (
            p.year is None
            or p.year_from != "given"
            or p.year < 1900
            or c.relation is Relation.BEFORE
            or c.start < deadline
        ):
            continue
        if (
            c.relation is Relation.UNTIL
            and text[c.start - 1] in "到至"
            and not text.startswith("截", max(0, c.start - 2))
        ):
            continue
        if is_compared(text, c.start, c.end) or in_title(text, c.start):
            continue
        counts[p.year] += 1
        if not is_planned(source, c.start, c.end, c.relation):
            reported.add(p.year)
    if not reported:  # 2023年，力争…: a plan for the year that it is written in
        return min(counts, default=None)
    most = max(counts[y] for y in reported)
    enough = most * _SHARE if most > 4 else 1
    return max(y for y in reported if counts[y] >= enough)


def in_title(text: str, at: int) -> bool:
    """Inside title marks 《 》, whose years name a document."""
    left = text.rfind("《", max(0, at - 60), at)
    return left >= 0 and text.find("》", left, at) < 0
