"""The days that a figure speaks of: the time before it in its sentence, or the one that leads its paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhextract.records import Period, Relation, TimeKind

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import ProgramDraft, TimeDraft

__all__ = ["Clock", "usable"]

_OPEN_START = (Relation.UNTIL, Relation.BEFORE)
_VAGUE_WORDS = ("目前", "近年", "近几年", "如今", "当前", "现在", "近日", "日前", "一直")


def usable(text: str, times: list[TimeDraft], programs: list[ProgramDraft]) -> list[TimeDraft]:
    """The times that can govern a figure: none in a name or in quotation marks, none that is a basis of comparison."""
    names = iter(sorted((p.start, p.end) for p in programs))
    inside = next(names, None)
    found = []
    for t in times:
        while inside is not None and inside[1] <= t.start:
            inside = next(names, None)
        if inside is not None and inside[0] <= t.start:
            continue
        before = text[t.start - 1] if t.start else ""
        after = text[t.end : t.end + 1]
        if before in "比较" and before:
            continue
        if before in "是为达当" and before and after == "的":
            continue
        if after == "的" and text[t.end + 1 : t.end + 2].isdigit() and text[t.start - 2 : t.start] in ("当于", "等于"):
            continue
        if t.kind in (TimeKind.SET,):
            continue
        if before == "“" or after == "”" or before in "《·" and before:
            continue
        found.append(t)
    return found


class Clock:
    """Walks through the times with the figures; `at` gives the period of a figure."""

    __slots__ = ("_cache", "_next", "last", "lead", "paragraph", "sentence", "text", "times")

    def __init__(self, scene: Scene, times: list[TimeDraft]) -> None:
        self.text, self.times = scene.text, times
        self._next = 0
        self.last: TimeDraft | None = None  # the last time before the figure
        self.lead: TimeDraft | None = None  # the time that leads an earlier sentence of the paragraph
        self.sentence = self.paragraph = -1
        self._cache: dict[int, Period | None] = {}

    def at(self, start: int, sentence: int, paragraph: int) -> tuple[Period | None, TimeDraft | None]:
        """(period, the time it is from) of a figure at `start` in the sentence and paragraph that begin there."""
        times, i = self.times, self._next
        if paragraph != self.paragraph:
            self.paragraph, self.sentence = paragraph, sentence
            self.last = self.lead = None
        elif sentence != self.sentence:
            self.sentence = sentence
        while i < len(times) and times[i].start < start:
            t = times[i]
            i += 1
            if t.start < paragraph:
                continue
            if t.kind is TimeKind.DURATION and t.relation is None:
                continue
            self.last = t
            if self._leads(t):
                self.lead = t
        self._next = i
        t = self.last
        if t is not None and t.start < sentence:
            t = self.lead
        if t is None:
            return None, None
        return self._period(t), t

    def _leads(self, t: TimeDraft) -> bool:
        """Does it stand at the head of its sentence?"""
        text = self.text
        at = t.start
        for _ in range(8):
            if at == 0 or text[at - 1] in "。\n！？；”":
                return True
            if text[at - 1] not in "截至止到自从在于，据了解初步核算统计其中，按":
                return False
            at -= 1
        return False

    def _period(self, t: TimeDraft) -> Period | None:
        key = t.start
        if key in self._cache:
            return self._cache[key]
        period = t.period
        made: Period | None = None
        if period is not None and t.kind is not TimeKind.DURATION:
            relation = t.relation
            text = self.text
            if relation in _OPEN_START:
                made = Period(None, period.end)
            elif relation is Relation.SINCE:
                made = Period(period.start, None)
            elif relation is None and text[t.start - 1 : t.start] in ("到", "至") and t.start and t.kind is TimeKind.DATE:
                made = Period(None, period.end)
            elif relation is Relation.AFTER:
                made = None
            else:
                made = period
        self._cache[key] = made
        return made
