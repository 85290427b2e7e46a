"""A small corpus on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from zhextract import extract
from zhextract.corpus import accept, articles

PHRASES = """\
# Counts
scope: quantity
published: 2022-05

改造老旧小区⟦35个⟧。
  quantity value=35 unit=个
走访企业⟦906家次⟧。
  quantity value=906 unit=家次
二七区召开会议。

# Documents
scope: program

市政府印发《⟦城镇燃气安全管理办法⟧》。
  program kind=document name=城镇燃气安全管理办法
"""
ARTICLE = "今年一季度，临江区走访企业906家次，完成投资96.4亿元。\n区政府印发《城镇燃气安全管理办法》。\n全区现有老旧小区35个。\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus folder of one file of marked text and one article, whose gold is what is found in it."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    (folder / "phrases").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "phrases" / "counts.txt").write_text(PHRASES, encoding="utf-8")
    (folder / "articles" / "news.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles" / "news.jsonl").write_text(gold(ARTICLE), encoding="utf-8")
    return folder


def gold(text: str) -> str:
    """Gold that is just what is found."""
    rows = [accept.gold_fields(record.to_dict()) for record in extract(text, published="2022-05").records]
    assert len(rows) >= 5, "the extractor has lost records that these tests are about"
    header = {"type": "document", "id": "news", "published": "2022-05", "sha256": articles.sha256(text)}
    return articles.dump(header, rows)


def edit_gold(path: Path, text: str, **fields: object) -> None:
    """Changes fields of the gold record with this text; None for `fields` empty: takes it out."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("text") == text:
            if not fields:
                continue
            row |= fields
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
