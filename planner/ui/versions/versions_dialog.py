"""What a plan was at moments that were kept: to look at, to open beside it, to go back to."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planner.model.differences import Size, differing, size_of
from planner.model.plan import Plan
from planner.store.errors import StoreError
from planner.store.versions import Version, VersionStore
from planner.ui.controls import Problem, label
from planner.ui.messages import confirm
from planner.ui.minutes_words import counted

_VERSION = Qt.ItemDataRole.UserRole + 1
_NONE = (
    "Nothing is kept yet. “Keep a version now” in the Plan menu keeps the plan as it is; the end "
    "of a timed planning does so too."
)


class VersionsDialog(QDialog):
    """Lists the versions of a plan, the last kept first.

    copy: opens a version as a plan of its own; go_back: makes the plan what it was.
    """

    def __init__(
        self,
        parent: QWidget,
        versions: VersionStore,
        plan: Plan,
        copy: Callable[[Plan], None],
        go_back: Callable[[Plan, Version], None],
    ) -> None:
        super().__init__(parent)
        self._versions, self._plan = versions, plan
        self._copy, self._go_back = copy, go_back
        self.setWindowTitle("Versions")
        self.resize(560, 460)
        self.list = QListWidget()
        self.list.setAccessibleName("Versions")
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(self._on_chosen)
        self.about = label(wrap=True)
        self.problem = Problem()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.back = buttons.addButton("Go back to this", role)
        self.copy_button = buttons.addButton("Open as a copy", role)
        self.delete = buttons.addButton("Delete…", role)
        self.back.clicked.connect(self._on_back)
        self.copy_button.clicked.connect(self._on_copy)
        self.delete.clicked.connect(self._on_delete)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        box.addWidget(self.list, 1)
        box.addWidget(self.about)
        box.addWidget(self.problem)
        box.addWidget(buttons)
        self._refresh()

    def _refresh(self) -> None:
        self.list.clear()
        for version in self._versions.list(self._plan.id):
            item = QListWidgetItem(f"{version.label}\n{when(version.at)}")
            item.setData(_VERSION, version)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not self.list.count():
            self._on_chosen(None)

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self.problem.hide()
        held = self._held() if item is not None else None
        self.about.setText(
            _NONE if item is None else "" if held is None else _about(held, self._plan)
        )
        self.about.setAccessibleName(self.about.text())
        self.back.setEnabled(held is not None and held != self._plan)
        self.copy_button.setEnabled(held is not None)
        self.delete.setEnabled(item is not None)

    def _chosen(self) -> Version | None:
        item = self.list.currentItem()
        chosen: Version | None = item.data(_VERSION) if item is not None else None
        return chosen

    def _held(self) -> Plan | None:
        """Return the plan of the chosen version, or say why it cannot be had."""
        chosen = self._chosen()
        try:
            return self._versions.load(chosen.id) if chosen is not None else None
        except StoreError as error:
            self.problem.tell(str(error))
            return None

    def _on_copy(self) -> None:
        held = self._held()
        if held is not None:
            self.accept()
            self._copy(held)

    def _on_back(self) -> None:
        chosen, held = self._chosen(), self._held()
        if held is not None and chosen is not None:
            self.accept()
            self._go_back(held, chosen)

    def _on_delete(self) -> None:
        chosen = self._chosen()
        if chosen is None or not confirm(
            self,
            f"Delete the version “{chosen.label}”?",
            "The plan itself stays as it is. The version cannot be brought back after this.",
            "Delete",
            "Keep it",
        ):
            return
        try:
            self._versions.delete(chosen.id)
        except StoreError as error:
            self.problem.tell(str(error))
            return
        self._refresh()


def when(at: float) -> str:
    """Return a moment as it is read: “Monday 23 November 2026, 14:05”."""
    moment = time.localtime(at)
    return (
        time.strftime("%A ", moment) + f"{moment.tm_mday} " + time.strftime("%B %Y, %H:%M", moment)
    )


def _about(held: Plan, plan: Plan) -> str:
    """Say how much a version has, and in which parts the plan differs from it now."""
    size, now = size_of(held), size_of(plan)
    parts = differing(held, plan)
    if not parts:
        return f"{_counts(size)}. The plan reads the same now."
    return f"{_counts(size)}; now {_counts(now)}.\nChanged since: {', '.join(parts)}."


def _counts(size: Size) -> str:
    return ", ".join(
        (
            counted(size.words, "word"),
            counted(size.cards, "card"),
            counted(size.paragraphs, "paragraph"),
        )
    )
