"""What the program rules share: the pairs of marks in a text, the heads and verbs around a place, left bounds."""

from __future__ import annotations

import re
from functools import cache, cached_property

from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.source import Source

__all__ = ["WORKS", "Mark", "Page", "heads", "phrases", "project_end", "verbs", "words"]

HAN = "\u4e00-\u9fff"
_PAIRS = {"”": "“", "’": "‘", "》": "《", "〉": "〈"}
_NAMELIKE = re.compile(rf"[{HAN}\d+、]{{2,14}}")
_CLOSED = re.compile("[^“”，。；！？\n]{0,30}”")
_MARKS = re.compile("[“”‘’《》〈〉\n]")
LONGEST = 60  # characters between two marks: a longer string is speech, or a mark is missing


# An …工程 that is a construction, not a programme of works
WORKS = re.compile(
    r"调水|引水|矿坑|国道|省道|北环|大桥|[河湖江山渠溪]综合|水利枢纽|输变电|输电|隧道|水库|三峡|除险加固|改扩建|迁建|新建|拓宽|护岸"
    r"|改造一期|[一二三]期\Z|灌区|河道|综合治理\Z|捷运|延伸|东线|中线|机场|港区|排水支流"
)


class Mark:
    """A pair of quotation or title marks: `open` and `close` are the offsets of the marks themselves."""

    __slots__ = ("close", "deep", "open", "title")

    def __init__(self, start: int, end: int, title: bool, deep: bool) -> None:
        self.open, self.close, self.title, self.deep = start, end, title, deep


@cache
def heads() -> dict[str, tuple[ProgramKind, str, str]]:
    """Head word → kind, how it works behind marks (strong, direct), how without marks (free, verb, "")."""
    return {word: (ProgramKind(kind), quoted, plain) for word, kind, quoted, plain in table("program_heads.tsv")}


@cache
def verbs() -> dict[str, tuple[str, str]]:
    """Verb → what it carries before quotation marks, whether a name without marks is bound by it."""
    return {verb: (quoted, plain) for verb, quoted, plain in table("program_verbs.tsv")}


@cache
def phrases() -> dict[str, str]:
    """What stands in quotation marks and names nothing → its class (figure, never, class)."""
    return {phrase: kind for phrase, kind in table("figures_of_speech.tsv")}


@cache
def project_end() -> re.Pattern[str]:
    """A project's ending at the end of a string."""
    return re.compile(rf"(?:{trie(table('project_heads.tsv').column('head'))})\Z")


@cache
def words(use: str) -> str:
    """A prefix tree of the words of that use in program_words.tsv."""
    return trie(word for word, its in table("program_words.tsv", 2) if its == use)


class Page:
    """One text under the program rules."""

    def __init__(self, source: Source) -> None:
        self.source, self.text = source, source.text

    @cached_property
    def marks(self) -> list[Mark]:
        """The pairs of marks, in the order of their opening; a mark without its fellow in the paragraph is none."""
        found: list[Mark] = []
        stack: list[tuple[str, int]] = []
        titles = 0
        turned = -1
        for m in _MARKS.finditer(self.text):
            char, at = m.group(), m.start()
            if char == "\n":
                # a layout may break a line between two marks: what was opened shortly before lives on, once
                turned = -1
                stack = [(c, i) for c, i in stack if at - i <= 20 and "\n" not in self.text[i:at]]
                titles = sum(c in "《〈" for c, _ in stack)
            elif char == "“" and not stack and turned >= 0 and _NAMELIKE.fullmatch(self.text, turned + 1, at):
                found.append(Mark(turned, at, False, False))
                turned = -1
            elif char == "“" and stack and stack[-1][0] == "“" and self._closes(stack[-1][1], at):
                found.append(Mark(stack.pop()[1], at, False, titles > 0))
            elif char in "“‘《〈":
                turned = -1
                if len(stack) < 8:
                    stack.append((char, at))
                    titles += char in "《〈"
            else:
                want = _PAIRS[char]
                if not stack and char == "”":
                    # ”…“ and ”…”: marks turned round by hand or by a scan
                    if turned >= 0 and _NAMELIKE.fullmatch(self.text, turned + 1, at):
                        found.append(Mark(turned, at, False, False))
                        turned = -1
                    else:
                        turned = at
                    continue
                for depth in range(len(stack) - 1, -1, -1):
                    if stack[depth][0] == want:
                        start = stack[depth][1]
                        for lost in stack[depth:]:
                            titles -= lost[0] in "《〈"
                        del stack[depth:]
                        if at - start <= LONGEST + 1 and at - start > 1:
                            found.append(Mark(start, at, want in "《〈", titles > 0))
                        break
        found.sort(key=lambda mark: mark.open)
        return found

    def _closes(self, start: int, at: int) -> bool:
        """Is the second of two opening marks a closing one by sense: a name between, and no closing mark behind?"""
        return _NAMELIKE.fullmatch(self.text, start + 1, at) is not None and _CLOSED.match(self.text, at + 1) is None

    @cached_property
    def groups(self) -> list[list[Mark]]:
        """Quoted strings that stand side by side (“…”“…”, “…”、“…”, “…”和“…”), which share verb and head."""
        found: list[list[Mark]] = []
        for mark in self.marks:
            if mark.title or mark.deep:
                continue
            if (
                found
                and found[-1][-1].close < mark.open
                and _BETWEEN.fullmatch(self.text, found[-1][-1].close + 1, mark.open)
            ):
                found[-1].append(mark)
            else:
                found.append([mark])
        return found


_BETWEEN = re.compile(r"[、和与及\n]?|以及|、\n")
