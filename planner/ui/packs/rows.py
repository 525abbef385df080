"""A list of packs: what each is called, what it is, and what is to be known of it."""

from collections.abc import Sequence
from dataclasses import dataclass

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

from planner.ui.card_model import Index
from planner.ui.drawing import draw_lines
from planner.ui.theme import Theme, bold, scaled

ROW = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_FACTS = 250
_PAD = 34


@dataclass(frozen=True)
class Row:
    """One pack: its title, a line below it, two facts at its side; faded for a hidden one."""

    id: str
    title: str
    line: str
    first: str
    second: str
    faded: bool = False


class RowsModel(QAbstractListModel):
    """Packs as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """List these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row_of(self, wanted: str) -> int:
        """Return the row with this id, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.id == wanted), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.title
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return ". ".join(part for part in (row.line, row.first, row.second) if part)
        return row if role == ROW else None


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, 2 * option.fontMetrics.lineSpacing() + _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row | None = index.data(ROW)
        if row is None:
            return
        of, state, font = self._theme.tokens, option.state, option.widget.font()
        rect = QRectF(option.rect).adjusted(1.5, 3.5, -1.5, -4.5)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        lit = selected or bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(of.selected if selected else of.surface))
        edge = of.focus if focused else of.strong_border if lit else of.border
        style = Qt.PenStyle.DashLine if row.faded and not focused else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(edge), 2.0 if focused else 1.0, style))
        painter.drawRoundedRect(rect, 9, 9)
        inner = rect.toRect().adjusted(18, 12, -18, -12)
        words = inner.adjusted(0, 0, -_FACTS - 12, 0)
        colour = QColor(of.muted if row.faded else of.text)
        used = draw_lines(painter, words, row.title, bold(font), colour, 1)
        words.setTop(words.top() + used + 2)
        draw_lines(painter, words, row.line, scaled(font, 0.92), QColor(of.muted), 1)
        self._facts(painter, inner, row, scaled(font, 0.88))
        painter.restore()

    def _facts(self, painter: QPainter, inner: QRect, row: Row, font: QFont) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.tokens.muted))
        height = metrics.lineSpacing()
        left = inner.right() - _FACTS
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for top, words in ((inner.top(), row.first), (inner.bottom() - height + 2, row.second)):
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _FACTS)
            painter.drawText(QRect(left, top, _FACTS, height), right, shown)


class RowsList(QListView):
    """A list of packs: Enter or a double click opens one."""

    opened = Signal(str)
    deleting_asked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_RowDelegate(theme, self))
        self.setAccessibleName(name)
        self.setProperty("kind", "rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these, with the chosen one chosen again, or else its place."""
        chosen, place = self.chosen(), self.currentIndex().row()
        self.rows.show(rows)
        if rows:
            at = self.rows.row_of(chosen.id) if chosen else 0
            at = at if at >= 0 else min(max(place, 0), len(rows) - 1)
            self.setCurrentIndex(self.rows.index(at))

    def chosen(self) -> Row | None:
        """Return the row that is chosen, or None."""
        indexes = self.selectedIndexes()
        row: Row | None = indexes[0].data(ROW) if indexes else None
        return row

    def choose(self, wanted: str) -> None:
        """Choose the row with this id, where it is in the list."""
        at = self.rows.row_of(wanted)
        if at >= 0:
            self.setCurrentIndex(self.rows.index(at))

    def height_for(self, rows: int) -> int:
        """Return the height that so many rows need, in pixels."""
        return rows * (2 * self.fontMetrics().lineSpacing() + _PAD) + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen()
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(row.id)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.deleting_asked.emit()
        else:
            super().keyPressEvent(event)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW).id)
