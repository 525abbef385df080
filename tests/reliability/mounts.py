"""Small disks and read-only ones, really mounted, for a program and its children alone."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_READ_ONLY, _REMOUNT, _BIND = 1, 32, 4_096
_DETACH = 2


def command() -> list[str]:
    """Return what is put before a command so that whatever it mounts is its own."""
    own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", "--mount", *own]


def missing(folder: Path) -> str:
    """Say why nothing can be mounted on a folder; empty where it can."""
    if sys.platform != "linux":
        return "disks are mounted on Linux"
    if not shutil.which("unshare"):
        return "needs unshare: apt-get install util-linux"
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "marshal", folder]
    done = subprocess.run([*command(), *mount], capture_output=True, text=True, check=False)
    return f"no disk can be mounted here: {done.stderr.strip()}" if done.returncode else ""


def mount_small(folder: Path, size: int) -> None:
    """Mount an empty disk of so many bytes on a folder."""
    _mount(folder, b"tmpfs", 0, f"size={size}")


@contextmanager
def filled(disk: Path, room: int) -> Iterator[None]:
    """Leave no more than so many bytes free on a disk, rounded down to its blocks."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        free = shutil.disk_usage(disk).free - room
        if free > 0:
            os.posix_fallocate(file.fileno(), 0, free)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be opened for writing in a folder, made in it or removed from it.

    A file that is open for writing stays so, as the system has it.
    """
    _mount(folder, b"", _BIND)
    try:
        _mount(folder, b"", _BIND | _REMOUNT | _READ_ONLY)
        yield
    finally:
        # What is open in it still has it for itself.
        _called(_libc.umount2(os.fsencode(folder), _DETACH), folder)


_libc = ctypes.CDLL(None, use_errno=True)


def _mount(folder: Path, kind: bytes, flags: int, options: str = "") -> None:
    name = os.fsencode(folder)
    result = _libc.mount(name, name, kind, ctypes.c_ulong(flags), options.encode() or None)
    _called(result, folder)


def _called(result: int, folder: Path) -> None:
    if result:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(folder))
