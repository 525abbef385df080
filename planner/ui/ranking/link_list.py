"""The arrows in words, each with the field that explains it."""

import itertools
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QGroupBox,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.model.plan import Arrow, Field, Part, Plan
from planner.ui.controls import icon_button, label, set_tip
from planner.ui.kit import Kit
from planner.ui.menus import pop_up
from planner.ui.panel import Panel
from planner.ui.plan_text import PlanText
from planner.ui.ranking.deeds import Deeds, ends_of
from planner.ui.ranking.nodes import arrow_words


class LinkRow(Panel):
    """One arrow: what it goes between, because of what, and a button that deletes it."""

    going = Signal(int)
    """The row above (-1) or below (1) is asked for."""
    deleting = Signal()

    def __init__(self, kit: Kit, arrow_id: str, parent: QWidget) -> None:
        super().__init__(kit.theme, parent)
        self.arrow_id = arrow_id
        self.ends = _Ends(self)
        self.because = PlanText(kit.session, Field(Part.BECAUSE, arrow_id), "Because")
        self.because.show_prompt("this made that possible …")
        word = label("because", "small")
        word.setMinimumHeight(26)
        word.setContentsMargins(6, 0, 0, 0)
        word.setBuddy(self.because)
        self.remove = icon_button(kit.theme, "trash-2", "Delete the arrow", "hint")
        self.remove.clicked.connect(self.deleting)
        self.ends.clicked.connect(partial(self.because.setFocus, Qt.FocusReason.OtherFocusReason))
        self.ends.going.connect(self.going)
        self.ends.removing.connect(self.deleting)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 3, 8, 5)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.ends, 0, 0, 1, 2)
        grid.addWidget(self.remove, 0, 2, top)
        grid.addWidget(word, 1, 0, top)
        grid.addWidget(self.because, 1, 1, 1, 2, top)

    def sync(self, plan: Plan, arrow: Arrow) -> None:
        """Show an arrow as it is now."""
        between = ends_of(plan, arrow.start, arrow.end)
        self.setAccessibleName(between)
        self.ends.show_words(between, arrow_words(plan, arrow))
        self.because.setAccessibleName(f"Because, {between}")
        self.because.show_words(arrow.because)
        self.remove.setAccessibleName(f"Delete the arrow {between}")


class _Ends(QPushButton):
    """Names the two ends; the arrow keys go from row to row."""

    going = Signal(int)
    removing = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setAutoDefault(False)
        self.setProperty("kind", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)

    def show_words(self, between: str, told: str) -> None:
        """Show what an arrow goes between; told is all of it, to a screen reader."""
        self._whole = between
        self.setAccessibleName(told)
        set_tip(self, between)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.going.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        room = max(20, self.width() - 14)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction("Explain the arrow\tEnter", self.click)
        menu.addAction("Delete the arrow\tDel", self.removing.emit)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        middle: QPoint = self.mapToGlobal(self.rect().center())
        pop_up(menu, middle if by_key else event.globalPos())


class LinkList(QGroupBox):
    """Holds a row for each arrow, in the order they were drawn in."""

    selected = Signal(str)
    """The keyboard came to an arrow's row: its id; an empty text as it left the rows."""

    def __init__(self, kit: Kit, deeds: Deeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit, self._deeds = kit, deeds
        self.rows: dict[str, LinkRow] = {}
        self._of = ""
        self.setAccessibleName("Links in words")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def sync(self, plan: Plan) -> None:
        """Show the plan's arrows as they are now."""
        wanted = {arrow.id: arrow for arrow in plan.arrows}
        for name in [name for name in self.rows if name not in wanted]:
            self._take(name, wanted)
        for at, (name, arrow) in enumerate(wanted.items()):
            row = self.rows.get(name) or self._made(name)
            if self._column.indexOf(row) != at:
                self._column.insertWidget(at, row)
            row.sync(plan, arrow)
        self.rows = {name: self.rows[name] for name in wanted}

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        stops = [[row.ends, row.because, row.remove] for row in self.rows.values()]
        return list(itertools.chain.from_iterable(stops))

    def _made(self, arrow_id: str) -> LinkRow:
        row = LinkRow(self._kit, arrow_id, self)
        row.going.connect(partial(self._on_going, arrow_id))
        row.deleting.connect(partial(self._deeds.unlink, arrow_id))
        self.rows[arrow_id] = row
        return row

    def _take(self, name: str, wanted: dict[str, Arrow]) -> None:
        """Take a row away; the keyboard goes to the one below, or above."""
        row = self.rows[name]
        names = list(self.rows)
        here = names.index(name)
        focused = QApplication.focusWidget()
        if focused is not None and row.isAncestorOf(focused):
            near = [n for n in (*names[here + 1 :], *names[:here][::-1]) if n in wanted]
            if near:
                self.rows[near[0]].ends.setFocus(Qt.FocusReason.OtherFocusReason)
        del self.rows[name]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_going(self, arrow_id: str, by: int) -> None:
        names = list(self.rows)
        to = names.index(arrow_id) + by
        if 0 <= to < len(names):
            self.rows[names[to]].ends.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        of = ""
        if now is not None:
            of = next((name for name, row in self.rows.items() if row.isAncestorOf(now)), "")
        if of != self._of:
            self._of = of
            self.selected.emit(of)
