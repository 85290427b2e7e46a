"""Puts the facts of a folder of articles into an SQLite table, one row a quantity.

python examples/to_sqlite.py FOLDER DATABASE
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from zhextract import Extractor
from zhextract.writers.rows import COLUMNS


def articles(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        yield path.stem, path.read_text(encoding="utf-8")


def plain(value: object) -> object:
    """SQLite knows no decimals and no days: they are kept as text, exactly."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if value is None or isinstance(value, (int, str)) else str(value)


def main(folder: str, database: str) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    with sqlite3.connect(database) as db:
        db.execute(f"CREATE TABLE IF NOT EXISTS facts ({names})")
        for document in Extractor().extract_many(articles(Path(folder))):
            rows = [[plain(value) for value in row.values()] for row in document.to_rows()]
            db.executemany(f"INSERT INTO facts VALUES ({marks})", rows)
            print(f"{document.id}: {len(rows)} facts")
    db.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
