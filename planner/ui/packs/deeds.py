"""What is done to the packs in the library: each whole or not at all, and undone in one step."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planner.model.pack import Pack
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.controls import shortened
from planner.ui.notice import Notice
from planner.ui.packs.progress import Advance, Cancelled, in_thread
from planner.ui.past import Past


class PackDeeds(QObject):
    """Installs, hides, shows and removes packs."""

    changed = Signal()
    """The packs in the library are others than before."""
    told = Signal()
    """A deed was done, and the notice tells it."""

    def __init__(self, library: Library, past: Past, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._past, self._notice = library, past, notice
        self._parent = parent

    def install(self, pack: Pack, signer: str) -> None:
        """Put a pack in, in the place of an earlier version."""
        title, version = shortened(pack.info.title), pack.info.version
        self._do(
            pack.info.id,
            partial(self._library.install, pack, signer),
            f"Installing “{title}”…",
            f"install “{title}”",
            f"Installed “{title}”, version {version}. Your plans are as they were.",
        )

    def hide(self, pack_id: str, title: str) -> None:
        """Keep a pack, and show nothing of it."""
        title = shortened(title)
        self._do(
            pack_id,
            partial(self._library.hide, pack_id),
            f"Hiding “{title}”…",
            f"hide “{title}”",
            f"Hid “{title}”. Its cards are off the shelf, and plans keep those that they use.",
        )

    def show(self, pack_id: str, title: str) -> None:
        """Show a hidden pack again."""
        title = shortened(title)
        self._do(
            pack_id,
            partial(self._library.show, pack_id),
            f"Showing “{title}”…",
            f"show “{title}”",
            f"“{title}” is shown again.",
        )

    def remove(self, pack_id: str, title: str) -> None:
        """Take a pack out of the library; plans keep the cards that they use."""
        title = shortened(title)
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
        if self._notice.refuses(self._library.refusal):
            return
        try:
            before = self._library.state(pack_id)
            self._run(deed, doing)
        except Cancelled:
            self._notice.tell("Cancelled. The library is as it was.")
            return
        except StoreError as error:
            again = partial(self._do, pack_id, deed, doing, words, told)
            self._notice.warn(str(error), "Try again", again)
            return
        back = partial(self._library.put_back, pack_id, before)
        self._past.done(
            words,
            partial(self._run, back, f"Undoing: {words}…"),
            partial(self._run, deed, doing),
            told,
        )
        self.told.emit()

    def _run(self, deed: Callable[[Advance], None], doing: str) -> None:
        # What a pack brings or takes away is undone in a step; this is for all that may go wrong.
        backing = partial(self._library.back_up, "import", time.time())
        in_thread(self._parent, "Backing up the library…", backing)
        try:
            with Advance(self._parent, doing) as advance:
                deed(advance)
        finally:
            self.changed.emit()
