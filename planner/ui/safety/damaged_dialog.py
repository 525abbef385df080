"""A damaged library: what happened, that it is kept, and what can be done."""

import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from planner.store import opening
from planner.store.aside import set_aside_before
from planner.store.errors import Damaged, StoreError
from planner.store.library import Library
from planner.ui.beside import LOOK, Beside
from planner.ui.controls import Problem, button, fit_height, label
from planner.ui.messages import confirm
from planner.ui.safety.found import Found, look_around, look_through, place_words, what_happened
from planner.ui.safety.rescued_dialog import RescuedDialog
from planner.ui.safety.said import held_words
from planner.ui.versions.versions_dialog import when

_WIDTH = 640


class DamagedDialog(QDialog):
    """Offers to restore, to rescue, to start anew and to quit; opened: the library, if any.

    error: what was met at opening it; None looks through the library first.
    """

    def __init__(self, path: Path, error: Damaged | None) -> None:
        super().__init__()
        self._path, self._error = path, error
        self.opened: Library | None = None
        self._found = Found()
        self._thread: Beside[object] | None = None
        self._done: Callable[[object], None] = self._on_found
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.setWindowTitle("Marshal")
        self.setFixedWidth(_WIDTH)
        self.head = label(kind="title", wrap=True)
        self.words = label(wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.busy = label(kind="muted")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.problem = Problem()
        self.choices: dict[QPushButton, QLabel] = {}
        self.restore = self._choice("Restore the backup", self._on_restore)
        self.rescue = self._choice("Rescue what can be read", self._on_rescue)
        self.anew = self._choice("Start anew…", self._on_anew)
        self.go_on = self._choice("Open the library", self._on_go_on)
        self.quit = self._choice("Quit", self.reject)
        self._lay()
        self._show_choices()
        work = partial(look_through if error is None else look_around, path)
        self._begin("Looking through the library and its backups…", work, self._on_found)

    def reject(self) -> None:
        """Put the dialog away, except while something is being done."""
        if self._thread is None:
            super().reject()

    # What is shown

    def _choice(self, text: str, deed: Callable[[], None]) -> QPushButton:
        made = button(text)
        made.clicked.connect(deed)
        made.setAutoDefault(True)
        self.choices[made] = label(wrap=True)
        return made

    def _lay(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(10)
        box.addWidget(self.head)
        box.addWidget(self.words)
        box.addSpacing(4)
        box.addLayout(self._grid)
        box.addWidget(self.problem)
        box.addWidget(self.busy)
        box.addWidget(self.bar)

    def _show_choices(self) -> None:
        """Offer what can be done now, the best of it first."""
        found, busy = self._found, self._thread is not None
        head, words = what_happened(self._path, self._error, found)
        self.head.setText(head)
        self.words.setText(f"{words}\n\n{place_words(self._path)}" if not found.sound else words)
        self.setAccessibleDescription(self.words.text())
        there = self._path.exists() or bool(set_aside_before(self._path))
        missing = " Plans that cannot be read come from that backup." if found.backup else ""
        about = {
            self.restore: found.backup and f"Of {held_words(found.backup, found.plans)}.",
            self.rescue: there and f"Takes each plan, card and pack that is whole.{missing}",
            self.anew: "Begins with none of your plans. Asks again first.",
            self.go_on: self._open_words(),
            self.quit: "Changes nothing.",
        }
        for row, made in enumerate(self._order()):
            told, said = self.choices[made], about[made] or ""
            shown = bool(said) and (not found.sound or made in (self.go_on, self.quit))
            self._grid.addWidget(made, row, 0)
            self._grid.addWidget(told, row, 1)
            told.setText(said)
            made.setAccessibleDescription(said)
            made.setVisible(shown)
            told.setVisible(shown)
            made.setEnabled(not busy)
        self._stress(busy=busy)
        self.busy.setVisible(busy)
        self.bar.setVisible(busy)
        self.resize(_WIDTH, 0)
        fit_height(self)

    def _order(self) -> list[QPushButton]:
        """Return the choices, the best first: a part that is damaged takes no other with it."""
        order = list(self.choices)
        if self._found.faults:
            order.remove(self.rescue)
            order.insert(0, self.rescue)
        return order

    def _open_words(self) -> str:
        """Say what it is to open the library as it is; empty where that cannot be."""
        if self._found.sound:
            return "Nothing in it is damaged."
        return "As it is. What is damaged stays so." if self._found.opens else ""

    def _stress(self, *, busy: bool) -> None:
        """Make the first choice the one that Return takes."""
        order = self._order()
        first = next((made for made in order if not made.isHidden()), self.quit)
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
        for made in self.choices:
            made.setProperty("kind", "primary" if made is first else "")
            made.style().unpolish(made)
            made.style().polish(made)
        if not busy:
            first.setDefault(True)
            first.setFocus()

    # What is done

    def _begin(
        self, words: str, work: Callable[[], object], done: Callable[[object], None]
    ) -> None:
        """Do work in a thread, and then what comes after it."""
        self.problem.hide()
        self.busy.setText(words)
        self.bar.setAccessibleName(words)
        self._done = done
        self._thread = Beside(work)
        self._show_choices()
        self._thread.start()
        self._timer.start(LOOK)

    def _look(self) -> None:
        thread = self._thread
        if thread is None or thread.is_alive():
            return
        self._timer.stop()
        self._thread = None
        try:
            result = thread.result()
        except StoreError as error:
            self._show_choices()
            self.problem.tell(str(error))
            return
        self._done(result)

    def _on_found(self, found: object) -> None:
        if isinstance(found, Found):
            self._found = found
        self._show_choices()

    def _on_restore(self) -> None:
        backup = self._found.backup
        if backup is not None:
            restore = partial(opening.restore_backup, self._path, backup.path, time.time())
            self._begin(f"Restoring the backup of {when(backup.at)}…", restore, self._on_opened)

    def _on_rescue(self) -> None:
        rescue = partial(opening.rescue_library, self._path, time.time())
        self._begin("Rescuing what can be read…", rescue, self._on_rescued)

    def _on_anew(self) -> None:
        if confirm(
            self,
            "Start without your plans?",
            "The damaged library is kept under another name, and your backups stay. But Marshal "
            "opens with none of your plans in it.",
            "Start anew",
            "Go back",
        ):
            anew = partial(opening.start_anew, self._path, time.time())
            self._begin("Making a new library…", anew, self._on_opened)

    def _on_go_on(self) -> None:
        self._begin(
            "Opening the library…", partial(opening.open_library, self._path), self._on_opened
        )

    def _on_opened(self, opened: object) -> None:
        if isinstance(opened, Library):
            self.opened = opened
        self.accept()

    def _on_rescued(self, both: object) -> None:
        if isinstance(both, tuple):
            self.opened, rescued = both
            for part in (self.busy, self.bar):
                part.hide()
            kept = next(iter(set_aside_before(self._path)), None)
            dialog = RescuedDialog(self, rescued, kept)
            dialog.exec()
            dialog.deleteLater()
        self.accept()


def ask_damaged(path: Path, error: Damaged | None) -> Library | None:
    """Ask what to do about a damaged library until one is open; None is to quit."""
    dialog = DamagedDialog(path, error)
    dialog.exec()
    dialog.deleteLater()
    QApplication.processEvents()
    return dialog.opened
