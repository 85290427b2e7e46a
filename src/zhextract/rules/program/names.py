"""Canonical names over a whole text: one program, one name; numeral abbreviations and their parts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import trie
from zhextract.records import ProgramKind
from zhextract.rules.program.around import honour_heads
from zhextract.rules.program.page import Page
from zhextract.rules.program.vocabulary import HAN, heads, known_slogans, project_end

__all__ = ["canonical", "parts", "recurrences", "written"]

DOCUMENT, PROJECT, HONOUR = ProgramKind.DOCUMENT, ProgramKind.PROJECT, ProgramKind.HONOUR
_MARKS: Final = re.compile(r"[“”‘’\s]")
_DIVISIONS: Final = frozenset("省市区县")
_TAILS: Final = ("", "项目", "工作", "建设", "服务", "项目建设")


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
    return text if text.isalnum() or _MARKS.search(text) is None else _MARKS.sub("", text)


_BARELY: Final = frozenset(("项目", "工作", "建设"))
_LOOSE: Final = ("体系", "制度", "机制", "方针")  # what is told of a policy known by itself (“一国两制”制度体系)
_LED: Final = frozenset(("quoted-again", "quoted-verb", "quoted-shape", "quoted-act", "quoted-style", "quoted-told", "quoted-means"))


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
    brands: set[str] = set()  # these stand for themselves
    text = page.text
    keys = []
    for draft in drafts:
        key = text[draft.start : draft.end]
        name = draft.name
        if not key.isalnum():
            key = _key(key)
        keys.append(key)
        if name == key:
            bare.add(key)
            if draft.rule == "quoted-brand":
                brands.add(key)
            continue
        tail = _key(name)[len(key) :]
        if not tail:
            bare.add(key)
            continue
        if draft.kind is DOCUMENT or (draft.kind is HONOUR and tail in honour_heads()):
            continue  # “四好农村路”示范县 is not what “四好农村路” means alone
        if _heads_only(tail):
            counts = tally.setdefault(key, {})
            counts[tail] = counts.get(tail, 0) + 1
            best = max(counts, key=lambda t: (t not in _TAILS, counts[t], len(t)))
            if best == tail:
                direct[key] = name
                kinds[key] = draft.kind
        else:
            other.setdefault(key, set()).add(name)
            kinds.setdefault(key, draft.kind)
    # the “…平台” of the “…区…平台”: one name with the district's, the longer
    short = {}
    for draft, key in zip(drafts, keys, strict=True):
        name = draft.name
        if key in kinds and key not in brands:
            if draft.kind is DOCUMENT or (draft.kind is HONOUR and _key(name)[len(key) :] in honour_heads()):
                pass
            elif key in direct and not (name == key and key in known_slogans() and direct[key].endswith(_LOOSE)):
                name = draft.name = direct[key]
            elif key in bare and name[-2:] in _BARELY:
                name = draft.name = page.source.clean[draft.start : draft.end]
            elif key in other and name == key and len(other[key]) == 1 and key not in known_slogans():
                (longer,) = other[key]
                if not longer.endswith("项目"):
                    name = draft.name = longer
            if draft.rule in _LED and (key in direct or key not in known_slogans()):
                draft.kind = kinds[key]
        elif name[-2:] in _BARELY and key in bare and key not in brands and draft.kind is not DOCUMENT:
            name = draft.name = page.source.clean[draft.start : draft.end]  # no head is known for it
        if name != key and not name.isalnum():
            name = _key(name)
        if len(name) > 5 and (name[2] in _DIVISIONS or name[3] in _DIVISIONS or name[0] == "全") and (at := _district(name)):
            short[name[at:]] = draft.name
    if short:
        for draft in drafts:
            draft.name = short.get(_key(draft.name), draft.name)


def _district(name: str) -> int:
    """Where a name goes on behind the district that it begins with, or 0."""
    m = _districts().match(name)
    return m.end() if m else 0


@cache
def _districts() -> re.Pattern[str]:
    return re.compile(rf"(?:[{HAN}]{{2,3}}[省市区县]|全[国省市区县])(?=[{HAN}\d·]{{4}})")


@cache
def _direct() -> re.Pattern[str]:
    strong = trie(word for word, (_, quoted, _) in heads().items() if quoted in ("strong", "direct"))
    return re.compile(rf"(?:{strong})+")


@lru_cache(4096)
def _heads_only(tail: str) -> bool:
    return _direct().fullmatch(tail) is not None


_ABBREVIATED: Final = re.compile(r"([二两三四五六七八九十双])个?(.{1,4})\Z")
_NUMERAL: Final = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}


def _tails(page: Page, wanted: set[str]) -> dict[str, list[str]]:
    """Short quoted strings by what they end in: 先行 → 教育先行, 交通先行."""
    ends: dict[str, list[str]] = {}
    sizes = sorted({len(word) for word in wanted})
    these = tuple(wanted)
    text = page.text
    for opening, end, title, _ in page.marks:
        if not 3 < end - opening < 10 or title or not text.endswith(these, opening, end):
            continue
        inside = text[opening + 1 : end]
        if inside[0] in _NUMERAL or "、" in inside:
            continue
        for size in sizes:
            if inside[-size:] in wanted:
                of = ends.setdefault(inside[-size:], [])
                if inside not in of[-9:]:
                    of.append(inside)
    return ends


def parts(page: Page, drafts: list[ProgramDraft]) -> None:
    """Links a numeral abbreviation to its parts: “甲A、乙B”的“两A”; 甲先行, 乙先行 for 两个先行; 两个先行（甲、乙）."""
    text = page.text
    lists: dict[str, tuple[str, ...]] = {}
    ending: dict[str, tuple[int, str]] = {}
    numbered = [(draft, text[draft.start : draft.end]) for draft in drafts if text[draft.start] in _NUMERAL]
    for draft, key in numbered:
        if key in lists:
            continue
        m = _ABBREVIATED.match(key) if len(key) < 7 else None
        if m is None:
            continue
        count = _NUMERAL[m[1]]
        lists[key] = _told(text, draft.start, draft.end, count)
        if not lists[key]:
            ending[key] = count, m[2]
    if ending:
        tails = _tails(page, {word for _, word in ending.values()})
        for key, (count, word) in ending.items():
            found = [inside for inside in tails.get(word, ()) if inside != key]
            if len(found) == count:
                lists[key] = tuple(found)
    for draft, key in numbered:
        draft.parts = lists.get(key, ())


_QUOTED_LIST: Final = re.compile(r"“([^“”]+)”的?\Z")
_CLAUSE: Final = re.compile(r".*[，。；：“”\n]", re.S)


@cache
def _explained() -> re.Pattern[str]:
    return re.compile(rf"”?[{HAN}]{{0,6}}(?:（|，?即|：)(?:“?)([^（）。；，\n]+)")


def _told(text: str, start: int, end: int, count: int) -> tuple[str, ...]:
    """The parts that stand before or behind an abbreviation."""
    before = text[max(0, start - 80) : start - 1]
    quoted = _QUOTED_LIST.search(before) if before.endswith(("”", "”的")) else None
    if quoted:
        listed = quoted[1]
    else:
        cut = _CLAUSE.match(before) if "、" in before else None
        listed = before[cut.end() :] if cut else before
    if "、" in listed:
        items = listed.split("、")
        fits = len(items) == count and all(1 < len(item) <= 14 for item in items)
        if fits and (quoted or all(len(item) <= 8 for item in items[1:])):
            return tuple(items)
    behind = text[end : end + 9]
    if "：" in behind or "（" in behind or "即" in behind:
        after = _explained().match(text[end : end + 100])
        if after:
            items = [item.strip("“”") for item in re.split(r"、|”“", after[1])]
            if len(items) == count:
                return tuple(items)
    return ()


def _lasting(draft: ProgramDraft, inside: str) -> bool:
    """Is a project's name known wherever it stands again? Not a park's, a road's: works make it one."""
    if draft.rule.startswith("quoted") or draft.rule == "project-item":
        return True
    end = project_end().of(inside)
    if end[1:] == "期":
        return bool(project_end().of(inside[:-2]))
    if draft.rule == "project-enumeration":
        return bool(end) and len(inside) >= 5
    return len(end) > 1 and end not in _EXISTING


# what bears these endings may stand there already
_EXISTING: Final = frozenset("公园 中心 广场 基地 大道 医院 机场 铁路 水库".split())


def recurrences(page: Page, drafts: list[ProgramDraft]) -> list[ProgramDraft]:
    """Names that stand in the text again without marks or without what told them the first time."""
    text = page.text
    wanted: dict[str, ProgramDraft] = {}
    for draft in drafts:
        start, end, rule, kind = draft.start, draft.end, draft.rule, draft.kind
        if rule == "plain-initiative":
            if end - start >= 7:
                wanted.setdefault(text[start:end], draft)
        elif kind is PROJECT and end - start >= 4 and _lasting(draft, text[start:end]):
            wanted.setdefault(text[start:end], draft)
        elif len(draft.name) > end - start and len(draft.name) >= 5 and kind is not HONOUR and rule.startswith("quoted"):
            wanted.setdefault(draft.name, draft)
        if len(wanted) >= 300:
            break
    found = []
    if "【" in text:
        known = {text[draft.start : draft.end]: draft for draft in drafts if draft.rule.startswith("quoted")}
        for m in re.finditer(r"【([^【】\n]{2,20})】", text):
            heading = known.get(m[1])  # 【…】 before a section
            if heading is not None:
                found.append(program(m.start(1), m.end(1), "name-again", heading.kind, heading.name))
    by_end: dict[str, list[str]] = {}
    for wording, draft in wanted.items():
        two = wording[-2:]
        if two in page.ends:
            by_end.setdefault(two, []).append(wording)
            continue
        at = text.find(wording)
        while at >= 0:
            if at != draft.start:
                found.append(program(at, at + len(wording), "name-again", draft.kind, draft.name))
            at = text.find(wording, at + len(wording))
    # the others end in what was looked for once in the whole text
    known_ends = {draft.end for draft in drafts} if by_end else set()
    for two, wordings in by_end.items():
        these = tuple(wordings)
        for end in page.ends[two]:
            if end not in known_ends and text.endswith(these, 0, end):
                for wording in these:
                    if text.endswith(wording, 0, end):
                        draft = wanted[wording]
                        found.append(program(end - len(wording), end, "name-again", draft.kind, draft.name))
    return found
