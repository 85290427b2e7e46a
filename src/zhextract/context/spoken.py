"""Who is spoken of in the clauses before a figure that tell none themselves.

走进星澜公司，8条产线…; 位于南环的华润中心项目，总建筑面积…; 项目达产后，年产值…; 建设滨河公园，占地…
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from zhextract.context import _words
from zhextract.lexicon import lengths, table

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = ["DEFINING", "FOUNDED_LASTS", "LASTS", "LONGEST", "Named", "defines", "founded", "may_end", "named"]

_FIRMS: Final = _words.bearing("firm")
_SITES_OF: Final = tuple(w for w, c in table("divisions.tsv") if c == "site")
_PHASES: Final = tuple(f"{w}{n}期" for w in ("园", "区", "项目", "工程", "基地", "中心", "厂") for n in "一二三四")
_NAMES: Final = (*_SITES_OF, *_PHASES, *_FIRMS, *_words.bearing("named-site"))
_ENDS: Final = _words.Endings(_NAMES)
#: a reporter goes there, and the paragraph is on it
_ENTERED: Final = _words.bearing("entered")
_SITES: Final = _words.bearing("at-work")
#: the clause behind tells the size of what is named
_MEASURED: Final = _words.bearing("sized")
#: the clause behind says what it is: 铁西片区更新项目，是…
_IS: Final = _words.bearing("defining")
#: how such words begin
DEFINING: Final = frozenset(word[0] for word in _IS)
#: what became of it: 项目建成后，
_DONE: Final = _words.bearing("done")
_LYING: Final = _words.bearing("lying")
#: inside of it: 在智能制造产业园内，
_INSIDE: Final = _words.bearing("inside")
#: seen by a reporter: 记者在云江医药港看到，
_SEEN: Final = _words.bearing("seen")
_TAILS: Final = {
    **dict.fromkeys(_SEEN, "seen"),
    **dict.fromkeys(_SITES, "site"),
    **dict.fromkeys(_INSIDE, "in"),
    **{word: "then" if word[-1] == "后" else "done" for word in _DONE},
}
_TAIL_SIZES: Final = lengths(word[::-1] for word in _TAILS)
_ALL: Final = (*_NAMES, *_SITES, *_SEEN, *_DONE, *(name + inside for name in _NAMES for inside in _INSIDE))
#: how a clause ends that may name one: the last character of each, and more closely the last two
LASTS: Final = frozenset(word[-1] for word in _ALL)
_PAIRS: Final = frozenset(word[-2:] for word in _ALL if len(word) > 1)
_SHORT: Final = frozenset(word for word in _ALL if len(word) == 1)
#: characters of a clause that is looked at
LONGEST: Final = 40


class Named(NamedTuple):
    """`entered`: the whole paragraph is on it."""

    start: int
    end: int
    entered: bool


def may_end(text: str, cut: int) -> bool:
    """May the clause that ends at `cut` name one? Asked where its last character is one of `LASTS`."""
    return text[cut - 2 : cut] in _PAIRS or text[cut - 1] in _SHORT


def defines(text: str, cut: int) -> bool:
    """Does the clause behind the comma at `cut` say what the one before names: 铁西片区更新项目，是…"""
    return text.startswith(_IS, cut + 1)


def named(scene: Scene, start: int, cut: int, measured: bool) -> Named | None:
    """The firm, site or project that the clause from `start` to the comma at `cut` is on. `measured`: the figure behind it is a
    measure of one thing, so that it may be of what a verb acts on, or of what is said in passing (建设滨河公园，占地…)."""
    text, at = scene.text, start
    if cut - at > LONGEST:
        return None
    if text[at] == "（":  # （一）A地块，位于…
        at = max(text.find("）", at, at + 4) + 1, at)
    end, tail = cut, ""
    for size in _TAIL_SIZES.get(text[cut - 1], ()):
        tail = _TAILS.get(text[cut - size : cut], "")
        if tail:
            end -= size
            break
    entered = tail == "site"
    if text.startswith(_ENTERED, at):
        entered = True
        at += 2
    elif tail == "seen" or (text[at] == "在" and tail in ("", "site", "in")):
        # 记者在云江医药港看到，; 在云江医药港，
        place = text.find("在", at, end)
        if place < 0 or (place > at and not text.startswith("记者", place - 2)):
            return None
        entered, at = True, place + 1
    lying = text.startswith(_LYING, at)
    topic = defines(text, cut)
    sized = text.startswith(_MEASURED, cut + 1)
    passing = not (entered or lying or topic or tail in ("then", "in"))
    if (passing and not measured and not sized) or not (_ENDS.of(text, at, end) or (tail == "site" and end - at > _SHORTEST)):
        return None
    if tail == "site" and not _ENDS.of(text, at, end) and _ENDS.of(text, at, cut):
        end = cut  # 鲁重数控总装车间
    particle = text.rfind("的", at, end)
    if particle >= 0:
        if (passing and not sized) or text.find("是", at, particle) > 0:
            return None  # 管城是郑州的商贸中心: on 管城
        at = particle + 1
    if at not in scene.projects and end - (behind := scene.place_ends.get(at, at)) > _SHORTEST:
        at = behind  # but not of 桥头镇|中心小学
    begin = at
    for a, b, kind in _words.words(text, begin, end):
        if (kind == "gerund" and a != at) or (kind == "verb" and b - a == 1 and a > at):
            continue
        if kind not in ("noun", "head") and b < end:
            if not passing or kind not in ("verb", "gerund") or text[a - 1] in "）)":
                return None
            at = b
    if not 2 <= end - at <= 24 or text.find("、", at, end) >= 0:
        return None
    return Named(at, end, entered or (topic and text[start - 1 : start] in ("", "\n")))


def founded(text: str, start: int, cut: int) -> tuple[int, int] | None:
    """What the clause from `start` to the comma at `cut` says was founded or made out of something else: 成立云溪果业联合社，"""
    m = _FOUNDED(text, start, cut)
    return m.span(1) if m is not None else None


_FOUNDED: Final = re.compile(
    "(?:成立|创办|办起|改造成|改建成|改造为|打造成|合并成|并成)了?(?:一[家个座])?"
    "([^，。；：、的“”《]{2,12}(?:合作社|联合社|公司|馆|产业园|示范园|工厂|农场|牧场|民宿|基地))$"
).search
FOUNDED_LASTS: Final = frozenset("社司馆园厂场宿地")
_SHORTEST: Final = 4  # characters of a site's name
