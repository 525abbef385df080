"""Coverage: how the plan's cards are spread over factors, people or years, and paragraphs."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.model.coverage import By, cover
from planner.model.plan import Plan
from planner.ui.controls import Choice, label
from planner.ui.coverage_table import CountLook, CoverageModel
from planner.ui.kit import Kit

_NAMES = {By.FACTOR: "By factor", By.PERSON: "By person", By.YEAR: "By year"}
_EMPTY = {
    By.FACTOR: "This plan has no factors to count by.",
    By.PERSON: "No card in the plan names anyone yet.",
    By.YEAR: "No card in the plan has a date yet.",
}
_HINT = "Choose a number to see such cards on the shelf."
# The names of the rows have so much of the width, and a column is between so and so wide.
_NAMES_SHARE, _LEAST, _MOST = 0.52, 21, 40


class CoverageView(QTableView):
    """The table; a click or Enter in a cell, or a click on a row's name, asks for its cards."""

    row_asked = Signal(int)
    """Such cards as are counted in a row are to be shown."""

    def __init__(self, kit: Kit, model: CoverageModel) -> None:
        super().__init__()
        self.of = model
        self.setModel(model)
        self.setItemDelegate(CountLook(kit, model, self))
        self.setAccessibleName("Coverage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(_LEAST)
            header.setHighlightSections(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setSectionsClickable(True)
        self.verticalHeader().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalHeader().sectionClicked.connect(self.row_asked)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Share the width between the names of the rows and the counts."""
        model, metrics = self.model(), self.fontMetrics()
        names = [
            str(model.headerData(row, Qt.Orientation.Vertical)) for row in range(model.rowCount())
        ]
        marked = any(self.of.factor_at(row) for row in range(model.rowCount()))
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        widest += 32 if marked else 12
        columns, room = max(1, model.columnCount()), self.width() - 4
        # Where there are few columns, the names have what those leave.
        share = max(_NAMES_SHARE * room, room - columns * _MOST)
        name = min(widest, max(share, room - columns * _LEAST) if columns <= 4 else share)
        self.verticalHeader().setFixedWidth(round(name))
        wide = min(max((room - name) / columns, _LEAST), _MOST)
        high = metrics.lineSpacing() + 10
        self.horizontalHeader().setDefaultSectionSize(int(wide))
        self.verticalHeader().setDefaultSectionSize(high)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if entered and self.currentIndex().isValid():
            self.row_asked.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.row_asked.emit(index.row())


class Coverage(QWidget):
    """Counts a plan's cards by factor, person or year in each paragraph, and leads to such."""

    row_asked = Signal(object)
    """A row, whose cards are to be shown on the shelf."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._plan: Plan | None = None
        self.by = Choice(kit.theme)
        self.by.setAccessibleName("Count the cards")
        for by, words in _NAMES.items():
            self.by.addItem(words, by)
        self.model = CoverageModel(kit, self)
        self.table = CoverageView(kit, self.model)
        self._none = label(kind="empty", wrap=True)
        self._hint = label(_HINT, "small", wrap=True)
        self.by.currentIndexChanged.connect(self._count)
        self.table.row_asked.connect(self._on_row_asked)
        kit.theme.changed.connect(self._on_theme_changed)
        kit.session.plan_changed.connect(self._on_plan_changed)
        head = QHBoxLayout()
        head.addWidget(self.by)
        head.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 6, 12)
        box.setSpacing(8)
        box.addLayout(head)
        box.addWidget(self._none)
        box.addWidget(self.table, 1)
        box.addWidget(self._hint)

    def show_plan(self, _before: Plan | None, plan: Plan) -> None:
        """Count the cards of a plan."""
        self._plan = plan
        self._count()

    def refresh(self) -> None:
        """Count the cards of the open plan."""
        if self._kit.session.is_open:
            self.show_plan(None, self._kit.session.plan)

    def take_focus(self) -> None:
        """Give the keyboard to the table, or to what it is counted by where it is empty."""
        taker = self.by if self.model.is_empty else self.table
        taker.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if taker is self.table and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _count(self) -> None:
        if self._plan is None:
            return
        by = By(self.by.currentData())
        self.model.show_counts(cover(self._plan, by))
        self._none.setText(_EMPTY[by])
        for part in (self.table, self._hint):
            part.setHidden(self.model.is_empty)
        self._none.setHidden(not self.model.is_empty)

    def _on_row_asked(self, row: int) -> None:
        self.row_asked.emit(self.model.row_at(row))

    def _on_plan_changed(self, before: Plan | None, plan: Plan) -> None:
        # What is not seen is counted when it is shown.
        if self.isVisible():
            self.show_plan(before, plan)

    def _on_theme_changed(self) -> None:
        self.table.reset()
        self.table.viewport().update()
