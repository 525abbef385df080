"""What a window does for its library while it is open: it beats, listens, and warns of risks."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from planner.store.errors import StoreError
from planner.store.hold import BEAT, Replaced
from planner.store.library import Library
from planner.ui.controls import shortened
from planner.ui.elsewhere import Elsewhere
from planner.ui.notice import PASSING
from planner.ui.reading import ReadingStrip

if TYPE_CHECKING:
    from planner.store.folder_risk import Risk
    from planner.ui.instance import Instance
    from planner.ui.window import Window

_BUSY = 300
"""Milliseconds after which a file is tried again that came while a question was open."""
_TOLD = "risk_told"


class Watch(QObject):
    """Says to others that the library is open here, and to the student what puts it at risk."""

    def __init__(self, window: "Window", library: Library) -> None:
        super().__init__(window)
        self._window, self._library = window, library
        self.strip = ReadingStrip(window.theme, library)
        self.elsewhere = Elsewhere(window, library)
        self.instance: Instance | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(int(BEAT * 1000))
        self._timer.timeout.connect(self.beat)
        window.session.parted.connect(self._on_parted)

    def start(self) -> None:
        """Begin, once the window is there to be looked at; a second call changes nothing."""
        if not self._library.writable or self._timer.isActive():
            return
        # What the first save needs is loaded once the window is there to be looked at.
        self._library.warm()
        self._timer.start()
        self._listen()
        self.tell_risk()

    def _listen(self) -> None:
        try:
            from planner.ui.instance import Instance
        except ImportError:
            # Qt’s part for it needs a library that a bare system may lack: a second start is then
            # told that the window is there, and does not bring it forward.
            return
        self.instance = Instance(self._library.path, self)
        self.instance.asked.connect(self.come_forward)

    def stop(self) -> None:
        """Leave the library to others."""
        self._timer.stop()
        if self.instance is not None:
            self.instance.close()

    def beat(self) -> None:
        """Say that the library is still open here; say so where it is not any more."""
        if why := self.lost():
            self.elsewhere.offer(why)

    def lost(self) -> str:
        """Say why nothing more can be saved in the library’s file; empty where it still can."""
        try:
            self._library.beat()
        except Replaced as error:
            return str(error)
        except StoreError:
            # A disk that is away for a moment is told of where something is to be saved.
            return ""
        return ""

    def come_forward(self, file: Path | None) -> None:
        """Show the window above all others, and open a file, if any."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        (QApplication.activeModalWidget() or window).activateWindow()
        # Where the system lets no program come forward by itself, it shows that it wants to.
        QApplication.alert(window)
        if file is not None:
            self._open(file)

    def _open(self, file: Path) -> None:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            # What is asked there is answered first.
            QTimer.singleShot(_BUSY, self, partial(self._open, file))
        else:
            self._window.receiving.open(file)

    def shows_draft(self, draft_id: str) -> bool:
        """Show what is in a pack that is made here, where it can only be read."""
        if self._library.writable:
            return False
        from planner.ui.packs.show_pack import show_pack

        try:
            pack = self._library.drafts.load(draft_id)
        except StoreError as error:
            self._window.notice.warn(str(error))
        else:
            show_pack(self._window, self._window.theme, pack, "")
        return True

    def _on_parted(self, title: str) -> None:
        window = self._window
        window.memory.set("last_plan", window.session.plan.id)
        window.notice.tell(
            f"“{shortened(title)}” was changed elsewhere since it was opened here. Both are kept: "
            "you go on in a copy of your own, and the other is among your plans.",
            passing=False,
        )

    def tell_risk(self) -> None:
        """Say once for each library what the folder that it is in puts at risk."""
        from planner.store.folder_risk import find_risk

        risk = find_risk(self._library.path)
        memory, notice = self._window.memory, self._window.notice
        if risk is None or memory.get(_TOLD) == risk.name or notice.isVisible():
            return
        notice.tell(risk.words, passing=False)
        # What is gone before it could be read is said at the next start again.
        QTimer.singleShot(PASSING, self, partial(self._note_told, risk))

    def _note_told(self, risk: "Risk") -> None:
        notice = self._window.notice
        if notice.isVisible() and notice.text.text() == risk.words:
            self._window.memory.set(_TOLD, risk.name)
