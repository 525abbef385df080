"""Answering dialogs and menus, which hold the program until they are answered."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

PATIENCE = 200
"""Looks, ten milliseconds apart, after which a question that is not answered is put away."""


class Modals(QObject):
    """Answers each dialog or menu as it comes, in the order in which the answers were given."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[Callable[[QWidget], object]] = []
        self._seen: list[QWidget] = []
        self._looks = 0
        self._done = False
        self.problems: list[str] = []
        self._wait()

    def answer(self, *answers: Callable[[QWidget], object]) -> None:
        """Give each of the next dialogs and menus to one of these."""
        self._answers += answers

    def finish(self) -> None:
        """Hold that every answer was asked for, and that none went wrong."""
        self._done = True
        assert not self.problems, self.problems
        assert not self._answers, "a dialog or a menu was expected and did not come"

    def _wait(self) -> None:
        # Another timer each time: one that is answering a dialog does not go off for the next.
        QTimer.singleShot(10, self, self._look)

    def _look(self) -> None:
        if self._done:
            return
        self._wait()
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        self._seen = [widget for widget in self._seen if isValid(widget) and widget.isVisible()]
        if shown is None:
            self._looks = 0
        elif shown not in self._seen:
            self._looks = 0
            self._seen.append(shown)
            self._answer(shown)
        else:
            self._looks += 1
            if self._looks > PATIENCE:
                self._put_away(shown, "was left open")

    def _answer(self, shown: QWidget) -> None:
        if not self._answers:
            self._put_away(shown, "was not expected")
            return
        try:
            self._answers.pop(0)(shown)
        except Exception as error:
            self._put_away(shown, f"{type(error).__name__}: {error}")

    def _put_away(self, shown: QWidget, why: str) -> None:
        self.problems.append(f"{shown!r} {shown.windowTitle()!r} {why}")
        shown.done(0) if isinstance(shown, QDialog) else shown.close()


def press(text: str) -> Callable[[QWidget], None]:
    """Press the button that says this."""

    def answer(dialog: QWidget) -> None:
        buttons = [b for b in dialog.findChildren(QAbstractButton) if told(b) == text]
        assert buttons, [told(b) for b in dialog.findChildren(QAbstractButton)]
        buttons[0].click()

    return answer


def choose(*path: str) -> Callable[[QWidget], None]:
    """Choose an entry of a menu, or of a menu within it, and put the menu away."""

    def answer(menu: QWidget) -> None:
        assert isinstance(menu, QMenu)
        action = find(menu, *path)
        assert action.isEnabled(), f"{path} is greyed out"
        # As a mouse does it: the menu is gone before anything is done.
        menu.close()
        action.trigger()

    return answer


def find(menu: QMenu, *path: str):
    """Return the action in a menu whose text begins so."""
    for step in path:
        menu.aboutToShow.emit()
        found = [a for a in menu.actions() if plain(a.text()).startswith(step)]
        assert found, (step, entries(menu))
        action, menu = found[0], found[0].menu()
    return action


def entries(menu: QMenu) -> list[str]:
    return [plain(action.text()) for action in menu.actions() if not action.isSeparator()]


def close(dialog: QWidget) -> None:
    """Put it away, as Escape does."""
    dialog.reject() if isinstance(dialog, QDialog) else dialog.close()


def told(button: QAbstractButton) -> str:
    return plain(button.text())


def plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").partition("\t")[0]


def settle() -> None:
    """Let Qt do what is waiting: layouts, deletions, timers of no time."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
