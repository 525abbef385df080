"""What the student does, in words: each gesture becomes one change to the open plan."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from planner.model import asking, edits
from planner.model.framework import Framework, QuestionType, SlotKind
from planner.model.plan import Paragraph, Plan, Slot, slot_names
from planner.model.text import TextError
from planner.ui.payload import Payload, headlines
from planner.ui.session import Edit, Session

_PartEdit = Callable[[Plan, str], Plan]
"""Changes the paragraph, or the slot, with an id."""


class Gestures:
    """Turns gestures, from mouse, keys and menus alike, into named changes of the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    # Cards

    def may_land(self, payload: Payload, slot_id: str, at: int | None, *, copy: bool) -> bool:
        """Tell whether cards may land in a slot: whether the edit that lands them can be made."""
        try:
            edit, _ = self._landing(payload, slot_id, at, copy=copy)
            edit(self._session.plan)
        except (edits.EditError, TextError):
            return False
        return True

    def land(
        self, payload: Payload, slot_id: str, at: int | None = None, *, copy: bool = False
    ) -> bool:
        """Place cards in a slot, or move them there from where they are in this plan."""
        edit, words = self._landing(payload, slot_id, at, copy=copy)
        return self._session.apply(edit, words)

    def remove(self, placements: Sequence[str]) -> bool:
        """Take placed cards out of the plan."""
        chosen = set(placements)
        cards = [p.card for p in self._session.plan.placements() if p.id in chosen]
        if not cards:
            return False
        return self._session.apply(
            partial(edits.remove, placement_ids=placements), f"remove {headlines(cards)}"
        )

    def _landing(
        self, payload: Payload, slot_id: str, at: int | None, *, copy: bool
    ) -> tuple[Edit, str]:
        placed = payload.placed_in(self._session.plan)
        what = headlines(payload.cards)
        if placed and not copy:
            return partial(edits.move, placement_ids=placed, slot_id=slot_id, at=at), f"move {what}"
        edit = partial(
            edits.place, slot_id=slot_id, cards=payload.cards, at=at, factors=payload.factors
        )
        return edit, f"{'copy' if placed else 'place'} {what}"

    def add_text(self, slot_id: str, text: str) -> bool:
        """Write dropped text into a slot, after what is there."""
        return self._session.apply(
            partial(edits.append_text, slot_id=slot_id, words=text), "drop text"
        )

    # Paragraphs

    def add_paragraph(self) -> None:
        """Add an empty paragraph at the end."""
        self._session.apply(edits.add_paragraph, "add paragraph")

    def duplicate(self, paragraph: Paragraph) -> None:
        """Add a copy of a paragraph after it."""
        self._paragraph(paragraph, edits.duplicate_paragraph, "duplicate")

    def remove_paragraph(self, paragraph: Paragraph) -> None:
        """Take a paragraph out of the plan."""
        self._paragraph(paragraph, edits.remove_paragraph, "remove")

    def move_paragraph(self, paragraph: Paragraph, to: int) -> None:
        """Move a paragraph so that it becomes number to (from 0)."""
        self._paragraph(paragraph, partial(edits.move_paragraph, to=to), "move")

    def collapse(self, paragraph: Paragraph) -> None:
        """Fold a paragraph to its heading, or open it again."""
        self._paragraph(
            paragraph,
            partial(edits.collapse, collapsed=not paragraph.collapsed),
            "expand" if paragraph.collapsed else "collapse",
        )

    def reframe(self, paragraph: Paragraph, framework: Framework) -> None:
        """Give a paragraph another framework's slots, keeping what is in its own."""
        number = self._number(paragraph)
        self._session.apply(
            partial(edits.reframe, paragraph_id=paragraph.id, framework=framework),
            f"change paragraph {number} to {framework.name}",
        )

    def use_framework(self, framework: Framework) -> None:
        """Make a framework the plan's own."""
        self._session.apply(
            partial(edits.use_framework, framework=framework), f"use {framework.name}"
        )

    # Slots

    def add_slot(self, paragraph: Paragraph, kind: SlotKind, at: int | None = None) -> None:
        """Add a slot to a paragraph."""
        self._session.apply(
            partial(edits.add_slot, paragraph_id=paragraph.id, kind=kind, at=at),
            f"add {kind.label} to paragraph {self._number(paragraph)}",
        )

    def repeat_slot(self, slot: Slot) -> None:
        """Add an empty slot of the same kind after a slot."""
        self._slot(slot, edits.repeat_slot, "repeat")

    def rename_slot(self, slot: Slot, label: str) -> None:
        """Call a slot something else."""
        self._slot(slot, partial(edits.rename_slot, label=label), "rename")

    def remove_slot(self, slot: Slot) -> None:
        """Take a slot out of its paragraph."""
        self._slot(slot, edits.remove_slot, "remove")

    def move_slot(self, slot: Slot, to: int) -> None:
        """Move a slot within its paragraph so that it becomes number to (from 0)."""
        self._slot(slot, partial(edits.move_slot, to=to), "move")

    # The plan

    def rename_plan(self, name: str) -> None:
        """Give the plan another name."""
        self._session.apply(partial(edits.rename_plan, name=name), "rename plan")

    def ask(self, question: str, types: Mapping[str, QuestionType]) -> None:
        """Put another question in the place of the plan's own; its kind follows its words."""
        self._session.apply(
            partial(asking.ask_anew, words=question, types=types), "change question"
        )

    def _paragraph(self, paragraph: Paragraph, edit: _PartEdit, verb: str) -> None:
        number = self._number(paragraph)
        self._session.apply(lambda plan: edit(plan, paragraph.id), f"{verb} paragraph {number}")

    def _slot(self, slot: Slot, edit: _PartEdit, verb: str) -> None:
        self._session.apply(lambda plan: edit(plan, slot.id), f"{verb} {self._name(slot)}")

    def _number(self, paragraph: Paragraph) -> int:
        ids = [p.id for p in self._session.plan.paragraphs]
        return ids.index(paragraph.id) + 1 if paragraph.id in ids else 0

    def _name(self, slot: Slot) -> str:
        return place_name(self._session.plan, slot.id) or slot.kind.label


def place_name(plan: Plan, slot_id: str) -> str:
    """Return how a slot is called on the screen: "Evidence, paragraph 1"."""
    for number, paragraph in enumerate(plan.paragraphs, 1):
        for name, slot in zip(slot_names(paragraph), paragraph.slots, strict=True):
            if slot.id == slot_id:
                return f"{name}, paragraph {number}"
    return ""
