"""The dialog that long work shows."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from planner.ui.controls import label


class ProgressDialog(QDialog):
    """Says what is being done and how far it is."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent.window())
        self.cancelled = False
        self.setWindowTitle(words.rstrip("…"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(380)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 14)
        box.setSpacing(10)
        box.addWidget(label(words))
        box.addWidget(self.bar)
        box.addWidget(buttons)

    def reject(self) -> None:
        """Note that it is to be cancelled; whatever is done looks at it between two steps."""
        self.cancelled = True
