"""The units lexicon, base units, compound units."""

from decimal import Decimal

import pytest

from zhextract import lexicon
from zhextract.lexicon import LexiconError
from zhextract.records import Quantity, QuantityKind
from zhextract.units import Units, default_units


def test_there_are_enough_surfaces_and_each_stands_once():
    units = default_units()
    assert len(units.surfaces) >= 600
    assert set(units.heads) <= set(units.surfaces)


@pytest.mark.parametrize(
    ("text", "head", "kind"),
    [
        ("个百分点", "个百分点", "percentage_point"), ("人次以上", "人次", "count"), ("千瓦时", "千瓦时", "energy"), ("㎡", "平方米", "area"),
        ("吨/日", "吨/日", "mass"), ("公里每小时", "公里/小时", "speed"), ("km，", "公里", "length"), ("元人民币", "元", "money"),
    ],
)  # fmt: skip
def test_the_longest_surface_wins(text, head, kind):
    unit, written, _ = default_units().match(text, 0)
    assert written == head
    assert unit.kind == kind


@pytest.mark.parametrize("text", ["人民群众", "项目建设", "元旦", "kmh2", "成为", "分别", "部门", "位于"])
def test_words_that_begin_like_a_unit(text):
    assert default_units().match(text, 0) is None


@pytest.mark.parametrize(
    ("value", "unit", "amount", "base"),
    [("3", "亩", "2000", "平方米"), ("2.5", "公里", "2500", "米"), ("1", "千瓦时", "3600000", "焦耳"), ("7", "个", "7", "个"), ("2", "吨/日", "2000", "千克/日"), ("5", "无此单位", "5", "无此单位")],
)
def test_base_units_are_exact(value, unit, amount, base):
    quantity = Quantity(start=0, end=1, text="", value=Decimal(value), unit=unit)
    assert quantity.to_base() == (Decimal(amount), base)


def test_a_range_has_a_pair_of_base_amounts_and_a_vague_one_none():
    assert Quantity(start=0, end=1, text="", low=Decimal(1), high=Decimal(2), unit="公里").to_base() == ((Decimal(1000), Decimal(2000)), "米")
    assert Quantity(start=0, end=1, text="", unit="公里").to_base() == (None, "米")


def test_an_own_unit():
    units = Units.extended([("标房", "count", "count", "标房", "1", "", "标准厂房", "", "")])
    assert units.match("标准厂房", 0)[1] == "标房"
    assert default_units().match("标准厂房", 0) is None or default_units().match("标准厂房", 0)[1] != "标房"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("#: a b\nx\ty\tz\n", "bad.tsv:2: 3 columns"),
        ("#: a b\nx\ty\nx\tz\n", "bad.tsv:3: x stands at line 2"),
        ("x\ty\n", "bad.tsv:1: no '#:"),
    ],
)
def test_a_bad_lexicon_line_is_named(text, message):
    with pytest.raises(LexiconError, match=message):
        lexicon.parse(text, "bad.tsv")


def test_bad_units_are_named():
    with pytest.raises(LexiconError, match="colour"):
        Units.extended([("标房", "colour", "count", "标房", "1", "", "", "", "")])


def test_every_shipped_lexicon_loads():
    from importlib.resources import files

    names = sorted(f.name for f in files(lexicon.__name__).iterdir() if f.name.endswith(".tsv"))
    assert "units.tsv" in names
    for name in names:
        assert len(lexicon.table(name, key=None)) > 0, name


def test_kinds_of_the_lexicon_are_the_guidelines_kinds():
    assert {unit.kind for unit in default_units().heads.values()} <= set(QuantityKind)


def test_pint():
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry(non_int_type=Decimal)
    length = Quantity(start=0, end=1, text="", value=Decimal("2.5"), unit="公里").to_pint(registry)
    assert length.to("meter").magnitude == Decimal(2500)
    with pytest.raises(ValueError, match="个"):
        Quantity(start=0, end=1, text="3个", value=Decimal(3), unit="个").to_pint(registry)
