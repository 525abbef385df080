"""A correction that a reader sent in: what the card says, what it should say, and why."""

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from planner.model.compare import FieldChange, card_changes
from planner.model.evidence import Card
from planner.model.pack import Pack
from planner.ui.controls import label
from planner.ui.packs.field_changes import FieldChanges
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.packs.fix_file import Fix


class TakeFixDialog(QDialog):
    """Shows a fix beside the card as it is; accepting it is for who opened this."""

    def __init__(self, parent: QWidget, fix: "Fix", held: Card, pack: Pack, theme: Theme) -> None:
        super().__init__(parent.window())
        self.setWindowTitle("A suggested fix")
        room = self.screen().availableGeometry().size()
        self.resize(min(760, room.width() - 40), min(600, room.height() - 60))
        names = {factor.id: factor.name for factor in pack.factors}
        who = f"{fix.name} suggests" if fix.name else "A reader suggests"
        changed = fixed(held, fix, pack)
        fields = card_changes(held, changed, names)
        moved = card_changes(fix.before, held, names)
        self.fields = FieldChanges(theme, "Yours", "Suggested")
        self.fields.show_fields(fields, sides=True, foot="" if fields else _ALREADY)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(8)
        box.addWidget(label(f"{who} a fix to “{held.headline}”", "title", wrap=True))
        if fix.why:
            box.addWidget(label(fix.why, "reading", wrap=True))
        if moved:
            box.addWidget(self._moved(fix, moved))
        box.addWidget(self.fields, 1)
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        if fields:
            accept = buttons.addButton("Accept the fix", role.AcceptRole)
            accept.setProperty("kind", "primary")
        buttons.addButton("Decline" if fields else "Close", role.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)

    def _moved(self, fix: "Fix", moved: tuple[FieldChange, ...]) -> QWidget:
        """Return what says that the card has changed since, and what the reader had."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setColumnStretch(1, 1)
        told = (
            f"They have version {fix.version} of the pack, and you have changed this card since. "
            "They had:"
        )
        grid.addWidget(label(told, "muted", wrap=True), 0, 0, 1, 2)
        for row, field in enumerate(moved, 1):
            grid.addWidget(label(field.field, "field"), row, 0)
            grid.addWidget(label(field.before or "(nothing)", wrap=True), row, 1)
        return made


_ALREADY = "Your card says all of this already."


def fixed(held: Card, fix: "Fix", pack: Pack) -> Card:
    """Return the card with what the fix changes; what it leaves alone stays as it is here.

    A factor that this pack does not have is left out.
    """
    known = {factor.id for factor in pack.factors}
    after = replace(fix.after, factors=tuple(f for f in fix.after.factors if f in known))
    before = replace(fix.before, factors=tuple(f for f in fix.before.factors if f in known))
    changed = {
        name: getattr(after, name)
        for name in ("headline", "detail", "when", "people", "factors", "source")
        if getattr(after, name) != getattr(before, name)
    }
    return replace(held, **changed)
