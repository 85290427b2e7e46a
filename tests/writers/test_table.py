"""Tables: columns that stand under each other, whatever the width of the characters."""

from __future__ import annotations

from datetime import date

import pytest

from zhextract import Document, Period, Program, Quantity, extract
from zhextract.writers import by_name
from zhextract.writers.table import period
from zhextract.writers.wide import cut, one_line, pad, width

TEXT = "2022年全区重点项目360个，总投资约2550亿元，同比增长4.0%。印发《云泽区实施方案》。"


def tables(doc: Document, **options: object) -> list[list[str]]:
    """The lines of each table."""
    text = by_name("table", **options).document(doc).decode("utf-8")  # type: ignore[arg-type]
    return [block.splitlines() for block in text.split("\n\n")]


@pytest.mark.parametrize(
    ("text", "cells"), [("", 0), ("abc", 3), ("总投资", 6), ("５", 2), ("é", 1), ("e\u0301", 1), ("“二七”", 6)]
)
def test_width(text: str, cells: int) -> None:
    assert width(text) == cells
    assert width(pad(text, 9)) == width(pad(text, 9, right=True)) == 9


def test_cut() -> None:
    assert cut("总投资", 6) == "总投资"
    assert cut("总投资", 5) == "总投…"
    assert cut("总投资", 4) == "总…"
    assert cut("abcdef", 4) == "abc…"


def test_nothing_that_a_terminal_obeys() -> None:
    assert one_line("a\x1b[31m\nb\u202ec\ud800\x07") == "a[31m bc"


def test_a_table_for_each_type() -> None:
    quantities, times, programs = tables(extract(TEXT, published="2022"))
    assert quantities[0].split() == ["of", "value", "unit", "subject", "period", "status", "change", "text"]
    assert "255,000,000,000" in quantities[3]
    assert "≈" in quantities[3]
    assert "↑ yoy" in quantities[4]
    assert times[0].startswith("text")
    assert "云泽区实施方案" in programs[2]


def test_columns_line_up() -> None:
    for lines in tables(extract(TEXT, published="2022")):
        bars = lines[1]
        starts = [i for i in range(len(bars)) if bars[i] == "─" and (i == 0 or bars[i - 1] == " ")]
        for line in lines:
            cells: list[str] = []
            for char in line:
                cells += [char] + [""] * (width(char) - 1)
            assert all(cells[at - 1] == " " for at in starts if 0 < at < len(cells))


def test_a_table_fits_the_terminal() -> None:
    for most in (60, 80, 100):
        for lines in tables(extract(TEXT * 3, published="2022"), width=most):
            assert all(width(line) <= max(most, 78) for line in lines)


def test_long_texts_are_cut() -> None:
    name = "关于" * 200
    ((_, _, line),) = tables(Document(text=name, records=(Program(start=0, end=400, text=name, name=name),)))
    assert width(line) < 120


def test_titles_and_nothing_found() -> None:
    assert by_name("table").document(Document(text="")) == b"nothing found\n"
    text = by_name("table", titles=True).document(Document(text="", id="a\nb", published="2022")).decode()
    assert text == "== a b · 2022\n\nnothing found\n"


def test_only() -> None:
    assert len(tables(extract(TEXT), only=["time"])) == 1


def test_a_range_and_an_amountless_quantity() -> None:
    ((_, _, one),) = tables(Document(text="x", records=(Quantity(start=0, end=1, text="x"),)))
    assert one.split() == ["actual", "x"]
    ((_, _, line),) = tables(extract("新建3至5个。"))
    assert "3 – 5" in line


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2022, 1, 1), date(2022, 12, 31), "2022"),
        (date(2021, 1, 1), date(2025, 12, 31), "2021…2025"),
        (date(2022, 5, 1), date(2022, 5, 31), "2022-05"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2022, 1, 1), date(2022, 3, 31), "2022-01…2022-03"),
        (date(2022, 5, 20), date(2022, 5, 20), "2022-05-20"),
        (date(2022, 5, 11), date(2022, 5, 31), "2022-05-11…2022-05-31"),
        (None, date(2025, 12, 31), "…2025-12-31"),
        (date(2022, 1, 1), None, "2022-01-01…"),
        (None, None, ""),
    ],
)
def test_periods_are_told_short(first: date | None, last: date | None, label: str) -> None:
    assert period(Period(first, last)) == label
    assert period(None) == ""
