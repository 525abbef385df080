"""A hand that does anything: keys, clicks, drags, menus and answers, in an order that a seed gives.

Whatever opens a dialog or a menu waits in there for its answer; the hand goes on within it, and
puts away in the end what it could not answer.
"""

import gc
import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from planner.ui.window import Window
from tests.reliability import monkey_reach as reach
from tests.reliability.monkey_hands import Hands, named, settle

MOST_DEEP = 4
"""The dialogs within one another that are gone into before they are only put away."""

_LONGEST = 25
_SIZES = ((880, 520), (1024, 640), (1280, 820), (1280, 1500), (2400, 1000))
_SCHEMES = (Qt.ColorScheme.Light, Qt.ColorScheme.Dark, Qt.ColorScheme.Unknown)


class Monkey(Hands):
    """Does one random thing after the other to whatever window is there.

    note: is told of each event before it is done. inbox: files that can be opened or dropped.
    """

    def __init__(self, seed: int, events: int, inbox: Path, note: Callable[[str], None]) -> None:
        super().__init__(inbox, note)
        self.count = 0
        self.window: Window | None = None
        self.blocked = 0
        """How often work goes on in a thread, while which keys and clicks wait."""
        self._seed, self._events = seed, events
        self._doing: list[int] = []
        self._settling: set[int] = set()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._on_next)
        self._deeds: list[Callable[[], str]] = [
            *[self._key] * 8,
            *[self._type] * 4,
            *[self._controlled] * 4,
            *[self._click] * 14,
            *[self._double_click] * 2,
            *[self._right_click] * 3,
            *[self._button] * 6,
            *[self._menu] * 5,
            *[self._drag] * 5,
            *[self._shortcut] * 4,
            *[self._wheel] * 2,
            *[self._turn] * 3,
            *[self._focus] * 2,
            *[self._go] * 3,
            self._tip,
            self._resize,
            self._away,
            self._scheme,
            self._clip,
            self._drop_file,
            self._collect,
        ]

    @property
    def done(self) -> bool:
        """Tell whether all events have been."""
        return self.count >= self._events

    def begin(self, window: Window) -> None:
        """Go on in a window, from its event loop."""
        self.window = window
        self._next.start(0)

    def _on_next(self) -> None:
        if self.done:
            QApplication.exit()
            return
        try:
            if not self.blocked:
                self._step()
        finally:
            self._next.start(1 if self.blocked else 0)

    def _step(self) -> None:
        """Do one thing. What it is depends on the seed and its number, and on what there is."""
        self.count += 1
        number = self.count
        self.chance = random.Random(f"{self._seed} {number}")
        popup = QApplication.activePopupWidget()
        deed = self.chance.choice(self._deeds)
        if popup is not None and self.chance.random() < 0.4:
            deed = self._close
        elif isinstance(popup, QMenu) and self.chance.random() < 0.6:
            deed = self._choose
        elif QApplication.activeModalWidget() and self.chance.random() < 0.15:
            deed = self._close
        self.note(f"{number} {deed.__name__[1:]}")
        self._doing.append(number)
        QTimer.singleShot(0, self, lambda: self._answer(number))
        try:
            self.note(f"    {number} was {deed()}")
            self._settling.add(number)
            settle()
        finally:
            self._doing.remove(number)

    # The window

    def _menu(self) -> str:
        window = self.window
        if window is None or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return self._click()
        action = reach.chosen_in(self.chance, window.menuBar())
        if action is None or (action.text() == "Quit" and self.chance.random() < 0.9):
            return ""
        told = action.text()
        action.trigger()
        return told

    def _turn(self) -> str:
        if self.window is None or QApplication.activeModalWidget():
            return ""
        turning = self.window.turning
        back = self.chance.choice([turning.undo, turning.redo])
        times = self.chance.choice([1, 1, 3, 12])
        for _ in range(times):
            back()
        return f"{back.__name__} {times}"

    def _focus(self) -> str:
        widget = reach.pick(self.chance)
        if widget is not None:
            widget.setFocus(self.chance.choice(list(Qt.FocusReason)[:4]))
        return named(widget)

    def _go(self) -> str:
        """Go to a page of the window, or to a plan or a pack."""
        window = self.window
        if window is None or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return ""
        plans = window.library.plans
        ids = [each.id for each in (*plans.summaries(), *plans.worked(), *plans.deleted())]
        drafts = [each.id for each in window.library.drafts.summaries()]
        views, panel = window.desk.views, window.desk.panel
        where: list[tuple[Callable[..., object], list[str]]] = [
            *[(window.open_plan, ids)] * 4,
            *[(window.open_draft, drafts)] * 2,
            *[(views.show_view, views.names if window.on_desk else [])] * 4,
            *[(panel.show_page, list(panel.tabs) if window.on_desk else [])] * 2,
        ]
        go, among = self.chance.choice(where)
        if not among:
            return ""
        to = self.chance.choice(sorted(among))
        go(to)
        return f"{go.__name__} {to}"

    def _resize(self) -> str:
        top = reach.tops()[:1]
        if not top or isinstance(top[0], QMenu):
            return ""
        size = self.chance.choice(_SIZES)
        top[0].resize(*size)
        return f"{size}"

    def _away(self) -> str:
        """Leave the window and come back, as to another program."""
        window = self.window
        if window is None or QApplication.activeModalWidget() or QApplication.activePopupWidget():
            return ""
        window.showMinimized()
        settle()
        window.showNormal()
        window.activateWindow()
        return ""

    def _scheme(self) -> str:
        scheme = self.chance.choice(_SCHEMES)
        # Half a second of work, so only now and then.
        if self.window is not None and self.chance.random() < 0.1:
            self.window.choose_scheme(scheme)
        return scheme.name

    def _clip(self) -> str:
        """Put on the clipboard what another program may have put there."""
        mime = QMimeData()
        words = self.chance.choice(reach.WORDS)
        if self.chance.random() < 0.5:
            mime.setHtml(f"<table><tr><td>{words}</td><td>1924</td></tr></table>")
        mime.setText(words)
        QGuiApplication.clipboard().setMimeData(mime)
        return repr(words[:20])

    def _collect(self) -> str:
        return f"{gc.collect()}"

    # Answers

    def _answer(self, number: int) -> None:
        """Go on within what an event waits for, until that is answered."""
        if self._doing[-1:] != [number]:
            return
        shown = QApplication.activeModalWidget()
        if number not in self._settling:
            # A menu that comes up later holds nothing up: the next event goes to it.
            shown = QApplication.activePopupWidget() or shown
        if shown is not None and not self.blocked:
            for _ in range(_LONGEST):
                if len(self._doing) > MOST_DEEP or not isValid(shown) or not shown.isVisible():
                    break
                self._step()
            _put_away(shown)
        # Another question may come after this one.
        QTimer.singleShot(1, self, lambda: self._answer(number))

    def _close(self) -> str:
        """Answer what is asked, or put it away."""
        popup = QApplication.activePopupWidget()
        shown = popup or QApplication.activeModalWidget()
        if shown is None:
            return ""
        told = type(shown).__name__
        how = self.chance.choice(["escape", "button", "accept", "reject"])
        if popup is not None or how == "escape":
            QTest.keyClick(shown, Qt.Key.Key_Escape)
        elif how == "button":
            return self._button()
        elif isinstance(shown, QDialog):
            # As its main button does, where that can be pressed; as its cross does, where not.
            primary = [b for b in reach.buttons(shown) if b.property("kind") == "primary"]
            if how == "accept" and primary:
                primary[0].click()
            else:
                shown.reject()
        return f"{how} {told}"

    def _choose(self) -> str:
        menu = QApplication.activePopupWidget()
        action = reach.chosen_in(self.chance, menu) if isinstance(menu, QMenu) else None
        if action is None or menu is None:
            return ""
        told = action.text()
        # As a mouse does it: the menu is gone before anything is done.
        menu.close()
        action.trigger()
        return told


def _put_away(shown: QWidget) -> None:
    if isValid(shown) and shown.isVisible():
        shown.done(0) if isinstance(shown, QDialog) else shown.close()
