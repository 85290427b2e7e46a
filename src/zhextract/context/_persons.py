"""The people whom a report tells of, villagers and shopkeepers: 果农杨德发把最后一筐猕猴桃推上车; behind, 老杨 and 她."""

from __future__ import annotations

import re
from typing import Final

from zhextract.context import _words
from zhextract.lexicon import table, trie

__all__ = ["persons", "speakers"]

_SURNAMES: Final = "".join(w for w, c in table("divisions.tsv") if c == "surname")
# a role, a surname, and one or two characters of a given name
_NAMED: Final = re.compile(f"(?:{trie(w for w, c in table('divisions.tsv') if c == 'role')})([{_SURNAMES}])(?=[一-鿿])").finditer
#: who speaks tells of others
_SAYS: Final = tuple("说 介绍 表示 告诉 坦言 感慨 高兴地 笑着 激动 回忆 竖起 连连 称赞 感叹 点赞 道出 深有 感激".split())
_MARKS: Final = frozenset("，。；：\n 　”")
_SIGHT: Final = 2000  # characters
_ENDS: Final = "，。：；、（“”"
#: behind a name of two characters
_PARTICLES: Final = frozenset("把的在从去今每靠种养就也是家又有和与被将向为自带用还已正")


def persons(text: str) -> dict[int, int]:
    """Start → end of who is named with what he is, and of where he is called 老杨 behind it at a clause's head."""
    found: dict[int, int] = {}
    told: dict[str, int] = {}  # how far the text was searched for 老杨
    for m in _NAMED(text):
        at = m.start(1)
        end = _end(text, at)
        if not text.startswith(_SAYS, end):
            found[at] = end
        short, stop = f"老{m[1]}", end + _SIGHT
        again = text.find(short, max(end, told.get(short, 0)), stop)
        while again > 0:
            if text[again - 1] in _MARKS:
                found[again] = again + 2
            again = text.find(short, again + 2, stop)
        told[short] = stop
    return found


def speakers(text: str) -> list[tuple[int, int, int, int]]:
    """(start, end) of each quotation behind which a resident is named who says it, and of the name: “…每月能拿4500元。”缝纫工胡秋兰说."""
    found: list[tuple[int, int, int, int]] = []
    for m in _SAID_BY(text):
        close = m.start()
        mark = text.rfind("“", max(close - _LONGEST_SPEECH, 0), close)
        if mark >= 0 and text.find("”", mark, close) < 0:
            at = m.start(1) if m[1] else m.start(2)
            short = m[2] is not None or text[at] == "老" or text[at + 2] in _SPEAKS
            found.append((mark, close, at, m.end(2) if m[2] else at + 2 if short else _end(text, at)))
    return found


# the end of a quotation, what is told of who speaks, what he is and his name, or how he is called, and that he says it
_SAID_BY: Final = re.compile(
    "”(?<=[。！？，]”)[^，。；：“”\n]{0,24}?(?:(?:"
    + trie(w for w, c in table("divisions.tsv") if c in ("role", "resident"))
    + f")([{_SURNAMES}老])(?=[一-鿿])|([{_SURNAMES}](?:阿姨|大爷|大妈|大娘|婆婆|先生|女士|师傅|奶奶|爷爷|大姐)))"
    "(?=[^。；：“”\n]{1,18}?(?:说|告诉|笑|感慨|感叹|道))"
).finditer
_LONGEST_SPEECH: Final = 200
_SPEAKS: Final = frozenset("说道笑指一边")


def _end(text: str, at: int) -> int:
    """Where the name ends whose surname stands at `at`."""
    if text[at + 2 : at + 3] in _ENDS or text[at + 2 : at + 3] in _PARTICLES:
        return at + 2
    word = _words.word_at(text, at + 2, len(text))
    if word is not None and word[1] - word[0] > 1 and word[2] in ("verb", "function", "adverb"):
        return at + 2
    return at + 3
