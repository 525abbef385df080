"""A factor or a paragraph as a button with its mark, to be gone between, moved and dragged."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from planner.ui.card_paint import STRIPE, State, draw_frame
from planner.ui.drawing import draw_hue, draw_lines, wrapped
from planner.ui.theme import Theme, bold

WIDEST = 260
"""The most pixels that a tile asks for in width; a longer name goes on in the next line."""
LINES = 3
"""The most lines of a name."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SIDE, _END, _MARK, _ROOM = 8 + STRIPE, 6, 15, 8


class Tile(QAbstractButton):
    """Shows a name after a factor's mark or a paragraph's number.

    A press with Enter, Space or the mouse is a click; a mouse that is moved while pressed drags.
    """

    going = Signal(int, int)
    """An arrow key was pressed: to the right (1, 0), down (0, 1), or the other way."""
    moving = Signal(int, int)
    """The same with Ctrl held."""
    removing = Signal()
    menu_asked = Signal(QPoint)
    """The menu was asked for, at a point on the screen."""
    drag_began = Signal(QPoint)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    """A drag began, went on or ended, at a point of the tile."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hue: int | None = None
        self._number = ""
        self._pressed: QPoint | None = None
        self._dragging = False
        self.lit = False
        self.by_mouse = False
        """Whether the click that is being told of was the mouse's."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_name(self, name: str, told: str, hue: int | None = None, number: str = "") -> None:
        """Show a name with a factor's mark or a number; told is its name to a screen reader."""
        self.setAccessibleName(told)
        if (name, hue, number) != (self.text(), self._hue, self._number):
            self._hue, self._number = hue, number
            self.setText(name)
            self.updateGeometry()
            self.update()

    def light(self, lit: bool) -> None:
        """Show that this is chosen, or that what is under way may end here."""
        if lit != self.lit:
            self.lit = lit
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return lines * QFontMetrics(self._font()).lineSpacing() + 2 * _ROOM

    def sizeHint(self) -> QSize:
        named = QFontMetrics(self._font()).horizontalAdvance(self.text()[:200])
        # A layout of text may need a little more than the sum of its letters.
        width = min(WIDEST, named + _SIDE + self._mark_room() + _END + 4)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(70, QFontMetrics(self._font()).lineSpacing() + 2 * _ROOM)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _WAYS and held == Qt.KeyboardModifier.NoModifier:
            self.going.emit(*_WAYS[key])
        elif key in _WAYS and held == Qt.KeyboardModifier.ControlModifier:
            self.moving.emit(*_WAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(
            self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragging = False
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._dragging:
            self.dragged.emit(point)
        elif self._pressed is not None:
            far = (point - self._pressed).manhattanLength()
            if far >= QApplication.startDragDistance():
                pressed, self._pressed = self._pressed, None
                self._dragging = True
                self.setDown(False)
                self.drag_began.emit(pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self.setDown(False)
            self.dropped.emit(event.position().toPoint())
            return
        self.by_mouse = True
        super().mouseReleaseEvent(event)
        self.by_mouse = False

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        of, painter = self._theme.tokens, QPainter(self)
        stripe = QColor(of.strong_border) if self._hue is None else of.hue(self._hue)
        state = State(
            selected=self.lit or self.isDown(), focused=self.hasFocus(), hovered=self.underMouse()
        )
        draw_frame(painter, QRectF(self.rect()), of, stripe, state)
        font = self._font()
        line = QFontMetrics(font).lineSpacing()
        height = self._lines(self.width()) * line
        top = (self.height() - height) // 2
        inner = QRect(_SIDE, top, self.width() - _SIDE - _END, height)
        if self._hue is not None:
            draw_hue(painter, QPointF(inner.left() + 5, top + line / 2 + 0.5), self._hue, of)
        elif self._number:
            painter.setFont(font)
            painter.setPen(QColor(of.muted))
            painter.drawText(inner.left(), top + QFontMetrics(font).ascent(), self._number)
        inner.setLeft(inner.left() + self._mark_room())
        draw_lines(painter, inner, self.text(), font, QColor(of.text), LINES)

    def _lines(self, width: int) -> int:
        room = max(1, width - _SIDE - _END - self._mark_room())
        return max(1, len(wrapped(self.text(), self._font().toString(), room, LINES)))

    def _mark_room(self) -> int:
        if self._hue is not None or not self._number:
            return _MARK if self._hue is not None else 0
        return QFontMetrics(self._font()).horizontalAdvance(self._number) + 8

    def _font(self) -> QFont:
        return bold(self.font())
