"""Questions and messages in boxes of their own; whatever they quote is shown as text."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from planner.ui.controls import label


def tell(parent: QWidget | None, title: str, text: str) -> None:
    """Show a message and wait until it is read."""
    box = _box(parent, title, text)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()
    box.deleteLater()


def confirm(parent: QWidget | None, title: str, text: str, yes: str, no: str) -> bool:
    """Ask a question whose two answers say what they do, and return whether it was the first."""
    box = _box(parent, title, text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    agreed = box.clickedButton() is agree
    box.deleteLater()
    return agreed


def ask_line(parent: QWidget, title: str, told: str, text: str, most: int) -> str | None:
    """Ask for a line of text, and return it, or None where the question was put away."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(420)
    name = label(told, "field")
    edit = QLineEdit(text[:most])
    edit.setMaxLength(most)
    edit.setAccessibleName(told)
    edit.selectAll()
    name.setBuddy(edit)
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
    )
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.setContentsMargins(20, 18, 20, 16)
    box.setSpacing(8)
    box.addWidget(name)
    box.addWidget(edit)
    box.addSpacing(8)
    box.addWidget(buttons)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    words = edit.text()
    dialog.deleteLater()
    return words if agreed else None


def _box(parent: QWidget | None, title: str, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    for shown in box.findChildren(type(label())):
        shown.setTextFormat(Qt.TextFormat.PlainText)
    return box
