"""The desk: the shelf, the board and the progress panel side by side."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from planner.model import edits
from planner.model.framework import QuestionType
from planner.model.plan import Field, Part, Plan
from planner.store.library import Library
from planner.ui.board import Board
from planner.ui.desk_cards import DeskCards
from planner.ui.desk_header import DeskHeader
from planner.ui.hands import moved
from planner.ui.kit import Kit
from planner.ui.memory import Memory
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
        memory: Memory,
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
        self.cards = DeskCards(self, kit, library, memory, notice)
        self.cards.kept.connect(self._on_card_kept)
        self.cards.deleted.connect(self.shelf.refresh)
        kit.hands.card_opened.connect(self.cards.open)
        kit.hands.fix_asked.connect(self.cards.suggest_fix)
        kit.hands.wording_asked.connect(self.cards.look_at_wordings)
        kit.session.plan_changed.connect(self._on_plan_changed)
        self.shelf.card_asked.connect(self.cards.new)
        self.shelf.editing_asked.connect(self.cards.edit)
        self.shelf.deleting_asked.connect(self.cards.delete)

    def open(self, plan: Plan, *, worked: bool = False) -> None:
        """Show a plan, with its own factors beside those of the library."""
        self._know_factors(plan)
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

    def library_changed(self) -> None:
        """Show what the library has now, the open plan as it is."""
        if not self._kit.session.is_open:
            return
        self._know_factors(self._kit.session.plan)
        self._kit.marks.refresh()
        self.shelf.refresh()

    def tell_new_wordings(self) -> None:
        """Say how many of the plan's cards have a new wording, where any has."""
        if said := self._new_wordings():
            said += " Nothing changes until you take it."
            self._notice.tell(said, "Look", self.cards.look_at_wordings, passing=False)

    def add_new_wordings(self) -> None:
        """Say the same beside what the notice tells, where any card has a new wording."""
        if said := self._new_wordings():
            self._notice.add(said, "Look", self.cards.look_at_wordings)

    def ask_wordings(self) -> None:
        """Show the new wordings that the plan's cards are offered, or say that there are none."""
        if self._kit.marks.offers():
            self.cards.look_at_wordings()
        else:
            self._notice.tell("Every card in this plan reads as its pack has it, or was left so.")

    def _new_wordings(self) -> str:
        count = len({offer.card_id for offer in self._kit.marks.offers()})
        if count > 1:
            return f"{count} cards in this plan have a new wording."
        return "A card in this plan has a new wording." if count else ""

    def _know_factors(self, plan: Plan) -> None:
        """Know the library's factors, and the plan's own beside them."""
        factors = self._library.factors()
        self._kit.factors.clear()
        self._kit.factors.update({factor.id: factor for factor in factors})
        for factor in plan.factors:
            self._kit.factors.setdefault(factor.id, factor)
        self.shelf.chips.show_factors(plan.factors or tuple(factors))

    def _on_card_kept(self, card_id: str) -> None:
        self._kit.marks.refresh()
        self.shelf.refresh()
        self.shelf.show_card(card_id)

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        for factor in plan.factors:
            self._kit.factors.setdefault(factor.id, factor)
