"""What may be the name of a construction or an investment: where it begins, what only describes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from zhextract.drafts import ProgramDraft, program
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.vocabulary import HAN, anywhere, listed, words

__all__ = ["NAME", "REACH", "closed", "common", "name_start", "project", "vague", "written", "zone"]

PROJECT: Final = ProgramKind.PROJECT
NAME: Final = rf"[{HAN}A-Za-z\d·．.（）\-—]"
REACH: Final = 30  # characters to the left of an ending that are looked at

LAST: Final = re.compile(r".*[，。；：！？、\n“”‘’《》（） .▲△▼■□●◆★◎▶►](?:(?<!\.)|(?!\d))", re.S)


@cache
def written() -> re.Pattern[str]:
    return re.compile(rf"{NAME}+")


_CLOSING: Final = frozenset("”》’")
_SPOKEN: Final = frozenset("。！？，")


def closed(text: str, low: int, begin: int) -> bool:
    """A closing mark bounds the name: it belongs to what stands in the marks, unless they hold a whole sentence."""
    return begin > low and text[begin - 1] in _CLOSING and not (begin - 1 > low and text[begin - 2] in _SPOKEN)


def name_start(text: str, at: int, reach: int) -> int:
    """Where the words before `at` begin that no sign divides; -1 where a closing mark does, or they are too long.

    Behind “…”的 they begin with 的.
    """
    low = at - reach if at > reach else 0
    cut = LAST.match(text, low, at)
    if cut is None:
        if low:
            return -1
        begin = 0
    else:
        begin = cut.end()
        if text[begin - 1] in _CLOSING and text[begin] != "的" and closed(text, low, begin):
            return -1
    if "——" not in text[begin:at]:
        return begin
    return text.rfind("——", begin, at) + 2


# Words that name kinds of things: made up of them alone, a string describes (关键零部件供应链枢纽, 智能电网)
@cache
def _things() -> tuple[frozenset[str], re.Pattern[str]]:
    these = listed("kind-of-thing")
    return frozenset(word[0] for word in these), re.compile(rf"(?:{words('kind-of-thing')})+")


@lru_cache(4096)
def common(name: str) -> bool:
    firsts, pattern = _things()
    return name[:1] in firsts and pattern.fullmatch(name) is not None


@cache
def vague() -> re.Pattern[str]:
    counted = "|".join(rf"{unit}(?<=\d{unit})" for unit in "县市区个座条所家处项")
    return re.compile(rf"{counted}|{anywhere(listed('vague'))}")


@cache
def zone() -> re.Pattern[str]:
    return re.compile(
        rf"[{HAN}]{{2,6}}?(?:经开区|高新区|开发区|航空港区|示范区|自贸区)(?=.{{4}})|[{HAN}]{{2,3}}[区县](?=[{HAN}]{{2}}.*(?:园|港|基地|小镇|期)\Z)"
    )


def project(page: Page, start: int, end: int, rule: str) -> ProgramDraft:
    return program(start, end, rule, PROJECT, page.source.clean[start:end].replace("\n", ""))
