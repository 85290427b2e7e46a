"""What stands behind a number: the noun of a count (360个重点项目), up to the first verb or adverb (45家企业[参加]…)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.context import _words, designation
from zhextract.context._phrases import CONTESTS, DONE, ENTITY, acts, suffixed

if TYPE_CHECKING:
    from zhextract.context._scene import Scene
    from zhextract.drafts import QuantityDraft

__all__ = ["NOTHING", "noun_end", "right"]

_CLASSES: Final = _words.CLASSES
_VERB, _DE = "verb", "de"
#: units of what happens: a verb before the end belongs to its name (280场技能培训)
_EVENTS: Final = frozenset("场 次 项 件 起 期 批 类 轮 种 宗 笔 场次 门 节 亿元 元 份".split())
#: verbs without an object: at the end of a phrase they tell what the thing does, or what befell it
_HAPPENS: Final = frozenset(
    "脱贫 落地 入驻 开工 竣工 投产 完工 复工 返岗 返乡 毕业 入住 交房 销号 受益 获奖 上市 出院 归巢 停电 停水 断电 断水 断路 "
    "受灾 并网 开放 发电 就读 参赛 参展".split()
)
#: marks behind which no noun is of the number before them
NOTHING: Final = "，。；、\n）：."
_LEADS: Final = "及以左上大关台多余的标整"
_LEAD: Final = re.compile(r"(?:及?以上|及?以下|以内|以外|左右|上下|大关|关口|台阶|[多余])*(?:的|标准煤|整(?=[，。；、]))?")
_STOP: Final = re.compile(r"[，。；：、！？（）()\n——…\t .](?:(?<![ .])|(?<= )(?=[一-鿿])|(?<=\.)(?![0-9]))")
_MODIFIERS: Final = re.compile(r"、[一-鿿]{1,8}的(?=[一-鿿“])")
_QUALIFIES: Final = re.compile(r"(?:以上|以下|以内|左右)?的(?=[一-鿿“])")
# what follows 中 behind those among whom something is: 在9个产区中分别列第一位
_AMID: Final = "，的分位排居列"
_PLANNED: Final = ("计划", "拟", "预计")
#: what things do in a day or a year: 95个助餐点|日供餐4100份
_RATE: Final = re.compile(
    "(?<![今明去前后元节生假当同每近多本全百千万往历学隔次])[日年](?:产(?!业)|供|收入|营收|销|处理|加工|接待|发电|运|输|完成)"
).search
#: things of one character
_SHORT: Final = frozenset("河湖村路桥楼街巷山店厂校镇乡县户人家港站")
#: what follows a measure that is told of the things counted
_COMES: Final = frozenset("达为由超均都全")
_UP: Final = ("以上", "线上", "网上", "晚上", "早上", "之上")
_ONE_OF: Final = frozenset("条座栋台片个张份家艘辆套件块棵株排批")
_QUOTED_ACTS: Final = frozenset("了起进出成")
_PEOPLE: Final = frozenset("人 人次 名 户 位 户次 人口".split())
#: a phrase that ends so up to a mark is one noun, whatever it holds that may be a verb
_PROJECTS: Final = ("项目", "工程", "试点", "示范村", "示范县", "示范区", "示范点", "帮扶县", "示范社区")
_NAMED: Final = frozenset("名 位 户".split())
_BECOMES: Final = ("担任", "出任", "兼任")
_MASSES: Final = ("群众", "居民", "百姓", "市民", "企业", "村民", "公众", "社会")


def right(scene: Scene, q: QuantityDraft, following: int, over: int, skip: int) -> tuple[int, int, bool, bool]:
    """The noun phrase behind `q`: (start, end, 的 stood before it, it is a verb's object).

    `following`, `over`: span of the next number; `skip`: where to read from (behind a number that follows at once), a place
    in the text.
    """
    text, unit = scene.text, q.unit
    at, de = skip, False
    if text.startswith(_BECOMES, at):
        return at, at, de, False  # 选聘大学生126名担任村书记
    if text[at] in _LEADS and (lead := _LEAD.match(text, at)) is not None:
        at = lead.end()
        de = at > skip and text[at - 1] == "的"
        if at == q.end and not unit and q.rule == "number" and text[at] == "大":
            at += 1  # 6大领域
        if at > skip and (at >= len(text) or text[at] in NOTHING):
            return at, at, de, False
    if text[at] == "一" and text.startswith("的", at + 2) and text[at + 1] in _ONE_OF:
        at += 3  # 12元一份的套餐
        de = True
    elif text[at] == "中" and text.startswith("有", at + 1):
        return at, at, de, False  # 余下37个中有19个
    stop = _STOP.search(text, at, at + 28)
    if stop is not None:
        limit = stop.start()
        mark = text[limit]
    else:
        limit = min(at + 28, len(text))
        mark = ""
    if text[at] == "“":  # a quoted name is one word, whatever marks stand in it
        close = text.find("”", at, at + 24)
        if close > limit:
            stop = _STOP.search(text, close, close + 20)
            limit = stop.start() if stop is not None else min(close + 20, len(text))
    elif mark == "、":
        if (
            (more := _MODIFIERS.match(text, limit)) is not None
            and following > more.end()
            and noun_end(text, at, limit) == limit
        ):
            at = more.end()  # 11个多功能、小型化的便利店
            stop = _STOP.search(text, at, at + 28)
            limit = stop.start() if stop is not None else min(at + 28, len(text))
        elif limit - at <= 4 and following > limit and not ENTITY.of(text, at, limit):
            stop = _STOP.search(text, limit + 1, limit + 12)
            close = noun_end(text, limit + 1, stop.start() if stop is not None else min(limit + 12, len(text)))
            if close < following and ENTITY.of(text, limit + 1, close):  # 10家钢铁、水泥企业
                limit = close
    if at in scene.time_starts and (
        (over_time := scene.time_starts[at]) >= limit
        or text[over_time] in "前后底以"
        or ((told_of := _words.word_at(text, over_time, limit)) is not None and told_of[2] in (_VERB, "function"))
    ):
        return at, at, de, False  # 18万平方米6月份交付使用
    told = scene.time_after(at)
    if at + 1 < told < limit or (told == at + 1 < limit and text[at] in _SHORT):
        limit = told
    if following < limit:
        behind = _QUALIFIES.match(text, over)
        if behind is not None and following > at + 1:  # 360个总投资达2380亿元的重大项目
            stop = _STOP.search(text, behind.end(), behind.end() + 20)
            close = noun_end(
                text, behind.end(), stop.start() if stop is not None else min(behind.end() + 20, len(text))
            )
            if close > behind.end():
                return behind.end(), close, de, False
        limit = following
    if at >= limit:
        return at, at, de, False
    verb_first = False
    pos = at
    end = limit
    for a, b, kind in _words.words(text, at, limit):
        if a < pos:
            continue
        if kind == "noun":
            word = text[a:b]
            if (
                word[0] == "“"
                and a > at
                and (
                    (len(word) > 4 and a > at + (text[at] not in _SHORT) and (b >= limit or text[b] in "“"))
                    or text[b : b + 1] in _QUOTED_ACTS
                    or _CLASSES.get(word[1:-1]) == _VERB
                )
            ):
                end = a  # 5座厂房|“变身”书店, 三条河|“水清岸绿”
                break
            if (
                a > at + 1
                and word[-1] in "率例比重数积额值"
                and (b == following or text[b : b + 1] in _COMES)
            ):  # 1263件群众信访件办结率99.2%
                end = a
                break
            continue
        if kind == _VERB:
            if (b - a == 1 and (text[a] != "有" if a == pos else not ENTITY.of(text, pos, a))) or (
                b < limit and suffixed(text, b, limit)
            ):
                continue
        elif kind == "gerund":
            if b < limit and suffixed(text, b, limit):
                continue
            if a == pos:
                if not verb_first and not acts(text, a, b, limit):
                    continue
                if verb_first or (b >= limit and unit in _EVENTS):
                    continue
            elif b >= limit:
                if text[a:b] in _HAPPENS and a > at + 1 and (a - at > 2 or text[at:a] not in _CLASSES):
                    end = a  # 12项便利化举措|落地
                    break
                if unit in _EVENTS or not ENTITY.of(text, at, a):
                    continue
            elif not ENTITY.of(text, at, a) and not acts(text, a, b, limit):
                continue
            kind = _VERB
        elif kind == "adverb":
            if not acts(text, a, b, limit) or (a == pos and _qualified(text, b, limit)):
                continue
        elif kind == "head" and a > pos:
            continue
        if kind == _DE:
            end = a
            both = text.rfind("和", pos, a)
            if both > pos and ENTITY.of(text, pos, both):
                end = both  # 30家重点企业和符合条件的企业
            break
        if kind == "function" and text[b - 1] == "里" and text[a] in "村县镇区市省" and b - a == 2:
            end = a + 1  # 11个行政|村里有7个
            break
        if a == pos:
            if kind == "function" and text[a:b] in _PLANNED and b < limit and text[b] in "新开竣投续复建改扩":
                continue  # 86个计划新开工项目
            if kind == _VERB and unit in _PEOPLE:
                verb_first = True
                pos = b
                while pos < limit and text[pos] in "了过":
                    pos += 1
                continue
            end = a
            break
        if (
            kind != "function"
            and b < limit
            and _CLASSES[text[a:b]] in ("gerund", "adverb")
            and text.endswith(_PROJECTS, b, limit)
            and unit not in designation.COUNTED
            and all(found[2] in ("gerund", "adverb", "noun") for found in _words.words(text, b, limit))
        ):
            break  # 160个乡村振兴重点帮扶县
        if text[a - 1] in "和与及" and a - 1 > pos:
            end = a - 1
            break
        end = a
        if text[a] == "而" and a - 2 > pos and text[b + 1 : b + 2] != "的":
            end = a - 2  # 21座水库|依山而建
        break
    if following - end <= 1 and text[following - 1] == "等":
        both = max(text.rfind("和", pos, end), text.rfind("与", pos, end))
        if both > pos + 1:
            end = both  # 22轮强降水[和“桦加沙”等]15个台风
    if end > pos and text[end - 1] in "和与及、的“":
        end -= 1
    named = 0
    if end - pos > 2:
        if text[end : end + 1] == "了" and (text[end - 1] in DONE or text[end - 1] in "通进") and not verb_first:
            end -= 1  # 86%的行政村|通了公交
        last = text[end - 1]
        if last == "有" and end - pos > 3 and text[end - 2] in "中里":
            end -= 1
            last = text[end - 1]
        if (
            last in "中里"
            and end - pos > 2
            and text[end - 2] not in "高初集其"
            and (
                end == limit
                or text[end] in _AMID
                or (_CLASSES.get(text[end : end + 2]) == _VERB and not text.endswith(CONTESTS, pos, end - 1))
            )
        ):
            end -= 1
        if last == "上" and end - pos > 2 and text[end - 2 : end] not in _UP:
            end -= 1  # 22.7平方公里的土地上聚集企业600家
        if (other := text.find("和一", pos + 1, end)) > 0 and text[other + 2 : other + 3] in _ONE_OF:
            end = other  # 两座老烟囱和一排老纺机
        mean = text.find("均", pos + 2, end)
        if mean > 0 and text[mean - 1] in "人户亩年日月":
            end = mean - 1  # 800多户果农|人均增收
        elif (each := text.find("每", pos + 2, end)) > 0:
            end = each  # 32名区领导|每人联系2个项目
        elif (text.find("日", pos + 1, end) > 0 or text.find("年", pos + 1, end) > 0) and (
            rate := _RATE(text, pos + 2 - (text[pos] in _SHORT), end)
        ) is not None:
            end = rate.start()  # 95个助餐点|日供餐4100份
        elif end - pos > 4 and text[end : end + 1] == "中" and text.endswith(CONTESTS, pos, end):
            end -= 2  # 18个省辖市[考核]中
        if not verb_first or (unit in _NAMED and text[pos - 1] not in "了过"):
            named = designation.ends(text, unit, pos, end)
    if named:
        end = named
        if verb_first:  # 6200名退休职工
            pos, verb_first = at, False
    if verb_first and end <= pos:
        return at, pos, de, True
    # 270处存在隐患的房屋, 31起群众反映强烈的案件: a clause before 的 qualifies the noun behind it
    if (
        end < limit
        and not verb_first
        and not (named and unit in designation.COUNTED)
        and (end == at or text[at:end] in _MASSES or _qualifies(text, unit, at, end, limit))
    ):
        particle = text.rfind("的", end, limit)
        if particle >= end and particle + 1 < limit and "了" not in text[end:particle]:
            close = noun_end(text, particle + 1, limit)
            if close > particle + 1:
                return particle + 1, close, de, False
    return pos, end, de, verb_first


def _qualified(text: str, b: int, limit: int) -> bool:
    """Do a verb and a noun follow the adverb that ends at `b`, in one name (12个免费|开放|场馆)?"""
    word = _words.word_at(text, b, limit)
    if word is None or word[2] != "gerund" or word[1] >= limit:
        return False
    behind = _words.word_at(text, word[1], limit)
    return behind is None or behind[2] == "noun"


def _qualifies(text: str, unit: str, at: int, end: int, limit: int) -> bool:
    """Does an adjective and 的 stand there (57块沉甸甸的奖牌, 3个小而美的书店, 36栋白墙黛瓦的民居)?"""
    if text[end] != "的":
        return text[end] == "而" and text.startswith("的", end + 2, limit)
    size = end - at
    if text[at:end] in _words.ADJECTIVES or (size in (3, 4) and text[end - 1] == text[end - 2]):
        return True
    return (
        size == 4
        and text[end - 1] not in "”上下"
        and not ENTITY.of(text, at, end)
        and designation.names(text, unit, end + 1, limit)
        and not designation.names(text, unit, at, end)
    )


def noun_end(text: str, at: int, limit: int) -> int:
    """Where a noun phrase that begins at `at` ends: before the first verb or adverb."""
    for a, b, kind in _words.words(text, at, limit):
        if kind == "noun" or (kind in ("gerund", "adverb") and not acts(text, a, b, limit)):
            continue
        if kind == _VERB and b - a == 1 and a > at:
            continue
        return a
    return limit
