"""Questions and messages in boxes of their own; whatever they quote is shown as text."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from planner.model.edits import EditError
from planner.model.text import TextError
from planner.ui.controls import PlainEdit, Problem, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Show a message and wait until it is read."""
    from PySide6.QtWidgets import QMessageBox

    box = _box(parent, title, text)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()
    box.deleteLater()


def confirm(parent: QWidget | None, title: str, text: str, yes: str, no: str) -> bool:
    """Ask a question whose two answers say what they do, and return whether it was the first."""
    return ask(parent, title, text, yes, no) == yes


def ask(parent: QWidget | None, title: str, text: str, *answers: str) -> str:
    """Ask a question whose answers say what they do, and return the one that was given.

    They stand in the order given; the last changes nothing, and is what Return and Escape take.
    """
    from PySide6.QtWidgets import QMessageBox

    box = _box(parent, title, text)
    # Of one role, since each system has an order of its own for others.
    made = {box.addButton(said, QMessageBox.ButtonRole.ActionRole): said for said in answers}
    stay = list(made)[-1]
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    answer = next((said for press, said in made.items() if press is box.clickedButton()), "")
    box.deleteLater()
    return answer or answers[-1]


class _Ask(QDialog):
    """Asks for a text, and goes on asking while what is typed cannot be taken."""

    def __init__(
        self,
        parent: QWidget,
        told: str,
        text: str,
        check: Callable[[str], object],
        lines: int,
        yes: str,
    ) -> None:
        from PySide6.QtWidgets import QDialogButtonBox

        # The window stays; the slot that was asked from may be gone by the time of the answer.
        super().__init__(parent.window())
        self._check = check
        self.setMinimumWidth(460)
        self.edit: QLineEdit | QPlainTextEdit
        if lines == 1:
            self.edit = QLineEdit(text)
        else:
            self.edit = PlainEdit(text)
            self.edit.setTabChangesFocus(True)
            self.edit.setFixedHeight(lines * self.edit.fontMetrics().lineSpacing() + 22)
        self.edit.setAccessibleName(told)
        self.edit.selectAll()
        # The buddy makes an & mark a key.
        name = label(told.replace("&", "&&"), "field")
        name.setBuddy(self.edit)
        self.problem = Problem()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        agree = buttons.addButton(yes, QDialogButtonBox.ButtonRole.AcceptRole)
        agree.setProperty("kind", "primary")
        agree.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(8)
        for part in (name, self.edit, self.problem):
            box.addWidget(part)
        box.addSpacing(8)
        box.addWidget(buttons)

    def words(self) -> str:
        """Return what is typed."""
        if isinstance(self.edit, QLineEdit):
            return self.edit.text()
        return self.edit.toPlainText()

    def _on_accepted(self) -> None:
        try:
            self._check(self.words())
        except (EditError, TextError) as error:
            self.problem.tell(str(error))
            return
        self.accept()


def ask_text(
    parent: QWidget,
    title: str,
    told: str,
    text: str,
    check: Callable[[str], object],
    lines: int = 1,
    yes: str = "OK",
) -> str | None:
    """Ask for a text, and return it, or None where the question was put away.

    yes: what the button that agrees says. check: raises EditError or TextError, in words, for a
    text that cannot be taken.
    """
    dialog = _Ask(parent, told, text, check, lines, yes)
    dialog.setWindowTitle(title)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    words = dialog.words()
    dialog.deleteLater()
    return words if agreed else None


def _box(parent: QWidget | None, title: str, text: str) -> "QMessageBox":
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    for shown in box.findChildren(type(label())):
        shown.setTextFormat(Qt.TextFormat.PlainText)
        # One begins where the other does.
        shown.setContentsMargins(0, 0, 0, 4)
        shown.setIndent(0)
    layout = box.layout()
    if layout is not None:
        # Qt leaves room for an icon at the left.
        layout.setContentsMargins(6, 20, 24, 18)
    return box
