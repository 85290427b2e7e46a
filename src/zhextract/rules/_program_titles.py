"""Documents in 《》: plans, laws, measures, notices, reports; not newspapers, works of art, licences."""

from __future__ import annotations

import re

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, Page, words

__all__ = ["find_headline", "find_titles"]

_ENDS = re.compile(rf"(?:{words('title-end')}|[^办方看想说书技手魔戏语疗用]法|[一二三四五六七八九十]+条)\Z")
_TAIL = re.compile(r"(?:（[^（）]*）|[〔\[(][^〔〕]*[〕\])]|[\d\s.．—\-–年版]+)+\Z")
_GENERIC = frozenset(word for word, use in table("program_words.tsv", 2) if use == "title-end")
# behind these words a title is a work's, a paper's or a programme's
_WORK = re.compile(rf"(?:{words('work-before')})(?:了|的|过|着|《[^》]*》、?)?\Z")
_ISSUE = re.compile(rf"(?:{words('issue-before')})(?:了|的|过|好)?\Z")
_NOISSUE = re.compile(rf"(?:{words('no-document')})\Z")
_NUMBER = re.compile(rf"\s*（([{HAN}]{{1,14}}[〔\[［(（](\d{{4}})[〕\]］)）]\s*第?\s*\d{{1,5}}\s*号)[^（）]{{0,12}}）")
_ISSUER = re.compile(
    rf"([{HAN}]{{0,16}}(?:{words('issuer-end')}))"
    rf"(?:[等近日日前先后联合正式今天昨日年月\d]|共同|已经)*(?:{words('issued')})(?:了|的|实施)?\Z"
)
_CUT = re.compile(r"[，。；！？：\n》”]")


_PAPERS = (
    "规划纲要|发展规划|总体规划|专项规划|条例|管理办法|实施办法|实施方案|行动方案|行动计划|实施意见|指导意见|若干措施"
)
_HEADLINE = re.compile(
    rf"(?:\A|(?<=\n)) ?([{HAN}\d“”（）—《》·]{{6,60}}?(?:{_PAPERS}))(?:（[^（）\n]{{1,12}}）)?(?=\n|\Z)"
)


def find_headline(page: Page) -> list[ProgramDraft]:
    """A document's own title, that stands alone on one of the first lines."""
    m = _HEADLINE.search(page.text, 0, 400)
    if m is None or re.search("出台|印发|发布|审议|召开|推进|解读|我市|我省|我县|的|一图", m[1]):
        return []
    name = page.source.clean[m.start(1) : m.end(1)]
    return [program(m.start(1), m.end(1), "document-title", ProgramKind.DOCUMENT, name)]


def find_titles(page: Page) -> list[ProgramDraft]:
    """Every document in title marks that are no title inside a title."""
    found: list[ProgramDraft] = []
    full: dict[str, str] = {}  # 《条例》 after the full name
    text, clean = page.text, page.source.clean
    for mark in page.marks:
        if not mark.title or mark.deep:
            continue
        start, end = mark.open + 1, mark.close
        inside = text[start:end].replace("\n", "").strip()
        bare = _TAIL.sub("", inside) or inside
        before = text[max(0, start - 13) : start - 1]
        if bare in _GENERIC:
            name = full.get(bare)
            if name is not None:
                found.append(program(start, end, "document-short", ProgramKind.DOCUMENT, name))
            continue
        head = _ENDS.search(bare)
        issued = inside.startswith("关于") or _ISSUE.search(before)
        if head is None and (not issued or _NOISSUE.search(bare) or len(bare) < 4):
            continue
        if _WORK.search(before) and (head is None or len(bare) < 8 or re.search("题为|文章|长文", before)):
            continue
        draft = program(start, end, "document", ProgramKind.DOCUMENT, clean[start:end].replace("\n", "").strip())
        if head is not None:
            full[head.group()] = draft.name
        _issued(draft, text, page, start)
        found.append(draft)
    return found


def _issued(draft: ProgramDraft, text: str, page: Page, start: int) -> None:
    """Issuer, number and year, where the text has them around the title."""
    m = _NUMBER.match(text, draft.end + 1)
    if m:
        draft.number, draft.year = page.source.clean[m.start(1) : m.end(1)], int(m[2])
    before = _CUT.split(text[max(0, start - 40) : start - 1])[-1]
    m = _ISSUER.search(before)
    if m:
        offset = start - 1 - len(before)
        issuer = page.source.clean[offset + m.start(1) : offset + m.end(1)]
        draft.issuer = re.sub(r"^(?:根据|按照|依据|由|经|在|近日|日前|年|月|日|\d)+", "", issuer) or None
    if draft.year is None:
        m = re.match(rf"[{HAN}]*?((?:19|20)\d\d)年", text[draft.start : draft.end])
        if m:
            draft.year = int(m[1])
