"""From numbers to facts: what is counted, whose it is, when, planned or done, and how it changed.

`attach` walks once through the quantities of a text, in order, and keeps what a reader keeps in mind: the sentence, the
last indicator, who is spoken of, the time that governs, the modal words passed. Each field has its module: `of`,
`subject`, `period`, `status`, `change`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhextract.context import period, status, subject
from zhextract.context._scene import Scene
from zhextract.context._words import DOWN_VERBS, INDICATORS
from zhextract.context.change import RELATIVE, direction
from zhextract.context.of import left, right
from zhextract.records import Change, QuantityKind, Status

if TYPE_CHECKING:
    from zhextract.context.of import Left
    from zhextract.drafts import ProgramDraft, QuantityDraft, TimeDraft
    from zhextract.source import Source

__all__ = ["attach"]

_JOINTS = frozenset(("和", "与", "及", "、", "至", "到", "，", "或", "以及", "，和"))


def attach(source: Source, quantities: Sequence[QuantityDraft], times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> None:
    """Fills of, subject, subject_name, period, status, change, basis and indicator of the drafts, which are in order of start."""
    if quantities:
        _Reader(source, quantities, times, programs).read()


class _Reader:
    """One pass over the quantities of a text."""

    def __init__(self, source: Source, quantities: Sequence[QuantityDraft], times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> None:
        self.scene = Scene(source, times, programs)
        self.source = source
        self.quantities = quantities
        self.clock = period.Clock(self.scene, period.usable(source.text, list(times), list(programs)))
        self.mood = status.Mood(self.scene)

    def read(self) -> None:
        scene, quantities = self.scene, self.quantities
        text, clean = scene.text, scene.clean
        size = len(text)
        sentence_start = sentence_end = paragraph = -1
        prev: QuantityDraft | None = None  # the number before, in this paragraph
        floor = 0  # the end of what belongs to the number before
        bearer: str | None = None
        bearer_at = -1
        counted: tuple[str, int] | None = None  # the last thing counted in the sentence, and where
        yoy = False  # 同比 or 比上年 was said in this paragraph
        shared: list[str] = []  # the things of the last 分别, in order
        share_next = 0
        place_at = 0
        places = scene.places
        paragraph_bearer: str | None = None
        for i, q in enumerate(quantities):
            start, end = q.start, q.end
            if start >= sentence_end:
                before = paragraph
                sentence_start, sentence_end = scene.sentence(start)
                if paragraph < 0 or text.find("\n", paragraph, start) >= 0:
                    paragraph = text.rfind("\n", 0, start) + 1
                if paragraph != before:
                    prev, yoy, bearer, paragraph_bearer = None, False, None, None
                    place_at_paragraph = paragraph
                else:
                    paragraph_bearer = bearer or paragraph_bearer
                floor = sentence_start
                counted = None
                shared, share_next = [], 0
                bearer_at = -1
            fresh = prev is None or prev.start < sentence_start
            following = quantities[i + 1].start if i + 1 < len(quantities) else size
            if floor > start:
                floor = start
            # --- the words on both sides
            found = left(scene, q, floor, fresh)
            skip = end
            hop = i + 1
            while hop < len(quantities) and quantities[hop].start == skip:  # 7大类30余项防汛应急物资
                skip = quantities[hop].end
                hop += 1
            after = quantities[hop].start if hop < len(quantities) else size
            over = quantities[hop].end if hop < len(quantities) else size
            a, b, de, verbal = right(scene, q, after, over, skip)
            of, own = self._of(q, found, a, b, de, verbal, prev, fresh)
            behind = own == "right"
            # --- change
            change = direction(q, found, behind)
            basis = found.basis
            gap = text[prev.end : start] if prev is not None else ""
            joined = prev is not None and gap in _JOINTS and not fresh
            if joined and prev is not None and prev.change is not None and q.kind is prev.kind and own == "":
                change, basis = prev.change, prev.basis
            elif change is not None:
                if basis is None and yoy and found.time is None and not self._rate(found, start):
                    basis = "yoy"
            elif own == "left" and found.verbs in DOWN_VERBS and q.kind not in RELATIVE:
                change = Change.DECREASE
            if basis is not None and change is None and q.kind is not QuantityKind.MULTIPLE:
                basis = None
            if basis == "yoy" or (basis == "mom"):
                yoy = basis == "yoy"
            # --- 分别
            if found.each and of is not None:
                items = _items(of)
                if len(items) > 1:
                    shared, share_next = items, 0
                    of = items[0]
                    share_next = 1
            elif joined and own == "" and shared and 0 < share_next < len(shared):
                of = shared[share_next]
                share_next += 1
            elif shared and own == "" and share_next >= len(shared) and hop < len(quantities) and text[end : quantities[i + 1].start] in _JOINTS:
                of, share_next = shared[0], 1
            q.of = of
            q.change, q.basis = change, basis
            # --- bearer
            while place_at < len(places) and places[place_at][0] < start:
                at, stop = places[place_at]
                place_at += 1
                if at >= sentence_start:
                    if at > bearer_at and text[stop : stop + 1] not in "的" or bearer is None:
                        bearer, bearer_at = clean[at:stop], at
                elif at >= paragraph:
                    if bearer is None or at > bearer_at:
                        bearer = clean[at:stop]
            topic = found.topic
            if topic is not None:
                name = clean[topic[0] : topic[1]].strip("，、的")
                if not found.led and 2 <= len(name) <= 24 and subject.is_body(name) and not found.linked:
                    bearer, bearer_at = name, topic[0]
            elif found.place is not None and found.place[0] >= bearer_at:
                bearer, bearer_at = clean[found.place[0] : found.place[1]], found.place[0]
            who = bearer or scene.main
            if of is not None and counted is not None and own == "left" and q.kind is not QuantityKind.COUNT and subject.is_attribute(of):
                who = counted[0]
            q.subject = who
            if who is not None:
                q.subject_name = subject.resolved(scene, who)
            # --- when, planned or done
            q.period, when = self.clock.at(start, sentence_start, paragraph)
            if self.mood.at(start, sentence_start):
                q.status = Status.PLANNED
            if of is not None:
                q.indicator = INDICATORS.get(of)
                if q.kind is QuantityKind.COUNT and own and q.unit not in ("人次", "次"):
                    counted = (of, start)
            floor = end if not behind or a > after else b
            prev = q

    def _of(self, q: QuantityDraft, found: Left, a: int, b: int, de: bool, verbal: bool, prev: QuantityDraft | None, fresh: bool) -> tuple[str | None, str]:
        """(what is counted, where it stood: "left", "right" or "" for taken from before)."""
        clean = self.scene.clean
        noun_left = found.start < found.end and not (found.conj)
        noun_right = a < b
        kind = q.kind
        counting = kind in (QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.ORDINAL)
        if noun_right and (not found.trend or (counting and not de)):
            if counting and not verbal and not (noun_left and de):
                return _clean(clean[a:b]), "right"
            if not noun_left and not found.above:
                return _clean(clean[a:b]), "right"
        if noun_left:
            start = found.start
            if found.verb is not None and found.verb[1] == found.start and found.verbs in _KEPT and found.end - found.start <= 4:
                start = found.verb[0]
            return _clean(clean[start : found.end]), "left"
        if found.verb is not None and not found.trend and not found.conj:
            begin, stop = found.verb
            topic = found.topic
            if topic is not None and topic[0] == begin and not found.linked:
                name = clean[topic[0] : topic[1]]
                if not counting or prev is None or fresh:
                    if subject.is_body(name):
                        return _clean(clean[topic[1] : stop]), "left"
                    return _clean(clean[begin:stop]), "left"
            if prev is not None and prev.of is not None and prev.unit == q.unit and counting:
                return prev.of, ""
            if topic is not None and not found.linked and not subject.is_body(clean[topic[0] : topic[1]]) and counting:
                return _clean(clean[topic[0] : topic[1]]), "left"
            return _clean(clean[begin:stop]), "left"
        topic = found.topic
        if topic is not None and not found.linked and not found.conj:
            return _clean(clean[topic[0] : topic[1]]), "left"
        if noun_right and not found.trend:
            return _clean(clean[a:b]), "right"
        if prev is not None and prev.of is not None:
            return prev.of, ""
        if found.place is not None:
            return None, ""
        return None, ""

    def _rate(self, found: Left, start: int) -> bool:
        """年均增长: a rate over years is measured against no single year."""
        return self.scene.text[start - 4 : start - 2] in ("年均", "累计") or self.scene.text[start - 5 : start - 3] in ("年均", "累计")


#: verbs that make a column of their own with their object
_KEPT = frozenset(("完成", "接待", "走访", "带动", "服务", "减免"))


def _clean(phrase: str) -> str | None:
    phrase = phrase.strip("，、：的和与及 ").replace("\n", "")
    if phrase.startswith("“") and phrase.endswith("”") and phrase.count("“") == 1:
        phrase = phrase[1:-1]
    return phrase or None


_HEADS = (
    "居民人均可支配收入", "人均可支配收入", "可支配收入", "增加值", "余额", "面积", "产量", "价格", "产值", "收入", "支出", "投资", "增速", "人数", "项目", "企业", "总额", "税收", "数量", "人口", "选手", "用电量", "能耗", "增长率",
)  # fmt: skip


def _items(of: str) -> list[str]:
    """农业、工业、服务业增加值 → 农业增加值, 工业增加值, 服务业增加值; the head that only the last member bears goes to all."""
    parts = [part for piece in of.split("、") for part in piece.replace("和", "、").replace("与", "、").replace("及", "、").split("、") if part]
    if len(parts) < 2:
        return parts
    last = parts[-1]
    for head in _HEADS:
        if last.endswith(head) and len(last) > len(head):
            return [part if part.endswith(head) else part + head for part in parts]
    short = len(parts[0])
    if short < len(last) and all(len(p) == short for p in parts[:-1]) and len(last) - short >= 2 and short <= 2:
        return [part + last[short:] for part in parts[:-1]] + [last]
    return parts
