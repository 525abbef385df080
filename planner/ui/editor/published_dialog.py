"""What to do now that the pack is published for the first time with a key."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.ui.controls import fit_height, label


class PublishedDialog(QDialog):
    """Shows the new key's code, large, and where the key is."""

    def __init__(self, parent: QWidget, code: str, key: Path, saved: Path) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("Published")
        self.setMinimumWidth(620)
        self.code = label(code, "code")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.code.setAccessibleName(f"Your code: {self.code.text()}")
        buttons = QDialogButtonBox()
        done = buttons.addButton("Done", QDialogButtonBox.ButtonRole.AcceptRole)
        done.setProperty("kind", "primary")
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(label(f"The pack is in {saved}", wrap=True))
        box.addWidget(label("Write this code on the board", "title"))
        box.addWidget(self.code)
        box.addWidget(
            label(
                "It stands for your key. When students install a pack of yours for the first "
                "time, Marshal shows them a code: it is the same as this one if the pack comes "
                "from you. Later versions are then checked without it.",
                "muted",
                wrap=True,
            )
        )
        box.addWidget(label("Keep a copy of your key", "field"))
        box.addWidget(
            label(
                f"It is in {key}. Put a copy of that file somewhere safe, and give it to nobody. "
                "Without it you cannot publish updates to your packs.",
                "muted",
                wrap=True,
            )
        )
        box.addSpacing(4)
        box.addWidget(buttons)
        fit_height(self)
