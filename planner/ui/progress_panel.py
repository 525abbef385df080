"""How far the plan is, and how its evidence is spread, at the right of the board."""

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
from planner.model.plan import Field, Part, Plan
from planner.model.progress import evidence_by_factor, paragraph_progress, plan_progress
from planner.ui.controls import label, set_tip
from planner.ui.drawing import draw_hue
from planner.ui.icons import icon
from planner.ui.kit import Kit
from planner.ui.minutes_words import each_paragraph, shares


class Row(QPushButton):
    """A part of the plan, and how far it is at the right; pressed, it goes there."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "row")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIconSize(QSize(22, 16))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._name, self._told = "", ""

    def show_part(self, name: str, told: str) -> None:
        """Show a part's name and how far it is."""
        self._name, self._told = name, told
        set_tip(self, name)
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
            self._told,
        )

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - 46 - metrics.horizontalAdvance(self._told)
        short = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, max(20, room))
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
        self._factor, self._count, self._most = factor, count, max(1, most)
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

    def _on_plan_changed(self, _before: Plan | None, plan: Plan) -> None:
        progress = plan_progress(plan)
        self.count.setText(f"{progress.filled} of {progress.total}")
        self.bar.setMaximum(max(1, progress.total))
        self.bar.setValue(progress.filled)
        self._show_minutes(plan)
        rows = self._wanted(plan)
        while len(self._rows) < len(rows):
            self._add_row()
        self._fields = [field for field, _, _, _ in rows]
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(rows))
            if number < len(rows):
                _, name, done, told = rows[number]
                row.show_part(name, told)
                row.setIcon(
                    icon(
                        self._kit.theme,
                        "circle-check" if done else "circle",
                        "done" if done else "strong_border",
                    )
                )
                state = told or ("filled" if done else "empty")
                row.setAccessibleName(f"{name}: {state}")
        self._show_factors(plan)

    def _wanted(self, plan: Plan) -> list[tuple[Field, str, bool, str]]:
        """Return a line for each part: where it is, its name, whether it is done, how far."""
        essay = self._kit.frameworks.essay
        lines = [
            (
                Field(Part.LINE_OF_ARGUMENT),
                essay.line_of_argument.label,
                bool(plan.line_of_argument.strip()),
                "",
            ),
            (
                Field(Part.INTRODUCTION),
                essay.introduction.label,
                bool(plan.introduction.strip()),
                "",
            ),
        ]
        for number, paragraph in enumerate(plan.paragraphs, 1):
            progress = paragraph_progress(paragraph)
            done = bool(progress.total) and progress.filled == progress.total
            name = f"{number}  {paragraph.heading or 'Paragraph ' + str(number)}"
            lines.append(
                (
                    Field(Part.HEADING, paragraph.id),
                    name,
                    done,
                    f"{progress.filled}/{progress.total}",
                )
            )
        lines.append(
            (Field(Part.CONCLUSION), essay.conclusion.label, bool(plan.conclusion.strip()), "")
        )
        return lines

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
        row = Row()
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
