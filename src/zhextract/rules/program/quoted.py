"""Quoted strings: which “…” is a program, by the head behind it, the verb before it, its shape, what it ends in."""

from __future__ import annotations

import re
from typing import Final

from zhextract.drafts import ProgramDraft
from zhextract.rules.program.around import SENTENCE, SIGNS, Head, Quoted, head_after
from zhextract.rules.program.page import Page
from zhextract.rules.program.shapes import counted
from zhextract.rules.program.vocabulary import phrases
from zhextract.rules.program.ways import HANT_CARRY, gates, judged

__all__ = ["find_quoted"]

_SPEECH: Final = re.compile(r"[我你您他她咱吗呢啊嘛呀]|(?<!书)吧|[了着过]$|什么|怎么|为什么|这个|那个")
_SAID: Final = re.compile("[。！？；：…我你您他她咱吗呢吧啊嘛呀了着过什怎这那]")  # without these neither


def _spoken(q: Quoted) -> bool:
    """A sentence, or words that somebody says, and no head behind them: asked only of what would be a program."""
    if q.head is not None:
        return False
    if SENTENCE.search(q.inside) is not None:
        return True
    return bool(_SPEECH.search(q.inside)) and not q.behind(10, "honour") and not q.behind(0, "carries")


_NOTE: Final = re.compile(r"\[\d{1,3}\](?!\n)")  # “…”［12］行动: a reference to a note


def find_quoted(page: Page) -> list[ProgramDraft]:
    """Every quoted program; then the strings that were accepted elsewhere in the text, and members of quoted lists."""
    found: list[ProgramDraft] = []
    left: list[Quoted] = []
    text = page.text
    figures, open_ = phrases(), gates()
    also = HANT_CARRY if page.source.hant else ()
    for group, (after, behind, head) in zip(page.groups, _followed(page), strict=True):
        start, alone = group[0][0], len(group) == 1
        if start > 1 and text[start - 1] == "\n" and text[start - 2] not in SIGNS:
            start -= 1  # a layout may break the line behind the verb
        before = text[start - 1 : start]
        if head is not None and head.counted and alone and not head.etc and "、" not in text[start:after]:
            head = None  # “…、…”三个百强区 has a count of members; here it begins something else
        done, before_left = len(found), len(left)
        for opening, closing, _, _ in group:
            inside = text[opening + 1 : closing]
            if "\n" in inside:
                inside = inside.replace("\n", "")
            size = len(inside)
            if size > 26 and (head is None or size > (40 if head.modifier else 30)):
                continue
            figure = figures.get(inside, "")
            if (figure and head is None) or "“" in inside or "‘" in inside:
                continue
            q = Quoted(text, opening, closing, inside, figure, start, before, after, behind, head, alone)
            draft = judged(q, open_, also)
            if draft is None:
                left.append(q)
            elif head is not None or _SAID.search(inside) is None or not _spoken(q):
                found.append(draft)
        if not alone and 0 < len(left) - before_left < len(found) - done:
            found += _beside(found[-1], left[before_left:])
    return found + _again(page, found, left) if found and left else found


def _followed(page: Page) -> list[tuple[int, str, Head | None]]:
    """Behind each group of strings: the offset, the character there, the head.

    One search for all of the groups before anything else is asked: its large pattern stays at hand.
    """
    found = []
    text, endless = page.text, gates().endless
    for group in page.groups:
        after = group[-1][1] + 1
        behind = text[after : after + 1]
        if behind == "[" and (note := _NOTE.match(text, after)) is not None:
            after = note.end()
            behind = text[after : after + 1]
        found.append((after, behind, None if behind in endless else head_after(text, after)))
    return found


def _beside(draft: ProgramDraft, left: list[Quoted]) -> list[ProgramDraft]:
    """“长者食堂”“四点半课堂”“便民理发屋”: where most of the strings side by side are names, the others are."""
    if draft.rule == "quoted-honour":
        return []
    return [
        q.draft("quoted-beside", draft.kind, q.inside)
        for q in left
        if 2 < len(q.inside) < 10
        and not q.figure
        and "的" not in q.inside
        and SENTENCE.search(q.inside) is None
        and not (q.attribute() or q.likeness() or _spoken(q))
    ]


def _again(page: Page, found: list[ProgramDraft], left: list[Quoted]) -> list[ProgramDraft]:
    """The same string in marks elsewhere, where its surroundings did not tell; the members of a quoted list."""
    known: dict[str, ProgramDraft] = {}
    for draft in found:
        if draft.rule == "quoted-honour":
            continue
        inside = page.text[draft.start : draft.end]
        for name in (inside, *inside.split("、")) if "、" in inside else (inside,):
            if len(name) >= 3 or counted(name):
                known.setdefault(name, draft)
    more = []
    for q in left:
        twin = known.get(q.inside)
        if twin is not None and not q.figure and not q.attribute() and not _spoken(q):
            more.append(q.draft("quoted-again", twin.kind, q.inside))
    return more
