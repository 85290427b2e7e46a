"""Whose a figure is: the place, office, firm or project that is named before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from zhextract.context import _words
from zhextract.context.behind import noun_end
from zhextract.lexicon import table, trie

if TYPE_CHECKING:
    from zhextract.context._scene import Scene

__all__ = [
    "BROUGHT",
    "DEEDS",
    "GENERAL",
    "INVESTED",
    "LASTS",
    "LEADING",
    "MEASURE_ENDS",
    "OFFICES",
    "doer",
    "does",
    "foremost",
    "heads",
    "invested",
    "is_attribute",
    "is_body",
    "is_work",
    "leaves",
    "may_name_body",
    "outlasts",
    "pays",
    "qualified",
    "receives",
    "resolved",
    "shares",
    "split",
    "takes_over",
]

_BODY: Final = _words.Endings(w for w, c in table("divisions.tsv") if c in ("body", "site", "area"))
_SITE: Final = _words.Endings(w for w, c in table("divisions.tsv") if c == "site")
#: what is counted and bears the measures behind it, also where a site is spoken of
_HOLDERS: Final = _words.bearing("holder")
_RECEIVERS: Final = _words.bearing("receiver")
# what a figure qualifies stands behind it: 总投资55亿元的电池基地, 投资10亿元以上项目
_QUALIFIED: Final = re.compile("(?:及?以上|及?以下|以内|[长宽高深重])?的(?=[一-鿿“])|(?:及?以上|及?以下|以内)(?=[一-鿿“])").match
_AGED: Final = re.compile(
    "(?:及?以上|及?以下|以内)?的?([一-鿿]{0,4}?(?:老年人|老人|长者|高龄者|儿童|婴幼儿|幼儿|青少年|学生|女生|居民|村民|市民|妇女|女性|男性|人群|人口|"
    "群众|党员|患者|司机|工人|教师|医生|"
    + trie(w for w, c in table("divisions.tsv") if c == "role")
    + "))"
).match
#: what leads in what a figure qualifies begins with one
LEADING: Final = frozenset("及以的长宽高深重")
_RUN: Final = re.compile("(?:“[^”，。]{1,12}”|[A-Za-z][0-9]+|[0-9]+号|[一-鿿“”·A-Za-z]){2,24}").match
#: how a text calls its place without the name
GENERAL: Final = frozenset(w for w, c in table("divisions.tsv") if c == "general")
# the longest name that ends as a firm, a site, a line or a work does
_BEARER: Final = re.compile(
    "[一-鿿A-Za-z0-9·“”（）]{1,16}(?:公司|集团|医院|机场|港|学校|中学|小学|大学|学院|幼儿园|(?<!工)厂|产业园|园区|大桥|隧道|水库|航站楼|合作社|公路|高速|铁路|工程|基地|"
    "水文站|电站|图书馆|总馆|中心|号线|商业街|村|街道|项目|街区|二期|一期|三期|地块|平台|景区|集群)"
)
_BEARER_LASTS: Final = frozenset("司团院厂场港校学园桥道库楼社路速铁程地站馆心线街村目区期块台群")
# measures that are always of one thing
_ONE: Final = _words.bearing("of-one")
_OWN: Final = _words.Endings((*_ONE, *(f"计划{measure}" for measure in _ONE)))
_MODIFIERS: Final = frozenset(_words.bearing("modifier"))
_MEASURES: Final = _words.bearing("measure")
_QUALIFYING: Final = _words.Endings((*_MEASURES, *"投资 年产 深 重 海拔 能力 出栏 存栏".split()))
#: of every place: 高速公路通车里程 is the place's
_CLASS: Final = frozenset(_words.bearing("class"))
#: the last two characters of any measure, or the only one
MEASURE_ENDS: Final = frozenset(word[-2:] for word in (*_MEASURES, "完成投资", *_words.ATTRIBUTES))
_LEVEL: Final = {"市": "市", "县": "县区市", "区": "区县", "省": "省区", "镇": "镇", "乡": "乡", "村": "村"}


_RANK: Final = {char: rank for rank, chars in enumerate(("村", "镇乡街", "区县旗", "市州", "省", "国球网")) for char in chars}
#: parts of a place, which are bearers only where nothing else is named
_LOOSE: Final = frozenset(("辖区", "全线", "全网", "全国", "全球"))


def takes_over(text: str, at: int, stop: int, main: str | None, nobody: bool) -> bool:
    """Does a place named at `at` become the one that the figures behind it are told of?

    全市 inside a clause (连续五年全市排名前列), or 全省 in an article on a district, does not. `nobody`: no other is spoken of.
    """
    name = text[at:stop]
    if _is_yardstick(text, at, stop):
        return False
    if name not in GENERAL:
        return not text.startswith(_OF_ITS, stop)
    if name in _LOOSE:
        return nobody and (main is None or main == name)
    higher = main is not None and _RANK.get(name[-1], 0) > _RANK.get(main[-1], 9)
    if nobody:
        if text.startswith(_FIRST, stop) and (text[at - 2 : at] == "成为" or not heads(text, at, stop)):
            return False  # 清河机场成为全省首个
        # 全省位次由第46位前移至第31位
        return not (higher and name[0] == "全" and (text[at - 1] in _RANKED or text.startswith((*_RANKS, *_FIRST), stop)))
    if higher or text.startswith(_FIRST, stop):
        return False
    return heads(text, at, stop) or not (text[at - 1] in _RANKED or text.startswith(_RANKING, stop))


def _is_yardstick(text: str, at: int, stop: int) -> bool:
    """Is the place only what another is measured or ranked by: 居全省第7位, 占青岛市工作目标的77%, 高于全国2.8个百分点?"""
    before = text[at - 1 : at]
    if before in _MEASURED_BY or (at > 1 and text.startswith(_COMPARED, at - 2)):
        return True
    return before not in _STARTS and text.startswith(_RANKED_BEHIND, stop)


_MEASURED_BY: Final = frozenset("占超")
_COMPARED: Final = ("高于", "低于", "高出", "领跑", "位居", "位列", "名列", "排名", "跻身", "优于", "好于", "快于", "慢于", "成为")
_RANKED_BEHIND: Final = ("第", "前列", "首位", "平均", "各区市", "各县区", "各区县", "首个", "首家", "首批", "首座", "首条", "首部", "唯一")
_STARTS: Final = frozenset(("", "，", "。", "；", "：", "\n"))
#: 四川省著名品牌8个: what is of that rank, or was awarded there
_OF_ITS: Final = ("著名", "名牌", "优秀", "先进", "驰名", "科技进步奖", "知名", "首批", "百强")


def heads(text: str, at: int, stop: int) -> bool:
    """Does the place named at `at` stand where a clause begins or a preposition brings it in? Else it holds for its sentence
    only: 推动全区360个项目."""
    return at == 0 or text[at - 1] in "，。；：、\n“”— （在为使年月日度底末来期前和与" or text[at:stop][0] != "全"


#: 占全市, 居全省, 比全国
_RANKED: Final = frozenset("占居比于列超当到是处赢向以")
#: what is told of who stands in the ranking
_RANKS: Final = _words.bearing("rank")
#: 该村被列为全县首批试点
_FIRST: Final = _words.bearing("first")
#: 全市排名前列, 全省平均水平
_RANKING: Final = _words.bearing("ranking")


def is_attribute(of: str) -> bool:
    """Is it a measure of one thing, such as 总投资 or 占地面积?"""
    return of in _words.ATTRIBUTES


def outlasts(bearer: str | None, counted: str) -> bool:
    """Are the measures behind something counted still those of the bearer that the sentence named before it?

    该项目规划建设厂房18栋，年产值52亿元 is of the project; 园区签约项目12个，总投资86亿元 is of the projects.
    """
    return bearer is not None and _SITE.of(bearer, 0, len(bearer)) and not counted.endswith(_HOLDERS)


def receives(text: str, counted: str, at: int, start: int) -> bool:
    """Does an amount go to those who are counted before it in its clause (为100家企业发放资金873万元)?"""
    if start - at > 60 or not counted.endswith(_RECEIVERS):
        return False
    return all(text.find(mark, at, start) < 0 for mark in "，；：")


def invested(of: str, counted: str, since: int) -> bool:
    """Is an amount what was put into the projects counted `since` characters before it (实施项目128个，完成投资236亿元)?"""
    if since >= 16 or of not in INVESTED or not counted.endswith("项目"):
        return False
    # 新开工项目23个，续建项目41个，完成投资460亿元 is of all of them
    return not (counted.endswith(("开工项目", "续建项目")) and "完成" in of)


INVESTED: Final = frozenset(_words.bearing("invested"))


def runs(of: str, counted: str) -> bool:
    """Is it how far the projects counted before it have come: their investment, or how many of them have begun or yield?"""
    several = counted.endswith(_SEVERAL) and not counted.endswith("开工建设项目")
    return several and (of in INVESTED or of in _PROGRESS)


_SEVERAL: Final = ("重点项目", "建设项目", "一批", "一批项目", "一批”项目")


_PROGRESS: Final = frozenset(_words.bearing("progress"))


def is_work(name: str) -> bool:
    """Is it something that is built, of which a sentence tells the size and the cost and then goes on, or a plan in marks, or
    an office, whose deeds are told before what came of them?"""
    return name.endswith(OFFICES) or (name[0] == "“" and name.endswith(_PLANS)) or _WORK.of(name, 0, len(name))


OFFICES: Final[tuple[str, ...]] = _words.bearing("office")
_PLANS: Final = _words.bearing("plan")
_WORK: Final = _words.Endings(_words.bearing("work"))


def leaves(text: str, at: int, start: int, name: str, own: str) -> bool:
    """Does the text go on to something else than the work `name` at `at` before the figure at `start`, which is of what stands
    on the side `own` of it?

    So it does behind a ；, and behind a comma where a road or bridge is only told to be open (承平高速全线通车，308个事项跨省通办),
    or what is counted came with a platform (“园区办”平台上线以来，258项事项就地办理).
    """
    at = max(at, start - _SIGHT)
    mark = text.rfind("；", at, start)
    comma = text.rfind("，", at, start)
    if comma > mark and (_LINE.of(name, 0, len(name)) or (own == "right" and text[comma - 1] in "来后")):
        mark = comma
    return mark >= 0 and not text.startswith(_GOING_ON, mark + 1)


_SIGHT: Final = 400  # characters that are looked back over
_LINE: Final = _words.Endings(_words.bearing("line"))


#: 总投资5亿元；建成后可带动就业300人
_GOING_ON: Final = _words.bearing("going-on")
#: a clause that begins so names no bearer: 通过“智慧耕保”平台
BROUGHT: Final = _words.bearing("by")


def shares(text: str, of: str, counted: str, at: int, start: int) -> bool:
    """Is it what each of those has who are counted at `at`, before it (吸纳村民520人就业，人均月工资3500元)?"""
    if start - at < 24 and of.startswith(_SINGLE) and text.find("；", at, start) < 0:
        return True  # 新建厂房12栋，单栋面积2000平方米
    return start - at < 24 and of.startswith(_EACH) and (counted.endswith(_PEOPLE) or counted[-1] in _FARMERS) and text.find("；", at, start) < 0


_SINGLE: Final = _words.bearing("single")
_EACH: Final = _words.bearing("each")
#: 茶农, 种植户, 采茶工
_FARMERS: Final = "农户工"
_PEOPLE: Final = _words.bearing("people")


def pays(name: str) -> bool:
    """Is it a budget (市财政, 中央财政, 市县两级财政)?"""
    return name.endswith(_BUDGETS) and len(name) < 8


def foremost(text: str, at: int, start: int) -> tuple[int, int] | None:
    """Who has the most or least of what was told, right before a figure behind `at`: 最多的柳溪社区达156万元."""
    clause = max(text.rfind("，", at, start) + 1, at)
    m = _FOREMOST(text, clause, start)
    return m.span(1) if m is not None and m.end() == start else None


_FOREMOST: Final = re.compile("(?:其中)?最[多高大低少小长]的([一-鿿]{2,12}?)(?:达到|达|有|为|是|超过|超)").match


def does(phrase: str, paid: bool) -> bool:
    """Is it an office with what it does (区财政|投入, 区远程会诊中心|诊断)? `paid`: an amount of money."""
    name, deed = phrase[:-2], phrase[-2:]
    if deed in _SERVED:
        return 3 < len(name) < 16 and _BODY.of(name, 0, len(name)) and not _is_class(name)
    return paid and deed in _PAID and pays(name)


#: what an office or a hospital does: 区远程会诊中心|诊断
_SERVED: Final = frozenset(_words.bearing("served"))
#: what is told of a budget: 区财政投入
_PAID: Final = frozenset(_words.bearing("paid"))
#: how a phrase ends that `does` may hold for
DEEDS: Final = _SERVED | _PAID
_BUDGETS: Final = tuple(f"{level}财政" for level in ("省", "市", "县", "区", "镇", "乡", "级", "中央", "地方"))


def qualified(scene: Scene, at: int, of: str, counts: bool, before: bool, alone: bool) -> tuple[int, int] | None:
    """The noun behind the figure that ends at `at`, where the figure with its measure qualifies it (总投资55亿元的电池基地,
    投资10亿元以上项目, 65岁以上老年人).

    `of`: the measure, or that noun; `counts`: the figure is a count (床位800张的医院);
    `before`: `of` stands before the figure; `alone`: nothing else does in its clause.
    """
    text = scene.text
    if of == "年龄":
        m = _AGED(text, at)
        return m.span(1) if m is not None else None
    m = _QUALIFIED(text, at)
    if m is None:
        return None
    start = m.end()
    run = _RUN(text, start)
    if run is None or of.startswith(_RANKED_FIRST) or (counts and (m[0] not in _OF or not before)):
        return None
    is_measure = is_attribute(of) or (_QUALIFYING.of(of, 0, len(of)) and not of.endswith("比重"))
    if not (is_measure or counts or text.startswith(of, start)):
        return None
    until = scene.time_after(at)  # where it ends at the latest
    stop = noun_end(text, start, min(run.end(), until)) if start < until else start
    while (size := _BEHIND_NOUN.size(text, start, stop)) > 0:
        stop -= size
    both = text.find("和", start + 2, stop)
    if both > 0 and _BODY.of(text, start, both):
        stop = both  # 年产值10亿元的龙头企业和产值过亿元的
    if stop - start > _IDIOM + 2 and text[stop : stop + 1] == "，" and _SITE.of(text, start, stop - _IDIOM):
        stop -= _IDIOM  # 总投资15.6亿元的江东院区塔吊林立，
    if text.endswith(_PARTS, start, stop):
        return None
    if _SITE.of(text, start, stop) or text.endswith(_HOLDERS, start, stop):
        return (start, stop) if is_measure or counts or text.startswith(of, start) else None
    # 全长1.86公里的澜江二桥: any thing that has a size or a cost; 新建海拔1100米的羊排村: behind a verb only a place or site
    if counts or not is_measure or m[0] not in _OF or not 2 <= stop - start <= 16:
        return None
    if not (alone or text[at] in _DIMENSIONS or text[stop - 1] in _PLACED):
        return None
    return (start, stop) if text[stop - 1] not in "上中内里下于" and not _ABSTRACT.of(text, start, stop) else None


_IDIOM: Final = 4
#: of a site that was named before
_PARTS: Final = _words.bearing("works-of")
_DIMENSIONS: Final = "长宽高深重"
_PLACED: Final = frozenset("园馆厂城院楼街桥站港场塔寨村湖河区线期金")
_OF: Final = frozenset(("的", *(f"{dimension}的" for dimension in _DIMENSIONS)))
_RANKED_FIRST: Final = ("首", "第", "唯一")  # 成为首个吞吐量超千万人次的机场
_BEHIND_NOUN: Final = _words.Endings(_words.bearing("behind-noun"))
#: no things: 实现年产值翻两番的目标
_ABSTRACT: Final = _words.Endings(_words.bearing("abstract"))


def split(phrase: str) -> int:
    """Where a noun phrase parts into a bearer and its measure (湖畔实验学校|占地, 海陵国际机场|旅客吞吐量); 0: it does not."""
    if phrase[-2:] not in MEASURE_ENDS and phrase[-1] not in MEASURE_ENDS:
        return 0
    size = _OWN.size(phrase, 2, len(phrase))
    if size and len(phrase) - size <= 20:
        begun = _words.word_at(phrase, 0, len(phrase) - size)
        acts = begun is not None and begun[2] == "verb"  # 带动|总投资
        return 0 if acts or "、" in phrase or phrase[:-size] in _MODIFIERS else len(phrase) - size
    if len(phrase) < 6 or _BEARER_LASTS.isdisjoint(phrase):
        return 0
    m = _BEARER.match(phrase)
    if m is None:
        return 0
    at = m.end()
    rest = phrase[at:]
    if at < 3 or phrase[:at] in _CLASS or _is_class(phrase[:at]) or len(rest) < 2 or rest[0] in "化性级型类":
        return 0
    return at if rest in _words.ATTRIBUTES or rest == "完成投资" or rest.endswith(_MEASURES) else 0


def is_body(name: str) -> bool:
    """May a noun phrase before a verb be the bearer: does it end as an office, firm, site or project does?"""
    return (_BODY.of(name, 0, len(name)) and not _is_class(name)) or name in GENERAL


def _is_class(name: str) -> bool:
    """Is it a class of schools or hospitals (初中, 公办幼儿园, 县级医院), of which no one is spoken of, or nobody at all?"""
    return name in _CLASS_NAMES or name.endswith(_NO_BODIES) or (name[-1] in _SCHOOLS and name.startswith(_OF_CLASS))


_SCHOOLS: Final = "学园院校"
_CLASS_NAMES: Final = frozenset(_words.bearing("school-class"))
#: 国家和省, 生产力布局
_NO_BODIES: Final = _words.bearing("no-body")
_OF_CLASS: Final = _words.bearing("of-class")


_BODY_LASTS: Final = frozenset(word[-1] for word, c in table("divisions.tsv") if c in ("body", "site", "area", "general"))
#: how those end that `is_body` or `pays` holds for
LASTS: Final = _BODY_LASTS | {"政"}


# a search through a stretch of the text: a set would want every character as a string of its own
_BODY_LAST: Final = re.compile(f"[{''.join(sorted(_BODY_LASTS))}]").search


def may_name_body(text: str, start: int, end: int) -> bool:
    """Can a part of that stretch be one that `is_body` holds for?"""
    return _BODY_LAST(text, start, end) is not None


def doer(text: str, sentence: int, begin: int, stop: int, start: int) -> tuple[int, int] | None:
    """Whom a clause is on in which an office, firm or site stands from `begin` to `stop`, before the figure at `start`: itself,
    who acts together with it (区商务局联合各大平台), the site on which it acts (园区由产投集团投资…); None: nobody."""
    if text[begin] == "继" or text.startswith(_WORKED_ON, stop):
        return None  # 继城东区之后第二个; 县医院迁建工程
    if text[start - 1] == "等" and ("、" in text[begin:stop] or text.find("、", stop, start) < 0):
        return None  # a list of what is counted
    low = max(sentence, begin - _SIGHT)
    clause = max(text.rfind(mark, low, begin) for mark in "，；：") + 1 or low
    while text[clause] in " 　":
        clause += 1
    for word in _TOGETHER:
        at = text.find(word, clause, begin)
        if at > 0:
            return (clause, at) if is_body(text[clause:at]) else None
    if text[begin - 1] == "由" and outlasts(text[clause : begin - 1], ""):
        return clause, begin - 1
    return begin, stop


_WORKED_ON: Final = _words.bearing("worked-on")
_TOGETHER: Final = _words.bearing("together")


def resolved(subject: str | None, scene: Scene) -> str | None:
    """The name behind 全区, 我市, 该县: the place that the article is about, where it is of that level; and behind its short name."""
    main = scene.formal
    if subject in GENERAL:
        return main if main is not None and main[-1] in _LEVEL.get(subject[-1], "") else None
    return main if subject is not None and subject == scene.stem else None
