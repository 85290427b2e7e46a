"""From numbers to facts: what is counted, whose it is, when, planned or done, and how it changed.

`attach` walks once through the quantities of a text, in order, and keeps what a reader keeps in mind: the sentence, the
last indicator, who is spoken of (`_memory`), the time that governs, the modal words passed. `measure` tells what a figure
is of, by the words before it (`of`) and behind it (`behind`), and how it changed (`change`); `bearer` whose it is
(`subject`); `period` and `status` when, and whether it is planned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhextract.context import period, status, subject
from zhextract.context._memory import Memory
from zhextract.context._scene import Scene
from zhextract.context._words import INDICATORS
from zhextract.context.bearer import Bearers
from zhextract.context.change import RELATIVE
from zhextract.context.measure import LONGEST_WAY, Measures
from zhextract.context.spoken import LASTS
from zhextract.records import QuantityKind, Status

if TYPE_CHECKING:
    from zhextract.drafts import ProgramDraft, QuantityDraft, TimeDraft
    from zhextract.source import Source

__all__ = ["attach"]


def attach(
    source: Source,
    quantities: Sequence[QuantityDraft],
    times: Sequence[TimeDraft],
    programs: Sequence[ProgramDraft],
    published: str | None = None,
) -> None:
    """Fills of, subject, subject_name, period, status, change, basis and indicator of the drafts, in order of start.

    `published`: the day of publication as an EDTF date, where it is known: a year that lies after it is a plan.
    """
    if quantities:
        _Reader(source, quantities, times, programs, _last_day(published)).read()


def _above(text: str, paragraph: int, start: int) -> int:
    """The end of the paragraph with a colon that the one at `paragraph` stands under, directly or as a table's row; 0: none."""
    end = paragraph - 1
    if end < 2:
        return 0
    if text[end - 1] == "：":
        return end
    row = text[paragraph:start]
    if " " not in row or "，" in row or "。" in row:
        return 0
    for _ in range(12):
        begin = text.rfind("\n", 0, end) + 1
        if text[end - 1] == "：":
            return end
        if begin == 0 or "，" in text[begin:end] or "。" in text[begin:end]:
            return 0
        end = begin - 1
    return 0


def _last_day(published: str | None) -> date | None:
    """The day that an EDTF year, month or day is taken for; None of anything else."""
    if not published:
        return None
    told = published[:10].split("-")
    try:
        year, month = int(told[0]), int(told[1]) if len(told) > 1 else 12
        # of a month or year alone its very end is still to come: 到2025年 is an aim in a text of that year
        return date(year, month, int(told[2]) if len(told) > 2 else 28)
    except ValueError:
        return None


class _Reader:
    """One pass over the quantities of a text."""

    def __init__(
        self,
        source: Source,
        quantities: Sequence[QuantityDraft],
        times: Sequence[TimeDraft],
        programs: Sequence[ProgramDraft],
        today: date | None,
    ) -> None:
        self.scene = Scene(source, times, programs)
        self.quantities = quantities
        # where they start, and a place out of reach
        self.starts = [*[q.start for q in quantities], len(source.text) + LONGEST_WAY + 1]
        self.measures = Measures(self.scene, quantities, self.starts)
        self.bearers = Bearers(self.scene, quantities, self.starts)
        self.clock = period.Clock(self.scene, period.usable(source.text, times, programs))
        self.mood = status.Mood(self.scene, programs, today)

    def read(self) -> None:
        scene, quantities, clock, mood = self.scene, self.quantities, self.clock, self.mood
        text, starts = scene.text, self.starts
        sentence_start = sentence_end = paragraph = origin = head = -1
        mind = Memory()
        colon = text.find(_LIST)  # the next list within a paragraph; the last one before the sentence
        listed = -1
        near = period.NEAR
        days, when, asked, planned = None, None, None, False
        # the first paragraph that others stand under, and the names behind 全区, 该县 and the place's short name
        list_head = text.find("：\n")
        names: dict[str | None, str | None] = {}
        for i, q in enumerate(quantities):
            start = q.start
            if start >= sentence_end:
                behind = sentence_end - 1  # no paragraph ended before the last sentence did
                sentence_start, sentence_end = scene.sentence(start)
                if paragraph < 0 or text.find("\n", behind, start) >= 0:
                    paragraph = text.rfind("\n", 0, start) + 1
                    mind = Memory()
                    comma = text.find("，", paragraph, start)
                    if comma > 0 and (text[comma - 1] in LASTS or comma in scene.time_ends):
                        self.bearers.enter(paragraph, comma, start, mind)
                    # an item of a list stands under the paragraph that ends in a colon: 主要目标是：
                    above = _above(text, paragraph, start) if 0 <= list_head < paragraph else 0
                    if above > 0:
                        origin = text.rfind("\n", 0, above) + 1
                        head = scene.sentence(above - 1)[0]
                    elif origin < 0 or head < 0 or text[paragraph] not in _BULLETS:
                        origin, head = paragraph, -1
                last = starts[bisect_left(starts, sentence_end, i) - 1]
                mind.begin(sentence_start)
                while 0 <= colon < sentence_start:
                    listed, colon = colon, text.find(_LIST, colon + 1)
                if head < 0 and listed >= paragraph:
                    mood.enter_item(sentence_start, start, last, scene.sentence(listed)[0], listed)
                else:
                    mood.enter(sentence_start, start, last, head if head >= 0 else sentence_start)
                clock.until = mood.until = -1
            found, own = self.measures.measure(i, q, mind, sentence_start)
            bearer = q.subject = self.bearers.bearer(i, found, own, mind, sentence_start, paragraph)
            if bearer not in names:
                names[bearer] = subject.resolved(bearer, scene)
            q.subject_name = names[bearer]
            if start > clock.until:
                days, when = clock.at(start, sentence_start, origin, listed)
            q.period = days
            if start > mood.until or when is not asked:
                planned, asked = mood.at(start, when), when
            if planned:
                q.status = _PLANNED
            gap = clock.ahead - q.end
            if gap < near and (gap or own != "left" or q.kind is _COUNT):
                told = clock.coming(q.end, starts[i + 1])
                if told is not None:
                    q.period = clock.period(told[0])
                    if told[1]:
                        q.status = _PLANNED
            of = q.of
            if of is not None:
                q.indicator = INDICATORS.get(of)
                mind.told.append(of)
                if own:
                    kind = q.kind
                    if kind is _COUNT and q.unit not in ("人次", "次"):
                        mind.counted, mind.counted_at = of, start
                        mind.units[q.unit] = of
                    if of not in _RATES and not (kind in RELATIVE and (found.de or found.share)):
                        mind.indicator = q
            mind.prev = q


_COUNT = QuantityKind.COUNT
#: what a list within a paragraph begins with
_LIST = "：一是"
_PLANNED = Status.PLANNED
#: verbs that make a column of their own with their object
_BULLETS = frozenset("—-–·•●■◆▲（(")
#: shares and rates of change: a change told after one is of the indicator before it
_RATES = frozenset(("降幅", "涨幅", "增速", "增幅", "占比", "比重", "年度计划", "调整预算"))
