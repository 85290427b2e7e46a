"""Marked text: what it says, what it refuses, and that nothing is lost on the way to JSON lines and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from zhextract.corpus import marked
from zhextract.corpus.marked import Case, MarkedError, Plain

PHRASES = sorted((ROOT / "corpus" / "phrases").glob("*.txt"))


def cases(source: str) -> list[Case]:
    return [item for item in marked.parse(source, "a.txt") if isinstance(item, Case)]


def one(source: str) -> Case:
    (case,) = cases("scope: quantity, time, program\n" + source)
    return case


def test_a_case_with_its_fields() -> None:
    source = "# Head\nscope: quantity\npublished: 2022-05\n\n# Block\n改造⟦35个⟧小区。\n  quantity value=35 unit=个 of=小区|老旧小区\n"
    (case,) = cases(source)
    assert case.text == "改造35个小区。"
    assert case.wanted == (
        {
            "type": "quantity",
            "start": 2,
            "end": 5,
            "text": "35个",
            "value": "35",
            "unit": "个",
            "of": ["小区", "老旧小区"],
        },
    )
    assert (case.scope, case.published, case.line, case.block, case.path) == (
        ("quantity",),
        "2022-05",
        6,
        "Block",
        "a.txt",
    )
    assert case.marked == "改造⟦35个⟧小区。"


def test_a_case_without_marks_wants_nothing() -> None:
    assert one("二七区召开会议。\n").wanted == ()


def test_marks_nest() -> None:
    case = one("印发《⟦“⟦千企⟧”计划⟧》。\n  program name=“千企”计划\n  program name=千企\n")
    assert [(row["text"], row["name"]) for row in case.wanted] == [("“千企”计划", "“千企”计划"), ("千企", "千企")]


def test_crossing_marks_are_labelled() -> None:
    case = one("⟦¹甲⟦²乙⟧¹丙⟧²丁\n  program name=a\n  program name=b\n")
    assert [row["text"] for row in case.wanted] == ["甲乙", "乙丙"]
    assert case.marked == "⟦¹甲⟦²乙⟧¹丙⟧²丁"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("period=2022-01-01..2022-12-31", {"start": "2022-01-01", "end": "2022-12-31"}),
        ("period=..2022-05-20", {"start": None, "end": "2022-05-20"}),
        ("period=2022-01-01..", {"start": "2022-01-01", "end": None}),
        ("period=null", None),
        ("value=null", None),
        ('unit=""', ""),
        ('name="a b"', "a b"),
        (r'name="a\nb"', "a\nb"),
        ('name="null"', "null"),
        (r"of=a\|b|c", ["a|b", "c"]),
        ("of=", []),
        ("inferred=true", True),
        ("year=2022", 2022),
        ("value:=5", 5),
    ],
)
def test_values(written: str, value: object) -> None:
    row = one(f"⟦甲⟧\n  quantity {written}\n").wanted[0]
    assert row[written.split("=", 1)[0].rstrip(":")] == value


def test_flags() -> None:
    row = one("⟦甲⟧\n  time kind=date optional unjudged\n").wanted[0]
    assert row["optional"] is True
    assert row["judged"] is False


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("甲\n", "a.txt:1: a case before any 'scope:'"),
        ("scope: money\n", "a.txt:1: scope: no type 'money'"),
        ("scope: time\n  time kind=date\n", "a.txt:2: fields without a case"),
        ("scope: time\n⟦甲⟧\n", "a.txt:2: 1 marks, but 0 lines of fields"),
        ("scope: time\n甲\n  time kind=date\n", "a.txt:2: 0 marks, but 1 lines"),
        ("scope: time\n⟦甲\n  time kind=date\n", "a.txt:2: ⟦ without ⟧"),
        ("scope: time\n甲⟧\n", "a.txt:2: ⟧ without ⟦"),
        ("scope: time\n⟦⟧甲\n  time kind=date\n", "a.txt:2: an empty mark"),
        ("scope: time\n⟦甲⟧\n  quantity value=1\n", "a.txt:3: quantity is not in the scope"),
        ("scope: time\n⟦甲⟧\n  clock kind=date\n", "a.txt:3: no type 'clock'"),
        ("scope: time\n⟦甲⟧\n  time perhaps\n", "a.txt:3: 'perhaps' is no field=value"),
        ("scope: time\n⟦甲⟧\n  time kind=date kind=set\n", "a.txt:3: kind stands there twice"),
        ("scope: time\n⟦甲⟧\n  time period=2022\n", "a.txt:3: period: '2022' is no period"),
        ('scope: time\n⟦甲⟧\n  time value="2022\n', "a.txt:3: cannot be read from column"),
        ("scope: time\n甲\\\n", "a.txt:2: a single backslash"),
    ],
)
def test_what_cannot_be_read_names_file_and_line(source: str, why: str) -> None:
    with pytest.raises(MarkedError) as caught:
        marked.parse(source, "a.txt")
    assert str(caught.value).startswith(why)


def test_an_id_lasts_as_long_as_the_case() -> None:
    a, b = cases("scope: time\n甲\n乙\n"), cases("# more\nscope: time\n\n丙\n甲\n")
    assert a[0].id == b[1].id
    assert a[0].id != cases("scope: program\n甲\n")[0].id
    assert len({case.id for case in cases("scope: time\n甲\n甲\n")}) == 2


@pytest.mark.parametrize("path", PHRASES, ids=lambda path: path.stem)
def test_the_shipped_files_come_back_byte_for_byte(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    items = marked.parse(source, str(path))
    assert marked.render(items) == source
    assert marked.render(marked.from_jsonl(marked.to_jsonl(items))) == source


TEXT = st.text(min_size=1, max_size=12) | st.text("⟦⟧¹²\\# \n\r\t甲乙\u2028\ud800scope:", min_size=1, max_size=12)
VALUE = st.none() | st.text(max_size=6) | st.text("|\\\"' \n=a", max_size=6)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "value": VALUE,
        "of": st.none() | st.lists(VALUE.filter(lambda v: v is not None), max_size=3),
        "period": st.sampled_from(
            [
                None,
                {"start": None, "end": "2022-05-20"},
                {"start": "2022-01-01", "end": None},
                {"start": None, "end": None},
            ]
        ),
        "year": st.none() | st.integers(-5, 12_000),
        "inferred": st.booleans(),
        "note": st.integers() | st.booleans() | st.lists(st.integers(), max_size=2) | VALUE,
        "optional": st.booleans(),
        "judged": st.booleans(),
    },
)


@st.composite
def any_case(draw: st.DrawFn) -> Case:
    text = draw(TEXT)
    rows: list[dict[str, Any]] = []
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(marked.TYPES))
        rows.append({"type": kind, "start": start, "end": end, "text": text[start:end], **draw(FIELDS)})
    rows.sort(key=lambda row: (row["start"], -row["end"]))
    published = draw(st.none() | st.just("2022-05"))
    return Case(text=text, wanted=tuple(rows), published=published, id=draw(st.sampled_from(["", "a-1"])))


@given(st.lists(any_case(), max_size=3))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([Case(text=" ", wanted=())])
@example([Case(text="# \u3000 ", wanted=()), Case(text="scope: time", wanted=()), Case(text="\u3000", wanted=())])
def test_any_case_comes_back(found: list[Case]) -> None:
    want = [(c.text, c.wanted, c.published) for c in found]
    lines = marked.render(marked.cases(found))
    back = [item for item in marked.parse(lines) if isinstance(item, Case)]
    assert [(c.text, c.wanted, c.published) for c in back] == want
    assert [c.id.split("#")[0] for c, was in zip(back, found, strict=True) if was.id] == ["a-1" for c in found if c.id]
    again = marked.from_jsonl(marked.to_jsonl(back))
    assert [(c.text, c.wanted, c.published) for c in again if isinstance(c, Case)] == want


def test_lines_that_are_no_case_are_kept() -> None:
    items = marked.parse("# a\n\nscope: time\n甲\n")
    assert [item.text for item in items if isinstance(item, Plain)] == ["# a", "", "scope: time"]


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(ValueError, match="empty text"):
        marked.render([Case(text="", wanted=())])


@pytest.mark.parametrize("line", ["{", "[]", '{"type": "time", "start": 0}', '{"type": "document", "id": "a"}'])
def test_json_lines_that_cannot_be_read(line: str) -> None:
    with pytest.raises(MarkedError, match=r"^x:1: "):
        marked.from_jsonl(line, "x")
