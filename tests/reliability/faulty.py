"""The program in which every call of every deed fails once; arguments: a folder, names of deeds.

It runs under the shim and prints what it found, as JSON.
"""

import errno
import resource
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtWidgets import QApplication

from planner.export import ExportError
from planner.packs.errors import PackError
from planner.paper.choices import PaperError
from planner.store.errors import StoreError
from tests.reliability import contents, shim
from tests.reliability.contents import Contents, digest
from tests.reliability.deeds import BEFORE, DEEDS, Place, furnish
from tests.reliability.shim import CHANGING, Fault, Shim

IN_WORDS = (StoreError, PackError, ExportError, PaperError)

_MAKING = shim.OPEN | shim.WRITE | shim.TRUNCATE | shim.SYNC | shim.RENAME
FAULTS = (
    Fault(errno.ENOSPC, _MAKING),
    Fault(errno.ENOSPC, _MAKING, lasting=True),
    Fault(errno.EIO, CHANGING),
    Fault(errno.EIO, CHANGING, lasting=True),
    Fault(errno.EIO, shim.READ),
    Fault(errno.EACCES, shim.OPEN | shim.RENAME | shim.UNLINK),
    Fault(errno.EROFS, shim.OPEN | shim.RENAME | shim.UNLINK, lasting=True),
    Fault(shim.SHORT, shim.WRITE),
    Fault(shim.SHORT, shim.WRITE, lasting=True),
)
MOST, MOST_READS = 120, 40
"""Where a deed makes more calls than that, each second fails, or third, and so on."""
SIZES = (0, 512, 4_096, 20_000, 65_536)
"""The most bytes that a file may have, where the disk is full for the system itself."""


class Found(msgspec.Struct):
    """What was seen of one deed: the calls it makes, the faults tried, the times it was refused."""

    calls: int = 0
    runs: int = 0
    refused: int = 0
    wrong: list[str] = []


class Trial:
    """One deed, tried in a fresh place each time."""

    def __init__(self, name: str, template: Path, folder: Path) -> None:
        self._name, self._template, self._folder = name, template, folder
        self._shim = Shim()
        self._before: Contents = {}
        self._after: Contents = {}
        self.found = Found()

    def run(self) -> Found:
        """Try every fault at every call, and return what was seen."""
        self._look()
        self.found.calls = self._count(CHANGING | shim.READ)
        for fault in FAULTS:
            count = self._count(fault.kinds)
            # What copies or reads page after page makes hundreds of calls that are alike.
            step = 1 + count // (MOST_READS if fault.kinds == shim.READ else MOST)
            for number in range(1, count + 1, step):
                self._try(
                    f"{fault} at call {number}", partial(self._arm, number, fault), fault.kinds
                )
        for size in SIZES:
            self._try(f"files of {size:,} bytes at most", partial(_limited, size))
        return self.found

    def _look(self) -> None:
        """See what is there before the deed, and what it leaves where all goes well."""
        place = self._place()
        self._prepare(place)
        self._before = state(place)
        place.close()
        place = self._place()
        self._prepare(place)
        DEEDS[self._name](place)
        self._after = state(place)
        place.close()

    def _count(self, kinds: int) -> int:
        place = self._place()
        self._prepare(place)
        self._shim.count(kinds)
        DEEDS[self._name](place)
        count = self._shim.disarm()
        place.close()
        return count

    def _place(self) -> Place:
        shutil.rmtree(self._folder, ignore_errors=True)
        shutil.copytree(self._template, self._folder)
        place = Place(self._folder)
        assert place.library.writable
        return place

    def _prepare(self, place: Place) -> None:
        if self._name in BEFORE:
            BEFORE[self._name](place)

    @contextmanager
    def _arm(self, number: int, fault: Fault) -> Iterator[None]:
        self._shim.arm(number, fault)
        try:
            yield
        finally:
            self._shim.disarm()

    def _try(self, told: str, fault: Callable[[], Any], kinds: int = 0) -> None:
        place = self._place()
        self._prepare(place)
        self.found.runs += 1
        try:
            self._check(place, fault, may_leave=bool(kinds & shim.UNLINK))
        except Exception as error:
            self.found.wrong.append(f"{self._name}, {told}: {type(error).__name__}: {error}")
        with suppress(Exception):
            place.close()

    def _check(self, place: Place, fault: Callable[[], Any], *, may_leave: bool) -> None:
        deed, said = DEEDS[self._name], ""
        with fault():
            try:
                deed(place)
            except IN_WORDS as error:
                said = str(error)
                self.found.refused += 1
        now = state(place)
        if said:
            assert said.endswith((".", "?")), said
            assert "Errno" not in said, said
            # All of it, or none: of the library and of each file.
            self._hold(now, self._before, self._after)
        else:
            self._hold(now, self._after)
        assert may_leave or not contents.parts(place.folder), contents.parts(place.folder)
        # Where the last sync of all failed it is done already, and is not to be done twice.
        if said and _apart(now) != _apart(self._after):
            deed(place)
        self._hold(state(place), self._after)
        place.close()
        # What was kept is on the disk, and not in the open library's memory alone.
        self._hold(state(place), self._after)
        place.close()
        with closing(sqlite3.connect(place.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def _hold(self, now: Contents, *others: Contents) -> None:
        """Hold that a state is one of others; there may be more copies, and each is whole."""
        copied = {value for other in others for name, value in other.items() if _is_copy(name)}
        more = {value for name, value in now.items() if _is_copy(name)} - copied
        assert more <= {digest(_library_of(self._before)), digest(_library_of(self._after))}
        assert _apart(now) in [_apart(other) for other in others], differs(now, *others)


def _is_copy(name: str) -> bool:
    return name.startswith("copy ")


def _apart(held: Contents) -> Contents:
    """Return what there is besides copies."""
    return {name: value for name, value in held.items() if not _is_copy(name)}


def _library_of(held: Contents) -> Contents:
    """Return what is in the library alone."""
    return {name: v for name, v in _apart(held).items() if Path(name).suffix not in contents.WHOLE}


def state(place: Place) -> Contents:
    """Return what a place holds; no library is no error."""
    files = contents.of_files(place.folder)
    return {**files, **contents.of_library(place.library)} if place.path.exists() else files


def differs(now: Contents, *others: Contents) -> str:
    """Name what is not as it may be."""
    names = {*now}.union(*others)
    wrong = sorted(n for n in names if now.get(n) not in [other.get(n) for other in others])
    return f"neither as before nor as after: {wrong or 'some of each'}"


@contextmanager
def _limited(size: int) -> Iterator[None]:
    """Let no file grow past a size: to the program, the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def main(folder: Path, names: list[str]) -> None:
    """Try the deeds with these names."""
    # Sheets are laid out with the fonts of Qt.
    app = QApplication(sys.argv[:1])
    template = folder / "template"
    template.mkdir()
    from planner.store.database import create

    create(template / "evidence.db")
    place = Place(template)
    furnish(place)
    place.close()
    found = {name: Trial(name, template, folder / "place").run() for name in names}
    print(msgspec.json.encode(found).decode())
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
