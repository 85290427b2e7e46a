"""The days that a figure speaks of: the time before it in its sentence, or the one that leads its paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from zhextract.records import Period, Relation, TimeKind

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import ProgramDraft, TimeDraft

__all__ = ["NEAR", "Clock", "usable"]

_SET, _DURATION, _REFERENCE, _DATE = TimeKind.SET, TimeKind.DURATION, TimeKind.REFERENCE, TimeKind.DATE
_SINCE, _UNTIL, _BEFORE, _AFTER = Relation.SINCE, Relation.UNTIL, Relation.BEFORE, Relation.AFTER
#: what may stand before a time that leads its clause is made of these
_LEADS_IN: Final = frozenset("截至止到自从在于“，据了解初步核算统计其中按")
#: what ends there began when it may: 今年以来，…，截至6月底，已…
_UP_TO: Final = ("截至", "截止", "止到")
_AWAY: Final = (_BEFORE, _AFTER)
_CLAUSE_HEADS: Final = frozenset("，。；\n\u3000")
_OPEN_START: Final = (_UNTIL, _BEFORE)
# behind a time: a basis (为2019年同期的108%), a budget (年初预算), a clause on a noun (2000年底前建成的小区)
_BASIS_BEHIND: Final = re.compile("(?:同期|年?末|年?底)?(?:的|相比|水平)|[^，。；]{1,10}相比")
_NO_GOVERNOR: Final = re.compile(
    "预算|计划(?=[的目任数内外指总量”，。；、]|完成率)|(?:目标|任务)(?=任务|[的数值])|(?:之|以)?前[一-鿿]{2,6}的(?=[一-鿿“])(?![一二三四五六七八九十百千两])"
    "|(?:建成|竣工|投用|成立|修建|出生|出台|建造|兴建|始建|铺设|确定|排定|部署|下达|结转)[^，。；]{0,4}的"
    "|(?:[向对][^，。；]{1,8})?(?:承诺|确定|公布)[^，。；]{0,4}的"
)
_NO_GOVERNOR_FIRSTS: Final = "预计目任确前以之建竣投成修出兴始铺承排部下结向对公"
# 2015年以来最高, 自2015年以来首次: no since of the figure
_RECORD: Final = re.compile("(?:以来|至今)?的?(?:最[高低大小好多快强优]|首次|首家|首个|第一次|新[高低])").match
# 6月28日，全市二季度重大项目集中开工活动举行: the time before is when
_HELD = re.compile("[^，。；、\n]{2,20}(?:活动|会议|大会|论坛|仪式|[推洽发说]\\S{1,3}会)(?:[在于][^，。；]{1,10})?(?:举行|召开|举办|开幕)").match
#: 上半年“成绩单”：…
_ACCOUNTS: Final = ("成绩", "答卷", "战报", "期中", "账单", "年报")
_EQUALS: Final = ("是", "为", "达", "当于", "系", "恢复到", "恢复至", "达到", "复到", "复至")
# 快于去年同期0.4个百分点, 好于年初计划0.6个百分点, 超过了去年全年的七成
_SHORT_OF: Final = re.compile("[高低快慢好优多少大小强弱]于|超过|过了").match
_NUMERAL: Final = "[0-9一二两三四五六七八九十百]"
_MARGIN = re.compile(f"(?:同期|平均|年?末|水平|计划|目标|预期)*(?:近|约|了)?(?:[0-9]|的?{_NUMERAL}+(?:[成%％倍]|分之|个百分)|，|。|的?百分之)").match
#: before 为 and 到: 上升为2020年的51%
_RISES: Final = tuple("升降高加少长减大")
_EQUAL_LASTS: Final = "".join({word[-1] for word in _EQUALS})
#: next to these a time may govern nothing
_DOUBTFUL_BEFORE: Final = frozenset(f"比较与和于过了“《·{_EQUAL_LASTS}")
_DOUBTFUL_BEHIND: Final = frozenset(f"“《{_NO_GOVERNOR_FIRSTS}")


def usable(text: str, times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> list[TimeDraft]:
    """The times that can govern a figure: none in a name, none that is a basis of comparison, none that recurs.

    Times and programs come in order.
    """
    names = iter(programs)
    inside = next(names, None)
    found: list[TimeDraft] = []
    last = 0  # where the last of them ends
    for i, t in enumerate(times):
        start, end = t.start, t.end
        while inside is not None and inside.end <= start:
            inside = next(names, None)
        if inside is not None and inside.start <= start and end <= inside.end and text[start] != "十":
            continue
        if t.kind is _SET or (t.relation is _SINCE and _RECORD(text, end) is not None):
            continue
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        if before in _DOUBTFUL_BEFORE:
            if before in "比较":
                continue
            if before in "于过了" and _SHORT_OF(text, start - 2, start) is not None and _MARGIN(text, end) is not None:
                continue
            if before in "与和" and "相比" in text[end : end + 14] and _BASIS_BEHIND.match(text, end) is not None:
                continue
            if (
                before in _EQUAL_LASTS
                and text[max(0, start - 3) : start].endswith(_EQUALS)
                and text[start - 2 : start - 1] not in _RISES
                and _BASIS_BEHIND.match(text, end) is not None
            ):
                continue
            if before in "“《·" and after in "”》·" and not text[start].startswith("十"):
                continue
        if after in _DOUBTFUL_BEHIND:
            if after in "“《" and before not in "，。；\n：自从" and not text.startswith(_ACCOUNTS, end + 1):
                continue
            if after in _NO_GOVERNOR_FIRSTS and _NO_GOVERNOR.match(text, end) is not None:
                continue
        if (
            after not in "，。；、\n"
            and before not in "。；\n"
            and found
            and text.rfind("，", last if last > start - 8 else start - 8, start) > 0
            and text.find("。", last, start) < 0
            and _HELD(text, end) is not None
        ):
            continue
        elif after == "，":
            if text.startswith("记者", end + 1) and _HEARD(text, end + 3) is not None:
                continue
            if (before in "。\n\u3000" or not start) and i + 1 < len(times) and _releases(text, t, times[i + 1]):
                continue
        found.append(t)
        last = end
    return found


def _releases(text: str, t: TimeDraft, told: TimeDraft) -> bool:
    """Is `t` the day on which it was published what happened in the time behind it?"""
    return (
        told.start - t.end <= _LONGEST_RELEASE
        and text[told.start - 2 : told.start] in _RELEASED
        and text.find("。", t.end, told.start) < 0
        and text.find("；", t.end, told.start) < 0
        and _ACCOUNT(text, told.end) is not None
    )


# 7月7日，记者从市民政局获悉: when it was heard
_HEARD: Final = re.compile("从[^，。；\n]{2,24}(?:获悉|获知|了解到|得知)").match
# 6月9日，记者来到石桥村: what is told behind the sentence is not of that day
_VISITED: Final = re.compile("[^，。；\n]{0,3}，(?:记者|笔者)?(?:再次|又|一行)?(?:来到|走进|走访|驱车|步入)").match
_LONGEST_RELEASE: Final = 40
#: 7月24日，区统计局发布上半年经济运行情况: the sentences behind tell of the half-year
_RELEASED: Final = frozenset("发布 公布 通报 介绍 披露 晒出 交出 解读 亮出 分析".split())
_ACCOUNT: Final = re.compile("[^，。；\\n]{0,12}(?:情况|数据|成绩|答卷|战报|形势|态势|账单)").match


#: 刚刚过去的2017年，是不平凡的一年
_PAST: Final = re.compile(r"(?:(?:刚刚|刚|即将|已经)?(?:过去|结束)的|(?:回首|回望|回顾|回眸|告别|走过)(?:刚刚)?(?:过去的)?)\Z").search
_PAST_LASTS: Final = frozenset("的首望顾眸别过")
_LONGEST_PAST: Final = 8
#: 本报讯（记者 林晓薇）3月12日，
_BYLINE: Final = re.compile(r"[（(](?:[^（）()\n]{0,8}?)(?:记者|通讯员|作者|编辑)[^（）()\n]{0,24}[）)]\Z").search
_LONGEST_BYLINE: Final = 36
#: what happens to a site on one day: 2025年6月投产。 says nothing of the next sentence
_EVENTS: Final = tuple(
    f"{before}{event}"
    for before in ("", "前", "底", "底前")
    for event in ("开工", "动工", "投产", "建成", "完工", "竣工", "投用", "投入", "通车", "启用", "交付", "封顶", "开业", "开园", "开馆", "试运营")
)
_EVENT_FIRSTS: Final = frozenset(word[0] for word in _EVENTS)
#: what the last of the items of a list begins with, behind the first
_ITEM: Final = re.compile(".*[。；](?=[二三四五六七八九十]{1,2}是)", re.DOTALL).match
#: by what stands before the time of one figure: what ends it, and where none of those may stand, what has to follow
_ENDS: Final = {
    **dict.fromkeys("由从", re.compile("[，；到至为]").search),
    **dict.fromkeys("而", re.compile("[，；]").search),
    **dict.fromkeys("（(", re.compile("[）)]").search),
    "，": re.compile("[，。；]").search,
}
_TOLD_INSIDE: Final = re.compile("[^，。；（）()]{0,12}\\d[^（）()]{0,30}[）)]").match
# 截至6月底，全年安排的118个项目中，已有102个开工
_OF_ONE: Final = re.compile(r"(?:安排|实施|计划|确定|谋划|铺排|推进|列入|下达)[^，。；0-9]{0,4}的\d").match
_COMES_TO: Final = re.compile("[^，。；]*?[增提上升高涨长加大降减少低缩小压跃移][到至为]").match
#: what may stand between a figure and the time of its clause: 2栋计划[8月底前完成], 3条确保[11月底前通车]
_TO_COME: Final = re.compile("[一-鿿“”]{0,10}?(?:(计划|确保|力争|预计|拟|将|有望)[于在到]?|已?[于在]?)").fullmatch
NEAR: Final = 16
#: 公布上半年“成绩单”：…；…
_LONGEST_HEAD: Final = 13
_HEADS_LIST: Final = re.compile("[^，。；：\\n0-9]{0,12}：(?![“0-9])").match
# 一期2021年投产，年产值8亿元: what it yields each year is not of that year
_NEAR_RATE: Final = 40
_NEAR_MEAN: Final = 10
_RATE: Final = re.compile("，(?!届时)[^，。；]{0,6}?(?<![当全去今明])年(?:产|营|销|接待|处理|加工|纳税|创|可|利润|收)").search
_CLAUSE_END: Final = re.compile("[，。；、\n]").search


class Clock:
    """Walks through the times with the figures; `at` gives the period of a figure, which all have that stand by `until` in
    its sentence.

    A time that leads its sentence, or the part of it behind a ；, governs to the next such time; any other holds to the
    next ；. Where a sentence has no time, the last one that led a clause of the paragraph before it governs, and where it is
    an item of a list (二是…), the one that its head stands under.
    """

    __slots__ = (
        "_above",
        "_base",
        "_cache",
        "_framed",
        "_item",
        "_listed",
        "_next",
        "_origin",
        "_starts",
        "_told_to",
        "ahead",
        "frame",
        "last",
        "lead",
        "paragraph",
        "part",
        "sentence",
        "text",
        "times",
        "until",
    )

    def __init__(self, scene: Scene, times: list[TimeDraft]) -> None:
        self.text, self.times = scene.text, times
        self._next = 0
        self._starts = [*[t.start for t in times], len(self.text)]
        self.ahead = self._starts[0]  # where the next time begins
        self._told_to = 0  # the figure before
        self.last: TimeDraft | None = None  # the last time before the figure
        self.part: TimeDraft | None = None  # the last that led its sentence or part of a sentence
        self.frame: TimeDraft | None = None  # what governed where the part of the sentence with `last` began
        self._framed = False  # such a part has begun
        self.lead: TimeDraft | None = None  # the last that led a clause of an earlier sentence of the paragraph
        self.until = -1
        self._base: TimeDraft | None = None  # 由2016年的3126元增长到1.18万元: of the figure right behind it alone
        self._origin: TimeDraft | None = None  # the last such of the sentence: the mean of the years since is told behind
        self._listed: tuple[int, TimeDraft | None] = (-1, None)  # a list, and what governs where it begins
        self.sentence = self.paragraph = self._item = -1
        self._above: TimeDraft | None = None  # what governs where a list of paragraphs begins
        self._cache: dict[int, Period | None] = {}

    def at(
        self, start: int, sentence: int, paragraph: int, listed: int = -1, item: int = -1
    ) -> tuple[Period | None, TimeDraft | None]:
        """(period, the time it is from) of a figure at `start` in the sentence and paragraph that begin there; `listed`:
        where the last list within a paragraph begins; `item`: the paragraph itself, where `paragraph` is the one above a list."""
        text, times, starts, i = self.text, self.times, self._starts, self._next
        base = self._base
        first = sentence != self.sentence
        if first:
            base = None
            if paragraph != self.paragraph:
                self.paragraph, self.lead, self._item = paragraph, None, paragraph
                while starts[i] < paragraph:
                    i += 1
            elif self.last is not None and self._carries(self.last):
                self.lead = self.last
            elif self.part is not None and self.part.kind is not _REFERENCE and not self._visits(self.part):
                self.lead = self.part
            self.last = self.part = self.frame = self._origin = None
            self._framed = False
            if item > self._item:
                i = self._enter_item(item, i)
            if listed >= paragraph:
                further = _ITEM(text, max(self.sentence, listed), sentence + 3)
                if further is not None:
                    self.lead = self._head(listed, i)
                    while starts[i] < further.end():
                        i += 1
            self.sentence = sentence
        elif base is not None and _ENDS[text[base.start - 1]](text, self._told_to, start) is not None:
            base = None
        self._told_to = start
        while (at := starts[i]) < start:
            t = times[i]
            i += 1
            if t.kind is _DURATION and t.relation is not _SINCE and not self._sets_off(t):
                continue
            if at < sentence:
                if self._carries(t):
                    self.lead = t
                continue
            base = None
            if at and text[at - 1] in _ENDS and self._is_base(t):
                base = t
                if text[at - 1] in "由从":
                    self._origin = t
                continue
            self._take(t, sentence, first)
        self._next, self._base = i, base
        self.ahead = self.until = at  # no time comes before
        if base is not None:
            self.until = start
            return self.period(base), base
        t = self.last
        if t is None:
            t = self.lead
        else:
            if t is not self.part:
                semicolon = text.find("；", t.end, at)
                if semicolon >= 0:
                    self.until = semicolon
            t = self._governing(start)
        if t is None:
            return None, None
        if self._origin is not None:
            self.until = start
            if text.find("年均", start - _NEAR_MEAN, start) > 0:
                return self._since_origin(t), t
        return self.period(t), t

    def _since_origin(self, t: TimeDraft) -> Period | None:
        """What a mean of years is of: 由2016年的21亿元增加到2020年的34亿元，年均增长12.2%."""
        origin, until = self._origin, self.period(t)
        since = None if origin is None else origin.period
        if since is None or until is None or until.end is None or since.end is None or since.end >= until.end:
            return until
        return Period(since.start, until.end)

    def _enter_item(self, item: int, i: int) -> int:
        """The paragraph at `item` is one of a list: what governed where the list began governs it, not a time of the item before.
        Gives the first time from there on."""
        starts = self._starts
        if self._item == self.paragraph:
            while starts[i] < item:
                if self._carries(self.times[i]):
                    self.lead = self.times[i]
                i += 1
            self._above = self.lead
        else:
            while starts[i] < item:
                i += 1
            self.lead = self._above
        self._item = item
        return i

    def coming(self, end: int, following: int) -> tuple[TimeDraft, bool] | None:
        """The time that is told of a figure that ends at `end`, behind it: 2栋计划8月底前完工, 24家去年10月投产; and whether a
        word of a plan stands before it. `following`: where the next figure begins, which may not be in the same clause."""
        at, text = self.ahead, self.text
        if at - end > NEAR or at >= len(text):
            return None
        m = _TO_COME(text, end, at)
        if m is None or "的" in m[0]:
            return None
        t = self.times[self._next]
        if t.kind in (_DURATION, _REFERENCE) or t.period is None:
            return None
        if _CLAUSE_END(text, t.end, following) is None and following < len(text):
            return None
        if m[1] is None and not text.startswith(_EVENTS, t.end):
            return None
        return t, m[1] is not None

    def _take(self, t: TimeDraft, sentence: int, first: bool) -> None:
        """Goes on to the time `t` of the sentence."""
        text, before, at = self.text, self.last, t.start
        if t.period is None and t.kind is _DATE and before is not None and before.period is not None and self._is_within(t):
            return  # 11月12日，全县今冬明春水利会战动员会召开
        since = sentence if before is None else before.end
        if since < at and (
            text.find("；", since, at) >= 0
            or (
                (before is not None or t.relation is _BEFORE or text.find("一是", since, at) > 0)
                and text.find("：", since, at) >= 0
            )
        ):
            self.frame, self._framed = self._governing(at), True
        self.last = t
        if (
            before is not None
            and before.relation is _SINCE
            and t.relation is _UNTIL
            and (text[at - 2 : at] not in _UP_TO or text.find("，", before.end, at) < 0)
            and before.period is not None
            and t.period is not None
        ):  # 自2023年起…至2025年止
            self._cache[at] = Period(before.period.start, t.period.end)
        if self._leads(t, "。\n！？；”，：" if first else "。\n！？；”"):
            if t.relation is not _BEFORE or text[at - 1 : at] != "；":
                self.part = t
        elif text.find("：", t.end, t.end + _LONGEST_HEAD) > 0 and _HEADS_LIST(text, t.end) is not None:
            self.part = t

    def _is_within(self, t: TimeDraft) -> bool:
        """Is it a season in the midst of a clause, of the name behind it?"""
        text = self.text
        return text[t.end - 1] in "春夏秋冬" and text[t.start - 1] not in _CLAUSE_HEADS and text[t.end : t.end + 1] not in "，、的。期前后以"

    def _governing(self, start: int) -> TimeDraft | None:
        """The time that governs what stands at `start`."""
        t = self.last
        if t is None:
            return self.lead
        if self._ends(t) and _RATE(self.text, t.end, min(start, t.end + _NEAR_RATE)) is not None:
            return self.lead
        if t is not self.part and self.text.find("；", t.end, start) >= 0:
            if self.part is not None or self._framed:
                return self.part or self.frame or self.lead
            if self._ends(t) or (t.relation in _OPEN_START and self.lead is not None):
                return self.lead
        return t

    def _is_base(self, t: TimeDraft) -> bool:
        """Is it of one figure alone: what a change starts from (由2018年底的87.5%提升到96.2%), a year set against the one
        spoken of (而2018年只有3家), what a bracket holds (上年为3家)?"""
        text, end = self.text, t.end
        before = text[t.start - 1]
        if before == "，":
            return self.last is not None and self.last.relation is _UNTIL and _OF_ONE(text, end) is not None
        if before in "由从":
            char = text[end : end + 1]
            return (char == "的" or char.isdecimal()) and _COMES_TO(text, end, end + 40) is not None
        return text[end : end + 1] in tuple("为是只仅才") if before == "而" else _TOLD_INSIDE(text, end) is not None

    def _head(self, listed: int, i: int) -> TimeDraft | None:
        """The last time of its paragraph before the list that begins at `listed`; at least `i` times stand before it, or in it."""
        if self._listed[0] != listed:
            i = max(i, bisect_left(self._starts, listed))
            while i and self._starts[i - 1] > listed:
                i -= 1
            t = self.times[i - 1] if i else None
            governs = t is not None and t.start >= self.paragraph and t.kind is not _DURATION
            self._listed = listed, t if governs else None
        return self._listed[1]

    def _carries(self, t: TimeDraft) -> bool:
        """Does it govern the sentences behind its own?"""
        if t.kind is _REFERENCE or (t.kind is _DURATION and t.relation is not _SINCE):
            return False
        if not self._leads(t, "。\n！？”" if t.relation in _OPEN_START else "。\n！？；”，："):
            return False
        if self._ends(t) and not self._leads(t, "。\n！？；”"):
            return False
        return not self._visits(t)

    def _sets_off(self, t: TimeDraft) -> bool:
        """Does a length of time begin a clause that tells of other days than the one before: 一年后，…, 三年前，…, 过去五年，…?"""
        text = self.text
        if text[t.start - 1 : t.start] not in _CLAUSE_HEADS:
            return False
        if t.relation in _AWAY:
            if t.value is None or t.value[-1] not in "YM" or "T" in t.value:
                return False
            return text[t.end : t.end + 3].find("，") > 0
        return text[t.end : t.end + 1] == "，" and text[t.start] in "过未"

    def _visits(self, t: TimeDraft) -> bool:
        """Is it the day on which a reporter came: 6月9日，记者走进石桥村，…?"""
        return _VISITED(self.text, t.end) is not None

    def _ends(self, t: TimeDraft) -> bool:
        """Is it the day of an event, that says nothing of what is told behind it: 一期已于去年12月投产；二期…?"""
        return self.text[t.end : t.end + 1] in _EVENT_FIRSTS and self.text.startswith(_EVENTS, t.end)

    def _leads(self, t: TimeDraft, marks: str) -> bool:
        """Does it stand at the head of its sentence or clause?"""
        text, start = self.text, t.start
        if text[start - 1 : start] in _PAST_LASTS and (past := _PAST(text, max(start - _LONGEST_PAST, 0), start)) is not None:
            start = past.start()
        for at in range(start, start - 8, -1):
            if at == 0:
                return True
            before = text[at - 1]
            if before in marks:
                return True
            if before in "）)" and _BYLINE(text, max(at - _LONGEST_BYLINE, 0), at) is not None:
                return True
            if before not in _LEADS_IN:
                return text[at - 2 : at] in _RELEASED and _ACCOUNT(text, t.end) is not None
        return False

    def period(self, t: TimeDraft) -> Period | None:
        key = t.start
        if key in self._cache:
            return self._cache[key]
        made: Period | None = None
        period, relation, text = t.period, t.relation, self.text
        if period is not None and t.kind is not _DURATION and relation is not _AFTER:
            if relation is _SINCE:
                made = Period(period.start, None)
            elif relation is _BEFORE or (
                (relation is _UNTIL or (t.kind is _DATE and key and text[key - 1] in "到至")) and text[t.end : t.end + 1] != "的"
            ):
                made = Period(None, period.end)
            else:
                made = period
        elif period is None and relation is None and t.value is not None and text.endswith("学期", t.start, t.end):
            year = int(t.value[:4])  # 2025年秋季学期: its days are not told
            made = Period(date(year, 1, 1), date(year, 12, 31))
        self._cache[key] = made
        return made
