"""Typed facts out of Chinese official text: quantities, times and programs, with their place in the text.

    >>> from zhextract import extract
    >>> document = extract("全区重点项目360个，总投资2550亿元。", published="2022-05")
    >>> [(q.of, q.value, q.unit) for q in document.quantities]
    [('重点项目', Decimal('360'), '个'), ('总投资', Decimal('255000000000'), '元')]

The names below are loaded on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhextract.pipeline import Extractor, extract, extract_many
    from zhextract.records import (
        Basis,
        Bound,
        Breakdown,
        Change,
        Document,
        Period,
        Program,
        ProgramKind,
        Quantity,
        QuantityKind,
        Record,
        RecordError,
        Relation,
        Status,
        Time,
        TimeKind,
        record_from_dict,
        record_from_json,
    )
    from zhextract.tokenizer import tokenize

__version__ = "0.1.0"

__all__ = [
    "Basis",
    "Bound",
    "Breakdown",
    "Change",
    "Document",
    "Extractor",
    "Period",
    "Program",
    "ProgramKind",
    "Quantity",
    "QuantityKind",
    "Record",
    "RecordError",
    "Relation",
    "Status",
    "Time",
    "TimeKind",
    "__version__",
    "extract",
    "extract_many",
    "record_from_dict",
    "record_from_json",
    "tokenize",
]

_HOMES = {"tokenize": "tokenizer", "Extractor": "pipeline", "extract": "pipeline", "extract_many": "pipeline"}  # all others: records


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'records')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
