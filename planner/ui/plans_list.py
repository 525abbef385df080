"""The plans as a list: what each is about, how far it is, and when it was last touched."""

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.store.plans import PlanSummary
from planner.ui.card_model import Index
from planner.ui.drawing import draw_lines
from planner.ui.theme import Theme, bold, scaled

SUMMARY = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_FACTS = 270
BAR = 96
"""How wide a plan's facts are, and the bar among them, in pixels."""


class PlansModel(QAbstractListModel):
    """Plans by what is known of them without opening any."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._plans: list[PlanSummary] = []

    def show(self, plans: Sequence[PlanSummary]) -> None:
        """List these plans."""
        self.beginResetModel()
        self._plans = list(plans)
        self.endResetModel()

    def row_of(self, plan_id: str) -> int:
        """Return the row of a plan, or -1."""
        return next((row for row, plan in enumerate(self._plans) if plan.id == plan_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._plans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._plans):
            return None
        plan = self._plans[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return plan.title
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                asked = "" if plan.question == plan.title else f"{plan.question}. "
                return f"{asked}{plan.filled} of {plan.total} filled. {touched(plan)}"
        return plan if role == SUMMARY else None


class _PlanDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = option.fontMetrics
        return QSize(300, 2 * metrics.lineSpacing() + 34)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        plan: PlanSummary | None = index.data(SUMMARY)
        if plan is None:
            return
        of = self._theme.tokens
        state = option.state
        font = option.widget.font()
        rect = QRectF(option.rect).adjusted(1.5, 3.5, -1.5, -4.5)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(of.selected if selected else of.surface))
        edge = of.focus if focused else of.strong_border if over or selected else of.border
        painter.setPen(QPen(QColor(edge), 2.0 if focused else 1.0))
        painter.drawRoundedRect(rect, 9, 9)
        inner = rect.toRect().adjusted(18, 12, -18, -12)
        self._words(painter, inner.adjusted(0, 0, -_FACTS, 0), plan, font)
        self._facts(
            painter,
            QRect(inner.right() - _FACTS + 24, inner.top(), _FACTS - 24, inner.height()),
            plan,
            font,
        )
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, plan: PlanSummary, font: QFont) -> None:
        of = self._theme.tokens
        heavy = bold(font)
        if plan.question == plan.title:
            # A title alone stands in the middle.
            lines = 1 if QFontMetrics(heavy).horizontalAdvance(plan.title) <= rect.width() else 2
            spare = rect.height() - lines * QFontMetrics(heavy).lineSpacing()
            draw_lines(
                painter, rect.adjusted(0, spare // 2, 0, 0), plan.title, heavy, QColor(of.text), 2
            )
            return
        used = draw_lines(painter, rect, plan.title, heavy, QColor(of.text), 1)
        draw_lines(
            painter,
            rect.adjusted(0, used + 2, 0, 0),
            plan.question,
            scaled(font, 0.92),
            QColor(of.muted),
            1,
        )

    def _facts(self, painter: QPainter, rect: QRect, plan: PlanSummary, font: QFont) -> None:
        of = self._theme.tokens
        small = scaled(font, 0.88)
        painter.setFont(small)
        painter.setPen(QColor(of.muted))
        line = painter.fontMetrics().lineSpacing()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QRect(rect.left(), rect.top(), rect.width() - BAR - 12, line),
            right,
            f"{plan.filled} of {plan.total} filled",
        )
        track = QRectF(rect.right() - BAR + 1, rect.top() + line / 2 - 3, BAR, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(of.border))
        painter.drawRoundedRect(track, 3, 3)
        if plan.filled and plan.total:
            track.setWidth(max(6.0, BAR * plan.filled / plan.total))
            painter.setBrush(QColor(of.done))
            painter.drawRoundedRect(track, 3, 3)
        painter.setPen(QColor(of.muted))
        painter.drawText(
            QRect(rect.left(), rect.bottom() - line + 2, rect.width(), line), right, touched(plan)
        )


class PlansList(QListView):
    """A list of plans: Enter or a double click opens one."""

    opened = Signal(str)
    renaming_asked = Signal()
    deleting_asked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.plans = PlansModel(self)
        self.setModel(self.plans)
        self.setItemDelegate(_PlanDelegate(theme, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._on_double_clicked)

    def chosen(self) -> PlanSummary | None:
        """Return the plan that is chosen, or None."""
        rows = self.selectedIndexes()
        plan: PlanSummary | None = rows[0].data(SUMMARY) if rows else None
        return plan

    def choose(self, plan_id: str) -> None:
        """Choose a plan, where it is in the list."""
        row = self.plans.row_of(plan_id)
        if row >= 0:
            self.setCurrentIndex(self.plans.index(row))

    def height_for(self, rows: int) -> int:
        """Return the height that so many rows need, in pixels."""
        return rows * (2 * self.fontMetrics().lineSpacing() + 34) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plan = self.chosen()
        if plan is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit(plan.id)
            case Qt.Key.Key_F2:
                self.renaming_asked.emit()
            case Qt.Key.Key_Delete:
                self.deleting_asked.emit()
            case _:
                super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(SUMMARY).id)


def touched(plan: PlanSummary, now: datetime.datetime | None = None) -> str:
    """Say when a plan was last touched, as people say it."""
    if not plan.touched:
        return "Worked example" if plan.worked else ""
    then = datetime.datetime.fromtimestamp(plan.touched)
    now = now or datetime.datetime.now()
    at = f"at {then:%H:%M}"
    days = (now.date() - then.date()).days
    if days == 0:
        return f"Today {at}"
    if days == 1:
        return f"Yesterday {at}"
    year = "" if then.year == now.year else f" {then.year}"
    return f"{then.day} {then:%B}{year} {at}"
