"""Projects in enumerations: A、B、C等20个产业项目."""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import ProgramDraft
from zhextract.rules.program.naming import closed, common, project, written
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Endings, guarded, listed, project_end

__all__ = ["find_enumerations"]


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
_SPLIT = re.compile(r"[、和以](?:(?<=、)|(?<=[园港城厂路桥站馆院线期目心]和)(?=.{3})|(?<=以)及)")
_AFTER = re.compile(r"（[^（）]*）\Z")


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
        if closed(window, 0, begin):
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
        if all(1 < b - a <= 26 for a, b in members) and all(written().fullmatch(text, a, b) for a, b in members):
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
                and not common(name)
            ):
                continue
            found.append(project(page, start, end, "project-enumeration"))
    return found


@cache
def _local() -> re.Pattern[str]:
    return re.compile(r"[·A-Za-z]|[省市县区州镇乡村岛湾河江湖山][^级域]|[至—]|[一二三四]期")


def _named(name: str) -> bool:
    """A project's ending behind something that is no mere kind of thing."""
    end = project_end().of(name)
    if not end:
        return False
    rest = name[: -len(end)]
    return len(rest) >= 2 and not generic(rest) and not common(rest)


def _proper(name: str) -> bool:
    """May the string be a name without a project's ending?"""
    if project_end().of(name) or common(name):
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
