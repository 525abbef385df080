"""What is wrong with the pack, or could be better: a list that leads to each place."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from planner.model.problems import Problem
from planner.ui.card_model import ROOT, Index
from planner.ui.controls import Mark, button, label
from planner.ui.icons import icon
from planner.ui.theme import Theme, bold

PROBLEM = Qt.ItemDataRole.UserRole + 1


class ProblemModel(QAbstractListModel):
    """The problems, the grave first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()

    def show(self, problems: tuple[Problem, ...]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.problems):
            return None
        problem = self.problems[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return problem.says
            case Qt.ItemDataRole.AccessibleTextRole:
                kind = "Has to be mended" if problem.grave else "Could be better"
                return f"{kind}: {problem.says} {problem.do}"
            case _ if role == PROBLEM:
                return problem
        return None


class _Lines(QStyledItemDelegate):
    """Draws a problem in two lines: what it is, and what to do."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, 2 * option.fontMetrics.lineSpacing() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem: Problem = index.data(PROBLEM)
        of, rect = self._theme.tokens, QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(of.selected))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(of.focus), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        name, token = ("circle-alert", "accent_text") if problem.grave else ("info", "muted")
        icon(self._theme, name, token).paint(
            painter, QRect(rect.left() + 14, rect.top() + 7, 17, 17)
        )
        height = option.fontMetrics.lineSpacing()
        line = QRect(rect.left() + 42, rect.top() + 6, rect.width() - 54, height)
        for text, colour, font in (
            (problem.says, of.text, bold(option.font) if problem.grave else option.font),
            (problem.do, of.muted, option.font),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            side = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(text, side, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
            line.translate(0, height)
        painter.restore()


class ProblemList(QListView):
    """The list; Enter or a press goes to the place."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.held = ProblemModel(self)
        self.setModel(self.held)
        self.setItemDelegate(_Lines(theme, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Problems")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        problem = index.data(PROBLEM)
        if problem is not None:
            self.asked.emit(problem)


class ProblemsPanel(QWidget):
    """A bar that counts the problems, and the list under it when it is open."""

    asked = Signal(object)
    """Show the place of a problem."""
    toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wanted = False
        self.setObjectName("problems")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.mark = Mark(17)
        self.told = label(kind="field")
        self.bar = button("", "quiet")
        self.bar.clicked.connect(self._on_bar)
        self.list = ProblemList(theme)
        self.list.asked.connect(self.asked)
        top = QHBoxLayout()
        top.setContentsMargins(14, 3, 8, 3)
        top.setSpacing(9)
        top.addWidget(self.mark)
        top.addWidget(self.told, 1)
        top.addWidget(self.bar)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(self.list, 1)
        self.list.hide()
        self.show_problems(())

    @property
    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return not self.list.isHidden()

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show these problems, the chosen one still chosen where it is still there."""
        if problems != self.list.held.problems:
            row = self.list.currentIndex().row()
            held = self.list.held.problems[row] if row >= 0 else None
            self.list.held.show(problems)
            row = problems.index(held) if held in problems else min(row, len(problems) - 1)
            self.list.setCurrentIndex(self.list.held.index(max(0, row)))
        grave = sum(problem.grave for problem in problems)
        told = counted_problems(grave, len(problems) - grave)
        self.told.setText(told)
        if grave:
            self.mark.show_icon(icon(self._theme, "circle-alert", "accent_text"))
        elif problems:
            self.mark.show_icon(icon(self._theme, "info", "muted"))
        else:
            self.mark.show_icon(icon(self._theme, "circle-check", "done"))
        self.bar.setEnabled(bool(problems))
        self._show_list()

    def open_list(self, opened: bool) -> None:
        """Show the list whenever there is something in it, or only the bar."""
        self._wanted = opened
        self._show_list()

    def _show_list(self) -> None:
        opened, was = self._wanted and bool(self.list.held.problems), self.is_open
        self.list.setVisible(opened)
        self._name_bar()
        if opened != was:
            self.toggled.emit(opened)

    def take_focus(self) -> None:
        """Give the list the keyboard, or the bar where it is closed."""
        target: QWidget = self.list if self.is_open else self.bar
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_bar(self) -> None:
        self.open_list(not self.is_open)

    def _name_bar(self) -> None:
        self.bar.setText("Hide" if self.is_open else "Show")
        self.bar.setIcon(icon(self._theme, "chevron-down" if self.is_open else "chevron-right"))
        self.bar.setAccessibleName(f"{self.bar.text()} the problems: {self.told.text()}")


def counted_problems(grave: int, advice: int) -> str:
    """Say how many problems there are: “2 to put right, 5 to look at”."""
    told = [f"{grave:,} to put right"] if grave else []
    told += [f"{advice:,} to look at"] if advice else []
    return ", ".join(told) or "Nothing to put right"


def by_place(problems: Sequence[Problem], kind: str) -> dict[tuple[str, str], Problem]:
    """Return the gravest problem of each field of parts of a kind, by part and field."""
    found: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        if problem.kind == kind and problem.field:
            held = found.get((problem.part, problem.field))
            if held is None or problem.grave > held.grave:
                found[problem.part, problem.field] = problem
    return found
