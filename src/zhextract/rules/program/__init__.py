"""Named programs: initiatives, mechanisms, documents, projects, platforms, honours.

What stands in “…” is judged by the head behind it, the verb before it, its shape and its recurrence; what stands in
《…》 by its own head and the words before it; names without marks by their heads, bounded on the left by verbs and by
structure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from zhextract.drafts import ProgramDraft, QuantityDraft, TimeDraft, program
from zhextract.rules.program.built import find_built, find_measured
from zhextract.rules.program.enumerated import find_enumerations, find_lists
from zhextract.rules.program.honours import find_honours
from zhextract.rules.program.names import canonical, parts, recurrences, written
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import find_articles, find_hotlines, find_plain
from zhextract.rules.program.projects import find_captions, find_items, find_lines, find_sites
from zhextract.rules.program.quoted import find_quoted
from zhextract.rules.program.titles import find_headline, find_titles
from zhextract.source import Source

if TYPE_CHECKING:
    from zhextract.names import Names

__all__ = ["RULES", "Rule", "find", "members"]


class Rule(NamedTuple):
    """A way to find programs: what it is called, and the function that yields drafts."""

    name: str
    find: Callable[[Page], list[ProgramDraft]]


def find(
    source: Source,
    quantities: Sequence[QuantityDraft] = (),
    times: Sequence[TimeDraft] = (),
    names: Names | None = None,
) -> list[ProgramDraft]:
    """The programs of a text, in order, without overlaps; offsets are those of the view. Own `names` win."""
    page = Page(source, quantities)
    taken = _Taken()
    if names is not None:
        taken.add([program(start, end, "own-name", kind, name) for start, end, kind, name in names.find(source.text)])
    for rule in RULES:
        if found := rule.find(page):
            taken.add(found)
    taken.add(recurrences(page, taken.drafts))
    rest = taken.drafts if names is None else [draft for draft in taken.drafts if draft.rule != "own-name"]
    if source.hant:
        for draft in rest:
            draft.name = written(page, draft)
    canonical(page, rest)
    parts(page, rest)
    return taken.drafts


class _Taken:
    """Drafts in the order of the text; what touches an earlier one is lost."""

    __slots__ = ("drafts", "ends")

    def __init__(self) -> None:
        self.drafts: list[ProgramDraft] = []
        self.ends: list[int] = []

    def add(self, drafts: list[ProgramDraft]) -> None:
        """Takes those of a rule, the longer first of two that begin together."""
        if len(drafts) > 1:
            drafts = sorted(drafts, key=lambda d: (d.start << 32) - d.end)
        taken, ends = self.drafts, self.ends
        for draft in drafts:
            start, end = draft.start, draft.end
            at = bisect_right(ends, start)
            if at == len(ends) or taken[at].start >= end:
                taken.insert(at, draft)
                ends.insert(at, end)


def members(source: Source, programs: Sequence[ProgramDraft], quantities: Sequence[QuantityDraft]) -> None:
    """Sets `members` of the count in “A、B等20个产业项目”: the names that the enumeration gives."""
    text = source.text
    ends: dict[int, int] = {}
    for quantity in [quantity for quantity in quantities if text[quantity.start - 1] == "等"] if programs else ():
        end = quantity.start - 1
        if end < 0:
            continue
        ends = ends or {draft.end: i for i, draft in enumerate(programs)}
        while end not in ends and text[end - 1 : end] in _CLOSING:
            end -= 1
        if end not in ends:
            continue
        i = ends[end]  # the last member's number
        given = [programs[i].name]
        while i > 0 and text[programs[i - 1].end : programs[i].start].strip("”“《》") in ("、", "和", ""):
            i -= 1
            given.append(programs[i].name)
        quantity.members = tuple(reversed(given))


_CLOSING: Final = frozenset("”》")

RULES: Final = (
    Rule("document", find_titles),
    Rule("quoted", find_quoted),
    Rule("document-title", find_headline),
    Rule("project-enumeration", find_enumerations),
    Rule("project-list", find_lists),
    Rule("project-measured", find_measured),
    Rule("project-site", find_sites),
    Rule("plain-honour", find_honours),
    Rule("plain", find_plain),
    Rule("plain-articles", find_articles),
    Rule("plain-hotline", find_hotlines),
    Rule("project-line", find_lines),
    Rule("project-ending", find_built),
    Rule("project-item", find_items),
    Rule("project-caption", find_captions),
)
