"""Saving a copy elsewhere: all that was done, in a library of its own that can be gone on in."""

import os
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from planner.model.edits import EditError
from planner.model.pack import Pack
from planner.model.plan import Plan
from planner.model.text import TextError
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.failed_save import ELSEWHERE
from planner.ui.file_asking import ask_save, usual_folder
from planner.ui.messages import confirm
from planner.ui.packs.progress import Cancelled
from planner.ui.work import Work

if TYPE_CHECKING:
    from planner.ui.window import Window

SUFFIX = ".db"
KIND = "Marshal library"


class Elsewhere(QObject):
    """Keeps all that the window holds in a library of its own, and lets it be gone on in there."""

    def __init__(self, window: "Window", library: Library) -> None:
        super().__init__(window)
        self._window, self._library = window, library
        self.next: Path | None = None
        """The library that is to be opened once the window is closed, if any."""
        self.why = ""
        """Why the library cannot be saved in just now; empty where it can."""
        self._offered = self._told = ""
        self.saved: Path | None = None
        """The copy that was saved since the library could last be saved in, if any."""
        self.follow(window.session)

    def follow(self, work: Work[Any, Any]) -> None:
        """Know from now on whether what is worked on can be saved."""
        work.failed.connect(self._on_failed)

    def offer(self, why: str) -> None:
        """Say why nothing can be saved, and offer to save a copy."""
        self._offered = why
        self._window.notice.warn(why, ELSEWHERE, self.save_copy)

    def tell_here(self) -> None:
        """Say that this library is not the usual one, and how it is opened another day."""
        self._window.notice.tell(
            f"You are working in {self._library.path} now. The next start opens your usual "
            "library again: to go on here, choose Open… and this file.",
            passing=False,
        )

    @property
    def takes_it(self) -> bool:
        """Tell whether a copy would take what the library does not: words too long it would not."""
        try:
            self._shown()
        except (EditError, TextError):
            return False
        return bool(self.why)

    def save_copy(self) -> Path | None:
        """Ask for a file, and put the library in it with what is on the screen; return the file."""
        window, path = self._window, self._library.path
        try:
            plan, draft = self._shown()
        except (EditError, TextError) as error:
            self.offer(f"The copy was not saved. {error}")
            return None
        start = usual_folder(window.memory) / f"{path.stem} copy{SUFFIX}"
        target = ask_save(window, "Save a copy elsewhere", start, KIND, SUFFIX, "the copy")
        if target is None:
            self.offer("The copy was not saved. All that you did is still here.")
        elif os.path.realpath(target) == os.path.realpath(path):
            self.offer(f"The copy cannot be {path.name} itself. Choose another name or folder.")
        elif self._write(target, plan, draft):
            return target
        return None

    def open(self, path: Path) -> None:
        """Ask whether to go on in another library, such as a copy of this one, and do so."""
        from planner.store.database import inspect
        from planner.store.errors import in_words

        window = self._window
        try:
            with in_words(path):
                inspect(path)
        except StoreError as error:
            window.notice.warn(str(error))
            return
        if confirm(
            window,
            f"Go on in {path.name}?",
            "It is a library with plans of its own. What is open here is saved and closed first. "
            "The next start opens your usual library again.",
            "Go on in it",
            "Stay here",
        ):
            self._close_for(path)

    def _write(self, target: Path, plan: Plan | None, draft: Pack | None) -> bool:
        """Write the copy and say what is in it; return whether it was written."""
        from planner.store.elsewhere import save_elsewhere
        from planner.ui.safety.waiting import wait_for

        window = self._window
        work = partial(save_elsewhere, self._library, target, time.time(), plan, draft)
        try:
            whole = wait_for(window, "Saving a copy…", work)
        except Cancelled:
            self.offer("The copy was not saved. All that you did is still here.")
            return False
        except StoreError as error:
            self.offer(f"The copy was not saved. {error}")
            return False
        shown = "plan" if draft is None else "pack"
        self.saved = target
        self._told = (
            f"All that you did is in {target} now."
            if whole
            else f"The {shown} that is on the screen is in {target} now. The rest of your library "
            "could not be read."
        )
        window.notice.tell(
            f"{self._told} Go on in the copy, and what you do next is saved there.",
            "Go on in the copy",
            partial(self._go_on, target),
            passing=False,
        )
        return True

    def _shown(self) -> tuple[Plan | None, Pack | None]:
        """Return the plan or the pack as it is on the screen, saved or not.

        Raises EditError or TextError where no library could take what was typed.
        """
        window = self._window
        if editor := window.editing:
            editor.leave_cell()
            return None, editor.session.shown()
        session = window.session
        if not window.on_desk or not session.is_open:
            return None, None
        plan = session.shown()
        # An example that nobody has changed is in the library as it is.
        return (None if session.is_worked and plan == session.plan else plan), None

    def _go_on(self, target: Path) -> None:
        """Have the copy opened in place of this library, with what was done since it was saved."""
        window = self._window
        try:
            plan, draft = self._shown()
        except (EditError, TextError) as error:
            self.offer(f"The copy was not saved. {error}")
            return
        if not self._write(target, plan, draft):
            return
        # What was typed is in the copy.
        window.session.forget_typing()
        if editor := window.editing:
            editor.session.forget_typing()
        self._close_for(target)

    def _close_for(self, path: Path) -> None:
        """Close the window for another library to be opened; where it stays, none is."""
        self.next = path
        if not self._window.close():
            self.next = None

    def _on_failed(self, why: str) -> None:
        self.why = why
        if why:
            return
        # What the notice still offers is not needed any more.
        notice = self._window.notice
        told = notice.text.text() if notice.isVisible() else ""
        if self._told and told.startswith(self._told):
            notice.tell(
                f"{self._library.path.name} can be saved in again, and all that you did is in it. "
                f"The copy stays in {self.saved} as it is.",
                passing=False,
            )
        elif self._offered and told == self._offered:
            notice.clear()
        self._offered, self._told, self.saved = "", "", None
