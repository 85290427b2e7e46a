"""Quoted strings: which “…” is a program, by the head behind it, the verb before it, its shape, what it ends in."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from zhextract.drafts import ProgramDraft, program
from zhextract.lexicon import table, trie
from zhextract.records import ProgramKind
from zhextract.rules._program_page import HAN, WORKS, Mark, Page, heads, phrases, project_end, verbs, words
from zhextract.rules._program_shapes import ARTICLES, YEARS, H, alternating, counted

__all__ = ["QUOTED", "Quoted", "find_quoted"]

INITIATIVE, MECHANISM, DOCUMENT = ProgramKind.INITIATIVE, ProgramKind.MECHANISM, ProgramKind.DOCUMENT
PROJECT, PLATFORM, HONOUR = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.HONOUR

# --- what stands inside -------------------------------------------------------------------------------------------

_SENTENCE = re.compile(r"[。！？；：…]")
_ENDED = re.compile(r"[。！？；]")
_SPEECH = re.compile(r"[我你您他她咱吗呢吧啊嘛呀]|[了着过]$|什么|怎么|为什么|这个|那个")
# --- what stands around -------------------------------------------------------------------------------------------

# A modifier between the marks and the head holds no particle and no verb that begins a new statement
_STOP = words("modifier-stop")
_MODIFIER = rf"(?:(?!{_STOP})[{HAN}A-Za-z·]){{0,8}}?"
# What follows a head and makes it another word: 战略性, 工程师, 活动室, 改革者, 平台上 …
_NOHEAD = r"(?!者|师|员|性|家|室|费|款|硕士|博士|伙伴|生育|化|部署|科技|院士|质量|机械|技术|励|补贴|补助)"


@cache
def _after() -> re.Pattern[str]:
    strong = trie(word for word, (_, quoted, _) in heads().items() if quoted == "strong")
    return re.compile(
        rf"(?P<etc>等)?(?P<count>(?:[一二两三四五六七八九十百]+|\d+)(?:大|项|个|类|种|套|场|处))?"
        rf"(?P<modifier>{_MODIFIER})(?P<head>(?:{strong})+(?:(?<=制)度)?(?:(?<=政策)[一二三四五六七八九十]+条)?){_NOHEAD}"
    )


@cache
def _direct() -> re.Pattern[str]:
    return re.compile(trie(word for word, (_, quoted, _) in heads().items() if quoted == "direct"))


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(trie(verbs()))


_AGAIN = re.compile("[的了是在把被为]")
_NOTWON = frozenset("收接查破")


def verbs_before(before: str) -> dict[str, int]:
    """The classes of the verbs in the words before marks, and how many characters stand between."""
    found: dict[str, int] = {}
    for m in _verb().finditer(before):
        gap = before[m.end() :]
        if gap[:1] in ("了", "着", "过", "好", "起"):
            gap = gap[1:]
        if _AGAIN.search(gap) or (before[m.start() - 1 : m.start()] in _NOTWON and m.start()):
            continue
        found[verbs()[m.group()][0]] = len(gap)
    return found


@cache
def _endings() -> re.Pattern[str]:
    """A head that ends a string: …行动, …示范基地, …奖."""
    ends = {word: kind for word, (kind, quoted, _) in heads().items() if quoted == "strong" and len(word) > 1}
    for drop in (
        "政策",
        "中心",
        "做法",
        "应用",
        "公益",
        "活动品牌",
        "运动",
        "联动",
        "基地",
        "布局",
        "格局",
        "通道",
        "走廊",
    ):
        ends.pop(drop, None)
    more = table("honours.tsv").column("head")
    return re.compile(rf"(?:{trie([*ends, *more])})\Z")


@lru_cache(4096)
def _ending(inside: str) -> re.Match[str] | None:
    return _endings().search(inside)


@cache
def _honour_heads() -> frozenset[str]:
    return frozenset(table("honours.tsv").column("head"))


# Classes of people and things, qualities, days: the string before them is an attribute, not a name
_NEVER = re.compile(words("attribute"))
_AIM = re.compile(
    r"(?:的|这一)?(?:总|发展|服务|工作|基本|重要)?(?:原则|目标|要求|理念|精神|导向|作风|氛围|思路|定位|思维|意识|心理)"
)
_OF = re.compile(r"的")
# 称为, 叫做, 像, 当好: what follows is a name given in speech, a likeness
_LIKENESS = re.compile(rf"(?:{words('likeness')})(?:了|过|出|一个|一份|一张|一曲|一种|好)?\Z")


class Quoted(NamedTuple):
    """One quoted string with what stands around its group."""

    page: Page
    mark: Mark
    inside: str
    before: str  # up to 16 characters before the group, of the same clause
    after: int  # the offset behind the group
    head: re.Match[str] | None  # the head behind the group
    alone: bool  # no other marks side by side
    near: dict[str, int]  # class of a verb before → characters between

    def behind(self, classes: str, gap: int) -> bool:
        """Behind a verb of one of the classes, at most `gap` characters away?"""
        return any(self.near.get(kind, 99) <= gap for kind in classes.split())


def _name(q: Quoted) -> str:
    """The text in the marks and the head behind it; not behind 等, never 称号, 建设, not what names itself."""
    m = q.head
    if m is None or m["etc"]:
        return q.inside
    head, modifier = m["head"], m["modifier"]
    if (
        head in ("称号", "荣誉", "荣誉称号", "奖牌", "奖章", "勋章", "名单", "榜单", "网", "端")
        or modifier.startswith("新")
        or head == "做法"
        or head.endswith(("格局", "空间结构"))
    ):
        return q.inside
    if head == "奖" and q.inside.endswith("奖"):
        return q.inside
    own = _ending(q.inside)
    if own and (modifier or heads().get(own.group(), (None,))[0] in (PLATFORM, HONOUR)):
        return q.inside
    return q.inside + modifier + head


def _kind_of(word: str, default: ProgramKind = INITIATIVE) -> ProgramKind:
    """The kind that a head makes: of the longest head that ends the word."""
    known = heads()
    for at in range(len(word)):
        if word[at:] in known:
            return known[word[at:]][0]
    return default


def _bare_kind(inside: str) -> ProgramKind:
    """The kind of a name without a head: an initiative, unless it says itself what it is."""
    if re.search(r"(?:[^体]制|库|工作法|管理|监管|监督|模式|经验|机制|制度|预警)\Z", inside):
        return MECHANISM
    if ARTICLES.search(inside):
        return DOCUMENT
    return INITIATIVE


def by_head(q: Quoted) -> ProgramDraft | None:
    """“…”专项行动: a head behind the marks, perhaps with a modifier of its own."""
    m = q.head
    if m is None:
        return None
    figure = phrases().get(q.inside)
    if figure:
        plain = not m["modifier"] and not m["etc"]
        if figure == "figure" and heads().get(m["head"], (None,))[0] is PLATFORM:
            plain = True
        elif figure == "never" or not plain:
            return None
        if figure == "figure" and not q.behind("carries", 6) and _kind_of(m["head"]) is not PLATFORM:
            return None
        if figure == "class" and m["head"][:2] not in ("规划", "计划", "纲要") and not q.behind("carries", 0):
            return None
    if _ENDED.search(q.inside) or (_SENTENCE.search(q.inside) and m["modifier"]):
        return None
    head = m["head"]
    if m["modifier"] and (own := _ending(q.inside)) and own.group() in heads():
        return None  # it bears its own head
    kind = DOCUMENT if head.endswith("条") else _kind_of(head)
    if head == "方案":
        kind = INITIATIVE  # a proposal known by its slogan; 实施方案, 行动方案 are papers
    if head == "工程" and WORKS.search(q.inside + m["modifier"]):
        kind = PROJECT
    if (
        kind is PROJECT
        and head in ("布局", "格局", "空间布局", "空间格局", "空间结构", "路网", "网")
        and not alternating(q.inside)
    ):
        return None
    if kind is PROJECT and head in ("中心", "广场", "公园", "基地", "通道", "走廊") and m["etc"]:
        return None
    if head in (
        "体系",
        "模式",
        "政策",
        "做法",
        "服务",
        "清单",
        "体制",
        "运动",
        "监管",
        "网格",
        "系统",
        "应用",
        "意见",
        "办法",
        "文件",
    ):
        # common words: with a modifier only behind a verb or a shape
        told = q.behind("carries shape issue", 6) or "+" in q.inside
        if _LIKENESS.search(q.before) or (m["etc"] and not told):
            return None
        described = m["modifier"] not in ("", "新") and not (head == "体系" and len(m["modifier"]) <= 4)
        if described and not (counted(q.inside) or q.behind("carries shape issue works", 8)):
            return None
    return program(q.mark.open + 1, q.mark.close, "quoted-head", kind, _name(q))


def by_ending(q: Quoted) -> ProgramDraft | None:
    """“乡村医生培训三年行动计划”: a head inside the marks."""
    m = _ending(q.inside)
    if m is None or len(q.inside) - len(m.group()) < 2 or len(q.inside) < 4:
        return None
    if (
        alternating(q.inside)
        or q.inside in phrases()
        or (re.search(r"[的是不，]", q.inside) and "党的" not in q.inside)
    ):
        return None
    word = m.group()
    if phrases().get(q.inside[: -len(word)]) == "never":
        return None  # 政绩工程
    if _LIKENESS.search(q.before) or (_NEVER.match(q.page.text, q.after) and not heads().get(word, ("", "", ""))[2]):
        return None
    if re.search(r"[抽中得获发有]奖\Z", q.inside):
        return None
    kind = HONOUR if word in _honour_heads() else _kind_of(word)
    if word == "方案" and not re.search(r"(?:实施|行动|攻坚|工作|改革)方案\Z", q.inside):
        kind = INITIATIVE
    if word == "工程" and WORKS.search(q.inside):
        kind = PROJECT
    if kind is HONOUR and not (
        q.behind("honour", 8)
        or re.match(r"称号|认定|荣誉|奖|名单|名录", q.page.text[q.after : q.after + 3])
        or word in ("奖", "示范基地", "先进单位", "先进集体", "大奖", "奖章")
    ):
        return None
    return program(q.mark.open + 1, q.mark.close, "quoted-ending", kind, _name(q))


def by_honour(q: Quoted) -> ProgramDraft | None:
    """荣获“…”, 入选“…”名单: what is won."""
    if not q.behind("honour", 10) or q.inside in phrases() or len(q.inside) < 3:
        return None
    if _NEVER.match(q.page.text, q.after) or "，" in q.inside or q.page.text.startswith("的", q.after):
        return None
    return program(q.mark.open + 1, q.mark.close, "quoted-honour", HONOUR, q.inside)


def by_issue(q: Quoted) -> ProgramDraft | None:
    """出台“…三十条”: what is issued."""
    if re.search(rf"{H}{{2,6}}经验\Z", q.inside) and not re.search("[的是个新老]", q.inside):
        # 枫桥经验: a place's way of working, known by its name
        return program(q.mark.open + 1, q.mark.close, "quoted-issue", MECHANISM, q.inside)
    if ARTICLES.search(q.inside) and q.inside not in phrases():
        return program(q.mark.open + 1, q.mark.close, "quoted-issue", DOCUMENT, _name(q))
    return None


def _carried(q: Quoted) -> bool:
    """Behind a verb that carries out; in Taiwan's usage 推動, 辦理, 規劃 do."""
    if q.behind("carries", 0):
        return True
    return q.page.source.hant and q.before.endswith(("推动", "办理", "规划", "举办"))


def by_verb(q: Quoted) -> ProgramDraft | None:
    """推行“…”: what is carried out."""
    if q.inside in phrases() or not _carried(q) or len(q.inside) < 2:
        return None
    if _NEVER.match(q.page.text, q.after) or "，" in q.inside:
        return None
    if _AIM.match(q.page.text, q.after) and not q.before.endswith(("践行", "践行着")):
        return None
    if (q.page.text.startswith("的", q.after) and not q.before.endswith(("践行", "践行着"))) or "的" in q.inside:
        return None
    if len(q.inside) == 2 and not counted(q.inside):
        return None
    manner = _direct().match(q.page.text, q.after)
    kind = MECHANISM if manner and heads()[manner.group()][0] is MECHANISM else _bare_kind(q.inside)
    built = project_end().search(q.inside)
    if built and len(built.group()) > 2:
        kind = PROJECT
    return program(q.mark.open + 1, q.mark.close, "quoted-verb", kind, _weak_name(q))


_APP = re.compile(r"(?:登录|登陆|打开|下载|注册|点开|点击)(?:手机)?\Z")
_THROUGH = re.compile(r"(?:通过|依托|在|用|上线|借助|运用|打造|推广)\Z")


def by_use(q: Quoted) -> ProgramDraft | None:
    """登录“…”, 通过“…办”: an application that one logs in to."""
    if q.inside in phrases() or len(q.inside) > 8:
        return None
    if _APP.search(q.before) or (
        _THROUGH.search(q.before)
        and re.search(
            r"(?:快办|[省市县区浙粤豫苏皖赣闽鄂湘川渝陕甘吉辽晋鲁沪京津琼桂黔滇蒙宁青新藏冀黑随政][事里好快易]?办|[政惠企民]通|码上办|随手拍|APP|App)\Z",
            q.inside,
        )
    ):
        return program(q.mark.open + 1, q.mark.close, "quoted-use", PLATFORM, q.inside)
    return None


def by_project(q: Quoted) -> ProgramDraft | None:
    """“一元捐”项目: a project or scheme with no head but 项目."""
    m = _ITEM.match(q.page.text, q.after)
    if m is None or q.inside in phrases() or len(q.inside) < 3 or not q.alone or "，" in q.inside or "的" in q.inside:
        return None
    if _LIKENESS.search(q.before) or counted(q.inside):
        return None
    kind = PROJECT if m[1] and re.search("住房|安居房|小区|综合体", m[1]) else INITIATIVE
    return program(q.mark.open + 1, q.mark.close, "quoted-project", kind, q.inside + m.group())


_ITEM = re.compile(rf"((?:(?!{_STOP})[{HAN}]){{0,8}}?)项目(?!库|化|制|建设|有|数|单位|申报)")


def by_manner(q: Quoted) -> ProgramDraft | None:
    """“收支两条线”管理: a way of managing, examining, approving."""
    m = _direct().match(q.page.text, q.after)
    if m is None or heads()[m.group()][0] is not MECHANISM or m.group() in ("方式", "经验") or len(q.inside) < 4:
        return None
    if q.inside in phrases() or _LIKENESS.search(q.before) or re.search("[的化式型，]", q.inside):
        return None
    return program(q.mark.open + 1, q.mark.close, "quoted-manner", MECHANISM, q.inside + m.group())


def by_shape(q: Quoted) -> ProgramDraft | None:
    """“一树一策”, 锚定“三个…”: a slogan in numerals."""
    if q.inside in phrases() or _NEVER.match(q.page.text, q.after) or YEARS.fullmatch(q.inside):
        return None
    if alternating(q.inside):
        if _AIM.match(q.page.text, q.after):
            return None
        manner = _direct().match(q.page.text, q.after)
        kind = MECHANISM if manner and heads()[manner.group()][0] is MECHANISM else _layout(q)
        return program(q.mark.open + 1, q.mark.close, "quoted-shape", kind, _weak_name(q))
    if not counted(q.inside):
        return None
    direct = _direct().match(q.page.text, q.after)
    if re.match("落地|实施|推行|推开", q.page.text[q.after : q.after + 2]):
        return program(q.mark.open + 1, q.mark.close, "quoted-shape", _bare_kind(q.inside), q.inside)
    if not direct and not q.behind("carries shape works", 6):
        return None
    if _LIKENESS.search(q.before):
        return None
    kind = _kind_of(direct.group()) if direct else _bare_kind(q.inside)
    return program(q.mark.open + 1, q.mark.close, "quoted-shape", kind, _weak_name(q))


def _layout(q: Quoted) -> ProgramKind:
    """五纵六横, 一带三区五组团: a layout of roads, parks, centres is a project."""
    if re.search(r"[环纵横射轴](?:[一二三四五六七八九十]|\Z)|[带园区组团].*(?:中心|组团|园|区)\Z", q.inside):
        return PROJECT
    return _bare_kind(q.inside)


def _weak_name(q: Quoted) -> str:
    """With 管理, 考核 behind it as a part of the name; 项目, 工作, 建设, 服务 are not."""
    m = _direct().match(q.page.text, q.after)
    if m and heads()[m.group()][0] is MECHANISM and m.group() not in ("方式", "经验"):
        return q.inside + m.group()
    return q.inside


@cache
def _known() -> dict[str, ProgramKind]:
    return {phrase: ProgramKind(kind) for phrase, kind in table("known_slogans.tsv")}


def by_building(q: Quoted) -> ProgramDraft | None:
    """“…滞洪池”, “…数据中心”: an ending of constructions, three characters or more."""
    m = project_end().search(q.inside)
    if m is None or len(m.group()) < 3 or len(q.inside) - len(m.group()) < 2 or q.inside in phrases():
        return None
    if _LIKENESS.search(q.before) or _NEVER.match(q.page.text, q.after) or re.search("[的是，]", q.inside):
        return None
    return program(q.mark.open + 1, q.mark.close, "quoted-building", PROJECT, q.inside)


def by_fame(q: Quoted) -> ProgramDraft | None:
    """“东数西算”: what names a programme wherever it stands."""
    kind = _known().get(q.inside)
    if kind is None or _NEVER.match(q.page.text, q.after):
        return None
    return program(q.mark.open + 1, q.mark.close, "quoted-known", kind, _weak_name(q))


QUOTED = (
    ("quoted-head", by_head),
    ("quoted-issue", by_issue),
    ("quoted-honour", by_honour),
    ("quoted-ending", by_ending),
    ("quoted-use", by_use),
    ("quoted-verb", by_verb),
    ("quoted-shape", by_shape),
    ("quoted-manner", by_manner),
    ("quoted-project", by_project),
    ("quoted-known", by_fame),
    ("quoted-building", by_building),
)

_CLAUSE = re.compile(r".*[，。；！？：\n“”‘’《》—]", re.S)


_ENDS = frozenset("，。；：！？、）》”’\n的")


def find_quoted(page: Page) -> list[ProgramDraft]:
    """Every quoted program; then the strings that were accepted elsewhere in the text, and members of quoted lists."""
    found: list[ProgramDraft] = []
    left: list[Quoted] = []
    text = page.text
    figures = phrases()
    after_head = _after()
    for group in page.groups:
        start, after = group[0].open, group[-1].close + 1
        before = text[max(0, start - 18) : start]
        if cut := _CLAUSE.match(before):
            before = before[cut.end() :]
        near = verbs_before(before) if before else {}
        head = after_head.match(text, after) if text[after : after + 1] not in _ENDS else None
        if head and head["etc"] is None and head["count"] and len(group) == 1:
            # “…、…”三个百强区: the head of the members; otherwise the count begins something else
            head = head if "、" in text[group[0].open : group[0].close] else None
        for mark in group:
            inside = text[mark.open + 1 : mark.close].replace("\n", "")
            if head is None and inside in figures:
                continue
            if len(inside) > 40 or "“" in inside or "‘" in inside:
                continue
            q = Quoted(page, mark, inside, before, after, head, len(group) == 1, near)
            spoken = _SPEECH.search(inside) and near.get("honour", 99) > 10 and near.get("carries", 99) > 0
            if head is None and (_SENTENCE.search(inside) or spoken or len(inside) > 26):
                continue
            if head is not None and not head["modifier"] and len(inside) > 30:
                continue
            draft = next((d for _, rule in QUOTED if (d := rule(q)) is not None), None)
            if draft is None:
                left.append(q)
            else:
                found.append(draft)
    return found + _again(page, found, left)


def _again(page: Page, found: list[ProgramDraft], left: list[Quoted]) -> list[ProgramDraft]:
    """The same string in marks elsewhere, where its surroundings did not tell; the members of a quoted list."""
    known: dict[str, ProgramDraft] = {}
    for draft in found:
        if draft.rule == "quoted-honour":
            continue
        inside = page.text[draft.start : draft.end]
        for name in (inside, *inside.split("、")) if "、" in inside else (inside,):
            if len(name) >= 3 or counted(name):
                known.setdefault(name, draft)
    more = []
    for q in left:
        twin = known.get(q.inside)
        if twin is not None and q.inside not in phrases() and not _NEVER.match(page.text, q.after):
            more.append(program(q.mark.open + 1, q.mark.close, "quoted-again", twin.kind, q.inside))
    return more
