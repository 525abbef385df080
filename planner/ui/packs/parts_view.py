"""The parts of a pack to look through: their names beside what the chosen one says."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QSplitter, QWidget

from planner.model.evidence import Factor
from planner.ui.card_model import Index
from planner.ui.icons import icon
from planner.ui.packs.field_changes import FieldChanges
from planner.ui.packs.parts import Entry, Group, Mark, says
from planner.ui.theme import Theme, bold, scaled

_ROOT = QModelIndex()
ENTRY = Qt.ItemDataRole.UserRole + 1


class PartsModel(QAbstractListModel):
    """Headings, and under each its entries; however many, only what is in sight is asked for."""

    def __init__(self, theme: Theme, groups: Sequence[Group], font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heading = bold(scaled(font, 0.9))
        self._size = QSize(120, QFontMetrics(font).lineSpacing() + 9)
        self._rows: list[str | Entry] = []
        for group in groups:
            self._rows += [group.heading, *group.entries]
        self._icons = {
            mark: icon(theme, mark.value[0], mark.value[1]) for mark in Mark if mark.value[0]
        }

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()] if index.isValid() else ""
        if isinstance(row, str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return self._size
        if isinstance(row, str):
            return self._of_heading(row, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(row.name.split())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.mark.word}: {row.name}" if row.mark.word else row.name
            case Qt.ItemDataRole.DecorationRole:
                return self._icons.get(row.mark)
        return row if role == ENTRY else None

    def _of_heading(self, heading: str, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return heading
            case Qt.ItemDataRole.FontRole:
                return self._heading
            case Qt.ItemDataRole.ForegroundRole:
                return QColor(self._theme.tokens.muted)
        return None


class PartsView(QWidget):
    """A list of parts, and the chosen one's fields, side by side where it is changed.

    used: the titles of the student's plans that use a card, by the card's id.
    """

    def __init__(
        self,
        theme: Theme,
        groups: Sequence[Group],
        factors: Sequence[Factor],
        used: Mapping[str, Sequence[str]] | None = None,
        name: str = "In the pack",
    ) -> None:
        super().__init__()
        self._factors, self._used = tuple(factors), used or {}
        self.list = QListView()
        self.list.setModel(PartsModel(theme, groups, self.font(), self))
        self.list.setAccessibleName(name)
        self.list.setProperty("kind", "parts")
        self.list.setUniformItemSizes(True)
        self.list.setIconSize(QSize(15, 15))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields = FieldChanges(theme)
        self.fields.setAccessibleName("What it says")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        self.list.setMinimumWidth(200)
        self.fields.setMinimumWidth(260)
        split.addWidget(self.list)
        split.addWidget(self.fields)
        split.setSizes([290, 470])
        split.setStretchFactor(1, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(split)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        model = self.list.model()
        if model.rowCount() > 1:
            self.list.setCurrentIndex(model.index(1, 0))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        entry: Entry | None = current.data(ENTRY)
        if entry is None:
            return
        changed = entry.mark is Mark.CHANGED
        fields = entry.changed
        if entry.part is not None and not changed:
            fields = says(entry.part, self._factors)
        self.fields.show_fields(fields, sides=changed, foot=self._foot(entry))

    def _foot(self, entry: Entry) -> str:
        plans = self._used.get(entry.part.id, ()) if entry.part is not None else ()
        if not plans:
            return ""
        keep = "keeps the wording that it has" if len(plans) == 1 else "keep the wording they have"
        if entry.mark is Mark.WITHDRAWN:
            keep = "keeps the card" if len(plans) == 1 else "keep the card"
        return f"In {_listed(plans)}, which {keep}."


def _listed(plans: Sequence[str]) -> str:
    shown = [f"“{title}”" for title in plans[:3]]
    if len(plans) > 3:
        shown.append(f"{len(plans) - 3} more of your plans")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
