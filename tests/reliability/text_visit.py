"""Looking at each window, dialog, menu and tool tip that comes up, and putting it away again."""

import time
from collections.abc import Callable, Iterable
from types import TracebackType

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from tests.reliability.text_look import ROWS, TIP, faults, tip_fault

PATIENCE = 60
"""Looks, ten milliseconds apart, after which a dialog that does not go is put away for good."""
# What the offscreen screen cannot do, and what the fonts of this computer have not.
_QUIET = ("This plugin does not support", "OpenType support missing for")

Deed = Callable[[QWidget], object]


class Seen(msgspec.Struct):
    """What was seen; spent: seconds of the window's own thread, by the name of the step."""

    dialogs: set[str] = msgspec.field(default_factory=set)
    faults: set[str] = msgspec.field(default_factory=set)
    raised: list[str] = msgspec.field(default_factory=list)
    warned: list[str] = msgspec.field(default_factory=list)
    spent: dict[str, float] = msgspec.field(default_factory=dict)
    menus: int = 0
    tips: int = 0
    drags: int = 0


class Visitor(QObject):
    """Looks at what comes up, and answers it: each dialog once, by the deeds given for its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self._step = ""
        self._deeds: dict[str, list[Deed]] = {}
        self._known: list[QWidget] = []
        self._looks = 0
        self._aside = 0.0
        QTimer.singleShot(10, self, self._look)

    def do(self, step: str, deed: Callable[[], object], **answers: Deed) -> None:
        """Do something, look at what is then there, and note how long it took.

        answers: what is to be done in a dialog, by the name of its class.
        """
        self._step = step
        self._deeds = {name: [answer] for name, answer in answers.items()}
        began, self._aside = time.thread_time(), 0.0
        deed()
        self._paint()
        self.seen.spent[step] = time.thread_time() - began - self._aside
        for window in self._windows():
            self._inspect(window)

    def probe(self, root: QWidget) -> None:
        """Ask for the tool tip and the context menu of all that can be seen in a window."""
        asked: set[tuple[str, str]] = set()
        for widget in [root, *root.findChildren(QWidget)]:
            if not isValid(widget) or not widget.isVisible():
                continue
            self._ask_tips(widget)
            kind = (type(widget).__name__, type(widget.parentWidget()).__name__)
            if kind not in asked and isinstance(widget, QAbstractScrollArea | QLineEdit | QWidget):
                asked.add(kind)
                self._ask_menu(widget)

    def page_through(self, view: QAbstractItemView, pages: int = 40) -> None:
        """Scroll from the top of a list to its end, and paint each page of it."""
        bar = view.verticalScrollBar()
        for _ in range(pages):
            view.grab()
            if bar.value() >= bar.maximum():
                return
            bar.setValue(bar.value() + bar.pageStep())
            settle()

    def on_dragged(self, drag: QDrag) -> Qt.DropAction:
        """Stand for QDrag.exec, which would wait for a hand."""
        self.seen.drags += 1
        if drag.pixmap().isNull() or drag.mimeData().hasHtml():
            self._note(["what is dragged has no picture, or has markup"])
        return Qt.DropAction.IgnoreAction

    def on_raised(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Stand for sys.excepthook."""
        import traceback

        told = "".join(traceback.format_exception(kind, error, _trace))
        self.seen.raised.append(f"{self._step}: {told}")

    def on_warned(self, _kind: QtMsgType, _of: QMessageLogContext, told: str) -> None:
        """Stand for Qt's own way of warning."""
        if not told.startswith(_QUIET):
            self.seen.warned.append(f"{self._step}: {told}")

    # What comes up by itself

    def _look(self) -> None:
        QTimer.singleShot(10, self, self._look)
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        self._known = [w for w in self._known if isValid(w) and w.isVisible()]
        if shown is None:
            self._looks = 0
        elif shown not in self._known:
            self._looks = 0
            self._known.append(shown)
            self._meet(shown)
        else:
            self._looks += 1
            if self._looks > PATIENCE:
                shown.done(0) if isinstance(shown, QDialog) else shown.close()

    def _meet(self, shown: QWidget) -> None:
        shown.grab()
        self._inspect(shown)
        if isinstance(shown, QMenu):
            self.seen.menus += 1
            shown.close()
            return
        for deed in self._deeds.pop(type(shown).__name__, []):
            deed(shown)
            if isValid(shown) and shown.isVisible():
                shown.grab()
                self._inspect(shown)
        if isValid(shown) and shown.isVisible() and isinstance(shown, QDialog):
            shown.reject()

    def _inspect(self, shown: QWidget) -> None:
        began = time.thread_time()
        if isinstance(shown, QDialog):
            self.seen.dialogs.add(f"{type(shown).__module__}.{type(shown).__name__}")
        self._note(faults(shown))
        self._aside += time.thread_time() - began

    def _note(self, found: Iterable[str]) -> None:
        self.seen.faults.update(f"{self._step}: {fault}" for fault in found)

    def _paint(self) -> None:
        settle()
        for window in self._windows():
            window.grab()

    @staticmethod
    def _windows() -> list[QWidget]:
        tops = QApplication.topLevelWidgets()
        return [w for w in tops if w.isVisible() and w.windowType() is not TIP]

    def _ask_tips(self, widget: QWidget) -> None:
        points = [widget.rect().center()] if widget.toolTip() else []
        target = widget
        if isinstance(widget, QAbstractItemView):
            target = widget.viewport()
            model = widget.model()
            rows = range(min(ROWS, model.rowCount()))
            points += [widget.visualRect(model.index(row, 0)).center() for row in rows]
        for point in points:
            event = QHelpEvent(QEvent.Type.ToolTip, point, target.mapToGlobal(point))
            QApplication.sendEvent(target, event)
            tip = QToolTip.text()
            if tip:
                self.seen.tips += 1
                self._note(filter(None, [tip_fault(tip)]))
                for shown in QApplication.topLevelWidgets():
                    if shown.windowType() is TIP:
                        shown.grab()
            QToolTip.hideText()

    def _ask_menu(self, widget: QWidget) -> None:
        target = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
        point = target.rect().center()
        if isinstance(widget, QAbstractItemView):
            point = widget.visualRect(widget.currentIndex()).center()
        at = target.mapToGlobal(point)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(point), at)
        QApplication.sendEvent(target, event)
        settle()


def settle() -> None:
    """Let Qt do what is waiting."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
