"""What a number counts or measures: the shortest noun phrase that a table's column would bear.

The words to the left are read from the number outwards: first what stands between the thing and its number is taken off
(一般公共预算收入[累计][完成]14.2亿元), which also tells a change (同比增长) and its basis; then the noun phrase is cut out of
what remains, behind its verbs (全区共[谋划推进]重点项目360个). The words to the right are read by `behind`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from zhextract.context import _words
from zhextract.context._phrases import CONTESTS, DONE, ENTITY, acts, suffixed
from zhextract.context.change import RELATIVE
from zhextract.context.subject import may_name_body
from zhextract.records import QuantityKind

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import QuantityDraft, TimeDraft

__all__ = ["PER", "TO_LASTS", "Left", "before_bracket", "compared", "contest", "earlier", "left", "origin"]

_CLASSES, _TAILS = _words.CLASSES, _words.TAILS
_VERB, _FUNCTION, _LINK, _DE = "verb", "function", "link", "de"
_COMPARE: Final = re.compile(
    r"(?:(?:与|相|與)|(?<![占同对环可评入费价性配])(?<![一-鿿]{2}之))(?:比|较|高于|低于|快于|好于|慢于|高出|低出|超出|领先|落后)(?![例重率赛价达])[^，。；]*$"
)
_ORDINAL: Final = QuantityKind.ORDINAL
_COMPARING: Final = re.compile("[比较于出先后]").search
_HIGHER: Final = {"高": "up", "快": "up", "低": "down", "慢": "down"}
_EARLIER: Final = re.compile("去年|上年|同期|上一年|\\d年|年初|[上前][月季]|上个[月季]|[改革前]前").search
_LAST_YEAR: Final = ("上年", "去年", "上一年", "同期", "前一年")
_LAST_MONTH: Final = ("上月", "上个月", "上周", "上季", "上旬", "上期")
_EQUALS: Final = ("是", "为", "当于", "到", "达", "系", "相当于", "超过", "过了", "接近")
# what a price or rate is by: 每支48元
PER: Final = frozenset(
    "支 瓶 平方米 立方米 千瓦时 吨 公斤 斤 人 户 亩 月 年 天 日 次 个 只 头 辆 套 件 张 公里 平米 升 度 人次 学期 学年 生 小时 盒 份 台 名 家 "
    "餐 单 单位 公顷 生每年 人每年 人每月 位 笔 筆 项 條 条".split()
)
_PER_LASTS: Final = frozenset(word[-1] for word in PER)
_OWNED: Final = frozenset((*_EQUALS, "同期", "水平", "约", "近", "仅", "已", "的", "分别", "就"))
# 是改造前的2倍, 为年度计划的108%: what the figure is a multiple or share of
_MULTIPLE_OF: Final = re.compile("(?<!占)(?:是|为|相当于|至|到|达)[^，。；的]{1,12}的$")
# nouns that a verb before them qualifies: 抢修队伍, 报销比例
_HEADED: Final = frozenset(
    "队伍 人员 活动 资料 案件 费用 项目 经费 资金 补贴 比例 价格 面积 收入 总数 数量 人数 能力 总额 设施 设备 任务 目标 标准 "
    "门诊 站点 企业 机构 限额 金额 岗位 车辆 病例 成本 总量 规模 里程 周期 时间 时限 平台 产品 商品 用地 用户 电量 负荷 指数 "
    "水平 中心 基地 事项 材料 物资 专车 土地 群众 病人 房屋 住房 家庭 协议 合同 意向".split()
)
_HEADED_ANY: Final = frozenset(
    "人次 费用 价格 比例 限额 标准 时间 时限 能力 面积 数量 总数 人数 金额 总额 成本 指数 水平 里程 周期 规模 病例".split()
)
#: no noun phrase begins, or ends, with one of these
_LEADING: Final = frozenset("、和与及的，：”’‘·—- \t*#．.）()")
_TRAILING: Final = frozenset("、和与及的，：—- \t*#（")


_Span = tuple[int, int]
#: `verbs`, `linked`, `led`, `verb`, `topic` and `owner` of `Left`, spans counted from where the words begin
_Told = tuple[str, bool, bool, _Span | None, _Span | None, _Span | None]
#: `start`, `end` and what else the words tell; None: a noun phrase is all that they are, as most
_Cut = tuple[int, int, _Told | None]


class Left:
    """What stands before a number.

    `start`, `end`: the noun phrase in the view (equal: none). `verb`: span of a verb that stands right before the number,
    `topic`: span of the noun phrase before the verbs. `trend`: "up", "down" or None; `basis` (yoy, mom, a period or None);
    `time`: the time taken off between; `to`: the number is what it comes to.
    """

    start: int
    end: int
    # most words tell nothing of these: the class holds what they then are, which costs nothing to set
    verbs = ""  # the verbs before the noun phrase, run together
    linked = False  # a preposition brought the noun in (为企业)
    led = False  # a verb stands before the topic
    verb: _Span | None = None
    topic: _Span | None = None
    owner: _Span | None = None  # the noun phrase before a 的
    trend: str | None = None
    basis: str | None = None
    time: TimeDraft | None = None
    to = False
    above = False  # 高于: a comparison with another figure
    conj = False  # 和 stands right before the number
    de = False  # 的 stands right before the number
    each = False  # 分别
    equals = False  # 是2015年的1.6倍
    rate = False  # 年均, 累计: a change over more than a year
    share = False  # 占


_UNREAD: Final = Left()  # of words that tell nothing; never written to
_UNREAD.start = _UNREAD.end = 0


def left(scene: Scene, q: QuantityDraft, floor: int, p: int, fresh: bool, counted: bool) -> Left:
    """Reads the words before `q`, from `floor` on (the end of what belongs to the number before, or the sentence's start).

    `p`: where they end: right before `q`, or before a 由 (位次由去年的第46位).
    `fresh`: no number stands in this sentence before `q`, so that a 、 belongs to the noun phrase and does not divide items.
    `counted`: what `q` counts stands behind it, so that the words before can tell only a bearer, or a list of things.
    """
    text, kind = scene.text, q.kind
    if floor > p:
        floor = p
    char = text[p - 1]
    while char in "：—\t " and p > floor:  # 参保人数：24.6万人
        p -= 1
        char = text[p - 1]
    low = floor
    last = _LAST_BREAK(text, floor, p)
    if last is not None:
        low = last.end()
        if text[low - 1] in _UNSURE:
            low = _run(text, floor, p)
    if low == floor and not fresh:
        cut = text.rfind("、", low, p)
        if cut >= 0 and cut + 1 < p and text.find("）", cut, p) < 0:
            low = cut + 1
    if counted and text[low - 1] != "：" and not may_name_body(text, low, p) and text.find("分别", low, p) < 0:
        return _UNREAD
    found = Left()
    if kind is _ORDINAL:
        if p != q.start and text.endswith("排名", low, p):  # 排名由第21位升至第9位
            found.start, found.end = p - 2, p
            return found
        p, found.each = _ranked(text, low, p)
        if p <= low:
            found.start = found.end = low
            return found
        if text[low] == "在" and p - low <= _SHORTEST and text[p - 1] not in _AMONG and not text.endswith(CONTESTS, low, p):
            found.start = found.end = low  # 在粤东排第一
            return found
        if text[p - 1] in _AMONG and p - low <= 10 and text.find("在", low, p) < 0:  # 增速在8个县（区）[中排]第二位
            begin = max(scene.sentence(q.start)[0], low - 24)
            at = text.rfind("在", begin, low)
            if at > begin and _BREAK(text, at, low) is None:
                low, p = _run(text, begin, at), at
        char = text[p - 1]
    if (
        char in _TO_STRIP
        or kind in RELATIVE
        or p in scene.time_ends
        or char in _HIGHER
        or (p > 3 and (text[p - 3] in _MORE or text[p - 2] in _MORE))
    ):
        if char == "上" and p > low and text[p] in "百千万亿" and text[p - 2] not in "迈登跨站跃冲踏":  # 上百场
            p -= 1
        p = _strip(scene, found, q, low, p)
        if p <= low and low > floor and text[low - 1] == "：":  # 投标保证金：人民币100万元
            p = low - 1
            low = _run(text, floor, p)
            p = _strip(scene, found, q, low, p)
    if p > low:
        _phrase(scene, found, low, p)
    else:
        found.start = found.end = low
    return found


_SHARES: Final = ("%", "成")
_TO = re.compile("[一-鿿]{0,8}?(?:[到至为居]|[并合变改缩减]成)了?(?:[一-鿿0-9]{2,8}的)?(?:约|近|超|逾|超过|不足|不到|接近|将近|最多|至少|大约)?")
#: how what stands between such figures ends
TO_LASTS: Final = frozenset("到至为居成了的约近超逾过足多少")
#: how measures end
_MEASURES: Final = frozenset("率量额数度重例值力价能耗比积入平源款资费本益润模")
_NO_ORIGIN: Final = ("由于", "从事", "从业", "从严", "从中", "从而", "从此")


def origin(text: str, floor: int, q: QuantityDraft, following: QuantityDraft) -> int:
    """Where the 由 or 从 stands that makes `q` what `following` was before: 由去年的第46位前移至第31位; -1: it is not."""
    low, start = max(floor, q.start - 14), q.start
    at = text.rfind("由", low, start)
    if at < 0:
        at = text.rfind("从", low, start)
    if (
        at < 0
        or (q.unit != following.unit and not (q.unit in _SHARES and following.unit in _SHARES))
        or text.startswith(_NO_ORIGIN, at)
        or text[at - 1] in "自理事缘经服"
        or not _TO.fullmatch(text, q.end, following.start)
        or _BREAK(text, at, start) is not None
    ):
        return -1
    return at - 1 if text[at - 1] == "，" and at - 1 > floor and text[at - 2] in _MEASURES else at  # 用于食品的比重，由58%下降到55%


_BREAK: Final = re.compile("[，。；：、！？（）]").search
_LAST_BREAK: Final = re.compile(r".*[，；：（— \t.）]", re.DOTALL).match
_UNSURE: Final = frozenset("）.—")  # a bracket may close, a point may stand in a number, a dash in a range


_RANGE_LASTS: Final = frozenset("0123456789年月日")


def _run(text: str, floor: int, p: int) -> int:
    """Where the run of words before `p` begins: behind the last mark of punctuation outside brackets."""
    while m := _LAST_BREAK(text, floor, p):
        end = m.end()
        char = text[end - 1]
        if char == "）":  # a bracket that closes before the number: go on before it
            p = text.rfind("（", floor, end - 1)
            if p < 0:
                return end
        elif (char == "." and text[end - 2].isascii()) or (
            char == "—"
            and text[max(0, end - 3) : end - 1].rstrip("—")[-1:] in _RANGE_LASTS
            and text[end : end + 1].isdecimal()
        ):
            p = end - 1  # 1—6月完成投资
        else:  # also a full stop of half width
            return end
    return floor


_CHANGES: Final = ("up", "down")
#: what a figure that is no share is set against: 高出全县平均水平7800元
_LEVELS: Final = ("平均", "水平")
#: characters of a way of reckoning: 按可比价格
_LONGEST_WAY: Final = 12
_TAIL_LASTS: Final = frozenset(word[-1] for word in _TAILS if len(word) <= 4)
# the tails by their last two characters: the longer ones, the longest first, and the class of the two
_TAIL_PAIRS: Final = {
    pair[::-1]: (tuple((pair + rest)[::-1] for rest in longer), kind)
    for pair, (longer, kind) in _words.begun({word[::-1]: kind for word, kind in _TAILS.items() if len(word) <= 4}).items()
}
_AROUND_LASTS: Final = frozenset("来间内前后期起末底")
_BEHIND_OTHERS: Final = _PER_LASTS | _AROUND_LASTS
_TO_STRIP: Final = _TAIL_LASTS | _BEHIND_OTHERS | {"上", "平", "高", "低"}
_RATES: Final = frozenset(("累计", "人均", "户均"))
# what may follow a time: 2021年以来
_AROUND: Final = frozenset("以来 期间 以内 之前 以后 之后 同期 年间".split())


def _strip(scene: Scene, found: Left, q: QuantityDraft, low: int, p: int) -> int:
    """Takes off what stands between the thing and its number; returns where the thing may end."""
    text, ends = scene.text, scene.time_ends
    owned = False
    if p > 3 and (size := _against(scene, low, p)):
        p -= size
        found.trend = "up" if text[p] in "多高快" else "down"
    elif p > 3 and (text[p - 3] in _MORE or text[p - 2] in _MORE) and (more := _more(text, low, p)):
        p -= more
        found.trend = "up" if text[p] == "多" else "down"
    while p > low:
        if p in ends and ends[p].start >= low:
            t = ends[p]
            p = t.start
            if found.time is None:
                found.time = t
            if text[p : p + 2] == "年均":
                found.rate = True
            before = text[p - 1 : p]
            if before in ("比", "较", "較"):
                found.basis = compared(t, text[t.start : t.end])
                p -= 1
                if text[p - 1 : p] == "相":
                    p -= 1
            elif (
                q.unit in ("倍", "%", "成")
                and text[t.end : t.end + 3].startswith(("的", "同期的"))
                and text[max(low, p - 2) : p].endswith(_EQUALS)
            ):
                found.basis = compared(t, text[t.start : t.end])
                found.equals = True
            elif (before in "与和" and text[t.end : t.end + 4].find("相比") >= 0) or (
                text[p - 1 : p] == "由" and found.trend
            ):
                found.basis = compared(t, text[t.start : t.end])
                p -= 1
            continue
        last = text[p - 1]
        kind = None
        if last in _TAIL_LASTS:
            size = 1
            pair = text[p - 2 : p]
            if pair in _TAIL_PAIRS and p - 2 >= low:
                longer, kind = _TAIL_PAIRS[pair]
                if longer and text.endswith(longer, low, p):
                    for word in longer:
                        if text.endswith(word, low, p):
                            size, kind = len(word), _TAILS[word]
                            break
                elif kind is not None:
                    size = 2
            if kind is None:
                kind = _TAILS.get(last)
        if kind is None:
            if last not in _BEHIND_OTHERS:
                break
            if last in _PER_LASTS:
                each = text.rfind("每", max(low, p - 4), p)
                if each > low and text[each + 1 : p] in PER:  # 三价疫苗每支48元
                    p = each
                    continue
            if last in _AROUND_LASTS:
                if p - 2 > low and text[p - 2 : p] in _AROUND and (p - 2 in ends or p - 1 in ends):
                    p -= 1 if p - 1 in ends else 2
                    continue
                if p - 1 in ends and last != "期":
                    p -= 1
                    continue
            break
        if kind == "not" or (owned and kind not in ("to", "each") and text[p - size : p] not in _OWNED):
            break
        p -= size
        if text[p] == "均" and p > low and text[p - 1] in "人户亩年月日":
            p -= 1  # 人[均达到]
            if text[p] in "人户亩" and p > low and text[p - 1] in "月年日":
                p -= 1
        if kind == "skip":
            if size == 1:
                if last == "的":
                    owned = found.de = True
                elif last == "占":
                    found.share = True
                elif last == "了" and p > low and text[p - 1] in DONE and (
                    p - 2 < low or (text[p - 2 : p] not in _CLASSES and text[p - 2] not in _MORE)
                ):
                    found.verb = (p - 1, p)  # 队伍排了50多米
                    p -= 1
            elif "占" in text[p : p + size]:
                found.share = True
            elif size == 2 and text[p : p + 2] in _RATES:
                found.rate = True
            continue
        if kind in ("up", "down"):
            if found.trend is None and not found.to:
                found.trend = kind
                if text[p : p + 1] == "翻":
                    found.trend = "up"
        elif kind == "to":
            found.to = True
        elif kind in ("yoy", "mom"):
            found.basis = kind
        elif kind == "each":
            found.each = True
        elif kind == "above":
            found.above = True
        elif kind == "by":
            near = max(low, p - _LONGEST_WAY)
            by = max(text.rfind("按", near, p), text.rfind("扣除", near, p))
            if by < 0:
                p += size
                break
            p = by  # 生产总值按不变价格[计算]增长6.4%
        elif kind == "conj":
            found.conj = p + size == q.start
            if found.conj and p <= low:
                break
    if p > low and text[p - 1] == "后":  # 扣除房地产开发投资后增长6.5%
        at = text.rfind("扣除", max(low, p - _LONGEST_WAY - 4), p)
        if at >= 0:
            p = at - 1 if at > low and text[at - 1] == "但" else at
    if owned and q.kind in RELATIVE and p > low:
        m = _MULTIPLE_OF.search(text, max(low, p - 16), q.start)
        if m is not None and m.end() == q.start - (1 if text[q.start - 1] in "近约" else 0):
            p = min(p, m.start())
            if p - 2 >= low and (_TAILS.get(text[p - 2 : p]) in _CHANGES or text[p - 2 : p] == "恢复"):
                p -= 2  # 承诺时限[压减]至法定时限的三成
    if p > low and (found.trend or found.above or q.kind in RELATIVE or (text[p - 1] in "平均" and text.endswith(_LEVELS, low, p))):
        near = max(low, p - 16)
        m = _COMPARE.search(text, near, p) if _COMPARING(text, near, p) is not None else None
        # 比改革前提高, 较十年前, 比全市平均水平低; 桥隧比高达61% is a ratio
        if m is not None and (m[0] != "比" or text[p] in "同原上去较前" or text[p - 2] == "\n"):
            told = m[0]
            if found.basis is None:
                if any(word in told for word in _LAST_YEAR):
                    found.basis = "yoy"
                elif any(word in told for word in _LAST_MONTH):
                    found.basis = "mom"
            if told[1:2] == "于":  # 快于经济增长1个百分点: a comparison with another
                found.trend = None
            elif found.trend is None and told[-1] in _HIGHER and _EARLIER(told) is not None:
                found.trend = _HIGHER[told[-1]]  # 比去年同期高7.9个百分点
            p = _again(text, low, m.start())
        elif found.trend is not None:
            p = _within(text, low, p)
    return p


def _against(scene: Scene, low: int, p: int) -> int:
    """How many characters tell, right behind a time that the figure before `p` is compared with, that it is more or less:
    较上年高2.4元, 比去年多卖近5万元."""
    ends = scene.time_ends
    for at in (p - 1, p - 2, p - 3, p - 4):
        if at in ends:
            start = ends[at].start
            word = scene.text[at:p].rstrip("近约")
            if start > low and scene.text[start - 1] in "比较較" and (word[:1] in _MORE or word in _HIGHER):
                return p - at
            return 0
    return 0


def _more(text: str, low: int, p: int) -> int:
    """How many characters of 多 or 少 and a verb that compare stand before `p`: 同比多发放3600万元, 比去年少支出2亿元."""
    for size in (3, 2):
        if p - size > low and text[p - size] in _MORE and (
            _CLASSES.get(text[p - size + 1 : p]) in _VERBS or (size == 2 and text[p - 1] in DONE)
        ):
            at = p - size
            if text[at - 1] in "至不最大许很诸":
                continue
            if text.endswith(("同比", "环比"), low, at) or _COMPARE.search(text, max(low, at - 16), at) is not None:
                return size
    return 0


_MORE: Final = frozenset("多少")
_VERBS: Final = frozenset((_VERB, "gerund"))


#: what is done in a rank, and whom it is among: 居全市第2, 排五县第一
_RANKS: Final = re.compile(
    "(?<![民定安宜邻序系下行陈专班])(?:分(?:别)?[列居排]|[位稳跃]居|居(?!民)|[位名]列|列|排名|排在|排|保持|[跃上提攀晋前位]?[升移进][至到])(?:[一-鿿]{0,6}[国省市区县州球界类内中部])?$"
)
#: characters of 在 and whom a rank is among
_SHORTEST: Final = 6
_WIDE: Final = frozenset("全国 全省 全市 全区 全县 全球 世界 全州 全镇 全乡 全村".split())
_AMONG: Final = "上中下里内"


def contest(text: str, floor: int, p: int) -> tuple[int, int] | None:
    """The contest in which a place is taken: 综合考评 in 在全省综合考评中，鹿台区; 榜单 in 在百强县榜单上，江北县."""
    cut = text.rfind("中，", floor, p)
    if cut < 0 or not text.endswith(CONTESTS, floor, cut):
        cut = text.rfind("榜单上，", floor, p) + 2
        if cut < 2:
            return None
    begin = max(text.rfind("在", floor, cut), text.rfind("的", floor, cut), text.rfind("，", floor, cut)) + 1
    while text[begin].isdigit() or (text[begin] == "年" and text[begin - 1].isdigit()):
        begin += 1  # 在2023年全国百强区榜单上
    return (begin, cut) if floor < begin < cut <= begin + 16 else None


def _ranked(text: str, low: int, p: int) -> tuple[int, bool]:
    """Takes off the verb of a rank and whom it is among: 改善幅度[在主城六区中位居]第一. True: one for each (分列)."""
    m = _RANKS.search(text, max(low, p - 9), p)
    if m is None:  # 产能全国第一
        return p - 2 if p - 3 > low and text[p - 2 : p] in _WIDE and text[p - 3] not in "为是有在" else p, False
    at = m.start()
    return low if at <= low else _within(text, low, at), text[at] == "分"


def _within(text: str, low: int, p: int) -> int:
    """Takes off what a thing is told in: 办理时限[在法定基础上]压缩83%; a contest is itself the thing: 综合考评[中]."""
    if p - 1 <= low or text[p - 1] not in _AMONG:
        return p
    if text[p - 1] == "中" and text.endswith(CONTESTS, low, p - 1):
        return p - 1
    at = text.rfind("在", low, p)
    return at if at >= low and p - at <= 16 and text[at - 1] not in "现存正所实潜好外内" else p


def _again(text: str, low: int, p: int) -> int:
    while p > low and text[p - 1] in "已均也仍、，":
        p -= 1
    return p


def compared(t: TimeDraft, words: str) -> str | None:
    if words[:2] in ("上年", "去年") or words.startswith("上一年") or words in ("同期", "去年同期", "上年同期"):
        return "yoy"
    if words[:2] in ("上月", "上周", "上季") or words.startswith(("上个月", "上一月", "上季度", "上一季度")):
        return "mom"
    value: str | None = t.value
    if value is None and words.endswith("同期") and words[:4].isdecimal():
        return words[:4]  # 较2019年同期, of a feast whose days the text does not tell
    return value


def _phrase(scene: Scene, found: Left, low: int, p: int) -> None:
    """Cuts the noun phrase out of the words from `low` to `p`, which stands behind."""
    text, named = scene.text, scene.named
    if p - low > 60:
        low = p - 60
    early = None
    i = bisect_left(named, low)
    if i == len(named) or named[i] >= p:
        # where no time ends and no place begins the words are all that counts: one in four times they were met before
        words = text[low:p]
        cut = _CUTS.get(words)
        if cut is None:
            cut = _cut(words, _NOWHERE)
            if p - low <= _SHORT:
                if len(_CUTS) >= _MOST_CUTS:
                    _CUTS.clear()
                _CUTS[words] = cut
    else:  # a time inside the run ends what stands before it
        ends = scene.ends
        i = bisect_right(ends, p - 1)
        if i and ends[i - 1] > low:
            t = scene.time_ends[ends[i - 1]]
            if t.start >= low and text.rfind("“", low, t.start) <= text.rfind("”", low, t.start):  # “一刻钟生活圈”
                if t.start > low:
                    early = (low, t.start - 2 if text.endswith("连续", low, t.start) else t.start)
                low = t.end
                while low < p and text[low] in "间内来起后前末底，、":
                    low += 1
        cut = _cut(text[low:p], _places_inside(scene, low, p))
    start, end, told = cut
    found.start = low + start
    found.end = low + end
    if told is not None:
        found.verbs, found.linked, found.led, verb, topic, owner = told
        if verb is not None:
            found.verb = (low + verb[0], low + verb[1])
        if topic is not None:
            found.topic = (low + topic[0], low + topic[1])
        if owner is not None:
            found.owner = (low + owner[0], low + owner[1])
    if early is not None and found.topic is None:
        begin, stop = early
        words = text[begin:stop]
        if words not in _CLASSES and words not in _TAILS:
            place = scene.place_ends.get(begin)
            if place is not None and place <= stop:
                begin = place
            if begin < stop and (begin == early[0] or text[begin:stop] not in _CLASSES):  # 全县[提前]6小时转移4215人
                found.topic = (begin, stop)


_NOWHERE: Final[Mapping[int, int]] = {}
_SHORT: Final = 24  # characters; longer windows do not recur


def _places_inside(scene: Scene, low: int, p: int) -> Mapping[int, int]:
    """The places that stand between `low` and `p`: where they start and end, counted from `low`."""
    inside = {}
    starts = scene.place_starts
    i = bisect_left(starts, low)
    while i < len(starts) and starts[i] < p:
        start = starts[i]
        end = scene.place_ends[start]
        i += 1
        # a project that is all that stands there is what the figure is of
        if end <= p and (start > low or end < p or start not in scene.projects):
            inside[start - low] = end - low
    return inside


_CUTS: Final[dict[str, _Cut]] = {}
_MOST_CUTS: Final = 16384


def _cut(text: str, places: Mapping[int, int]) -> _Cut:
    """Cuts the noun phrase out of the words before a number; `places`: where the places among them start and end."""
    p = len(text)
    verb: tuple[int, int] | None = None
    verbs = ""
    topic: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    linked = led = False
    brought = False  # a preposition stands open
    acted = False
    pos = places.get(0, 0) if places else 0
    for a, b, kind in _words.words(text, 0, p):
        if a < pos or kind == "noun":
            continue
        word = text[a:b]
        if kind == _VERB:
            if (
                (b - a == 1 and a > pos and not ENTITY.of(text, pos, a))
                or (
                    b < p
                    and (
                        suffixed(text, b, p)
                        or (a > pos and (text[b:p] in _HEADED_ANY or (b + 2 < p and text.startswith("人员", b))))
                    )
                )
            ):
                continue
        elif kind == "gerund":
            if b < p and suffixed(text, b, p):
                continue
            if a > pos:
                if not ENTITY.of(text, pos, a):
                    continue
            elif text[b:p] in _HEADED or (b < p and p - b <= 2):
                continue
            kind = _VERB
        elif kind == "adverb":
            if not acts(text, a, b, p) or b >= p:
                continue
            kind = _FUNCTION
        elif b >= p and (kind == _DE or (word == "计划" and text.find("占", 1, a) > 0)):
            continue
        elif kind == "head":
            if a > pos:
                continue
            kind = _LINK
        if a > pos:
            if brought:
                linked = True
                if kind in (_VERB, _FUNCTION):
                    brought = False
            elif word not in ("等", "等等", "的"):
                topic = (pos, a - 2 if a - 2 > pos and text[a - 2 : a] in _WIDE else a)  # 这样的食堂[全区]已建成112处
                led = acted
            elif word == "的":
                owner = (pos, a)
            verbs = ""
            verb = (pos, b) if kind == _VERB and not linked else (a, b) if kind == _VERB else None
        elif kind == _VERB:
            verb = (verb[0], b) if verb is not None and verb[1] == a else (a, b)
        if kind == _VERB:
            acted = True
            verbs += word
        elif kind == _LINK:
            brought = True
            verb = None
        else:
            verb = None
        pos = b
        if word == "每" and pos + 1 < p:  # 每部补贴20万元
            pos += (
                2
                if text.startswith("公顷", pos)
                else 1
                if text[pos] in "部个位斤亩户人家名支台辆张套吨件间次年月日天村县生餐"
                else 0
            )
        if places:
            pos = places.get(pos, pos)
    end = p
    if pos < p:
        quote = text.rfind("”", pos)
        if quote >= 0 and text.rfind("“", pos, quote) < 0:
            pos = quote + 1
        if text.startswith("以", pos) and pos + 2 < p and text[pos + 1] in "上下内":
            pos += 2
        if text[p - 1] == "着" and pos < p:  # 一家人[守着]8亩薄田: no noun ends so
            if p - 2 > pos and topic is None:
                topic = (pos, p - 2)
            verb = (max(p - 2, 0) if verb is None else verb[0], p)
            pos = p
        while pos < p and text[pos] in _LEADING:
            pos += 1
        while end > pos and text[end - 1] in _TRAILING:
            end -= 1
    if verb is not None:
        if pos < end:
            if verb[1] != pos:
                verb = None
        elif verb[1] != p and text[verb[1] : p].strip("了过到出") != "":
            verb = None
    linked = linked or (brought and pos < end)
    if verbs or linked or led or verb is not None or topic is not None or owner is not None:
        return pos, end, (verbs, linked, led, verb, topic, owner)
    return pos, end, None


def before_bracket(scene: Scene, floor: int, at: int) -> tuple[int, int] | None:
    """The noun phrase before the bracket in which the number stands: 贷款余额（同比增长13%）."""
    text = scene.text
    opened = text.rfind("（", floor, at)
    if opened <= floor or text.find("）", opened, at) >= 0:
        return None
    found = Left()
    _phrase(scene, found, _run(text, floor, opened), opened)
    return (found.start, found.end) if found.end - found.start >= 2 else None


#: what a figure is risen to: 产值迈上千亿[台阶]，达到1026亿元
_STEPS: Final = ("台阶", "大关", "关口")
_PARTS: Final = ("比重", "比例", "份额")
# 像这样的食堂，全区共有43家; 像云岭重工这样的企业
_SUCH: Final = re.compile("(?:像[一-鿿“”]{0,12}?|类似)?(?:这样|这般|这种|这类|类似)的?")


def earlier(scene: Scene, floor: int, before: int) -> tuple[int, int] | None:
    """The noun phrase at the head of the clauses between `floor` and `before`: 税收收入经过各方努力，最终完成9.7亿元."""
    text, places, ends = scene.text, scene.place_ends, scene.time_ends
    cut = text.rfind("，", floor, before)
    if cut < 0:
        return None
    at = max(
        floor,
        text.rfind("，", floor, cut) + 1,
        text.rfind("；", floor, cut) + 1,
        text.rfind("：", floor, cut) + 1,
        cut - 40,
    )
    pos = at
    for end in range(min(pos + 14, cut), pos, -1):  # a time leads the clause
        t = ends.get(end)
        if t is not None and t.start - at <= 2:
            pos = end
            break
    while pos < cut and text[pos] in "，、间内来前底末以":
        pos += 1
    if text[pos] in "像这类" and (m := _SUCH.match(text, pos, cut)) is not None:
        pos = m.end()
    pos = places.get(pos, pos)
    if text.startswith(_STEPS, pos):
        return None
    stop = cut
    for a, b, kind in _words.words(text, pos, cut):
        if (
            kind == "noun"
            or (kind in ("gerund", "adverb") and not acts(text, a, b, cut))
            or (kind == "gerund" and b == cut and a > pos and not ENTITY.of(text, pos, a))  # 适老化改造，累计完成1260户
            or (kind == _VERB and ((b - a == 1 and a > pos) or text.startswith("人员", b)))
            or (kind == _DE and text.startswith(_PARTS, b))  # 占出口的比重首次过半，达到52%
        ):
            continue
        stop = a
        break
    for end in range(stop, pos, -1):
        t = ends.get(end)
        if t is not None and t.start > pos:
            stop = t.start
    if text[stop - 1] == "”":
        quote = text.rfind("“", pos, stop)
        if quote - pos >= 4 and text[quote - 1] != "的":
            stop = quote  # 养老金“十连涨”，月人均达到2086元
    return (pos, stop) if 2 <= stop - pos <= 16 else None
