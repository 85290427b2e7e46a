"""Honours without marks: what stands behind 荣获, 获评, 入选, up to an honour's ending or 称号."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, guarded, listed, without, words

__all__ = ["find_honours"]


@cache
def _won() -> re.Pattern[str]:
    ends = guarded(table("honours.tsv").column("head"))
    level = words("level")
    joint = rf"[和与](?=“|{level})"
    body = rf"[{without('的了和等')}A-Za-z\d·]"
    # 和 joins two honours, but for 和谐 and within one of a level (全国居家和社区养老服务改革试点典型案例)
    named = rf"(?:{level}{body}{{2,12}}?(?<![区县市地])和(?!{level}){body}{{2,16}}?|{body}{{2,24}}?(?:和谐{body}{{1,16}}?)?){ends}"
    return re.compile(
        rf"(?:了|过)?(?:为)?(?:第[一二三四五六七八九十百\d]+[届批]|首批|首届|\d{{4}}年度?)?"
        rf"(?:({named}(?:[一二三]等奖)?)(?:(?![{HAN}])|(?={joint}))|({named})(?=荣?誉?称号|认定|登记|名单|名录|表彰|创建|建设|等|榜|行列|方阵|第[一二三四五六七八九十百\d]+[位名]|复审|复查|金字招牌|殊荣|后[，、]|以来|以后|之后)"
        rf"|((?:{level}|[{HAN}]{{2}}[省市]){body}{{3,20}}?)(?=荣誉称号|称号|认定|奖牌|[，。；、！\n]|{joint}))"
    )


_NOTWON: Final = frozenset("收接查破缴捕")


@cache
def _vain() -> re.Pattern[str]:
    """What begins, ends or holds one of these is a count or a rank, no honour."""
    return re.compile(
        r"一批|通过|.{1,3}级(?:及)?以上|\d+[个项家名]|[一二三四五六七八九十]+[个项家]|多项|更多"
        r"|.*(?:第[一二三四五六七八九十\d]+\Z|前.位\Z|\d+[家个项名]\Z|第[一二三四五六七八九十]+大)"
    )


# what ends in one of these is won, but is no honour
_WON: Final = tuple(
    "支持 认可 好评 批复 批准 肯定 资金 专利 前列 计划 试点 规划 增长 任务 首位 投资 补助 收入 同意 城市群 通过 关注 赞誉"
    " 立项 授权 奖项 院士 许可 推广 国家级大奖 冠军 亚军 项目 立法 议程 清单 成果 创建 工程 行动 范围 融资 奖励 大奖赛"
    " 管理 地位 以来".split()
)


class _Only(NamedTuple):
    """What else must hold of an honour behind a verb; what such an honour holds or begins with."""

    pattern: re.Pattern[str]
    holds: re.Pattern[str] | None
    begins: tuple[str, ...]


_LEVELS: Final = ("国家", "全国", "省级", "全省")


@cache
def _only() -> dict[str, _Only]:
    """Behind some verbs an honour must be a list of the best, or a title of a level."""
    best = _Only(re.compile(r".{4,}(?:[百十]强|百佳|先进[区县])"), re.compile("百[强佳]|十强|先进"), ())
    levels = "|".join(_LEVELS)
    title = (
        rf"(?:{levels}).*(?:(?:示范|试验|先行|模范|均衡|试点|创新|卫生|文明|园林|生态|森林|旅游|强)[区县市]|城市|城区|县城)\Z"
        r"(?<!重点城市)(?<!中心城市)"
    )
    named = _Only(re.compile(title), None, _LEVELS)
    return {**dict.fromkeys(listed("enter"), best), **dict.fromkeys(listed("become"), named)}


def find_honours(page: Page) -> list[ProgramDraft]:
    """荣获…先进集体称号, 获得…认定, 入选全国…: the honour without 称号, 认定; further ones behind 、."""
    found: list[ProgramDraft] = []
    text, won, only = page.text, _won(), _only()
    for start, at, verb in page.wins:
        if text[start - 1 : start] in _NOTWON or (found and found[-1].end > start):
            continue
        must = only.get(verb)
        if must is not None:
            holds = must.holds
            if holds.search(text, at, at + 26) is None if holds else not text.startswith(must.begins, at):
                continue
        while (m := won.match(text, at)) is not None:
            draft = _honour(page, *m.span(m.lastindex or 0))
            if draft is None or (must is not None and must.pattern.match(text, draft.start, draft.end) is None):
                break
            found.append(draft)
            if text[draft.end : draft.end + 1] not in _JOINTS:
                break
            at = draft.end + 1
    return found + _rows(page) + _charts(page)


@cache
def _charted() -> re.Pattern[str]:
    # a year is no part of the list's name
    return re.compile(
        rf"(?:{words('level')}|[{HAN}]{{2}}[省市])[{without('的了和等')}A-Za-z·]{{2,18}}?(?:{'|'.join(table('honours.tsv').column('head'))})\Z"
    )


def _charts(page: Page) -> list[ProgramDraft]:
    """在2023年全国高质量发展百强区榜单上: the list of the best, before 榜单; what was striven for, before 创建通过验收."""
    found: list[ProgramDraft] = []
    text = page.text
    places = [end - 2 for end in page.ends.get("榜单", ())]
    at = text.find("创建")
    while at >= 0:
        if _PASSED.match(text, at) is not None:  # 国家…示范区创建通过验收
            places.append(at)
        at = text.find("创建", at + 2)
    for end in places:
        m = _charted().search(text, max(0, end - 26), end)
        if m is not None and (draft := _honour(page, *m.span())) is not None:
            found.append(draft)
    return found


_PASSED: Final = re.compile("创建(?:工作)?(?:已|顺利|成功|一次性)*(?:通过|获得?命名|成功)")


_JOINTS: Final = frozenset("、和")
_ROWED: Final = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:奖牌|荣誉|称号)")


@cache
def _levelled() -> re.Pattern[str]:
    return re.compile(rf"(?:{words('level')}|[{HAN}]{{2}}[省市])[{without('的了和等')}A-Za-z\d·“”]{{3,24}}\Z")


def _rows(page: Page) -> list[ProgramDraft]:
    """国家卫生城区、省级文明城区……57块奖牌: what is enumerated before a count of them, each of a level."""
    text = page.text
    found: list[ProgramDraft] = []
    for quantity in page.counted:
        if _ROWED.match(text, quantity.end) is None:
            continue
        end = quantity.start - 1
        while end > 0 and text[end - 1] == "…":
            end -= 1
        while end > 0:
            begin = max(text.rfind(sign, max(0, end - 30), end) for sign in "，。；：、\n”") + 1
            if _levelled().match(text, begin, end) is None:
                break
            if (draft := _honour(page, begin, end)) is not None:
                found.append(draft)
            end = begin - 1 if text[begin - 1 : begin] == "、" else -1
    return found


_LEADS: Final = ("创建", "我省", "我市", "我区")  # 获批创建国家乡村振兴示范县
_PRIZE: Final = re.compile(r".*(奖)[一二三特]等奖\Z")


def _honour(page: Page, start: int, end: int) -> ProgramDraft | None:
    for lead in _LEADS:
        if page.text.startswith(lead, start):
            start += len(lead)
    if page.text.startswith("建设国家", start):
        start += 2
    if (at := page.text.find("领域中国", start, end)) > 0:
        start = at + 2  # 我省首个制造业领域中国质量奖
    for tail in ("荣誉称号", "称号", "荣誉", "认证", "行列", "方阵"):
        if page.text.endswith(tail, start, end):
            end -= len(tail)
            break
    if page.text.endswith("等奖", start, end):
        prize = _PRIZE.match(page.text[start:end])
        if prize:
            end = start + prize.end(1)
    name = page.text[start:end]
    if len(name) < 4 or name.endswith(_WON) or generic(name) or _vain().match(name):
        return None
    return program(start, end, "plain-honour", ProgramKind.HONOUR, page.source.clean[start:end])
