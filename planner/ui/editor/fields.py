"""The fields of the editor's forms: each is bound to one text of the pack."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from planner.model.pack_cells import PackField
from planner.ui.controls import PlainEdit, label
from planner.ui.editor.pack_session import PackSession
from planner.ui.letters import meet_all

Same = Callable[[str], bool]
"""Tells whether typed words say what the field holds, though they are written otherwise."""

_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class LineField(QLineEdit):
    """A text of one line.

    live: what is typed is saved as it is typed; otherwise, when the field is left or on Enter.
    """

    def __init__(
        self, session: PackSession, kind: str, name: str, told: str, *, live: bool = True
    ) -> None:
        super().__init__()
        self._session, self._live = session, live
        self._field = PackField(kind, "", name)
        self._held = ""
        self.setAccessibleName(told)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def show_words(self, of: str, held: str, same: Same) -> None:
        """Show what the pack holds; what is being typed here and says the same stays."""
        moved, self._held = of != self._field.of, held
        self._field = replace(self._field, of=of)
        if self._session.holds(self._field) and not moved:
            return
        if moved or (self.text() != held and not (self.hasFocus() and same(self.text()))):
            self.setText(held)
            self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(turn) for turn in _TURNS)
        ):
            undo = event.matches(QKeySequence.StandardKey.Undo)
            if not (self.isUndoAvailable() if undo else self.isRedoAvailable()):
                # Nothing typed here is left to undo: the key is the pack's.
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._session.settle()
            if not self._session.holds(self._field) and self.text() != self._held:
                self.setText(self._held)

    def _on_edited(self, text: str) -> None:
        if self._live:
            self._session.type(self._field, text)

    def _on_finished(self) -> None:
        if not self._live and (self.text() != self._held or self._session.holds(self._field)):
            self._session.type(self._field, self.text())
        self._session.settle()


class PassageField(PlainEdit):
    """A text of any number of lines, a few of which are seen at once."""

    def __init__(self, session: PackSession, kind: str, name: str, told: str, lines: int) -> None:
        super().__init__()
        self._session = session
        self._field = PackField(kind, "", name)
        self._held = ""
        self._showing = False
        self.setAccessibleName(told)
        self.setTabChangesFocus(True)
        self.setProperty("kind", "boxed")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines = lines
        self.textChanged.connect(self._on_changed)
        self._fit()

    def show_words(self, of: str, held: str, same: Same) -> None:
        """Show what the pack holds; what is being typed here and says the same stays."""
        meet_all(held, self.font())
        moved, self._held = of != self._field.of, held
        self._field = replace(self._field, of=of)
        if self._session.holds(self._field) and not moved:
            return
        words = self.words()
        if moved or (words != held and not (self.hasFocus() and same(words))):
            self._showing = True
            place = self.textCursor().position() if not moved else 0
            self.setPlainText(held)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(held)))
            self.setTextCursor(cursor)
            self._showing = False

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and any(event.matches(turn) for turn in _TURNS)
        ):
            # The window asks the focused field first, and goes on to the pack after it.
            event.ignore()
            return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._session.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 22)

    def _on_changed(self) -> None:
        if not self._showing:
            self._session.type(self._field, self.words())


class FieldBox(QWidget):
    """A field under its name, and what is wrong with it under the field."""

    def __init__(self, title: str, field: QWidget, note: QLabel | None = None) -> None:
        super().__init__()
        self.field = field
        name = label(title, "field")
        name.setBuddy(field)
        self.problem = label(kind="advice", wrap=True)
        self.problem.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(name)
        box.addWidget(field)
        if note is not None:
            box.addWidget(note)
        box.addWidget(self.problem)

    def tell(self, says: str, *, grave: bool = False) -> None:
        """Say what is wrong with the field, or nothing."""
        if self.problem.text() == says:
            return
        self.problem.setText(says)
        self.problem.setProperty("kind", "problem" if grave else "advice")
        self.problem.style().unpolish(self.problem)
        self.problem.style().polish(self.problem)
        self.problem.setVisible(bool(says))
        self.field.setAccessibleDescription(says)
