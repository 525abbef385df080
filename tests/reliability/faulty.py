"""The program in which every call of every deed fails once; arguments: a folder, names of deeds.

It runs under the shim and prints what it found, as JSON.
"""

import errno
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication

from tests.reliability import shim
from tests.reliability.deeds import UPDATES
from tests.reliability.shim import CHANGING, Fault, Shim
from tests.reliability.stage import make_template
from tests.reliability.trial import Found, Trial

_MAKING = shim.OPEN | shim.WRITE | shim.TRUNCATE | shim.SYNC | shim.RENAME | shim.MKDIR
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
MOST, MOST_READS, MOST_UPDATE = 120, 40, 30
"""Where a deed makes more calls than that, each second fails, or third, and so on.

Bringing a library up to date is ended at each statement in test_versions.py besides.
"""
SIZES = (0, 512, 4_096, 20_000, 65_536)
"""The most bytes that a file may have, where the disk is full for the system itself."""


class Calls(Trial):
    """A deed each of whose calls fails in turn."""

    def __init__(self, name: str, template: Path, folder: Path) -> None:
        super().__init__(name, template, folder)
        self._shim = Shim()

    def run(self) -> Found:
        """Try every fault at every call, and return what was seen."""
        most = MOST_UPDATE if self.stage.name in UPDATES else MOST
        self.found.calls = self._count(CHANGING | shim.READ)
        for fault in FAULTS:
            count = self._count(fault.kinds)
            # What copies or reads page after page makes hundreds of calls that are alike.
            step = 1 + count // (MOST_READS if fault.kinds == shim.READ else most)
            for number in range(1, count + 1, step):
                self.attempt(
                    f"{fault} at call {number}",
                    partial(self._arm, number, fault),
                    may_leave=bool(fault.kinds & shim.UNLINK),
                )
        for size in SIZES:
            told = f"files of {size:,} bytes at most"
            self.attempt(told, partial(_limited, size), may_leave=False)
        return self.found

    def _count(self, kinds: int) -> int:
        place = self.stage.place()
        self._shim.count(kinds)
        self.stage.deed(place)
        count = self._shim.disarm()
        place.close()
        return count

    @contextmanager
    def _arm(self, number: int, fault: Fault) -> Iterator[None]:
        self._shim.arm(number, fault)
        try:
            yield
        finally:
            self._shim.disarm()


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
    template = make_template(folder)
    found = {name: Calls(name, template, folder / "place").run() for name in names}
    print(msgspec.json.encode(found).decode())
    del app


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
