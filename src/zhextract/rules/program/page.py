"""One text under the program rules: its pairs of marks, and where heads, endings and verbs of winning stand."""

from __future__ import annotations

import re
from functools import cache, cached_property
from operator import attrgetter

from zhextract.lexicon import table
from zhextract.rules.program.vocabulary import HAN, heads, listed
from zhextract.source import Source

__all__ = ["Mark", "Page"]

_PAIRS = {"”": "“", "’": "‘", "》": "《", "〉": "〈"}
_CLOSED = re.compile("[^“”，。；！？\n]{0,30}”")
# a pair with no mark inside, or a mark; every branch begins with a character, so that `re` skips to one of them
_INSIDE = "[^“”‘’《》〈〉\n]*"
_MARKS = re.compile(f"“(?:{_INSIDE}”)?|《(?:{_INSIDE}》)?|”|》|‘|’|〈|〉")


@cache
def _namelike() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}\d+、]{{2,14}}")


LONGEST = 60  # characters between two marks: a longer string is speech, or a mark is missing


class Mark:
    """A pair of quotation or title marks: `open` and `close` are the offsets of the marks themselves."""

    __slots__ = ("close", "deep", "open", "title")

    def __init__(self, start: int, end: int, title: bool, deep: bool) -> None:
        self.open, self.close, self.title, self.deep = start, end, title, deep


@cache
def _families() -> tuple[tuple[str, ...], ...]:
    """The words that are looked for in the whole text: heads, projects' endings, verbs of winning."""
    return (
        tuple(word for word, (_, _, plain) in heads().items() if plain),
        tuple(word for word in table("project_heads.tsv").column("head") if len(word) > 1),
        listed("win"),
    )


_HEADS, _PROJECTS, _WINS = range(3)


@cache
def _family(number: int) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """The pairs of characters that a family's words end in: whether a pair is a word itself, the longer words."""
    by_end: dict[str, list[str]] = {}
    for word in _families()[number]:
        if len(word) > 1:
            by_end.setdefault(word[-2:], []).append(word)
    return {two: (two in its, tuple(word for word in its if word != two)) for two, its in by_end.items()}


@cache
def _single(number: int) -> tuple[str, ...]:
    return tuple(word for word in _families()[number] if len(word) == 1)


@cache
def _anchors() -> tuple[re.Pattern[str], frozenset[str]]:
    """What finds the last two characters of all those words in one search (and some others), and these pairs."""
    pairs = frozenset(two for number in range(len(_families())) for two in _family(number))
    before, last = (re.escape("".join(sorted({two[i] for two in pairs}))) for i in (0, 1))
    return re.compile(f"[{last}](?<=([{before}].))"), pairs


Place = tuple[int, int, str]
"""Start, end and wording of a word of a family."""


class Page:
    """One text under the program rules."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text

    @cached_property
    def marks(self) -> list[Mark]:
        """The pairs of marks, in the order of their opening; a mark without its fellow in the paragraph is none."""
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
                found.append(Mark(start, end - 1, text[start] == "《", False))
        found.sort(key=_opening)
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
            found.append(Mark(turned, at, False, False))
            return -1
        if char == "“" and stack and stack[-1][0] == "“" and self._closes(stack[-1][1], at):
            start = stack.pop()[1]
            found.append(Mark(start, at, False, any(c in "《〈" for c, _ in stack)))
            return turned
        if char in "“‘《〈":
            if len(stack) < 8:
                stack.append((char, at))
            return -1
        if not stack and char == "”":
            # ”…“ and ”…”: marks turned round by hand or by a scan
            if turned >= 0 and _namelike().fullmatch(self.text, turned + 1, at):
                found.append(Mark(turned, at, False, False))
                return -1
            return at
        want = _PAIRS[char]
        for depth in range(len(stack) - 1, -1, -1):
            if stack[depth][0] == want:
                start = stack[depth][1]
                del stack[depth:]
                if at - start <= LONGEST + 1 and at - start > 1:
                    found.append(Mark(start, at, want in "《〈", any(c in "《〈" for c, _ in stack)))
                break
        return turned

    def _closes(self, start: int, at: int) -> bool:
        """Is the second of two opening marks a closing one by sense: a name between, and no closing mark behind?"""
        return _namelike().fullmatch(self.text, start + 1, at) is not None and _CLOSED.match(self.text, at + 1) is None

    @property
    def pairs(self) -> frozenset[str]:
        """The pairs of characters that `ends` is about."""
        return _anchors()[1]

    @cached_property
    def ends(self) -> dict[str, list[int]]:
        """Where the two last characters of a head, a project's ending, a verb of winning end."""
        pattern, pairs = _anchors()
        found: dict[str, list[int]] = {}
        end = 0
        # split gives what lies between two places and what is caught there by turns: no match is made for each
        pieces = iter(pattern.split(self.text))
        for gap, two in zip(pieces, pieces):  # noqa: B905
            end += len(gap) + 1
            if two in pairs:
                if two in found:
                    found[two].append(end)
                else:
                    found[two] = [end]
        return found

    def _words(self, number: int) -> list[Place]:
        """The places of a family's words, left to right, the longest at each, as one pattern would find them."""
        text, family = self.text, _family(number)
        places: list[tuple[int, int, str]] = []  # start, minus end
        for two, ends in self.ends.items():
            its = family.get(two)
            if its is None:
                continue
            itself, longer = its
            if itself:
                places += [(end - 2, -end, two) for end in ends]
            if longer:
                for end in ends:
                    if text.endswith(longer, 0, end):
                        places += [(end - len(word), -end, word) for word in longer if text.endswith(word, 0, end)]
        for word in _single(number):
            at = text.find(word)
            while at >= 0:
                places.append((at, -at - 1, word))
                at = text.find(word, at + 1)
        places.sort()
        found = []
        last = 0
        for start, end, word in places:
            if start >= last:
                last = -end
                found.append((start, last, word))
        return found

    @cached_property
    def plain_heads(self) -> list[Place]:
        """The heads of names without marks."""
        return self._words(_HEADS)

    @cached_property
    def project_ends(self) -> list[Place]:
        """The endings of projects, of two characters and more."""
        return self._words(_PROJECTS)

    @cached_property
    def wins(self) -> list[Place]:
        """The verbs of winning."""
        return self._words(_WINS)

    @cached_property
    def items(self) -> list[int]:
        """Where 项目 stands."""
        return [m.start() for m in _ITEM.finditer(self.text)]

    @cached_property
    def groups(self) -> list[list[Mark]]:
        """Quoted strings that stand side by side (“…”“…”, “…”、“…”, “…”和“…”), which share verb and head."""
        text = self.text
        found: list[list[Mark]] = []
        last = -9
        for mark in self.marks:
            if mark.title or mark.deep:
                continue
            gap = mark.open - last - 1
            last = mark.close
            if gap == 0 or (0 < gap <= 2 and text[mark.open - gap : mark.open] in _BETWEEN):
                found[-1].append(mark)
            else:
                found.append([mark])
        return found


_ITEM = re.compile("项目")
_BETWEEN = frozenset(("、", "和", "与", "及", "\n", "以及", "、\n"))
_opening = attrgetter("open")
