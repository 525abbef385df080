"""The fields of a form that are chosen rather than typed: factors, types, frameworks."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from planner.model.evidence import Factor
from planner.model.framework import Framework, QuestionType
from planner.ui.controls import Choice, button, set_tip
from planner.ui.editor.hues import hue_icon
from planner.ui.flow import FlowLayout
from planner.ui.icons import icon
from planner.ui.theme import Theme


class FactorChoices(QWidget):
    """Every factor of the pack, to be ticked, and a way to a new one."""

    changed = Signal()
    factor_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._factors: tuple[Factor, ...] = ()
        self.chips: dict[str, QPushButton] = {}
        self.setAccessibleName("Factors")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(self, 5)
        self.new = button("New factor…", "quiet-chip")
        self.new.setIcon(icon(theme, "plus"))
        self.new.setIconSize(QSize(13, 13))
        self.new.clicked.connect(self.factor_asked)
        self._flow.addWidget(self.new)

    def show_factors(self, factors: Sequence[Factor], ticked: Sequence[str]) -> None:
        """Offer the pack's factors, these of them ticked."""
        if self._factors != tuple(factors):
            self._offer(tuple(factors))
        for name, chip in self.chips.items():
            chip.setChecked(name in ticked)

    def ticked(self) -> tuple[str, ...]:
        """Return the ids of the ticked factors, in the pack's order."""
        return tuple(name for name, chip in self.chips.items() if chip.isChecked())

    def _offer(self, factors: tuple[Factor, ...]) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._flow.removeWidget(self.new)
        self._factors, self.chips = factors, {}
        last: QWidget | None = None
        for factor in factors:
            chip = button(factor.name.replace("&", "&&") or "(no name)", "chip")
            chip.setAccessibleName(factor.name)
            chip.setCheckable(True)
            chip.setIcon(hue_icon(self._theme, factor.hue))
            chip.setIconSize(QSize(14, 11))
            set_tip(chip, factor.about)
            chip.clicked.connect(self.changed)
            self._flow.addWidget(chip)
            if last is not None:
                QWidget.setTabOrder(last, chip)
            last = chip
            self.chips[factor.id] = chip
        self._flow.addWidget(self.new)
        if last is not None:
            QWidget.setTabOrder(last, self.new)


class TypeChoice(Choice):
    """The types of question, one to be chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, types: Mapping[str, QuestionType]) -> None:
        super().__init__(theme)
        self.setAccessibleName("Type")
        self._types: Mapping[str, QuestionType] = {}
        self._offer(types)
        self.activated.connect(self._on_activated)

    def show_type(self, kind: str, types: Mapping[str, QuestionType]) -> None:
        """Show which of the types a question has; an unknown one is shown by its id."""
        if self._types != types:
            self._offer(types)
        at = self.findData(kind)
        if at < 0:
            self.addItem(kind, kind)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def _offer(self, types: Mapping[str, QuestionType]) -> None:
        self._types = types
        self.clear()
        for kind in types.values():
            self.addItem(kind.name or "(no name)", kind.id)

    def _on_activated(self, at: int) -> None:
        self.chosen.emit(self.itemData(at))


class FrameworkChoice(Choice):
    """The frameworks that a question type can begin with, or none of them."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, frameworks: Sequence[Framework]) -> None:
        super().__init__(theme)
        self.setAccessibleName("Paragraphs follow")
        self.addItem("Any framework", "")
        for framework in frameworks:
            self.addItem(framework.name, framework.id)
        self.activated.connect(self._on_activated)

    def show_framework(self, of: str) -> None:
        """Show which framework a type begins with; an unknown one is shown by its id."""
        if self.findData(of) < 0:
            self.addItem(of, of)
        self.setCurrentIndex(self.findData(of))

    def _on_activated(self, at: int) -> None:
        self.chosen.emit(self.itemData(at))
