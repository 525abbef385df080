"""The table of a plan's coverage: what is counted in rows, the paragraphs in columns."""

from PySide6.QtCore import QAbstractTableModel, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planner.model.coverage import Coverage, Row, Sought
from planner.model.evidence import Factor
from planner.ui.card_model import ROOT, Index
from planner.ui.controls import tip
from planner.ui.drawing import draw_hue
from planner.ui.kit import Kit

_NONE = Coverage((), Row("", Sought(), (), 0))


class CoverageModel(QAbstractTableModel):
    """The counts of a coverage; the first column is for the whole plan, the last row for all.

    The first, so that it is in sight however many paragraphs there are.
    """

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._counted = _NONE
        self._rows: tuple[Row, ...] = ()

    def show_counts(self, counted: Coverage) -> None:
        """Show counts; what is current stays so where the table keeps its shape."""
        rest = (counted.rest,) if counted.rest else ()
        rows = (*counted.rows, *rest, counted.whole)
        before, self._counted = self._counted, counted
        names = [(row.name, row.sought) for row in rows]
        same = len(before.whole.counts) == len(counted.whole.counts)
        if same and names == [(row.name, row.sought) for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1)
            )
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to count by."""
        return not self._counted.rows

    @property
    def most(self) -> int:
        """Return the largest count of a paragraph in any row but the last."""
        return max((n for row in self._rows[:-1] for n in row.counts), default=0)

    def row_at(self, row: int) -> Row:
        """Return what is counted in a row."""
        return self._rows[row]

    def factor_at(self, row: int) -> Factor | None:
        """Return the factor that is counted in a row, or None."""
        sought = self._rows[row].sought
        if sought.lacking or len(sought.factors) != 1:
            return None
        return self._kit.factors.get(next(iter(sought.factors)))

    def is_sum(self, row: int) -> bool:
        """Tell whether a row counts all cards, or those that are in no other."""
        return row >= len(self._counted.rows)

    def count_at(self, index: Index) -> int:
        """Return the count in a cell."""
        row = self._rows[index.row()]
        return (row.total, *row.counts)[index.column()]

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._counted.whole.counts) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        count = self.count_at(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(count) if count else "·"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._told(index)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._told(index))
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._column(section) if across else self._rows[section].name
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                name = self._column_name(section) if across else self._rows[section].name
                told = role == Qt.ItemDataRole.ToolTipRole
                return tip(name) if told else name
            case Qt.ItemDataRole.DecorationRole:
                factor = None if across else self.factor_at(section)
                return self._mark(factor) if factor else None
            case Qt.ItemDataRole.TextAlignmentRole:
                centre = Qt.AlignmentFlag.AlignCenter
                left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                return centre if across else left
        return None

    def _told(self, index: Index) -> str:
        count = self.count_at(index)
        cards = "1 card" if count == 1 else f"{count or 'no'} cards"
        return f"{self._rows[index.row()].name}, {self._column_name(index.column())}: {cards}"

    def _column(self, section: int) -> str:
        return str(section) if section else "All"

    def _column_name(self, section: int) -> str:
        paragraphs = self._kit.session.plan.paragraphs
        if not section:
            return "whole plan"
        heading = paragraphs[section - 1].heading if section <= len(paragraphs) else ""
        return f"paragraph {section}" + (f" ({heading})" if heading else "")

    def _mark(self, factor: Factor) -> QIcon:
        picture = QPixmap(44, 44)
        picture.setDevicePixelRatio(4)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_hue(painter, QPointF(5.5, 5.5), factor.hue, self._kit.theme.tokens)
        return QIcon(picture)


class CountLook(QStyledItemDelegate):
    """Paints a count on a ground that is the stronger the more there are; none is a quiet dot."""

    def __init__(self, kit: Kit, model: CoverageModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit, self._model = kit, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(24, option.fontMetrics.lineSpacing() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        of, count = self._kit.theme.tokens, self._model.count_at(index)
        state, rect = option.state, QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        sums = self._model.is_sum(index.row()) or index.column() == 0
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if count and not sums:
            factor = self._model.factor_at(index.row())
            ground = of.hue(factor.hue) if factor else QColor(of.focus)
            ground.setAlphaF(0.16 + 0.3 * count / max(1, self._model.most))
            painter.setBrush(ground)
            painter.drawRoundedRect(rect, 5, 5)
        focused = state & QStyle.StateFlag.State_HasFocus
        if focused or state & QStyle.StateFlag.State_MouseOver:
            edge = QColor(of.focus if focused else of.strong_border)
            painter.setPen(QPen(edge, 2.0 if focused else 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 5, 5)
        painter.setPen(QColor((of.muted if sums else of.text) if count else of.hint))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(count) if count else "·")
        painter.restore()
