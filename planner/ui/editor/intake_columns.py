"""A table on its way to cards: what each column holds, above its first rows."""

from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from planner.model.columns import Columns, Holds, choose, recognise
from planner.model.intake_cards import Rough, Rows, from_table, new_factor_names
from planner.model.material import Table
from planner.model.pack import Pack
from planner.model.text import TextError
from planner.ui.controls import Choice, label
from planner.ui.theme import Theme, bold

_ROWS = 30
"""How many rows are shown; what columns hold is seen in the first few."""
_WIDTH = 160
_LEAST = 60
_GAP = 8
"""How wide a column is at least, its choice, and the gap beside it, in pixels."""
_CELL = 200
_TOLD = 3
"""How many troubles are told in full."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TablePage(QWidget):
    """Asks what the columns of a table hold, and says what cards that gives."""

    changed = Signal()

    def __init__(self, table: Table, pack: Pack, theme: Theme, number: int = 1) -> None:
        super().__init__()
        self._table, self._pack, self._number = table, pack, number
        self._known = {name for card in pack.cards for name in card.people}
        self._touched = False
        self.columns = recognise(table)
        self.rows = Rows()
        self.include = QCheckBox("Make cards of this table")
        self.include.setChecked(True)
        self.header = QCheckBox("The first row is a heading")
        self.header.setChecked(self.columns.header)
        self.choices = [self._choice(column, theme) for column in range(len(self.columns.holds))]
        self.preview = _Preview(table, theme)
        self.asked = label("", "problem", wrap=True)
        self.count = label("", "count")
        self.notes = label("", "small", wrap=True)
        self._lay()
        self.include.toggled.connect(self._on_include)
        self.header.toggled.connect(self._on_header)
        self.preview.fitted.connect(self._on_fitted)
        self._show()

    @property
    def title(self) -> str:
        """Return what the page is called, and how many cards it gives."""
        name = f"Table “{self._table.name}”" if self._table.name else f"Table {self._number}"
        return f"{name}: {self.told()}"

    def told(self) -> str:
        """Say how many cards come from how many rows."""
        cards, rows = self.taken, self.rows.rows
        return f"{cards:,} card{'s'[: cards != 1]} from {rows:,} row{'s'[: rows != 1]}"

    @property
    def taken(self) -> int:
        """Return how many cards the page gives."""
        return len(self.rows.cards) if self.include.isChecked() else 0

    @property
    def is_changed(self) -> bool:
        """Tell whether the user has done anything that closing would lose."""
        return self._touched

    @property
    def is_sure(self) -> bool:
        """Tell whether the columns were recognised by their headings."""
        return not self.columns.unsure and self._names_cards()

    def cards(self) -> tuple[Rough, ...]:
        """Return the cards."""
        return self.rows.cards if self.include.isChecked() else ()

    def hold(self, column: int, holds: Holds) -> None:
        """Let a column hold something else."""
        self._touched = True
        self.columns = choose(self.columns, column, holds)
        self._show()

    def _choice(self, column: int, theme: Theme) -> Choice:
        made = Choice(theme)
        for holds in Holds:
            made.addItem(holds.value, holds)
        made.setPlaceholderText("Choose…")
        heading = self._table.rows[0][column] if self.columns.header else ""
        told = heading.replace("\n", " ")[:60] or f"Column {column + 1}"
        made.setAccessibleName(f"What {told} holds")
        made.activated.connect(partial(self._on_chosen, column))
        return made

    def _on_chosen(self, column: int, entry: int) -> None:
        self.hold(column, list(Holds)[entry])

    def _on_header(self, header: bool) -> None:
        self._touched = True
        self.columns = replace(self.columns, header=header)
        self._show()

    def _on_include(self) -> None:
        self._touched = True
        self._show()

    def _on_fitted(self) -> None:
        # Each choice is as wide as its column, with a gap at its right.
        for column, choice in enumerate(self.choices):
            choice.setFixedWidth(max(_LEAST, self.preview.columnWidth(column) - _GAP))

    def _names_cards(self) -> bool:
        return bool({Holds.HEADLINE, Holds.DETAIL}.intersection(self.columns.holds))

    def _show(self) -> None:
        unsure = self.columns.unsure
        for column, choice in enumerate(self.choices):
            held = self.columns.holds[column]
            # What was not recognised at all is not shown as decided.
            open_still = column in unsure and held is Holds.NOTHING
            choice.setCurrentIndex(-1 if open_still else list(Holds).index(held))
        self.rows = (
            from_table(self._table, self.columns, self._known) if self._names_cards() else Rows()
        )
        for part in (self.preview, self.header, *self.choices):
            part.setEnabled(self.include.isChecked())
        self.preview.show_columns(self.columns)
        self.asked.setText(self._question())
        self.asked.setVisible(bool(self.asked.text()))
        self.count.setText(self.told())
        self.notes.setText("\n".join(self._remarks()))
        self.changed.emit()

    def _question(self) -> str:
        if not self.include.isChecked():
            return ""
        if not self._names_cards():
            return "Choose the column that names each card: its headline."
        unsure = self.columns.unsure
        if not unsure:
            return ""
        if len(unsure) == len(self.columns.holds):
            return "The headings do not say what the columns hold. Look at the choice above each."
        names = ", ".join(self._name(column) for column in unsure[:4])
        return f"Marshal cannot tell what this holds: {names}. Choose, or leave it out."

    def _name(self, column: int) -> str:
        heading = self._table.rows[0][column] if self.columns.header else ""
        return f"“{heading[:40]}”" if heading else f"column {column + 1}"

    def _remarks(self) -> list[str]:
        if not self.taken:
            return []
        made: list[str] = []
        held = set(self.columns.holds)
        found = [
            word
            for word, of in (
                ("dates", {Holds.WHEN, Holds.FROM, Holds.TO}),
                ("people", {Holds.PEOPLE}),
            )
            if not held & of
        ]
        if found:
            made.append(f"No column has {' or '.join(found)}: those in the text are used.")
        try:
            fresh = new_factor_names(self._pack, self.rows.cards)
        except TextError as error:
            return [*made, str(error)]
        if fresh:
            more = f" and {len(fresh) - 8:,} more" if len(fresh) > 8 else ""
            plural = "s" if len(fresh) > 1 else ""
            names = ", ".join(name[:60] for name in fresh[:8])
            made.append(f"{len(fresh)} new factor{plural}: {names}{more}.")
        told = [f"Row {trouble.line}: {trouble.says}" for trouble in self.rows.troubles[:_TOLD]]
        rest = len(self.rows.troubles) - len(told)
        return [*made, *told, *([f"And {rest:,} more such rows."] if rest else [])]

    def _lay(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(self.header)
        top.addWidget(self.include)
        top.addStretch(1)
        top.addWidget(self.count)
        box.addLayout(top)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(1, 0, 0, 0)
        row.setSpacing(_GAP)
        for choice in self.choices:
            row.addWidget(choice)
            choice.setFixedWidth(_WIDTH - _GAP)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.preview, 1)
        sheet.setMinimumWidth(_WIDTH * len(self.choices))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        box.addWidget(area, 1)
        box.addWidget(self.asked)
        box.addWidget(self.notes)


class _Preview(QTableView):
    """The first rows of a table, in columns that share its width."""

    fitted = Signal()

    def __init__(self, table: Table, theme: Theme) -> None:
        super().__init__()
        self._model = _PreviewModel(table, theme, self)
        self.setModel(self._model)
        self.setAccessibleName("The first rows")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the columns stay under their choices.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setObjectName("intake-preview")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 10)
        self.setMinimumHeight(120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        count = self._model.columnCount()
        edges = [self.viewport().width() * number // count for number in range(count + 1)]
        for column in range(count):
            self.setColumnWidth(column, edges[column + 1] - edges[column])
        self.fitted.emit()

    def show_columns(self, columns: Columns) -> None:
        """Show which columns are used, and whether the first row is a heading."""
        self._model.show_columns(columns)


class _PreviewModel(QAbstractTableModel):
    def __init__(self, table: Table, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._rows = table.rows[:_ROWS]
        self._theme = theme
        self._columns = Columns((), header=False)

    def show_columns(self, columns: Columns) -> None:
        self._columns = columns
        last = self.index(len(self._rows) - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or not self._rows else len(self._rows[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        used = self._columns.holds[index.column()] is not Holds.NOTHING
        is_heading = self._columns.header and index.row() == 0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self._rows[index.row()][index.column()][:_CELL].split())
            case Qt.ItemDataRole.ForegroundRole:
                of = self._theme.tokens
                shown = used and self._view.isEnabled()
                return QColor((of.muted if is_heading else of.text) if shown else of.hint)
            case Qt.ItemDataRole.FontRole if is_heading:
                return bold(self._view.font())
        return None
