"""Files, folders and standard input, in order, each with its id; what cannot be read is a failure in its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhextract.readers import Failure, Item, read


def test_a_folder_is_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.TXT", ".hidden.txt", "notes.doc", "2022/05/c.text", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    items = [item for item in read([str(tmp_path)], published="2022") if isinstance(item, Item)]
    assert [item.id for item in items] == ["a", "b", "2022/05/c"]
    assert {item.published for item in items} == {"2022"}


def test_a_named_file_may_end_in_anything(tmp_path: Path) -> None:
    for name in ("report.2022", "page.html"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    items = list(read([str(tmp_path / "report.2022"), str(tmp_path / "page.html")]))
    assert [item.id for item in items if isinstance(item, Item)] == ["report.2022", "page"]


def test_ids_are_not_given_twice(tmp_path: Path) -> None:
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text("x", encoding="utf-8")
    second = str(tmp_path / "b")
    ids = [item.id for item in read([str(tmp_path / "a"), second]) if isinstance(item, Item)]
    assert ids == ["x", str(tmp_path / "b" / "x.txt")]


def test_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\n二\r三\n".encode())
    (item,) = read([str(path)])
    assert isinstance(item, Item)
    assert item.text == "一\r\n二\r三\n"


def test_standard_input_has_no_id() -> None:
    assert list(read(["-"], stdin=lambda: "360个".encode())) == [Item(None, "360个", None, "<stdin>")]


def test_failures_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "good.txt").write_text("360个", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    targets = [str(tmp_path / name) for name in ("missing.txt", "empty", "bad.txt", "good.txt")] + ["a\0b"]
    found = list(read(targets))
    assert [type(one) for one in found] == [Failure, Failure, Failure, Item, Failure]
    reasons = [one.reason for one in found if isinstance(one, Failure)]
    assert "No such file" in reasons[0]
    assert "no text in this folder" in reasons[1]
    assert "binary" in reasons[2]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_closed_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        found = list(read([str(tmp_path)]))
    finally:
        closed.chmod(0o700)
    assert [type(one) for one in found] == [Item, Failure]
