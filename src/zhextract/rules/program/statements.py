"""Quoted strings that bear neither head nor verb, but of which the clause tells something as of a thing that runs."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zhextract.drafts import ProgramDraft
from zhextract.records import ProgramKind
from zhextract.rules.program.around import SIGNS, Quoted
from zhextract.rules.program.kinds import bare_kind
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Beginnings, Endings, listed, predicates, project_end

__all__ = ["by_statement", "sort_kind"]

PROJECT, PLATFORM, INITIATIVE = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.INITIATIVE
_UNNAMED: Final = re.compile("[的是，。！？；“”]")


@cache
def _classes() -> Endings:
    return Endings(listed("class-end"))


def by_statement(q: Quoted) -> ProgramDraft | None:
    """The program that a string is by what its clause tells of it."""
    inside = q.inside
    if "、" in inside and (name := _same_place(q)) is not None:
        return name
    if not 2 < len(inside) < 16 or _UNNAMED.search(inside) is not None or _classes().of(inside):
        return None
    if _STAGE.match(q.text, q.after) is not None:
        return q.draft("quoted-stage", PROJECT, inside)
    if q.attribute():
        return None
    if _CHANCE.match(q.text, q.after) is not None:
        return q.draft("quoted-chance", bare_kind(inside), inside)
    if q.next == "等" and _MEASURES.match(q.text, q.after) is not None:
        return q.draft("quoted-measures", bare_kind(inside), inside)
    if len(inside) == 4 and q.last != "个" and _of_place(q.text, inside[-2:]) and not q.likeness() and not q.aim():
        return q.draft("quoted-places", INITIATIVE, inside)
    if q.next == "评" and q.text.startswith("评选", q.after):
        return q.draft("quoted-honour", ProgramKind.HONOUR, inside)  # “江州好人”评选表彰86人
    if _SINCE.match(q.text, q.after) is not None:
        return q.draft("quoted-since", _own_kind(inside), inside)
    if not q.last or q.last in SIGNS:
        return _by_statistic(q)
    if q.last == "的" and "、" not in inside and _own_kind(inside) is PROJECT:
        runs = _NUMBER.match(q.text, q.after, q.after + 32) or _WORKS.match(q.text, q.after)
        return q.draft("quoted-site", PROJECT, inside) if runs else None
    if (kind := sort_kind(q)) is not None:
        return q.draft("quoted-sort", kind, inside)
    return _by_means(q)


# “…”“…”等12项便利化举措
_MEASURES: Final = re.compile(rf"等(?:(?:\d+|[一二两三四五六七八九十]+)[多余]?[项个大])?[{HAN}]{{0,6}}?(?:举措|措施|做法)")
_STAGE: Final = re.compile(rf"[一二三四]期(?=[{HAN}\d，])|[{HAN}]{{2,4}}段(?=\d|[全建开通贯])")
_CHANCE: Final = re.compile("的?(?:重大|历史|战略|政策)*(?:东风|机遇|契机|红利)")  # of a policy one makes use


def _same_place(q: Quoted) -> ProgramDraft | None:
    """“实力江城、开放江城、宜居江城”: what a place is to become, in three members and more that end in its name."""
    members = q.inside.split("、")
    first = members[0]
    place = first[-2:]
    if len(members) < 3 or len(first) < 4 or q.aim() or any(len(m) != len(first) or m[-2:] != place for m in members):
        return None
    return q.draft("quoted-places", INITIATIVE, q.inside) if _of_place(q.text, place) else None


def _of_place(text: str, place: str) -> bool:
    """Is the text on a district, a county, a town of that name? Its head tells."""
    at = text.find(place, 0, _HEAD)
    while at >= 0:
        if text[at + 2 : at + 3] in _DIVISIONS:
            return not generic(place)
        at = text.find(place, at + 2, _HEAD)
    return False


_HEAD: Final = 1200
_DIVISIONS: Final = frozenset("区县市省州镇乡旗")


# “一元公交”开通以来
_SINCE: Final = re.compile(
    "(?:正式|全面)?(?:开通|启动|实施|推行|推广|上线|运行|开展|启用|成立|推出|运营|开办|创办|落地|设立|开业|开放|开播|开赛)"
    "(?:以来|后，|半年|一年|至今|仅|不到|[0-9两三])"
)


# “板凳议事会”一年来开了260场: from the string to a number with its unit
_NUMBER: Final = re.compile(
    rf"，?((?:[{HAN}]|\d{{1,4}}[年月日]){{1,12}}?)\d[\d,.]*(?:[万亿千百]|余|多)*(?![\d年月日时点分])[{HAN}%]"
)
# “惠民保”参保人数达到86万人
_REACHED: Final = re.compile(
    rf"[{HAN}]{{1,4}}?(?:已|累计|总数)*(?:达到?|突破|超过?|增至|增加到|增长到|扩大到|扩大至|提高到|提升至|降至|升至|缩短至|压减)"
)
_WHEN: Final = re.compile(r"[今去]年|[一两半]年|\d|[截上下]")


@cache
def _counting() -> Beginnings:
    return Beginnings(listed("told-of"))


_SERVICES: Final = frozenset("贷通保码办帮险云圈")  # a name by themselves behind two characters


def _by_statistic(q: Quoted) -> ProgramDraft | None:
    """“共享停车”盘活车位5200余个, “一刻钟助老圈”覆盖率达86%: at a clause's beginning, what it has done, in numbers."""
    m = _NUMBER.match(q.text, q.after, q.after + 32)
    if m is None or q.next == "等" or len(q.inside) > 12 or "、" in q.inside:
        return None
    if len(q.inside) < 4 and q.inside[-1] not in _SERVICES:
        return None  # “金疙瘩”, “网红桥”
    at = m.start(1)
    if not (_WHEN.match(m[1]) or _REACHED.fullmatch(m[1]) or predicates().at(q.text, at) or _counting().at(q.text, at)):
        return None
    return q.draft("quoted-told", _own_kind(q.inside), q.inside)


# 最先亮相的“云商数谷”，楼宇出租率93%; 高188米的“岭门中心”春节后已复工
_WORKS: Final = re.compile(rf"[{HAN}]{{0,6}}?(?:[开动复]工|建成|投用|投产|封顶|落成|竣工|完工|启用|开园|开业|亮相)")


def _own_kind(inside: str) -> ProgramKind:
    end = project_end().of(inside)
    return PROJECT if (len(end) > 1 or end in _ESTATES) and len(inside) - len(end) > 1 else bare_kind(inside)


_ESTATES: Final = frozenset("谷园港城")  # a name by themselves behind two characters, as 路, 院, 厂 are not


@cache
def _sorts() -> Endings:
    """Platforms and places: a string directly behind is the name of one."""
    return Endings([*listed("named-place"), *listed("named-platform")])


def sort_kind(q: Quoted) -> ProgramKind | None:
    """工业遗址公园“机床1948”, 零工市场“马上有活”: the kind, by the word for the thing before its name."""
    if q.last not in _sorts().lasts or q.likeness() or not q.alone or "、" in q.inside:
        return None
    sort = _sorts().of(q.before())
    if not sort:
        return None
    return PROJECT if sort in listed("named-place") else PLATFORM


_MEANS: Final = Endings("通过 依托 借助 凭借 凭 得益于".split())


@cache
def _ends() -> Beginnings:
    return Beginnings(listed("means-to"))


def _by_means(q: Quoted) -> ProgramDraft | None:
    """通过“财园贷”“科技贷”为136家企业发放贷款: by means of what something is given, done."""
    if q.last == "推" and len(q.inside) > 3 and q.next in "，：。；":
        return q.draft("quoted-verb", bare_kind(q.inside), q.inside)
    if q.next == "，" and "、" not in q.inside and q.inside[-1] not in _SERVICES:
        return None  # 凭“一技之长”，他年入20万元
    if q.last not in _MEANS.lasts or not _MEANS.of(q.before()) or not _ends().at(q.text, q.after):
        return None
    return q.draft("quoted-means", bare_kind(q.inside), q.inside)
