"""The shelf's filters, as chips: a factor each, and the cards that are not used yet."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.model.evidence import Factor
from planner.ui.controls import button, set_tip
from planner.ui.drawing import draw_hue
from planner.ui.flow import FlowLayout
from planner.ui.theme import Theme


class Chips(QWidget):
    """All cards, those of any chosen factor, or only those that are unused."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._factors: dict[str, Factor] = {}
        self.of_factor: dict[str, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.all = self._chip("All")
        self.all.setChecked(True)
        self.all.clicked.connect(self.clear_factors)
        self.unused = self._chip("Unused only")
        self.unused.toggled.connect(self.changed)
        self._flow = FlowLayout(self, 6)
        self._flow.addWidget(self.all)
        self._flow.addWidget(self.unused)
        theme.changed.connect(self._mark)

    def show_factors(self, factors: Sequence[Factor]) -> None:
        """Offer these factors, none of them chosen."""
        if list(self._factors.values()) == list(factors):
            return
        for chip in self.of_factor.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._factors = {factor.id: factor for factor in factors}
        self._flow.removeWidget(self.unused)
        self.of_factor = {name: self._chip(f.name) for name, f in self._factors.items()}
        previous: QWidget = self.all
        for name, chip in self.of_factor.items():
            set_tip(chip, self._factors[name].about)
            chip.toggled.connect(self._on_factor)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(previous, chip)
            previous = chip
        self._flow.addWidget(self.unused)
        QWidget.setTabOrder(previous, self.unused)
        self.all.setChecked(True)
        self._mark()

    def chosen(self) -> frozenset[str]:
        """Return the ids of the chosen factors; none means that all cards are wanted."""
        return frozenset(name for name, chip in self.of_factor.items() if chip.isChecked())

    def clear_factors(self) -> None:
        """Choose all cards, whatever their factors."""
        for chip in self.of_factor.values():
            chip.blockSignals(True)
            chip.setChecked(False)
            chip.blockSignals(False)
        self._on_factor()

    def _on_factor(self) -> None:
        self.all.setChecked(not self.chosen())
        self.changed.emit()

    def _chip(self, text: str) -> QPushButton:
        chip = button(text.replace("&", "&&"), "chip")
        chip.setAccessibleName(text)
        chip.setCheckable(True)
        return chip

    def _mark(self) -> None:
        """Draw each factor's mark in the theme's colours."""
        for name, chip in self.of_factor.items():
            picture = QPixmap(56, 44)
            picture.setDevicePixelRatio(4)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_hue(painter, QPointF(5.5, 5.5), self._factors[name].hue, self._theme.tokens)
            painter.end()
            chip.setIcon(QIcon(picture))
            chip.setIconSize(QSize(14, 11))
