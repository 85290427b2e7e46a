"""The ways in which a quoted string is a program: by its head, its ending, an honour, a verb, its use, its shape …"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from typing import Final, NamedTuple

from zhextract.drafts import ProgramDraft
from zhextract.records import ProgramKind
from zhextract.rules.program.around import (
    SENTENCE,
    SIGNS,
    SUFFIXED,
    Quoted,
    directs,
    ending,
    endings,
    endless,
    honour_heads,
)
from zhextract.rules.program.kinds import bare_kind, kind_of
from zhextract.rules.program.shapes import YEARS, H, alternating, articles, counted, shaped
from zhextract.rules.program.statements import by_statement, sort_kind
from zhextract.rules.program.vocabulary import (
    HAN,
    Beginnings,
    Endings,
    heads,
    known_slogans,
    listed,
    phrases,
    project_end,
    verbs,
    words,
    works,
)

__all__ = ["HANT_CARRY", "Gates", "gates", "judged"]

INITIATIVE, MECHANISM, DOCUMENT = ProgramKind.INITIATIVE, ProgramKind.MECHANISM, ProgramKind.DOCUMENT
PROJECT, PLATFORM, HONOUR = ProgramKind.PROJECT, ProgramKind.PLATFORM, ProgramKind.HONOUR

_ENDED: Final = re.compile("[。！？；]")

_UNNAMED: Final = frozenset(("称号", "荣誉", "荣誉称号", "奖牌", "奖章", "勋章", "名单", "榜单", "网", "端", "做法"))


def _name(q: Quoted) -> str:
    """The text in the marks and the head behind it; not behind 等, never 称号, 建设, not what names itself."""
    m = q.head
    if m is None or m.etc:
        return q.inside
    head, modifier = m.head, m.modifier
    if head == "改革试点":
        head = "改革"
    if head in _UNNAMED or modifier[:1] == "新" or head[-2:] == "格局" or head[-4:] == "空间结构":
        return q.inside
    if head == "奖" and q.inside[-1:] == "奖":
        return q.inside
    own = ending(q.inside)
    if own and "+" not in q.inside and not alternating(q.inside) and (modifier or heads().get(own, (None,))[0] in (PLATFORM, HONOUR)):
        return q.inside
    return q.inside + modifier + head


_LAYOUTS: Final = frozenset(("布局", "格局", "空间布局", "空间格局", "空间结构", "路网", "网"))
_PLACES: Final = frozenset(("中心", "广场", "公园", "基地", "通道", "走廊"))
_COMMON: Final = frozenset("体系 模式 政策 做法 服务 清单 体制 运动 监管 网格 系统 应用 意见 办法 文件".split())


def by_head(q: Quoted) -> ProgramDraft | None:
    """“…”专项行动: a head behind the marks, perhaps with a modifier of its own."""
    m = q.head
    assert m is not None
    head, modifier = m.head, m.modifier
    figure = q.figure
    if figure == "headed":
        if m.etc or (head != "改革" and heads().get(head, ("", "", "-"))[2] not in ("free", "verb")):
            return None
    elif figure:
        plain = not modifier and not m.etc
        if figure == "figure" and heads().get(head, (None,))[0] is PLATFORM:
            plain = True
        elif figure == "never" or not plain:
            return None
        if figure == "figure" and not q.behind(6, "carries") and kind_of(head) is not PLATFORM:
            return None
        if figure == "class" and head[:2] not in ("规划", "计划", "纲要", "普法") and not q.behind(0, "carries"):
            return None
    if (SENTENCE if modifier else _ENDED).search(q.inside) is not None:
        return None
    if modifier and ending(q.inside) in heads() and not alternating(q.inside):
        return None  # it bears its own head
    if (len(modifier) > 8 and len(q.inside) < 3) or len(q.inside) < 2 or modifier[:1] == "即" or modifier[:1] == "指":
        return None  # “1”即…中心
    if head == "斗争" and modifier not in ("", "整治", "专项"):
        return None
    bare = q.inside[-1] == "条" and _bare_articles().fullmatch(q.inside) is not None
    kind = DOCUMENT if bare or head[-1] == "条" or articles(q.inside) else kind_of(head)
    if head == "方案":
        kind = INITIATIVE  # a proposal known by its slogan; 实施方案, 行动方案 are papers
    if head == "工程" and works().search(q.inside + modifier):
        kind = PROJECT
    if head.endswith("战略布局") or (head in _LAYOUTS and modifier in ("总体", "战略")):
        return q.draft("quoted-head", INITIATIVE, _name(q))
    if kind is PROJECT and q.behind(4, "honour") and head.endswith("基地"):
        kind = HONOUR  # 命名为“…”实践创新基地
    if kind is PROJECT and head in _LAYOUTS and q.inside.isdigit():
        return q.draft("quoted-head", INITIATIVE, q.inside)
    if kind is PROJECT and head in _LAYOUTS and not alternating(q.inside):
        return None
    if kind is PROJECT and not modifier and q.inside in known_slogans():
        return q.draft("quoted-known", known_slogans()[q.inside], q.inside)  # “一带一路”航线: one of many along it
    if kind is PROJECT and ((m.etc and head in _PLACES) or (modifier and q.inside[-1] in "式型化")):
        return None  # “一站式”调解中心
    if head in _COMMON:
        # common words: with a modifier only behind a verb or a shape
        told = q.behind(6, "carries", "shape", "issue") or "+" in q.inside
        if q.likeness() or (m.etc and not told):
            return None
        described = modifier not in ("", "新") and not (head == "体系" and len(modifier) <= 4)
        if described and not (counted(q.inside) or q.behind(8, "carries", "shape", "issue", "works")):
            return None
    return q.draft("quoted-head", kind, _name(q))


@cache
def _joined() -> re.Pattern[str]:
    """获评国家级…、全省“…”: a further honour."""
    return re.compile(rf"[、和](?:{words('level')})?\Z")


_TELLS: Final = re.compile("(?<!党)的|[是不，]")


def _subtitled(inside: str) -> str:
    """The head of …竞赛-…: before a dash."""
    return ending(inside[:at]) if (at := inside.find("-")) > 3 else ""


_STRIVEN: Final = ("创建", "争创", "巩固", "建成", "成为", "打造", "拿下", "拿到")
_TITLED: Final = re.compile(r"\d[名位]\Z")
_CASES: Final = ("典型案例", "优秀案例", "示范案例", "最佳案例")
_WON: Final = re.compile(r"[抽中得获发有]奖\Z")
_PAPER: Final = re.compile(r"(?:实施|行动|攻坚|工作|改革)方案\Z")


def by_ending(q: Quoted) -> ProgramDraft | None:
    """“乡村医生培训三年行动计划”: a head inside the marks."""
    word = ending(q.inside) or _subtitled(q.inside)
    if not word or len(q.inside) - len(word) < 2 or alternating(q.inside):
        return None
    if _TELLS.search(q.inside) is not None:
        return None
    if phrases().get(q.inside[: -len(word)]) == "never":
        return None  # 政绩工程
    if q.likeness() or (q.attribute() and not heads().get(word, ("", "", ""))[2]):
        return None
    if _WON.search(q.inside):
        return None
    kind = HONOUR if word in honour_heads() else kind_of(word)
    if word == "方案" and not _PAPER.search(q.inside):
        kind = INITIATIVE
    if word == "工程" and works().search(q.inside):
        kind = PROJECT
    if kind is HONOUR and not (
        q.behind(8, "honour")
        or (word in _CASES and q.behind(18, "honour"))
        or q.before().endswith(listed("level"))
        or _TITLED.search(q.before()) is not None
        or (q.before().endswith(_STRIVEN) and _levels().match(q.inside) is not None)
        or q.text.startswith(("称号", "认定", "荣誉", "奖", "名单", "名录"), q.after)
        or word in ("奖", "示范基地", "先进单位", "先进集体", "大奖", "奖章")
    ):
        return None
    return q.draft("quoted-ending", kind, _name(q))


def by_honour(q: Quoted) -> ProgramDraft | None:
    """荣获“…”, 入选“…”名单: what is won."""
    if q.next == "的" or q.attribute() or "，" in q.inside:
        return None
    return q.draft("quoted-honour", HONOUR, q.inside)


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"{H}{{2,6}}经验\Z")


_QUALIFIED: Final = re.compile("[的是个新老]")


@cache
def _bare_articles() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?)条")  # 稳增长“21条”


def by_issue(q: Quoted) -> ProgramDraft | None:
    """出台“…三十条”: what is issued."""
    if q.inside.endswith("经验") and _placed().search(q.inside) and not _QUALIFIED.search(q.inside):
        # 枫桥经验: a place's way of working, known by its name
        return q.draft("quoted-issue", MECHANISM, q.inside)
    if not q.figure and (articles(q.inside) or _bare_articles().fullmatch(q.inside)):
        return q.draft("quoted-issue", DOCUMENT, _name(q))
    return None


def _paired(inside: str) -> bool:
    """多格合一、多员合一; 上规、上榜、上云: parts of one length."""
    parts = inside.split("、")
    size = len(parts[0])
    return (3 < size < 7 or (size > 1 and len(parts) > 2)) and all(len(part) == size for part in parts)


def by_pair(q: Quoted) -> ProgramDraft | None:
    """推行企业登记“一地认证、多地互认”: a way of doing in two halves, some words behind the verb."""
    if not _paired(q.inside) or q.next == "的" or q.attribute():
        return None
    if not (q.behind(10, "carries") or "推动" in q.before()) or q.aim() or q.likeness():
        return None
    return q.draft("quoted-pair", bare_kind(q.inside), q.inside)


def by_verb(q: Quoted) -> ProgramDraft | None:
    """推行“…”: what is carried out."""
    if q.attribute() or "，" in q.inside:
        return None
    if (q.next == "的" or q.aim()) and not q.before().endswith(("践行", "践行着")):
        return None
    if "的" in q.inside:
        return None
    if len(q.inside) == 2 and not counted(q.inside):
        return None
    manner = q.direct()
    kind = MECHANISM if manner and heads()[manner][0] is MECHANISM else bare_kind(q.inside)
    if len(project_end().of(q.inside)) > 2:
        kind = PROJECT
    return q.draft("quoted-verb", kind, _weak_name(q))


_OPENED: Final = Endings(verb + what for verb in "登录 登陆 打开 下载 注册 点开 点击".split() for what in ("", "手机"))
_USED: Final = frozenset("录陆开载册击机过托在用线助造广")
_THROUGH: Final = Endings("通过 依托 在 用 上线 借助 运用 打造 推广".split())
_SERVED: Final = re.compile(
    r"(?:快办|[省市县区浙粤豫苏皖赣闽鄂湘川渝陕甘吉辽晋鲁沪京津琼桂黔滇蒙宁青新藏冀黑随政][事里好快易]?办|[政惠企民]通|码上办|随手拍|APP|App)\Z"
)


def by_use(q: Quoted) -> ProgramDraft | None:
    """登录“…”, 通过“…办”: an application that one logs in to."""
    before = q.before()
    if _OPENED.of(before) or (_THROUGH.of(before) and _SERVED.search(q.inside)):
        return q.draft("quoted-use", PLATFORM, q.inside)
    return None


_PROVINCES: Final = frozenset("京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵黔滇陕秦甘陇青藏宁疆蒙")


@cache
def _local_service() -> re.Pattern[str]:
    return re.compile(
        rf"[{''.join(_PROVINCES)}]"
        r"(?:.?[政企事易惠信快好时里服就农医税警林](?:[办通码]|省事)|[里快][办政])"
    )


def by_service(q: Quoted) -> ProgramDraft | None:
    """“渝快办”, “湘易办”: a province's services, known by their names."""
    if not _local_service().fullmatch(q.inside) or q.attribute():
        return None
    return q.draft("quoted-use", PLATFORM, q.inside)


_REGIONS: Final = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川"
    "|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
_BRANDS: Final = "好物|好品|好礼|礼物|优品|精品|制造|智造|品牌|标准|品质"
_STYLES: Final = frozenset(word[-2:] for word in f"{_REGIONS}|中国|{_BRANDS}".split("|"))  # what such strings end in


@cache
def _styled() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?!保卫|解放|反对)[\u4e00-\u9fff]{{2}}(?:{_REGIONS})"
        r"|(?:数字|健康|美丽|平安|法治|诚信|信用|书香|智慧|质量|网络)中国)"
    )


@cache
def _branded() -> re.Pattern[str]:
    return re.compile(rf"(?:{_REGIONS}|龙江|齐鲁|天府)(?:{_BRANDS})")


def by_style(q: Quoted) -> ProgramDraft | None:
    """“书香浙江”, “水运安徽”, “健康中国”: what a province is made, by a programme of that name."""
    styled = _styled().fullmatch(q.inside) is not None
    if (not styled and _branded().fullmatch(q.inside) is None) or q.attribute() or q.likeness():
        return None
    return q.draft("quoted-style", INITIATIVE if styled else HONOUR, q.inside)


@cache
def _said() -> Beginnings:
    return Beginnings(of + word for word in listed("said-of") for of in ("", "改革", "工作", "建设", "机制"))


def _unsaid(inside: str) -> bool:
    """No name by itself: an aim, a quality, a plan's years."""
    return len(inside) < 3 or "的" in inside or "，" in inside or YEARS.fullmatch(inside) is not None


def by_act(q: Quoted) -> ProgramDraft | None:
    """“府院联动”常态化开展: what is said of a thing that is carried out."""
    if not _said().at(q.text, q.after) or _unsaid(q.inside) or q.likeness():
        return None
    online = q.text.startswith(("上线", "正式上线"), q.after)
    return q.draft("quoted-act", PLATFORM if online else sort_kind(q) or bare_kind(q.inside), q.inside)


@cache
def _season() -> re.Pattern[str]:
    return re.compile(r"[\u4e00-\u9fffA-Za-z\d]{4,12}[周月节]")


_HELD: Final = ("举办", "办好", "设立", "开展", "启动")


def by_season(q: Quoted) -> ProgramDraft | None:
    """设立“中小学生冰雪周”, 举办“…提升月”: weeks and months of something."""
    if not q.before().endswith(_HELD) or not _season().fullmatch(q.inside) or "的" in q.inside:
        return None
    return q.draft("quoted-season", INITIATIVE, q.inside)


def by_construction(q: Quoted) -> ProgramDraft | None:
    """加强“信用浙江”建设: what is built up, behind a verb."""
    if not q.text.startswith("建设", q.after) or _unsaid(q.inside):
        return None
    if not q.behind(8, "carries", "shape", "works"):
        return None
    return q.draft("quoted-verb", bare_kind(q.inside), q.inside)


def by_project(q: Quoted) -> ProgramDraft | None:
    """“一元捐”项目: a project or scheme with no head but 项目."""
    m = _item().match(q.text, q.after)
    if m is None or "，" in q.inside or "的" in q.inside:
        return None
    if q.likeness() or counted(q.inside):
        return None
    kind = PROJECT if m[1] and re.search("住房|安居房|小区|综合体", m[1]) else INITIATIVE
    return q.draft("quoted-project", kind, q.inside + m.group())


@cache
def _item() -> re.Pattern[str]:
    stop = words("modifier-stop")
    return re.compile(rf"((?:(?!{stop})[{HAN}]){{0,8}}?)(?<![抓促推招谈跑管看])项目(?!库|化|制|建设|有|数|单位|申报)")


_CLASSED: Final = re.compile("[的化式型，]")


def by_manner(q: Quoted) -> ProgramDraft | None:
    """“收支两条线”管理: a way of managing, examining, approving."""
    head = q.direct()
    if not head or heads()[head][0] is not MECHANISM or head in ("方式", "经验"):
        return None
    if q.likeness() or _CLASSED.search(q.inside) is not None:
        return None
    return q.draft("quoted-manner", MECHANISM, q.inside + head)


_CARRIED: Final = frozenset("落实推")



def by_shape(q: Quoted) -> ProgramDraft | None:
    """“一树一策”, 锚定“三个…”: a slogan in numerals."""
    last = q.inside[-1]
    if q.attribute() or (last == "五" and YEARS.fullmatch(q.inside)):
        return None
    if last in "型户" and len(q.inside) > 2 and not q.inside.endswith("转型"):
        return None  # “双师型”教师, “五保户”
    if alternating(q.inside):
        if q.aim():
            return None
        manner = q.direct()
        kind = MECHANISM if manner and heads()[manner][0] is MECHANISM else _layout(q)
        return q.draft("quoted-shape", kind, _weak_name(q))
    if not counted(q.inside):
        return None
    direct = q.direct()
    if q.next in _CARRIED and q.text.startswith(("落地", "实施", "推行", "推开"), q.after):
        return q.draft("quoted-shape", bare_kind(q.inside), q.inside)
    if not direct and not q.behind(6, "carries", "shape", "works"):
        return None
    if q.likeness():
        return None
    kind = kind_of(direct) if direct else bare_kind(q.inside)
    return q.draft("quoted-shape", kind, _weak_name(q))


_LAID: Final = re.compile(r"(?<!闭)[环纵横射轴](?:[一二三四五六七八九十]|\Z)|[带园区组团].*(?:中心|组团|园|区)\Z")


def _layout(q: Quoted) -> ProgramKind:
    """五纵六横, 一带三区五组团: a layout of roads, parks, centres is a project."""
    if _LAID.search(q.inside):
        return PROJECT
    return bare_kind(q.inside)


def _weak_name(q: Quoted) -> str:
    """With 管理, 考核 behind it as a part of the name; 项目, 工作, 建设, 服务 are not."""
    head = q.direct()
    if head and heads()[head][0] is MECHANISM and head not in ("方式", "经验"):
        return q.inside + head
    return q.inside


_TOLD: Final = re.compile("[的是，]")


_FOUNDING: Final = ("打造", "建设", "规划", "新建", "建成", "开建", "续建", "启动")


def by_building(q: Quoted) -> ProgramDraft | None:
    """“…滞洪池”, “…数据中心”: an ending of constructions, three characters or more."""
    end = project_end().of(q.inside)
    if q.inside.startswith("捷运") and q.inside.endswith("线") and 3 < len(q.inside) < 8:
        return q.draft("quoted-building", PROJECT, q.inside)
    if len(end) == 2 and len(q.inside) > 4 and q.before().endswith(_FOUNDING) and not _TOLD.search(q.inside):
        return q.draft("quoted-building", PROJECT, q.inside) if not (q.figure or q.attribute() or q.likeness()) else None
    if len(end) < 3 or len(q.inside) - len(end) < 2 or q.figure:
        return None
    if q.likeness() or q.attribute() or _TOLD.search(q.inside):
        return None
    return q.draft("quoted-building", PROJECT, q.inside)


@cache
def _facilities() -> Endings:
    return Endings(listed("facility"))


def by_facility(q: Quoted) -> ProgramDraft | None:
    """“暖心驿站”, “助农贷”: a place or a service that bears a name of its own."""
    end = _facilities().of(q.inside)
    if not end or len(q.inside) - len(end) < 2 or q.attribute() or q.likeness() or _TOLD.search(q.inside) is not None:
        return None
    return q.draft("quoted-facility", INITIATIVE, _weak_name(q))


_ONLINE: Final = Endings(f"{verb}{after}" for verb in ("上线", "上线运行", "上架") for after in ("", "了"))


def by_online(q: Quoted) -> ProgramDraft | None:
    """上线“政策计算器”: what is put on line is an application."""
    if not _ONLINE.of(q.before()) or len(q.inside) < 3 or "一件事" in q.inside or q.text.startswith("功能", q.after):
        return None
    return q.draft("quoted-use", PLATFORM, q.inside)


_PLAQUE: Final = re.compile("的?(?:牌子|牌匾|匾牌|奖牌|奖杯|纪念章|(?:荣誉)?证书|(?:荣誉)?称号|荣誉|殊荣|金字招牌)")


_PLAQUED: Final = frozenset("的牌匾奖纪证荣")  # what that begins with, but for 称号, a head


@cache
def _levels() -> re.Pattern[str]:
    return re.compile(rf"{words('level')}|[省市区县]")


def by_plaque(q: Quoted) -> ProgramDraft | None:
    """捧回“全省健康促进区”的牌子: an honour by its plaque, of a level or with an honour's ending."""
    if _PLAQUE.match(q.text, q.after) is None or len(q.inside) < 4 or "，" in q.inside:
        return None
    worn = q.text.startswith(("纪念章", "的纪念章"), q.after)
    if not worn and _levels().match(q.inside) is None and ending(q.inside) not in honour_heads():
        return None
    return q.draft("quoted-honour", HONOUR, q.inside + "纪念章" if worn else q.inside)


_SPREAD: Final = re.compile(
    rf"(?:[{HAN}]{{0,6}}?的?(?:做法|经验|模式)(?:[在从由向][{HAN}\d]{{2,12}}?)?|在(?:全|{words('level')})[{HAN}]{{0,4}}?)(?:已|已经|正|全面|全域|被[{HAN}]{{2,10}}?)*(?:推介|推广|推开|推行|推向|复制|铺开|普及)"
)


_TAKEN_OVER: Final = frozenset("的经在")  # what that begins with, but for 做法, 模式, which are heads


def by_spread(q: Quoted) -> ProgramDraft | None:
    """“积分超市”的做法在全区推广: a way of doing that is taken over elsewhere."""
    if _SPREAD.match(q.text, q.after, q.after + 36) is None or len(q.inside) < 3 or _TOLD.search(q.inside) is not None:
        return None
    if q.head is None or q.next == "的":
        return q.draft("quoted-spread", bare_kind(q.inside), q.inside)
    return q.draft("quoted-spread", MECHANISM, _name(q))


_WINS: Final = re.compile(
    r"(?:[也还更已再]|先后|成功|接连|被|一举)*(?:获得|获评|荣获|获批|入选|摘得|斩获|捧回|跻身|登上|入列|认定为|评为)(?!者|[^，。；]{0,6}(?:好评|认可|点赞|支持|肯定|青睐))"
    r"[^，。；！？\n]{0,16}?(?:(标志|品牌|商标|农产品|金奖|名特优|产品名录|老字号)|案例|优秀做法|典型经验)"
)

_WINNING: Final = frozenset("也还更已再先成接被一获荣入摘斩捧跻登认评")  # what that begins with


def by_brand(q: Quoted) -> ProgramDraft | None:
    """“清溪红”获得国家地理标志: what wins the mark of a product is a brand; “…”入选…典型案例: a way of doing."""
    m = _WINS.match(q.text, q.after) if 2 < len(q.inside) < 9 else None
    if m is None:
        return None
    return q.draft("quoted-brand", HONOUR if m[1] else bare_kind(q.inside), q.inside)


@cache
def _counted_after() -> re.Pattern[str]:
    count = r"(?:\d[\d,.]*|[一二三四五六七八九十百]+)万?(?:余|多)?[家个处所座间]"
    done = r"(?:已|累计|全域|先后|相继|新|共)*(?:建成|建设|建起|建|开设|开办|开|设立|设置|打造|布局|覆盖|增至|增加到|发展到|达到|达)"
    return re.compile(rf"({done}了?(?:[{HAN}]{{0,4}}?(?<=社区|街道|镇村|全区|全市))?)?{count}")


_FOUNDED: Final = Endings("建成 新建 建设 设立 开设 打造 建立 布局 新增".split())


def by_count(q: Quoted) -> ProgramDraft | None:
    """“共富工坊”已建成86家, 新建“邻里客厅”20处: places of a name that are founded and counted."""
    m = _counted_after().match(q.text, q.after, q.after + 24)
    if m is None or not (m[1] or _FOUNDED.of(q.before())) or len(q.inside) < 4 or "的" in q.inside or q.likeness():
        return None
    return q.draft("quoted-facility", INITIATIVE, q.inside)


def by_fame(q: Quoted) -> ProgramDraft | None:
    """“东数西算”: what names a programme wherever it stands."""
    kind = known_slogans().get(q.inside)
    if kind is None or q.attribute():
        return None
    return q.draft("quoted-known", kind, _weak_name(q))


# --- all of them ----------------------------------------------------------------------------------------------------

_SEASONS: Final = frozenset("周月节")
_COUNTING: Final = frozenset("已累全先相新共建开设打布覆增发达0123456789一二三四五六七八九十百")


def judged(q: Quoted, gates: Gates, also: tuple[str, ...] = ()) -> ProgramDraft | None:
    """The program that a string is in the first of the ways above that make one of it.

    Each is entered where the string, or what stands beside it, may let it. `also`: further words that carry.
    """
    inside, before, behind = q.inside, q.last, q.next
    if q.head is not None:
        # “…工程”和“…”机制: the head is the last one's alone
        own = q.after > q.close + 1 and not q.head.etc and ending(inside) in heads()
        if (draft := by_ending(q) if own else by_head(q)) is not None:
            if own:
                draft.name = inside
            return draft
    if ("条" in inside or inside[-2:] == "经验") and (draft := by_issue(q)) is not None:
        return draft
    if not inside:
        return None
    if q.figure:
        return by_fame(q) or by_building(q)
    honoured, endings, leading, carrying, endless, direct, known, closing, buildings, facilities, following = gates
    size, last, two, start = len(inside), inside[-1], inside[-2:], q.start
    if (
        size > 2
        and before not in SIGNS
        and honoured(q.text, start - 18 if start > 18 else 0, start) is not None
        and (q.behind(10, "honour") or (q.behind(18, "honour") and _joined().search(q.before()) is not None))
        and (draft := by_honour(q)) is not None
    ):
        return draft
    if size > 3 and (two in endings or last in endings or "-" in inside) and (draft := by_ending(q)) is not None:
        return draft
    leads = before in leading
    if leads and size < 9 and before in _USED and (draft := by_use(q)) is not None:
        return draft
    if leads and before in _ONLINE.lasts and (draft := by_online(q)) is not None:
        return draft
    if inside[0] in _PROVINCES and 2 < size < 6 and (draft := by_service(q)) is not None:
        return draft
    if (
        leads
        and before in carrying
        and size > 1
        and (q.behind(0, "carries") or (also and q.before().endswith(also)))
        and (draft := by_verb(q)) is not None
    ):
        return draft
    if shaped(inside) is not None and (draft := by_shape(q)) is not None:
        return draft
    if behind in direct and size > 3 and (draft := by_manner(q)) is not None:
        return draft
    if (
        behind not in endless
        and size > 2
        and q.alone
        and "项目" in q.text[q.after : q.after + 10]
        and (draft := by_project(q)) is not None
    ):
        return draft
    if inside in known and (draft := by_fame(q)) is not None:
        return draft
    closes = last in closing
    if closes and last in buildings and (draft := by_building(q)) is not None:
        return draft
    if closes and 3 < size < 6 and two in _STYLES and (draft := by_style(q)) is not None:
        return draft
    if "、" in inside and (draft := by_pair(q)) is not None:
        return draft
    if closes and two == "长制" and 2 < size < 6 and not q.attribute():
        return q.draft("quoted-chief", MECHANISM, inside)  # “巷长制”
    if closes and last in _SEASONS and (draft := by_season(q)) is not None:
        return draft
    if (behind in following or q.head is not None) and (draft := _by_following(q, size)) is not None:
        return draft
    if (
        closes
        and last in facilities
        and not (behind == "建" and q.text.startswith("建设", q.after))
        and (draft := by_facility(q)) is not None
    ):
        return draft
    return by_statement(q)


def _by_following(q: Quoted, size: int) -> ProgramDraft | None:
    """The program that a string is by what is said behind it."""
    before, behind = q.last, q.next
    if (draft := by_act(q)) is not None:
        return draft
    if behind == "建":
        return by_construction(q)
    if behind in _PLAQUED and (draft := by_plaque(q)) is not None:
        return draft
    if (behind in _TAKEN_OVER or q.head is not None) and (draft := by_spread(q)) is not None:
        return draft
    if (not before or before in SIGNS) and behind in _WINNING and (draft := by_brand(q)) is not None:
        return draft
    return by_count(q) if behind in _COUNTING and size > 3 else None


_Chars = frozenset[str]
HANT_CARRY: Final = ("推动", "办理", "规划", "举办")  # in Taiwan's usage these carry too


class Gates(NamedTuple):
    """What lets a string into a way."""

    honoured: Callable[[str, int, int], re.Match[str] | None]  # a search for what the verbs of winning begin with
    endings: _Chars  # what a string ends in that its head ends: two characters, or one that is a head
    leading: _Chars  # what any of the words before a string end in that make it a program
    carrying: _Chars  # what those end in that carry it
    endless: _Chars  # what may stand behind a string and begins neither a head nor a modifier
    direct: _Chars  # what heads begin with that stand directly behind
    known: Collection[str]  # strings that name a programme wherever they stand
    closing: _Chars  # what a string ends in that tells what it is: a building, a service, a season, a region
    buildings: _Chars  # what a building's name ends in
    facilities: _Chars  # what a service's name ends in
    following: _Chars  # what that begins with which, said behind a string, makes it a program


@cache
def gates() -> Gates:
    """The gates to all of the ways."""
    won = {verb[0] for verb, (quoted, _) in verbs().items() if quoted == "honour"}
    carry = [verb for verb, (quoted, _) in verbs().items() if quoted == "carries"]
    carrying = SUFFIXED.union(verb[-1] for verb in (*carry, *HANT_CARRY))
    buildings, facilities = project_end().lasts, _facilities().lasts
    return Gates(
        re.compile(f"[{''.join(won)}]").search,
        endings().last_two,
        carrying | _USED | _ONLINE.lasts,
        carrying,
        endless(),
        directs().firsts,
        known_slogans(),
        buildings | facilities | _SEASONS | {"制"} | {style[-1] for style in _STYLES},
        buildings,
        facilities,
        _said().firsts | _TAKEN_OVER | _PLAQUED | _WINNING | _COUNTING | {"建"},
    )
