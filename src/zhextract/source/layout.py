"""Layout repaired: a view of the text without what a page or a scraper put in, and the map back.

Out go line breaks inside sentences (also across a blank line, between a number and its unit), blanks around digits,
zero-width characters, the second half of doubled captions, and marks of a page left as entities (&micro;).
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import sub
from typing import Final, NamedTuple

__all__ = ["repair"]

_ZERO_WIDTH: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff"
_SPACE: Final = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # \s, written out: searched twice as fast
_RUN: Final = re.compile(f"[{_SPACE}{_ZERO_WIDTH}][{_SPACE}{_ZERO_WIDTH}]*")
_BLANKS: Final = re.compile(r"[^\S\n\r\u2028\u2029\x0b\x0c\x85]+")
_NEWLINE: Final = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
_MAGNITUDES: Final = frozenset("万亿%％‰余多萬億餘")
_ENDS: Final = frozenset("。！？!?；;：:…")  # behind these a line may well be a paragraph's last
_CONTINUES: Final = frozenset("，、,（(“‘《「『—")  # a line that ends so goes on in the next
_HANGING: Final = "，、。；：！？）》”’」』"
_CLOSES: Final = frozenset(_HANGING)  # a line that begins so goes on from the one before
_PROSE: Final = re.compile(r"[，。、；,]")
_HEAD: Final = re.compile(r"[一二三四五六七八九十]+[、是]|[（(【#●■◆▲★—·]|[0-9]+[.、．](?![0-9])|第[一二三四五六七八九十]+[章节条编]")


_CUT_UNIT: Final = re.compile(r"[0-9０-９][万亿萬億余餘多几]*(?:立方|平方|人|公|千|个百分?|美|港|车|架|班|户|家|标准?|件|台)?$")
_HEADED_BY_YEAR: Final = re.compile(r"[^，。、；,0-9]{1,16}20[0-9]{2}").fullmatch
_CUT_LAST: Final = frozenset("万亿萬億余餘多几方人公千个分百美港车架班户家标准件台")
_MAY_GO_ON: Final = _DIGITS | _CUT_LAST | _CONTINUES  # outside of columns, any other line is done unless the next one _CLOSES
_REST_OF_UNIT: Final = re.compile(r"[万亿萬億]|[元米里斤顷吨克瓦次户人个家项件名套所张座辆亩条](?![、.])|公里|千米|分点|点|箱|平方|立方|人次")


class _Breaks(dict[str, int]):
    """How many line breaks a run of blanks holds; filled as they are met."""

    def __missing__(self, run: str) -> int:
        breaks = len(_NEWLINE.findall(run))
        if len(run) <= 20 and len(self) < 10_000:
            self[run] = breaks
        return breaks


_BREAKS: Final = _Breaks()


class _Column(NamedTuple):
    """`in_cells`: as set by a typesetter; else wrapped by a program, at so many characters."""

    width: float
    in_cells: bool


class _Lines:
    """The lines of raw[begin:stop] that are not blank, by number: from `starts` to `ends`.

    `heads` are the numbers of those behind a blank line, `open` the numbers of those that may go on in the next line,
    `columns` has those that stand in a newspaper column, hard-wrapped prose of one width, any of which may. `runs` are
    the (start, end, text) of all blanks in and between them but for a line feed alone, which most are.
    """

    __slots__ = ("columns", "ends", "heads", "open", "raw", "runs", "sizes", "starts")

    def __init__(self, raw: str, begin: int, stop: int) -> None:
        self.raw = raw
        starts, ends = [begin], list[int]()
        heads, open_ = list[int](), list[int]()
        runs = self.runs = list[tuple[int, int, str]]()
        for m in _RUN.finditer(raw, begin, stop):
            start, end = m.span()
            run = m[0]
            if run != "\n":
                runs.append((start, end, run))
                breaks = _BREAKS[run]
                if breaks > 1:
                    heads.append(len(starts))
                    if raw[start - 1] not in _ENDS and raw.find("。", starts[-1], start) > 0:
                        open_.append(len(ends))
                        ends.append(start)
                        starts.append(end)
                        continue
                elif not breaks:
                    continue
            if raw[start - 1] in _MAY_GO_ON or raw[end] in _CLOSES:
                open_.append(len(ends))
            ends.append(start)
            starts.append(end)
        ends.append(stop)
        self.starts, self.ends, self.heads, self.open = starts, ends, set(heads), open_
        self.sizes = list(map(sub, ends, starts))
        self.columns: dict[int, _Column] = {}
        blocks = list(pairwise((0, *heads, len(starts))))
        for first, last in blocks:
            if last - first >= 3:
                self._find_column(first, last)
        if self.columns:
            self._fill_in(blocks)

    def _find_column(self, first: int, last: int) -> None:
        """Whether the lines `first` to `last`, without a blank line between them, are a column."""
        sizes = self.sizes[first:last]
        longest = max(sizes)
        # half of its lines are as wide as the column, less 3; that is half as wide as the longest at least, and 9
        if longest > 120 or sorted(sizes)[len(sizes) // 2] < max(longest / 2, 9) - 3:
            return
        if self.cells(first + sizes.index(longest)) > 60:
            return
        cells = [self.cells(i) for i in range(first, last)]
        measures = [(max(cells), cells)]
        if sum(sizes) * 4 <= sum(cells) * 5:  # Chinese, most of it
            measures.append((max(map(sub, sizes, map(self._hanging, range(first, last)))), sizes))
        best, column = 0, None
        for width, widths in measures:
            even = sum(each >= width - 1 for each in widths)
            if 9 <= width <= 60 and even > best and self._fills(first, [each >= width - 3 for each in widths]):
                best, column = even, _Column(width, widths is cells)
        if column is not None:
            marks = len(_PROSE.findall(self.raw, self.starts[first], self.ends[last - 1]))
            if marks * 3 >= last - first:
                self.columns.update(dict.fromkeys(range(first, last), column))

    def _fills(self, first: int, full: list[bool]) -> bool:
        """Whether lines from `first` on, of which some are `full`, may be a column: a list of sentences is none."""
        ended = sum(self.raw[self.ends[i] - 1] in _ENDS for i, each in enumerate(full, first) if each)
        return sum(full) * 2 >= len(full) and ended * 2 <= sum(full)

    def _fill_in(self, blocks: list[tuple[int, int]]) -> None:
        """A sentence of two lines between blank ones, the first as wide as the column before them, is a part of it."""
        column = None
        for first, last in blocks:
            if first in self.columns:
                column = self.columns[first]
            elif column is not None and last - first == 2 and -2 <= self.lacking(first, column) <= 1.5:
                line = self.raw[self.starts[first] : self.ends[first]]
                if line[-1] not in _ENDS and ("，" in line or "。" in line):
                    self.columns[first] = self.columns[first + 1] = column

    def cells(self, i: int) -> float:
        """Cells of line `i`, as a typesetter counts: an ASCII character is half of a Chinese one."""
        return float(self.sizes[i]) - len(self.raw[self.starts[i] : self.ends[i]].encode("ascii", "ignore")) / 2

    def _hanging(self, i: int) -> int:
        """Marks that end line `i`: such may hang over the edge of a column."""
        line = self.raw[self.starts[i] : self.ends[i]]
        return len(line) - len(line.rstrip(_HANGING))

    def lacking(self, i: int, column: _Column) -> float:
        """How much is left of `column` behind line `i`."""
        return column.width - (self.cells(i) if column.in_cells else self.sizes[i])

    def _indent(self, i: int) -> str:
        """The blanks before line `i`."""
        return _NEWLINE.split(self.raw[self.ends[i - 1] : self.starts[i]])[-1] if i else ""

    def indented(self, i: int) -> bool:
        """Whether blanks of two cells stand before line `i`."""
        blanks = self._indent(i)
        return len(blanks) >= 2 or blanks == "\u3000"

    def joins(self) -> dict[int, int]:
        """The raw offsets at which lines end that the next one continues, and where that begins."""
        may = range(len(self.starts) - 1) if self.columns else self.open
        return {self.ends[i]: self.starts[i + 1] for i in may if self._goes_on(i)}

    def _goes_on(self, i: int) -> bool:
        """Whether the line behind line `i` continues its sentence."""
        raw = self.raw
        start, end, after = self.starts[i], self.ends[i], self.starts[i + 1]
        a, b = raw[end - 1], raw[after]
        if self.sizes[i] <= 3 and self._is_page_number(i):
            return False
        if self.sizes[i + 1] <= 3 and i + 2 < len(self.starts) and self._is_page_number(i + 1):
            return False
        if a in _DIGITS and (b in _MAGNITUDES or _is_han(b)) and not _HEAD.match(raw, after):
            return not (self._ends_in_year(i) and b != "年" and _REST_OF_UNIT.match(raw, after) is None)  # a number cut from its unit
        if a in _CUT_LAST and _CUT_UNIT.search(raw, max(start, end - 12), end) and _REST_OF_UNIT.match(raw, after):
            return True  # 121余⏎万件, 80万平方⏎米
        column = self.columns.get(i)
        apart = i + 1 in self.heads
        if column and a in _DIGITS and b in _DIGITS:
            return not apart and self.lacking(i, column) <= 1.5  # a number cut in two
        if apart:
            return a in _CONTINUES or b in "，。、；" or self._runs_over(i) or self._breaks_off(i)
        if column:
            if self.indented(i + 1) or (_HEAD.match(raw, after) and (a in _ENDS or _HEAD.match(raw, start))):
                return False
            # behind a full stop a short line ends its paragraph; a paragraph's first line may be indented
            return self.lacking(i, column) <= (6 if a not in _ENDS else 1.5 + self._indent(i).count("\u3000"))
        return a in _CONTINUES or b in _CLOSES

    def _ends_in_year(self, i: int) -> bool:
        """A heading that ends in a year: 展望2022."""
        raw, start, end = self.raw, self.starts[i], self.ends[i]
        return raw[end - 4 : end - 2] == "20" and _HEADED_BY_YEAR(raw, start, end) is not None

    def _is_page_number(self, i: int) -> bool:
        """A short line of digits that is no number cut from its unit: the foot of a page between two lines of prose."""
        raw, start = self.raw, self.starts[i]
        if raw[start] not in _DIGITS or not raw[start : self.ends[i]].isdecimal():
            return False
        after = self.starts[i + 1]
        return raw[after] not in _MAGNITUDES and raw[after] not in "年月日天" and not _REST_OF_UNIT.match(raw, after)

    def _runs_over(self, i: int) -> bool:
        """A column broken off at line `i` runs on behind a blank line (the foot of a column, a picture between)."""
        column, following = self.columns.get(i), self.columns.get(i + 1)
        if column is None and following is None:
            return False
        raw, start, end = self.raw, self.starts[i], self.ends[i]
        a = raw[end - 1]
        if a in _ENDS or a in _CLOSES or self._is_head(i + 1) or not _PROSE.search(raw, start, end):
            return False
        if column is not None and (self.lacking(i, column) <= 3 or (following is not None and self._cut_off(i))):
            return True
        return following is not None and abs(self.lacking(i, following)) <= 4.5

    def _breaks_off(self, i: int) -> bool:
        """Whether the last sentence of line `i`, a paragraph, has no end, and the next line is prose: a page ends there."""
        raw, start, end = self.raw, self.starts[i], self.ends[i]
        a, last = raw[end - 1], raw.rfind("。", start, end)
        if a in _ENDS or (last < 0 and not self._cut_off(i)) or self._is_head(i + 1) or self.indented(i + 1):
            return False
        if a == "." and raw[end - 2] in _DIGITS:
            return raw[self.starts[i + 1]] in _DIGITS  # 旅客173.⏎⏎6万人次
        return _is_han(a) and _RUN.search(raw, max(last, start), end) is None  # a caption has blanks: 全长486米。 路广林 摄

    def _cut_off(self, i: int) -> bool:
        """Whether line `i`, which no full stop ends, goes on from the line before: a column broken off inside a line."""
        return i > 0 and i not in self.heads and self.raw[self.ends[i - 1] - 1] not in _ENDS and self._goes_on(i - 1)

    def _is_head(self, i: int) -> bool:
        """A line that looks like a heading or caption rather than the rest of a sentence."""
        start, end = self.starts[i], self.ends[i]
        return bool(_HEAD.match(self.raw, start)) or not _PROSE.search(self.raw, start, end)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


_THIN: Final = frozenset("\u00a0\u2009\u202f")


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
    copies, at, longest = [], 0, 0
    while at < len(line):
        middle = (at + len(line)) // 2
        copy = line.find(line[at], at + (1 if longest >= 4 else 3), middle + 1)
        while copy > 0 and line[at:copy] != line[copy : 2 * copy - at]:
            copy = line.find(line[at], copy + 1, middle + 1)
        if copy < 0:
            return []
        copies.append((copy, 2 * copy - at))
        longest = max(longest, copy - at)
        at = 2 * copy - at
    return copies if longest >= 4 else []


# what a scraper left of a page's marks: 18.3&micro;g/m&sup3;
_ENTITIES: Final = {
    "micro": "μ", "sup2": "²", "sup3": "³", "deg": "°", "plusmn": "±", "permil": "‰", "middot": "·", "hellip": "…",
    "ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "mdash": "—", "ndash": "–", "rarr": "→",
}  # fmt: skip
_ENTITY: Final = re.compile(f"&({'|'.join(_ENTITIES)});")
_SPACED_YEAR: Final = re.compile(r" (?<=\b[12] )(?<![0-9] [12] )[09] [0-9] [0-9] ?年")  # literal first: fast


def repair(raw: str) -> tuple[str, list[int], list[int]]:
    """(clean text, view offsets, raw offsets): from view offset v[i] on, raw offsets run on from r[i]."""
    cuts: list[tuple[int, int, str]] = []
    begin, stop = 0, len(raw)
    if (blank := _RUN.match(raw)) is not None:
        begin = blank.end()
        cuts.append((0, begin, ""))
    while stop > begin and _RUN.match(raw, stop - 1) is not None:
        stop -= 1
    lines = _Lines(raw, begin, stop)
    joins = lines.joins()
    digits_apart: bool | None = None
    for start, end, run in lines.runs:
        if _BREAKS[run]:
            if start in joins:
                continue
            keep = "\n"
        else:
            a, b = raw[start - 1], raw[end]
            if run == " " and a in _DIGITS and b in _DIGITS:
                if digits_apart is None:  # 1 9 9 8年: a text with every digit apart
                    digits_apart = _SPACED_YEAR.search(raw) is not None
                keep = "" if digits_apart else " "
            else:
                blanks = run if run.isspace() else "".join(_BLANKS.findall(run))
                keep = _blank(blanks, a, b) if blanks else ""
            if keep == run:
                continue
        cuts.append((start, end, keep))
    if stop < len(raw):
        cuts.append((stop, len(raw), ""))
    in_order = len(cuts)
    cuts += [(start, end, _letters(raw[start - 1], raw[end])) for start, end in joins.items()]
    for at, size in zip(lines.starts, lines.sizes, strict=True):
        if 8 <= size <= 120 and size % 2 == 0 and raw.find(raw[at : at + 2], at + 3, at + size // 2 + 2) > 0:
            cuts += [(at + start, at + end, "") for start, end in _doubled(raw[at : at + size])]
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
