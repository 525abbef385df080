"""Choosing a backup to restore, with what it would change said before it does."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.store.backup import Backup, backups, folder_of
from planner.store.backup_plans import count_plans
from planner.store.errors import StoreError
from planner.store.library import Library
from planner.ui.controls import Problem, button, label
from planner.ui.safety.said import backup_words, difference_words

_BACKUP = Qt.ItemDataRole.UserRole + 1
_NONE = (
    "There are no backups yet. Marshal makes one every ten minutes while you work, and before "
    "each change of the packs."
)
_REST = (
    "Your own cards, notes and packs go back with it; settings stay as they are. You can undo all "
    "of this."
)
_PART = "A part of the library was damaged when this was made, so it cannot be restored whole."


class RestoreDialog(QDialog):
    """Lists the backups of a library, the newest first; chosen: the one to restore, if any."""

    def __init__(self, parent: QWidget, library: Library) -> None:
        super().__init__(parent.window())
        self._library = library
        self.chosen: Backup | None = None
        self.setWindowTitle("Restore a backup")
        room = self.screen().availableGeometry().size()
        self.resize(min(620, room.width() - 40), min(520, room.height() - 60))
        self.list = QListWidget()
        self.list.setAccessibleName("Backups")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.ensurePolished()
        self.list.currentItemChanged.connect(self._on_chosen)
        self.about = label(wrap=True)
        self.about.setMinimumHeight(4 * self.about.fontMetrics().lineSpacing())
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = Problem()
        self.restore = button("Restore this backup", "primary")
        self.restore.setDefault(True)
        self.restore.clicked.connect(self._on_restore)
        cancel = button("Cancel")
        cancel.clicked.connect(self.reject)
        self._lay(library.path, cancel)
        self._fill()
        self.list.setFocus()

    def _lay(self, path: Path, cancel: QWidget) -> None:
        place = f"Whole copies of your library, in the folder “{folder_of(path).name}” beside it."
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.restore)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        box.addWidget(label(place, "muted", wrap=True))
        box.addWidget(self.list, 1)
        box.addWidget(self.about)
        box.addWidget(self.problem)
        box.addLayout(foot)

    def _fill(self) -> None:
        for backup in backups(self._library.path):
            item = QListWidgetItem(backup_words(backup, count_plans(backup.path)))
            item.setData(_BACKUP, backup)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not self.list.count():
            self._tell(_NONE)
            self.restore.setEnabled(False)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self.problem.hide()
        if item is None:
            return
        backup: Backup = item.data(_BACKUP)
        self.restore.setEnabled(False)
        if not backup.sound:
            self._tell(_PART)
            return
        try:
            found = self._library.difference(backup.path)
        except StoreError as error:
            self._tell("")
            self.problem.tell(str(error))
            return
        self._tell(f"{difference_words(found)}\n{_REST}")
        self.restore.setEnabled(True)

    def _tell(self, words: str) -> None:
        self.about.setText(words)
        # A screen reader tells it with the list, where it changes.
        self.list.setAccessibleDescription(words)

    def _on_restore(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(_BACKUP)
            self.accept()
