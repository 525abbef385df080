"""The Packs page: the packs that are installed, and those that are made here."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from planner import shipped
from planner.model.framework import Frameworks
from planner.model.pack import Pack
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.store.packs import InstalledPack
from planner.ui.controls import button, icon_button, label, shortened
from planner.ui.empty_state import empty_state
from planner.ui.file_asking import show_file, usual_folder
from planner.ui.home import WIDEST
from planner.ui.icons import icon
from planner.ui.memory import Memory
from planner.ui.menus import pop_up
from planner.ui.messages import confirm
from planner.ui.notice import Notice
from planner.ui.packs.deeds import PackDeeds
from planner.ui.packs.drafts_part import DraftsPart
from planner.ui.packs.rows import Row, RowsList
from planner.ui.packs.trust import signed_by
from planner.ui.past import Past
from planner.ui.theme import Theme


class PacksPage(QWidget):
    """Lists packs; what is done to one here can be undone here."""

    left = Signal()
    """Go back to the plans."""
    file_asked = Signal()
    draft_opened = Signal(str)
    fix_asked = Signal()
    """A suggested fix is to be taken from the clipboard."""

    def __init__(
        self,
        library: Library,
        theme: Theme,
        notice: Notice,
        past: Past,
        deeds: PackDeeds,
        memory: Memory,
        frameworks: Frameworks,
    ) -> None:
        super().__init__()
        self._library, self._theme, self._notice = library, theme, notice
        self._past, self._deeds = past, deeds
        self._memory, self._frameworks = memory, frameworks
        self._packs: dict[str, InstalledPack] = {}
        self._shipped: dict[str, str] | None = None
        self.setObjectName("packs")
        self.back = icon_button(theme, "arrow-left", "Back to your plans", "text")
        self.back.clicked.connect(self.left)
        self.file = button("Open…", "quiet")
        self.file.setIcon(icon(theme, "folder-open"))
        self.file.clicked.connect(self.file_asked)
        self.list = RowsList(theme, "Packs")
        self.look = self._small("Look inside", "book-open", self.look_inside)
        self.hide_show = self._small("Hide", "eye-off", self.hide_or_show)
        self.print = self._small("Print…", "printer", self.print_chosen)
        self.copy = self._small("Copy to edit", "copy", self.copy_chosen)
        self.remove = self._small("Remove…", "trash-2", self.remove_chosen)
        self._of_chosen = (self.look, self.hide_show, self.print, self.copy, self.remove)
        self.drafts = DraftsPart(library, theme, notice, past)
        self._connect()
        self._lay()

    def refresh(self) -> None:
        """List the packs as they are now."""
        try:
            packs = self._library.installed()
        except StoreError as error:
            self._notice.warn(str(error), "Try again", self.refresh)
            return
        self._packs = {pack.info.id: pack for pack in packs}
        self.list.show_rows([self._row(pack) for pack in packs])
        self.list.setVisible(bool(packs))
        self.list.setMaximumHeight(self.list.height_for(max(1, len(packs))))
        self._empty.setVisible(not packs)
        self._on_chosen()
        self.drafts.refresh()

    def undo(self) -> None:
        """Take back what was last done to a pack here."""
        self._past.undo()

    def take_focus(self) -> None:
        """Give the keyboard to the packs, or to what there is to begin with."""
        (self.list if self._packs else self.drafts.new).setFocus()

    def look_inside(self) -> None:
        """Show all that is in the chosen pack."""
        from planner.ui.packs.show_pack import show_pack

        chosen, pack = self._chosen(), self._whole()
        if chosen is not None and pack is not None:
            show_pack(self, self._theme, pack, self._signed(chosen))

    def hide_or_show(self) -> None:
        """Hide the chosen pack, or show it again."""
        chosen = self._chosen()
        if chosen is not None:
            deed = self._deeds.show if chosen.hidden else self._deeds.hide
            deed(chosen.info.id, chosen.info.title)

    def print_chosen(self) -> None:
        """Ask how the chosen pack is to be printed, and make the pages."""
        from planner.ui.paper_dialog import ask_paper

        pack = self._whole()
        if pack is None:
            return
        folder = usual_folder(self._memory)
        saved = ask_paper(self, pack, self._frameworks, self._theme, folder)
        if saved is not None:
            self._memory.set("folder", str(saved.parent))
            self._notice.tell(f"Saved the pages to {saved}", "Open it", partial(show_file, saved))

    def copy_chosen(self) -> None:
        """Make a copy of the chosen pack among those that are made here."""
        chosen = self._chosen()
        if chosen is not None:
            self.drafts.copy_of(chosen.info.id)

    def remove_chosen(self) -> None:
        """Take the chosen pack out of the library, once that is confirmed."""
        chosen = self._chosen()
        if chosen is None or self._notice.refuses(self._library.refusal):
            return
        if confirm(
            self,
            f"Remove “{shortened(chosen.info.title)}”?",
            "Plans keep the cards that they use, and your notes stay. To have the pack again you "
            "need its file. To only put it out of sight, choose Hide.",
            "Remove",
            "Keep it",
        ):
            self._deeds.remove(chosen.info.id, chosen.info.title)

    def _chosen(self) -> InstalledPack | None:
        row = self.list.chosen()
        return self._packs.get(row.id) if row else None

    def _whole(self) -> Pack | None:
        """Return all of the chosen pack, or None where there is none or it cannot be read."""
        chosen = self._chosen()
        try:
            return self._library.pack(chosen.info.id) if chosen else None
        except StoreError as error:
            self._notice.warn(str(error))
            return None

    def _row(self, pack: InstalledPack) -> Row:
        info = pack.info
        cards = f"{pack.cards:,} {'card' if pack.cards == 1 else 'cards'}"
        facts = (
            f"by {info.author}" if info.author else "",
            info.subject,
            f"version {info.version}",
        )
        return Row(
            info.id,
            info.title,
            " · ".join(fact for fact in facts if fact),
            f"Hidden · {cards}" if pack.hidden else cards,
            self._signed(pack),
            pack.hidden,
        )

    def _signed(self, pack: InstalledPack) -> str:
        if self._shipped is None:
            self._shipped = _shipped_packs()
        shipped = self._shipped.get(pack.info.id) == pack.digest
        return signed_by(pack.signer, shipped=shipped)

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        for control in self._of_chosen:
            control.setVisible(bool(self._packs))
            control.setEnabled(chosen is not None)
        hidden = chosen is not None and chosen.hidden
        self.hide_show.setText("Show" if hidden else "Hide")
        self.hide_show.setIcon(icon(self._theme, "eye" if hidden else "eye-off"))

    def _on_menu(self, point: QPoint) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        menu = QMenu(self)
        menu.addAction("Look inside\tEnter", self.look_inside)
        menu.addAction("Show" if chosen.hidden else "Hide", self.hide_or_show)
        menu.addAction("Print…", self.print_chosen)
        menu.addAction("Copy to edit", self.copy_chosen)
        menu.addSeparator()
        menu.addAction("Remove…\tDel", self.remove_chosen)
        pop_up(menu, self.list.viewport().mapToGlobal(point))

    def _on_opened(self, _pack_id: str) -> None:
        self.look_inside()

    def _small(self, text: str, name: str, deed: Callable[[], None]) -> QPushButton:
        made = button(text, "quiet")
        made.setIcon(icon(self._theme, name))
        made.clicked.connect(deed)
        return made

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.list.deleting_asked.connect(self.remove_chosen)
        self.list.selectionModel().selectionChanged.connect(self._on_chosen)
        self.list.customContextMenuRequested.connect(self._on_menu)
        self.drafts.opened.connect(self.draft_opened)
        self.drafts.fix_asked.connect(self.fix_asked)
        self._past.changed.connect(self._on_past_changed)

    def _on_past_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay(self) -> None:
        begin = QHBoxLayout()
        begin.setSpacing(10)
        begin.addWidget(self.back)
        begin.addWidget(label("Packs", "brand"))
        begin.addStretch(1)
        begin.addWidget(self.file)
        top = QHBoxLayout()
        top.addWidget(label("Installed", "title"))
        top.addStretch(1)
        for control in self._of_chosen:
            top.addWidget(control)
        self._empty = empty_state(
            "No packs yet",
            "A pack holds evidence, questions and factors for a subject. Open the file that your "
            "teacher gave you, or drop it on this window.",
        )
        column = QWidget()
        column.setMaximumWidth(WIDEST)
        box = QVBoxLayout(column)
        box.setContentsMargins(28, 24, 28, 16)
        box.setSpacing(8)
        box.addLayout(begin)
        box.addSpacing(14)
        box.addLayout(top)
        box.addWidget(self._empty)
        box.addWidget(self.list, 1000)
        box.addSpacing(10)
        box.addWidget(self.drafts, 1000)
        box.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(column, 10)
        row.addStretch(1)


def _shipped_packs() -> dict[str, str]:
    """Return the digests of the packs that ship with Marshal, by their ids."""
    try:
        with Library.open(shipped.LIBRARY, write=False) as library:
            return {pack.info.id: pack.digest for pack in library.installed()}
    except StoreError:
        # Without it nothing is lost but the words "Came with Marshal".
        return {}
