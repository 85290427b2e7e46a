"""JSON lines and JSON: what is written reads back the same, whatever the text has in it."""

from __future__ import annotations

import json
import re

from hypothesis import assume, given
from hypothesis import strategies as st

from zhextract import Document, Quantity, Time, extract, record_from_json
from zhextract.writers import by_name, write

TEXT = "2022年重点项目360个，总投资2550亿元。"


def document(text: str) -> Document:
    """A document with one record of all of its text."""
    return Document(text=text, records=(Quantity(start=0, end=len(text), text=text, of=text),), id="x")


def test_a_header_opens_each_document() -> None:
    docs = [extract(TEXT, published="2022", id=name) for name in "ab"]
    lines = b"".join(write(docs, by_name("jsonl"))).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    heads = [row for row in rows if row["type"] == "document"]
    assert [head["id"] for head in heads] == ["a", "b"]
    assert heads[0]["published"] == "2022"
    assert rows[0] == heads[0]
    records = [record_from_json(line) for line in lines if '"document"' not in line]
    assert tuple(records) == docs[0].records + docs[1].records


@given(st.text(st.characters(categories=("Cs", "Cc", "Lo", "Zl", "Zp", "Zs", "Po")), min_size=1))
def test_any_text_is_one_line_and_comes_back(text: str) -> None:
    assume(re.search("[\ud800-\udbff][\udc00-\udfff]", text) is None)  # the two halves are one character to JSON
    doc = document(text)
    data = by_name("jsonl").document(doc)
    lines = data.decode("utf-8").splitlines()
    assert len(lines) == 2
    assert record_from_json(lines[1]) == doc.records[0]
    whole = b"".join(write([doc, doc], by_name("json"))).decode("utf-8")
    assert [Document.from_dict(one) for one in json.loads(whole)] == [doc, doc]


def test_only_some_types() -> None:
    doc = extract(TEXT)
    lines = by_name("jsonl", only=["time"]).document(doc).decode().splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["document", "time"]
    (data,) = json.loads(b"".join(write([doc], by_name("json", only=["quantity"]))))
    assert {record["type"] for record in data["records"]} == {"quantity"}
    assert data["text"] == TEXT


def test_json_of_nothing_is_a_list() -> None:
    assert json.loads(b"".join(write([], by_name("json")))) == []


def test_records_stay_what_they_are() -> None:
    doc = extract(TEXT)
    assert {type(record) for record in doc.records} == {Quantity, Time}
