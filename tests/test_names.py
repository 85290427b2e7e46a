"""Own names: entries, files, aliases, longest match, errors that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhextract.names import Names, NamesError
from zhextract.records import ProgramKind


def spans(names: Names, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], name) for start, end, _, name in names.find(text)]


def test_entries_and_aliases() -> None:
    names = Names([("春雨计划", "initiative", ["春雨"]), ("河口大桥", ProgramKind.PROJECT, [])])
    assert spans(names, "春雨计划和春雨，河口大桥") == [
        ("春雨计划", "春雨计划"),
        ("春雨", "春雨计划"),
        ("河口大桥", "河口大桥"),
    ]
    assert len(names) == 3


def test_kind_and_aliases_may_be_missing() -> None:
    names = Names([("春雨计划", None, ())])
    assert [kind for _, _, kind, _ in names.find("春雨计划")] == [ProgramKind.INITIATIVE]
    assert spans(Names.read([("春雨计划", "initiative", ())]), "春雨计划") == [("春雨计划", "春雨计划")]


def test_no_names_find_nothing() -> None:
    assert list(Names().find("春雨计划")) == []


def test_traditional_entries_match_the_view() -> None:
    names = Names([("春雨計畫推動辦法", "document", ())])
    assert spans(names, "春雨计画推动办法")


def test_from_tsv(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(
        "# own names\n\n春雨计划\tinitiative\t春雨|春雨行动\n河口大桥\tproject\t-\n云平台\n", encoding="utf-8"
    )
    names = Names.from_tsv(path)
    assert len(names) == 5
    assert spans(Names.read(path), "春雨行动") == [("春雨行动", "春雨计划")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("春雨计划\tplan\t-", "unknown kind 'plan'"),
        ("\tproject\t-", "no name"),
        ("a\tproject\tb\tc", "4 columns"),
        ("云平台二\tplatform\t云平台", "云平台 stands for 云平台 already"),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "names.tsv"
    path.write_text(f"云平台\tplatform\n{line}\n", encoding="utf-8")
    with pytest.raises(NamesError, match=rf"names\.tsv:2: .*{why}|names\.tsv:2: {why}"):
        Names.from_tsv(path)


def test_errors_of_entries() -> None:
    with pytest.raises(NamesError, match=r"entry 1: .*aliases must be a list"):
        Names([("云平台", "platform", "云")])
    with pytest.raises(NamesError, match="entry 1: expected"):
        Names(["云平台"])  # type: ignore[list-item]


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_bytes("云平台".encode("gbk"))
    with pytest.raises(NamesError, match="not UTF-8"):
        Names.from_tsv(path)


def test_many_names_are_one_tree() -> None:
    names = Names([(f"第{i}号清风工程", "project", ()) for i in range(2000)])
    assert spans(names, "推进第1999号清风工程和第7号清风工程") == [
        ("第1999号清风工程", "第1999号清风工程"),
        ("第7号清风工程", "第7号清风工程"),
    ]
