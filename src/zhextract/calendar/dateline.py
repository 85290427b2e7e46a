"""Where a text tells its own date: a date line, a line under the title, or the years that it reports of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from zhextract._edtf import month_end
from zhextract.calendar.tense import is_compared, is_planned
from zhextract.records import Relation, TimeKind
from zhextract.rules.time.spec import TimeCandidate
from zhextract.source import Source

__all__ = ["dateline", "in_title", "latest_year"]

_DATE: Final = r"(?P<y>(?:19|20)\d\d|1[01]\d(?=年))(?:[-/.年])(?P<m>\d{1,2})(?:[-/.月])(?P<d>\d{1,2})日?"
_LABEL: Final = re.compile(r"(?:发[布稿表文][时日][间期]|发布于|时间|日期)[：:]?\s*\Z")
_LABEL_SIZE: Final = 9
_LABELLED: Final = re.compile(_DATE)
_WIRE: Final = re.compile(r"(?:社|报|网|台|记者)[^。\n]{0,24}?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯)")
_TITLE: Final = re.compile(rf"[（—\s-]*{_DATE}[^。\n]{{0,12}}在[^。]{{2,60}}?(?:会议|大会|全会)上")
_REPORT: Final = re.compile(r"(?P<y>(?:19|20)\d\d)年[^。\n]{0,24}(?:政府工作报告|工作要点|工作计划|重点工作)")
_ALONE: Final = re.compile(rf"[（\s]*{_DATE}[）\s]*(?:\d\d?:\d\d(?::\d\d)?)?[^\S\n]*(?:来源[^\n]{{0,30}})?$", re.M)
_HEAD, _TAIL, _TITLED = 1500, 300, 80  # characters
_AIM: Final = re.compile("远景|愿景|展望|(?:的|年)?目标|规划")
_AIM_FIRST: Final = frozenset("远愿展的年目规")
_HEADS: Final = frozenset(("", " ", "。", "，", "\n", "；", "“", "：", "）"))
_YEARLY: Final = re.compile("[^》\\n]{0,20}(?:方案|要点|计划|清单)")  # 《2024年行动方案》
_HORIZON: Final = 6  # years: a text plans no further ahead, save for 2035 and the like
_FOOT: Final = 1200  # characters
_DATE_KIND, _BEFORE, _UNTIL, _SINCE = TimeKind.DATE, Relation.BEFORE, Relation.UNTIL, Relation.SINCE
_SHARE: Final = 0.34  # of the mentions of the year named most, in a text with several


def dateline(
    source: Source, candidates: list[TimeCandidate], published: str | None = None
) -> tuple[str | None, str | None]:
    """(EDTF date, ``dateline`` or ``title``), or (None, None).

    A wire's 5月20日电 has the year of `published` (EDTF), else the latest year that the text reports of.
    """
    text = source.text
    head = text[:_HEAD]
    days = [c.start for c in candidates if (p := c.first) is not None and p.day is not None and p.year is not None]
    if days:
        foot = max(_HEAD, len(text) - _TAIL)
        for place, marked in (
            *_marked(head, [at for at in days if at < _HEAD], titled=True),
            *_marked(text[foot:], [at - foot for at in days if at >= foot], titled=False),
        ):
            day = _day(int(marked["y"]), int(marked["m"]), int(marked["d"]))
            if day is not None:
                return day, place
    title = text[:_TITLED]
    m = _REPORT.search(title) if "工作" in title else None
    if m is not None:
        return m["y"], "title"
    m = _WIRE.search(head) if "日电" in head or "日讯" in head else None
    if m is not None:
        year = latest_year(source, candidates) if published is None else int(published[:4])
        if year is not None:
            day = _day(year, int(m["m"]), int(m["d"]))
            if day is not None:
                return day, "dateline"
    return None, None


def _marked(part: str, days: list[int], *, titled: bool) -> Iterator[tuple[str, re.Match[str]]]:
    """The first labelled date of a part of the text, the first behind its title, the first alone on its line.

    `days` are the places of the days in it that are told with their year.
    """
    if not days:
        return
    lines = list(dict.fromkeys(part.rfind("\n", 0, at) + 1 for at in days))
    for at in days:
        if _LABEL.search(part, max(0, at - _LABEL_SIZE), at) and (m := _LABELLED.match(part, at)) is not None:
            yield "dateline", m
            break
    titled = titled and ("会上" in part or "会议上" in part)  # what `_TITLE` ends with: hardly ever there
    for pattern, place in ((_TITLE, "title"), (_ALONE, "dateline"))[not titled :]:
        m = next((m for line in lines if (m := pattern.match(part, line)) is not None), None)
        if m is not None:
            yield place, m


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
    counts: dict[int, int] = {}
    reported: set[int] = set()
    opening: set[int] = set()  # planned years that head their clause: 2023年，力争…
    targets: list[int] = []
    foot = len(text) - _FOOT if len(text) > 5 * _FOOT else len(text)
    least = 0  # what is named has begun: “十四五”, 党的二十大
    titles = "《" in text
    deadline = -1  # behind 7月底前 the rest of a sentence is a plan
    for c in candidates:
        p = c.first
        if p is None or c.kind is not _DATE_KIND:
            continue
        if p.years is not None and c.rule == "plan":
            least = max(least, p.years[0] - 1)
        elif p.event:
            least = max(least, int(p.event[:4]))
        start, end, said, year = c.start, c.end, c.relation, p.year
        if said is _BEFORE and start >= deadline:
            deadline = source.sentence(start)[1]
        if year is None or p.year_from != "given" or year < 1900:
            continue
        last = text[start - 1 : start]
        until = said is _UNTIL and last in ("到", "至") and text[max(0, start - 2) : start] not in ("截至", "止到")
        if (
            until
            or said is _BEFORE
            or start < deadline
            or (text[end : end + 1] in _AIM_FIRST and _AIM.match(text, end))
        ):
            targets.append(year)
            continue
        if titles and in_title(text, start):
            if _YEARLY.match(text, end):
                opening.add(year)
            continue
        if is_compared(text, start, end):
            continue
        if start > foot and reported and year not in counts:
            continue  # first named in the notes at the foot of a long text
        heads = last in _HEADS
        if p.month is None and (last in ("于", "从", "由") or (said is _SINCE and not heads)):
            continue  # 始建于1984年, 遭遇1996年以来最大洪水
        counts[year] = counts.get(year, 0) + 1
        if year in reported:
            continue
        if not is_planned(source, start, end, said):
            reported.add(year)
        elif heads:
            opening.add(year)
    if not reported:  # a plan for the year that it is written in
        first = min(opening, default=None)
        return first if first is not None and first >= least else None
    most = max(counts[y] for y in reported)
    enough = most * _SHARE if most > 4 else 1
    latest = max(y for y in reported if counts[y] >= enough)
    horizon = min((t for t in targets if t > latest), default=latest)
    # one year of long ago is history, not the text's own
    return None if latest < least or (horizon - latest > _HORIZON and counts[latest] == 1) else latest


def in_title(text: str, at: int) -> bool:
    """Inside title marks 《 》, whose years name a document."""
    left = text.rfind("《", max(0, at - 60), at)
    return left >= 0 and text.find("》", left, at) < 0
