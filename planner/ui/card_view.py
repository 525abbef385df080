"""A card shown whole."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.model.evidence import OWN, Card, Factor
from planner.ui.controls import label


class CardView(QDialog):
    """Everything that a card holds, to read and to copy from."""

    def __init__(
        self, parent: QWidget, card: Card, factors: Mapping[str, Factor], used: Sequence[int]
    ) -> None:
        super().__init__(parent)
        self.wants_editing = False
        self.setWindowTitle(card.headline)
        self.setMinimumSize(460, 300)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2, 2, 8, 2)
        box.setSpacing(10)
        box.addWidget(self._text(card.headline, "title"))
        if card.detail:
            box.addWidget(self._text(card.detail, "reading"))
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
        box.addLayout(form)
        box.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if card.pack == OWN:
            edit = buttons.addButton("Edit card…", QDialogButtonBox.ButtonRole.ActionRole)
            edit.clicked.connect(self._on_edit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 18, 14, 14)
        whole.addWidget(scroll, 1)
        whole.addWidget(buttons)

    def _text(self, text: str, kind: str = "") -> QLabel:
        made = label(text, kind, wrap=True)
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return made

    def _on_edit(self) -> None:
        self.wants_editing = True
        self.accept()


def show_card(
    parent: QWidget, card: Card, factors: Mapping[str, Factor], used: Sequence[int]
) -> bool:
    """Show a card whole, and return whether it is to be edited then."""
    view = CardView(parent, card, factors, used)
    view.resize(520, 380)
    view.exec()
    wants = view.wants_editing
    view.deleteLater()
    return wants
