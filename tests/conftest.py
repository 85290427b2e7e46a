"""What the tests share: the command line run in-process, texts on disk, material that may lie beside the checkout."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from zhextract.cli import main

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""

SHARED = ROOT.parent / "shared"
"""Gold articles, conformance rows and real texts, where they are at hand; tests that want them skip where not."""

SENTENCE = "二七区2022年重点项目360个，总投资2550亿元，力争全年完成投资500亿元。"


def is_linear(work: Callable[[str], object], piece: str, times: int = 4_000) -> bool:
    """Whether `work` takes at most six times as long on four times as much of `piece`.

    Each time is the least of some rounds, and there are three tries: another load on the machine makes a round slow, but a
    work that is not linear is never fast. The garbage collector rests, for its rounds go through all that the tests hold.
    """

    def seconds(text: str) -> float:
        best = 1e9
        for _ in range(3):
            began = time.process_time()
            work(text)
            best = min(best, time.process_time() - began)
        return best

    gc.disable()
    try:
        return any(seconds(piece * (4 * times)) <= 6 * max(seconds(piece * times), 0.002) for _ in range(3))
    finally:
        gc.enable()


def on_a_terminal(*arguments: str, stream: str) -> tuple[int, str]:
    """Runs the installed command with `stream` (``"stdout"`` or ``"stderr"``) on a pseudo-terminal: exit code, what it shows."""
    import pty  # POSIX only

    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb", buffering=0) as screen:
        command = [sys.executable, "-m", "zhextract", *arguments]
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **{stream: follower})  # type: ignore[call-overload]
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = screen.read(4096)
            except OSError:  # Linux says so where the other end is closed
                break
            if not piece:
                break
            shown += piece
        return child.wait(), shown.decode()


class Ran(NamedTuple):
    """What a command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def shared() -> Path:
    """The folder of the material beside the checkout; skips the test where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the material beside the checkout is not there")
    return SHARED


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, compiled where there is a C compiler; takes two minutes."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps"]
    subprocess.run([*command, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True, timeout=1200)
    (built,) = folder.glob("zhextract-*.whl")
    return built


@pytest.fixture(scope="session")
def compiled(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the unpacked wheel; skips the test where there is no C compiler, and fails where there is one unused."""
    if not any(shutil.which(name) for name in ("cc", "gcc", "clang", "cl")):
        pytest.skip("there is no C compiler: the wheel is not compiled")
    assert not wheel.name.endswith("-none-any.whl"), "could not be compiled; pip wheel --no-build-isolation --verbose tells why"
    folder = tmp_path_factory.mktemp("compiled")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `zhextract.cli.main` with these arguments in this process."""

    def call(*args: str | os.PathLike[str]) -> Ran:
        capfdbinary.readouterr()
        try:
            code = main([os.fspath(arg) for arg in args])
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        out, err = capfdbinary.readouterr()
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def spawn() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs ``python -m zhextract`` as a process of its own."""

    def call(*args: str | os.PathLike[str], stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "zhextract", *(os.fspath(arg) for arg in args)]
        return subprocess.run(command, input=stdin, capture_output=True, timeout=120, check=False)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A file with one sentence that has quantities and times."""
    path = tmp_path / "article.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return path
