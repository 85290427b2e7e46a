"""Programs: every rule with its positives and its negatives, canonical names, parts, members, hostile input."""

from __future__ import annotations

import time
from typing import Any

import pytest

from tests.conftest import is_linear
from zhextract import drafts
from zhextract.names import Names
from zhextract.rules import program, quantity
from zhextract.source import Source


def found(text: str, names: Names | None = None) -> list[Any]:
    return program.find(Source(text), (), (), names)


def marked(text: str) -> str:
    """The text as the rules view it, the programs in ⟦ ⟧."""
    view = Source(text).text
    out, at = [], 0
    for draft in found(text):
        out += [view[at : draft.start], "⟦", view[draft.start : draft.end], "⟧"]
        at = draft.end
    return "".join(out) + view[at:]


def strip(text: str) -> str:
    return text.replace("⟦", "").replace("⟧", "")


POSITIVE = [
    # heads behind the marks
    ("深入实施“⟦百县提质⟧”专项行动。", "initiative", "百县提质专项行动"),
    ("建立“⟦日调度、周通报⟧”工作机制。", "mechanism", "日调度、周通报工作机制"),
    ("上线“⟦河清快办⟧”政务服务平台。", "platform", "河清快办政务服务平台"),
    ("打响“⟦青溪好茶⟧”区域公用品牌。", "honour", "青溪好茶区域公用品牌"),
    ("“⟦十四五⟧”规划收官。", "document", "十四五规划"),
    # heads inside
    ("实施“⟦乡村医生培训三年行动计划⟧”，补齐短板。", "initiative", "乡村医生培训三年行动计划"),
    ("被授予“⟦省电商示范基地⟧”称号。", "honour", "省电商示范基地"),
    # verbs and shapes
    ("全市推行“⟦一业一证⟧”，方便开店。", "initiative", "一业一证"),
    ("严格落实“⟦四早⟧”要求。", "initiative", "四早"),
    ("运用“⟦三服四送⟧”方式检查。", "mechanism", "三服四送"),
    ("出台“⟦稳就业二十条⟧”。", "document", "稳就业二十条"),
    ("登录“⟦云岭通⟧”，就能缴费。", "platform", "云岭通"),
    ("河清市“⟦府院联动⟧”常态化开展。", "initiative", "府院联动"),
    ("坚持“⟦米袋子⟧”省长负责制。", "mechanism", "米袋子省长负责制"),
    ("推行企业登记“⟦一地认证、多地互认⟧”。", "initiative", "一地认证、多地互认"),
    ("落实稳增长“⟦21条⟧”等政策。", "document", "21条"),
    ("优化“⟦湘易办⟧”功能。", "platform", "湘易办"),
    ("设立“⟦少年冰雪周⟧”。", "initiative", "少年冰雪周"),
    ("加强“⟦书香山西⟧”建设。", "initiative", "书香山西"),
    ("开展“⟦净水入户⟧”[12]行动。", "initiative", "净水入户行动"),
    ("建设“⟦青溪人才大桥⟧”。", "project", "青溪人才大桥"),
    # documents
    ("市政府印发《⟦中心城区停车管理办法⟧》。", "document", "中心城区停车管理办法"),
    ("制定⟦惠农政策二十条⟧。", "document", "惠农政策二十条"),
    # without marks
    ("扎实开展⟦渔港安全整治提升行动⟧。", "initiative", "渔港安全整治提升行动"),
    ("坚决打好⟦污染防治攻坚战⟧。", "initiative", "污染防治攻坚战"),
    ("全面推行⟦河长制⟧。", "mechanism", "河长制"),
    ("完善⟦中小河流三级包保制度⟧。", "mechanism", "中小河流三级包保制度"),
    ("荣获⟦全国信访工作先进集体⟧称号。", "honour", "全国信访工作先进集体"),
    ("拨打⟦12345政务服务热线⟧反映。", "platform", "12345政务服务热线"),
    # projects
    ("⟦银河·东湖数据港⟧项目建设现场，塔吊林立。", "project", "银河·东湖数据港"),
    ("⟦清溪特大桥⟧建成通车。", "project", "清溪特大桥"),
    ("年内⟦地铁9号线二期⟧开通。", "project", "地铁9号线二期"),
]


@pytest.mark.parametrize(("text", "kind", "name"), POSITIVE)
def test_found(text: str, kind: str, name: str) -> None:
    assert marked(strip(text)) == text
    (draft,) = found(strip(text))
    assert (draft.kind, draft.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    [
        "项目建设是经济增长的“火车头”，是发展的“压舱石”。",
        "干部当好“店小二”，企业吃下“定心丸”。",
        "“这下放心了！”老王说。",
        "“五一”假期客流回升，“三农”工作稳中有进。",
        "“十五五”时期是关键时期。",
        "防止“一刀切”，打通“最后一公里”。",
        "他们推行的不是“大水漫灌”。",
        "健全工作机制，完善管理制度，形成长效机制。",
        "重大工程加快建设，工程质量过硬，工程师在现场。",
        "推进经济结构战略性调整，建设国家战略人才力量。",
        "他们计划在春节前完工，救援行动持续到深夜。",
        "加强住房保障、煤改电等民生工程建设。",
        "孩子们背诵《登鹳雀楼》，老人收看《新闻联播》，电影《流浪地球》热映。",
        "游客在人民公园放风筝，市第一中学举行升旗仪式。",
        "获得群众一致好评，接获市长指示后立即整改。",
        "建设一批万卡级算力中心，打造数控机床产业基地。",
    ],
)
def test_nothing_is_named(text: str) -> None:
    assert marked(text) == text


def test_the_head_that_stands_once_names_all() -> None:
    drafts_ = found("“百企帮百村”成效明显。深化“百企帮百村”活动，“百企帮百村”走深走实。")
    assert [draft.name for draft in drafts_] == ["百企帮百村活动"] * 3


def test_marks_side_by_side_share_verb_and_head() -> None:
    named = [draft.name for draft in found("抓好“康养”“乐学”两大工程。")]
    assert named == ["康养工程", "乐学工程"]
    named = [draft.name for draft in found("推行“一户一码”“一摊一档”。")]
    assert named == ["一户一码", "一摊一档"]


def test_a_name_without_its_marks_is_the_same() -> None:
    text = "启动“净水润城”行动。净水润城行动进展顺利。"
    assert [draft.name for draft in found(text)] == ["净水润城行动"] * 2


def test_a_district_before_a_name() -> None:
    text = "上线“河东项目直通平台”小程序。“项目直通平台”小程序很方便。"
    assert {draft.kind for draft in found(text)} == {"platform"}


def test_parts_of_an_abbreviation() -> None:
    text = "推进“三个先行”活动。“教育先行”项目9个，“交通先行”项目38个，“水利先行”项目34个。"
    first = found(text)[0]
    assert first.parts == ("教育先行", "交通先行", "水利先行")
    (_, draft) = found("开展“学有标杆、干有标准、评有标志”的“三有”活动，深化“三有”活动。")[-2:]
    assert draft.parts == ("学有标杆", "干有标准", "评有标志")


def test_traditional_names_stay_traditional() -> None:
    (draft,) = found("市政府推動「長者友善」計畫。")
    assert draft.name == "長者友善計畫"


def test_issuer_number_and_year() -> None:
    (draft,) = found("国务院办公厅印发《关于推进城市停车设施发展的意见》（国办函〔2021〕46号）。")
    assert (draft.issuer, draft.number, draft.year) == ("国务院办公厅", "国办函〔2021〕46号", 2021)


def test_the_short_name_of_a_document() -> None:
    first, second = found("通过了《临江县湿地保护条例》。《条例》共六章。")
    assert first.name == second.name == "临江县湿地保护条例"


def test_title_inside_a_title() -> None:
    text = "转发《关于印发〈数字乡村建设指南〉的通知》。"
    assert [draft.name for draft in found(text)] == ["关于印发〈数字乡村建设指南〉的通知"]


def test_members_of_an_enumeration() -> None:
    text = "抓好云湖足球小镇、东岭美术馆、青石科技园等18个文旅项目。"
    source = Source(text)
    programs = program.find(source)
    assert [draft.name for draft in programs] == ["云湖足球小镇", "东岭美术馆", "青石科技园"]
    at = source.text.index("18")
    count = drafts.quantity(at, at + 3, "count")
    program.members(source, programs, [count])
    assert count.members == ("云湖足球小镇", "东岭美术馆", "青石科技园")


def test_own_names_win() -> None:
    names = Names([("清风云平台", "platform", ["“清风”行动"])])
    (draft,) = found("推进“清风”行动。", names)
    assert (draft.rule, draft.kind, draft.name) == ("own-name", "platform", "清风云平台")


def test_drafts_are_in_order_and_apart() -> None:
    text = "印发《“千企升级”行动计划》，开展“送岗”活动、“护苗”行动，建设清溪特大桥。" * 5
    ends = -1
    for draft in found(text):
        assert ends <= draft.start < draft.end
        ends = draft.end


HOSTILE = ["，", "《", "工程", "、", "“", "”", "的", "一", "等项目", "推进", "“三个", "实施A行动", "荣获全国", "“工程”"]
HOSTILE += ["甲大桥建成、", "国家卫生县、", "建设甲大桥和", "路通车", "等一批“", "”和", "建成国家", "——大桥", "领导包镇、"]
# with quantities
MEASURED = ["投资3亿元的", "总投资3亿元的甲大桥", "甲路、乙路等5条断头路", "国家卫生县、等3项荣誉", "全长3公里的甲项目", "等5条"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_linear(unit: str) -> None:
    assert is_linear(lambda text: program.find(Source(text)), unit)


def test_rules_have_names_of_their_own() -> None:
    names = [rule.name for rule in program.RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("unit", MEASURED)
def test_time_is_linear_with_quantities(unit: str) -> None:
    def pages(times: int) -> tuple[Source, list[Any]]:
        source = Source(unit * times)
        return source, quantity.find(source, quantity.default_units())

    small, large = pages(1_000), pages(4_000)

    def seconds(page: tuple[Source, list[Any]]) -> float:
        began = time.process_time()
        program.find(*page)
        return time.process_time() - began

    assert any(seconds(large) <= 6 * max(seconds(small), 0.002) for _ in range(5))
