"""What explains one arrow, typed beside it."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from planner.model.plan import Arrow, Field, Part, Plan
from planner.ui.controls import icon_button, label
from planner.ui.kit import Kit
from planner.ui.panel import Panel
from planner.ui.plan_text import PlanText
from planner.ui.ranking.deeds import Deeds, ends_of

_WIDTH, _OFF = 320, 14


class LinkNote(Panel):
    """Opens over the map, and goes when the keyboard does."""

    left = Signal(str)
    """Escape was pressed: the id of the arrow."""
    closed = Signal()

    def __init__(self, kit: Kit, deeds: Deeds, parent: QWidget) -> None:
        super().__init__(kit.theme, parent)
        self._kit, self._deeds, self._map = kit, deeds, parent
        self._at = QPoint()
        self.arrow_id = ""
        self.text: PlanText | None = None
        self.between = label(kind="field", wrap=True)
        self.remove = icon_button(kit.theme, "trash-2", "Delete this arrow", "hint")
        self.remove.clicked.connect(self._on_removing)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 8, 10)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(self.between, 0, 0)
        self._grid.addWidget(self.remove, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def open(self, plan: Plan, arrow: Arrow, point: QPoint) -> None:
        """Show what explains an arrow, near a point of the map, and give it the keyboard."""
        self._drop()
        self.arrow_id, self._at = arrow.id, point
        name = f"Explain {ends_of(plan, arrow.start, arrow.end)}"
        self.text = PlanText(self._kit.session, Field(Part.BECAUSE, arrow.id), name)
        self.text.show_prompt("because this made that possible …")
        self._grid.addWidget(self.text, 1, 0, 1, 2)
        QWidget.setTabOrder(self.text, self.remove)
        self.sync(plan)
        self.text.show()
        self.show()
        self.raise_()
        self.text.moveCursor(QTextCursor.MoveOperation.End)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.place()

    def sync(self, plan: Plan) -> None:
        """Show the arrow as it is now, or go where it is no more."""
        arrow = next((arrow for arrow in plan.arrows if arrow.id == self.arrow_id), None)
        if arrow is None:
            self.close_note()
        elif self.text is not None:
            between = ends_of(plan, arrow.start, arrow.end)
            self.setAccessibleName(f"The arrow {between}")
            self.between.setText(between)
            self.text.show_words(arrow.because)

    def place(self) -> None:
        """Stand below the point, or above where there is no room, within the map."""
        room = self._map.rect()
        width = min(_WIDTH, room.width())
        high = max(self.heightForWidth(width), self.minimumSizeHint().height())
        y = self._at.y() + _OFF
        if y + high > room.height():
            y = max(0, min(self._at.y() - _OFF, room.height()) - high)
        x = max(0, min(self._at.x() - width // 2, room.width() - width))
        self.setGeometry(x, y, width, high)

    def close_note(self) -> None:
        """Put the note away; what was typed is saved."""
        if self.arrow_id:
            self.arrow_id = ""
            self.hide()
            self._drop()
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.arrow_id:
            # The field grew by a line, or shrank.
            self.place()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            arrow_id = self.arrow_id
            self.close_note()
            self.left.emit(arrow_id)
        else:
            super().keyPressEvent(event)

    def _drop(self) -> None:
        if self.text is not None:
            self._grid.removeWidget(self.text)
            self.text.hide()
            self.text.deleteLater()
            self.text = None

    def _on_removing(self) -> None:
        self._deeds.unlink(self.arrow_id)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        # A window that is left for another keeps its note.
        if self.arrow_id and now is not None and not self.isAncestorOf(now):
            self.close_note()
