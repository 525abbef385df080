"""A table that is worked in as in a spreadsheet, with the keyboard alone where one likes."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from planner.ui.card_model import Index
from planner.ui.editor.cells import CellDelegate
from planner.ui.editor.sheet_model import NEW, SheetModel
from planner.ui.theme import Theme

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NARROWEST = 0.62
"""How far a column may be narrower than its words need before the table is scrolled instead."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SheetView(QTableView):
    """Shows a sheet; what changes the pack is asked for by signals."""

    row_asked = Signal()
    """A new row below the current one."""
    removing_asked = Signal()
    clearing_asked = Signal()
    filling_asked = Signal()
    moving_asked = Signal(int)
    """Move the chosen rows so many rows down, or up where it is negative."""
    copying_asked = Signal()
    cutting_asked = Signal()
    pasting_asked = Signal()
    duplicating_asked = Signal()
    menu_asked = Signal(QPoint)
    """The menu was asked for, at a point on the screen."""

    def __init__(self, model: SheetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = model
        self._by_hand = self._sharing = False
        self.setModel(model)
        self.cells = CellDelegate(model, theme, self)
        self.cells.stepped.connect(self._on_stepped)
        self.cells.left.connect(model.let_go)
        self.cells.row_asked.connect(self.row_asked)
        self.setItemDelegate(self.cells)
        self.setAccessibleName(model.sheet.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self._lay_headers()
        self.go(model.index(0, 0))

    # Where one is

    def current_id(self) -> str:
        """Return the id of the part in the current row; empty in the empty row."""
        return self.rows.id_at(self.currentIndex().row())

    def chosen_ids(self) -> list[str]:
        """Return the ids of the parts in the rows with chosen cells, from the top."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        return [part_id for row in rows if (part_id := self.rows.id_at(row))]

    def block(self) -> tuple[range, range]:
        """Return the rows and the columns of the smallest block around the chosen cells."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        rows = [index.row() for index in chosen]
        columns = [index.column() for index in chosen]
        return range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)

    def go(self, index: QModelIndex) -> None:
        """Make a cell the current one, and the only one chosen."""
        # Qt's own setCurrentIndex minds the keys that are held, such as those that brought it here.
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)

    def go_to(self, part_id: str, name: str = "") -> bool:
        """Make a part's cell the current one; return whether its row is shown."""
        index = self.rows.index_of(part_id, name)
        if index.isValid():
            self.go(index)
            self.scrollTo(index)
        return index.isValid()

    def choose(self, ids: list[str], *, column: int | None = None) -> None:
        """Choose the rows of these parts, the first of them current; column: only their cells."""
        rows = [row for part_id in ids if (row := self.rows.row_of(part_id)) >= 0]
        if not rows:
            return
        at = self.currentIndex().column() if column is None else column
        self.go(self.rows.index(rows[0], max(0, at)))
        flags = QItemSelectionModel.SelectionFlag.Select
        if column is None:
            flags |= QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.selectionModel().select(self.rows.index(row, max(0, at)), flags)
        self.scrollTo(self.rows.index(rows[-1], max(0, at)))
        self.scrollTo(self.currentIndex())

    def begin_new(self) -> None:
        """Go to the empty row, and begin to type in it."""
        # What is being typed elsewhere is written first, which may choose another row.
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.go_to(NEW)
        self.edit_current()

    def edit_current(self) -> None:
        """Open the current cell, where it is not open already."""
        index = self.currentIndex()
        if index.isValid() and self.state() != self.State.EditingState:
            # Told so, Qt does not warn where a click before this is just about to open a cell.
            self.edit(index, self.EditTrigger.AllEditTriggers, QEvent(QEvent.Type.None_))

    def leave_cell(self) -> None:
        """Write what is being typed in a cell, where one is open."""
        if self.state() == self.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def menu_point(self) -> QPoint:
        """Return the point on the screen at which a menu for the current cell opens."""
        rect = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(rect.center() if rect.isValid() else QPoint(10, 10))

    # As Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._on_key(event):
            super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        asked = {
            QKeySequence.StandardKey.Copy: self.copying_asked,
            QKeySequence.StandardKey.Cut: self.cutting_asked,
            QKeySequence.StandardKey.Paste: self.pasting_asked,
        }
        for standard, signal in asked.items():
            if event.matches(standard):
                signal.emit()
                return True
        with_ctrl = {
            Qt.Key.Key_Return: self.row_asked,
            Qt.Key.Key_Enter: self.row_asked,
            Qt.Key.Key_Minus: self.removing_asked,
            Qt.Key.Key_D: self.filling_asked,
        }
        if mods == _CTRL and key in with_ctrl:
            with_ctrl[Qt.Key(key)].emit()
        elif mods == _CTRL | _SHIFT and key == Qt.Key.Key_D:
            self.duplicating_asked.emit()
        elif mods == _ALT and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moving_asked.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif not mods and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clearing_asked.emit()
        elif mods in (Qt.KeyboardModifier.NoModifier, _SHIFT) and key in _ENTER:
            self._on_stepped(-1 if mods else 1, 0)
        else:
            return False
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        # Tab goes along the row first; from its end it goes on to the form.
        right = 1 if forward else -1
        if self._can_step(right):
            self._on_stepped(0, right)
            return True
        return super().focusNextPrevChild(forward)

    def _can_step(self, right: int) -> bool:
        at = self.currentIndex().column() + right
        return self.currentIndex().isValid() and 0 <= at < self.rows.columnCount()

    def _on_stepped(self, down: int, right: int) -> None:
        here = self.currentIndex()
        row = min(max(0, here.row() + down), self.rows.rowCount() - 1)
        column = min(max(0, here.column() + right), self.rows.columnCount() - 1)
        self.go(self.rows.index(row, column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.scrollTo(current)

    def _on_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        if index.isValid() and index not in self.selectedIndexes():
            self.go(index)
        self.menu_asked.emit(self.viewport().mapToGlobal(point))

    def _lay_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsMovable(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setMinimumSectionSize(56)
        across.setStretchLastSection(True)
        across.sectionResized.connect(self._on_section_resized)
        down.setMinimumWidth(44)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.fontMetrics().lineSpacing() + 14)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        down.setHighlightSections(True)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._by_hand:
            self._share_width()

    def _share_width(self) -> None:
        """Give each column its share of the table's width, and more than that where it is narrow.

        All are seen at once on most screens: a row is read as one.
        """
        unit = self.fontMetrics().averageCharWidth()
        wanted = [field.width * unit + 18 for field in self.rows.sheet.columns]
        share = max(_NARROWEST, self.viewport().width() / sum(wanted))
        self._sharing = True
        for column, width in enumerate(wanted):
            self.setColumnWidth(column, int(width * share))
        self._sharing = False

    def _on_section_resized(self, column: int, _old: int, _new: int) -> None:
        # The last one also takes what the others leave.
        last = column == self.rows.columnCount() - 1
        self._by_hand = self._by_hand or not (self._sharing or last)
