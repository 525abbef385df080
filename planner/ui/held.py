"""A library that is open elsewhere: what is said of it, and what can be done."""

import time
from enum import Enum
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from planner.store.hold import Held
from planner.ui.controls import button, fit_height, label


class Choice(Enum):
    """What is to be done about a library that is open elsewhere."""

    READ = "Open to read"
    AGAIN = "Try again"
    QUIT = "Close"


class HeldDialog(QDialog):
    """Says where the library is open, and offers what can be done."""

    def __init__(self, held: Held) -> None:
        super().__init__()
        self.choice = Choice.QUIT
        self.setWindowTitle("Marshal")
        self.setFixedWidth(540)
        words = label(held_words(held), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        # The one that Return takes stands last, as in every dialog.
        for choice in reversed(Choice):
            made = button(choice.value, "primary" if choice is Choice.READ else "")
            made.clicked.connect(partial(self._on_chosen, choice))
            made.setDefault(choice is Choice.READ)
            buttons.addWidget(made)
        made.setFocus()
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 18)
        box.setSpacing(10)
        box.addWidget(label("This library is open elsewhere", "title", wrap=True))
        box.addWidget(words)
        box.addSpacing(8)
        box.addLayout(buttons)
        self.setAccessibleDescription(words.text())
        self.resize(self.width(), 0)
        fit_height(self)

    def _on_chosen(self, choice: Choice) -> None:
        self.choice = choice
        self.accept()


def ask_held(held: Held) -> Choice:
    """Say where the library is open, and ask what is to be done."""
    dialog = HeldDialog(held)
    dialog.exec()
    dialog.deleteLater()
    return dialog.choice


def held_words(held: Held, now: float | None = None) -> str:
    """Say who has the library, since when, and what to do."""
    mark = held.mark
    since = f" since {_when(mark.started, now)}" if mark is not None else ""
    if mark is not None and not held.here:
        return (
            f"It has been open on the computer “{mark.computer}”{since}. So that neither writes "
            "over the other, it can be changed in one place at a time. Close Marshal there, then "
            "try again. Or open it here to read."
        )
    return (
        f"Another Marshal on this computer has had it open{since}, and does not answer. It may be "
        "busy, such as with putting in a pack. Wait until that is done, then try again. Or open "
        "it here to read."
    )


def _when(at: float, now: float | None) -> str:
    """Return a moment as it is read, with the day where that is another."""
    try:
        then, today = time.localtime(at), time.localtime(now)
    except (OverflowError, ValueError, OSError):
        # The other computer’s file says it, which may be anything.
        return "some time ago"
    clock = time.strftime("%H:%M", then)
    if then[:3] == today[:3]:
        return clock
    return f"{then.tm_mday} {time.strftime('%B', then)}, {clock}"
