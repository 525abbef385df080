"""The log, shown: to be read, and to be sent to whoever looks after the program."""

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from planner.ui.controls import label

NOTHING = "Nothing has gone wrong here."


class LogDialog(QDialog):
    """Shows what the log says, the latest at the end."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("Log")
        about = label(
            "When, and where in the program, something went wrong. None of your texts stands in "
            "it, nor your name or your folders, so you can pass it on to whoever looks after "
            "Marshal.",
            wrap=True,
        )
        self.text = QPlainTextEdit(text or NOTHING)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Log")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton("Copy all", QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setEnabled(bool(text))
        self.copy.clicked.connect(self._on_copy)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(14)
        for part in (about, self.text, buttons):
            box.addWidget(part)
        self.resize(720, 420)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy.setText("Copied")
