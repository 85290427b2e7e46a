"""Whose a figure is: the place, office, project or site that is spoken of where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from zhextract.context import _words, opening, resumed, spoken, subject
from zhextract.context._persons import speakers
from zhextract.context._words import INDICATORS
from zhextract.context.change import RELATIVE
from zhextract.context.measure import COUNTING
from zhextract.records import QuantityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhextract.context._memory import Memory
    from zhextract.context._scene import Scene
    from zhextract.context.of import Left
    from zhextract.drafts import QuantityDraft

__all__ = ["Bearers"]


class Bearers:
    """Who bears the quantities of a text, told one after the other."""

    def __init__(self, scene: Scene, quantities: Sequence[QuantityDraft], starts: list[int]) -> None:
        self.scene, self.quantities, self.starts = scene, quantities, starts
        self._semicolon = -1  # the next one behind where the last figure ended
        self._speeches = iter(speakers(scene.text))
        self._speech = next(self._speeches, None)
        self._spots = iter(resumed.spots(scene.text))  # of words that may take up what was told
        self._spot, self._spot_end = next(self._spots, _NOWHERE)

    def bearer(self, i: int, found: Left, own: str, mind: Memory, sentence: int, paragraph: int) -> str | None:
        """Whose the figure is."""
        scene, q, prev = self.scene, self.quantities[i], mind.prev
        of, kind, start, end = q.of, q.kind, q.start, q.end
        if scene.next_place < start:
            self._pass_places(start, mind, sentence, paragraph)
        text = scene.text
        before = text[start - 1]
        if before in _WHOLE_LASTS and kind is _COUNT and text[start - 2 : start] in _WHOLE and of != "年龄":
            return scene.clean[start - 2 : start]  # in 在全省130个开发区中 only these are the province's
        at = sentence if prev is None or prev.end < sentence else prev.end
        if before == "等" and kind is _COUNT and mind.bearer_at >= sentence and self._is_listed(mind):
            mind.bearer, mind.bearer_at = mind.area if mind.area_at < mind.bearer_at else None, start
        last = mind.last
        if last is not None and at == sentence and mind.bearer_at < at and resumed.again(text, at, start + 1) and subject.outlasts(last, ""):
            mind.turn(last, at)
        if start - at > _SHORTEST:
            if self._semicolon < at:
                self._semicolon = text.find("；", at)
                if self._semicolon < 0:
                    self._semicolon = len(text)
            if self._semicolon < start:
                self._take_topic(text.rfind("；", at, start) + 1, start, paragraph, mind)
            elif mind.bearer_at <= at == sentence and (
                text[at] not in _NO_HEADS or text[at] == "“" or at in scene.time_starts or text.startswith(_LED_BY, at)
            ):
                # nobody was named behind the head, which may begin a name
                self._take_topic(at, start, paragraph, mind)
            if at == sentence or (own == "left" and of in _ATTRIBUTES):
                cut = text.rfind("，", at, start)
                if cut > at == sentence:
                    first = text.find("，", at, cut + 1)
                    if text[first + 1] in _DEFINING and spoken.defines(text, first):
                        cut = first
                if cut > at and (
                    (text[cut - 1] in _NAMING and spoken.may_end(text, cut))
                    or (text[cut - 1] in opening.SITE_LASTS and self._begins_bare(text, at, cut))
                ):
                    self._hear(at, cut, own == "left" and of in _ATTRIBUTES, mind, sentence)
            cut = text.rfind("，", at, start)
            if cut > mind.bearer_at and text[cut - 1] in spoken.FOUNDED_LASTS and (new := spoken.founded(text, at, cut)) is not None:
                mind.turn(scene.clean[new[0] : new[1]], new[0])
        if text.find("期", at, start) > 0:
            for phase in _PHASE(text, max(at - 1, 0), start + 1):
                if phase.start(1) > mind.bearer_at:  # 一期已经投产，年产…；二期预计明年竣工
                    mind.turn(phase[1], phase.start(1))
        if self._spot < start:
            every = self._take_up(at, start, paragraph, mind)
            if every is not None:
                return every
            if own == "left" and of and mind.bearer_at >= at and of.startswith(bearer := mind.bearer or "") and len(of) - len(bearer) > 1:
                of = q.of = of[len(bearer) :]  # 主城区|日供水能力
        if found.owner is not None or found.topic is not None:
            payer = self._turn(q, found, mind, sentence)
            if payer is not None:
                return payer
        if of is None:
            return mind.bearer or scene.main
        while self._speech is not None and self._speech[1] < start:
            self._speech = next(self._speeches, None)
        if self._speech is not None and self._speech[0] < start and mind.bearer_at < self._speech[0]:
            opened, _, named, ends = self._speech
            if _OF_HIMSELF(text, opened, start) is not None:
                return scene.clean[named:ends]  # “…，每月能拿4500元。”缝纫工胡秋兰说
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
        if before in _COMES_TO and own != "right" and text.find("最", at, start) >= 0:
            name = subject.foremost(text, at, start)
            if name is not None:
                if prev is not None and prev.end > sentence and of in text[name[0] : name[1]]:
                    q.of = prev.of
                return scene.clean[name[0] : name[1]]
        if own == "left" and of in _ATTRIBUTES and text[start - 1] == of[-1] and text.startswith(_SHORT_SITES, start - len(of) - 2):
            site = start - len(of) - 2
            if text[site - 1] in _CLAUSE_MARKS:  # 园区|占地420亩
                mind.turn(scene.clean[site : site + 2], site)
        if own:
            holder = None
            behind = text[end] if end < len(text) else ""
            if (
                behind in _LEADING
                or of == "年龄"
                or (behind == "、" and own == "left" and (self.starts[i + 1] - end <= _NEXT or text.find("的", end, end + _NEXT) > 0))
            ):
                holder = self._qualified(i, found, own, mind, sentence, paragraph)
            if own == "right":
                if kind is _COUNT and found.start < found.end == start:
                    self._stand_at(found.start, start, mind)
            elif holder is None and (
                (counted is not None and kind is not _COUNT) or (len(of) > 4 and (of[-2:] in _PARTED or of[-1] in _PARTED))
            ):
                holder = self._measured(q, mind, sentence)
            if holder is not None:
                return holder
        elif prev is not None and kind is prev.kind and kind is not _COUNT and text[prev.end : start] in _JOINING and mind.bearer_at < prev.start:
            return self._respectively(q, not subject.runs(of, mind.counted or "")) or prev.subject  # 分别为95.5%、81.8%
        elif kind in RELATIVE and prev is not None and prev.end > sentence and prev.of == of and mind.bearer_at < prev.start:
            told: str | None = prev.subject  # 完成投资236亿元，为年度计划的113%
            return told
        bearer = mind.bearer or ""
        if bearer and bearer != mind.place and mind.bearer_at >= sentence and self._is_over(q, bearer, own, mind):
            mind.bearer, mind.bearer_at = mind.place, start
        return mind.bearer or scene.main

    def _take_up(self, at: int, start: int, paragraph: int, mind: Memory) -> str | None:
        """Takes up again what the last word before the figure at `start` does that can: 园区, 该段; returns each of the places that
        only this figure is of (每村)."""
        scene, told = self.scene, None
        while self._spot < start:
            if self._spot >= at:
                told = resumed.resumed(scene, paragraph, (self._spot, self._spot_end), start) or told
            self._spot, self._spot_end = next(self._spots, _NOWHERE)
        if told is None or told[0] <= mind.bearer_at:
            return None
        name = scene.clean[told[0] : told[1]]
        if name[0] == "每":
            return name
        if told[0] <= mind.area_at:
            return None
        if name in resumed.PASSING:
            mind.bearer, mind.bearer_at = name, told[0]
        else:
            mind.turn(name, told[0])
            mind.area, mind.area_at = name, told[0]
        return None

    def _is_over(self, q: QuantityDraft, bearer: str, own: str, mind: Memory) -> bool:
        """Is `q` of the place again, behind a work, an office or a part of it that was spoken of?"""
        text, of = self.scene.text, q.of or ""
        if bearer in resumed.PASSING:
            return q.start - mind.bearer_at > _PASSED or text.find("；", mind.bearer_at, q.start) >= 0
        if not subject.is_work(bearer):
            return False
        if of in INDICATORS and of not in _FIRMS_TOO:
            return True
        if bearer.endswith(subject.OFFICES) and (of.endswith(_SHARES) or (q.kind is not _MONEY and subject.pays(bearer))):
            return True
        return own != "" and of not in _ATTRIBUTES and subject.leaves(text, mind.bearer_at, q.start, bearer, own)

    def _turn(self, q: QuantityDraft, found: Left, mind: Memory, sentence: int) -> str | None:
        """Takes up who is named in the words before `q`; returns who pays, who is not whom the sentence goes on about."""
        scene, text = self.scene, self.scene.text
        topic, owner = found.topic, found.owner
        if owner is not None and owner[0] > mind.bearer_at and text[owner[1] - 1] in _LASTS:
            begin, stop = owner
            if 3 <= stop - begin <= 16 and subject.is_body(text[begin:stop]) and not text.startswith(_LIVES, begin):
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
            names = 2 <= stop - begin <= 24 and "《" not in name and subject.is_body(name)
            doer = subject.doer(text, sentence, begin, stop, q.start) if names else None
            if doer is not None:
                name = self._whole(*doer).strip("，、的")
                if text.endswith(_APIECE, sentence, begin):
                    return name  # 每个街道建成1处: the clauses behind are not on it
                if name != q.of:
                    mind.turn(name, doer[0])
                    if doer[1] < begin and text[doer[1]] == "由":
                        mind.area, mind.area_at = name, doer[0]
                        return name
        return None

    def _whole(self, begin: int, end: int) -> str:
        """The name that ends at `end`, with all of the project that it is the last part of: 中小企业孵化|园项目."""
        scene = self.scene
        named = scene.project_ends.get(end - 2 if scene.text.endswith("项目", begin, end) else end, begin)
        return scene.clean[min(begin, named) : end]

    def _stand_at(self, begin: int, start: int, mind: Memory) -> None:
        """Takes up the site that stands from the head of a clause to a count at `start`: A地块7栋楼封顶."""
        text = self.scene.text
        if (
            3 <= start - begin <= 16
            and text[start - 1] in _LASTS
            and text[begin - 1 : begin] in _MARKS
            and subject.outlasts(text[begin:start], "")
        ):
            mind.turn(self.scene.clean[begin:start], begin)

    def _qualified(self, i: int, found: Left, own: str, mind: Memory, sentence: int, paragraph: int) -> str | None:
        """The noun behind the i-th figure that it qualifies."""
        q, text = self.quantities[i], self.scene.text
        before = own == "left"
        end = self._end_of_list(i) if before and text[q.end : q.end + 1] == "、" else q.end
        of: str = q.of
        alone = before and not found.verbs and found.topic is None
        thing = subject.qualified(self.scene, end, of, q.kind in COUNTING, before, alone)
        if thing is None:
            return None
        name = self.scene.clean[thing[0] : thing[1]]
        if text[thing[0] - 1] == "的" and (
            (len(name) > 4 and subject.outlasts(name, "")) or (q.start - sentence < _HEAD and len(name) > 2)
        ):
            if not name.endswith("基金"):  # who sets one up goes on
                mind.turn(name, thing[0])
            if q.start - sentence < _HEAD and sentence - paragraph < 2 and subject.outlasts(name, ""):
                mind.area, mind.area_at = name, thing[0]  # a paragraph that opens with a site is on it
        return name

    def _end_of_list(self, i: int) -> int:
        """Where a list of measures ends that begins with the i-th figure: 总投资3亿元、占地40亩的园区."""
        text, quantities, starts = self.scene.text, self.quantities, self.starts
        end: int = quantities[i].end
        for following in range(i + 1, min(i + 4, len(quantities))):
            if text[end : end + 1] != "、" or starts[following] - end > _NEXT or _APART(text, end, starts[following]):
                break
            end = quantities[following].end
        if end > quantities[i].end:
            particle = text.find("的", end, end + _SHORT_NOUN)
            if particle > 0 and not _APART(text, end, particle):
                return particle  # 占地58亩、规划48个|班的学校
        if text[end : end + 1] == "、" and (particle := text.find("的", end, end + _NEXT)) > 0 and not _APART(text, end, particle):
            end = particle  # 全长4.8公里、双向八车道的快速路
        return end

    def _measured(self, q: QuantityDraft, mind: Memory, sentence: int) -> str | None:
        """Who the measure before `q` names itself, or whose it is of those counted before it."""
        of: str = q.of
        if subject.does(of, q.kind is _MONEY):  # 区财政投入, 县医院接诊: what follows is told of the place again
            q.of = of[-2:]
            return of[:-2]
        at = subject.split(of) if len(of) > 4 else 0
        if at:
            begin = self.scene.text.rfind(of[:at], sentence, q.start)
            name = self._whole(begin, begin + at) if begin >= 0 else of[:at]
            if name[0] == "“" and "”" not in name:
                name = name[1:]
            mind.turn(name, q.start)
            q.of = of[at:]
            return name
        counted = mind.counted
        if counted is None or q.kind is _COUNT:
            return None
        if subject.is_attribute(of):
            # 新增优质学位5.9万个，学位增加一倍: no measure of what was counted
            told = mind.bearer_at >= sentence and subject.outlasts(mind.bearer, counted)
            return counted if not told and not counted.endswith(of) else None
        if self.scene.text[q.start - 1] in _IS and (one := self._respectively(q, True)) is not None:
            return one  # 养老中心8处、照料站63处，覆盖率分别为80%和92%
        if subject.runs(of, counted) and self.scene.text.find("；", mind.counted_at, q.start) < 0:
            return self._respectively(q, False) or counted  # “投产一批”22个，达产率95.5%
        held = (
            (of[0] in _EACH_FIRSTS and subject.shares(self.scene.text, of, counted, mind.counted_at, q.start))
            or (
                q.kind is _MONEY
                and (
                    subject.receives(self.scene.text, counted, mind.counted_at, q.start)
                    or subject.invested(of, counted, q.start - mind.counted_at)
                )
            )
        )
        return counted if held else None

    def _respectively(self, q: QuantityDraft, strict: bool) -> str | None:
        """The one of two or more things counted, one after the other, that a measure in the same place behind 分别 is of:
        省重点项目17个、市重点项目46个，分别完成投资96亿元和158.6亿元. `strict`: only what the measure is, not how much it grew."""
        text, quantities, starts = self.scene.text, self.quantities, self.starts
        i = first = bisect_left(starts, q.start)
        while first > 0 and text.find("分别", quantities[first - 1].end, starts[first]) < 0:
            if i - first > _MOST or _APART(text, quantities[first - 1].end, starts[first]):
                return None
            first -= 1
        if strict and text[starts[first] - 1] not in _IS:
            return None
        counts = first
        while counts > 0 and quantities[counts - 1].kind is _COUNT and first - counts <= _MOST:
            counts -= 1
            if counts == 0 or text[quantities[counts - 1].end] not in "、和":
                break
        listed = first - counts
        if first == 0 or listed < 2 or i - first >= listed:
            return None
        told: str | None = quantities[counts + i - first].of
        return told if told != q.of else None

    def enter(self, paragraph: int, cut: int, start: int, mind: Memory) -> None:
        """Takes up the site that a paragraph opens on, up to the comma at `cut`, or behind a time to the next one before the
        figure at `start`: 智慧港项目建设现场，工人忙碌。"""
        scene = self.scene
        if cut in scene.time_ends:  # 4月11日，记者在云江医药港看到，
            paragraph, cut = cut + 1, scene.text.find("，", cut + 1, start)
        if cut > 0 and scene.text[cut - 1] in _NAMING and spoken.may_end(scene.text, cut):
            told = spoken.named(scene, paragraph, cut, False)
            if told is not None and told.entered:
                mind.area, mind.area_at = scene.clean[told.start : told.end], told.start

    def _take_topic(self, head: int, start: int, paragraph: int, mind: Memory) -> None:
        """Takes up what the first clause of a sentence, or behind a ；, does nothing but name: the one that begins at `head`."""
        scene, text = self.scene, self.scene.text
        cut = text.find("，", head, start)
        while text[head] in " 　":
            head += 1
        if cut > 0 and text.startswith(_LED_BY, head, cut):
            head, cut = cut + 1, text.find("，", cut + 1, start)
        timed = head in scene.time_starts
        if timed:  # 今年国庆假期，临江老街人潮涌动; 2023年，“澜新欧”班列开行612列
            head = scene.time_starts[head]
            if head < start and text[head] in _PAST_TIME:
                head += 1
            if head < start and text[head] == "，":
                head += 1
            cut = text.find("，", head, start)
            if head >= start:
                return
        elif cut in scene.time_ends:  # 刚刚过去的端午假期，临江老街人潮涌动
            head, cut, timed = cut + 1, text.find("，", cut + 1, start), True
        if head in scene.place_ends:
            return
        if text[head] == "最" and (most := _THE_MOST(text, head, start)) is not None:  # 最难啃的是征迁：
            mind.turn(scene.clean[most.start(1) : most.end(1)], most.start(1))
            return
        told = opening.relative(scene, head, start, timed) if text.find("的", head, head + spoken.LONGEST) > 0 else None
        if told is None and timed and text[head] in _NO_HEADS and text[head] != "“":
            return
        if told is None:
            told = opening.topic(scene, head, cut) if cut > 0 and text[cut - 1] in _TOPIC_LASTS else None
        if told is None:
            told = opening.brought(text, head, start) or opening.acting(scene, head, cut if cut > 0 else start)
        if told is not None and told[0] >= mind.bearer_at:
            name = scene.clean[told[0] : told[1]]
            mind.turn(name, told[0])
            opens = text[told[0] - 1] != "；" and told[0] - paragraph < _FAR and text.find("。", paragraph, told[0]) < 0
            if opens and not name.endswith(subject.OFFICES):
                mind.area, mind.area_at = mind.bearer, told[0]

    def _is_listed(self, mind: Memory) -> bool:
        """Is who is spoken of one site of a list: 物流港、产业园等9个项目?"""
        text, name, at = self.scene.text, mind.bearer or "", mind.bearer_at
        return (text.startswith("、", at + len(name)) or text[at - 1] == "、") and subject.outlasts(name, "")

    def _begins_bare(self, text: str, at: int, cut: int) -> bool:
        """Does the clause that ends at `cut`, behind `at`, begin with a time, or behind a colon?"""
        begin = max(text.rfind("，", at, cut), text.rfind("：", at, cut)) + 1 or at
        return begin in self.scene.time_starts or text[begin - 1] == "："

    def _hear(self, at: int, cut: int, measured: bool, mind: Memory, sentence: int) -> None:
        """Takes up who the clause that ends in the comma at `cut`, behind `at`, is on. `measured`: the figure behind it is a
        measure of one thing."""
        scene, text = self.scene, self.scene.text
        low = max(at, cut - spoken.LONGEST - 1)
        begin = max(text.rfind("，", low, cut), text.rfind("；", low, cut), text.rfind("：", low, cut)) + 1 or at
        if begin == at != sentence and text[at - 1] not in "，；：":
            return  # the rest of a clause that tells a figure is on nobody
        told = spoken.named(scene, begin, cut, measured)
        if told is None and begin in scene.time_starts and text[cut - 1] in opening.SITE_LASTS:
            site = opening.relative(scene, scene.time_starts[begin], cut + 1, True)  # 2014年投入使用的区人民医院新大楼，
            if site is not None and site[1] == cut:
                told = spoken.Named(*site, False)
        if told is None and measured and text[begin - 1] == "：" and 3 < cut - begin < _HEAD and opening.names_one(text, begin, cut):
            told = spoken.Named(begin, cut, False)  # 一个大项目：云溪扩繁场，总投资…
        # 更新项目，是临江区最大的旧改: the place is only in what is said of the project
        if told is not None and (told.start > mind.bearer_at or spoken.defines(text, cut)):
            mind.turn(scene.clean[told.start : told.end], max(told.start, mind.bearer_at))
            if told.entered:
                mind.area, mind.area_at = mind.bearer, mind.bearer_at

    def _pass_places(self, start: int, mind: Memory, sentence: int, paragraph: int) -> None:
        """Takes up the places that are named before `start`."""
        scene = self.scene
        for at, stop in scene.pass_places(paragraph, start):
            if (
                scene.text[at - 1 : at] != "由"  # 小学由云溪区投资建设，占地…
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
                if (aside and at < sentence) or scene.text[at - 1 : at] in _NOT_ON:
                    continue
                mind.bearer = scene.clean[at:stop]
                if at not in scene.projects:
                    mind.place = mind.bearer
                if not aside:
                    mind.area, mind.area_at = mind.bearer, at
                if at >= sentence:
                    mind.bearer_at = at


_COUNT, _MONEY = QuantityKind.COUNT, QuantityKind.MONEY
_GENERAL, _LASTS, _LEADING = subject.GENERAL, subject.LASTS, subject.LEADING
_JOINING: Final = ("、", "和", "与", "及", "以及", ",")
_SHORT_NOUN: Final = 5
_SHORT_SITES: Final = _words.bearing("short-site")
_CLAUSE_MARKS: Final = frozenset("，。；：“\n")
#: 据介绍，区便民中心整合热线17条
_LED_BY: Final = _words.bearing("led-by")
#: a phase that a clause is on
_PHASE = re.compile("[，；。\n]((?:项目|工程)?[一二三四五]期)(?=[已正将预计总占拟建投在于去今明年规划工程项目全主0-9]|，)(?!工程等|项目等)").finditer
#: figures of one list told 分别
_MOST: Final = 6
#: characters between the figures of one list, and what parts them
_NEXT: Final = 10
_APART: Final = re.compile("[，。；的]").search
#: characters of a clause that names someone, with the words behind it up to the figure
_SHORTEST: Final = 6
_NOWHERE: Final = (1 << 60, 0)
_TOPIC_LASTS: Final = opening.TOPIC_LASTS
#: no name of a site or firm begins with one
_NO_HEADS: Final = frozenset("0123456789全我各每其“") | opening.LED_FIRSTS
#: what stands between a time and what the clause is on
_PAST_TIME: Final = frozenset("来前底末初内间")
_ATTRIBUTES, _NAMING, _DEFINING = _words.ATTRIBUTES, spoken.LASTS, spoken.DEFINING
#: a clause begins behind one
_MARKS: Final = frozenset("，。；：\n")
#: what is paid by or to one, in the same clause: 老人花8元
_PAYS_EACH: Final = re.compile("[^，。；\\d]{0,12}[每花收付领交缴]").match
#: before an amount
_COMES_TO: Final = frozenset("达到有为是超")
#: how what was counted is taken up one by one
_EACH_OF_THEM: Final = _words.bearing("one-by-one")
#: also of a firm or a project
_FIRMS_TOO: Final = frozenset(_words.bearing("firms-too"))
#: of a place, whatever its offices do
_SHARES: Final = ("比例", "比重", "占比", "覆盖率", "发生率")
#: where a person comes from
_LIVES: Final = _words.bearing("lives")
#: a document's title begins, or where one lives is told
_NOT_ON: Final = ("《", "住")
#: who speaks tells of himself or his home
_OF_HIMSELF: Final = re.compile("[我俺咱]|自家|自己|分到|搬进|打工|[拿挣领](?=[到了着]|[0-9一二三四五六七八九十几两数])|能[拿挣领]").search
_THE_MOST: Final = re.compile("最[^，。：；]{1,10}的(?:就)?是([^，。：；]{2,12})：").match
_IS: Final = frozenset("为达是")
#: characters behind a part of a place, where it is no longer spoken of
_PASSED: Final = 40
_APIECE: Final = _words.bearing("apiece")
#: all of a place
_WHOLE: Final = frozenset(word for word in _GENERAL if len(word) == 2 and word[0] == "全" and word != "全球")
_WHOLE_LASTS: Final = frozenset(word[1] for word in _WHOLE)
#: how a measure ends that may be parted from who it is of
_PARTED: Final = subject.DEEDS | subject.MEASURE_ENDS
#: 人均, 户均, 每人, 平均, 单栋
_EACH_FIRSTS: Final = "人户每平单"
#: characters of a measure that a sentence begins with, and a time before it
_HEAD: Final = 12
#: no place is still spoken of in the same breath behind so many characters
_FAR: Final = 200
