"""What the fact layer knows of one text before it reads a figure: sentences, the ends of times, the names of places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from zhextract.context import _words
from zhextract.context._persons import persons
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind

if TYPE_CHECKING:
    from zhextract.drafts import ProgramDraft, TimeDraft
    from zhextract.source import Source

__all__ = ["Scene"]

_BEARERS: Final = (ProgramKind.PROJECT, ProgramKind.PLATFORM)
_TOLD_OF: Final = (ProgramKind.INITIATIVE, ProgramKind.HONOUR)
_DIVISIONS: Final = table("divisions.tsv")
_GENERAL: Final = tuple(w for w, c in _DIVISIONS if c == "general")
#: an article on a district speaks of them as well
_LOOSE: Final = frozenset(("全国", "我国", "全球", "全网", "全线"))
_NO: Final = [w for w, c in _DIVISIONS if c == "no" or (c in ("body", "site") and w[-1] in "区村市县镇乡")]
_NO_NAMES: Final = _words.Endings(_NO)
_AREAS: Final = [w for w, c in _DIVISIONS if c == "area"]
_HEADS_CLAUSE: Final = frozenset("，。；：？！\n 　—”到的")
_MARKED: Final = ("“", "《")
_ABOVE: Final = ("规模以上", "规上")
_HALVES: Final = ("城镇", "农村")
_BREAKS: Final = "，。；：、的（“\n"
_LONGEST_MEASURE: Final = 16
_MEASURES = _words.Endings("面积 量 额 规模 人次 产值 收入 人数 利润 税收 率 里程 价 价格 总值 增加值 投资 床位数 余额 人口 比重 占比 指数".split())
_BODIES: Final = re.compile("[司团院校厂站场园港湖河江山镇村铁路桥馆局馆县轨品米茶果瓜菜酒]")
_PREDICATES: Final = frozenset(("verb", "function", "adverb", "link", "de"))
_COMPOUND: Final = ("新区", "经开区", "高新区", "开发区", "自治区", "自治州", "自治县", "街道")
#: in a text of more characters a name has to be met twice
_LONG: Final = 4000
#: a text that speaks of the country more than as many times as often as of any part is on none
_FEWER: Final = 4
# 全区 wherever it stands; 临江市 where a clause, a quotation or a place of another name begins, or a time has just ended
_NOT_FIRST: Final = "家以占超列居在对为与和于从由到至是有我该本全各这那第将把让经向距离往驻末底初度间内中上下前后"
_MARKS: Final = "，。；：、\n ”（）—《日月年末底来度在对为与和占超以于列居省市县"
_BEHIND: Final = "(?![民亲鼓村长委政府域场区级省市县]|[内外]的|中心城|人民代表)"  # what shows that a place's name did not end there
_WORDS: Final = "在由每是的了被把该住从"  # words that stand in no name
_WORD: Final = re.compile(f"[{_WORDS}]").search
_LONGEST: Final = 5  # characters of a name before its kind
_KINDS: Final = _words.Endings(_AREAS)
#: names whose shape does not tell that they are some
_KNOWN: Final = frozenset(table("place_names.tsv").column("name"))
_AUTONOMOUS: Final = "自治"
_SIZES: Final = sorted({len(n) for n in _KNOWN if n[-3:-1] == _AUTONOMOUS}, reverse=True)
_LASTS: Final = "".join(sorted({w[-1] for w in _AREAS}))
_FIRSTS: Final = "".join(sorted({w[0] for w in _GENERAL}))
_END: Final = re.compile(f"[{_LASTS}]").finditer
# what ends as 农村 and 社区 do is no name, but for three characters behind a mark, such as 城东区: those are looked at again
_NO_FIRSTS: Final = {
    last: "".join(w[0] for w in _NO if len(w) == 2 and w[1] == last and w[0] not in _MARKS) for last in "区市村镇乡省县"
}
_NO_ENDS: Final = "|".join(f"[{firsts}]{last}" for last, firsts in _NO_FIRSTS.items() if last != "区")
_ODD: Final = [
    "|".join(sorted(n for n in _KNOWN if len(n) == size and (n[-2:] in {w for w in _NO if len(w) == 2} or n[-1] == "道")))
    for size in (3, 4, 5)
]
_FOREMOST: Final = trie(n for n in _KNOWN if n[0] in _NOT_FIRST or n[0] == "全")
_NAMED: Final = "[一-內兩-吃吅-诤详-鿿]"  # of a name: no 全, 各, 该
# A general word, or the end of what may be a name: as far behind a mark as can be. The number of its group tells how many
# characters stand before the last. One class finds either; what is looked for at it stands behind it, since a class in front
# lets `re` skip the rest.
_SPOT: Final = re.compile(
    f"[{_FIRSTS}{_LASTS}](?:(?<=[{_LASTS}])(?:(?<!{_NO_ENDS}|[^街]道)(?<![^{_MARKS}].[{_NO_FIRSTS['区']}]区)"
    + f"|(?<=[{''.join(sorted({n[-2] for names in _ODD for n in names.split('|')}))}].)(?:"
    + "|".join(f"(?<={names})" for names in _ODD)
    + f")){_BEHIND}(?:"
    + "|".join(
        f"(?<=(?<![^{_MARKS}])(?:(?![{_NOT_FIRST}]){_NAMED}|(?={_FOREMOST})[{_NOT_FIRST}全]){_NAMED}{{{size - 1}}}.)()"
        for size in range(_LONGEST + 2, 0, -1)
    )
    + f")|(?<=(?=({trie(_GENERAL)})).))"
).finditer
_GENERAL_GROUP: Final = _LONGEST + 3


#: what a name may go on with: 涞阳|大道, 涞阳|人
_NAMES_ON: Final = frozenset("区县市州镇乡村省旗人大新老中高经城江河湖海山路街站港口岛桥南北东西地本籍民群特品牌农商学医院校园馆厂公片段、和与及以至")
#: nouns that are as often what a place does, at a clause's head: 涞阳|投资5.8亿元
_DEEDS_OF: Final = frozenset(
    "投资 投入 遭遇 按下 迎来 谋划 锚定 捧回 跻身 斩获 拿出 交出 拥有 现有 素有 地处 位于 坐拥 始终 早已 依托 立足 聚力 聚焦 紧盯 瞄准 "
    "抢抓 深耕 念好 得分 捧得 夺得".split()
)


class Scene:
    """A text with what `attach` looks up in it again and again."""

    __slots__ = (
        "_passed",
        "_starts",
        "clean",
        "ends",
        "formal",
        "main",
        "named",
        "next_place",
        "persons",
        "place_ends",
        "place_starts",
        "places",
        "project_ends",
        "projects",
        "sentence",
        "stem",
        "text",
        "time_ends",
        "time_starts",
        "times",
    )

    def __init__(self, source: Source, times: Sequence[TimeDraft], programs: Sequence[ProgramDraft]) -> None:
        text = self.text = source.text
        self.clean = source.clean
        self.sentence = source.sentence
        self.times = times
        self.time_ends = {t.end: t for t in times}
        self.ends = sorted(self.time_ends)
        self.time_starts = {t.start: t.end for t in times}
        self._starts = sorted(self.time_starts)
        self.projects: set[int] = set()
        self.project_ends = {p.end: p.start for p in programs if p.kind is ProgramKind.PROJECT}
        # 如今省下一半时间: no name begins as a time does
        self.places = [place for place in _places(text) if place[0] not in self.time_starts]
        self.formal = _main(text, self.clean, self.places)
        self.stem: str | None = None
        self.main = self._take_stem()
        for p in programs:  # a project or platform that a clause begins with is its bearer
            if p.kind in _BEARERS or (p.kind in _TOLD_OF and text[p.end : p.end + 1] == "”" and _acts(text, p)):
                start, end = _with_head(text, p)
                if (start == 0 or text[start - 1] in "，。；：\n（" or _is_item(text, start)) and text[end : end + 1] not in _JOINED:
                    self.places.append((start, end))
                    self.projects.add(start)
        # a report that tells of people lets them speak
        self.persons = persons(text) if "说" in text else {}
        self.places += self.persons.items()
        self.places.sort()
        self._passed = 0  # places
        self.next_place = self.places[0][0] if self.places else len(text)
        self.place_ends = dict(self.places)
        self.place_starts = sorted(self.place_ends)
        self.named = sorted([*self.ends, *self.place_starts])

    def _take_stem(self) -> str | None:
        """Takes up where the name of the article's place stands without its kind (今年，桐山引进…, for 桐山区); returns how the
        text mostly calls the place."""
        text, name = self.text, self.formal
        if name is None or name in _GENERAL:
            return name
        stem = name[: -_KINDS.size(name, 0, len(name))]
        size = len(stem)
        if size < 2 or "\n" in name:
            return name
        found, at, named = [], text.find(stem), 0
        while at >= 0:
            if text.startswith(name, at):
                named += 1
            elif self._acts_at(at, at + size):
                found.append((at, at + size))
            at = text.find(stem, at + size)
        self.places += found
        self.stem = stem
        return stem if len(found) > named else name

    def _acts_at(self, at: int, end: int) -> bool:
        """Does a name stand at a clause's head, or behind a time or a 到, before what it does or what is told of it?"""
        text = self.text
        if not (at == 0 or text[at - 1] in _HEADS_CLAUSE or at in self.time_ends):
            return False
        if text[at - 1 : at] == "的":
            return text[end : end + 1] == "，"  # 获评“柑橘之乡”的涞阳，
        if text[end : end + 1] in _NAMES_ON and not text.startswith(_HALVES, end):
            return False
        if end in self.time_starts or text[end : end + 2] in _DEEDS_OF or text.startswith(_ABOVE, end):
            return True
        word = _words.word_at(text, end, len(text))
        if word is None:
            return self._measured(end)
        return word[2] in _PREDICATES or text[word[1] : word[1] + 1] in _MARKED  # 涞阳|深化“一窗通办”改革

    def _measured(self, at: int) -> bool:
        """Does a measure stand at `at`, before what is told of it: 涞阳|年降雨量1300毫米? Else the name goes on: 涞阳|机床厂."""
        text = self.text
        stop, limit = at, min(len(text), at + _LONGEST_MEASURE)
        while stop < limit and (text[stop] not in _BREAKS and not text[stop].isdecimal()) and stop not in self.time_starts:
            word = _words.word_at(text, stop, limit)
            if word is not None and word[2] in _PREDICATES:
                break
            stop = word[1] if word is not None else stop + 1
        return stop - at > 2 and _MEASURES.of(text, at, stop) and not _BODIES.search(text, at, stop)

    def pass_places(self, low: int, start: int) -> list[tuple[int, int]]:
        """The places from `low` on before `start` that were not told before."""
        places, i = self.places, self._passed
        passed: list[tuple[int, int]] = []
        at = self.next_place
        while at < start:
            if at >= low:
                passed.append(places[i])
            i += 1
            at = places[i][0] if i < len(places) else len(self.text)
        self._passed, self.next_place = i, at
        return passed

    def time_after(self, at: int) -> int:
        """Where the next time behind `at` begins, or the end of the text."""
        i = bisect_right(self._starts, at)
        return self._starts[i] if i < len(self._starts) else len(self.text)


def _with_head(text: str, p: ProgramDraft) -> tuple[int, int]:
    """Where a project or platform stands; what is no project with its marks and the head behind them: “随手拍”小程序."""
    start, end = p.start, p.end
    if p.kind is ProgramKind.HONOUR:
        return start - 1, text.find("品牌", end) + 2
    if p.kind is not ProgramKind.PROJECT and start and text[start - 1] == "“" and text[end : end + 1] == "”":
        start, end = start - 1, end + 1
        name = p.name or ""
        for size in range(len(name), 1, -1):
            if text.startswith(name[-size:], end):
                return start, end + size
    return start, end


def _acts(text: str, p: ProgramDraft) -> bool:
    """Is it told what a plan in marks did (“归巢”计划引进人才217人), or is it the brand of a crop (“白水香米”区域公用品牌)?"""
    if p.kind is ProgramKind.HONOUR:
        return text.startswith(_BRANDS, p.end)
    return text.startswith(_HEADS, p.end) and text.startswith(_DEEDS, p.end + 3)


#: behind the name of a project that is one of several, or what is done there
_JOINED: Final = frozenset("、等和与及建")
_BRANDS: Final = ("”区域公用品牌", "”公共品牌", "”公用品牌")
_HEADS: Final = ("”计划", "”行动", "”工程")
_DEEDS: Final = tuple("引进 资助 惠及 覆盖 支持 培育 带动 吸引 扶持 救助 培训 累计".split())


def _is_item(text: str, at: int) -> bool:
    """Does a 、 behind a figure stand before `at`: a clause of its own, and no member of a list of names?"""
    if text[at - 1] != "、":
        return False
    begin = at - 1
    while begin > 0 and text[begin - 1] not in "，。；：、\n":
        if text[begin - 1].isdigit():
            return True
        begin -= 1
    return False


def _places(text: str) -> list[tuple[int, int]]:
    """(start, end) of every place: as the text calls it in general, and by the names that it has at a clause's head.

    A name counts where it stands at the head of a sentence, or is met again: 老旧小区 and 产粮大县 end as names do.
    """
    found: dict[int, int] = {}
    names: dict[str, bool] = {}
    inner: dict[str, bool] = {}  # the ends of what is none
    governed: set[str] | None = None
    end = floor = told = 0  # the end of the last, of the one before, the start of the last general word
    for m in _SPOT(text):
        at, group = m.start(), m.lastindex or _GENERAL_GROUP
        if group == _GENERAL_GROUP:
            if at >= end:
                told, floor = at, end
                found[at] = end = m.end(group)
            continue
        size = _GENERAL_GROUP - group
        if at - size < end or size >= _LONGEST or text[at] == "道":
            if at - size < told < end:  # what began before 本市 ends with it
                size = _size(text, at, size, floor)
            if at - size >= told:
                size = _size(text, at, size, end)
            if not size:
                continue
            if at - size < told:
                del found[told]
            told = 0
        name = text[at - size : at + 1]
        if size == 1:
            continue  # 东乡|经开区: too short for a name, so it ends none
        end = at + 1
        if name not in names:
            names[name] = _is_name(name)
            if not names[name]:
                short = _within(name)
                if _is_doubtful(short):
                    if governed is None:
                        governed = _governed(text)
                    inner[short] = short in governed or _stands_alone(text, short) or _heads(text, short)
                elif short != name:
                    inner[short] = _is_name(short)
    names.update(inner)
    # 登陆沿州市 beside 沿州市 is none
    good = [
        n
        for n, is_name in names.items()
        if is_name and (len(n) < 4 or not any(names.get(n[cut:]) for cut in range(1, len(n) - 2)))
    ]
    for name, stands in _standing(text, good).items():
        size, at = len(name), stands[0]
        if len(stands) == 1 and (len(text) > _LONG or not (at == 0 or text[at - 1] in "。\n；”年月日在于，")):
            continue
        for at in stands:
            if found.get(at, 0) < at + size and (text[at + size : at + size + 1] != "立" or not _founded(text, at + size)):
                found[at] = at + size
    if _AUTONOMOUS in text:
        found.update(_autonomous(text))
    return sorted(found.items())


def _autonomous(text: str) -> Iterator[tuple[int, int]]:
    """Where the long names of autonomous districts stand: 延边朝鲜族自治州."""
    at = text.find(_AUTONOMOUS)
    while at >= 0:
        end = at + 3
        start = next((end - size for size in _SIZES if text[max(end - size, 0) : end] in _KNOWN), end)
        if start < end:
            yield start, end
        at = text.find(_AUTONOMOUS, end)


def _size(text: str, last: int, size: int, floor: int) -> int:
    """How many characters of the longest name that ends at `last` and begins at `floor` or behind stand before the last one,
    at most `size`; 0: there is no name."""
    kind = _KINDS.size(text, 0, last + 1)
    for fewer in range(min(size, last - floor, _LONGEST + kind - 1), 1 if text[last] == "道" else 0, -1):
        at = last - fewer
        if (at == 0 or text[at - 1] in _MARKS) and text[at] not in _NOT_FIRST:
            return fewer
    return 0


def _standing(text: str, names: list[str]) -> dict[str, list[int]]:
    """Where each name stands, in order."""
    stands: dict[str, list[int]] = {name: [] for name in names}
    if len(names) <= _FEW:
        for name, places in stands.items():
            at = text.find(name)
            while at >= 0:
                places.append(at)
                at = text.find(name, at + len(name))
        return stands
    # as many as a long text has: once over the characters that they end in, so that time grows with the text alone
    sizes = sorted({len(name) for name in names})
    for m in _END(text):
        end = m.end()
        for size in sizes:
            name = text[end - size : end] if end >= size else ""
            if name in stands:
                stands[name].append(end - size)
    return stands


_FEW: Final = 12  # looking for as many, one by one, takes as long as looking at all that may be the end of one


def _founded(text: str, end: int) -> bool:
    """Is the place that ends before a 立 part of the name of what it runs (临江市立医院)?"""
    return text[end + 1 : end + 2] in _RUN_BY_IT


_RUN_BY_IT: Final = frozenset("图医小中美博幼")


def _is_name(name: str) -> bool:
    if name in _KNOWN:
        return True
    size = len(name)
    if size < 3 or (size > 4 and not name.endswith(_COMPOUND)) or _NO_NAMES.size(name, 0, size):
        return False
    return _WORD(name) is None and not _words.holds(name)


def _within(name: str) -> str:
    """The end of what is no name, behind a word in it (写在|临江区), or all of it."""
    if _WORD(name) is None:
        return name
    cut = max(name.rfind(word) for word in _WORDS) + 1
    return name[cut:] if len(name) - cut > 2 and name[cut] not in _NOT_FIRST else name


def _is_doubtful(name: str) -> bool:
    """May it be the name of a district that ends as a common word does (城东区)?"""
    return len(name) == 3 and name[-1] == "区" and _NO_NAMES.size(name, 0, 3) == 2 and not _words.holds(name)


def _stands_alone(text: str, name: str) -> bool:
    """Is a name ending as a common word does (潞湾区) told again and again in an article without its kind: 潞湾将启动…?"""
    stem = name[:-1]
    if len(text) > _LONG or name[0] in _SORTS or name in _COMPOUND or stem in _words.CLASSES:
        return False
    return text.count(stem) - text.count(name) >= _OFTEN


#: 老城区, 深山区, 大湾区 are sorts of areas
_SORTS: Final = "老新古旧主中全大小深高近远两本各东西南北城"
_OFTEN: Final = 5


def _heads(text: str, name: str) -> bool:
    """Does a name that ends as a common word does (城南区, 管城区) head an item of news: 城南区：…, or 3月12日，城南区举行…?"""
    if name[-2] not in "东南西北城" or name[0] in "市县内" or (name[0] in _SORTS and (name[0] != "城" or name[1] == "城")):
        return False
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if (at == 0 or text[at - 1] in "\n，。") and text.startswith(_DOES, end):
            return True
        at = text.find(name, end)
    return False


_DOES: Final = tuple(
    "： 改造 引进 新建 建成 牢固 是 把 将 已 现有 共有 打造 成立 举行 召开 启动 安排 实施 推进 推行 坚持 聚焦 深入 大力 累计 完成 实现 新增".split()
)


def _governed(text: str) -> set[str]:
    """What is so called and has an office that runs it: 城东区委, 城东区第七届人民代表大会."""
    return {text[m.start() - 2 : m.end()] for m in _OFFICE(text)}


_OFFICE: Final = re.compile("区(?=委|政府|人民政府|人大|政协|纪委|公所|法院|检察院|第[一二三四五六七八九十]{1,3}[届次])").finditer


def _main(text: str, clean: str, places: list[tuple[int, int]]) -> str | None:
    """The place that the article is about, as written: the one named most often, else as the text calls it."""
    told = [text[start:end] for start, end in places]
    counts: dict[str, int] = {}
    for name in told:
        counts[name] = counts.get(name, 0) + 1
    named: list[str] = []
    near: list[str] = []
    loose: list[str] = []
    for name, count in counts.items():
        if name in _LOOSE:
            if count > 1:
                loose.append(name)
        elif name not in _GENERAL:
            if name not in _COMPOUND:
                named.append(name)
        elif name[0] in "全我":
            near.append(name)
    for wanted in (named, near, loose):
        if wanted:
            best = max(wanted, key=counts.__getitem__)
            if len(text) > _LONG and (counts[best] < 2 or (best not in _LOOSE and _on_the_land(text, places, told, counts))):
                continue
            start, end = places[told.index(best)]
            return clean[start:end]
    return _seat(text, clean)


def _on_the_land(text: str, places: list[tuple[int, int]], told: list[str], counts: dict[str, int]) -> bool:
    """Does a text speak of the country so much more often than of any part that it is on none?"""
    part = max((count for name, count in counts.items() if name not in _LOOSE), default=0)
    land = 0
    for name, (start, _) in zip(told, places, strict=True):
        # not so in 居全国第四位: there it is only whom one is compared with
        if name in _LOOSE and name[-1] == "国" and text[start - 1] in "，。；：\n":
            land += 1
    return part * _FEWER < land


def _seat(text: str, clean: str) -> str | None:
    """The place whose government a text names again and again that calls it by no other name (临江市政府)."""
    counts: dict[str, int] = {}
    at: dict[str, int] = {}
    for m in _GOVERNMENT(text):
        start = max(m.start() - 2, 0)
        name = text[start : m.end()]
        counts[name] = counts.get(name, 0) + 1
        at.setdefault(name, start)
    best = max(counts, key=lambda n: counts[n], default="")
    if counts.get(best, 0) < 2 or not _is_name(best):
        return None
    return clean[at[best] : at[best] + len(best)]


_GOVERNMENT: Final = re.compile("[省市县区](?=政府|人民政府|委书记|委员会|人大|政协|议会)").finditer
