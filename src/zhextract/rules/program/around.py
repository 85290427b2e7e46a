"""A quoted string with what stands around it: the head behind, the verbs before, what it is an attribute or a likeness of."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.rules.program.vocabulary import HAN, Beginnings, Endings, guarded, heads, listed, verbs

__all__ = ["SENTENCE", "SIGNS", "SUFFIXED", "Quoted", "directs", "ending", "endings", "endless", "head_after", "honour_heads"]

SENTENCE: Final = re.compile("[。！？；：…]")

_NOHEAD: Final = r"(?!者|师|员|性|家|室|费|款|硕士|博士|伙伴|生育|化|部署|科技|院士|质量|机械|技术|励|补贴|补助|群(?!众)|集群|矩阵|会(?<=金会))"


class Head(NamedTuple):
    """What stands behind the marks: 等, a count, a modifier, the head."""

    etc: bool
    counted: bool
    modifier: str
    head: str


def strong_words() -> list[str]:
    return [word for word, (_, quoted, _) in heads().items() if quoted == "strong"]


def _strong() -> str:
    return rf"(?:{trie(strong_words())})+(?:(?<=制)度)?(?:(?<=政策)[一二三四五六七八九十]+条)?{_NOHEAD}"


STOPS: Final = "，。、；：！？“”‘’（）《》\n "


@cache
def endless() -> frozenset[str]:
    """What may stand behind a closing mark and begins neither a head nor a modifier."""
    heading = {word[0] for word in strong_words()}
    return frozenset(word for word in (*STOPS, *listed("modifier-stop")) if len(word) == 1 and word not in heading) - {
        "等"
    }


@cache
def _heading() -> Callable[[str, int, int], re.Match[str] | None]:
    """Searches for the next strong head (the match's group), or what ends a modifier: a sign, a particle, a verb."""
    stops, strong = listed("modifier-stop"), strong_words()
    firsts, seconds, single = (
        "".join(sorted(chars))
        for chars in (
            {word[0] for word in strong},
            {word[1] for word in strong if len(word) > 1},
            {word for word in strong if len(word) == 1},
        )
    )
    # most characters begin neither a stop nor a head and are run over at once
    marked = "".join(sorted({word[0] for word in stops}.union(firsts, STOPS)))
    ends = {word for word in stops if len(word) == 1}.union(STOPS)
    sure, perhaps = ("".join(sorted(chars)) for chars in (ends.difference(firsts), ends.intersection(firsts)))
    head = rf"(?=(?=[{single}]|[{firsts}][{seconds}])({_strong()}))"
    longer = guarded(word for word in stops if len(word) > 1)
    return re.compile(rf"[{marked}](?:(?<=[{sure}])|(?<={head}.)|(?<=[{perhaps}])|(?<=(?={longer}).))").search


FAR: Final = 60  # characters behind a closing mark that are looked at
_COUNTS: Final = re.compile(r"(?:[一二两三四五六七八九十百]+|\d+)[大项个类种套场处]")
_COUNTED: Final = frozenset("等一二两三四五六七八九十百0123456789")


@cache
def _compounds() -> frozenset[str]:
    return frozenset(listed("modifier-word"))


def head_after(text: str, at: int) -> Head | None:
    """The head that begins at `at`, perhaps behind 等, a count, a modifier of at most ten characters."""
    first = text[at : at + 1]
    if first in _COUNTED:
        if first != "等":
            return _counted(text, at, False)
        if (found := _counted(text, at + 1, True)) is not None:
            return found
    return _head(text, at, False, False)


def _counted(text: str, at: int, etc: bool) -> Head | None:
    if (count := _COUNTS.match(text, at)) is not None and (found := _head(text, count.end(), etc, True)) is not None:
        return found
    return _head(text, at, etc, False)


def _head(text: str, at: int, etc: bool, counted: bool) -> Head | None:
    m = _heading()(text, at, at + FAR)
    compounds = _compounds()
    while m is not None and m[1] is None and (stop := m.start()) < at + 10:
        if stop > at and text[stop - 1 : stop + 1] in compounds:
            m = _heading()(text, stop + 1, at + FAR)  # 技能, 线上: no end of a modifier
        elif text[stop : stop + 2] in compounds:
            m = _heading()(text, stop + 2, at + FAR)  # 就业, 中小
        else:
            break
    if m is None or (head := m[1]) is None:
        return None
    start = m.start()
    if start == at:
        return Head(etc, counted, "", head)
    modifier = text[at:start]
    return Head(etc, counted, modifier, head) if start - at <= 10 and _modifier().fullmatch(modifier) else None


@cache
def _modifier() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}A-Za-z·]+")


@cache
def directs() -> Beginnings:
    return Beginnings(word for word, (_, quoted, _) in heads().items() if quoted == "direct")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(trie(verbs()))


_AGAIN: Final = frozenset("的了是在把被为")
_NOTWON: Final = frozenset("收接查破")
SUFFIXED: Final = frozenset("了着过好起")


_NONE: Final[dict[str, int]] = {}


@lru_cache(4096)
def verbs_before(before: str) -> dict[str, int]:
    """The classes of the verbs in the words before marks, and how many characters stand between."""
    found: dict[str, int] = {}
    known = verbs()
    for m in _verb().finditer(before):
        start, end = m.span()
        if before[end : end + 1] in SUFFIXED:
            end += 1
        if not _AGAIN.isdisjoint(before[end:]) or (start and before[start - 1] in _NOTWON):
            continue
        found[known[m[0]][0]] = len(before) - end
    return found


@cache
def endings() -> Endings:
    """A head that ends a string: …行动, …示范基地, …奖."""
    ends = {word: kind for word, (kind, quoted, _) in heads().items() if quoted == "strong" and len(word) > 1}
    for drop in (
        "革命",
        "政策",
        "中心",
        "做法",
        "应用",
        "公益",
        "活动品牌",
        "运动",
        "联动",
        "基地",
        "布局",
        "格局",
        "通道",
        "走廊",
    ):
        ends.pop(drop, None)
    return Endings([*ends, *table("honours.tsv").column("head")])


def ending(inside: str) -> str:
    return endings().of(inside)


@cache
def honour_heads() -> frozenset[str]:
    return frozenset(table("honours.tsv").column("head"))


@cache
def _attributes() -> Beginnings:
    """Classes of people and things, qualities, days: the string before them is an attribute, not a name."""
    return Beginnings(listed("attribute"))


_AIM: Final = re.compile(
    r"(?:的|这一)?(?:总|发展|服务|工作|基本|重要)?(?:原则|目标|要求|理念|精神|导向|作风|氛围|思路|定位|思维|意识|心理)"
)
_AIMING: Final = frozenset("的这总发服工基重原目要理精导作氛思定意心")  # what that begins with
_SUFFIXES: Final = ("", "了", "过", "出", "一个", "一份", "一张", "一曲", "一种", "好")


@cache
def _likenesses() -> Endings:
    """称为, 叫做, 像, 当好: what follows is a name given in speech, a likeness."""
    return Endings(word + suffix for word in listed("likeness") for suffix in _SUFFIXES)


SIGNS: Final = frozenset("，。；！？：\n“”‘’《》—")
_CLAUSE: Final = re.compile(rf".*[{''.join(SIGNS)}]", re.S)


class Quoted:
    """One quoted string with what stands before and behind the strings that stand side by side with it."""

    __slots__ = (
        "_before",
        "_near",
        "after",
        "alone",
        "close",
        "figure",
        "head",
        "inside",
        "last",
        "next",
        "open",
        "start",
        "text",
    )

    def __init__(
        self,
        text: str,
        opening: int,
        closing: int,
        inside: str,
        figure: str,
        start: int,
        last: str,
        after: int,
        behind: str,
        head: Head | None,
        alone: bool,
    ) -> None:
        self.text, self.inside = text, inside
        self.open, self.close = opening, closing  # the offsets of the marks
        self.figure = figure  # a figure of speech: of which class
        self.start, self.last = start, last  # the offset before, and the character there
        self.after, self.next = after, behind  # the same behind
        self.head = head
        self.alone = alone  # no other marks side by side
        self._before: str | None = None
        self._near: dict[str, int] | None = None

    def before(self) -> str:
        """Up to 18 characters of the same clause."""
        if self._before is None:
            text, start = self.text, self.start
            if self.last in SIGNS:
                self._before = ""
            else:
                low = start - 18 if start > 18 else 0
                cut = _CLAUSE.match(text, low, start)
                self._before = text[cut.end() if cut else low : start]
        return self._before

    def behind(self, gap: int, *classes: str) -> bool:
        """Behind a verb of one of the classes, at most `gap` characters away?"""
        near = self._near
        if near is None:
            before = self.before()
            near = self._near = verbs_before(before) if before else _NONE
        if near:
            for kind in classes:
                if near.get(kind, 99) <= gap:
                    return True
        return False

    def attribute(self) -> bool:
        """Is the string the attribute of what follows?"""
        return self.next in _attributes().firsts and bool(_attributes().at(self.text, self.after))

    def aim(self) -> bool:
        """Is the string an aim, a spirit, an idea by what follows?"""
        return self.next in _AIMING and _AIM.match(self.text, self.after) is not None

    def likeness(self) -> bool:
        """Is the string what something is called or likened to?"""
        return self.last in _likenesses().lasts and bool(_likenesses().of(self.before()))

    def direct(self) -> str:
        """A head that works directly behind the marks only: 管理, 考核 …"""
        return directs().at(self.text, self.after) if self.next in directs().firsts else ""

    def draft(self, rule: str, kind: ProgramKind, name: str) -> ProgramDraft:
        """A program between the marks."""
        return program(self.open + 1, self.close, rule, kind, name)
