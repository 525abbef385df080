"""What the editor does with files: taking in notes, printing, publishing, saving a source."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from planner.model import pack_edits
from planner.model.framework import Frameworks
from planner.model.material import Material
from planner.model.pack import Pack
from planner.packs.errors import PackError
from planner.store.library import Library
from planner.store.place import key_path
from planner.ui.beside import beside
from planner.ui.editor.pack_session import PackSession
from planner.ui.file_asking import ask_save, show_file, usual_folder
from planner.ui.memory import Memory
from planner.ui.notice import Notice
from planner.ui.theme import Theme

if TYPE_CHECKING:
    from planner.packs.fix_file import Fix


class Errands(QObject):
    """Goes between the open pack and files."""

    problem_asked = Signal(object)
    """The place of a problem is to be shown."""
    cards_added = Signal(list)
    """The ids of cards that were taken in."""

    def __init__(
        self,
        parent: QWidget,
        session: PackSession,
        library: Library,
        theme: Theme,
        notice: Notice,
        memory: Memory,
        frameworks: Frameworks,
    ) -> None:
        super().__init__(parent)
        self._parent, self._session, self._library = parent, session, library
        self._theme, self._notice, self._memory = theme, notice, memory
        self._frameworks = frameworks

    # Coming in

    def choose_file(self) -> None:
        """Ask for a file of notes or a table, and take it in."""
        from planner.packs.material import KINDS

        all_kinds = " ".join(f"*{suffix}" for suffix in KINDS)
        kinds = ";;".join(f"{words} (*{suffix})" for suffix, words in KINDS.items())
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent,
            "Make cards from a file",
            str(usual_folder(self._memory)),
            f"Notes and tables ({all_kinds});;{kinds}",
        )
        if chosen:
            self._memory.set("folder", str(Path(chosen).parent))
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read a file of notes or a table, and take it in."""
        from planner.packs.material import read_material

        try:
            material = read_material(path)
        except PackError as error:
            self._notice.warn(str(error))
            return
        self.take_in(material)

    def take_in(self, material: Material) -> None:
        """Ask which cards to make of material, and put them in the pack."""
        from planner.ui.editor.intake_dialog import ask_cards

        self._session.settle()
        pack, taken = self._session.pack, self._session.taken
        intaken = ask_cards(self._parent, material, pack, self._theme, taken)
        if intaken is None or not intaken.cards:
            return
        count = len(intaken.cards)
        edit = partial(pack_edits.put_cards, cards=intaken.cards, factors=intaken.factors)
        if self._session.apply(edit, f"add {count:,} {'card' if count == 1 else 'cards'}"):
            self.cards_added.emit([card.id for card in intaken.cards])

    def take_fix(self, fix: "Fix") -> bool:
        """Show a correction that was sent in, and return whether it was accepted."""
        from planner.ui.editor.fix_dialog import TakeFixDialog, fixed

        self._session.settle()
        pack = self._session.pack
        held = next((card for card in pack.cards if card.id == fix.before.id), None)
        if held is None:
            self._notice.warn(
                f"This fix is for the card “{fix.before.headline}”, which is not in this pack any "
                "more. Nothing was changed."
            )
            return False
        dialog = TakeFixDialog(self._parent, fix, held, pack, self._theme)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not agreed:
            return False
        edit = partial(pack_edits.change, parts=[fixed(held, fix, pack)])
        done = self._session.apply(edit, f"accept the fix to {held.headline}")
        if done:
            self.cards_added.emit([held.id])
        return done

    # Going out

    def print(self) -> None:
        """Ask how to print the pack, and write it as a PDF."""
        from planner.ui.paper_dialog import ask_paper

        self._session.settle()
        saved = ask_paper(
            self._parent,
            self._session.pack,
            self._frameworks,
            self._theme,
            usual_folder(self._memory),
        )
        if saved is not None:
            self._memory.set("folder", str(saved.parent))
            self._notice.tell(f"Made {saved}", "Open it", partial(show_file, saved))

    def save_source(self) -> None:
        """Ask for a file, and save the pack in it as TOML that can be edited by hand."""
        self._session.settle()
        path = self._save_source(self._session.pack)
        if path is not None:
            self._memory.set("folder", str(path.parent))
            self._notice.tell(f"Saved the pack as {path}", "Open it", partial(show_file, path))

    def _save_source(self, pack: Pack) -> Path | None:
        """Ask for a file, save a pack in it as TOML, and return the file, or None."""
        from planner.packs.save import save_bytes
        from planner.packs.source_write import source_toml

        start = usual_folder(self._memory) / f"{pack.info.id}.toml"
        path = ask_save(
            self._parent, "Save as TOML", start, "Pack source", ".toml", "this pack’s source"
        )
        if path is None:
            return None
        try:
            beside(partial(save_bytes, source_toml(pack).encode(), path))
        except PackError as error:
            self._notice.warn(str(error))
            return None
        return path

    def publish(self) -> None:
        """Show what is new, and make the file that is handed out."""
        from planner.ui.editor.publish_dialog import PublishDialog

        if not self._session.settle():
            return
        dialog = PublishDialog(
            self._parent, self._session, self._library, self._theme, usual_folder(self._memory)
        )
        dialog.exec()
        if dialog.saved is not None:
            self._memory.set("folder", str(dialog.saved.parent))
            self._told_published(dialog.saved, dialog.code, new_key=dialog.made_key)
        chosen = dialog.problem_chosen
        dialog.deleteLater()
        if chosen is not None:
            self.problem_asked.emit(chosen)

    def _told_published(self, saved: Path, code: str, *, new_key: bool) -> None:
        version = self._session.published.info.version if self._session.published else 1
        self._notice.tell(
            f"Published version {version} as {saved}." + (f" Your code: {code}" if code else ""),
            "Show in folder",
            partial(show_file, saved.parent),
            passing=False,
        )
        if new_key:
            from planner.ui.editor.published_dialog import PublishedDialog

            dialog = PublishedDialog(self._parent, code, key_path(self._library.path), saved)
            dialog.exec()
            dialog.deleteLater()
