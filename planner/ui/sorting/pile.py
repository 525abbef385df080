"""One pile on the sorting table: its name, its cards and its menu."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from planner.model.plan import Field, Part, Plan
from planner.model.sorting import Serves
from planner.ui.controls import icon_button
from planner.ui.kit import Kit
from planner.ui.payload import Payload
from planner.ui.plan_text import PlanText
from planner.ui.sorting.pile_box import PileBox
from planner.ui.sorting.sorter import Sorter


class Pile(PileBox):
    """A column of cards under a name that is typed in place."""

    def __init__(self, kit: Kit, sorter: Sorter, pile_id: str, parent: QWidget) -> None:
        super().__init__(kit, sorter, pile_id, parent)
        self._number = 0
        self.cards.empty_text = "Drag cards here"
        self.name = PlanText(kit.session, Field(Part.PILE, pile_id), "Name", single=True)
        self.name.setProperty("kind", "heading")
        self.name.show_prompt("Name this pile")
        self.options = icon_button(kit.theme, "ellipsis", "Options", "hint")
        self.options.setMenu(QMenu(self.options))
        self.options.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.options.menu().aboutToShow.connect(self._on_options_shown)
        head, top = QHBoxLayout(), Qt.AlignmentFlag.AlignTop
        head.setSpacing(6)
        head.addWidget(self.name, 1, top)
        head.addWidget(self.count, 0, top)
        head.addWidget(self.options, 0, top)
        self.count.setMinimumHeight(29)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 8, 10)
        box.setSpacing(5)
        box.addLayout(head)
        box.addWidget(self.cards)
        box.addStretch(1)

    def sync(self, plan: Plan, number: int, serving: Mapping[str, Serves]) -> None:
        """Show the pile as it is in a plan now, with its name, as number on the table."""
        super().sync(plan, number, serving)
        self._number = number
        pile = plan.pile(self.pile_id)
        if pile is None:
            return
        name = plan.pile_name(pile)
        self.name.show_words(name)
        self.setAccessibleName(f"Pile {number}, {name}" if name else f"Pile {number}")
        self.name.setAccessibleName(f"Name of pile {number}")
        self.cards.setAccessibleName(f"Cards in pile {number}")
        self.options.setAccessibleName(f"Options for pile {number}")
        made = next((n for n, p in enumerate(plan.paragraphs, 1) if p.id == pile.paragraph), 0)
        if made:
            shown, told = self.count.text(), self.count.accessibleName()
            self._show_count(f"{shown}  ¶{made}".strip(), f"{told}, paragraph {made}")

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through here, in reading order."""
        return [self.name, self.options, self.cards]

    def open_to_drag(self, payload: Payload | None) -> None:
        """Light up where these cards may land; None ends it."""
        super().open_to_drag(payload)
        if payload is None:
            # The pointer that dragged over the field never told it that it left.
            self.name.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
            self.name.update()

    def _on_options_shown(self) -> None:
        menu, sorter, at = self.options.menu(), self._sorter, self._number - 1
        menu.clear()
        menu.addAction("Rename", self._on_renaming_asked)
        menu.addSeparator()
        left = menu.addAction("Move left", partial(sorter.move, self.pile_id, at - 1))
        left.setEnabled(at > 0)
        right = menu.addAction("Move right", partial(sorter.move, self.pile_id, at + 1))
        right.setEnabled(self._number < len(sorter.plan.piles))
        menu.addSeparator()
        menu.addAction("Remove pile", partial(sorter.remove, self.pile_id))

    def _on_renaming_asked(self) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()
