"""Out to brat, Label Studio, doccano and back, without loss; what those tools write themselves; CoNLL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from zhextract import exchange
from zhextract.corpus.articles import Article
from zhextract.exchange import ExchangeError

Row = dict[str, Any]
BOTH_WAYS = ["corpus", "marked", "jsonl", "brat", "labelstudio", "doccano"]


def told(article: Article) -> tuple[Any, ...]:
    rows = sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in article.gold)
    return article.id, article.text, article.published, rows


def there_and_back(articles: list[Article], target: str, folder: Path) -> list[Article]:
    paths = []
    folder.mkdir(exist_ok=True)
    for name, data in exchange.dump(articles, target):
        path = folder / (name or "out")
        path.write_bytes(data)
        paths.append(str(path))
    if target == "brat":
        paths = [str(folder)]
    if target == "corpus":
        paths = [path for path in paths if path.endswith(".jsonl")]
    return exchange.load(paths, target)


@pytest.mark.parametrize("target", BOTH_WAYS)
def test_the_shipped_articles_come_back(target: str, tmp_path: Path) -> None:
    articles = exchange.load([str(ROOT / "corpus" / "articles")], "corpus")
    assert len(articles) >= 40
    back = there_and_back(articles, target, tmp_path)
    assert sorted(map(told, back)) == sorted(map(told, articles))


TEXT = st.text(st.sampled_from("甲乙12 \n\r\t\u2028\x85𠀀💩\"'\\<&;"), min_size=1, max_size=10).filter(str.strip)


@st.composite
def article(draw: st.DrawFn) -> Article:
    text = draw(TEXT)
    rows: list[Row] = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(["quantity", "time", "program"]))
        if any((r["type"], r["start"], r["end"]) == (kind, start, end) for r in rows):
            continue
        row: Row = {"type": kind, "start": start, "end": end, "text": text[start:end]}
        row |= {"kind": draw(st.sampled_from(["count", "date", "project"])), "name": draw(TEXT)}
        if draw(st.booleans()):
            row["optional"] = True
        if draw(st.booleans()):
            row["judged"] = False
        rows.append(row)
    rows.sort(key=lambda r: (r["start"], r["end"]))
    return Article(id="a-1", text=text, published=draw(st.sampled_from([None, "2022-05"])), gold=tuple(rows))


@pytest.mark.parametrize("target", BOTH_WAYS)
def test_any_article_comes_back(target: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("x")

    @settings(max_examples=60, deadline=None)
    @given(article())
    def check(one: Article) -> None:
        (back,) = there_and_back([one], target, folder)
        assert told(back) == told(one)

    check()


def write(path: Path, content: str) -> list[str]:
    path.write_bytes(content.encode("utf-8"))
    return [str(path)]


def test_what_was_changed_in_brat_counts(tmp_path: Path) -> None:
    row: Row = {
        "type": "quantity",
        "start": 2,
        "end": 5,
        "text": "35个",
        "value": "35",
        "kind": "count",
        "optional": True,
    }
    folder = tmp_path / "brat"
    there_and_back(
        [Article(id="a", text="改造35个小区，\n投资\n3亿元。", published="2022", gold=(row,))], "brat", folder
    )
    ann = (folder / "a.ann").read_text(encoding="utf-8")
    assert "T1\tquantity 2 5\t35个\n" in ann
    ann = ann.replace("kind T1 count", "kind T1 money").replace("A2\toptional T1\n", "")
    ann += "T2\tQuantity 9 11;12 14\t投资 3亿\nR1\tpart Arg1:T1 Arg2:T2\n#9\tAnnotatorNotes T2\tlook again\n"
    (folder / "a.ann").write_text(ann, encoding="utf-8")
    (back,) = exchange.load([str(folder / "a.ann")], "brat")
    first, second = back.gold
    assert first == {key: value for key, value in row.items() if key != "optional"} | {"kind": "money"}
    assert second == {"type": "quantity", "start": 9, "end": 14, "text": "投资\n3亿", "judged": False}
    assert "quantity" in (folder / "annotation.conf").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("T1\tquantity 0 1;3 4\t改 个", "a span with a gap"),
        ("T1\tPerson 0 1\t改", "label 'Person' is none of"),
        ("T1\tquantity 0 99\t改", "is no span"),
        ("T1 quantity 0 1", "no text-bound annotation"),
    ],
)
def test_brat_that_cannot_be_read(tmp_path: Path, line: str, why: str) -> None:
    write(tmp_path / "a.txt", "改造35个小区")
    with pytest.raises(ExchangeError, match=why):
        exchange.load(write(tmp_path / "a.ann", line + "\n"), "brat")


def studio(start: int, end: int, words: str, text: str = "💩甲改造35个小区", **region: Any) -> str:
    value = {"start": start, "end": end, "text": words, "labels": ["quantity"]}
    result = [
        {"id": "x", "type": "choices", "value": {"choices": ["a"]}},
        {"id": "y", "type": "labels", "from_name": "label", "to_name": "text", "value": value, **region},
    ]
    cancelled = {"was_cancelled": True, "result": []}
    return json.dumps([{"id": 7, "data": {"text": text}, "annotations": [cancelled, {"result": result}]}])


def test_label_studio_counts_code_points_now_and_units_before(tmp_path: Path) -> None:
    for start, end in ((4, 7), (5, 8)):
        (back,) = exchange.load(write(tmp_path / "a.json", studio(start, end, "35个")), "labelstudio")
        assert back.gold == ({"type": "quantity", "start": 4, "end": 7, "text": "35个", "judged": False},)
        assert back.id == "a-1"
    with pytest.raises(ExchangeError, match="not '36个'"):
        exchange.load(write(tmp_path / "a.json", studio(4, 7, "36个")), "labelstudio")


@pytest.mark.parametrize("content", ["{", "[]x", '[{"data": {}}]', "[3]"])
def test_label_studio_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    with pytest.raises(ExchangeError, match=r"a\.json"):
        exchange.load(write(tmp_path / "a.json", content), "labelstudio")


@pytest.mark.parametrize(
    "line",
    [
        {"id": 1, "text": "改造35个小区", "label": [[2, 5, "quantity"]]},
        {"id": 1, "text": "改造35个小区", "labels": [[2, 5, "QUANTITY"]]},
        {
            "id": 1,
            "text": "改造35个小区",
            "entities": [{"id": 3, "label": "quantity", "start_offset": 2, "end_offset": 5}],
            "relations": [],
            "Comments": [],
        },
    ],
)
def test_all_that_doccano_has_written(tmp_path: Path, line: Row) -> None:
    (back,) = exchange.load(write(tmp_path / "a.jsonl", json.dumps(line) + "\n\n"), "doccano")
    assert back.gold == ({"type": "quantity", "start": 2, "end": 5, "text": "35个", "judged": False},)


@pytest.mark.parametrize(
    "content", ["{", "[]", "{}", '{"text": "a", "label": [[0, 9, "time"]]}', '{"text": "a", "label": [[0, 1]]}']
)
def test_doccano_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    with pytest.raises(ExchangeError, match=r"a\.jsonl:1"):
        exchange.load(write(tmp_path / "a.jsonl", content), "doccano")


def test_conll() -> None:
    rows: tuple[Row, ...] = (
        {"type": "program", "start": 1, "end": 7, "text": "三个\n 一批"},
        {"type": "quantity", "start": 1, "end": 3, "text": "三个"},
        {"type": "program", "start": 1, "end": 3, "text": "三个"},
    )
    ((name, data),) = exchange.dump([Article(id="a", text="“三个\n 一批”。好", published=None, gold=rows)], "conll")
    assert name is None
    assert data.decode("utf-8").split("\n") == [
        "-DOCSTART-\tO\tO\tO",
        "",
        "“\tO\tO\tO",
        "三\tB-quantity\tO\tB-program",
        "个\tI-quantity\tO\tI-program",
        "一\tO\tO\tI-program",
        "批\tO\tO\tI-program",
        "”\tO\tO\tO",
        "。\tO\tO\tO",
        "",
        "好\tO\tO\tO",
        "",
        "",
    ]
    with pytest.raises(ExchangeError, match="written, not read"):
        exchange.load([], "conll")


def test_the_command(tmp_path: Path, run: Run) -> None:
    source = tmp_path / "a.txt"
    source.write_text(
        "# Head\nscope: quantity\npublished: null\n\n改造⟦35个⟧小区。\n  quantity value=35\n", encoding="utf-8"
    )
    lines = run("corpus", "convert", source, "--to", "jsonl", "-o", tmp_path / "a.jsonl")
    assert lines.code == 0, lines.err
    back = run("corpus", "convert", tmp_path / "a.jsonl", "--from", "jsonl", "--to", "marked")
    assert back.out == source.read_text(encoding="utf-8")
    assert run("corpus", "convert", source, "--to", "brat").code == 2  # many files need a folder
    assert run("corpus", "convert", source, "--to", "brat", "-o", tmp_path / "brat").code == 0
    assert len(list((tmp_path / "brat").glob("*.ann"))) == 1
    ran = run("corpus", "convert", tmp_path / "brat", "--from", "brat", "--to", "corpus", "-o", tmp_path / "corpus")
    assert ran.code == 0, ran.err
    assert run("corpus", "check", tmp_path / "corpus").code == 0
    assert run("corpus", "convert", source, "--to", "conll").out.startswith("-DOCSTART-")
    for arguments in (["--to", "pdf"], ["--from", "pdf", "--to", "brat"], ["--from", "brat", "--to", "jsonl"]):
        ran = run("corpus", "convert", tmp_path / "none", *arguments)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
