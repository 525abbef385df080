"""Saving a copy of the library elsewhere, with what could not be saved in its own place."""

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planner.model.edits import EditError
from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.failed_save import ELSEWHERE
from planner.ui.file_asking import ask_save, usual_folder

if TYPE_CHECKING:
    from planner.ui.window import Window

SUFFIX = ".db"


class Elsewhere:
    """Keeps all that the window holds in a library of its own, and lets it be gone on in there."""

    def __init__(self, window: "Window", library: Library) -> None:
        self._window, self._library = window, library
        self.next: Path | None = None
        """The library that is to be opened once the window is closed, if any."""

    def offer(self, why: str) -> None:
        """Say why nothing can be saved, and offer to save a copy."""
        self._window.notice.warn(why, ELSEWHERE, self.save_copy)

    def save_copy(self) -> None:
        """Ask for a file, and put the library in it with what is on the screen."""
        window, path = self._window, self._library.path
        start = usual_folder(window.memory) / f"{path.stem} copy{SUFFIX}"
        target = ask_save(
            window, "Save a copy elsewhere", start, "Marshal library", SUFFIX, "the copy"
        )
        if target is None:
            self.offer("The copy was not saved. All that you did is still here.")
            return
        if os.path.realpath(target) == os.path.realpath(path):
            self.offer(f"The copy cannot be {path.name} itself. Choose another name or folder.")
            return
        try:
            self._library.save_copy(target)
            with Library.open(target) as copy:
                self._put_unsaved(copy)
        except (StoreError, EditError, TextError) as error:
            self.offer(f"The copy was not saved. {error}")
            return
        window.notice.tell(
            f"All that you did is in {target} now.",
            "Go on in the copy",
            partial(self._go_on, target),
            passing=False,
        )

    def _put_unsaved(self, copy: Library) -> None:
        """Save in a copy what was typed and is not in the library."""
        window = self._window
        session = window.session
        if session.is_open and (session.unsaved or not session.is_worked):
            copy.plans.save(session.shown(), time.time())
        if editor := window.editing:
            copy.drafts.save(editor.session.shown(), time.time())

    def _go_on(self, target: Path) -> None:
        self.next = target
        # What was typed is in the copy.
        self._window.session.forget_typing()
        if editor := self._window.editing:
            editor.session.forget_typing()
        self._window.close()
