"""One piece of advice as a button: what is missing, why that matters, and what to do next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from planner.coach.advice import Advice, Rule
from planner.ui.controls import icon_button, label
from planner.ui.theme import Theme


class AdviceBox(QPushButton):
    """Pressed, it leads to where the advice is about; its menu is about the rule behind it."""

    menu_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.advice: Advice | None = None
        self.rule: Rule | None = None
        self.setProperty("kind", "advice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.says = label(kind="advice-says", wrap=True)
        self.does = label(kind="advice-do", wrap=True)
        self.why = label(kind="advice-why", wrap=True)
        for part in (self.says, self.does, self.why):
            # A press on the words is a press on the button.
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.options = icon_button(theme, "ellipsis", "About this advice", "hint")
        self.options.clicked.connect(self.menu_asked)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.says, 1)
        head.addWidget(self.options, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 9, 6, 10)
        column.setSpacing(5)
        column.addLayout(head)
        for part in (self.why, self.does):
            column.addWidget(part)

    def show_advice(self, advice: Advice, rule: Rule, *, why: bool) -> None:
        """Show a piece of advice, and why its rule matters where that is wanted."""
        self.why.setVisible(why)
        if (advice, rule) != (self.advice, self.rule):
            self.advice, self.rule = advice, rule
            self.says.setText(advice.says)
            self.does.setText(advice.do)
            self.why.setText(rule.why)
            self.setAccessibleName(f"{advice.says} {advice.do}")
            self.setAccessibleDescription(rule.why)
            self.options.setAccessibleName(f"About this advice: {rule.name}")

    def sizeHint(self) -> QSize:
        return QSize(180, self.heightForWidth(max(1, self.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
