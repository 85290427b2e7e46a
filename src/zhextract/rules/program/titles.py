"""Documents in 《》: plans, laws, measures, notices, reports; not newspapers, works of art, licences."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zhextract.drafts import ProgramDraft, program
from zhextract.records import ProgramKind
from zhextract.rules.program.page import Page
from zhextract.rules.program.vocabulary import HAN, Endings, listed, words

__all__ = ["find_headline", "find_titles"]

_TAIL: Final = re.compile(r"(?:（[^（）]*）|[〔\[(][^〔〕]*[〕\])]|[\d\s.．—\-–年版]+)+\Z")
_TAILED: Final = frozenset("）〕])年版.．—-–")
_ARTICLED: Final = re.compile(r"(?:[^办方看想说书技手魔戏语疗用]法|[一二三四五六七八九十]+条)\Z")


@cache
def _generic() -> frozenset[str]:
    return frozenset(listed("title-end"))


@cache
def _endings() -> Endings:
    return Endings(listed("title-end"))


def _head(bare: str) -> str:
    """What a document's title ends in."""
    word = _endings().of(bare)
    m = _ARTICLED.search(bare) if bare[-1:] in "法条" else None
    return m[0] if m is not None and len(m[0]) > len(word) else word


@cache
def _work() -> re.Pattern[str]:
    """Behind these words a title is a work's, a paper's or a programme's."""
    return re.compile(rf"(?:{words('work-before')})(?:了|的|过|着|《[^》]*》、?)?\Z")


@cache
def _issuing() -> Endings:
    return Endings(word + after for word in listed("issue-before") for after in ("", "了", "的", "过", "好"))


@cache
def _undocumented() -> Endings:
    return Endings(listed("no-document"))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(rf"\s*（([{HAN}]{{1,14}}[〔\[［(（](\d{{4}})[〕\]］)）]\s*第?\s*\d{{1,5}}\s*号)[^（）]{{0,12}}）")


@cache
def _issuer() -> re.Pattern[str]:
    return re.compile(
        rf"([{HAN}]{{0,16}}(?:{words('issuer-end')}))"
        rf"(?:[等近日日前先后联合正式今天昨日年月\d]|共同|已经)*(?:{words('issued')})(?:了|的|实施)?\Z"
    )


@cache
def _issued_last() -> Endings:
    return Endings(word + after for word in listed("issued") for after in ("", "了", "的", "实施"))


_OPENS: Final = frozenset("（ \n")
_CUT: Final = re.compile(r".*[，。；！？：\n》”]", re.S)


_PAPERS: Final = (
    "规划纲要|发展规划|总体规划|专项规划|条例|管理办法|实施办法|实施方案|行动方案|行动计划|实施意见|指导意见|若干措施"
)
_PAPERED: Final = (*_PAPERS.split("|"), "）")
_PAPERING: Final = frozenset(word[-1] for word in _PAPERED)
_REPORTED: Final = re.compile("出台|印发|发布|审议|召开|推进|解读|我市|我省|我县|的|一图")


@cache
def _headline() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|(?<=\n)) ?([{HAN}\d“”（）—《》·]{{6,60}}?(?:{_PAPERS}))(?:（[^（）\n]{{1,12}}）)?(?=\n|\Z)"
    )


def find_headline(page: Page) -> list[ProgramDraft]:
    """A document's own title, that stands alone on one of the first lines."""
    for line in page.text[:400].split("\n"):
        if line[-1:] in _PAPERING and line.endswith(_PAPERED):
            break
    else:
        return []
    m = _headline().search(page.text, 0, 400)
    if m is None or _REPORTED.search(m[1]):
        return []
    name = page.source.clean[m.start(1) : m.end(1)]
    return [program(m.start(1), m.end(1), "document-title", ProgramKind.DOCUMENT, name)]


def find_titles(page: Page) -> list[ProgramDraft]:
    """Every document in title marks that are no title inside a title."""
    found: list[ProgramDraft] = []
    full: dict[str, str] = {}  # 《条例》 after the full name
    text, clean = page.text, page.source.clean
    for opening, end, title, deep in page.marks:
        if not title or deep:
            continue
        start = opening + 1
        inside = text[start:end].replace("\n", "").strip()
        bare = inside
        if inside and (inside[-1] in _TAILED or not inside[-1].isalpha()):
            bare = _TAIL.sub("", inside) or inside
        before = text[max(0, start - 13) : start - 1]
        if bare in _generic():
            name = full.get(bare)
            if name is not None:
                found.append(program(start, end, "document-short", ProgramKind.DOCUMENT, name))
            continue
        head = _head(bare)
        if not head and (
            len(bare) < 4 or not (inside.startswith("关于") or _issuing().of(before)) or _undocumented().of(bare)
        ):
            continue
        if (not head or len(bare) < 8 or "题为" in before or "文章" in before or "长文" in before) and _work().search(
            before
        ):
            continue
        draft = program(start, end, "document", ProgramKind.DOCUMENT, clean[start:end].replace("\n", "").strip())
        if head:
            full[head] = draft.name
        _issued(draft, text, page, start)
        found.append(draft)
    return found


def _issued(draft: ProgramDraft, text: str, page: Page, start: int) -> None:
    """Issuer, number and year, where the text has them around the title."""
    m = _number().match(text, draft.end + 1) if text[draft.end + 1 : draft.end + 2] in _OPENS else None
    if m:
        draft.number, draft.year = page.source.clean[m.start(1) : m.end(1)], int(m[2])
    low = max(0, start - 40)
    before = text[low : start - 1]
    m = None
    if _issued_last().of(before):
        cut = _CUT.match(before)
        before = before[cut.end() if cut else 0 :]
        m = _issuer().search(before)
    if m:
        offset = start - 1 - len(before)
        issuer = page.source.clean[offset + m.start(1) : offset + m.end(1)]
        draft.issuer = re.sub(r"^(?:根据|按照|依据|由|经|在|近日|日前|年|月|日|\d)+", "", issuer) or None
    if draft.year is None and "年" in (name := text[draft.start : draft.end]):
        m = _dated().match(name)
        if m:
            draft.year = int(m[1])


@cache
def _dated() -> re.Pattern[str]:
    return re.compile(rf"[{HAN}]*?((?:19|20)\d\d)年")
