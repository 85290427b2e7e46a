"""Facts as rows and as CSV: every column, safe in a spreadsheet, of bounded size."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from zhextract import Document, Period, Program, Quantity, extract
from zhextract.writers import by_name, write
from zhextract.writers.csv import cell
from zhextract.writers.rows import COLUMNS, SENTENCE_LIMIT

TEXT = "前言。\n2022年，全区重点项目总投资2550\n亿元。“万企帮千村”行动带动就业3至5万人。"


def read_back(doc: Document, *, bom: bool = False) -> list[dict[str, str]]:
    """The rows of the CSV of a document."""
    data = b"".join(write([doc], by_name("csv", bom=bom)))
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig" if bom else "utf-8"), newline="")))


def test_one_row_a_quantity() -> None:
    doc = extract(TEXT, published="2022-05", id="x")
    rows = doc.to_rows()
    assert len(rows) == len(doc.quantities) == 2
    assert all(tuple(row) == COLUMNS for row in rows)
    first, second = rows
    assert (first["document"], first["published"], first["of"]) == ("x", "2022-05", doc.quantities[0].of)
    assert (first["value"], first["unit"]) == (Decimal(255_000_000_000), "元")
    assert (first["base_value"], first["base_unit"]) == (Decimal(255_000_000_000), "元")
    assert (first["period_start"], first["period_end"]) == (date(2022, 1, 1), date(2022, 12, 31))
    assert doc.text[first["start"] : first["end"]] == first["text"] == "2550\n亿元"
    assert first["sentence"] == "2022年，全区重点项目总投资2550亿元。"
    assert first["program"] is None
    assert (second["value"], second["low"], second["high"]) == (None, Decimal(30000), Decimal(50000))
    assert (second["base_low"], second["base_high"]) == (Decimal(30000), Decimal(50000))
    assert second["program"] == "万企帮千村行动"


def test_the_program_that_the_subject_names() -> None:
    text = "“甲”行动和“乙”行动，投资3亿元。"
    doc = Document(
        text=text,
        records=(
            Program(start=1, end=2, text="甲", name="甲行动"),
            Program(start=7, end=8, text="乙", name="乙行动"),
            Quantity(start=14, end=17, text="3亿元", value=Decimal(3), subject="“甲”行动"),
            Quantity(start=14, end=17, text="3亿元", value=Decimal(3), subject="“甲”"),
            Quantity(start=14, end=17, text="3亿元", value=Decimal(3)),
        ),
    )
    assert [row["program"] for row in doc.to_rows()] == ["乙行动", "甲行动", "乙行动"]


def test_csv_reads_back() -> None:
    doc = extract(TEXT, published="2022-05", id="x")
    for bom in (False, True):
        rows = read_back(doc, bom=bom)
        assert [row["text"] for row in rows] == [q.text for q in doc.quantities]
        assert [row["value"] for row in rows] == ["255000000000", ""]
        assert rows[0]["period_end"] == "2022-12-31"
    assert b"".join(write([doc], by_name("csv", bom=True))).startswith(b"\xef\xbb\xbfdocument,")
    assert b"".join(write([doc], by_name("csv"))).startswith(b"document,")


def test_one_head_for_many_documents() -> None:
    doc = extract(TEXT)
    assert b"".join(write([doc, doc], by_name("csv"))).count(b"document,") == 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"])
def test_no_text_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text
    doc = Document(text=text, records=(Quantity(start=0, end=len(text), text=text, of=text),), id=text)
    (row,) = read_back(doc)
    assert row["of"] == row["document"] == "'" + text


def test_numbers_stay_numbers() -> None:
    assert cell(Decimal("-3.50")) == "-3.50"
    assert cell(Decimal("1E+9")) == "1000000000"
    assert cell(0) == "0"
    assert cell(None) == ""
    assert cell(Period(None, None).start) == ""


def test_odd_characters() -> None:
    text = 'a"b,c\r\n\ud800总投资5亿元'
    (row,) = read_back(Document(text=text, records=(Quantity(start=0, end=len(text), text=text),)))
    assert row["text"] == text.replace("\ud800", "\\ud800")


def test_a_long_sentence_is_not_quoted_whole_on_every_row() -> None:
    text = "，".join(f"投资{n}亿元" for n in range(1000, 3000))
    rows = extract(text).to_rows()
    assert len(rows) == 2000
    assert all(len(row["sentence"]) <= SENTENCE_LIMIT + 2 for row in rows)
    assert all(row["text"] in row["sentence"] for row in rows)
    assert rows[1000]["sentence"].startswith("…")


def test_no_csv_without_quantities() -> None:
    with pytest.raises(ValueError, match="quantities are left out"):
        by_name("csv", only=["time"])


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="no format 'xml'"):
        by_name("xml")
