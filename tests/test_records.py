"""The records: exact JSON, the library's own output, errors that name the field."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhextract import drafts
from zhextract.records import (
    Bound,
    Breakdown,
    Change,
    Document,
    Period,
    Program,
    ProgramKind,
    Quantity,
    QuantityKind,
    RecordError,
    Relation,
    Status,
    Time,
    TimeKind,
    record_from_dict,
    record_from_json,
)

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
periods = st.none() | st.builds(Period, st.none() | days, st.none() | days)
decimals = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
texts = st.text(max_size=12)
maybe = st.none() | texts
names = st.lists(texts, max_size=3).map(tuple)
quantities = st.builds(
    Quantity, start=st.integers(0, 10**6), end=st.integers(0, 10**6), text=texts, value=decimals, low=decimals, high=decimals, unit=texts,
    kind=st.sampled_from(QuantityKind), bound=st.sampled_from(Bound), of=maybe, subject=maybe, period=periods,
    status=st.sampled_from(Status), change=st.none() | st.sampled_from(Change), basis=maybe, indicator=maybe, subject_name=maybe,
    members=names, rule=texts,
)  # fmt: skip
times = st.builds(
    Time, start=st.integers(0, 10**6), end=st.integers(0, 10**6), text=texts, kind=st.sampled_from(TimeKind), value=maybe,
    period=periods, relation=st.none() | st.sampled_from(Relation), inferred=st.booleans(), rule=texts,
)  # fmt: skip
programs = st.builds(
    Program, start=st.integers(0, 10**6), end=st.integers(0, 10**6), text=texts, kind=st.sampled_from(ProgramKind), name=texts,
    parts=names, issuer=maybe, number=maybe, year=st.none() | st.integers(1900, 2100), rule=texts,
)  # fmt: skip
records = quantities | times | programs


@given(records)
def test_json_is_exact_both_ways(record):
    line = record.to_json()
    assert record_from_json(line) == record
    assert record_from_dict(record.to_dict()) == record
    assert next(iter(json.loads(line))) == "type"
    assert json.loads(line) == record.to_dict()


@given(records)
def test_compiled_json_is_what_dataclasses_json_writes(record):
    library = pytest.importorskip("dataclasses_json")
    theirs = library.DataClassJsonMixin.to_dict(record)
    assert json.dumps(theirs, ensure_ascii=False) == record.to_json()
    assert library.DataClassJsonMixin.from_dict.__func__(type(record), record.to_dict()) == record


@given(st.lists(records, max_size=3).map(tuple), texts, maybe)
def test_a_document_survives_its_json(found, text, name):
    document = Document(text=text, records=found, id=name, published="2022-05", published_from="given")
    assert Document.from_json(document.to_json()) == document


def test_a_decimal_is_written_plain():
    quantity = Quantity(start=0, end=1, text="1", value=Decimal("1E+9"), low=Decimal("1E-9"))
    assert json.loads(quantity.to_json())["value"] == "1000000000"
    assert json.loads(quantity.to_json())["low"] == "0.000000001"


def test_records_are_frozen_and_hashable():
    quantity = Quantity(start=0, end=1, text="1")
    with pytest.raises(AttributeError):
        quantity.value = Decimal(1)
    assert hash(quantity) == hash(Quantity(start=0, end=1, text="1"))


@pytest.mark.parametrize("make", [lambda: drafts.quantity(1, 2, "r"), lambda: drafts.time(1, 2, "r"), lambda: drafts.program(1, 2, "r", ProgramKind.PROJECT, "n")])
def test_a_frozen_draft_is_the_record_with_defaults(make):
    frozen = drafts.freeze(make())
    assert type(frozen) in (Quantity, Time, Program)
    assert frozen == record_from_json(frozen.to_json())


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"type": "number", "start": 0}, "type"),
        ({"type": "quantity", "start": 0, "end": 1}, "quantity.text"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "colour": 1}, "quantity.colour"),
        ({"type": "quantity", "start": "0", "end": 1, "text": ""}, "quantity.start"),
        ({"type": "quantity", "start": True, "end": 1, "text": ""}, "quantity.start"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "value": 1.5}, "quantity.value"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "value": "NaN"}, "quantity.value"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "kind": "colour"}, "quantity.kind"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "unit": None}, "quantity.unit"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "period": {"start": "2022"}}, "quantity.period"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "period": {"from": None}}, "quantity.period"),
        ({"type": "quantity", "start": 0, "end": 1, "text": "", "members": [1]}, "quantity.members"),
        ({"type": "time", "start": 0, "end": 1, "text": "", "inferred": "yes"}, "time.inferred"),
        ({"type": "program", "start": 0, "end": 1, "text": "", "year": "2022"}, "program.year"),
    ],
)
def test_bad_fields_are_named(data, field):
    with pytest.raises(RecordError, match=field.replace(".", r"\.")):
        record_from_dict(data)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", "1"])
def test_lines_that_are_no_record(line):
    with pytest.raises(RecordError):
        record_from_json(line)


@pytest.mark.parametrize("data", [{"text": 1}, {"text": "", "records": 1}, {"text": "", "what": 1}, {"text": "", "id": 3}, [], {"type": "quantity", "text": ""}])
def test_bad_documents(data):
    with pytest.raises(RecordError, match="document"):
        Document.from_dict(data)


def test_a_breakdown_as_json():
    total, part = (Quantity(start=i, end=i + 1, text="1", value=Decimal(2 - i), unit="个", of="项目") for i in (0, 1))
    found = Breakdown(total, (part,), complete=False, difference=Decimal(1)).to_dict()
    assert found["total"] == {"start": 0, "end": 1, "of": "项目", "value": "2", "unit": "个"}
    assert found["difference"] == "1"
