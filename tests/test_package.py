"""The package as it is installed: light to import, imports that point one way, a wheel that runs by itself."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import zhextract
from tests.conftest import ROOT, SENTENCE

PACKAGE = ROOT / "src" / "zhextract"
HEAVY = ("jieba", "rjieba", "dataclasses_json", "marshmallow", "regex", "pint", "pyarrow")

LAYERS = (
    {"_codec", "records", "lexicon"},
    {"source", "numerals", "scan", "units"},
    {"tokenizer", "drafts", "names", "resolve", "rules"},
    {"calendar", "context", "breakdown", "audit"},
    {"pipeline"},
    {"readers", "writers", "schema", "report", "exchange", "batches", "parallel", "corpus"},
    {"cli", "integrations", "pytest_plugin"},
    {"__main__"},
)
"""Top modules from the ground up: each imports only from its own layer and those before it.

A private module that is not named here stands beside those that use it, so it has no layer; what it imports is looked at
as if each of its users imported it.
"""

UPWARD = {
    # methods of the records that hand over to a later part when they are called, so imported inside the function
    ("records", "units"),
    ("records", "calendar"),
    ("records", "audit"),
    ("records", "writers"),
}


def python(code: str) -> str:
    """What a fresh interpreter prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_every_name_is_there() -> None:
    for name in zhextract.__all__:
        assert getattr(zhextract, name) is not None
    assert set(zhextract.__all__) <= set(dir(zhextract))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        zhextract.nonsense  # noqa: B018


@pytest.mark.parametrize("code", ["import zhextract", "import zhextract; zhextract.extract('总投资5亿元')", "import zhextract.cli"])
def test_nothing_heavy_is_imported(code: str) -> None:
    loaded = python(f"import sys; {code}; print(*[m for m in {HEAVY!r} if m in sys.modules])")
    assert loaded == ""


def test_importing_takes_no_time() -> None:
    code = "import time; t = time.perf_counter(); import zhextract; print(time.perf_counter() - t)"
    assert min(float(python(code)) for _ in range(5)) < 0.08


def imports(path: Path) -> set[tuple[str, bool]]:
    """(top module, at the top of the file) of what a file of the package imports from the package, but for type checkers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checked = [
        node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    unseen = {id(inner) for node in checked for part in node.body for inner in ast.walk(part)}
    found: set[tuple[str, bool]] = set()
    for node in ast.walk(tree):
        if id(node) in unseen:
            continue
        top = node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "zhextract":
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            found |= {(name, top) for name in names}
        elif isinstance(node, ast.Import):
            found |= {
                (alias.name.split(".")[1], top) for alias in node.names if alias.name.startswith("zhextract.")
            }
    return found


def test_imports_point_one_way() -> None:
    uses: dict[str, set[tuple[str, bool]]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        uses.setdefault(here, set()).update(imports(path))
    del uses["__init__"]
    layer_of = {name: i for i, layer in enumerate(LAYERS) for name in layer}
    assert {name for name in uses if not name.startswith("_")} <= set(layer_of), "add the new module to LAYERS"

    def reached(name: str, top: bool, seen: set[str]) -> set[tuple[str, bool]]:
        """The layered modules that a module imports, itself or through private ones."""
        found = set()
        for other, first in uses.get(name, ()):
            if other in layer_of:
                found.add((other, top and first))
            elif other not in seen:
                found |= reached(other, top and first, seen | {other})
        return found

    wrong = [
        f"{here} imports {name}"
        for here, layer in layer_of.items()
        for name, top in reached(here, True, {here})
        if layer_of[name] > layer and (top or (here, name) not in UPWARD)
    ]
    assert wrong == []


@pytest.mark.slow
def test_a_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """The wheel has all it needs (lexicons, schema, py.typed); its dependencies are not needed to extract."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = [path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {f"zhextract/{path.relative_to(PACKAGE).as_posix()}" for path in wanted} <= names
    assert not any("__pycache__" in name or name.startswith(("tests", "corpus")) for name in names)

    venv.create(tmp_path / "venv", with_pip=False)
    bin_ = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(bin_ / "python")]
    subprocess.run([*install, "install", "--quiet", "--no-deps", str(wheel)], check=True, timeout=300)
    text = tmp_path / "a.txt"
    text.write_text(SENTENCE, encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    for start in ([str(bin_ / "zhextract")], [str(bin_ / "python"), "-m", "zhextract"]):
        done = subprocess.run(
            [*start, "extract", str(text)], capture_output=True, check=True, timeout=60, cwd=tmp_path, env=clean
        )
        assert "总投资" in done.stdout.decode()
        version = subprocess.run([*start, "--version"], capture_output=True, check=True, timeout=60, env=clean)
        assert version.stdout.decode().strip() == f"zhextract {zhextract.__version__}"
