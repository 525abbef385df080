"""From what a teacher has to new cards: notes and tables looked through before they are taken."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.model.intake_cards import Intaken as Intaken
from planner.model.intake_cards import finish
from planner.model.material import Kind, Material
from planner.model.pack import Pack
from planner.model.text import TextError
from planner.model.tree import EditError
from planner.ui.controls import Choice, Problem, label, set_tip
from planner.ui.editor.intake_columns import TablePage
from planner.ui.editor.intake_notes import NotesPage
from planner.ui.messages import confirm
from planner.ui.theme import Theme


class IntakeDialog(QDialog):
    """Shows what notes and tables give, one of them at a time, and makes cards of all of them."""

    def __init__(
        self,
        parent: QWidget | None,
        material: Material,
        pack: Pack,
        theme: Theme,
        taken: Collection[str] = (),
    ) -> None:
        super().__init__(parent)
        self._pack, self._taken = pack, taken
        self.intaken: Intaken | None = None
        self.setObjectName("intake")
        is_file = "." in material.name
        name = material.name if is_file else material.name[:1].lower() + material.name[1:]
        self.setWindowTitle(f"Cards from {name}")
        self.notes: NotesPage | None = None
        if any(block.kind is not Kind.HEADING for block in material.blocks):
            self.notes = NotesPage(material, pack, theme)
        self.tables = [
            TablePage(table, pack, theme, number) for number, table in enumerate(material.tables, 1)
        ]
        notes: list[NotesPage | TablePage] = [self.notes] if self.notes is not None else []
        self.pages = [*notes, *self.tables]
        if len(self.pages) > 1:
            # A document's tables are often no evidence; only those that say so are taken unasked.
            for table in self.tables:
                table.include.setChecked(table.is_sure)
        self.page_choice = Choice(theme)
        self.page_choice.setAccessibleName("Part of the material")
        self.page_choice.setMaxVisibleItems(20)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
            self.page_choice.addItem(page.title)
            page.changed.connect(self._on_changed)
        self.page_choice.activated.connect(self.stack.setCurrentIndex)
        self.problem = Problem()
        self.buttons = QDialogButtonBox()
        self.add = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.add.setProperty("kind", "primary")
        set_tip(self.add, "Ctrl+Enter")
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._on_add)
        self.buttons.rejected.connect(self.reject)
        for keys, slot in (
            ("Ctrl+Return", self._on_add),
            ("Ctrl+Enter", self._on_add),
            (QKeySequence.StandardKey.Undo, self._on_undo),
            (QKeySequence.StandardKey.Redo, self._on_redo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self._lay()
        self._on_changed()
        self.setMinimumSize(760, 460)
        self.resize(1080, 680)
        if self.notes is not None:
            self.notes.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        # Enter goes on within the fields, and must not add all cards.
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def reject(self) -> None:
        """Put the dialog away, but not what was done in it without asking."""
        if any(page.is_changed for page in self.pages) and not confirm(
            self,
            "Leave without adding cards?",
            "What you changed here is not kept. The pack stays as it is.",
            "Leave",
            "Go back",
        ):
            return
        super().reject()

    def _on_changed(self) -> None:
        count = sum(page.taken for page in self.pages)
        self.add.setText(f"Add {count:,} card{'s'[: count != 1]}")
        self.add.setEnabled(count > 0)
        for number, page in enumerate(self.pages):
            self.page_choice.setItemText(number, page.title)
        self.problem.hide()

    def _on_undo(self) -> None:
        if self.notes is not None and self.stack.currentWidget() is self.notes:
            self.notes.step_back()

    def _on_redo(self) -> None:
        if self.notes is not None and self.stack.currentWidget() is self.notes:
            self.notes.step_forward()

    def _on_add(self) -> None:
        if not self.add.isEnabled():
            return
        try:
            rough = [card for page in self.pages for card in page.cards()]
            self.intaken = finish(self._pack, rough, self._taken)
        except (EditError, TextError) as error:
            self.problem.tell(str(error))
            return
        self.accept()

    def _lay(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 20, 14)
        box.setSpacing(10)
        if len(self.pages) > 1:
            row = QHBoxLayout()
            name = label("Look through", "field")
            name.setBuddy(self.page_choice)
            row.addWidget(name)
            row.addWidget(self.page_choice, 1)
            box.addLayout(row)
        if not self.pages:
            told = (
                "There are only headings here: no bullets, paragraphs or tables to make cards of."
            )
            box.addWidget(label(told, "muted", wrap=True))
        box.addWidget(self.stack, 1)
        box.addWidget(self.problem)
        box.addWidget(self.buttons)


def ask_cards(
    parent: QWidget,
    material: Material,
    pack: Pack,
    theme: Theme,
    taken: Collection[str] = (),
) -> Intaken | None:
    """Ask which cards to make of a material, and return them, or None where it was put away.

    taken: names, without the pack's id, that no new card or factor may have.
    """
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        dialog = IntakeDialog(parent, material, pack, theme, taken)
    finally:
        QGuiApplication.restoreOverrideCursor()
    dialog.exec()
    made = dialog.intaken
    dialog.deleteLater()
    return made
