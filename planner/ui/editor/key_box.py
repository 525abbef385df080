"""The key that a pack is signed with, as the publish dialog shows it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from planner.ui.controls import Mark, button, label
from planner.ui.editor.keys import KeyRing
from planner.ui.icons import icon
from planner.ui.theme import Theme

_PASSWORD = "The file has a password, which Marshal asks for when you publish and does not keep."


class KeyBox(QFrame):
    """Shows a key's fingerprint, large enough to be read from the back of a room."""

    other_asked = Signal()
    """Another key is to be used."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("kind", "trust")
        self._mark = Mark(22)
        self.head = label(kind="field", wrap=True)
        self.code = label(kind="fingerprint")
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.told = label(kind="muted", wrap=True)
        self.other = button("Use another key…", "link")
        self.other.clicked.connect(self.other_asked)
        texts = QVBoxLayout()
        texts.setSpacing(3)
        for part in (self.head, self.code, self.told):
            texts.addWidget(part)
        texts.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_key(self, public: str, ring: KeyRing) -> None:
        """Show a key by its public half; empty where one is made on publishing."""
        self._mark.show_icon(icon(self._theme, "key-round", "done"))
        self.code.setVisible(bool(public))
        if public:
            from planner.packs.signing import fingerprint

            self.head.setText("Signed with your key")
            self.code.setText(fingerprint(public))
            self.code.setAccessibleName(f"Your code: {fingerprint(public)}")
            self.told.setText(
                "Show this code to your class. Students compare it the first time they install "
                f"the pack. The key is in {ring.path}; keep a copy of that file in a safe place. "
                "Without it you cannot publish updates." + (f" {_PASSWORD}" if ring.asks else "")
            )
        else:
            self.head.setText("Publishing makes your key")
            self.told.setText(
                "It signs your packs from now on. You then see a short code that your class can "
                f"compare with what Marshal shows them. The key is kept in {ring.path}."
            )

    def show_locked(self, ring: KeyRing) -> None:
        """Say that the key has a password, without which its code cannot be told."""
        self._mark.show_icon(icon(self._theme, "key-round", "done"))
        self.code.hide()
        self.head.setText("Signed with your key")
        self.told.setText(f"The key is in {ring.path}. {_PASSWORD}")

    def show_none(self, why: str) -> None:
        """Say that there is no key, and why."""
        self._mark.show_icon(icon(self._theme, "shield-alert", "warn"))
        self.code.hide()
        self.head.setText("This pack will not be signed")
        self.told.setText(why)
