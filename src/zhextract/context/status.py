"""Planned or actual: the last modal word before a figure in its sentence, and years that lie ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhextract.context import _words
from zhextract.records import Relation

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import ProgramDraft, TimeDraft

__all__ = ["Mood"]

_PLANNING = ("高标准", "高质量", "高水平", "高起点", "大幅", "争创", "如期", "精心", "市", "全", "大", "更")


class Mood:
    """Walks through the modal words with the figures; `at` says whether a figure is planned."""

    __slots__ = ("_from", "_names", "_planned", "_said", "_starts", "head", "sentence", "text", "today")

    def __init__(self, scene: Scene, programs: Sequence[ProgramDraft], today: date | None) -> None:
        self.text = scene.text
        self._names = {end for p in programs for end in (p.end, p.end - 1)}
        self._starts = {t.start for t in scene.times}
        self.today = today
        self.sentence = self.head = -1
        self._from = 0
        self._planned = False
        self._said = ""

    def at(self, start: int, sentence: int, head: int, when: TimeDraft | None) -> bool:
        """Is a figure at `start` planned? `sentence`: where its sentence begins; `head`: where the sentence begins that
        the list stands under which the sentence is an item of (主要目标是：), else the sentence's own start; `when`: the
        time that governs the figure."""
        if sentence != self.sentence:
            if head != sentence and head == self.head and self._said == "head":
                self.sentence, self._from = sentence, sentence
                self._planned = True
            else:
                self.sentence, self._from, self._planned = sentence, head, False
                self.head, self._said = head, ""
                if head != sentence:
                    self._read(sentence)
                    if self._planned:
                        self._said = "head"
        self._read(start)
        if not self._planned and when is not None and self._said != "done":
            return self._ahead(when)
        return self._planned

    def _read(self, stop: int) -> None:
        text = self.text
        for a, b, kind in _words.modal_words(text, self._from, stop):
            if kind == "planned":
                if text[b : b + 1] not in "的》/”" and b not in self._names:
                    self._planned = True
                    if self._said == "done":
                        self._said = ""
            elif kind == "done":
                if text[a - 1] in "比较":
                    continue
                self._planned = False
                self._said = "done"
            elif kind == "be":
                if self._future(b, stop):
                    self._planned = True
            elif kind == "after":
                self._planned = True
                self._said = "after"
            elif kind == "stop" and self._said == "after":
                self._planned = False
        self._from = stop

    def _ahead(self, when: TimeDraft) -> bool:
        """Does the figure's time lie after the day of publication? 到2025年 is an aim where that day is not known."""
        period = when.period
        if period is None:
            return False
        if self.today is None:
            return (
                when.relation is Relation.UNTIL
                and self.text[when.start - 1 : when.start] == "到"
                and self.text[when.start - 2 : when.start] != "止到"
            )
        if when.relation is Relation.SINCE:
            return False
        if period.start is not None and period.start > self.today:
            return True
        aim = when.relation is Relation.UNTIL and self.text[when.start - 1 : when.start] in "到至"
        return aim and period.end is not None and period.end > self.today

    def _future(self, b: int, stop: int) -> bool:
        """Is the 将 that ends at `b` one before a verb? (将38处违建拆除, 将群众安置: it is 把)"""
        text = self.text
        if b >= stop:
            return False
        if text.startswith(_PLANNING, b) or text[b] in "，：" or b in self._starts:
            return True
        word = _words.word_at(text, b, stop)
        return word is not None and word[2] != "noun"
