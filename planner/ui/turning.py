"""Undo and redo: of the field that was typed in last, or of the page that is shown."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from planner.ui.plan_text import PlanText

if TYPE_CHECKING:
    from planner.ui.window import Window


class Turning:
    """Takes changes back and makes them again, wherever in the window they were made."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    @property
    def words(self) -> tuple[str, str]:
        """Say what undo and redo would do; empty for nothing."""
        window = self._window
        undo, redo = window.past.words, window.past.redo_words
        if window.on_desk:
            undo, redo = window.session.undo_words, window.session.redo_words
        elif editor := window.editing:
            undo, redo = editor.undo_words, editor.redo_words
        return "typing" if self._undone_in() else undo, "typing" if self._redone_in() else redo

    def undo(self) -> None:
        """Take back the last change."""
        window = self._window
        if editor := window.editing:
            # It has fields of other kinds, and looks at them itself.
            editor.undo()
        elif field := self._undone_in():
            field.undo()
        elif window.on_desk:
            window.desk.undo()
        else:
            window.past.undo()

    def redo(self) -> None:
        """Make again what was last taken back."""
        window = self._window
        if editor := window.editing:
            editor.redo()
        elif field := self._redone_in():
            field.redo()
        elif window.on_desk:
            window.desk.redo()
        else:
            window.past.redo()

    def _undone_in(self) -> PlanText | None:
        """Return the field that undo is for: the one with the keyboard, typed in last."""
        field = _typed_in()
        if field is None or not field.document().isUndoAvailable():
            return None
        return field if self._window.session.typed_last(field.field) else None

    def _redone_in(self) -> PlanText | None:
        """Return the field that redo is for: the one with the keyboard, if nothing came since."""
        field = _typed_in()
        if field is None or not field.document().isRedoAvailable():
            return None
        return None if self._window.session.redo_words else field


def _typed_in() -> PlanText | None:
    """Return the text field of the plan that has the keyboard, or None."""
    focused = QApplication.focusWidget()
    return focused if isinstance(focused, PlanText) else None
