"""Names without marks: a head word (…专项行动, …攻坚战, …承诺制), and how far to the left the name reaches."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.vocabulary import HAN, Beginnings, heads, listed, verbs, words, works

__all__ = ["Left", "find_articles", "find_hotlines", "find_plain", "generic", "left_of"]

REACH = 34  # characters to the left of a head that are looked at

_CUT = re.compile(r".*[，。；：！？、\n“”‘’《》〈〉（） …|—](?:(?<!—)|(?<=——))", re.S)
_COUNT = re.compile(
    r"(?:[一二两三四五六七八九十百千]+|\d+)(?:大|项|个|类|种|批|条|处|座|所|家|余项|多项|余个|多个|余处|多处)|若干|多项|各项|各类|各种|一系列|系列|这些|这项|这一|此项|该|本|本次|此次|有关|相关|一批批|某|某些|诸多|许多|所有|首个|首批"
)
_COUNTING = frozenset("一二两三四五六七八九十百千若多各系这此该本有相某诸许所首")
_AGAIN = re.compile(r"完成|连续.{1,2}年|荣?获(?:得)?(?:国家)?")
_REACHED = frozenset("完连荣获")


@cache
def _telling() -> tuple[frozenset[str], re.Pattern[str]]:
    """A clause that holds one of these tells something; it is no name from its beginning. First characters, pattern."""
    these = listed("tells")
    pattern = re.compile(rf"就(?!业|医|学|近|地)|不(?!动产|锈|合格|见面|文明|良|孕)|{words('tells')}")
    return frozenset("就不").union(word[0] for word in these), pattern


def _tells(modifier: str) -> bool:
    firsts, pattern = _telling()
    return not firsts.isdisjoint(modifier) and pattern.search(modifier) is not None


@cache
def _leads() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words that may open a clause before a name: first characters (or a digit), pattern."""
    these = listed("lead")
    pattern = re.compile(rf"(?:\d+[年月日]|[一二三四五六七八九十]是|{words('lead')})+")
    return frozenset("一二三四五六七八九十").union(word[0] for word in these), pattern


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('describing')})+")


class Left(NamedTuple):
    """Where a name may begin: `how` is verb (behind one), punct (a clause's beginning), of (的), list (、)."""

    start: int
    how: str
    verb: str
    counted: bool  # a count or 一批, 各类 stood before


@cache
def _bound(classes: str) -> tuple[frozenset[str], re.Pattern[str]]:
    """The verbs that bind a name: their first characters, and what finds the last of them."""
    these = [verb for verb, (quoted, plain) in verbs().items() if plain == "bound" and quoted in classes.split()]
    these.remove("实行")  # but not in 落实行政…
    firsts = frozenset(verb[0] for verb in these) | {"实"}
    look = "".join(sorted(firsts))
    return firsts, re.compile(rf".*(?=[{look}])({trie(these)}|(?<!落)实行)(?:了|过|好|着|起|成(?!品))?", re.S)


def left_of(page: Page, at: int, classes: str) -> Left | None:
    """The left bound of a name whose head begins at `at`; `classes`: the verbs that may bind it."""
    text = page.text
    low = max(0, at - REACH)
    cut = _CUT.match(text, low, at)
    begin, mark = low, ""
    if cut is not None:
        begin = cut.end()
        mark = text[begin - 1]
        if mark in "”’》）〉":
            return None
    elif low:
        return None
    rest = text[begin:at]
    verb = ""
    how = "list" if mark == "、" else "punct"
    if not rest:
        return Left(begin, how, verb, False)
    firsts, bound = _bound(classes)
    inner = 2 if rest.endswith("深化") and text.startswith("提升", at) else 0  # …改革深化提升行动
    if not firsts.isdisjoint(rest) and (m := bound.match(rest, 0, len(rest) - inner)) is not None:
        begin += m.end()
        verb, how = m[1], "verb"
        rest = text[begin:at]
    at_of = rest.rfind("的")
    while at_of > 0 and (
        rest[at_of - 1] == "党" or rest[at_of:] in ("的伟大", "的") or rest[at_of - 1 : at_of + 2] == "目的地"
    ):
        at_of = rest.rfind("的", 0, at_of)
    if at_of >= 0:
        begin += at_of + 1
        how = "verb" if how == "verb" and at_of < 4 else "of"
        rest = text[begin:at]
    if not rest:
        return Left(begin, how, verb, False)
    if how != "verb":
        leading, leads = _leads()
        if (rest[0] in leading or rest[0].isdigit()) and (m := leads.match(rest)) is not None:
            begin += m.end()
            rest = text[begin:at]
    if rest[:1] in _REACHED and rest.startswith(("完成", "连续", "荣获", "获")):
        how = "punct"
        m = _AGAIN.match(rest)
        if m:
            begin += m.end()
            rest = text[begin:at]
    if rest and (rest[0] in _COUNTING or rest[0].isdigit()):
        m = _COUNT.match(rest)
        if m is not None and m[0][-1] != "大":  # 三大攻坚战, 六大提升行动: the numeral is of the name
            return Left(begin + m.end(), how, verb, True)
    return Left(begin, how, verb, False)


@lru_cache(8192)
def generic(words_: str) -> bool:
    """Words that describe a class, not one thing: 重大, 民生, 配套, 一批 … and nothing else."""
    return not words_ or _generic().fullmatch(words_) is not None


_NOYEAR = frozenset("以来均度底初末内后前间份代轻会限级龄味货")
INITIATIVE, MECHANISM, DOCUMENT = ProgramKind.INITIATIVE, ProgramKind.MECHANISM, ProgramKind.DOCUMENT
PROJECT, PLATFORM, HONOUR = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.HONOUR
_CARRY = "carries shape"
_VERBS = {"platform": "carries shape works", "honour": "honour"}
_ACTS = re.compile(
    r"(?:已|已经|正式|全面|深入|扎实|稳步|有序|加快|顺利|持续|纵深|圆满|正在|全线)*(?:启动|开展|实施|落地|推进|见效|取得|惠及|让|收官|铺开|完成|打响|走进|进入|通过|完工|竣工|开工|通水|通车|投入|投用|合龙|推广|建成|上线|试运行|全长|总投资|总经费|主线|占地|面积|设计|（[一二三\d]标段|计划投资|完成投资|规模|覆盖|验收|由)"
)


class _Head(NamedTuple):
    """What is known of a head that stands without marks."""

    kind: ProgramKind
    plain: str
    rule: str
    verbs: str  # the classes of verbs that bind it
    guard: Beginnings | None
    year: bool
    chief: bool  # 河长制: a name by itself
    simple: bool
    short: int  # how many characters a name has before it
    least: int  # the same, but for 平台, 系统, which may have fewer where a level is named


@cache
def _head(head: str) -> _Head:
    kind, _, plain = heads()[head]
    chief = head[1:3] == "长制"
    short = 6 if head in _SYSTEMS else 4 if head in _SIMPLE else 2
    if kind is MECHANISM and head != "制度" and _SYSTEM.search(head):
        short = 0 if chief else 2
    value = kind.value
    return _Head(
        kind,
        plain,
        f"plain-{value}",
        _VERBS.get(value, _CARRY),
        _follows(head),
        head[-1] == "年",
        chief,
        head in _SIMPLE,
        short,
        1 if head in _SYSTEMS else short,
    )


_GUARDED = ("战略", "工程", "行动", "计划", "机制", "制度", "平台", "系统")


@cache
def _follows(head: str) -> Beginnings | None:
    """What must not follow a head: the word goes on (战略性, 工程师), or another noun takes it as its attribute."""
    for word in _GUARDED:
        if head.endswith(word):
            return Beginnings(listed("after-" + word))
    return None


def find_plain(page: Page) -> list[ProgramDraft]:
    """Unquoted initiatives, mechanisms and platforms, by the heads that may stand without marks."""
    found: list[ProgramDraft] = []
    text, clean = page.text, page.source.clean
    last: ProgramDraft | None = None
    for at, stop, head in page.plain_heads:
        facts = _head(head)
        if (facts.year and text[stop : stop + 1] in _NOYEAR) or (facts.guard and facts.guard.at(text, stop)):
            continue
        left = left_of(page, at, facts.verbs)
        if left is None:
            continue
        kind = facts.kind
        between = text[last.end : left.start] if last is not None and last.end <= left.start else ""
        start = left.start
        modifier = text[start:at]
        if kind is MECHANISM and text.startswith("库", stop):
            continue
        if head[-1] == "年" and text.startswith(("行动", "活动"), stop):
            head, stop = head + text[stop : stop + 2], stop + 2
        if head[-1] == "法" and text.startswith("治", stop):
            continue
        if head[-1] == "制" and text.startswith("度", stop):
            head, stop = head + "度", stop + 1
        paired = last is not None and last.end <= start and between in ("、", "和", "与", "及", "以及")
        if last is not None and start < last.end:
            # X行动和Y行动 in one clause: the second begins behind the first
            start = last.end
            modifier = text[start:at]
            joint = next((word for word in ("和", "与", "及", "以及") if modifier.startswith(word)), None)
            if joint is None:
                continue
            start += len(joint)
            modifier = text[start:at]
            paired = True
        if modifier[:1] in _GRAMMAR or not _JOINT_SIGNS.isdisjoint(modifier):
            joints = list(_JOINT.finditer(modifier))
            if joints:  # 基本药物制度和…机制: the first is another
                start += joints[-1].end()
                modifier = text[start:at]
        if start > 1 and left.how == "list" and head in _BATTLES and len(modifier) <= 4:
            # 蓝天、碧水、净土保卫战: members that share their head are one program
            chain = _chain().search(text[max(0, start - 12) : start])
            if chain:
                start -= len(chain.group())
        if not _is_name(modifier, head, facts, left, paired, text, stop):
            continue
        last = program(start, stop, facts.rule, _kind(modifier, head, kind, text, stop), clean[start:stop])
        found.append(last)
    return found


@cache
def _chain() -> re.Pattern[str]:
    return re.compile(rf"(?:[{HAN}]{{2}}、)+\Z")


_ARTICLES = re.compile(r"条(?=[、，。；等及和\n”]|$)(?<=[一二三四五六七八九十]{2}条)")
_NUMERALS = frozenset("一二三四五六七八九十")
_ARTICLED = ("政策", "措施", "举措", "意见", "新政", "办法", "禁令")


def find_articles(page: Page) -> list[ProgramDraft]:
    """制定…政策三十条: documents that are known by the number of their articles."""
    found = []
    for m in _ARTICLES.finditer(page.text):
        at = m.start() - 2
        at -= page.text[at - 1 : at] in _NUMERALS
        at -= 2 * page.text.endswith(_ARTICLED, 0, at)
        left = left_of(page, at, "issue carries shape")
        if left is None or left.how != "verb" or left.counted:
            continue
        modifier = page.text[left.start : at]
        if len(modifier) < 2 or (generic(modifier) and len(modifier) < 4):
            continue
        found.append(program(left.start, m.end(), "plain-articles", DOCUMENT, page.source.clean[left.start : m.end()]))
    return found


_BUILT = re.compile(
    r"(?:已|已经|正式|全面|加快|顺利|正在|全线|主线)*(?:由|进入|通过|完工|竣工|开工|通水|通车|投用|合龙|完成|全长|总投资|总经费|占地|（|设计|计划投资|验收|规模)"
)


def _kind(modifier: str, head: str, kind: ProgramKind, text: str, end: int) -> ProgramKind:
    """An …工程 of which one tells how it is built is a construction; another is a programme of works."""
    if head == "工程" and (works().search(modifier) or _BUILT.match(text, end)):
        return PROJECT
    return kind


_LEVEL = re.compile(r"全国|国家|全省|全市|全区|[省市县区]级|智慧|中国|金税|数字|自治区")
_SETUP = re.compile(r"搭建|建成|上线|开通|启用|依托|接入|推出|设立")
_JOINT_SIGNS = frozenset("和与及")
_GRAMMAR = frozenset("好了过")
_TAKEN = frozenset("的和与及等了性者")
_MANY = re.compile("[一二两三四五六七八九十]+大")
_FORUM = re.compile("一套|一个|一种|适合|多种|更加|高水平|一流|交流|对话|多元|的")
_LOOSE = frozenset("一适多更高交对的")
_SYSTEM = re.compile(r"[^机]制度?\Z")
_BUILDING = re.compile(r"(?:大桥|隧道|铁路|机场|高速|地铁)\Z")
_ETC = re.compile(r"(?<![中高初平同相均优一二三不])等")
_JOINT = re.compile(
    r"(?:制度|机制|工程|行动|计划|规划|战略|体系|体制|平台|政策|办法|项目|中心)(?:和|与|及|以及)|^(?:好|了|过)"
    r"|[和与及](?:实现|完成|执行|制定|编制|实施)"
)
_BATTLES = frozenset(("保卫战", "攻坚战", "歼灭战", "阻击战"))
_NOTPLANNED = frozenset(("结合", "按照", "贯彻", "围绕", "坚持", "统筹", "聚焦", "确保", "保证", "用于"))
_SYSTEMS = frozenset(("机制", "制度", "平台", "系统"))
_DESCRIBED = frozenset(("长效机制", "计划", "机制", "体制机制", "制度", "平台", "系统"))
_SIMPLE = frozenset(["行动", "工程", "计划", "战略", "机制", "制度", "平台", "系统"])


def _is_name(modifier: str, head: str, facts: _Head, left: Left, listed: bool, text: str, end: int) -> bool:
    """Is the modifier the rest of a name, rather than a description?"""
    size = len(modifier)
    if size > 24 or size < facts.least or modifier[:1] in _TAKEN:
        return False
    if modifier[:1] == "使" or (size < 5 and modifier[-1:] == "的" and facts.kind is MECHANISM):
        return False
    if "级以上" in modifier or "级及以上平" in modifier:
        return False  # 自治区级以上研发平台
    if modifier[-1:] == "的" and (head in _DESCRIBED or text.startswith("投送", end)):
        return False  # 促进消费的体制机制
    if modifier[-1:] == "大" and _MANY.fullmatch(modifier):
        return len(head) > 2 and left.how == "verb"  # 三大攻坚战; 三大工程 is a list head
    if (not facts.chief and generic(modifier) and "党的建设" not in modifier) or _tells(modifier):
        return False
    if left.counted and facts.simple:
        return False  # 126处水毁工程: a class
    if head in _SYSTEMS:
        if left.how != "verb" and not listed:
            return facts.kind is PLATFORM and _LEVEL.match(modifier) is not None and _ACTS.match(text, end) is not None
        if size < facts.short:
            return False
        if facts.kind is PLATFORM and not (_SETUP.search(left.verb) or _LEVEL.match(modifier)):
            return False
        if not _LOOSE.isdisjoint(modifier) and _FORUM.search(modifier):
            return False
    if size < facts.short:
        return False
    joined = -1
    if not _JOINT_SIGNS.isdisjoint(modifier):
        joined = max(modifier.rfind("和"), modifier.rfind("与"), modifier.rfind("及"))
        if generic(modifier[joined + 1 :]):
            return False  # 国家重大活动和重大工程
    if head == "计划" and ("计划" in modifier or left.verb in _NOTPLANNED):
        return False
    if modifier[-1:] in ("为", "是") or (facts.kind is MECHANISM and size <= 6 and joined >= 0):
        return False
    if modifier[1:2] == "大" and generic(modifier[2:]):
        return False
    if head == "工程" and left.how != "verb" and _BUILDING.search(modifier):
        return False  # 大桥, 隧道 are named without 工程
    if "等" in modifier and _ETC.search(modifier):
        return False
    if left.how == "verb" or listed:
        return True
    if left.how == "of":
        return facts.plain == "free" and size >= 4
    if facts.plain == "free":
        return size <= 18
    if size >= 4 and text.startswith(("惠及", "覆盖"), end):
        return True
    return size >= (4 if head == "战略" else 6) and joined < 0 and _ACTS.match(text, end) is not None


@cache
def _hotline() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d)\d{{5}}(?=[{HAN}]{{0,10}}\Z)")


_MEASURED = frozenset("个余多万")


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
