"""From numbers to facts: what is counted, whose it is, when, planned or done, and how it changed.

`attach` walks through the quantities of a text, in order, and keeps what a reader keeps in mind: the sentence, the last
indicator, who is spoken of (`_memory`), then the time that governs and the modal words passed. `measure` tells what a figure
is of, by the words before it (`of`) and behind it (`behind`), and how it changed (`change`); `bearer` whose it is
(`subject`); `period` and `status` when, and whether it is planned.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from zhextract._edtf import month_end
from zhextract.context import period, status, subject
from zhextract.context._memory import Memory
from zhextract.context._scene import Scene
from zhextract.context._words import INDICATORS
from zhextract.context.bearer import Bearers
from zhextract.context.change import RELATIVE
from zhextract.context.measure import LONGEST_WAY, Measures
from zhextract.context.spoken import LASTS
from zhextract.numerals import CHINESE
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
        reader = _Reader(source, quantities, times, programs)
        sentences = reader.sentences()
        reader.tell_what(sentences)
        reader.name()
        reader.tell_when(sentences)
        reader.tell_plans(sentences, _last_day(published))


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


def _is_item(text: str, paragraph: int) -> bool:
    """Is the paragraph that begins at `paragraph` a further item of a list?"""
    return text[paragraph] in _BULLETS or (text[paragraph] in _NUMBERS and _NUMBERED(text, paragraph) is not None)


def _last_day(published: str | None) -> date | None:
    """The day before the last of an EDTF year or month, or the day told; None of anything else."""
    if not published:
        return None
    told = published[:10].split("-")
    try:
        year, month = int(told[0]), int(told[1]) if len(told) > 1 else 12
        # of a month or year alone its very end is still to come: 到2025年 is an aim in a text of that year
        return date(year, month, int(told[2]) if len(told) > 2 else month_end(year, month) - 1)
    except ValueError:
        return None


class _Reader:
    """What is kept of the quantities of a text while they are read.

    They are walked through several times: a thing done for all of them at once takes less time than one after the other.
    """

    def __init__(
        self, source: Source, quantities: Sequence[QuantityDraft], times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]
    ) -> None:
        self.times, self.programs = times, programs
        self.scene = Scene(source, times, programs)
        self.quantities = quantities
        # where they start, and a place out of reach
        self.starts = [*[q.start for q in quantities], len(source.text) + LONGEST_WAY + 1]
        self.owns: list[str] = []  # on which side of each the thing stands that it is of
        self.whens: list[TimeDraft | None] = []  # the time that governs each

    def sentences(self) -> list[_Sentence]:
        """The sentences with quantities, in order."""
        scene, text, starts = self.scene, self.scene.text, self.starts
        found: list[_Sentence] = []
        end = paragraph = origin = head = -1
        free = False  # a list whose head is no clause of it
        listed, following = -1, text.find(_LIST)  # the last list within a paragraph before the sentence, and the next
        first_head = text.find("：\n")  # no paragraph stands under another before that
        i, count = 0, len(self.quantities)
        while i < count:
            start, behind = starts[i], end - 1  # no paragraph ended before the last sentence did
            sentence, end = scene.sentence(start)
            if paragraph < 0 or text.find("\n", behind, start) >= 0:
                paragraph = text.rfind("\n", 0, start) + 1
                # an item of a list stands under the paragraph that ends in a colon: 主要目标是：
                above = _above(text, paragraph, start) if 0 <= first_head < paragraph else 0
                if above > 0:
                    origin = text.rfind("\n", 0, above) + 1
                    head, free = scene.sentence(above - 1)[0], False
                elif text[paragraph] == "—" and (head < 0 or free) and paragraph > 1 and _TO_DO(text, paragraph) is not None:
                    # ——建设开放之城。…, below what tells of the years to come: that makes plans of them, its time is not theirs
                    if text[text.rfind("\n", 0, paragraph - 1) + 1] != "—":
                        head, free = scene.sentence(paragraph - 2)[0], True
                    origin = paragraph
                elif origin < 0 or head < 0 or free or not _is_item(text, paragraph):
                    origin, head, free = paragraph, -1, False
            while 0 <= following < sentence:
                listed, following = following, text.find(_LIST, following + 1)
            beyond = bisect_left(starts, end, i)
            found.append((i, beyond, sentence, paragraph, origin, head, listed))
            i = beyond
        return found

    def tell_what(self, sentences: list[_Sentence]) -> None:
        """What each is of and whose, and how it changed."""
        scene, text, starts, quantities, owns = self.scene, self.scene.text, self.starts, self.quantities, self.owns
        measure = Measures(scene, quantities, starts).measure
        bearers = Bearers(scene, quantities, starts)
        mind, here = Memory(), -1
        for first, beyond, sentence, paragraph, _, _, _ in sentences:
            if paragraph != here:
                mind, here = Memory(), paragraph
                comma = text.find("，", paragraph, starts[first])
                if comma > 0 and (text[comma - 1] in LASTS or comma in scene.time_ends):
                    bearers.enter(paragraph, comma, starts[first], mind)
            mind.begin(sentence)
            for i in range(first, beyond):
                q = quantities[i]
                found, own = measure(i, q, mind, sentence)
                owns.append(own)
                q.subject = bearers.bearer(i, found, own, mind, sentence, paragraph)
                of = q.of
                if of is not None:
                    mind.told.append(of)
                    if own:
                        kind = q.kind
                        if kind is _COUNT and q.unit not in ("人次", "次"):
                            mind.counted, mind.counted_at = of, q.start
                            mind.units[q.unit] = of
                        if of not in _RATES and of != "年龄" and not (kind in RELATIVE and (found.de or found.share)):
                            mind.indicator = q
                mind.prev = q

    def name(self) -> None:
        """The names of what they are of and whose."""
        names: dict[str | None, str | None] = {}  # behind 全区, 该县 and the place's short name
        for q in self.quantities:
            bearer = q.subject
            if bearer not in names:
                names[bearer] = subject.resolved(bearer, self.scene)
            q.subject_name, q.indicator = names[bearer], INDICATORS.get(q.of)

    def tell_when(self, sentences: list[_Sentence]) -> None:
        """Of what days each is."""
        scene, starts, quantities, owns, whens = self.scene, self.starts, self.quantities, self.owns, self.whens
        clock = period.Clock(scene, period.usable(scene.text, self.times, self.programs))
        near = period.NEAR
        days, when = None, None
        for first, beyond, sentence, paragraph, origin, _, listed in sentences:
            clock.until = -1
            for i in range(first, beyond):
                q, start = quantities[i], starts[i]
                if start > clock.until:
                    days, when = clock.at(start, sentence, origin, listed, paragraph)
                q.period = days
                whens.append(when)
                gap = clock.ahead - q.end
                if gap < near and (gap or owns[i] != "left" or q.kind is _COUNT):
                    told = clock.coming(q.end, starts[i + 1])
                    if told is not None:
                        q.period = clock.period(told[0])
                        if told[1]:
                            q.status = _PLANNED

    def tell_plans(self, sentences: list[_Sentence], today: date | None) -> None:
        """Which are planned."""
        scene, starts, whens = self.scene, self.starts, self.whens
        mood = status.Mood(scene, self.programs, today)
        asked, planned = None, False
        for first, beyond, sentence, paragraph, _, head, listed in sentences:
            last = starts[beyond - 1]
            if head < 0 and listed >= paragraph:
                mood.enter_item(sentence, starts[first], last, scene.sentence(listed)[0], listed)
            else:
                mood.enter(sentence, starts[first], last, head if head >= 0 else sentence)
            mood.until = -1
            for i in range(first, beyond):
                start, when = starts[i], whens[i]
                if start > mood.until or when is not asked:
                    planned, asked = mood.at(start, when), when
                if planned:
                    self.quantities[i].status = _PLANNED


#: the first figure of a sentence and the first behind it, where the sentence and its paragraph begin, where the paragraph does
#: that times come from and the sentence that stands above the paragraph (-1: none), and the last list within a paragraph
_Sentence = tuple[int, int, int, int, int, int, int]
_COUNT: Final = QuantityKind.COUNT
#: what a list within a paragraph begins with
_LIST: Final = "：一是"
_PLANNED: Final = Status.PLANNED
#: verbs that make a column of their own with their object
#: ——加快建设开放之城。
_TO_DO: Final = re.compile(
    "—+(?:全力|着力|奋力|聚力|加快|持续|坚持|全面|深入|努力|大力|更加|突出|聚焦)?"
    "(?:建设|打造|推进|构建|实施|做[强优大]|提升|培育|强化|深化|发展|创建|完善|优化|抓[好牢实])[^，。；：\\n]{2,24}。"
).match
#: 2.建成各类保障房1.3万套
_NUMBERED: Final = re.compile(f"(?:第?[{CHINESE}]{{1,3}}|[0-9]{{1,2}})(?:[、．）)]|[.,，](?![0-9]))|[①-⑳]").match
_NUMBERS: Final = frozenset("第0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮" + CHINESE)
_BULLETS: Final = frozenset("—-–·•●■◆▲（(")
#: shares and rates of change: a change told after one is of the indicator before it
_RATES: Final = frozenset(("降幅", "涨幅", "增速", "增幅", "占比", "比重", "年度计划", "调整预算"))
