"""Who or what a text takes up again that it told of before.

园区工业总产值612亿元; 该段全长7.9公里; 这家1998年建厂的企业，…; 全部达产后，年产值…
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.context import _words, subject
from zhextract.context.opening import LONGEST_NAME, SAYS, noun_before, this_one
from zhextract.context.spoken import LONGEST
from zhextract.lexicon import trie

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = ["PASSING", "again", "resumed", "spots"]


def spots(text: str) -> list[tuple[int, int]]:
    """(start, end) of every word at a clause's head that may take up what was told, in order."""
    return [m.span(1) for m in _RESUMED(text)]


def resumed(scene: Scene, paragraph: int, spot: tuple[int, int], start: int) -> tuple[int, int] | None:
    """What the word at `spot` before the figure at `start` takes up again: 园区|工业总产值612亿元, 该段|全长…, 这家1998年建厂的|企业，…"""
    text = scene.text
    begin, end = spot
    if text[begin - 1] == "“" and text.find("”", end, end + LONGEST_NAME) > 0:
        return None  # “园区巴士”线路
    word = text[begin:end]
    if word in _THIS:
        noun, end = end, this_one(scene, end, start)
        if end - noun < (1 if word == "该" else 2):
            begin, end = _such_a(scene, noun, start + _SHORT_CLAUSE)
            noun = begin
        if word == "这个" and not subject.is_body(text[noun:end]):
            return None  # 这个计划
        return (begin, end) if begin < end else None
    if text[end : end + 1] in _GOES_ON or text.startswith(_NO_RESUMED, end) or _ISSUED(text, end) is not None:
        return None
    if word[0] == "每" and text[end] not in _EACH_HAS:
        return None
    told = _RESUMES[word]
    return (begin, end) if not told or any(text.find(one, max(paragraph, begin - _SIGHT), begin) >= 0 for one in told) else None


def again(text: str, at: int, start: int) -> bool:
    """Does a sentence at `at` go on about the site that the one before was on: 全部达产后，…; 这里…; 这条57公里长的…?"""
    sight = min(start, at + _SHORT_CLAUSE)
    return (text.find("后", at, sight) > 0 or text.find("这", at, sight) >= 0) and _AGAIN(text, at, start) is not None


_AGAIN: Final = re.compile(
    "(?:[^，。；]{0,8}，)?(?:预计|明年|今年|届时|目前)?(?:[^，。；目程该]{1,6})?(?:全部|全面|全线)?"
    "(?:建成|达产|投产|投用|投运|竣工|完工|通车|通水|运营|开园|开业|使用|启用)后|(?:[^，。；]{2,6}，)?(?:如今|目前|现在)?(?:这里(?!要|，)|这[条座家所片处](?=[0-9]))"
).match


def _such_a(scene: Scene, at: int, stop: int) -> tuple[int, int]:
    """The noun behind what is told of it: 这家2012年由7个年轻人创办的|企业，…; 这个建于1984年的|小区共有…"""
    text = scene.text
    particle = text.find("的", at, min(stop, at + LONGEST)) + 1
    if particle and text.find("。", at, particle) < 0:
        if particle - at < 6 and not _words.words(text, at, particle - 1):
            return at, particle - 1  # 这家|企业|的研发人员
        end = noun_before(scene, particle, particle + 5)
        if end - particle > 1 and not text.startswith(SAYS, end):
            return particle, end
    return at, at


_SHORT_CLAUSE: Final = 24
_SIGHT: Final = 400  # characters that are looked back over
#: parts of a place, and the homes of who speaks (我家种了120亩水稻): a clause or two are on them
PASSING: Final = frozenset((*_words.bearing("part"), *_words.bearing("home")))
# what takes up again what was told → what must have been told before it in the paragraph, one of them
_RESUMES: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys((*_words.bearing("resumes"), *_words.bearing("each-place"), *PASSING), ()),
    "企业": _words.bearing("firm-told"),
    "集团": ("集团",),
}
_THIS: Final = _words.bearing("this")
_WORDS: Final = (*_RESUMES, *_THIS)
# one class finds a mark; the class behind it is where most of them end
_RESUMED: Final = re.compile(
    f"[，。；：“”\\n](?=[目如现今去此同{''.join(sorted({word[0] for word in _WORDS}))}])(?<![^。！？]”)"
    f"(?:目前|如今|现在|今年|去年|此外|同时)?({trie(_WORDS)})"
).finditer
#: begins what each of the places has or gets: 每村|配备…
_EACH_HAS: Final = frozenset("配建奖补安有至都平设拥培打不")
#: 县里|印发的《清单》写明…
_ISSUED: Final = re.compile("[一-鿿]{1,4}的[《“]").match
_GOES_ON: Final = frozenset("、和与及等的")
_NO_RESUMED: Final = _words.bearing("no-resumption")
