"""Notes on their way to cards: the list of drafts with the form beside it, undo and redo."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from planner.model import intake as drafts
from planner.model.history import History
from planner.model.intake import Draft, Intake
from planner.model.intake_cards import Rough, from_notes, new_factor_names
from planner.model.material import Material
from planner.model.pack import Pack
from planner.model.text import TextError
from planner.model.tree import EditError
from planner.ui.controls import Problem, announce, button, label, set_tip
from planner.ui.editor.intake_bar import NotesBar
from planner.ui.editor.intake_form import DraftForm
from planner.ui.editor.intake_list import IntakeList
from planner.ui.editor.intake_model import DraftRow, HeadingRow
from planner.ui.theme import Theme

Verb = Callable[[Intake], Intake]


class NotesPage(QWidget):
    """Turns notes into drafts, and lets the user take, drop, split, merge and reword them."""

    changed = Signal()

    def __init__(self, material: Material, pack: Pack, theme: Theme) -> None:
        super().__init__()
        people = {name for card in pack.cards for name in card.people}
        factors = [factor.name for factor in pack.factors]
        self._pack = pack
        self.history = History(drafts.begin(material, factors, people))
        self.list = IntakeList(theme)
        self.form = DraftForm()
        self.bar = NotesBar(material.name, theme)
        self.turn = button("Drop", "header")
        self.sentences = button("Split into sentences", "header")
        self.merge = button("Merge with next", "header")
        self.count = label("", "count")
        self.problem = Problem()
        self._lay()
        self._connect()
        self._show()
        by_taken = sorted(self.intake.drafts, key=lambda draft: not draft.taken)
        self.choose(by_taken[0].id)

    @property
    def intake(self) -> Intake:
        """Return the drafts as they are now."""
        return self.history.present

    @property
    def title(self) -> str:
        """Return what the page is called, and how many cards it gives."""
        return f"Notes: {self.told()}"

    def told(self) -> str:
        """Say how many cards come from how many lines."""
        taken, lines = self.intake.taken, self.intake.lines
        return f"{_of(taken, 'card')} from {_of(lines, 'line')}"

    @property
    def taken(self) -> int:
        """Return how many cards the page gives."""
        return self.intake.taken

    @property
    def is_changed(self) -> bool:
        """Tell whether the user has done anything that closing would lose."""
        return bool(self.history.past)

    def cards(self) -> tuple[Rough, ...]:
        """Return the cards, or raise TextError and show the draft that cannot be one."""
        bare = next((d for d in self.intake.drafts if d.taken and not d.headline), None)
        if bare is not None:
            self.choose(bare.id)
        return from_notes(self.intake, self.bar.source.text())

    def choose(self, draft_id: int) -> None:
        """Make a draft the current one."""
        number = self.list.rows.number_of(draft_id)
        if number >= 0:
            self.list.setCurrentIndex(self.list.rows.index(number))

    def apply(self, verb: Verb, words: str, key: str = "", *, but: str = "") -> bool:
        """Change the drafts as one step that undo takes back; tell what cannot be done.

        but: the field of the form that is being typed in, and keeps what is typed.
        """
        try:
            changed = verb(self.intake)
        except (EditError, TextError) as error:
            self.problem.tell(str(error))
            return False
        self.problem.hide()
        self.history = self.history.after(changed, words, key, time.monotonic())
        self._show(but)
        return True

    def step_back(self) -> None:
        """Take the last change back."""
        self._step(self.history.undo_words, self.history.undone(), "Undone")

    def step_forward(self) -> None:
        """Make the change again that was taken back last."""
        self._step(self.history.redo_words, self.history.redone(), "Done again")

    def _new_factors(self) -> list[str]:
        """Return the names of the factors that the pack does not have yet."""
        near = {draft.section for draft in self.intake.drafts if draft.taken}
        sections = {number for section in near for number in self.intake.path(section)}
        titles = [s.title for n, s in enumerate(self.intake.sections) if s.factor and n in sections]
        return new_factor_names(self._pack, [Rough("", factors=tuple(titles))])

    # What is chosen

    def _draft(self) -> Draft | None:
        row = self.list.rows.row_at(self.list.currentIndex().row())
        return row.draft if isinstance(row, DraftRow) else None

    def _chosen(self) -> list[Draft]:
        numbers = sorted(index.row() for index in self.list.selectedIndexes())
        rows = [self.list.rows.row_at(number) for number in numbers]
        return [row.draft for row in rows if isinstance(row, DraftRow)]

    # What is asked

    def _on_turn(self) -> None:
        chosen = self._chosen()
        row = self.list.rows.row_at(self.list.currentIndex().row())
        if chosen:
            self._take(chosen, not all(draft.taken for draft in chosen))
        elif isinstance(row, HeadingRow):
            self._turn_heading(row)

    def _on_drop(self) -> None:
        if chosen := self._chosen():
            self._take(chosen, taken=False)

    def _on_ticked(self, index: QModelIndex) -> None:
        row = self.list.rows.row_at(index.row())
        if isinstance(row, HeadingRow):
            self._turn_heading(row)
        elif isinstance(row, DraftRow):
            self._take([row.draft], not row.draft.taken)

    def _take(self, chosen: list[Draft], taken: bool) -> None:
        ids = [draft.id for draft in chosen]
        words = f"{'take' if taken else 'drop'} {_named(chosen)}"
        self.apply(partial(drafts.take, ids=ids, taken=taken), words)

    def _turn_heading(self, row: HeadingRow) -> None:
        self._as_factors({row.section}, not row.factor)

    def _as_factors(self, sections: set[int], factor: bool) -> None:
        words = "make factors of headings" if factor else "keep headings as sections"
        self.apply(partial(drafts.as_factors, sections=sections, factor=factor), words)

    def _on_headings(self, choice: int) -> None:
        # The headings right above cards; a whole chapter's is made a factor by its own tick.
        every = set(range(len(self.intake.sections)))
        near = {draft.section for draft in self.intake.drafts if draft.taken and draft.section >= 0}
        self._as_factors(near if choice else every, bool(choice))

    def _on_sentences(self) -> None:
        if (draft := self._draft()) is not None:
            self.apply(
                partial(drafts.split_sentences, draft_id=draft.id), f"split {_named([draft])}"
            )
            self.choose(draft.id)

    def _on_split_at(self, at: int) -> None:
        if (draft := self._draft()) is not None:
            self.apply(partial(drafts.split, draft_id=draft.id, at=at), f"split {_named([draft])}")
            self.choose(draft.id)

    def _on_merge(self) -> None:
        chosen = self._chosen()
        if not chosen:
            return
        first = chosen[0]
        ids = [draft.id for draft in self.intake.drafts]
        at = ids.index(first.id)
        times = max(1, len(chosen) - 1)
        if ids[at : at + len(chosen)] != [draft.id for draft in chosen]:
            self.problem.tell("Only lines that follow one another can be merged.")
            return

        def verb(intake: Intake) -> Intake:
            for _ in range(times):
                intake = drafts.merge(intake, first.id)
            return intake

        if self.apply(verb, f"merge {_named(chosen)}"):
            self.choose(first.id)

    def _on_typed(self, field: str, words: str) -> None:
        if (draft := self._draft()) is not None:
            verb = partial(drafts.reword, draft_id=draft.id, field=field, words=words)
            self.apply(verb, f"change {_named([draft])}", f"{field} {draft.id}", but=field)

    def _on_edit(self) -> None:
        if self._draft() is not None:
            self.form.edit_headline()

    def _on_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_current(self) -> None:
        self.problem.hide()
        self._show_chosen()

    # Showing

    def _step(self, words: str, history: History[Intake], told: str) -> None:
        if history is self.history:
            return
        current = self._draft()
        self.history = history
        self._show()
        if current is not None:
            self.choose(current.id)
        announce(self, f"{told}: {words}")

    def _show(self, but: str = "") -> None:
        self.list.rows.show(self.intake)
        index = self.list.currentIndex()
        if index.isValid() and not self.list.selectedIndexes():
            flags = QItemSelectionModel.SelectionFlag.Select
            self.list.selectionModel().select(index, flags)
        self.bar.show_history(self.history)
        fresh = len(self._new_factors())
        self.count.setText(self.told() + (f", {_of(fresh, 'new factor')}" if fresh else ""))
        self._show_chosen(but)
        self.changed.emit()

    def _show_chosen(self, but: str = "") -> None:
        chosen, draft = self._chosen(), self._draft()
        self.form.show_draft(draft, but)
        self.turn.setEnabled(bool(chosen))
        taken = all(one.taken for one in chosen)
        self.turn.setText("Drop" if taken else "Take")
        self.sentences.setEnabled(draft is not None)
        self.merge.setEnabled(bool(chosen))
        self.merge.setText("Merge" if len(chosen) > 1 else "Merge with next")

    def _connect(self) -> None:
        self.list.turn_asked.connect(self._on_turn)
        self.list.drop_asked.connect(self._on_drop)
        self.list.split_asked.connect(self._on_sentences)
        self.list.merge_asked.connect(self._on_merge)
        self.list.edit_asked.connect(self._on_edit)
        self.list.ticked.connect(self._on_ticked)
        self.list.rows.turn_asked.connect(self._on_ticked)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.selectionModel().selectionChanged.connect(self._on_current)
        self.form.typed.connect(self._on_typed)
        self.form.split_asked.connect(self._on_split_at)
        self.form.left.connect(self._on_left)
        self.turn.clicked.connect(self._on_turn)
        self.sentences.clicked.connect(self._on_sentences)
        self.merge.clicked.connect(self._on_merge)
        self.bar.undo.clicked.connect(self.step_back)
        self.bar.redo.clicked.connect(self.step_forward)
        self.bar.headings.activated.connect(self._on_headings)

    def _lay(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.bar)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(3)
        parts.addWidget(self.list)
        parts.addWidget(self.form)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        self.list.setMinimumWidth(420)
        self.form.setMinimumWidth(270)
        box.addWidget(parts, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for control, tip in (
            (self.turn, "Space"),
            (self.sentences, "S"),
            (self.merge, "M"),
        ):
            set_tip(control, tip)
            foot.addWidget(control)
        foot.addStretch(1)
        foot.addWidget(self.count)
        box.addLayout(foot)
        box.addWidget(self.problem)


def _named(chosen: list[Draft]) -> str:
    if len(chosen) == 1:
        return f"“{chosen[0].headline}”"
    return f"{len(chosen):,} cards"


def _of(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
