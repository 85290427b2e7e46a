"""Layout repaired: a view of the text without what a page or a scraper put in, and the map back.

Out go line breaks inside sentences (also across a blank line, between a number and its unit), blanks around digits,
zero-width characters, the second half of doubled captions, and marks of a page left as entities (&micro;).
"""

from __future__ import annotations

import re

__all__ = ["repair"]

_ZERO_WIDTH = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_SPACE = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s, written out: searched twice as fast
_RUN = re.compile(f"[{_SPACE}{_ZERO_WIDTH}][{_SPACE}{_ZERO_WIDTH}]*")
_BLANKS = re.compile(r"[^\S\n\r\u2028\u2029\x0b\x0c\x85]+")
_NEWLINE = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_ODD_BREAKS = "\r\u2028\u2029\x0b\x0c\x85"
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_MAGNITUDES = frozenset("万亿%％‰余多萬億餘")
_ENDS = frozenset("。！？!?；;：:…")  # behind these a line may well be a paragraph's last
_CONTINUES = frozenset("，、,（(“‘《「『—")  # a line that ends so goes on in the next
_CLOSES = frozenset("，、。；：！？）》”’」』")  # a line that begins so goes on from the one before
_PROSE = re.compile(r"[，。、；,]")
_HEAD = re.compile(r"[一二三四五六七八九十]+[、是]|[（(【#●■◆▲★—·]|[0-9]+[.、．]|第[一二三四五六七八九十]+[章节条编]")


_CUT_UNIT = re.compile(r"[0-9０-９][万亿萬億余餘多几]*(?:立方|平方|人|公|千|个百分?|美|港|车|架|班|户|家|标准?|件|台)?$")
_CUT_LAST = frozenset("万亿萬億余餘多几方人公千个分百美港车架班户家标准件台")
_REST_OF_UNIT = re.compile(r"[万亿萬億]|[元米里斤顷吨克瓦次户人个家项件名套所张座辆亩条](?![、.])|公里|千米|分点|点|箱|平方|立方|人次")


class _Line:
    __slots__ = ("end", "gap", "indent", "start")

    def __init__(self, start: int, end: int, indent: bool, gap: bool) -> None:
        self.start, self.end, self.indent, self.gap = start, end, indent, gap

    def width(self, raw: str) -> float:
        """Cells of the line, as a typesetter counts: an ASCII character is half of a Chinese one."""
        return self.end - self.start - len(raw[self.start : self.end].encode("ascii", "ignore")) / 2




def _lines(raw: str, runs: list[tuple[int, int, str]]) -> list[_Line]:
    """The lines that are not blank: what stands between the runs of blanks that hold a line break. `gap` says that a
    blank line stands before one."""
    odd = any(mark in raw for mark in _ODD_BREAKS)
    found: list[_Line] = []
    begin = 0
    indent = gap = False
    for start, end, run in runs:
        if run == "\n":
            tail, breaks = "", 1
        else:
            if odd:
                run = _NEWLINE.sub("\n", run)
            breaks = run.count("\n")
            if not breaks and start and end < len(raw):
                continue
            tail = run[run.rfind("\n") + 1 :]
        if start > begin:
            found.append(_Line(begin, start, indent, gap))
        begin = end
        indent, gap = len(tail) >= 2 or tail == "\u3000", breaks > 1
    if begin < len(raw):
        found.append(_Line(begin, len(raw), indent, gap))
    return found


class _Block:
    """Lines without a blank line between them; `column`: a newspaper column, hard-wrapped prose of one width."""

    __slots__ = ("column", "first", "last", "width")

    def __init__(self, raw: str, lines: list[_Line], first: int, last: int) -> None:
        self.first, self.last = first, last
        self.column, self.width = False, 0.0
        inside = lines[first:last]
        if len(inside) < 3 or max(line.end - line.start for line in inside) > 120:
            return
        widths = [line.width(raw) for line in inside]
        self.width = max(widths)
        if self.width <= 60:
            full = sum(width >= self.width - 3 for width in widths)
            marks = len(_PROSE.findall(raw, inside[0].start, inside[-1].end))
            self.column = full * 2 >= len(inside) and marks * 3 >= len(inside)


def _joins(raw: str, lines: list[_Line]) -> set[int]:
    """The raw offsets (ends of lines) at which the next line continues the sentence."""
    if not lines:
        return set()
    starts = [i for i, line in enumerate(lines) if i == 0 or line.gap]
    blocks = [_Block(raw, lines, a, b) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    joins: set[int] = set()
    for number, block in enumerate(blocks):
        for i in range(block.first, min(block.last, len(lines) - 1)):
            line, after = lines[i], lines[i + 1]
            a, b = raw[line.end - 1], raw[after.start]
            if line.end - line.start <= 3 and _is_page_number(raw, line, after):
                continue
            if after.end - after.start <= 3 and i + 2 < len(lines) and _is_page_number(raw, after, lines[i + 2]):
                continue
            if a in _DIGITS and (b in _MAGNITUDES or _is_han(b)) and not _HEAD.match(raw, after.start):
                joined = True  # a number cut from its unit
            elif (
                a in _CUT_LAST
                and _CUT_UNIT.search(raw, max(line.start, line.end - 12), line.end)
                and _REST_OF_UNIT.match(raw, after.start)
            ):
                joined = True  # 121余⏎万件, 80万平方⏎米
            elif a in _DIGITS and b in _DIGITS and block.column:
                joined = i + 1 < block.last and line.width(raw) >= block.width - 1.5  # a number cut in two
            elif i + 1 == block.last:
                joined = a in _CONTINUES or b in "，。、；" or _runs_over(raw, line, after, block, blocks[number + 1])
            elif block.column:
                # behind a full stop a short line ends its paragraph; a paragraph's first line lacks its indent
                joined = line.width(raw) >= block.width - (1.5 if a in _ENDS else 6) and not after.indent
            else:
                joined = a in _CONTINUES or b in _CLOSES
            if joined:
                joins.add(line.end)
    return joins


def _is_page_number(raw: str, line: _Line, after: _Line) -> bool:
    """A short line of digits that is no number cut from its unit: the foot of a page between two lines of prose."""
    if raw[line.start] not in _DIGITS or not raw[line.start : line.end].isdecimal():
        return False
    b = raw[after.start]
    return b not in _MAGNITUDES and b not in "年月日天" and not _REST_OF_UNIT.match(raw, after.start)


def _runs_over(raw: str, line: _Line, after: _Line, block: _Block, following: _Block) -> bool:
    """A column broken off at `line` runs on at `after`, behind a blank line (the foot of a column, a picture between)."""
    a = raw[line.end - 1]
    if a in _ENDS or a in _CLOSES or _is_head(raw, after) or not _PROSE.search(raw, line.start, line.end):
        return False
    if not (block.column or following.column):
        return False
    width = line.width(raw)
    return (block.column and width >= block.width - 3) or (following.column and abs(width - following.width) <= 4.5)


def _is_head(raw: str, line: _Line) -> bool:
    """A line that looks like a heading or caption rather than the rest of a sentence."""
    return bool(_HEAD.match(raw, line.start)) or not _PROSE.search(raw, line.start, line.end)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


_THIN = frozenset("\u00a0\u2009\u202f")


def _blank(run: str, a: str, b: str) -> str:
    """What stays of blanks between `a` and `b` on one line: nothing where a layout put them in, else one blank."""
    wide = len(run) > 1 or run == "\t"
    if (b == "·" and (a in _DIGITS or a == "g")) or (a == "·" and b in _DIGITS):
        return ""  # a decimal of a scanned page, its 9 perhaps read as g
    if a in _DIGITS:
        if b in _MAGNITUDES:
            return ""
        if b in _DIGITS:
            return "" if run in _THIN else " "  # 42 618元: a typographer's thousands
        if wide:
            return " "
        return "" if _is_han(b) or b in _CLOSES or b in "㎡℃（(-—~～至" or b.isalpha() else " "
    if b in _DIGITS:
        return " " if wide or (a.isascii() and a.isalnum()) else ""
    if wide:
        return " "
    if a in _MAGNITUDES and _is_han(b):
        return ""  # 3 万 余 份
    if a in _CLOSES or b in _CLOSES or a in _CONTINUES:
        return ""
    return "" if _is_han(a) != _is_han(b) and (a.isalnum() and b.isalnum()) else " "


def _doubled(line: str) -> list[tuple[int, int]]:
    """The second copies of a caption in which a layout has every piece twice (城市公园城市公园、、街景街景); [] for any other."""
    n = len(line)
    copies, at, longest = [], 0, 0
    while at < n:
        for k in range(1 if longest >= 4 else 3, (n - at) // 2 + 1):
            if line[at : at + k] == line[at + k : at + 2 * k]:
                break
        else:
            return []
        copies.append((at + k, at + 2 * k))
        longest = max(longest, k)
        at += 2 * k
    return copies if longest >= 4 else []


# what a scraper left of a page's marks: 18.3&micro;g/m&sup3;
_ENTITIES = {
    "micro": "μ", "sup2": "²", "sup3": "³", "deg": "°", "plusmn": "±", "permil": "‰", "middot": "·", "hellip": "…",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "rarr": "→",
}  # fmt: skip
_ENTITY = re.compile(f"&({'|'.join(_ENTITIES)});")
_SPACED_YEAR = re.compile(r"(?<![0-9] )\b[12] [09] [0-9] [0-9] ?年")


def repair(raw: str) -> tuple[str, list[int], list[int]]:
    """(clean text, view offsets, raw offsets): from view offset v[i] on, raw offsets run on from r[i]."""
    runs = [(*m.span(), m[0]) for m in _RUN.finditer(raw)]
    multi = "\n" in raw or any(mark in raw for mark in _ODD_BREAKS)
    lines = _lines(raw, runs) if multi or len(raw) <= 120 else []
    joins = _joins(raw, lines) if multi else set()
    cuts: list[tuple[int, int, str]] = []
    # 1 9 9 8年: a text with every digit apart
    spaced = (" 9 " in raw or " 0 " in raw) and _SPACED_YEAR.search(raw) is not None
    whole = len(raw)
    for start, end, run in runs:
        if start == 0 or end == whole:
            keep = ""
        elif run == "\n" or (multi and ("\n" in run or _NEWLINE.search(run) is not None)):
            keep = _letters(raw[start - 1], raw[end]) if start in joins else "\n"
        elif spaced and run == " " and raw[start - 1] in _DIGITS and raw[end] in _DIGITS:
            keep = ""
        else:
            blanks = run if run == " " else "".join(_BLANKS.findall(run))
            keep = _blank(blanks, raw[start - 1], raw[end]) if blanks else ""
        if keep != run:
            cuts.append((start, end, keep))
    in_order = len(cuts)
    for line in lines:
        at = line.start
        size = line.end - at
        if size % 2 == 0 and 8 <= size <= 120 and raw.find(raw[at : at + 2], at + 2, line.end) > 0:
            cuts += [(at + start, at + end, "") for start, end in _doubled(raw[at : line.end])]
    if "&" in raw:
        cuts += [(m.start(), m.end(), _ENTITIES[m[1]]) for m in _ENTITY.finditer(raw)]
    if not cuts:
        return raw, [0], [0]
    if len(cuts) > in_order:
        cuts.sort()
    pieces: list[str] = []
    views, raws = [0], [0]
    at = size = 0
    for start, end, keep in cuts:
        if start < at:
            continue
        pieces.append(raw[at:start])
        size += start - at
        if keep:
            pieces.append(keep)
            views.append(size)
            raws.append(start)
            size += 1
        views.append(size)
        raws.append(end)
        at = end
    pieces.append(raw[at:])
    return "".join(pieces), views, raws


def _letters(a: str, b: str) -> str:
    """What joins two lines: a blank between Latin words, else nothing."""
    return " " if a.isascii() and a.isalpha() and b.isascii() and b.isalpha() else ""
