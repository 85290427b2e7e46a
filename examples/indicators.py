"""What does an article say of each indicator? Groups its quantities by `of`.

python examples/indicators.py [FILE [PUBLISHED]]
"""

from __future__ import annotations

import sys
from pathlib import Path

from zhextract import extract
from zhextract.writers.table import period


def main(path: str = str(Path(__file__).with_name("article.txt")), published: str | None = "2024-02") -> None:
    text = Path(path).read_text(encoding="utf-8")
    document = extract(text, published=published)
    for of in dict.fromkeys(q.of for q in document.quantities if q.of):
        print(of)
        for q in document.quantities:
            if q.of == of:
                print(f"  {q.text}  {period(q.period)}  {q.status}  {text[max(0, q.start - 8) : q.end]!r}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
