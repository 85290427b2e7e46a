"""Compiles the modules that read text, when a wheel is built: half as fast again, the same records.

They are compiled by mypyc from the same files that run uncompiled, where they are type checked anyway. Without a C
compiler, or with ZHEXTRACT_PURE=1, the wheel is a pure one. An editable install is never compiled: what is edited has to run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: from text to facts; the records, readers and writers around it stay as they are, open to pickle and to subclasses
COMPILED = ("source", "rules", "calendar", "context", "scan", "numerals", "units", "resolve", "breakdown", "_edtf")
_SETUP = """
from mypyc.build import mypycify
from setuptools import setup
setup(name="zhextract", packages=[], ext_modules=mypycify({modules!r}, group_name="zhextract", opt_level="3", debug_level="0", multi_file=True))
"""


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds the compiled modules to the wheel, beside the files that they were compiled from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before anything is put into the wheel."""
        if version == "editable" or os.environ.get("ZHEXTRACT_PURE", "") not in ("", "0"):
            return
        # to be kept until the wheel is written
        self._folder = tempfile.TemporaryDirectory(prefix="zhextract-build-")
        built = Path(self._folder.name)
        done = compile_into(Path(self.root, "src"), built)
        if done.returncode != 0:
            self.app.display_warning("zhextract is not compiled, and slower for it: " + _last_line(done.stdout))
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        for path in built.rglob("*"):
            if path.suffix in (".so", ".pyd"):
                build_data["force_include"][str(path)] = path.relative_to(built).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is written."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()


def compile_into(source: Path, built: Path) -> subprocess.CompletedProcess[str]:
    """Compiles `COMPILED` out of the folder `source` into `built`, and leaves nothing in `source`; 0 where it went well."""
    modules = []
    for name in COMPILED:
        path = source / "zhextract" / name
        modules += sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    with tempfile.TemporaryDirectory() as work:
        setup = Path(work, "setup.py")
        setup.write_text(_SETUP.format(modules=[m.relative_to(source).as_posix() for m in modules]), encoding="utf-8")
        # the paths tell the names of the modules: they are read from `source`, and all that is written goes elsewhere
        command = [sys.executable, str(setup), "--quiet", "build_ext", "--build-lib", str(built), "--build-temp", work]
        return subprocess.run(
            command, cwd=source, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False
        )


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "no reason told")
