"""The views of one plan in the middle of the desk, and the buttons that go between them."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.model.plan import Plan
from planner.ui.controls import button, set_tip
from planner.ui.session import Session
from planner.ui.spring import Spring


@runtime_checkable
class View(Protocol):
    """One way of looking at the open plan; it is told of changes only while it is shown."""

    def show_plan(self, before: Plan | None, plan: Plan) -> None:
        """Show a plan; before: what was shown last, None where another plan was opened since."""


class Views(QWidget):
    """Shows one view at a time; each is made when it is first shown.

    The first is given as it is, and follows the plan by itself.
    """

    shown = Signal(str)
    """The name of the view that is shown now."""

    def __init__(
        self,
        session: Session,
        name: str,
        title: str,
        first: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._makes: dict[str, Callable[[], QWidget]] = {}
        self._pages: dict[str, QWidget] = {name: first}
        self._last: dict[str, Plan] = {}
        self.current = name
        self.names: list[str] = []
        self._row = QHBoxLayout()
        self._row.setContentsMargins(18, 6, 14, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_pressed)
        self.buttons: dict[str, QPushButton] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._row)
        box.addWidget(self._stack, 1)
        self._add_button(name, title)
        self.buttons[name].setChecked(True)
        session.plan_changed.connect(self._on_plan_changed)

    def register(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Offer a view, which is made when it is first shown."""
        self._makes[name] = make
        self._add_button(name, title)

    def show_view(self, name: str) -> None:
        """Show a view; the keyboard goes with it where it was in the one that is left."""
        left, page = self._pages[self.current], self._page(name)
        self.buttons[name].setChecked(True)
        if page is left:
            return
        focused = QApplication.focusWidget()
        goes = focused is not None and left.isAncestorOf(focused)
        # What is typed in the view that is left is shown in the other.
        self._session.settle()
        self.current = name
        self._tell(self._session.plan)
        self._stack.setCurrentWidget(page)
        if goes:
            self.take_focus()
        self.shown.emit(name)

    def take_focus(self) -> None:
        """Give the keyboard to the view that is shown."""
        page = self._pages[self.current]
        take = getattr(page, "take_focus", None)
        if take is not None:
            take()
            return
        stop = page.nextInFocusChain()
        while stop is not None and stop is not page:
            takes = stop.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and page.isAncestorOf(stop) and stop.isVisible() and stop.isEnabled():
                stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
            stop = stop.nextInFocusChain()

    def _page(self, name: str) -> QWidget:
        if name not in self._pages:
            made = self._makes[name]()
            self._stack.addWidget(made)
            self._pages[name] = made
        return self._pages[name]

    def _tell(self, plan: Plan) -> None:
        page = self._pages[self.current]
        if isinstance(page, View):
            page.show_plan(self._last.get(self.current), plan)
            self._last[self.current] = plan

    def _add_button(self, name: str, title: str) -> None:
        number = len(self.names) + 1
        made = button(title, "tab")
        made.setCheckable(True)
        made.setAccessibleName(f"{title} view")
        set_tip(made, f"{title} (Ctrl+{number})")
        self._group.addButton(made, number - 1)
        Spring(made)
        self._row.insertWidget(number - 1, made)
        self.buttons[name] = made
        self.names.append(name)

    def _on_pressed(self, number: int) -> None:
        self.show_view(self.names[number])

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is None:
            self._last.clear()
            self.show_view(self.names[0])
        self._tell(plan)
