"""A text of the plan, edited in place: grows with what is written, and undoes its own typing."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from planner.model.plan import Field
from planner.model.text import clean_line, clean_text
from planner.ui.controls import PlainEdit, pasted
from planner.ui.letters import meet, meet_all
from planner.ui.payload import CARDS, PARAGRAPH
from planner.ui.session import Session

AT_ONCE = 500
"""The most characters that are laid out of a text before it has been seen."""


class PlanText(PlainEdit):
    """An editor bound to one field of the session's plan.

    single: holds one line, which wraps; Enter leaves it.
    """

    cards_pasted = Signal(QMimeData)
    # What the field is to hold, while only its beginning is laid out.
    _whole: str | None = None
    _showing = False
    entered = Signal()
    """Enter was pressed in a field of one line."""

    def __init__(
        self,
        session: Session,
        field: Field,
        name: str,
        *,
        single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._session, self.field, self._single = session, field, single
        self._takes_cards = False
        self.setAccessibleName(name)
        self.setReadOnly(bool(session.refusal))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        # Qt would undo the margin before anything that was done to the plan.
        self.document().clearUndoRedoStacks()
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self._fit()

    def take_cards(self) -> None:
        """Let cards that are pasted here go to the slot; elsewhere they are pasted as text."""
        self._takes_cards = True

    def turn_to(self, field: Field) -> None:
        """Be the editor of another field, whose words are to be shown next; forget all deeds."""
        self.field, self._whole = field, None
        self._show("")

    def words(self) -> str:
        """Return what is written, also where not all of it is laid out yet."""
        return super().words() if self._whole is None else self._whole

    def show_words(self, words: str) -> None:
        """Show what the plan holds, and keep the place of the cursor where it can be kept.

        What was typed here and is not saved stays. Of a long text only the beginning is shown
        until the field comes in view, or gets the keyboard.
        """
        if self._session.holds(self.field) or self._clean(self.words()) == words:
            return
        unseen = len(words) > AT_ONCE and not self.hasFocus()
        unseen = unseen and not (self.words() and meet(words, self.font()))
        self._whole = words if unseen else None
        self._show(words[:AT_ONCE] if unseen else words)

    def show_whole(self) -> None:
        """Show all of a text of which only the beginning is shown."""
        if self._whole is not None:
            words, self._whole = self._whole, None
            self._show(words)

    def show_prompt(self, prompt: str) -> None:
        """Show a prompt while nothing is written."""
        self.setPlaceholderText(prompt)
        self._fit()

    def begin_with(self, starter: str) -> None:
        """Write a sentence starter where the cursor is, ready to be gone on from."""
        if self._session.refuses():
            return
        self.show_whole()
        cursor = self.textCursor()
        before = self.words()[: cursor.position()]
        gap = "" if not before or before[-1].isspace() else " "
        cursor.insertText(gap + starter.rstrip(" …") + " ")
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            turns = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(turn) for turn in turns):
                # The window asks the focused field first, and goes on to the plan after it.
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._single and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The board scrolls, not the fields in it.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._whole is not None:
            self._session.later.do(self, self._on_seen)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._whole is not None:
            # Not in turns of their own: what is typed now is for the whole, and waits for it.
            meet_all(self._whole, self.font())
        self.show_whole()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._session.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if event.size().height() < self.contentsRect().height():
            # Qt lays out the inside once for a resize, and the field grew within that.
            self.setViewportMargins(0, 0, 0, 0)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._takes_cards and source.hasFormat(CARDS):
            self.cards_pasted.emit(source)
        elif source.hasText():
            words = pasted(source)
            self.insert(" ".join(words.split()) if self._single else words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # A card goes to the slot around the field, and is refused where there is none.
        if self._is_ours(event.mimeData()):
            event.ignore()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._is_ours(event.mimeData()):
            event.ignore()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._is_ours(event.mimeData()):
            event.ignore()
        else:
            super().dropEvent(event)

    @staticmethod
    def _is_ours(mime: QMimeData) -> bool:
        return mime.hasFormat(CARDS) or mime.hasFormat(PARAGRAPH)

    def _clean(self, words: str) -> str:
        return clean_line(words) if self._single else clean_text(words)

    def _on_seen(self) -> None:
        """Show the whole, in a turn of its own once all its letters are familiar."""
        if self._whole is None or meet(self._whole, self.font()):
            self.show_whole()
        else:
            self._session.later.do(self, self._on_seen)

    def _show(self, words: str) -> None:
        place = self.textCursor().position()
        self._showing = True
        self.setPlainText(words)
        self._showing = False
        # What is typed into a part of a text would stand for all of it.
        self.setReadOnly(bool(self._session.refusal) or self._whole is not None)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(super().words())))
        self.setTextCursor(cursor)

    def _on_size_changed(self) -> None:
        # One text is shown for another by way of none, which needs no room.
        if not self._showing:
            self._fit()

    def _on_text_changed(self) -> None:
        self._fit()
        if not self._showing:
            self._session.type(self.field, self.words())

    def _on_cursor_moved(self) -> None:
        if self.hasFocus():
            # Once the layout has given the field the height that its words need.
            QTimer.singleShot(0, self, self._follow_cursor)

    def _follow_cursor(self) -> None:
        """Scroll what the field is in, so that the line that is written stays in view."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        page = area.widget() if area is not None else None
        if area is not None and page is not None:
            point = self.viewport().mapTo(page, self.cursorRect().center())
            area.ensureVisible(point.x(), point.y(), 0, 3 * self.fontMetrics().lineSpacing())

    def _fit(self) -> None:
        # A plain text document counts its height in lines; an empty one shows its whole prompt.
        document, line = self.document(), self.fontMetrics().lineSpacing()
        around, prompt = 2 * int(document.documentMargin()), self.placeholderText()
        lines = max(1, int(document.size().height()))
        if self._whole is not None:
            # As much room as the whole will need, so that little moves when it comes.
            lines = lines * len(self._whole) // AT_ONCE
        if prompt and document.isEmpty():
            room = max(1, self.contentsRect().width() - around)
            lines = max(1, round(_height(prompt, room, self.font().toString()) / line))
        margins = self.contentsMargins()
        height = lines * line + around + margins.top() + margins.bottom() + 2
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)


@lru_cache(maxsize=256)
def _height(prompt: str, room: int, font: str) -> int:
    """Return how high a prompt is where it has so much room, in pixels; many fields are alike."""
    shown = QFont()
    shown.fromString(font)
    rect = QRect(0, 0, room, 10_000)
    return QFontMetrics(shown).boundingRect(rect, Qt.TextFlag.TextWordWrap, prompt).height()
