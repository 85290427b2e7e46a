"""Extraction over a Spark data frame: one row in, one row out for each record (extra ``spark``).

    >>> from zhextract.integrations.spark import extract_df
    >>> facts = extract_df(articles, "text", published_col="day", id_col="url")
    >>> facts.where("type = 'quantity' and unit = '元'").select("id", "of", "value", "period_start")

The work is a `mapInArrow`: no shuffle, no Python object of Spark's a row, and what a partition holds in memory is a few
batches. zhextract must be installed where the executors run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from zhextract.readers.stream import day
from zhextract.records import Quantity, Time

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

    from zhextract.pipeline import Extractor
    from zhextract.records import Document, Record

__all__ = ["COLUMNS", "SCHEMA", "extract_df", "row"]

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "string"),
    ("published", "string"),
    ("type", "string"),
    ("start", "int"),
    ("end", "int"),
    ("text", "string"),
    ("kind", "string"),
    ("value", "string"),
    ("low", "string"),
    ("high", "string"),
    ("unit", "string"),
    ("bound", "string"),
    ("of", "string"),
    ("subject", "string"),
    ("period_start", "date"),
    ("period_end", "date"),
    ("status", "string"),
    ("change", "string"),
    ("basis", "string"),
    ("indicator", "string"),
    ("subject_name", "string"),
    ("members", "array<string>"),
    ("relation", "string"),
    ("inferred", "boolean"),
    ("name", "string"),
    ("parts", "array<string>"),
    ("issuer", "string"),
    ("number", "string"),
    ("year", "int"),
    ("rule", "string"),
    ("error", "string"),
)
"""The columns of a result and their types in Spark.

The fields of the three types of record side by side, each null where a record has no such field; a period is two days.
Amounts are plain decimal strings, since no one decimal type holds all of them: ``value.cast("decimal(38,6)")``. A text
that failed is a row of type ``error``, which says why.
"""

SCHEMA = ", ".join(f"`{name}` {kind}" for name, kind in COLUMNS)
"""The schema of a result as Spark reads it."""

ROWS = 4096
"""Records that a worker puts into one Arrow batch."""


def extract_df(
    df: DataFrame,
    text_col: str = "text",
    published_col: str | None = None,
    id_col: str | None = None,
    *,
    published: str | None = None,
    extractor: Callable[[], Extractor] | None = None,
) -> DataFrame:
    """The records of all texts of `df`, a row each, with `COLUMNS`.

    `text_col` holds the texts; `published_col` their dates, as days, times or text; `id_col` what tells them apart;
    `published` is the date of texts that have none of their own. `extractor` makes the extractor of a worker where the
    default one will not do. Records of one text stand together in their order. A text that fails, also one that is null,
    becomes a row of type ``error``. Raises ValueError where `df` has no such column.
    """
    wanted = [column for column in (text_col, published_col, id_col) if column is not None]
    if missing := [column for column in wanted if column not in df.columns]:
        raise ValueError(f"the data frame has no column {missing[0]!r}")
    from pyspark.sql import functions

    texts = df.select(
        df[text_col].cast("string").alias("text"),
        (functions.lit(None) if id_col is None else df[id_col]).cast("string").alias("id"),
        (functions.lit(None) if published_col is None else df[published_col]).cast("string").alias("published"),
    )
    return texts.mapInArrow(partial(_convert, published, extractor), SCHEMA)


def row(record: Record) -> dict[str, Any]:
    """A record as the columns of `COLUMNS` that it has, values as Arrow takes them."""
    data = record.to_dict()
    if isinstance(record, (Quantity, Time)):
        period = record.period
        del data["period"]
        data["period_start"] = None if period is None else period.start
        data["period_end"] = None if period is None else period.end
    return data


def _convert(
    published: str | None, make: Callable[[], Extractor] | None, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """What a Python worker of Spark does with its partition."""
    from zhextract.pipeline import default_extractor

    extractor = default_extractor() if make is None else make()
    rows: list[dict[str, Any]] = []
    for batch in batches:
        columns = (batch.column(name) for name in ("text", "id", "published"))
        for text, id_, told in zip(*columns, strict=True):  # one text of the batch in memory at a time
            rows += _rows(extractor, text.as_py(), id_.as_py(), told.as_py(), published)
            if len(rows) >= ROWS:
                yield _batch(rows)
                rows.clear()
    if rows:
        yield _batch(rows)


def _rows(
    extractor: Extractor, text: str | None, id_: str | None, told: str | None, published: str | None
) -> list[dict[str, Any]]:
    try:
        if text is None:
            raise ValueError("the text is null")
        document: Document = extractor.extract(text, published=day(told) or published, id=id_)
        rows = [row(record) for record in document.records]
        for values in rows:
            values["id"], values["published"] = id_, document.published
    except Exception as error:  # an error of ours must not cost the job
        return [{"id": id_, "type": "error", "error": f"{type(error).__name__}: {str(error)[:200]}"}]
    return rows


def _batch(rows: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    import pyarrow

    types = {
        "string": pyarrow.string(),
        "int": pyarrow.int32(),
        "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
        "array<string>": pyarrow.list_(pyarrow.string()),
    }
    arrays = [pyarrow.array([values.get(name) for values in rows], types[kind]) for name, kind in COLUMNS]
    return pyarrow.RecordBatch.from_arrays(arrays, names=[name for name, _ in COLUMNS])
