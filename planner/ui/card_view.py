"""A card shown whole, with what the student and its pack have to say of it."""

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.model.evidence import OWN, Card, Factor
from planner.ui.card_marks import CardMarks
from planner.ui.card_model import WITHDRAWN
from planner.ui.card_note import CardNote
from planner.ui.controls import button, label


class Wish(Enum):
    """What is to be done once a card was looked at."""

    NOTHING = "nothing"
    EDIT = "edit"
    FIX = "fix"
    WORDING = "wording"


class CardView(QDialog):
    """Everything that a card holds, to read and to copy from, and a note to write."""

    def __init__(
        self,
        parent: QWidget,
        card: Card,
        factors: Mapping[str, Factor],
        used: Sequence[int],
        marks: CardMarks,
    ) -> None:
        super().__init__(parent)
        self.wish = Wish.NOTHING
        self.setWindowTitle(card.headline)
        self.setMinimumSize(460, 300)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2, 2, 8, 2)
        box.setSpacing(10)
        box.addWidget(self._text(card.headline, "title"))
        if any(offer.card_id == card.id for offer in marks.offers()):
            look = button("New wording…")
            look.clicked.connect(self._on_wording)
            words = "Updated: this card has a new wording, to take or to leave."
            box.addWidget(_strip(words, look))
        if marks.is_withdrawn(card.id):
            box.addWidget(_strip(f"{WITHDRAWN}."))
        if card.detail:
            box.addWidget(self._text(card.detail, "reading"))
        box.addLayout(self._rows(card, factors, used))
        self.note = CardNote(marks, card.id)
        box.addWidget(self.note)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 14, 14)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._buttons(card))

    def done(self, result: int) -> None:
        """Put the card away, once its note is kept."""
        if self.note.may_leave():
            super().done(result)
        else:
            self.wish = Wish.NOTHING

    def _rows(self, card: Card, factors: Mapping[str, Factor], used: Sequence[int]) -> QFormLayout:
        names = [factors[name].name for name in card.factors if name in factors]
        rows = (
            ("When", card.when.shown),
            ("People", ", ".join(card.people)),
            ("Factors", ", ".join(names)),
            ("Source", card.source),
            ("Used in", ", ".join(f"paragraph {number}" for number in used)),
        )
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(7)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, text in rows:
            if text:
                form.addRow(label(name, "field"), self._text(text))
        return form

    def _buttons(self, card: Card) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        own = card.pack == OWN
        role = QDialogButtonBox.ButtonRole.ActionRole
        wish = buttons.addButton("Edit card…" if own else "Suggest a fix…", role)
        wish.clicked.connect(self._on_edit if own else self._on_fix)
        return buttons

    def _text(self, text: str, kind: str = "") -> QLabel:
        made = label(text, kind, wrap=True)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return made

    def _on_edit(self) -> None:
        self._wish_for(Wish.EDIT)

    def _on_fix(self) -> None:
        self._wish_for(Wish.FIX)

    def _on_wording(self) -> None:
        self._wish_for(Wish.WORDING)

    def _wish_for(self, wish: Wish) -> None:
        self.wish = wish
        self.accept()


def _strip(words: str, act: QPushButton | None = None) -> QFrame:
    """Return what is to be known of the card beside what is on it, and what to do about it."""
    strip = QFrame()
    strip.setProperty("kind", "strip")
    row = QHBoxLayout(strip)
    row.setContentsMargins(12, 6, 8, 6)
    row.addWidget(label(words, wrap=True), 1)
    if act is not None:
        row.addWidget(act)
    return strip


def show_card(
    parent: QWidget,
    card: Card,
    factors: Mapping[str, Factor],
    used: Sequence[int],
    marks: CardMarks,
) -> Wish:
    """Show a card whole, and return what is to be done with it then."""
    view = CardView(parent, card, factors, used, marks)
    view.resize(560, 500)
    view.exec()
    wish = view.wish
    view.deleteLater()
    return wish
