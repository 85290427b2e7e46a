"""One text under the program rules: its pairs of marks, and where heads, endings and verbs of winning stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Final

from zhextract.drafts import QuantityDraft
from zhextract.lexicon import table
from zhextract.records import QuantityKind
from zhextract.rules.program.vocabulary import HAN, heads, listed, project_end
from zhextract.source import Source

__all__ = ["Mark", "Page"]

_PAIRS: Final = {"”": "“", "’": "‘", "》": "《", "〉": "〈"}
_CLOSED: Final = re.compile("[^“”，。；！？\n]{0,30}”")
# a pair with no mark inside, or a mark; every branch begins with a character, so that `re` skips to one of them
_INSIDE: Final = "[^“”‘’《》〈〉\n]*"
_MARKS: Final = re.compile(f"“(?:{_INSIDE}”)?|《(?:{_INSIDE}》)?|”|》|‘|’|〈|〉")
_BROKEN: Final = re.compile("[“”《》\n]")


@cache
def _namelike() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}\d+、]{{2,14}}")


LONGEST: Final = 60  # characters between two marks: a longer string is speech, or a mark is missing


Mark = tuple[int, int, bool, bool]
"""A pair of quotation or title marks: the offsets of the two marks; are they title marks; do they stand in title marks."""


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    """The words that are looked for in the whole text: heads, projects' endings, verbs of winning."""
    return (
        tuple(word for word, (_, _, plain) in heads().items() if plain),
        tuple(word for word in table("project_heads.tsv").column("head") if len(word) > 1),
        (*listed("win"), *listed("enter"), *listed("become")),
    )


_ALSO: Final = ("项目", "工地", "现场", "果图", "号线", "通车", "贯通", "合龙", "榜单")  # what rules look for besides


_Words = tuple[tuple[str, int], ...]
"""Words with the numbers of their families."""


@cache
def _endings() -> dict[str, tuple[int, dict[str, _Words]]]:
    """The pairs of characters that those words end in: the family of the pair itself, or -1; the longer words.

    The longer words go by the character before the pair.
    """
    own: dict[str, int] = {}
    longer: dict[str, dict[str, _Words]] = {two: {} for two in _ALSO}
    for number, family in enumerate(_families()):
        for word in family:
            if len(word) == 1:
                continue
            its = longer.setdefault(word[-2:], {})
            if len(word) == 2:
                own[word] = number
            else:
                its[word[-3]] = (*its.get(word[-3], ()), (word, number))
    return {two: (own.get(two, -1), its) for two, its in longer.items()}


@cache
def _single() -> tuple[tuple[str, int], ...]:
    return tuple((word, number) for number, family in enumerate(_families()) for word in family if len(word) == 1)


@cache
def _anchors() -> re.Pattern[str]:
    """What finds the last two characters of all those words in one search, and some others."""
    before: dict[str, set[str]] = {}
    for two in _endings():
        before.setdefault(two[1], set()).add(two[0])
    # what stands before most of the last characters is one of two: apart from the others these catch less in vain
    few = [last for last, its in before.items() if len(its) <= 2]
    many = [last for last, its in before.items() if len(its) > 2]
    either = "|".join(_class({c for last in its for c in before[last]}) + _class(its) for its in (many, few))
    return re.compile(f"{_class(before)}(?<=({either}))")


def _class(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


Place = tuple[int, int, str]
"""Start, end and wording of a word of a family."""


def _apart(places: list[Place]) -> list[Place]:
    """Of places that overlap the leftmost, the longest at each, as one pattern would find them; `places` by their ends."""
    found: list[Place] = []
    last = 0
    for place in places:
        start, end, _ = place
        if start < last:
            at = len(found)
            while at and found[at - 1][0] >= start:
                at -= 1  # what lies in this one
            if at and found[at - 1][1] > start:
                continue
            del found[at:]
        found.append(place)
        last = end
    return found


class Page:
    """One text under the program rules.

    `marks`: the pairs of marks, in the order of their opening; a mark without its fellow in the paragraph is none.
    `ends`: where the pairs of characters end that are looked for, by pair. `plain_heads`, `project_ends`, `wins`: the
    heads of names without marks, the endings of projects of two characters and more, the verbs of winning. `measured`:
    where names may begin behind a measure. `counted`: the quantities behind 等 or ……, which count what is enumerated;
    `tallied`: those that may count a whole list before them (甲路、乙路两条断头路).
    """

    __slots__ = (
        "counted",
        "ends",
        "groups",
        "items",
        "marks",
        "measured",
        "plain_heads",
        "project_ends",
        "source",
        "tallied",
        "text",
        "wins",
    )

    def __init__(self, source: Source, quantities: Sequence[QuantityDraft] = ()) -> None:
        self.source, self.text = source, source.text
        self.marks = self._paired()
        self.groups = self._grouped()
        self.ends, places = self._ended()
        self.plain_heads, self.project_ends, self.wins = map(_apart, places)
        self.measured, self.counted, self.tallied = self._quantified(quantities)
        self.items = [end - 2 for end in self.ends.get("项目", ())]

    def _paired(self) -> list[Mark]:
        text = self.text
        if "‘" in text or "’" in text or "〈" in text or "〉" in text:
            return self._matched()
        quoted = self._plain("“", "”", False)
        titled = self._plain("《", "》", True) if "《" in text or "》" in text else []
        if quoted is None or titled is None:
            return self._matched()
        if titled:
            quoted += titled
            quoted.sort()
        return quoted

    def _plain(self, opening: str, closing: str, title: bool) -> list[Mark] | None:
        """The pairs of one sort, or None where marks stand in them, or without a fellow."""
        found: list[Mark] = []
        # what stands behind each opening mark, up to the next one
        before, *pieces = self.text.split(opening)
        if self.text.count(closing) != len(pieces):
            return None
        at = len(before)
        for piece in pieces:
            size = piece.find(closing)
            inside = piece[:size]
            if size < 0 or not (inside.isalnum() or _BROKEN.search(inside) is None):
                return None
            if 0 < size <= LONGEST:
                found.append((at, at + size + 1, title, False))
            at += len(piece) + 1
        return found

    def _matched(self) -> list[Mark]:
        """The pairs where marks stand in others, or have no fellow."""
        text = self.text
        found: list[Mark] = []
        # nearly all marks pair up with nothing between: those need no stack
        stack: list[tuple[str, int]] = []
        turned = -1
        last = 0
        for m in _MARKS.finditer(text):
            start, end = m.span()
            if (stack or turned >= 0) and text.find("\n", last, start) >= 0:
                stack, turned = self._survive(stack, start), -1
            last = end
            if end - start == 1 or stack or turned >= 0:
                turned = self._mark(text[start], start, stack, turned, found)
                if end - start > 1:
                    turned = self._mark(text[end - 1], end - 1, stack, turned, found)
            elif 2 < end - start <= LONGEST + 2:
                found.append((start, end - 1, text[start] == "《", False))
        found.sort()
        return found

    def _survive(self, stack: list[tuple[str, int]], at: int) -> list[tuple[str, int]]:
        """What is still open at `at`: a layout may break a line between two marks, shortly behind the first, once."""
        text = self.text
        kept = []
        for char, start in stack:
            line = text.find("\n", start, at)
            if line < 0 or (line - start <= 20 and text.find("\n", line + 1, at) < 0):
                kept.append((char, start))
        return kept

    def _mark(self, char: str, at: int, stack: list[tuple[str, int]], turned: int, found: list[Mark]) -> int:
        """One mark beside what is open; returns where a mark stands that is turned round, or -1."""
        if char == "“" and not stack and turned >= 0 and _namelike().fullmatch(self.text, turned + 1, at):
            found.append((turned, at, False, False))
            return -1
        if char == "“" and stack and stack[-1][0] == "“" and self._closes(stack[-1][1], at):
            start = stack.pop()[1]
            found.append((start, at, False, any(c in "《〈" for c, _ in stack)))
            return turned
        if char in "“‘《〈":
            if len(stack) < 8:
                stack.append((char, at))
            return -1
        if not stack and char == "”":
            # ”…“ and ”…”: marks turned round by hand or by a scan
            if turned >= 0 and _namelike().fullmatch(self.text, turned + 1, at):
                found.append((turned, at, False, False))
                return -1
            return at
        want = _PAIRS[char]
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == want:
                start = stack[depth][1]
                del stack[depth:]
                if at - start <= LONGEST + 1 and at - start > 1:
                    found.append((start, at, want in "《〈", any(c in "《〈" for c, _ in stack)))
                break
        return turned

    def _closes(self, start: int, at: int) -> bool:
        """Is the second of two opening marks a closing one by sense: a name between, and no closing mark behind?"""
        return _namelike().fullmatch(self.text, start + 1, at) is not None and _CLOSED.match(self.text, at + 1) is None

    def _ended(self) -> tuple[dict[str, list[int]], tuple[list[Place], ...]]:
        """Where the pairs end, by pair; the places of the words, by family."""
        text, known = self.text, _endings()
        ends: defaultdict[str, list[int]] = defaultdict(list)
        places: tuple[list[Place], ...] = tuple([] for _ in _families())
        end = 0
        # split gives what lies between two places and what is caught there by turns: no match is made for each
        pieces = iter(_anchors().split(text))
        for gap, two in zip(pieces, pieces):  # noqa: B905
            end += len(gap) + 1
            if two not in known:
                continue
            ends[two].append(end)
            number, longer = known[two]
            if number >= 0:
                places[number].append((end - 2, end, two))
            if longer and (words := longer.get(text[end - 3])) is not None:
                for word, number in words:
                    if text[end - len(word) : end] == word:
                        places[number].append((end - len(word), end, word))
        for word, number in _single():
            at = text.find(word)
            if at < 0:
                continue
            while at >= 0:
                places[number].append((at, at + 1, word))
                at = text.find(word, at + 1)
            places[number].sort(key=_closing)
        return ends, places

    def _quantified(self, quantities: Sequence[QuantityDraft]) -> tuple[dict[int, bool], list[QuantityDraft], list[QuantityDraft]]:
        """What begins behind a measure (总投资102亿元的…), and whether money is spent on it; what an enumeration's end counts."""
        text = self.text
        lined = text + "\n"  # there is a character before and behind every quantity
        measured, counted, tallied = {}, [], []
        closing = _closing_lists()
        # most have neither
        for quantity in [q for q in quantities if lined[q.end] in _BEHIND or lined[q.start - 1] in closing or lined[q.end] == "大"]:
            start, at = quantity.start, quantity.end
            before, behind = lined[start - 1], lined[at]
            if before in closing and quantity.unit:
                if before in _ETC:
                    counted.append(quantity)
                elif quantity.unit in _TALLIED and text.find("、", max(0, start - 16), start) > 0:
                    tallied.append(quantity)
            elif behind == "大" and not quantity.unit and text.find("、", max(0, start - 16), start) > 0:
                tallied.append(quantity)  # 甲街区、乙广场两大商业综合体
            if behind not in _BEHIND or quantity.kind not in _MEASURES:
                continue
            if behind == "左":
                at += 2
                behind = text[at : at + 1]
            elif behind == "、" and (m := _FURTHER.match(text, at)) is not None:
                at = m.end() - 1
                behind = "的"
            if behind == "的":
                measured[at + 1] = text.find("投资", max(0, start - 24), start) >= 0
        return measured, counted, tallied

    def _grouped(self) -> list[list[Mark]]:
        """Quoted strings that stand side by side (“…”“…”, “…”、“…”, “…”和“…”), which share verb and head."""
        text = self.text
        found: list[list[Mark]] = []
        last = -9
        for mark in self.marks:
            start, end, title, deep = mark
            if title or deep:
                continue
            gap = start - last - 1
            last = end
            if gap == 0 or (0 < gap <= 2 and text[start - gap : start] in _BETWEEN):
                found[-1].append(mark)
            else:
                found.append([mark])
        return found


_TALLIED: Final = frozenset("个条所座处项")
_ETC: Final = frozenset("等…")


@cache
def _closing_lists() -> frozenset[str]:
    """等, ……, or what the members of a list end in: behind these a quantity may count them."""
    return _ETC | project_end().lasts | frozenset("街道巷线环延角苑地")


_BEHIND: Final = frozenset("的、左")
_FURTHER: Final = re.compile(r"、[\u4e00-\u9fff\d]{3,10}?的")  # 全长5公里、双向八车道的
_BETWEEN: Final = frozenset(("、", "和", "与", "及", "\n", "以及", "、\n"))
_MEASURES: Final = frozenset(
    (
        QuantityKind.MONEY,
        QuantityKind.LENGTH,
        QuantityKind.AREA,
        QuantityKind.MASS,
        QuantityKind.VOLUME,
        QuantityKind.POWER,
        QuantityKind.ENERGY,
        QuantityKind.COUNT,
    )
)
_closing: Final = itemgetter(1)
