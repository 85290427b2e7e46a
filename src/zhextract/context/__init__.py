"""From numbers to facts: what is counted, whose it is, when, planned or done, and how it changed.

`attach` walks once through the quantities of a text, in order, and keeps what a reader keeps in mind: the sentence, the
last indicator, who is spoken of, the time that governs, the modal words passed. Each field has its module: `of`,
`subject`, `period`, `status`, `change`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from zhextract.context import _words, period, spoken, status, subject
from zhextract.context._phrases import ENTITY
from zhextract.context._scene import Scene
from zhextract.context._words import DOWN_VERBS, INDICATORS, TAILS
from zhextract.context.behind import NOTHING, noun_end, right
from zhextract.context.change import RANKS, RELATIVE, direction, told_behind
from zhextract.context.of import PER, TO_LASTS, before_bracket, compared, contest, earlier, left, origin
from zhextract.records import Change, QuantityKind, Status

if TYPE_CHECKING:
    from zhextract.context.of import Left
    from zhextract.drafts import ProgramDraft, QuantityDraft, TimeDraft
    from zhextract.source import Source

__all__ = ["attach"]

_JOINTS = frozenset(("和", "与", "及", "、", "至", "到", "，", "或", "以及", "，和"))


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


class _Memory:
    """What a reader keeps in mind from one figure to the next."""

    __slots__ = (
        "area",
        "area_at",
        "bearer",
        "bearer_at",
        "counted",
        "counted_at",
        "floor",
        "group",
        "indicator",
        "place",
        "prev",
        "root",
        "root_at",
        "shared",
        "told",
        "units",
        "yoy",
    )

    # what a sentence begins anew
    floor: int  # the end of what belongs to the figure before
    bearer: str | None  # who is spoken of: a place, an office, a project
    bearer_at: int
    place: str | None  # who was spoken of before a work was: 全区, in 全区…，云溪大桥全长…
    counted: str | None  # the last thing counted in the sentence
    counted_at: int
    shared: list[str]  # the things that a list of figures is told of, in order
    told: list[str]  # what the figures of the sentence are of, in order
    units: dict[str, str]  # by units: what was counted in them
    group: int  # figures left in the list

    def __init__(self) -> None:
        self.prev: QuantityDraft | None = None  # the figure before, in this paragraph
        self.root: str | None = None  # what a figure was before is of: 由第46位
        self.root_at = -1  # the figure that it came to
        self.indicator: QuantityDraft | None = None  # the last one that a change may be of
        self.area: str | None = None  # the last place in the paragraph
        self.area_at = -1
        self.yoy = False  # 同比 or 比上年 was said in this paragraph

    def turn(self, name: str, at: int) -> None:
        """`name`, which stands at `at`, is spoken of from there on."""
        if not subject.is_work(name):
            self.place = name
        self.bearer, self.bearer_at = name, at


#: What stands behind a number: the noun as written ("": none), the end of what belongs to the number where the noun is what
#: it counts, whether 的 stands before the noun, whether it is a verb's object. A plain tuple, as one is made for every figure.
_Behind = tuple[str, int, bool, bool]
_NOTHING_BEHIND: _Behind = ("", 0, False, False)


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
        self.short = self.scene.main[:-1] if self.scene.main else None  # 临浦 of 临浦区
        # where they start, and a place out of reach
        self.starts = [*[q.start for q in quantities], len(source.text) + _LONGEST_WAY + 1]
        self.clock = period.Clock(self.scene, period.usable(source.text, times, programs))
        self.mood = status.Mood(self.scene, programs, today)

    def read(self) -> None:
        scene, quantities, clock, mood = self.scene, self.quantities, self.clock, self.mood
        text, starts = scene.text, self.starts
        sentence_start = sentence_end = paragraph = origin = head = -1
        mind = _Memory()
        colon = text.find(_LIST)  # the next list within a paragraph; the last one before the sentence
        listed = -1
        near = period.NEAR
        for i, q in enumerate(quantities):
            start = q.start
            if start >= sentence_end:
                behind = sentence_end - 1  # no paragraph ended before the last sentence did
                sentence_start, sentence_end = scene.sentence(start)
                if paragraph < 0 or text.find("\n", behind, start) >= 0:
                    paragraph = text.rfind("\n", 0, start) + 1
                    mind = _Memory()
                    self._enter(paragraph, start, mind)
                    # an item of a list stands under the paragraph that ends in a colon: 主要目标是：
                    above = _above(text, paragraph, start)
                    if above > 0:
                        origin = text.rfind("\n", 0, above) + 1
                        head = scene.sentence(above - 1)[0]
                    elif origin < 0 or head < 0 or text[paragraph] not in _BULLETS:
                        origin, head = paragraph, -1
                last = starts[bisect_left(starts, sentence_end, i) - 1]
                mind.floor = sentence_start
                mind.counted = None
                mind.bearer = mind.place = mind.area
                mind.bearer_at = -1
                mind.shared, mind.told, mind.units, mind.group = [], [], {}, 0
                while 0 <= colon < sentence_start:
                    listed, colon = colon, text.find(_LIST, colon + 1)
                if head < 0 and listed >= paragraph:
                    mood.enter_item(sentence_start, start, last, scene.sentence(listed)[0], listed)
                else:
                    mood.enter(sentence_start, start, last, head if head >= 0 else sentence_start)
            found, own = self._measure(i, q, mind, sentence_start)
            bearer = q.subject = self._bearer(i, found, own, mind, sentence_start, paragraph)
            if bearer in _GENERAL:
                q.subject_name = subject.resolved(bearer, scene.formal)
            elif bearer is not None and bearer == scene.stem:
                q.subject_name = scene.formal
            q.period, when = clock.at(start, sentence_start, origin, listed)
            if mood.at(start, when):
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

    def _measure(self, i: int, q: QuantityDraft, mind: _Memory, sentence: int) -> tuple[Left, str]:
        """Fills of, change and basis; returns the words before `q` and where the thing stood."""
        scene = self.scene
        text, prev = scene.text, mind.prev
        start, end, kind = q.start, q.end, q.kind
        counting = kind in _COUNTING
        fresh = prev is None or prev.start < sentence
        joined = (
            prev is not None and not fresh and start - prev.end <= _LONGEST_JOINT and text[prev.end : start] in _JOINTS
        )
        told = None
        came = -1  # where 由 stands: the figure is what the next was before
        following = self.starts[i + 1]
        rooted = mind.root_at == i
        if following - end <= _LONGEST_WAY and text[following - 1 : following] in TO_LASTS:
            came = origin(text, mind.floor, q, self.quantities[i + 1])
        if came >= 0 or rooted:
            told = _NOTHING_BEHIND
        elif following - end > _LONGEST_JOINT:
            if text[end : end + 1] in NOTHING:
                told = _NOTHING_BEHIND
            elif counting and q.unit not in _YEARS:
                told = self._behind(i, q, False)  # its noun may stand behind it, with no other figure close by
        if told is not None and told[0] and not (told[2] or told[3] or told[0] in RANKS):
            found = left(scene, q, mind.floor, fresh, True)  # 360个重点项目: counted, whatever stands before
            of, own, floor = _clean(told[0]), "right", told[1]
        else:
            found = left(scene, q, mind.floor, fresh, False, came)
            noun = None
            if found.start < found.end and not found.conj:
                noun = scene.clean[found.start : found.end]
                if (
                    text[found.start - 1] == "的"
                    and text[found.start - 3 : found.start - 2] == "最"
                    and prev is not None
                    and not fresh
                    and prev.unit == q.unit
                    and not counting
                ):
                    mind.turn(noun, found.start)
                    noun = None  # 收入全部超过20万元，最多的东溪社区达156万元
                elif not (found.verbs or found.linked) and (
                    noun == self.short
                    or (scene.place_ends.get(found.start) == found.end and found.start not in scene.projects)
                ):
                    noun = None  # 像这样的企业，云溪区有9家: a place bears the figure
                elif (
                    noun[-1] in _INSIDE
                    and not fresh
                    and prev is not None
                    and prev.unit == q.unit
                    and noun[-2:] not in _SCHOOLS
                    and noun != "其中"
                ):
                    noun = None  # 11个村里有7个
                elif noun in ("以上", "以下") or (noun[0].isdigit() and noun.replace(".", "").isdigit()):
                    noun = None  # 由去年的1.82缩小到1.78
                elif noun[-1] == "期" and _PHASE(noun.lstrip("“")) is not None and end < len(text):
                    told = self._behind(i, q, True)
                    if told[0] and not counting:
                        noun = None  # 一期5.6万平方米厂房
            if rooted:
                of, own, floor = mind.root, "", end
            elif came >= 0 and prev is not None and came == mind.floor > sentence:
                of, own, floor = prev.of, "", end  # 承包地由4100多块归并成600块
            elif (
                noun is not None
                and not counting
                and not found.de
                and not (text[end : end + 1] == "的" and text.startswith(_PRICED, end + 1))
            ):
                of, own, floor = self._before(found, noun, prev, kind), "left", end  # what stands behind is not asked
            else:
                if told is None:
                    told = self._behind(i, q, found.start < found.end)
                of, own = self._of(q, found, noun, told, mind, fresh, joined)
                floor = told[1] if own == "right" else end
        if came >= 0 and of is not None:
            mind.root, mind.root_at = of, i + 1
        # --- the change that is told of it
        change, basis = None, found.basis
        if kind is _POINTS and own == "left" and of is not None and found.trend and found.verbs[-2:] in _PULLING:
            of = found.verbs[-2:] + of + "增长"  # what it adds to the growth of another is no change of its own
        elif found.trend is not None:
            change = direction(text, q, found, (of or "") if own == "right" else "")
        elif kind is _PERCENT and text[end : end + 1] == "的":
            change = told_behind(text, end)
        if joined and own == "" and prev is not None and prev.change is not None and (kind is prev.kind or mind.group):
            change, basis = prev.change, prev.basis
        elif change is not None:
            if basis is None and mind.yoy and found.time is None and not found.rate:
                basis = "yoy"
            elif basis is None and not found.rate:
                basis = self._against(sentence, start)
        elif found.verbs and own == "left" and found.verbs in DOWN_VERBS and kind not in RELATIVE:
            change = Change.DECREASE
        if basis is not None:
            if change is None:
                if not found.equals:
                    basis = None
            elif basis in ("yoy", "mom"):
                mind.yoy = basis == "yoy"
        elif joined and own == "" and change is None and prev is not None and prev.change is None and kind is prev.kind:
            basis = prev.basis  # 分别是2016年的6倍和8.7倍
        # --- figures in the order of their things
        if own:
            if found.each and of is not None:
                items = _items(of)
                if len(items) > 1:
                    mind.shared, mind.group = items, len(items)
        elif not joined:
            self._share(i, found, mind)
        if mind.group:
            of = mind.shared[-mind.group]
            mind.group -= 1
        q.of, q.change, q.basis = of, change, basis
        mind.floor = floor
        return found, own

    def _against(self, sentence: int, start: int) -> str | None:
        """What the sentence sets a change against in an earlier clause: 与2020年相比，覆盖率提高2个百分点."""
        at = self.scene.text.find("相比，", max(sentence, start - _SET_AGAINST), start)
        t = self.scene.time_ends.get(at) if at > 0 else None
        if t is None or self.scene.text[t.start - 1] not in "与和跟同":
            return None
        return compared(t, self.scene.text[t.start : t.end])

    def _share(self, i: int, found: Left, mind: _Memory) -> None:
        """Does a list of figures begin with the i-th, told of the things of the list before it?"""
        text, quantities = self.scene.text, self.quantities
        size, count = 1, len(quantities)
        while (
            size < _MAX_LIST
            and i + size < count
            and text[quantities[i + size - 1].end : quantities[i + size].start] in _LISTED
        ):
            size += 1
        if size > 1:
            last = mind.shared if len(mind.shared) == size else mind.told[-size:]
            if len(last) == size and (found.each or mind.shared):
                mind.shared, mind.group = list(last), size

    def _behind(self, i: int, q: QuantityDraft, noun_before: bool) -> _Behind:
        """What stands behind the i-th figure; `noun_before`: a noun stands before it."""
        text, quantities, end = self.scene.text, self.quantities, q.end
        count, skip, hop = len(quantities), end, i + 1
        while hop < count and hop < i + 4:  # 7大类30余项防汛应急物资; 50万元、20万元奖励
            following = quantities[hop]
            size = following.start - skip
            if size > 0 and (
                size > _LONGEST_JOINT
                or noun_before
                or following.unit != q.unit
                or text[skip : following.start] not in _LISTED
            ):
                break
            skip = following.end
            hop += 1
        if skip >= len(text) or text[skip] in NOTHING:
            return _NOTHING_BEHIND
        after, over = (quantities[hop].start, quantities[hop].end) if hop < count else (len(text), len(text))
        a, b, de, verbal = right(self.scene, q, after, over, skip)
        noun = self.scene.clean[a:b]
        if a >= b or TAILS.get(noun, "by") != "by":
            return "", end, de, verbal
        if noun[0] in "级級" and a > end:  # 3个五百亿级产业集群
            noun = self.scene.clean[end:b]
        return noun, b if a <= after and b < after else end, de, verbal

    def _of(
        self,
        q: QuantityDraft,
        found: Left,
        noun: str | None,
        told: _Behind,
        mind: _Memory,
        fresh: bool,
        joined: bool,
    ) -> tuple[str | None, str]:
        """(what is counted, where it stood: "left", "right" or "" for taken from before).

        `noun`: what stands before the number; `told`: what stands behind it.
        """
        prev, kind = mind.prev, q.kind
        if kind is _ORDINAL and noun is not None and found.verbs.endswith(_RANKED):
            if found.topic is not None:  # 用水量居五县第一: the noun is whom the rank is among
                return _clean(self.scene.clean[found.topic[0] : found.topic[1]]), "left"
            if mind.told:
                return mind.told[-1], ""
        if (
            kind is _COUNT
            and q.unit in _YEARS
            and not (noun is not None and self.scene.clean[found.end - 2 : found.end] in _AGES)
        ):
            return "年龄", "left"
        if (
            kind is _ORDINAL
            and (fresh or noun is None)
            and (noun is None or subject.is_body(noun) or (len(noun) <= 4 and noun[-1] not in _MEASURING))
        ):
            place = contest(self.scene.text, mind.floor, q.start)
            if place is not None:  # 在综合考评中，鹿台区列第9位
                return _clean(self.scene.clean[place[0] : place[1]]), "left"
        behind, _, de, verbal = told
        if behind:
            counting = kind in _COUNTING
            if kind is _MONEY and de and behind.startswith(_PRICED):
                return next(word for word in _PRICED if behind.startswith(word)), "right"
            if kind is _MONEY and noun is None and found.verb is not None and found.verbs in _SPENT:
                return found.verbs, "left"
            if (not found.trend or (counting and not de)) and (
                (counting and not verbal and (noun is None or not de))
                or ((noun is None or found.de) and not found.above)
            ):
                return _clean(behind), "right"
        if noun is not None:
            return self._before(found, noun, prev, kind), "left"
        if prev is not None and (joined or mind.floor == q.start - 1):
            reached = self.scene.clean[prev.start - 2 : prev.start]
            if reached in _REACHED and prev.unit != q.unit:  # 涉及4个社区、2137户
                return reached, ""
            if joined:
                return prev.of, ""
        if kind in RELATIVE and noun is None and not found.trend:
            lead = _WHAT_IS(self.scene.text, q.end)
            if lead is not None and noun_end(self.scene.text, lead.start(1), lead.end()) == lead.end():
                return _clean(self.scene.clean[lead.start(1) : lead.end()]), "right"  # 七成以上是山地
        return self._elsewhere(q, found, behind, mind, fresh)

    def _before(self, found: Left, noun: str, prev: QuantityDraft | None, kind: QuantityKind) -> str | None:
        """The thing that is told by the noun before a number, with a verb or number that belongs to it."""
        clean, start = self.scene.clean, found.start
        if found.verb is not None and found.verb[1] == start:
            verbs = found.verbs
            if "占" in verbs and verbs.endswith(_SHARING):
                noun = clean[start - len(verbs) + verbs.rfind("占")] + noun
            elif (
                verbs in _KEPT
                and found.end - start <= 4
                and (verbs != "完成" or clean.startswith("投资", found.end - 2))
            ):
                noun = clean[start - len(verbs) : found.end]
        elif (
            prev is not None
            and start == prev.end
            and ((kind is not _ORDINAL and prev.kind is _ORDINAL) or noun[0] in "级級")
        ):
            noun = clean[prev.start : found.end]  # 第二产业增加值, 百亿级企业
        elif prev is not None and noun[:2] in ("以上", "以下") and 0 < start - prev.end <= 1:
            noun = clean[prev.start : found.end]  # 60岁及以上人口
        if noun in PER and clean[start - 1] == "每":
            noun = "每" + noun  # 每斤6元
        if noun[-2:-1] == "”" and clean[found.end] == "了":
            noun = noun[:-1]  # “暖心驿站”开了45家
        if kind in RELATIVE:
            share = noun.rfind("占")
            if share > 0 and noun[share + 1 : share + 2] not in "比地用有":
                noun = noun[share:]
            elif share > 0 and share == len(noun) - 1:
                noun = noun[:-1]
            elif noun[-1] == "中" and len(noun) > 2 and noun[-2] not in "高初集其":
                noun = noun[:-1]  # 新增岗位中，六成
        return _clean(noun)

    def _elsewhere(
        self, q: QuantityDraft, found: Left, behind: str, mind: _Memory, fresh: bool
    ) -> tuple[str | None, str]:
        """What is counted where no noun stands before the number: the verb there, the clause's topic, the noun behind,
        a clause before, the thing of the figure before."""
        clean, prev, kind = self.scene.clean, mind.prev, q.kind
        counting = kind in _COUNTING
        topic = found.topic
        if found.verb is not None and not found.trend and not found.conj:
            begin, stop = found.verb
            if (
                counting
                and topic is not None
                and not found.linked
                and topic[1] - topic[0] > 1
                and (
                    clean[stop - 2 : stop] in _FINISHED
                    or (clean[stop - 2 : stop] in _HELD and q.unit not in _ACTS and not _may_act(clean[topic[0] : topic[1]]))
                    or (clean[stop - 2 : stop] in _ADDED and clean[topic[1] - 1] not in _REGIONS)
                )
            ):
                return _clean(clean[topic[0] : topic[1]]), "left"
            if topic is not None and topic[0] == begin and not found.linked and (not counting or prev is None or fresh):
                if subject.is_body(clean[topic[0] : topic[1]]):
                    begin = topic[1]
                return _clean(clean[begin:stop]), "left"
            if (
                kind is not _MONEY
                and prev is not None
                and prev.of is not None
                and prev.unit == q.unit
                and q.unit not in _ACTS
                and clean[stop - 2 : stop] not in _BEFALLS
            ):
                return prev.of, ""
            if (
                counting
                and topic is not None
                and topic[0] != begin
                and not (found.linked or found.led or _may_act(self.scene.text[topic[0] : topic[1]]))
            ):
                return _clean(clean[topic[0] : topic[1]]), "left"
            if topic is not None and topic[0] == begin and subject.is_body(clean[topic[0] : topic[1]]):
                begin = topic[1]
            return _clean(clean[begin:stop]), "left"
        if found.trend and not counting and found.verb is not None and found.verbs in _ECONOMIC:
            begin, stop = found.verb  # 出口增长17.8%
            if topic is not None and topic[0] == begin and subject.is_body(clean[topic[0] : topic[1]]):
                begin = topic[1]
            return _clean(clean[begin:stop]), "left"
        if topic is not None and not found.linked and not found.conj and not found.led:
            return _clean(clean[topic[0] : topic[1]]), "left"
        if behind and not found.trend:
            return _clean(behind), "right"
        if kind is _COUNT and prev is not None and prev.unit != q.unit and found.verb is None and not found.trend:
            counted = mind.units.get(q.unit)
            if counted is not None and len(_CLAUSE_ENDS(self.scene.text, prev.end, q.start)) == 1:
                return counted, ""  # 断头路14条，惠及5万居民；其余5条
        bracket = before_bracket(self.scene, mind.floor, q.start) if not found.conj else None
        if bracket is not None:
            return _clean(clean[bracket[0] : bracket[1]]), "left"
        if not found.conj and (
            fresh or prev is None or (prev.unit != q.unit and not found.trend and kind not in RELATIVE)
        ):
            above = earlier(self.scene, mind.floor, q.start)
            if above is not None:
                return _clean(clean[above[0] : above[1]]), "left"
        if found.trend and kind not in RELATIVE:
            yielded = _YIELD(self.scene.text, mind.floor, q.start)
            if yielded is not None:
                return yielded[1], "left"  # 项目区亩均增产80公斤
        last = mind.indicator if (found.trend or kind in RELATIVE) and mind.indicator is not None else prev
        if (
            prev is not None
            and not fresh
            and (
                (found.to and prev.unit == q.unit)
                or (found.trend and kind is _POINTS and prev.kind is _PERCENT and prev.change is None)
            )
        ):
            last = prev  # 由2015年的46.2%提高到55.7%
        if last is not None and last.of is not None:
            return last.of, ""
        if q.unit in _THINGS:
            return q.unit, ""
        return None, ""

    def _bearer(self, i: int, found: Left, own: str, mind: _Memory, sentence: int, paragraph: int) -> str | None:
        """Whose the figure is."""
        scene, q, prev = self.scene, self.quantities[i], mind.prev
        of, kind, start = q.of, q.kind, q.start
        if scene.next_place < start:
            self._pass_places(start, mind, sentence, paragraph)
        text = scene.text
        if kind is _COUNT and text[start - 2 : start] in _WHOLE and of != "年龄":
            return scene.clean[start - 2 : start]  # in 在全省130个开发区中 only these are the province's
        at = sentence if prev is None or prev.end < sentence else prev.end
        if (
            start - at > _SHORTEST
            # nobody was named behind the head, which may begin a name
            and ((mind.bearer_at <= at == sentence and text[at] not in _NO_HEADS) or text.find("；", at, start) >= 0)
        ):
            self._take_topic(at, start, paragraph, mind)
        if start - at > _SHORTEST and (at == sentence or (own == "left" and of in _ATTRIBUTES)):
            cut = text.rfind("，", at, start)
            if cut > at == sentence:
                first = text.find("，", at, cut + 1)
                if text[first + 1] in _DEFINING and spoken.defines(text, first):
                    cut = first
            if cut > at and text[cut - 1] in _NAMING and spoken.may_end(text, cut):
                self._hear(at, cut, own == "left" and of in _ATTRIBUTES, mind, sentence)
        if found.owner is not None or found.topic is not None:
            payer = self._turn(q, found, mind, sentence)
            if payer is not None:
                return payer
        if of is None:
            return mind.bearer or scene.main
        counted = mind.counted
        if (
            counted is not None
            and prev is not None
            and mind.counted_at == prev.start
            and text.startswith(_EACH_OF_THEM, prev.end + len(counted))
            and text.startswith(counted, prev.end)
        ):
            return counted  # 32名干部每人联系2户
        if kind is _MONEY and prev is not None and prev.of == "年龄" and prev.end > sentence and _PAYS_EACH(text, prev.end, start):
            aged: str | None = prev.subject
            return aged  # 80岁以上老人每餐补助5元
        if own != "right" and text[start - 1] in _COMES_TO:
            name = subject.foremost(text, at, start)
            if name is not None:
                if prev is not None and prev.end > sentence and of in text[name[0] : name[1]]:
                    q.of = prev.of
                return scene.clean[name[0] : name[1]]
        if own:
            holder = None
            behind = text[q.end : q.end + 1]
            if (
                behind in _LEADING
                or of == "年龄"
                or (behind == "、" and own == "left" and (self.starts[i + 1] - q.end <= _NEXT or text.find("的", q.end, q.end + _NEXT) > 0))
                or text[q.end + 1 : q.end + 2] == "的"
            ):
                holder = self._qualified(i, found, own, mind, sentence)
            if own == "right":
                if kind is _COUNT and found.start < found.end == start:
                    self._stand_at(found.start, start, mind)
            elif holder is None and (len(of) > 4 or (mind.counted is not None and kind is not _COUNT)):
                holder = self._measured(q, mind, sentence)
            if holder is not None:
                return holder
        elif kind in RELATIVE and prev is not None and prev.end > sentence and prev.of == of and mind.bearer_at < prev.start:
            told: str | None = prev.subject  # 完成投资236亿元，为年度计划的113%
            return told
        bearer = mind.bearer
        if (
            bearer is not None
            and bearer != mind.place
            and mind.bearer_at >= sentence
            and subject.is_work(bearer)
            and (
                of in INDICATORS
                or (own and of not in _ATTRIBUTES and subject.leaves(text, mind.bearer_at, start, bearer, own))
            )
        ):
            mind.bearer, mind.bearer_at = mind.place, start
        return mind.bearer or scene.main

    def _turn(self, q: QuantityDraft, found: Left, mind: _Memory, sentence: int) -> str | None:
        """Takes up who is named in the words before `q`; returns who pays, who is not whom the sentence goes on about."""
        scene, text = self.scene, self.scene.text
        topic, owner = found.topic, found.owner
        if owner is not None and owner[0] > mind.bearer_at and text[owner[1] - 1] in _LASTS:
            begin, stop = owner
            if 3 <= stop - begin <= 16 and subject.is_body(text[begin:stop]):
                mind.turn(scene.clean[begin:stop].strip("，、的"), begin)
        if (
            topic is not None
            and topic[0] > mind.bearer_at
            and text[topic[1] - 1] in _LASTS
            and not found.led
            and not found.linked
            and not text.startswith(subject.BROUGHT, topic[0])
            and not text.endswith(subject.BROUGHT, sentence, topic[0])
        ):
            begin, stop = topic
            name = text[begin:stop]
            if q.kind is _MONEY and subject.pays(name):
                return scene.clean[begin:stop]
            doer = subject.doer(text, sentence, begin, stop, q.start) if 2 <= stop - begin <= 24 and subject.is_body(name) else None
            if doer is not None:
                name = scene.clean[doer[0] : doer[1]].strip("，、的")
                if text.endswith(_APIECE, sentence, begin):
                    return name  # 每个街道建成1处: the clauses behind are not on it
                if name != q.of:
                    mind.turn(name, doer[0])
                    if doer[1] < begin and text[doer[1]] == "由":
                        mind.area, mind.area_at = name, doer[0]
                        return name
        return None

    def _stand_at(self, begin: int, start: int, mind: _Memory) -> None:
        """Takes up the site that stands from the head of a clause to a count at `start`: A地块7栋楼封顶."""
        text = self.scene.text
        if (
            3 <= start - begin <= 16
            and text[start - 1] in _LASTS
            and text[begin - 1 : begin] in _MARKS
            and subject.outlasts(text[begin:start], "")
        ):
            mind.turn(self.scene.clean[begin:start], begin)

    def _qualified(self, i: int, found: Left, own: str, mind: _Memory, sentence: int) -> str | None:
        """The noun behind the i-th figure that it qualifies."""
        q, text = self.quantities[i], self.scene.text
        before = own == "left"
        end = self._end_of_list(i) if before and text[q.end : q.end + 1] == "、" else q.end
        of: str = q.of
        alone = before and not found.verbs and found.topic is None
        thing = subject.qualified(text, end, self.scene.time_after(end), of, q.kind in _COUNTING, before, alone)
        if thing is None:
            return None
        name = self.scene.clean[thing[0] : thing[1]]
        if text[thing[0] - 1] == "的" and (
            (len(name) > 4 and subject.outlasts(name, "")) or (q.start - sentence < _HEAD and len(name) > 2)
        ):
            mind.turn(name, thing[0])
        return name

    def _end_of_list(self, i: int) -> int:
        """Where a list of measures ends that begins with the i-th figure: 总投资3亿元、占地40亩的园区."""
        text, quantities, starts = self.scene.text, self.quantities, self.starts
        end: int = quantities[i].end
        for following in range(i + 1, min(i + 4, len(quantities))):
            if text[end : end + 1] != "、" or starts[following] - end > _NEXT or _APART(text, end, starts[following]):
                break
            end = quantities[following].end
        if text[end : end + 1] == "、" and (particle := text.find("的", end, end + _NEXT)) > 0 and not _APART(text, end, particle):
            end = particle  # 全长4.8公里、双向八车道的快速路
        return end

    def _measured(self, q: QuantityDraft, mind: _Memory, sentence: int) -> str | None:
        """Who the measure before `q` names itself, or whose it is of those counted before it."""
        of: str = q.of
        if subject.does(of, q.kind is _MONEY):  # 区财政投入, 县医院接诊: what follows is told of the place again
            q.of = of[-2:]
            return of[:-2]
        at = subject.split(of) if len(of) > 5 else 0
        if at:
            mind.turn(of[:at], q.start)
            q.of = of[at:]
            return mind.bearer
        counted = mind.counted
        if counted is None or q.kind is _COUNT:
            return None
        if subject.is_attribute(of):
            # 新增优质学位5.9万个，学位增加一倍: no measure of what was counted
            told = mind.bearer_at >= sentence and subject.outlasts(mind.bearer, counted)
            return counted if not told and not counted.endswith(of) else None
        held = (
            (of[0] in _EACH and subject.shares(self.scene.text, of, counted, mind.counted_at, q.start))
            or (
                q.kind is _MONEY
                and (
                    subject.receives(self.scene.text, counted, mind.counted_at, q.start)
                    or subject.invested(of, counted, q.start - mind.counted_at)
                )
            )
        )
        return counted if held else None

    def _enter(self, paragraph: int, start: int, mind: _Memory) -> None:
        """Takes up the site that a paragraph opens on, before its first figure: 智慧港项目建设现场，工人忙碌。"""
        scene, text = self.scene, self.scene.text
        cut = text.find("，", paragraph, start)
        if cut > 0 and text[cut - 1] in _NAMING and spoken.may_end(text, cut):
            told = spoken.named(scene, paragraph, cut, False)
            if told is not None and told.entered:
                mind.area, mind.area_at = scene.clean[told.start : told.end], told.start

    def _take_topic(self, at: int, start: int, paragraph: int, mind: _Memory) -> None:
        """Takes up what the first clause of a sentence, or behind a ；, does nothing but name."""
        scene, text = self.scene, self.scene.text
        head = max(text.rfind("；", at, start) + 1, at)
        cut = text.find("，", head, start)
        while text[head] in " 　":
            head += 1
        if cut in scene.time_ends:  # 今年国庆假期，临江老街人潮涌动
            head, cut = cut + 1, text.find("，", cut + 1, start)
        if head in scene.place_ends:
            return
        told = spoken.topic(scene, head, cut) if cut > 0 and text[cut - 1] in _TOPIC_LASTS else None
        if told is None:
            told = spoken.acting(scene, head, cut if cut > 0 else start)
        if told is not None and told[0] >= mind.bearer_at:
            mind.turn(scene.clean[told[0] : told[1]], told[0])
            if text[told[0] - 1] != "；" and told[0] - paragraph < _FAR and text.find("。", paragraph, told[0]) < 0:
                mind.area, mind.area_at = mind.bearer, told[0]

    def _hear(self, at: int, cut: int, measured: bool, mind: _Memory, sentence: int) -> None:
        """Takes up who the clause that ends in the comma at `cut`, behind `at`, is on. `measured`: the figure behind it is a
        measure of one thing."""
        scene, text = self.scene, self.scene.text
        low = max(at, cut - spoken.LONGEST - 1)
        begin = max(text.rfind("，", low, cut), text.rfind("；", low, cut), text.rfind("：", low, cut)) + 1 or at
        if begin == at != sentence and text[at - 1] not in "，；：":
            return  # the rest of a clause that tells a figure is on nobody
        told = spoken.named(scene, begin, cut, measured)
        # 更新项目，是临江区最大的旧改: the place is only in what is said of the project
        if told is not None and (told.start > mind.bearer_at or spoken.defines(text, cut)):
            mind.turn(scene.clean[told.start : told.end], max(told.start, mind.bearer_at))
            if told.entered:
                mind.area, mind.area_at = mind.bearer, mind.bearer_at

    def _pass_places(self, start: int, mind: _Memory, sentence: int, paragraph: int) -> None:
        """Takes up the places that are named before `start`."""
        scene = self.scene
        for at, stop in scene.pass_places(start):
            if (
                at >= paragraph
                and subject.takes_over(scene.text, at, stop, scene.formal, mind.bearer is None)
                and (mind.bearer is None or (at > mind.bearer_at and at > mind.area_at))
            ):
                aside = at in scene.projects or (at in scene.persons and scene.text[at] != "老") or (
                    # 云溪区加快全区产业调整: the sentences behind are still told of 云溪区
                    mind.area_at >= 0
                    and not subject.heads(scene.text, at, stop)
                    and at - mind.area_at < _FAR
                    and scene.text.find("。", mind.area_at, at) < 0
                )
                if aside and at < sentence:
                    continue
                mind.bearer = scene.clean[at:stop]
                if at not in scene.projects:
                    mind.place = mind.bearer
                if not aside:
                    mind.area, mind.area_at = mind.bearer, at
                if at >= sentence:
                    mind.bearer_at = at


#: what a list within a paragraph begins with
_LIST = "：一是"
_COUNT, _MONEY, _ORDINAL = QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.ORDINAL
_PERCENT, _POINTS = QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT
# a yield for each is a column of its own
_YIELD = re.compile(".*?([亩户人]均(?:增产|减产|增收|减收|增支))了?[约近超达逾]?$").match
#: how what is ranked ends
_MEASURING = frozenset("率量额数度分值速比幅名次位平力业态价")
#: a phase of works is nothing measured
_PHASE = re.compile("[首一二三四五六七八九十0-9]{1,2}期").fullmatch
#: characters between a figure and what it came to
_LONGEST_WAY = 14
#: what an amount before 的 is of: 以每亩780元的价格
_PRICED = ("价格", "单价", "均价", "标准", "租金", "底价", "低价", "高价", "优惠价", "额度")
#: verbs that tell whom something reaches, whatever is counted first
_REACHED = frozenset("涉及 惠及 覆盖 辐射 波及".split())
#: kinds of figures that a noun stands behind
_COUNTING = frozenset((_COUNT, QuantityKind.NUMBER, _ORDINAL))
_PLANNED = Status.PLANNED
_YEARS = ("岁", "周岁")
_AGES = ("寿命", "年龄", "年齡", "壽命")
_GENERAL, _LASTS, _LEADING = subject.GENERAL, subject.LASTS, subject.LEADING
#: characters between the figures of one list, and what parts them
_NEXT = 10
_APART = re.compile("[，。；的]").search
_CLAUSE_ENDS = re.compile("[，；：]").findall
#: characters of a clause that names someone, with the words behind it up to the figure
_SHORTEST = 6
_TOPIC_LASTS = spoken.TOPIC_LASTS
#: no name of a site or firm begins with one
_NO_HEADS = frozenset("0123456789全我该各每其“") | spoken.LED_FIRSTS
_ATTRIBUTES, _NAMING, _DEFINING = _words.ATTRIBUTES, spoken.LASTS, spoken.DEFINING
#: verbs that make a column of their own with their object
_BULLETS = frozenset("—-–·•●■◆▲（(")
#: a clause begins behind one
_MARKS = frozenset("，。；：\n")
#: what is paid by or to one, in the same clause: 老人花8元
_PAYS_EACH = re.compile("[^，。；\\d]{0,12}[每花收付领交缴]").match
#: before an amount
_COMES_TO = frozenset("达到有为是超")
#: how what was counted is taken up one by one
_EACH_OF_THEM = ("每人", "每户", "每家", "每个", "人均", "户均", "平均每")
_APIECE = ("每", "每个", "每家", "每所")
#: all of a place
_WHOLE = frozenset(word for word in _GENERAL if len(word) == 2 and word[0] == "全" and word != "全球")
#: 人均, 户均, 每人
_EACH = "人户每"
#: characters of a measure that a sentence begins with, and a time before it
_HEAD = 12
#: characters that may stand between 与2020年相比 and the change
_SET_AGAINST = 120
#: no place is still spoken of in the same breath behind so many characters
_FAR = 200
#: figures in one list that share their things
_MAX_LIST = 12
#: a share whose thing is told behind it
_WHAT_IS = re.compile("(?:以上|左右|以内|多)?[都均]?是(?:[一-鿿]{1,8}的)?([一-鿿]{1,7}[^的了得])(?=[，。；])").match
_RANKED = ("居", "列", "排", "排名")
_LISTED = frozenset(("、", "和", "与", "及", "，", "以及", "，和"))
_LONGEST_JOINT = max(map(len, _JOINTS | _LISTED))
#: shares and rates of change: a change told after one is of the indicator before it
_RATES = frozenset(("降幅", "涨幅", "增速", "增幅", "占比", "比重", "年度计划", "调整预算"))
#: verbs whose amount is of themselves, whatever noun stands behind: 投资3亿元的项目
_SPENT = frozenset(("投资", "耗资", "斥资", "出资", "筹资", "捐款", "融资", "总投资"))
#: units of what is done: the verb before them is the column (惠及36.5万人)
_ACTS = frozenset(("人", "人次", "次", "户次", "台次", "架次", "场次"))
#: units that are themselves what is counted (七县二十六乡)
_THINGS = frozenset(("县", "乡", "镇", "村", "市", "省", "区", "国", "站", "校", "街道"))
#: verbs that are done to the thing named before them: 新建学校已竣工9所
_FINISHED = frozenset(
    "竣工 完工 开工 投产 投用 建成 交付 封顶 收割 整改 办结 通车 落地 复工 恢复 销号 拆除 更新".split()
)
#: likewise, where nobody is named there who does it: 招聘会举办5场, but 学校举办5场
_HELD = frozenset("举办 举行 召开 承接 发放 开展".split())
#: 5G基站新增120个, but 青云区新增8600人
_ADDED = ("新增", "净增")
_REGIONS = frozenset("省市区县镇乡村州盟旗国")
#: verbs that name what is measured, where a change is told of them
_ECONOMIC = frozenset("出口 进口 投资 消费 生产 销售 交易 运输 采购 加工 发电 供电 供热 供水 融资".split())
#: verbs that befall what they name: 受灾面积30万亩，绝收4.7万亩
_BEFALLS = frozenset("绝收 成灾 倒塌 受损 损毁 倒伏 受淹 被淹".split())
#: what a part does to the whole: 拉动经济增长2个百分点
_PULLING = ("拉动", "带动", "推动")
#: a noun is a share of the whole that stands behind one
_SHARING = ("占", "占到", "占了", "占据")
#: what the rest is told of: 11个村里有7个
_INSIDE = "里中"
_SCHOOLS = ("初中", "高中")
_KEPT = frozenset(("完成", "接待", "走访", "带动", "服务", "减免"))
_ONE_BY_ONE = frozenset(("每人", "每户", "人均", "户均"))
#: words that begin with 和, which is otherwise 'and'
_PEACES = frozenset("和美 和谐 和平 和睦 和合".split())
#: verbs that end in 及, which is otherwise 'and'
_REACHES = frozenset("惠及 涉及 波及 触及 危及 普及 论及 遍及 埃及".split())


def _may_act(name: str) -> bool:
    return subject.is_body(name) or ENTITY.of(name, 0, len(name))


def _clean(phrase: str) -> str | None:
    begins, ends = phrase[:2], phrase[-2:]
    phrase = phrase.strip("，、：的和与及 ")
    if begins in _PEACES:
        phrase = "和" + phrase
    if ends in _REACHES:
        phrase += "及"
    if "\n" in phrase:
        phrase = phrase.replace("\n", "")
    if not phrase:
        return None
    if len(phrase) > 2 and phrase[0] == "“" and phrase[-1] == "”" and phrase.count("“") == 1:
        phrase = phrase[1:-1]
    if phrase[-2:] in _ONE_BY_ONE and len(phrase) > 3:
        phrase = phrase[:-2]  # 32名干部每人
    if phrase[-1:] == "由" and phrase[-2:] not in ("事由", "理由", "自由", "缘由", "緣由"):
        phrase = phrase[:-1]  # 收入比由去年的1.82缩小到1.78
    return phrase or None


_HEADS = tuple(
    "居民人均可支配收入 人均可支配收入 可支配收入 增加值 余额 面积 产量 价格 产值 收入 支出 投资 增速 人数 项目 企业 总额 税收 数量 人口 选手 用电量 "
    "能耗 增长率 零售额 销售额 交易额 营业额 成交额 覆盖率 普及率 利用率 达标率 治理率 参保率 入园率 签约率 标准 吞吐量 运输量 保有量 排放量 "
    "浓度 占比 比重 营收 利润".split()
)


#: how measures end: 旅游总人次、总收入
_MEASURED = frozenset("次数量额值率度比重积入润耗")
_AND = re.compile("[和与]|(?<![普惠涉波触遍])及").split


def _items(of: str) -> list[str]:
    """农业、工业、服务业增加值 → 农业增加值, 工业增加值, 服务业增加值; the head that only the last member bears goes to all."""
    parts = [part for piece in of.split("、") for part in _AND(piece) if part]
    if len(parts) < 2:
        return parts
    last, short = parts[-1], len(parts[0])
    head = next((head for head in _HEADS if last.endswith(head) and len(last) > len(head)), "")
    if (
        short <= 2
        and len(last) - short >= 2
        and not (head and len(last) - len(head) <= short + 1)  # 原煤、天然气产量
        and all(len(p) == short and p[-1] not in _MEASURED for p in parts[:-1])
    ):
        return [part + last[short:] for part in parts[:-1]] + [last]  # 炼铁、炼钢先进产能占比
    if head:
        return [part if part.endswith(head) or part[-1] in _MEASURED else part + head for part in parts]
    return parts
