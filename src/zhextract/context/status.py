"""Planned or actual: the last modal word before a figure in its sentence, and years that lie ahead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from zhextract.context._words import MODAL, MODALS, PLAN, modal_words, word_at, words
from zhextract.records import Relation, TimeKind

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.context._words import Word
    from zhextract.drafts import ProgramDraft, TimeDraft

__all__ = ["Mood"]

_RANGE: Final = TimeKind.RANGE
# 落实“双减”要求, 按照节约用地的要求: what is asked for stands before it
_ASKED: Final = re.compile("(?:按|根据|依据|落实|遵循|符合|执行|满足|对照|围绕|贯彻|结合)[^，。；：\\n]*").match
#: 占比由目前的23%提高到30%
_FROM_NOW: Final = tuple(
    a + now + b for a in "由从" for now in ("目前", "当前", "现在", "现有", "现行", "如今", "眼下", "原来", "原有", "原先") for b in ("的", "")
)
#: 按照“300米见绿”的目标，建成…
_AIMED: Final = re.compile("(?:按照?|对照)[^，。；：\\n]*的$").search
#: 超出省定目标6.7个百分点, 低于控制目标1.1个百分点
_PASSED: Final = re.compile("(?:超[出过]?|[高低快慢多少大小]于|[比较])[^，。；：\\n]{0,10}$").search
#: 占全年目标72.5亿元的100.8%, 完成目标任务60个的93.3%
_SHARE: Final = re.compile("(?:占|完成|[为是]|相当于)[^，。；：\\n]{0,12}$").search
_CLAUSE, _LONGEST_CLAUSE = "，。；：\n", 40
_MARK: Final = re.compile(f"[{_CLAUSE}]").search
#: what a sentence begins with that is no item of the list before it
_ASIDE: Final = ("同时，", "此外，", "另外，", "目前，")
_STILL: Final = ("年内再", "年内还", "年内将")
_PLANNING: Final = ("高标准", "高质量", "高水平", "高起点", "大幅", "争创", "如期", "精心", "市", "全", "大", "更")


#: 主要, 重要, 需要, 只要; 不要
_NO_ASKING: Final = frozenset("主重只必需首概纪摘若紧不没曾还")
#: 每天要走: what is always so
_HABIT: Final = re.compile("每|以前|过去|从前|往往|常常|经常|平均|都$|得$|路$").search
_LONGEST_HABIT: Final = 12
_FAR: Final = 400
#: 我区将聚力开展, with nothing behind that 将 would bring into another state or place: 我区将垃圾运到
_WHO_WILL: Final = re.compile("[们市区县州省镇乡村国部局委办府院校司厂团会园]将[一-鿿]{2}[^，。；：、\\n0-9为入在到成给由向]*[，。；：\\n]").match


class Mood:
    """Walks through the modal words with the figures; `at` says whether a figure is planned, and so are all, or none, that stand
    by `until` in its sentence and have its time."""

    __slots__ = (
        "_at",
        "_end",
        "_expected",
        "_first",
        "_found",
        "_from",
        "_heard",
        "_lapses",
        "_lies_ahead",
        "_listed",
        "_names",
        "_next",
        "_part",
        "_planned",
        "_programs",
        "_said",
        "_sentence",
        "_time_after",
        "_unheard",
        "_when",
        "_wide",
        "_word",
        "head",
        "text",
        "today",
        "until",
    )

    def __init__(self, scene: Scene, programs: Sequence[ProgramDraft], today: date | None) -> None:
        self.text = scene.text
        self._programs, self._time_after = programs, scene.time_after
        self._names: set[int] | None = None  # where names end
        self.today = today
        self.head = self.until = -1
        # the modal words of the sentence, met as its figures are; the next one, and where it begins. Where nothing makes a
        # plan of the figures they are met only if the time of one does: `_unheard` is then where the sentence begins
        self._unheard = -1
        self._found: Iterator[re.Match[str]] = iter(())
        self._from = 0
        self._next: Word | None = None
        self._at = self._end = 0
        self._planned = False
        self._when: TimeDraft | None = None  # the time asked of last, and whether it lies ahead
        self._lies_ahead = False
        self._word = 0  # the last word that says that it is done
        self._lapses = 0  # the figure behind which 年度计划 no longer holds; 0: what was said holds on
        self._said = ""
        self._sentence = 0
        self._first = 0  # the first figure of the sentence
        self._wide = False  # a plan made before the first figure holds to the end of the sentence
        self._expected = False  # the last word of a plan only expects
        self._part = False  # one made behind it holds to the end of its part
        # a list's head that makes no plan, up to where the text behind it was heard, and what was heard
        self._heard = (-1, 0, "", 0, False)
        self._listed = (-1, False)  # the last list within a paragraph, and whether its head makes a plan of it

    def enter(self, sentence: int, first: int, last: int, head: int) -> None:
        """Enters the sentence that begins at `sentence`, whose first and last figure stand at `first` and `last`. `head`:
        where the sentence begins that the list stands under which it is an item of (主要目标是：), else its own start."""
        self._lapses, self._first, self._wide, self._part = 0, first, False, False
        self._sentence = sentence
        if head != sentence and head == self.head and self._said == "head":
            self._planned = True
        else:
            self.head, self._said, self._planned = head, "", False
            if head != sentence:
                at = head
                if self._heard[0] == head:  # by the item before
                    _, at, self._said, self._word, self._wide = self._heard
                for word in modal_words(self.text, at, sentence):
                    self._hear(word, sentence)
                if self._planned:
                    self._said = "head"
                else:
                    self._heard = head, sentence, self._said, self._word, self._wide
        self._end = last
        if self._planned or PLAN(self.text, sentence, last) is not None:
            self._unheard = -1
            self._go_on(sentence)
        else:
            self._unheard, self._at = sentence, last

    def enter_item(self, sentence: int, first: int, last: int, head: int, colon: int) -> None:
        """Enters a sentence behind the one at `head` that a list begins in, at `colon`: 今年将抓好三项工作：一是…。二是…。"""
        self.enter(sentence, first, last, sentence)
        if self.text.startswith(_ASIDE, sentence):
            return
        if self._listed[0] != head:
            self.head, self._said, planned, self._planned, self._first = -1, "", self._planned, False, colon
            for word in modal_words(self.text, head, colon):
                self._hear(word, colon)
            self._listed = head, self._planned
            self._planned, self._said, self._lapses, self._first = planned, "", 0, first
        if self._listed[1]:
            self._planned = self._wide = True

    def at(self, start: int, when: TimeDraft | None) -> bool:
        """Is a figure at `start` planned? `when`: the time that governs the figure."""
        if not self._told(start, when):
            return False
        if self._from_where(when, start):
            self.until = start
            return False
        return True

    def _told(self, start: int, when: TimeDraft | None) -> bool:
        """Does a word or the time of the figure at `start` tell of a plan?"""
        if self._at < start:
            self._read(start)
        if self._lapses and self._planned:
            if self._lapses < start:
                self._planned, self._lapses = False, 0
            else:
                self._lapses = start
        self.until = start if self._lapses else self._at
        if self._planned:
            return True
        if when is None or (when.start < self._sentence and self._lapsed(when)) or (self._said == "done" and not self._anew(when)):
            return False
        if when is not self._when:
            self._when, self._lies_ahead = when, self._ahead(when)
        if self._lies_ahead and self._unheard >= 0:
            self._go_on(self._unheard)
            self._unheard = -1
            self._read(start)
            self.until = start
            return self._said != "done" or self._anew(when)
        return self._lies_ahead

    def _lapsed(self, when: TimeDraft) -> bool:
        """Does the time, told in an earlier sentence, make no plan here? An aim does in the next sentence alone: 到2025年，…达到…。"""
        if when.kind is _RANGE:
            return True
        text, told, at = self.text, when.end, self._sentence
        if (text[at] in "一二三四五六七八九" and text[at + 1 : at + 2] == "是") or text.rfind("\n", max(told, at - _FAR), at) >= 0:
            return False  # 到2027年，…。一是…。二是…
        following = text.find("。", told, at)
        return at - told > _FAR or (following >= 0 and text.find("。", following + 1, at) >= 0)

    def _from_where(self, when: TimeDraft | None, start: int) -> bool:
        """Is the figure at `start` what a plan sets out from: 由2022年的13.6%降至9%以内, 由目前的13.6%降至9%?"""
        text = self.text
        if text[start - 1] == "的" and when is not None and when.end == start - 1:
            return text[when.start - 1] in "由从" and when.start > 0
        return text.endswith(_FROM_NOW, 0, start)

    def _go_on(self, at: int) -> None:
        self._found = MODAL(self.text, at, self._end)
        self._from = at
        self._step()

    def _step(self) -> None:
        """To the next modal word: as `modal_words`, without a generator for every sentence."""
        for m in self._found:
            start, end = m.span(1)
            if start >= self._from:
                self._at, self._from = start, end
                self._next = start, end, MODALS[m[1]]
                return
        self._next, self._at = None, self._end

    def _read(self, stop: int) -> None:
        """Hears the words before `stop`."""
        word = self._next
        while word is not None and word[0] < stop:
            if word[1] > stop:  # it reaches into the figure: what stands before that
                for shorter in modal_words(self.text, word[0], stop):
                    self._hear(shorter, stop)
                self._go_on(stop)
                return
            self._hear(word, stop)
            self._step()
            word = self._next

    def _hear(self, word: Word, stop: int) -> None:
        text = self.text
        a, b, kind = word
        if kind == "planned":
            if self._names is None:
                self._names = {p.end for p in self._programs}
            if (
                text[b : b + 1] not in "的》/”"
                and b not in self._names
                and b + 1 not in self._names
                and not self._only_names(a, b, stop)
            ):
                passing = (text[a - 2 : a] == "年度" and text[a] == "计") or self._is_share(a, b)
                if not passing:
                    self._lapses = 0
                elif not self._planned:
                    self._lapses = stop
                self._expected = text[a : a + 2] == "预计"
                self._plan(a)
                if self._said == "done":
                    self._said = ""
        elif kind == "done":
            if text[a - 1] not in "比较由从":
                self._planned = False
                self._said, self._word = "done", a
        elif kind == "be":
            if self._future(b, stop):
                self._plan(a)
                self._lapses = 0
        elif kind == "must":
            if self._asked(a, b, stop):
                self._plan(a)
                self._lapses = 0
        elif kind == "after":
            self._planned = True
            self._lapses = 0
            self._said = "after"
        elif kind == "stop" and (
            self._said == "after" or self._part or (self._expected and text.find("完成", b, min(stop, b + _LONGEST_CLAUSE)) > 0)
        ):
            self._planned = self._part = False  # 预计全年生产总值620亿元；一般公共预算收入完成41亿元

    def _is_share(self, a: int, b: int) -> bool:
        """Is the aim at `a` only what something is a part of (占全年目标72.5亿元的100.8%)? Its own figure alone is a plan."""
        return self.text[b : b + 1].isdecimal() and _SHARE(self.text, max(0, a - _LONGEST_CLAUSE), a) is not None

    def _only_names(self, a: int, b: int, stop: int) -> bool:
        """Is the word of a plan from `a` to `b` a noun here, or does it tell what was obtained before the figure at `stop`?"""
        text = self.text
        word = text[a:b]
        if word == "争取":  # 争取专项债券3亿元; a plan is 争取全年完成投资3亿元, 争取贷款余额突破3亿元
            stop = min(stop, b + _LONGEST_CLAUSE)
            m = _MARK(text, b, stop)
            end = stop if m is None else m.start()
            if text.find("不", b, end) > 0 or self._time_after(b - 1) < end:
                return False
            return all(kind != "verb" for _, _, kind in words(text, b, end))
        if word == "计划":
            return text[a - 1] == "”" and text[b : b + 2] not in ("草案", "规定", "要求", "安排")
        if word == "目标":
            near = max(0, a - _LONGEST_CLAUSE)
            if text[b : b + 1].isdecimal():
                return _PASSED(text, near, a) is not None
            return text[a - 1] == "的" and _AIMED(text, near, a) is not None
        if word == "要求":
            start = max(text.rfind(mark, a - 24, a) for mark in _CLAUSE) + 1 if a > 24 else 0
            return text[a - 1] == "”" or _ASKED(text, start, a) is not None
        return False

    def _plan(self, at: int) -> None:
        """The word at `at` makes a plan of what follows."""
        if at < self._first:
            self._wide = True
        if not self._planned:
            self._planned, self._part = True, not self._wide

    def _anew(self, when: TimeDraft) -> bool:
        """Does the time begin a clause behind the word of what is done: 目标已定：到2026年，…?"""
        at = when.start
        return at > self._word and self.text[at - 1] in "到至" and self.text[at - 2] in "，：；"

    def _ahead(self, when: TimeDraft) -> bool:
        """Does the figure's time lie after the day of publication? 到2025年 is an aim where that day is not known."""
        period = when.period
        if period is None:
            return False
        if self.text.startswith(_STILL, when.start):
            return True  # 年内再添泊位3000个
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

    def _asked(self, a: int, b: int, stop: int) -> bool:
        """Is the 要 from `a` to `b` one before what is to be done (要集中开工15个项目), no part of 主要 or 需要, no habit?"""
        text = self.text
        if text[a - 1] in _NO_ASKING or b >= stop:
            return False
        word = word_at(text, b, stop)
        if word is None or word[1] - b < 2 or word[2] not in ("verb", "gerund", "function", "adverb"):
            return False
        return _HABIT(text, max(a - _LONGEST_HABIT, 0), a) is None

    def _future(self, b: int, stop: int) -> bool:
        """Is the 将 that ends at `b` one before a verb? (将38处违建拆除, 将群众安置: it is 把)"""
        text = self.text
        if b >= stop:
            return False
        if text.startswith(_PLANNING, b) or text[b] in "，：" or self._time_after(b - 1) == b:
            return True
        word = word_at(text, b, stop)
        if word is None and text[b] == "新" and b + 1 < stop:  # 将新投用学校7所
            word = word_at(text, b + 1, stop)
            return word is not None and word[2] in ("verb", "gerund")
        if word is None:
            return _WHO_WILL(text, b - 2, b + _LONGEST_CLAUSE) is not None
        return word[2] != "noun"
