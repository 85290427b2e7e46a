"""Names without marks: a head word (…专项行动, …攻坚战, …承诺制), and how far to the left the name reaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.vocabulary import HAN, Beginnings, anywhere, heads, listed, verbs, words, works

__all__ = ["Left", "find_articles", "find_hotlines", "find_plain", "generic", "left_of"]

REACH: Final = 34  # characters to the left of a head that are looked at

_SIGNS: Final = "，。；：！？、\\n“”‘’《》〈〉（） …|—"
_CUT: Final = re.compile(rf".*[{_SIGNS}](?:(?<!—)|(?<=——))", re.S)
_CLOSING: Final = frozenset("”’》）〉")
_COUNT: Final = re.compile(
    r"(?:[一二两三四五六七八九十百千]+|\d+)(?:大|项|个|类|种|批|条|处|座|所|家|余项|多项|余个|多个|余处|多处)|若干|多项|各项|各类|各种|一系列|系列|这些|这项|这一|此项|该|本|本次|此次|有关|相关|一大批|一批批|某|某些|诸多|许多|所有|首个|首批"
)
_COUNTING: Final = frozenset("0123456789一二两三四五六七八九十百千若多各系这此该本有相某诸许所首")
_AGAIN: Final = re.compile(r"完成|连续.{1,2}年|荣?获(?:得)?(?:国家)?")
_REACHED: Final = frozenset("完连荣获")


@cache
def _telling() -> re.Pattern[str]:
    """A clause that holds one of these tells something; it is no name from its beginning."""
    return re.compile(rf"就(?![业医学近地])|不(?!动产|锈|合格|见面|文明|良|孕)|{anywhere(listed('tells'))}")


@cache
def _leads() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that may open a clause before a name: first characters, pattern."""
    these = listed("lead")
    pattern = re.compile(rf"(?:\d+[年月日]|[一二三四五六七八九十]是|{words('lead')})+")
    return frozenset("0123456789一二三四五六七八九十").union(word[0] for word in these), pattern


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('describing')})+")


@cache
def _joined_to() -> re.Pattern[str]:
    """和, 机制和: from a closing mark to a further name."""
    return re.compile("(?:工作|建设)?(?:机制|制度|工程|行动|计划|体系)?[和与及、]")


Left = tuple[int, str, str, bool]
"""Where a name may begin; how (verb: behind one, punct: a clause's beginning, of: behind 的, list: behind 、); the verb;
whether a count or 一批, 各类 stood before."""


_Matching = Callable[[str, int, int], re.Match[str] | None]


@cache
def _bound(classes: str) -> _Matching:
    """What finds the last of the verbs that bind a name (the match's group), or of the signs, whichever stands behind."""
    these = [verb for verb, (quoted, plain) in verbs().items() if plain == "bound" and quoted in classes.split()]
    these.remove("实行")  # but not in 落实行政…
    look = "".join(sorted({verb[0] for verb in these} | {"实"}))
    return re.compile(
        rf".*(?=[{look}{_SIGNS}])(?:[{_SIGNS}](?:(?<!—)|(?<=——))|({trie(these)}|(?<!落)实行)(?:了|过|好|着|起|成(?!品))?)",
        re.S,
    ).match


def left_of(text: str, at: int, bound: _Matching, m: re.Match[str] | None) -> Left | None:
    """The left bound of a name whose head begins at `at`.

    `bound`: what finds the verb or the sign that stands last before it; `m`: what it found, None where neither is near.
    """
    low = at - REACH if at > REACH else 0
    if m is None:
        if low:
            return None
        begin, mark, verb = 0, "", ""
    else:
        if m[1] == "深化" and m.end() == at and text.startswith("提升", at):
            m = bound(text, low, at - 2)  # …改革深化提升行动
        begin, mark, verb = low, "", ""
        if m is not None:
            begin = m.end()
            verb = m[1] or ""
            cut = _CUT.match(text, low, m.start(1)) if verb else m
            if cut is not None:
                mark = text[cut.end() - 1]
                if mark in _CLOSING:
                    if mark != "”" or verb or "的" in text[begin:at]:
                        return None
                    joint = _joined_to().match(text, begin, at)
                    return (joint.end(), "joined", "", False) if joint is not None else None  # “…”和…工程
            elif low:
                return None
        elif low:
            return None
    how = "verb" if verb else "list" if mark == "、" else "punct"
    at_of = text.rfind("的", begin, at)
    while at_of > begin and (
        text[at_of - 1] == "党"
        or text[at_of:at] in ("的伟大", "的")
        or (text[at_of - 1] == "目" and text[at_of + 1] == "地")
    ):
        at_of = text.rfind("的", begin, at_of)
    if at_of >= 0:
        how = "verb" if verb and at_of - begin < 4 else "of"
        begin = at_of + 1
    if begin == at:
        return begin, how, verb, False
    first = text[begin]
    if how != "verb":
        leading, leads = _leads()
        if first in leading and (m := leads.match(text, begin, at)) is not None:
            begin = m.end()
            first = text[begin] if begin < at else ""
    if first in _REACHED and text.startswith(("完成", "连续", "荣获", "获"), begin, at):
        how = "punct"
        m = _AGAIN.match(text, begin, at)
        if m:
            begin = m.end()
            first = text[begin] if begin < at else ""
    if first in _COUNTING:
        m = _COUNT.match(text, begin, at)
        if m is not None and text[m.end() - 1] != "大":  # 三大攻坚战, 六大提升行动: the numeral is of the name
            return m.end(), how, verb, True
    return begin, how, verb, False


@lru_cache(8192)
def generic(words_: str) -> bool:
    """Words that describe a class, not one thing: 重大, 民生, 配套, 一批 … and nothing else."""
    return not words_ or _generic().fullmatch(words_) is not None


def _named_by_description(modifier: str) -> bool:
    """保障性安居, 党的建设: what describes, and is a name all the same."""
    return any(name in modifier for name in listed("describing-named"))


_NOYEAR: Final = frozenset("以来均度底初末内后前间份代轻会限级龄味货")
INITIATIVE, MECHANISM, DOCUMENT = ProgramKind.INITIATIVE, ProgramKind.MECHANISM, ProgramKind.DOCUMENT
PROJECT, PLATFORM, HONOUR = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.HONOUR
_CARRY: Final = "carries shape"
_VERBS: Final = {"platform": "carries shape works", "honour": "honour"}
_ACTS: Final = re.compile(
    r"(?:已|已经|正式|全面|深入|扎实|稳步|有序|加快|顺利|持续|纵深|圆满|正在|全线|[今去]年|累计|新)*(?:启动|开展|开工|实施|落地|推进|见效|取得|惠及|让|收官|铺开|完成|打响|走进|进入|通过|完工|竣工|开工|通水|通车|投入|投用|合龙|推广|建成|上线|试运行|全长|总投资|总经费|主线|主体|占地|面积|设计|（[一二三\d]标段|计划投资|完成投资|规模|覆盖|验收|并网|投运|送电|蓄水|由)"
)
_COVERED: Final = ("惠及", "覆盖")
# what those begin with
_ACTING: Final = frozenset("今去累新已正全深扎稳有加顺持纵圆启开实落推见取惠让收铺完打走进通竣投合建上试总主占面设（计规覆验由并送蓄")


@dataclass(frozen=True, slots=True)
class _Head:
    """What is known of a head that stands without marks."""

    kind: ProgramKind
    free: bool  # a name at a clause's beginning too
    rule: str
    bound: _Matching  # what finds the verb that binds it
    guard: Beginnings  # what must not follow it
    guarding: frozenset[str]  # what that begins with
    system: bool  # 机制, 平台: said of much that bears no name
    chief: bool  # 河长制: a name by itself
    simple: bool
    short: int  # how many characters a name has before it
    least: int  # the same, but for 平台, 系统, which may have fewer where a level is named


@cache
def _known() -> dict[str, _Head]:
    return {head: _head(head) for head, (_, _, plain) in heads().items() if plain}


def _head(head: str) -> _Head:
    kind, _, plain = heads()[head]
    chief = head[1:3] == "长制"
    short = 6 if head in _SYSTEMS else 4 if head in _SIMPLE else 2
    if kind is MECHANISM and head != "制度" and _SYSTEM.search(head):
        short = 0 if chief else 2
    value = kind.value
    guard = _follows(head, kind)
    return _Head(
        kind,
        plain == "free",
        f"plain-{value}",
        _bound("carries" if head in _LESSONS else _VERBS.get(value, _CARRY)),
        guard,
        guard.firsts,
        head in _SYSTEMS,
        chief,
        head in _SIMPLE,
        short,
        1 if head in _SYSTEMS else short,
    )


_WHOLE: Final = frozenset("区市县省镇乡州")
_LESSONS: Final = ("学习教育", "主题教育")
_GUARDED: Final = ("战略", "工程", "行动", "计划", "机制", "制度", "平台", "系统")


def _follows(head: str, kind: ProgramKind) -> Beginnings:
    """What must not follow a head: the word goes on (战略性, 工程师), or another noun takes it as its attribute."""
    guard = [word for guarded in _GUARDED if head.endswith(guarded) for word in listed("after-" + guarded)]
    if kind is MECHANISM:
        guard.append("库")
    if head[-1] == "年":
        guard += _NOYEAR
    elif head[-1] == "法":
        guard.append("治")
    elif head in _LESSONS:
        guard += ("计划", "活动", "基地", "工作")
    return Beginnings(guard)


def find_plain(page: Page) -> list[ProgramDraft]:
    """Unquoted initiatives, mechanisms and platforms, by the heads that may stand without marks."""
    found: list[ProgramDraft] = []
    text, clean = page.text, page.source.clean
    known, size = _known(), len(text)
    last = 0  # the end of the last name
    for at, stop, head in page.plain_heads:
        facts = known[head]
        follow = text[stop] if stop < size else ""
        if follow in facts.guarding and facts.guard.at(text, stop):
            continue
        bound = facts.bound
        m = bound(text, at - REACH if at > REACH else 0, at)
        if facts.free:
            if follow == "度" and head[-1] == "制":
                head, stop = head + "度", stop + 1
            elif head[-1] == "年" and text.startswith(("行动", "活动"), stop):
                head, stop = head + text[stop : stop + 2], stop + 2
        elif follow not in _ACTING and (
            at > REACH
            if m is None
            else not m[1] and m.end() > last + 2 and (text[m.end() - 1] != "”" or _joined_to().match(text, m.end()) is None)
        ):
            continue  # no verb before: a name only where works are told of it, or behind another one
        if facts.system and m is not None and m[1] and at - m.end() < facts.short:
            continue  # 建立…机制: too little between
        left = left_of(text, at, bound, m)
        if left is None:
            continue
        start, how, _, _ = left
        if text[start] == "全" and text[start + 1] in _WHOLE and text[start + 2] != "域" and facts.kind is INITIATIVE:
            start += 2  # 全区脱贫攻坚战
        if head in _LESSONS and text.startswith("贯彻", start) and text[start - 2 : start] in ("深入", "学习"):
            start -= 2  # 深入贯彻…精神学习教育: the verb is the name's
        paired = how == "joined" or (last > 0 and 0 <= start - last <= 2 and text[last:start] in _PAIRING)
        if start < last:
            # X行动和Y行动 in one clause: the second begins behind the first
            if text.startswith(("和", "与", "及"), last, at):
                start = last + 1
            elif text.startswith("以及", last, at):
                start = last + 2
            else:
                continue
            paired = True
        modifier = text[start:at]
        if "和" in modifier or "与" in modifier or "及" in modifier or modifier[:1] in _GRAMMAR:
            joint = int(modifier[0] in _GRAMMAR)
            for m in _JOINT.finditer(modifier):
                joint = m.end()
            if joint:  # 基本药物制度和…机制: the first is another
                start += joint
                modifier = text[start:at]
        if start > 1 and how == "list" and head in _BATTLES and len(modifier) <= 4:
            # 蓝天、碧水、净土保卫战: members that share their head are one program
            chain = _chain().search(text[max(0, start - 12) : start])
            if chain:
                start -= len(chain.group())
        if not _is_name(modifier, head, facts, left, paired, text, stop):
            continue
        kind = _works(modifier, text, stop) if head == "工程" else facts.kind
        found.append(program(start, stop, facts.rule, kind, clean[start:stop]))
        last = stop
    return found


_PAIRING: Final = frozenset(("、", "和", "与", "及", "以及"))


@cache
def _chain() -> re.Pattern[str]:
    return re.compile(rf"(?:[{HAN}]{{2}}、)+\Z")


_ARTICLES: Final = re.compile(r"条(?=[、，。；等及和\n”]|$)(?<=[一二三四五六七八九十]{2}条)")
_NUMERALS: Final = frozenset("一二三四五六七八九十")
_ARTICLED: Final = ("政策", "措施", "举措", "意见", "新政", "办法", "禁令")


def find_articles(page: Page) -> list[ProgramDraft]:
    """制定…政策三十条: documents that are known by the number of their articles."""
    found = []
    bound = _bound("issue carries shape")
    for m in _ARTICLES.finditer(page.text):
        at = m.start() - 2
        at -= page.text[at - 1 : at] in _NUMERALS
        at -= 2 * page.text.endswith(_ARTICLED, 0, at)
        left = left_of(page.text, at, bound, bound(page.text, max(0, at - REACH), at))
        if left is None:
            continue
        start, how, _, counted = left
        if how != "verb" or counted:
            continue
        modifier = page.text[start:at]
        if len(modifier) < 2 or (generic(modifier) and len(modifier) < 4):
            continue
        found.append(program(start, m.end(), "plain-articles", DOCUMENT, page.source.clean[start : m.end()]))
    return found


_BUILT: Final = re.compile(
    r"(?:已|已经|正式|全面|加快|顺利|正在|全线|主线)*(?:由|进入|通过|完工|竣工|开工|通水|通车|投用|合龙|完成|全长|总投资|总经费|占地|（|设计|计划投资|验收|规模)"
)


def _works(modifier: str, text: str, end: int) -> ProgramKind:
    """An …工程 of which one tells how it is built is a construction; another is a programme of works."""
    return PROJECT if works().search(modifier) or _BUILT.match(text, end) else INITIATIVE


_LEVEL: Final = re.compile(r"全国|国家|全省|全市|全区|[省市县区]级|智慧|中国|金税|数字|自治区")
_SETUP: Final = re.compile(r"搭建|建成|上线|开通|启用|依托|接入|推出|设立")
_GRAMMAR: Final = frozenset("好了过")
_TAKEN: Final = frozenset("的和与及等了性者使")
_MANY: Final = re.compile("[一二两三四五六七八九十]+大")
_FORUM: Final = re.compile("一套|一个|一种|适合|多种|更加|高水平|一流|交流|对话|多元|的")
_SYSTEM: Final = re.compile(r"[^机]制度?\Z")
_BUILDING: Final = re.compile(r"(?:大桥|隧道|铁路|机场|高速|地铁)\Z")
_ETC: Final = re.compile(r"(?<![中高初平同相均优一二三不])等")
_JOINED: Final = "制度|机制|工程|行动|计划|规划|战略|体系|体制|平台|政策|办法|项目|中心"
_JOINT: Final = re.compile(f"[和与及](?:(?<=(?:{_JOINED})[和与及])|(?<=(?:{_JOINED})以及)|实现|完成|执行|制定|编制|实施)")
_BATTLES: Final = frozenset(("保卫战", "攻坚战", "歼灭战", "阻击战"))
_NOTPLANNED: Final = frozenset(("结合", "按照", "贯彻", "围绕", "坚持", "统筹", "聚焦", "确保", "保证", "用于"))
# 工业项目计划开工80个: a verb
_PLANS_TO: Final = re.compile("(?:开工|投入|投资|总投|完成|建成|建设|新建|新增|改造|引进|安排|实施)[一-鿿]{0,6}[0-9]")
_SYSTEMS: Final = frozenset(("机制", "制度", "平台", "系统"))
_DESCRIBED: Final = frozenset(("长效机制", "计划", "机制", "体制机制", "制度", "平台", "系统"))
_SIMPLE: Final = frozenset(["行动", "工程", "计划", "战略", "机制", "制度", "平台", "系统"])


def _is_name(modifier: str, head: str, facts: _Head, left: Left, listed: bool, text: str, end: int) -> bool:
    """Is the modifier the rest of a name, rather than a description?"""
    _, how, verb, counted = left
    size = len(modifier)
    if size > 24 or size < facts.least or modifier[:1] in _TAKEN:
        return False
    system = facts.system
    if system and (size < facts.short if how == "verb" or listed else facts.kind is not PLATFORM):
        return False
    if not system and size < facts.short and modifier[-1:] != "大":
        return False
    tail = modifier[-1:]
    if tail == "的" and ((size < 5 and facts.kind is MECHANISM) or head in _SIMPLE or head in _DESCRIBED or text.startswith("投送", end)):
        return False  # 促进消费的体制机制
    if "级" in modifier and ("级以上" in modifier or "级及以上平" in modifier):
        return False  # 自治区级以上研发平台
    if tail == "大" and _MANY.fullmatch(modifier):
        return len(head) > 2 and how == "verb"  # 三大攻坚战; 三大工程 is a list head
    if (not facts.chief and generic(modifier) and not _named_by_description(modifier)) or _telling().search(modifier):
        return False
    if counted and facts.simple:
        return False  # 126处水毁工程: a class
    if system:
        if how != "verb" and not listed:
            return facts.kind is PLATFORM and _LEVEL.match(modifier) is not None and _ACTS.match(text, end) is not None
        if facts.kind is PLATFORM and not (_SETUP.search(verb) or _LEVEL.match(modifier)):
            return False
        if _FORUM.search(modifier):
            return False
    if size < facts.short:
        return False
    joined = -1
    if "和" in modifier or "与" in modifier or "及" in modifier:
        joined = max(modifier.rfind("和"), modifier.rfind("与"), modifier.rfind("及"))
        if generic(modifier[joined + 1 :]):
            return False  # 国家重大活动和重大工程
    if head == "计划" and (
        "计划" in modifier or verb in _NOTPLANNED or (how != "verb" and _PLANS_TO.match(text, end) is not None)
    ):
        return False
    if tail in ("为", "是") or (facts.kind is MECHANISM and size <= 6 and joined >= 0):
        return False
    if modifier[1:2] == "大" and generic(modifier[2:]):
        return False
    if head == "工程" and how != "verb" and _BUILDING.search(modifier):
        return False  # 大桥, 隧道 are named without 工程
    if "等" in modifier and _ETC.search(modifier):
        return False
    if how == "verb" or listed or (how == "joined" and size >= 6):
        return True
    if how == "of":
        return facts.free and size >= 4
    if facts.free:
        return size <= 18
    if size >= 4 and text.startswith(_COVERED, end):
        return True
    return size >= (2 if head in _LESSONS else 4 if head == "战略" else 5) and joined < 0 and _ACTS.match(text, end) is not None


@cache
def _hotline() -> re.Pattern[str]:
    return re.compile(rf"\d(?<!\d\d)\d{{4}}(?=[{HAN}]{{0,10}}\Z)")


_MEASURED: Final = frozenset("个余多万")


def find_hotlines(page: Page) -> list[ProgramDraft]:
    """12345政务服务便民热线: a hotline with its number."""
    text = page.text
    found: list[ProgramDraft] = []
    last = 0
    for end in sorted([*page.ends.get("热线", ()), *page.ends.get("平台", ())]):
        near = text[max(last, end - 18) : end - 2]
        number = _hotline().search(near)
        if number is None or "元" in near[number.start() :] or near[number.end() :][:1] in _MEASURED:
            continue
        start = end - 2 - len(near) + number.start()
        last = end
        found.append(program(start, end, "plain-hotline", PLATFORM, page.source.clean[start:end]))
    return found
