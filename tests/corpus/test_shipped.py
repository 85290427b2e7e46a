"""The corpus that is shipped: sound files, what the bench says of them, its figures, and how long it takes."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from zhextract.corpus import bench, marked
from zhextract.corpus.articles import Article
from zhextract.corpus.bench import PhraseFile
from zhextract.readers import decode

CORPUS = ROOT / "corpus"
FIELDS = {
    "quantity": "value low high unit kind bound of subject period status change basis".split(),
    "time": "kind value period relation".split(),
    "program": "kind name".split(),
}
LEAST = {  # figures that must not fall
    ("quantity", "value F1"): 0.97,
    ("quantity", "fact F1"): 0.85,
    ("time", "value F1"): 0.95,
    ("program", "span F1"): 0.85,
}


@pytest.fixture(scope="module")
def items() -> list[PhraseFile | Article]:
    return bench.load([CORPUS])


def test_there_is_enough_of_it(items: list[PhraseFile | Article]) -> None:
    articles = [item for item in items if isinstance(item, Article)]
    cases = [case for item in items if isinstance(item, PhraseFile) for case in item.cases]
    assert len(articles) >= 40
    assert all(400 <= len(article.text) <= 2500 for article in articles)
    assert sum(article.id.startswith("b") and "hant" in article.id for article in articles) >= 5
    assert len(cases) >= 3000
    assert sum(not case.wanted for case in cases) >= 500
    assert len({case.id for case in cases}) == len(cases)


def test_every_block_says_what_it_is_about(items: list[PhraseFile | Article]) -> None:
    for item in items:
        if isinstance(item, PhraseFile):
            assert all(case.block for case in item.cases), item.path


def test_gold_has_every_field(items: list[PhraseFile | Article]) -> None:
    for item in items:
        if isinstance(item, Article):
            seen = Counter((row["type"], row["start"], row["end"]) for row in item.gold)
            assert max(seen.values()) == 1, item.gold_path
            assert [row["start"] for row in item.gold] == sorted(row["start"] for row in item.gold)
            for row in item.gold:
                assert set(FIELDS[row["type"]]) <= set(row), (item.gold_path, row)
                assert row.get("judged") is not False, (item.gold_path, row)


def test_layouts_and_encodings_are_there(items: list[PhraseFile | Article]) -> None:
    texts = [Path(item.path).read_bytes() for item in items if isinstance(item, Article)]
    assert all(decode(data) for data in texts)
    with pytest.raises(UnicodeDecodeError):
        b"".join(texts).decode("utf-8")  # one of them is GB18030


def test_the_check_passes_and_is_quick(run: Run) -> None:
    started = time.perf_counter()
    ran = run("corpus", "check", "--short", CORPUS)
    took = time.perf_counter() - started
    assert ran.code == 0, "\n".join(ran.out.splitlines()[:40]) + ran.err
    assert took < 10, f"{took:.1f} s"


def test_the_figures(run: Run) -> None:
    ran = run("corpus", "score", "--json", CORPUS)
    figures = json.loads(ran.out)
    assert {key: figures[key[0]][key[1]][0] for key in LEAST if figures[key[0]][key[1]][0] < LEAST[key]} == {}


def test_known_failures_are_few(items: list[PhraseFile | Article]) -> None:
    from zhextract.corpus import known

    listed = known.read(CORPUS / bench.KNOWN)
    cases = {case.id for item in items if isinstance(item, PhraseFile) for case in item.cases}
    assert len(listed.keys() & cases) <= len(cases) * 0.02


def test_marks_are_no_characters_of_the_texts(items: list[PhraseFile | Article]) -> None:
    for item in items:
        for text in [item.text] if isinstance(item, Article) else [case.text for case in item.cases]:
            assert "⟦" not in text
            assert "⟧" not in text
    assert set(marked.TYPES) == set(FIELDS)
