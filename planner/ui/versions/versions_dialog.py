"""What a plan was at moments that were kept: side by side with it now, to open or to go back to."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from planner.model.differences import Size, differing, size_of
from planner.model.plan import Plan
from planner.model.plan_changes import plan_changes
from planner.store.errors import StoreError
from planner.store.versions import Version, VersionStore
from planner.ui.controls import Problem, button, label
from planner.ui.empty_state import empty_state
from planner.ui.messages import confirm
from planner.ui.minutes_words import counted
from planner.ui.packs.field_changes import FieldChanges
from planner.ui.reading import why_not
from planner.ui.theme import Theme

_VERSION = Qt.ItemDataRole.UserRole + 1
_NONE = (
    "As you change the plan, Marshal keeps it every ten minutes. “Keep a version now” in the Plan "
    "menu and the end of a timed planning keep it too."
)
_SELF = "Kept by itself"
_MOST_PARTS, _MOST_FIELDS = 4, 80
_INDENT = 14
_AROUND, _ABOVE = 26, 16
"""What stands beside, and above and below, the words of a row, in pixels."""


@dataclass(frozen=True)
class Deeds:
    """What can be done with a version: copy opens it as a plan of its own.

    go_back: makes the plan what it was; None for one that is deleted or cannot be read. barred:
    that nothing can be changed.
    """

    copy: Callable[[Plan], None]
    go_back: Callable[[Plan, Version], None] | None = None
    barred: bool = False


class _Versions(QListWidget):
    """Rows as high as their words need; Qt does not count what the style sheet puts around them."""

    def fit(self) -> None:
        width = self.viewport().width() - _AROUND
        metrics, flags = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        for row in range(self.count()):
            item = self.item(row)
            words = metrics.boundingRect(0, 0, width, 10_000, flags, item.text())
            item.setSizeHint(QSize(width, words.height() + _ABOVE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class VersionsDialog(QDialog):
    """Lists the versions of a plan, the last kept first, and compares one with the plan now.

    plan: as it is now, or was when it was deleted; None where it cannot be read.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        versions: VersionStore,
        plan_id: str,
        plan: Plan | None,
        deeds: Deeds,
    ) -> None:
        super().__init__(parent.window())
        self._versions, self._of, self._plan = versions, plan_id, plan
        self._deeds, self._deleted = deeds, plan is not None and deeds.go_back is None
        self._read: dict[str, Plan | StoreError] = {}
        self.setWindowTitle("Versions of a deleted plan" if self._deleted else "Versions")
        self.list = _Versions()
        self.list.setAccessibleName("Versions")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.ensurePolished()
        self.list.currentItemChanged.connect(self._on_chosen)
        self.about = label(wrap=True)
        self.fields = FieldChanges(theme, "Then", "When deleted" if self._deleted else "Now")
        self.problem = Problem()
        self.back = button("Go back to this", "primary")
        self.copy_button = button("Open as a copy")
        self.delete = button("Delete…")
        first = self.back if deeds.go_back is not None else self.copy_button
        first.setDefault(True)
        self.copy_button.setProperty("kind", "primary" if first is self.copy_button else "")
        self.barred = why_not(self.back, self.copy_button, self.delete, barred=deeds.barred)
        self.back.clicked.connect(self._on_back)
        self.copy_button.clicked.connect(self._on_copy)
        self.delete.clicked.connect(self._on_delete)
        self.empty = empty_state("No version of this plan is kept yet", _NONE)
        self._lay()
        self._refresh()
        room = self.screen().availableGeometry().size()
        wide, high = (960, 620) if self.list.count() else (560, 220)
        self.resize(min(wide, room.width() - 40), min(high, room.height() - 60))
        self.list.setFocus()

    def _lay(self) -> None:
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(6)
        # It begins where the texts below it begin.
        self.about.setContentsMargins(_INDENT, 6, 0, 0)
        side.addWidget(self.about)
        side.addWidget(self.fields, 1)
        self._split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.list.setMinimumWidth(230)
        right.setMinimumWidth(360)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([280, 620])
        split.setStretchFactor(1, 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.delete)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.copy_button)
        foot.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 16)
        box.setSpacing(10)
        box.addWidget(split, 1)
        box.addWidget(self.empty, 1)
        box.addWidget(self.problem)
        box.addWidget(self.barred)
        box.addLayout(foot)

    def _refresh(self) -> None:
        self.list.clear()
        versions = self._versions.list(self._of)
        for version, older in zip_longest(versions, versions[1:]):
            told = f"{version.label or _SELF} – {self._changed(version, older)}"
            item = QListWidgetItem(f"{when(version.at)}\n{told}")
            item.setData(_VERSION, version)
            self.list.addItem(item)
        self.list.fit()
        for part in (self._split, self.copy_button, self.delete):
            part.setVisible(bool(versions))
        self.back.setVisible(bool(versions) and self._deeds.go_back is not None)
        self.barred.setVisible(bool(versions) and self._deeds.barred)
        self.empty.setVisible(not versions)
        self.list.setCurrentRow(0)
        if not versions:
            self._on_chosen(None)

    def _changed(self, version: Version, older: Version | None) -> str:
        """Say in words what a version has that the one before it has not."""
        held, before = self._load(version), self._load(older) if older is not None else None
        if not isinstance(held, Plan):
            return "damaged"
        if before is None:
            return "the first that is kept"
        if not isinstance(before, Plan):
            return "the one before it is damaged"
        parts = differing(before, held)
        return f"changed: {_listed(parts)}" if parts else "as the one before it"

    def _load(self, version: Version) -> Plan | StoreError:
        """Return the plan of a version, or why it cannot be had."""
        if version.id not in self._read:
            try:
                self._read[version.id] = self._versions.load(version.id)
            except StoreError as error:
                self._read[version.id] = error
        return self._read[version.id]

    def _on_chosen(self, item: QListWidgetItem | None) -> None:
        self.problem.hide()
        held = self._held()
        if isinstance(held, StoreError):
            self.problem.tell(str(held))
        plan = held if isinstance(held, Plan) else None
        self.about.setText(_about(plan, self._plan, deleted=self._deleted) if plan else "")
        self.about.setAccessibleName(self.about.text())
        self._compare(plan)
        free = not self._deeds.barred
        self.back.setEnabled(free and plan is not None and plan != self._plan)
        self.copy_button.setEnabled(free and plan is not None)
        self.delete.setEnabled(free and item is not None)

    def _compare(self, held: Plan | None) -> None:
        """Show each text that differs, then at the left and now at the right; or else all of it."""
        changes = plan_changes(held, self._plan) if held and self._plan else ()
        sides = bool(changes)
        if held is not None and not sides:
            changes = plan_changes(_blank(held), held)
        more = len(changes) - _MOST_FIELDS
        left_out = f"And {counted(more, 'more text')}. Open it as a copy to see all of it."
        foot = left_out if more > 0 else ""
        self.fields.show_fields(changes[:_MOST_FIELDS], sides=sides, foot=foot)

    def _chosen(self) -> Version | None:
        item = self.list.currentItem()
        chosen: Version | None = item.data(_VERSION) if item is not None else None
        return chosen

    def _held(self) -> Plan | StoreError | None:
        """Return the plan of the chosen version, or why it cannot be had; None for no version."""
        chosen = self._chosen()
        return self._load(chosen) if chosen is not None else None

    def _on_copy(self) -> None:
        held = self._held()
        if isinstance(held, Plan):
            self.accept()
            self._deeds.copy(held)

    def _on_back(self) -> None:
        chosen, held = self._chosen(), self._held()
        if isinstance(held, Plan) and chosen is not None and self._deeds.go_back is not None:
            self.accept()
            self._deeds.go_back(held, chosen)

    def _on_delete(self) -> None:
        chosen = self._chosen()
        if chosen is None or not confirm(
            self,
            f"Delete the version {named(chosen)}?",
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


def named(version: Version) -> str:
    """Return what a version is called in a sentence: by its label, or by its time."""
    return f"“{version.label}”" if version.label else f"of {when(version.at)}"


def _blank(plan: Plan) -> Plan:
    """Return a plan with none of its texts but the question."""
    return Plan(plan.id, plan.question, plan.framework, factors=plan.factors)


def _about(held: Plan, plan: Plan | None, *, deleted: bool) -> str:
    """Say how much a version has, and in which parts the plan differs from it now.

    deleted: it is gone, and differs as it was then.
    """
    if plan is None:
        return f"{_counts(size_of(held))}. The plan itself cannot be read now."
    parts = differing(held, plan)
    if not parts:
        same = "read the same when it was deleted" if deleted else "reads the same now"
        return f"{_counts(size_of(held))}. The plan {same}."
    now = "when deleted" if deleted else "now"
    counts = f"{_counts(size_of(held))}; {now} {_counts(size_of(plan))}."
    return f"{counts}\nChanged since: {', '.join(parts)}."


def _listed(parts: Sequence[str]) -> str:
    more = len(parts) - _MOST_PARTS
    named = ", ".join(parts[:_MOST_PARTS])
    return f"{named} and {more} more" if more > 0 else named


def _counts(size: Size) -> str:
    return ", ".join(
        (
            counted(size.words, "word"),
            counted(size.cards, "card"),
            counted(size.paragraphs, "paragraph"),
        )
    )
