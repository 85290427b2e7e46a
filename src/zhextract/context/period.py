"""The days that a figure speaks of: the time before it in its sentence, or the one that leads its paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhextract.records import Period, Relation, TimeKind

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import ProgramDraft, TimeDraft

__all__ = ["Clock", "usable"]

_SET, _DURATION, _REFERENCE = TimeKind.SET, TimeKind.DURATION, TimeKind.REFERENCE
_SINCE, _UNTIL = Relation.SINCE, Relation.UNTIL
_OPEN_START = (Relation.UNTIL, Relation.BEFORE)
# behind a time: a basis (为2019年同期的108%), a budget (年初预算), a clause on a noun (2000年底前建成的小区)
_BASIS_BEHIND = re.compile("(?:同期|年?末|年?底)?(?:的|相比|水平)|[^，。；]{1,10}相比")
_NO_GOVERNOR = re.compile(
    "预算|计划(?!新|完|建|投|实)|目标任务|确定的|[前以]*(?:建成|竣工|投用|成立|修建|出生|出台|建造|兴建|始建)[^，。；]{0,4}的"
)
_NO_GOVERNOR_FIRSTS = "预计目确前以建竣投成修出兴始"
_EQUALS = ("是", "为", "达", "当于", "系", "恢复到", "恢复至", "达到", "复到", "复至")
_EQUAL_LASTS = "".join({word[-1] for word in _EQUALS})
#: next to these a time may govern nothing
_DOUBTFUL_BEFORE = frozenset(f"比较与和“《·{_EQUAL_LASTS}")
_DOUBTFUL_BEHIND = frozenset(f"“《{_NO_GOVERNOR_FIRSTS}")


def usable(text: str, times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> list[TimeDraft]:
    """The times that can govern a figure: none in a name, none that is a basis of comparison, none that recurs."""
    names = iter(sorted([(p.start, p.end) for p in programs]))
    inside = next(names, None)
    found = []
    for t in times:
        start, end = t.start, t.end
        while inside is not None and inside[1] <= start:
            inside = next(names, None)
        if inside is not None and inside[0] <= start and end <= inside[1] and text[start] != "十":
            continue
        if t.kind is _SET:
            continue
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if before in _DOUBTFUL_BEFORE:
            if before in "比较":
                continue
            if before in "与和" and "相比" in text[end : end + 14] and _BASIS_BEHIND.match(text, end) is not None:
                continue
            if (
                before in _EQUAL_LASTS
                and text[max(0, start - 3) : start].endswith(_EQUALS)
                and _BASIS_BEHIND.match(text, end) is not None
            ):
                continue
            if before in "“《·" and after in "”》·" and not text[start].startswith("十"):
                continue
        if after in _DOUBTFUL_BEHIND:
            if after in "“《" and before not in "，。；\n：":
                continue
            if after in _NO_GOVERNOR_FIRSTS and _NO_GOVERNOR.match(text, end) is not None:
                continue
        found.append(t)
    return found


#: what happens to a site on one day: 2025年6月投产。 says nothing of the next sentence
_EVENTS = tuple(
    f"{before}{event}"
    for before in ("", "前", "底", "底前")
    for event in ("开工", "动工", "投产", "建成", "完工", "竣工", "投用", "投入", "通车", "启用", "交付", "封顶", "开业", "开园", "开馆", "试运营")
)
_EVENT_FIRSTS = frozenset(word[0] for word in _EVENTS)


class Clock:
    """Walks through the times with the figures; `at` gives the period of a figure.

    A time that leads its sentence, or the part of it behind a ；, governs to the next such time; any other holds to the
    next ；. Where a sentence has no time, the last one that led a clause of the paragraph before it governs.
    """

    __slots__ = ("_ahead", "_cache", "_next", "_told", "last", "lead", "paragraph", "part", "sentence", "text", "times")

    def __init__(self, scene: Scene, times: list[TimeDraft]) -> None:
        self.text, self.times = scene.text, times
        self._next = 0
        self._ahead = times[0].start if times else len(self.text)  # where the next time begins
        self._told: tuple[Period | None, TimeDraft | None] = (None, None)
        self.last: TimeDraft | None = None  # the last time before the figure
        self.part: TimeDraft | None = None  # the last that led its sentence or part of a sentence
        self.lead: TimeDraft | None = None  # the last that led a clause of an earlier sentence of the paragraph
        self.sentence = self.paragraph = -1
        self._cache: dict[int, Period | None] = {}

    def at(self, start: int, sentence: int, paragraph: int) -> tuple[Period | None, TimeDraft | None]:
        """(period, the time it is from) of a figure at `start` in the sentence and paragraph that begin there."""
        if sentence == self.sentence and start <= self._ahead and paragraph == self.paragraph:
            t = self.last  # no time has come since the figure before
            if t is None or t is self.part or self.text.find("；", t.end, start) < 0:
                return self._told
        times, i = self.times, self._next
        if paragraph != self.paragraph:
            self.paragraph = paragraph
            self.last = self.part = self.lead = None
        first = sentence != self.sentence
        if first:
            self.sentence = sentence
            t = self.last
            if t is not None and self._carries(t):
                self.lead = t
            elif self.part is not None and self.part.kind is not _REFERENCE:
                self.lead = self.part
            self.last = self.part = None
        while self._ahead < start:
            t = times[i]
            i += 1
            self._ahead = times[i].start if i < len(times) else len(self.text)
            if t.start < paragraph or (t.kind is _DURATION and t.relation is not _SINCE):
                continue
            if t.start < sentence:
                if self._carries(t):
                    self.lead = t
                continue
            before = self.last
            self.last = t
            if (
                before is not None
                and before.relation is _SINCE
                and t.relation is _UNTIL
                and before.period is not None
                and t.period is not None
            ):  # 自2023年起…至2025年止
                self._cache[t.start] = Period(before.period.start, t.period.end)
            if self._leads(t, "。\n！？；”，：" if first else "。\n！？；”"):
                self.part = t
        self._next = i
        t = self.last
        if t is not None and t is not self.part and self.text.find("；", t.end, start) >= 0:
            t = self.part or (self.lead if t.relation in _OPEN_START and self.lead is not None else t)
        if t is None:
            t = self.lead
        self._told = (None, None) if t is None else (self._period(t), t)
        return self._told

    def _carries(self, t: TimeDraft) -> bool:
        """Does it govern the sentences behind its own?"""
        if t.kind is _REFERENCE:
            return False
        if (
            self.text[t.end : t.end + 1] in _EVENT_FIRSTS
            and self.text.startswith(_EVENTS, t.end)
            and not self._leads(t, "。\n！？；”")
        ):
            return False
        return self._leads(t, "。\n！？”" if t.relation in _OPEN_START else "。\n！？；”，：")

    def _leads(self, t: TimeDraft, marks: str) -> bool:
        """Does it stand at the head of its sentence or clause?"""
        text, at = self.text, t.start
        for _ in range(8):
            if at == 0 or text[at - 1] in marks:
                return True
            if text[at - 1] not in "截至止到自从在于“，据了解初步核算统计其中按":
                return False
            at -= 1
        return False

    def _period(self, t: TimeDraft) -> Period | None:
        key = t.start
        if key in self._cache:
            return self._cache[key]
        made: Period | None = None
        period, relation, text = t.period, t.relation, self.text
        if period is not None and t.kind is not _DURATION and relation is not Relation.AFTER:
            owned = text[t.end : t.end + 1] == "的"
            if relation is _SINCE:
                made = Period(period.start, None)
            elif (
                relation is Relation.BEFORE
                or (not owned and relation is _UNTIL)
                or (not owned and t.kind is TimeKind.DATE and t.start and text[t.start - 1] in "到至")
            ):
                made = Period(None, period.end)
            else:
                made = period
        self._cache[key] = made
        return made
