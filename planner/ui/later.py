"""What is shown a little later, so that the window answers meanwhile."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


class Later(QObject):
    """Does what can wait, one thing at a time; between two, Qt does whatever else there is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[QObject, Callable[[], None]]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    def do(self, owner: QObject, deed: Callable[[], None]) -> None:
        """Do something when its turn comes, if its owner is still there then."""
        self._waiting.append((owner, deed))
        if not self._timer.isActive():
            self._timer.start(0)

    def _on_time(self) -> None:
        owner, deed = self._waiting.popleft()
        if self._waiting:
            # Before the deed, which may fail.
            self._timer.start(0)
        if isValid(owner):
            deed()
