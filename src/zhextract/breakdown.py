"""Totals and their parts, checked by the sums that the text itself gives.

Parts are looked for in three places: behind 其中, 包括, 含 and the like (some of the total, or all of it where the sum says
so); behind a total that a list follows, also in the next sentences of the paragraph (按行业划分，…); and before a 合计 or
共计. Figures match when they add up as far as they are rounded: 2380亿元 may be half a 亿 off, 360个 may not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from zhextract.records import Bound, QuantityKind

if TYPE_CHECKING:
    from zhextract.drafts import QuantityDraft
    from zhextract.source import Source

__all__ = ["find", "step", "tolerance"]

Found = tuple[Any, tuple[Any, ...], bool, Decimal | None]

_SOME: Final = re.compile("其中|包括|包含|含(?<=[（，]含)")
_ALL: Final = re.compile("划分|分为|分别|按[^，。；]{1,12}[分看]|分[^，。；]{1,6}看")
_SUM: Final = re.compile("合计|总计|共计|总共|一共")
_NUMERAL: Final = re.compile(
    r"[0-9０-９][0-9０-９,，]*(?:[.．]([0-9０-９]+))?\s*(?:余|多)?((?:[百千]?[万萬亿億]+|[百千](?![瓦米克卡伏安赫帕]))?)"
)
_CHINESE_MAGNITUDE: Final = re.compile("([万萬亿億]+)[余多]?[^万萬亿億]*$")
_MAGNITUDES: Final = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "萬": Decimal(10_000),
    "亿": Decimal(10**8),
    "億": Decimal(10**8),
}
# 由45万辆增至356万辆: the figure is left behind
_FROM: Final = re.compile(
    "(?:增至|增加[到至]|增长[到至]|提[高升][到至]|减少[到至]|下降[到至]|降[低至到]|升至|上升[到至]|扩大[到至]|压减[到至]|跃升[到至]|调整[为到]|攀升[到至])"
)
# 比1957年的1241亿元增长: the figure is only a basis; a mean has no parts
_THAN: Final = re.compile(r"(?:比|较)[^，。；]{1,14}的\Z|(?:平均|人均)[^，。；0-9]{0,8}\Z")
# 10亿元以上项目: the amount names a class
_CLASS: Final = re.compile("(?:及?以上|级)?(?:的)?(?:项目|企业|工业项目|产业|重大项目|以上|主导产业|重点项目|大关|台阶)")
_TOLD: Final = frozenset("增提减下降升上扩压跃调攀及以级的项工产企重主大台")  # what these begin with
_BREAK: Final = re.compile(
    "已|新增|新建|改扩建|加固|建成|增加|总里程|总量|总数|达|同比|增长|下降|比上|较上|完成|截至|目标|力争|计划|平均|人均|占|达到|累计"
)
_SKIPPED: Final = frozenset((QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINT, QuantityKind.MULTIPLE, QuantityKind.ORDINAL))
_ZERO: Final = Decimal(0)
_HALF: Final = Decimal("0.5")
MAX_PARTS: Final = 16


def step(text: str, value: Decimal) -> Decimal:
    """The unit of a figure's last written digit, in the figure's unit (818.4亿元: 10 000 000); 0 where it is a plain count."""
    if not value:
        return _ZERO
    runs = list(_NUMERAL.finditer(text))
    last = runs[-1] if runs else None
    if last is None:  # 三十个 is as exact as it stands, 五百亿元 is rounded to 亿
        last = _CHINESE_MAGNITUDE.search(text)
        if last is None:
            return _ZERO
        unit = Decimal(1)
        for char in last[1]:
            unit *= _MAGNITUDES[char]
        point = re.search("[·点點.]([一二三四五六七八九○〇零]+)", text)
        return unit.scaleb(-len(point[1])) if point else unit
    unit = Decimal(1)
    for char in last[2]:
        unit *= _MAGNITUDES[char]
    if not last[1]:
        return unit if unit > 1 else _ZERO  # 360个 is a count, not a rounded figure
    return unit.scaleb(-len(last[1]))


def tolerance(figures: Sequence[tuple[str, Decimal]]) -> Decimal:
    """How far a total may be from the sum of its parts by rounding alone; `figures`: (text, value) of all of them."""
    return sum((step(text, value) for text, value in figures), _ZERO) * _HALF


def find(source: Source, quantities: Sequence[QuantityDraft]) -> list[Found]:
    """(total, parts, complete, difference) of every breakdown, in order of the totals.

    `complete`: the parts are all of the total, by their sum. `difference`: the total minus the sum of the parts.
    """
    text = source.text
    usable: list[QuantityDraft] = []
    means = "均" in text
    for q in quantities:
        value = q.value
        if value is None or q.change is not None or q.kind in _SKIPPED or not (q.unit or value >= 100):
            continue
        start, end = q.start, q.end
        if text[end : end + 1] in _TOLD and _otherwise(text, q):
            continue
        if means or text[start - 1] == "的":
            before = text[start - 24 if start > 24 else 0 : start]
            if (before[-1:] == "的" or "均" in before) and _THAN.search(before) is not None:
                continue  # a figure that another is compared with, or a mean
        usable.append(q)
    if len(usable) < 2:
        return []
    found: list[Found] = []
    taken: set[int] = set()  # starts of parts and of totals that have their parts
    following = _following(text, usable)
    preceded = set(following)
    for i, total in enumerate(usable):
        k = following[i]
        if not k and i not in preceded:
            continue  # the only figure of its unit in its paragraph is no total
        best = None
        if k and following[k]:
            best = _all_of(text, usable, i, following, taken)
        if best is None:
            # nearly every figure is no total: no other of its unit follows it in its paragraph, or what stands around it has
            # none of the words that make it one
            start, end = total.start, total.end
            before = text[start - 24 if start > 24 else 0 : start]
            summed = ("计" in before or "共" in before) and _SUM.search(before) is not None
            if summed:
                best = _sum_of(text, usable, i)
            if best is None and (k or summed):
                near = text[end : end + 60]
                within = "其" in near and "其中" in near
                if (
                    within
                    or summed
                    or near[:1] == "（"
                    or "按" in near
                    or ("分" in near and ("分产" in near or "分城" in near))
                ):
                    best = _claimed(text, usable, i, taken)
                if best is None and (within or "含" in near or ("包" in near and "包括" in near)):
                    best = _some_of(text, usable, i, taken)
        if best is not None:
            found.append(best)
            taken.add(-total.start)
            taken.update(p.start for p in best[1])
    return found


def _otherwise(text: str, q: QuantityDraft) -> bool:
    """Is the figure left behind by a change, or an amount that names a class?"""
    at = q.end
    return _FROM.match(text, at) is not None or (q.kind is QuantityKind.MONEY and _CLASS.match(text, at) is not None)


def _following(text: str, usable: list[QuantityDraft]) -> list[int]:
    """For every figure the next one of its unit in its paragraph, by its number; 0 where there is none."""
    found = [0] * len(usable)
    last: dict[str, int] = {}
    stop = -1
    for k, q in enumerate(usable):
        if q.start >= stop:
            stop = text.find("\n", q.start)
            if stop < 0:
                stop = len(text) + 1
            last = {}
        unit = q.unit
        if unit in last:
            found[last[unit]] = k
        last[unit] = k
    return found


def _all_of(text: str, usable: list[QuantityDraft], i: int, following: list[int], taken: set[int]) -> Found | None:
    """Parts behind the total, in its paragraph, that add up to it."""
    total = usable[i]
    whole = total.value
    if whole <= 0:
        return None
    at, limit = total.end, i + 4 * MAX_PARTS
    further = following[i]
    for first in range(8):  # how many figures of the unit stand before the parts
        k, further = further, following[further]
        if not further or further > limit:
            return None
        head = usable[k]
        start = head.start
        if not 0 <= head.value < whole or head.status != total.status:
            continue
        near = text[at if at > start - 60 else start - 60 : start]
        marked = ("其中" in near or "包" in near or "含" in near) and _SOME.search(text, max(at, start - 40), start) is not None
        divided = ("分" in near or "看" in near) and _ALL.search(near) is not None
        told = marked or divided
        if first and not told:
            continue
        if not divided and (first or not marked) and text.find("。", at, start) >= 0:
            continue
        sum_ = _ZERO
        parts: list[QuantityDraft] = []
        steps = step(text[total.start : total.end], whole) if told else _ZERO
        known = 0  # the parts whose steps are added up
        while k and k <= limit and len(parts) < MAX_PARTS:
            q = usable[k]
            k = following[k]
            if q.start in taken and not divided:
                break
            if parts and not _lists(text, parts[-1], q):
                break
            sum_ += q.value
            parts.append(q)
            if len(parts) >= 2:
                difference = whole - sum_
                if difference:
                    if not told:
                        slack = _ZERO
                    else:
                        for p in parts[known:]:
                            steps += step(text[p.start : p.end], p.value)
                        known = len(parts)
                        slack = steps * _HALF
                    close = abs(difference) <= slack
                else:
                    close = True
                if close and _plausible(total, parts, told, text, first):
                    return total, tuple(parts), True, difference
            if sum_ > whole * 2:
                break
    return None


def _plausible(total: QuantityDraft, parts: list[QuantityDraft], told: bool, text: str, first: int) -> bool:
    """Is a sum that matches one of parts, and no chance?"""
    if any(p.value >= total.value or p.value < 0 for p in parts):
        return False
    if any(p.status != total.status for p in parts):
        return False
    if not told and not _alike(total, parts):
        return False
    if told:
        return True
    large = len(str(total.value.normalize()).replace(".", "").split("E")[0]) >= 3
    return large and first == 0 and len(parts) >= (2 if total.value >= 1000 else 3)


def _alike(total: QuantityDraft, parts: list[QuantityDraft]) -> bool:
    """May the parts be of what the total is of? Money is not added up over different measures (总投资, 年度投资)."""
    if total.kind is not QuantityKind.MONEY or total.of is None:
        return True
    heads = {(p.of or "")[-2:] for p in parts}
    return len(heads) == 1 or total.of[-2:] not in heads


def _lists(text: str, a: QuantityDraft, b: QuantityDraft) -> bool:
    """Do `a` and `b` stand in one list: a mark and a short name between them, perhaps another measure of `a`?"""
    start, end = a.end, b.start
    if end - start > 60 or not (end <= start or text.startswith(_LISTING, start, end)):
        return False
    return text.find("。", start, end) < 0 and text.find("\n", start, end) < 0


_LISTING: Final = (*"，、；（）和及", "以上", "左右")


def _some_of(text: str, usable: list[QuantityDraft], i: int, taken: set[int]) -> Found | None:
    """Parts behind 其中, 包括 or 含, which need not be all."""
    total = usable[i]
    if i + 1 >= len(usable) or total.value <= 0:
        return None
    m = _SOME.search(text, total.end, total.end + 60)
    if m is None:
        return None
    between = text[total.end : m.start()]
    if "\n" in between or between.count("。") > (1 if between.endswith("。") else 0):
        return None
    nearer = [q for q in usable[i + 1 : i + 8] if q.start < m.start()]
    if any(q.unit == total.unit for q in nearer):
        return None
    if between.startswith("（") is False and "（" in between and "）" not in between and not between.endswith("（"):
        return None
    closing = text.find("）", m.end()) if between.endswith("（") or text[m.start() - 1] == "（" else -1
    stop = closing if closing >= 0 else _end(text, m.end(), usable, i)
    opens = (
        text[m.start() - 1] in "。；" or text[m.end() : m.end() + 1] in "：:"
    )  # 其中 heads its sentence: ； divides the parts
    parts: list[QuantityDraft] = []
    sum_ = _ZERO
    for q in usable[i + 1 : i + 1 + 3 * MAX_PARTS]:
        if q.start < m.end():
            continue
        if q.start >= stop:
            break
        if q.unit != total.unit:
            if q.kind is total.kind:
                break
            continue
        gap = text[(parts[-1].end if parts else m.end()) : q.start]
        if q.start in taken or len(gap) > (24 if not parts else 40) or (parts and not _lists(text, parts[-1], q)):
            break
        if parts and (_SUM.search(gap) is not None or (_BREAK.search(gap) is not None and not _measured(gap))):
            break
        if q.value >= total.value or sum_ + q.value > total.value or q.status != total.status:
            break
        if parts and "；" in gap and not opens:
            break  # 其中甲3个、乙5个；丙 …: the list is over
        parts.append(q)
        sum_ += q.value
    if not parts:
        return None
    if (
        any(b in (Bound.AT_LEAST, Bound.AT_MOST) for b in (p.bound for p in parts))
        and len(parts) == 1
        and parts[0].kind is QuantityKind.MONEY
        and parts[0].of != total.of
    ):
        return None
    slack = tolerance([(text[p.start : p.end], p.value) for p in (total, *parts)])
    return total, tuple(parts), len(parts) > 1 and abs(total.value - sum_) <= slack, total.value - sum_


def _measured(gap: str) -> bool:
    """Is what stands between two parts only what is told of the first (增长5%，占三成)?"""
    return (
        re.search("增长|下降|占|同比|比上|较上", gap) is not None
        and re.search("已|新增|截至|目标|力争|计划|累计|完成", gap) is None
    )


def _sum_of(text: str, usable: list[QuantityDraft], i: int) -> Found | None:
    """Parts before a total that is told as their sum: …，合计53个."""
    total = usable[i]
    before = text[max(0, total.start - 24) : total.start]
    cut = max(before.rfind("，"), before.rfind("；"), before.rfind("。"))
    m = _SUM.search(before, cut + 1)
    if m is None:
        return None
    floor = max(
        text.rfind("\n", 0, total.start),
        text.rfind("。", 0, total.start - len(before) + cut + 1 if cut >= 0 else total.start),
    )
    parts: list[QuantityDraft] = []
    sum_ = _ZERO
    for q in reversed(usable[max(0, i - MAX_PARTS) : i]):
        if q.start <= floor:
            break
        if q.unit != total.unit:
            continue
        if q.value >= total.value:
            break
        parts.insert(0, q)
        sum_ += q.value
        slack = tolerance([(text[p.start : p.end], p.value) for p in (total, *parts)])
        if len(parts) >= 2 and abs(total.value - sum_) <= slack:
            return total, tuple(parts), True, total.value - sum_
    return None


#: parts that are all there is, two by two or three by three
_WHOLES: Final = (
    ("第一产业", "第二产业", "第三产业"),
    ("一产", "二产", "三产"),
    ("出口", "进口"),
    ("城镇", "农村"),
    ("城镇", "乡村"),
    ("税收收入", "非税收入"),
    ("夏粮", "秋粮"),
    ("公办", "民办"),
    ("男性", "女性"),
    ("国税", "地税"),
    ("新建", "续建"),
)
_WITHIN: Final = re.compile("[，。（]其中[，：]?")
_DIVIDED: Final = re.compile("其中|分产业看|分城乡看|按[^，。；]{1,8}分")
_COUNTED: Final = re.compile("([两二三四五六七八九十])[项类者个级]?合计")
_CHINESE: Final = {c: n for n, c in enumerate("两二三四五六七八九十", 1)} | {"两": 2}


def _claimed(text: str, usable: list[QuantityDraft], i: int, taken: set[int]) -> Found | None:
    """Parts that the text tells as all of the total, but that do not add up to it."""
    total = usable[i]
    if total.value <= 0 or total.bound is not Bound.EXACT:
        return None
    told = _whole(text, usable, i) or _counted(text, usable, i)
    parts = told or _bracket(text, usable, i) or _over(text, usable, i)
    if not parts or any(p.start in taken or p.bound is not Bound.EXACT or p.status != total.status for p in parts):
        return None
    difference = total.value - sum((p.value for p in parts), _ZERO)
    if abs(difference) > total.value * (
        1 if told else Decimal("0.5")
    ):  # so far off that they are parts of something else
        return None
    return total, tuple(parts), True, difference


def _over(text: str, usable: list[QuantityDraft], i: int) -> list[QuantityDraft] | None:
    """Two or more parts right behind 其中 that are together more than the total."""
    total = usable[i]
    mark = _WITHIN.match(text, total.end) if text.startswith("其中", total.end + 1) else None
    if mark is None:
        return None
    parts: list[QuantityDraft] = []
    at = mark.end()
    for q in usable[i + 1 : i + 1 + MAX_PARTS]:
        gap = text[at : q.start]
        if q.unit != total.unit or len(gap) > 16 or "。" in gap or "\n" in gap or (parts and gap[:1] not in "，、；"):
            break
        if _BREAK.search(gap) is not None or _SUM.search(gap) is not None or "每" in gap or not q.of:
            break
        parts.append(q)
        at = q.end
    if len(parts) < 2 or any(p.value >= total.value for p in parts):
        return None
    figures = [(text[p.start : p.end], p.value) for p in (total, *parts)]
    return parts if sum((p.value for p in parts), _ZERO) > total.value + tolerance(figures) else None


def _next(usable: list[QuantityDraft], i: int, stop: int) -> list[QuantityDraft]:
    total = usable[i]
    return [q for q in usable[i + 1 : i + 1 + MAX_PARTS] if q.start < stop and q.unit == total.unit]


def _whole(text: str, usable: list[QuantityDraft], i: int) -> list[QuantityDraft] | None:
    """Members of a known partition behind 其中 or 分…看: the three industries, exports and imports."""
    total = usable[i]
    mark = _DIVIDED.search(text, total.end, total.end + 60)
    if mark is None or "\n" in text[total.end : mark.start()]:
        return None
    if any(q.start < mark.start() and q.unit == total.unit for q in usable[i + 1 : i + 4]):
        return None
    following = _next(usable, i, _end(text, mark.end(), usable, i))
    if not following:
        return None
    for names in _WHOLES:
        parts: list[QuantityDraft] = []
        floor = mark.start()
        for q in following[: len(names)]:
            name = names[len(parts)]
            if name not in text[max(floor, q.start - 16) : q.start]:
                break
            parts.append(q)
            floor = q.end
        if len(parts) == len(names):
            return parts
    return None


def _bracket(text: str, usable: list[QuantityDraft], i: int) -> list[QuantityDraft] | None:
    """A list of three or more in brackets right behind the total, without 其中."""
    total = usable[i]
    if text[total.end : total.end + 1] != "（":
        return None
    close = text.find("）", total.end, total.end + 120)
    if close < 0 or text.startswith(("（其中", "（含", "（包括", "（不"), total.end) or "等" in text[total.end : close]:
        return None
    parts = _next(usable, i, close)
    inside = [q for q in usable[i + 1 : i + 1 + MAX_PARTS] if q.start < close]
    return parts if len(parts) >= 3 and len(parts) == len(inside) else None


def _counted(text: str, usable: list[QuantityDraft], i: int) -> list[QuantityDraft] | None:
    """三项合计: the three before it."""
    total = usable[i]
    low = max(0, total.start - 12)
    m = _COUNTED.search(text, low, total.start) if text.find("合计", low, total.start) >= 0 else None
    if m is None:
        return None
    wanted = _CHINESE[m[1]]
    before = [q for q in usable[max(0, i - MAX_PARTS) : i] if q.unit == total.unit]
    parts = before[-wanted:]
    if (
        len(parts) < wanted
        or wanted < 2
        or "\n" in text[parts[0].end : total.start]
        or "。" in text[parts[0].end : total.start]
    ):
        return None
    return parts


def _end(text: str, at: int, usable: list[QuantityDraft], i: int) -> int:
    """Where the sentence ends in which `at` stands; behind the figures that may be parts of figure `i` none looks."""
    limit = usable[min(i + 3 * MAX_PARTS, len(usable) - 1)].end
    end = text.find("。", at, limit)
    if end < 0:
        end = limit
    for sign in "\n！":
        sooner = text.find(sign, at, end)
        if sooner >= 0:
            end = sooner
    return end
