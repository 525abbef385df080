"""The packs of one's own that were deleted, to bring back or to delete for good."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from planner.store.drafts import DraftStore
from planner.store.errors import StoreError
from planner.ui.controls import Problem, label, shortened
from planner.ui.messages import confirm
from planner.ui.packs.drafts_part import draft_row
from planner.ui.packs.rows import RowsList
from planner.ui.past import Past
from planner.ui.reading import why_not
from planner.ui.theme import Theme


class DeletedDrafts(QDialog):
    """Lists deleted drafts; barred: nothing can be changed."""

    def __init__(
        self,
        parent: QWidget,
        drafts: DraftStore,
        theme: Theme,
        past: Past,
        *,
        barred: bool = False,
    ) -> None:
        super().__init__(parent.window())
        self._drafts, self._past, self._barred = drafts, past, barred
        self.setWindowTitle("Deleted packs")
        self.resize(680, 420)
        self.list = RowsList(theme, "Deleted packs")
        self.problem = Problem()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.restore = buttons.addButton("Restore", role)
        self.forget = buttons.addButton("Delete for good…", role)
        self.restore.clicked.connect(self._on_restore)
        self.forget.clicked.connect(self._on_forget)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        words = "A restored pack goes back among the packs that you make."
        box.addWidget(label(words, "muted", wrap=True))
        box.addWidget(self.list, 1)
        box.addWidget(self.problem)
        box.addWidget(why_not(self.restore, self.forget, barred=barred))
        box.addWidget(buttons)
        self._refresh()

    def _refresh(self) -> None:
        drafts = self._drafts.deleted()
        self.list.show_rows([draft_row(draft) for draft in drafts])
        for control in (self.restore, self.forget):
            control.setEnabled(bool(drafts) and not self._barred)

    def _on_restore(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self._try(self._restore, chosen.id)

    def _on_forget(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None and confirm(
            self,
            f"Delete “{shortened(chosen.title)}” for good?",
            "It cannot be brought back after this. Files that you gave out are not affected, but "
            "no later version of the pack can be made from here.",
            "Delete for good",
            "Keep it",
        ):
            self._try(self._forget, chosen.id)

    def _restore(self, draft_id: str) -> None:
        drafts = self._drafts
        drafts.restore(draft_id)
        back, again = partial(drafts.delete, draft_id), partial(drafts.restore, draft_id)
        self._past.done("restore pack", back, again, of=draft_id)

    def _forget(self, draft_id: str) -> None:
        self._drafts.forget(draft_id)
        self._past.forget(draft_id)

    def _try(self, deed: Callable[[str], None], draft_id: str) -> None:
        try:
            deed(draft_id)
        except StoreError as error:
            self.problem.tell(str(error))
        self._refresh()
