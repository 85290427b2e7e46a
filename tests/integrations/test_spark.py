"""Spark: a real cluster of two executors on this machine gives the records of one process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, SENTENCE
from zhextract import Document, Program, Quantity, Time, extract

if missing := [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]:
    pytest.skip(f"{missing[0]} is not installed (extra spark)", allow_module_level=True)
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java here, which Spark runs on (Debian: openjdk-17-jre-headless)", allow_module_level=True)

from zhextract.integrations import spark as bridge

pytestmark = pytest.mark.slow

SOURCE = ROOT / "src"


def environment() -> dict[str, str]:
    """Python and the package for executors; all of Spark bound to loopback."""
    path = os.pathsep.join([str(SOURCE), str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
    return {
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
        "PYTHONPATH": path,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
    }


OPTIONS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "20",
    "spark.sql.shuffle.partitions": "4",
    "spark.executor.memory": "1g",
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A driver and two executors of one core, each a process of its own."""
    import pyspark
    from pyspark.sql import SparkSession

    home = tmp_path_factory.mktemp("spark")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment().items():
            patch.setenv(name, value)
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))  # whose scripts start the executors
        patch.setenv("SPARK_WORKER_DIR", str(home / "work"))
        patch.chdir(home)
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("test")
        for name, value in {**OPTIONS, "spark.local.dir": str(home), "spark.sql.warehouse.dir": str(home / "w")}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


def articles(count: int) -> list[tuple[int, str, date]]:
    """(id, text, published) of different texts."""
    text = (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")
    return [(i, f"{SENTENCE.replace('360', str(i))}\n{text[i % 50 :]}", date(2022, 1 + i % 12, 1)) for i in range(count)]


def expected(document: Document) -> list[dict[str, Any]]:
    """The rows of a document, from the records' own JSON."""
    rows = []
    for record in document.records:
        data: dict[str, Any] = dict.fromkeys(name for name, _ in bridge.COLUMNS)
        data |= {"id": document.id, "published": document.published}
        for name, value in record.to_dict().items():
            if name == "period":
                for end in ("start", "end"):
                    day = value and value[end]
                    data[f"period_{end}"] = date.fromisoformat(day) if day else None
            else:
                data[name] = value
        rows.append(data)
    return rows


def test_the_columns_hold_every_field() -> None:
    names = {name for name, _ in bridge.COLUMNS}
    for record in (Quantity, Time, Program):
        assert {field.name for field in fields(record)} - {"period"} <= names


@pytest.mark.filterwarnings("ignore")  # of Spark's own
def test_a_cluster_gives_the_records_of_one_process(spark: Any) -> None:
    rows = articles(120)
    df = spark.createDataFrame(rows, "nr int, body string, day date").repartition(6)
    facts = bridge.extract_df(df, "body", published_col="day", id_col="nr")
    assert [(field.name, field.dataType.simpleString()) for field in facts.schema] == list(bridge.COLUMNS)
    got: dict[str, list[dict[str, Any]]] = {}
    for found in facts.collect():
        got.setdefault(found["id"], []).append(found.asDict())
    assert len(got) == len(rows)
    for id_, text, day in rows:
        assert got[str(id_)] == expected(extract(text, published=day, id=str(id_)))
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # the driver is one of them
    assert executors == 2


@pytest.mark.filterwarnings("ignore")
def test_a_failing_text_is_a_row(spark: Any) -> None:
    rows = [("a", SENTENCE, "2022-05"), ("b", None, None), ("c", SENTENCE, "May"), ("d", "", ""), ("e", "新建2个。", None)]
    df = spark.createDataFrame(rows, "id string, text string, day string").coalesce(1)
    facts = bridge.extract_df(df, published_col="day", id_col="id", published="2021").collect()
    errors = {row["id"]: row["error"] for row in facts if row["type"] == "error"}
    assert sorted(errors) == ["b", "c"]
    assert errors["b"] == "ValueError: the text is null"
    assert "published" in errors["c"]
    want = expected(extract(SENTENCE, published="2022-05", id="a")) + expected(extract("新建2个。", published="2021", id="e"))
    assert [row.asDict() for row in facts if row["type"] != "error"] == want


@pytest.mark.filterwarnings("ignore")
def test_an_error_of_ours_is_a_row(spark: Any) -> None:
    df = spark.createDataFrame([(SENTENCE,), ("boom",)], "text string")
    facts = bridge.extract_df(df, extractor=Fragile).collect()
    assert [row["error"] for row in facts if row["type"] == "error"] == ["RuntimeError: as it was told"]
    assert len(facts) == 1 + len(extract(SENTENCE).records)


class Fragile:
    """An extractor that fails at one text."""

    def extract(self, text: str, **more: Any) -> Document:
        if text == "boom":
            raise RuntimeError("as it was told")
        return extract(text, **more)


@pytest.mark.filterwarnings("ignore")
def test_a_missing_column_is_told(spark: Any) -> None:
    df = spark.createDataFrame([("x",)], "text string")
    with pytest.raises(ValueError, match="no column 'body'"):
        bridge.extract_df(df, "body")


def test_spark_submit(tmp_path: Path) -> None:
    import pyarrow
    import pyspark
    from pyarrow import parquet

    rows = articles(6)
    columns = {"id": [str(i) for i, _, _ in rows] + ["x"], "text": [text for _, text, _ in rows] + [None]}
    columns["published"] = [f"{day:%Y-%m}" for _, _, day in rows] + [None]
    (tmp_path / "articles").mkdir()
    parquet.write_table(pyarrow.table(columns), tmp_path / "articles" / "part.parquet")
    home = Path(pyspark.__file__).parent
    options = [part for name, value in OPTIONS.items() for part in ("--conf", f"{name}={value}")]
    command = [str(home / "bin" / "spark-submit"), "--master", "local[2]", *options, str(ROOT / "examples" / "spark_job.py")]
    done = subprocess.run(
        [*command, str(tmp_path / "articles"), str(tmp_path / "facts")],
        env={**os.environ, **environment(), "SPARK_HOME": str(home)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "1 texts failed" in done.stdout
    facts = parquet.read_table(tmp_path / "facts").to_pylist()
    want = sum(len(extract(text, published=f"{day:%Y-%m}").records) for _, text, day in rows)
    assert len(facts) == want + 1
    assert parquet.read_table(tmp_path / "facts-errors").to_pylist() == [{"id": "x", "error": "ValueError: the text is null"}]
