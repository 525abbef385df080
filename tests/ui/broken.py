"""The program that test_faults starts: Marshal's own window, in which things are broken on purpose.

Arguments: the library, what is broken. It uses what is broken, types, waits for “Saved”, closes
the window as a person does, and prints what the notice said and what was typed.
"""

import sys
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QEvent, QModelIndex, QObject, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from planner import app
from planner.model.plan import Part
from planner.ui.card_model import CardModel
from planner.ui.controls import Mark
from planner.ui.plan_text import PlanText
from planner.ui.window import Window

SECRET = "a word of the essay"
WORDS = "Typed after it broke."


def fail(*_: object) -> None:
    raise ValueError(SECRET)


class Broken:
    """Whatever raises an error when it is used."""

    def __del__(self) -> None:
        fail()


def use(window: Window, what: str) -> None:
    """Break one thing, and use it."""
    match what:
        case "slot":
            window.desk.board.add.clicked.connect(fail)
            window.desk.board.add.clicked.emit()
        case "timer":
            QTimer.singleShot(0, window, fail)
        case "thread":
            thread = Thread(target=fail)
            thread.start()
            thread.join()
        case "paint":
            window.notice.tell("An icon is painted.")
        case "event":
            field = window.desk.board.findChild(PlanText)
            QApplication.postEvent(field, QEvent(QEvent.Type.User))
        case "data":
            window.desk.shelf.list.viewport().update()
        case "end":
            Broken()


def break_(what: str) -> None:
    """Break what Qt itself calls, from the start: it asks only once what there is to call."""
    event, data = PlanText.event, CardModel.data

    def failing_event(field: PlanText, given: QEvent) -> bool:
        if given.type() is QEvent.Type.User:
            fail()
        return event(field, given)

    def failing_data(model: CardModel, index: QModelIndex, role: int = 0) -> object:
        if index.row() == 1:
            fail()
        return data(model, index, role)

    def failing_paint(mark: Mark, _event: QPaintEvent) -> None:
        painter = QPainter(mark)
        painter.save()
        fail()

    match what:
        case "paint":
            Mark.paintEvent = failing_paint
        case "event":
            PlanText.event = failing_event
        case "data":
            CardModel.data = failing_data


class Trial(QObject):
    """Breaks something, goes on, and closes."""

    def __init__(self, window: Window, what: str) -> None:
        super().__init__(window)
        self._window, self._what = window, what
        self._said = ""

    def begin(self) -> None:
        """Break it, and wait until that was told."""
        QTimer.singleShot(700, self, self.go_on)
        use(self._window, self._what)

    def go_on(self) -> None:
        """Type, and wait until that is saved."""
        window = self._window
        self._said = window.notice.text.text() if window.notice.is_warning else ""
        (field,) = (
            field
            for field in window.desk.board.findChildren(PlanText)
            if field.field.part is Part.LINE_OF_ARGUMENT
        )
        field.setFocus()
        QTest.keyClicks(field, WORDS)
        QTimer.singleShot(1_200, self, self.end)

    def end(self) -> None:
        """Say how it went, and close the window."""
        window = self._window
        print(window.session.status, self._said, sep="\n")
        window.close()


def main(path: Path, what: str) -> int:
    """Open the window as the command line does, and break something in it."""
    break_(what)
    start = Window.start

    def begin(window: Window, file: Path | None = None) -> None:
        start(window, file)
        window.open_plan("plan")
        trial = Trial(window, what)
        QTimer.singleShot(300, trial, trial.begin)

    Window.start = begin
    return app.run_window(str(path))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
