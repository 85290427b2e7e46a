"""Tokens: offsets, whole numbers and times, the same words from both backends, jieba left alone."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhextract.names import Names
from zhextract.tokenizer import Segmenter, tokenize

TEXT = "今年一季度，全区共谋划推进重点项目 360个，总投资2550亿\n元，GDP增长4.0%。"


JIEBA = Segmenter("jieba")  # one for all: its dictionary takes half a second to load


@pytest.fixture(scope="module", params=["jieba", "rjieba"])
def segmenter(request):
    if request.param == "rjieba":
        pytest.importorskip("rjieba")
    return Segmenter(request.param)


def test_numbers_and_times_stay_whole(segmenter):
    tokens = tokenize(TEXT, segmenter=segmenter)
    found = {t.text: t.pos for t in tokens}
    assert found["今年一季度"] == "t"
    assert found["360个"] == "m"
    assert found["2550亿\n元"] == "m"
    assert found["4.0%"] == "m"
    assert found["项目" if "项目" in found else "重点项目"] == "n"
    assert found["GDP"] == "eng"
    assert found["，"] == "x"
    assert all(TEXT[t.start : t.end] == t.text for t in tokens)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="全市推进重点项目建设万亿个年月日12。，abc \n（）企业创新发展", max_size=60))
def test_tokens_cover_the_text_in_order(text):
    tokens = tokenize(text, segmenter=JIEBA)
    at = 0
    for token in tokens:
        assert token.start >= at
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end


def test_both_backends_give_the_same_words(segmenter):
    text = "坚持以人民为中心的发展思想，加快构建现代化产业体系，持续优化营商环境，着力保障和改善民生。" * 3
    assert tokenize(text, segmenter=segmenter) == tokenize(text, segmenter=JIEBA)


def test_own_names_stay_whole():
    names = Names.read([("星河东岸计划", "initiative", [])])
    assert ("星河东岸计划", "nz") in [(t.text, t.pos) for t in tokenize("推进星河东岸计划落地", names=names)]


def test_no_grapheme_is_torn():
    assert [t.text for t in tokenize("点赞👍🏽！café")][-3:] == ["👍🏽", "！", "café"]


def test_an_unknown_backend_is_told():
    with pytest.raises(ValueError, match="kytea"):
        Segmenter("kytea")


def test_the_global_jieba_is_left_alone_and_extraction_needs_none(tmp_path):
    code = (
        "import sys, zhextract\n"
        "zhextract.extract('今年完成3个项目。', published='2022')\n"
        "assert 'jieba' not in sys.modules\n"
        "from zhextract.tokenizer import Segmenter, tokenize\n"
        "tokenize('推进重点项目', segmenter=Segmenter('jieba'))\n"
        "import jieba, tempfile, os\n"
        "assert not jieba.dt.initialized\n"
        "assert not os.path.exists(os.path.join(tempfile.gettempdir(), 'jieba.cache'))\n"
    )
    env = {"PATH": "", "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "cache" / "zhextract").glob("*.marshal"))
