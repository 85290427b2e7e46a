"""Facts of very many articles on a Spark cluster.

    spark-submit --conf spark.sql.execution.arrow.maxRecordsPerBatch=500 examples/spark_job.py ARTICLES FACTS

ARTICLES is a Parquet folder with the columns text and, where there are such, id and published; FACTS becomes a Parquet
folder with a row for each record, FACTS-errors one with the texts that failed. Executors need zhextract and pyarrow.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

from zhextract.integrations.spark import extract_df


def main(source: str, target: str) -> None:
    """Extracts `source` into `target`."""
    spark = SparkSession.builder.appName("zhextract").getOrCreate()
    articles = spark.read.parquet(source)
    columns = set(articles.columns)
    rows = extract_df(
        articles,
        "text",
        published_col="published" if "published" in columns else None,
        id_col="id" if "id" in columns else None,
    )
    # written once, divided by type: asking twice would extract twice
    rows.write.partitionBy("type").parquet(target)
    failed = spark.read.parquet(target).where("type = 'error'").select("id", "error")
    print(f"{failed.count()} texts failed")
    failed.write.parquet(f"{target}-errors")
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
