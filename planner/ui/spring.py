"""A button that presses itself while a card is held over it, so that drags reach other views."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractButton

from planner.ui.payload import CARDS

HELD = 450
"""How long a card is held over the button, in milliseconds."""


class Spring(QObject):
    """Presses its button under a card that is held there; nothing can be dropped on it."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HELD)
        self._timer.timeout.connect(button.click)
        button.setAcceptDrops(True)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                # Without this no word would come of the card leaving again.
                event.setAccepted(event.mimeData().hasFormat(CARDS))
                if event.isAccepted():
                    self._timer.start()
                return True
            case QEvent.Type.DragMove:
                event.ignore()
                return True
            case QEvent.Type.DragLeave | QEvent.Type.Drop:
                self._timer.stop()
                return True
        return False
