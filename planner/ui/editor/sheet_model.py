"""The rows of one of the editor's tables, brought up to date by comparing."""

from collections.abc import Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor

from planner.model.pack import Pack
from planner.model.pack_cells import Words, cell
from planner.model.pack_edits import Part
from planner.model.problems import Problem
from planner.ui.card_model import ROOT, Index
from planner.ui.controls import tip
from planner.ui.editor.columns import Holds, Sheet, Shown
from planner.ui.editor.hues import hue_name
from planner.ui.icons import icon
from planner.ui.theme import Theme

NEW = ""
"""The id of the empty row, in which a new part is begun."""

Row = tuple[str, Part | None]


class CellRole(IntEnum):
    """What a cell tells beside Qt's own roles."""

    HUES = Qt.ItemDataRole.UserRole + 1
    """The hues of the factors that it names."""
    GRAVE = Qt.ItemDataRole.UserRole + 2
    HINT = Qt.ItemDataRole.UserRole + 3


class SheetModel(QAbstractTableModel):
    """A pack's parts of one kind, those that match a filter, and one empty row."""

    written = Signal(str, str, str)
    """A part's id (empty for a new one), a field's name, and what was written in its cell."""

    def __init__(
        self, sheet: Sheet, theme: Theme, words: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.sheet, self._theme = sheet, theme
        self.words = words
        self._hues: dict[str, int] = {}
        self._rows: list[Row] = [(NEW, None)]
        self._numbers: dict[str, int] = {}
        self._problems: Mapping[tuple[str, str], Problem] = {}
        self._kept: tuple[str, str, str] | None = None

    # What it shows

    def show(self, pack: Pack, words: Words, rows: Sequence[Part], new_after: str | None) -> None:
        """Show these of the pack's parts: take out, move and put in only what differs.

        new_after: the id of the row that the empty row follows; None for the last.
        """
        refreshed = self.words is not words
        self.words = words
        self._hues = {factor.id: factor.hue for factor in pack.factors}
        numbers = {part.id: at for at, part in enumerate(self.sheet.parts(pack), 1)}
        renumbered, self._numbers = numbers != self._numbers, numbers
        wanted: list[Row] = [(part.id, part) for part in rows]
        ids = [part.id for part in rows]
        at = ids.index(new_after) + 1 if new_after in ids else len(wanted)
        wanted.insert(at, (NEW, None))
        self._remove_gone({row[0] for row in wanted})
        self._reorder(wanted)
        self._insert_new(wanted)
        self._refresh(wanted, everything=refreshed)
        if renumbered:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._rows) - 1)

    def show_problems(self, problems: Mapping[tuple[str, str], Problem]) -> None:
        """Mark the cells that something is wrong with, by their parts' ids and field names."""
        touched = {of for of, _ in self._problems.keys() ^ problems.keys()}
        touched |= {of for (of, _), told in problems.items() if self._problems.get((of, _)) != told}
        self._problems = problems
        for row, (part_id, _) in enumerate(self._rows):
            if part_id in touched:
                self._changed(row, row)

    def keep(self, part_id: str, name: str, said: str) -> None:
        """Hold what could not be written in a cell, for when it is edited again."""
        self._kept = (part_id, name, said)

    @property
    def holds_back(self) -> bool:
        """Tell whether something could not be written, and its cell is to be edited again."""
        return self._kept is not None

    def let_go(self) -> None:
        """Forget what could not be written."""
        self._kept = None

    def part_at(self, row: int) -> Part | None:
        """Return the part in a row; None for the empty row."""
        return self._rows[row][1] if 0 <= row < len(self._rows) else None

    def id_at(self, row: int) -> str:
        """Return the id of a row's part; empty for the empty row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else NEW

    def row_of(self, part_id: str) -> int:
        """Return the row of a part, or of the empty row, or -1."""
        return next((row for row, (held, _) in enumerate(self._rows) if held == part_id), -1)

    def ids(self) -> list[str]:
        """Return the ids of the rows that are shown, without the empty one."""
        return [part_id for part_id, _ in self._rows if part_id]

    def field_at(self, column: int) -> Shown:
        """Return the field that a column shows."""
        return self.sheet.columns[column]

    def column_of(self, name: str) -> int:
        """Return the column of a field, or the first where it has none."""
        names = [field.name for field in self.sheet.columns]
        name = "when" if name in ("start", "end") else name
        return names.index(name) if name in names else 0

    def text_at(self, row: int, column: int) -> str:
        """Return what a cell says."""
        part = self.part_at(row)
        return cell(part, self.field_at(column).name, self.words) if part is not None else ""

    # As Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.sheet.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.field_at(section).title
        return str(self._numbers.get(self.id_at(section), "+"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), index.column()
        if not index.isValid() or row >= len(self._rows):
            return None
        field = self.field_at(column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, column)
            case Qt.ItemDataRole.EditRole:
                if self._kept is not None and self._kept[:2] == (self.id_at(row), field.name):
                    return self._kept[2]
                return self.text_at(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(row, column)
            case Qt.ItemDataRole.DecorationRole if self._grave(row, field.name):
                return icon(self._theme, "circle-alert", "accent_text")
            case Qt.ItemDataRole.BackgroundRole if self._grave(row, field.name):
                return QColor(self._theme.tokens.accent_soft)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case CellRole.HUES:
                return self._hues_of(row, field)
            case CellRole.GRAVE:
                return self._grave(row, field.name) is not None
            case CellRole.HINT if self.part_at(row) is None and column == 0:
                return f"New {self.sheet.word}…"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        part_id, said = self.id_at(index.row()), str(value)
        self.let_go()
        if said != self.text_at(index.row(), index.column()):
            self.written.emit(part_id, self.field_at(index.column()).name, said)
        return True

    # What they share

    def _shown(self, row: int, column: int) -> str:
        field, part = self.field_at(column), self.part_at(row)
        text = self.text_at(row, column)
        if field.holds is Holds.HUE and part is not None:
            return hue_name(int(text) - 1)
        # One line, and no more of it than could be seen.
        return " ".join(text[:400].split())

    def _told(self, row: int, column: int) -> str:
        field = self.field_at(column)
        if self.part_at(row) is None:
            return f"{field.title} of a new {self.sheet.word}"
        text = self._shown(row, column) or "empty"
        problem = self._problems.get((self.id_at(row), field.name))
        return f"{field.title}: {text}" + (f". {problem.says}" if problem else "")

    def _tip(self, row: int, column: int) -> str:
        field = self.field_at(column)
        problem = self._problems.get((self.id_at(row), field.name))
        if problem is not None:
            return tip(f"{problem.says} {problem.do}")
        text = self.text_at(row, column)
        return tip(text) if len(text) > field.width else ""

    def _grave(self, row: int, name: str) -> Problem | None:
        problem = self._problems.get((self.id_at(row), name)) if self.id_at(row) else None
        return problem if problem is not None and problem.grave else None

    def _hues_of(self, row: int, field: Shown) -> list[int]:
        part = self.part_at(row)
        if part is None:
            return []
        if field.holds is Holds.HUE:
            return [int(cell(part, "hue", self.words)) - 1]
        if field.holds is Holds.FACTORS:
            return [self._hues[name] for name in getattr(part, "factors", ()) if name in self._hues]
        return []

    def _changed(self, first: int, last: int) -> None:
        end = len(self.sheet.columns) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, end))

    def _remove_gone(self, wanted: set[str]) -> None:
        row = len(self._rows) - 1
        while row >= 0:
            last = row
            while row >= 0 and self._rows[row][0] not in wanted:
                row -= 1
            if row < last:
                self.beginRemoveRows(ROOT, row + 1, last)
                del self._rows[row + 1 : last + 1]
                self.endRemoveRows()
            row -= 1

    def _reorder(self, wanted: Sequence[Row]) -> None:
        held = {part_id: at for at, (part_id, _) in enumerate(self._rows)}
        order = [held[part_id] for part_id, _ in wanted if part_id in held]
        if order == list(range(len(order))):
            return
        self.layoutAboutToBeChanged.emit()
        places = {old: new for new, old in enumerate(order)}
        before = self.persistentIndexList()
        after = [self.index(places[index.row()], index.column()) for index in before]
        self._rows = [self._rows[old] for old in order]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_new(self, wanted: Sequence[Row]) -> None:
        row = 0
        while row < len(wanted):
            first = row
            held = self._rows[row][0] if row < len(self._rows) else None
            while row < len(wanted) and wanted[row][0] != held:
                row += 1
            if row > first:
                self.beginInsertRows(ROOT, first, row - 1)
                self._rows[first:first] = wanted[first:row]
                self.endInsertRows()
            row += 1

    def _refresh(self, wanted: Sequence[Row], *, everything: bool) -> None:
        differ = [at for at, row in enumerate(wanted) if row[1] is not self._rows[at][1]]
        for at in differ:
            self._rows[at] = wanted[at]
        if everything or len(differ) > 50:
            self._changed(0, len(self._rows) - 1)
            return
        for at in differ:
            self._changed(at, at)

    def index_of(self, part_id: str, name: str = "") -> QModelIndex:
        """Return the index of a part's field, which is not valid where its row is not shown."""
        row = self.row_of(part_id)
        return self.index(row, self.column_of(name)) if row >= 0 else QModelIndex()
