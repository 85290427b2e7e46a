"""Who is spoken of in the clauses before a figure that tell none themselves.

走进星澜公司，8条产线…; 位于南环的华润中心项目，总建筑面积…; 项目达产后，年产值…; 建设滨河公园，占地…
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from zhextract.context import _words, subject
from zhextract.lexicon import lengths, table, trie

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = ["DEFINING", "LASTS", "LED_FIRSTS", "LONGEST", "PARTS", "SITE_LASTS", "TOPIC_LASTS", "Named", "acting", "HOMES", "again", "brought", "defines", "may_end", "named", "relative", "resumed", "topic"]

_FIRMS = ("公司", "集团", "合作社", "小程序", "平台", "基金", "APP")
_SITES_OF = tuple(w for w, c in table("divisions.tsv") if c == "site")
_PHASES = tuple(f"{w}{n}期" for w in ("园", "区", "项目", "工程", "基地", "中心", "厂") for n in "一二三四")
_NAMES = (
    *_SITES_OF,
    *_PHASES,
    *_FIRMS,
    *"安置点 安置区 街区 老街 夜市 古镇 景区 示范园 牧场 农场 茶园 果园 车间 厂区".split(),
)
_ENDS = _words.Endings(_NAMES)
#: a reporter goes there, and the paragraph is on it
_ENTERED = ("走进", "来到", "走入", "步入")
_SITES = tuple(
    "项目建设现场 项目施工现场 建设现场 施工现场 生产现场 项目现场 项目工地 建设工地 施工工地 生产车间 现场 工地 车间".split()
)
#: the clause behind tells the size of what is named
_MEASURED = ("规模", "占地", "总投资", "全长", "建筑面积", "总建筑面积", "总规模", "注册用户", "用户", "访问量", "下载量")
#: the clause behind says what it is: 铁西片区更新项目，是…
_IS = ("是", "曾是", "正是", "位于", "坐落")
#: how such words begin
DEFINING = frozenset(word[0] for word in _IS)
#: what became of it: 项目建成后，
_DONE = tuple(
    "全部建成后 全面建成后 建成后 建成投产后 建成投用后 建成运营后 全部达产后 全面达产后 达产后 投产后 竣工后 投用后 运营后 完工后 "
    "全部建成达产后 建成达产后 建成 投入使用 投入运营 建成投用 建成投产 建成启用 正式投用 正式投产 正式启用 正式开工 正式运营 正式开园 "
    "正式开业 开工建设 竣工投产 顺利竣工 顺利封顶 正式落户 落地".split()
)
_LYING = ("位于", "坐落", "地处", "总投资", "作为")
#: inside of it: 在智能制造产业园内，
_INSIDE = ("内", "里")
#: seen by a reporter: 记者在云江医药港看到，
_SEEN = ("看到", "见到")
_TAILS = {**dict.fromkeys(_SEEN, "seen"), **dict.fromkeys(_SITES, "site"), **dict.fromkeys(_INSIDE, "in"), **{word: "then" if word[-1] == "后" else "done" for word in _DONE}}
_TAIL_SIZES = lengths(word[::-1] for word in _TAILS)
_ALL = (*_NAMES, *_SITES, *_SEEN, *_DONE, *(name + inside for name in _NAMES for inside in _INSIDE))
#: how a clause ends that may name one: the last character of each, and more closely the last two
LASTS = frozenset(word[-1] for word in _ALL)
_PAIRS = frozenset(word[-2:] for word in _ALL if len(word) > 1)
_SHORT = frozenset(word for word in _ALL if len(word) == 1)
#: characters of a clause that is looked at
LONGEST = 40


#: what a plan or a service in marks is told to have done
_DEEDS = tuple(
    "引进 资助 惠及 覆盖 支持 带动 吸引 扶持 救助 培训 举办 发放 运送 注册 受理 接待 促成 帮助 盘活 办结 兑现 归集 收集 开行 参训 "
    "撮合 访问 接入 解决 化解 募集 投放".split()
)


class Named(NamedTuple):
    """`entered`: the whole paragraph is on it."""

    start: int
    end: int
    entered: bool


def may_end(text: str, cut: int) -> bool:
    """May the clause that ends at `cut` name one? Asked where its last character is one of `LASTS`."""
    return text[cut - 2 : cut] in _PAIRS or text[cut - 1] in _SHORT


def defines(text: str, cut: int) -> bool:
    """Does the clause behind the comma at `cut` say what the one before names: 铁西片区更新项目，是…"""
    return text.startswith(_IS, cut + 1)


def named(scene: Scene, start: int, cut: int, measured: bool) -> Named | None:
    """The firm, site or project that the clause from `start` to the comma at `cut` is on. `measured`: the figure behind it is a
    measure of one thing, so that it may be of what a verb acts on, or of what is said in passing (建设滨河公园，占地…)."""
    text, at = scene.text, start
    if cut - at > LONGEST:
        return None
    if text[at] == "（":  # （一）A地块，位于…
        at = max(text.find("）", at, at + 4) + 1, at)
    end, tail = cut, ""
    for size in _TAIL_SIZES.get(text[cut - 1], ()):
        tail = _TAILS.get(text[cut - size : cut], "")
        if tail:
            end -= size
            break
    entered = tail == "site"
    if text.startswith(_ENTERED, at):
        entered = True
        at += 2
    elif tail == "seen" or (text[at] == "在" and tail in ("", "site", "in")):
        # 记者在云江医药港看到，; 在云江医药港，
        place = text.find("在", at, end)
        if place < 0 or (place > at and not text.startswith("记者", place - 2)):
            return None
        entered, at = True, place + 1
    lying = text.startswith(_LYING, at)
    topic = defines(text, cut)
    sized = text.startswith(_MEASURED, cut + 1)
    passing = not (entered or lying or topic or tail in ("then", "in"))
    if (passing and not measured and not sized) or not (_ENDS.of(text, at, end) or (tail == "site" and end - at > _SHORTEST)):
        return None
    if tail == "site" and not _ENDS.of(text, at, end) and _ENDS.of(text, at, cut):
        end = cut  # 鲁重数控总装车间
    particle = text.rfind("的", at, end)
    if particle >= 0:
        if passing and not sized:
            return None
        at = particle + 1
    if at not in scene.projects and end - (behind := scene.place_ends.get(at, at)) > _SHORTEST:
        at = behind  # but not of 桥头镇|中心小学
    begin = at
    for a, b, kind in _words.words(text, begin, end):
        if (kind == "gerund" and a != at) or (kind == "verb" and b - a == 1 and a > at):
            continue
        if kind not in ("noun", "head") and b < end:
            if not passing or kind not in ("verb", "gerund") or text[a - 1] in "）)":
                return None
            at = b
    if not 2 <= end - at <= 24 or text.find("、", at, end) >= 0:
        return None
    return Named(at, end, entered or (topic and text[start - 1 : start] in ("", "\n")))


def brought(text: str, at: int, stop: int) -> tuple[int, int] | None:
    """The plan or service in marks at `at`, with its head, before what it brought: “时间银行”注册…, “春风送岗”行动举办…"""
    mark = at if text[at] == "“" else text.find("“", at + 2, min(stop, at + _LONGEST_QUOTE))
    if mark < 0 or (mark > at and (text.startswith(_LED_IN, at) or text[at] == "自" or _words.words(text, at, mark))):
        return None
    close = text.find("”", mark + 3, min(stop, mark + _LONGEST_QUOTE))
    if close < 0 or text.find("，", at, close) >= 0:
        return None
    m = _BROUGHT(text, close + 1, stop)
    return (at, m.end(1)) if m is not None else None


_LONGEST_QUOTE = 16
#: what plans and services do, with what stands before it
_BROUGHT = re.compile(
    "((?:(?![年月日])[一-鿿]){0,6}?)(?:(?:自[^，。；]{2,8})?(?:实施|启动|上线|开行|开通|推行|运行|开展|开街|开园|运营)(?:以来|[一二三半两][个年]|百日)"
    "|(?:已|共|就|先后|去年|今年|全年|累计|还|已经|年均|每年|每天|每月|日均)*"
    "(?:" + trie(_DEEDS) + "|服务(?=[企群居市学老实游客商用])))"
).match


def _noun_before(scene: Scene, at: int, stop: int) -> int:
    """Where the noun ends that goes on from `at` to what is told of it; 0: nothing is."""
    text = scene.text
    end = at
    while end < min(stop, at + _LONGEST_NAME):
        if end in scene.time_starts or text[end] in "，就":
            return end
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] in _PREDICATES:
            return end
        if text[end] in _BREAKS:
            return 0
        end = word[1] if word is not None and (word[2] == "noun" or text[end] == "“") else end + 1
    return 0


_BREAKS = frozenset("。；：、\n”（的和及与—0123456789")


def resumed(scene: Scene, paragraph: int, at: int, start: int) -> tuple[int, int] | None:
    """The last word from `at` to `start` that takes up again at a clause's head what was told: 园区|工业总产值612亿元, 该段|全长…,
    这家1998年建厂的|企业，…"""
    text, last = scene.text, None
    for m in _RESUMED(text, max(at - 1, 0), start):
        begin, end = m.span(1)
        if m[0][0] == "“" and text.find("”", end, end + _LONGEST_NAME) > 0:
            continue  # “园区巴士”线路
        if m[1] in _THIS:
            noun, end = end, _this_one(scene, end, start)
            if end - noun < (1 if m[1] == "该" else 2):
                begin, end = _such_a(scene, noun, start + _SHORT_CLAUSE)
                noun = begin
            if m[1] == "这个" and not subject.is_body(text[noun:end]):
                continue  # 这个计划
        else:
            told = _RESUMES[m[1]]
            if text[end : end + 1] in _GOES_ON or text.startswith(_NO_RESUMED, end) or (told and not any(text.find(word, paragraph, begin) >= 0 for word in told)):
                continue
        if begin < end:
            last = begin, end
    return last


def again(text: str, at: int, start: int) -> bool:
    """Does a sentence at `at` go on about the site that the one before was on: 全部达产后，…; 这里…; 这条57公里长的…?"""
    m = _AGAIN(text, at, start)
    return m is not None


_AGAIN = re.compile(
    "(?:[^，。；]{0,8}，)?(?:预计|明年|今年|届时|目前)?(?:[^，。；目程该]{1,6})?(?:全部|全面|全线)?"
    "(?:建成|达产|投产|投用|投运|竣工|完工|通车|通水|运营|开园|开业|使用|启用)后|(?:[^，。；]{2,6}，)?(?:如今|目前|现在)?(?:这里(?!要|，)|这[条座家所片处](?=[0-9]))"
).match


def _such_a(scene: Scene, at: int, stop: int) -> tuple[int, int]:
    """The noun behind what is told of it: 这家2012年由7个年轻人创办的|企业，…; 这个建于1984年的|小区共有…"""
    text = scene.text
    particle = text.find("的", at, min(stop, at + LONGEST)) + 1
    if particle and text.find("。", at, particle) < 0:
        if particle - at < 6 and not _words.words(text, at, particle - 1):
            return at, particle - 1  # 这家|企业|的研发人员
        end = _noun_before(scene, particle, particle + 5)
        if end - particle > 1 and not text.startswith(_SAYS, end):
            return particle, end
    return at, at


_SHORT_CLAUSE = 24
#: parts of a place that a clause or two are on
PARTS = frozenset("主城区 城区 县城 老城区 中心城区".split())
#: who speaks: 我家种了120亩水稻
HOMES = ("我家", "家里", "我们家", "自家")
_RESUMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("该段 园区 公司 合作社 街区 景区 厂里 厂区 区里 县里 村里 市里 镇里 寨里 乡里 校区".split(), ()),
    "企业": ("公司", "集团", "车间", "这家", "厂"),
    "集团": ("集团",),
    **dict.fromkeys((*PARTS, *HOMES), ()),
}
_THIS = ("该", "这家", "这个", "这座", "这所", "这条", "这处", "这片", "这段")
_RESUMED = re.compile("[，。；：“\n](?:目前|如今|现在|今年|去年|此外|同时)?(" + "|".join(sorted((*_RESUMES, *_THIS), key=len, reverse=True)) + ")").finditer
_GOES_ON = frozenset("、和与及等的")
_NO_RESUMED = ("开办", "注册", "内", "外", "里", "周边", "之间", "负担", "化", "购", "营", "工业所", "学校", "医院", "居民", "各")


def topic(scene: Scene, start: int, cut: int) -> tuple[int, int] | None:
    """What the first clause of a sentence, up to the comma at `cut`, does nothing but name: 横跨白水河的望江大桥，主跨…;
    恒昇医药港，8条…; 联合银行推出的“丰收贷”，累计放款…"""
    text = scene.text
    if cut - start > LONGEST:
        return None
    at = text.rfind("的", start, cut) + 1
    if text[cut - 1] == "”":
        mark = text.rfind("“", start, cut)
        at = mark if mark == at > start and cut - mark > 3 else cut
    elif not _TOPICS.of(text, at or start, cut) and not (text.startswith(_LONG_SIZES, cut + 1) and text[cut - 1] in _LONG):
        return None
    at = at or start
    if not _SHORTEST <= cut - at <= _LONGEST_NAME or at in scene.place_ends:
        return None
    return (at, cut) if _names_one(text, at, cut) and not text.startswith(_LED_IN, start) else None


def relative(scene: Scene, start: int, stop: int, timed: bool) -> tuple[int, int] | None:
    """The site that a sentence begins with behind what is told of it: 始建于1907年的|北大街，…; 坐落在青桥路的|实验学校迎来…
    `timed`: behind a time (5月获批的|综合保税区)."""
    text = scene.text
    first = text.find("，", start, stop)
    limit = min(first if first > 0 else stop, start + LONGEST)
    at = text.find("的", start + 2, limit) + 1
    if not at or (not timed and at - start <= _SHORTEST) or text.startswith(_PREPOSITIONS if timed else _LED_IN, start):
        return None
    if text[start : at - 1] in _words.ADJECTIVES or text.startswith(_NO_TOPICS, at) or at in scene.place_ends:
        return None
    end = _noun_before(scene, at, limit + 1)
    if end - at < _SHORTEST - 1 or text[end - 1] not in SITE_LASTS or _NO_SITES.of(text, at, end) or text.startswith(_GONE, end):
        return None
    return at, end


def acting(scene: Scene, at: int, stop: int) -> tuple[int, int] | None:
    """The site or firm that a sentence begins with at `at`, before what it does: 区中医院成功创建…，新增…"""
    text = scene.text
    if text[at] == "该":
        end = _this_one(scene, at + 1, stop)
        return (at, end) if end else None
    end, last = at + _SHORTEST - 2, min(stop, at + _LONGEST_NAME)
    while (m := _ACTOR_END(text, end, last)) is not None:  # most often none: cheaper than to iterate
        end = m.end()
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] == "head" and word[1] - end == 1:
            continue  # 市政府|经|发局局长
        idiom = stop - end == _IDIOM and text[stop] == "，"
        if (idiom or end in scene.time_starts or (text[end] == "“" and end + 1 in scene.time_starts) or (word is not None and word[2] in _PREDICATES)) and not text.startswith(_SAYS, end):
            if text.startswith(_ARRAYS, end - 2):
                return None
            if text.startswith("中心", end - 2) and text[at] not in _OF_PLACE:
                return None  # 公共托育中心 and the like are many
            return (at, end) if _names_one(text, at, end) and not text.startswith(_LED_IN, at) else None
    return None


def _this_one(scene: Scene, at: int, stop: int) -> int:
    """Where the noun of 该工程, 这座渡槽 ends that stands at `at` before what is told of it; 0: it is no such thing."""
    text = scene.text
    if text.startswith(_TIMES, at):
        return 0
    for end in range(at + 1, min(stop, at + _LONGEST_THIS) + 1):
        if end in scene.time_starts or text[end] in "，\n于离距在":
            return end
        word = _words.word_at(text, end, stop)
        if word is not None and word[2] in _PREDICATES:
            return 0 if text.startswith(_SAYS, end) or end in scene.place_ends else end
        if text.startswith(_SIZES, end):
            return end
    return 0


def _names_one(text: str, at: int, end: int) -> bool:
    """Is it the name of one, and no class or phrase?"""
    if text.startswith(_NO_TOPICS, at) or text.find("（", at, end) >= 0 or text.find("、", at, end) >= 0:
        return False
    # 区教|育|局: one character may only look like a verb
    return all(
        kind == "noun" or (a > at and (kind == "gerund" or (kind in ("verb", "head") and b - a == 1)))
        for a, b, kind in _words.words(text, at, end)
    )


#: characters of 该工程, 该示范基地
_LONGEST_THIS = 6
_TIMES = ("期间", "时间", "日子", "时期", "阶段", "地处")
_SIZES = tuple(w for w in _words.ATTRIBUTES if len(w) > 1)
_PREDICATES = frozenset(("verb", "function", "adverb", "link", "head"))
_OF_PLACE = frozenset("省市区县州镇乡街")
#: characters of 人潮涌动, 机器轰鸣
_IDIOM = 4
#: it speaks of others, or is only counted
_SAYS = tuple("表示 指出 说 介绍 认为 强调 提出 要求 的 建设 建成 由 迁建 改建 改扩建 扩建 新建 改造".split())
#: how the names of sites and firms end
_BODIES = tuple(
    "公司 集团 合作社 医院 机场 港 产业园 园区 工业园 物流园 科技园 文创园 大桥 隧道 水库 电站 院区 博物馆 图书馆 景区 老街 古镇 公园".split()
)
#: 科技创新布局
_ARRAYS = ("布局", "格局", "结局", "全局", "大局")
_ACTORS = (
    *_BODIES,
    *subject.OFFICES,
    *(
        "幼儿园 中学 小学 大学 学院 度假区 古城 步行街 市场 科创谷 创新谷 街区 保税区 综保区 口岸 剧院 广场 商场 夜市 "
        "二期 一期 三期 班列 灯会 中心 新城 纪念馆 展览馆 文化馆 科技馆 体育馆 美术馆 非遗馆 大楼 总厂"
    ).split(),
)
# the last character of one, with all of it behind
_ACTOR_END = re.compile(
    f"[{''.join(sorted({w[-1] for w in _ACTORS}))}](?:"
    + "|".join(f"(?<={'|'.join(w for w in _ACTORS if len(w) == size)})" for size in (1, 2, 3))
    + ")"
).search
_TOPICS = _words.Endings(
    (
        *_BODIES,
        *"APP 小程序 平台 厂 基地 高速 高速公路 铁路 快速路 车站 实验室 智谷 光谷 科创城 科学城 商圈 综合体 养老院 工程 项目 二期 一期 三期 中心".split(),
    )
)
#: what runs on, and its size: 始建于1907年的北大街，全长…
_LONG = "街路河渠巷线"
_LONG_SIZES = ("全长", "总长", "长", "全线", "街长", "路宽", "宽")
#: how the names of what is built or laid out end
SITE_LASTS = frozenset("园馆厂店城院楼街桥站港场校坊塔寨村湖河库区线期”")
#: only counted, or gone into something else: 废弃的石料厂|变身花园
_GONE = ("变身", "变成", "变为", "蝶变", "有", "共有", *_SAYS)
#: of no one
_NO_SITES = _words.Endings("地区 市场 城区 社区 山区 校园 农场 林场 牧场 矿区 灾区 分区 农村 乡村 生命线 主线 防线 底线 红线 一线 阵线 路线 战线 火线 先河".split())
#: the clause begins with one that is on something else
_PREPOSITIONS = tuple("家住 为 对 以 把 将 除 按 据 在 从 由 随着 作为 通过 依托 围绕 聚焦 立足 向 与 和 同 给 让 使 到 每 各 这 那 该 其 有".split())
TOPIC_LASTS = frozenset(("”", *_TOPICS.lasts, *_LONG))
_SHORTEST, _LONGEST_NAME = 4, 20
#: the clause is no more than how or why something else is done
_LED_IN = tuple(
    "为 对 以 把 将 除 按 据 在 从 由于 随着 作为 通过 依托 围绕 聚焦 立足 加 推 建 打造 实 发展 支持 鼓励 投 深化 完善 "
    "争 创 筹 扩 聚力 着力 全力 奋力 持续 深入 力争 部署 启动 有关 关于".split()
)
#: the words of one character among them: no more need be looked at
LED_FIRSTS = frozenset(word for word in _LED_IN if len(word) == 1) | frozenset("坚完强扎突提优促新发深着")
#: classes of things, of which none is named
_NO_TOPICS = tuple(
    "每 各 多个 多家 多所 数个 数家 数十 数据中心 该 其 两个 两家 两座 两条 一个 一些 一批 一家 一座 一条 某 这 那个 那些 等 几个 几家 "
    "全部 许多 重大 重点 主要 大中型 大型 高水平 高质量 新建 新增 新开 新型 产业园区 工业园区 上述 农业 至于".split()
)
