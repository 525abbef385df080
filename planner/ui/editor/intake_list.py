"""The list of drafts: how each row looks, and the keys and clicks that work on it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.model.intake import Draft
from planner.model.material import Kind
from planner.ui.drawing import draw_lines
from planner.ui.editor.intake_model import ROW, DraftRow, HeadingRow, Index, IntakeModel, lines_of
from planner.ui.theme import Theme, bold, scaled

_TICK = 16
_NUMBER = 44
_GAP = 12


class IntakeList(QListView):
    """Headings and drafts; Space takes or drops, S splits, M merges, Delete drops, Enter edits."""

    turn_asked = Signal()
    drop_asked = Signal()
    split_asked = Signal()
    merge_asked = Signal()
    edit_asked = Signal()
    ticked = Signal(QModelIndex)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = IntakeModel(self)
        self.setModel(self.rows)
        self._delegate = _RowDelegate(theme, self)
        self._delegate.measure(self.font())
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Draft cards")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._on_double_clicked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.measure(self.font())

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        # Qt's list measures every row anew for one that has changed; their heights never do.
        QAbstractItemView.dataChanged(self, first, last, roles)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        asked = {
            Qt.Key.Key_Space: self.turn_asked,
            Qt.Key.Key_Delete: self.drop_asked,
            Qt.Key.Key_Backspace: self.drop_asked,
            Qt.Key.Key_S: self.split_asked,
            Qt.Key.Key_M: self.merge_asked,
            Qt.Key.Key_Return: self.edit_asked,
            Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_F2: self.edit_asked,
        }.get(Qt.Key(event.key()))
        if plain and asked is not None:
            asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._ticked_at(event)
        if index is None:
            super().mousePressEvent(event)
        else:
            # A tick is turned without choosing its row, so that the chosen ones stay chosen.
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.ticked.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self._ticked_at(event)
        if index is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.ticked.emit(index)

    def _ticked_at(self, event: QMouseEvent) -> QModelIndex | None:
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return None
        return index if self._delegate.ticks(self.visualRect(index), index, point) else None

    def _on_double_clicked(self, _index: QModelIndex) -> None:
        self.edit_asked.emit()


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heights = (0, 0)

    def measure(self, font: QFont) -> None:
        """Take the heights of headings and drafts from a font.

        The list asks for 5,000 of them at each change, which leaves no time to measure anew.
        """
        line = QFontMetrics(_small(font)).lineSpacing()
        self._heights = (line + 18, 3 * line + 20)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(300, self._heights[isinstance(index.data(ROW), DraftRow)])

    def editorEvent(self, event: QEvent, *_rest: object) -> bool:
        # The list turns ticks itself, where they are painted.
        return False

    def ticks(self, rect: QRect, index: Index, point: QPoint) -> bool:
        """Tell whether a point is on a row's tick."""
        row = index.data(ROW)
        if isinstance(row, DraftRow):
            return _card_of(rect).adjusted(0, 0, -_card_of(rect).width() + 40, 0).contains(point)
        return point.x() >= rect.right() - 110

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, HeadingRow):
            self._heading(painter, option, row)
        elif isinstance(row, DraftRow):
            self._draft(painter, option, row.draft)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, row: HeadingRow) -> None:
        of = self._theme.tokens
        rect, font = option.rect, option.widget.font()
        if _is(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(of.selected))
        if _is(option, QStyle.StateFlag.State_HasFocus):
            painter.setPen(QPen(QColor(of.focus), 2.0))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        painter.setFont(_small(font))
        told = "Factor"
        width = painter.fontMetrics().horizontalAdvance(told)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        right = QRect(rect.right() - width - 10, rect.top(), width + 2, rect.height())
        painter.setPen(QColor(of.text if row.factor else of.muted))
        painter.drawText(right, flags, told)
        self._tick(painter, QPointF(right.left() - _TICK - 6, rect.center().y() - 7.5), row.factor)
        heavy = bold(font if row.depth == 0 else _small(font))
        painter.setFont(heavy)
        painter.setPen(QColor(of.text))
        room = rect.adjusted(8 + 12 * row.depth, 0, -width - _TICK - 30, 0)
        title = painter.fontMetrics().elidedText(
            row.title, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, flags, title)

    def _draft(self, painter: QPainter, option: QStyleOptionViewItem, draft: Draft) -> None:
        of = self._theme.tokens
        rect, font = option.rect, option.widget.font()
        small = _small(font)
        line = QFontMetrics(small).lineSpacing()
        if _is(option, QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, QColor(of.selected))
        painter.setFont(small)
        painter.setPen(QColor(of.hint))
        top = rect.top() + 9
        number = QRect(rect.left() + 4, top, _NUMBER - 10, line)
        painter.drawText(number, Qt.AlignmentFlag.AlignRight, lines_of(draft))
        left = QRect(rect.left() + _NUMBER, top, _half(rect) - _NUMBER - _GAP, 3 * line)
        draw_lines(painter, left, draft.text, small, QColor(of.muted), 3)
        self._card(painter, _card_of(rect), option, draft)

    def _card(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, draft: Draft
    ) -> None:
        of = self._theme.tokens
        font = option.widget.font()
        focused = _is(option, QStyle.StateFlag.State_HasFocus)
        if draft.taken or focused:
            painter.setBrush(QColor(of.raised if draft.taken else "transparent"))
            painter.setPen(
                QPen(QColor(of.focus if focused else of.border), 2.0 if focused else 1.0)
            )
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        self._tick(painter, QPointF(rect.left() + 11, rect.top() + 9), draft.taken)
        inner = rect.adjusted(11 + _TICK + 9, 7, -10, -6)
        heavy = bold(_small(font)) if draft.taken else _small(font)
        colour = QColor(of.text if draft.taken else of.hint)
        used = draw_lines(painter, inner, draft.headline or "No headline", heavy, colour, 2)
        facts = " · ".join(part for part in (draft.when.shown, ", ".join(draft.people)) if part)
        if not draft.taken:
            facts = "Paragraph, left out" if draft.kind is Kind.TEXT else "Dropped"
        draw_lines(
            painter,
            inner.adjusted(0, used + 1, 0, 0),
            facts,
            scaled(font, 0.84),
            QColor(of.muted if draft.taken else of.hint),
            1,
        )

    def _tick(self, painter: QPainter, at: QPointF, on: bool) -> None:
        of = self._theme.tokens
        box = QRectF(at.x() + 0.5, at.y() + 0.5, _TICK - 1, _TICK - 1)
        painter.setBrush(QColor(of.accent if on else of.surface))
        painter.setPen(QPen(QColor(of.accent if on else of.strong_border), 1.0))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            pen = QPen(QColor(of.on_accent), 2.0)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            x, y = box.left(), box.top()
            painter.drawPolyline([QPointF(x + 3.5, y + 8), QPointF(x + 6.5, y + 11)])
            painter.drawPolyline([QPointF(x + 6.5, y + 11), QPointF(x + 11.5, y + 4.5)])


def _half(rect: QRect) -> int:
    return rect.width() * 47 // 100


def _card_of(rect: QRect) -> QRect:
    return rect.adjusted(_half(rect), 3, -8, -3)


def _small(font: QFont) -> QFont:
    return scaled(font, 0.9)


def _is(option: QStyleOptionViewItem, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)
