"""Backups as one works: every ten minutes in which something was changed, and at the end."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.minutes_words import counted
from planner.ui.notice import PASSING, Notice

if TYPE_CHECKING:
    from planner.ui.beside import Beside

EVERY = 600_000
"""Milliseconds between two backups."""
LARGEST = 16_000_000
"""The most bytes of a library that is backed up at closing.

That takes less than half a second, and whoever starts Marshal again meanwhile waits for it. Of a
larger library, the last ten minutes are in the library itself, and in a backup the next time.
"""

_LOOK = 100


class BackingUp(QObject):
    """Makes backups in a thread, and tells of a failure once until one works again."""

    faults_found = Signal(list)
    """What is damaged in the library, in sentences: others than were told before."""

    def __init__(self, parent: QObject, library: Library, notice: Notice) -> None:
        super().__init__(parent)
        self._library, self._notice = library, notice
        self._thread: Beside[tuple[str, ...]] | None = None
        self._failing = False
        self._faults: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.begin)
        self._looking = QTimer(self)
        self._looking.timeout.connect(self._look)
        if library.writable:
            self._timer.start(EVERY)

    def begin(self) -> None:
        """Begin a backup, where there is work that is in none and none is being made."""
        if self._thread is None and self._library.writable and self._library.unbacked:
            from planner.ui.beside import Beside

            self._thread = Beside(partial(_back_up, self._library))
            self._thread.start()
            self._looking.start(_LOOK)

    def finish(self) -> None:
        """Make the last backup, once the window is gone; of a large library none is made."""
        self._timer.stop()
        self._looking.stop()
        with suppress(StoreError, OSError):
            if not self._library.writable or self._library.path.stat().st_size > LARGEST:
                return
            if self._thread is not None:
                self._thread.join()
            if self._library.unbacked:
                self._library.back_up("closing", time.time())

    def _look(self) -> None:
        thread = self._thread
        if thread is None or thread.is_alive():
            return
        self._looking.stop()
        self._thread = None
        try:
            faults = thread.result()
        except StoreError as error:
            if not self._failing:
                self._failing = True
                self._tell(partial(self._tell_failure, str(error)))
            return
        self._failing = False
        if faults and faults != self._faults:
            self._tell(partial(self.faults_found.emit, list(faults)))
        self._faults = faults

    def _tell_failure(self, why: str) -> None:
        self._notice.warn(f"{why} Marshal tries again every ten minutes.", "Try again", self._again)

    def _again(self) -> None:
        self._failing = False
        self.begin()

    def _tell(self, tell: Callable[[], None]) -> None:
        """Tell it where nothing else is to be read, or as soon as that is so."""
        if self._notice.isVisible():
            QTimer.singleShot(PASSING, self, partial(self._tell, tell))
        else:
            tell()


def _back_up(library: Library) -> tuple[str, ...]:
    """Make a backup, and return what is damaged in the library."""
    made = library.back_up("work", time.time())
    return () if made.sound else library.check().faults


def faults_words(faults: Sequence[str]) -> str:
    """Say what is damaged, and what is safe."""
    more = f" And {counted(len(faults) - 1, 'more fault')}." if len(faults) > 1 else ""
    return (
        f"A part of your library is damaged. {faults[0]}{more} All the rest can still be used, "
        "and the earlier backups are kept."
    )
