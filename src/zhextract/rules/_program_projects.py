"""Projects without marks: members of enumerations, names before 项目现场, names with a project's ending; honours."""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, Page, project_end, words
from zhextract.rules._program_plain import generic

__all__ = [
    "enumerations",
    "find_captions",
    "find_enumerations",
    "find_honours",
    "find_items",
    "find_lines",
    "find_projects",
    "find_sites",
]

PROJECT, HONOUR = ProgramKind.PROJECT, ProgramKind.HONOUR
_NAME = rf"[{HAN}A-Za-z\d·．.（）\-—]"

# --- A、B、C等20个产业项目 -------------------------------------------------------------------------------------------

_ETC = re.compile(
    rf"等(?!各|方面|领域|类|一系列)(?:一批|若干|(?:[一二两三四五六七八九十百]+|\d+)(?:余|多)?(?:个|项|条|座|处)|(?:[一二两三四五六七八九十]+)(?:大|项|个))?"
    rf"[{HAN}A-Za-z\d]{{0,10}}?(?:项目|工程)(?!化|制|库|清单|负责|储备|公司)"
)
_VERB = re.compile(
    rf".*(?:{words('enumeration-verb')})(?:了|好)?(?:建设|运作|推进|实施|开工|包括)?",
    re.S,
)
_CUT = re.compile(r".*[，。；：！？\n《》“”‘’]", re.S)
_LAST = re.compile(r".*(?:[，。；：！？、\n“”‘’《》（） ]|\.(?!\d))", re.S)
_SPLIT = re.compile(r"、|(?<=[园港城厂路桥站馆院线期目心])和(?=.{3})|以及")
_CLASS = re.compile(rf"(?:{words('kind-of-work')})\Z")
_PROPER = re.compile(r"[·A-Za-z\d]|[省市县区镇乡村州][^级]|一期|二期|三期|[至—]")


def _closed(window: str, begin: int) -> bool:
    """A closing mark bounds the name: it belongs to what stands in the marks, unless they hold a whole sentence."""
    return begin > 0 and window[begin - 1] in "”》’" and window[begin - 2 : begin - 1] not in tuple("。！？，")


def enumerations(page: Page) -> list[tuple[list[tuple[int, int]], int]]:
    """Enumerations of projects: the spans of their members, and the offset of the 等 behind them."""
    found = []
    text = page.text
    for m in _ETC.finditer(text):
        at = m.start()
        low = max(0, at - 160)
        window = text[low:at]
        begin = cut.end() if (cut := _CUT.match(window)) else 0
        if _closed(window, begin):
            continue
        parts = []
        place = begin
        for joint in _SPLIT.finditer(window, begin):
            parts.append((place, joint.start()))
            place = joint.end()
        parts.append((place, len(window)))
        first, stop = parts[0]
        lead = _VERB.match(window[first:stop])
        if lead:
            parts[0] = (first + lead.end(), stop)
        elif low and not begin:
            continue
        members = [(low + a, low + b) for a, b in parts]
        parts = []
        for a, b in members:
            m2 = re.search(r"（[^（）]*）\Z", text[a:b])  # A（投资12亿元）、B（投资86亿元）等项目
            parts.append((a, b - len(m2.group()) if m2 else b))
        members = parts
        if all(1 < b - a <= 26 for a, b in members) and all(re.fullmatch(rf"{_NAME}+", text[a:b]) for a, b in members):
            found.append((members, at))
    return found


def find_enumerations(page: Page) -> list[ProgramDraft]:
    """加快推进A、B、C等重大项目: every member is a project."""
    found = []
    for members, _ in enumerations(page):
        spans = [_trim(page.text, start, end) for start, end in members]
        names = [page.text[start:end] for start, end in spans]
        named = [len(name) >= 3 and _named(name) for name in names]
        if not any(named) and not any(_PLACE.search(name) and _PROPER.search(name) for name in names):
            continue  # kinds of works: 住房保障、煤改电等民生工程
        sure = [
            known or (len(name) >= 3 and not generic(name) and not name.endswith("类") and _proper(name))
            for name, known in zip(names, named, strict=True)
        ]
        for (start, end), name, good in zip(spans, names, sure, strict=True):
            # a class by its last word (…纺织) is a firm's or a project's name beside names
            if not good and not (
                sum(sure) >= 2
                and sum(sure) * 3 >= len(sure) * 2
                and len(name) == 4
                and not generic(name)
                and not project_end().search(name)
                and not _COMMON.fullmatch(name)
            ):
                continue
            found.append(_project(page, start, end, "project-enumeration"))
    return found


# Words that name kinds of things: made up of them alone, a string describes (关键零部件供应链枢纽, 智能电网)
_COMMON = re.compile(rf"(?:{words('kind-of-thing')})+")
_PLACE = re.compile(r"[·A-Za-z]|[省市县区州镇乡村岛湾河江湖山][^级域]|[至—]|[一二三四]期")


def _named(name: str) -> bool:
    """A project's ending behind something that is no mere kind of thing."""
    m = project_end().search(name)
    if m is None:
        return False
    rest = name[: m.start()]
    return len(rest) >= 2 and not generic(rest) and not _COMMON.fullmatch(rest)


def _proper(name: str) -> bool:
    """May the string be a name without a project's ending?"""
    if project_end().search(name) or _COMMON.fullmatch(name):
        return False
    if _CLASS.search(name):
        return bool(_PROPER.search(name)) and len(name) >= 6
    return 3 <= len(name) <= 14 and "的" not in name and not name.endswith(("化", "率", "债", "国债", "球场"))


_TAIL = re.compile(r"(?:项目|工程)?(?:建设|改造提升|改造|扩建|建成通车|建成投用|建成|开工建设|开工|投产|竣工)?\Z")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without 项目, 建设, 改造提升 behind a name that stands without them."""
    name = text[start:end]
    m = re.search(r"(?:项目)?(?:建设|改造提升|扩建|建成通车|建成投用|开工建设|建成|开工|投产)?\Z", name)
    if m and m.group() and project_end().search(name[: m.start()]):
        end = start + m.start()
    m = re.match(r"(?:加快|推进|推动|建成|建设|新建|开工|完成|启动|实施|了)+(?=...)", text[start:end])
    if m:
        start += m.end()
    return start, end


def _project(page: Page, start: int, end: int, rule: str) -> ProgramDraft:
    return program(start, end, rule, PROJECT, page.source.clean[start:end].replace("\n", ""))


# --- X项目建设现场 ----------------------------------------------------------------------------------------------------

_SITE = re.compile(
    r"项目(?:建设|施工)?(?:的)?(?:现场|工地|部(?![分门署被获荣])|负责人|总工)|施工(?:现场|工地)|建设(?:现场|工地)|效果图|项目(?=[，。\n]|$|开工|竣工|封顶|签约|正式|投产|落地|预计|建成|主体|拔地|交付|总投资|占地|位于|一期|自)"
)
_SITELEAD = re.compile(
    rf".*(?:{words('site-lead')})",
    re.S,
)
_ZONE = re.compile(
    rf"[{HAN}]{{2,6}}?(?:经开区|高新区|开发区|航空港区|示范区|自贸区)(?=.{{4}})|[{HAN}]{{2,3}}[区县](?=[{HAN}]{{2}}.*(?:园|港|基地|小镇|期)\Z)"
)


_ITEMS = re.compile(
    r"项目(?=(?:已|已经|全面|顺利|正式|全部|也|将)?(?:竣工|投产|通过|让|列入|签约|落地|开工|封顶|启动|投用|建成|完工|入选|获批))"
)
_PLACED = re.compile(rf"年产|\d|[{HAN}]{{2}}[省市县区镇乡村州](?=.{{4}})|电站|机场|高速|铁路|港|一期|二期|三期")


def find_items(page: Page) -> list[ProgramDraft]:
    """年产…项目竣工投产: where the rest is no name without 项目."""
    found = []
    for m in _ITEMS.finditer(page.text):
        low = max(0, m.start() - REACH)
        window = page.text[low : m.start()]
        begin = cut.end() if (cut := _LAST.match(window)) else 0
        rest = window[begin:]
        if _closed(window, begin) or (not begin and low) or not 6 <= len(rest) <= 24:
            continue
        if rest.endswith(("重点", "重大", "建设", "民生", "产业", "工业", "重建")):
            continue
        if generic(rest) or re.search(r"[的是等个]|一批|各类|推进|推动|加快", rest) or not _PLACED.search(rest):
            continue
        if re.match(r"\d+[个项]|\d{4}年", rest):
            continue
        found.append(_project(page, low + begin, m.end(), "project-item"))
    return found


def find_sites(page: Page) -> list[ProgramDraft]:
    """深海·东岸智慧港项目建设现场: the name before 项目, where it is one."""
    found = []
    text = page.text
    for m in _SITE.finditer(text):
        at = m.start()
        low = max(0, at - REACH)
        window = text[low:at]
        begin = cut.end() if (cut := _LAST.match(window)) else 0
        if _closed(window, begin) or (not begin and low):
            continue
        rest = window[begin:]
        lead = _SITELEAD.match(rest)
        if lead:
            begin += lead.end()
            rest = window[begin:]
        zone = _ZONE.match(rest)
        if zone and not rest[zone.end() :].startswith(("项目", "建设")):
            begin += zone.end()
            rest = window[begin:]
        end = project_end().search(rest)
        if (end is None and "·" not in rest) or not 4 <= len(rest) <= 22:
            continue
        if end is not None and (generic(rest[: end.start()]) or _COMMON.fullmatch(rest[: end.start()])):
            continue
        if _VAGUE.search(rest[:4]):
            continue
        found.append(_project(page, low + begin, at, "project-site"))
    return found


REACH = 30

# --- named by an ending ----------------------------------------------------------------------------------------------

_RIGHT = re.compile(
    r"、[^，。；、\n]{2,16}(?:先后|全部|陆续|相继)?(?:建成|完工|开工|竣工|通车|投用|投产|贯通)|(?:已经?|将|正)?(?:"
    + words("works-after")
    + ")"
)
_STAGE = re.compile("进入|完成|全面|正式|加快|顺利|现场|如火如荼|提速|有序|稳步")
_MADE = re.compile(r"推进|推动|加快|建设|建成|运作|引进|打造|开工|谋划|启动|实施|开通|投资的|抓好|启用|规划|完成")


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(trie(head for head in table("project_heads.tsv").column("head") if len(head) > 1))


@cache
def _sure() -> frozenset[str]:
    return frozenset(head for head, place in table("project_heads.tsv") if place == "no")


_BOUND = re.compile(
    rf".*(?:{words('works-before')})",
    re.S,
)


def find_projects(page: Page) -> list[ProgramDraft]:
    """A name with a project's ending, where works are told of it: 推进…大桥建设, …产业园开工, …水库建成蓄水."""
    found: list[ProgramDraft] = []
    text = page.text
    last = -1
    for m in _inner().finditer(text):
        at, end = m.start(), m.end()
        low = max(0, at - 26)
        window = text[low:at]
        begin = cut.end() if (cut := _LAST.match(window)) else 0
        if _closed(window, begin) or (not begin and low):
            continue
        rest = window[begin:]
        lead = _BOUND.match(rest)
        verb = ""
        if lead:
            begin += lead.end()
            verb = lead.group()
            rest = window[begin:]
        zone = _ZONE.match(rest + m.group())
        if zone and zone.end() < len(rest) - 1:
            begin += zone.end()
            rest = window[begin:]
        start = low + begin
        if (
            not (2 <= len(rest) <= 16 or (len(rest) == 1 and rest in "西北"))
            or generic(rest)
            or _COMMON.fullmatch(rest)
            or _VAGUE.search(rest)
            or not re.fullmatch(rf"{_NAME}+", rest)
        ):
            continue
        right = _RIGHT.match(text, end)
        if right and right.group() == "项目" and text.startswith("部", right.end()):
            continue
        made = bool(_MADE.search(verb)) and re.match(r"[，。；、\n]|建设|等|的", text[end : end + 2])
        if m.group() not in _sure():
            if right is None or right.group() in ("建设", "项目", "全面", "加快", "进入", "实现", "改造", "等项目"):
                continue
            if right.group().endswith("工程"):
                continue
            if len(rest) < 3 and not re.match(
                "建成|通车|开工|贯通|竣工|合龙|封顶|揭牌|完工|改造提升|占地|总投资|建筑面积|全长", right.group()
            ):
                continue
        elif not right and not made and last != start - 1:
            continue
        if right is not None and right.group() == "建设" and not made and not _STAGE.match(text, right.end()):
            continue
        if rest[0] in "西北二下" and start > 2 and text[start - 1] == "、" and text[start - 2] in "东南一上":
            # 城南东、西安置区: members that share their head are one
            first = re.search(rf"[{HAN}]{{1,6}}\Z", text[max(0, start - 8) : start - 1])
            if first:
                lead = _BOUND.match(first.group())
                start -= len(first.group()) - (lead.end() if lead else 0) + 1
        if text.startswith("工程", end) and re.search("期|枢纽|航道|灌区|管道|水库", m.group()):
            end += 2
        found.append(_project(page, start, end, "project-ending"))
        last = end
    return found


_LINE = re.compile(r"号线(?:[一二三四]期|[东西南北]延(?:伸)?(?:线|段)?|延伸线|延伸段)?|铁路[A-Z]\d{0,2}线")
_LINED = re.compile(r"(?:(?:地铁|轨道交通|有轨电车)?(?<![\dA-Za-z])[A-Z]?\d{1,2}|市域|城际)\Z")
_TOWN = re.compile(rf"[，。；：！？、\n]([{HAN}]{{2,3}})\Z")
_LAID = re.compile("建成|开通|全长|开工|建设|通车|完成投资|获批|贯通|试运行|初期运营|洞通|轨通")


def find_lines(page: Page) -> list[ProgramDraft]:
    """地铁4号线, 7号线一期: lines of a railway, where the clause tells that they are built or opened."""
    found = []
    for m in _LINE.finditer(page.text):
        before = _LINED.search(page.text, max(0, m.start() - 10), m.start())
        if before is None:
            continue
        start = before.start()
        town = _TOWN.search(page.text, max(0, start - 4), start)
        if town and page.text[start] in "地轨":
            start = town.start(1)  # 宁滨地铁3号线, at a clause's beginning
        end = page.text.find("，", m.end(), m.end() + 40)
        if _LAID.search(page.text, max(0, start - 12), end if end >= 0 else m.end() + 24):
            found.append(_project(page, start, m.end(), "project-line"))
    return found


_VAGUE = re.compile(r"\d+[县市区个座条]|" + words("vague"))


_CAPTION = re.compile(rf"\n ?({_NAME}{{4,20}}?)(?:项目|效果图)?(?=\n|\Z)")


def find_captions(page: Page) -> list[ProgramDraft]:
    """A line that is nothing but a project's name (a caption, a section's heading)."""
    found = []
    for m in _CAPTION.finditer(page.text):
        end = project_end().search(m[1])
        if end is None or (len(end.group()) < 2 and not m[1].endswith(("产业园", "创新园", "港", "园"))):
            continue
        if (
            generic(m[1][: end.start()])
            or _COMMON.fullmatch(m[1][: end.start()])
            or re.match(r"[一二三四五六七八九十\d（]+[、.．）]", m[1])
            or _VAGUE.search(m[1])
        ):
            continue
        if m[1].endswith(
            ("中心", "基地", "新区", "新城", "医院", "学校", "大学", "院", "站", "城", "村", "区", "段", "厂", "楼")
        ):
            continue
        found.append(_project(page, m.start(1), m.end(1), "project-caption"))
    return found


# --- honours without marks -------------------------------------------------------------------------------------------


@cache
def _winning() -> re.Pattern[str]:
    return re.compile(words("win"))


@cache
def _won() -> re.Pattern[str]:
    ends = trie(table("honours.tsv").column("head"))
    level = words("level")
    body = rf"(?:(?![的了和等、])[{HAN}A-Za-z\d·])"
    return re.compile(
        rf"(?:了|过)?(?:为)?(?:第[一二三四五六七八九十百\d]+[届批]|首批|首届|\d{{4}}年度?)?"
        rf"(?:({body}{{2,24}}?(?:{ends})(?:[一二三]等奖)?)(?![{HAN}])|({body}{{2,24}}?(?:{ends}))(?=荣?誉?称号|认定|名单|名录|表彰|创建|建设|等)"
        rf"|((?:{level}|[{HAN}]{{2}}[省市]){body}{{3,20}}?)(?=荣誉称号|称号|认定|奖牌|[，。；、！\n]))"
    )


_NOTWON = frozenset("收接查破缴捕")
_VAIN = re.compile(
    r"一批|\d+[个项家名]|[一二三四五六七八九十]+[个项家]|多项|更多|.*(?:支持|认可|好评|批复|批准|肯定|资金|专利|第[一二三四五六七八九十\d]+|前列|计划|试点|规划|增长|任务|首位|投资|补助|收入|同意|城市群|通过|关注|赞誉|立项|授权|奖项|院士|许可|肯定或推广|肯定|推广|前.位|国家级大奖|冠军|亚军|.*\d+[家个项名]|亚军|项目|立法|议程|清单|创建成果|成果|创建|工程|行动|范围|融资|奖励|大奖赛)\Z"
)


def find_honours(page: Page) -> list[ProgramDraft]:
    """荣获…先进集体称号, 获得…认定, 入选全国…: the honour without 称号, 认定; further ones behind 、."""
    found: list[ProgramDraft] = []
    for verb in _winning().finditer(page.text):
        at = verb.end()
        if page.text[verb.start() - 1 : verb.start()] in _NOTWON or (found and found[-1].end > verb.start()):
            continue
        while (m := _won().match(page.text, at)) is not None:
            draft = _honour(page, *m.span(next(i for i in (1, 2, 3) if m[i])))
            if draft is None:
                break
            found.append(draft)
            if not page.text.startswith("、", draft.end):
                break
            at = draft.end + 1
    return found


def _honour(page: Page, start: int, end: int) -> ProgramDraft | None:
    for tail in ("荣誉称号", "称号", "荣誉", "认证"):
        if page.text[start:end].endswith(tail):
            end -= len(tail)
            break
    prize = re.match(r".*(奖)[一二三特]等奖\Z", page.text[start:end])
    if prize:
        end = start + prize.end(1)
    name = page.text[start:end]
    if len(name) < 4 or generic(name) or _VAIN.match(name):
        return None
    return program(start, end, "plain-honour", HONOUR, page.source.clean[start:end])
