"""Projects by what stands around them: names before 项目现场, 项目竣工; railway lines; captions."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zhextract.drafts import ProgramDraft
from zhextract.rules.program.built import done
from zhextract.rules.program.enumerated import firm
from zhextract.rules.program.naming import NAME, REACH, common, name_start, project, vague, written, zone
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, guarded, listed, project_end

__all__ = ["find_captions", "find_items", "find_lines", "find_sites"]

# --- X项目建设现场 ----------------------------------------------------------------------------------------------------

_SITE: Final = re.compile(
    r"项目(?:(?:建设|施工)?的?(?:现场|工地|部(?![分门署被获荣])|负责人|总工)"
    r"|(?=[，。\n]|$|开工|竣工|封顶|签约|正式|正在|投产|投资|落地|预计|建成|主体|拔地|交付|总投资|占地|位于|一期|自))"
)
_SITED: Final = frozenset("建施的现工部负总，。\n开竣封签正投落预主拔交占位一自").union(("",))  # what follows 项目 there
# 效果图, 施工现场, 建设工地: their last two characters, what stands before these
_PICTURED: Final = {"果图": ("效",), "现场": ("施工", "建设"), "工地": ("施工", "建设")}


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


_ITEM: Final = re.compile(
    r"项目(?=(?:已|已经|全面|顺利|正式|全部|也|将|成功|即将|从签约到|从拿地到)?"
    r"(?:正在|竣工|投产|通过|让|列入|签约|落地|落户|开工|动工|奠基|封顶|主体封顶|主体完工|启动|投用|建成|完工|进入|入选|获批|拿到|拿地|取得|试生产|点火"
    r"|[，]?(?:总投资|计划(?:总)?投资|占地|总建筑面积|位于|坐落|由.{2,12}(?:投资|建设)|是.{2,16}[^”]项目|是[^，。]{0,24}的)))"
)
_DOING: Final = frozenset("进年月上下今明主已全顺正也将竣投通让列签落开封启建完入获成即从动奠拿取试点，总计占位坐由是")  # what follows 项目 there
_PRICED: Final = re.compile("项目，?(?:总投资|计划总?投资)[约超近达]?\\d")  # it has a sum of its own, so it is one
_WEAK: Final = ("重点", "重大", "建设", "民生", "产业", "工业", "重建")
_THINGS: Final = frozenset("路街道桥院校学园馆宫站场厂期")  # what is moved or rebuilt
_WHEN: Final = re.compile("(?:今年|去年|明年|目前|其中|近日|日前|眼下|如今)+")
_MOVED: Final = ("迁建", "改扩建", "技改")  # a name without 项目
_LOOSE: Final = re.compile(r"[的是等个]|一批|各类|推进|推动|加快")
_DATED: Final = re.compile(r"\d+[个项]|\d{4}年|[^\u4e00-\u9fff]+\Z")


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"年产|\d|[{HAN}]{{2}}[省市县区镇乡村州](?=.{{4}})|电站|机场|高速|铁路|港|一期|二期|三期|\A[省市县区镇](?!级|重|内|里|区|域)")


def _measured(text: str, at: int, rest: str) -> bool:
    """东石羊城中村改造项目，总投资…: of what has a size or cost of its own, where its name is no kind of works alone."""
    works = next((w for w in _KINDS if rest.endswith(w)), "")
    if not works or len(rest) - len(works) < 2 or generic(rest[: -len(works)]) or common(rest[: -len(works)]):
        return False
    return _SIZED.match(text, at + 2) is not None


_KINDS: Final = ("城中村改造", "棚户区改造", "旧城改造", "片区改造", "改造提升", "综合整治", "生态修复", "安置房", "综合治理", "绿化")
_SIZED: Final = re.compile("[，]?(?:总投资|计划(?:总)?投资|占地|总建筑面积|建设用地|总占地|用地)")


def _moved(rest: str) -> bool:
    """环城南路改扩建: a named thing, and that it is moved or rebuilt."""
    name = next((rest[: -len(end)] for end in _MOVED if rest.endswith(end)), "")
    return len(name) > 3 and name[-1] in _THINGS and not generic(name[:-2]) and not common(name[:-2])


def find_items(page: Page) -> list[ProgramDraft]:
    """年产…项目竣工投产: where the rest is no name without 项目."""
    found = []
    text = page.text
    for at in page.items:
        if text[at + 2 : at + 3] not in _DOING or not (_ITEM.match(text, at) or done().match(text, at + 2, at + 32)):
            continue
        begin = name_start(text, at, REACH)
        if begin >= 0 and (when := _WHEN.match(text, begin, at)) is not None:
            begin = when.end()
        if begin >= 0 and (particle := text.rfind("的", begin, at - 6)) > 0:
            begin = particle + 1
        rest = text[begin:at]
        if begin < 0 or not 6 <= len(rest) <= 24 or rest.endswith(_WEAK):
            continue
        if generic(rest) or _LOOSE.search(rest) or _DATED.match(rest):
            continue
        priced = _PRICED.match(text, at) is not None and not vague().search(rest)
        if not (_placed().search(rest) or firm(rest) or _moved(rest) or priced or _measured(text, at, rest)):
            continue
        found.append(project(page, begin, at if rest.endswith(_MOVED) else at + 2, "project-item"))
    return found


# works behind a project's name: they are outside
_WORKED: Final = re.compile("(?:建设|(?:保护|修缮|改造|更新|提升|活化|修复|开发|利用){1,3})\\Z")


def find_sites(page: Page) -> list[ProgramDraft]:
    """深海·东岸智慧港项目建设现场: the name before 项目, where it is one."""
    found = []
    text = page.text
    for at in _sites(page):
        begin = name_start(text, at, REACH)
        if begin < 0 or at - begin < 4:
            continue
        rest = text[begin:at]
        if text.startswith("项目", at) and (tail := _WORKED.search(rest)) is not None and (
            tail[0] == "建设" or len(project_end().of(rest[: tail.start()])) > 1
        ):
            at -= len(tail[0])  # …幼儿园建设项目
            rest = rest[: tail.start()]
        works = rest.endswith("工程") and not text.startswith("项目", at)
        end = "工程" if works else project_end().of(rest)
        if not end and "·" not in rest:
            continue
        lead = _sitelead().match(rest)
        if lead:
            begin += lead.end()
            rest = text[begin:at]
        area = zone().match(rest) if "区" in rest or "县" in rest else None
        if area and not rest[area.end() :].startswith(("项目", "建设")):
            begin += area.end()
            rest = text[begin:at]
        if (not end and "·" not in rest) or not 4 <= len(rest) <= 22:
            continue
        if end and (generic(rest[: -len(end)]) or common(rest[: -len(end)])):
            continue
        if vague().search(rest[:4]):
            continue
        found.append(project(page, begin, at, "project-site"))
    return found


# what follows 号线, 铁路
_LINES: Final = {
    "号线": re.compile(
        r"(?:[一二三四]期(?:工程)?|[^全已正将的在至到、，。一二三四]{2,4}段|[东西南北]延(?:伸)?(?:线|段)?|延伸线|延伸段)?(?:[东西南北]段)?"
    ),
    "铁路": re.compile(r"[A-Z]\d{0,2}线"),
}
_LINED: Final = re.compile(r"(?:(?:地铁|轨道交通|有轨电车)?(?<![\dA-Za-z])[A-Z]?\d{1,2}|市域|城际)\Z")
_LAID: Final = re.compile("设站|建成|开通|全长|开工|建设|通车|完成投资|获批|贯通|试运行|初期运营|洞通|轨通")


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
        if town and text[start] in "地轨" and town[1] not in listed("works-before"):
            start = town.start(1)  # 宁滨地铁3号线, at a clause's beginning
        end = text.find("，", stop, stop + 40)
        if _LAID.search(text, max(0, start - 12), end if end >= 0 else stop + 24):
            found.append(project(page, start, stop, "project-line"))
    return found


@cache
def _caption() -> re.Pattern[str]:
    # a line's length and its last character are seen before its others are
    ends = "".join(sorted({two[1] for two in project_end().last_two if len(two) > 1}.union("港园目图")))
    return re.compile(rf"\n ?(?=[^\n]{{4,23}}+(?![^\n])(?<=[{ends}]))({NAME}{{4,20}}?)(?:项目|效果图)?(?![^\n])")


_NUMBERED: Final = re.compile(r"[一二三四五六七八九十\d（]+[、.．）]")
_STANDING: Final = (
    *("中心", "基地", "新区", "新城", "医院", "学校", "大学", "院", "站", "城", "村", "区", "段", "厂", "楼", "庄园"),
)


def find_captions(page: Page) -> list[ProgramDraft]:
    """A line that is nothing but a project's name (a caption, a section's heading)."""
    text, source = page.text, page.source
    places = [_bare(text, *m.span(1)) for m in _caption().finditer(text)]
    for at, end, _ in page.project_ends if len(source.raw) > len(text) else ():
        # a caption that a layout put into a paragraph
        if text[end : end + 1] == "\n" and (begin := name_start(text, at, 24)) > 0 and text[begin - 1] in "，、；：。":
            start = source.span(begin, end)[0]
            if source.raw[start - 1] == "\n" and written().fullmatch(text, begin, end):
                places.append((begin, end))
    return [project(page, start, end, "project-caption") for start, end in places if _captioned(text[start:end])]


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what a caption says of it: 改造一新的|兰亭游园."""
    particle = text.rfind("的", start, end - 4)
    return (particle + 1, end) if particle > start else (start, end)


def _captioned(name: str) -> bool:
    """Does the line name a project, rather than describe one or name what stands?"""
    end = project_end().of(name)
    if len(end) < 2 and not (end and name.endswith(("产业园", "创新园", "港", "园"))):
        return False
    rest = name[: -len(end)]
    if len(rest) < 2 or generic(rest) or common(rest) or _NUMBERED.match(name) or vague().search(rest if len(end) > 1 else name):
        return False
    return not name.endswith(_STANDING) or (len(end) > 2 and end[0] == "新")  # 新校区, 新院区 are built
