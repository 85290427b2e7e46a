"""Projects without marks: members of enumerations, names before 项目现场, names with a project's ending."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Beginnings, Endings, anywhere, guarded, listed, project_end, words

__all__ = [
    "enumerations",
    "find_captions",
    "find_enumerations",
    "find_items",
    "find_lines",
    "find_projects",
    "find_sites",
]

PROJECT = ProgramKind.PROJECT
_NAME = rf"[{HAN}A-Za-z\d·．.（）\-—]"

# --- A、B、C等20个产业项目 -------------------------------------------------------------------------------------------


@cache
def _etc() -> re.Pattern[str]:
    return re.compile(
        rf"等(?!各|方面|领域|类|一系列)(?:一批|若干|(?:[一二两三四五六七八九十百]+|\d+)(?:余|多)?(?:个|项|条|座|处)|(?:[一二两三四五六七八九十]+)(?:大|项|个))?"
        rf"[{HAN}A-Za-z\d]{{0,10}}?(?:项目|工程)(?!化|制|库|清单|负责|储备|公司)"
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf".*{guarded(listed('enumeration-verb'))}(?:了|好)?(?:(?<!有)|(?![色机限线]))(?:建设|运作|推进|实施|开工|包括)?",
        re.S,
    )


_CUT = re.compile(r".*[，。；：！？\n《》“”‘’]", re.S)
_LAST = re.compile(r".*[，。；：！？、\n“”‘’《》（） .](?:(?<!\.)|(?!\d))", re.S)
_SPLIT = re.compile(r"[、和以](?:(?<=、)|(?<=[园港城厂路桥站馆院线期目心]和)(?=.{3})|(?<=以)及)")
_AFTER = re.compile(r"（[^（）]*）\Z")


@cache
def _class() -> Endings:
    return Endings(listed("kind-of-work"))


@cache
def _written() -> re.Pattern[str]:
    return re.compile(rf"{_NAME}+")


@cache
def _particular() -> re.Pattern[str]:
    return re.compile(r"[·A-Za-z\d]|[省市县区镇乡村州][^级]|一期|二期|三期|[至—]")


_CLOSING = frozenset("”》’")
_SPOKEN = frozenset("。！？，")


def _closed(text: str, low: int, begin: int) -> bool:
    """A closing mark bounds the name: it belongs to what stands in the marks, unless they hold a whole sentence."""
    return begin > low and text[begin - 1] in _CLOSING and not (begin - 1 > low and text[begin - 2] in _SPOKEN)


def _begin(text: str, at: int, reach: int) -> int:
    """Where the words before `at` begin that no sign divides; -1 where a closing mark does, or they are too long."""
    low = max(0, at - reach)
    cut = _LAST.match(text, low, at)
    if cut is None:
        return -1 if low else 0
    begin = cut.end()
    return -1 if _closed(text, low, begin) else begin


def _etceteras(page: Page) -> list[int]:
    """Where an 等 stands that a count and 项目 or 工程 follow."""
    text = page.text
    found: list[int] = []
    last = 0
    for end in sorted([*page.ends.get("项目", ()), *page.ends.get("工程", ())]):
        head = end - 2
        low = head - 30
        at = text.find("等", low if low > last else last, head)
        while at >= 0:
            m = _etc().match(text, at)
            if m is not None:
                found.append(at)
                last = m.end()
                break
            last = at + 1
            at = text.find("等", last, head)
    return found


def enumerations(page: Page) -> list[tuple[list[tuple[int, int]], int]]:
    """Enumerations of projects: the spans of their members, and the offset of the 等 behind them."""
    found = []
    text = page.text
    for at in _etceteras(page):
        low = max(0, at - 160)
        window = text[low:at]
        begin = cut.end() if (cut := _CUT.match(window)) else 0
        if _closed(window, 0, begin):
            continue
        parts = []
        place = begin
        for joint in _SPLIT.finditer(window, begin):
            parts.append((place, joint.start()))
            place = joint.end()
        parts.append((place, len(window)))
        first, stop = parts[0]
        lead = _verb().match(window[first:stop])
        if lead:
            parts[0] = (first + lead.end(), stop)
        elif low and not begin:
            continue
        members = [(low + a, low + b) for a, b in parts]
        parts = []
        for a, b in members:
            # A（投资12亿元）、B（投资86亿元）等项目
            after = _AFTER.search(text[a:b]) if text[b - 1 : b] == "）" else None
            parts.append((a, b - len(after[0]) if after else b))
        members = parts
        if all(1 < b - a <= 26 for a, b in members) and all(_written().fullmatch(text, a, b) for a, b in members):
            found.append((members, at))
    return found


def find_enumerations(page: Page) -> list[ProgramDraft]:
    """加快推进A、B、C等重大项目: every member is a project; in Taiwan 項目 are items of any kind."""
    found = []
    for members, at in enumerations(page):
        loose = page.source.hant and "项目" in page.text[at : at + 14]
        spans = [_trim(page.text, start, end) for start, end in members]
        names = [page.text[start:end] for start, end in spans]
        named = [len(name) >= 3 and _named(name) for name in names]
        if not any(named) and not any(_local().search(name) and _particular().search(name) for name in names):
            continue  # kinds of works: 住房保障、煤改电等民生工程
        sure = [
            known or (not loose and len(name) >= 3 and not generic(name) and not name.endswith("类") and _proper(name))
            for name, known in zip(names, named, strict=True)
        ]
        for (start, end), name, good in zip(spans, names, sure, strict=True):
            # a class by its last word (…纺织) is a firm's or a project's name beside names
            if not good and not (
                not loose
                and sum(sure) >= 2
                and sum(sure) * 3 >= len(sure) * 2
                and len(name) == 4
                and not generic(name)
                and not project_end().of(name)
                and not _common(name)
            ):
                continue
            found.append(_project(page, start, end, "project-enumeration"))
    return found


# Words that name kinds of things: made up of them alone, a string describes (关键零部件供应链枢纽, 智能电网)
@cache
def _things() -> tuple[frozenset[str], re.Pattern[str]]:
    these = listed("kind-of-thing")
    return frozenset(word[0] for word in these), re.compile(rf"(?:{words('kind-of-thing')})+")


@lru_cache(4096)
def _common(name: str) -> bool:
    firsts, pattern = _things()
    return name[:1] in firsts and pattern.fullmatch(name) is not None


@cache
def _local() -> re.Pattern[str]:
    return re.compile(r"[·A-Za-z]|[省市县区州镇乡村岛湾河江湖山][^级域]|[至—]|[一二三四]期")


def _named(name: str) -> bool:
    """A project's ending behind something that is no mere kind of thing."""
    end = project_end().of(name)
    if not end:
        return False
    rest = name[: -len(end)]
    return len(rest) >= 2 and not generic(rest) and not _common(rest)


def _proper(name: str) -> bool:
    """May the string be a name without a project's ending?"""
    if project_end().of(name) or _common(name):
        return False
    if _class().of(name):
        return bool(_particular().search(name)) and len(name) >= 6
    return 3 <= len(name) <= 14 and "的" not in name and not name.endswith(("化", "率", "债", "国债", "球场"))


_TAIL = re.compile(r"(?:项目)?(?:建设|改造提升|扩建|建成通车|建成投用|开工建设|建成|开工|投产)?\Z")
_TAILED = frozenset("目设升建车用成工产")  # what those end in
_STARTED = re.compile(r"(?:加快|推进|推动|建成|建设|新建|开工|完成|启动|实施|了)+(?=...)")


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without 项目, 建设, 改造提升 behind a name that stands without them."""
    name = text[start:end]
    m = _TAIL.search(name) if name[-1] in _TAILED else None
    if m and project_end().of(name[: m.start()]):
        end = start + m.start()
    m = _STARTED.match(text[start:end])
    if m:
        start += m.end()
    return start, end


def _project(page: Page, start: int, end: int, rule: str) -> ProgramDraft:
    return program(start, end, rule, PROJECT, page.source.clean[start:end].replace("\n", ""))


# --- X项目建设现场 ----------------------------------------------------------------------------------------------------

_SITE = re.compile(
    r"项目(?:(?:建设|施工)?的?(?:现场|工地|部(?![分门署被获荣])|负责人|总工)"
    r"|(?=[，。\n]|$|开工|竣工|封顶|签约|正式|投产|落地|预计|建成|主体|拔地|交付|总投资|占地|位于|一期|自))"
)
_SITED = frozenset("建施的现工部负总，。\n开竣封签正投落预主拔交占位一自").union(("",))  # what follows 项目 there
# 效果图, 施工现场, 建设工地: their last two characters, what stands before these
_PICTURED = {"果图": ("效",), "现场": ("施工", "建设"), "工地": ("施工", "建设")}


def _sites(page: Page) -> list[int]:
    """Where project names may end: before 项目 with what tells that it is one, before 施工现场 and the like."""
    text = page.text
    places = []
    for at in page.items:
        if text[at + 2 : at + 3] in _SITED and (m := _SITE.match(text, at)) is not None:
            places.append(m.span())
    for two, before in _PICTURED.items():
        for end in page.ends.get(two, ()):
            for word in before:
                if text.endswith(word, 0, end - 2):
                    places.append((end - 2 - len(word), end))
    places.sort()
    found, last = [], 0
    for start, end in places:
        if start >= last:
            found.append(start)
            last = end
    return found


@cache
def _sitelead() -> re.Pattern[str]:
    return re.compile(rf".*{guarded(listed('site-lead'))}", re.S)


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(
        rf"[{HAN}]{{2,6}}?(?:经开区|高新区|开发区|航空港区|示范区|自贸区)(?=.{{4}})|[{HAN}]{{2,3}}[区县](?=[{HAN}]{{2}}.*(?:园|港|基地|小镇|期)\Z)"
    )


_ITEM = re.compile(
    r"项目(?=(?:已|已经|全面|顺利|正式|全部|也|将)?(?:竣工|投产|通过|让|列入|签约|落地|开工|封顶|启动|投用|建成|完工|入选|获批))"
)
_DOING = frozenset("已全顺正也将竣投通让列签落开封启建完入获")  # what follows 项目 there
_WEAK = ("重点", "重大", "建设", "民生", "产业", "工业", "重建")
_LOOSE = re.compile(r"[的是等个]|一批|各类|推进|推动|加快")
_DATED = re.compile(r"\d+[个项]|\d{4}年")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"年产|\d|[{HAN}]{{2}}[省市县区镇乡村州](?=.{{4}})|电站|机场|高速|铁路|港|一期|二期|三期")


def find_items(page: Page) -> list[ProgramDraft]:
    """年产…项目竣工投产: where the rest is no name without 项目."""
    found = []
    text = page.text
    for at in page.items:
        if text[at + 2 : at + 3] not in _DOING or _ITEM.match(text, at) is None:
            continue
        begin = _begin(text, at, REACH)
        rest = text[begin:at]
        if begin < 0 or not 6 <= len(rest) <= 24 or rest.endswith(_WEAK):
            continue
        if generic(rest) or _LOOSE.search(rest) or not _placed().search(rest) or _DATED.match(rest):
            continue
        found.append(_project(page, begin, at + 2, "project-item"))
    return found


def find_sites(page: Page) -> list[ProgramDraft]:
    """深海·东岸智慧港项目建设现场: the name before 项目, where it is one."""
    found = []
    text = page.text
    for at in _sites(page):
        begin = _begin(text, at, REACH)
        if begin < 0 or at - begin < 4:
            continue
        rest = text[begin:at]
        end = project_end().of(rest)
        if not end and "·" not in rest:
            continue
        lead = _sitelead().match(rest)
        if lead:
            begin += lead.end()
            rest = text[begin:at]
        zone = _zone().match(rest) if "区" in rest or "县" in rest else None
        if zone and not rest[zone.end() :].startswith(("项目", "建设")):
            begin += zone.end()
            rest = text[begin:at]
        end = project_end().of(rest)
        if (not end and "·" not in rest) or not 4 <= len(rest) <= 22:
            continue
        if end and (generic(rest[: -len(end)]) or _common(rest[: -len(end)])):
            continue
        if _vague().search(rest[:4]):
            continue
        found.append(_project(page, begin, at, "project-site"))
    return found


REACH = 30

# --- named by an ending ----------------------------------------------------------------------------------------------

_LISTED = re.compile(r"、[^，。；、\n]{2,16}(?:先后|全部|陆续|相继)?(?:建成|完工|开工|竣工|通车|投用|投产|贯通)")


@cache
def _told() -> Beginnings:
    """What tells that works are done at what stands before."""
    return Beginnings(listed("works-after"))


def _right(text: str, at: int) -> str | None:
    """The words at `at` that tell of works, or None."""
    if text.startswith("、", at):
        m = _LISTED.match(text, at)
        return m[0] if m else None
    told = _told()
    if text.startswith(("已", "将", "正"), at):
        for before in ("已经", "已", "将", "正"):
            if text.startswith(before, at) and (word := told.at(text, at + len(before))):
                return before + word
    return told.at(text, at) or None


@cache
def _rights() -> frozenset[str]:
    """What those words begin with."""
    return frozenset("、已将正") | {word[0] for word in listed("works-after")}


_STAGES = ("进入", "完成", "全面", "正式", "加快", "顺利", "现场", "如火如荼", "提速", "有序", "稳步")
_ENDED = ("，", "。", "；", "、", "\n", "建设", "等", "的")
_ENDING = frozenset(word[0] for word in _ENDED)
# words that are said of any place
_ANYWHERE = frozenset("建设 项目 全面 加快 进入 实现 改造 等项目".split())
_DONE = re.compile("建成|通车|开工|贯通|竣工|合龙|封顶|揭牌|完工|改造提升|占地|总投资|建筑面积|全长")
_WORKED = re.compile("期|枢纽|航道|灌区|管道|水库")
_MADE = re.compile(r"推进|推动|加快|建设|建成|运作|引进|打造|开工|谋划|启动|实施|开通|投资的|抓好|启用|规划|完成")


@cache
def _sure() -> frozenset[str]:
    return frozenset(head for head, place in table("project_heads.tsv") if place == "no")


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf".*{guarded(listed('works-before'))}", re.S)


def find_projects(page: Page) -> list[ProgramDraft]:
    """A name with a project's ending, where works are told of it: 推进…大桥建设, …产业园开工, …水库建成蓄水."""
    found: list[ProgramDraft] = []
    text = page.text
    sure, rights = _sure(), _rights()
    last = -1
    for at, end, head in page.project_ends:
        follow = text[end : end + 1]
        right = _right(text, end) if follow in rights else None
        if head not in sure:
            if right is None or right in _ANYWHERE or right.endswith("工程"):
                continue
        elif right is None and last < at - 40 and (follow not in _ENDING or not text.startswith(_ENDED, end)):
            continue
        if right == "项目" and text.startswith("部", end + 2):
            continue
        begin = _begin(text, at, 26)
        if begin < 0:
            continue
        rest = text[begin:at]
        lead = _bound().match(rest)
        verb = ""
        if lead:
            begin += lead.end()
            verb = lead[0]
            rest = text[begin:at]
        if "区" in rest or "县" in rest:
            zone = _zone().match(rest + head)
            if zone and zone.end() < len(rest) - 1:
                begin += zone.end()
                rest = text[begin:at]
        start = begin
        if (
            not (2 <= len(rest) <= 16 or (len(rest) == 1 and rest in "西北"))
            or generic(rest)
            or _common(rest)
            or _vague().search(rest)
            or not _written().fullmatch(rest)
        ):
            continue
        made = bool(_MADE.search(verb)) and text.startswith(_ENDED, end)
        if head not in sure:
            if right is not None and len(rest) < 3 and not _DONE.match(right):
                continue
        elif right is None and not made and last != start - 1:
            continue
        if right == "建设" and not made and not text.startswith(_STAGES, end + 2):
            continue
        if rest[0] in "西北二下" and start > 2 and text[start - 1] == "、" and text[start - 2] in "东南一上":
            # 城南东、西安置区: members that share their head are one
            first = _share().search(text[max(0, start - 8) : start - 1])
            if first:
                lead = _bound().match(first.group())
                start -= len(first.group()) - (lead.end() if lead else 0) + 1
        if text.startswith("工程", end) and _WORKED.search(head):
            end += 2
        found.append(_project(page, start, end, "project-ending"))
        last = end
    return found


@cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}]{{1,6}}\Z")


# what follows 号线, 铁路
_LINES = {
    "号线": re.compile(r"(?:[一二三四]期|[东西南北]延(?:伸)?(?:线|段)?|延伸线|延伸段)?(?:[东西南北]段)?"),
    "铁路": re.compile(r"[A-Z]\d{0,2}线"),
}
_LINED = re.compile(r"(?:(?:地铁|轨道交通|有轨电车)?(?<![\dA-Za-z])[A-Z]?\d{1,2}|市域|城际)\Z")
_LAID = re.compile("建成|开通|全长|开工|建设|通车|完成投资|获批|贯通|试运行|初期运营|洞通|轨通")


@cache
def _town() -> re.Pattern[str]:
    return re.compile(rf"[，。；：！？、\n]([{HAN}]{{2,3}})\Z")


def find_lines(page: Page) -> list[ProgramDraft]:
    """地铁4号线, 7号线一期: lines of a railway, where the clause tells that they are built or opened."""
    found = []
    text = page.text
    lines = [
        (at - 2, m.end())
        for two, pattern in _LINES.items()
        for at in page.ends.get(two, ())
        if (m := pattern.match(text, at)) is not None
    ]
    for at, stop in sorted(lines):
        before = _LINED.search(text, max(0, at - 10), at)
        if before is None:
            continue
        start = before.start()
        town = _town().search(text, max(0, start - 4), start)
        if town and text[start] in "地轨":
            start = town.start(1)  # 宁滨地铁3号线, at a clause's beginning
        end = text.find("，", stop, stop + 40)
        if _LAID.search(text, max(0, start - 12), end if end >= 0 else stop + 24):
            found.append(_project(page, start, stop, "project-line"))
    return found


@cache
def _vague() -> re.Pattern[str]:
    counted = "|".join(rf"{unit}(?<=\d{unit})" for unit in "县市区个座条")
    return re.compile(rf"{counted}|{anywhere(listed('vague'))}")


@cache
def _caption() -> re.Pattern[str]:
    # a line's length is seen before its characters are
    return re.compile(rf"\n ?(?=[^\n]{{4,23}}+(?![^\n]))({_NAME}{{4,20}}?)(?:项目|效果图)?(?![^\n])")


_NUMBERED = re.compile(r"[一二三四五六七八九十\d（]+[、.．）]")
_STANDING = (
    *("中心", "基地", "新区", "新城", "医院", "学校", "大学", "院", "站", "城", "村", "区", "段", "厂", "楼", "庄园"),
)


def find_captions(page: Page) -> list[ProgramDraft]:
    """A line that is nothing but a project's name (a caption, a section's heading)."""
    found = []
    for m in _caption().finditer(page.text):
        name = m[1]
        end = project_end().of(name)
        if len(end) < 2 and not (end and name.endswith(("产业园", "创新园", "港", "园"))):
            continue
        rest = name[: -len(end)]
        if generic(rest) or _common(rest) or _NUMBERED.match(name) or _vague().search(name):
            continue
        if name.endswith(_STANDING):
            continue
        found.append(_project(page, m.start(1), m.end(1), "project-caption"))
    return found
