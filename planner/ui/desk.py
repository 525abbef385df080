"""The desk: the shelf, the views of the plan and the progress panel side by side."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from planner.model import edits
from planner.model.plan import Field, Part, Plan
from planner.store.library import Library
from planner.ui.board import Board
from planner.ui.card_list import CardList
from planner.ui.desk_cards import DeskCards
from planner.ui.desk_header import DeskHeader
from planner.ui.hands import moved
from planner.ui.kit import Kit
from planner.ui.memory import Memory
from planner.ui.messages import ask_text
from planner.ui.notice import Notice
from planner.ui.plan_making import LAST_KIND
from planner.ui.shelf import Shelf
from planner.ui.side_panel import SidePanel
from planner.ui.slot_cards import SlotCards
from planner.ui.views import Views

if TYPE_CHECKING:
    from planner.ui.sorting.sorting_view import SortingView

BOARD, SORT, RANK, TIMELINE = "board", "sort", "rank", "timeline"
"""The names of the views."""


class Desk(QWidget):
    """Everything that one plan is worked on with."""

    another_asked = Signal()
    """A plan for another question, with the cards sorted as in this one."""
    plan_asked = Signal(str)
    """The id of a plan that is to be opened."""

    def __init__(
        self,
        kit: Kit,
        library: Library,
        notice: Notice,
        memory: Memory,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit, self._library, self._notice = kit, library, notice
        self._memory = memory
        self._sorting: SortingView | None = None
        self.header = DeskHeader(kit)
        self.shelf = Shelf(kit, library)
        self.board = Board(kit)
        self.views = Views(kit.session, BOARD, "Board", self.board)
        self.views.register(SORT, "Sort", self._make_sorting)
        self.views.register(RANK, "Rank", self._make_ranking)
        self.views.register(TIMELINE, "Timeline", self._make_timeline)
        self.views.shown.connect(self._on_view_shown)
        self.panel = SidePanel(kit, memory)
        self.panel.place_asked.connect(self.show_place)
        self.panel.evidence_asked.connect(self.show_evidence)
        self.panel.row_asked.connect(self.shelf.show_row)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part, least in ((self.shelf, 236), (self.views, 420), (self.panel, 206)):
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
        if changed and self.views.current == BOARD:
            # A field that is being written in keeps the keyboard.
            self.board.choose(changed, focus=isinstance(QApplication.focusWidget(), SlotCards))
        if words:
            self._kit.hands.say(f"{verb} {words}")

    def show_place(self, field: Field) -> None:
        """Bring a field in view on the board, and give it the keyboard."""
        self.views.show_view(BOARD)
        self.board.show_place(field)

    def show_evidence(self, words: str, factors: Sequence[str]) -> None:
        """Show the cards on the shelf that have these words, or speak to these factors."""
        chips = self.shelf.chips
        self.shelf.search.setText(words)
        chips.clear()
        for factor in factors:
            if factor in chips.of_factor:
                chips.of_factor[factor].setChecked(True)

    def show_placement(self, placement: str) -> None:
        """Select a placed card on the board, and give it the keyboard."""
        self.views.show_view(BOARD)
        self.board.find_card(placement)

    def next_pane(self) -> None:
        """Give the keyboard to the next of the shelf, the view and the panel."""
        panes = [self.shelf, self.views, self.panel]
        focused = QApplication.focusWidget()
        here = next((i for i, p in enumerate(panes) if focused and p.isAncestorOf(focused)), -1)
        onward = [pane for pane in (*panes[here + 1 :], *panes[: here + 1]) if pane.isVisible()]
        if onward[0] is self.shelf:
            self.shelf.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif onward[0] is self.panel:
            self.panel.take_focus()
        elif self.views.current == BOARD:
            self.board.show_place(Field(Part.LINE_OF_ARGUMENT))
        else:
            self.views.take_focus()

    def ask_question(self) -> None:
        """Ask for another wording of the question."""
        plan = self._kit.session.plan
        if self._kit.session.refuses():
            return
        question = ask_text(
            self,
            "Change the question",
            "Question",
            plan.question.text,
            partial(edits.ask, plan),
            lines=4,
        )
        if question is not None:
            self._kit.gestures.ask(question, self._kit.kinds.all())
            self._offer_framework(plan)

    def ask_kind(self) -> None:
        """Ask what kind of question the plan answers."""
        from planner.ui.kind_dialog import ask_kind

        if self._kit.session.refuses():
            return
        kind = ask_kind(self, self._kit)
        if kind is not None:
            self._memory.set(LAST_KIND, kind.id)

    def _offer_framework(self, before: Plan) -> None:
        """Offer what a new kind of question is often built with, where that is another."""
        plan = self._kit.session.plan
        kind = self._kit.kinds.of(plan.question)
        framework = self._kit.frameworks.named(kind.framework)
        if plan.question.type == before.question.type or framework.id == plan.framework.id:
            return
        self._notice.tell(
            f"This is now a question of the kind “{kind.name}”, which is often built with "
            f"{framework.name}.",
            f"Use {framework.name}",
            partial(self._kit.gestures.use_framework, framework),
        )

    def ask_name(self) -> None:
        """Ask what the plan is to be called among the plans."""
        plan = self._kit.session.plan
        if self._kit.session.refuses():
            return
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

    def _make_sorting(self) -> QWidget:
        from planner.ui.sorting.sorting_view import SortingView

        view = SortingView(self._kit, self._library)
        view.made.connect(self._on_paragraphs_made)
        view.told.connect(self._notice.tell)
        view.another_asked.connect(partial(self._on_other_asked, self.another_asked))
        view.plan_asked.connect(partial(self._on_other_asked, self.plan_asked))
        self._sorting = view
        return view

    def _make_ranking(self) -> QWidget:
        from planner.ui.ranking.ranking_view import RankingView

        return RankingView(self._kit)

    def _make_timeline(self) -> QWidget:
        from planner.ui.timeline.timeline_view import TimelineView

        view = TimelineView(self._kit, self._library)
        view.follow(self.shelf.chips)
        view.place_asked.connect(self.show_placement)
        view.card_asked.connect(self.shelf.show_card)
        return view

    def _on_view_shown(self, name: str) -> None:
        sorter = self._sorting.sorter if self._sorting and name == SORT else None
        self.shelf.sort_with(sorter)

    def _on_paragraphs_made(self, said: str) -> None:
        self.views.show_view(BOARD)
        self._notice.tell(said, "Back to the piles", partial(self.views.show_view, SORT))

    def _on_other_asked(self, asked: SignalInstance, *what: str) -> None:
        """Have another plan opened, and go on sorting there."""
        here = self._kit.session.plan.id
        asked.emit(*what)
        if self._kit.session.plan.id != here:
            self.views.show_view(SORT)

    def _on_card_kept(self, card_id: str) -> None:
        self._kit.marks.refresh()
        self.shelf.refresh()
        self.shelf.show_card(card_id)

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        if before is not None and before.factors != plan.factors:
            self._know_factors(plan)
            # A factor may have another name or mark now, or none.
            for cards in self.findChildren(CardList):
                cards.viewport().update()
