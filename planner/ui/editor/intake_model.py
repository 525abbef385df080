"""The rows of notes on their way to cards: headings, and drafts beside the lines they came from."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from planner.model.intake import Draft, Intake

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
ROW = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class HeadingRow:
    """A heading above its drafts; place tells apart the rows of one that comes again."""

    section: int
    place: int
    title: str
    depth: int
    factor: bool

    @property
    def key(self) -> tuple[str, int, int]:
        """Return what the row is told apart by."""
        return "heading", self.section, self.place


@dataclass(frozen=True)
class DraftRow:
    """A draft."""

    draft: Draft

    @property
    def key(self) -> tuple[str, int, int]:
        """Return what the row is told apart by."""
        return "draft", self.draft.id, 0


Row = HeadingRow | DraftRow


class IntakeModel(QAbstractListModel):
    """Lists what an intake holds, and is brought up to date by what differs from the last."""

    turn_asked = Signal(QModelIndex)
    """A row's tick was asked to be turned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._made: dict[int, DraftRow] = {}

    def show(self, intake: Intake) -> None:
        """Show an intake; rows that stay keep their indexes."""
        new = rows_of(intake, self._made)
        old = self._rows
        least = min(len(old), len(new))
        head = 0
        while head < least and _is_one(old[head], new[head]):
            head += 1
        tail = 0
        while tail < least - head and _is_one(old[-1 - tail], new[-1 - tail]):
            tail += 1
        if len(old) - tail > head:
            self.beginRemoveRows(_ROOT, head, len(old) - tail - 1)
            del self._rows[head : len(old) - tail]
            self.endRemoveRows()
        if len(new) - tail > head:
            self.beginInsertRows(_ROOT, head, len(new) - tail - 1)
            self._rows[head:head] = new[head : len(new) - tail]
            self.endInsertRows()
        for number, row in enumerate(new):
            if self._rows[number] is not row and self._rows[number] != row:
                self._rows[number] = row
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def row_at(self, number: int) -> Row | None:
        """Return a row, or None where there is none of this number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, draft_id: int) -> int:
        """Return the number of a draft's row, or -1."""
        key = ("draft", draft_id, 0)
        return next((number for number, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return _name(row)
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return _told(row)
            case Qt.ItemDataRole.CheckStateRole:
                on = row.draft.taken if isinstance(row, DraftRow) else row.factor
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return row if role == ROW else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.turn_asked.emit(self.index(index.row()))
        return True


def rows_of(intake: Intake, made: dict[int, DraftRow]) -> list[Row]:
    """Return the rows of an intake: each draft, under its headings where these change.

    made: the drafts' rows by their ids, kept from one time to the next: a draft that no verb
    touched has the very row that it had, so that 5,000 of them are quickly told apart.
    """
    rows: list[Row] = []
    shown: tuple[int, ...] = ()
    places: dict[int, int] = {}
    for draft in intake.drafts:
        if not shown or shown[-1] != draft.section:
            path = intake.path(draft.section)
            same = 0
            while same < min(len(path), len(shown)) and path[same] == shown[same]:
                same += 1
            for depth in range(min(same, len(path) - 1) if path else 0, len(path)):
                number = path[depth]
                section = intake.sections[number]
                place = places[number] = places.get(number, -1) + 1
                rows.append(HeadingRow(number, place, section.title, depth, section.factor))
            shown = path
        row = made.get(draft.id)
        if row is None or row.draft is not draft:
            row = made[draft.id] = DraftRow(draft)
        rows.append(row)
    return rows


def lines_of(draft: Draft) -> str:
    """Name the lines that a draft comes from: "27", or "27–28"."""
    return str(draft.line) if draft.line == draft.last else f"{draft.line}–{draft.last}"


def _is_one(old: Row, new: Row) -> bool:
    """Tell whether two rows are one that may have changed."""
    return old is new or old.key == new.key


def _name(row: Row) -> str:
    if isinstance(row, HeadingRow):
        return row.title
    return row.draft.headline or "No headline"


def _told(row: Row) -> str:
    """Return what a screen reader says of a row after its name."""
    if isinstance(row, HeadingRow):
        return "Heading, a factor of its cards" if row.factor else "Heading"
    draft = row.draft
    parts = (
        "A card" if draft.taken else "Dropped",
        f"Line {lines_of(draft)}: {draft.text.rstrip('.')}",
        draft.when.shown,
        ", ".join(draft.people),
    )
    return ". ".join(part for part in parts if part)
