"""Where a text tells its own date: a date line, a line under the title, or the years that it reports of."""

from __future__ import annotations

import re
from datetime import date

from zhextract._edtf import month_end
from zhextract._tense import is_compared, is_planned
from zhextract.records import Relation, TimeKind
from zhextract.rules._time_spec import TimeCandidate
from zhextract.source import Source

__all__ = ["dateline", "latest_year"]

_DATE = r"(?P<y>(?:19|20)\d\d|1[01]\d(?=年))(?:[-/.年])(?P<m>\d{1,2})(?:[-/.月])(?P<d>\d{1,2})日?"
_LABEL = re.compile(rf"(?:发[布稿表文][时日][间期]|发布于|刊发时间|成文日期|印发日期|更新时间|时间|日期)[：:]?\s*{_DATE}")
_WIRE = re.compile(r"(?:社|报|网|台|记者)[^。\n]{0,24}?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯)")
_TITLE = re.compile(rf"^[（—\s-]*{_DATE}[^。\n]{{0,12}}在[^。\n]{{2,50}}(?:会议|大会|全会)上", re.M)
_ALONE = re.compile(rf"^[（\s]*{_DATE}[）\s]*(?:\d\d?:\d\d(?::\d\d)?)?[^\S\n]*(?:来源[^\n]{{0,30}})?$", re.M)
_HEAD, _TAIL = 1500, 300


def dateline(source: Source, candidates: list[TimeCandidate]) -> tuple[str | None, str | None]:
    """(EDTF date, ``dateline`` or ``title``), or (None, None). A wire's 5月20日电 has the latest year of the text."""
    text = source.text
    head = text[:_HEAD]
    tail = text[max(_HEAD, len(text) - _TAIL) :]
    for pattern, place, part in (
        (_LABEL, "dateline", head), (_TITLE, "title", head), (_ALONE, "dateline", head), (_LABEL, "dateline", tail), (_ALONE, "dateline", tail),
    ):  # fmt: skip
        m = pattern.search(part)
        if m is not None:
            day = _day(int(m["y"]), int(m["m"]), int(m["d"]))
            if day is not None:
                return day, place
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
    """The latest full year that the text reports of; years of plans, of deadlines, of names and of comparisons do not count."""
    best: int | None = None
    text = source.text
    deadline = -1  # behind 7月底前 the rest of a sentence is a plan
    for c in candidates:
        p = c.first
        if p is None or c.kind is not TimeKind.DATE:
            continue
        if c.relation is Relation.BEFORE:
            deadline = source.sentence(c.start)[1]
        if p.year is None or p.year_from != "given" or c.relation is Relation.BEFORE or c.start < deadline:
            continue
        if best is not None and p.year <= best or p.year < 1900:
            continue
        if c.relation is Relation.UNTIL and text[c.start - 1] in "到至" and not text.startswith("截", max(0, c.start - 2)):
            continue
        if is_compared(text, c.start, c.end) or is_planned(source, c.start, c.end, c.relation) or _in_title(text, c.start):
            continue
        best = p.year
    return best


def _in_title(text: str, at: int) -> bool:
    """Inside 《 》."""
    left = text.rfind("《", max(0, at - 60), at)
    return left >= 0 and text.find("》", left, at) < 0
