"""Factors' marks: as icons, by name, and as a palette to choose from."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QToolButton, QWidget

from planner.ui.controls import set_tip
from planner.ui.drawing import draw_hue
from planner.ui.flow import FlowLayout
from planner.ui.icons import drawn_by, kept
from planner.ui.theme import Theme

COLOURS = ("Blue", "Orange", "Green", "Pink", "Ochre", "Light blue", "Grey")
SHAPES = ("circle", "square", "triangle", "diamond", "turned triangle")
OFFERED = len(COLOURS) * len(SHAPES)
"""The marks that differ; a higher number repeats one of them."""


def hue_name(hue: int) -> str:
    """Return what a mark looks like, in words."""
    return f"{COLOURS[hue % len(COLOURS)]} {SHAPES[hue % len(SHAPES)]}"


class _Engine(QIconEngine):
    """Draws a mark in the colour that the theme has when it is painted."""

    def __init__(self, theme: Theme, hue: int) -> None:
        super().__init__()
        self._theme, self._hue = theme, hue

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(rect.left() + rect.width() / 2, rect.top() + rect.height() / 2))
        scale = min(rect.width(), rect.height()) / 11
        painter.scale(scale, scale)
        draw_hue(painter, QPointF(0, 0), self._hue, self._theme.tokens)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        if picture.isNull():
            return picture
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        return picture

    def clone(self) -> QIconEngine:
        return kept(_Engine(self._theme, self._hue))


def hue_icon(theme: Theme, hue: int) -> QIcon:
    """Return a factor's mark as an icon that follows the theme."""
    return drawn_by(_Engine(theme, hue))


class HuePalette(QWidget):
    """All marks to choose one from: a press, or the arrow keys and Space."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        flow = FlowLayout(self, 2)
        for hue in range(OFFERED):
            choice = QToolButton()
            choice.setProperty("kind", "hue")
            choice.setCheckable(True)
            choice.setIcon(hue_icon(theme, hue))
            choice.setIconSize(QSize(15, 15))
            choice.setAccessibleName(hue_name(hue))
            set_tip(choice, hue_name(hue))
            self._group.addButton(choice, hue)
            flow.addWidget(choice)
        self._group.idClicked.connect(self.chosen)

    def show_hue(self, hue: int) -> None:
        """Show which mark is the factor's."""
        shown = self._group.button(hue % OFFERED)
        shown.setChecked(True)

    def chosen_button(self) -> QAbstractButton:
        """Return the button of the mark that is chosen."""
        return self._group.checkedButton() or self._group.button(0)
