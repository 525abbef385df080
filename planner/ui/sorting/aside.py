"""What is not relevant to the question: a strip below the piles that is always in sight."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout

from planner.model.sorting import ASIDE
from planner.ui.controls import label
from planner.ui.kit import Kit
from planner.ui.slot_cards import GAP
from planner.ui.sorting.pile_box import PileBox
from planner.ui.sorting.sorter import ASIDE_NAME, Sorter

ROWS = 2
"""The most rows of cards that are seen at once; in a low window it is one."""
LOW = 520
"""The height of the view, in pixels, below which room is spared."""


class Aside(PileBox):
    """The cards that are set aside, of which a few rows are seen at once."""

    def __init__(self, kit: Kit, sorter: Sorter) -> None:
        super().__init__(kit, sorter, ASIDE)
        self.setAccessibleName(ASIDE_NAME)
        self.cards.setAccessibleName(f"{ASIDE_NAME}, cards")
        self.cards.empty_text = "Drag cards here that do not help"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.cards)
        self.cards.installEventFilter(self)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(ASIDE_NAME, "field"))
        names.addWidget(self.count)
        names.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 7, 10, 7)
        box.setSpacing(12)
        box.addLayout(names)
        box.addWidget(self._area, 1)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Take as much height as the cards need and the view has."""
        card = self._kit.painter.slot_size(self.cards.font()).height() + GAP
        view = self.parentWidget()
        rows = 1 if view is not None and view.height() < LOW else ROWS
        height = min(self.cards.minimumHeight(), rows * card + GAP // 2)
        if height != self._area.height() or self._area.minimumHeight() != height:
            self._area.setFixedHeight(height)
