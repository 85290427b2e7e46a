"""The HTML page: escaped, self-contained; in a real browser its filters and clicks work and nothing leaves it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Run
from zhextract import extract
from zhextract.corpus import articles, bench, report
from zhextract.report import spans, timeline
from zhextract.report.views import Item
from zhextract.writers import by_name

EVIL = (
    "<script>alert(1)</script>今年一季度，临江区“<img src=x onerror=alert(1)>”走访企业906家，完成投资96.4亿元。\n"
    "</script><!-- ]]> &amp; 《<b>城镇燃气管理办法</b>》\x00\x07\ud800"
)


class Text(HTMLParser):
    """What a reader sees in the element of class ``text``, and every tag and address of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen, self.tags, self.links, self.depth = "", set[str](), set[str](), 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = dict(attrs)
        self.links |= {value or "" for key, value in attrs if key in ("src", "href", "action", "srcset", "data")}
        assert not any(key.startswith("on") for key in named), attrs
        if self.depth or "text" in (named.get("class") or "").split():
            self.depth += tag in ("div", "span")

    def handle_endtag(self, tag: str) -> None:
        if self.depth:
            self.depth -= tag in ("div", "span")

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.seen += data


def page(text: str, only: tuple[str, ...] = ("quantity", "time", "program")) -> str:
    written = by_name("html", only=only)
    document = extract(text, published="2022-05", id="x")
    return (written.head + written.document(document) + written.tail).decode("utf-8")


def test_text_stays_text() -> None:
    shown = Text(page(EVIL))
    assert shown.seen == re.sub("[\x00\x07\ud800]", "\ufffd", EVIL)
    assert shown.tags <= set(
        "html head meta title style body header h1 form fieldset legend select option label input output button ul li span "
        "main article h2 p div figure svg line text g rect details summary table thead tbody tr th td script aside".split()
    )
    assert all(link.startswith("#") for link in shown.links)


def test_the_page_loads_nothing() -> None:
    source = page("全区重点项目360个。")
    assert "http:" not in source
    assert "https:" not in source
    assert "url(" not in source
    assert "@import" not in source
    policy = re.search('Security-Policy" content="([^"]*)"', source)
    assert policy is not None
    for tag in ("style", "script"):
        content = re.search(f"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in html.unescape(policy[1])
    assert "default-src 'none'" in html.unescape(policy[1])


def test_a_document_with_its_facts_and_its_timeline() -> None:
    source = page("今年一季度，全区完成投资96.4亿元，到2025年建成学校12所。")
    assert "<svg" in source
    assert "2022-01…2022-03" in source
    assert "9,640,000,000" in source
    (data,) = re.findall(r'class="data">(.*?)</script>', source)
    assert {item["type"] for item in json.loads(data)} == {"quantity", "time"}
    assert "</article>" in page("没有数字。")
    assert "96.4" not in re.sub('<div class="text".*?</div>', "", page("完成投资96.4亿元。", ("time",)))


def test_the_command_writes_a_page_of_many(tmp_path: Path, run: Run) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("全区重点项目360个。", encoding="utf-8")
    ran = run("extract", tmp_path / "a.txt", tmp_path / "b.txt", "--format", "html", "-o", tmp_path / "out.html")
    assert ran.code == 0, ran.err
    source = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert source.count("<article") == 2
    assert source.count("<html") == source.count("</html>") == 1
    assert run("extract", tmp_path / "a.txt", "-o", tmp_path / "b.html").code == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


SPANS = st.lists(st.tuples(st.integers(0, 19), st.integers(1, 12)), max_size=12)


@given(SPANS, st.text(min_size=32, max_size=32))
def test_any_spans_keep_the_text_and_nest(found: list[tuple[int, int]], text: str) -> None:
    items = [Item("time", start, start + length, "x", "right") for start, length in found]
    marked = spans.highlight(text, items)
    assert marked.count("<span") == marked.count("</span>")
    shown = Text(f'<div class="text">{marked}</div>')
    kept = re.sub("\r\n?", "\n", spans._UNFIT.sub("\ufffd", text))
    assert re.sub("\r\n?", "\n", shown.seen) == kept
    for index, item in enumerate(items):
        pieces = re.findall(rf'data-i="{index}"', marked)
        assert pieces, item


@given(SPANS)
def test_spans_that_overlap_have_lines_of_their_own(found: list[tuple[int, int]]) -> None:
    ordered = sorted({(start, start + length) for start, length in found}, key=lambda s: (s[0], -s[1]))
    lines = spans.slots(ordered)
    for i, a in enumerate(ordered):
        assert lines[i][0] < lines[i][1]
        for j, b in enumerate(ordered[:i]):
            if a[0] < b[1] and b[0] < a[1]:
                assert lines[i][0] != lines[j][0]


DAYS = st.none() | st.dates()


@given(st.lists(st.tuples(DAYS, DAYS, st.text(max_size=3)), max_size=50))
def test_any_periods_can_be_drawn(periods: list[tuple[date | None, date | None, str]]) -> None:
    drawn = timeline.draw(periods)
    assert drawn.count("<g ") == drawn.count("</g>") <= 40
    assert not re.search(r'(?:x|width)="-', drawn)
    assert bool(drawn) == any(start or end for start, end, _ in periods)


def row(type_: str, start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"type": type_, "start": start, "end": end, "text": "x", **fields}


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """A corpus whose report has every outcome, nested records, and a text that would like to be a page."""
    text = "今年，走访企业906家，投资96亿元。印发《燃气管理办法》，学校12所，医院3家，三个一批活动。<script>alert(1)</script>"
    found = [r.to_dict() for r in extract(text, published="2022-05").records]
    at = {r["text"]: r for r in found}
    assert {"906家", "96亿元", "12所", "3家", "燃气管理办法"} <= set(at)
    gold = []
    for record in found:
        if record["text"] == "3家":
            continue  # false
        line = {**record, "of": [record["of"]] if record.get("of") else [], "subject": None}
        line.pop("rule")
        if record["text"] == "96亿元":
            line["unit"] = "美元"  # wrong
        if record["text"] == "12所":
            line["judged"] = False
        gold.append(line)
    start = text.index("走访企业")
    gold.append(row("program", start, start + 10, kind="initiative", name="走访"))  # missing, over a quantity
    start = text.index("气管理")
    gold.append(row("quantity", start, start + 3, value="1", unit="", of=[], subject=None, optional=True))
    folder = tmp_path / "corpus" / "articles"
    folder.mkdir(parents=True)
    (folder / "news.txt").write_text(text, encoding="utf-8")
    for line in gold:
        line["text"] = text[line["start"] : line["end"]]
    header = {"type": "document", "id": "news", "published": "2022-05", "sha256": articles.sha256(text)}
    (folder / "news.jsonl").write_text(articles.dump(header, gold), encoding="utf-8")
    phrases = "scope: time\npublished: 2022-05\n\n⟦今年⟧，⟦明年⟧。\n  time kind=date\n  time kind=set\n二七区开会。\n"
    (tmp_path / "corpus" / "phrases").mkdir()
    (tmp_path / "corpus" / "phrases" / "times.txt").write_text(phrases, encoding="utf-8")
    return tmp_path / "corpus"


def test_the_report_has_every_outcome(judged: Path) -> None:
    (news, *_) = bench.load([judged])
    view = report.view(bench.check_file(news), {})
    outcomes = {item.text: item.outcome for item in view.items}
    assert outcomes["今年"] == "right"
    assert outcomes["96亿元"] == "wrong"
    assert outcomes["3家"] == "false"
    assert outcomes["12所"] == "unjudged"
    assert outcomes["气管理"] == "optional"
    assert "missing" in {item.outcome for item in view.items}
    wrong = next(item for item in view.items if item.outcome == "wrong")
    assert [field for field in wrong.fields if field.right is False] == [("unit", "美元", "元", False)]


def test_the_report_tells_what_has_changed_since_it_was_accepted(
    judged: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CI", raising=False)
    run("corpus", "report", judged, "-o", tmp_path / "r.html")
    assert "nothing accepted yet" in (tmp_path / "r.html").read_text(encoding="utf-8")
    assert run("corpus", "accept", judged / "articles" / "news.txt").code == 0
    state = judged / "accepted" / "articles" / "news.jsonl"
    head, rest = state.read_text(encoding="utf-8").split("\n", 1)
    figures = json.loads(head)
    figures["figures"]["quantity"]["value"] -= 1  # as if one value had been wrong then
    state.write_text(json.dumps(figures) + "\n" + rest, encoding="utf-8")
    ran = run("corpus", "report", judged, "-o", tmp_path / "r.html")
    assert ran.code == 0, ran.err
    source = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "▲+0." in source
    assert "since accepted" in source
    assert run("corpus", "report", judged, "-o", tmp_path).code == 1


# --- in a browser -------------------------------------------------------------------------------------------------

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox --headless=new --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium; the tests are skipped where it, or what drives it, is not installed."""
    driver = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (.ci/browser.sh installs it)"
    )
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (.ci/browser.sh installs it)")
    with driver.sync_playwright() as started:
        try:
            launched = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        except driver.Error as error:
            pytest.skip(f"chromium does not start here: {str(error).splitlines()[0]}")
        yield launched
        launched.close()


class Opened:
    """A page opened from disk, with everything it asked for and complained of."""

    def __init__(self, browser: Any, path: Path, scheme: str = "light") -> None:
        self.page = browser.new_page(viewport={"width": 1280, "height": 1400}, color_scheme=scheme)
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.goto(path.as_uri())

    def shown(self) -> list[str]:
        """The texts of the marks that are switched on."""
        marks = self.page.locator("article:not([hidden]) .m.first:not(.off)")
        labels = marks.evaluate_all("nodes => nodes.map(node => node.getAttribute('aria-label'))")
        return [str(label).split(": ", 1)[1] for label in labels]

    def quiet(self) -> bool:
        """No request but the page's own, no complaint."""
        return self.complaints == [] and len(self.requests) == 1


@pytest.fixture
def opened(browser: Any, judged: Path, run: Run, tmp_path: Path) -> Iterator[Opened]:
    ran = run("corpus", "report", judged, "-o", tmp_path / "report.html")
    assert ran.code == 0, ran.err
    shown = Opened(browser, tmp_path / "report.html")
    yield shown
    assert shown.quiet(), (shown.complaints, shown.requests)
    shown.page.close()


@pytest.mark.slow
def test_filters_by_outcome_type_and_rule(opened: Opened) -> None:
    page = opened.page
    everything = opened.shown()
    assert page.locator("#shown").inner_text() == f"{len(everything)} of {len(everything)} records"
    for outcome in ("right", "wrong", "false", "unjudged", "optional"):
        page.locator(f"#outcomes input[value={outcome}]").uncheck()
    missing = opened.shown()
    assert len(missing) == 1
    assert missing[0].startswith("走访企业")
    assert page.locator("#shown").inner_text().startswith("1 of ")
    page.locator("#only").check()
    assert page.locator("article:visible").count() == 1
    page.get_by_role("button", name="Show all").click()
    page.locator(".m.off").first.wait_for(state="detached")
    assert opened.shown() == everything
    page.locator("#types input[value=quantity]").uncheck()
    page.locator("#types input[value=time]").uncheck()
    assert any("燃气管理办法" in text for text in opened.shown())
    assert not any(text == "96亿元" for text in opened.shown())
    page.get_by_role("button", name="Show all").click()
    page.locator(".m.off").first.wait_for(state="detached")
    rules = page.locator("#rule option").evaluate_all("nodes => nodes.map(n => n.value)")
    document = next(rule for rule in rules if "document" in rule)
    page.locator("#rule").select_option(document)
    assert [text for text in opened.shown() if "办法" not in text] == []
    page.locator("#rule").select_option("")
    page.locator("#which").select_option(index=1)
    assert page.locator("article:visible").count() == 1


@pytest.mark.slow
def test_a_click_shows_the_record(opened: Opened) -> None:
    page = opened.page
    panel = page.locator("#panel")
    assert panel.is_hidden()
    page.locator("article .m.wrong.first").first.click()
    assert "96亿元" in panel.inner_text()
    assert "rule: amount" in panel.inner_text()
    differing = panel.locator("tr.differs").all_inner_texts()
    assert len(differing) == 1
    assert differing[0].split() == ["unit", "美元", "元", "≠"]
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    inner = page.locator(".m.missing .m.quantity").first  # a record within another: the inner one answers
    inner.click()
    assert "906家" in panel.inner_text()
    panel.get_by_role("button", name="Close").click()
    page.locator("#types input[value=quantity]").uncheck()  # switched off, the outer one does
    page.locator(".m.missing .m.quantity").first.click()
    assert "走访企业906家" in panel.locator("h3").inner_text()
    page.locator("#types input[value=quantity]").check()
    page.locator("article .m.right.first").first.focus()
    page.keyboard.press("Enter")
    assert panel.is_visible()
    page.locator("article details summary").first.click()
    page.locator("article tbody tr[data-i]:visible").first.click()
    assert panel.locator("h3").inner_text() != ""


@pytest.mark.slow
def test_text_and_signs_as_a_reader_sees_them(opened: Opened) -> None:
    page = opened.page
    text = page.locator("article .text").first.inner_text()
    assert text.endswith("<script>alert(1)</script>")
    sign = "node => getComputedStyle(node, '::before').content"
    signs = {
        name: page.locator(f"article .m.{name}.first").first.evaluate(sign) for name in ("right", "wrong", "false")
    }
    assert signs == {"right": '"✓"', "wrong": '"≠"', "false": '"✗"'}
    line = "node => getComputedStyle(node).borderBottomStyle"
    lines = [page.locator(f"article .m.{n}.first").first.evaluate(line) for n in ("right", "wrong", "false", "missing")]
    assert lines == ["solid", "double", "dashed", "dotted"]


@pytest.mark.slow
def test_dark_and_on_paper(browser: Any, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.html"
    ran = run("extract", ROOT / "examples" / "article.txt", "--published", "2024-02", "-o", path)
    assert ran.code == 0, ran.err
    grounds = []
    for scheme in ("light", "dark"):
        shown = Opened(browser, path, scheme)
        grounds.append(shown.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert shown.page.locator("svg.timeline").count() == 1
        assert shown.quiet(), (shown.complaints, shown.requests)
        shown.page.screenshot(path=str(tmp_path / f"{scheme}.png"))
        if scheme == "dark":
            shown.page.locator("article .m.first").first.click()
            shown.page.emulate_media(media="print")
            assert shown.page.locator("#filters").is_hidden()
            assert shown.page.locator("#panel").is_hidden()
            assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        shown.page.close()
    assert grounds[0] != grounds[1]
