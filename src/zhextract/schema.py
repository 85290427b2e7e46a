"""A JSON Schema of the records, made from their dataclasses; ``schema.json`` beside this module is its output.

After a change of the records: ``zhextract schema > src/zhextract/schema.json`` (a test holds the two equal).
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from zhextract import records

__all__ = ["schema", "text"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$", "description": "a decimal number, no exponent"}
_DAY = {"type": "string", "format": "date", "description": "an ISO 8601 day"}
_PUBLISHED = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def schema() -> dict[str, Any]:
    """The schema of one line of JSON lines: a document's own line or a record."""
    types = {"quantity": records.Quantity, "time": records.Time, "program": records.Program}
    return {
        "$schema": _DIALECT,
        "title": "A line of zhextract's JSON lines: a document's own line, or one of its records",
        "oneOf": [{"$ref": "#/$defs/document"}, *({"$ref": f"#/$defs/{name}"} for name in types)],
        "$defs": {
            "document": {
                "description": "Opens the records of a document.",
                "type": "object",
                "properties": {
                    "type": {"const": "document"},
                    "id": {"type": ["string", "null"]},
                    "published": {
                        "type": ["string", "null"],
                        "pattern": _PUBLISHED,
                        "description": "the date of publication as fine as it is known (EDTF)",
                    },
                    "published_from": {"type": ["string", "null"], "description": "where `published` is from"},
                },
                "required": ["type", "id", "published", "published_from"],
                "additionalProperties": False,
            },
            **{name: _object(cls) for name, cls in types.items()},
            "period": _object(records.Period),
        },
    }


def text() -> str:
    """The schema as indented JSON with a line's end."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(cls: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    properties = {
        f.name: {"const": f.default} if f.name == "type" else _property(f.name, hints[f.name]) for f in fields(cls)
    }
    return {
        "description": _first_paragraph(cls),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _first_paragraph(cls: type[Any]) -> str:
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


def _property(name: str, hint: Any) -> dict[str, Any]:
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (arg for arg in get_args(hint) if arg is not type(None))
        return {"anyOf": [_property(name, inner), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": {"type": "string"}}
    if name in ("start", "end") and hint is int:
        return {"type": "integer", "minimum": 0, "description": "offset into the text as given, in code points"}
    if hint is Decimal:
        return dict(_DECIMAL)
    if hint is date:
        return dict(_DAY)
    if hint is records.Period:
        return {"$ref": "#/$defs/period"}
    if issubclass(hint, StrEnum):
        return {"type": "string", "enum": [member.value for member in hint]}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}
