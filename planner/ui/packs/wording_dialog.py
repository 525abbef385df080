"""New wordings of the cards in a plan, beside the old ones, to take or to leave."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.model.compare import card_changes
from planner.model.wordings import Offer, leave_wording, take_wording
from planner.ui.controls import Problem, button, label
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.packs.field_changes import FieldChanges

_CHOICE = "Taking or leaving can be undone. Left wordings are not offered again."


class WordingDialog(QDialog):
    """Goes through what is offered; each choice is one change of the plan."""

    def __init__(self, parent: QWidget, kit: Kit, first: str = "") -> None:
        super().__init__(parent.window())
        self._kit = kit
        self._offers: tuple[Offer, ...] = ()
        self.setWindowTitle("New wording")
        room = self.screen().availableGeometry().size()
        self.resize(min(860, room.width() - 40), min(560, room.height() - 60))
        self.head = label(kind="title", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Cards with a new wording")
        self.list.setIconSize(QSize(15, 15))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows that come before the style does keep the height that they had without it.
        self.list.ensurePolished()
        self.fields = FieldChanges(kit.theme, "In your plan", "New wording")
        self.problem = Problem()
        self.take = button("Take", "primary")
        self.leave = button("Leave")
        self.take_all = button("Take all")
        self.leave_all = button("Leave all")
        self.take.clicked.connect(self._on_take)
        self.leave.clicked.connect(self._on_leave)
        self.take_all.clicked.connect(self._on_take_all)
        self.leave_all.clicked.connect(self._on_leave_all)
        self.take.setAccessibleName("Take the new wording")
        self.leave.setAccessibleName("Leave the new wording")
        kit.session.refused.connect(self.problem.tell)
        kit.session.failed.connect(self._on_failed)
        self.list.currentRowChanged.connect(self._on_row)
        self._lay()
        self._refresh(first)
        self.list.setFocus()

    def _refresh(self, wanted: str = "", row: int = 0) -> None:
        """Show what is still offered; without any, there is nothing left to choose."""
        self._offers = self._kit.marks.offers()
        if not self._offers:
            self.accept()
            return
        count = len(self._offers)
        self.head.setText(
            "One card has a new wording" if count == 1 else f"{count} cards have a new wording"
        )
        self.list.clear()
        for offer in self._offers:
            drawing = icon(self._kit.theme, "refresh-cw", "focus")
            self.list.addItem(QListWidgetItem(drawing, offer.before.headline))
        ids = [offer.card_id for offer in self._offers]
        at = ids.index(wanted) if wanted in ids else min(row, count - 1)
        self.list.setCurrentRow(at)
        for both in (self.take_all, self.leave_all):
            both.setVisible(count > 1)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._offers):
            offer = self._offers[row]
            names = {name: factor.name for name, factor in self._kit.factors.items()}
            fields = card_changes(offer.before, offer.after, names)
            used = self._kit.session.plan.used_in().get(offer.card_id, ())
            where = ", ".join(map(str, used))
            self.fields.show_fields(
                fields,
                sides=True,
                foot=f"Used in paragraph{'s' if len(used) > 1 else ''} {where}." if used else "",
            )

    def _on_take(self) -> None:
        self._choose(self._chosen(), take=True)

    def _on_leave(self) -> None:
        self._choose(self._chosen(), take=False)

    def _on_take_all(self) -> None:
        self._choose(self._offers, take=True)

    def _on_leave_all(self) -> None:
        self._choose(self._offers, take=False)

    def _chosen(self) -> Sequence[Offer]:
        row = self.list.currentRow()
        return self._offers[row : row + 1] if row >= 0 else ()

    def _choose(self, offers: Sequence[Offer], *, take: bool) -> None:
        """Make one change of the plan: each of these is taken, or each is left."""
        if not offers:
            return
        self.problem.hide()
        row = self.list.currentRow()
        cards = list({offer.card_id: offer.after for offer in offers}.values())
        named = f"“{cards[0].headline}”" if len(cards) == 1 else f"{len(cards)} cards"
        what = f"the new wording of {named}"
        if take:
            edit = partial(take_wording, cards=cards, factors=tuple(self._kit.factors.values()))
            self._kit.session.apply(edit, f"take {what}")
        else:
            self._kit.session.apply(partial(leave_wording, cards=cards), f"leave {what}")
        self._refresh(row=row)

    def _on_failed(self, why: str) -> None:
        if why:
            self.problem.tell(why)

    def _lay(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.list.setMinimumWidth(180)
        self.fields.setMinimumWidth(300)
        split.addWidget(self.list)
        split.addWidget(self.fields)
        split.setSizes([230, 560])
        split.setStretchFactor(1, 1)
        foot = QHBoxLayout()
        for control in (self.take_all, self.leave_all):
            foot.addWidget(control)
        foot.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        foot.addWidget(close)
        foot.addWidget(self.leave)
        foot.addWidget(self.take)
        self.take.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 16, 22, 14)
        box.setSpacing(6)
        box.addWidget(self.head)
        box.addWidget(label(_CHOICE, "muted", wrap=True))
        box.addWidget(split, 1)
        box.addWidget(self.problem)
        box.addSpacing(4)
        box.addLayout(foot)


def ask_wordings(parent: QWidget, kit: Kit, first: str = "") -> None:
    """Show what the plan's cards are offered until it is put away; first: a card's id."""
    dialog = WordingDialog(parent, kit, first)
    if kit.marks.offers():
        dialog.exec()
    dialog.deleteLater()
