"""The packs that are made here, on the Packs page."""

import time
from collections.abc import Callable
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from planner.model.edits import EditError
from planner.model.pack import Pack
from planner.model.text import LINE, TextError, clean_line, within
from planner.store.drafts import DraftSummary
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.plans import PlanSummary
from planner.ui.controls import button, label, set_tip, shortened
from planner.ui.empty_state import empty_state
from planner.ui.icons import icon
from planner.ui.menus import pop_up
from planner.ui.messages import ask_text
from planner.ui.notice import Notice
from planner.ui.packs.rows import Row, RowsList
from planner.ui.past import Past, Turn
from planner.ui.plans_list import touched
from planner.ui.theme import Theme


class DraftsPart(QWidget):
    """Lists the packs that are made here; what is done to one can be undone."""

    opened = Signal(str)
    fix_asked = Signal()
    """A suggested fix is to be taken from the clipboard."""

    def __init__(self, library: Library, theme: Theme, notice: Notice, past: Past) -> None:
        super().__init__()
        self._library, self._theme = library, theme
        self._notice, self._past = notice, past
        self.list = RowsList(theme, "Packs that I make")
        self.new = button("New pack…", "primary")
        self.new.clicked.connect(self.ask_new)
        self.edit = self._small("Edit", "pencil", self._on_edit)
        self.duplicate = self._small("Duplicate", "copy", self.duplicate_chosen)
        self.delete = self._small("Delete", "trash-2", self.delete_chosen)
        self.fix = self._small("Paste a fix", "text-quote", self.fix_asked.emit)
        set_tip(self.fix, "Open the suggested fix that you copied from a message")
        self.deleted = button("", "link")
        self.deleted.clicked.connect(self._on_deleted)
        self._of_chosen = (self.edit, self.duplicate, self.delete)
        self._lay()
        self.list.opened.connect(self.opened)
        self.list.deleting_asked.connect(self.delete_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu)

    def refresh(self) -> None:
        """List the drafts as they are now."""
        try:
            drafts = self._library.drafts.summaries()
            deleted = len(self._library.drafts.deleted())
        except StoreError as error:
            self._notice.warn(str(error), "Try again", self.refresh)
            return
        self.list.show_rows([draft_row(draft) for draft in drafts])
        self.list.setVisible(bool(drafts))
        self.list.setMaximumHeight(self.list.height_for(max(1, len(drafts))))
        self._empty.setVisible(not drafts)
        for control in (*self._of_chosen, self.fix):
            control.setVisible(bool(drafts))
        self.deleted.setText(f"Deleted packs ({deleted})")
        self.deleted.setVisible(bool(deleted))

    def ask_new(self) -> None:
        """Ask what a new pack is called, and open it to be filled."""
        if self._notice.refuses(self._library.refusal):
            return
        title = ask_text(self, "New pack", "Title of the pack", "", _titled)
        if title is not None:
            self._try(partial(self._begin, _titled(title)))

    def copy_of(self, pack_id: str) -> None:
        """Make a copy of an installed pack, under an id of its own, and open it to be edited."""
        self._try(partial(self._copy, partial(self._library.pack, pack_id), "copy pack", edit=True))

    def duplicate_chosen(self) -> None:
        """Make a copy of the chosen draft."""
        chosen = self.list.chosen()
        if chosen is not None:
            load = partial(self._library.drafts.load, chosen.id)
            self._try(partial(self._copy, load, "duplicate pack"))

    def delete_chosen(self) -> None:
        """Delete the chosen draft, in a way that can be undone."""
        chosen = self.list.chosen()
        if chosen is not None:
            self._try(partial(self._delete, chosen))

    def _begin(self, title: str) -> None:
        from planner.model.pack_edits import new_pack

        pack = new_pack(title, taken=self._taken())
        self._keep(pack, "new pack")
        self.opened.emit(pack.info.id)

    def _copy(self, load: Callable[[], Pack], words: str, *, edit: bool = False) -> None:
        from planner.model.pack_edits import draft_of

        pack = load()
        title = f"Copy of {pack.info.title}"[:LINE]
        named = replace(pack, info=replace(pack.info, title=title))
        made = draft_of(named, (*self._taken(), pack.info.id))
        if edit:
            self._keep(made, words)
            self.opened.emit(made.info.id)
            return
        told = f"“{shortened(title)}” is among the packs that you make now."
        self._keep(made, words, told)
        self.refresh()
        self.list.choose(made.info.id)
        self.list.setFocus()

    def _taken(self) -> list[str]:
        """Return the ids that a new pack may not have."""
        drafts = self._library.drafts
        held = [draft.id for draft in (*drafts.summaries(), *drafts.deleted())]
        return [*held, *(pack.info.id for pack in self._library.installed())]

    def _keep(self, pack: Pack, words: str, told: str = "") -> None:
        drafts = self._library.drafts
        drafts.save(pack, time.time())
        delete, restore = self._both_ways(pack.info.id)
        self._past.done(words, delete, restore, told, of=pack.info.id)

    def _delete(self, chosen: Row) -> None:
        delete, restore = self._both_ways(chosen.id)
        delete()
        told = f"Deleted “{shortened(chosen.title)}”."
        self._past.done("delete pack", restore, delete, told, of=chosen.id)

    def _both_ways(self, draft_id: str) -> tuple[Turn, Turn]:
        """Return what deletes a draft, and what brings it back."""
        drafts = self._library.drafts
        return partial(drafts.delete, draft_id), partial(drafts.restore, draft_id)

    def _try(self, deed: Callable[[], object]) -> None:
        if self._notice.refuses(self._library.refusal):
            return
        try:
            deed()
        except (StoreError, TextError, EditError) as error:
            self._notice.warn(str(error))
        self.refresh()

    def _on_edit(self) -> None:
        chosen = self.list.chosen()
        if chosen is not None:
            self.opened.emit(chosen.id)

    def _on_deleted(self) -> None:
        from planner.ui.packs.deleted_drafts import DeletedDrafts

        library = self._library
        barred = not library.writable
        dialog = DeletedDrafts(self, library.drafts, self._theme, self._past, barred=barred)
        dialog.exec()
        dialog.deleteLater()
        self.refresh()
        if not self.deleted.isVisible():
            # What opened the dialog has gone, and the keyboard with it.
            self.list.setFocus() if self.list.chosen() else self.new.setFocus()

    def _on_menu(self, point: QPoint) -> None:
        if self.list.chosen() is None:
            return
        menu = QMenu(self)
        menu.addAction("Edit\tEnter", self._on_edit)
        menu.addAction("Duplicate", self.duplicate_chosen)
        menu.addSeparator()
        menu.addAction("Delete\tDel", self.delete_chosen)
        pop_up(menu, self.list.viewport().mapToGlobal(point))

    def _small(self, text: str, name: str, deed: Callable[[], None]) -> QPushButton:
        made = button(text, "quiet")
        made.setIcon(icon(self._theme, name))
        made.clicked.connect(deed)
        return made

    def _lay(self) -> None:
        top = QHBoxLayout()
        top.addWidget(label("Packs that I make", "title"))
        top.addStretch(1)
        for control in (*self._of_chosen, self.fix, self.new):
            top.addWidget(control)
        self._empty = empty_state(
            "You have not made a pack yet",
            "For teachers: choose New pack, paste your notes, and hand the file out. Students open "
            "it in Marshal, and a later version reaches them without touching their plans.",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(self._empty)
        box.addWidget(self.list, 1000)
        box.addWidget(self.deleted, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)


def draft_row(draft: DraftSummary) -> Row:
    """Return what a list says of a draft."""
    cards = f"{draft.cards:,} {'card' if draft.cards == 1 else 'cards'}"
    published = f"Version {draft.published} published" if draft.published else "Not published yet"
    when = touched(PlanSummary(draft.id, draft.title, "", 0, 0, draft.touched))
    return Row(draft.id, draft.title, cards, published, when)


def _titled(words: str) -> str:
    title = within(clean_line(words), LINE, "A title")
    if not title:
        raise EditError("A pack needs a title. Type one, such as The Cold War to 1962.")
    return title
