"""Marshal's own window over a disk that fails; arguments: the library, the copy's file.

It runs under the shim. For each fault words are typed, which the disk does not take; it prints
what the window then says, shows and offers, and what is in the copy and in the library after it.
"""

import errno
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from planner import app
from planner.model.plan import Part
from planner.store.library import Library
from planner.ui.failed_save import ELSEWHERE
from planner.ui.plan_text import PlanText
from planner.ui.window import Window
from tests.reliability import shim
from tests.reliability.shim import CHANGING, Fault, Shim

FAULTS = (
    Fault(errno.ENOSPC, shim.OPEN | shim.WRITE | shim.TRUNCATE | shim.SYNC, lasting=True),
    Fault(errno.EIO, CHANGING | shim.READ, lasting=True),
    Fault(errno.EROFS, CHANGING, lasting=True),
)


class Seen(msgspec.Struct):
    """What was seen while a disk failed, and after it."""

    fault: str
    typed: str
    on_screen: str
    status: str
    said: str
    offered: list[str]
    in_copy: str
    status_after: str
    said_after: str
    in_library: str


class Trial:
    """Types over failing disks, one after the other."""

    def __init__(self, window: Window, copy: Path) -> None:
        self._window, self._copy, self._shim = window, copy, Shim()
        (self._field,) = (
            field
            for field in window.desk.board.findChildren(PlanText)
            if field.field.part is Part.LINE_OF_ARGUMENT
        )

    def seen(self) -> Iterator[Seen]:
        """Go through the faults."""
        for fault in FAULTS:
            self._shim.arm(1, fault)
            self._field.setFocus()
            QTest.keyClicks(self._field, f"Words for {fault}. ")
            typed = self._field.words()
            self._window.settle()
            seen = Seen(
                str(fault),
                typed,
                self._field.words(),
                self._window.statusBar().currentMessage(),
                self._said(),
                [b.text() for b in self._buttons()],
                self._saved_elsewhere(),
                "",
                "",
                "",
            )
            self._shim.disarm()
            # The disk is well again.
            self._window.session.retry()
            seen.status_after = self._window.statusBar().currentMessage()
            seen.said_after = self._said()
            seen.in_library = self._window.session.plan.line_of_argument
            yield seen
            self._window.notice.clear()

    def _said(self) -> str:
        notice = self._window.notice
        return notice.text.text() if notice.isVisible() else ""

    def _buttons(self) -> list[QAbstractButton]:
        found = self._window.notice.findChildren(QAbstractButton)
        return [button for button in found if button.isVisible() and button.text()]

    def _saved_elsewhere(self) -> str:
        for button in self._buttons():
            if button.text() == ELSEWHERE:
                button.click()
        with Library.open(self._copy) as copy:
            return copy.plans.load(self._window.session.plan.id).line_of_argument


def main(library: Path, copy: Path) -> int:
    """Open the window as the command line does, and let its disk fail."""
    start = Window.start

    def begin(window: Window, file: Path | None = None) -> None:
        start(window, file)
        QTimer.singleShot(600, window, lambda: fail(window))

    def fail(window: Window) -> None:
        try:
            print(msgspec.json.encode(list(Trial(window, copy).seen())).decode())
        finally:
            window.close()

    QFileDialog.getSaveFileName = lambda *_, **__: (str(copy), "")
    Window.start = begin
    return app.run_window(str(library))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
