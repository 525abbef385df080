"""What came back of a damaged library, and what did not."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from planner.store.rescue import Rescued
from planner.ui.controls import label

_KINDS = (
    ("plans", "plan", "plans"),
    ("versions", "version of a plan", "versions of plans"),
    ("drafts", "pack of your own", "packs of your own"),
    ("cards", "card of your own", "cards of your own"),
    ("notes", "note on a card", "notes on cards"),
    ("packs", "pack", "packs"),
)


class RescuedDialog(QDialog):
    """Tells by number what came back, and by title which plans are older or lost.

    kept: the damaged library under its new name, if there is one.
    """

    def __init__(self, parent: QWidget, rescued: Rescued, kept: Path | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("What was rescued")
        whole = not rescued.older and not rescued.lost
        self.resize(560, 280 if whole else 420)
        head = "All your plans came back" if whole else "This came back"
        self.told = QPlainTextEdit("\n".join(_lines(rescued)))
        self.told.setReadOnly(True)
        self.told.setTabChangesFocus(True)
        self.told.setAccessibleName("What came back")
        buttons = QDialogButtonBox()
        go_on = buttons.addButton("Go on", QDialogButtonBox.ButtonRole.AcceptRole)
        go_on.setProperty("kind", "primary")
        go_on.setDefault(True)
        buttons.accepted.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(label(head, "title"))
        box.addWidget(self.told, 1)
        if kept is not None:
            words = f"Delete nothing until you are sure. The damaged library is kept in\n{kept}"
            box.addWidget(label(words, "muted", wrap=True))
        box.addWidget(buttons)
        go_on.setFocus()


def _lines(rescued: Rescued) -> Iterator[str]:
    for field, one, several in _KINDS:
        if number := getattr(rescued, field):
            yield f"•  {number:,} {one if number == 1 else several}"
    if not any(getattr(rescued, field) for field, _, _ in _KINDS):
        yield "Nothing in it could be read."
    for head, titles in (
        ("As they were in the newest sound backup:", rescued.older),
        ("Could not be read, and are in no backup:", rescued.lost),
    ):
        if titles:
            yield f"\n{head}"
            yield from (f"•  {title or '(a plan whose title cannot be read)'}" for title in titles)
