"""The JSON Schema: current, and true of what is written."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from zhextract import extract, schema
from zhextract.writers import by_name

TEXT = "2022年5月20日，全区重点项目360个，总投资2550亿元，新建3至5个，同比增长4.0%。印发《云泽区实施方案》。"
CHECK = jsonschema.Draft202012Validator(schema.schema(), format_checker=jsonschema.FormatChecker())


def lines() -> list[dict[str, Any]]:
    """Lines of JSON lines, of every type."""
    data = by_name("jsonl").document(extract(TEXT, published="2022"))
    return [json.loads(line) for line in data.decode().splitlines()]


def test_the_shipped_schema_is_current() -> None:
    shipped = (files("zhextract") / "schema.json").read_text(encoding="utf-8")
    assert shipped == schema.text(), "run: make schema"


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema.schema())


def test_what_is_written_is_valid() -> None:
    found = lines()
    assert {line["type"] for line in found} == {"document", "quantity", "time", "program"}
    for line in found:
        CHECK.validate(line)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", 360),
        ("value", "1E+9"),
        ("start", -1),
        ("start", "0"),
        ("kind", "weight"),
        ("period", {"start": "2022-13-01", "end": None}),
        ("period", {"start": None}),
        ("type", "quantities"),
        ("unknown", 1),
        ("members", [1]),
    ],
)
def test_what_is_wrong_is_not(field: str, value: object) -> None:
    line = next(line for line in lines() if line["type"] == "quantity")
    assert CHECK.is_valid(line)
    assert not CHECK.is_valid({**line, field: value})
    if field in line:
        assert not CHECK.is_valid({name: v for name, v in line.items() if name != field})
