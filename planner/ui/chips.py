"""The shelf's filters, as chips: a factor each, what it is narrowed to, and what is unused."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.model.coverage import Row, Sought
from planner.model.evidence import Factor
from planner.ui.controls import button, set_tip, shortened
from planner.ui.drawing import draw_hue
from planner.ui.flow import FlowLayout
from planner.ui.theme import Theme


class Chips(QWidget):
    """All cards, those of any chosen factor, of a person or some years, or only unused ones."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._factors: dict[str, Factor] = {}
        self.of_factor: dict[str, QPushButton] = {}
        self._row: Row | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.all = self._chip("All")
        self.all.setChecked(True)
        self.all.clicked.connect(self.clear)
        self.narrowed = self._chip("")
        self.narrowed.hide()
        self.narrowed.clicked.connect(self.widen)
        self.unused = self._chip("Unused only")
        self.unused.toggled.connect(self.changed)
        self._flow = FlowLayout(self, 6)
        self._flow.addWidget(self.all)
        self._flow.addWidget(self.narrowed)
        self._flow.addWidget(self.unused)
        theme.changed.connect(self._mark)

    def show_factors(self, factors: Sequence[Factor]) -> None:
        """Offer these factors; those that were chosen and are still offered stay so."""
        if list(self._factors.values()) == list(factors):
            return
        chosen = self.chosen()
        for chip in self.of_factor.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._factors = {factor.id: factor for factor in factors}
        self._flow.removeWidget(self.unused)
        self.of_factor = {name: self._chip(f.name) for name, f in self._factors.items()}
        previous: QWidget = self.narrowed
        for name, chip in self.of_factor.items():
            chip.setChecked(name in chosen)
            set_tip(chip, self._factors[name].about)
            chip.toggled.connect(self._on_factor)
            self._flow.addWidget(chip)
            QWidget.setTabOrder(previous, chip)
            previous = chip
        self._flow.addWidget(self.unused)
        QWidget.setTabOrder(previous, self.unused)
        self._mark()
        if self.chosen() == chosen:
            self.all.setChecked(self._shows_all)
        else:
            self._on_factor()

    def chosen(self) -> frozenset[str]:
        """Return the ids of the chosen factors; none means that all cards are wanted."""
        return frozenset(name for name, chip in self.of_factor.items() if chip.isChecked())

    @property
    def within(self) -> Sought | None:
        """Return what the cards are narrowed to beside their factors, or None."""
        return self._row.sought if self._row else None

    @property
    def narrowed_to(self) -> str:
        """Return what that is called; empty where they are not narrowed."""
        return self._row.name if self._row else ""

    @property
    def active(self) -> QPushButton:
        """Return the first chip that is chosen."""
        if self._row is not None:
            return self.narrowed
        chosen = (chip for chip in self.of_factor.values() if chip.isChecked())
        return next(chosen, self.all)

    def show_row(self, row: Row) -> None:
        """Choose such cards as a row of the coverage counts, and no others."""
        factors = () if row.sought.lacking else row.sought.factors
        known = set(factors) & self.of_factor.keys()
        self._check(known)
        # A factor that has no chip of its own is shown as years and people are.
        self._narrow(None if known or row.sought == Sought() else row)
        self._on_factor()

    def widen(self) -> None:
        """Show cards of all people and years again."""
        self._narrow(None)
        self._on_factor()

    def clear(self) -> None:
        """Choose all cards, whatever their factors, people and years."""
        self._check(set())
        self.widen()

    @property
    def _shows_all(self) -> bool:
        return not self.chosen() and self._row is None

    def _check(self, factors: set[str]) -> None:
        for name, chip in self.of_factor.items():
            chip.blockSignals(True)
            chip.setChecked(name in factors)
            chip.blockSignals(False)

    def _narrow(self, row: Row | None) -> None:
        self._row = row
        chip, name = self.narrowed, row.name if row else ""
        if chip.hasFocus() and row is None:
            self.all.setFocus(Qt.FocusReason.OtherFocusReason)
        chip.setText(f"{shortened(name, 26)}  ×".replace("&", "&&"))
        chip.setAccessibleName(f"Only {name}. Press to show the others too")
        set_tip(chip, f"Only {name}. Press to show the others too." if row else "")
        chip.setChecked(True)
        chip.setVisible(row is not None)

    def _on_factor(self) -> None:
        self.all.setChecked(self._shows_all)
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
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_hue(painter, QPointF(5.5, 5.5), self._factors[name].hue, self._theme.tokens)
            chip.setIcon(QIcon(picture))
            chip.setIconSize(QSize(14, 11))
