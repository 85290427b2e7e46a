"""Names without marks: a head word (…专项行动, …攻坚战, …承诺制), and how far to the left the name reaches."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, WORKS, Page, heads, verbs, words

__all__ = ["Left", "find_articles", "find_hotlines", "find_plain", "generic", "left_of"]

REACH = 34  # characters to the left of a head that are looked at

_CUT = re.compile(r".*(?:[，。；：！？、\n“”‘’《》〈〉（） …|]|——)", re.S)
# a clause that holds one of these tells something; it is no name from its beginning
_TELLS = re.compile(r"就(?!业|医|学|近|地)|不(?!动产|锈|合格|见面|文明|良|孕)|" + words("tells"))
_LEADS = re.compile(rf"(?:{words('lead')}|\d+年|\d+月|\d+日|[一二三四五六七八九十]是)+")
_COUNT = re.compile(
    r"(?:[一二两三四五六七八九十百千]+|\d+)(?:大|项|个|类|种|批|条|处|座|所|家|余项|多项|余个|多个|余处|多处)|若干|多项|各项|各类|各种|一系列|系列|这些|这项|这一|此项|该|本|本次|此次|有关|相关|一批批|某|某些|诸多|许多|所有|首个|首批"
)
_GENERIC = re.compile(rf"(?:{words('describing')})+")


class Left(NamedTuple):
    """Where a name may begin: `how` is verb (behind one), punct (a clause's beginning), of (的), list (、)."""

    start: int
    how: str
    verb: str
    counted: bool  # a count or 一批, 各类 stood before


@cache
def _bound(classes: str) -> re.Pattern[str]:
    these = [verb for verb, (quoted, plain) in verbs().items() if plain == "bound" and quoted in classes.split()]
    these.remove("实行")  # but not in 落实行政…
    return re.compile(rf".*({trie(these)}|(?<!落)实行)(?:了|过|好|着|起|成)?", re.S)


@cache
def _trims() -> re.Pattern[str]:
    return re.compile(
        r"(?:好|了|过|着|全面|大力|深入|扎实|积极|持续|有序|统筹|深化|强化|优化|升级|新的?(?=[\d一二三四五六七八九十]))+(?=..)"
    )


def left_of(page: Page, at: int, classes: str) -> Left | None:
    """The left bound of a name whose head begins at `at`; `classes`: the verbs that may bind it."""
    text = page.text
    low = max(0, at - REACH)
    window = text[low:at]
    begin = cut.end() if (cut := _CUT.match(window)) else 0
    mark = window[begin - 1] if begin else ""
    if not begin and low:
        return None
    if mark and mark in "”’》）〉":
        return None
    rest = window[begin:]
    verb = ""
    how = "list" if mark == "、" else "punct"
    m = _bound(classes).match(rest)
    if m:
        begin += m.end()
        verb, how = m[1], "verb"
        rest = window[begin:]
    at_of = rest.rfind("的")
    while at_of > 0 and (rest[at_of - 1] == "党" or rest[at_of:] in ("的伟大", "的")):
        at_of = rest.rfind("的", 0, at_of)
    if at_of >= 0:
        begin += at_of + 1
        how = "verb" if how == "verb" and at_of < 4 else "of"
        rest = window[begin:]
    if how != "verb":
        m = _LEADS.match(rest)
        if m:
            begin += m.end()
            rest = window[begin:]
    if rest.startswith(("完成", "连续", "荣获", "获")):
        how = "punct"
        m = re.match(r"完成|连续.{1,2}年|荣?获(?:得)?(?:国家)?", rest)
        if m:
            begin += m.end()
            rest = window[begin:]
    m = _COUNT.match(rest)
    if m and m.group()[-1] == "大":
        m = None  # 三大攻坚战, 六大提升行动: the numeral is of the name
    if m:
        begin += m.end()
        rest = window[begin:]
    return Left(low + begin, how, verb, m is not None)


def generic(words_: str) -> bool:
    """Words that describe a class, not one thing: 重大, 民生, 配套, 一批 … and nothing else."""
    return not words_ or _GENERIC.fullmatch(words_) is not None


@cache
def _heads() -> re.Pattern[str]:
    known = [word for word, (_, _, plain) in heads().items() if plain]
    return re.compile(trie(known))  # nothing but the tree: `re` then skips to the first characters


_NOYEAR = frozenset("以来均度底初末内后前间份代轻会限级龄味货")
_CARRY = "carries shape"
_VERBS = {
    ProgramKind.INITIATIVE: _CARRY,
    ProgramKind.MECHANISM: _CARRY,
    ProgramKind.PLATFORM: "carries shape works",
    ProgramKind.HONOUR: "honour",
}
_ACTS = re.compile(
    r"(?:已|已经|正式|全面|深入|扎实|稳步|有序|加快|顺利|持续|纵深|圆满|正在|全线)*(?:启动|开展|实施|落地|推进|见效|取得|惠及|让|收官|铺开|完成|打响|走进|进入|通过|完工|竣工|开工|通水|通车|投入|投用|合龙|推广|建成|上线|试运行|全长|总投资|总经费|主线|占地|面积|设计|（[一二三\d]标段|计划投资|完成投资|规模|覆盖|验收|由)"
)


_GUARDED = ("战略", "工程", "行动", "计划", "机制", "制度", "平台", "系统")


@cache
def _follows(head: str) -> re.Pattern[str] | None:
    """What must not follow a head: the word goes on (战略性, 工程师), or another noun takes it as its attribute."""
    for word in _GUARDED:
        if head.endswith(word):
            return re.compile(f"(?!{words('after-' + word)})")
    return None


def find_plain(page: Page) -> list[ProgramDraft]:
    """Unquoted initiatives, mechanisms and platforms, by the heads that may stand without marks."""
    found: list[ProgramDraft] = []
    text = page.text
    last: ProgramDraft | None = None
    for m in _heads().finditer(text):
        head, at = m.group(), m.start()
        kind, _, plain = heads().get(head, (ProgramKind.INITIATIVE, "strong", "free"))
        if head[-1] == "年" and text[m.end() : m.end() + 1] in _NOYEAR:
            continue
        guard = _follows(head)
        if guard is not None and not guard.match(text, m.end()):
            continue
        left = left_of(page, at, _VERBS.get(kind, _CARRY))
        if left is None:
            continue
        between = text[last.end : left.start] if last is not None and last.end <= left.start else ""
        start = left.start
        modifier = text[start:at]
        stop = m.end()
        if kind is ProgramKind.MECHANISM and text.startswith("库", stop):
            continue
        if head.endswith("制") and text.startswith("度", stop):
            head, stop = head + "度", stop + 1
        listed = last is not None and last.end <= start and between in ("、", "和", "与", "及", "以及")
        if last is not None and start < last.end:
            # X行动和Y行动 in one clause: the second begins behind the first
            start = last.end
            modifier = text[start:at]
            joint = re.match(r"和|与|及|以及", modifier)
            if not joint:
                continue
            start += joint.end()
            modifier = text[start:at]
            listed = True
        joints = list(_JOINT.finditer(modifier))
        if joints:  # 基本药物制度和…机制: the first is another
            start += joints[-1].end()
            modifier = text[start:at]
        if start > 1 and left.how == "list" and head in _BATTLES and len(modifier) <= 3:
            # 蓝天、碧水、净土保卫战: members that share their head are one program
            chain = re.search(rf"(?:[{HAN}]{{2}}、)+\Z", text[max(0, start - 12) : start])
            if chain:
                start -= len(chain.group())
        if not _is_name(modifier, head, plain, left, listed, text, stop, kind):
            continue
        draft = program(start, stop, f"plain-{kind.value}", _kind(modifier, head, kind, text, stop), "")
        draft.name = page.source.clean[start:stop]
        found.append(draft)
        last = draft
    return found


_ARTICLES = re.compile(r"[一二三四五六七八九十]{2,3}条(?=[、，。；等及和\n”]|$)")
_ARTICLED = ("政策", "措施", "举措", "意见", "新政", "办法", "禁令")


def find_articles(page: Page) -> list[ProgramDraft]:
    """制定…政策三十条: documents that are known by the number of their articles."""
    found = []
    for m in _ARTICLES.finditer(page.text):
        at = m.start() - 2 * page.text.endswith(_ARTICLED, 0, m.start())
        left = left_of(page, at, "issue carries shape")
        if left is None or left.how != "verb" or left.counted:
            continue
        modifier = page.text[left.start : at]
        if len(modifier) < 2 or (generic(modifier) and len(modifier) < 4):
            continue
        found.append(
            program(
                left.start, m.end(), "plain-articles", ProgramKind.DOCUMENT, page.source.clean[left.start : m.end()]
            )
        )
    return found


_BUILT = re.compile(
    r"(?:已|已经|正式|全面|加快|顺利|正在|全线|主线)*(?:由|进入|通过|完工|竣工|开工|通水|通车|投用|合龙|完成|全长|总投资|总经费|占地|（|设计|计划投资|验收|规模)"
)


def _kind(modifier: str, head: str, kind: ProgramKind, text: str, end: int) -> ProgramKind:
    """An …工程 of which one tells how it is built is a construction; another is a programme of works."""
    if head == "工程" and (WORKS.search(modifier) or _BUILT.match(text, end)):
        return ProgramKind.PROJECT
    return kind


_LEVEL = re.compile(r"全国|国家|全省|全市|全区|[省市县区]级|智慧|中国|金税|数字|自治区")
_SETUP = re.compile(r"搭建|建成|上线|开通|启用|依托|接入|推出|设立")
_ETC = re.compile(r"(?<![中高初平同相均优一二三不])等")
_JOINT = re.compile(
    r"(?:制度|机制|工程|行动|计划|规划|战略|体系|平台|政策|办法|项目|中心)(?:和|与|及|以及)|^(?:好|了|过)"
)
_BATTLES = frozenset(("保卫战", "攻坚战", "歼灭战", "阻击战"))
_PAIRED = re.compile(".*[和与及]")
_NOTPLANNED = frozenset(("结合", "按照", "贯彻", "围绕", "坚持", "统筹", "聚焦", "确保", "保证", "用于"))
_SIMPLE = frozenset(["行动", "工程", "计划", "战略", "机制", "制度", "平台", "系统"])


def _is_name(
    modifier: str, head: str, plain: str, left: Left, listed: bool, text: str, end: int, kind: ProgramKind
) -> bool:
    """Is the modifier the rest of a name, rather than a description?"""
    size = len(modifier)
    if re.fullmatch("[一二两三四五六七八九十]+大", modifier):
        return len(head) > 2 and left.how == "verb"  # 三大攻坚战; 三大工程 is a list head
    if (
        size > 24
        or (generic(modifier) and not re.match(r".长制", head) and "党的建设" not in modifier)
        or _TELLS.search(modifier)
    ):
        return False
    if left.counted and head in _SIMPLE:
        return False  # 126处水毁工程: a class
    short = 4 if head in _SIMPLE else 2
    if head in ("机制", "制度", "平台", "系统"):
        short = 6
        if left.how not in ("verb",) and not listed:
            return (
                head in ("平台", "系统") and _LEVEL.match(modifier) is not None and _ACTS.match(text, end) is not None
            )
        if head in ("平台", "系统") and not (_SETUP.search(left.verb) or _LEVEL.match(modifier)):
            return False
        if re.search("一套|一个|一种|适合|多种|更加|高水平|一流|交流|对话|多元|的", modifier):
            return False
    if re.search(r"[^机]制度?\Z", head) and head != "制度" and kind is ProgramKind.MECHANISM:
        short = 0 if re.match(r".长制", head) else 2
    if size < short:
        return False
    if (joint := _PAIRED.search(modifier)) and generic(modifier[joint.end() :]):
        return False  # 国家重大活动和重大工程
    if head == "计划" and ("计划" in modifier or left.verb in _NOTPLANNED):
        return False
    if modifier[-1:] in ("为", "是") or (
        kind is ProgramKind.MECHANISM and size <= 6 and re.search("[和与及]", modifier)
    ):
        return False
    if modifier[1:2] == "大" and generic(modifier[2:]):
        return False
    if head == "工程" and left.how != "verb" and re.search(r"(?:大桥|隧道|铁路|机场|高速|地铁)\Z", modifier):
        return False  # 大桥, 隧道 are named without 工程
    if _ETC.search(modifier) or modifier[:1] in ("的", "和", "与", "及", "等", "了", "性", "者"):
        return False
    if left.how == "verb" or listed:
        return True
    if left.how == "of":
        return plain == "free" and size >= 4
    if plain == "free":
        return size <= 18
    if size >= 4 and re.match("惠及|覆盖", text[end : end + 2]):
        return True
    return size >= 6 and not re.search("[和及与]", modifier) and _ACTS.match(text, end) is not None


_HOTLINE = re.compile(rf"\d{{5}}[{HAN}]{{0,10}}?(?:热线|平台)")


def find_hotlines(page: Page) -> list[ProgramDraft]:
    """12345政务服务便民热线: a hotline with its number."""
    return [
        program(m.start(), m.end(), "plain-hotline", ProgramKind.PLATFORM, page.source.clean[m.start() : m.end()])
        for m in _HOTLINE.finditer(page.text)
        if "元" not in m.group()
        and not page.text[m.start() - 1 : m.start()].isdigit()
        and not re.match(r"\d+[个余多万]", m.group())
    ]
