"""A pack shown whole: what it says of itself, and all that is in it."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.model.pack import Pack
from planner.ui.controls import label, shortened
from planner.ui.packs.parts import contents, pack_groups
from planner.ui.packs.parts_view import PartsView
from planner.ui.theme import Theme

ABOUT = 300
"""The most characters that are shown of what a pack says of itself."""


class PackView(QDialog):
    """Lists what is in a pack, to look through."""

    def __init__(self, parent: QWidget, theme: Theme, pack: Pack, signed: str) -> None:
        super().__init__(parent.window())
        info = pack.info
        self.setWindowTitle(info.title)
        room = self.screen().availableGeometry().size()
        self.resize(min(860, room.width() - 40), min(600, room.height() - 60))
        self.parts = PartsView(theme, pack_groups(pack), pack.factors)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        facts = (
            f"by {info.author}" if info.author else "",
            info.subject,
            f"version {info.version}",
            contents(pack),
            signed,
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 16, 22, 14)
        box.setSpacing(6)
        box.addWidget(label(info.title, "title", wrap=True))
        box.addWidget(label(" · ".join(fact for fact in facts if fact), "muted", wrap=True))
        if info.about:
            box.addWidget(label(shortened(info.about, ABOUT), wrap=True))
        box.addSpacing(4)
        box.addWidget(self.parts, 1)
        box.addWidget(buttons)
        self.parts.list.setFocus()


def show_pack(parent: QWidget, theme: Theme, pack: Pack, signed: str) -> None:
    """Show what is in a pack until it is put away."""
    view = PackView(parent, theme, pack, signed)
    view.exec()
    view.deleteLater()
