"""What a pack would bring, shown before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.model.compare import Comparison
from planner.model.pack import Pack
from planner.ui.controls import label
from planner.ui.packs.parts import change_groups, contents, pack_groups, summary
from planner.ui.packs.parts_view import PartsView
from planner.ui.packs.trust import TrustBox
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.packs.pack_file import PackFile
    from planner.packs.trust import Standing

_DAMAGED = (
    "The version that you have is damaged, so what differs cannot be shown. Installing this one "
    "mends it. Your plans and notes stay as they are."
)


@dataclass(frozen=True)
class Arrival:
    """A pack that has come, judged and compared with what is here.

    before: the version that is installed, or None. used: the titles of the plans that use a card
    which is changed or withdrawn, by the card's id. damaged: a version is installed, and cannot be
    read.
    """

    file: "PackFile"
    standing: "Standing"
    before: Pack | None
    differs: Comparison
    used: Mapping[str, Sequence[str]]
    damaged: bool = False

    @property
    def plans(self) -> set[str]:
        """Return the titles of the plans that use what is changed or withdrawn."""
        return {title for titles in self.used.values() for title in titles}


class PackPreview(QDialog):
    """Shows a pack that has come; accepted, it is to be installed."""

    def __init__(self, parent: QWidget, theme: Theme, arrival: Arrival) -> None:
        super().__init__(parent.window())
        info, before = arrival.file.pack.info, arrival.before
        self.setWindowTitle("Update a pack" if before else "Install a pack")
        room = self.screen().availableGeometry().size()
        self.resize(min(860, room.width() - 40), min(640, room.height() - 60))
        facts = [
            f"by {info.author}" if info.author else "",
            info.subject,
            f"version {info.version}, and you have version {before.info.version}"
            if before
            else f"version {info.version}",
        ]
        if before is None:
            groups, said = pack_groups(arrival.file.pack), f"In it: {contents(arrival.file.pack)}."
        else:
            groups = change_groups(before, arrival.file.pack, arrival.differs)
            said = summary(arrival.differs)
        self.parts = PartsView(
            theme,
            groups,
            (*arrival.file.pack.factors, *(before.factors if before else ())),
            arrival.used,
            "What is different" if before else "In the pack",
        )
        self.buttons = QDialogButtonBox()
        install = self.buttons.addButton(
            "Update" if before else "Install", QDialogButtonBox.ButtonRole.AcceptRole
        )
        install.setProperty("kind", "primary")
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 16, 22, 14)
        box.setSpacing(6)
        box.addWidget(label(info.title, "title", wrap=True))
        box.addWidget(label(" · ".join(fact for fact in facts if fact), "muted", wrap=True))
        signer, updating = arrival.file.signer, before is not None
        box.addWidget(TrustBox(theme, arrival.standing, signer, info.author, updating=updating))
        box.addWidget(label(said, wrap=True))
        if before is not None:
            box.addWidget(label(_of_plans(arrival), "muted", wrap=True))
        elif arrival.damaged:
            box.addWidget(label(_DAMAGED, "muted", wrap=True))
        box.addWidget(self.parts, 1)
        box.addSpacing(4)
        box.addWidget(self.buttons)
        # What nobody signed is not installed by Enter alone.
        (install if arrival.file.signer else cancel).setDefault(True)
        self.parts.list.setFocus()


def _of_plans(arrival: Arrival) -> str:
    count = len(arrival.plans)
    if not count:
        return "None of your plans uses a card that is changed or withdrawn."
    which = "One of your plans uses" if count == 1 else f"{count} of your plans use"
    keeps = "It keeps the wording that it has" if count == 1 else "They keep the wording they have"
    return (
        f"{which} cards that are changed or withdrawn. {keeps}; for each "
        "card you choose whether to take the new one."
    )
