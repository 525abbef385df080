"""What is done to the packs in the library: each whole or not at all, and undone in one step."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.model.pack import Pack
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.notice import Notice
from planner.ui.packs.progress import Advance, Cancelled
from planner.ui.past import Past

if TYPE_CHECKING:
    from planner.store.packs import PackState


class PackDeeds(QObject):
    """Installs, hides, shows and removes packs."""

    changed = Signal()
    """The packs in the library are others than before."""

    def __init__(self, library: Library, past: Past, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._past, self._notice = library, past, notice
        self._parent = parent

    def install(self, pack: Pack, signer: str) -> None:
        """Put a pack in, in the place of an earlier version."""
        title, version = pack.info.title, pack.info.version
        self._do(
            pack.info.id,
            partial(self._library.install, pack, signer),
            f"Installing “{title}”…",
            f"install “{title}”",
            f"Installed “{title}”, version {version}. Your plans are as they were.",
        )

    def hide(self, pack_id: str, title: str) -> None:
        """Keep a pack, and show nothing of it."""
        self._do(
            pack_id,
            partial(self._library.hide, pack_id),
            f"Hiding “{title}”…",
            f"hide “{title}”",
            f"Hid “{title}”. Its cards are off the shelf, and plans keep those that they use.",
        )

    def show(self, pack_id: str, title: str) -> None:
        """Show a hidden pack again."""
        self._do(
            pack_id,
            partial(self._library.show, pack_id),
            f"Showing “{title}”…",
            f"show “{title}”",
            f"“{title}” is shown again.",
        )

    def remove(self, pack_id: str, title: str) -> None:
        """Take a pack out of the library; plans keep the cards that they use."""
        self._do(
            pack_id,
            partial(self._library.remove, pack_id),
            f"Removing “{title}”…",
            f"remove “{title}”",
            f"Removed “{title}”. Plans keep the cards that they use.",
        )

    def _do(
        self, pack_id: str, deed: Callable[[Advance], None], doing: str, words: str, told: str
    ) -> None:
        try:
            before = self._library.state(pack_id)
            with Advance(self._parent, doing) as advance:
                deed(advance)
        except Cancelled:
            self._notice.tell("Cancelled. The library is as it was.")
            return
        except StoreError as error:
            self._notice.warn(str(error))
            return
        self.changed.emit()
        self._past.done(words, partial(self._put_back, pack_id, before, words), told)

    def _put_back(self, pack_id: str, before: "PackState | None", words: str) -> None:
        try:
            with Advance(self._parent, f"Undoing: {words}…") as advance:
                self._library.put_back(pack_id, before, advance)
        except Cancelled:
            # As it was before undo was asked for, and to be undone still.
            self._past.done(words, partial(self._put_back, pack_id, before, words))
            return
        finally:
            self.changed.emit()
