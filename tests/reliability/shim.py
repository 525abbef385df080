"""The C shim: building it, running a program under it, reading its log, arming its faults."""

import ctypes
import errno
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

OPEN, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, CLOSE, READ, LINK, MKDIR = (
    1 << bit for bit in range(10)
)
NOTE = 1 << 20
CREATED, EMPTIED, FOLDER = 1, 2, 4
CHANGING = OPEN | WRITE | TRUNCATE | SYNC | RENAME | UNLINK | CLOSE | LINK | MKDIR
SHORT = -1
"""Instead of an errno: half of a write is done, and the disk is full after it."""

_HEAD = struct.Struct("=Iiqq")


class Record(NamedTuple):
    """One call as it was done; what place is depends on its kind."""

    kind: int
    fd: int
    place: int
    data: bytes


def missing() -> str:
    """Say what is not there that a shim needs; empty where all is."""
    if sys.platform != "linux":
        return "the shim is made for Linux"
    return "" if shutil.which("cc") else "needs a C compiler: apt-get install gcc libc6-dev"


def build(folder: Path) -> Path:
    """Compile the shim and return it."""
    made = folder / "shim.so"
    flags = ["-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC"]
    subprocess.run(["cc", *flags, "-o", made, HERE / "shim.c", "-ldl"], check=True)
    return made


def under(shim: Path, folder: Path, log: Path | None = None) -> dict[str, str]:
    """Return the environment in which a program's calls on a folder go through the shim."""
    settings = {
        "LD_PRELOAD": str(shim),
        "SHIM_FOLDER": str(folder.resolve()),
        "SHIM_LOG": str(log or ""),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **settings}


def run(
    name: str,
    *arguments: object,
    environ: dict[str, str],
    seconds: float = 300,
    before: Sequence[str] = (),
) -> str:
    """Run a module of this folder as a program, perhaps by another, and return what it prints."""
    done = subprocess.run(
        [*before, sys.executable, "-m", f"tests.reliability.{name}", *map(str, arguments)],
        env=environ,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    assert "Traceback" not in done.stderr, done.stderr[-4_000:]
    return done.stdout


def records(log: bytes) -> Iterator[Record]:
    """Go through a log."""
    at = 0
    while at < len(log):
        kind, fd, place, length = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        yield Record(kind, fd, place, log[at : at + length])
        at += length


def note(text: str) -> None:
    """Write in the log, from a program under the shim, what it has been told is safe."""
    ctypes.CDLL(None).shim_note(text.encode())


class Fault(NamedTuple):
    """What a call answers; lasting: all later ones too, until the fault is over."""

    error: int
    kinds: int
    lasting: bool = False

    def __str__(self) -> str:
        name = "SHORT" if self.error == SHORT else errno.errorcode[self.error]
        return f"{name}{' from then on' if self.lasting else ''}"


class Shim:
    """The shim that this program runs under."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.shim_disarm.restype = ctypes.c_long

    def count(self, kinds: int) -> None:
        """Count calls of these kinds from now on."""
        self.arm(0, Fault(0, kinds))

    def arm(self, number: int, fault: Fault) -> None:
        """Let the call with this number fail, counted from 1 among those of the fault's kinds."""
        self._library.shim_arm(ctypes.c_long(number), fault.error, int(fault.lasting), fault.kinds)

    def disarm(self) -> int:
        """Let all calls succeed, and return how many there were."""
        return int(self._library.shim_disarm())
