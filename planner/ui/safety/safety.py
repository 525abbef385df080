"""What the window does so that nothing is lost: backups, restoring them, and telling of damage."""

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from planner.store.errors import StoreError
from planner.ui.messages import confirm
from planner.ui.packs.progress import Cancelled
from planner.ui.safety.backing_up import BackingUp, faults_words

if TYPE_CHECKING:
    from planner.store.backup import Backup
    from planner.ui.window import Window

PUT_RIGHT = "Put it right…"
LOOK = "Look at the backups…"


class Safety(QObject):
    """Makes backups of a window’s library, restores them, and offers what to do about damage."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.mending = False
        """Whether the library is to be put right once the window is closed."""
        self.backing_up = BackingUp(self, window.library, window.notice)
        self.backing_up.faults_found.connect(self._on_faults)
        window.notice.warned.connect(self._on_warned)

    # Restoring

    def show_backups(self) -> None:
        """Show the backups, and restore the one that is chosen."""
        from planner.ui.safety.restore_dialog import RestoreDialog

        window = self._window
        if window.notice.refuses(window.session.refusal):
            return
        if not window.settle():
            said = "What you typed last is not saved, so no backup can be restored yet."
            if window.watch.elsewhere.takes_it:
                window.watch.elsewhere.offer(said)
            else:
                window.notice.warn(f"{said} Shorten it, then try again.")
            return
        dialog = RestoreDialog(window, window.library)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self._restore_chosen(chosen)

    def _restore_chosen(self, chosen: "Backup") -> None:
        from planner.ui.versions.versions_dialog import when

        window, told = self._window, f"the backup of {when(chosen.at)}"
        try:
            before = self._restore(chosen.path)
        except Cancelled:
            window.notice.tell("Cancelled. The library is as it was.")
        except StoreError as error:
            window.notice.warn(str(error), "Choose another backup…", self.show_backups)
        else:
            window.past.done(
                f"restore {told}",
                partial(self._restore, before.path),
                partial(self._restore, chosen.path),
                f"Restored {told}.",
            )

    def _restore(self, backup: Path) -> "Backup":
        """Restore a backup, show all anew, and return the backup of what was there before."""
        from planner.ui.safety.waiting import wait_for

        window = self._window
        window.settle()
        # What was planned in the time belongs to what is there now.
        window.keeping.timer.stop()
        restore = partial(window.library.restore, backup, time.time())
        before = wait_for(window, "Restoring the backup…", restore)
        self._show_anew()
        return before

    def _show_anew(self) -> None:
        """Read everything that is shown again."""
        window = self._window
        open_ = window.session.plan.id if window.on_desk else ""
        if window.editing:
            window.go_packs()
        window.deeds.changed.emit()
        plans = window.library.plans
        if not open_:
            return
        if plans.is_worked(open_) or open_ in {plan.id for plan in plans.summaries()}:
            window.open_plan(open_)
        else:
            window.go_home()

    # Damage

    def tell_unreadable(self, plan_id: str, why: str) -> None:
        """Say why a plan cannot be opened, and offer what may still have it."""
        window = self._window
        if window.library.versions.list(plan_id):
            window.notice.warn(why, "Earlier versions…", partial(window.keeping.show_of, plan_id))
        else:
            window.notice.warn(why)
        window.notice.offer_more(LOOK, self.show_backups)

    def put_right(self) -> None:
        """Ask, and then close the window for the library to be put right."""
        window = self._window
        if confirm(
            window,
            "Close the window and put the library right?",
            "Marshal looks through the whole library, and then shows what can be done. Nothing is "
            "changed before you choose.",
            "Close and put it right",
            "Not now",
        ):
            self.mending = True
            self.mending = window.close()

    def _on_faults(self, faults: list[str]) -> None:
        notice = self._window.notice
        notice.warn(faults_words(faults), PUT_RIGHT, self.put_right)
        notice.offer_more(LOOK, self.show_backups)

    def _on_warned(self) -> None:
        # Whatever met with damage has just said so.
        library, notice = self._window.library, self._window.notice
        if library.damaged and library.writable and not notice.more.isVisible():
            notice.offer_more(PUT_RIGHT, self.put_right)
