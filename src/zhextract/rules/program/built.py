"""Projects by their endings: …大桥, …产业园, where the text tells that they are built."""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import ProgramDraft
from zhextract.lexicon import table
from zhextract.rules.program.naming import common, name_start, project, vague, written, zone
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Beginnings, guarded, listed

__all__ = ["find_built"]

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


def find_built(page: Page) -> list[ProgramDraft]:
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
        begin = name_start(text, at, 26)
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
            area = zone().match(rest + head)
            if area and area.end() < len(rest) - 1:
                begin += area.end()
                rest = text[begin:at]
        start = begin
        if (
            not (2 <= len(rest) <= 16 or (len(rest) == 1 and rest in "西北"))
            or generic(rest)
            or common(rest)
            or vague().search(rest)
            or not written().fullmatch(rest)
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
        found.append(project(page, start, end, "project-ending"))
        last = end
    return found


@cache
def _share() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}]{{1,6}}\Z")
