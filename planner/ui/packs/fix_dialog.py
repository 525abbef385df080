"""Suggesting a fix: the card as it should be, and why, for the teacher who made its pack."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.model.evidence import Card, Factor
from planner.model.text import LINE, PASSAGE, TextError, clean_line, clean_text, within
from planner.packs.errors import PackError
from planner.ui.beside import beside
from planner.ui.card_fields import CardFields
from planner.ui.controls import PlainEdit, Problem, label
from planner.ui.file_asking import ask_save
from planner.ui.messages import confirm

if TYPE_CHECKING:
    from planner.packs.fix_file import Fix


class FixDialog(QDialog):
    """Asks what is to be put right on a card, and makes a file or a text of it.

    version: of the pack that the card is from. told: what was done, once something was.
    """

    def __init__(
        self, parent: QWidget, card: Card, factors: Sequence[Factor], version: int, folder: Path
    ) -> None:
        super().__init__(parent.window())
        self._card, self._version, self._folder = card, version, folder
        self.told = ""
        self.setWindowTitle("Suggest a fix")
        room = self.screen().availableGeometry().size()
        self.resize(min(580, room.width() - 40), min(700, room.height() - 60))
        self.fields = CardFields(card, factors)
        self.why = PlainEdit()
        self.why.setTabChangesFocus(True)
        self.why.setAccessibleName("Why?")
        self.why.setPlaceholderText("What is wrong, and how you know: a book, a page, a link")
        self.why.setFixedHeight(2 * self.why.fontMetrics().lineSpacing() + 22)
        self.who = QLineEdit()
        self.who.setAccessibleName("Your name")
        self.who.setPlaceholderText("So that your teacher knows whom to ask; may stay empty")
        self.problem = Problem()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.copy = self.buttons.addButton("Copy as text", role)
        self.save = self.buttons.addButton("Save as a file…", role)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.copy.clicked.connect(self._on_copy)
        self.save.clicked.connect(self._on_save)
        self.buttons.rejected.connect(self.reject)
        self._lay()
        self.fields.headline.setFocus(Qt.FocusReason.OtherFocusReason)

    def fix(self) -> "Fix":
        """Return what is suggested, or raise TextError with what is wrong."""
        from planner.packs.fix_file import Fix

        after = self.fields.card()
        why = within(clean_text(self.why.toPlainText()).strip(), PASSAGE, "The reason")
        name = within(clean_line(self.who.text()), LINE, "Your name")
        if after == self._card:
            raise TextError("Nothing is changed yet. Change the card to how it should read.")
        return Fix(self._card.pack, self._version, self._card, after, why, name)

    def reject(self) -> None:
        """Put the form away, but not what was typed in it without asking."""
        typed = self.fields.is_changed() or bool(self.why.toPlainText().strip())
        if (
            typed
            and not self.told
            and not confirm(
                self,
                "Leave this suggestion?",
                "What you typed is not saved or copied.",
                "Leave it",
                "Go back",
            )
        ):
            return
        super().reject()

    def _on_copy(self) -> None:
        from planner.packs.fix_file import fix_text

        try:
            text = fix_text(self.fix())
        except TextError as error:
            self.problem.tell(str(error))
            return
        QGuiApplication.clipboard().setText(text)
        self.told = "Copied the suggestion. Paste it into a message to your teacher."
        self.accept()

    def _on_save(self) -> None:
        from planner.packs.fix_file import SUFFIX, save_fix_file

        try:
            fix = self.fix()
        except TextError as error:
            self.problem.tell(str(error))
            return
        start = self._folder / f"{self._card.id.rpartition('/')[2]}{SUFFIX}"
        path = ask_save(
            self, "Save a suggested fix", start, "Suggested fix", SUFFIX, "this suggestion"
        )
        if path is None:
            return
        try:
            beside(partial(save_fix_file, fix, path))
        except PackError as error:
            self.problem.tell(str(error))
            return
        self.told = f"Saved the suggestion to {path}. Send that file to your teacher."
        self.accept()

    def _lay(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(1, 1, 10, 1)
        inner.setSpacing(5)
        intro = "Change the card to how it should read. Your own plans stay as they are."
        inner.addWidget(label(intro, "muted", wrap=True))
        inner.addSpacing(4)
        inner.addWidget(self.fields)
        for told, edit in (("Why?", self.why), ("Your name", self.who)):
            name = label(told, "field")
            name.setBuddy(edit)
            inner.addWidget(name)
            inner.addWidget(edit)
            inner.addSpacing(5)
        inner.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 12, 16)
        box.addWidget(scroll, 1)
        box.addWidget(self.problem)
        box.addSpacing(4)
        box.addWidget(self.buttons)


def suggest_fix(
    parent: QWidget, card: Card, factors: Sequence[Factor], version: int, folder: Path
) -> str:
    """Ask for a fix of a card, and return what was done with it; empty where nothing was."""
    dialog = FixDialog(parent, card, factors, version, folder)
    dialog.exec()
    told = dialog.told
    dialog.deleteLater()
    return told
