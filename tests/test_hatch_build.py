"""The compiled wheel: the same records as from the source files; a pure one where it is not, or must not be, compiled."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

EXTRACT = """
import sys
from pathlib import Path
from zhextract import context, extract
from zhextract.readers import decode
print(context.__file__, file=sys.stderr)
for path in sorted(Path(sys.argv[1]).rglob("*.txt")):
    text = decode(path.read_bytes())
    for part in [text, *text.split("\\n\\n")[::7]]:
        print(extract(part, published="2024-02").to_json())
"""


def records(package: Path) -> tuple[bytes, str]:
    """All that the package in this folder finds in the corpus, and the file that its context was loaded from."""
    done = subprocess.run(
        [sys.executable, "-c", EXTRACT, str(ROOT / "corpus")],
        capture_output=True, check=True, timeout=600, env={**os.environ, "PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"},
    )
    return done.stdout, done.stderr.decode().strip()


def test_the_compiled_package_finds_the_same(compiled: Path) -> None:
    found, loaded = records(compiled)
    wanted, source = records(ROOT / "src")
    assert Path(loaded).suffix in (".so", ".pyd")
    assert Path(source).suffix == ".py"
    assert found.count(b"\n") > 100
    assert found == wanted


@pytest.mark.parametrize("told", [{"ZHEXTRACT_PURE": "1"}, {"CC": "no-such-compiler"}])
def test_a_wheel_that_is_not_compiled(told: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run(
        [*command, "--wheel-dir", str(tmp_path), str(ROOT)], capture_output=True, check=False, timeout=600, env={**os.environ, **told}
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [path.name.endswith("-py3-none-any.whl") for path in tmp_path.iterdir()] == [True]
