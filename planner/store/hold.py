"""Who has a library open: a mark beside it, for the computers that share its folder.

On one computer the lock of SQLite alone decides, which goes with its process however that ends.
Between computers such locks are not to be relied upon, and a folder that a cloud service copies
knows none: there the mark says who has the library, and its beat that this is still so.
"""

import os
import time
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from planner.model.text import clean_line
from planner.store import errors
from planner.store.errors import StoreError, in_words

SUFFIX = ".open"
BEAT = 60.0
"""Seconds between two beats of who holds a library."""
STILL = 180.0
"""Seconds after which a beat that stands still is no obstacle any more."""

_LONGEST = 4_096
_NAME = 64


class Mark(Struct, frozen=True):
    """Who has a library open; started, beat: in seconds since 1970, by that computer's clock."""

    host: str
    pid: int
    started: float
    beat: float

    @property
    def here(self) -> bool:
        """Tell whether it was made on this computer."""
        return self.host == host_name()

    @property
    def computer(self) -> str:
        """Return the computer's name as it can be shown: it comes from a file."""
        return clean_line(self.host)[:_NAME].strip() or "another computer"


class Held(StoreError):
    """The library is open elsewhere; mark: what is known of that, or None."""

    def __init__(self, sentence: str, mark: Mark | None) -> None:
        super().__init__(sentence)
        self.mark = mark

    @property
    def here(self) -> bool:
        """Tell whether it is open on this computer."""
        return self.mark is None or self.mark.here


class Replaced(StoreError):
    """The file that was opened is no longer the library’s, so that nothing is saved to either."""


class Hold:
    """The mark of a library that this process holds, from begin to release."""

    def __init__(self, path: Path, mark: Mark) -> None:
        self._path, self._mark = path, mark
        self._file = _identity(path)
        self._made: tuple[int, ...] | None = None

    @classmethod
    def begin(cls, path: Path) -> "Hold":
        """Mark a library as open here; the caller has just opened it, and has its lock."""
        now = time.time()
        hold = cls(path, Mark(host_name(), os.getpid(), now, now))
        hold._write()
        return hold

    def renew(self) -> None:
        """Say that the library is still open here; raise Replaced where it is not any more."""
        self.check()
        self._mark = msgspec.structs.replace(self._mark, beat=time.time())
        self._write()

    def check(self) -> None:
        """Raise Replaced where the path names another file now, or another computer has it."""
        with in_words(self._path):
            if _identity(self._path) != self._file:
                raise Replaced(errors.REPLACED.format(path=self._path))
        if self._made != _written(self._path):
            found = read_mark(self._path)
            if found is not None and not found.here and time.time() - found.beat < STILL:
                raise Replaced(errors.TAKEN.format(path=self._path, host=found.computer))

    def release(self) -> None:
        """Take the mark away, where it is still this one."""
        found = read_mark(self._path)
        ours = self._mark
        if found is not None and (found.host, found.pid, found.started) == (
            ours.host,
            ours.pid,
            ours.started,
        ):
            with suppress(OSError):
                mark_path(self._path).unlink()

    def _write(self) -> None:
        mark = mark_path(self._path)
        part = mark.with_name(f".marshal-{os.getpid()}.part")
        try:
            part.unlink(missing_ok=True)
            # Not synced: a power cut ends what it tells of.
            with part.open("xb") as file:
                file.write(msgspec.json.encode(self._mark))
            os.replace(part, mark)
        except OSError:
            # Without a mark the library can be worked on all the same, as one alone does.
            with suppress(OSError):
                part.unlink()
        self._made = _written(self._path)


def refuse_held(path: Path, past: Mark | None = None) -> None:
    """Raise Held where another computer has a library open.

    past: a mark that was seen to stand still, whatever the time that the other computer has.
    """
    mark = read_mark(path)
    if mark is None or mark.here or mark == past or time.time() - mark.beat >= STILL:
        return
    raise Held(errors.HELD_THERE.format(path=path, host=mark.computer), mark)


def held_here(path: Path) -> Held:
    """Return the error for a library whose lock another process on this computer has."""
    mark = read_mark(path)
    return Held(errors.LOCKED.format(path=path), mark if mark is not None and mark.here else None)


def runs_here(path: Path) -> bool:
    """Tell whether a library is marked by a process of this computer that may still run."""
    mark = read_mark(path)
    if mark is None or not mark.here:
        return False
    if os.name == "nt":
        # There a signal of no number would end the process.
        return True
    try:
        os.kill(mark.pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        # It runs, as another user.
        pass
    return True


def read_mark(path: Path) -> Mark | None:
    """Return the mark beside a library, or None where there is none that can be read."""
    try:
        with mark_path(path).open("rb") as file:
            found = msgspec.json.decode(file.read(_LONGEST), type=Mark)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found


def mark_path(path: Path) -> Path:
    """Return the file that the mark of a library is in: beside the file itself, not beside a link.

    It is never the library’s own file, which must not be opened again while it is held.
    """
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + SUFFIX)


def host_name() -> str:
    """Return what this computer is called."""
    return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from any other that has its name, or None where there is none."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _written(path: Path) -> tuple[int, ...] | None:
    """Return what changes whenever a mark is written; None where there is none."""
    try:
        found = os.stat(mark_path(path))
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
