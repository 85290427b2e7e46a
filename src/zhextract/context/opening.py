"""Who or what a sentence opens with: the plan, the site, the office or the firm that it is told of.

“时间银行”注册志愿者…; 恒昇医药港，8条产线…; 始建于1907年的北大街，全长…; 区中医院成功创建…
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.context import _words, subject
from zhextract.context.spoken import LONGEST
from zhextract.lexicon import trie

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = [
    "LED_FIRSTS",
    "LONGEST_NAME",
    "SAYS",
    "SITE_LASTS",
    "TOPIC_LASTS",
    "acting",
    "brought",
    "names_one",
    "noun_before",
    "relative",
    "this_one",
    "topic",
]


def brought(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The plan or service in marks at `at`, with its head, before what it brought: “时间银行”注册…, “春风送岗”行动举办…"""
    mark = text.find("“", at, min(stop, at + _LONGEST_QUOTE))
    if mark < 0 or mark == at + 1 or (mark > at and (text.startswith(_LED_IN, at) or text[at] == "自" or _words.words(text, at, mark))):
        return None
    close = text.find("”", mark + 3, min(stop, mark + _LONGEST_QUOTE))
    if close < 0 or text.find("，", at, close) >= 0:
        return None
    m = _BROUGHT(text, close + 1, stop)
    return (at, m.end(1)) if m is not None else None


_LONGEST_QUOTE: Final = 16
#: what plans and services do, with what stands before it
_BROUGHT: Final = re.compile(
    "((?:(?![年月日])[一-鿿]){0,6}?)(?:(?:自[^，。；]{2,8})?(?:实施|启动|上线|开行|开通|推行|运行|开展|开街|开园|运营)(?:以来|[一二三半两][个年]|百日)"
    "|(?:已|共|就|先后|去年|今年|全年|累计|还|已经|年均|每年|每天|每月|日均)*"
    "(?:" + trie(_words.bearing("brought")) + "|服务(?=[企群居市学老实游客商用])))"
).match


def noun_before(scene: Scene, at: int, stop: int) -> int:
    """Where the noun ends that goes on from `at` to what is told of it; 0: nothing is."""
    text = scene.text
    end = at
    while end < min(stop, at + LONGEST_NAME):
        if end in scene.time_starts or text[end] in "，就":
            return end
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] in _PREDICATES:
            return end
        if text[end] in _BREAKS:
            return 0
        end = word[1] if word is not None and (word[2] == "noun" or text[end] == "“") else end + 1
    return 0


_BREAKS: Final = frozenset("。；：、\n”（的和及与—0123456789")


def topic(scene: Scene, start: int, cut: int) -> tuple[int, int] | None:
    """What the first clause of a sentence, up to the comma at `cut`, does nothing but name: 横跨白水河的望江大桥，主跨…;
    恒昇医药港，8条…; 联合银行推出的“丰收贷”，累计放款…"""
    text = scene.text
    if cut - start > LONGEST:
        return None
    at = text.rfind("的", start, cut) + 1
    if text[cut - 1] == "”":
        mark = text.rfind("“", start, cut)
        at = mark if mark == at > start and cut - mark > 3 else cut
    elif not _TOPICS.of(text, at or start, cut) and not (text.startswith(_LONG_SIZES, cut + 1) and text[cut - 1] in _LONG):
        return None
    at = at or start
    if not _SHORTEST <= cut - at <= LONGEST_NAME or at in scene.place_ends:
        return None
    return (at, cut) if names_one(text, at, cut) and not text.startswith(_LED_IN, start) else None


def relative(scene: Scene, start: int, stop: int, timed: bool) -> tuple[int, int] | None:
    """The site that a sentence begins with behind what is told of it: 始建于1907年的|北大街，…; 坐落在青桥路的|实验学校迎来…
    `timed`: behind a time (5月获批的|综合保税区)."""
    text, limit = scene.text, min(stop, start + LONGEST)
    at = text.find("的", start + 2, limit) + 1
    if not at or text.find("是", start, at) >= 0 or text.find("、", start, at) >= 0:
        return None
    comma = text.find("，", start, limit)
    if 0 < comma < at:
        return None
    if comma > 0:
        limit = comma
    if (not timed and at - start <= _SHORTEST) or text.startswith(_PREPOSITIONS if timed else _LED_IN, start):
        return None
    if text[start : at - 1] in _words.ADJECTIVES or text.startswith(_NO_TOPICS, at) or at in scene.place_ends:
        return None
    end = noun_before(scene, at, limit + 1)
    if end - at < _SHORTEST - 1 or text[end - 1] not in SITE_LASTS or _NO_SITES.of(text, at, end) or text.startswith(_GONE, end):
        return None
    return at, end


def acting(scene: Scene, at: int, stop: int) -> tuple[int, int] | None:
    """The site or firm that a sentence begins with at `at`, before what it does: 区中医院成功创建…，新增…"""
    text = scene.text
    if text[at] == "该":
        end = this_one(scene, at + 1, stop)
        return (at, end) if end else None
    end, last = at + _SHORTEST - 2, min(stop, at + LONGEST_NAME)
    while (m := _ACTOR_END(text, end, last)) is not None:  # most often none: cheaper than to iterate
        end = m.end()
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] == "head" and word[1] - end == 1:
            continue  # 市政府|经|发局局长
        told = (
            (word is not None and word[2] in _PREDICATES)
            or end in scene.time_starts
            or text[end : end + 1] == "是"
            or (text[end] == "“" and end + 1 in scene.time_starts)
            or text[end + 2 : end + 3] == "“"  # 指挥部|启用|“平急转换”机制
            or (stop - end == _IDIOM and text[stop] == "，")
        )
        if told and not text.startswith(SAYS, end):
            if _ONLY_SAYS(text, end, min(end + 8, stop)) is not None:
                return None  # 县教育局|进一步说明
            if text.startswith(_ARRAYS, end - 2):
                return None
            if text.startswith("中心", end - 2) and text[at] not in _OF_PLACE:
                return None  # 公共托育中心 and the like are many
            return (at, end) if names_one(text, at, end) and not text.startswith(_LED_IN, at) else None
    return None


def this_one(scene: Scene, at: int, stop: int) -> int:
    """Where the noun of 该工程, 这座渡槽 ends that stands at `at` before what is told of it; 0: it is no such thing."""
    text = scene.text
    if at in scene.time_starts or text.startswith(_TIMES, at):
        return 0
    for end in range(at + 1, min(stop, at + _LONGEST_THIS) + 1):
        if end in scene.time_starts or text[end] in "，\n于离距在":
            return end
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] in _PREDICATES:
            return 0 if text.startswith(SAYS, end) or end in scene.place_ends else end
        if text.startswith(_SIZES, end):
            return end
    return 0


def names_one(text: str, at: int, end: int) -> bool:
    """Is it the name of one, and no class or phrase?"""
    if text.startswith(_NO_TOPICS, at) or text.find("（", at, end) >= 0 or text.find("、", at, end) >= 0:
        return False
    # 区教|育|局: one character may only look like a verb
    return all(
        kind == "noun" or (a > at and (kind == "gerund" or (kind in ("verb", "head") and b - a == 1)))
        for a, b, kind in _words.words(text, at, end)
    )


#: characters of 该工程, 该示范基地
_LONGEST_THIS: Final = 6
_TIMES: Final = _words.bearing("this-time")
_SIZES: Final = tuple(w for w in _words.ATTRIBUTES if len(w) > 1)
_PREDICATES: Final = frozenset(("verb", "function", "adverb", "link", "head"))
_OF_PLACE: Final = frozenset("省市区县州镇乡街")
#: characters of 人潮涌动, 机器轰鸣
_IDIOM: Final = 4
#: it speaks of others, or is only counted
SAYS: Final = _words.bearing("says")
#: how the names of sites and firms end
_BODIES: Final = _words.bearing("body")
#: 科技创新布局
_ARRAYS: Final = _words.bearing("array")
_ONLY_SAYS: Final = re.compile("表示|说明|指出|介绍|强调|提醒").search
_ACTORS: Final = (*_BODIES, *subject.OFFICES, *_words.bearing("actor"))
# the last character of one, with all of it behind
_ACTOR_END: Final = re.compile(
    f"[{''.join(sorted({w[-1] for w in _ACTORS}))}](?:"
    + "|".join(f"(?<={'|'.join(w for w in _ACTORS if len(w) == size)})" for size in (1, 2, 3))
    + ")"
).search
_TOPICS: Final = _words.Endings((*_BODIES, *_words.bearing("topic")))
#: what runs on, and its size: 始建于1907年的北大街，全长…
_LONG: Final = "街路河渠巷线"
_LONG_SIZES: Final = _words.bearing("length")
#: how the names of what is built or laid out end
SITE_LASTS: Final = frozenset("园学馆厂店城院楼街桥站港场校坊塔寨村湖河库区线期”")
#: only counted, or gone into something else: 废弃的石料厂|变身花园
_GONE: Final = (*SAYS, *_words.bearing("gone"))
#: of no one
_NO_SITES: Final = _words.Endings(_words.bearing("no-site"))
#: the clause begins with one that is on something else
_PREPOSITIONS: Final = _words.bearing("preposition")
TOPIC_LASTS: Final = frozenset(("”", *_TOPICS.lasts, *_LONG))
_SHORTEST, LONGEST_NAME = 4, 20
#: the clause is no more than how or why something else is done
_LED_IN: Final = _words.bearing("led-in")
#: the words of one character among them: no more need be looked at
LED_FIRSTS: Final = frozenset(word for word in _LED_IN if len(word) == 1) | frozenset("坚完强扎突提优促新发深着")
#: classes of things, of which none is named
_NO_TOPICS: Final = _words.bearing("no-topic")
