"""Projects in enumerations: A、B、C等20个产业项目."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from zhextract.drafts import ProgramDraft
from zhextract.rules.program.naming import closed, common, project, written
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Endings, anywhere, guarded, listed, project_end, words

__all__ = ["find_enumerations", "find_lists", "firm"]


@cache
def _etc() -> re.Pattern[str]:
    return re.compile(
        rf"等(?!各|方面|领域|类|一系列)(?:一批|若干|(?:[一二两三四五六七八九十百]+|\d+)(?:余|多)?(?:个|项|条|座|处)|(?:[一二两三四五六七八九十]+)(?:大|项|个))?"
        rf"(?:[{HAN}A-Za-z\d]{{0,10}}?|[{HAN}]{{2,10}}的[{HAN}]{{0,8}}?)(?:项目|工程)(?!化|制|库|清单|负责|储备|公司)"
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf".*{guarded(listed('enumeration-verb'))}(?:了|好)?(?:(?<!有)|(?![色机限线]))(?:建设|运作|推进|实施|开工|包括)?",
        re.S,
    )


_CUT: Final = re.compile(r".*[，。；：！？\n《》“”‘’]", re.S)
_SPLIT: Final = re.compile(
    r"[、和以](?:(?<=、)|(?<=[园港城厂路桥站馆院线期目心]和)(?=.{3})|(?<=[一二三四五六七八九十][中小]和)|(?<=[中小]学和)|(?<=学校和)|(?<=以)及)"
)
_MEASURED: Final = re.compile(r"(?:(?:总|计划)?投资|占地|总?建筑面积|年产|总规模)?[约近超逾达]?\d[\d.,]*[万亿千百]*[一-鿿]{1,4}的(?=..)")
_ANOTHER: Final = re.compile(r"等[\d一二两三四五六七八九十多几]")
_AFTER: Final = re.compile(r"（[^（）]*）\Z")


@cache
def _class() -> Endings:
    return Endings(listed("kind-of-work"))


@cache
def _particular() -> re.Pattern[str]:
    return re.compile(r"[·A-Za-z\d]|[省市县区镇乡村州][^级]|一期|二期|三期|[至—]")


def _etceteras(page: Page) -> list[int]:
    """Where an 等 stands that a count and 项目 or 工程 follow."""
    text = page.text
    found: list[int] = []
    last = 0
    for end in sorted([*page.ends.get("项目", ()), *page.ends.get("工程", ())]):
        head = end - 2
        low = head - 30
        if low < last:
            low = last
        if "等" not in text[low:head]:
            continue
        at = text.find("等", low, head)
        while at >= 0:
            m = _etc().match(text, at)
            if m is not None:
                found.append(at)
                last = m.end()
                break
            last = at + 1
            at = text.find("等", last, head)
    return found


def _members(text: str, at: int) -> tuple[int, list[tuple[int, int]]] | None:
    """The spans of the members of an enumeration that ends at `at`, and where the clause begins; None where none are."""
    low = max(0, at - 160)
    window = text[low:at]
    begin = cut.end() if (cut := _CUT.match(window)) else 0
    if closed(window, 0, begin):
        return None
    parts = []
    place = begin
    for joint in _SPLIT.finditer(window, begin):
        parts.append((place, joint.start()))
        place = joint.end()
    parts.append((place, len(window)))
    for at_, (a, b) in enumerate(parts) if "等" in window else ():
        if _ANOTHER.search(window, a, b):  # 甲、乙等4所学校以及丙等: another enumeration goes before
            parts = parts[at_ + 1 :]
            begin = parts[0][0] if parts else begin
            break
    if not parts:
        return None
    first, stop = parts[0]
    lead = _verb().match(window[first:stop])
    if lead:
        first += lead.end()
    elif low and not begin:
        return None
    of = window.find("的", first, stop - 2)
    parts[0] = (of + 1 if of >= 0 else first, stop)
    members = []
    fits = written().fullmatch
    for a, b in parts:
        # A（投资12亿元）、B（投资86亿元）等项目
        after = _AFTER.search(window[a:b]) if window[b - 1 : b] == "）" else None
        if a and (before := _MEASURED.match(window, a, b)) is not None:
            a = before.end()  # 30亿元的B物流港
        start, end = low + a, low + b - (len(after[0]) if after else 0)
        if not 1 < end - start <= 26 or fits(text, start, end) is None:
            return None
        members.append((start, end))
    return low + begin, members


def enumerations(page: Page) -> list[tuple[list[tuple[int, int]], int]]:
    """Enumerations of projects: the spans of their members, and the offset of the 等 behind them."""
    found = []
    text = page.text
    for at in _etceteras(page):
        if (listed_ := _members(text, at)) is not None and not _repaired(text, at, listed_[1]):
            found.append((listed_[1], at))
    return found


def _repaired(text: str, at: int, members: list[tuple[int, int]]) -> bool:
    """春城路、文阳路等8条道路改造工程: streets that are only worked at."""
    return _REPAIR.search(text, at, at + 16) is not None and all(text[end - 1] in _STREETS for _, end in members)


_STREETS: Final = frozenset("路街道巷")
_REPAIR: Final = re.compile(anywhere(listed("repair")))
_BUILT: Final = re.compile(anywhere(listed("built")))


class _Sort(NamedTuple):
    """What a count behind 等 counts: which word, how its members end, whether the text must tell that they are built."""

    word: re.Pattern[str]
    ends: Endings
    told: bool


@cache
def _sorts() -> tuple[_Sort, ...]:
    streets, parks, schools, waters = (Endings(listed(f"{sort}-end")) for sort in ("street", "park", "school", "water"))
    near = rf"“?[{HAN}]{{0,4}}?"
    return (
        _Sort(re.compile("“?断头路|“?瓶颈路|“?卡脖子路"), streets, False),
        _Sort(re.compile(rf"{near}(?:道路|公路|街路|干道|支路|快速路|桥梁|大桥|隧道|通道|路)(?![{HAN}]?口)"), streets, True),
        _Sort(re.compile("“?(?:口袋公园|小?游园|街头公园|城市公园|“?微公园)"), parks, False),
        _Sort(re.compile(rf"{near}(?:公园|广场)"), parks, True),
        _Sort(re.compile(rf"{near}(?:学校|新校|中学|小学|幼儿园|中小学校?|医院)"), schools, True),
        _Sort(re.compile(rf"{near}(?:水库|电站|泵站|水厂|水闸|渡槽)"), waters, True),
    )


_SORTED: Final = re.compile("[路桥道园角场校学院库站厂闸槽]")  # what those words end in, but for 隧道, or hold


def _sort(text: str, at: int) -> _Sort | None:
    """The sort that is counted at `at`."""
    if _SORTED.search(text, at, at + 9) is None:
        return None
    return next((sort for sort in _sorts() if sort.word.match(text, at)), None)


@cache
def _class_opened() -> re.Pattern[str]:
    """From 等 to 通车."""
    return re.compile(
        rf"等(?:一批|多条|若干)?[{HAN}]{{0,8}}?(?:道|道路|公路|街路|支路|通道|路)(?:{words('works-adverb')}|建成|竣工|完工|实现了?)*"
    )


@cache
def _begun() -> re.Pattern[str]:
    """等纷纷落子, 等破土动工: what becomes of those that are listed before it."""
    return re.compile(
        rf"等(?:{words('works-adverb')}|纷纷|接连|次第)*(?:{words('works-done')}|破土动工|动工|落子|落户|落地|签约|加快推进|加快建设|拔地而起|崛起)(?![平型式合])"
    )


@cache
def _heavy() -> re.Pattern[str]:
    """等一批“大块头”相继开工: what the projects are likened to, and that they begin or end."""
    return re.compile(
        rf"等(?:一大?批)?“[{HAN}]{{2,5}}”(?:项目)?(?:{words('works-adverb')})*(?:{words('works-done')}|签约|落地)"
    )


_HEAVIES: Final = frozenset("等批")  # what stands before such a likeness


def find_lists(page: Page) -> list[ProgramDraft]:
    """打通甲路、乙街等6条断头路, 槐园、拾光园等9个口袋公园, A、B等一批“大块头”相继开工: the members."""
    text = page.text
    found: list[ProgramDraft] = []
    for quantity in page.counted:
        at = quantity.start - 1
        sort = _sort(text, quantity.end)
        if sort is None or (listed_ := _members(text, at)) is None:
            continue
        begin, members = listed_
        stop = text.find("。", quantity.end, quantity.end + 40)
        around = text[begin : members[0][0]] + text[quantity.end : stop if stop >= 0 else quantity.end + 40]
        if _REPAIR.search(text, quantity.end, quantity.end + 12) or _REPAIR.search(text, begin, members[0][0]):
            continue
        if sort.told and not _BUILT.search(around):
            continue
        fitting = [(a, b) for a, b in members if sort.ends.of(text[a:b]) and not generic(text[a:b])]
        if len(fitting) * 3 >= len(members) * 2:
            found += [project(page, start, end, "project-list") for start, end in fitting]
    found += _tallies(page)
    for end in sorted([*page.ends.get("通车", ()), *page.ends.get("贯通", ())]):
        # 甲路、乙路等城市次干道也已建成通车
        etc = text.rfind("等", max(0, end - 24), end)
        if etc > 0 and _class_opened().fullmatch(text, etc, end - 2) and (listed_ := _members(text, etc)) is not None:
            members = listed_[1]
            if all(_sorts()[0].ends.of(text[a:b]) and not generic(text[a:b]) for a, b in members):
                found += [project(page, a, b, "project-list") for a, b in members]
    for m in _begun().finditer(text):
        if (listed_ := _members(text, m.start())) is None or len(listed_[1]) < 2:
            continue
        members = [_trim(text, a, b) for a, b in listed_[1]]
        if all(b - a > 3 and not text[a].isdigit() and _named(text[a:b]) for a, b in members):
            found += [project(page, a, b, "project-list") for a, b in members]
    for group in page.groups:
        # 等一批“…”, 等“…”
        start = group[0][0]
        if text[start - 1] not in _HEAVIES:
            continue
        at = text.rfind("等", max(0, start - 5), start)
        if at < 0 or _heavy().match(text, at) is None or (listed_ := _members(text, at)) is None:
            continue
        names = [text[start:end] for start, end in listed_[1]]
        if any(map(_named, names)) and not any(len(name) < 4 or generic(name) or common(name) for name in names):
            found += [project(page, start, end, "project-list") for start, end in listed_[1]]
    return found


def _tallies(page: Page) -> list[ProgramDraft]:
    """甲大道西段、乙路北延、丙通道3个项目: a list whose members are as many as is said behind it."""
    text = page.text
    found: list[ProgramDraft] = []
    for quantity in page.tallied:
        start, end, many = quantity.start, quantity.end, quantity.value
        if (etc := text.find("等", max(0, start - 8), start)) > 0:
            found += _sorted_before(page, etc, start)
            continue
        if many is None or not 2 <= many <= 12 or text.count("、", max(0, start - 20 * int(many)), start) < many - 1:
            continue
        sort = _sort(text, end)
        if sort is None and _TALLIED.match(text, end) is None:
            continue
        listed_ = _members(text, start)
        if listed_ is None or len(listed_[1]) != many:
            continue
        members = listed_[1]
        if _REPAIR.search(text, end, end + 12) or _REPAIR.search(text, listed_[0], members[0][0]):
            continue
        ends = _sorts()[0].ends if sort is None else sort.ends
        names = [text[a:b] for a, b in members]
        if text[end] == "大" and any(map(_named, names)) and all(map(_proper_or_named, names)):
            found += [project(page, a, b, "project-list") for a, b in members]
            continue
        if all((_named(name) or ends.of(name)) and not generic(name) and not common(name) for name in names):
            found += [project(page, a, b, "project-list") for a, b in members]
    return found


def _sorted_before(page: Page, etc: int, stop: int) -> list[ProgramDraft]:
    """建成清河、双塘等水库5座: what is counted stands before the count; the members may leave its word out."""
    text = page.text
    sort = _sort(text, etc + 1)
    m = sort.word.match(text, etc + 1) if sort is not None else None
    if m is not None and m.end() != stop:
        return []
    if (listed_ := _members(text, etc)) is None:
        return []
    begin, members = listed_
    if _REPAIR.search(text, begin, members[0][0]) or not _BUILT.search(text, begin, members[0][0]):
        return []
    names = [text[a:b] for a, b in members]
    if sort is None or m is None:  # 清溪湿地、月亮湾公园等景观节点26处: as far as they are named as projects are
        named = [span for span, name in zip(members, names, strict=True) if _named(name)]
        return [project(page, a, b, "project-list") for a, b in named] if len(named) * 3 >= len(names) * 2 else []
    short = len(m[0]) == 2 and all(1 < len(name) < 4 for name in names)
    if not all((short or sort.ends.of(name)) and not generic(name) and not common(name) for name in names):
        return []
    return [project(page, a, b, "project-list") for a, b in members]


_TALLIED: Final = re.compile(
    rf"[{HAN}]{{0,6}}?(?:项目|工程|园区|综合体|片区|港区|组团|枢纽)(?!化|制|库|部|组|公司)|大[{HAN}]{{0,6}}?(?:综合体|平台|园区|片区|枢纽|新城|基地|场馆|地标)"
)


def find_enumerations(page: Page) -> list[ProgramDraft]:
    """加快推进A、B、C等重大项目: every member is a project; in Taiwan 項目 are items of any kind."""
    found = []
    for members, at in enumerations(page):
        loose = page.source.hant and "项目" in page.text[at : at + 14]
        spans = [_trim(page.text, start, end) for start, end in members]
        names = [page.text[start:end] for start, end in spans]
        named = [len(name) >= 3 and _named(name) for name in names]
        if not loose and len(names) > 2 and all(known or firm(name) for name, known in zip(names, named, strict=True)):
            named = [True] * len(names)  # 飞龙航空零部件、绿源生物医药、华创机器人等项目
        if sum(start in page.measured for start, _ in spans) > 1:
            # 投资20亿元的甲、投资12亿元的乙等项目: what bears a sum of its own is definite
            named = [known or start in page.measured for (start, _), known in zip(spans, named, strict=True)]
        if not any(named) and not any(_local().search(name) and _particular().search(name) for name in names):
            continue  # kinds of works: 住房保障、煤改电等民生工程
        sure = [
            known
            or (any(named) and _works_by(name))
            or (not loose and len(name) >= 3 and not generic(name) and not name.endswith("类") and _proper(name))
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
                and not common(name)
            ):
                continue
            found.append(project(page, start, end, "project-enumeration"))
    return found


@cache
def _local() -> re.Pattern[str]:
    return re.compile(r"[·A-Za-z]|[省市县区州镇乡村岛湾河江湖山][^级域]|[至—]|[一二三四]期")


_DEEDS: Final = listed("deed-end")


def firm(rest: str) -> bool:
    """瑞丰新能源储能: a firm's short name, and what it makes."""
    return not rest.endswith(_DEEDS) and any(
        common(rest[size:]) and not generic(rest[:2]) and not common(rest[:size]) and not common(rest[:2])
        for size in (2, 3, 4)
        if len(rest) - size >= 3
    )


def _proper_or_named(name: str) -> bool:
    return not generic(name) and not common(name) and (_named(name) or _proper(name))


def _named(name: str) -> bool:
    """A project's ending behind something that is no mere kind of thing."""
    end = project_end().of(name)
    if not end:
        return False
    rest = name[: -len(end)]
    return len(rest) >= 2 and not generic(rest) and not common(rest)


def _works_by(name: str) -> bool:
    """半导体材料中试基地: a kind of thing beside names, but what ends so is a definite construction."""
    end = project_end().of(name)
    return len(end) > 2 and len(name) - len(end) > 2 and not generic(name[: -len(end)])


def _proper(name: str) -> bool:
    """May the string be a name without a project's ending?"""
    if project_end().of(name) or common(name):
        return False
    if _class().of(name):
        return bool(_particular().search(name)) and len(name) >= 6
    return 3 <= len(name) <= 14 and "的" not in name and not name.endswith(("化", "率", "债", "国债", "球场"))


_TAIL: Final = re.compile(r"(?:项目)?(?:建设|改造提升|扩建|建成通车|建成投用|开工建设|建成|开工|投产)?\Z")
_TAILED: Final = frozenset("目设升建车用成工产")  # what those end in
_STARTED: Final = re.compile(r"(?:加快|推进|推动|建成|建设|新建|开工|完成|启动|实施|了)+(?=...)")
_STARTING: Final = frozenset("加推建新开完启实了")  # what those begin with


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without 项目, 建设, 改造提升 behind a name that stands without them."""
    name = text[start:end]
    m = _TAIL.search(name) if name[-1] in _TAILED else None
    if m and project_end().of(name[: m.start()]):
        end = start + m.start()
    m = _STARTED.match(text[start:end]) if text[start] in _STARTING else None
    if m:
        start += m.end()
    return start, end
