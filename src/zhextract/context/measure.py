"""What is counted or measured: the thing that each figure is of, and how it changed, by the words before and behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.context import _words, subject
from zhextract.context._phrases import ENTITY
from zhextract.context._words import DOWN_VERBS, TAILS
from zhextract.context.behind import NOTHING, noun_end, right
from zhextract.context.change import RANKS, RELATIVE, direction, net_gain, told_behind
from zhextract.context.of import PER, TO_LASTS, before_bracket, compared, contest, earlier, left, origin
from zhextract.records import Change, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhextract.context._memory import Memory
    from zhextract.context._scene import Scene
    from zhextract.context.of import Left
    from zhextract.drafts import QuantityDraft

__all__ = ["COUNTING", "LONGEST_WAY", "Measures"]


class Measures:
    """What the quantities of a text are of, told one after the other."""

    def __init__(self, scene: Scene, quantities: Sequence[QuantityDraft], starts: list[int]) -> None:
        self.scene, self.quantities, self.starts = scene, quantities, starts
        self.short = scene.main[:-1] if scene.main else None  # 临浦 of 临浦区

    def measure(self, i: int, q: QuantityDraft, mind: Memory, sentence: int) -> tuple[Left, str]:
        """Fills of, change and basis; returns the words before `q` and where the thing stood."""
        scene = self.scene
        text, prev = scene.text, mind.prev
        start, end, kind = q.start, q.end, q.kind
        counting = kind in COUNTING
        fresh, joined = True, False
        if prev is not None and prev.start >= sentence:
            fresh = False
            joined = start - prev.end <= _LONGEST_JOINT and text[prev.end : start] in _JOINTS
        following = self.starts[i + 1]
        far = following - end  # characters to the next figure
        came = -1  # where 由 stands: the figure is what the next was before
        if far <= LONGEST_WAY and text[following - 1] in TO_LASTS:
            came = origin(text, mind.floor, q, self.quantities[i + 1])
        rooted = mind.root_at == i
        mark = text[end : end + 1]
        told = None
        counted = False  # 360个重点项目: whatever stands before
        if counting and far > _LONGEST_JOINT and mark not in NOTHING and came < 0 and not rooted and q.unit not in _YEARS:
            told = self._behind(i, q, far, False)  # its noun may stand behind it, with no other figure close by
            counted = told[0] != "" and not (told[2] or told[3] or told[0] in RANKS)
        if counted and told is not None:
            found = left(scene, q, mind.floor, start, fresh, True)
            of, own, floor = _clean(told[0]), "right", told[1]
        else:
            found = left(scene, q, mind.floor, start if came < 0 else came, fresh, False)
            if prev is not None and found.trend and text[prev.end : start] == "减" and text[prev.start - 1] == "满":
                found.trend = None  # 满200元减50元
            noun = None if found.start >= found.end or found.conj else self._noun(q, found, mind, fresh)
            if (
                noun is not None
                and not counting
                and end < len(text)
                and (text[start - 1] == "：" or (noun[-1] in _PARTS and _PHASE(noun) is not None))
            ):
                told = self._behind(i, q, far, True)
                if told[0] and told[0][0] not in "级級":
                    noun = None  # 一期5.6万平方米厂房, 全国首座100兆瓦储能电站; 订单基地：5万亩优质稻
            if rooted:
                of, own, floor = mind.root, "", end
            elif came >= 0 and prev is not None and came == mind.floor > sentence:
                of, own, floor = prev.of, "", end  # 承包地由4100多块归并成600块
            elif (
                noun is not None
                and not counting
                and not found.de
                and not (mark == "的" and text.startswith(_PRICED, end + 1))
            ):
                of, own, floor = self._before(found, noun, prev, kind), "left", end  # what stands behind is not asked
            else:
                if came >= 0 or (mark in NOTHING and far > _LONGEST_JOINT):
                    told = _NOTHING_BEHIND
                elif told is None:
                    told = self._behind(i, q, far, found.start < found.end)
                of, own = self._of(q, found, noun, told, mind, fresh, joined)
                floor = told[1] if own == "right" else end
        if came >= 0 and of is not None:
            mind.root, mind.root_at = of, i + 1
        # --- the change that is told of it
        change, basis = None, found.basis
        if found.trend is not None:
            if kind is _POINTS and own == "left" and of is not None and found.verbs[-2:] in _PULLING:
                of = found.verbs[-2:] + of + "增长"  # what it adds to the growth of another is no change of its own
            else:
                change = direction(text, q, found, (of or "") if own == "right" else "")
        elif mark == "的" and kind is _PERCENT:
            change = told_behind(text, end)
        elif text[start - 1 : start] == "增":
            change = net_gain(text, q, basis)
        if joined and own == "" and prev is not None and prev.change is not None and (kind is prev.kind or mind.group):
            change, basis = prev.change, prev.basis
        elif change is not None:
            if basis is None and mind.yoy and found.time is None and not found.rate:
                basis = "yoy"
            elif basis is None and not found.rate:
                basis = self._against(sentence, start)
        elif own == "left" and found.verbs in DOWN_VERBS and kind not in RELATIVE:
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
        elif not joined and far <= _LONGEST_JOINT:
            self._share(i, found, mind)
        if mind.group:
            of = mind.shared[-mind.group]
            mind.group -= 1
        q.of, q.change, q.basis = of, change, basis
        mind.floor = floor
        return found, own

    def _noun(self, q: QuantityDraft, found: Left, mind: Memory, fresh: bool) -> str | None:
        """The noun phrase before `q`, as written, where it may be what is counted."""
        scene, prev = self.scene, mind.prev
        start, end = found.start, found.end
        noun = scene.clean[start:end]
        if not fresh and prev is not None and prev.unit == q.unit:
            if q.kind not in COUNTING and scene.text[start - 1] == "的" and scene.text[start - 3 : start - 2] == "最":
                mind.turn(noun, start)
                return None  # 收入全部超过20万元，最多的东溪社区达156万元
            if noun[-1] in _INSIDE and noun[-2:] not in _SCHOOLS and noun != "其中":
                return None  # 11个村里有7个
        if not (found.verbs or found.linked) and (
            noun == self.short
            or (start in scene.place_ends and scene.place_ends[start] == end and start not in scene.projects)
        ):
            return None  # 像这样的企业，云溪区有9家: a place bears the figure
        if found.verb is not None and found.verb[0] == end and (noun[-1] in _ACTING or _may_act(noun)):
            return None  # 小店接了1100多单
        first = noun[0]
        if first == "一" and len(noun) == 2 and noun[1] in _ONE_OF:
            return None  # 一份1.5万字的报告
        if len(noun) == 1 and (
            first == "中" or (first == "家" and scene.text[start - 1] in "他她我") or (first in PER and scene.text[start - 1] in "这那该此")
        ):
            return None  # 余下37个中有19个; 他家12亩樱桃; 这笔6000万元的贷款
        if (first == "以" and noun in ("以上", "以下")) or (first.isdigit() and noun.replace(".", "").isdigit()):
            return None  # 由去年的1.82缩小到1.78
        if (
            q.kind is _MONEY
            and prev is not None
            and prev.kind is _MONEY
            and ENTITY.of(noun, 0, len(noun))
            and (noun.startswith(_SINGLE) or "每" in scene.text[max(0, start - 2) : start])
        ):
            return None  # 奖励30万元，每家企业最高不超过100万元
        if noun[-2:] in _FINISHED and len(noun) > 3 and scene.clean[end] == "了":
            return noun[:-2]  # 老旧电梯更新了86部
        if self.short is not None and noun.startswith(self.short) and noun[len(self.short) :] in _SPENDING:
            return noun[len(self.short) :]  # 桐川投资3.2亿元
        return noun

    def _against(self, sentence: int, start: int) -> str | None:
        """What the sentence sets a change against in an earlier clause: 与2020年相比，覆盖率提高2个百分点."""
        at = self.scene.text.find("相比，", max(sentence, start - _SET_AGAINST), start)
        t = self.scene.time_ends.get(at) if at > 0 else None
        if t is None or self.scene.text[t.start - 1] not in "与和跟同":
            return None
        return compared(t, self.scene.text[t.start : t.end])

    def _share(self, i: int, found: Left, mind: Memory) -> None:
        """Does a list of figures that stand close together begin with the i-th, told of the things of the list before it?"""
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

    def _behind(self, i: int, q: QuantityDraft, far: int, noun_before: bool) -> _Behind:
        """What stands behind the i-th figure; `far`: characters to the next; `noun_before`: a noun stands before it."""
        scene, quantities, end = self.scene, self.quantities, q.end
        text, count, skip, hop = scene.text, len(quantities), end, i + 1
        if far <= _LONGEST_JOINT:
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
        if text[skip : skip + 1] in NOTHING:
            return _NOTHING_BEHIND
        after, over = (quantities[hop].start, quantities[hop].end) if hop < count else (len(text), len(text))
        a, b, de, verbal = right(scene, q, after, over, skip)
        noun = scene.clean[a:b]
        if not noun or (noun in TAILS and (TAILS[noun] not in _OWN_WORDS or _words.CLASSES.get(noun) not in _NOUNS)):
            return "", end, de, verbal
        if noun[0] in "级級" and a > end:  # 3个五百亿级产业集群
            noun = scene.clean[end:b]
        return noun, b if a <= after and b < after else end, de, verbal

    def _of(
        self,
        q: QuantityDraft,
        found: Left,
        noun: str | None,
        told: _Behind,
        mind: Memory,
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
                return next((of for of in reversed(mind.told) if of[0] != "占"), mind.told[-1]), ""  # 占全市的两成，居第一
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
        if q.unit in _PORTIONS and self.scene.text[q.start - 1] == "分" and (noun is None or noun[-1] == "分"):
            given = self._object(q.end)
            if given is not None:
                return given, "right"  # 分三批发放消费券
        if found.de and noun is None and found.topic is not None and kind in RELATIVE and self._came(found):
            return _clean(self.scene.clean[found.topic[0] : found.topic[1]]), "left"
        behind, _, de, verbal = told
        if (
            de
            and kind is _MONEY
            and noun is None
            and prev is not None
            and prev.kind is _MONEY
            and prev.of in _SPENT
            and _LISTED_WORK(self.scene.text, prev.end, q.start) is not None
        ):
            return prev.of, "left"  # 投资50亿元的产业园、30亿元的物流港
        if (
            kind is _COUNT
            and prev is not None
            and not behind
            and prev.unit != q.unit
            and q.unit in mind.units
            and _THOSE(self.scene.text, prev.end, q.start)
        ):
            return mind.units[q.unit], ""  # 年纳税千万元以上的有18家, 35岁以下的420人
        if behind:
            counting = kind in COUNTING
            if kind is _MONEY and de and behind.startswith(_PRICED):
                return next(word for word in _PRICED if behind.startswith(word)), "right"
            if (
                kind is _MONEY
                and noun is None
                and found.verb is not None
                and (found.verbs in _SPENT or (found.verbs == "投入" and behind[-1] not in _FUNDS and self._verb_at(q.end)))
            ):
                return found.verbs, "left"
            if (not found.trend or (counting and not de)) and (
                (counting and not verbal and (noun is None or not de))
                or ((noun is None or (found.de and not self._came(found))) and not found.above)
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

    def _came(self, found: Left) -> bool:
        """Does the 的 before the figure stand behind the time that it was so much at (由2015年底的9.8%历史性“清零”)?"""
        return found.time is not None and self.scene.text[found.time.start - 1] in "由从"

    def _verb_at(self, at: int) -> int:
        """Where the verb ends that stands at `at` (投入1.2亿元|补齐短板); 0: none does."""
        text = self.scene.text
        word = _words.word_at(text, at, min(at + 6, len(text))) if at < len(text) else None
        return word[1] if word is not None and word[2] in _DOING else 0

    def _object(self, at: int) -> str | None:
        """The object of the verb that stands at `at`."""
        text = self.scene.text
        begin = self._verb_at(at)
        if not begin:
            return None
        end = noun_end(text, begin, min(begin + 14, len(text)))
        stop = _MARK(text, begin, end)
        return _clean(self.scene.clean[begin : end if stop is None else stop.start()])

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
        elif prev is not None and 0 <= start - prev.end <= 1:
            if start > prev.end:
                if noun[:2] in ("以上", "以下"):
                    noun = clean[prev.start : found.end]  # 60岁及以上人口
            elif (kind is not _ORDINAL and prev.kind is _ORDINAL) or noun[0] in "级級":
                noun = clean[prev.start : found.end]  # 第二产业增加值, 百亿级企业
        if noun[0] == "一" and len(noun) > 2 and noun[1] in _ONE_OF and noun[2] in _LENGTHS:
            noun = noun[2:]  # 一条长3.2公里的绿道
        if noun in PER and clean[start - 1] == "每":
            noun = "每" + noun  # 每斤6元
        if clean[found.end] == "了" and noun[-2:-1] == "”":
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
        self, q: QuantityDraft, found: Left, behind: str, mind: Memory, fresh: bool
    ) -> tuple[str | None, str]:
        """What is counted where no noun stands before the number: the verb there, the clause's topic, the noun behind,
        a clause before, the thing of the figure before."""
        clean, prev, kind = self.scene.clean, mind.prev, q.kind
        counting = kind in COUNTING
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
                and not _is_stage(prev.of)  # 其中新开工42个、竣工33个
            ):
                if prev.of[-2:] in _ECONOMIC and found.verbs in _ECONOMIC:
                    return prev.of[:-2] + found.verbs, ""  # 生猪存栏46万头，出栏82万头
                stage = prev.of.removeprefix("新")
                return (stage[2:] if stage[:2] in _FINISHED else prev.of), ""  # 新开工安居工程740套，建成511套
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
        if prev is not None and kind in RELATIVE and not (found.conj or found.trend) and len(_CLAUSE_ENDS(self.scene.text, prev.end, q.start)) > 1:
            above = earlier(self.scene, mind.floor, q.start)
            if above is not None and clean[above[1] - 1] in _MEASURED:
                return _clean(clean[above[0] : above[1]]), "left"  # 机电产品占比首次过半，达到52%
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
                or ((found.trend or found.above) and kind is _POINTS and prev.kind is _PERCENT and prev.change is None)
            )
        ):
            last = prev  # 由2015年的46.2%提高到55.7%
        if last is not None and last.of is not None:
            return last.of, ""
        if q.unit in _THINGS:
            return q.unit, ""
        return None, ""


_COUNT, _MONEY, _ORDINAL = QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.ORDINAL
_PERCENT, _POINTS = QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT
_JOINTS: Final = frozenset(("和", "与", "及", "、", "至", "到", "，", "或", "以及", "，和"))
#: What stands behind a number: the noun as written ("": none), the end of what belongs to the number where the noun is what
#: it counts, whether 的 stands before the noun, whether it is a verb's object. A plain tuple, as one is made for every figure.
_Behind = tuple[str, int, bool, bool]
_NOTHING_BEHIND: Final[_Behind] = ("", 0, False, False)
#: classes of the tails that may be nouns: 6户邻居
_OWN_WORDS: Final = ("by", "not")
_NOUNS: Final = (None, "noun")
# a yield for each is a column of its own
_YIELD: Final = re.compile(".*?([亩户人]均(?:增产|减产|增收|减收|增支))了?[约近超达逾]?$").match
#: how what is ranked ends
_MEASURING: Final = frozenset("率量额数度分值速比幅名次位平力业态价")
_SINGLE: Final = ("单个", "单家", "单户", "每")
#: those of the things counted before that reach a figure
_THOSE: Final = re.compile("及?(?:以上|以下|以内)?的(?:就|已|也|共|还|只|达到?|超过?|有|仅|约|近|多达)*").fullmatch
#: units of the parts in which something is done
_PORTIONS: Final = frozenset("批 轮 期 次 步 批次".split())
_LISTED_WORK: Final = re.compile("的[^，。；、]{2,24}、").fullmatch
_MARK: Final = re.compile("[，。；：、0-9一二三四五六七八九十百千]").search
#: a phase of works is nothing measured
_PARTS: Final = "期段台个座套条艘批项"
_PHASE: Final = re.compile(".*[首一二三四五六七八九十0-9]期|.{2,}段|.*首[台个座套条艘批项]").fullmatch
#: characters between a figure and what it came to
LONGEST_WAY: Final = 14
#: what an amount before 的 is of: 以每亩780元的价格
_PRICED: Final = ("价格", "单价", "均价", "标准", "租金", "底价", "低价", "高价", "优惠价", "额度")
#: verbs that tell whom something reaches, whatever is counted first
_REACHED: Final = frozenset("涉及 惠及 覆盖 辐射 波及".split())
#: kinds of figures that a noun stands behind
COUNTING: Final = frozenset((_COUNT, QuantityKind.NUMBER, _ORDINAL))
_YEARS: Final = ("岁", "周岁")
_AGES: Final = ("寿命", "年龄", "年齡", "壽命")
_CLAUSE_ENDS: Final = re.compile("[，；：]").findall
#: characters that may stand between 与2020年相比 and the change
_SET_AGAINST: Final = 120
#: figures in one list that share their things
_MAX_LIST: Final = 12
#: a share whose thing is told behind it
_WHAT_IS: Final = re.compile("(?:以上|左右|以内|多)?[都均]?是(?:[一-鿿]{1,8}的)?([一-鿿]{1,7}[^的了得])(?=[，。；])").match
_RANKED: Final = ("居", "列", "排", "排名")
_LISTED: Final = frozenset(("、", "和", "与", "及", "，", "以及", "，和"))
_LONGEST_JOINT: Final = max(map(len, _JOINTS | _LISTED))
#: verbs whose amount is of themselves, whatever noun stands behind: 投资3亿元的项目
_SPENT: Final = frozenset(("投资", "耗资", "斥资", "出资", "筹资", "捐款", "融资", "总投资"))
_SPENDING: Final = _SPENT | {"投入"}
#: how funds end: 投入7.8亿元补助经费
_FUNDS: Final = frozenset("费費金款财財")
#: units of what is done: the verb before them is the column (惠及36.5万人)
_ACTS: Final = frozenset(("人", "人次", "次", "户次", "台次", "架次", "场次"))
#: units that are themselves what is counted (七县二十六乡)
_THINGS: Final = frozenset(("县", "乡", "镇", "村", "市", "省", "区", "国", "站", "校", "街道"))
#: verbs that are done to the thing named before them: 新建学校已竣工9所
_FINISHED: Final = frozenset(
    "开行 修通 竣工 完工 开工 投产 投用 建成 交付 封顶 收割 整改 办结 通车 落地 复工 恢复 销号 拆除 更新".split()
)
#: likewise, where nobody is named there who does it: 招聘会举办5场, but 学校举办5场
_HELD: Final = frozenset("举办 举行 召开 承接 发放 开展".split())
#: 5G基站新增120个, but 青云区新增8600人
_ADDED: Final = ("新增", "净增")
_REGIONS: Final = frozenset("省市区县镇乡村州盟旗国")
#: verbs that name what is measured, where a change is told of them
_ECONOMIC: Final = frozenset("出口 进口 投资 投入 出栏 存栏 消费 生产 销售 交易 运输 采购 加工 发电 供电 供热 供水 融资".split())
_DOING: Final = ("verb", "gerund")
#: how those end that act: 国家补了12万元
_ACTING: Final = frozenset("家店站司馆区县村镇乡市我他她")
#: an article before what something measures
_ONE_OF: Final = frozenset("条座栋台片个张份艘辆套件块棵株")
_LENGTHS: Final = frozenset("长宽高重深占总面全")
#: verbs that befall what they name: 受灾面积30万亩，绝收4.7万亩
_BEFALLS: Final = frozenset("绝收 成灾 倒塌 受损 损毁 倒伏 受淹 被淹".split())
#: what a part does to the whole: 拉动经济增长2个百分点
_PULLING: Final = ("拉动", "带动", "推动")
#: a noun is a share of the whole that stands behind one
_SHARING: Final = ("占", "占到", "占了", "占据")
#: what the rest is told of: 11个村里有7个
_INSIDE: Final = "里中"
_SCHOOLS: Final = ("初中", "高中")
_KEPT: Final = frozenset(("完成", "接待", "走访", "带动", "服务", "减免"))
_ONE_BY_ONE: Final = frozenset(("每人", "每户", "人均", "户均"))
#: words that begin with 和, which is otherwise 'and'
_PEACES: Final = frozenset("和美 和谐 和平 和睦 和合".split())
#: verbs that end in 及, which is otherwise 'and'
_REACHES: Final = frozenset("惠及 涉及 波及 触及 危及 普及 论及 遍及 埃及".split())


def _may_act(name: str) -> bool:
    return subject.is_body(name) or ENTITY.of(name, 0, len(name))


def _is_stage(of: str) -> bool:
    """Is what was counted before a stage itself, as told by its verb?"""
    if len(of) <= 3:
        return of[0] in "在未已" or of[-2:] in _FINISHED or _words.CLASSES.get(of[-2:]) in _DOING
    return of.removeprefix("新")[:2] in _FINISHED and len(of) <= 5  # 新开工项目126个，竣工78个


def _clean(phrase: str) -> str | None:
    if phrase and phrase[0] not in _BARE and phrase[-1] not in _LOOSE and "\n" not in phrase:
        return phrase
    begins, ends = phrase[:2], phrase[-2:]
    phrase = phrase.strip(_BARE)
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


#: what is taken off both ends of a phrase
_BARE: Final = "，、：的和与及 "
#: how phrases end that something is taken off
_LOOSE: Final = frozenset((*_BARE, "”", "由", *(word[-1] for word in _ONE_BY_ONE)))


_HEADS: Final = tuple(
    "居民人均可支配收入 人均可支配收入 可支配收入 增加值 余额 面积 产量 价格 产值 收入 支出 投资 增速 人数 项目 企业 总额 税收 数量 人口 选手 用电量 "
    "能耗 增长率 零售额 销售额 交易额 营业额 成交额 覆盖率 普及率 利用率 达标率 治理率 参保率 入园率 签约率 标准 吞吐量 运输量 保有量 排放量 "
    "浓度 占比 比重 营收 利润".split()
)
#: heads that are things counted; the others are measures
_COUNTED: Final = ("项目", "企业", "人口", "选手")
_MEASURES: Final = tuple(head for head in _HEADS if head not in _COUNTED)
#: what is told before a list holds for each of it: 限额以上批发、零售业销售额
_SCOPES: Final = ("限额以上", "规模以上", "规上", "限上")
_BRACKETED: Final = re.compile("[（(][^（()）]*[)）]$").sub
#: how measures end: 旅游总人次、总收入
_MEASURED: Final = frozenset("次数量额值率度比重积入润耗")
_AND: Final = re.compile("[和与]|(?<![普惠涉波触遍])及").split


def _items(of: str) -> list[str]:
    """农业、工业、服务业增加值 → 农业增加值, 工业增加值, 服务业增加值; the head that only the last member bears goes to all."""
    if of[-1] in "）)":
        of = _BRACKETED("", of)  # 销售额（营业额）
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
        own = _HEADS if head in _COUNTED else _MEASURES
        bare = all(part[-1] not in _MEASURED and not part.endswith(own) for part in parts[:-1])
        scope = next((scope for scope in _SCOPES if bare and of.startswith(scope)), "")
        stem = last[: -len(head)]
        if stem[-1] == "业" and all(part[-1] != "业" and len(part.removeprefix(scope)) == len(stem) - 1 for part in parts[:-1]):
            head = "业" + head  # 批发、零售、住宿业销售额
        return [
            part if part[-1] in _MEASURED or part.endswith(own) else scope + part.removeprefix(scope) + head
            for part in parts[:-1]
        ] + [scope + last]
    return parts
