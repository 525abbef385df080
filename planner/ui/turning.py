"""Undo and redo: of the field that is typed in first, then of the page that is shown."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QPlainTextEdit

if TYPE_CHECKING:
    from planner.ui.window import Window


class Turning:
    """Takes changes back and makes them again, wherever in the window they were made."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    @property
    def words(self) -> tuple[str, str]:
        """Say what undo and redo would do; empty for nothing."""
        window, field = self._window, _typed_in()
        undo, redo = window.past.words, ""
        if window.on_desk:
            undo, redo = window.session.undo_words, window.session.redo_words
        elif editor := window.editing:
            undo, redo = editor.undo_words, editor.redo_words
        if field is not None and field.document().isUndoAvailable():
            undo = "typing"
        if field is not None and field.document().isRedoAvailable():
            redo = "typing"
        return undo, redo

    def undo(self) -> None:
        """Take back the last change."""
        window, field = self._window, _typed_in()
        if editor := window.editing:
            # It has fields of other kinds, and looks at them itself.
            editor.undo()
        elif field is not None and field.document().isUndoAvailable():
            field.undo()
        elif window.on_desk:
            window.desk.undo()
        else:
            window.past.undo()

    def redo(self) -> None:
        """Make again what was last taken back."""
        window, field = self._window, _typed_in()
        if editor := window.editing:
            # It has fields of other kinds, and looks at them itself.
            editor.redo()
        elif field is not None and field.document().isRedoAvailable():
            field.redo()
        elif window.on_desk:
            window.desk.redo()


def _typed_in() -> QPlainTextEdit | None:
    """Return the text field that has the keyboard, or None."""
    focused = QApplication.focusWidget()
    return focused if isinstance(focused, QPlainTextEdit) else None
