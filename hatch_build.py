"""Compiles the modules that read text when a wheel is built: the same records, a third faster.

mypyc compiles them from the files that otherwise run as they are. Without a C compiler, or with ZHEXTRACT_PURE=1, the wheel
is a pure one. An editable install is never compiled: there the files that are edited have to run.

Compiled, a module holds to what it says: a value that is not of its annotated type is a TypeError, functions and constants
cannot be patched, and ``x in (*A, b)`` is not understood. `tests/test_hatch_build.py` compares the records of both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: from text to facts; the records, readers and writers around them stay uncompiled, open to pickle and to subclasses
COMPILED = ("source", "rules", "calendar", "context", "scan", "numerals", "units", "resolve", "breakdown", "_edtf")
_SETUP = """
from mypyc.build import mypycify
from setuptools import setup
setup(
    name="zhextract",
    packages=[],
    ext_modules=mypycify(
        ["--ignore-missing-imports", *{modules!r}], group_name="zhextract", opt_level="3", debug_level="0", multi_file=True
    ),
)
"""


class CustomBuildHook(BuildHookInterface[Any]):
    """Puts the compiled modules into the wheel, beside the files that they were compiled from."""

    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles, before anything is put into the wheel."""
        if version == "editable" or os.environ.get("ZHEXTRACT_PURE", "") not in ("", "0"):
            return
        self._folder = tempfile.TemporaryDirectory(prefix="zhextract-build-")  # kept until the wheel is written
        done = compile_package(Path(self.root, "src", "zhextract"), Path(self._folder.name))
        if done.returncode != 0:
            self.app.display_warning(f"zhextract could not be compiled; it works, but slower.\n{done.stdout[-2000:]}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        out = Path(self._folder.name, "out")
        for path in sorted(out.rglob("*")):
            if path.suffix in (".so", ".pyd"):
                build_data["force_include"][str(path)] = path.relative_to(out).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Takes away what was compiled, once it is in the wheel."""
        if self._folder is not None:
            self._folder.cleanup()


def compile_package(package: Path, work: Path) -> subprocess.CompletedProcess[str]:
    """Compiles a copy of `package` in the folder `work`, into `work/out`; return code 0 where it went well."""
    shutil.copytree(package, work / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    modules = []
    for name in COMPILED:
        path = work / package.name / name
        modules += sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    setup = _SETUP.format(modules=[path.relative_to(work).as_posix() for path in modules])
    (work / "setup.py").write_text(setup, encoding="utf-8")
    command = [sys.executable, "setup.py", "--quiet", "build_ext", "--build-lib", "out", "--build-temp", "objects"]
    return subprocess.run(
        command, cwd=work, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False
    )
