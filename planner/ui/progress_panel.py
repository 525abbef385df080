"""How far the plan is, and how its evidence is spread, at the right of the board."""

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from planner.model.evidence import Factor
from planner.model.framework import SlotKind
from planner.model.plan import Field, Paragraph, Part, Plan
from planner.model.progress import evidence_by_factor, paragraph_progress, plan_progress
from planner.ui.controls import label, set_tip
from planner.ui.drawing import draw_hue
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.minutes_words import each_paragraph, shares
from planner.ui.theme import Theme


class Line(Struct, frozen=True):
    """A part of the plan: where it is, its name, whether it is done, and how far it is."""

    field: Field
    name: str
    done: bool
    told: str = ""


class Row(QPushButton):
    """A part of the plan, and how far it is at the right; pressed, it goes there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._line: Line | None = None
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(22, 16))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_line(self, line: Line) -> None:
        """Show a part of the plan."""
        if line == self._line:
            return
        if self._line is None or line.done != self._line.done:
            name, token = ("circle-check", "done") if line.done else ("circle", "strong_border")
            self.setIcon(icon(self._theme, name, token))
        self._line = line
        self.setAccessibleName(f"{line.name}: {line.told or ('filled' if line.done else 'empty')}")
        set_tip(self, line.name)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.drawText(
            self.rect().adjusted(0, 0, -8, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self._line.told if self._line else "",
        )

    def _fit(self) -> None:
        if self._line is None:
            return
        metrics = self.fontMetrics()
        room = self.width() - 46 - metrics.horizontalAdvance(self._line.told)
        short = metrics.elidedText(self._line.name, Qt.TextElideMode.ElideRight, max(20, room))
        self.setText(short.replace("&", "&&"))


class Bar(QWidget):
    """A factor's mark, its name, a bar and a count, in a line."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._factor: Factor | None = None
        self._count, self._most = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, factor: Factor, count: int, most: int) -> None:
        """Show how many cards speak to a factor; most is the largest of all the counts."""
        most = max(1, most)
        if (factor, count, most) == (self._factor, self._count, self._most):
            return
        self._factor, self._count, self._most = factor, count, most
        cards = "card" if count == 1 else "cards"
        self.setAccessibleName(f"{factor.name}: {count} {cards}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, self.fontMetrics().lineSpacing() + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._factor is None:
            return
        of = self._kit.theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().lineSpacing()
        draw_hue(painter, QPointF(5.5, line / 2 + 1), self._factor.hue, of)
        painter.setPen(QColor(of.text if self._count else of.muted))
        painter.drawText(
            QRectF(16, 0, self.width() - 50, line),
            Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            self.fontMetrics().elidedText(
                self._factor.name, Qt.TextElideMode.ElideRight, self.width() - 52
            ),
        )
        painter.drawText(
            QRectF(self.width() - 34, 0, 32, line),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            str(self._count),
        )
        track = QRectF(16, line + 4, self.width() - 18, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(of.border))
        painter.drawRoundedRect(track, 3, 3)
        if self._count:
            track.setWidth(max(6.0, track.width() * self._count / self._most))
            painter.setBrush(of.hue(self._factor.hue))
            painter.drawRoundedRect(track, 3, 3)


class ProgressPanel(QScrollArea):
    """What is filled, part by part, each a button that goes there; and evidence by factor."""

    place_asked = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setObjectName("panel")
        self.setAccessibleName("Progress")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # Its rows take the keyboard, and it follows them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: list[Row] = []
        self._fields: list[Field] = []
        self._bars: list[Bar] = []
        self.count = label(kind="count")
        self.minutes = label(kind="small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the plan is")
        self._note = label("Cards that you place are counted here.", "small", wrap=True)
        self._lay()
        kit.session.plan_changed.connect(self._on_plan_changed)

    def take_focus(self) -> None:
        """Give the keyboard to the first line."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show how far the open plan is."""
        if self._kit.session.is_open:
            self._show(self._kit.session.plan)

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        # What is hidden is shown anew when it is shown.
        if not self.isHidden():
            self._show(plan)

    def _show(self, plan: Plan) -> None:
        progress = plan_progress(plan)
        self.count.setText(f"{progress.filled} of {progress.total}")
        self.bar.setMaximum(max(1, progress.total))
        self.bar.setValue(progress.filled)
        self._show_minutes(plan)
        lines = self._wanted(plan)
        while len(self._rows) < len(lines):
            self._add_row()
        self._fields = [line.field for line in lines]
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(lines))
            if number < len(lines):
                row.show_line(lines[number])
        self._show_factors(plan)

    def _wanted(self, plan: Plan) -> list[Line]:
        """Return a line for each part of a plan."""
        essay = self._kit.frameworks.essay
        return [
            _written(plan, Part.LINE_OF_ARGUMENT, essay.line_of_argument),
            _written(plan, Part.INTRODUCTION, essay.introduction),
            *(_line(paragraph, number) for number, paragraph in enumerate(plan.paragraphs, 1)),
            _written(plan, Part.CONCLUSION, essay.conclusion),
        ]

    def _show_minutes(self, plan: Plan) -> None:
        kind, paragraphs = self._kit.kinds.of_plan(plan), len(plan.paragraphs)
        self.minutes.setText(each_paragraph(plan.question, kind, paragraphs))
        self.minutes.setVisible(bool(plan.question.minutes))
        set_tip(self.minutes, shares(plan.question, kind, paragraphs))

    def _show_factors(self, plan: Plan) -> None:
        counts = evidence_by_factor(plan)
        most = max((count for _, count in counts), default=0)
        while len(self._bars) < len(counts):
            bar = Bar(self._kit, self._evidence)
            self._bars.append(bar)
            self._evidence_box.addWidget(bar)
        for number, bar in enumerate(self._bars):
            bar.setVisible(number < len(counts))
            if number < len(counts):
                bar.show_count(*counts[number], most)
        self._note.setVisible(not most)

    def _add_row(self) -> None:
        row = Row(self._kit.theme)
        row.clicked.connect(self._on_row)
        self._rows.append(row)
        self._rows_box.addWidget(row)

    def _on_row(self) -> None:
        sender = self.sender()
        for number, row in enumerate(self._rows):
            if row is sender and number < len(self._fields):
                self.place_asked.emit(self._fields[number])

    def _lay(self) -> None:
        page = QWidget()
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.bar, 1)
        head.addWidget(self.count)
        self._rows_box = QVBoxLayout()
        self._rows_box.setSpacing(1)
        self._evidence = QWidget()
        self._evidence_box = QVBoxLayout(self._evidence)
        self._evidence_box.setContentsMargins(0, 0, 0, 0)
        self._evidence_box.setSpacing(4)
        box = QVBoxLayout(page)
        box.setContentsMargins(14, 10, 14, 16)
        box.setSpacing(9)
        box.addLayout(head)
        box.addWidget(self.minutes)
        box.addLayout(self._rows_box)
        box.addSpacing(12)
        box.addWidget(label("EVIDENCE BY FACTOR", "section"))
        box.addWidget(self._evidence)
        box.addWidget(self._note)
        box.addStretch(1)
        self.setWidget(page)


def _written(plan: Plan, part: Part, kind: SlotKind) -> Line:
    field = Field(part)
    return Line(field, kind.label, bool(plan.text(field).strip()))


def _line(paragraph: Paragraph, number: int) -> Line:
    progress = paragraph_progress(paragraph)
    return Line(
        Field(Part.HEADING, paragraph.id),
        f"{number}  {paragraph.heading or f'Paragraph {number}'}",
        bool(progress.total) and progress.filled == progress.total,
        f"{progress.filled}/{progress.total}",
    )
