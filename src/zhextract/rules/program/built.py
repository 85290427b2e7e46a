"""Projects by their endings: …大桥, …产业园, where the text tells that they are built."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from zhextract.drafts import ProgramDraft
from zhextract.lexicon import table
from zhextract.rules.program.naming import common, name_start, project, vague, written, zone
from zhextract.rules.program.page import Page
from zhextract.rules.program.plain import generic
from zhextract.rules.program.vocabulary import HAN, Beginnings, Endings, guarded, listed, project_end, words

__all__ = ["done", "find_built", "find_measured"]

_LISTED: Final = re.compile(r"、[^，。；、\n]{2,16}(?:先后|全部|陆续|相继)?(?:建成|完工|开工|竣工|通车|投用|投产|贯通)")


# X，规划面积3平方公里: how large it is, in a clause of its own
_SIZED: Final = re.compile("，(?:总投资|计划总?投资|规划面积|总?占地|总?建筑面积|总面积|全长|总长|总库容|设计|概算)")


_DIMENSIONS: Final = frozenset("长高宽")


@cache
def _told() -> Beginnings:
    """What tells that works are done at what stands before."""
    return Beginnings(listed("works-after"))


@cache
def done() -> re.Pattern[str]:
    """An adverb, a time, a place, then what has been done: 已于6月15日正式投运, 在望江街道顺利合龙."""
    when = r"(?:(?:\d+|[今去明前本当下]|近|日)(?:年|月|日|底|初|前|内|秋|春|上半年|下半年|起)+|[年月]底前?|[年月]内|[上下]半年|[一二三四]季度)"
    where = rf"在[{HAN}]{{2,8}}?"
    return re.compile(rf"(?:{words('works-adverb')}|于?{when}|{where}(?={words('works-adverb')}))+({words('works-done')})")


def _right(text: str, at: int) -> str | None:
    """The words at `at` that tell of works, or None."""
    first = text[at]
    if first == "、" or first == "，":
        m = (_LISTED if first == "、" else _SIZED).match(text, at)
        return m[0] if m else None
    if first in _DIMENSIONS and text[at + 1 : at + 2].isdigit():
        return "全长"  # 白鹤渡槽长1.2公里
    told = _told()
    if first in told.firsts and (word := told.at(text, at)):
        return word
    if first in "已将正":
        for before in ("已经", "已", "将", "正"):
            if text.startswith(before, at) and (word := told.at(text, at + len(before))):
                return before + word
    m = done().match(text, at, at + 30) if first in _timed() else None
    return m[1] if m is not None else None


@cache
def _timed() -> frozenset[str]:
    """What an adverb, a time, a place begin with before what is done."""
    return frozenset("于在今去明前本当近日年月上下一二三四0123456789") | {word[0] for word in listed("works-adverb")}


@cache
def _rights() -> frozenset[str]:
    """What those words begin with."""
    return _timed() | _DIMENSIONS | {"、", "，"} | {word[0] for word in listed("works-after")}


_STAGES: Final = listed("works-stage")
_ENDED: Final = frozenset("，。；、\n等的")  # what ends a name, and 建设
_JOINED: Final = frozenset("和与及")
_CLAUSE: Final = frozenset("，。；：！？\n")
_ENDING: Final = _ENDED | {"建"}
# words that are said of any place
_ANYWHERE: Final = frozenset(listed("works-anywhere"))
_DONE: Final = re.compile(words("works-definite"))
_WORKED: Final = re.compile("期|枢纽|航道|灌区|管道|水库")
_MADE: Final = re.compile(words("works-made"))
# before a place's name: it does not stand yet, or has just been opened
_NEWLY: Final = re.compile(r"(?:开工|动工|建成|竣工|启用|投用|(?:开工|动工|启动)建设|建成(?:开放|投用|运营))\Z")
_FRESHLY: Final = re.compile("新(?:改?建|落成|启用|投用|建成|开园|开馆)|在建|即将|刚|建成")
_NEWS: Final = re.compile(f"{_FRESHLY.pattern}|开工|动工|竣工|启用|投用|建设")
# every branch begins with a character, so that `re` skips to one of them
_HINT: Final = re.compile("的|在|走进|来到|走访|图为|航拍|开工|动工|建成|竣工|启用|投用|建设|走入|步入|落户|落子|远|俯")
# said of what is new, also of a school or a park
_FRESH: Final = re.compile(
    rf"(?:新(?:改?建|落成|启用|投用|建成|开园|开馆)|在建|(?:即将|刚刚?)[{HAN}]{{2,4}}|建成(?:通车|投用|开放)"
    rf"|(?:[今去]年|[本上]月|\d月|[年月]底|\d日|近日|日前|不久前)(?:建成|获批|启用|投用|落成|开张|开园|开业|开馆))的"
)
_ENTERED: Final = re.compile(rf"(?:{'|'.join(listed('works-entered'))})\Z")
_ENTERED_IN: Final = re.compile(rf"(?:走进|来到|走入|步入|走访)[{HAN}]{{2,9}}[区县市镇乡]的\Z")
_DEFINED: Final = re.compile(
    rf"(?:[在新续拟筹改扩]建|建设中|(?:开工|动工|投资|规划|正在|即将|加紧|全力)建设|开工|动工|投用|启用|建成|落成|投产|通车|开园"
    rf"|之隔|相邻|正在[{HAN}]{{2,4}}|(?:位于|坐落于|坐落在|落户)[{HAN}]{{2,14}}|打造|引进|承建|林立|崛起)的\Z"
)
_WAYS: Final = frozenset("路速铁线道")  # these run between two places: 宝鸡——天水铁路
# 白岩河特大桥飞架深谷: a caption or a heading that begins with the name, a line of few words
_CAPTION: Final = re.compile(rf"[{HAN}]{{2,12}}(?: [{HAN} ]{{2,8}})?(?:[（/][^\n]{{0,8}})?(?=\n|\Z)")
_MANIFOLD: Final = frozenset(listed("manifold"))  # said of all there are as well
_BEFORE_APPOSITION: Final = frozenset("：—")
_BOUNDING: Final = frozenset(side + way for side in "东南西北" for way in "至起接临连抵到靠邻依")  # 南至高铁新城，全长5公里
_SAID_BEFORE: Final = ("其中", "目前", "另外", "首先", "同时")
_PARTED: Final = frozenset("分共")  # 资金分三期投入: no stage of a work
_TURNED_INTO: Final = listed("turned-into")
_INTRODUCED: Final = ("重点项目", "重点工程")
_INSIDE: Final = re.compile("(?:建设|施工|项目)*(?:(?:内|里)(?![部容外需涝陆程])|(?:现场|工地|一角|航拍)(?=[，。；\n（、 ]|$))")
_SEATED: Final = re.compile(r".*[镇乡区市县](?=.{4,16}\Z)")  # a long name begins with where it is
_PARKS: Final = frozenset("园港城谷期廊")
# what a park that stands is told to have or do, at a clause's beginning: 砚湖科创谷累计入驻286家
_RUNS: Final = re.compile(rf"{words('park-runs')}|\d(?!\d*[余多]?(?:[处个座条所片](?!项目)|家[，。、；]))")
_COUNTED: Final = re.compile(r"第?(?:\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:[个所家座条处项类年层万亩米]|公里|平方|公顷)|而")


@cache
def _sure() -> frozenset[str]:
    return frozenset(head for head, place in table("project_heads.tsv") if place == "no")


@cache
def _bound() -> re.Pattern[str]:
    return re.compile(rf".*{guarded(listed('works-before'))}", re.S)


# from a measure to 工程 or 项目: no sign, no word of a statement between
_NAMED: Final = re.compile(
    r"([^，。；：！？、\n“”‘’《》（） 的了和及在由将已从为是被让使等]{4,26}?)(工程|项目)(?![部化制库]|经理|负责|公司|建设者|主体|师)"
)


@cache
def _opened() -> re.Pattern[str]:
    """From a measure to what became of the thing that is measured, perhaps on a day."""
    when = r"(?:于?[0-9去今上本前年月日底]{2,9}|近日|日前|昨日|前不久|不久前)?"
    return re.compile(
        rf"([{HAN}A-Za-z0-9·]{{4,14}}?){when}(?:{words('works-adverb')})*(?:开业|开园|开馆|开街|投产|建成启用|建成投用|建成开放|投入使用|破土动工|开工建设|开工奠基|封顶|竣工投产|签约落户)"
    )


@cache
def _way() -> re.Pattern[str]:
    """From a length to the way that is so long: a road, a line, a trail."""
    return re.compile(
        rf"([{HAN}A-Za-z0-9·]{{2,9}}?(?:号线|[快专干]线|[大通绿步栈廊隧]道|[路街桥渠廊])(?:[一二三]期)?)"
        rf"(?:[，。；、]|(?={words('works-adverb')}|{words('works-done')}|[横纵直贯穿连串像如同将从沿蜿通]))"
    )


def find_measured(page: Page) -> list[ProgramDraft]:
    """投资4850万元的…水库除险加固工程, 总投资20亿元的…综合开发项目: from the measure to 工程 or 项目; 总投资45亿元的海澜天地
    去年12月开业: to its opening."""
    found = []
    text = page.text
    for begin in page.measured:
        m = _NAMED.match(text, begin)
        if m is None:
            if text[begin - 3 : begin - 1] in _LONG:
                m = _way().match(text, begin, begin + 16)
                if m is not None and not common(m[1]) and not vague().search(m[1]) and not generic(m[1]):
                    found.append(project(page, begin, m.end(1), "project-measured"))
                    continue
            m = _opened().match(text, begin, begin + 40)
            if m is not None and _is_bare_name(m[1]):
                found.append(project(page, begin, m.end(1), "project-measured"))
            continue
        rest, head = m.groups()
        if _COUNTED.match(rest) or generic(rest) or common(rest) or vague().match(rest) or rest.endswith(_WEAK):
            continue
        ending = project_end().of(rest)
        own = head == "项目" and len(ending) > 1 and len(rest) > len(ending) + 1  # 项目 is outside
        found.append(project(page, begin, m.end(1 if own else 2), "project-measured"))
    return found


def _is_bare_name(name: str) -> bool:
    """May what has no project's ending be one's name (海丝万象天地)?"""
    if generic(name) or common(name) or vague().search(name) or _COUNTED.match(name) or "的" in name:
        return False
    return not name.endswith(_CLASSES)


_LONG: Final = ("公里", "千米", "里长")
_CLASSES: Final = listed("unnamed-end")
_WEAK: Final = listed("weak-end")


def find_built(page: Page) -> list[ProgramDraft]:
    """A name with a project's ending, where works are told of it: 推进…大桥建设, …产业园开工, 总投资3亿元的…小学."""
    found: list[ProgramDraft] = []
    text = page.text
    sure, rights, measured = _sure(), _rights(), page.measured
    beside = rights | _ENDING | _JOINED
    begins = list(measured)
    last, upto = -99, 0
    for at, end, head in sorted([*page.project_ends, *roads]) if (roads := _roads(page)) else page.project_ends:
        near = False
        if begins:
            while upto < len(begins) and begins[upto] < at - 18:
                upto += 1
            near = upto < len(begins) and begins[upto] < at
        follow = text[end : end + 1]
        certain = head in sure
        low = at - 20 if at > 20 else 0
        if not certain and not near and follow not in beside and _FRESHLY.search(text, low, at) is None:
            continue  # most of what may stand there already
        right = _right(text, end) if follow in rights else None
        closed = follow in _ENDED or (follow == "建" and text[end : end + 2] == "建设")
        if right == "项目" and text.startswith("部", end + 2):
            continue
        weak = right is None or right in _ANYWHERE or right.endswith("工程")
        runs = certain and right is None and head[-1] in _PARKS and _RUNS.match(text, end) is not None
        newly = closed or follow in _JOINED
        if not near and (right is None if certain else weak) and not (certain and (closed or runs or last >= at - 40)):
            # little is told behind it: is there anything before, or 内, 现场?
            hint = _HINT if certain else _NEWS if newly else _FRESHLY
            if hint.search(text, low, at) is None and not (certain and (_INSIDE.match(text, end) or _CAPTION.match(text, end))):
                continue
        begin = name_start(text, at, 26)
        if begin < 0 and certain and head[-1] in _PARKS:
            begin = max(text.rfind("在", at - 12, at), begin)  # …活动在…产业园举行, however long the clause is
        if begin < 0 and near:  # no sign near, but a measure
            begin = max(place for place in begins[upto : upto + 18] if place < at)
        if begin < 0:
            continue
        rest = text[begin:at]
        lead = _bound().match(rest)
        verb = ""
        if lead:
            begin += lead.end()
            verb = lead[0]
            rest = text[begin:at]
        fresh = verb[-1:] == "的" and _FRESH.search(verb, max(0, len(verb) - 9)) is not None
        if not certain and weak and begin not in measured and not fresh and not (newly and _NEWLY.search(verb)):
            continue
        if "区" in rest or "县" in rest:
            area = zone().match(rest + head)
            if area and area.end() < len(rest) - 1:
                begin += area.end()
                rest = text[begin:at]
        if len(rest) > 16 and (m := _SEATED.match(rest)) is not None:
            begin += m.end()
            rest = text[begin:at]
        start = begin
        if (head[1:] == "期" and rest[-1:] in _PARTED) or rest[:2] in _BOUNDING:
            continue
        if (
            not (2 <= len(rest) <= 16 or (len(rest) == 1 and rest in ("西北省市县区" if fresh else "西北")))
            or generic(rest)
            or common(rest)
            or not written().fullmatch(rest)
            or _COUNTED.match(rest)
        ):
            continue
        told = right is not None
        if right == "建设" and not text.startswith(_STAGES, end + 2):
            told = False
        if certain:
            given = (newly and _NEWLY.search(verb) is not None) or _given(text, begin, end, head, verb, measured)
            made = closed and _MADE.search(verb) is not None and not rest.startswith("国家")
            told = told or made or last == start - 1 or (runs and (not verb or verb.endswith(_SAID_BEFORE)))
        else:
            given = fresh or measured.get(begin, False) or (newly and _NEWLY.search(verb) is not None)
            given = given or (closed and verb.endswith(_TURNED_INTO))
            if weak or right is None or (len(rest) + len(head) < 5 and not _DONE.search(text, end, end + len(right) + 6)):
                told = False
        if not told and not given:
            continue
        if vague().match(rest) if given else vague().search(rest):
            continue
        if text[start - 1 : start] == "、":
            start = _shared(text, start, rest)
        if text.startswith("工程", end) and _WORKED.search(head):
            end += 2
        elif follow == "区" and head[-1] == "园":
            end += 1  # 创新园区
        if right is not None and not weak and text[start - 1 : start] in _JOINTS:
            found += _before(page, start - 1)
        found.append(project(page, start, end, "project-ending"))
        last = end
    return found


_JOINTS: Final = frozenset("、与和")


@cache
def _ended() -> Endings:
    return Endings([*(head for head in table("project_heads.tsv").column("head") if len(head) > 1), *"路街桥园馆港城段线"])


def _before(page: Page, at: int) -> list[ProgramDraft]:
    """甲大道、乙东路、丙大桥竣工通车: the members before the last one, as far as each ends as a project does."""
    text = page.text
    found: list[ProgramDraft] = []
    for _ in range(12):
        begin = name_start(text, at, 20) if text[at] in _JOINTS else -1
        if begin < 0:
            break
        start = begin
        if text[begin - 1 : begin] != "、" and (lead := _bound().match(text[begin:at])):
            start += lead.end()
        name = text[start:at]
        ending = _ended().of(name)
        rest = name[: -len(ending)] if ending else ""
        named = len(rest) >= 2 - (len(ending) > 1) and "和" not in rest and not generic(rest) and not common(rest)
        if named and not vague().search(name) and not _COUNTED.match(name) and written().fullmatch(name):
            found.append(project(page, start, at, "project-ending"))
        at = begin - 1
        if at < 0 or start != begin:
            break
    return found


@cache
def _street() -> re.Pattern[str]:
    return re.compile(rf"(?<![公铁道线马干支口])([路街桥])(?:{words('works-adverb')}|建成|竣工|完工|开放|主线)*\Z")


def _roads(page: Page) -> list[tuple[int, int, str]]:
    """滨江西路全线通车: where a road's last character stands before its opening."""
    found = []
    for word in ("通车", "贯通", "合龙"):
        if word in page.ends:
            places = (_street().search(page.text, max(0, end - 16), end - 2) for end in page.ends[word])
            found += [(m.start(1), m.end(1), m[1]) for m in places if m is not None]
    return found


def _given(text: str, begin: int, end: int, head: str, verb: str, measured: dict[int, bool]) -> bool:
    """Do the words around say that a definite thing is named: a measure, 在建的, 走进, 内?"""
    if begin in measured:
        return True
    park = head[-1] in _PARKS
    if (park or head[-2:] == "街区") and (_ENTERED.search(verb) or _ENTERED_IN.search(text, max(0, begin - 16), begin)):
        return True
    if verb.endswith(_INTRODUCED) or (text[begin - 2 : begin] == "——" and text.endswith(_INTRODUCED, 0, begin - 2)):
        return True  # 省重点项目——…产业园
    if verb[-1:] == "的" and (_DEFINED.search(text, max(0, begin - 20), begin) or (park and text[end : end + 1] in _CLAUSE)):
        return True
    # a line that follows words goes on with them
    headed = not begin or (text[begin - 1] == "\n" and not text[begin - 2 : begin - 1].isalnum())
    if headed and head not in _MANIFOLD and _CAPTION.match(text, end) is not None:
        return True
    if head[-1] == "期" and not verb and len(project_end().of(text[begin : end - len(head)])) > 1:
        return True  # …水厂二期: a stage of what is built
    if verb[-1:] == "在" and park and head[-1] != "期":
        return True  # 在…产业园下线
    if not verb and head[-1] not in _WAYS and text[end : end + 1] == "，" and text[begin - 1 : begin] in _BEFORE_APPOSITION:
        return True  # 一个大项目：…扩繁场，; 剩下一件——…污水处理厂二期，
    return (not verb or verb[-1] in "的在") and head[-1] in _PARKS and _INSIDE.match(text, end) is not None


_TURNED: Final = re.compile(rf"[{HAN}]{{0,5}}[东南一上]\Z")


def _shared(text: str, start: int, rest: str) -> int:
    """Where a name begins with the one before 、 that shares its head: 城南东、西安置区; 大岩、广山水库."""
    if rest[0] in "西北二下" and (m := _TURNED.search(text, max(0, start - 8), start - 1)) is not None:
        lead = _bound().match(m[0])
        return m.start() + (lead.end() if lead else 0)
    first = start - 1 - len(rest)
    if 1 < len(rest) < 4 and first >= 0 and (first == 0 or text[first - 1] in _CLAUSE):
        other = text[first : start - 1]
        if other.isalpha() and not project_end().of(other):
            return first
    return start
