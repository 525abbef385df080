"""How the editor's cells are drawn, and what they are edited with."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QApplication,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.ui.card_model import Index
from planner.ui.controls import PlainEdit
from planner.ui.drawing import draw_hue
from planner.ui.editor.columns import Holds
from planner.ui.editor.sheet_model import CellRole, SheetModel
from planner.ui.letters import meet_all
from planner.ui.theme import Theme, bold

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}
PASSAGE_HEIGHT = 108
_FRAME = 12
"""What stands around the names that are offered, in pixels."""


class NamesEdit(QLineEdit):
    """A line that offers names to complete with; many: several names, parted by commas.

    Otherwise it is to be one of these names, and Enter takes the one that fits best.
    """

    def __init__(self, names: list[str], parent: QWidget | None = None, *, many: bool) -> None:
        super().__init__(parent)
        self._many, self._all = many, names
        self._names = QCompleter(QStringListModel(names, self), self)
        offered = self._names.popup()
        assert offered is not None
        self._list = offered
        self._list.setObjectName("names")
        self._list.installEventFilter(self)
        self._names.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._names.setFilterMode(Qt.MatchFlag.MatchContains)
        self._names.setWidget(self)
        self._names.activated.connect(self._on_chosen)
        self.textEdited.connect(self._on_edited)

    def _on_edited(self) -> None:
        piece = self._piece()
        self._names.setCompletionPrefix(piece)
        if piece and self._names.completionCount():
            # As wide as the longest name, which a narrow column would cut.
            wide = self._list.sizeHintForColumn(0) + 2 * _FRAME
            self._names.complete(QRect(0, 0, max(self.width(), wide), self.height()))
        else:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a key that leaves the cell do so past the names, where none of them is chosen."""
        if (
            watched is self._list
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _STEPS
            and (not self._many or not self._list.currentIndex().isValid())
        ):
            if not self._many:
                self.setText(self._list.currentIndex().data() or self._meant())
            self._list.hide()
            QApplication.sendEvent(self, event.clone())
            return True
        return super().eventFilter(watched, event)

    def _meant(self) -> str:
        """Return the shortest name that begins as what is typed, or the first that has it in it."""
        begun = [name for name in self._all if name.casefold().startswith(self._piece().casefold())]
        return min(begun, key=len, default=self._names.currentCompletion())

    def _on_chosen(self, name: str) -> None:
        before = self.text()[: self.cursorPosition()]
        after = self.text()[self.cursorPosition() :]
        start = before[: len(before) - len(self._piece())]
        self.setText(start + name + after)
        self.setCursorPosition(len(start + name))

    def _piece(self) -> str:
        before = self.text()[: self.cursorPosition()]
        if not self._many:
            return before.strip()
        return max(before.rpartition(","), before.rpartition(";"), key=lambda p: len(p[0]))[
            2
        ].lstrip()


class CellDelegate(QStyledItemDelegate):
    """Draws a table's cells, and edits them with the keys of a spreadsheet."""

    stepped = Signal(int, int)
    """A cell was left for the one so many rows down and columns to the right."""
    left = Signal()
    """A cell was left as it was."""
    row_asked = Signal()
    """A cell was left for a new row below it."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        of = self._theme.tokens
        rect: QRect = option.rect
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(of.selected))
        elif index.data(CellRole.GRAVE):
            painter.fillRect(rect, QColor(of.accent_soft))
        inner = rect.adjusted(8, 0, -6, 0)
        if index.data(CellRole.GRAVE):
            mark = QRect(inner.left(), inner.center().y() - 7, 15, 15)
            index.data(Qt.ItemDataRole.DecorationRole).paint(painter, mark)
            inner.setLeft(inner.left() + 21)
        hues = index.data(CellRole.HUES) or []
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for hue in hues[:6]:
            draw_hue(painter, QPointF(inner.left() + 5.5, inner.center().y() + 0.5), hue, of)
            inner.setLeft(inner.left() + 14)
        if hues:
            inner.setLeft(inner.left() + 3)
        self._draw_text(painter, inner, option, index)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(QBrush(QColor(of.focus)), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.lineSpacing() + 14)

    def _draw_text(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        of = self._theme.tokens
        text = str(index.data() or "")
        colour = of.text if index.column() == 0 else of.muted
        hint = index.data(CellRole.HINT)
        if not text and hint:
            text, colour = str(hint), of.hint
        font = option.font
        if index.column() == 0 and not hint:
            font = bold(font)
        number = self._model.field_at(index.column()).holds is Holds.NUMBER
        side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = self._model.field_at(index.column())
        made: QWidget
        if field.holds is Holds.PASSAGE:
            made = PlainEdit(parent=parent)
            made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        elif field.holds is Holds.FACTORS:
            made = NamesEdit(self._model.words.names, parent, many=True)
        elif field.holds is Holds.TYPE:
            names = [kind.name for kind in self._model.words.types.values()]
            made = NamesEdit(names, parent, many=False)
        else:
            made = QLineEdit(parent)
        made.setProperty("kind", "cell")
        made.setAccessibleName(field.title)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        said = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, PlainEdit):
            meet_all(said, editor.font())
            editor.setPlainText(said)
            editor.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(said)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, PlainEdit):
            model.setData(index, editor.words())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = QRect(option.rect)
        if isinstance(editor, QPlainTextEdit):
            # Room for a few lines, within the table.
            parent = editor.parentWidget()
            assert parent is not None
            room = parent.rect()
            height = min(PASSAGE_HEIGHT, max(rect.height(), room.height()))
            width = min(max(rect.width(), 320), room.width())
            rect.setSize(QSize(width, height))
            rect.moveLeft(max(0, min(rect.left(), room.right() - width)))
            rect.moveTop(max(0, min(rect.top(), room.bottom() - height)))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(editor, QWidget)
            if self._on_key(editor, event):
                return True
        return super().eventFilter(editor, event)

    def _on_key(self, editor: QWidget, event: QKeyEvent) -> bool:
        """Take a key that leaves the cell, or that makes a line in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return False
        step = _STEPS.get(Qt.Key(event.key()))
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if step is None or (ctrl and not step[0]):
            return False
        if isinstance(editor, QPlainTextEdit) and event.modifiers() & _ALT:
            editor.insertPlainText("\n")
            return True
        down, right = step
        if event.modifiers() & _SHIFT:
            down = -down
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if not ctrl:
            self.stepped.emit(down, right)
        elif not self._model.holds_back:
            self.row_asked.emit()
        return True
