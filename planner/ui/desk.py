"""The desk: the shelf, the board and the progress panel side by side."""

import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from planner.model import edits
from planner.model.evidence import OWN, Card, Factor
from planner.model.framework import QuestionType
from planner.model.plan import Field, Part, Plan
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.board import Board
from planner.ui.desk_header import DeskHeader
from planner.ui.hands import moved
from planner.ui.kit import Kit
from planner.ui.messages import ask_text
from planner.ui.notice import Notice
from planner.ui.progress_panel import ProgressPanel
from planner.ui.shelf import Shelf
from planner.ui.slot_cards import SlotCards


class Desk(QWidget):
    """Everything that one plan is worked on with."""

    def __init__(
        self,
        kit: Kit,
        library: Library,
        types: dict[str, QuestionType],
        notice: Notice,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit, self._library, self._notice = kit, library, notice
        self.header = DeskHeader(kit, types)
        self.shelf = Shelf(kit, library)
        self.board = Board(kit)
        self.panel = ProgressPanel(kit)
        self.panel.place_asked.connect(self.board.show_place)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part, least in ((self.shelf, 236), (self.board, 420), (self.panel, 190)):
            part.setMinimumWidth(least)
            self.split.addWidget(part)
        self.split.setStretchFactor(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.header)
        box.addWidget(self.split, 1)
        kit.hands.card_opened.connect(self._on_card_opened)
        kit.session.plan_changed.connect(self._on_plan_changed)
        self.shelf.card_asked.connect(self.new_card)
        self.shelf.editing_asked.connect(self.edit_card)
        self.shelf.deleting_asked.connect(self._on_deleting_asked)

    def open(self, plan: Plan, *, worked: bool = False) -> None:
        """Show a plan, with its own factors beside those of the library."""
        self._kit.factors.clear()
        self._kit.factors.update({factor.id: factor for factor in self._library.factors()})
        for factor in plan.factors:
            self._kit.factors.setdefault(factor.id, factor)
        self.shelf.chips.show_factors(plan.factors or tuple(self._library.factors()))
        self._kit.session.open(plan, worked=worked)

    def undo(self) -> None:
        """Take back the last change and choose the cards that it brings back."""
        self._turn(self._kit.session.undo, "Undid", self._kit.session.undo_words)

    def redo(self) -> None:
        """Make the last undone change again and choose the cards that it moves."""
        self._turn(self._kit.session.redo, "Redid", self._kit.session.redo_words)

    def _turn(self, turn: Callable[[], None], verb: str, words: str) -> None:
        before = self._kit.session.plan
        turn()
        changed = moved(before, self._kit.session.plan)
        if changed:
            # A field that is being written in keeps the keyboard.
            self.board.choose(changed, focus=isinstance(QApplication.focusWidget(), SlotCards))
        if words:
            self._kit.hands.say(f"{verb} {words}")

    def next_pane(self) -> None:
        """Give the keyboard to the next of the shelf, the board and the panel."""
        panes = [self.shelf, self.board, self.panel]
        focused = QApplication.focusWidget()
        here = next((i for i, p in enumerate(panes) if focused and p.isAncestorOf(focused)), -1)
        onward = [pane for pane in (*panes[here + 1 :], *panes[: here + 1]) if pane.isVisible()]
        if onward[0] is self.shelf:
            self.shelf.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif onward[0] is self.board:
            self.board.show_place(Field(Part.LINE_OF_ARGUMENT))
        else:
            self.panel.take_focus()

    def ask_question(self) -> None:
        """Ask for another wording of the question."""
        plan = self._kit.session.plan
        question = ask_text(
            self,
            "Change the question",
            "Question",
            plan.question.text,
            partial(edits.ask, plan),
            lines=4,
        )
        if question is not None:
            self._kit.gestures.ask(question)

    def ask_name(self) -> None:
        """Ask what the plan is to be called among the plans."""
        plan = self._kit.session.plan
        name = ask_text(
            self, "Rename plan", "Name of the plan", plan.title, partial(edits.rename_plan, plan)
        )
        if name is not None:
            self._kit.gestures.rename_plan(name)

    def new_card(self) -> None:
        """Ask for a card of the student's own, and put it on the shelf."""
        from planner.ui.card_form import ask_card

        card = ask_card(self, Card(f"{OWN}/{uuid.uuid4().hex}", ""), self._offered())
        if card is not None:
            self._keep(card)

    def edit_card(self, card: Card) -> None:
        """Let one of the student's own cards be changed; plans keep the wording they have."""
        from planner.ui.card_form import ask_card

        changed = ask_card(self, card, self._offered())
        if changed is not None:
            self._keep(changed)

    def _offered(self) -> list[Factor]:
        plan = self._kit.session.plan
        return list(plan.factors or self._library.factors())

    def _keep(self, card: Card) -> None:
        try:
            self._library.save_card(card)
        except StoreError as error:
            self._notice.warn(str(error), "Try again", partial(self._keep, card))
            return
        self.shelf.refresh()
        self.shelf.show_card(card.id)

    def _on_deleting_asked(self, card: Card) -> None:
        try:
            self._library.delete_card(card.id)
        except StoreError as error:
            self._notice.warn(str(error))
            return
        self.shelf.refresh()
        self._notice.tell(
            f"Deleted the card “{card.headline}”. Plans that use it keep it.",
            "Undo",
            partial(self._keep, card),
        )

    def _on_card_opened(self, card: Card) -> None:
        from planner.ui.card_view import show_card

        plan = self._kit.session.plan
        numbers = plan.used_in().get(card.id, ())
        if show_card(self, card, self._kit.factors, numbers):
            # A placed card keeps its wording; what is edited is the card on the shelf.
            on_shelf = self._library.cards([card.id])
            self.edit_card(on_shelf[0] if on_shelf else card)

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        for factor in plan.factors:
            self._kit.factors.setdefault(factor.id, factor)
