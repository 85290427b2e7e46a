"""Canonical names over a whole text: one program, one name; numeral abbreviations and their parts."""

from __future__ import annotations

import re
from functools import cache

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, Page, heads, project_end

__all__ = ["canonical", "parts", "recurrences", "written"]

_MARKS = re.compile(r"[“”‘’\s]")
_DISTRICT = re.compile(rf"(?:[{HAN}]{{2,3}}[省市区县]|全[国省市区县])(?=[{HAN}\d·]{{4}})")
_TAILS = ("", "项目", "工作", "建设", "服务", "项目建设")


def written(page: Page, draft: ProgramDraft) -> str:
    """The name as the text writes it (traditional characters), where the rule took it from the folded view."""
    text, clean = page.text, page.source.clean
    inside = text[draft.start : draft.end]
    if not draft.name.startswith(inside):
        return str(draft.name)
    tail = draft.name[len(inside) :]
    name = clean[draft.start : draft.end]
    if tail:
        at = text.find(tail, draft.end, draft.end + 120)
        name += clean[at : at + len(tail)] if at >= 0 else tail
    return name


def _key(text: str) -> str:
    return _MARKS.sub("", text) if _MARKS.search(text) else text


def canonical(page: Page, drafts: list[ProgramDraft]) -> None:
    """Gives the variants of one program one name: the head that stands directly behind it anywhere, the longest.

    A head with a modifier of its own (“…”国际合作实验室) names that one place; the bare string takes it over only where
    the text knows no other name for it.
    """
    direct: dict[str, str] = {}
    other: dict[str, set[str]] = {}
    kinds: dict[str, ProgramKind] = {}
    tally: dict[str, dict[str, int]] = {}
    bare: set[str] = set()
    keys = [_key(page.text[draft.start : draft.end]) for draft in drafts]
    for draft, key in zip(drafts, keys, strict=True):
        tail = _key(draft.name)[len(key) :]
        if not tail:
            bare.add(key)
        if not tail or draft.kind is ProgramKind.DOCUMENT:
            continue
        if _direct().fullmatch(tail):
            counts = tally.setdefault(key, {})
            counts[tail] = counts.get(tail, 0) + 1
            best = max(counts, key=lambda t: (t not in _TAILS, counts[t], len(t)))
            if best == tail:
                direct[key] = draft.name
                kinds[key] = draft.kind
        else:
            other.setdefault(key, set()).add(draft.name)
            kinds.setdefault(key, draft.kind)
    known_names: dict[str, str] = {}
    for draft, key in zip(drafts, keys, strict=True):
        if draft.kind is ProgramKind.DOCUMENT:
            pass
        elif key in direct:
            draft.name = direct[key]
        elif key in bare and draft.name.endswith(("项目", "工作", "建设")):
            draft.name = page.source.clean[draft.start : draft.end]
        elif draft.name == key and len(other.get(key, ())) == 1:
            (name,) = other[key]
            if not name.endswith("项目"):
                draft.name = name
        if draft.rule in ("quoted-again", "quoted-verb", "quoted-shape") and key in kinds:
            draft.kind = kinds[key]
        known_names[_key(draft.name)] = draft.name
    # the “…平台” of the “…区…平台”: one name with the district's, the longer
    short = {name[m.end() :]: full for name, full in known_names.items() if (m := _DISTRICT.match(name))}
    for draft in drafts:
        draft.name = short.get(_key(draft.name), draft.name)


@cache
def _direct() -> re.Pattern[str]:
    strong = trie(word for word, (_, quoted, _) in heads().items() if quoted in ("strong", "direct"))
    return re.compile(rf"(?:{strong})+")


_ABBREVIATED = re.compile(r"([二两三四五六七八九十双])个?(.{1,4})\Z")
_NUMERAL = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}


def _tails(page: Page) -> dict[str, list[str]]:
    """Short quoted strings by what they end in: 先行 → 教育先行, 交通先行."""
    ends: dict[str, list[str]] = {}
    for mark in page.marks:
        inside = page.text[mark.open + 1 : mark.close]
        if 2 < len(inside) <= 8 and not mark.title and "、" not in inside and inside[0] not in _NUMERAL:
            for size in (1, 2, 3, 4):
                of = ends.setdefault(inside[-size:], [])
                if inside not in of[-9:]:
                    of.append(inside)
    return ends


def parts(page: Page, drafts: list[ProgramDraft]) -> None:
    """Links a numeral abbreviation to its parts: “甲A、乙B”的“两A”; 甲先行, 乙先行 for 两个先行; 两个先行（甲、乙）."""
    text = page.text
    lists: dict[str, tuple[str, ...]] = {}
    tails = _tails(page) if any(text[draft.start] in _NUMERAL for draft in drafts) else {}
    for draft in drafts:
        key = text[draft.start : draft.end]
        if key in lists:
            continue
        m = _ABBREVIATED.match(key) if key[:1] in _NUMERAL else None
        if m is None:
            continue
        count = _NUMERAL[m[1]]
        word = m[2]
        found: tuple[str, ...] = ()
        before = text[max(0, draft.start - 80) : draft.start - 1]
        listed = re.search(r"“([^“”]+)”的?\Z", before) or re.search(r"([^，。；：“”\n]+)\Z", before)
        if listed:
            items = listed[1].split("、")
            fits = len(items) == count and all(1 < len(item) <= 14 for item in items)
            quoted_list = listed.group().startswith("“")
            if fits and (quoted_list or all(len(item) <= 8 for item in items[1:])):
                found = tuple(items)
        after = re.match(rf"”?[{HAN}]{{0,6}}(?:（|，?即|：)(?:“?)([^（）。；，\n]+)", text[draft.end : draft.end + 100])
        if not found and after:
            items = [item.strip("“”") for item in re.split(r"、|”“", after[1])]
            if len(items) == count:
                found = tuple(items)
        if not found:
            ending = [inside for inside in tails.get(word, ()) if inside != key]
            if len(ending) == count:
                found = tuple(ending)
        lists[key] = found
    for draft in drafts:
        draft.parts = lists.get(text[draft.start : draft.end], ())


def _lasting(draft: ProgramDraft, inside: str) -> bool:
    """Is a project's name known wherever it stands again? Not a park's, a road's: works make it one."""
    if draft.rule.startswith("quoted"):
        return True
    m = project_end().search(inside)
    if draft.rule == "project-enumeration":
        return m is not None and len(inside) >= 5
    return (
        m is not None
        and len(m.group()) > 1
        and m.group()
        not in ("公园", "中心", "广场", "基地", "大道", "医院", "机场", "铁路", "水库", "一期", "二期", "三期")
    )


def recurrences(page: Page, drafts: list[ProgramDraft]) -> list[ProgramDraft]:
    """Names that stand in the text again without marks or without what told them the first time."""
    text = page.text
    wanted: dict[str, ProgramDraft] = {}
    for draft in drafts:
        inside = text[draft.start : draft.end]
        lasting = draft.kind is ProgramKind.PROJECT and len(inside) >= 4 and _lasting(draft, inside)
        if lasting or (draft.rule == "plain-initiative" and len(inside) >= 7):
            wanted.setdefault(inside, draft)
        elif draft.rule.startswith("quoted") and draft.kind is not ProgramKind.HONOUR:
            name = draft.name
            if len(name) >= 5 and len(name) > len(inside):
                wanted.setdefault(name, draft)
        if len(wanted) >= 300:
            break
    known = {page.text[draft.start : draft.end]: draft for draft in drafts if draft.rule.startswith("quoted")}
    found = []
    for m in re.finditer(r"【([^【】\n]{2,20})】", text):
        heading = known.get(m[1])  # 【…】 before a section
        if heading is not None:
            found.append(program(m.start(1), m.end(1), "name-again", heading.kind, heading.name))
    if not wanted:
        return found
    for wording, draft in wanted.items():
        at = text.find(wording, draft.end)
        while at >= 0:
            found.append(program(at, at + len(wording), "name-again", draft.kind, draft.name))
            at = text.find(wording, at + len(wording))
        at = text.find(wording, 0, draft.start)
        while at >= 0:
            found.append(program(at, at + len(wording), "name-again", draft.kind, draft.name))
            at = text.find(wording, at + len(wording), draft.start)
    return found
