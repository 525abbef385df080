"""Old and new wording side by side, field by field, with the words that differ marked."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QTextEdit, QWidget

from planner.model.compare import FieldChange
from planner.ui.controls import label
from planner.ui.endless import Breaking
from planner.ui.packs.word_changes import Pieces, Side, word_changes
from planner.ui.theme import Theme

NOTHING = "(nothing)"


class MarkedText(QTextEdit):
    """A text to read and copy, as high as it needs, with words marked: struck out or underlined."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Pieces, Side | None] = ([], None)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(name)
        self.setProperty("kind", "marked")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(3)
        self._breaking = Breaking(self.document())
        theme.changed.connect(self._draw)

    def show_pieces(self, pieces: Pieces, side: Side | None) -> None:
        """Show a text; side says how the pieces that differ are marked."""
        self._shown = (pieces, side)
        self._draw()

    def fit(self) -> None:
        """Be as high as the text needs at this width."""
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + 4
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(160, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # What it is in scrolls, not the text.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        pieces, side = self._shown
        self._breaking.add("".join(text for text, _ in pieces))
        self.clear()
        cursor = QTextCursor(self.document())
        for text, differs in pieces or [(NOTHING, False)]:
            cursor.insertText(text, self._format(differs, side, empty=not pieces))
        self.fit()

    def _format(self, differs: bool, side: Side | None, *, empty: bool) -> QTextCharFormat:
        of = self._theme.tokens
        form = QTextCharFormat()
        form.setForeground(QColor(of.hint if empty else of.text))
        form.setFontItalic(empty)
        if differs and side is Side.BEFORE:
            form.setFontStrikeOut(True)
            form.setForeground(QColor(of.muted))
            form.setBackground(QColor(of.warn_soft))
        elif differs and side is Side.NOW:
            form.setFontUnderline(True)
            form.setFontWeight(QFont.Weight.Bold)
            form.setBackground(QColor(of.selected))
        return form


class FieldChanges(QScrollArea):
    """The fields of one thing: what each said before and says now, or only what each says."""

    def __init__(self, theme: Theme, before: str = "Before", now: str = "Now") -> None:
        super().__init__()
        self._theme, self._heads = theme, (before, now)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab goes to the texts in it, which the arrow keys then scroll.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_fields(self, fields: Sequence[FieldChange], *, sides: bool, foot: str = "") -> None:
        """Show fields: side by side, or without sides only what they say now; foot comes last."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 10, 12, 10)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        row = 0
        if sides and fields:
            for column, head in enumerate(self._heads):
                grid.addWidget(label(head.upper(), "section"), 0, column)
                grid.setColumnStretch(column, 1)
            grid.setRowMinimumHeight(0, 26)
            row = 1
        for field in fields:
            row = self._add(grid, row, field, both=sides)
        if foot:
            grid.setRowMinimumHeight(row, 6)
            grid.addWidget(label(foot, "muted", wrap=True), row + 1, 0, 1, 2)
            row += 2
        grid.setRowStretch(row, 1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(page)

    def _add(self, grid: QGridLayout, row: int, field: FieldChange, *, both: bool) -> int:
        """Add one field at a row, and return the row after it."""
        grid.addWidget(label(field.field, "field"), row, 0, 1, 2)
        if not both:
            grid.addWidget(self._text(field.field, [(field.after, False)], None), row + 1, 0, 1, 2)
        else:
            left, right = word_changes(field.before, field.after)
            before, now = self._heads
            sides = (before, left, Side.BEFORE), (now, right, Side.NOW)
            for column, (head, pieces, side) in enumerate(sides):
                text = self._text(f"{field.field}, {head.lower()}", pieces, side)
                grid.addWidget(text, row + 1, column, Qt.AlignmentFlag.AlignTop)
        grid.setRowMinimumHeight(row + 2, 6)
        return row + 3

    def _text(self, name: str, pieces: Pieces, side: Side | None) -> MarkedText:
        made = MarkedText(self._theme, name)
        made.show_pieces(pieces, side)
        return made
